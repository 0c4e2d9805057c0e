# shellcheck shell=sh
# layer_scene TYPE: a small scene of the layer type.
layer_scene() {
    map='{size: [4, 4], random: {seed: 3}}' line='{size: 8, random: {seed: 3}}'
    maps='{size: [4, 3, 3], random: {seed: 3}}' signed='{size: 5, random: {seed: 4, low: -4, high: 4}}'
    case $1 in
    Linear) input='{size: 6, random: {seed: 3}}' ;;
    Flatten) input='{size: 3, random: {seed: 3}}' ;;
    PixelShuffle | ChannelShuffle | Slice) input=$maps ;;
    Fold) input=$map ;;
    MaxUnpool3d) input='{size: [4, 4, 4], random: {seed: 3}}' ;;
    *3d) input='[3, 3, 3]' ;;
    *1d) input=$line ;;
    *2d | Upsample | Unfold | PixelUnshuffle) input=$map ;;
    Add | Concat) input='[1, 4, 4]' ;;
    *) input=$signed ;;
    esac
    keys='kernel_size: 2'
    case $1 in
    ConvTranspose* | MaxUnpool* | AvgPool* | MaxPool* | LPPool*) keys='kernel_size: 2, stride: 2' ;;
    Conv1d | Conv2d) keys='kernel_size: 3, padding: 1' ;;
    Adaptive*) keys='output_size: 2' ;;
    ConstantPad*) keys='padding: 1, padding_value: 5' ;;
    *Pad*) keys='padding: 1' ;;
    Upsample) keys='scale_factor: 2, mode: bilinear' ;;
    PixelShuffle) keys='upscale_factor: 2' ;;
    PixelUnshuffle) keys='downscale_factor: 2' ;;
    ChannelShuffle) keys='groups: 2' ;;
    Slice) keys='start: 1, end: 3' ;;
    Fold) keys='kernel_size: 2, stride: 2, output_size: 4' ;;
    DeformConv2d) keys='kernel_size: 2, offsets: [[0.5, 0], [0, 0.5], [0, 0], [0.25, 0.25]]' ;;
    SparseConv[12]d) keys='kernel_size: 3, padding: 1' ;;
    SubMConv*) keys='kernel_size: 3' ;;
    Linear) keys='out_channels: 3' ;;
    *[123]d | Unfold) ;;
    *) keys='' ;;
    esac
    case $1 in
    SparseConv1d | SubMConv1d) active=', active: [[2], [5]]' ;;
    SparseConv2d | SubMConv2d) active=', active: [[0, 1], [2, 0], [2, 2]]' ;;
    SparseConv3d | SubMConv3d) active=', active: [[0, 1, 1], [2, 2, 0]]' ;;
    *) active='' ;;
    esac
    echo "input: $input"
    case $1 in
    Add | Concat)
        echo "layers: [{type: Conv2d, kernel_size: 3, padding: 1, name: conv}, {type: $1, from: [conv, input]}]"
        ;;
    MaxUnpool*)
        axes=${1#MaxUnpool}
        echo "layers: [{type: MaxPool$axes, kernel_size: 2}, {type: $1, kernel_size: 2}]"
        ;;
    *) echo "layer: {type: $1${keys:+, $keys}$active}" ;;
    esac
    case $1 in
    Conv2d | SparseConv2d | SubMConv2d) echo "kernel: {values: [[0, 1, 2], [2, 2, 0], [0, 1, 2]]}" ;;
    ConvTranspose2d | DeformConv2d) echo "kernel: {values: [[1, 2], [0, 1]]}" ;;
    Conv1d | SparseConv1d | SubMConv1d) echo "kernel: {values: [1, 2, 1]}" ;;
    ConvTranspose1d) echo "kernel: {values: [1, 2]}" ;;
    Linear) echo "kernel: {random: {seed: 1, high: 3}}" ;;
    esac
}
