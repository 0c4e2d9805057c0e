/* SPDX-License-Identifier: MIT */
/* The lens of view heat: maps there are too large for digits, so that what the window reads is
 * drawn once more, in cells that hold them. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/heat.h"
#include "drawing/words/words.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

enum { MOST_TAPS = 7 }; /* on an axis */

bool lens_is_there(const struct subject *subject)
{
    const struct simulation *layer = subject->simulation;
    return layer->has_values && subject->looks.show.values == SHOW_DIGITS && layer->is_sliding &&
           layer->axis[0].kernel <= MOST_TAPS && layer->axis[1].kernel <= MOST_TAPS &&
           layer->axis[0].stretch == 1 && layer->axis[1].stretch == 1;
}

static size_t inputs_read(const struct simulation *layer)
{
    return layer->has_kernel ? layer->in_channels / layer->groups : 1;
}

box_id lens_add(struct panel *panel, struct lens *lens, double gap)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct axis *axis = layer->axis;
    struct size size = {in_cells((double)axis[1].kernel), in_cells((double)axis[0].kernel)};
    box_id grid = heat_grid(panel, inputs_read(layer), false, gap);
    for (lens->count = 0; lens->count < inputs_read(layer); lens->count++)
        lens->boxes[lens->count] = layout_room(panel->layout, size);
    layout_end(panel->layout);
    lens->decimals = digits_asked(&panel->subject.looks.show, layer->input.values,
                                  tensor_count(&layer->input), -1);
    if (lens->decimals < 0)
        lens->decimals = digits_decimals(layer->input.values, tensor_count(&layer->input));
    return grid;
}

static struct plane plane_of(const struct panel *panel, box_id box)
{
    struct rectangle at = layout_core(panel->layout, box);
    double cell = at.height / (double)panel->subject.simulation->axis[0].kernel;
    return (struct plane){{at.x, at.y}, {cell, 0}, {0, cell}};
}

/* Where a term's product stands: in its cell of the lens. */
static bool find_term(const struct panel *panel, const struct step *step, size_t term,
                      struct own_cell *cell)
{
    const struct heat *heat = panel->subject.state;
    const struct term *read = &step->terms[term];
    if (heat->lens.count == 0)
        return false;
    *cell = (struct own_cell){plane_of(panel, heat->lens.boxes[read->channel % heat->lens.count]),
                              read->tap[0], read->tap[1], heat->lens.font};
    return true;
}

/* As large as leaves room for the longest number of the map. */
void lens_settle(struct panel *panel, struct heat *heat)
{
    struct lens *lens = &heat->lens;
    const struct subject *subject = &panel->subject;
    panel->find_term = find_term;
    if (lens->count == 0)
        return;
    double cell = plane_length(plane_of(panel, lens->boxes[0]).row);
    const double ends[] = {heat->input.low, heat->input.high};
    const char *const *digits = digits_of(panel->arena, ends, 2, lens->decimals);
    struct cell_text widest[2] = {{.text = digits[0]}, {.text = digits[1]}};
    lens->font = subject->looks.theme.font[FONT_VALUES];
    lens->font.size_pt = fmin(sizes->most_height * cell, sizes->largest_zero * cell);
    lens->font = cell_texts_fit(subject->ruler, lens->font, widest, 2, sizes->most_width * cell);
}

/* ---- drawing ---- */

static void draw_cell(const struct plane *plane, const struct term *term, bool is_chosen,
                      struct item_key key, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    bool is_unit = term->kind == CELL_UNIT;
    enum theme_color line = is_chosen ? COLOR_NOW_LINE : COLOR_WINDOW_LINE;
    key.part = "lens.cell";
    plane_trace_outline(pen, plane, (struct area){key.row, key.column, 1, 1});
    pen_paint(pen, key,
              is_chosen ? theme->color[COLOR_NOW]
              : is_unit ? theme->color[COLOR_WINDOW]
                        : marks_read_zero(theme),
              is_unit ? pen_solid(pen, line, theme->thick_pt) : pen_dashed(pen, COLOR_ZERO_LINE));
}

