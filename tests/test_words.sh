#!/bin/sh
# A layer in PyTorch's words comes back as it was; and how Keras and ONNX say it, or why not.
set -u
. tests/checks.sh
cd "$folder" || exit 1

# scene INPUT LAYER: a scene whose layer is given so.
scene() {
    printf 'input: %s\nlayer: %s\n' "$1" "$2" >scene.yaml
}

# back INPUT LINE...: PyTorch's lines, as a model prints them.
back() {
    input=$1
    shift
    for line in "$@"; do
        scene "$input" "\"$line\""
        same "back" "$line" "$("$program" trace scene.yaml --as pytorch 2>&1)"
    done
}

# said DIALECT INPUT LAYER WORDS
said() {
    scene "$2" "$3"
    same "$1" "$4" "$("$program" trace scene.yaml --as "$1" 2>/dev/null)"
}

# cannot DIALECT INPUT LAYER WHY
cannot() {
    scene "$2" "$3"
    ends "$1 cannot" 1 "$program" trace scene.yaml --as "$1"
    says "and why" "convreel: $4"
    same "prints nothing" "" "$(cat out)"
}

back '[4, 9, 8]' \
    'Conv2d(4, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))' \
    'Conv2d(4, 8, kernel_size=(3, 2), stride=(1, 1), padding=(1, 0), dilation=(2, 3), groups=4, bias=False)' \
    "Conv2d(4, 8, kernel_size=(3, 3), stride=(1, 1), padding='same', bias=False, padding_mode='reflect')" \
    "Conv2d(4, 8, kernel_size=(3, 3), stride=(2, 2), padding='valid')" \
    'ConvTranspose2d(4, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), output_padding=(1, 0), groups=2, bias=False)' \
    'ConvTranspose2d(4, 2, kernel_size=(3, 3), stride=(1, 1), dilation=(2, 2))' \
    'MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)' \
    'MaxPool2d(kernel_size=(3, 2), stride=(2, 1), padding=(0, 1), dilation=(1, 2), ceil_mode=True)' \
    'AvgPool2d(kernel_size=3, stride=2, padding=1)' \
    'AvgPool2d(kernel_size=3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)' \
    'LPPool2d(norm_type=2, kernel_size=3, stride=3, ceil_mode=False)' \
    'AdaptiveAvgPool2d(output_size=(3, 5))' 'AdaptiveMaxPool2d(output_size=1)' \
    "Upsample(scale_factor=2.0, mode='nearest')" "Upsample(size=(12, 13), mode='nearest')" \
    "Upsample(scale_factor=2.0, mode='bilinear')" "Upsample(size=(12, 13), mode='bicubic', align_corners=True)" \
    'LeakyReLU(negative_slope=0.01)' 'ELU(alpha=1.0)' 'SELU()' 'ReLU6()' 'Sigmoid()' 'Tanh()' 'SiLU()' \
    "GELU(approximate='none')" 'Mish()' 'Hardsigmoid()' 'Hardswish()' 'Softplus(beta=1.0, threshold=20.0)' \
    'PixelShuffle(upscale_factor=2)' 'ReLU()' \
    'Unfold(kernel_size=(2, 2), dilation=1, padding=0, stride=1)'
back 6 'Linear(in_features=6, out_features=3, bias=True)' 'Linear(in_features=6, out_features=3, bias=False)'
back '[4, 3, 3]' 'Flatten(start_dim=1, end_dim=-1)' 'ChannelShuffle(groups=2)'
back '[2, 9]' 'Conv1d(2, 2, kernel_size=(3,), stride=(2,), padding=(1,))' \
    'AvgPool1d(kernel_size=(2,), stride=(2,), padding=(0,))' 'AdaptiveAvgPool1d(output_size=3)'
back '[1, 5, 5, 5]' 'Conv3d(1, 2, kernel_size=(3, 3, 3), stride=(1, 1, 1))' \
    'MaxPool3d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)'
