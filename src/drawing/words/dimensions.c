/* SPDX-License-Identifier: MIT */
/* Arrows beside an input map that tell its padding, stride and dilation where they are not the
 * usual ones. What all axes have alike is told once: padding and dilation down the left side,
 * stride along the columns. */
#include <inttypes.h>
#include <math.h>

#include "drawing/words/words.h"

static const struct dimension_sizes *const sizes = &theme_sizes.dimension;

enum { MOST_DIMENSIONS = 12 };

/* From one place of an axis to another, in cells of the input's plane. */
struct dimension {
    bool is_down;   /* along the rows */
    bool is_double; /* an extent: heads at both ends */
    double from, to;
    const char *text;
    double width; /* of its text, points */
    int level;    /* 0: next to the map */
    bool is_low;  /* its words are no higher than below the map's name */
};

/* Found before the layout is solved; they keep their levels then. */
struct dimensions {
    const struct panel *panel; /* borrowed */
    size_t map;                /* which of the panel's */
    double taken[SIDES];       /* beside the map when these asked for their room */
    double size;               /* of the font of words */
    struct words words;
    struct dimension all[MOST_DIMENSIONS];
    size_t count;
};

/* ---- which ---- */

static const struct placed *map_of(const struct dimensions *dimensions)
{
    return &dimensions->panel->maps[dimensions->map];
}

static const struct axis *axis_of(const struct dimensions *dimensions, bool is_down)
{
    const struct simulation *simulation = dimensions->panel->subject.simulation;
    if (is_down)
        return simulation->axes > 1 ? &simulation->axis[simulation->axes - 2] : NULL;
    return &simulation->axis[simulation->axes - 1];
}

/* "padding 1"; of panels, whose heads have the words, "p = 1". */
static const char *text_of(const struct subject *subject, enum word word, int64_t number,
                           struct arena *arena)
{
    static const char *const letters[] = {[WORD_PADDING] = "p",
                                          [WORD_TRANSPOSED_PADDING] = "p\xe2\x80\xb2", /* U+2032 */
                                          [WORD_STRIDE] = "s",
                                          [WORD_DILATION] = "d"};
    if (subject->layers.count > 1)
        return arena_format(arena, "%s = %" PRId64, letters[word], number);
    return catalogue_phrase(subject->looks.language, word, arena_format(arena, "%" PRId64, number),
                            arena);
}

static void add(struct dimensions *dimensions, struct dimension added, enum word word,
                int64_t number)
{
    if (dimensions->count == MOST_DIMENSIONS)
        return;
    added.text = text_of(&dimensions->panel->subject, word, number, dimensions->panel->arena);
    added.width = words_width(&dimensions->words, added.text);
    dimensions->all[dimensions->count++] = added;
}

static struct plane plane_for(const struct dimensions *dimensions, double cell)
{
    return layout_plane_of(dimensions->panel->layout, map_of(dimensions)->box, cell);
}

/* Padding that both sides have alike is told at the first one; down an oblique map at the last one,
 * whose corner is in the middle of the drawing, unless a dilation is told there. */
static bool is_told_last(const struct dimensions *dimensions, bool is_down, bool has_both)
{
    struct plane plane = plane_for(dimensions, 1);
    const struct axis *a = axis_of(dimensions, is_down);
    return is_down && !has_both && !plane_is_upright(&plane) && a->dilation == 1;
}

/* Of a transposed layer what the guide calls p' = d (k - 1) - p; a cropped plane has none. */
static void add_padding(struct dimensions *dimensions, bool is_down, bool has_both)
{
    const struct axis *a = axis_of(dimensions, is_down);
    enum word word = dimensions->panel->subject.simulation->is_transposed ? WORD_TRANSPOSED_PADDING
                                                                          : WORD_PADDING;
    double end = (double)(a->padded - a->extra);
    bool is_last = is_told_last(dimensions, is_down, has_both);
    double start = is_last ? end - (double)a->before : 0;
    if (a->before > 0)
        add(dimensions,
            (struct dimension){.is_down = is_down,
                               .is_double = true,
                               .from = start,
                               .to = start + (double)a->before},
            word, a->before);
    if (has_both && a->after > 0)
        add(dimensions,
            (struct dimension){
                .is_down = is_down, .is_double = true, .from = end - (double)a->after, .to = end},
            word, a->after);
}

/* From the middle of the first window to that of the next; of a transposed layer from a unit to the
 * next. */
