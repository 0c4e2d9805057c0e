/* SPDX-License-Identifier: MIT */
/* Films when the system fails: this program's own pwrite, pread, lseek and pthread_create stand in
 * front of the C library's, for FFmpeg and x264 too, and the nth call of one fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "convreel/encoding.h"
#include "encoding/yuv.h"
#include "temporary.h"

static char folder[TEMPORARY_SIZE];

/* ---- calls that fail ---- */

struct fault {
    long countdown; /* the call that fails, from 1; 0: none */
    int reason;     /* its errno; 0: it does half of what it is asked for */
};

static struct fault write_fault, read_fault, seek_fault, thread_fault;

static bool is_due(struct fault *fault)
{
    return fault->countdown > 0 && --fault->countdown == 0;
}

/* The C library's own function. */
static void find_next(const char *name, void *out)
{
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(out, &found, sizeof found);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    ssize_t (*next)(int, const void *, size_t, off_t);
    find_next("pwrite", &next);
    if (!is_due(&write_fault))
        return next(file, bytes, count, at);
    errno = write_fault.reason;
    return errno ? -1 : next(file, bytes, (count + 1) / 2, at);
}

ssize_t pread(int file, void *bytes, size_t count, off_t at)
{
    ssize_t (*next)(int, void *, size_t, off_t);
    find_next("pread", &next);
    if (!is_due(&read_fault))
        return next(file, bytes, count, at);
    errno = read_fault.reason;
    return errno ? -1 : next(file, bytes, (count + 1) / 2, at);
}

off_t lseek(int file, off_t offset, int whence)
{
    off_t (*next)(int, off_t, int);
    find_next("lseek", &next);
    if (!is_due(&seek_fault))
        return next(file, offset, whence);
    errno = seek_fault.reason;
    return -1;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *context)
{
    int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    find_next("pthread_create", &next);
    return is_due(&thread_fault) ? thread_fault.reason : next(thread, attributes, run, context);
}

/* Beside this program, as the program looks for it. */
static void *open_module(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof "convreel-film.so");
    assert_true(length > 0);
    path[length] = '\0';
    strcpy(strrchr(path, '/') + 1, "convreel-film.so");
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

/* ---- a film ---- */

enum { WIDTH = 168, HEIGHT = 102, PICTURES = 4 };

static void paint(uint32_t *pixels, size_t number)
{
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++)
        pixels[i] = 0xff000000 | (uint32_t)((i * 2654435761u + number * 977u) >> 8 & 0xffffff);
}

static bool add_pictures(const struct encoder *encoder, void *state, struct error *error)
{
    uint32_t *pixels = memory_allocate((size_t)WIDTH * HEIGHT, sizeof *pixels);
    const struct raster raster = {
        .width = WIDTH, .height = HEIGHT, .stride = WIDTH, .pixels = pixels};
    bool is_added = true;
    for (size_t i = 0; i < PICTURES && is_added; i++) {
        const struct frame frame = {.number = i,
                                    .start = rational_make((int64_t)i, 10),
                                    .duration = rational_make(1, 10),
                                    .raster = &raster};
        paint(pixels, i);
        is_added = encoder->add(state, &frame, error);
    }
    free(pixels);
    return is_added;
}

/* As a render writes one; false: nothing is left. */
static bool write_film(const char *path, const char *format, const char *codec, struct error *error)
{
    const struct encoder *encoder = encoding_find(format);
    const struct encoding_settings settings = {
        .format = format,
        .title = "a film",
        .description = "squares\n",
        .width = WIDTH,
        .height = HEIGHT,
        .fps = rational_make(10, 1),
        .length = rational_make(PICTURES, 10),
        .crf = -1,
        .codec = codec,
    };
    struct sink sink;
    void *state = NULL;
    assert_true(sink_open(&sink, path, true, error));
    bool is_written = encoder->open(&state, &settings, &sink, error);
    if (is_written && !add_pictures(encoder, state, error)) {
        encoder->abort(state);
        is_written = false;
    } else if (is_written) {
        is_written = encoder->finish(state, error);
    }
    if (is_written)
        return sink_commit(&sink, true, error);
    sink_abort(&sink);
    return false;
}

static char *read_whole(const char *path, size_t *length)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    struct buffer bytes = {0};
    char chunk[1 << 14];
    for (size_t count; (count = fread(chunk, 1, sizeof chunk, in)) > 0;)
        buffer_add(&bytes, chunk, count);
    fclose(in);
    *length = bytes.length;
    return bytes.bytes;
}

