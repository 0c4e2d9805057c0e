/* SPDX-License-Identifier: MIT */
/*
 * View cache: a causal 1-D layer as it runs on a stream. All that it keeps of the past are the last
 * k - 1 inputs (with dilation the spread kernel's): a step takes the next input in at the right,
 * the oldest leaves at the left, and the weights below meet what is there.
 */
#include <inttypes.h>
#include <math.h>

#include "drawing/views/matrices.h"

static const double gap = 1; /* between the rows, in cells */

enum cache_part { PART_X, PART_CACHE, PART_W, PART_Y, PARTS };

static const char *obstacle(const struct simulation *layer, struct arena *arena)
{
    const struct axis *a = &layer->axis[0];
    if (a->padding_after > 0 || a->padding_before != a->effective_kernel - 1)
        return arena_format(arena, "a layer whose padding is not causal");
    if (a->input > MOST_LEGIBLE || a->effective_kernel > MOST_LEGIBLE)
        return arena_format(arena, "more than %d units", MOST_LEGIBLE);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct axis *a = &subject->simulation->axis[0];
    const struct simulation *layer = subject->simulation;
    struct matrices *cache = arena_allocate(arena, 1, sizeof *cache);
    struct map *of = cache->of;
    size_t columns = (size_t)a->effective_kernel;
    of[PART_X] = map_of_matrix(layer, MAP_INPUT, "x", 1, (size_t)a->input);
    of[PART_CACHE] = map_of_matrix(layer, MAP_INPUT, "cache", 1, columns);
    of[PART_W] = map_of_matrix(layer, MAP_KERNEL, "w", 1, columns);
    of[PART_Y] = map_of_matrix(layer, MAP_OUTPUT, "y", 1, (size_t)a->output);
    size_t *numbers = arena_allocate(arena, columns, sizeof *numbers);
    for (size_t cell = 0; cell < columns; cell++) {
        size_t tap = cell / (size_t)a->dilation, last = (size_t)a->kernel - 1;
        bool has_weight = cell % (size_t)a->dilation == 0;
        numbers[cell] = has_weight ? layer->is_turned ? last - tap : tap : NO_UNIT;
    }
    of[PART_W].numbers = numbers;
    return cache;
}

/* ---- layout ---- */

static struct placed *add(struct panel *panel, enum cache_part part)
{
    struct placed *placed =
        matrices_add(panel, panel->subject.state, part, (struct size){in_cells(1), in_cells(1)});
    placed->name_side = SIDE_LEFT;
    placed->size = arena_format(panel->arena, "%zu", placed->map.columns);
    return placed;
}

static void lay_out_cache(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    layout_column(panel->layout, in_cells(gap), ALIGN_START);
    add(panel, PART_X)->letter = subject_letter(layer, MAP_INPUT);
    struct placed *cache = add(panel, PART_CACHE);
    cache->is_hidden = true; /* its cells move */
    cache->name = catalogue_word(panel->subject.looks.language, WORD_CACHE);
    cache->size =
        arena_format(panel->arena, "%" PRId64 " + 1", layer->axis[0].effective_kernel - 1);
    struct placed *w = add(panel, PART_W);
    w->letter = subject_letter(layer, MAP_KERNEL);
    w->size = arena_format(panel->arena, "%" PRId64, layer->axis[0].kernel);
    add(panel, PART_Y)->letter = subject_letter(layer, MAP_OUTPUT);
    layout_end(panel->layout);
}

static const struct map *cache_of(const struct panel *panel)
{
    return matrices_at(panel, panel->subject.state, PART_CACHE);
}

/* ---- drawing ---- */

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct map *cache = cache_of(panel);
    panel_draw_rest(panel, pen);
    map_trace_grid(cache, map_grid(cache), pen);
    pen_paint(pen, key_once("cache.cells"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
}

/* Where the cache begins on the padded input: it moves as the step does. */
static double start_of(const struct axis *axis, const struct lights *lights)
{
    return ((double)lights->step + lights->progress) * (double)axis->move;
}

/* A cell of the padded input that is in the cache, or comes in, or leaves. */
struct kept {
    int64_t cell;
    bool is_unit;                 /* else a zero before the first unit */
    double column;                /* of the cache */
    const struct cell_text *text; /* NULL: none */
};

/* All of them, one after the other; their count. */
static size_t read_kept(const struct panel *panel, const struct lights *lights, struct kept *kept)
{
    const struct axis *axis = &lights->layer->axis[0];
    struct map input = map_of_input(lights->layer, 0, 0);
    double start = start_of(axis, lights), columns = (double)cache_of(panel)->columns;
    size_t count = 0;
    input.texts = cache_of(panel)->texts;
    input.subject = &panel->subject;
    for (int64_t cell = (int64_t)floor(start); cell < axis->padded; cell++) {
        double column = (double)cell - start;
        struct map_cell held = map_cell_at(&input, 0, cell);
        if (column < columns)
            kept[count++] =
                (struct kept){cell, held.kind == CELL_UNIT, column, map_text(&input, &held)};
    }
    return count;
}

static void draw_kept(const struct map *cache, const struct kept *kept, struct pen *pen)
{
    double end = fmin((double)cache->columns, kept->column + 1), begin = fmax(0, kept->column);
    plane_trace_outline(pen, &cache->plane, (struct area){0, begin, 1, end - begin});
    pen_paint(pen, key_cell("cache.unit", 0, kept->cell),
              kept->is_unit ? pen->theme->color[COLOR_INPUT] : color_none,
              kept->is_unit ? pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt)
                            : pen_dashed(pen, COLOR_ZERO_LINE));
}

