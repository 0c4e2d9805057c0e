/* SPDX-License-Identifier: MIT */
/* Upright maps with digits in their cells. */
#include "drawing/views/upright.h"

#include <math.h>

#include "drawing/digits.h"
#include "drawing/shown.h"

/* Widths are in cells. */
static const double sign_scale = 1.6;       /* of * and =, to the font of values */
static const double cell_width = 0.8;       /* that digits may take up; */
static const double guide_cell_width = 0.9; /* in theme guide */
static const double corner_width = 0.6;     /* that digits in a cell's corner may take up */
static const double least_corner = 0.7;     /* of their font: smaller ones are left out */
static const double guide_corner = 0.8;     /* where in a cell its kernel digits are centred; */
static const double corner_row = 0.82;      /* elsewhere, */
static const double corner_end = 0.94;      /* where the longest of them ends */

/* ---- texts ---- */

static double digit_width(const struct upright *upright)
{
    return upright->maps.theme->cell_pt *
           (maps_mirror_guide(&upright->maps) ? guide_cell_width : cell_width);
}

static struct map_texts read_texts(const struct upright *upright, struct arena *arena,
                                   const struct cell_source *source, enum theme_font font)
{
    struct map_texts read = {.texts = cell_texts_make(arena, upright->show, source),
                             .count = source->map};
    read.font = cell_texts_fit(upright->ruler, upright->maps.theme->font[font], read.texts,
                               source->count, digit_width(upright));
    return read;
}

static void read_weights(struct upright *upright, struct arena *arena)
{
    const struct simulation *simulation = upright->maps.simulation;
    const struct tensor *kernel = &simulation->kernel;
    size_t count = tensor_count(kernel), map = count / kernel->size[0] / kernel->size[1];
    const double *numbers = digits_whole_weights(arena, simulation);
    const struct cell_source source = {numbers, count, map, (size_t)upright->maps.width->kernel,
                                       "w",     -1};
    upright->weights = read_texts(upright, arena, &source, FONT_VALUES);
}

static void read_all_texts(struct upright *upright, struct arena *arena)
{
    const struct maps *maps = &upright->maps;
    const struct simulation *simulation = maps->simulation;
    const struct tensor *input = &simulation->input, *output = &simulation->output;
    size_t inputs = tensor_count(input), outputs = tensor_count(output);
    const struct cell_source read = {
        input->values, inputs, inputs / input->size[0], (size_t)maps->width->input, "x", -1};
    const double *results = simulation_settled(simulation, arena);
    const struct cell_source made = {results,       outputs, maps->rows * maps->columns,
                                     maps->columns, "y",     maps->theme->output_decimals};
    upright->inputs = read_texts(upright, arena, &read, FONT_VALUES);
    upright->outputs =
        read_texts(upright, arena, &made, maps_mirror_guide(maps) ? FONT_SMALL : FONT_VALUES);
    if (simulation->has_kernel)
        read_weights(upright, arena);
}

/* Where units move between channels every cell has the name of its input unit, in the output too,
 * unless it has digits: so one sees what goes where. */
static void name_moved_units(struct upright *upright, struct arena *arena)
{
    const struct simulation *simulation = upright->maps.simulation;
    size_t inputs = tensor_count(&simulation->input), count = simulation->step_count;
    const struct scene_show symbols = {.values = SHOW_SYMBOLS};
    const struct cell_source read = {.count = inputs,
                                     .map = inputs / simulation->in_channels,
                                     .columns = (size_t)upright->maps.width->input,
                                     .letter = "x"};
    const struct cell_text *names = cell_texts_make(arena, &symbols, &read);
    struct cell_text *texts = arena_allocate(arena, count, sizeof *texts);
    struct arena terms = {0};
    for (size_t n = 0; n < count; n++) {
        struct step step;
        arena_reset(&terms);
        simulation_step_at(simulation, n, &terms, &step);
        bool is_unit = step.term_count > 0 && step.terms[0].kind == CELL_UNIT;
        texts[n] = is_unit ? names[tensor_offset(&simulation->input, step.terms[0].input)]
                           : (struct cell_text){.text = "0"};
    }
    arena_finish(&terms);
    upright->inputs.texts = names;
    upright->outputs.texts = texts;
    upright->inputs.count = read.map;
    upright->outputs.count = upright->maps.rows * upright->maps.columns;
    upright->inputs.font = upright->outputs.font =
        cell_texts_fit(upright->ruler, upright->maps.theme->font[FONT_VALUES], names, inputs,
                       digit_width(upright));
}

