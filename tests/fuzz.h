/* SPDX-License-Identifier: MIT */
/*
 * What is fuzzed: each target takes any bytes, as one kind of text or file, and every stage must
 * answer with a result or with problems. fuzz.c gives them to libFuzzer, test_corpus.c plays
 * back what it once found.
 */
#ifndef CONVREEL_TESTS_FUZZ_H
#define CONVREEL_TESTS_FUZZ_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/drawing.h"
#include "convreel/limits.h"
#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "convreel/timeline.h"
#include "scene/cues.h"
#include "scene/file.h"
#include "scene/load.h"
#include "scene/onnx.h"
#include "scene/reader.h"
#include "scene/unicode.h"

struct fuzz_target {
    const char *name;
    void (*run)(const uint8_t *data, size_t size);
    bool takes_scenes; /* whole scenes, such as those of scenes/ and tests/broken */
};

/* A thousandth of the usual: what is small takes every path, too, and takes no time. */
static const struct limits fuzz_limits = {
    .most = {
        [LIMIT_TERMS] = 4096, [LIMIT_NUMBERS] = 1e5, [LIMIT_PRODUCTS] = 1e6, [LIMIT_CELLS] = 2500}};

static inline void fuzz_begin(struct report *report)
{
    report_init(report, "fuzz.yaml");
    report->limits = &fuzz_limits;
}

static inline struct scene *fuzz_parse(const struct buffer *text, struct report *report)
{
    return scene_parse(text->bytes ? text->bytes : "", text->length, "fuzz.yaml", NULL, report);
}

/* ---- files ---- */

static inline void fuzz_npy(const uint8_t *data, size_t size)
{
    const struct buffer bytes = {(char *)data, size, size};
    struct arena arena = {0};
    struct tensor tensor;
    struct error error;
    npy_read(&bytes, &arena, &tensor, &error);
    arena_finish(&arena);
}

static inline void fuzz_onnx(const uint8_t *data, size_t size)
{
    const struct buffer bytes = {(char *)data, size, size};
    struct arena arena = {0};
    struct onnx_model model;
    struct error error;
    onnx_read(&bytes, false, &arena, &model, &error);
    onnx_read(&bytes, true, &arena, &model, &error);
    arena_finish(&arena);
}

/* Ends in NUL, as files do once they are read. */
static inline void fuzz_csv(const uint8_t *data, size_t size)
{
    struct buffer bytes = {0};
    struct arena arena = {0};
    struct tensor tensor;
    struct error error;
    buffer_add(&bytes, (const char *)data, size);
    csv_has_header(&bytes);
    csv_read(&bytes, &arena, &tensor, &error);
    arena_finish(&arena);
    buffer_finish(&bytes);
}

static inline void fuzz_png(const uint8_t *data, size_t size)
{
    static const struct picture_options pictures[] = {
        {.channels = 1, .high = 255}, {.height = 3, .width = 5, .channels = 3, .high = 1}};
    const struct buffer bytes = {(char *)data, size, size};
    struct arena arena = {0};
    struct tensor tensor;
    struct scene_image image;
    struct error error;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        picture_read(&bytes, &pictures[i], &arena, &tensor, &error);
    picture_pixels(&bytes, &arena, &image, &error);
    arena_finish(&arena);
}

static inline void fuzz_cues(const uint8_t *data, size_t size)
{
    struct report report;
    struct scene scene = {0};
    struct scene_audio audio = {0};
    struct buffer bytes = {0};
    fuzz_begin(&report);
    buffer_add(&bytes, (const char *)data, size);
    struct reader reader = {.scene = &scene, .frame = &scene, .report = &report};
    const struct source source = {"cues.vtt", bytes.bytes, bytes.length};
    cues_read(&reader, &source, &audio);
    buffer_finish(&bytes);
    arena_finish(&scene.arena);
    report_finish(&report);
}

/* ---- texts ---- */

static inline void fuzz_scene(const uint8_t *data, size_t size)
{
    struct report report;
    struct buffer text = {0};
    fuzz_begin(&report);
    buffer_add(&text, (const char *)data, size);
    scene_destroy(fuzz_parse(&text, &report));
    buffer_finish(&text);
    report_finish(&report);
}

