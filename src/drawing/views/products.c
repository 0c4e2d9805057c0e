/* SPDX-License-Identifier: MIT */
/*
 * View products: a 1-D convolution as the table of all products of a weight and a unit. The weights
 * stand beside its rows so that a sum is a diagonal that falls to the left: with padding full all
 * of them are sums, and an output stands below the cell in which its diagonal ends.
 */
#include "drawing/views/matrices.h"

#include <inttypes.h>
#include <math.h>

static const double gap = 1; /* between the matrices, in cells */

enum { MOST_CELLS = 10000 };

enum products_part { PART_X, PART_TABLE, PART_W, PART_Y, PARTS };

struct products {
    struct matrix of[PARTS];
};

static const char *obstacle(const struct simulation *layer, struct arena *arena)
{
    const char *other = signal_obstacle(layer, arena);
    if (other)
        return other;
    if (layer->axis[0].dilation > 1)
        return arena_format(arena, "dilation %d", (int)layer->axis[0].dilation);
    if (!simulation_pads_with_zeros(layer))
        return padding_obstacle(layer, arena);
    if (layer->axis[0].kernel * layer->axis[0].input > MOST_CELLS)
        return arena_format(arena, "more than %d products", MOST_CELLS);
    return NULL;
}

/* Which weight a row of the table has: the last tap of the window is the first row. */
static size_t weight_of_row(const struct simulation *layer, size_t row)
{
    return layer->is_turned ? row : (size_t)layer->axis[0].kernel - 1 - row;
}

/* The diagonal of an output: row and column of its cells add up to it. */
static double diagonal_of(const struct simulation *layer, double output)
{
    const struct axis *a = &layer->axis[0];
    return output * (double)a->move + (double)(a->kernel - 1 - a->before);
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct products *products = arena_allocate(arena, 1, sizeof *products);
    size_t rows = (size_t)layer->axis[0].kernel, columns = (size_t)layer->axis[0].input;
    struct matrix *of = products->of;
    of[PART_X] = matrix_of(MAP_INPUT, "x", TEXTS_INPUT, 1, columns);
    of[PART_TABLE] = matrix_of(MAP_KERNEL, "product", TEXTS_WEIGHTS, rows, columns);
    of[PART_W] = matrix_of(MAP_KERNEL, "w", TEXTS_WEIGHTS, rows, 1);
    of[PART_Y] = matrix_of(MAP_OUTPUT, "y", TEXTS_OUTPUT, 1, (size_t)layer->axis[0].output);
    size_t *numbers = arena_allocate(arena, rows, sizeof *numbers);
    for (size_t row = 0; row < rows; row++)
        numbers[row] = weight_of_row(layer, row);
    of[PART_W].numbers = numbers;
    for (int part = 0; part < PARTS; part++)
        of[part].is_legible =
            of[PART_Y].columns <= MOST_LEGIBLE && columns <= MOST_LEGIBLE && rows <= MOST_LEGIBLE;
    return products;
}

/* ---- layout ---- */

static struct placed *add(struct panel *panel, enum products_part part)
{
    struct products *products = panel->subject.state;
    return matrix_add(panel, &products->of[part], (struct size){in_cells(1), in_cells(1)});
}

/* An output stands below the end of its diagonal: the table's right edge is that of the last
 * diagonal that begins in the first row's last cell. */
static void lay_out_products(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    layout_row(panel->layout, in_cells(gap), ALIGN_MIDDLE);
    layout_column(panel->layout, in_cells(gap), ALIGN_END);
    struct placed *x = add(panel, PART_X);
    x->size = arena_format(panel->arena, "%" PRId64, layer->axis[0].input);
    x->letter = subject_letter(layer, MAP_INPUT);
    add(panel, PART_TABLE)->has_name = false;
    struct placed *y = add(panel, PART_Y);
    y->size = arena_format(panel->arena, "%" PRId64, layer->axis[0].output);
    y->letter = subject_letter(layer, MAP_OUTPUT);
    y->name_side = SIDE_BELOW;
    layout_end(panel->layout);
    add(panel, PART_W)->letter = subject_letter(layer, MAP_KERNEL);
    layout_end(panel->layout);
}

/* Digits of the products; in symbols the weights and units beside them say what they are. */
static void settle_products(struct panel *panel, struct matrix *table, const struct matrix *usual)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t count = table->rows * table->columns;
    table->texts = (struct texts){.of = NULL};
    if (!table->is_legible || !layer->has_values || panel->subject.looks.show.values != SHOW_DIGITS)
        return;
    double *values = arena_allocate(panel->arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = layer->kernel.values[weight_of_row(layer, i / table->columns)] *
                    layer->input.values[i % table->columns];
    table->texts = texts_of_values(&panel->subject, values, count,
                                   subject_cells(&panel->subject, 1), panel->arena);
    table->texts.font.size_pt = fmin(table->texts.font.size_pt, usual->texts.font.size_pt);
}

static void settle(struct panel *panel)
{
    struct products *products = panel->subject.state;
    struct matrix *of = products->of;
    for (int part = 0; part < PARTS; part++)
        matrix_settle(panel, &of[part]);
    settle_products(panel, &of[PART_TABLE], &of[PART_X]);
    of[PART_W].plane.origin.y = of[PART_TABLE].plane.origin.y; /* beside its rows */
    panel->factors.of = NULL;
}

