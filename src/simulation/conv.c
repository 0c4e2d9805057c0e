/* SPDX-License-Identifier: MIT */
/* Convolutions, as cross-correlation: the guide's chapters 2 and 5. */
#include "simulation/layer_type.h"

enum { CONV_TAKES = TAKES_WINDOW | TAKES_KERNEL | TAKES_PADDING | TAKES_DILATION };

const struct layer_type layer_conv[MAX_AXES] = {
    {.name = "Conv1d", .axes = 1, .reduction = REDUCE_SUM, .takes = CONV_TAKES},
    {.name = "Conv2d", .axes = 2, .reduction = REDUCE_SUM, .takes = CONV_TAKES},
    {.name = "Conv3d", .axes = 3, .reduction = REDUCE_SUM, .takes = CONV_TAKES},
};
