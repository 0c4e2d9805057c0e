#!/bin/sh
# A contact sheet of scenes/gallery in every theme, at 480 pixels: gallery.sh FOLDER
set -eu
program=${CONVREEL:-build/convreel}
out=$1
mkdir -p "$out"

{
    echo '<!DOCTYPE html><meta charset="utf-8"><title>convreel: gallery</title>'
    echo '<style>body{background:#888;font:14px sans-serif}img{width:480px;margin:2px}</style>'
    for theme in ${THEMES:-light dark print guide}; do
        echo "<h2>$theme</h2>"
        for scene in scenes/gallery/*.yaml; do
            name=$(basename "$scene" .yaml)
            "$program" render "$scene" --theme "$theme" --size 960x540 --steps middle \
                -o "$out/${theme}_$name.png" 2>>"$out/warnings.txt"
            echo "<img src=\"${theme}_$name.png\" alt=\"$name\" title=\"$name\">"
        done
    done
} >"$out/index.html"
echo "$out/index.html"
