/* SPDX-License-Identifier: MIT */
/* Drawing view heat: the maps as colours, frames around what is read and what is written. */
#include <math.h>

#include "drawing/views/heat.h"
#include "drawing/words/words.h"

/* As high as the outputs, where these are high enough to be read along. */
static void draw_bar(const struct panel *panel, const struct heat *heat, struct pen *pen)
{
    struct rectangle at = layout_core(panel->layout, heat->bar);
    struct rectangle first = layout_core(panel->layout, panel->maps[heat->first_output].box);
    size_t end = heat->first_output + heat->outputs.size[0];
    struct rectangle last = layout_core(panel->layout, panel->maps[end - 1].box);
    double height = last.y + last.height - first.y;
    if (height > at.height)
        at = (struct rectangle){at.x, first.y, at.width, height};
    scale_bar_draw(panel, &heat->output, at, pen);
}

void heat_draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct heat *heat = panel->subject.state;
    panel_draw_signs(panel, pen);
    if (heat->bar != NO_BOX)
        draw_bar(panel, heat, pen);
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct map *map = &panel->maps[i].map;
        if (map->role == MAP_INPUT && !panel->maps[i].is_hidden)
            map_draw_rest(map, pen);
        else if (map->role == MAP_OUTPUT) /* white and black are values */
            map_draw_ground(map, map_grid(map), 1, pen);
    }
}

/* Around cells, dark and bright, so that it shows on any colour. */
static void draw_frame(const struct placed *placed, struct item_key key, struct area area,
                       struct stroke line, struct pen *pen)
{
    struct stroke around = {.color = pen->theme->color[COLOR_BACKGROUND],
                            .width = line.width + theme_sizes.heat.around_pt};
    key.channel = placed->map.channel;
    plane_trace_outline(pen, &placed->map.plane, area);
    pen_paint(pen, key, color_none, stroke_faded(around, line.color.alpha));
    plane_trace_outline(pen, &placed->map.plane, area);
    key.part = arena_format(pen->arena, "%s.line", key.part);
    pen_paint(pen, key, color_none, line);
}

static struct stroke frame_line(const struct panel *panel, enum theme_color color, double share,
                                const struct pen *pen)
{
    return stroke_faded(pen_solid(pen, color, subject_edge(&panel->subject)), share);
}

/* What of a window along an axis lies on units, and where. */
static void units_under(const struct axis *axis, double first, double size, double *from,
                        double *count)
{
    double start = (first - (double)axis->before) / (double)axis->stretch;
    double end = (first + size - 1 - (double)axis->before) / (double)axis->stretch + 1;
    *from = fmax(0, axis->stretch > 1 ? ceil(start) : start);
    end = fmin((double)axis->input, axis->stretch > 1 ? floor(end) : end);
    *count = end - *from;
}

static void draw_windows(const struct panel *panel, const struct placed *input,
                         const struct lights *lights, struct pen *pen)
{
    const struct axis *axis = panel->subject.simulation->axis;
    for (size_t i = 0; i < lights->window_count; i++) {
        struct area window = lights_window_area(lights, &lights->windows[i]), units;
        double share = lights_window_share(lights, &lights->windows[i], &input->map);
        units_under(&axis[0], window.row, window.rows, &units.row, &units.rows);
        units_under(&axis[1], window.column, window.columns, &units.column, &units.columns);
        if (share > 0 && units.rows > 0 && units.columns > 0)
            draw_frame(input, key_once(i > 0 ? "window.next" : "window"), units,
                       frame_line(panel, COLOR_WINDOW_LINE, share, pen), pen);
    }
}

static void draw_output(const struct panel *panel, const struct placed *output,
                        const struct lights *lights, struct pen *pen)
{
    size_t shown = lights_shown(lights, &output->map);
    bool asks = shown > 0 && lights_ask(lights, output->map.first + shown - 1);
    map_draw_colors(&output->map, shown - asks, pen);
    for (size_t i = 0; i < lights->current_count; i++) {
        struct area area;
        double share;
        if (lights_current_area(lights, &lights->currents[i], &output->map, &area, &share))
            draw_frame(output, key_once(i > 0 ? "now.next" : "now"), area,
                       frame_line(panel, COLOR_NOW_LINE, share, pen), pen);
    }
}

/* The weights of the current output channel. */
static void draw_kernel(const struct placed *kernel, const struct lights *lights, struct pen *pen)
{
    struct map map = kernel->map;
    map_show_weights(&map, (size_t)map.channel, lights_seen_channel(lights));
    map_draw_rest(&map, pen);
}

void heat_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->is_hidden)
            continue;
        if (placed->map.role == MAP_INPUT)
            draw_windows(panel, placed, lights, pen);
        else if (placed->map.role == MAP_KERNEL)
            draw_kernel(placed, lights, pen);
        else
            draw_output(panel, placed, lights, pen);
    }
    if (lights->strength <= 0)
        return;
    pen_begin_fade(pen, key_once("lens.lifts"), lights->strength);
    lens_draw(panel, panel->subject.state, lights, pen);
    pen_end_fade(pen, key_once("lens.lifts.end"), lights->strength);
}
