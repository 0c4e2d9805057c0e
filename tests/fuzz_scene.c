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

/* What of a scene's parts can be simulated and is small; false: not all of them. */
static bool simulate(const struct scene *scene, const struct simulation *out[MAX_PANELS],
                     struct report *report)
{
    enum { MOST_STEPS = 10000 };
    size_t count = scene->panel_count > 0 ? scene->panel_count : 1;
    bool is_right = true;
    for (size_t i = 0; i < count && is_right; i++) {
        const struct scene *part = scene->panel_count > 0 ? scene->panels[i] : scene;
        out[i] = part->is_layer_sound ? simulation_create_drawn(part, report) : NULL;
        is_right = out[i] && out[i]->step_count < MOST_STEPS;
    }
    return is_right;
}

static void draw_some(const struct scene *scene, const struct simulation *const *simulations,
                      struct report *report)
{
    const struct text_ruler ruler = {measure_fixed, NULL};
    struct drawing drawing = {0};
    struct timeline *timeline = timeline_create_parts(scene, simulations, report);
    bool is_drawn =
        drawing_init(&drawing, scene, simulations, &ruler, report) && report->error_count == 0;
    if (is_drawn)
        drawing_fit(&drawing, scene->output.width, scene->output.height, report);
    if (timeline && is_drawn) {
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
    drawing_finish(&drawing);
    timeline_destroy(timeline);
}

static void run(const struct scene *scene, struct report *report)
{
    const struct simulation *simulations[MAX_PANELS] = {0};
    if (simulate(scene, simulations, report))
        draw_some(scene, simulations, report);
    for (size_t i = 0; i < MAX_PANELS; i++)
        simulation_destroy((struct simulation *)simulations[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct report report;
    report_init(&report, "fuzz.yaml");
    struct scene *scene = scene_parse((const char *)data, size, "fuzz.yaml", NULL, &report);
    for (size_t i = 0; scene && i < scene->shot_count; i++)
        run(scene->shots[i], &report);
    if (scene && scene->shot_count == 0)
        run(scene, &report);
    scene_destroy(scene);
    report_finish(&report);
    return 0;
}
