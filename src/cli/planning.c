/* SPDX-License-Identifier: MIT */
/* What a scene becomes, settled before anything is painted. */
#include "planning.h"

#include <string.h>

#include "canvases.h"
#include "clips.h"
#include "families.h"
#include "formats.h"
#include "light.h"
#include "limits.h"
#include "margin.h"
#include "pages.h"
#include "parts.h"
#include "paths.h"
#include "recordings.h"
#include "sides.h"
#include "subtitles.h"
#include "target.h"

/* ---- pictures ---- */

/* A picture alone: the page of the step that stands for all. */
static void choose_pictures(const struct subject *subject, struct output *output,
                            const struct options *options)
{
    output->is_numbered = output->pattern && path_has(output->pattern, 'd');
    output->has_every_picture =
        !output->is_poster &&
        (options->pictures == PICTURES_ALL ||
         (options->pictures == PICTURES_BY_FORMAT && output->encoder->is_animation));
    output->first = 0;
    output->count =
        output->has_every_picture ? subject->timeline->picture_count : pages_count(subject);
    if (!output->encoder->is_one_picture || output->is_numbered || output->has_every_picture)
        return;
    output->first = timeline_still_index(subject->timeline) / pages_steps_each(subject->scene);
    output->count = 1;
}

/* Of a sheet's pages a file of one picture holds one. */
static void warn_of_lost_pages(struct subject *subject, const struct output *output)
{
    size_t pages = pages_count(subject), each = pages_steps_each(subject->scene);
    const struct timeline *timeline = subject->timeline;
    if (each == 1 || output->has_every_picture || output->count == pages)
        return;
    size_t first = output->first * each, end = first + each;
    size_t last = (end < timeline->step_count ? end : timeline->step_count) - 1;
    struct arena arena = {0};
    const char *steps = arena_format(&arena, "step %zu", timeline_step_number(timeline, first));
    if (last > first)
        steps = arena_format(&arena, "steps %zu to %zu", timeline_step_number(timeline, first),
                             timeline_step_number(timeline, last));
    report_warning(&subject->report, (struct position){0},
                   "%02d in the path makes a file for each page; a larger sheet holds more steps",
                   "the sheet has %zu pages, but the %s holds only one: %s", pages,
                   output->encoder->name, steps);
    arena_finish(&arena);
}

static bool check_count(const struct output *output, struct error *error)
{
    if (!output->encoder->is_one_picture || output->is_numbered || output->count == 1)
        return true;
    return error_set(error, STATUS_USAGE,
                     "--pictures all makes %zu files: their path needs a number, such as %%02d",
                     output->count);
}

/* ---- settings ---- */

static void warn_of_background(struct subject *subject, const struct encoder *encoder)
{
    const struct scene_output *output = &subject->scene->output;
    if (output->has_background && output->background.alpha < 1 && !encoder->is_alpha_kept)
        report_warning(&subject->report, (struct position){0}, NULL,
                       "%s cannot be transparent: it lies on the matte, %s", encoder->name,
                       output->has_matte ? "output.matte" : "the theme's background");
}

/* A shot's chapter lasts until the next one. What is before the first is one of the film's title:
 * in MP4 the first chapter begins with the film, whatever its time says, and video sites ignore
 * a list without it. */
static void settle_chapters(struct plan *plan, const struct subject *subject)
{
    const struct timeline *timeline = subject->timeline;
    size_t most = subject->shot_count + 1, count = 0;
    struct chapter *chapters = arena_allocate(&plan->arena, most, sizeof *chapters);
    for (size_t i = 0; i < subject->shot_count; i++) {
        const char *title = subject->shots[i].scene->shot.chapter;
        if (!title || timeline_shown_steps(timeline, i) == 0)
            continue;
        struct rational start = timeline_shot_start(timeline, i);
        if (count == 0 && start.num > 0)
            chapters[count++] = (struct chapter){.start = {0, 1}, .title = plan->title};
        if (count > 0)
            chapters[count - 1].end = start;
        chapters[count++] = (struct chapter){
            start, timeline->length, text_printable(&plan->arena, title, strlen(title), SIZE_MAX)};
    }
    plan->tracks.chapters = chapters;
    plan->tracks.chapter_count = count;
}

static void settle_tracks(struct plan *plan, const struct subject *subject)
{
    struct tracks *tracks = &plan->tracks;
    settle_chapters(plan, subject);
    tracks->subtitles = subtitles_of(subject->timeline, &tracks->subtitle_count, &plan->arena);
    tracks->has_subtitles_inside = subject->scene->output.subtitles & SUBTITLES_EMBEDDED;
    recordings_settle(plan, subject);
}

