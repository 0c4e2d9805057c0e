/* SPDX-License-Identifier: MIT */
/* A scene that was looked at, and what a render would make of it. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "estimate.h"

struct checked {
    struct subject subject;
    struct plan plan;
    struct estimate estimates[MOST_OUTPUTS]; /* of the plan's outputs */
    bool is_planned;          /* the plan is there, and, unless nothing is to be told, all below */
    double cell_px, words_px; /* on the first output's canvas */
    double memory;            /* bytes, of all outputs together */
    struct error error;       /* of the call, the machine; status 0: none */
    enum status status;
};

/* For readers, when nothing is wrong. */
void check_print_text(const struct checked *checked, FILE *out);
/* For programs: one object on one line, whatever is wrong. */
void check_print_json(const struct checked *checked, FILE *out);

#endif
