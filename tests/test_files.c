/* SPDX-License-Identifier: MIT */
/* Numbers from files: .npy of every type and order, .csv, .png, and what is wrong with them,
 * in a folder of its own, which it removes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <png.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "convreel/scene.h"
#include "temporary.h"

static char folder[TEMPORARY_SIZE];

struct read {
    struct report report;
    struct scene *scene;
    const struct tensor *tensor;
};

static void write_file(const char *name, const void *bytes, size_t length)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* Reads a scene that stands in the folder and has this input. */
static struct read read_input(const char *input, bool may_read_outside)
{
    struct read read;
    char text[300], path[100];
    const struct scene_options options = {.may_read_outside = may_read_outside};
    int length = snprintf(text, sizeof text, "input: {%s}\nlayer: {type: ReLU}\n", input);
    snprintf(path, sizeof path, "%s/scene.yaml", folder);
    report_init(&read.report, path);
    read.scene = scene_parse(text, (size_t)length, path, &options, &read.report);
    read.tensor = &read.scene->input.given;
    return read;
}

static void finish(struct read *read)
{
    scene_destroy(read->scene);
    report_finish(&read->report);
}

static void expect_numbers(const char *input, const double *due, size_t count)
{
    struct read read = read_input(input, false);
    if (read.report.error_count > 0)
        fail_msg("%s: %s", input, read.report.problems[0].text);
    assert_int_equal(tensor_count(read.tensor), count);
    for (size_t i = 0; i < count; i++)
        if (fabs(read.tensor->values[i] - due[i]) > 1e-12 * fabs(due[i]))
            fail_msg("%s: number %zu is %.17g, not %.17g", input, i, read.tensor->values[i],
                     due[i]);
    finish(&read);
}

static void expect_error(const char *input, enum status status, const char *due)
{
    struct read read = read_input(input, false);
    assert_int_equal(read.report.error_count, 1);
    assert_int_equal(read.report.problems[0].status, status);
    assert_string_equal(read.report.problems[0].text, due);
    assert_int_equal(read.report.problems[0].at.line, 1);
    finish(&read);
}

/* ---- .npy ---- */

/* A file as NumPy writes it: magic, version, length, header, numbers. */
static void write_npy(const char *name, int version, const char *header, const void *numbers,
                      size_t size)
{
    unsigned char bytes[600] = {0x93, 'N', 'U', 'M', 'P', 'Y', (unsigned char)version, 0};
    size_t length = strlen(header), start = version > 1 ? 12 : 10;
    bytes[8] = (unsigned char)length;
    bytes[9] = (unsigned char)(length >> 8);
    memcpy(bytes + start, header, length);
    if (size > 0)
        memcpy(bytes + start + length, numbers, size);
    write_file(name, bytes, start + length + size);
}

static void write_typed(const char *type, const void *numbers, size_t size)
{
    char header[100];
    snprintf(header, sizeof header,
             "{'descr': '%s', 'fortran_order': False, 'shape': (2, 1), }    \n", type);
    write_npy("typed.npy", 1, header, numbers, size);
}

