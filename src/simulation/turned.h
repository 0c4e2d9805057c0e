/* SPDX-License-Identifier: MIT */
/* A layer that works out a gradient of another one, its forward layer. */
#ifndef SIMULATION_TURNED_H
#define SIMULATION_TURNED_H

#include "simulation/resolve.h"

/* Of a kernel's gradient what slides, and on what: of a direct layer the output's gradient on the
 * input, of a transposed one the input on the output's gradient. */
const struct tensor *turned_still_map(const struct simulation *forward);
const struct tensor *turned_sliding_map(const struct simulation *forward);
/* Whether its gradient follows unit by unit: each of them is the sum of what comes back to those
 * outputs that it is in, times its weight there where the layer weighs units; they lie together. */
bool turned_is_by_units(const struct simulation *forward);
bool turned_is_weighted(const struct simulation *forward);
/* Of an average pool, whether all windows divide by the same number: then its way back is a
 * transposed layer. */
bool turned_has_one_divisor(const struct simulation *layer);
/* The type of the layer that works out the gradient of such a layer, by its axes. */
extern const struct layer_type turned_units[MAX_AXES];
/* What its steps read, once the forward layer has its numbers. */
void turned_fill_ways(struct simulation *turned);
/* The divisor of an average pool all of whose windows have the same. */
double turned_divisor(const struct simulation *pool);

#endif
