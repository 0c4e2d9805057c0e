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
    const struct plan *plan;
    struct run runs[MOST_OUTPUTS];
    size_t count;
    struct arena arena;   /* of the picture at hand */
    struct arena samples; /* of a palette's samples */
    struct raster raster;
    struct canvas painted; /* what raster was painted for; width 0: nothing yet */
    bool shares_pages;     /* a step's held picture is its page too */
    size_t page;           /* the next of these */
};

/* ---- files ---- */

/* What a palette's samples are of. */
struct sampled {
    struct walk *walk;
    const struct output *output;
    size_t first; /* picture 0 of the file */
};

/* Draws picture `number` of an output: a moment of the timeline, or a page of its steps. */
static void draw_picture(const struct subject *subject, bool has_every_picture, size_t number,
                         struct arena *arena, struct picture *picture, struct display_list *list)
{
    if (!has_every_picture) {
        plan_draw_page(subject, number, arena, picture, list);
        return;
    }
    timeline_picture_at(subject->timeline, number, picture);
    drawing_draw(&subject->drawing, &picture->moment, arena, list);
}

static bool paint_sample(void *context, size_t number, struct raster *out, struct error *error)
{
    struct sampled *sampled = context;
    struct walk *walk = sampled->walk;
    struct picture picture;
    struct display_list list;
    arena_reset(&walk->samples);
    draw_picture(walk->subject, sampled->output->has_every_picture, sampled->first + number,
                 &walk->samples, &picture, &list);
    walk->painted.width = 0; /* the painter's raster is another one now */
    return painter_paint(walk->subject->painter, &list, &sampled->output->canvas, out, error);
}

/* The scene's, and which step a file of one picture shows. */
static const char *description_of(const struct walk *walk, const struct output *output,
                                  const struct picture *picture, struct arena *arena)
{
    const char *all = output->settings.description;
    struct picture only;
    if (!picture && output->encoder->is_one_picture) {
        if (output->has_every_picture)
            timeline_picture_at(walk->subject->timeline, 0, &only);
        else
            timeline_still_at(walk->subject->timeline, output->first, &only);
        picture = &only;
    }
    bool is_sheet = !output->has_every_picture && walk->subject->scene->output.sheet_columns > 0;
    if (!picture || is_sheet || picture->moment.part_count > 1)
        return all;
    const struct moment_part *part = &picture->moment.parts[0];
    if (part->progress > 0)
        return arena_format(arena, "%sThis picture is on its way from step %zu to step %zu.\n", all,
                            part->step, part->step + 1);
    return arena_format(arena, "%sThis picture shows step %zu.\n", all, part->step);
}

/* Opens file `files` of a run; picture: its only one, or NULL for all. */
static bool open_file(struct walk *walk, struct run *run, const struct picture *picture,
                      const struct canvas *canvas, struct error *error)
{
    const struct output *output = run->output;
    struct encoding_settings settings = output->settings;
    struct sampled sampled = {walk, output, picture ? run->files : output->first};
    struct arena texts = {0};
    const char *path = plan_path(output, walk->subject, run->files, &texts);
    settings.description = description_of(walk, output, picture, &texts);
    settings.width = canvas->width;
    settings.height = canvas->height;
    settings.source = (struct frame_source){paint_sample, &sampled, 1};
    if (picture)
        settings.length = picture->duration;
    else
        settings.source.count = output->count;
    bool is_open = output->measured
                       ? sink_open_measured(&run->sink, output->measured, error)
                       : sink_open(&run->sink, path, output->encoder->needs_seek, error);
    if (is_open && !output->encoder->open(&run->state, &settings, &run->sink, error)) {
        run->state = NULL;
        sink_abort(&run->sink);
        is_open = false;
    }
    run->files++;
    run->added = 0;
    arena_finish(&texts);
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

static struct canvas canvas_of(const struct subject *subject, const struct output *output,
                               const struct display_list *list)
{
    return output->has_own_canvas ? plan_canvas(subject, list, output->canvas.background)
                                  : output->canvas;
}

/* A picture in the other theme. */
struct twin {
    struct picture picture;
    struct display_list list;
    struct canvas canvas;
    struct dark_frame dark;
};

/* Draws the twin of an output's picture at hand and gives both to the frame. */
static void add_twin(struct walk *walk, const struct run *run, struct twin *twin,
                     struct frame *frame)
{
    const struct plan *plan = walk->plan->twin;
    const struct output *output = &plan->outputs[run->output - walk->plan->outputs];
    size_t number = output->first + (output->is_numbered ? run->files - 1 : frame->number);
    draw_picture(plan->subject, output->has_every_picture, number, &walk->arena, &twin->picture,
                 &twin->list);
    twin->canvas = canvas_of(plan->subject, output, &twin->list);
    twin->dark = (struct dark_frame){&twin->list, &twin->canvas};
    if (walk->plan->is_dark) {
        twin->dark = (struct dark_frame){frame->list, frame->canvas};
        frame->list = &twin->list;
        frame->canvas = &twin->canvas;
    }
    frame->dark = &twin->dark;
}

static bool feed(struct walk *walk, struct run *run, const struct picture *picture,
                 const struct display_list *list, struct error *error)
{
    const struct output *output = run->output;
    struct canvas canvas = canvas_of(walk->subject, output, list);
    struct twin twin;
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
    if (walk->plan->twin)
        add_twin(walk, run, &twin, &frame);
    if (!output->encoder->add(run->state, &frame, error) ||
        !painter_check(walk->subject->painter, error))
        return false;
    return !output->is_numbered || close_file(run, error);
}

static bool takes(const struct output *output, bool has_every_picture, size_t number)
{
    return output->has_every_picture == has_every_picture && number >= output->first &&
           number - output->first < output->count;
}

/* Gives picture `number` of one kind to the outputs that take it. */
static bool feed_kind(struct walk *walk, bool has_every_picture, size_t number,
                      const struct picture *picture, const struct display_list *list,
                      struct error *error)
{
    for (size_t i = 0; i < walk->count; i++) {
        struct run *run = &walk->runs[i];
        if (takes(run->output, has_every_picture, number) && !feed(walk, run, picture, list, error))
            return false;
    }
    return true;
}

/* Whether an output has every picture, or whether one has pages. */
static bool is_wanted(const struct plan *plan, bool has_every_picture)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->outputs[i].has_every_picture == has_every_picture)
            return true;
    return false;
}

