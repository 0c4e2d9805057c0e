/* SPDX-License-Identifier: MIT */
/* View scatter: a layer by what its input units add. Each stamps the kernel, weighted, into the
 * output; the input, the kernel as it is stamped, and the output stand side by side. Where steps
 * are output units, all stamps that reach the step's unit are lit. */
#include "drawing/views/scatter.h"

#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/view.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (!simulation->has_kernel)
        return arena_format(arena, "%s, which has no weights", simulation->type_name);
    if (simulation->is_sparse || simulation->is_weighted)
        return arena_format(arena, "%s", simulation->type_name);
    if (!simulation_pads_with_zeros(simulation))
        return padding_obstacle(simulation, arena);
    if (simulation->axes > 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    return channels_obstacle(simulation, arena);
}

/* ---- once a shot ---- */

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct scatter *scatter = arena_allocate(arena, 1, sizeof *scatter);
    scatter->width = &layer->axis[layer->axes - 1];
    scatter->height = layer->axes > 1 ? &layer->axis[0] : &axis_of_one;
    scatter_read_tally(&scatter->tally, subject, arena);
    return scatter;
}

/* The output's cells along an axis, and all that stamps reach beside them. */
static void reach_of(const struct panel *panel, const struct axis *axis, double *start,
                     double *length)
{
    int64_t first = 0, end = axis->output;
    for (int64_t unit = 0; unit < axis->input; unit++) {
        struct taps taps = scatter_taps(panel->subject.simulation, axis, unit, panel->arena);
        for (size_t i = 0; i < taps.count; i++) {
            int64_t place = taps.all[i].place;
            first = place < first ? place : first;
            end = place >= end ? place + 1 : end;
        }
    }
    *start = (double)first;
    *length = (double)(end - first);
}

static struct placed *add_map(struct panel *panel, struct map *map)
{
    map->layer = NULL; /* its texts are the view's */
    struct placed *placed = panel_map(panel, map);
    placed->name_side = SIDE_ABOVE;
    return placed;
}

static void lay_out_scatter(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct scatter *scatter = panel->subject.state;
    struct map input = map_of_units(layer, 0), kernel = map_of_kernel(layer, 0, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    kernel.is_turned = !layer->is_turned;
    reach_of(panel, scatter->height, &output.reach.row, &output.reach.rows);
    reach_of(panel, scatter->width, &output.reach.column, &output.reach.columns);
    if (layer->is_transposed &&
        (output.reach.rows > (double)output.rows || output.reach.columns > (double)output.columns))
        panel->legend |= LEGEND_CROPPED;
    layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    add_map(panel, &input);
    if (subject_shows_kernel(&panel->subject))
        panel_sign(panel, SIGN_TIMES, add_map(panel, &kernel)->box);
    panel_sign(panel, SIGN_TO, add_map(panel, &output)->box);
    layout_end(panel->layout);
}

/* What is told of a step this view draws itself: no other words look for its products. */
static bool find_no_term(const struct panel *panel, const struct step *step, size_t term,
                         struct own_cell *cell)
{
    (void)panel, (void)step, (void)term, (void)cell;
    return false;
}

static void settle(struct panel *panel)
{
    const struct subject *subject = &panel->subject;
    const struct simulation *layer = subject->simulation;
    struct scatter *scatter = panel->subject.state;
    double cell = subject_cells(subject, 1);
    panel->find_term = find_no_term;
    if (!layer->has_values || subject->looks.show.values != SHOW_DIGITS)
        return;
    struct texts weights = texts_of(subject, layer, TEXTS_WEIGHTS, cell, panel->arena);
    panel->maps[0].map.texts = texts_of(subject, layer, TEXTS_INPUT, cell, panel->arena);
    if (panel->maps[1].map.role == MAP_KERNEL)
        panel->maps[1].map.texts = weights;
    scatter->factors =
        texts_of_factors(subject, &weights, tensor_count(&layer->kernel), cell, panel->arena);
    scatter_settle_adds(scatter, subject, panel->arena);
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct placed *input = &panel->maps[0];
    panel_draw_signs(panel, pen);
    map_draw_units(&input->map, SIZE_MAX, pen);
    scatter_draw_empty(panel, panel_find(panel, MAP_OUTPUT, -1), pen);
}

/* ---- input and kernel ---- */

static void draw_lit_units(const struct scatter_moment *moment, struct pen *pen)
{
    const struct color now = pen->theme->color[COLOR_INPUT_NOW];
    if (!moment->follows_output) {
        plane_trace_outline(pen, &moment->input->map.plane, moment->current);
        pen_paint(
            pen, key_once("input.now"), color_faded(now, moment->current_share),
            stroke_faded(pen_solid(pen, COLOR_INPUT_INK, subject_edge(&moment->panel->subject)),
                         moment->current_share));
        return;
    }
    for (size_t i = 0; i < tensor_count(&moment->layer->input); i++) {
        struct area cell = scatter_cell(moment->input, i);
        if (moment->unit_share[i] <= 0)
            continue;
        plane_trace_outline(pen, &moment->input->map.plane, cell);
        pen_paint(pen, scatter_key("input.lit", cell), color_faded(now, moment->unit_share[i]),
                  pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt));
    }
}

static void draw_kernel(const struct scatter_moment *moment, struct pen *pen)
{
    const struct map *map = &moment->kernel->map;
    for (size_t i = 0; i < map->rows * map->columns; i++) {
        struct area cell = scatter_cell(moment->kernel, i);
        double share =
            moment->tap_share[map_cell_at(map, (int64_t)cell.row, (int64_t)cell.column).unit];
        plane_trace_outline(pen, &map->plane, cell);
        pen_paint(pen, scatter_key("kernel.cell", cell),
                  color_faded(pen->theme->color[COLOR_KERNEL],
                              sizes->resting + (1 - sizes->resting) * share),
                  stroke_none);
    }
    map_trace_grid(map, map_grid(map), pen);
    pen_paint(pen, key_once("kernel.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
    if (map->texts.of)
        map_write_units(map, COLOR_WINDOW_INK, pen);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct scatter_moment moment = scatter_read_moment(panel, part, pen->arena);
    if (moment.kernel)
        draw_kernel(&moment, pen);
    draw_lit_units(&moment, pen);
    scatter_draw_outputs(&moment, pen);
    scatter_write(&moment, pen);
    scatter_draw_told(&moment, pen);
}

const struct view view_scatter = {.name = "scatter",
                                  .obstacle = obstacle,
                                  .orders = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                  .prepare = prepare,
                                  .lay_out = lay_out_scatter,
                                  .settle = settle,
                                  .lifts = true,
                                  .tells_sums = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                  .draw_rest = draw_rest,
                                  .draw_moment = draw_step};
