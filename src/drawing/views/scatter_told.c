/* SPDX-License-Identifier: MIT */
/* A step that is told. Of a stamp the products appear in the kernel's cells, then each goes to its
 * cell of the output and adds; those of an output unit appear in the cells of what it reads, and
 * each goes to the unit and adds. */
#include "drawing/views/scatter.h"
#include "drawing/words/words.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

static bool is_there(const struct scatter_moment *moment)
{
    return moment->telling != TELLS_ALL && !moment->follows_output;
}

/* One of the stamp's taps, in the order of the kernel. */
struct stamp_tap {
    const struct tap *down, *right;
    size_t weight; /* its number in the kernel */
    struct light_term at;
};

static bool read_tap(const struct scatter_moment *moment, size_t number, struct stamp_tap *out)
{
    const struct taps *rows = &moment->stamp.rows.nearer, *columns = &moment->stamp.columns.nearer;
    size_t count = rows->count * columns->count;
    if (number >= count)
        return false;
    out->down = &rows->all[number / columns->count];
    out->right = &columns->all[number % columns->count];
    out->weight = (size_t)(out->down->kernel * moment->scatter->width->kernel + out->right->kernel);
    out->at = lights_term(moment->telling, moment->told, number, count);
    return true;
}

void scatter_read_told(struct scatter_moment *moment, struct arena *arena)
{
    const struct map *map = &moment->output->map;
    struct stamp_tap tap;
    moment->is_awaited = arena_allocate(arena, moment->layer->step_count, sizeof(bool));
    const struct entries *entries = &moment->scatter->tally.entries;
    size_t count = entries->starts[moment->step + 1] - entries->starts[moment->step];
    for (size_t i = 0; moment->follows_output && i < count; i++)
        moment->gathered += lights_term(moment->telling, moment->told, i, count).way >= 1;
    for (size_t i = 0; is_there(moment) && read_tap(moment, i, &tap); i++) {
        int64_t row = tap.down->place, column = tap.right->place;
        if (row >= 0 && row < (int64_t)map->rows && column >= 0 && column < (int64_t)map->columns)
            moment->is_awaited[(size_t)row * map->columns + (size_t)column] = tap.at.way < 1;
    }
}

/* Where a weight stands; without a kernel on the page the unit that is stamped. */
static struct area cell_of(const struct scatter_moment *moment, size_t weight)
{
    const struct placed *kernel = moment->kernel;
    for (size_t i = 0; kernel && i < kernel->map.rows * kernel->map.columns; i++) {
        struct area cell = scatter_cell(kernel, i);
        if (map_cell_at(&kernel->map, (int64_t)cell.row, (int64_t)cell.column).unit == weight)
            return cell;
    }
    return moment->current;
}

static const char *product_text(const struct scatter_moment *moment, size_t weight,
                                struct arena *arena)
{
    double product =
        moment->layer->kernel.values[weight] * moment->layer->input.values[moment->step];
    product = simulation_settle(product, simulation_rounding(moment->layer));
    return digits_of(arena, &product, 1, moment->scatter->tally.add_decimals)[0];
}

/* In place of its weight. */
static void write_product(const struct scatter_moment *moment, const struct stamp_tap *tap,
                          const char *text, struct lettering lettering, struct pen *pen)
{
    struct area cell = cell_of(moment, tap->weight);
    const struct plane *plane = &moment->kernel->map.plane;
    plane_trace_outline(pen, plane, cell);
    pen_paint(
        pen, scatter_key("kernel.covered", cell),
        color_faded(pen->theme->color[COLOR_KERNEL], tap->at.covered),
        stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), tap->at.covered));
    lettering.color = color_faded(lettering.color, tap->at.shown);
    pen_write(pen, scatter_key("window.product", cell), text,
              map_middle(plane, cell.row, cell.column), &lettering);
}

static void draw_flight(const struct scatter_moment *moment, const struct stamp_tap *tap,
                        const char *text, struct lettering lettering, size_t number,
                        struct pen *pen)
{
    struct area cell = cell_of(moment, tap->weight);
    const struct placed *from = moment->kernel ? moment->kernel : moment->input;
    sum_draw_flight(
        moment->panel, number, text, map_middle(&from->map.plane, cell.row, cell.column),
        map_middle(&moment->output->map.plane, (double)tap->down->place, (double)tap->right->place),
        tap->at.way, &lettering, pen);
}

static struct lettering lettering_of(const struct scatter_moment *moment, const char *text,
                                     enum theme_color ink, struct pen *pen)
{
    const struct subject *subject = &moment->panel->subject;
    const struct cell_text cell_text = {.text = text};
    struct lettering lettering = {
        .font = pen->theme->font[FONT_VALUES], .color = pen->theme->color[ink], .is_moving = true};
    lettering.font.is_bold = true;
    lettering.font = cell_texts_fit(subject->ruler, lettering.font, &cell_text, 1,
                                    sizes->most_width * subject_cells(subject, 1));
    return lettering;
}

/* What an output unit gathers: products in the cells of what it reads, and on their way to it. */
static void draw_gathering(const struct scatter_moment *moment, struct pen *pen)
{
    const struct tally *tally = &moment->scatter->tally;
    size_t first = tally->entries.starts[moment->step];
    size_t count = tally->entries.starts[moment->step + 1] - first;
    const struct plane *input = &moment->input->map.plane, *output = &moment->output->map.plane;
    struct area goal = scatter_cell(moment->output, moment->step);
    for (size_t i = 0; i < count; i++) {
        struct light_term at = lights_term(moment->telling, moment->told, i, count);
        const char *text =
            digits_of(pen->arena, &tally->adds[first + i], 1, tally->add_decimals)[0];
        struct area cell = scatter_cell(moment->input, tally->entries.entries[first + i].column);
        struct point from = map_middle(input, cell.row, cell.column);
        struct lettering lettering = lettering_of(moment, text, COLOR_WINDOW_INK, pen);
        if (at.way > 0 && at.way < 1)
            sum_draw_flight(moment->panel, i, text, from, map_middle(output, goal.row, goal.column),
                            at.way, &lettering, pen);
        if (at.way > 0 || at.shown <= 0)
            continue;
        plane_trace_outline(pen, input, cell);
        pen_paint(pen, scatter_key("input.covered", cell),
                  color_faded(pen->theme->color[COLOR_INPUT_NOW], at.covered), stroke_none);
        lettering.color = color_faded(pen->theme->color[COLOR_INPUT_NOW_INK], at.shown);
        pen_write(pen, scatter_key("window.product", cell), text, from, &lettering);
    }
}

void scatter_draw_told(const struct scatter_moment *moment, struct pen *pen)
{
    struct stamp_tap tap;
    if (moment->telling != TELLS_ALL && moment->follows_output)
        draw_gathering(moment, pen);
    for (size_t i = 0; is_there(moment) && read_tap(moment, i, &tap); i++) {
        const char *text = product_text(moment, tap.weight, pen->arena);
        struct lettering lettering = lettering_of(moment, text, COLOR_WINDOW_INK, pen);
        if (tap.at.way <= 0 && tap.at.shown > 0 && moment->kernel)
            write_product(moment, &tap, text, lettering, pen);
        else if (tap.at.way > 0 && tap.at.way < 1)
            draw_flight(moment, &tap, text, lettering, i, pen);
    }
}
