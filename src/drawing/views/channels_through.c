/* SPDX-License-Identifier: MIT */
/* What goes through the cards of view channels: a window, or the current units of all maps. */
#include <math.h>

#include "drawing/views/channels.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

/* Through all maps of a group a 1 x 1 window is one pillar: from each window to the next, or to the
 * name of the next map, pale over the units on its way, which it does not read. */
void channels_draw_pillar(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct light_window *window = &lights->windows[0];
    if (!lights->layer->has_kernel || lights->taps[0] * lights->taps[1] != 1 || window->share < 1)
        return;
    size_t first = window->first_channel, last = window->end_channel - 1;
    struct area area = lights_window_area(lights, window);
    const struct plane *top = &panel->maps[first].map.plane,
                       *last_plane = &panel->maps[last].map.plane;
    double pitch =
        (last_plane->origin.y - top->origin.y) / top->row.y / fmax(1, (double)(last - first));
    for (size_t c = first; c < last; c++) {
        bool is_named = panel->maps[c + 1].named != NO_BOX;
        double end = is_named ? (double)panel->maps[c].map.rows : area.row + pitch;
        plane_trace_outline(pen, &panel->maps[c].map.plane,
                            (struct area){area.row + 1, area.column, end - area.row - 1, 1});
    }
    pen_paint(pen, key_of("pillar", first),
              color_faded(pen->theme->color[COLOR_WINDOW], theme_sizes.channels.pillar),
              stroke_none);
    for (size_t c = first; c < last; c++)
        for (int side = 0; side < 2; side++) {
            const struct plane *plane = &panel->maps[c].map.plane;
            panel_trace_line(panel, NULL, plane_point(plane, area.row + 1, area.column + side),
                             plane_point(plane, area.row + pitch, area.column + side), pen);
        }
    pen_paint(pen, key_of("pillar.sides", first), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
}

/* What of a prism is behind its front: its upper and its right side, and its hidden edges. */
static void draw_prism(const struct plane *front, const struct plane *back, struct area area,
                       struct color fill, struct stroke edge, const char *part, struct pen *pen)
{
    const double rows[] = {area.row, area.row, area.row + area.rows};
    const double columns[] = {area.column, area.column + area.columns, area.column + area.columns};
    pen_move_to(pen, plane_point(back, rows[0], columns[0]));
    for (int i = 1; i < 3; i++)
        pen_line_to(pen, plane_point(back, rows[i], columns[i]));
    for (int i = 2; i >= 0; i--)
        pen_line_to(pen, plane_point(front, rows[i], columns[i]));
    pen_close(pen);
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.sides", part)), fill, stroke_none);
    for (int i = 0; i < 3; i++) {
        pen_move_to(pen, plane_point(front, rows[i], columns[i]));
        pen_line_to(pen, plane_point(back, rows[i], columns[i]));
    }
    pen_move_to(pen, plane_point(back, rows[0], columns[0]));
    pen_line_to(pen, plane_point(back, rows[1], columns[1]));
    pen_line_to(pen, plane_point(back, rows[2], columns[2]));
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.edges", part)), color_none, edge);
}

/* Where a window or a current unit is on its front card; false: it is not there. */
static bool find_front(const struct lights *lights, size_t number, const struct map *front,
                       struct area *area, double *share)
{
    if (front->role == MAP_OUTPUT)
        return lights_current_area(lights, &lights->currents[number], front, area, share);
    *area = lights_window_area(lights, &lights->windows[number]);
    *share = lights->windows[number].share;
    return *share > 0;
}

void channels_draw_prisms(const struct panel *panel, const struct lights *lights,
                          const struct map *front, const struct turns *turns, struct pen *pen)
{
    static const char *const parts[2][2] = {{"prism", "prism.next"}, {"pillar", "pillar.next"}};
    bool is_output = front->role == MAP_OUTPUT;
    size_t count = is_output ? lights->current_count : lights->window_count;
    struct map back = channels_map_on(panel, turns->pile, turns->end - 1, 0);
    double strength = front->texts.of && !is_output ? sizes->prism_on_digits : sizes->prism;
    struct color fill = pen->theme->color[is_output ? COLOR_NOW : COLOR_KERNEL];
    struct stroke edge =
        pen_solid(pen, is_output ? COLOR_NOW_LINE : COLOR_WINDOW_LINE, pen->theme->thick_pt);
    for (size_t i = 0; i < count && turns->end > turns->first + 1; i++) {
        struct area area;
        double share;
        if (find_front(lights, i, front, &area, &share))
            draw_prism(&front->plane, &back.plane, area, color_faded(fill, strength * share),
                       stroke_faded(edge, share), parts[is_output][i > 0], pen);
    }
}
