/* SPDX-License-Identifier: MIT */
/*
 * PNG: libpng writes the container, ISA-L packs the pixels, several times as fast as zlib. At
 * most 256 colours make a palette picture, no transparency a picture without alpha.
 */
#include "encoding/encoders.h"

#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <isa-l/igzip_lib.h>
#include <png.h>

enum {
    MOST_COLORS = 256,
    SLOTS = 1024, /* of the table of colours, a power of two well above MOST_COLORS */
    PACKED_BYTES = 64 * 1024,
    FILTER_UP = 2
};

/* The colours of a picture, in the order of first sight. */
struct palette {
    size_t count; /* MOST_COLORS + 1: too many */
    uint32_t color[MOST_COLORS];
    uint32_t key[SLOTS];
    int16_t index[SLOTS]; /* -1: free */
};

struct png {
    struct sink *sink; /* borrowed */
    struct encoding_settings settings;
    char *title, *description; /* owned */
};

/* ---- colours ---- */

static size_t slot_of(const struct palette *palette, uint32_t color)
{
    size_t slot = (color * UINT32_C(2654435761)) >> 22;
    while (palette->index[slot] >= 0 && palette->key[slot] != color)
        slot = (slot + 1) % SLOTS;
    return slot;
}

static void add_color(struct palette *palette, uint32_t color)
{
    size_t slot = slot_of(palette, color);
    if (palette->index[slot] >= 0)
        return;
    if (palette->count < MOST_COLORS) {
        palette->key[slot] = color;
        palette->index[slot] = (int16_t)palette->count;
        palette->color[palette->count] = color;
    }
    palette->count++;
}

static bool find_colors(const struct raster *raster, struct palette *palette)
{
    bool is_opaque = true;
    palette->count = 0;
    memset(palette->index, 0xff, sizeof palette->index);
    for (size_t y = 0; y < raster->height; y++) {
        const uint32_t *row = raster->pixels + y * raster->stride;
        uint32_t last = ~row[0];
        for (size_t x = 0; x < raster->width; x++) {
            if (row[x] == last)
                continue;
            last = row[x];
            is_opaque &= last >> 24 == 255;
            if (palette->count <= MOST_COLORS)
                add_color(palette, last);
        }
    }
    return is_opaque;
}

/* Cairo's colours are multiplied by alpha, PNG's are not. */
static void split_color(uint32_t color, png_byte out[4])
{
    uint32_t alpha = color >> 24;
    for (int i = 0; i < 3; i++) {
        uint32_t part = color >> (16 - 8 * i) & 255;
        if (alpha != 0 && alpha != 255)
            part = (part * 255 + alpha / 2) / alpha;
        out[i] = (png_byte)(part > 255 ? 255 : part);
    }
    out[3] = (png_byte)alpha;
}

/* ---- rows ---- */

struct rows {
    const struct raster *raster;
    const struct palette *palette; /* NULL: true colour */
    size_t channels;               /* 1, 3 or 4 bytes a pixel */
    png_byte *above, *row, *line;  /* line: a filter byte and the filtered row */
};

static void fill_row(const struct rows *rows, size_t y)
{
    const uint32_t *pixels = rows->raster->pixels + y * rows->raster->stride;
    uint32_t last = ~pixels[0];
    png_byte parts[4] = {0};
    for (size_t x = 0; x < rows->raster->width; x++) {
        if (pixels[x] != last) {
            last = pixels[x];
            if (rows->palette)
                parts[0] = (png_byte)rows->palette->index[slot_of(rows->palette, last)];
            else
                split_color(last, parts);
        }
        memcpy(rows->row + x * rows->channels, parts, rows->channels);
    }
}

/* The difference from the row above is mostly zeros in a drawing. */
static void filter_row(struct rows *rows)
{
    size_t bytes = rows->raster->width * rows->channels;
    rows->line[0] = FILTER_UP;
    for (size_t i = 0; i < bytes; i++)
        rows->line[1 + i] = (png_byte)(rows->row[i] - rows->above[i]);
    png_byte *spare = rows->above;
    rows->above = rows->row;
    rows->row = spare;
}

static void write_packed(png_structp writer, struct isal_zstream *stream, png_byte *packed)
{
    do {
        stream->next_out = packed;
        stream->avail_out = PACKED_BYTES;
        isal_deflate(stream);
        size_t length = PACKED_BYTES - stream->avail_out;
        if (length > 0)
            png_write_chunk(writer, (png_const_bytep) "IDAT", packed, length);
    } while (stream->avail_out == 0);
}

static void write_rows(png_structp writer, struct rows *rows, struct arena *arena)
{
    struct isal_zstream *stream = arena_allocate(arena, 1, sizeof *stream);
    png_byte *packed = arena_allocate(arena, PACKED_BYTES, 1);
    size_t bytes = rows->raster->width * rows->channels;
    rows->above = arena_allocate(arena, bytes, 1);
    rows->row = arena_allocate(arena, bytes, 1);
    rows->line = arena_allocate(arena, bytes + 1, 1);
    isal_deflate_init(stream);
    stream->level = 1;
    stream->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream->level_buf = arena_allocate(arena, stream->level_buf_size, 1);
    stream->gzip_flag = IGZIP_ZLIB;
    for (size_t y = 0; y < rows->raster->height; y++) {
        fill_row(rows, y);
        filter_row(rows);
        stream->next_in = rows->line;
        stream->avail_in = (uint32_t)(bytes + 1);
        stream->end_of_stream = y + 1 == rows->raster->height;
        write_packed(writer, stream, packed);
    }
}

