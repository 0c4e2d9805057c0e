#!/bin/sh
# What check tells of scenes: for readers, and for programs.
set -u
. tests/checks.sh
root=$PWD
cd "$folder" || exit 1
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n' >small.yaml
printf '%s\n' 'input: [2, 9, 9]' 'layers:' \
    '  - {name: one, type: Conv2d, kernel_size: 3, out_channels: 4}' \
    '  - {type: ReLU}' '  - {name: "a \"b\"", type: MaxPool2d, kernel_size: 2}' >deep.yaml
printf 'inptu: 5\nlayer: {type: Conv2d, kernel_size: 3}\n' >wrong.yaml

# line N: of what the last command printed.
line() {
    sed -n "$1p" "$folder/out"
}

# json KEY FILE: the first number or word under a key.
json() {
    grep -o "\"$1\": [^,}]*" "$2" | head -n 1 | cut -d' ' -f2-
}

# near WHAT ESTIMATE SIZE [FACTOR]: within a factor of 1.6.
near() {
    same "$1" yes "$(awk -v a="$2" -v b="$3" -v times="${4:-1.6}" \
        'BEGIN { print (a < times * b && b < times * a) ? "yes" : a " for " b }')"
}

ends "a good scene" 0 "$program" check small.yaml --format gif,pdf,svg
same "its layer" "small.yaml: Conv2d, 5 x 5 to 3 x 3, 9 steps" "$(line 1)"
same "its film" 11.5 "$(line 2 | grep -o '[0-9.]* s,' | cut -d' ' -f1)"
same "its pages" "pdf: 447 x 451 points, 9 pages" "$(line 3 | sed 's/^ *//; s/, about.*//')"
same "its files" "svg: 447 x 451 points, 9 files" "$(line 4 | sed 's/^ *//; s/, about.*//')"
ends "-q" 0 "$program" check small.yaml -q
same "is silent" "" "$(cat out err)"
ends "a path that render would take" 0 "$program" check small.yaml -o x.svg --size 720p --steps 3
same "names the format" "svg: 614 x 346 points" "$(line 2 | sed 's/^ *//; s/, about.*//')"
ends "a path that render would refuse" 2 "$program" check small.yaml -o z
says "is refused" "convreel: z names no format"
ends "a format without an encoder" 5 env CONVREEL_ENCODERS=nosuch "$program" check small.yaml \
    --format mp4
ends "too many pixels" 4 "$program" check small.yaml --format png --dpi 5000
ends "a part of a scene" 0 "$program" check small.yaml --steps 2..4
same "is told" "small.yaml: Conv2d, 5 x 5 to 3 x 3, 3 of 9 steps" "$(line 1)"
ends "a network" 0 "$program" check deep.yaml --view stack
same "from end to end" 1 "$(line 1 | grep -c '3 layers, 2 x 9 x 9 to 4 x 3 x 3')"
same "its first layer" "  one: Conv2d, 2 x 9 x 9 to 4 x 7 x 7" "$(line 2)"
same "its second" "  ReLU, 4 x 7 x 7 to 4 x 7 x 7" "$(line 3)"
same "its third" '  a "b": MaxPool2d, 4 x 7 x 7 to 4 x 3 x 3' "$(line 4)"
printf 'gradient: input\ninput: 5\nlayer: {type: LPPool2d, kernel_size: 2}\n' >undrawn.yaml
ends "a gradient without a picture" 1 "$program" check undrawn.yaml
says "is told" "undrawn.yaml:1:11: error: no picture shows the gradient of LPPool2d"
ends "has numbers" 0 "$program" trace undrawn.yaml
same "of the layer" 1 "$(grep -c '"gradient": {"input": ' out)"
printf 'gradient: kernel\ninput: 5\nlayer: {type: Conv2d, kernel_size: 2, stride: 3}\n' >back.yaml
ends "a gradient" 0 "$program" check back.yaml
same "is told in JSON" 1 "$("$program" check --json back.yaml | grep -c '"type": "Conv2d".*"gradient": "kernel"}')"
same "is told" "back.yaml: gradient of the kernel of Conv2d, 5 x 5 to 2 x 2, 4 steps" "$(line 1)"
ends "the numbers of its layer" 0 "$program" trace back.yaml
same "are the layer's own" 1 "$(grep -c '"stride": \[3,3\]' out)"
ends "a canvas without room" 0 "$program" check small.yaml --size 160x120
same "says what is left out" 1 "$(grep -c '^  no room for: .*formula' out)"

# What is told is what is made.
"$program" render small.yaml -q --format gif,mp4,pdf,png,svg --dpi 60 --fps 5 -o made/
mkdir temporary
TMPDIR=$folder/temporary "$program" check small.yaml --json --format gif,mp4,pdf,png,svg --dpi 60 --fps 5 >small.json
for format in gif mp4 pdf png svg; do
    grep -o "{\"format\": \"$format\"[^}]*}" small.json >"$format.json"
    same "$format: files" "$(ls made/*.$format | wc -l)" "$(json files $format.json)"
    near "$format: bytes" "$(json bytes $format.json)" "$(cat made/*.$format | wc -c)"
