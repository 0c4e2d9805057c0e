/* SPDX-License-Identifier: MIT */
/* What view transpose draws: of both columns the planes, the window or the stamp, and the links
 * between that and its unit. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/transpose.h"
#include "drawing/words/words.h"

static const struct transpose_sizes *const sizes = &theme_sizes.transpose;

/* ---- what rests ---- */

static void draw_direction(const struct panel *panel, const struct column *column, struct pen *pen)
{
    const struct area *ring = &column->maps[LARGE]->reach;
    struct point left = plane_point(&column->maps[LARGE]->plane, ring->row, ring->column);
    double cell = subject_cells(&panel->subject, 1);
    struct point low = {left.x + sizes->arrow_aside * cell, left.y - sizes->arrow_above * cell};
    struct point high = {low.x, low.y - sizes->arrow * cell};
    double line = fmin(2 * pen->theme->thick_pt, sizes->most_line * cell);
    arrow_draw_open(pen, key_once("direction"), column->stamps ? high : low,
                    column->stamps ? low : high, theme_sizes.digit.arrow_head * cell,
                    pen_solid(pen, COLOR_ZERO_INK, line));
}

/* The rows and columns that the scene's transposed layer has for its output padding. */
static void draw_extra(const struct column *column, struct pen *pen)
{
    const struct map *large = column->maps[LARGE];
    const struct axis *axis = column->layer->axis;
    for (int64_t row = 0; row < axis[0].output; row++)
        for (int64_t at = 0; at < axis[1].output; at++)
            if (row >= axis[0].output - axis[0].extra || at >= axis[1].output - axis[1].extra)
                marks_trace(pen, &large->plane, CELL_EXTRA, large->texts.of != NULL,
                            (struct point){(double)at, (double)row});
    pen_paint(pen, map_key(large, "extra", pen), pen->theme->color[COLOR_ZERO_LINE], stroke_none);
}

void transpose_draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct transpose *pair = panel->subject.state;
    panel_draw_rest(panel, pen); /* the kernel */
    for (int i = 0; i < COLUMNS; i++) {
        const struct column *column = &pair->columns[i];
        const struct map *large = column->maps[LARGE];
        size_t first = pen->list->count;
        if (column->stamps)
            stamps_draw_empty(large, map_has_zeros(large) && !simulation_is_ring(column->layer),
                              pen);
        draw_direction(panel, column, pen);
        pen_set_channel(pen, first, (size_t)i);
    }
}

/* ---- a moment ---- */

/* From each tap to the unit, below the texts of cells; the heavier the weight, the wider. */
static void draw_links(const struct pair_moment *moment, const struct display_list *texts,
                       struct pen *pen)
{
    const struct transpose *pair = moment->panel->subject.state;
    const struct lights *lights = &moment->lights;
    const struct simulation *layer = lights->layer;
    struct area window = lights_window_area(lights, &lights->windows[0]), unit;
    size_t columns = (size_t)lights->taps[1], count = tensor_count(&layer->kernel);
    double share, most_line = sizes->most_line * subject_cells(&moment->panel->subject, 1);
    if (!lights_link_area(lights, 0, moment->small, &unit, &share) || lights->windows[0].edge <= 0)
        return;
    for (size_t t = 0; t < count; t++) {
        double row = window.row + (double)((int64_t)(t / columns) * lights->apart[0]);
        double at = window.column + (double)((int64_t)(t % columns) * lights->apart[1]);
        bool is_turned = layer->is_turned != layer->is_transposed;
        double weight =
            pair->heaviest > 0
                ? fabs(layer->kernel.values[is_turned ? count - 1 - t : t]) / pair->heaviest
                : sizes->usual;
        double width = share_between(sizes->thinnest, sizes->thickest, weight);
        struct stroke line =
            pen_solid(pen, COLOR_LINK, fmin(width * pen->theme->thick_pt, most_line));
        if (weight == 0) {
            line = pen_dashed(pen, COLOR_ZERO_LINE);
            line.color = pen->theme->color[COLOR_LINK];
        }
        struct point foot =
            plane_point(&moment->column->maps[LARGE]->plane, row + sizes->foot, at + 0.5);
        int64_t tap[] = {(int64_t)(t / columns), (int64_t)(t % columns)};
        panel_trace_line(moment->panel, texts, foot,
                         map_middle(&moment->small->plane, unit.row, unit.column), pen);
        pen_paint(pen, key_cell("link", tap[0], tap[1]), color_none,
                  stroke_faded(line, lights->windows[0].edge));
        pen_circle(pen, foot, sizes->dot * line.width);
        pen_paint(pen, key_cell("link.foot", tap[0], tap[1]),
                  color_faded(line.color, lights->windows[0].edge), stroke_none);
    }
}

