/* SPDX-License-Identifier: MIT */
/* Where the guide's window, current output and maps are, and how it draws them. */
#include "drawing/guide/maps.h"

#include <assert.h>
#include <math.h>

/* ---- from the moment to areas ---- */

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

static void read_window(struct guide_maps *maps, const struct step *here, const struct step *next,
                        double progress)
{
    if (maps->is_sliding) {
        maps->window = (struct area){
            share_between((double)here->window[0], (double)next->window[0], progress),
            share_between((double)here->window[1], (double)next->window[1], progress),
            (double)maps->height->effective_kernel, (double)maps->width->effective_kernel};
        return;
    }
    struct area from = box_of_terms(maps->simulation, here->number);
    struct area to = box_of_terms(maps->simulation, next->number);
    maps->window = area_between(from, to, progress);
}

/* Row and column of a step's unit in the output. */
static void cell_of(const struct guide_maps *maps, const struct step *step, double cell[2])
{
    bool is_matrix = maps->simulation->is_flattened;
    cell[0] = (double)(is_matrix ? step->number / maps->columns : step->output[1]);
    cell[1] = (double)(is_matrix ? step->number % maps->columns : step->output[2]);
}

static void read_places(struct guide_maps *maps, const struct moment_part *part)
{
    struct step here, next;
    simulation_place_at(maps->simulation, part->step, &here);
    next = here;
    if (part->progress > 0)
        simulation_place_at(maps->simulation, part->step + 1, &next);
    double progress = part->progress;
    read_window(maps, &here, &next, progress);
    double from[2], to[2];
    cell_of(maps, &here, from);
    cell_of(maps, &next, to);
    maps->now = (struct area){share_between(from[0], to[0], progress),
                              share_between(from[1], to[1], progress), 1, 1};
}

/* How many cells of an axis are the plane's or ever under the window. */
static double reach_of(const struct simulation *simulation, const struct axis *axis)
{
    if (!simulation->is_sliding)
        return (double)axis->padded;
    int64_t end = (axis->output - 1) * axis->move + axis->effective_kernel;
    return (double)(end > axis->padded ? end : axis->padded);
}

void guide_maps_read(struct guide_maps *maps, const struct panel *panel)
{
    const struct simulation *simulation = panel->subject.simulation;
    assert(simulation->axes == 2 && panel->part);
    const struct axis *height = &simulation->axis[0], *width = &simulation->axis[1];
    *maps = (struct guide_maps){
        .panel = panel,
        .simulation = simulation,
        .height = height,
        .width = width,
        .padded = {0, 0, (double)height->padded, (double)width->padded},
        .reach = {0, 0, reach_of(simulation, height), reach_of(simulation, width)},
        .rows = (size_t)height->output,
        .columns = (size_t)width->output,
        .is_sliding = simulation->is_sliding && !simulation->is_flattened,
    };
    if (simulation->is_flattened) {
        maps->rows = simulation->out_channels;
        maps->columns = simulation->step_count / simulation->out_channels;
    }
    maps->outputs = (struct area){0, 0, (double)maps->rows, (double)maps->columns};
    read_places(maps, panel->part);
    for (size_t i = 0; i < panel->map_count; i++) {
        if (panel->maps[i].map.role == MAP_INPUT)
            maps->input = panel->maps[i].map.plane;
        if (panel->maps[i].map.role == MAP_OUTPUT)
            maps->output = panel->maps[i].map.plane;
    }
}

/* ---- zeros ---- */

