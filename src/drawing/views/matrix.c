/* SPDX-License-Identifier: MIT */
/* View matrix: the layer as y = C x. The sparse matrix stands between small maps and the unrolled
 * input and output; a step is a row. Large matrices are patterns of dots. */
#include "drawing/views/matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawing/view.h"

enum {
    MOST_WEIGHTS = 100000, /* in the matrix: each picture goes through all */
    MOST_LEGIBLE = 36      /* rows or columns: more are dots */
};

const double matrix_divisor_width = 1;
/* In the theme's cells. */
static const double gap = 1.3;          /* round a sign */
static const double beside_gap = 1.6;   /* between the small maps and the matrix */
static const double most_dotted = 18;   /* the longer side of a pattern of dots, */
static const double largest_dot = 0.35; /* and from one to the next */
static const double strip_width = 0.5;  /* of the unrolled maps beside dots */

/* How many units of the input a unit of the output reads at most. */
static size_t weights_in_row(const struct simulation *simulation)
{
    size_t taps = 1;
    for (size_t i = 0; i < simulation->axes; i++)
        taps *= (size_t)simulation->axis[i].kernel;
    return simulation->in_channels / simulation->groups * taps;
}

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *common = unrolled_obstacle(simulation, arena);
    if (common)
        return common;
    if (simulation->padding_mode != MODE_ZEROS)
        return arena_format(arena, "padding that repeats units");
    if (simulation->step_count > MOST_WEIGHTS / weights_in_row(simulation))
        return arena_format(arena, "a matrix of more than %d weights", MOST_WEIGHTS);
    return NULL;
}

/* ---- the weights ---- */

static int compare_entries(const void *a, const void *b)
{
    const struct entry *first = a, *second = b;
    return first->column < second->column ? -1 : first->column > second->column;
}

/* The terms of a row that read units, in the order of the columns. */
static size_t read_row(const struct simulation *simulation, size_t row, struct arena *arena,
                       struct entry *out)
{
    struct step step;
    size_t count = 0;
    simulation_step_at(simulation, row, arena, &step);
    for (size_t i = 0; i < step.term_count; i++) {
        const struct term *term = &step.terms[i];
        if (term->kind == CELL_UNIT)
            out[count++] =
                (struct entry){row, tensor_offset(&simulation->input, term->input),
                               tensor_offset(&simulation->kernel, term->kernel), term->weight};
    }
    qsort(out, count, sizeof *out, compare_entries);
    return count;
}

