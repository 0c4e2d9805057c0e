/* SPDX-License-Identifier: MIT */
/* What view transpose reads or writes at a time: the taps on the large map, and links from them to
 * the unit of the small one. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/transpose.h"

static const struct transpose_sizes *const sizes = &theme_sizes.transpose;

/* The window's taps: those that read units in its colour, the others hardly. */
void pair_draw_taps(const struct pair_moment *moment, struct pen *pen)
{
    const struct placed *large = moment->column->maps[LARGE];
    for (int on_units = 1; on_units >= 0; on_units--) {
        for (int64_t t = 0; t < pair_tap_count(moment->pair); t++) {
            struct area tap = pair_tap_of(moment, t);
            if (pair_is_on_map(large, round(tap.row), round(tap.column)) == (on_units == 1))
                plane_trace_outline(pen, &large->map.plane, tap);
        }
        struct color fill = on_units && moment->column->gathers ? pen->theme->color[COLOR_WINDOW]
                                                                : marks_read_zero(pen->theme);
        pen_paint(
            pen, pair_key_of(on_units ? "window.taps" : "window.zeros", moment->number, -1, -1),
            color_faded(fill, moment->set_down),
            stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thin_pt), moment->set_down));
    }
    plane_trace_outline(pen, &large->map.plane, pair_window_of(moment));
    pen_paint(pen, pair_key_of("window.edge", moment->number, -1, -1), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&moment->panel->subject)));
}

/* From each tap to the unit; the heavier the weight, the wider. */
void pair_draw_links(const struct pair_moment *moment, struct pen *pen)
{
    const struct transpose *pair = moment->pair;
    struct point unit =
        map_middle(&moment->column->maps[SMALL]->map.plane, moment->row, moment->column_at);
    for (int64_t t = 0; t < pair_tap_count(pair); t++) {
        struct area tap = pair_tap_of(moment, t);
        double weight = pair->heaviest > 0 ? fabs(pair->weights[t]) / pair->heaviest : sizes->usual;
        double width = share_between(sizes->thinnest, sizes->thickest, weight);
        struct stroke line = pen_solid(pen, COLOR_LINK, width * pen->theme->thick_pt);
        if (weight == 0) {
            line = pen_dashed(pen, COLOR_ZERO_LINE);
            line.color = pen->theme->color[COLOR_LINK];
        }
        panel_trace_line(moment->panel,
                         plane_point(&moment->column->maps[LARGE]->map.plane, tap.row + sizes->foot,
                                     tap.column + 0.5),
                         unit, pen);
        pen_paint(
            pen,
            pair_key_of("link", moment->number, t / pair->axis[1].kernel, t % pair->axis[1].kernel),
            color_none, line);
    }
}
