#!/bin/sh
# Threads: as many as asked for, and the same bytes. An end before the last picture leaves no file.
set -u
. tests/checks.sh
gallery=$PWD/scenes/gallery
cd "$folder" || exit 1

# Every view of the gallery, by the hash of each picture, with one thread and with two, three or
# eight.
ls "$gallery"/*.yaml >all
awk -v long="${LONG:-}" 'long != "" || NR % 4 == 1' all >scenes
hashes() { # FOLDER THREADS SCENE...
    made=$1 threads=$2
    shift 2
    "$program" render -q "$@" --format hash --fps 4 --dpi 30 --steps 0..2 -o "$made/" -j "$threads" 2>/dev/null
}
# shellcheck disable=SC2046
hashes alone 1 $(cat scenes)
third=0
for threads in 2 3 8; do
    # shellcheck disable=SC2046
    hashes beside $threads $(awk -v third=$third 'NR % 3 == third' scenes)
    third=$((third + 1))
done
same "scenes" "$(wc -l <scenes)" "$(ls alone | wc -l)"
same "pictures by several threads" "" "$(diff -rq alone beside 2>&1)"

# Files of every kind.
cat >own.yaml <<'END'
input: [2, 3, 4]
layer: {type: Conv2d, kernel_size: 3, padding: 1, groups: 2}
title: Own
timeline: {step: 0.5}
END
sed '$aview: heat' own.yaml >heat.yaml
counts="1 8"
is_long && counts="1 2 8"
for threads in $counts; do
    "$program" render -q own.yaml heat.yaml --format png,svg,pdf,gif,apng,mp4,webm --fps 4 --dpi 40 --steps 0..9 \
        -o "files$threads/" -j $threads
    # shellcheck disable=SC2046
    "$program" render -q $(sed -n '2p;9p' scenes) --format png,gif --fps 4 --dpi 30 --steps 0..1 -o "files$threads/" \
        -j $threads
    "$program" render -q own.yaml --format png --fps 6 --dpi 40 --pictures all -o "files$threads/"%03d.png \
        -j $threads
    "$program" render -q own.yaml --theme light,dark --text outline --steps 0..9 -o "files$threads/"twin_%d.svg \
        -j $threads
    "$program" render -q own.yaml --theme guide --format png,pdf,gif -o "files$threads/guide/" -j $threads
done
same "files" yes "$([ "$(find files1 -type f | wc -l)" -gt 150 ] && echo yes)"
for threads in ${counts#1 }; do
    same "files by $threads threads" "" "$(diff -rq files1 files$threads 2>&1)"
done

# ---- an end before the last picture ----

# a folder where a picture should be
for threads in 1 4; do
    mkdir -p "stop$threads/7.png"
    ends "a failed picture with $threads threads" 3 "$program" render own.yaml --fps 6 --dpi 40 \
        --pictures all -o "stop$threads/%d.png" -j $threads
    says "its reason" "convreel: cannot write stop$threads/7.png: Is a directory"
    same "whole pictures only" 0 "$(find "stop$threads" -name '.*' -type f | wc -l)"
    "$program" render -q own.yaml --format gif,mp4,png --size 1080p --pictures all -o "killed$threads/" \
        -j $threads 2>told &
    render=$!
    for _ in $(seq 400); do # as soon as something is being written
        [ -z "$(find "killed$threads" -name '.*.tmp' 2>/dev/null)" ] || break
        sleep 0.05
    done
    kill -INT $render
    wait $render
    same "interrupted with $threads threads" "130 0" "$? $(find "killed$threads" -name '.*' -type f | wc -l)"
    same "says so" "convreel: interrupted, what was unfinished is removed" "$(tail -n 1 told)"
done
finish
