/* SPDX-License-Identifier: MIT */
/* What a view drew, put together: captions below, panels side by side, steps on a sheet. */
#include <math.h>

#include "drawing/fit.h"
#include "drawing/view.h"
#include "drawing/words/words.h"

/* Per size of the font of words. */
static const double caption_gap = 0.6;   /* between a drawing's margin and its caption */
static const double caption_depth = 0.4; /* below the last baseline */

/* ---- captions ---- */

/* Words that are to stand below a drawing. */
struct caption {
    struct words words;
    const char *part; /* of the items' keys */
};

/* Adds lines of words below the page, centred, and lengthens it. */
static void add_caption(const struct caption *caption, const char *text, struct pen *pen)
{
    struct display_list *list = pen->list;
    const struct words *words = &caption->words;
    double size = words->lettering.font.size_pt;
    double margin = pen->theme->margin_pt, width = list->width_pt - 2 * margin;
    double y = list->height_pt - margin + caption_gap * size;
    int row = 0;
    for (const char *rest = text; *rest; row++) {
        const char *line = words_take_line(words, pen->arena, rest, width, &rest);
        words_widen(pen, words_width(words, line) + 2 * margin); /* one long word */
        y += words_line * size;
        pen_write(pen, (struct item_key){caption->part, -1, row, -1}, line,
                  (struct point){list->width_pt / 2, y - size / 2}, &words->lettering);
    }
    list->height_pt = y + caption_depth * size + margin;
}

static struct caption caption_of(const struct drawing *drawing, const char *part,
                                 enum theme_color color)
{
    const struct theme *theme = &drawing->scene->theme;
    return (struct caption){
        .words = {drawing->ruler, {.font = theme->font[FONT_WORDS], .color = theme->color[color]}},
        .part = part,
    };
}

static void add_own_caption(const struct drawing *drawing, struct pen *pen)
{
    const struct caption caption = caption_of(drawing, "caption", COLOR_INK);
    if (drawing->scene->caption)
        add_caption(&caption, drawing->scene->caption, pen);
}

/* ---- one drawing ---- */

static struct pen pen_for(const struct drawing *drawing, struct arena *arena,
                          struct display_list *list)
{
    return (struct pen){.arena = arena, .list = list, .theme = &drawing->scene->theme};
}

/* The view's own drawing with what stands beside its maps. */
static struct pen draw_one(const struct drawing *drawing, const struct moment_part *part,
                           struct arena *arena, struct display_list *out)
{
    *out = (struct display_list){0};
    struct pen pen = pen_for(drawing, arena, out);
    pen.places = arena_allocate(arena, MOST_PLACES, sizeof *pen.places);
    pen.part = part;
    drawing->view->draw(drawing, part, &pen);
    size_t first = out->count;
    indices_draw(drawing, &pen);
    labels_draw(drawing, &pen);
    dimensions_draw(drawing, &pen);
    pen_lead(&pen, first);
    notes_draw(drawing, part->step, &pen);
    words_widen(&pen, fit_page_width(drawing));
    sum_draw(drawing, part, &pen);
    return pen;
}

/* ---- several ---- */

/* Adds a whole list as a group; the parts of its keys get a name before them, so that no two items
 * of the sum share one. */
static void add_group(struct pen *pen, const struct display_list *list, const char *name,
                      struct point shift)
{
    pen_tell_cell(pen, list->cell_pt);
    pen_begin_group(pen, key_once(name), shift);
    for (size_t i = 0; i < list->count; i++) {
        struct item item = list->items[i];
        item.key.part = arena_format(pen->arena, "%s.%s", name, item.key.part);
        pen_add_item(pen, &item);
    }
    pen_end_group(pen, key_once(arena_format(pen->arena, "%s.end", name)));
}

/* Each panel's drawing below its layer's words, as high as the highest, with its caption. */
static void draw_each(const struct drawing *drawing, const struct moment *moment,
                      struct arena *arena, struct display_list *panels, struct pen *pens)
{
    double words = 0, height = 0;
    for (size_t i = 0; i < moment->part_count; i++) {
        const struct drawing *panel = &drawing->panels[i];
        pens[i] = draw_one(panel, &moment->parts[i], arena, &panels[i]);
        words = fmax(words, header_height(panel, HEADER_LAYER, panels[i].width_pt, arena));
    }
    for (size_t i = 0; i < moment->part_count; i++) {
        header_widen(&drawing->panels[i], HEADER_LAYER, &pens[i]);
        header_draw(&drawing->panels[i], HEADER_LAYER, words, &pens[i]);
        height = fmax(height, panels[i].height_pt);
    }
    for (size_t i = 0; i < moment->part_count; i++) {
        panels[i].height_pt = height;
        add_own_caption(&drawing->panels[i], &pens[i]);
    }
}

