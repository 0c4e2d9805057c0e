/* SPDX-License-Identifier: MIT */
/* The title block above a drawing, at its left: title, layer, arithmetic. */
#include <math.h>
#include <string.h>

#include "drawing/words/formula.h"
#include "drawing/words/layer_words.h"
#include "drawing/words/words.h"

static const struct header_sizes *const sizes = &theme_sizes.header;

enum { MOST_LINES = 12, MOST_FORMULA_LINES = 2 };

struct header_line {
    struct runs runs; /* from first up to end */
    size_t first, end;
    double size;
};

struct header {
    const struct subject *subject; /* borrowed */
    struct arena *arena;           /* borrowed */
    struct header_line lines[MOST_LINES];
    size_t count;
    double room; /* for words, points */
};

static struct runs no_runs(const struct header *header)
{
    return (struct runs){.ruler = header->subject->ruler, .arena = header->arena};
}

static void add_lines(struct header *header, const struct runs *runs, double size)
{
    for (size_t first = 0; first < runs->count && header->count < MOST_LINES;) {
        size_t end = runs_line_end(runs, first, header->room);
        header->lines[header->count++] = (struct header_line){*runs, first, end, size};
        first = end;
    }
}

static void add_title(struct header *header)
{
    const struct subject *subject = header->subject;
    const struct scene *scene = subject->scene;
    const struct given_flag *given = &subject->looks.show.title;
    struct words words = words_of(subject, COLOR_INK, sizes->title);
    struct lettering *lettering = &words.lettering;
    lettering->font.is_bold = true;
    if (!subject_shows(subject, given) || !(scene->has_title || given->at.line))
        return;
    struct lines lines = words_break(&words, header->arena, scene->title, header->room);
    for (size_t i = 0; i < lines.count; i++) {
        struct runs runs = no_runs(header);
        runs_add(&runs, lines.of[i], &lettering->font, lettering->color, 0);
        add_lines(header, &runs, lettering->font.size_pt);
    }
}

static void add_layer(struct header *header)
{
    const struct subject *subject = header->subject;
    const struct theme *theme = &subject->looks.theme;
    struct runs runs = no_runs(header);
    if (!subject_shows(subject, &subject->looks.show.title))
        return;
    layer_words_add(&runs, subject->simulation, subject->looks.language, &theme->font[FONT_WORDS],
                    theme->color[COLOR_ZERO_INK]);
    add_lines(header, &runs, theme->font[FONT_WORDS].size_pt);
}

/* "o = i - k + 1 = i:5 - k:3 + 1 = o:3" without what stands between the second and the last sign; of
 * a formula with commas, whose last part repeats the one before in numbers, without the last. */
static const char *without_numbers(const char *text, struct arena *arena)
{
    static const char sign[] = " = ";
    const char *comma = strrchr(text, ',');
    if (comma)
        return arena_copy_text(arena, text, (size_t)(comma - text));
    const char *first = strstr(text, sign);
    const char *second = first ? strstr(first + 1, sign) : NULL;
    const char *result = second ? strstr(second + 1, " = o") : NULL;
    return result ? arena_format(arena, "%.*s%s", (int)(second - text), text, result) : text;
}

static struct runs typeset(const struct header *header, const char *text, double size)
{
    struct runs runs = no_runs(header);
    formula_add(&runs, text, size, &header->subject->looks.theme);
    return runs;
}

/* Axes that differ have a formula each. Where it needs too many lines its numbers go. */
static void add_formulas(struct header *header)
{
    const struct subject *subject = header->subject;
    double size = sizes->formula * words_pt(subject);
    if (!subject_shows(subject, &subject->looks.show.formula) || subject->simulation->below)
        return;
    for (const char *rest = subject->simulation->size_formula; *rest;) {
        size_t length = strcspn(rest, ";");
        const char *text = arena_copy_text(header->arena, rest, length);
        struct runs runs = typeset(header, text, size);
        if (runs_line_count(&runs, header->room) > MOST_FORMULA_LINES)
            runs = typeset(header, without_numbers(text, header->arena), size);
        add_lines(header, &runs, size);
        rest += length;
        rest += strspn(rest, "; ");
    }
}

static void read_header(struct header *header, const struct panel *panel, unsigned parts,
                        double room)
{
    bool has_layer = (parts & HEADER_LAYER) && !panel->tells_layers;
    *header = (struct header){.subject = &panel->subject, .arena = panel->arena, .room = room};
    if (parts & HEADER_TITLE)
        add_title(header);
    if (has_layer) {
        add_layer(header);
        add_formulas(header);
    }
}

struct point header_size(const struct panel *panel, unsigned parts, double room)
{
    struct header header;
    struct point size = {0, 0};
    read_header(&header, panel, parts, room);
    for (size_t i = 0; i < header.count; i++) {
        const struct header_line *line = &header.lines[i];
        size.x = fmax(size.x, runs_width(&line->runs, line->first, line->end));
        size.y += words_line * line->size;
    }
    if (size.y > 0)
        size.y += sizes->below * words_pt(&panel->subject);
    return size;
}

void header_draw(const struct panel *panel, unsigned parts, double room, struct point at,
                 struct pen *pen)
{
    struct header header;
    read_header(&header, panel, parts, room);
    for (size_t i = 0; i < header.count; i++) {
        const struct header_line *line = &header.lines[i];
        struct point left = {at.x, at.y + (words_line / 2 + words_middle) * line->size};
        runs_write(
            &line->runs, line->first, line->end, pen,
            (struct item_key){parts & HEADER_LAYER ? "header" : "title", -1, (int)i, -1, NULL},
            left);
        at.y += words_line * line->size;
    }
}
