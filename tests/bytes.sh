#!/bin/sh
# The same scene, the same bytes: renders scenes in every format, in every surrounding that must not
# matter, and compares all files with those of the first run. Prints what was compared.
# TIMES: runs of each surrounding, and of a sequence of PNG files; `make test-bytes` makes twenty.
set -u
. tests/checks.sh
TIMES=${TIMES:-1}
cd "$folder" || exit 1
exec 3>&2 2>told # warnings, the same each time
mkdir scenes
cat >scenes/values.yaml <<'END'
title: Ein *Titel*, $k = 3$ İı
input: {size: 5, random: {seed: 3}}
layer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}
output: {size: 328x186, fps: 5}
timeline: {step: 0.4}
END
cat >scenes/film.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3}
output: {size: 328x186, fps: 5}
timeline: {step: 0.4}
shots:
- {card: words}
- {say: All of it in a few words., view: flat}
- {layer: {padding: 1}, transition: {fade: 0.4}, steps: 0..3}
END
formats=svg,pdf,png,gif,apng,webp,mp4,webm,mov,html

# all FOLDER OPTION...: every file of every format
all() {
    to=$1
    shift
    "$program" render -q scenes/values.yaml scenes/film.yaml --format $formats -o "$to/" "$@" &&
        "$program" render -q scenes/values.yaml -o "$to/moving.svg" --animate "$@"
    "$program" trace scenes/values.yaml >"$to/values.json" &&
        "$program" describe scenes/film.yaml >"$to/film.txt" &&
        "$program" quiz -q scenes/values.yaml --as gift -o "$to/quiz.gift"
}

# sums FOLDER: the names and sums of its files
sums() {
    (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum)
}

files=0
runs=0
# compare WHAT COMMAND...: runs it TIMES times, with a folder's name behind
compare() {
    what=$1
    shift
    for try in $(seq "$TIMES"); do
        rm -rf made
        mkdir made
        "$@" made
        sums made >made.sums
        same "$what, run $try" "" "$(diff first.sums made.sums)"
        files=$((files + $(wc -l <made.sums)))
        runs=$((runs + 1))
    done
    echo "$what: $TIMES times $(wc -l <made.sums) files"
}

mkdir first
all first
sums first >first.sums
same "there are files to compare" yes "$([ "$(wc -l <first.sums)" -gt 25 ] && echo yes)"

again() {
    all "$1"
}
with_j() {
    all "$2" -j "$1"
}
compare "again" again
for jobs in 1 2 8; do
    compare "-j$jobs" with_j $jobs
done

elsewhere() {
    to=$PWD/$1
    mkdir -p else/where
    for format in $(echo $formats | tr , ' '); do
        (cd else/where && "$program" render -q ../../scenes/values.yaml "$folder/scenes/film.yaml" \
            --format "$format" -o "$to/")
    done
    (cd scenes && "$program" render -q values.yaml -o "$to/moving.svg" --animate &&
        "$program" trace values.yaml >"$to/values.json" &&
        "$program" describe film.yaml >"$to/film.txt" &&
        "$program" quiz -q values.yaml --as gift -o "$to/quiz.gift")
}
compare "another folder, each format alone" elsewhere

# each scene alone, to a pipe
piped() {
    for scene in values film; do
        for format in svg pdf png gif apng webp mp4 webm mov html; do
            [ -e "first/$scene.$format" ] || continue # a file for each step
            "$program" render -q scenes/$scene.yaml --format $format -o - | cat >"$1/$scene.$format"
        done
    done
    (cd first && find . -type f) | while read -r file; do
        [ -e "$1/$file" ] || cp "first/$file" "$1/$file"
    done
}
compare "a pipe, one scene alone" piped

terminal() {
    all "$1"
    script -qec "'$program' render scenes/values.yaml scenes/film.yaml --format $formats -o $1/" \
        /dev/null >/dev/null </dev/null
}
! command -v script >/dev/null || compare "a terminal" terminal

# surrounded NAME=VALUE FOLDER
surrounded() {
    export "${1?}"
    all "$2"
    unset "${1%%=*}"
}
for setting in TZ=Asia/Tokyo TZ=America/St_Johns SOURCE_DATE_EPOCH=0 SOURCE_DATE_EPOCH=2000000000 \
    MALLOC_PERTURB_=165 HOME=/none COLUMNS=20 TMPDIR=/dev/shm; do
    compare "$setting" surrounded $setting
done

mkdir locales
for locale in de_DE tr_TR; do
    if localedef -i $locale -f UTF-8 locales/$locale.UTF-8 2>/dev/null ||
        [ -e locales/$locale.UTF-8/LC_NUMERIC ]; then
        export LOCPATH="$folder/locales"
        same "$locale is a locale" "$locale.UTF-8" "$(LC_ALL=$locale.UTF-8 locale 2>&1 | sed -n 's/^LC_NUMERIC="\(.*\)"$/\1/p')"
        compare "locale $locale" surrounded LC_ALL=$locale.UTF-8
        unset LOCPATH
    else
        echo "locale $locale: not tried, its source is not installed"
    fi
done
compare "locale C" surrounded LC_ALL=C

later() {
    (
        export LD_PRELOAD="$later_library" FAKETIME=+40d
        all "$1"
    )
}
later_library=$(find /usr/lib -name libfaketime.so.1 2>/dev/null | head -n 1)
if [ -n "$later_library" ]; then
    same "it is a month later" yes "$([ $(($(LD_PRELOAD=$later_library FAKETIME=+40d date +%s) - $(date +%s))) -gt 3000000 ] && echo yes)"
    compare "a month later" later
else
    echo "a month later: not tried, libfaketime is not installed"
fi

mask() {
    (umask 077 && all "$1")
}
compare "another umask" mask

# other work on every processor
busy() {
    others=
    for _ in $(seq "$(nproc)"); do
        nice sh -c 'while :; do :; done' &
        others="$others $!"
    done
    all "$1" -j 4
    # shellcheck disable=SC2086
    kill $others
    # shellcheck disable=SC2086
    wait $others 2>/dev/null
}
compare "a busy machine" busy
echo "compared: $runs runs, $files files"

# ---- a sequence of PNG files; each step alone ----

sequence() {
    "$program" render -q scenes/values.yaml -o "$1/%04d.png" --pictures all --fps 30 --size 640x360 \
        -j "$2"
}
mkdir numbers
sequence numbers 2
sums numbers >numbers.sums
count=$(wc -l <numbers.sums)
for try in $(seq "$TIMES"); do
    rm -rf made
    mkdir made
    sequence made $((try % 4 + 1))
    sums made >made.sums
    same "sequence, run $try" "" "$(diff numbers.sums made.sums)"
done
echo "PNG files of a sequence: $TIMES times $count"

mkdir whole alone
for scene in values film; do
    "$program" render -q scenes/$scene.yaml -o "whole/${scene}_%02d.png"
    last=$(find whole -name "${scene}_*.png" | sort | tail -n 1 | sed 's/.*_0*\([0-9][0-9]*\).png/\1/')
    for step in $(seq 0 "$last"); do
        "$program" render -q scenes/$scene.yaml --steps "$step..$step" \
            -o "alone/${scene}_$(printf %02d "$step").png"
    done
done
same "each step alone" "" "$(diff -rq whole alone)"
echo "steps alone: $(find alone -type f | wc -l)"
finish
