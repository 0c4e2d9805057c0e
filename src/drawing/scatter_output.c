/* SPDX-License-Identifier: MIT */
/* The output's side of view scatter: what the stamps have added up to, how many of them reached
 * each unit, and the stamps themselves. Cropped parts of stamps stand outside the output. */
#include <math.h>
#include <string.h>

#include "drawing/scatter.h"

/* Widths are in cells. */
static const double cell_width = 0.9; /* that digits may take up */
static const double corner_width = 0.6;
static const double corner[2] = {0.8, 0.72}; /* row, column: where what is added is centred */
static const double room = 0.12;             /* that digits go up to let it stand below them */
static const double darkest = 0.6;           /* share of the line's colour where most stamps are */
static const double many_stamps = 0.4;       /* opacity of stamps that are lit together */

/* ---- adding up ---- */

static void widen_range(struct digit_range *range, double value)
{
    range->low = value < range->low ? value : range->low;
    range->high = value > range->high ? value : range->high;
}

/* Every sum that is ever shown and every addend, for their ranges. */
struct film_values {
    double *sums, *adds;
    size_t count;
};

static void add_stamp(struct scatter *scatter, size_t number, double *running,
                      struct film_values *film)
{
    struct tally *tally = &scatter->tally;
    struct arena scratch = {0};
    struct stamp stamp;
    simulation_stamp_at(scatter->simulation, number, &scratch, &stamp);
    for (size_t i = 0; i < stamp.add_count; i++) {
        const struct addend *addend = &stamp.adds[i];
        running[addend->output_number] += addend->value;
        tally->totals[addend->output_number]++;
        film->sums[film->count] = running[addend->output_number];
        film->adds[film->count++] = addend->value;
        widen_range(&tally->sum_range, running[addend->output_number]);
        widen_range(&tally->add_range, addend->value);
    }
    arena_finish(&scratch);
}

/* What an output unit shows at the step when the steps are output units: all or nothing. */
static void show_finished(struct scatter *scatter, const double *running)
{
    struct tally *tally = &scatter->tally;
    for (size_t i = 0; i <= scatter->step; i++) {
        tally->sums[i] = running[i];
        tally->counts[i] = tally->totals[i];
    }
}

void scatter_read_tally(struct scatter *scatter, struct arena *arena)
{
    const struct simulation *simulation = scatter->simulation;
    struct tally *tally = &scatter->tally;
    size_t units = tensor_count(&simulation->input), count = simulation->step_count;
    size_t most_adds = units * tensor_count(&simulation->kernel);
    double *running = arena_allocate(arena, count, sizeof *running);
    struct film_values film = {arena_allocate(arena, most_adds + 1, sizeof(double)),
                               arena_allocate(arena, most_adds + 1, sizeof(double)), 0};
    tally->start = simulation->has_bias ? simulation->bias.values[0] : 0;
    tally->sums = arena_allocate(arena, count, sizeof *tally->sums);
    tally->counts = arena_allocate(arena, count, sizeof *tally->counts);
    tally->totals = arena_allocate(arena, count, sizeof *tally->totals);
    for (size_t i = 0; i < count; i++)
        running[i] = tally->start;
    widen_range(&tally->sum_range, tally->start);
    film.sums[film.count++] = tally->start; /* and an addend of 0 */
    for (size_t i = 0; i < units; i++) {
        add_stamp(scatter, i, running, &film);
        if (scatter->follows_output || i != scatter->step)
            continue;
        memcpy(tally->sums, running, count * sizeof *running);
        memcpy(tally->counts, tally->totals, count * sizeof *tally->totals);
    }
    if (scatter->follows_output)
        show_finished(scatter, running);
    for (size_t i = 0; i < count; i++)
        tally->most = tally->totals[i] > tally->most ? tally->totals[i] : tally->most;
    tally->sum_range.decimals = digits_decimals(film.sums, film.count);
    tally->add_range.decimals = digits_decimals(film.adds, film.count);
}

/* ---- where stamps lie ---- */

struct spans scatter_spans(const struct scatter *scatter, const struct axis *axis, int64_t unit,
                           struct arena *arena)
{
    struct spans spans = {0, arena_allocate(arena, (size_t)axis->kernel, sizeof *spans.span)};
    int64_t place;
    for (int64_t tap = 0; tap < axis->kernel; tap++)
        if (simulation_stamp_place(scatter->simulation, axis, unit, tap, &place))
            spans.span[spans.count++] = (struct span){(double)place, 1, tap};
    return spans;
}

/* The middle of a direct layer's stamp that falls between places. */
static struct span nowhere(const struct axis *axis, int64_t unit)
{
    double reach = (double)(axis->effective_kernel - 1) / 2;
    double at = ((double)(unit + axis->padding_before) - reach) / (double)axis->stride;
    return (struct span){at + 0.5, 0, -1};
}

