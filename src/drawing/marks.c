/* SPDX-License-Identifier: MIT */
/* What cells of the input are, told by pattern as well as by colour: inserted zeros are hatched,
 * extra ones dotted, repeated units pale, units that no window reads crossed out faintly; and the
 * unit that a max pool takes. */
#include <math.h>

#include "drawing/maps.h"
#include "drawing/marks.h"
#include "drawing/shown.h"

/* ---- patterns ---- */

/* Strokes across a cell, as shares of it: from row, column to row, column. Under digits they keep
 * to the corners. */
struct strokes {
    size_t count;
    double ends[5][4];
};

static const struct strokes hatch = {5,
                                     {{0, 1. / 3, 1. / 3, 0},
                                      {0, 2. / 3, 2. / 3, 0},
                                      {0, 1, 1, 0},
                                      {1. / 3, 1, 1, 1. / 3},
                                      {2. / 3, 1, 1, 2. / 3}}};
static const struct strokes corner_hatch = {
    4, {{0, 0.17, 0.17, 0}, {0, 0.34, 0.34, 0}, {0.66, 1, 1, 0.66}, {0.83, 1, 1, 0.83}}};
static const struct strokes corner_cross = {4,
                                            {{0.07, 0.07, 0.22, 0.22},
                                             {0.78, 0.78, 0.93, 0.93},
                                             {0.07, 0.93, 0.22, 0.78},
                                             {0.78, 0.22, 0.93, 0.07}}};
static const struct strokes cross = {2, {{0.2, 0.2, 0.8, 0.8}, {0.8, 0.2, 0.2, 0.8}}};

static const double dot_side = 0.1;               /* of a cell */
static const double corner_dots[] = {0.14, 0.86}; /* their centres */
static const double uncovered_opacity = 0.62;     /* of the background over such a unit */
static const double stamped_opacity = 0.6;        /* likewise, over outputs under a stamp */
static const double repeated_opacity = 0.45;      /* of a unit's colour under a copy of it */

static void trace_strokes(struct pen *pen, const struct plane *plane, const struct strokes *strokes,
                          double row, double column)
{
    for (size_t i = 0; i < strokes->count; i++) {
        const double *end = strokes->ends[i];
        pen_move_to(pen, plane_point(plane, row + end[0], column + end[1]));
        pen_line_to(pen, plane_point(plane, row + end[2], column + end[3]));
    }
}

static void trace_dot(struct pen *pen, const struct plane *plane, double row, double column)
{
    plane_trace_outline(
        pen, plane, (struct area){row - dot_side / 2, column - dot_side / 2, dot_side, dot_side});
}

static void trace_dots(struct pen *pen, const struct plane *plane, bool in_corners, double row,
                       double column)
{
    if (!in_corners) {
        trace_dot(pen, plane, row + 0.5, column + 0.5);
        return;
    }
    for (int i = 0; i < 4; i++)
        trace_dot(pen, plane, row + corner_dots[i / 2], column + corner_dots[i % 2]);
}

void marks_trace(struct pen *pen, const struct plane *plane, enum cell_kind kind, bool under_digits,
                 struct point at)
{
    if (kind == CELL_STRETCH)
        trace_strokes(pen, plane, under_digits ? &corner_hatch : &hatch, at.y, at.x);
    else if (kind == CELL_EXTRA)
        trace_dots(pen, plane, under_digits, at.y, at.x);
    else
        plane_trace_outline(pen, plane, (struct area){at.y, at.x, 1, 1});
}

struct color marks_repeated(const struct theme *theme)
{
    struct color pale = theme->color[COLOR_INPUT];
    pale.alpha *= repeated_opacity;
    return pale;
}

void marks_trace_cross(struct pen *pen, const struct plane *plane, bool under_digits,
                       struct point at)
{
    trace_strokes(pen, plane, under_digits ? &corner_cross : &cross, at.y, at.x);
}

struct color marks_uncovered(const struct theme *theme)
{
    struct color veil = theme->color[COLOR_BACKGROUND];
    veil.alpha *= uncovered_opacity;
    return veil;
}

struct color marks_under_stamp(const struct theme *theme)
{
    struct color veil = theme->color[COLOR_BACKGROUND];
    veil.alpha *= stamped_opacity;
    return veil;
}

unsigned marks_of_padding(const struct simulation *simulation)
{
    bool is_padded = false;
    for (size_t i = 0; i < simulation->axes; i++)
        is_padded |= simulation->axis[i].before > 0 || simulation->axis[i].after > 0;
    if (!is_padded || !simulation->scene->show.padding.value)
        return 0;
    if (simulation->padding_mode != MODE_ZEROS)
        return LEGEND_REPEATED;
    return simulation_counts_zero(simulation, CELL_PADDING) ? LEGEND_PADDING : LEGEND_IGNORED;
}

/* ---- zeros ---- */

/* Marks every cell of a kind; CELL_UNIT: those that repeat a unit. */
static void trace_marks(const struct marked_plane *marked, struct pen *pen, enum cell_kind kind)
{
    for (int64_t row = 0; row < marked->height->padded; row++)
        for (int64_t column = 0; column < marked->width->padded; column++) {
            const int64_t line[MAX_AXES] = {column}, place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(marked->simulation,
                                                  marked->simulation->axes == 1 ? line : place);
            if (cell.kind != kind || (kind == CELL_UNIT && !cell.is_repeated) ||
                !shown_cell(marked->simulation, &cell))
                continue;
            marks_trace(pen, &marked->plane, kind, marked->is_under_digits,
                        (struct point){(double)column, (double)row});
        }
}

