/* SPDX-License-Identifier: MIT */
/* Planes of view stack side by side, for wide pages: each stands at the right of the one that it
 * reads, a little higher, with its name and the layer that reads it in words below it. */
#include <math.h>

#include "drawing/views/stack.h"
#include "drawing/words/words.h"

static const struct stack_sizes *const sizes = &theme_sizes.stack;

/* A plane's front corner, and what is written below it. */
struct stand {
    struct length x;
    double y; /* cells */
    const struct map *map;
    struct point name, layer; /* sizes; 0: none */
    double drop; /* of the words, points: the links from the plane before end above them */
};

static double words_width_of(const struct stand *stand)
{
    return fmax(stand->name.x, stand->layer.x);
}

/* From a plane's front corner to the middle of its words, cells. */
static double middle_of(const struct map *map)
{
    return ((double)map->columns * theme_sizes.oblique.column.x -
            (double)map->rows * theme_sizes.oblique.row.x) /
           2;
}

/* The lowest link from the other plane goes from front corner to front corner. */
static double drop_of(const struct stand *stand, const struct panel *panel, double rise,
                      double right)
{
    double cell = theme_sizes.page.surely * panel->expected_cell;
    double before = words_width_of(stand) / 2 - middle_of(stand->map) * cell;
    return fmax(0, rise / right * before);
}

/* Puts a plane at the right of the one below it: so far that neither that plane nor its words meet
 * the plane's own words. */
static void stand_beside(struct stand *stand, const struct stand *below, const struct panel *panel)
{
    const struct point column = theme_sizes.oblique.column, row = theme_sizes.oblique.row;
    double cell = theme_sizes.page.surely * panel->expected_cell;
    double gap = words_pt(&panel->subject) * theme_sizes.label.beside;
    double shift = sizes->aside[panel->arrangement - 1] * (double)below->map->rows;
    /* of the other's right corner, seen from the front corner */
    struct point corner = {-(sizes->aside_gap * column.x + shift * row.x),
                           -(sizes->aside_gap * column.y + shift * row.y)};
    double right = (double)below->map->columns * column.x - corner.x;
    double rise = -(double)below->map->columns * column.y + corner.y;
    /* the other's edge falls to the left of its corner */
    double free = middle_of(stand->map) - corner.x + fmax(0, -corner.y) * column.x / -column.y;
    double needed = words_width_of(stand) / 2 + gap - free * cell;
    double apart = (words_width_of(stand) + words_width_of(below)) / 2 + gap -
                   (right + middle_of(stand->map) - middle_of(below->map)) * cell;
    stand->drop = drop_of(stand, panel, rise, right);
    if (rise * cell < stand->drop + stand->name.y + stand->layer.y + gap)
        needed = fmax(needed, apart);
    stand->x = (struct length){below->x.cells + right, below->x.points + fmax(0, needed)};
    stand->y = below->y - rise;
}

/* The layer that reads a level, below the level's name. */
static void add_layer(const struct panel *panel, struct stack *stack, size_t level,
                      const struct stand *stand)
{
    double words =
        stand->drop + theme_sizes.label.below * words_pt(&panel->subject) + stand->name.y;
    stack->words[level + 1] = layout_room(panel->layout, size_in_points(stand->layer));
    layout_at(panel->layout, stack->words[level + 1],
              (struct length){stand->x.cells + middle_of(stand->map),
                              stand->x.points - stand->layer.x / 2},
              (struct length){stand->y, words});
}

void stack_lay_out_aside(struct panel *panel, struct stack *stack)
{
    struct stand below = {0};
    panel->tells_layers = subject_shows(&panel->subject, &panel->subject.looks.show.labels);
    layout_free(panel->layout);
    for (size_t i = 0; i < stack->levels.count; i++) {
        struct map *map = arena_allocate(panel->arena, 1, sizeof *map);
        *map = levels_map(&stack->levels, i, panel->arena);
        struct placed *placed = panel_oblique_map(panel, map);
        placed->name_side = SIDE_BELOW;
        stack_name(panel, stack, i, placed);
        struct stand stand = {.map = map, .name = labels_size(panel, placed)};
        if (i + 1 < stack->levels.count)
            stand.layer = stack_layer_size(panel, stack, i + 1);
        if (i > 0)
            stand_beside(&stand, &below, panel);
        stand.drop += stack_sheets_depth(stack, i) * panel->expected_cell;
        layout_at(
            panel->layout, placed->box,
            (struct length){stand.x.cells - (double)map->rows * theme_sizes.oblique.row.x,
                            stand.x.points},
            in_cells(stand.y - plane_oblique_size((double)map->rows, (double)map->columns).y));
        layout_take(panel->layout, placed->box, SIDE_BELOW, stand.drop);
        if (stand.layer.x > 0)
            add_layer(panel, stack, i, &stand);
        below = stand;
    }
    layout_end(panel->layout);
}
