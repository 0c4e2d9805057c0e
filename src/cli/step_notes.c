/* SPDX-License-Identifier: MIT */
/* From the timeline and the numbers to a step's notes. */
#include "step_notes.h"

#include <string.h>

#include "describe.h"
#include "plan.h"

/* Words that begin while the step is shown; several are lines. */
static const char *find_words(const struct timeline *timeline, const struct picture *still,
                              struct arena *arena)
{
    const struct rational end = rational_add(still->start, still->duration);
    const char *all = NULL;
    for (size_t i = 0; i < timeline->cue_count; i++) {
        const struct cue *cue = &timeline->cues[i];
        if (cue->shot != still->moment.shot || rational_compare(cue->start, still->start) < 0 ||
            rational_compare(cue->start, end) >= 0)
            continue;
        const char *words = text_printable(arena, cue->text, strlen(cue->text), SIZE_MAX);
        all = all ? arena_format(arena, "%s\n%s", all, words) : words;
    }
    return all;
}

/* Half way through the move that ends the step. */
static const struct display_list *find_midway(const struct subject *subject,
                                              const struct picture *still, struct rational move,
                                              struct arena *arena)
{
    const struct timeline *timeline = subject->timeline;
    const struct rational half = rational_divide(move, rational_make(2, 1)),
                          end = rational_add(still->start, still->duration),
                          at = rational_subtract(end, half);
    struct picture picture;
    if (move.num <= 0 || rational_compare(at, still->start) <= 0 ||
        rational_compare(at, timeline->length) >= 0)
        return NULL;
    timeline_picture_at(timeline, timeline_picture_number(timeline, at), &picture);
    bool is_moving = false;
    for (size_t i = 0; i < picture.moment.part_count; i++)
        is_moving |= picture.moment.parts[i].progress > 0;
    if (!is_moving || picture.moment.shot != still->moment.shot)
        return NULL;
    struct display_list *list = arena_allocate(arena, 1, sizeof *list);
    drawing_draw_picture(subject->drawings, &picture, arena, list);
    return list;
}

static const char *describe(const struct subject *subject, const struct picture *still,
                            struct arena *arena)
{
    const struct shot *shot = &subject->shots[still->moment.shot];
    struct buffer text = {0};
    buffer_add_text(&text, "");
    describe_moment(shot, &still->moment, &text);
    const char *copy = arena_copy_text(arena, text.bytes, text.length);
    buffer_finish(&text);
    return copy;
}

static bool begins_shot(const struct timeline *timeline, size_t number, size_t shot)
{
    struct picture before;
    if (number == 0)
        return true;
    timeline_still_at(timeline, number - 1, &before);
    return before.moment.shot != shot;
}

/* What the first step of a shot brings. */
static void add_beginning(const struct subject *subject, size_t number, struct arena *arena,
                          struct frame_step *notes)
{
    const struct timeline *timeline = subject->timeline;
    const char *chapter = subject->shots[notes->shot].scene->shot.chapter;
    if (!begins_shot(timeline, number, notes->shot))
        return;
    if (chapter)
        notes->chapter = text_printable(arena, chapter, strlen(chapter), SIZE_MAX);
    notes->fade = number > 0 ? rational_to_double(timeline->shots[notes->shot].fade) : 0;
}

/* Where no step says that a talk waits there, it waits after each; else where a pause is, behind
 * `from`, up to `end`. */
static void add_pause(const struct timeline *timeline, struct rational from, struct rational end,
                      size_t number, struct frame_step *notes)
{
    notes->is_stop = timeline->pause_count == 0;
    for (size_t i = 0; i < timeline->pause_count; i++) {
        const struct pause *pause = &timeline->pauses[i];
        if (rational_compare(pause->at, from) <= 0 || rational_compare(pause->at, end) > 0)
            continue;
        notes->is_stop = true;
        if (rational_compare(pause->from, pause->at) < 0) {
            size_t picture = timeline_picture_number(timeline, pause->from),
                   first = timeline_index_of_picture(timeline, picture);
            notes->repeated = number >= first ? number - first + 1 : 0;
        }
    }
}

/* A sheet's page is its first step. */
static size_t first_step(const struct subject *subject, size_t number)
{
    const struct scene_output *output = &subject->scene->output;
    return output->sheet_columns > 0 ? number * output->sheet_columns * output->sheet_rows : number;
}

static bool asks(const struct moment *moment)
{
    bool asks = false;
    for (size_t i = 0; i < moment->part_count; i++)
        asks |= moment->parts[i].is_question;
    return asks;
}

bool step_notes_find_answer(const struct subject *subject, size_t number, struct picture *answer)
{
    const struct timeline *timeline = subject->timeline;
    struct picture still;
    if (subject->scene->output.sheet_columns > 0)
        return false;
    timeline_still_at(timeline, number, &still);
    size_t next = timeline_picture_of_still(timeline, number) + 1;
    if (!asks(&still.moment) || next >= timeline->picture_count ||
        timeline_index_of_picture(timeline, next) != number)
        return false;
    timeline_picture_at(timeline, next, answer);
    answer->duration = rational_subtract(rational_add(still.start, still.duration), answer->start);
    return !asks(&answer->moment);
}

void step_notes_make(const struct subject *subject, size_t number, const struct picture *answer,
                     struct arena *arena, struct frame_step *out)
{
    const struct timeline *timeline = subject->timeline;
    size_t first = first_step(subject, number);
    struct picture still, then;
    *out = (struct frame_step){.step = timeline_step_number(timeline, first), .is_stop = true};
    if (subject->scene->output.sheet_columns > 0)
        return;
    timeline_still_at(timeline, first, &still);
    const struct rational move = timeline->shots[still.moment.shot].times.move,
                          end = rational_add(still.start, still.duration);
    bool is_asked = !answer && step_notes_find_answer(subject, first, &then);
    out->shot = still.moment.shot;
    if (!is_asked)
        out->midway = find_midway(subject, &still, move, arena);
    out->move = out->midway ? rational_to_double(move) : 0;
    out->description = describe(subject, answer ? answer : &still, arena);
    add_pause(timeline, answer ? answer->start : still.start, is_asked ? then.start : end, first,
              out);
    if (answer)
        return;
    out->say = find_words(timeline, &still, arena);
    add_beginning(subject, first, arena, out);
}
