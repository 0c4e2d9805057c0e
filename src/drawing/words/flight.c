/* SPDX-License-Identifier: MIT */
/* Numbers and weights on their way across the page, from a cell to a sum, from there to a cell. */
#include "drawing/words/flight.h"

#include <math.h>
#include <string.h>

#include "convreel/theme_sizes.h"

struct rectangle flight_text_box(const struct item *item, const struct text_ruler *ruler,
                                 double near)
{
    static const double shares[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 0.5, [ANCHOR_END] = 1};
    const struct font *font = &item->of.text.font;
    double width = text_width(ruler, font, item->of.text.string);
    double left = item->of.text.at.x - shares[item->of.text.anchor] * width;
    return (struct rectangle){left - near, item->of.text.at.y - font->size_pt - near,
                              width + 2 * near, font->size_pt + 2 * near};
}

static bool is_word(const struct item *item)
{
    static const char *const parts[] = {"label.", "sign.",      "dimension.",  "ruler.",  "index.",
                                        "header", "title",      "legend.",     "caption", "credit",
                                        "note.",  "layer.name", "scale.value", "curve."};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strncmp(item->key.part, parts[i], strlen(parts[i])) == 0)
            return true;
    return false;
}

/* Between two lengths; below 0 they overlap. */
static double gap_between(double a, double a_length, double b, double b_length)
{
    return fmax(b - a - a_length, a - b - b_length);
}

double flight_share(const struct pen *pen, const struct text_ruler *ruler, struct rectangle box)
{
    double share = 1;
    for (size_t i = 0; i < pen->list->count; i++) {
        const struct item *item = &pen->list->items[i];
        if (item->kind != ITEM_TEXT)
            continue;
        double size = item->of.text.font.size_pt, near = theme_sizes.motion.near_words * size;
        double down = gap_between(box.y, box.height, item->of.text.at.y - size, size);
        if (down >= near || !is_word(item)) /* widths are measured where they matter */
            continue;
        struct rectangle text = flight_text_box(item, ruler, 0);
        double across = gap_between(box.x, box.width, text.x, text.width);
        share = fmin(share, fmax(0, fmax(across, down)) / near);
    }
    return share;
}

void flight_draw(const struct flight *flight, const struct text_ruler *ruler, struct pen *pen)
{
    const struct sum_sizes *sizes = &theme_sizes.sum;
    struct lettering lettering = flight->lettering;
    double size = lettering.font.size_pt, half = sizes->tile_half * size;
    double width = text_width(ruler, &lettering.font, flight->text);
    double across = fmax(half, width / 2 + sizes->tile_room * size);
    struct rectangle tile = {flight->middle.x - across, flight->middle.y - half, 2 * across,
                             2 * half};
    struct item_key key = flight->key;
    double free = flight_share(pen, ruler, tile), share = lettering.color.alpha * free;
    lettering.color = color_faded(lettering.color, free);
    key.part = "sum.tile";
    pen_rectangle(pen, tile);
    pen_paint(pen, key, color_faded(pen->theme->color[flight->fill], share),
              stroke_faded(pen_solid(pen, flight->line, pen->theme->thin_pt), share));
    pen_write(pen, flight->key, flight->text, flight->at, &lettering);
}
