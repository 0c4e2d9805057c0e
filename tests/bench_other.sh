#!/bin/sh
# CPU time against another tree where make has run: bench_other.sh BUILD_FOLDER OTHER_TREE
# The guide's figures, then what it takes at 1080p to lay out each scene of the gallery and to draw a
# picture of it. Pairs run in turn, five times; the median counts.
set -eu
program=$1/convreel
drawing=$1/tests/bench_drawing
drawing_other=$1/bench_other
other=$2/build/convreel
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

# pair FORMAT: the guide's figures, this tree's time against the other's
pair() {
    : >"$folder/a"
    : >"$folder/b"
    for _ in 1 2 3 4 5; do
        cpu "$program" render scenes/guide/*.yaml -o "$folder/%s.$1" >>"$folder/a"
        cpu "$other" render scenes/guide/*.yaml -o "$folder/%s.$1" >>"$folder/b"
    done
    awk -v format="$1" -v a="$(median <"$folder/a")" -v b="$(median <"$folder/b")" \
        'BEGIN { printf "the guide as %s: %s against %s, %.3f\n", format, a, b, a / b }'
}

pair gif
pair pdf
printf '\n%-28s %10s %10s %10s %10s %10s\n' "CPU microseconds at 1080p" fit drawing "fit, other" \
    drawing "film/other"
"$drawing" scenes/gallery/*.yaml >"$folder/own"
"$drawing_other" scenes/gallery/*.yaml >"$folder/its"
paste -d ' ' "$folder/own" "$folder/its" | awk '{
    printf "%-28s %10.0f %10.1f %10.0f %10.1f %10.3f\n", $1, $2, $3, $6, $7,
        ($2 + $4 * $3) / ($6 + $4 * $7)
}'
