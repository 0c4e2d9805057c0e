/* SPDX-License-Identifier: MIT */
/* What a view drew, put together: captions below, panels side by side, steps on a sheet. */
#include "drawing/view.h"
#include "drawing/words.h"

/* Per size of the font of words. */
static const double caption_gap = 0.6;   /* between a drawing's margin and its caption */
static const double title_scale = 1.35;  /* of the font of words */
static const double title_gap = 0.6;     /* between the title and what is below */
static const double caption_depth = 0.4; /* below the last baseline */

enum { MOST_TITLE_LINES = 5 };

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
        double needed = words_width(words, line) + 2 * margin;
        if (needed > list->width_pt) /* one long word */
            list->width_pt = needed;
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

static void draw_one(const struct drawing *drawing, const struct moment_part *part,
                     struct arena *arena, struct display_list *out)
{
    *out = (struct display_list){0};
    struct pen pen = {.arena = arena, .list = out, .theme = &drawing->scene->theme};
    pen.places = arena_allocate(arena, MOST_PLACES, sizeof *pen.places);
    drawing->view->draw(drawing, part, &pen);
    labels_draw(drawing, &pen);
    notes_draw(drawing, part->step, &pen);
    add_own_caption(drawing, &pen);
}

/* ---- several ---- */

/* Adds a whole list as a group; the parts of its keys get a name before them, so that no two items
 * of the sum share one. */
static void add_group(struct pen *pen, const struct display_list *list, const char *name,
                      struct point shift)
{
    pen_begin_group(pen, key_once(name), shift);
    for (size_t i = 0; i < list->count; i++) {
        struct item item = list->items[i];
        item.key.part = arena_format(pen->arena, "%s.%s", name, item.key.part);
        pen_add_item(pen, &item);
    }
    pen_end_group(pen, key_once(arena_format(pen->arena, "%s.end", name)));
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* Tops aligned; each drawing's own margins make the gaps. */
static void draw_panels(const struct drawing *drawing, const struct moment *moment,
                        struct arena *arena, struct display_list *out)
{
    struct pen pen = {.arena = arena, .list = out, .theme = &drawing->scene->theme};
    *out = (struct display_list){0};
    for (size_t i = 0; i < moment->part_count; i++) {
        struct display_list panel;
        draw_one(&drawing->panels[i], &moment->parts[i], arena, &panel);
        add_group(&pen, &panel, arena_format(arena, "panel%zu", i),
                  (struct point){out->width_pt, 0});
        out->width_pt += panel.width_pt;
        out->height_pt = larger(out->height_pt, panel.height_pt);
    }
    add_own_caption(drawing, &pen);
}

/* Above everything, at the left: what all of it shows. */
static void add_title(const struct drawing *drawing, struct arena *arena, struct display_list *list)
{
    const struct scene *scene = drawing->scene;
    const struct given_flag *given = &scene->show.title;
    struct pen pen = {.arena = arena, .list = list, .theme = &scene->theme};
    struct caption caption = caption_of(drawing, "title", COLOR_INK);
    struct font *font = &caption.words.lettering.font;
    double margin = scene->theme.margin_pt, height = 0;
    const char *lines[MOST_TITLE_LINES];
    int count = 0;
    if (given->at.line ? !given->value : !scene->has_title || !scene->theme.has_labels)
        return;
    font->size_pt *= title_scale;
    font->is_bold = true;
    double width = list->width_pt - 2 * margin;
    for (const char *rest = scene->title; *rest && count < MOST_TITLE_LINES; count++) {
        lines[count] = words_take_line(&caption.words, arena, rest, width, &rest);
        double needed = words_width(&caption.words, lines[count]) + 2 * margin;
        list->width_pt = larger(list->width_pt, needed); /* one long word */
    }
    height = ((double)count * words_line + title_gap) * font->size_pt;
    words_shift(&pen, 0, height);
    list->height_pt += height;
    for (int i = 0; i < count; i++) {
        struct point at = {margin + words_width(&caption.words, lines[i]) / 2,
                           margin + ((double)i + 0.5) * words_line * font->size_pt};
        pen_write(&pen, (struct item_key){"title", -1, i, -1}, lines[i], at,
                  &caption.words.lettering);
    }
}

void drawing_draw(const struct drawing *drawing, const struct moment *moment, struct arena *arena,
                  struct display_list *out)
{
    if (drawing->panel_count > 0)
        draw_panels(drawing, moment, arena, out);
    else
        draw_one(drawing, &moment->parts[0], arena, out);
    add_title(drawing, arena, out);
}

/* ---- sheets ---- */

static void add_step_caption(const struct drawing *drawing, const struct moment *moment,
                             struct arena *arena, struct display_list *list)
{
    struct pen pen = {.arena = arena, .list = list, .theme = &drawing->scene->theme};
    const struct caption caption = caption_of(drawing, "step", COLOR_ZERO_INK);
    add_caption(&caption, arena_format(arena, "step %zu", moment->parts[0].step), &pen);
}

void drawing_draw_sheet(const struct drawing *drawing, const struct sheet *sheet,
                        struct arena *arena, struct display_list *out)
{
    struct display_list *cells = arena_allocate(arena, sheet->count, sizeof *cells);
    double width = 0, height = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        drawing_draw(drawing, &sheet->moments[i], arena, &cells[i]);
        if (sheet->has_captions)
            add_step_caption(drawing, &sheet->moments[i], arena, &cells[i]);
        width = larger(width, cells[i].width_pt);
        height = larger(height, cells[i].height_pt);
    }
    *out = (struct display_list){.width_pt = width * (double)sheet->columns,
                                 .height_pt = height * (double)sheet->rows};
    struct pen pen = {.arena = arena, .list = out, .theme = &drawing->scene->theme};
    for (size_t i = 0; i < sheet->count; i++)
        add_group(&pen, &cells[i], arena_format(arena, "cell%zu", i),
                  (struct point){width * (double)(i % sheet->columns),
                                 height * (double)(i / sheet->columns)});
}
