/* SPDX-License-Identifier: MIT */
/* The pieces that an SVG is written of: numbers, colours, words, fonts. */
#include "svg_words.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A thousandth of a point is a thirtieth of a pixel at 2400 dpi. */
enum { PLACE_DECIMALS = 3, PLACE_PARTS = 1000, DECIMALS = 4 };

double svg_round(double place)
{
    return round(place * PLACE_PARTS) / PLACE_PARTS;
}

static void put_number(struct buffer *out, double number, int decimals)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%.*f", decimals, number);
    while (length > 0 && text[length - 1] == '0')
        length--;
    if (length > 0 && text[length - 1] == '.')
        length--;
    text[length] = '\0';
    buffer_add_text(out, strcmp(text, "-0") == 0 ? "0" : text);
}

void svg_put_place(struct buffer *out, double place)
{
    put_number(out, place, PLACE_DECIMALS);
}

void svg_put_number(struct buffer *out, double number)
{
    put_number(out, number, DECIMALS);
}

void svg_put_attribute(struct buffer *out, const char *name, double number)
{
    buffer_format(out, " %s=\"", name);
    svg_put_number(out, number);
    buffer_add_text(out, "\"");
}

void svg_put_color_name(struct buffer *out, struct color color)
{
    if (color.alpha <= 0)
        buffer_add_text(out, "none");
    else
        buffer_format(out, "#%02x%02x%02x", (unsigned)lround(color.red * 255),
                      (unsigned)lround(color.green * 255), (unsigned)lround(color.blue * 255));
}

void svg_put_color(struct buffer *out, const char *name, struct color color)
{
    buffer_format(out, " %s=\"", name);
    svg_put_color_name(out, color);
    buffer_add_text(out, "\"");
    if (color.alpha <= 0)
        return;
    if (color.alpha < 1) {
        buffer_format(out, " %s-opacity=\"", name);
        svg_put_number(out, color.alpha);
        buffer_add_text(out, "\"");
    }
}

/* XML has no place for control characters: they become U+FFFD. */
void svg_put_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '<')
            buffer_add_text(out, "&lt;");
        else if (byte == '>')
            buffer_add_text(out, "&gt;");
        else if (byte == '&')
            buffer_add_text(out, "&amp;");
        else if (byte == '"')
            buffer_add_text(out, "&quot;");
        else if (byte < 0x20 && byte != '\t' && byte != '\n')
            buffer_add_text(out, "\xef\xbf\xbd");
        else
            buffer_add(out, text, 1);
    }
}

void svg_put_base64(struct buffer *out, const unsigned char *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        unsigned long three = (unsigned long)bytes[i] << 16 |
                              (i + 1 < length ? (unsigned long)bytes[i + 1] << 8 : 0) |
                              (i + 2 < length ? bytes[i + 2] : 0);
        char text[] = {digits[three >> 18], digits[three >> 12 & 63],
                       i + 1 < length ? digits[three >> 6 & 63] : '=',
                       i + 2 < length ? digits[three & 63] : '='};
        buffer_add(out, text, sizeof text);
    }
}

/* ---- fonts ---- */

/* Which of CSS's own families stands for one that the reader does not have: by a word of its name,
 * the first that is found. */
static const struct {
    const char *part, *generic;
} generics[] = {
    {"math", "math, serif"},  {"mono", "monospace"},   {"code", "monospace"},
    {"courier", "monospace"}, {"consol", "monospace"}, {"typewriter", "monospace"},
    {"sans", "sans-serif"},   {"serif", "serif"},      {"roman", "serif"},
    {"times", "serif"},       {"georgia", "serif"},    {"garamond", "serif"},
    {"palatino", "serif"},    {"bookman", "serif"},    {"schoolbook", "serif"},
    {"libertin", "serif"},    {"", "sans-serif"},
};

static bool has_part(const char *name, const char *part)
{
    size_t length = strlen(part);
    for (; strlen(name) >= length; name++) {
        size_t same = 0;
        while (same < length && tolower((unsigned char)name[same]) == part[same])
            same++;
        if (same == length)
            return true;
    }
    return false;
}

/* A family in quotes. */
static void put_name(struct buffer *out, const char *name, size_t length)
{
    struct buffer escaped = {0};
    buffer_add_text(&escaped, "");
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '\'' || name[i] == '\\')
            buffer_add_text(&escaped, "\\");
        buffer_add(&escaped, &name[i], 1);
    }
    buffer_add_text(out, "'");
    svg_put_escaped(out, escaped.bytes);
    buffer_add_text(out, "', ");
    buffer_finish(&escaped);
}

void svg_put_family(struct buffer *out, const char *family)
{
    size_t i = 0;
    while (!has_part(family, generics[i].part))
        i++;
    buffer_add_text(out, " font-family=\"");
    for (const char *name = family + strspn(family, " ,"); *name; name += strspn(name, " ,")) {
        size_t length = strcspn(name, ",");
        put_name(out, name, length);
        name += length;
    }
    buffer_format(out, "%s\"", generics[i].generic);
}