static void npy_types(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        size_t size;
        unsigned char bytes[16];
        double due[2];
    } cases[] = {
        {"|b1", 2, {0, 1}, {0, 1}},
        {"|i1", 2, {0xff, 0x80}, {-1, -128}},
        {"|u1", 2, {0xff, 7}, {255, 7}},
        {"<i2", 4, {0xfe, 0xff, 1, 2}, {-2, 513}},
        {">i2", 4, {0xff, 0xfe, 2, 1}, {-2, 513}},
        {">u2", 4, {0xff, 0xfe, 2, 1}, {65534, 513}},
        {"<i4", 8, {0, 0, 0, 0x80, 4, 3, 2, 1}, {-2147483648.0, 16909060}},
        {">u4", 8, {0x80, 0, 0, 0, 1, 2, 3, 4}, {2147483648.0, 16909060}},
        {"<i8", 16, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 9}, {-1, 9}},
        {">u8", 16, {0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 1, 0}, {3, 256}},
        {"<f2", 4, {0x00, 0xc1, 0x01, 0x00}, {-2.5, 5.9604644775390625e-8}},
        {">f2", 4, {0x3c, 0x00, 0x35, 0x55}, {1, 0.333251953125}},
        {"<f4", 8, {0, 0, 0x20, 0xc1, 0, 0, 0, 0x3f}, {-10, 0.5}},
        {">f4", 8, {0xc1, 0x20, 0, 0, 0x3f, 0, 0, 0}, {-10, 0.5}},
        {"<f8", 16, {0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0}, {1.5, -2}},
        {">f8", 16, {0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0xc0}, {1.5, -2}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_typed(cases[i].type, cases[i].bytes, cases[i].size);
        expect_numbers("file: typed.npy", cases[i].due, 2);
    }
}

static void npy_orders_and_versions(void **state)
{
    (void)state;
    static const unsigned char numbers[] = {1, 2, 3, 4, 5, 6};
    static const double row_major[] = {1, 2, 3, 4, 5, 6}, column_major[] = {1, 3, 5, 2, 4, 6};
    for (int version = 1; version <= 3; version++) {
        write_npy("c.npy", version,
                  "{\"shape\": (2, 3L), \"fortran_order\": False, \"descr\": \"|u1\"}\n", numbers,
                  sizeof numbers);
        expect_numbers("file: c.npy", row_major, 6);
        write_npy("f.npy", version, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3)}\n",
                  numbers, sizeof numbers);
        expect_numbers("file: f.npy", column_major, 6);
    }
}

static void npy_mistakes(void **state)
{
    (void)state;
    static const struct {
        int version;
        const char *header, *due;
    } cases[] = {
        {1, "{'descr': '<c16', 'fortran_order': False, 'shape': (2,)}",
         "'bad.npy': the type '<c16' is not supported; use bool, int8 to int64, uint8 to uint64, "
         "float16 to float64"},
        {1, "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2,)}",
         "'bad.npy': the elements are records, not numbers"},
        {1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}",
         "'bad.npy': the file ends after 0 of its 2 numbers"},
        {1, "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 2)}",
         "'bad.npy': the file has no numbers"},
        {1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,1,1,1,1,1)}",
         "'bad.npy': the array has more than 5 axes"},
        {1, "{'descr': '<f8', 'shape': (1,)}", "'bad.npy': the header is not NumPy's"},
        {1, "{'descr': '<f8', 'fortran_order': False, 'shape': 3}",
         "'bad.npy': the shape is not a tuple"},
        {1, "nothing", "'bad.npy': the header is not NumPy's"},
        {1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} x",
         "'bad.npy': the header is not NumPy's"},
        {1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)\x7f}",
         "'bad.npy': the header is not NumPy's"},
        {1, "{'descr': '<f8' 'fortran_order': False, 'shape': (1,)}",
         "'bad.npy': the header is not NumPy's"},
        {1, "{'descr': '<f8', 'shape': (1,), 'fortran_order': False, 'shape': (2,)}",
         "'bad.npy': the header is not NumPy's"},
        {1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2 3)}",
         "'bad.npy': the shape is not a tuple of whole numbers"},
        {1, "{'descr': '<f8x', 'fortran_order': False, 'shape': (2,)}",
         "'bad.npy': the type '<f8x' is not supported; use bool, int8 to int64, uint8 to uint64, "
         "float16 to float64"},
        {4, "", "'bad.npy': version 4 of the format is not supported"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_npy("bad.npy", cases[i].version, cases[i].header, "", 0);
        expect_error("file: bad.npy", STATUS_SCENE, cases[i].due);
    }
    write_npy("bad.npy", 1, "{'descr': '<f8', 'fortran_order': False, 'shape': (9999, 9999)}", "",
              0);
    expect_error("file: bad.npy", STATUS_LIMIT,
                 "'bad.npy': the file has more than 16777216 numbers");
    write_npy("bad.npy", 1,
              "{'descr': '<f8', 'fortran_order': False, 'shape': (7777777777777777,)}", "", 0);
    expect_error("file: bad.npy", STATUS_LIMIT,
                 "'bad.npy': the file has more than 16777216 numbers");
    static const char nul[] = "\x93NUMPY\1\0\x39\0{'descr': '<f8', 'fortran_order': False, "
                              "'shape':\0(1,), }\n12345678";
    write_file("bad.npy", nul, sizeof nul - 1);
    expect_error("file: bad.npy", STATUS_SCENE, "'bad.npy': the header is not NumPy's");
    write_file("bad.npy", "\x93NUMPY\1\0\xff\xff", 10);
    expect_error("file: bad.npy", STATUS_SCENE, "'bad.npy': the file ends within its header");
    write_file("bad.npy", "\x93NUMPY", 6);
    expect_error("file: bad.npy", STATUS_SCENE, "'bad.npy': the file ends within its header");
}

