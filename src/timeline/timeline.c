/* SPDX-License-Identifier: MIT */
/* Time: which moment picture n shows and for how long. Takes the scene's seconds and the layer's
 * steps, hands on pictures by number, each worked out alone. */
#include "convreel/timeline.h"

#include <assert.h>
#include <float.h>
#include <inttypes.h>
#include <stdlib.h>

/* Of all steps, of which a render may make some: 46 hours at 60 pictures a second. */
enum { MAX_PICTURES = 10 * 1000 * 1000 };

static struct rational whole(size_t number)
{
    return rational_make((int64_t)number, 1);
}

/* A default gives way to a shorter step. */
static struct rational move_of(const struct scene_timeline *times)
{
    bool gives_way = times->move_at.line == 0 && rational_compare(times->move, times->step) > 0;
    return gives_way ? times->step : times->move;
}

/* ---- parts ---- */

static const struct scene *scene_of(const struct timeline *timeline, size_t part)
{
    const struct scene *scene = timeline->scene;
    return scene->panel_count > 0 ? scene->panels[part] : scene;
}

static size_t steps_of(const struct timeline *timeline, size_t part)
{
    return simulation_order_count(timeline->simulations[part], timeline->scene->order.value);
}

/* ---- how long a step takes to be read ---- */

/* What a step takes to be read, seconds: so much, and so much for each term of its sum. */
static const struct rational reading_start = {1, 2}, reading_term = {1, 6};

enum {
    MOST_TERMS = 48,     /* that are read */
    LONGEST_READING = 4, /* seconds */
    MOST_NUMBERS = 1024  /* of a map: beyond that nobody reads digits */
};

/* Whether the step of a part has a sum to be read. */
static bool has_sum(const struct timeline *timeline, size_t part)
{
    const struct scene *scene = scene_of(timeline, part);
    const struct simulation *layer = timeline->simulations[part];
    const struct given_flag *sum = &scene->show.sum;
    enum order order = scene->order.value;
    return (sum->at.line > 0 ? sum->value : scene->theme.has_labels) && layer->has_values &&
           !layer->below && scene->show.values == SHOW_DIGITS && layer->reduction != REDUCE_NOT &&
           (order == ORDER_OUTPUT || (order == ORDER_POSITION && layer->out_channels == 1)) &&
           tensor_count(&layer->input) <= MOST_NUMBERS &&
           tensor_count(&layer->output) <= MOST_NUMBERS;
}

static int64_t term_count(const struct simulation *layer)
{
    int64_t count = layer->has_kernel ? (int64_t)(layer->in_channels / layer->groups) : 1;
    for (size_t i = 0; i < layer->axes && count < MOST_TERMS; i++)
        count *= layer->axis[i].kernel;
    return count < MOST_TERMS ? count : MOST_TERMS;
}

/* A second, or what the longest sum takes. */
static struct rational reading_time(const struct timeline *timeline)
{
    struct rational longest = whole(1);
    for (size_t i = 0; i < timeline->part_count; i++) {
        if (!has_sum(timeline, i))
            continue;
        struct rational terms = rational_make(term_count(timeline->simulations[i]), 1);
        struct rational time = rational_add(reading_start, rational_multiply(reading_term, terms));
        longest = rational_compare(time, longest) > 0 ? time : longest;
    }
    return rational_compare(longest, whole(LONGEST_READING)) > 0 ? whole(LONGEST_READING) : longest;
}

/* ---- the shown steps, counted from 0 ---- */

static struct rational step_start(const struct timeline *timeline, size_t index)
{
    const struct scene_timeline *times = &timeline->times;
    if (index == 0)
        return whole(0);
    return rational_add(times->hold_first, rational_multiply(whole(index), times->step));
}

static struct rational step_end(const struct timeline *timeline, size_t index)
{
    return index + 1 < timeline->step_count ? step_start(timeline, index + 1) : timeline->length;
}

static struct rational move_start(const struct timeline *timeline, size_t index)
{
    return rational_subtract(step_end(timeline, index), move_of(&timeline->times));
}

/* When a step answers its question. */
static struct rational answer_time(const struct timeline *timeline, size_t index)
{
    struct rational start = step_start(timeline, index);
    struct rational end = step_end(timeline, index);
    struct rational half = rational_divide(rational_subtract(end, start), whole(2));
    bool is_last = index + 1 == timeline->step_count;
    struct rational held = rational_subtract(is_last ? end : move_start(timeline, index), start);
    if (rational_compare(half, held) >= 0)
        half = rational_divide(held, whole(2));
    return rational_add(start, half);
}

/* The last point of the grid k / fps that is not inside the step's move. */
static int64_t grid_before_move(const struct timeline *timeline, size_t index)
{
    return rational_floor(
        rational_multiply(move_start(timeline, index), timeline->scene->output.fps));
}