/* The taps on the way from one unit's to another's; where these are fewer, some lie together. */
static struct spans spans_between(const struct scatter *scatter, const struct axis *axis,
                                  const int64_t unit[2], struct arena *arena)
{
    struct spans from = scatter_spans(scatter, axis, unit[0], arena);
    struct spans to = scatter_spans(scatter, axis, unit[1], arena);
    struct spans spans = {from.count > to.count ? from.count : to.count, NULL};
    spans.span = arena_allocate(arena, spans.count, sizeof *spans.span);
    for (size_t i = 0; i < spans.count; i++) {
        struct span a = nowhere(axis, unit[0]), b = nowhere(axis, unit[1]);
        if (from.count > 0)
            a = from.span[i < from.count ? i : from.count - 1];
        if (to.count > 0)
            b = to.span[i < to.count ? i : to.count - 1];
        spans.span[i] = (struct span){a.at + scatter->progress * (b.at - a.at),
                                      a.size + scatter->progress * (b.size - a.size), -1};
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

static double shade_of(const struct scatter *scatter, size_t count)
{
    const struct tally *tally = &scatter->tally;
    if (scatter->overlap == OVERLAP_HIDDEN || count < 2)
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
    double share;        /* how lit it is */
    int64_t row, column; /* its unit, for keys */
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

static void draw_stamp(const struct scatter *scatter, struct pen *pen,
                       const struct laid_stamp *stamp)
{
    const struct theme *theme = scatter->theme;
    if (stamp->rows.count == 0 || stamp->columns.count == 0)
        return;
    bool is_alone = !scatter->follows_output;
    const struct span *top = stamp->rows.span, *left = stamp->columns.span;
    const struct span *bottom = &top[stamp->rows.count - 1];
    const struct span *right = &left[stamp->columns.count - 1];
    struct stroke grid = pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt), edge = grid;
    edge.width = is_alone ? fmax(theme->window_pt, theme->thick_pt) : theme->thick_pt;
    grid.color = edge.color = faded(edge.color, stamp->share);
    trace_taps(scatter, pen, stamp);
    pen_paint(pen, key_cell("stamp.taps", stamp->row, stamp->column),
              faded(theme->color[COLOR_WINDOW], stamp->share * (is_alone ? 1 : many_stamps)),
              is_alone ? grid : stroke_none);
    plane_trace_outline(pen, &scatter->output,
                        (struct area){top->at, left->at, bottom->at + bottom->size - top->at,
                                      right->at + right->size - left->at});
    pen_paint(pen, key_cell("stamp.edge", stamp->row, stamp->column), color_none, edge);
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
                               spans_between(scatter, scatter->width, places, arena), 1, -1, -1};
}

/* All stamps that reach the step's output unit. */
static void draw_lit_stamps(const struct scatter *scatter, struct pen *pen)
{
    int64_t columns = scatter->width->input;
    size_t count = tensor_count(&scatter->simulation->input);
    for (size_t i = 0; i < count; i++) {
        int64_t row = scatter_row(i, columns), column = scatter_column(i, columns);
        if (scatter->unit_share[i] <= 0)
            continue;
        struct laid_stamp stamp = {scatter_spans(scatter, scatter->height, row, pen->arena),
                                   scatter_spans(scatter, scatter->width, column, pen->arena),
                                   scatter->unit_share[i], row, column};
        draw_stamp(scatter, pen, &stamp);
    }
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
    const char *const signed_texts[] = {texts[0], arena_format(arena, "%s%s", sign, texts[1])};
    double width = font == FONT_SMALL ? corner_width : cell_width;
    return digits_fit(scatter->ruler, scatter->theme->font[font], signed_texts, 2,
                      width * scatter->theme->cell_pt);
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
        double raised =
            makes_room ? room * share_of(&stamp->rows, row) * share_of(&stamp->columns, column) : 0;
        lettering.color = unit_ink(scatter, i, scatter_covered(&slid, row, column));
        pen_write(pen, key_cell("output.value", row, column), text,
                  plane_point(&scatter->output, (double)row + 0.5 - raised, (double)column + 0.5),
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
    simulation_stamp_at(scatter->simulation, scatter->step + (scatter->progress > 0.5), pen->arena,
                        &stamp);
    int64_t row = scatter_row(stamp.number, scatter->width->input);
    int64_t column = scatter_column(stamp.number, scatter->width->input);
    for (size_t i = 0; small.color.alpha > 0 && i < stamp.add_count; i++) {
        const struct addend *addend = &stamp.adds[i];
        const size_t *kernel = &addend->kernel[2]; /* behind the channels */
        size_t down = scatter->simulation->axes > 1 ? *kernel++ : 0, right = *kernel;
        const char *text = digits_of(pen->arena, &addend->value, 1, range->decimals)[0];
        const char *sign = text[0] >= '0' && text[0] <= '9' ? "+" : "";
        struct point at = plane_point(
            &scatter->output,
            tap_span(scatter, scatter->height, row, down, &moving->rows)->at + corner[0],
            tap_span(scatter, scatter->width, column, right, &moving->columns)->at + corner[1]);
        pen_write(pen, key_cell("stamp.value", (int64_t)down, (int64_t)right),
                  arena_format(pen->arena, "%s%s", sign, text), at, &small);
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
        draw_lit_stamps(scatter, pen);
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
