/* SPDX-License-Identifier: MIT */
/* What the patterns of cells mean: a row of cells with words, below the drawing. */
#include <math.h>

#include "drawing/map/marks.h"
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
static void draw_uncovered(struct pen *pen, const struct plane *plane, bool under_digits,
                           struct item_key key)
{
    const struct theme *theme = pen->theme;
    const struct area cell = {0, 0, 1, 1};
    plane_trace_outline(pen, plane, cell);
    pen_paint(pen, key, theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
    plane_trace_outline(pen, plane, cell);
    key.part = "legend.veil";
    pen_paint(pen, key, marks_uncovered(theme), stroke_none);
    marks_trace_cross(pen, plane, under_digits, (struct point){0, 0});
    key.part = "legend.mark";
    pen_paint(pen, key, color_none, pen_solid(pen, COLOR_INPUT_LINE, theme->thin_pt));
}

static void draw_swatch(struct pen *pen, const struct plane *plane, bool under_digits,
                        const struct entry *entry)
{
    const struct theme *theme = pen->theme;
    struct item_key key = {"legend.cell", -1, (int)entry->bit, -1, NULL};
    if (entry->bit == LEGEND_UNCOVERED) {
        draw_uncovered(pen, plane, under_digits, key);
        return;
    }
    plane_trace_outline(pen, plane, (struct area){0, 0, 1, 1});
    pen_paint(pen, key, entry->bit == LEGEND_REPEATED ? marks_repeated(theme) : color_none,
              pen_dashed(pen, COLOR_ZERO_LINE));
    if (entry->bit != LEGEND_STRETCH && entry->bit != LEGEND_EXTRA)
        return;
    bool is_hatch = entry->bit == LEGEND_STRETCH;
    marks_trace(pen, plane, is_hatch ? CELL_STRETCH : CELL_EXTRA, under_digits,
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

struct legend {
    struct words words;
    double size; /* of the font of words */
    struct entry found[ENTRIES];
    size_t count;
};

/* Those of the drawing, in the table's order; none where the legend is not shown. */
static void read_legend(struct legend *legend, const struct panel *panel, unsigned bits)
{
    const struct subject *subject = &panel->subject;
    const struct given_flag *given = &subject->looks.show.legend;
    bool is_asked = given->at.line > 0 && given->value;
    *legend = (struct legend){
        .words = {subject->ruler, subject_lettering(subject, FONT_WORDS, COLOR_ZERO_INK)}};
    legend->size = legend->words.lettering.font.size_pt;
    legend->words.lettering.font.size_pt *= small;
    if (!subject_shows(subject, given) || !(is_asked || has_several(bits)))
        return;
    for (size_t i = 0; i < ENTRIES; i++) {
        if (!(bits & entries[i].bit))
            continue;
        legend->found[legend->count] = entries[i];
        legend->found[legend->count++].text =
            catalogue_word(subject->looks.language, entries[i].word);
    }
}

/* As many from the first on as fit side by side; sets how wide they are. */
static size_t row_end(const struct legend *legend, size_t first, double room, double *width)
{
    size_t end = first + 1;
    *width = entry_width(&legend->words, &legend->found[first], legend->size);
    while (end < legend->count) {
        double wider = *width + gap * legend->size +
                       entry_width(&legend->words, &legend->found[end], legend->size);
        if (wider > room)
            break;
        *width = wider;
        end++;
    }
    return end;
}

struct point legend_size(const struct panel *panel, unsigned bits, double room)
{
    struct legend legend;
    struct point size = {0, 0};
    read_legend(&legend, panel, bits);
    for (size_t first = 0; first < legend.count; size.y += row_height * legend.size) {
        double width;
        first = row_end(&legend, first, room, &width);
        size.x = fmax(size.x, width);
    }
    if (size.y > 0)
        size.y += (gap_above - (row_height - swatch)) * legend.size;
    return size;
}

void legend_draw(const struct panel *panel, unsigned bits, struct rectangle at, struct pen *pen)
{
    struct legend legend;
    read_legend(&legend, panel, bits);
    double size = legend.size, side = swatch * size;
    bool under_digits = subject_has_texts(&panel->subject);
    double y = at.y + gap_above * size + side / 2;
    for (size_t first = 0; first < legend.count; y += row_height * size) {
        double width;
        size_t end = row_end(&legend, first, at.width + 1, &width);
        double x = at.x + (at.width - width) / 2;
        for (; first < end; first++) {
            const struct entry *entry = &legend.found[first];
            const struct plane plane = {{x, y - side / 2}, {side, 0}, {0, side}};
            double text = words_width(&legend.words, entry->text);
            draw_swatch(pen, &plane, under_digits, entry);
            pen_write(pen, (struct item_key){"legend.text", -1, (int)entry->bit, -1, NULL},
                      entry->text, (struct point){x + (swatch + text_gap) * size + text / 2, y},
                      &legend.words.lettering);
            x += entry_width(&legend.words, entry, size) + gap * size;
        }
    }
}
