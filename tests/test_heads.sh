#!/bin/sh
# What panels have alike is told once, above them; each panel's head tells what differs.
set -u
. tests/checks.sh
cd "$folder" || exit 1

# heads PANELS: the words of a page with these panels, a line each, cells left out.
heads() {
    printf 'title: T\ninput: 6\nlayer: {type: Conv2d, kernel_size: 3, padding: 1}\npanels:\n' >p.yaml
    printf '  - %s\n' "$@" >>p.yaml
    "$program" render -q p.yaml -o p.svg --size 1080p --steps 0 2>/dev/null
    sed -n 's/.*id="[^"]*\(header\|title\)[^"]*"[^>]*>\([^<]*\)<.*/\2/p' p.svg | grep ' [0-9]' |
        tr '\n' ';'
}

same "one parameter differs" "kernel 3 × 3;padding 1;stride 1;stride 2;stride 3;" \
    "$(heads '{layer: {stride: 1}}' '{layer: {stride: 2}}' '{layer: {stride: 3}}')"
same "nothing differs" "kernel 3 × 3;padding 1;" "$(heads '{kernel: sobel_x}' '{kernel: sobel_y}')"
same "what most have as usual is not told" "kernel 3 × 3;padding 0;padding 1;padding 2;stride 2;padding 1;" \
    "$(heads '{layer: {padding: 0}}' '{}' '{layer: {padding: 2}}' '{layer: {stride: 2}}')"
same "other types" "kernel 3 × 3;stride 2;padding 1;" \
    "$(heads '{layer: {stride: 2}}' '{input: 3, layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1}}')"

# columns COLUMNS: in how many rows four panels stand.
columns() {
    printf 'input: 6\nlayer: {type: Conv2d, kernel_size: 3}\npanels: {columns: %s, each: [{}, {}, {}, {}]}\n' "$1" >c.yaml
    "$program" render -q c.yaml -o c.svg --steps 0 $2 2>/dev/null
    sed -n 's/.*id="[^"]*label-output-0"[^>]* y="\([0-9.]*\)".*/\1/p' c.svg | sort -u | wc -l
}

for size in "" "--size 1080p"; do
    same "one column $size" 4 "$(columns 1 "$size")"
    same "two columns $size" 2 "$(columns 2 "$size")"
    same "more than there are $size" 1 "$(columns 9 "$size")"
done

finish
