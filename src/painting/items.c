/* SPDX-License-Identifier: MIT */
/* Display-list items as Cairo operations: the same for pixels and for pages. */
#include "items.h"

#include <math.h>
#include <string.h>

#include "outline.h"
#include "shaping.h"

static void set_color(cairo_t *cairo, const struct color *color)
{
    cairo_set_source_rgba(cairo, color->red, color->green, color->blue, color->alpha);
}

/* ---- paths ---- */

void ink_unite(struct ink *ink, struct ink other)
{
    bool is_first = ink->right <= ink->left;
    if (other.right <= other.left || other.bottom <= other.top)
        return;
    ink->left = is_first ? other.left : fmin(ink->left, other.left);
    ink->top = is_first ? other.top : fmin(ink->top, other.top);
    ink->right = is_first ? other.right : fmax(ink->right, other.right);
    ink->bottom = is_first ? other.bottom : fmax(ink->bottom, other.bottom);
}

/* Adds the extents of the path at hand, as the function has them. */
static void add_extents(const struct paper *paper,
                        void (*extents)(cairo_t *, double *, double *, double *, double *))
{
    struct ink one;
    extents(paper->cairo, &one.left, &one.top, &one.right, &one.bottom);
    cairo_user_to_device(paper->cairo, &one.left, &one.top);
    cairo_user_to_device(paper->cairo, &one.right, &one.bottom);
    ink_unite(paper->ink, one);
}

/* Either keeps the path. */
static void fill(const struct paper *paper)
{
    if (paper->ink)
        add_extents(paper, cairo_fill_extents);
    else
        cairo_fill_preserve(paper->cairo);
}

static void stroke_path(const struct paper *paper, const struct item *item)
{
    set_color(paper->cairo, &item->of.path.stroke.color);
    outline_set_stroke(paper->cairo, &item->of.path.stroke);
    if (paper->ink)
        add_extents(paper, cairo_stroke_extents);
    else if (item->of.path.is_lasting && paper->strokes)
        strokes_paint(paper->strokes, paper->cairo, item);
    else
        cairo_stroke_preserve(paper->cairo);
}

static void paint_path(const struct paper *paper, const struct item *item)
{
    const struct stroke *stroke = &item->of.path.stroke;
    outline_set_path(paper->cairo, &item->of.path.path, (struct place){.scale = 1});
    if (item->of.path.fill.alpha > 0) {
        set_color(paper->cairo, &item->of.path.fill);
        fill(paper);
    }
    if (stroke->width > 0 && stroke->color.alpha > 0)
        stroke_path(paper, item);
}

/* The nearest place on whole pixels: what stands there is crisp. */
static struct point whole_pixels(cairo_t *cairo, struct point at)
{
    cairo_user_to_device(cairo, &at.x, &at.y);
    at = (struct point){floor(at.x + 0.5), floor(at.y + 0.5)};
    cairo_device_to_user(cairo, &at.x, &at.y);
    return at;
}

/* By its mask on whole pixels. False: it has none that is kept. */
static bool show_mask(const struct paper *paper, const struct item *item, struct place at)
{
    cairo_t *cairo = paper->cairo;
    struct point unit = {at.scale, 0}, origin = at.shift;
    cairo_user_to_device_distance(cairo, &unit.x, &unit.y);
    cairo_user_to_device(cairo, &origin.x, &origin.y);
    const struct mask *mask =
        text_mask(paper->text, &item->of.text.font, item->of.text.string, unit.x);
    if (!mask->surface)
        return mask->is_kept;
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    cairo_mask_surface(cairo, mask->surface, floor(origin.x + 0.5) + mask->x,
                       floor(origin.y + 0.5) + mask->y);
    cairo_restore(cairo);
    return true;
}

/* As glyphs of a font. */
static void show_text(const struct paper *paper, const struct item *item, struct place at)
{
    cairo_save(paper->cairo);
    cairo_translate(paper->cairo, at.shift.x, at.shift.y);
    cairo_scale(paper->cairo, at.scale, at.scale);
    shaping_show(text_glyphs(paper->text, &item->of.text.font, item->of.text.string),
                 item->of.text.string, paper->cairo);
    cairo_restore(paper->cairo);
}

static void paint_text(const struct paper *paper, const struct item *item)
{
    const struct font *font = &item->of.text.font;
    if (item->of.text.color.alpha <= 0)
        return;
    struct place at = {text_origin(paper->text, item), font->size_pt / TEXT_SIZE_PT};
    set_color(paper->cairo, &item->of.text.color);
    if (paper->is_text_shown && !paper->ink) {
        show_text(paper, item, at);
        return;
    }
    bool is_whole = !paper->is_text_shown && !item->of.text.is_moving;
    if (is_whole && !paper->ink && show_mask(paper, item, at))
        return;
    if (is_whole)
        at.shift = whole_pixels(paper->cairo, at.shift);
    outline_set_path(paper->cairo, text_outline(paper->text, font, item->of.text.string), at);
    fill(paper);
}

/* ---- groups ---- */

/* What of a list is painted. */
struct part {
    const struct paper *paper;
    const struct display_list *list;
    size_t first, end;
};

static bool is_translucent(const struct item *item)
{
    return item->kind == ITEM_GROUP_BEGIN && item->of.group.opacity < 1;
}

static bool is_unseen(const struct item *group)
{
    return group->of.group.opacity <= 0 || group->of.group.scale == 0;
}

bool paper_has_veil(const struct display_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_translucent(&list->items[i]) && !is_unseen(&list->items[i]))
            return true;
    return false;
}

/* The place after the end of the group that begins before at. */
static size_t after_group(const struct display_list *list, size_t at)
{
    for (size_t depth = 1; depth > 0 && at < list->count; at++) {
        depth += list->items[at].kind == ITEM_GROUP_BEGIN;
        depth -= list->items[at].kind == ITEM_GROUP_END;
    }
    return at;
}

