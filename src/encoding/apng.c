/* SPDX-License-Identifier: MIT */
/*
 * APNG: a PNG whose further pictures stand in chunks of their own (PNG, third edition). All have
 * the first one's kind of pixels, red, green, blue and alpha, since the colours to come are not
 * known. Of each only the area that is new is stored, and where pictures are opaque, a pixel in it
 * that is not new is transparent: so most of an area is one colour, which packs well.
 */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "encoding/area.h"
#include "encoding/encoders.h"
#include "encoding/png_bands.h"
#include "encoding/png_file.h"

enum {
    MOST_PART = 65535, /* of a duration's fraction, above and below */
    MOST_PLAYS = INT32_MAX,
    THOUSAND = 1000,
    CHANNELS = 4,
    LEAVE = 0,   /* what was drawn stays, */
    REPLACE = 0, /* and an area replaces it, alpha and all, */
    COVER = 1    /* or lies over it */
};

struct apng {
    struct png_file file;
    struct png_bands *bands; /* owned, as are the next two */
    uint32_t *shown, *area;  /* the last picture, and of the next what is stored */
    size_t width, height, picture_count, plays;
    bool is_opaque;
    uint32_t sequence; /* number of the next chunk of the animation */
    int64_t ticks;     /* of a second: durations are counted in them */
    int64_t end;       /* ticks: of the last picture, as written */
    bool is_first;     /* nothing was written yet */
};

/* ---- time ---- */

/* As many ticks as a fraction can have, such that the film's rate and thousandths are whole ones.
 */
static int64_t choose_ticks(struct rational fps)
{
    int64_t unit = THOUSAND;
    if (fps.num > 0 && fps.num <= MOST_PART) {
        int64_t both = fps.num * rational_make(fps.num, THOUSAND).den;
        unit = both <= MOST_PART ? both : fps.num;
    }
    return MOST_PART / unit * unit;
}

static int64_t to_ticks(const struct apng *apng, struct rational seconds)
{
    struct rational exact = rational_multiply(seconds, rational_make(apng->ticks, 1));
    return rational_is_exact(exact) ? rational_round(exact)
                                    : llround(rational_to_double(seconds) * (double)apng->ticks);
}

/* From the end of the last picture to that of this one, as a fraction of 16 bits each. What does
 * not fit is rounded, and the next picture makes up for it: no error adds up. */
static bool measure_delay(struct apng *apng, struct rational end, struct rational *delay)
{
    int64_t ticks = to_ticks(apng, end) - apng->end;
    ticks = ticks > 0 ? ticks : 1;
    *delay = rational_make(ticks, apng->ticks);
    for (int64_t coarse = 1; delay->num > MOST_PART && coarse <= apng->ticks; coarse++) {
        if (apng->ticks % coarse != 0)
            continue;
        *delay = rational_make((ticks + coarse / 2) / coarse, apng->ticks / coarse);
    }
    apng->end += delay->num * (apng->ticks / delay->den);
    return delay->num <= MOST_PART;
}

/* ---- chunks ---- */

/* Whether what is not new is left out of an area. */
static bool is_masked(const struct apng *apng)
{
    return apng->is_opaque && !apng->is_first;
}

static void write_control(const struct apng *apng)
{
    png_byte bytes[8];
    png_save_uint_32(bytes, (png_uint_32)apng->picture_count);
    png_save_uint_32(bytes + 4, (png_uint_32)apng->plays);
    png_write_chunk(apng->file.writer, (png_const_bytep) "acTL", bytes, sizeof bytes);
}

