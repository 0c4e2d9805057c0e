/* SPDX-License-Identifier: MIT */
/* The size of files, from some of their pictures. In a film the pictures where a shot begins cost
 * the most, those where a step goes on little, held ones next to nothing: each shot is sampled
 * where it begins and where it goes on. */
#include "samples.h"

#include <math.h>

#include "clips.h"
#include "walk.h"
#include "weights.h"

enum {
    SAMPLE_FILES = 3,
    WHOLE_PAGES = 24, /* of a file; of a longer one */
    SAMPLE_PAIRS = 6,
    SAMPLE_PIXELS = 40 * 1000 * 1000, /* of an animation's sample: a fraction of a second's work, */
    SAMPLE_POINTS = 1000 * 1000,      /* as of so many points of paths */
    LEAST_PICTURES = 4,
    RUN_PICTURES = 12, /* that follow each other; */
    USUAL_RUNS = 8,    /* where shots go on, or more where steps have many pictures, */
    MOST_SHOTS = 8,    /* of so many of them */
    WEIGHED = 8,       /* times as many are weighed */
    WHOLE_FRAMES = 8,  /* of what packs each frame whole */
    SMALL_SIDE = 300,  /* pixels: the shorter side of a sample's pictures, */
    MOST_SMALLER = 4   /* which are at most so many times smaller than the output's */
};

/* Pictures of the timeline, first up to end. */
struct stretch {
    size_t first, end;
};

/* ---- one file ---- */

static void ignore_picture(void *context, const char *name, size_t bytes)
{
    (void)context;
    (void)name;
    (void)bytes;
}

/* How many times smaller a sample's pictures are: its work goes with their pixels. */
static double shrinking(const struct output *output)
{
    size_t side = count_smaller(output->canvas.width, output->canvas.height);
    double times = fmin((double)side / SMALL_SIDE, MOST_SMALLER);
    return times > 1 && output->encoder->growth > 0 ? times : 1;
}

/* Returns how many times as large the output's own file is. */
static double make_smaller(struct output *sample)
{
    struct canvas *canvas = &sample->canvas;
    double times = shrinking(sample);
    canvas->width = (size_t)ceil((double)canvas->width / times);
    canvas->height = (size_t)ceil((double)canvas->height / times);
    canvas->scale /= times;
    canvas->x /= times;
    canvas->y /= times;
    canvas->page = (struct point){canvas->page.x / times, canvas->page.y / times};
    sample->settings.width = canvas->width;
    sample->settings.height = canvas->height;
    return pow(times, sample->encoder->growth);
}

/* The size of one file of these pictures; 0: it cannot be made here. */
static double measure(const struct plan *plan, const struct output *output, struct stretch of)
{
    struct plan sample = *plan;
    struct arena arena = {0};
    size_t bytes = 0;
    struct output *only = &sample.outputs[0];
    *only = *output;
    only->is_numbered = false;
    only->first = of.first;
    only->count = of.end - of.first;
    only->measured = &bytes;
    only->clip_count = 0;
    bool is_inside = of.first > output->first || of.end - of.first == 1;
    if (only->has_every_picture)
        clips_cut(only, of.first, of.end, is_inside && output->encoder->is_constant_rate, &arena);
    double times = make_smaller(only);
    sample.count = 1;
    const struct walk_listener listener = {ignore_picture, NULL};
    struct error error = {0};
    struct crew crew;
    crew_init(&crew, plan->subject, 1);
    bool is_made = walk_pictures(&sample, &crew, &listener, &error);
    crew_finish(&crew);
    arena_finish(&arena);
    return is_made ? times * (double)bytes : 0;
}

static double measure_one(const struct plan *plan, const struct output *output, size_t number)
{
    return measure(plan, output, (struct stretch){number, number + 1});
}

/* ---- how much ---- */

/* How many points an animation's first picture has. */
static size_t point_count(const struct output *output)
{
    struct arena arena = {0};
    struct picture picture;
    struct display_list list;
    size_t count = 1;
    timeline_picture_at(output->subject->timeline, output->first, &picture);
    drawing_draw_picture(output->subject->drawings, &picture, &arena, &list);
    for (size_t i = 0; i < list.count; i++)
        count += list.items[i].kind == ITEM_PATH ? list.items[i].of.path.path.point_count : 1;
    arena_finish(&arena);
    return count;
}

