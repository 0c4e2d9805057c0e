/* SPDX-License-Identifier: MIT */
/* The current sum below the drawing, in room that is kept for it from the first picture on. On the
 * way to the next step the old sum fades, the new one appears and its total flies into the output
 * cell. */
#include "drawing/words/sum.h"

#include <math.h>
#include <string.h>

#include "drawing/words/flight.h"
#include "drawing/words/words.h"

static const struct sum_sizes *const sizes = &theme_sizes.sum;

enum {
    MOST_NUMBERS = 1 << 16, /* of a tensor: beyond that nobody reads digits */
    MOST_CHARACTER_BYTES = 4,
    MOST_TERMS = 48 /* that are written out */
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

/* Of the characters, which are few in however many numbers: each is shaped once. */
static double number_width(const struct words *words, const char *text)
{
    double width = 0;
    for (size_t length; *text; text += length) {
        char character[MOST_CHARACTER_BYTES + 1] = {0};
        length = character_length(text);
        memcpy(character, text, length);
        width += words_width(words, character);
    }
    return width;
}

/* Of numbers as they stand in a sum, to the size of its font. */
static double widest(const struct subject *subject, const char *const *texts, size_t count)
{
    double width = 0;
    struct words words = {.ruler = subject->ruler,
                          .lettering = {.font = subject->looks.theme.font[FONT_WORDS]}};
    words.lettering.font.size_pt = 1;
    for (size_t i = 0; i < count; i++) {
        double parentheses = sum_is_negative(texts[i]) ? words_width(&words, "()") : 0;
        width = fmax(width, number_width(&words, texts[i]) + parentheses);
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
    numbers->output_decimals = digits_decimals(layer->output.values, tensor_count(&layer->output));
    numbers->input_width = widest(subject, numbers->texts.inputs, tensor_count(&layer->input));
    numbers->output_width = widest(subject, numbers->texts.outputs, tensor_count(&layer->output));
    if (layer->has_kernel)
        numbers->weight_width =
            widest(subject, numbers->texts.weights, tensor_count(&layer->kernel));
    return numbers;
}

/* Lines that no step's sum is longer than: on two, terms may be left out but for the first and the
 * last, before the total; where not even these have room the total is on a line of its own. */
static int most_lines(const struct sum *sum)
{
    const struct simulation *simulation = sum->simulation;
    const struct words words = {.ruler = sum->panel->subject.ruler,
                                .lettering = {.font = sum->font}};
    const struct sum_numbers *numbers = sum->numbers;
    double size = sum->font.size_pt;
    double other = simulation->quantization  ? words_width(&words, "(+000)(+000)")
                   : simulation->is_weighted ? words_width(&words, "(-0.00000)")
                                             : 0;
    double term = other + (numbers->input_width + numbers->weight_width) * size +
                  words_width(&words, "\xc2\xb7+") + 2 * sum->gap;
    const char *around =
        simulation->quantization ? "saturate(round(())*0.0000000)+000) = " : "max() / 000 = ";
    double rest = numbers->output_width * size + words_width(&words, around) + 2 * sum->gap;
    size_t bias = simulation->has_bias ? 1 : 0;
    size_t corners = simulation->has_kernel && simulation->is_weighted ? 1u << simulation->axes : 1;
    size_t terms = simulation_terms(simulation) * corners + bias;
    if (numbers->is_by_channel)
        terms = sum_addends(simulation) + bias;
    if ((double)terms * term + rest <= sum->room)
        return 1;
    return term + fmax(rest, words_width(&words, "max(+\xe2\x80\xa6") + 2 * sum->gap) <= sum->room
               ? 2
               : 3;
}

static struct runs runs_of(const struct sum *sum, const struct step *step, size_t shown,
                           const char *question, struct arena *arena)
{
    struct runs runs = {.ruler = sum->panel->subject.ruler, .arena = arena};
    sum_add(&runs, sum, step, shown, question);
    return runs;
}

struct runs sum_fitting_runs(const struct sum *sum, const struct step *step, const char *question,
                             struct arena *arena)
{
    size_t count = sum->numbers->is_by_channel ? sum_addends(sum->simulation) : step->term_count;
    size_t shown = count < MOST_TERMS ? count : MOST_TERMS;
    for (; shown > 1; shown--) {
        struct runs runs = runs_of(sum, step, shown, question, arena);
        if (runs_line_count(&runs, sum->room) <= (size_t)sum->lines)
            return runs;
        if (shown == count)
            shown--; /* to leave out one term saves nothing */
    }
    return runs_of(sum, step, shown, question, arena);
}

/* ---- drawing ---- */

struct point *sum_draw_lines(const struct sum *sum, const struct runs *runs, double share,
                             struct rectangle at, struct pen *pen)
{
    double size = sum->font.size_pt, y = at.y + sizes->above * size / sizes->scale;
    struct point *at_run = arena_allocate(pen->arena, runs->count, sizeof *at_run);
    int line = 0;
    for (size_t i = 0; i < runs->count; i++)
        runs->items[i].color = color_faded(runs->items[i].color, share);
    for (size_t first = 0; first < runs->count; line++) {
        size_t end = runs_line_end(runs, first, sum->room);
        double width = runs_width(runs, first, end);
        struct point left = {at.x + (at.width - width) / 2,
                             y + ((double)line + 0.5) * theme_sizes.words.line * size +
                                 theme_sizes.words.middle * size};
        runs_write(runs, first, end, pen, (struct item_key){"sum", -1, line, -1, NULL}, left);
        for (size_t i = first; i < end; i++) {
            double before = runs_width(runs, first, i + 1);
            at_run[i] = (struct point){left.x + before - runs->items[i].width / 2, left.y};
        }
        first = end;
    }
    return at_run;
}

bool sum_find_output(const struct panel *panel, const struct step *step, struct point *at)
{
    for (size_t i = panel->map_count; i-- > 0;) { /* matrices stand behind the maps beside them */
        const struct placed *placed = &panel->maps[i];
        int64_t row, column;
        if (placed->map.subject->simulation != panel->subject.simulation) /* of a layer beside it */
            continue;
        if (placed->map.role != MAP_OUTPUT || (!placed->map.units && !placed->map.is_matrix) ||
            !lights_output_cell(panel->subject.simulation, step, &placed->map, &row, &column))
            continue;
        *at = map_middle(&placed->map.plane, (double)row, (double)column);
        return true;
    }
    return false;
}

const char *sum_total(const struct sum *sum, const struct step *step)
{
    return sum->numbers->texts.outputs[tensor_offset(&sum->simulation->output, step->output)];
}

/* The total on its way from the sum into the output cell. */
static void draw_flight(const struct sum *sum, const struct run *total, struct point from,
                        const struct step *step, double way, struct pen *pen)
{
    struct point to;
    if (!sum_find_output(sum->panel, step, &to))
        return;
    const struct font *digits = &sum->panel->subject.looks.theme.font[FONT_VALUES];
    struct flight flight = {.key = key_once("sum.total"),
                            .text = total->text,
                            .lettering = {.font = total->font, .is_moving = true},
                            .fill = COLOR_OUTPUT,
                            .line = COLOR_OUTPUT_LINE};
    double end = fmax(digits->size_pt, sum->panel->subject.least_digit_pt);
    double size = share_between(total->font.size_pt, end, way);
    flight.lettering.font.is_bold = digits->is_bold;
    flight.lettering.font.size_pt = size;
    flight.lettering.color = pen->theme->color[COLOR_OUTPUT_INK];
    to.y += theme_sizes.words.middle * size; /* places are on the baseline */
    flight.at = point_between(from, to, way);
    flight.middle = (struct point){flight.at.x, flight.at.y - theme_sizes.words.middle * size};
    flight_draw(&flight, sum->panel->subject.ruler, pen);
}

static struct sum *read_sum(const struct panel *panel, double room, struct arena *arena)
{
    const struct theme *theme = &panel->subject.looks.theme;
    struct sum *sum = arena_allocate(arena, 1, sizeof *sum);
    *sum = (struct sum){.panel = panel,
                        .simulation = panel->subject.simulation,
                        .numbers = panel->sum_numbers,
                        .font = theme->font[FONT_WORDS],
                        .ink = theme->color[COLOR_INK],
                        .quiet = theme->color[COLOR_ZERO_INK],
                        .weight = theme->color[COLOR_WINDOW_INK],
                        .result = theme->color[COLOR_OUTPUT_INK],
                        .room = room};
    sum->font.size_pt *= sizes->scale;
    sum->gap = sizes->gap * sum->font.size_pt;
    return sum;
}

struct point sum_size(struct panel *panel, double room)
{
    if (!panel->sum_numbers || !subject_shows(&panel->subject, &panel->subject.looks.show.sum))
        return (struct point){0, 0};
    struct sum *sum = read_sum(panel, room, panel->arena);
    double size = sum->font.size_pt;
    sum->lines = most_lines(sum);
    panel->asked_sum = sum;
    return (struct point){
        room, (sizes->above / sizes->scale + sum->lines * theme_sizes.words.line) * size};
}

/* Whole sums, and their total on its way. */
static void draw_told(struct sum *sum, const struct moment_part *part, struct rectangle at,
                      struct pen *pen)
{
    const struct scene_show *show = &sum->panel->subject.looks.show;
    bool is_next = part->progress >= 0.5;
    bool asks = part->is_question || (is_next && show->reveal == REVEAL_QUESTION);
    double flight = is_next ? 1 : lights_flight(part->telling, part->told);
    struct step step;
    if (is_next && part->tells_next)
        return;
    simulation_step_at(sum->simulation, part->step + is_next, pen->arena, &step);
    if (sum->simulation->is_sparse && step.term_count == 0) /* there is no output */
        return;
    sum->equals =
        sum_sign(sum->simulation, &step, &sum->numbers->texts, sum_total(sum, &step), pen->arena);
    struct runs runs = sum_fitting_runs(sum, &step, asks ? pen_question : NULL, pen->arena);
    /* on its way to the next step it gives way to that one's */
    double share = fabs(1 - 2 * part->progress) * (1 - part->lifted) * lights_sum_share(part);
    if (share <= 0)
        return;
    const struct point *places = sum_draw_lines(sum, &runs, share, at, pen);
    size_t total = runs.count - 1;
    if (flight < 1 && !asks)
        draw_flight(sum, &runs.items[total], places[total], &step, flight, pen);
}

void sum_draw(const struct panel *panel, const struct moment_part *part, struct rectangle at,
              struct pen *pen)
{
    if (!panel->asked_sum) {
        if (part->telling == TELLS_SUM && !panel->tells_steps)
            sum_draw_gathering_at_output(panel, part, pen);
        return;
    }
    struct sum sum = *panel->asked_sum;
    if (part->telling == TELLS_SUM)
        sum_draw_gathering(&sum, part, at, pen);
    else if (part->telling != TELLS_PRODUCTS)
        draw_told(&sum, part, at, pen);
}
