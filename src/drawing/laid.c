/* SPDX-License-Identifier: MIT */
/* Before the first step: a kernel's weights on their way from its map onto the cells of the input
 * that its window reads first. */
#include <math.h>

#include "drawing/prepare.h"

/* What the input's cells look like through the kernel on them. */
static const double opacity = 0.85;

/* A corner of a weight's cell, so far on its way. */
static struct point corner_at(const struct placed *kernel, const struct placed *input,
                              struct point from, struct point to, double way)
{
    struct point a = plane_point(&kernel->map.plane, from.y, from.x);
    struct point b = plane_point(&input->map.plane, to.y, to.x);
    return (struct point){share_between(a.x, b.x, way), share_between(a.y, b.y, way)};
}

/* at: its place in the kernel, and on the input. */
static void draw_weight(const struct placed *kernel, const struct placed *input, struct point from,
                        struct point to, double way, double share, struct pen *pen)
{
    static const struct point corners[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    struct item_key key = {"laid", kernel->map.channel, (int)from.y, (int)from.x, NULL};
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        struct point at =
            corner_at(kernel, input, (struct point){from.x + corners[i].x, from.y + corners[i].y},
                      (struct point){to.x + corners[i].x, to.y + corners[i].y}, way);
        if (i == 0)
            pen_move_to(pen, at);
        else
            pen_line_to(pen, at);
    }
    pen_close(pen);
    pen_paint(pen, key, color_faded(pen->theme->color[COLOR_KERNEL], opacity * share),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), share));
}

static void write_weight(const struct panel *panel, const struct placed *kernel,
                         const struct placed *input, struct point from, struct point to, double way,
                         double share, struct pen *pen)
{
    const struct map *map = &kernel->map;
    struct map_cell cell = map_cell_at(map, (int64_t)from.y, (int64_t)from.x);
    struct lettering lettering = {.font = map->texts.font,
                                  .color = color_faded(pen->theme->color[COLOR_WINDOW_INK], share),
                                  .is_moving = true};
    struct item_key key = {"laid.value", map->channel, (int)from.y, (int)from.x, NULL};
    struct point middle = corner_at(kernel, input, (struct point){from.x + 0.5, from.y + 0.5},
                                    (struct point){to.x + 0.5, to.y + 0.5}, way);
    if (map->texts.of && share > 0)
        cell_text_write(pen, panel->subject.ruler, key, &map->texts.of[cell.unit], middle,
                        &lettering);
}

/* One map of weights onto an input map. */
static void draw_kernel(const struct panel *panel, const struct placed *kernel,
                        const struct placed *input, const struct step *step, double laid,
                        struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct axis *across = &layer->axis[layer->axes - 1];
    const struct axis *down = layer->axes > 1 ? &layer->axis[layer->axes - 2] : &axis_of_one;
    if (!input)
        return;
    double way = share_smooth(fmin(1, laid / theme_sizes.motion.landing)),
           share = 1 - lights_landed(laid);
    bool has_rows = input->map.channel < 0; /* of 1-D maps, one for each channel */
    int64_t row = layer->axes > 1 ? step->window[layer->axes - 2]
                  : has_rows      ? kernel->map.channel
                                  : 0;
    int64_t column = step->window[layer->axes - 1];
    for (size_t i = 0; i < kernel->map.rows * kernel->map.columns; i++) {
        int64_t r = (int64_t)(i / kernel->map.columns), c = (int64_t)(i % kernel->map.columns);
        struct point from = {(double)c, (double)r};
        struct point to = {(double)(column + c * across->dilation),
                           (double)(row + r * down->dilation)};
        draw_weight(kernel, input, from, to, way, share, pen);
        write_weight(panel, kernel, input, from, to, way, share, pen);
    }
}

/* The planes of a filter behind the front one, as far apart as those of the input. */
static void draw_behind(const struct panel *panel, const struct placed *kernel,
                        const struct step *step, double laid, struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct placed *front = panel_find(panel, MAP_INPUT, 0);
    int inputs = (int)(layer->in_channels / layer->groups);
    for (size_t i = panel->map_count; i-- > 0;) {
        const struct placed *input = &panel->maps[i];
        if (input->map.role != MAP_INPUT || input->map.channel <= 0 || input->map.channel >= inputs)
            continue;
        struct placed card = *kernel;
        card.map.channel = input->map.channel;
        card.map.texts.of = NULL; /* the front one hides them */
        card.map.plane.origin.x += input->map.plane.origin.x - front->map.plane.origin.x;
        card.map.plane.origin.y += input->map.plane.origin.y - front->map.plane.origin.y;
        draw_kernel(panel, &card, input, step, laid, pen);
    }
}

void laid_draw(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct step step;
    if (!part->is_laying || part->laid <= 0 || panel->subject.simulation->axes > 2)
        return;
    simulation_place_at(panel->subject.simulation, part->step, &step);
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->map.role != MAP_KERNEL || !placed->map.units)
            continue;
        const struct placed *input = panel_find(panel, MAP_INPUT, placed->map.channel);
        if (placed->map.channel < 0 && input && input->map.channel >= 0)
            draw_behind(panel, placed, &step, part->laid, pen);
        draw_kernel(panel, placed, input, &step, part->laid, pen);
    }
}