back '[1, 8, 6]' 'PixelUnshuffle(downscale_factor=2)'
back '[12, 6]' 'Fold(output_size=(5, 6), kernel_size=(2, 3), dilation=1, padding=(1, 0), stride=(2, 3))'

said pytorch 9 '"(conv1): torch.nn.Conv2d(1, 2, 3, 2, bias=True, device=None)"' \
    'Conv2d(1, 2, kernel_size=(3, 3), stride=(2, 2))'
said pytorch 9 '{type: MaxPool2d, kernel_size: [2, 3]}' \
    'MaxPool2d(kernel_size=(2, 3), stride=(2, 3), padding=0, dilation=1, ceil_mode=False)'
said pytorch 9 '"Conv2d(1, 1, 3, padding=same)"' \
    "Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), padding='same')"

# What no module says alone: a padding module in front, a crop behind.
said pytorch '[4, 5]' '{type: Conv2d, kernel_size: 3, padding: [[0, 1], [2, 3]]}' \
    "$(printf '%s\n' 'ConstantPad2d((2, 3, 0, 1), 0.0)' 'Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), bias=False)')"
said pytorch '[1, 9]' '{type: Conv1d, kernel_size: 3, padding: causal, padding_mode: reflect}' \
    "$(printf '%s\n' 'ReflectionPad1d((2, 0))' 'Conv1d(1, 1, kernel_size=(3,), stride=(1,), bias=False)')"
said pytorch '[1, 9]' '{type: Conv1d, kernel_size: 2, padding: [[0, 1]], padding_mode: circular}' \
    "$(printf '%s\n' "Conv1d(1, 1, kernel_size=(2,), stride=(1,), padding=(1,), bias=False, padding_mode='circular')" 'ConstantPad1d((-1, 0), 0.0)')"
cannot pytorch '[1, 4]' '{type: Conv1d, kernel_size: 4, stride: 3, padding: [[3, 4]], padding_mode: circular}' \
    'PyTorch cannot say this layer. Conv1d: its padding differs before and after; in front of it torch.nn.CircularPad1d'
said pytorch '[4, 5]' '{type: Conv2d, kernel_size: 3, padding: same, padding_value: -128}' \
    "$(printf '%s\n' 'ConstantPad2d((1, 1, 1, 1), -128.0)' 'Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), bias=False)')"
said pytorch '[1, 5]' '"ConstantPad1d(padding=(1, 0), value=0.5)"' 'ConstantPad1d((1, 0), 0.5)'
said pytorch 3 '{type: MaxPool2d, kernel_size: 2, stride: 2, padding: same}' \
    "$(printf '%s\n' "ConstantPad2d((0, 1, 0, 1), float('-inf'))" 'MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)')"
said pytorch 3 '{type: AvgPool2d, kernel_size: 2, stride: 2, padding: same, count_include_pad: false}' \
    'AvgPool2d(kernel_size=2, stride=2, padding=0, ceil_mode=True, count_include_pad=False)'
said pytorch 2 '{type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: [[1, 0], [1, 0]]}' \
    "$(printf '%s\n' 'ConvTranspose2d(1, 1, kernel_size=(3, 3), stride=(2, 2), bias=False)' 'ConstantPad2d((-1, 0, -1, 0), 0.0)')"
said pytorch 6 '{type: AvgPool2d, kernel_size: 3, stride: 2, padding: [[0, 1], [1, 0]], divisor_override: 4}' \
    "$(printf '%s\n' 'ConstantPad2d((1, 0, 0, 1), 0.0)' 'AvgPool2d(kernel_size=3, stride=2, padding=(0, 0), divisor_override=4)')"
said pytorch 5 '{type: AvgPool2d, kernel_size: 2, stride: 2, padding: [[0, 1], [0, 1]]}' \
    "$(printf '%s\n' 'ConstantPad2d((0, 1, 0, 1), 0.0)' 'AvgPool2d(kernel_size=2, stride=2, padding=(0, 0))')"
