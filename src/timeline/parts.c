/* SPDX-License-Identifier: MIT */
/* The panels of a shot: how many steps each has, what these tell, and how long they take to be
 * read. */
#include "timeline/shots.h"

#include <string.h>

/* ---- panels ---- */

const struct scene *timed_scene(const struct timed_shot *shot, size_t part)
{
    const struct scene *scene = shot->shot.scene;
    return scene->panel_count > 0 ? scene->panels[part] : scene;
}

size_t timed_steps(const struct timed_shot *shot, size_t part)
{
    const struct simulation *simulation = shot->shot.simulations[part];
    return simulation_order_count(simulation, simulation_order(simulation));
}

/* A default gives way to a shorter step. */
struct rational timed_move(const struct timed_shot *shot, struct rational step)
{
    const struct scene_timeline *times = &shot->times;
    bool gives_way = times->move_at.line == 0 || rational_compare(times->step, step) > 0;
    return gives_way && rational_compare(times->move, step) > 0 ? step : times->move;
}

size_t timed_step_of_part(const struct timed_shot *shot, size_t part, size_t step)
{
    size_t steps = timed_steps(shot, part);
    if (shot->is_held[part])
        return shot->held_step[part];
    if (shot->shot.scene->sync == SYNC_FRACTION)
        return step * steps / shot->all_steps;
    return step < steps ? step : steps - 1;
}

/* ---- how long a step takes to be read ---- */

/* What a step takes to be read, seconds: so much, and so much for each term of its sum. */
static const struct rational reading_start = {1, 2}, reading_term = {1, 6};

enum {
    MOST_TERMS = 48,     /* that are read */
    LONGEST_READING = 4, /* seconds */
    MOST_NUMBERS = 1024  /* of a map: beyond that nobody reads digits */
};

/* Whether the terms of a part's steps are numbers that can be read. */
static bool has_terms(const struct timed_shot *shot, size_t part)
{
    const struct scene *scene = timed_scene(shot, part);
    const struct simulation *layer = shot->shot.simulations[part];
    enum order order = scene->order.value;
    return layer->has_values && !layer->below && !scene->is_alone &&
           scene->show.values == SHOW_DIGITS && layer->reduction != REDUCE_NOT &&
           (order == ORDER_OUTPUT || order == ORDER_INPUT ||
            (order == ORDER_POSITION && layer->out_channels == 1)) &&
           tensor_count(&layer->input) <= MOST_NUMBERS &&
           tensor_count(&layer->output) <= MOST_NUMBERS;
}

/* Whether the step of a part has a sum to be read. */
static bool has_sum(const struct timed_shot *shot, size_t part)
{
    const struct scene *scene = timed_scene(shot, part);
    const struct given_flag *sum = &scene->show.sum;
    return (sum->at.line > 0 ? sum->value : scene->theme.has_labels) &&
           scene->order.value != ORDER_INPUT && has_terms(shot, part);
}

static int64_t term_count(const struct simulation *layer)
{
    int64_t count = layer->has_kernel ? (int64_t)(layer->in_channels / layer->groups) : 1;
    for (size_t i = 0; i < layer->axes && count <= MOST_TERMS; i++)
        count *= layer->axis[i].kernel;
    return count;
}

/* Where several terms share a cell, as a deformable layer's do, their products would, too. */
bool timed_tells(const struct timed_shot *shot, size_t part)
{
    const struct simulation *layer = shot->shot.simulations[part];
    return shot->shot.tells_sums[part] && has_terms(shot, part) &&
           !(layer->has_kernel && layer->is_weighted) && !layer->quantization &&
           term_count(layer) <= MOST_TERMS;
}

/* Steps that hold the units of all channels at a place have a sum for each. */
bool timed_lands(const struct timed_shot *shot, size_t part)
{
    const struct scene *scene = timed_scene(shot, part);
    const struct simulation *layer = shot->shot.simulations[part];
    return shot->shot.tells_sums[part] && layer->has_values && !layer->below && !scene->is_alone &&
           scene->order.value == ORDER_POSITION && layer->out_channels > 1 &&
           scene->show.values == SHOW_DIGITS;
}

bool timed_tells_any(const struct timed_shot *shot)
{
    bool tells = false;
    for (size_t i = 0; i < shot->shot.part_count; i++)
        tells |= timed_tells(shot, i) || timed_lands(shot, i);
    return tells;
}

size_t timed_part_builds(const struct timed_shot *shot, size_t part)
{
    enum build builds[BUILDS];
    return simulation_builds(shot->shot.simulations[part], &timed_scene(shot, part)->builds,
                             builds);
}

size_t timed_builds(const struct timed_shot *shot)
{
    size_t most = 0;
    for (size_t i = 0; i < shot->shot.part_count && !shot->times.is_motion_reduced; i++) {
        size_t count = timed_part_builds(shot, i);
        most = count > most ? count : most;
    }
    return most;
}

struct rational timed_reading(const struct timed_shot *shot)
{
    struct rational longest = whole(1);
    for (size_t i = 0; i < shot->shot.part_count; i++) {
        if (!has_sum(shot, i))
            continue;
        int64_t count = term_count(shot->shot.simulations[i]);
        struct rational terms = rational_make(count < MOST_TERMS ? count : MOST_TERMS, 1);
        struct rational time = rational_add(reading_start, rational_multiply(reading_term, terms));
        longest = rational_compare(time, longest) > 0 ? time : longest;
    }
    return rational_compare(longest, whole(LONGEST_READING)) > 0 ? whole(LONGEST_READING) : longest;
}

struct rational timed_words(const struct scene *scene, const char *text)
{
    static const struct rational usual = {15, 1}, of_chinese = {4, 1}, after = {1, 2};
    struct rational speed = scene->timeline.words;
    if (!text)
        return whole(0);
    if (speed.num == 0)
        speed = strcmp(scene->language.name, "zh") == 0 ? of_chinese : usual;
    return rational_add(rational_divide(whole(character_count(text, strlen(text))), speed), after);
}

struct rational timed_card(const struct shot *shot)
{
    const struct rational usual = {4, 1};
    if (shot->scene->shot.say)
        return timed_words(shot->scene, shot->scene->shot.say);
    return shot->recording.num > 0 ? shot->recording : usual;
}
