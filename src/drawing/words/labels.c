/* SPDX-License-Identifier: MIT */
/* The maps' names with their sizes: above an upright map, beside the right corner of an oblique
 * one. */
#include <math.h>

#include "drawing/words/runs.h"
#include "drawing/words/words.h"

/* Per size of the font of words. */
static const double gap_above = 0.75; /* from a map to the middle of its name */
static const double gap_below = 1.05; /* likewise, of one below it */
static const double size_gap = 0.5;   /* between a name and its size */
static const double gap_beside = 0.9; /* from an oblique map's corner to its name */
static const double half_height = 0.6;
static const double least_gap = 0.8; /* between the names of two maps */
static const double middle = 0.36;   /* of figures, above the baseline */

static const enum word usual_names[] = {
    [MAP_INPUT] = WORD_INPUT, [MAP_KERNEL] = WORD_KERNEL, [MAP_OUTPUT] = WORD_OUTPUT};
static const char *const parts[] = {
    [MAP_INPUT] = "label.input", [MAP_KERNEL] = "label.kernel", [MAP_OUTPUT] = "label.output"};
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
    size_t first = role == MAP_KERNEL ? 2 : tensor->size[0] > 1 ? 0 : 1;
    return tensor_sizes(tensor, first, " \xc3\x97 ", arena);
}

/* ---- one label ---- */

/* How the maps of a role are named: joined: its list stands at the first, as one name. */
struct naming {
    bool is_joined[MAP_ROLES];
};

/* A map's name, strong, and its size: on one line or below it. */
struct label {
    const struct map_place *place;
    struct runs name, size;
    bool has_two_lines;
    double shift;    /* further out than usual, points */
    struct point at; /* the middle */
    double width;
};

static struct runs no_runs(const struct drawing *drawing, struct arena *arena)
{
    return (struct runs){.ruler = drawing->ruler, .arena = arena};
}

/* The name of a map of one channel where the scene gives each its own; NULL: it has none. */
static const char *channel_name(const struct drawing *drawing, const struct naming *naming,
                                const struct map_place *place)
{
    const struct map_names *names = &drawing->scene->names[place->role];
    bool has_one = !naming->is_joined[place->role] && !place->name && place->channel >= 0 &&
                   (size_t)place->channel < names->count;
    return has_one ? names->each[place->channel] : NULL;
}

static void read_label(struct label *label, const struct drawing *drawing,
                       const struct naming *naming, struct arena *arena)
{
    const struct theme *theme = &drawing->scene->theme;
    enum map_role role = label->place->role;
    struct font font = theme->font[FONT_WORDS];
    const char *of_channel = channel_name(drawing, naming, label->place);
    const char *given = of_channel ? of_channel : drawing->scene->names[role].whole;
    label->name = label->size = no_runs(drawing, arena);
    if (label->place->name) {
        runs_add(&label->name, label->place->name, &font, theme->color[COLOR_ZERO_INK], 0);
        return;
    }
    struct color ink = theme->color[inks[role]];
    if (drawing->scene->show.sizes.value && !of_channel)
        runs_add(&label->size, size_text(drawing->simulation, role, arena), &font, ink, 0);
    font.is_bold = true;
    const char *usual = catalogue_word(&drawing->scene->language, usual_names[role]);
    runs_add(&label->name, given ? given : usual, &font, ink, 0);
}

static double width_of(const struct label *label, double size)
{
    double name = runs_width(&label->name, 0, label->name.count);
    double rest = runs_width(&label->size, 0, label->size.count);
    if (label->has_two_lines)
        return fmax(name, rest);
    return name + (rest > 0 ? size_gap * size + rest : 0);
}

static struct box outline_box(const struct map_place *place)
{
    const struct area *area = &place->outline;
    return plane_widen(box_around(plane_point(&place->plane, area->row, area->column)),
                       &place->plane, *area);
}

