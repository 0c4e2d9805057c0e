/* SPDX-License-Identifier: MIT */
/* Arrows beside an input map that tell its padding, stride and dilation where they are not the
 * usual ones. What all axes have alike is told once: padding and dilation down the left side,
 * stride along the columns. */
#include <inttypes.h>
#include <math.h>

#include "drawing/arrow.h"
#include "drawing/plane.h"
#include "drawing/words/words.h"

/* Per size of the font of words. */
static const double small = 0.9;        /* the size of these words */
static const double distance = 0.75;    /* of an arrow from its map */
static const double level = 2.3;        /* from an arrow to one further out */
static const double text_gap = 0.55;    /* from an arrow to its words */
static const double half_height = 0.6;  /* of words */
static const double shortest_arrow = 9; /* points: a shorter one has heads at its outside */

enum { MOST_DIMENSIONS = 12 };

/* From one place of an axis to another, in cells of the input's plane. */
struct dimension {
    const char *text;
    bool is_down;   /* along the rows */
    bool is_double; /* an extent: heads at both ends */
    double from, to;
    int level; /* 0: next to the map */
};

struct dimensions {
    const struct drawing *drawing; /* borrowed */
    const struct map_place *place; /* borrowed */
    struct words words;
    struct arena *arena; /* borrowed */
    struct dimension all[MOST_DIMENSIONS];
    size_t count;
};

/* ---- which ---- */

static const struct axis *axis_of(const struct dimensions *dimensions, bool is_down)
{
    const struct simulation *simulation = dimensions->drawing->simulation;
    if (is_down)
        return simulation->axes > 1 ? &simulation->axis[simulation->axes - 2] : NULL;
    return &simulation->axis[simulation->axes - 1];
}

static void add(struct dimensions *dimensions, const struct dimension *dimension, enum word word,
                int64_t number)
{
    if (dimensions->count == MOST_DIMENSIONS)
        return;
    struct dimension *added = &dimensions->all[dimensions->count++];
    *added = *dimension;
    added->text =
        catalogue_phrase(&dimensions->drawing->scene->language, word,
                         arena_format(dimensions->arena, "%" PRId64, number), dimensions->arena);
}

/* Of a transposed layer what the guide calls p' = d (k - 1) - p; a cropped plane has none. */
static void add_padding(struct dimensions *dimensions, bool is_down, bool has_both)
{
    const struct axis *a = axis_of(dimensions, is_down);
    enum word word =
        dimensions->drawing->simulation->is_transposed ? WORD_TRANSPOSED_PADDING : WORD_PADDING;
    double after = (double)a->after, end = (double)(a->padded - a->extra);
    struct dimension before = {NULL, is_down, true, 0, (double)a->before, 0};
    if (a->before > 0)
        add(dimensions, &before, word, a->before);
    struct dimension behind = {NULL, is_down, true, end - after, end, 0};
    if (has_both && a->after > 0)
        add(dimensions, &behind, word, a->after);
}

/* From the middle of the first window to that of the next; of a transposed layer from a unit to the
 * next. */
static void add_stride(struct dimensions *dimensions, bool is_down)
{
    const struct axis *a = axis_of(dimensions, is_down);
    bool is_transposed = dimensions->drawing->simulation->is_transposed;
    double start = is_transposed ? (double)a->before + 0.5 : (double)a->effective_kernel / 2;
    struct dimension stride = {NULL, is_down, false, start, start + (double)a->stride, 0};
    if (a->stride > 1 && (is_transposed ? a->input : a->output) > 1)
        add(dimensions, &stride, WORD_STRIDE, a->stride);
}

/* Between the last two taps of the last window: the padding is told at the beginning. */
static void add_dilation(struct dimensions *dimensions, bool is_down)
{
    const struct axis *a = axis_of(dimensions, is_down);
    double end = (double)((a->output - 1) * a->move + a->effective_kernel) - 0.5;
    struct dimension dilation = {NULL, is_down, false, end - (double)a->dilation, end, 0};
    if (a->dilation > 1 && a->kernel > 1)
        add(dimensions, &dilation, WORD_DILATION, a->dilation);
}

