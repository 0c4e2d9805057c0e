/* SPDX-License-Identifier: MIT */
/* What view im2col draws: the windows, the weights and their product, and in them what the step
 * lights. */
#include <math.h>

#include "drawing/views/im2col.h"

static const double band_tint = 0.3;     /* of what links a band with the output's cell */
static const double least_band_pt = 2.4; /* a band's width where cells are small */

/* ---- cells ---- */

/* A cell's text, where there is one. */
static void write_cell(const struct im2col *im2col, struct pen *pen, struct item_key key,
                       enum map_role role, const struct cell_text *text, struct color color)
{
    const struct plane *plane = role == MAP_INPUT    ? &im2col->windows
                                : role == MAP_KERNEL ? &im2col->weights
                                                     : &im2col->output;
    const struct lettering lettering = {.font = im2col->font[role], .color = color};
    if (im2col->is_legible && text)
        unrolled_write(&im2col->unrolled, pen, key, text,
                       plane_point(plane, key.row + 0.5, key.column + 0.5), &lettering);
}

static const struct cell_text *text_of(const struct im2col *im2col, enum map_role role, size_t i)
{
    const struct cell_text *texts = im2col->unrolled.texts[role];
    return texts ? &texts[i] : NULL;
}

/* A block with its lines, where its cells are large enough for them. */
static void trace_cells(const struct im2col *im2col, struct pen *pen, const struct plane *plane,
                        struct area area)
{
    if (im2col->is_legible)
        plane_trace_block(pen, plane, area);
    else
        plane_trace_outline(pen, plane, area);
}

static const struct reading *reading_at(const struct im2col *im2col, size_t term, size_t place)
{
    return &im2col->readings[term * im2col->places + place];
}

/* A place of the windows in its part's colour: a zero is paler. */
static void write_reading(const struct im2col *im2col, struct pen *pen, struct item_key key,
                          struct color unit, struct color zero_color)
{
    static const struct cell_text zero = {.text = "0"};
    const struct reading *reading = reading_at(im2col, (size_t)key.row, (size_t)key.column);
    bool has_texts = im2col->unrolled.texts[MAP_INPUT] != NULL;
    const struct cell_text *text = reading->is_unit ? text_of(im2col, MAP_INPUT, reading->unit)
                                   : has_texts      ? &zero
                                                    : NULL;
    write_cell(im2col, pen, key, MAP_INPUT, text, reading->is_unit ? unit : zero_color);
}

/* Runs of units along a row are one area each where no lines part them. */
static void trace_units(const struct im2col *im2col, struct pen *pen)
{
    for (size_t term = 0; term < im2col->terms; term++)
        for (size_t place = 0, end; place < im2col->places; place = end) {
            bool is_unit = reading_at(im2col, term, place)->is_unit;
            end = place + 1;
            while (!im2col->is_legible && end < im2col->places &&
                   reading_at(im2col, term, end)->is_unit == is_unit)
                end++;
            if (is_unit)
                plane_trace_outline(
                    pen, &im2col->windows,
                    (struct area){(double)term, (double)place, 1, (double)(end - place)});
        }
}

void im2col_draw_windows(const struct im2col *im2col, struct pen *pen)
{
    const struct theme *theme = im2col->unrolled.theme;
    const struct area all = {0, 0, (double)im2col->terms, (double)im2col->places};
    if (im2col->is_legible)
        plane_trace_grid(pen, &im2col->windows, all);
    else
        plane_trace_outline(pen, &im2col->windows, all);
    pen_paint(pen, key_once("windows.zeros"), color_none,
              im2col->is_legible ? pen_dashed(pen, COLOR_ZERO_LINE)
                                 : pen_solid(pen, COLOR_ZERO_LINE, theme->thick_pt));
    trace_units(im2col, pen);
    pen_paint(pen, key_once("windows.units"), theme->color[COLOR_INPUT],
              im2col->is_legible ? pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt) : stroke_none);
    for (size_t i = 0; i < im2col->terms * im2col->places; i++)
        write_reading(
            im2col, pen,
            key_cell("windows.value", (int64_t)(i / im2col->places), (int64_t)(i % im2col->places)),
            theme->color[COLOR_INPUT_INK], theme->color[COLOR_ZERO_INK]);
}

void im2col_draw_weights(const struct im2col *im2col, struct pen *pen)
{
    const struct theme *theme = im2col->unrolled.theme;
    trace_cells(im2col, pen, &im2col->weights,
                (struct area){0, 0, (double)im2col->channels, (double)im2col->terms});
    pen_paint(pen, key_once("weights.cells"), theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt));
    for (size_t i = 0; i < im2col->channels * im2col->terms; i++)
        write_cell(
            im2col, pen,
            key_cell("weights.value", (int64_t)(i / im2col->terms), (int64_t)(i % im2col->terms)),
            MAP_KERNEL, text_of(im2col, MAP_KERNEL, im2col->kernels[i]),
            theme->color[COLOR_WINDOW_INK]);
}

