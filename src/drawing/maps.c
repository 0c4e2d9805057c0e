/* SPDX-License-Identifier: MIT */
/* Draws the parts of a layer's two maps on whatever planes a view laid out: units, window,
 * outputs. Geometry comes from the axes alone, for any sizes. */
#include "drawing/maps.h"

#include <assert.h>
#include <math.h>

#include "drawing/marks.h"
#include "drawing/shown.h"

const char *maps_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (simulation->is_flattened)
        return arena_format(arena, "%s, whose output has no height and width",
                            simulation->type_name);
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (simulation->in_channels != 1 || simulation->out_channels != 1)
        return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                            simulation->in_channels, simulation->out_channels);
    return NULL;
}

/* ---- from the moment to areas ---- */

static double between(int64_t from, int64_t to, double progress)
{
    return (double)from + (double)(to - from) * progress;
}

/* What a step reads, where windows are not alike: the box round its terms. */
static struct area box_of_terms(const struct simulation *simulation, size_t n)
{
    struct arena arena = {0};
    struct step step;
    struct area box = {0};
    simulation_step_at(simulation, n, &arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        double row = (double)step.terms[t].place[0], column = (double)step.terms[t].place[1];
        if (t == 0)
            box = (struct area){row, column, 1, 1};
        box.rows = row - box.row + 1;
        box.columns = column - box.column + 1 > box.columns ? column - box.column + 1 : box.columns;
    }
    arena_finish(&arena);
    return box;
}

static double mix(double from, double to, double progress)
{
    return from + (to - from) * progress;
}

static void read_window(struct maps *maps, const struct step *here, const struct step *next,
                        double progress)
{
    if (maps->simulation->is_sliding) {
        maps->window = (struct area){between(here->window[0], next->window[0], progress),
                                     between(here->window[1], next->window[1], progress),
                                     (double)maps->height->effective_kernel,
                                     (double)maps->width->effective_kernel};
        maps->taps[0] = maps->height->kernel;
        maps->taps[1] = maps->width->kernel;
        maps->apart[0] = maps->height->dilation;
        maps->apart[1] = maps->width->dilation;
        return;
    }
    struct area from = box_of_terms(maps->simulation, here->number);
    struct area to = box_of_terms(maps->simulation, next->number);
    maps->window =
        (struct area){mix(from.row, to.row, progress), mix(from.column, to.column, progress),
                      mix(from.rows, to.rows, progress), mix(from.columns, to.columns, progress)};
    maps->taps[0] = (int64_t)(maps->window.rows + 0.999);
    maps->taps[1] = (int64_t)(maps->window.columns + 0.999);
    maps->apart[0] = maps->apart[1] = 1;
}

static void read_places(struct maps *maps, const struct moment_part *part)
{
    struct step here, next;
    simulation_place_at(maps->simulation, part->step, &here);
    next = here;
    if (part->progress > 0)
        simulation_place_at(maps->simulation, part->step + 1, &next);
    double progress = part->progress;
    read_window(maps, &here, &next, progress);
    maps->now =
        (struct area){between((int64_t)here.output[1], (int64_t)next.output[1], progress),
                      between((int64_t)here.output[2], (int64_t)next.output[2], progress), 1, 1};
}

/* How many cells of an axis are the plane's or ever under the window. */
static double reach_of(const struct simulation *simulation, const struct axis *axis)
{
    if (!simulation->is_sliding)
        return (double)axis->padded;
    int64_t end = (axis->output - 1) * axis->move + axis->effective_kernel;
    return (double)(end > axis->padded ? end : axis->padded);
}

void maps_read(struct maps *maps, const struct drawing *drawing, const struct moment_part *part)
{
    const struct simulation *simulation = drawing->simulation;
    assert(simulation->axes == 2);
    const struct axis *height = &simulation->axis[0], *width = &simulation->axis[1];
    *maps = (struct maps){
        .simulation = simulation,
        .theme = &drawing->scene->theme,
        .height = height,
        .width = width,
        .step = part->step,
        .computed = part->step + 1,
        .has_now = true,
        .progress = part->progress,
        .is_question = part->is_question,
        .padded = {0, 0, (double)height->padded, (double)width->padded},
        .reach = {0, 0, reach_of(simulation, height), reach_of(simulation, width)},
        .outputs = {0, 0, (double)height->output, (double)width->output},
    };
    read_places(maps, part);
}

