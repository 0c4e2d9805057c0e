#!/bin/sh
# --safe: a stranger's scene reads nothing outside its folder, whatever it names; no output says
# anything of what is outside. Folders that become links meanwhile: test_files.c.
set -u
. tests/checks.sh
cd "$folder" || exit 1
mkdir -p outside inside/sub made
printf '77,77,77\n77,77,77\n77,77,77\n' >outside/x.csv
printf '{input: 77, layer: {type: ReLU}}\n' >outside/scene.yaml
printf '1,2,3\n4,5,6\n7,8,9\n' | tee inside/x.csv >inside/sub/x.csv
printf '{input: {file: x.csv}, layer: {type: ReLU}}\n' >inside/sub/scene.yaml
printf 'from: light\ninput: "#fdf6e3"\n' >inside/theme.yaml
printf 'input: eingabe\n' >inside/words.yaml
ln -s ../outside/x.csv inside/link.csv
ln -s ../outside inside/link
ln -s sub/x.csv inside/good.csv
ln -s sub/scene.yaml inside/good.yaml

# ---- what is read ----

layer='layer: {type: Conv2d, kernel_size: 2}'
for file in x.csv ./x.csv sub/x.csv good.csv; do
    printf 'input: {file: %s}\n%s\n' "$file" "$layer" >inside/scene.yaml
    ends "$file" 0 "$program" trace inside/scene.yaml --safe
    same "$file: its numbers" 1 "$(grep -c '"input": \[\[\[1,2,3\]' out)"
done
printf 'output: {size: 200x160}\nshots: [{scene: good.yaml}, {scene: sub/scene.yaml}]\n' >inside/film.yaml
ends "scene files" 0 "$program" check inside/film.yaml --safe
ends "a theme of the command line" 0 "$program" check inside/scene.yaml --safe --theme inside/theme.yaml

# silence, by one run: of so many seconds, at so many samples a second as the file says
/usr/bin/python3 -S - <<'END'
import struct
for name, seconds, rate in (("inside/sub/click", 1.5, 8000), ("outside/click", 1.5, 8000), ("inside/long", 601, 1000),
                            ("inside/large", 300, 8000), ("inside/fast", 1, 2000000000)):
    size = 2 * int(seconds * min(rate, 8000))
    open(name + ".wav", "wb").write(b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate % 2**32, 2, 16) + b"data"
        + struct.pack("<I", size) + bytes(size))
END
ln -s ../outside/click.wav inside/link.wav
ln -s sub/click.wav inside/good.wav
for file in sub/click.wav good.wav; do
    printf 'input: 3\n%s\nshots: [{audio: %s}]\n' "$layer" "$file" >inside/scene.yaml
    ends "a recording, $file" 0 "$program" check inside/scene.yaml --safe
    same "$file: its length" 1 "$(grep -c 'a recording for 1.5 s' out)"
done

# ---- what is not ----

# refused TEXT...: a scene of these lines, which are_refused looks at.
count=0
refused() {
    count=$((count + 1))
    printf '%s\n' "$@" >inside/refused_$count.yaml
}
# All of them by every command that takes several, each by trace.
are_refused() {
    : >told
    for command in check describe table "render -o made/"; do
        # shellcheck disable=SC2086
        ends "$command" 1 "$program" $command inside/refused_*.yaml --safe
        same "$command: scenes that are refused" $count \
            "$(sed -n 's/^\(inside[^:]*\):.*: error: .*/\1/p' err | sort -u | wc -l)"
        same "$command: prints nothing" "" "$(cat out)"
        cat out err >>told
    done
    for scene in inside/refused_*.yaml; do
        "$program" trace "$scene" --safe >>told 2>&1 </dev/null
        same "trace: $(cat "$scene")" 1 $?
    done
    same "nothing is told by any of them" "" "$(sed "s|$PWD||g" told | grep -E '77|root:|daemon' | head -n 2)"
    same "nothing is made" "made/*" "$(echo made/*)"
}
for file in ../outside/x.csv ../outside/none.csv /etc/passwd /none "$PWD/inside/x.csv" link.csv \
    link/x.csv link/none.csv sub/../../outside/x.csv sub/../x.csv; do
    refused "input: {file: $file}" "$layer"
done
refused 'input: 3' 'layer: {type: Conv2d}' 'kernel: {file: ../outside/x.csv}'
refused 'input: 3' "$layer" 'bias: {file: ../outside/x.csv}'
refused 'input: 3' "$layer" 'panels: [{}, {input: {file: ../outside/x.csv}}]'
refused 'layers: {file: ../outside/x.csv}' 'input: 3'
refused 'input: 3' "$layer" 'theme: ./theme.yaml'
refused 'input: 3' "$layer" 'theme: {from: ./theme.yaml}'
refused 'input: 3' "$layer" 'language: ./words.yaml'
refused 'input: 3' "$layer" 'shots: [{image: ../outside/photo.png}]'
refused 'input: 3' "$layer" 'shots: [{scene: ../outside/scene.yaml}]'
refused 'input: 3' "$layer" 'shots: [{scene: link/scene.yaml}]'
for file in ../outside/click.wav /etc/passwd link/click.wav link.wav; do
    refused 'input: 3' "$layer" "audio: $file" 'shots: [{}]'
    refused 'input: 3' "$layer" "shots: [{audio: {file: $file}}]"
done
refused 'input: 3' "$layer" 'shots: [{audio: {file: x.csv, cues: ../outside/cues.vtt}}]'
are_refused
ends "from standard input" 1 sh -c \
    'echo "{input: {file: inside/x.csv}, layer: {type: ReLU}}" | "$0" check - --safe' "$program"
