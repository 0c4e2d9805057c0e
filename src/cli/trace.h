/* SPDX-License-Identifier: MIT */
/* The numbers of a layer as JSON: the trace. */
#ifndef CLI_TRACE_H
#define CLI_TRACE_H

#include <stdio.h>

#include "convreel/timeline.h"

struct trace_options {
    bool has_steps;               /* false: "steps": [] */
    size_t first_step, last_step; /* both included; last_step is cut to the layer's */
    bool has_tensors;             /* input, kernel, bias, output, and their gradients */
    const struct limits *limits;  /* borrowed: LIMIT_PRODUCTS bounds the terms; NULL: the usual */
};

/* Writes the trace of a scene, a step at a time, and flushes: of one layer, of panels ("panels":
 * [...], each of the one-layer form), or of a film's shots, each with its times. timeline: of a
 * film; else NULL. False: no layer has first_step (STATUS_USAGE, nothing is written), or writing
 * failed (STATUS_FILE). */
bool trace_write(FILE *out, const struct film *film, const struct timeline *timeline,
                 const struct trace_options *options, struct error *error);

#endif