/* How many pictures a sample has at most. */
static size_t most_pictures(const struct output *output)
{
    double times = shrinking(output);
    double pixels = (double)output->canvas.width * (double)output->canvas.height / (times * times);
    double most =
        fmin(SAMPLE_PIXELS / fmax(pixels, 1), SAMPLE_POINTS / (double)point_count(output));
    return most > LEAST_PICTURES ? (size_t)most : LEAST_PICTURES;
}

/* ---- pages ---- */

/* Pages from the first, the middle and the last step. */
double samples_singles(const struct plan *plan, const struct output *output)
{
    double sum = 0;
    size_t count = count_smaller(output->count, SAMPLE_FILES);
    for (size_t i = 0; i < count; i++)
        sum += measure_one(plan, output,
                           output->first + (count > 1 ? i * (output->count - 1) / (count - 1) : 0));
    return sum / (double)count * (double)output->count;
}

/* A file of pages: all of them, or some as what the second of two pages takes. */
static double measure_pages(const struct plan *plan, const struct output *output)
{
    const struct stretch all = {output->first, output->first + output->count};
    if (output->count <= count_smaller(most_pictures(output), WHOLE_PAGES))
        return measure(plan, output, all);
    double further = 0;
    for (size_t i = 0; i < SAMPLE_PAIRS; i++) {
        size_t first = all.first + weights_spread(i, output->count - 1);
        double both = measure(plan, output, (struct stretch){first, first + 2});
        double one = measure_one(plan, output, first);
        further += both > one ? both - one : 0;
    }
    double each = further / SAMPLE_PAIRS;
    return measure_one(plan, output, all.first) + each * (double)(output->count - 1);
}

/* ---- animations ---- */

static double frame_count(const struct output *output, struct stretch of)
{
    struct picture first, last;
    timeline_picture_at(output->subject->timeline, of.first, &first);
    timeline_picture_at(output->subject->timeline, of.end - 1, &last);
    struct rational length =
        rational_subtract(rational_add(last.start, last.duration), first.start);
    return rational_to_double(rational_multiply(length, output->settings.fps));
}

/* Each frame is packed whole, so that they count by how long their pictures last. */
static double measure_frames(const struct plan *plan, const struct output *output)
{
    const struct stretch all = {output->first, output->first + output->count};
    struct picture first;
    timeline_picture_at(output->subject->timeline, all.first, &first);
    double frames = frame_count(output, all), sum = 0;
    for (int64_t i = 0; i < WHOLE_FRAMES; i++) {
        struct rational share = rational_make(2 * i + 1, 2 * WHOLE_FRAMES), at;
        struct rational frame = rational_make(
            rational_round(rational_multiply(share, rational_make((int64_t)frames, 1))), 1);
        at = rational_add(first.start, rational_divide(frame, output->settings.fps));
        sum += measure_one(plan, output, timeline_picture_number(output->subject->timeline, at));
    }
    return sum / WHOLE_FRAMES * frames;
}

/* The pictures of an output that are a shot's; none: first == end. */
static struct stretch shot_of(const struct output *output, size_t shot)
{
    const struct timeline *timeline = output->subject->timeline;
    struct stretch of = {output->first, output->first + output->count};
    struct rational start = timeline_shot_start(timeline, shot);
    struct rational end = timeline_shot_start(timeline, shot + 1);
    if (rational_compare(start, timeline->length) >= 0)
        return (struct stretch){0, 0};
    size_t first = timeline_picture_number(timeline, start);
    of.first = first > of.first ? first : of.first;
    if (rational_compare(end, timeline->length) < 0)
        of.end = count_smaller(of.end, timeline_picture_number(timeline, end));
    return of.first < of.end ? of : (struct stretch){0, 0};
}

/* How a film is sampled. */
struct sampling {
    size_t first, last; /* shots */
    size_t shots, runs; /* so many of them, so many runs of each */
    size_t length;      /* pictures of a run */
    size_t weights;     /* pictures of each that are weighed */
};

/* What pictures take where a shot goes on, and what they weigh, of one run. A run's first picture
 * takes what all need that refer to it, so that its second half counts. */
static double measure_run(const struct plan *plan, const struct output *output, struct stretch of,
                          size_t middle, double *weight)
{
    double begun = measure(plan, output, (struct stretch){of.first, middle});
    double all = measure(plan, output, of);
    for (size_t i = middle; i < of.end; i++)
        *weight += weights_of(output, i);
    return all > begun ? all - begun : 0;
}

