/* SPDX-License-Identifier: MIT */
/* The driver's inner loop. Memory is one picture's, however many there are. */
#include "walk.h"

/* An output at work. */
struct run {
    const struct output *output;
    struct sink sink;
    void *state; /* the encoder's; NULL: no file is open */
    size_t files;
    size_t added; /* pictures in the open file */
};

struct walk {
    const struct subject *subject;
    struct run runs[MOST_OUTPUTS];
    size_t count;
    struct arena arena;   /* of the picture at hand */
    struct arena samples; /* of a palette's samples */
    struct raster raster;
    struct canvas painted; /* what raster was painted for; width 0: nothing yet */
};

/* ---- files ---- */

/* What a palette's samples are of. */
struct sampled {
    struct walk *walk;
    const struct output *output;
    size_t first; /* picture 0 of the file */
};

static void picture_of(const struct subject *subject, const struct output *output, size_t number,
                       struct picture *out)
{
    if (output->has_every_picture)
        timeline_picture_at(subject->timeline, number, out);
    else
        timeline_still_at(subject->timeline, number, out);
}

static bool paint_sample(void *context, size_t number, struct raster *out, struct error *error)
{
    struct sampled *sampled = context;
    struct walk *walk = sampled->walk;
    struct picture picture;
    struct display_list list;
    arena_reset(&walk->samples);
    picture_of(walk->subject, sampled->output, sampled->first + number, &picture);
    drawing_draw(&walk->subject->drawing, &picture.moment, &walk->samples, &list);
    walk->painted.width = 0; /* the painter's raster is another one now */
    return painter_paint(walk->subject->painter, &list, &sampled->output->canvas, out, error);
}

/* Opens file `files` of a run; picture: its only one, or NULL for all. */
static bool open_file(struct walk *walk, struct run *run, const struct picture *picture,
                      const struct canvas *canvas, struct error *error)
{
    const struct output *output = run->output;
    struct encoding_settings settings = output->settings;
    struct sampled sampled = {walk, output, picture ? run->files : 0};
    struct arena names = {0};
    const char *path = plan_path(output, walk->subject, run->files, &names);
    settings.width = canvas->width;
    settings.height = canvas->height;
    settings.source = (struct frame_source){paint_sample, &sampled, 1};
    if (picture)
        settings.length = picture->duration;
    else
        settings.source.count = output->has_every_picture ? walk->subject->timeline->picture_count
                                                          : walk->subject->timeline->step_count;
    bool is_open = sink_open(&run->sink, path, output->encoder->needs_seek, error);
    if (is_open && !output->encoder->open(&run->state, &settings, &run->sink, error)) {
        run->state = NULL;
        sink_abort(&run->sink);
        is_open = false;
    }
    run->files++;
    run->added = 0;
    arena_finish(&names);
    return is_open;
}

static bool close_file(struct run *run, struct error *error)
{
    void *state = run->state;
    run->state = NULL;
    if (run->output->encoder->finish(state, error))
        return sink_commit(&run->sink, !run->output->is_numbered, error);
    sink_abort(&run->sink);
    return false;
}

static void abort_files(struct walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        struct run *run = &walk->runs[i];
        if (!run->state)
            continue;
        run->output->encoder->abort(run->state);
        sink_abort(&run->sink);
    }
}

/* ---- pictures ---- */

static bool is_same_canvas(const struct canvas *a, const struct canvas *b)
{
    return a->width == b->width && a->height == b->height && a->scale == b->scale && a->x == b->x &&
           a->y == b->y && a->background.red == b->background.red &&
           a->background.green == b->background.green && a->background.blue == b->background.blue &&
           a->background.alpha == b->background.alpha;
}

static bool paint(struct walk *walk, const struct display_list *list, const struct canvas *canvas,
                  struct error *error)
{
    if (walk->painted.width != 0 && is_same_canvas(&walk->painted, canvas))
        return true;
    walk->painted = *canvas;
    return painter_paint(walk->subject->painter, list, canvas, &walk->raster, error);
}

