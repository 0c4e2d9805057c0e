#!/bin/sh
# layers: {file: model.onnx}: sizes, branches, weights, what is told, broken files. The files are
# written by an encoder of its own; numbers are worked out again here.
set -u
. tests/checks.sh
here=$PWD
/usr/bin/python3 -S tests/onnx_writer.py "$folder"
cd "$folder" || exit 1

# scene MODEL [WEIGHTS]
scene() {
    printf 'layers: {file: %s.onnx, weights: %s}\n' "$1" "${2:-false}" >scene.yaml
}
rows() { # a layer's name, type, output and parameters
    "$program" table scene.yaml --format csv 2>err | awk -F , 'NR > 1 { print $1 " " $2 " " $3 " " $(NF - 1) }' |
        tr '\n' ';'
}
# asks WHAT EXPECTED EXPRESSION: over the scene's trace t; are_answered works out all of them, since
# Python takes long to start.
asked=0
asks() {
    asked=$((asked + 1))
    "$program" trace scene.yaml --steps none >asked_$asked.json 2>err
    printf '%s\n' "$1" >>asked
    printf '%s\n' "$2" >>wanted
    printf '%s\n' "$3" >>expressions
}
are_answered() {
    /usr/bin/python3 -S - >answers 2>err <<'END'
import json
for number, expression in enumerate(open("expressions"), 1):
    try:
        t = json.load(open("asked_%d.json" % number))
        print(eval(expression))
    except Exception as error:
        print(repr(error))
END
    same "answers" $asked "$(wc -l <answers)"
    while read -r what && read -r wanted <&3 && read -r answer <&4; do
        same "$what" "$wanted" "$answer"
    done <asked 3<wanted 4<answers
}

# ---- sizes, branches, what keeps sizes ----

scene all
same "every layer" " ReflectionPad2d 1 x 14 x 14 0; Conv2d 4 x 8 x 11 40;pool MaxPool2d 4 x 7 x 10 0;\
conv Conv2d 4 x 7 x 10 72;add Add 4 x 7 x 10 0;conv 2 Conv2d 6 x 7 x 10 24; Concat 10 x 7 x 10 0;\
 AvgPool2d 10 x 4 x 5 0; Upsample 10 x 8 x 10 0; ConvTranspose2d 3 x 18 x 22 273;\
 AdaptiveAvgPool2d 3 x 1 x 1 0; Flatten 3 x 1 0; Linear 7 x 1 28;" "$(rows)"
same "what is told" "scene.yaml:1:16: warning: not drawn, because they keep every size: Relu, BatchNormalization, Dropout, Softmax" \
    "$(grep warning: err)"
asks "what joins read" "[['conv', 'pool'], ['add', 'conv 2']]" \
    '[l["from"] for l in t["layers"] if len(l.get("from", [])) > 1]'
asks "a pool's stride and its padding" "[[1, 1], [[1, 1], [1, 1]], False]" \
    '[t["layers"][2]["layer"]["stride"], t["layers"][7]["layer"]["padding"], t["layers"][7]["layer"].get("count_include_pad")]'
ends "it is drawn" 0 "$program" render scene.yaml -o scene.png --size 640x360
scene line
same "one axis" " Conv1d 2 x 8 18; AvgPool1d 2 x 4 0;" "$(rows)"
scene gated
same "x sigmoid(x) keeps its sizes, a gate is no layer" " Conv2d 2 x 4 x 4 18; MaxPool2d 2 x 3 x 3 0;" "$(rows)"
gate="node 'gate' (Mul) is not drawn: it keeps every size; what makes its gate is left out, too"
same "the gate is told" "scene.yaml:1:16: warning: $gate" "$(grep 'warning.*gate' err)"
scene squeezed
same "layers of a gate alone are left out" "conv Conv2d 2 x 4 x 4 18;after Conv2d 2 x 4 x 4 4; Add 2 x 4 x 4 0;" "$(rows)"
same "they are told, and nothing else" "$gate
not drawn, because they keep every size: Relu, HardSigmoid" "$(sed -n 's/.*warning: //p' err)"
scene squeezed true
same "numbers end at a gate" "scene.yaml:1:16: warning: node 'h' (HardSigmoid) is not drawn, nor are the 3 nodes that need it: its numbers are not worked out" \
    "$("$program" check scene.yaml 2>&1 | grep "'h'")"
