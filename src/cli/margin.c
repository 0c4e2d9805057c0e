/* SPDX-License-Identifier: MIT */
/* The ink of all pictures together, so that all have one size and nothing is cut. */
#include "margin.h"
#include "pages.h"

#include <math.h>

enum { MOST_SAMPLES = 500 }; /* of the steps, and of the pictures between them */

static const double dust = 1.0 / 64; /* of a pixel: what rounding adds */

/* Sample i of count things of which there are `all`: the first and the last are among them. */
static size_t sample(size_t i, size_t count, size_t all)
{
    return count > 1 ? i * (all - 1) / (count - 1) : 0;
}

static size_t sample_count(size_t all)
{
    return all < MOST_SAMPLES ? all : MOST_SAMPLES;
}

/* Of the steps' pages. Where some are left out, their room is taken in whole. */
static void add_pages(const struct output *output, struct ink *ink)
{
    const struct subject *subject = output->subject;
    size_t all = pages_count(subject), count = sample_count(all);
    double scale = output->canvas.scale, margin = subject->scene->theme.margin_pt;
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct picture picture;
        struct display_list list;
        pages_draw(subject, sample(i, count, all), &arena, &picture, &list);
        ink_unite(ink, painter_ink(subject->painter, &list, scale, output->encoder->wants_pixels));
        if (count < all)
            ink_unite(ink,
                      (struct ink){margin * scale, margin * scale, (list.width_pt - margin) * scale,
                                   (list.height_pt - margin) * scale});
        arena_finish(&arena);
    }
}

/* Of what stands between them. */
static void add_pictures(const struct output *output, struct ink *ink)
{
    const struct subject *subject = output->subject;
    size_t all = subject->timeline->picture_count, count = sample_count(all);
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct picture picture;
        struct display_list list;
        timeline_picture_at(subject->timeline, sample(i, count, all), &picture);
        drawing_draw_picture(subject->drawings, &picture, &arena, &list);
        ink_unite(ink, painter_ink(subject->painter, &list, output->canvas.scale,
                                   output->encoder->wants_pixels));
        arena_finish(&arena);
    }
}

/* Whole pixels, so that every picture is the same as without a margin but for what is cut off. */
static void trim_pixels(struct canvas *canvas, const struct ink *ink, double margin)
{
    double left = floor(ink->left + dust), top = floor(ink->top + dust), room = ceil(margin - dust);
    canvas->x = room - left;
    canvas->y = room - top;
    canvas->width = (size_t)(ceil(ink->right - dust) - left + 2 * room);
    canvas->height = (size_t)(ceil(ink->bottom - dust) - top + 2 * room);
}

static void trim_page(struct canvas *canvas, const struct ink *ink, double margin)
{
    canvas->x = margin - ink->left;
    canvas->y = margin - ink->top;
    canvas->page =
        (struct point){ink->right - ink->left + 2 * margin, ink->bottom - ink->top + 2 * margin};
    canvas->width = (size_t)ceil(canvas->page.x);
    canvas->height = (size_t)ceil(canvas->page.y);
}

bool margin_trim(struct subject *owner, struct output *output)
{
    const struct scene_output *of_scene = &output->subject->scene->output;
    struct canvas *canvas = &output->canvas;
    struct ink ink = {0};
    if (!of_scene->has_margin)
        return false;
    if (of_scene->width > 0)
        report_warning(&owner->report, of_scene->margin_at, "leave one of them out",
                       "output.margin has no effect where the picture has a size in pixels");
    if (of_scene->width > 0 || of_scene->paper_width_pt > 0)
        return false;
    if (!output->has_every_picture || of_scene->sheet_columns == 0)
        add_pages(output, &ink);
    if (output->has_every_picture)
        add_pictures(output, &ink);
    if (ink.right <= ink.left)
        return false;
    double margin = of_scene->margin_pt * canvas->scale;
    if (output->encoder->wants_pixels)
        trim_pixels(canvas, &ink, margin);
    else
        trim_page(canvas, &ink, margin);
    return true;
}