static bool feed(struct walk *walk, struct run *run, const struct picture *picture,
                 const struct display_list *list, struct error *error)
{
    const struct output *output = run->output;
    struct canvas canvas = output->has_own_canvas
                               ? plan_canvas(walk->subject, list, output->canvas.background)
                               : output->canvas;
    if (output->is_numbered && !open_file(walk, run, picture, &canvas, error))
        return false;
    if (output->encoder->wants_pixels && !paint(walk, list, &canvas, error))
        return false;
    struct frame frame = {
        .number = run->added++,
        .start = output->is_numbered ? rational_make(0, 1) : picture->start,
        .duration = picture->duration,
        .raster = &walk->raster,
        .list = list,
        .canvas = &canvas,
    };
    if (!output->encoder->add(run->state, &frame, error))
        return false;
    return !output->is_numbered || close_file(run, error);
}

/* Gives a picture to the outputs of one kind. */
static bool feed_kind(struct walk *walk, bool has_every_picture, const struct picture *picture,
                      const struct display_list *list, struct error *error)
{
    for (size_t i = 0; i < walk->count; i++) {
        struct run *run = &walk->runs[i];
        if (run->output->has_every_picture == has_every_picture &&
            !feed(walk, run, picture, list, error))
            return false;
    }
    return true;
}

static bool wants_every_picture(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->outputs[i].has_every_picture)
            return true;
    return false;
}

/* A held picture and its step's still are the same moment, so one list serves both. */
static bool show_picture(struct walk *walk, size_t number, size_t *step, struct error *error)
{
    const struct timeline *timeline = walk->subject->timeline;
    struct picture picture;
    struct display_list list;
    arena_reset(&walk->arena);
    walk->painted.width = 0;
    timeline_picture_at(timeline, number, &picture);
    drawing_draw(&walk->subject->drawing, &picture.moment, &walk->arena, &list);
    if (!feed_kind(walk, true, &picture, &list, error))
        return false;
    if (*step == timeline->step_count || timeline->first_picture[*step] != number)
        return true;
    timeline_still_at(timeline, (*step)++, &picture);
    return feed_kind(walk, false, &picture, &list, error);
}

static bool show_still(struct walk *walk, size_t step, struct error *error)
{
    struct picture picture;
    struct display_list list;
    arena_reset(&walk->arena);
    walk->painted.width = 0;
    timeline_still_at(walk->subject->timeline, step, &picture);
    drawing_draw(&walk->subject->drawing, &picture.moment, &walk->arena, &list);
    return feed_kind(walk, false, &picture, &list, error);
}

static bool show_all(struct walk *walk, bool has_every_picture, size_t length,
                     const struct walk_listener *listener, struct error *error)
{
    size_t step = 0;
    for (size_t n = 0; n < length; n++) {
        bool is_shown =
            has_every_picture ? show_picture(walk, n, &step, error) : show_still(walk, n, error);
        if (!is_shown)
            return false;
        listener->step(listener->context, walk->subject->scene->name);
    }
    return true;
}

static bool open_all(struct walk *walk, const struct plan *plan, struct error *error)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct run *run = &walk->runs[walk->count++];
        run->output = &plan->outputs[i];
        if (!run->output->is_numbered && !open_file(walk, run, NULL, &run->output->canvas, error))
            return false;
    }
    return true;
}

static bool close_all(struct walk *walk, struct error *error)
{
    for (size_t i = 0; i < walk->count; i++)
        if (walk->runs[i].state && !close_file(&walk->runs[i], error))
            return false;
    return true;
}

size_t walk_length(const struct subject *subject, const struct plan *plan)
{
    return wants_every_picture(plan) ? subject->timeline->picture_count
                                     : subject->timeline->step_count;
}

bool walk_pictures(const struct subject *subject, const struct plan *plan,
                   const struct walk_listener *listener, struct error *error)
{
    struct walk walk = {.subject = subject};
    bool is_done =
        open_all(&walk, plan, error) &&
        show_all(&walk, wants_every_picture(plan), walk_length(subject, plan), listener, error) &&
        close_all(&walk, error);
    if (!is_done)
        abort_files(&walk);
    arena_finish(&walk.arena);
    arena_finish(&walk.samples);
    return is_done;
}
