/* SPDX-License-Identifier: MIT */
/* PyTorch's layers: which argument is which. */
#ifndef CONVREEL_SCENE_SIGNATURES_H
#define CONVREEL_SCENE_SIGNATURES_H

#include <stdbool.h>
#include <stddef.h>

#include "reader.h"

enum { MOST_ARGUMENTS = 11 };

/* Arguments in PyTorch's order, of every type whose name begins so. */
struct signature {
    const char *type;
    const char *arguments[MOST_ARGUMENTS];
};

/* An argument that changes no number here, with any value or with one only. */
struct quiet_argument {
    const char *name, *only; /* NULL: any */
};

/* NULL: no such type, no such argument. */
const struct signature *signature_find(const char *type);
/* Only of a type that is no longer than that, but for its axes: not of "Conv2dSame". */
const struct signature *signature_find_whole(const char *type);
const struct quiet_argument *quiet_argument_find(const char *name);
/* The type that a class stands for, whose arguments follow: "Conv2d" for "LazyConv2d"; itself: it
 * is no other. pytorch_types.c */
const char *pytorch_type(struct reader *reader, const char *word, const char *arguments,
                         struct position at);
/* Whether its list of padding is (left, right, top, bottom), the last axis first. */
bool signature_has_border(const struct signature *signature);
/* How many arguments there are. */
size_t signature_length(const struct signature *signature);

#endif
