/* SPDX-License-Identifier: MIT */
/* What the tests of places share: what is painted and written at a point of the page, found from
 * the geometry of a display list. Include after cmocka.h. */
#ifndef CONVREEL_TESTS_PLACES_H
#define CONVREEL_TESTS_PLACES_H

#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "drawing_fixture.h"

/* ---- random scenes ---- */

static inline int pick(uint64_t *seed, int low, int high)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return low + (int)((*seed >> 33) % (uint64_t)(high - low + 1));
}

static inline const char *pick_theme(uint64_t *seed)
{
    static const char *const themes[] = {"light", "dark", "print"};
    return themes[pick(seed, 0, 2)];
}

/* ---- a moment's list ---- */

/* A list of its own, its groups where they stand on the page. */
static inline struct display_list draw_part(struct fixture *fixture, struct moment_part part)
{
    struct moment moment = {.part_count = 1, .parts = {part}};
    struct display_list list, copy;
    drawing_draw(&fixture->drawing, &moment, &fixture->arena, &list);
    display_list_copy(&list, &fixture->arena, &copy);
    settle_groups(&copy);
    return copy;
}

static inline bool is_part(const struct item *item, const char *part)
{
    return strcmp(item->key.part, part) == 0;
}

/* How opaque the groups are that the first item of a name and a channel stands in; 0: it is not
 * there. */
static inline double opacity_of(const struct display_list *list, const char *part, int channel)
{
    double opacity[8] = {1};
    size_t depth = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_GROUP_BEGIN) {
            assert_true(++depth < 8);
            opacity[depth] = opacity[depth - 1] * item->of.group.opacity;
        } else if (item->kind == ITEM_GROUP_END) {
            depth--;
        } else if (is_part(item, part) && item->key.channel == channel) {
            return opacity[depth];
        }
    }
    return 0;
}

/* ---- grids ---- */

struct grid {
    struct point origin, row, column; /* of cell (0, 0); to the next row and column */
    int rows, columns;
};

/* A grid of so many cells in a path: its lines from the top one on, or its outline from the lower
 * left corner on. */
static inline struct grid grid_of_path(const struct path *path, int rows, int columns)
{
    bool is_outline = path->verb_count > 2 && path->verbs[2] == PATH_LINE;
    assert_true(path->point_count >= 4);
    struct point top = path->points[is_outline ? 3 : 0], right = path->points[is_outline ? 2 : 1];
    size_t last = is_outline ? 0 : 2 * (size_t)rows;
    assert_true(last < path->point_count);
    struct point low = path->points[last];
    return (struct grid){
        top,
        {(low.x - top.x) / rows, (low.y - top.y) / rows},
        {(right.x - top.x) / columns, (right.y - top.y) / columns},
        rows,
        columns,
    };
}

/* The grid that the first path of a name, and of a channel, has. False: there is none. */
static inline bool find_grid(const struct display_list *list, const char *part, int channel,
                             const int sizes[2], struct grid *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH || !is_part(item, part) || item->key.channel != channel)
            continue;
        *out = grid_of_path(&item->of.path.path, sizes[0], sizes[1]);
        return true;
    }
    return false;
}

/* Likewise of the only map of its role, whose key may leave the channel out. */
static inline bool find_map(const struct display_list *list, const char *part, int channel,
                            const int sizes[2], struct grid *out)
{
    return find_grid(list, part, channel, sizes, out) ||
           (channel == 0 && find_grid(list, part, -1, sizes, out));
}

/* Rows and columns from the grid's origin, of any point of the page. */
static inline struct point point_on_page(const struct grid *grid, double row, double column)
{
    return (struct point){grid->origin.x + row * grid->row.x + column * grid->column.x,
                          grid->origin.y + row * grid->row.y + column * grid->column.y};
}

/* x: column, y: row. */
static inline struct point point_in_grid(const struct grid *grid, struct point at)
{
    double x = at.x - grid->origin.x, y = at.y - grid->origin.y;
    double whole = grid->column.x * grid->row.y - grid->column.y * grid->row.x;
    return (struct point){(x * grid->row.y - y * grid->row.x) / whole,
                          (y * grid->column.x - x * grid->column.y) / whole};
}

static inline bool is_in_cell(const struct grid *grid, struct point at, int row, int column)
{
    struct point cell = point_in_grid(grid, at);
    return cell.x > column && cell.x < column + 1 && cell.y > row && cell.y < row + 1;
}

