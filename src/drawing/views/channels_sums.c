/* SPDX-License-Identifier: MIT */
/* The middle of view channels: what each input map adds to the current output cell, and how that
 * comes together. */
#include <math.h>

#include "drawing/digits.h"
#include "drawing/shown.h"
#include "drawing/views/channels.h"

/* In cells. */
static const double cell_width = 0.8; /* that digits may take up */
static const double node_radius = 0.4;
static const double node_plus = 0.2;  /* half of a stroke of its sign */
static const double arrow_gap = 0.12; /* before the output map */
static const double arrow_length = 0.3, arrow_half = 0.15;
static const double link_width = 1.5;  /* of thick lines */
static const double bias_letter = 0.8; /* its middle, left of the cell's middle */

enum { MOST_TERMS = 1 << 17 }; /* that are summed for one picture */

/* ---- numbers ---- */

/* The partial sums of step n, one for each input map of its group. */
static void sum_step(const struct channels *channels, size_t n, double *sums)
{
    const struct simulation *simulation = channels->simulation;
    struct arena arena = {0};
    struct step step;
    simulation_step_at(simulation, n, &arena, &step);
    for (size_t c = 0; c < channels->inputs; c++)
        sums[c] = 0;
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        size_t c = simulation->is_transposed ? term->kernel[0] % channels->inputs : term->kernel[1];
        if (term->kind == CELL_UNIT)
            sums[c] += term->weight * term->value;
    }
    arena_finish(&arena);
}

/* All sums of the film, so that their texts are alike; those of one step where that is much. */
static const struct cell_text *digits_of_sums(struct channels *channels, size_t step,
                                              struct arena *arena)
{
    const struct simulation *simulation = channels->simulation;
    const struct upright *upright = &channels->upright;
    double terms = (double)simulation->step_count * (double)channels->inputs *
                   (double)simulation->axis[0].kernel * (double)simulation->axis[1].kernel;
    bool is_much = terms > MOST_TERMS;
    size_t steps = is_much ? 1 : simulation->step_count, first = is_much ? step : 0;
    double *sums = arena_allocate(arena, steps * channels->inputs, sizeof *sums);
    for (size_t n = 0; n < steps; n++)
        sum_step(channels, first + n, sums + n * channels->inputs);
    double rounding = simulation_rounding(simulation);
    for (size_t i = 0; i < steps * channels->inputs; i++)
        sums[i] = simulation_settle(sums[i], rounding);
    const struct cell_source source = {sums, steps * channels->inputs, channels->inputs, 1, "", -1};
    const struct cell_text *texts = cell_texts_make(arena, upright->show, &source);
    channels->sums.font = cell_texts_fit(upright->ruler, channels->theme->font[FONT_VALUES], texts,
                                         source.count, cell_width * channels->theme->cell_pt);
    return texts + (step - first) * channels->inputs;
}

