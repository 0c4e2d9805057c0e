/* SPDX-License-Identifier: MIT */
/* The output's side of view scatter: what the stamps have added up to, how many of them reached
 * each unit, and the stamps themselves. Cropped parts of stamps stand outside the output. */
#include <math.h>

#include "drawing/marks.h"
#include "drawing/views/scatter.h"

static const double darkest = 0.7;     /* share of the line's colour where most stamps are */
static const double many_stamps = 1.6; /* opacity, shared by all stamps that are lit together, */
static const double most_opaque = 0.4; /* and of each of them at most */

/* ---- where stamps lie ---- */

/* Where a tap of a stamp is along an axis of the output; between places while it moves. */
struct span {
    double at, size; /* size 0: nowhere, at the middle of where it would be */
};

struct spans {
    size_t count;
    struct span *span;
};

static struct spans spans_of(const struct scatter *scatter, const struct axis *axis, int64_t unit,
                             struct arena *arena)
{
    struct spans spans = {0, arena_allocate(arena, (size_t)axis->kernel, sizeof *spans.span)};
    int64_t place;
    for (int64_t tap = 0; tap < axis->kernel; tap++)
        if (simulation_stamp_place(scatter->simulation, axis, unit, tap, &place))
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
static struct spans spans_between(const struct scatter *scatter, const struct axis *axis,
                                  const int64_t unit[2], struct arena *arena)
{
    struct spans from = spans_of(scatter, axis, unit[0], arena);
    struct spans to = spans_of(scatter, axis, unit[1], arena);
    struct spans spans = {from.count > to.count ? from.count : to.count, NULL};
    spans.span = arena_allocate(arena, spans.count, sizeof *spans.span);
    for (size_t i = 0; i < spans.count; i++) {
        struct span a = nowhere(axis, unit[0]), b = nowhere(axis, unit[1]);
        if (from.count > 0)
            a = from.span[i < from.count ? i : from.count - 1];
        if (to.count > 0)
            b = to.span[i < to.count ? i : to.count - 1];
        spans.span[i] = (struct span){a.at + scatter->progress * (b.at - a.at),
                                      a.size + scatter->progress * (b.size - a.size)};
    }
    return spans;
}

/* ---- what is there before the first stamp ---- */

/* The lines of the reach that are outside the output: whole ones, and both ends of the others. */
static void trace_outside(const struct scatter *scatter, struct pen *pen)
{
    const struct area *reach = &scatter->reach, *outputs = &scatter->outputs;
    const struct plane *plane = &scatter->output;
    double left = reach->column, right = left + reach->columns;
    double top = reach->row, bottom = top + reach->rows;
    for (double row = top; row <= bottom; row++) {
        bool is_beside = row >= 0 && row <= outputs->rows;
        const double ends[][2] = {{left, is_beside ? 0 : right},
                                  {is_beside ? outputs->columns : right, right}};
        for (size_t i = 0; i < 2; i++)
            if (ends[i][0] < ends[i][1]) {
                pen_move_to(pen, plane_point(plane, row, ends[i][0]));
                pen_line_to(pen, plane_point(plane, row, ends[i][1]));
            }
    }
    for (double column = left; column <= right; column++) {
        bool is_beside = column >= 0 && column <= outputs->columns;
        const double ends[][2] = {{top, is_beside ? 0 : bottom},
                                  {is_beside ? outputs->rows : bottom, bottom}};
        for (size_t i = 0; i < 2; i++)
            if (ends[i][0] < ends[i][1]) {
                pen_move_to(pen, plane_point(plane, ends[i][0], column));
                pen_line_to(pen, plane_point(plane, ends[i][1], column));
            }
    }
}

void scatter_draw_empty(const struct scatter *scatter, struct pen *pen)
{
    trace_outside(scatter, pen);
    pen_paint(pen, key_once("output.cropped"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    plane_trace_grid(pen, &scatter->output, scatter->outputs);
    pen_paint(pen, key_once("output.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* ---- the units that were reached ---- */

/* Where all stamps that reach the step's unit are lit, they show themselves how they overlap. */
static double shade_of(const struct scatter *scatter, size_t count)
{
    const struct tally *tally = &scatter->tally;
    bool is_plain = scatter->overlap == OVERLAP_HIDDEN ||
                    (scatter->overlap == OVERLAP_SHADED && scatter->follows_output);
    if (is_plain || count < 2)
        return 0;
    return darkest * (double)(count - 1) / (double)(tally->most - 1);
}

/* Whether a unit has its digits and its colour: with steps by output the first ones, else the
 * ones that were reached. */
static bool is_filled(const struct scatter *scatter, size_t number)
{
    return scatter->follows_output ? number <= scatter->step : scatter->tally.counts[number] > 0;
}

static void trace_filled(const struct scatter *scatter, struct pen *pen, size_t count, bool is_any)
{
    int64_t columns = scatter->width->output;
    for (size_t i = 0; i < scatter->simulation->step_count; i++) {
        if (!is_filled(scatter, i) || (!is_any && scatter->tally.counts[i] != count))
            continue;
        struct area cell = {(double)scatter_row(i, columns), (double)scatter_column(i, columns), 1,
                            1};
        plane_trace_outline(pen, &scatter->output, cell);
    }
}

static void draw_filled(const struct scatter *scatter, struct pen *pen)
{
    const struct theme *theme = scatter->theme;
    for (size_t count = 0; count <= scatter->tally.most; count++) {
        struct item_key key = {"output.cells", (int)count, -1, -1};
        trace_filled(scatter, pen, count, false);
        pen_paint(pen, key,
                  color_mix(theme->color[COLOR_OUTPUT], theme->color[COLOR_OUTPUT_LINE],
                            shade_of(scatter, count)),
                  stroke_none);
    }
    trace_filled(scatter, pen, 0, true);
    pen_paint(pen, key_once("output.lines"), color_none,
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

/* ---- stamps ---- */

struct laid_stamp {
    struct spans rows, columns;
};

static void trace_taps(const struct scatter *scatter, struct pen *pen,
                       const struct laid_stamp *stamp)
{
    for (size_t i = 0; i < stamp->rows.count; i++)
        for (size_t j = 0; j < stamp->columns.count; j++) {
            const struct span *down = &stamp->rows.span[i], *right = &stamp->columns.span[j];
            plane_trace_outline(pen, &scatter->output,
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
static void draw_stamp(const struct scatter *scatter, struct pen *pen,
                       const struct laid_stamp *stamp)
{
    const struct theme *theme = scatter->theme;
    if (is_empty(stamp))
        return;
    trace_taps(scatter, pen, stamp);
    pen_paint(pen, key_once("stamp.veil"), marks_under_stamp(theme), stroke_none);
    trace_taps(scatter, pen, stamp);
    pen_paint(pen, key_once("stamp.taps"), theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
    plane_trace_outline(pen, &scatter->output, stamp_area(stamp));
    pen_paint(pen, key_once("stamp.edge"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, fmax(theme->window_pt, theme->thick_pt)));
}

/* One of several that reach the same unit. */
static void draw_faint_stamp(const struct scatter *scatter, struct pen *pen, size_t unit)
{
    int64_t row = scatter_row(unit, scatter->width->input);
    int64_t column = scatter_column(unit, scatter->width->input);
    double share = scatter->unit_share[unit];
    struct laid_stamp stamp = {spans_of(scatter, scatter->height, row, pen->arena),
                               spans_of(scatter, scatter->width, column, pen->arena)};
    if (share <= 0 || is_empty(&stamp))
        return;
    double opacity = fmin(most_opaque, many_stamps / (double)scatter->tally.most);
    struct stroke edge = pen_solid(pen, COLOR_WINDOW_LINE, scatter->theme->thick_pt);
    edge.color = faded(edge.color, share);
    trace_taps(scatter, pen, &stamp);
    pen_paint(pen, key_cell("stamp.taps", row, column),
              faded(scatter->theme->color[COLOR_WINDOW], share * opacity), stroke_none);
    plane_trace_outline(pen, &scatter->output, stamp_area(&stamp));
    pen_paint(pen, key_cell("stamp.edge", row, column), color_none, edge);
}

/* The step's stamp on its way to the next unit's. */
static struct laid_stamp moving_stamp(const struct scatter *scatter, struct arena *arena)
{
    int64_t columns = scatter->width->input;
    size_t next = scatter->step + (scatter->progress > 0);
    const int64_t rows[] = {scatter_row(scatter->step, columns), scatter_row(next, columns)};
    const int64_t places[] = {scatter_column(scatter->step, columns),
                              scatter_column(next, columns)};
    return (struct laid_stamp){spans_between(scatter, scatter->height, rows, arena),
                               spans_between(scatter, scatter->width, places, arena)};
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

/* ---- digits ---- */

/* A font in which everything of a range fits, with `sign` before it. */
static struct font font_for(const struct scatter *scatter, struct arena *arena,
                            enum theme_font font, const struct digit_range *range, const char *sign)
{
    const double ends[] = {range->low, range->high};
    const char *const *texts = digits_of(arena, ends, 2, range->decimals);
    /* Numbers that shorten one by one may be longer than the range's ends. */
    const char *const signed_texts[] = {texts[0], arena_format(arena, "%s%s", sign, texts[1]),
                                        arena_format(arena, "%s88.88", sign)};
    return scatter_fit(scatter, font, signed_texts, range->decimals < 0 ? 3 : 2);
}

/* What an output unit reads; NULL: nothing yet. */
static const char *unit_text(const struct scatter *scatter, struct arena *arena, size_t number)
{
    const struct tally *tally = &scatter->tally;
    bool is_shown = is_filled(scatter, number);
    bool is_never_reached = tally->totals[number] == 0 && !scatter->follows_output;
    bool starts_visibly = !scatter->follows_output && tally->start != 0;
    if (scatter->overlap == OVERLAP_COUNTED)
        return is_shown || is_never_reached ? arena_format(arena, "%zu", tally->counts[number])
                                            : NULL;
    if (!is_shown && !is_never_reached && !starts_visibly)
        return NULL;
    if (is_shown && tally->counts[number] == tally->totals[number])
        return tally->results[number];
    return digits_of(arena, &tally->sums[number], 1, tally->sum_range.decimals)[0];
}

static struct color unit_ink(const struct scatter *scatter, size_t number, double now)
{
    const struct color *color = scatter->theme->color;
    if (!is_filled(scatter, number))
        return color[COLOR_ZERO_INK];
    struct color ink = color_mix(color[COLOR_OUTPUT_INK], color[COLOR_INK],
                                 shade_of(scatter, scatter->tally.counts[number]) / darkest);
    return scatter->follows_output ? color_mix(ink, color[COLOR_NOW_INK], now) : ink;
}

/* Digits make room for what is added while a stamp is over them. */
static void write_units(const struct scatter *scatter, struct pen *pen,
                        const struct laid_stamp *stamp)
{
    int64_t columns = scatter->width->output;
    struct area slid = scatter_slide(scatter, columns);
    bool makes_room = scatter->overlap != OVERLAP_COUNTED && !scatter->follows_output;
    struct lettering lettering = {.is_moving = makes_room,
                                  .font = scatter->theme->font[FONT_VALUES]};
    if (scatter->overlap != OVERLAP_COUNTED)
        lettering.font = font_for(scatter, pen->arena, FONT_VALUES, &scatter->tally.sum_range, "");
    for (size_t i = 0; i < scatter->simulation->step_count; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        const char *text = unit_text(scatter, pen->arena, i);
        if (text == NULL)
            continue;
        double stamped = scatter->follows_output
                             ? 0
                             : share_of(&stamp->rows, row) * share_of(&stamp->columns, column);
        struct color ink = unit_ink(
            scatter, i, scatter_ink_share(area_covered(&slid, (double)row, (double)column)));
        lettering.color = color_mix(ink, scatter->theme->color[COLOR_INK], stamped);
        pen_write(pen, key_cell("output.value", row, column),
                  scatter->follows_output && pen_asks(pen, i) ? pen_question : text,
                  scatter_middle(&scatter->output, row, column, makes_room ? stamped : 0),
                  &lettering);
    }
}

/* Where the tap of a kernel index is among the taps of a unit's stamp along an axis. */
static const struct span *tap_span(const struct scatter *scatter, const struct axis *axis,
                                   int64_t unit, size_t kernel, const struct spans *moving)
{
    int64_t index = (int64_t)kernel, passed = 0, place;
    int64_t tap = scatter->simulation->is_turned ? index : axis->kernel - 1 - index;
    for (int64_t i = 0; i < tap; i++)
        passed += simulation_stamp_place(scatter->simulation, axis, unit, i, &place);
    return &moving->span[passed];
}

/* "+6" in each cell of the stamp: what the step adds, and from half way on the next one. */
static void write_adds(const struct scatter *scatter, struct pen *pen,
                       const struct laid_stamp *moving)
{
    const struct digit_range *range = &scatter->tally.add_range;
    struct stamp stamp;
    struct lettering small = {.font = font_for(scatter, pen->arena, FONT_SMALL, range, "+"),
                              .color = scatter->theme->color[COLOR_WINDOW_INK],
                              .is_moving = scatter->simulation->scene->timeline.move.num > 0};
    small.color.alpha *= fabs(1 - 2 * scatter->progress);
    if (!digits_fit_corner(scatter->theme, &small.font))
        return;
    simulation_stamp_at(scatter->simulation, scatter->step + (scatter->progress > 0.5), pen->arena,
                        &stamp);
    int64_t row = scatter_row(stamp.number, scatter->width->input);
    int64_t column = scatter_column(stamp.number, scatter->width->input);
    for (size_t i = 0; small.color.alpha > 0 && i < stamp.add_count; i++) {
        const struct addend *addend = &stamp.adds[i];
        const size_t *kernel = &addend->kernel[2]; /* behind the channels */
        size_t down = scatter->simulation->axes > 1 ? *kernel++ : 0, right = *kernel;
        double value = simulation_settle(addend->value, simulation_rounding(scatter->simulation));
        const char *text = digits_of(pen->arena, &value, 1, range->decimals)[0];
        text = arena_format(pen->arena, "%s%s", text[0] >= '0' && text[0] <= '9' ? "+" : "", text);
        struct point cell = plane_point(
            &scatter->output, tap_span(scatter, scatter->height, row, down, &moving->rows)->at,
            tap_span(scatter, scatter->width, column, right, &moving->columns)->at);
        pen_write(pen, key_cell("stamp.value", (int64_t)down, (int64_t)right), text,
                  scatter_corner(scatter, cell, &small.font, text), &small);
    }
}

/* ---- the whole output ---- */

static void draw_now(const struct scatter *scatter, struct pen *pen)
{
    const struct theme *theme = scatter->theme;
    plane_trace_outline(pen, &scatter->output, scatter_slide(scatter, scatter->width->output));
    pen_paint(pen, key_once("now.cell"), theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_NOW_LINE, fmax(theme->window_pt, theme->thick_pt)));
}

void scatter_draw_outputs(const struct scatter *scatter, struct pen *pen)
{
    const bool has_values = scatter->simulation->has_values;
    const bool has_counts = scatter->overlap == OVERLAP_COUNTED;
    struct laid_stamp stamp = {0};
    draw_filled(scatter, pen);
    if (scatter->follows_output) {
        for (size_t i = 0; i < tensor_count(&scatter->simulation->input); i++)
            draw_faint_stamp(scatter, pen, i);
        draw_now(scatter, pen);
    } else {
        stamp = moving_stamp(scatter, pen->arena);
        draw_stamp(scatter, pen, &stamp);
    }
    if (has_values || has_counts)
        write_units(scatter, pen, &stamp);
    if (has_values && !has_counts && !scatter->follows_output)
        write_adds(scatter, pen, &stamp);
}
