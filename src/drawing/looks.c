/* SPDX-License-Identifier: MIT */
/* Looks as a page has them: without what has no room, in the sizes that go with its cells. */
#include <math.h>
#include <string.h>

#include "drawing/prepare.h"

static const struct page_sizes *const sizes = &theme_sizes.page;

static const double points_per_inch = 72;

double prepared_own_scale(const struct drawing *drawing)
{
    return rational_to_double(drawing->scene->output.dpi) / points_per_inch;
}

struct looks looks_of(const struct scene *scene)
{
    return (struct looks){scene->theme, scene->show, &scene->language};
}

const struct element_row prepared_elements[ELEMENTS] = {
    [ELEMENT_RULER] = {"ruler", "the ruler", offsetof(struct scene_show, ruler)},
    [ELEMENT_LEGEND] = {"legend", "the legend", offsetof(struct scene_show, legend)},
    [ELEMENT_SUM] = {"sum", "the sum", offsetof(struct scene_show, sum)},
    [ELEMENT_FORMULA] = {"formula", "the formula", offsetof(struct scene_show, formula)},
    [ELEMENT_DIMENSIONS] = {"dimensions", "the dimensions",
                            offsetof(struct scene_show, dimensions)},
    [ELEMENT_TITLE] = {"title", "the title", offsetof(struct scene_show, title)},
    [ELEMENT_NAMES] = {"labels", "the names", offsetof(struct scene_show, labels)},
};

void looks_hide(struct looks *looks, enum element element)
{
    const struct given_flag hidden = {.at = {.line = 1}, .value = false};
    memcpy((char *)&looks->show + prepared_elements[element].flag, &hidden, sizeof hidden);
}

void looks_hide_elements(const struct prepared *prepared, struct looks *looks)
{
    for (int i = 0; i < ELEMENTS; i++)
        if (prepared->settings.is_gone[i] && !(i == ELEMENT_TITLE && prepared->has_panels))
            looks_hide(looks, (enum element)i);
}

void looks_fit_theme(struct theme *theme, double cell, const struct settings *settings)
{
    double scale = cell / theme->cell_pt, lines = fmin(1, sizes->most_stroke * scale);
    double least_digits_pt = settings->least_digits_pt, most = theme_sizes.digit.most_height * cell;
    if (settings->width > 0 && cell * settings->px_per_pt < LEAST_CELL_PX)
        lines = sizes->alone; /* no lines between cells */
    theme->cell_pt = cell;
    theme->font[FONT_VALUES].size_pt =
        fmin(most, fmax(theme->font[FONT_VALUES].size_pt * scale, least_digits_pt));
    theme->font[FONT_SMALL].size_pt =
        fmax(theme->font[FONT_SMALL].size_pt * scale, least_digits_pt);
    theme->least_digits_pt = least_digits_pt;
    theme->thin_pt *= lines;
    theme->thick_pt *= lines;
    theme->window_pt *= lines;
    theme->dash_on_pt *= lines;
    theme->dash_off_pt *= lines;
    theme->hatch_pt *= lines;
}

void looks_scale_theme(struct theme *theme, double scale)
{
    double *const lengths[] = {&theme->cell_pt,   &theme->thin_pt,    &theme->thick_pt,
                               &theme->window_pt, &theme->dash_on_pt, &theme->dash_off_pt,
                               &theme->margin_pt, &theme->hatch_pt};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        *lengths[i] *= scale;
    for (size_t i = 0; i < THEME_FONTS; i++)
        theme->font[i].size_pt *= scale;
}

bool prepared_is_guide(const struct drawing *drawing)
{
    return drawing->scene->theme.is_page_per_step;
}
