/* SPDX-License-Identifier: MIT */
/* The digits of view scatter: what the input holds, with the weights of what a step reads; what the
 * output has come to, and what the stamp adds. */
#include <math.h>

#include "drawing/views/scatter.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

/* In cells. What digits may take up; small ones in a corner: */

/* ---- where ---- */

/* How much of a cell's digits has the other ink: they change while the current cell's edge passes
 * them. */
static double ink_share(const struct scatter_moment *moment, struct area cell)
{
    double covered = area_covered(&moment->current, cell.row, cell.column);
    return moment->current_share * fmin(fmax((covered - 0.5) / sizes->digits_width + 0.5, 0), 1);
}

/* The middle of a cell's digits; raised, 0..1: to make room for small ones. */
static struct point middle_of(const struct plane *plane, struct area cell, double raised)
{
    return map_middle(plane, cell.row - sizes->room * raised, cell.column);
}

/* Where these are centred, to end in the cell's corner. */
static struct point corner_of(const struct scatter_moment *moment, const struct plane *plane,
                              struct area cell, const struct font *font, const char *text)
{
    struct point end =
        plane_point(plane, cell.row + sizes->corner_row, cell.column + sizes->corner_end);
    end.x -= text_width(moment->panel->subject.ruler, font, text) / 2;
    return end;
}

/* ---- the input ---- */

/* Where steps are output units, with the weights of what the step reads, from half way on of what
 * the next one does. */
static void write_input(const struct scatter_moment *moment, struct pen *pen)
{
    const struct texts *texts = &moment->input->map.texts, *factors = &moment->scatter->factors;
    const struct color *color = pen->theme->color;
    const struct plane *plane = &moment->input->map.plane;
    struct lettering lettering = {.font = texts->font, .is_moving = moment->follows_output};
    struct lettering small = {.font = factors->font,
                              .color =
                                  color_faded(color[COLOR_INPUT_NOW_INK],
                                              moment->strength * fabs(1 - 2 * moment->progress))};
    for (size_t i = 0; i < tensor_count(&moment->layer->input); i++) {
        struct area cell = scatter_cell(moment->input, i);
        double lit = moment->follows_output ? moment->unit_share[i] : ink_share(moment, cell);
        lettering.color = color_mix(color[COLOR_INPUT_INK], color[COLOR_INPUT_NOW_INK], lit);
        cell_text_write(pen, moment->panel->subject.ruler, scatter_key("input.value", cell),
                        &texts->of[i], middle_of(plane, cell, moment->unit_share[i]), &lettering);
        if (!factors->of || small.color.alpha <= 0 || moment->unit_weight[i] == NOT_READ)
            continue;
        const char *factor = factors->of[moment->unit_weight[i]].text;
        pen_write(pen, scatter_key("input.weight", cell), factor,
                  corner_of(moment, plane, cell, &small.font, factor), &small);
    }
}

/* ---- the output ---- */

/* A font in which all sums fit. */
static struct font font_of_sums(const struct scatter_moment *moment, struct arena *arena)
{
    const struct subject *subject = &moment->panel->subject;
    const struct tally *tally = &moment->scatter->tally;
    const char *const *ends = digits_of(arena, tally->sum_ends, 2, tally->sum_decimals);
    /* Numbers that shorten one by one may be longer than the range's ends. */
    const char *const texts[] = {ends[0], ends[1], "88.88"};
    return digits_fit(subject->ruler, subject->looks.theme.font[FONT_VALUES], texts,
                      tally->sum_decimals < 0 ? 3 : 2, subject_cells(subject, sizes->cell_width));
}

/* How much of a row or column the taps of a stamp cover, 0..1. */
static double share_of(const struct spans *spans, double index)
{
    double most = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->all[i];
        most = fmax(most, fmin(span->at + span->size, index + 1) - fmax(span->at, index));
    }
    return most;
}

/* What an output unit reads; NULL: nothing yet. */
static const char *unit_text(const struct scatter_moment *moment, size_t unit, struct arena *arena)
{
    const struct tally *tally = &moment->scatter->tally;
    const struct reached *reached = &moment->reached[unit];
    bool is_never_reached = reached->total == 0 && !moment->follows_output;
    bool starts_visibly = !moment->follows_output && tally->start != 0;
    if (moment->has_counts)
        return reached->is_filled || is_never_reached ? arena_format(arena, "%zu", reached->count)
                                                      : NULL;
    if (!reached->is_filled && !is_never_reached && !starts_visibly)
        return NULL;
    if (reached->is_filled && reached->count == reached->total && tally->results)
        return tally->results[unit];
    const double *sum = reached->count > 0
                            ? &tally->sums[tally->entries.starts[unit] + reached->count - 1]
                            : &tally->start;
    return digits_of(arena, sum, 1, tally->sum_decimals)[0];
}