void upright_read(struct upright *upright, const struct drawing *drawing,
                  const struct moment_part *part, struct arena *arena)
{
    const struct scene_show *show = &drawing->scene->show;
    *upright = (struct upright){.ruler = drawing->ruler, .show = show};
    upright->has_texts = show->values == SHOW_SYMBOLS ||
                         (drawing->simulation->has_values && show->values == SHOW_DIGITS);
    maps_read(&upright->maps, drawing, part);
    bool is_named = simulation_moves_channels(drawing->simulation) &&
                    (show->values == SHOW_SYMBOLS ||
                     (show->values == SHOW_DIGITS && !drawing->simulation->has_values));
    upright->has_texts |= is_named;
    if (is_named)
        name_moved_units(upright, arena);
    else if (upright->has_texts)
        read_all_texts(upright, arena);
}

struct plane upright_plane(const struct upright *upright, double row, double column)
{
    double cell = upright->maps.theme->cell_pt;
    return (struct plane){
        .origin = {cell * column, cell * row}, .column = {cell, 0}, .row = {0, cell}};
}

struct area upright_kernel(const struct upright *upright)
{
    const struct maps *maps = &upright->maps;
    if (!maps->simulation->has_kernel)
        return (struct area){0};
    return (struct area){0, 0, (double)maps->height->kernel, (double)maps->width->kernel};
}

bool upright_has_divisor(const struct upright *upright)
{
    const struct simulation *simulation = upright->maps.simulation;
    return simulation->has_kernel && upright->has_texts && upright->show->values == SHOW_DIGITS &&
           simulation->kernel_divide[upright->out_channel] != 1;
}

struct lettering upright_lettering(const struct upright *upright, enum theme_font font,
                                   enum theme_color color)
{
    const struct theme *theme = upright->maps.theme;
    return (struct lettering){.font = theme->font[font], .color = theme->color[color]};
}

/* ---- the input ---- */

static void write_cell(const struct upright *upright, struct pen *pen, const struct cell *cell,
                       struct item_key key, struct color color)
{
    static const struct cell_text zero = {.text = "0"};
    const struct map_texts *inputs = &upright->inputs;
    size_t unit = (size_t)(cell->unit[0] * upright->maps.width->input + cell->unit[1]);
    const struct cell_text *text = cell->kind == CELL_UNIT
                                       ? &inputs->texts[upright->in_channel * inputs->count + unit]
                                       : &zero;
    if (!shown_cell(upright->maps.simulation, cell) ||
        (cell->kind != CELL_UNIT && !simulation_counts_zero(upright->maps.simulation, cell->kind)))
        return; /* hidden, or nothing is read there */
    struct lettering lettering = {.font = inputs->font, .color = color};
    cell_text_write(pen, upright->ruler, key, text,
                    plane_point(&upright->maps.input, key.row + 0.5, key.column + 0.5), &lettering);
}

static void draw_input_digits(const struct upright *upright, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    for (int64_t row = 0; row < maps->height->padded; row++)
        for (int64_t column = 0; column < maps->width->padded; column++) {
            const int64_t place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(maps->simulation, place);
            bool is_unit =
                cell.kind == CELL_UNIT && !cell.is_repeated && maps_is_covered(maps, row, column);
            write_cell(upright, pen, &cell, key_cell("input.value", row, column),
                       maps->theme->color[is_unit ? COLOR_INPUT_INK : COLOR_ZERO_INK]);
        }
}

void upright_draw_input(const struct upright *upright, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    maps_draw_zeros(maps, pen);
    maps_draw_marks(maps, pen, upright->has_texts);
    maps_draw_units(maps, pen, maps_mirror_guide(maps) ? UNITS_FRAMED : UNITS_IN_BLOCKS);
    maps_draw_uncovered(maps, pen, upright->has_texts);
    if (upright->has_texts)
        draw_input_digits(upright, pen);
}

/* ---- the window ---- */