/* The middle of a label's first line. */
static struct point place_of(const struct label *label, double size)
{
    const struct map_place *place = label->place;
    const struct area *area = &place->outline;
    struct box box = outline_box(place);
    double middle_y = (box.top + box.bottom) / 2;
    double above = label->has_two_lines ? words_line * size : 0;
    box.top -= place->taken_above_pt;
    box.bottom += place->taken_below_pt;
    if (place->side == SIDE_LEFT)
        return (struct point){box.left - place->taken_left_pt - gap_beside * size -
                                  label->width / 2,
                              middle_y - above / 2};
    if (plane_is_upright(&place->plane))
        return (struct point){(box.left + box.right) / 2,
                              place->side == SIDE_BELOW
                                  ? box.bottom + gap_below * size + label->shift
                                  : box.top - gap_above * size - above - label->shift};
    struct point corner =
        plane_point(&place->plane, area->row + area->rows, area->column + area->columns);
    return (struct point){corner.x + gap_beside * size + label->width / 2, corner.y - above / 2};
}

static struct box box_of(const struct label *label, double size)
{
    double below = label->has_two_lines ? words_line * size : 0;
    return (struct box){label->at.x - label->width / 2, label->at.y - half_height * size,
                        label->at.x + label->width / 2, label->at.y + below + half_height * size};
}

static void write_label(const struct label *label, struct pen *pen, struct item_key key)
{
    double size = pen->theme->font[FONT_WORDS].size_pt;
    double name = runs_width(&label->name, 0, label->name.count);
    double rest = runs_width(&label->size, 0, label->size.count);
    struct point at = {label->at.x - label->width / 2, label->at.y + middle * size};
    struct point after = {at.x + name + size_gap * size, at.y};
    if (label->has_two_lines) {
        at.x = label->at.x - name / 2;
        after = (struct point){label->at.x - rest / 2, at.y + words_line * size};
    }
    runs_write(&label->name, 0, label->name.count, pen, key, at);
    key.row = 0;
    runs_write(&label->size, 0, label->size.count, pen, key, after);
}

/* ---- all of them ---- */

struct labels {
    struct naming naming;
    struct label all[MOST_PLACES];
    size_t count;
    double size; /* of words, points */
};

/* The first map of each role has its name. */
static bool is_named(const struct drawing *drawing, const struct naming *naming,
                     const struct pen *pen, size_t index)
{
    if (pen->places[index].name || channel_name(drawing, naming, &pen->places[index]))
        return true;
    for (size_t i = 0; i < index; i++)
        if (pen->places[i].role == pen->places[index].role && !pen->places[i].name)
            return false;
    return true;
}

static void place_label(struct label *label, double size)
{
    label->width = width_of(label, size);
    label->at = place_of(label, size);
}

static void read_labels(struct labels *labels, const struct drawing *drawing, struct pen *pen)
{
    labels->size = pen->theme->font[FONT_WORDS].size_pt;
    labels->count = 0;
    for (size_t i = 0; i < pen->place_count; i++) {
        struct label *label = &labels->all[labels->count];
        if (!is_named(drawing, &labels->naming, pen, i))
            continue;
        *label = (struct label){.place = &pen->places[i]};
        read_label(label, drawing, &labels->naming, pen->arena);
        place_label(label, labels->size);
        labels->count++;
    }
}

static bool are_close(struct box p, struct box q, double gap)
{
    return p.left < q.right + gap && q.left < p.right + gap && p.top < q.bottom + gap / 2 &&
           q.top < p.bottom + gap / 2;
}

/* Whether a label is too close to one before it, or over another map than its own. */
static bool is_in_the_way(const struct labels *labels, const struct pen *pen, size_t index)
{
    const struct label *label = &labels->all[index];
    struct box box = box_of(label, labels->size);
    double gap = least_gap * labels->size;
    for (size_t i = 0; i < index; i++)
        if (are_close(box, box_of(&labels->all[i], labels->size), gap))
            return true;
    for (size_t i = 0; i < pen->place_count; i++) {
        const struct map_place *place = &pen->places[i];
        if (place != label->place && place->outline.rows > 0 &&
            are_close(box, outline_box(place), 0))
            return true;
    }
    return false;
}

/* Then sizes go below the names; what is still in the way moves out. */
static void part(struct labels *labels, const struct pen *pen)
{
    bool is_close = false;
    for (size_t i = 0; i < labels->count; i++)
        is_close = is_close || is_in_the_way(labels, pen, i);
    for (size_t i = 0; is_close && i < labels->count; i++) {
        labels->all[i].has_two_lines = labels->all[i].size.count > 0;
        place_label(&labels->all[i], labels->size);
    }
    for (size_t i = 0; is_close && i < labels->count; i++) {
        struct label *label = &labels->all[i];
        bool can_move = label->place->side != SIDE_LEFT && plane_is_upright(&label->place->plane);
        for (int tries = 0; can_move && tries < MOST_PLACES && is_in_the_way(labels, pen, i);
             tries++) {
            label->shift += words_line * labels->size / 2;
            place_label(label, labels->size);
        }
    }
}

