/* SPDX-License-Identifier: MIT */
/* View flat: the guide's numerical figures. Upright maps side by side with digits in their cells;
 * outside theme guide the kernel stands between them as a map of its own. */
#include "drawing/digits.h"
#include "drawing/maps.h"
#include "drawing/view.h"

#include <math.h>

/* Widths are in cells. */
static const double guide_gap = 1;            /* between input and output in theme guide */
static const double gap = 2;                  /* between maps elsewhere: room for a sign */
static const double sign_scale = 1.6;         /* of * and =, to the font of values */
static const double cell_width = 0.9;         /* that digits may take up */
static const double corner_width = 0.6;       /* that digits in a cell's corner may take up */
static const double guide_corner = 0.8;       /* where in a cell its kernel digits are centred, */
static const double corner[2] = {0.82, 0.76}; /* elsewhere: row, column */
static const double guide_node = 1; /* half the side of the box that TeX gives to digits */

struct flat {
    struct maps maps;
    struct area kernel; /* the kernel as a map of its own; no columns: none */
    const struct text_ruler *ruler;
    const char *const *texts; /* of the input's units */
    struct font font;         /* of these */
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

static void read_input_digits(struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    const struct tensor *input = &maps->simulation->input;
    size_t count = tensor_count(input);
    flat->texts = digits_of(pen->arena, input->values, count, -1);
    flat->font = digits_fit(flat->ruler, maps->theme->font[FONT_VALUES], flat->texts, count,
                            cell_width * maps->theme->cell_pt);
}

static void write_cell(const struct flat *flat, struct pen *pen, const struct cell *cell,
                       struct item_key key, struct color color)
{
    int64_t unit = cell->unit[0] * flat->maps.width->input + cell->unit[1];
    const char *text = cell->kind == CELL_UNIT ? flat->texts[unit] : "0";
    struct lettering lettering = {.font = flat->font, .color = color};
    pen_write(pen, key, text, plane_point(&flat->maps.input, key.row + 0.5, key.column + 0.5),
              &lettering);
}

static void draw_input_digits(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    for (int64_t row = 0; row < maps->height->padded; row++)
        for (int64_t column = 0; column < maps->width->padded; column++) {
            const int64_t place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(maps->simulation, place);
            bool is_unit = cell.kind == CELL_UNIT && !cell.is_repeated;
            write_cell(flat, pen, &cell, key_cell("input.value", row, column),
                       maps->theme->color[is_unit ? COLOR_INPUT_INK : COLOR_ZERO_INK]);
        }
}

/* How much of a row or column the taps of the window cover. */
static double share_tapped(const struct axis *axis, double window, int64_t index)
{
    double share = 0;
    for (int64_t tap = 0; tap < axis->kernel; tap++) {
        double apart = fabs(window + (double)(tap * axis->dilation) - (double)index);
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
    int64_t first_row = (int64_t)window->row, first_column = (int64_t)window->column;
    for (int64_t row = first_row; row < first_row + (int64_t)window->rows + 1; row++)
        for (int64_t column = first_column; column < first_column + (int64_t)window->columns + 1;
             column++) {
            const int64_t place[MAX_AXES] = {row, column};
            struct cell cell = simulation_cell_at(maps->simulation, place);
            struct color ink = maps->theme->color[COLOR_INK];
            ink.alpha *= share_tapped(maps->height, window->row, row) *
                         share_tapped(maps->width, window->column, column);
            if (ink.alpha > 0 && cell.kind != CELL_OVERHANG)
                write_cell(flat, pen, &cell, key_cell("window.value", row, column), ink);
        }
}

/* The weights as they lie on the input: a transposed layer's are turned by 180 degrees. */
static const char *const *weight_texts(const struct maps *maps, struct pen *pen, size_t *count)
{
    const struct tensor *kernel = &maps->simulation->kernel;
    *count = tensor_count(kernel);
    double *laid = arena_allocate(pen->arena, *count, sizeof *laid);
    for (size_t i = 0; i < *count; i++)
        laid[i] = kernel->values[maps->simulation->is_transposed ? *count - 1 - i : i];
    return digits_of(pen->arena, laid, *count, -1);
}

/* Where the weights in the window are centred within their cells: row and column. */
static struct point corner_of(const struct maps *maps)
{
    return maps_mirror_guide(maps) ? (struct point){guide_corner, guide_corner}
                                   : (struct point){corner[1], corner[0]};
}

static void draw_window_digits(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    size_t count;
    const char *const *texts = weight_texts(maps, pen, &count);
    struct lettering small = lettering_of(maps, FONT_SMALL, COLOR_WINDOW_INK);
    small.font =
        digits_fit(flat->ruler, small.font, texts, count, corner_width * maps->theme->cell_pt);
    small.is_moving = maps->simulation->scene->timeline.move.num > 0;
    const char *times = maps_mirror_guide(maps) ? "" : "\xc3\x97"; /* U+00D7 */
    struct point within = corner_of(maps);
    for (size_t i = 0; i < count; i++) {
        int64_t row = (int64_t)i / maps->width->kernel, column = (int64_t)i % maps->width->kernel;
        double down = maps->window.row + (double)(row * maps->height->dilation);
        double right = maps->window.column + (double)(column * maps->width->dilation);
        pen_write(pen, key_cell("window.weight", row, column),
                  arena_format(pen->arena, "%s%s", times, texts[i]),
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
    const char *const *texts = digits_of(pen->arena, output->values, count, theme->output_decimals);
    enum theme_font font = maps_mirror_guide(maps) ? FONT_SMALL : FONT_VALUES;
    struct lettering resting = lettering_of(maps, font, COLOR_OUTPUT_INK);
    resting.font = digits_fit(flat->ruler, resting.font, texts, count, cell_width * theme->cell_pt);
    for (size_t i = 0; i < shown; i++) {
        int64_t row = (int64_t)i / maps->width->output, column = (int64_t)i % maps->width->output;
        struct lettering lettering = resting;
        lettering.color =
            color_mix(resting.color, theme->color[COLOR_NOW_INK], share_covered(maps, row, column));
        pen_write(pen, key_cell("output.value", row, column), texts[i],
                  plane_point(&maps->output, (double)row + 0.5, (double)column + 0.5), &lettering);
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

static void draw_kernel_map(const struct flat *flat, struct pen *pen)
{
    const struct maps *maps = &flat->maps;
    if (flat->kernel.columns == 0)
        return;
    double start = maps->reach.columns + gap;
    draw_sign(flat, pen, "sign.times", "\xe2\x88\x97", start - gap / 2); /* U+2217 */
    plane_trace_block(pen, &maps->kernel, flat->kernel);
    pen_paint(pen, key_once("kernel.cells"), maps->theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, maps->theme->thick_pt));
    draw_sign(flat, pen, "sign.equals", "=", start + flat->kernel.columns + gap / 2);
    if (!maps->simulation->has_values)
        return;
    size_t count;
    const char *const *texts = weight_texts(maps, pen, &count);
    struct lettering lettering = lettering_of(maps, FONT_VALUES, COLOR_WINDOW_INK);
    lettering.font =
        digits_fit(flat->ruler, lettering.font, texts, count, cell_width * maps->theme->cell_pt);
    for (size_t i = 0; i < count; i++) {
        int64_t row = (int64_t)i / maps->width->kernel, column = (int64_t)i % maps->width->kernel;
        pen_write(pen, key_cell("kernel.value", row, column), texts[i],
                  plane_point(&maps->kernel, (double)row + 0.5, (double)column + 0.5), &lettering);
    }
}

/* ---- the view ---- */

/* What stays comes first, so that a painter can keep it as a picture; the maps do not overlap. */
static void draw_flat(const struct drawing *drawing, const struct moment_part *part,
                      struct pen *pen)
{
    struct flat flat = {.ruler = drawing->ruler};
    struct maps *maps = &flat.maps;
    const bool has_values = drawing->simulation->has_values;
    maps_read(maps, drawing, part);
    lay_out(&flat);
    maps_set_page(maps, page_box(&flat), pen);

    maps_draw_zeros(maps, pen);
    if (!has_values)
        maps_draw_marks(maps, pen);
    maps_draw_units(maps, pen, maps_mirror_guide(maps) ? UNITS_FRAMED : UNITS_IN_BLOCKS);
    if (has_values) {
        read_input_digits(&flat, pen);
        draw_input_digits(&flat, pen);
    }
    draw_kernel_map(&flat, pen);
    maps_draw_empty_outputs(maps, pen);
    maps_draw_outputs(maps, pen);
    maps_draw_window(maps, pen);
    if (has_values)
        draw_tapped_digits(&flat, pen);
    if (has_values && drawing->simulation->has_kernel)
        draw_window_digits(&flat, pen);
    maps_draw_now(maps, pen);
    if (has_values)
        draw_output_digits(&flat, pen);
}

const struct view view_flat = {.name = "flat", .obstacle = maps_obstacle, .draw = draw_flat};
