/* SPDX-License-Identifier: MIT */
/* How much of what a moment lights is on a map, and on each of its cells. */
#include <math.h>

#include "drawing/map/lights.h"

/* ---- outputs ---- */

bool lights_fills_columns(const struct lights *lights, const struct map *map)
{
    return lights->is_by_position && (lights->layer->is_flattened || map->is_matrix);
}

size_t lights_shown(const struct lights *lights, const struct map *map)
{
    size_t units = map->rows * map->columns;
    size_t done = lights->step + (lights_arrival(lights->telling, lights->told) > 0);
    if (lights->subject->looks.theme.shows_all_outputs)
        return lights_fills_columns(lights, map) ? map->columns : units;
    size_t before = lights->is_by_position ? map->first % units : map->first;
    if (lights_fills_columns(lights, map))
        return done < map->columns ? done : map->columns;
    if (lights->is_by_position && map->depth > 0)
        before = (size_t)map->depth * units;
    if (done <= before)
        return 0;
    return done - before < units ? done - before : units;
}

bool lights_ask(const struct lights *lights, size_t unit)
{
    const struct tensor *output = &lights->layer->output;
    if (!lights->is_question)
        return false;
    return (lights->is_by_position ? unit % (tensor_count(output) / output->size[0]) : unit) ==
           lights->step;
}

/* The grid's own axes: the last two. */
static const double *on_grid(const struct lights *lights, const double *axes, double room[2])
{
    size_t count = lights->layer->axes;
    room[0] = count > 1 ? axes[count - 2] : 0;
    room[1] = axes[count - 1];
    return room;
}

/* A step's place in a matrix of all outputs. */
static struct area number_area(const struct lights *lights, const struct map *map, size_t number)
{
    if (lights->is_by_position)
        return (struct area){0, (double)number, (double)map->rows, 1};
    return (struct area){(double)(number / map->columns), (double)(number % map->columns), 1, 1};
}

bool lights_current_area(const struct lights *lights, const struct light_current *current,
                         const struct map *map, struct area *area, double *share)
{
    double room[2];
    if (map->is_matrix) {
        *area = number_area(lights, map, current->number);
        *share = current->share;
        return *share > 0;
    }
    const double *cell = on_grid(lights, current->cell, room);
    size_t channel =
        map->channel < 0 || lights->layer->axes > 2 ? current->channel : (size_t)map->channel;
    *area = (struct area){cell[0], cell[1], 1, 1};
    if (lights_fills_columns(lights, map))
        *area = (struct area){0, cell[1], (double)map->rows, 1};
    *share = current->share;
    if (lights->layer->axes > 2)
        *share *= share_covered(current->cell[0], (double)map->depth);
    return *share > 0 && (lights->is_by_position || channel == current->channel);
}

bool lights_link_area(const struct lights *lights, size_t window, const struct map *map,
                      struct area *area, double *share)
{
    struct area next;
    double next_share;
    if (lights->window_count > 1)
        return window < lights->current_count &&
               lights_current_area(lights, &lights->currents[window], map, area, share);
    struct light_current here = lights->currents[0];
    here.share = lights->current_count > 1 ? 1 : here.share;
    if (!lights_current_area(lights, &here, map, area, share) || lights->current_count == 1)
        return *share > 0;
    struct light_current after = lights->currents[1];
    after.share = 1;
    lights_current_area(lights, &after, map, &next, &next_share);
    *area = area_between(*area, next, lights->progress);
    return true;
}

double lights_current_share(const struct lights *lights, const struct map *map, int64_t row,
                            int64_t column)
{
    double all = 0, share;
    struct area area;
    for (size_t i = 0; i < lights->current_count; i++)
        if (lights_current_area(lights, &lights->currents[i], map, &area, &share)) {
            if (lights_fills_columns(lights, map))
                area.row = (double)row;
            double covered = area_covered(&area, (double)row, (double)column);
            all += lights->currents[i].lit * share *
                   fmin(fmax((covered - 0.5) / theme_sizes.digit.usual_width + 0.5, 0), 1);
        }
    return all < 1 ? all : 1;
}

size_t lights_seen_channel(const struct lights *lights)
{
    return lights->progress < 0.5 ? lights->here.output[0] : lights->next.output[0];
}

/* ---- inputs ---- */

static bool is_on(const struct lights *lights, const struct light_window *window,
                  const struct map *map)
{
    size_t channel = lights->layer->axes > 2 || map->channel < 0 ? 0 : (size_t)map->channel;
    if (lights->layer->in_channels == 1)
        return true;
    return channel >= window->first_channel && channel < window->end_channel;
}

