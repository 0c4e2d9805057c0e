#!/bin/sh
# Sizes on paper, in PDF, SVG and PNG, and the names of sizes.
set -u
. tests/checks.sh
scenes=$PWD/scenes
cd "$folder" || exit 1
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n' >small.yaml

# page FILE: width and height of its first page, points to one decimal.
page() {
    pdfinfo "$1" | awk '/^Page size/ { printf "%.1f x %.1f\n", $3, $5 }'
}

# sized SIZE POINTS: a PDF of that size.
sized() {
    ends "$1" 0 "$program" render -q small.yaml -o page.pdf --size "$1"
    same "$1: all nine pages" "9 $2" "$(pdfinfo -l 9 page.pdf | awk '/^Page.*size/ {
        size = sprintf("%.1f x %.1f", $4, $6)
        alike += first == "" || size == first
        first = size
    } END { print alike, first }')"
}

sized "88mm x 60mm" "249.4 x 170.1"
sized "88mmx60mm" "249.4 x 170.1"
sized "88 mm x 60 mm" "249.4 x 170.1"
sized "8.5cm x 2in" "240.9 x 144.0"
sized "300pt x 10cm" "300.0 x 283.5"
for size in 88mm 8.8cm; do
    ends "$size" 0 "$program" render -q small.yaml -o page.pdf --size $size
    same "$size: the width" 249.4 "$(page page.pdf | cut -d' ' -f1)"
done
same "its height is the drawing's" yes \
    "$(page page.pdf | awk '{ print ($3 > 100 && $3 < 1.5 * 249.4) ? "yes" : $3 }')"
ends "SVG" 0 "$program" render -q small.yaml -o page.svg --size "88mm x 60mm"
same "has the size, too" "249.4488 170.0787" \
    "$(sed -n 's/.*viewBox="0 0 \([0-9.]* [0-9.]*\)".*/\1/p' page.svg | head -n 1)"
ends "PNG" 0 "$program" render -q small.yaml -o page.png --size "4in x 3in" --dpi 100
same "has it at the dpi" "400x300" "$(png_size page.png)"
ends "words" 0 "$program" check small.yaml --json --size 88mm --dpi 72 --format pdf
same "have 9 points" 9 "$(grep -o '"words_px": [0-9.]*' out | cut -d' ' -f2)"
ends "a large page" 0 "$program" check small.yaml --json --size "720pt x 540pt" --dpi 72 --format pdf
same "has larger ones" 15 "$(grep -o '"words_px": [0-9.]*' out | cut -d' ' -f2)"
ends "theme guide" 0 "$program" render -q "$scenes/guide/padding_strides.yaml" -o guide.pdf --size 60mm
same "is scaled" 170.1 "$(page guide.pdf | cut -d' ' -f1)"
ends "a sheet" 0 "$program" render -q small.yaml -o sheet.pdf --size 160mm --sheet 3x3
same "is scaled" 453.5 "$(page sheet.pdf | cut -d' ' -f1)"
printf 'output: {size: 88mm x 60mm}\n' | cat small.yaml - >paper.yaml
ends "output.size" 0 "$program" render -q paper.yaml -o page.pdf
same "reads the same" "249.4 x 170.1" "$(page page.pdf)"
ends "--size stands over it" 0 "$program" check paper.yaml --json --size 720p
same "in pixels" '{"width": 1280, "height": 720}' "$(grep -o '"canvas": {[^}]*}' out | cut -d' ' -f2-)"
for size in 0mm 88m "88mm x" "88mm x 60" 1..5cm 9999cm "10mm x 10mm" -3in; do
    ends "$size" 2 "$program" check small.yaml --size="$size"
done
for name in slide=1920x1080 slide_4x3=1440x1080 square=1080x1080 story=1080x1920 4k=3840x2160; do
    "$program" check small.yaml -q --strict --size "${name%=*}" --json --format svg >named.json
    "$program" check small.yaml -q --strict --size "${name#*=}" --json --format svg >plain.json
    same "$name" 0 "$(cmp named.json plain.json >&2; echo $?)"
done
# every panel and view on a column's width: nothing lies outside the page
set -- max_pooling rgb strides conv3d wavenet matrix im2col notes
# shellcheck disable=SC2046
ends "scenes on 88 mm" 0 "$program" render -q $(printf "$scenes/gallery/%s.yaml " "$@") -o %s.pdf --size 88mm --steps last
for scene; do
    same "$scene: the width" 249.4 "$(page $scene.pdf | cut -d' ' -f1)"
done
finish
