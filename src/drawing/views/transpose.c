/* SPDX-License-Identifier: MIT */
/* View transpose: a layer and its transpose in two columns of one geometry, with the kernel between
 * them. Over the same links one gathers, from a window to a unit, and the other stamps, from the
 * unit to the window. A step is a unit of the smaller map. */
#include "drawing/views/transpose.h"

#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/view.h"

static const struct transpose_sizes *const sizes = &theme_sizes.transpose;

enum { MOST_UNITS = 2500 };

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    enum order order = simulation->scene->order.value;
    if (!simulation->has_kernel || !simulation->is_sliding)
        return arena_format(arena, "%s, which has no transpose here", simulation->type_name);
    if (simulation->is_sparse || simulation->is_weighted)
        return arena_format(arena, "%s", simulation->type_name);
    if (!simulation_pads_with_zeros(simulation))
        return padding_obstacle(simulation, arena);
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (simulation->in_channels != 1 || simulation->out_channels != 1)
        return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                            simulation->in_channels, simulation->out_channels);
    if (tensor_count(&simulation->input) + tensor_count(&simulation->output) > MOST_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_UNITS);
    if (simulation->is_transposed != (order == ORDER_INPUT))
        return arena_format(arena, "%s in this order: a step is a unit of the smaller map",
                            simulation->type_name);
    return NULL;
}

/* ---- numbers ---- */

static void read_axis(struct pair_axis *out, const struct axis *axis, bool is_transposed)
{
    *out = (struct pair_axis){
        .size = {is_transposed ? axis->output : axis->input,
                 is_transposed ? axis->input : axis->output},
        .kernel = axis->kernel,
        .stride = axis->stride,
        .dilation = axis->dilation,
        .before = axis->padding_before,
        .extra = is_transposed ? axis->output_padding : 0,
        .window = axis->effective_kernel,
    };
    int64_t end = (out->size[SMALL] - 1) * out->stride + out->window - out->before;
    int64_t beyond = end - out->size[LARGE];
    out->after = is_transposed ? beyond : axis->padding_after;
    out->after = out->after > 0 ? out->after : 0;
    out->before = out->before > 0 ? out->before : 0;
}

/* Weights by the taps of a unit of the small map: a transposed layer's own lie so. */
static const double *read_weights(const struct simulation *layer, struct arena *arena)
{
    size_t count = tensor_count(&layer->kernel);
    bool is_reversed = pair_is_reversed(layer);
    double *weights = arena_allocate(arena, count, sizeof *weights);
    for (size_t i = 0; i < count; i++)
        weights[i] = layer->kernel.values[is_reversed ? count - 1 - i : i];
    return weights;
}

/* What one map gives the other: gathered, or stamped. */
static double *carry(const struct transpose *pair, const double *from, bool gathers,
                     struct arena *arena)
{
    const struct pair_axis *rows = &pair->axis[0], *columns = &pair->axis[1];
    int to = gathers ? SMALL : LARGE;
    double *out = arena_allocate(arena, (size_t)(rows->size[to] * columns->size[to]), sizeof *out);
    for (int64_t u = 0; u < rows->size[SMALL] * columns->size[SMALL]; u++)
        for (int64_t t = 0; t < pair_tap_count(pair); t++) {
            int64_t cell = pair_cell_of(pair, u, t);
            if (cell >= 0 && gathers)
                out[u] += pair->weights[t] * from[cell];
            else if (cell >= 0)
                out[cell] += pair->weights[t] * from[u];
        }
    return out;
}

static void read_values(struct transpose *pair, const struct simulation *layer, struct arena *arena)
{
    int input = layer->is_transposed ? SMALL : LARGE;
    pair->weights = read_weights(layer, arena);
    for (size_t t = 0; t < tensor_count(&layer->kernel); t++)
        pair->heaviest = fmax(pair->heaviest, fabs(pair->weights[t]));
    if (!layer->has_values)
        return;
    const double *given = simulation_settled(layer, arena);
    pair->columns[0].values[input] = layer->input.values;
    pair->columns[0].values[1 - input] = given;
    pair->columns[1].values[1 - input] = given;
    pair->columns[1].values[input] = carry(pair, given, layer->is_transposed, arena);
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct transpose *pair = arena_allocate(arena, 1, sizeof *pair);
    for (int i = 0; i < 2; i++)
        read_axis(&pair->axis[i], &layer->axis[i], layer->is_transposed);
    pair->columns[0].start = layer->has_bias ? layer->bias.values[0] : 0;
    pair->columns[0].gathers = !layer->is_transposed;
    pair->columns[1].gathers = layer->is_transposed;
    if (layer->kernel.values)
        read_values(pair, layer, arena);
    return pair;
}

/* ---- layout ---- */

/* The map of a size in a column, with the cells that windows reach beside the large one. */
static struct map map_for(const struct transpose *pair, const struct column *column, int size)
{
    const struct pair_axis *rows = &pair->axis[0], *columns = &pair->axis[1];
    bool is_input = column->gathers == (size == LARGE);
    struct map map = {.role = is_input ? MAP_INPUT : MAP_OUTPUT,
                      .part = is_input ? "input" : "output",
                      .channel = -1,
                      .rows = (size_t)rows->size[size],
                      .columns = (size_t)columns->size[size]};
    map.reach = map_grid(&map);
    if (size == LARGE)
        map.reach = (struct area){(double)-rows->before, (double)-columns->before,
                                  map.reach.rows + (double)(rows->before + rows->after),
                                  map.reach.columns + (double)(columns->before + columns->after)};
    return map;
}

