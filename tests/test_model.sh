#!/bin/sh
# layers: | with what print(model) writes: groups, copies, lines that are not drawn, padding alone.
set -u
. tests/checks.sh
/usr/bin/python3 -S tests/printed_models.py "$folder" alexnet vgg16 resnet18 resnet34 resnet50 resnet101 \
    densenet121 squeezenet1_1 mobilenet_v2 googlenet
cd "$folder" || exit 1
model() { # INPUT, the model on standard input
    printf 'input: %s\nlayers: |\n' "$1"
    sed 's/^/  /'
}
outputs() { # the outputs of the layers, and of the pictures before them
    "$program" table scene.yaml --format csv 2>err |
        sed -n '1d; /^[^,]*,all,/d; s/^[^,]*,\([^,]*\),\([^,]*\),.*/\1 \2/p' | tr '\n' ';'
}
model '[3, 32, 32]' >scene.yaml <<'END'
Net(
  (features): Sequential(
    (0): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)
    (1): BatchNorm2d(8, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
    (2): ReLU6(inplace=True)
    (3): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
  )
  (blocks): Sequential(
    (0-1): 2 x Block(
      (pad): ReflectionPad2d((2, 1, 1, 0))
      (conv): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1))
      (shortcut): Sequential()
      (drop): Dropout(p=0.5, inplace=False)
    )
    (2-3): 2 x Conv2d(8, 8, kernel_size=(1, 1), stride=(1, 1))
  )
  (avgpool): AdaptiveAvgPool2d(output_size=(6, 6))
  (flatten): Flatten(start_dim=1, end_dim=-1)
  (classifier): Linear(in_features=288, out_features=10, bias=True)
)
END
same "a model" "Conv2d 8 x 32 x 32;MaxPool2d 8 x 16 x 16;ReflectionPad2d 8 x 17 x 19;Conv2d 8 x 15 x 17;ReflectionPad2d 8 x 16 x 20;Conv2d 8 x 14 x 18;Conv2d 8 x 14 x 18;Conv2d 8 x 14 x 18;AdaptiveAvgPool2d 8 x 6 x 6;Flatten 288 x 1;Linear 10 x 1;" \
    "$(outputs)"
same "what is told" "scene.yaml:2:9: warning: a print does not say how 'Block' joins its layers: they are taken one after the other
scene.yaml:6:7: warning: not drawn, because they keep every size: BatchNorm2d, ReLU6, Dropout; their 16 parameters are not counted" \
    "$(grep warning: err)"
same "biases that a print has" "$((216 + 2 * 584 + 2 * 72 + 2890))" "$("$program" table scene.yaml --format csv 2>/dev/null | awk -F , '{ sum += $(NF - 1) } END { print sum }')"
ends "it is drawn" 0 "$program" render scene.yaml -o scene.png

# broken WHAT TEXT PLACE-AND-MESSAGE
broken() {
    printf '%s\n' "$2" | model '[3, 32, 32]' >scene.yaml
    ends "$1" 1 "$program" check scene.yaml
    same "$1: the message" "$3" "$(grep -m 1 error: err)"
}
broken "a group without an end" 'Sequential(
  (0): ReLU()' "scene.yaml:3:3: error: this group of layers has no end"
broken "an end too many" '(0): ReLU()
)' "scene.yaml:4:3: error: no group of layers ends here"
broken "a wrong argument" 'Sequential(
  (0): ReLU()
  (1): Conv2d(3, 8, kernal_size=(3, 3))
)' "scene.yaml:5:23: error: Conv2d has no argument 'kernal_size'"
broken "channels that do not fit" 'Sequential(
  (0): Conv2d(3, 8, kernel_size=(3, 3))
  (1): Conv2d(3, 8, kernel_size=(3, 3))
)' "scene.yaml:5:17: error: in_channels is 3, but the input has 8"
broken "an unknown type" 'Sequential(
  (0): Convv2d(3, 8, kernel_size=(3, 3))
)' "scene.yaml:4:10: error: unknown layer type 'Convv2d'"
broken "too many copies" 'Sequential(
  (0-999): 1000 x Block(
    (0): ReLU()
  )
)' "scene.yaml:5:7: error: the stack has more than 500 layers"

# ---- classes that stand for a layer ----

