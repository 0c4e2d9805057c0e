/* SPDX-License-Identifier: MIT */
/* View im2col: the layer as a product of two dense matrices. The windows are the columns of X, the
 * weights of each output channel a row of W, and W X is the output. W stands left of the product,
 * X above it: a row and a column meet where their sum is. */
#include "convreel/theme_sizes.h"
#include "drawing/views/unrolled.h"

static const struct im2col_sizes *const sizes = &theme_sizes.im2col;

enum { MOST_NUMBERS = 3000000 };

/* By their roles: X, W and the product. */
struct im2col {
    struct matrix of[MAP_ROLES];
};

/* ---- the layer ---- */

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *common = unrolled_obstacle(simulation, arena);
    if (common)
        return common;
    if (simulation->groups > 1)
        return arena_format(arena, "%zu groups, each with matrices of its own", simulation->groups);
    size_t most = MOST_NUMBERS / entries_terms(simulation);
    if (simulation->step_count / simulation->out_channels > most || simulation->out_channels > most)
        return arena_format(arena, "windows of more than %d numbers in all", MOST_NUMBERS);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    size_t terms = entries_terms(layer), channels = layer->out_channels;
    size_t places = layer->step_count / channels;
    struct im2col *im2col = arena_allocate(arena, 1, sizeof *im2col);
    struct matrix *of = im2col->of;
    of[MAP_INPUT] = matrix_of(MAP_INPUT, "windows", TEXTS_INPUT, terms, places);
    of[MAP_INPUT].numbers = entries_windows(layer, arena);
    of[MAP_KERNEL] = matrix_of(MAP_KERNEL, "weights", TEXTS_WHOLE_WEIGHTS, channels, terms);
    of[MAP_KERNEL].numbers = entries_weights(layer, arena);
    of[MAP_OUTPUT] = matrix_of(MAP_OUTPUT, "product", TEXTS_OUTPUT, channels, places);
    for (int role = 0; role < MAP_ROLES; role++)
        of[role].is_legible =
            terms <= MOST_LEGIBLE && places <= MOST_LEGIBLE && channels <= MOST_LEGIBLE;
    return im2col;
}

/* ---- layout ---- */

static struct length column_of(const struct im2col *im2col, size_t count, double most)
{
    return matrix_pitch(&im2col->of[MAP_INPUT], count, most, sizes->largest_place, 1);
}

static struct length row_of(const struct im2col *im2col, size_t count, double most)
{
    return matrix_pitch(&im2col->of[MAP_INPUT], count, most, theme_sizes.matrix.cell_height,
                        theme_sizes.matrix.cell_height);
}

/* "X", "dY": letters of matrices are large. */
static const char *matrix_letter(const struct simulation *layer, enum map_role role)
{
    static const char *const letters[] = {[HOLDS_INPUT] = "X",
                                          [HOLDS_KERNEL] = "W",
                                          [HOLDS_OUTPUT] = "Y",
                                          [HOLDS_INPUT_GRADIENT] = "dX",
                                          [HOLDS_KERNEL_GRADIENT] = "dW",
                                          [HOLDS_OUTPUT_GRADIENT] = "dY"};
    return letters[simulation_holds(layer, role)];
}

