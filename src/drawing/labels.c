/* SPDX-License-Identifier: MIT */
/* The maps' names with their sizes: above an upright map, beside the right corner of an oblique
 * one. */
#include <math.h>

#include "drawing/runs.h"
#include "drawing/words.h"

/* Per size of the font of words. */
static const double gap_above = 0.75; /* from a map to the middle of its name */
static const double gap_below = 1.05; /* likewise, of one below it */
static const double size_gap = 0.5;   /* between a name and its size */
static const double gap_beside = 0.9; /* from an oblique map's corner to its name */
static const double half_height = 0.6;
static const double middle = 0.36; /* of figures, above the baseline */

static const char *const usual_names[] = {
    [MAP_INPUT] = "input", [MAP_KERNEL] = "kernel", [MAP_OUTPUT] = "output"};
static const enum theme_color inks[] = {[MAP_INPUT] = COLOR_INPUT_INK,
                                        [MAP_KERNEL] = COLOR_WINDOW_INK,
                                        [MAP_OUTPUT] = COLOR_OUTPUT_INK};

/* "5 × 5", with the channels first where there are several. */
static const char *size_text(const struct simulation *simulation, enum map_role role,
                             struct arena *arena)
{
    while (role == MAP_INPUT && simulation->below)
        simulation = simulation->below;
    const struct tensor *tensor = role == MAP_INPUT    ? &simulation->input
                                  : role == MAP_OUTPUT ? &simulation->output
                                                       : &simulation->kernel;
    const char *text = "";
    size_t first = role == MAP_KERNEL ? 2 : tensor->size[0] > 1 ? 0 : 1;
    for (size_t i = first; i < tensor->rank; i++)
        text = arena_format(arena, "%s%s%zu", text, i > first ? " \xc3\x97 " : "", tensor->size[i]);
    return text;
}

/* A map's name, strong, and its size. */
static void read_label(const struct drawing *drawing, const struct map_place *place,
                       struct runs *runs)
{
    const struct theme *theme = &drawing->scene->theme;
    enum map_role role = place->role;
    struct font font = theme->font[FONT_WORDS];
    const char *given = drawing->scene->names[role];
    if (place->name) {
        runs_add(runs, place->name, &font, theme->color[COLOR_ZERO_INK], 0);
        return;
    }
    struct color ink = theme->color[inks[role]];
    font.is_bold = true;
    runs_add(runs, given ? given : usual_names[role], &font, ink, 0);
    font.is_bold = false;
    if (drawing->scene->show.sizes.value)
        runs_add(runs, size_text(drawing->simulation, role, runs->arena), &font, ink,
                 size_gap * font.size_pt);
}

static bool is_upright(const struct plane *plane)
{
    return plane->column.y == 0 && plane->row.x == 0;
}

/* The middle of a label of that width. */
static struct point label_place(const struct map_place *place, double width, double size)
{
    const struct area *area = &place->outline;
    struct box box = plane_widen(box_around(plane_point(&place->plane, area->row, area->column)),
                                 &place->plane, *area);
    double middle_y = (box.top + box.bottom) / 2;
    box.top -= place->taken_above_pt;
    box.bottom += place->taken_below_pt;
    if (place->side == SIDE_LEFT)
        return (struct point){box.left - place->taken_left_pt - gap_beside * size - width / 2,
                              middle_y};
    if (is_upright(&place->plane))
        return (struct point){(box.left + box.right) / 2, place->side == SIDE_BELOW
                                                              ? box.bottom + gap_below * size
                                                              : box.top - gap_above * size};
    struct point corner =
        plane_point(&place->plane, area->row + area->rows, area->column + area->columns);
    return (struct point){corner.x + gap_beside * size + width / 2, corner.y};
}

/* The first map of each role has its name. */
static bool is_named(const struct pen *pen, size_t index)
{
    if (pen->places[index].name)
        return true;
    for (size_t i = 0; i < index; i++)
        if (pen->places[i].role == pen->places[index].role && !pen->places[i].name)
            return false;
    return true;
}

static void visit(const struct drawing *drawing, struct pen *pen, struct box *room)
{
    double size = pen->theme->font[FONT_WORDS].size_pt;
    for (size_t i = 0; i < pen->place_count; i++) {
        const struct map_place *place = &pen->places[i];
        struct runs runs = {.ruler = drawing->ruler, .arena = pen->arena};
        if (!is_named(pen, i))
            continue;
        read_label(drawing, place, &runs);
        double width = runs_width(&runs, 0, runs.count);
        struct point at = label_place(place, width, size);
        if (room) {
            room->left = fmin(room->left, at.x - width / 2);
            room->right = fmax(room->right, at.x + width / 2);
            room->top = fmin(room->top, at.y - half_height * size);
            room->bottom = fmax(room->bottom, at.y + half_height * size);
            continue;
        }
        struct item_key key =
            key_once(arena_format(pen->arena, "label.%s", usual_names[place->role]));
        if (place->name)
            key.channel = (int)i;
        runs_write(&runs, 0, runs.count, pen, key,
                   (struct point){at.x - width / 2, at.y + middle * size});
    }
}

static bool has_labels(const struct drawing *drawing)
{
    return words_shown(drawing, &drawing->scene->show.labels);
}

double labels_reach(const struct drawing *drawing, enum map_role role, struct arena *arena)
{
    const struct map_place place = {.role = role};
    struct runs runs = {.ruler = drawing->ruler, .arena = arena};
    if (!has_labels(drawing))
        return 0;
    read_label(drawing, &place, &runs);
    return gap_beside * drawing->scene->theme.font[FONT_WORDS].size_pt +
           runs_width(&runs, 0, runs.count);
}

/* First the room, then the words: the shift moves the maps. */
void labels_draw(const struct drawing *drawing, struct pen *pen)
{
    double margin = pen->theme->margin_pt;
    if (!has_labels(drawing) || pen->place_count == 0)
        return;
    struct box room = {margin, margin, pen->list->width_pt - margin, pen->list->height_pt - margin};
    visit(drawing, pen, &room);
    words_make_room(pen, room);
    visit(drawing, pen, NULL);
}
