/* SPDX-License-Identifier: MIT */
/* Small words in the lower right corner of the page, on a canvas above the room for subtitles. They
 * overlap nothing: the page gets longer for them. */
#include <math.h>

#include "drawing/fit.h"
#include "drawing/words/words.h"

static const double scale = 0.9;     /* of the font of words */
static const double gap_above = 0.9; /* per the size of these */

enum { MOST_LINES = 8 };

struct credit {
    struct words words;
    const char *lines[MOST_LINES];
    size_t count;
    double height; /* points, with the gap above */
};

/* Lines as wide as the page, or as it may become. */
static void read_credit(struct credit *credit, const struct drawing *drawing, const struct pen *pen)
{
    const struct theme *theme = &drawing->scene->theme;
    struct font font = theme->font[FONT_WORDS];
    font.size_pt *= scale;
    *credit = (struct credit){
        .words = {drawing->ruler, {.font = font, .color = theme->color[COLOR_ZERO_INK]}}};
    double room = fmax(pen->list->width_pt, fit_page_width(drawing)) - 2 * theme->margin_pt;
    const char *rest = drawing->scene->credit;
    while (rest && *rest && credit->count < MOST_LINES)
        credit->lines[credit->count++] =
            words_take_line(&credit->words, pen->arena, rest, room, &rest);
    if (credit->count > 0)
        credit->height = (gap_above + words_line * (double)credit->count) * font.size_pt;
}

void credit_make_room(const struct drawing *drawing, struct pen *pen)
{
    struct credit credit;
    double margin = drawing->scene->theme.margin_pt;
    read_credit(&credit, drawing, pen);
    for (size_t i = 0; i < credit.count; i++) /* one long word */
        words_widen(pen, words_width(&credit.words, credit.lines[i]) + 2 * margin);
    pen->list->height_pt += credit.height;
}

void credit_draw(const struct drawing *drawing, struct pen *pen)
{
    struct credit credit;
    struct point margin = fit_page_margin(drawing);
    double right = pen->list->width_pt - margin.x;
    read_credit(&credit, drawing, pen);
    size_t first = pen->list->count;
    double line = words_line * credit.words.lettering.font.size_pt;
    double y = pen->list->height_pt - margin.y - line * (double)credit.count;
    for (size_t i = 0; i < credit.count; i++, y += line) {
        double width = words_width(&credit.words, credit.lines[i]);
        pen_write(pen, (struct item_key){"credit", -1, (int)i, -1}, credit.lines[i],
                  (struct point){right - width / 2, y + line / 2}, &credit.words.lettering);
    }
    pen_lead(pen, first);
}
