/* SPDX-License-Identifier: MIT */
/* Numbers of a moment in the window's cells: weights beside what they weigh, and the products of a
 * step that tells its sum. */
#include <math.h>

#include "drawing/map/draw.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

/* ---- a kernel's weights ---- */

/* Where factors as wide as one are centred within a cell: in its middle, or in its corner. */
static struct point place_of(const struct texts *factors, double width, const struct map *map)
{
    if (factors->rise != 0)
        return (struct point){0.5, 0.5};
    return (struct point){sizes->corner_end - width / plane_length(map->plane.column) / 2,
                          sizes->corner_row};
}

/* Those of a kernel stand all alike. */
static struct point place_of_all(const struct texts *factors, const struct map *kernel,
                                 const struct map *map, const struct subject *subject)
{
    double widest = 0;
    size_t count = kernel->rows * kernel->columns;
    for (size_t i = 0; i < count; i++)
        widest = fmax(widest, text_width(subject->ruler, &factors->font,
                                         factors->of[kernel->first + i].text));
    return place_of(factors, widest, map);
}

static void write_factors(const struct map *map, const struct lights *lights,
                          const struct light_window *window, const struct texts *factors,
                          const struct map *kernel, struct pen *pen)
{
    const struct subject *subject = lights->subject;
    size_t axes = map->reader->axes;
    struct area area = lights_window_area(lights, window);
    int64_t taps[2], apart[2];
    lights_grid_taps(lights, taps, apart);
    struct point within = place_of_all(factors, kernel, map, subject);
    struct lettering small = {.font = factors->font,
                              .is_moving = subject->scene->timeline.move.num > 0};
    /* of two depths that share a window on its way, the nearer shows its factors: half of the way
     * each, so that no two texts are on one another */
    double depth = window->first[0] + (double)(kernel->depth * lights->apart[0]);
    double share = axes > 2 ? fmax(0, 2 * share_covered(depth, (double)map->depth) - 1)
                            : lights_window_share(lights, window, map);
    small.color = color_faded(subject->looks.theme.color[COLOR_WINDOW_INK], share);
    if (share <= 0)
        return;
    for (int64_t row = 0; row < (int64_t)kernel->rows; row++)
        for (int64_t column = 0; column < (int64_t)kernel->columns; column++) {
            struct map_cell cell = map_cell_at(kernel, row, column);
            double down = area.row + (double)(row * apart[0]);
            double right = area.column + (double)(column * apart[1]);
            struct map_cell under = map_cell_at(map, (int64_t)round(down), (int64_t)round(right));
            if (map->reader->is_sparse && (under.kind != CELL_UNIT || under.is_inactive))
                continue;
            struct lettering faded = small;
            faded.color = color_faded(
                small.color, 1 - lights_covered(lights, map, (int64_t)down, (int64_t)right));
            struct point at = plane_point(&map->plane, down + within.y, right + within.x);
            at.y -= factors->rise;
            cell_text_write(
                pen, subject->ruler,
                (struct item_key){"window.weight", map->channel, (int)row, (int)column, NULL},
                &factors->of[cell.unit], at, &faded);
        }
}

/* ---- weights that are no kernel's: those of an interpolation ---- */

/* Those of one step, at the cells that they belong to. */
static void write_step_factors(const struct map *map, const struct lights *lights,
                               const struct step *step, double share, const struct texts *factors,
                               struct pen *pen)
{
    const struct subject *subject = lights->subject;
    size_t terms = simulation_taps(lights->layer);
    size_t place = step->number % (lights->layer->step_count / lights->layer->out_channels);
    struct lettering small = {.font = factors->font};
    for (size_t t = 0; t < step->term_count; t++) {
        int64_t row, column;
        const struct cell_text *text = &factors->of[place * terms + t];
        if (!lights_term_cell(lights->layer, step, t, map, &row, &column))
            continue;
        struct point within =
            place_of(factors, text_width(subject->ruler, &small.font, text->text), map);
        struct point at =
            plane_point(&map->plane, (double)row + within.y, (double)column + within.x);
        at.y -= factors->rise;
        double there = step == &lights->here ? 1 - lights_covered(lights, map, row, column) : 1;
        small.color = color_faded(subject->looks.theme.color[COLOR_WINDOW_INK], share * there);
        cell_text_write(
            pen, subject->ruler,
            (struct item_key){"window.weight", map->channel, (int)row, (int)column, NULL}, text, at,
            &small);
    }
}

