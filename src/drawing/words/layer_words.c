/* SPDX-License-Identifier: MIT */
/* A layer in words: "Conv2d   kernel 3 × 3   stride 2   padding 1", what is usual left out. */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "drawing/words/layer_words.h"

#define TIMES " \xc3\x97 " /* U+00D7 */

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

/* "1", "1 × 2", or "[2, 0]" before and after, of each axis where they differ. */
static const char *padding_text(const struct simulation *simulation, struct arena *arena)
{
    const char *text = "";
    if (is_symmetric(simulation))
        return layer_words_numbers(simulation, AXIS_BEFORE, false, arena);
    const struct axis *first = &simulation->axis[0];
    bool is_alike = layer_words_are_all(simulation, AXIS_BEFORE, first->padding_before) &&
                    layer_words_are_all(simulation, AXIS_AFTER, first->padding_after);
    for (size_t i = 0; i < (is_alike ? 1 : simulation->axes); i++)
        text = arena_format(arena, "%s%s[%" PRId64 ", %" PRId64 "]", text, i > 0 ? TIMES : "",
                            simulation->axis[i].padding_before, simulation->axis[i].padding_after);
    return text;
}

/* ---- the parts ---- */

struct line_of_words {
    struct runs *runs;
    const struct catalogue *language;
    struct font font;
    struct color color;
    double gap;
    bool is_stack;
};

static void add(struct line_of_words *line, const char *text)
{
    runs_add(line->runs, text, &line->font, line->color, line->gap)->may_break = true;
}

static void add_word(struct line_of_words *line, enum word word)
{
    add(line, catalogue_word(line->language, word));
}

static void add_number(struct line_of_words *line, enum word word, const char *number)
{
    add(line, catalogue_phrase(line->language, word, number, line->runs->arena));
}

static void add_padding(struct line_of_words *line, const struct simulation *simulation)
{
    static const enum word words[] = {[MODE_ZEROS] = WORD_PADDING,
                                      [MODE_REFLECT] = WORD_REFLECT_PADDING,
                                      [MODE_REPLICATE] = WORD_REPLICATE_PADDING,
                                      [MODE_CIRCULAR] = WORD_CIRCULAR_PADDING};
    if (!layer_words_are_all(simulation, AXIS_BEFORE, 0) ||
        !layer_words_are_all(simulation, AXIS_AFTER, 0))
        add_number(line, words[simulation->padding_mode],
                   padding_text(simulation, line->runs->arena));
}

/* A number of each axis, where some axis has not the usual one. */
static void add_numbers(struct line_of_words *line, const struct simulation *simulation,
                        enum word word, size_t offset, int64_t usual)
{
    if (!layer_words_are_all(simulation, offset, usual))
        add_number(line, word, layer_words_numbers(simulation, offset, false, line->runs->arena));
}

static void add_window(struct line_of_words *line, const struct simulation *simulation)
{
    if (simulation_takes(simulation, "kernel_size"))
        add_number(line, WORD_KERNEL_SIZE,
                   layer_words_numbers(simulation, offsetof(struct axis, kernel), true,
                                       line->runs->arena));
    if (simulation_takes(simulation, "stride"))
        add_numbers(line, simulation, WORD_STRIDE, offsetof(struct axis, stride), 1);
    if (simulation_takes(simulation, "padding"))
        add_padding(line, simulation);
    if (simulation_takes(simulation, "dilation"))
        add_numbers(line, simulation, WORD_DILATION, offsetof(struct axis, dilation), 1);
    if (simulation->is_transposed)
        add_numbers(line, simulation, WORD_OUTPUT_PADDING, offsetof(struct axis, output_padding),
                    0);
}

static void add_others(struct line_of_words *line, const struct simulation *simulation)
{
    char room[NUMBER_ROOM];
    struct arena *arena = line->runs->arena;
    if (simulation->groups > 1)
        add_number(line, WORD_GROUPS, arena_format(arena, "%zu", simulation->groups));
    if (simulation->ceil_mode)
        add_word(line, WORD_CEIL_MODE);
    if (simulation_own_integer(simulation, "divisor_override") > 0)
        add_number(line, WORD_DIVISOR,
                   arena_format(arena, "%" PRId64,
                                simulation_own_integer(simulation, "divisor_override")));
    if (simulation_takes(simulation, "norm_type"))
        add_number(line, WORD_NORM,
                   number_shortest(room, simulation_own(simulation, "norm_type", 0)));
    const char *factors = simulation_factors(simulation, " x ", arena);
    if (factors)
        add_number(line, WORD_SCALE, factors);
    int64_t shuffle = simulation_shuffle(simulation);
    if (shuffle > 0)
        add_number(line, WORD_FACTOR, arena_format(arena, "%" PRId64, shuffle));
    if (simulation->layer->flip.value)
        add_word(line, WORD_FLIPPED_KERNEL);
}

/* The type, and what it was given; a line of a stack's words ends between layers. */
static void add_layer(struct line_of_words *line, const struct simulation *simulation,
                      const char *type)
{
    size_t first = line->runs->count;
    add(line, type);
    add_window(line, simulation);
    add_others(line, simulation);
    for (size_t i = first + 1; line->is_stack && i < line->runs->count; i++)
        line->runs->items[i].may_break = false;
}

static void add_stack(struct line_of_words *line, const struct simulation *simulation)
{
    static const char arrow[] = "\xe2\x86\x92  %s"; /* U+2192 */
    if (simulation->below)
        add_stack(line, simulation->below);
    add_layer(line, simulation,
              simulation->below ? arena_format(line->runs->arena, arrow, simulation->type_name)
                                : simulation->type_name);
}

void layer_words_add(struct runs *runs, const struct simulation *simulation,
                     const struct catalogue *language, const struct font *font, struct color color)
{
    struct line_of_words line = {runs,  language,      *font,
                                 color, font->size_pt, simulation->below != NULL};
    if (line.is_stack) {
        line.gap /= 2;
        add_stack(&line, simulation);
    } else {
        add_layer(&line, simulation, simulation->type_name);
    }
}
