/* SPDX-License-Identifier: MIT */
/* A shot before it has its place in time: which of its steps are shown, and what a focus holds. */
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

bool steps_are_one(const struct scene_output *output)
{
    return output->has_steps && output->steps_kind != STEPS_RANGE;
}

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
        timed->times.step = timed_card(shot);
    else if (scene->timeline.step_at.line == 0)
        timed->times.step = timed_reading(timed);
    bool is_good = read_parts(timed, report);
    size_t first = 0, last = timed->all_steps - 1;
    /* One of a list that may skip it is found when all are known. */
    if (scene->entry_count == 0 || !steps_are_one(&scene->output))
        is_good = is_good && steps_choose(&scene->output, timed->all_steps, &first, &last, report);
    is_good = is_good && (film->shot_count > 1 || check_poster(timed, report));
    is_good = check_move(timed, report) && is_good;
    timed->questions = asks(timed) ? 1 : 0;
    if (!is_good)
        return false;
    timed->first_shown = first;
    timed->shown = last - first + 1;
    return timed_plan(timed, first, last, report);
}