static void write_picture_control(struct apng *apng, struct area area, struct rational delay)
{
    const size_t numbers[] = {apng->sequence++, area.width, area.height, area.x, area.y};
    png_byte bytes[26] = {[24] = LEAVE, [25] = is_masked(apng) ? COVER : REPLACE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        png_save_uint_32(bytes + 4 * i, (png_uint_32)numbers[i]);
    png_save_uint_16(bytes + 20, (unsigned)delay.num);
    png_save_uint_16(bytes + 22, (unsigned)delay.den);
    png_write_chunk(apng->file.writer, (png_const_bytep) "fcTL", bytes, sizeof bytes);
}

static void write_head(struct apng *apng)
{
    const struct raster whole = {.width = apng->width, .height = apng->height};
    png_file_write_head(&apng->file, &whole, NULL, false);
    write_control(apng);
}

/* All that may jump out, as below; what it allocates is in the arena or libpng's own. */
static bool write_start(struct apng *apng)
{
    if (setjmp(png_jmpbuf(apng->file.writer)))
        return false;
    write_head(apng);
    return true;
}

static bool write_area(struct apng *apng, struct area area, struct rational delay)
{
    if (setjmp(png_jmpbuf(apng->file.writer)))
        return false;
    const struct raster part = {
        .width = area.width, .height = area.height, .stride = area.width, .pixels = apng->area};
    const struct png_rows rows = {
        .raster = &part,
        .channels = CHANNELS,
    };
    write_picture_control(apng, area, delay);
    png_bands_pack(apng->bands, &rows);
    png_bands_write(apng->bands, apng->file.writer, apng->is_first ? NULL : &apng->sequence);
    return true;
}

static bool write_end(struct apng *apng)
{
    if (setjmp(png_jmpbuf(apng->file.writer)))
        return false;
    png_write_chunk(apng->file.writer, (png_const_bytep) "IEND", NULL, 0);
    return true;
}

/* ---- the encoder ---- */

static void apng_abort(void *state)
{
    struct apng *apng = state;
    png_file_finish(&apng->file);
    png_bands_destroy(apng->bands);
    free(apng->shown);
    free(apng->area);
    free(apng);
}

static bool apng_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    struct apng *apng = memory_allocate(1, sizeof *apng);
    *apng = (struct apng){
        .width = settings->width,
        .height = settings->height,
        .bands = png_bands_create(settings->is_png_small),
        .shown = memory_allocate(settings->width * settings->height, sizeof *apng->shown),
        .area = memory_allocate(settings->width * settings->height, sizeof *apng->area),
        .picture_count = settings->source.count,
        .plays = settings->loop < MOST_PLAYS ? settings->loop : MOST_PLAYS,
        .is_opaque = settings->background.alpha >= 1,
        .ticks = choose_ticks(settings->fps),
        .is_first = true,
    };
    png_file_init(&apng->file, settings, sink);
    if (png_file_start(&apng->file) && write_start(apng)) {
        *state = apng;
        return true;
    }
    sink_error(sink, error);
    apng_abort(apng);
    return false;
}

static struct area find_new_area(const struct apng *apng, const struct raster *raster)
{
    const size_t pixel = sizeof *apng->shown;
    if (apng->is_first)
        return (struct area){0, 0, apng->width, apng->height};
    return area_find_change((struct plane){raster->pixels, raster->stride * pixel},
                            (struct plane){apng->shown, apng->width * pixel}, apng->width,
                            apng->height, pixel);
}

/* Copies what is stored of a picture, and the picture for the next one. */
static void take_area(struct apng *apng, const struct raster *raster, struct area area)
{
    uint32_t *out = apng->area;
    for (size_t y = area.y; y < area.y + area.height; y++, out += area.width) {
        const uint32_t *row = raster->pixels + y * raster->stride + area.x;
        uint32_t *known = apng->shown + y * apng->width + area.x;
        for (size_t x = 0; x < area.width; x++)
            out[x] = is_masked(apng) && row[x] == known[x] ? 0 : row[x];
        memcpy(known, row, area.width * sizeof *known);
    }
}

static bool apng_add(void *state, const struct frame *frame, struct error *error)
{
    struct apng *apng = state;
    struct rational delay;
    if (apng->is_first)
        apng->end = to_ticks(apng, frame->start);
    if (!measure_delay(apng, rational_add(frame->start, frame->duration), &delay))
        return error_set(error, STATUS_LIMIT, "an APNG shows a picture for at most %d seconds",
                         MOST_PART);
    struct area area = find_new_area(apng, frame->raster);
    take_area(apng, frame->raster, area);
    bool is_written = write_area(apng, area, delay);
    apng->is_first = false;
    return is_written || sink_error(apng->file.sink, error);
}

static bool apng_finish(void *state, struct error *error)
{
    struct apng *apng = state;
    bool is_written = write_end(apng) || sink_error(apng->file.sink, error);
    apng_abort(apng);
    return is_written;
}

const struct encoder encoder_apng = {
    .name = "apng",
    .extension = "apng",
    .about = "an animation in exact colours, for browsers",
    .wants_pixels = true,
    .growth = 1.3,
    .pixel_memory = 12,
    .is_animation = true,
    .is_alpha_kept = true,
    .has_small = true,
    .has_loop = true,
    .open = apng_open,
    .add = apng_add,
    .finish = apng_finish,
    .abort = apng_abort,
};
