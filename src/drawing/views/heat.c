/* SPDX-License-Identifier: MIT */
/* View heat: feature maps as colours, with the kernel's numbers and the scale of the output. Cells
 * shrink as maps grow. */
#include <math.h>

#include "drawing/cell_text.h"
#include "drawing/digits.h"
#include "drawing/plane.h"
#include "drawing/share.h"
#include "drawing/shown.h"
#include "drawing/view.h"
#include "drawing/views/colormap.h"

static const double map_pt = 190; /* the longer side of the largest map, roughly, */
static const double least_cell_pt = 1.5,
                    pixel_pt = 72.0 / 150;       /* a cell: whole pixels at 150 dpi */
static const double gap_pt = 44;                 /* between columns of maps: room for a sign */
static const double map_gap_pt = 12;             /* between maps of one tensor */
static const double kernel_cell = 0.85;          /* of the theme's cell */
static const double cell_width = 0.8;            /* that digits may take up */
static const double bar_pt = 9, bar_gap_pt = 16; /* the scale's width, its way from the maps */
static const double tick_gap_pt = 5;
static const double grid_from_pt = 9; /* smaller cells have no lines */
static const double sign_scale = 1.6;

enum { MOST_MAPS = 9, MOST_UNITS = 300000, BAR_STEPS = 64 };

struct heat {
    const struct simulation *simulation; /* borrowed, as all pointers */
    const struct theme *theme;
    const struct text_ruler *ruler;
    const struct scene_show *show;
    bool is_dark;
    size_t step, map; /* map: units of an output map */
    struct step here, next;
    double progress, cell; /* cell: of a feature map, points */
    double kernel_cell;
    double low[2], high[2]; /* of the input, of the output */
    bool is_signed[2];
    struct point input, kernel, output; /* the first map's top left */
    double height;                      /* of the whole drawing's maps */
};

static const char *heat_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (simulation->axes != 2 || simulation->is_flattened)
        return arena_format(arena, "a layer whose maps are not 2-D");
    if (simulation->in_channels > MOST_MAPS || simulation->out_channels > MOST_MAPS)
        return arena_format(arena, "%zu maps in and %zu out; %d are the most",
                            simulation->in_channels, simulation->out_channels, (int)MOST_MAPS);
    if (tensor_count(&simulation->input) + simulation->step_count > MOST_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_UNITS);
    return NULL;
}

/* ---- scales ---- */

/* Signed maps reach as far below 0 as above. */
static void read_scale(struct heat *heat, size_t which, const struct tensor *tensor)
{
    double low = INFINITY, high = -INFINITY;
    size_t count = tensor_count(tensor);
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(tensor->values[i]))
            continue;
        low = fmin(low, tensor->values[i]);
        high = fmax(high, tensor->values[i]);
    }
    if (low > high)
        low = high = 0;
    heat->is_signed[which] = low < 0;
    double most = fmax(fabs(low), fabs(high));
    heat->low[which] = heat->is_signed[which] ? -most : fmin(low, 0);
    heat->high[which] = heat->is_signed[which] ? most : high;
    if (heat->low[which] == heat->high[which])
        heat->high[which] = heat->low[which] + 1;
}

/* What is infinite has the colour of the scale's end, what is no number has none; nor have maps
 * without values. */
static struct color color_of(const struct heat *heat, size_t which, double value)
{
    if (!heat->simulation->has_values)
        return heat->theme->color[which == 0 ? COLOR_INPUT : COLOR_OUTPUT];
    if (isnan(value))
        return color_none;
    double share = (value - heat->low[which]) / (heat->high[which] - heat->low[which]);
    enum colormap map = heat->theme->is_scale_grey ? COLORMAP_PAPER
                        : heat->is_signed[which]   ? COLORMAP_DIVERGING
                        : which == 0               ? COLORMAP_GREY
                                                   : COLORMAP_SEQUENTIAL;
    return colormap_at(map, heat->is_dark, share);
}

/* ---- layout ---- */

static double map_height(const struct heat *heat, bool is_output)
{
    const struct axis *a = &heat->simulation->axis[0];
    return heat->cell * (double)(is_output ? a->output : a->input);
}

static double map_width(const struct heat *heat, bool is_output)
{
    const struct axis *a = &heat->simulation->axis[1];
    return heat->cell * (double)(is_output ? a->output : a->input);
}

