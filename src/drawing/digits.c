/* SPDX-License-Identifier: MIT */
/* Numbers of a map -> texts for its cells, alike over the map and short enough to read. */
#include "drawing/digits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char minus_sign[] = "\xe2\x88\x92"; /* U+2212: as wide as a digit, unlike a hyphen */

enum {
    FIGURES = 4,       /* of a cell's number, its point among them */
    PLAIN_FIGURES = 7, /* before the point: longer numbers take an exponent */
    NUMBER_TEXT = 400  /* the longest double with its fixed decimals */
};

static bool is_integer(double value)
{
    return isfinite(value) && value == floor(value);
}

enum { AS_INTEGERS = -1, WITH_EXPONENT = -2 };

/* How many decimals show every value as exactly as four figures can, or one of the above. */
static int choose_decimals(const double *values, size_t count)
{
    double largest = 0;
    bool are_integers = true;
    for (size_t i = 0; i < count; i++) {
        if (isfinite(values[i]) && fabs(values[i]) > largest)
            largest = fabs(values[i]);
        are_integers = are_integers && (is_integer(values[i]) || !isfinite(values[i]));
    }
    if (largest >= pow(10, PLAIN_FIGURES))
        return WITH_EXPONENT;
    if (are_integers)
        return AS_INTEGERS;
    int before_point = largest < 10 ? 1 : (int)floor(log10(largest)) + 1;
    int limit = FIGURES - 1 - before_point;
    if (largest < pow(10, -limit) / 2)
        return WITH_EXPONENT; /* every value would read 0 */
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

static const char *text_of(struct arena *arena, double value, int decimals)
{
    char text[NUMBER_TEXT];
    if (isnan(value))
        return "nan";
    if (decimals == WITH_EXPONENT && value != 0)
        snprintf(text, sizeof text, "%.2g", value);
    else
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
