/* SPDX-License-Identifier: MIT */
/* The slices of view volume at rest: one upright map for each depth, named by its depth, with
 * digits where the scene has values. */
#include "drawing/digits.h"
#include "drawing/marks.h"
#include "drawing/shown.h"
#include "drawing/views/volume.h"

/* Widths are in cells. */
static const double cell_width = 0.9;   /* that digits may take up */
static const double words_rise = 0.6;   /* their middle above a slice, in heights of their line */
static const double words_beyond = 0.5; /* that the words above a slice may be wider than it */
static const double dot = 0.1;          /* of an extra cell */
static const double repeat_opacity = 0.45; /* of a repeated unit's fill */

struct point slices_middle(const struct slices *slices, struct item_key key)
{
    struct plane plane = slices_plane(slices, key.channel);
    return plane_point(&plane, key.row + 0.5, key.column + 0.5);
}

struct item_key slices_key(const char *part, int64_t depth, int64_t row, int64_t column)
{
    return (struct item_key){part, (int)depth, (int)row, (int)column};
}

static struct item_key key_slice(const char *part, int64_t depth)
{
    return slices_key(part, depth, -1, -1);
}

/* ---- cells at rest ---- */

static void trace_hatch(struct pen *pen, const struct plane *plane, double row, double column)
{
    static const double ends[][4] = {{0, 1. / 3, 1. / 3, 0},
                                     {0, 2. / 3, 2. / 3, 0},
                                     {0, 1, 1, 0},
                                     {1. / 3, 1, 1, 1. / 3},
                                     {2. / 3, 1, 1, 2. / 3}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        pen_move_to(pen, plane_point(plane, row + ends[i][0], column + ends[i][1]));
        pen_line_to(pen, plane_point(plane, row + ends[i][2], column + ends[i][3]));
    }
}

static void trace_cell(struct pen *pen, const struct plane *plane, enum cell_kind kind, double row,
                       double column)
{
    if (kind == CELL_STRETCH)
        trace_hatch(pen, plane, row, column);
    else if (kind == CELL_EXTRA)
        plane_trace_outline(pen, plane,
                            (struct area){row + 0.5 - dot / 2, column + 0.5 - dot / 2, dot, dot});
    else
        plane_trace_outline(pen, plane, (struct area){row, column, 1, 1});
}

/* Traces every cell of a kind in a slice. */
static void trace_kind(const struct volume *volume, struct pen *pen, int64_t depth,
                       enum cell_kind kind, bool is_repeated)
{
    struct plane plane = slices_plane(&volume->input_slices, depth);
    for (int64_t row = 0; row < (int64_t)volume->padded.size[1]; row++)
        for (int64_t column = 0; column < (int64_t)volume->padded.size[2]; column++) {
            const int64_t place[MAX_AXES] = {depth, row, column};
            struct cell cell = simulation_cell_at(volume->simulation, place);
            if (cell.kind == kind && cell.is_repeated == is_repeated &&
                shown_cell(volume->simulation, &cell))
                trace_cell(pen, &plane, kind, (double)row, (double)column);
        }
}

static void draw_input_slice(const struct volume *volume, struct pen *pen, int64_t depth)
{
    const struct theme *theme = volume->theme;
    struct plane plane = slices_plane(&volume->input_slices, depth);
    const struct axis *axis = volume->simulation->axis;
    const int64_t first[MAX_AXES] = {depth, axis[1].before, axis[2].before};
    struct cell cell = simulation_cell_at(volume->simulation, first);
    if (!shown_cell(volume->simulation, &cell))
        return;
    plane_trace_grid(pen, &plane, shown_area(volume->simulation, &axis[1], &axis[2]));
    pen_paint(pen, key_slice("slice.zeros", depth), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    struct color pale = theme->color[COLOR_INPUT];
    pale.alpha *= repeat_opacity;
    trace_kind(volume, pen, depth, CELL_UNIT, true);
    pen_paint(pen, key_slice("slice.repeats", depth), pale, stroke_none);
    pen->legend |= marks_of_padding(volume->simulation);
    if (!volume->simulation->has_values) {
        trace_kind(volume, pen, depth, CELL_STRETCH, false);
        pen->legend |= pen->verb_count > 0 ? LEGEND_STRETCH : 0;
        pen_paint(pen, key_slice("slice.stretch", depth), color_none,
                  pen_solid(pen, COLOR_ZERO_LINE, theme->thin_pt));
        trace_kind(volume, pen, depth, CELL_EXTRA, false);
        pen->legend |= pen->verb_count > 0 ? LEGEND_EXTRA : 0;
        pen_paint(pen, key_slice("slice.extra", depth), theme->color[COLOR_ZERO_LINE], stroke_none);
    }
    trace_kind(volume, pen, depth, CELL_UNIT, false);
    pen_paint(pen, key_slice("slice.units", depth), theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, theme->thick_pt));
}

