/* SPDX-License-Identifier: MIT */
/* How much pictures change, from their display lists: no sample of few pictures comes by all that
 * moves if moves are short and rests have many pictures. */
#ifndef CLI_WEIGHTS_H
#define CLI_WEIGHTS_H

#include "pages.h"
#include "plan.h"

/* Pictures of a stretch, evenly spread over it and in their order, and what they weigh. */
struct weights {
    size_t count;
    struct weight {
        size_t picture;
        double until; /* its weight and that of all before it */
    } * all;
    double mean;
};

/* Place i of some: by the golden ratio, so that however many there are lie evenly, in a film and in
 * its steps. */
size_t weights_spread(size_t i, size_t places);
/* How long the edges are that a picture changes, in pixels. Resets the arena. */
double weights_change(const struct output *output, size_t number, struct arena *arena,
                      struct picture *picture);
/* What a picture weighs: what it changes, and a little that each costs. */
double weights_of(const struct output *output, size_t number);
/* Weighs `most` of the pictures first up to end, or all. In arena. */
struct weights weights_find(const struct output *output, size_t first, size_t end, size_t most,
                            struct arena *arena);
/* The picture where the sum of the weights comes to a share of it: those that weigh more are met
 * more often. share: 0 to below 1. */
size_t weights_picture(const struct weights *weights, double share);

#endif
