/* SPDX-License-Identifier: MIT */
/* What a moment draws on maps: the window and what it reads, the outputs, the current unit. */
#include <math.h>

#include "drawing/map/draw.h"
#include "drawing/map/marks.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

/* ---- the window ---- */

/* Where cells count: a max pool reads no padding, and no pool what hangs over. */
static struct area counting_area(const struct map *map)
{
    const struct simulation *layer = map->reader;
    if (!layer) /* a stamp counts everywhere */
        return map->reach;
    if (simulation_counts_zero(layer, CELL_PADDING))
        return map_grid(map);
    if (layer->axes > 2 && (map->depth < layer->axis[0].before ||
                            map->depth >= layer->axis[0].before + layer->axis[0].stretched))
        return (struct area){0}; /* a slice of padding */
    return map_inner_area(map);
}

/* Beside an output a stamp is cropped. */
static bool is_zero_at(const struct map *map, double row, double column)
{
    struct area grid = map_grid(map);
    if (!map->reader)
        return row < 0 || row >= grid.rows || column < 0 || column >= grid.columns;
    struct map_cell cell = map_cell_at(map, (int64_t)row, (int64_t)column);
    return cell.kind != CELL_UNIT || cell.is_inactive;
}

/* The parts of an area that lie on zeros, or those that lie on units. */
static void trace_cells(const struct map *map, const struct area *area, bool on_zeros,
                        struct pen *pen)
{
    for (double row = floor(area->row); row < area->row + area->rows; row++)
        for (double column = floor(area->column); column < area->column + area->columns; column++) {
            struct area cell = {row, column, 1, 1}, part = area_common(cell, *area);
            if (part.rows > 0 && part.columns > 0 && is_zero_at(map, row, column) == on_zeros)
                plane_trace_outline(pen, &map->plane, part);
        }
}

enum taps { TAPS_ALL, TAPS_ON_UNITS, TAPS_ON_ZEROS };

/* Taps side by side are one run, where units and zeros look alike. counting: where they count. */
static void trace_taps_at(const struct map *map, const struct lights *lights,
                          const struct area *window, struct area counting, enum taps which,
                          struct pen *pen)
{
    int64_t taps[2], apart[2];
    lights_grid_taps(lights, taps, apart);
    double length[2] = {1, 1};
    const double lengths[2] = {window->rows, window->columns};
    for (int i = 0; i < 2; i++)
        if (apart[i] == 1) {
            length[i] = lengths[i];
            taps[i] = 1;
        }
    for (int64_t row = 0; row < taps[0]; row++)
        for (int64_t column = 0; column < taps[1]; column++) {
            struct area tap = {window->row + (double)(row * apart[0]),
                               window->column + (double)(column * apart[1]), length[0], length[1]};
            tap = area_common(tap, counting);
            tap = area_common(tap, *window);
            if (tap.rows <= 0 || tap.columns <= 0)
                continue;
            if (which == TAPS_ALL)
                plane_trace_outline(pen, &map->plane, tap);
            else
                trace_cells(map, &tap, which == TAPS_ON_ZEROS, pen);
        }
}

/* Where a stamp goes on at the other end of a ring, units alone count. */
static void trace_taps(const struct map *map, const struct lights *lights,
                       const struct area *window, enum taps which, struct pen *pen)
{
    struct area at[MOST_PLACES];
    size_t count = lights_window_places(lights, *window, map, at);
    for (size_t i = 0; i < count; i++)
        trace_taps_at(map, lights, &at[i], i == 0 ? counting_area(map) : map_grid(map), which, pen);
}

void map_trace_taps(const struct map *map, const struct lights *lights, struct pen *pen)
{
    struct area area = lights_window_area(lights, &lights->windows[0]);
    trace_taps(map, lights, &area, TAPS_ALL, pen);
}

void map_trace_window(const struct map *map, const struct lights *lights,
                      const struct light_window *window, struct pen *pen)
{
    struct area at[MOST_PLACES], grid = map_grid(map);
    size_t count = lights_window_places(lights, lights_window_area(lights, window), map, at);
    for (size_t i = 0; i < count; i++)
        plane_trace_outline(pen, &map->plane, i == 0 ? at[i] : area_common(at[i], grid));
}

