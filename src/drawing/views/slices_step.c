/* SPDX-License-Identifier: MIT */
/* What a step changes in the slices of view volume: the window in each slice that it meets, and the
 * outputs. A window that is on its way in depth fades from slice to slice. */
#include "drawing/digits.h"
#include "drawing/share.h"
#include "drawing/views/volume.h"

#include <math.h>

/* Widths are in cells. */
static const double corner_width = 0.6;       /* that digits in a cell's corner may take up */
static const double corner[2] = {0.82, 0.76}; /* where these are centred: row, column, */
static const double corner_end = 0.95;        /* but wide ones end here */

static struct stroke fade(struct stroke stroke, double share)
{
    stroke.color.alpha *= share;
    return stroke;
}

/* ---- the window ---- */

struct color volume_taken(const struct volume *volume)
{
    const struct theme *theme = volume->theme;
    return theme->color[theme->is_page_per_step ? COLOR_WINDOW_LINE : COLOR_NOW];
}

/* How strongly a slice shows what every tap of a depth has; 0: the window does not meet it. */
static double tap_share(const struct volume *volume, int64_t tap, int64_t depth)
{
    return share_covered(volume->window.start[0] + (double)(tap * volume->apart[0]), depth);
}

static double slice_share(const struct volume *volume, int64_t depth)
{
    double share = 0;
    for (int64_t tap = 0; tap < volume->taps[0]; tap++)
        share += tap_share(volume, tap, depth);
    return share < 1 ? share : 1;
}

static void draw_tap(const struct volume *volume, struct pen *pen, struct item_key key)
{
    double lit = 0, chosen = 0;
    for (int64_t tap = 0; tap < volume->taps[0]; tap++) {
        size_t at = (size_t)((tap * volume->taps[1] + key.row) * volume->taps[2] + key.column);
        lit += tap_share(volume, tap, key.channel) * volume->lit[at];
        chosen += tap_share(volume, tap, key.channel) * volume->chosen[at];
    }
    if (lit <= 0)
        return;
    struct color fill =
        color_mix(volume->theme->color[COLOR_WINDOW], volume_taken(volume), chosen / lit);
    fill.alpha *= lit < 1 ? lit : 1;
    struct plane plane = slices_plane(&volume->input_slices, key.channel);
    struct area area = {volume->window.start[1] + (double)(key.row * volume->apart[1]),
                        volume->window.start[2] + (double)(key.column * volume->apart[2]), 1, 1};
    plane_trace_outline(pen, &plane, area);
    pen_paint(pen, key, fill,
              fade(pen_solid(pen, COLOR_WINDOW_EDGE, volume->theme->thin_pt), fill.alpha));
}

static void draw_slice_window(const struct volume *volume, struct pen *pen, int64_t depth,
                              double share)
{
    const struct theme *theme = volume->theme;
    struct plane plane = slices_plane(&volume->input_slices, depth);
    struct area area = {volume->window.start[1], volume->window.start[2], volume->window.size[1],
                        volume->window.size[2]};
    for (int64_t row = 0; row < volume->taps[1]; row++)
        for (int64_t column = 0; column < volume->taps[2]; column++)
            draw_tap(volume, pen, slices_key("slice.tap", depth, row, column));
    plane_trace_grid(pen, &plane, area);
    pen_paint(pen, slices_key("slice.grid", depth, -1, -1), color_none,
              fade(pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt), share));
    plane_trace_outline(pen, &plane, area);
    pen_paint(pen, slices_key("slice.edge", depth, -1, -1), color_none,
              fade(pen_solid(pen, COLOR_WINDOW_LINE, theme->window_pt), share));
}

/* How much of a row or column the taps of the window cover. */
static double tapped_share(const struct volume *volume, size_t axis, int64_t index)
{
    double share = 0, start = volume->window.start[axis], end = start + volume->window.size[axis];
    for (int64_t tap = 0; tap < volume->taps[axis]; tap++) {
        double place = start + (double)(tap * volume->apart[axis]);
        share += share_covered(place, (double)index) * fmin(1, fmax(0, end - place));
    }
    return share < 1 ? share : 1;
}