/* Below a key, as a block of lines; what a scene has besides is left out, such as its theme. */
static inline void fuzz_pasted(const char *head, const uint8_t *data, size_t size)
{
    static const struct scene_options options = {0};
    struct report report;
    struct arena nodes = {0};
    struct buffer text = {0};
    struct scene *scene = load_create("fuzz.yaml");
    struct reader reader = {.scene = scene,
                            .frame = scene,
                            .report = &report,
                            .path = "fuzz.yaml",
                            .options = &options};
    fuzz_begin(&report);
    buffer_add_text(&text, head);
    for (size_t i = 0; i < size; i++) {
        if (i == 0 || data[i - 1] == '\n')
            buffer_add_text(&text, "  ");
        buffer_add(&text, (const char *)&data[i], 1);
    }
    report.source = unicode_decode(text.bytes, text.length, &report.arena, &report.source_length);
    const struct node *root = node_read(report.source, report.source_length, &nodes, &report);
    if (root && root->kind == NODE_MAP)
        reader_map(&reader, "", root);
    buffer_finish(&text);
    arena_finish(&nodes);
    scene_destroy(scene);
    report_finish(&report);
}

static inline void fuzz_layer(const uint8_t *data, size_t size)
{
    fuzz_pasted("input: [3, 9, 9]\nlayer: |\n", data, size);
}

static inline void fuzz_model(const uint8_t *data, size_t size)
{
    fuzz_pasted("input: [3, 9, 9]\nlayers: |\n", data, size);
}

/* ---- the whole path ---- */

struct fuzz_film {
    struct report report;
    struct scene *scene;
    size_t part_count, shot_count;
    const struct scene **parts;      /* owned: of all shots and panels */
    struct simulation **simulations; /* owned */
    struct shot *shots;              /* owned */
    struct timeline *timeline;
};

static inline void fuzz_list_parts(struct fuzz_film *film)
{
    film->shot_count = film->scene->shot_count > 0 ? film->scene->shot_count : 1;
    film->parts = memory_allocate(film->shot_count * MAX_PANELS, sizeof *film->parts);
    for (size_t i = 0; i < film->shot_count; i++) {
        const struct scene *shot =
            film->scene->shot_count > 0 ? film->scene->shots[i] : film->scene;
        for (size_t p = 0; p < shot->panel_count; p++)
            film->parts[film->part_count++] = shot->panels[p];
        if (shot->panel_count == 0)
            film->parts[film->part_count++] = shot;
    }
}

static inline bool fuzz_are_sound(const struct fuzz_film *film)
{
    for (size_t i = 0; i < film->part_count; i++)
        if (!film->parts[i]->is_layer_sound)
            return false;
    return true;
}

/* As the program does it; false: refused. */
static inline bool fuzz_load(struct fuzz_film *film, const uint8_t *data, size_t size)
{
    struct buffer text = {0};
    *film = (struct fuzz_film){0};
    fuzz_begin(&film->report);
    buffer_add(&text, (const char *)data, size);
    film->scene = fuzz_parse(&text, &film->report);
    buffer_finish(&text);
    if (!film->scene)
        return false;
    fuzz_list_parts(film);
    film->simulations = memory_allocate(film->part_count, sizeof *film->simulations);
    if (!fuzz_are_sound(film) ||
        !simulation_create_sizes(film->parts, film->part_count, film->simulations, &film->report) ||
        !simulation_turn_back(film->simulations, film->part_count, &film->report))
        return false;
    const struct simulation *const *next = (const struct simulation *const *)film->simulations;
    film->shots = memory_allocate(film->shot_count, sizeof *film->shots);
    for (size_t i = 0; i < film->shot_count; i++) {
        film->shots[i] =
            shot_of_scene(film->scene->shot_count > 0 ? film->scene->shots[i] : film->scene, next);
        next += film->shots[i].part_count;
        if (drawing_cell_count(film->shots[i].simulations, film->shots[i].part_count) >
            report_most(&film->report, LIMIT_CELLS))
            return false;
    }
    return simulation_fill(film->simulations, film->part_count, NUMBERS_DRAWN, &film->report);
}

static inline void fuzz_finish(struct fuzz_film *film)
{
    timeline_destroy(film->timeline);
    for (size_t i = 0; film->simulations && i < film->part_count; i++)
        simulation_destroy(film->simulations[i]);
    free(film->simulations);
    free(film->parts);
    free(film->shots);
    scene_destroy(film->scene);
    report_finish(&film->report);
}

