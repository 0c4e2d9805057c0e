/* SPDX-License-Identifier: MIT */
/*
 * Between a slanted path and its pixels. Most of what such a path costs is to find how much of each
 * pixel it covers. That is the same in the next picture, if only its colour or what lies under it
 * has changed: so it is kept from the second time on. The coverage is blended in by the rule that
 * Cairo has for images, so that pictures are the same as without.
 */
#include "covers.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS = 256,
    SEEN = 1024,             /* paths that are remembered by a number alone */
    MOST_POINTS = 4096,      /* of a path */
    MOST_PIXELS = 96 * 1024, /* that it reaches: of large ones blending costs what is saved */
    MOST_BYTES = 4 << 20,    /* of all that is kept; then it is forgotten */
};

struct cover {
    struct cover *next; /* in its bucket */
    char *key;          /* owned: what it is of */
    size_t key_length;
    unsigned char *rows; /* owned: of the box that the path reaches, without gaps */
};

struct covers {
    cairo_surface_t *scratch; /* empty but while a path is on it */
    struct cover *buckets[BUCKETS];
    size_t kept_bytes;
    uint32_t seen[SEEN];
    struct buffer key; /* of the path at hand */
};

struct covers *covers_create(size_t width, size_t height)
{
    struct covers *covers = memory_allocate(1, sizeof *covers);
    covers->scratch = cairo_image_surface_create(CAIRO_FORMAT_A8, (int)width, (int)height);
    return covers;
}

static void forget(struct covers *covers)
{
    for (size_t i = 0; i < BUCKETS; i++)
        while (covers->buckets[i]) {
            struct cover *cover = covers->buckets[i];
            covers->buckets[i] = cover->next;
            free(cover->key);
            free(cover->rows);
            free(cover);
        }
    covers->kept_bytes = 0;
}

void covers_destroy(struct covers *covers)
{
    if (!covers)
        return;
    forget(covers);
    buffer_finish(&covers->key);
    cairo_surface_destroy(covers->scratch);
    free(covers);
}

/* ---- which ---- */

static bool is_slanted(const struct path *path)
{
    for (size_t i = 1; i < path->point_count; i++)
        if (path->points[i].x != path->points[i - 1].x &&
            path->points[i].y != path->points[i - 1].y)
            return true;
    return false;
}

static bool is_kept(const struct covers *covers, cairo_t *cairo, const struct path *path,
                    const struct pixel_box *box)
{
    double red, green, blue, alpha;
    return (box->right - box->left) * (box->bottom - box->top) <= MOST_PIXELS &&
           path->point_count <= MOST_POINTS && is_slanted(path) &&
           cairo_pattern_get_rgba(cairo_get_source(cairo), &red, &green, &blue, &alpha) ==
               CAIRO_STATUS_SUCCESS &&
           alpha >= 1 && cairo_get_group_target(cairo) == cairo_get_target(cairo) &&
           cairo_surface_status(covers->scratch) == CAIRO_STATUS_SUCCESS;
}

/* All that its coverage depends on. */
static void find_key(struct buffer *key, cairo_t *cairo, const struct path_way *way,
                     const struct item *item)
{
    const struct path *path = &item->of.path.path;
    const struct stroke *stroke = &item->of.path.stroke;
    cairo_matrix_t matrix;
    cairo_get_matrix(cairo, &matrix);
    const double numbers[] = {
        matrix.xx,        matrix.x0,
        matrix.y0,        way->paint == cairo_stroke,
        stroke->width,    stroke->dash_on,
        stroke->dash_off, stroke->cap,
        stroke->join,     (double)path->verb_count,
    };
    key->length = 0;
    buffer_add(key, (const char *)numbers, sizeof numbers);
    buffer_add(key, (const char *)path->verbs, path->verb_count);
    buffer_add(key, (const char *)path->points, path->point_count * sizeof *path->points);
}

static struct cover *find_kept(const struct covers *covers, uint32_t hash)
{
    struct cover *cover = covers->buckets[hash % BUCKETS];
    while (cover && (cover->key_length != covers->key.length ||
                     memcmp(cover->key, covers->key.bytes, cover->key_length) != 0))
        cover = cover->next;
    return cover;
}

/* ---- making ---- */

/* Coverage in a box. */
struct shade {
    unsigned char *rows;
    size_t stride, width, height;
};

/* On the whole scratch, as on the picture: what an edge covers depends on where it stands. */
static struct shade draw(struct covers *covers, cairo_t *cairo, const struct path_way *way,
                         const struct item *item, const struct pixel_box *box)
{
    cairo_matrix_t matrix;
    cairo_t *other = cairo_create(covers->scratch);
    cairo_get_matrix(cairo, &matrix);
    cairo_set_matrix(other, &matrix);
    way->trace(other, item);
    way->paint(other);
    cairo_destroy(other);
    cairo_surface_flush(covers->scratch);
    size_t stride = (size_t)cairo_image_surface_get_stride(covers->scratch);
    return (struct shade){
        .rows = cairo_image_surface_get_data(covers->scratch) + box->top * stride + box->left,
        .stride = stride,
        .width = box->right - box->left,
        .height = box->bottom - box->top,
    };
}