/* Whether any output takes picture `number` of one kind. */
static bool is_taken(const struct plan *plan, bool has_every_picture, size_t number)
{
    for (size_t i = 0; i < plan->count; i++)
        if (takes(&plan->outputs[i], has_every_picture, number))
            return true;
    return false;
}

/* Draws and feeds picture `number` of one kind. */
static bool show(struct walk *walk, bool has_every_picture, size_t number, struct error *error)
{
    struct picture picture;
    struct display_list list;
    arena_reset(&walk->arena);
    walk->painted.width = 0;
    draw_picture(walk->subject, has_every_picture, number, &walk->arena, &picture, &list);
    if (!feed_kind(walk, has_every_picture, number, &picture, &list, error))
        return false;
    const struct timeline *timeline = walk->subject->timeline;
    bool is_page_next = has_every_picture && walk->shares_pages &&
                        walk->page < timeline->step_count &&
                        timeline->first_picture[walk->page] == number;
    if (!is_page_next)
        return true;
    size_t page = walk->page++;
    timeline_still_at(timeline, page, &picture);
    return feed_kind(walk, false, page, &picture, &list, error);
}

static bool show_kind(struct walk *walk, const struct plan *plan, bool has_every_picture,
                      const struct walk_listener *listener, struct error *error)
{
    size_t count =
        has_every_picture ? walk->subject->timeline->picture_count : plan_page_count(walk->subject);
    for (size_t n = 0; n < count; n++) {
        if (!is_taken(plan, has_every_picture, n))
            continue;
        if (!show(walk, has_every_picture, n, error))
            return false;
        listener->step(listener->context, walk->subject->scene->name);
    }
    return true;
}

/* A step's page and its held picture are the same moment, so one list serves both; a sheet is a
 * drawing of its own. */
static bool shares_pages(const struct subject *subject, const struct plan *plan)
{
    return is_wanted(plan, true) && subject->scene->output.sheet_columns == 0;
}

static bool show_all(struct walk *walk, const struct plan *plan,
                     const struct walk_listener *listener, struct error *error)
{
    walk->shares_pages = shares_pages(walk->subject, plan);
    return show_kind(walk, plan, true, listener, error) &&
           (walk->shares_pages || show_kind(walk, plan, false, listener, error));
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

static size_t length_of(const struct plan *plan)
{
    const struct subject *subject = plan->subject;
    size_t pictures = is_wanted(plan, true) ? subject->timeline->picture_count : 0;
    if (shares_pages(subject, plan))
        return pictures;
    size_t pages = 0;
    for (size_t i = 0; i < plan->count; i++)
        if (!plan->outputs[i].has_every_picture && plan->outputs[i].count > pages)
            pages = plan->outputs[i].count;
    return pictures + pages;
}

static bool walk_outputs(const struct plan *plan, const struct walk_listener *listener,
                         struct error *error)
{
    struct walk walk = {.subject = plan->subject, .plan = plan};
    bool is_done = open_all(&walk, plan, error) && show_all(&walk, plan, listener, error) &&
                   close_all(&walk, error);
    if (!is_done)
        abort_files(&walk);
    arena_finish(&walk.arena);
    arena_finish(&walk.samples);
    return is_done;
}

/* ---- outputs of one size and rate share their pictures, the others are made one after another
 * ----
 */

/* The outputs of a plan that share its own subject, or its light one. */
static struct plan part_of(const struct plan *plan, const struct subject *subject)
{
    struct plan part = *plan;
    part.subject = subject;
    part.count = 0;
    for (size_t i = 0; i < plan->count; i++)
        if (plan->outputs[i].subject == subject)
            part.outputs[part.count++] = plan->outputs[i];
    return part;
}

size_t walk_length(const struct plan *plan)
{
    const struct subject *subject = plan->subject;
    const struct plan own = part_of(plan, subject), light = part_of(plan, subject->light);
    return length_of(&own) + (light.count > 0 ? length_of(&light) : 0);
}

bool walk_pictures(const struct plan *plan, const struct walk_listener *listener,
                   struct error *error)
{
    const struct subject *subject = plan->subject;
    const struct plan own = part_of(plan, subject), light = part_of(plan, subject->light);
    return walk_outputs(&own, listener, error) &&
           (light.count == 0 || walk_outputs(&light, listener, error));
}