/* The smallest box round a path's points. */
static inline struct rectangle path_box(const struct path *path)
{
    struct point low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < path->point_count; i++) {
        low = (struct point){fmin(low.x, path->points[i].x), fmin(low.y, path->points[i].y)};
        high = (struct point){fmax(high.x, path->points[i].x), fmax(high.y, path->points[i].y)};
    }
    return (struct rectangle){low.x, low.y, high.x - low.x, high.y - low.y};
}

/* So many upright cells that fill the box of the first path of a name. False: there is none. */
static inline bool find_box(const struct display_list *list, const char *part, int rows,
                            int columns, struct grid *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH || !is_part(item, part))
            continue;
        struct rectangle box = path_box(&item->of.path.path);
        *out = (struct grid){
            {box.x, box.y}, {0, box.height / rows}, {box.width / columns, 0}, rows, columns};
        return true;
    }
    return false;
}

/* Where the last stroke of a colour that lies on a grid, and is closed, has its box: in cells. */
static inline bool find_frame(const struct display_list *list, const struct grid *grid,
                              struct color color, struct rectangle *out)
{
    bool is_found = false;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH || item->of.path.stroke.width <= 0 ||
            item->of.path.stroke.color.alpha <= 0 || item->of.path.path.point_count != 4 ||
            fabs(item->of.path.stroke.color.red - color.red) > 1e-6 ||
            fabs(item->of.path.stroke.color.green - color.green) > 1e-6 ||
            fabs(item->of.path.stroke.color.blue - color.blue) > 1e-6)
            continue;
        struct rectangle box = path_box(&item->of.path.path);
        struct point from = point_in_grid(grid, (struct point){box.x, box.y});
        struct point to =
            point_in_grid(grid, (struct point){box.x + box.width, box.y + box.height});
        if (from.x < -0.01 || from.y < -0.01 || to.x > grid->columns + 0.01 ||
            to.y > grid->rows + 0.01)
            continue;
        *out = (struct rectangle){from.x, from.y, to.x - from.x, to.y - from.y};
        is_found = true;
    }
    return is_found;
}

/* ---- paint ---- */

static inline bool is_ink(struct color a, struct color b)
{
    return fabs(a.red - b.red) + fabs(a.green - b.green) + fabs(a.blue - b.blue) < 1e-6;
}

/* Whether a path's outlines go round a point; curves are taken for their chords. */
static inline bool path_covers(const struct path *path, struct point at)
{
    int turns = 0;
    const struct point *point = path->points, *start = point, *from = point;
    for (size_t v = 0; v <= path->verb_count; v++) {
        bool is_end = v == path->verb_count || path->verbs[v] == PATH_MOVE;
        const struct point *to = start;
        if (v < path->verb_count && path->verbs[v] == PATH_CURVE)
            point += 2;
        if (v < path->verb_count && path->verbs[v] != PATH_CLOSE)
            to = point++;
        const struct point *end = is_end ? start : to;
        double side = (end->x - from->x) * (at.y - from->y) - (end->y - from->y) * (at.x - from->x);
        if (v > 0)
            turns += (from->y <= at.y && end->y > at.y && side > 0) -
                     (from->y > at.y && end->y <= at.y && side < 0);
        from = to;
        if (is_end)
            start = to;
    }
    return turns != 0;
}

/* Fills of a list, in order, with their boxes: to look many points up. */
struct fills {
    size_t count;
    struct fill {
        const struct item *item;
        struct rectangle box;
    } * of; /* in the arena */
};

static inline struct fills fills_of(const struct display_list *list, struct arena *arena)
{
    struct fills fills = {.of = arena_allocate(arena, list->count + 1, sizeof *fills.of)};
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_PATH && !is_part(item, "sum.tile") && item->of.path.fill.alpha > 0)
            fills.of[fills.count++] = (struct fill){item, path_box(&item->of.path.path)};
    }
    return fills;
}

static inline bool fill_covers(const struct fill *fill, struct point at)
{
    const struct rectangle *box = &fill->box;
    return at.x >= box->x && at.x <= box->x + box->width && at.y >= box->y &&
           at.y <= box->y + box->height && path_covers(&fill->item->of.path.path, at);
}

/* How much of a colour of the theme lies at a point: 1 where it is as opaque as the theme has it.
 */
static inline double paint_at(const struct fills *fills, struct point at, struct color color)
{
    double alpha = 0;
    for (size_t i = 0; i < fills->count; i++)
        if (is_ink(fills->of[i].item->of.path.fill, color) && fill_covers(&fills->of[i], at))
            alpha += fills->of[i].item->of.path.fill.alpha;
    return alpha / color.alpha;
}

