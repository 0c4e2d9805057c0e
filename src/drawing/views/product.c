/* SPDX-License-Identifier: MIT */
/* The sparse matrix of view matrix: its blocks, its entries or their dots, the row of a step. */
#include "drawing/views/product.h"

static const double dot_side = 0.8;    /* to the pitch of dots */
static const double zero_dot_pt = 1.8; /* where the matrix has no weight */

enum { ANY_SIGN = 2 };

/* ---- what rests ---- */

/* Lines after every `pitch` rows and columns: channels, or the rows of a map within them. */
static void trace_blocks(const struct matrix *weights, size_t row_pitch, size_t column_pitch,
                         struct pen *pen)
{
    const struct plane *plane = &weights->plane;
    for (size_t row = row_pitch; row < weights->rows; row += row_pitch) {
        pen_move_to(pen, plane_point(plane, (double)row, 0));
        pen_line_to(pen, plane_point(plane, (double)row, (double)weights->columns));
    }
    for (size_t column = column_pitch; column < weights->columns; column += column_pitch) {
        pen_move_to(pen, plane_point(plane, 0, (double)column));
        pen_line_to(pen, plane_point(plane, (double)weights->rows, (double)column));
    }
}

static void draw_frame(const struct simulation *layer, const struct matrix *weights,
                       struct pen *pen)
{
    const struct axis *last = &layer->axis[layer->axes - 1];
    if (layer->axes > 1)
        trace_blocks(weights, (size_t)last->output, (size_t)last->input, pen);
    struct stroke line = pen_dashed(pen, COLOR_ZERO_LINE);
    line.width = pen->theme->thin_pt;
    pen_paint(pen, key_once("matrix.rows"), color_none, line);
    trace_blocks(weights, weights->rows / layer->out_channels,
                 weights->columns / layer->in_channels, pen);
    plane_trace_outline(pen, &weights->plane, matrix_area(weights));
    pen_paint(pen, key_once("matrix.frame"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thick_pt));
}

/* Traces entries whose weights have a sign, -1, 0, 1 or any. */
static void trace_entries(const struct product *product, const size_t range[2], int sign,
                          struct pen *pen)
{
    double side = product->is_dotted ? dot_side : 1, margin = (1 - side) / 2;
    for (size_t i = range[0]; i < range[1]; i++) {
        const struct entry *entry = &product->entries.entries[i];
        if (sign == ANY_SIGN || (entry->weight > 0) - (entry->weight < 0) == sign)
            plane_trace_outline(pen, &product->of[PART_WEIGHTS].plane,
                                (struct area){(double)entry->row + margin,
                                              (double)entry->column + margin, side, side});
    }
}

/* A point in the middle of every cell without a weight. */
static void trace_gaps(const struct entries *entries, const struct plane *plane, struct pen *pen)
{
    const struct entry *next = entries->entries, *end = next + entries->starts[entries->rows];
    for (size_t row = 0; row < entries->rows; row++)
        for (size_t column = 0; column < entries->columns; column++) {
            struct point at = map_middle(plane, (double)row, (double)column);
            if (next < end && next->row == row && next->column == column) {
                next++;
                continue;
            }
            pen_move_to(pen, at);
            pen_line_to(pen, at);
        }
}

static void write_entries(const struct panel *panel, const size_t range[2], const char *part,
                          struct color ink, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct matrix *weights = &product->of[PART_WEIGHTS];
    for (size_t i = range[0]; weights->texts.of && i < range[1]; i++) {
        const struct entry *entry = &product->entries.entries[i];
        matrix_write(panel, weights, key_cell(part, (int64_t)entry->row, (int64_t)entry->column),
                     &weights->texts.of[entry->kernel], ink, pen);
    }
}

/* Dots of weights that are zero, above and below it. */
static const struct {
    const char *part;
    int sign;
    enum theme_color color;
} dot_kinds[] = {{"matrix.zero", 0, COLOR_ZERO_LINE},
                 {"matrix.positive", 1, COLOR_WINDOW_LINE},
                 {"matrix.negative", -1, COLOR_WINDOW_INK}};

static void draw_entries(const struct panel *panel, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct theme *theme = pen->theme;
    const size_t all[2] = {0, product->entries.starts[product->entries.rows]};
    struct stroke dot = pen_solid(pen, COLOR_ZERO_LINE, zero_dot_pt);
    dot.cap = CAP_ROUND;
    for (size_t i = 0; product->is_dotted && i < sizeof dot_kinds / sizeof *dot_kinds; i++) {
        trace_entries(product, all, dot_kinds[i].sign, pen);
        pen_paint(pen, key_once(dot_kinds[i].part), theme->color[dot_kinds[i].color], stroke_none);
    }
    if (product->is_dotted)
        return;
    trace_gaps(&product->entries, &product->of[PART_WEIGHTS].plane, pen);
    pen_paint(pen, key_once("matrix.zeros"), color_none, dot);
    trace_entries(product, all, ANY_SIGN, pen);
    pen_paint(pen, key_once("matrix.weights"), theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt));
    write_entries(panel, all, "matrix.value", theme->color[COLOR_WINDOW_INK], pen);
}

void product_draw_weights(const struct panel *panel, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    draw_frame(panel->subject.simulation, &product->of[PART_WEIGHTS], pen);
    draw_entries(panel, pen);
}

/* ---- what the step lights ---- */

struct area product_row(const struct lights *lights, const struct matrix *matrix)
{
    return (struct area){(double)lights->step + lights->progress, 0, 1, (double)matrix->columns};
}

void product_paint_lit(const struct product *product, struct item_key key, enum theme_color of_dots,
                       double share, struct pen *pen)
{
    enum theme_color fill = product->is_dotted ? of_dots : COLOR_WINDOW;
    struct stroke line =
        pen_solid(pen, COLOR_WINDOW_LINE, product->is_dotted ? 0 : pen->theme->thick_pt);
    pen_paint(pen, key, color_faded(pen->theme->color[fill], share), stroke_faded(line, share));
}

void product_draw_lit_row(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct matrix *weights = &product->of[PART_WEIGHTS];
    struct area band = product_row(lights, weights);
    plane_trace_outline(pen, &weights->plane, matrix_widen(weights, band));
    pen_paint(pen, key_once("lit.band"), color_faded(pen->theme->color[COLOR_WINDOW], matrix_tint),
              stroke_none);
    for (size_t row = lights->step; row < weights->rows && row <= lights->step + 1; row++) {
        double share = matrix_step_share(lights, row);
        if (share <= 0)
            continue;
        const size_t *range = &product->entries.starts[row];
        trace_entries(product, range, ANY_SIGN, pen);
        product_paint_lit(product, (struct item_key){"lit.weights", -1, (int)row, -1, NULL},
                          COLOR_INK, share, pen);
        write_entries(panel, range, "lit.value", color_faded(pen->theme->color[COLOR_INK], share),
                      pen);
    }
    matrix_draw_edge(weights, "lit.edge", band, color_none, COLOR_WINDOW_LINE, pen);
}
