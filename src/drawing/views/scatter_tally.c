/* SPDX-License-Identifier: MIT */
/* Adds up all stamps of view scatter, as far as the step and to the end. */
#include <string.h>

#include "drawing/views/scatter.h"

static void widen_range(struct digit_range *range, double value)
{
    range->low = value < range->low ? value : range->low;
    range->high = value > range->high ? value : range->high;
}

/* Every sum that is ever shown and every addend, for their ranges. */
struct film_values {
    double *sums, *adds;
    size_t count;
};

static void add_stamp(struct scatter *scatter, size_t number, double *running,
                      struct film_values *film)
{
    struct tally *tally = &scatter->tally;
    struct arena scratch = {0};
    struct stamp stamp;
    simulation_stamp_at(scatter->simulation, number, &scratch, &stamp);
    for (size_t i = 0; i < stamp.add_count; i++) {
        const struct addend *addend = &stamp.adds[i];
        running[addend->output_number] += addend->value;
        tally->totals[addend->output_number]++;
        film->sums[film->count] = running[addend->output_number];
        film->adds[film->count++] = addend->value;
        widen_range(&tally->sum_range, running[addend->output_number]);
        widen_range(&tally->add_range, addend->value);
    }
    arena_finish(&scratch);
}

/* What an output unit shows at the step when the steps are output units: all or nothing. */
static void show_finished(struct scatter *scatter, const double *running)
{
    struct tally *tally = &scatter->tally;
    for (size_t i = 0; i <= scatter->step; i++) {
        tally->sums[i] = running[i];
        tally->counts[i] = tally->totals[i];
    }
}

static void settle(double *values, size_t count, double rounding)
{
    for (size_t i = 0; i < count; i++)
        values[i] = simulation_settle(values[i], rounding);
}

/* The texts of finished units, as in every other view. */
static const char *const *result_texts(const struct scatter *scatter, struct arena *arena)
{
    const struct simulation *simulation = scatter->simulation;
    const double *results = simulation_settled(simulation, arena);
    size_t count = simulation->step_count;
    return digits_of(
        arena, results, count,
        digits_asked(&simulation->scene->show, results, count, scatter->theme->output_decimals));
}

void scatter_read_tally(struct scatter *scatter, struct arena *arena)
{
    const struct simulation *simulation = scatter->simulation;
    struct tally *tally = &scatter->tally;
    size_t units = tensor_count(&simulation->input), count = simulation->step_count;
    size_t most_adds = units * tensor_count(&simulation->kernel);
    double *running = arena_allocate(arena, count, sizeof *running);
    struct film_values film = {arena_allocate(arena, most_adds + 1, sizeof(double)),
                               arena_allocate(arena, most_adds + 1, sizeof(double)), 0};
    tally->start = simulation->has_bias ? simulation->bias.values[0] : 0;
    tally->sums = arena_allocate(arena, count, sizeof *tally->sums);
    tally->counts = arena_allocate(arena, count, sizeof *tally->counts);
    tally->totals = arena_allocate(arena, count, sizeof *tally->totals);
    for (size_t i = 0; i < count; i++)
        running[i] = tally->start;
    widen_range(&tally->sum_range, tally->start);
    film.sums[film.count++] = tally->start; /* and an addend of 0 */
    for (size_t i = 0; i < units; i++) {
        add_stamp(scatter, i, running, &film);
        if (scatter->follows_output || i != scatter->step)
            continue;
        memcpy(tally->sums, running, count * sizeof *running);
        memcpy(tally->counts, tally->totals, count * sizeof *tally->totals);
    }
    if (scatter->follows_output)
        show_finished(scatter, running);
    for (size_t i = 0; i < count; i++)
        tally->most = tally->totals[i] > tally->most ? tally->totals[i] : tally->most;
    double rounding = simulation_rounding(simulation);
    const struct scene_show *show = &simulation->scene->show;
    settle(film.sums, film.count, rounding);
    settle(film.adds, film.count, rounding);
    settle(tally->sums, count, rounding);
    tally->results = result_texts(scatter, arena);
    tally->sum_range.decimals =
        digits_asked(show, film.sums, film.count, digits_decimals(film.sums, film.count));
    tally->add_range.decimals =
        digits_asked(show, film.adds, film.count, digits_decimals(film.adds, film.count));
}
