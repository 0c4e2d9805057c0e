/* SPDX-License-Identifier: MIT */
/* The texts of a map's cells: digits or symbols, alike over a tensor, as large as the cells let
 * them be; none where nobody could read them. */
#include <math.h>
#include <string.h>

#include "drawing/map/map.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

/* ---- which ---- */

struct text_source {
    const struct tensor *tensor;
    const double *values; /* NULL: symbols stand in their place */
    const char *letter;
    size_t channel_axes; /* of the index of a symbol; those of one channel are left out */
    bool is_known;       /* the scene gives its numbers */
    int decimals;
};

static struct text_source source_of(const struct subject *subject, const struct simulation *layer,
                                    enum text_kind kind, struct arena *arena)
{
    const struct scene_show *show = &subject->looks.show;
    bool has_values = layer->has_values;
    switch (kind) {
    case TEXTS_INPUT:
        return (struct text_source){&layer->input,
                                    layer->below ? simulation_settled(layer->below, arena)
                                                 : layer->input.values,
                                    layer->below ? "h" : subject_letter(layer, MAP_INPUT),
                                    1,
                                    has_values,
                                    -1};
    case TEXTS_WEIGHTS:
    case TEXTS_WHOLE_WEIGHTS:
        return (struct text_source){&layer->kernel,
                                    kind == TEXTS_WHOLE_WEIGHTS && show->values == SHOW_DIGITS
                                        ? digits_whole_weights(arena, layer)
                                        : layer->kernel.values,
                                    subject_letter(layer, MAP_KERNEL),
                                    2,
                                    has_values || layer->has_kernel_values,
                                    -1};
    case TEXTS_OUTPUT:
        return (struct text_source){&layer->output,
                                    has_values ? simulation_settled(layer, arena) : NULL,
                                    layer == subject->simulation ? subject_letter(layer, MAP_OUTPUT)
                                                                 : "h",
                                    1,
                                    has_values,
                                    subject->looks.theme.output_decimals};
    case TEXTS_BIAS:
        break;
    }
    return (struct text_source){&layer->bias, layer->bias.values, "b", 0, has_values, -1};
}

/* ---- symbols ---- */

/* "1,2"; channels come first where there are several. */
static const char *index_text(struct arena *arena, const struct text_source *source, size_t number)
{
    const struct tensor *tensor = source->tensor;
    const char *text = NULL;
    size_t first = 0;
    while (first < source->channel_axes && tensor->size[first] == 1)
        first++;
    for (size_t i = tensor->rank; i-- > first; number /= tensor->size[i]) {
        size_t index = number % tensor->size[i];
        text =
            text ? arena_format(arena, "%zu,%s", index, text) : arena_format(arena, "%zu", index);
    }
    return text ? text : "";
}

/* Where a layer works out a gradient its maps are those of the layer that it is of. */
static struct cell_text *symbols_of(const struct simulation *layer, enum map_role role,
                                    const struct text_source *source, struct arena *arena)
{
    size_t count = tensor_count(source->tensor);
    struct text_source named = *source;
    if (layer->forward) {
        named.tensor = simulation_held(layer, role);
        named.channel_axes = named.tensor->rank - layer->axes;
    }
    struct cell_text *texts = arena_allocate(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        size_t place = layer->forward ? simulation_held_place(layer, role, i) : i;
        texts[i] =
            (struct cell_text){.text = named.letter, .index = index_text(arena, &named, place)};
    }
    return texts;
}

static struct cell_text *digits_texts(const struct subject *subject, const double *values,
                                      size_t count, int decimals, struct arena *arena)
{
    struct cell_text *texts = arena_allocate(arena, count, sizeof *texts);
    const char *const *digits = digits_of(
        arena, values, count, digits_asked(&subject->looks.show, values, count, decimals));
    for (size_t i = 0; i < count; i++)
        texts[i].text = digits[i];
    return texts;
}

/* The items, and room for what padding holds behind them. */
static void *with_padding(const void *items, size_t count, size_t size, struct arena *arena)
{
    void *all = arena_allocate(arena, count + 1, size);
    memcpy(all, items, count * size);
    return all;
}

/* Where units move between channels, every output has the name of the input unit that comes there:
 * so one sees what goes where. */