# read_as WHAT INPUT LAYERS-AND-OUTPUTS WARNINGS; the model on standard input
read_as() {
    model "$2" >scene.yaml
    "$program" table scene.yaml --format csv >table.csv 2>err
    same "$1" "$3" "$(awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        NR > 1 && $at["layer"] != "all" { printf "%s %s;", $at["layer"], $at["output"] }' table.csv)"
    same "$1: what is told" "$4" "$(sed -n 's/.*warning: //p' err)"
}
read_as "lazy layers" '[3, 16, 16]' "Conv2d 8 x 14 x 14;Flatten 1568 x 1;Linear 10 x 1;" "" <<'END2'
Sequential(
  (0): LazyConv2d(0, 8, kernel_size=(3, 3), stride=(1, 1))
  (1): Flatten(start_dim=1, end_dim=-1)
  (2): LazyLinear(in_features=0, out_features=10, bias=True)
)
END2
read_as "parametrizations" '[8, 16, 16]' "Conv2d 16 x 8 x 8;Conv2d 4 x 8 x 8;" "" <<'END2'
Sequential(
  (0): ParametrizedConv2d(
    8, 16, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)
    (parametrizations): ModuleDict(
      (weight): ParametrizationList(
        (0): _SpectralNorm()
      )
    )
  )
  (1): Conv2d(16, 4, kernel_size=(1, 1), stride=(1, 1))
)
END2
read_as "a class of its own" '[1, 4, 8, 8]' "Conv3d 2 x 4 x 8 x 8;Conv3d 2 x 4 x 8 x 8;" \
    "'Conv3DSimple' is taken for a Conv3d, whose arguments it prints" <<'END2'
Sequential(
  (0): Conv3DSimple(1, 2, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1), bias=False)
  (1): Conv3DSimple(2, 2, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding=(1, 1, 1), bias=False)
)
END2
read_as "a list that becomes a map" '[1, 10]' "Flatten 10 x 1;Linear 48 x 1;Fold 3 x 4 x 4;ConvTranspose2d 1 x 8 x 8;" "" <<'END2'
Sequential(
  (0): Linear(in_features=10, out_features=48, bias=True)
  (1): Unflatten(dim=1, unflattened_size=(3, 4, 4))
  (2): ConvTranspose2d(3, 1, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1))
)
END2
read_as "what a layer reads is not told" '[3, 16, 16]' "Conv2d 8 x 16 x 16;" \
    "the network is drawn up to here: a print does not tell what this Conv2d reads: it takes 3 channels, and the layer before it gives 8" <<'END2'
Net(
  (left): Conv2d(3, 8, kernel_size=(3, 3), padding=(1, 1))
  (right): Conv2d(3, 8, kernel_size=(3, 3), padding=(1, 1))
  (both): Conv2d(16, 8, kernel_size=(1, 1))
)
END2
read_as "axes that stay" '[3, 16, 16]' "Conv2d 8 x 4 x 4;" \
    "the network is drawn up to here: the output of Flatten is no feature map" <<'END2'
Sequential(
  (0): Conv2d(3, 8, kernel_size=(4, 4), stride=(4, 4))
  (1): Flatten(start_dim=2, end_dim=-1)
)
END2


# A print does not tell what makes a list of a map: the units that a Linear reads do.
# list WHAT INPUT LAYERS-AND-OUTPUTS WARNING; the model on standard input
list() {
    model "$2" >scene.yaml
    same "$1" "$3" "$(outputs)"
    same "$1: what is told" "$4" "$(sed -n 's/^scene.yaml:\(.*\): warning/\1/p' err | grep -v 'keep every size')"
}
untold="the network is drawn up to here: a print does not tell how"
list "a Linear of all units" '[1, 6, 6]' \
    "Conv2d 2 x 4 x 4;Flatten 32 x 1;Linear 5 x 1;ReLU 5 x 1;Linear 3 x 1;" "" <<'END'
Net(
  (conv): Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1))
  (fc1): Linear(in_features=32, out_features=5, bias=True)
  (relu): ReLU()
  (drop): Dropout(p=0.5, inplace=False)
  (fc2): Linear(in_features=5, out_features=3, bias=True)
)
END
list "a Linear of all channels" '[1, 6, 6]' \
    "Conv2d 2 x 4 x 4;AdaptiveAvgPool2d 2 x 1 x 1;Flatten 2 x 1;Linear 3 x 1;" \
    "5:11: a print does not tell how 2 x 4 x 4 becomes the 2 units that Linear reads: a global average pool is drawn" <<'END'