static void add_stride(struct dimensions *dimensions, bool is_down)
{
    const struct axis *a = axis_of(dimensions, is_down);
    bool is_transposed = dimensions->panel->subject.simulation->is_transposed;
    double start = is_transposed ? (double)a->before + 0.5 : (double)a->effective_kernel / 2;
    if (a->stride > 1 && (is_transposed ? a->input : a->output) > 1)
        add(dimensions,
            (struct dimension){.is_down = is_down, .from = start, .to = start + (double)a->stride},
            WORD_STRIDE, a->stride);
}

/* Between the last two taps of the last window: the padding is told at the beginning. */
static void add_dilation(struct dimensions *dimensions, bool is_down)
{
    const struct axis *a = axis_of(dimensions, is_down);
    double end = (double)((a->output - 1) * a->move + a->effective_kernel) - 0.5;
    if (a->dilation > 1 && a->kernel > 1)
        add(dimensions,
            (struct dimension){.is_down = is_down, .from = end - (double)a->dilation, .to = end},
            WORD_DILATION, a->dilation);
}

static void find_dimensions(struct dimensions *dimensions)
{
    const struct simulation *simulation = dimensions->panel->subject.simulation;
    const struct axis *down = axis_of(dimensions, true), *right = axis_of(dimensions, false);
    bool is_padded = simulation_takes(simulation, "padding") &&
                     dimensions->panel->subject.looks.show.padding.value;
    bool is_even = right->before == right->after, is_alike = false;
    if (down) {
        is_even &= down->before == down->after;
        is_alike = down->before == right->before && is_even;
    }
    if (is_padded && down && !ruler_tells(dimensions->panel, true))
        add_padding(dimensions, true, !is_even);
    if (is_padded && !is_alike && !ruler_tells(dimensions->panel, false))
        add_padding(dimensions, false, !is_even);
    bool moves = simulation_takes(simulation, "stride");
    if (moves && !ruler_tells_stride(dimensions->panel))
        add_stride(dimensions, false);
    if (moves && down && (down->stride != right->stride || right->output == 1))
        add_stride(dimensions, true);
    bool dilates = simulation_takes(simulation, "dilation");
    bool dilates_alike = down && down->dilation == right->dilation && down->kernel > 1;
    if (dilates && down)
        add_dilation(dimensions, true);
    if (dilates && !dilates_alike)
        add_dilation(dimensions, false);
}

/* ---- where ---- */

static bool is_above(const struct dimensions *dimensions)
{
    return map_of(dimensions)->dimensions == DIMENSIONS_ABOVE;
}

static enum side side_of(const struct dimensions *dimensions, const struct dimension *dimension)
{
    if (dimension->is_down)
        return SIDE_LEFT;
    return is_above(dimensions) ? SIDE_ABOVE : SIDE_BELOW;
}

/* How far an arrow is from the map. */
static double distance_of(const struct dimensions *dimensions, const struct dimension *dimension)
{
    double size = dimensions->size, width = dimension->is_down ? 0 : sizes->level * size;
    for (size_t i = 0; dimension->is_down && i < dimensions->count; i++)
        if (dimensions->all[i].is_down && dimensions->all[i].level == 0)
            width = fmax(width, dimensions->all[i].width + 2 * sizes->text_gap * size);
    return dimensions->taken[side_of(dimensions, dimension)] + sizes->distance * size +
           dimension->level * width;
}

/* A place of an axis on the page, as far out as its arrow is. */
static struct point place_of(const struct dimensions *dimensions, const struct dimension *dimension,
                             const struct plane *plane, double at)
{
    return panel_beside(&map_of(dimensions)->map, plane, side_of(dimensions, dimension), at,
                        distance_of(dimensions, dimension));
}

/* A dimension on a plane: its ends, the middle of its words, and all of it. */
struct spot {
    struct point from, to, text;
    struct bounds arrow, words, box;
};

/* Where the name of an oblique map is. */
static struct bounds name_bounds(const struct dimensions *dimensions, const struct plane *plane)
{
    const struct placed *placed = map_of(dimensions);
    const struct area *area = &placed->map.reach;
    struct point corner = plane_point(plane, area->row + area->rows, area->column + area->columns);
    struct point name = labels_size(dimensions->panel, placed);
    double left = corner.x + theme_sizes.label.beside * dimensions->size;
    return (struct bounds){left, corner.y - name.y / 2, left + name.x, corner.y + name.y / 2};
}

/* The middle of its words. An oblique map's are at the right of its arrows, those along the rows at
 * the left below the lower end, which is further right. */
