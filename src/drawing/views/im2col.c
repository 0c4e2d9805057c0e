/* SPDX-License-Identifier: MIT */
/* View im2col: the layer as a product of two dense matrices. The windows are the columns of X, the
 * weights of each output channel a row of W, and W X is the output. W stands left of the product,
 * X above it: a row and a column meet where their sum is. */
#include "drawing/views/matrices.h"

static const struct im2col_sizes *const sizes = &theme_sizes.im2col;

enum { MOST_NUMBERS = 3000000 };

/* ---- the layer ---- */

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->groups > 1)
        return arena_format(arena, "%zu groups, each with matrices of its own", simulation->groups);
    size_t most = MOST_NUMBERS / simulation_terms(simulation);
    if (simulation->step_count / simulation->out_channels > most || simulation->out_channels > most)
        return arena_format(arena, "windows of more than %d numbers in all", MOST_NUMBERS);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    size_t terms = simulation_terms(layer), channels = layer->out_channels;
    size_t places = layer->step_count / channels;
    struct matrices *im2col = arena_allocate(arena, 1, sizeof *im2col);
    struct map *of = im2col->of;
    of[MAP_INPUT] = map_of_matrix(layer, MAP_INPUT, "windows", terms, places);
    of[MAP_INPUT].numbers = simulation_window_units(layer, arena);
    of[MAP_INPUT].terms = TERMS_IN_COLUMN;
    of[MAP_KERNEL] = map_of_matrix(layer, MAP_KERNEL, "weights", channels, terms);
    of[MAP_KERNEL].numbers = simulation_window_weights(layer, arena);
    of[MAP_KERNEL].kind = TEXTS_WHOLE_WEIGHTS;
    of[MAP_OUTPUT] = map_of_matrix(layer, MAP_OUTPUT, "product", channels, places);
    for (int role = 0; role < MAP_ROLES; role++)
        of[role].is_one_shape =
            terms > MOST_LEGIBLE || places > MOST_LEGIBLE || channels > MOST_LEGIBLE;
    return im2col;
}

/* ---- layout ---- */

static struct length column_of(const struct matrices *im2col, size_t count, double most)
{
    return matrix_pitch(&im2col->of[MAP_INPUT], count, most, sizes->largest_place, 1);
}

static struct length row_of(const struct matrices *im2col, size_t count, double most)
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

/* W stands left of the product, in a row with it; X above it. The layer's own maps are above W,
 * side by side or, in the second arrangement, one below the other. */
