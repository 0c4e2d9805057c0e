/* SPDX-License-Identifier: MIT */
/*
 * View channels: a row for each input map with its slice of the current filter and its share of
 * the sum; the shares come together in the current cell of one of the output maps. Groups stand
 * apart, and nothing leads from one to another.
 */
#include <math.h>

#include "drawing/channels_guide.h"
#include "drawing/digits.h"
#include "drawing/upright.h"
#include "drawing/view.h"

/* In cells. */
static const double sign_gap = 2;       /* between maps: room for a sign */
static const double fraction_width = 1; /* of 1/16 before the kernel */
static const double fraction_shift = 0.1;
static const double sum_gap = 3.2;   /* from the shares to the output: room for the sum */
static const double sum_place = 1.5; /* of its sign in there */
static const double sum_radius = 0.36;
static const double share_width = 0.8;  /* that its digits may take up */
static const double row_gap = 1;        /* between maps of a group */
static const double group_gap = 2;      /* between groups */
static const double line_width = 1.5;   /* of thick lines */
static const double line_end = 0.18;    /* before an output map */
static const double veil_opacity = 0.6; /* of the background over groups that are not at work */

enum { MOST_MAPS = 12, MOST_UNITS = 20000 };

struct channels {
    struct upright upright;
    const struct simulation *simulation; /* borrowed */
    size_t group_inputs, group_outputs;
    struct step here, next;
    size_t filter;    /* the output channel whose kernel is shown */
    bool is_position; /* a step is a place of all output maps, not a unit of one */
    double kernel_column, share_column, output_column;
    double input_row[MOST_MAPS], output_row[MOST_MAPS]; /* tops */
    double share_row[MOST_MAPS + 1];                    /* middles; the last one is the bias's */
};

static const char *channels_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (simulation->axes != 2 || simulation->is_flattened)
        return arena_format(arena, "a layer whose maps are not 2-D");
    if (!simulation->is_sliding && simulation->in_channels != simulation->out_channels)
        return arena_format(arena, "%s, which moves channels", simulation->type_name);
    if (simulation->in_channels > MOST_MAPS || simulation->out_channels > MOST_MAPS)
        return arena_format(arena, "%zu maps in and %zu out; %d are the most",
                            simulation->in_channels, simulation->out_channels, (int)MOST_MAPS);
    if (tensor_count(&simulation->input) + simulation->step_count > MOST_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_UNITS);
    return NULL;
}

static bool has_kernel(const struct channels *channels)
{
    return channels->simulation->has_kernel;
}

static size_t group_of_output(const struct channels *channels, size_t out)
{
    return out / channels->group_outputs;
}

/* ---- layout ---- */

static double maps_height(size_t count, double one)
{
    return (double)count * one + (double)(count - 1) * row_gap;
}

/* The rows of a group from a row on, inputs and outputs around one middle; gives where it ends. */
static double lay_out_group(struct channels *channels, size_t group, double top, bool has_bias)
{
    const struct maps *maps = &channels->upright.maps;
    struct area kernel = upright_kernel(&channels->upright);
    double input = fmax(maps->reach.rows, kernel.rows), output = maps->outputs.rows;
    double inputs = maps_height(channels->group_inputs, input) + (has_bias ? 1 + row_gap : 0);
    double outputs = maps_height(channels->group_outputs, output);
    double height = fmax(inputs, outputs);
    for (size_t i = 0; i < channels->group_inputs; i++) {
        size_t c = group * channels->group_inputs + i;
        double row = top + (height - inputs) / 2 + (double)i * (input + row_gap);
        channels->input_row[c] = row + (input - maps->reach.rows) / 2;
        channels->share_row[c] = row + input / 2;
    }
    if (has_bias && group == 0)
        channels->share_row[MOST_MAPS] = (height - inputs) / 2 + inputs - 0.5;
    for (size_t i = 0; i < channels->group_outputs; i++)
        channels->output_row[group * channels->group_outputs + i] =
            top + (height - outputs) / 2 + (double)i * (output + row_gap);
    return top + height;
}