/* How many points of the grid fall strictly inside the step's move. */
static int64_t moving_count(const struct timeline *timeline, size_t index)
{
    if (index + 1 == timeline->step_count || move_of(&timeline->times).num == 0)
        return 0;
    struct rational end = rational_multiply(step_end(timeline, index), timeline->scene->output.fps);
    int64_t count = rational_ceil(end) - 1 - grid_before_move(timeline, index);
    return count > 0 ? count : 0;
}

/* ---- checks ---- */

/* The number of the output unit that focus names, in reading order. */
static bool number_focus(const struct focus *focus, const struct tensor *output, size_t *number,
                         struct report *report)
{
    size_t axes = output->rank - 1, first = output->rank - focus->index_count;
    *number = tensor_count(output) - 1;
    if (focus->is_last)
        return true;
    if (focus->index_count != axes && focus->index_count != output->rank) {
        report_error(report, focus->at, "use focus: last for the last unit",
                     "focus has %zu number%s, but an output unit has %zu, or %zu with its channel",
                     focus->index_count, focus->index_count == 1 ? "" : "s", axes, output->rank);
        return false;
    }
    *number = 0;
    for (size_t i = 0; i < focus->index_count; i++) {
        size_t size = output->size[first + i];
        if (focus->index[i] >= size) {
            report_error(report, focus->index_at[i], "use focus: last for the last unit",
                         "the output has no unit %zu: %s run from 0 to %zu", focus->index[i],
                         simulation_index_name(axes, focus->index_count, i), size - 1);
            return false;
        }
        *number = *number * size + focus->index[i];
    }
    return true;
}

/* The step of a part at which its focus is the current unit. */
static bool find_focus(struct timeline *timeline, size_t part, struct report *report)
{
    const struct focus *focus = &scene_of(timeline, part)->focus;
    const struct tensor *output = &timeline->simulations[part]->output;
    size_t number;
    if (!number_focus(focus, output, &number, report))
        return false;
    timeline->is_held[part] = !timeline->scene->output.has_steps;
    switch (timeline->scene->order.value) {
    case ORDER_OUTPUT:
        timeline->held_step[part] = number;
        return true;
    case ORDER_POSITION:
        timeline->held_step[part] = number % (tensor_count(output) / output->size[0]);
        return true;
    case ORDER_LAYER: /* the last layer's steps come last */
        timeline->held_step[part] = steps_of(timeline, part) - tensor_count(output) + number;
        return true;
    case ORDER_INPUT:
        break;
    }
    timeline->held_step[part] = steps_of(timeline, part) - 1;
    if (focus->is_last)
        return true;
    report_error(report, focus->at, "use steps: 0 to show one step",
                 "focus is an output unit, but with order: input a step is an input unit");
    return false;
}

/* Finds the held parts and how many steps there are for the others; 1 where none goes on. */
static bool read_parts(struct timeline *timeline, struct report *report)
{
    bool is_good = true;
    timeline->all_steps = 1;
    for (size_t i = 0; i < timeline->part_count; i++) {
        if (scene_of(timeline, i)->focus.at.line > 0)
            is_good = find_focus(timeline, i, report) && is_good;
        size_t steps = timeline->is_held[i] ? 1 : steps_of(timeline, i);
        timeline->all_steps = steps > timeline->all_steps ? steps : timeline->all_steps;
    }
    return is_good;
}

static bool choose_steps(struct timeline *timeline, struct report *report)
{
    const struct scene_output *output = &timeline->scene->output;
    size_t count = timeline->all_steps, first = 0, last = count - 1;
    if (output->has_steps && output->steps_kind == STEPS_RANGE) {
        first = output->first_step;
        last = output->last_step;
    } else if (output->has_steps) {
        first = last = output->steps_kind == STEPS_LAST ? count - 1 : count / 2;
    }
    if (first > last || last >= count) {
        enum status status = output->steps_at.line > 0 ? STATUS_SCENE : STATUS_USAGE;
        report_status(report, status, output->steps_at, NULL,
                      "no steps %zu..%zu: steps run from 0 to %zu", first, last, count - 1);
        return false;
    }
    timeline->first_step = first;
    timeline->step_count = last - first + 1;
    return true;
}

/* A scene that its focus holds has one step only. */
static bool check_poster(const struct timeline *timeline, struct report *report)
{
    const struct given_integer *poster = &timeline->scene->output.poster_step;
    size_t count = timeline->all_steps;
    if (poster->at.line == 0 || (size_t)poster->value < count)
        return true;
    for (size_t i = 0; i < timeline->part_count; i++)
        if (timeline->is_held[i])
            return true;
    report_error(report, poster->at, NULL, "no step %zu: steps run from 0 to %zu",
                 (size_t)poster->value, count - 1);
    return false;
}

