/* SPDX-License-Identifier: MIT */
/* View matrix: the layer as y = C x + b. The sparse matrix stands between small maps and the
 * unrolled input and output; a step is a row. Large matrices are patterns of dots. */
#include "drawing/views/matrix.h"

#include <math.h>

/* In cells. */
static const double gap = 2.6;      /* round a sign */
static const double maps_gap = 1.6; /* between the small maps and the matrix */
static const double divisor_gap = 0.1;
static const double most_dotted = 18;    /* the longer side of a pattern of dots, */
static const double largest_dot = 0.35;  /* and from one to the next */
static const double strip_width = 0.5;   /* of the unrolled maps beside dots */
static const double dot_side = 0.8;      /* to the pitch of dots */
static const double least_band_pt = 2.4; /* a lit row's height among dots */
static const double zero_dot_pt = 1.8;   /* where the matrix has no weight */
static const double band_tint = 0.3;     /* of the lit row between its weights */

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *common = unrolled_obstacle(simulation, arena);
    if (common)
        return common;
    if (simulation->padding_mode != MODE_ZEROS)
        return arena_format(arena, "padding that repeats units");
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    struct matrix *matrix = arena_allocate(arena, 1, sizeof *matrix);
    entries_read(&matrix->entries, subject->simulation, arena);
    matrix->is_dotted =
        matrix->entries.rows > MOST_LEGIBLE || matrix->entries.columns > MOST_LEGIBLE;
    return matrix;
}

/* ---- layout ---- */

static struct size cell_of(const struct matrix *matrix, bool is_strip)
{
    double longest = fmax((double)matrix->entries.rows, (double)matrix->entries.columns);
    double pitch = fmin(most_dotted / longest, largest_dot);
    if (!matrix->is_dotted)
        return (struct size){in_cells(1), in_cells(unrolled_cell_height)};
    return (struct size){in_cells(is_strip ? strip_width : pitch), in_cells(pitch)};
}

static void add_part(struct panel *panel, struct matrix *matrix, enum matrix_part part,
                     enum sign sign)
{
    static const struct {
        enum map_role role;
        const char *part, *letter;
    } parts[] = {[PART_WEIGHTS] = {MAP_KERNEL, "matrix", "C"},
                 [PART_INPUT] = {MAP_INPUT, "x", "x"},
                 [PART_BIAS] = {MAP_KERNEL, "b", "b"},
                 [PART_OUTPUT] = {MAP_OUTPUT, "y", "y"}};
    bool is_matrix = part == PART_WEIGHTS;
    size_t rows = part == PART_INPUT ? matrix->entries.columns : matrix->entries.rows;
    matrix->map[part] = panel->map_count;
    struct placed *placed =
        unrolled_add_matrix(panel, parts[part].role, parts[part].part, rows,
                            is_matrix ? matrix->entries.columns : 1, cell_of(matrix, !is_matrix));
    placed->letter = parts[part].letter;
    placed->raised = is_matrix && panel->subject.simulation->is_transposed ? "T" : NULL;
    if (!is_matrix)
        panel_sign(panel, sign, placed->box);
}

static void lay_out_matrix(struct panel *panel)
{
    struct matrix *matrix = panel->subject.state;
    double rows = fmax((double)matrix->entries.rows, (double)matrix->entries.columns);
    layout_row(panel->layout, in_cells(gap), ALIGN_MIDDLE);
    unrolled_add_maps(panel, rows * cell_of(matrix, false).height.cells, false);
    bool has_divisor = panel_divisor(panel);
    add_part(panel, matrix, PART_WEIGHTS, SIGN_TIMES);
    layout_gap_before(panel->layout, panel->maps[matrix->map[PART_WEIGHTS]].box,
                      in_cells(has_divisor ? divisor_gap : maps_gap));
    add_part(panel, matrix, PART_INPUT, SIGN_TIMES);
    matrix->has_bias = panel->subject.simulation->has_bias;
    if (matrix->has_bias)
        add_part(panel, matrix, PART_BIAS, SIGN_PLUS);
    add_part(panel, matrix, PART_OUTPUT, SIGN_EQUALS);
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    struct matrix *matrix = panel->subject.state;
    matrix->texts = (struct unrolled_texts){.input = {.of = NULL}};
    if (!matrix->is_dotted && panel->subject.looks.show.values != SHOW_NOTHING)
        unrolled_read_texts(panel, &matrix->texts);
    for (int part = 0; part < MATRIX_PARTS; part++)
        if (part != PART_BIAS || matrix->has_bias)
            matrix->plane[part] = unrolled_plane(panel, &panel->maps[matrix->map[part]]);
}

