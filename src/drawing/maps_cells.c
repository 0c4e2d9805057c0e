/* SPDX-License-Identifier: MIT */
/* Draws the parts of a layer's two maps: units, window, outputs. */
#include <math.h>

#include "drawing/maps.h"
#include "drawing/share.h"
#include "drawing/shown.h"

/* ---- the input ---- */

void maps_draw_zeros(const struct maps *maps, struct pen *pen)
{
    plane_trace_grid(pen, &maps->input, shown_area(maps->simulation, maps->height, maps->width));
    pen_paint(pen, key_once("input.zeros"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
}

/* ---- runs of adjacent cells along an axis ---- */

/* `count` runs of `length` cells, `pitch` cells apart. */
struct runs {
    double start;
    int64_t count, pitch, length;
};

static struct runs runs_of(double start, int64_t cells, int64_t pitch)
{
    if (pitch == 1)
        return (struct runs){start, 1, 1, cells};
    return (struct runs){start, cells, pitch, 1};
}

/* The units that are on the plane, from first to last: a negative `before` or `after` crops some
 * off. */
struct visible {
    int64_t first, last;
};

static struct visible visible_units(const struct axis *axis)
{
    int64_t room = axis->padded - 1 - axis->before;
    int64_t last = room < 0 ? -1 : room / axis->stretch;
    return (struct visible){axis->before < 0 ? (-axis->before + axis->stretch - 1) / axis->stretch
                                             : 0,
                            last < axis->input - 1 ? last : axis->input - 1};
}

static struct runs unit_runs(const struct axis *axis)
{
    struct visible units = visible_units(axis);
    int64_t count = units.last < units.first ? 0 : units.last - units.first + 1;
    return runs_of((double)(axis->before + units.first * axis->stretch), count, axis->stretch);
}

static struct area area_of(const struct runs *rows, const struct runs *columns, int64_t row,
                           int64_t column)
{
    return (struct area){rows->start + (double)(row * rows->pitch),
                         columns->start + (double)(column * columns->pitch), (double)rows->length,
                         (double)columns->length};
}

typedef void trace_function(struct pen *pen, const struct plane *plane, struct area area);

static void trace_runs(struct pen *pen, const struct plane *plane, const struct runs *rows,
                       const struct runs *columns, trace_function *trace)
{
    if (rows->length == 0 || columns->length == 0)
        return;
    for (int64_t row = 0; row < rows->count; row++)
        for (int64_t column = 0; column < columns->count; column++)
            trace(pen, plane, area_of(rows, columns, row, column));
}

static void draw_blocks(const struct maps *maps, struct pen *pen)
{
    struct runs rows = unit_runs(maps->height), columns = unit_runs(maps->width);
    trace_runs(pen, &maps->input, &rows, &columns, plane_trace_block);
    pen_paint(pen, key_once("input.units"), maps->theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, maps->theme->thick_pt));
}

static void draw_framed(const struct maps *maps, struct pen *pen)
{
    struct runs rows = unit_runs(maps->height), columns = unit_runs(maps->width);
    trace_runs(pen, &maps->input, &rows, &columns, plane_trace_outline);
    pen_paint(pen, key_once("input.units"), maps->theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, maps->theme->thin_pt));
    trace_runs(pen, &maps->input, &rows, &columns, plane_trace_grid);
    pen_paint(pen, key_once("input.grid"), color_none,
              pen_solid(pen, COLOR_INPUT_LINE, maps->theme->thick_pt));
}

/* Column by column and from the bottom up, as the guide does: each unit covers half of its
 * neighbour's line and draws it again, which shows in the lines' soft edges. */
static void draw_apart(const struct maps *maps, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    struct visible rows = visible_units(height), columns = visible_units(width);
    struct stroke line = pen_solid(pen, COLOR_INPUT_LINE, maps->theme->thick_pt);
    for (int64_t column = columns.first; column <= columns.last; column++)
        for (int64_t row = rows.last; row >= rows.first; row--) {
            struct area unit = {(double)(height->before + row * height->stretch),
                                (double)(width->before + column * width->stretch), 1, 1};
            plane_trace_outline(pen, &maps->input, unit);
            pen_paint(pen, key_cell("input.unit", row, column), maps->theme->color[COLOR_INPUT],
                      line);
        }
}

void maps_draw_units(const struct maps *maps, struct pen *pen, enum unit_style style)
{
    switch (style) {
    case UNITS_IN_BLOCKS:
        draw_blocks(maps, pen);
        break;
    case UNITS_FRAMED:
        draw_framed(maps, pen);
        break;
    case UNITS_APART:
        draw_apart(maps, pen);
        break;
    }
}

