/* SPDX-License-Identifier: MIT */
/* The guide's oblique figures: the output above the input, links between them. */
#include "drawing/guide/figure.h"
#include "drawing/guide/guide.h"
#include "drawing/guide/maps.h"

/* In cells: the output plane is raised by the input plane's height and this much, */
static const double elevation = 1;
/* and stands a little to the left: the guide's xshift lacks a unit and is read as 2.5 pt. */
static const double output_shift = -2.5 * (72 / 72.27) / (36 / 2.54);

/* A map whose front corner is at a point. */
static void add_map(struct panel *panel, const struct map *map, struct point front)
{
    struct placed *placed = panel_oblique_map(panel, map);
    double rows = (double)map->rows;
    placed->is_hidden = true;
    placed->name_side = SIDE_CORNER;
    placed->dimensions = map->role == MAP_INPUT ? DIMENSIONS_BELOW : DIMENSIONS_NONE;
    layout_origin_at(panel->layout, placed->box,
                     in_cells(front.x - rows * theme_sizes.oblique.row.x),
                     in_cells(front.y - rows * theme_sizes.oblique.row.y));
}

static void lay_out(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map input = map_of_input(layer, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    layout_free(panel->layout);
    add_map(panel, &input, (struct point){0, 0});
    add_map(panel, &output, (struct point){output_shift, -(double)input.rows - elevation});
    layout_end(panel->layout);
}

static void draw_links(const struct guide_maps *maps, struct pen *pen)
{
    for (int corner = 0; corner < 4; corner++) {
        int up = corner / 2, right = corner % 2;
        const struct area *window = &maps->window, *now = &maps->now;
        pen_move_to(pen, plane_point(&maps->input, window->row + (1 - up) * window->rows,
                                     window->column + right * window->columns));
        pen_line_to(pen, plane_point(&maps->output, now->row + 1 - up, now->column + right));
    }
    pen_paint(pen, key_once("links"), color_none, pen_solid(pen, COLOR_LINK, pen->theme->thin_pt));
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct guide_maps maps;
    (void)part;
    guide_maps_read(&maps, panel);
    guide_draw_zeros(&maps, pen);
    guide_draw_single_units(&maps, pen);
    guide_draw_window(&maps, pen);
    draw_links(&maps, pen);
    guide_draw_outputs(&maps, pen);
    pen_set_lasting(pen); /* its grid, over links */
    guide_draw_now(&maps, pen);
}

const struct view guide_stacked = {.name = "stacked",
                                   .lay_out = lay_out,
                                   .draw_rest = figure_draw_no_rest,
                                   .draw_moment = draw_step};
