/* SPDX-License-Identifier: MIT */
/* A sum that is told: products come down from their cells, and its total grows with each. */
#include <math.h>

#include "drawing/map/draw.h"
#include "drawing/words/flight.h"
#include "drawing/words/sum.h"
#include "drawing/words/words.h"

static const struct motion_sizes *const sizes = &theme_sizes.motion;

/* The terms of a sum, or of one by channels each channel's: which of its runs they come to. */
static size_t turn_of(const struct sum *sum, const struct step *step, size_t term)
{
    size_t first = step->terms[0].channel;
    return 1 + (sum->numbers->is_by_channel ? step->terms[term].channel - first : term);
}

/* How much of a run is there: that of several terms with the last one. Those of no term come with
 * the first. */
static double run_share(const struct sum *sum, const struct moment_part *part,
                        const struct step *step, size_t turn)
{
    size_t count = step->term_count, last = 0;
    for (size_t t = 0; t < count && turn > 0; t++)
        last = turn_of(sum, step, t) <= turn ? t : last;
    double way = lights_term(part->telling, part->told, last, count).way;
    return fmax(0, 1 - (1 - way) / sizes->turning);
}

/* As many as outputs have, where that says all of a value. */
static int decimals_of(const struct sum *sum, double value)
{
    int usual = sum->numbers->output_decimals, own = digits_decimals(&value, 1);
    return own >= 0 && own < usual ? usual : own;
}

/* The total of what has arrived, a sum that is true as it is read; "" before that. */
static const char *partial_total(struct sum *sum, const struct moment_part *part,
                                 const struct step *step, struct arena *arena)
{
    const struct scene_show *show = &sum->panel->subject.looks.show;
    struct sum_texts texts = sum->numbers->texts;
    struct step partial;
    size_t arrived = 0;
    sum->equals = "=";
    for (size_t t = 0; t < step->term_count; t++) {
        bool is_whole = !sum->numbers->is_by_channel || t + 1 == step->term_count ||
                        turn_of(sum, step, t) != turn_of(sum, step, t + 1);
        if (is_whole && run_share(sum, part, step, turn_of(sum, step, t)) > 0)
            arrived = t + 1;
    }
    if (arrived == 0)
        return "";
    simulation_partial_step(sum->simulation, step, arrived, arena, &partial);
    const char *total = sum_total(sum, step);
    if (arrived < step->term_count) {
        double value = simulation_settle(partial.result, simulation_rounding(sum->simulation));
        total =
            digits_of(arena, &value, 1, digits_asked(show, &value, 1, decimals_of(sum, value)))[0];
        texts.biases = NULL;
    }
    sum->equals = sum_sign(sum->simulation, &partial, &texts, total, arena);
    return total;
}

/* The first and the last place of a turn, their middle. */
static struct point middle_of_turn(const struct runs *runs, const struct point *places, size_t turn)
{
    size_t first = runs->count, last = 0;
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i].turn > 0 && runs->items[i].turn <= turn) {
            first =
                first < runs->count && runs->items[i].turn == runs->items[first].turn ? first : i;
            last = i;
        }
    return (struct point){(places[first].x + places[last].x) / 2, places[last].y};
}

/* Where a term's product stands: in its cell of the input, that of a stamp in the kernel's, or
 * without one in its unit. False: the page has none. */
static bool place_term(const struct panel *panel, const struct lights *lights, size_t number,
                       struct point *at, struct font *font)
{
    const struct step *step = &lights->here;
    bool has_kernel = lights->stamps && panel_find(panel, MAP_KERNEL, -1);
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct map *map = &panel->maps[i].map;
        int64_t row, column;
        if ((map->role != (has_kernel ? MAP_KERNEL : MAP_INPUT) && !map->is_matrix) ||
            map->terms == TERMS_BESIDE || !map->texts.of ||
            !lights_term_cell(panel->subject.simulation, step, number, map, &row, &column))
            continue;
        *at = map_middle(&map->plane, (double)row, (double)column);
        *font = map->texts.font;
        return true;
    }
    return false;
}

