/* SPDX-License-Identifier: MIT */
/* What the patterns of cells mean: a row of cells with words, below the drawing. */
#include <math.h>

#include "drawing/marks.h"
#include "drawing/words/words.h"

/* Per size of the font of words. */
static const double small = 0.9;    /* the size of these words */
static const double swatch = 1.35;  /* side of a cell */
static const double text_gap = 0.6; /* from a cell to its words */
static const double gap = 1.8;      /* to the next cell */
static const double gap_above = 0.9;
static const double row_height = 2; /* from one row to the next */

struct entry {
    enum legend_entry bit;
    enum word word;
    const char *text; /* the word in the scene's language, once it is found */
};

static const struct entry entries[] = {
    {LEGEND_PADDING, WORD_ZERO_PADDING, NULL},
    {LEGEND_IGNORED, WORD_IGNORED_PADDING, NULL},
    {LEGEND_REPEATED, WORD_REPEATED_PADDING, NULL},
    {LEGEND_STRETCH, WORD_STRETCH, NULL},
    {LEGEND_EXTRA, WORD_EXTRA, NULL},
    {LEGEND_UNCOVERED, WORD_UNCOVERED, NULL},
};

enum { ENTRIES = sizeof entries / sizeof *entries };

/* ---- one entry ---- */

/* A unit, faded and crossed out as in the drawing. */
static void draw_uncovered(struct pen *pen, const struct plane *plane, struct item_key key)
{
    const struct theme *theme = pen->theme;
    const struct area cell = {0, 0, 1, 1};
    plane_trace_outline(pen, plane, cell);
    pen_paint(pen, key, theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
    plane_trace_outline(pen, plane, cell);
    key.part = "legend.veil";
    pen_paint(pen, key, marks_uncovered(theme), stroke_none);
    marks_trace_cross(pen, plane, pen->is_under_digits, (struct point){0, 0});
    key.part = "legend.mark";
    pen_paint(pen, key, color_none, pen_solid(pen, COLOR_INPUT_LINE, theme->thin_pt));
}

static void draw_swatch(struct pen *pen, const struct plane *plane, const struct entry *entry)
{
    const struct theme *theme = pen->theme;
    struct item_key key = {"legend.cell", -1, (int)entry->bit, -1};
    if (entry->bit == LEGEND_UNCOVERED) {
        draw_uncovered(pen, plane, key);
        return;
    }
    plane_trace_outline(pen, plane, (struct area){0, 0, 1, 1});
    pen_paint(pen, key, entry->bit == LEGEND_REPEATED ? marks_repeated(theme) : color_none,
              pen_dashed(pen, COLOR_ZERO_LINE));
    if (entry->bit != LEGEND_STRETCH && entry->bit != LEGEND_EXTRA)
        return;
    bool is_hatch = entry->bit == LEGEND_STRETCH;
    marks_trace(pen, plane, is_hatch ? CELL_STRETCH : CELL_EXTRA, pen->is_under_digits,
                (struct point){0, 0});
    key.part = "legend.mark";
    pen_paint(pen, key, is_hatch ? color_none : theme->color[COLOR_ZERO_LINE],
              is_hatch ? pen_solid(pen, COLOR_ZERO_LINE, theme->thin_pt) : stroke_none);
}

static double entry_width(const struct words *words, const struct entry *entry, double size)
{
    return (swatch + text_gap) * size + words_width(words, entry->text);
}

/* ---- rows ---- */

static bool has_several(unsigned legend)
{
    return (legend & (legend - 1)) != 0;
}

/* Those of the drawing, in the table's order. */
static size_t find_entries(unsigned legend, const struct catalogue *language,
                           struct entry found[ENTRIES])
{
    size_t count = 0;
    for (size_t i = 0; i < ENTRIES; i++) {
        if (!(legend & entries[i].bit))
            continue;
        found[count] = entries[i];
        found[count++].text = catalogue_word(language, entries[i].word);
    }
    return count;
}

/* Draws as many as fit the page side by side, centred; how many. */
static size_t draw_row(struct pen *pen, const struct words *words, const struct entry *found,
                       size_t count, double y)
{
    double size = pen->theme->font[FONT_WORDS].size_pt, side = swatch * size;
    double room = pen->list->width_pt - 2 * pen->theme->margin_pt;
    double width = entry_width(words, &found[0], size);
    size_t end = 1;
    while (end < count && width + gap * size + entry_width(words, &found[end], size) <= room)
        width += gap * size + entry_width(words, &found[end++], size);
    double x = (pen->list->width_pt - width) / 2;
    for (size_t i = 0; i < end; i++) {
        const struct plane plane = {{x, y - side / 2}, {side, 0}, {0, side}};
        double text = words_width(words, found[i].text);
        draw_swatch(pen, &plane, &found[i]);
        pen_write(pen, (struct item_key){"legend.text", -1, (int)found[i].bit, -1}, found[i].text,
                  (struct point){x + (swatch + text_gap) * size + text / 2, y}, &words->lettering);
        x += entry_width(words, &found[i], size) + gap * size;
    }
    return end;
}

void legend_draw(const struct drawing *drawing, struct pen *pen)
{
    const struct given_flag *given = &drawing->scene->show.legend;
    struct words words = {
        drawing->ruler,
        {.font = pen->theme->font[FONT_WORDS], .color = pen->theme->color[COLOR_ZERO_INK]}};
    double size = words.lettering.font.size_pt, margin = pen->theme->margin_pt;
    struct entry found[ENTRIES];
    size_t count = find_entries(pen->legend, &drawing->scene->language, found);
    bool is_asked = given->at.line > 0 && given->value;
    if (count == 0 || !words_shown(drawing, given) || !(is_asked || has_several(pen->legend)))
        return;
    words.lettering.font.size_pt *= small;
    for (size_t i = 0; i < count; i++)
        words_widen(pen, entry_width(&words, &found[i], size) + 2 * margin);
    double y = pen->list->height_pt - margin + gap_above * size;
    for (size_t first = 0; first < count; y += row_height * size)
        first += draw_row(pen, &words, &found[first], count - first, y + swatch * size / 2);
    pen->list->height_pt = y - (row_height - swatch) * size + margin;
}
