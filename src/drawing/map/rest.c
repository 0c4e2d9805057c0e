/* SPDX-License-Identifier: MIT */
/* What of a map never changes: its grid and its zeros, its units with their digits, the outline of
 * an output that is still empty. Cells too small to be told apart are one shape. */
#include <math.h>

#include "drawing/map/draw.h"
#include "drawing/map/marks.h"

/* ---- runs of adjacent cells ---- */

/* Where a grid's lines would be one grey there is its outline alone. */
void map_trace_grid(const struct map *map, struct area area, struct pen *pen)
{
    (map_has_lines(map) ? plane_trace_grid : plane_trace_outline)(pen, &map->plane, area);
}

void map_trace_block(const struct map *map, struct area area, struct pen *pen)
{
    (map_has_lines(map) ? plane_trace_block : plane_trace_outline)(pen, &map->plane, area);
}

/* The first cells of a map in reading order. */
static void trace_first_cells(const struct map *map, size_t count, struct pen *pen)
{
    double rows = (double)(count / map->columns), rest = (double)(count % map->columns);
    if (rows > 0)
        map_trace_block(map, (struct area){0, 0, rows, (double)map->columns}, pen);
    if (rest > 0)
        map_trace_block(map, (struct area){rows, 0, 1, rest}, pen);
}

/* ---- zeros ---- */

static bool has_mark(const struct map_cell *cell, enum legend_entry mark)
{
    bool is_unit = cell->kind == CELL_UNIT;
    return mark == LEGEND_REPEATED  ? is_unit && cell->is_repeated && cell->is_shown
           : mark == LEGEND_STRETCH ? cell->kind == CELL_STRETCH
           : mark == LEGEND_EXTRA   ? cell->kind == CELL_EXTRA && cell->is_shown
                                    : is_unit && cell->is_uncovered;
}

/* Marks every cell that has a mark, or crosses it out. */
static void trace_marks(const struct map *map, enum legend_entry mark, bool is_crossed,
                        struct pen *pen)
{
    double width = map->cell_width > 0 ? map->cell_width : 1;
    bool under_digits = map->texts.of != NULL;
    struct plane narrow = map->plane; /* whose columns are as wide as cells */
    narrow.column.x *= width;
    for (int64_t row = 0; row < (int64_t)map->rows; row++)
        for (int64_t column = 0; column < (int64_t)map->columns; column++) {
            struct map_cell cell = map_cell_at(map, row, column);
            struct point at = {((double)column + (1 - width) / 2) / width, (double)row};
            if (!has_mark(&cell, mark))
                continue;
            if (is_crossed)
                marks_trace_cross(pen, &narrow, under_digits, at);
            else
                marks_trace(pen, &narrow, cell.kind, under_digits, at);
        }
}

/* Every cell of an area. */
static void trace_places(const struct map *map, struct area area, struct pen *pen)
{
    if (map->cell_width == 0) {
        map_trace_grid(map, area, pen);
        return;
    }
    for (double row = area.row; row < area.row + area.rows; row++)
        for (double column = area.column; column < area.column + area.columns; column++)
            plane_trace_outline(pen, &map->plane,
                                map_cells_area(map, (struct area){row, column, 1, 1}));
}

/* What zeros an input map has, as bits of its legend. */
static unsigned zeros_of(const struct map *map)
{
    unsigned zeros = 0;
    for (size_t i = 0; i < map->reader->axes; i++) {
        const struct axis *axis = &map->reader->axis[i];
        zeros |= axis->stretch > 1 ? LEGEND_STRETCH : 0;
        zeros |= axis->extra > 0 ? LEGEND_EXTRA : 0;
        zeros |= axis->before > 0 || axis->after > 0 ? LEGEND_PADDING : 0;
    }
    return zeros;
}

/* Of a transposed layer a ring has zeros, too: between units, and beyond them. */
static bool may_pad_with_zeros(const struct simulation *layer)
{
    return layer->padding_mode == MODE_ZEROS || layer->is_transposed;
}

bool map_has_zeros(const struct map *map)
{
    if (!map->reader)
        return map->reach.rows > (double)map->rows || map->reach.columns > (double)map->columns;
    return map->reader->is_sparse || (zeros_of(map) != 0 && may_pad_with_zeros(map->reader));
}