static void wipe(struct covers *covers, const struct shade *shade)
{
    for (size_t y = 0; y < shade->height; y++)
        memset(shade->rows + y * shade->stride, 0, shade->width);
    cairo_surface_mark_dirty(covers->scratch);
}

static void keep(struct covers *covers, uint32_t hash, const struct shade *shade)
{
    size_t bytes = shade->width * shade->height;
    if (covers->kept_bytes + bytes > MOST_BYTES)
        forget(covers);
    struct cover *cover = memory_allocate(1, sizeof *cover);
    *cover = (struct cover){
        .next = covers->buckets[hash % BUCKETS],
        .key = memory_allocate(covers->key.length, 1),
        .key_length = covers->key.length,
        .rows = memory_allocate(bytes, 1),
    };
    memcpy(cover->key, covers->key.bytes, cover->key_length);
    for (size_t y = 0; y < shade->height; y++)
        memcpy(cover->rows + y * shade->width, shade->rows + y * shade->stride, shade->width);
    covers->buckets[hash % BUCKETS] = cover;
    covers->kept_bytes += bytes;
}

/* ---- blending ---- */

static const uint32_t even = 0xff00ff; /* two of a pixel's four bytes */

/* Each byte times share / 255, rounded. */
static uint32_t scale_two(uint32_t bytes, uint32_t share)
{
    uint32_t product = (bytes & even) * share + 0x7f007f;
    return ((product + (product >> 8 & even)) >> 8) & even;
}

static uint32_t mix_two(uint32_t color, uint32_t under, uint32_t share)
{
    uint32_t sum = scale_two(color, share) + scale_two(under, 255 - share);
    return (sum | (0x1000100 - (sum >> 8 & even))) & even;
}

/* How many of the shares from the first on are 0, or a few less. */
static size_t count_blank(const unsigned char *shares, size_t count)
{
    uint64_t eight;
    size_t blank = 0;
    for (; blank + sizeof eight <= count; blank += sizeof eight) {
        memcpy(&eight, shares + blank, sizeof eight);
        if (eight != 0)
            return blank;
    }
    return blank;
}

static void blend_row(uint32_t *pixels, const unsigned char *shares, size_t count, uint32_t color)
{
    enum { TOGETHER = 8 };
    for (size_t x = count_blank(shares, count), end; x < count;
         x = end + count_blank(shares + end, count - end)) {
        end = x + TOGETHER < count ? x + TOGETHER : count;
        for (size_t i = x; i < end; i++)
            if (shares[i] == 255)
                pixels[i] = color;
            else if (shares[i] > 0)
                pixels[i] = mix_two(color, pixels[i], shares[i]) |
                            mix_two(color >> 8, pixels[i] >> 8, shares[i]) << 8;
    }
}

/* Of 0 to 1, as Cairo rounds it. */
static uint32_t to_byte(double part)
{
    uint32_t whole = (uint32_t)(part * 65536);
    return (whole - (whole >> 16)) >> 8;
}

static void blend(cairo_t *cairo, const struct shade *shade, const struct pixel_box *box)
{
    double red = 0, green = 0, blue = 0, alpha = 0;
    cairo_surface_t *image = cairo_get_target(cairo);
    cairo_pattern_get_rgba(cairo_get_source(cairo), &red, &green, &blue, &alpha);
    uint32_t color =
        UINT32_C(0xff000000) | to_byte(red) << 16 | to_byte(green) << 8 | to_byte(blue);
    cairo_surface_flush(image);
    size_t stride = (size_t)cairo_image_surface_get_stride(image) / sizeof(uint32_t);
    uint32_t *pixels = (void *)cairo_image_surface_get_data(image);
    for (size_t y = 0; y < shade->height; y++)
        blend_row(pixels + (box->top + y) * stride + box->left, shade->rows + y * shade->stride,
                  shade->width, color);
    cairo_surface_mark_dirty(image);
}

bool covers_paint(struct covers *covers, cairo_t *cairo, const struct path_way *way,
                  const struct item *item, const struct pixel_box *box)
{
    if (!covers || !is_kept(covers, cairo, &item->of.path.path, box))
        return false;
    find_key(&covers->key, cairo, way, item);
    uint32_t hash = hash_bytes(hash_start, covers->key.bytes, covers->key.length);
    const struct cover *cover = find_kept(covers, hash);
    size_t width = box->right - box->left;
    if (cover) {
        blend(cairo, &(struct shade){cover->rows, width, width, box->bottom - box->top}, box);
        return true;
    }
    const struct shade shade = draw(covers, cairo, way, item, box);
    blend(cairo, &shade, box);
    if (covers->seen[hash % SEEN] == hash)
        keep(covers, hash, &shade);
    covers->seen[hash % SEEN] = hash;
    wipe(covers, &shade);
    return true;
}
