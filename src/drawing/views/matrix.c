/* SPDX-License-Identifier: MIT */
/* View matrix: the layer as y = C x + b. The sparse matrix stands between small maps and the
 * unrolled input and output; a step is a row. Large matrices are patterns of dots. */
#include <math.h>

#include "drawing/views/product.h"

static const struct matrix_sizes *const sizes = &theme_sizes.matrix;

enum { MOST_WEIGHTS = 3000000 }; /* a hundred megabytes */

static const struct {
    enum map_role role;
    const char *part, *letter;
    enum text_kind kind;
    enum sign sign; /* before it */
} parts[PARTS] = {
    [PART_WEIGHTS] = {MAP_KERNEL, "matrix", "C", TEXTS_WHOLE_WEIGHTS, SIGN_TIMES},
    [PART_INPUT] = {MAP_INPUT, "x", "x", TEXTS_INPUT, SIGN_TIMES},
    [PART_BIAS] = {MAP_KERNEL, "b", "b", TEXTS_BIAS, SIGN_PLUS},
    [PART_OUTPUT] = {MAP_OUTPUT, "y", "y", TEXTS_OUTPUT, SIGN_EQUALS},
};

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *common = unrolled_obstacle(simulation, arena);
    if (common)
        return common;
    if (!simulation_pads_with_zeros(simulation))
        return padding_obstacle(simulation, arena);
    if (simulation->step_count > MOST_WEIGHTS / entries_terms(simulation))
        return arena_format(arena, "a matrix with more than %d weights", MOST_WEIGHTS);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct product *product = arena_allocate(arena, 1, sizeof *product);
    struct entries *all = &product->entries;
    entries_read(all, layer, arena);
    product->is_dotted = all->rows > MOST_LEGIBLE || all->columns > MOST_LEGIBLE;
    product->has_bias = layer->has_bias;
    for (int part = 0; part < PARTS; part++) {
        product->of[part] = matrix_of(parts[part].role, parts[part].part, parts[part].kind,
                                      part == PART_INPUT ? all->columns : all->rows,
                                      part == PART_WEIGHTS ? all->columns : 1);
        product->of[part].is_legible = !product->is_dotted;
    }
    size_t *channels = arena_allocate(arena, all->rows, sizeof *channels);
    for (size_t row = 0; row < all->rows; row++)
        channels[row] = row / (all->rows / layer->out_channels);
    product->of[PART_BIAS].numbers = channels;
    return product;
}

/* ---- layout ---- */

static struct size cell_of(const struct product *product, enum part part)
{
    const struct matrix *matrix = &product->of[part];
    size_t rows = product->entries.rows, columns = product->entries.columns;
    size_t longest = rows > columns ? rows : columns;
    struct length pitch =
        matrix_pitch(matrix, longest, sizes->most_dotted, sizes->largest_pitch, 1);
    struct length height =
        matrix_pitch(matrix, longest, sizes->most_dotted, sizes->largest_pitch, sizes->cell_height);
    bool is_strip = product->is_dotted && part != PART_WEIGHTS;
    return (struct size){is_strip ? in_cells(sizes->strip) : pitch, height};
}

static bool has_part(const struct product *product, int part)
{
    return part != PART_BIAS || product->has_bias;
}

static void lay_out_matrix(struct panel *panel)
{
    struct product *product = panel->subject.state;
    double rows = fmax((double)product->entries.rows, (double)product->entries.columns);
    layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    if (!panel->subject.simulation->is_dense) /* whose maps are the columns themselves */
        unrolled_add_maps(panel, rows * cell_of(product, PART_WEIGHTS).height.cells, false);
    bool has_divisor = panel_divisor(panel);
    for (int part = 0; part < PARTS; part++) {
        bool is_matrix = part == PART_WEIGHTS;
        if (!has_part(product, part))
            continue;
        struct placed *placed =
            matrix_add(panel, &product->of[part], cell_of(product, (enum part)part));
        placed->letter = part == PART_INPUT || part == PART_OUTPUT
                             ? subject_letter(panel->subject.simulation, parts[part].role)
                         : is_matrix && panel->subject.simulation->is_dense ? "W"
                                                                            : parts[part].letter;
        placed->raised = is_matrix && panel->subject.simulation->is_transposed ? "T" : NULL;
        if (is_matrix)
            layout_gap_before(
                panel->layout, placed->box,
                in_cells(has_divisor ? theme_sizes.digit.divisor_gap : sizes->maps_gap));
        else
            panel_sign(panel, parts[part].sign, placed->box);
    }
    layout_end(panel->layout);
}

