/* SPDX-License-Identifier: MIT */
/* A layer in words: "Conv2d   kernel 3 × 3   stride 2   padding 1", what is usual left out. */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "drawing/map/digits.h"
#include "drawing/words/words.h"

/* Of padding. */
enum {
    AXIS_BEFORE = offsetof(struct axis, padding_before),
    AXIS_AFTER = offsetof(struct axis, padding_after)
};

/* A number that each axis has: where it stands in struct axis. */
static int64_t number_of(const struct axis *axis, size_t offset)
{
    int64_t number;
    memcpy(&number, (const char *)axis + offset, sizeof number);
    return number;
}

bool layer_words_are_all(const struct simulation *simulation, size_t offset, int64_t value)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (number_of(&simulation->axis[i], offset) != value)
            return false;
    return true;
}

const char *layer_words_numbers(const struct simulation *simulation, size_t offset, bool is_whole,
                                struct arena *arena)
{
    int64_t first = number_of(&simulation->axis[0], offset);
    const char *text = arena_format(arena, "%" PRId64, first);
    if (!is_whole && layer_words_are_all(simulation, offset, first))
        return text;
    for (size_t i = 1; i < simulation->axes; i++)
        text = arena_format(arena, "%s" TIMES "%" PRId64, text,
                            number_of(&simulation->axis[i], offset));
    return text;
}

/* ---- padding ---- */

static bool is_symmetric(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (simulation->axis[i].padding_before != simulation->axis[i].padding_after)
            return false;
    return true;
}

/* "1 left", of a side that has any. */
static const char *with_side(const char *text, int64_t number, enum word side,
                             const struct catalogue *language, struct arena *arena)
{
    if (number == 0)
        return text;
    const char *more =
        catalogue_phrase(language, side, arena_format(arena, "%" PRId64, number), arena);
    return *text ? arena_format(arena, "%s, %s", text, more) : more;
}

/* "1", "1 × 2", or "2 above, 1 left" where an axis has not as much on both sides. */
static const char *padding_text(const struct simulation *simulation,
                                const struct catalogue *language, struct arena *arena)
{
    static const enum word sides[][2] = {
        {WORD_LEFT, WORD_RIGHT}, {WORD_ABOVE, WORD_BELOW}, {WORD_FRONT, WORD_BEHIND}};
    const char *text = "";
    if (is_symmetric(simulation))
        return layer_words_numbers(simulation, AXIS_BEFORE, false, arena);
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *axis = &simulation->axis[i];
        const enum word *side = sides[simulation->axes - 1 - i];
        text = with_side(text, axis->padding_before, side[0], language, arena);
        text = with_side(text, axis->padding_after, side[1], language, arena);
    }
    return text;
}

/* ---- a layer's phrases ---- */

enum { MOST_PHRASES = 16, KIND_TYPE = -1 };

struct phrase {
    int kind; /* the word that it begins with, KIND_TYPE */
    const char *text;
    bool is_usual; /* told only beside a layer in which it is not */
};

struct phrases {
    const struct simulation *layer;
    const struct phrases *below; /* of the layer under it; NULL: none */
    struct phrase of[MOST_PHRASES];
    size_t count;
    const struct catalogue *language;
    struct arena *arena;
};

static void add(struct phrases *phrases, int kind, const char *text, bool is_usual)
{
    if (phrases->count < MOST_PHRASES)
        phrases->of[phrases->count++] = (struct phrase){kind, text, is_usual};
}

static void add_word(struct phrases *phrases, enum word word)
{
    add(phrases, (int)word, catalogue_word(phrases->language, word), false);
}

static void add_number(struct phrases *phrases, enum word word, const char *number, bool is_usual)
{
    add(phrases, (int)word, catalogue_phrase(phrases->language, word, number, phrases->arena),
        is_usual);
}

/* A number of which the least says nothing. */
static void add_above(struct phrases *phrases, enum word word, int64_t number, int64_t least)
{
    if (number > least)
        add_number(phrases, word, arena_format(phrases->arena, "%" PRId64, number), false);
}

/* A number of each axis. */
static void add_numbers(struct phrases *phrases, enum word word, size_t offset, int64_t usual)
{
    add_number(phrases, word, layer_words_numbers(phrases->layer, offset, false, phrases->arena),
               layer_words_are_all(phrases->layer, offset, usual));
}

static void add_padding(struct phrases *phrases)
{
    static const enum word words[] = {[MODE_ZEROS] = WORD_PADDING,
                                      [MODE_REFLECT] = WORD_REFLECT_PADDING,
                                      [MODE_REPLICATE] = WORD_REPLICATE_PADDING,
                                      [MODE_CIRCULAR] = WORD_CIRCULAR_PADDING};
    const struct simulation *layer = phrases->layer;
    bool is_none =
        layer_words_are_all(layer, AXIS_BEFORE, 0) && layer_words_are_all(layer, AXIS_AFTER, 0);
    add_number(phrases, is_none ? WORD_PADDING : words[layer->padding_mode],
               padding_text(layer, phrases->language, phrases->arena), is_none);
    phrases->of[phrases->count - 1].kind = WORD_PADDING;
}

