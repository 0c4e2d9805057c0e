/* SPDX-License-Identifier: MIT */
/* Call-outs: a ring round a cell, a line down along the grid, words below the drawing, side by side
 * so that no two of them meet, whenever they are there. */
#include <math.h>
#include <string.h>

#include "drawing/words/flight.h"
#include "drawing/words/words.h"

static const struct note_sizes *const sizes = &theme_sizes.note;

/* A note's words and where they go. */
struct spot {
    const struct note *note;
    const struct step_entry *entry; /* of whose steps it is; NULL: of none */
    const struct placed *placed;
    struct area cell;
    struct point corner; /* of the cell, on the page: where the line begins, */
    double way;          /* and where it goes down */
    struct lines lines;
    double x;      /* their middle */
    size_t number; /* of the note */
};

/* ---- cells ---- */

/* The map of a note's cell: by its channel, of a 3-D map by its depth. */
static const struct placed *find_map(const struct panel *panel, const struct note *note)
{
    const struct simulation *last = panel->subject.simulation;
    size_t axes = (note->map == MAP_INPUT ? simulation_first(last) : last)->axes;
    size_t above = note->index_count - (axes < 2 ? axes : 2); /* numbers before row and column */
    int which = above > 0 ? (int)note->index[above - 1] : 0;
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        int own = placed->map.layer && placed->map.layer->axes > 2 ? placed->unit_depth
                                                                   : placed->map.channel;
        if (placed->map.units && placed->map.role == note->map && (own == which || own == -1))
            return placed;
    }
    return NULL;
}

/* What of an area a map shows. */
static struct area shown_area(struct area area, const struct area *reach)
{
    double row = fmax(area.row, reach->row), column = fmax(area.column, reach->column);
    return (struct area){row, column, fmin(area.row + area.rows, reach->row + reach->rows) - row,
                         fmin(area.column + area.columns, reach->column + reach->columns) - column};
}

static void find_cell(struct spot *spot, const struct note *note)
{
    double pitch[2];
    struct area unit = map_first_unit(&spot->placed->map, pitch);
    size_t last = note->index_count - 1;
    double row = spot->placed->map.rows > 1 && last > 0 ? (double)note->index[last - 1] : 0;
    unit.row += row * pitch[0];
    unit.column += (double)note->index[last] * pitch[1];
    if (spot->placed->map.rows > 1 && last > 0)
        unit.rows += (double)(note->index_last[last - 1] - note->index[last - 1]) * pitch[0];
    unit.columns += (double)(note->index_last[last] - note->index[last]) * pitch[1];
    spot->cell = shown_area(map_cells_area(&spot->placed->map, unit), &spot->placed->map.reach);
}

/* False: the view has not placed the note's map, or shows nothing of the cell: it is cropped. */
static bool find_spot(const struct panel *panel, const struct note *note, struct spot *spot)
{
    spot->note = note;
    spot->placed = find_map(panel, note);
    if (spot->placed)
        find_cell(spot, note);
    return spot->placed && spot->cell.rows > 0 && spot->cell.columns > 0;
}

/* ---- words ---- */

/* All of the scene's notes whose cells the view shows. */
static size_t find_spots(const struct panel *panel, struct arena *arena, struct spot **out)
{
    const struct scene *scene = panel->subject.scene;
    struct words words = words_of(&panel->subject, COLOR_INK, 1);
    size_t notes = scene_note_count(scene), count = 0;
    struct spot *spots = arena_allocate(arena, notes + 1, sizeof *spots);
    for (size_t i = 0; i < notes; i++) {
        struct spot *spot = &spots[count];
        *spot = (struct spot){.number = i};
        if (!find_spot(panel, scene_note(scene, i, &spot->entry), spot))
            continue;
        if (spot->note->text)
            spot->lines = words_break_evenly(&words, arena, spot->note->text,
                                             sizes->widest * words.lettering.font.size_pt);
        count++;
    }
    *out = spots;
    return count;
}

void notes_tell_lost(const struct panel *panel, struct report *report)
{
    const struct scene *scene = panel->subject.scene;
    for (size_t i = 0; i < scene_note_count(scene); i++) {
        struct spot spot = {0};
        const struct note *note = scene_note(scene, i, &spot.entry);
        if (!find_spot(panel, note, &spot))
            report_warning(report, note->at, NULL,
                           "the picture has no such cell, so the note is left out");
    }
}