static double column_height(double one, size_t count)
{
    return one * (double)count + map_gap_pt * (double)(count - 1);
}

/* Panels have one size of cell. */
static void lay_out(struct heat *heat, double largest_side, struct pen *pen)
{
    const struct simulation *simulation = heat->simulation;
    double margin = heat->theme->margin_pt, x = margin;
    double cell = floor(map_pt / largest_side / pixel_pt) * pixel_pt;
    heat->cell = fmax(least_cell_pt, fmin(cell, heat->theme->cell_pt));
    heat->kernel_cell = heat->theme->cell_pt * kernel_cell;
    double inputs = column_height(map_height(heat, false), simulation->in_channels);
    double outputs = column_height(map_height(heat, true), simulation->out_channels);
    double kernel = heat->kernel_cell * (double)simulation->axis[0].kernel;
    double kernels = column_height(kernel, simulation->in_channels / simulation->groups);
    heat->height = fmax(inputs, outputs);
    if (shown_kernel(simulation))
        heat->height = fmax(heat->height, kernels);
    heat->input = (struct point){x, margin + (heat->height - inputs) / 2};
    x += map_width(heat, false) + gap_pt;
    if (shown_kernel(simulation)) {
        heat->kernel = (struct point){x, margin + (heat->height - kernels) / 2};
        x += heat->kernel_cell * (double)simulation->axis[1].kernel + gap_pt;
    }
    heat->output = (struct point){x, margin + (heat->height - outputs) / 2};
    x += map_width(heat, true);
    pen->list->width_pt = x + margin; /* and the scale, which draw_scale adds */
    pen->list->height_pt = heat->height + 2 * margin;
}

static struct plane map_plane(const struct heat *heat, bool is_output, size_t channel)
{
    struct point at = is_output ? heat->output : heat->input;
    at.y += (map_height(heat, is_output) + map_gap_pt) * (double)channel;
    return (struct plane){at, {heat->cell, 0}, {0, heat->cell}};
}

static void place_map(struct pen *pen, enum map_role role, size_t channel,
                      const struct plane *plane, struct area area)
{
    struct map_place place = {.role = role,
                              .channel = (int)channel,
                              .plane = *plane,
                              .pitch = {1, 1},
                              .rows = (size_t)area.rows,
                              .columns = (size_t)area.columns,
                              .outline = area};
    pen_place_map(pen, &place);
}

/* ---- maps ---- */