/* The lines between the cells of a stamp or a window that are units. */
static void trace_lines(const struct map *map, const struct lights *lights, struct area window,
                        bool has_zeros, struct pen *pen)
{
    struct area at[MOST_PLACES], grid = map_grid(map);
    size_t count = lights_window_places(lights, window, map, at);
    for (size_t i = 0; i < count; i++) {
        struct area area = i == 0 ? at[i] : area_common(at[i], grid);
        if (has_zeros)
            trace_cells(map, &area, false, pen);
        else
            map_trace_grid(map, area, pen);
    }
}

static struct item_key window_key(const struct map *map, const char *part, size_t number,
                                  struct pen *pen)
{
    const char *name = number == 0 ? part : arena_format(pen->arena, "%s.next", part);
    return (struct item_key){name, map->channel, -1, -1, NULL};
}

static void draw_edge(const struct map *map, const struct lights *lights, size_t number,
                      struct pen *pen)
{
    const struct subject *subject = lights->subject;
    const struct light_window *window = &lights->windows[number];
    map_trace_window(map, lights, window, pen);
    pen_paint(pen, window_key(map, "window.edge", number, pen), color_none,
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(subject)),
                           lights_edge_share(lights, window, map)));
}

/* Where a stride passes over places: their outlines, pale. */
static void draw_ghosts(const struct map *map, const struct lights *lights, struct pen *pen)
{
    for (size_t n = 0; n < lights->ghost_count; n++) {
        struct item_key key = {"window.ghost", map->channel, -1, (int)n, NULL};
        struct stroke edge = pen_dashed(pen, COLOR_WINDOW_LINE);
        double share = lights->ghost_share * lights_edge_share(lights, &lights->windows[0], map);
        if (share <= 0)
            return;
        plane_trace_outline(pen, &map->plane, lights_ghost_area(lights, n));
        pen_paint(pen, key, color_none, stroke_faded(edge, share));
    }
}

/* What a stamp lies on, pale, so that its colour is clear. */
static void draw_veil(const struct map *map, const struct lights *lights, struct area area,
                      double share, struct pen *pen)
{
    trace_taps(map, lights, &area, TAPS_ALL, pen);
    pen_paint(pen, map_key(map, "veil", pen), color_faded(marks_under_stamp(pen->theme), share),
              stroke_none);
}

static void draw_window(const struct map *map, const struct lights *lights, size_t number,
                        struct pen *pen)
{
    const struct subject *subject = lights->subject;
    const struct theme *theme = &subject->looks.theme;
    const struct light_window *window = &lights->windows[number];
    struct area area = lights_window_area(lights, window);
    double share = lights_window_share(lights, window, map);
    if (lights_edge_share(lights, window, map) <= 0 || area.rows <= 0 || area.columns <= 0)
        return;
    if (share <= 0) {
        draw_edge(map, lights, number, pen);
        return;
    }
    bool has_zeros = map_has_zeros(map);
    if (lights->stamps)
        draw_veil(map, lights, area, share, pen);
    struct color fill = color_faded(map_has_moved_taps(lights->layer) ? marks_read_zero(theme)
                                                                      : theme->color[COLOR_WINDOW],
                                    share);
    struct stroke edge = stroke_faded(pen_solid(pen, COLOR_WINDOW_EDGE, theme->thin_pt), share);
    trace_taps(map, lights, &area, has_zeros ? TAPS_ON_UNITS : TAPS_ALL, pen);
    pen_paint(pen, window_key(map, "window.taps", number, pen), fill, edge);
    if (has_zeros) {
        trace_taps(map, lights, &area, TAPS_ON_ZEROS, pen);
        pen_paint(pen, window_key(map, "window.zeros", number, pen),
                  color_faded(marks_read_zero(theme), share), edge);
    }
    trace_lines(map, lights, area, has_zeros, pen);
    pen_paint(pen, window_key(map, "window.grid", number, pen), color_none,
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt), share));
    draw_edge(map, lights, number, pen);
}

/* ---- what the window reads ---- */

