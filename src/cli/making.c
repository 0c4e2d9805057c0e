/* SPDX-License-Identifier: MIT */
/* From a picture's number to the files. What is the picture's own is in struct made_picture, so
 * that several can be made at a time. */
#include "making.h"

#include <stdlib.h>
#include <string.h>

#include "canvases.h"
#include "clips.h"
#include "pages.h"
#include "step_notes.h"

/* ---- which outputs ---- */

static bool takes(const struct output *output, bool has_every_picture, size_t number)
{
    return output->has_every_picture == has_every_picture && number >= output->first &&
           number - output->first < output->count;
}

bool making_is_wanted(const struct plan *plan, bool has_every_picture, size_t number)
{
    for (size_t i = 0; i < plan->count; i++)
        if (takes(&plan->outputs[i], has_every_picture, number))
            return true;
    return false;
}

bool making_has_words_in_pictures(const struct plan *plan, const struct output *output)
{
    return (plan->subject->scene->output.subtitles & SUBTITLES_BURNED) &&
           plan->tracks.subtitle_count > 0 && output->encoder->wants_pixels &&
           output->has_every_picture && (!output->is_numbered || output->clip_count > 0);
}

static struct canvas canvas_of(const struct subject *subject, const struct output *output,
                               const struct display_list *list)
{
    return output->has_own_canvas ? canvas_of_list(subject, list, output->canvas.background)
                                  : output->canvas;
}

/* What an output gets of a picture. */
struct share {
    const struct output *output;
    const struct drawn *drawn; /* the picture as one of the timeline, or as a page */
    size_t number;             /* its number as that */
    struct canvas canvas;
};

/* False: nothing. */
static bool find_share(const struct plan *plan, size_t i, const struct made_picture *picture,
                       struct share *share)
{
    const struct output *output = &plan->outputs[i];
    *share = (struct share){output, &picture->drawn, picture->number, {0}};
    if (!takes(output, picture->has_every_picture, share->number)) {
        share->drawn = &picture->page;
        share->number = picture->page_number;
        if (!picture->has_page || !takes(output, false, share->number))
            return false;
    }
    share->canvas = canvas_of(plan->subject, output, &share->drawn->list);
    return true;
}

/* ---- pixels ---- */

static void copy_pixels(struct kept *kept)
{
    struct raster *raster = &kept->raster;
    size_t count = raster->width * raster->height;
    if (raster->pixels == kept->pixels)
        return;
    if (count > kept->capacity) {
        kept->pixels = memory_resize(kept->pixels, count, sizeof *kept->pixels);
        kept->capacity = count;
    }
    for (size_t y = 0; y < raster->height; y++)
        memcpy(kept->pixels + y * raster->width, raster->pixels + y * raster->stride,
               raster->width * sizeof *kept->pixels);
    raster->pixels = kept->pixels;
    raster->stride = raster->width;
}

/* The list on that canvas, painted once for all outputs that have it. */
static const struct raster *paint(struct made_picture *picture, const struct canvas *canvas,
                                  struct painter *painter, struct error *error)
{
    for (size_t i = 0; i < picture->kept_count; i++)
        if (canvas_is_same(&picture->kept[i].canvas, canvas))
            return &picture->kept[i].raster;
    if (picture->kept_count > 0) /* the painter's raster becomes another one */
        copy_pixels(&picture->kept[picture->kept_count - 1]);
    struct kept *kept = &picture->kept[picture->kept_count];
    if (!painter_paint(painter, &picture->drawn.list, canvas, &kept->raster, error))
        return NULL;
    kept->canvas = *canvas;
    picture->kept_count++;
    return &kept->raster;
}

/* ---- two themes in one file ---- */

/* A picture in the other theme. */
struct twin {
    struct drawn drawn;
    struct canvas canvas;
    struct dark_frame dark;
};

/* Draws the twin of an output's picture and gives both to the frame. shown: that picture of the
 * share's page; NULL: the page. */
