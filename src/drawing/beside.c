/* SPDX-License-Identifier: MIT */
/* Small maps of all channels, input above output. */
#include "drawing/beside.h"

#include <math.h>

/* In cells of the small maps. */
static const double channel_gap = 0.7;
static const double map_gap = 0.9;      /* between input and output, beside the output's name */
static const double digit_width = 0.82; /* that digits may take up */
static const double font_scale = 0.55;  /* of the values' font to the cell's side at most */
/* Of the theme's. */
static const double least_scale = 0.7; /* of the small maps' cells, where they are few enough, */
static const double most_scale = 0.9;  /* and where there is room */
static const double most_cells = 9;    /* what all maps take up, either way */
static const double least_cell = 0.5;  /* smaller ones have no digits */
static const double line_scale = 0.8;  /* of the window's outline */

enum { IN_ONE_ROW = 4 }; /* channels: more stand in a square */

/* The height of a 1-D layer. */
static const struct axis one_row = {.input = 1,
                                    .stretch = 1,
                                    .stretched = 1,
                                    .padded = 1,
                                    .kernel = 1,
                                    .dilation = 1,
                                    .effective_kernel = 1,
                                    .move = 1,
                                    .output = 1,
                                    .stride = 1};

/* ---- layout ---- */

static size_t channels_in_row(size_t channels)
{
    return channels <= IN_ONE_ROW ? channels : (size_t)ceil(sqrt((double)channels));
}

/* So many maps, and the gaps between them, in cells. */
static double extent_of(size_t maps, int64_t cells)
{
    return (double)maps * (double)cells + (double)(maps - 1) * channel_gap;
}

static size_t rows_of(size_t channels)
{
    return (channels - 1) / channels_in_row(channels) + 1;
}

static struct font font_for(const struct beside *beside, enum map_role role)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct simulation *simulation = unrolled->simulation;
    struct font font = unrolled->theme->font[FONT_VALUES];
    size_t count = tensor_count(role == MAP_INPUT ? &simulation->input : &simulation->output);
    font.size_pt = fmin(font.size_pt, font_scale * beside->cell);
    return cell_texts_fit(unrolled->ruler, font, unrolled->texts[role], count,
                          digit_width * beside->cell);
}

static void read_moment(struct beside *beside)
{
    const struct unrolled *unrolled = beside->unrolled;
    simulation_place_at(unrolled->simulation, unrolled->step, &beside->here);
    beside->next = beside->here;
    if (unrolled->progress > 0)
        simulation_place_at(unrolled->simulation, unrolled->step + 1, &beside->next);
}

/* As large as what stands beside them lets them be; sets their extent. */
static double choose_cell(struct beside *beside, double height_pt)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct simulation *simulation = unrolled->simulation;
    double usual = unrolled->theme->cell_pt, label = unrolled_label_room(unrolled);
    double columns = fmax(extent_of(beside->inputs_in_row, beside->width->padded),
                          extent_of(beside->outputs_in_row, beside->width->output));
    double rows = extent_of(rows_of(simulation->in_channels), beside->height->padded) +
                  extent_of(rows_of(simulation->out_channels), beside->height->output) + map_gap;
    double cell = fmax((height_pt - label) / rows, least_scale * usual);
    double most = fmax(height_pt, most_cells * usual) - label;
    cell = fmin(fmin(cell, most_scale * usual), fmin(most_cells * usual / columns, most / rows));
    beside->width_pt = columns * cell;
    beside->height_pt = rows * cell + label;
    return cell;
}

void beside_read(struct beside *beside, const struct unrolled *unrolled, double height_pt)
{
    const struct simulation *simulation = unrolled->simulation;
    size_t axes = simulation->axes;
    *beside = (struct beside){.unrolled = unrolled};
    if (axes > 2)
        return;
    beside->width = &simulation->axis[axes - 1];
    beside->height = axes > 1 ? &simulation->axis[0] : &one_row;
    beside->inputs_in_row = channels_in_row(simulation->in_channels);
    beside->outputs_in_row = channels_in_row(simulation->out_channels);
    beside->cell = choose_cell(beside, height_pt);
    read_moment(beside);
    beside->has_texts =
        unrolled->texts[MAP_INPUT] != NULL && beside->cell >= least_cell * unrolled->theme->cell_pt;
    if (!beside->has_texts)
        return;
    beside->input_font = font_for(beside, MAP_INPUT);
    beside->output_font = font_for(beside, MAP_OUTPUT);
}