done
same "PNG: its size" "$(png_size made/small_00.png)" \
    "$(json width png.json)x$(json height png.json)"
same "PDF: its pages" "$(pdfinfo made/small.pdf | sed -n 's/^Pages: *//p')" "$(json pages pdf.json)"
same "film: its length" 11.5 "$(json seconds mp4.json)"
same "no temporary file is left" "" "$(ls -A temporary)"

# gallery SCENE...: their paths
gallery() {
    printf "$root/scenes/gallery/%s.yaml " "$@"
}
steps="--steps 0..2"
! is_long || steps=
set -- causal dense gelu lenet residual transpose unpool
# shellcheck disable=SC2046
"$program" render $(gallery "$@") $steps -q -o %s.gif 2>err
# shellcheck disable=SC2046
"$program" check $(gallery "$@") $steps --json --format gif >told 2>err
for scene; do
    grep "/$scene.yaml" told >out
    near "a GIF of $scene" "$(json bytes out)" "$(wc -c <"$scene.gif")" 2
done

# Its first steps are not what the others cost: the output fills.
cat >volume.yaml <<END
{input: {size: [5, 5, 5], random: {seed: 1}}, layer: {type: Conv3d, kernel_size: 3}, view: volume,
 timeline: {step: 0.4, move: 0.3}}
END
volume="volume.yaml --size 160x90 --steps 0..9 --fps 30 -o volume.apng"
# shellcheck disable=SC2086
"$program" render $volume -q 2>err
# shellcheck disable=SC2086
"$program" check $volume --json >out 2>err
near "an APNG of a volume" "$(json bytes out)" "$(wc -c <volume.apng)"

