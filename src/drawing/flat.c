/* SPDX-License-Identifier: MIT */
/* View flat: the guide's numerical figures. Upright maps side by side with digits in their cells;
 * outside theme guide the kernel stands between them as a map of its own. */
#include "drawing/cell_text.h"
#include "drawing/digits.h"
#include "drawing/maps.h"
#include "drawing/view.h"

#include <math.h>
#include <string.h>

/* Widths are in cells. */
static const double guide_gap = 1;          /* between input and output in theme guide */
static const double gap = 2;                /* between maps elsewhere: room for a sign */
static const double fraction_width = 1;     /* of 1/16 before the kernel */
static const double fraction_shift = 0.1;   /* away from the kernel */
static const double fraction_rise = 0.33;   /* of its two numbers from its bar, */
static const double fraction_bar = 0.75;    /* which is so long */
static const double sign_scale = 1.6;       /* of * and =, to the font of values */
static const double cell_width = 0.8;       /* that digits may take up; */
static const double guide_cell_width = 0.9; /* in theme guide */
static const double corner_width = 0.6;     /* that digits in a cell's corner may take up */
static const double least_corner = 0.7;     /* of their font: smaller ones are left out */
static const double guide_corner = 0.8;     /* where in a cell its kernel digits are centred; */
static const double corner_row = 0.82;      /* elsewhere, */
static const double corner_end = 0.94;      /* where the longest of them ends */
static const double guide_node = 1;         /* half the side of the box that TeX gives to digits */

struct flat {
    struct maps maps;
    struct area kernel; /* the kernel as a map of its own; no columns: none */
    const struct text_ruler *ruler;
    const struct scene_show *show;
    bool has_texts;                /* in the cells */
    const struct cell_text *texts; /* of the input's units */
    struct font font;              /* of these */
};

/* ---- layout ---- */

static struct plane upright_plane(double cell, double row, double column)
{
    return (struct plane){
        .origin = {cell * column, cell * row}, .column = {cell, 0}, .row = {0, cell}};
}

/* The guide puts the output floor((T - O)/2) cells above the input's bottom, others in the
 * middle. */
static double output_row(const struct maps *maps)
{
    double spare = maps->padded.rows - maps->outputs.rows;
    return maps_mirror_guide(maps) ? spare - floor(spare / 2) : spare / 2;
}

/* Whether the weights are whole numbers over a common divisor, which then stands before them. */
static bool has_divisor(const struct flat *flat)
{
    const struct simulation *simulation = flat->maps.simulation;
    return simulation->has_kernel && flat->has_texts && flat->show->values == SHOW_DIGITS &&
           simulation->kernel_divide[0] != 1;
}

static void lay_out(struct flat *flat)
{
    struct maps *maps = &flat->maps;
    double cell = maps->theme->cell_pt, end = maps->reach.columns;
    bool is_guide = maps_mirror_guide(maps), has_kernel = maps->simulation->has_kernel;
    maps->input = upright_plane(cell, 0, 0);
    if (has_kernel && !is_guide) {
        flat->kernel =
            (struct area){0, 0, (double)maps->height->kernel, (double)maps->width->kernel};
        double row = (maps->padded.rows - flat->kernel.rows) / 2;
        end += has_divisor(flat) ? fraction_width : 0;
        maps->kernel = upright_plane(cell, row, end + gap);
        end += gap + flat->kernel.columns;
    }
    maps->output = upright_plane(cell, output_row(maps), end + (is_guide ? guide_gap : gap));
}

static struct area grow(struct area area, double by)
{
    return (struct area){area.row - by, area.column - by, area.rows + 2 * by,
                         area.columns + 2 * by};
}

/* In the guide the boxes round the digits make the page; those of the kernel's digits reach
 * below it in the last rows of steps. */
static struct box guide_box(const struct maps *maps)
{
    const double beyond = guide_node - 0.5; /* a digit is centred in its cell */
    struct box box = plane_widen(maps_extent(maps), &maps->input, grow(maps->padded, beyond));
    box = plane_widen(box, &maps->output, grow(maps->outputs, beyond));
    if (!maps->simulation->has_kernel || !maps->simulation->has_values)
        return box;
    struct area corners = grow(maps->window, beyond);
    corners.row += guide_corner - 0.5;
    corners.column += guide_corner - 0.5;
    return plane_widen(box, &maps->input, corners);
}

static struct box page_box(const struct flat *flat)
{
    if (maps_mirror_guide(&flat->maps))
        return guide_box(&flat->maps);
    struct box box = maps_extent(&flat->maps);
    return plane_widen(box, &flat->maps.kernel, flat->kernel);
}

/* ---- digits ---- */

static struct lettering lettering_of(const struct maps *maps, enum theme_font font,
                                     enum theme_color color)
{
    return (struct lettering){.font = maps->theme->font[font], .color = maps->theme->color[color]};
}

