/* SPDX-License-Identifier: MIT */
/* The current sum below the drawing, in room that is kept for it from the first picture on. On the
 * way to the next step the old sum fades, the new one appears and its total flies into the output
 * cell. */
#include "drawing/words/sum.h"

#include <math.h>

#include "drawing/map/entries.h"
#include "drawing/words/words.h"

static const struct sum_sizes *const sizes = &theme_sizes.sum;

enum {
    MOST_LINES = 2,
    MOST_TERMS = 48,       /* that are written out */
    MOST_NUMBERS = 1 << 16 /* of a tensor: beyond that nobody reads digits */
};

struct sum {
    const struct panel *panel; /* borrowed */
    const struct simulation *simulation;
    const struct sum_numbers *numbers; /* borrowed */
    struct sum_style style;
    double room;
};

/* ---- whether ---- */

static bool has_sums(const struct subject *subject)
{
    const struct simulation *simulation = subject->simulation;
    const struct scene *scene = subject->scene;
    return subject_shows(subject, &subject->looks.show.sum) && simulation->has_values &&
           simulation->output.values && !simulation->below &&
           subject->looks.show.values == SHOW_DIGITS && simulation->reduction != REDUCE_NOT &&
           (scene->order.value == ORDER_OUTPUT ||
            (scene->order.value == ORDER_POSITION && simulation->out_channels == 1)) &&
           tensor_count(&simulation->input) <= MOST_NUMBERS &&
           tensor_count(&simulation->output) <= MOST_NUMBERS;
}

/* ---- lines ---- */

static struct runs runs_of(const struct sum *sum, const struct step *step, size_t shown,
                           const char *question, struct arena *arena)
{
    struct runs runs = {.ruler = sum->panel->subject.ruler, .arena = arena};
    if (sum->numbers->is_by_channel)
        sum_add_channels(&runs, sum->simulation, step, &sum->numbers->texts, &sum->style, question);
    else
        sum_add(&runs, sum->simulation, step, &sum->numbers->texts, &sum->style, shown, question);
    return runs;
}

/* As many terms as fit. */
static struct runs fitting_runs(const struct sum *sum, const struct step *step,
                                const char *question, struct arena *arena)
{
    size_t shown = step->term_count < MOST_TERMS ? step->term_count : MOST_TERMS;
    for (; shown > 1; shown--) {
        struct runs runs = runs_of(sum, step, shown, question, arena);
        if (runs_line_count(&runs, sum->room) <= MOST_LINES)
            return runs;
        if (shown == step->term_count)
            shown--; /* to leave out one term saves nothing */
    }
    return runs_of(sum, step, shown, question, arena);
}

/* Of numbers as they stand in a sum, to the size of its font. */
static double widest(const struct subject *subject, const char *const *texts, size_t count)
{
    double width = 0;
    struct words words = {subject->ruler, {.font = subject->looks.theme.font[FONT_WORDS]}};
    words.lettering.font.size_pt = 1;
    for (size_t i = 0; i < count; i++) {
        double parentheses = sum_is_negative(texts[i]) ? words_width(&words, "()") : 0;
        width = fmax(width, words_width(&words, texts[i]) + parentheses);
    }
    return width;
}

const struct sum_numbers *sum_numbers_of(const struct subject *subject, bool adds_channels,
                                         struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    if (!has_sums(subject))
        return NULL;
    struct sum_numbers *numbers = arena_allocate(arena, 1, sizeof *numbers);
    numbers->is_by_channel =
        adds_channels && layer->has_kernel && layer->in_channels > layer->groups;
    sum_read_texts(layer, &subject->looks, arena, &numbers->texts);
    numbers->input_width = widest(subject, numbers->texts.inputs, tensor_count(&layer->input));
    numbers->output_width = widest(subject, numbers->texts.outputs, tensor_count(&layer->output));
    if (layer->has_kernel)
        numbers->weight_width =
            widest(subject, numbers->texts.weights, tensor_count(&layer->kernel));
    return numbers;
}

/* Whether no step's sum is wider than a line. */
static bool is_short(const struct sum *sum)
{
    const struct simulation *simulation = sum->simulation;
    const struct words words = {sum->panel->subject.ruler, {.font = sum->style.font}};
    const struct sum_numbers *numbers = sum->numbers;
    double size = sum->style.font.size_pt;
    double term = (numbers->input_width + numbers->weight_width) * size +
                  words_width(&words, "\xc2\xb7+") + 2 * sum->style.gap;
    double rest =
        numbers->output_width * size + words_width(&words, "max() / 000 = ") + 2 * sum->style.gap;
    size_t bias = simulation->has_bias ? 1 : 0;
    size_t terms = entries_terms(simulation) + bias;
    if (numbers->is_by_channel)
        terms = simulation->in_channels / simulation->groups + bias;
    return (double)terms * term + rest <= sum->room;
}