/* How far a map is one of those that a window is on, of slices by its depth. */
static double met_share(const struct lights *lights, const struct light_window *window,
                        const struct map *map)
{
    if (!is_on(lights, window, map))
        return 0;
    if (lights->layer->axes <= 2)
        return 1;
    return share_tapped(window->first[0], lights->taps[0], lights->apart[0], (double)map->depth);
}

double lights_window_share(const struct lights *lights, const struct light_window *window,
                           const struct map *map)
{
    return window->share * met_share(lights, window, map);
}

double lights_edge_share(const struct lights *lights, const struct light_window *window,
                         const struct map *map)
{
    return window->edge * met_share(lights, window, map);
}

void lights_grid_taps(const struct lights *lights, int64_t taps[2], int64_t apart[2])
{
    size_t axes = lights->layer->axes;
    taps[0] = axes > 1 ? lights->taps[axes - 2] : 1;
    taps[1] = lights->taps[axes - 1];
    apart[0] = axes > 1 ? lights->apart[axes - 2] : 1;
    apart[1] = lights->apart[axes - 1];
}

struct area lights_ghost_area(const struct lights *lights, size_t n)
{
    struct light_window place = lights->windows[0];
    for (size_t i = 0; i < lights->layer->axes; i++)
        place.first[i] = (double)lights->here.window[i];
    place.first[lights->layer->axes - 1] += (double)(n + 1);
    return lights_window_area(lights, &place);
}

struct area lights_window_area(const struct lights *lights, const struct light_window *window)
{
    double at[2], size[2];
    on_grid(lights, window->first, at);
    on_grid(lights, window->size, size);
    return (struct area){at[0], at[1], lights->layer->axes > 1 ? size[0] : 1, size[1]};
}

size_t lights_window_places(const struct lights *lights, struct area window, const struct map *map,
                            struct area *out)
{
    static const int turns[] = {0, -1, 1};
    bool is_ring = lights->stamps && simulation_is_ring(lights->layer);
    size_t count = 0;
    for (int i = 0; i < (is_ring ? 3 : 1); i++)
        for (int j = 0; j < (is_ring ? 3 : 1); j++) {
            struct area at = window;
            at.row += turns[i] * (double)map->rows;
            at.column += turns[j] * (double)map->columns;
            bool is_on = at.row < (double)map->rows && at.row + at.rows > 0 &&
                         at.column < (double)map->columns && at.column + at.columns > 0;
            if (is_on || count == 0)
                out[count++] = at;
        }
    return count;
}

/* Of taps that are fewer than the window is large now: what is not under it is not read. */
static double tapped(const struct lights *lights, size_t axis, double start, double size,
                     double index)
{
    double share = 0, end = start + size;
    for (int64_t tap = 0; tap < lights->taps[axis]; tap++) {
        double place = start + (double)(tap * lights->apart[axis]);
        share += share_covered(place, index) * fmin(1, fmax(0, end - place));
    }
    return share < 1 ? share : 1;
}

double lights_read_share(const struct lights *lights, const struct map *map, int64_t row,
                         int64_t column)
{
    size_t axes = lights->layer->axes;
    double all = 0;
    for (size_t i = 0; i < lights->window_count; i++) {
        const struct light_window *window = &lights->windows[i];
        double share = lights_window_share(lights, window, map);
        struct area at[MOST_PLACES], area = lights_window_area(lights, window);
        size_t places = share > 0 ? lights_window_places(lights, area, map, at) : 0;
        for (size_t p = 0; p < places; p++) {
            double down =
                axes > 1 ? tapped(lights, axes - 2, at[p].row, area.rows, (double)row) : 1;
            all +=
                share * down * tapped(lights, axes - 1, at[p].column, area.columns, (double)column);
        }
    }
    return all < 1 ? all : 1;
}

bool lights_chosen(const struct lights *lights, const struct map *map, int64_t *row,
                   int64_t *column)
{
    size_t axes = lights->layer->axes;
    for (size_t i = 0; i < lights->chosen_count && lights->chosen_share > 0; i++) {
        const struct light_chosen *chosen = &lights->chosen[i];
        if (axes > 2 ? chosen->cell[0] != map->depth
                     : map->channel >= 0 && (size_t)map->channel != chosen->channel)
            continue;
        *row = axes > 1 ? chosen->cell[axes - 2] : 0;
        *column = chosen->cell[axes - 1];
        return true;
    }
    return false;
}
