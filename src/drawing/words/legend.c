/* SPDX-License-Identifier: MIT */
/* What the patterns of cells mean: a row of cells with words, below the drawing. */
#include <inttypes.h>
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/words/words.h"

static const struct legend_sizes *const sizes = &theme_sizes.legend;

static const struct {
    enum legend_entry bit;
    enum word word;
} entries[] = {
    {LEGEND_PADDING, WORD_ZERO_PADDING},    {LEGEND_FILLED, WORD_FILLED_PADDING},
    {LEGEND_IGNORED, WORD_IGNORED_PADDING}, {LEGEND_REPEATED, WORD_REPEATED_PADDING},
    {LEGEND_STRETCH, WORD_STRETCH},         {LEGEND_EXTRA, WORD_EXTRA},
    {LEGEND_UNCOVERED, WORD_UNCOVERED},     {LEGEND_INACTIVE, WORD_INACTIVE},
    {LEGEND_CROPPED, WORD_CROPPED},         {LEGEND_TURNED, WORD_TURNED},
};

enum { ENTRIES = sizeof entries / sizeof *entries };

/* ---- one cell ---- */

static void draw_swatch(struct pen *pen, const struct plane *plane, bool under_digits,
                        enum legend_entry bit)
{
    const struct theme *theme = pen->theme;
    const struct area cell = {0, 0, 1, 1};
    const struct point at = {0, 0};
    struct item_key key = {"legend.cell", -1, (int)bit, -1, NULL};
    struct item_key mark = {"legend.mark", -1, (int)bit, -1, NULL};
    bool is_unit = bit == LEGEND_UNCOVERED || bit == LEGEND_INACTIVE;
    bool is_window = bit == LEGEND_TURNED;
    struct color fill = is_unit                  ? theme->color[COLOR_INPUT]
                        : bit == LEGEND_REPEATED ? marks_repeated(theme)
                        : bit == LEGEND_CROPPED  ? color_none
                        : is_window              ? theme->color[COLOR_WINDOW]
                                                 : marks_ground(theme, COLOR_INPUT);
    plane_trace_outline(pen, plane, cell);
    pen_paint(pen, key, fill,
              is_unit     ? pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt)
              : is_window ? pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt)
                          : pen_dashed(pen, COLOR_ZERO_LINE));
    if (is_unit) { /* faded and crossed out as in the drawing */
        key.part = "legend.veil";
        plane_trace_outline(pen, plane, cell);
        pen_paint(pen, key, marks_uncovered(theme), stroke_none);
    }
    bool has_dots = bit == LEGEND_EXTRA;
    if (is_unit || bit == LEGEND_CROPPED)
        marks_trace_cross(pen, plane, is_unit && under_digits, at);
    else if (has_dots || bit == LEGEND_STRETCH)
        marks_trace(pen, plane, has_dots ? CELL_EXTRA : CELL_STRETCH, under_digits, at);
    pen_paint(pen, mark, has_dots ? theme->color[COLOR_ZERO_LINE] : color_none,
              has_dots
                  ? stroke_none
                  : pen_solid(pen, is_unit ? COLOR_INPUT_LINE : COLOR_ZERO_LINE, theme->thin_pt));
}

/* ---- rows ---- */

struct legend {
    double size;   /* of the font of words */
    double beside; /* what a cell takes up before its words, points */
    struct words words;
    struct runs runs; /* the words of each cell */
    enum legend_entry bits[ENTRIES];
};

/* "5 x 5": of an output, without its output padding or with it. */
static const char *size_text(const struct simulation *layer, bool is_padded, struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < layer->axes; i++) {
        const struct axis *axis = &layer->axis[i];
        int64_t units = axis->output - (is_padded ? 0 : axis->output_padding);
        text = arena_format(arena, "%s%s%" PRId64, text, i > 0 ? TIMES : "", units);
    }
    return text;
}

/* Output padding says which size it makes of the least one. */
static const char *entry_text(const struct subject *subject, size_t entry, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    const char *text = catalogue_word(subject->looks.language, entries[entry].word);
    if (entries[entry].bit == LEGEND_TURNED)
        return arena_format(arena, "%s, %s", labels_usual_name(subject, MAP_KERNEL), text);
    bool is_alone = subject->layers.count == 1 && !layer->below && layer->is_transposed;
    if (entries[entry].bit != LEGEND_EXTRA || !is_alone)
        return text;
    return arena_format(arena, "%s: %s \xe2\x86\x92 %s", text, size_text(layer, false, arena),
                        size_text(layer, true, arena)); /* U+2192 */
}

/* Those of the drawing, in the table's order; none where the legend is not shown. */
static void read_legend(struct legend *legend, const struct panel *panel, unsigned bits)
{
    const struct subject *subject = &panel->subject;
    const struct given_flag *given = &subject->looks.show.legend;
    *legend = (struct legend){.size = words_pt(subject),
                              .words = words_of(subject, COLOR_ZERO_INK, theme_sizes.words.small),
                              .runs = {.ruler = subject->ruler, .arena = panel->arena}};
    legend->beside = (sizes->swatch + sizes->text_gap) * legend->size;
    for (size_t i = 0; i < ENTRIES && subject_shows(subject, given); i++) {
        const struct lettering *lettering = &legend->words.lettering;
        if (!(bits & entries[i].bit))
            continue;
        legend->bits[legend->runs.count] = entries[i].bit;
        runs_add(&legend->runs, entry_text(subject, i, panel->arena), &lettering->font,
                 lettering->color, sizes->gap * legend->size + legend->beside)
            ->may_break = true;
    }
}

struct point legend_size(const struct panel *panel, unsigned bits, double room)
{
    struct legend legend;
    struct point size = {0, 0};
    read_legend(&legend, panel, bits);
    for (size_t first = 0, end; first < legend.runs.count; first = end) {
        end = runs_line_end(&legend.runs, first, room - legend.beside);
        size.x = fmax(size.x, legend.beside + runs_width(&legend.runs, first, end));
        size.y += sizes->row * legend.size;
    }
    if (size.y > 0)
        size.y += (sizes->above - (sizes->row - sizes->swatch)) * legend.size;
    return size;
}

void legend_draw(const struct panel *panel, unsigned bits, struct rectangle at, struct pen *pen)
{
    struct legend legend;
    read_legend(&legend, panel, bits);
    double side = sizes->swatch * legend.size, y = at.y + sizes->above * legend.size + side / 2;
    double left = at.x + (at.width - legend_size(panel, bits, at.width + 1).x) / 2;
    for (size_t i = 0; i < legend.runs.count; y += sizes->row * legend.size) {
        size_t end = runs_line_end(&legend.runs, i, at.width + 1 - legend.beside);
        for (double x = left; i < end; i++) {
            const struct run *run = &legend.runs.items[i];
            const struct plane plane = {{x, y - side / 2}, {side, 0}, {0, side}};
            draw_swatch(pen, &plane, subject_has_texts(&panel->subject), legend.bits[i]);
            pen_write(pen, (struct item_key){"legend.text", -1, (int)legend.bits[i], -1, NULL},
                      run->text, (struct point){x + legend.beside + run->width / 2, y},
                      &legend.words.lettering);
            x += run->before + run->width;
        }
    }
}
