/* SPDX-License-Identifier: MIT */
/* Before the work: how much of it there is, from edges or from a sample of it. */
#include "estimate.h"

#include <math.h>

#include "amounts.h"
#include "edges.h"
#include "samples.h"
#include "weights.h"

enum {
    SAMPLE_CHANGES = 16, /* from a picture to the next, of an animation's edges; */
    MOST_SAMPLES = 128,  /* looked at for them: in many pictures of a step nothing moves */
    MOST_ITEMS = 10000,  /* one if its pictures have more */
    MOST_PAGES = 500,    /* without a warning */
    MOST_SECONDS = 300
};

/* ---- edges ---- */

static bool is_left_out(const struct output *output, const struct picture *picture)
{
    struct rational second = rational_make(100, 1), start = picture->start;
    struct rational end = rational_add(start, picture->duration);
    return output->has_every_picture && rational_round(rational_multiply(end, second)) -
                                                rational_round(rational_multiply(start, second)) <
                                            output->encoder->least_cs;
}

/* How long the edges are that a picture changes; 0: it is left out. */
static double change_of(const struct output *output, size_t number, struct arena *arena)
{
    struct picture picture;
    double length = weights_change(output, number, arena, &picture);
    return is_left_out(output, &picture) ? 0 : length;
}

/* What a change takes in the mean, of a few that are one. */
static double mean_change(const struct output *output, size_t most, struct arena *arena)
{
    const struct packing *packing = &output->encoder->packing;
    size_t changes = output->count - 1, samples = 0, found = 0;
    double bytes = 0;
    while (found < most && samples < most * (MOST_SAMPLES / SAMPLE_CHANGES) && samples < changes) {
        double change =
            change_of(output, output->first + 1 + weights_spread(samples++, changes), arena);
        bytes += change > 0 ? change * packing->edge + packing->picture : 0;
        found += change > 0;
    }
    return samples > 0 ? bytes / (double)samples : 0;
}

/* What a file of all pictures takes by the edges of some. */
static double reckon(const struct output *output)
{
    const struct packing *packing = &output->encoder->packing;
    struct arena arena = {0};
    struct drawn first;
    pages_draw_picture(output->subject, output->has_every_picture, output->first, &arena, &first);
    double length = edges_length(&first.list, output->canvas.scale);
    double pixels = (double)output->canvas.width * (double)output->canvas.height;
    size_t most = first.list.count > MOST_ITEMS ? 1 : SAMPLE_CHANGES;
    double changes = (double)(output->count - 1) * mean_change(output, most, &arena);
    arena_finish(&arena);
    return length * packing->edge + pixels * packing->pixel + packing->picture + changes;
}

/* In seconds: of a part its own. */
static struct rational length_of(const struct output *output)
{
    const struct film_part *part = &output->settings.part;
    return part->count > 0 ? rational_divide(rational_make(part->end_frame - part->first_frame, 1),
                                             output->settings.fps)
                           : output->subject->timeline->length;
}

static double bytes_of(const struct plan *plan, const struct output *output)
{
    if (output->is_numbered || output->encoder->is_one_picture)
        return samples_singles(plan, output);
    return output->encoder->packing.edge > 0 ? reckon(output) : samples_file(plan, output);
}

void estimate_make(const struct plan *plan, const struct output *output, struct estimate *out)
{
    const struct encoder *encoder = output->encoder;
    *out = (struct estimate){
        .files = plan_file_count(output),
        .pages = output->count,
        .length = encoder->is_animation ? length_of(output) : (struct rational){0, 1},
        .bytes = bytes_of(plan, output),
    };
}

/* ---- too much ---- */

static void warn_of_pages(const struct output *output, struct report *report)
{
    const char *what = output->encoder->is_one_picture || output->is_numbered ? "files" : "pages";
    if (output->count > MOST_PAGES)
        report_warning(report, (struct position){0}, NULL,
                       "%zu %s of %s: --steps A..B makes fewer, --sheet 4x3 puts several steps on "
                       "a page",
                       output->count, what, output->encoder->name);
}

static void warn_of_length(const struct plan *plan, struct report *report)
{
    const struct timeline *timeline = plan->subject->timeline;
    if (rational_compare(timeline->length, rational_make(MOST_SECONDS, 1)) <= 0)
        return;
    struct arena arena = {0};
    report_warning(report, (struct position){0}, NULL,
                   "a film of %zu steps and %s s: --steps A..B shows fewer, timeline: {step: ...} "
                   "makes them shorter",
                   timeline->step_count, amount_seconds(timeline->length, &arena));
    arena_finish(&arena);
}

void estimate_warn(const struct plan *plan, struct report *report)
{
    bool is_film = false;
    for (size_t i = 0; i < plan->count; i++) {
        const struct output *output = &plan->outputs[i];
        bool is_animated = output->encoder->is_animation && !output->is_numbered;
        is_film |= is_animated && output->has_every_picture;
        if (!is_animated)
            warn_of_pages(output, report);
    }
    if (is_film)
        warn_of_length(plan, report);
}