unsigned map_legend(const struct map *map)
{
    if (!map->reader)
        return 0;
    unsigned zeros = zeros_of(map), legend = zeros & LEGEND_STRETCH;
    if (map->subject->looks.show.padding.value) {
        legend |= map->reader->padding_mode == MODE_ZEROS ? zeros & LEGEND_EXTRA : 0;
        if (zeros & LEGEND_PADDING)
            legend |= (map->reader->padding_mode != MODE_ZEROS ? LEGEND_REPEATED : 0) |
                      (!may_pad_with_zeros(map->reader)                    ? 0
                       : map->reader->padding_value != 0                   ? LEGEND_FILLED
                       : simulation_counts_zero(map->reader, CELL_PADDING) ? LEGEND_PADDING
                                                                           : LEGEND_IGNORED);
    }
    unsigned crossed = map->reader->is_sparse ? LEGEND_INACTIVE : LEGEND_UNCOVERED;
    return legend | (map_has_uncovered(map) ? crossed : 0);
}

/* Places that touch are one. */
void map_draw_ground(const struct map *map, struct area area, double share, struct pen *pen)
{
    struct color fill = marks_ground(&map->subject->looks.theme,
                                     map->role == MAP_OUTPUT ? COLOR_OUTPUT : COLOR_INPUT);
    if (fill.alpha <= 0 || share <= 0)
        return;
    if (map->cell_width == 0)
        plane_trace_outline(pen, &map->plane, area);
    else
        trace_places(map, area, pen);
    pen_paint(pen, map_key(map, "ground", pen), color_faded(fill, share), stroke_none);
}

void map_draw_zeros(const struct map *map, struct pen *pen)
{
    const struct theme *theme = &map->subject->looks.theme;
    if (map_has_zeros(map))
        map_draw_ground(map, map_shown_area(map), 1, pen);
    trace_places(map, map_shown_area(map), pen);
    pen_paint(pen, map_key(map, "zeros", pen), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    if (!map_has_lines(map) || !map->reader)
        return;
    unsigned zeros = zeros_of(map);
    if (map->reader->padding_mode != MODE_ZEROS)
        trace_marks(map, LEGEND_REPEATED, false, pen);
    pen_paint(pen, map_key(map, "repeats", pen), marks_repeated(theme), stroke_none);
    if (zeros & LEGEND_STRETCH)
        trace_marks(map, LEGEND_STRETCH, false, pen);
    pen_paint(pen, map_key(map, "stretch", pen), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, theme->thin_pt));
    if (zeros & LEGEND_EXTRA)
        trace_marks(map, LEGEND_EXTRA, false, pen);
    pen_paint(pen, map_key(map, "extra", pen), theme->color[COLOR_ZERO_LINE], stroke_none);
}

/* ---- units ---- */

/* Runs of units along an axis: where they touch one run of all of them. */
struct unit_runs {
    double start, count, pitch, length;
};

/* Of those that are on the plane: negative padding crops some. */
static struct unit_runs runs_of_units(const struct axis *axis, bool are_apart)
{
    int64_t room = axis->padded - 1 - axis->before, last = room < 0 ? -1 : room / axis->stretch;
    int64_t first = axis->before < 0 ? (-axis->before + axis->stretch - 1) / axis->stretch : 0;
    last = last < axis->input - 1 ? last : axis->input - 1;
    double count = last < first ? 0 : (double)(last - first + 1);
    double start = (double)(axis->before + first * axis->stretch);
    if (axis->stretch == 1 && !are_apart)
        return (struct unit_runs){start, count > 0, 1, count};
    return (struct unit_runs){start, count, (double)axis->stretch, 1};
}

/* The units of a matrix: runs along its rows where no lines part them. */
static void trace_numbered(const struct map *map, struct pen *pen)
{
    for (size_t row = 0; row < map->rows; row++)
        for (size_t column = 0, end; column < map->columns; column = end) {
            const size_t *numbers = &map->numbers[row * map->columns];
            bool is_unit = numbers[column] != NO_UNIT;
            end = column + 1;
            while (!map_has_lines(map) && end < map->columns &&
                   (numbers[end] != NO_UNIT) == is_unit)
                end++;
            if (is_unit)
                plane_trace_outline(
                    pen, &map->plane,
                    (struct area){(double)row, (double)column, 1, (double)(end - column)});
        }
}