/* The plane of one channel's map. */
static struct plane channel_plane(const struct beside *beside, enum map_role role, size_t channel)
{
    bool is_input = role == MAP_INPUT;
    struct plane plane = is_input ? beside->input : beside->output;
    size_t in_row = is_input ? beside->inputs_in_row : beside->outputs_in_row;
    int64_t rows = is_input ? beside->height->padded : beside->height->output;
    int64_t columns = is_input ? beside->width->padded : beside->width->output;
    plane.origin = plane_point(&plane, (double)(channel / in_row) * ((double)rows + channel_gap),
                               (double)(channel % in_row) * ((double)columns + channel_gap));
    return plane;
}

static void place_map(const struct beside *beside, enum map_role role, size_t channel,
                      struct pen *pen)
{
    const struct axis *height = beside->height, *width = beside->width;
    const struct simulation *simulation = beside->unrolled->simulation;
    bool is_input = role == MAP_INPUT;
    size_t channels = is_input ? simulation->in_channels : simulation->out_channels;
    struct map_place place = {.role = role,
                              .channel = channels > 1 ? (int)channel : -1,
                              .plane = channel_plane(beside, role, channel),
                              .pitch = {1, 1}};
    place.rows = (size_t)(is_input ? height->input : height->output);
    place.columns = (size_t)(is_input ? width->input : width->output);
    place.outline = (struct area){0, 0, (double)place.rows, (double)place.columns};
    if (is_input) {
        place.plane.origin =
            plane_point(&place.plane, (double)height->before, (double)width->before);
        place.pitch[0] = (double)height->stretch;
        place.pitch[1] = (double)width->stretch;
        place.outline = (struct area){-(double)height->before, -(double)width->before,
                                      (double)height->padded, (double)width->padded};
    }
    pen_place_map(pen, &place);
}

void beside_place(struct beside *beside, struct point corner, struct pen *pen)
{
    const struct simulation *simulation = beside->unrolled->simulation;
    double cell = beside->cell;
    if (beside->width_pt <= 0)
        return;
    double inputs = cell * extent_of(beside->inputs_in_row, beside->width->padded);
    double outputs = cell * extent_of(beside->outputs_in_row, beside->width->output);
    double output_height =
        cell * extent_of(rows_of(simulation->out_channels), beside->height->output);
    beside->input = (struct plane){.origin = {corner.x + (beside->width_pt - inputs) / 2, corner.y},
                                   .column = {cell, 0},
                                   .row = {0, cell}};
    beside->output = (struct plane){.origin = {corner.x + (beside->width_pt - outputs) / 2,
                                               corner.y + beside->height_pt - output_height},
                                    .column = {cell, 0},
                                    .row = {0, cell}};
    for (size_t channel = 0; channel < simulation->in_channels; channel++)
        place_map(beside, MAP_INPUT, channel, pen);
    for (size_t channel = 0; channel < simulation->out_channels; channel++)
        place_map(beside, MAP_OUTPUT, channel, pen);
}

/* ---- what stays ---- */

static struct item_key key_of(const char *part, size_t channel, int64_t row, int64_t column)
{
    return (struct item_key){part, (int)channel, (int)row, (int)column};
}

/* Whether a unit stands on the plane: a negative padding crops some off. */
static bool find_unit(const struct axis *axis, int64_t unit, double *place)
{
    int64_t cell = axis->before + unit * axis->stretch;
    *place = (double)cell;
    return cell >= 0 && cell < axis->padded;
}

static void trace_units(const struct beside *beside, const struct plane *plane, struct pen *pen)
{
    struct area unit = {0, 0, 1, 1};
    for (int64_t row = 0; row < beside->height->input; row++)
        for (int64_t column = 0; column < beside->width->input; column++)
            if (find_unit(beside->height, row, &unit.row) &&
                find_unit(beside->width, column, &unit.column))
                plane_trace_outline(pen, plane, unit);
}

