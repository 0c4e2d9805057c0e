/* SPDX-License-Identifier: MIT */
/*
 * GIF: one palette for the whole animation, times exact in centiseconds, only what changed is
 * written. A picture is held back until it is known how long it stays.
 */
#include "encoding/encoders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

#include "encoding/area.h"
#include "encoding/palette.h"

enum {
    MOST_SAMPLES = 4, /* pictures that the palette is chosen from: a film's colours stay */
    MOST_SIDE = 65535,
    LEAST_DELAY_CS = 2, /* browsers show shorter ones for 10 */
    MOST_DELAY_CS = 65535,
    LEAVE = 1,        /* disposal: what was drawn stays */
    CLEAR = 2,        /* disposal: back to transparent */
    TRANSPARENT = 255 /* the index that palette.h leaves free */
};

struct gif {
    struct sink *sink; /* borrowed */
    GifFileType *file;
    struct palette palette;
    size_t width, height;
    uint32_t matte;      /* 0xrrggbb */
    bool is_transparent; /* every picture whole, on a cleared canvas */
    bool is_first;       /* nothing was written yet */
    bool is_holding;
    uint64_t held_number;                     /* of the raster of what is held */
    unsigned char *shown, *held, *next, *row; /* owned; indices, and one row of them */
    int64_t held_start_cs, end_cs;
    int write_errno;
};

/* ---- writing through giflib ---- */

static int write_bytes(GifFileType *file, const GifByteType *bytes, int length)
{
    struct gif *gif = file->UserData;
    errno = 0;
    size_t count = fwrite(bytes, 1, (size_t)length, gif->sink->stream);
    if (count != (size_t)length)
        gif->write_errno = errno;
    return (int)count;
}

static bool fail(const struct gif *gif, struct error *error)
{
    errno = gif->write_errno;
    return sink_error(gif->sink, error);
}

static bool put_control(struct gif *gif, int64_t delay_cs)
{
    GraphicsControlBlock control = {
        .DisposalMode = gif->is_transparent ? CLEAR : LEAVE,
        .DelayTime = (int)delay_cs,
        .TransparentColor = TRANSPARENT,
    };
    GifByteType bytes[4];
    EGifGCBToExtension(&control, bytes);
    return EGifPutExtension(gif->file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes) == GIF_OK;
}

/* What is there already is left out by transparency. */
static void leave_out(const unsigned char *restrict held, const unsigned char *restrict shown,
                      size_t count, unsigned char *restrict out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = held[i] == shown[i] ? TRANSPARENT : held[i];
}

/* One row of the area: giflib writes to it. */
static void fill_row(const struct gif *gif, struct area area, size_t y)
{
    size_t start = (area.y + y) * gif->width + area.x;
    if (gif->is_transparent || gif->is_first)
        memcpy(gif->row, gif->held + start, area.width);
    else
        leave_out(gif->held + start, gif->shown + start, area.width, gif->row);
}

static bool put_area(struct gif *gif, struct area area, int64_t delay_cs)
{
    if (!put_control(gif, delay_cs) ||
        EGifPutImageDesc(gif->file, (int)area.x, (int)area.y, (int)area.width, (int)area.height,
                         false, NULL) != GIF_OK)
        return false;
    for (size_t y = 0; y < area.height; y++) {
        fill_row(gif, area, y);
        if (EGifPutLine(gif->file, gif->row, (int)area.width) != GIF_OK)
            return false;
    }
    return true;
}

static struct area find_new_area(const struct gif *gif)
{
    return area_find_change((struct plane){gif->held, gif->width},
                            (struct plane){gif->shown, gif->width}, gif->width, gif->height, 1);
}

/* Writes the held picture, which stays until end_cs. */
static bool put_held(struct gif *gif, int64_t end_cs)
{
    struct area whole = {0, 0, gif->width, gif->height};
    struct area area = gif->is_first || gif->is_transparent ? whole : find_new_area(gif);
    int64_t rest = end_cs - gif->held_start_cs;
    do {
        int64_t delay = rest > MOST_DELAY_CS ? MOST_DELAY_CS : rest;
        if (!put_area(gif, area, delay))
            return false;
        gif->is_first = false;
        memcpy(gif->shown + area.y * gif->width, gif->held + area.y * gif->width,
               area.height * gif->width);
        rest -= delay;
        if (!gif->is_transparent)
            area = (struct area){0, 0, 1, 1};
    } while (rest > 0);
    return true;
}

