/* SPDX-License-Identifier: MIT */
/* A layer, or all of a stack, in the words of other programs. */
#ifndef CLI_DIALECTS_H
#define CLI_DIALECTS_H

#include "convreel/simulation.h"

struct dialect {
    const char *name;   /* "pytorch", as --as has it */
    const char *called; /* "PyTorch", for messages */
    enum dialect_column column;
    const char *has_none;      /* why a type without a phrase cannot be said */
    const char *has_no_branch; /* why a network with branches cannot; NULL: it can */
    /* Adds the lines of one layer of a stack, as its phrase says them. NULL: as they are. */
    void (*add_in_stack)(const struct simulation *simulation, const char *lines,
                         struct buffer *out);
};

/* Writes the layer, of a stack all of them from the first on. False: error says which cannot be
 * said and why. */
bool dialect_write(const struct dialect *dialect, const struct simulation *simulation,
                   struct buffer *out, struct error *error);
/* The dialect of that name; NULL: none. */
const struct dialect *dialect_named(const char *name);

/* ONNX's tensors, which a stack's layers pass on, with the number of their layer. */
void onnx_add_numbered(const struct simulation *simulation, const char *text, struct buffer *out);

#endif
