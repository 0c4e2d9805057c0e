/* SPDX-License-Identifier: MIT */
/* The guide's numerical figures: upright maps side by side with digits in their cells, the kernel's
 * in the corners of the window's. */
#include <math.h>

#include "drawing/guide/figure.h"
#include "drawing/guide/guide.h"
#include "drawing/guide/maps.h"
#include "drawing/guide/texts.h"

/* In cells. */
static const double gap = 1;            /* between input and output */
static const double cell_width = 0.9;   /* that digits may take up */
static const double corner_width = 0.6; /* likewise in a cell's corner */
static const double corner = 0.8;       /* where in a cell its kernel digits are centred */
static const double node = 1;           /* half the side of the box that TeX gives to digits */

/* ---- layout ---- */

/* Room for digits: their boxes make the page, without the lines that maps have at their edges. */
static void add_nodes(struct panel *panel, struct area area, double x)
{
    double beyond = node - 0.5, half = subject_edge(&panel->subject) / 2;
    box_id room = layout_room(panel->layout, (struct size){{area.columns + 2 * beyond, -2 * half},
                                                           {area.rows + 2 * beyond, -2 * half}});
    layout_at(panel->layout, room, (struct length){x + area.column - beyond, half},
              (struct length){area.row - beyond, half});
}

static void add_map(struct panel *panel, const struct map *map, double x, double y)
{
    struct placed *placed = panel_map(panel, map);
    placed->is_hidden = true;
    placed->name_side = panel->has_notes ? SIDE_ABOVE : SIDE_BELOW;
    placed->dimensions = map->role == MAP_INPUT ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
    layout_at(panel->layout, placed->box, in_cells(x), in_cells(y));
}