Net(
  (conv): Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1))
  (fc): Linear(in_features=2, out_features=3, bias=False)
)
END
list "a Linear of a single place" '[1, 3, 3]' "Conv2d 2 x 1 x 1;Flatten 2 x 1;Linear 3 x 1;" "" <<'END'
(0): Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1))
(1): Linear(in_features=2, out_features=3, bias=False)
END
list "one axis" '[1, 9]' "Conv1d 2 x 7;AdaptiveAvgPool1d 2 x 1;Linear 3 x 1;" \
    "4:8: a print does not tell how 2 x 7 becomes the 2 units that Linear reads: a global average pool is drawn" <<'END'
(0): Conv1d(1, 2, kernel_size=(3,), stride=(1,))
(1): Linear(in_features=2, out_features=3, bias=False)
END
list "a Linear of other units" '[1, 6, 6]' "Conv2d 2 x 4 x 4;" \
    "4:8: $untold 2 x 4 x 4 becomes the 8 units that Linear reads" <<'END'
(0): Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1))
(1): Linear(in_features=8, out_features=3, bias=False)
(2): Linear(in_features=3, out_features=3, bias=False)
END
ends "what is left of it is described" 0 "$program" describe scene.yaml
same "as one layer" "A stack of 1 layer." "$(grep '^A stack' out)"
ends "and checked" 0 "$program" check scene.yaml
same "as one layer, too" " 1 layer, 1 x 6 x 6 to 2 x 4 x 4, 32 steps" "$(sed -n 's/^scene.yaml://p' out)"
list "a map of a list" '[1, 2, 2]' "Flatten 4 x 1;Linear 4 x 1;" \
    "6:3: $untold a list of units becomes a map, nor are those of the 2 lines after it" <<'END'
(0): Linear(in_features=4, out_features=4, bias=False)
(1): BatchNorm1d(4)
(2): Identity()
(3): ConvTranspose2d(4, 1, kernel_size=(3, 3), stride=(1, 1))
(4): ReLU()
(5): ReLU()
END
list "a list from the beginning" '[7]' "Linear 4 x 1;Linear 2 x 1;" "" <<'END'
(0): Linear(in_features=7, out_features=4, bias=False)
(1): Tanh()
(2): Linear(in_features=4, out_features=2, bias=False)
END
printf 'input: [1, 2, 2]\nlayers: [{type: Flatten}, "Linear(4, 3)", {type: ReLU}, "Linear(3, 2)"]\n' >scene.yaml
same "lines among maps" "Flatten 4 x 1;Linear 3 x 1;ReLU 3 x 1;Linear 2 x 1;" "$(outputs)"
for line in 'Dropout(p=0.5)' 'LSTM(3, 4)' 'Sequential()'; do
    printf 'input: [1, 2, 2]\nlayers: ["%s"]\n' "$line" >scene.yaml
    ends "$line alone" 1 "$program" check scene.yaml
    same "$line: the message" "scene.yaml:2:9: error: no layer of this network can be drawn" \
        "$(grep -m 1 error: err)"
done