static double digit_width(const struct flat *flat)
{
    return flat->maps.theme->cell_pt *
           (maps_mirror_guide(&flat->maps) ? guide_cell_width : cell_width);
}

static void read_input_digits(struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    const struct tensor *input = &maps->simulation->input;
    size_t count = tensor_count(input);
    const struct cell_source source = {input->values, count, (size_t)maps->width->input, "x", -1};
    flat->texts = cell_texts_make(pen->arena, flat->show, &source);
    flat->font = cell_texts_fit(flat->ruler, maps->theme->font[FONT_VALUES], flat->texts, count,
                                digit_width(flat));
}

static void write_cell(const struct flat *flat, struct pen *pen, const struct cell *cell,
                       struct item_key key, struct color color)
{
    int64_t unit = cell->unit[0] * flat->maps.width->input + cell->unit[1];
    static const struct cell_text zero = {.text = "0"};
    const struct cell_text *text = cell->kind == CELL_UNIT ? &flat->texts[unit] : &zero;
    if (cell->kind != CELL_UNIT && !simulation_counts_zero(flat->maps.simulation, cell->kind))
        return; /* nothing is read there */
    struct lettering lettering = {.font = flat->font, .color = color};
    cell_text_write(pen, flat->ruler, key, text,
                    plane_point(&flat->maps.input, key.row + 0.5, key.column + 0.5), &lettering);
}

static void draw_input_digits(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    for (int64_t row = 0; row < maps->height->padded; row++)
        for (int64_t column = 0; column < maps->width->padded; column++) {
            const int64_t place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(maps->simulation, place);
            bool is_unit =
                cell.kind == CELL_UNIT && !cell.is_repeated && maps_is_covered(maps, row, column);
            write_cell(flat, pen, &cell, key_cell("input.value", row, column),
                       maps->theme->color[is_unit ? COLOR_INPUT_INK : COLOR_ZERO_INK]);
        }
}

/* How much of a row or column the taps of the window cover. */
static double share_tapped(const struct maps *maps, int axis, double window, int64_t index)
{
    double share = 0;
    for (int64_t tap = 0; tap < maps->taps[axis]; tap++) {
        double apart = fabs(window + (double)(tap * maps->apart[axis]) - (double)index);
        share += apart < 1 ? 1 - apart : 0;
    }
    return share < 1 ? share : 1;
}

/* The digits that are read now, in ink over the window; they fade with it. */
static void draw_tapped_digits(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    if (maps_mirror_guide(maps))
        return;
    const struct area *window = &maps->window;
    int64_t chosen_row = 0, chosen_column = 0;
    bool has_chosen = maps_chosen_cell(maps, &chosen_row, &chosen_column);
    int64_t first_row = (int64_t)window->row, first_column = (int64_t)window->column;
    for (int64_t row = first_row; row < first_row + (int64_t)window->rows + 1; row++)
        for (int64_t column = first_column; column < first_column + (int64_t)window->columns + 1;
             column++) {
            const int64_t place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(maps->simulation, place);
            struct color ink = maps->theme->color[COLOR_INK];
            if (has_chosen && row == chosen_row && column == chosen_column)
                ink = color_mix(maps->theme->color[COLOR_NOW_INK], ink, 2 * maps->progress);
            ink.alpha *= share_tapped(maps, 0, window->row, row) *
                         share_tapped(maps, 1, window->column, column);
            bool is_inside = row < maps->height->padded && column < maps->width->padded;
            if (ink.alpha > 0 && cell.kind != CELL_OVERHANG && is_inside)
                write_cell(flat, pen, &cell, key_cell("window.value", row, column), ink);
        }
}

/* A weight times its divisor, without what the division left over. */
static double numerator(double value)
{
    const double fine = 1e9;
    return fabs(value) < fine / 1e3 ? round(value * fine) / fine : value;
}

static void turn_texts(struct cell_text *texts, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct cell_text held = texts[i];
        texts[i] = texts[count - 1 - i];
        texts[count - 1 - i] = held;
    }
}

/* The weights as they lie on the input: a transposed layer's are turned by 180 degrees. */
static const struct cell_text *weight_texts(const struct flat *flat, struct pen *pen, size_t *count)
{
    const struct maps *maps = &flat->maps;
    const struct tensor *kernel = &maps->simulation->kernel;
    *count = tensor_count(kernel);
    double *laid = arena_allocate(pen->arena, *count, sizeof *laid);
    double divide = maps->simulation->kernel_divide[0];
    for (size_t i = 0; i < *count; i++)
        laid[i] =
            numerator(kernel->values[maps->simulation->is_turned ? *count - 1 - i : i] * divide);
    const struct cell_source source = {laid, *count, (size_t)maps->width->kernel, "w", -1};
    struct cell_text *texts =
        memcpy(arena_allocate(pen->arena, *count, sizeof *texts),
               cell_texts_make(pen->arena, flat->show, &source), *count * sizeof *texts);
    if (maps->simulation->is_turned && flat->show->values == SHOW_SYMBOLS)
        turn_texts(texts, *count); /* a turned kernel keeps the names of its weights */
    return texts;
}

