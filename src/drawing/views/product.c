/* SPDX-License-Identifier: MIT */
/* The sparse matrix of view matrix: its blocks, its entries or their dots, the row of a step. */
#include "drawing/views/product.h"

#include <math.h>

static const struct matrix_sizes *const sizes = &theme_sizes.matrix;

enum { ANY_SIGN = 2 };

static const struct map *weights_of(const struct panel *panel)
{
    const struct product *product = panel->subject.state;
    return matrices_at(panel, &product->matrices, PART_WEIGHTS);
}

/* ---- what rests ---- */

/* Lines after every `pitch` rows and columns: channels, or the rows of a map within them. */
static void trace_blocks(const struct map *weights, size_t row_pitch, size_t column_pitch,
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

static void draw_frame(const struct simulation *layer, const struct map *weights, struct pen *pen)
{
    const struct axis *last = &layer->axis[layer->axes - 1];
    if (layer->axes > 1)
        trace_blocks(weights, (size_t)last->output, (size_t)last->input, pen);
    struct stroke line = pen_dashed(pen, COLOR_ZERO_LINE);
    line.width = pen->theme->thin_pt;
    pen_paint(pen, key_once("matrix.rows"), color_none, line);
    trace_blocks(weights, weights->rows / layer->out_channels,
                 weights->columns / layer->in_channels, pen);
    plane_trace_outline(pen, &weights->plane, map_grid(weights));
    pen_paint(pen, key_once("matrix.frame"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thick_pt));
}

/* Traces entries whose weights have a sign, -1, 0, 1 or any. */
static void trace_entries(const struct panel *panel, const size_t range[2], int sign,
                          struct pen *pen)
{
    const struct product *product = panel->subject.state;
    double side = product->is_dotted ? sizes->dot : 1, margin = (1 - side) / 2;
    for (size_t i = range[0]; i < range[1]; i++) {
        const struct matrix_entry *entry = &product->entries.entries[i];
        if (sign == ANY_SIGN || (entry->weight > 0) - (entry->weight < 0) == sign)
            plane_trace_outline(pen, &weights_of(panel)->plane,
                                (struct area){(double)entry->row + margin,
                                              (double)entry->column + margin, side, side});
    }
}

/* A point in the middle of every cell without a weight. */
static void trace_gaps(const struct map *weights, struct pen *pen)
{
    for (size_t i = 0; i < weights->rows * weights->columns; i++) {
        struct point at = map_middle(&weights->plane, (double)(i / weights->columns),
                                     (double)(i % weights->columns));
        if (weights->numbers[i] != NO_UNIT)
            continue;
        pen_move_to(pen, at);
        pen_line_to(pen, at);
    }
}

/* Dots of weights that are zero, above and below it. */
enum { DOT_KINDS = 3 };

static const struct {
    const char *part;
    int sign;
    enum theme_color color;
} dot_kinds[DOT_KINDS] = {{"matrix.zero", 0, COLOR_ZERO_LINE},
                          {"matrix.positive", 1, COLOR_WINDOW_LINE},
                          {"matrix.negative", -1, COLOR_WINDOW_INK}};

/* How many weights of each kind lie in a pixel. */
struct dots {
    unsigned count[DOT_KINDS];
};

static size_t kind_of(double weight)
{
    size_t kind = 0;
    while ((weight > 0) - (weight < 0) != dot_kinds[kind].sign)
        kind++;
    return kind;
}

/* A pixel of `cells` cells: the colours of its weights together, as strong as they fill it. */
static void set_pixel(const struct dots *dots, double cells, const struct theme *theme,
                      unsigned char *pixel)
{
    double sum = 0, red = 0, green = 0, blue = 0;
    for (size_t kind = 0; kind < DOT_KINDS; kind++) {
        const struct color *color = &theme->color[dot_kinds[kind].color];
        sum += dots->count[kind];
        red += dots->count[kind] * color->red;
        green += dots->count[kind] * color->green;
        blue += dots->count[kind] * color->blue;
    }
    if (sum <= 0)
        return;
    const double parts[] = {red / sum, green / sum, blue / sum,
                            fmin(1, fmax(sizes->least_dot_ink, sum / cells))};
    for (int i = 0; i < 4; i++)
        pixel[i] = (unsigned char)lround(255 * parts[i]);
}

static void draw_pixels(const struct panel *panel, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct matrix_entries *entries = &product->entries;
    const struct plane *plane = &weights_of(panel)->plane;
    struct image image = {.at = {plane->origin.x, plane->origin.y,
                                 plane->column.x * (double)entries->columns,
                                 plane->row.y * (double)entries->rows}};
    image.width = (size_t)ceil(image.at.width * panel->subject.px_per_pt);
    image.height = (size_t)ceil(image.at.height * panel->subject.px_per_pt);
    size_t count = image.width * image.height;
    struct arena scratch = {0};
    struct dots *dots = arena_allocate(&scratch, count, sizeof *dots);
    unsigned char *pixels = arena_allocate(pen->arena, count, 4);
    for (size_t i = 0; i < entries->starts[entries->rows]; i++) {
        const struct matrix_entry *entry = &entries->entries[i];
        size_t row = entry->row * image.height / entries->rows;
        size_t column = entry->column * image.width / entries->columns;
        dots[row * image.width + column].count[kind_of(entry->weight)]++;
    }
    double cells = (double)entries->rows * (double)entries->columns / (double)count;
    for (size_t i = 0; i < count; i++)
        set_pixel(&dots[i], cells, pen->theme, pixels + 4 * i);
    arena_finish(&scratch);
    image.pixels = pixels;
    pen_image(pen, key_once("matrix.dots"), &image);
}

static void draw_dots(const struct panel *panel, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const size_t all[2] = {0, product->entries.starts[product->entries.rows]};
    for (size_t i = 0; i < DOT_KINDS; i++) {
        trace_entries(panel, all, dot_kinds[i].sign, pen);
        pen_paint(pen, key_once(dot_kinds[i].part), pen->theme->color[dot_kinds[i].color],
                  stroke_none);
    }
}

static void draw_entries(const struct map *weights, struct pen *pen)
{
    struct stroke dot = pen_solid(pen, COLOR_ZERO_LINE, sizes->zero_dot_pt);
    dot.cap = CAP_ROUND;
    trace_gaps(weights, pen);
    pen_paint(pen, key_once("matrix.zeros"), color_none, dot);
    map_draw_rest(weights, pen);
}

void product_draw_weights(const struct panel *panel, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct map *weights = weights_of(panel);
    double dot_px = plane_length(weights->plane.row) * panel->subject.px_per_pt;
    draw_frame(panel->subject.simulation, weights, pen);
    if (!product->is_dotted)
        draw_entries(weights, pen);
    else if (dot_px < sizes->least_dot_px)
        draw_pixels(panel, pen);
    else
        draw_dots(panel, pen);
}

/* ---- what the step lights ---- */

struct area product_row(double row, const struct map *matrix)
{
    return (struct area){row, 0, 1, (double)matrix->columns};
}

/* The weights of a row, cells or dots. */
static void light_row(const struct panel *panel, const struct lights *lights, size_t row,
                      double share, struct pen *pen)
{
    const struct product *product = panel->subject.state;
    const struct map *weights = weights_of(panel);
    const size_t *starts = product->entries.starts;
    const size_t range[2] = {starts[row], starts[row + 1]};
    struct item_key key = {"lit.weights", -1, (int)row, -1, NULL};
    struct stroke line =
        product->is_dotted ? stroke_none : pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
    trace_entries(panel, range, ANY_SIGN, pen);
    pen_paint(pen, key,
              color_faded(pen->theme->color[product->is_dotted ? COLOR_INK : COLOR_WINDOW], share),
              stroke_faded(line, share));
    map_write_lit(weights, lights, product_row((double)row, weights), share, pen);
}

void product_draw_lit_row(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct map *weights = weights_of(panel);
    struct area band = product_row((double)lights->step + lights->progress, weights);
    plane_trace_outline(pen, &weights->plane, map_widened_area(weights, band));
    pen_paint(pen, key_once("lit.band"),
              color_faded(pen->theme->color[COLOR_WINDOW], lights->strength * sizes->tint),
              stroke_none);
    for (size_t row = lights->step; row < weights->rows && row <= lights->step + 1; row++) {
        double share = matrix_step_share(lights, row);
        if (share > 0)
            light_row(panel, lights, row, share, pen);
    }
    map_draw_edge(weights, key_once("lit.edge"), band, lights->strength, pen);
    map_write_products(weights, lights, pen);
}
