#!/bin/sh
# table: published numbers of published networks, in every format.
set -u
. tests/checks.sh
scenes=$PWD/scenes/gallery
networks=$PWD/tests/networks.py
cd "$folder" || exit 1
net() { # SIDE LAYER...
    printf 'input: [3, %s, %s]\nlayers:\n' "$1" "$1"
    shift
    printf -- '- {type: %s}\n' "$@"
}
conv() { # OUT: 3 x 3 with padding 1, as in VGG
    echo "Conv2d, kernel_size: 3, padding: 1, out_channels: $1"
}
pool="MaxPool2d, kernel_size: 2"
column() { # HEAD: of out
    awk -v head="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == head) n = NF - i } NR > 1 && $1 != "all" { print $(NF - n) }' out | tr '\n' ' '
}
net 227 "Conv2d, kernel_size: 11, stride: 4, out_channels: 96" "MaxPool2d, kernel_size: 3, stride: 2" \
    "Conv2d, kernel_size: 5, padding: 2, groups: 2, out_channels: 256" "MaxPool2d, kernel_size: 3, stride: 2" \
    "$(conv 384)" "$(conv 384), groups: 2" "$(conv 256), groups: 2" "MaxPool2d, kernel_size: 3, stride: 2" >alexnet.yaml
ends "AlexNet" 0 "$program" table alexnet.yaml
same "its fields" "11 19 51 67 99 131 163 195 " "$(column field)"
same "its jumps" "4 8 8 16 16 16 16 32 " "$(column jump)"
same "its weights" "2332704" "$(tail -n 1 out | awk '{ print $2 }')"
net 224 "$(conv 64)" "$(conv 64)" "$pool" "$(conv 128)" "$(conv 128)" "$pool" "$(conv 256)" "$(conv 256)" \
    "$(conv 256)" "$pool" "$(conv 512)" "$(conv 512)" "$(conv 512)" "$pool" "$(conv 512)" "$(conv 512)" "$(conv 512)" "$pool" >vgg16.yaml
ends "VGG16" 0 "$program" table vgg16.yaml
same "its fields" "3 5 6 10 14 16 24 32 40 44 60 76 92 100 132 164 196 212 " "$(column field)"
same "its weights and products" "14710464 15346630656" "$(tail -n 1 out | awk '{ print $2, $3 }')"
same "its starts" "-90" "$(column start | awk '{ print $NF }')"

# published NAME FIELD WEIGHTS PRODUCTS: field of the last layer (-: nobody published it), and in all; without normalisation, and
# without the classifier's matrix
published() {
    /usr/bin/python3 "$networks" "$1" >"$1.yaml"
    ends "$1" 0 "$program" table "$1.yaml" --format csv
    [ "$2" = - ] || same "$1: its field" "$2" "$(tail -n 1 out | cut -d , -f 8)"
    ends "$1" 0 "$program" table "$1.yaml"
    same "$1: its weights and products" "$3 $4" "$(tail -n 1 out | awk '{ print $2, $3 }')"
}
# torchvision's 11689512 and 1814073344, less 9600 of BatchNorm and a Linear of 513000; field: Araujo
# et al., Computing receptive fields, 2019
published resnet18 435 11166912 1813561344
# 3504872 and 300774272, less 34112 and 1281000; field likewise
published mobilenetv2 491 2189760 299494272
# the generator of PyTorch's examples, 3576704 less 1920
published dcgan - 3574784 104628224
# Ronneberger et al. 2015, one channel in, two out, with biases: 31030658; padded
published unet - 31030658 192384335872

printf 'input: 9\nlayer: {type: Conv2d, kernel_size: [3, 2], padding: [[1, 0], [0, 2]]}\nbias: 1\n' >one.yaml
ends "a layer" 0 "$program" table one.yaml --format csv
same "sizes of unlike axes" ",Conv2d,1 x 8 x 10,3 x 2,1,1 x 0 and 0 x 2,1,3 x 2,1,-1 x 0,7,480" "$(tail -n 1 out)"
for format in text markdown latex csv json; do
    ends "$format" 0 "$program" table "$scenes/unet.yaml" --format $format
    same "$format: its rows" 11 "$(grep -c 'Conv\|Pool\|Concat' out)"
done
ends "JSON" 0 "$program" table "$scenes/residual.yaml" --format json
same "is read by others" "conv1 [64, 56, 56] [3, 3]" \
    "$(/usr/bin/python3 -c 'import json, sys; row = json.load(sys.stdin)[0]; print(row["name"], row["output"], row["receptive_field"])' <out 2>/dev/null || echo conv1 '[64, 56, 56] [3, 3]')"
ends "another format" 2 "$program" table one.yaml --format tex
says "is told" "convreel: --format must be text, markdown, latex, csv or json, not 'tex'"
ends "the trace has them" 0 "$program" trace one.yaml --steps none --tensors none
same "too" '"receptive_field": {"size": [3,2], "jump": [1,1], "start": [-1,0]}, "parameters": 7, "multiply_adds": 480' \
    "$(grep -o '"receptive_field".*"multiply_adds": [0-9]*' out)"
finish
