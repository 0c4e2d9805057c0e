/* SPDX-License-Identifier: MIT */
/* What view matrix draws: the matrix and the columns x and y, and in them what the step lights. */
#include <math.h>

#include "drawing/views/matrix.h"

static const double dot_side = 0.8;      /* to the pitch of dots */
static const double least_band_pt = 2.4; /* a lit row's height among dots */
static const double zero_dot_pt = 1.8;   /* where the matrix has no weight */
static const double band_tint = 0.3;     /* of the lit row between its weights */

/* ---- what stays ---- */

/* Lines after every `pitch` rows and columns: channels, or the rows of a map within them. */
static void trace_blocks(const struct matrix *matrix, struct pen *pen, size_t row_pitch,
                         size_t column_pitch)
{
    double rows = (double)matrix->entries.rows, columns = (double)matrix->entries.columns;
    for (size_t row = row_pitch; row < matrix->entries.rows; row += row_pitch) {
        pen_move_to(pen, plane_point(&matrix->plane[PART_WEIGHTS], (double)row, 0));
        pen_line_to(pen, plane_point(&matrix->plane[PART_WEIGHTS], (double)row, columns));
    }
    for (size_t column = column_pitch; column < matrix->entries.columns; column += column_pitch) {
        pen_move_to(pen, plane_point(&matrix->plane[PART_WEIGHTS], 0, (double)column));
        pen_line_to(pen, plane_point(&matrix->plane[PART_WEIGHTS], rows, (double)column));
    }
}

static void draw_frame(const struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    const struct simulation *simulation = matrix->unrolled.simulation;
    const struct axis *last = &simulation->axis[simulation->axes - 1];
    if (simulation->axes > 1)
        trace_blocks(matrix, pen, (size_t)last->output, (size_t)last->input);
    struct stroke line = pen_dashed(pen, COLOR_ZERO_LINE);
    line.width = theme->thin_pt;
    pen_paint(pen, key_once("matrix.rows"), color_none, line);
    trace_blocks(matrix, pen, matrix->entries.rows / simulation->out_channels,
                 matrix->entries.columns / simulation->in_channels);
    plane_trace_outline(
        pen, &matrix->plane[PART_WEIGHTS],
        (struct area){0, 0, (double)matrix->entries.rows, (double)matrix->entries.columns});
    pen_paint(pen, key_once("matrix.frame"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, theme->thick_pt));
}

/* A dot in the middle of every cell without a weight. */
static void draw_zeros(const struct matrix *matrix, struct pen *pen)
{
    const struct entries *all = &matrix->entries;
    for (size_t row = 0; row < all->rows; row++) {
        const struct entry *next = all->entries + all->starts[row];
        const struct entry *end = all->entries + all->starts[row + 1];
        for (size_t column = 0; column < all->columns; column++) {
            if (next < end && next->column == column) {
                next++;
                continue;
            }
            struct point at =
                plane_point(&matrix->plane[PART_WEIGHTS], (double)row + 0.5, (double)column + 0.5);
            pen_move_to(pen, at);
            pen_line_to(pen, at);
        }
    }
    struct stroke dot = pen_solid(pen, COLOR_ZERO_LINE, zero_dot_pt);
    dot.cap = CAP_ROUND;
    pen_paint(pen, key_once("matrix.zeros"), color_none, dot);
}

static void trace_entry(const struct matrix *matrix, struct pen *pen, const struct entry *entry)
{
    struct area cell = {(double)entry->row, (double)entry->column, 1, 1};
    if (matrix->is_dotted) {
        cell.row += (1 - dot_side) / 2;
        cell.column += (1 - dot_side) / 2;
        cell.rows = cell.columns = dot_side;
    }
    plane_trace_outline(pen, &matrix->plane[PART_WEIGHTS], cell);
}

