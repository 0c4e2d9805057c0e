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

cp "$scenes"/*.png "$scenes"/*.csv "$scenes"/*.npy . 2>/dev/null
for show in none all; do
    cp "$scenes"/*.yaml .
    sed -i '/^\(show\|caption\|notes\|credit\):/d; /^  - {at:/d; s/, *captions: true//; s/, *caption: [^}]*}/}/' ./*.yaml
    for scene in *.yaml; do
        echo "show: $show" >>"$scene"
    done
    ends "show: $show" 0 "$program" render -q ./*.yaml --format svg -o $show/ --steps last --sheet 1x1
done
# by one search: " none/NAME all/NAME..." of the pictures that have words
told=" $(grep -oE '>[^<>]*([[:alpha:]]{2}|z =)[^<>]*</text>' none/*_[0-9]*.svg all/*_[0-9]*.svg |
    sed 's/_[0-9]*\.svg:.*//' | sort -u | tr '\n' ' ')"
has_words() { # SHOW/NAME
    case $told in
    *" $1 "*) echo yes ;;
    *) echo no ;;
    esac
}
for scene in *.yaml; do
    name=${scene%.yaml}
    same "$name: no words" no "$(has_words "none/$name")"
    same "$name: words" yes "$(has_words "all/$name")"
done
rm ./*.yaml
# names for channels
printf '%s\n' 'input: {size: [3, 5, 5], random: {seed: 1}}' \
    'layer: {type: Conv2d, kernel_size: 3, out_channels: 2}' \
    'names: {input: [red, green, blue], output: [edges, corners]}' >names.yaml
for view in channels im2col heat; do
    ends "names in view $view" 0 "$program" render -q names.yaml -o names.svg --view $view
    same "$view: each map has its own" "blue corners edges green red" \
        "$(echo $(words names.svg | grep -xE 'red|green|blue|edges|corners'))"
done
ends "names in little room" 0 "$program" render -q names.yaml -o names.svg --size 320x180
same "without room they are joined" "edges, corners red, green, blue" \
    "$(echo $(words names.svg | grep ,))"
sed 's/, blue//' names.yaml >few.yaml
ends "too few names" 1 "$program" check few.yaml
says "are told" "few.yaml:3:16: error: 2 names for 3 channels of the input"
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\nshow: false\n' >false.yaml
ends "show: false" 1 "$program" check false.yaml
same "has a hint" "  hint: write none, or for example {labels: false, formula: false}" "$(tail -n 1 err)"
# ---- in films ----

# A shot that asks for a ruler has it, whatever has no room in the others.
for show in "" ", show: {ruler: true}"; do
    cat >film.yaml <<END
output: {size: 1080p}
shots:
- {layer: {type: Conv2d, kernel_size: 3, stride: 2, padding: 1}, panels: [{input: 5}, {input: 6}, {input: 7}]}
- {input: 7, layer: {type: Conv1d, kernel_size: 3}$show}
END
    "$program" render -q film.yaml --steps last -o ruler.svg
    same "a ruler in a shot$show" "${show:+there}" "$(grep -q ruler ruler.svg && echo there)"
done

finish
