/* SPDX-License-Identifier: MIT */
/* A line from string to glyphs, for text.c: what a PangoLayout of one line does, without breaks to
 * look for and without the metrics of each font, which cost more than all the words of a picture.
 */
#include "shaping.h"

#include <string.h>

#include <pango/pangocairo.h>

static PangoGlyphItem *shape(PangoItem *item, const char *string, int length)
{
    PangoGlyphItem *run = g_slice_new0(PangoGlyphItem); /* as pango_glyph_item_free expects */
    run->item = item;
    run->glyphs = pango_glyph_string_new();
    pango_shape_with_flags(string + item->offset, item->length, string, length, &item->analysis,
                           run->glyphs, PANGO_SHAPE_NONE);
    return run;
}

GSList *shaping_shape(PangoContext *context, const PangoFontDescription *font, const char *string)
{
    int length = (int)strlen(string);
    pango_context_set_font_description(context, font);
    PangoAttrList *attributes = pango_attr_list_new();
    GList *items = pango_itemize(context, string, 0, length, attributes, NULL);
    pango_attr_list_unref(attributes);
    GList *ordered = pango_reorder_items(items);
    GSList *runs = NULL;
    for (const GList *at = ordered; at; at = at->next)
        runs = g_slist_prepend(runs, shape(at->data, string, length));
    g_list_free(ordered);
    g_list_free(items);
    return g_slist_reverse(runs);
}

static void free_run(void *run)
{
    pango_glyph_item_free(run);
}

void shaping_free(GSList *runs)
{
    g_slist_free_full(runs, free_run);
}

static int width_of(const PangoGlyphItem *run)
{
    return pango_glyph_string_get_width(run->glyphs);
}

PangoRectangle shaping_extents(const GSList *runs)
{
    int width = 0, top = 0, bottom = 0;
    for (const GSList *at = runs; at; at = at->next) {
        const PangoGlyphItem *run = at->data;
        PangoRectangle logical;
        /* As high for each of its glyphs: no outline is loaded for that. */
        pango_font_get_glyph_extents(run->item->analysis.font, PANGO_GLYPH_EMPTY, NULL, &logical);
        width += width_of(run);
        top = MIN(top, logical.y);
        bottom = MAX(bottom, logical.y + logical.height);
    }
    return (PangoRectangle){.y = top, .width = width, .height = bottom - top};
}

void shaping_add_path(const GSList *runs, cairo_t *cairo)
{
    int x = 0;
    for (const GSList *at = runs; at; at = at->next) {
        const PangoGlyphItem *run = at->data;
        cairo_move_to(cairo, pango_units_to_double(x), 0);
        pango_cairo_glyph_string_path(cairo, run->item->analysis.font, run->glyphs);
        x += width_of(run);
    }
}

void shaping_show(const GSList *runs, const char *string, cairo_t *cairo)
{
    int x = 0;
    for (const GSList *at = runs; at; at = at->next) {
        PangoGlyphItem *run = at->data;
        cairo_move_to(cairo, pango_units_to_double(x), 0);
        pango_cairo_show_glyph_item(cairo, string, run);
        x += width_of(run);
    }
}
