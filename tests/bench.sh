#!/bin/sh
# Speed as ratios of CPU time, for make bench: bench.sh BUILD_FOLDER [OTHER_TREE]
# Each pair runs in turn, five times; the median counts. Another tree to compare with makes more
# rows. Nothing fails here: a machine that is busy with other work shows other numbers.
set -eu
program=$1/convreel
png_writer=$1/tests/bench_png
drawing=$1/tests/bench_drawing
other=${2:+$2/build/convreel}
drawing_other=$1/bench_other
python=${PYTHON:-/usr/bin/python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# cpu COMMAND...: its user and system seconds
cpu() {
    bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' bash "$@" 2>&1 |
        awk '{ print $1 + $2 }'
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# of_ten COMMAND...: ten runs as one, since a clock of milliseconds is coarse for one
of_ten() {
    cpu sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do "$@"; done' sh "$@"
}

# pair HOW NAME LIMIT "A..." "B...": the ratio of two commands
pair() {
    how=$1 name=$2 limit=$3 first=$4 second=$5
    : >"$folder/a"
    : >"$folder/b"
    for i in 1 2 3 4 5; do
        $how $first >>"$folder/a"
        $how $second >>"$folder/b"
    done
    row "$name" "$(median <"$folder/a")" "$(median <"$folder/b")" "$limit"
}

# row NAME A B LIMIT
row() {
    awk -v name="$1" -v a="$2" -v b="$3" -v limit="$4" \
        'BEGIN { printf "%-42s %10s %10s %8.3f  %s\n", name, a, b, a / b, limit }'
}

moving="scenes/guide/padding_strides.yaml --theme light --view stacked --size 1080p --pictures all"
first="docs/values.yaml --size 640x360 --steps 0 -o $folder/first.png"

printf '%-42s %10s %10s %8s  %s\n' "CPU seconds, bytes" this against ratio wanted
pair of_ten "first picture, against python3 -S -c pass" "at most 2.5" \
    "$program render $first" "$python -S -c pass"

mkdir "$folder/moving"
for i in 1 2 3; do
    cpu "$program" render $moving -o "$folder/moving/%04d.png"
done | median >"$folder/ours"
"$png_writer" "$folder"/moving/*.png >"$folder/cairo"
read -r seconds bytes <"$folder/cairo"
row "PNG sequence, against Cairo's writer" "$(cat "$folder/ours")" "$seconds" "at most 0.083"
row "its bytes" "$(cat "$folder"/moving/*.png | wc -c)" "$bytes" "at most 1.06"

# The first picture of a million values.
for view in stacked flat heat; do
    cat >"$folder/$view.yaml" <<END
layer: {type: Conv2d, kernel_size: 3}
view: $view
input: {size: [1000, 1000], random: {seed: 7, low: 0, high: 9}}
kernel: {random: {seed: 1, low: -1, high: 1, decimals: 1}}
END
    pair of_ten "1000 x 1000 in view $view, against Python" "at most 45" \
        "$program render $folder/$view.yaml --size 1080p --steps 0 -o $folder/first.png" \
        "$python -S -c pass"
done

if [ -n "$other" ]; then
    guide=$(echo scenes/guide/*.yaml)
    pair cpu "the guide as GIF, against the other" "" "$program render $guide -o $folder/%s.gif" \
        "$other render $guide -o $folder/%s.gif"
    pair cpu "the guide as PDF, against the other" "" "$program render $guide -o $folder/%s.pdf" \
        "$other render $guide -o $folder/%s.pdf"
fi

# ---- laying out and drawing at 1080p ----

# Of a scene: to lay its page out, to draw one picture of it, and both for all of its pictures.
drawings() {
    printf '\n%-28s %10s %10s %10s' "CPU microseconds at 1080p" fit drawing "fit/draw"
    [ -z "$other" ] || printf ' %10s %10s %10s' "fit, other" drawing "film/other"
    printf '\n'
    "$drawing" scenes/gallery/*.yaml >"$folder/own"
    if [ -n "$other" ]; then
        "$drawing_other" scenes/gallery/*.yaml >"$folder/its"
    else
        cp "$folder/own" "$folder/its"
    fi
    paste -d ' ' "$folder/own" "$folder/its" | awk -v other="$other" '{
        printf "%-28s %10.0f %10.1f %10.1f", $1, $2, $3, $2 / $3
        if (other != "") printf " %10.0f %10.1f %10.3f", $6, $7, ($2 + $4 * $3) / ($6 + $4 * $7)
        printf "\n"
    }'
}

drawings