static struct item_key key_of(const struct marked_plane *marked, const char *part)
{
    return (struct item_key){part, marked->channel, -1, -1};
}

void marks_draw(const struct marked_plane *marked, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    if (marked->simulation->padding_mode != MODE_ZEROS)
        trace_marks(marked, pen, CELL_UNIT);
    pen_paint(pen, key_of(marked, "input.repeats"), marks_repeated(theme), stroke_none);
    if (marked->height->stretch > 1 || marked->width->stretch > 1)
        trace_marks(marked, pen, CELL_STRETCH);
    pen->legend |= pen->verb_count > 0 ? LEGEND_STRETCH : 0;
    pen_paint(pen, key_of(marked, "input.stretch"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, theme->thin_pt));
    if (marked->height->extra > 0 || marked->width->extra > 0)
        trace_marks(marked, pen, CELL_EXTRA);
    pen->legend |= pen->verb_count > 0 ? LEGEND_EXTRA : 0;
    pen->legend |= marks_of_padding(marked->simulation);
    pen->is_under_digits = marked->is_under_digits;
    pen_paint(pen, key_of(marked, "input.extra"), theme->color[COLOR_ZERO_LINE], stroke_none);
}

void maps_draw_marks(const struct maps *maps, struct pen *pen, bool under_digits)
{
    const struct marked_plane marked = {maps->simulation, maps->input, maps->height,
                                        maps->width,      -1,          under_digits};
    if (!maps_mirror_guide(maps))
        marks_draw(&marked, pen);
}

/* ---- units that no window reads ---- */

/* Whether a window ever taps a place of the axis. */
static bool is_tapped(const struct axis *axis, int64_t place)
{
    for (int64_t t = 0; t < axis->kernel; t++) {
        int64_t start = place - t * axis->dilation;
        if (start >= 0 && start % axis->move == 0 && start / axis->move < axis->output)
            return true;
    }
    return false;
}

bool maps_is_covered(const struct maps *maps, int64_t row, int64_t column)
{
    return maps_mirror_guide(maps) || !maps->simulation->is_sliding ||
           !maps->simulation->scene->show.uncovered.value ||
           (is_tapped(maps->height, row) && is_tapped(maps->width, column));
}

void maps_draw_uncovered(const struct maps *maps, struct pen *pen, bool under_digits)
{
    const struct scene_show *show = &maps->simulation->scene->show;
    if (maps_mirror_guide(maps) || !maps->simulation->is_sliding || !show->uncovered.value)
        return;
    struct color veil = marks_uncovered(maps->theme);
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t row = 0; row < maps->height->padded; row++)
            for (int64_t column = 0; column < maps->width->padded; column++) {
                const int64_t place[MAX_AXES] = {row, column};
                if (maps_is_covered(maps, row, column) ||
                    simulation_cell_at(maps->simulation, place).kind != CELL_UNIT)
                    continue;
                if (pass == 0)
                    plane_trace_outline(pen, &maps->input,
                                        (struct area){(double)row, (double)column, 1, 1});
                else
                    marks_trace_cross(pen, &maps->input, under_digits,
                                      (struct point){(double)column, (double)row});
            }
        pen->legend |= pen->verb_count > 0 ? LEGEND_UNCOVERED : 0;
        if (pass == 0)
            pen_paint(pen, key_once("input.uncovered"), veil, stroke_none);
        else
            pen_paint(pen, key_once("input.crosses"), color_none,
                      pen_solid(pen, COLOR_INPUT_LINE, maps->theme->thin_pt));
    }
}

/* ---- what a max pool takes ---- */

static bool find_chosen(const struct simulation *simulation, size_t n, int64_t place[MAX_AXES])
{
    struct arena arena = {0};
    struct step step;
    bool is_there = false;
    simulation_step_at(simulation, n, &arena, &step);
    for (size_t t = 0; t < step.term_count && !is_there; t++) {
        is_there = step.terms[t].is_chosen;
        for (size_t i = 0; is_there && i < simulation->axes; i++)
            place[i] = step.terms[t].place[i];
    }
    arena_finish(&arena);
    return is_there;
}

/* On its way the window has taken nothing yet; what it took lasts for the first half of it. */
bool maps_chosen_cell(const struct maps *maps, int64_t *row, int64_t *column)
{
    int64_t place[MAX_AXES] = {0};
    if (maps_mirror_guide(maps) || !maps->simulation->has_values || maps->progress >= 0.5 ||
        maps->is_question || !maps->simulation->scene->show.argmax.value ||
        !find_chosen(maps->simulation, maps->step, place))
        return false;
    *row = place[0];
    *column = place[1];
    return true;
}

void maps_draw_chosen(const struct maps *maps, struct pen *pen)
{
    int64_t row, column;
    if (!maps_chosen_cell(maps, &row, &column))
        return;
    struct color fill = maps->theme->color[COLOR_NOW];
    struct stroke line = pen_solid(pen, COLOR_NOW_LINE, maps->theme->thick_pt);
    fill.alpha *= 1 - 2 * maps->progress;
    line.color.alpha *= 1 - 2 * maps->progress;
    plane_trace_outline(pen, &maps->input, (struct area){(double)row, (double)column, 1, 1});
    pen_paint(pen, key_once("chosen.cell"), fill, line);
}
