/* SPDX-License-Identifier: MIT */
/* The output's side of view scatter: what the stamps have added up to, how many of them reached
 * each unit, and the stamps themselves. Cropped parts of stamps stand outside the output. */
#include <math.h>

#include "drawing/map/digits.h"
#include "drawing/map/marks.h"
#include "drawing/views/scatter.h"

static const double darkest = 0.7;     /* share of the line's colour where most stamps are */
static const double many_stamps = 1.6; /* opacity, shared by all stamps that are lit together, */
static const double most_opaque = 0.4; /* and of each of them at most */

/* ---- what the stamps add up to ---- */

static void widen_ends(double ends[2], double value)
{
    ends[0] = fmin(ends[0], value);
    ends[1] = fmax(ends[1], value);
}

/* How many stamps reach each unit, as where its part of the list begins. */
static size_t *count_reached(const struct simulation *layer, struct arena *arena)
{
    size_t units = tensor_count(&layer->output);
    size_t *starts = arena_allocate(arena, units + 1, sizeof *starts);
    struct arena scratch = {0};
    for (size_t i = 0; i < tensor_count(&layer->input); i++) {
        struct stamp stamp;
        arena_reset(&scratch);
        simulation_stamp_at(layer, i, &scratch, &stamp);
        for (size_t a = 0; a < stamp.add_count; a++)
            starts[stamp.adds[a].output_number + 1]++;
    }
    for (size_t i = 0; i < units; i++)
        starts[i + 1] += starts[i];
    arena_finish(&scratch);
    return starts;
}

/* The texts of finished units, as in every other view. */
static const char *const *result_texts(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    const double *results = simulation_settled(layer, arena);
    return digits_of(arena, results, layer->step_count,
                     digits_asked(&subject->looks.show, results, layer->step_count,
                                  subject->looks.theme.output_decimals));
}

static int decimals_for(const struct subject *subject, double *values, size_t count)
{
    double rounding = simulation_rounding(subject->simulation);
    for (size_t i = 0; i < count; i++)
        values[i] = simulation_settle(values[i], rounding);
    return digits_asked(&subject->looks.show, values, count, digits_decimals(values, count));
}

void scatter_read_tally(struct tally *tally, const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    size_t units = tensor_count(&layer->output), *starts = count_reached(layer, arena);
    size_t count = starts[units], added = 0;
    struct reached *reached = arena_allocate(arena, count + 1, sizeof *reached);
    struct arena scratch = {0}, numbers = {0};
    double *sums = arena_allocate(&numbers, count + 1, sizeof *sums);
    double *adds = arena_allocate(&numbers, count + 1, sizeof *adds);
    size_t *next = arena_allocate(&numbers, units, sizeof *next);
    tally->start = layer->has_bias ? layer->bias.values[0] : 0;
    widen_ends(tally->sum_ends, tally->start);
    for (size_t i = 0; i < tensor_count(&layer->input); i++) {
        struct stamp stamp;
        arena_reset(&scratch);
        simulation_stamp_at(layer, i, &scratch, &stamp);
        for (size_t a = 0; a < stamp.add_count; a++) {
            size_t unit = stamp.adds[a].output_number, at = starts[unit] + next[unit]++;
            double before = at > starts[unit] ? reached[at - 1].sum : tally->start;
            reached[at] = (struct reached){i, before + stamp.adds[a].value};
            widen_ends(tally->sum_ends, sums[added] = reached[at].sum);
            widen_ends(tally->add_ends, adds[added++] = stamp.adds[a].value);
        }
    }
    for (size_t i = 0; i < units; i++)
        tally->most =
            starts[i + 1] - starts[i] > tally->most ? starts[i + 1] - starts[i] : tally->most;
    sums[added] = tally->start; /* and an addend of 0 */
    tally->sum_decimals = decimals_for(subject, sums, added + 1);
    tally->add_decimals = decimals_for(subject, adds, added + 1);
    if (layer->has_values)
        tally->results = result_texts(subject, arena);
    tally->starts = starts;
    tally->reached = reached;
    arena_finish(&scratch);
    arena_finish(&numbers);
}

/* How many stamps have reached a unit at the step: all of them, where steps are output units. */
static size_t reached_count(const struct scatter_moment *moment, size_t unit)
{
    const struct tally *tally = &moment->scatter->tally;
    size_t first = tally->starts[unit], low = first, high = tally->starts[unit + 1];
    if (moment->follows_output)
        return unit <= moment->step ? high - first : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tally->reached[middle].stamp <= moment->step)
            low = middle + 1;
        else
            high = middle;
    }
    return low - first;
}

