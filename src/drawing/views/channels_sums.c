/* SPDX-License-Identifier: MIT */
/* The middle of view channels: what each input map adds to the current output unit, and how that
 * comes together. */
#include <math.h>

#include "drawing/views/channels.h"

static const struct channels_sizes *const sizes = &theme_sizes.channels;

enum { MOST_TERMS = 1 << 17 }; /* that are summed at once, for texts that are all alike */

/* ---- numbers ---- */

/* The texts of the partial sums of some steps, one for each input map of their group. */
static struct texts texts_of_steps(const struct panel *panel, const struct channels *channels,
                                   size_t first, size_t count, struct arena *arena)
{
    const struct simulation *layer = panel->subject.simulation;
    double *sums = arena_allocate(arena, count * channels->input.in_group, sizeof *sums);
    struct arena scratch = {0};
    for (size_t n = 0; n < count; n++) {
        struct step step;
        simulation_step_at(layer, first + n, &scratch, &step);
        simulation_addends(layer, &step, sums + n * channels->input.in_group);
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    return texts_of_values(&panel->subject, sums, count * channels->input.in_group,
                           subject_cells(&panel->subject, 1), arena);
}

/* All sums of the film, so that their texts are alike; else those of each step by itself. */
void channels_settle(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    const struct subject *subject = &panel->subject;
    const struct simulation *layer = subject->simulation;
    double cell = subject_cells(subject, 1);
    if (channels->is_deck ? !channels->has_kernel : !layer->has_kernel)
        return;
    struct rectangle room = layout_core(panel->layout, channels->room);
    channels->page = (struct plane){{room.x, room.y}, {cell, 0}, {0, cell}};
    if (layer->has_bias)
        channels->bias = texts_of(subject, layer, TEXTS_BIAS, cell, panel->arena);
    if (channels->is_deck)
        return;
    double terms = (double)layer->step_count * (double)channels->input.in_group *
                   (double)layer->axis[0].kernel * (double)layer->axis[1].kernel;
    bool has_digits = subject_has_texts(subject) && subject->looks.show.values == SHOW_DIGITS;
    channels->has_all_partials = has_digits && terms <= MOST_TERMS;
    channels->partials = (struct texts){.font = subject->looks.theme.font[FONT_VALUES]};
    if (channels->has_all_partials)
        channels->partials = texts_of_steps(panel, channels, 0, layer->step_count, panel->arena);
}

/* The text of an addend; NULL: none. */
static const struct cell_text *partial_text(const struct panel *panel,
                                            const struct channels *channels,
                                            const struct lights *lights, size_t input,
                                            size_t output, struct arena *arena)
{
    static const struct cell_text question = {.text = "?"};
    const struct tensor *outputs = &panel->subject.simulation->output;
    size_t places = tensor_count(outputs) / outputs->size[0];
    size_t seen = lights->seen + (lights->is_by_position ? output * places : 0);
    if (!subject_has_texts(&panel->subject) || panel->subject.looks.show.reveal == REVEAL_BLANK)
        return NULL;
    if (lights->is_question)
        return &question;
    if (panel->subject.looks.show.values == SHOW_SYMBOLS) {
        struct cell_text *symbol = arena_allocate(arena, 1, sizeof *symbol);
        *symbol = (struct cell_text){.text = "s", .index = arena_format(arena, "%zu", input)};
        return symbol;
    }
    size_t number = input % channels->input.in_group;
    if (channels->has_all_partials)
        return channels->partials.of
                   ? &channels->partials.of[seen * channels->input.in_group + number]
                   : NULL;
    struct texts texts = texts_of_steps(panel, channels, seen, 1, arena);
    return texts.of ? &texts.of[number] : NULL;
}

/* ---- cells ---- */

/* A cell of the middle column. */
static struct area addend_area(double middle)
{
    return (struct area){middle - 0.5, 0, 1, 1};
}

void channels_draw_addend(const struct panel *panel, const struct addend_cell *addend,
                          struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct area *area = &addend->area;
    struct item_key key = {addend->is_bias ? "bias.cell" : "partial.cell", (int)addend->channel, -1,
                           -1, NULL};
    plane_trace_outline(pen, &channels->page, *area);
    pen_paint(pen, key, pen->theme->color[addend->is_bias ? COLOR_KERNEL : COLOR_OUTPUT],
              pen_solid(pen, addend->is_bias ? COLOR_WINDOW_LINE : COLOR_OUTPUT_LINE,
                        pen->theme->thick_pt));
    key.part = addend->is_bias ? "bias.value" : "partial.value";
    if (!addend->text)
        return;
    struct font smallest = cell_texts_smallest(addend->lettering.font, addend->text, 1);
    if (subject_is_legible(&panel->subject, &smallest))
        cell_text_write(pen, panel->subject.ruler, key, addend->text,
                        plane_point(&channels->page, area->row + area->rows / 2,
                                    area->column + area->columns / 2),
                        &addend->lettering);
}

/* Texts of a step give way to the next ones. */
static double change_share(const struct lights *lights)
{
    return fabs(1 - 2 * lights->progress);
}

/* Of a sum that is told an addend is there once all of its terms have left their map. */
static double told_share(const struct lights *lights, size_t channel)
{
    const struct step *step = &lights->here;
    size_t last = 0;
    if (lights->progress >= 0.5 || lights->telling == TELLS_ALL)
        return !lights_hide_sum(lights);
    for (size_t t = 0; t < step->term_count; t++)
        last = step->terms[t].channel == channel ? t : last;
    return lights_term(lights->telling, lights->told, last, step->term_count).way * lights->landed;
}

/* The addends of one sum, below each other. */
static void draw_partials(const struct panel *panel, const struct channels *channels,
                          const struct lights *lights, size_t group, size_t sum, struct pen *pen)
{
    struct addend_cell addend = {.lettering.font = channels->partials.font};
    size_t output = group * channels->output.in_group + sum;
    for (size_t c = group * channels->input.in_group; c < (group + 1) * channels->input.in_group;
         c++) {
        addend.channel = sum * channels->input.maps + c;
        addend.area =
            addend_area(channels_row_middle(channels, c) + channels_sum_aside(channels, sum));
        double share = change_share(lights) * told_share(lights, c);
        addend.lettering.color = color_faded(pen->theme->color[COLOR_OUTPUT_INK], share);
        addend.text = partial_text(panel, channels, lights, c, output, pen->arena);
        channels_draw_addend(panel, &addend, pen);
    }
}

static void draw_signs(const struct panel *panel, const struct channels *channels, size_t group,
                       struct pen *pen)
{
    struct lettering sign = subject_sign_lettering(&panel->subject);
    for (size_t c = group * channels->input.in_group; c < (group + 1) * channels->input.in_group;
         c++)
        pen_write(pen, key_of("sign.equals", c), "=",
                  plane_point(&channels->page, channels_row_middle(channels, c), -sizes->equals),
                  &sign);
}

static void draw_bias(const struct panel *panel, const struct channels *channels,
                      const struct lights *lights, size_t group, size_t sum, struct pen *pen)
{
    const struct subject *subject = &panel->subject;
    size_t seen = lights->is_by_position ? group * channels->output.in_group + sum
                                         : lights_seen_channel(lights);
    bool is_changing = lights->here.output[0] != lights->next.output[0];
    struct lettering letter = subject_lettering(subject, FONT_VALUES, COLOR_WINDOW_INK);
    double middle = channels_bias_row(channels, group, sum);
    struct addend_cell addend = {true, seen, addend_area(middle), NULL, letter};
    addend.lettering.font = channels->bias.font;
    addend.lettering.color = color_faded(letter.color, is_changing ? change_share(lights) : 1);
    if (channels->bias.of)
        addend.text = &channels->bias.of[seen];
    channels_draw_addend(panel, &addend, pen);
    letter.font.is_italic = true;
    if ((subject->looks.show.values != SHOW_SYMBOLS || !channels->bias.of) &&
        subject_is_legible(subject, &letter.font))
        pen_write(pen, key_of("bias.letter", group * channels->sums_in_row + sum), "b",
                  plane_point(&channels->page, middle, 0.5 - sizes->bias_letter), &letter);
}

void channels_draw_sums(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    size_t seen = channels_group_of(channels, lights_seen_channel(lights));
    for (size_t group = 0; group < channels->groups; group++) {
        if (!lights->is_by_position && group != seen)
            continue;
        bool is_changing = !lights->is_by_position && lights->window_count > 1;
        double opacity = is_changing ? change_share(lights) : 1;
        pen_begin_fade(pen, key_of("sums", group), opacity);
        if (channels->has_kernel)
            draw_signs(panel, channels, group, pen);
        for (size_t sum = 0; sum < channels->sums_in_row; sum++) {
            if (channels->has_node)
                channels_draw_node(panel, channels, group, sum, pen);
            draw_partials(panel, channels, lights, group, sum, pen);
            if (panel->subject.simulation->has_bias)
                draw_bias(panel, channels, lights, group, sum, pen);
        }
        pen_end_fade(pen, key_of("sums.end", group), opacity);
    }
}
