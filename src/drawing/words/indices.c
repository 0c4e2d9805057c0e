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

/* Slices of a map, maps of cells without places, those between layers, planes over others of a
 * stack and maps behind others of a deck have none, nor have decks whose maps come to the front one
 * after the other, each in its own place. */
static bool has_indices(const struct panel *panel, const struct placed *placed)
{
    bool is_output = placed->map.role == MAP_OUTPUT;
    if (is_output && placed->name_side == SIDE_CORNER && placed->is_hidden)
        return false;
    if (is_output && placed->deck != DECK_NONE && panel->subject.simulation->out_channels > 1 &&
        panel->subject.scene->order.value != ORDER_POSITION)
        return false;
    return placed->deck != DECK_BEHIND && placed->map.units && !placed->is_above_more &&
           !placed->name && !(placed->map.layer && placed->map.layer->axes > 2);
}

double indices_room(const struct panel *panel)
{
    return are_shown(panel) ? sizes->room * most_size(panel) : 0;
}

/* The numbers of rows or of columns on a plane of a map. */
struct numbers {
    size_t count;
    struct plane plane;
    bool is_row;
    double start, step; /* the middle of the first unit, and to the next one, cells */
    double first, end;  /* of the grid: a cropped unit has no number */
    double edge;        /* where numbers stand across, cells */
};

static struct numbers numbers_of(const struct placed *placed, struct plane plane, bool is_row,
                                 double size)
{
    double pitch[2];
    struct area unit = map_first_unit(&placed->map, pitch), grid = placed->map.reach;
    bool is_before = is_row || has_columns_above(placed);
    size_t rows, columns;
    map_unit_counts(&placed->map, &rows, &columns);
    struct numbers numbers = {.count = is_row ? rows : columns,
                              .plane = plane,
                              .is_row = is_row,
                              .start = (is_row ? unit.row : unit.column) + 0.5,
                              .step = pitch[is_row ? 0 : 1],
                              .first = is_row ? grid.row : grid.column,
                              .edge = is_row      ? grid.column
                                      : is_before ? grid.row
                                                  : grid.row + grid.rows};
    numbers.end = numbers.first + (is_row ? grid.rows : grid.columns);
    numbers.edge += (is_before ? -1 : 1) * sizes->distance * size /
                    plane_length(is_row ? plane.column : plane.row);
    return numbers;
}

static struct point number_at(const struct numbers *numbers, size_t i)
{
    double at = numbers->start + (double)i * numbers->step;
    return numbers->is_row ? plane_point(&numbers->plane, at, numbers->edge)
                           : plane_point(&numbers->plane, numbers->edge, at);
}

/* ---- room ---- */

/* Of a number as large as numbers can be, where cells are so many points large. */
static struct bounds box_of(const struct panel *panel, const struct placed *placed, bool is_row,
                            bool is_last, double cell)
{
    struct numbers numbers = numbers_of(placed, layout_plane_of(panel->layout, placed->box, cell),
                                        is_row, most_size(panel));
    size_t i = is_last ? numbers.count - 1 : 0;
    struct font font = panel->subject.looks.theme.font[FONT_SMALL];
    font.size_pt = most_size(panel);
    double across =
        text_width(panel->subject.ruler, &font, arena_format(panel->arena, "%zu", i)) / 2;
    struct point at = number_at(&numbers, i);
    return (struct bounds){at.x - across, at.y, at.x + across, at.y};
}

/* Numbers of both ends may reach beyond the map. */
static void take_ends(const struct panel *panel, const struct placed *placed, bool is_row)
{
    const double tiny = 1e-6; /* of a plane without cells, which still has directions */
    for (int end = 0; end < 2; end++)
        layout_reach_box(panel->layout, placed->box, box_of(panel, placed, is_row, end, tiny),
                         box_of(panel, placed, is_row, end, 1));
}

void indices_ask(struct panel *panel)
{
    double room = indices_room(panel);
    for (size_t i = 0; are_shown(panel) && i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        size_t rows, columns;
        if (!has_indices(panel, placed))
            continue;
        map_unit_counts(&placed->map, &rows, &columns);
        if (rows > 1) {
            layout_take(panel->layout, placed->box, SIDE_LEFT, room);
            take_ends(panel, placed, true);
        }
        take_ends(panel, placed, false);
        layout_take(panel->layout, placed->box, has_columns_above(placed) ? SIDE_ABOVE : SIDE_BELOW,
                    room);
    }
    for (size_t i = 0; are_shown(panel) && i < panel->sign_count; i++) /* they are in the middle */
        layout_least_gap(panel->layout, panel->signs[i].box,
                         2 * (room + words_pt(&panel->subject)));
}

/* ---- drawing ---- */

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

/* Beside each row, or at the end of each column. */
static void write_axis(const struct panel *panel, size_t which, bool is_row, struct pen *pen)
{
    const struct placed *placed = &panel->maps[which];
    struct lettering lettering = subject_lettering(&panel->subject, FONT_SMALL, COLOR_ZERO_INK);
    double size = lettering.font.size_pt = fmin(lettering.font.size_pt, most_size(panel));
    const struct numbers numbers = numbers_of(placed, placed->map.plane, is_row, size);
    double along = plane_length(is_row ? numbers.plane.row : numbers.plane.column);
    for (size_t i = 0; along * fabs(numbers.step) >= sizes->least_pitch * size && i < numbers.count;
         i++) {
        double at = numbers.start + (double)i * numbers.step;
        struct item_key key = {parts[placed->map.role], (int)which, is_row ? (int)i : -1,
                               is_row ? -1 : (int)i, NULL};
        if (at > numbers.first && at < numbers.end)
            write_number(panel, key, i, number_at(&numbers, i), &lettering, pen);
    }
}

void indices_draw(const struct panel *panel, struct pen *pen)
{
    for (size_t i = 0; are_shown(panel) && i < panel->map_count; i++) {
        size_t rows, columns;
        if (!has_indices(panel, &panel->maps[i]))
            continue;
        map_unit_counts(&panel->maps[i].map, &rows, &columns);
        if (rows > 1)
            write_axis(panel, i, true, pen);
        write_axis(panel, i, false, pen);
    }
}
