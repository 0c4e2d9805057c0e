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

# the pictures of the questions, each by the command below it
mkdir -p "$1/questions"
sed -n 's|^convreel render \(.*\) -o \(.*\.png\)$|\2 \1|p' docs/questions.md |
    while read -r file options; do
        # shellcheck disable=SC2086 # an option a word
        "$program" render -q $options -o "$1/questions/$file"
    done

scenes=$(mktemp -d)
trap 'rm -rf "$scenes"' EXIT

# the pictures of the reference of layers
mkdir -p "$1/layers" "$scenes/layers"
. docs/layer_scene.sh
for type in $(sed -n 's|^!\[\(.*\)\](layers/.*)$|\1|p' docs/layers.md); do
    layer_scene "$type" >"$scenes/layers/$type.yaml"
done
"$program" render -q "$scenes"/layers/*.yaml -o "$1/layers/%s.png" --size 480x270 --steps middle

# the pictures of the tutorial, each of the scene that stands above it
mkdir -p "$1/tutorial"
awk -v folder="$scenes" '
    /^```yaml$/ { line = 0; inside = 1; next }
    /^```$/ { inside = 0 }
    inside && ++line == 1 { path = folder "/" $2 }
    inside { print >path }' docs/tutorial.md
out=$1
draw() { # SCENE FILE [OPTION...]
    scene=$1 file=$2
    shift 2
    "$program" render -q "$scenes/$scene.yaml" -o "$out/tutorial/$file" "$@"
}
draw first first.png --size 640x360
draw stride stride.png --size 640x360 --steps 4
draw numbers numbers.png --size 640x360 --steps 1
draw numbers steps.png --size 640x360 --sheet 2x2
draw edges edges.png --size 640x360 --steps 1
draw pool pool.png --size 640x360 --steps 1
draw compare compare.png --size 768x432 --steps 1
draw film film.svg --animate
draw spoken spoken.svg --animate
draw lecture lecture.gif --size 480x270 --fps 10