/* The colour of a digit under the window; its alpha is how much the window covers it. */
static struct color tapped_ink(const struct maps *maps, int64_t row, int64_t column)
{
    int64_t chosen_row = 0, chosen_column = 0;
    struct color ink = maps->theme->color[COLOR_INK];
    if (maps_chosen_cell(maps, &chosen_row, &chosen_column) && row == chosen_row &&
        column == chosen_column)
        ink = color_mix(maps->theme->color[COLOR_NOW_INK], ink, 2 * maps->progress);
    ink.alpha *= maps_tapped_share(maps, row, column);
    return ink;
}

/* The digits that are read now, in ink over the window; they fade with it. */
static void draw_tapped_digits(const struct upright *upright, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    if (maps_mirror_guide(maps))
        return;
    const struct area *window = &maps->window;
    int64_t first_row = (int64_t)window->row, first_column = (int64_t)window->column;
    int64_t end_row = first_row + (int64_t)window->rows + 1;
    int64_t end_column = first_column + (int64_t)window->columns + 1;
    for (int64_t row = first_row; row < end_row && row < maps->height->padded; row++)
        for (int64_t column = first_column; column < end_column && column < maps->width->padded;
             column++) {
            const int64_t place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(maps->simulation, place);
            struct color ink = tapped_ink(maps, row, column);
            if (ink.alpha > 0 && cell.kind != CELL_OVERHANG)
                write_cell(upright, pen, &cell, key_cell("window.value", row, column), ink);
        }
}

/* The text of a weight as it lies on the input: a transposed layer's are turned by 180 degrees. */
static const struct cell_text *weight_text(const struct upright *upright, size_t i)
{
    const struct simulation *simulation = upright->maps.simulation;
    size_t count = upright->weights.count;
    size_t second = simulation->is_transposed
                        ? upright->out_channel % (simulation->out_channels / simulation->groups)
                        : upright->in_channel % (simulation->in_channels / simulation->groups);
    size_t first = simulation->is_transposed ? upright->in_channel : upright->out_channel;
    size_t slice = first * simulation->kernel.size[1] + second;
    return &upright->weights.texts[slice * count + (simulation->is_turned ? count - 1 - i : i)];
}

/* Behind a times sign, but in the guide. */
static const struct cell_text *factor_texts(const struct upright *upright, struct pen *pen)
{
    size_t count = upright->weights.count;
    struct cell_text *texts = arena_allocate(pen->arena, count, sizeof *texts);
    const char *times = maps_mirror_guide(&upright->maps) ? "" : "\xc3\x97"; /* U+00D7 */
    for (size_t i = 0; i < count; i++)
        texts[i].text = arena_format(pen->arena, "%s%s", times, weight_text(upright, i)->text);
    return texts;
}

/* Where the weights in the window are centred within their cells. */
static struct point corner_of(const struct upright *upright, const struct font *font,
                              const struct cell_text *texts)
{
    double widest = 0, cell = upright->maps.theme->cell_pt;
    if (maps_mirror_guide(&upright->maps))
        return (struct point){guide_corner, guide_corner};
    for (size_t i = 0; i < upright->weights.count; i++) {
        double width = upright->ruler->measure(upright->ruler->context, font, texts[i].text).width;
        widest = width > widest ? width : widest;
    }
    return (struct point){corner_end - widest / cell / 2, corner_row};
}

/* The weights in the corners of the window's cells, where they can be read there. */
static void draw_window_digits(const struct upright *upright, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    bool is_guide = maps_mirror_guide(maps);
    size_t count = upright->weights.count;
    if (upright->show->values == SHOW_SYMBOLS && !is_guide)
        return; /* the kernel beside the input has them */
    const struct cell_text *texts = factor_texts(upright, pen);
    struct lettering small = upright_lettering(upright, FONT_SMALL, COLOR_WINDOW_INK);
    small.font = cell_texts_fit(upright->ruler, small.font, texts, count,
                                corner_width * maps->theme->cell_pt);
    if (!is_guide && (small.font.size_pt < least_corner * maps->theme->font[FONT_SMALL].size_pt ||
                      !digits_fit_corner(maps->theme, &small.font)))
        return;
    small.is_moving = maps->simulation->scene->timeline.move.num > 0;
    struct point within = corner_of(upright, &small.font, texts);
    for (size_t i = 0; i < count; i++) {
        int64_t row = (int64_t)i / maps->width->kernel, column = (int64_t)i % maps->width->kernel;
        double down = maps->window.row + (double)(row * maps->height->dilation);
        double right = maps->window.column + (double)(column * maps->width->dilation);
        cell_text_write(pen, upright->ruler, key_cell("window.weight", row, column), &texts[i],
                        plane_point(&maps->input, down + within.y, right + within.x), &small);
    }
}