static struct cell_text *moved_symbols(const struct simulation *layer, struct arena *arena)
{
    const struct text_source read = {.tensor = &layer->input, .letter = "x", .channel_axes = 1};
    const struct cell_text *names = symbols_of(layer, MAP_INPUT, &read, arena);
    struct cell_text *texts = arena_allocate(arena, layer->step_count, sizeof *texts);
    struct arena terms = {0};
    for (size_t n = 0; n < layer->step_count; n++) {
        struct step step;
        arena_reset(&terms);
        simulation_step_at(layer, n, &terms, &step);
        bool is_unit = step.term_count > 0 && step.terms[0].kind == CELL_UNIT;
        texts[n] = is_unit ? names[tensor_offset(&layer->input, step.terms[0].input)]
                           : (struct cell_text){.text = "0"};
    }
    arena_finish(&terms);
    return texts;
}

/* ---- sizes ---- */

/* The font of values for cells of a size; they are smaller where cells are. */
static struct font font_for(const struct subject *subject, double cell_pt)
{
    const struct theme *theme = &subject->looks.theme;
    struct font font = theme->font[FONT_VALUES];
    if (cell_pt < theme->cell_pt)
        font.size_pt = fmax(font.size_pt * cell_pt / theme->cell_pt, theme->least_digits_pt);
    font.size_pt = fmin(font.size_pt, sizes->most_height * cell_pt);
    return font;
}

static bool has_padding(const struct simulation *layer, enum text_kind kind)
{
    return kind == TEXTS_INPUT && layer->padding_value != 0;
}

struct cell_text text_of_padding(const struct subject *subject, const struct simulation *layer,
                                 struct arena *arena)
{
    if (layer->padding_value == 0)
        return (struct cell_text){0};
    return *digits_texts(subject, &layer->padding_value, 1, -1, arena);
}

/* Sets texts, in a font in which they fit into cells; none where they are too small then. */
static void fit_texts(struct texts *texts, const struct subject *subject, struct cell_text *of,
                      size_t count, double cell_pt)
{
    texts->font =
        cell_texts_fit(subject->ruler, texts->font, of, count, sizes->most_width * cell_pt);
    cell_texts_align(subject->ruler, &texts->font, of, count);
    struct font smallest = cell_texts_smallest(texts->font, of, count);
    texts->are_too_small = !subject_is_legible(subject, &smallest);
    texts->of = texts->are_too_small ? NULL : of;
}

/* Where a sparse layer has no output there is a dash. */
static void mark_missing(const struct simulation *layer, struct cell_text *of, size_t count)
{
    for (size_t i = 0; layer->is_sparse && i < count; i++)
        if (!simulation_has_output(layer, i % (count / layer->out_channels)))
            of[i] = (struct cell_text){.text = "\xe2\x80\x93"}; /* U+2013 */
}

/* Those of a source, and of what padding holds behind them. */
static struct cell_text *texts_of_source(const struct subject *subject,
                                         const struct simulation *layer, enum text_kind kind,
                                         const struct text_source *source, struct arena *arena)
{
    enum map_role role = kind == TEXTS_INPUT    ? MAP_INPUT
                         : kind == TEXTS_OUTPUT ? MAP_OUTPUT
                                                : MAP_KERNEL;
    size_t count = tensor_count(source->tensor);
    struct cell_text *of = NULL;
    if (source->values) {
        double *values = with_padding(source->values, count, sizeof *values, arena);
        values[count] = layer->padding_value;
        of = digits_texts(subject, values, count + has_padding(layer, kind), source->decimals,
                          arena);
    } else {
        bool is_moved = role == MAP_OUTPUT && simulation_moves_channels(layer);
        of = is_moved ? moved_symbols(layer, arena) : symbols_of(layer, role, source, arena);
        of = with_padding(of, count, sizeof *of, arena);
        of[count] = text_of_padding(subject, layer, arena);
    }
    if (role == MAP_OUTPUT)
        mark_missing(layer, of, count);
    return of;
}

struct texts texts_of(const struct subject *subject, const struct simulation *layer,
                      enum text_kind kind, double cell_pt, struct arena *arena)
{
    struct text_source source = source_of(subject, layer, kind, arena);
    enum show_values show = subject->looks.show.values;
    struct texts texts = {.font = font_for(subject, cell_pt)};
    bool is_computed = kind == TEXTS_OUTPUT || (kind == TEXTS_INPUT && layer->below);
    if (is_computed && subject->looks.show.reveal == REVEAL_BLANK)
        return texts;
    if (has_padding(layer, kind))
        texts.padding = text_of_padding(subject, layer, arena);
    bool has_names = show == SHOW_SYMBOLS ||
                     (show == SHOW_DIGITS && !source.is_known && simulation_moves_channels(layer));
    if (!has_names && (show != SHOW_DIGITS || !source.is_known || !source.values))
        return texts;
    texts.are_too_small = !subject_is_legible(subject, &texts.font);
    if (texts.are_too_small)
        return texts;
    source.values = has_names ? NULL : source.values;
    struct cell_text *of = texts_of_source(subject, layer, kind, &source, arena);
    size_t count = tensor_count(source.tensor) + has_padding(layer, kind);
    fit_texts(&texts, subject, of, count, cell_pt);
    if (has_padding(layer, kind))
        texts.padding = of[count - 1];
    return texts;
}

