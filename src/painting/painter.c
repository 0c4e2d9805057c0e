/* SPDX-License-Identifier: MIT */
/*
 * Display lists -> pixels. What a list shares with the start of the one before is kept as a
 * picture of its own. The rest is painted over a copy of it, but only in tiles where something
 * changed: each item there whole, so tiles that it reaches are painted too. So the pixels never
 * depend on what was painted before: Cairo's coverage of a slanted edge would, under a clip.
 */
#include "painter.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "items.h"
#include "picture.h"
#include "tiles.h"

struct painter {
    struct text *text;
    struct strokes *strokes;
    pthread_mutex_t lock; /* of text, while words are measured */
    struct text_ruler ruler;
    struct canvas canvas;       /* what both pictures were made for */
    cairo_surface_t *picture;   /* the last list; NULL: none yet */
    cairo_surface_t *beginning; /* its first kept_count items; NULL: none yet */
    size_t kept_count;
    size_t shared_count;     /* how many items the last two lists shared */
    struct tile_set changed; /* tiles in which the last two pictures may differ */
    uint64_t number;         /* of the last raster */
    struct display_list last;
    struct arena arena; /* of last */
};

static struct text_extents measure(void *context, const struct font *font, const char *string)
{
    struct painter *painter = context;
    pthread_mutex_lock(&painter->lock);
    struct text_extents extents = text_measure(painter->text, font, string);
    pthread_mutex_unlock(&painter->lock);
    return extents;
}

static struct text_gaps find_gaps(void *context, const struct font *font, const char *string)
{
    struct painter *painter = context;
    pthread_mutex_lock(&painter->lock);
    struct text_gaps gaps = text_find_gaps(painter->text, font, string);
    pthread_mutex_unlock(&painter->lock);
    return gaps;
}

struct painter *painter_create(void)
{
    struct painter *painter = memory_allocate(1, sizeof *painter);
    painter->text = text_create();
    painter->strokes = strokes_create();
    painter->ruler = (struct text_ruler){measure, find_gaps, painter};
    pthread_mutex_init(&painter->lock, NULL);
    return painter;
}

void painter_set_language(struct painter *painter, const char *language)
{
    text_set_language(painter->text, language);
}

bool painter_has_family(struct painter *painter, const char *families)
{
    return text_has_family(painter->text, families);
}

const char *painter_family_of(struct painter *painter, const struct item *text, struct arena *arena)
{
    const struct glyphs *glyphs =
        text_glyphs(painter->text, &text->of.text.font, text->of.text.string);
    FcChar8 *family;
    if (glyphs->count == 0 ||
        FcPatternGetString(glyphs->runs[0].face->pattern, FC_FAMILY, 0, &family) != FcResultMatch)
        return "no font";
    return arena_copy_text(arena, (const char *)family, strlen((const char *)family));
}

bool painter_check(struct painter *painter, struct error *error)
{
    pthread_mutex_lock(&painter->lock);
    bool is_whole = text_check(painter->text, error);
    pthread_mutex_unlock(&painter->lock);
    return is_whole;
}

static void forget_pictures(struct painter *painter)
{
    cairo_surface_destroy(painter->picture);
    cairo_surface_destroy(painter->beginning);
    painter->picture = painter->beginning = NULL;
    painter->kept_count = 0;
}

void painter_destroy(struct painter *painter)
{
    if (!painter)
        return;
    forget_pictures(painter);
    text_destroy(painter->text);
    strokes_destroy(painter->strokes);
    pthread_mutex_destroy(&painter->lock);
    arena_finish(&painter->arena);
    free(painter);
}

const struct text_ruler *painter_ruler(struct painter *painter)
{
    return &painter->ruler;
}

struct text *painter_text(struct painter *painter)
{
    return painter->text;
}

/* ---- pictures ---- */

