/* SPDX-License-Identifier: MIT */
/* The products of a step that tells its sum, in their cells. */
#include "convreel/theme_sizes.h"
#include "drawing/map/digits.h"
#include "drawing/map/draw.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

const struct cell_text *map_product_texts(const struct lights *lights, struct arena *arena)
{
    const struct step *step = &lights->here;
    const struct simulation *layer = lights->layer;
    const double *weights = layer->has_kernel ? digits_whole_weights(arena, layer) : NULL;
    double *values = arena_allocate(arena, step->term_count, sizeof *values);
    struct cell_text *texts = arena_allocate(arena, step->term_count, sizeof *texts);
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        values[t] = term->value;
        if (weights && !layer->is_weighted)
            values[t] *= weights[tensor_offset(&layer->kernel, term->kernel)];
        else if (term->has_weight)
            values[t] *= term->weight;
    }
    const struct scene_show *show = &lights->subject->looks.show;
    const char *const *digits = digits_of(arena, values, step->term_count,
                                          digits_asked(show, values, step->term_count, -1));
    for (size_t t = 0; t < step->term_count; t++)
        texts[t].text = digits[t];
    return texts;
}

void map_write_products(const struct map *map, const struct lights *lights, struct pen *pen)
{
    const struct subject *subject = lights->subject;
    const struct step *step = &lights->here;
    if (lights->telling == TELLS_ALL || lights->is_told_beside || !map->texts.of)
        return;
    const struct cell_text *texts = map_product_texts(lights, pen->arena);
    struct lettering lettering = {.font = map->texts.font, .is_moving = true};
    lettering.font.is_bold = true;
    lettering.font = cell_texts_fit(subject->ruler, lettering.font, texts, step->term_count,
                                    sizes->most_width * plane_length(map->plane.column));
    for (size_t t = 0; t < step->term_count; t++) {
        int64_t row, column;
        struct light_term at = lights_term(lights->telling, lights->told, t, step->term_count);
        if (at.way > 0 || at.shown <= 0 ||
            !lights_term_cell(lights->layer, &step->terms[t], map, &row, &column))
            continue;
        lettering.color = color_faded(pen->theme->color[COLOR_WINDOW_INK], at.shown);
        cell_text_write(
            pen, subject->ruler,
            (struct item_key){"window.product", map->channel, (int)row, (int)column, NULL},
            &texts[t], map_middle(&map->plane, (double)row, (double)column), &lettering);
    }
}
