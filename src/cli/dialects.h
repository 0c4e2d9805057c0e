/* SPDX-License-Identifier: MIT */
/* A layer in the words of other programs. */
#ifndef CLI_DIALECTS_H
#define CLI_DIALECTS_H

#include "convreel/simulation.h"

struct dialect {
    const char *name;   /* "pytorch", as --as has it */
    const char *called; /* "PyTorch", for messages */
    /* Adds the layer as one line or several, each with its newline. number: which of a stack, from
     * 0, or -1 for a layer alone. Gives NULL, or in the arena why it cannot be said. */
    const char *(*say)(const struct simulation *simulation, int number, struct buffer *out,
                       struct arena *arena);
};

extern const struct dialect dialect_pytorch, dialect_keras, dialect_onnx;

/* What the three share. */

/* How a dialect says the types whose name begins so; the first that fits counts. */
struct phrase {
    const char *type;
    const char *(*say)(const struct simulation *simulation, struct buffer *out,
                       struct arena *arena);
};

/* NULL: there is none. */
const struct phrase *dialect_find(const struct phrase *phrases, size_t count,
                                  const struct simulation *simulation);

enum axis_number { NUMBER_KERNEL, NUMBER_STRIDE, NUMBER_DILATION, NUMBER_PADDING, NUMBER_EXTRA };
int64_t dialect_number(const struct axis *a, enum axis_number which);
bool dialect_all(const struct simulation *simulation, enum axis_number which, int64_t value);
/* Cells at the two ends of each axis. */
struct border {
    int64_t before[MAX_AXES], after[MAX_AXES];
};

struct border dialect_padding(const struct simulation *simulation);
/* Of the cells behind the last unit, as many as the windows reach, those of ceil_mode too. */
int64_t dialect_padding_used(const struct axis *a);
bool dialect_is_zero(const struct border *border, size_t axes);
bool dialect_is_symmetric(const struct simulation *simulation);
/* PyTorch's words may say that there is one without its numbers. */
bool dialect_has_bias(const struct simulation *simulation);
bool dialect_is_flipped(const struct simulation *simulation);
/* "2, 3" with the axes' numbers. */
const char *dialect_numbers(const struct simulation *simulation, enum axis_number which,
                            struct arena *arena);
/* An adaptive pool whose windows are all alike, i / o units each: sets kernel and stride of out, a
 * copy of the simulation's axes. */
bool dialect_even_windows(const struct simulation *simulation, struct simulation *out);

/* Writes the layer, of a stack all of them from the first on. False: error says which cannot be
 * said and why. */
bool dialect_write(const struct dialect *dialect, const struct simulation *simulation,
                   struct buffer *out, struct error *error);
/* The dialect of that name; NULL: none. */
const struct dialect *dialect_named(const char *name);

#endif
