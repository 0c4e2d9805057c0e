#!/bin/sh
# What describe says of unlike scenes, to the letter (tests/described), and that it can say
# something of every type of layer.
set -u
. tests/checks.sh

for scene in guide/numerical_padding_strides guide/padding_strides_odd_transposed \
    gallery/max_pooling gallery/unpool gallery/separable gallery/notes \
    gallery/gradient_kernel gallery/stream gallery/signal gallery/ring; do
    text=tests/described/${scene##*/}.txt
    "$program" describe scenes/$scene.yaml >"$folder/said" 2>"$folder/err"
    [ -z "${GOLDEN_UPDATE:-}" ] || cp "$folder/said" "$text"
    same "$scene" "" "$(diff "$text" "$folder/said" 2>&1)"
    "$program" describe scenes/$scene.yaml >"$folder/again"
    same "$scene, the same again" "" "$(cmp "$folder/said" "$folder/again" 2>&1)"
done
ends "every scene" 0 "$program" describe scenes/*/*.yaml
same "is described" "$(ls scenes/*/*.yaml | wc -l)" "$(grep -c '^Rows, columns, channels and steps are counted from 0' "$folder/out")"

# says_of INPUT LAYER TEXT: a line of the description has these words.
says_of() {
    printf 'input: %s\nlayer: %s\n' "$1" "$2" >"$folder/scene.yaml"
    "$program" describe "$folder/scene.yaml" >"$folder/said" 2>&1
    same "$2" "$3" "$(grep -oF "$3" "$folder/said")"
}

pictured() { # SCENE TEXT
    same "$1" "$2" "$("$program" describe "scenes/gallery/$1.yaml" | grep -oF "$2")"
}

pictured matrix_transposed 'The picture is the layer as a matrix: 16 rows, one for each unit of the output, times the 4 units of the input'
pictured im2col 'The picture writes each of the 9 windows as a column of 9 cells; the kernel'
says_of 9 '{type: DeformConv2d, kernel_size: [1, 3], dilation: 2, padding: 1, offsets: [[0, 0], [0, 0], [0, 0]]}' \
    'o = floor((i + 2p - k - (k - 1)(d - 1))/s) + 1 = floor((9 + 2*1 - 3 - (3 - 1)*(2 - 1))/1) + 1 = 7'
says_of '[2, 6]' '{type: LPPool1d, kernel_size: 2, norm_type: 3}' 'The window is 2 long'
says_of '[2, 6]' '{type: LPPool1d, kernel_size: 2, norm_type: 3}' 'The power is 3.'
says_of 5 '{type: AvgPool2d, kernel_size: 2, padding: 1, count_include_pad: false}' \
    'cells that do not count in the means: 1 cell wide on every side.'
says_of '[5, 4]' '{type: AdaptiveMaxPool2d, output_size: [2, 3]}' \
    'The sizes of the output, height first, are o = n = 2; o = n = 3.'
says_of '[1, 10]' '{type: AdaptiveAvgPool1d, output_size: 4}' \
    'floor(j*10/4) up to, not with, ceil((j + 1)*10/4): 0 to 2, 2 to 4, 5 to 7, 7 to 9; windows overlap.'
says_of '[5, 8]' '{type: AdaptiveMaxPool2d, output_size: [2, 4]}' 'ceil((j + 1)*5/2): 0 to 2, 2 to 4; windows overlap.'
says_of '[5, 8]' '{type: AdaptiveMaxPool2d, output_size: [2, 4]}' \
    'floor(j*8/4) up to, not with, ceil((j + 1)*8/4): 0 to 1, 2 to 3, 4 to 5, 6 to 7; no windows overlap.'
# Rows are stamped 1 1 2 1 1 times, columns 1 1 2 1 2 1 1.
says_of '[2, 3]' '{type: ConvTranspose2d, kernel_size: 3, stride: 2}' \
    'stamped 1, 2 or 4 times, alternating (20 cells 1 time, 13 cells 2 times, 2 cells 4 times).'
says_of '[1, 3]' '{type: ConvTranspose1d, kernel_size: 3}' \
    'stamped 1, 2 or 3 times, fewer at the border (2 cells 1 time, 2 cells 2 times, 1 cell 3 times).'
says_of '[2, 3]' '{type: ConvTranspose1d, kernel_size: 1, stride: 2, output_padding: 1, out_channels: 2}' \
    'stamped 0 or 1 times by the units of each input channel that it sees, alternating (3 cells 0 times, 3 cells 1 time in each output channel).'
says_of 3 '{type: ConvTranspose2d, kernel_size: 2, stride: 2}' 'every cell of the output is stamped 1 time.'
says_of 4 '{type: Linear, out_channels: 3}' \
    'The input has 4 units; the output has 3 units. The kernel has 3 rows, one for each unit of the output, of 4 weights.'
says_of 4 '{type: Flatten}' 'the output has 16 units, one below the other.'
says_of '[4, 2, 2]' '{type: ChannelShuffle, groups: 2}' 'There are 2 groups of 2.'
says_of 4 '{type: SparseConv2d, kernel_size: 2, active: [[0, 0], [1, 3]]}' \
    "2 of the input's 16 cells are active; 3 of the output's 9 exist."
