/* SPDX-License-Identifier: MIT */
/* Digits or symbols for the cells of a map. */
#include "drawing/map/cell_text.h"

#include <string.h>

static const struct digit_sizes *const sizes = &theme_sizes.digit;

static struct font index_font(const struct font *font)
{
    struct font small = *font;
    small.size_pt *= sizes->index;
    small.is_italic = false;
    return small;
}

static struct font letter_font(const struct font *font)
{
    struct font italic = *font;
    italic.is_italic = true;
    return italic;
}

static double symbol_width(const struct text_ruler *ruler, const struct font *font,
                           const struct cell_text *text)
{
    struct font letter = letter_font(font), small = index_font(font);
    return text_width(ruler, &letter, text->text) + text_width(ruler, &small, text->index);
}

struct font cell_texts_smallest(struct font font, const struct cell_text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (texts[i].index)
            return index_font(&font);
    return font;
}

struct font cell_texts_fit(const struct text_ruler *ruler, struct font font,
                           const struct cell_text *texts, size_t count, double width)
{
    struct arena arena = {0};
    const char **strings = arena_allocate(&arena, count, sizeof *strings);
    double widest = 0;
    for (size_t i = 0; i < count; i++) {
        double measured = texts[i].index ? symbol_width(ruler, &font, &texts[i]) : 0;
        widest = measured > widest ? measured : widest;
        strings[i] = texts[i].text;
    }
    font = digits_fit(ruler, font, strings, count, width);
    if (widest > width)
        font.size_pt *= width / widest;
    arena_finish(&arena);
    return font;
}

/* Of what stands behind the point: decimals, an exponent. */
static size_t length_after(const char *text)
{
    return strlen(text + strcspn(text, "."));
}

void cell_texts_align(const struct text_ruler *ruler, const struct font *font,
                      struct cell_text *texts, size_t count)
{
    enum { MOST = 4096 }; /* digits of larger maps are too small to be compared */
    double widest = 0;
    for (size_t i = 0; i < count; i++)
        if (count > MOST || texts[i].index || !strchr(texts[i].text, '.') ||
            length_after(texts[i].text) != length_after(texts[0].text))
            return;
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        size_t before = strcspn(texts[i].text, ".");
        texts[i].shift = text_width(ruler, font, arena_copy_text(&arena, texts[i].text, before));
        widest = texts[i].shift > widest ? texts[i].shift : widest;
    }
    for (size_t i = 0; i < count; i++)
        texts[i].shift = (widest - texts[i].shift) / 2;
    arena_finish(&arena);
}

const struct cell_text *cell_text_or_question(const struct cell_text *text, bool asks)
{
    static const struct cell_text question = {.text = "?"};
    return asks ? &question : text;
}

void cell_text_write(struct pen *pen, const struct text_ruler *ruler, struct item_key key,
                     const struct cell_text *text, struct point at,
                     const struct lettering *lettering)
{
    if (!text->text)
        return;
    at.x += text->shift;
    at.y -= text->rise;
    if (!text->index) {
        pen_write(pen, key, text->text, at, lettering);
        return;
    }
    struct lettering letter = *lettering, small = *lettering;
    letter.font = letter_font(&lettering->font);
    small.font = index_font(&lettering->font);
    double width = text_width(ruler, &letter.font, text->text);
    double index_width = text_width(ruler, &small.font, text->index);
    double left = at.x - (width + index_width) / 2;
    struct point low = {left + width + index_width / 2,
                        at.y + sizes->index_drop * lettering->font.size_pt};
    pen_write(pen, key, text->text, (struct point){left + width / 2, at.y}, &letter);
    key.part = arena_format(pen->arena, "%s.index", key.part);
    pen_write(pen, key, text->index, low, &small);
}
