/* SPDX-License-Identifier: MIT */
/* Patterns of lines over a path: where each line of the page crosses the path's edges, sorted
 * along the line, and added from where it gets in to where it gets out. */
#include "drawing/list/pen.h"

#include <math.h>
#include <stdlib.h>

enum { WAYS = 2, CURVE_PARTS = 8, MOST_CROSSINGS = 1 << 20 };

static const double shortest_pt = 1e-6;

/* Parallel lines: number k is where across . point = k gap. */
struct lines {
    struct point across, along; /* unit vectors */
    double gap;
};

struct crossing {
    int64_t line;
    double along;
    int winding; /* 1 or -1: which way the edge goes */
};

struct crossings {
    struct crossing *list; /* owned */
    size_t count, capacity;
};

/* A path of points that each have their verb. */
struct path_draft {
    unsigned char *verbs;
    struct point *points;
    size_t count;
};

static double dot(struct point a, struct point b)
{
    return a.x * b.x + a.y * b.y;
}

static void add_crossing(struct crossings *crossings, const struct crossing *crossing)
{
    if (crossings->count == crossings->capacity) {
        crossings->capacity = crossings->capacity ? 2 * crossings->capacity : 64;
        crossings->list =
            memory_resize(crossings->list, crossings->capacity, sizeof *crossings->list);
    }
    crossings->list[crossings->count++] = *crossing;
}

/* An edge crosses the lines from its lower end, that one included, to its upper one. */
static void cross_edge(struct crossings *crossings, const struct lines *lines, struct point from,
                       struct point to)
{
    double first = dot(lines->across, from) / lines->gap,
           last = dot(lines->across, to) / lines->gap;
    double start = ceil(fmin(first, last)), end = fmax(first, last);
    if (end - start > MOST_CROSSINGS - (double)crossings->count)
        return; /* no picture is so large */
    for (double line = start; line < end; line++) {
        double share = (line - first) / (last - first);
        const struct point at = {from.x + (to.x - from.x) * share,
                                 from.y + (to.y - from.y) * share};
        const struct crossing crossing = {(int64_t)line, dot(lines->along, at),
                                          last > first ? 1 : -1};
        add_crossing(crossings, &crossing);
    }
}

static struct point curve_point(struct point from, const struct point *points, double share)
{
    double rest = 1 - share, a = rest * rest * rest, b = 3 * rest * rest * share;
    double c = 3 * rest * share * share, d = share * share * share;
    return (struct point){a * from.x + b * points[0].x + c * points[1].x + d * points[2].x,
                          a * from.y + b * points[0].y + c * points[1].y + d * points[2].y};
}

static struct point cross_curve(struct crossings *crossings, const struct lines *lines,
                                struct point from, const struct point *points)
{
    struct point here = from;
    for (int i = 1; i <= CURVE_PARTS; i++) {
        struct point next = curve_point(from, points, (double)i / CURVE_PARTS);
        cross_edge(crossings, lines, here, next);
        here = next;
    }
    return here;
}

/* Every part of a path is closed where it is filled. */
static void cross_path(struct crossings *crossings, const struct lines *lines,
                       const struct path *path)
{
    struct point start = {0, 0}, here = {0, 0};
    const struct point *next = path->points;
    for (size_t i = 0; i < path->verb_count; i++) {
        switch ((enum path_verb)path->verbs[i]) {
        case PATH_MOVE:
            cross_edge(crossings, lines, here, start);
            start = here = *next++;
            break;
        case PATH_LINE:
            cross_edge(crossings, lines, here, *next);
            here = *next++;
            break;
        case PATH_CURVE:
            here = cross_curve(crossings, lines, here, next);
            next += 3;
            break;
        case PATH_CLOSE:
            cross_edge(crossings, lines, here, start);
            here = start;
            break;
        }
    }
    cross_edge(crossings, lines, here, start);
}

static int compare_crossings(const void *left, const void *right)
{
    const struct crossing *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->along != b->along)
        return a->along < b->along ? -1 : 1;
    return b->winding - a->winding; /* in before out: parts that touch are one */
}

static struct point point_on(const struct lines *lines, int64_t line, double along)
{
    double across = (double)line * lines->gap;
    return (struct point){lines->across.x * across + lines->along.x * along,
                          lines->across.y * across + lines->along.y * along};
}

static void add_point(struct path_draft *draft, enum path_verb verb, struct point at)
{
    draft->verbs[draft->count] = (unsigned char)verb;
    draft->points[draft->count++] = at;
}

static void add_inside(struct path_draft *draft, const struct lines *lines,
                       const struct crossings *crossings)
{
    int winding = 0;
    bool is_inside = false;
    double start = 0;
    for (size_t i = 0; i < crossings->count; i++) {
        const struct crossing *here = &crossings->list[i];
        if (!is_inside)
            start = here->along;
        is_inside = true;
        winding += here->winding;
        bool goes_on = i + 1 < crossings->count && here[1].line == here->line &&
                       here[1].along - here->along < shortest_pt;
        if (winding != 0 || goes_on)
            continue;
        is_inside = false;
        if (here->along - start < shortest_pt)
            continue;
        add_point(draft, PATH_MOVE, point_on(lines, here->line, start));
        add_point(draft, PATH_LINE, point_on(lines, here->line, here->along));
    }
}

struct path hatch_lines(const struct path *path, enum pattern pattern, double gap,
                        struct arena *arena)
{
    static const double half = 0.70710678118654752; /* of 45 degrees, sine and cosine */
    const struct lines ways[WAYS] = {{{half, half}, {half, -half}, gap},  /* rising */
                                     {{half, -half}, {half, half}, gap}}; /* falling */
    const bool has[WAYS] = {pattern != PATTERN_BACK_HATCH, pattern != PATTERN_HATCH};
    struct crossings crossings[WAYS] = {0};
    for (int i = 0; i < WAYS; i++) {
        if (has[i])
            cross_path(&crossings[i], &ways[i], path);
        if (crossings[i].count > 0)
            qsort(crossings[i].list, crossings[i].count, sizeof *crossings[i].list,
                  compare_crossings);
    }
    size_t most = crossings[0].count + crossings[1].count; /* a line has two of them at least */
    struct path_draft draft = {arena_allocate(arena, most, sizeof *draft.verbs),
                               arena_allocate(arena, most, sizeof *draft.points), 0};
    for (int i = 0; i < WAYS; i++) {
        add_inside(&draft, &ways[i], &crossings[i]);
        free(crossings[i].list);
    }
    return (struct path){draft.count, draft.count, draft.verbs, draft.points};
}