void upright_draw_window(const struct upright *upright, struct pen *pen)
{
    maps_draw_window(&upright->maps, pen);
    maps_draw_chosen(&upright->maps, pen);
    if (upright->has_texts)
        draw_tapped_digits(upright, pen);
    if (upright->has_texts && upright->maps.simulation->has_kernel)
        draw_window_digits(upright, pen);
}

/* ---- the kernel ---- */

void upright_draw_kernel(const struct upright *upright, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    plane_trace_block(pen, &maps->kernel, upright_kernel(upright));
    pen_paint(pen, key_once("kernel.cells"), maps->theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, maps->theme->thick_pt));
    struct lettering lettering = upright_lettering(upright, FONT_VALUES, COLOR_WINDOW_INK);
    lettering.font = upright->weights.font;
    for (size_t i = 0; upright->has_texts && i < upright->weights.count; i++) {
        int64_t row = (int64_t)i / maps->width->kernel, column = (int64_t)i % maps->width->kernel;
        cell_text_write(
            pen, upright->ruler, key_cell("kernel.value", row, column), weight_text(upright, i),
            plane_point(&maps->kernel, (double)row + 0.5, (double)column + 0.5), &lettering);
    }
}

void upright_place_kernel(const struct upright *upright, int channel, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    struct area kernel = upright_kernel(upright);
    struct map_place place = {
        .role = MAP_KERNEL,
        .channel = channel,
        .plane = maps->kernel,
        .pitch = {1, 1},
        .rows = (size_t)kernel.rows,
        .columns = (size_t)kernel.columns,
        .outline = kernel,
        .side = maps->side,
    };
    if (maps->simulation->is_turned) { /* cell 0, 0 is the last one */
        place.plane.origin = plane_point(&maps->kernel, kernel.rows - 1, kernel.columns - 1);
        place.pitch[0] = place.pitch[1] = -1;
        place.outline.row = 1 - kernel.rows;
        place.outline.column = 1 - kernel.columns;
    }
    pen_place_map(pen, &place);
}

void upright_draw_divisor(const struct upright *upright, struct pen *pen, struct point at)
{
    double divide = upright->maps.simulation->kernel_divide[upright->out_channel];
    digits_draw_divisor(pen, upright->ruler, divide, at);
}

void upright_draw_sign(const struct upright *upright, struct pen *pen, const char *part,
                       const char *sign, struct point at)
{
    struct lettering lettering = upright_lettering(upright, FONT_VALUES, COLOR_ZERO_INK);
    lettering.font.size_pt *= sign_scale;
    pen_write(pen, key_once(part), sign, at, &lettering);
}

/* ---- the output ---- */

void upright_draw_output_digits(const struct upright *upright, struct pen *pen)
{
    const struct maps *maps = &upright->maps;
    const struct theme *theme = maps->theme;
    const struct map_texts *outputs = &upright->outputs;
    if (!upright->has_texts)
        return;
    size_t shown = theme->shows_all_outputs ? outputs->count : maps->computed;
    for (size_t i = 0; i < shown; i++) {
        int64_t row = (int64_t)(i / maps->columns), column = (int64_t)(i % maps->columns);
        struct lettering lettering = {.font = outputs->font};
        lettering.color =
            color_mix(theme->color[COLOR_OUTPUT_INK], theme->color[COLOR_NOW_INK],
                      maps->has_now ? area_covered(&maps->now, (double)row, (double)column) : 0);
        cell_text_write(
            pen, upright->ruler, key_cell("output.value", row, column),
            cell_text_of_unit(pen, outputs->texts, upright->out_channel * outputs->count + i),
            plane_point(&maps->output, (double)row + 0.5, (double)column + 0.5), &lettering);
    }
}