bool canvas_is_same(const struct canvas *a, const struct canvas *b)
{
    return a->width == b->width && a->height == b->height && a->scale == b->scale && a->x == b->x &&
           a->y == b->y && color_is_same(a->background, b->background);
}

/* A list, or what of it has to be painted. */
struct work {
    const struct display_list *list;
    const struct pixel_box *boxes; /* of its items */
    const struct tile_set *only;   /* NULL: everywhere */
};

static cairo_status_t paint_part(struct painter *painter, cairo_surface_t *surface,
                                 const struct work *work, size_t first, size_t end)
{
    cairo_t *cairo = cairo_create(surface);
    const struct paper paper = {.cairo = cairo,
                                .text = painter->text,
                                .strokes = painter->strokes,
                                .canvas = &painter->canvas,
                                .boxes = work->boxes,
                                .only = work->only};
    paper_paint(&paper, work->list, first, end);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return status ? status : cairo_surface_status(surface);
}

/* ---- the kept beginning ---- */

/*
 * How many items to keep as a picture, of the shared ones. A longer beginning is kept when two
 * pictures in a row share it, so that one lucky pair does not cost a new picture on its own.
 */
static size_t count_to_keep(const struct painter *painter, size_t shared)
{
    if (shared < painter->kept_count)
        return shared;
    size_t lasting = shared < painter->shared_count ? shared : painter->shared_count;
    return lasting > painter->kept_count ? lasting : painter->kept_count;
}

static cairo_status_t keep_beginning(struct painter *painter, const struct work *all, size_t count)
{
    if (!painter->beginning) {
        painter->beginning = picture_create(painter->canvas.width, painter->canvas.height);
        painter->kept_count = 0;
        cairo_status_t status = cairo_surface_status(painter->beginning);
        if (status)
            return status;
    }
    if (count < painter->kept_count) {
        picture_wipe(painter->beginning);
        painter->kept_count = 0;
    }
    size_t first = painter->kept_count;
    painter->kept_count = count;
    return first == count ? CAIRO_STATUS_SUCCESS
                          : paint_part(painter, painter->beginning, all, first, count);
}

/* In the arena, from an item on. */
static struct pixel_box *find_bounds(struct painter *painter, const struct display_list *list,
                                     size_t first)
{
    struct pixel_box *boxes = arena_allocate(&painter->arena, list->count, sizeof *boxes);
    bounds_of_items(list, &painter->canvas, painter->text, first, boxes);
    return boxes;
}

static cairo_status_t paint_first(struct painter *painter, const struct display_list *list,
                                  const struct canvas *canvas)
{
    forget_pictures(painter);
    painter->canvas = *canvas;
    painter->shared_count = SIZE_MAX;
    painter->picture = picture_create(canvas->width, canvas->height);
    painter->number = 0;
    painter->changed = tile_set_make(canvas->width);
    cairo_status_t status = cairo_surface_status(painter->picture);
    const struct work all = {list, find_bounds(painter, list, 0), NULL};
    return status ? status : paint_part(painter, painter->picture, &all, 0, list->count);
}

static bool is_bracket(const struct item *item)
{
    return item->kind == ITEM_GROUP_BEGIN || item->kind == ITEM_GROUP_END;
}

/* The tiles of items that are painted anew wherever one of them is, and so on. What a translucent
 * group reaches, each item in it does. */
static void spread(const struct list_bounds *in, size_t first, struct tile_set *set)
{
    bool has_grown = true;
    while (has_grown) {
        has_grown = false;
        for (size_t i = first; i < in->list->count; i++)
            if (!is_bracket(&in->list->items[i]) && tile_set_meets(set, &in->boxes[i]))
                has_grown |= tile_set_add(set, &in->boxes[i]);
    }
}

