/* SPDX-License-Identifier: MIT */
/* An output that stamps come to: its cells, darker where more of them overlap, and its digits.
 * Cropped parts of stamps stand outside the output. */
#include "drawing/map/stamps.h"

#include <math.h>

#include "drawing/map/marks.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

/* ---- what has come ---- */

/* How many of the stamps that reach a unit are among the first ones. */
static size_t count_until(const struct tally *tally, size_t unit, size_t last)
{
    size_t first = tally->entries.starts[unit], low = first;
    size_t high = tally->entries.starts[unit + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tally->entries.entries[middle].column <= last)
            low = middle + 1;
        else
            high = middle;
    }
    return low - first;
}

/* How many products have yet to come to a unit in a step that is told: of a stamp one at most, of
 * an output unit those that it gathers. */
static size_t count_awaited(const struct stamped *stamped, size_t unit)
{
    const struct lights *lights = stamped->lights;
    const struct step *step = &lights->here;
    size_t count = 0, columns = stamped->output->columns;
    for (size_t t = 0; lights->telling != TELLS_ALL && t < step->term_count; t++) {
        int64_t row, column;
        lights_goal_cell(lights, step, t, &row, &column);
        if (step->terms[t].kind == CELL_UNIT && (size_t)row * columns + (size_t)column == unit)
            count += lights_term(lights->telling, lights->told, t, step->term_count).way < 1;
    }
    return count;
}

/* How many stamps have reached a unit: all of them, where steps are output units. Where all stamps
 * that reach the step's unit are lit, they show themselves how they overlap. */
static struct reached reached_at(const struct stamped *stamped, size_t unit, size_t step)
{
    const struct tally *tally = stamped->tally;
    const struct lights *lights = stamped->lights;
    const size_t *starts = tally->entries.starts;
    enum overlap overlap = lights->subject->looks.show.overlap;
    bool is_plain = overlap == OVERLAP_HIDDEN || (overlap == OVERLAP_SHADED && !lights->stamps);
    bool is_told = lights->telling != TELLS_ALL && unit == lights->step;
    struct reached reached = {.total = starts[unit + 1] - starts[unit]};
    if (lights->stamps)
        reached.count = count_until(tally, unit, step);
    else if (unit <= lights->step)
        reached.count = reached.total;
    reached.count -= lights->stamps || is_told ? count_awaited(stamped, unit) : 0;
    reached.is_filled = lights->stamps || is_told ? reached.count > 0 : unit <= lights->step;
    if (!is_plain && reached.count > 1)
        reached.shade = (double)(reached.count - 1) / (double)(tally->most - 1);
    return reached;
}

void stamped_read(struct stamped *stamped, const struct tally *tally, const struct lights *lights,
                  const struct map *output, struct arena *arena)
{
    size_t count = output->rows * output->columns;
    *stamped =
        (struct stamped){.tally = tally,
                         .lights = lights,
                         .output = output,
                         .has_counts = lights->subject->looks.show.overlap == OVERLAP_COUNTED,
                         .reached = arena_allocate(arena, count, sizeof *stamped->reached)};
    for (size_t unit = 0; unit < count; unit++)
        stamped->reached[unit] = reached_at(stamped, unit, lights->step);
    if (!lights->stamps || lights->progress <= 0 || lights->hides_next)
        return;
    stamped->next = arena_allocate(arena, count, sizeof *stamped->next);
    for (size_t unit = 0; unit < count; unit++)
        stamped->next[unit] = reached_at(stamped, unit, lights->step + 1);
}

/* ---- what is there before the first stamp ---- */

/* The rows' lines of the reach that are outside the output: whole ones, both ends of others. */
static void trace_outside(const struct plane *plane, struct area reach, double rows, double columns,
                          struct pen *pen)
{
    double right = reach.column + reach.columns;
    for (double line = reach.row; line <= reach.row + reach.rows; line++) {
        bool is_beside = line >= 0 && line <= rows;
        const double ends[][2] = {{reach.column, is_beside ? 0 : right},
                                  {is_beside ? columns : right, right}};
        for (size_t i = 0; i < 2; i++) {
            if (ends[i][0] >= ends[i][1])
                continue;
            pen_move_to(pen, plane_point(plane, line, ends[i][0]));
            pen_line_to(pen, plane_point(plane, line, ends[i][1]));
        }
    }
}