/* ---- a sum that is told: in the row of the weights ---- */

static bool find_term(const struct panel *panel, const struct step *step, size_t term,
                      struct own_cell *cell)
{
    const struct product *product = panel->subject.state;
    const struct term *read = &step->terms[term];
    return read->kind == CELL_UNIT &&
           matrix_own_cell(&product->of[PART_WEIGHTS], step->number,
                           tensor_offset(&panel->subject.simulation->input, read->input), cell);
}

static bool find_total(const struct panel *panel, const struct step *step, struct own_cell *cell)
{
    const struct product *product = panel->subject.state;
    return matrix_own_cell(&product->of[PART_OUTPUT], step->number, 0, cell);
}

static void settle(struct panel *panel)
{
    struct product *product = panel->subject.state;
    for (int part = 0; part < PARTS; part++)
        if (has_part(product, part))
            matrix_settle(panel, &product->of[part]);
    panel->find_term = find_term;
    panel->find_total = find_total;
    panel->factors.of = NULL; /* the small maps have none */
}

/* ---- what rests ---- */

static void draw_column(const struct product *product, enum part part, const char *key,
                        struct color fill, struct stroke line, struct pen *pen)
{
    const struct matrix *column = &product->of[part];
    if (has_part(product, part))
        matrix_trace_block(column, matrix_area(column), pen);
    pen_paint(pen, key_once(key), fill, line);
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct theme *theme = pen->theme;
    panel_draw_rest(panel, pen);
    product_draw_weights(panel, pen);
    draw_column(product, PART_INPUT, "x.cells", theme->color[COLOR_INPUT],
                pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt), pen);
    draw_column(product, PART_BIAS, "b.cells", theme->color[COLOR_KERNEL],
                pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt), pen);
    draw_column(product, PART_OUTPUT, "y.empty", color_none, pen_dashed(pen, COLOR_OUTPUT_LINE),
                pen);
}

/* ---- what the step lights ---- */

static void draw_lit_inputs(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct entries *all = &product->entries;
    double *shares = arena_allocate(pen->arena, all->columns, sizeof *shares);
    for (size_t row = lights->step; row < all->rows && row <= lights->step + 1; row++)
        for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
            shares[all->entries[i].column] += matrix_step_share(lights, row);
    for (size_t unit = 0; unit < all->columns; unit++) {
        if (shares[unit] <= 0)
            continue;
        plane_trace_outline(pen, &product->of[PART_INPUT].plane,
                            (struct area){(double)unit, 0, 1, 1});
        product_paint_lit(product, key_cell("x.lit", (int64_t)unit, 0), COLOR_WINDOW_LINE,
                          shares[unit], pen);
    }
    matrix_write_lit(&product->of[PART_INPUT], lights, shares, COLOR_INPUT_INK, COLOR_INK, pen);
}

static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct matrix *bias = &product->of[PART_BIAS], *output = &product->of[PART_OUTPUT];
    panel_draw_step(panel, lights, pen);
    product_draw_lit_row(panel, lights, pen);
    draw_lit_inputs(panel, lights, pen);
    if (product->has_bias) {
        matrix_draw_edge(bias, "b.lit", product_row((double)lights->step + lights->progress, bias),
                         pen->theme->color[COLOR_WINDOW], COLOR_WINDOW_LINE, lights->strength, pen);
        matrix_write_lit(bias, lights, NULL, COLOR_WINDOW_INK, COLOR_INK, pen);
    }
    matrix_draw_outputs(output, lights, product_row((double)lights->step, output),
                        product_row((double)lights->step + 1, output), pen);
}

const struct view view_matrix = {.name = "matrix",
                                 .obstacle = obstacle,
                                 .tell = matrix_tell,
                                 .has_sum = true,
                                 .tells_sums = ORDERS_OF_OUTPUTS,
                                 .lifts = true,
                                 .tells_beside = true,
                                 .prepare = prepare,
                                 .lay_out = lay_out_matrix,
                                 .settle = settle,
                                 .draw_rest = draw_rest,
                                 .draw_step = draw_step};