size_t paper_last_break(const struct display_list *list, size_t limit)
{
    for (size_t at = 0; at < limit;) {
        size_t after = is_translucent(&list->items[at]) ? after_group(list, at + 1) : at + 1;
        if (after > limit)
            return at;
        at = after;
    }
    return limit;
}

/* Sharp where pixels are large, averaged where they are small. */
static void paint_image(const struct paper *paper, const struct image *image)
{
    cairo_t *cairo = paper->cairo;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)image->width, (int)image->height);
    unsigned char *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t i = 0; rows && i < image->width * image->height; i++) {
        const unsigned char *pixel = &image->pixels[4 * i];
        uint32_t alpha = pixel[3], value = alpha << 24;
        for (int c = 0; c < 3; c++) /* premultiplied, rounded */
            value |= ((uint32_t)pixel[c] * alpha + 127) / 255 << (16 - 8 * c);
        memcpy(rows + i / image->width * stride + i % image->width * 4, &value, sizeof value);
    }
    cairo_surface_mark_dirty(surface);
    cairo_save(cairo);
    cairo_translate(cairo, image->at.x, image->at.y);
    cairo_scale(cairo, image->at.width / (double)image->width,
                image->at.height / (double)image->height);
    cairo_set_source_surface(cairo, surface, 0, 0);
    double side = 1, other = 1;
    cairo_user_to_device_distance(cairo, &side, &other);
    bool is_large = fabs(side) >= 1 && fabs(other) >= 1;
    cairo_pattern_set_filter(cairo_get_source(cairo),
                             is_large ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_new_path(cairo); /* what was drawn before may have left its own */
    cairo_rectangle(cairo, 0, 0, (double)image->width, (double)image->height);
    cairo_fill(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
}

static void paint_item(const struct paper *paper, const struct item *item)
{
    switch (item->kind) {
    case ITEM_PATH:
        paint_path(paper, item);
        break;
    case ITEM_TEXT:
        paint_text(paper, item);
        break;
    case ITEM_IMAGE:
        paint_image(paper, &item->of.image);
        break;
    case ITEM_GROUP_BEGIN:
    case ITEM_GROUP_END:
        break;
    }
}

static bool is_left_out(const struct paper *paper, size_t i)
{
    return paper->only && !tile_set_meets(paper->only, &paper->boxes[i]);
}

static size_t paint_items(const struct part *part, size_t at);

/* So that a translucent group costs no more pixels than it has. */
static void clip_to(cairo_t *cairo, const struct pixel_box *box)
{
    cairo_matrix_t matrix;
    cairo_get_matrix(cairo, &matrix);
    cairo_identity_matrix(cairo);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, (double)box->left, (double)box->top, (double)(box->right - box->left),
                    (double)(box->bottom - box->top));
    cairo_clip(cairo);
    cairo_set_matrix(cairo, &matrix);
}

/* Paints the group whose items start at at; returns what follows it. */
static size_t paint_group(const struct part *part, const struct item *group, size_t at)
{
    cairo_t *cairo = part->paper->cairo;
    /* No break stands within a translucent group: one that began before the part ended there. */
    if (is_unseen(group) || (is_translucent(group) && at <= part->first) ||
        is_left_out(part->paper, at - 1))
        return after_group(part->list, at);
    cairo_save(cairo);
    if (is_translucent(group) && part->paper->boxes)
        clip_to(cairo, &part->paper->boxes[at - 1]);
    cairo_translate(cairo, group->of.group.shift.x, group->of.group.shift.y);
    cairo_scale(cairo, group->of.group.scale, group->of.group.scale);
    if (is_translucent(group))
        cairo_push_group(cairo);
    size_t after = paint_items(part, at);
    if (is_translucent(group)) {
        cairo_pop_group_to_source(cairo);
        cairo_paint_with_alpha(cairo, group->of.group.opacity);
    }
    cairo_restore(cairo);
    return after;
}

/* Paints from at to the end of the part or of the group that at is in; returns what follows. */
static size_t paint_items(const struct part *part, size_t at)
{
    while (at < part->end) {
        const struct item *item = &part->list->items[at++];
        if (item->kind == ITEM_GROUP_END)
            return at;
        if (item->kind == ITEM_GROUP_BEGIN)
            at = paint_group(part, item, at);
        else if (at > part->first && !is_left_out(part->paper, at - 1))
            paint_item(part->paper, item);
    }
    return at;
}

void paper_paint(const struct paper *paper, const struct display_list *list, size_t first,
                 size_t end)
{
    const struct canvas *canvas = paper->canvas;
    if (first == 0 && canvas->background.alpha > 0) {
        set_color(paper->cairo, &canvas->background);
        cairo_paint(paper->cairo);
    }
    cairo_save(paper->cairo);
    cairo_translate(paper->cairo, canvas->x, canvas->y);
    cairo_scale(paper->cairo, canvas->scale, canvas->scale);
    const struct part part = {paper, list, first, end};
    paint_items(&part, 0);
    cairo_restore(paper->cairo);
}

/* ---- errors ---- */

bool paper_check(cairo_status_t status, struct error *error)
{
    switch ((int)status) {
    case CAIRO_STATUS_SUCCESS:
        return true;
    case CAIRO_STATUS_NO_MEMORY:
        return error_set(error, STATUS_LIMIT, "out of memory");
    case CAIRO_STATUS_INVALID_SIZE:
        return error_set(error, STATUS_LIMIT, "the picture is too large to paint");
    default:
        return error_set(error, STATUS_LIMIT, "cannot paint: %s", cairo_status_to_string(status));
    }
}