/* What each picture takes where a shot goes on: what some runs take by their weight. */
static double measure_further(const struct plan *plan, const struct output *output,
                              struct stretch of, const struct sampling *sampling)
{
    struct arena arena = {0};
    size_t count = count_smaller(of.end - of.first, sampling->length), half = (count + 1) / 2;
    if (count == half)
        return 0;
    size_t end = of.end - (count - half) + 1;
    struct weights weights = weights_find(output, of.first + half, end, sampling->weights, &arena);
    double sum = 0, weight = 0;
    for (size_t i = 0; i < sampling->runs; i++) {
        size_t middle = weights_picture(&weights, ((double)i + 0.5) / (double)sampling->runs);
        sum += measure_run(plan, output, (struct stretch){middle - half, middle - half + count},
                           middle, &weight);
    }
    arena_finish(&arena);
    return sum / weight * weights.mean;
}

/* One picture at least of so many frames is packed whole. */
static double measure_keys(const struct plan *plan, const struct output *output, struct stretch of)
{
    double frames = frame_count(output, of), most = output->encoder->key_pictures;
    double keys = most > 0 ? floor((frames - 1) / most) : 0;
    return keys > 0 ? keys * measure_one(plan, output, of.end - 1) : 0;
}

static size_t shot_at(const struct output *output, size_t number)
{
    struct picture picture;
    timeline_picture_at(output->subject->timeline, number, &picture);
    return picture.moment.shot;
}

/* Runs enough that they come by all that a step does. */
static struct sampling choose_sampling(const struct output *output)
{
    const struct timeline *timeline = output->subject->timeline;
    size_t first = shot_at(output, output->first);
    size_t last = shot_at(output, output->first + output->count - 1);
    size_t most = most_pictures(output), shots = count_smaller(last - first + 1, MOST_SHOTS);
    size_t step = timeline->picture_count / timeline->step_count;
    size_t runs = USUAL_RUNS / shots, all = 2 * step / RUN_PICTURES;
    size_t length = most / (shots * (1 + runs));
    length = length < LEAST_PICTURES ? LEAST_PICTURES : count_smaller(length, RUN_PICTURES);
    runs = count_smaller(all > runs ? all : runs, most / (shots * length));
    runs = runs > 0 ? runs : 1;
    return (struct sampling){first, last, shots, runs, length, WEIGHED * (1 + runs) * length};
}

/* What a shot takes: its first pictures, of which the first is all new, but for the film's after
 * the last one of the shot before, which may fade out; and those where it goes on. */
static double measure_shot(const struct plan *plan, const struct output *output, struct stretch of,
                           const struct sampling *sampling)
{
    size_t begun = count_smaller(of.first + sampling->length, of.end);
    bool is_first = of.first == output->first;
    double before = is_first ? 0 : measure_one(plan, output, of.first - 1);
    double bytes = measure(plan, output, (struct stretch){of.first - !is_first, begun}) - before;
    if (begun < of.end)
        bytes += (double)(of.end - begun) *
                 measure_further(plan, output, (struct stretch){begun - 1, of.end}, sampling);
    return bytes + measure_keys(plan, output, of);
}

static double measure_shots(const struct plan *plan, const struct output *output)
{
    const struct sampling sampling = choose_sampling(output);
    size_t spaces = sampling.shots > 1 ? sampling.shots - 1 : 1, pictures = 0;
    double bytes = 0;
    for (size_t i = 0; i < sampling.shots; i++) {
        size_t shot = sampling.first + i * (sampling.last - sampling.first) / spaces;
        struct stretch of = shot_of(output, shot);
        if (of.first < of.end)
            bytes += measure_shot(plan, output, of, &sampling);
        pictures += of.end - of.first;
    }
    return pictures > 0 ? bytes * (double)output->count / (double)pictures : 0;
}

double samples_file(const struct plan *plan, const struct output *output)
{
    if (!output->has_every_picture)
        return measure_pages(plan, output);
    if (output->encoder->key_pictures == 1)
        return measure_frames(plan, output);
    if (output->count <= count_smaller(most_pictures(output), USUAL_RUNS * RUN_PICTURES))
        return measure(plan, output,
                       (struct stretch){output->first, output->first + output->count});
    return measure_shots(plan, output);
}
