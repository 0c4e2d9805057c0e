/* SPDX-License-Identifier: MIT */
/* The small maps beside the matrices of an unrolled layer. */
#include "drawing/views/matrices.h"

#include <math.h>

static const struct unrolled_sizes *const sizes = &theme_sizes.unrolled;

enum { IN_ONE_ROW = 4 }; /* channels: more stand in a square */

static int in_a_row(size_t channels)
{
    return channels <= IN_ONE_ROW ? (int)channels : (int)ceil(sqrt((double)channels));
}

/* Rows or columns of all maps of a tensor, in their own cells. */
static double extent_of(size_t channels, double cells, bool is_across)
{
    int across = in_a_row(channels), count = is_across ? across : ((int)channels - 1) / across + 1;
    return count * cells + (count - 1) * sizes->map_gap;
}

/* As large as what stands beside them lets them be. */
static double choose_scale(const struct map *input, size_t inputs, const struct map *output,
                           size_t outputs, double height, bool is_wide)
{
    double in[2] = {extent_of(inputs, input->reach.columns, true),
                    extent_of(inputs, input->reach.rows, false)};
    double out[2] = {extent_of(outputs, (double)output->columns, true),
                     extent_of(outputs, (double)output->rows, false)};
    double columns = is_wide ? in[0] + out[0] : fmax(in[0], out[0]);
    double rows = is_wide ? fmax(in[1], out[1]) : in[1] + out[1] + 2 * sizes->map_gap;
    double scale = fmin(fmax(height / rows, sizes->least_scale), sizes->most_scale);
    double most = fmax(height, sizes->most_width);
    return fmin(scale,
                fmin((is_wide ? sizes->most_wide : sizes->most_width) / columns, most / rows));
}

static void add_channels(struct panel *panel, enum map_role role, size_t channels, double scale)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct length gap = in_cells(sizes->map_gap * scale);
    box_id grid =
        layout_grid(panel->layout, in_a_row(channels), (struct size){gap, gap}, ALIGN_MIDDLE);
    for (size_t c = 0; c < channels; c++) {
        struct map map = map_of_role(layer, role, c, 0);
        struct placed *placed = panel_scaled_map(panel, &map, scale);
        placed->map.terms = TERMS_BESIDE;
        placed->group = grid;
        placed->dimensions = role == MAP_INPUT && c == 0 ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
    }
    layout_end(panel->layout);
}

void unrolled_add_maps(struct panel *panel, double height, bool is_wide)
{
    const struct simulation *layer = panel->subject.simulation;
    if (layer->axes > 2)
        return;
    struct map input = map_of_input(layer, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    double scale =
        choose_scale(&input, layer->in_channels, &output, layer->out_channels, height, is_wide);
    if (is_wide)
        layout_row(panel->layout, in_cells(2), ALIGN_MIDDLE);
    else
        layout_column(panel->layout, in_cells(1), ALIGN_MIDDLE);
    add_channels(panel, MAP_INPUT, layer->in_channels, scale);
    add_channels(panel, MAP_OUTPUT, layer->out_channels, scale);
    layout_end(panel->layout);
}
