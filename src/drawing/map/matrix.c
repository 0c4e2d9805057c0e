/* SPDX-License-Identifier: MIT */
/* What views light on matrices: cells, bands over all of a row or a column, and their texts. */
#include <math.h>

#include "drawing/map/draw.h"

double map_edge(const struct map *map)
{
    return map->is_one_shape ? map->subject->looks.theme.thick_pt : subject_edge(map->subject);
}

struct area map_widened_area(const struct map *map, struct area area)
{
    if (!map->is_matrix)
        return area;
    double least = theme_sizes.matrix.least_band_pt;
    double rows = fmax(area.rows, least / map->plane.row.y);
    double columns = fmax(area.columns, least / map->plane.column.x);
    return (struct area){area.row + (area.rows - rows) / 2,
                         area.column + (area.columns - columns) / 2, rows, columns};
}

void map_light_cells(const struct map *map, struct item_key key, struct area area, double share,
                     struct pen *pen)
{
    map_trace_block(map, map_widened_area(map, area), pen);
    pen_paint(pen, key, color_faded(pen->theme->color[COLOR_WINDOW], share),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), share));
}

static bool is_zero(const struct map *map, int64_t row, int64_t column)
{
    struct map_cell cell = map_cell_at(map, row, column);
    return cell.kind != CELL_UNIT && !cell.is_repeated;
}

void map_veil_zeros(const struct map *map, struct item_key key, struct area area, double share,
                    struct pen *pen)
{
    double end = fmin(area.column + area.columns, (double)map->columns);
    double veil = share * (1 - theme_sizes.strength.read_zero);
    for (int64_t row = (int64_t)area.row; (double)row < area.row + area.rows; row++)
        for (int64_t column = (int64_t)area.column; (double)column < end; column++) {
            double from = fmax(area.column, (double)column), to = fmin(end, (double)column + 1);
            if (is_zero(map, row, column))
                plane_trace_outline(pen, &map->plane,
                                    (struct area){(double)row, from, 1, to - from});
        }
    pen_paint(pen, key, color_faded(pen->theme->color[COLOR_BACKGROUND], veil),
              stroke_faded(pen_dashed(pen, COLOR_ZERO_LINE), share));
}

void map_draw_edge(const struct map *map, struct item_key key, struct area area, double share,
                   struct pen *pen)
{
    plane_trace_outline(pen, &map->plane, map_widened_area(map, area));
    pen_paint(pen, key, color_none,
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, map_edge(map)), share));
}

void map_write_lit(const struct map *map, const struct lights *lights, struct area area,
                   double share, struct pen *pen)
{
    int64_t rows = (int64_t)(area.row + area.rows), end = (int64_t)(area.column + area.columns);
    struct item_key key = map_key(map, "lit.value", pen);
    struct lettering lettering = {.font = map->texts.font};
    for (int64_t row = (int64_t)area.row; map->texts.of && share > 0 && row < rows; row++)
        for (int64_t column = (int64_t)area.column; column < end; column++) {
            struct map_cell cell = map_cell_at(map, row, column);
            const struct cell_text *text = map_text(map, &cell);
            double covered = lights_covered(lights, map, row, column);
            enum theme_color ink = is_zero(map, row, column) ? COLOR_ZERO_INK : COLOR_INK;
            lettering.color = color_faded(pen->theme->color[ink], share * (1 - covered));
            if (text)
                map_write(map, map_cell_key(key, row, column), text, &lettering, pen);
        }
}

void map_light_units(const struct map *map, const struct lights *lights, const double *shares,
                     struct pen *pen)
{
    struct item_key key = map_key(map, "lit", pen);
    enum theme_color fill = map->is_one_shape ? COLOR_WINDOW_LINE : COLOR_WINDOW;
    struct stroke line =
        map->is_one_shape ? stroke_none : pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
    for (size_t i = 0; i < map->rows * map->columns; i++) {
        size_t row = i / map->columns, column = i % map->columns;
        struct area cell = {(double)row, (double)column, 1, 1};
        if (shares[i] <= 0)
            continue;
        plane_trace_outline(pen, &map->plane, cell);
        pen_paint(pen, map_cell_key(key, (int64_t)row, (int64_t)column),
                  color_faded(pen->theme->color[fill], shares[i]), stroke_faded(line, shares[i]));
        map_write_lit(map, lights, cell, shares[i], pen);
    }
}