static struct color unit_ink(const struct scatter_moment *moment, size_t unit, double stamped,
                             const struct color *color)
{
    const struct reached *reached = &moment->reached[unit];
    struct color ink = color[COLOR_ZERO_INK];
    if (reached->is_filled)
        ink = color_mix(color[COLOR_OUTPUT_INK], color[COLOR_INK], reached->shade);
    if (reached->is_filled && moment->follows_output)
        ink =
            color_mix(ink, color[COLOR_NOW_INK],
                      moment->current_lit * ink_share(moment, scatter_cell(moment->output, unit)));
    return color_mix(ink, color[COLOR_INK], stamped);
}

/* Digits make room for what is added while a stamp is over them. */
static void write_units(const struct scatter_moment *moment, struct pen *pen)
{
    const struct laid_stamp *stamp = &moment->stamp;
    bool makes_room = !moment->has_counts && !moment->follows_output;
    struct lettering lettering = {.is_moving = makes_room, .font = pen->theme->font[FONT_VALUES]};
    if (!moment->has_counts)
        lettering.font = font_of_sums(moment, pen->arena);
    if (!subject_is_legible(&moment->panel->subject, &lettering.font))
        return;
    for (size_t i = 0; i < moment->layer->step_count; i++) {
        struct area cell = scatter_cell(moment->output, i);
        const char *text = unit_text(moment, i, pen->arena);
        bool asks = moment->follows_output && moment->is_question && i == moment->step;
        double stamped = moment->strength * moment->set_down * share_of(&stamp->rows, cell.row) *
                         share_of(&stamp->columns, cell.column);
        if (!text)
            continue;
        lettering.color = unit_ink(moment, i, stamped, pen->theme->color);
        pen_write(pen, scatter_key("output.value", cell), asks ? pen_question : text,
                  middle_of(&moment->output->map.plane, cell, makes_room ? stamped : 0),
                  &lettering);
    }
}

/* What the nearer stamp adds to the unit under a tap; NULL: it is cropped, or alone there, or it
 * has yet to come. */
static const char *add_text(const struct scatter_moment *moment, const struct tap *down,
                            const struct tap *right)
{
    const struct tally *tally = &moment->scatter->tally;
    bool is_next = moment->progress > 0.5;
    size_t stamp = is_next ? moment->next : moment->step;
    const struct map *map = &moment->output->map;
    if ((is_next && moment->hides_next) || down->place < 0 || down->place >= (int64_t)map->rows ||
        right->place < 0 || right->place >= (int64_t)map->columns)
        return NULL;
    size_t unit = (size_t)down->place * map->columns + (size_t)right->place;
    size_t end = moment->is_awaited[unit] ? 0 : tally->entries.starts[unit + 1];
    for (size_t i = tally->entries.starts[unit]; i < end; i++)
        if (tally->entries.entries[i].column == stamp)
            return moment->scatter->add_texts[i];
    return NULL;
}

/* In each cell of the stamp what the step adds, and from half way on the next one. */
static void write_adds(const struct scatter_moment *moment, struct pen *pen)
{
    const struct laid_stamp *stamp = &moment->stamp;
    const struct taps *rows = &stamp->rows.nearer, *columns = &stamp->columns.nearer;
    const struct plane *plane = &moment->output->map.plane;
    struct lettering small = {
        .font = moment->scatter->add_font,
        .color = color_faded(pen->theme->color[COLOR_WINDOW_INK],
                             moment->strength * moment->set_down * fabs(1 - 2 * moment->progress)),
        .is_moving = moment->panel->subject.scene->timeline.move.num > 0};
    if (!moment->scatter->add_texts || small.color.alpha <= 0)
        return;
    for (size_t i = 0; i < rows->count; i++)
        for (size_t j = 0; j < columns->count; j++) {
            const char *text = add_text(moment, &rows->all[i], &columns->all[j]);
            struct area cell = {stamp->rows.all[i].at, stamp->columns.all[j].at, 1, 1};
            if (!text)
                continue;
            struct point at = corner_of(moment, plane, cell, &small.font, text);
            if (moment->scatter->adds_are_sums)
                at.x = map_middle(plane, cell.row, cell.column).x;
            pen_write(pen, key_cell("stamp.value", rows->all[i].kernel, columns->all[j].kernel),
                      text, at, &small);
        }
}

void scatter_write(const struct scatter_moment *moment, struct pen *pen)
{
    bool has_values = moment->input->map.texts.of != NULL;
    bool has_sums = has_values && moment->panel->subject.looks.show.reveal != REVEAL_BLANK;
    if (has_values)
        write_input(moment, pen);
    if (has_sums || moment->has_counts)
        write_units(moment, pen);
    if (has_sums && !moment->has_counts && !moment->follows_output)
        write_adds(moment, pen);
}
