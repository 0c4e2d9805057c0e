# shellcheck shell=sh
# scene VIEW: a small scene of the view.
scene() {
    map='{size: [5, 5], random: {seed: 3}}' window='kernel_size: 3, stride: 2, padding: 1'
    case $1 in
    line) echo "input: {size: 9, random: {seed: 3}}"; echo "layer: {type: Conv1d, $window}" ;;
    stack) echo "input: 12"; echo "layers: [{type: Conv2d, $window}, {type: Conv2d, $window}]" ;;
    channels) echo "input: {size: [2, 5, 5], random: {seed: 3, high: 3}}"
        echo "layer: {type: Conv2d, out_channels: 2, $window}" ;;
    network) echo "input: [3, 32, 32]"
        echo "layers: [{type: Conv2d, out_channels: 8, $window}, {type: Conv2d, out_channels: 16, $window}]" ;;
    volume) echo "input: [4, 4, 4]"; echo "layer: {type: Conv3d, kernel_size: 2}" ;;
    scatter) echo "input: {size: [3, 3], random: {seed: 3}}"
        echo "layer: {type: ConvTranspose2d, $window}"; echo "order: input" ;;
    fold) echo "input: {size: [4, 4], random: {seed: 3}}"
        echo "layer: {type: Fold, kernel_size: 2, stride: 2, output_size: 4}" ;;
    heat) echo "input: {size: [16, 16], random: {seed: 3}}"; echo "layer: {type: Conv2d, padding: 1}"
        echo "kernel: sobel_x" ;;
    products) echo "input: {size: 5, random: {seed: 3}}"
        echo "layer: {type: Conv1d, padding: full, flip: true}"; echo "kernel: {values: [1, 2, 1]}" ;;
    cache) echo "input: {size: 9, random: {seed: 3}}"
        echo "layer: {type: Conv1d, padding: causal}"; echo "kernel: {values: [1, 2, 1]}" ;;
    stacked | positions | subsampling) echo "input: 7"; echo "layer: {type: Conv2d, $window}" ;;
    *) echo "input: $map"; echo "layer: {type: Conv2d, $window}"; echo "kernel: sobel_x" ;;
    esac
    echo "view: $1"
}
