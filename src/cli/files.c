/* SPDX-License-Identifier: MIT */
/* Between pictures and encoders: each file of an output, from its name to its end. */
#include "files.h"

#include "clips.h"
#include "pages.h"

/* What a palette's samples are of. */
struct sampled {
    const struct run *run;
    size_t first; /* picture 0 of the file */
    struct arena arena;
};

static bool paint_sample(void *context, size_t number, struct raster *out, struct error *error)
{
    struct sampled *sampled = context;
    const struct output *output = sampled->run->output;
    struct drawn drawn;
    arena_reset(&sampled->arena);
    pages_draw_picture(sampled->run->subject, output->has_every_picture, sampled->first + number,
                       &sampled->arena, &drawn);
    return painter_paint(sampled->run->painter, &drawn.list, &output->canvas, out, error);
}

/* The scene's, and which step a file of one picture shows. */
static const char *description_of(const struct run *run, const struct picture *picture,
                                  struct arena *arena)
{
    const struct output *output = run->output;
    const char *all = output->settings.description;
    struct picture only;
    if (!picture && output->encoder->is_one_picture) {
        if (output->has_every_picture)
            timeline_picture_at(run->subject->timeline, 0, &only);
        else
            timeline_still_at(run->subject->timeline, output->first, &only);
        picture = &only;
    }
    bool is_sheet = !output->has_every_picture && run->subject->scene->output.sheet_columns > 0;
    if (!picture || is_sheet || picture->moment.part_count > 1)
        return all;
    const struct moment_part *part = &picture->moment.parts[0];
    if (part->progress > 0)
        return arena_format(arena, "%sThis picture is on its way from step %zu to step %zu.\n", all,
                            part->step, part->step + 1);
    return arena_format(arena, "%sThis picture shows step %zu.\n", all, part->step);
}

static bool open_sink(struct run *run, const char *path, struct error *error)
{
    const struct output *output = run->output;
    if (output->kept)
        return sink_open_kept(&run->sink, output->kept, error);
    if (output->comparison)
        return sink_open_compared(&run->sink, path, output->comparison, error);
    return output->measured ? sink_open_measured(&run->sink, output->measured, error)
                            : sink_open(&run->sink, path, output->encoder->needs_seek, error);
}

bool run_open(struct run *run, size_t number, const struct picture *only,
              const struct canvas *canvas, struct error *error)
{
    const struct output *output = run->output;
    struct encoding_settings settings = output->settings;
    struct sampled sampled = {.run = run, .first = only ? number : output->first};
    struct arena texts = {0};
    const char *path = plan_path(output, run->subject, number, &texts);
    settings.description = description_of(run, only, &texts);
    settings.width = canvas->width;
    settings.height = canvas->height;
    settings.painter = run->painter;
    settings.memory = run->memory;
    settings.source = (struct frame_source){paint_sample, &sampled, only ? 1 : output->count};
    if (only) {
        settings.length = only->duration;
        settings.tracks.sound_count = 0;
    } else if (output->clip_count > 0) {
        settings.length = output->clips[run->clip].length;
        settings.tracks = output->clips[run->clip].tracks;
    }
    bool is_open = open_sink(run, path, error);
    if (is_open && !output->encoder->open(&run->state, &settings, &run->sink, error)) {
        run->state = NULL;
        sink_abort(&run->sink);
        is_open = false;
    }
    run->added = 0;
    arena_finish(&sampled.arena);
    arena_finish(&texts);
    return is_open;
}

bool run_add(struct run *run, struct frame *frame, struct error *error)
{
    frame->number = run->added++;
    return run->output->encoder->add(run->state, frame, error) &&
           painter_check(run->painter, error);
}

bool run_close(struct run *run, struct error *error)
{
    void *state = run->state;
    run->state = NULL;
    if (run->output->encoder->finish(state, error)) {
        run->written += sink_size(&run->sink);
        return sink_commit(&run->sink, !run->output->is_numbered, error);
    }
    sink_abort(&run->sink);
    return false;
}

void run_abort(struct run *run)
{
    if (!run->state)
        return;
    run->output->encoder->abort(run->state);
    run->state = NULL;
    sink_abort(&run->sink);
}
