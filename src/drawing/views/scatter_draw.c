/* SPDX-License-Identifier: MIT */
/* What view scatter draws: the stamp of an input unit, or all that reach an output unit. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/scatter.h"
#include "drawing/words/words.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

#define NOT_READ SIZE_MAX /* as a weight */

void scatter_draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct map *output = &panel_find(panel, MAP_OUTPUT, -1)->map;
    panel_draw_signs(panel, pen);
    map_draw_units(&panel_find(panel, MAP_INPUT, -1)->map, SIZE_MAX, pen);
    stamps_draw_empty(output, panel->legend & LEGEND_CROPPED, pen);
    scatter_draw_cut(panel, output, pen);
}

/* ---- a moment ---- */

struct scatter_moment {
    const struct panel *panel;
    const struct tally *tally;
    const struct lights *lights;
    const struct map *input, *kernel, *output; /* kernel NULL: hidden */
    double *unit_share;                        /* by input unit: how much a step reads it, 0..1; */
    size_t *unit_weight;                       /* the nearer step's weight of it */
    double *tap_share;                         /* how much of a weight the step uses, 0..1 */
};

static const struct map *find_map(const struct panel *panel, enum map_role role)
{
    const struct placed *placed = panel_find(panel, role, -1);
    return placed ? &placed->map : NULL;
}

/* A step lights its weights, and an output unit the units that it reads. */
static void light_terms(struct scatter_moment *moment, const struct step *step, double share)
{
    const struct simulation *layer = moment->lights->layer;
    for (size_t t = 0; t < step->term_count; t++) {
        size_t unit = tensor_offset(&layer->input, step->terms[t].input);
        size_t weight = tensor_offset(&layer->kernel, step->terms[t].kernel);
        moment->tap_share[weight] += share * moment->lights->strength;
        if (moment->lights->stamps)
            continue;
        moment->unit_share[unit] += share * moment->lights->strength;
        if (share >= 0.5)
            moment->unit_weight[unit] = weight;
    }
}

static struct scatter_moment moment_of(const struct panel *panel, const struct lights *lights,
                                       struct arena *arena)
{
    const struct simulation *layer = lights->layer;
    size_t units = tensor_count(&layer->input), taps = tensor_count(&layer->kernel);
    struct scatter_moment moment = {.panel = panel,
                                    .tally = panel->subject.state,
                                    .lights = lights,
                                    .input = find_map(panel, MAP_INPUT),
                                    .kernel = find_map(panel, MAP_KERNEL),
                                    .output = find_map(panel, MAP_OUTPUT),
                                    .unit_share = arena_allocate(arena, units, sizeof(double)),
                                    .unit_weight = arena_allocate(arena, units, sizeof(size_t)),
                                    .tap_share = arena_allocate(arena, taps, sizeof(double))};
    for (size_t i = 0; i < units; i++)
        moment.unit_weight[i] = NOT_READ;
    light_terms(&moment, &lights->here, 1 - lights->progress);
    if (lights->progress > 0)
        light_terms(&moment, &lights->next, lights->progress);
    return moment;
}

/* ---- kernel and input ---- */