struct texts texts_of_matrix(const struct map *map, struct arena *arena)
{
    struct subject subject = *map->subject;
    const struct simulation *layer = map->layer;
    enum text_kind kind = map->kind;
    bool is_known = layer->has_values || (kind == TEXTS_WHOLE_WEIGHTS && layer->has_kernel_values);
    if (map->is_one_shape || subject.looks.show.values == SHOW_NOTHING)
        return (struct texts){.of = NULL};
    if (subject.looks.show.values == SHOW_DIGITS && !is_known)
        subject.looks.show.values = SHOW_SYMBOLS;
    if (kind == TEXTS_WHOLE_WEIGHTS && subject_divisor(map->subject) == 1)
        kind = TEXTS_WEIGHTS;
    return texts_of(&subject, layer, kind,
                    theme_sizes.matrix.text_scale * subject_cells(&subject, 1), arena);
}

struct texts texts_of_values(const struct subject *subject, const double *values, size_t count,
                             double cell_pt, struct arena *arena)
{
    struct texts texts = {.font = font_for(subject, cell_pt)};
    fit_texts(&texts, subject, digits_texts(subject, values, count, -1, arena), count, cell_pt);
    return texts;
}

struct texts texts_of_own_weights(const struct subject *subject, const struct simulation *layer,
                                  double cell_pt, struct arena *arena)
{
    enum { MOST = 1 << 16 }; /* of larger maps nobody reads digits */
    size_t terms = simulation_taps(layer), places = layer->step_count / layer->out_channels;
    struct texts texts = {.font = font_for(subject, cell_pt)};
    if (places > MOST / terms)
        return texts;
    double *weights = arena_allocate(arena, places * terms, sizeof *weights);
    struct arena scratch = {0};
    for (size_t place = 0; place < places; place++) {
        struct step step;
        arena_reset(&scratch);
        simulation_step_at(layer, place, &scratch, &step);
        for (size_t t = 0; t < step.term_count; t++)
            weights[place * terms + t] = step.terms[t].weight;
    }
    arena_finish(&scratch);
    return texts_of_values(subject, weights, places * terms, cell_pt, arena);
}

/* As wide as a share of a cell at most. */
static struct texts fit_factors(const struct subject *subject, const struct texts *weights,
                                size_t count, double width, struct arena *arena)
{
    struct texts texts = {.font = subject->looks.theme.font[FONT_SMALL]};
    if (!weights->of)
        return texts;
    struct cell_text *factors = arena_allocate(arena, count, sizeof *factors);
    for (size_t i = 0; i < count; i++)
        factors[i] =
            (struct cell_text){.text = arena_format(arena, "\xc3\x97%s", weights->of[i].text),
                               .index = weights->of[i].index}; /* U+00D7 */
    texts.font = cell_texts_fit(subject->ruler, texts.font, factors, count, width);
    const struct font smallest = cell_texts_smallest(texts.font, factors, count);
    if (subject_is_legible(subject, &smallest))
        texts.of = factors;
    return texts;
}

struct texts texts_of_factors(const struct subject *subject, const struct texts *weights,
                              size_t count, double cell_pt, struct arena *arena)
{
    const struct theme *theme = &subject->looks.theme;
    struct texts texts = fit_factors(subject, weights, count, sizes->most_corner * cell_pt, arena);
    if (texts.font.size_pt < sizes->least_corner * theme->font[FONT_SMALL].size_pt ||
        !digits_fit_corner(theme, &texts.font))
        texts.of = NULL;
    return texts;
}

struct texts texts_of_factors_below(const struct subject *subject, const struct texts *weights,
                                    size_t count, double cell_pt, struct arena *arena)
{
    struct texts texts = fit_factors(subject, weights, count, sizes->most_below * cell_pt, arena);
    texts.rise = -sizes->below * cell_pt;
    return texts;
}
