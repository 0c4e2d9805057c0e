/* SPDX-License-Identifier: MIT */
/* What labels, notes and captions need: lines of words, and room for them. */
#include "drawing/words/words.h"

#include <math.h>
#include <string.h>

#include "drawing/characters.h"

const double words_line = 1.4;

double words_width(const struct words *words, const char *text)
{
    return words->ruler->measure(words->ruler->context, &words->lettering.font, text).width;
}

const char *words_take_line(const struct words *words, struct arena *arena, const char *text,
                            double width, const char **rest)
{
    const char *line = NULL, *at = text;
    while (*at) {
        size_t length = characters_unbroken(at) + (size_t)(at - text);
        const char *longer = arena_copy_text(arena, text, length);
        if (line && words_width(words, longer) > width)
            break;
        line = longer;
        at = text + length;
        bool is_broken = *at == '\n';
        at += strspn(at, is_broken ? "\n" : " ");
        *rest = at;
        if (is_broken)
            break;
    }
    return line ? line : "";
}

static void shift_item(struct arena *arena, struct item *item, double x, double y)
{
    if (item->kind == ITEM_TEXT) {
        item->of.text.at.x += x;
        item->of.text.at.y += y;
    } else if (item->kind == ITEM_PATH) {
        struct path *path = &item->of.path.path;
        struct point *points = arena_allocate(arena, path->point_count, sizeof *points);
        for (size_t i = 0; i < path->point_count; i++)
            points[i] = (struct point){path->points[i].x + x, path->points[i].y + y};
        path->points = points;
    }
}

/* Within groups everything moves with the outermost one. */
void words_shift(struct pen *pen, double x, double y)
{
    size_t depth = 0;
    if (x == 0 && y == 0)
        return;
    for (size_t i = 0; i < pen->list->count; i++) {
        struct item *item = &pen->list->items[i];
        depth -= item->kind == ITEM_GROUP_END;
        if (depth == 0)
            shift_item(pen->arena, item, x, y);
        if (depth == 0 && item->kind == ITEM_GROUP_BEGIN) {
            item->of.group.shift.x += x;
            item->of.group.shift.y += y;
        }
        depth += item->kind == ITEM_GROUP_BEGIN;
    }
    for (size_t i = 0; i < pen->place_count; i++) {
        pen->places[i].plane.origin.x += x;
        pen->places[i].plane.origin.y += y;
    }
}

void words_make_room(struct pen *pen, struct box box)
{
    double margin = pen->theme->margin_pt;
    double left = fmax(0, margin - box.left), above = fmax(0, margin - box.top);
    words_shift(pen, left, above);
    pen->list->width_pt = fmax(pen->list->width_pt, box.right + margin) + left;
    pen->list->height_pt = fmax(pen->list->height_pt, box.bottom + margin) + above;
}

void words_widen(struct pen *pen, double width)
{
    double more = width - pen->list->width_pt;
    if (more <= 0)
        return;
    words_shift(pen, more / 2, 0);
    pen->list->width_pt = width;
}

double words_room(const struct drawing *drawing, double page_width, double least)
{
    const struct theme *theme = &drawing->scene->theme;
    double least_pt = least * theme->font[FONT_WORDS].size_pt;
    if (drawing->words_room_pt > 0)
        least_pt = fmin(least_pt, drawing->words_room_pt);
    return fmax(page_width - 2 * theme->margin_pt, least_pt);
}

bool words_shown(const struct drawing *drawing, const struct given_flag *flag)
{
    return flag->at.line ? flag->value : drawing->scene->theme.has_labels;
}
