/* SPDX-License-Identifier: MIT */
/* Lines of call-outs: of several ways the one that disturbs least. */
#include "drawing/words/note_line.h"

#include <math.h>
#include <string.h>

#include "drawing/words/flight.h"

static const struct note_sizes *const sizes = &theme_sizes.note;

/* ---- what is in the way ---- */

/* Numbers of rows, signs and names, which a step draws, though they hardly change. */
static bool is_static(const struct item *item)
{
    static const char *const parts[] = {"index.", "sign.", "label."};
    for (size_t n = 0; n < sizeof parts / sizeof *parts; n++)
        if (strncmp(item->key.part, parts[n], strlen(parts[n])) == 0)
            return true;
    return false;
}

void note_ground_read(struct note_ground *ground, const struct display_list *rest,
                      const struct display_list *drawn, struct arena *arena)
{
    const struct text_ruler *ruler = ground->panel->subject.ruler;
    ground->texts = arena_allocate(arena, drawn->count + 1, sizeof *ground->texts);
    for (size_t i = 0; i < drawn->count; i++) {
        const struct item *item = &drawn->items[i];
        if (item->kind != ITEM_TEXT || (i >= rest->count && !is_static(item)))
            continue;
        ground->texts[ground->text_count++] =
            flight_text_box(item, ruler, sizes->clear * item->of.text.font.size_pt);
    }
}

/* How many texts an upright or level line passes. */
static double texts_on(const struct note_ground *ground, struct point from, struct point to)
{
    double count = 0, left = fmin(from.x, to.x), right = fmax(from.x, to.x);
    double top = fmin(from.y, to.y), bottom = fmax(from.y, to.y);
    for (size_t i = 0; i < ground->text_count; i++) {
        const struct rectangle *text = &ground->texts[i];
        count += text->x < right && text->x + text->width > left && text->y < bottom &&
                 text->y + text->height > top;
    }
    return count;
}

/* How many times its length a line costs that so many cells are before: where it passes what
 * stands in cells, and most where it is hard to tell from the lines of the grid. */
static double weight_at(const struct map *map, double before)
{
    double off = fabs(before - round(before));
    if (off < sizes->on_grid)
        return 2 * sizes->disturbing;
    return map->texts.of && !map->scale && off > sizes->on_text ? sizes->disturbing : 1;
}

/* What of an upright or level line lies on a map or close to its side, points, more where it
 * disturbs. */
static double cost_on_map(const struct note_ground *ground, const struct placed *placed,
                          struct point from, struct point to)
{
    const struct plane *plane = &placed->map.plane;
    struct rectangle core = layout_core(ground->panel->layout, placed->box);
    bool is_down = from.x == to.x;
    double low = is_down ? fmin(from.y, to.y) - core.y : fmin(from.x, to.x) - core.x;
    double high = is_down ? fmax(from.y, to.y) - core.y : fmax(from.x, to.x) - core.x;
    double before = is_down ? from.x - core.x : from.y - core.y;
    double along = fmin(high, is_down ? core.height : core.width) - fmax(low, 0);
    double across = is_down ? core.width : core.height, near = sizes->near * ground->size;
    double pitch = is_down ? plane->column.x : plane->row.y;
    if (along <= 0 || before < -near || before > across + near)
        return 0;
    if (!plane_is_upright(plane) || pitch <= 0)
        return along;
    bool is_beside = before < 0 || before > across;
    return (is_beside ? sizes->disturbing : weight_at(&placed->map, before / pitch)) * along;
}

static double cost_on_maps(const struct note_ground *ground, struct point from, struct point to)
{
    double cost = 0;
    for (size_t i = 0; i < ground->panel->map_count; i++)
        cost += cost_on_map(ground, &ground->panel->maps[i], from, to);
    return cost;
}

/* What of a piece lies on those of other notes' lines. */
static double cost_on_lines(const struct note_ground *ground, struct point start, double way)
{
    double length = 0, near = sizes->near / 2 * ground->size;
    for (size_t i = 0; i < ground->line_count; i++) {
        const struct note_line *other = &ground->lines[i];
        double aside = fmin(fmax(start.x, way), fmax(other->start.x, other->way)) -
                       fmax(fmin(start.x, way), fmin(other->start.x, other->way));
        if (fabs(way - other->way) < near)
            length += ground->bottom - fmax(start.y, other->start.y);
        if (fabs(start.y - other->start.y) < near)
            length += fmax(0, aside);
    }
    return sizes->disturbing * length;
}

/* The less, the better: texts weigh most, then maps, then its own length. */
static double cost_of(const struct note_ground *ground, struct point start, double way)
{
    double cell = plane_length(ground->panel->maps[0].map.plane.column),
           aside = fabs(way - start.x);
    struct point turn = {way, start.y}, end = {way, ground->bottom};
    double texts = texts_on(ground, turn, end);
    if (aside > 0)
        texts += texts_on(ground, start, turn);
    return sizes->text_cost * texts * fmax(cell, ground->size) + cost_on_maps(ground, turn, end) +
           (aside > 0 ? cost_on_maps(ground, start, turn) : 0) + sizes->aside_cost * aside +
           cost_on_lines(ground, start, way);
}

enum { WAYS_ASIDE = 2 }; /* beside a map: for several notes */

/* The best line so far. */
struct trial {
    struct note_line line;
    double least; /* its cost */
};

