/* SPDX-License-Identifier: MIT */
/* A shot's list of steps: which steps each entry names, and how long they last. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timeline/shots.h"

/* ---- which steps ---- */

struct range {
    size_t first, last;
    const struct step_entry *entry; /* NULL: none names them */
};

/* The step at which the way back from the focus comes to a layer. */
static bool find_on_way(const struct simulation *top, const struct simulation *layer,
                        const struct step_entry *entry, struct range *out, struct report *report)
{
    out->first = out->last = simulation_way_back(top, layer);
    if (out->first != SIZE_MAX)
        return true;
    report_error(report, entry->at, "name one that it reads, through others too",
                 "the unit in focus sees nothing of '%s'", entry->layer);
    return false;
}

static bool find_layer(const struct timed_shot *shot, const struct step_entry *entry,
                       struct range *out, struct report *report)
{
    const struct simulation *top = shot->shot.simulations[0];
    enum order order = simulation_order(top);
    if (order != ORDER_LAYER && order != ORDER_BACK) {
        report_error(report, entry->at, "a layer is a range of steps with order: layer",
                     "no layer has the name '%s'", entry->layer);
        return false;
    }
    const struct simulation *layer = timed_layer(shot, 0, entry->layer, entry->at, report);
    if (!layer)
        return false;
    if (order == ORDER_BACK)
        return find_on_way(top, layer, entry, out, report);
    out->first = timed_first_step(layer);
    out->last = out->first + layer->step_count - 1;
    return true;
}

static bool find_steps(const struct timed_shot *shot, const struct step_entry *entry,
                       struct range *out, struct report *report)
{
    *out = (struct range){entry->first, entry->last, entry};
    switch (entry->kind) {
    case ENTRY_REST:
        return true;
    case ENTRY_LAST:
        out->first = out->last = shot->all_steps - 1;
        return true;
    case ENTRY_LAYER:
        return find_layer(shot, entry, out, report);
    case ENTRY_UNIT:
        if (!timed_step_of_unit(shot, 0, &entry->unit, &out->first, report))
            return false;
        out->last = out->first;
        return true;
    case ENTRY_STEPS:
        break;
    }
    if (out->last < shot->all_steps)
        return true;
    report_error(report, entry->at, NULL, "no steps %zu..%zu: steps run from 0 to %zu", out->first,
                 out->last, shot->all_steps - 1);
    return false;
}

static int compare_ranges(const void *a, const void *b)
{
    const struct range *one = a, *other = b;
    return (one->first > other->first) - (one->first < other->first);
}

bool timeline_entry_range(const struct scene *scene, const struct simulation *simulation,
                          const struct step_entry *entry, size_t *first, size_t *last)
{
    const struct timed_shot shot = {
        .shot = {.scene = scene, .part_count = 1, .simulations = {simulation}},
        .all_steps = simulation_order_count(simulation, simulation_order(simulation)),
    };
    struct report report;
    struct range range;
    report_init(&report, "");
    bool is_range = entry->kind != ENTRY_REST && find_steps(&shot, entry, &range, &report);
    report_finish(&report);
    *first = is_range ? range.first : 0;
    *last = is_range ? range.last : 0;
    return is_range;
}

bool timeline_entry_has(const struct scene *scene, const struct simulation *simulation,
                        const struct step_entry *entry, size_t step)
{
    size_t first, last;
    if (timeline_entry_range(scene, simulation, entry, &first, &last))
        return step >= first && step <= last;
    for (size_t i = 0; i < scene->entry_count && entry->kind == ENTRY_REST; i++)
        if (scene->entries[i].kind != ENTRY_REST &&
            timeline_entry_has(scene, simulation, &scene->entries[i], step))
            return false;
    return entry->kind == ENTRY_REST;
}

static bool check_ranges(const struct range *ranges, size_t count, struct report *report)
{
    bool is_good = true;
    for (size_t i = 1; i < count; i++) {
        const struct range *range = &ranges[i], *before = &ranges[i - 1];
        if (range->first > before->last)
            continue;
        bool is_later = range->entry->at.line > before->entry->at.line ||
                        (range->entry->at.line == before->entry->at.line &&
                         range->entry->at.column > before->entry->at.column);
        report_error(report, is_later ? range->entry->at : before->entry->at,
                     "a step stands in one entry", "step %zu is in two entries", range->first);
        is_good = false;
    }
    return is_good;
}