says_of 4 '{type: DeformConv2d, kernel_size: 1, offsets: [[0, 0.5]]}' 'each tap moved by an offset of its own'
says_of 4 '{type: DeformConv2d, kernel_size: 1, offsets: [[0, 0.5]], mask: [0.5]}' \
    'The weight of each tap is multiplied by its number of the mask.'
integers='quantize: {input: {scale: 0.5, zero_point: -3}, kernel: {scale: 0.25}, output: {scale: 0.125, zero_point: 120}}'
says_of 4 "{type: Conv2d, kernel_size: 1, $integers}" \
    'The input is int8: scale 0.5, zero point -3; the kernel is int8: scale 0.25, zero point 0; the output is int8: scale 0.125, zero point 120.'
says_of '{values: [[9]]}' "{type: Conv2d, kernel_size: 1, $integers}" \
    'is 1 times 12, which is 12; times 1 and rounded that is 12; plus the zero point 120 that is 132, kept at 127.'
says_of 4 '{type: SiLU}' 'every unit x is multiplied by sigmoid(x).'
says_of 4 '{type: Upsample, scale_factor: 2}' 'The output is 2 times as large along each axis.'
says_of 4 '{type: Upsample, size: 7, mode: bicubic, align_corners: true}' \
    'four along each axis, with cubic weights (a = -0.75). The outermost units of both maps lie on one another'
says_of '[4, 2, 2]' '{type: PixelShuffle, upscale_factor: 2}' \
    'The input has 4 channels of 2 by 2 units; the output is 4 by 4.'
says_of '[1, 4, 4]' '{type: PixelUnshuffle, downscale_factor: 2}' 'The squares are 2 by 2.'
says_of 4 '{type: Unfold, kernel_size: 2}' 'the output has 4 rows and 9 columns, one a window.'
fold='{type: Fold, kernel_size: 2, output_size: 3}'
says_of '[8, 4]' "$fold" 'The input has 8 rows and 4 columns, one a block; the output has 2 channels of 3 by 3 units.'
says_of '[4, 4]' "$fold" 'covered 1, 2 or 4 times, fewer at the border (4 cells 1 time, 4 cells 2 times, 1 cell 4 times).'
says_of '{values: [[1, 2], [3, 4]]}' '{type: Fold, kernel_size: [2, 1], padding: [1, 0], output_size: 1}' \
    'is 3 plus 2, which is 5.'
network='{type: ReLU, name: a}, {type: Conv2d, kernel_size: 3, padding: 1, from: input, name: b}'
cat >"$folder/scene.yaml" <<END
input: [1, 4, 4]
layers: [$network, {type: Add, from: [a, b, input]}]
END
"$program" describe "$folder/scene.yaml" >"$folder/said" 2>&1
for text in 'A network of 3 layers, with branches.' 'It reads layer a, layer b and the input.' \
    'A unit of the last output sees at most 3 by 3 units of the first input.'; do
    same "of a network" "$text" "$(grep -oF "$text" "$folder/said")"
done
says_of '[3, 3]' '{type: ReLU}' 'every unit below zero becomes zero'
says_of '[4, 7, 9]' '{type: Conv2d, kernel_size: 3, stride: [2, 1], padding: [[1, 0], [0, 2]],
    padding_mode: reflect, groups: 2, out_channels: 4, flip: true}' \
    'Padding surrounds the input with units mirrored at its edge: 1 above, 2 on the right.'
says_of 9 '{type: Conv1d, kernel_size: 3, stride: 3, padding: causal}' \
    'zeros: 2 before the first unit.'
says_of 3 '{type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: 3}' \
    'with a border taken off: 1 cell wide on every side; 3 by 3 in all.'
says_of 3 '{type: Conv2d, kernel_size: 3}' 'There is 1 step, for the only unit of the output.'
says_of 4 '{type: Conv2d, kernel_size: 3, stride: 3}' \
    '7 units of the input are read by no window.'

nine='{values: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}'
says_of "$nine" '{type: Conv2d, kernel_size: 2, padding: same}
kernel: {fill: 1}' 'At the border the last unit of the output, row 2, column 2, is 1 times 9 plus 1 times 0 plus 1 times 0 plus 1 times 0, which is 9. 3 of its 4 products are with padding zeros and add nothing.'
says_of "$nine" '{type: Conv2d, kernel_size: 2, padding: same, padding_mode: replicate}' \
    'which is 36. 3 of its 4 products are with padding that repeats units.'
says_of "$nine" '{type: AvgPool2d, kernel_size: 2, ceil_mode: true}' \
    'row 1, column 1, is made from 9: 9. 3 of its 4 cells are outside the input and do not count.'
says_of "$nine" '{type: AvgPool2d, kernel_size: 2, padding: 1}' \
    'is made from 0, 0, 0, 1: 0.25. 3 of its 4 cells are padding zeros, which count.'

