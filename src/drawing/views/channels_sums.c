/* SPDX-License-Identifier: MIT */
/* The middle of view channels: what each input map adds to the current output unit, and how that
 * comes together. */
#include <math.h>

#include "drawing/views/channels.h"

/* In cells. */
static const double node_radius = 0.4;
static const double node_plus = 0.2;  /* half of a stroke of its sign */
static const double node_room = 0.4;  /* from its middle to the right end */
static const double arrow_gap = 0.12; /* before the output map */
static const double arrow_length = 0.3, arrow_half = 0.15;
static const double link_width = 1.5;    /* of thick lines */
static const double bias_letter = 0.8;   /* its middle, left of the cell's middle */
static const double equals_place = 0.85; /* left of the partial sums */

enum { MOST_TERMS = 1 << 17 }; /* that are summed at once, for texts that are all alike */

/* ---- numbers ---- */

/* The partial sums of step n, one for each input map of its group. */
static void sum_step(const struct channels *channels, const struct simulation *layer, size_t n,
                     double *sums)
{
    struct arena arena = {0};
    struct step step;
    simulation_step_at(layer, n, &arena, &step);
    for (size_t c = 0; c < channels->inputs; c++)
        sums[c] = 0;
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        size_t c = layer->is_transposed ? term->kernel[0] % channels->inputs : term->kernel[1];
        if (term->kind == CELL_UNIT)
            sums[c] += term->weight * term->value;
    }
    for (size_t c = 0; c < channels->inputs; c++)
        sums[c] = simulation_settle(sums[c], simulation_rounding(layer));
    arena_finish(&arena);
}

static struct texts texts_of_steps(const struct panel *panel, const struct channels *channels,
                                   size_t first, size_t count, struct arena *arena)
{
    const struct simulation *layer = panel->subject.simulation;
    double *sums = arena_allocate(arena, count * channels->inputs, sizeof *sums);
    for (size_t n = 0; n < count; n++)
        sum_step(channels, layer, first + n, sums + n * channels->inputs);
    return texts_of_values(&panel->subject, sums, count * channels->inputs,
                           subject_cells(&panel->subject, 1), arena);
}

/* All sums of the film, so that their texts are alike; else those of each step by itself. */
void channels_settle_sums(struct panel *panel, struct channels *channels)
{
    const struct subject *subject = &panel->subject;
    const struct simulation *layer = subject->simulation;
    double terms = (double)layer->step_count * (double)channels->inputs *
                   (double)layer->axis[0].kernel * (double)layer->axis[1].kernel;
    bool has_digits = subject_has_texts(subject) && subject->looks.show.values == SHOW_DIGITS;
    channels->has_all_partials = has_digits && terms <= MOST_TERMS;
    channels->partials = (struct texts){.font = subject->looks.theme.font[FONT_VALUES]};
    if (channels->has_all_partials)
        channels->partials = texts_of_steps(panel, channels, 0, layer->step_count, panel->arena);
    if (layer->has_bias)
        channels->bias =
            texts_of(subject, layer, TEXTS_BIAS, subject_cells(subject, 1), panel->arena);
}