/* A slice of a 3-D map may hold no units at all. */
static bool has_units(const struct map *map)
{
    const struct axis *axis = &map->reader->axis[0];
    int64_t beyond = map->depth - axis->before;
    return map->reader->axes < 3 ||
           (beyond >= 0 && beyond < axis->stretched && beyond % axis->stretch == 0);
}

static void trace_units(const struct map *map, struct pen *pen)
{
    const struct simulation *layer = map->reader;
    if (!has_units(map))
        return;
    struct unit_runs rows = layer->axes > 1 ? runs_of_units(&layer->axis[layer->axes - 2], false)
                                            : (struct unit_runs){0, 1, 1, (double)map->rows};
    struct unit_runs columns = runs_of_units(&layer->axis[layer->axes - 1], map->cell_width > 0);
    double pitch = fmin(rows.pitch, columns.pitch);
    bool are_close = map->cell_width == 0 && pitch * map_cell_px(map) < LEAST_CELL_PX;
    if (are_close && rows.count > 0 && columns.count > 0) {
        plane_trace_outline(pen, &map->plane,
                            (struct area){rows.start, columns.start,
                                          (rows.count - 1) * rows.pitch + rows.length,
                                          (columns.count - 1) * columns.pitch + columns.length});
        return;
    }
    for (double row = 0; row < rows.count; row++)
        for (double column = 0; column < columns.count; column++)
            map_trace_block(
                map,
                map_cells_area(map, (struct area){rows.start + row * rows.pitch,
                                                  columns.start + column * columns.pitch,
                                                  rows.length, columns.length}),
                pen);
}

/* Some of them, one by one: cropped ones are not there. */
static void trace_first(const struct map *map, size_t shown, struct pen *pen)
{
    double pitch[2];
    size_t rows, columns;
    struct area first = map_first_unit(map, pitch);
    map_unit_counts(map, &rows, &columns);
    for (size_t n = 0; n < shown && n < rows * columns; n++) {
        double row = first.row + (double)(n / columns) * pitch[0];
        double column = first.column + (double)(n % columns) * pitch[1];
        if (row >= 0 && row < (double)map->rows && column >= 0 && column < (double)map->columns)
            plane_trace_outline(pen, &map->plane,
                                map_cells_area(map, (struct area){row, column, 1, 1}));
    }
}

/* In whole rows or columns: no window taps a place of this axis, 0 or 1, there. */
static void trace_untapped(const struct map *map, size_t axis, struct pen *pen)
{
    const struct axis *along = &map->reader->axis[axis], *across = &map->reader->axis[1 - axis];
    struct unit_runs units = runs_of_units(along, false), all = runs_of_units(across, false);
    for (double at = units.start; at < units.start + units.length; at++)
        if (!map_is_tapped(along, (int64_t)at))
            plane_trace_outline(pen, &map->plane,
                                axis == 0 ? (struct area){at, all.start, 1, all.length}
                                          : (struct area){all.start, at, all.length, 1});
}

static void draw_uncovered(const struct map *map, struct pen *pen)
{
    const struct theme *theme = &map->subject->looks.theme;
    if (!map_has_uncovered(map))
        return;
    if (map_has_lines(map) || map->reader->axes != 2 || (zeros_of(map) & LEGEND_STRETCH)) {
        trace_marks(map, LEGEND_UNCOVERED, false, pen);
    } else {
        trace_untapped(map, 0, pen);
        trace_untapped(map, 1, pen);
    }
    pen_paint(pen, map_key(map, "uncovered", pen), marks_uncovered(theme), stroke_none);
    if (!map_has_lines(map))
        return;
    trace_marks(map, LEGEND_UNCOVERED, true, pen);
    pen_paint(pen, map_key(map, "crosses", pen), color_none,
              pen_solid(pen, COLOR_INPUT_LINE, theme->thin_pt));
}