static void lay_out(struct channels *channels, struct pen *pen)
{
    struct upright *upright = &channels->upright;
    const struct maps *maps = &upright->maps;
    double cell = maps->theme->cell_pt, end = maps->reach.columns, bottom = 0;
    double margin =
        maps->theme->margin_pt + fmax(maps->theme->window_pt, maps->theme->thick_pt) / 2;
    if (has_kernel(channels)) {
        end += sign_gap + (upright_has_divisor(upright) ? fraction_width : 0);
        channels->kernel_column = end;
        channels->share_column = end + upright_kernel(upright).columns + sign_gap;
        channels->output_column = channels->share_column + 1 + sum_gap;
    } else {
        channels->output_column = end + sign_gap;
    }
    for (size_t g = 0; g < channels->simulation->groups || g == 0; g++)
        bottom =
            lay_out_group(channels, g, g ? bottom + group_gap : 0, channels->simulation->has_bias);
    if (!has_kernel(channels)) /* each map by itself */
        for (size_t c = 0; c < channels->simulation->out_channels; c++)
            channels->output_row[c] = channels->share_row[c] - maps->outputs.rows / 2;
    pen->list->width_pt = cell * (channels->output_column + maps->outputs.columns) + 2 * margin;
    pen->list->height_pt = cell * bottom + 2 * margin;
}

static struct plane plane_at(const struct channels *channels, double row, double column)
{
    const struct theme *theme = channels->upright.maps.theme;
    double margin = theme->margin_pt + fmax(theme->window_pt, theme->thick_pt) / 2;
    struct plane plane = upright_plane(&channels->upright, row, column);
    plane.origin.x += margin;
    plane.origin.y += margin;
    return plane;
}

static struct point point_at(const struct channels *channels, double row, double column)
{
    struct plane plane = plane_at(channels, row, column);
    return plane.origin;
}

/* Whether an output channel has its current cell in this step. */
static bool is_current(const struct channels *channels, size_t out)
{
    return channels->is_position || out == channels->here.output[0];
}

/* How much of value is above low, at most `most`. */
static size_t part_above(size_t value, size_t low, size_t most)
{
    return value <= low ? 0 : value - low < most ? value - low : most;
}

/* Makes a pair of channels the one that is drawn. */
static void choose(struct channels *channels, size_t in, size_t out)
{
    struct upright *upright = &channels->upright;
    struct maps *maps = &upright->maps;
    size_t map = channels->simulation->step_count / channels->simulation->out_channels;
    upright->in_channel = in;
    upright->out_channel = out;
    maps->input = plane_at(channels, channels->input_row[in], 0);
    maps->output = plane_at(channels, channels->output_row[out], channels->output_column);
    if (has_kernel(channels))
        maps->kernel =
            plane_at(channels, channels->share_row[in] - upright_kernel(upright).rows / 2,
                     channels->kernel_column);
    maps->computed = part_above(maps->step + 1, channels->is_position ? 0 : out * map, map);
    if (maps->theme->shows_all_outputs)
        maps->computed = map;
    maps->has_now = is_current(channels, out);
}

/* ---- what rests ---- */

static void draw_inputs(struct channels *channels, struct pen *pen)
{
    for (size_t c = 0; c < channels->simulation->in_channels; c++) {
        size_t first = pen->list->count;
        choose(channels, c, 0);
        maps_place_input(&channels->upright.maps, (int)c, pen);
        upright_draw_input(&channels->upright, pen);
        pen_set_channel(pen, first, (int)c);
    }
}

static void draw_row_signs(const struct channels *channels, struct pen *pen, size_t c)
{
    const struct upright *upright = &channels->upright;
    double row = channels->share_row[c], end = upright->maps.reach.columns;
    if (!has_kernel(channels)) {
        upright_draw_sign(upright, pen, "sign.arrow", "\xe2\x86\x92", /* U+2192 */
                          point_at(channels, row, end + sign_gap / 2));
        return;
    }
    upright_draw_sign(upright, pen, "sign.times", "\xe2\x88\x97", /* U+2217 */
                      point_at(channels, row, end + sign_gap / 2));
    upright_draw_sign(upright, pen, "sign.equals", "=",
                      point_at(channels, row, channels->share_column - sign_gap / 2));
}

