/* SPDX-License-Identifier: MIT */
/* Where a path is. */
#ifndef CONVREEL_TESTS_BOUNDS_H
#define CONVREEL_TESTS_BOUNDS_H

#include <math.h>

#include "convreel/drawing.h"

/* What a path's points lie within. */
static inline struct rectangle bounds_of(const struct path *path)
{
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < path->point_count; i++) {
        left = fmin(left, path->points[i].x);
        right = fmax(right, path->points[i].x);
        top = fmin(top, path->points[i].y);
        bottom = fmax(bottom, path->points[i].y);
    }
    return (struct rectangle){left, top, right - left, bottom - top};
}

#endif
