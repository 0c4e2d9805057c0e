/* SPDX-License-Identifier: MIT */
/*
 * A slanted grid takes longer to stroke than all else in a small picture. What lasts is painted by
 * its mask in every picture, the first one too: where Cairo blends a stroke itself it rounds
 * differently now and then.
 */
#include "strokes.h"

#include <math.h>
#include <stdlib.h>

#include "outline.h"
#include "picture.h"

enum {
    MOST_MASKS = 16,
    MOST_PIXELS = 4 * 1024 * 1024 /* of a mask */
};

struct stroke_mask {
    struct display_list of; /* the item alone, in the arena */
    struct arena arena;
    cairo_matrix_t matrix;    /* that it was stroked with */
    cairo_surface_t *surface; /* NULL: none yet */
    double x, y;              /* pixels: where it goes */
};

struct strokes {
    struct stroke_mask masks[MOST_MASKS];
    size_t next; /* the mask that gives way to a new one */
};

struct strokes *strokes_create(void)
{
    return memory_allocate(1, sizeof(struct strokes));
}

void strokes_destroy(struct strokes *strokes)
{
    for (size_t i = 0; i < MOST_MASKS; i++) {
        cairo_surface_destroy(strokes->masks[i].surface);
        arena_finish(&strokes->masks[i].arena);
    }
    free(strokes);
}

static bool is_same_matrix(const cairo_matrix_t *a, const cairo_matrix_t *b)
{
    return a->xx == b->xx && a->yx == b->yx && a->xy == b->xy && a->yy == b->yy && a->x0 == b->x0 &&
           a->y0 == b->y0;
}

static const struct stroke_mask *find_mask(const struct strokes *strokes, const struct item *item,
                                           const cairo_matrix_t *matrix)
{
    for (size_t i = 0; i < MOST_MASKS; i++) {
        const struct stroke_mask *mask = &strokes->masks[i];
        if (mask->surface && is_same_matrix(&mask->matrix, matrix) &&
            item_is_same(&mask->of.items[0], item))
            return mask;
    }
    return NULL;
}

/* The pixels that the current path's stroke may touch. */
static struct rectangle stroke_room(cairo_t *cairo)
{
    double left, top, right, bottom;
    cairo_stroke_extents(cairo, &left, &top, &right, &bottom);
    cairo_user_to_device(cairo, &left, &top);
    cairo_user_to_device(cairo, &right, &bottom);
    left = floor(left) - 1;
    top = floor(top) - 1;
    return (struct rectangle){left, top, ceil(right) + 1 - left, ceil(bottom) + 1 - top};
}

static const struct stroke_mask *make_mask(struct strokes *strokes, const struct item *item,
                                           const cairo_matrix_t *matrix, struct rectangle room)
{
    struct stroke_mask *mask = &strokes->masks[strokes->next];
    struct item copy = *item;
    strokes->next = (strokes->next + 1) % MOST_MASKS;
    cairo_surface_destroy(mask->surface);
    arena_reset(&mask->arena);
    display_list_copy(&(struct display_list){.count = 1, .items = &copy}, &mask->arena, &mask->of);
    mask->matrix = *matrix;
    mask->x = room.x;
    mask->y = room.y;
    mask->surface = cairo_image_surface_create(CAIRO_FORMAT_A8, (int)room.width, (int)room.height);
    cairo_t *cairo = cairo_create(mask->surface);
    cairo_translate(cairo, -room.x, -room.y);
    cairo_transform(cairo, matrix);
    outline_set_path(cairo, &item->of.path.path, (struct place){.scale = 1});
    outline_set_stroke(cairo, &item->of.path.stroke);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_stroke(cairo);
    cairo_destroy(cairo);
    return mask;
}

void strokes_paint(struct strokes *strokes, cairo_t *cairo, const struct item *item)
{
    cairo_matrix_t matrix;
    cairo_get_matrix(cairo, &matrix);
    const struct stroke_mask *mask = find_mask(strokes, item, &matrix);
    if (!mask) {
        struct rectangle room = stroke_room(cairo);
        if (room.width * room.height > MOST_PIXELS || fmax(room.width, room.height) > MOST_SIDE) {
            cairo_stroke_preserve(cairo);
            return;
        }
        mask = make_mask(strokes, item, &matrix, room);
    }
    cairo_identity_matrix(cairo);
    cairo_mask_surface(cairo, mask->surface, mask->x, mask->y);
    cairo_set_matrix(cairo, &matrix);
}