void map_draw_units(const struct map *map, size_t shown, struct pen *pen)
{
    bool is_output = map->role == MAP_OUTPUT;
    size_t cells = map->rows * map->columns;
    if (map->numbers)
        trace_numbered(map, pen);
    else if (map->reader && shown == SIZE_MAX)
        trace_units(map, pen);
    else if (map->reader || map->cell_width > 0)
        trace_first(map, shown, pen);
    else
        trace_first_cells(map, shown < cells ? shown : cells, pen);
    struct stroke line = pen_solid(pen, is_output ? COLOR_OUTPUT_LINE : COLOR_INPUT_LINE,
                                   map->subject->looks.theme.thick_pt);
    pen_paint(pen, map_key(map, is_output ? "cells" : "units", pen),
              map->subject->looks.theme.color[is_output ? COLOR_OUTPUT : COLOR_INPUT],
              map->numbers && !map_has_lines(map) ? stroke_none : line);
    if (shown == SIZE_MAX)
        draw_uncovered(map, pen);
}

struct color map_chosen_ink(const struct map *map, const struct lights *lights, struct color ink,
                            int64_t row, int64_t column)
{
    int64_t chosen_row, chosen_column;
    if (!lights_chosen(lights, map, &chosen_row, &chosen_column) || row != chosen_row ||
        column != chosen_column)
        return ink;
    return color_turned(ink, lights->subject->looks.theme.color[COLOR_NOW_INK],
                        lights->chosen_share);
}

/* The ink of a unit of an input on the way to that of what is read, or of the unit that stamps. */
static struct color lit_ink(const struct map *map, const struct lights *lights, struct color ink,
                            int64_t row, int64_t column)
{
    const struct color *color = map->subject->looks.theme.color;
    if (lights->stamps)
        return color_turned(ink, color[COLOR_INPUT_NOW_INK],
                            lights_current_share(lights, map, row, column));
    ink = color_mix(ink, color[COLOR_INK], lights_read_share(lights, map, row, column));
    return map_chosen_ink(map, lights, ink, row, column);
}

void map_write_units(const struct map *map, const struct lights *lights, enum theme_color ink,
                     struct pen *pen)
{
    struct item_key key = map_key(map, "value", pen);
    struct lettering lettering = {.font = map->texts.font};
    for (int64_t row = 0; row < (int64_t)map->rows; row++)
        for (int64_t column = 0; column < (int64_t)map->columns; column++) {
            struct map_cell cell = map_cell_at(map, row, column);
            const struct cell_text *text = map_text(map, &cell);
            if (!text)
                continue;
            lettering.color = map->subject->looks.theme.color[map_cell_ink(&cell, ink)];
            if (lights && cell.kind == CELL_UNIT)
                lettering.color = lit_ink(map, lights, lettering.color, row, column);
            if (lights && !lights->stamps)
                lettering.color =
                    color_faded(lettering.color, 1 - lights_covered(lights, map, row, column));
            struct cell_text own = *text;
            if (lights && map->texts.rise != 0)
                own.rise = map->texts.rise * lights_read_share(lights, map, row, column);
            map_write(map, map_cell_key(key, row, column), &own, &lettering, pen);
        }
}

static void draw_input(const struct map *map, struct pen *pen)
{
    if (map->reader || map->numbers)
        map_draw_zeros(map, pen);
    map_draw_units(map, SIZE_MAX, pen);
    if (map->texts.of)
        map_write_units(map, NULL, COLOR_INPUT_INK, pen);
}

/* ---- kernels and outputs ---- */

static void draw_kernel(const struct map *map, struct pen *pen)
{
    const struct theme *theme = &map->subject->looks.theme;
    if (map->numbers && map_has_lines(map))
        trace_numbered(map, pen);
    else
        map_trace_block(map, map_grid(map), pen);
    pen_paint(pen, map_key(map, "cells", pen), theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
    if (map->texts.of)
        map_write_units(map, NULL, COLOR_WINDOW_INK, pen);
}

static void draw_empty_output(const struct map *map, struct pen *pen)
{
    if (map->subject->looks.theme.shows_all_outputs)
        return;
    map_draw_ground(map, map_grid(map), 1, pen);
    trace_places(map, map_grid(map), pen);
    pen_paint(pen, map_key(map, "empty", pen), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

void map_draw_rest(const struct map *map, struct pen *pen)
{
    if (map->scale) {
        map_draw_colors(map, map->role == MAP_INPUT ? SIZE_MAX : 0, pen);
        return;
    }
    switch (map->role) {
    case MAP_INPUT:
        draw_input(map, pen);
        break;
    case MAP_KERNEL:
        draw_kernel(map, pen);
        break;
    case MAP_OUTPUT:
        draw_empty_output(map, pen);
        break;
    case MAP_ROLES:
        break;
    }
}