said pytorch '[1, 4]' '{type: AvgPool1d, kernel_size: 3, stride: 1, padding: [[2, 0]]}' \
    "$(printf '%s\n' 'ConstantPad1d((2, 0), 0.0)' 'AvgPool1d(kernel_size=(3,), stride=(1,), padding=(0,))')"
said pytorch '[1, 9]' '{type: LPPool1d, kernel_size: 3, norm_type: 3}' \
    "$(printf '%s\n' 'LeakyReLU(negative_slope=-1.0)' 'LPPool1d(norm_type=3, kernel_size=3, stride=3, ceil_mode=False)')"
said pytorch 4 '"AvgPool2d(kernel_size=2, stride=2, padding=0, divisor_override=2)"' \
    'AvgPool2d(kernel_size=2, stride=2, padding=0, divisor_override=2)'
cannot pytorch '[1, 5]' '{type: AvgPool1d, kernel_size: 3, stride: 3, padding: 2, count_include_pad: false}' \
    'PyTorch cannot say this layer. AvgPool1d: its averages pad alike at both ends, at most half a kernel'
cannot pytorch 9 '{type: Conv2d, kernel_size: 3, flip: true}' \
    'PyTorch cannot say this layer. Conv2d: it does not turn the kernel'
said pytorch 9 '{type: MaxPool2d, kernel_size: 3, padding: 2}' \
    "$(printf '%s\n' "ConstantPad2d((2, 1, 2, 1), float('-inf'))" 'MaxPool2d(kernel_size=3, stride=3, padding=0, dilation=1, ceil_mode=False)')"

# What a transposed circle takes off is stamped by units that stand around it once more.
said pytorch '[1, 4]' '{type: ConvTranspose1d, kernel_size: 4, stride: 2, padding: 1, padding_mode: circular}' \
    "$(printf '%s\n' 'CircularPad1d((1, 1))' 'ConvTranspose1d(1, 1, kernel_size=(4,), stride=(2,), padding=(3,), bias=False)')"
cannot pytorch '[1, 4]' '{type: ConvTranspose1d, kernel_size: 4, stride: 2, padding: [[1, 0]], padding_mode: circular}' \
    'PyTorch cannot say this layer. ConvTranspose1d: its transposed convolutions pad with zeros only'
cannot onnx '[1, 4]' '{type: ConvTranspose1d, kernel_size: 3, padding: 1, padding_mode: circular}' \
    'ONNX cannot say this layer. ConvTranspose1d: its ConvTranspose pads with zeros only'
cannot keras '[1, 4]' '{type: ConvTranspose1d, kernel_size: 3, padding: 1, padding_mode: circular}' \
    'Keras cannot say this layer. ConvTranspose1d: it pads with zeros only'
said pytorch '[8, 9]' '{type: Fold, kernel_size: 2, output_size: [3, 4], padding: [[1, 0], [0, 0]]}' \
    "$(printf '%s\n' 'Fold(output_size=(4, 4), kernel_size=2, dilation=1, padding=0, stride=1)' 'ConstantPad2d((0, 0, -1, 0), 0.0)')"
said onnx '[8, 6]' '{type: Fold, kernel_size: 2, output_size: [3, 4], padding: [[1, 0], [0, 0]], stride: [2, 1]}' \
    "$(printf '%s\n' 'image_shape = Constant <value_ints = [3, 4]> ()' 'block_shape = Constant <value_ints = [2, 2]> ()' 'Y = Col2Im <dilations = [1, 1], pads = [1, 0, 0, 0], strides = [2, 1]> (X, image_shape, block_shape)')"
cannot keras '[4, 4]' '{type: Fold, kernel_size: 2, output_size: 3}' \
    'Keras cannot say this layer. Fold: it has no such'

# Branches are lines of ONNX only.
cat >scene.yaml <<'END'
input: [1, 4, 4]
layers:
  - {type: ReLU, name: a}
  - {type: Conv2d, kernel_size: 1, from: input, name: b}
  - {type: Add, from: [a, b], name: c}
  - {type: Concat, from: [input, c, b]}
