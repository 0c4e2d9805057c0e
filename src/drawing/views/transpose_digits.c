/* SPDX-License-Identifier: MIT */
/* Where the window of view transpose is, and the digits on its maps: read in one column, added up
 * in the other. */
#include <math.h>

#include "drawing/views/transpose.h"

/* ---- places ---- */

struct item_key pair_key_of(const char *part, int column, int64_t row, int64_t at)
{
    return (struct item_key){part, column, (int)row, (int)at, NULL};
}

void pair_place(struct pair_moment *moment, size_t from, size_t to, double way)
{
    size_t columns = (size_t)moment->pair->axis[1].size[SMALL];
    struct area here = {(double)(from / columns), (double)(from % columns), 1, 1};
    struct area next = {(double)(to / columns), (double)(to % columns), 1, 1};
    bool ends_row = here.row != next.row, jumps = moment->column->gathers || ends_row;
    struct light_return back = {1, way};
    if (ends_row)
        back = lights_return(&moment->panel->subject, way);
    struct area unit = area_between(here, next, back.way);
    moment->row = unit.row;
    moment->column_at = unit.column;
    moment->unit = jumps ? (way < 0.5 ? here : next) : unit;
    moment->unit_share = jumps ? share_leaving(way) + share_coming(way) : 1;
    moment->set_down = back.share;
    moment->share = fmin(back.share, fabs(1 - 2 * way));
    moment->coming = way < 0.5 ? 1 : share_coming(way);
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

bool pair_is_reversed(const struct simulation *layer)
{
    return layer->is_turned != layer->is_transposed;
}

int64_t pair_cell_of(const struct transpose *pair, int64_t unit, int64_t tap)
{
    const struct pair_axis *rows = &pair->axis[0], *columns = &pair->axis[1];
    int64_t row = unit / columns->size[SMALL] * rows->stride +
                  tap / columns->kernel * rows->dilation - rows->before;
    int64_t column = unit % columns->size[SMALL] * columns->stride +
                     tap % columns->kernel * columns->dilation - columns->before;
    bool is_there =
        row >= 0 && row < rows->size[LARGE] && column >= 0 && column < columns->size[LARGE];
    return is_there ? row * columns->size[LARGE] + column : -1;
}

bool pair_is_on_map(const struct placed *placed, double row, double column)
{
    return row >= 0 && row < (double)placed->map.rows && column >= 0 &&
           column < (double)placed->map.columns;
}

/* ---- digits ---- */

static void write(const struct pair_moment *moment, int size, size_t i, const char *text,
                  struct color ink, double scale, struct pen *pen)
{
    const struct placed *placed = moment->column->maps[size];
    size_t row = i / placed->map.columns, column = i % placed->map.columns;
    struct lettering lettering = {.font = moment->pair->font, .color = ink};
    lettering.font.size_pt *= scale;
    bool is_read = (size == LARGE) == moment->column->gathers;
    if (ink.alpha > 0)
        pen_write(pen,
                  pair_key_of(is_read ? "input.value" : "output.value", moment->number,
                              (int64_t)row, (int64_t)column),
                  text, map_middle(&placed->map.plane, (double)row, (double)column), &lettering);
}

int64_t pair_tap_at(const struct pair_moment *moment, size_t cell)
{
    for (int64_t t = 0; !moment->is_lifted && t < pair_tap_count(moment->pair); t++)
        if (pair_cell_of(moment->pair, (int64_t)moment->step, t) == (int64_t)cell)
            return t;
    return -1;
}

void pair_add_stamps(const struct pair_moment *moment, size_t units, double *sums, bool *is_there)
{
    const double *values = moment->column->values[SMALL];
    for (size_t u = 0; u < units; u++)
        for (int64_t t = 0; t < pair_tap_count(moment->pair); t++) {
            int64_t cell = pair_cell_of(moment->pair, (int64_t)u, t);
            if (cell < 0)
                continue;
            is_there[cell] = true;
            if (values)
                sums[cell] += moment->pair->weights[t] * values[u];
        }
}

const char *pair_number(const struct pair_moment *moment, double value, struct pen *pen)
{
    value = simulation_settle(value, simulation_rounding(moment->panel->subject.simulation));
    return digits_of(pen->arena, &value, 1, -1)[0];
}

double pair_added(const struct pair_moment *moment, int64_t tap)
{
    return moment->pair->weights[tap] * moment->column->values[SMALL][moment->step];
}

void pair_write_stamped(const struct pair_moment *moment, const double *sums, const bool *is_there,
                        struct pen *pen)
{
    const struct placed *large = moment->column->maps[LARGE];
    struct color stamped = color_faded(pen->theme->color[COLOR_WINDOW_INK], moment->share);
    for (size_t i = 0; i < large->map.rows * large->map.columns; i++) {
        int64_t tap = pair_tap_at(moment, i);
        double added = tap < 0 ? 0 : pair_added(moment, tap);
        bool has_come = tap >= 0 && pair_has_come(moment, tap);
        if (has_come && (is_there[i] || moment->column->start != 0))
            write(moment, LARGE, i,
                  digits_added(pen->arena, pair_number(moment, sums[i], pen),
                               pair_number(moment, added, pen)),
                  stamped, theme_sizes.transpose.stamped_digits, pen);
        else if (has_come)
            write(moment, LARGE, i, pair_number(moment, added, pen), stamped, 1, pen);
        else if (is_there[i])
            write(moment, LARGE, i, pair_number(moment, sums[i], pen),
                  pen->theme->color[COLOR_OUTPUT_INK], 1, pen);
    }
}

void pair_write_read(const struct pair_moment *moment, struct pen *pen)
{
    const struct placed *large = moment->column->maps[LARGE];
    for (size_t i = 0; i < large->map.rows * large->map.columns; i++) {
        bool is_read = pair_tap_at(moment, i) >= 0 && moment->set_down > 0;
        struct color ink = pen->theme->color[is_read ? COLOR_INK : COLOR_INPUT_INK];
        if (!moment->pending || !moment->pending[i])
            write(moment, LARGE, i, moment->column->texts[LARGE][i],
                  color_faded(ink, moment->covered ? 1 - moment->covered[i] : 1), 1, pen);
    }
}

void pair_write_small(const struct pair_moment *moment, size_t shown, struct pen *pen)
{
    const struct placed *small = moment->column->maps[SMALL];
    const struct color *color = pen->theme->color;
    bool gathers = moment->column->gathers;
    size_t units = small->map.rows * small->map.columns;
    for (size_t i = 0; i < units && i < shown; i++) {
        bool is_now = i == moment->step && !moment->is_lifted;
        struct color now = color[gathers ? COLOR_NOW_INK : COLOR_INPUT_NOW_INK];
        struct color ink = color_mix(color[gathers ? COLOR_OUTPUT_INK : COLOR_INPUT_INK], now,
                                     is_now ? moment->unit_share : 0);
        if (gathers && !pair_is_known(moment, i))
            continue;
        write(moment, SMALL, i, moment->column->texts[SMALL][i],
              color_faded(ink, is_now && shown < units ? moment->coming : 1), 1, pen);
    }
}