static inline void fuzz_films(const uint8_t *data, size_t size)
{
    struct fuzz_film film;
    if (fuzz_load(&film, data, size)) {
        const struct film given = {film.scene, film.shot_count, film.shots};
        film.timeline = timeline_create(&given, &film.report);
    }
    const struct timeline *timeline = film.timeline;
    size_t last = timeline ? timeline->picture_count - 1 : 0;
    size_t stride = last / 50 + 1; /* some fifty pictures, and the last */
    for (size_t n = 0; timeline && n <= last;
         n = n < last && n + stride > last ? last : n + stride) {
        struct picture picture;
        timeline_picture_at(timeline, n, &picture);
        timeline_index_of_picture(timeline, n);
    }
    if (timeline) {
        size_t most = timeline_most_parts(timeline);
        for (size_t part = 1; part <= most && part < 8; part++)
            timeline_part(timeline, part, most);
        timeline_still_index(timeline);
    }
    fuzz_finish(&film);
}

static inline struct text_extents fuzz_measure(void *context, const struct font *font,
                                               const char *string)
{
    (void)context;
    return (struct text_extents){font->size_pt / 2 * (double)strlen(string), font->size_pt * 0.7,
                                 font->size_pt * 0.2};
}

static inline void fuzz_draw(struct fuzz_film *film, struct drawing *drawings)
{
    size_t last = film->timeline->picture_count - 1;
    size_t numbers[] = {0, last / 2, last};
    struct arena arena = {0};
    struct display_list list;
    struct picture picture;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        timeline_picture_at(film->timeline, numbers[i], &picture);
        drawing_draw_picture(drawings, &picture, &arena, &list);
        arena_reset(&arena);
    }
    timeline_still_at(film->timeline, timeline_still_index(film->timeline), &picture);
    drawing_draw_picture(drawings, &picture, &arena, &list);
    arena_finish(&arena);
}

static inline void fuzz_path(const uint8_t *data, size_t size)
{
    const struct text_ruler ruler = {.measure = fuzz_measure};
    struct fuzz_film film;
    struct drawing *drawings = NULL;
    if (fuzz_load(&film, data, size)) {
        const struct film given = {film.scene, film.shot_count, film.shots};
        const struct scene_output *output = &film.scene->output;
        drawings = memory_allocate(film.shot_count, sizeof *drawings);
        bool is_drawn = drawing_init_film(drawings, &given, &ruler, &film.report);
        for (size_t i = 0; is_drawn && i < film.shot_count; i++)
            for (size_t p = 0; p < film.shots[i].part_count; p++) {
                film.shots[i].tells_sums[p] = drawing_tells_sums(&drawings[i], p);
                film.shots[i].lifts[p] = drawing_lifts(&drawings[i], p);
                film.shots[i].builds[p] = drawing_builds(&drawings[i], p);
            }
        film.timeline = timeline_create(&given, &film.report);
        is_drawn = is_drawn && film.report.error_count == 0;
        if (is_drawn && output->paper_width_pt > 0)
            drawing_fit_paper(drawings, film.shot_count, output->paper_width_pt,
                              output->paper_height_pt, &film.report);
        else if (is_drawn)
            drawing_fit_film(drawings, film.shot_count, output->width, output->height,
                             &film.report);
        if (film.timeline && is_drawn)
            fuzz_draw(&film, drawings);
    }
    for (size_t i = 0; drawings && i < film.shot_count; i++)
        drawing_finish(&drawings[i]);
    free(drawings);
    fuzz_finish(&film);
}

static const struct fuzz_target fuzz_targets[] = {
    {"scene", fuzz_scene, true}, {"films", fuzz_films, true},  {"path", fuzz_path, true},
    {"npy", fuzz_npy, false},    {"csv", fuzz_csv, false},     {"png", fuzz_png, false},
    {"cues", fuzz_cues, false},  {"model", fuzz_model, false}, {"layer", fuzz_layer, false},
    {"onnx", fuzz_onnx, false},
};

enum { FUZZ_TARGETS = sizeof fuzz_targets / sizeof *fuzz_targets };

#endif