static void lay_out_im2col(struct panel *panel)
{
    struct matrices *im2col = panel->subject.state;
    const struct catalogue *language = panel->subject.looks.language;
    const struct simulation *layer = panel->subject.simulation;
    struct layout *layout = panel->layout;
    size_t terms = im2col->of[MAP_INPUT].rows;
    struct length place = column_of(im2col, im2col->of[MAP_INPUT].columns, sizes->most_places);
    struct length row = row_of(im2col, terms, sizes->most_terms);
    struct length channel = row_of(im2col, im2col->of[MAP_KERNEL].rows, sizes->most_channels);
    layout_row(layout, in_cells(sizes->gap), ALIGN_END);
    layout_column(layout, in_cells(sizes->gap), ALIGN_END);
    unrolled_add_maps(panel, row.cells * (double)terms, panel->arrangement == 0);
    layout_row(layout, in_cells(0), ALIGN_MIDDLE);
    panel_divisor(panel);
    struct placed *weights =
        matrices_add(panel, im2col, MAP_KERNEL,
                     (struct size){column_of(im2col, terms, sizes->most_terms), channel});
    if (simulation_holds(layer, MAP_KERNEL) == HOLDS_KERNEL)
        weights->name = catalogue_word(language, WORD_WEIGHTS);
    weights->letter = matrix_letter(layer, MAP_KERNEL);
    weights->name_side = SIDE_BELOW;
    layout_end(layout);
    layout_end(layout);
    layout_column(layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    struct placed *windows = matrices_add(panel, im2col, MAP_INPUT, (struct size){place, row});
    windows->name = catalogue_word(language, WORD_WINDOWS);
    windows->letter = matrix_letter(layer, MAP_INPUT);
    struct placed *product = matrices_add(panel, im2col, MAP_OUTPUT, (struct size){place, channel});
    product->letter = arena_format(panel->arena, "%s %s%s", weights->letter, windows->letter,
                                   layer->has_bias ? " + b" : "");
    product->name_side = SIDE_BELOW;
    layout_end(layout);
    layout_end(layout);
}

/* ---- what a step lights: a row of weights, a column of X, and where they meet ---- */

/* Where a step is in the product: a cell, or by position a column of them. */
static struct area place_of(const struct lights *lights, const struct map *product, size_t step)
{
    if (lights->is_by_position)
        return (struct area){0, (double)step, (double)product->rows, 1};
    size_t row = step / product->columns, column = step % product->columns;
    return (struct area){(double)row, (double)column, 1, 1};
}

static struct area now_area(const struct lights *lights, const struct map *product)
{
    return area_between(place_of(lights, product, lights->step),
                        place_of(lights, product, lights->step + (lights->progress > 0)),
                        lights->progress);
}

/* From the ends of the row and of the column to where they meet. */
static void draw_links(const struct panel *panel, struct area now, double share, struct pen *pen)
{
    const struct map *product = matrices_at(panel, panel->subject.state, MAP_OUTPUT);
    const struct map *above = matrices_at(panel, panel->subject.state, MAP_INPUT);
    const struct map *before = matrices_at(panel, panel->subject.state, MAP_KERNEL);
    const struct plane *plane = &product->plane;
    struct point bottom = plane_point(&above->plane, (double)above->rows, 0);
    struct point right = plane_point(&before->plane, 0, (double)before->columns);
    double rows = (plane->origin.y - bottom.y) / plane->row.y;
    double columns = (plane->origin.x - right.x) / plane->column.x;
    struct area wide = map_widened_area(product, now);
    plane_trace_outline(pen, plane, (struct area){-rows, wide.column, rows, wide.columns});
    plane_trace_outline(pen, plane, (struct area){wide.row, -columns, wide.rows, columns});
    pen_paint(pen, key_once("lit.links"),
              color_faded(pen->theme->color[COLOR_WINDOW], share * theme_sizes.matrix.tint),
              stroke_none);
}

static void draw_band(const struct map *matrix, const char *part, struct area area, double share,
                      struct pen *pen)
{
    map_light_cells(matrix, key_once(part), area, share, pen);
    if (matrix->role == MAP_INPUT && !matrix->is_one_shape)
        map_veil_zeros(matrix, key_once(arena_format(pen->arena, "%s.zeros", part)), area, share,
                       pen);
    map_draw_edge(matrix, key_once(arena_format(pen->arena, "%s.edge", part)), area, share, pen);
}

/* The texts of what a step lights; both steps of a move may light the same row or column. */
static void write_lit(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct map *windows = matrices_at(panel, panel->subject.state, MAP_INPUT);
    const struct map *weights = matrices_at(panel, panel->subject.state, MAP_KERNEL);
    size_t count = lights->progress > 0 ? 2 : 1, places = windows->columns;
    size_t steps[] = {lights->step, lights->step + count - 1};
    bool is_same = steps[0] % places == steps[1] % places;
    for (size_t i = 0; i < (is_same ? 1 : count); i++) {
        double share = is_same ? lights->strength : matrix_step_share(lights, steps[i]);
        struct area column = {0, (double)(steps[i] % places), (double)windows->rows, 1};
        map_write_lit(windows, lights, column, share, pen);
    }
    for (size_t channel = 0; channel < weights->rows; channel++) {
        double share = lights->is_by_position ? lights->strength : 0;
        for (size_t i = 0; !lights->is_by_position && i < count; i++)
            share += steps[i] / places == channel ? matrix_step_share(lights, steps[i]) : 0;
        map_write_lit(weights, lights,
                      (struct area){(double)channel, 0, 1, (double)weights->columns}, share, pen);
    }
}

static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct map *windows = matrices_at(panel, panel->subject.state, MAP_INPUT);
    const struct map *weights = matrices_at(panel, panel->subject.state, MAP_KERNEL);
    const struct map *product = matrices_at(panel, panel->subject.state, MAP_OUTPUT);
    struct area now = now_area(lights, product);
    draw_links(panel, now, lights->strength, pen);
    draw_band(windows, "lit.column", (struct area){0, now.column, (double)windows->rows, 1},
              lights->strength, pen);
    draw_band(weights, "lit.row", (struct area){now.row, 0, now.rows, (double)weights->columns},
              lights->strength, pen);
    write_lit(panel, lights, pen);
    map_write_products(windows, lights, pen);
    panel_draw_step(panel, lights, pen);
}

static void tell(const struct simulation *layer, struct buffer *out)
{
    size_t places = layer->step_count / layer->out_channels;
    buffer_format(out, "The picture writes each of the %zu windows as a column of %zu cells%s.\n",
                  places, simulation_taps(layer) * layer->in_channels / layer->groups,
                  layer->has_kernel ? "; the kernel of an output channel, as a row, times these "
                                      "columns is that channel as a row"
                                    : "");
}

const struct view view_im2col = {.name = "im2col",
                                 .needs = NEEDS_UNROLLED,
                                 .obstacle = obstacle,
                                 .tell = tell,
                                 .has_sum = true,
                                 .tells_sums = ORDERS_OF_OUTPUTS,
                                 .lifts = true,
                                 .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                 .arrangements = 2,
                                 .prepare = prepare,
                                 .lay_out = lay_out_im2col,
                                 .draw_step = draw_step};
