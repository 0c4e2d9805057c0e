/* SPDX-License-Identifier: MIT */
/* The current step's arithmetic, term by term. */
#ifndef CONVREEL_DRAWING_SUM_TERMS_H
#define CONVREEL_DRAWING_SUM_TERMS_H

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

/* What a sum is written with. */
struct sum_style {
    struct font font;
    struct color ink, quiet, weight, result; /* of values, signs, weights, the total */
    double gap;                              /* on both sides of + and = */
    const char *equals;                      /* the sign before the total */
};

/* Of a quantized layer: what sums are multiplied by; what is taken from a number, "+128", "" for
 * nothing; what stands before and after a step's sum and bias, NULL for others. */
const char *sum_multiplier(const struct simulation *simulation, size_t channel,
                           struct arena *arena);
const char *sum_offset(double zero, struct arena *arena);
void sum_integer_brackets(const struct simulation *simulation, const struct step *step,
                          struct arena *arena, const char **before, const char **after);
bool sum_is_negative(const char *text); /* begins with a minus sign */
void sum_read_texts(const struct simulation *simulation, const struct looks *looks,
                    struct arena *arena, struct sum_texts *out);
/* "=" where a step's sum is exactly true as its texts and that of its total have it, else the sign
 * of rounding. */
const char *sum_sign(const struct simulation *simulation, const struct step *step,
                     const struct sum_texts *texts, const char *total, struct arena *arena);
/* Adds a step's terms, or what each channel adds, its bias and total; after the first `shown` of
 * them the middle ones are an ellipsis. question: in place of the total, NULL: none. */
void sum_add(struct runs *runs, const struct simulation *simulation, const struct step *step,
             const struct sum_numbers *numbers, const struct sum_style *style, size_t shown,
             const char *question);

#endif
