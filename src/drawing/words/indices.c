/* SPDX-License-Identifier: MIT */
/* The numbers of a map's rows, at its left, and of its columns: above a map whose name stands below
 * it, below the others and below the first map of a deck. */
#include <math.h>

#include "drawing/words/words.h"

static const struct number_sizes *const sizes = &theme_sizes.number;

static const char *const parts[] = {
    [MAP_INPUT] = "index.input", [MAP_KERNEL] = "index.kernel", [MAP_OUTPUT] = "index.output"};

static bool are_shown(const struct panel *panel)
{
    return panel->subject.looks.show.indices.value;
}

static bool has_columns_above(const struct placed *placed)
{
    if (placed->deck == DECK_FRONT)
        return false;
    return placed->name_side == SIDE_BELOW ||
           (placed->name_side == SIDE_LEFT && placed->map.role == MAP_OUTPUT);
}

/* However large cells are. */
static double most_size(const struct panel *panel)
{
    return sizes->most * words_pt(&panel->subject);
}

static double size_of(const struct panel *panel)
{
    return fmin(panel->subject.looks.theme.font[FONT_SMALL].size_pt, most_size(panel));
}

/* Slices of a map, maps of cells without places, those between layers, planes over others of a
 * stack and maps behind others of a deck have none. */
static bool has_indices(const struct placed *placed)
{
    if (placed->map.role == MAP_OUTPUT && placed->name_side == SIDE_CORNER && placed->is_hidden)
        return false;
    return placed->deck != DECK_BEHIND && placed->map.units && !placed->is_above_more &&
           !placed->name && !(placed->map.layer && placed->map.layer->axes > 2);
}

double indices_room(const struct panel *panel)
{
    return are_shown(panel) ? sizes->room * most_size(panel) : 0;
}

void indices_ask(struct panel *panel)
{
    double room = indices_room(panel);
    for (size_t i = 0; are_shown(panel) && i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        size_t rows, columns;
        if (!has_indices(placed))
            continue;
        map_unit_counts(&placed->map, &rows, &columns);
        if (rows > 1)
            layout_take(panel->layout, placed->box, SIDE_LEFT, room);
        layout_take(panel->layout, placed->box, has_columns_above(placed) ? SIDE_ABOVE : SIDE_BELOW,
                    room);
    }
    for (size_t i = 0; are_shown(panel) && i < panel->sign_count; i++) /* they are in the middle */
        layout_least_gap(panel->layout, panel->signs[i].box,
                         2 * (room + words_pt(&panel->subject)));
}

/* On a ground of its own: links may pass below it. */
static void write_number(const struct panel *panel, struct item_key key, size_t number,
                         struct point at, const struct lettering *lettering, struct pen *pen)
{
    const struct text_ruler *ruler = panel->subject.ruler;
    const char *text = arena_format(pen->arena, "%zu", number);
    double width = text_width(ruler, &lettering->font, text);
    double across = width / 2 + sizes->ground * lettering->font.size_pt;
    double half = fmax(theme_sizes.words.middle, lettering->font.figure_height / 2);
    double up = (half + sizes->ground) * lettering->font.size_pt;
    struct item_key ground = {"index.ground", key.channel, key.row, key.column, NULL};
    pen_rectangle(pen, (struct rectangle){at.x - across, at.y - up, 2 * across, 2 * up});
    pen_paint(pen, ground, pen->theme->color[COLOR_BACKGROUND], stroke_none);
    pen_write(pen, key, text, at, lettering);
}

/* Beside each row, or at the end of each column; a cropped unit has none. */
static void write_axis(const struct panel *panel, size_t which, bool is_row, struct pen *pen)
{
    const struct placed *placed = &panel->maps[which];
    struct lettering lettering = subject_lettering(&panel->subject, FONT_SMALL, COLOR_ZERO_INK);
    double size = size_of(panel), pitch[2];
    lettering.font.size_pt = size;
    struct area unit = map_first_unit(&placed->map, pitch), grid = placed->map.reach;
    struct point along = is_row ? placed->map.plane.row : placed->map.plane.column;
    struct point out = is_row ? placed->map.plane.column : placed->map.plane.row;
    bool is_before = is_row || has_columns_above(placed);
    double first = is_row ? grid.row : grid.column;
    double end = first + (is_row ? grid.rows : grid.columns);
    double edge = is_row ? grid.column : grid.row + (is_before ? 0 : grid.rows);
    size_t rows, columns;
    map_unit_counts(&placed->map, &rows, &columns);
    size_t count = is_row ? rows : columns;
    double step = pitch[is_row ? 0 : 1], start = is_row ? unit.row : unit.column;
    edge += (is_before ? -1 : 1) * sizes->distance * size / plane_length(out);
    for (size_t i = 0; plane_length(along) * fabs(step) >= sizes->least_pitch * size && i < count;
         i++) {
        double at = start + (double)i * step + 0.5;
        struct item_key key = {parts[placed->map.role], (int)which, is_row ? (int)i : -1,
                               is_row ? -1 : (int)i, NULL};
        if (at > first && at < end)
            write_number(panel, key, i,
                         is_row ? plane_point(&placed->map.plane, at, edge)
                                : plane_point(&placed->map.plane, edge, at),
                         &lettering, pen);
    }
}

void indices_draw(const struct panel *panel, struct pen *pen)
{
    for (size_t i = 0; are_shown(panel) && i < panel->map_count; i++) {
        size_t rows, columns;
        if (!has_indices(&panel->maps[i]))
            continue;
        map_unit_counts(&panel->maps[i].map, &rows, &columns);
        if (rows > 1)
            write_axis(panel, i, true, pen);
        write_axis(panel, i, false, pen);
    }
}