/* The entries' ranges in the order of their steps; rest: the entry of all others. */
static bool read_ranges(const struct timed_shot *shot, struct range *ranges, size_t *count,
                        const struct step_entry **rest, struct report *report)
{
    const struct scene *scene = shot->shot.scene;
    bool is_good = true;
    *count = 0;
    *rest = NULL;
    for (size_t i = 0; i < scene->entry_count; i++) {
        const struct step_entry *entry = &scene->entries[i];
        if (entry->kind == ENTRY_REST && *rest) {
            report_error(report, entry->at, NULL, "'rest' stands in two entries");
            is_good = false;
        } else if (entry->kind == ENTRY_REST) {
            *rest = entry;
        } else if (find_steps(shot, entry, &ranges[*count], report)) {
            ++*count;
        } else {
            is_good = false;
        }
    }
    qsort(ranges, *count, sizeof *ranges, compare_ranges);
    return check_ranges(ranges, *count, report) && is_good;
}

/* ---- how long ---- */

static struct rational step_of(const struct timed_shot *shot, const struct range *range)
{
    const struct step_entry *entry = range->entry;
    if (entry && entry->each.num > 0)
        return entry->each;
    if (entry && entry->length.num > 0 && entry->kind != ENTRY_REST)
        return rational_divide(entry->length, whole(range->last - range->first + 1));
    return shot->times.step;
}

/* What of a range is shown, as a segment. */
static void add_segment(struct timed_shot *shot, const struct range *range)
{
    size_t first = range->first, last = range->last, end = shot->first_shown + shot->shown - 1;
    const struct step_entry *entry = range->entry;
    first = first > shot->first_shown ? first : shot->first_shown;
    last = last < end ? last : end;
    if (first > last || range->first > range->last || (entry && entry->is_skipped))
        return;
    struct segment *segment = &shot->segments[shot->segment_count++];
    *segment = (struct segment){.first_step = first,
                                .step_count = last - first + 1,
                                .step = step_of(shot, range),
                                .is_listed = entry != NULL,
                                .say = entry ? entry->say : NULL,
                                .entry = entry};
    if (entry && entry->kind == ENTRY_REST) { /* its words stand at its first steps */
        segment->is_listed = entry->each.num > 0 || entry->length.num > 0;
        for (size_t i = 0; i + 1 < shot->segment_count; i++)
            if (segment->say && shot->segments[i].say == segment->say)
                segment->say = NULL;
    }
}

/* `for` of the entry of all others is shared by them. */
static void share_rest(struct timed_shot *shot, const struct step_entry *rest,
                       const struct range *ranges, size_t count)
{
    size_t named = 0;
    for (size_t i = 0; i < count; i++)
        named += ranges[i].last - ranges[i].first + 1;
    if (!rest || rest->length.num == 0 || named >= shot->all_steps)
        return;
    struct rational step = rational_divide(rest->length, whole(shot->all_steps - named));
    for (size_t i = 0; i < shot->segment_count; i++) {
        bool is_named = false;
        for (size_t r = 0; r < count; r++)
            is_named |= shot->segments[i].first_step >= ranges[r].first &&
                        shot->segments[i].first_step <= ranges[r].last;
        if (!is_named)
            shot->segments[i].step = step;
    }
}

static struct rational time_of(const struct segment *segment)
{
    return rational_multiply(whole(segment->step_count), segment->step);
}

