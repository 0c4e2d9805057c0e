/* SPDX-License-Identifier: MIT */
/*
 * The sum of a step below its drawing, whole or as it is told. sum.c sets its lines, sum_terms.c
 * its terms, sum_integers.c what a quantized layer adds to them, sum_told.c has it grow.
 */
#ifndef CONVREEL_DRAWING_SUM_H
#define CONVREEL_DRAWING_SUM_H

#include "drawing/layout/panel.h"
#include "drawing/list/runs.h"

/* Texts for a layer's numbers, alike over each tensor, in reading order: as its maps show them. */
struct sum_texts {
    const char *const *inputs, *const *weights, *const *outputs, *const *biases;
    const char *padding; /* what padding holds */
};

/* A layer's, read once: they do not depend on the page. */
struct sum_numbers {
    struct sum_texts texts;
    double input_width, weight_width, output_width; /* the widest, to the size of the font */
    int output_decimals; /* as many as they need; below 0: each its own */
    bool is_by_channel;  /* what each input channel adds, in place of its terms */
};

struct sum {
    const struct panel *panel; /* borrowed */
    const struct simulation *simulation;
    const struct sum_numbers *numbers; /* borrowed */
    struct font font;
    struct color ink, quiet, weight, result; /* of values, signs, weights, the total */
    double gap;                              /* on both sides of + and = */
    const char *equals;                      /* the sign before the total */
    bool is_growing;                         /* a pool does not tell yet what it takes */
    double room;
    int lines; /* at most */
};

/* sum_terms.c */
void sum_read_texts(const struct simulation *simulation, const struct looks *looks,
                    struct arena *arena, struct sum_texts *out);
bool sum_is_negative(const char *text); /* begins with a minus sign */
/* Of a sum by channels: how many shares it adds. */
size_t sum_addends(const struct simulation *layer);
/* "=" where a step's sum is exactly true as its texts and that of its total have it, else the sign
 * of rounding. */
const char *sum_sign(const struct simulation *simulation, const struct step *step,
                     const struct sum_texts *texts, const char *total, struct arena *arena);
/* Adds a step's terms, or what each channel adds, its bias and total; after the first `shown` of
 * them the middle ones are an ellipsis. question: in place of the total, NULL: none. */
void sum_add(struct runs *runs, const struct sum *sum, const struct step *step, size_t shown,
             const char *question);

/* sum_integers.c: what sums are multiplied by; what is taken from a number, "+128", "" for nothing;
 * what stands before and after a step's sum and bias, NULL for other layers. */
const char *sum_multiplier(const struct simulation *simulation, size_t channel,
                           struct arena *arena);
const char *sum_offset(double zero, struct arena *arena);
void sum_integer_brackets(const struct simulation *simulation, const struct step *step,
                          struct arena *arena, const char **before, const char **after);

/* sum.c */
/* As many terms as fit. question: in place of the total; NULL: none. */
struct runs sum_fitting_runs(const struct sum *sum, const struct step *step, const char *question,
                             struct arena *arena);
/* Where each run stands: its middle on the page, in the arena. */
struct point *sum_draw_lines(const struct sum *sum, const struct runs *runs, double share,
                             struct rectangle at, struct pen *pen);
const char *sum_total(const struct sum *sum, const struct step *step);
/* The middle of the cell that a step gives, on the page; false: the panel has none. */
bool sum_find_output(const struct panel *panel, const struct step *step, struct point *at);

/* sum_told.c: the terms that are on their way into the sum, and those that are there; without a sum
 * on the page they go to the output's cell. */
void sum_draw_gathering(struct sum *sum, const struct moment_part *part, struct rectangle at,
                        struct pen *pen);
void sum_draw_gathering_at_output(const struct panel *panel, const struct moment_part *part,
                                  struct pen *pen);

#endif
