/* SPDX-License-Identifier: MIT */
/* Where the window of view transpose is, and the digits on its maps: read in one column, added up
 * in the other. */
#include "drawing/map/digits.h"
#include "drawing/views/transpose.h"

static const double stamped_digits = 0.8; /* of "6 + 4", to other digits */

/* ---- places ---- */

struct item_key pair_key_of(const char *part, int column, int64_t row, int64_t at)
{
    return (struct item_key){part, column, (int)row, (int)at, NULL};
}

struct area pair_small_unit(const struct pair_moment *moment)
{
    return (struct area){moment->row, moment->column_at, 1, 1};
}

/* On the large map. */
struct area pair_window_of(const struct pair_moment *moment)
{
    const struct pair_axis *rows = &moment->pair->axis[0], *columns = &moment->pair->axis[1];
    return (struct area){moment->row * (double)rows->stride - (double)rows->before,
                         moment->column_at * (double)columns->stride - (double)columns->before,
                         (double)rows->window, (double)columns->window};
}

struct area pair_tap_of(const struct pair_moment *moment, int64_t tap)
{
    const struct pair_axis *rows = &moment->pair->axis[0], *columns = &moment->pair->axis[1];
    struct area area = pair_window_of(moment);
    area.row += (double)(tap / columns->kernel * rows->dilation);
    area.column += (double)(tap % columns->kernel * columns->dilation);
    area.rows = area.columns = 1;
    return area;
}

int64_t pair_tap_count(const struct transpose *pair)
{
    return pair->axis[0].kernel * pair->axis[1].kernel;
}

bool pair_is_on_map(const struct placed *placed, double row, double column)
{
    return row >= 0 && row < (double)placed->map.rows && column >= 0 &&
           column < (double)placed->map.columns;
}

/* ---- digits ---- */

static void write(const struct pair_moment *moment, int size, size_t i, const char *text,
                  enum theme_color ink, double scale, double share, struct pen *pen)
{
    const struct placed *placed = moment->column->maps[size];
    size_t row = i / placed->map.columns, column = i % placed->map.columns;
    struct lettering lettering = {.font = moment->pair->font,
                                  .color = color_faded(pen->theme->color[ink], share)};
    lettering.font.size_pt *= scale;
    if (share > 0)
        pen_write(pen,
                  pair_key_of(size == LARGE ? "large.value" : "small.value", moment->number,
                              (int64_t)row, (int64_t)column),
                  text, map_middle(&placed->plane, (double)row, (double)column), &lettering);
}

/* Which tap of the seen step a cell of the large map is; -1: none. */
int64_t pair_tap_at(const struct pair_moment *moment, size_t cell)
{
    const struct placed *large = moment->column->maps[LARGE];
    struct pair_moment still = *moment;
    still.row = (double)(moment->step / moment->column->maps[SMALL]->map.columns);
    still.column_at = (double)(moment->step % moment->column->maps[SMALL]->map.columns);
    for (int64_t t = 0; t < pair_tap_count(moment->pair); t++) {
        struct area tap = pair_tap_of(&still, t);
        if (pair_is_on_map(large, tap.row, tap.column) &&
            (size_t)tap.row * large->map.columns + (size_t)tap.column == cell)
            return t;
    }
    return -1;
}

/* What all units up to, not with, one have stamped: sums, and which cells they reach. */
void pair_add_stamps(const struct pair_moment *moment, size_t units, double *sums, bool *is_there)
{
    struct pair_moment at = *moment;
    size_t cells = moment->column->maps[LARGE]->map.rows * moment->column->maps[LARGE]->map.columns;
    for (at.step = 0; at.step < units; at.step++)
        for (size_t i = 0; i < cells; i++) {
            int64_t tap = pair_tap_at(&at, i);
            if (tap < 0)
                continue;
            is_there[i] = true;
            if (moment->column->values[SMALL])
                sums[i] += moment->pair->weights[tap] * moment->column->values[SMALL][at.step];
        }
}

static const char *number(const struct pair_moment *moment, double value, struct pen *pen)
{
    value = simulation_settle(value, simulation_rounding(moment->panel->subject.simulation));
    return digits_of(pen->arena, &value, 1, -1)[0];
}

void pair_write_stamped(const struct pair_moment *moment, const double *sums, const bool *is_there,
                        struct pen *pen)
{
    const struct placed *large = moment->column->maps[LARGE];
    for (size_t i = 0; i < large->map.rows * large->map.columns; i++) {
        int64_t tap = pair_tap_at(moment, i);
        double added =
            tap < 0 ? 0 : moment->pair->weights[tap] * moment->column->values[SMALL][moment->step];
        if (tap >= 0 && (is_there[i] || moment->column->start != 0))
            write(
                moment, LARGE, i,
                digits_added(pen->arena, number(moment, sums[i], pen), number(moment, added, pen)),
                COLOR_WINDOW_INK, stamped_digits, moment->share, pen);
        else if (tap >= 0)
            write(moment, LARGE, i, number(moment, added, pen), COLOR_WINDOW_INK, 1, moment->share,
                  pen);
        else if (is_there[i])
            write(moment, LARGE, i, number(moment, sums[i], pen), COLOR_OUTPUT_INK, 1, 1, pen);
    }
}

void pair_write_read(const struct pair_moment *moment, struct pen *pen)
{
    const struct placed *large = moment->column->maps[LARGE];
    for (size_t i = 0; i < large->map.rows * large->map.columns; i++)
        write(moment, LARGE, i, moment->column->texts[LARGE][i],
              pair_tap_at(moment, i) >= 0 ? COLOR_INK : COLOR_INPUT_INK, 1, 1, pen);
}

void pair_write_small(const struct pair_moment *moment, size_t shown, struct pen *pen)
{
    const struct placed *small = moment->column->maps[SMALL];
    bool gathers = moment->column->gathers;
    for (size_t i = 0; i < small->map.rows * small->map.columns && i < shown; i++) {
        bool is_now = i == moment->step;
        enum theme_color ink = is_now    ? gathers ? COLOR_NOW_INK : COLOR_INPUT_NOW_INK
                               : gathers ? COLOR_OUTPUT_INK
                                         : COLOR_INPUT_INK;
        write(moment, SMALL, i, moment->column->texts[SMALL][i], ink, 1, is_now ? moment->share : 1,
              pen);
    }
}