static void expect_same(const char *path, const char *due, size_t length)
{
    size_t found;
    char *bytes = read_whole(path, &found);
    assert_int_equal(found, length);
    assert_memory_equal(bytes, due, length);
    free(bytes);
}

/* The nth call fails for every n there is: no file, or the very same. Returns how many failed. */
static size_t fail_each(const char *format, struct fault *fault, int reason, enum status status)
{
    char good[100], path[100];
    struct error error;
    size_t length, failed = 0;
    snprintf(good, sizeof good, "%s/good.%s", folder, format);
    snprintf(path, sizeof path, "%s/film.%s", folder, format);
    assert_true(write_film(good, format, NULL, &error));
    char *due = read_whole(good, &length);
    for (long n = 1;; n++) {
        *fault = (struct fault){.countdown = n, .reason = reason};
        memset(&error, 0, sizeof error);
        bool is_written = write_film(path, format, NULL, &error);
        bool is_over = fault->countdown > 0;
        *fault = (struct fault){0};
        if (is_written) {
            expect_same(path, due, length);
            unlink(path);
        } else {
            assert_int_equal(error.status, status);
            assert_int_not_equal(access(path, F_OK), 0);
            failed++;
        }
        if (is_over)
            break;
    }
    free(due);
    return failed;
}

static void no_write_is_lost(void **state)
{
    (void)state;
    assert_true(fail_each("mp4", &write_fault, ENOSPC, STATUS_FILE) >= 5);
    assert_true(fail_each("mp4", &write_fault, EIO, STATUS_FILE) >= 5);
    assert_true(fail_each("webm", &write_fault, ENOSPC, STATUS_FILE) >= 2);
}

static void short_and_interrupted_writes_go_on(void **state)
{
    (void)state;
    assert_int_equal(fail_each("mp4", &write_fault, 0, STATUS_FILE), 0);
    assert_int_equal(fail_each("webm", &write_fault, 0, STATUS_FILE), 0);
    assert_int_equal(fail_each("mp4", &write_fault, EINTR, STATUS_FILE), 0);
}

static void reading_back_is_watched(void **state)
{
    (void)state;
    assert_true(fail_each("mp4", &read_fault, EIO, STATUS_FILE) >= 1);
    assert_int_equal(fail_each("mp4", &read_fault, 0, STATUS_FILE), 0);
    assert_int_equal(fail_each("mp4", &read_fault, EINTR, STATUS_FILE), 0);
}

static void no_seek_is_needed(void **state)
{
    (void)state;
    assert_int_equal(fail_each("mp4", &seek_fault, EIO, STATUS_FILE), 0);
    assert_int_equal(fail_each("webm", &seek_fault, EIO, STATUS_FILE), 0);
}

/* x264 starts its own: without one of them there is no film, and none by another encoder. */
static void too_few_threads_are_an_error(void **state)
{
    (void)state;
    assert_true(fail_each("mp4", &thread_fault, EAGAIN, STATUS_NO_ENCODER) >= 1);
    assert_true(fail_each("webm", &thread_fault, EAGAIN, STATUS_FILE) >= 1); /* with a picture */
}

static void a_reason_names_the_file(void **state)
{
    (void)state;
    char path[100], due[200];
    struct error error = {0};
    snprintf(path, sizeof path, "%s/named.mp4", folder);
    snprintf(due, sizeof due, "cannot write %s: No space left on device", path);
    write_fault = (struct fault){.countdown = 1, .reason = ENOSPC};
    assert_false(write_film(path, "mp4", "libx264", &error));
    assert_string_equal(error.text, due);
}

static void the_probed_encoder_is_used(void **state)
{
    (void)state;
    char path[100];
    struct error error = {0};
    struct probed probed = {0};
    const struct encoder *encoder = encoding_find("mp4");
    struct encoding_settings settings = {
        .format = "mp4", .width = WIDTH, .height = HEIGHT, .fps = rational_make(10, 1), .crf = -1};
    setenv("CONVREEL_ENCODERS", "nosuch,mpeg4,libvpx-vp9", 1);
    assert_true(encoder->probe(&settings, &probed, &error));
    assert_string_equal(probed.codec, "mpeg4");
    assert_string_equal(probed.missing, "nosuch");
    settings.format = "webm"; /* cannot hold MPEG-4 */
    assert_true(encoding_find("webm")->probe(&settings, &probed, &error));
    assert_string_equal(probed.codec, "libvpx-vp9");
    unsetenv("CONVREEL_ENCODERS");
    snprintf(path, sizeof path, "%s/nosuch.mp4", folder);
    assert_false(write_film(path, "mp4", "nosuch", &error));
    assert_int_equal(error.status, STATUS_NO_ENCODER);
}