static bool check_move(const struct scene_timeline *times, struct report *report)
{
    if (rational_compare(move_of(times), times->step) <= 0)
        return true;
    char move[NUMBER_ROOM], step[NUMBER_ROOM];
    number_shortest(move, rational_to_double(times->move));
    number_shortest(step, rational_to_double(times->step));
    report_error(report, times->move_at, "the move is the last part of its step",
                 "move %s is longer than step %s", move, step);
    return false;
}

static struct rational common_denominator(struct rational a, struct rational b)
{
    if (!rational_is_exact(a) || !rational_is_exact(b))
        return (struct rational){0, 0};
    struct rational quotient = rational_make(a.num, b.num);
    return rational_multiply(a, rational_make(quotient.den, 1)); /* the least common multiple */
}

/* Every time of the film is a whole multiple of 1 / (their common denominator), so that all of
 * them fit where the longest does. */
static bool are_times_exact(const struct timeline *timeline)
{
    const struct scene_timeline *times = &timeline->times;
    const struct rational fps = timeline->scene->output.fps;
    const int64_t denominators[] = {times->step.den, move_of(times).den, times->hold_first.den,
                                    times->hold_last.den};
    struct rational unit = rational_make(fps.num, 1);
    for (size_t i = 0; i < sizeof denominators / sizeof *denominators; i++)
        unit = common_denominator(unit, rational_make(denominators[i], 1));
    struct rational ticks = rational_multiply(timeline->length, unit);
    struct rational finest = rational_multiply(unit, rational_make(fps.den, 1));
    return rational_is_exact(rational_multiply(ticks, whole((size_t)fps.num))) &&
           rational_is_exact(finest);
}

static bool measure_length(struct timeline *timeline, struct report *report)
{
    const struct scene_timeline *times = &timeline->times;
    struct rational length = step_start(timeline, timeline->step_count);
    timeline->length = rational_add(length, times->hold_last);
    if (rational_is_exact(timeline->length) && are_times_exact(timeline))
        return true;
    report_status(report, STATUS_LIMIT, times->at,
                  "use fewer decimals, or a frame rate such as 30000/1001",
                  "the times and the frame rate together are too precise");
    return false;
}

static bool refuse_count(const struct timeline *timeline, int64_t count, struct report *report)
{
    const struct scene *scene = timeline->scene;
    struct position at = scene->output.fps_at;
    report_status(report, STATUS_LIMIT, at.line > 0 ? at : scene->timeline.at,
                  "use a lower fps, a shorter move, or fewer steps",
                  "the steps make %" PRId64 " pictures, the limit is %d", count, MAX_PICTURES);
    return false;
}

/* A step that is all move has no time to ask. */
static bool asks(const struct timeline *timeline)
{
    bool is_asking = false;
    for (size_t i = 0; i < timeline->part_count; i++)
        is_asking |= scene_of(timeline, i)->show.reveal == REVEAL_QUESTION;
    const struct scene_timeline *times = &timeline->times;
    return is_asking && rational_compare(move_of(times), times->step) < 0;
}

static bool count_pictures(struct timeline *timeline, struct report *report)
{
    if (timeline->step_count > MAX_PICTURES)
        return refuse_count(timeline, (int64_t)timeline->step_count, report);
    timeline->first_picture =
        memory_allocate(timeline->step_count, sizeof *timeline->first_picture);
    timeline->questions = asks(timeline) ? 1 : 0;
    int64_t total = 0;
    for (size_t i = 0; i < timeline->step_count; i++) {
        timeline->first_picture[i] = (size_t)total;
        total += 1 + (int64_t)timeline->questions + moving_count(timeline, i);
    }
    if (total > MAX_PICTURES)
        return refuse_count(timeline, total, report);
    timeline->picture_count = (size_t)total;
    return true;
}

static void set_parts(struct timeline *timeline, const struct scene *scene,
                      const struct simulation *const *simulations)
{
    timeline->scene = scene;
    timeline->part_count = scene->panel_count > 0 ? scene->panel_count : 1;
    for (size_t i = 0; i < timeline->part_count; i++)
        timeline->simulations[i] = simulations[i];
    timeline->times = scene->timeline;
    if (scene->timeline.step_at.line == 0)
        timeline->times.step = reading_time(timeline);
}

void timeline_check(const struct scene *scene, const struct simulation *const *simulations,
                    struct report *report)
{
    struct timeline timeline = {0};
    set_parts(&timeline, scene, simulations);
    if (read_parts(&timeline, report) && choose_steps(&timeline, report))
        check_poster(&timeline, report);
    check_move(&timeline.times, report);
}