/* ---- words ---- */

static const char *name_depth(struct pen *pen, int64_t depth)
{
    return arena_format(pen->arena, "z = %lld", (long long)depth);
}

/* What a depth of the plane is: the index of a unit or of its repetition, or which zeros. */
static const char *depth_words(const struct volume *volume, struct pen *pen, int64_t depth)
{
    const struct axis *axis = volume->simulation->axis;
    int64_t unit = volume_unit_depth(volume, depth), beyond = depth - axis[0].before;
    if (unit >= 0)
        return name_depth(pen, unit);
    const int64_t place[MAX_AXES] = {depth, axis[1].before, axis[2].before};
    struct cell cell = simulation_cell_at(volume->simulation, place);
    if (cell.kind == CELL_UNIT)
        return name_depth(pen, cell.unit[0]);
    const struct catalogue *language = &volume->simulation->scene->language;
    if (beyond >= 0 && beyond < axis[0].stretched)
        return catalogue_word(language, WORD_STRETCH_SLICE);
    bool is_extra = depth >= axis[0].padded - axis[0].extra;
    return catalogue_word(language, is_extra ? WORD_EXTRA_SLICE : WORD_PADDING_SLICE);
}

static void draw_words(const struct volume *volume, struct pen *pen, const struct slices *slices,
                       const char *part, enum theme_color ink)
{
    if (slices->count == 0 || !volume->has_words)
        return;
    bool is_input = slices == &volume->input_slices;
    const char **words = arena_allocate(pen->arena, (size_t)slices->count, sizeof *words);
    for (int64_t depth = 0; depth < slices->count; depth++)
        words[depth] = is_input ? depth_words(volume, pen, depth) : name_depth(pen, depth);
    struct lettering lettering = {
        .font =
            digits_fit(volume->ruler, volume->theme->font[FONT_WORDS], words, (size_t)slices->count,
                       (slices->room_columns + words_beyond) * slices->cell)};
    for (int64_t depth = 0; depth < slices->count; depth++) {
        struct plane plane = slices_plane(slices, depth);
        bool is_zeros = is_input && volume_unit_depth(volume, depth) < 0;
        lettering.color = volume->theme->color[is_zeros ? COLOR_ZERO_INK : ink];
        pen_write(pen, key_slice(part, depth), words[depth],
                  plane_point(&plane, -slices->words * words_rise, slices->columns / 2),
                  &lettering);
    }
}

/* ---- digits ---- */

static struct map_digits make_digits(const struct volume *volume, struct pen *pen,
                                     const double *values, size_t count, int decimals)
{
    decimals = digits_asked(&volume->simulation->scene->show, values, count, decimals);
    struct map_digits digits = {.texts = digits_of(pen->arena, values, count, decimals)};
    digits.font = digits_fit(volume->ruler, volume->theme->font[FONT_VALUES], digits.texts, count,
                             cell_width * volume->theme->cell_pt);
    return digits;
}

void volume_read_digits(struct volume *volume, struct pen *pen)
{
    const struct simulation *simulation = volume->simulation;
    if (!simulation->has_values)
        return;
    volume->input_digits =
        make_digits(volume, pen, simulation->input.values, tensor_count(&simulation->input), -1);
    volume->output_digits = make_digits(volume, pen, simulation_settled(simulation, pen->arena),
                                        simulation->step_count, volume->theme->output_decimals);
    if (!simulation->has_kernel)
        return;
    double *laid = arena_allocate(pen->arena, volume->tap_count, sizeof *laid);
    for (size_t i = 0; i < volume->tap_count; i++) /* as they lie on the input */
        laid[i] = simulation->kernel.values[simulation->is_turned ? volume->tap_count - 1 - i : i];
    volume->kernel_digits = make_digits(volume, pen, laid, volume->tap_count, -1);
}