void stamps_draw_empty(const struct map *output, bool is_cropped, struct pen *pen)
{
    const struct plane *plane = &output->plane;
    const struct area reach = output->reach, grid = map_grid(output);
    const struct plane turned = {plane->origin, plane->row, plane->column};
    const struct area turned_reach = {reach.column, reach.row, reach.columns, reach.rows};
    trace_outside(plane, reach, grid.rows, grid.columns, pen);
    trace_outside(&turned, turned_reach, grid.columns, grid.rows, pen);
    pen_paint(pen, map_key(output, "cropped", pen), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    if (is_cropped) {
        marks_trace_crosses(pen, plane, reach, grid);
        pen_paint(pen, map_key(output, "crosses", pen), color_none,
                  pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt));
    }
    map_draw_ground(output, grid, 1, pen);
    map_trace_grid(output, grid, pen);
    pen_paint(pen, map_key(output, "empty", pen), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* ---- the units that were reached ---- */

/* Those that so many stamps reached; SIZE_MAX: all. Returns their shade. */
static double trace_filled(const struct stamped *stamped, size_t count, struct pen *pen)
{
    const struct map *output = stamped->output;
    double shade = 0;
    for (size_t i = 0; i < output->rows * output->columns; i++) {
        const struct reached *reached = &stamped->reached[i];
        if (!reached->is_filled || (count != SIZE_MAX && reached->count != count))
            continue;
        plane_trace_outline(
            pen, &output->plane,
            (struct area){(double)(i / output->columns), (double)(i % output->columns), 1, 1});
        shade = reached->shade;
    }
    return shade;
}

void stamps_draw_cells(const struct stamped *stamped, struct pen *pen)
{
    const struct color *color = pen->theme->color;
    const struct map *output = stamped->output;
    trace_filled(stamped, SIZE_MAX, pen);
    pen_paint(pen, map_key(output, "cells", pen), color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
    for (size_t count = 2; count <= stamped->tally->most; count++) {
        double shade = trace_filled(stamped, count, pen);
        pen_paint(pen, map_cell_key(map_key(output, "overlap", pen), (int64_t)count, -1),
                  color_mix(color[COLOR_OUTPUT], color[COLOR_OUTPUT_LINE], sizes->darkest * shade),
                  stroke_none);
    }
    trace_filled(stamped, SIZE_MAX, pen);
    pen_paint(pen, map_key(output, "lines", pen), color_none,
              pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
}

/* ---- digits ---- */

struct point stamps_middle(const struct map *map, int64_t row, int64_t column, double raised)
{
    return map_middle(&map->plane, (double)row - sizes->room * raised, (double)column);
}

struct point stamps_corner(const struct map *map, double row, double column,
                           const struct font *font, const char *text)
{
    struct point end =
        plane_point(&map->plane, row + sizes->corner_row, column + sizes->corner_end);
    end.x -= text_width(map->subject->ruler, font, text) / 2;
    return end;
}

/* A unit's digits: of what has reached it, and how much they are there. */
struct unit_told {
    size_t unit;
    const struct reached *reached;
    double share;
    const char *text;
};

/* What a unit reads; NULL: nothing yet. */
static const char *unit_text(const struct stamped *stamped, size_t unit,
                             const struct reached *reached, struct arena *arena)
{
    const struct tally *tally = stamped->tally;
    bool stamps = stamped->lights->stamps, is_never_reached = reached->total == 0 && stamps;
    if (stamped->has_counts)
        return reached->is_filled || is_never_reached ? arena_format(arena, "%zu", reached->count)
                                                      : NULL;
    if (!reached->is_filled && !is_never_reached && !(stamps && tally->start != 0))
        return NULL;
    if (reached->is_filled && reached->count == reached->total && tally->results)
        return tally->results[unit];
    const double *sum = reached->count > 0
                            ? &tally->sums[tally->entries.starts[unit] + reached->count - 1]
                            : &tally->start;
    return digits_of(arena, sum, 1, tally->sum_decimals)[0];
}

static struct color unit_ink(const struct stamped *stamped, const struct unit_told *told,
                             double covered)
{
    const struct map *output = stamped->output;
    const struct color *color = output->subject->looks.theme.color;
    const struct reached *reached = told->reached;
    struct color ink = color[COLOR_ZERO_INK];
    if (reached->is_filled)
        ink = color_mix(color[COLOR_OUTPUT_INK], color[COLOR_INK], reached->shade);
    if (reached->is_filled && !stamped->lights->stamps)
        ink = color_turned(ink, color[COLOR_NOW_INK],
                           lights_current_share(stamped->lights, output,
                                                (int64_t)(told->unit / output->columns),
                                                (int64_t)(told->unit % output->columns)));
    return color_mix(ink, color[COLOR_INK], covered);
}

/* The nearer stamp: from half way on the next one. */
static const struct step *nearer_step(const struct lights *lights)
{
    return lights->progress > 0.5 ? &lights->next : &lights->here;
}

/* How much what it adds is there. */
static double share_of_adds(const struct lights *lights)
{
    size_t last = lights->progress > 0.5 ? lights->window_count - 1 : 0;
    return lights->windows[last].share * fabs(1 - 2 * lights->progress);
}

/* What a tap of the nearer stamp adds to its unit; NULL: it is cropped, or alone there, or it has
 * yet to come. */
static const char *add_text(const struct stamped *stamped, const struct step *step, size_t tap)
{
    const struct tally *tally = stamped->tally;
    const struct lights *lights = stamped->lights;
    int64_t row, column;
    bool is_next = step == &lights->next;
    if (step->terms[tap].kind != CELL_UNIT || (is_next && lights->hides_next) ||
        (!is_next && lights_term(lights->telling, lights->told, tap, step->term_count).way < 1))
        return NULL;
    lights_goal_cell(lights, step, tap, &row, &column);
    size_t unit = (size_t)row * stamped->output->columns + (size_t)column;
    for (size_t i = tally->entries.starts[unit]; i < tally->entries.starts[unit + 1]; i++)
        if (tally->entries.entries[i].column == step->number)
            return tally->add_texts[i];
    return NULL;
}

/* The same of a unit whose cell has room for one text alone. */
static const char *text_in_place(const struct stamped *stamped, size_t unit)
{
    const struct lights *lights = stamped->lights;
    const struct step *step = nearer_step(lights);
    bool has_adds = lights->stamps && stamped->tally->is_tight && stamped->tally->add_texts;
    for (size_t t = 0; has_adds && t < step->term_count; t++) {
        int64_t row, column;
        lights_goal_cell(lights, step, t, &row, &column);
        if (row * (int64_t)stamped->output->columns + column == (int64_t)unit)
            return add_text(stamped, step, t);
    }
    return NULL;
}

/* Where the next stamp adds to a unit its sum gives way to the next one, half way. */
static struct unit_told unit_told(const struct stamped *stamped, size_t unit)
{
    double progress = stamped->lights->progress;
    struct unit_told told = {.unit = unit, .reached = &stamped->reached[unit], .share = 1};
    if (!stamped->next || stamped->next[unit].count == told.reached->count ||
        text_in_place(stamped, unit))
        return told;
    told.share = fabs(1 - 2 * progress);
    if (progress > 0.5)
        told.reached = &stamped->next[unit];
    return told;
}

/* Digits make room for what is added while a stamp is over them; or one fades out before the other
 * comes. */
static void write_unit(const struct stamped *stamped, const struct unit_told *told,
                       struct lettering lettering, struct pen *pen)
{
    const struct map *output = stamped->output;
    const struct lights *lights = stamped->lights;
    int64_t row = (int64_t)(told->unit / output->columns);
    int64_t column = (int64_t)(told->unit % output->columns);
    const char *text = told->text, *added = text_in_place(stamped, told->unit);
    double covered = lights->stamps ? lights_read_share(lights, output, row, column) : 0;
    double in_place = added ? 2 * share_of_adds(lights) - 1 : -1;
    double raised = stamped->has_counts || stamped->tally->is_tight ? 0 : covered;
    lettering.color =
        color_faded(unit_ink(stamped, told, covered), told->share * fmax(0, -in_place));
    if (in_place > 0) {
        text = added;
        lettering.font = stamped->tally->add_font;
        lettering.color = color_faded(pen->theme->color[COLOR_WINDOW_INK], in_place);
    }
    if (lettering.color.alpha > 0)
        pen_write(pen, map_cell_key(map_key(output, "value", pen), row, column), text,
                  stamps_middle(output, row, column, raised), &lettering);
}

static void write_units(const struct stamped *stamped, struct pen *pen)
{
    const struct lights *lights = stamped->lights;
    const struct map *output = stamped->output;
    struct lettering lettering = {
        .is_moving = lights->stamps && !stamped->has_counts && !stamped->tally->is_tight,
        .font = stamped->has_counts ? pen->theme->font[FONT_VALUES] : stamped->tally->sum_font};
    if (!subject_is_legible(lights->subject, &lettering.font))
        return;
    for (size_t i = 0; i < output->rows * output->columns; i++) {
        struct unit_told told = unit_told(stamped, i);
        told.text = unit_text(stamped, i, told.reached, pen->arena);
        if (told.text && !lights->stamps && lights_ask(lights, i))
            told.text = pen_question;
        if (told.text)
            write_unit(stamped, &told, lettering, pen);
    }
}

/* How many rows and columns a tap of a stamp is from its first one. */
static void tap_from_first(const struct lights *lights, const struct step *step, size_t tap,
                           int64_t out[2])
{
    size_t axes = lights->layer->axes;
    const int64_t *first = step->terms[0].place, *place = step->terms[tap].place;
    out[0] = axes > 1 ? place[axes - 2] - first[axes - 2] : 0;
    out[1] = place[axes - 1] - first[axes - 1];
}

/* Where a row, or a column, is on a ring: at its other end, once half of it is beyond this one. */
static double around(const struct lights *lights, size_t side, double index)
{
    const struct simulation *layer = lights->layer;
    if (!simulation_is_ring(layer) || layer->axes + side < 2)
        return index;
    double length = (double)layer->axis[layer->axes + side - 2].output;
    return index - length * floor((index + 0.5) / length);
}

/* In each cell of the stamp what it adds. */
static void write_adds(const struct stamped *stamped, struct pen *pen)
{
    const struct lights *lights = stamped->lights;
    const struct tally *tally = stamped->tally;
    const struct map *output = stamped->output;
    const struct step *step = nearer_step(lights);
    size_t last = step == &lights->next ? lights->window_count - 1 : 0;
    struct area area = lights_window_area(lights, &lights->windows[last]);
    struct lettering small = {
        .font = tally->add_font,
        .color = color_faded(pen->theme->color[COLOR_WINDOW_INK], share_of_adds(lights)),
        .is_moving = lights->subject->scene->timeline.move.num > 0};
    for (size_t t = 0; tally->add_texts && small.color.alpha > 0 && t < step->term_count; t++) {
        const char *text = add_text(stamped, step, t);
        int64_t tap[2];
        tap_from_first(lights, step, t, tap);
        double row = around(lights, 0, area.row + (double)tap[0]);
        double column = around(lights, 1, area.column + (double)tap[1]);
        if (!text)
            continue;
        struct point at = stamps_corner(output, row, column, &small.font, text);
        if (tally->adds_are_sums)
            at.x = map_middle(&output->plane, row, column).x;
        pen_write(pen, key_cell("stamp.value", tap[0], tap[1]), text, at, &small);
    }
}

void stamps_write(const struct stamped *stamped, bool has_values, struct pen *pen)
{
    bool has_sums = has_values && stamped->lights->subject->looks.show.reveal != REVEAL_BLANK;
    if (has_sums || stamped->has_counts)
        write_units(stamped, pen);
    if (has_sums && !stamped->has_counts && stamped->lights->stamps && !stamped->tally->is_tight)
        write_adds(stamped, pen);
}
