#!/bin/sh
# list, new, info: names that work, scenes to start from; and the quality of films by one word.
set -u
. tests/checks.sh
gallery=$PWD/scenes/gallery
cd "$folder" || exit 1
ends "the lists" 0 "$program" list
for what in $(cat out); do
    ends "list $what" 0 "$program" list "$what"
    same "$what: there are some, each once" "" "$(sort out | uniq -d)$([ -s out ] || echo none)"
done
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml
ends "the themes" 0 "$program" check one.yaml --theme "$("$program" list themes | paste -sd ,)"
# a scene with each of the others, all of them in one run
mkdir each
for language in $("$program" list languages); do
    printf 'language: %s\n' "$language" | cat - one.yaml >"each/language_$language.yaml"
done
for size in $("$program" list sizes); do
    printf 'output: {size: %s}\n' "$size" | cat - one.yaml >"each/size_$size.yaml"
done
for kernel in $("$program" list kernels); do
    printf 'input: 5\nlayer: {type: Conv2d}\nkernel: %s\n' "$kernel" >"each/kernel_$kernel.yaml"
done
same "there are many" yes "$([ "$(ls each | wc -l)" -gt 20 ] && echo yes || ls each | wc -l)"
ends "languages, sizes, kernels" 0 "$program" check each/*.yaml
same "none is wrong" "" "$(grep error: err)"
mkdir views
for view in $("$program" list views); do
    printf 'view: %s\n' "$view" | cat - one.yaml >"views/$view.yaml"
done
ends "views, of which some show no layer of two axes" 1 "$program" check -q --format svg views/*.yaml
same "nothing else is wrong" "" "$(grep error: err | grep -v 'cannot show')"
ends "a typo" 2 "$program" list layer
says "is told" "convreel: no list 'layer'; did you mean layers?"

ends "a scene to start from" 0 sh -c '"$0" new >start.yaml && "$0" check start.yaml' "$program"
for name in $("$program" list scenes | awk -v long="${LONG:-}" 'long != "" || NR % 4 == 1'); do
    same "new $name" "" "$("$program" new "$name" | cmp - "$gallery/$name.yaml" 2>&1)"
done
ends "no such scene" 2 "$program" new checkerbord
says "is told" "convreel: no scene 'checkerbord'; did you mean checkerboard?"
ends "two names" 2 "$program" new a b
says "are told" "convreel: new takes one name, not 2"
ends "info" 0 "$program" info
same "its version" "$("$program" --version)" "$(head -n 1 out)"
for library in libyaml libprotobuf-c libpng cairo fribidi harfbuzz fontconfig giflib isa-l zlib ffmpeg libwebp; do
    same "the version of $library" 1 "$(grep -cE "^$library: [0-9]+\.[0-9]+" out)"
done
printf 'input: {size: 5, fill: 1}\nlayer: {type: Conv2d, kernel_size: 3}\n' >numbers.yaml
"$program" render -q numbers.yaml -o numbers_%t.svg --theme "$("$program" list themes | paste -sd ,)"
same "fonts of all themes" "" "$(for theme in $("$program" list themes); do
    grep -o "font-family=\"'[^']*" "numbers_$theme.svg" | sed "s/.*'//" | grep . || echo "no words in $theme"
done | sort -u | while read -r family; do grep -q "^font $family: " out || echo "$family"; done)"
same "its encoders" "mp4 webm" "$(sed -n 's/^\(mp4\|webm\): lib.*/\1/p' out | tr '\n' ' ' | sed 's/ $//')"

size() {
    "$program" render -q one.yaml --size 160x90 --fps 10 --steps 0 "$@" -o film.mp4 && wc -c <film.mp4
}
same "draft" "$(size --preset ultrafast --crf 28)" "$(size --quality draft)"
same "best" "$(size --preset slow --crf 14)" "$(size --quality best)"
same "good is usual" "$(size)" "$(size --quality good)"
same "--crf wins" "$(size --preset veryfast --crf 30)" "$(size --crf 30 --quality good)"
ends "another word" 2 "$program" render one.yaml --quality high
says "is told" "convreel: --quality must be draft, good or best, not 'high'"

# WebP has levels in place of presets, and limits of its own.
animated() {
    "$program" render -q one.yaml --size 160x90 --fps 10 --steps 0 "$@" -o one.webp && wc -c <one.webp
}
fast=$(animated --preset ultrafast)
same "a slower WebP is smaller" yes "$([ "$(animated --preset medium)" -lt "$fast" ] && echo yes)"
same "a level is usual" "$(animated --preset veryfast)" "$(animated)"
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\ntimeline: {hold_first: 20000}\n' >long.yaml
ends "a picture that a WebP cannot hold so long" 4 "$program" render -q long.yaml --size 320x180 -o long.webp
same "is refused" 1 "$(grep -c '^convreel: a WebP shows a picture for at most 16777 seconds$' err)"
same "and not written" no "$([ -e long.webp ] || echo no)"
ends "a wide WebP" 4 "$program" render -q one.yaml --size 16384x100 -o wide.webp
says "is refused" "convreel: a WebP's side has at most 16383 pixels"
finish