struct timeline *timeline_create_parts(const struct scene *scene,
                                       const struct simulation *const *simulations,
                                       struct report *report)
{
    assert(scene->timeline.step.num > 0 && scene->output.fps.num > 0);
    struct timeline *timeline = memory_allocate(1, sizeof *timeline);
    set_parts(timeline, scene, simulations);
    bool is_good = read_parts(timeline, report) && choose_steps(timeline, report) &&
                   check_poster(timeline, report);
    is_good = check_move(&timeline->times, report) && is_good;
    if (is_good && measure_length(timeline, report) && count_pictures(timeline, report))
        return timeline;
    timeline_destroy(timeline);
    return NULL;
}

struct timeline *timeline_create(const struct scene *scene, const struct simulation *simulation,
                                 struct report *report)
{
    assert(scene->panel_count == 0);
    return timeline_create_parts(scene, &simulation, report);
}

void timeline_destroy(struct timeline *timeline)
{
    if (timeline == NULL)
        return;
    free(timeline->first_picture);
    free(timeline);
}

/* ---- pictures ---- */

static double eased(enum ease ease, double t)
{
    double progress = t;
    switch (ease) {
    case EASE_LINEAR:
        break;
    case EASE_SMOOTH:
        progress = t * t * (3 - 2 * t);
        break;
    }
    /* Rounding must not arrive before the next step does. */
    return progress < 1 ? progress : 1 - DBL_EPSILON;
}

/* The last shown step that starts at or before picture n. */
size_t timeline_index_of_picture(const struct timeline *timeline, size_t n)
{
    size_t low = 0, high = timeline->step_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (timeline->first_picture[middle] <= n)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static struct rational picture_start(const struct timeline *timeline, size_t n)
{
    if (n == timeline->picture_count)
        return timeline->length;
    size_t index = timeline_index_of_picture(timeline, n);
    size_t moved = n - timeline->first_picture[index];
    if (moved == 0)
        return step_start(timeline, index);
    if (moved == timeline->questions)
        return answer_time(timeline, index);
    struct rational grid =
        whole((size_t)grid_before_move(timeline, index) + moved - timeline->questions);
    return rational_divide(grid, timeline->scene->output.fps);
}

/* Where a part is when the longest is at a step. */
static size_t step_of_part(const struct timeline *timeline, size_t part, size_t step)
{
    size_t steps = steps_of(timeline, part);
    if (timeline->is_held[part])
        return timeline->held_step[part];
    if (timeline->scene->sync == SYNC_FRACTION)
        return step * steps / timeline->all_steps;
    return step < steps ? step : steps - 1;
}

/* A part that stays where it is does not move. */
static struct moment moment_at(const struct timeline *timeline, size_t index, double progress,
                               bool is_question)
{
    struct moment moment = {.part_count = timeline->part_count};
    size_t step = timeline->first_step + index;
    for (size_t i = 0; i < timeline->part_count; i++) {
        size_t here = step_of_part(timeline, i, step);
        bool moves = progress > 0 && step_of_part(timeline, i, step + 1) != here;
        moment.parts[i] = (struct moment_part){
            .step = here,
            .progress = moves ? progress : 0,
            .is_question = is_question && scene_of(timeline, i)->show.reveal == REVEAL_QUESTION,
        };
    }
    return moment;
}

void timeline_picture_at(const struct timeline *timeline, size_t n, struct picture *out)
{
    assert(n < timeline->picture_count);
    const struct scene_timeline *times = &timeline->times;
    size_t index = timeline_index_of_picture(timeline, n);
    out->number = n;
    out->start = picture_start(timeline, n);
    out->duration = rational_subtract(picture_start(timeline, n + 1), out->start);
    double progress = 0;
    bool is_question = n < timeline->first_picture[index] + timeline->questions;
    if (n > timeline->first_picture[index] + timeline->questions) {
        struct rational moved = rational_subtract(out->start, move_start(timeline, index));
        double part = rational_to_double(moved) / rational_to_double(move_of(times));
        progress = eased(times->ease, part);
    }
    out->moment = moment_at(timeline, index, progress, is_question);
}

void timeline_still_at(const struct timeline *timeline, size_t n, struct picture *out)
{
    assert(n < timeline->step_count);
    out->number = timeline->first_picture[n];
    out->start = step_start(timeline, n);
    out->duration = rational_subtract(step_end(timeline, n), out->start);
    out->moment = moment_at(timeline, n, 0, timeline->questions > 0);
}

size_t timeline_picture_number(const struct timeline *timeline, struct rational t)
{
    assert(t.num >= 0 && rational_compare(t, timeline->length) < 0);
    size_t low = 0, high = timeline->picture_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (rational_compare(picture_start(timeline, middle), t) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}
