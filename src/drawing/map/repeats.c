/* SPDX-License-Identifier: MIT */
/* Where the padded cells that a window reads have their numbers from: an arrow from the unit that
 * each repeats, beside the middles of cells, where digits are. */
#include <math.h>

#include "drawing/map/draw.h"
#include "drawing/map/field.h"

static const struct repeat_sizes *const sizes = &theme_sizes.repeat;

/* Arrows stand only with a window that rests. */
static double share_of(const struct lights *lights, const struct map *map)
{
    bool is_next = lights->progress >= 0.5;
    const struct light_window *window =
        &lights->windows[is_next && lights->window_count > 1 ? 1 : 0];
    return fabs(1 - 2 * lights->progress) * lights_window_share(lights, window, map);
}

static double place_of(const struct axis *axis, size_t unit)
{
    return (double)(axis->before + (int64_t)unit * axis->stretch);
}

/* The place on its channel's map of a unit of a layer's input. */
static struct point place_of_unit(const struct simulation *layer, size_t unit)
{
    const struct axis *across = map_axis(layer, 0), *down = map_axis(layer, 1);
    size_t columns = (size_t)across->input, rows = (size_t)down->input;
    return (struct point){place_of(across, unit % columns), place_of(down, unit / columns % rows)};
}

/* To the upper side of its way, or the left one: the lower right corner has the weights. */
static void draw_arrow(const struct plane *plane, struct point from, struct point to, double share,
                       struct item_key key, struct pen *pen)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    struct point along = {(to.x - from.x) / length, (to.y - from.y) / length};
    struct point aside = {along.y, -along.x};
    if (aside.y > 0 || (aside.y == 0 && aside.x > 0))
        aside = (struct point){-aside.x, -aside.y};
    double x = 0.5 + aside.x * sizes->aside, y = 0.5 + aside.y * sizes->aside;
    double inset_x = along.x * sizes->inset, inset_y = along.y * sizes->inset;
    arrow_draw(pen, key, plane_point(plane, from.y + y + inset_y, from.x + x + inset_x),
               plane_point(plane, to.y + y - inset_y, to.x + x - inset_x),
               stroke_faded(pen_solid(pen, COLOR_INPUT_INK, pen->theme->thick_pt), share));
}

static bool has_room(const struct plane *plane, const struct subject *subject)
{
    double side = fmin(plane_length(plane->column), plane_length(plane->row));
    return !subject->is_fitted || side * subject->px_per_pt >= sizes->least_px;
}

void map_draw_repeats(const struct map *map, const struct lights *lights, struct pen *pen)
{
    const struct simulation *layer = map->reader;
    if (!layer || layer->padding_mode == MODE_ZEROS || layer->axes > 2 ||
        lights->window_count == 0 || !has_room(&map->plane, lights->subject))
        return;
    double share = share_of(lights, map);
    const struct step *step = lights->progress >= 0.5 ? &lights->next : &lights->here;
    const struct axis *across = map_axis(layer, 0), *down = map_axis(layer, 1);
    int64_t first_row = layer->axes > 1 ? step->window[layer->axes - 2] : 0;
    for (int64_t i = 0; share > 0 && i < down->kernel * across->kernel; i++) {
        int64_t row = first_row + i / across->kernel * down->dilation;
        int64_t column = step->window[layer->axes - 1] + i % across->kernel * across->dilation;
        struct map_cell cell = map_cell_at(map, row, column);
        if (cell.kind == CELL_UNIT && cell.is_repeated && cell.is_shown)
            draw_arrow(&map->plane, place_of_unit(layer, cell.unit),
                       (struct point){(double)column, (double)row}, share,
                       (struct item_key){"repeat", map->channel, (int)row, (int)column, NULL}, pen);
    }
}

void field_draw_repeats(const struct field_lights *lights, size_t level, const struct map *map,
                        struct pen *pen)
{
    const struct simulation *layer = map->reader;
    bool is_next = lights->progress >= 0.5;
    const struct reach *reach = is_next ? &lights->next.reach[level] : &lights->here.reach[level];
    double share = fabs(1 - 2 * lights->progress) * lights->strength;
    if (!layer || layer->padding_mode == MODE_ZEROS || !field_is_shown(lights, level) ||
        !has_room(&map->plane, lights->subject))
        return;
    for (size_t i = 0; share > 0 && i < reach->cell_count; i++) {
        const struct reach_cell *cell = &reach->cells[i];
        if (!cell->is_repeated)
            continue;
        struct point from = place_of_unit(layer, cell->unit);
        struct point to = {(double)cell->place[layer->axes - 1], (double)cell->place[0]};
        if (layer->axes == 1) /* a row for each channel */
            from.y = to.y = (double)cell->channel;
        draw_arrow(&map->plane, from, to, share,
                   (struct item_key){"repeat", map->channel, (int)to.y, (int)to.x, NULL}, pen);
    }
}