/* W stands left of the product, in a row with it; X above it. */
static void lay_out_im2col(struct panel *panel)
{
    struct im2col *im2col = panel->subject.state;
    const struct catalogue *language = panel->subject.looks.language;
    const struct simulation *layer = panel->subject.simulation;
    struct layout *layout = panel->layout;
    size_t terms = im2col->of[MAP_INPUT].rows;
    struct length place = column_of(im2col, im2col->of[MAP_INPUT].columns, sizes->most_places);
    struct length row = row_of(im2col, terms, sizes->most_terms);
    struct length channel = row_of(im2col, im2col->of[MAP_KERNEL].rows, sizes->most_channels);
    layout_row(layout, in_cells(sizes->gap), ALIGN_END);
    layout_column(layout, in_cells(sizes->gap), ALIGN_END);
    unrolled_add_maps(panel, row.cells * (double)terms, true);
    layout_row(layout, in_cells(0), ALIGN_MIDDLE);
    panel_divisor(panel);
    struct placed *weights =
        matrix_add(panel, &im2col->of[MAP_KERNEL],
                   (struct size){column_of(im2col, terms, sizes->most_terms), channel});
    if (simulation_holds(layer, MAP_KERNEL) == HOLDS_KERNEL)
        weights->name = catalogue_word(language, WORD_WEIGHTS);
    weights->letter = matrix_letter(layer, MAP_KERNEL);
    weights->name_side = SIDE_BELOW;
    layout_end(layout);
    layout_end(layout);
    layout_column(layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    struct placed *windows = matrix_add(panel, &im2col->of[MAP_INPUT], (struct size){place, row});
    windows->name = catalogue_word(language, WORD_WINDOWS);
    windows->letter = matrix_letter(layer, MAP_INPUT);
    struct placed *product =
        matrix_add(panel, &im2col->of[MAP_OUTPUT], (struct size){place, channel});
    product->letter = arena_format(panel->arena, "%s %s%s", weights->letter, windows->letter,
                                   layer->has_bias ? " + b" : "");
    product->name_side = SIDE_BELOW;
    layout_end(layout);
    layout_end(layout);
}

/* ---- a sum that is told: in the column of the window ---- */

static bool find_term(const struct panel *panel, const struct step *step, size_t term,
                      struct own_cell *cell)
{
    const struct im2col *im2col = panel->subject.state;
    const struct matrix *windows = &im2col->of[MAP_INPUT];
    return matrix_own_cell(windows, term, step->number % windows->columns, cell);
}

static bool find_total(const struct panel *panel, const struct step *step, struct own_cell *cell)
{
    const struct im2col *im2col = panel->subject.state;
    const struct matrix *product = &im2col->of[MAP_OUTPUT];
    return matrix_own_cell(product, step->number / product->columns,
                           step->number % product->columns, cell);
}

static void settle(struct panel *panel)
{
    struct im2col *im2col = panel->subject.state;
    for (int role = 0; role < MAP_ROLES; role++)
        matrix_settle(panel, &im2col->of[role]);
    panel->find_term = find_term;
    panel->find_total = find_total;
    panel->factors.of = NULL; /* the small maps have none */
}

/* ---- what rests ---- */

static void draw_windows(const struct matrix *windows, struct pen *pen)
{
    double thick = pen->theme->thick_pt;
    matrix_trace_grid(windows, pen);
    pen_paint(pen, key_once("windows.zeros"), color_none,
              windows->is_legible ? pen_dashed(pen, COLOR_ZERO_LINE)
                                  : pen_solid(pen, COLOR_ZERO_LINE, thick));
    matrix_trace_units(windows, pen);
    pen_paint(pen, key_once("windows.units"), pen->theme->color[COLOR_INPUT],
              windows->is_legible ? pen_solid(pen, COLOR_INPUT_LINE, thick) : stroke_none);
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct im2col *im2col = panel->subject.state;
    const struct matrix *windows = &im2col->of[MAP_INPUT], *weights = &im2col->of[MAP_KERNEL];
    const struct matrix *product = &im2col->of[MAP_OUTPUT];
    const struct theme *theme = pen->theme;
    panel_draw_rest(panel, pen);
    draw_windows(windows, pen);
    matrix_write_area(windows, "windows.value", matrix_area(windows), theme->color[COLOR_INPUT_INK],
                      theme->color[COLOR_ZERO_INK], pen);
    matrix_trace_block(weights, matrix_area(weights), pen);
    pen_paint(pen, key_once("weights.cells"), theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt));
    matrix_write_area(weights, "weights.value", matrix_area(weights),
                      theme->color[COLOR_WINDOW_INK], color_none, pen);
    matrix_trace_grid(product, pen);
    pen_paint(pen, key_once("product.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* ---- what the step lights ---- */

/* Where a step is in the product: a cell, or by position a column of them. */
static struct area place_of(const struct lights *lights, const struct matrix *product, size_t step)
{
    if (lights->is_by_position)
        return (struct area){0, (double)step, (double)product->rows, 1};
    size_t row = step / product->columns, column = step % product->columns;
    return (struct area){(double)row, (double)column, 1, 1};
}

static struct area now_area(const struct lights *lights, const struct matrix *product)
{
    return area_between(place_of(lights, product, lights->step),
                        place_of(lights, product, lights->step + (lights->progress > 0)),
                        lights->progress);
}

/* From the ends of the row and of the column to where they meet. */
static void draw_links(const struct im2col *im2col, struct area now, double share, struct pen *pen)
{
    const struct plane *plane = &im2col->of[MAP_OUTPUT].plane;
    const struct matrix *above = &im2col->of[MAP_INPUT], *before = &im2col->of[MAP_KERNEL];
    struct point bottom = plane_point(&above->plane, (double)above->rows, 0);
    struct point right = plane_point(&before->plane, 0, (double)before->columns);
    double rows = (plane->origin.y - bottom.y) / plane->row.y;
    double columns = (plane->origin.x - right.x) / plane->column.x;
    struct area wide = matrix_widen_area(&im2col->of[MAP_OUTPUT], now);
    plane_trace_outline(pen, plane, (struct area){-rows, wide.column, rows, wide.columns});
    plane_trace_outline(pen, plane, (struct area){wide.row, -columns, wide.rows, columns});
    pen_paint(pen, key_once("lit.links"),
              color_faded(pen->theme->color[COLOR_WINDOW], share * theme_sizes.matrix.tint),
              stroke_none);
}

/* A band over all of a row or column: its cells' lines, then its outline. */
static void draw_band(const struct matrix *matrix, const char *part, struct area area, double share,
                      struct pen *pen)
{
    matrix_trace_block(matrix, matrix_widen_area(matrix, area), pen);
    pen_paint(pen, key_once(part), color_faded(pen->theme->color[COLOR_WINDOW], share),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), share));
    matrix_draw_edge(matrix, arena_format(pen->arena, "%s.edge", part), area, color_none,
                     COLOR_WINDOW_LINE, share, pen);
}

/* The texts of what a step lights; both steps of a move may light the same row or column. */
static void write_lit(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct im2col *im2col = panel->subject.state;
    const struct matrix *windows = &im2col->of[MAP_INPUT], *weights = &im2col->of[MAP_KERNEL];
    size_t count = lights->progress > 0 ? 2 : 1, places = windows->columns;
    size_t steps[] = {lights->step, lights->step + count - 1};
    bool is_same = steps[0] % places == steps[1] % places;
    const double *covered = matrix_covered(panel, lights, windows->rows, true, pen->arena);
    for (size_t i = 0; i < (is_same ? 1 : count); i++) {
        double share = is_same ? lights->strength : matrix_step_share(lights, steps[i]);
        for (size_t row = 0; row < windows->rows; row++) {
            struct color ink =
                color_faded(pen->theme->color[COLOR_INK], share * (1 - covered[row]));
            struct area cell = {(double)row, (double)(steps[i] % places), 1, 1};
            matrix_write_area(windows, "lit.window", cell, ink, ink, pen);
        }
    }
    for (size_t channel = 0; channel < weights->rows; channel++) {
        double share = lights->is_by_position ? lights->strength : 0;
        for (size_t i = 0; !lights->is_by_position && i < count; i++)
            share += steps[i] / places == channel ? matrix_step_share(lights, steps[i]) : 0;
        struct color ink = color_faded(pen->theme->color[COLOR_INK], share);
        if (share > 0)
            matrix_write_area(weights, "lit.weight",
                              (struct area){(double)channel, 0, 1, (double)weights->columns}, ink,
                              ink, pen);
    }
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct im2col *im2col = panel->subject.state;
    const struct matrix *windows = &im2col->of[MAP_INPUT], *weights = &im2col->of[MAP_KERNEL];
    struct lights lights;
    lights_read(&lights, &panel->subject, part, pen->arena);
    struct area now = now_area(&lights, &im2col->of[MAP_OUTPUT]);
    lights.is_told_beside = true;
    panel_draw_step(panel, &lights, pen);
    draw_links(im2col, now, lights.strength, pen);
    draw_band(windows, "lit.column", (struct area){0, now.column, (double)windows->rows, 1},
              lights.strength, pen);
    draw_band(weights, "lit.row", (struct area){now.row, 0, now.rows, (double)weights->columns},
              lights.strength, pen);
    write_lit(panel, &lights, pen);
    sum_write_products(panel, &lights, pen);
    matrix_draw_outputs(&im2col->of[MAP_OUTPUT], &lights,
                        place_of(&lights, &im2col->of[MAP_OUTPUT], lights.step),
                        place_of(&lights, &im2col->of[MAP_OUTPUT], lights.step + 1), pen);
}

const struct view view_im2col = {.name = "im2col",
                                 .obstacle = obstacle,
                                 .has_sum = true,
                                 .tells_sums = ORDERS_OF_OUTPUTS,
                                 .lifts = true,
                                 .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                 .prepare = prepare,
                                 .lay_out = lay_out_im2col,
                                 .settle = settle,
                                 .draw_rest = draw_rest,
                                 .draw_step = draw_step};
