/* SPDX-License-Identifier: MIT */
/* Numbers of a map -> texts for its cells, alike over the map and short enough to read. */
#include "drawing/map/digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct digit_sizes *const sizes = &theme_sizes.digit;

static const char minus_sign[] = "\xe2\x88\x92"; /* U+2212: as wide as a digit, unlike a hyphen */

static const struct figure_counts *const figures = &theme_sizes.figures;

enum { NUMBER_TEXT = 400 }; /* the longest double with its fixed decimals */

enum { ONE_BY_ONE = -2 };

/* How many places behind the point a value has, at most `most`; one more than that: it has more. */
static int places_of(double value, int most)
{
    double scale = 1;
    for (int places = 0; isfinite(value) && places <= most; places++, scale *= 10)
        if (round(value * scale) / scale == value)
            return places;
    return isfinite(value) ? most + 1 : 0;
}

static int places_of_all(const double *values, size_t count, int most)
{
    int needed = 0;
    for (size_t i = 0; i < count && needed <= most; i++) {
        int places = places_of(values[i], most);
        needed = places > needed ? places : needed;
    }
    return needed;
}

/* Whether a value keeps two of its figures, or all that it has, at so many decimals; one that is
 * not far below the largest may keep but one. */
static bool survives(double value, int decimals, double largest)
{
    double scaled = fabs(value) * pow(10, decimals);
    bool is_whole = fabs(scaled - round(scaled)) <= 1e-9 * scaled;
    bool is_near = scaled >= 0.5 && fabs(value) * figures->most_apart > largest;
    return !isfinite(value) || scaled >= 10 || is_whole || is_near;
}

/* How many figures a number has before its point. */
static int figures_before(double value)
{
    return fabs(value) < 10 ? 1 : (int)floor(log10(fabs(value))) + 1;
}

/* Whether a number needs no rounding. */
static bool is_short(double value)
{
    int places = places_of(value, figures->exact_places);
    return !isfinite(value) || (places <= figures->exact_places &&
                                figures_before(value) + places <= figures->exact_figures);
}

static bool are_short(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_short(values[i]))
            return false;
    return true;
}

int digits_decimals(const double *values, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i]))
            largest = fmax(largest, fabs(values[i]));
    int before_point = figures_before(largest);
    int needed = places_of_all(values, count, figures->exact_places);
    if (needed <= figures->exact_places && before_point + needed <= figures->common_figures)
        return needed;
    if (before_point > figures->plain_figures || are_short(values, count))
        return ONE_BY_ONE;
    int limit = figures->rounded - 1 - before_point > 0 ? figures->rounded - 1 - before_point : 0;
    for (size_t i = 0; i < count; i++)
        if (!survives(values[i], limit, largest))
            return ONE_BY_ONE;
    return limit;
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

/* Without what says nothing at the end of a decimal: zeros and a bare point. */
static const char *without_zeros(const char *text, struct arena *arena)
{
    size_t length = strlen(text);
    if (!strchr(text, '.'))
        return text;
    while (text[length - 1] == '0')
        length--;
    return arena_copy_text(arena, text, length - (text[length - 1] == '.'));
}

/* Three figures, without zeros behind the point: 0.333, -12.5, 1 x 10^6; or all, where there are
 * few. */
static const char *significant(struct arena *arena, double value)
{
    struct decimal exact = decimal_of(value);
    int magnitude = decimal_magnitude(exact);
    if (is_short(value))
        return with_sign(arena,
                         decimal_text(exact, places_of(value, figures->exact_places), arena));
    struct decimal rounded = decimal_round(exact, figures->significant - 1 - magnitude);
    int exponent = decimal_magnitude(rounded);
    if (exponent >= figures->least_exponent && exponent < figures->plain_figures) {
        int decimals =
            figures->significant - 1 - magnitude > 0 ? figures->significant - 1 - magnitude : 0;
        return with_sign(arena, without_zeros(decimal_text(exact, decimals, arena), arena));
    }
    rounded.exponent -= exponent;
    const char *factor =
        without_zeros(decimal_text(rounded, figures->significant - 1, arena), arena);
    return decimal_times_ten(with_sign(arena, factor), exponent, arena);
}

/* Whether a value lies near the middle of two numbers of so many decimals, where its own decimal
 * form tells which is nearer. */
