/* SPDX-License-Identifier: MIT */
/* Lines of runs: measured one by one, set one after the other. */
#include "drawing/list/runs.h"

#include <math.h>

struct run *runs_add(struct runs *runs, const char *text, const struct font *font,
                     struct color color, double before)
{
    runs->items =
        arena_grow(runs->arena, runs->items, runs->count, &runs->capacity, sizeof *runs->items);
    struct run *run = &runs->items[runs->count++];
    *run = (struct run){.text = text, .font = *font, .color = color, .before = before};
    run->font.figure_height = 0; /* set on the baseline */
    run->width = text_width(runs->ruler, font, text);
    return run;
}

double runs_width(const struct runs *runs, size_t first, size_t end)
{
    double width = 0;
    for (size_t i = first; i < end; i++)
        width += runs->items[i].width + (i > first ? runs->items[i].before : 0);
    return width;
}

double runs_whole_width(const struct runs *runs)
{
    return runs_width(runs, 0, runs->count);
}

size_t runs_line_end(const struct runs *runs, size_t first, double width)
{
    size_t end = 0, late = 0; /* 0: no break yet */
    double sum = 0;
    for (size_t i = first; i < runs->count; i++) {
        if (i > first && runs->items[i].must_break)
            return i;
        if (i > first && runs->items[i].may_break)
            end = i;
        if (i > first && runs->items[i].may_break_late)
            late = i;
        sum += runs->items[i].width + (i > first ? runs->items[i].before : 0);
        if (sum > width && (end > 0 || late > 0))
            return end > 0 ? end : late;
    }
    return runs->count;
}

size_t runs_line_count(const struct runs *runs, double width)
{
    size_t count = 0;
    for (size_t first = 0; first < runs->count; count++)
        first = runs_line_end(runs, first, width);
    return count;
}

static double widest_line(const struct runs *runs, double width)
{
    double widest = 0;
    for (size_t first = 0; first < runs->count;) {
        size_t end = runs_line_end(runs, first, width);
        widest = fmax(widest, runs_width(runs, first, end));
        first = end;
    }
    return widest;
}

double runs_widest_piece(const struct runs *runs)
{
    return widest_line(runs, 0);
}

double runs_even_room(const struct runs *runs, double width)
{
    enum { ROUNDS = 7 };
    size_t count = runs_line_count(runs, width);
    double low = 0, high = width;
    for (int i = 0; count > 1 && i < ROUNDS; i++) {
        double middle = (low + high) / 2;
        bool is_enough =
            runs_line_count(runs, middle) == count && widest_line(runs, middle) <= middle;
        *(is_enough ? &high : &low) = middle;
    }
    return high;
}

void runs_write(const struct runs *runs, size_t first, size_t end, struct pen *pen,
                struct item_key key, struct point left)
{
    for (size_t i = first; i < end; i++) {
        const struct run *run = &runs->items[i];
        const struct lettering lettering = {.font = run->font, .color = run->color};
        left.x += i > first ? run->before : 0;
        key.column = (int)(i - first);
        if (run->color.alpha > 0)
            pen_write(pen, key, run->text,
                      (struct point){left.x + run->width / 2, left.y + run->drop}, &lettering);
        left.x += run->width;
    }
}

void runs_write_whole(const struct runs *runs, struct pen *pen, struct item_key key,
                      struct point left)
{
    runs_write(runs, 0, runs->count, pen, key, left);
}