/* The products that are on their way to what `to` says of their terms. */
static void draw_flights(const struct panel *panel, const struct lights *lights,
                         const struct point *to, double size_pt, struct pen *pen)
{
    const struct cell_text *texts = map_product_texts(lights, pen->arena);
    size_t count = lights->here.term_count;
    for (size_t t = 0; t < count; t++) {
        double way = lights_term(lights->telling, lights->told, t, count).way;
        struct flight flight = {.key = {"sum.product", -1, (int)t, -1, NULL},
                                .text = texts[t].text,
                                .lettering = {.is_moving = true},
                                .fill = COLOR_KERNEL,
                                .line = COLOR_WINDOW_LINE};
        struct font *font = &flight.lettering.font;
        struct point from;
        if (way <= 0 || way >= 1 || !place_term(panel, lights, t, &from, font))
            continue;
        flight.at = flight.middle = point_between(from, to[t], way);
        font->is_bold = true;
        font->size_pt = share_between(font->size_pt, size_pt, way);
        flight.lettering.color =
            color_faded(pen->theme->color[COLOR_WINDOW_INK], fmin(1, (1 - way) / sizes->turning));
        flight_draw(&flight, panel->subject.ruler, pen);
    }
}

void sum_draw_flights(const struct panel *panel, const struct lights *lights,
                      const struct map *output, struct pen *pen)
{
    const struct step *step = &lights->here;
    struct point *to = arena_allocate(pen->arena, step->term_count, sizeof *to);
    for (size_t t = 0; t < step->term_count; t++) {
        int64_t row, column;
        lights_goal_cell(lights, step, t, &row, &column);
        to[t] = map_middle(&output->plane, (double)row, (double)column);
    }
    draw_flights(panel, lights, to, pen->theme->font[FONT_VALUES].size_pt, pen);
}

/* Those of a step of the panel's own layer. */
static void draw_flights_of(const struct panel *panel, const struct moment_part *part,
                            const struct step *step, const struct point *to, double size_pt,
                            struct pen *pen)
{
    const struct lights lights = {.subject = &panel->subject,
                                  .layer = panel->subject.simulation,
                                  .here = *step,
                                  .telling = part->telling,
                                  .told = part->told};
    draw_flights(panel, &lights, to, size_pt, pen);
}

/* How much room is free behind the last line, which stands in the middle. */
static double room_behind(const struct runs *runs, double room)
{
    double width = 0;
    for (size_t first = 0, end; first < runs->count; first = end) {
        end = runs_line_end(runs, first, room);
        width = runs_width(runs, first, end);
    }
    return (room - width) / 2;
}

/* In the place of the whole total: it begins where that one does, and is not told where it is so
 * much wider that it would leave the page. */
static void put_total(const struct runs *runs, double room, const char *total)
{
    struct run *run = &runs->items[runs->count - 1];
    double wider = text_width(runs->ruler, &run->font, total) - run->width;
    bool has_room = wider <= room_behind(runs, room);
    run->text = has_room ? total : "";
    run->before += has_room ? wider : 0;
    run->width -= has_room ? wider : 0;
}

void sum_draw_gathering(struct sum *sum, const struct moment_part *part, struct rectangle at,
                        struct pen *pen)
{
    struct step step;
    sum->is_growing = true;
    simulation_step_at(sum->simulation, part->step, pen->arena, &step);
    if (step.term_count == 0)
        return;
    const char *total = partial_total(sum, part, &step, pen->arena);
    struct runs runs = sum_fitting_runs(sum, &step, NULL, pen->arena);
    for (size_t i = 0; i < runs.count; i++)
        runs.items[i].color =
            color_faded(runs.items[i].color, run_share(sum, part, &step, runs.items[i].turn));
    put_total(&runs, at.width, total);
    const struct point *places = sum_draw_lines(sum, &runs, 1, at, pen);
    struct point *to = arena_allocate(pen->arena, step.term_count, sizeof *to);
    for (size_t t = 0; t < step.term_count; t++)
        to[t] = middle_of_turn(&runs, places, turn_of(sum, &step, t));
    for (size_t t = 0; t < step.term_count; t++) /* places are on the baseline */
        to[t].y -= theme_sizes.words.middle * sum->font.size_pt;
    draw_flights_of(sum->panel, part, &step, to, sum->font.size_pt, pen);
}

/* Without a sum on the page products go to the output's cell. */
void sum_draw_gathering_at_output(const struct panel *panel, const struct moment_part *part,
                                  struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    struct step step;
    simulation_step_at(layer, part->step, pen->arena, &step);
    struct point cell;
    if (!sum_find_output(panel, &step, &cell))
        return;
    struct point *to = arena_allocate(pen->arena, step.term_count, sizeof *to);
    for (size_t t = 0; t < step.term_count; t++)
        to[t] = cell;
    draw_flights_of(panel, part, &step, to, panel->subject.looks.theme.font[FONT_VALUES].size_pt,
                    pen);
}