static const struct cell_text *symbols(struct arena *arena, const char *letter, size_t first,
                                       size_t count)
{
    struct cell_text *texts = arena_allocate(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = (struct cell_text){letter, arena_format(arena, "%zu", first + i)};
    return texts;
}

static void read_bias(struct channels *channels, struct arena *arena)
{
    const struct simulation *simulation = channels->simulation;
    const struct upright *upright = &channels->upright;
    size_t count = simulation->out_channels;
    const struct cell_source source = {simulation->bias.values, count, count, 1, "", -1};
    channels->sums.bias = upright->show->values == SHOW_SYMBOLS
                              ? symbols(arena, "b", 0, count)
                              : cell_texts_make(arena, upright->show, &source);
    channels->sums.bias_font =
        cell_texts_fit(upright->ruler, channels->theme->font[FONT_VALUES], channels->sums.bias,
                       count, cell_width * channels->theme->cell_pt);
}

void channels_read_sums(struct channels *channels, const struct moment_part *part,
                        struct arena *arena)
{
    struct channel_sums *sums = &channels->sums;
    const struct upright *upright = &channels->upright;
    *sums = (struct channel_sums){.ink = fabs(1 - 2 * part->progress),
                                  .is_question = part->is_question && upright->has_texts,
                                  .font = channels->theme->font[FONT_VALUES],
                                  .bias_font = channels->theme->font[FONT_VALUES]};
    if (!upright->has_texts || !channels->simulation->has_kernel || channels->is_position)
        return;
    if (upright->show->values == SHOW_SYMBOLS)
        sums->partial =
            symbols(arena, "s", channels_group_seen(channels) * channels->inputs, channels->inputs);
    else
        sums->partial = digits_of_sums(channels, part->step + (part->progress >= 0.5), arena);
    if (channels->simulation->has_bias)
        read_bias(channels, arena);
}

/* ---- cells ---- */

/* What stands in the middle column: an addend of the sum. */
struct addend_cell {
    const char *part, *text_part;
    size_t channel;
    double row; /* its middle */
    enum theme_color fill, line;
    const struct cell_text *text; /* NULL: none */
    struct lettering lettering;
};

static void draw_addend(const struct channels *channels, struct pen *pen,
                        const struct addend_cell *cell)
{
    size_t first = pen->list->count;
    double column = channels->partial_column;
    plane_trace_outline(pen, &channels->page, (struct area){cell->row - 0.5, column, 1, 1});
    pen_paint(pen, key_once(cell->part), channels->theme->color[cell->fill],
              pen_solid(pen, cell->line, channels->theme->thick_pt));
    if (cell->text)
        cell_text_write(pen, channels->upright.ruler, key_once(cell->text_part), cell->text,
                        plane_point(&channels->page, cell->row, column + 0.5), &cell->lettering);
    pen_set_channel(pen, first, cell->channel);
}

static void draw_partials(const struct channels *channels, struct pen *pen)
{
    static const struct cell_text question = {.text = "?"};
    size_t first = channels_group_seen(channels) * channels->inputs;
    struct lettering lettering = {channels->sums.font, channels->theme->color[COLOR_OUTPUT_INK],
                                  false};
    lettering.color.alpha *= channels->sums.ink;
    for (size_t c = 0; c < channels->inputs; c++) {
        double row = channels_row_middle(channels, first + c);
        size_t item = pen->list->count;
        if (shown_kernel(channels->simulation))
            upright_draw_sign(&channels->upright, pen, "sign.equals", "=",
                              plane_point(&channels->page, row, channels->equals_column));
        pen_set_channel(pen, item, first + c);
        draw_addend(channels, pen,
                    &(struct addend_cell){"partial.cell", "partial.value", first + c, row,
                                          COLOR_OUTPUT, COLOR_OUTPUT_LINE,
                                          channels->sums.is_question ? &question
                                          : channels->sums.partial   ? &channels->sums.partial[c]
                                                                     : NULL,
                                          lettering});
    }
}

static void draw_bias(const struct channels *channels, struct pen *pen)
{
    const struct theme *theme = channels->theme;
    size_t group = channels_group_seen(channels);
    double row = channels_bias_row(channels, group);
    bool has_symbols = channels->upright.show->values == SHOW_SYMBOLS;
    struct lettering lettering = {channels->sums.bias_font, theme->color[COLOR_WINDOW_INK], false};
    if (!channels->simulation->has_bias)
        return;
    lettering.color.alpha *= channels->fade;
    draw_addend(channels, pen,
                &(struct addend_cell){
                    "bias.cell", "bias.value", channels->seen, row, COLOR_KERNEL, COLOR_WINDOW_LINE,
                    channels->sums.bias ? &channels->sums.bias[channels->seen] : NULL, lettering});
    if (has_symbols && channels->sums.bias)
        return;
    lettering = (struct lettering){theme->font[FONT_VALUES], theme->color[COLOR_WINDOW_INK], false};
    lettering.font.is_italic = true;
    pen_write(pen, channels_key("bias.letter", channels_group_seen(channels)), "b",
              plane_point(&channels->page, row, channels->partial_column + 0.5 - bias_letter),
              &lettering);
}

/* ---- lines ---- */

/* Leaves and arrives level. */
static void trace_link(const struct channels *channels, struct pen *pen, struct point from,
                       struct point to)
{
    const struct plane *page = &channels->page;
    double middle = (from.x + to.x) / 2;
    pen_move_to(pen, plane_point(page, from.y, from.x));
    pen_curve_to(pen, plane_point(page, from.y, middle), plane_point(page, to.y, middle),
                 plane_point(page, to.y, to.x));
}

static void draw_addend_links(const struct channels *channels, struct pen *pen,
                              struct stroke stroke)
{
    size_t group = channels_group_seen(channels), first = group * channels->inputs;
    double from = channels->partial_column + 1;
    struct point to = {channels->node_column - node_radius, channels_group_middle(channels, group)};
    for (size_t c = first; c < first + channels->inputs; c++)
        trace_link(channels, pen, (struct point){from, channels_row_middle(channels, c)}, to);
    if (channels->simulation->has_bias)
        trace_link(channels, pen, (struct point){from, channels_bias_row(channels, group)}, to);
    pen_paint(pen, channels_key("links.addends", channels_group_seen(channels)), color_none,
              stroke);
}

static struct stroke link_stroke(const struct channels *channels, const struct pen *pen)
{
    return pen_solid(pen, COLOR_LINK, link_width * channels->theme->thick_pt);
}

void channels_draw_output_link(const struct channels *channels, struct pen *pen)
{
    struct stroke stroke = link_stroke(channels, pen);
    const struct plane *page = &channels->page;
    const struct maps *maps = &channels->upright.maps;
    double middle = channels_group_middle(channels, channels_group_seen(channels));
    double top = (maps->output.origin.y - page->origin.y) / channels->theme->cell_pt;
    double row = top + maps->now.row + 0.5, tip = channels->output_column - arrow_gap;
    double from = channels_has_node(channels) ? channels->node_column + node_radius
                                              : channels->partial_column + 1;
    trace_link(channels, pen, (struct point){from, middle},
               (struct point){tip - arrow_length, row});
    pen_paint(pen, key_once("links.output"), color_none, stroke);
    pen_move_to(pen, plane_point(page, row, tip));
    pen_line_to(pen, plane_point(page, row - arrow_half, tip - arrow_length));
    pen_line_to(pen, plane_point(page, row + arrow_half, tip - arrow_length));
    pen_close(pen);
    pen_paint(pen, key_once("links.arrow"), stroke.color, stroke_none);
}

static void draw_node(const struct channels *channels, struct pen *pen, struct stroke stroke)
{
    double cell = channels->theme->cell_pt, half = node_plus * cell;
    struct point at =
        plane_point(&channels->page, channels_group_middle(channels, channels_group_seen(channels)),
                    channels->node_column);
    pen_circle(pen, at, node_radius * cell);
    pen_paint(pen, channels_key("node.circle", channels_group_seen(channels)),
              channels->theme->color[COLOR_KERNEL], stroke);
    pen_move_to(pen, (struct point){at.x - half, at.y});
    pen_line_to(pen, (struct point){at.x + half, at.y});
    pen_move_to(pen, (struct point){at.x, at.y - half});
    pen_line_to(pen, (struct point){at.x, at.y + half});
    stroke.color = channels->theme->color[COLOR_WINDOW_INK];
    pen_paint(pen, channels_key("node.plus", channels_group_seen(channels)), color_none, stroke);
}

void channels_draw_sums(const struct channels *channels, struct pen *pen)
{
    struct stroke stroke = link_stroke(channels, pen);
    if (channels_has_node(channels)) {
        draw_addend_links(channels, pen, stroke);
        draw_node(channels, pen, stroke);
    }
    draw_partials(channels, pen);
    draw_bias(channels, pen);
}