void beside_draw_cells(const struct beside *beside, struct pen *pen)
{
    if (beside->width_pt <= 0)
        return;
    const struct theme *theme = beside->unrolled->theme;
    const struct simulation *simulation = beside->unrolled->simulation;
    for (size_t channel = 0; channel < simulation->in_channels; channel++) {
        struct plane plane = channel_plane(beside, MAP_INPUT, channel);
        plane_trace_grid(
            pen, &plane,
            (struct area){0, 0, (double)beside->height->padded, (double)beside->width->padded});
        pen_paint(pen, key_of("input.zeros", channel, -1, -1), color_none,
                  pen_dashed(pen, COLOR_ZERO_LINE));
        trace_units(beside, &plane, pen);
        pen_paint(pen, key_of("input.units", channel, -1, -1), theme->color[COLOR_INPUT],
                  pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
    }
    for (size_t channel = 0; channel < simulation->out_channels; channel++) {
        struct plane plane = channel_plane(beside, MAP_OUTPUT, channel);
        plane_trace_grid(
            pen, &plane,
            (struct area){0, 0, (double)beside->height->output, (double)beside->width->output});
        pen_paint(pen, key_of("output.empty", channel, -1, -1), color_none,
                  pen_dashed(pen, COLOR_OUTPUT_LINE));
    }
}

/* ---- what the step lights ---- */

static bool is_reading(const struct simulation *simulation, const struct step *step, size_t channel)
{
    size_t in_group = simulation->in_channels / simulation->groups;
    size_t out_group = simulation->out_channels / simulation->groups;
    return step->output[0] / out_group == channel / in_group;
}

/* Where the window or the current cell is on the axes of the map: 1-D layers have one row. */
static void read_pair(const struct beside *beside, const struct step *step, bool is_window,
                      double *row, double *column)
{
    size_t axes = beside->unrolled->simulation->axes;
    if (is_window) {
        *row = axes > 1 ? (double)step->window[0] : 0;
        *column = (double)step->window[axes - 1];
    } else {
        *row = axes > 1 ? (double)step->output[1] : 0;
        *column = (double)step->output[axes];
    }
}

static struct area sliding_area(const struct beside *beside, bool is_window)
{
    double row, column, next_row, next_column;
    read_pair(beside, &beside->here, is_window, &row, &column);
    read_pair(beside, &beside->next, is_window, &next_row, &next_column);
    return (struct area){unrolled_between(beside->unrolled, row, next_row),
                         unrolled_between(beside->unrolled, column, next_column), 1, 1};
}

static void draw_window(const struct beside *beside, size_t channel, double share, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    const struct axis *height = beside->height, *width = beside->width;
    struct plane plane = channel_plane(beside, MAP_INPUT, channel);
    struct area window = sliding_area(beside, true);
    for (int64_t i = 0; i < height->kernel; i++)
        for (int64_t j = 0; j < width->kernel; j++)
            plane_trace_outline(pen, &plane,
                                (struct area){window.row + (double)(i * height->dilation),
                                              window.column + (double)(j * width->dilation), 1, 1});
    pen_paint(pen, key_of("window.taps", channel, -1, -1),
              color_fade(theme->color[COLOR_WINDOW], share),
              unrolled_line(unrolled, COLOR_WINDOW_LINE, theme->thick_pt, share));
    if (theme->window_pt <= 0)
        return;
    window.rows = (double)height->effective_kernel;
    window.columns = (double)width->effective_kernel;
    plane_trace_outline(pen, &plane, window);
    pen_paint(pen, key_of("window.edge", channel, -1, -1), color_none,
              unrolled_line(unrolled, COLOR_WINDOW_LINE, line_scale * theme->window_pt, share));
}

/* How much of a row or column the taps of the window cover. */
static double share_tapped(const struct axis *axis, double window, double place)
{
    double share = 0;
    for (int64_t tap = 0; tap < axis->kernel; tap++) {
        double apart = fabs(window + (double)(tap * axis->dilation) - place);
        share += apart < 1 ? 1 - apart : 0;
    }
    return fmin(share, 1);
}

static void write_inputs(const struct beside *beside, size_t channel, double share, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    struct plane plane = channel_plane(beside, MAP_INPUT, channel);
    int64_t rows = beside->height->input, columns = beside->width->input;
    struct area window = sliding_area(beside, true);
    struct lettering lettering = {.font = beside->input_font};
    for (int64_t i = 0; i < rows * columns; i++) {
        double row, column;
        if (!find_unit(beside->height, i / columns, &row) ||
            !find_unit(beside->width, i % columns, &column))
            continue;
        size_t unit = channel * (size_t)(rows * columns) + (size_t)i;
        lettering.color = color_mix(theme->color[COLOR_INPUT_INK], theme->color[COLOR_INK],
                                    share * share_tapped(beside->height, window.row, row) *
                                        share_tapped(beside->width, window.column, column));
        unrolled_write(unrolled, pen, key_of("input.value", channel, i / columns, i % columns),
                       &unrolled->texts[MAP_INPUT][unit],
                       plane_point(&plane, row + 0.5, column + 0.5), &lettering);
    }
}

/* How many of a channel's outputs are there. */
static size_t computed_outputs(const struct beside *beside, size_t channel)
{
    size_t map = (size_t)(beside->height->output * beside->width->output);
    size_t there = beside->unrolled->step + 1, before = channel * map;
    if (there <= before)
        return 0;
    return there - before < map ? there - before : map;
}

static void draw_outputs(const struct beside *beside, size_t channel, struct pen *pen)
{
    const struct theme *theme = beside->unrolled->theme;
    struct plane plane = channel_plane(beside, MAP_OUTPUT, channel);
    size_t count = computed_outputs(beside, channel), columns = (size_t)beside->width->output;
    for (size_t i = 0; i < count; i++)
        plane_trace_outline(pen, &plane,
                            (struct area){(double)(i / columns), (double)(i % columns), 1, 1});
    pen_paint(pen, key_of("output.cells", channel, -1, -1), theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

static void draw_now(const struct beside *beside, size_t channel, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    struct plane plane = channel_plane(beside, MAP_OUTPUT, channel);
    bool was_here = beside->here.output[0] == channel, is_next = beside->next.output[0] == channel;
    struct area now = sliding_area(beside, false);
    double share = 1;
    if (!was_here && !is_next)
        return;
    if (was_here != is_next) { /* it does not slide from one map to another */
        read_pair(beside, was_here ? &beside->here : &beside->next, false, &now.row, &now.column);
        share = was_here ? 1 - unrolled->progress : unrolled->progress;
    }
    plane_trace_outline(pen, &plane, now);
    pen_paint(pen, key_of("now.cell", channel, -1, -1), color_fade(theme->color[COLOR_NOW], share),
              unrolled_line(unrolled, COLOR_NOW_LINE, theme->window_pt * line_scale, share));
}

static void write_outputs(const struct beside *beside, size_t channel, struct pen *pen)
{
    const struct unrolled *unrolled = beside->unrolled;
    const struct theme *theme = unrolled->theme;
    struct plane plane = channel_plane(beside, MAP_OUTPUT, channel);
    size_t count = computed_outputs(beside, channel), columns = (size_t)beside->width->output;
    size_t first = channel * columns * (size_t)beside->height->output;
    struct lettering lettering = {.font = beside->output_font};
    for (size_t i = 0; i < count; i++) {
        lettering.color = color_mix(theme->color[COLOR_OUTPUT_INK], theme->color[COLOR_NOW_INK],
                                    unrolled_share(unrolled, first + i));
        unrolled_write(
            unrolled, pen,
            key_of("output.value", channel, (int64_t)(i / columns), (int64_t)(i % columns)),
            &unrolled->texts[MAP_OUTPUT][first + i],
            plane_point(&plane, (double)(i / columns) + 0.5, (double)(i % columns) + 0.5),
            &lettering);
    }
}

void beside_draw_step(const struct beside *beside, struct pen *pen)
{
    if (beside->width_pt <= 0)
        return;
    const struct unrolled *unrolled = beside->unrolled;
    const struct simulation *simulation = unrolled->simulation;
    for (size_t channel = 0; channel < simulation->in_channels; channel++) {
        double share = 0;
        share += is_reading(simulation, &beside->here, channel) ? 1 - unrolled->progress : 0;
        share += is_reading(simulation, &beside->next, channel) ? unrolled->progress : 0;
        if (share > 0)
            draw_window(beside, channel, share, pen);
        if (beside->has_texts)
            write_inputs(beside, channel, share, pen);
    }
    for (size_t channel = 0; channel < simulation->out_channels; channel++) {
        draw_outputs(beside, channel, pen);
        draw_now(beside, channel, pen);
        if (beside->has_texts)
            write_outputs(beside, channel, pen);
    }
}