/* ---- drawing ---- */

/* Where the total's run stands: its middle on the page. */
static struct point draw_lines(const struct sum *sum, const struct runs *runs, double share,
                               struct rectangle at, struct pen *pen)
{
    double size = sum->style.font.size_pt, y = at.y + sizes->above * size / sizes->scale;
    struct point total = {0, 0};
    int line = 0;
    for (size_t i = 0; i < runs->count; i++)
        runs->items[i].color = color_faded(runs->items[i].color, share);
    for (size_t first = 0; first < runs->count; line++) {
        size_t end = runs_line_end(runs, first, sum->room);
        double width = runs_width(runs, first, end);
        struct point left = {at.x + (at.width - width) / 2,
                             y + ((double)line + 0.5) * words_line * size + words_middle * size};
        runs_write(runs, first, end, pen, (struct item_key){"sum", -1, line, -1, NULL}, left);
        total = (struct point){left.x + width - runs->items[end - 1].width / 2, left.y};
        first = end;
    }
    return total;
}

/* The total on its way from the sum into the output cell. */
static void draw_flight(const struct sum *sum, const struct run *total, struct point from,
                        const struct step *step, double way, struct pen *pen)
{
    const struct placed *placed = panel_find(sum->panel, MAP_OUTPUT, (int)step->output[0]);
    size_t axes = sum->simulation->axes;
    if (!placed || axes > 2)
        return;
    double row = axes > 1 ? (double)step->output[1] : 0, column = (double)step->output[axes];
    struct point to = map_middle(&placed->plane, row, column);
    const struct font *digits = &sum->panel->subject.looks.theme.font[FONT_VALUES];
    struct lettering lettering = {.font = total->font, .is_moving = true};
    lettering.font.is_bold = digits->is_bold;
    lettering.font.size_pt += (digits->size_pt - total->font.size_pt) * way;
    to.y += words_middle * lettering.font.size_pt;
    lettering.color = color_mix(pen->theme->color[COLOR_OUTPUT_INK],
                                pen->theme->color[COLOR_NOW_INK], way * way * way);
    pen_write(pen, key_once("sum.total"), total->text,
              (struct point){from.x + (to.x - from.x) * way, from.y + (to.y - from.y) * way},
              &lettering);
}

static struct sum *read_sum(const struct panel *panel, double room, struct arena *arena)
{
    const struct theme *theme = &panel->subject.looks.theme;
    struct sum *sum = arena_allocate(arena, 1, sizeof *sum);
    *sum = (struct sum){.panel = panel,
                        .simulation = panel->subject.simulation,
                        .numbers = panel->sum_numbers,
                        .style = {.font = theme->font[FONT_WORDS],
                                  .ink = theme->color[COLOR_INK],
                                  .quiet = theme->color[COLOR_ZERO_INK],
                                  .weight = theme->color[COLOR_WINDOW_INK],
                                  .result = theme->color[COLOR_OUTPUT_INK]},
                        .room = room};
    sum->style.font.size_pt *= sizes->scale;
    sum->style.gap = sizes->gap * sum->style.font.size_pt;
    return sum;
}

struct point sum_size(struct panel *panel, double room)
{
    if (!panel->sum_numbers || !subject_shows(&panel->subject, &panel->subject.looks.show.sum))
        return (struct point){0, 0};
    struct sum *sum = read_sum(panel, room, panel->arena);
    double size = sum->style.font.size_pt;
    int lines = is_short(sum) ? 1 : MOST_LINES;
    panel->asked_sum = sum;
    return (struct point){room, (sizes->above / sizes->scale + lines * words_line) * size};
}

void sum_draw(const struct panel *panel, const struct moment_part *part, struct rectangle at,
              struct pen *pen)
{
    double progress = part->progress;
    bool is_next = progress >= 0.5;
    struct step step;
    if (!panel->asked_sum)
        return;
    struct sum sum = *panel->asked_sum;
    simulation_step_at(sum.simulation, part->step + is_next, pen->arena, &step);
    sum.style.equals = sum_sign(sum.simulation, &step, &sum.numbers->texts, pen->arena);
    bool asks =
        part->is_question || (is_next && panel->subject.looks.show.reveal == REVEAL_QUESTION);
    struct runs runs = fitting_runs(&sum, &step, asks ? pen_question : NULL, pen->arena);
    struct point total = draw_lines(&sum, &runs, fabs(1 - 2 * progress), at, pen);
    if (is_next && !asks)
        draw_flight(&sum, &runs.items[runs.count - 1], total, &step, 2 * progress - 1, pen);
}
