#!/bin/sh
# Speed as ratios of CPU time, for make bench: bench.sh PROGRAM PNG_WRITER [OTHER_PROGRAM]
# Each pair runs in turn, five times; the median counts. Another convreel to compare with makes two
# rows more. Nothing fails here: a machine that is busy with other work shows other numbers.
set -eu
program=$1
png_writer=$2
other=${3:-}
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

if [ -n "$other" ]; then
    guide=$(echo scenes/guide/*.yaml)
    pair cpu "the guide as GIF, against the other" "" "$program render $guide -o $folder/%s.gif" \
        "$other render $guide -o $folder/%s.gif"
    pair cpu "the guide as PDF, against the other" "" "$program render $guide -o $folder/%s.pdf" \
        "$other render $guide -o $folder/%s.pdf"
fi
