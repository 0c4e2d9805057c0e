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
    if (simulation->step_count > MOST_WEIGHTS / simulation_terms(simulation))
        return arena_format(arena, "a matrix with more than %d weights", MOST_WEIGHTS);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct product *product = arena_allocate(arena, 1, sizeof *product);
    struct matrix_entries *all = &product->entries;
    simulation_read_entries(all, layer, arena);
    product->is_dotted = all->rows > MOST_LEGIBLE || all->columns > MOST_LEGIBLE;
    struct map *of = product->matrices.of;
    for (int part = 0; part < PARTS; part++) {
        of[part] = map_of_matrix(layer, parts[part].role, parts[part].part,
                                 part == PART_INPUT ? all->columns : all->rows,
                                 part == PART_WEIGHTS ? all->columns : 1);
        of[part].kind = parts[part].kind;
        of[part].is_one_shape = product->is_dotted;
    }
    size_t *channels = arena_allocate(arena, all->rows, sizeof *channels);
    for (size_t row = 0; row < all->rows; row++)
        channels[row] = row / (all->rows / layer->out_channels);
    of[PART_BIAS].numbers = channels;
    of[PART_WEIGHTS].terms = TERMS_IN_ROW;
    if (!product->is_dotted)
        of[PART_WEIGHTS].numbers = simulation_entry_numbers(all, arena);
    return product;
}

/* ---- layout ---- */

static struct size cell_of(const struct product *product, enum part part)
{
    const struct map *matrix = &product->matrices.of[part];
    size_t rows = product->entries.rows, columns = product->entries.columns;
    size_t longest = rows > columns ? rows : columns;
    struct length pitch =
        matrix_pitch(matrix, longest, sizes->most_dotted, sizes->largest_pitch, 1);
    struct length height =
        matrix_pitch(matrix, longest, sizes->most_dotted, sizes->largest_pitch, sizes->cell_height);
    bool is_strip = product->is_dotted && part != PART_WEIGHTS;
    return (struct size){is_strip ? in_cells(sizes->strip) : pitch, height};
}

/* The layer's own maps stand at the left, in the second arrangement above, where they are half as
 * high at most. A dense layer has none: they are the columns themselves. */
static void lay_out_matrix(struct panel *panel)
{
    struct product *product = panel->subject.state;
    double rows = fmax((double)product->entries.rows, (double)product->entries.columns);
    double height = rows * cell_of(product, PART_WEIGHTS).height.cells;
    bool is_below = panel->arrangement == 1;
    if (is_below)
        layout_column(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    else
        layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    if (!panel->subject.simulation->is_dense)
        unrolled_add_maps(panel, is_below ? height / 2 : height, is_below);
    if (is_below)
        layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    bool has_divisor = panel_divisor(panel);
    for (int part = 0; part < PARTS; part++) {
        bool is_matrix = part == PART_WEIGHTS;
        if (part == PART_BIAS && !panel->subject.simulation->has_bias)
            continue;
        struct placed *placed =
            matrices_add(panel, &product->matrices, part, cell_of(product, (enum part)part));
        placed->is_hidden = is_matrix;
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
    if (is_below)
        layout_end(panel->layout);
    layout_end(panel->layout);
}

/* ---- what rests ---- */

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    panel_draw_rest(panel, pen);
    product_draw_weights(panel, pen);
}

/* ---- what the step lights ---- */

static void draw_lit_inputs(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct matrix_entries *all = &product->entries;
    double *shares = arena_allocate(pen->arena, all->columns, sizeof *shares);
    for (size_t row = lights->step; row < all->rows && row <= lights->step + 1; row++)
        for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
            shares[all->entries[i].column] += matrix_step_share(lights, row);
    map_light_units(matrices_at(panel, &product->matrices, PART_INPUT), lights, shares, pen);
}

static void draw_lit_bias(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct map *bias = matrices_at(panel, &product->matrices, PART_BIAS);
    struct area band = product_row((double)lights->step + lights->progress, bias);
    map_light_cells(bias, key_once("b.lit"), band, lights->strength, pen);
    map_draw_edge(bias, key_once("b.edge"), band, lights->strength, pen);
    for (size_t row = lights->step; row < bias->rows && row <= lights->step + 1; row++)
        map_write_lit(bias, lights, product_row((double)row, bias), matrix_step_share(lights, row),
                      pen);
}

static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    product_draw_lit_row(panel, lights, pen);
    draw_lit_inputs(panel, lights, pen);
    if (lights->layer->has_bias)
        draw_lit_bias(panel, lights, pen);
    panel_draw_step(panel, lights, pen);
}

static void tell(const struct simulation *layer, struct buffer *out)
{
    size_t maps = layer->in_channels, columns = tensor_count(&layer->input);
    buffer_format(
        out,
        "The picture is the layer as a matrix: %zu rows, one for each unit of the output, "
        "times the %zu units of the input%s, one below the other. A row holds the weights "
        "that its unit is summed with, and nothing elsewhere.\n",
        layer->step_count, columns, maps > 1 ? ", channel by channel" : "");
}

const struct view view_matrix = {.name = "matrix",
                                 .needs = NEEDS_UNROLLED | NEEDS_ZEROS_OR_RING,
                                 .obstacle = obstacle,
                                 .tell = tell,
                                 .has_sum = true,
                                 .tells_sums = ORDERS_OF_OUTPUTS,
                                 .arrangements = 2,
                                 .lifts = true,
                                 .prepare = prepare,
                                 .lay_out = lay_out_matrix,
                                 .draw_rest = draw_rest,
                                 .draw_step = draw_step};