/* One that comes in has no number before that is whole in the cache, and one that leaves none once
 * it is not. */
static void write_kept(const struct map *cache, const struct kept *kept, struct pen *pen)
{
    const double free = (1 - theme_sizes.digit.most_width) / 2; /* beside a number in its cell */
    double beyond = fmax(-kept->column, kept->column + 1 - (double)cache->columns);
    double share = fmax(0, 1 - fmax(0, beyond) / free);
    enum theme_color ink = kept->is_unit ? COLOR_INPUT_INK : COLOR_ZERO_INK;
    struct lettering lettering = {.font = cache->texts.font,
                                  .color = color_faded(pen->theme->color[ink], share)};
    if (kept->text && share > 0)
        cell_text_write(pen, cache->subject->ruler, key_cell("cache.value", 0, kept->cell),
                        kept->text, plane_point(&cache->plane, 0.5, kept->column + 0.5),
                        &lettering);
}

/* The window's cells, whose lines are not there while numbers pass them, and the newest unit, which
 * comes in. */
static void draw_window(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct map *cache = cache_of(panel);
    const struct map *weights = matrices_at(panel, panel->subject.state, PART_W);
    const struct map *x = matrices_at(panel, panel->subject.state, PART_X);
    const struct simulation *layer = panel->subject.simulation;
    const struct theme *theme = pen->theme;
    double now = start_of(&layer->axis[0], lights) - (double)layer->axis[0].before +
                 (double)cache->columns - 1;
    for (size_t cell = 0; cell < weights->columns; cell++)
        if (weights->numbers[cell] != NO_UNIT)
            plane_trace_outline(pen, &cache->plane, (struct area){0, (double)cell, 1, 1});
    pen_paint(pen, key_once("lit.taps"),
              color_faded(theme->color[COLOR_WINDOW], lights->strength * theme_sizes.matrix.tint),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt),
                           lights->strength * fabs(1 - 2 * lights->progress)));
    map_light_cells(x, key_once("lit.newest"), (struct area){0, now, 1, 1}, lights->strength, pen);
    for (double unit = fmax(0, floor(now)); unit < fmin(now + 1, (double)x->columns); unit++)
        map_write_lit(x, lights, (struct area){0, unit, 1, 1},
                      lights->strength * fmax(0, 1 - fabs(unit - now)), pen);
}

static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct map *cache = cache_of(panel);
    struct kept *kept = arena_allocate(pen->arena, cache->columns + 1, sizeof *kept);
    size_t count = read_kept(panel, lights, kept);
    for (size_t i = 0; i < count; i++)
        draw_kept(cache, &kept[i], pen);
    draw_window(panel, lights, pen);
    for (size_t i = 0; i < count; i++)
        write_kept(cache, &kept[i], pen);
    panel_draw_step(panel, lights, pen);
}

static void tell(const struct simulation *layer, struct buffer *out)
{
    int64_t kept = layer->axis[0].effective_kernel - 1;
    buffer_format(out,
                  "The picture shows a stream: of the past the layer keeps the last %" PRId64
                  " input%s. A step takes the next input in at the right, the oldest leaves at the "
                  "left, and the weights below meet what is there.\n",
                  kept, text_plural(kept));
}

const struct view view_cache = {.name = "cache",
                                .needs = NEEDS_SIGNAL | NEEDS_ONE_KERNEL | NEEDS_ONE_CHANNEL |
                                         NEEDS_ZEROS,
                                .obstacle = obstacle,
                                .tell = tell,
                                .has_sum = true,
                                .lifts = true,
                                .prepare = prepare,
                                .lay_out = lay_out_cache,
                                .draw_rest = draw_rest,
                                .draw_step = draw_step};
