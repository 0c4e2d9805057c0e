/* SPDX-License-Identifier: MIT */
/* The arrow tip of pgf's arrow library "to": a curve with round ends on a shortened shaft. */
#include "drawing/list/pen.h"

#include <math.h>

static const struct arrow_sizes *const sizes = &theme_sizes.arrow;

/* A point of the tip's own frame: x along the arrow, in quarters of the tip's unit. */
static struct point in_frame(struct point origin, struct point along, double x, double y)
{
    return (struct point){origin.x + along.x * x - along.y * y,
                          origin.y + along.y * x + along.x * y};
}

static double unit_of(double line_pt)
{
    return sizes->base_pt + sizes->rise * line_pt;
}

enum { HALF_WIDTH = 16 }; /* quarters of a unit */

double arrow_half_width(double line_pt)
{
    return HALF_WIDTH * unit_of(line_pt) / 4;
}

void arrow_draw(struct pen *pen, struct item_key key, struct point from, struct point to,
                struct stroke stroke)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    if (length == 0)
        return;
    double unit = unit_of(stroke.width);
    double short_by = 3 * unit / 4 + stroke.width / 2 * sizes->line;
    struct point along = {(to.x - from.x) / length, (to.y - from.y) / length};
    struct point end = {to.x - along.x * short_by, to.y - along.y * short_by};
    struct point quarter = {along.x * unit / 4, along.y * unit / 4};
    pen_move_to(pen, from);
    pen_line_to(pen, end);
    pen_paint(pen, key, color_none, stroke);
    pen_move_to(pen, in_frame(end, quarter, -12, HALF_WIDTH));
    pen_curve_to(pen, in_frame(end, quarter, -11, 10), in_frame(end, quarter, 0, 1),
                 in_frame(end, quarter, 3, 0));
    pen_curve_to(pen, in_frame(end, quarter, 0, -1), in_frame(end, quarter, -11, -10),
                 in_frame(end, quarter, -12, -HALF_WIDTH));
    key.part = arena_format(pen->arena, "%s.tip", key.part);
    stroke.width *= sizes->line;
    stroke.cap = CAP_ROUND;
    stroke.join = JOIN_ROUND;
    pen_paint(pen, key, color_none, stroke);
}

void arrow_trace_head(struct pen *pen, struct point tip, struct point along)
{
    struct point middle = {tip.x - along.x, tip.y - along.y};
    pen_move_to(pen, (struct point){middle.x + along.y, middle.y - along.x});
    pen_line_to(pen, tip);
    pen_line_to(pen, (struct point){middle.x - along.y, middle.y + along.x});
}

void arrow_draw_open(struct pen *pen, struct item_key key, struct point from, struct point to,
                     double head, struct stroke stroke)
{
    double share = head / hypot(to.x - from.x, to.y - from.y);
    stroke.join = JOIN_ROUND;
    stroke.cap = CAP_ROUND;
    pen_move_to(pen, from);
    pen_line_to(pen, to);
    arrow_trace_head(pen, to, (struct point){share * (to.x - from.x), share * (to.y - from.y)});
    pen_paint(pen, key, color_none, stroke);
}