/* ---- colours ---- */

/* BT.709 as its formulas say, from 0 to 1. */
static double blend(const double color[3])
{
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2];
}

/* The pixel, or the background where there is none. */
static void color_at(const struct yuv_source *source, size_t x, size_t y, double out[3])
{
    bool is_there = x < source->width && y < source->height;
    uint32_t pixel = is_there ? source->pixels[y * source->stride + x] : 0x336699;
    for (int i = 0; i < 3; i++)
        out[i] = (pixel >> (16 - 8 * i) & 255) / 255.0;
}

/* The colour of the chroma sample of two columns and two rows. */
static void color_of_four(const struct yuv_source *source, size_t x, size_t y, double out[3])
{
    static const double weight[3] = {0.125, 0.25, 0.125};
    memset(out, 0, 3 * sizeof *out);
    for (size_t row = y; row < y + 2; row++)
        for (size_t i = 0; i < 3; i++) {
            double color[3];
            color_at(source, x + i > 0 ? x + i - 1 : 0, row, color);
            for (int c = 0; c < 3; c++)
                out[c] += weight[i] * color[c];
        }
}

static void expect_planes(const struct yuv_source *source, const struct yuv_planes *planes)
{
    double color[3];
    for (size_t y = 0; y < planes->height; y++)
        for (size_t x = 0; x < planes->width; x++) {
            color_at(source, x, y, color);
            size_t at = y * (size_t)planes->stride[0] + x;
            assert_true(fabs(planes->plane[0][at] - (16 + 219 * blend(color))) < 0.52);
            if (x % 2 || y % 2)
                continue;
            color_of_four(source, x, y, color);
            at = y / 2 * (size_t)planes->stride[1] + x / 2;
            double blue = (color[2] - blend(color)) / 1.8556,
                   red = (color[0] - blend(color)) / 1.5748;
            assert_true(fabs(planes->plane[1][at] - (128 + 224 * blue)) < 0.52);
            assert_true(fabs(planes->plane[2][at] - (128 + 224 * red)) < 0.52);
        }
}

typedef void convert_rows(const struct yuv_source *, size_t, struct columns,
                          const struct yuv_planes *);

static void convert_columns(convert_rows *convert, const struct yuv_source *source,
                            struct columns columns, const struct yuv_planes *planes)
{
    for (size_t y = 0; y < planes->height; y += 2)
        convert(source, y, columns, planes);
    expect_planes(source, planes);
}

/* Sizes around the length of a block and of every vector; then where some pixels changed. */
static void colors_are_converted(void **state)
{
    (void)state;
    enum { MOST = 520, ROWS = 4 };
    static unsigned char bytes[3][MOST * ROWS];
    static uint32_t pixels[(MOST + ROWS) * ROWS];
    convert_rows *convert;
    void *module = open_module(), *found = dlsym(module, "yuv_convert_rows");
    assert_non_null(found);
    memcpy(&convert, &found, sizeof convert);
    for (size_t width = 1; width < MOST; width += width < 40 ? 1 : 53)
        for (size_t height = 1; height <= ROWS; height++) {
            for (size_t i = 0; i < (MOST + ROWS) * ROWS; i++)
                pixels[i] = (uint32_t)((i + width) * 2654435761u) ^ (uint32_t)i << 9;
            const struct yuv_source source = {width, height, width + height, pixels, 0x336699};
            const struct yuv_planes planes = {.width = width + width % 2,
                                              .height = height + height % 2,
                                              .plane = {bytes[0], bytes[1], bytes[2]},
                                              .stride = {MOST, MOST / 2, MOST / 2}};
            convert_columns(convert, &source, (struct columns){0, planes.width}, &planes);
            const size_t first = (size_t)rand() % width / 2 * 2;
            const size_t end = first + 1 + (size_t)rand() % (width - first);
            for (size_t y = 0; y < height; y++)
                for (size_t x = first; x < end; x++)
                    pixels[y * source.stride + x] ^= 0xffffff;
            convert_columns(convert, &source, (struct columns){first, end}, &planes);
        }
    dlclose(module);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_write_is_lost),
        cmocka_unit_test(short_and_interrupted_writes_go_on),
        cmocka_unit_test(reading_back_is_watched),
        cmocka_unit_test(no_seek_is_needed),
        cmocka_unit_test(too_few_threads_are_an_error),
        cmocka_unit_test(a_reason_names_the_file),
        cmocka_unit_test(the_probed_encoder_is_used),
        cmocka_unit_test(colors_are_converted),
    };
    name_temporary(folder, "film");
    if (!mkdtemp(folder))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 ? failed : 1;
}