void guide_draw_zeros(const struct guide_maps *maps, struct pen *pen)
{
    struct map map = map_of_input(maps->simulation, 0, 0);
    map.subject = &maps->panel->subject;
    plane_trace_grid(pen, &maps->input, map_shown_area(&map));
    pen_paint(pen, key_once("input.zeros"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
}

/* ---- runs of adjacent cells along an axis ---- */

/* `count` runs of `length` cells, `pitch` cells apart. */
struct unit_runs {
    double start;
    int64_t count, pitch, length;
};

static struct unit_runs runs_of(double start, int64_t cells, int64_t pitch)
{
    if (pitch == 1)
        return (struct unit_runs){start, 1, 1, cells};
    return (struct unit_runs){start, cells, pitch, 1};
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

static struct unit_runs runs_of_units(const struct axis *axis)
{
    struct visible units = visible_units(axis);
    int64_t count = units.last < units.first ? 0 : units.last - units.first + 1;
    return runs_of((double)(axis->before + units.first * axis->stretch), count, axis->stretch);
}

static struct area area_of(const struct unit_runs *rows, const struct unit_runs *columns,
                           int64_t row, int64_t column)
{
    return (struct area){rows->start + (double)(row * rows->pitch),
                         columns->start + (double)(column * columns->pitch), (double)rows->length,
                         (double)columns->length};
}

typedef void trace_function(struct pen *pen, const struct plane *plane, struct area area);

static void trace_runs(struct pen *pen, const struct plane *plane, const struct unit_runs *rows,
                       const struct unit_runs *columns, trace_function *trace)
{
    if (rows->length == 0 || columns->length == 0)
        return;
    for (int64_t row = 0; row < rows->count; row++)
        for (int64_t column = 0; column < columns->count; column++)
            trace(pen, plane, area_of(rows, columns, row, column));
}

void guide_draw_framed_units(const struct guide_maps *maps, struct pen *pen)
{
    struct unit_runs rows = runs_of_units(maps->height), columns = runs_of_units(maps->width);
    trace_runs(pen, &maps->input, &rows, &columns, plane_trace_outline);
    pen_paint(pen, key_once("input.units"), pen->theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thin_pt));
    trace_runs(pen, &maps->input, &rows, &columns, plane_trace_grid);
    pen_paint(pen, key_once("input.grid"), color_none,
              pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt));
}

/* Column by column and from the bottom up, as the guide does: each unit covers half of its
 * neighbour's line and draws it again, which shows in the lines' soft edges. */
void guide_draw_single_units(const struct guide_maps *maps, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    struct visible rows = visible_units(height), columns = visible_units(width);
    struct stroke line = pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt);
    for (int64_t column = columns.first; column <= columns.last; column++)
        for (int64_t row = rows.last; row >= rows.first; row--) {
            struct area unit = {(double)(height->before + row * height->stretch),
                                (double)(width->before + column * width->stretch), 1, 1};
            plane_trace_outline(pen, &maps->input, unit);
            pen_paint(pen, key_cell("input.unit", row, column), pen->theme->color[COLOR_INPUT],
                      line);
        }
}

/* ---- the window ---- */

/* The taps that count of windows that slide, with their gaps; others are one block. */
static void trace_taps(const struct guide_maps *maps, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    if (!maps->is_sliding) {
        plane_trace_outline(pen, &maps->input, maps->window);
        return;
    }
    struct unit_runs rows = runs_of(maps->window.row, height->kernel, height->dilation);
    struct unit_runs columns = runs_of(maps->window.column, width->kernel, width->dilation);
    for (int64_t row = 0; row < rows.count; row++)
        for (int64_t column = 0; column < columns.count; column++) {
            struct area tap = area_common(area_of(&rows, &columns, row, column), maps->reach);
            if (tap.rows > 0 && tap.columns > 0)
                plane_trace_outline(pen, &maps->input, tap);
        }
}

void guide_draw_window(const struct guide_maps *maps, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    if (maps->window.rows <= 0 || maps->window.columns <= 0)
        return;
    trace_taps(maps, pen);
    pen_paint(pen, key_once("window.taps"), theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_EDGE, theme->thin_pt));
    plane_trace_grid(pen, &maps->input, maps->window);
    pen_paint(pen, key_once("window.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
}

/* ---- the output ---- */

void guide_draw_outputs(const struct guide_maps *maps, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    plane_trace_outline(pen, &maps->output, maps->outputs);
    pen_paint(pen, key_once("output.cells"), theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thin_pt));
    plane_trace_grid(pen, &maps->output, maps->outputs);
    pen_paint(pen, key_once("output.grid"), color_none,
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

void guide_draw_now(const struct guide_maps *maps, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    plane_trace_outline(pen, &maps->output, maps->now);
    pen_paint(pen, key_once("now.cell"), theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_WINDOW_EDGE, theme->thin_pt));
    plane_trace_outline(pen, &maps->output, maps->now);
    pen_paint(pen, key_once("now.edge"), color_none,
              pen_solid(pen, COLOR_NOW_LINE, theme->thick_pt));
}
