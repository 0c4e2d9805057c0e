#!/bin/sh
# Contact sheets in FOLDER/index.html: every view and the gallery in every theme, and scenes/sheets
# with what to look at. A picture at 480 pixels is a link to the whole one: gallery.sh FOLDER
set -eu
program=${CONVREEL:-build/convreel}
themes=${THEMES:-light dark print guide}
out=$1
mkdir -p "$out/views"
: >"$out/warnings.txt"

# scene VIEW: a small scene of the view.
scene() {
    map='{size: [5, 5], random: {seed: 3}}' window='kernel_size: 3, stride: 2, padding: 1'
    case $1 in
    line) echo "input: {size: 9, random: {seed: 3}}"; echo "layer: {type: Conv1d, $window}" ;;
    stack) echo "input: 12"; echo "layers: [{type: Conv2d, $window}, {type: Conv2d, $window}]" ;;
    channels) echo "input: {size: [2, 5, 5], random: {seed: 3, high: 3}}"
        echo "layer: {type: Conv2d, out_channels: 2, $window}" ;;
    network) echo "input: [3, 32, 32]"
        echo "layers: [{type: Conv2d, out_channels: 8, $window}, {type: Conv2d, out_channels: 16, $window}]" ;;
    volume) echo "input: [4, 4, 4]"; echo "layer: {type: Conv3d, kernel_size: 2}" ;;
    scatter) echo "input: {size: [3, 3], random: {seed: 3}}"
        echo "layer: {type: ConvTranspose2d, $window}"; echo "order: input" ;;
    fold) echo "input: {size: [4, 4], random: {seed: 3}}"
        echo "layer: {type: Fold, kernel_size: 2, stride: 2, output_size: 4}" ;;
    heat) echo "input: {size: [16, 16], random: {seed: 3}}"; echo "layer: {type: Conv2d, padding: 1}"
        echo "kernel: sobel_x" ;;
    stacked | positions | subsampling) echo "input: 7"; echo "layer: {type: Conv2d, $window}" ;;
    *) echo "input: $map"; echo "layer: {type: Conv2d, $window}"; echo "kernel: sobel_x" ;;
    esac
    echo "view: $1"
}

# picture SCENE NAME SIZE CAPTION [option...]
picture() {
    from=$1 name=$2 size=$3 caption=$4
    shift 4
    "$program" render -q "$from" --size "$size" --steps middle -o "$out/$name.png" "$@" \
        2>>"$out/warnings.txt" || return 0
    echo "<figure><a href=\"$name.png\"><img src=\"$name.png\" alt=\"$name\"></a><figcaption>$caption</figcaption></figure>"
}

{
    echo '<!DOCTYPE html><meta charset="utf-8"><title>convreel: contact sheets</title>'
    echo '<style>body{background:#888;font:14px sans-serif}figure{display:inline-block;vertical-align:top;width:480px;margin:4px}img{max-width:480px;max-height:480px}</style>'
    echo '<h1>What to look at</h1>'
    for from in scenes/sheets/*.yaml; do
        caption=$(sed -n '1s/^# //p' "$from")
        size=$(printf '%s' "$caption" | sed -n 's/.*size: \([0-9x]*\)$/\1/p')
        picture "$from" "sheet_$(basename "$from" .yaml)" "${size:-1080p}" "${caption% size: *}"
    done
    echo '<h1>Every view</h1>'
    for view in $("$program" list views); do
        scene "$view" >"$out/views/$view.yaml"
        for theme in $themes; do
            picture "$out/views/$view.yaml" "view_${view}_$theme" 1080p "$view, $theme" --theme "$theme"
        done
    done
    for theme in $themes; do
        echo "<h1>The gallery, $theme</h1>"
        for from in scenes/gallery/*.yaml; do
            name=$(basename "$from" .yaml)
            picture "$from" "${theme}_$name" 1080p "$name" --theme "$theme"
        done
    done
} >"$out/index.html"
echo "$out/index.html"