scene dynamic
same "a list of sizes that the file works out" "conv Conv2d 2 x 4 x 4 18; Flatten 32 x 1 0; Linear 3 x 1 96;" \
    "$(rows | sed 's/^ /conv /')"
same "it is all told" "" "$(grep warning: err)"
scene other_shape
same "other sizes" "node 'flat' (Reshape) is not drawn: it makes no list of a map" \
    "$("$program" check scene.yaml 2>&1 | sed -n 's/.*warning: //p')"
scene shuffled
same "a split, and a shuffle of channels" "conv Conv2d 4 x 6 x 6 16;split Slice 2 x 6 x 6 0; Slice 2 x 6 x 6 0;\
right Conv2d 2 x 6 x 6 4; Concat 4 x 6 x 6 0; ChannelShuffle 4 x 6 x 6 0;" "$(rows)"
asks "its groups, and what the halves are" "[2, 2]" \
    '[t["layers"][5]["layer"]["groups"], t["layers"][2]["layer"].get("start")]'
same "the parts of a shuffle are told nowhere else" "" "$(sed -n 's/.*warning: //p' err)"
scene halves
same "two halves" "split Slice 2 x 6 x 6 0;split 2 Slice 2 x 6 x 6 0; Add 2 x 6 x 6 0;" "$(rows)"
scene pixels
same "pixel shuffles" " PixelUnshuffle 16 x 3 x 3 0; PixelShuffle 4 x 6 x 6 0;" "$(rows)"
scene cropped
same "slices of places and channels" " Conv2d 4 x 8 x 8 144; ZeroPad2d 4 x 5 x 6 0; ZeroPad2d 4 x 5 x 5 0; MaxPool2d 4 x 3 x 3 0; Slice 2 x 3 x 3 0;" "$(rows)"
asks "what they take off" "[[[-1, -2], [0, -2]], [[0, 0], [-1, 0]]]" \
    '[t["layers"][i]["layer"]["padding"] for i in (1, 2)]'
scene one_channel
same "one channel" " Slice 1 x 6 x 6 0; Conv2d 2 x 4 x 4 18;" "$(rows)"
scene without_axis
same "without its axis" "node 'conv' (Conv) is not drawn: its map has no axis of channels" \
    "$("$program" check scene.yaml 2>&1 | sed -n 's/.*warning: //p')"
scene places
same "a norm over channels, a matrix at each place" " Conv2d 4 x 6 x 6 16; Conv2d 8 x 6 x 6 40; MaxPool2d 8 x 5 x 5 0;" "$(rows)"
scene last_first
asks "an input with its channels last" "[3, 8, 9]" \
    't["layers"][0]["shapes"]["input"]'
scene grouped
same "a group norm" " Conv2d 4 x 6 x 6 16; MaxPool2d 4 x 5 x 5 0;" "$(rows)"
scene list
same "a list that becomes a map" " Linear 12 x 1 72; Fold 3 x 2 x 2 0; ConvTranspose2d 1 x 4 x 4 12;" "$(rows)"
scene as_large
same "sizes that follow from sizes" " MaxPool2d 4 x 5 x 5 0; ZeroPad2d 4 x 6 x 6 0; MaxPool2d 4 x 3 x 3 0;up Upsample 4 x 6 x 6 0; Add 4 x 6 x 6 0;" "$(rows)"
asks "where its zeros are" "[[0, 1], [0, 1]]" \
    't["layers"][1]["layer"]["padding"]'
printf 'input: [4, 8, 8]\nlayers: {file: as_large.onnx}\n' >scene.yaml
same "of another input" "the file works out sizes for an input of 4 x 6 x 6" \
    "$("$program" check scene.yaml 2>&1 | sed -n 's/.*warning: //p')"
scene activations true
same "activations where numbers are asked for" \
    " Conv2d 1 x 4 x 4 9; Hardswish 1 x 4 x 4 0; SiLU 1 x 4 x 4 0; ReLU6 1 x 4 x 4 0; ReLU 1 x 4 x 4 0; Hardsigmoid 1 x 4 x 4 0;" "$(rows)"
scene clipped true
same "other limits" "node 'clip' (Clip) is not drawn: its numbers are not worked out" \
    "$("$program" check scene.yaml 2>&1 | sed -n 's/.*warning: //p')"