/* The text of an addend; NULL: none. */
static const struct cell_text *partial_text(const struct panel *panel,
                                            const struct channels *channels,
                                            const struct lights *lights, size_t input,
                                            struct arena *arena)
{
    static const struct cell_text question = {.text = "?"};
    if (!subject_has_texts(&panel->subject) || lights->is_by_position)
        return NULL;
    if (lights->is_question)
        return &question;
    if (panel->subject.looks.show.values == SHOW_SYMBOLS) {
        struct cell_text *symbol = arena_allocate(arena, 1, sizeof *symbol);
        *symbol = (struct cell_text){"s", arena_format(arena, "%zu", input)};
        return symbol;
    }
    size_t number = input % channels->inputs;
    if (channels->has_all_partials)
        return channels->partials.of
                   ? &channels->partials.of[lights->seen * channels->inputs + number]
                   : NULL;
    struct texts texts = texts_of_steps(panel, channels, lights->seen, 1, arena);
    return texts.of ? &texts.of[number] : NULL;
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

static void draw_addend(const struct panel *panel, const struct channels *channels,
                        const struct addend_cell *cell, struct pen *pen)
{
    size_t first = pen->list->count;
    plane_trace_outline(pen, &channels->page, (struct area){cell->row - 0.5, 0, 1, 1});
    pen_paint(pen, key_once(cell->part), pen->theme->color[cell->fill],
              pen_solid(pen, cell->line, pen->theme->thick_pt));
    if (cell->text)
        cell_text_write(pen, panel->subject.ruler, key_once(cell->text_part), cell->text,
                        plane_point(&channels->page, cell->row, 0.5), &cell->lettering);
    pen_set_channel(pen, first, cell->channel);
}

static void draw_partials(const struct panel *panel, const struct channels *channels,
                          const struct lights *lights, size_t group, struct pen *pen)
{
    struct lettering lettering = {channels->partials.font, pen->theme->color[COLOR_OUTPUT_INK],
                                  false};
    struct lettering sign = subject_lettering(&panel->subject, FONT_VALUES, COLOR_ZERO_INK);
    sign.font.size_pt *= panel_sign_scale;
    lettering.color.alpha *= fabs(1 - 2 * lights->progress);
    for (size_t c = group * channels->inputs; c < (group + 1) * channels->inputs; c++) {
        double row = channels_row_middle(channels, c);
        if (channels->has_kernel)
            pen_write(pen, (struct item_key){"sign.equals", (int)c, -1, -1, NULL}, "=",
                      plane_point(&channels->page, row, -equals_place), &sign);
        draw_addend(panel, channels,
                    &(struct addend_cell){
                        "partial.cell", "partial.value", c, row, COLOR_OUTPUT, COLOR_OUTPUT_LINE,
                        partial_text(panel, channels, lights, c, pen->arena), lettering},
                    pen);
    }
}

static void draw_bias(const struct panel *panel, const struct channels *channels,
                      const struct lights *lights, size_t group, struct pen *pen)
{
    const struct subject *subject = &panel->subject;
    size_t seen = lights->is_by_position ? group * channels->outputs : lights_seen_channel(lights);
    double row = channels_bias_row(channels, group);
    bool is_changing = lights->here.output[0] != lights->next.output[0];
    struct lettering lettering = {channels->bias.font, pen->theme->color[COLOR_WINDOW_INK], false};
    if (!subject->simulation->has_bias)
        return;
    lettering.color.alpha *= is_changing ? fabs(1 - 2 * lights->progress) : 1;
    draw_addend(panel, channels,
                &(struct addend_cell){
                    "bias.cell", "bias.value", seen, row, COLOR_KERNEL, COLOR_WINDOW_LINE,
                    channels->bias.of && !lights->is_by_position ? &channels->bias.of[seen] : NULL,
                    lettering},
                pen);
    if (subject->looks.show.values == SHOW_SYMBOLS && channels->bias.of)
        return;
    lettering = subject_lettering(subject, FONT_VALUES, COLOR_WINDOW_INK);
    lettering.font.is_italic = true;
    pen_write(pen, channels_key("bias.letter", group), "b",
              plane_point(&channels->page, row, 0.5 - bias_letter), &lettering);
}

/* ---- lines ---- */

/* Leaves and arrives level. */
static void trace_link(struct pen *pen, struct point from, struct point to)
{
    double middle = (from.x + to.x) / 2;
    pen_move_to(pen, from);
    pen_curve_to(pen, (struct point){middle, from.y}, (struct point){middle, to.y}, to);
}

static struct stroke link_stroke(const struct pen *pen)
{
    return pen_solid(pen, COLOR_LINK, link_width * pen->theme->thick_pt);
}

/* Where the addends of a group come together, on the page. */
static struct point node_of(const struct channels *channels, size_t group)
{
    double column = channels->has_node ? 1 + channels->fan_in + node_room : 1;
    return plane_point(&channels->page, channels_group_middle(channels, group), column);
}

static void draw_addend_links(const struct panel *panel, const struct channels *channels,
                              size_t group, struct pen *pen)
{
    double cell = subject_cells(&panel->subject, 1);
    struct point to = node_of(channels, group);
    to.x -= node_radius * cell;
    for (size_t c = group * channels->inputs; c < (group + 1) * channels->inputs; c++)
        trace_link(pen, plane_point(&channels->page, channels_row_middle(channels, c), 1), to);
    if (panel->subject.simulation->has_bias)
        trace_link(pen, plane_point(&channels->page, channels_bias_row(channels, group), 1), to);
    pen_paint(pen, channels_key("links.addends", group), color_none, link_stroke(pen));
}

static void draw_node(const struct panel *panel, const struct channels *channels, size_t group,
                      struct pen *pen)
{
    double cell = subject_cells(&panel->subject, 1), half = node_plus * cell;
    struct point at = node_of(channels, group);
    struct stroke stroke = link_stroke(pen);
    pen_circle(pen, at, node_radius * cell);
    pen_paint(pen, channels_key("node.circle", group), pen->theme->color[COLOR_KERNEL], stroke);
    pen_move_to(pen, (struct point){at.x - half, at.y});
    pen_line_to(pen, (struct point){at.x + half, at.y});
    pen_move_to(pen, (struct point){at.x, at.y - half});
    pen_line_to(pen, (struct point){at.x, at.y + half});
    stroke.color = pen->theme->color[COLOR_WINDOW_INK];
    pen_paint(pen, channels_key("node.plus", group), color_none, stroke);
}

void channels_draw_sums(const struct panel *panel, const struct channels *channels,
                        const struct lights *lights, struct pen *pen)
{
    size_t seen = channels_group_of(channels, lights_seen_channel(lights));
    for (size_t group = 0; group < channels->groups; group++) {
        if (!lights->is_by_position && group != seen)
            continue;
        bool is_changing = !lights->is_by_position && lights->window_count > 1;
        if (is_changing)
            pen_begin_veil(pen, channels_key("sums", group), fabs(1 - 2 * lights->progress));
        if (channels->has_node) {
            draw_addend_links(panel, channels, group, pen);
            draw_node(panel, channels, group, pen);
        }
        draw_partials(panel, channels, lights, group, pen);
        draw_bias(panel, channels, lights, group, pen);
        if (is_changing)
            pen_end_group(pen, channels_key("sums.end", group));
    }
}

static void draw_output_link(const struct panel *panel, const struct channels *channels,
                             const struct placed *output, const struct area *now, double share,
                             struct pen *pen)
{
    double cell = subject_cells(&panel->subject, 1);
    size_t channel = output->map.channel < 0 ? 0 : (size_t)output->map.channel;
    struct stroke stroke = link_stroke(pen);
    struct point from = node_of(channels, channels_group_of(channels, channel));
    struct point tip = plane_point(&output->plane, now->row + 0.5, 0);
    stroke.color.alpha *= share;
    from.x += channels->has_node ? node_radius * cell : 0;
    tip.x -= arrow_gap * cell;
    trace_link(pen, from, (struct point){tip.x - arrow_length * cell, tip.y});
    pen_paint(pen, channels_key("links.output", channel), color_none, stroke);
    pen_move_to(pen, tip);
    pen_line_to(pen, (struct point){tip.x - arrow_length * cell, tip.y - arrow_half * cell});
    pen_line_to(pen, (struct point){tip.x - arrow_length * cell, tip.y + arrow_half * cell});
    pen_close(pen);
    pen_paint(pen, channels_key("links.arrow", channel), stroke.color, stroke_none);
}

void channels_draw_output_links(const struct panel *panel, const struct channels *channels,
                                const struct lights *lights, struct pen *pen)
{
    for (size_t o = 0; o < lights->layer->out_channels; o++)
        for (size_t i = 0; i < lights->current_count; i++) {
            const struct placed *output = &panel->maps[channels->first_output + o];
            struct area area;
            double share;
            if (lights_current_area(lights, &lights->currents[i], &output->map, &area, &share))
                draw_output_link(panel, channels, output, &area, share, pen);
        }
}