static void read_entries(struct matrix *matrix, struct arena *arena)
{
    const struct simulation *simulation = matrix->unrolled.simulation;
    size_t rows = simulation->step_count, count = 0;
    struct entry *entries =
        arena_allocate(arena, rows * weights_in_row(simulation), sizeof *entries);
    size_t *starts = arena_allocate(arena, rows + 1, sizeof *starts);
    struct arena scratch = {0};
    for (size_t row = 0; row < rows; row++) {
        count += read_row(simulation, row, &scratch, entries + count);
        starts[row + 1] = count;
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    matrix->entries = (struct entries){rows, tensor_count(&simulation->input), entries, starts};
}

/* ---- layout ---- */

bool matrix_has(const struct matrix *matrix, enum matrix_part part)
{
    return part != PART_BIAS || matrix->unrolled.simulation->has_bias;
}

double matrix_width(const struct matrix *matrix, enum matrix_part part)
{
    return matrix->plane[part].column.x *
           (part == PART_WEIGHTS ? (double)matrix->entries.columns : 1);
}

double matrix_height(const struct matrix *matrix, enum matrix_part part)
{
    return matrix->plane[part].row.y *
           (double)(part == PART_INPUT ? matrix->entries.columns : matrix->entries.rows);
}

static void size_planes(struct matrix *matrix)
{
    double cell = matrix->unrolled.theme->cell_pt;
    double longest = fmax((double)matrix->entries.rows, (double)matrix->entries.columns);
    double pitch = fmin(most_dotted / longest, largest_dot) * cell;
    struct point size = matrix->is_dotted ? (struct point){pitch, pitch}
                                          : (struct point){cell, unrolled_cell_height * cell};
    for (int part = 0; part < MATRIX_PARTS; part++) {
        bool is_strip = matrix->is_dotted && part != PART_WEIGHTS;
        matrix->plane[part] = (struct plane){.row = {0, size.y},
                                             .column = {is_strip ? strip_width * cell : size.x, 0}};
    }
}

static void read_labels(struct matrix *matrix)
{
    size_t rows = matrix->entries.rows, columns = matrix->entries.columns;
    const char *raised = matrix->unrolled.simulation->is_transposed ? "T" : NULL;
    const struct matrix_label labels[] = {
        [PART_WEIGHTS] = {"label.matrix", NULL, "C", raised, rows, columns, COLOR_WINDOW_INK},
        [PART_INPUT] = {"label.x", NULL, "x", NULL, columns, 0, COLOR_INPUT_INK},
        [PART_BIAS] = {"label.b", NULL, "b", NULL, rows, 0, COLOR_WINDOW_INK},
        [PART_OUTPUT] = {"label.y", NULL, "y", NULL, rows, 0, COLOR_OUTPUT_INK}};
    memcpy(matrix->label, labels, sizeof labels);
}

static void fit_fonts(struct matrix *matrix)
{
    const struct unrolled *unrolled = &matrix->unrolled;
    struct font fonts[MAP_ROLES];
    unrolled_fit_fonts(unrolled, fonts);
    matrix->font[PART_WEIGHTS] = fonts[MAP_KERNEL];
    matrix->font[PART_INPUT] = fonts[MAP_INPUT];
    matrix->font[PART_BIAS] =
        unrolled_fit_font(unrolled, unrolled->bias, unrolled->simulation->out_channels);
    matrix->font[PART_OUTPUT] = fonts[MAP_OUTPUT];
}

/* Side by side from x on, each as wide as its label at least; gives where the last ends. */
static double place_parts(struct matrix *matrix, double x, double middle)
{
    for (int i = 0; i < MATRIX_PARTS; i++) {
        enum matrix_part part = (enum matrix_part)i;
        if (!matrix_has(matrix, part))
            continue;
        double own = matrix_width(matrix, part);
        double width = fmax(own, unrolled_label_width(&matrix->unrolled, &matrix->label[part]));
        x += part != PART_WEIGHTS ? matrix->gap_pt : 0;
        matrix->plane[part].origin =
            (struct point){x + (width - own) / 2, middle - matrix_height(matrix, part) / 2};
        x += width;
    }
    return x;
}

static void lay_out(struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    double cell = theme->cell_pt, room = unrolled_label_room(&matrix->unrolled);
    matrix->gap_pt = gap * cell;
    size_planes(matrix);
    read_labels(matrix);
    double height = fmax(matrix_height(matrix, PART_WEIGHTS), matrix_height(matrix, PART_INPUT));
    beside_read(&matrix->beside, &matrix->unrolled, height, false);
    height = fmax(height, matrix->beside.height_pt);
    double margin = theme->margin_pt + theme->window_pt / 2;
    double middle = margin + room + height / 2, x = margin;
    beside_place(&matrix->beside, (struct point){x, middle - matrix->beside.height_pt / 2}, pen);
    if (matrix->beside.width_pt > 0)
        x += matrix->beside.width_pt + beside_gap * cell;
    if (matrix->unrolled.divide != 1)
        x += matrix_divisor_width * cell;
    pen->list->width_pt = place_parts(matrix, x, middle) + margin;
    pen->list->height_pt = height + room + 2 * margin;
}

/* ---- the view ---- */

static void draw_matrix(const struct drawing *drawing, const struct moment_part *part,
                        struct pen *pen)
{
    struct matrix matrix = {0};
    unrolled_read(&matrix.unrolled, drawing, part, pen->arena);
    read_entries(&matrix, pen->arena);
    matrix.is_dotted = matrix.entries.rows > MOST_LEGIBLE || matrix.entries.columns > MOST_LEGIBLE;
    bool has_texts = matrix.unrolled.texts[MAP_KERNEL] != NULL;
    if (pen->theme->is_page_per_step && has_texts && !matrix.is_dotted) {
        matrix_draw_equation(&matrix.unrolled, &matrix.entries, pen);
        return;
    }
    fit_fonts(&matrix);
    lay_out(&matrix, pen);
    beside_draw_cells(&matrix.beside, pen);
    matrix_draw_weights(&matrix, pen);
    matrix_draw_columns(&matrix, pen);
    matrix_draw_words(&matrix, pen);
    beside_draw_step(&matrix.beside, pen);
    matrix_draw_band(&matrix, pen);
    matrix_draw_lit_inputs(&matrix, pen);
    matrix_draw_outputs(&matrix, pen);
}

const struct view view_matrix = {
    .name = "matrix", .obstacle = obstacle, .has_sum = true, .draw = draw_matrix};