/* The output stands floor((T - O)/2) cells above the input's bottom. */
static void lay_out(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map input = map_of_input(layer, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    struct guide_maps maps;
    guide_maps_read(&maps, panel);
    double spare = maps.padded.rows - maps.outputs.rows, row = spare - floor(spare / 2);
    double column = maps.reach.columns + gap;
    layout_free(panel->layout);
    add_map(panel, &input, 0, 0);
    add_map(panel, &output, column, row);
    add_nodes(panel, maps.padded, 0);
    struct area outputs = maps.outputs;
    outputs.row = row;
    add_nodes(panel, outputs, column);
    if (layer->has_kernel && layer->has_values) { /* those of the kernel's digits reach below */
        struct area corners = maps.window;
        corners.row += corner - 0.5;
        corners.column += corner - 0.5;
        add_nodes(panel, corners, 0);
    }
    layout_end(panel->layout);
}

/* ---- texts ---- */

static const struct cell_text *make_texts(const struct panel *panel, const double *values,
                                          size_t count, size_t columns, const char *letter,
                                          int decimals, struct arena *arena)
{
    const struct guide_source source = {values, count, count, columns, letter, decimals};
    return guide_texts_make(arena, &panel->subject.looks.show, &source);
}

static struct font fit(const struct panel *panel, const struct cell_text *texts, size_t count,
                       enum theme_font font, double width)
{
    return cell_texts_fit(panel->subject.ruler, panel->subject.looks.theme.font[font], texts, count,
                          subject_cells(&panel->subject, width));
}

static void write_inputs(const struct guide_maps *maps, struct pen *pen)
{
    const struct panel *panel = maps->panel;
    const struct tensor *input = &maps->simulation->input;
    size_t count = tensor_count(input);
    struct map map = map_of_input(maps->simulation, 0, 0);
    map.subject = &panel->subject;
    const struct cell_text *texts =
        make_texts(panel, input->values, count, input->size[2],
                   subject_letter(maps->simulation, MAP_INPUT), -1, pen->arena);
    if (maps->simulation->padding_value != 0)
        map.texts.padding.text = digits_of(pen->arena, &maps->simulation->padding_value, 1, -1)[0];
    struct lettering lettering = {.font = fit(panel, texts, count, FONT_VALUES, cell_width)};
    for (int64_t row = 0; row < maps->height->padded; row++)
        for (int64_t column = 0; column < maps->width->padded; column++) {
            struct map_cell cell = map_cell_at(&map, row, column);
            if (!cell.is_shown || !cell.is_counted || cell.is_inactive)
                continue;
            bool is_unit = cell.kind == CELL_UNIT && !cell.is_repeated;
            lettering.color = pen->theme->color[is_unit ? COLOR_INPUT_INK : COLOR_ZERO_INK];
            cell_text_write(pen, panel->subject.ruler, key_cell("input.value", row, column),
                            cell.kind == CELL_UNIT ? &texts[cell.unit]
                                                   : map_zero_text(&map, cell.kind),
                            map_middle(&maps->input, (double)row, (double)column), &lettering);
        }
}

static void write_weights(const struct guide_maps *maps, struct pen *pen)
{
    const struct panel *panel = maps->panel;
    size_t count = (size_t)(maps->height->kernel * maps->width->kernel);
    const double *weights = digits_whole_weights(pen->arena, maps->simulation);
    const struct cell_text *texts =
        make_texts(panel, weights, count, (size_t)maps->width->kernel,
                   subject_letter(maps->simulation, MAP_KERNEL), -1, pen->arena);
    struct lettering small = subject_lettering(&panel->subject, FONT_SMALL, COLOR_WINDOW_INK);
    small.font = fit(panel, texts, count, FONT_SMALL, corner_width);
    small.is_moving = panel->subject.scene->timeline.move.num > 0;
    for (size_t i = 0; i < count; i++) {
        int64_t row = (int64_t)i / maps->width->kernel, column = (int64_t)i % maps->width->kernel;
        double down = maps->window.row + (double)(row * maps->height->dilation);
        double right = maps->window.column + (double)(column * maps->width->dilation);
        cell_text_write(pen, panel->subject.ruler, key_cell("window.weight", row, column),
                        &texts[maps->simulation->is_turned ? count - 1 - i : i],
                        plane_point(&maps->input, down + corner, right + corner), &small);
    }
}

static void write_outputs(const struct guide_maps *maps, struct pen *pen)
{
    const struct panel *panel = maps->panel;
    if (panel->subject.looks.show.reveal == REVEAL_BLANK)
        return;
    const struct tensor *output = &maps->simulation->output;
    size_t count = tensor_count(output);
    const struct cell_text *texts = make_texts(panel, output->values, count, maps->columns,
                                               subject_letter(maps->simulation, MAP_OUTPUT),
                                               pen->theme->output_decimals, pen->arena);
    struct lettering lettering = {.font = fit(panel, texts, count, FONT_SMALL, cell_width)};
    const struct moment_part *part = panel->part;
    for (size_t i = 0; i < count; i++) {
        int64_t row = (int64_t)(i / maps->columns), column = (int64_t)(i % maps->columns);
        bool asks = part->is_question && i == part->step;
        lettering.color =
            color_mix(pen->theme->color[COLOR_OUTPUT_INK], pen->theme->color[COLOR_NOW_INK],
                      area_covered(&maps->now, (double)row, (double)column));
        cell_text_write(pen, panel->subject.ruler, key_cell("output.value", row, column),
                        cell_text_or_question(&texts[i], asks),
                        map_middle(&maps->output, (double)row, (double)column), &lettering);
    }
}

/* ---- the figure ---- */

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct guide_maps maps;
    bool has_texts = subject_has_texts(&panel->subject);
    (void)part;
    guide_maps_read(&maps, panel);
    guide_draw_zeros(&maps, pen);
    guide_draw_framed_units(&maps, pen);
    if (has_texts)
        write_inputs(&maps, pen);
    guide_draw_outputs(&maps, pen);
    guide_draw_window(&maps, pen);
    if (has_texts && maps.simulation->has_kernel)
        write_weights(&maps, pen);
    guide_draw_now(&maps, pen);
    if (has_texts)
        write_outputs(&maps, pen);
}

const struct view guide_flat = {.name = "flat",
                                .has_sum = true,
                                .lay_out = lay_out,
                                .draw_rest = figure_draw_no_rest,
                                .draw_moment = draw_step};
