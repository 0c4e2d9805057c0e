/* SPDX-License-Identifier: MIT */
/* The current sum below the drawing, in room that is kept for it from the first picture on. On the
 * way to the next step the old sum fades, the new one appears and its total flies into the output
 * cell. */
#include "drawing/words/sum.h"

#include <math.h>

#include "drawing/view.h"
#include "drawing/words/words.h"

/* Per size of the font of words. */
static const double sum_scale = 1.15; /* the size of sums */
static const double gap = 0.28;       /* per size of the sum: around its signs */
static const double gap_above = 0.8;  /* from the drawing */
static const double least_width = 30; /* that a sum may take up below a narrow drawing */
static const double middle = 0.36;    /* of figures above the baseline */
/* What a step takes to be read, seconds: so much, and so much for each term. */
static const struct rational reading_start = {1, 2}, reading_term = {1, 6};

enum {
    MOST_LINES = 2,
    MOST_TERMS = 48,       /* that are written out */
    LONGEST_READING = 4,   /* seconds */
    MOST_NUMBERS = 1 << 16 /* of a tensor: beyond that nobody reads digits */
};

struct sum {
    const struct drawing *drawing; /* borrowed */
    struct sum_texts texts;
    struct sum_style style;
    double room;
};

/* ---- whether ---- */

static size_t most_terms(const struct simulation *simulation)
{
    size_t count = simulation->has_kernel ? simulation->in_channels / simulation->groups : 1;
    for (size_t i = 0; i < simulation->axes; i++)
        count *= (size_t)simulation->axis[i].kernel;
    return count;
}

static bool is_shown(const struct drawing *drawing)
{
    const struct simulation *simulation = drawing->simulation;
    const struct scene *scene = drawing->scene;
    return drawing->view && drawing->view->has_sum && words_shown(drawing, &scene->show.sum) &&
           simulation->has_values && simulation->output.values && !simulation->below &&
           scene->show.values == SHOW_DIGITS && simulation->reduction != REDUCE_NOT &&
           (scene->order.value == ORDER_OUTPUT ||
            (scene->order.value == ORDER_POSITION && simulation->out_channels == 1)) &&
           tensor_count(&simulation->input) <= MOST_NUMBERS &&
           tensor_count(&simulation->output) <= MOST_NUMBERS;
}

struct rational drawing_usual_step(const struct drawing *drawing)
{
    struct rational step = {1, 1};
    for (size_t i = 0; i < drawing->panel_count; i++) {
        struct rational panel = drawing_usual_step(&drawing->panels[i]);
        step = rational_compare(panel, step) > 0 ? panel : step;
    }
    if (drawing->panel_count > 0 || !is_shown(drawing))
        return step;
    size_t terms = most_terms(drawing->simulation);
    int64_t count = terms < MOST_TERMS ? (int64_t)terms : MOST_TERMS;
    const struct rational longest = {LONGEST_READING, 1};
    struct rational reading =
        rational_add(reading_start, rational_multiply(reading_term, rational_make(count, 1)));
    reading = rational_compare(reading, longest) > 0 ? longest : reading;
    return rational_compare(reading, step) > 0 ? reading : step;
}

/* ---- lines ---- */