static void add_padding_value(struct phrases *phrases)
{
    const struct simulation *layer = phrases->layer;
    const double value = layer->padding_value;
    bool is_there = !layer->quantization || !layer_words_are_all(layer, AXIS_BEFORE, 0) ||
                    !layer_words_are_all(layer, AXIS_AFTER, 0);
    if (value != 0 && is_there)
        add_number(phrases, WORD_PADDING_VALUE, digits_of(phrases->arena, &value, 1, -1)[0], false);
}

static void add_window(struct phrases *phrases)
{
    const struct simulation *layer = phrases->layer;
    if (simulation_takes(layer, "kernel_size"))
        add_number(phrases, WORD_KERNEL_SIZE,
                   layer_words_numbers(layer, offsetof(struct axis, kernel), true, phrases->arena),
                   false);
    if (simulation_takes(layer, "stride"))
        add_numbers(phrases, WORD_STRIDE, offsetof(struct axis, stride), 1);
    if (simulation_takes(layer, "padding"))
        add_padding(phrases);
    add_padding_value(phrases);
    if (simulation_takes(layer, "dilation"))
        add_numbers(phrases, WORD_DILATION, offsetof(struct axis, dilation), 1);
    if (layer->is_transposed)
        add_numbers(phrases, WORD_OUTPUT_PADDING, offsetof(struct axis, output_padding), 0);
}

/* "1-2" of a Slice, "1" alone. */
static const char *channels_text(const struct simulation *layer, struct arena *arena)
{
    int64_t first = simulation_own_integer(layer, "start");
    first += first < 0 ? (int64_t)layer->in_channels : 0;
    if (layer->out_channels == 1)
        return arena_format(arena, "%" PRId64, first);
    return arena_format(arena, "%" PRId64 "\xe2\x80\x93%" PRId64, first,
                        first + (int64_t)layer->out_channels - 1);
}

static void add_others(struct phrases *phrases)
{
    const struct simulation *layer = phrases->layer;
    struct arena *arena = phrases->arena;
    char room[NUMBER_ROOM];
    add_above(phrases, WORD_GROUPS,
              layer->has_kernel ? (int64_t)layer->groups : simulation_own_integer(layer, "groups"),
              1);
    if (simulation_takes(layer, "end"))
        add_number(phrases, WORD_CHANNELS, channels_text(layer, arena), false);
    if (layer->ceil_mode)
        add_word(phrases, WORD_CEIL_MODE);
    add_above(phrases, WORD_DIVISOR, simulation_own_integer(layer, "divisor_override"), 0);
    if (simulation_takes(layer, "norm_type"))
        add_number(
            phrases, WORD_NORM,
            arena_format(arena, "%s", number_shortest(room, simulation_own(layer, "norm_type", 0))),
            false);
    if (layer->layer->upsample.mode != UPSAMPLE_NEAREST)
        add_number(phrases, WORD_MODE, upsample_modes[layer->layer->upsample.mode], false);
    if (layer->layer->align_corners.at.line && layer->layer->align_corners.value)
        add_word(phrases, WORD_ALIGNED);
    if (simulation_takes(layer, "negative_slope"))
        add_number(phrases, WORD_SLOPE,
                   number_shortest(room, simulation_own(layer, "negative_slope", 0)), false);
    if (simulation_takes(layer, "alpha"))
        add_number(phrases, WORD_ALPHA, number_shortest(room, simulation_own(layer, "alpha", 0)),
                   simulation_own(layer, "alpha", 0) == 1);
    const char *factors = simulation_factors(layer, " x ", arena);
    if (factors)
        add_number(phrases, WORD_SCALE, factors, false);
    add_above(phrases, WORD_FACTOR, simulation_shuffle(layer), 0);
    if (layer->layer->flip.value)
        add_word(phrases, WORD_FLIPPED_KERNEL);
}

/* The type, and what it was given; before a layer's gradient, which. */
static struct phrases *make_one(const struct simulation *layer, const struct catalogue *language,
                                struct arena *arena)
{
    struct phrases *phrases = arena_allocate(arena, 1, sizeof *phrases);
    *phrases =
        (struct phrases){.layer = simulation_forward(layer), .language = language, .arena = arena};
    if (layer->gradient != GRADIENT_NONE)
        add_word(phrases, layer->gradient == GRADIENT_INPUT ? WORD_GRADIENT_OF_INPUT
                                                            : WORD_GRADIENT_OF_KERNEL);
    add(phrases, KIND_TYPE, phrases->layer->type_name, false);
    add_window(phrases);
    add_others(phrases);
    return phrases;
}

const struct phrases *layer_words_make(const struct simulation *layer,
                                       const struct catalogue *language, struct arena *arena)
{
    struct phrases *phrases = make_one(layer, language, arena);
    if (layer->below)
        phrases->below = layer_words_make(layer->below, language, arena);
    return phrases;
}

/* ---- without a line of its own ---- */

