/* SPDX-License-Identifier: MIT */
/* Captions below a drawing, and the credit in the lower right corner. */
#include <math.h>

#include "drawing/words/words.h"

/* Per size of their font. */
static const double caption_above = 0.6, caption_below = 0.4;
static const double credit_scale = 0.9; /* of the font of words */
static const double credit_above = 0.9;

/* ---- captions ---- */

static struct words words_of(const struct panel *panel, enum theme_color ink)
{
    return (struct words){panel->subject.ruler,
                          subject_lettering(&panel->subject, FONT_WORDS, ink)};
}

struct point caption_size(const struct panel *panel, const char *text, double room)
{
    struct words words = words_of(panel, COLOR_INK);
    double size = words.lettering.font.size_pt;
    struct point all = {0, 0};
    for (const char *rest = text; *rest;) {
        const char *line = words_take_line(&words, panel->arena, rest, room, &rest);
        all.x = fmax(all.x, words_width(&words, line));
        all.y += words_line * size;
    }
    if (all.y > 0)
        all.y += (caption_above + caption_below) * size;
    return all;
}

void caption_draw(const struct panel *panel, const char *part, const char *text,
                  struct rectangle at, struct pen *pen)
{
    struct words words = words_of(panel, COLOR_INK);
    double size = words.lettering.font.size_pt;
    double y = at.y + (caption_above + words_line - 0.5) * size;
    int row = 0;
    for (const char *rest = text; *rest; y += words_line * size)
        pen_write(pen, (struct item_key){part, -1, row++, -1, NULL},
                  words_take_line(&words, pen->arena, rest, at.width + 1e-6, &rest),
                  (struct point){at.x + at.width / 2, y}, &words.lettering);
}

/* ---- the credit ---- */

static struct words credit_words(const struct panel *panel)
{
    struct words words = words_of(panel, COLOR_ZERO_INK);
    words.lettering.font.size_pt *= credit_scale;
    return words;
}

struct point credit_size(const struct panel *panel, double room)
{
    struct words words = credit_words(panel);
    const char *rest = panel->subject.scene->credit;
    struct point size = {0, 0};
    while (rest && *rest) {
        size.x = fmax(
            size.x, words_width(&words, words_take_line(&words, panel->arena, rest, room, &rest)));
        size.y += words_line * words.lettering.font.size_pt;
    }
    if (size.y > 0)
        size.y += credit_above * words.lettering.font.size_pt;
    return size;
}

void credit_draw(const struct panel *panel, double room, struct point end, struct pen *pen)
{
    struct words words = credit_words(panel);
    double line = words_line * words.lettering.font.size_pt;
    struct point size = credit_size(panel, room);
    const char *rest = panel->subject.scene->credit;
    double y = end.y - size.y + credit_above * words.lettering.font.size_pt;
    for (int row = 0; rest && *rest; row++, y += line) {
        const char *text = words_take_line(&words, pen->arena, rest, room, &rest);
        pen_write(pen, (struct item_key){"credit", -1, row, -1, NULL}, text,
                  (struct point){end.x - words_width(&words, text) / 2, y + line / 2},
                  &words.lettering);
    }
}