static void add_twin(const struct plan *plan, const struct share *share,
                     const struct picture *shown, struct arena *arena, struct twin *twin,
                     struct frame *frame)
{
    const struct plan *other = plan->twin;
    const struct output *output = other->outputs;
    while (output->encoder != share->output->encoder)
        output++;
    if (shown)
        drawing_draw_picture(other->subject->drawings, shown, arena, &twin->drawn.list);
    else
        pages_draw_picture(other->subject, output->has_every_picture, share->number, arena,
                           &twin->drawn);
    twin->canvas = canvas_of(other->subject, output, &twin->drawn.list);
    twin->dark = (struct dark_frame){&twin->drawn.list, &twin->canvas};
    if (plan->is_dark) {
        twin->dark = (struct dark_frame){frame->list, frame->canvas};
        frame->list = &twin->drawn.list;
        frame->canvas = &twin->canvas;
    }
    frame->dark = &twin->dark;
}

/* ---- giving ---- */

/* A file of one picture, from its name to its end. */
static bool write_file(const struct plan *plan, const struct share *share, struct maker *maker,
                       struct frame *frame, struct error *error)
{
    struct run run = {.output = share->output,
                      .subject = plan->subject,
                      .painter = maker->painter,
                      .memory = &maker->memory[share->output - plan->outputs]};
    size_t number = share->number - share->output->first;
    bool is_written = run_open(&run, number, &share->drawn->picture, &share->canvas, error) &&
                      run_add(&run, frame, error) && run_close(&run, error);
    run_abort(&run);
    return is_written;
}

/* A step, and then its answer if it asks. */
static bool give_step(const struct task *task, const struct share *share, size_t i,
                      struct arena *arena, const struct frame *frame, struct error *error)
{
    const struct plan *plan = task->plan;
    bool has_twin = plan->twin && share->output->has_two_themes;
    struct frame_step notes;
    struct frame now = *frame, then = *frame;
    struct picture answer;
    struct twin twin;
    bool asks = step_notes_find_answer(plan->subject, share->number, &answer);
    step_notes_make(plan->subject, share->number, NULL, arena, &notes);
    now.step = &notes;
    if (asks)
        now.duration = rational_subtract(answer.start, now.start);
    if (has_twin)
        add_twin(plan, share, NULL, arena, &twin, &now);
    if (!run_add(&task->runs[i], &now, error) || !asks)
        return !error->status;
    struct display_list list;
    drawing_draw_picture(plan->subject->drawings, &answer, arena, &list);
    step_notes_make(plan->subject, share->number, &answer, arena, &notes);
    then.list = &list;
    then.step = &notes;
    then.start = answer.start;
    then.duration = answer.duration;
    if (has_twin)
        add_twin(plan, share, &answer, arena, &twin, &then);
    return run_add(&task->runs[i], &then, error);
}

/* The pieces of a picture in which the same words are spoken, one after the other, from `from` on.
 * words: NULL where there are none. */
static struct rational next_piece(const struct tracks *tracks, struct rational from,
                                  struct rational end, const struct subtitle **words)
{
    *words = NULL;
    for (size_t i = 0; i < tracks->subtitle_count; i++) {
        const struct subtitle *subtitle = &tracks->subtitles[i];
        bool has_begun = rational_compare(subtitle->start, from) <= 0;
        struct rational change = has_begun ? subtitle->end : subtitle->start;
        if (has_begun && rational_compare(subtitle->end, from) > 0)
            *words = subtitle;
        if (rational_compare(change, from) > 0 && rational_compare(change, end) < 0)
            end = change;
    }
    return end;
}

static bool add_frame(const struct task *task, size_t i, struct frame *frame, size_t number,
                      struct error *error)
{
    struct run *run = &task->runs[i];
    return run->output->clip_count > 0 ? clips_add(run, frame, number, error)
                                       : run_add(run, frame, error);
}

/* Gives a picture to output i in pieces, each with its words painted over it. */
static bool give_with_words(const struct task *task, const struct share *share, size_t i,
                            struct arena *arena, const struct frame *whole, struct error *error)
{
    const struct plan *plan = task->plan;
    struct rational end = rational_add(whole->start, whole->duration), from = whole->start, to;
    for (; rational_compare(from, end) < 0; from = to) {
        const struct subtitle *words;
        struct frame frame = *whole;
        struct display_list list;
        struct raster raster;
        to = next_piece(&plan->tracks, from, end, &words);
        display_list_copy(&share->drawn->list, arena, &list);
        if (words)
            drawing_add_subtitle(&plan->subject->drawings[share->drawn->picture.moment.shot],
                                 words->text, arena, &list);
        if (!painter_paint(task->over, &list, &share->canvas, &raster, error))
            return false;
        frame.start = from;
        frame.duration = rational_subtract(to, from);
        frame.is_entry &= rational_compare(from, whole->start) == 0;
        frame.raster = &raster;
        if (!add_frame(task, i, &frame, share->number, error))
            return false;
    }
    return true;
}