ends "and outside" 2 "$program" check inside/scene.yaml --safe --allow-outside
says "are told" 'convreel: --safe and --allow-outside exclude each other'

# ---- limits ----

# recording FILE STATUS: a scene with that
recording() {
    printf 'input: 3\n%s\nshots: [{audio: %s}]\n' "$layer" "$1" >inside/scene.yaml
    ends "a recording, $1" "$2" "$program" check inside/scene.yaml --safe
}
recording long.wav 4
says "too long" 'inside/scene.yaml:3:17: error: a recording of more than 600 seconds'
recording large.wav 4
says "too large" 'inside/scene.yaml:3:17: error: large.wav is larger than 4 MiB'
recording fast.wav 1 # its rate needs a filter of gigabytes

printf '{input: [3, 1000, 1000], layer: {type: ReLU}}\n' >inside/scene.yaml
ends "low limits" 4 "$program" check inside/scene.yaml --safe
ends "a limit that is given" 0 "$program" check inside/scene.yaml --safe --limit cells=1e8 \
    --limit numbers=1e8 --size 640x480 --format svg --steps 0
"$program" info >told
for name in $("$program" list limits); do
    same "$name" "" "$(grep "^limit $name: .*, with --safe $" told || true)"
done

# ---- what is given up ----

# tries NAME WORDS COMMAND...: what grabbing.c could do while pictures are written, or while the
# scene is read
grabbing=$(dirname "$program")/tests/grabbing.so
tries() {
    name=$1 wanted=$2
    shift 2
    rm -rf elsewhere stolen && mkdir elsewhere temporary
    for file in old gone kept; do echo "$file" >"elsewhere/$file"; done
    TMPDIR=$PWD/temporary ELSEWHERE=$PWD/elsewhere LD_PRELOAD=$grabbing "$program" "$@" \
        >out 2>err </dev/null
    same "$name: exit status" 0 $?
    same "$name" "$wanted" "$(grep -v '^wrote' err | sed 's/: .* not permitted$/: no/
        s/: Permission denied$/: no/; s/: Invalid cross-device link$/: no/' | xargs)"
    rmdir temporary
}
printf 'input: {size: 3, random: {seed: 1, low: 0, high: 9}}\nlayer: {type: Conv2d, kernel_size: 2}\n' \
    >inside/scene.yaml
case $(sed -n 's/^rights: given up by \(.*\), unless.*/\1/p' told) in
'Landlock and seccomp')
    if [ -e "$grabbing" ]; then
        calls='program: no socket: no cut: no mode: no signal: no trace: no'
        few="make: no write: no remove: no rename: no folder: no read: done $calls"
        files='make: done write: done remove: done rename: done folder: done read: done'
        all="$files $(echo "$calls" | sed 's/: no/: done/g')"
        set -- render -q inside/scene.yaml
        tries "one picture" "$few" "$@" -o made/a.png --steps 0
        tries "pictures side by side" "$few" "$@" -o "made/a%02d.png" -j 3
        tries "a film" "$few" "$@" -o made/a.mp4 --preset ultrafast --size 320x180 --fps 5
        tries "sheets" "$few" quiz -q inside/scene.yaml --seeds 1..3 -o made/
        for part in 1 2; do
            "$program" "$@" -o made/$part.mp4 --part $part/2 --preset ultrafast --size 320x180 --fps 5
        done
        tries "a joined film" "$few" join -q made/1.mp4 made/2.mp4 -o made/c.mp4
        tries "rights that are kept" "$all" "$@" -o made/b.png --steps 0 --keep-rights
        export OLD_SYSTEM=1
        tries "a system that has neither" "$all" "$@" -o made/d.png --steps 0
        unset OLD_SYSTEM
        same "draws the same" "" "$(cmp made/a.png made/d.png 2>&1)"
        export READING=1
        for command in check trace describe table; do
            tries "a scene that $command reads" "$few" "$command" inside/scene.yaml
        done
        tries "a scene that render reads" "$files $calls" "$@" -o made/e.png --steps 0
        unset READING
    fi
    ;;
*) echo "what is given up: not tried, this system has not both Landlock and seccomp" ;;
esac
# watch keeps them: its folder may be made anew
mkdir again
"$program" watch inside/scene.yaml --no-serve -o again/a.svg --steps 0 >out 2>err &
watching=$!
# appears FILE: within 20 s
appears() {
    for _ in $(seq 400); do
        [ ! -e "$1" ] || break
        sleep 0.05
    done
    same "watch writes $1" yes "$([ -e "$1" ] && echo yes)"
}
appears again/a.svg
rm -r again && mkdir again
echo 'title: Changed' >>inside/scene.yaml
appears again/a.svg
kill $watching
wait $watching 2>/dev/null
# where files go is not in the way of them
mkdir -p far one two light dark
ln -s ../far/target.png made/link.png
ends "through a link" 0 "$program" render -q inside/scene.yaml -o made/link.png --steps 0
same "its target is made" yes "$([ -s far/target.png ] && [ -L made/link.png ] && echo yes)"
ends "a folder for each theme" 0 "$program" render -q inside/scene.yaml --theme light,dark \
    -o '%t/a.png' --steps 0
same "both are made" yes "$([ -s light/a.png ] && [ -s dark/a.png ] && echo yes)"
ends "files of two folders" 0 "$program" render -q inside/scene.yaml -o one/a.svg --steps 0 \
    --alt two/a.txt --deps far/a.d
same "all are made" yes "$([ -s one/a.svg ] && [ -s two/a.txt ] && [ -s far/a.d ] && echo yes)"
finish
