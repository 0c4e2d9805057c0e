/* SPDX-License-Identifier: MIT */
/* Transposed convolutions: the guide's chapter 4. */
#include "simulation/layer_type.h"

enum {
    TRANSPOSE_TAKES = TAKES_WINDOW | TAKES_KERNEL | TAKES_PADDING | TAKES_DILATION |
                      TAKES_OUTPUT_PADDING | TAKES_OUTPUT_SIZE
};

const struct layer_type layer_conv_transpose[MAX_AXES] = {
    {.name = "ConvTranspose1d",
     .axes = 1,
     .is_transposed = true,
     .reduction = REDUCE_SUM,
     .takes = TRANSPOSE_TAKES},
    {.name = "ConvTranspose2d",
     .axes = 2,
     .is_transposed = true,
     .reduction = REDUCE_SUM,
     .takes = TRANSPOSE_TAKES},
    {.name = "ConvTranspose3d",
     .axes = 3,
     .is_transposed = true,
     .reduction = REDUCE_SUM,
     .takes = TRANSPOSE_TAKES},
};
