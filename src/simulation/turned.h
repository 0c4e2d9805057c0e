/* SPDX-License-Identifier: MIT */
/* A layer that works out a gradient of another one, its forward layer. */
#ifndef SIMULATION_TURNED_H
#define SIMULATION_TURNED_H

#include "simulation/resolve.h"

/* Of a kernel's gradient what slides, and on what: of a direct layer the output's gradient on the
 * input, of a transposed one the input on the output's gradient. */
const struct tensor *turned_still_map(const struct simulation *forward);
const struct tensor *turned_sliding_map(const struct simulation *forward);
/* Whether every unit of the layer's output is a unit of its input, or nothing, and those that are
 * one unit lie together. */
bool turned_moves_units(const struct simulation *forward);
/* The type of the layer that works out the gradient of such a layer, by its axes. */
extern const struct layer_type turned_units[MAX_AXES];
/* What its steps read, once the forward layer has its numbers. */
void turned_fill_ways(struct simulation *turned);
/* The divisor of an average pool all of whose windows have the same. */
double turned_divisor(const struct simulation *pool);

#endif