END
same "branches as onnx" "$(printf '%s\n' 'X1 = Relu (X0)' 'X2 = Conv <dilations = [1, 1], group = 1, kernel_shape = [1, 1], pads = [0, 0, 0, 0], strides = [1, 1]> (X0, W1)' 'X3 = Add (X1, X2)' 'X4 = Concat <axis = 1> (X0, X3, X2)')" \
    "$("$program" trace scene.yaml --as onnx 2>/dev/null)"
ends "branches as pytorch" 1 "$program" trace scene.yaml --as pytorch
says "and why" 'convreel: PyTorch cannot say this network. One module after the other has no branches'
ends "branches as keras" 1 "$program" trace scene.yaml --as keras
says "and why" 'convreel: Keras cannot say this network. One layer after the other has no branches'
same "from in the trace" 2 "$("$program" trace scene.yaml --steps none | grep -cE '"from": \["(a", "b|input", "c", "b)"\]')"

# TensorFlow's "same" puts the odd zero behind, so it depends on the input's size.
strided='{type: Conv2d, kernel_size: 3, stride: 2, padding: 1}'
said keras 9 "$strided" \
    'Conv2D(filters=1, kernel_size=(3, 3), strides=(2, 2), padding="same", use_bias=False)'
said keras 10 "$strided" \
    "$(printf '%s\n' 'ZeroPadding2D(padding=((1, 1), (1, 1)))' 'Conv2D(filters=1, kernel_size=(3, 3), strides=(2, 2), padding="valid", use_bias=False)')"
said keras 10 '{type: Conv2d, kernel_size: 3, stride: 2, padding: [[0, 1], [0, 1]]}' \
    'Conv2D(filters=1, kernel_size=(3, 3), strides=(2, 2), padding="same", use_bias=False)'
said keras '[2, 9]' '{type: Conv1d, kernel_size: 3, dilation: 2, padding: causal, groups: 2}' \
    'Conv1D(filters=2, kernel_size=3, padding="causal", dilation_rate=2, groups=2, use_bias=False)'
transposed='type: ConvTranspose2d, kernel_size: 3, stride: 2'
said keras 4 "{$transposed, padding: 1}" \
    'Conv2DTranspose(filters=1, kernel_size=(3, 3), strides=(2, 2), padding="same", output_padding=(0, 0), use_bias=False)'
said keras 4 "{$transposed, output_padding: 1}" \
    'Conv2DTranspose(filters=1, kernel_size=(3, 3), strides=(2, 2), padding="valid", output_padding=(1, 1), use_bias=False)'
said keras 4 "{$transposed, padding: 1, output_padding: 1}" \
    "$(printf '%s\n' 'Conv2DTranspose(filters=1, kernel_size=(3, 3), strides=(2, 2), padding="valid", use_bias=False)' 'Cropping2D(cropping=((1, 0), (1, 0)))')"
said keras '[1, 4]' '{type: ConvTranspose1d, kernel_size: 3, stride: 2, padding: [[0, 2]]}' \
    "$(printf '%s\n' 'Conv1DTranspose(filters=1, kernel_size=3, strides=2, padding="valid", use_bias=False)' 'Cropping1D(cropping=(0, 2))')"
cannot keras '[1, 4]' '{type: ConvTranspose1d, kernel_size: 3, dilation: 2, output_padding: 1}' \
    'Keras cannot say this layer. ConvTranspose1d: its output_padding is below the stride'
cannot keras 9 '{type: Conv2d, kernel_size: 2, stride: 2, dilation: 2}' \
    'Keras cannot say this layer. Conv2d: it has either a stride or a dilation above 1, not both'
