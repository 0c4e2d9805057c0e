/* SPDX-License-Identifier: MIT */
/* Convolutions, as cross-correlation: the guide's chapters 2 and 5. */
#include "simulation/resolve.h"

static const struct layer_words conv_words = {
    .called = "a convolution",
    .does = "a kernel slides over the input, and each unit of the output is the sum of the cells "
            "under it, each times its weight",
    .tell = quantize_tell,
    .phrases = {[DIALECT_PYTORCH] = pytorch_conv,
                [DIALECT_KERAS] = keras_conv,
                [DIALECT_ONNX] = onnx_conv}};

enum {
    CONV_TAKES = TAKES_WINDOW | TAKES_KERNEL | TAKES_PADDING | TAKES_DILATION |
                 TAKES_PADDING_VALUE | TAKES_QUANTIZE
};

const struct layer_type layer_conv[MAX_AXES] = {
    {.name = "Conv1d",
     .words = &conv_words,
     .own = &own_padding_value,
     .axes = 1,
     .reduction = REDUCE_SUM,
     .takes = CONV_TAKES},
    {.name = "Conv2d",
     .words = &conv_words,
     .own = &own_padding_value,
     .axes = 2,
     .reduction = REDUCE_SUM,
     .takes = CONV_TAKES},
    {.name = "Conv3d",
     .words = &conv_words,
     .own = &own_padding_value,
     .axes = 3,
     .reduction = REDUCE_SUM,
     .takes = CONV_TAKES},
};
