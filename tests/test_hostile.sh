#!/bin/sh
# Broken scenes through the program itself: every command refuses them, none crashes, none leaves a
# file. The messages are those of tests/broken, which test_broken.c compares.
set -u
. tests/checks.sh
root=$PWD
mkdir "$folder/made" "$folder/scenes"

# What the last command printed, and which files there are. Other programs start only for what is wrong.
printed() {
    [ ! -s "$folder/out" ] || head -c 200 "$folder/out"
}
made() {
    [ "$(echo "$folder"/made/*)" = "$folder/made/*" ] || ls "$folder/made"
}

# refuses WHAT SCENE...: every command ends with a status from 1 to 4, tells an error of each scene,
# prints nothing and makes nothing.
refuses() {
    what=$1
    shift
    for command in check describe "render --format png,svg,pdf,gif -o $folder/made/" \
        "render -o $folder/made/%s_%t_%02d.png"; do
        case $command in
        *%*) is_long || continue ;;
        esac
        # shellcheck disable=SC2086
        "$program" $command "$@" >"$folder/out" 2>"$folder/err" </dev/null
        status=$?
        case $status in
        [1-4]) same "$what: ${command%% *}" "" "" ;;
        *) same "$what: ${command%% *}" "a status from 1 to 4" "$status" ;;
        esac
        same "$what: ${command%% *} prints nothing" "" "$(printed)"
        same "$what: ${command%% *} makes nothing" "" "$(made)"
        told=$(grep -c ': error: ' "$folder/err")
        [ "$told" -ge $# ] || same "$what: ${command%% *}: errors" "at least $#" "$told"
    done
}

# traces WHAT SCENE...: the same of trace, which takes one scene; the languages that it writes take
# turns.
traces() {
    what=$1
    shift
    as=
    number=0
    for scene in "$@"; do
        number=$((number + 1))
        is_long || [ $((number % 8)) = 0 ] || continue
        # shellcheck disable=SC2086
        "$program" trace "$scene" $as >"$folder/out" 2>/dev/null </dev/null
        status=$?
        case $status in
        [1-4]) ;;
        *) same "$what: trace $scene $as" "a status from 1 to 4" "$status" ;;
        esac
        [ -s "$folder/out" ] && same "$what: trace $scene $as prints nothing" "" "text"
        case $as in
        "") as="--as pytorch" ;;
        *pytorch) as="--as onnx" ;;
        *) as= ;;
        esac
    done
    same "$what: traced" "" ""
}

# survives WHAT COMMAND...: what may be right or wrong ends with a status below 5.
survives() {
    what=$1
    shift
    "$@" >/dev/null 2>"$folder/err" </dev/null
    status=$?
    [ "$status" -lt 5 ] || same "$what" "a status below 5" "$status: $(head -n 3 "$folder/err")"
}

# ---- every scene of tests/broken; what is only warned of is right ----