/* A colour under as much of another as `share` of what the theme has. */
static inline struct color color_under(struct color under, struct color over, double share)
{
    double alpha = over.alpha * share;
    under.red += (over.red - under.red) * alpha;
    under.green += (over.green - under.green) * alpha;
    under.blue += (over.blue - under.blue) * alpha;
    return under;
}

/* Where there is no unit, on a page of that colour. */
static inline struct color ground_seen(const struct theme *theme, enum theme_color units)
{
    return color_under(theme->color[COLOR_BACKGROUND], theme->color[units],
                       rational_to_double(theme->ground));
}

/* What all fills together look like at a point of a page of that colour. */
static inline struct color seen_at(const struct fills *fills, struct point at, struct color page)
{
    for (size_t i = 0; i < fills->count; i++)
        if (fill_covers(&fills->of[i], at))
            page = color_under(page, fills->of[i].item->of.path.fill, 1);
    return page;
}

/* How many strokes of a colour run slantwise in a cell: neither along its rows nor its columns. */
static inline int slants_in(const struct display_list *list, const struct grid *grid,
                            const int cell[2], struct color color)
{
    int count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH || item->of.path.stroke.width <= 0 ||
            item->of.path.stroke.color.alpha <= 0 || !is_ink(item->of.path.stroke.color, color))
            continue;
        const struct path *path = &item->of.path.path;
        for (size_t n = 0; n + 1 < path->point_count && path->point_count == path->verb_count;
             n++) {
            if (path->verbs[n] != PATH_MOVE || path->verbs[n + 1] != PATH_LINE)
                continue;
            struct point a = point_in_grid(grid, path->points[n]);
            struct point b = point_in_grid(grid, path->points[n + 1]);
            double x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
            bool is_slant = fabs(a.x - b.x) > 1e-3 && fabs(a.y - b.y) > 1e-3;
            count += is_slant && x > cell[1] && x < cell[1] + 1 && y > cell[0] && y < cell[0] + 1;
        }
    }
    return count;
}

/* Whether a straight stroke of a colour passes a point within a distance. */
static inline bool is_line_near(const struct display_list *list, struct point at, double distance,
                                struct color color)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        const struct path *path = &item->of.path.path;
        if (item->kind != ITEM_PATH || item->of.path.stroke.width <= 0 ||
            !is_ink(item->of.path.stroke.color, color) || path->point_count != path->verb_count)
            continue;
        for (size_t n = 0; n + 1 < path->point_count; n += 2) {
            struct point a = path->points[n], b = path->points[n + 1];
            double x = b.x - a.x, y = b.y - a.y;
            double along = ((at.x - a.x) * x + (at.y - a.y) * y) / (x * x + y * y);
            double apart = fabs((at.x - a.x) * y - (at.y - a.y) * x) / hypot(x, y);
            if (along >= 0 && along <= 1 && apart <= distance)
                return true;
        }
    }
    return false;
}

/* ---- texts ---- */

static const char places_minus[] = "\xe2\x88\x92";

static inline double number_of(const char *text)
{
    const char *times = "\xc3\x97"; /* of factors */
    if (strncmp(text, times, 2) == 0)
        text += 2;
    text += *text == '+';
    bool is_negative = strncmp(text, places_minus, 3) == 0;
    return is_negative ? -strtod(text + 3, NULL) : strtod(text, NULL);
}

/* Small digits in a cell's corner. */
static inline bool is_factor_text(const struct item *item)
{
    return is_part(item, "window.weight") || is_part(item, "input.weight") ||
           is_part(item, "stamp.value");
}

/* The last text whose middle lies in a cell, of those in its corner or of the others; NULL: none.
 * The total of a sum may fly over it. */
static inline const struct item *text_in_cell(const struct display_list *list,
                                              const struct grid *grid, const int cell[2],
                                              bool is_factor)
{
    for (size_t i = list->count; i-- > 0;) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT || item->of.text.color.alpha <= 0)
            continue;
        struct rectangle box = text_box(item);
        struct point middle = {box.x + box.width / 2, box.y + box.height / 2};
        if (is_in_cell(grid, middle, cell[0], cell[1]) && !is_part(item, "sum.total") &&
            is_factor == is_factor_text(item))
            return item;
    }
    return NULL;
}

/* Whether a text says a number, as far as its digits go. */
static inline bool tells(const struct item *text, double expected)
{
    const char *dot = strchr(text->of.text.string, '.');
    double unit = dot ? pow(10, -(double)strlen(dot + 1)) : 1; /* of its last digit */
    return fabs(number_of(text->of.text.string) - expected) <= 0.5001 * unit;
}

#endif
