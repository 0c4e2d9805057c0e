/* SPDX-License-Identifier: MIT */
/* View stacked: the guide's oblique planes, the output above the input, links between them. */
#include <math.h>

#include "drawing/maps.h"
#include "drawing/shown.h"
#include "drawing/view.h"
#include "drawing/words/words.h"

/* Everything below is in cells; x to the right and y down on the page. */
/* The output plane is raised by the input plane's height and this much, */
static const double elevation = 1;
/* and stands a little to the left: the guide's xshift lacks a unit and is read as 2.5 pt. */
static const double output_shift = -2.5 * (72 / 72.27) / (36 / 2.54);

/* A plane of so many rows whose front corner, the guide's origin, is at corner. */
static struct plane oblique_plane(double cell, struct point corner, double rows)
{
    return plane_oblique(cell, (struct point){cell * (corner.x - rows * oblique_row.x),
                                              cell * (corner.y - rows * oblique_row.y)});
}

static const double most_zero = 0.75; /* of a cell, that a zero's font may take up */

/* ---- the kernel beside ---- */

static const double kernel_gap = 0.7;  /* from the planes and their names, */
static const double name_height = 0.6; /* half the height of a name */

static bool has_kernel(const struct maps *maps)
{
    return shown_kernel(maps->simulation) && !maps_mirror_guide(maps);
}

static struct area kernel_area(const struct maps *maps)
{
    return (struct area){0, 0, (double)maps->height->kernel, (double)maps->width->kernel};
}

/* An upright map at the top right: as far left as the output with its name and the input below
 * leave room. */
static void place_kernel(struct maps *maps, const struct drawing *drawing, struct arena *arena)
{
    double cell = maps->theme->cell_pt, gap = kernel_gap * cell,
           height = kernel_area(maps).rows * cell;
    struct point top = plane_point(&maps->output, 0, maps->outputs.columns);
    struct point right = plane_point(&maps->output, maps->outputs.rows, maps->outputs.columns);
    struct point input = plane_point(&maps->input, 0, maps->padded.columns);
    double fall = oblique_row.y / oblique_row.x; /* of the planes' edges to the lower right */
    double bottom = top.y + height;
    double x = top.x + (bottom < right.y ? bottom - top.y : right.y - top.y) / fall + gap;
    if (bottom + gap > right.y - name_height * cell)
        x = fmax(x, right.x + labels_reach(drawing, MAP_OUTPUT, arena) + gap);
    x = fmax(x, input.x + (bottom + gap - input.y) / fall);
    maps->kernel = (struct plane){.origin = {x, top.y}, .column = {cell, 0}, .row = {0, cell}};
}

static void draw_kernel(const struct maps *maps, struct pen *pen)
{
    struct area area = kernel_area(maps);
    const struct map_place place = {
        .role = MAP_KERNEL,
        .channel = -1,
        .plane = maps->kernel,
        .pitch = {1, 1},
        .rows = (size_t)area.rows,
        .columns = (size_t)area.columns,
        .outline = area,
    };
    pen_place_map(pen, &place);
    plane_trace_block(pen, &maps->kernel, area);
    pen_paint(pen, key_once("kernel.cells"), maps->theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, maps->theme->thick_pt));
}

/* ---- the view ---- */

/* Under the window units and zeros look alike: what is read as a zero says so. */
static void write_read_zeros(const struct maps *maps, struct pen *pen)
{
    struct lettering zero = {.font = maps->theme->font[FONT_SMALL]};
    if (maps_mirror_guide(maps) || zero.font.size_pt > most_zero * maps->theme->cell_pt)
        return;
    for (int64_t row = 0; row < maps->height->padded; row++)
        for (int64_t column = 0; column < maps->width->padded; column++) {
            const int64_t place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(maps->simulation, place);
            zero.color = maps->theme->color[COLOR_INK];
            zero.color.alpha *= maps_tapped_share(maps, row, column);
            if (cell.kind != CELL_UNIT && simulation_counts_zero(maps->simulation, cell.kind) &&
                zero.color.alpha > 0)
                pen_write(pen, key_cell("window.zero", row, column), "0",
                          plane_point(&maps->input, (double)row + 0.5, (double)column + 0.5),
                          &zero);
        }
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
    struct box box = maps_extent(&maps);
    if (has_kernel(&maps)) {
        place_kernel(&maps, drawing, pen->arena);
        box = plane_widen(box, &maps.kernel, kernel_area(&maps));
    }
    maps_set_page(&maps, box, pen);
    maps.dimensions = DIMENSIONS_BELOW;
    maps_place_input(&maps, -1, pen);
    maps_place_output(&maps, -1, pen);

    maps_draw_zeros(&maps, pen);
    maps_draw_marks(&maps, pen, false);
    maps_draw_units(&maps, pen, maps_mirror_guide(&maps) ? UNITS_APART : UNITS_IN_BLOCKS);
    maps_draw_uncovered(&maps, pen, false);
    if (has_kernel(&maps))
        draw_kernel(&maps, pen);
    maps_draw_empty_outputs(&maps, pen);
    maps_draw_window(&maps, pen);
    maps_draw_chosen(&maps, pen);
    write_read_zeros(&maps, pen);
    draw_links(&maps, pen);
    maps_draw_outputs(&maps, pen);
    maps_draw_now(&maps, pen);
}

const struct view view_stacked = {
    .name = "stacked", .obstacle = maps_obstacle, .has_no_digits = true, .draw = draw_stacked};