said keras 9 '{type: AvgPool2d, kernel_size: 3, stride: 1, padding: 1}' \
    "$(printf '%s\n' 'ZeroPadding2D(padding=((1, 1), (1, 1)))' 'AveragePooling2D(pool_size=(3, 3), strides=(1, 1), padding="valid")')"
cannot keras 9 '{type: Conv2d, kernel_size: 3, padding: 1, padding_value: 2}' \
    'Keras cannot say this layer. Conv2d: it pads with zeros only'
said keras 9 '{type: Conv2d, kernel_size: 3, padding_value: 2}' \
    'Conv2D(filters=1, kernel_size=(3, 3), padding="valid", use_bias=False)'
cannot keras 10 '{type: MaxPool2d, kernel_size: 3, stride: 2, padding: 1}' \
    'Keras cannot say this layer. MaxPool2d: its pools pad by "valid" and "same" only, and this is neither; zeros in front'
cannot keras '[1, 2]' '{type: Upsample, scale_factor: 2.4}' \
    'Keras cannot say this layer. Upsample: its factors are whole numbers'
said keras 9 '{type: Upsample, size: 18, mode: bilinear}' \
    'UpSampling2D(size=(2, 2), interpolation="bilinear")'
cannot keras 9 '{type: Upsample, size: 18, mode: bicubic}' \
    'Keras cannot say this layer. Upsample: its cubic weights are others (a = -0.5)'
cannot keras 9 '"UpsamplingBilinear2d(scale_factor=2)"' \
    'Keras cannot say this layer. Upsample: it has no align_corners'
said keras 9 '{type: AvgPool2d, kernel_size: 2, ceil_mode: true}' \
    'AveragePooling2D(pool_size=(2, 2), strides=(2, 2), padding="same")'
said keras 9 '{type: AdaptiveMaxPool2d, output_size: 3}' \
    'MaxPooling2D(pool_size=(3, 3), strides=(3, 3), padding="valid")'
said keras 9 '{type: AdaptiveMaxPool2d, output_size: 1}' 'GlobalMaxPooling2D(keepdims=True)'
cannot keras 9 '{type: AdaptiveMaxPool2d, output_size: 4}' \
    'Keras cannot say this layer. AdaptiveMaxPool2d: its windows would not be alike'
cannot keras 9 '{type: Unfold, kernel_size: 2}' 'Keras cannot say this layer. Unfold: it has no such'

said onnx '[2, 9, 9]' '{type: Conv2d, kernel_size: [3, 2], padding: [[0, 1], [2, 3]]}
bias: 1' \
    'Y = Conv <dilations = [1, 1], group = 1, kernel_shape = [3, 2], pads = [0, 2, 1, 3], strides = [1, 1]> (X, W, B)'
said onnx 4 "{$transposed, padding: 1, output_padding: 1}" \
    'Y = ConvTranspose <dilations = [1, 1], group = 1, kernel_shape = [3, 3], output_padding = [1, 1], pads = [1, 1, 1, 1], strides = [2, 2]> (X, W)'
said onnx 9 '{type: AvgPool2d, kernel_size: 2, count_include_pad: false}' \
    'Y = AveragePool <ceil_mode = 0, count_include_pad = 0, kernel_shape = [2, 2], pads = [0, 0, 0, 0], strides = [2, 2]> (X)'
said onnx 9 '{type: Upsample, scale_factor: 2}' \
    "$(printf 'scales = Constant <value_floats = [1.0, 1.0, 2.0, 2.0]> ()\nY = Resize <coordinate_transformation_mode = "asymmetric", mode = "nearest", nearest_mode = "floor"> (X, , scales)')"
said onnx 9 '{type: Upsample, size: 18, mode: bicubic, align_corners: true}' \
    "$(printf 'sizes = Constant <value_ints = [1, 1, 18, 18]> ()\nY = Resize <coordinate_transformation_mode = "align_corners", cubic_coeff_a = -0.75, mode = "cubic"> (X, , , sizes)')"
