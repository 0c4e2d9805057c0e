/* SPDX-License-Identifier: MIT */
/* Colour scales as straight lines and arcs in OKLab. */
#include "drawing/map/colormap.h"

#include <math.h>

double colormap_lightness(struct color color)
{
    return oklab_of_color(color).lightness;
}

double colormap_distance(struct color a, struct color b)
{
    struct oklab p = oklab_of_color(a), q = oklab_of_color(b);
    return sqrt((p.lightness - q.lightness) * (p.lightness - q.lightness) +
                (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

static struct oklab mix(struct oklab from, struct oklab to, double share)
{
    return (struct oklab){from.lightness + (to.lightness - from.lightness) * share,
                          from.a + (to.a - from.a) * share, from.b + (to.b - from.b) * share};
}

/* Straight lines in OKLab have equal steps by construction; their ends lie within sRGB, and so does
 * what is between. */
static const struct oklab deep_blue = {0.28, -0.01, -0.11}, pale_yellow = {0.96, -0.03, 0.11};
static const struct oklab paper_grey = {0.62, 0, 0}; /* black digits can be read on it */
static const struct oklab light_neutral = {0.97, 0, 0}, dark_neutral = {0.27, 0, 0};
static const struct oklab light_ends[2] = {{0.47, -0.035, -0.135}, {0.47, 0.113, 0.093}};
static const struct oklab dark_ends[2] = {{0.80, -0.06, -0.095}, {0.80, 0.067, 0.12}};

struct color colormap_at(enum colormap map, bool is_dark, double share)
{
    share = fmin(1, fmax(0, share));
    switch (map) {
    case COLORMAP_GREY: /* as the picture was stored */
        return (struct color){.red = share, .green = share, .blue = share, .alpha = 1};
    case COLORMAP_PAPER:
        return oklab_to_color(mix(paper_grey, light_neutral, share));
    case COLORMAP_SEQUENTIAL:
        return oklab_to_color(mix(deep_blue, pale_yellow, share));
    case COLORMAP_DIVERGING:
        break;
    }
    const struct oklab *ends = is_dark ? dark_ends : light_ends;
    return oklab_to_color(
        mix(is_dark ? dark_neutral : light_neutral, ends[share > 0.5], fabs(share - 0.5) * 2));
}