/* How much a place is the one that a pool takes. */
static double share_chosen(const struct volume *volume, int64_t depth, int64_t row, int64_t column)
{
    const double *next = volume->chosen;
    double share = 0;
    for (int64_t i = 0; i < volume->taps[0]; i++)
        for (int64_t j = 0; j < volume->taps[1]; j++)
            for (int64_t k = 0; k < volume->taps[2]; k++) {
                double down = volume->window.start[1] + (double)(j * volume->apart[1]);
                double right = volume->window.start[2] + (double)(k * volume->apart[2]);
                share += *next++ * tap_share(volume, i, depth) * share_covered(down, (double)row) *
                         share_covered(right, (double)column);
            }
    return share;
}

/* The digits that are read now, in ink over the window; they fade with it. */
static void draw_tapped_digits(const struct volume *volume, struct pen *pen, int64_t depth,
                               double share)
{
    const struct axis *axis = volume->simulation->axis;
    const struct color *color = volume->theme->color;
    for (int64_t row = 0; row < axis[1].padded; row++)
        for (int64_t column = 0; column < axis[2].padded; column++) {
            struct color ink = color_mix(color[COLOR_INK], color[COLOR_NOW_INK],
                                         share_chosen(volume, depth, row, column));
            ink.alpha *= share * tapped_share(volume, 1, row) * tapped_share(volume, 2, column);
            if (ink.alpha > 0)
                volume_write_cell(volume, pen, slices_key("window.value", depth, row, column), ink);
        }
}

/* Of two depths that share a tap's weight on its way, the nearer shows it: half of the way each, so
 * that no two texts are on one another. */
static double weight_opacity(double share)
{
    return share > 0.5 ? 2 * share - 1 : 0;
}

/* A tap's weight, as a factor. */
static const char *factor(const struct volume *volume, struct pen *pen, size_t tap)
{
    return arena_format(pen->arena, "\xc3\x97%s", volume->kernel_digits.texts[tap]); /* U+00D7 */
}

/* Where in their cells the weights are centred, all alike. */
static double corner_column(const struct volume *volume, struct pen *pen, const struct font *font)
{
    double widest = 0;
    for (size_t i = 0; i < volume->tap_count; i++) {
        const char *text = factor(volume, pen, i);
        widest = fmax(widest, volume->ruler->measure(volume->ruler->context, font, text).width);
    }
    return fmin(corner[1], corner_end - widest / 2 / volume->theme->cell_pt);
}

static void draw_weights(const struct volume *volume, struct pen *pen, int64_t depth)
{
    const struct map_digits *digits = &volume->kernel_digits;
    struct lettering small = {.is_moving = volume->simulation->scene->timeline.move.num > 0};
    small.font = digits_fit(volume->ruler, volume->theme->font[FONT_SMALL], digits->texts,
                            volume->tap_count, corner_width * volume->theme->cell_pt);
    struct plane plane = slices_plane(&volume->input_slices, depth);
    double middle = corner_column(volume, pen, &small.font);
    if (!digits_fit_corner(volume->theme, &small.font))
        return;
    for (size_t i = 0; i < volume->tap_count; i++) {
        int64_t column = (int64_t)i % volume->taps[2];
        int64_t row = (int64_t)i / volume->taps[2] % volume->taps[1];
        int64_t tap = (int64_t)i / volume->taps[2] / volume->taps[1];
        small.color = volume->theme->color[COLOR_WINDOW_INK];
        small.color.alpha *= weight_opacity(tap_share(volume, tap, depth));
        if (small.color.alpha <= 0)
            continue;
        double down = volume->window.start[1] + (double)(row * volume->apart[1]) + corner[0];
        double right = volume->window.start[2] + (double)(column * volume->apart[2]) + middle;
        pen_write(pen, slices_key("slice.weight", depth, row, column), factor(volume, pen, i),
                  plane_point(&plane, down, right), &small);
    }
}

