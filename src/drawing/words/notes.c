/* SPDX-License-Identifier: MIT */
/* Call-outs: a ring round a cell, a line down along the grid, words below the drawing, side by side
 * so that no two of them meet, whenever they are there. */
#include <math.h>

#include "drawing/words/words.h"

static const struct note_sizes *const sizes = &theme_sizes.note;

/* A note's words and where they go. */
struct spot {
    const struct note *note;
    const struct placed *placed;
    struct area cell;
    struct point corner; /* of the cell, on the page: where the line begins */
    struct lines lines;
    double x;      /* their middle */
    size_t number; /* of the note */
};

/* ---- cells ---- */

/* The map of a note's cell: by its channel, of a 3-D map by its depth. */
static const struct placed *find_map(const struct panel *panel, const struct note *note)
{
    size_t axes = panel->subject.simulation->axes;
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
    spot->cell = map_cells_area(&spot->placed->map, unit);
    spot->corner =
        plane_point(&spot->placed->plane, unit.row + 1, spot->cell.column + spot->cell.columns);
}

/* ---- words ---- */

/* All of the scene's notes whose map the view has placed. */
static size_t find_spots(const struct panel *panel, struct arena *arena, struct spot **out)
{
    const struct scene *scene = panel->subject.scene;
    struct words words = words_of(&panel->subject, COLOR_INK, 1);
    struct spot *spots = arena_allocate(arena, scene->note_count + 1, sizeof *spots);
    size_t count = 0;
    for (size_t i = 0; i < scene->note_count; i++) {
        struct spot *spot = &spots[count];
        *spot = (struct spot){.note = &scene->notes[i], .number = i};
        spot->placed = find_map(panel, spot->note);
        if (!spot->placed)
            continue;
        find_cell(spot, spot->note);
        spot->lines = words_break(&words, arena, spot->note->text,
                                  sizes->widest * words.lettering.font.size_pt);
        count++;
    }
    *out = spots;
    return count;
}

struct point notes_size(const struct panel *panel)
{
    struct spot *spots;
    size_t count = find_spots(panel, panel->arena, &spots), lines = 0;
    double size = words_pt(&panel->subject), width = 0;
    for (size_t i = 0; i < count; i++) {
        lines = spots[i].lines.count > lines ? spots[i].lines.count : lines;
        width += spots[i].lines.width + (i > 0 ? sizes->between * size : 0);
    }
    if (count == 0)
        return (struct point){0, 0};
    return (struct point){
        width, (sizes->below + ((double)lines - 0.5) * words_line + sizes->after) * size};
}

/* From left to right as their cells stand, so that no two lines cross; equal ones as written. */
static void sort_spots(struct spot *spots, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && spots[j].corner.x < spots[j - 1].corner.x; j--) {
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
        spots[i].x = fmax(spots[i].corner.x, end + gap + spots[i].lines.width / 2);
        end = spots[i].x + spots[i].lines.width / 2;
    }
    for (size_t i = count; i-- > 0;) {
        spots[i].x = fmin(spots[i].x, start - gap - spots[i].lines.width / 2);
        start = spots[i].x - spots[i].lines.width / 2;
    }
}

/* ---- drawing ---- */

static void draw_spot(const struct spot *spot, struct pen *pen, const struct words *words,
                      double first)
{
    double size = words->lettering.font.size_pt;
    struct item_key key = {"note.cell", -1, (int)spot->number, -1, NULL};
    struct stroke ring = {.color = pen->theme->color[COLOR_INK], .width = sizes->ring_pt};
    struct stroke line = {.color = pen->theme->color[COLOR_INK], .width = pen->theme->thin_pt};
    plane_trace_outline(pen, &spot->placed->plane, spot->cell);
    pen_paint(pen, key, color_none, ring);
    pen_move_to(pen, spot->corner);
    pen_line_to(pen, (struct point){spot->corner.x, first - sizes->turn * size});
    pen_line_to(pen, (struct point){spot->x, first - sizes->end * size});
    key.part = "note.line";
    pen_paint(pen, key, color_none, line);
    key.part = "note.words";
    for (size_t i = 0; i < spot->lines.count; i++) {
        key.column = (int)i;
        pen_write(pen, key, spot->lines.of[i],
                  (struct point){spot->x, first + (double)i * words_line * size},
                  &words->lettering);
    }
}

void notes_draw(const struct panel *panel, size_t step, struct rectangle at, struct pen *pen)
{
    struct words words = words_of(&panel->subject, COLOR_INK, 1);
    struct spot *spots;
    size_t count = find_spots(panel, pen->arena, &spots);
    double size = words.lettering.font.size_pt;
    sort_spots(spots, count);
    lay_out(spots, count, at, sizes->between * size);
    for (size_t i = 0; i < count; i++) {
        const struct note *note = spots[i].note;
        if (!note->has_steps || (step >= note->first_step && step <= note->last_step))
            draw_spot(&spots[i], pen, &words, at.y + sizes->below * size);
    }
}

/* ---- checks ---- */

static bool check_note(const struct subject *subject, const struct note *note,
                       struct report *report)
{
    static const char *const names[] = {
        [MAP_INPUT] = "input", [MAP_KERNEL] = "kernel", [MAP_OUTPUT] = "output"};
    const struct simulation *simulation = subject->simulation;
    const struct tensor *tensor = note->map == MAP_INPUT    ? &simulation->input
                                  : note->map == MAP_OUTPUT ? &simulation->output
                                                            : &simulation->kernel;
    const char *name = names[note->map];
    if (note->map == MAP_KERNEL && !simulation->has_kernel) {
        report_error(report, note->at, NULL, "%s has no kernel", simulation->type_name);
        return false;
    }
    size_t axes = simulation->axes, first = tensor->rank - note->index_count;
    if (note->index_count != axes && (note->map == MAP_KERNEL || note->index_count != axes + 1)) {
        report_error(report, note->at, NULL, "a cell of the %s has %zu numbers, not %zu", name,
                     axes, note->index_count);
        return false;
    }
    for (size_t i = 0; i < note->index_count; i++) {
        if (note->index[i] < tensor->size[first + i])
            continue;
        report_error(report, note->at, NULL, "the %s has no cell %zu: %s run from 0 to %zu", name,
                     note->index[i], simulation_index_name(axes, note->index_count, i),
                     tensor->size[first + i] - 1);
        return false;
    }
    return true;
}

bool notes_check(const struct subject *subject, struct report *report)
{
    bool is_right = true;
    for (size_t i = 0; i < subject->scene->note_count; i++)
        if (subject->scene->notes[i].at.line > 0 && subject->scene->notes[i].text)
            is_right &= check_note(subject, &subject->scene->notes[i], report);
    return is_right;
}