/* `for` has no room for what is built up, listed and held, or none for the steps besides. */
static void report_no_room(const struct timed_shot *shot, struct rational taken, bool is_over,
                           struct report *report)
{
    const struct scene_shot *given = &shot->shot.scene->shot;
    bool has_more = timed_builds(shot) > 0 || given->hold.num > 0;
    const char *what = shot->takes_over ? "the input's way, build, listed steps and hold"
                       : has_more       ? "build, listed steps and hold"
                                        : "the listed steps";
    char all[NUMBER_ROOM], some[NUMBER_ROOM];
    number_shortest(all, rational_to_double(given->length));
    number_shortest(some, rational_to_double(taken));
    if (is_over)
        report_error(report, given->length_at, "a longer 'for', or shorter entries",
                     "%s take %s s, but the shot %s s", what, some, all);
    else
        report_error(report, given->length_at, "a longer 'for', or shorter entries",
                     "%s take all %s s of the shot: no time is left for its other steps", what,
                     all);
}

/* What the shot's `for` leaves is shared by the steps that no entry gives a time. */
static bool share_length(struct timed_shot *shot, struct report *report)
{
    const struct scene_shot *given = &shot->shot.scene->shot;
    struct rational taken = whole(timed_builds(shot) + shot->takes_over);
    size_t unlisted = 0;
    if (given->length.num == 0)
        return true;
    taken = rational_add(taken, given->hold);
    for (size_t i = 0; i < shot->segment_count; i++) {
        const struct segment *segment = &shot->segments[i];
        if (segment->is_listed)
            taken = rational_add(taken, time_of(segment));
        else
            unlisted += segment->step_count;
    }
    struct rational left = rational_subtract(given->length, taken);
    if (left.num < 0 || (left.num == 0 && unlisted > 0)) {
        report_no_room(shot, taken, left.num < 0, report);
        return false;
    }
    for (size_t i = 0; i < shot->segment_count && unlisted > 0; i++)
        if (!shot->segments[i].is_listed)
            shot->segments[i].step = rational_divide(left, whole(unlisted));
    return true;
}

/* What is longer than the shot's `for` wins. */
static void warn_of_length(const struct timed_shot *shot, const char *what, struct rational length,
                           struct report *report)
{
    const struct scene_shot *given = &shot->shot.scene->shot;
    if (given->length.num == 0 || rational_compare(length, given->length) <= 0)
        return;
    char longer[NUMBER_ROOM], wanted[NUMBER_ROOM];
    number_shortest(wanted, rational_to_double(given->length));
    snprintf(longer, sizeof longer, "%.1f", rational_to_double(length));
    report_warning(report, given->length_at, "a longer 'for', or fewer words",
                   "%s %s s, more than the %s s of the shot", what, longer, wanted);
}

static void add_up_words(struct timed_shot *shot, struct report *report)
{
    const struct scene *scene = shot->shot.scene;
    shot->words = timed_words(scene, scene->shot.say);
    for (size_t i = 0; i < shot->segment_count; i++)
        shot->words = rational_add(shot->words, timed_words(scene, shot->segments[i].say));
    warn_of_length(shot, "the words take", shot->words, report);
    warn_of_length(shot, "the recording takes", shot->shot.recording, report);
}

/* Makes the last of the segments' steps the only one, for as long as the picture stays. */
static void stay(struct timed_shot *timed)
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

bool timed_plan(struct timed_shot *shot, size_t first, size_t last, struct report *report)
{
    const struct scene *scene = shot->shot.scene;
    size_t entries = scene->entry_count, count, at = 0;
    const struct step_entry *rest;
    struct range *ranges = memory_allocate(entries + 1, sizeof *ranges);
    bool is_good = read_ranges(shot, ranges, &count, &rest, report);
    shot->first_shown = first;
    shot->shown = last - first + 1;
    shot->segments = memory_allocate(2 * count + 1, sizeof *shot->segments);
    for (size_t i = 0; i < count && is_good; at = ranges[i++].last + 1) {
        if (ranges[i].first > at)
            add_segment(shot, &(struct range){at, ranges[i].first - 1, rest});
        add_segment(shot, &ranges[i]);
    }
    if (is_good && at < shot->all_steps)
        add_segment(shot, &(struct range){at, shot->all_steps - 1, rest});
    share_rest(shot, rest, ranges, count);
    if (scene->shot.stay.num > 0)
        stay(shot);
    is_good = is_good && share_length(shot, report);
    add_up_words(shot, report);
    free(ranges);
    return is_good;
}