/* "Conv 5 × 5": the type without its axes, which the sizes tell. */
const char *layer_words_short(const struct simulation *layer, struct arena *arena)
{
    size_t length = strlen(layer->type_name);
    bool has_axes = length > 2 && strchr("123", layer->type_name[length - 2]) &&
                    layer->type_name[length - 1] == 'd';
    const char *type = arena_copy_text(arena, layer->type_name, has_axes ? length - 2 : length);
    const char *factors = simulation_factors(layer, TIMES, arena);
    if (factors)
        return arena_format(arena, "%s" TIMES "%s", type, factors);
    if (!simulation_takes(layer, "kernel_size"))
        return type;
    return arena_format(arena, "%s %s", type,
                        layer_words_numbers(layer, offsetof(struct axis, kernel), true, arena));
}

const char *layer_words_rest(const struct simulation *layer, const struct catalogue *language,
                             struct arena *arena)
{
    const struct phrases *phrases = make_one(layer, language, arena);
    const char *text = "";
    for (size_t i = 0; i < phrases->count; i++) {
        const struct phrase *phrase = &phrases->of[i];
        bool is_short = phrase->kind == KIND_TYPE || phrase->kind == (int)WORD_KERNEL_SIZE ||
                        phrase->kind == (int)WORD_SCALE;
        if (!is_short && !phrase->is_usual)
            text = arena_format(arena, "%s, %s", text, phrase->text);
    }
    return text;
}

/* ---- what panels share ---- */

/* Whether a layer says the same of a phrase's kind. */
static bool says(const struct phrases *phrases, const struct phrase *phrase)
{
    for (size_t i = 0; i < phrases->count; i++)
        if (phrases->of[i].kind == phrase->kind)
            return strcmp(phrases->of[i].text, phrase->text) == 0;
    return phrase->is_usual;
}

/* How many of the layers say so, and how many say what is not usual of its kind. */
static void count_layers(const struct layers *layers, const struct phrase *phrase, size_t *alike,
                         size_t *unusual)
{
    *alike = *unusual = 0;
    for (size_t i = 0; i < layers->count; i++) {
        const struct phrases *other = layers->told[i];
        *alike += says(other, phrase);
        for (size_t p = 0; p < other->count; p++)
            *unusual += other->of[p].kind == phrase->kind && !other->of[p].is_usual;
    }
}

/* What is usual is told of a panel where it is not so in as many others. */
static bool is_in_part(const struct layers *layers, enum layer_part part,
                       const struct phrase *phrase)
{
    size_t alike, unusual;
    if (part == LAYER_WHOLE)
        return !phrase->is_usual;
    count_layers(layers, phrase, &alike, &unusual);
    if (part == LAYER_SHARED)
        return alike == layers->count && !phrase->is_usual;
    return alike < layers->count && (!phrase->is_usual || 2 * unusual >= layers->count);
}

static bool has_network(const struct layers *layers)
{
    for (size_t i = 0; i < layers->count; i++)
        if (layers->told[i]->below)
            return true;
    return false;
}

/* ---- setting them ---- */

struct line_of_words {
    struct runs *runs;
    const struct font *font;
    struct color color;
    double gap;
};

/* A line may end between phrases of one layer, of a network between layers. */
static void add_run(struct line_of_words *line, const char *text, bool may_break)
{
    struct run *run = runs_add(line->runs, text, line->font, line->color, line->gap);
    run->may_break = may_break;
    run->may_break_late = true;
}

static void add_network(struct line_of_words *line, const struct phrases *phrases)
{
    static const char arrow[] = "\xe2\x86\x92  %s"; /* U+2192 */
    if (phrases->below)
        add_network(line, phrases->below);
    for (size_t i = 0; i < phrases->count; i++) {
        const char *text = phrases->of[i].text;
        if (i == 0 && phrases->below)
            text = arena_format(line->runs->arena, arrow, text);
        if (!phrases->of[i].is_usual)
            add_run(line, text, i == 0);
    }
}

/* A panel that is usual in all that they do not share is called by that. */
void layer_words_add(struct runs *runs, const struct layers *layers, enum layer_part part,
                     const struct font *font, struct color color)
{
    const struct phrases *phrases = layers->told[layers->own];
    struct line_of_words line = {runs, font, color, font->size_pt};
    if (part != LAYER_WHOLE && has_network(layers)) {
        if (part == LAYER_SHARED)
            return;
        part = LAYER_WHOLE;
    }
    if (phrases->below) {
        line.gap /= 2;
        add_network(&line, phrases);
        return;
    }
    size_t before = runs->count;
    for (size_t i = 0; i < phrases->count; i++)
        if (is_in_part(layers, part, &phrases->of[i]))
            add_run(&line, phrases->of[i].text, true);
    bool is_nameless = part == LAYER_OWN && runs->count == before;
    for (size_t i = 0, alike, unusual; is_nameless && i < phrases->count; i++) {
        count_layers(layers, &phrases->of[i], &alike, &unusual);
        if (alike < layers->count)
            add_run(&line, phrases->of[i].text, true);
    }
}
