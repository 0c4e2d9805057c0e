#!/bin/sh
# Each limit of `list limits`: refused with status 4 before anything is made, and allowed by the
# option that the refusal names. The memory that check tells is what a render takes, within a
# factor of two.
set -u
. tests/checks.sh
manual=$PWD/docs/scene.md
cd "$folder" || exit 1
mkdir made

printf '1,2,3\n4,5,6\n7,8,9\n' >values.csv
cat >scene.yaml <<END
title: A title
input: {file: values.csv}
layer: {type: Conv2d, kernel_size: 2}
output: {size: 200x120}
END

# lowest NAME: a value that the scene is over
lowest() {
    case $1 in
    scene) echo 20 ;;
    nesting | seconds) echo 1 ;;
    characters | file | files | terms) echo 3 ;;
    pictures) echo 2 ;;
    memory) echo 1MiB ;;
    *) echo 10 ;;
    esac
}

"$program" info >usual
for name in $("$program" list limits); do
    low=$(lowest "$name")
    ends "$name=$low" 4 "$program" render scene.yaml -o made/x.gif --limit "$name=$low"
    same "$name: makes nothing" "" "$(ls made)"
    option=$(grep -o -- "--limit $name=[0-9N]*[MiB]*" err | head -n 1)
    case $option in
    '') same "$name: names the option" "--limit $name=" "$(cat err)" ;;
    *=N) option="--limit $name=200" ;;
    esac
    # shellcheck disable=SC2086
    ends "$option" 0 "$program" check scene.yaml $option
    usual=$(sed -n "s/^limit $name: \(.*\), with --safe.*/\1/p" usual)
    same "$name in docs/scene.md" 1 "$(grep -c "^| \`$name\` | $usual |" "$manual")"
    same "$name is a whole number" "$usual" "${usual%%.*}"
done

# By a path of its own: pixels, a trace's terms, a shot's scene file.
ends "a sheet's dpi" 4 "$program" render scene.yaml -o made/x.png --size 20cm --dpi 3000
same "pixels are told" 1 "$(grep -c 'has at most 16384; choose a lower --dpi .*--limit side=' err)"
printf '{input: 4, layer: {type: Conv2d, kernel_size: 3}}' >sizes.yaml
ends "terms of a trace" 4 "$program" trace sizes.yaml --limit products=35
same "are told" 1 "$(grep -c 'steps A..B; --limit products=36 allows it' err)"
printf 'output: {size: 100x80}\nshots:\n- scene: scene.yaml\n' >film.yaml
ends "a scene file" 4 "$program" check film.yaml --limit scene=60
same "is told at its place" 1 "$(grep -c 'film.yaml:3:10: error: scene.yaml is larger than 60 bytes' err)"
{
    printf 'input: {values: '
    head -c 300 /dev/zero | tr '\0' '['
} >deep.yaml
ends "deeper than any limit" 4 "$program" check deep.yaml --limit nesting=256

ends "no such limit" 2 "$program" check scene.yaml --limit cell=3
says "is told" "convreel: no limit 'cell'; did you mean cells?"
for value in 0 -1 1.5 x 1e99 0x10 inf 3MiB ''; do
    ends "cells=$value" 2 "$program" check scene.yaml --limit "cells=$value"
done
ends "without a value" 2 "$program" check scene.yaml --limit cells
ends "two limits" 0 "$program" check scene.yaml --limit cells=1e3 --limit memory=1.5GiB

# ---- memory: not with sanitizers, which keep what is freed ----

cat >memory.py <<'END'
# memory.py PROGRAM: of each line of options, whether a render of them takes what check tells
import os, sys
program = sys.argv[1]
for line in sys.stdin:
    options = line.split()
    told = float(os.popen(f"{program} check {line.strip()} --json").read().split('"memory": ')[1].split("}")[0].split(",")[0])
    child = os.fork()
    if child == 0:
        os.dup2(os.open("/dev/null", os.O_WRONLY), 2)
        os.execv(program, [program, "render", *options])
    _, status, usage = os.wait4(child, 0)
    ratio = told / (usage.ru_maxrss * 1024)
    if status != 0 or not 0.5 <= ratio <= 2:
        print(f"{line.strip()}: status {status}: {told:.0f} bytes told, {usage.ru_maxrss * 1024} taken")
print("all are measured")
END
printf 'input: {size: 1200, fill: 2}\nlayer: {type: Conv2d, kernel_size: 2}\n' >large.yaml
case $program in
*/asan/*) ;;
*)
    same "memory" "all are measured" "$(/usr/bin/python3 -S memory.py "$program" <<'END'
scene.yaml -o made/%s.svg
scene.yaml -o made/x.png --size 4k
scene.yaml -o made/x.gif --size 720p --steps 0..1 -j 2 --fps 10
scene.yaml -o made/x.mp4 --size 640x360 --steps 0..1 --fps 10
scene.yaml --format png,gif -o made/
large.yaml --limit cells=1e8 --size 640x480 --steps 0 -o made/x.png
END
    )"
    ;;
esac
finish
