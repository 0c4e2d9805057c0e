#!/bin/sh
# A clean check and a render agree: what check lets pass is rendered, what render refuses check tells,
# with the same status and words. Over scenes of every kind, with odd sizes, rates and formats.
set -u
. tests/checks.sh
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
count=0
agree() {
    count=$((count + 1))
    scene=$1
    shift
    "$program" check "$scene.yaml" "$@" -o "made/${count}_%s_%02d.$extension" >out 2>err </dev/null
    checked=$?
    "$program" render "$scene.yaml" "$@" -q -o "made/${count}_%s_%02d.$extension" >out 2>err_render </dev/null
    same "$scene $*: check and render" "$checked" $?
    [ $checked -ne 0 ] || {
        set -- "$scene $*: something is made" made/${count}_*
        same "$1" yes "$([ -e "$2" ] && echo yes)"
    }
}

# all_agree SCENES OPTION...: all of them, by one run; of each, render makes something where check's
# status is 0
all_agree() {
    count=$((count + 1))
    scenes=$1
    shift
    what="all $*"
    # shellcheck disable=SC2086
    "$program" check $scenes "$@" --json -o "made/${count}_%s_%02d.$extension" >told 2>err </dev/null
    checked=$?
    # shellcheck disable=SC2086
    "$program" render $scenes "$@" -q -o "made/${count}_%s_%02d.$extension" >out 2>err_render </dev/null
    same "$what: check and render" "$checked" $?
    sed 's/^{"file": "\([^"]*\).yaml", "status": \([0-9]*\),.*/\1 \2/' told >statuses
    same "$what: are checked" "$(echo "$scenes" | wc -w)" "$(wc -l <statuses)"
    while read -r scene status; do
        set -- made/${count}_"$scene"_*
        same "$what: $scene, with status $status, is made" "$([ "$status" = 0 ] && echo yes)" \
            "$([ -e "$1" ] && echo yes)"
    done <statuses
}

all=$(echo *.yaml)
extension=png
all_agree "$all" --steps last --size 16x9
extension=svg
all_agree "$all" --steps last --dpi 30
if is_long; then
    all_agree "$all" --steps last --size 16x9
    all_agree "$all" --steps last --size 640x360
    extension=png
    all_agree "$all" --steps last --dpi 30
    all_agree "$all" --steps last --size 640x360
fi
extension=png
for size in 1x1 1x300 300x1 3x2 16384x2 16385x2 20000x20000 0x5 88x; do
    agree conv --steps last --size $size
    ! is_long || agree panels --steps last --size $size
done
# odd SCENE OPTIONS KEYS: this scene with these keys; for long runs by these options, too.
conv=$(cat conv.yaml)
wide=$(cat wide.yaml)
odd=
number=0
odd() {
    number=$((number + 1))
    odd="$odd $1_$number.yaml"
    eval "printf '%s\n%b\n' \"\$$1\" \"\$3\"" >"$1_$number.yaml"
    # shellcheck disable=SC2086
    ! is_long || agree "$1" $2
}
for dpi in 0.5 1 9999 10000 10001; do
    odd conv "--steps last --dpi $dpi" "steps: last\noutput: {dpi: $dpi}"
    ! is_long || agree wide --steps last --dpi $dpi
done
for sheet in 1x1 2x2 20x20 400x1 401x1; do
    odd conv "--sheet $sheet --dpi 10" "output: {sheet: $sheet, dpi: 10}"
    ! is_long || agree conv --sheet $sheet --size 64x36
done
for theme in guide print; do
    odd conv "--theme $theme --steps last" "theme: $theme\nsteps: last"
    odd wide "--theme $theme --steps last" "theme: $theme"
done
for view in stacked line volume heat im2col channels nonsense; do
    odd conv "--view $view --steps last --size 320x180" "view: $view\nsteps: last\noutput: {size: 320x180}"
done
for steps in 0 3 4 0..3 2..9 last middle 9..2; do
    odd conv "--steps $steps --dpi 20" "steps: $steps\noutput: {dpi: 20}"
done
all_agree "$odd"

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
pages values --size 9000x40 --fps 1 -j 1

finish
