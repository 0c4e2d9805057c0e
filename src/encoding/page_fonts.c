/* SPDX-License-Identifier: MIT */
/* Each font with the characters that it is for: so one that stands in for a sign serves the family
 * that lacks it, as it does in our pictures. */
#include "page_fonts.h"

#include "svg_words.h"

static void add_words(struct font_subsets *fonts, const struct display_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT)
            font_subsets_add(fonts, &list->items[i]);
}

void page_add_fonts(struct font_subsets *fonts, const struct frame *frame)
{
    if (fonts)
        add_words(fonts, frame->list);
    if (fonts && frame->dark)
        add_words(fonts, frame->dark->list);
}

/* "U+20,U+30-39" */
static void put_range(const struct font_subset *font, struct buffer *out)
{
    for (size_t i = 0; i < font->character_count; i++) {
        size_t first = i;
        while (i + 1 < font->character_count && font->characters[i + 1] == font->characters[i] + 1)
            i++;
        buffer_format(out, "%sU+%X", first > 0 ? "," : "", font->characters[first]);
        if (i > first)
            buffer_format(out, "-%X", font->characters[i]);
    }
}

/* In quotes; in a style sheet no letter of it can end them, nor the style element. */
static void put_family(const char *family, struct buffer *out)
{
    buffer_add_text(out, "'");
    for (; *family; family++) {
        unsigned char byte = (unsigned char)*family;
        if (byte < 0x20 || byte == '\'' || byte == '\\' || byte == '<' || byte == '>')
            buffer_format(out, "\\%x ", byte);
        else
            buffer_add(out, family, 1);
    }
    buffer_add_text(out, "'");
}

bool page_put_fonts(struct font_subsets *fonts, struct buffer *out, struct error *error)
{
    const struct font_subset *all;
    size_t count;
    if (!font_subsets_make(fonts, &all, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, "@font-face{font-family:");
        put_family(all[i].family, out);
        buffer_format(out, ";font-weight:%s;font-style:%s;unicode-range:",
                      all[i].is_bold ? "bold" : "normal", all[i].is_italic ? "italic" : "normal");
        put_range(&all[i], out);
        buffer_add_text(out, ";src:url(data:font/otf;base64,");
        svg_put_base64(out, all[i].bytes, all[i].length);
        buffer_add_text(out, ")}\n");
    }
    return true;
}
