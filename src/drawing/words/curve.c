/* SPDX-License-Identifier: MIT */
/* The curve of an elementwise function between its maps, with the unit of the moment on it. */
#include <math.h>

#include "drawing/words/words.h"

static const struct curve_sizes *const sizes = &theme_sizes.curve;

enum { POINTS = 96 };

/* The numbers at the ends of both axes. */
struct ends {
    double end; /* of the input's: -end to end */
    double low, high;
};

static struct ends ends_of(const struct simulation *layer)
{
    struct ends ends = {.end = sizes->least_end};
    for (size_t i = 0; layer->has_values && i < tensor_count(&layer->input); i++)
        if (isfinite(layer->input.values[i]))
            ends.end = fmax(ends.end, fabs(layer->input.values[i]));
    for (int i = 0; i <= POINTS; i++) {
        double y = simulation_function_at(layer, ends.end * ((double)2 * i / POINTS - 1));
        ends.low = fmin(ends.low, y);
        ends.high = fmax(ends.high, y);
    }
    return ends;
}

static struct point at_value(const struct ends *ends, const struct rectangle *box, double x,
                             double y)
{
    return (struct point){box->x + box->width * (x + ends->end) / (2 * ends->end),
                          box->y + box->height * (ends->high - y) / (ends->high - ends->low)};
}

bool curve_is_asked(const struct subject *subject)
{
    return simulation_is_function(subject->simulation) && !subject->simulation->below;
}

box_id curve_add(struct panel *panel)
{
    const struct theme *theme = &panel->subject.looks.theme;
    double side = sizes->side, digits = theme->font[FONT_SMALL].size_pt;
    panel->curve = layout_room(panel->layout, (struct size){in_cells(side), in_cells(side)});
    layout_reach(panel->layout, panel->curve, in_cells(-sizes->dot), in_cells(-sizes->dot));
    layout_reach(panel->layout, panel->curve, in_cells(side + sizes->dot), in_cells(side));
    /* digits grow with cells, but are never too small to read */
    layout_reach(panel->layout, panel->curve, in_cells(side),
                 (struct length){side + sizes->dot + digits / theme->cell_pt, sizes->free_pt});
    layout_reach(panel->layout, panel->curve, in_cells(side),
                 (struct length){side + sizes->dot, sizes->free_pt + words_pt(&panel->subject)});
    return panel->curve;
}

enum { AXIS_ENDS = 4 };

/* Numbers of the input's axis below the square, the first one where both have room; those of the
 * function's beside its axis, where the curve is not. Each stays beside the maps. */
static void write_ends(const struct panel *panel, const struct ends *ends,
                       const struct rectangle *box, struct pen *pen)
{
    const double values[AXIS_ENDS] = {-ends->end, ends->end, ends->low, ends->high};
    const char *texts[AXIS_ENDS];
    double widths[AXIS_ENDS];
    struct lettering lettering = subject_lettering(&panel->subject, FONT_SMALL, COLOR_ZERO_INK);
    double half = lettering.font.figure_height * lettering.font.size_pt / 2;
    struct point zero = at_value(ends, box, 0, 0);
    double bottom = box->y + box->height, gap = sizes->free_pt;
    double below = bottom + gap + subject_cells(&panel->subject, sizes->dot); /* off the unit */
    for (int i = 0; i < AXIS_ENDS; i++) {
        texts[i] = digits_of(pen->arena, &values[i], 1, -1)[0];
        widths[i] = text_width(panel->subject.ruler, &lettering.font, texts[i]);
    }
    const struct point places[AXIS_ENDS] = {
        {box->x + widths[0] / 2, below + half},
        {box->x + box->width - widths[1] / 2, below + half},
        {zero.x + gap + widths[2] / 2, bottom - half},
        {zero.x - gap - widths[3] / 2, box->y + half},
    };
    const bool has_room[AXIS_ENDS] = {
        widths[0] + gap + widths[1] <= box->width, widths[1] <= box->width,
        bottom - zero.y > 2 * half + gap && zero.x + gap + widths[2] <= box->x + box->width,
        zero.x - gap - widths[3] >= box->x};
    for (int i = 0; i < AXIS_ENDS; i++)
        if (has_room[i])
            pen_write(pen, (struct item_key){"curve.end", -1, i, -1, NULL}, texts[i], places[i],
                      &lettering);
}

void curve_draw(const struct panel *panel, struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct theme *theme = pen->theme;
    struct ends ends = ends_of(layer);
    struct rectangle box = layout_core(panel->layout, panel->curve);
    pen_move_to(pen, at_value(&ends, &box, -ends.end, 0));
    pen_line_to(pen, at_value(&ends, &box, ends.end, 0));
    pen_move_to(pen, at_value(&ends, &box, 0, ends.low));
    pen_line_to(pen, at_value(&ends, &box, 0, ends.high));
    pen_paint(pen, key_once("curve.axes"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, theme->thin_pt));
    for (int i = 0; i <= POINTS; i++) {
        double x = ends.end * ((double)2 * i / POINTS - 1);
        struct point at = at_value(&ends, &box, x, simulation_function_at(layer, x));
        if (i == 0)
            pen_move_to(pen, at);
        else
            pen_line_to(pen, at);
    }
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, 2 * theme->thick_pt);
    line.join = JOIN_ROUND;
    pen_paint(pen, key_once("curve.line"), color_none, line);
    write_ends(panel, &ends, &box, pen);
}

void curve_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct simulation *layer = lights->layer;
    const struct theme *theme = pen->theme;
    if (!layer->has_values || lights->here.term_count == 0 || lights->next.term_count == 0)
        return;
    struct ends ends = ends_of(layer);
    struct rectangle box = layout_core(panel->layout, panel->curve);
    double x =
        share_between(lights->here.terms[0].value, lights->next.terms[0].value, lights->progress);
    double y = simulation_function_at(layer, x);
    if (!isfinite(x) || !isfinite(y))
        return;
    pen_move_to(pen, at_value(&ends, &box, x, 0));
    pen_line_to(pen, at_value(&ends, &box, x, y));
    pen_line_to(pen, at_value(&ends, &box, 0, y));
    pen_paint(pen, key_once("curve.lead"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    pen_circle(pen, at_value(&ends, &box, x, y), subject_cells(&panel->subject, sizes->dot));
    pen_paint(pen, key_once("curve.unit"), theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_NOW_LINE, theme->thin_pt));
}
