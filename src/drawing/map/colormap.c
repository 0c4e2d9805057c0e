/* SPDX-License-Identifier: MIT */
/* Colour scales as straight lines and arcs in OKLab. */
#include "drawing/map/colormap.h"

#include <math.h>

struct lab {
    double lightness, a, b;
};

/* ---- OKLab and sRGB ---- */

static double to_linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double from_linear(double value)
{
    value = fmin(1, fmax(0, value));
    return value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055;
}

static struct lab lab_of(struct color color)
{
    double r = to_linear(color.red), g = to_linear(color.green), b = to_linear(color.blue);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (struct lab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

static struct color color_of(struct lab lab)
{
    double l = lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b;
    double m = lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b;
    double s = lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b;
    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    return (struct color){
        .red = from_linear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        .green = from_linear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        .blue = from_linear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
        .alpha = 1};
}

double colormap_lightness(struct color color)
{
    return lab_of(color).lightness;
}

double colormap_distance(struct color a, struct color b)
{
    struct lab p = lab_of(a), q = lab_of(b);
    return sqrt((p.lightness - q.lightness) * (p.lightness - q.lightness) +
                (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

/* ---- the scales ---- */

static struct lab mix(struct lab from, struct lab to, double share)
{
    return (struct lab){from.lightness + (to.lightness - from.lightness) * share,
                        from.a + (to.a - from.a) * share, from.b + (to.b - from.b) * share};
}

/* Straight lines in OKLab have equal steps by construction; their ends lie within sRGB, and so does
 * what is between. */
static const struct lab deep_blue = {0.28, -0.01, -0.11}, pale_yellow = {0.96, -0.03, 0.11};
static const struct lab paper_grey = {0.62, 0, 0}; /* black digits can be read on it */
static const struct lab light_neutral = {0.97, 0, 0}, dark_neutral = {0.27, 0, 0};
static const struct lab light_ends[2] = {{0.47, -0.035, -0.135}, {0.47, 0.113, 0.093}};
static const struct lab dark_ends[2] = {{0.80, -0.06, -0.095}, {0.80, 0.067, 0.12}};

struct color colormap_at(enum colormap map, bool is_dark, double share)
{
    share = fmin(1, fmax(0, share));
    switch (map) {
    case COLORMAP_GREY: /* as the picture was stored */
        return (struct color){.red = share, .green = share, .blue = share, .alpha = 1};
    case COLORMAP_PAPER:
        return color_of(mix(paper_grey, light_neutral, share));
    case COLORMAP_SEQUENTIAL:
        return color_of(mix(deep_blue, pale_yellow, share));
    case COLORMAP_DIVERGING:
        break;
    }
    const struct lab *ends = is_dark ? dark_ends : light_ends;
    return color_of(
        mix(is_dark ? dark_neutral : light_neutral, ends[share > 0.5], fabs(share - 0.5) * 2));
}
