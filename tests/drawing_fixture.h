/* SPDX-License-Identifier: MIT */
/* What the tests of drawing share: a scene's text -> its display lists, with a ruler of fixed
 * widths. Include after cmocka.h. */
#ifndef CONVREEL_TESTS_DRAWING_FIXTURE_H
#define CONVREEL_TESTS_DRAWING_FIXTURE_H

#include <stdio.h>
#include <string.h>

#include "convreel/drawing.h"

/* Every character is 0.6 of the font's size wide. */
static inline struct text_extents measure(void *context, const struct font *font,
                                          const char *string)
{
    (void)context;
    size_t count = 0;
    for (; *string != '\0'; string++)
        count += (*string & 0xc0) != 0x80;
    return (struct text_extents){0.6 * font->size_pt * (double)count, 0.7 * font->size_pt, 0};
}

static const struct text_ruler ruler = {.measure = measure};

struct fixture {
    struct report report;
    struct scene *scene;
    struct simulation *simulation;
    struct drawing drawing;
    struct arena arena;
};

static inline bool set_up(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){0};
    report_init(&fixture->report, "test.yaml");
    fixture->scene = scene_parse(text, strlen(text), "test.yaml", NULL, &fixture->report);
    if (fixture->scene == NULL || fixture->report.error_count > 0)
        fail_msg("%s\n%s", text, fixture->report.problems[0].text);
    fixture->simulation = simulation_create(fixture->scene, &fixture->report);
    if (fixture->simulation == NULL)
        fail_msg("%s\n%s", text, fixture->report.problems[0].text);
    return drawing_init(&fixture->drawing, fixture->scene, fixture->simulation, &ruler,
                        &fixture->report);
}

static inline void tear_down(struct fixture *fixture)
{
    simulation_destroy(fixture->simulation);
    scene_destroy(fixture->scene);
    report_finish(&fixture->report);
    arena_finish(&fixture->arena);
}

static inline struct display_list draw(struct fixture *fixture, size_t step, double progress)
{
    struct moment moment = {.part_count = 1,
                            .parts = {{.simulation = fixture->simulation,
                                       .scene = fixture->scene,
                                       .step = step,
                                       .progress = progress}}};
    struct display_list list;
    drawing_draw(&fixture->drawing, &moment, &fixture->arena, &list);
    return list;
}

static inline void read_file(const char *path, struct buffer *out)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s is missing", path);
    char bytes[4096];
    size_t count;
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_add(out, bytes, count);
    fclose(file);
}

#endif
