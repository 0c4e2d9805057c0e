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

static const char *obstacle(const struct simulation *layer, struct arena *arena)
{
    if (layer->axis[0].dilation > 1)
        return arena_format(arena, "dilation %d", (int)layer->axis[0].dilation);
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
    struct matrices *products = arena_allocate(arena, 1, sizeof *products);
    size_t rows = (size_t)layer->axis[0].kernel, columns = (size_t)layer->axis[0].input;
    struct map *of = products->of;
    of[PART_X] = map_of_matrix(layer, MAP_INPUT, "x", 1, columns);
    of[PART_TABLE] = map_of_matrix(layer, MAP_KERNEL, "product", rows, columns);
    of[PART_W] = map_of_matrix(layer, MAP_KERNEL, "w", rows, 1);
    of[PART_Y] = map_of_matrix(layer, MAP_OUTPUT, "y", 1, (size_t)layer->axis[0].output);
    size_t *numbers = arena_allocate(arena, rows, sizeof *numbers);
    for (size_t row = 0; row < rows; row++)
        numbers[row] = weight_of_row(layer, row);
    of[PART_W].numbers = numbers;
    of[PART_TABLE].layer = NULL; /* its texts are products */
    for (int part = 0; part < PARTS; part++)
        of[part].is_one_shape =
            of[PART_Y].columns > MOST_LEGIBLE || columns > MOST_LEGIBLE || rows > MOST_LEGIBLE;
    return products;
}

/* ---- layout ---- */

static struct placed *add(struct panel *panel, enum products_part part)
{
    return matrices_add(panel, panel->subject.state, part, (struct size){in_cells(1), in_cells(1)});
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
    struct placed *table = add(panel, PART_TABLE);
    table->has_name = false;
    table->is_hidden = true;
    double last = (double)layer->axis[0].kernel - 1, left = diagonal_of(layer, 0) - last + 0.5;
    layout_reach(panel->layout, table->box, in_cells(fmin(left, 0)), in_cells(last + 0.5));
    struct placed *y = add(panel, PART_Y);
    y->size = arena_format(panel->arena, "%" PRId64, layer->axis[0].output);
    y->letter = subject_letter(layer, MAP_OUTPUT);
    y->name_side = SIDE_BELOW;
    layout_end(panel->layout);
    add(panel, PART_W)->letter = subject_letter(layer, MAP_KERNEL);
    layout_end(panel->layout);
}

/* Digits of the products; in symbols the weights and units beside them say what they are. */
static void settle_products(struct panel *panel, struct map *table, const struct map *usual)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t count = table->rows * table->columns;
    if (table->is_one_shape || !layer->has_values ||
        panel->subject.looks.show.values != SHOW_DIGITS)
        return;
    double *values = arena_allocate(panel->arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = layer->kernel.values[weight_of_row(layer, i / table->columns)] *
                    layer->input.values[i % table->columns];
    table->texts = texts_of_values(&panel->subject, values, count,
                                   subject_cells(&panel->subject, 1), panel->arena);
    table->texts.font.size_pt = fmin(table->texts.font.size_pt, usual->texts.font.size_pt);
    if (!subject_is_legible(&panel->subject, &table->texts.font))
        table->texts.of = NULL;
}

static void settle(struct panel *panel)
{
    const struct matrices *products = panel->subject.state;
    struct map *table = &panel->maps[products->at[PART_TABLE]].map;
    settle_products(panel, table, matrices_at(panel, products, PART_X));
    panel->maps[products->at[PART_W]].map.plane.origin.y = table->plane.origin.y; /* beside it */
}

/* ---- drawing ---- */

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct map *table = matrices_at(panel, panel->subject.state, PART_TABLE);
    panel_draw_rest(panel, pen);
    map_trace_grid(table, map_grid(table), pen);
    pen_paint(pen, key_once("product.cells"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt));
    if (table->texts.of)
        map_write_units(table, NULL, COLOR_ZERO_INK, pen);
}

/* A step, and how much of it is there. */
struct told {
    size_t step;
    double share;
    const char *scope; /* of its keys' parts */
};

/* Of each part: how much of its cells is lit. */
struct shares {
    double *of[PARTS];
};

/* The cells of a step's diagonal, and the units and weights that are multiplied there. */
static void add_diagonal(const struct panel *panel, const struct told *told, struct shares *shares)
{
    const struct map *table = matrices_at(panel, panel->subject.state, PART_TABLE);
    int64_t diagonal = (int64_t)diagonal_of(panel->subject.simulation, (double)told->step);
    for (int64_t row = 0; row < (int64_t)table->rows; row++) {
        int64_t column = diagonal - row;
        if (column < 0 || column >= (int64_t)table->columns)
            continue;
        shares->of[PART_X][column] += told->share;
        shares->of[PART_W][row] += told->share;
        shares->of[PART_TABLE][row * (int64_t)table->columns + column] += told->share;
    }
}

/* From the end of the diagonal, or of where it would end, down to its sum. */
static void draw_way(const struct panel *panel, const struct told *told, double diagonal,
                     struct pen *pen)
{
    const struct map *table = matrices_at(panel, panel->subject.state, PART_TABLE);
    const struct map *y = matrices_at(panel, panel->subject.state, PART_Y);
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
    const struct simulation *layer = panel->subject.simulation;
    const struct told told[] = {
        {lights->step, lights->strength * share_leaving(lights->progress), ""},
        {lights->step + 1, lights->strength * share_coming(lights->progress), ".next"}};
    const struct map *maps[PARTS];
    struct shares shares;
    for (int part = 0; part < PARTS; part++) {
        maps[part] = matrices_at(panel, panel->subject.state, part);
        shares.of[part] =
            arena_allocate(pen->arena, maps[part]->rows * maps[part]->columns, sizeof(double));
    }
    for (size_t i = 0; i < 2; i++) {
        if (told[i].share <= 0 || told[i].step >= layer->step_count)
            continue;
        draw_way(panel, &told[i], diagonal_of(layer, (double)told[i].step), pen);
        add_diagonal(panel, &told[i], &shares);
    }
    for (int part = 0; part < PARTS; part++)
        map_light_units(maps[part], lights, shares.of[part], pen);
    panel_draw_step(panel, lights, pen);
}

static void tell(const struct simulation *layer, struct buffer *out)
{
    const struct axis *a = &layer->axis[0];
    buffer_format(out,
                  "The picture is a table of products, with a row for each of the %" PRId64
                  " weights and a column for each of the %" PRId64
                  " units of the input. The products of an output lie on a diagonal that falls to "
                  "the left, and their sum stands below it.\n",
                  a->kernel, a->input);
}

const struct view view_products = {.name = "products",
                                   .needs = NEEDS_SIGNAL | NEEDS_ONE_KERNEL | NEEDS_ONE_CHANNEL |
                                            NEEDS_ZEROS,
                                   .obstacle = obstacle,
                                   .tell = tell,
                                   .has_sum = true,
                                   .lifts = true,
                                   .prepare = prepare,
                                   .lay_out = lay_out_products,
                                   .settle = settle,
                                   .draw_rest = draw_rest,
                                   .draw_step = draw_step};
