/* SPDX-License-Identifier: MIT */
/* What is spoken, written over a picture: on a plate of the background's colour, since there may be
 * something below it where a drawing has its own size. */
#include <math.h>
#include <string.h>

#include "drawing/prepare.h"

static const struct subtitle_sizes *const sizes = &theme_sizes.subtitle;

/* The size of the words, points: as on any page of the film's shape, or less where a line would be
 * wider than the page. */
static double font_pt(const struct drawing *drawing, const struct words *words, double widest,
                      const struct display_list *list)
{
    double usual = words->lettering.font.size_pt;
    double side = fmin(list->width_pt, list->height_pt);
    double wanted = drawing->width_px > 0 ? sizes->side * side : usual;
    return widest > 0 ? fmin(wanted, usual * sizes->widest * list->width_pt / widest) : wanted;
}

/* Its lines as they are. */
static struct lines split(const struct words *words, const char *text, struct arena *arena)
{
    const struct lettering *lettering = &words->lettering;
    struct lines lines = {.of = arena_allocate(arena, strlen(text) + 1, sizeof *lines.of)};
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        struct runs *line = &lines.of[lines.count++];
        *line = (struct runs){.ruler = words->ruler, .arena = arena};
        runs_add(line, arena_copy_text(arena, at, length), &lettering->font, lettering->color, 0);
        lines.width = fmax(lines.width, runs_whole_width(line));
        at += length + (at[length] == '\n');
    }
    return lines;
}

void drawing_add_subtitle(const struct drawing *drawing, const char *text, struct arena *arena,
                          struct display_list *list)
{
    struct subject subject = {
        .scene = drawing->scene,
        .ruler = drawing->ruler,
        .looks = looks_of(drawing->scene),
    };
    struct pen pen = {.arena = arena, .list = list, .theme = &subject.looks.theme};
    struct words words = words_of(&subject, COLOR_INK, 1);
    double size = font_pt(drawing, &words, split(&words, text, arena).width, list);
    words.lettering.font.size_pt = size;
    struct lines lines = split(&words, text, arena);
    double line = theme_sizes.words.line * size;
    double height = (double)lines.count * line, margin = sizes->margin * size;
    double bottom = list->height_pt - sizes->below * list->height_pt;
    struct rectangle plate = {(list->width_pt - lines.width) / 2 - margin, bottom - height - margin,
                              lines.width + 2 * margin, height + 2 * margin};
    pen_rectangle(&pen, plate);
    pen_paint(&pen, key_once("subtitle.plate"),
              color_faded(pen.theme->color[COLOR_BACKGROUND], sizes->plate), stroke_none);
    struct point first = {list->width_pt / 2, bottom - height + line / 2};
    words_write(&words, &lines, &pen, "subtitle", first);
}
