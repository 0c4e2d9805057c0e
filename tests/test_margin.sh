#!/bin/sh
# output.margin: pages as large as their ink, and nothing is cut.
set -u
. tests/checks.sh
cp docs/values.yaml scenes/gallery/depthwise.yaml scenes/gallery/notes.yaml \
    scenes/guide/padding_strides.yaml "$folder"
cd "$folder" || exit 1

# with MARGIN SCENE: the scene with that margin, in its place
with() {
    echo "output: {margin: $1}" | cat "$2" - >with.yaml
}
cat >marks.py <<'END'
"""Of each line WIDTH FILE...: the edges, so many pixels wide, where any of the pictures has ink."""
import sys
from PIL import Image
for line in sys.stdin:
    width, *names = line.split()
    width, marked = int(width), set()
    for name in names:
        picture = Image.open(name)
        x, y = picture.size
        edges = {"left": (0, 0, width, y), "right": (x - width, 0, x, y),
                 "top": (0, 0, x, width), "bottom": (0, y - width, x, y)}
        marked.update(edge for edge, box in edges.items() if picture.crop(box).convert("L").getextrema()[0] < 255)
    print(*sorted(marked))
END
# marks WHAT EDGES WIDTH FILE...: what marked compares, all at once: Pillow takes long to load
marks() {
    printf '%s=%s\n' "$1" "$2" >>marks.wanted
    shift 2
    echo "$@" >>marks.asked
}
marked() {
    /usr/bin/python3 marks.py <marks.asked >marks.found
    while IFS='=' read -r what wanted && read -r found <&3; do
        case "$wanted: $found " in
        "at least "*" ${wanted#at least } "*) found=$wanted ;;
        esac
        same "$what" "$wanted" "$found"
    done <marks.wanted 3<marks.found
}
steps="--steps 0..2"
is_long && steps=
# 20 pt are 41.7 pixels, 42 whole ones: all of them are white
for scene in values depthwise notes padding_strides; do
    with 20 $scene.yaml
    ends "$scene with a margin" 0 "$program" render with.yaml -q $steps -o "wide_${scene}_%02d.png"
    with 0 $scene.yaml
    ends "$scene without one" 0 "$program" render with.yaml -q $steps -o "bare_${scene}_%02d.png"
    same "$scene has 84 pixels less" "$(png_size "wide_${scene}_00.png")" \
        "$(png_size "bare_${scene}_00.png" | awk -Fx '{ print $1 + 84 "x" $2 + 84 }')"
    marks "$scene has a clear margin" "" 42 wide_"$scene"_*.png
done

# ink on all four edges
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\nview: flat\n' >one.yaml
with 0 one.yaml
ends "one step" 0 "$program" render with.yaml -q --format png,pdf,svg -o ./
marks "ink at each edge" "bottom left right top" 1 with_00.png
page() {
    pdfinfo "$1" | sed -n 's/^Page size: *\([0-9.]*\) x \([0-9.]*\) pts.*/\1 \2/p'
}
bare=$(page with.pdf)
for margin in 10 10pt "10 pt" 3.5mm 1in; do
    with "$margin" one.yaml
    ends "a margin of $margin" 0 "$program" render with.yaml -q -o wide.pdf
    points=$(echo "$margin" | sed 's/3.5mm/9.9213/; s/1in/72/; s/ *pt//')
    same "a page with $margin" same "$(echo "$bare $(page wide.pdf) $points" |
        awk '{ x = $3 - $1 - 2 * $5; y = $4 - $2 - 2 * $5
               print x * x + y * y < 0.0001 ? "same" : "other" }')"
done
with 0 values.yaml
ends "a film" 0 "$program" render with.yaml -q -o film.gif --dpi 40 --fps 5 --steps 0
same "is as small" yes "$([ "$(od -An -tu2 -j6 -N2 film.gif)" -lt 240 ] && echo yes)"

echo 'output: {size: 400x300, margin: 0}' | cat one.yaml - >with.yaml
ends "with a size" 0 "$program" render with.yaml -q -o with.png
says "with a size" \
    "with.yaml:4:33: warning: output.margin has no effect where the picture has a size in pixels"
# 300 dots an inch: 10 mm are 118 of them, 88 mm are 1039
for scene in values padding_strides; do
    for margin in 0 10mm; do
        echo "output: {size: 88mm, dpi: 300, steps: last, margin: $margin}" |
            cat $scene.yaml - >with.yaml
        ends "$scene on paper with $margin" 0 "$program" render with.yaml -q -o "${scene}_$margin.png"
        same "$scene is as wide as the paper" 1039 "$(png_size "${scene}_$margin.png" | sed 's/x.*//')"
    done
    marks "$scene leaves a margin free" "" 117 "${scene}_10mm.png"
    marks "$scene reaches it" "at least left" 122 "${scene}_10mm.png"
    marks "$scene without a margin reaches the edge" "at least left" 4 "${scene}_0.png"
done
marked
# no_room SIZE MARGIN PAGE LIMIT: the shorter side, and half of it, in points
no_room() {
    echo "output: {size: $1, margin: $2}" | cat one.yaml - >with.yaml
    ends "$1 between margins of $2" 1 "$program" check with.yaml
    same "$1 between margins of $2: the page" 1 "$(grep -c " leave no room on a page of $3 points$" err)"
    same "$1 between margins of $2: the most" "  hint: a margin of less than $4 points" "$(tail -n 1 err)"
}
no_room 88mm 44mm 249.4 124.7
no_room "88mm x 60mm" 30mm 170.1 85.04
no_room 88mm 500 249.4 124.7
ends "a page that the command line makes too small" 1 "$program" check with.yaml --size 100mm
with "3 parsecs" one.yaml
ends "an unknown unit" 1 "$program" check with.yaml
says "an unknown unit" "with.yaml:4:18: error: margin must be a length in points or with a unit"
with -1 one.yaml
ends "a negative one" 1 "$program" check with.yaml
finish