scene dense
same "what joins one map is no layer" "one Conv2d 2 x 6 x 6 2; Concat 3 x 6 x 6 0;two Conv2d 2 x 6 x 6 6; Concat 5 x 6 x 6 0;" "$(rows)"
scene two_inputs
same "a second input" " Conv2d 1 x 4 x 4 9;" "$(rows)"
same "is told" "scene.yaml:1:16: warning: input 'z' is not drawn, nor is the node that needs it: a scene has one input" "$(grep warning: err)"
scene mean_list
same "a mean that makes a list" " AdaptiveAvgPool2d 4 x 1 x 1 0; Flatten 4 x 1 0; Linear 3 x 1 12;" "$(rows)"
scene indices
same "a second output" " MaxPool2d 4 x 3 x 3 0; Conv2d 2 x 2 x 2 32;" "$(rows)"
same "is not drawn" "scene.yaml:1:16: warning: output 1 of node 'pool' (MaxPool) is not drawn, nor is the node that needs it" \
    "$(grep warning: err | sed "s,it: .*,it,")"
scene names
asks "names of any letters" "['a\"b\\\\c: {d}\\\\x0a#', 'input 2']" \
    '[l["name"] for l in t["layers"] if "name" in l]'
printf 'input: [1, 20, 20]\nlayers: {file: conv.onnx}\n' >scene.yaml
same "an input of the scene's own" " 1 x 18 x 18" "$(rows | grep -o ' 1 x 18 x 18')"

# found LIST [SEPARATOR [KIND]]: of each model in a list, by one run for all: NAME|ROWS|WHAT IS TOLD, with
# a tab behind each message; if a kind of messages is named, the reason in the first one.
found() {
    while IFS='|' read -r name told; do
        printf 'layers: {file: %s.onnx}\n' "$name" >"$name.yaml"
        echo "$name.yaml"
    done <"$1" >scenes
    # shellcheck disable=SC2046
    "$program" table $(cat scenes) --format csv >out 2>err
    awk -F , -v separator="${2:-;}" '
        FILENAME == "err" && /^[^ ]*yaml:.*: (error|warning): / {
            name = substr($0, 1, index($0, ":") - 1)
            message = substr($0, match($0, /(error|warning): /))
            said[name] = said[name] message "\t"
            failed[name] = failed[name] || message ~ /^error/
        }
        FILENAME == "out" && /^name,layer/ { tables++; next }
        FILENAME == "out" { rows[tables] = rows[tables] (rows[tables] ? separator : "") \
            ($1 ? $1 " " : "") $2 " " $3 " " $(NF - 1) }
        FILENAME == "scenes" {
            print substr($0, 1, length($0) - 5) "|" (failed[$0] ? "" : rows[++table]) "|" said[$0]
        }' err out scenes >found
    [ -z "${3:-}" ] || sed -i -E "s/\t.*//; s/\|($3): .*node .op. \([A-Za-z]*\)[^:]*: /|/" found
}

# ---- each operator: its layer, or why there is none ----

found operators '; ' error
while IFS='|' read -r name told && IFS='|' read -r model rows said <&3; do
    case $told in
    "("*)
        same "$name: no layer" "$name " "$model $rows"
        same "$name" "$told" "($said)"
        ;;
    *": "*)
        key=${told%%: *}
        key=${key##* }
        scene "$name"
        asks "$name" "$told" "'$rows $key: ' + str(t['layers'][0]['layer']['$key'])"
        ;;
    *) same "$name" "$told" "$rows" ;;
    esac
done <operators 3<found

# ---- sizes that a file works out from those of its map ----

found sized ';' 'error|warning'
while IFS='|' read -r name told && IFS='|' read -r _ rows said <&3; do
    case $told in
    "("*) rows="($said)" ;;
    esac
    same "$name" "$told" "$rows"
done <sized 3<found
same "there are such" yes "$([ "$(wc -l <sized)" -gt 40 ] && echo yes)"

# ---- axes that are split, turned and joined in front of a pool ----

found moved
while IFS='|' read -r name told && IFS='|' read -r _ rows said <&3; do
    case $told in
    *[0-9]*) ;;
    *) rows=$(echo "$said" | grep -o "$told" | head -n 1) ;;
    esac
    same "$name" "$told" "$rows"
done <moved 3<found

# ---- weights ----

