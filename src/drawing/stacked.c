/* SPDX-License-Identifier: MIT */
/* View stacked: the guide's oblique planes, the output above the input, links between them. */
#include "drawing/maps.h"
#include "drawing/view.h"

/* Everything below is in cells; x to the right and y down on the page. */
static const struct point along_row = {1, -0.5};      /* to the next column */
static const struct point along_column = {0.7, 0.65}; /* to the next row */
/* The output plane is raised by the input plane's height and this much, */
static const double elevation = 1;
/* and stands a little to the left: the guide's xshift lacks a unit and is read as 2.5 pt. */
static const double output_shift = -2.5 * (72 / 72.27) / (36 / 2.54);

/* A plane of so many rows whose front corner, the guide's origin, is at corner. */
static struct plane oblique_plane(double cell, struct point corner, double rows)
{
    return (struct plane){
        .origin = {cell * (corner.x - rows * along_column.x),
                   cell * (corner.y - rows * along_column.y)},
        .column = {cell * along_row.x, cell * along_row.y},
        .row = {cell * along_column.x, cell * along_column.y},
    };
}

static void draw_links(const struct maps *maps, struct pen *pen)
{
    for (int corner = 0; corner < 4; corner++) {
        int up = corner / 2, right = corner % 2;
        const struct area *window = &maps->window, *now = &maps->now;
        pen_move_to(pen, plane_point(&maps->input, window->row + (1 - up) * window->rows,
                                     window->column + right * window->columns));
        pen_line_to(pen, plane_point(&maps->output, now->row + 1 - up, now->column + right));
    }
    pen_paint(pen, key_once("links"), color_none, pen_solid(pen, COLOR_LINK, maps->theme->thin_pt));
}

static void draw_stacked(const struct drawing *drawing, const struct moment_part *part,
                         struct pen *pen)
{
    struct maps maps;
    maps_read(&maps, drawing, part);
    double cell = maps.theme->cell_pt, raised = maps.padded.rows + elevation;
    maps.input = oblique_plane(cell, (struct point){0, 0}, maps.padded.rows);
    maps.output = oblique_plane(cell, (struct point){output_shift, -raised}, maps.outputs.rows);
    maps_set_page(&maps, maps_extent(&maps), pen);
    maps_place_input(&maps, -1, pen);
    maps_place_output(&maps, -1, pen);

    maps_draw_zeros(&maps, pen);
    maps_draw_marks(&maps, pen, false);
    maps_draw_units(&maps, pen, maps_mirror_guide(&maps) ? UNITS_APART : UNITS_IN_BLOCKS);
    maps_draw_uncovered(&maps, pen, false);
    maps_draw_empty_outputs(&maps, pen);
    maps_draw_window(&maps, pen);
    maps_draw_chosen(&maps, pen);
    draw_links(&maps, pen);
    maps_draw_outputs(&maps, pen);
    maps_draw_now(&maps, pen);
}

const struct view view_stacked = {
    .name = "stacked", .obstacle = maps_obstacle, .draw = draw_stacked};
