/* SPDX-License-Identifier: MIT */
/* Maps that stay where they are from shot to shot. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawing/fit.h"

static bool is_same_size(const struct tensor *a, const struct tensor *b)
{
    return a->rank == b->rank && memcmp(a->size, b->size, a->rank * sizeof *a->size) == 0;
}

static bool is_same_layer(const struct simulation *a, const struct simulation *b)
{
    bool is_same = a->axes == b->axes && !a->below == !b->below &&
                   is_same_size(&a->input, &b->input) && is_same_size(&a->output, &b->output);
    for (size_t axis = 0; is_same && axis < a->axes; axis++)
        is_same = memcmp(&a->axis[axis], &b->axis[axis], sizeof *a->axis) == 0;
    return is_same && (!a->below || is_same_layer(a->below, b->below));
}

/* Whether two shots show maps of the same kinds and sizes; cards and images have none. */
static bool has_same_maps(const struct fitting *a, const struct fitting *b)
{
    const struct drawing *one = a->drawing, *other = b->drawing;
    bool is_same =
        one->panel_count == other->panel_count && a->settings.px_per_pt == b->settings.px_per_pt;
    for (size_t i = 0; is_same && i < one->panel_count; i++)
        is_same = one->panels[i].view == other->panels[i].view &&
                  scene_has_layer(one->panels[i].scene) &&
                  is_same_layer(one->panels[i].simulation, other->panels[i].simulation);
    return is_same;
}

static bool is_arranged_alike(const struct arranged *a, const struct arranged *b)
{
    return a->columns == b->columns && a->number == b->number &&
           a->has_short_names == b->has_short_names && a->is_head_beside == b->is_head_beside;
}

/* Lays shots out together as one of them is arranged; their common cell, in points. */
static double measure(struct fitting *fittings, size_t count, struct arranged arranged)
{
    struct prepared **pages = memory_allocate(count, sizeof *pages);
    for (size_t i = 0; i < count; i++) {
        fittings[i].settings.arranged = arranged;
        pages[i] = fittings[i].drawing->prepared;
        pages[i]->settings = fittings[i].settings;
    }
    double cell = prepared_measure(pages, count);
    free(pages);
    return cell;
}

/* Lays them out in that of their arrangements in which they have the largest cells. before: as each
 * was arranged alone. */
static double measure_best(struct fitting *fittings, const struct fitting *before, size_t count)
{
    const struct arranged *best = &before[0].settings.arranged;
    double largest = -1;
    for (size_t i = 0; count > 1 && i < count; i++) {
        const struct arranged *tried = &before[i].settings.arranged;
        size_t first = 0;
        while (!is_arranged_alike(&before[first].settings.arranged, tried))
            first++;
        double cell = first == i ? measure(fittings, count, *tried) : largest;
        if (cell > largest) {
            largest = cell;
            best = tried;
        }
    }
    return measure(fittings, count, *best);
}

/* ---- which shots stand together ---- */

/* Lays shots out together; false: their maps are not in one place, or those of some of them are
 * much smaller than alone. before: as each was arranged alone. */
static bool fits_together(struct fitting *fittings, const struct fitting *before, size_t count)
{
    double largest = 0, px_per_pt = fittings[0].settings.px_per_pt;
    memcpy(fittings, before, count * sizeof *fittings);
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fittings[i].cell);
    bool fits =
        measure_best(fittings, before, count) * px_per_pt >= theme_sizes.page.together * largest;
    for (size_t i = 1; i < count; i++)
        fits &= layout_has_same_boxes(&fittings[0].drawing->prepared->layout,
                                      &fittings[i].drawing->prepared->layout);
    return fits;
}

/* How many stand together from the first one on: all if they can, else as many as can. */
static size_t find_together(struct fitting *fittings, const struct fitting *before, size_t count,
                            size_t next)
{
    size_t good = 1, bad = count + 1;
    while (good + 1 < bad) {
        bool fits = fits_together(fittings, before, next);
        good = fits ? next : good;
        bad = fits ? bad : next;
        next = bad <= count || 2 * good > count ? (good + bad) / 2 : 2 * good;
    }
    fits_together(fittings, before, good);
    return good;
}

static void keep_together(struct fitting *fittings, size_t count, struct report *report)
{
    struct fitting *before = memory_allocate(count, sizeof *before);
    memcpy(before, fittings, count * sizeof *before);
    for (size_t first = 0, end; first < count; first = end) {
        size_t next = first == 0 ? count : 1;
        end = first + find_together(fittings + first, before + first, count - first, next);
        if (end < count)
            report_warning(
                report, fittings[0].drawing->scene->output.size_at,
                "shorter words, or the same beside the maps of both",
                "the same maps are not in one place in shots %zu and %zu: what is beside them "
                "differs too much",
                fittings[end - 1].shot, fittings[end].shot);
    }
    free(before);
}

void fit_keep_maps(struct fitting *fittings, size_t count, struct report *report)
{
    for (size_t first = 0, next; first < count; first = next) {
        next = first + 1;
        while (next < count && fittings[next].shot == fittings[next - 1].shot + 1 &&
               has_same_maps(&fittings[first], &fittings[next]))
            next++;
        keep_together(fittings + first, next - first, report);
    }
}
