/* SPDX-License-Identifier: MIT */
/* View scatter: a layer by what its input units add. Each stamps the kernel, weighted, into the
 * output; the input, the kernel as it is stamped, and the output stand side by side. Where steps
 * are output units, all stamps that reach the step's unit are lit. */
#include "drawing/views/scatter.h"

#include <math.h>

#include "drawing/map/digits.h"
#include "drawing/views/view.h"

/* In cells. */
static const double cell_width = 0.9; /* that digits may take up */
static const double corner_width = 0.7;
static const double corner[2] = {0.8, 0.93}; /* row where small digits are centred, column where
                                              * they end */
static const double digits_width = 0.4;      /* of a cell, roughly */
static const double room = 0.12;             /* that a cell's own go up to make for them */
static const double resting_weight = 0.3;    /* opacity of kernel cells that are not stamped now */

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (!simulation->has_kernel)
        return arena_format(arena, "%s, which has no weights", simulation->type_name);
    if (simulation->padding_mode != MODE_ZEROS)
        return arena_format(arena, "padding that repeats units");
    if (simulation->axes > 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (simulation->in_channels != 1 || simulation->out_channels != 1)
        return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                            simulation->in_channels, simulation->out_channels);
    return NULL;
}

/* ---- cells ---- */

int64_t scatter_row(size_t number, int64_t columns)
{
    return (int64_t)number / columns;
}

int64_t scatter_column(size_t number, int64_t columns)
{
    return (int64_t)number % columns;
}

struct area scatter_slide(const struct scatter_moment *moment, int64_t columns)
{
    size_t next = moment->step + (moment->progress > 0);
    struct area from = {(double)scatter_row(moment->step, columns),
                        (double)scatter_column(moment->step, columns), 1, 1};
    struct area to = {(double)scatter_row(next, columns), (double)scatter_column(next, columns), 1,
                      1};
    return area_between(from, to, moment->progress);
}

/* Digits change their ink while the cell's edge passes them. */
double scatter_ink_share(double covered)
{
    return fmin(fmax((covered - 0.5) / digits_width + 0.5, 0), 1);
}

struct point scatter_middle(const struct plane *plane, int64_t row, int64_t column, double raised)
{
    return map_middle(plane, (double)row - room * raised, (double)column);
}

struct point scatter_corner(const struct panel *panel, struct point cell, const struct font *font,
                            const char *text)
{
    double side = subject_cells(&panel->subject, 1);
    double width = subject_text_width(&panel->subject, font, text);
    return (struct point){cell.x + corner[1] * side - width / 2, cell.y + corner[0] * side};
}

struct font scatter_fit(const struct panel *panel, enum theme_font font, const char *const *texts,
                        size_t count)
{
    double width = font == FONT_SMALL ? corner_width : cell_width;
    return digits_fit(panel->subject.ruler, panel->subject.looks.theme.font[font], texts, count,
                      subject_cells(&panel->subject, width));
}

/* ---- once a shot ---- */

/* Widens a run of cells along an axis to all that stamps reach. */
static void widen_to_stamps(const struct simulation *layer, const struct axis *axis, double *start,
                            double *length)
{
    int64_t first = 0, end = axis->output, place;
    for (int64_t unit = 0; unit < axis->input; unit++)
        for (int64_t tap = 0; tap < axis->kernel; tap++) {
            if (!simulation_stamp_place(layer, axis, unit, tap, &place))
                continue;
            first = place < first ? place : first;
            end = place >= end ? place + 1 : end;
        }
    *start = (double)first;
    *length = (double)(end - first);
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct scatter *scatter = arena_allocate(arena, 1, sizeof *scatter);
    scatter->width = &layer->axis[layer->axes - 1];
    scatter->height = layer->axes > 1 ? &layer->axis[0] : &axis_of_one;
    widen_to_stamps(layer, scatter->height, &scatter->reach.row, &scatter->reach.rows);
    widen_to_stamps(layer, scatter->width, &scatter->reach.column, &scatter->reach.columns);
    scatter_read_tally(&scatter->tally, subject, arena);
    return scatter;
}

/* The units of the input alone. */
static struct map input_units(const struct panel *panel)
{
    struct map map = map_of_input(panel->subject.simulation, 0, 0);
    const struct scatter *scatter = panel->subject.state;
    map.reader = NULL;
    map.layer = NULL;
    map.rows = (size_t)scatter->height->input;
    map.columns = (size_t)scatter->width->input;
    map.reach = map_grid(&map);
    return map;
}

