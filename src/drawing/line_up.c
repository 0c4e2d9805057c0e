/* SPDX-License-Identifier: MIT */
/* Panels side by side: their inputs are on one line, and so are the names of these. */
#include <math.h>

#include "drawing/prepare.h"

static const struct page_sizes *const sizes = &theme_sizes.page;

/* From the top of an input's core to the lower end of some rows of its plane, cells. */
static double end_of_rows(const struct panel *panel, double row, double column)
{
    struct plane plane = layout_plane_of(panel->layout, panel->maps[0].box, 1);
    return plane_point(&plane, row, column).y;
}

/* Of its units, without what pads them. */
static double end_of_units(const struct panel *panel)
{
    double pitch[2];
    size_t rows, columns;
    struct area unit = map_first_unit(&panel->maps[0].map, pitch);
    map_unit_counts(&panel->maps[0].map, &rows, &columns);
    return end_of_rows(panel, unit.row + (double)(rows - 1) * pitch[0] + unit.rows, unit.column);
}

void prepared_line_up_drawing(struct prepared *prepared, size_t i)
{
    struct panel *panel = &prepared->panels[i];
    if (prepared->views[i]->stands_on_input)
        layout_hang(panel->layout, panel->drawing, panel->maps[0].box,
                    in_cells(end_of_units(panel)));
}

/* From the line that a panel's input stands on to where its name would stand, points; below 0: its
 * name is elsewhere, or has a layer's words below it. */
static double name_below(const struct prepared *prepared, size_t i)
{
    const struct panel *panel = &prepared->panels[i];
    const struct placed *input = &panel->maps[0];
    if (!prepared->views[i]->stands_on_input || panel->tells_layers || !input->has_name ||
        input->name_side != SIDE_BELOW)
        return -1;
    const struct area *reach = &input->map.reach;
    double end = end_of_rows(panel, reach->row + reach->rows, reach->column);
    return (end - end_of_units(panel)) * panel->expected_cell +
           layout_taken(panel->layout, input->box, SIDE_BELOW);
}

/* Names of the inputs in a row of panels are on one line, unless one would stand too far away. */
void prepared_line_up_names(struct prepared *prepared)
{
    double most = sizes->name_apart * prepared_words_size(prepared);
    for (size_t first = 0; first < prepared->panel_count; first += prepared->columns) {
        size_t end = first + prepared->columns;
        double lowest = 0;
        end = end < prepared->panel_count ? end : prepared->panel_count;
        for (size_t i = first; i < end; i++)
            lowest = fmax(lowest, name_below(prepared, i));
        for (size_t i = first; i < end; i++) {
            double below = name_below(prepared, i);
            if (below >= 0 && lowest > below && lowest - below <= most)
                layout_take(&prepared->layout, prepared->panels[i].maps[0].box, SIDE_BELOW,
                            lowest - below);
        }
    }
}