static void write_own_factors(const struct map *map, const struct lights *lights,
                              const struct texts *factors, struct pen *pen)
{
    double leaving = share_leaving(lights->progress), coming = share_coming(lights->progress);
    if (leaving > 0)
        write_step_factors(map, lights, &lights->here, leaving, factors, pen);
    if (lights->progress > 0 && coming > 0)
        write_step_factors(map, lights, &lights->next, coming, factors, pen);
}

void map_write_factors(const struct map *map, const struct lights *lights,
                       const struct texts *factors, const struct map *kernel, struct pen *pen)
{
    if (!factors->of || !map->texts.of)
        return;
    for (size_t i = 0; kernel && i < lights->window_count; i++)
        if (lights_window_share(lights, &lights->windows[i], map) > 0)
            write_factors(map, lights, &lights->windows[i], factors, kernel, pen);
    if (lights->layer->is_weighted)
        write_own_factors(map, lights, factors, pen);
}

/* ---- products ---- */

const struct cell_text *map_product_texts(const struct lights *lights, struct arena *arena)
{
    const struct step *step = &lights->here;
    const struct simulation *layer = lights->layer;
    bool is_whole = layer->has_kernel && !lights->has_own_weights;
    const double *weights = is_whole ? digits_whole_weights(arena, layer) : NULL;
    double rounding = simulation_rounding(layer);
    double *values = arena_allocate(arena, step->term_count, sizeof *values);
    struct cell_text *texts = arena_allocate(arena, step->term_count, sizeof *texts);
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        values[t] = term->value;
        if (weights && !layer->is_weighted)
            values[t] *= weights[tensor_offset(&layer->kernel, term->kernel)];
        else if (term->has_weight)
            values[t] *= term->weight;
        values[t] = simulation_settle(values[t], rounding);
    }
    const struct scene_show *show = &lights->subject->looks.show;
    const char *const *digits = digits_of(arena, values, step->term_count,
                                          digits_asked(show, values, step->term_count, -1));
    for (size_t t = 0; t < step->term_count; t++)
        texts[t].text = digits[t];
    return texts;
}

/* Units and weights that are lit one by one are covered while a product stands in their place; what
 * a window reads fades below it. */
static enum theme_color cover_cell(const struct map *map, struct area cell, double covered,
                                   struct pen *pen)
{
    bool is_input = map->role == MAP_INPUT;
    if (map->reader || map->is_matrix)
        return COLOR_WINDOW_INK;
    plane_trace_outline(pen, &map->plane, cell);
    pen_paint(
        pen, map_cell_key(map_key(map, "covered", pen), (int64_t)cell.row, (int64_t)cell.column),
        color_faded(pen->theme->color[is_input ? COLOR_INPUT_NOW : COLOR_KERNEL], covered),
        is_input ? stroke_none
                 : stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), covered));
    return is_input ? COLOR_INPUT_NOW_INK : COLOR_WINDOW_INK;
}

void map_write_products(const struct map *map, const struct lights *lights, struct pen *pen)
{
    const struct subject *subject = lights->subject;
    const struct step *step = &lights->here;
    if (lights->telling == TELLS_ALL || map->terms == TERMS_BESIDE || !map->texts.of)
        return;
    const struct cell_text *texts = map_product_texts(lights, pen->arena);
    struct lettering lettering = {.font = map->texts.font, .is_moving = true};
    lettering.font.is_bold = true;
    lettering.font = cell_texts_fit(subject->ruler, lettering.font, texts, step->term_count,
                                    sizes->most_width * plane_length(map->plane.column));
    if (!subject_is_legible(subject, &lettering.font))
        return;
    for (size_t t = 0; t < step->term_count; t++) {
        int64_t row, column;
        struct light_term at = lights_term(lights->telling, lights->told, t, step->term_count);
        if (at.way > 0 || at.shown <= 0 ||
            !lights_term_cell(lights->layer, step, t, map, &row, &column))
            continue;
        struct area cell = {(double)row, (double)column, 1, 1};
        enum theme_color ink = cover_cell(map, cell, at.covered, pen);
        lettering.color = color_faded(pen->theme->color[ink], at.shown);
        map_write(map,
                  (struct item_key){"window.product", map->channel, (int)row, (int)column, NULL},
                  &texts[t], &lettering, pen);
    }
}