static void lay_out_scatter(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct scatter *scatter = panel->subject.state;
    struct map input = input_units(panel), kernel = map_of_kernel(layer, 0, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    kernel.is_turned = !layer->is_turned;
    kernel.layer = output.layer = NULL;
    output.reach = scatter->reach;
    scatter->kernel = SIZE_MAX;
    layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    scatter->input = panel->map_count;
    panel_map(panel, &input)->name_side = SIDE_ABOVE;
    if (subject_shows_kernel(&panel->subject)) {
        scatter->kernel = panel->map_count;
        struct placed *placed = panel_map(panel, &kernel);
        placed->name_side = SIDE_ABOVE;
        panel_sign(panel, SIGN_TIMES, placed->box);
    }
    scatter->output = panel->map_count;
    struct placed *placed = panel_map(panel, &output);
    placed->name_side = SIDE_ABOVE;
    panel_sign(panel, SIGN_TO, placed->box);
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    const struct subject *subject = &panel->subject;
    const struct simulation *layer = subject->simulation;
    struct scatter *scatter = panel->subject.state;
    double cell = subject_cells(subject, 1);
    if (!layer->has_values || subject->looks.show.values != SHOW_DIGITS)
        return;
    scatter->inputs = texts_of(subject, layer, TEXTS_INPUT, cell, panel->arena);
    scatter->weights = texts_of(subject, layer, TEXTS_WEIGHTS, cell, panel->arena);
    scatter->factors = texts_of_factors(subject, &scatter->weights, tensor_count(&layer->kernel),
                                        cell, panel->arena);
}

/* ---- what rests ---- */

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct scatter *scatter = panel->subject.state;
    const struct placed *input = &panel->maps[scatter->input];
    panel_draw_signs(panel, pen);
    map_draw_rest(&input->map, &input->plane, &panel->subject, pen);
    scatter_draw_empty(panel, scatter, pen);
}

/* ---- what the step lights ---- */

struct light {
    double *units, *taps;
    size_t *weights;
};

/* An input unit lights the taps that its stamp has, cropped ones too. */
static void light_stamp(const struct scatter_moment *moment, size_t unit, double share,
                        double *taps)
{
    const struct simulation *layer = moment->panel->subject.simulation;
    const struct axis *height = moment->scatter->height, *width = moment->scatter->width;
    int64_t row = scatter_row(unit, width->input), column = scatter_column(unit, width->input);
    int64_t place;
    for (int64_t i = 0; i < height->kernel; i++)
        for (int64_t j = 0; j < width->kernel; j++)
            if (simulation_stamp_place(layer, height, row, i, &place) &&
                simulation_stamp_place(layer, width, column, j, &place))
                taps[i * width->kernel + j] += share;
}

/* An output unit lights the units that it reads and their weights. */
static void light_terms(const struct scatter_moment *moment, size_t output, double share,
                        struct arena *arena, const struct light *light)
{
    const struct simulation *layer = moment->panel->subject.simulation;
    struct step step;
    simulation_step_at(layer, output, arena, &step);
    for (size_t i = 0; i < step.term_count; i++) {
        const struct term *term = &step.terms[i];
        size_t unit = 0, tap = 0, weight = 0;
        for (size_t axis = 0; axis < layer->axes; axis++) {
            size_t kernel = (size_t)layer->axis[axis].kernel, index = term->kernel[2 + axis];
            unit = unit * (size_t)layer->axis[axis].input + term->input[1 + axis];
            weight = weight * kernel + index;
            tap = tap * kernel + (layer->is_turned ? index : kernel - 1 - index);
        }
        if (term->kind != CELL_UNIT)
            continue;
        light->units[unit] += share;
        light->taps[tap] += share;
        if (share >= 0.5)
            light->weights[unit] = weight;
    }
}

static void read_moment(struct scatter_moment *moment, struct arena *arena)
{
    const struct simulation *layer = moment->panel->subject.simulation;
    size_t units = tensor_count(&layer->input), taps = tensor_count(&layer->kernel);
    struct light light = {arena_allocate(arena, units, sizeof(double)),
                          arena_allocate(arena, taps, sizeof(double)),
                          arena_allocate(arena, units, sizeof(size_t))};
    for (size_t i = 0; i < units; i++)
        light.weights[i] = NOT_READ;
    for (size_t ahead = 0; ahead <= (moment->progress > 0); ahead++) {
        double share = ahead > 0 ? moment->progress : 1 - moment->progress;
        if (moment->follows_output)
            light_terms(moment, moment->step + ahead, share, arena, &light);
        else
            light_stamp(moment, moment->step + ahead, share, light.taps);
    }
    moment->unit_share = light.units;
    moment->unit_weight = light.weights;
    moment->tap_share = light.taps;
}

/* ---- the input's side ---- */