static bool is_same(struct color a, struct color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

/* A cross where a unit is no number. */
static void draw_crosses(const struct heat *heat, struct pen *pen, const struct plane *plane,
                         bool is_output, size_t channel, size_t shown)
{
    const struct tensor *tensor = is_output ? &heat->simulation->output : &heat->simulation->input;
    size_t columns = tensor->size[2];
    const double *values = tensor->values + channel * tensor->size[1] * columns;
    struct item_key key = {is_output ? "output.nan" : "input.nan", (int)channel, -1, -1};
    for (size_t n = 0; n < shown; n++) {
        double row = (double)(n / columns), column = (double)(n % columns);
        if (!isnan(values[n]))
            continue;
        pen_move_to(pen, plane_point(plane, row, column));
        pen_line_to(pen, plane_point(plane, row + 1, column + 1));
        pen_move_to(pen, plane_point(plane, row, column + 1));
        pen_line_to(pen, plane_point(plane, row + 1, column));
    }
    pen_paint(pen, key, color_none, pen_solid(pen, COLOR_INK, heat->theme->thin_pt));
}

/* Cells of a row in one colour are one piece, which reaches a little under what is drawn after it:
 * no seams show between them. */
static void draw_rows(const struct heat *heat, struct pen *pen, const struct plane *plane,
                      bool is_output, size_t channel, size_t shown)
{
    const struct tensor *tensor = is_output ? &heat->simulation->output : &heat->simulation->input;
    size_t columns = tensor->size[2], rows = tensor->size[1];
    const double *values = tensor->values + channel * rows * columns;
    const char *part = is_output ? "output.row" : "input.row";
    double under = pixel_pt / heat->cell;
    for (size_t n = 0; n < shown;) {
        size_t row = n / columns, column = n % columns, end = n + 1;
        struct color color = color_of(heat, is_output, values[n]);
        while (end < shown && end / columns == row &&
               is_same(color, color_of(heat, is_output, values[end])))
            end++;
        double right = end % columns ? under : 0;
        bool has_below = end + columns <= shown;
        plane_trace_outline(pen, plane,
                            (struct area){(double)row, (double)column, 1 + (has_below ? under : 0),
                                          (double)(end - n) + right});
        struct item_key key = {part, (int)channel, (int)row, (int)column};
        pen_paint(pen, key, color, stroke_none);
        n = end;
    }
}

static void draw_grid(const struct heat *heat, struct pen *pen, const struct plane *plane,
                      struct item_key key, struct area area)
{
    struct stroke line = pen_solid(pen, COLOR_ZERO_LINE, heat->theme->thin_pt);
    if (heat->cell >= grid_from_pt)
        plane_trace_grid(pen, plane, area);
    else
        plane_trace_outline(pen, plane, area);
    pen_paint(pen, key, color_none, line);
}

/* Outputs of a map that are there, the current one among them. */
static size_t computed(const struct heat *heat, const struct pen *pen, size_t channel)
{
    size_t done = heat->step + (pen->part->is_question ? 0 : 1);
    if (heat->theme->shows_all_outputs)
        done = heat->simulation->step_count;
    size_t before = channel * heat->map;
    return done <= before ? 0 : done - before < heat->map ? done - before : heat->map;
}

static void draw_maps(const struct heat *heat, struct pen *pen, bool is_output)
{
    const struct simulation *simulation = heat->simulation;
    const struct tensor *tensor = is_output ? &simulation->output : &simulation->input;
    struct area area = {0, 0, (double)tensor->size[1], (double)tensor->size[2]};
    for (size_t c = 0; c < tensor->size[0]; c++) {
        struct plane plane = map_plane(heat, is_output, c);
        size_t shown = is_output ? computed(heat, pen, c) : tensor->size[1] * tensor->size[2];
        place_map(pen, is_output ? MAP_OUTPUT : MAP_INPUT, c, &plane, area);
        draw_rows(heat, pen, &plane, is_output, c, shown);
        draw_crosses(heat, pen, &plane, is_output, c, shown);
        struct item_key key = {is_output ? "output.grid" : "input.grid", (int)c, -1, -1};
        draw_grid(heat, pen, &plane, key, area);
    }
}

/* ---- the scale ---- */

static void draw_scale(const struct heat *heat, struct pen *pen)
{
    double top = heat->output.y, margin = heat->theme->margin_pt;
    double height = column_height(map_height(heat, true), heat->simulation->out_channels);
    double left = heat->output.x + map_width(heat, true) + bar_gap_pt;
    if (height < 6 * bar_pt) { /* too short to read: as high as everything */
        top = margin;
        height = heat->height;
    }
    struct plane plane = {{left, top}, {bar_pt, 0}, {0, height / BAR_STEPS}};
    for (int i = 0; i < BAR_STEPS; i++) {
        double share = 1 - (i + 0.5) / BAR_STEPS;
        plane_trace_outline(pen, &plane, (struct area){i, 0, i + 1 < BAR_STEPS ? 1.5 : 1, 1});
        pen_paint(pen, (struct item_key){"scale.step", -1, i, -1},
                  color_of(heat, 1, heat->low[1] + share * (heat->high[1] - heat->low[1])),
                  stroke_none);
    }
    plane_trace_outline(pen, &plane, (struct area){0, 0, BAR_STEPS, 1});
    pen_paint(pen, key_once("scale.edge"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, heat->theme->thin_pt));
    double rounding = simulation_rounding(heat->simulation);
    double high = simulation_settle(heat->high[1], rounding);
    double low = simulation_settle(heat->low[1], rounding);
    const double ticks[] = {high, heat->is_signed[1] ? 0 : low, low};
    const char *const *texts =
        digits_of(pen->arena, ticks, 3, digits_asked(heat->show, ticks, 3, -1));
    struct lettering lettering = {.font = heat->theme->font[FONT_SMALL],
                                  .color = heat->theme->color[COLOR_OUTPUT_INK]};
    double widest = 0, half = lettering.font.figure_height * lettering.font.size_pt / 2;
    for (int i = 0; i < 3; i++) {
        const char *text = ticks[i] == 0 ? "0" : texts[i];
        double width = heat->ruler->measure(heat->ruler->context, &lettering.font, text).width;
        struct point at = {left + bar_pt + tick_gap_pt + width / 2, i == 0   ? top + half
                                                                    : i == 1 ? top + height / 2
                                                                             : top + height - half};
        widest = fmax(widest, width);
        if (i != 1 || heat->is_signed[1])
            pen_write(pen, (struct item_key){"scale.value", -1, i, -1}, text, at, &lettering);
    }
    pen->list->width_pt = left + bar_pt + tick_gap_pt + widest + margin;
}

/* ---- the kernel ---- */

/* The weights of one input channel for the current output channel, as they lie on the input. */
static void draw_slice(const struct heat *heat, struct pen *pen, size_t slice, size_t first,
                       size_t second)
{
    const struct simulation *simulation = heat->simulation;
    const struct tensor *kernel = &simulation->kernel;
    size_t rows = kernel->size[2], columns = kernel->size[3], count = rows * columns;
    double height = heat->kernel_cell * (double)rows;
    struct plane plane = {{heat->kernel.x, heat->kernel.y + (height + map_gap_pt) * (double)slice},
                          {heat->kernel_cell, 0},
                          {0, heat->kernel_cell}};
    struct area area = {0, 0, (double)rows, (double)columns};
    const struct cell_source source = {
        kernel->values, tensor_count(kernel), count, columns, "w", -1};
    const struct cell_text *texts = cell_texts_make(pen->arena, heat->show, &source);
    struct lettering lettering = {.color = heat->theme->color[COLOR_WINDOW_INK]};
    lettering.font = cell_texts_fit(heat->ruler, heat->theme->font[FONT_VALUES], texts,
                                    tensor_count(kernel), cell_width * heat->kernel_cell);
    plane_trace_block(pen, &plane, area);
    pen_paint(pen, (struct item_key){"kernel.cells", (int)slice, -1, -1},
              heat->theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, heat->theme->thick_pt));
    place_map(pen, MAP_KERNEL, slice, &plane, area);
    for (size_t i = 0; simulation->has_kernel_values && i < count; i++) {
        size_t at = (first * kernel->size[1] + second) * count +
                    (simulation->is_turned ? count - 1 - i : i);
        cell_text_write(
            pen, heat->ruler,
            (struct item_key){"kernel.value", (int)slice, (int)(i / columns), (int)(i % columns)},
            &texts[at],
            plane_point(&plane, (double)(i / columns) + 0.5, (double)(i % columns) + 0.5),
            &lettering);
    }
}