/* ---- .csv ---- */

static void csv_forms(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "1,2.5,-3\n4e1,.5,6\n",
        "\xef\xbb\xbf"
        "# a header\r\n1;2.5;-3\r\n\r\n40; 0.5 ;6\r\n",
        "1 2.5   -3\n40\t0.5 6",
        "\"1\"\t\"2.5\"\t-3\n+40\t5e-1\t6\n",
    };
    static const double due[] = {1, 2.5, -3, 40, 0.5, 6};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_file("x.csv", texts[i], strlen(texts[i]));
        expect_numbers("file: x.csv", due, 6);
    }
}

/* Each number is the nearest one, as strtod reads it, whether it is short or not. */
static void csv_decimals(void **state)
{
    (void)state;
    enum { NUMBERS = 300 };
    char text[NUMBERS * 40];
    double due[NUMBERS];
    size_t length = 0;
    srand(3);
    for (size_t i = 0; i < NUMBERS; i++) {
        int before = rand() % 9, after = before ? rand() % 12 : 1 + rand() % 12;
        char *at = text + length;
        length += (size_t)sprintf(at, "%s", rand() % 2 ? "-" : "");
        for (int digit = 0; digit < before + after; digit++)
            length +=
                (size_t)sprintf(text + length, "%s%d", digit == before ? "." : "", rand() % 10);
        due[i] = strtod(at, NULL);
        text[length++] = i + 1 < NUMBERS ? ',' : '\n';
    }
    write_file("x.csv", text, length);
    expect_numbers("file: x.csv", due, NUMBERS);
}

static void csv_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *due;
    } cases[] = {
        {"1,2\n3\n", "'x.csv': line 2 has 1 number, but the first row has 2"},
        {"1,2\n3,x\n", "'x.csv': line 2: field 2 is not a number: x"},
        {"1,,2\n", "'x.csv': line 1: field 2 is empty"},
        {"1,0x10\n", "'x.csv': line 1: field 2 is not a number: 0x10"},
        {"1,1e999\n", "'x.csv': line 1: field 2 is too large: 1e999"},
        {"1,--2\n", "'x.csv': line 1: field 2 is not a number: --2"},
        {"1,inf\n", "'x.csv': line 1: field 2 is not a number: inf"},
        {"nan,1\n", "'x.csv': line 1: field 1 is not a number: nan"},
        {"1,2 3\n", "'x.csv': line 1: field 2 is not a number: 2 3"},
        {"1,2e\n", "'x.csv': line 1: field 2 is not a number: 2e"},
        {"1\r2,3\n", "'x.csv': line 1: field 1 is not a number: 1\r2"},
        {"1,0.33333333333333333333333333333333333333333333333333333333333\n",
         "'x.csv': line 1: field 2 is longer than 60 characters"},
        {"", "'x.csv': the file has no numbers"},
        {"# only words\n", "'x.csv': the file has no numbers"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_file("x.csv", cases[i].text, strlen(cases[i].text));
        expect_error("file: x.csv", STATUS_SCENE, cases[i].due);
    }
    static const char *const with_nul[] = {"1,2\n3,4\0,5\n", "1,2\n3,\0 \n", "1,2\n3,4\0"};
    static const size_t lengths[] = {11, 8, 8};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        write_file("x.csv", with_nul[i], lengths[i]);
        expect_error("file: x.csv", STATUS_SCENE,
                     "'x.csv': line 2: field 2 contains a NUL character");
    }
}