for form in conv conv_packed_f conv_single_f conv_raw_d conv_raw_e conv_packed_i conv_raw_b; do
    scene $form true
    asks "$form: its kernel" "[[[[-2, 5, 1], [-3, 4, 0], [-4, 3, -1]]]]" \
    't["layers"][0]["kernel"]'
done
printf 'input: {size: [1, 6, 6], random: {seed: 3, low: -9}}\nlayers: {file: numbers.onnx, weights: true}\n' >scene.yaml
"$program" trace scene.yaml --steps none >trace.json 2>err
same "nothing is passed over" "" "$(cat err)"
same "a network's numbers, worked out again" "good" "$(/usr/bin/python3 -S - <<'END2'
import json
layers = json.load(open("trace.json"))["layers"]
def k(*dims):
    count = 1
    for n in dims: count *= n
    flat = [(7 * i + 3) % 11 - 5 for i in range(count)]
    for n in reversed(dims[1:]):
        flat = [flat[i:i + n] for i in range(0, len(flat), n)]
    return flat
def conv(x, w, b, s, p):
    size = len(x[0])
    out = (size + 2 * p - len(w[0][0])) // s + 1
    at = lambda c, y, z: x[c][y][z] if 0 <= y < size and 0 <= z < size else 0
    return [[[b[o] + sum(w[o][c][i][j] * at(c, y * s + i - p, z * s + j - p) for c in range(len(x))
              for i in range(len(w[0][0])) for j in range(len(w[0][0]))) for z in range(out)]
             for y in range(out)] for o in range(len(w))]
x = layers[0]["input"]
y = conv(x, k(2, 1, 3, 3), k(2), 1, 1)
assert layers[0]["output"] == y
y = [[[max(v, 0) for v in row] for row in map_] for map_ in y]
assert layers[1]["output"] == y
y = conv(y, k(3, 2, 2, 2), [0] * 3, 2, 0)
assert layers[2]["output"] == y
flat = [v for map_ in y for row in map_ for v in row]
w, b = k(27, 4), k(4)
y = [2 * sum(flat[i] * w[i][o] for i in range(27)) + b[o] / 2 for o in range(4)]
assert [v[0] for v in layers[4]["output"]] == y, (layers[4]["output"], y)
print("good")
END2
)"
# integers: of a QuantizeLinear at the beginning the scene gives what it gives
printf 'input: {size: [1, 6, 6], random: {seed: 3, high: 255}}\nlayers: {file: integers.onnx, weights: true}\n' >scene.yaml
"$program" trace scene.yaml --steps none >trace.json 2>err
same "what is not drawn of integers" "not drawn, because they keep every size: QuantizeLinear, DequantizeLinear" \
    "$(sed -n 's/.*warning: //p' err)"
same "convolutions of integers, worked out again" "good" "$(/usr/bin/python3 -S - <<'END2'
import json
from fractions import Fraction
layers = json.load(open("trace.json"))["layers"]
x = layers[0]["input"]
flat = [(7 * i + 3) % 11 - 5 for i in range(18)]
w = [[[flat[9 * o + 3 * i:9 * o + 3 * i + 3] for i in range(3)]] for o in range(2)]
v = [0, 255, 3, 128, 7, 1, 129, 130]
v = [[[v[4 * c + 2 * i:4 * c + 2 * i + 2] for i in range(2)] for c in range(2)]]
def conv(x, zx, w, zw, b, p, scale, zero, low, high):
    size, k = len(x[0]), len(w[0][0])
    at = lambda c, y, z: x[c][y][z] - zx if 0 <= y < size and 0 <= z < size else 0
    sums = [[[b[o] + sum((w[o][c][i][j] - zw) * at(c, y + i - p, z + j - p) for c in range(len(x))
              for i in range(k) for j in range(k)) for z in range(size + 2 * p - k + 1)]
             for y in range(size + 2 * p - k + 1)] for o in range(len(w))]
    halves = sum((s * scale[o]) % 1 == Fraction(1, 2) for o in range(len(w)) for r in sums[o] for s in r)
    return [[[min(high, max(low, round(s * scale[o]) + zero)) for s in r] for r in sums[o]]
            for o in range(len(w))], halves