/* ---- the container ---- */

static void write_palette(png_structp writer, png_infop info, const struct palette *palette,
                          bool is_opaque)
{
    png_color colors[MOST_COLORS];
    png_byte alphas[MOST_COLORS];
    for (size_t i = 0; i < palette->count; i++) {
        png_byte parts[4];
        split_color(palette->color[i], parts);
        colors[i] = (png_color){parts[0], parts[1], parts[2]};
        alphas[i] = parts[3];
    }
    png_set_PLTE(writer, info, colors, (int)palette->count);
    if (!is_opaque)
        png_set_tRNS(writer, info, alphas, (int)palette->count, NULL);
}

static void write_texts(png_structp writer, png_infop info, const struct png *png)
{
    char title[] = "Title", description[] = "Description";
    png_text texts[] = {
        {.compression = PNG_ITXT_COMPRESSION_NONE, .key = title, .text = png->title},
        {.compression = PNG_ITXT_COMPRESSION_NONE, .key = description, .text = png->description},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].text[0])
            png_set_text(writer, info, &texts[i], 1);
}

static void write_header(png_structp writer, png_infop info, const struct png *png,
                         const struct raster *raster, const struct palette *palette, bool is_opaque)
{
    bool has_palette = palette->count <= MOST_COLORS;
    int kind = has_palette ? PNG_COLOR_TYPE_PALETTE
               : is_opaque ? PNG_COLOR_TYPE_RGB
                           : PNG_COLOR_TYPE_RGB_ALPHA;
    png_uint_32 per_meter = (png_uint_32)lround(rational_to_double(png->settings.dpi) / 0.0254);
    png_set_IHDR(writer, info, (png_uint_32)raster->width, (png_uint_32)raster->height, 8, kind,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(writer, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(writer, info, per_meter, per_meter, PNG_RESOLUTION_METER);
    if (has_palette)
        write_palette(writer, info, palette, is_opaque);
    write_texts(writer, info, png);
    png_write_info(writer, info);
}

static void write_bytes(png_structp writer, png_bytep bytes, size_t length)
{
    const struct sink *sink = png_get_io_ptr(writer);
    errno = 0;
    if (fwrite(bytes, 1, length, sink->stream) != length)
        png_error(writer, "write");
}

static void flush_nothing(png_structp writer)
{
    (void)writer;
}

static _Noreturn void fail(png_structp writer, png_const_charp message)
{
    (void)message; /* errno tells: only writing fails */
    png_longjmp(writer, 1);
}

/* All that may jump out; what it allocates is in the arena or libpng's own. */
static bool write_picture(png_structp writer, png_infop info, const struct png *png,
                          const struct raster *raster, struct arena *arena)
{
    if (setjmp(png_jmpbuf(writer)))
        return false;
    struct palette *palette = arena_allocate(arena, 1, sizeof *palette);
    bool is_opaque = find_colors(raster, palette);
    bool has_palette = palette->count <= MOST_COLORS;
    struct rows rows = {
        .raster = raster,
        .palette = has_palette ? palette : NULL,
        .channels = has_palette ? 1
                    : is_opaque ? 3
                                : 4,
    };
    png_set_write_fn(writer, png->sink, write_bytes, flush_nothing);
    write_header(writer, info, png, raster, palette, is_opaque);
    write_rows(writer, &rows, arena);
    png_write_chunk(writer, (png_const_bytep) "IEND", NULL, 0);
    return true;
}

/* ---- the encoder ---- */

static bool png_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                     struct error *error)
{
    (void)error;
    struct png *png = memory_allocate(1, sizeof *png);
    struct buffer title = {0}, description = {0};
    buffer_add_text(&title, settings->title ? settings->title : "");
    buffer_add_text(&description, settings->description ? settings->description : "");
    *png = (struct png){.sink = sink,
                        .settings = *settings,
                        .title = title.bytes,
                        .description = description.bytes};
    *state = png;
    return true;
}

static bool png_add(void *state, const struct frame *frame, struct error *error)
{
    struct png *png = state;
    png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, NULL);
    png_infop info = writer ? png_create_info_struct(writer) : NULL;
    struct arena arena = {0};
    errno = 0;
    bool is_written = info && write_picture(writer, info, png, frame->raster, &arena);
    arena_finish(&arena);
    png_destroy_write_struct(&writer, &info);
    return is_written || sink_error(png->sink, error);
}

static void png_abort(void *state)
{
    struct png *png = state;
    free(png->title);
    free(png->description);
    free(png);
}

static bool png_finish(void *state, struct error *error)
{
    (void)error;
    png_abort(state);
    return true;
}

const struct encoder encoder_png = {
    .name = "png",
    .extension = "png",
    .about = "a picture for each step, at --dpi",
    .wants_pixels = true,
    .is_one_picture = true,
    .is_alpha_kept = true,
    .open = png_open,
    .add = png_add,
    .finish = png_finish,
    .abort = png_abort,
};