/* While its sum is told a pool has taken nothing yet. */
static void draw_term(const struct panel *panel, const struct lights *lights,
                      const struct step *step, size_t t, struct pen *pen)
{
    const struct heat *heat = panel->subject.state;
    const struct lens *lens = &heat->lens;
    const struct term *term = &step->terms[t];
    bool is_told = lights->telling == TELLS_ALL, is_chosen = is_told && term->is_chosen;
    double covered = lights_term(lights->telling, lights->told, t, step->term_count).covered;
    size_t number = term->channel % lens->count;
    struct plane plane = plane_of(panel, lens->boxes[number]);
    struct item_key key = {"lens.value", (int)number, (int)term->tap[0], (int)term->tap[1], NULL};
    bool is_unit = term->kind == CELL_UNIT;
    struct cell_text text = {.text = "0"};
    struct lettering lettering = {.font = lens->font};
    if (!simulation_counts_zero(panel->subject.simulation, term->kind) && !is_unit)
        return;
    if (is_unit || term->value != 0)
        text.text = digits_of(pen->arena, &term->value, 1, lens->decimals)[0];
    lettering.color = color_faded(pen->theme->color[is_chosen ? COLOR_NOW_INK
                                                    : is_unit ? COLOR_INK
                                                              : COLOR_ZERO_INK],
                                  1 - covered);
    draw_cell(&plane, term, is_chosen, key, pen);
    cell_text_write(pen, panel->subject.ruler, key, &text,
                    map_middle(&plane, (double)term->tap[0], (double)term->tap[1]), &lettering);
}

/* From the window's corners to those of the lens that face it. */
static void draw_lines(const struct panel *panel, const struct heat *heat, size_t number,
                       const struct lights *lights, struct pen *pen)
{
    const struct light_window *window = &lights->windows[0];
    const struct placed *input = &panel->maps[window->first_channel + number];
    struct rectangle at = layout_core(panel->layout, heat->lens.boxes[number]);
    struct area area = lights_window_area(lights, window);
    const struct axis *axis = lights->layer->axis;
    double top = area.row - (double)axis[0].before, left = area.column - (double)axis[1].before;
    double bottom = top + area.rows, right = left + area.columns;
    struct point from[2] = {{right, top}, {right, bottom}};
    struct point to[2] = {{at.x, at.y}, {at.x, at.y + at.height}};
    if (heat->is_column) {
        from[0] = (struct point){left, bottom};
        to[0] = (struct point){at.x, at.y};
        to[1] = (struct point){at.x + at.width, at.y};
    }
    for (int i = 0; i < 2; i++)
        panel_trace_line(panel,
                         plane_point(&input->map.plane,
                                     fmin(fmax(from[i].y, 0), (double)axis[0].input),
                                     fmin(fmax(from[i].x, 0), (double)axis[1].input)),
                         to[i], pen);
    pen_paint(pen, key_of("lens.lines", number), color_none,
              pen_solid(pen, COLOR_LINK, pen->theme->thick_pt));
}

void lens_draw(const struct panel *panel, const struct heat *heat, const struct lights *lights,
               struct pen *pen)
{
    const struct lens *lens = &heat->lens;
    double share = lights->window_count > 1 ? fabs(1 - 2 * lights->progress)
                                            : 1 - 2 * fmin(lights->progress, 1 - lights->progress);
    struct step step;
    if (lens->count == 0)
        return;
    simulation_step_at(lights->layer, lights->seen, pen->arena, &step);
    for (size_t i = 0; i < lens->count && lights->window_count == 1; i++)
        draw_lines(panel, heat, i, lights, pen);
    pen_begin_fade(pen, key_once("lens"), share);
    for (size_t t = 0; t < step.term_count; t++)
        draw_term(panel, lights, &step, t, pen);
    sum_write_products(panel, lights, pen);
    pen_end_fade(pen, key_once("lens.end"), share);
    for (size_t i = 0; i < lens->count; i++) {
        pen_rectangle(pen, layout_core(panel->layout, lens->boxes[i]));
        pen_paint(pen, key_of("lens.edge", i), color_none,
                  pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&panel->subject)));
    }
}