y, halves = conv(x, 7, w, 0, [9, -4], 1, [Fraction(1, 4), Fraction(1, 8)], -3, -128, 127)
assert halves > 0 and layers[0]["output"] == y, layers[0]["output"]
y = [[[max(m[i][j], m[i + 1][j], m[i][j + 1], m[i + 1][j + 1]) for j in range(0, 6, 2)]
      for i in range(0, 6, 2)] for m in y]
assert layers[1]["output"] == y
y, _ = conv(y, -3, v, 128, [0], 0, [Fraction(1, 32)], 100, 0, 255)
assert layers[2]["output"] == y, layers[2]["output"]
print("good")
END2
)"
# a Conv between DequantizeLinear and QuantizeLinear is the same layer
for name in qdq qdq_weights; do
    printf 'input: {size: [1, 6, 6], random: {seed: 3, high: 255}}\nlayers: {file: %s.onnx, weights: true}\n' $name >scene.yaml
    "$program" trace scene.yaml --steps none >again.json 2>err
    same "$name: what is not drawn" "not drawn, because they keep every size: QuantizeLinear, DequantizeLinear" \
        "$(sed -n 's/.*warning: //p' err)"
    same "$name: the same trace as with QLinearConv" "$(cat trace.json)" "$(cat again.json)"
