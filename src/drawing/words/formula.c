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

enum sign_kind {
    SIGN_OPENS,
    SIGN_CLOSES,
    SIGN_SUM,
    SIGN_RELATES,
    SIGN_ADDS,
    SIGN_MULTIPLIES,
    SIGN_PARTS
};

/* The first that a formula goes on with. */
static const struct formula_sign {
    const char *text, *drawn, *closing;
    enum sign_kind kind;
} signs[] = {
    {"floor(", "\xe2\x8c\x8a", "\xe2\x8c\x8b", SIGN_OPENS}, /* U+230A, U+230B */
    {"ceil(", "\xe2\x8c\x88", "\xe2\x8c\x89", SIGN_OPENS},  /* U+2308, U+2309 */
    {"(", "(", ")", SIGN_OPENS},
    {")", NULL, NULL, SIGN_CLOSES},
    {"sum ", "\xe2\x88\x91", NULL, SIGN_SUM},   /* U+2211 */
    {"<=", "\xe2\x89\xa4", NULL, SIGN_RELATES}, /* U+2264 */
    {"mod ", "mod", NULL, SIGN_RELATES},
    {"=", "=", NULL, SIGN_RELATES},
    {"<", "<", NULL, SIGN_RELATES},
    {">", ">", NULL, SIGN_RELATES},
    {"+", "+", NULL, SIGN_ADDS},
    {"-", "\xe2\x88\x92", NULL, SIGN_ADDS},       /* U+2212 */
    {"*", "\xe2\x8b\x85", NULL, SIGN_MULTIPLIES}, /* U+22C5 */
    {",", ",", NULL, SIGN_PARTS},
};

static const struct formula_sign *sign_at(const char *formula)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (*formula == *signs[i].text &&
            strncmp(formula, signs[i].text, strlen(signs[i].text)) == 0)
            return &signs[i];
    return NULL;
}

/* Brackets that are nested too deeply close as parentheses. */
static const char *close_bracket(struct setting *setting)
{
    bool is_known = setting->depth > 0 && --setting->depth < DEEPEST;
    return is_known ? setting->closing[setting->depth] : ")";
}

static void add_sign(struct setting *setting, const struct formula_sign *sign)
{
    const double gaps[] = {[SIGN_SUM] = sizes->operator_gap,
                           [SIGN_RELATES] = sizes->equals_gap,
                           [SIGN_ADDS] = sizes->operator_gap,
                           [SIGN_MULTIPLIES] = sizes->operator_gap / 2,
                           [SIGN_PARTS] = 2 * sizes->equals_gap};
    bool has_gap_before =
        sign->kind == SIGN_RELATES || sign->kind == SIGN_ADDS || sign->kind == SIGN_MULTIPLIES;
    double gap = gaps[sign->kind] * setting->font.size_pt;
    if (has_gap_before)
        setting->gap = gap;
    struct run *run = add(setting, sign->drawn ? sign->drawn : close_bracket(setting));
    if (gap > 0)
        setting->gap = gap;
    if (sign->kind == SIGN_OPENS && setting->depth++ < DEEPEST)
        setting->closing[setting->depth - 1] = sign->closing;
    if (*sign->text == '=') {
        run->may_break = setting->has_equals;
        setting->has_equals = true;
    }
    if (sign->kind == SIGN_PARTS) {
        setting->has_equals = false;
        setting->may_break = true;
    }
}

void formula_add(struct runs *runs, const char *formula, double size, const struct theme *theme)
{
    struct setting setting = {.runs = runs,
                              .font = {.family = drawing_formula_family, .size_pt = size},
                              .theme = theme,
                              .color = theme->color[COLOR_INK]};
    while (*formula) {
        const struct formula_sign *sign = sign_at(formula);
        size_t digits = digits_length(formula), length = digits > 0 ? digits : 1;
        if (sign) {
            add_sign(&setting, sign);
            formula += strlen(sign->text);
        } else if (isalpha((unsigned char)*formula)) {
            formula = add_letter(&setting, formula);
        } else {
            if (*formula != ' ')
                add(&setting, arena_copy_text(runs->arena, formula, length));
            formula += length;
        }
    }
}