static size_t total_count(const struct scatter_moment *moment, size_t unit)
{
    return moment->scatter->tally.starts[unit + 1] - moment->scatter->tally.starts[unit];
}

/* ---- where stamps lie ---- */

/* Where a tap of a stamp is along an axis of the output; between places while it moves. */
struct span {
    double at, size; /* size 0: nowhere, at the middle of where it would be */
};

struct spans {
    size_t count;
    struct span *span;
};

struct laid_stamp {
    struct spans rows, columns;
};

static const struct simulation *layer_of(const struct scatter_moment *moment)
{
    return moment->panel->subject.simulation;
}

static struct spans spans_of(const struct scatter_moment *moment, const struct axis *axis,
                             int64_t unit, struct arena *arena)
{
    struct spans spans = {0, arena_allocate(arena, (size_t)axis->kernel, sizeof *spans.span)};
    int64_t place;
    for (int64_t tap = 0; tap < axis->kernel; tap++)
        if (simulation_stamp_place(layer_of(moment), axis, unit, tap, &place))
            spans.span[spans.count++] = (struct span){(double)place, 1};
    return spans;
}

/* The middle of a direct layer's stamp that falls between places. */
static struct span nowhere(const struct axis *axis, int64_t unit)
{
    double reach = (double)(axis->effective_kernel - 1) / 2;
    double at = ((double)(unit + axis->padding_before) - reach) / (double)axis->stride;
    return (struct span){at + 0.5, 0};
}

/* The taps on the way from one unit's to another's; where these are fewer, some lie together. */
static struct spans spans_between(const struct scatter_moment *moment, const struct axis *axis,
                                  const int64_t unit[2], struct arena *arena)
{
    struct spans from = spans_of(moment, axis, unit[0], arena);
    struct spans to = spans_of(moment, axis, unit[1], arena);
    struct spans spans = {from.count > to.count ? from.count : to.count, NULL};
    spans.span = arena_allocate(arena, spans.count, sizeof *spans.span);
    for (size_t i = 0; i < spans.count; i++) {
        struct span a = nowhere(axis, unit[0]), b = nowhere(axis, unit[1]);
        if (from.count > 0)
            a = from.span[i < from.count ? i : from.count - 1];
        if (to.count > 0)
            b = to.span[i < to.count ? i : to.count - 1];
        spans.span[i] = (struct span){a.at + moment->progress * (b.at - a.at),
                                      a.size + moment->progress * (b.size - a.size)};
    }
    return spans;
}

/* The step's stamp on its way to the next unit's. */
static struct laid_stamp moving_stamp(const struct scatter_moment *moment, struct arena *arena)
{
    const struct scatter *scatter = moment->scatter;
    int64_t columns = scatter->width->input;
    size_t next = moment->step + (moment->progress > 0);
    const int64_t rows[] = {scatter_row(moment->step, columns), scatter_row(next, columns)};
    const int64_t places[] = {scatter_column(moment->step, columns), scatter_column(next, columns)};
    return (struct laid_stamp){spans_between(moment, scatter->height, rows, arena),
                               spans_between(moment, scatter->width, places, arena)};
}

/* How much of a row or column the taps of a stamp cover, 0..1. */
static double share_of(const struct spans *spans, int64_t index)
{
    double most = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->span[i];
        double start = fmax(span->at, (double)index);
        double end = fmin(span->at + span->size, (double)index + 1);
        most = fmax(most, end - start);
    }
    return most;
}

/* ---- what is there before the first stamp ---- */

static const struct placed *output_of(const struct scatter_moment *moment)
{
    return &moment->panel->maps[moment->scatter->output];
}

/* The lines of the reach that are outside the output: whole ones, and both ends of the others. */
static void trace_outside(const struct placed *output, bool is_row, struct pen *pen)
{
    const struct area reach = output->map.reach, grid = map_grid(&output->map);
    double first = is_row ? reach.row : reach.column;
    double last = first + (is_row ? reach.rows : reach.columns);
    double from = is_row ? reach.column : reach.row;
    double to = from + (is_row ? reach.columns : reach.rows);
    for (double line = first; line <= last; line++) {
        bool is_beside = line >= 0 && line <= (is_row ? grid.rows : grid.columns);
        const double ends[][2] = {{from, is_beside ? 0 : to},
                                  {is_beside ? (is_row ? grid.columns : grid.rows) : to, to}};
        for (size_t i = 0; i < 2; i++) {
            if (ends[i][0] >= ends[i][1])
                continue;
            pen_move_to(pen, is_row ? plane_point(&output->plane, line, ends[i][0])
                                    : plane_point(&output->plane, ends[i][0], line));
            pen_line_to(pen, is_row ? plane_point(&output->plane, line, ends[i][1])
                                    : plane_point(&output->plane, ends[i][1], line));
        }
    }
}

