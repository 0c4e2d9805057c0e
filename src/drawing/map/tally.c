/* SPDX-License-Identifier: MIT */
/* What all stamps add up to, once a shot, and the texts of that: sums, and what each stamp adds
 * with the sum that was there before. */
#include <math.h>

#include "drawing/map/stamps.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

/* ---- numbers ---- */

/* Rounds numbers as they are printed, finds the ends of their range and their decimals. */
static int settle_numbers(const struct subject *subject, double *values, size_t count,
                          double ends[2])
{
    double rounding = simulation_rounding(subject->simulation);
    for (size_t i = 0; i < count; i++) {
        values[i] = simulation_settle(values[i], rounding);
        ends[0] = fmin(ends[0], values[i]);
        ends[1] = fmax(ends[1], values[i]);
    }
    return digits_asked(&subject->looks.show, values, count, digits_decimals(values, count));
}

/* The texts of finished units, as in every other view. */
static const char *const *result_texts(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    const double *results = simulation_settled(layer, arena);
    return digits_of(arena, results, layer->step_count,
                     digits_asked(&subject->looks.show, results, layer->step_count,
                                  subject->looks.theme.output_decimals));
}

void tally_read(struct tally *tally, const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    tally->start = layer->has_bias ? layer->bias.values[0] : 0;
    simulation_read_entries(&tally->entries, layer, arena);
    const size_t *starts = tally->entries.starts;
    size_t count = starts[tally->entries.rows];
    double *sums = arena_allocate(arena, count + 1, sizeof *sums);
    double *adds = arena_allocate(arena, count + 1, sizeof *adds);
    for (size_t unit = 0; unit < tally->entries.rows; unit++) {
        size_t reached = starts[unit + 1] - starts[unit];
        double sum = tally->start;
        for (size_t i = starts[unit]; i < starts[unit + 1]; i++) {
            const struct matrix_entry *entry = &tally->entries.entries[i];
            adds[i] = entry->weight * layer->input.values[entry->column];
            sums[i] = sum += adds[i];
        }
        tally->most = reached > tally->most ? reached : tally->most;
    }
    sums[count] = tally->start; /* and an addend of 0 */
    double add_ends[2] = {0};
    tally->sum_decimals = settle_numbers(subject, sums, count + 1, tally->sum_ends);
    tally->add_decimals = settle_numbers(subject, adds, count + 1, add_ends);
    tally->start = sums[count];
    tally->sums = sums;
    tally->adds = adds;
    if (layer->has_values)
        tally->results = result_texts(subject, arena);
}

/* ---- texts ---- */

/* A font in which all sums fit. */
static struct font sum_font(const struct tally *tally, const struct subject *subject,
                            struct arena *arena)
{
    const char *const *ends = digits_of(arena, tally->sum_ends, 2, tally->sum_decimals);
    /* Numbers that shorten one by one may be longer than the range's ends. */
    const char *const texts[] = {ends[0], ends[1], "88.88"};
    return digits_fit(subject->ruler, subject->looks.theme.font[FONT_VALUES], texts,
                      tally->sum_decimals < 0 ? 3 : 2, subject_cells(subject, sizes->cell_width));
}

/* "6 + 4" of an entry where 6 was there before; alone: "+4", whatever was there. */
static const char *add_text(const struct tally *tally, size_t unit, size_t entry, bool alone,
                            struct arena *arena)
{
    const char *added = digits_of(arena, &tally->adds[entry], 1, tally->add_decimals)[0];
    bool is_first = entry == tally->entries.starts[unit];
    bool is_signed = added[0] < '0' || added[0] > '9';
    const double *before = is_first ? &tally->start : &tally->sums[entry - 1];
    if (alone)
        return is_signed ? added : arena_format(arena, "+%s", added);
    if (is_first && tally->start == 0)
        return NULL;
    const char *sum = digits_of(arena, before, 1, tally->sum_decimals)[0];
    return digits_added(arena, sum, added);
}

static const char **add_texts(const struct tally *tally, bool alone, struct arena *arena)
{
    const size_t *starts = tally->entries.starts;
    const char **texts = arena_allocate(arena, starts[tally->entries.rows], sizeof *texts);
    for (size_t unit = 0; unit < tally->entries.rows; unit++)
        for (size_t i = starts[unit]; i < starts[unit + 1]; i++)
            texts[i] = add_text(tally, unit, i, alone, arena);
    return texts;
}

/* Small ones in the corners of cells, below the sums, in a font in which they fit. */
static void settle_small(struct tally *tally, const struct subject *subject, bool alone,
                         struct arena *arena)
{
    const struct theme *theme = &subject->looks.theme;
    const char **texts = add_texts(tally, alone, arena);
    size_t all = tally->entries.starts[tally->entries.rows], count = 0;
    const char **shown = arena_allocate(arena, all, sizeof *shown);
    for (size_t i = 0; i < all; i++)
        if (texts[i])
            shown[count++] = texts[i];
    tally->add_font =
        digits_fit(subject->ruler, theme->font[FONT_SMALL], shown, count,
                   subject_cells(subject, alone ? sizes->corner_width : sizes->sum_width));
    bool fits =
        digits_fit_corner(theme, &tally->add_font) && subject_is_legible(subject, &tally->add_font);
    tally->add_texts = fits ? texts : NULL;
}

void tally_settle(struct tally *tally, const struct subject *subject, struct arena *arena)
{
    const struct font *small = &subject->looks.theme.font[FONT_SMALL];
    if (tally->is_tight) {
        tally->add_font = tally->sum_font;
        tally->add_font.size_pt *= sizes->tight;
        tally->add_texts =
            subject_is_legible(subject, &tally->add_font) ? add_texts(tally, false, arena) : NULL;
        return;
    }
    tally->sum_font = sum_font(tally, subject, arena);
    if (!subject_is_legible(subject, small))
        return;
    settle_small(tally, subject, false, arena);
    tally->adds_are_sums =
        tally->add_texts && tally->add_font.size_pt >= sizes->least_sum * small->size_pt;
    if (!tally->adds_are_sums)
        settle_small(tally, subject, true, arena);
}
