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
    if (!simulation->is_sliding)
        return arena_format(arena, "%s, which has no transpose here", simulation->type_name);
    /* around a ring stamps where each unit of it takes one of them from each weight */
    for (size_t i = 0; simulation->padding_mode == MODE_CIRCULAR && i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if (!simulation->is_transposed && (a->output - 1) * a->move >= a->period)
            return arena_format(arena, "windows that go round a ring more than once");
    }
    if (tensor_count(&simulation->input) + tensor_count(&simulation->output) > MOST_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_UNITS);
    if (simulation->is_transposed != (order == ORDER_INPUT))
        return arena_format(arena, "%s in this order: a step is a unit of the smaller map",
                            simulation->type_name);
    return NULL;
}

/* ---- once a shot ---- */

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct transpose *pair = arena_allocate(arena, 1, sizeof *pair);
    pair->columns[0] = (struct column){.layer = layer, .stamps = layer->is_transposed};
    pair->columns[1] = (struct column){.layer = simulation_transpose(layer, arena),
                                       .stamps = !layer->is_transposed};
    for (int i = 0; i < COLUMNS; i++) {
        struct subject own = *subject;
        own.simulation = pair->columns[i].layer;
        tally_read(&pair->columns[i].tally, &own, arena);
    }
    for (size_t i = 0; layer->kernel.values && i < tensor_count(&layer->kernel); i++)
        pair->heaviest = fmax(pair->heaviest, fabs(layer->kernel.values[i]));
    return pair;
}

/* ---- layout ---- */

/* The map of a size in a column: the large one has the cells that windows read and stamps lose. */
static struct map map_for(const struct transpose *pair, int number, int size)
{
    const struct column *column = &pair->columns[number];
    const struct axis *plane = pair->columns[column->stamps ? 1 - number : number].layer->axis;
    bool is_input = column->stamps == (size == SMALL);
    struct map map = !is_input        ? map_of_output(column->layer, 0, 0)
                     : column->stamps ? map_of_units(column->layer, 0)
                                      : map_of_input(column->layer, 0, 0);
    if (size == LARGE && column->stamps)
        map.reach = (struct area){(double)-plane[0].before, (double)-plane[1].before,
                                  (double)plane[0].padded, (double)plane[1].padded};
    else
        map.reach = map_grid(&map);
    return map;
}

/* Points that the small plane rises so that the numbers of its columns stand clear of those of the
 * large one. */
static double lift_of(const struct panel *panel)
{
    double cell = theme_sizes.page.surely * panel->expected_cell;
    return fmax(0, 2 * indices_room(panel) - sizes->elevation * cell);
}

/* front: of its lower corner, in cells from where the column begins. */
static void add_plane(struct panel *panel, const struct transpose *pair, int column, int size,
                      struct point front)
{
    double lift = size == SMALL ? lift_of(panel) : 0;
    struct map map = map_for(pair, column, size);
    double end = map.reach.row + map.reach.rows, first = map.reach.column;
    struct placed *placed = panel_oblique_map(panel, &map);
    placed->is_hidden = placed->has_name = true;
    placed->size =
        arena_format(panel->arena, "%zu \xc3\x97 %zu", map.units->size[1], map.units->size[2]);
    placed->name_side = size == LARGE ? SIDE_BELOW : SIDE_ABOVE;
    layout_origin_at(
        panel->layout, placed->box,
        in_cells(front.x - end * theme_sizes.oblique.row.x - first * theme_sizes.oblique.column.x),
        (struct length){front.y - end * theme_sizes.oblique.row.y -
                            first * theme_sizes.oblique.column.y,
                        -lift});
}

static double width_of(const struct area *area)
{
    return area->rows * theme_sizes.oblique.row.x + area->columns * theme_sizes.oblique.column.x;
}

static double height_of(const struct area *area)
{
    return area->rows * theme_sizes.oblique.row.y - area->columns * theme_sizes.oblique.column.y;
}

/* The large map, and the small one above its middle. */
static void add_column(struct panel *panel, struct transpose *pair, int number)
{
    struct area large = map_for(pair, number, LARGE).reach;
    struct area small = map_for(pair, number, SMALL).reach;
    double over = (width_of(&large) - width_of(&small)) / 2;
    pair->columns[number].first_map = panel->map_count;
    layout_free(panel->layout);
    add_plane(panel, pair, number, LARGE,
              (struct point){large.rows * theme_sizes.oblique.row.x, 0});
    add_plane(panel, pair, number, SMALL,
              (struct point){over + small.rows * theme_sizes.oblique.row.x,
                             -height_of(&large) - sizes->elevation});
    layout_end(panel->layout);
}

static void lay_out(struct panel *panel)
{
    struct transpose *pair = panel->subject.state;
    bool has_kernel = subject_shows_kernel(&panel->subject);
    const struct simulation *layer = panel->subject.simulation;
    struct map kernel = map_of_kernel(layer, 0, 0, 0);
    kernel.is_turned = layer->is_turned != layer->is_transposed; /* as it meets the large map */
    struct map stamped = map_for(pair, layer->is_transposed ? 0 : 1, LARGE);
    if (map_has_zeros(&stamped))
        panel->legend |= layer->padding_mode == MODE_CIRCULAR ? LEGEND_REPEATED
                                                              : LEGEND_PADDING | LEGEND_CROPPED;
    if (!simulation_is_ring(layer) && (layer->axis[0].extra > 0 || layer->axis[1].extra > 0))
        panel->legend |= LEGEND_EXTRA;
    layout_row(panel->layout, in_cells(has_kernel ? sizes->column_gap : 2 * sizes->column_gap),
               ALIGN_START);
    add_column(panel, pair, 0);
    if (has_kernel)
        panel_map(panel, &kernel)->name_side = SIDE_BELOW;
    add_column(panel, pair, 1);
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    struct transpose *pair = panel->subject.state;
    panel->tells_steps = pair->columns[0].stamps;
    for (int i = 0; i < COLUMNS * SIZES; i++) {
        struct column *column = &pair->columns[i / SIZES];
        struct map *map = &panel->maps[column->first_map + (size_t)(i % SIZES)].map;
        column->maps[i % SIZES] = map;
        bool is_given = map->role == MAP_INPUT && i < SIZES;
        if (!is_given && panel->subject.looks.show.reveal == REVEAL_BLANK)
            map->texts.of = NULL;
    }
    for (int i = 0; i < COLUMNS; i++) {
        struct column *column = &pair->columns[i];
        column->subject = panel->subject;
        column->subject.simulation = column->layer;
        column->subject.stamps = column->stamps;
        column->tally.is_tight = true;
        column->tally.sum_font = column->maps[LARGE]->texts.font;
        if (column->maps[LARGE]->texts.of)
            tally_settle(&column->tally, &column->subject, panel->arena);
        for (int size = 0; size < SIZES; size++)
            column->maps[size]->subject = &column->subject;
    }
}

const struct view view_transpose = {.name = "transpose",
                                    .needs = NEEDS_TWO_AXES | NEEDS_WEIGHTS | NEEDS_ONE_KERNEL |
                                             NEEDS_ONE_CHANNEL | NEEDS_ZEROS_OR_RING,
                                    .obstacle = obstacle,
                                    .has_sum = true,
                                    .builds_up = true,
                                    .lifts = true,
                                    .tells_sums = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                    .orders = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                    .prepare = prepare,
                                    .lay_out = lay_out,
                                    .settle = settle,
                                    .draw_rest = transpose_draw_rest,
                                    .draw_moment = transpose_draw_step,
                                    .draw_built = transpose_draw_built};