/* Tops aligned; each drawing's own margins make the gaps. */
static struct pen draw_panels(const struct drawing *drawing, const struct moment *moment,
                              struct arena *arena, struct display_list *out)
{
    *out = (struct display_list){0};
    struct display_list panels[MAX_PANELS];
    struct pen pens[MAX_PANELS], pen = pen_for(drawing, arena, out);
    draw_each(drawing, moment, arena, panels, pens);
    for (size_t i = 0; i < moment->part_count; i++) {
        add_group(&pen, &panels[i], arena_format(arena, "panel%zu", i),
                  (struct point){out->width_pt, 0});
        out->width_pt += panels[i].width_pt;
        out->height_pt = fmax(out->height_pt, panels[i].height_pt);
        pen.legend |= pens[i].legend;
        pen.is_under_digits |= pens[i].is_under_digits;
    }
    words_widen(&pen, fit_page_width(drawing));
    return pen;
}

/* What differs from moment to moment, without the words around all of it. */
static struct pen draw_moment(const struct drawing *drawing, const struct moment *moment,
                              struct arena *arena, struct display_list *out)
{
    return drawing->panel_count > 0 ? draw_panels(drawing, moment, arena, out)
                                    : draw_one(drawing, &moment->parts[0], arena, out);
}

/* Panels have their layers' words themselves. On a canvas the drawing stands a little above the
 * middle of what is free below the title block. */
static void add_words_around(const struct drawing *drawing, struct pen *pen)
{
    unsigned parts = drawing->panel_count > 0 ? HEADER_TITLE : HEADER_TITLE | HEADER_LAYER;
    size_t first = pen->list->count;
    header_widen(drawing, parts, pen);
    legend_draw(drawing, pen);
    add_own_caption(drawing, pen);
    credit_make_room(drawing, pen);
    double height = header_height(drawing, parts, pen->list->width_pt, pen->arena);
    double spare =
        fit_height(drawing) - (pen->list->height_pt - 2 * pen->theme->margin_pt + height);
    header_draw(drawing, parts, height + fmax(0, fit_above_middle * spare), pen);
    pen_lead(pen, first);
}

const char *drawing_view_name(const struct drawing *drawing)
{
    return drawing->panel_count > 0 ? drawing->panels[0].view->name : drawing->view->name;
}

struct pen drawing_draw_unplaced(const struct drawing *drawing, const struct moment *moment,
                                 struct arena *arena, struct display_list *out)
{
    struct pen pen = draw_moment(drawing, moment, arena, out);
    add_words_around(drawing, &pen);
    return pen;
}

void drawing_draw(const struct drawing *drawing, const struct moment *moment, struct arena *arena,
                  struct display_list *out)
{
    struct pen pen = drawing_draw_unplaced(drawing, moment, arena, out);
    fit_set_page(drawing, &pen);
    credit_draw(drawing, &pen);
}

/* ---- sheets ---- */

static void add_step_caption(const struct drawing *drawing, const struct moment *moment,
                             struct pen *pen)
{
    const struct caption caption = caption_of(drawing, "step", COLOR_ZERO_INK);
    const char *number = arena_format(pen->arena, "%zu", moment->parts[0].step);
    add_caption(&caption,
                catalogue_phrase(&drawing->scene->language, WORD_STEP, number, pen->arena), pen);
}

void drawing_draw_sheet(const struct drawing *drawing, const struct sheet *sheet,
                        struct arena *arena, struct display_list *out)
{
    struct display_list *cells = arena_allocate(arena, sheet->count, sizeof *cells);
    struct pen pen = pen_for(drawing, arena, out);
    double width = 0, height = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        struct pen cell = draw_moment(drawing, &sheet->moments[i], arena, &cells[i]);
        if (sheet->has_captions)
            add_step_caption(drawing, &sheet->moments[i], &cell);
        width = fmax(width, cells[i].width_pt);
        height = fmax(height, cells[i].height_pt);
        pen.legend = cell.legend;
        pen.is_under_digits = cell.is_under_digits;
    }
    *out = (struct display_list){.width_pt = width * (double)sheet->columns,
                                 .height_pt = height * (double)sheet->rows};
    for (size_t i = 0; i < sheet->count; i++)
        add_group(&pen, &cells[i], arena_format(arena, "cell%zu", i),
                  (struct point){width * (double)(i % sheet->columns),
                                 height * (double)(i / sheet->columns)});
    add_words_around(drawing, &pen);
    credit_draw(drawing, &pen);
}