static void try_way(const struct note_ground *ground, struct trial *trial, struct point start,
                    double way)
{
    if (sizes->aside_cost * fabs(way - start.x) >= trial->least || way < ground->page.x ||
        way > ground->page.x + ground->page.width)
        return;
    double cost = cost_of(ground, start, way);
    if (cost < trial->least)
        *trial = (struct trial){{start, way}, cost};
}

/* To the left (side -1) or to the right of a map, and down there; side 0: either. */
static void try_sides(const struct note_ground *ground, struct trial *trial, struct point start,
                      int side)
{
    double beside = sizes->beside * ground->size;
    for (size_t m = 0; m < ground->panel->map_count; m++) {
        box_id box = ground->panel->maps[m].box;
        const struct rectangle boxes[] = {layout_core(ground->panel->layout, box),
                                          layout_whole(ground->panel->layout, box)};
        for (int n = 0; n < 4 * WAYS_ASIDE; n++) {
            const struct rectangle *of = &boxes[n / 2 % 2];
            double away = (1 + n / 4) * beside;
            double way = n % 2 ? of->x + of->width + away : of->x - away;
            if (side * (way - start.x) >= 0)
                try_way(ground, trial, start, way);
        }
    }
}

/* From a corner of an oblique cell at the front or at its sides. */
static void try_corners(const struct note_ground *ground, struct trial *trial,
                        const struct plane *plane, struct area cell)
{
    double row = cell.row + cell.rows;
    const struct point corners[] = {plane_point(plane, row, cell.column + cell.columns),
                                    plane_point(plane, row, cell.column),
                                    plane_point(plane, cell.row, cell.column)};
    trial->line = (struct note_line){corners[0], corners[0].x};
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        try_way(ground, trial, corners[i], corners[i].x);
        try_sides(ground, trial, corners[i], 0);
    }
}

/* Of so many cells from a first one on: the middle of one of them, for that of all may be a line of
 * the grid. */
static double middle_of(double first, double count)
{
    return first + floor(count / 2) + fmin(count, 1) / 2;
}

enum { STARTS = 5 };

/* Where lines may begin along an edge, cells: in the middle; close to it, for that may be on the
 * grid of a map further down; or, clear of what cells hold, near its ends. */
static void find_starts(double first, double count, double starts[STARTS])
{
    double middle = middle_of(first, count), clear = sizes->clear_of_grid;
    starts[0] = middle;
    starts[1] = middle - clear;
    starts[2] = middle + clear;
    starts[3] = first + clear;
    starts[4] = first + count - clear;
}

/* From the lower edge of a cell straight down, or from a side to the side of a map and down there.
 */
static void try_edges(const struct note_ground *ground, struct trial *trial,
                      const struct plane *plane, struct area cell)
{
    double row = cell.row + cell.rows, end = cell.column + cell.columns;
    double down[STARTS], across[STARTS];
    find_starts(cell.column, cell.columns, down);
    find_starts(cell.row, cell.rows, across);
    struct point middle = plane_point(plane, row, down[0]);
    trial->line = (struct note_line){middle, middle.x};
    for (size_t i = 0; i < STARTS; i++) {
        struct point start = plane_point(plane, row, down[i]);
        try_way(ground, trial, start, start.x);
        try_sides(ground, trial, plane_point(plane, across[i], cell.column), -1);
        try_sides(ground, trial, plane_point(plane, across[i], end), 1);
    }
}

void note_line_find(struct note_ground *ground, const struct map *map, struct area cell,
                    struct note_line *line)
{
    struct trial trial = {.least = INFINITY};
    if (plane_is_upright(&map->plane))
        try_edges(ground, &trial, &map->plane, cell);
    else
        try_corners(ground, &trial, &map->plane, cell);
    *line = ground->lines[ground->line_count++] = trial.line;
}

/* ---- tracing ---- */

/* A piece of an upright or level line; it lies below the texts that it passes. */
static void trace_piece(const struct note_ground *ground, struct pen *pen, struct point from,
                        struct point to)
{
    bool is_down = from.x == to.x;
    double at = is_down ? from.y : from.x, end = is_down ? to.y : to.x, way = end < at ? -1 : 1;
    while ((end - at) * way > 0) {
        double next = end, free = at;
        for (size_t i = 0; i < ground->text_count; i++) {
            const struct rectangle *text = &ground->texts[i];
            double low = is_down ? text->y : text->x;
            double high = low + (is_down ? text->height : text->width);
            double aside = is_down ? from.x - text->x : from.y - text->y;
            if (aside <= 0 || aside >= (is_down ? text->width : text->height))
                continue;
            double enter = way > 0 ? low : high, leave = way > 0 ? high : low;
            if ((enter - at) * way > 0)
                next = (enter - next) * way < 0 ? enter : next;
            else if ((leave - free) * way > 0)
                free = leave;
        }
        bool is_free = free == at;
        at = is_free ? next : way > 0 ? fmin(free, end) : fmax(free, end);
        struct point to_here = is_down ? (struct point){from.x, at} : (struct point){at, from.y};
        if (is_free)
            pen_line_to(pen, to_here);
        else
            pen_move_to(pen, to_here);
    }
}

void note_line_trace(const struct note_ground *ground, const struct note_line *line,
                     struct point to, struct pen *pen)
{
    struct point turn = {line->way, line->start.y}, bottom = {line->way, ground->bottom};
    pen_move_to(pen, line->start);
    trace_piece(ground, pen, line->start, turn);
    trace_piece(ground, pen, turn, bottom);
    pen_line_to(pen, to);
}