static void draw_windows(const struct volume *volume, struct pen *pen)
{
    const struct simulation *simulation = volume->simulation;
    for (int64_t depth = 0; depth < volume->input_slices.count; depth++) {
        double share = slice_share(volume, depth);
        if (share <= 0)
            continue;
        draw_slice_window(volume, pen, depth, share);
        if (simulation->has_values)
            draw_tapped_digits(volume, pen, depth, share);
        if (simulation->has_values && simulation->has_kernel)
            draw_weights(volume, pen, depth);
    }
}

/* ---- the output ---- */

/* Whole rows, then the cells of the row that the step is in. */
static void draw_outputs(const struct volume *volume, struct pen *pen, int64_t depth)
{
    const struct slices *slices = &volume->output_slices;
    size_t columns = (size_t)slices->columns, cells = (size_t)slices->rows * columns;
    size_t first = (size_t)depth * cells;
    size_t count = volume->theme->shows_all_outputs ? cells
                   : volume->step < first           ? 0
                                                    : volume->step + 1 - first;
    count = count < cells ? count : cells;
    double rows = (double)(count / columns), rest = (double)(count % columns);
    struct plane plane = slices_plane(slices, depth);
    if (rows > 0)
        plane_trace_block(pen, &plane, (struct area){0, 0, rows, (double)columns});
    if (rest > 0)
        plane_trace_block(pen, &plane, (struct area){rows, 0, 1, rest});
    pen_paint(pen, slices_key("output.cells", depth, -1, -1), volume->theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, volume->theme->thick_pt));
}

static void draw_now(const struct volume *volume, struct pen *pen, int64_t depth)
{
    const struct theme *theme = volume->theme;
    double share = share_covered(volume->now.start[0], (double)depth);
    struct color fill = theme->color[COLOR_NOW];
    fill.alpha *= share;
    struct plane plane = slices_plane(&volume->output_slices, depth);
    struct area area = {volume->now.start[1], volume->now.start[2], 1, 1};
    if (share <= 0)
        return;
    plane_trace_outline(pen, &plane, area);
    pen_paint(pen, slices_key("now.cell", depth, -1, -1), fill, stroke_none);
    plane_trace_outline(pen, &plane, area);
    double edge = theme->window_pt > 0 ? theme->window_pt : theme->thick_pt;
    pen_paint(pen, slices_key("now.edge", depth, -1, -1), color_none,
              fade(pen_solid(pen, COLOR_NOW_LINE, edge), share));
}

static void draw_output_digits(const struct volume *volume, struct pen *pen)
{
    const struct theme *theme = volume->theme;
    const struct axis *axis = volume->simulation->axis;
    const double *now = volume->now.start;
    size_t shown = theme->shows_all_outputs ? volume->simulation->step_count : volume->step + 1;
    struct lettering lettering = {.font = volume->output_digits.font};
    for (size_t i = 0; i < shown; i++) {
        int64_t column = (int64_t)i % axis[2].output;
        int64_t row = (int64_t)i / axis[2].output % axis[1].output;
        int64_t depth = (int64_t)i / axis[2].output / axis[1].output;
        double covered = share_covered(now[0], (double)depth) * share_covered(now[1], (double)row) *
                         share_covered(now[2], (double)column);
        struct item_key key = slices_key("output.value", depth, row, column);
        lettering.color =
            color_mix(theme->color[COLOR_OUTPUT_INK], theme->color[COLOR_NOW_INK], covered);
        pen_write(pen, key, pen_asks(pen, i) ? pen_question : volume->output_digits.texts[i],
                  slices_middle(&volume->output_slices, key), &lettering);
    }
}

void slices_draw_step(const struct volume *volume, struct pen *pen)
{
    draw_windows(volume, pen);
    for (int64_t depth = 0; depth < volume->output_slices.count; depth++) {
        draw_outputs(volume, pen, depth);
        draw_now(volume, pen, depth);
    }
    if (volume->simulation->has_values)
        draw_output_digits(volume, pen);
}
