/* SPDX-License-Identifier: MIT */
/*
 * A word that stands on whole pixels covers the same parts of them wherever it stands and whatever
 * its colour, so its coverage is found once for each size.
 */
#include "outline.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_MASKS = 4,          /* of an outline */
    MOST_PIXELS = 256 * 1024 /* of a mask */
};

void outline_set_path(cairo_t *cairo, const struct path *path, struct place at)
{
    const struct point *p = path->points;
    const double scale = at.scale, x = at.shift.x, y = at.shift.y;
    cairo_new_path(cairo);
    for (size_t i = 0; i < path->verb_count; i++) {
        switch ((enum path_verb)path->verbs[i]) {
        case PATH_MOVE:
            cairo_move_to(cairo, p->x * scale + x, p->y * scale + y);
            p += 1;
            break;
        case PATH_LINE:
            cairo_line_to(cairo, p->x * scale + x, p->y * scale + y);
            p += 1;
            break;
        case PATH_CURVE:
            cairo_curve_to(cairo, p[0].x * scale + x, p[0].y * scale + y, p[1].x * scale + x,
                           p[1].y * scale + y, p[2].x * scale + x, p[2].y * scale + y);
            p += 3;
            break;
        case PATH_CLOSE:
            cairo_close_path(cairo);
            break;
        }
    }
}

void outline_set_stroke(cairo_t *cairo, const struct stroke *stroke)
{
    cairo_set_line_width(cairo, stroke->width);
    cairo_set_line_cap(cairo,
                       stroke->cap == CAP_ROUND ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cairo,
                        stroke->join == JOIN_ROUND ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    bool is_dashed = stroke->dash_on > 0 && stroke->dash_off > 0;
    cairo_set_dash(cairo, (double[]){stroke->dash_on, stroke->dash_off}, is_dashed ? 2 : 0, 0);
}

/* ---- masks ---- */

static void make_mask(struct mask *mask, const struct path *outline)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < outline->point_count; i++) {
        left = fmin(left, outline->points[i].x);
        top = fmin(top, outline->points[i].y);
        right = fmax(right, outline->points[i].x);
        bottom = fmax(bottom, outline->points[i].y);
    }
    mask->x = floor(left * mask->scale) - 1;
    mask->y = floor(top * mask->scale) - 1;
    double width = ceil(right * mask->scale) + 1 - mask->x;
    double height = ceil(bottom * mask->scale) + 1 - mask->y;
    mask->is_kept = outline->point_count == 0 || width * height <= MOST_PIXELS;
    if (outline->point_count == 0 || !mask->is_kept)
        return;
    mask->surface = cairo_image_surface_create(CAIRO_FORMAT_A8, (int)width, (int)height);
    cairo_t *cairo = cairo_create(mask->surface);
    outline_set_path(cairo, outline, (struct place){{-mask->x, -mask->y}, mask->scale});
    cairo_fill(cairo);
    cairo_destroy(cairo);
}

static void free_mask(struct mask *mask)
{
    cairo_surface_destroy(mask->surface);
    free(mask);
}

const struct mask *outline_mask(struct mask **masks, const struct path *outline, double scale)
{
    struct mask **at = masks;
    for (int count = 0; *at && count < MOST_MASKS; at = &(*at)->next, count++)
        if ((*at)->scale == scale)
            return *at;
    outline_forget_masks(at); /* those that were asked for longest ago, if there are many */
    struct mask *mask = memory_allocate(1, sizeof *mask);
    *mask = (struct mask){.next = *masks, .scale = scale};
    make_mask(mask, outline);
    *masks = mask;
    return mask;
}

void outline_forget_masks(struct mask **masks)
{
    while (*masks) {
        struct mask *next = (*masks)->next;
        free_mask(*masks);
        *masks = next;
    }
}
