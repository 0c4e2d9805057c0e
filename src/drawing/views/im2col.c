/* SPDX-License-Identifier: MIT */
/* View im2col: the layer as a product of two dense matrices. The windows are the columns of X, the
 * weights of each output channel a row of W, and W X is the output. W stands left of the product,
 * X above it: a row and a column meet where their sum is. */
#include <math.h>

#include "drawing/map/entries.h"
#include "drawing/views/unrolled.h"

/* In cells. */
static const double gap = 0.8;      /* between the matrices */
static const double maps_gap = 1.8; /* between the small maps and X */
static const double divisor_room = 1;
static const double most_places = 22;    /* columns without texts, all of them, */
static const double most_terms = 10;     /* rows of the windows, */
static const double most_channels = 8;   /* of the weights, */
static const double largest_place = 0.5; /* and one of each */
static const double largest_row = 0.7;
static const double band_tint = 0.3;     /* of what links a band with the output's cell */
static const double least_band_pt = 2.4; /* a band's width where cells are small */

enum { MOST_NUMBERS = 3000000 };

/* What stands in a cell of X. */
struct reading {
    bool is_unit; /* not a zero */
    size_t unit;
};

struct im2col {
    size_t terms, places, channels;
    const struct reading *readings; /* of X, row by row */
    const size_t *kernels;          /* of W, row by row: which weight */
    bool is_legible, has_divisor;
    size_t map[MAP_ROLES]; /* X, W and the product in the panel's maps */
    struct plane plane[MAP_ROLES];
    struct unrolled_texts texts;
};

/* ---- the layer ---- */

static size_t terms_of(const struct simulation *layer)
{
    size_t terms = layer->in_channels;
    for (size_t i = 0; i < layer->axes; i++)
        terms *= (size_t)layer->axis[i].kernel;
    return terms;
}

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *common = unrolled_obstacle(simulation, arena);
    if (common)
        return common;
    if (simulation->groups > 1)
        return arena_format(arena, "%zu groups, each with matrices of its own", simulation->groups);
    size_t most = MOST_NUMBERS / terms_of(simulation);
    if (simulation->step_count / simulation->out_channels > most || simulation->out_channels > most)
        return arena_format(arena, "windows of more than %d numbers in all", MOST_NUMBERS);
    return NULL;
}

/* The windows are those of the first channel's steps, the weights those of each channel's first
 * step. */
static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    size_t terms = terms_of(layer), channels = layer->out_channels;
    size_t places = layer->step_count / channels;
    struct reading *readings = arena_allocate(arena, terms * places, sizeof *readings);
    size_t *kernels = arena_allocate(arena, terms * channels, sizeof *kernels);
    struct im2col *im2col = arena_allocate(arena, 1, sizeof *im2col);
    struct arena scratch = {0};
    struct step step;
    for (size_t place = 0; place < places; place++) {
        arena_reset(&scratch);
        simulation_step_at(layer, place, &scratch, &step);
        for (size_t i = 0; i < step.term_count && i < terms; i++)
            readings[i * places + place] =
                (struct reading){step.terms[i].kind == CELL_UNIT,
                                 entries_offset(&layer->input, step.terms[i].input)};
    }
    for (size_t channel = 0; channel < channels; channel++) {
        arena_reset(&scratch);
        simulation_step_at(layer, channel * places, &scratch, &step);
        for (size_t i = 0; i < step.term_count && i < terms; i++)
            kernels[channel * terms + i] = entries_offset(&layer->kernel, step.terms[i].kernel);
    }
    arena_finish(&scratch);
    *im2col = (struct im2col){.terms = terms,
                              .places = places,
                              .channels = channels,
                              .readings = readings,
                              .kernels = kernels,
                              .is_legible = terms <= MOST_LEGIBLE && places <= MOST_LEGIBLE &&
                                            channels <= MOST_LEGIBLE};
    return im2col;
}

/* ---- layout ---- */

/* From one to the next of so many, in cells. */
static double pitch_of(const struct im2col *im2col, size_t count, double most, double largest,
                       double legible)
{
    return im2col->is_legible ? legible : fmin(largest, most / (double)count);
}

static void add_matrix(struct panel *panel, struct im2col *im2col, enum map_role role,
                       const char *part, struct size cell)
{
    size_t rows = role == MAP_INPUT ? im2col->terms : im2col->channels;
    size_t columns = role == MAP_KERNEL ? im2col->terms : im2col->places;
    im2col->map[role] = panel->map_count;
    unrolled_add_matrix(panel, role, part, rows, columns, cell);
}

