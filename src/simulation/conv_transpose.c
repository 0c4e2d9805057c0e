/* SPDX-License-Identifier: MIT */
/* Transposed convolutions: the guide's chapter 4. */
#include "simulation/layer_type.h"

static const struct layer_words conv_transpose_words = {
    .called = "a transposed convolution",
    .does = "each unit of the input, times the kernel, is laid into the output, and what meets "
            "there is added up",
    .phrases = {[DIALECT_PYTORCH] = pytorch_conv,
                [DIALECT_KERAS] = keras_conv,
                [DIALECT_ONNX] = onnx_conv}};

enum {
    TRANSPOSE_TAKES = TAKES_WINDOW | TAKES_KERNEL | TAKES_PADDING | TAKES_DILATION |
                      TAKES_OUTPUT_PADDING | TAKES_OUTPUT_SIZE
};

const struct layer_type layer_conv_transpose[MAX_AXES] = {
    {.name = "ConvTranspose1d",
     .words = &conv_transpose_words,
     .axes = 1,
     .is_transposed = true,
     .reduction = REDUCE_SUM,
     .takes = TRANSPOSE_TAKES},
    {.name = "ConvTranspose2d",
     .words = &conv_transpose_words,
     .axes = 2,
     .is_transposed = true,
     .reduction = REDUCE_SUM,
     .takes = TRANSPOSE_TAKES},
    {.name = "ConvTranspose3d",
     .words = &conv_transpose_words,
     .axes = 3,
     .is_transposed = true,
     .reduction = REDUCE_SUM,
     .takes = TRANSPOSE_TAKES},
};