/* ---- .png ---- */

enum { PNG_HEIGHT = 4, PNG_WIDTH = 6 };

/* Writes 4 x 6 pixels whose samples count up by `rise`, by libpng's own writer. */
static void write_png(const char *name, png_uint_32 format, int rise)
{
    png_byte samples[PNG_HEIGHT * PNG_WIDTH * 4];
    char path[100];
    for (size_t i = 0; i < sizeof samples; i++)
        samples[i] = (png_byte)((int)i * rise);
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = PNG_WIDTH, .height = PNG_HEIGHT, .format = format};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(png_image_write_to_file(&image, path, 0, samples, 0, NULL));
}

static void png_samples(void **state)
{
    (void)state;
    double grey[24], luma[24], red_first[72];
    write_png("grey.png", PNG_FORMAT_GRAY, 3);
    write_png("rgb.png", PNG_FORMAT_RGB, 1);
    for (int i = 0; i < 24; i++) {
        grey[i] = 3 * i;
        luma[i] = 3 * i * 0.2126 + (3 * i + 1) * 0.7152 + (3 * i + 2) * 0.0722;
        for (int c = 0; c < 3; c++)
            red_first[c * 24 + i] = (3 * i + c) / 255.0 * 2 - 1;
    }
    expect_numbers("file: grey.png", grey, 24);
    expect_numbers("file: rgb.png", luma, 24);
    expect_numbers("file: rgb.png, channels: 3, range: [-1, 1]", red_first, 72);
}

/* 4 x 6 to 2 x 2: the middle 4 x 4 in boxes of 2 x 2; to 1 x 3: all of it. */
static void png_boxes(void **state)
{
    (void)state;
    static const double square[] = {4.5, 6.5, 16.5, 18.5};
    write_png("grey.png", PNG_FORMAT_GRAY, 1);
    expect_numbers("file: grey.png, size: 2", square, 4);
    expect_numbers("file: grey.png, size: [1, 3]", (double[]){9.5, 11.5, 13.5}, 3);
}

/* Half-transparent black over white. */
static void png_transparency(void **state)
{
    (void)state;
    png_byte samples[] = {0, 0, 0, 51, 255, 0, 0, 255};
    char path[100];
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = 2, .height = 1, .format = PNG_FORMAT_RGBA};
    snprintf(path, sizeof path, "%s/clear.png", folder);
    assert_true(png_image_write_to_file(&image, path, 0, samples, 0, NULL));
    expect_numbers("file: clear.png", (double[]){204, 0.2126 * 255}, 2);
}

static void png_mistakes(void **state)
{
    (void)state;
    write_file("cut.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    expect_error("file: cut.png", STATUS_SCENE,
                 "'cut.png': not a readable PNG: the file ends early");
    write_png("grey.png", PNG_FORMAT_GRAY, 1);
    expect_error("file: grey.png, channels: 2", STATUS_SCENE,
                 "a picture can have 1 or 3 channels, not 2");
    write_file("x.csv", "1,2\n", 4);
    expect_error("file: x.csv, size: 3", STATUS_SCENE,
                 "'x.csv': only a .png takes size and channels: this file has its own");
    write_file("x.txt", "1,2\n", 4);
    expect_error("file: x.txt", STATUS_SCENE, "'x.txt': the file is not .npy, .csv or .png");
}

