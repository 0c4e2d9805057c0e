#!/bin/sh
# The README's pictures: make.sh FOLDER
set -eu
program=${CONVREEL:-build/convreel}
"$program" render docs/smallest.yaml -o "$1/smallest.gif"
"$program" render docs/values.yaml -o "$1/values.gif" --fps 16 --dpi 64
"$program" render scenes/guide/padding_strides.yaml scenes/guide/dilation.yaml \
    scenes/guide/padding_strides_odd_transposed.yaml -o "$1/%s.gif" --dpi 96
"$program" render scenes/gallery/rgb.yaml -o "$1/rgb.gif" --fps 12 --dpi 44 --steps 0..8
"$program" render scenes/gallery/wavenet.yaml -o "$1/wavenet.gif" --fps 12 --dpi 44 --steps 8..15
"$program" render scenes/gallery/checkerboard.yaml -o "$1/checkerboard.gif" --fps 12 --dpi 44
"$program" render scenes/gallery/edges.yaml -o "$1/edges.png" --steps 640 --dpi 80
"$program" render scenes/gallery/conv3d.yaml -o "$1/conv3d.png" --steps 13 --dpi 60
"$program" render scenes/gallery/matrix.yaml -o "$1/matrix.png" --steps 1 --dpi 70
"$program" render scenes/gallery/gradient_kernel.yaml -o "$1/gradient.png" --steps 4 --dpi 70
"$program" render scenes/gallery/lenet.yaml -o "$1/network.png" --size 960x540
"$program" render scenes/guide/numerical_padding_strides.yaml --theme light,dark,print \
    --size 640x360 --steps 4 -o "$1/theme_%t.png"