said onnx 6 '{type: AvgPool2d, kernel_size: [2, 3], stride: 2, padding: [[0, 0], [1, 0]], divisor_override: 4}' \
    "$(printf '%s\n' 'A = AveragePool <ceil_mode = 0, count_include_pad = 1, kernel_shape = [2, 3], pads = [0, 1, 0, 0], strides = [2, 2]> (X)' 'cells = Constant <value_float = 6.0> ()' 'S = Mul (A, cells)' 'divisor = Constant <value_float = 4.0> ()' 'Y = Div (S, divisor)')"
said onnx '[2, 6, 9]' '{type: AdaptiveMaxPool2d, output_size: 1}' 'Y = GlobalMaxPool (X)'
said onnx '[2, 6, 9]' '{type: AdaptiveAvgPool2d, output_size: 1}' 'Y = GlobalAveragePool (X)'
said onnx '[2, 6, 9]' '{type: AdaptiveAvgPool2d, output_size: [2, 3]}' \
    'Y = AveragePool <ceil_mode = 0, count_include_pad = 1, kernel_shape = [3, 3], pads = [0, 0, 0, 0], strides = [3, 3]> (X)'
cannot onnx '[2, 6, 9]' '{type: AdaptiveMaxPool2d, output_size: 4}' \
    "ONNX cannot say this layer. AdaptiveMaxPool2d: its windows would not be alike: the output's size does not divide the input's"
said onnx 4 '{type: Upsample, scale_factor: 2.5, mode: nearest-exact}' \
    "$(printf '%s\n' 'scales = Constant <value_floats = [1.0, 1.0, 2.5, 2.5]> ()' 'Y = Resize <coordinate_transformation_mode = "half_pixel", mode = "nearest", nearest_mode = "round_prefer_ceil"> (X, , scales)')"
said onnx '[1, 4]' '{type: Upsample, size: 7, mode: linear}' \
    "$(printf '%s\n' 'sizes = Constant <value_ints = [1, 1, 7]> ()' 'Y = Resize <coordinate_transformation_mode = "half_pixel", mode = "linear"> (X, , , sizes)')"
cannot onnx '[1, 5]' '{type: LPPool1d, kernel_size: 2, norm_type: 2, ceil_mode: true}' \
    'ONNX cannot say this layer. LPPool1d: its LpPool does not scale a window that hangs over the end'
cannot onnx 9 '{type: Conv2d, kernel_size: 3, flip: true}' \
    'ONNX cannot say this layer. Conv2d: it does not turn the kernel; give it weights that are turned'
cannot keras 9 '{type: Conv2d, kernel_size: 3, flip: true}' \
    'Keras cannot say this layer. Conv2d: it does not turn the kernel; give it weights that are turned'
cannot keras '[4, 5, 5]' '{type: ConvTranspose2d, kernel_size: 3, groups: 2, out_channels: 2}' \
    'Keras cannot say this layer. ConvTranspose2d: its transposed convolutions have no groups'
cannot keras 9 '{type: MaxPool2d, kernel_size: 2, dilation: 2}' \
    'Keras cannot say this layer. MaxPool2d: its pools have no dilation'
cannot keras 6 '{type: AvgPool2d, kernel_size: 2, divisor_override: 3}' \
    'Keras cannot say this layer. AvgPool2d: its averages are divided by what they count'
cannot keras '[1, 6]' '{type: AvgPool1d, kernel_size: 3, padding: [[1, 0]], count_include_pad: false}' \
    'Keras cannot say this layer. AvgPool1d: its averages pad by "valid" and "same" only, and this is neither'
cannot keras '[1, 4]' '{type: AvgPool1d, kernel_size: 3, stride: 2, padding: 1, ceil_mode: true}' \
    'Keras cannot say this layer. AvgPool1d: a window hangs over the end, and zeros in front of it would count'
cannot keras '[1, 4]' '{type: Upsample, scale_factor: 2, mode: linear}' \
    'Keras cannot say this layer. Upsample: it interpolates over two axes only'