static void draw_kernel(const struct scatter_moment *moment, struct pen *pen)
{
    const struct map *map = moment->kernel;
    for (size_t i = 0; i < map->rows * map->columns; i++) {
        int64_t row = (int64_t)(i / map->columns), column = (int64_t)(i % map->columns);
        double share = moment->tap_share[map_cell_at(map, row, column).unit];
        plane_trace_outline(pen, &map->plane, (struct area){(double)row, (double)column, 1, 1});
        pen_paint(pen, key_cell("kernel.cell", row, column),
                  color_faded(pen->theme->color[COLOR_KERNEL],
                              sizes->resting + (1 - sizes->resting) * share),
                  stroke_none);
    }
    map_trace_grid(map, map_grid(map), pen);
    pen_paint(pen, key_once("kernel.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
    if (map->texts.of)
        map_write_units(map, NULL, COLOR_WINDOW_INK, pen);
    if (moment->lights->stamps)
        map_write_products(map, moment->lights, pen);
}

static void draw_read_units(const struct scatter_moment *moment, struct pen *pen)
{
    const struct map *map = moment->input;
    for (size_t i = 0; i < map->rows * map->columns; i++) {
        size_t row = i / map->columns, column = i % map->columns;
        if (moment->unit_share[i] <= 0)
            continue;
        plane_trace_outline(pen, &map->plane, (struct area){(double)row, (double)column, 1, 1});
        pen_paint(pen, key_cell("input.lit", (int64_t)row, (int64_t)column),
                  color_faded(pen->theme->color[COLOR_INPUT_NOW], moment->unit_share[i]),
                  pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt));
    }
}

/* Where steps are output units, with the weights of what the step reads, from half way on of what
 * the next one does. */
static void write_read_units(const struct scatter_moment *moment, struct pen *pen)
{
    const struct map *map = moment->input;
    const struct texts *factors = &moment->panel->factors;
    const struct color *color = pen->theme->color;
    struct lettering lettering = {.font = map->texts.font, .is_moving = true};
    struct lettering small = {
        .font = factors->font,
        .color = color_faded(color[COLOR_INPUT_NOW_INK],
                             moment->lights->strength * fabs(1 - 2 * moment->lights->progress))};
    for (size_t i = 0; i < map->rows * map->columns; i++) {
        int64_t row = (int64_t)(i / map->columns), column = (int64_t)(i % map->columns);
        double share = moment->unit_share[i];
        lettering.color = color_turned(color[COLOR_INPUT_INK], color[COLOR_INPUT_NOW_INK], share);
        cell_text_write(pen, map->subject->ruler, key_cell("input.value", row, column),
                        &map->texts.of[i], stamps_middle(map, row, column, share), &lettering);
        if (!factors->of || small.color.alpha <= 0 || moment->unit_weight[i] == NOT_READ)
            continue;
        const char *factor = factors->of[moment->unit_weight[i]].text;
        pen_write(pen, key_cell("input.weight", row, column), factor,
                  stamps_corner(map, (double)row, (double)column, &small.font, factor), &small);
    }
    map_write_products(map, moment->lights, pen);
}

/* ---- stamps ---- */

/* All that reach the step's unit, each faintly. */
static void draw_faint_stamps(const struct scatter_moment *moment, struct pen *pen)
{
    const struct map *input = moment->input, *output = moment->output;
    double opacity = fmin(sizes->most_opaque, sizes->many_stamps / (double)moment->tally->most);
    struct subject stamping = moment->panel->subject;
    stamping.stamps = true;
    for (size_t i = 0; i < input->rows * input->columns; i++) {
        int64_t row = (int64_t)(i / input->columns), column = (int64_t)(i % input->columns);
        double share = moment->unit_share[i];
        struct lights stamp;
        if (share <= 0)
            continue;
        lights_read(&stamp, &stamping, &(struct moment_part){.step = i}, pen->arena);
        map_trace_taps(output, &stamp, pen);
        pen_paint(pen, key_cell("stamp.taps", row, column),
                  color_faded(pen->theme->color[COLOR_WINDOW], share * opacity), stroke_none);
        map_trace_window(output, &stamp, &stamp.windows[0], pen);
        pen_paint(pen, key_cell("stamp.edge", row, column), color_none,
                  stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), share));
    }
}

void scatter_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct lights lights;
    struct stamped stamped;
    lights_read(&lights, &panel->subject, part, pen->arena);
    lights_read_terms(&lights, pen->arena);
    lights.has_own_weights = true;
    struct scatter_moment moment = moment_of(panel, &lights, pen->arena);
    bool has_values = moment.input->texts.of != NULL;
    stamped_read(&stamped, moment.tally, &lights, moment.output, pen->arena);
    if (moment.kernel)
        draw_kernel(&moment, pen);
    if (lights.stamps)
        map_draw_currents(moment.input, &lights, pen);
    else
        draw_read_units(&moment, pen);
    stamps_draw_cells(&stamped, pen);
    if (lights.stamps) {
        map_light_window(moment.output, &lights, pen);
    } else {
        draw_faint_stamps(&moment, pen);
        map_draw_currents(moment.output, &lights, pen);
    }
    if (has_values && lights.stamps)
        map_write_units(moment.input, &lights, COLOR_INPUT_INK, pen);
    else if (has_values)
        write_read_units(&moment, pen);
    stamps_write(&stamped, has_values, pen);
    if (has_values)
        sum_draw_flights(panel, &lights, moment.output, pen);
}