static struct runs runs_of(const struct sum *sum, const struct step *step, size_t shown,
                           const char *question, struct arena *arena)
{
    struct runs runs = {.ruler = sum->drawing->ruler, .arena = arena};
    sum_add(&runs, sum->drawing->simulation, step, &sum->texts, &sum->style, shown, question);
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

/* Of numbers as they stand in a sum. */
static double widest(const struct sum *sum, const char *const *texts, size_t count)
{
    double width = 0;
    const struct words words = {sum->drawing->ruler, {.font = sum->style.font}};
    for (size_t i = 0; i < count; i++) {
        double parentheses = sum_is_negative(texts[i]) ? words_width(&words, "()") : 0;
        width = fmax(width, words_width(&words, texts[i]) + parentheses);
    }
    return width;
}

/* Whether no step's sum is wider than a line. */
static bool is_short(const struct sum *sum)
{
    const struct simulation *simulation = sum->drawing->simulation;
    const struct words words = {sum->drawing->ruler, {.font = sum->style.font}};
    double term = widest(sum, sum->texts.inputs, tensor_count(&simulation->input)) +
                  words_width(&words, "\xc2\xb7+") + 2 * sum->style.gap;
    double total = widest(sum, sum->texts.outputs, tensor_count(&simulation->output));
    if (simulation->has_kernel)
        term += widest(sum, sum->texts.weights, tensor_count(&simulation->kernel));
    double rest = total + words_width(&words, "max() / 000 = ") + 2 * sum->style.gap;
    size_t terms = most_terms(simulation) + (simulation->has_bias ? 1 : 0);
    return (double)terms * term + rest <= sum->room;
}

/* ---- drawing ---- */

static struct color faded(struct color color, double share)
{
    color.alpha *= share;
    return color;
}

/* Where the total's run stands: its middle on the page. */
static struct point draw_lines(const struct sum *sum, const struct runs *runs, double share,
                               double top, struct pen *pen)
{
    double size = sum->style.font.size_pt;
    struct point total = {0, 0};
    int line = 0;
    for (size_t i = 0; i < runs->count; i++)
        runs->items[i].color = faded(runs->items[i].color, share);
    for (size_t first = 0; first < runs->count; line++) {
        size_t end = runs_line_end(runs, first, sum->room);
        double width = runs_width(runs, first, end);
        struct point left = {(pen->list->width_pt - width) / 2,
                             top + ((double)line + 0.5) * words_line * size + middle * size};
        runs_write(runs, first, end, pen, (struct item_key){"sum", -1, line, -1}, left);
        total = (struct point){left.x + width - runs->items[end - 1].width / 2, left.y};
        first = end;
    }
    return total;
}

static const struct map_place *output_place(const struct pen *pen, size_t channel)
{
    for (size_t i = 0; i < pen->place_count; i++) {
        const struct map_place *place = &pen->places[i];
        if (place->role == MAP_OUTPUT && place->rows > 0 &&
            (place->channel < 0 || (size_t)place->channel == channel))
            return place;
    }
    return NULL;
}

/* The total on its way from the sum into the output cell. */
static void draw_flight(const struct sum *sum, const struct run *total, struct point from,
                        const struct step *step, double way, struct pen *pen)
{
    const struct map_place *place = output_place(pen, step->output[0]);
    size_t axes = sum->drawing->simulation->axes;
    if (!place || axes > 2)
        return;
    double row = axes > 1 ? (double)step->output[1] * place->pitch[0] : 0;
    double column = (double)step->output[axes] * place->pitch[1];
    struct point to = plane_point(&place->plane, row + 0.5, column + 0.5);
    const struct font *digits = &pen->theme->font[FONT_VALUES];
    struct lettering lettering = {.font = total->font, .is_moving = true};
    lettering.font.is_bold = digits->is_bold;
    lettering.font.size_pt += (digits->size_pt - total->font.size_pt) * way;
    to.y += middle * lettering.font.size_pt;
    lettering.color = color_mix(pen->theme->color[COLOR_OUTPUT_INK],
                                pen->theme->color[COLOR_NOW_INK], way * way * way);
    pen_write(pen, key_once("sum.total"), total->text,
              (struct point){from.x + (to.x - from.x) * way, from.y + (to.y - from.y) * way},
              &lettering);
}

static void draw_step(struct sum *sum, const struct moment_part *part, double top, struct pen *pen)
{
    double progress = part->progress;
    bool is_next = progress >= 0.5;
    struct step step;
    simulation_step_at(sum->drawing->simulation, part->step + is_next, pen->arena, &step);
    sum->style.equals = sum_sign(sum->drawing->simulation, &step, &sum->texts, pen->arena);
    bool asks = part->is_question || (is_next && part->scene->show.reveal == REVEAL_QUESTION);
    struct runs runs = fitting_runs(sum, &step, asks ? pen_question : NULL, pen->arena);
    struct point total = draw_lines(sum, &runs, fabs(1 - 2 * progress), top, pen);
    if (is_next && !asks)
        draw_flight(sum, &runs.items[runs.count - 1], total, &step, 2 * progress - 1, pen);
}

void sum_draw(const struct drawing *drawing, const struct moment_part *part, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    double words = theme->font[FONT_WORDS].size_pt, margin = theme->margin_pt;
    if (!is_shown(drawing))
        return;
    struct sum sum = {.drawing = drawing,
                      .style = {.font = theme->font[FONT_WORDS],
                                .ink = theme->color[COLOR_INK],
                                .quiet = theme->color[COLOR_ZERO_INK],
                                .weight = theme->color[COLOR_WINDOW_INK],
                                .result = theme->color[COLOR_OUTPUT_INK]}};
    double size = sum.style.font.size_pt *= sum_scale;
    sum.style.gap = gap * size;
    sum_read_texts(drawing->simulation, drawing->scene, pen->arena, &sum.texts);
    sum.room = words_room(drawing, pen->list->width_pt, least_width);
    words_widen(pen, sum.room + 2 * margin);
    double top = pen->list->height_pt - margin + gap_above * words;
    int lines = is_short(&sum) ? 1 : MOST_LINES;
    pen->list->height_pt = top + lines * words_line * size + margin;
    draw_step(&sum, part, top, pen);
}
