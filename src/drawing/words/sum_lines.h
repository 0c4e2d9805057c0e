/* SPDX-License-Identifier: MIT */
/* The lines of a panel's sum, whole or as it is told. */
#ifndef CONVREEL_DRAWING_SUM_LINES_H
#define CONVREEL_DRAWING_SUM_LINES_H

#include "drawing/layout/panel.h"
#include "drawing/words/sum_terms.h"

struct sum {
    const struct panel *panel; /* borrowed */
    const struct simulation *simulation;
    const struct sum_numbers *numbers; /* borrowed */
    struct sum_style style;
    double room;
    int lines; /* at most */
};

/* Of a sum by channels: how many shares it adds. */
size_t sum_addends(const struct simulation *layer);
/* As many terms as fit. question: in place of the total; NULL: none. */
struct runs sum_fitting_runs(const struct sum *sum, const struct step *step, const char *question,
                             struct arena *arena);
/* Where each run stands: its middle on the page, in the arena. */
struct point *sum_draw_lines(const struct sum *sum, const struct runs *runs, double share,
                             struct rectangle at, struct pen *pen);
const char *sum_total(const struct sum *sum, const struct step *step);
/* The middle of the cell that a step gives, on the page; false: the panel has none. */
bool sum_find_output(const struct panel *panel, const struct step *step, struct point *at);
/* The terms that are on their way into the sum, and those that are there. */
void sum_draw_gathering(struct sum *sum, const struct moment_part *part, struct rectangle at,
                        struct pen *pen);
/* Without a sum on the page they go to the output's cell. */
void sum_draw_gathering_at_output(const struct panel *panel, const struct moment_part *part,
                                  struct pen *pen);

#endif
