/* SPDX-License-Identifier: MIT */
/* A step of view transpose that tells its sum. Where the first column gathers, products stand in
 * the cells of the map that it reads, and the total comes into both columns; where it stamps, they
 * stand in the kernel's cells, and each goes to its cell of the output and adds. */
#include <math.h>

#include "drawing/views/transpose.h"
#include "drawing/words/words.h"

static bool find_cell(const struct panel *panel, int size, const size_t *index,
                      struct own_cell *cell)
{
    const struct transpose *pair = panel->subject.state;
    if (!pair->columns[0].gathers || !pair->has_texts)
        return false;
    *cell = (struct own_cell){pair->columns[0].maps[size]->map.plane, (int64_t)index[1],
                              (int64_t)index[2], pair->font};
    return true;
}

bool pair_find_term(const struct panel *panel, const struct step *step, size_t term,
                    struct own_cell *cell)
{
    const struct term *read = &step->terms[term];
    return read->kind == CELL_UNIT && find_cell(panel, LARGE, read->input, cell);
}

bool pair_find_total(const struct panel *panel, const struct step *step, struct own_cell *cell)
{
    return find_cell(panel, SMALL, step->output, cell);
}

const double *pair_read_covered(const struct pair_moment *moment, const struct lights *lights,
                                struct arena *arena)
{
    const struct step *step = &lights->here;
    const struct map *large = &moment->column->maps[LARGE]->map;
    double *covered = arena_allocate(arena, large->rows * large->columns, sizeof *covered);
    for (size_t t = 0; t < step->term_count; t++) {
        struct own_cell cell;
        if (moment->panel->find_term(moment->panel, step, t, &cell))
            covered[(size_t)cell.row * large->columns + (size_t)cell.column] =
                lights_term(lights->telling, lights->told, t, step->term_count).covered;
    }
    return covered;
}

double pair_gone(int column, const struct moment_part *part)
{
    if (column == 0)
        return part->lifted;
    if (part->tells_next)
        return fmin(1, 2 * part->progress);
    return part->telling != TELLS_ALL ? 1 - lights_arrival(part->telling, part->told)
                                      : part->lifted;
}

const bool *pair_read_pending(const struct pair_moment *moment, struct arena *arena)
{
    const struct transpose *pair = moment->pair;
    const struct placed *large = moment->column->maps[LARGE], *small = moment->column->maps[SMALL];
    size_t units = small->map.rows * small->map.columns;
    if (moment->number == 0 || pair->columns[0].gathers ||
        moment->panel->subject.looks.theme.shows_all_outputs)
        return NULL;
    bool *pending = arena_allocate(arena, large->map.rows * large->map.columns, sizeof *pending);
    for (size_t u = moment->step + !moment->is_untold; u < units; u++)
        for (int64_t t = 0; t < pair_tap_count(pair); t++) {
            int64_t cell = pair_cell_of(pair, (int64_t)u, t);
            if (cell >= 0)
                pending[cell] = true;
        }
    return pending;
}

bool pair_is_known(const struct pair_moment *moment, size_t unit)
{
    for (int64_t t = 0; moment->pending && t < pair_tap_count(moment->pair); t++) {
        int64_t cell = pair_cell_of(moment->pair, (int64_t)unit, t);
        if (cell >= 0 && moment->pending[cell])
            return false;
    }
    return true;
}

/* ---- a stamp ---- */

static struct light_term product_of(const struct pair_moment *moment, int64_t tap)
{
    return lights_term(moment->telling, moment->told, (size_t)tap,
                       (size_t)pair_tap_count(moment->pair));
}

static bool is_stamp_told(const struct pair_moment *moment)
{
    return moment->telling != TELLS_ALL && !moment->column->gathers && moment->number == 0 &&
           moment->pair->has_texts;
}

bool pair_has_come(const struct pair_moment *moment, int64_t tap)
{
    return !is_stamp_told(moment) || product_of(moment, tap).way >= 1;
}

/* Where the kernel has the weight of a tap. */
static struct area weight_cell(const struct pair_moment *moment, int64_t tap)
{
    int64_t columns = moment->pair->axis[1].kernel;
    if (pair_is_reversed(moment->panel->subject.simulation))
        tap = pair_tap_count(moment->pair) - 1 - tap;
    return (struct area){(double)(tap / columns), (double)(tap % columns), 1, 1};
}

static void write_product(const struct pair_moment *moment, const struct placed *kernel,
                          int64_t tap, struct lettering lettering, struct pen *pen)
{
    struct light_term at = product_of(moment, tap);
    struct area cell = weight_cell(moment, tap);
    const struct theme *theme = pen->theme;
    plane_trace_outline(pen, &kernel->map.plane, cell);
    pen_paint(pen, pair_key_of("kernel.covered", 0, (int64_t)cell.row, (int64_t)cell.column),
              color_faded(theme->color[COLOR_KERNEL], at.covered),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt), at.covered));
    lettering.color = color_faded(lettering.color, at.shown);
    pen_write(pen, pair_key_of("window.product", 0, (int64_t)cell.row, (int64_t)cell.column),
              pair_number(moment, pair_added(moment, tap), pen),
              map_middle(&kernel->map.plane, cell.row, cell.column), &lettering);
}

void pair_draw_told(const struct pair_moment *moment, struct pen *pen)
{
    const struct panel *panel = moment->panel;
    const struct placed *kernel = panel_find(panel, MAP_KERNEL, -1);
    struct lettering lettering = {.font = moment->pair->font,
                                  .color = pen->theme->color[COLOR_WINDOW_INK],
                                  .is_moving = true};
    if (!is_stamp_told(moment))
        return;
    lettering.font.is_bold = true;
    for (int64_t tap = 0; tap < pair_tap_count(moment->pair); tap++) {
        struct light_term at = product_of(moment, tap);
        struct area weight = weight_cell(moment, tap), cell = pair_tap_of(moment, tap);
        struct point from = kernel ? map_middle(&kernel->map.plane, weight.row, weight.column)
                                   : map_middle(&moment->column->maps[SMALL]->map.plane,
                                                moment->row, moment->column_at);
        if (at.way <= 0 && at.shown > 0 && kernel)
            write_product(moment, kernel, tap, lettering, pen);
        else if (at.way > 0 && at.way < 1)
            sum_draw_flight(
                panel, (size_t)tap, pair_number(moment, pair_added(moment, tap), pen), from,
                map_middle(&moment->column->maps[LARGE]->map.plane, cell.row, cell.column), at.way,
                &lettering, pen);
    }
}
