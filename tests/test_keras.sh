#!/bin/sh
# layers: | with what Keras's model.summary() prints: what numbers of parameters and shapes tell of
# each layer, what they do not tell.
set -u
. tests/checks.sh
cd "$folder" || exit 1
model() { # INPUT, the summary on standard input
    printf 'input: %s\nlayers: |\n' "$1"
    sed 's/^/  /'
}
outputs() {
    "$program" table scene.yaml --format csv 2>err | sed -n 's/^[^,]*,\([^,]*\),\([^,]*\),.*/\1 \2/p' |
        sed 1d | tr '\n' ';'
}
parameters() {
    "$program" table scene.yaml --format csv 2>/dev/null | awk -F , '{ sum += $(NF - 1) } END { print sum }'
}

cat >summary <<'END'
Model: "sequential"
_________________________________________________________________
 Layer (type)                Output Shape              Param #
=================================================================
 conv2d (Conv2D)             (None, 26, 26, 32)        320

 max_pooling2d (MaxPooling2D  (None, 13, 13, 32)       0
 )

 conv2d_1 (Conv2D)           (None, 11, 11, 64)        18496

 max_pooling2d_1 (MaxPooling2D  (None, 5, 5, 64)       0
 )

 flatten (Flatten)           (None, 1600)              0

 dropout (Dropout)           (None, 1600)              0

 dense (Dense)               (None, 10)                16010

=================================================================
Total params: 34,826
END
model '[1, 28, 28]' <summary >scene.yaml
same "a summary" "Conv2d 32 x 26 x 26;MaxPool2d 32 x 13 x 13;Conv2d 64 x 11 x 11;MaxPool2d 64 x 5 x 5;Flatten 1600 x 1;Linear 10 x 1;" \
    "$(outputs)"
same "its parameters" 34826 "$(parameters)"
same "what it does not tell" "scene.yaml:2:9: warning: a summary does not tell windows and padding: the usual ones are drawn for max_pooling2d, max_pooling2d_1" \
    "$(grep warning: err)"
ends "it is drawn" 0 "$program" render scene.yaml -o scene.png

# With frames, an input of its own, strides, no biases, a global pool.
model '[3, 224, 224]' >scene.yaml <<'END'
Model: "functional"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ input_layer (InputLayer)        │ (None, 224, 224, 3)    │             0 │
│ conv1 (Conv2D)                  │ (None, 112, 112, 32)   │           864 │
│ conv1_bn (BatchNormalization)   │ (None, 112, 112, 32)   │           128 │
│ conv_dw_1 (DepthwiseConv2D)     │ (None, 112, 112, 32)   │           288 │
│ conv_pw_1 (Conv2D)              │ (None, 112, 112, 64)   │         2,048 │
│ up (Conv2DTranspose)            │ (None, 224, 224, 8)    │         2,056 │
│ pool (GlobalAveragePooling2D)   │ (None, 8)              │             0 │
│ dense (Dense)                   │ (None, 10)             │            90 │
END
same "a summary with frames" "Conv2d 32 x 112 x 112;Conv2d 32 x 112 x 112;Conv2d 64 x 112 x 112;ConvTranspose2d 8 x 224 x 224;AdaptiveAvgPool2d 8 x 1 x 1;Flatten 8 x 1;Linear 10 x 1;" \
    "$(outputs)"
same "its parameters" $((864 + 288 + 2048 + 2056 + 90)) "$(parameters)"

