#!/bin/sh
# Contact sheets in FOLDER/index.html: every view and the gallery in every theme, and scenes/sheets
# with what to look at. A picture at 480 pixels is a link to the whole one: gallery.sh FOLDER
set -eu
program=${CONVREEL:-build/convreel}
themes=${THEMES:-light dark print guide}
out=$1
mkdir -p "$out/views"
: >"$out/warnings.txt"

. docs/view_scene.sh

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
