/* SPDX-License-Identifier: MIT */
/* Numbers of a map -> texts for its cells, alike over the map and short enough to read. */
#include "drawing/digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a divisor, in cells. */
static const double fraction_rise = 0.33; /* of its numbers from the bar, */
static const double fraction_bar = 0.75;  /* which is so long */

static const char minus_sign[] = "\xe2\x88\x92"; /* U+2212: as wide as a digit, unlike a hyphen */

enum {
    FIGURES = 4,         /* of a cell's number, its point among them */
    SIGNIFICANT = 3,     /* of numbers that differ too much for common decimals */
    PLAIN_FIGURES = 5,   /* before the point: longer numbers take an exponent */
    LEAST_EXPONENT = -3, /* of a number without one */
    NUMBER_TEXT = 400    /* the longest double with its fixed decimals */
};

static bool is_integer(double value)
{
    return isfinite(value) && value == floor(value);
}

/* Values may differ so much and still lose figures to common decimals. */
static const double most_apart = 100;

enum { AS_INTEGERS = -1, ONE_BY_ONE = -2 };

/* Whether a value keeps two of its figures, or all that it has, at so many decimals; one that is
 * not far below the largest may keep but one. */
static bool survives(double value, int decimals, double largest)
{
    double scaled = fabs(value) * pow(10, decimals);
    bool is_whole = fabs(scaled - round(scaled)) <= 1e-9 * scaled;
    bool is_near = scaled >= 0.5 && fabs(value) * most_apart > largest;
    return !isfinite(value) || scaled >= 10 || is_whole || is_near;
}

/* How many decimals show every value as exactly as four figures can, or one of the above. */
static int choose_decimals(const double *values, size_t count)
{
    double largest = 0;
    bool are_integers = true, do_survive = true;
    for (size_t i = 0; i < count; i++) {
        if (isfinite(values[i]) && fabs(values[i]) > largest)
            largest = fabs(values[i]);
        are_integers = are_integers && (is_integer(values[i]) || !isfinite(values[i]));
    }
    if (largest >= pow(10, PLAIN_FIGURES))
        return ONE_BY_ONE;
    if (are_integers)
        return AS_INTEGERS;
    int before_point = largest < 10 ? 1 : (int)floor(log10(largest)) + 1;
    int limit = FIGURES - 1 - before_point;
    for (size_t i = 0; i < count; i++)
        do_survive = do_survive && survives(values[i], limit > 0 ? limit : 0, largest);
    if (!do_survive)
        return ONE_BY_ONE;
    return limit > 0 ? limit : 0;
}

/* The fewest decimals up to limit that show the values as well as limit does. */
static int trim_decimals(const double *values, size_t count, int limit)
{
    int needed = 0;
    for (size_t i = 0; i < count && needed < limit; i++)
        for (; needed < limit; needed++) {
            double scaled = values[i] * pow(10, needed);
            if (!isfinite(scaled) || fabs(scaled - round(scaled)) <= 1e-9 * fabs(scaled))
                break;
        }
    return needed;
}

/* No sign before what reads as zero, and a true minus sign elsewhere. */
static const char *with_sign(struct arena *arena, const char *text)
{
    if (text[0] != '-')
        return arena_copy_text(arena, text, strlen(text));
    if (strspn(text + 1, "0.") == strlen(text + 1))
        return arena_copy_text(arena, text + 1, strlen(text + 1));
    return arena_format(arena, "%s%s", minus_sign, text + 1);
}

/* How many characters at the end of a decimal say nothing: zeros and a bare point. */
static size_t trailing_zeros(const char *text)
{
    size_t length = strlen(text), count = 0;
    while (count < length && text[length - 1 - count] == '0')
        count++;
    return count < length && text[length - 1 - count] == '.' ? count + 1 : count;
}

/* Three figures, without zeros behind the point: 0.333, -12.5, 1e6. */
static const char *significant(struct arena *arena, double value)
{
    char text[NUMBER_TEXT];
    int exponent = value == 0 ? 0 : (int)floor(log10(fabs(value)));
    if (exponent >= LEAST_EXPONENT && exponent < PLAIN_FIGURES) {
        int decimals = SIGNIFICANT - 1 - exponent;
        snprintf(text, sizeof text, "%.*f", decimals > 0 ? decimals : 0, value);
        if (strchr(text, '.'))
            text[strlen(text) - trailing_zeros(text)] = '\0';
        return with_sign(arena, text);
    }
    snprintf(text, sizeof text, "%.*e", SIGNIFICANT - 1, value);
    char *mark = strchr(text, 'e');
    exponent = atoi(mark + 1);
    *mark = '\0';
    text[strlen(text) - trailing_zeros(text)] = '\0';
    return arena_format(arena, "%se%s%d", with_sign(arena, text), exponent < 0 ? minus_sign : "",
                        abs(exponent));
}

