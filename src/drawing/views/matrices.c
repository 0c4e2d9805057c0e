/* SPDX-License-Identifier: MIT */
/* Matrices: room in the layout, texts, cells with what is lit of them. */
#include "drawing/views/matrices.h"

#include <math.h>

static const struct matrix_sizes *const sizes = &theme_sizes.matrix;

/* ---- layout ---- */

struct length matrix_pitch(const struct matrix *matrix, size_t count, double most, double largest,
                           double legible)
{
    return in_cells(matrix->is_legible ? legible : fmin(largest, most / (double)count));
}

struct matrix matrix_of(enum map_role role, const char *part, enum text_kind kind, size_t rows,
                        size_t columns)
{
    return (struct matrix){
        .role = role, .part = part, .kind = kind, .rows = rows, .columns = columns};
}

struct placed *matrix_add(struct panel *panel, struct matrix *matrix, struct size cell)
{
    double across = (double)matrix->columns, down = (double)matrix->rows;
    const struct size room = {in_cells(cell.width.cells * across),
                              in_cells(cell.height.cells * down)};
    matrix->map = panel->map_count;
    struct placed *placed = panel_room(panel, matrix->role, room);
    placed->map.part = matrix->part;
    placed->has_name = true;
    placed->name_side = SIDE_ABOVE;
    placed->size = matrix->columns > 1
                       ? arena_format(panel->arena, "%zu \xc3\x97 %zu", matrix->rows, /* U+00D7 */
                                      matrix->columns)
                       : arena_format(panel->arena, "%zu", matrix->rows);
    return placed;
}

/* Symbols stand where there are no numbers. */
static struct texts texts_for(const struct panel *panel, enum text_kind kind)
{
    struct subject subject = panel->subject;
    const struct simulation *layer = subject.simulation;
    double cell = sizes->text_scale * subject_cells(&subject, 1);
    bool is_known = layer->has_values || (kind == TEXTS_WHOLE_WEIGHTS && layer->has_kernel_values);
    if (subject.looks.show.values == SHOW_DIGITS && !is_known)
        subject.looks.show.values = SHOW_SYMBOLS;
    if (kind == TEXTS_WHOLE_WEIGHTS && subject_divisor(&panel->subject) == 1)
        kind = TEXTS_WEIGHTS;
    return texts_of(&subject, layer, kind, cell, panel->arena);
}

void matrix_settle(struct panel *panel, struct matrix *matrix)
{
    const struct subject *subject = &panel->subject;
    struct rectangle at = layout_core(panel->layout, panel->maps[matrix->map].box);
    matrix->plane = (struct plane){{at.x, at.y},
                                   {at.width / (double)matrix->columns, 0},
                                   {0, at.height / (double)matrix->rows}};
    matrix->ruler = subject->ruler;
    matrix->texts = (struct texts){.of = NULL};
    if (matrix->is_legible && subject->looks.show.values != SHOW_NOTHING)
        matrix->texts = texts_for(panel, matrix->kind);
    matrix->edge_pt = matrix->is_legible ? subject_edge(subject) : subject->looks.theme.thick_pt;
}

/* ---- drawing ---- */

struct area matrix_area(const struct matrix *matrix)
{
    return (struct area){0, 0, (double)matrix->rows, (double)matrix->columns};
}

void matrix_trace_block(const struct matrix *matrix, struct area area, struct pen *pen)
{
    if (matrix->is_legible)
        plane_trace_block(pen, &matrix->plane, area);
    else
        plane_trace_outline(pen, &matrix->plane, area);
}

static void trace_grid(const struct matrix *matrix, struct pen *pen)
{
    if (matrix->is_legible)
        plane_trace_grid(pen, &matrix->plane, matrix_area(matrix));
    else
        plane_trace_outline(pen, &matrix->plane, matrix_area(matrix));
}

void matrix_draw_cells(const struct matrix *matrix, const char *part, struct color fill,
                       struct stroke line, struct pen *pen)
{
    if (fill.alpha > 0)
        matrix_trace_block(matrix, matrix_area(matrix), pen);
    else
        trace_grid(matrix, pen);
    pen_paint(pen, key_once(part), fill, line);
}

/* Runs of units along a row are one area each where no lines part them. */
void matrix_trace_units(const struct matrix *matrix, struct pen *pen)
{
    for (size_t row = 0; row < matrix->rows; row++)
        for (size_t column = 0, end; column < matrix->columns; column = end) {
            const size_t *numbers = &matrix->numbers[row * matrix->columns];
            bool is_unit = numbers[column] != NO_UNIT;
            end = column + 1;
            while (!matrix->is_legible && end < matrix->columns &&
                   (numbers[end] != NO_UNIT) == is_unit)
                end++;
            if (is_unit)
                plane_trace_outline(
                    pen, &matrix->plane,
                    (struct area){(double)row, (double)column, 1, (double)(end - column)});
        }
}

struct area matrix_widen_area(const struct matrix *matrix, struct area area)
{
    double rows = fmax(area.rows, sizes->least_band_pt / matrix->plane.row.y);
    double columns = fmax(area.columns, sizes->least_band_pt / matrix->plane.column.x);
    return (struct area){area.row + (area.rows - rows) / 2,
                         area.column + (area.columns - columns) / 2, rows, columns};
}

void matrix_draw_edge(const struct matrix *matrix, const char *part, struct area area,
                      struct color fill, enum theme_color line, double share, struct pen *pen)
{
    plane_trace_outline(pen, &matrix->plane, matrix_widen_area(matrix, area));
    pen_paint(pen, key_once(part), color_faded(fill, share),
              stroke_faded(pen_solid(pen, line, matrix->edge_pt), share));
}

bool matrix_own_cell(const struct matrix *matrix, size_t row, size_t column, struct own_cell *cell)
{
    *cell = (struct own_cell){matrix->plane, (int64_t)row, (int64_t)column, matrix->texts.font};
    return matrix->texts.of != NULL;
}

void matrix_write(const struct matrix *matrix, struct item_key key, const struct cell_text *text,
                  struct color color, struct pen *pen)
{
    struct lettering lettering = {.font = matrix->texts.font, .color = color};
    struct point at = map_middle(&matrix->plane, key.row, key.column);
    if (text->index)
        at.y -= sizes->symbol_rise * lettering.font.size_pt;
    cell_text_write(pen, matrix->ruler, key, text, at, &lettering);
}

static const struct cell_text zero_text = {.text = "0"};

const struct cell_text *matrix_text_at(const struct matrix *matrix, struct item_key key)
{
    size_t cell = (size_t)key.row * matrix->columns + (size_t)key.column;
    size_t number = matrix->numbers ? matrix->numbers[cell] : cell;
    const struct cell_text *padding = &matrix->texts.padding;
    return number != NO_UNIT ? &matrix->texts.of[number] : padding->text ? padding : &zero_text;
}

void matrix_write_area(const struct matrix *matrix, const char *part, struct area area,
                       struct color ink, struct color zeros, struct pen *pen)
{
    int64_t rows = (int64_t)(area.row + area.rows), end = (int64_t)(area.column + area.columns);
    for (int64_t row = (int64_t)area.row; matrix->texts.of && row < rows; row++)
        for (int64_t column = (int64_t)area.column; column < end; column++) {
            struct item_key key = key_cell(part, row, column);
            const struct cell_text *text = matrix_text_at(matrix, key);
            bool is_zero = text == &zero_text || text == &matrix->texts.padding;
            matrix_write(matrix, key, text, is_zero ? zeros : ink, pen);
        }
}
