/* SPDX-License-Identifier: MIT */
/*
 * A line for each picture: its number, its duration in seconds, and 64 bits that tell its pixels
 * from others: the FNV-1a hash of width, height and the pixels as numbers, row by row.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "encoding/encoders.h"

static uint64_t add_number(uint64_t hash, uint64_t number)
{
    return (hash ^ number) * UINT64_C(0x100000001b3);
}

static uint64_t hash_pixels(const struct raster *raster)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    hash = add_number(hash, raster->width);
    hash = add_number(hash, raster->height);
    for (size_t y = 0; y < raster->height; y++)
        for (size_t x = 0; x < raster->width; x++)
            hash = add_number(hash, raster->pixels[y * raster->stride + x]);
    return hash;
}

static bool hash_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    (void)settings;
    (void)error;
    *state = sink;
    return true;
}

static bool hash_add(void *state, const struct frame *frame, struct error *error)
{
    struct sink *sink = state;
    errno = 0;
    int length =
        fprintf(sink->stream, "%zu %" PRId64 "/%" PRId64 " %016" PRIx64 "\n", frame->number,
                frame->duration.num, frame->duration.den, hash_pixels(frame->raster));
    return length > 0 || sink_error(sink, error);
}

static bool hash_finish(void *state, struct error *error)
{
    (void)state;
    (void)error;
    return true;
}

static void hash_abort(void *state)
{
    (void)state;
}

const struct encoder encoder_hash = {
    .name = "hash",
    .extension = "hash",
    .about = "a line of text for each picture: number, seconds, hash of the pixels",
    .wants_pixels = true,
    .is_animation = true,
    .is_alpha_kept = true,
    .is_text = true,
    .open = hash_open,
    .add = hash_add,
    .finish = hash_finish,
    .abort = hash_abort,
};