/* Where a map has no room for its own name among the others, the names of its role are joined. */
static void join_names(struct labels *labels, const struct drawing *drawing, struct pen *pen)
{
    read_labels(labels, drawing, pen);
    for (size_t i = 0; i < labels->count; i++) {
        const struct map_place *place = labels->all[i].place;
        struct box box = box_of(&labels->all[i], labels->size);
        for (size_t j = 0; j < pen->place_count && channel_name(drawing, &labels->naming, place);
             j++)
            labels->naming.is_joined[place->role] = pen->places[j].role == place->role &&
                                                    &pen->places[j] != place &&
                                                    are_close(box, outline_box(&pen->places[j]), 0);
    }
}

static struct box room_of(const struct labels *labels, const struct pen *pen)
{
    double margin = pen->theme->margin_pt;
    struct box room = {margin, margin, pen->list->width_pt - margin, pen->list->height_pt - margin};
    for (size_t i = 0; i < labels->count; i++) {
        struct box box = box_of(&labels->all[i], labels->size);
        room.left = fmin(room.left, box.left);
        room.right = fmax(room.right, box.right);
        room.top = fmin(room.top, box.top);
        room.bottom = fmax(room.bottom, box.bottom);
    }
    return room;
}

/* What stands above a map is in the way of what comes later. */
static void take_room(const struct labels *labels, struct pen *pen)
{
    for (size_t i = 0; i < labels->count; i++) {
        const struct label *label = &labels->all[i];
        struct map_place *place = &pen->places[label->place - pen->places];
        double lines = label->has_two_lines ? words_line : 0;
        if (place->side == SIDE_ABOVE)
            place->taken_above_pt += (2 * gap_above + lines) * labels->size + label->shift;
    }
}

static bool has_labels(const struct drawing *drawing)
{
    return words_shown(drawing, &drawing->scene->show.labels);
}

double labels_reach(const struct drawing *drawing, enum map_role role, struct arena *arena)
{
    const struct map_place place = {.role = role, .channel = -1};
    struct label label = {.place = &place};
    double size = drawing->scene->theme.font[FONT_WORDS].size_pt;
    if (!has_labels(drawing))
        return 0;
    read_label(&label, drawing, &(struct naming){0}, arena);
    return gap_beside * size + width_of(&label, size);
}

/* First the room, then the words: the shift moves the maps. */
void labels_draw(const struct drawing *drawing, struct pen *pen)
{
    struct labels labels = {0};
    if (!has_labels(drawing) || pen->place_count == 0)
        return;
    join_names(&labels, drawing, pen);
    read_labels(&labels, drawing, pen);
    part(&labels, pen);
    words_make_room(pen, room_of(&labels, pen));
    for (size_t i = 0; i < labels.count; i++) {
        struct label *label = &labels.all[i];
        struct item_key key = key_once(parts[label->place->role]);
        if (label->place->name || channel_name(drawing, &labels.naming, label->place))
            key.channel = (int)(label->place - pen->places);
        place_label(label, labels.size);
        write_label(label, pen, key);
    }
    take_room(&labels, pen);
}

/* A list with too few or too many names is a slip. */
bool labels_check(const struct drawing *drawing, struct report *report)
{
    const struct simulation *last = drawing->simulation, *first = last;
    while (first->below)
        first = first->below;
    const size_t channels[] = {[MAP_INPUT] = first->input.size[0],
                               [MAP_KERNEL] = last->has_kernel ? first->input.size[0] : 1,
                               [MAP_OUTPUT] = last->output.size[0]};
    static const char *const roles[] = {"input", "kernel", "output"};
    bool is_right = true;
    for (size_t i = 0; i < MAP_ROLES; i++) {
        const struct map_names *names = &drawing->scene->names[i];
        if (names->count == 0 || names->count == channels[i])
            continue;
        report_error(report, names->at, NULL, "%zu names for %zu channel%s of the %s", names->count,
                     channels[i], channels[i] == 1 ? "" : "s", roles[i]);
        is_right = false;
    }
    return is_right;
}
