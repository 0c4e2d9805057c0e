/* SPDX-License-Identifier: MIT */
/* What the parts of PyTorch's dialect share: its numbers, and the modules before and behind a layer
 * that no module says alone. */
#ifndef SIMULATION_PHRASES_PYTORCH_H
#define SIMULATION_PHRASES_PYTORCH_H

#include "simulation/phrases/phrases.h"

/* "(3, 3)"; "(3,)" of one axis. */
const char *pytorch_tuple(const struct simulation *simulation, enum axis_number which,
                          struct arena *arena);
/* As the scene gave it: one number, or a tuple. */
const char *pytorch_as_given(const struct simulation *simulation, const struct per_axis *given,
                             enum axis_number which, struct arena *arena);

/* A line with the module that pads so; value: of a constant, "0.0". Not for MODE_CIRCULAR. */
void pytorch_add_padding(size_t axes, enum padding_mode mode, const struct border *padding,
                         const char *value, struct buffer *out);
/* A line with a module that takes a border off, if there is one. */
void pytorch_add_crop(size_t axes, const struct border *crop, struct buffer *out);

#endif
