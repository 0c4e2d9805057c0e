#!/bin/sh
# Options that change nothing are mistakes; --help fits a terminal.
set -u
. tests/checks.sh
cd "$folder" || exit 1
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n' >small.yaml
printf 'output: {format: [gif, pdf]}\n' | cat small.yaml - >two.yaml

for command in render check trace describe; do
    "$program" $command --help >help
    same "$command --help fits 79 columns" "" "$(awk 'length > 79' help)"
    same "$command --help has examples" 1 "$(grep -c '^Examples:' help)"
done
"$program" --help >help
same "--help fits 79 columns" "" "$(awk 'length > 79' help)"
"$program" render --help >help
same "the default of -o" 1 "$(grep -c 'default: output/' help)"

# useless FORMATS FORMAT OPTION...: refused with the formats that take the option.
useless() {
    takers=$1
    format=$2
    shift 2
    ends "$* for $format" 2 "$program" render small.yaml --format "$format" "$@" -o "no_%s_%d"
    same "$* for $format: why" "convreel: $1 has no effect here: it is for $takers" "$(cat err)"
    ends "check of it" 2 "$program" check small.yaml --format "$format" "$@" -o "no_%s_%d"
}

useless "png, svg, pdf, html" gif --sheet 2x2
useless "gif, apng, mp4, webm, av1, mov, webp, null, hash" png --fps 30
useless "gif, apng, webp" png --loop 3
useless "gif, apng, webp" pdf --loop 3
useless "svg" pdf --text outline
useless "mp4, webm, av1, webp" gif --crf 20
useless "png, apng" gif --png small
useless "mp4, webm, av1, webp" svg --preset fast
useless "gif, mp4, av1" png --matte red
ends "--sheet for films" 2 "$program" render small.yaml -o no.mp4 --sheet 2x2
ends "--dpi beside --size" 2 "$program" render small.yaml -o no.png --size 720p --dpi 300
same "says why" "convreel: --dpi has no effect here: the size is given in pixels" "$(cat err)"
same "nothing was made" "" "$(ls no* output 2>/dev/null)"

used() {
    ends "$*" 0 "$program" check "$@"
}

used small.yaml -o x.pdf --size 720p --dpi 300
used small.yaml -o "x%d.png" --pictures all --fps 5
used small.yaml --format gif,png --loop 3
used small.yaml --sheet 2x2
used two.yaml --sheet 2x2
used small.yaml two.yaml --format gif,pdf --sheet 2x2 --loop 2
used small.yaml -o x.mp4 --poster --png small
used two.yaml small.yaml --text text --format gif,svg
finish
