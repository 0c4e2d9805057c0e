/* SPDX-License-Identifier: MIT */
/* Call-outs: a ring round a cell, a line from its edge down, words below the drawing, side by side
 * so that no two of them meet, whenever they are there. */
#include <math.h>
#include <string.h>

#include "drawing/words/note_line.h"
#include "drawing/words/words.h"

static const struct note_sizes *const sizes = &theme_sizes.note;

/* A note's words and where they go. */
struct spot {
    const struct note *note;
    const struct step_entry *entry; /* of whose steps it is; NULL: of none */
    const struct placed *placed;
    struct area cell;
    struct note_line line;
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
    spot->cell = area_common(map_cells_area(&spot->placed->map, unit), spot->placed->map.reach);
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

/* ---- places ---- */

/* From left to right as their lines stand, so that no two lines cross; equal ones as written. */
static void sort_spots(struct spot *spots, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && spots[j].line.way < spots[j - 1].line.way; j--) {
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
        spots[i].x = fmax(spots[i].line.way, end + gap + spots[i].lines.width / 2);
        end = spots[i].x + spots[i].lines.width / 2;
    }
    for (size_t i = count; i-- > 0;) {
        spots[i].x = fmin(spots[i].x, start - gap - spots[i].lines.width / 2);
        start = spots[i].x - spots[i].lines.width / 2;
    }
}

/* ---- drawing ---- */

/* Over cells that are colours it may be hard to see: it has a seam of the background there. */
static void draw_line(const struct note_ground *ground, const struct spot *spot, struct pen *pen)
{
    struct stroke line = {.color = pen->theme->color[COLOR_INK], .width = pen->theme->thin_pt};
    struct stroke halo = {.color = pen->theme->color[COLOR_BACKGROUND],
                          .width = line.width + 2 * sizes->halo_pt};
    struct point end = {spot->x, ground->bottom + (sizes->turn - sizes->end) * ground->size};
    struct item_key key = {"note.halo", -1, (int)spot->number, -1, NULL};
    if (spot->placed->map.scale) {
        note_line_trace(ground, &spot->line, end, pen);
        pen_paint(pen, key, color_none, halo);
    }
    key.part = "note.line";
    note_line_trace(ground, &spot->line, end, pen);
    pen_paint(pen, key, color_none, line);
}

static void draw_spot(const struct note_ground *ground, const struct spot *spot, struct pen *pen,
                      const struct words *words)
{
    double size = ground->size, first = ground->bottom + sizes->turn * size;
    struct item_key key = {"note.cell", -1, (int)spot->number, -1, NULL};
    struct stroke ring = {.color = pen->theme->color[COLOR_INK], .width = sizes->ring_pt};
    if (spot->note->text)
        draw_line(ground, spot, pen);
    plane_trace_outline(pen, &spot->placed->map.plane, spot->cell);
    pen_paint(pen, key, color_none, ring);
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
    struct note_ground ground = {.panel = panel,
                                 .lines = arena_allocate(pen->arena, count, sizeof *ground.lines),
                                 .page = layout_whole(panel->layout, 0),
                                 .size = size,
                                 .bottom = at.y + (sizes->below - sizes->turn) * size};
    note_ground_read(&ground, rest, pen->list, pen->arena);
    size_t rings = 0; /* alone: they have no line, and come first */
    for (size_t i = 0; i < count; i++)
        if (spots[i].note->text)
            note_line_find(&ground, &spots[i].placed->map, spots[i].cell, &spots[i].line);
        else
            rings++;
    sort_spots(spots, count);
    lay_out(spots + rings, count - rings, at, sizes->between * size);
    for (size_t i = 0; i < count; i++)
        if (is_there(&panel->subject, &spots[i], step))
            draw_spot(&ground, &spots[i], pen, &words);
}
