/* SPDX-License-Identifier: MIT */
/* From the moment to the cuboids of view volume: the input's plane, the window and what its taps
 * read, the current output. */
#include "drawing/share.h"
#include "drawing/views/volume.h"

int64_t volume_unit_depth(const struct volume *volume, int64_t depth)
{
    const struct axis *axis = &volume->simulation->axis[0];
    int64_t beyond = depth - axis->before;
    if (beyond < 0 || beyond >= axis->stretched || beyond % axis->stretch > 0)
        return -1;
    return beyond / axis->stretch;
}

/* Where a step's window begins and how far it reaches; one that slides has its layer's size, others
 * go round what they read. */
static void read_window(const struct volume *volume, const struct step *step, int64_t first[3],
                        int64_t size[3])
{
    const struct simulation *simulation = volume->simulation;
    for (size_t i = 0; i < MAX_AXES; i++) {
        first[i] = step->window[i];
        size[i] = simulation->axis[i].effective_kernel;
        if (simulation->is_sliding || step->term_count == 0)
            continue;
        int64_t last = first[i] = step->terms[0].place[i];
        for (size_t t = 1; t < step->term_count; t++) {
            int64_t place = step->terms[t].place[i];
            first[i] = place < first[i] ? place : first[i];
            last = place > last ? place : last;
        }
        size[i] = last - first[i] + 1;
    }
}

/* Two steps, and how far on the way from one to the other. */
struct way {
    struct step step[2];
    int64_t first[2][MAX_AXES], size[2][MAX_AXES];
    double progress;
};

/* Adds a step's terms to the taps, with a weight. */
static void light_taps(struct volume *volume, const struct way *way, int which, double share)
{
    const struct step *step = &way->step[which];
    for (size_t i = 0; i < step->term_count; i++) {
        const struct term *term = &step->terms[i];
        size_t at = 0;
        for (size_t a = 0; a < MAX_AXES; a++) {
            int64_t tap = volume->simulation->is_sliding ? term->tap[a]
                                                         : term->place[a] - way->first[which][a];
            at = at * (size_t)volume->taps[a] + (size_t)tap;
        }
        volume->lit[at] += share;
        volume->unit[at] += term->kind == CELL_UNIT ? share : 0;
        volume->chosen[at] += volume->marks_chosen && term->is_chosen ? share : 0;
    }
}

/* Windows that are unlike have room for the larger one's taps. */
static void place_window(struct volume *volume, const struct way *way)
{
    const struct axis *axis = volume->simulation->axis;
    volume->tap_count = 1;
    for (size_t i = 0; i < MAX_AXES; i++) {
        int64_t from = way->size[0][i], to = way->size[1][i];
        bool is_sliding = volume->simulation->is_sliding;
        volume->taps[i] = is_sliding ? axis[i].kernel : from > to ? from : to;
        volume->apart[i] = is_sliding ? axis[i].dilation : 1;
        volume->tap_count *= (size_t)volume->taps[i];
        volume->window.start[i] =
            share_between((double)way->first[0][i], (double)way->first[1][i], way->progress);
        volume->window.size[i] = share_between((double)from, (double)to, way->progress);
        volume->now.start[i] = share_between((double)way->step[0].output[1 + i],
                                             (double)way->step[1].output[1 + i], way->progress);
        volume->now.size[i] = 1;
    }
}

static void read_places(struct volume *volume, const struct moment_part *part, struct pen *pen)
{
    struct way way = {.progress = part->progress};
    for (int i = 0; i < 2; i++) {
        size_t step = part->step + (i > 0 && part->progress > 0);
        simulation_step_at(volume->simulation, step, pen->arena, &way.step[i]);
        read_window(volume, &way.step[i], way.first[i], way.size[i]);
    }
    place_window(volume, &way);
    volume->lit = arena_allocate(pen->arena, volume->tap_count, sizeof *volume->lit);
    volume->unit = arena_allocate(pen->arena, volume->tap_count, sizeof *volume->unit);
    volume->chosen = arena_allocate(pen->arena, volume->tap_count, sizeof *volume->chosen);
    light_taps(volume, &way, 0, 1 - part->progress);
    if (part->progress > 0)
        light_taps(volume, &way, 1, part->progress);
}

void volume_read(struct volume *volume, const struct drawing *drawing,
                 const struct moment_part *part, struct pen *pen)
{
    const struct simulation *simulation = drawing->simulation;
    const struct given_flag *labels = &drawing->scene->show.labels;
    *volume = (struct volume){.simulation = simulation,
                              .theme = &drawing->scene->theme,
                              .ruler = drawing->ruler,
                              .has_words = labels->at.line == 0 || labels->value,
                              .step = part->step,
                              .marks_chosen = simulation->has_values && !part->is_question};
    for (size_t i = 0; i < MAX_AXES; i++) {
        const struct axis *axis = &simulation->axis[i];
        int64_t end = simulation->is_sliding
                          ? (axis->output - 1) * axis->move + axis->effective_kernel
                          : axis->padded;
        volume->padded.size[i] = (double)axis->padded;
        volume->reach.size[i] = (double)(end > axis->padded ? end : axis->padded);
        volume->outputs.size[i] = (double)axis->output;
    }
    read_places(volume, part, pen);
    volume_read_digits(volume, pen);
}
