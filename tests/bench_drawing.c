/* SPDX-License-Identifier: MIT */
/* For make bench, a line for each scene that is named: microseconds of CPU time that laying out a
 * page of 1080p takes, and one drawing on it, and how many pictures there are. Medians of five runs
 * over up to 48 pictures, each run with fonts of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "convreel/drawing.h"
#include "convreel/painting.h"
#include "created.h"

enum { TIMES = 5, MOST_PICTURES = 48 };

static double cpu_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

struct shown {
    struct report report;
    struct scene *scene;
    struct simulation *simulations[MAX_PANELS];
    const struct simulation *borrowed[MAX_PANELS];
    size_t count;
    struct timeline *timeline;
};

static bool load(struct shown *shown, const char *path)
{
    struct error error = {0};
    *shown = (struct shown){0};
    report_init(&shown->report, path);
    shown->scene = scene_load(path, NULL, &shown->report, &error);
    if (!shown->scene || shown->report.error_count > 0)
        return false;
    shown->count = shown->scene->panel_count > 0 ? shown->scene->panel_count : 1;
    for (size_t i = 0; i < shown->count; i++) {
        const struct scene *panel =
            shown->scene->panel_count > 0 ? shown->scene->panels[i] : shown->scene;
        shown->simulations[i] = create_simulation(panel, &shown->report);
        shown->borrowed[i] = shown->simulations[i];
        if (!shown->simulations[i])
            return false;
    }
    shown->timeline = create_timeline(shown->scene, shown->borrowed, &shown->report);
    return shown->timeline != NULL;
}

static void unload(struct shown *shown)
{
    timeline_destroy(shown->timeline);
    for (size_t i = 0; i < shown->count; i++)
        simulation_destroy(shown->simulations[i]);
    scene_destroy(shown->scene);
    report_finish(&shown->report);
}

static bool begin(struct drawing *drawing, struct shown *shown, const struct text_ruler *ruler)
{
#ifdef DRAWING_HAS_INIT_PANELS /* a program from before pages were laid out once */
    if (shown->scene->panel_count > 0)
        return drawing_init_panels(drawing, shown->scene, shown->borrowed, ruler, &shown->report);
    return drawing_init(drawing, shown->scene, shown->simulations[0], ruler, &shown->report);
#else
    return drawing_init(drawing, shown->scene, shown->borrowed, ruler, &shown->report);
#endif
}

/* A page, and its pictures one after another as a film has them. */
static bool time_once(struct shown *shown, double *fit, double *draw)
{
    struct painter *painter = painter_create();
    struct drawing drawing;
    struct arena arena = {0};
    double start = cpu_microseconds();
    bool is_shown = begin(&drawing, shown, painter_ruler(painter));
    if (is_shown)
        drawing_fit(&drawing, 1920, 1080, &shown->report);
    *fit = cpu_microseconds() - start;
    size_t all = shown->timeline->picture_count;
    size_t count = all < MOST_PICTURES ? all : MOST_PICTURES;
    start = cpu_microseconds();
    for (size_t i = 0; is_shown && i < count; i++) {
        struct picture picture;
        struct display_list list;
        arena_reset(&arena);
        timeline_picture_at(shown->timeline, i * all / count, &picture);
        drawing_draw(&drawing, &picture.moment, &arena, &list);
    }
    *draw = (cpu_microseconds() - start) / (double)count;
    arena_finish(&arena);
    drawing_finish(&drawing);
    painter_destroy(painter);
    return is_shown;
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

int main(int argument_count, char **arguments)
{
    for (int i = 1; i < argument_count; i++) {
        struct shown shown;
        double fits[TIMES], draws[TIMES];
        bool is_shown = load(&shown, arguments[i]);
        for (int n = 0; is_shown && n < TIMES; n++)
            is_shown = time_once(&shown, &fits[n], &draws[n]);
        size_t picture_count = is_shown ? shown.timeline->picture_count : 0;
        unload(&shown);
        if (!is_shown) {
            fprintf(stderr, "%s: cannot be drawn\n", arguments[i]);
            return 1;
        }
        qsort(fits, TIMES, sizeof *fits, compare);
        qsort(draws, TIMES, sizeof *draws, compare);
        const char *name = strrchr(arguments[i], '/');
        printf("%s %.1f %.1f %zu\n", name ? name + 1 : arguments[i], fits[TIMES / 2],
               draws[TIMES / 2], picture_count);
    }
    return 0;
}
