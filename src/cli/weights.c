/* SPDX-License-Identifier: MIT */
/* How much pictures of the timeline change, without painting any. */
#include "weights.h"

#include "edges.h"

static const double fading = 1.6; /* times as much where two pictures lie over each other */
static const double least = 200;  /* pixels: what a picture weighs that changes nothing */

size_t weights_spread(size_t i, size_t places)
{
    const uint64_t golden = 2654435769, whole = (uint64_t)1 << 32;
    return (size_t)((i + 1) * golden % whole * places / whole);
}

double weights_change(const struct output *output, size_t number, struct arena *arena,
                      struct picture *picture)
{
    struct drawn old, new;
    arena_reset(arena);
    pages_draw_picture(output->subject, output->has_every_picture, number - 1, arena, &old);
    pages_draw_picture(output->subject, output->has_every_picture, number, arena, &new);
    *picture = new.picture;
    double length = edges_changed(&old.list, &new.list, output->canvas.scale, arena);
    return new.picture.opacity < 1 ? length *fading : length;
}

double weights_of(const struct output *output, size_t number)
{
    struct arena arena = {0};
    struct picture picture;
    double length = weights_change(output, number, &arena, &picture);
    arena_finish(&arena);
    return least + length;
}

struct weights weights_find(const struct output *output, size_t first, size_t end, size_t most,
                            struct arena *arena)
{
    struct weights weights = {.count = count_smaller(end - first, most)};
    weights.all = arena_allocate(arena, weights.count, sizeof *weights.all);
    double sum = 0;
    for (size_t i = 0; i < weights.count; i++) {
        /* One of each part, at another place in each: steps may be as long as parts. */
        size_t part = first + i * (end - first) / weights.count;
        size_t next = first + (i + 1) * (end - first) / weights.count;
        size_t number = part + weights_spread(i, next - part);
        sum += weights_of(output, number);
        weights.all[i] = (struct weight){number, sum};
    }
    weights.mean = sum / (double)weights.count;
    return weights;
}

size_t weights_picture(const struct weights *weights, double share)
{
    size_t i = 0;
    double sum = share * weights->all[weights->count - 1].until;
    while (i + 1 < weights->count && weights->all[i].until <= sum)
        i++;
    return weights->all[i].picture;
}