static void draw_chosen(const struct map *map, const struct lights *lights, struct pen *pen)
{
    int64_t row, column;
    if (!lights_chosen(lights, map, &row, &column))
        return;
    const struct theme *theme = &lights->subject->looks.theme;
    plane_trace_outline(pen, &map->plane, (struct area){(double)row, (double)column, 1, 1});
    pen_paint(pen, (struct item_key){"chosen.cell", map->channel, -1, -1, NULL},
              color_faded(theme->color[COLOR_NOW], lights->chosen_share),
              stroke_faded(pen_solid(pen, COLOR_NOW_LINE, theme->thick_pt), lights->chosen_share));
}

/* The colour of what a window reads: its alpha is how much the window covers it. */
static struct color read_ink(const struct map *map, const struct lights *lights, int64_t row,
                             int64_t column)
{
    const struct theme *theme = &lights->subject->looks.theme;
    bool is_zero = is_zero_at(map, (double)row, (double)column);
    struct color ink = theme->color[is_zero ? COLOR_ZERO_INK : COLOR_INK];
    double covered = lights_covered(lights, map, row, column);
    ink = map_chosen_ink(map, lights, ink, row, column);
    return color_faded(ink, (1 - covered) * lights_read_share(lights, map, row, column));
}

/* The digits that are read now, in ink over the window. A map without digits tells its zeros. */
static void write_read(const struct map *map, const struct lights *lights,
                       const struct light_window *window, struct pen *pen)
{
    const struct subject *subject = lights->subject;
    bool has_texts = map->texts.of != NULL;
    struct lettering lettering = {.font = map->texts.font};
    if (!has_texts)
        lettering.font = cell_texts_fit(subject->ruler, subject->looks.theme.font[FONT_SMALL],
                                        map_zero_text(map, CELL_PADDING), 1,
                                        sizes->most_width * plane_length(map->plane.column));
    struct area area = lights_window_area(lights, window);
    int64_t end_row = (int64_t)ceil(area.row + area.rows);
    int64_t end_column = (int64_t)ceil(area.column + area.columns);
    for (int64_t row = (int64_t)fmax(0, floor(area.row)); row < end_row && row < (int64_t)map->rows;
         row++)
        for (int64_t column = (int64_t)fmax(0, floor(area.column));
             column < end_column && column < (int64_t)map->columns; column++) {
            struct map_cell cell = map_cell_at(map, row, column);
            bool is_zero = cell.kind != CELL_UNIT && cell.is_counted && cell.is_shown;
            const struct cell_text *text = has_texts ? map_text(map, &cell)
                                           : is_zero ? map_zero_text(map, cell.kind)
                                                     : NULL;
            lettering.color = read_ink(map, lights, row, column);
            if (!text || lettering.color.alpha <= 0)
                continue;
            map_write(map,
                      (struct item_key){has_texts ? "window.value" : "window.zero", map->channel,
                                        (int)row, (int)column, NULL},
                      text, &lettering, pen);
        }
}

/* Digits only where a cell can hold them. */
static bool can_tell_zeros(const struct map *map)
{
    double cell = fmin(plane_length(map->plane.column), plane_length(map->plane.row));
    const struct font *font = &map->subject->looks.theme.font[FONT_SMALL];
    return map->texts.of ||
           (map->subject->looks.show.values != SHOW_NOTHING &&
            font->size_pt <= sizes->largest_zero * cell && subject_is_legible(map->subject, font));
}

void map_light_window(const struct map *map, const struct lights *lights, struct pen *pen)
{
    for (size_t i = 0; i < lights->window_count; i++)
        draw_window(map, lights, i, pen);
    if (lights->stamps)
        return;
    if (map_has_moved_taps(lights->layer))
        map_draw_moved_taps(map, lights, pen);
    draw_ghosts(map, lights, pen);
    map_draw_repeats(map, lights, pen);
    draw_chosen(map, lights, pen);
}

void map_write_read(const struct map *map, const struct lights *lights, struct pen *pen)
{
    for (size_t i = 0; i < lights->window_count && can_tell_zeros(map); i++)
        if (lights_window_share(lights, &lights->windows[i], map) > 0)
            write_read(map, lights, &lights->windows[i], pen);
}

void map_draw_window(const struct map *map, const struct lights *lights,
                     const struct texts *factors, const struct map *kernel, struct pen *pen)
{
    map_light_window(map, lights, pen);
    map_write_read(map, lights, pen);
    if (factors)
        map_write_factors(map, lights, factors, kernel, pen);
    map_write_products(map, lights, pen);
}

/* ---- outputs ---- */

