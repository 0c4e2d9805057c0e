#!/bin/sh
# A clean check and a render agree: what check lets pass is rendered, what render refuses check tells,
# with the same status and words. Over scenes of every kind, with odd sizes, rates and formats.
set -u
. tests/checks.sh
top=$PWD
cd "$folder" || exit 1
mkdir made

put() {
    printf '%b' "$2" >"$1.yaml"
}
put conv 'input: 4\nlayer: {type: Conv2d, kernel_size: 3}\n'
put values 'input: {values: [[1, 2], [3, 4]]}\nlayer: {type: MaxPool2d, kernel_size: 2}\n'
put line 'input: 6\nlayer: {type: Conv1d, kernel_size: 3}\n'
put volume 'input: 3\nlayer: {type: Conv3d, kernel_size: 2}\n'
put panels 'input: 4\nlayer: {type: Conv2d, kernel_size: 3}\npanels: [{layer: {padding: 1}}, {layer: {stride: 2}}]\n'
put stack 'input: 6\nlayers: [{type: Conv1d, kernel_size: 3}, {type: Conv1d, kernel_size: 3}]\n'
put heat 'input: {size: 30, random: {seed: 1}}\nlayer: {type: Conv2d, kernel_size: 3}\nsteps: last\n'
put wide 'input: 150\nlayer: {type: Conv1d, kernel_size: 3}\nsteps: last\n'

put large 'input: 100000\nlayer: {type: Conv2d, kernel_size: 3}\n'
put words 'title: "%0400d"\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n'

# agree SCENE OPTION...
agree() {
    scene=$1
    shift
    "$program" check "$scene.yaml" "$@" -o "made/%s_%02d.$extension" >out 2>err </dev/null
    checked=$?
    rm -f made/*
    "$program" render "$scene.yaml" "$@" -q -o "made/%s_%02d.$extension" >out 2>err_render </dev/null
    same "$scene $*: check and render" "$checked" $?
    [ $checked -ne 0 ] || {
        set -- "$scene $*: something is made" made/*
        same "$1" yes "$([ -e "$2" ] && echo yes)"
    }
}

set -- png svg
for scene in conv values line volume panels stack heat wide large words; do
    for page in "--size 640x360" "--size 16x9" "--dpi 30"; do
        is_long || [ "$page" != "--size 640x360" ] || continue
        extension=$1
        # shellcheck disable=SC2086
        agree $scene --steps last $page
        set -- "$2" "$1"
    done
done
extension=png
for size in 1x1 1x300 300x1 3x2 16384x2 16385x2 20000x20000 0x5 88x; do
    agree conv --steps last --size $size
    ! is_long || agree panels --steps last --size $size
done
for dpi in 0.5 1 9999 10000 10001; do
    agree conv --steps last --dpi $dpi
    ! is_long || agree wide --steps last --dpi $dpi
done
for sheet in 1x1 2x2 20x20 400x1 401x1; do
    agree conv --sheet $sheet --dpi 10
    ! is_long || agree conv --sheet $sheet --size 64x36
done
for theme in guide print; do
    agree conv --theme $theme --steps last
    agree wide --theme $theme --steps last
done
for view in stacked line volume heat im2col channels nonsense; do
    agree conv --view $view --steps last --size 320x180
done
for steps in 0 3 4 0..3 2..9 last middle 9..2; do
    agree conv --steps $steps --dpi 20
done

extension=pdf
pages() {
    scene=$1
    shift
    "$program" check "$scene.yaml" -o made/x.$extension "$@" >out 2>err </dev/null
    checked=$?
    "$program" render "$scene.yaml" -q -o made/x.$extension "$@" >out 2>err </dev/null
    same "$scene $* as $extension: check and render" "$checked" $?
}
for scene in conv wide words panels; do
    pages $scene --size 16384x90
    pages $scene --dpi 1
done
extension=gif
for fps in 0.001 1 1000 1001 30000/1001; do
    pages values --fps $fps
done
pages conv --size 2x2
pages wide --dpi 1000
extension=mp4
pages values --size 1x1 --fps 5
pages values --size 33x17 --fps 5
pages values --fps 0.001
pages values --size 9000x40 --fps 1

finish