/* Where the weights in the window are centred within their cells. */
static struct point corner_of(const struct flat *flat, const struct font *font,
                              const struct cell_text *texts, size_t count)
{
    double widest = 0, cell = flat->maps.theme->cell_pt;
    if (maps_mirror_guide(&flat->maps))
        return (struct point){guide_corner, guide_corner};
    for (size_t i = 0; i < count; i++) {
        double width = flat->ruler->measure(flat->ruler->context, font, texts[i].text).width;
        widest = width > widest ? width : widest;
    }
    return (struct point){corner_end - widest / cell / 2, corner_row};
}

/* Behind a times sign, but in the guide. */
static const struct cell_text *factor_texts(const struct flat *flat, struct pen *pen, size_t *count)
{
    const struct cell_text *weights = weight_texts(flat, pen, count);
    struct cell_text *texts = arena_allocate(pen->arena, *count, sizeof *texts);
    const char *times = maps_mirror_guide(&flat->maps) ? "" : "\xc3\x97"; /* U+00D7 */
    for (size_t i = 0; i < *count; i++)
        texts[i].text = arena_format(pen->arena, "%s%s", times, weights[i].text);
    return texts;
}

static void draw_window_digits(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    if (flat->show->values == SHOW_SYMBOLS && !maps_mirror_guide(maps))
        return; /* the kernel beside the input has them */
    size_t count;
    const struct cell_text *texts = factor_texts(flat, pen, &count);
    struct lettering small = lettering_of(maps, FONT_SMALL, COLOR_WINDOW_INK);
    small.font =
        cell_texts_fit(flat->ruler, small.font, texts, count, corner_width * maps->theme->cell_pt);
    if (!maps_mirror_guide(maps) &&
        small.font.size_pt < least_corner * maps->theme->font[FONT_SMALL].size_pt)
        return;
    small.is_moving = maps->simulation->scene->timeline.move.num > 0;
    struct point within = corner_of(flat, &small.font, texts, count);
    for (size_t i = 0; i < count; i++) {
        int64_t row = (int64_t)i / maps->width->kernel, column = (int64_t)i % maps->width->kernel;
        double down = maps->window.row + (double)(row * maps->height->dilation);
        double right = maps->window.column + (double)(column * maps->width->dilation);
        cell_text_write(pen, flat->ruler, key_cell("window.weight", row, column), &texts[i],
                        plane_point(&maps->input, down + within.y, right + within.x), &small);
    }
}

/* How much of the step's own cell the moving highlight still covers. */
static double share_covered(const struct maps *maps, int64_t row, int64_t column)
{
    double down = 1 - fabs(maps->now.row - (double)row);
    double right = 1 - fabs(maps->now.column - (double)column);
    return down > 0 && right > 0 ? down * right : 0;
}

static void draw_output_digits(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    const struct theme *theme = maps->theme;
    const struct tensor *output = &maps->simulation->output;
    size_t count = tensor_count(output), shown = theme->shows_all_outputs ? count : maps->step + 1;
    const struct cell_source source = {output->values, count, (size_t)maps->width->output, "y",
                                       theme->output_decimals};
    const struct cell_text *texts = cell_texts_make(pen->arena, flat->show, &source);
    enum theme_font font = maps_mirror_guide(maps) ? FONT_SMALL : FONT_VALUES;
    struct lettering resting = lettering_of(maps, font, COLOR_OUTPUT_INK);
    resting.font = cell_texts_fit(flat->ruler, resting.font, texts, count, digit_width(flat));
    for (size_t i = 0; i < shown; i++) {
        int64_t row = (int64_t)i / maps->width->output, column = (int64_t)i % maps->width->output;
        struct lettering lettering = resting;
        lettering.color =
            color_mix(resting.color, theme->color[COLOR_NOW_INK], share_covered(maps, row, column));
        cell_text_write(pen, flat->ruler, key_cell("output.value", row, column), &texts[i],
                        plane_point(&maps->output, (double)row + 0.5, (double)column + 0.5),
                        &lettering);
    }
}

/* ---- the kernel beside the input ---- */

static void draw_sign(const struct flat *flat, struct pen *pen, const char *part, const char *sign,
                      double column)
{
    struct lettering lettering = lettering_of(&flat->maps, FONT_VALUES, COLOR_ZERO_INK);
    lettering.font.size_pt *= sign_scale;
    pen_write(pen, key_once(part), sign,
              plane_point(&flat->maps.input, flat->maps.padded.rows / 2, column), &lettering);
}