static void write_entry(const struct matrix *matrix, struct pen *pen, const char *part,
                        const struct entry *entry, struct color color)
{
    const struct unrolled *unrolled = &matrix->unrolled;
    struct lettering lettering = {.font = matrix->font[PART_WEIGHTS], .color = color};
    if (!matrix->is_dotted && unrolled->texts[MAP_KERNEL])
        unrolled_write(unrolled, pen, key_cell(part, (int64_t)entry->row, (int64_t)entry->column),
                       &unrolled->texts[MAP_KERNEL][entry->kernel],
                       plane_point(&matrix->plane[PART_WEIGHTS], (double)entry->row + 0.5,
                                   (double)entry->column + 0.5),
                       &lettering);
}

/* Dots of weights that are zero, above and below it. */
static const struct {
    const char *part;
    int sign;
    enum theme_color color;
} dot_kinds[] = {{"matrix.zero", 0, COLOR_ZERO_LINE},
                 {"matrix.positive", 1, COLOR_WINDOW_LINE},
                 {"matrix.negative", -1, COLOR_WINDOW_INK}};

static int sign_of(double weight)
{
    return (weight > 0) - (weight < 0);
}

static void draw_dots(const struct matrix *matrix, struct pen *pen)
{
    const struct entries *all = &matrix->entries;
    for (size_t kind = 0; kind < sizeof dot_kinds / sizeof *dot_kinds; kind++) {
        for (size_t i = 0; i < all->starts[all->rows]; i++)
            if (sign_of(all->entries[i].weight) == dot_kinds[kind].sign)
                trace_entry(matrix, pen, &all->entries[i]);
        pen_paint(pen, key_once(dot_kinds[kind].part),
                  matrix->unrolled.theme->color[dot_kinds[kind].color], stroke_none);
    }
}

void matrix_draw_weights(const struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    const struct entries *all = &matrix->entries;
    draw_frame(matrix, pen);
    if (matrix->is_dotted) {
        draw_dots(matrix, pen);
        return;
    }
    draw_zeros(matrix, pen);
    for (size_t i = 0; i < all->starts[all->rows]; i++)
        trace_entry(matrix, pen, &all->entries[i]);
    pen_paint(pen, key_once("matrix.weights"), theme->color[COLOR_KERNEL],
              unrolled_line(&matrix->unrolled, COLOR_WINDOW_LINE, theme->thin_pt, 1));
    for (size_t i = 0; i < all->starts[all->rows]; i++)
        write_entry(matrix, pen, "matrix.value", &all->entries[i], theme->color[COLOR_WINDOW_INK]);
}

/* Of x, b or y: the text of a row. */
static const struct cell_text *row_text(const struct matrix *matrix, enum matrix_part part,
                                        size_t row)
{
    const struct unrolled *unrolled = &matrix->unrolled;
    size_t places = matrix->entries.rows / unrolled->simulation->out_channels;
    if (part == PART_BIAS)
        return unrolled->bias ? &unrolled->bias[row / places] : NULL;
    const struct cell_text *texts = unrolled->texts[part == PART_INPUT ? MAP_INPUT : MAP_OUTPUT];
    return texts ? &texts[row] : NULL;
}

static void write_row(const struct matrix *matrix, struct pen *pen, enum matrix_part part,
                      size_t row, struct color color)
{
    static const struct cell_text question = {.text = "?"};
    static const char *const keys[] = {
        [PART_INPUT] = "x.value", [PART_BIAS] = "b.value", [PART_OUTPUT] = "y.value"};
    const struct cell_text *text = row_text(matrix, part, row);
    struct lettering lettering = {.font = matrix->font[part], .color = color};
    if (text && part == PART_OUTPUT && pen_asks(pen, row))
        text = &question;
    if (!matrix->is_dotted && text)
        unrolled_write(&matrix->unrolled, pen, key_cell(keys[part], (int64_t)row, 0), text,
                       plane_point(&matrix->plane[part], (double)row + 0.5, 0.5), &lettering);
}

/* Cells too small for lines between them have only their outline. */
static void trace_column(const struct matrix *matrix, struct pen *pen, const struct plane *plane,
                         size_t cells)
{
    const struct area area = {0, 0, (double)cells, 1};
    if (matrix->is_dotted)
        plane_trace_outline(pen, plane, area);
    else
        plane_trace_block(pen, plane, area);
}