void im2col_draw_empty(const struct im2col *im2col, struct pen *pen)
{
    const struct area all = {0, 0, (double)im2col->channels, (double)im2col->places};
    if (im2col->is_legible)
        plane_trace_grid(pen, &im2col->output, all);
    else
        plane_trace_outline(pen, &im2col->output, all);
    pen_paint(pen, key_once("product.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

void im2col_draw_words(const struct im2col *im2col, struct pen *pen)
{
    const struct unrolled *unrolled = &im2col->unrolled;
    double below = im2col->below;
    double half = im2col_width(&im2col->output, im2col->places) / 2;
    struct point windows = {im2col->windows.origin.x + half, im2col->windows.origin.y};
    struct point product = {windows.x, below};
    struct point weights = {
        im2col->weights.origin.x + im2col_width(&im2col->weights, im2col->terms) / 2, below};
    unrolled_draw_label(unrolled, pen, &im2col->labels[MAP_INPUT], windows);
    unrolled_draw_label(unrolled, pen, &im2col->labels[MAP_KERNEL], weights);
    unrolled_draw_label(unrolled, pen, &im2col->labels[MAP_OUTPUT], product);
    unrolled_draw_divisor(
        unrolled, pen,
        (struct point){
            im2col->weights.origin.x - im2col_divisor_width / 2 * unrolled->theme->cell_pt,
            im2col->weights.origin.y + im2col_height(&im2col->weights, im2col->channels) / 2});
}

/* ---- what the step lights ---- */

/* Where a step is in the product; of a step by position all channels are lit. */
struct place {
    double row, column;
};

static struct place place_of(const struct im2col *im2col, size_t step)
{
    if (im2col->unrolled.by_position)
        return (struct place){0, (double)step};
    return (struct place){(double)(step / im2col->places), (double)(step % im2col->places)};
}

/* The current cell, or the current column of them. */
static struct area now_area(const struct im2col *im2col)
{
    const struct unrolled *unrolled = &im2col->unrolled;
    struct place here = place_of(im2col, unrolled->step), next = here;
    if (unrolled->progress > 0)
        next = place_of(im2col, unrolled->step + 1);
    return (struct area){unrolled_between(unrolled, here.row, next.row),
                         unrolled_between(unrolled, here.column, next.column),
                         unrolled->by_position ? (double)im2col->channels : 1, 1};
}

/* No thinner than the eye can find. */
static struct area widen(const struct plane *plane, struct area area)
{
    double rows = fmax(area.rows, least_band_pt / plane->row.y);
    double columns = fmax(area.columns, least_band_pt / plane->column.x);
    return (struct area){area.row + (area.rows - rows) / 2,
                         area.column + (area.columns - columns) / 2, rows, columns};
}

static struct stroke band_line(const struct im2col *im2col, enum theme_color color)
{
    const struct theme *theme = im2col->unrolled.theme;
    return unrolled_line(&im2col->unrolled, color,
                         im2col->is_legible ? theme->window_pt : theme->thick_pt, 1);
}

/* From the ends of the row and of the column to where they meet. */
void im2col_draw_links(const struct im2col *im2col, struct pen *pen)
{
    const struct theme *theme = im2col->unrolled.theme;
    struct area now = widen(&im2col->output, now_area(im2col));
    double between = im2col_gap * theme->cell_pt;
    double rows = between / im2col->output.row.y, columns = between / im2col->output.column.x;
    plane_trace_outline(pen, &im2col->output, (struct area){-rows, now.column, rows, now.columns});
    plane_trace_outline(pen, &im2col->output, (struct area){now.row, -columns, now.rows, columns});
    pen_paint(pen, key_once("lit.links"), color_fade(theme->color[COLOR_WINDOW], band_tint),
              stroke_none);
}

/* How much a column of the windows or a row of the weights is lit. */
static double column_share(const struct im2col *im2col, size_t place)
{
    const struct unrolled *unrolled = &im2col->unrolled;
    double share = 0;
    for (size_t ahead = 0; ahead <= (unrolled->progress > 0); ahead++)
        if ((unrolled->step + ahead) % im2col->places == place)
            share += unrolled_share(unrolled, unrolled->step + ahead);
    return share;
}

static double row_share(const struct im2col *im2col, size_t channel)
{
    const struct unrolled *unrolled = &im2col->unrolled;
    double share = 0;
    for (size_t ahead = 0; ahead <= (unrolled->progress > 0); ahead++)
        if (unrolled->by_position || (unrolled->step + ahead) / im2col->places == channel)
            share += unrolled_share(unrolled, unrolled->step + ahead);
    return share;
}

static void write_lit_column(const struct im2col *im2col, struct pen *pen, size_t place)
{
    struct color ink = im2col->unrolled.theme->color[COLOR_INK];
    ink.alpha *= column_share(im2col, place);
    for (size_t term = 0; ink.alpha > 0 && term < im2col->terms; term++)
        write_reading(im2col, pen, key_cell("lit.window", (int64_t)term, (int64_t)place), ink, ink);
}

static void write_lit_row(const struct im2col *im2col, struct pen *pen, size_t channel)
{
    struct color ink = im2col->unrolled.theme->color[COLOR_INK];
    ink.alpha *= row_share(im2col, channel);
    for (size_t term = 0; ink.alpha > 0 && term < im2col->terms; term++)
        write_cell(im2col, pen, key_cell("lit.weight", (int64_t)channel, (int64_t)term), MAP_KERNEL,
                   text_of(im2col, MAP_KERNEL, im2col->kernels[channel * im2col->terms + term]),
                   ink);
}

/* A band over all of a row or column: its cells' lines, then its outline. */
static void draw_band(const struct im2col *im2col, struct pen *pen, const char *part,
                      const struct plane *plane, struct area area)
{
    const struct theme *theme = im2col->unrolled.theme;
    trace_cells(im2col, pen, plane, area);
    pen_paint(pen, key_once(part), theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt));
    plane_trace_outline(pen, plane, area);
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.edge", part)), color_none,
              band_line(im2col, COLOR_WINDOW_LINE));
}

void im2col_draw_bands(const struct im2col *im2col, struct pen *pen)
{
    struct area now = now_area(im2col);
    struct area column = {0, now.column, (double)im2col->terms, 1};
    struct area row = {now.row, 0, now.rows, (double)im2col->terms};
    draw_band(im2col, pen, "lit.column", &im2col->windows, widen(&im2col->windows, column));
    for (size_t place = 0; place < im2col->places; place++)
        write_lit_column(im2col, pen, place);
    draw_band(im2col, pen, "lit.row", &im2col->weights, widen(&im2col->weights, row));
    for (size_t channel = 0; channel < im2col->channels; channel++)
        write_lit_row(im2col, pen, channel);
}

/* Whole rows, then the cells of the row that the step is in; by position whole columns. */
static void trace_computed(const struct im2col *im2col, struct pen *pen)
{
    size_t count = im2col->unrolled.done;
    double rows = (double)(count / im2col->places), rest = (double)(count % im2col->places);
    if (im2col->unrolled.by_position) {
        trace_cells(im2col, pen, &im2col->output,
                    (struct area){0, 0, (double)im2col->channels, (double)count});
        return;
    }
    if (rows > 0)
        trace_cells(im2col, pen, &im2col->output,
                    (struct area){0, 0, rows, (double)im2col->places});
    if (rest > 0)
        trace_cells(im2col, pen, &im2col->output, (struct area){rows, 0, 1, rest});
}

static bool is_computed(const struct im2col *im2col, size_t unit)
{
    size_t number = im2col->unrolled.by_position ? unit % im2col->places : unit;
    return number < im2col->unrolled.done;
}

void im2col_draw_product(const struct im2col *im2col, struct pen *pen)
{
    static const struct cell_text question = {.text = "?"};
    const struct theme *theme = im2col->unrolled.theme;
    trace_computed(im2col, pen);
    pen_paint(pen, key_once("product.cells"), theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
    plane_trace_outline(pen, &im2col->output, widen(&im2col->output, now_area(im2col)));
    pen_paint(pen, key_once("product.now"), theme->color[COLOR_NOW],
              band_line(im2col, COLOR_NOW_LINE));
    for (size_t unit = 0; unit < im2col->channels * im2col->places; unit++) {
        struct item_key key = key_cell("product.value", (int64_t)(unit / im2col->places),
                                       (int64_t)(unit % im2col->places));
        if (is_computed(im2col, unit))
            write_cell(im2col, pen, key, MAP_OUTPUT,
                       pen_asks(pen, unit) ? &question : text_of(im2col, MAP_OUTPUT, unit),
                       color_mix(theme->color[COLOR_OUTPUT_INK], theme->color[COLOR_NOW_INK],
                                 unrolled_output_share(&im2col->unrolled, unit)));
    }
}