# Narrow columns: names, types and shapes go on in the lines below, or are cut off.
model '[3, 32, 32]' >scene.yaml <<'END'
Model: "narrow"
┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━┓
┃ Layer (type)        ┃ Output Shape     ┃   Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━┩
│ conv2d_4 (Conv2D)   │ (None, 16, 16,   │     1,792 │
│                     │ 64)              │           │
├─────────────────────┼──────────────────┼───────────┤
│ batch_normalization │ (None, 16, 16,   │       256 │
│ (BatchNormalizatio… │ 64)              │           │
├─────────────────────┼──────────────────┼───────────┤
│ depthwise_conv2d    │ (None, 16, 16,   │       640 │
│ (DepthwiseConv2D)   │ 64)              │           │
├─────────────────────┼──────────────────┼───────────┤
│ global_average_poo… │ (None, 64)       │         0 │
│ (GlobalAveragePool… │                  │           │
├─────────────────────┼──────────────────┼───────────┤
│ dense_1 (Dense)     │ (None, 10)       │       650 │
└─────────────────────┴──────────────────┴───────────┘
END
same "narrow columns" "Conv2d 64 x 16 x 16;Conv2d 64 x 16 x 16;AdaptiveAvgPool2d 64 x 1 x 1;Flatten 64 x 1;Linear 10 x 1;" \
    "$(outputs)"
same "their parameters" $((1792 + 640 + 650)) "$(parameters)"
model '[3, 32, 32]' >scene.yaml <<'END'
Model: "wrapped"
__________________________________________________________________________________________________
 Layer (type)                Output Shape                 Param #   Connected to
==================================================================================================
 input_1 (InputLayer)        [(None, 32, 32, 3)]          0         []

 conv2d (Conv2D)             (None, 32, 32, 16)           448       ['input_1[0][0]']

 batch_normalization (Batch  (None, 32, 32, 16)           64        ['conv2d[0][0]']
 Normalization)

 depthwise_conv2d (Depthwise  (None, 16, 16, 16)          160       ['batch_normalization[0][0]']
 Conv2D)

 global_average_pooling2d (G  (None, 16)                  0         ['depthwise_conv2d[0][0]']
 lobalAveragePooling2D)

END
same "types on two lines" "Conv2d 16 x 32 x 32;Conv2d 16 x 16 x 16;AdaptiveAvgPool2d 16 x 1 x 1;Flatten 16 x 1;" "$(outputs)"

# Layers that only change sizes, along two axes and one.
model '[3, 8, 8]' >scene.yaml <<'END'
Model: "sizes"
 zero_padding2d (ZeroPadding2D)  (None, 10, 12, 3)   0
 normalization (Normalization)   (None, 10, 12, 3)   7
 spatial (SpatialDropout2D)      (None, 10, 12, 3)   0
 up_sampling2d (UpSampling2D)    (None, 20, 24, 3)   0
 average (AveragePooling2D)      (None, 10, 12, 3)   0
 global (GlobalMaxPooling2D)     (None, 1, 1, 3)     0
END
same "sizes that change" "ZeroPad2d 3 x 10 x 12;Upsample 3 x 20 x 24;AvgPool2d 3 x 10 x 12;AdaptiveMaxPool2d 3 x 1 x 1;" \
    "$(outputs)"
same "what is assumed of them" "scene.yaml:2:9: warning: a summary does not tell windows and padding: the usual ones are drawn for zero_padding2d, average" \
    "$(grep warning: err)"
model '[2, 9]' >scene.yaml <<'END'
Model: "line"
 pad (ZeroPadding1D)             (None, 11, 2)       0
 conv (Conv1D)                   (None, 11, 4)       28
 up (UpSampling1D)               (None, 22, 4)       0
 global (GlobalMaxPooling1D)     (None, 4)           0
END
same "one axis" "ZeroPad1d 2 x 11;Conv1d 4 x 11;Upsample 4 x 22;AdaptiveMaxPool1d 4 x 1;Flatten 4 x 1;" "$(outputs)"
same "padding that keeps the size" 28 "$(parameters)"
printf ' up (UpSampling1D)  (None, 18, 2)  0\n Param #\n' | model '[2, 9]' >scene.yaml
same "one axis, told by a layer of any number of axes" "Upsample 2 x 18;" "$(outputs)"

# Branches: the last column says what a row reads. Keras's guide publishes this model's parameters.
model '[3, 32, 32]' >scene.yaml <<'END'
Model: "toy_resnet"
┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)        ┃ Output Shape      ┃ Param # ┃ Connected to         ┃
┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━┩
│ img (InputLayer)    │ (None, 32, 32, 3) │       0 │ -                    │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ conv2d_8 (Conv2D)   │ (None, 30, 30,    │     896 │ img[0][0]            │
│                     │ 32)               │         │                      │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ conv2d_9 (Conv2D)   │ (None, 28, 28,    │  18,496 │ conv2d_8[0][0]       │
│                     │ 64)               │         │                      │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ max_pooling2d_2     │ (None, 9, 9, 64)  │       0 │ conv2d_9[0][0]       │
│ (MaxPooling2D)      │                   │         │                      │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ conv2d_10 (Conv2D)  │ (None, 9, 9, 64)  │  36,928 │ max_pooling2d_2[0][… │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ conv2d_11 (Conv2D)  │ (None, 9, 9, 64)  │  36,928 │ conv2d_10[0][0]      │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ add_12 (Add)        │ (None, 9, 9, 64)  │       0 │ conv2d_11[0][0],     │
│                     │                   │         │ max_pooling2d_2[0][… │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ conv2d_12 (Conv2D)  │ (None, 9, 9, 64)  │  36,928 │ add_12[0][0]         │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ conv2d_13 (Conv2D)  │ (None, 9, 9, 64)  │  36,928 │ conv2d_12[0][0]      │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ add_13 (Add)        │ (None, 9, 9, 64)  │       0 │ conv2d_13[0][0],     │
│                     │                   │         │ add_12[0][0]         │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ conv2d_14 (Conv2D)  │ (None, 7, 7, 64)  │  36,928 │ add_13[0][0]         │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ global_average_poo… │ (None, 64)        │       0 │ conv2d_14[0][0]      │
│ (GlobalAveragePool… │                   │         │                      │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ dense_6 (Dense)     │ (None, 256)       │  16,640 │ global_average_pool… │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ dropout (Dropout)   │ (None, 256)       │       0 │ dense_6[0][0]        │
├─────────────────────┼───────────────────┼─────────┼──────────────────────┤
│ dense_7 (Dense)     │ (None, 10)        │   2,570 │ dropout[0][0]        │
└─────────────────────┴───────────────────┴─────────┴──────────────────────┘
 Total params: 223,242 (872.04 KB)
END
same "branches with frames" "Conv2d 32 x 30 x 30;Conv2d 64 x 28 x 28;MaxPool2d 64 x 9 x 9;Conv2d 64 x 9 x 9;Conv2d 64 x 9 x 9;Add 64 x 9 x 9;\
Conv2d 64 x 9 x 9;Conv2d 64 x 9 x 9;Add 64 x 9 x 9;Conv2d 64 x 7 x 7;AdaptiveAvgPool2d 64 x 1 x 1;Flatten 64 x 1;Linear 256 x 1;Linear 10 x 1;" "$(outputs | sed 's/all[^;]*;$//')"
same "their parameters" 223242 "$("$program" table scene.yaml --format csv 2>/dev/null | grep -v '^all' | awk -F , 'NR > 1 { sum += $(NF - 1) } END { print sum }')"
joined() {
    "$program" trace scene.yaml --steps none --tensors none 2>/dev/null |
        /usr/bin/python3 -c "import json, sys; print([l['from'] for l in json.load(sys.stdin)['layers'] if len(l.get('from', [])) > 1])"
}
same "what joins read" "[['conv2d_11', 'max_pooling2d_2'], ['conv2d_13', 'add_12']]" "$(joined)"
same "no name is guessed" "" "$(grep 'cut off' err)"
model '[16, 32, 32]' >scene.yaml <<'END'
Model: "gated"
_____________________________________________________________________________________________________
 Layer (type)                    Output Shape               Param #   Connected to
=====================================================================================================
 input_1 (InputLayer)            [(None, 32, 32, 16)]       0         []

 block_expand_conv (Conv2D)      (None, 32, 32, 32)         544       ['input_1[0][0]']

 block_squeeze_average_pooling_o  (None, 32)                0         ['block_expand_conv[0][0]']
 f_all (GlobalAveragePooling2D)

 block_se_reshape (Reshape)      (None, 1, 1, 32)           0         ['block_squeeze_average_pooling
                                                                      _of_all[0][0]']

 block_se_reduce (Conv2D)        (None, 1, 1, 4)            132       ['block_se_reshape[0][0]']

 block_se_expand (Conv2D)        (None, 1, 1, 32)           160       ['block_se_reduce[0][0]']

 block_se_excite (Multiply)      (None, 32, 32, 32)         0         ['block_expand_conv[0][0]',
                                                                       'block_se_expand[0][0]']

 block_projection_with_a_long_na  (None, 32, 32, 16)        528       ['block_se_excite[0][0]']
 me (Conv2D)

 concatenate (Concatenate)       (None, 32, 32, 32)         0         ['block_projection_with_a_long_
                                                                      name[0][0]',
                                                                       'input_1[0][0]']

 batch_normalization (BatchNorma  (None, 32, 32, 32)        128       ['concatenate[0][0]']
 lization)

 conv2d (Conv2D)                 (None, 32, 32, 4)          132       ['batch_normalization[0][0]']

=====================================================================================================
END
same "branches without frames, a gate that is left out" \
    "Conv2d 32 x 32 x 32;Conv2d 16 x 32 x 32;Concat 32 x 32 x 32;Conv2d 4 x 32 x 32;" "$(outputs | sed 's/all[^;]*;$//')"
same "what they join" "[['block_projection_with_a_', 'input']]" "$(joined | sed 's/long_name//')"
# Names that are cut off: those of the due sizes, the nearest ones, which is told.
model '[8, 16, 16]' >scene.yaml <<'END'
Model: "cut"
┏━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)       ┃ Output Shape      ┃ Param # ┃ Connected to     ┃
┡━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━━━━┩
│ a_name_that_is_lo… │ (None, 16, 16, 8) │     584 │ -                │
│ (Conv2D)           │                   │         │                  │
├────────────────────┼───────────────────┼─────────┼──────────────────┤
│ a_name_that_is_lo… │ (None, 16, 16, 4) │     292 │ a_name_that_is_… │
│ (Conv2D)           │                   │         │                  │
├────────────────────┼───────────────────┼─────────┼──────────────────┤
│ a_name_that_is_lo… │ (None, 16, 16, 8) │     296 │ a_name_that_is_… │
│ (Conv2D)           │                   │         │                  │
├────────────────────┼───────────────────┼─────────┼──────────────────┤
│ a_sum (Add)        │ (None, 16, 16, 8) │       0 │ a_name_that_is_… │
│                    │                   │         │ a_name_that_is_… │
├────────────────────┼───────────────────┼─────────┼──────────────────┤
│ side (Conv2D)      │ (None, 16, 16, 2) │      18 │ a_name_that_is_… │
└────────────────────┴───────────────────┴─────────┴──────────────────┘
END
same "names that are cut off" "Conv2d 8 x 16 x 16;Conv2d 4 x 16 x 16;Conv2d 8 x 16 x 16;Add 8 x 16 x 16;Conv2d 2 x 16 x 16;" "$(outputs | sed 's/all[^;]*;$//')"

same "are told where several may be meant" "names are cut off: the nearest row above that may be meant is read by a_sum, side" \
    "$(sed -n 's/.*warning: //p' err | grep cut)"

# linked WHAT MESSAGE: rows of "name (Type) shape|parameters|reads" that are not clear
linked() {
    {
        printf ' %-30s%-26s%-8s%s\n' 'Layer (type)' 'Output Shape' 'Param #' 'Connected to'
        while IFS='|' read -r name shape count reads; do
            printf ' %-30s%-26s%-8s%s\n' "$name" "$shape" "$count" "$reads"
        done
    } | model '[2, 8, 8]' >scene.yaml
    ends "$1" 1 "$program" check scene.yaml
    same "$1: the message" "scene.yaml:2:9: error: $2" "$(grep -m 1 error: err)"
}
first='i (InputLayer)|(None, 8, 8, 2)|0|
a (Conv2D)|(None, 8, 8, 3)|57|i[0][0]
b (Conv2D)|(None, 8, 8, 3)|57|i[0][0]'
linked "an unknown row" "c (ReLU): it reads 'x', which no row above it is" <<END
$first
c (ReLU)|(None, 8, 8, 3)|0|x[0][0]
END
linked "a second input" "j (InputLayer): a scene has one input" <<END
$first
j (InputLayer)|(None, 8, 8, 2)|0|
END
linked "a product of maps" "c (Multiply): there is no layer that joins maps so" <<END
$first
c (Multiply)|(None, 8, 8, 3)|0|a[0][0], b[0][0]
END
linked "a product of three" "c (Multiply): there is no layer that joins maps so" <<END
$first
c (Multiply)|(None, 8, 8, 3)|0|a[0][0], b[0][0], i[0][0]
END
linked "another axis" "c (Concatenate): it joins maps along another axis than their channels" <<END
$first
c (Concatenate)|(None, 16, 8, 3)|0|a[0][0], b[0][0]
END
linked "a map with itself" "c (Add): it joins a map with itself" <<END
$first
r (ReLU)|(None, 8, 8, 3)|0|a[0][0]
c (Add)|(None, 8, 8, 3)|0|a[0][0], r[0][0]
END
linked "another order" "c (Reshape): there is no layer that orders units so" <<END
$first
c (Reshape)|(None, 4, 16, 3)|0|b[0][0]
END
linked "a map of a list" "d (Conv2D): a summary does not tell what this layer is" <<END
$first
f (Flatten)|(None, 192)|0|b[0][0]
d (Conv2D)|(None, 8, 8, 2)|8|f[0][0]
END

# unclear WHAT ROW MESSAGE: a second row that is not clear
unclear() {
    { sed -n 1,5p summary; printf ' %s\n' "$2"; } | model '[1, 28, 28]' >scene.yaml
    ends "$1" 1 "$program" check scene.yaml
    same "$1: the message" "scene.yaml:2:9: error: $3" "$(grep -m 1 error: err)"
}
unclear "no square kernel" 'c (Conv2D) (None, 26, 24, 8) 1288' "c (Conv2D): no square kernel has so many parameters"
unclear "dilation" 'c (Conv2D) (None, 22, 22, 8) 2312' "c (Conv2D): no stride comes to its shape: a summary does not tell dilation"
unclear "a window that overlaps" 'p (MaxPooling2D) (None, 24, 24, 32) 0' "p (MaxPooling2D): a summary does not tell its window"
unclear "padding on one side" 'z (ZeroPadding2D) (None, 27, 28, 32) 0' "z (ZeroPadding2D): a summary does not tell on which side the padding is"
unclear "padding that cuts" 'z (ZeroPadding2D) (None, 24, 24, 32) 0' "z (ZeroPadding2D): a summary does not tell on which side the padding is"
unclear "upsampling of a list" 'u (UpSampling2D) (None, 32) 0' "u (UpSampling2D): a summary does not tell what this layer is"
unclear "a join" 'a (Add) (None, 26, 26, 32) 0' "a (Add): a summary does not tell what this layer is"
{
    printf 'layers: |\n'
    sed 's/^/  /' summary
    echo 'input: [1, 28, 28]'
} >scene.yaml
ends "an input behind it" 1 "$program" check scene.yaml
same "is told" "scene.yaml:1:9: error: conv2d (Conv2D): what the first layer reads is not known" "$(grep -m 1 error: err)"
printf 'Model: "a"\nLayer Param #\n' | model 3 >scene.yaml
ends "no rows" 1 "$program" check scene.yaml
finish
