/* SPDX-License-Identifier: MIT */
/* What the trace of a layer is put together from: members of its object, each with the comma that
 * stands before or behind it. */
#ifndef CLI_TRACE_PARTS_H
#define CLI_TRACE_PARTS_H

#include "cli/trace.h"

void trace_put_layer(FILE *out, const struct simulation *simulation);
void trace_put_shapes(FILE *out, const struct simulation *simulation);
void trace_put_relationship(FILE *out, const struct simulation *simulation);
/* How many steps there are to print, of a network those of its layer alone. */
size_t trace_step_count(const struct simulation *simulation);
void trace_put_steps(FILE *out, const struct simulation *simulation,
                     const struct trace_options *options);

#endif
