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

/* Whether two shots show maps of the same kinds and sizes, with the same at their edges. */
static bool has_same_maps(const struct drawing *a, const struct drawing *b)
{
    bool is_same = a->panel_count == b->panel_count;
    for (size_t i = 0; is_same && i < a->panel_count; i++) {
        const struct drawing_panel *one = &a->panels[i], *other = &b->panels[i];
        const struct simulation *layer = one->simulation, *next = other->simulation;
        const struct scene_show *show = &one->scene->show, *wanted = &other->scene->show;
        is_same = one->view == other->view && show->ruler.value == wanted->ruler.value &&
                  show->indices.value == wanted->indices.value && layer->axes == next->axes &&
                  is_same_size(&layer->input, &next->input) &&
                  is_same_size(&layer->output, &next->output);
        for (size_t axis = 0; is_same && axis < layer->axes; axis++)
            is_same = memcmp(&layer->axis[axis], &next->axis[axis], sizeof *layer->axis) == 0;
    }
    return is_same;
}

/* How high the words of some shots are at most. */
static void find_rooms(const struct fitting *fittings, size_t count, double *rooms)
{
    for (size_t i = 0; i < count; i++) {
        fit_measure(&fittings[i]);
        for (int room = 0; room < WORD_ROOMS; room++)
            rooms[room] = fmax(rooms[room], fittings[i].drawing->prepared->rooms[room]);
    }
}

/* Arranges a shot as another one. */
static void follow(struct fitting *fitting, const struct fitting *other)
{
    const struct settings *settings = &other->settings;
    fitting->settings.columns = settings->columns;
    fitting->settings.arrangement = settings->arrangement;
    fitting->settings.has_short_names = settings->has_short_names;
    fitting->settings.is_head_beside = settings->is_head_beside;
}

static void share_rooms(struct fitting *fittings, size_t count)
{
    struct fitting *before = memory_allocate(count, sizeof *before);
    memcpy(before, fittings, count * sizeof *before);
    double rooms[WORD_ROOMS] = {0}, least = INFINITY, largest = 0;
    find_rooms(fittings, count, rooms);
    const struct fitting *smallest = fittings;
    for (size_t i = 0; i < count; i++) {
        largest = fmax(largest, fittings[i].cell / fittings[i].settings.px_per_pt);
        memcpy(fittings[i].settings.rooms, rooms, sizeof rooms);
        fit_arrange(&fittings[i]);
        smallest = fittings[i].cell < smallest->cell ? &fittings[i] : smallest;
    }
    for (size_t i = 0; i < count; i++) {
        follow(&fittings[i], smallest);
        least = fmin(least, fit_measure(&fittings[i]));
    }
    bool is_kept = least > theme_sizes.page.enough * largest;
    for (size_t i = 0; i < count; i++) {
        fittings[i] = is_kept ? fittings[i] : before[i];
        fittings[i].most_cell = is_kept ? least : INFINITY;
    }
    free(before);
}

void fit_keep_maps(struct fitting *fittings, size_t count)
{
    for (size_t first = 0, next; first < count; first = next) {
        next = first + 1;
        while (next < count && fittings[next].drawing == fittings[next - 1].drawing + 1 &&
               has_same_maps(fittings[first].drawing, fittings[next].drawing))
            next++;
        if (next > first + 1)
            share_rooms(fittings + first, next - first);
    }
}
