/* SPDX-License-Identifier: MIT */
/* The title block above a drawing, at the left margin: title, layer, arithmetic. */
#include <math.h>
#include <string.h>

#include "drawing/words/formula.h"
#include "drawing/words/layer_words.h"
#include "drawing/words/words.h"

/* Per size of the font of words. */
static const double title_scale = 1.64;
static const double formula_scale = 1.15; /* Latin Modern is small for its size */
static const double gap_below = 1.1;
static const double least_width = 26; /* that words may take up above a narrow drawing */
/* The middle of figures above the baseline, per size: of words and of formulas. */
static const double words_middle = 0.36;

enum { MOST_LINES = 12, MOST_FORMULA_LINES = 2 };

struct header_line {
    struct runs runs; /* from first up to end */
    size_t first, end;
    double size;
};

struct header {
    const struct theme *theme; /* borrowed */
    struct header_line lines[MOST_LINES];
    size_t count;
    double room; /* for words, points */
};

static void add_lines(struct header *header, const struct runs *runs, double size)
{
    for (size_t first = 0; first < runs->count && header->count < MOST_LINES;) {
        size_t end = runs_line_end(runs, first, header->room);
        header->lines[header->count++] = (struct header_line){*runs, first, end, size};
        first = end;
    }
}

static void add_title(struct header *header, const struct drawing *drawing, struct arena *arena)
{
    const struct scene *scene = drawing->scene;
    struct runs runs = {.ruler = drawing->ruler, .arena = arena};
    struct font font = header->theme->font[FONT_WORDS];
    font.size_pt *= title_scale;
    font.is_bold = true;
    const struct words words = {drawing->ruler, {.font = font}};
    if (!words_shown(drawing, &scene->show.title) ||
        !(scene->has_title || scene->show.title.at.line))
        return;
    for (const char *rest = scene->title; *rest;) {
        const char *line = words_take_line(&words, arena, rest, header->room, &rest);
        runs.count = 0;
        runs.items = NULL;
        runs.capacity = 0;
        runs_add(&runs, line, &font, header->theme->color[COLOR_INK], 0);
        add_lines(header, &runs, font.size_pt);
    }
}

static void add_layer(struct header *header, const struct drawing *drawing, struct arena *arena)
{
    struct runs runs = {.ruler = drawing->ruler, .arena = arena};
    const struct font *font = &header->theme->font[FONT_WORDS];
    if (!words_shown(drawing, &drawing->scene->show.title))
        return;
    layer_words_add(&runs, drawing->simulation, font, header->theme->color[COLOR_ZERO_INK]);
    add_lines(header, &runs, font->size_pt);
}

/* "o = i - k + 1 = 5 - 3 + 1 = 3" without what stands between the second and the last sign; of a
 * formula with commas, whose last part repeats the one before in numbers, without the last. */
static const char *without_numbers(const char *text, struct arena *arena)
{
    static const char sign[] = " = ";
    const char *comma = strrchr(text, ',');
    if (comma)
        return arena_copy_text(arena, text, (size_t)(comma - text));
    const char *first = strstr(text, sign), *last = first;
    const char *second = first ? strstr(first + 1, sign) : NULL;
    for (const char *next = second; next; next = strstr(next + 1, sign))
        last = next;
    if (!second || second == last)
        return text;
    return arena_format(arena, "%.*s%s", (int)(second - text), text, last);
}

static struct runs typeset(const struct drawing *drawing, const char *text, double size,
                           struct color ink, struct arena *arena)
{
    struct runs runs = {.ruler = drawing->ruler, .arena = arena};
    formula_add(&runs, text, size, ink);
    return runs;
}

/* Axes that differ have a formula each. Where it needs too many lines its numbers go. */
static void add_formulas(struct header *header, const struct drawing *drawing, struct arena *arena)
{
    double size = formula_scale * header->theme->font[FONT_WORDS].size_pt;
    const struct simulation *simulation = drawing->simulation;
    if (!words_shown(drawing, &drawing->scene->show.formula) || simulation->below)
        return;
    for (const char *rest = simulation->formula; *rest;) {
        size_t length = strcspn(rest, ";");
        const char *text = arena_copy_text(arena, rest, length);
        struct color ink = header->theme->color[COLOR_ZERO_INK];
        struct runs runs = typeset(drawing, text, size, ink, arena);
        if (runs_line_count(&runs, header->room) > MOST_FORMULA_LINES)
            runs = typeset(drawing, without_numbers(text, arena), size, ink, arena);
        add_lines(header, &runs, size);
        rest += length;
        rest += strspn(rest, "; ");
    }
}

static void read_header(struct header *header, const struct drawing *drawing, unsigned parts,
                        double page_width, struct arena *arena)
{
    const struct theme *theme = &drawing->scene->theme;
    *header = (struct header){.theme = theme};
    header->room = words_room(drawing, page_width, least_width);
    if (parts & HEADER_TITLE)
        add_title(header, drawing, arena);
    if (parts & HEADER_LAYER) {
        add_layer(header, drawing, arena);
        add_formulas(header, drawing, arena);
    }
}

static double height_of(const struct header *header)
{
    double height = 0;
    for (size_t i = 0; i < header->count; i++)
        height += words_line * header->lines[i].size;
    return height > 0 ? height + gap_below * header->theme->font[FONT_WORDS].size_pt : 0;
}

double header_height(const struct drawing *drawing, unsigned parts, double page_width,
                     struct arena *arena)
{
    struct header header;
    read_header(&header, drawing, parts, page_width, arena);
    return height_of(&header);
}

void header_widen(const struct drawing *drawing, unsigned parts, struct pen *pen)
{
    struct header header;
    read_header(&header, drawing, parts, pen->list->width_pt, pen->arena);
    for (size_t i = 0; i < header.count; i++) {
        const struct header_line *line = &header.lines[i];
        words_widen(pen,
                    runs_width(&line->runs, line->first, line->end) + 2 * pen->theme->margin_pt);
    }
}

void header_draw(const struct drawing *drawing, unsigned parts, double height, struct pen *pen)
{
    struct header header;
    double margin = pen->theme->margin_pt, y = margin;
    const char *part = parts & HEADER_LAYER ? "header" : "title";
    if (height <= 0)
        return;
    read_header(&header, drawing, parts, pen->list->width_pt, pen->arena);
    words_shift(pen, 0, height);
    pen->list->height_pt += height;
    for (size_t i = 0; i < header.count; i++) {
        const struct header_line *line = &header.lines[i];
        struct point left = {margin, y + (words_line / 2 + words_middle) * line->size};
        runs_write(&line->runs, line->first, line->end, pen,
                   (struct item_key){part, -1, (int)i, -1}, left);
        y += words_line * line->size;
    }
}