# Windows of any view move for a moment and rest for long: most pictures change nothing.
set -- "20 im2col rgb" "60 depthwise submanifold"
is_long && set -- "20 conv3d depthwise im2col rgb submanifold" "60 conv3d depthwise im2col rgb submanifold"
for films; do
    fps=${films%% *}
    # shellcheck disable=SC2046,SC2086
    set -- $(gallery ${films#* }) --size 320x180 --steps 0..8 --fps $fps -o %s.apng
    "$program" render "$@" -q 2>err
    "$program" check "$@" --json >told 2>err
    for scene in ${films#* }; do
        grep "/$scene.yaml" told >out
        near "an APNG of $scene at $fps" "$(json bytes out)" "$(wc -c <$scene.apng)" 1.5
    done
done

# Shots that cost more where they begin than where they go on, and pictures that are held.
cat >shots.yaml <<END
input: 8
layer: {type: Conv2d, kernel_size: 3, out_channels: 2}
timeline: {step: 0.3, move: 0.2}
transition: {fade: 0.3}
shots:
- {card: "# Convolution\\nreads a *window*"}
- {steps: [{at: 0, for: 3}, {at: rest, skip: true}]}
- {card: "# Convolution\\nreads a *window*"}
- {layer: {type: ConvTranspose2d, kernel_size: 3}, view: channels, for: 1, transition: cut}
- {panels: [{layer: {stride: 1}}, {layer: {stride: 2}}], steps: 0..3}
END
for film in "mp4 --size 128x96 --fps 40" "webm --size 96x72 --fps 10" "mov --size 160x120 --fps 3"; do
    format=${film%% *}
    shots="shots.yaml ${film#* } -o shots.$format"
    # shellcheck disable=SC2086
    "$program" render $shots -q 2>err
    # shellcheck disable=SC2086
    "$program" check $shots --json >out 2>err
    near "a film of several shots, as $format" "$(json bytes out)" "$(wc -c <shots.$format)" 2
done

ends "--json" 0 "$program" check small.yaml --json --size 1920x1080
same "the view" '"stacked"' "$(json view out)"
same "steps" 9 "$(json steps out)"
same "seconds" 11.5 "$(json seconds out)"
same "words of 30 pixels" 30 "$(json words_px out)"
same "nothing is left out" '"left_out": []' "$(grep -o '"left_out": [^,]*' out)"
same "the canvas" '{"width": 1920, "height": 1080}' "$(grep -o '"canvas": {[^}]*}' out | cut -d' ' -f2-)"
ends "--json of a network" 0 "$program" check deep.yaml --json --view stack
same "has its layers" '"input": [4,7,7], "output": [4,3,3]' \
    "$(grep -o '{[^}]*MaxPool2d[^}]*}' out | grep -o '"input.*\]')"
same "with their names" '"name": "a \"b\""' "$(grep -o '"name": "a [^,]*' out)"
ends "--json of a wrong scene" 1 "$program" check wrong.yaml --json
same "has its place" '"line": 1, "column": 1' "$(grep -o '"line": 1, "column": 1' out)"
same "its severity" '"error"' "$(json severity out)"
same "and no view" "" "$(json view out)"
same "on standard output only" "" "$(cat err)"
ends "--json of no scene" 3 "$program" check nosuch.yaml --json
same "has its reason" 1 "$(grep -c '"message": "cannot read nosuch.yaml: No such file' out)"
ends "--json of several" 1 "$program" check small.yaml wrong.yaml deep.yaml --json
same "is a line each" 3 "$(wc -l <out)"

# maps too large for digits are shown by their colours
printf 'input: {size: 20, random: {seed: 1}}\nlayer: {type: Conv2d, kernel_size: 3}\n' >large.yaml
ends "a large map with values" 0 "$program" check large.yaml --steps 0
same "has view heat" "view heat" "$(grep -o 'view [a-z]*' out)"
# powers of large numbers are none too large
printf 'input: {values: [[3.0e+200, 4.0e+200]]}\nlayer: {type: LPPool2d, kernel_size: [1, 2], norm_type: 2}\n' >norm.yaml
same "a norm of large numbers" 500 "$("$program" trace norm.yaml --steps none |
    sed -n 's/^ "output": \[\[\[\(.*\)\]\]\],$/\1/p' | awk '{ printf "%.0f", $1 / 1e198 }')"
printf 'shots: [{card: "# One\\ntwo"}]\n' >card.yaml
"$program" render -q card.yaml -o card.svg --steps 0
same "a card's heading is bold, its text is not" "One" \
    "$(grep -o '<text[^>]*bold[^>]*>[^<]*' card.svg | sed 's/.*>//')"

# every view knows its cells
# shellcheck disable=SC2046
"$program" check --json $(gallery wavenet matrix im2col conv3d receptive_field layers rgb edges transposed_scatter) \
    >out 2>err
same "scenes" 9 "$(wc -l <out)"
same "without the sizes of cells" "" "$(grep -vE '"cell_px": [1-9]' out)"

# too much
printf 'input: 23\nlayer: {type: Conv2d, kernel_size: 1}\nview: kernel\noutput: {dpi: 20, fps: 1}\n' >long.yaml
ends "many pages" 0 "$program" render long.yaml -o long.pdf
same "are told first" "long.yaml: warning: 529 pages of pdf: --steps A..B makes fewer, --sheet 4x3 puts several steps on a page" \
    "$(head -n 1 err)"
same "and made" "Pages:           529" "$(pdfinfo long.pdf | grep ^Pages)"
ends "a long film" 0 "$program" check long.yaml
says "is told" "long.yaml: warning: a film of 529 steps and "
ends "one page of it" 0 "$program" check long.yaml --steps 3 --format pdf
same "is not" "" "$(cat err)"

# ---- steps of a layer ----

# film: seconds of a GIF
film() {
    "$program" check layers.yaml --json --format gif >out 2>err
    json seconds out
}
cat >layers.yaml <<'END'
input: [1, 6, 6]
order: layer
layers:
- {type: Conv2d, kernel_size: 3, name: first}
- {type: MaxPool2d, kernel_size: 2, name: pool}
timeline: {hold_first: 0, hold_last: 0}
steps:
- {at: pool, each: 2}
- {at: first, for: 3}
END
same "four steps of a pool, and those of a convolution" 11 "$(film)"
sed -i 's/at: pool/at: none/' layers.yaml
ends "a layer that is not there" 1 "$program" check layers.yaml
same "is told" "layers.yaml:8:8: error: no layer has the name 'none'" "$(head -n 1 err)"
sed -i 's/at: none/at: pool/; s/order: layer/order: output/' layers.yaml
ends "a layer, where steps are units" 1 "$program" check layers.yaml
same "is told, too" "  hint: a layer is a range of steps with order: layer" "$(grep -m1 hint err)"

# In view network a step goes on from the unit in focus back to what it has read.
cat >layers.yaml <<'END'
input: [1, 6, 6]
focus: {last: [0, 0, 0]}
view: network
layers:
- {type: Conv2d, kernel_size: 3, padding: 1, name: first}
- {type: Conv2d, kernel_size: 1, from: input, name: aside}
- {type: Conv2d, kernel_size: 1, from: first, name: last}
timeline: {hold_first: 0, hold_last: 0}
steps:
- {at: first, for: 5}
- {at: rest, each: 1}
END
same "the way back comes by a layer once" 6 "$(film)"
sed -i 's/at: first/at: aside/' layers.yaml
ends "a layer that is not on it" 1 "$program" check layers.yaml
same "is told, as well" "layers.yaml:10:8: error: the unit in focus sees nothing of 'aside'" "$(grep -m1 error err)"
finish
