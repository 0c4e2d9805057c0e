/* SPDX-License-Identifier: MIT */
/* The numbers of a map's rows, at its left, and of its columns: above a map whose name stands below
 * it, below the others. */
#include <math.h>

#include "drawing/plane.h"
#include "drawing/words/words.h"

/* Per size of their font. */
static const double distance = 1.05; /* from the map's edge to the middle of a number */
static const double room_beside = 1.6;
static const double half_height = 0.5;
static const double least_pitch = 1.3; /* closer cells have no numbers */

static const char *const parts[] = {
    [MAP_INPUT] = "index.input", [MAP_KERNEL] = "index.kernel", [MAP_OUTPUT] = "index.output"};

struct indices {
    struct words words;
    struct box room;
    struct pen *pen;
    bool is_measuring; /* the room; the numbers come when it is there */
};

static bool has_columns_above(const struct map_place *place)
{
    bool is_oblique = place->plane.row.x != 0 || place->plane.column.y != 0;
    return !is_oblique &&
           (place->side == SIDE_BELOW || (place->side == SIDE_LEFT && place->role == MAP_OUTPUT));
}

static void write_number(struct indices *indices, struct item_key key, size_t number,
                         struct point at)
{
    const char *text = arena_format(indices->pen->arena, "%zu", number);
    double half = words_width(&indices->words, text) / 2;
    double height = half_height * indices->words.lettering.font.size_pt;
    if (!indices->is_measuring) {
        pen_write(indices->pen, key, text, at, &indices->words.lettering);
        return;
    }
    indices->room.left = fmin(indices->room.left, at.x - half);
    indices->room.right = fmax(indices->room.right, at.x + half);
    indices->room.top = fmin(indices->room.top, at.y - height);
    indices->room.bottom = fmax(indices->room.bottom, at.y + height);
}

/* Beside each row, or at the end of each column; a cropped unit has none. */
static void write_axis(struct indices *indices, size_t which, bool is_row)
{
    const struct map_place *place = &indices->pen->places[which];
    const struct area *outline = &place->outline;
    double size = indices->words.lettering.font.size_pt, pitch = place->pitch[is_row ? 0 : 1];
    struct point along = is_row ? place->plane.row : place->plane.column;
    struct point out = is_row ? place->plane.column : place->plane.row;
    bool is_before = is_row || has_columns_above(place);
    double first = is_row ? outline->row : outline->column;
    double end = first + (is_row ? outline->rows : outline->columns);
    double edge = is_row ? outline->column : outline->row + (is_before ? 0 : outline->rows);
    edge += (is_before ? -1 : 1) * distance * size / plane_length(out);
    size_t count = is_row ? place->rows : place->columns;
    for (size_t i = 0; plane_length(along) * fabs(pitch) >= least_pitch * size && i < count; i++) {
        double at = (double)i * pitch + 0.5;
        struct item_key key = {parts[place->role], (int)which, is_row ? (int)i : -1,
                               is_row ? -1 : (int)i};
        if (at > first && at < end)
            write_number(indices, key, i,
                         is_row ? plane_point(&place->plane, at, edge)
                                : plane_point(&place->plane, edge, at));
    }
}

static void visit(struct indices *indices)
{
    for (size_t i = 0; i < indices->pen->place_count; i++) {
        const struct map_place *place = &indices->pen->places[i];
        bool is_map = place->rows > 0 && place->outline.rows > 0; /* no slice of one */
        if (is_map && place->rows > 1)
            write_axis(indices, i, true);
        if (is_map)
            write_axis(indices, i, false);
    }
}

/* Names and arrows stand further out. */
static void take_room(struct map_place *place, double room)
{
    place->taken_left_pt = place->rows > 1 ? room : 0;
    place->taken_above_pt = has_columns_above(place) ? room : 0;
    place->taken_below_pt = has_columns_above(place) ? 0 : room;
}

void indices_draw(const struct drawing *drawing, struct pen *pen)
{
    double margin = pen->theme->margin_pt;
    if (!drawing->scene->show.indices.value || pen->place_count == 0)
        return;
    struct indices indices = {
        .words = {drawing->ruler,
                  {.font = pen->theme->font[FONT_SMALL],
                   .color = pen->theme->color[COLOR_ZERO_INK]}},
        .room = {margin, margin, pen->list->width_pt - margin, pen->list->height_pt - margin},
        .pen = pen,
        .is_measuring = true,
    };
    visit(&indices);
    words_make_room(pen, indices.room);
    indices.is_measuring = false;
    visit(&indices);
    for (size_t i = 0; i < pen->place_count; i++)
        take_room(&pen->places[i], room_beside * indices.words.lettering.font.size_pt);
}
