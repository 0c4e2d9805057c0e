/* SPDX-License-Identifier: MIT */
/* Before the work: how much of it there is, from edges or from a sample of it. */
#include "estimate.h"

#include <math.h>

#include "amounts.h"
#include "edges.h"
#include "pages.h"
#include "walk.h"

enum {
    SAMPLE_CHANGES = 16, /* from a picture to the next, of an animation's edges; */
    MOST_SAMPLES = 128,  /* looked at for them: in many pictures of a step nothing moves */
    MOST_ITEMS = 10000,  /* one if its pictures have more */
    SAMPLE_PAGES = 3,
    SAMPLE_PIXELS = 40 * 1000 * 1000, /* of an animation's sample: a fraction of a second's work, */
    SAMPLE_POINTS = 1000 * 1000,      /* as of so many points of paths */
    LEAST_PICTURES = 4,
    SAMPLE_RUNS = 6,
    USUAL_PICTURES = 12,
    SMALL_SIDE = 300, /* pixels: the shorter side of a sample's pictures, */
    MOST_SMALLER = 4, /* which are at most so many times smaller than the output's */
    MOST_PAGES = 500, /* without a warning */
    MOST_SECONDS = 300
};

/* ---- samples ---- */

static void ignore_picture(void *context, const char *name, size_t bytes)
{
    (void)context;
    (void)name;
    (void)bytes;
}

/* When a sample ends: a picture alone at once, since a held one may be packed several times. */
static struct rational end_of(const struct output *output)
{
    struct picture picture;
    if (!output->has_every_picture)
        return output->settings.length;
    if (output->count == 1)
        return rational_divide(rational_make(1, 1), output->settings.fps);
    timeline_picture_at(output->subject->timeline, output->first + output->count - 1, &picture);
    return rational_add(picture.start, picture.duration);
}

/* Makes the pictures of a sample smaller: its work goes with their pixels. Returns how many times
 * as large the output's own file is. */
static double make_smaller(struct output *sample)
{
    struct canvas *canvas = &sample->canvas;
    double side = (double)(canvas->width < canvas->height ? canvas->width : canvas->height);
    double times = fmin(side / SMALL_SIDE, MOST_SMALLER), growth = sample->encoder->growth;
    if (times <= 1 || growth <= 0)
        return 1;
    canvas->width = (size_t)ceil((double)canvas->width / times);
    canvas->height = (size_t)ceil((double)canvas->height / times);
    canvas->scale /= times;
    canvas->x /= times;
    canvas->y /= times;
    canvas->page = (struct point){canvas->page.x / times, canvas->page.y / times};
    sample->settings.width = canvas->width;
    sample->settings.height = canvas->height;
    return pow(times, growth);
}

/* The size of one file of some of the output's pictures; 0: it cannot be made here. */
static double measure(const struct plan *plan, const struct output *output, size_t first,
                      size_t count)
{
    struct plan sample = *plan;
    size_t bytes = 0;
    struct output *only = &sample.outputs[0];
    *only = *output;
    only->is_numbered = false;
    only->clip_count = 0;
    only->first = first;
    only->count = count;
    only->measured = &bytes;
    only->settings.length = end_of(only);
    double times = make_smaller(only);
    sample.count = 1;
    const struct walk_listener listener = {ignore_picture, NULL};
    struct error error = {0};
    struct crew crew;
    crew_init(&crew, plan->subject, 1);
    bool is_made = walk_pictures(&sample, &crew, &listener, &error);
    crew_finish(&crew);
    return is_made ? times * (double)bytes : 0;
}

/* Pages from the first, the middle and the last step. */
static double measure_singles(const struct plan *plan, const struct output *output)
{
    double sum = 0;
    size_t count = output->count < SAMPLE_PAGES ? output->count : SAMPLE_PAGES;
    for (size_t i = 0; i < count; i++) {
        size_t step = count > 1 ? i * (output->count - 1) / (count - 1) : 0;
        sum += measure(plan, output, output->first + step, 1);
    }
    return sum / (double)count * (double)output->count;
}

/* How many points an animation's first picture has. */
static size_t point_count(const struct output *output)
{
    struct arena arena = {0};
    struct picture picture;
    struct display_list list;
    size_t count = 0;
    timeline_picture_at(output->subject->timeline, output->first, &picture);
    drawing_draw_picture(output->subject->drawings, &picture, &arena, &list);
    for (size_t i = 0; i < list.count; i++)
        count += list.items[i].kind == ITEM_PATH ? list.items[i].of.path.path.point_count : 1;
    arena_finish(&arena);
    return count;
}

static size_t at_least_one(size_t count)
{
    return count > 0 ? count : 1;
}