/* 1 over the number that the weights were divided by. */
static void draw_divisor(const struct flat *flat, struct pen *pen, double column)
{
    char room[NUMBER_ROOM];
    const struct maps *maps = &flat->maps;
    struct lettering lettering = lettering_of(maps, FONT_VALUES, COLOR_WINDOW_INK);
    const char *divisor =
        arena_format(pen->arena, "%s", number_shortest(room, maps->simulation->kernel_divide[0]));
    double row = maps->padded.rows / 2;
    lettering.font =
        digits_fit(flat->ruler, lettering.font, &divisor, 1, fraction_width * maps->theme->cell_pt);
    pen_write(pen, key_once("divisor.one"), "1",
              plane_point(&maps->input, row - fraction_rise, column), &lettering);
    pen_write(pen, key_once("divisor.number"), divisor,
              plane_point(&maps->input, row + fraction_rise, column), &lettering);
    pen_move_to(pen, plane_point(&maps->input, row, column - fraction_bar / 2));
    pen_line_to(pen, plane_point(&maps->input, row, column + fraction_bar / 2));
    struct stroke bar = pen_solid(pen, COLOR_WINDOW_INK, maps->theme->thick_pt);
    pen_paint(pen, key_once("divisor.bar"), color_none, bar);
}

static void draw_kernel_map(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    if (flat->kernel.columns == 0) {
        if (!maps_mirror_guide(maps))
            draw_sign(flat, pen, "sign.arrow", "\xe2\x86\x92", /* U+2192 */
                      maps->reach.columns + gap / 2);
        return;
    }
    double start = maps->reach.columns + gap;
    draw_sign(flat, pen, "sign.times", "\xe2\x88\x97", start - gap / 2); /* U+2217 */
    if (has_divisor(flat)) {
        draw_divisor(flat, pen, start + fraction_width / 2 - fraction_shift);
        start += fraction_width;
    }
    plane_trace_block(pen, &maps->kernel, flat->kernel);
    pen_paint(pen, key_once("kernel.cells"), maps->theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, maps->theme->thick_pt));
    draw_sign(flat, pen, "sign.equals", "=", start + flat->kernel.columns + gap / 2);
    if (!flat->has_texts)
        return;
    size_t count;
    const struct cell_text *texts = weight_texts(flat, pen, &count);
    struct lettering lettering = lettering_of(maps, FONT_VALUES, COLOR_WINDOW_INK);
    lettering.font = cell_texts_fit(flat->ruler, lettering.font, texts, count, digit_width(flat));
    for (size_t i = 0; i < count; i++) {
        int64_t row = (int64_t)i / maps->width->kernel, column = (int64_t)i % maps->width->kernel;
        cell_text_write(pen, flat->ruler, key_cell("kernel.value", row, column), &texts[i],
                        plane_point(&maps->kernel, (double)row + 0.5, (double)column + 0.5),
                        &lettering);
    }
}

/* ---- the view ---- */

/* What stays comes first, so that a painter can keep it as a picture; the maps do not overlap. */
static void draw_flat(const struct drawing *drawing, const struct moment_part *part,
                      struct pen *pen)
{
    const struct scene_show *show = &drawing->scene->show;
    const bool has_values = show->values == SHOW_SYMBOLS ||
                            (drawing->simulation->has_values && show->values == SHOW_DIGITS);
    struct flat flat = {.ruler = drawing->ruler, .show = show, .has_texts = has_values};
    struct maps *maps = &flat.maps;
    maps_read(maps, drawing, part);
    lay_out(&flat);
    maps_set_page(maps, page_box(&flat), pen);

    maps_draw_zeros(maps, pen);
    maps_draw_marks(maps, pen, has_values);
    maps_draw_units(maps, pen, maps_mirror_guide(maps) ? UNITS_FRAMED : UNITS_IN_BLOCKS);
    maps_draw_uncovered(maps, pen, has_values);
    if (has_values) {
        read_input_digits(&flat, pen);
        draw_input_digits(&flat, pen);
    }
    draw_kernel_map(&flat, pen);
    maps_draw_empty_outputs(maps, pen);
    maps_draw_outputs(maps, pen);
    maps_draw_window(maps, pen);
    maps_draw_chosen(maps, pen);
    if (has_values)
        draw_tapped_digits(&flat, pen);
    if (has_values && drawing->simulation->has_kernel)
        draw_window_digits(&flat, pen);
    maps_draw_now(maps, pen);
    if (has_values)
        draw_output_digits(&flat, pen);
}

const struct view view_flat = {.name = "flat", .obstacle = maps_obstacle, .draw = draw_flat};
