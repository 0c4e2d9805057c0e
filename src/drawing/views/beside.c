/* SPDX-License-Identifier: MIT */
/* Small maps of all channels, the output below the input or beside it. */
#include "drawing/views/beside.h"

#include <math.h>

/* In cells of the small maps. */
static const double channel_gap = 1.1;
static const double map_gap = 0.9;      /* between input and output, beside the output's name */
static const double digit_width = 0.82; /* that digits may take up */
static const double font_scale = 0.55;  /* of the values' font to the cell's side at most */
/* Of the theme's. */
static const double least_scale = 0.7; /* of the small maps' cells, where they are few enough, */
static const double most_scale = 0.9;  /* and where there is room */
static const double wide_gap = 2.2;    /* between input and output, side by side */
static const double most_wide = 16;    /* what all maps take up side by side, */
static const double most_cells = 9;    /* or one below the other, and in height */
static const double least_cell = 0.5;  /* smaller ones have no digits */

enum { IN_ONE_ROW = 4 }; /* channels: more stand in a square */

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
    double usual = unrolled->theme->cell_pt;
    double label = beside->is_wide ? 0 : unrolled_label_room(unrolled);
    double inputs = extent_of(beside->inputs_in_row, beside->width->padded);
    double outputs = extent_of(beside->outputs_in_row, beside->width->output);
    double columns = beside->is_wide ? inputs + outputs : fmax(inputs, outputs);
    double gap = beside->is_wide ? wide_gap * usual : 0; /* room for names, not for cells */
    inputs = extent_of(rows_of(simulation->in_channels), beside->height->padded);
    outputs = extent_of(rows_of(simulation->out_channels), beside->height->output);
    double rows = beside->is_wide ? fmax(inputs, outputs) : inputs + outputs + map_gap;
    double cell = fmax((height_pt - label) / rows, least_scale * usual);
    double most = fmax(height_pt, most_cells * usual) - label;
    double widest = (beside->is_wide ? most_wide : most_cells) * usual;
    cell = fmin(fmin(cell, most_scale * usual), fmin(widest / columns, most / rows));
    beside->width_pt = columns * cell + gap;
    beside->height_pt = rows * cell + label;
    return cell;
}

void beside_read(struct beside *beside, const struct unrolled *unrolled, double height_pt,
                 bool is_wide)
{
    const struct simulation *simulation = unrolled->simulation;
    size_t axes = simulation->axes;
    *beside = (struct beside){.unrolled = unrolled, .is_wide = is_wide};
    if (axes > 2)
        return;
    beside->width = &simulation->axis[axes - 1];
    beside->height = axes > 1 ? &simulation->axis[0] : &axis_of_one;
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
struct plane beside_plane(const struct beside *beside, enum map_role role, size_t channel)
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
                              .plane = beside_plane(beside, role, channel),
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
        place.dimensions = channel == 0 ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
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
    double input_height =
        cell * extent_of(rows_of(simulation->in_channels), beside->height->padded);
    double output_height =
        cell * extent_of(rows_of(simulation->out_channels), beside->height->output);
    const struct plane plane = {.column = {cell, 0}, .row = {0, cell}};
    beside->input = beside->output = plane;
    if (beside->is_wide) {
        beside->input.origin =
            (struct point){corner.x, corner.y + (beside->height_pt - input_height) / 2};
        beside->output.origin = (struct point){corner.x + beside->width_pt - outputs,
                                               corner.y + (beside->height_pt - output_height) / 2};
    } else {
        beside->input.origin = (struct point){corner.x + (beside->width_pt - inputs) / 2, corner.y};
        beside->output.origin = (struct point){corner.x + (beside->width_pt - outputs) / 2,
                                               corner.y + beside->height_pt - output_height};
    }
    for (size_t channel = 0; channel < simulation->in_channels; channel++)
        place_map(beside, MAP_INPUT, channel, pen);
    for (size_t channel = 0; channel < simulation->out_channels; channel++)
        place_map(beside, MAP_OUTPUT, channel, pen);
}
