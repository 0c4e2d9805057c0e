/* SPDX-License-Identifier: MIT */
/* Weights that are no kernel's, each beside what it weighs: those of an interpolation. */
#include "convreel/theme_sizes.h"
#include "drawing/list/share.h"
#include "drawing/map/draw.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

/* Those of one step, at the cells that they belong to. */
static void write_step_factors(const struct map *map, const struct lights *lights,
                               const struct step *step, double share, const struct texts *factors,
                               struct pen *pen)
{
    const struct subject *subject = lights->subject;
    size_t terms = map_own_terms(lights->layer);
    size_t place = step->number % (lights->layer->step_count / lights->layer->out_channels);
    struct lettering small = {.font = factors->font};
    for (size_t t = 0; t < step->term_count; t++) {
        int64_t row, column;
        const struct cell_text *text = &factors->of[place * terms + t];
        if (!lights_term_cell(lights->layer, &step->terms[t], map, &row, &column))
            continue;
        double half = text_width(subject->ruler, &small.font, text->text) / 2;
        double right = sizes->corner_end - half / plane_length(map->plane.column);
        double there = step == &lights->here ? 1 - lights_covered(lights, map, row, column) : 1;
        small.color = color_faded(subject->looks.theme.color[COLOR_WINDOW_INK], share * there);
        cell_text_write(
            pen, subject->ruler,
            (struct item_key){"window.weight", map->channel, (int)row, (int)column, NULL}, text,
            plane_point(&map->plane, (double)row + sizes->corner_row, (double)column + right),
            &small);
    }
}

void map_write_own_factors(const struct map *map, const struct lights *lights,
                           const struct texts *factors, struct pen *pen)
{
    double leaving = share_leaving(lights->progress), coming = share_coming(lights->progress);
    if (leaving > 0)
        write_step_factors(map, lights, &lights->here, leaving, factors, pen);
    if (lights->progress > 0 && coming > 0)
        write_step_factors(map, lights, &lights->next, coming, factors, pen);
}