/* Gives the picture to output i, if it takes it. maker: of pixels that are not there yet. */
static bool give(const struct task *task, struct made_picture *picture, size_t i,
                 struct maker *maker, struct error *error)
{
    const struct plan *plan = task->plan;
    struct share share;
    struct twin twin;
    if (!find_share(plan, i, picture, &share))
        return true;
    struct frame frame = {
        .start = share.drawn->picture.start,
        .duration = share.drawn->picture.duration,
        .list = &share.drawn->list,
        .canvas = &share.canvas,
        .is_entry = share.output->encoder->is_constant_rate &&
                    timeline_is_entry(plan->subject->timeline, share.drawn->picture.start),
    };
    if (making_has_words_in_pictures(plan, share.output))
        return give_with_words(task, &share, i, &picture->arena, &frame, error);
    if (share.output->encoder->wants_pixels) {
        frame.raster = paint(picture, &share.canvas, maker ? maker->painter : NULL, error);
        if (!frame.raster)
            return false;
    }
    bool is_step = share.output->encoder->wants_steps && !share.output->has_every_picture;
    if (is_step && !share.output->is_numbered)
        return give_step(task, &share, i, &picture->arena, &frame, error);
    if (plan->twin && share.output->has_two_themes)
        add_twin(plan, &share, NULL, &picture->arena, &twin, &frame);
    if (share.output->clip_count > 0 || !share.output->is_numbered)
        return add_frame(task, i, &frame, share.number, error);
    frame.start = rational_make(0, 1);
    return write_file(plan, &share, maker, &frame, error);
}

/* Paints for the outputs that get the picture when its turn comes. */
static bool prepare(const struct plan *plan, struct made_picture *picture, struct painter *painter,
                    struct error *error)
{
    struct share share;
    for (size_t i = 0; i < plan->count; i++)
        if (!plan->outputs[i].is_numbered && plan->outputs[i].encoder->wants_pixels &&
            !making_has_words_in_pictures(plan, &plan->outputs[i]) &&
            find_share(plan, i, picture, &share) && !paint(picture, &share.canvas, painter, error))
            return false;
    return true;
}

/* The page that the picture is too: its step's first picture is held. */
static void find_page(const struct timeline *timeline, struct made_picture *picture)
{
    size_t page = timeline_index_of_picture(timeline, picture->number);
    picture->has_page = timeline_picture_of_still(timeline, page) == picture->number;
    picture->page_number = page;
    picture->page.list = picture->drawn.list;
    timeline_still_at(timeline, page, &picture->page.picture);
}

bool making_make(const struct task *task, struct made_picture *picture, struct maker *maker,
                 bool is_alone, struct error *error)
{
    const struct subject *subject = task->plan->subject;
    arena_reset(&picture->arena);
    picture->kept_count = 0;
    picture->has_page = false;
    pages_draw_picture(subject, picture->has_every_picture, picture->number, &picture->arena,
                       &picture->drawn);
    if (picture->has_every_picture && task->shares_pages)
        find_page(subject->timeline, picture);
    if (!prepare(task->plan, picture, maker->painter, error))
        return false;
    if (!is_alone && picture->kept_count > 0)
        copy_pixels(&picture->kept[picture->kept_count - 1]);
    for (size_t i = 0; i < task->plan->count; i++)
        if (task->plan->outputs[i].is_numbered && !give(task, picture, i, maker, error))
            return false;
    return painter_check(subject->painter, error);
}

bool making_feed(const struct task *task, struct made_picture *picture, struct error *error)
{
    for (size_t i = 0; i < task->plan->count; i++)
        if (!task->plan->outputs[i].is_numbered && !give(task, picture, i, NULL, error))
            return false;
    return true;
}

void maker_finish(struct maker *maker)
{
    for (size_t i = 0; i < MOST_OUTPUTS; i++)
        encoding_forget(&maker->memory[i]);
}

void making_finish(struct made_picture *picture)
{
    for (size_t i = 0; i < MOST_OUTPUTS; i++) { /* most of it was never written */
        free(picture->kept[i].pixels);
        picture->kept[i].pixels = NULL;
        picture->kept[i].capacity = 0;
    }
    arena_finish(&picture->arena);
    picture->kept_count = 0;
    picture->has_page = false;
}
