/* SPDX-License-Identifier: MIT */
/* Layers in the words of other programs: what their phrases share, and those that stand in files
 * of their program. A row of the types' table names the phrases of its type. */
#ifndef SIMULATION_PHRASES_H
#define SIMULATION_PHRASES_H

#include "convreel/simulation.h"

enum axis_number { NUMBER_KERNEL, NUMBER_STRIDE, NUMBER_DILATION, NUMBER_PADDING, NUMBER_EXTRA };
int64_t phrase_number(const struct axis *a, enum axis_number which);
bool phrase_all(const struct simulation *simulation, enum axis_number which, int64_t value);
/* Cells at the two ends of each axis. */
struct border {
    int64_t before[MAX_AXES], after[MAX_AXES];
};

struct border phrase_padding(const struct simulation *simulation);
/* Of the cells behind the last unit, as many as the windows reach, those of ceil_mode too. */
int64_t phrase_padding_used(const struct axis *a);
bool phrase_is_zero(const struct border *border, size_t axes);
bool phrase_is_symmetric(const struct simulation *simulation);
/* PyTorch's words may say that there is one without its numbers. */
bool phrase_has_bias(const struct simulation *simulation);
/* A number with a point: "-128.0". */
const char *phrase_float(double number, struct arena *arena);
bool phrase_aligns_corners(const struct simulation *simulation);
bool phrase_is_flipped(const struct simulation *simulation);
/* "2, 3" with the axes' numbers. */
const char *phrase_numbers(const struct simulation *simulation, enum axis_number which,
                           struct arena *arena);
/* An adaptive pool whose windows are all alike, i / o units each: sets kernel and stride of out, a
 * copy of the simulation's axes. */
bool phrase_even_windows(const struct simulation *simulation, struct simulation *out);

/* Each adds the layer as lines; gives NULL, or why it cannot be said. */
const char *pytorch_conv(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena);
const char *pytorch_max_pool(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena);
const char *pytorch_max_unpool(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena);
const char *pytorch_avg_pool(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena);
const char *pytorch_lp_pool(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena);
const char *pytorch_adaptive(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena);
const char *pytorch_upsample(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena);
const char *pytorch_shuffle(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena);
const char *pytorch_unfold(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena);
const char *pytorch_relu(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena);
const char *pytorch_pad(const struct simulation *simulation, struct buffer *out,
                        struct arena *arena);
const char *keras_conv(const struct simulation *simulation, struct buffer *out,
                       struct arena *arena);
const char *keras_max_pool(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena);
const char *keras_avg_pool(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena);
const char *keras_adaptive_max(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena);
const char *keras_adaptive_avg(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena);
const char *keras_upsample(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena);
const char *pytorch_linear(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena);
const char *keras_linear(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena);
const char *onnx_linear(const struct simulation *simulation, struct buffer *out,
                        struct arena *arena);
const char *pytorch_flatten(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena);
const char *keras_flatten(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena);
const char *onnx_flatten(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena);
const char *pytorch_channel_shuffle(const struct simulation *simulation, struct buffer *out,
                                    struct arena *arena);
const char *keras_channel_shuffle(const struct simulation *simulation, struct buffer *out,
                                  struct arena *arena);
const char *onnx_channel_shuffle(const struct simulation *simulation, struct buffer *out,
                                 struct arena *arena);
const char *pytorch_activation(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena);
const char *keras_activation(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena);
const char *onnx_activation(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena);
const char *keras_relu(const struct simulation *simulation, struct buffer *out,
                       struct arena *arena);
const char *keras_pad(const struct simulation *simulation, struct buffer *out, struct arena *arena);
const char *onnx_conv(const struct simulation *simulation, struct buffer *out, struct arena *arena);
const char *onnx_max_pool(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena);
const char *onnx_max_unpool(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena);
const char *onnx_avg_pool(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena);
const char *onnx_lp_pool(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena);
const char *onnx_adaptive(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena);
const char *onnx_upsample(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena);
const char *onnx_shuffle(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena);
const char *onnx_unshuffle(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena);
const char *onnx_relu(const struct simulation *simulation, struct buffer *out, struct arena *arena);
const char *onnx_pad(const struct simulation *simulation, struct buffer *out, struct arena *arena);

#endif