struct point notes_size(const struct panel *panel)
{
    struct spot *spots;
    size_t count = find_spots(panel, panel->arena, &spots), lines = 0;
    double size = words_pt(&panel->subject), width = 0;
    for (size_t i = 0; i < count; i++) {
        lines = spots[i].lines.count > lines ? spots[i].lines.count : lines;
        width += spots[i].lines.width + (width > 0 ? sizes->between * size : 0);
    }
    if (lines == 0)
        return (struct point){0, 0};
    return (struct point){
        width,
        (sizes->below + ((double)lines - 0.5) * theme_sizes.words.line + sizes->after) * size};
}

/* ---- ways ---- */

/* What the lines go round: maps, and what is written on the page. */
struct ground {
    const struct panel *panel; /* borrowed */
    struct rectangle *texts;   /* in the arena: where something is written, a little larger */
    size_t text_count;
    double width;  /* of the page */
    double size;   /* of the font of words */
    double bottom; /* where the lines end */
};

/* Numbers of rows, signs and names, which a step draws, though they hardly change. */
static bool is_static(const struct item *item)
{
    static const char *const parts[] = {"index.", "sign.", "label."};
    for (size_t n = 0; n < sizeof parts / sizeof *parts; n++)
        if (strncmp(item->key.part, parts[n], strlen(parts[n])) == 0)
            return true;
    return false;
}

/* rest: what every step has; drawn: with what this step has so far. */
static void read_texts(struct ground *ground, const struct display_list *rest,
                       const struct display_list *drawn, struct arena *arena)
{
    const struct text_ruler *ruler = ground->panel->subject.ruler;
    double near = sizes->clear * ground->size;
    ground->texts = arena_allocate(arena, drawn->count + 1, sizeof *ground->texts);
    for (size_t i = 0; i < drawn->count; i++) {
        const struct item *item = &drawn->items[i];
        if (item->kind != ITEM_TEXT || (i >= rest->count && !is_static(item)))
            continue;
        ground->texts[ground->text_count++] = flight_text_box(item, ruler, near);
    }
}

/* How many texts an upright or level line passes. */
static double texts_on(const struct ground *ground, struct point from, struct point to)
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

/* What of an upright or level line lies on maps, points. */
static double length_on_maps(const struct ground *ground, struct point from, struct point to)
{
    double length = 0, left = fmin(from.x, to.x), right = fmax(from.x, to.x);
    for (size_t i = 0; i < ground->panel->map_count; i++) {
        struct rectangle core = layout_core(ground->panel->layout, ground->panel->maps[i].box);
        double wide = fmin(right, core.x + core.width) - fmax(left, core.x);
        double high = fmin(to.y, core.y + core.height) - fmax(from.y, core.y);
        if (wide > -sizes->near_pt && high > -sizes->near_pt)
            length += fmax(wide, high);
    }
    return length;
}

/* The less, the better: texts weigh most, then maps, then its own length. */
static double cost_of(const struct ground *ground, struct point corner, double way)
{
    double cell = plane_length(ground->panel->maps[0].map.plane.column),
           aside = fabs(way - corner.x);
    struct point turn = {way, corner.y}, end = {way, ground->bottom};
    double texts = texts_on(ground, turn, end);
    if (aside > 0)
        texts += texts_on(ground, corner, turn);
    return sizes->text_cost * texts * fmax(cell, ground->size) + length_on_maps(ground, turn, end) +
           (aside > 0 ? length_on_maps(ground, corner, turn) : 0) + sizes->aside_cost * aside;
}

static void try_way(const struct ground *ground, struct spot *spot, struct point corner, double way,
                    double *least)
{
    double cost = cost_of(ground, corner, way);
    double margin = ground->panel->subject.looks.theme.margin_pt;
    if (cost >= *least || way < margin || way > ground->width - margin)
        return;
    *least = cost;
    spot->corner = corner;
    spot->way = way;
}

static void try_corner(const struct ground *ground, struct spot *spot, struct point corner,
                       double *least)
{
    double beside = sizes->beside * ground->size;
    try_way(ground, spot, corner, corner.x, least);
    for (size_t m = 0; m < ground->panel->map_count; m++) {
        box_id box = ground->panel->maps[m].box;
        const struct rectangle boxes[] = {layout_core(ground->panel->layout, box),
                                          layout_whole(ground->panel->layout, box)};
        for (int n = 0; n < 2; n++) {
            try_way(ground, spot, corner, boxes[n].x - beside, least);
            try_way(ground, spot, corner, boxes[n].x + boxes[n].width + beside, least);
        }
    }
}

/* From a lower corner of its cell straight down, or to the side of a map and down there; of an
 * oblique cell the corners are those at the front and at its sides. */