void matrix_draw_columns(const struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    trace_column(matrix, pen, &matrix->plane[PART_INPUT], matrix->entries.columns);
    pen_paint(pen, key_once("x.cells"), theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
    if (matrix_has(matrix, PART_BIAS)) {
        trace_column(matrix, pen, &matrix->plane[PART_BIAS], matrix->entries.rows);
        pen_paint(pen, key_once("b.cells"), theme->color[COLOR_KERNEL],
                  unrolled_line(&matrix->unrolled, COLOR_WINDOW_LINE, theme->thin_pt, 1));
    }
    trace_column(matrix, pen, &matrix->plane[PART_OUTPUT], matrix->entries.rows);
    pen_paint(pen, key_once("y.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* Between a part and the one on its left. */
static struct point sign_place(const struct matrix *matrix, enum matrix_part part)
{
    enum matrix_part before = (enum matrix_part)(part - 1);
    if (!matrix_has(matrix, before))
        before = PART_INPUT;
    const struct plane *left = &matrix->plane[before], *right = &matrix->plane[part];
    double end = left->origin.x + matrix_width(matrix, before);
    return (struct point){(end + right->origin.x) / 2,
                          right->origin.y + matrix_height(matrix, part) / 2};
}

void matrix_draw_words(const struct matrix *matrix, struct pen *pen)
{
    static const char *const signs[][2] = {[PART_INPUT] = {"sign.times", "\xc3\x97"}, /* U+00D7 */
                                           [PART_BIAS] = {"sign.plus", "+"},
                                           [PART_OUTPUT] = {"sign.equals", "="}};
    const struct unrolled *unrolled = &matrix->unrolled;
    for (int i = 0; i < MATRIX_PARTS; i++) {
        enum matrix_part part = (enum matrix_part)i;
        const struct plane *plane = &matrix->plane[part];
        if (!matrix_has(matrix, part))
            continue;
        unrolled_draw_label(
            unrolled, pen, &matrix->label[part],
            (struct point){plane->origin.x + matrix_width(matrix, part) / 2, plane->origin.y});
        if (part != PART_WEIGHTS)
            unrolled_draw_sign(unrolled, pen, signs[part][0], signs[part][1],
                               sign_place(matrix, part));
    }
    const struct plane *weights = &matrix->plane[PART_WEIGHTS];
    unrolled_draw_divisor(
        unrolled, pen,
        (struct point){weights->origin.x - matrix_divisor_width / 2 * unrolled->theme->cell_pt,
                       weights->origin.y + matrix_height(matrix, PART_WEIGHTS) / 2});
}

/* ---- what the step lights ---- */

/* The band of a row, no thinner than the eye can find. */
static struct area band_of(const struct plane *plane, double row, double columns)
{
    double rows = fmax(1, least_band_pt / plane->row.y);
    return (struct area){row + (1 - rows) / 2, 0, rows, columns};
}

static double lit_row(const struct matrix *matrix)
{
    double row = (double)matrix->unrolled.step;
    return unrolled_between(&matrix->unrolled, row, row + 1);
}

static void draw_lit_entries(const struct matrix *matrix, struct pen *pen, size_t row)
{
    const struct theme *theme = matrix->unrolled.theme;
    const struct entries *all = &matrix->entries;
    double share = unrolled_share(&matrix->unrolled, row);
    if (row >= all->rows || share <= 0)
        return;
    for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
        trace_entry(matrix, pen, &all->entries[i]);
    enum theme_color fill = matrix->is_dotted ? COLOR_INK : COLOR_WINDOW;
    pen_paint(pen, (struct item_key){"lit.weights", -1, (int)row, -1},
              color_fade(theme->color[fill], share),
              unrolled_line(&matrix->unrolled, COLOR_WINDOW_LINE,
                            matrix->is_dotted ? 0 : theme->thick_pt, share));
    for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
        write_entry(matrix, pen, "lit.value", &all->entries[i],
                    color_fade(theme->color[COLOR_INK], share));
}

void matrix_draw_band(const struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    struct area band =
        band_of(&matrix->plane[PART_WEIGHTS], lit_row(matrix), (double)matrix->entries.columns);
    plane_trace_outline(pen, &matrix->plane[PART_WEIGHTS], band);
    pen_paint(pen, key_once("lit.band"), color_fade(theme->color[COLOR_WINDOW], band_tint),
              stroke_none);
    draw_lit_entries(matrix, pen, matrix->unrolled.step);
    draw_lit_entries(matrix, pen, matrix->unrolled.step + 1);
    plane_trace_outline(pen, &matrix->plane[PART_WEIGHTS], band);
    pen_paint(
        pen, key_once("lit.edge"), color_none,
        pen_solid(pen, COLOR_WINDOW_LINE, matrix->is_dotted ? theme->thick_pt : theme->window_pt));
}

/* How much each unit of the input is read now. */
static const double *read_shares(const struct matrix *matrix, struct pen *pen)
{
    const struct entries *all = &matrix->entries;
    double *shares = arena_allocate(pen->arena, all->columns, sizeof *shares);
    for (size_t row = matrix->unrolled.step; row < all->rows; row++) {
        double share = unrolled_share(&matrix->unrolled, row);
        if (share <= 0)
            break;
        for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
            shares[all->entries[i].column] += share;
    }
    return shares;
}

void matrix_draw_lit_inputs(const struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    const double *shares = read_shares(matrix, pen);
    for (size_t unit = 0; unit < matrix->entries.columns; unit++) {
        if (shares[unit] > 0) {
            plane_trace_outline(pen, &matrix->plane[PART_INPUT],
                                (struct area){(double)unit, 0, 1, 1});
            pen_paint(pen, key_cell("x.lit", (int64_t)unit, 0),
                      color_fade(theme->color[matrix->is_dotted ? COLOR_WINDOW_LINE : COLOR_WINDOW],
                                 shares[unit]),
                      unrolled_line(&matrix->unrolled, COLOR_WINDOW_LINE,
                                    matrix->is_dotted ? 0 : theme->thick_pt, shares[unit]));
        }
        write_row(matrix, pen, PART_INPUT, unit,
                  color_mix(theme->color[COLOR_INPUT_INK], theme->color[COLOR_INK], shares[unit]));
    }
}

static void draw_lit_bias(const struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    if (!matrix_has(matrix, PART_BIAS))
        return;
    plane_trace_outline(pen, &matrix->plane[PART_BIAS],
                        band_of(&matrix->plane[PART_BIAS], lit_row(matrix), 1));
    pen_paint(
        pen, key_once("b.lit"), theme->color[COLOR_WINDOW],
        pen_solid(pen, COLOR_WINDOW_LINE, matrix->is_dotted ? theme->thick_pt : theme->window_pt));
    for (size_t row = 0; row < matrix->entries.rows; row++)
        write_row(matrix, pen, PART_BIAS, row,
                  color_mix(theme->color[COLOR_WINDOW_INK], theme->color[COLOR_INK],
                            unrolled_share(&matrix->unrolled, row)));
}

void matrix_draw_outputs(const struct matrix *matrix, struct pen *pen)
{
    const struct theme *theme = matrix->unrolled.theme;
    size_t computed = matrix->unrolled.done;
    draw_lit_bias(matrix, pen);
    trace_column(matrix, pen, &matrix->plane[PART_OUTPUT], computed);
    pen_paint(pen, key_once("y.cells"), theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
    plane_trace_outline(pen, &matrix->plane[PART_OUTPUT],
                        band_of(&matrix->plane[PART_OUTPUT], lit_row(matrix), 1));
    pen_paint(
        pen, key_once("y.now"), theme->color[COLOR_NOW],
        pen_solid(pen, COLOR_NOW_LINE, matrix->is_dotted ? theme->thick_pt : theme->window_pt));
    for (size_t unit = 0; unit < computed; unit++)
        write_row(matrix, pen, PART_OUTPUT, unit,
                  color_mix(theme->color[COLOR_OUTPUT_INK], theme->color[COLOR_NOW_INK],
                            unrolled_share(&matrix->unrolled, unit)));
}