/* ---- opening ---- */

/* The first picture is sampled last: its painter needs not paint it again. */
static bool choose_palette(struct gif *gif, const struct frame_source *source, struct error *error)
{
    struct census census = {.matte = gif->matte};
    size_t samples = source->count < MOST_SAMPLES ? source->count : MOST_SAMPLES;
    bool is_painted = true;
    for (size_t i = samples; i-- > 0 && is_painted;) {
        struct raster raster;
        size_t number = samples > 1 ? i * (source->count - 1) / (samples - 1) : 0;
        is_painted = source->paint(source->context, number, &raster, error);
        if (is_painted)
            census_add(&census, &raster);
    }
    if (is_painted)
        palette_init(&gif->palette, &census);
    census_finish(&census);
    return is_painted;
}

/* For ever unless the loop counts; NETSCAPE's number is of repetitions, one less than of runs. */
static bool put_loop(GifFileType *file, size_t loop)
{
    if (loop == 1)
        return true;
    size_t repetitions = loop == 0 ? 0 : loop - 1 > 65535 ? 65535 : loop - 1;
    const GifByteType numbers[] = {1, (GifByteType)(repetitions & 255),
                                   (GifByteType)(repetitions >> 8)};
    return EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
           EGifPutExtensionBlock(file, 11, "NETSCAPE2.0") == GIF_OK &&
           EGifPutExtensionBlock(file, sizeof numbers, numbers) == GIF_OK &&
           EGifPutExtensionTrailer(file) == GIF_OK;
}

/* Readers without eyes for pictures find the words in a comment. */
static bool put_description(GifFileType *file, const char *text)
{
    return !text || !*text || EGifPutComment(file, text) == GIF_OK;
}

static bool put_head(struct gif *gif, const struct encoding_settings *settings)
{
    ColorMapObject *map = GifMakeMapObject(256, NULL);
    if (!map)
        return false;
    for (size_t i = 0; i < gif->palette.count; i++) {
        uint32_t color = gif->palette.color[i];
        map->Colors[i] =
            (GifColorType){(GifByteType)(color >> 16 & 255), (GifByteType)(color >> 8 & 255),
                           (GifByteType)(color & 255)};
    }
    EGifSetGifVersion(gif->file, true);
    bool is_put = EGifPutScreenDesc(gif->file, (int)gif->width, (int)gif->height, 8,
                                    gif->is_transparent ? TRANSPARENT : 0, map) == GIF_OK &&
                  put_loop(gif->file, settings->loop) &&
                  put_description(gif->file, settings->description);
    GifFreeMapObject(map);
    return is_put;
}

static void gif_abort(void *state)
{
    struct gif *gif = state;
    if (gif->file)
        EGifCloseFile(gif->file, NULL);
    palette_finish(&gif->palette);
    free(gif->shown);
    free(gif->held);
    free(gif->next);
    free(gif->row);
    free(gif);
}

static uint32_t to_pixel(struct color color)
{
    return (uint32_t)(color.red * 255 + 0.5) << 16 | (uint32_t)(color.green * 255 + 0.5) << 8 |
           (uint32_t)(color.blue * 255 + 0.5);
}

static bool gif_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                     struct error *error)
{
    if (settings->width > MOST_SIDE || settings->height > MOST_SIDE)
        return error_set(error, STATUS_LIMIT, "a GIF's side has at most %d pixels", MOST_SIDE);
    size_t pixels = settings->width * settings->height;
    struct gif *gif = memory_allocate(1, sizeof *gif);
    *gif = (struct gif){
        .sink = sink,
        .width = settings->width,
        .height = settings->height,
        .matte = to_pixel(settings->matte),
        .is_transparent = settings->background.alpha < 1,
        .is_first = true,
        .shown = memory_allocate(pixels, 1),
        .held = memory_allocate(pixels, 1),
        .next = memory_allocate(pixels, 1),
        .row = memory_allocate(settings->width, 1),
    };
    bool is_open = choose_palette(gif, &settings->source, error);
    if (is_open) {
        gif->file = EGifOpen(gif, write_bytes, NULL);
        is_open = (gif->file && put_head(gif, settings)) || fail(gif, error);
    }
    if (is_open)
        *state = gif;
    else
        gif_abort(gif);
    return is_open;
}