static struct point text_place(const struct dimensions *dimensions,
                               const struct dimension *dimension, const struct spot *spot,
                               const struct plane *plane)
{
    bool is_oblique = !plane_is_upright(plane);
    double gap = sizes->text_gap * dimensions->size, half = dimension->width / 2;
    double up = gap + sizes->half_height * dimensions->size;
    struct point middle = {(spot->from.x + spot->to.x) / 2, (spot->from.y + spot->to.y) / 2};
    if (dimension->is_down)
        return is_oblique ? (struct point){spot->to.x - 2 * gap - half, spot->to.y + gap}
                          : (struct point){middle.x - gap - half, middle.y};
    double name = dimension->is_low ? name_bounds(dimensions, plane).bottom : -INFINITY;
    if (is_oblique)
        return (struct point){middle.x + gap + half,
                              fmax(middle.y + gap, name + sizes->half_height * dimensions->size)};
    if (map_of(dimensions)->name_side == SIDE_LEFT) /* not below the name */
        middle.x = fmax(middle.x, fmin(spot->from.x, spot->to.x) + half);
    return (struct point){middle.x, middle.y + (is_above(dimensions) ? -up : up)};
}

/* With its tips, across the way that it goes. */
static struct bounds arrow_bounds(const struct dimensions *dimensions, struct point from,
                                  struct point to)
{
    double half = arrow_half_width(dimensions->panel->subject.looks.theme.thick_pt);
    struct point way = {to.x - from.x, to.y - from.y};
    double length = plane_length(way);
    double x = half * fabs(way.y) / length, y = half * fabs(way.x) / length;
    return (struct bounds){fmin(from.x, to.x) - x, fmin(from.y, to.y) - y, fmax(from.x, to.x) + x,
                           fmax(from.y, to.y) + y};
}

static struct spot spot_of(const struct dimensions *dimensions, const struct dimension *dimension,
                           const struct plane *plane)
{
    struct spot spot = {.from = place_of(dimensions, dimension, plane, dimension->from),
                        .to = place_of(dimensions, dimension, plane, dimension->to)};
    double half = sizes->half_height * dimensions->size, wide = dimension->width / 2;
    spot.text = text_place(dimensions, dimension, &spot, plane);
    spot.arrow = arrow_bounds(dimensions, spot.from, spot.to);
    spot.words = (struct bounds){spot.text.x - wide, spot.text.y - half, spot.text.x + wide,
                                 spot.text.y + half};
    spot.box = (struct bounds){
        fmin(spot.words.left, spot.arrow.left), fmin(spot.words.top, spot.arrow.top),
        fmax(spot.words.right, spot.arrow.right), fmax(spot.words.bottom, spot.arrow.bottom)};
    return spot;
}

/* Each as near to the map as those before it allow. */
static void choose_levels(struct dimensions *dimensions)
{
    struct plane plane = plane_for(dimensions, dimensions->panel->expected_cell);
    for (size_t i = 1; i < dimensions->count; i++)
        for (size_t j = 0; j < i; j++) {
            struct dimension *a = &dimensions->all[i], *b = &dimensions->all[j];
            struct spot mine = spot_of(dimensions, a, &plane);
            struct spot other = spot_of(dimensions, b, &plane);
            if (a->is_down != b->is_down || !bounds_meet(&mine.box, &other.box))
                continue;
            a->level++;
            j = (size_t)-1; /* from the first again */
        }
}

/* Everything here is so many cells and so many points from the map's corner. */
static void take_room(const struct dimensions *dimensions, const struct dimension *dimension)
{
    const double tiny = 1e-6; /* of a plane without cells, which still has directions */
    struct plane without = plane_for(dimensions, tiny), with = plane_for(dimensions, 1);
    struct spot small = spot_of(dimensions, dimension, &without);
    struct spot large = spot_of(dimensions, dimension, &with);
    struct layout *layout = dimensions->panel->layout;
    box_id box = map_of(dimensions)->box;
    layout_reach_box(layout, box, small.arrow, large.arrow);
    layout_reach_box(layout, box, small.words, large.words);
}

/* Words at the lower right of an oblique map that would be on its name stand below it. */
static void choose_low(const struct dimensions *dimensions, struct dimension *dimension)
{
    struct plane plane = plane_for(dimensions, dimensions->panel->expected_cell);
    struct bounds name = name_bounds(dimensions, &plane);
    struct spot spot = spot_of(dimensions, dimension, &plane);
    dimension->is_low = map_of(dimensions)->name_side == SIDE_CORNER && !dimension->is_down &&
                        bounds_meet(&name, &spot.words);
    if (dimension->is_low)
        take_room(dimensions, dimension);
}