done
scene qdq
same "its sizes without weights" " Conv2d 2 x 6 x 6 20; MaxPool2d 2 x 3 x 3 0; Conv2d 1 x 2 x 2 8;" "$(rows)"
scene qdq_relu true
same "a ReLU that the lowest integer does" " Conv2d 2 x 6 x 6 20; MaxPool2d 2 x 3 x 3 0; Conv2d 1 x 2 x 2 8;" "$(rows)"
unquantized() { # MODEL REASON of the first node that is not drawn
    scene "$1" true
    "$program" check scene.yaml >out 2>err
    same "$1" "$2" "$(sed -n "s/.*\(node '.*\) is not drawn[^:]*:/\1:/p; s/.*drawn; node/node/p" err | head -n 1)"
}
unquantized qdq_float_bias "node 'one' (Conv): its bias is not quantized"
unquantized qdq_float_kernel "node 'one' (Conv): only one of its input and its kernel is quantized"
unquantized qdq_bias_scale "node 'one' (Conv): its bias has another scale than its sums"
unquantized qdq_open "node 'r1' (Sigmoid): its numbers are not worked out"
unquantized qdq_twice "node 'again' (QuantizeLinear): another node quantizes the same map"
unquantized qdq_other "node 'pooled' (QuantizeLinear): its numbers are not worked out"
unquantized qdq_rectified "node 'middle' (QuantizeLinear): a ReLU stands before it, and its zero point is not the lowest integer"
scene integers
same "their sizes" " Conv2d 2 x 6 x 6 20; MaxPool2d 2 x 3 x 3 0; Conv2d 1 x 2 x 2 8;" "$(rows)"
scene all true
same "what changes numbers is not passed over" "scene.yaml:1:16: warning: node 'n1' (BatchNormalization) is not drawn, nor are the 13 nodes that need it: its numbers are not worked out" \
    "$("$program" check scene.yaml 2>&1 | grep BatchNorm | sed 's/^[^s]*//')"

# ---- broken files ----

# broken MODEL STATUS WEIGHTS MESSAGE, in which MODEL.yaml is called scene.yaml
broken() {
    printf 'layers: {file: %s.onnx, weights: %s}\n' "$1" "$3" >"$1.yaml"
    echo "$1.yaml" >>broken
    echo "$1.yaml $2 $4" | sed "s/scene.yaml/$1.yaml/" >>broken_wanted
}
at="scene.yaml:1:16: error:"
none="it has no layer that can be drawn; node 'conv' (Conv):"
broken too_large 1 false "too_large.onnx:1:34: error: kernel_size 9 does not fit: the padded input is 6"
broken bad_unknown 1 false "$at 'bad_unknown.onnx': it has no layer that can be drawn; node 'lstm' (LSTM): there is no such layer"
broken bad_value 1 false "$at 'bad_value.onnx': node 'conv' (Conv) reads 'nothing', which nothing before it gives"
broken bad_sizes 1 false "$at 'bad_sizes.onnx': $none the sizes of its kernel are not supported"
broken bad_huge 1 true "$at 'bad_huge.onnx': $none its weights have sizes that are not supported"
broken bad_count 1 true "$at 'bad_count.onnx': $none its weights are not as many as their sizes say"
broken bad_mixed 1 true "$at 'bad_mixed.onnx': $none its weights are not as many as their sizes say"
broken bad_kernel 1 false "$at 'bad_kernel.onnx': $none kernel_shape is not the size of its kernel"
broken bad_pads 1 false "$at 'bad_pads.onnx': $none its attributes are not one number per axis"
broken bad_outside 1 true "$at 'bad_outside.onnx': $none its weights are in another file"
broken bad_empty 1 false "$at 'bad_empty.onnx': the file has no graph of nodes: it is not ONNX"
broken bad_graph 1 false "$at 'bad_graph.onnx': the file has no graph of nodes: it is not ONNX"
for file in bad_text bad_cut bad_length; do
    broken $file 1 false "$at '$file.onnx': the file is not ONNX, or it is cut off"
done
broken bad_many 4 false "$at 'bad_many.onnx': the model has more than 10000 nodes or values"
broken bad_bomb 4 false "$at 'bad_bomb.onnx': the model has too many nodes and values"
broken long 1 false "long.onnx:501:3: error: the stack has more than 500 layers"
broken none 3 false "$at cannot read none.onnx: No such file or directory"
# shellcheck disable=SC2046
"$program" check $(cat broken) --json >told
# shellcheck disable=SC2046
"$program" check $(cat broken) >out 2>err
same "the line of what is too large" "    - {type: MaxPool2d, kernel_size: [9, 9], stride: 1} # node 'pool' (MaxPoo..." "$(sed -n 2p err)"
sed 's/^{"file": "\([^"]*\)", "status": \([0-9]*\),.*/\1 \2/' told | while read -r name status; do
    echo "$name $status $(grep -m 1 "^${name%.yaml}.*error: " err)"
done >broken_found
same "broken files: status and message" "$(cat broken_wanted)" "$(cat broken_found)"
scene conv && ends "a file that is too large" 4 "$program" check scene.yaml --limit file=100
says "names the limit" "$at conv.onnx is larger than 100 bytes"

# each cut and each changed byte of a model is read or told
/usr/bin/python3 -S - <<'END2'
whole = open("all.onnx", "rb").read()[:700] + open("numbers.onnx", "rb").read()[:200]
import random
random.seed(5)
for i in range(60):
    data = bytearray(whole[:random.randrange(len(whole))])
    for _ in range(random.randrange(4)):
        data[random.randrange(len(data) or 1):][:1] = bytes([random.randrange(256)])
    open("some_%02d.onnx" % i, "wb").write(bytes(data))
END2
for file in some_*.onnx; do
    printf 'layers: {file: %s, weights: true}\n' "$file" >"${file%.onnx}.yaml"
done
"$program" check some_*.yaml --json >out 2>err
same "cut and changed models" "1 60" "$? $(grep -cE '^{"file": "some_[0-9]*.yaml", "status": [014],' out)"

# ---- what stands where ----

wrong() { # WHAT LAYERS MESSAGE
    printf 'input: [1, 6, 6]\nlayers: %s\n' "$2" >scene.yaml
    ends "$1" 1 "$program" check scene.yaml
    same "$1: the message" "$3" "$(grep -m 1 error: err)"
}
wrong "another key" '{file: conv.onnx, stride: 2}' "scene.yaml:2:27: error: unknown key 'stride' in 'layers'"
wrong "no flag" '{file: conv.onnx, weights: 3}' "scene.yaml:2:36: error: weights must be true or false, not 3"
wrong "a file in a layer" '[{type: ReLU, file: conv.onnx}]' "scene.yaml:2:23: error: 'file' belongs in 'layers' itself, not in a layer"
mkdir -p inside && printf 'layers: {file: ../conv.onnx}\n' >inside/scene.yaml
ends "outside the folder" 1 "$program" check inside/scene.yaml
says "is told" "inside/scene.yaml:1:16: error: '../conv.onnx' is outside the scene's folder"
ends "unless allowed" 0 "$program" check inside/scene.yaml --allow-outside
scene conv
ends "rules for make" 0 "$program" render scene.yaml -o y.svg --steps 0 --deps y.d
same "name the file" yes "$(grep -q 'conv.onnx' y.d && echo yes)"
are_answered
cd "$here" || exit 1
finish