/* front: of its lower corner, in cells from where the column begins. */
static void add_plane(struct panel *panel, const struct transpose *pair, int column, int size,
                      struct length left, struct point front)
{
    struct map map = map_for(pair, &pair->columns[column], size);
    double end = map.reach.row + map.reach.rows, first = map.reach.column;
    struct placed *placed = panel_oblique_map(panel, &map);
    placed->is_hidden = placed->has_name = true;
    placed->size = arena_format(panel->arena, "%zu \xc3\x97 %zu", map.rows, map.columns);
    placed->name_side = size == LARGE ? SIDE_BELOW : SIDE_ABOVE;
    left.cells += front.x - end * theme_sizes.oblique.row.x - first * theme_sizes.oblique.column.x;
    layout_origin_at(
        panel->layout, placed->box, left,
        in_cells(front.y - end * theme_sizes.oblique.row.y - first * theme_sizes.oblique.column.y));
}

static double width_of(const struct area *area)
{
    return area->rows * theme_sizes.oblique.row.x + area->columns * theme_sizes.oblique.column.x;
}

static double height_of(const struct area *area)
{
    return area->rows * theme_sizes.oblique.row.y - area->columns * theme_sizes.oblique.column.y;
}

/* Points between the columns that keep names apart. In cells: to the next column, between planes,
 * and from the kernel to the nearer names. */
static double room_for_names(const struct panel *panel, double pitch, double between, double below)
{
    double cell = theme_sizes.page.surely * panel->expected_cell,
           line = theme_sizes.words.line * words_pt(&panel->subject);
    double input = labels_reach(panel, MAP_INPUT), output = labels_reach(panel, MAP_OUTPUT);
    double kernel = subject_shows_kernel(&panel->subject) ? labels_reach(panel, MAP_KERNEL) : 0;
    double room = fmax((input + output) / 2 - pitch * cell, kernel - between * cell);
    if (below * cell < 2 * line) /* names are on one line */
        room = fmax(room, kernel + fmax(input, output) - pitch * cell);
    return fmax(0, room);
}

static void lay_out(struct panel *panel)
{
    struct transpose *pair = panel->subject.state;
    bool has_kernel = subject_shows_kernel(&panel->subject);
    struct map large = map_for(pair, &pair->columns[0], LARGE);
    struct map small = map_for(pair, &pair->columns[0], SMALL);
    struct map kernel = map_of_kernel(panel->subject.simulation, 0, 0, 0);
    double width = width_of(&large.reach), rise = height_of(&large.reach) + sizes->elevation;
    double between = sizes->column_gap * 2 + (has_kernel ? (double)kernel.columns : 0);
    double room = room_for_names(
        panel, width + between, between,
        fmin(height_of(&small.reach) + (double)kernel.rows / 2, rise - (double)kernel.rows / 2));
    kernel.is_turned = false;
    if (large.reach.rows > (double)large.rows || large.reach.columns > (double)large.columns)
        panel->legend |= LEGEND_PADDING | LEGEND_CROPPED;
    if (pair->axis[0].extra > 0 || pair->axis[1].extra > 0)
        panel->legend |= LEGEND_EXTRA;
    layout_free(panel->layout);
    pair->first_map = panel->map_count;
    for (int i = 0; i < 2; i++) {
        struct length left = {i * (width + between), i * room};
        double over = (width - width_of(&small.reach)) / 2;
        add_plane(panel, pair, i, LARGE, left,
                  (struct point){large.reach.rows * theme_sizes.oblique.row.x, 0});
        add_plane(panel, pair, i, SMALL, left,
                  (struct point){over + small.reach.rows * theme_sizes.oblique.row.x, -rise});
    }
    if (has_kernel) {
        struct placed *placed = panel_map(panel, &kernel);
        placed->name_side = SIDE_BELOW;
        layout_at(panel->layout, placed->box, (struct length){width + sizes->column_gap, room / 2},
                  in_cells(-rise - (double)kernel.rows / 2));
    }
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    struct transpose *pair = panel->subject.state;
    const struct subject *subject = &panel->subject;
    panel->find_term = pair_find_term;
    panel->find_total = pair_find_total;
    panel->tells_steps = !pair->columns[0].gathers;
    pair->font = subject->looks.theme.font[FONT_VALUES];
    pair->font.size_pt = fmin(pair->font.size_pt, subject_cells(subject, sizes->most_height));
    pair->has_texts = subject->looks.show.values == SHOW_DIGITS && pair->columns[0].values[LARGE];
    for (int i = 0; i < 2; i++)
        for (int size = 0; size < SIZES; size++) {
            struct column *column = &pair->columns[i];
            size_t count = (size_t)(pair->axis[0].size[size] * pair->axis[1].size[size]);
            column->maps[size] = &panel->maps[pair->first_map + (size_t)(2 * i + size)];
            if (!pair->has_texts)
                continue;
            column->texts[size] = digits_of(panel->arena, column->values[size], count, -1);
            pair->font = digits_fit(subject->ruler, pair->font, column->texts[size], count,
                                    subject_cells(subject, sizes->most_width));
        }
    pair->has_texts = pair->has_texts && subject_is_legible(subject, &pair->font);
}

const struct view view_transpose = {.name = "transpose",
                                    .obstacle = obstacle,
                                    .has_sum = true,
                                    .lifts = true,
                                    .tells_sums = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                    .orders = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                    .prepare = prepare,
                                    .lay_out = lay_out,
                                    .settle = settle,
                                    .draw_rest = transpose_draw_rest,
                                    .draw_moment = transpose_draw_step};