said keras '[2, 6, 7]' '{type: ZeroPad2d, padding: [[-1, 0], [0, -2]]}' 'Cropping2D(cropping=((1, 0), (0, 2)))'
said keras '[2, 6, 7]' '{type: ZeroPad2d, padding: [[-1, 2], [0, -2]]}' \
    "$(printf '%s\n' 'Cropping2D(cropping=((1, 0), (0, 2)))' 'ZeroPadding2D(padding=((0, 2), (0, 0)))')"
said onnx 9 '{type: LPPool2d, kernel_size: 2, norm_type: 3}' \
    'Y = LpPool <kernel_shape = [2, 2], p = 3, strides = [2, 2]> (X)'
cannot onnx 9 '{type: LPPool2d, kernel_size: 2, norm_type: 1.5}' \
    'ONNX cannot say this layer. LPPool2d: its LpPool takes whole powers only'
said onnx '[4, 5]' '{type: Conv2d, kernel_size: 3, padding: [[1, 0], [2, 1]], padding_mode: reflect}' \
    "$(printf '%s\n' 'pads = Constant <value_ints = [0, 0, 1, 2, 0, 0, 0, 1]> ()' 'P = Pad <mode = "reflect"> (X, pads)' 'Y = Conv <dilations = [1, 1], group = 1, kernel_shape = [3, 3], pads = [0, 0, 0, 0], strides = [1, 1]> (P, W)')"
said onnx '[1, 5]' '{type: Conv1d, kernel_size: 3, padding: 1, padding_value: -2.5}' \
    "$(printf '%s\n' 'pads = Constant <value_ints = [0, 0, 1, 0, 0, 1]> ()' 'value = Constant <value_float = -2.5> ()' 'P = Pad <mode = "constant"> (X, pads, value)' 'Y = Conv <dilations = [1], group = 1, kernel_shape = [3], pads = [0, 0], strides = [1]> (P, W)')"
cannot onnx 9 '{type: Conv2d, kernel_size: 3, padding: 1, padding_mode: circular}' \
    'ONNX cannot say this layer. Conv2d: its Conv pads with zeros only; in front of it a Pad node of mode "wrap"'
said onnx '[1, 5]' '{type: MaxPool1d, kernel_size: 2, ceil_mode: true}' \
    'Y = MaxPool <ceil_mode = 0, dilations = [1], kernel_shape = [2], pads = [0, 1], strides = [2]> (X)'
said onnx '[1, 4]' '{type: AvgPool1d, kernel_size: 3, stride: 3, padding: 1, ceil_mode: true}' \
    "$(printf '%s\n' 'Y = AveragePool <ceil_mode = 0, count_include_pad = 1, kernel_shape = [3], pads = [1, 1], strides = [3]> (X)')"
said onnx '[1, 4]' '{type: AvgPool1d, kernel_size: 3, stride: 2, padding: 1, ceil_mode: true}' \
    "$(printf '%s\n' 'pads = Constant <value_ints = [0, 0, 1, 0, 0, 1]> ()' 'P = Pad <mode = "constant"> (X, pads)' 'Y = AveragePool <ceil_mode = 0, count_include_pad = 0, kernel_shape = [3], pads = [0, 1], strides = [2]> (P)')"
said keras 6 '{type: Linear, out_channels: 3}' 'Dense(units=3, use_bias=False)'
said onnx 6 '{type: Linear}
bias: 1' 'Y = Gemm <transB = 1> (X, W, B)'
said keras '[1, 3, 3]' '{type: Flatten}' 'Flatten()'
cannot keras '[2, 3, 3]' '{type: Flatten}' \
    'Keras cannot say this layer. Flatten: its maps have their channels last, so that its Flatten'
said onnx '[2, 3, 3]' '{type: Flatten}' 'Y = Flatten <axis = 1> (X)'
said keras '[4, 2, 3]' '{type: ChannelShuffle, groups: 2}' \
    "$(printf '%s\n' 'Reshape((2, 3, 2, 2))' 'Permute((1, 2, 4, 3))' 'Reshape((2, 3, 4))')"