/* owner: of the output's subject, with the report. */
static void settle(struct plan *plan, struct output *output, const struct options *options,
                   struct subject *owner)
{
    const struct subject *subject = output->subject;
    const struct scene *scene = subject->scene;
    struct arena arena = {0};
    struct drawn drawn;
    struct color background = canvas_background(scene, output->encoder);
    pages_draw_picture(subject, output->has_every_picture, output->first, &arena, &drawn);
    families_warn(owner, &drawn.list);
    output->canvas = canvas_of_list(subject, &drawn.list, background);
    output->has_own_canvas = scene->theme.is_page_per_step && !output->encoder->is_animation &&
                             options->pictures != PICTURES_ALL;
    if (margin_trim(owner, output))
        output->has_own_canvas = false;
    output->settings = (struct encoding_settings){
        .format = output->encoder->name,
        .title = plan->title,
        .description = plan_description(plan, !output->encoder->is_one_picture),
        .language = scene->language.is_built_in ? scene->language.name : "",
        .width = output->canvas.width,
        .height = output->canvas.height,
        .dpi = scene->output.dpi,
        .fps = scene->output.fps,
        .length = subject->timeline->length,
        .loop = scene->output.loop,
        .background = background,
        .matte = canvas_matte(scene),
        .preset = options->preset,
        .crf = options->crf,
        .is_rate_variable = options->is_rate_variable,
        .is_text_outlined = options->is_text_outlined,
        .is_png_small = options->is_png_small,
        .tracks = plan->tracks,
    };
    arena_finish(&arena);
}

/* Once its target is chosen. */
static bool settle_output(struct plan *plan, struct output *output, struct subject *subject,
                          const struct options *options, struct error *error)
{
    output->has_two_themes = options->theme_count == 2 && output->encoder->holds_two_themes &&
                             !(output->pattern && path_has(output->pattern, 't'));
    output->subject = light_subject(subject, output->encoder);
    if (!output->subject->timeline)
        return false; /* and the report says why */
    choose_pictures(output->subject, output, options);
    if (output->is_numbered && output->encoder->is_constant_rate &&
        !clips_choose(plan, output, error))
        return false;
    if (!check_count(output, error) || !limits_check_length(subject, output))
        return false;
    settle(plan, output, options, subject);
    if (!output->is_poster && !parts_choose(plan, output, options, error))
        return false;
    warn_of_background(subject, output->encoder);
    warn_of_lost_pages(subject, output);
    return limits_check_pixels(subject, output, error);
}

/* The still beside the first film or animation that is one file; of parts the first makes it. */
static bool add_poster(struct plan *plan, struct subject *subject, const struct options *options,
                       struct error *error)
{
    const struct output *film = plan->outputs;
    if (!options->has_poster || options->part > 1)
        return true;
    while (film < plan->outputs + plan->count &&
           !(film->encoder->is_animation && film->pattern && film->clip_count == 0))
        film++;
    if (film == plan->outputs + plan->count)
        return error_set(error, STATUS_USAGE,
                         "--poster is the still beside a film or an animation that is one file");
    struct output *poster = &plan->outputs[plan->count++];
    *poster = (struct output){.encoder = encoding_find("png"), .is_poster = true};
    poster->pattern = sides_beside(film->pattern, &film->settings.part, "png", &plan->arena);
    return settle_output(plan, poster, subject, options, error);
}

static void settle_title(struct plan *plan)
{
    const struct scene *scene = plan->subject->scene;
    const char *title = scene->has_title ? text_unmarked(&plan->arena, scene->title) : scene->title;
    plan->title = text_printable(&plan->arena, title, strlen(title), SIZE_MAX);
}

static bool check_words(const struct plan *plan, struct error *error)
{
    const struct path_words words = plan_words(plan->subject, 0);
    bool stays = !plan->alt_pattern || path_stays(plan->alt_pattern, &words, error);
    for (size_t i = 0; stays && i < plan->count; i++) {
        const char *pattern = plan->outputs[i].pattern;
        stays = !pattern || path_stays(pattern, &words, error);
    }
    return stays;
}

bool planning_make(struct plan *plan, struct subject *subject, const struct options *options,
                   struct error *error)
{
    plan->subject = subject;
    plan->deps = options->deps;
    settle_title(plan);
    if (!formats_choose(plan, subject, options, error) ||
        !sides_add_description(plan, options, error))
        return false;
    if (subject->timeline)
        settle_tracks(plan, subject);
    for (size_t i = 0; i < plan->count; i++)
        if (!target_choose(plan, &plan->outputs[i], options, error) ||
            !settle_output(plan, &plan->outputs[i], subject, options, error))
            return false;
    if (!add_poster(plan, subject, options, error))
        return false;
    sides_add_words(plan);
    return check_words(plan, error) && limits_check_memory(subject, plan, options->jobs);
}

static bool probe(struct output *output, struct probed *told, struct error *error)
{
    if (!output->encoder->probe)
        return true;
    if (!output->encoder->probe(&output->settings, &output->probed, error))
        return false;
    output->settings.codec = output->probed.codec;
    if (told && output->probed.missing[0])
        *told = output->probed;
    return true;
}

bool planning_probe(struct plan *plan, struct probed *told, struct error *error)
{
    for (size_t i = 0; i < plan->count; i++)
        if (!probe(&plan->outputs[i], told, error))
            return false;
    return true;
}
