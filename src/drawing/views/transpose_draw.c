/* SPDX-License-Identifier: MIT */
/* What view transpose draws: of both columns the planes, the window or the stamp, and the links
 * between that and its unit. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/transpose.h"
#include "drawing/words/words.h"

static const struct transpose_sizes *const sizes = &theme_sizes.transpose;

/* ---- what rests ---- */

static void draw_direction(const struct panel *panel, const struct column *column, struct pen *pen)
{
    const struct area *ring = &column->maps[LARGE]->reach;
    struct point left = plane_point(&column->maps[LARGE]->plane, ring->row, ring->column);
    double cell = subject_cells(&panel->subject, 1);
    struct point low = {left.x + sizes->arrow_aside * cell, left.y - sizes->arrow_above * cell};
    struct point high = {low.x, low.y - sizes->arrow * cell};
    arrow_draw(pen, key_once("direction"), column->stamps ? high : low, column->stamps ? low : high,
               pen_solid(pen, COLOR_ZERO_INK, 2 * pen->theme->thick_pt));
}

/* The rows and columns that the scene's transposed layer has for its output padding. */
static void draw_extra(const struct column *column, struct pen *pen)
{
    const struct map *large = column->maps[LARGE];
    const struct axis *axis = column->layer->axis;
    for (int64_t row = 0; row < axis[0].output; row++)
        for (int64_t at = 0; at < axis[1].output; at++)
            if (row >= axis[0].output - axis[0].extra || at >= axis[1].output - axis[1].extra)
                marks_trace(pen, &large->plane, CELL_EXTRA, large->texts.of != NULL,
                            (struct point){(double)at, (double)row});
    pen_paint(pen, map_key(large, "extra", pen), pen->theme->color[COLOR_ZERO_LINE], stroke_none);
}

void transpose_draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct transpose *pair = panel->subject.state;
    panel_draw_rest(panel, pen); /* the kernel */
    for (int i = 0; i < COLUMNS; i++) {
        const struct column *column = &pair->columns[i];
        const struct map *large = column->maps[LARGE];
        size_t first = pen->list->count;
        if (column->stamps) {
            stamps_draw_empty(large, map_has_zeros(large), pen);
        } else {
            map_draw_zeros(large, pen);
            map_draw_units(large, SIZE_MAX, pen);
        }
        draw_direction(panel, column, pen);
        pen_set_channel(pen, first, (size_t)i);
    }
}

/* ---- a moment ---- */

/* A moment in one column. */
struct pair_moment {
    const struct panel *panel;
    const struct column *column;
    struct moment_part part;
    struct lights lights;
    struct stamped stamped;  /* the output */
    struct map input;        /* with the digits that are there */
    const struct map *small; /* of both */
};

/* How much of what the first column gives is there: of what is asked for nothing. */
static double share_given(const struct moment_part *part)
{
    return part->is_question ? 0 : lights_arrival(part->telling, part->told);
}

/* The second column takes it, once that is told. */
static struct moment_part part_of_second(const struct moment_part *part)
{
    struct moment_part second = *part;
    double arrival = share_given(part);
    second.telling = arrival > 0 ? TELLS_ALL : TELLS_PRODUCTS;
    second.told = 0;
    second.is_question = false;
    if (part->tells_next)
        second.lifted = fmin(1, 2 * part->progress);
    else if (arrival < 1)
        second.lifted = 1 - arrival;
    return second;
}

/* Which cells of the first column's output the second one cannot read yet: of a column that gathers
 * all but so many, else those that a unit after so many adds to. */
static bool *read_pending(const struct column *first, size_t given, struct arena *arena)
{
    const struct entries *entries = &first->tally.entries;
    bool *pending = arena_allocate(arena, entries->rows, sizeof *pending);
    for (size_t unit = 0; unit < entries->rows; unit++) {
        size_t end = entries->starts[unit + 1];
        bool has_some = end > entries->starts[unit];
        pending[unit] =
            first->stamps ? has_some && entries->entries[end - 1].column >= given : unit >= given;
    }
    return pending;
}

/* Takes away the digits of what is pending, and the outputs that would read it. */
static void hide_pending(struct pair_moment *moment, const bool *pending, struct arena *arena)
{
    const struct entries *entries = &moment->column->tally.entries;
    struct map *input = &moment->input;
    if (input->texts.of) {
        struct cell_text *of = arena_allocate(arena, entries->columns, sizeof *of);
        for (size_t unit = 0; unit < entries->columns; unit++)
            if (!pending[unit])
                of[unit] = input->texts.of[unit];
        input->texts.of = of;
    }
    for (size_t unit = 0; !moment->column->stamps && unit < entries->rows; unit++)
        for (size_t i = entries->starts[unit]; i < entries->starts[unit + 1]; i++)
            if (pending[entries->entries[i].column])
                moment->stamped.reached[unit].is_filled = false;
}