broken=$(grep -l ' error: ' tests/broken/*.problems | sed 's/problems$/yaml/')
# shellcheck disable=SC2086
refuses "tests/broken" $broken
# shellcheck disable=SC2086
traces "tests/broken" $broken

# ---- broken files in the place of a theme, a catalogue and numbers ----

cd "$folder/scenes" || exit 1
# The same files here, and those of the gallery cut off anywhere and asking for the way back.
/usr/bin/python3 -S - "$root" <<'END'
import glob, os, sys
root = sys.argv[1]
def read(path):
    return open(path, "rb").read()
def write(name, text):
    open(name, "wb").write(text)
for path in glob.glob(root + "/tests/broken/*.yaml") + glob.glob(root + "/tests/broken/*/*.yaml"):
    write("_".join(path.split("/")[-2:]), read(path))
for number, path in enumerate(sorted(glob.glob(root + "/scenes/gallery/*.yaml"))):
    text, name = read(path), os.path.basename(path)[:-5]
    length = len(text)
    offsets = (1, length // 7, length // 3, length // 2, length * 3 // 4, length - 2)
    # half of them, by turns
    for offset in offsets if os.environ.get("LONG") else offsets[number % 2::2]:
        write("cut_%s_%d.scene" % (name, offset), text[:offset])
    write("back_%s.scene" % name, text + b"gradient: input\n")
END
count=0
for file in *.yaml; do
    count=$((count + 1))
    is_long || [ $((count % 4)) = 0 ] || continue
    layer='layer: {type: Conv2d, kernel_size: 3}'
    printf 'input: 4\n%s\ntheme: ./%s\n' "$layer" "$file" >"as_theme_$count.scene"
    printf 'input: 4\n%s\nlanguage: ./%s\n' "$layer" "$file" >"as_language_$count.scene"
    # A panel reads them as a scene does, and as numbers they are refused by their first bytes.
    [ $((count % 4)) = 0 ] || continue
    printf 'input: {file: ./%s}\n%s\n' "$file" "$layer" >"as_values_$count.scene"
    printf 'input: 4\n%s\npanels: [{theme: ./%s}, {language: ./%s}]\n' "$layer" "$file" "$file" \
        >"in_panels_$count.scene"
done
for kind in as_theme as_language in_panels as_values; do
    ! is_long || survives "$kind: check" "$program" check "$kind"_*.scene
    survives "$kind: render" "$program" render "$kind"_*.scene --steps 0 -o "$folder/made/%s.svg"
    rm -f "$folder"/made/*
done
refuses "numbers of a text file" as_values_*.scene
for name in empty list syntax mistakes; do
    printf 'input: 4\n%s\ntheme: ./themes_%s.yaml\n' "$layer" "$name" >"theme_$name.scene"
    printf 'input: 4\n%s\nlanguage: ./catalogues_%s.yaml\n' "$layer" "$name" >"words_$name.scene"
done
refuses "themes and catalogues" theme_*.scene words_*.scene

# ---- 201 keys in every map of a scene ----

keys=$(seq -f 'k%g: 1' -s ', ' 200)
: >keys.list
for part in "layer: {$keys, type: Conv2d, kernel_size: 3}" \
    "input: {$keys, size: 5}" "kernel: {$keys, values: [[1]]}" "kernel: {random: {$keys, seed: 1}}" \
    "bias: {$keys, fill: 1}" "show: {$keys, sum: true}" "timeline: {$keys, step: 1}" \
    "output: {$keys, fps: 5}" "theme: {$keys, from: dark}" "names: {$keys, input: a}" \
    "panels: [{$keys, view: flat}]" "panels: [{layer: {$keys, stride: 2}}]" \
    "notes: [{$keys, at: {input: [0, 0]}, text: a}]" \
    "layers: [{$keys, type: ReLU}]" "{$keys, input: 5, view: flat}"; do
    number=$(($(wc -l <keys.list) + 1))
    echo "keys_$number.scene" >>keys.list
    case $part in
    {*) echo "$part" ;;
    layer:*) printf 'input: 5\n%s\n' "$part" ;;
    input:*) printf 'layer: {type: Conv2d, kernel_size: 3}\n%s\n' "$part" ;;
    layers:*) printf 'input: 5\n%s\n' "$part" ;;
    *) printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n%s\n' "$part" ;;
    esac >"keys_$number.scene"
done
# shellcheck disable=SC2046
refuses "201 keys" $(cat keys.list)
# shellcheck disable=SC2046
traces "201 keys" $(cat keys.list)

# ---- scenes that end anywhere ----

survives "cut off: check" "$program" check cut_*.scene
survives "cut off: describe" "$program" describe cut_*.scene
same "cut off: enough of them" yes "$([ "$(ls cut_*.scene | wc -l)" -ge 150 ] && echo yes)"

# ---- scenes that ask for the way back, whatever their layer and view ----

for type in 'PixelUnshuffle, downscale_factor: 2' 'PixelShuffle, upscale_factor: 2' \
    'ChannelShuffle, groups: 2' Flatten 'Fold, kernel_size: 2, output_size: 3' 'Linear, out_features: 3'; do
    printf 'input: [4, 4, 4]\nlayer: {type: %s}\ngradient: input\n' "$type" \
        >"back_of_${type%%,*}.scene"
done
survives "the way back" "$program" render back_*.scene --steps 1 -o "$folder/made/%s_%02d.svg"
same "the way back: a picture of what moves channels" "" \
    "$([ -s "$folder/made/back_of_PixelUnshuffle_00.svg" ] || echo none)"
rm -f "$folder"/made/*

# ---- what is no file, and text that is slow to read ----

# quickly WHAT SCENE TEXT: check refuses it within a second of work.
quickly() {
    (
        ulimit -t 1
        "$program" check --allow-outside "$2" >"$folder/out" 2>"$folder/err" </dev/null
    )
    status=$?
    case $status in
    [1-4]) same "$1" "" "" ;;
    *) same "$1" "a status from 1 to 4" "$status" ;;
    esac
    grep -qF "$3" "$folder/err" || same "$1: $2" "$3" "$(head -n 1 "$folder/err")"
}

mkfifo fifo
for file in ./fifo /dev/zero .; do
    case $file in
    .) text='it is a folder' ;;
    *) text='it is not a regular file' ;;
    esac
    quickly "$file as scene" "$file" "$text"
    printf 'input: {file: %s}\n%s\n' "$file" "$layer" >values.scene
    quickly "$file as numbers" values.scene "$text"
    [ "$file" = . ] && file=../scenes
    printf 'input: 4\n%s\ntheme: %s\n' "$layer" "$file" >theme.scene
    quickly "$file as theme" theme.scene "$text"
    printf 'input: 4\n%s\nlanguage: %s\n' "$layer" "$file" >words.scene
    quickly "$file as catalogue" words.scene "$text"
done

seq -f '%%TAG !a%.0f! x:' 100000 >tags.scene
quickly "tags" tags.scene 'tags (%TAG) are not supported'
printf '# \r%%TAG ! x:\n' >tag.scene
quickly "a tag behind a carriage return" tag.scene 'tags (%TAG) are not supported'
{
    printf 'input: 4\nlayer: "Conv2d('
    seq -s , 200000 | tr -d '\n'
    printf ')"\n'
} >arguments.scene
quickly "many arguments" arguments.scene 'takes at most 9 arguments'
sed 's/Conv2d/Conv9d/' arguments.scene >unknown.scene
quickly "many arguments of an unknown type" unknown.scene 'Conv9d'
{
    printf 'input: 4\nlayers: |\n'
    seq -f '  (%.0f): Conv2d(1, 1, kernel_size=(1, 1), stride=(0, 0))' 60000
} >model.scene
quickly "a long model" model.scene 'layers'
{
    printf 'input: '
    head -c 900000 /dev/zero | tr '\0' a
} >long.yaml
printf 'input: 4\n%s\nlanguage: ./long.yaml\n' "$layer" >words.scene
quickly "a long word of a catalogue" words.scene 'this text has 900000 characters, the limit is 4096'

# ---- work and memory, of the whole scene: refused before anything is made ----

# Sanitizers need more addresses than that to begin with.
addresses=300000
(ulimit -v $addresses && "$program" --version) >/dev/null 2>&1 || addresses=unlimited

# refused WHAT TEXT: huge.scene is refused, with status 4, within 300 MB of addresses (libraries
# included) and a second of work. describe, which draws nothing, says TEXT.
refused() {
    for command in check "render --steps 0 -o $folder/made/x.png" describe; do
        (
            ulimit -t 1
            ulimit -v $addresses
            # shellcheck disable=SC2086
            "$program" $command huge.scene >"$folder/out" 2>"$folder/err" </dev/null
        )
        same "$1: ${command%% *}" 4 $?
        same "$1: ${command%% *} makes nothing" "" "$(made)"
    done
    grep -qF "$2" "$folder/err" || same "$1" "$2" "$(head -n 1 "$folder/err")"
}

{
    printf 'input: 4000\nlayers: ['
    for number in $(seq 100); do printf '{type: ReLU}, '; done
    echo ']'
} >huge.scene
refused "100 large layers" 'all tensors so far have 112048000 numbers, the limit is 100000000'
{
    printf 'input: 4\nlayers: ['
    for number in $(seq 20); do printf '{type: Upsample, scale_factor: 2}, '; done
    echo ']'
} >huge.scene
refused "20 doublings" 'one tensor has 1099511627776 numbers'
{
    printf 'input: 4\nlayer: {type: ReLU}\npanels: ['
    for number in $(seq 12); do printf '{input: [40, 500, 500]}, '; done
    echo ']'
} >huge.scene
refused "12 large panels" 'all tensors so far have'
{
    printf 'layer: {type: ReLU}\ninput: {values: ['
    yes 0, | head -n 1000000 | tr -d '\n'
    echo '0]}'
} >huge.scene
refused "a million numbers written out" 'the scene has more than 250000 values'
{
    printf 'input: {size: 2000, fill: 1}\nlayer: {type: Conv2d, kernel_size: 9}\npanels: ['
    for number in $(seq 4); do printf '{kernel: {fill: %s}}, ' "$number"; done
    echo ']'
} >huge.scene
refused "sums of four panels" 'all sums so far have 1285652736 products, the limit is 1000000000'
printf '{input: {size: [3], fill: 1}, layer: {type: ConvTranspose1d, kernel_size: [65535]}}' >huge.scene
refused "a kernel as long as the input is short" 'all sums so far have'

film='input: 4\nlayer: {type: Conv2d, kernel_size: 3}\n'
# over TEXT FORMAT: huge.scene is refused as a FORMAT.
over() {
    ends "$1" 4 "$program" render huge.scene -o "$folder/made/x.$2"
    same "$1 $2" 1 "$(grep -cF "$1" "$folder/err")"
    same "makes nothing" "" "$(made)"
}

# shellcheck disable=SC2059
printf "${film}timeline: {step: 86400, move: 0}\noutput: {fps: 1000}\n" >huge.scene
ends "days of film" 4 "$program" check huge.scene
over '345602 seconds as gif, the limit is 86400' gif
over '345602 seconds as mp4, the limit is 86400' mp4
# shellcheck disable=SC2059
printf "${film}timeline: {step: 10000, move: 0, hold_first: 0, hold_last: 0}\n" >huge.scene
over '2400000 frames (40000 seconds, 60 a second), the limit is 1000000' mp4
ends "pictures of the same" 0 "$program" render huge.scene -o "$folder/made/x.gif"
rm -f "$folder/made/x.gif"
# shellcheck disable=SC2059
printf "${film}timeline: {step: 1000, move: 1000}\noutput: {fps: 1000}\n" >huge.scene
over '3002000 pictures as gif, the limit is 1000000' gif
ends "one of them" 0 "$program" render huge.scene -o "$folder/made/x.svg"
rm -f "$folder/made/x.svg"
echo '{input: 5, layer: {type: Conv2d, kernel_size: 2, dilation: 1000000, padding: 500000}}' >huge.scene
over '1000010000054 cells, the limit of a picture is 2500000' svg
echo '{input: 2000, layer: {type: MaxPool2d, kernel_size: 2}}' >huge.scene
over '5000004 cells, the limit of a picture is 2500000' svg
printf "${film}output: {sheet: 20x20}\n" | sed 's/input: 4/input: 60/' >huge.scene
over 'a sheet of 400 steps has 2789200 cells, the limit is 2500000' pdf

# What needs no numbers is told all the same.
{
    printf 'input: [3, 224, 224]\nlayers:\n'
    channels=3
    for next in 64 64 0 128 128 0 256 256 256 0 512 512 512 0 512 512 512 0; do
        if [ "$next" = 0 ]; then
            echo '- MaxPool2d(kernel_size=2, stride=2)'
        else
            echo "- Conv2d($channels, $next, kernel_size=(3, 3), padding=(1, 1))"
            channels=$next
        fi
    done
} >vgg.scene
ulimit -t 20
ends "the sizes of VGG16" 0 "$program" trace vgg.scene --tensors none --steps none
same "its last map" 1 "$(grep -c '"output": \[512,7,7\]' "$folder/out")"
ends "its description" 0 "$program" describe vgg.scene
ends "all its terms" 4 "$program" trace vgg.scene
says "why not" 'convreel: the steps have 15352752128 terms in all, the limit is 1000000000'
ends "some of its terms" 0 "$program" trace vgg.scene --tensors none --steps 0

# ---- small scenes that ask for too much ----

same "hostile scenes" "0 failed" \
    "$(/usr/bin/python3 -S "$root/tests/hostile_scenes.py" "$program" | tee "$folder/said" |
        sed -n 's/^[0-9]* passed, //p')"
cat "$folder/said"

finish
