/* SPDX-License-Identifier: MIT */
/* What is drawn of the small maps beside an unrolled layer. */
#include <math.h>

#include "drawing/marks.h"
#include "drawing/share.h"
#include "drawing/shown.h"
#include "drawing/views/beside.h"

static const double line_scale = 0.8; /* of the window's outline, to the theme's */

/* ---- what stays ---- */

static struct item_key key_of(const char *part, size_t channel, int64_t row, int64_t column)
{
    return (struct item_key){part, (int)channel, (int)row, (int)column};
}

/* Whether a unit stands on the plane: a negative padding crops some off. */
static bool find_unit(const struct axis *axis, int64_t unit, double *place)
{
    int64_t cell = axis->before + unit * axis->stretch;
    *place = (double)cell;
    return cell >= 0 && cell < axis->padded;
}

static void trace_units(const struct beside *beside, const struct plane *plane, struct pen *pen)
{
    struct area unit = {0, 0, 1, 1};
    for (int64_t row = 0; row < beside->height->input; row++)
        for (int64_t column = 0; column < beside->width->input; column++)
            if (find_unit(beside->height, row, &unit.row) &&
                find_unit(beside->width, column, &unit.column))
                plane_trace_outline(pen, plane, unit);
}

void beside_draw_cells(const struct beside *beside, struct pen *pen)
{
    if (beside->width_pt <= 0)
        return;
    const struct theme *theme = beside->unrolled->theme;
    const struct simulation *simulation = beside->unrolled->simulation;
    for (size_t channel = 0; channel < simulation->in_channels; channel++) {
        struct plane plane = beside_plane(beside, MAP_INPUT, channel);
        plane_trace_grid(pen, &plane, shown_area(simulation, beside->height, beside->width));
        pen_paint(pen, key_of("input.zeros", channel, -1, -1), color_none,
                  pen_dashed(pen, COLOR_ZERO_LINE));
        marks_draw(&(struct marked_plane){simulation, plane, beside->height, beside->width,
                                          (int)channel, false},
                   pen);
        trace_units(beside, &plane, pen);
        pen_paint(pen, key_of("input.units", channel, -1, -1), theme->color[COLOR_INPUT],
                  pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
    }
    for (size_t channel = 0; channel < simulation->out_channels; channel++) {
        struct plane plane = beside_plane(beside, MAP_OUTPUT, channel);
        plane_trace_grid(
            pen, &plane,
            (struct area){0, 0, (double)beside->height->output, (double)beside->width->output});
        pen_paint(pen, key_of("output.empty", channel, -1, -1), color_none,
                  pen_dashed(pen, COLOR_OUTPUT_LINE));
    }
}

/* ---- what the step lights ---- */

static bool is_reading(const struct simulation *simulation, const struct step *step, size_t channel)
{
    size_t in_group = simulation->in_channels / simulation->groups;
    size_t out_group = simulation->out_channels / simulation->groups;
    return step->output[0] / out_group == channel / in_group;
}

/* Where the window or the current cell is on the axes of the map: 1-D layers have one row. */
static void read_pair(const struct beside *beside, const struct step *step, bool is_window,
                      double *row, double *column)
{
    size_t axes = beside->unrolled->simulation->axes;
    if (is_window) {
        *row = axes > 1 ? (double)step->window[0] : 0;
        *column = (double)step->window[axes - 1];
    } else {
        *row = axes > 1 ? (double)step->output[1] : 0;
        *column = (double)step->output[axes];
    }
}

static struct area sliding_area(const struct beside *beside, bool is_window)
{
    double row, column, next_row, next_column;
    read_pair(beside, &beside->here, is_window, &row, &column);
    read_pair(beside, &beside->next, is_window, &next_row, &next_column);
    return (struct area){unrolled_between(beside->unrolled, row, next_row),
                         unrolled_between(beside->unrolled, column, next_column), 1, 1};
}

static void draw_window(const struct beside *beside, size_t channel, double share, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    const struct axis *height = beside->height, *width = beside->width;
    struct plane plane = beside_plane(beside, MAP_INPUT, channel);
    struct area window = sliding_area(beside, true);
    for (int64_t i = 0; i < height->kernel; i++)
        for (int64_t j = 0; j < width->kernel; j++)
            plane_trace_outline(pen, &plane,
                                (struct area){window.row + (double)(i * height->dilation),
                                              window.column + (double)(j * width->dilation), 1, 1});
    pen_paint(pen, key_of("window.taps", channel, -1, -1),
              color_fade(theme->color[COLOR_WINDOW], share),
              unrolled_line(unrolled, COLOR_WINDOW_LINE, theme->thick_pt, share));
    if (theme->window_pt <= 0)
        return;
    window.rows = (double)height->effective_kernel;
    window.columns = (double)width->effective_kernel;
    plane_trace_outline(pen, &plane, window);
    pen_paint(pen, key_of("window.edge", channel, -1, -1), color_none,
              unrolled_line(unrolled, COLOR_WINDOW_LINE, line_scale * theme->window_pt, share));
}

static double tapped_share(const struct axis *axis, double window, double place)
{
    return share_tapped(window, axis->kernel, axis->dilation, place);
}

static void write_inputs(const struct beside *beside, size_t channel, double share, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    struct plane plane = beside_plane(beside, MAP_INPUT, channel);
    int64_t rows = beside->height->input, columns = beside->width->input;
    struct area window = sliding_area(beside, true);
    struct lettering lettering = {.font = beside->input_font};
    for (int64_t i = 0; i < rows * columns; i++) {
        double row, column;
        if (!find_unit(beside->height, i / columns, &row) ||
            !find_unit(beside->width, i % columns, &column))
            continue;
        size_t unit = channel * (size_t)(rows * columns) + (size_t)i;
        lettering.color = color_mix(theme->color[COLOR_INPUT_INK], theme->color[COLOR_INK],
                                    share * tapped_share(beside->height, window.row, row) *
                                        tapped_share(beside->width, window.column, column));
        unrolled_write(unrolled, pen, key_of("input.value", channel, i / columns, i % columns),
                       &unrolled->texts[MAP_INPUT][unit],
                       plane_point(&plane, row + 0.5, column + 0.5), &lettering);
    }
}

/* How many of a channel's outputs are there. */
static size_t computed_outputs(const struct beside *beside, size_t channel)
{
    size_t map = (size_t)(beside->height->output * beside->width->output);
    size_t there = beside->unrolled->done;
    size_t before = beside->unrolled->by_position ? 0 : channel * map;
    if (there <= before)
        return 0;
    return there - before < map ? there - before : map;
}

static void draw_outputs(const struct beside *beside, size_t channel, struct pen *pen)
{
    const struct theme *theme = beside->unrolled->theme;
    struct plane plane = beside_plane(beside, MAP_OUTPUT, channel);
    size_t count = computed_outputs(beside, channel), columns = (size_t)beside->width->output;
    for (size_t i = 0; i < count; i++)
        plane_trace_outline(pen, &plane,
                            (struct area){(double)(i / columns), (double)(i % columns), 1, 1});
    pen_paint(pen, key_of("output.cells", channel, -1, -1), theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

static void draw_now(const struct beside *beside, size_t channel, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    struct plane plane = beside_plane(beside, MAP_OUTPUT, channel);
    bool was_here = unrolled->by_position || beside->here.output[0] == channel;
    bool is_next = unrolled->by_position || beside->next.output[0] == channel;
    struct area now = sliding_area(beside, false);
    double share = 1;
    if (!was_here && !is_next)
        return;
    if (was_here != is_next) { /* it does not slide from one map to another */
        read_pair(beside, was_here ? &beside->here : &beside->next, false, &now.row, &now.column);
        share = was_here ? 1 - unrolled->progress : unrolled->progress;
    }
    plane_trace_outline(pen, &plane, now);
    pen_paint(pen, key_of("now.cell", channel, -1, -1), color_fade(theme->color[COLOR_NOW], share),
              unrolled_line(unrolled, COLOR_NOW_LINE, theme->window_pt * line_scale, share));
}

static void write_outputs(const struct beside *beside, size_t channel, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    struct plane plane = beside_plane(beside, MAP_OUTPUT, channel);
    size_t count = computed_outputs(beside, channel), columns = (size_t)beside->width->output;
    size_t first = channel * columns * (size_t)beside->height->output;
    struct lettering lettering = {.font = beside->output_font};
    for (size_t i = 0; i < count; i++) {
        lettering.color = color_mix(theme->color[COLOR_OUTPUT_INK], theme->color[COLOR_NOW_INK],
                                    unrolled_output_share(unrolled, first + i));
        unrolled_write(
            unrolled, pen,
            key_of("output.value", channel, (int64_t)(i / columns), (int64_t)(i % columns)),
            cell_text_of_unit(pen, unrolled->texts[MAP_OUTPUT], first + i),
            plane_point(&plane, (double)(i / columns) + 0.5, (double)(i % columns) + 0.5),
            &lettering);
    }
}

void beside_draw_step(const struct beside *beside, struct pen *pen)
{
    if (beside->width_pt <= 0)
        return;
    const struct unrolled *unrolled = beside->unrolled;
    const struct simulation *simulation = unrolled->simulation;
    for (size_t channel = 0; channel < simulation->in_channels; channel++) {
        double share = 0;
        share += is_reading(simulation, &beside->here, channel) ? 1 - unrolled->progress : 0;
        share += is_reading(simulation, &beside->next, channel) ? unrolled->progress : 0;
        if (share > 0)
            draw_window(beside, channel, share, pen);
        if (beside->has_texts)
            write_inputs(beside, channel, share, pen);
    }
    for (size_t channel = 0; channel < simulation->out_channels; channel++) {
        draw_outputs(beside, channel, pen);
        draw_now(beside, channel, pen);
        if (beside->has_texts)
            write_outputs(beside, channel, pen);
    }
}
