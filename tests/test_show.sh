#!/bin/sh
# show: none and show: all, for the default view of every kind of layer.
set -u
. tests/checks.sh
scenes=$PWD/scenes/gallery
cd "$folder" || exit 1

# words FILE: the texts of an SVG that hold two letters in a row.
words() {
    grep -oE '>[^<>]*</text>' "$1" | sed 's/^>//; s/<.*//' | grep -E '[[:alpha:]]{2}|z =' | sort -u
}

for scene in "$scenes"/*.yaml; do
    name=$(basename "$scene" .yaml)
    sed '/^\(show\|caption\|notes\|credit\):/d; /^  - {at:/d; s/, *captions: true//; s/, *caption: [^}]*}/}/' "$scene" >bare.yaml
    cp "$scenes"/*.png "$scenes"/*.csv "$scenes"/*.npy . 2>/dev/null
    for show in none all; do
        { cat bare.yaml; echo "show: $show"; } >$show.yaml
        ends "$name: $show" 0 "$program" render -q $show.yaml -o $show.svg --steps last --sheet 1x1
    done
    same "$name: no words" "" "$(words none.svg)"
    same "$name: words" yes "$([ -n "$(words all.svg)" ] && echo yes)"
done
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\nshow: false\n' >false.yaml
ends "show: false" 1 "$program" check false.yaml
same "has a hint" "  hint: write none, or for example {labels: false, formula: false}" "$(tail -n 1 err)"
finish
