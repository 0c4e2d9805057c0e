/* SPDX-License-Identifier: MIT */
/* What an output unit reads: its type's own list of cells, or the window that slides. */
#include <stdlib.h>
#include <string.h>

#include "simulation/resolve.h"

bool walk_next(int64_t *index, const int64_t *size, size_t axes)
{
    for (size_t i = axes; i-- > 0;) {
        if (++index[i] < size[i])
            return true;
        index[i] = 0;
    }
    return false;
}

void reads_add(struct reads *reads, const struct read *read)
{
    if (reads->count == reads->capacity) {
        reads->capacity = reads->capacity ? 2 * reads->capacity : 16;
        reads->items = memory_resize(reads->items, reads->capacity, sizeof *reads->items);
    }
    reads->items[reads->count++] = *read;
}

void reads_add_box(struct reads *reads, const struct simulation *simulation, const struct box *box)
{
    size_t axes = simulation->axes;
    for (size_t i = 0; i < axes; i++)
        if (box->taps[i] < 1)
            return;
    for (size_t c = 0; c < box->channels; c++) {
        struct read read = {.channel = box->channel + c};
        do {
            for (size_t i = 0; i < axes; i++)
                read.place[i] = box->start[i] + read.tap[i] * simulation->axis[i].dilation;
            reads_add(reads, &read);
        } while (walk_next(read.tap, box->taps, axes));
    }
}

void reads_finish(struct reads *reads)
{
    free(reads->items);
    *reads = (struct reads){0};
}

/* A pool reads its own channel, a convolution those of its group. */
struct box sliding_box(const struct simulation *simulation, const size_t *output)
{
    size_t per_group = simulation->in_channels / simulation->groups;
    size_t group = output[0] / (simulation->out_channels / simulation->groups);
    struct box box = {.channel = simulation->is_pool ? output[0] : group * per_group,
                      .channels = simulation->is_pool ? 1 : per_group};
    for (size_t i = 0; i < simulation->axes; i++) {
        box.start[i] = (int64_t)output[1 + i] * simulation->axis[i].move;
        box.taps[i] = simulation->axis[i].kernel;
    }
    return box;
}

void reads_of(const struct simulation *simulation, const size_t *output, struct reads *out)
{
    out->count = 0;
    if (simulation->type->reads) {
        simulation->type->reads(simulation, output, out);
        return;
    }
    struct box box = sliding_box(simulation, output);
    reads_add_box(out, simulation, &box);
}
