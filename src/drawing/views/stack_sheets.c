/* SPDX-License-Identifier: MIT */
/* Planes of several channels in view stack: the edges of further sheets below the first one. */
#include <math.h>

#include "drawing/map/draw.h"
#include "drawing/views/stack.h"

static const struct stack_sizes *const sizes = &theme_sizes.stack;

static size_t count_of(const struct stack *stack, size_t level)
{
    size_t channels = stack->levels.level[level].channels;
    return channels < MOST_SHEETS ? channels : MOST_SHEETS;
}

double stack_sheets_depth(const struct stack *stack, size_t level)
{
    return stack->is_upright ? 0 : sizes->sheet * (double)(count_of(stack, level) - 1);
}

/* From the left corner over the front one to the right one, so far below the plane. */
static void find_edge(const struct map *map, double below, struct point *edge)
{
    struct area area = map_cells_area(map, map_grid(map));
    double end = area.row + area.rows;
    edge[0] = plane_point(&map->plane, area.row, area.column);
    edge[1] = plane_point(&map->plane, end, area.column);
    edge[2] = plane_point(&map->plane, end, area.column + area.columns);
    for (int i = 0; i < 3; i++)
        edge[i].y += below;
}

/* As the first sheet looks at its edge: its units, padding around them, or places of outputs. */
void stack_draw_sheets(const struct panel *panel, const struct stack *stack, size_t level,
                       struct pen *pen)
{
    const struct map *map = &panel->maps[level].map;
    struct area units = map_cells_area(map, map_first_unit(map, (double[2]){0}));
    struct area all = map_cells_area(map, map_grid(map));
    bool is_padded = units.row > all.row || units.column > all.column;
    bool is_given = map->role == MAP_INPUT && !is_padded;
    struct color fill = pen->theme->color[is_given ? COLOR_INPUT : COLOR_BACKGROUND];
    enum theme_color line = is_padded  ? COLOR_ZERO_LINE
                            : is_given ? COLOR_INPUT_LINE
                                       : COLOR_OUTPUT_LINE;
    double pitch = subject_cells(&panel->subject, sizes->sheet);
    for (size_t sheet = count_of(stack, level); sheet-- > 1;) {
        struct point edge[2][3];
        for (int i = 0; i < 2; i++)
            find_edge(map, pitch * (double)(sheet - (size_t)i), edge[i]);
        pen_move_to(pen, edge[0][0]);
        pen_line_to(pen, edge[0][1]);
        pen_line_to(pen, edge[0][2]);
        for (int i = 2; i >= 0; i--)
            pen_line_to(pen, edge[1][i]);
        pen_close(pen);
        struct item_key key = map_key(map, "sheet", pen);
        key.row = (int)sheet;
        pen_paint(pen, key, fill, pen_solid(pen, line, pen->theme->thin_pt));
    }
}
