/* SPDX-License-Identifier: MIT */
/* Formulas set as mathematics, from a simulation's text: letters, numbers, + - * / = < > <=,
 * commas, parentheses, floor(...), ceil(...), sum before its terms, primes, digits or _ and a
 * letter behind a letter or its prime as its index, and a letter, a colon and the number put in for
 * it. */
#include "drawing/words/words.h"

#include <ctype.h>
#include <string.h>

/* Latin Modern Math has letters, digits and signs that belong together. */
const char drawing_formula_family[] = "Latin Modern Math";
static const struct formula_sizes *const sizes = &theme_sizes.formula;

enum { DEEPEST = 16 };

struct setting {
    struct runs *runs;
    struct font font;
    const struct theme *theme;    /* borrowed */
    struct color color;           /* of the next run */
    const char *closing[DEEPEST]; /* of the parentheses that are open */
    size_t depth;
    double gap; /* before the next run */
    bool may_break;
    bool has_equals; /* one came before: no line has what stands before the first alone */
};

static struct run *add(struct setting *setting, const char *text)
{
    struct run *run = runs_add(setting->runs, text, &setting->font, setting->color, setting->gap);
    run->may_break = setting->may_break;
    setting->gap = 0;
    setting->may_break = false;
    return run;
}

/* The slanted letters stand in Unicode's mathematical block, all but h, from U+1D44E on, large ones
 * from U+1D434 on. */
const char *formula_letter(struct arena *arena, char letter)
{
    bool is_large = isupper((unsigned char)letter);
    unsigned code =
        is_large ? 0x1D434 + (unsigned)(letter - 'A') : 0x1D44E + (unsigned)(letter - 'a');
    if (letter == 'h')
        return "\xe2\x84\x8e"; /* U+210E */
    return arena_format(arena, "\xf0%c%c%c", (int)(0x80 | (code >> 12 & 0x3f)),
                        (int)(0x80 | (code >> 6 & 0x3f)), (int)(0x80 | (code & 0x3f)));
}

static void open_bracket(struct setting *setting, const char *left, const char *right)
{
    add(setting, left);
    if (setting->depth < DEEPEST)
        setting->closing[setting->depth] = right;
    setting->depth++;
}

static void close_bracket(struct setting *setting)
{
    const char *right = ")";
    if (setting->depth > 0 && --setting->depth < DEEPEST)
        right = setting->closing[setting->depth];
    add(setting, right);
}

static size_t digits_length(const char *text)
{
    size_t length = 0;
    while (isdigit((unsigned char)text[length]) || text[length] == '.')
        length++;
    return length;
}

static void add_index(struct setting *setting, const char *text, size_t length)
{
    double size = setting->font.size_pt;
    setting->font.size_pt = sizes->index * size;
    add(setting, arena_copy_text(setting->runs->arena, text, length))->drop =
        sizes->index_drop * size;
    setting->font.size_pt = size;
}

/* What a letter counts has one colour everywhere in a picture. */
static enum theme_color color_of(char letter)
{
    switch (letter) {
    case 'i':
        return COLOR_INPUT_INK;
    case 'k':
        return COLOR_WINDOW_INK;
    case 'o':
        return COLOR_OUTPUT_INK;
    default:
        return COLOR_INK;
    }
}

/* A letter with its prime or its index, or the number put in for it. */
static const char *add_letter(struct setting *setting, const char *text)
{
    struct arena *arena = setting->runs->arena;
    char letter = *text++;
    bool has_prime = *text == '\'', has_name = text[has_prime] == '_';
    const char *index = text + has_prime + has_name;
    size_t digits = has_name ? 1 : digits_length(index);
    const char *end = index + digits;
    setting->color = setting->theme->color[color_of(letter)];
    if (*end == ':') {
        size_t length = digits_length(++end);
        add(setting, arena_copy_text(arena, end, length));
        end += length;
    } else {
        add(setting, formula_letter(arena, letter));
        if (has_prime) {
            setting->gap = sizes->prime_gap * setting->font.size_pt;
            add(setting, "\xe2\x80\xb2"); /* U+2032 */
        }
        if (digits > 0)
            add_index(setting, index, digits);
    }
    setting->color = setting->theme->color[COLOR_INK];
    return end;
}

static void add_operator(struct setting *setting, const char *sign, double gap)
{
    setting->gap = gap * setting->font.size_pt;
    add(setting, sign);
    setting->gap = gap * setting->font.size_pt;
}

static void add_comma(struct setting *setting)
{
    add(setting, ",");
    setting->gap = 2 * sizes->equals_gap * setting->font.size_pt;
    setting->has_equals = false;
    setting->may_break = true;
}

static void add_sign(struct setting *setting, char sign)
{
    const char text[] = {sign, '\0'};
    switch (sign) {
    case '+':
        add_operator(setting, "+", sizes->operator_gap);
        break;
    case '-':
        add_operator(setting, "\xe2\x88\x92", sizes->operator_gap); /* U+2212 */
        break;
    case '=':
        add_operator(setting, "=", sizes->equals_gap);
        setting->runs->items[setting->runs->count - 1].may_break = setting->has_equals;
        setting->has_equals = true;
        break;
    case '<':
        add_operator(setting, "<", sizes->equals_gap);
        break;
    case '>':
        add_operator(setting, ">", sizes->equals_gap);
        break;
    case ',':
        add_comma(setting);
        break;
    case '*':
        add_operator(setting, "\xe2\x8b\x85", sizes->operator_gap / 2); /* U+22C5 */
        break;
    case '(':
        open_bracket(setting, "(", ")");
        break;
    case ')':
        close_bracket(setting);
        break;
    default:
        add(setting, arena_copy_text(setting->runs->arena, text, 1));
    }
}

static bool starts_with(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

void formula_add(struct runs *runs, const char *formula, double size, const struct theme *theme)
{
    struct setting setting = {.runs = runs,
                              .font = {.family = drawing_formula_family, .size_pt = size},
                              .theme = theme,
                              .color = theme->color[COLOR_INK]};
    while (*formula) {
        size_t length = digits_length(formula);
        if (length > 0) {
            add(&setting, arena_copy_text(runs->arena, formula, length));
            formula += length;
        } else if (starts_with(formula, "floor(")) {
            open_bracket(&setting, "\xe2\x8c\x8a", "\xe2\x8c\x8b"); /* U+230A, U+230B */
            formula += strlen("floor(");
        } else if (starts_with(formula, "ceil(")) {
            open_bracket(&setting, "\xe2\x8c\x88", "\xe2\x8c\x89"); /* U+2308, U+2309 */
            formula += strlen("ceil(");
        } else if (starts_with(formula, "<=")) {
            add_operator(&setting, "\xe2\x89\xa4", sizes->equals_gap); /* U+2264 */
            formula += strlen("<=");
        } else if (starts_with(formula, "mod ")) {
            add_operator(&setting, "mod", sizes->equals_gap);
            formula += strlen("mod ");
        } else if (starts_with(formula, "sum ")) {
            add(&setting, "\xe2\x88\x91"); /* U+2211 */
            setting.gap = sizes->operator_gap * size;
            formula += strlen("sum ");
        } else if (isalpha((unsigned char)*formula)) {
            formula = add_letter(&setting, formula);
        } else {
            if (*formula != ' ')
                add_sign(&setting, *formula);
            formula++;
        }
    }
}