/* The small plane lies over the links. */
static void draw_small(const struct pair_moment *moment, struct pen *pen)
{
    const struct map *small = moment->small;
    plane_trace_outline(pen, &small->plane, map_grid(small));
    pen_paint(pen, map_key(small, "page", pen), pen->theme->color[COLOR_BACKGROUND], stroke_none);
    if (moment->column->stamps) {
        map_draw_units(small, SIZE_MAX, pen);
    } else {
        stamps_draw_empty(small, false, pen);
        stamps_draw_cells(&moment->stamped, pen);
    }
    map_draw_currents(small, &moment->lights, pen);
}

static void write_column(const struct pair_moment *moment, bool is_built, struct pen *pen)
{
    const struct map *input = &moment->input;
    bool has_texts = input->texts.of != NULL;
    if (has_texts && !is_built)
        map_write_units(input, &moment->lights, COLOR_INPUT_INK, pen);
    if (!moment->column->stamps)
        map_write_products(input, &moment->lights, pen);
    stamps_write(&moment->stamped, has_texts, pen);
}

/* built: how far the map that is read is built up; NULL: it is as it rests. */
static void draw_column(const struct pair_moment *moment, int number,
                        const struct moment_part *built, struct pen *pen)
{
    const struct column *column = moment->column;
    const struct lights *lights = &moment->lights;
    const struct map *input = &moment->input;
    size_t first = pen->list->count;
    if (column->stamps) {
        stamps_draw_cells(&moment->stamped, pen);
    } else if (built) {
        map_draw_built(column->maps[LARGE], built, pen);
    } else {
        map_draw_zeros(input, pen);
        map_draw_units(input, SIZE_MAX, pen);
    }
    if (column->stamps && number == 0 && !simulation_is_ring(column->layer))
        draw_extra(column, pen);
    map_light_window(column->stamps ? column->maps[LARGE] : input, lights, pen);
    struct display_list texts;
    struct pen writing = pen_aside(pen, pen->arena, &texts);
    write_column(moment, built && !column->stamps, &writing);
    draw_links(moment, &texts, pen);
    draw_small(moment, pen);
    pen_add_list(pen, &texts);
    pen_set_channel(pen, first, (size_t)number);
}

void transpose_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct placed *kernel = panel_find(panel, MAP_KERNEL, -1);
    for (int i = 0; i < COLUMNS; i++) {
        struct pair_moment moment;
        transpose_read_moment(&moment, panel, i, part, pen->arena);
        draw_column(&moment, i, NULL, pen);
        if (i > 0 || !moment.column->stamps || !moment.input.texts.of)
            continue;
        size_t first = pen->list->count;
        if (kernel)
            map_write_products(&kernel->map, &moment.lights, pen);
        sum_draw_flights(panel, &moment.lights, moment.stamped.output, pen);
        pen_set_channel(pen, first, 0);
    }
}

/* Nothing is read yet, and nothing is given. */
void transpose_draw_built(const struct panel *panel, const struct moment_part *part,
                          struct pen *pen)
{
    const struct placed *kernel = panel_find(panel, MAP_KERNEL, -1);
    const struct moment_part none = {.telling = TELLS_PRODUCTS, .lifted = 1};
    for (int i = 0; i < COLUMNS; i++) {
        struct pair_moment moment;
        transpose_read_moment(&moment, panel, i, &none, pen->arena);
        draw_column(&moment, i, part, pen);
    }
    if (kernel)
        map_draw_built(&kernel->map, part, pen);
}
