/* SPDX-License-Identifier: MIT */
/* View flat: the guide's numerical figures. Upright maps side by side with digits in their cells;
 * outside theme guide the kernel stands between them as a map of its own. */
#include <math.h>

#include "drawing/shown.h"
#include "drawing/view.h"
#include "drawing/views/upright.h"

/* Widths are in cells. */
static const double guide_gap = 1;        /* between input and output in theme guide */
static const double gap = 2;              /* between maps elsewhere: room for a sign */
static const double fraction_width = 1;   /* of 1/16 before the kernel */
static const double fraction_shift = 0.1; /* away from the kernel */
static const double guide_corner = 0.8;   /* where in a cell its kernel digits are centred */
static const double guide_node = 1;       /* half the side of the box that TeX gives to digits */

/* ---- layout ---- */

/* The guide puts the output floor((T - O)/2) cells above the input's bottom, others in the
 * middle. */
static double output_row(const struct maps *maps)
{
    double spare = maps->padded.rows - maps->outputs.rows;
    return maps_mirror_guide(maps) ? spare - floor(spare / 2) : spare / 2;
}

static bool has_kernel_map(const struct upright *upright)
{
    return shown_kernel(upright->maps.simulation) && !maps_mirror_guide(&upright->maps);
}

static void lay_out(struct upright *upright)
{
    struct maps *maps = &upright->maps;
    double end = maps->reach.columns;
    maps->input = upright_plane(upright, 0, 0);
    if (has_kernel_map(upright)) {
        struct area kernel = upright_kernel(upright);
        double row = (maps->padded.rows - kernel.rows) / 2;
        end += upright_has_divisor(upright) ? fraction_width : 0;
        maps->kernel = upright_plane(upright, row, end + gap);
        end += gap + kernel.columns;
    }
    maps->output =
        upright_plane(upright, output_row(maps), end + (maps_mirror_guide(maps) ? guide_gap : gap));
}

static struct area grow(struct area area, double by)
{
    return (struct area){area.row - by, area.column - by, area.rows + 2 * by,
                         area.columns + 2 * by};
}

/* In the guide the boxes round the digits make the page; those of the kernel's digits reach
 * below it in the last rows of steps. */
static struct box guide_box(const struct maps *maps)
{
    const double beyond = guide_node - 0.5; /* a digit is centred in its cell */
    struct box box = plane_widen(maps_extent(maps), &maps->input, grow(maps->padded, beyond));
    box = plane_widen(box, &maps->output, grow(maps->outputs, beyond));
    if (!maps->simulation->has_kernel || !maps->simulation->has_values)
        return box;
    struct area corners = grow(maps->window, beyond);
    corners.row += guide_corner - 0.5;
    corners.column += guide_corner - 0.5;
    return plane_widen(box, &maps->input, corners);
}

static struct box page_box(const struct upright *upright)
{
    const struct maps *maps = &upright->maps;
    if (maps_mirror_guide(maps))
        return guide_box(maps);
    struct box box = maps_extent(maps);
    return has_kernel_map(upright) ? plane_widen(box, &maps->kernel, upright_kernel(upright)) : box;
}

/* ---- between the maps ---- */

static void draw_between(const struct upright *upright, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    double cell = maps->theme->cell_pt, row = maps->padded.rows / 2;
    struct point sign = plane_point(&maps->input, row, maps->reach.columns + gap / 2);
    if (maps_mirror_guide(maps))
        return;
    if (!has_kernel_map(upright)) {
        upright_draw_sign(upright, pen, "sign.arrow", "\xe2\x86\x92", sign); /* U+2192 */
        return;
    }
    upright_draw_sign(upright, pen, "sign.times", "\xe2\x88\x97", sign); /* U+2217 */
    double start = maps->kernel.origin.x;
    if (upright_has_divisor(upright))
        upright_draw_divisor(
            upright, pen,
            (struct point){start - (fraction_width / 2 + fraction_shift) * cell, sign.y});
    upright_draw_kernel(upright, pen);
    double end = start + upright_kernel(upright).columns * cell;
    upright_draw_sign(upright, pen, "sign.equals", "=",
                      (struct point){end + gap / 2 * cell, sign.y});
}

/* ---- the view ---- */

/* What stays comes first, so that a painter can keep it as a picture; the maps do not overlap. */
static void draw_flat(const struct drawing *drawing, const struct moment_part *part,
                      struct pen *pen)
{
    struct upright upright;
    upright_read(&upright, drawing, part, pen->arena);
    lay_out(&upright);
    upright.maps.side = drawing->scene->note_count > 0 ? SIDE_ABOVE : SIDE_BELOW; /* notes hang */
    upright.maps.dimensions = DIMENSIONS_ABOVE;
    maps_set_page(&upright.maps, page_box(&upright), pen);
    maps_place_input(&upright.maps, -1, pen);
    maps_place_output(&upright.maps, -1, pen);
    if (has_kernel_map(&upright))
        upright_place_kernel(&upright, -1, pen);
    upright_draw_input(&upright, pen);
    draw_between(&upright, pen);
    maps_draw_empty_outputs(&upright.maps, pen);
    maps_draw_outputs(&upright.maps, pen);
    upright_draw_window(&upright, pen);
    maps_draw_now(&upright.maps, pen);
    upright_draw_output_digits(&upright, pen);
}

const struct view view_flat = {
    .name = "flat", .obstacle = maps_obstacle, .has_sum = true, .draw = draw_flat};
