/* SPDX-License-Identifier: MIT */
/* A scene in sentences, for readers who do not see its picture. */
#ifndef CLI_DESCRIBE_H
#define CLI_DESCRIBE_H

#include "convreel/simulation.h"
#include "convreel/timeline.h"

/* Adds the whole text, UTF-8 without control characters but newlines; the same scene gives the
 * same text. The simulations of all shots must have their outputs. timeline: when shots begin and
 * what is spoken when; NULL: neither is told. */
void describe_film(const struct film *film, const struct timeline *timeline, struct buffer *out);

/* Adds what a moment of a shot works out, a line for each of its panels; nothing where it has
 * no layer. */
void describe_moment(const struct shot *shot, const struct moment *moment, struct buffer *out);

/* The parts of it. */

/* What the layer does, with which parameters. */
void describe_layer(const struct simulation *simulation, struct buffer *out);
/* Where each window of an adaptive pool starts and ends; of other layers nothing. */
void describe_windows(const struct simulation *simulation, struct buffer *out);
/* How often the cells of a transposed layer's output are stamped; of other layers nothing. */
void describe_stamps(const struct simulation *simulation, struct buffer *out);
/* Input, kernel, output, and the formula of the output's size. */
void describe_sizes(const struct simulation *simulation, struct buffer *out);
/* How much of the stack's input a unit of a layer's output sees; of: "the last output". */
void describe_field(const struct simulation *simulation, const char *of, struct buffer *out);
/* The numbers where there are few of them, a worked step, and what a max pool takes. */
void describe_values(const struct simulation *simulation, struct buffer *out);

/* A worked step, one at the border, or what a max pool takes. */
void describe_steps(const struct simulation *simulation, struct buffer *out);

/* Step n of the scene's order, in a line; of a question not its answer. */
void describe_step(const struct simulation *simulation, size_t n, bool is_question,
                   struct buffer *out);

/* And their words. */

enum { MOST_LISTENED = 64 /* values of a map, choices of a pool */ };
/* As the scene shows its digits, whole numbers whole; else six figures, and more before the point.
 * Halves go away from zero. */
const char *describe_number(const struct simulation *simulation, double value, struct arena *arena);

/* "5 by 5": the numbers of the axes, by a function of each. */
const char *describe_by(const struct simulation *simulation, int64_t (*number)(const struct axis *),
                        struct arena *arena);
/* What an index of the tensor's axis i counts, the channel being axis 0: "row". */
const char *describe_axis_name(size_t axes, size_t i);
/* "channel 1, row 0, column 2", the channel only where there are several. */
const char *describe_place(const struct simulation *simulation, const struct tensor *tensor,
                           const size_t *index, struct arena *arena);

#endif
