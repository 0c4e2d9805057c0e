/* SPDX-License-Identifier: MIT */
/* Windows that are not alike, in words: where each of an adaptive pool starts and ends; and how
 * often the stamps of a transposed layer meet at a cell. */
#include "cli/describe.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_WINDOWS = 16 /* of an axis: what can be listened to */ };

/* ---- adaptive pools ---- */

static bool is_adaptive(const struct simulation *simulation)
{
    return !simulation->is_sliding &&
           (simulation->reduction == REDUCE_LARGEST || simulation->reduction == REDUCE_MEAN);
}

struct range {
    size_t first, last;
};

/* The units that output unit j of an axis reads. */
static struct range range_read(const struct simulation *simulation, size_t axis, int64_t j,
                               struct arena *arena)
{
    struct step step;
    size_t number = (size_t)j;
    for (size_t i = axis + 1; i < simulation->axes; i++)
        number *= (size_t)simulation->axis[i].output;
    arena_reset(arena);
    simulation_step_at(simulation, number, arena, &step);
    return (struct range){step.terms[0].input[1 + axis],
                          step.terms[step.term_count - 1].input[1 + axis]};
}

static void add_ranges(const struct simulation *simulation, size_t axis, struct buffer *out)
{
    const struct axis *a = &simulation->axis[axis];
    struct arena arena = {0};
    bool do_overlap = false;
    struct range before = {0, 0};
    for (int64_t j = 0; j < a->output; j++) {
        struct range range = range_read(simulation, axis, j, &arena);
        do_overlap |= j > 0 && range.first <= before.last;
        before = range;
        if (a->output > MOST_WINDOWS)
            continue;
        buffer_format(out, range.first == range.last ? "%s %zu" : "%s %zu to %zu", j ? "," : ":",
                      range.first, range.last);
    }
    if (a->output > 1)
        buffer_add_text(out, do_overlap ? "; windows overlap." : "; no windows overlap.");
    else
        buffer_add_text(out, ".");
    arena_finish(&arena);
}

void describe_windows(const struct simulation *simulation, struct buffer *out)
{
    static const char *const along[] = {" Along the depth unit", " Along the height unit",
                                        " Along the width unit"};
    size_t axes = simulation->axes;
    if (!is_adaptive(simulation))
        return;
    bool is_alike = true;
    for (size_t i = 1; i < axes; i++)
        is_alike &= simulation->axis[i].input == simulation->axis[0].input &&
                    simulation->axis[i].output == simulation->axis[0].output;
    for (size_t i = 0; i < (is_alike ? 1 : axes); i++) {
        const struct axis *a = &simulation->axis[i];
        buffer_format(out,
                      "%s j of the output reads the units of the input from floor(j*%" PRId64
                      "/%" PRId64 ") up to, not with, ceil((j + 1)*%" PRId64 "/%" PRId64 ")",
                      axes == 1  ? " Unit"
                      : is_alike ? " Along each axis unit"
                                 : along[i + MAX_AXES - axes],
                      a->input, a->output, a->input, a->output);
        add_ranges(simulation, i, out);
    }
}

/* ---- stamps ---- */

/* How many cells are stamped how often, the least often first. */
struct tally {
    struct count {
        uint64_t times, cells;
    } * counts; /* owned */
    size_t count;
};

static void tally_add(struct tally *tally, uint64_t times, uint64_t cells)
{
    size_t at = 0;
    while (at < tally->count && tally->counts[at].times < times)
        at++;
    if (at < tally->count && tally->counts[at].times == times) {
        tally->counts[at].cells += cells;
        return;
    }
    tally->counts = memory_resize(tally->counts, tally->count + 1, sizeof *tally->counts);
    for (size_t i = tally->count++; i > at; i--)
        tally->counts[i] = tally->counts[i - 1];
    tally->counts[at] = (struct count){times, cells};
}

static struct tally axis_tally(const struct simulation *simulation, size_t index)
{
    struct tally tally = {0};
    for (int64_t o = 0; o < simulation->axis[index].output; o++)
        tally_add(&tally, simulation_axis_overlap(simulation, index, o), 1);
    return tally;
}

/* A cell is stamped by the units of its row times those of its column. */
static struct tally all_tally(const struct simulation *simulation)
{
    struct tally all = {0};
    tally_add(&all, 1, 1);
    for (size_t i = 0; i < simulation->axes; i++) {
        struct tally axis = axis_tally(simulation, i), product = {0};
        for (size_t x = 0; x < all.count; x++)
            for (size_t y = 0; y < axis.count; y++)
                tally_add(&product, all.counts[x].times * axis.counts[y].times,
                          all.counts[x].cells * axis.counts[y].cells);
        free(all.counts);
        free(axis.counts);
        all = product;
    }
    return all;
}

/* Whether counts fall and rise again along an axis, as in the checkerboard of Odena, Dumoulin and
 * Olah (2016); else they only become fewer towards the border. */
static bool is_alternating(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        uint64_t before = simulation_axis_overlap(simulation, i, 0);
        bool has_fallen = false;
        for (int64_t o = 1; o < a->output; o++) {
            uint64_t times = simulation_axis_overlap(simulation, i, o);
            if (has_fallen && times > before)
                return true;
            has_fallen |= times < before;
            before = times;
        }
    }
    return false;
}

static void add_times(const struct tally *tally, struct buffer *out)
{
    for (size_t i = 0; i < tally->count; i++)
        buffer_format(out, "%s%" PRIu64,
                      i == 0                  ? ""
                      : i + 1 == tally->count ? " or "
                                              : ", ",
                      tally->counts[i].times);
}

void describe_stamps(const struct simulation *simulation, struct buffer *out)
{
    if (!simulation->is_transposed)
        return;
    struct tally tally = all_tally(simulation);
    bool is_seen_often = simulation->has_kernel && simulation->in_channels > simulation->groups;
    const char *of = is_seen_often ? " by the units of each input channel that it sees" : "";
    const char *is_written = simulation->has_kernel ? "stamped" : "covered";
    buffer_format(out,
                  " %s add up where they meet: ", simulation->has_kernel ? "Stamps" : "Blocks");
    if (tally.count == 1) {
        buffer_format(out, "every cell of the output is %s %" PRIu64 " time%s%s.", is_written,
                      tally.counts[0].times, text_plural(tally.counts[0].times), of);
    } else {
        buffer_format(out, "cells of the output are %s ", is_written);
        add_times(&tally, out);
        buffer_format(out, " times%s%s", of,
                      is_alternating(simulation) ? ", alternating" : ", fewer at the border");
        for (size_t i = 0; i < tally.count; i++)
            buffer_format(out, "%s%" PRIu64 " cell%s %" PRIu64 " time%s", i ? ", " : " (",
                          tally.counts[i].cells, text_plural(tally.counts[i].cells),
                          tally.counts[i].times, text_plural(tally.counts[i].times));
        buffer_add_text(out, simulation->out_channels > 1 ? " in each output channel)." : ").");
    }
    free(tally.counts);
}
