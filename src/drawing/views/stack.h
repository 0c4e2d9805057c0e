/* SPDX-License-Identifier: MIT */
/* What the files of views line and stack share. A panel's first maps are its levels. */
#ifndef CONVREEL_DRAWING_STACK_H
#define CONVREEL_DRAWING_STACK_H

#include "drawing/layout/panel.h"
#include "drawing/map/field.h"

struct stack {
    struct levels levels;
    bool is_upright;
    /* Of rows of cells, in cells: from a place to the next, and where the first cell begins. */
    double pitch[MOST_LEVELS], left[MOST_LEVELS];
    box_id words[MOST_LEVELS]; /* of the layers that give the levels, where they are told */
    bool has_kernel;           /* behind the levels in the panel's maps */
    /* Of planes: what rests of each but the lowest, which lies over those below. */
    struct display_list rests[MOST_LEVELS];
};

/* stack_spacing.c: sets pitch and left. */
void stack_read_spacing(struct stack *stack);

/* stack_aside.c */
void stack_lay_out_aside(struct panel *panel, struct stack *stack);

/* stack_words.c: whether planes stand side by side in a panel's arrangement. */
bool stack_is_aside(const struct panel *panel);
/* What words know of a level's map: those between the input and the output have names of their own.
 */
void stack_name(const struct panel *panel, const struct stack *stack, size_t level,
                struct placed *placed);
/* From the name of a map to that of the next, cells. */
double stack_rise(const struct stack *stack, const struct map *below, const struct map *map);
/* Whether layers are told between the maps: where names are shown, and maps need not go far
 * apart. */
bool stack_has_room(const struct panel *panel, const struct stack *stack);
/* The layer below a level in words; its size, 0 where it is not told. tops: of the
 * maps that it is between, the lower first. */
struct point stack_layer_size(const struct panel *panel, const struct stack *stack, size_t level);
void stack_add_layer(struct panel *panel, struct stack *stack, size_t level,
                     const struct length tops[2]);
void stack_write_layers(const struct panel *panel, const struct stack *stack, struct pen *pen);

/* stack_sheets.c: how far the sheets of a plane's further channels reach below it, cells; their
 * edges, which lie under the plane. */
enum { MOST_SHEETS = 8 };
double stack_sheets_depth(const struct stack *stack, size_t level);
void stack_draw_sheets(const struct panel *panel, const struct stack *stack, size_t level,
                       struct pen *pen);

/* stack_step.c */
void stack_draw_rest(const struct panel *panel, struct pen *pen);
void stack_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen);
/* Of a single layer. */
void stack_draw_built(const struct panel *panel, const struct moment_part *part, struct pen *pen);

#endif
