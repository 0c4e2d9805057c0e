/* SPDX-License-Identifier: MIT */
/* The input's side of view scatter: its units, the ones that the step lights, and the kernel as
 * it is stamped. */
#include <math.h>

#include "drawing/shown.h"
#include "drawing/views/scatter.h"

static const double resting_weight = 0.3; /* opacity of kernel cells that are not stamped now */

/* ---- the input ---- */

static void draw_lit_units(const struct scatter *scatter, struct pen *pen)
{
    const struct theme *theme = scatter->theme;
    int64_t columns = scatter->width->input;
    size_t count = tensor_count(&scatter->simulation->input);
    for (size_t i = 0; i < count; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        struct color color = theme->color[COLOR_INPUT_NOW];
        color.alpha *= scatter->unit_share[i];
        if (color.alpha <= 0)
            continue;
        plane_trace_outline(pen, &scatter->input, (struct area){(double)row, (double)column, 1, 1});
        pen_paint(pen, key_cell("input.lit", row, column), color,
                  pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
    }
}

static void draw_current_unit(const struct scatter *scatter, struct pen *pen)
{
    plane_trace_outline(pen, &scatter->input, scatter_slide(scatter, scatter->width->input));
    pen_paint(pen, key_once("input.now"), scatter->theme->color[COLOR_INPUT_NOW],
              pen_solid(pen, COLOR_INPUT_INK, scatter->theme->window_pt));
}

static const char *const *digits_as_asked(const struct scatter *scatter, const double *values,
                                          size_t count, struct arena *arena)
{
    const struct scene_show *show = &scatter->simulation->scene->show;
    return digits_of(arena, values, count, digits_asked(show, values, count, -1));
}

static void write_input(const struct scatter *scatter, struct pen *pen)
{
    const struct theme *theme = scatter->theme;
    const struct tensor *input = &scatter->simulation->input;
    int64_t columns = scatter->width->input;
    size_t count = tensor_count(input);
    const char *const *texts = digits_as_asked(scatter, input->values, count, pen->arena);
    struct lettering lettering = {.font = scatter_fit(scatter, FONT_VALUES, texts, count),
                                  .is_moving = scatter->follows_output};
    struct area slid = scatter_slide(scatter, columns);
    for (size_t i = 0; i < count; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        double raised = scatter->unit_share[i];
        double lit = scatter->follows_output
                         ? raised
                         : scatter_ink_share(area_covered(&slid, (double)row, (double)column));
        lettering.color =
            color_mix(theme->color[COLOR_INPUT_INK], theme->color[COLOR_INPUT_NOW_INK], lit);
        pen_write(pen, key_cell("input.value", row, column), texts[i],
                  scatter_middle(&scatter->input, row, column, raised), &lettering);
    }
}

/* The weights of what the step reads, from half way on of what the next one does. */
static void write_weights(const struct scatter *scatter, struct pen *pen)
{
    const struct tensor *kernel = &scatter->simulation->kernel;
    size_t units = tensor_count(&scatter->simulation->input), count = tensor_count(kernel);
    const char *const *digits = digits_as_asked(scatter, kernel->values, count, pen->arena);
    const char **texts = arena_allocate(pen->arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = arena_format(pen->arena, "\xc3\x97%s", digits[i]); /* U+00D7 */
    struct lettering small = {.font = scatter_fit(scatter, FONT_SMALL, texts, count),
                              .color = scatter->theme->color[COLOR_INPUT_NOW_INK]};
    small.color.alpha *= fabs(1 - 2 * scatter->progress);
    if (!digits_fit_corner(scatter->theme, &small.font))
        return;
    for (size_t i = 0; small.color.alpha > 0 && i < units; i++) {
        if (scatter->unit_weight[i] == NOT_READ)
            continue;
        const char *text = texts[scatter->unit_weight[i]];
        int64_t row = scatter_row(i, scatter->width->input);
        int64_t column = scatter_column(i, scatter->width->input);
        struct point cell = plane_point(&scatter->input, (double)row, (double)column);
        pen_write(pen, key_cell("input.weight", row, column), text,
                  scatter_corner(scatter, cell, &small.font, text), &small);
    }
}

/* ---- the kernel, as it is stamped ---- */

static void draw_kernel_cells(const struct scatter *scatter, struct pen *pen)
{
    const struct theme *theme = scatter->theme;
    int64_t columns = scatter->width->kernel;
    size_t count = tensor_count(&scatter->simulation->kernel);
    for (size_t i = 0; i < count; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        struct color color = theme->color[COLOR_KERNEL];
        color.alpha *= resting_weight + (1 - resting_weight) * scatter->tap_share[i];
        plane_trace_outline(pen, &scatter->kernel,
                            (struct area){(double)row, (double)column, 1, 1});
        pen_paint(pen, key_cell("kernel.cell", row, column), color, stroke_none);
    }
    plane_trace_grid(pen, &scatter->kernel, scatter->weights);
    pen_paint(pen, key_once("kernel.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
}

static void write_kernel(const struct scatter *scatter, struct pen *pen)
{
    const struct simulation *simulation = scatter->simulation;
    int64_t columns = scatter->width->kernel;
    size_t count = tensor_count(&simulation->kernel);
    double *laid = arena_allocate(pen->arena, count, sizeof *laid);
    for (size_t i = 0; i < count; i++)
        laid[i] = simulation->kernel.values[simulation->is_turned ? i : count - 1 - i];
    const char *const *texts = digits_as_asked(scatter, laid, count, pen->arena);
    struct lettering lettering = {.font = scatter_fit(scatter, FONT_VALUES, texts, count),
                                  .color = scatter->theme->color[COLOR_WINDOW_INK]};
    for (size_t i = 0; i < count; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        pen_write(pen, key_cell("kernel.value", row, column), texts[i],
                  scatter_middle(&scatter->kernel, row, column, 0), &lettering);
    }
}

/* ---- both ---- */

void scatter_draw_units(const struct scatter *scatter, struct pen *pen)
{
    plane_trace_block(pen, &scatter->input, scatter->inputs);
    pen_paint(pen, key_once("input.units"), scatter->theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, scatter->theme->thick_pt));
}

void scatter_draw_lit(const struct scatter *scatter, struct pen *pen)
{
    const bool has_values = scatter->simulation->has_values;
    bool has_kernel = shown_kernel(scatter->simulation);
    if (has_kernel)
        draw_kernel_cells(scatter, pen);
    if (has_kernel && has_values)
        write_kernel(scatter, pen);
    if (scatter->follows_output)
        draw_lit_units(scatter, pen);
    else
        draw_current_unit(scatter, pen);
    if (has_values)
        write_input(scatter, pen);
    if (has_values && scatter->follows_output)
        write_weights(scatter, pen);
}
