/* SPDX-License-Identifier: MIT */
/* View im2col: the layer as a product of two dense matrices. The windows are the columns of X, the
 * weights of each output channel a row of W, and W X is the output. W stands left of the product,
 * X above it: a row and a column meet where their sum is. */
#include <math.h>

#include "drawing/view.h"
#include "drawing/views/im2col.h"

enum {
    MOST_NUMBERS = 100000, /* in the windows: each picture goes through all */
    MOST_LEGIBLE = 36      /* rows or columns: more are cells without text */
};

const double im2col_gap = 0.8;
const double im2col_divisor_width = 1;
/* In the theme's cells. */
static const double beside_gap = 1.8;    /* between the small maps and X */
static const double label_gap = 0.12;    /* above the labels below */
static const double most_places = 22;    /* columns without texts, all of them, */
static const double most_terms = 10;     /* rows of the windows, */
static const double most_channels = 8;   /* of the weights, */
static const double largest_place = 0.5; /* and one of each */
static const double largest_row = 0.7;

/* ---- the layer ---- */

static size_t terms_of(const struct simulation *simulation)
{
    size_t terms = simulation->in_channels;
    for (size_t i = 0; i < simulation->axes; i++)
        terms *= (size_t)simulation->axis[i].kernel;
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
static void read_layer(struct im2col *im2col, struct arena *arena)
{
    const struct simulation *simulation = im2col->unrolled.simulation;
    size_t terms = terms_of(simulation), channels = simulation->out_channels;
    size_t places = simulation->step_count / channels;
    struct reading *readings = arena_allocate(arena, terms * places, sizeof *readings);
    size_t *kernels = arena_allocate(arena, terms * channels, sizeof *kernels);
    struct arena scratch = {0};
    struct step step;
    for (size_t place = 0; place < places; place++) {
        simulation_step_at(simulation, place, &scratch, &step);
        for (size_t i = 0; i < step.term_count && i < terms; i++)
            readings[i * places + place] =
                (struct reading){step.terms[i].kind == CELL_UNIT,
                                 tensor_offset(&simulation->input, step.terms[i].input)};
        arena_reset(&scratch);
    }
    for (size_t channel = 0; channel < channels; channel++) {
        simulation_step_at(simulation, channel * places, &scratch, &step);
        for (size_t i = 0; i < step.term_count && i < terms; i++)
            kernels[channel * terms + i] = tensor_offset(&simulation->kernel, step.terms[i].kernel);
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    im2col->terms = terms;
    im2col->places = places;
    im2col->channels = channels;
    im2col->readings = readings;
    im2col->kernels = kernels;
}

/* ---- layout ---- */

/* From one to the next of so many, in cells. */
static double pitch_of(size_t count, double most, double largest)
{
    return fmin(largest, most / (double)count);
}

static void size_planes(struct im2col *im2col)
{
    double place = 1, term_column = 1;
    double term_row = unrolled_cell_height, channel = unrolled_cell_height;
    if (!im2col->is_legible) {
        place = pitch_of(im2col->places, most_places, largest_place);
        term_row = pitch_of(im2col->terms, most_terms, largest_row);
        term_column = pitch_of(im2col->terms, most_terms, largest_place);
        channel = pitch_of(im2col->channels, most_channels, largest_row);
    }
    double cell = im2col->unrolled.theme->cell_pt;
    im2col->weights = (struct plane){.column = {term_column * cell, 0}, .row = {0, channel * cell}};
    im2col->windows = (struct plane){.column = {place * cell, 0}, .row = {0, term_row * cell}};
    im2col->output = (struct plane){.column = {place * cell, 0}, .row = {0, channel * cell}};
}

static void read_labels(struct im2col *im2col)
{
    const struct simulation *simulation = im2col->unrolled.simulation;
    const struct catalogue *language = &simulation->scene->language;
    im2col->labels[MAP_INPUT] = (struct matrix_label){

        "label.windows",
        catalogue_word(language, WORD_WINDOWS),
        "X",
        NULL,
        im2col->terms,
        im2col->places,
        COLOR_INPUT_INK};
    im2col->labels[MAP_KERNEL] = (struct matrix_label){"label.weights",
                                                       catalogue_word(language, WORD_WEIGHTS),
                                                       "W",
                                                       NULL,
                                                       im2col->channels,
                                                       im2col->terms,
                                                       COLOR_WINDOW_INK};
    im2col->labels[MAP_OUTPUT] = (struct matrix_label){"label.product",
                                                       NULL,
                                                       simulation->has_bias ? "W X + b" : "W X",
                                                       NULL,
                                                       im2col->channels,
                                                       im2col->places,
                                                       COLOR_OUTPUT_INK};
}

double im2col_width(const struct plane *plane, size_t columns)
{
    return plane->column.x * (double)columns;
}

double im2col_height(const struct plane *plane, size_t rows)
{
    return plane->row.y * (double)rows;
}

/* How far a label reaches beyond either side of its matrix. */
static double overhang(const struct im2col *im2col, enum map_role role, double width)
{
    double label = unrolled_label_width(&im2col->unrolled, &im2col->labels[role]);
    return fmax(0, (label - width) / 2);
}

static void lay_out(struct im2col *im2col, struct pen *pen)
{
    const struct theme *theme = im2col->unrolled.theme;
    double cell = theme->cell_pt, room = unrolled_label_room(&im2col->unrolled);
    double margin = theme->margin_pt + theme->window_pt / 2;
    size_planes(im2col);
    read_labels(im2col);
    double windows = im2col_height(&im2col->windows, im2col->terms);
    double product_width = im2col_width(&im2col->output, im2col->places);
    double weights_width = im2col_width(&im2col->weights, im2col->terms);
    beside_read(&im2col->beside, &im2col->unrolled, windows, true);
    double above = fmax(windows, im2col->beside.height_pt);
    double left = weights_width + overhang(im2col, MAP_KERNEL, weights_width) +
                  (im2col->unrolled.divide != 1 ? im2col_divisor_width * cell : 0);
    left = fmax(left + im2col_gap * cell, im2col->beside.width_pt + beside_gap * cell);
    double right = fmax(overhang(im2col, MAP_INPUT, product_width),
                        overhang(im2col, MAP_OUTPUT, product_width));
    struct point meeting = {margin + left, margin + room + above + im2col_gap * cell};

    im2col->output.origin = meeting;
    im2col->weights.origin =
        (struct point){meeting.x - im2col_gap * cell - weights_width, meeting.y};
    im2col->windows.origin = (struct point){meeting.x, meeting.y - im2col_gap * cell - windows};
    beside_place(&im2col->beside,
                 (struct point){margin, margin + room + (above - im2col->beside.height_pt) / 2},
                 pen);
    pen->list->width_pt = meeting.x + product_width + right + margin;
    pen->list->height_pt =
        meeting.y + im2col_height(&im2col->output, im2col->channels) + room + margin;
    im2col->below = pen->list->height_pt - margin + label_gap * cell;
    pen->list->height_pt += room > 0 ? label_gap * cell : 0;
}

/* ---- the view ---- */

static void draw_im2col(const struct drawing *drawing, const struct moment_part *part,
                        struct pen *pen)
{
    struct im2col im2col = {0};
    unrolled_read(&im2col.unrolled, drawing, part, pen->arena);
    read_layer(&im2col, pen->arena);
    im2col.is_legible = im2col.terms <= MOST_LEGIBLE && im2col.places <= MOST_LEGIBLE &&
                        im2col.channels <= MOST_LEGIBLE;
    unrolled_fit_fonts(&im2col.unrolled, im2col.font);
    lay_out(&im2col, pen);
    beside_draw_cells(&im2col.beside, pen);
    im2col_draw_windows(&im2col, pen);
    im2col_draw_weights(&im2col, pen);
    im2col_draw_empty(&im2col, pen);
    im2col_draw_words(&im2col, pen);
    beside_draw_step(&im2col.beside, pen);
    im2col_draw_links(&im2col, pen);
    im2col_draw_bands(&im2col, pen);
    im2col_draw_product(&im2col, pen);
}

const struct view view_im2col = {.name = "im2col",
                                 .obstacle = obstacle,
                                 .has_sum = true,
                                 .draw = draw_im2col,
                                 .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION};