static void name_matrices(struct panel *panel, const struct im2col *im2col)
{
    const struct catalogue *language = panel->subject.looks.language;
    struct placed *windows = &panel->maps[im2col->map[MAP_INPUT]];
    struct placed *weights = &panel->maps[im2col->map[MAP_KERNEL]];
    struct placed *product = &panel->maps[im2col->map[MAP_OUTPUT]];
    windows->name = catalogue_word(language, WORD_WINDOWS);
    windows->letter = "X";
    weights->name = catalogue_word(language, WORD_WEIGHTS);
    weights->letter = "W";
    product->letter = panel->subject.simulation->has_bias ? "W X + b" : "W X";
    weights->name_side = product->name_side = SIDE_BELOW;
}

/* Two columns of two rows: small maps and X above, W and the product below. */
static void lay_out_im2col(struct panel *panel)
{
    struct im2col *im2col = panel->subject.state;
    double place = pitch_of(im2col, im2col->places, most_places, largest_place, 1);
    double row = pitch_of(im2col, im2col->terms, most_terms, largest_row, unrolled_cell_height);
    double term = pitch_of(im2col, im2col->terms, most_terms, largest_place, 1);
    double channel =
        pitch_of(im2col, im2col->channels, most_channels, largest_row, unrolled_cell_height);
    im2col->has_divisor =
        subject_divisor(&panel->subject) != 1 && subject_has_texts(&panel->subject);
    layout_row(panel->layout, in_cells(gap), ALIGN_END);
    layout_column(panel->layout, in_cells(gap), ALIGN_END);
    unrolled_add_maps(panel, row * (double)im2col->terms, true);
    layout_row(panel->layout, in_cells(0), ALIGN_MIDDLE);
    if (im2col->has_divisor)
        panel_divisor(panel);
    add_matrix(panel, im2col, MAP_KERNEL, "weights",
               (struct size){in_cells(term), in_cells(channel)});
    layout_end(panel->layout);
    layout_end(panel->layout);
    layout_column(panel->layout, in_cells(gap), ALIGN_MIDDLE);
    add_matrix(panel, im2col, MAP_INPUT, "windows", (struct size){in_cells(place), in_cells(row)});
    add_matrix(panel, im2col, MAP_OUTPUT, "product",
               (struct size){in_cells(place), in_cells(channel)});
    layout_end(panel->layout);
    layout_end(panel->layout);
    name_matrices(panel, im2col);
    (void)maps_gap;
    (void)divisor_room;
}

static void settle(struct panel *panel)
{
    struct im2col *im2col = panel->subject.state;
    im2col->texts = (struct unrolled_texts){.input = {.of = NULL}};
    if (im2col->is_legible && panel->subject.looks.show.values != SHOW_NOTHING)
        unrolled_read_texts(panel, &im2col->texts);
    for (int role = 0; role < MAP_ROLES; role++)
        im2col->plane[role] = unrolled_plane(panel, &panel->maps[im2col->map[role]]);
}

/* ---- what rests ---- */

/* A block with its lines, where its cells are large enough for them. */
static void trace_cells(const struct im2col *im2col, enum map_role role, struct area area,
                        struct pen *pen)
{
    if (im2col->is_legible)
        plane_trace_block(pen, &im2col->plane[role], area);
    else
        plane_trace_outline(pen, &im2col->plane[role], area);
}

static void trace_grid(const struct im2col *im2col, enum map_role role, struct area area,
                       struct pen *pen)
{
    if (im2col->is_legible)
        plane_trace_grid(pen, &im2col->plane[role], area);
    else
        plane_trace_outline(pen, &im2col->plane[role], area);
}

static const struct reading *reading_at(const struct im2col *im2col, size_t term, size_t place)
{
    return &im2col->readings[term * im2col->places + place];
}

/* A place of the windows in its part's colour: a zero is paler. */
static void write_reading(const struct panel *panel, const struct im2col *im2col,
                          struct item_key key, struct color unit, struct color zero_color,
                          struct pen *pen)
{
    static const struct cell_text zero = {.text = "0"};
    const struct reading *reading = reading_at(im2col, (size_t)key.row, (size_t)key.column);
    const struct texts *texts = &im2col->texts.input;
    if (texts->of)
        unrolled_write(panel, &im2col->plane[MAP_INPUT], key,
                       reading->is_unit ? &texts->of[reading->unit] : &zero, &texts->font,
                       reading->is_unit ? unit : zero_color, pen);
}

static void write_weight(const struct panel *panel, const struct im2col *im2col,
                         struct item_key key, struct color color, struct pen *pen)
{
    const struct texts *texts = &im2col->texts.weights;
    size_t at = (size_t)key.row * im2col->terms + (size_t)key.column;
    if (texts->of)
        unrolled_write(panel, &im2col->plane[MAP_KERNEL], key, &texts->of[im2col->kernels[at]],
                       &texts->font, color, pen);
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
                    pen, &im2col->plane[MAP_INPUT],
                    (struct area){(double)term, (double)place, 1, (double)(end - place)});
        }
}