# Known blocks join their branches: parameters, with those of BatchNorm, which are told, and
# multiply-adds are those that torchvision publishes.
# All of them by one run.
counted() { # NAME PARAMETERS MULTIPLY-ADDS LAST-MAP
    echo "$1.yaml $2 $3 $4" >>published
}
counted resnet18 11689512 1814073344 "1000 x 1"
counted resnet34 21797672 3663761408 "1000 x 1"
counted resnet50 25557032 4089184256 "1000 x 1"
counted resnet101 44549160 7801405440 "1000 x 1"
counted densenet121 7978856 2834161664 "1000 x 1"
counted alexnet 61100840 714188480 "1000 x 1"
counted vgg16 138357544 15470264320 "1000 x 1"
ends "a large head has a picture" 0 "$program" render vgg16.yaml -o vgg16.png --dpi 60
ends "so have more than 200 layers" 0 "$program" render resnet101.yaml -o resnet101.png --size 1920x1080
counted squeezenet1_1 1235496 349151936 "1000 x 1 x 1"
counted mobilenet_v2 3504872 300774272 "1000 x 1"
counted googlenet 6624904 1498376192 "1000 x 1"
# shellcheck disable=SC2046
"$program" table $(cut -d ' ' -f 1 published) --format csv >out 2>err
same "parameters, multiply-adds, the last map" "$(cat published)" "$(awk -F , '
    FILENAME == "err" && match($0, /their [0-9]* parameters are not counted/) {
        left_out[substr($0, 1, index($0, ":") - 1)] = substr($0, RSTART + 6) + 0
    }
    FILENAME == "published" { sub(/ .*/, ""); names[++models] = $0 }
    FILENAME == "out" && /^name,layer/ { table++; a[table] = left_out[names[table]]; next }
    FILENAME == "out" { a[table] += $(NF - 1); b[table] += $NF; last[table] = $3 }
    END { for (i = 1; i <= models; i++) printf "%s %.0f %.0f %s\n", names[i], a[i], b[i], last[i] }' err published out)"
same "no join is unknown" "" "$(grep 'how .* joins' err)"
same "a copy reads the copy before it" "layer1.1 layer1.2.conv2" "$("$program" trace resnet34.yaml --steps none --tensors none 2>err |
    grep -o '"from": ."layer1.1"[^]]*' | tr -d '[":,' | sed 's/from //')"