static void draw_kernel(const struct heat *heat, struct pen *pen)
{
    const struct simulation *simulation = heat->simulation;
    size_t per_group = simulation->in_channels / simulation->groups;
    size_t group_outputs = simulation->out_channels / simulation->groups;
    size_t out = heat->here.output[0], group = out / group_outputs;
    for (size_t c = 0; shown_kernel(simulation) && c < per_group; c++)
        draw_slice(heat, pen, c, simulation->is_transposed ? group * per_group + c : out,
                   simulation->is_transposed ? out % group_outputs : c);
}

static void draw_sign(const struct heat *heat, struct pen *pen, const char *part, const char *sign,
                      double x)
{
    struct lettering lettering = {.font = heat->theme->font[FONT_VALUES],
                                  .color = heat->theme->color[COLOR_ZERO_INK]};
    lettering.font.size_pt *= sign_scale;
    pen_write(pen, key_once(part), sign,
              (struct point){x, heat->theme->margin_pt + heat->height / 2}, &lettering);
}

static void draw_signs(const struct heat *heat, struct pen *pen)
{
    double after_input = heat->input.x + map_width(heat, false) + gap_pt / 2;
    if (!shown_kernel(heat->simulation)) {
        draw_sign(heat, pen, "sign.arrow", "\xe2\x86\x92", after_input); /* U+2192 */
        return;
    }
    draw_sign(heat, pen, "sign.times", "\xe2\x88\x97", after_input); /* U+2217 */
    draw_sign(heat, pen, "sign.equals", "=", heat->output.x - gap_pt / 2);
}

/* ---- the step ---- */