/* Each row has the slice of its group's filter: the current one, in other groups the one that has
 * its place there. */
static void draw_kernels(struct channels *channels, struct pen *pen)
{
    struct upright *upright = &channels->upright;
    for (size_t c = 0; c < channels->simulation->in_channels; c++) {
        size_t first = pen->list->count, group = c / channels->group_inputs;
        choose(channels, c,
               group * channels->group_outputs + channels->filter % channels->group_outputs);
        draw_row_signs(channels, pen, c);
        if (has_kernel(channels)) {
            if (upright_has_divisor(upright))
                upright_draw_divisor(
                    upright, pen,
                    point_at(channels, channels->share_row[c],
                             channels->kernel_column - fraction_width / 2 - fraction_shift));
            upright_place_kernel(upright, (int)c, pen);
            upright_draw_kernel(upright, pen);
        }
        pen_set_channel(pen, first, (int)c);
    }
}

static void draw_empty_outputs(struct channels *channels, struct pen *pen)
{
    for (size_t o = 0; o < channels->simulation->out_channels; o++) {
        size_t first = pen->list->count;
        choose(channels, 0, o);
        maps_place_output(&channels->upright.maps, (int)o, pen);
        maps_draw_empty_outputs(&channels->upright.maps, pen);
        pen_set_channel(pen, first, (int)o);
    }
}

/* ---- the step ---- */

static void draw_outputs(struct channels *channels, struct pen *pen)
{
    for (size_t o = 0; o < channels->simulation->out_channels; o++) {
        size_t first = pen->list->count;
        choose(channels, 0, o);
        if (channels->upright.maps.computed > 0)
            maps_draw_outputs(&channels->upright.maps, pen);
        maps_draw_now(&channels->upright.maps, pen);
        upright_draw_output_digits(&channels->upright, pen);
        pen_set_channel(pen, first, (int)o);
    }
}

static bool is_at_work(const struct channels *channels, size_t c)
{
    size_t out = channels->here.output[0];
    if (channels->is_position)
        return true;
    if (!has_kernel(channels))
        return c == out;
    return c / channels->group_inputs == group_of_output(channels, out);
}

static void draw_windows(struct channels *channels, struct pen *pen)
{
    for (size_t c = 0; c < channels->simulation->in_channels; c++) {
        size_t first = pen->list->count;
        choose(channels, c, channels->filter);
        if (is_at_work(channels, c))
            upright_draw_window(&channels->upright, pen);
        pen_set_channel(pen, first, (int)c);
    }
}

/* What is not at work steps back. */
static void draw_veils(const struct channels *channels, struct pen *pen)
{
    const struct maps *maps = &channels->upright.maps;
    struct color veil = maps->theme->color[COLOR_BACKGROUND];
    veil.alpha *= veil_opacity;
    if (!has_kernel(channels))
        return;
    for (size_t c = 0; c < channels->simulation->in_channels; c++) {
        if (is_at_work(channels, c))
            continue;
        struct area kernel = upright_kernel(&channels->upright);
        struct plane plane = plane_at(channels, channels->input_row[c], 0);
        double rows = fmax(maps->reach.rows, kernel.rows);
        plane_trace_outline(pen, &plane,
                            (struct area){(maps->reach.rows - rows) / 2 - row_gap / 4, -row_gap / 4,
                                          rows + row_gap / 2,
                                          channels->share_column + row_gap / 2});
        pen_paint(pen, (struct item_key){"veil", (int)c, -1, -1}, veil, stroke_none);
    }
}

/* ---- the sum ---- */

/* Each input channel's terms together. */
static void read_shares(const struct channels *channels, double *shares, struct arena *arena)
{
    const struct simulation *simulation = channels->simulation;
    size_t base = group_of_output(channels, channels->here.output[0]) * channels->group_inputs;
    struct step step;
    simulation_step_at(simulation, channels->here.number, arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        size_t c = simulation->is_transposed ? term->kernel[0] : base + term->kernel[1];
        shares[c] += term->weight * term->value;
    }
}