printf 'input: [8, 6, 6]\nlayers: |\n' >scene.yaml
cat >>scene.yaml <<'END'
  (0-1): 2 x BasicBlock(
    (conv1): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)
    (bn1): BatchNorm2d(8)
    (conv2): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)
    (shortcut): Sequential()
  )
  (2): MBConv(
    (block): Sequential(
      (0): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), groups=8)
      (1): SqueezeExcitation(
        (avgpool): AdaptiveAvgPool2d(output_size=1)
        (fc1): Conv2d(8, 2, kernel_size=(1, 1), stride=(1, 1))
      )
      (2): Conv2d(8, 12, kernel_size=(1, 1), stride=(1, 1))
    )
  )
  (3): _DenseLayer(
    (norm1): BatchNorm2d(12)
    (conv1): Conv2d(12, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  )
END
same "joins with what a block reads, where it keeps channels" \
    "Conv2d 8 x 6 x 6;Conv2d 8 x 6 x 6;Add 8 x 6 x 6;Conv2d 8 x 6 x 6;Conv2d 8 x 6 x 6;Add 8 x 6 x 6;\
Conv2d 8 x 6 x 6;Conv2d 12 x 6 x 6;Conv2d 4 x 6 x 6;Concat 16 x 6 x 6;" "$(outputs)"
same "a gate is told" "not drawn, because they keep every size: BatchNorm2d, SqueezeExcitation; their 74 parameters are not counted" \
    "$(sed -n 's/.*warning: //p' err)"

# Names with a hyphen are no copies; a class of a known name with other modules is not known.
model '[8, 6, 6]' >scene.yaml <<'END'
AnyStage(
  (block2-0): ResBottleneckBlock(
    (proj): Conv2dNormActivation(
      (0): Conv2d(8, 4, kernel_size=(1, 1), stride=(2, 2), bias=False)
    )
    (f): BottleneckTransform(
      (a): Conv2d(8, 4, kernel_size=(1, 1), stride=(2, 2), bias=False)
    )
    (activation): ReLU(inplace=True)
  )
  (block2-1): ResBottleneckBlock(
    (f): BottleneckTransform(
      (a): Conv2d(4, 4, kernel_size=(1, 1), stride=(1, 1), bias=False)
    )
    (activation): ReLU(inplace=True)
  )
  (last): _InvertedResidual(
    (layers): Sequential(
      (0): Conv2d(4, 4, kernel_size=(1, 1), stride=(1, 1), bias=False)
    )
  )
)
END
same "blocks of RegNet and MNASNet" \
    "Conv2d 4 x 3 x 3;Conv2d 4 x 3 x 3;Add 4 x 3 x 3;ReLU 4 x 3 x 3;Conv2d 4 x 3 x 3;Add 4 x 3 x 3;ReLU 4 x 3 x 3;Conv2d 4 x 3 x 3;Add 4 x 3 x 3;" \
    "$(outputs)"
same "nothing of them is told" "" "$(cat err)"
model '[8, 6, 6]' >scene.yaml <<'END'
Bottleneck(
  (cv1): Conv2d(8, 8, kernel_size=(1, 1), stride=(1, 1), bias=False)
  (cv2): Conv2d(8, 8, kernel_size=(1, 1), stride=(1, 1), bias=False)
)
END
same "another class" "Conv2d 8 x 6 x 6;Conv2d 8 x 6 x 6;" "$(outputs)"
same "is told" "a print does not say how 'Bottleneck' joins its layers: they are taken one after the other" \
    "$(sed -n 's/.*warning: //p' err)"

# parameters LINE NUMBER: of a line that is not drawn
count=10
parameters() {
    count=$((count + 1))
    printf 'input: [8, 4, 5]\nlayers:\n  - ReLU()\n  - "%s"\n' "$1" >line_$count.yaml
    echo "line_$count.yaml $2" >>lines
}
parameters "BatchNorm2d(8, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)" 16
parameters "BatchNorm2d(8, eps=1e-05, momentum=0.1, affine=False, track_running_stats=True)" ""
parameters "(1): SyncBatchNorm(8, eps=1e-05, momentum=0.1, affine=True)" 16
parameters "(0-2): 3 x BatchNorm2d(8)" 48
parameters "InstanceNorm2d(8, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False)" ""
parameters "InstanceNorm2d(8, eps=1e-05, momentum=0.1, affine=True, track_running_stats=False)" 16
parameters "GroupNorm(2, 8, eps=1e-05, affine=True)" 16
parameters "LayerNorm((4, 5), eps=1e-05, elementwise_affine=True)" 40
parameters "LayerNorm((4, 5), eps=1e-05, elementwise_affine=False)" ""
parameters "PReLU(num_parameters=1)" 1
parameters "Dropout(p=0.5, inplace=False)" ""
"$program" check line_*.yaml >out 2>err
same "lines that are not drawn: their parameters" "$(cat lines)" "$(sed -n 's/:.*their \([0-9]*\) param.*/ \1/p; s/:.*not drawn.*/ /p' err)"

# What is passed over is no layer.
{
    printf 'input: 4\nlayers: |\n'
    seq -f '  (%.0f): Dropout(p=0.5, inplace=False)' 120
    seq -f '  (%.0f): ReLU()' 500
} >scene.yaml
ends "five hundred layers among others" 0 "$program" table scene.yaml
echo "  (500): ReLU()" >>scene.yaml
ends "one more" 1 "$program" table scene.yaml
same "is told" "scene.yaml:623:3: error: the stack has more than 500 layers" "$(grep error: err)"

# All stacks of a film have a limit, too.
{
    printf 'input: 3\nlayer: {type: ReLU}\nshots:\n'
    for shot in 1 2 3 4 5 6 7 8 9; do
        echo '  - panels:'
        for panel in 1 2 3 4 5 6 7 8 9 10 11 12; do
            echo '      - layers: ["(0-499): 500 x ReLU()"]'
        done
    done
} >scene.yaml
ends "stacks of many shots" 1 "$program" table scene.yaml
same "are told" "scene.yaml:113:19: error: all stacks together have more than 50000 layers" "$(grep -m 1 error: err)"

# Padding alone, against the same padding of a layer whose kernel does nothing.
for pair in "ZeroPad zeros" "ConstantPad zeros" "ReflectionPad reflect" "ReplicationPad replicate" "CircularPad circular"; do
    for padding in "1" "[[2, 0], [1, 2]]"; do
        printf 'input: {size: [2, 3, 4], random: {seed: 3}}\nlayer: {type: %s2d, padding: %s}\n' "${pair% *}" "$padding" >pad.yaml
        printf 'input: {size: [2, 3, 4], random: {seed: 3}}\nkernel: {fill: 1}\nlayer: {type: Conv2d, kernel_size: 1, groups: 2, padding: %s, padding_mode: %s}\n' "$padding" "${pair#* }" >conv.yaml
        same "${pair% *} $padding" "$("$program" trace conv.yaml --steps none | grep '^ "output": ')" "$("$program" trace pad.yaml --steps none | grep '^ "output": ')"
    done
done
finish
