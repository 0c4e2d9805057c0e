/* SPDX-License-Identifier: MIT */
/* Between libpng and the sink: the chunks before the pixels, and failed writes. */
#include "encoding/png_file.h"

#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <isa-l/crc.h>

#include "encoding/encoders.h"
#include "encoding/vectors.h"

/* ---- the file ---- */

static char *copy_text(const char *text)
{
    struct buffer copy = {0};
    buffer_add_text(&copy, text ? text : "");
    return copy.bytes;
}

void png_file_init(struct png_file *file, const struct encoding_settings *settings,
                   struct sink *sink)
{
    *file = (struct png_file){.sink = sink,
                              .dpi = settings->dpi,
                              .title = copy_text(settings->title),
                              .description = copy_text(settings->description)};
}

void png_file_finish(struct png_file *file)
{
    png_file_end(file);
    free(file->title);
    free(file->description);
}

/* ---- the writer ---- */

static void write_bytes(png_structp writer, const png_byte *bytes, size_t length)
{
    const struct sink *sink = png_get_io_ptr(writer);
    errno = 0;
    if (fwrite(bytes, 1, length, sink->stream) != length)
        png_error(writer, "write");
}

static void write_some(png_structp writer, png_bytep bytes, size_t length)
{
    write_bytes(writer, bytes, length);
}

void png_chunk_start(struct png_chunk *chunk, png_structp writer, const char *name, size_t length)
{
    png_byte bytes[4];
    *chunk = (struct png_chunk){.writer = writer};
    png_save_uint_32(bytes, (png_uint_32)length);
    write_bytes(writer, bytes, sizeof bytes);
    png_chunk_add(chunk, (const png_byte *)name, strlen(name));
}

void png_chunk_add(struct png_chunk *chunk, const png_byte *bytes, size_t length)
{
    chunk->checksum = crc32_gzip_refl(chunk->checksum, bytes, length);
    write_bytes(chunk->writer, bytes, length);
}

void png_chunk_end(struct png_chunk *chunk)
{
    png_byte bytes[4];
    png_save_uint_32(bytes, chunk->checksum);
    write_bytes(chunk->writer, bytes, sizeof bytes);
    vectors_clear();
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

bool png_file_start(struct png_file *file)
{
    errno = 0;
    file->writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, NULL);
    file->info = file->writer ? png_create_info_struct(file->writer) : NULL;
    if (file->info)
        png_set_write_fn(file->writer, file->sink, write_some, flush_nothing);
    return file->info != NULL;
}

void png_file_end(struct png_file *file)
{
    png_destroy_write_struct(&file->writer, &file->info);
}

/* ---- before the pixels ---- */

static void write_palette(png_structp writer, png_infop info, const struct png_colors *colors,
                          bool is_opaque)
{
    png_color entries[PNG_MOST_COLORS];
    png_byte alphas[PNG_MOST_COLORS];
    for (size_t i = 0; i < colors->count; i++) {
        png_byte parts[4];
        png_color_split(colors->color[i], parts);
        entries[i] = (png_color){parts[0], parts[1], parts[2]};
        alphas[i] = parts[3];
    }
    png_set_PLTE(writer, info, entries, (int)colors->count);
    if (!is_opaque)
        png_set_tRNS(writer, info, alphas, (int)colors->count, NULL);
}

static void write_texts(const struct png_file *file)
{
    char title[] = "Title", description[] = "Description";
    png_text texts[] = {
        {.compression = PNG_ITXT_COMPRESSION_NONE, .key = title, .text = file->title},
        {.compression = PNG_ITXT_COMPRESSION_NONE, .key = description, .text = file->description},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].text[0])
            png_set_text(file->writer, file->info, &texts[i], 1);
}

void png_file_write_head(struct png_file *file, const struct raster *raster,
                         const struct png_colors *colors, bool is_opaque)
{
    png_structp writer = file->writer;
    png_infop info = file->info;
    int kind = colors      ? PNG_COLOR_TYPE_PALETTE
               : is_opaque ? PNG_COLOR_TYPE_RGB
                           : PNG_COLOR_TYPE_RGB_ALPHA;
    png_uint_32 per_meter = (png_uint_32)lround(rational_to_double(file->dpi) / 0.0254);
    png_set_IHDR(writer, info, (png_uint_32)raster->width, (png_uint_32)raster->height, 8, kind,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(writer, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(writer, info, per_meter, per_meter, PNG_RESOLUTION_METER);
    if (colors)
        write_palette(writer, info, colors, is_opaque);
    write_texts(file);
    png_write_info(writer, info);
}