/* ---- what rests ---- */

/* Lines after every `pitch` rows and columns: channels, or the rows of a map within them. */
static void trace_blocks(const struct matrix *matrix, size_t row_pitch, size_t column_pitch,
                         struct pen *pen)
{
    const struct plane *plane = &matrix->plane[PART_WEIGHTS];
    double rows = (double)matrix->entries.rows, columns = (double)matrix->entries.columns;
    for (size_t row = row_pitch; row < matrix->entries.rows; row += row_pitch) {
        pen_move_to(pen, plane_point(plane, (double)row, 0));
        pen_line_to(pen, plane_point(plane, (double)row, columns));
    }
    for (size_t column = column_pitch; column < matrix->entries.columns; column += column_pitch) {
        pen_move_to(pen, plane_point(plane, 0, (double)column));
        pen_line_to(pen, plane_point(plane, rows, (double)column));
    }
}

static void draw_frame(const struct panel *panel, const struct matrix *matrix, struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct axis *last = &layer->axis[layer->axes - 1];
    if (layer->axes > 1)
        trace_blocks(matrix, (size_t)last->output, (size_t)last->input, pen);
    struct stroke line = pen_dashed(pen, COLOR_ZERO_LINE);
    line.width = pen->theme->thin_pt;
    pen_paint(pen, key_once("matrix.rows"), color_none, line);
    trace_blocks(matrix, matrix->entries.rows / layer->out_channels,
                 matrix->entries.columns / layer->in_channels, pen);
    plane_trace_outline(
        pen, &matrix->plane[PART_WEIGHTS],
        (struct area){0, 0, (double)matrix->entries.rows, (double)matrix->entries.columns});
    pen_paint(pen, key_once("matrix.frame"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thick_pt));
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
            struct point at = map_middle(&matrix->plane[PART_WEIGHTS], (double)row, (double)column);
            pen_move_to(pen, at);
            pen_line_to(pen, at);
        }
    }
    struct stroke dot = pen_solid(pen, COLOR_ZERO_LINE, zero_dot_pt);
    dot.cap = CAP_ROUND;
    pen_paint(pen, key_once("matrix.zeros"), color_none, dot);
}

static void trace_entry(const struct matrix *matrix, const struct entry *entry, struct pen *pen)
{
    struct area cell = {(double)entry->row, (double)entry->column, 1, 1};
    if (matrix->is_dotted) {
        cell.row += (1 - dot_side) / 2;
        cell.column += (1 - dot_side) / 2;
        cell.rows = cell.columns = dot_side;
    }
    plane_trace_outline(pen, &matrix->plane[PART_WEIGHTS], cell);
}

static void write_entry(const struct panel *panel, const struct matrix *matrix, const char *part,
                        const struct entry *entry, struct color color, struct pen *pen)
{
    if (matrix->texts.weights.of)
        unrolled_write(panel, &matrix->plane[PART_WEIGHTS],
                       key_cell(part, (int64_t)entry->row, (int64_t)entry->column),
                       &matrix->texts.weights.of[entry->kernel], &matrix->texts.weights.font, color,
                       pen);
}

/* Dots of weights that are zero, above and below it. */
static const struct {
    const char *part;
    int sign;
    enum theme_color color;
} dot_kinds[] = {{"matrix.zero", 0, COLOR_ZERO_LINE},
                 {"matrix.positive", 1, COLOR_WINDOW_LINE},
                 {"matrix.negative", -1, COLOR_WINDOW_INK}};

static void draw_dots(const struct matrix *matrix, struct pen *pen)
{
    const struct entries *all = &matrix->entries;
    for (size_t kind = 0; kind < sizeof dot_kinds / sizeof *dot_kinds; kind++) {
        for (size_t i = 0; i < all->starts[all->rows]; i++) {
            double weight = all->entries[i].weight;
            if ((weight > 0) - (weight < 0) == dot_kinds[kind].sign)
                trace_entry(matrix, &all->entries[i], pen);
        }
        pen_paint(pen, key_once(dot_kinds[kind].part), pen->theme->color[dot_kinds[kind].color],
                  stroke_none);
    }
}

