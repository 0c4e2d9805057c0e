/* SPDX-License-Identifier: MIT */
/* The lens of view heat: maps there are too large for digits, so that what the window reads is
 * drawn once more, in cells that hold them. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/map/stamps.h"
#include "drawing/views/heat.h"
#include "drawing/words/words.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

enum { MOST_TAPS = 7 }; /* on an axis */

box_id heat_grid(struct panel *panel, size_t count, bool may_spread, double gap)
{
    const struct heat *heat = panel->subject.state;
    int columns = !may_spread       ? 1
                  : heat->is_square ? (int)ceil(sqrt((double)count))
                  : heat->is_column ? (int)count
                                    : 1;
    return layout_grid(panel->layout, columns, (struct size){in_cells(gap), in_cells(gap)},
                       ALIGN_MIDDLE);
}

bool lens_is_there(const struct subject *subject)
{
    const struct simulation *layer = subject->simulation;
    return layer->has_values && subject->looks.show.values == SHOW_DIGITS && layer->is_sliding &&
           layer->axis[0].kernel <= MOST_TAPS && layer->axis[1].kernel <= MOST_TAPS &&
           layer->axis[0].stretch == 1 && layer->axis[1].stretch == 1;
}

int lens_decimals(const struct subject *subject)
{
    const struct tensor *input = &subject->simulation->input;
    size_t count = tensor_count(input);
    int asked = digits_asked(&subject->looks.show, input->values, count, -1);
    return asked < 0 ? digits_decimals(input->values, count) : asked;
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
    struct map map =
        map_of_matrix(layer, MAP_INPUT, "lens", (size_t)axis[0].kernel, (size_t)axis[1].kernel);
    map.layer = NULL; /* its texts are a moment's */
    map.terms = TERMS_AT_TAPS;
    lens->first = panel->map_count;
    box_id grid = heat_grid(panel, inputs_read(layer), false, gap);
    for (lens->count = 0; lens->count < inputs_read(layer); lens->count++) {
        map.channel = (int)lens->count;
        struct placed *placed = panel_matrix(panel, &map, size);
        placed->is_hidden = true;
        placed->name = ""; /* the maps have it */
    }
    layout_end(panel->layout);
    return grid;
}

/* Digits leave room for the longest number of the map, and for weights. */
void lens_settle(struct panel *panel, struct heat *heat)
{
    struct lens *lens = &heat->lens;
    const struct subject *subject = &panel->subject;
    const struct placed *kernel = panel_find(panel, MAP_KERNEL, -2);
    struct placed *grids = &panel->maps[lens->first];
    lens->factors.of = NULL;
    if (lens->count == 0)
        return;
    double cell = plane_length(grids[0].map.plane.row);
    const double ends[] = {heat->input.low, heat->input.high};
    const char *const *digits = digits_of(panel->arena, ends, 2, lens->decimals);
    struct cell_text widest[2] = {{.text = digits[0]}, {.text = digits[1]}};
    struct font font = subject->looks.theme.font[FONT_VALUES];
    font.size_pt = fmin(font.size_pt, sizes->most_height * cell);
    font = cell_texts_fit(subject->ruler, font, widest, 2, sizes->most_width * cell);
    struct cell_text *texts =
        arena_allocate(panel->arena, grids[0].map.rows * grids[0].map.columns, sizeof *texts);
    if (!subject_is_legible(subject, &font))
        return;
    for (size_t i = 0; i < lens->count; i++)
        grids[i].map.texts = (struct texts){.of = texts, .font = font};
    if (kernel)
        lens->factors =
            texts_of_factors(subject, &kernel->map.texts,
                             tensor_count(&subject->simulation->kernel), cell, panel->arena);
}

/* ---- drawing ---- */

/* What a cell is filled with: without digits a unit has its colour, as in the map. */
static struct color fill_of(const struct map *grid, const struct term *term, bool is_chosen,
                            const struct lens *lens)
{
    const struct theme *theme = &grid->subject->looks.theme;
    if (term->kind != CELL_UNIT)
        return marks_read_zero(theme);
    if (!grid->texts.of)
        return map_color(lens->scale, grid->subject, term->value);
    return theme->color[is_chosen ? COLOR_NOW : COLOR_WINDOW];
}

static void draw_cell(const struct map *grid, const struct term *term, bool is_chosen,
                      const struct lens *lens, struct pen *pen)
{
    struct item_key key = {"lens.cell", grid->channel, (int)term->tap[0], (int)term->tap[1], NULL};
    enum theme_color line = is_chosen ? COLOR_NOW_LINE : COLOR_WINDOW_LINE;
    plane_trace_outline(pen, &grid->plane, (struct area){key.row, key.column, 1, 1});
    pen_paint(pen, key, fill_of(grid, term, is_chosen, lens),
              term->kind == CELL_UNIT ? pen_solid(pen, line, pen->theme->thick_pt)
                                      : pen_dashed(pen, COLOR_ZERO_LINE));
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
    if (!simulation_counts_zero(lights->layer, term->kind) && !is_unit)
        return;
    if (is_unit || term->value != 0)
        text.text = digits_of(pen->arena, &term->value, 1, lens->decimals)[0];
    lettering.color = color_faded(pen->theme->color[is_chosen ? COLOR_NOW_INK
                                                    : is_unit ? COLOR_INK
                                                              : COLOR_ZERO_INK],
                                  1 - lights_covered(lights, grid, key.row, key.column));
    draw_cell(grid, term, is_chosen, lens, pen);
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
    if (heat->is_column || heat->is_lens_below) {
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
    struct step step;
    if (lens->count == 0)
        return;
    simulation_step_at(lights->layer, lights->seen, pen->arena, &step);
    for (size_t i = 0; i < lens->count && lights->window_count == 1; i++)
        draw_lines(panel, heat, i, lights, pen);
    pen_begin_fade(pen, key_once("lens"), share);
    for (size_t i = 0; i < lens->count; i++)
        draw_grid(lights, &panel->maps[lens->first + i].map, &step, lens, pen);
    pen_end_fade(pen, key_once("lens.end"), share);
    for (size_t i = 0; i < lens->count; i++) {
        pen_rectangle(pen, layout_core(panel->layout, panel->maps[lens->first + i].box));
        pen_paint(pen, key_of("lens.edge", i), color_none,
                  pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&panel->subject)));
    }
}
