/* SPDX-License-Identifier: MIT */
/* The same scene with another rate and resolution: all that follows is as if its output had said
 * them. */
#include "light.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Below them a page is fitted anew. */
static const double least_words_px = 11, least_digits_px = 9;
/* Of a page that is fitted, by its width. */
static const double least_height = 9.0 / 16, most_height = 1;

/* Whether the scene leaves it all to the format. A sheet is as large as its steps. */
static bool is_open(const struct scene *scene, const struct encoder *encoder)
{
    const struct scene_output *output = &scene->output;
    return encoder->light_width > 0 && !scene->theme.is_page_per_step && output->width == 0 &&
           output->paper_width_pt == 0 && !output->has_dpi && !output->has_fps &&
           output->sheet_columns == 0;
}

/* The size of the drawing's page, points. */
static struct point page_of(const struct subject *subject)
{
    struct arena arena = {0};
    struct display_list list;
    struct picture picture;
    timeline_picture_at(subject->timeline, 0, &picture);
    drawing_draw_picture(subject->drawings, &picture, &arena, &list);
    arena_finish(&arena);
    return (struct point){list.width_pt, list.height_pt};
}

static bool is_legible(const struct theme *theme, double scale)
{
    double digits = fmin(theme->font[FONT_VALUES].size_pt, theme->font[FONT_SMALL].size_pt);
    return theme->font[FONT_WORDS].size_pt * scale >= least_words_px &&
           digits * scale >= least_digits_px;
}

/* A drawing of its own on a canvas of that width. What it has no room for is told once more, with
 * the reason. */
static void fit(struct subject *light, double width, double height, struct report *report)
{
    struct report first, then;
    const struct text_ruler *ruler = painter_ruler(light->painter);
    report_init(&first, report->name);
    report_init(&then, report->name);
    drawing_init(light->drawings, light->scene, light->shots[0].simulations, ruler, &first);
    light->scene->output.width = (size_t)width;
    light->scene->output.height =
        (size_t)round(width * fmin(fmax(height / width, least_height), most_height));
    drawing_fit(light->drawings, light->scene->output.width, light->scene->output.height, &then);
    for (size_t i = 0; i < then.count; i++)
        report_warning(report, (struct position){0}, "--size or --dpi makes it larger",
                       "a GIF is %.0f pixels wide by default: %s", width, then.problems[i].text);
    report_finish(&first);
    report_finish(&then);
}

static void choose_size(const struct subject *subject, struct subject *light, size_t most_width,
                        struct report *report)
{
    enum { FINENESS = 10000 };
    struct point page = page_of(subject);
    double width = (double)most_width, scale = width / page.x;
    struct scene_output *output = &light->scene->output;
    if (rational_to_double(output->dpi) / 72 <= scale)
        return;
    if (!is_legible(&subject->scene->theme, scale)) {
        fit(light, width, page.y * scale, report);
        return;
    }
    output->dpi = rational_make((int64_t)(scale * 72 * FINENESS), FINENESS);
    output->has_dpi = true;
}

const struct subject *light_subject(struct subject *subject, const struct encoder *encoder)
{
    if (!is_open(subject->scene, encoder))
        return subject;
    if (subject->light)
        return subject->light;
    struct subject *light = memory_allocate(1, sizeof *light);
    *light = *subject;
    light->scene = memory_allocate(1, sizeof *light->scene);
    *light->scene = *subject->scene;
    light->shots = memory_allocate(1, sizeof *light->shots);
    *light->shots = *subject->shots;
    light->shots[0].scene = light->scene;
    light->drawings = memory_allocate(1, sizeof *light->drawings);
    *light->drawings = *subject->drawings;
    light->drawings[0].scene = light->scene;
    struct rational most = rational_make((int64_t)encoder->light_fps, 1);
    if (rational_compare(light->scene->output.fps, most) > 0)
        light->scene->output.fps = most;
    choose_size(subject, light, encoder->light_width, &subject->report);
    const struct film film = subject_film(light);
    light->timeline = timeline_create(&film, &subject->report);
    subject->light = light;
    return light;
}