static cairo_status_t paint_next(struct painter *painter, const struct display_list *list)
{
    const struct display_list *last = &painter->last;
    size_t shared = display_list_common(last, list);
    painter->changed = tile_set_make(painter->canvas.width);
    if (shared == list->count && shared == last->count)
        return CAIRO_STATUS_SUCCESS;
    size_t whole = paper_last_break(list, shared), kept = count_to_keep(painter, whole);
    size_t known = kept < painter->kept_count ? 0 : painter->kept_count;
    const struct list_bounds next = {list, find_bounds(painter, list, known)};
    struct work all = {list, next.boxes, NULL}, rest = all;
    painter->shared_count = whole;
    if (kept > 0 || painter->kept_count > 0) {
        cairo_status_t status = keep_beginning(painter, &all, kept);
        if (status)
            return status;
    }
    tiles_that_differ(&(struct list_bounds){last, find_bounds(painter, last, known)}, &next, shared,
                      &painter->changed);
    struct tile_set painted = painter->changed;
    spread(&next, kept, &painted);
    if (kept > 0) {
        rest.only = &painted;
        picture_copy_tiles(painter->beginning, painter->picture, &painted);
    } else {
        picture_wipe(painter->picture);
    }
    return paint_part(painter, painter->picture, &rest, kept, list->count);
}

bool painter_paint(struct painter *painter, const struct display_list *list,
                   const struct canvas *canvas, struct raster *out, struct error *error)
{
    if (canvas->width < 1 || canvas->height < 1 || canvas->width > MOST_SIDE ||
        canvas->height > MOST_SIDE)
        return error_set(error, STATUS_LIMIT, "cannot paint %zu x %zu pixels: a side has 1 to %d",
                         canvas->width, canvas->height, MOST_SIDE);
    bool is_next = painter->picture && canvas_is_same(&painter->canvas, canvas);
    cairo_status_t status =
        is_next ? paint_next(painter, list) : paint_first(painter, list, canvas);
    if (!paper_check(status, error) || !text_check(painter->text, error)) {
        forget_pictures(painter);
        return false;
    }
    arena_reset(&painter->arena);
    display_list_copy(list, &painter->arena, &painter->last);
    static atomic_uint_least64_t count;
    uint64_t base = painter->number;
    painter->number = atomic_fetch_add(&count, 1) + 1;
    *out = (struct raster){
        .width = canvas->width,
        .height = canvas->height,
        .stride = (size_t)cairo_image_surface_get_stride(painter->picture) / sizeof(uint32_t),
        .pixels = (const void *)cairo_image_surface_get_data(painter->picture),
        .number = painter->number,
        .base = base,
        .changed = painter->changed,
    };
    return true;
}

/* ---- ink ---- */

struct ink painter_ink(struct painter *painter, const struct display_list *list, double scale,
                       bool as_pixels)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cairo = cairo_create(surface);
    struct ink ink = {0};
    const struct canvas canvas = {.scale = scale};
    const struct paper paper = {.cairo = cairo,
                                .text = painter->text,
                                .canvas = &canvas,
                                .is_text_shown = !as_pixels,
                                .ink = &ink};
    paper_paint(&paper, list, 0, list->count);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return ink;
}

/* ---- outlines ---- */

void painter_outline(struct painter *painter, const struct item *item, struct arena *arena,
                     struct path *out)
{
    const struct font *font = &item->of.text.font;
    const struct point at = text_origin(painter->text, item);
    const double scale = font->size_pt / TEXT_SIZE_PT;
    const struct path *from = text_outline(painter->text, font, item->of.text.string);
    unsigned char *verbs = arena_allocate(arena, from->verb_count, sizeof *verbs);
    struct point *points = arena_allocate(arena, from->point_count, sizeof *points);
    for (size_t i = 0; i < from->verb_count; i++)
        verbs[i] = from->verbs[i];
    for (size_t i = 0; i < from->point_count; i++)
        points[i] =
            (struct point){from->points[i].x * scale + at.x, from->points[i].y * scale + at.y};
    *out = (struct path){from->verb_count, from->point_count, verbs, points};
}
