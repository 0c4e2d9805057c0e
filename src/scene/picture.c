/* SPDX-License-Identifier: MIT */
/* A PNG as an input, whose samples are averaged over boxes, and as a picture that is shown. */
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

/* ---- reading ---- */

struct png_file {
    const struct buffer *bytes; /* borrowed */
    size_t at;
    struct error *error;
    size_t width, height, channels; /* channels: 1 to 4, the last one of 2 and 4 is alpha */
    int depth;                      /* bits a sample: 8 or 16 */
    unsigned char *samples;         /* owned */
    unsigned char **rows;           /* owned; into samples */
};

static void read_bytes(png_structp png, png_bytep out, size_t count)
{
    struct png_file *file = png_get_io_ptr(png);
    if (count > file->bytes->length - file->at)
        png_error(png, "the file ends early");
    memcpy(out, file->bytes->bytes + file->at, count);
    file->at += count;
}

static void fail(png_structp png, png_const_charp text)
{
    struct png_file *file = png_get_error_ptr(png);
    error_set(file->error, STATUS_SCENE, "not a readable PNG: %s", text);
    png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

/* Every palette and every packed sample as plain samples of 8 or 16 bits. */
static void read_samples(struct png_file *file, png_structp png, png_infop info)
{
    enum { MOST_PIXELS = 32 << 20, MOST_SIDE = 1 << 20, MOST_CHUNK = 16 << 20 };
    png_set_user_limits(png, MOST_SIDE, MOST_SIDE);
    png_set_chunk_malloc_max(png, MOST_CHUNK);
    png_read_info(png, info);
    png_set_expand(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    file->width = png_get_image_width(png, info);
    file->height = png_get_image_height(png, info);
    file->channels = png_get_channels(png, info);
    file->depth = png_get_bit_depth(png, info);
    if (file->width * file->height > MOST_PIXELS) {
        error_set(file->error, STATUS_LIMIT,
                  "the picture has %zu x %zu pixels, the limit is %d million", file->width,
                  file->height, MOST_PIXELS >> 20);
        png_longjmp(png, 1);
    }
    size_t row = png_get_rowbytes(png, info);
    file->samples = memory_allocate(file->height, row);
    file->rows = memory_allocate(file->height, sizeof *file->rows);
    for (size_t y = 0; y < file->height; y++)
        file->rows[y] = file->samples + y * row;
    png_read_image(png, file->rows);
    png_read_end(png, NULL);
}

/* Whether each chunk lies in the file: libpng gets memory for one of text before it reads it. */
static bool has_whole_chunks(const struct buffer *bytes)
{
    enum { SIGNATURE = 8, AROUND = 12 }; /* a chunk's length, its name, and its checksum */
    if (bytes->length < SIGNATURE ||
        png_sig_cmp((const unsigned char *)bytes->bytes, 0, SIGNATURE) != 0)
        return true; /* libpng says that it is none */
    for (size_t at = SIGNATURE; at + AROUND <= bytes->length;) {
        const unsigned char *chunk = (const unsigned char *)bytes->bytes + at;
        size_t length =
            (size_t)chunk[0] << 24 | (size_t)chunk[1] << 16 | (size_t)chunk[2] << 8 | chunk[3];
        if (length > bytes->length - at - AROUND)
            return false;
        if (memcmp(chunk + 4, "IEND", 4) == 0)
            return true;
        at += AROUND + length;
    }
    return false;
}

static bool read_file(struct png_file *file)
{
    if (!has_whole_chunks(file->bytes))
        return error_set(file->error, STATUS_SCENE, "not a readable PNG: the file ends early");
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, file, fail, ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_read_struct(&png, NULL, NULL);
        return error_set(file->error, STATUS_FILE, "libpng failed to start");
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_read_struct(&png, &info, NULL);
        return false;
    }
    png_set_read_fn(png, file, read_bytes);
    read_samples(file, png, info);
    png_destroy_read_struct(&png, &info, NULL);
    return true;
}

/* ---- samples ---- */

static double sample_at(const struct png_file *file, size_t y, size_t x, size_t channel)
{
    size_t at = x * file->channels + channel;
    const unsigned char *row = file->rows[y];
    return file->depth == 8 ? row[at] : row[2 * at] * 256.0 + row[2 * at + 1];
}

static double largest_sample(const struct png_file *file)
{
    return file->depth == 8 ? 255 : 65535;
}

/* Over white. Channels of a grey picture are all its one. */
static double color_at(const struct png_file *file, size_t y, size_t x, size_t channel)
{
    bool is_grey = file->channels < 3, has_alpha = file->channels % 2 == 0;
    double sample = sample_at(file, y, x, is_grey ? 0 : channel), white = largest_sample(file);
    if (!has_alpha)
        return sample;
    double alpha = sample_at(file, y, x, file->channels - 1);
    return sample * alpha / white + (white - alpha);
}

/* Rec. 709's luma, by whole weights: a grey stays exactly what it is. */
static double luma_at(const struct png_file *file, size_t y, size_t x)
{
    static const double weights[] = {2126, 7152, 722};
    double sum = 0;
    if (file->channels < 3)
        return color_at(file, y, x, 0);
    for (size_t c = 0; c < 3; c++)
        sum += weights[c] * color_at(file, y, x, c);
    return sum / 10000;
}

/* ---- boxes ---- */

/* A stretch of one axis in pixels, ends between pixels allowed. */
struct stretch {
    double from, to;
};

/* How much of a pixel the stretch covers. */
static double share_of(struct stretch stretch, size_t pixel)
{
    double from = fmax(stretch.from, (double)pixel), to = fmin(stretch.to, (double)pixel + 1);
    return fmax(0, to - from);
}

static double box_mean(const struct png_file *file, struct stretch rows, struct stretch columns,
                       size_t channel, bool is_luma)
{
    double sum = 0, area = 0;
    for (size_t y = (size_t)rows.from; y < file->height && (double)y < rows.to; y++)
        for (size_t x = (size_t)columns.from; x < file->width && (double)x < columns.to; x++) {
            double share = share_of(rows, y) * share_of(columns, x);
            sum += share * (is_luma ? luma_at(file, y, x) : color_at(file, y, x, channel));
            area += share;
        }
    return sum / area;
}

/* The n-th of count equal parts of a crop of `length` pixels in the middle of `whole`. */
static struct stretch part_of(double whole, double length, size_t n, size_t count)
{
    double start = (whole - length) / 2;
    return (struct stretch){start + length * (double)n / (double)count,
                            start + length * (double)(n + 1) / (double)count};
}

static void fill_tensor(const struct png_file *file, const struct picture_options *options,
                        size_t height, size_t width, double *out)
{
    double whole_height = (double)file->height, whole_width = (double)file->width;
    double scale = fmin(whole_height / (double)height, whole_width / (double)width);
    double unit = (options->high - options->low), white = largest_sample(file);
    for (size_t c = 0; c < options->channels; c++)
        for (size_t y = 0; y < height; y++)
            for (size_t x = 0; x < width; x++) {
                struct stretch rows = part_of(whole_height, scale * (double)height, y, height);
                struct stretch columns = part_of(whole_width, scale * (double)width, x, width);
                double mean = box_mean(file, rows, columns, c, options->channels == 1);
                *out++ = options->low + mean * unit / white;
            }
}

bool picture_read(const struct buffer *bytes, const struct picture_options *options,
                  struct arena *arena, struct tensor *out, struct error *error)
{
    struct png_file file = {.bytes = bytes, .error = error};
    bool is_read = read_file(&file);
    if (is_read) {
        size_t height = options->height ? options->height : file.height;
        size_t width = options->width ? options->width : file.width;
        *out = (struct tensor){.rank = 3, .size = {options->channels, height, width}};
        if (options->channels == 1)
            *out = (struct tensor){.rank = 2, .size = {height, width}};
        is_read = file_check_count(out, error);
        if (is_read) {
            out->values = arena_allocate(arena, tensor_count(out), sizeof *out->values);
            fill_tensor(&file, options, height, width, out->values);
        }
    }
    free(file.rows);
    free(file.samples);
    return is_read;
}

/* A sample in 8 bits. */
static unsigned char byte_at(const struct png_file *file, size_t y, size_t x, size_t channel)
{
    const unsigned char *row = file->rows[y];
    size_t at = x * file->channels + channel;
    return file->depth == 8 ? row[at] : row[2 * at]; /* the upper one of two */
}

static void fill_pixels(const struct png_file *file, unsigned char *out)
{
    bool is_grey = file->channels < 3, has_alpha = file->channels % 2 == 0;
    for (size_t y = 0; y < file->height; y++)
        for (size_t x = 0; x < file->width; x++) {
            for (size_t c = 0; c < 3; c++)
                *out++ = byte_at(file, y, x, is_grey ? 0 : c);
            *out++ = has_alpha ? byte_at(file, y, x, file->channels - 1) : 255;
        }
}

bool picture_pixels(const struct buffer *bytes, struct arena *arena, struct scene_image *out,
                    struct error *error)
{
    struct png_file file = {.bytes = bytes, .error = error};
    bool is_read = read_file(&file);
    if (is_read) {
        unsigned char *pixels = arena_allocate(arena, file.width * file.height, 4);
        fill_pixels(&file, pixels);
        *out = (struct scene_image){file.width, file.height, pixels};
    }
    free(file.rows);
    free(file.samples);
    return is_read;
}