static void draw_windows(const struct panel *panel, const struct im2col *im2col, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    trace_grid(im2col, MAP_INPUT,
               (struct area){0, 0, (double)im2col->terms, (double)im2col->places}, pen);
    pen_paint(pen, key_once("windows.zeros"), color_none,
              im2col->is_legible ? pen_dashed(pen, COLOR_ZERO_LINE)
                                 : pen_solid(pen, COLOR_ZERO_LINE, theme->thick_pt));
    trace_units(im2col, pen);
    pen_paint(pen, key_once("windows.units"), theme->color[COLOR_INPUT],
              im2col->is_legible ? pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt) : stroke_none);
    for (size_t i = 0; im2col->texts.input.of && i < im2col->terms * im2col->places; i++)
        write_reading(
            panel, im2col,
            key_cell("windows.value", (int64_t)(i / im2col->places), (int64_t)(i % im2col->places)),
            theme->color[COLOR_INPUT_INK], theme->color[COLOR_ZERO_INK], pen);
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct im2col *im2col = panel->subject.state;
    const struct theme *theme = pen->theme;
    panel_draw_rest(panel, pen);
    draw_windows(panel, im2col, pen);
    trace_cells(im2col, MAP_KERNEL,
                (struct area){0, 0, (double)im2col->channels, (double)im2col->terms}, pen);
    pen_paint(pen, key_once("weights.cells"), theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, theme->thin_pt));
    for (size_t i = 0; im2col->texts.weights.of && i < im2col->channels * im2col->terms; i++)
        write_weight(
            panel, im2col,
            key_cell("weights.value", (int64_t)(i / im2col->terms), (int64_t)(i % im2col->terms)),
            theme->color[COLOR_WINDOW_INK], pen);
    trace_grid(im2col, MAP_OUTPUT,
               (struct area){0, 0, (double)im2col->channels, (double)im2col->places}, pen);
    pen_paint(pen, key_once("product.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* ---- what the step lights ---- */

/* Where a step is in the product; of a step by position all channels are lit. */
static struct area place_of(const struct unrolled_moment *moment, const struct im2col *im2col,
                            size_t step)
{
    if (moment->is_by_position)
        return (struct area){0, (double)step, (double)im2col->channels, 1};
    return (struct area){(double)(step / im2col->places), (double)(step % im2col->places), 1, 1};
}

/* The current cell, or the current column of them. */
static struct area now_area(const struct unrolled_moment *moment, const struct im2col *im2col)
{
    return area_between(place_of(moment, im2col, moment->step),
                        place_of(moment, im2col, moment->step + (moment->progress > 0)),
                        moment->progress);
}

/* No thinner than the eye can find. */
static struct area widen(const struct plane *plane, struct area area)
{
    double rows = fmax(area.rows, least_band_pt / plane->row.y);
    double columns = fmax(area.columns, least_band_pt / plane->column.x);
    return (struct area){area.row + (area.rows - rows) / 2,
                         area.column + (area.columns - columns) / 2, rows, columns};
}

static double edge_of(const struct panel *panel, const struct im2col *im2col)
{
    return im2col->is_legible ? subject_edge(&panel->subject) : panel->subject.looks.theme.thick_pt;
}

/* From the ends of the row and of the column to where they meet. */
static void draw_links(const struct panel *panel, const struct im2col *im2col,
                       const struct area *now, struct pen *pen)
{
    const struct plane *plane = &im2col->plane[MAP_OUTPUT];
    struct rectangle windows = layout_core(panel->layout, panel->maps[im2col->map[MAP_INPUT]].box);
    struct rectangle weights = layout_core(panel->layout, panel->maps[im2col->map[MAP_KERNEL]].box);
    double rows = (plane->origin.y - windows.y - windows.height) / plane->row.y;
    double columns = (plane->origin.x - weights.x - weights.width) / plane->column.x;
    struct area wide = widen(plane, *now);
    plane_trace_outline(pen, plane, (struct area){-rows, wide.column, rows, wide.columns});
    plane_trace_outline(pen, plane, (struct area){wide.row, -columns, wide.rows, columns});
    pen_paint(pen, key_once("lit.links"),
              unrolled_faded(pen->theme->color[COLOR_WINDOW], band_tint), stroke_none);
}

/* A band over all of a row or column: its cells' lines, then its outline. */
static void draw_band(const struct panel *panel, const struct im2col *im2col, enum map_role role,
                      const char *part, struct area area, struct pen *pen)
{
    const struct plane *plane = &im2col->plane[role];
    struct area wide = widen(plane, area);
    trace_cells(im2col, role, wide, pen);
    pen_paint(pen, key_once(part), pen->theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
    plane_trace_outline(pen, plane, wide);
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.edge", part)), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, edge_of(panel, im2col)));
}

/* The texts of what a step lights; both steps of a move may light the same row or column. */
static void write_lit(const struct unrolled_moment *moment, const struct im2col *im2col,
                      struct pen *pen)
{
    const struct panel *panel = moment->panel;
    size_t steps[2] = {moment->step, moment->step + 1};
    size_t count = moment->progress > 0 ? 2 : 1;
    size_t columns[2] = {steps[0] % im2col->places, steps[1] % im2col->places};
    for (size_t i = 0; i < count; i++) {
        bool is_same = count == 2 && columns[0] == columns[1];
        struct color ink = unrolled_faded(pen->theme->color[COLOR_INK],
                                          is_same ? 1 : unrolled_share(moment, steps[i]));
        if (is_same && i > 0)
            break;
        for (size_t term = 0; im2col->texts.input.of && term < im2col->terms; term++)
            write_reading(panel, im2col, key_cell("lit.window", (int64_t)term, (int64_t)columns[i]),
                          ink, ink, pen);
    }
    for (size_t channel = 0; im2col->texts.weights.of && channel < im2col->channels; channel++) {
        double share = moment->is_by_position ? 1 : 0;
        for (size_t i = 0; !moment->is_by_position && i < count; i++)
            share += steps[i] / im2col->places == channel ? unrolled_share(moment, steps[i]) : 0;
        struct color ink = unrolled_faded(pen->theme->color[COLOR_INK], share);
        for (size_t term = 0; share > 0 && term < im2col->terms; term++)
            write_weight(panel, im2col, key_cell("lit.weight", (int64_t)channel, (int64_t)term),
                         ink, pen);
    }
}

/* Whole rows, then the cells of the row that the step is in; by position whole columns. */
static void trace_computed(const struct unrolled_moment *moment, const struct im2col *im2col,
                           struct pen *pen)
{
    size_t count = moment->done;
    double rows = (double)(count / im2col->places), rest = (double)(count % im2col->places);
    if (moment->is_by_position) {
        trace_cells(im2col, MAP_OUTPUT,
                    (struct area){0, 0, (double)im2col->channels, (double)count}, pen);
        return;
    }
    if (rows > 0)
        trace_cells(im2col, MAP_OUTPUT, (struct area){0, 0, rows, (double)im2col->places}, pen);
    if (rest > 0)
        trace_cells(im2col, MAP_OUTPUT, (struct area){rows, 0, 1, rest}, pen);
}

static void draw_product(const struct unrolled_moment *moment, const struct im2col *im2col,
                         const struct area *now, struct pen *pen)
{
    const struct texts *texts = &im2col->texts.output;
    trace_computed(moment, im2col, pen);
    pen_paint(pen, key_once("product.cells"), pen->theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
    plane_trace_outline(pen, &im2col->plane[MAP_OUTPUT], widen(&im2col->plane[MAP_OUTPUT], *now));
    pen_paint(pen, key_once("product.now"), pen->theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_NOW_LINE, edge_of(moment->panel, im2col)));
    for (size_t unit = 0; texts->of && unit < im2col->channels * im2col->places; unit++) {
        struct item_key key = key_cell("product.value", (int64_t)(unit / im2col->places),
                                       (int64_t)(unit % im2col->places));
        size_t number = moment->is_by_position ? unit % im2col->places : unit;
        if (number < moment->done)
            unrolled_write(
                moment->panel, &im2col->plane[MAP_OUTPUT], key,
                cell_text_or_question(&texts->of[unit], unrolled_asks(moment, unit)), &texts->font,
                color_mix(pen->theme->color[COLOR_OUTPUT_INK], pen->theme->color[COLOR_NOW_INK],
                          unrolled_output_share(moment, unit)),
                pen);
    }
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct im2col *im2col = panel->subject.state;
    struct unrolled_moment moment;
    unrolled_read_moment(&moment, panel, part);
    struct area now = now_area(&moment, im2col);
    unrolled_draw_maps(panel, part, pen);
    draw_links(panel, im2col, &now, pen);
    draw_band(panel, im2col, MAP_INPUT, "lit.column",
              (struct area){0, now.column, (double)im2col->terms, 1}, pen);
    draw_band(panel, im2col, MAP_KERNEL, "lit.row",
              (struct area){now.row, 0, now.rows, (double)im2col->terms}, pen);
    write_lit(&moment, im2col, pen);
    draw_product(&moment, im2col, &now, pen);
}

const struct view view_im2col = {.name = "im2col",
                                 .obstacle = obstacle,
                                 .has_sum = true,
                                 .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                 .prepare = prepare,
                                 .lay_out = lay_out_im2col,
                                 .settle = settle,
                                 .draw_rest = draw_rest,
                                 .draw_step = draw_step};