bool maps_mirror_guide(const struct maps *maps)
{
    return maps->theme->is_page_per_step;
}

/* ---- the page ---- */

static double thickest_line(const struct theme *theme)
{
    return theme->window_pt > theme->thick_pt ? theme->window_pt : theme->thick_pt;
}

struct box maps_extent(const struct maps *maps)
{
    struct box box = box_around(maps->input.origin);
    box = plane_widen(box, &maps->input, maps->reach);
    box = plane_widen(box, &maps->output, maps->outputs);
    double half = thickest_line(maps->theme) / 2;
    return (struct box){box.left - half, box.top - half, box.right + half, box.bottom + half};
}

static void shift_plane(struct plane *plane, double x, double y)
{
    plane->origin.x += x;
    plane->origin.y += y;
}

void maps_set_page(struct maps *maps, struct box box, struct pen *pen)
{
    double margin = maps->theme->margin_pt;
    double x = margin - box.left, y = margin - box.top;
    shift_plane(&maps->input, x, y);
    shift_plane(&maps->output, x, y);
    shift_plane(&maps->kernel, x, y);
    pen->list->width_pt = box.right - box.left + 2 * margin;
    pen->list->height_pt = box.bottom - box.top + 2 * margin;
}

static struct plane from_unit(const struct plane *plane, const struct axis *height,
                              const struct axis *width)
{
    struct plane moved = *plane;
    moved.origin = plane_point(plane, (double)height->before, (double)width->before);
    return moved;
}

void maps_place_input(const struct maps *maps, int channel, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    const struct map_place place = {
        .role = MAP_INPUT,
        .channel = channel,
        .plane = from_unit(&maps->input, height, width),
        .pitch = {(double)height->stretch, (double)width->stretch},
        .rows = (size_t)height->input,
        .columns = (size_t)width->input,
        .outline = {-(double)height->before, -(double)width->before, maps->reach.rows,
                    maps->reach.columns},
        .side = maps->side,
        .dimensions = maps->dimensions,
    };
    pen_place_map(pen, &place);
}

void maps_place_output(const struct maps *maps, int channel, struct pen *pen)
{
    const struct map_place place = {
        .role = MAP_OUTPUT,
        .channel = channel,
        .plane = maps->output,
        .pitch = {1, 1},
        .rows = (size_t)maps->height->output,
        .columns = (size_t)maps->width->output,
        .outline = maps->outputs,
        .side = maps->side,
    };
    pen_place_map(pen, &place);
}

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

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

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
    double row = larger(a.row, b->row), column = larger(a.column, b->column);
    return (struct area){row, column, smaller(a.row + a.rows, b->row + b->rows) - row,
                         smaller(a.column + a.columns, b->column + b->columns) - column};
}

/* The taps that count of windows that slide, with their gaps; others are one block. */
static void trace_taps(const struct maps *maps, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    if (!maps->simulation->is_sliding) {
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

/* How much of a row or column the taps of the window cover. */
static double share_tapped(const struct maps *maps, int axis, double window, int64_t index)
{
    double share = 0;
    for (int64_t tap = 0; tap < maps->taps[axis]; tap++) {
        double apart = fabs(window + (double)(tap * maps->apart[axis]) - (double)index);
        share += apart < 1 ? 1 - apart : 0;
    }
    return share < 1 ? share : 1;
}

double maps_tapped_share(const struct maps *maps, int64_t row, int64_t column)
{
    return share_tapped(maps, 0, maps->window.row, row) *
           share_tapped(maps, 1, maps->window.column, column);
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
    size_t columns = (size_t)maps->width->output, count = maps->computed;
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
              pen_solid(pen, COLOR_NOW_LINE, thickest_line(theme)));
}
