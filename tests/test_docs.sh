#!/bin/sh
# What the README shows is what the program makes, and what it points to exists.
set -u
. tests/checks.sh
ends "the pictures render" 0 env CONVREEL="$program" sh docs/make.sh "$folder"
for picture in docs/*.gif docs/*.png; do
    same "$picture is current (make docs)" "" "$(cmp "$picture" "$folder/$(basename "$picture")" 2>&1)"
done
for target in $(grep -ohE '\]\([^)#]+\)' README.md CONTRIBUTING.md | tr -d '()]' | grep -v '^http'); do
    same "$target exists" yes "$([ -e "$target" ] && echo yes)"
done
# the scene that the README prints is the one whose picture it shows
sed -n '/^```yaml$/,/^```$/p' README.md | sed '1d;/^```$/,$d' >"$folder/printed.yaml"
same "the smallest scene" "" "$(cmp "$folder/printed.yaml" docs/smallest.yaml 2>&1)"
for scene in scenes/*/*.yaml docs/*.yaml; do
    ends "$scene" 0 "$program" check "$scene"
done
# every option of the help stands in the manual, and the other way round
for command in render check trace describe; do
    "$program" $command --help
done | grep -oE -- '--[a-z]+' | sort -u >"$folder/help"
sed 's/\\-/-/g' docs/convreel.1 | grep -oE -- '--[a-z]+' | sort -u >"$folder/manual"
echo --version >>"$folder/help"
sort -u -o "$folder/help" "$folder/help"
same "the manual's options" "" "$(diff "$folder/help" "$folder/manual")"
finish
