/* SPDX-License-Identifier: MIT */
/* A layer that works out a gradient of another one, its forward layer. */
#ifndef SIMULATION_TURNED_H
#define SIMULATION_TURNED_H

#include "simulation/resolve.h"

/* Of a kernel's gradient what slides, and on what: of a direct layer the output's gradient on the
 * input, of a transposed one the input on the output's gradient. */
const struct tensor *turned_still_map(const struct simulation *forward);
const struct tensor *turned_sliding_map(const struct simulation *forward);
/* The divisor of an average pool all of whose windows have the same. */
double turned_divisor(const struct simulation *pool);

#endif
