/* SPDX-License-Identifier: MIT */
/* A cut through the output along each axis: how many units of the input reach a row or a column, as
 * bars beside it. A unit of the output is stamped as often as both say, multiplied. */
#include <inttypes.h>
#include <math.h>

#include "drawing/views/scatter.h"
#include "drawing/words/words.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

static bool is_asked(const struct panel *panel)
{
    return panel->subject.looks.show.overlap == OVERLAP_COUNTED;
}

void scatter_lay_out_cut(struct panel *panel, const struct placed *output)
{
    const struct area *reach = &output->map.reach;
    double depth = sizes->cut_gap + sizes->cut_bar + sizes->cut_number;
    bool is_row = panel->subject.simulation->axes < 2;
    if (is_asked(panel))
        layout_reach(panel->layout, output->box, in_cells(reach->columns + (is_row ? 0 : depth)),
                     (struct length){reach->rows + depth, indices_room(panel)});
}

/* A bar of a length at a place: below the map, or of a row at its right. */
static struct area bar_area(const struct area *reach, bool is_row, double place, double from,
                            double length)
{
    double start = place + (1 - sizes->cut_width) / 2;
    if (is_row)
        return (struct area){start, reach->column + reach->columns + from, sizes->cut_width,
                             length};
    return (struct area){reach->row + reach->rows + from, start, length, sizes->cut_width};
}

/* Shaded as the cells that are stamped as often. most: how often the most stamped cell is, which is
 * never where no unit reaches along the other axis. */
static void draw_axis(const struct map *map, size_t index, size_t most, double from,
                      struct pen *pen)
{
    const struct simulation *layer = map->subject->simulation;
    const struct color *color = pen->theme->color;
    bool is_row = index + 1 < layer->axes;
    uint64_t highest = 1;
    struct lettering lettering = {.font = pen->theme->font[FONT_VALUES],
                                  .color = color[COLOR_OUTPUT_INK]};
    lettering.font.size_pt =
        fmin(lettering.font.size_pt, subject_cells(map->subject, sizes->cut_number));
    for (int64_t place = 0; place < layer->axis[index].output; place++) {
        uint64_t count = simulation_axis_overlap(layer, index, place);
        highest = count > highest ? count : highest;
    }
    for (int64_t place = 0; place < layer->axis[index].output; place++) {
        uint64_t count = simulation_axis_overlap(layer, index, place);
        double length = sizes->cut_bar * (double)count / (double)highest;
        double shade =
            count > 1 ? (double)(count - 1) / (fmax((double)most, (double)highest) - 1) : 0;
        struct area end =
            bar_area(&map->reach, is_row, (double)place, from + length + sizes->cut_number / 2, 0);
        plane_trace_outline(pen, &map->plane,
                            bar_area(&map->reach, is_row, (double)place, from, length));
        pen_paint(pen, key_cell("cut.bar", is_row, place),
                  color_mix(color[COLOR_OUTPUT], color[COLOR_OUTPUT_LINE], sizes->darkest * shade),
                  pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
        if (subject_is_legible(map->subject, &lettering.font))
            pen_write(
                pen, key_cell("cut.number", is_row, place),
                arena_format(pen->arena, "%" PRIu64, count),
                plane_point(&map->plane, end.row + end.rows / 2, end.column + end.columns / 2),
                &lettering);
    }
}

void scatter_draw_cut(const struct panel *panel, const struct map *output, struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t most = ((const struct tally *)panel->subject.state)->most;
    double below = indices_room(panel) / subject_cells(&panel->subject, 1);
    if (!is_asked(panel))
        return;
    draw_axis(output, layer->axes - 1, most, sizes->cut_gap + below, pen);
    if (layer->axes > 1)
        draw_axis(output, 0, most, sizes->cut_gap, pen);
}