# sees TEXT INPUT LAYER...: of a stack.
sees() {
    text=$1
    printf 'input: %s\nlayers:\n' "$2" >"$folder/scene.yaml"
    shift 2
    printf '  - {type: %s}\n' "$@" >>"$folder/scene.yaml"
    "$program" describe "$folder/scene.yaml" >"$folder/said" 2>&1
    same "$*" "$text" "$(grep -oF "$text" "$folder/said")"
}

conv='Conv1d, kernel_size: 3, padding: 1'
half='AvgPool1d, kernel_size: 2'
double='ConvTranspose1d, kernel_size: 2, stride: 2'
sees 'sees at most 26 units of the first input.' '[1, 48]' \
    "$conv" "$half" "$conv" "$half" "$conv" "$double" "$conv" "$double" "$conv"
sees 'sees at most 194 by 194 units of the first input; its receptive field, with gaps and padding, is 195 by 195.' \
    '[1, 224, 224]' 'Conv2d, kernel_size: 11, stride: 4, padding: 2' 'MaxPool2d, kernel_size: 3, stride: 2' \
    'Conv2d, kernel_size: 5, padding: 2' 'MaxPool2d, kernel_size: 3, stride: 2' \
    'Conv2d, kernel_size: 3, padding: 1' 'Conv2d, kernel_size: 3, padding: 1' \
    'Conv2d, kernel_size: 3, padding: 1' 'MaxPool2d, kernel_size: 3, stride: 2'
sees "A unit of this layer's output sees at most 5 by 5 places of the first input." '[2, 9, 9]' \
    'Conv2d, kernel_size: 3' 'Conv2d, kernel_size: 3' ReLU

cd "$folder" || exit 1
cat >joins.yaml <<'END'
input: [1, 6, 6]
layers:
- {name: a, type: Conv2d, kernel_size: 3, padding: 1, out_channels: 4}
- {name: b, type: Conv2d, from: input, kernel_size: 3, padding: 1, out_channels: 4}
- {name: sum, type: Add, from: [a, b]}
- {type: Concat, from: [sum, input, b]}
END
"$program" describe joins.yaml >out
same "what is added" "Each of its 2 inputs has 4 channels of 6 by 6 units" "$(grep -o 'Each of its 2[^;]*' out)"
same "what is put together" "Its inputs have 4, 1 and 4 channels of 6 by 6 units" "$(grep -o 'Its inputs[^;]*' out)"
same "check of them" "  sum: Add, 4 x 6 x 6 and 4 x 6 x 6 to 4 x 6 x 6
  Concat, 4 x 6 x 6, 1 x 6 x 6 and 4 x 6 x 6 to 9 x 6 x 6" "$("$program" check joins.yaml 2>err | grep 'Add\|Concat')"
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 9}\n' >wrong.yaml
printf 'input: {values: [[1, 2], [3, 4]]}\nlayer: {type: Conv2d, kernel_size: 1}\n' >narrow.yaml
ends "a size" 0 "$program" describe narrow.yaml --size 160x120
left_out=$("$program" check narrow.yaml --size 160x120 2>err | sed -n 's/.*no room for: //p')
same "without room for all words" \
    "At 160 by 120 pixels the picture has no room for these words: ${left_out:-some}." "$(tail -n 1 out)"
ends "several scenes" 0 "$program" describe one.yaml one.yaml
same "have an empty line between" 1 "$(grep -c '^$' out)"
ends "a wrong one beside a good one" 1 "$program" describe wrong.yaml one.yaml
same "does not keep it" "one." "$(head -n 1 out)"
printf 'title: "a\\e[31mb"\ninput: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >hostile.yaml
ends "control characters" 0 "$program" describe hostile.yaml
same "do not come through" '' "$(tr -d '[:print:]\n' <out)"
ends "standard input" 0 sh -c '"$0" describe - <one.yaml' "$program"

# ---- notes, the caption, the credit ----

cat >"$folder/notes.yaml" <<'END'
input: 5
layer: {type: Conv2d, kernel_size: 3}
caption: "Read *rows* of\ncells"
credit: Nobody
notes:
- {at: {input: ["1..2", 3]}, text: read twice, steps: 2..4}
- {at: {output: [0, 0]}, steps: 1}
- {at: {kernel: [1, "0..1"]}, text: the middle}
steps:
- {at: 0..1, each: 1, notes: [{at: {input: [0, 0]}, text: "Two\nlines?"}]}
- {at: rest, each: 0.5, notes: [{at: {output: [2, 2]}}]}
END
"$program" describe "$folder/notes.yaml" >"$folder/said" 2>&1
same "notes and rings" "$(cat <<'END'
The caption says: "Read rows of cells."
A note at input row 1 to 2, column 3, in steps 2 to 4, says: "read twice."
A ring at output row 0, column 0, in step 1.
A note at kernel row 1, column 0 to 1 says: "the middle."
A note at input row 0, column 0, in steps 0 to 1, says: "Two lines?"
A ring at output row 2, column 2, in the other steps.
The credit says: "Nobody."
END
)" "$(grep -E '^(The c|A (note|ring))' "$folder/said")"
finish
