/* SPDX-License-Identifier: MIT */
/* What the parts of PyTorch's dialect share: its numbers, and the modules before and behind a layer
 * that no module says alone. */
#ifndef CLI_DIALECT_PYTORCH_H
#define CLI_DIALECT_PYTORCH_H

#include "cli/dialects.h"

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

/* The pools. Each gives NULL, or why it cannot be said. */
const char *pytorch_say_max_pool(const struct simulation *simulation, struct buffer *out,
                                 struct arena *arena);
const char *pytorch_say_max_unpool(const struct simulation *simulation, struct buffer *out,
                                   struct arena *arena);
const char *pytorch_say_avg_pool(const struct simulation *simulation, struct buffer *out,
                                 struct arena *arena);
const char *pytorch_say_lp_pool(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena);
const char *pytorch_say_adaptive(const struct simulation *simulation, struct buffer *out,
                                 struct arena *arena);

#endif
