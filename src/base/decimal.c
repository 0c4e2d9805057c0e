/* SPDX-License-Identifier: MIT */
/* Exact decimals: numbers as they are printed, and arithmetic that shows whether they agree. */
#include "convreel/base.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 36, MOST_EXPONENT = 4096 };

static const double most_units = 8e37;     /* half of what there is room for */
static const struct decimal unknown = {0}; /* a result that did not fit */

static struct decimal negative(struct decimal a)
{
    a.units = -a.units;
    return a;
}

/* Without zeros at the end of its units. */
static struct decimal reduced(struct decimal a)
{
    while (a.units != 0 && a.units % 10 == 0) {
        a.units /= 10;
        a.exponent++;
    }
    if (a.units == 0)
        a.exponent = 0;
    return a;
}

/* With so many zeros more at the end of its units. */
static struct decimal extended(struct decimal a, int zeros)
{
    for (; zeros > 0 && a.is_exact; zeros--) {
        a.is_exact = fabs((double)a.units) < most_units / 10;
        if (a.is_exact)
            a.units *= 10;
        a.exponent--;
    }
    return a;
}

/* ---- text ---- */

static const char *skip_sign(const char *text, bool *is_negative)
{
    static const char minus[] = "\xe2\x88\x92"; /* U+2212 */
    *is_negative = text[0] == '-' || strncmp(text, minus, strlen(minus)) == 0;
    return text[0] == '-' ? text + 1 : *is_negative ? text + strlen(minus) : text;
}

static bool read_exponent(const char *text, int *exponent)
{
    bool is_negative;
    char *end;
    text = skip_sign(*text == '+' ? text + 1 : text, &is_negative);
    long number = *text >= '0' && *text <= '9' ? strtol(text, &end, 10) : -1;
    if (number < 0 || number > MOST_EXPONENT || *end != '\0')
        return false;
    *exponent += (int)(is_negative ? -number : number);
    return true;
}

static const char times_ten[] = "\xc3\x97"
                                "10"; /* U+00D7 */
static const char *const raised_figures[] = {
    "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
    "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};
static const char raised_minus[] = "\xe2\x81\xbb"; /* U+207B */

static bool is_times(const char *text)
{
    return strncmp(text, times_ten, strlen(times_ten)) == 0;
}

/* A figure that stands raised, 0 to 9, and its length; -1: none. */
static int raised_figure(const char *text, size_t *length)
{
    for (int i = 0; i < 10; i++) {
        *length = strlen(raised_figures[i]);
        if (strncmp(text, raised_figures[i], *length) == 0)
            return i;
    }
    return -1;
}

/* An exponent in raised figures. */
static bool read_raised(const char *text, int *exponent)
{
    bool is_negative = strncmp(text, raised_minus, strlen(raised_minus)) == 0;
    int number = 0, figure;
    size_t length;
    text += is_negative ? strlen(raised_minus) : 0;
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text += length) {
        figure = raised_figure(text, &length);
        if (figure < 0 || number > 999)
            return false;
        number = 10 * number + figure;
    }
    *exponent += is_negative ? -number : number;
    return true;
}

struct decimal decimal_read(const char *text)
{
    struct decimal out = {.is_exact = true};
    bool is_negative, has_point = false;
    int digits = 0;
    for (text = skip_sign(text, &is_negative); *text != '\0' && *text != 'e' && !is_times(text);
         text++) {
        bool is_digit = *text >= '0' && *text <= '9';
        if (!is_digit && (*text != '.' || has_point))
            return unknown;
        if (is_digit && ++digits > MOST_DIGITS)
            return unknown;
        if (is_digit)
            out.units = 10 * out.units + (*text - '0');
        out.exponent -= is_digit && has_point;
        has_point |= !is_digit;
    }
    bool is_good = digits > 0;
    if (is_good && *text == 'e')
        is_good = read_exponent(text + 1, &out.exponent);
    else if (is_good && *text != '\0')
        is_good = read_raised(text + strlen(times_ten), &out.exponent);
    if (!is_good)
        return unknown;
    return reduced(is_negative ? negative(out) : out);
}

const char *decimal_times_ten(const char *factor, int exponent, struct arena *arena)
{
    const char *raised = "";
    int rest = abs(exponent);
    do
        raised = arena_format(arena, "%s%s", raised_figures[rest % 10], raised);
    while ((rest /= 10) > 0);
    return arena_format(arena, "%s%s%s%s", factor, times_ten, exponent < 0 ? raised_minus : "",
                        raised);
}

struct decimal decimal_of(double number)
{
    char room[NUMBER_ROOM];
    return isfinite(number) ? decimal_read(number_shortest(room, number)) : unknown;
}

/* Its units, a point before the last `places` of them. */
static char *write_units(struct decimal a, int places, struct arena *arena)
{
    char digits[MOST_DIGITS + 4];
    int count = 0, zeros = a.exponent + places;
    struct decimal rest = a.units < 0 ? negative(a) : a;
    for (; rest.units > 0; rest.units /= 10)
        digits[count++] = (char)('0' + (int)(rest.units % 10));
    int length = count + zeros > places ? count + zeros : places + 1;
    char *text = arena_allocate(arena, (size_t)length + 3, 1), *at = text;
    if (a.units < 0)
        *at++ = '-';
    for (int i = length - 1; i >= 0; i--) {
        int digit = i - zeros;
        *at++ = digit >= 0 && digit < count ? digits[digit] : '0';
        if (i == places && places > 0)
            *at++ = '.';
    }
    return text;
}

const char *decimal_text(struct decimal a, int places, struct arena *arena)
{
    return write_units(decimal_round(a, places), places, arena);
}

/* ---- rounding ---- */

struct decimal decimal_round(struct decimal a, int places)
{
    int excess = -a.exponent - places;
    if (!a.is_exact || excess <= 0)
        return a;
    struct decimal half = {a.units < 0 ? -5 : 5, 0, true};
    half = extended(half, excess - 1);
    if (!half.is_exact)
        return (struct decimal){.is_exact = true}; /* far below a half */
    a.units += half.units;
    for (int i = 0; i < excess; i++)
        a.units /= 10;
    a.exponent = -places;
    return reduced(a);
}

int decimal_magnitude(struct decimal a)
{
    int magnitude = a.exponent;
    for (; a.units >= 10 || a.units <= -10; a.units /= 10)
        magnitude++;
    return magnitude;
}

/* ---- arithmetic ---- */

struct decimal decimal_add(struct decimal a, struct decimal b)
{
    if (!a.is_exact || !b.is_exact)
        return unknown;
    if (a.units == 0 || b.units == 0)
        return a.units == 0 ? b : a;
    int least = a.exponent < b.exponent ? a.exponent : b.exponent;
    a = extended(a, a.exponent - least);
    b = extended(b, b.exponent - least);
    if (!a.is_exact || !b.is_exact)
        return unknown;
    a.units += b.units;
    return reduced(a);
}

struct decimal decimal_multiply(struct decimal a, struct decimal b)
{
    bool fits = a.is_exact && b.is_exact &&
                fabs((double)a.units) * fabs((double)b.units) < most_units &&
                abs(a.exponent + b.exponent) <= MOST_EXPONENT;
    if (!fits)
        return unknown;
    return reduced((struct decimal){a.units * b.units, a.exponent + b.exponent, true});
}

bool decimal_equal(struct decimal a, struct decimal b)
{
    return a.is_exact && b.is_exact && a.units == b.units && a.exponent == b.exponent;
}
