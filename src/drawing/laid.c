/* SPDX-License-Identifier: MIT */
/* Before the first step: a kernel's weights on their way from its map, or from over the input, onto
 * the cells of the input that its window reads first. */
#include <math.h>

#include "drawing/prepare.h"
#include "drawing/words/flight.h"

/* What the input's cells look like through the kernel on them. */
static const double opacity = 0.85;

static struct rectangle box_of(const struct plane *cell)
{
    const struct point *column = &cell->column, *row = &cell->row;
    return (struct rectangle){cell->origin.x + fmin(0, column->x) + fmin(0, row->x),
                              cell->origin.y + fmin(0, column->y) + fmin(0, row->y),
                              fabs(column->x) + fabs(row->x), fabs(column->y) + fabs(row->y)};
}

/* The cell of a weight on its way. */
static void draw_weight(const struct map *kernel, const struct plane *cell, struct item_key key,
                        double share, struct pen *pen)
{
    share *= flight_share(pen, kernel->subject->ruler, box_of(cell));
    plane_trace_outline(pen, cell, (struct area){0, 0, 1, 1});
    pen_paint(pen, key, color_faded(pen->theme->color[COLOR_KERNEL], opacity * share),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), share));
    if (!kernel->texts.of || share <= 0)
        return;
    struct map_cell at = map_cell_at(kernel, key.row, key.column);
    struct lettering lettering = {.font = kernel->texts.font,
                                  .color = color_faded(pen->theme->color[COLOR_WINDOW_INK], share),
                                  .is_moving = true};
    key.part = "laid.value";
    cell_text_write(pen, kernel->subject->ruler, key, &kernel->texts.of[at.unit],
                    map_middle(cell, 0, 0), &lettering);
}

/* One map of weights onto an input map. */
static void draw_kernel(const struct panel *panel, const struct placed *kernel,
                        const struct placed *input, const struct step *step, double laid,
                        struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct axis *across = map_axis(layer, 0), *down = map_axis(layer, 1);
    if (!input)
        return;
    double way = share_smooth(fmin(1, laid / theme_sizes.motion.landing)),
           share =
               fmin(kernel->is_hidden ? way / theme_sizes.motion.hung : 1, 1 - lights_landed(laid));
    bool has_rows = input->map.channel < 0; /* of 1-D maps, one for each channel */
    int64_t row = layer->axes > 1 ? step->window[layer->axes - 2]
                  : has_rows      ? kernel->map.channel
                                  : 0;
    int64_t column = step->window[layer->axes - 1];
    for (size_t i = 0; i < kernel->map.rows * kernel->map.columns; i++) {
        int64_t r = (int64_t)(i / kernel->map.columns), c = (int64_t)(i % kernel->map.columns);
        struct plane from = plane_from(&kernel->map.plane, (double)r, (double)c);
        struct plane to = plane_from(&input->map.plane, (double)(row + r * down->dilation),
                                     (double)(column + c * across->dilation));
        struct plane cell = plane_between(&from, &to, way);
        struct item_key key = {"laid", kernel->map.channel, (int)r, (int)c, NULL};
        draw_weight(&kernel->map, &cell, key, share, pen);
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

/* A kernel without a map of its own hangs over the cells that it comes down on. */
static void draw_hanging(const struct panel *panel, const struct step *step, double laid,
                         struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct placed *input = panel_find(panel, MAP_INPUT, -1);
    struct placed kernel = {.map = map_of_kernel(layer, 0, 0, 0), .is_hidden = true};
    double cell = plane_length(input->map.plane.column);
    kernel.map.subject = &panel->subject;
    kernel.map.texts = texts_of(&panel->subject, layer, panel_weights(panel), cell, pen->arena);
    kernel.map.plane =
        plane_from(&input->map.plane, (double)step->window[0], (double)step->window[1]);
    kernel.map.plane.origin.y -= theme_sizes.motion.hang * cell;
    draw_kernel(panel, &kernel, input, step, laid, pen);
}

void laid_draw(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct step step;
    if (!part->is_laying || part->laid <= 0 || panel->subject.simulation->axes > 2)
        return;
    simulation_place_at(panel->subject.simulation, part->step, &step);
    if (panel->has_weights_below)
        draw_hanging(panel, &step, part->laid, pen);
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