/* Of x, b or y: the text of a row. */
static void write_row(const struct panel *panel, const struct matrix *matrix, enum matrix_part part,
                      size_t row, struct color color, bool asks, struct pen *pen)
{
    static const char *const keys[] = {
        [PART_INPUT] = "x.value", [PART_BIAS] = "b.value", [PART_OUTPUT] = "y.value"};
    size_t places = matrix->entries.rows / panel->subject.simulation->out_channels;
    const struct texts *texts = part == PART_INPUT  ? &matrix->texts.input
                                : part == PART_BIAS ? &matrix->texts.bias
                                                    : &matrix->texts.output;
    if (!texts->of)
        return;
    unrolled_write(panel, &matrix->plane[part], key_cell(keys[part], (int64_t)row, 0),
                   cell_text_or_question(&texts->of[part == PART_BIAS ? row / places : row], asks),
                   &texts->font, color, pen);
}

/* Cells too small for lines between them have only their outline. */
static void trace_column(const struct matrix *matrix, enum matrix_part part, size_t cells,
                         struct pen *pen)
{
    const struct area area = {0, 0, (double)cells, 1};
    if (matrix->is_dotted)
        plane_trace_outline(pen, &matrix->plane[part], area);
    else
        plane_trace_block(pen, &matrix->plane[part], area);
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct matrix *matrix = panel->subject.state;
    const struct entries *all = &matrix->entries;
    const struct theme *theme = pen->theme;
    panel_draw_rest(panel, pen);
    draw_frame(panel, matrix, pen);
    if (matrix->is_dotted) {
        draw_dots(matrix, pen);
    } else {
        draw_zeros(matrix, pen);
        for (size_t i = 0; i < all->starts[all->rows]; i++)
            trace_entry(matrix, &all->entries[i], pen);
        pen_paint(pen, key_once("matrix.weights"), theme->color[COLOR_KERNEL],
                  pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt));
        for (size_t i = 0; i < all->starts[all->rows]; i++)
            write_entry(panel, matrix, "matrix.value", &all->entries[i],
                        theme->color[COLOR_WINDOW_INK], pen);
    }
    trace_column(matrix, PART_INPUT, all->columns, pen);
    pen_paint(pen, key_once("x.cells"), theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
    if (matrix->has_bias)
        trace_column(matrix, PART_BIAS, all->rows, pen);
    pen_paint(pen, key_once("b.cells"), theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt));
    trace_column(matrix, PART_OUTPUT, all->rows, pen);
    pen_paint(pen, key_once("y.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* ---- what the step lights ---- */

/* The band of a row, no thinner than the eye can find. */
static struct area band_of(const struct plane *plane, double row, double columns)
{
    double rows = fmax(1, least_band_pt / plane->row.y);
    return (struct area){row + (1 - rows) / 2, 0, rows, columns};
}

static double lit_row(const struct unrolled_moment *moment)
{
    return (double)moment->step + moment->progress;
}

static double edge_of(const struct panel *panel, const struct matrix *matrix)
{
    return matrix->is_dotted ? panel->subject.looks.theme.thick_pt : subject_edge(&panel->subject);
}

static void draw_lit_entries(const struct unrolled_moment *moment, const struct matrix *matrix,
                             size_t row, struct pen *pen)
{
    const struct entries *all = &matrix->entries;
    double share = unrolled_share(moment, row);
    if (row >= all->rows || share <= 0)
        return;
    for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
        trace_entry(matrix, &all->entries[i], pen);
    enum theme_color fill = matrix->is_dotted ? COLOR_INK : COLOR_WINDOW;
    pen_paint(
        pen, (struct item_key){"lit.weights", -1, (int)row, -1, NULL},
        unrolled_faded(pen->theme->color[fill], share),
        unrolled_line(pen, COLOR_WINDOW_LINE, matrix->is_dotted ? 0 : pen->theme->thick_pt, share));
    for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
        write_entry(moment->panel, matrix, "lit.value", &all->entries[i],
                    unrolled_faded(pen->theme->color[COLOR_INK], share), pen);
}

static void draw_band(const struct unrolled_moment *moment, const struct matrix *matrix,
                      struct pen *pen)
{
    const struct plane *plane = &matrix->plane[PART_WEIGHTS];
    struct area band = band_of(plane, lit_row(moment), (double)matrix->entries.columns);
    plane_trace_outline(pen, plane, band);
    pen_paint(pen, key_once("lit.band"), unrolled_faded(pen->theme->color[COLOR_WINDOW], band_tint),
              stroke_none);
    draw_lit_entries(moment, matrix, moment->step, pen);
    draw_lit_entries(moment, matrix, moment->step + 1, pen);
    plane_trace_outline(pen, plane, band);
    pen_paint(pen, key_once("lit.edge"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, edge_of(moment->panel, matrix)));
}

static void draw_lit_inputs(const struct unrolled_moment *moment, const struct matrix *matrix,
                            struct pen *pen)
{
    const struct entries *all = &matrix->entries;
    double *shares = arena_allocate(pen->arena, all->columns, sizeof *shares);
    for (size_t row = moment->step; row < all->rows && row <= moment->step + 1; row++)
        for (size_t i = all->starts[row]; i < all->starts[row + 1]; i++)
            shares[all->entries[i].column] += unrolled_share(moment, row);
    for (size_t unit = 0; unit < all->columns; unit++) {
        if (shares[unit] > 0) {
            plane_trace_outline(pen, &matrix->plane[PART_INPUT],
                                (struct area){(double)unit, 0, 1, 1});
            pen_paint(pen, key_cell("x.lit", (int64_t)unit, 0),
                      unrolled_faded(
                          pen->theme->color[matrix->is_dotted ? COLOR_WINDOW_LINE : COLOR_WINDOW],
                          shares[unit]),
                      unrolled_line(pen, COLOR_WINDOW_LINE,
                                    matrix->is_dotted ? 0 : pen->theme->thick_pt, shares[unit]));
        }
        write_row(moment->panel, matrix, PART_INPUT, unit,
                  color_mix(pen->theme->color[COLOR_INPUT_INK], pen->theme->color[COLOR_INK],
                            shares[unit]),
                  false, pen);
    }
}

static void draw_lit_bias(const struct unrolled_moment *moment, const struct matrix *matrix,
                          struct pen *pen)
{
    plane_trace_outline(pen, &matrix->plane[PART_BIAS],
                        band_of(&matrix->plane[PART_BIAS], lit_row(moment), 1));
    pen_paint(pen, key_once("b.lit"), pen->theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, edge_of(moment->panel, matrix)));
    for (size_t row = 0; row < matrix->entries.rows; row++)
        write_row(moment->panel, matrix, PART_BIAS, row,
                  color_mix(pen->theme->color[COLOR_WINDOW_INK], pen->theme->color[COLOR_INK],
                            unrolled_share(moment, row)),
                  false, pen);
}

static void draw_outputs(const struct unrolled_moment *moment, const struct matrix *matrix,
                         struct pen *pen)
{
    const struct plane *plane = &matrix->plane[PART_OUTPUT];
    trace_column(matrix, PART_OUTPUT, moment->done, pen);
    pen_paint(pen, key_once("y.cells"), pen->theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
    plane_trace_outline(pen, plane, band_of(plane, lit_row(moment), 1));
    pen_paint(pen, key_once("y.now"), pen->theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_NOW_LINE, edge_of(moment->panel, matrix)));
    for (size_t unit = 0; unit < moment->done; unit++)
        write_row(moment->panel, matrix, PART_OUTPUT, unit,
                  color_mix(pen->theme->color[COLOR_OUTPUT_INK], pen->theme->color[COLOR_NOW_INK],
                            unrolled_share(moment, unit)),
                  unrolled_asks(moment, unit), pen);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct matrix *matrix = panel->subject.state;
    struct unrolled_moment moment;
    unrolled_read_moment(&moment, panel, part);
    unrolled_draw_maps(panel, part, pen);
    draw_band(&moment, matrix, pen);
    draw_lit_inputs(&moment, matrix, pen);
    if (matrix->has_bias)
        draw_lit_bias(&moment, matrix, pen);
    draw_outputs(&moment, matrix, pen);
}

const struct view view_matrix = {.name = "matrix",
                                 .obstacle = obstacle,
                                 .has_sum = true,
                                 .prepare = prepare,
                                 .lay_out = lay_out_matrix,
                                 .settle = settle,
                                 .draw_rest = draw_rest,
                                 .draw_step = draw_step};