/* Of what was traced: a unit of an output, or of an input where units stamp. */
static void paint_lit(struct item_key key, struct lit lit, enum map_role role, double edge_pt,
                      struct pen *pen)
{
    const struct color *color = pen->theme->color;
    bool is_input = role == MAP_INPUT;
    struct stroke edge = pen_solid(pen, is_input ? COLOR_INPUT_INK : COLOR_NOW_LINE, edge_pt);
    edge.color = color_mix(color[COLOR_ZERO_INK], edge.color, lit.lit);
    pen_paint(pen, key,
              color_faded(color[is_input ? COLOR_INPUT_NOW : COLOR_NOW], lit.share * lit.lit),
              stroke_faded(edge, lit.share));
}

void map_draw_lit_cell(const struct subject *subject, const struct plane *plane, struct area area,
                       struct lit lit, struct item_key key, struct pen *pen)
{
    plane_trace_outline(pen, plane, area);
    paint_lit(key, lit, MAP_OUTPUT, subject_edge(subject), pen);
}

/* How many units are there, with those of the step to come. */
static size_t shown_next(const struct map *map, const struct lights *lights, size_t shown)
{
    struct lights next = *lights;
    next.step++;
    return lights->progress > 0 && !lights->hides_next ? lights_shown(&next, map) : shown;
}

/* Those of the step to come come with their cells. */
static void write_outputs(const struct map *map, const struct lights *lights, size_t shown,
                          struct pen *pen)
{
    const struct color *color = lights->subject->looks.theme.color;
    struct item_key key = map_key(map, "value", pen);
    struct lettering lettering = {.font = map->texts.font};
    bool has_columns = lights_fills_columns(lights, map);
    double coming = share_coming(lights->progress) * lights->strength;
    size_t end = coming > 0 ? shown_next(map, lights, shown) : shown;
    for (size_t i = 0; i < (has_columns ? map->rows * map->columns : end); i++) {
        size_t row = i / map->columns, column = i % map->columns, at = has_columns ? column : i;
        bool asks = lights_ask(lights, map->first + i);
        if (at >= end)
            continue;
        lettering.color =
            color_turned(color[COLOR_OUTPUT_INK], color[COLOR_NOW_INK],
                         lights_current_share(lights, map, (int64_t)row, (int64_t)column));
        if (at >= shown) {
            lettering.color = color_faded(color[COLOR_NOW_INK], coming);
            asks = lights->subject->looks.show.reveal == REVEAL_QUESTION;
        }
        map_write(map, map_cell_key(key, (int64_t)row, (int64_t)column),
                  cell_text_or_question(&map->texts.of[map->first + i], asks), &lettering, pen);
    }
}

void map_draw_currents(const struct map *map, const struct lights *lights, struct pen *pen)
{
    for (size_t i = 0; i < lights->current_count; i++) {
        struct item_key key = window_key(map, "now.cell", i, pen);
        struct area area;
        double share;
        if (map->is_matrix)
            key = map_key(map, i > 0 ? "now.next" : "now", pen);
        if (!lights_current_area(lights, &lights->currents[i], map, &area, &share))
            continue;
        plane_trace_outline(pen, &map->plane, map_widened_area(map, area));
        paint_lit(key, (struct lit){share, lights->currents[i].lit}, map->role, map_edge(map), pen);
    }
}

/* Of an output its first columns. */
static void draw_columns(const struct map *map, size_t shown, struct pen *pen)
{
    const struct theme *theme = &map->subject->looks.theme;
    if (shown > 0)
        map_trace_block(map, (struct area){0, 0, (double)map->rows, (double)shown}, pen);
    pen_paint(pen, map_key(map, "cells", pen), theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

void map_draw_outputs(const struct map *map, const struct lights *lights, struct pen *pen)
{
    size_t shown = lights_shown(lights, map);
    if (map->scale) {
        bool asks = shown > 0 && lights_ask(lights, map->first + shown - 1);
        map_draw_colors(map, shown - asks, pen);
    } else if (lights_fills_columns(lights, map)) {
        draw_columns(map, shown, pen);
    } else {
        map_draw_units(map, shown, pen);
    }
    map_draw_currents(map, lights, pen);
    if (map->texts.of)
        write_outputs(map, lights, shown, pen);
}
