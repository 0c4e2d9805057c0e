/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the path from a scene's text to its display lists. Built with libFuzzer by `make fuzz`;
 * whatever the text, every stage must answer with a result or with problems.
 */
#include "convreel/drawing.h"
#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "convreel/timeline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct text_extents measure_fixed(void *context, const struct font *font, const char *string)
{
    (void)context;
    double width = 0;
    for (; *string; string++)
        width += font->size_pt / 2;
    return (struct text_extents){width, font->size_pt * 0.7, font->size_pt * 0.2};
}

static void draw_some(const struct scene *scene, const struct simulation *simulation,
                      struct report *report)
{
    const struct text_ruler ruler = {measure_fixed, NULL};
    struct drawing drawing;
    struct timeline *timeline = timeline_create(scene, simulation, report);
    if (timeline && drawing_init(&drawing, scene, simulation, &ruler, report)) {
        size_t numbers[] = {0, timeline->picture_count / 2, timeline->picture_count - 1};
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            struct arena arena = {0};
            struct picture picture;
            struct display_list list;
            timeline_picture_at(timeline, numbers[i], &picture);
            drawing_draw(&drawing, &picture.moment, &arena, &list);
            arena_finish(&arena);
        }
    }
    timeline_destroy(timeline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct report report;
    report_init(&report, "fuzz.yaml");
    struct scene *scene = scene_parse((const char *)data, size, "fuzz.yaml", NULL, &report);
    if (scene && scene->is_layer_sound) {
        struct simulation *simulation = simulation_create(scene, &report);
        if (simulation && simulation->step_count < 10000)
            draw_some(scene, simulation, &report);
        simulation_destroy(simulation);
    }
    scene_destroy(scene);
    report_finish(&report);
    return 0;
}
