/* SPDX-License-Identifier: MIT */
/*
 * What makes a layer type: one row each, found by name. The rows stand in files of their own, a
 * file a kind of layer.
 */
#ifndef SIMULATION_LAYER_TYPE_H
#define SIMULATION_LAYER_TYPE_H

#include "convreel/simulation.h"

/* Parameters that only some types take. */
enum takes {
    TAKES_KERNEL = 1 << 0, /* kernel, bias, groups, in_channels, out_channels, padding_mode */
    TAKES_OUTPUT_PADDING = 1 << 1, /* output_padding, output_size */
    TAKES_CEIL_MODE = 1 << 2,
    TAKES_COUNT_INCLUDE_PAD = 1 << 3,
    TAKES_NORM_TYPE = 1 << 4,
    TAKES_PADDING = 1 << 5,
    TAKES_DILATION = 1 << 6,
};

struct layer_type {
    const char *name;
    size_t axes;
    bool is_transposed, is_pool;
    unsigned takes; /* enum takes */
    /* Whether a pool's window counts a cell that is no unit (it reads as 0). NULL: never. */
    bool (*counts_zero)(const struct simulation *simulation, enum cell_kind kind);
    /* A pool's result from the values that count, in reading order, count >= 1; *chosen is the
     * one taken, if one is. NULL: a convolution, the weighted sum. */
    double (*pool)(const struct simulation *simulation, const double *values, size_t count,
                   size_t *chosen);
};

extern const struct layer_type layer_conv[MAX_AXES];
extern const struct layer_type layer_conv_transpose[MAX_AXES];
extern const struct layer_type layer_max_pool[MAX_AXES];
extern const struct layer_type layer_avg_pool[MAX_AXES];
extern const struct layer_type layer_lp_pool[2];

/* The type of that name; NULL after a report at `at`. */
const struct layer_type *layer_type_find(const char *name, struct position at,
                                         struct report *report);

#endif
