/* SPDX-License-Identifier: MIT */
/* What moves is between two places, and covers the cells of both in part; every view asks here. */
#include "drawing/list/share.h"

#include <math.h>

double share_between(double from, double to, double share)
{
    return from + (to - from) * share;
}

double share_covered(double place, double index)
{
    double apart = fabs(place - index);
    return apart < 1 ? 1 - apart : 0;
}

double share_tapped(double start, int64_t taps, int64_t apart, double index)
{
    double share = 0;
    for (int64_t tap = 0; tap < taps; tap++)
        share += share_covered(start + (double)(tap * apart), index);
    return share < 1 ? share : 1;
}

double share_leaving(double progress)
{
    return fmax(0, 1 - 2 * progress);
}

double share_coming(double progress)
{
    return fmax(0, 2 * progress - 1);
}

double share_of_turn(double progress, size_t turn, size_t turns, double length)
{
    double at = progress * ((double)turns - 1 + length) - (double)turn;
    return fmin(fmax(at / length, 0), 1);
}

double share_smooth(double progress)
{
    return progress * progress * (3 - 2 * progress);
}