/* A unit that gathers has its output once its sum is told. */
static void read_outputs(struct pair_moment *moment)
{
    const struct map *output = moment->stamped.output;
    size_t shown = lights_shown(&moment->lights, output);
    moment->stamped.has_counts = false;
    for (size_t i = 0; i < output->rows * output->columns; i++) {
        struct reached *reached = &moment->stamped.reached[i];
        if (!moment->column->stamps) {
            *reached = (struct reached){reached->total, reached->total, i < shown, 0};
        } else if (output->subject->looks.theme.shows_all_outputs) {
            reached->is_filled = true;
        }
    }
}

static void read_moment(struct pair_moment *moment, const struct panel *panel, int number,
                        const struct moment_part *part, struct arena *arena)
{
    const struct transpose *pair = panel->subject.state;
    const struct column *column = &pair->columns[number];
    *moment = (struct pair_moment){.panel = panel,
                                   .column = column,
                                   .part = number > 0 ? part_of_second(part) : *part,
                                   .input = *column->maps[column->stamps ? SMALL : LARGE],
                                   .small = column->maps[SMALL]};
    lights_read(&moment->lights, &column->subject, &moment->part, arena);
    stamped_read(&moment->stamped, &column->tally, &moment->lights,
                 column->maps[column->stamps ? LARGE : SMALL], arena);
    read_outputs(moment);
    size_t given = part->step + (share_given(part) > 0);
    if (number > 0 && !panel->subject.looks.theme.shows_all_outputs)
        hide_pending(moment, read_pending(&pair->columns[0], given, arena), arena);
}

/* From each tap to the unit; the heavier the weight, the wider. */
static void draw_links(const struct pair_moment *moment, struct pen *pen)
{
    const struct transpose *pair = moment->panel->subject.state;
    const struct lights *lights = &moment->lights;
    const struct simulation *layer = lights->layer;
    struct area window = lights_window_area(lights, &lights->windows[0]), unit;
    size_t columns = (size_t)lights->taps[1], count = tensor_count(&layer->kernel);
    double share;
    if (!lights_link_area(lights, 0, moment->small, &unit, &share))
        return;
    for (size_t t = 0; t < count; t++) {
        double row = window.row + (double)((int64_t)(t / columns) * lights->apart[0]);
        double at = window.column + (double)((int64_t)(t % columns) * lights->apart[1]);
        bool is_turned = layer->is_turned != layer->is_transposed;
        double weight =
            pair->heaviest > 0
                ? fabs(layer->kernel.values[is_turned ? count - 1 - t : t]) / pair->heaviest
                : sizes->usual;
        double width = share_between(sizes->thinnest, sizes->thickest, weight);
        struct stroke line = pen_solid(pen, COLOR_LINK, width * pen->theme->thick_pt);
        if (weight == 0) {
            line = pen_dashed(pen, COLOR_ZERO_LINE);
            line.color = pen->theme->color[COLOR_LINK];
        }
        panel_trace_line(
            moment->panel,
            plane_point(&moment->column->maps[LARGE]->plane, row + sizes->foot, at + 0.5),
            map_middle(&moment->small->plane, unit.row, unit.column), pen);
        pen_paint(pen, key_cell("link", (int64_t)(t / columns), (int64_t)(t % columns)), color_none,
                  stroke_faded(line, lights->windows[0].edge));
    }
}

/* The small plane lies over the links. */
static void draw_small(const struct pair_moment *moment, struct pen *pen)
{
    const struct map *small = moment->small;
    plane_trace_outline(pen, &small->plane, map_grid(small));
    pen_paint(pen, map_key(small, "page", pen), pen->theme->color[COLOR_BACKGROUND], stroke_none);
    if (moment->column->stamps) {
        map_draw_units(small, SIZE_MAX, pen);
    } else {
        stamps_draw_empty(small, false, pen);
        stamps_draw_cells(&moment->stamped, pen);
    }
    map_draw_currents(small, &moment->lights, pen);
}

static void draw_column(const struct pair_moment *moment, int number, struct pen *pen)
{
    const struct column *column = moment->column;
    const struct lights *lights = &moment->lights;
    const struct map *input = &moment->input;
    bool has_texts = input->texts.of != NULL;
    size_t first = pen->list->count;
    if (column->stamps)
        stamps_draw_cells(&moment->stamped, pen);
    if (column->stamps && number == 0)
        draw_extra(column, pen);
    map_light_window(column->stamps ? column->maps[LARGE] : input, lights, pen);
    draw_links(moment, pen);
    draw_small(moment, pen);
    if (has_texts)
        map_write_units(input, lights, COLOR_INPUT_INK, pen);
    if (!column->stamps)
        map_write_products(input, lights, pen);
    stamps_write(&moment->stamped, has_texts, pen);
    pen_set_channel(pen, first, (size_t)number);
}

void transpose_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct placed *kernel = panel_find(panel, MAP_KERNEL, -1);
    for (int i = 0; i < COLUMNS; i++) {
        struct pair_moment moment;
        read_moment(&moment, panel, i, part, pen->arena);
        draw_column(&moment, i, pen);
        if (i > 0 || !moment.column->stamps || !moment.input.texts.of)
            continue;
        size_t first = pen->list->count;
        if (kernel)
            map_write_products(&kernel->map, &moment.lights, pen);
        sum_draw_flights(panel, &moment.lights, moment.stamped.output, pen);
        pen_set_channel(pen, first, 0);
    }
}