said onnx '[6, 2, 3]' '{type: ChannelShuffle, groups: 2}' \
    "$(printf '%s\n' 'apart = Constant <value_ints = [1, 2, 3, 2, 3]> ()' 'together = Constant <value_ints = [1, 6, 2, 3]> ()' 'G = Reshape (X, apart)' 'T = Transpose <perm = [0, 2, 1, 3, 4]> (G)' 'Y = Reshape (T, together)')"
said onnx 4 '{type: SiLU}' "$(printf '%s\n' 'S = Sigmoid (X)' 'Y = Mul (X, S)')"
said onnx 4 '{type: ELU, alpha: 2}' 'Y = Elu <alpha = 2.0> (X)'
said keras 4 '{type: ReLU6}' 'ReLU(max_value=6.0)'
integers='quantize: {input: {scale: 0.5, zero_point: -3}, kernel: {scale: [0.25, 2]}, output: {scale: 1, dtype: uint8}}'
said onnx 4 "{type: Conv2d, kernel_size: 3, out_channels: 2, $integers}" \
    "$(printf '%s\n' 'x_scale = Constant <value = float {0.5}> ()' 'x_zero = Constant <value = int8 {-3}> ()' 'w_scale = Constant <value = float[2] {0.25, 2.0}> ()' 'w_zero = Constant <value = int8[2] {0, 0}> ()' 'y_scale = Constant <value = float {1.0}> ()' 'y_zero = Constant <value = uint8 {0}> ()' 'Y = QLinearConv <dilations = [1, 1], group = 1, kernel_shape = [3, 3], pads = [0, 0, 0, 0], strides = [1, 1]> (X, x_scale, x_zero, W, w_scale, w_zero, y_scale, y_zero)')"
cannot pytorch 4 "{type: Conv2d, kernel_size: 3, out_channels: 2, $integers}" \
    'PyTorch cannot say this layer. Conv2d: torch.nn has no layers of integers; torch.ao.nn.quantized has some'
cannot keras 4 "{type: Conv2d, kernel_size: 3, out_channels: 2, $integers}" \
    'Keras cannot say this layer. Conv2d: it has no convolutions of integers'
cannot pytorch 4 '{type: DeformConv2d, kernel_size: 1, offsets: [[0, 0.5]]}' \
    'PyTorch cannot say this layer. DeformConv2d: torch.nn has no deformable convolutions; torchvision.ops has'
cannot pytorch 4 '{type: SubMConv2d, kernel_size: 3}' \
    'PyTorch cannot say this layer. SubMConv2d: torch.nn has no sparse convolutions; spconv has SubMConv2d'
cannot onnx 4 '{type: GELU}' 'ONNX cannot say this layer. GELU: Gelu came with opset 20'
cannot onnx '[2, 4, 4]' '{type: PixelUnshuffle, downscale_factor: 2}' \
    'ONNX cannot say this layer. PixelUnshuffle: its SpaceToDepth orders'

printf 'input: 6\nlayers: ["Conv2d(1, 1, 3)", "MaxPool2d(2)", "MaxUnpool2d(2)"]\n' >scene.yaml
same "a stack" "X1 = Conv <dilations = [1, 1], group = 1, kernel_shape = [3, 3], pads = [0, 0, 0, 0], strides = [1, 1]> (X0, W0, B0)
X2, I1 = MaxPool <ceil_mode = 0, dilations = [1, 1], kernel_shape = [2, 2], pads = [0, 0, 0, 0], strides = [2, 2]> (X1)
X3 = MaxUnpool <kernel_shape = [2, 2], pads = [0, 0, 0, 0], strides = [2, 2]> (X2, I1)" \
    "$("$program" trace scene.yaml --as onnx 2>&1)"
ends "another dialect" 2 "$program" trace scene.yaml --as torch
finish
