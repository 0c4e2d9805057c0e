/* SPDX-License-Identifier: MIT */
/* View scatter: a layer by what its input units add. Each stamps the kernel, weighted, into the
 * output; the input, the kernel as it is stamped, and the output stand side by side. Where steps
 * are output units, all stamps that reach the step's unit are lit. */
#include "drawing/views/scatter.h"

#include "drawing/map/marks.h"
#include "drawing/views/view.h"

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->axes > 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    return simulation_can_stamp(simulation) ? NULL
                                            : arena_format(arena, "padding that repeats units");
}

/* ---- once a shot ---- */

static void *prepare(const struct subject *subject, struct arena *arena)
{
    struct tally *tally = arena_allocate(arena, 1, sizeof *tally);
    tally_read(tally, subject, arena);
    return tally;
}

/* The output's cells along an axis, and all that stamps reach beside them. */
static void reach_of(const struct simulation *layer, const struct axis *axis, double *start,
                     double *length)
{
    int64_t first = 0, end = axis->output, place;
    for (int64_t unit = 0; unit < axis->input; unit++)
        for (int64_t tap = 0; tap < axis->kernel; tap++) {
            if (!simulation_stamp_place(layer, axis, unit, tap, &place))
                continue;
            first = place < first ? place : first;
            end = place >= end ? place + 1 : end;
        }
    *start = (double)first;
    *length = (double)(end - first);
}

static bool has_digits(const struct panel *panel)
{
    return panel->subject.simulation->has_values && panel->subject.looks.show.values == SHOW_DIGITS;
}

static struct placed *add_map(struct panel *panel, struct map *map)
{
    if (map->role == MAP_OUTPUT || !has_digits(panel)) /* stamps bring those of the output */
        map->layer = NULL;
    return panel_map(panel, map);
}

static void lay_out_scatter(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map input = map_of_units(layer, 0), kernel = map_of_kernel(layer, 0, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    kernel.is_turned = !layer->is_turned;
    if (layer->axes > 1)
        reach_of(layer, &layer->axis[0], &output.reach.row, &output.reach.rows);
    reach_of(layer, &layer->axis[layer->axes - 1], &output.reach.column, &output.reach.columns);
    if (layer->is_transposed && !simulation_is_ring(layer) &&
        (output.reach.rows > (double)output.rows || output.reach.columns > (double)output.columns))
        panel->legend |= LEGEND_CROPPED;
    layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    add_map(panel, &input);
    if (subject_shows_kernel(&panel->subject))
        panel_sign(panel, SIGN_TIMES, add_map(panel, &kernel)->box);
    struct placed *placed = add_map(panel, &output);
    panel_sign(panel, SIGN_TO, placed->box);
    scatter_lay_out_cut(panel, placed);
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    panel->tells_steps = true;
    if (has_digits(panel))
        tally_settle(panel->subject.state, &panel->subject, panel->arena);
}

const struct view view_scatter = {.name = "scatter",
                                  .needs = NEEDS_WEIGHTS | NEEDS_ONE_KERNEL | NEEDS_ONE_CHANNEL |
                                           NEEDS_ZEROS_OR_RING,
                                  .obstacle = obstacle,
                                  .orders = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                  .prepare = prepare,
                                  .lay_out = lay_out_scatter,
                                  .settle = settle,
                                  .lifts = true,
                                  .tells_sums = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                  .draw_rest = scatter_draw_rest,
                                  .draw_moment = scatter_draw_step};
