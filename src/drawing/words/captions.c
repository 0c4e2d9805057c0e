/* SPDX-License-Identifier: MIT */
/* Captions below a drawing, and the credit in the lower right corner. */
#include "drawing/words/words.h"

static const struct caption_sizes *const sizes = &theme_sizes.caption;

/* Free room around lines, where there are any. */
static struct point size_with(const struct lines *lines, double around)
{
    return (struct point){lines->width, lines->count > 0 ? lines->height + around : 0};
}

struct point caption_size(const struct panel *panel, const char *text, double room)
{
    struct words words = words_of(&panel->subject, COLOR_INK, 1);
    struct lines lines = words_break_evenly(&words, panel->arena, text, room);
    return size_with(&lines, (sizes->above + sizes->below) * words_pt(&panel->subject));
}

void caption_draw(const struct panel *panel, const char *part, const char *text,
                  struct rectangle at, struct pen *pen)
{
    struct words words = words_of(&panel->subject, COLOR_INK, 1);
    struct lines lines = words_break_evenly(&words, pen->arena, text, at.width + 1e-6);
    double first = (sizes->above + theme_sizes.words.line - 0.5) * words_pt(&panel->subject);
    words_write(&words, &lines, pen, part, (struct point){at.x + at.width / 2, at.y + first});
}

static struct lines credit_lines(const struct panel *panel, const struct words *words, double room)
{
    const char *credit = panel->subject.scene->credit;
    return words_break(words, panel->arena, credit ? credit : "", room);
}

struct point credit_size(const struct panel *panel, double room)
{
    struct words words = words_of(&panel->subject, COLOR_ZERO_INK, theme_sizes.words.small);
    struct lines lines = credit_lines(panel, &words, room);
    return size_with(&lines, sizes->above_credit * words.lettering.font.size_pt);
}

/* Each line ends at the right. */
void credit_draw(const struct panel *panel, double room, struct point end, struct pen *pen)
{
    struct words words = words_of(&panel->subject, COLOR_ZERO_INK, theme_sizes.words.small);
    struct lines lines = credit_lines(panel, &words, room);
    double line = theme_sizes.words.line * words.lettering.font.size_pt;
    for (size_t i = 0; i < lines.count; i++)
        words_write_line(&words, &lines.of[i], pen,
                         (struct item_key){"credit", -1, (int)i, -1, NULL},
                         (struct point){end.x - runs_whole_width(&lines.of[i]) / 2,
                                        end.y - lines.height + ((double)i + 0.5) * line});
}
