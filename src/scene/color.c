/* SPDX-License-Identifier: MIT */
/* Colours of a scene: none, the basic names of CSS, and hexadecimal, and a share of each. */
#include "color.h"

#include <stdlib.h>
#include <string.h>

#include "convreel/scene.h"

static const char *const names[] = {"none",   "black",   "silver", "gray",  "grey",   "white",
                                    "maroon", "red",     "purple", "green", "yellow", "lime",
                                    "olive",  "fuchsia", "orange", "navy",  "blue",   "teal",
                                    "aqua",   "cyan",    "magenta"};
static const unsigned long codes[] = {0,        0x000000, 0xc0c0c0, 0x808080, 0x808080, 0xffffff,
                                      0x800000, 0xff0000, 0x800080, 0x008000, 0xffff00, 0x00ff00,
                                      0x808000, 0xff00ff, 0xffa500, 0x000080, 0x0000ff, 0x008080,
                                      0x00ffff, 0x00ffff, 0xff00ff};
enum { NAMES = sizeof names / sizeof *names };

const char *scene_color_name(size_t n)
{
    return n < NAMES ? names[n] : NULL;
}

/* 0xrrggbb, opaque. */
static struct color color_of(unsigned long code)
{
    const double full = 255;
    return (struct color){.red = (double)(code >> 16 & 0xff) / full,
                          .green = (double)(code >> 8 & 0xff) / full,
                          .blue = (double)(code & 0xff) / full,
                          .alpha = 1};
}

/* Digits behind the #: 3, 6 or 8 of them. */
static bool read_hexadecimal(const char *digits, struct color *out)
{
    size_t length = strlen(digits);
    if (strspn(digits, "0123456789abcdefABCDEF") != length)
        return false;
    unsigned long code = strtoul(digits, NULL, 16);
    if (length == 3) {
        unsigned long red = code >> 8, green = code >> 4 & 0xf, blue = code & 0xf;
        *out = color_of(red * 0x110000 + green * 0x1100 + blue * 0x11);
    } else if (length == 6) {
        *out = color_of(code);
    } else if (length == 8) {
        *out = color_of(code >> 8);
        out->alpha = (double)(code & 0xff) / 255;
    }
    return length == 3 || length == 6 || length == 8;
}

static bool read_plain(const char *text, struct color *out)
{
    if (text[0] == '#')
        return read_hexadecimal(text + 1, out);
    for (size_t i = 0; i < NAMES; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = color_of(codes[i]);
            out->alpha = i > 0;
            return true;
        }
    }
    return false;
}

/* " 40%": digits, a point, at most 100. */
static bool read_share(const char *text, double *out)
{
    char *end = NULL;
    size_t digits = strspn(text + 1, "0123456789.");
    if (text[0] != ' ' || digits == 0 || strcmp(text + 1 + digits, "%") != 0)
        return false;
    *out = strtod(text + 1, &end) / 100;
    return end == text + 1 + digits && *out <= 1;
}

bool color_read(const char *text, struct color *out)
{
    char plain[16] = "";
    size_t length = strcspn(text, " ");
    double share = 1;
    if (length >= sizeof plain || (text[length] != '\0' && !read_share(text + length, &share)))
        return false;
    memcpy(plain, text, length);
    if (!read_plain(plain, out))
        return false;
    if (text[length] != '\0')
        out->alpha *= share;
    return true;
}

const char *color_nearest(const char *word)
{
    char plain[16] = "";
    size_t length = strcspn(word, " ");
    if (length >= sizeof plain)
        return NULL;
    memcpy(plain, word, length);
    return text_nearest(plain, names, NAMES);
}