/* ---- drawing ---- */

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct products *products = panel->subject.state;
    const struct matrix *of = products->of;
    const struct theme *theme = pen->theme;
    panel_draw_rest(panel, pen);
    matrix_draw_cells(&of[PART_X], "x.cells", theme->color[COLOR_INPUT],
                      pen_solid(pen, COLOR_INPUT_LINE, theme->thin_pt), pen);
    matrix_draw_cells(&of[PART_W], "w.cells", theme->color[COLOR_KERNEL],
                      pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt), pen);
    matrix_draw_cells(&of[PART_TABLE], "product.cells", color_none,
                      pen_solid(pen, COLOR_ZERO_LINE, theme->thin_pt), pen);
    matrix_write_area(&of[PART_TABLE], "product.value", matrix_area(&of[PART_TABLE]),
                      theme->color[COLOR_ZERO_INK], theme->color[COLOR_ZERO_INK], pen);
    matrix_draw_cells(&of[PART_Y], "y.empty", color_none, pen_dashed(pen, COLOR_OUTPUT_LINE), pen);
}

/* A step, and how much of it is there. */
struct told {
    size_t step;
    double share;
    const char *scope; /* of its keys' parts */
};

static void light_cell(const struct matrix *matrix, struct item_key key, double share,
                       struct pen *pen)
{
    plane_trace_outline(pen, &matrix->plane, (struct area){key.row, key.column, 1, 1});
    pen_paint(pen, key, color_faded(pen->theme->color[COLOR_WINDOW], share),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), share));
}

/* The cells of a step's diagonal; shares of units and weights that are in it grow. */
static void draw_diagonal(const struct panel *panel, const struct told *told, double *units,
                          double *weights, struct pen *pen)
{
    const struct products *products = panel->subject.state;
    const struct matrix *table = &products->of[PART_TABLE];
    double diagonal = diagonal_of(panel->subject.simulation, (double)told->step);
    const char *cell = arena_format(pen->arena, "lit.product%s", told->scope);
    const char *value = arena_format(pen->arena, "lit.value%s", told->scope);
    for (size_t row = 0; row < table->rows; row++) {
        double column = diagonal - (double)row;
        if (column < 0 || column >= (double)table->columns)
            continue;
        size_t at = (size_t)column;
        struct item_key key = key_cell(cell, (int64_t)row, (int64_t)at);
        units[at] += told->share;
        weights[row] += told->share;
        light_cell(table, key, told->share, pen);
        key.part = value;
        if (table->texts.of)
            matrix_write(table, key, &table->texts.of[row * table->columns + at],
                         color_faded(pen->theme->color[COLOR_INK], told->share), pen);
    }
}

/* Units and weights that are multiplied. */
static void draw_factors(const struct matrix *matrix, const char *part, const double *shares,
                         struct pen *pen)
{
    size_t count = matrix->rows * matrix->columns;
    for (size_t i = 0; i < count; i++) {
        struct item_key key =
            key_cell(part, (int64_t)(i / matrix->columns), (int64_t)(i % matrix->columns));
        if (shares[i] > 0)
            light_cell(matrix, key, shares[i], pen);
    }
}

/* From the end of the diagonal, or of where it would end, down to its sum. */
static void draw_way(const struct products *products, const struct told *told, double diagonal,
                     struct pen *pen)
{
    const struct matrix *table = &products->of[PART_TABLE], *y = &products->of[PART_Y];
    double last = (double)table->rows - 1, end = fmin(last, diagonal);
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
    if (end < last) /* it leaves the table at its left */
        pen_move_to(pen, plane_point(&table->plane, end + 1, diagonal - end));
    else
        pen_move_to(pen, plane_point(&table->plane, last + 1, diagonal - last + 0.5));
    if (end < last)
        pen_line_to(pen, plane_point(&table->plane, last + 0.5, diagonal - last + 0.5));
    pen_line_to(pen, plane_point(&y->plane, 0, (double)told->step + 0.5));
    pen_paint(pen, key_once(arena_format(pen->arena, "way%s", told->scope)), color_none,
              stroke_faded(line, told->share));
}

static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct products *products = panel->subject.state;
    const struct matrix *of = products->of;
    const struct simulation *layer = panel->subject.simulation;
    double *units = arena_allocate(pen->arena, of[PART_X].columns, sizeof *units);
    double *weights = arena_allocate(pen->arena, of[PART_W].rows, sizeof *weights);
    const struct told told[] = {
        {lights->step, lights->strength * share_leaving(lights->progress), ""},
        {lights->step + 1, lights->strength * share_coming(lights->progress), ".next"}};
    for (size_t i = 0; i < 2; i++) {
        if (told[i].share <= 0 || told[i].step >= layer->step_count)
            continue;
        draw_way(products, &told[i], diagonal_of(layer, (double)told[i].step), pen);
        draw_diagonal(panel, &told[i], units, weights, pen);
    }
    draw_factors(&of[PART_X], "lit.x", units, pen);
    draw_factors(&of[PART_W], "lit.w", weights, pen);
    matrix_write_lit(&of[PART_X], lights, units, COLOR_INPUT_INK, COLOR_INK, pen);
    matrix_write_lit(&of[PART_W], lights, weights, COLOR_WINDOW_INK, COLOR_INK, pen);
    matrix_draw_outputs(&of[PART_Y], lights, (struct area){0, (double)lights->step, 1, 1},
                        (struct area){0, (double)lights->step + 1, 1, 1}, pen);
}

const struct view view_products = {.name = "products",
                                   .obstacle = obstacle,
                                   .tell = products_tell,
                                   .has_sum = true,
                                   .lifts = true,
                                   .prepare = prepare,
                                   .lay_out = lay_out_products,
                                   .settle = settle,
                                   .draw_rest = draw_rest,
                                   .draw_step = draw_step};
