/* SPDX-License-Identifier: MIT */
/* How large pictures are, and what is behind them. */
#include "canvases.h"

#include <math.h>

static size_t to_pixels(double length)
{
    double pixels = round(length);
    return pixels < 1 ? 1 : (size_t)pixels;
}

/* A list that has a size of its own is scaled onto its paper: a sheet, a page of theme guide. A
 * margin of the scene's own is not scaled; the list's goes. */
static struct canvas paper_canvas(const struct scene *scene, const struct display_list *list,
                                  struct canvas canvas)
{
    const struct scene_output *output = &scene->output;
    double cut = output->has_margin ? 2 * scene->theme.margin_pt : 0;
    double margin = output->has_margin ? 2 * output->margin_pt * canvas.scale : 0;
    double width = output->paper_width_pt * canvas.scale;
    double height = output->paper_height_pt * canvas.scale;
    double scale = fmax(width - margin, 1) / (list->width_pt - cut);
    if (height > 0)
        scale = fmin(scale, fmax(height - margin, 1) / (list->height_pt - cut));
    else
        height = scale * (list->height_pt - cut) + margin;
    canvas.scale = scale;
    canvas.page = (struct point){width, height};
    canvas.width = to_pixels(width);
    canvas.height = to_pixels(height);
    canvas.x = (width - scale * list->width_pt) / 2;
    canvas.y = (height - scale * list->height_pt) / 2;
    return canvas;
}

struct canvas canvas_of_list(const struct subject *subject, const struct display_list *list,
                             struct color background)
{
    const struct scene_output *output = &subject->scene->output;
    double scale = rational_to_double(output->dpi) / 72;
    struct canvas canvas = {.scale = scale, .background = background};
    if (output->paper_width_pt > 0 && !subject->drawings[0].is_paper)
        return paper_canvas(subject->scene, list, canvas);
    if (output->width == 0) {
        canvas.width = to_pixels(list->width_pt * scale);
        canvas.height = to_pixels(list->height_pt * scale);
        return canvas;
    }
    canvas.width = output->width;
    canvas.height = output->height;
    struct page_place place =
        drawing_place_page(&subject->drawings[0], list, output->width, output->height);
    canvas.scale = place.scale;
    canvas.x = place.at.x;
    canvas.y = place.at.y;
    return canvas;
}

static bool is_white(struct color color)
{
    return color.red == 1 && color.green == 1 && color.blue == 1;
}

struct color canvas_matte(const struct scene *scene)
{
    return scene->output.has_matte ? scene->output.matte : scene->theme.color[COLOR_BACKGROUND];
}

static double mix(double above, double below, double alpha)
{
    return above * alpha + below * (1 - alpha);
}

static struct color lay_over(struct color above, struct color below)
{
    double alpha = above.alpha;
    return (struct color){.red = mix(above.red, below.red, alpha),
                          .green = mix(above.green, below.green, alpha),
                          .blue = mix(above.blue, below.blue, alpha),
                          .alpha = 1};
}

/* Pages are white already, films cannot be transparent. */
struct color canvas_background(const struct scene *scene, const struct encoder *encoder)
{
    struct color theme = scene->theme.color[COLOR_BACKGROUND],
                 none = {.red = 1, .green = 1, .blue = 1};
    if (scene->output.has_background) {
        struct color own = scene->output.background;
        return encoder->is_alpha_kept ? own : lay_over(own, canvas_matte(scene));
    }
    return !encoder->wants_pixels && is_white(theme) ? none : theme;
}
