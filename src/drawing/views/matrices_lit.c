/* SPDX-License-Identifier: MIT */
/* What a moment lights of a matrix, and which of its texts are there. */
#include "drawing/views/matrices.h"

double matrix_step_share(const struct lights *lights, size_t step)
{
    double share = step == lights->step       ? 1 - lights->progress
                   : step == lights->step + 1 ? lights->progress
                                              : 0;
    return share * lights->strength;
}

static size_t step_of(const struct lights *lights, size_t unit)
{
    const struct simulation *layer = lights->layer;
    return lights->is_by_position ? unit % (layer->step_count / layer->out_channels) : unit;
}

double *matrix_covered(const struct panel *panel, const struct lights *lights, size_t count,
                       bool is_down, struct arena *arena)
{
    const struct step *step = &lights->here;
    double *covered = arena_allocate(arena, count, sizeof *covered);
    for (size_t t = 0; lights->telling != TELLS_ALL && t < step->term_count; t++) {
        struct own_cell cell;
        if (panel->find_term(panel, step, t, &cell))
            covered[is_down ? cell.row : cell.column] =
                lights_term(lights->telling, lights->told, t, step->term_count).covered;
    }
    return covered;
}

/* How many steps have given their outputs. */
static size_t steps_done(const struct matrix *matrix, const struct lights *lights)
{
    if (!lights->subject->looks.theme.shows_all_outputs)
        return lights->step + (lights_arrival(lights->telling, lights->told) > 0);
    return lights->is_by_position ? matrix->columns : matrix->rows * matrix->columns;
}

/* How much an output is the current one. */
static double output_share(const struct lights *lights, size_t step)
{
    return step == lights->step ? lights->strength * share_leaving(lights->progress) : 0;
}

void matrix_write_lit(const struct matrix *matrix, const struct lights *lights,
                      const double *shares, enum theme_color ink, enum theme_color lit,
                      struct pen *pen)
{
    const char *part = arena_format(pen->arena, "%s.value", matrix->part);
    size_t count = matrix->rows * matrix->columns, done = steps_done(matrix, lights);
    bool is_output = matrix->role == MAP_OUTPUT;
    for (size_t i = 0; matrix->texts.of && i < count; i++) {
        struct item_key key =
            key_cell(part, (int64_t)(i / matrix->columns), (int64_t)(i % matrix->columns));
        double share = shares      ? shares[i]
                       : is_output ? output_share(lights, step_of(lights, i))
                                   : matrix_step_share(lights, step_of(lights, i));
        bool asks = is_output && lights_ask(lights, i);
        if (!is_output || step_of(lights, i) < done)
            matrix_write(matrix, key, cell_text_or_question(matrix_text_at(matrix, key), asks),
                         color_mix(pen->theme->color[ink], pen->theme->color[lit], share), pen);
    }
}

/* Whole rows, then the cells of the row that the step is in; by position whole columns. */
static void trace_computed(const struct matrix *matrix, const struct lights *lights,
                           struct pen *pen)
{
    size_t done = steps_done(matrix, lights);
    double rows = (double)(done / matrix->columns), rest = (double)(done % matrix->columns);
    struct area all = matrix_area(matrix);
    if (lights->is_by_position) {
        matrix_trace_block(matrix, (struct area){0, 0, all.rows, (double)done}, pen);
        return;
    }
    if (rows > 0)
        matrix_trace_block(matrix, (struct area){0, 0, rows, all.columns}, pen);
    if (rest > 0)
        matrix_trace_block(matrix, (struct area){rows, 0, 1, rest}, pen);
}

static void draw_now(const struct matrix *matrix, const char *part, struct area area,
                     struct lit lit, struct pen *pen)
{
    const struct color *color = pen->theme->color;
    struct stroke edge = {.color = color_mix(color[COLOR_ZERO_INK], color[COLOR_NOW_LINE], lit.lit),
                          .width = matrix->edge_pt};
    if (lit.share <= 0)
        return;
    plane_trace_outline(pen, &matrix->plane, matrix_widen_area(matrix, area));
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.%s", matrix->part, part)),
              color_faded(color[COLOR_NOW], lit.share * lit.lit), stroke_faded(edge, lit.share));
}

/* The current cells fade: they never slide over outputs that are there. */
void matrix_draw_outputs(const struct matrix *matrix, const struct lights *lights, struct area here,
                         struct area next, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    double p = lights->progress, strength = lights->strength;
    const struct lit lit[] = {
        {strength * share_leaving(p), lights_arrival(lights->telling, lights->told)},
        {strength * share_coming(p), !lights->hides_next}};
    trace_computed(matrix, lights, pen);
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.cells", matrix->part)),
              theme->color[COLOR_OUTPUT], pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
    draw_now(matrix, "now", here, lit[0], pen);
    draw_now(matrix, "now.next", next, lit[1], pen);
    matrix_write_lit(matrix, lights, NULL, COLOR_OUTPUT_INK, COLOR_NOW_INK, pen);
}
