/* SPDX-License-Identifier: MIT */
/* What each stamp of view scatter adds, as texts: with the sum that was there before. */
#include "drawing/views/scatter.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

/* Of small digits, in cells: alone, and with the sum before. */

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

/* Of all entries, in a font in which they fit into their cells. */
static const char *const *add_texts(struct scatter *scatter, const struct subject *subject,
                                    bool alone, struct arena *arena)
{
    const struct tally *tally = &scatter->tally;
    const size_t *starts = tally->entries.starts;
    const char **texts = arena_allocate(arena, starts[tally->entries.rows], sizeof *texts);
    const char **shown = arena_allocate(arena, starts[tally->entries.rows], sizeof *shown);
    size_t count = 0;
    for (size_t unit = 0; unit < tally->entries.rows; unit++)
        for (size_t i = starts[unit]; i < starts[unit + 1]; i++) {
            texts[i] = add_text(tally, unit, i, alone, arena);
            if (texts[i])
                shown[count++] = texts[i];
        }
    scatter->add_font =
        digits_fit(subject->ruler, subject->looks.theme.font[FONT_SMALL], shown, count,
                   subject_cells(subject, alone ? sizes->corner_width : sizes->sum_width));
    bool fits = digits_fit_corner(&subject->looks.theme, &scatter->add_font) &&
                subject_is_legible(subject, &scatter->add_font);
    return fits ? texts : NULL;
}

void scatter_settle_adds(struct scatter *scatter, const struct subject *subject,
                         struct arena *arena)
{
    const struct font *small = &subject->looks.theme.font[FONT_SMALL];
    if (!subject_is_legible(subject, small))
        return;
    scatter->add_texts = add_texts(scatter, subject, false, arena);
    scatter->adds_are_sums =
        scatter->add_texts && scatter->add_font.size_pt >= sizes->least_sum * small->size_pt;
    if (!scatter->adds_are_sums)
        scatter->add_texts = add_texts(scatter, subject, true, arena);
}
