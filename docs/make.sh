#!/bin/sh
# The README's pictures: make.sh FOLDER
set -eu
program=${CONVREEL:-build/convreel}
"$program" render docs/smallest.yaml -o "$1/smallest.gif" --fps 16 --dpi 50
"$program" render docs/values.yaml -o "$1/values.gif" --fps 16 --dpi 64
"$program" render scenes/guide/padding_strides.yaml scenes/guide/dilation.yaml \
    scenes/guide/padding_strides_odd_transposed.yaml -o "$1/%s.gif" --dpi 96