/* ---- the window ---- */

/* Where cells count: a max pool reads no padding, and no pool what hangs over. */
static struct area counting_area(const struct maps *maps)
{
    const struct axis *height = maps->height, *width = maps->width;
    if (maps_mirror_guide(maps) || simulation_counts_zero(maps->simulation, CELL_PADDING))
        return maps_mirror_guide(maps) ? maps->reach : maps->padded;
    return (struct area){(double)height->before, (double)width->before, (double)height->stretched,
                         (double)width->stretched};
}

static struct area common_area(struct area a, const struct area *b)
{
    double row = fmax(a.row, b->row), column = fmax(a.column, b->column);
    return (struct area){row, column, fmin(a.row + a.rows, b->row + b->rows) - row,
                         fmin(a.column + a.columns, b->column + b->columns) - column};
}

/* The taps that count of windows that slide, with their gaps; others are one block. */
static void trace_taps(const struct maps *maps, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    if (!maps->is_sliding) {
        plane_trace_outline(pen, &maps->input, maps->window);
        return;
    }
    struct runs rows = runs_of(maps->window.row, height->kernel, height->dilation);
    struct runs columns = runs_of(maps->window.column, width->kernel, width->dilation);
    struct area counting = counting_area(maps);
    for (int64_t row = 0; row < rows.count; row++)
        for (int64_t column = 0; column < columns.count; column++) {
            struct area tap = common_area(area_of(&rows, &columns, row, column), &counting);
            if (tap.rows > 0 && tap.columns > 0)
                plane_trace_outline(pen, &maps->input, tap);
        }
}

double maps_tapped_share(const struct maps *maps, int64_t row, int64_t column)
{
    return share_tapped(maps->window.row, maps->taps[0], maps->apart[0], (double)row) *
           share_tapped(maps->window.column, maps->taps[1], maps->apart[1], (double)column);
}

void maps_draw_window(const struct maps *maps, struct pen *pen)
{
    const struct theme *theme = maps->theme;
    if (maps->window.rows <= 0 || maps->window.columns <= 0)
        return;
    trace_taps(maps, pen);
    pen_paint(pen, key_once("window.taps"), theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_EDGE, theme->thin_pt));
    plane_trace_grid(pen, &maps->input, maps->window);
    pen_paint(pen, key_once("window.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
    if (theme->window_pt <= 0)
        return;
    plane_trace_outline(pen, &maps->input, maps->window);
    pen_paint(pen, key_once("window.edge"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, theme->window_pt));
}

/* ---- the output ---- */

void maps_draw_empty_outputs(const struct maps *maps, struct pen *pen)
{
    if (maps->theme->shows_all_outputs)
        return;
    plane_trace_grid(pen, &maps->output, maps->outputs);
    pen_paint(pen, key_once("output.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

static void draw_all_outputs(const struct maps *maps, struct pen *pen)
{
    const struct theme *theme = maps->theme;
    plane_trace_outline(pen, &maps->output, maps->outputs);
    pen_paint(pen, key_once("output.cells"), theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thin_pt));
    plane_trace_grid(pen, &maps->output, maps->outputs);
    pen_paint(pen, key_once("output.grid"), color_none,
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

/* Whole rows, then the cells of the row that the step is in. */
static void draw_computed_outputs(const struct maps *maps, struct pen *pen)
{
    size_t columns = maps->columns, count = maps->computed;
    double rows = (double)(count / columns), rest = (double)(count % columns);
    if (rows > 0)
        plane_trace_block(pen, &maps->output, (struct area){0, 0, rows, (double)columns});
    if (rest > 0)
        plane_trace_block(pen, &maps->output, (struct area){rows, 0, 1, rest});
    pen_paint(pen, key_once("output.cells"), maps->theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, maps->theme->thick_pt));
}

void maps_draw_outputs(const struct maps *maps, struct pen *pen)
{
    if (maps->theme->shows_all_outputs)
        draw_all_outputs(maps, pen);
    else
        draw_computed_outputs(maps, pen);
}

void maps_draw_now(const struct maps *maps, struct pen *pen)
{
    const struct theme *theme = maps->theme;
    if (!maps->has_now)
        return;
    plane_trace_outline(pen, &maps->output, maps->now);
    pen_paint(pen, key_once("now.cell"), theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_WINDOW_EDGE, theme->thin_pt));
    plane_trace_outline(pen, &maps->output, maps->now);
    pen_paint(pen, key_once("now.edge"), color_none,
              pen_solid(pen, COLOR_NOW_LINE, maps_thickest_line(theme)));
}