void scatter_draw_empty(const struct panel *panel, const struct scatter *scatter, struct pen *pen)
{
    const struct placed *output = &panel->maps[scatter->output];
    trace_outside(output, true, pen);
    trace_outside(output, false, pen);
    pen_paint(pen, key_once("output.cropped"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    map_trace_grid(&output->plane, &panel->subject, map_grid(&output->map), pen);
    pen_paint(pen, key_once("output.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* ---- the units that were reached ---- */

static enum overlap overlap_of(const struct scatter_moment *moment)
{
    return moment->panel->subject.looks.show.overlap;
}

/* Where all stamps that reach the step's unit are lit, they show themselves how they overlap. */
static double shade_of(const struct scatter_moment *moment, size_t count)
{
    enum overlap overlap = overlap_of(moment);
    bool is_plain =
        overlap == OVERLAP_HIDDEN || (overlap == OVERLAP_SHADED && moment->follows_output);
    if (is_plain || count < 2)
        return 0;
    return darkest * (double)(count - 1) / (double)(moment->scatter->tally.most - 1);
}

/* Whether a unit has its digits and its colour: with steps by output the first ones, else the
 * ones that were reached. */
static bool is_filled(const struct scatter_moment *moment, size_t unit)
{
    return moment->follows_output ? unit <= moment->step : reached_count(moment, unit) > 0;
}

static void trace_filled(const struct scatter_moment *moment, size_t count, bool is_any,
                         struct pen *pen)
{
    const struct placed *output = output_of(moment);
    int64_t columns = (int64_t)output->map.columns;
    for (size_t i = 0; i < output->map.rows * output->map.columns; i++)
        if (is_filled(moment, i) && (is_any || reached_count(moment, i) == count))
            plane_trace_outline(pen, &output->plane,
                                (struct area){(double)scatter_row(i, columns),
                                              (double)scatter_column(i, columns), 1, 1});
}

static void draw_filled(const struct scatter_moment *moment, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    for (size_t count = 0; count <= moment->scatter->tally.most; count++) {
        trace_filled(moment, count, false, pen);
        pen_paint(pen, (struct item_key){"output.cells", (int)count, -1, -1, NULL},
                  color_mix(theme->color[COLOR_OUTPUT], theme->color[COLOR_OUTPUT_LINE],
                            shade_of(moment, count)),
                  stroke_none);
    }
    trace_filled(moment, 0, true, pen);
    pen_paint(pen, key_once("output.lines"), color_none,
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

/* ---- stamps ---- */

static void trace_taps(const struct scatter_moment *moment, const struct laid_stamp *stamp,
                       struct pen *pen)
{
    for (size_t i = 0; i < stamp->rows.count; i++)
        for (size_t j = 0; j < stamp->columns.count; j++) {
            const struct span *down = &stamp->rows.span[i], *right = &stamp->columns.span[j];
            plane_trace_outline(pen, &output_of(moment)->plane,
                                (struct area){down->at, right->at, down->size, right->size});
        }
}

static struct color faded(struct color color, double share)
{
    color.alpha *= share;
    return color;
}

/* The box round all taps. */
static struct area stamp_area(const struct laid_stamp *stamp)
{
    const struct span *top = stamp->rows.span, *bottom = &top[stamp->rows.count - 1];
    const struct span *left = stamp->columns.span, *right = &left[stamp->columns.count - 1];
    return (struct area){top->at, left->at, bottom->at + bottom->size - top->at,
                         right->at + right->size - left->at};
}

static bool is_empty(const struct laid_stamp *stamp)
{
    return stamp->rows.count == 0 || stamp->columns.count == 0;
}

/* The one stamp that the step is about. */
static void draw_stamp(const struct scatter_moment *moment, const struct laid_stamp *stamp,
                       struct pen *pen)
{
    const struct theme *theme = pen->theme;
    if (is_empty(stamp))
        return;
    trace_taps(moment, stamp, pen);
    pen_paint(pen, key_once("stamp.veil"), marks_under_stamp(theme), stroke_none);
    trace_taps(moment, stamp, pen);
    pen_paint(pen, key_once("stamp.taps"), theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
    plane_trace_outline(pen, &output_of(moment)->plane, stamp_area(stamp));
    pen_paint(pen, key_once("stamp.edge"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&moment->panel->subject)));
}

/* One of several that reach the same unit. */
static void draw_faint_stamp(const struct scatter_moment *moment, size_t unit, struct pen *pen)
{
    const struct scatter *scatter = moment->scatter;
    int64_t row = scatter_row(unit, scatter->width->input);
    int64_t column = scatter_column(unit, scatter->width->input);
    double share = moment->unit_share[unit];
    if (share <= 0)
        return;
    struct laid_stamp stamp = {spans_of(moment, scatter->height, row, pen->arena),
                               spans_of(moment, scatter->width, column, pen->arena)};
    if (is_empty(&stamp))
        return;
    double opacity = fmin(most_opaque, many_stamps / (double)scatter->tally.most);
    struct stroke edge = pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
    edge.color = faded(edge.color, share);
    trace_taps(moment, &stamp, pen);
    pen_paint(pen, key_cell("stamp.taps", row, column),
              faded(pen->theme->color[COLOR_WINDOW], share * opacity), stroke_none);
    plane_trace_outline(pen, &output_of(moment)->plane, stamp_area(&stamp));
    pen_paint(pen, key_cell("stamp.edge", row, column), color_none, edge);
}

/* ---- digits ---- */

/* A font in which everything of a range fits, with `sign` before it. */
static struct font font_for(const struct scatter_moment *moment, enum theme_font font,
                            const double ends[2], int decimals, const char *sign,
                            struct arena *arena)
{
    const char *const *texts = digits_of(arena, ends, 2, decimals);
    /* Numbers that shorten one by one may be longer than the range's ends. */
    const char *const signed_texts[] = {texts[0], arena_format(arena, "%s%s", sign, texts[1]),
                                        arena_format(arena, "%s88.88", sign)};
    return scatter_fit(moment->panel, font, signed_texts, decimals < 0 ? 3 : 2);
}

static double settled(const struct scatter_moment *moment, double value)
{
    return simulation_settle(value, simulation_rounding(layer_of(moment)));
}

/* What an output unit reads; NULL: nothing yet. */
static const char *unit_text(const struct scatter_moment *moment, size_t unit, struct arena *arena)
{
    const struct tally *tally = &moment->scatter->tally;
    size_t count = reached_count(moment, unit);
    bool is_shown = is_filled(moment, unit);
    bool is_never_reached = total_count(moment, unit) == 0 && !moment->follows_output;
    bool starts_visibly = !moment->follows_output && tally->start != 0;
    if (overlap_of(moment) == OVERLAP_COUNTED)
        return is_shown || is_never_reached ? arena_format(arena, "%zu", count) : NULL;
    if (!is_shown && !is_never_reached && !starts_visibly)
        return NULL;
    double sum = count > 0 ? tally->reached[tally->starts[unit] + count - 1].sum : tally->start;
    if (is_shown && count == total_count(moment, unit) && tally->results)
        return tally->results[unit];
    sum = settled(moment, sum);
    return digits_of(arena, &sum, 1, tally->sum_decimals)[0];
}

static struct color unit_ink(const struct scatter_moment *moment, size_t unit, double now,
                             const struct color *color)
{
    if (!is_filled(moment, unit))
        return color[COLOR_ZERO_INK];
    struct color ink = color_mix(color[COLOR_OUTPUT_INK], color[COLOR_INK],
                                 shade_of(moment, reached_count(moment, unit)) / darkest);
    return moment->follows_output ? color_mix(ink, color[COLOR_NOW_INK], now) : ink;
}

/* Digits make room for what is added while a stamp is over them. */
static void write_units(const struct scatter_moment *moment, const struct laid_stamp *stamp,
                        struct pen *pen)
{
    const struct placed *output = output_of(moment);
    const struct color *color = pen->theme->color;
    int64_t columns = (int64_t)output->map.columns;
    struct area slid = scatter_slide(moment, columns);
    bool has_counts = overlap_of(moment) == OVERLAP_COUNTED;
    bool makes_room = !has_counts && !moment->follows_output;
    struct lettering lettering = {.is_moving = makes_room, .font = pen->theme->font[FONT_VALUES]};
    if (!has_counts)
        lettering.font = font_for(moment, FONT_VALUES, moment->scatter->tally.sum_ends,
                                  moment->scatter->tally.sum_decimals, "", pen->arena);
    for (size_t i = 0; subject_is_legible(&moment->panel->subject, &lettering.font) &&
                       i < output->map.rows * output->map.columns;
         i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        const char *text = unit_text(moment, i, pen->arena);
        if (text == NULL)
            continue;
        double stamped = moment->follows_output
                             ? 0
                             : share_of(&stamp->rows, row) * share_of(&stamp->columns, column);
        double covered = area_covered(&slid, (double)row, (double)column);
        lettering.color = color_mix(unit_ink(moment, i, scatter_ink_share(covered), color),
                                    color[COLOR_INK], stamped);
        bool asks = moment->follows_output && moment->is_question && i == moment->step;
        pen_write(pen, key_cell("output.value", row, column), asks ? pen_question : text,
                  scatter_middle(&output->plane, row, column, makes_room ? stamped : 0),
                  &lettering);
    }
}

/* Where the tap of a kernel index is among the taps of a unit's stamp along an axis. */
static const struct span *tap_span(const struct scatter_moment *moment, const struct axis *axis,
                                   int64_t unit, size_t kernel, const struct spans *moving)
{
    int64_t index = (int64_t)kernel, passed = 0, place;
    int64_t tap = layer_of(moment)->is_turned ? index : axis->kernel - 1 - index;
    for (int64_t i = 0; i < tap; i++)
        passed += simulation_stamp_place(layer_of(moment), axis, unit, i, &place);
    return &moving->span[passed];
}

/* "+6" in each cell of the stamp: what the step adds, and from half way on the next one. */
static void write_adds(const struct scatter_moment *moment, const struct laid_stamp *moving,
                       struct pen *pen)
{
    const struct scatter *scatter = moment->scatter;
    int decimals = scatter->tally.add_decimals;
    struct stamp stamp;
    struct lettering small = {
        .font = font_for(moment, FONT_SMALL, scatter->tally.add_ends, decimals, "+", pen->arena),
        .color = pen->theme->color[COLOR_WINDOW_INK],
        .is_moving = moment->panel->subject.scene->timeline.move.num > 0};
    small.color.alpha *= fabs(1 - 2 * moment->progress);
    if (!digits_fit_corner(pen->theme, &small.font) ||
        !subject_is_legible(&moment->panel->subject, &small.font))
        return;
    simulation_stamp_at(layer_of(moment), moment->step + (moment->progress > 0.5), pen->arena,
                        &stamp);
    int64_t row = scatter_row(stamp.number, scatter->width->input);
    int64_t column = scatter_column(stamp.number, scatter->width->input);
    for (size_t i = 0; small.color.alpha > 0 && i < stamp.add_count; i++) {
        const struct addend *addend = &stamp.adds[i];
        const size_t *kernel = &addend->kernel[2]; /* behind the channels */
        size_t down = layer_of(moment)->axes > 1 ? *kernel++ : 0, right = *kernel;
        double value = settled(moment, addend->value);
        const char *text = digits_of(pen->arena, &value, 1, decimals)[0];
        text = arena_format(pen->arena, "%s%s", text[0] >= '0' && text[0] <= '9' ? "+" : "", text);
        struct point cell =
            plane_point(&output_of(moment)->plane,
                        tap_span(moment, scatter->height, row, down, &moving->rows)->at,
                        tap_span(moment, scatter->width, column, right, &moving->columns)->at);
        pen_write(pen, key_cell("stamp.value", (int64_t)down, (int64_t)right), text,
                  scatter_corner(moment->panel, cell, &small.font, text), &small);
    }
}

/* ---- the whole output ---- */

void scatter_draw_outputs(const struct scatter_moment *moment, struct pen *pen)
{
    const bool has_values = moment->scatter->inputs.of != NULL;
    const bool has_counts = overlap_of(moment) == OVERLAP_COUNTED;
    struct laid_stamp stamp = {{0, NULL}, {0, NULL}};
    draw_filled(moment, pen);
    if (moment->follows_output) {
        for (size_t i = 0; i < tensor_count(&layer_of(moment)->input); i++)
            draw_faint_stamp(moment, i, pen);
        map_draw_current_cell(&moment->panel->subject, &output_of(moment)->plane,
                              scatter_slide(moment, (int64_t)output_of(moment)->map.columns), 1,
                              key_once("now.cell"), pen);
    } else {
        stamp = moving_stamp(moment, pen->arena);
        draw_stamp(moment, &stamp, pen);
    }
    if (has_values || has_counts)
        write_units(moment, &stamp, pen);
    if (has_values && !has_counts && !moment->follows_output)
        write_adds(moment, &stamp, pen);
}