static bool is_near_half(double value, int decimals)
{
    const double near = 1e-6, most = 1e9;
    double scaled = fabs(value) * pow(10, decimals);
    return scaled > most || fabs(scaled - floor(scaled) - 0.5) < near;
}

/* ---- numbers that differ too much for common decimals ---- */

static bool is_whole(double value)
{
    return isfinite(value) && value == round(value);
}

/* Whether a number stands without an exponent, whatever the others are. */
static bool is_plain(double value)
{
    double size = fabs(value), least = 1 / pow(10, -figures->least_exponent);
    return size >= least && size < pow(10, figures->plain_figures);
}

/* The places behind the point of all that are plain and not whole: three figures of the smallest,
 * but no more than the largest has room for. */
static int common_places(const double *values, size_t count)
{
    int needed = 0, most = figures->exact_figures;
    for (size_t i = 0; i < count; i++) {
        if (!is_plain(values[i]) || is_whole(values[i]))
            continue;
        int own = is_short(values[i])
                      ? places_of(values[i], figures->exact_places)
                      : figures->significant - 1 - decimal_magnitude(decimal_of(values[i]));
        int room = figures->exact_figures - figures_before(values[i]);
        needed = own > needed ? own : needed;
        most = room < most ? room : most;
    }
    return needed < most ? needed : most;
}

/* With as many places as the others, or as a power of ten; a long whole number as it is. */
static const char *apart_text(struct arena *arena, double value, int places)
{
    bool is_long = figures_before(value) + places > figures->common_figures;
    bool is_lost = fabs(value) * pow(10, places) < 0.5;
    if (is_whole(value) ? is_long : is_lost || !is_plain(value))
        return significant(arena, value);
    return with_sign(arena, decimal_text(decimal_of(value), places, arena));
}

static const char *text_of(struct arena *arena, double value, int decimals, int places)
{
    char text[NUMBER_TEXT];
    if (isnan(value))
        return "nan";
    if (isinf(value))
        return value > 0 ? "\xe2\x88\x9e" : "\xe2\x88\x92\xe2\x88\x9e"; /* U+221E */
    if (decimals == ONE_BY_ONE)
        return apart_text(arena, value, places);
    if (is_near_half(value, decimals))
        return with_sign(arena, decimal_text(decimal_of(value), decimals, arena));
    snprintf(text, sizeof text, "%.*f", decimals, value);
    return with_sign(arena, text);
}

const char *const *digits_of(struct arena *arena, const double *values, size_t count, int decimals)
{
    if (decimals == -1)
        decimals = digits_decimals(values, count);
    int places = decimals == ONE_BY_ONE ? common_places(values, count) : 0;
    const char **texts = arena_allocate(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = text_of(arena, values[i], decimals, places);
    return texts;
}

int digits_asked(const struct scene_show *show, const double *values, size_t count, int usual)
{
    if (show->digits < 0)
        return usual;
    return places_of_all(values, count, 0) == 0 ? 0 : show->digits;
}

struct font digits_fit(const struct text_ruler *ruler, struct font font, const char *const *texts,
                       size_t count, double width)
{
    const char *longest = NULL;
    size_t most = 2;
    for (size_t i = 0; i < count; i++) {
        size_t length = character_count(texts[i], strlen(texts[i]));
        if (length > most) {
            longest = texts[i];
            most = length;
        }
    }
    if (longest == NULL)
        return font;
    double measured = text_width(ruler, &font, longest);
    if (measured > width)
        font.size_pt *= width / measured;
    return font;
}

const char *digits_added(struct arena *arena, const char *before, const char *added)
{
    size_t sign = strncmp(added, minus_sign, strlen(minus_sign)) == 0 ? strlen(minus_sign) : 0;
    return arena_format(arena, "%s %s %s", before, sign ? minus_sign : "+", added + sign);
}

bool digits_fit_corner(const struct theme *theme, const struct font *font)
{
    bool is_fitted = theme->least_digits_pt > 0;
    return font->size_pt >= theme->least_digits_pt - 1e-9 &&
           !(is_fitted && font->size_pt > sizes->largest_corner * theme->cell_pt);
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
    double rise = sizes->fraction_rise * theme->cell_pt,
           half = sizes->fraction_bar * theme->cell_pt / 2;
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