static void find_dimensions(struct dimensions *dimensions)
{
    const struct simulation *simulation = dimensions->drawing->simulation;
    const struct axis *down = axis_of(dimensions, true), *right = axis_of(dimensions, false);
    bool is_padded =
        simulation_takes(simulation, "padding") && dimensions->drawing->scene->show.padding.value;
    bool is_even = right->before == right->after, is_alike = false;
    if (down) {
        is_even &= down->before == down->after;
        is_alike = down->before == right->before && is_even;
    }
    if (is_padded && down)
        add_padding(dimensions, true, !is_even);
    if (is_padded && !is_alike)
        add_padding(dimensions, false, !is_even);
    bool moves = simulation_takes(simulation, "stride");
    if (moves)
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

/* Outwards from the map, a point long. */
static struct point outwards(const struct dimensions *dimensions, bool is_down)
{
    const struct plane *plane = &dimensions->place->plane;
    struct point along = is_down ? plane->column : plane->row;
    double sign = is_down || dimensions->place->dimensions == DIMENSIONS_ABOVE ? -1 : 1;
    double length = plane_length(along);
    return (struct point){sign * along.x / length, sign * along.y / length};
}

/* A place of an axis at the map's edge, on the page. */
static struct point edge_point(const struct dimensions *dimensions, bool is_down, double at)
{
    const struct map_place *place = dimensions->place;
    const struct area *area = &place->outline;
    bool is_far = place->dimensions == DIMENSIONS_BELOW;
    if (is_down)
        return plane_point(&place->plane, area->row + at, area->column);
    return plane_point(&place->plane, area->row + (is_far ? area->rows : 0), area->column + at);
}

static struct point move(struct point from, struct point along, double by)
{
    return (struct point){from.x + along.x * by, from.y + along.y * by};
}

/* How far an arrow is from the map. */
static double distance_of(const struct dimensions *dimensions, const struct dimension *dimension)
{
    double size = dimensions->words.lettering.font.size_pt / small;
    double width = dimension->is_down ? 0 : level * size;
    for (size_t i = 0; dimension->is_down && i < dimensions->count; i++)
        if (dimensions->all[i].is_down && dimensions->all[i].level == 0)
            width = fmax(width, words_width(&dimensions->words, dimensions->all[i].text) +
                                    2 * text_gap * size);
    const struct map_place *place = dimensions->place;
    double taken = dimension->is_down                      ? place->taken_left_pt
                   : place->dimensions == DIMENSIONS_ABOVE ? place->taken_above_pt
                                                           : place->taken_below_pt;
    return taken + distance * size + dimension->level * width;
}

static struct box box_of(const struct dimensions *dimensions, const struct dimension *dimension,
                         struct point *from, struct point *to, struct point *text)
{
    double size = dimensions->words.lettering.font.size_pt / small;
    double width = words_width(&dimensions->words, dimension->text), gap = text_gap * size;
    struct point out = outwards(dimensions, dimension->is_down);
    double away = distance_of(dimensions, dimension);
    *from = move(edge_point(dimensions, dimension->is_down, dimension->from), out, away);
    *to = move(edge_point(dimensions, dimension->is_down, dimension->to), out, away);
    struct point middle = {(from->x + to->x) / 2, (from->y + to->y) / 2};
    bool is_oblique = !plane_is_upright(&dimensions->place->plane);
    if (dimension->is_down && is_oblique) /* below the lower end, which is further right */
        *text = (struct point){to->x - 2 * gap - width / 2, to->y + gap};
    else if (dimension->is_down)
        *text = (struct point){middle.x - gap - width / 2, middle.y};
    else if (!is_oblique)
        *text =
            (struct point){middle.x, middle.y + (out.y < 0 ? -1 : 1) * (gap + half_height * size)};
    else
        *text = (struct point){middle.x + gap + width / 2, middle.y + gap};
    struct box box = {text->x - width / 2, text->y - half_height * size, text->x + width / 2,
                      text->y + half_height * size};
    const struct point ends[] = {*from, *to};
    for (int i = 0; i < 2; i++) {
        box.left = fmin(box.left, ends[i].x);
        box.right = fmax(box.right, ends[i].x);
        box.top = fmin(box.top, ends[i].y);
        box.bottom = fmax(box.bottom, ends[i].y);
    }
    return box;
}

static bool meet(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* Each as near to the map as those before it allow. */
static void choose_levels(struct dimensions *dimensions)
{
    struct point ignored[3];
    for (size_t i = 1; i < dimensions->count; i++)
        for (size_t j = 0; j < i; j++) {
            struct dimension *a = &dimensions->all[i], *b = &dimensions->all[j];
            struct box mine = box_of(dimensions, a, &ignored[0], &ignored[1], &ignored[2]);
            struct box other = box_of(dimensions, b, &ignored[0], &ignored[1], &ignored[2]);
            if (a->is_down != b->is_down || !meet(&mine, &other))
                continue;
            a->level++;
            j = (size_t)-1; /* from the first again */
        }
}

/* ---- drawing ---- */

static void draw_one(const struct dimensions *dimensions, size_t index, struct pen *pen)
{
    const struct dimension *dimension = &dimensions->all[index];
    struct point from, to, text;
    box_of(dimensions, dimension, &from, &to, &text);
    struct stroke line = pen_solid(pen, COLOR_ZERO_INK, pen->theme->thick_pt);
    struct item_key key = {"dimension", -1, (int)index, -1};
    struct point middle = {(from.x + to.x) / 2, (from.y + to.y) / 2};
    bool is_long = plane_length((struct point){to.x - from.x, to.y - from.y}) >= shortest_arrow;
    if (dimension->is_double && is_long) {
        arrow_draw(pen, (struct item_key){"dimension.back", -1, (int)index, -1}, middle, from,
                   line);
        arrow_draw(pen, key, middle, to, line);
    } else {
        arrow_draw(pen, key, from, to, line);
    }
    struct lettering lettering = dimensions->words.lettering;
    pen_write(pen, (struct item_key){"dimension.text", -1, (int)index, -1}, dimension->text, text,
              &lettering);
}

static const struct map_place *find_place(const struct pen *pen)
{
    for (size_t i = 0; i < pen->place_count; i++)
        if (pen->places[i].dimensions != DIMENSIONS_NONE)
            return &pen->places[i];
    return NULL;
}

static struct box room_of(const struct dimensions *dimensions, const struct pen *pen)
{
    double margin = pen->theme->margin_pt;
    struct box room = {margin, margin, pen->list->width_pt - margin, pen->list->height_pt - margin};
    for (size_t i = 0; i < dimensions->count; i++) {
        struct point from, to, text;
        struct box box = box_of(dimensions, &dimensions->all[i], &from, &to, &text);
        room.left = fmin(room.left, box.left);
        room.right = fmax(room.right, box.right);
        room.top = fmin(room.top, box.top);
        room.bottom = fmax(room.bottom, box.bottom);
    }
    return room;
}

void dimensions_draw(const struct drawing *drawing, struct pen *pen)
{
    const struct map_place *place = find_place(pen);
    if (!place || !words_shown(drawing, &drawing->scene->show.dimensions))
        return;
    struct dimensions dimensions = {.drawing = drawing, .place = place, .arena = pen->arena};
    dimensions.words = (struct words){
        drawing->ruler,
        {.font = pen->theme->font[FONT_WORDS], .color = pen->theme->color[COLOR_ZERO_INK]}};
    dimensions.words.lettering.font.size_pt *= small;
    find_dimensions(&dimensions);
    choose_levels(&dimensions);
    words_make_room(pen, room_of(&dimensions, pen));
    for (size_t i = 0; i < dimensions.count; i++)
        draw_one(&dimensions, i, pen);
}