void volume_write_cell(const struct volume *volume, struct pen *pen, struct item_key key,
                       struct color ink)
{
    const int64_t place[MAX_AXES] = {key.channel, key.row, key.column};
    const struct axis *axis = volume->simulation->axis;
    struct cell cell = simulation_cell_at(volume->simulation, place);
    int64_t unit = (cell.unit[0] * axis[1].input + cell.unit[1]) * axis[2].input + cell.unit[2];
    struct lettering lettering = {.font = volume->input_digits.font, .color = ink};
    if (!shown_cell(volume->simulation, &cell))
        return;
    pen_write(pen, key, cell.kind == CELL_UNIT ? volume->input_digits.texts[unit] : "0",
              slices_middle(&volume->input_slices, key), &lettering);
}

static void draw_input_digits(const struct volume *volume, struct pen *pen)
{
    const struct axis *axis = volume->simulation->axis;
    for (int64_t depth = 0; depth < axis[0].padded; depth++)
        for (int64_t row = 0; row < axis[1].padded; row++)
            for (int64_t column = 0; column < axis[2].padded; column++) {
                const int64_t place[MAX_AXES] = {depth, row, column};
                struct cell cell = simulation_cell_at(volume->simulation, place);
                bool is_unit = cell.kind == CELL_UNIT && !cell.is_repeated;
                volume_write_cell(volume, pen, slices_key("slice.value", depth, row, column),
                                  volume->theme->color[is_unit ? COLOR_INPUT_INK : COLOR_ZERO_INK]);
            }
}

static void draw_kernel_slices(const struct volume *volume, struct pen *pen)
{
    const struct slices *slices = &volume->kernel_slices;
    const char *const *text = volume->kernel_digits.texts;
    const struct lettering lettering = {.font = volume->kernel_digits.font,
                                        .color = volume->theme->color[COLOR_WINDOW_INK]};
    for (int64_t depth = 0; depth < slices->count; depth++) {
        struct plane plane = slices_plane(slices, depth);
        plane_trace_block(pen, &plane, (struct area){0, 0, slices->rows, slices->columns});
        pen_paint(pen, key_slice("kernel.cells", depth), volume->theme->color[COLOR_KERNEL],
                  pen_solid(pen, COLOR_WINDOW_LINE, volume->theme->thick_pt));
        for (int64_t row = 0; row < (int64_t)slices->rows; row++)
            for (int64_t column = 0; column < (int64_t)slices->columns; column++) {
                struct item_key key = slices_key("kernel.value", depth, row, column);
                pen_write(pen, key, *text++, slices_middle(slices, key), &lettering);
            }
    }
}

static void draw_empty_outputs(const struct volume *volume, struct pen *pen)
{
    const struct slices *slices = &volume->output_slices;
    for (int64_t depth = 0; depth < slices->count && !volume->theme->shows_all_outputs; depth++) {
        struct plane plane = slices_plane(slices, depth);
        plane_trace_grid(pen, &plane, (struct area){0, 0, slices->rows, slices->columns});
        pen_paint(pen, key_slice("output.empty", depth), color_none,
                  pen_dashed(pen, COLOR_OUTPUT_LINE));
    }
}

void slices_draw_resting(const struct volume *volume, struct pen *pen)
{
    draw_words(volume, pen, &volume->input_slices, "slice.words", COLOR_INPUT_INK);
    draw_words(volume, pen, &volume->kernel_slices, "kernel.words", COLOR_WINDOW_INK);
    draw_words(volume, pen, &volume->output_slices, "output.words", COLOR_OUTPUT_INK);
    for (int64_t depth = 0; depth < volume->input_slices.count; depth++)
        draw_input_slice(volume, pen, depth);
    if (volume->simulation->has_values)
        draw_input_digits(volume, pen);
    if (volume->has_kernel_slices)
        draw_kernel_slices(volume, pen);
    draw_empty_outputs(volume, pen);
}