/* How many pictures of a file are sampled: of an animation those of its first two steps. */
static size_t sample_count(const struct output *output)
{
    const struct timeline *timeline = output->subject->timeline;
    size_t count = SAMPLE_PAGES;
    if (output->has_every_picture) {
        size_t pixels = output->canvas.width * output->canvas.height;
        size_t most = SAMPLE_PIXELS / at_least_one(pixels);
        size_t by_points = SAMPLE_POINTS / at_least_one(point_count(output));
        most = by_points < most ? by_points : most;
        count = timeline->step_count > 2 ? timeline->first_picture[2] : timeline->picture_count;
        count = count > USUAL_PICTURES ? count : USUAL_PICTURES;
        most = most > LEAST_PICTURES ? most : LEAST_PICTURES;
        count = count < most ? count : most;
    }
    return count < output->count ? count : output->count;
}

/* In seconds: of a part its own. */
static struct rational length_of(const struct output *output)
{
    const struct film_part *part = &output->settings.part;
    return part->count > 0 ? rational_divide(rational_make(part->end_frame - part->first_frame, 1),
                                             output->settings.fps)
                           : output->subject->timeline->length;
}

static double key_count(const struct output *output)
{
    struct rational frames = rational_multiply(length_of(output), output->settings.fps);
    int pictures = output->encoder->key_pictures;
    return pictures > 0 ? rational_to_double(frames) / pictures : 0;
}

/* Whether a sample of so many pictures is long enough to have its share of key pictures. */
static bool has_keys(const struct output *output, size_t count)
{
    struct picture picture;
    timeline_picture_at(output->subject->timeline, count - 1, &picture);
    struct rational frames = rational_multiply(picture.start, output->settings.fps);
    return rational_to_double(frames) >= output->encoder->key_pictures;
}

/* In how many runs of pictures the sample is taken: an animation fades in, fills its maps and
 * holds. What packs at a constant rate looks ahead, and needs a long run. */
static size_t run_count(const struct output *output, size_t count)
{
    bool is_one = !output->has_every_picture || output->encoder->is_constant_rate;
    return is_one || count < 2 * SAMPLE_RUNS ? 1 : SAMPLE_RUNS;
}

/* What a file costs with one picture, and each further one. */
static double measure_file(const struct plan *plan, const struct output *output)
{
    size_t count = sample_count(output), runs = run_count(output, count), length = count / runs;
    double first = 0, further = 0;
    for (size_t i = 0; i < runs; i++) {
        size_t spare = output->count - length;
        size_t at = runs > 1 ? i * spare / (runs - 1) : output->has_every_picture ? 0 : spare / 2;
        double one = measure(plan, output, output->first + at, 1);
        double all = length > 1 ? measure(plan, output, output->first + at, length) : one;
        first = i == 0 ? one : first;
        further += all > one ? all - one : 0;
        if (one <= 0 || all <= 0)
            return 0;
    }
    double keys = has_keys(output, length) ? 0 : key_count(output);
    double each = length > 1 ? further / (double)(runs * (length - 1)) : 0;
    return first + (length > 1 ? keys : 0) * first + each * (double)(output->count - 1);
}

/* ---- edges ---- */

static bool is_left_out(const struct output *output, const struct picture *picture)
{
    struct rational second = rational_make(100, 1), start = picture->start;
    struct rational end = rational_add(start, picture->duration);
    return output->has_every_picture && rational_round(rational_multiply(end, second)) -
                                                rational_round(rational_multiply(start, second)) <
                                            output->encoder->least_cs;
}

/* Of picture n and the next one, how long the edges are that change; 0: the next one is left out.
 */
static double change_of(const struct output *output, size_t n, struct arena *arena)
{
    struct drawn old, new;
    arena_reset(arena);
    pages_draw_picture(output->subject, output->has_every_picture, n, arena, &old);
    pages_draw_picture(output->subject, output->has_every_picture, n + 1, arena, &new);
    return is_left_out(output, &new.picture)
               ? 0
               : edges_changed(&old.list, &new.list, output->canvas.scale, arena);
}

/* Sample i of the pictures that another follows: by the golden ratio, so that however many there
 * are lie evenly in the film, and in its steps. */
static size_t sample_at(size_t changes, size_t i)
{
    const uint64_t golden = 2654435769, whole = (uint64_t)1 << 32;
    return (size_t)((i * golden % whole * changes) / whole);
}

/* What a change takes in the mean, of a few that are one. */
static double mean_change(const struct output *output, size_t most, struct arena *arena)
{
    const struct packing *packing = &output->encoder->packing;
    size_t changes = output->count - 1, samples = 0, found = 0;
    double bytes = 0;
    while (found < most && samples < most * (MOST_SAMPLES / SAMPLE_CHANGES) && samples < changes) {
        double change = change_of(output, output->first + sample_at(changes, samples++), arena);
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

static double bytes_of(const struct plan *plan, const struct output *output)
{
    if (output->is_numbered || output->encoder->is_one_picture)
        return measure_singles(plan, output);
    return output->encoder->packing.edge > 0 ? reckon(output) : measure_file(plan, output);
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