static void draw_share(const struct channels *channels, struct pen *pen, double row, size_t c,
                       const char *text)
{
    const struct theme *theme = channels->upright.maps.theme;
    struct plane plane = plane_at(channels, row - 0.5, channels->share_column);
    plane_trace_outline(pen, &plane, (struct area){0, 0, 1, 1});
    pen_paint(pen, (struct item_key){"share.cell", (int)c, -1, -1}, theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
    if (!text)
        return;
    struct lettering lettering = upright_lettering(&channels->upright, FONT_VALUES, COLOR_INK);
    lettering.font =
        digits_fit(channels->upright.ruler, lettering.font, &text, 1, share_width * theme->cell_pt);
    pen_write(pen, (struct item_key){"share.value", (int)c, -1, -1}, text,
              plane_point(&plane, 0.5, 0.5), &lettering);
}

/* The middle of a group's rows. */
static double sum_row(const struct channels *channels, size_t group)
{
    size_t first = group * channels->group_inputs, last = first + channels->group_inputs - 1;
    return (channels->share_row[first] + channels->share_row[last]) / 2;
}

static double bias_row(const struct channels *channels, size_t group)
{
    return channels->share_row[MOST_MAPS] + channels->share_row[group * channels->group_inputs] -
           channels->share_row[0];
}

static void draw_sum_sign(const struct channels *channels, struct pen *pen, struct point at,
                          size_t group)
{
    const struct theme *theme = channels->upright.maps.theme;
    size_t first = pen->list->count;
    pen_circle(pen, at, sum_radius * theme->cell_pt);
    pen_paint(pen, key_once("sum.circle"), theme->color[COLOR_BACKGROUND],
              pen_solid(pen, COLOR_LINK, line_width * theme->thick_pt));
    struct lettering lettering =
        upright_lettering(&channels->upright, FONT_VALUES, COLOR_WINDOW_INK);
    pen_write(pen, key_once("sum.plus"), "+", at, &lettering);
    pen_set_channel(pen, first, (int)group);
}

/* From a group's shares to their sum, from there to the maps of its current cells, in their row. */
static void trace_lines(const struct channels *channels, struct pen *pen, size_t group,
                        struct point sum)
{
    const struct maps *maps = &channels->upright.maps;
    size_t first = group * channels->group_inputs, out = group * channels->group_outputs;
    double start = channels->share_column + 1;
    for (size_t c = first; c < first + channels->group_inputs; c++) {
        pen_move_to(pen, point_at(channels, channels->share_row[c], start));
        pen_line_to(pen, sum);
    }
    if (channels->simulation->has_bias) {
        pen_move_to(pen, point_at(channels, bias_row(channels, group), start));
        pen_line_to(pen, sum);
    }
    for (size_t o = out; o < out + channels->group_outputs; o++) {
        if (!is_current(channels, o))
            continue;
        pen_move_to(pen, sum);
        pen_line_to(pen, point_at(channels, channels->output_row[o] + maps->now.row + 0.5,
                                  channels->output_column - line_end));
    }
}

/* The shares' digits are of one output channel: at a place of all there are none. */
static const char *const *share_texts(const struct channels *channels, struct arena *arena)
{
    const struct simulation *simulation = channels->simulation;
    const struct upright *upright = &channels->upright;
    size_t count = simulation->in_channels + 1;
    double *shares = arena_allocate(arena, count, sizeof *shares);
    if (!upright->has_texts || upright->show->values != SHOW_DIGITS || channels->is_position)
        return NULL;
    int decimals = upright->show->digits >= 0
                       ? upright->show->digits
                       : digits_decimals(simulation->output.values, simulation->step_count);
    read_shares(channels, shares, arena);
    if (simulation->has_bias)
        shares[count - 1] = simulation->bias.values[channels->here.output[0]];
    return digits_of(arena, shares, count, decimals);
}

static void draw_bias(const struct channels *channels, struct pen *pen, size_t group,
                      const char *text)
{
    double row = bias_row(channels, group);
    size_t key = channels->simulation->in_channels + group;
    draw_share(channels, pen, row, key, text);
    struct lettering lettering =
        upright_lettering(&channels->upright, FONT_WORDS, COLOR_WINDOW_INK);
    pen_write(pen, (struct item_key){"bias.name", (int)group, -1, -1}, "bias",
              point_at(channels, row, channels->share_column - sign_gap / 2), &lettering);
}

static void draw_sums(const struct channels *channels, struct pen *pen)
{
    const struct simulation *simulation = channels->simulation;
    const struct theme *theme = channels->upright.maps.theme;
    const char *const *texts = share_texts(channels, pen->arena);
    for (size_t g = 0; g < simulation->groups; g++) {
        size_t first = g * channels->group_inputs;
        struct point sum =
            point_at(channels, sum_row(channels, g), channels->share_column + 1 + sum_place);
        if (!is_at_work(channels, first))
            continue;
        trace_lines(channels, pen, g, sum);
        pen_paint(pen, (struct item_key){"sum.lines", (int)g, -1, -1}, color_none,
                  pen_solid(pen, COLOR_LINK, line_width * theme->thick_pt));
        for (size_t c = first; c < first + channels->group_inputs; c++)
            draw_share(channels, pen, channels->share_row[c], c, texts ? texts[c] : NULL);
        if (simulation->has_bias)
            draw_bias(channels, pen, g, texts ? texts[simulation->in_channels] : NULL);
        draw_sum_sign(channels, pen, sum, g);
    }
}

/* A 1 x 1 window is one pillar of cells through all maps: its sides go on along the grid. */
static void draw_pillar(struct channels *channels, struct pen *pen)
{
    const struct maps *maps = &channels->upright.maps;
    const struct area *window = &maps->window;
    struct stroke side =
        pen_solid(pen, COLOR_WINDOW_LINE, fmax(maps->theme->window_pt / 2, maps->theme->thick_pt));
    if (!has_kernel(channels) || window->rows != 1 || window->columns != 1)
        return;
    for (size_t c = 0; c + 1 < channels->simulation->in_channels; c++) {
        if (!is_at_work(channels, c) || !is_at_work(channels, c + 1))
            continue;
        double from = channels->input_row[c] + window->row + 1;
        double to = channels->input_row[c + 1] + window->row;
        for (int right = 0; right < 2; right++) {
            pen_move_to(pen, point_at(channels, from, window->column + right));
            pen_line_to(pen, point_at(channels, to, window->column + right));
        }
    }
    pen_paint(pen, key_once("pillar"), color_none, side);
}

/* ---- the view ---- */

/* The current cell stays in its map until the window has moved on to the next one. */
static void keep_in_map(struct channels *channels)
{
    struct maps *maps = &channels->upright.maps;
    if (channels->here.output[0] == channels->next.output[0])
        return;
    maps->now.row = (double)channels->here.output[1];
    maps->now.column = (double)channels->here.output[2];
}

static void draw_channels(const struct drawing *drawing, const struct moment_part *part,
                          struct pen *pen)
{
    if (drawing->scene->theme.is_page_per_step && drawing->simulation->has_kernel) {
        channels_guide_draw(drawing, pen);
        return;
    }
    struct channels channels = {.simulation = drawing->simulation};
    channels.is_position = drawing->scene->order.value == ORDER_POSITION;
    const struct simulation *simulation = drawing->simulation;
    channels.group_inputs = simulation->in_channels / simulation->groups;
    channels.group_outputs = simulation->out_channels / simulation->groups;
    simulation_place_at(simulation, part->step, &channels.here);
    simulation_place_at(simulation, part->step + (part->progress > 0), &channels.next);
    channels.filter = part->progress < 0.5 ? channels.here.output[0] : channels.next.output[0];
    upright_read(&channels.upright, drawing, part, pen->arena);
    keep_in_map(&channels);
    lay_out(&channels, pen);

    draw_inputs(&channels, pen);
    draw_empty_outputs(&channels, pen);
    draw_kernels(&channels, pen);
    draw_windows(&channels, pen);
    draw_pillar(&channels, pen);
    draw_veils(&channels, pen);
    if (has_kernel(&channels))
        draw_sums(&channels, pen);
    draw_outputs(&channels, pen);
}

const struct view view_channels = {.name = "channels",
                                   .obstacle = channels_obstacle,
                                   .draw = draw_channels,
                                   .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION};
