/* SPDX-License-Identifier: MIT */
/* What the lens of view heat shows at a moment: the window's cells, what it reads in them, and
 * lines from it to there. Between steps the cells stay, and their digits give way to the next ones.
 */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/map/stamps.h"
#include "drawing/views/heat.h"
#include "drawing/words/words.h"

/* What a cell is filled with: without digits a unit has its colour, as in the map. */
static struct color fill_of(const struct map *grid, const struct term *term,
                            const struct lens *lens)
{
    const struct theme *theme = &grid->subject->looks.theme;
    if (term->kind != CELL_UNIT)
        return marks_read_zero(theme);
    if (!grid->texts.of)
        return map_color(lens->scale, grid->subject, term->value);
    return theme->color[COLOR_WINDOW];
}

static bool has_cell(const struct lights *lights, const struct term *term)
{
    return term->kind == CELL_UNIT || simulation_counts_zero(lights->layer, term->kind);
}

/* A cell on its way to what the next step reads there. */
static void draw_cell(const struct lights *lights, size_t t, const struct map *grid,
                      const struct lens *lens, struct pen *pen)
{
    const struct term *here = &lights->here.terms[t];
    bool moves = lights->progress > 0 && t < lights->next.term_count;
    const struct term *next = moves ? &lights->next.terms[t] : here;
    const struct term *nearer = lights->progress >= 0.5 ? next : here;
    struct item_key key = {"lens.cell", grid->channel, (int)here->tap[0], (int)here->tap[1], NULL};
    double shares[] = {has_cell(lights, here), has_cell(lights, next)};
    double share = share_between(shares[0], shares[1], lights->progress);
    struct color fill =
        color_mix(color_faded(fill_of(grid, here, lens), shares[0]),
                  color_faded(fill_of(grid, next, lens), shares[1]), lights->progress);
    plane_trace_outline(pen, &grid->plane, (struct area){key.row, key.column, 1, 1});
    pen_paint(pen, key, fill,
              stroke_faded(nearer->kind == CELL_UNIT
                               ? pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt)
                               : pen_dashed(pen, COLOR_ZERO_LINE),
                           share));
}

/* Steps have the same taps, in one order. */
static void draw_cells(const struct lights *lights, const struct map *grid, const struct lens *lens,
                       struct pen *pen)
{
    const struct step *here = &lights->here;
    for (size_t t = 0; t < here->term_count; t++) {
        int64_t row, column;
        if (lights_term_cell(lights->layer, here, t, grid, &row, &column))
            draw_cell(lights, t, grid, lens, pen);
    }
}

static void draw_chosen(const struct map *grid, const struct term *term, struct pen *pen)
{
    struct item_key key = {"lens.chosen", grid->channel, (int)term->tap[0], (int)term->tap[1],
                           NULL};
    plane_trace_outline(pen, &grid->plane, (struct area){key.row, key.column, 1, 1});
    pen_paint(pen, key, pen->theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_NOW_LINE, pen->theme->thick_pt));
}

/* In the corner, below what is raised for it. */
static void write_weight(const struct lights *lights, const struct map *grid,
                         const struct term *term, const struct lens *lens, struct pen *pen)
{
    struct item_key key = {"lens.weight", grid->channel, (int)term->tap[0], (int)term->tap[1],
                           NULL};
    const struct cell_text *text =
        &lens->factors.of[tensor_offset(&lights->layer->kernel, term->kernel)];
    struct lettering lettering = {
        .font = lens->factors.font,
        .color = color_faded(pen->theme->color[COLOR_WINDOW_INK],
                             1 - lights_covered(lights, grid, key.row, key.column))};
    pen_write(pen, key, text->text,
              stamps_corner(grid, key.row, key.column, &lettering.font, text->text), &lettering);
}

/* While its sum is told a pool has taken nothing yet. */
static void draw_term(const struct lights *lights, const struct map *grid, const struct term *term,
                      const struct lens *lens, struct pen *pen)
{
    bool is_chosen = lights->telling == TELLS_ALL && term->is_chosen;
    bool is_unit = term->kind == CELL_UNIT;
    struct item_key key = {"lens.value", grid->channel, (int)term->tap[0], (int)term->tap[1], NULL};
    struct cell_text text = {.text = "0"};
    struct lettering lettering = {.font = grid->texts.font};
    if (!has_cell(lights, term))
        return;
    if (is_unit || term->value != 0)
        text.text = digits_of(pen->arena, &term->value, 1, lens->decimals)[0];
    lettering.color = color_faded(pen->theme->color[is_chosen ? COLOR_NOW_INK
                                                    : is_unit ? COLOR_INK
                                                              : COLOR_ZERO_INK],
                                  1 - lights_covered(lights, grid, key.row, key.column));
    if (is_chosen && grid->texts.of)
        draw_chosen(grid, term, pen);
    if (grid->texts.of)
        cell_text_write(pen, grid->subject->ruler, key, &text,
                        stamps_middle(grid, key.row, key.column, lens->factors.of ? 1 : 0),
                        &lettering);
    if (lens->factors.of)
        write_weight(lights, grid, term, lens, pen);
}

static void draw_grid(const struct lights *lights, const struct map *grid, const struct step *step,
                      const struct lens *lens, struct pen *pen)
{
    for (size_t t = 0; t < step->term_count; t++) {
        int64_t row, column;
        if (lights_term_cell(lights->layer, step, t, grid, &row, &column))
            draw_term(lights, grid, &step->terms[t], lens, pen);
    }
    map_write_products(grid, lights, pen);
}

/* From the window's corners to those of the lens that face it. */
static void draw_lines(const struct panel *panel, const struct heat *heat, size_t number,
                       const struct lights *lights, struct pen *pen)
{
    const struct light_window *window = &lights->windows[0];
    const struct placed *input = &panel->maps[window->first_channel + number];
    struct rectangle at = layout_core(panel->layout, panel->maps[heat->lens.first + number].box);
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
        panel_trace_line(panel, NULL,
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
    struct lights seen = *lights; /* with the terms of both steps */
    if (lens->count == 0)
        return;
    simulation_step_at(lights->layer, lights->step, pen->arena, &seen.here);
    if (lights->progress > 0)
        simulation_step_at(lights->layer, lights->step + 1, pen->arena, &seen.next);
    const struct step *step = lights->seen > lights->step ? &seen.next : &seen.here;
    for (size_t i = 0; i < lens->count && lights->window_count == 1; i++)
        draw_lines(panel, heat, i, lights, pen);
    for (size_t i = 0; i < lens->count; i++)
        draw_cells(&seen, &panel->maps[lens->first + i].map, lens, pen);
    pen_begin_fade(pen, key_once("lens"), share);
    for (size_t i = 0; i < lens->count; i++)
        draw_grid(&seen, &panel->maps[lens->first + i].map, step, lens, pen);
    pen_end_fade(pen, key_once("lens.end"), share);
    for (size_t i = 0; i < lens->count; i++) {
        pen_rectangle(pen, layout_core(panel->layout, panel->maps[lens->first + i].box));
        pen_paint(pen, key_of("lens.edge", i), color_none,
                  pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&panel->subject)));
    }
}