static const char *text_of(struct arena *arena, double value, int decimals)
{
    char text[NUMBER_TEXT];
    if (isnan(value))
        return "nan";
    if (isinf(value))
        return value > 0 ? "\xe2\x88\x9e" : "\xe2\x88\x92\xe2\x88\x9e"; /* U+221E */
    if (decimals == ONE_BY_ONE)
        return significant(arena, value);
    snprintf(text, sizeof text, "%.*f", decimals > 0 ? decimals : 0, value);
    return with_sign(arena, text);
}

int digits_decimals(const double *values, size_t count)
{
    int decimals = choose_decimals(values, count);
    if (decimals > 0)
        return trim_decimals(values, count, decimals);
    return decimals == AS_INTEGERS ? 0 : decimals;
}

const char *const *digits_of(struct arena *arena, const double *values, size_t count, int decimals)
{
    if (decimals == -1)
        decimals = digits_decimals(values, count);
    const char **texts = arena_allocate(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = text_of(arena, values[i], decimals);
    return texts;
}

static size_t character_count(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += (*text & 0xc0) != 0x80; /* not a continuation byte of UTF-8 */
    return count;
}

struct font digits_fit(const struct text_ruler *ruler, struct font font, const char *const *texts,
                       size_t count, double width)
{
    const char *longest = NULL;
    size_t most = 2;
    for (size_t i = 0; i < count; i++) {
        size_t length = character_count(texts[i]);
        if (length > most) {
            longest = texts[i];
            most = length;
        }
    }
    if (longest == NULL)
        return font;
    double measured = ruler->measure(ruler->context, &font, longest).width;
    if (measured > width)
        font.size_pt *= width / measured;
    return font;
}

bool digits_fit_corner(const struct theme *theme, const struct font *font)
{
    const double most = 0.4; /* of a cell */
    bool is_fitted = theme->least_digits_pt > 0;
    return font->size_pt >= theme->least_digits_pt - 1e-9 &&
           !(is_fitted && font->size_pt > most * theme->cell_pt);
}

/* ---- weights ---- */

static double whole_weight(double value)
{
    const double fine = 1e9;
    return fabs(value) < fine / 1e3 ? round(value * fine) / fine : value;
}

/* The output channel of a weight, by its place in the kernel. */
static size_t channel_of_weight(const struct simulation *simulation, size_t at)
{
    const struct tensor *kernel = &simulation->kernel;
    size_t slice = tensor_count(kernel) / kernel->size[0] / kernel->size[1];
    size_t first = at / slice / kernel->size[1], second = at / slice % kernel->size[1];
    if (!simulation->is_transposed)
        return first;
    size_t inputs = simulation->in_channels / simulation->groups;
    return first / inputs * (simulation->out_channels / simulation->groups) + second;
}

const double *digits_whole_weights(struct arena *arena, const struct simulation *simulation)
{
    size_t count = tensor_count(&simulation->kernel);
    double *weights = arena_allocate(arena, count, sizeof *weights);
    for (size_t i = 0; i < count; i++)
        weights[i] = whole_weight(simulation->kernel.values[i] *
                                  simulation->kernel_divide[channel_of_weight(simulation, i)]);
    return weights;
}

void digits_draw_divisor(struct pen *pen, const struct text_ruler *ruler, double divide,
                         struct point at)
{
    char room[NUMBER_ROOM];
    const struct theme *theme = pen->theme;
    double rise = fraction_rise * theme->cell_pt, half = fraction_bar * theme->cell_pt / 2;
    struct lettering lettering = {.font = theme->font[FONT_VALUES],
                                  .color = theme->color[COLOR_WINDOW_INK]};
    const char *divisor = arena_format(pen->arena, "%s", number_shortest(room, divide));
    lettering.font = digits_fit(ruler, lettering.font, &divisor, 1, theme->cell_pt);
    pen_write(pen, key_once("divisor.one"), "1", (struct point){at.x, at.y - rise}, &lettering);
    pen_write(pen, key_once("divisor.number"), divisor, (struct point){at.x, at.y + rise},
              &lettering);
    pen_move_to(pen, (struct point){at.x - half, at.y});
    pen_line_to(pen, (struct point){at.x + half, at.y});
    pen_paint(pen, key_once("divisor.bar"), color_none,
              pen_solid(pen, COLOR_WINDOW_INK, theme->thick_pt));
}
