/* SPDX-License-Identifier: MIT */
/* A shot before it has its place in time: its panels, which of its steps are shown, and how long
 * a step lasts where the scene does not say. */
#include "timeline/shots.h"

#include <assert.h>

struct shot shot_of_scene(const struct scene *scene, const struct simulation *const *simulations)
{
    struct shot shot = {.scene = scene,
                        .recording = whole(0),
                        .part_count = scene->panel_count > 0 ? scene->panel_count : 1};
    for (size_t i = 0; i < shot.part_count; i++)
        shot.simulations[i] = simulations[i];
    return shot;
}

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

/* A second, or what the longest sum takes. */
static struct rational reading_time(const struct timed_shot *shot)
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

/* A card or an image stays as long as its words are spoken or its recording is heard, or else long
 * enough to be read, however long a step is. */
static struct rational card_time(const struct shot *shot)
{
    const struct rational usual = {4, 1};
    if (shot->scene->shot.say)
        return timed_words(shot->scene, shot->scene->shot.say);
    return shot->recording.num > 0 ? shot->recording : usual;
}

/* ---- what a focus holds ---- */

/* The step of a part at which its focus is the current unit. */
static bool find_focus(struct timed_shot *shot, size_t part, struct report *report)
{
    const struct focus *focus = &timed_scene(shot, part)->focus;
    if (!timed_step_of_unit(shot, part, focus, &shot->held_step[part], report))
        return false;
    shot->is_held[part] = !shot->shot.scene->output.has_steps &&
                          simulation_order(shot->shot.simulations[part]) != ORDER_BACK;
    return true;
}

/* Finds the held parts and how many steps there are for the others; 1 where none goes on. */
static bool read_parts(struct timed_shot *shot, struct report *report)
{
    bool is_good = true;
    shot->all_steps = 1;
    for (size_t i = 0; i < shot->shot.part_count; i++) {
        if (timed_scene(shot, i)->is_alone)
            shot->is_held[i] = true;
        else if (timed_scene(shot, i)->focus.at.line > 0)
            is_good = find_focus(shot, i, report) && is_good;
        size_t steps = shot->is_held[i] ? 1 : timed_steps(shot, i);
        shot->all_steps = steps > shot->all_steps ? steps : shot->all_steps;
    }
    return is_good;
}

/* ---- what is shown ---- */

bool steps_choose(const struct scene_output *output, size_t count, size_t *first, size_t *last,
                  struct report *report)
{
    *first = 0;
    *last = count - 1;
    if (output->has_steps && output->steps_kind == STEPS_RANGE) {
        *first = output->first_step;
        *last = output->last_step;
    } else if (output->has_steps) {
        *first = *last = output->steps_kind == STEPS_LAST ? count - 1 : count / 2;
    }
    if (*first <= *last && *last < count)
        return true;
    enum status status = output->steps_at.line > 0 ? STATUS_SCENE : STATUS_USAGE;
    report_status(report, status, output->steps_at, NULL,
                  "no steps %zu..%zu: steps run from 0 to %zu", *first, *last, count - 1);
    return false;
}

/* A scene that its focus holds has one step only. */
static bool check_poster(const struct timed_shot *shot, struct report *report)
{
    const struct given_integer *poster = &shot->shot.scene->output.poster_step;
    size_t count = shot->all_steps;
    if (poster->at.line == 0 || (size_t)poster->value < count)
        return true;
    for (size_t i = 0; i < shot->shot.part_count; i++)
        if (shot->is_held[i])
            return true;
    report_error(report, poster->at, NULL, "no step %zu: steps run from 0 to %zu",
                 (size_t)poster->value, count - 1);
    return false;
}

static bool check_move(const struct timed_shot *shot, struct report *report)
{
    const struct scene_timeline *times = &shot->times;
    if (rational_compare(timed_move(shot, times->step), times->step) <= 0)
        return true;
    char move[NUMBER_ROOM], step[NUMBER_ROOM];
    number_shortest(move, rational_to_double(times->move));
    number_shortest(step, rational_to_double(times->step));
    report_error(report, times->move_at, "the move is the last part of its step",
                 "move %s is longer than step %s", move, step);
    return false;
}

/* A step that is all move has no time to ask. */
static bool asks(const struct timed_shot *shot)
{
    bool is_asking = false;
    for (size_t i = 0; i < shot->shot.part_count; i++)
        is_asking |= timed_scene(shot, i)->show.reveal == REVEAL_QUESTION;
    return is_asking && rational_compare(timed_move(shot, shot->times.step), shot->times.step) < 0;
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

void timed_stay(struct timed_shot *timed)
{
    if (timed->segment_count == 0)
        return;
    const struct segment *segment = &timed->segments[timed->segment_count - 1];
    size_t last = segment->first_step + segment->step_count - 1;
    for (size_t i = 0; i < timed->shot.part_count; i++) {
        timed->held_step[i] = timed_step_of_part(timed, i, last);
        timed->is_held[i] = true;
    }
    timed->segments[0] =
        (struct segment){.step_count = 1, .step = timed->shot.scene->shot.stay, .is_listed = true};
    timed->segment_count = 1;
    timed->all_steps = 1;
    timed->questions = 0;
}

/* Whether a shot's input is the output of the one before, for all to see. */
static bool takes_over(const struct film *film, size_t number)
{
    const struct shot *shot = &film->shots[number];
    const struct values *input = &shot->scene->input;
    return number > 0 && shot->part_count == 1 && input->kind == VALUES_OF_SHOT &&
           input->of == shot[-1].scene && !shot->scene->timeline.is_motion_reduced;
}

bool timed_read(struct timed_shot *timed, const struct film *film, size_t number,
                struct report *report)
{
    const struct shot *shot = &film->shots[number];
    const struct scene *scene = shot->scene;
    assert(scene->timeline.step.num > 0 && scene->output.fps.num > 0);
    *timed = (struct timed_shot){
        .shot = *shot, .times = scene->timeline, .takes_over = takes_over(film, number)};
    if (!scene_has_layer(scene))
        timed->times.step = card_time(shot);
    else if (scene->timeline.step_at.line == 0)
        timed->times.step = reading_time(timed);
    size_t first, last;
    bool is_good = read_parts(timed, report) &&
                   steps_choose(&scene->output, timed->all_steps, &first, &last, report) &&
                   (film->shot_count > 1 || check_poster(timed, report));
    is_good = check_move(timed, report) && is_good;
    timed->questions = asks(timed) ? 1 : 0;
    if (!is_good)
        return false;
    timed->first_shown = first;
    timed->shown = last - first + 1;
    return timed_plan(timed, first, last, report);
}