/* ---- pictures ---- */

/* A pixel is transparent or it is not: what is partly so, an edge, lies on the matte. */
static void index_row(struct gif *gif, const uint32_t *row, size_t count, unsigned char *out)
{
    uint32_t last = 0;
    unsigned char index = TRANSPARENT;
    for (size_t x = 0; x < count; x++) {
        if (row[x] != last) {
            last = row[x];
            index = last >> 24 == 0 ? TRANSPARENT
                                    : palette_index(&gif->palette, palette_over(last, gif->matte));
        }
        out[x] = index;
    }
}

/* The picture whose indices are held is copied where the new one repeats its pixels. */
static void index_pixels(struct gif *gif, const struct raster *raster)
{
    bool follows = gif->is_holding && raster->base != 0 && raster->base == gif->held_number;
    if (follows)
        memcpy(gif->next, gif->held, gif->width * gif->height);
    for (size_t y = 0; y < gif->height; y++) {
        const uint32_t *row = raster->pixels + y * raster->stride;
        unsigned char *out = gif->next + y * gif->width;
        if (!follows)
            index_row(gif, row, gif->width, out);
        for (size_t x = 0, end; follows && tile_set_next(&raster->changed, y, gif->width, &x, &end);
             x = end)
            index_row(gif, row + x, end - x, out + x);
    }
}

static int64_t to_centiseconds(struct rational seconds)
{
    return rational_round(rational_multiply(seconds, rational_make(100, 1)));
}

static void hold_next(struct gif *gif, int64_t start_cs)
{
    unsigned char *spare = gif->held;
    gif->held = gif->next;
    gif->next = spare;
    gif->held_start_cs = start_cs;
    gif->is_holding = true;
}

/* Boundaries are rounded, not durations, so that no error adds up. A picture that is too short to
 * be shown gives its time to the one before. */
static bool gif_add(void *state, const struct frame *frame, struct error *error)
{
    struct gif *gif = state;
    int64_t start = to_centiseconds(frame->start);
    int64_t end = to_centiseconds(rational_add(frame->start, frame->duration));
    gif->end_cs = end;
    if (gif->is_holding && end - start < LEAST_DELAY_CS)
        return true;
    index_pixels(gif, frame->raster);
    gif->held_number = frame->raster->number;
    if (!gif->is_holding) {
        hold_next(gif, 0);
        return true;
    }
    if (memcmp(gif->next, gif->held, gif->width * gif->height) == 0)
        return true;
    if (start - gif->held_start_cs >= LEAST_DELAY_CS) {
        if (!put_held(gif, start))
            return fail(gif, error);
    } else {
        start = gif->held_start_cs; /* only a first picture can be that short */
    }
    hold_next(gif, start);
    return true;
}

static bool gif_finish(void *state, struct error *error)
{
    struct gif *gif = state;
    bool is_written = !gif->is_holding || put_held(gif, gif->end_cs);
    GifFileType *file = gif->file;
    gif->file = NULL;
    is_written &= EGifCloseFile(file, NULL) == GIF_OK;
    if (!is_written)
        fail(gif, error);
    gif_abort(gif);
    return is_written;
}

const struct encoder encoder_gif = {
    .name = "gif",
    .extension = "gif",
    .about = "an animation that plays anywhere",
    .wants_pixels = true,
    .packing = {.edge = 0.18, .pixel = 0.052, .picture = 450},
    .least_cs = LEAST_DELAY_CS,
    .pixel_memory = 8,
    .is_animation = true,
    .light_width = 640,
    .light_fps = 12,
    .is_alpha_kept = true,
    .is_alpha_hard = true,
    .has_loop = true,
    .open = gif_open,
    .add = gif_add,
    .finish = gif_finish,
    .abort = gif_abort,
};
