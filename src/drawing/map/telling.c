/* SPDX-License-Identifier: MIT */
/* A step that tells its sum: where each of its terms is, and its total. */
#include <math.h>

#include "drawing/map/lights.h"

static const struct motion_sizes *const sizes = &theme_sizes.motion;

double lights_landed(double laid)
{
    return fmin(1, fmax(0, (laid - sizes->landing) / (1 - sizes->landing)));
}

double lights_strength(const struct moment_part *part)
{
    return part->is_laying ? lights_landed(part->laid) : 1 - part->lifted;
}

double lights_sum_share(const struct moment_part *part)
{
    return part->lands ? fmin(1, part->told / sizes->turning) : 1;
}

struct light_term lights_term(enum telling telling, double told, size_t term, size_t count)
{
    struct light_term at = {.way = 1};
    double turn;
    switch (telling) {
    case TELLS_PRODUCTS:
        turn = share_of_turn(told, term, count, sizes->appearing);
        return (struct light_term){0, turn, turn};
    case TELLS_SUM:
        turn = share_of_turn(told, term, count, sizes->gathering);
        return (struct light_term){share_smooth(turn), 1, fmax(0, 1 - 2 * turn)};
    case TELLS_RESULT:
    case TELLS_ALL:
        break;
    }
    return at;
}

double lights_flight(enum telling telling, double told)
{
    if (telling == TELLS_ALL)
        return 1;
    return telling == TELLS_RESULT ? share_smooth(fmin(1, told / sizes->arrived)) : 0;
}

double lights_arrival(enum telling telling, double told)
{
    if (telling == TELLS_ALL)
        return 1;
    return telling == TELLS_RESULT ? fmax(0, (told - sizes->arrived) / (1 - sizes->arrived)) : 0;
}

bool lights_hide_sum(const struct lights *lights)
{
    return lights->progress >= 0.5 ? lights->hides_next : lights->telling != TELLS_ALL;
}

/* The only one of its kernel that has the term's weight. */
static bool weight_cell(const struct simulation *layer, const struct term *term,
                        const struct map *map, int64_t *row, int64_t *column)
{
    size_t weight = tensor_offset(&layer->kernel, term->kernel), count = map->rows * map->columns;
    if (weight < map->first || weight >= map->first + count)
        return false;
    size_t number = map->is_turned ? map->first + count - 1 - weight : weight - map->first;
    *row = (int64_t)(number / map->columns);
    *column = (int64_t)(number % map->columns);
    return true;
}

static bool matrix_cell(const struct simulation *layer, const struct step *step, size_t t,
                        const struct map *map, int64_t cell[2])
{
    const struct term *term = &step->terms[t];
    size_t inputs = layer->has_kernel ? layer->in_channels / layer->groups : 1;
    switch (map->terms) {
    case TERMS_AT_UNITS:
    case TERMS_BESIDE:
        break;
    case TERMS_IN_COLUMN:
        cell[0] = (int64_t)t;
        cell[1] = (int64_t)(step->number % map->columns);
        return true;
    case TERMS_IN_ROW:
        cell[0] = (int64_t)step->number;
        if (term->kind == CELL_UNIT)
            cell[1] = (int64_t)tensor_offset(&layer->input, term->input);
        return term->kind == CELL_UNIT;
    case TERMS_AT_TAPS:
        cell[0] = term->tap[0];
        cell[1] = term->tap[1];
        return (int)(term->channel % inputs) == map->channel;
    }
    return false;
}

bool lights_term_cell(const struct simulation *layer, const struct step *step, size_t t,
                      const struct map *map, int64_t *row, int64_t *column)
{
    const struct term *term = &step->terms[t];
    size_t axes = layer->axes;
    if (map->is_matrix) {
        int64_t cell[2] = {0, 0};
        bool is_there = matrix_cell(layer, step, t, map, cell);
        *row = cell[0], *column = cell[1];
        return is_there;
    }
    if (map->role == MAP_KERNEL)
        return weight_cell(layer, term, map, row, column);
    if (!map->reader) {
        *row = axes > 1 ? (int64_t)term->input[axes - 1] : 0;
        *column = (int64_t)term->input[axes];
        return term->kind == CELL_UNIT;
    }
    if (axes > 2 ? term->place[0] != map->depth
                 : map->channel >= 0 && (size_t)map->channel != term->channel)
        return false;
    *row = axes > 1 ? term->place[axes - 2] : map->channel < 0 ? (int64_t)term->channel : 0;
    *column = term->place[axes - 1];
    return true;
}

bool lights_output_cell(const struct simulation *layer, const struct step *step,
                        const struct map *map, int64_t *row, int64_t *column)
{
    size_t axes = layer->axes;
    if (map->is_matrix) {
        *row = (int64_t)(step->number / map->columns);
        *column = (int64_t)(step->number % map->columns);
        return map->texts.of != NULL;
    }
    if (axes > 2 ? (int64_t)step->output[1] != map->depth
                 : map->channel >= 0 && (size_t)map->channel != step->output[0])
        return false;
    *row = (int64_t)(axes > 1 ? step->output[axes - 1] : map->channel < 0 ? step->output[0] : 0);
    *column = (int64_t)step->output[axes];
    return true;
}

void lights_goal_cell(const struct lights *lights, const struct step *step, size_t term,
                      int64_t *row, int64_t *column)
{
    const struct simulation *layer = lights->layer;
    size_t axes = layer->axes;
    int64_t cell[2] = {0};
    for (size_t i = axes > 1 ? axes - 2 : 0; i < axes; i++)
        cell[i + 2 - axes] = lights->stamps ? simulation_stamp_home(layer, &layer->axis[i],
                                                                    step->terms[term].place[i])
                                            : (int64_t)step->output[1 + i];
    *row = cell[0];
    *column = cell[1];
}

double lights_covered(const struct lights *lights, const struct map *map, int64_t row,
                      int64_t column)
{
    const struct step *step = &lights->here;
    bool is_there = lights->telling != TELLS_ALL && map->terms != TERMS_BESIDE;
    for (size_t t = 0; is_there && t < step->term_count; t++) {
        int64_t at[2];
        if (lights_term_cell(lights->layer, step, t, map, &at[0], &at[1]) && at[0] == row &&
            at[1] == column)
            return lights_term(lights->telling, lights->told, t, step->term_count).covered;
    }
    return 0;
}
