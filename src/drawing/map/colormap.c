/* SPDX-License-Identifier: MIT */
/* Colour scales as straight lines in OKLab. */
#include "drawing/map/colormap.h"

#include <math.h>

#include "convreel/scene.h"
#include "convreel/theme_sizes.h"

double colormap_lightness(struct color color)
{
    return oklab_of_color(color).lightness;
}

static struct oklab mix(struct oklab from, struct oklab to, double share)
{
    return (struct oklab){from.lightness + (to.lightness - from.lightness) * share,
                          from.a + (to.a - from.a) * share, from.b + (to.b - from.b) * share};
}

struct color colormap_at(enum colormap map, bool is_dark, double share)
{
    const struct scale_colors *scale = &theme_sizes.scale;
    share = fmin(1, fmax(0, share));
    switch (map) {
    case COLORMAP_GREY: /* as the picture was stored */
        return (struct color){.red = share, .green = share, .blue = share, .alpha = 1};
    case COLORMAP_PAPER:
        return oklab_to_color(mix(scale->paper_low, scale->neutral[0], share));
    case COLORMAP_SEQUENTIAL:
        return oklab_to_color(share < 0.5
                                  ? mix(scale->low[is_dark], scale->middle, 2 * share)
                                  : mix(scale->middle, scale->high[is_dark], 2 * share - 1));
    case COLORMAP_DIVERGING:
        break;
    }
    return oklab_to_color(
        mix(scale->neutral[is_dark], scale->ends[is_dark][share > 0.5], fabs(share - 0.5) * 2));
}
