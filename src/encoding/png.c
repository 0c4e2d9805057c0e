/* SPDX-License-Identifier: MIT */
/*
 * PNG: libpng writes the container, ISA-L packs the pixels, several times as fast as zlib. At
 * most 256 colours make a palette picture, no transparency a picture without alpha.
 */
#include "encoding/encoders.h"

#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <isa-l/igzip_lib.h>
#include <png.h>

enum {
    MOST_COLORS = 256,
    SLOTS = 1024,            /* of the table of colours, a power of two well above MOST_COLORS */
    BAND_BYTES = 128 * 1024, /* of rows that are packed at once: they fit in a processor's cache */
    PACKED_BYTES = 64 * 1024,
    /* Of drawings a short block is the smallest: a code of its own fits what lies close by. */
    BLOCK_TOKENS = 8 * 1024,
    LEVEL_BYTES = ISAL_DEF_LVL1_REQ + ISAL_DEF_LVL1_TOKEN_SIZE * BLOCK_TOKENS,
    START_BYTES = 8, /* packed alone: see pack_start */
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

/* Whether a row is the one above it again, as most rows of a drawing's empty parts are. */
static bool is_repeated(const struct raster *raster, size_t y)
{
    const uint32_t *row = raster->pixels + y * raster->stride;
    return y > 0 && memcmp(row, row - raster->stride, raster->width * sizeof *row) == 0;
}

/* Returns whether all are opaque. Too many colours of a picture that is known to be opaque are not
 * counted to the end. */
static bool find_colors(const struct raster *raster, bool is_known_opaque, struct palette *palette)
{
    uint32_t all = UINT32_MAX;
    palette->count = 0;
    memset(palette->index, 0xff, sizeof palette->index);
    for (size_t y = 0; y < raster->height; y++) {
        if (is_known_opaque && palette->count > MOST_COLORS)
            return true;
        if (is_repeated(raster, y))
            continue;
        const uint32_t *row = raster->pixels + y * raster->stride;
        uint32_t last = ~row[0];
        for (size_t x = 0; x < raster->width; x++) {
            if (row[x] == last)
                continue;
            last = row[x];
            all &= last;
            if (palette->count <= MOST_COLORS)
                add_color(palette, last);
        }
    }
    return all >> 24 == 255;
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

/* Without a filter: the differences that filters make hide from the packer what is drawn again and
 * again. */
enum { FILTER_NONE = 0 };

struct rows {
    const struct raster *raster;
    const struct palette *palette; /* NULL: true colour */
    size_t channels;               /* 1, 3 or 4 bytes a pixel */
};

static void fill_indices(const struct palette *palette, const uint32_t *pixels, size_t width,
                         png_byte *out)
{
    uint32_t last = ~pixels[0];
    png_byte index = 0;
    for (size_t x = 0; x < width; x++) {
        if (pixels[x] != last) {
            last = pixels[x];
            index = (png_byte)palette->index[slot_of(palette, last)];
        }
        out[x] = index;
    }
}

static void put_word(png_byte *out, uint32_t word)
{
    word = htonl(word);
    memcpy(out, &word, sizeof word);
}

/* Four pixels at a time: three words in place of twelve bytes. */
static void fill_opaque(const uint32_t *pixels, size_t width, png_byte *out)
{
    const uint32_t *p = pixels;
    for (; p + 4 <= pixels + width; p += 4, out += 12) {
        put_word(out, p[0] << 8 | (p[1] >> 16 & 255));
        put_word(out + 4, p[1] << 16 | (p[2] >> 8 & 0xffff));
        put_word(out + 8, p[2] << 24 | (p[3] & 0xffffff));
    }
    for (; p < pixels + width; p++, out += 3) {
        out[0] = (png_byte)(*p >> 16);
        out[1] = (png_byte)(*p >> 8);
        out[2] = (png_byte)*p;
    }
}

static void fill_translucent(const uint32_t *pixels, size_t width, png_byte *out)
{
    uint32_t last = ~pixels[0];
    png_byte parts[4] = {0};
    for (size_t x = 0; x < width; x++) {
        if (pixels[x] != last) {
            last = pixels[x];
            split_color(last, parts);
        }
        memcpy(out + 4 * x, parts, sizeof parts);
    }
}

static void fill_row(const struct rows *rows, size_t y, png_byte *out)
{
    const uint32_t *pixels = rows->raster->pixels + y * rows->raster->stride;
    const size_t width = rows->raster->width;
    *out++ = FILTER_NONE;
    if (rows->palette)
        fill_indices(rows->palette, pixels, width, out);
    else if (rows->channels == 3)
        fill_opaque(pixels, width, out);
    else
        fill_translucent(pixels, width, out);
}

/* All of a picture's state in one piece, zeroed: nothing of one that came before is left in it. */
struct packer {
    struct isal_zstream stream;
    png_byte level[LEVEL_BYTES], packed[PACKED_BYTES];
    png_byte band[]; /* rows */
};

static void pack(png_structp writer, struct packer *packer, png_byte *bytes, size_t length)
{
    packer->stream.next_in = bytes;
    packer->stream.avail_in = (uint32_t)length;
    do {
        packer->stream.next_out = packer->packed;
        packer->stream.avail_out = PACKED_BYTES;
        isal_deflate(&packer->stream);
        size_t packed = PACKED_BYTES - packer->stream.avail_out;
        if (packed > 0)
            png_write_chunk(writer, (png_const_bytep) "IDAT", packer->packed, packed);
    } while (packer->stream.avail_out == 0);
}

/*
 * ISA-L (2.30) enters the third byte of a stream into its table of earlier bytes under a number
 * that it makes of its stream's address. So one picture in some hundreds had other bytes from run
 * to run, of the same pixels. A stream whose first bytes are flushed begins in another way, which
 * does not: tables and bytes are the same at every address then. Eight bytes are enough.
 */
static void pack_start(png_structp writer, struct packer *packer)
{
    packer->stream.flush = SYNC_FLUSH;
    pack(writer, packer, packer->band, START_BYTES);
    packer->stream.flush = NO_FLUSH;
}

static void write_rows(png_structp writer, const struct rows *rows, struct arena *arena)
{
    const size_t height = rows->raster->height, bytes = rows->raster->width * rows->channels + 1;
    const size_t band_rows = bytes < BAND_BYTES ? BAND_BYTES / bytes : 1;
    struct packer *packer = arena_allocate(arena, 1, sizeof *packer + band_rows * bytes);
    struct isal_zstream *stream = &packer->stream;
    isal_deflate_init(stream);
    stream->level = 1;
    stream->level_buf = packer->level;
    stream->level_buf_size = LEVEL_BYTES;
    stream->gzip_flag = IGZIP_ZLIB;
    for (size_t y = 0; y < height;) {
        size_t count = height - y < band_rows ? height - y : band_rows;
        for (size_t i = 0; i < count; i++)
            fill_row(rows, y + i, packer->band + i * bytes);
        size_t start = y == 0 && count * bytes > START_BYTES ? START_BYTES : 0;
        if (start > 0)
            pack_start(writer, packer);
        y += count;
        stream->end_of_stream = y == height;
        pack(writer, packer, packer->band + start, count * bytes - start);
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
    bool is_opaque = find_colors(raster, png->settings.background.alpha >= 1, palette);
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