/* How far the arrows reach beyond the map's lower edge, points. */
static double most_below(const struct dimensions *dimensions, const struct dimension *dimension)
{
    const struct area *area = &map_of(dimensions)->map.reach;
    struct plane plane = plane_for(dimensions, dimensions->panel->expected_cell);
    struct point front = plane_point(&plane, area->row + area->rows, area->column);
    return spot_of(dimensions, dimension, &plane).box.bottom - front.y;
}

/* A name on the same side stands outside of the arrows; of an oblique map it is below the front
 * corner, from which the edges with the arrows rise. */
static void take_side(struct dimensions *dimensions)
{
    double size = dimensions->size, most = 0;
    const struct placed *placed = map_of(dimensions);
    enum side side = is_above(dimensions) ? SIDE_ABOVE : SIDE_BELOW;
    struct plane plane = plane_for(dimensions, 1);
    bool is_oblique = !plane_is_upright(&plane);
    for (size_t i = 0; i < dimensions->count; i++) {
        const struct dimension *dimension = &dimensions->all[i];
        double beyond = distance_of(dimensions, dimension) +
                        (sizes->text_gap + 2 * sizes->half_height) * size - dimensions->taken[side];
        if (is_oblique)
            most = fmax(most, most_below(dimensions, dimension));
        else if (!dimension->is_down)
            most = fmax(most, beyond);
    }
    if (most > 0 && placed->name_side == side)
        layout_take(dimensions->panel->layout, placed->box, side, most);
}

void dimensions_ask(struct panel *panel)
{
    const struct subject *subject = &panel->subject;
    size_t map = 0;
    while (map < panel->map_count && panel->maps[map].dimensions == DIMENSIONS_NONE)
        map++;
    if (map == panel->map_count || !subject_shows(subject, &subject->looks.show.dimensions))
        return;
    struct dimensions *dimensions = arena_allocate(panel->arena, 1, sizeof *dimensions);
    *dimensions =
        (struct dimensions){.panel = panel,
                            .map = map,
                            .size = words_pt(subject),
                            .words = words_of(subject, COLOR_ZERO_INK, theme_sizes.words.small)};
    for (int side = 0; side < SIDES; side++)
        dimensions->taken[side] =
            layout_taken(panel->layout, panel->maps[map].box, (enum side)side);
    dimensions->taken[SIDE_BELOW] += ruler_beyond(panel);
    find_dimensions(dimensions);
    choose_levels(dimensions);
    for (size_t i = 0; i < dimensions->count; i++) {
        take_room(dimensions, &dimensions->all[i]);
        choose_low(dimensions, &dimensions->all[i]);
    }
    take_side(dimensions);
    panel->asked_dimensions = dimensions;
}

/* ---- drawing ---- */

static void draw_one(const struct dimensions *dimensions, size_t index, struct pen *pen)
{
    const struct dimension *dimension = &dimensions->all[index];
    struct spot spot = spot_of(dimensions, dimension, &map_of(dimensions)->map.plane);
    struct stroke line = pen_solid(pen, COLOR_ZERO_INK, pen->theme->thick_pt);
    struct item_key key = {"dimension", -1, (int)index, -1, NULL};
    struct point middle = {(spot.from.x + spot.to.x) / 2, (spot.from.y + spot.to.y) / 2};
    bool is_long = plane_length((struct point){spot.to.x - spot.from.x, spot.to.y - spot.from.y}) >=
                   sizes->shortest_pt;
    if (dimension->is_double && is_long) {
        arrow_draw(pen, (struct item_key){"dimension.back", -1, (int)index, -1, NULL}, middle,
                   spot.from, line);
        arrow_draw(pen, key, middle, spot.to, line);
    } else {
        arrow_draw(pen, key, spot.from, spot.to, line);
    }
    pen_write(pen, (struct item_key){"dimension.text", -1, (int)index, -1, NULL}, dimension->text,
              spot.text, &dimensions->words.lettering);
}

void dimensions_draw(const struct panel *panel, struct pen *pen)
{
    const struct dimensions *dimensions = panel->asked_dimensions;
    for (size_t i = 0; dimensions && i < dimensions->count; i++)
        draw_one(dimensions, i, pen);
}