static void find_way(const struct ground *ground, struct spot *spot)
{
    const struct plane *plane = &spot->placed->map.plane;
    const struct area *cell = &spot->cell;
    double least = INFINITY, row = cell->row + cell->rows;
    struct point right = plane_point(plane, row, cell->column + cell->columns);
    spot->corner = right;
    spot->way = right.x;
    try_corner(ground, spot, right, &least);
    try_corner(ground, spot, plane_point(plane, row, cell->column), &least);
    if (!plane_is_upright(plane))
        try_corner(ground, spot, plane_point(plane, cell->row, cell->column), &least);
}

/* From left to right as their lines stand, so that no two lines cross; equal ones as written. */
static void sort_spots(struct spot *spots, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && spots[j].way < spots[j - 1].way; j--) {
            struct spot held = spots[j];
            spots[j] = spots[j - 1];
            spots[j - 1] = held;
        }
}

/* Each below its cell where there is room, pushed aside where there is not: first away from those
 * at its left, then back from the right end. */
static void lay_out(struct spot *spots, size_t count, struct rectangle at, double gap)
{
    double end = at.x - gap, start = at.x + at.width + gap;
    for (size_t i = 0; i < count; i++) {
        spots[i].x = fmax(spots[i].way, end + gap + spots[i].lines.width / 2);
        end = spots[i].x + spots[i].lines.width / 2;
    }
    for (size_t i = count; i-- > 0;) {
        spots[i].x = fmin(spots[i].x, start - gap - spots[i].lines.width / 2);
        start = spots[i].x - spots[i].lines.width / 2;
    }
}

/* ---- drawing ---- */

/* A piece of an upright or level line; it lies below the texts that it passes. */
static void trace_piece(const struct ground *ground, struct pen *pen, struct point from,
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

static void trace_line(const struct ground *ground, const struct spot *spot, struct pen *pen)
{
    double first = ground->bottom + sizes->turn * ground->size;
    struct point turn = {spot->way, spot->corner.y}, bottom = {spot->way, ground->bottom};
    pen_move_to(pen, spot->corner);
    trace_piece(ground, pen, spot->corner, turn);
    trace_piece(ground, pen, turn, bottom);
    pen_line_to(pen, (struct point){spot->x, first - sizes->end * ground->size});
}

static void draw_spot(const struct ground *ground, const struct spot *spot, struct pen *pen,
                      const struct words *words)
{
    double size = ground->size, first = ground->bottom + sizes->turn * size;
    struct item_key key = {"note.cell", -1, (int)spot->number, -1, NULL};
    struct stroke ring = {.color = pen->theme->color[COLOR_INK], .width = sizes->ring_pt};
    struct stroke line = {.color = pen->theme->color[COLOR_INK], .width = pen->theme->thin_pt};
    struct stroke halo = {.color = pen->theme->color[COLOR_BACKGROUND],
                          .width = line.width + 2 * sizes->halo_pt};
    plane_trace_outline(pen, &spot->placed->map.plane, spot->cell);
    pen_paint(pen, key, color_none, ring);
    if (!spot->note->text)
        return;
    key.part = "note.halo";
    trace_line(ground, spot, pen);
    pen_paint(pen, key, color_none, halo);
    key.part = "note.line";
    trace_line(ground, spot, pen);
    pen_paint(pen, key, color_none, line);
    key.part = "note.words";
    for (size_t i = 0; i < spot->lines.count; i++) {
        key.channel = (int)i;
        words_write_line(
            words, &spot->lines.of[i], pen, key,
            (struct point){spot->x, first + (double)i * theme_sizes.words.line * size});
    }
}

static bool is_there(const struct subject *subject, const struct spot *spot, size_t step)
{
    const struct note *note = spot->note;
    return (!note->has_steps || (step >= note->first_step && step <= note->last_step)) &&
           (!spot->entry ||
            timeline_entry_has(subject->scene, subject->simulation, spot->entry, step));
}

void notes_draw(const struct panel *panel, size_t step, const struct display_list *rest,
                struct rectangle at, struct pen *pen)
{
    struct words words = words_of(&panel->subject, COLOR_INK, 1);
    struct spot *spots;
    size_t count = find_spots(panel, pen->arena, &spots);
    if (count == 0)
        return;
    double size = words.lettering.font.size_pt;
    struct ground ground = {.panel = panel,
                            .width = pen->list->width_pt,
                            .size = size,
                            .bottom = at.y + (sizes->below - sizes->turn) * size};
    read_texts(&ground, rest, pen->list, pen->arena);
    for (size_t i = 0; i < count; i++)
        find_way(&ground, &spots[i]);
    sort_spots(spots, count);
    lay_out(spots, count, at, sizes->between * size);
    for (size_t i = 0; i < count; i++)
        if (is_there(&panel->subject, &spots[i], step))
            draw_spot(&ground, &spots[i], pen, &words);
}