static void draw_lit_units(const struct scatter_moment *moment, struct pen *pen)
{
    const struct placed *input = &moment->panel->maps[moment->scatter->input];
    int64_t columns = moment->scatter->width->input;
    size_t count = input->map.rows * input->map.columns;
    if (!moment->follows_output) {
        plane_trace_outline(pen, &input->plane, scatter_slide(moment, columns));
        pen_paint(pen, key_once("input.now"), pen->theme->color[COLOR_INPUT_NOW],
                  pen_solid(pen, COLOR_INPUT_INK, subject_edge(&moment->panel->subject)));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        struct color color = pen->theme->color[COLOR_INPUT_NOW];
        color.alpha *= moment->unit_share[i];
        if (color.alpha <= 0)
            continue;
        plane_trace_outline(pen, &input->plane, (struct area){(double)row, (double)column, 1, 1});
        pen_paint(pen, key_cell("input.lit", row, column), color,
                  pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt));
    }
}

static void write_input(const struct scatter_moment *moment, struct pen *pen)
{
    const struct panel *panel = moment->panel;
    const struct placed *input = &panel->maps[moment->scatter->input];
    int64_t columns = moment->scatter->width->input;
    struct lettering lettering = {.font = moment->scatter->inputs.font,
                                  .is_moving = moment->follows_output};
    struct area slid = scatter_slide(moment, columns);
    for (size_t i = 0; i < input->map.rows * input->map.columns; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        double raised = moment->unit_share[i];
        double lit = moment->follows_output
                         ? raised
                         : scatter_ink_share(area_covered(&slid, (double)row, (double)column));
        lettering.color = color_mix(pen->theme->color[COLOR_INPUT_INK],
                                    pen->theme->color[COLOR_INPUT_NOW_INK], lit);
        cell_text_write(pen, panel->subject.ruler, key_cell("input.value", row, column),
                        &moment->scatter->inputs.of[i],
                        scatter_middle(&input->plane, row, column, raised), &lettering);
    }
}

/* The weights of what the step reads, from half way on of what the next one does. */
static void write_factors(const struct scatter_moment *moment, struct pen *pen)
{
    const struct panel *panel = moment->panel;
    const struct placed *input = &panel->maps[moment->scatter->input];
    const struct texts *factors = &moment->scatter->factors;
    struct lettering small = {.font = factors->font,
                              .color = pen->theme->color[COLOR_INPUT_NOW_INK]};
    small.color.alpha *= fabs(1 - 2 * moment->progress);
    for (size_t i = 0; small.color.alpha > 0 && i < input->map.rows * input->map.columns; i++) {
        if (moment->unit_weight[i] == NOT_READ)
            continue;
        const char *text = factors->of[moment->unit_weight[i]].text;
        int64_t row = scatter_row(i, moment->scatter->width->input);
        int64_t column = scatter_column(i, moment->scatter->width->input);
        struct point cell = plane_point(&input->plane, (double)row, (double)column);
        pen_write(pen, key_cell("input.weight", row, column), text,
                  scatter_corner(panel, cell, &small.font, text), &small);
    }
}

/* ---- the kernel, as it is stamped ---- */

static void draw_kernel(const struct scatter_moment *moment, struct pen *pen)
{
    const struct panel *panel = moment->panel;
    const struct placed *kernel = &panel->maps[moment->scatter->kernel];
    struct map map = kernel->map;
    for (size_t i = 0; i < map.rows * map.columns; i++) {
        int64_t row = scatter_row(i, (int64_t)map.columns);
        int64_t column = scatter_column(i, (int64_t)map.columns);
        struct color color = pen->theme->color[COLOR_KERNEL];
        color.alpha *= resting_weight + (1 - resting_weight) * moment->tap_share[i];
        plane_trace_outline(pen, &kernel->plane, (struct area){(double)row, (double)column, 1, 1});
        pen_paint(pen, key_cell("kernel.cell", row, column), color, stroke_none);
    }
    map_trace_grid(&kernel->plane, &panel->subject, map_grid(&map), pen);
    pen_paint(pen, key_once("kernel.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
    map.texts = moment->scatter->weights;
    if (map.texts.of)
        map_write_units(&map, &kernel->plane, &panel->subject, COLOR_WINDOW_INK, pen);
}

/* ---- the view ---- */

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct scatter *scatter = panel->subject.state;
    struct scatter_moment moment = {.panel = panel,
                                    .scatter = scatter,
                                    .step = part->step,
                                    .progress = part->progress,
                                    .is_question = part->is_question,
                                    .follows_output =
                                        panel->subject.scene->order.value != ORDER_INPUT};
    read_moment(&moment, pen->arena);
    if (scatter->kernel != SIZE_MAX)
        draw_kernel(&moment, pen);
    draw_lit_units(&moment, pen);
    if (scatter->inputs.of)
        write_input(&moment, pen);
    if (scatter->factors.of && moment.follows_output)
        write_factors(&moment, pen);
    scatter_draw_outputs(&moment, pen);
}

const struct view view_scatter = {.name = "scatter",
                                  .obstacle = obstacle,
                                  .orders = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT,
                                  .prepare = prepare,
                                  .lay_out = lay_out_scatter,
                                  .settle = settle,
                                  .draw_rest = draw_rest,
                                  .draw_step = draw_step};
