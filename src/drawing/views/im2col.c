/* SPDX-License-Identifier: MIT */
/* View im2col: the layer as a product of two dense matrices. The windows are the columns of X, the
 * weights of each output channel a row of W, and W X is the output. W stands left of the product,
 * X above it: a row and a column meet where their sum is. */
#include "drawing/views/im2col.h"

#include "drawing/views/matrices.h"

static const struct im2col_sizes *const sizes = &theme_sizes.im2col;

enum { MOST_NUMBERS = 3000000 };

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
    matrix_draw_cells(windows, "windows.zeros", color_none,
                      windows->is_legible ? pen_dashed(pen, COLOR_ZERO_LINE)
                                          : pen_solid(pen, COLOR_ZERO_LINE, thick),
                      pen);
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
    matrix_draw_cells(weights, "weights.cells", theme->color[COLOR_KERNEL],
                      pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt), pen);
    matrix_write_area(weights, "weights.value", matrix_area(weights),
                      theme->color[COLOR_WINDOW_INK], color_none, pen);
    matrix_draw_cells(product, "product.empty", color_none, pen_dashed(pen, COLOR_OUTPUT_LINE),
                      pen);
}

const struct view view_im2col = {.name = "im2col",
                                 .obstacle = obstacle,
                                 .tell = im2col_tell,
                                 .has_sum = true,
                                 .tells_sums = ORDERS_OF_OUTPUTS,
                                 .lifts = true,
                                 .tells_beside = true,
                                 .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                 .prepare = prepare,
                                 .lay_out = lay_out_im2col,
                                 .settle = settle,
                                 .draw_rest = draw_rest,
                                 .draw_step = im2col_draw_step};