/* What of the window lies on units: padding has no colour. channel: that of a pool's units. */
static struct area window_area(const struct heat *heat, const struct step *step, size_t *channel)
{
    const struct simulation *simulation = heat->simulation;
    double first[2], last[2];
    struct arena arena = {0};
    struct step full;
    simulation_step_at(simulation, step->number, &arena, &full);
    *channel = 0;
    first[0] = first[1] = INFINITY;
    last[0] = last[1] = -INFINITY;
    for (size_t t = 0; t < full.term_count; t++)
        for (size_t i = 0; i < 2 && full.terms[t].kind == CELL_UNIT; i++) {
            *channel = full.terms[t].input[0];
            first[i] = fmin(first[i], (double)full.terms[t].input[1 + i]);
            last[i] = fmax(last[i], (double)full.terms[t].input[1 + i]);
        }
    arena_finish(&arena);
    if (first[0] > last[0])
        return (struct area){0};
    return (struct area){first[0], first[1], last[0] - first[0] + 1, last[1] - first[1] + 1};
}

/* Around the cells, dark and bright, so that it shows on any colour. */
static void draw_frame(const struct heat *heat, struct pen *pen, const struct plane *plane,
                       struct item_key key, const struct area *area, enum theme_color color)
{
    double width = fmax(heat->theme->window_pt, heat->theme->thick_pt);
    struct stroke around = {.color = heat->theme->color[COLOR_BACKGROUND], .width = width + 1.4};
    plane_trace_outline(pen, plane, *area);
    pen_paint(pen, key, color_none, around);
    plane_trace_outline(pen, plane, *area);
    key.part = arena_format(pen->arena, "%s.line", key.part);
    pen_paint(pen, key, color_none,
              (struct stroke){.color = heat->theme->color[color], .width = width});
}

static void draw_step(const struct heat *heat, struct pen *pen)
{
    const struct simulation *simulation = heat->simulation;
    size_t read, next_read;
    struct area here = window_area(heat, &heat->here, &read);
    struct area there = window_area(heat, &heat->next, &next_read);
    size_t group_inputs = simulation->in_channels / simulation->groups;
    size_t group = heat->here.output[0] / (simulation->out_channels / simulation->groups);
    size_t first = simulation->has_kernel ? group * group_inputs : read;
    size_t count = simulation->has_kernel ? group_inputs : 1;
    if (here.rows > 0 && there.rows > 0 && (simulation->has_kernel || read == next_read))
        here = area_between(here, there, heat->progress);
    for (size_t c = first; here.rows > 0 && c < first + count; c++) {
        struct plane plane = map_plane(heat, false, c);
        draw_frame(heat, pen, &plane, (struct item_key){"window", (int)c, -1, -1}, &here,
                   COLOR_WINDOW_LINE);
    }
    bool is_same_map = heat->here.output[0] == heat->next.output[0];
    double share = is_same_map ? heat->progress : 0;
    struct area now = {
        share_between((double)heat->here.output[1], (double)heat->next.output[1], share),
        share_between((double)heat->here.output[2], (double)heat->next.output[2], share), 1, 1};
    struct plane plane = map_plane(heat, true, heat->here.output[0]);
    draw_frame(heat, pen, &plane, key_once("now"), &now, COLOR_NOW_LINE);
}

static void draw_heat(const struct drawing *drawing, const struct moment_part *part,
                      struct pen *pen)
{
    struct heat heat = {.simulation = drawing->simulation,
                        .theme = &drawing->scene->theme,
                        .ruler = drawing->ruler,
                        .show = &drawing->scene->show,
                        .step = part->step,
                        .progress = part->progress};
    heat.is_dark = colormap_lightness(heat.theme->color[COLOR_BACKGROUND]) < 0.5;
    heat.map = heat.simulation->step_count / heat.simulation->out_channels;
    simulation_place_at(heat.simulation, part->step, &heat.here);
    simulation_place_at(heat.simulation, part->step + (part->progress > 0), &heat.next);
    read_scale(&heat, 0, &heat.simulation->input);
    read_scale(&heat, 1, &heat.simulation->output);
    lay_out(&heat, drawing->largest_side, pen);
    draw_signs(&heat, pen);
    if (heat.show->scale.value && heat.simulation->has_values)
        draw_scale(&heat, pen);
    draw_maps(&heat, pen, false);
    draw_kernel(&heat, pen);
    draw_maps(&heat, pen, true);
    draw_step(&heat, pen);
}

const struct view view_heat = {
    .name = "heat", .obstacle = heat_obstacle, .has_no_digits = true, .draw = draw_heat};