/* ---- where files lie ---- */

static void files_lie_in_the_folder(void **state)
{
    (void)state;
    char path[100];
    write_file("inner.csv", "7\n", 2);
    snprintf(path, sizeof path, "%s/link.csv", folder);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    expect_error("file: /etc/passwd", STATUS_SCENE, "'/etc/passwd' is outside the scene's folder");
    expect_error("file: link.csv", STATUS_SCENE, "'link.csv' is outside the scene's folder");
    expect_error("file: ../../../../../../etc/passwd", STATUS_SCENE,
                 "'../../../../../../etc/passwd' is outside the scene's folder");
    expect_error("file: none.csv", STATUS_FILE, "cannot read none.csv: No such file or directory");
    expect_error("file: .", STATUS_SCENE, "'.' is outside the scene's folder");
    snprintf(path, sizeof path, "%s/pipe.csv", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    expect_error("file: pipe.csv", STATUS_FILE, "cannot read pipe.csv: it is not a regular file");
    struct read read = read_input("file: /etc/passwd", true);
    assert_string_equal(read.report.problems[0].text,
                        "'/etc/passwd': the file is not .npy, .csv or .png");
    finish(&read);
    expect_numbers("file: ./inner.csv", (double[]){7}, 1);
}

static size_t times_listed(const struct scene *scene, const char *name)
{
    struct stat about;
    char path[100];
    size_t times = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(stat(path, &about), 0);
    for (size_t i = 0; i < scene->file_count; i++)
        if (scene->files[i].device == about.st_dev && scene->files[i].inode == about.st_ino) {
            assert_string_equal(scene->files[i].path, path);
            times++;
        }
    return times;
}

static void a_scene_knows_its_files(void **state)
{
    (void)state;
    static const char *const files[] = {"list.yaml", "list.csv",  "kernel.csv", "bias.csv",
                                        "mine.yaml", "base.yaml", "words.yaml"};
    static const char *const texts[] = {
        "layer: {type: Conv2d}\ninput: {file: list.csv}\nkernel: {file: kernel.csv}\n"
        "theme: mine.yaml\nlanguage: words.yaml\n"
        "panels: [{}, {bias: {file: bias.csv}}, {input: {file: ./list.csv}}]\n",
        "1,2\n3,4\n",
        "1,2\n3,4\n",
        "1\n",
        "from: base.yaml\n",
        "input: red\n",
        "input: x\n"};
    enum { COUNT = sizeof files / sizeof *files };
    struct report report;
    struct error error = {0};
    char path[100];
    for (size_t i = 0; i < COUNT; i++)
        write_file(files[i], texts[i], strlen(texts[i]));
    snprintf(path, sizeof path, "%s/list.yaml", folder);
    report_init(&report, path);
    struct scene *scene = scene_load(path, NULL, &report, &error);
    assert_non_null(scene);
    assert_int_equal(report.error_count, 0);
    assert_int_equal(scene->file_count, COUNT);
    assert_string_equal(scene->files[0].path, path);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(times_listed(scene, files[i]), 1);
    scene_destroy(scene);
    report_finish(&report);
}

/* A recording is read later: from the file that was found, whatever has its name by then. */
static void a_recording_stays_the_file_that_was_found(void **state)
{
    (void)state;
    static const char text[] = "layer: {type: ReLU}\ninput: 3\naudio: found.wav\n"
                               "shots: [{audio: ./found.wav}, {audio: sub/../found.wav}]\n";
    char path[100], found[100], other[100], bytes[6] = "";
    struct report report;
    snprintf(path, sizeof path, "%s/film.yaml", folder);
    snprintf(found, sizeof found, "%s/found.wav", folder);
    snprintf(other, sizeof other, "%s/sub", folder);
    assert_int_equal(mkdir(other, 0700), 0);
    write_file("found.wav", "found", 5);
    report_init(&report, path);
    struct scene *scene = scene_parse(text, strlen(text), path, NULL, &report);
    assert_int_equal(report.error_count, 0);
    write_file("other.wav", "other", 5);
    snprintf(other, sizeof other, "%s/other.wav", folder);
    assert_int_equal(rename(other, found), 0);
    int file = scene->audio.file;
    assert_int_equal(pread(file, bytes, 5, 0), 5);
    assert_string_equal(bytes, "found");
    for (size_t i = 0; i < 2; i++) /* one file is open once */
        assert_int_equal(scene->shots[i]->shot.audio.file, file);
    scene_destroy(scene);
    assert_int_equal(pread(file, bytes, 5, 0), -1);
    report_finish(&report);
}

/* ---- a folder that becomes a link while the scene is read ---- */

/* Puts a link to /tmp in the place of folder/below, again and again. */
static void *swap(void *stop)
{
    char below[100], beside[100];
    snprintf(below, sizeof below, "%s/below", folder);
    snprintf(beside, sizeof beside, "%s/beside", folder);
    bool is_right = true;
    while (!atomic_load((atomic_bool *)stop))
        is_right = is_right && rename(below, beside) == 0 && symlink("..", below) == 0 &&
                   unlink(below) == 0 && rename(beside, below) == 0;
    return is_right ? stop : NULL;
}

/* The scene's folder has 1 2, /tmp has 7 7 by the same name. */
static void nothing_outside_by_a_race(void **state)
{
    (void)state;
    enum { TIMES = 3000 };
    char path[100], outside[100], input[100];
    void *is_right;
    const char *name = strrchr(folder, '/') + 1;
    size_t read_count = 0, refused_count = 0;
    pthread_t thread;
    atomic_bool stop = false;
    snprintf(path, sizeof path, "%s/below", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "below/%s.csv", name);
    snprintf(outside, sizeof outside, "../%s.csv", name);
    snprintf(input, sizeof input, "file: below/%s.csv", name);
    write_file(path, "1,2\n", 4);
    write_file(outside, "7,7\n", 4);
    assert_int_equal(pthread_create(&thread, NULL, swap, &stop), 0);
    /* on a busy machine the two may take long turns */
    for (size_t i = 0; i < TIMES || (read_count * refused_count == 0 && i < 100 * TIMES); i++) {
        struct read read = read_input(input, false);
        read_count += read.report.error_count == 0;
        refused_count += read.report.error_count > 0;
        if (read.report.error_count == 0)
            assert_true(read.tensor->values[0] == 1);
        finish(&read);
    }
    atomic_store(&stop, true);
    assert_int_equal(pthread_join(thread, &is_right), 0);
    assert_non_null(is_right);
    snprintf(path, sizeof path, "%s.csv", folder);
    assert_int_equal(unlink(path), 0);
    assert_true(read_count > 0 && refused_count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(npy_types),
        cmocka_unit_test(npy_orders_and_versions),
        cmocka_unit_test(npy_mistakes),
        cmocka_unit_test(csv_forms),
        cmocka_unit_test(csv_decimals),
        cmocka_unit_test(csv_mistakes),
        cmocka_unit_test(png_samples),
        cmocka_unit_test(png_boxes),
        cmocka_unit_test(png_transparency),
        cmocka_unit_test(png_mistakes),
        cmocka_unit_test(files_lie_in_the_folder),
        cmocka_unit_test(nothing_outside_by_a_race),
        cmocka_unit_test(a_scene_knows_its_files),
        cmocka_unit_test(a_recording_stays_the_file_that_was_found),
    };
    name_temporary(folder, "files");
    if (!mkdtemp(folder))
        return 1;
    int result = cmocka_run_group_tests(tests, NULL, NULL);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 ? result : 1;
}
