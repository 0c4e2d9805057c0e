/* SPDX-License-Identifier: MIT */
/* Every mistake of a scene at its place. The mistakes are data: tests/broken/NAME.yaml with what
 * the scene stage tells of it in NAME.problems. Runs from the top of the checkout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "convreel/timeline.h"
#include "created.h"

static int compare_problems(const void *left, const void *right)
{
    const struct problem *a = left, *b = right;
    int order = strcmp(a->file ? a->file->name : "", b->file ? b->file->name : "");
    if (order != 0)
        return order;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.column != b->at.column)
        return a->at.column < b->at.column ? -1 : 1;
    return strcmp(a->text, b->text);
}

/* Every stage that checks a scene, until one finds a problem. */
static void check_stages(const struct scene *scene, struct report *report)
{
    struct simulation *simulations[MAX_PANELS] = {NULL};
    size_t parts = scene->panel_count > 0 ? scene->panel_count : 1;
    for (size_t i = 0; i < parts; i++)
        simulations[i] =
            create_simulation(scene->panel_count > 0 ? scene->panels[i] : scene, report);
    if (report->error_count == 0)
        timeline_destroy(
            create_timeline(scene, (const struct simulation *const *)simulations, report));
    for (size_t i = 0; i < parts; i++)
        simulation_destroy(simulations[i]);
}

/* What reader, simulation and timeline tell of a scene file: a line for each problem, by place. */
static void describe_problems(const char *path, struct buffer *out)
{
    struct report report;
    struct error error = {0};
    report_init(&report, path);
    struct scene *scene = scene_load(path, NULL, &report, &error);
    for (size_t i = 0; scene && i < scene->shot_count; i++)
        check_stages(scene->shots[i], &report);
    if (scene && scene->shot_count == 0)
        check_stages(scene, &report);
    scene_destroy(scene);
    if (report.count == 0)
        fail_msg("%s is not broken", path);
    qsort(report.problems, report.count, sizeof *report.problems, compare_problems);
    for (size_t i = 0; i < report.count; i++) {
        const struct problem *problem = &report.problems[i];
        if (problem->file)
            buffer_format(out, "%s:", problem->file->name);
        buffer_format(out, "%zu:%zu: %s: %s", problem->at.line, problem->at.column,
                      problem->kind == PROBLEM_ERROR ? "error" : "warning", problem->text);
        buffer_format(out, "%s%s\n", problem->hint ? " | " : "",
                      problem->hint ? problem->hint : "");
    }
    report_finish(&report);
}

static void read_whole(const char *path, struct buffer *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is missing", path);
    char chunk[4096];
    for (size_t count; (count = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_add(out, chunk, count);
    fclose(file);
}

static void write_whole(const char *path, const struct buffer *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->bytes, 1, bytes->length, file), bytes->length);
    assert_int_equal(fclose(file), 0);
}

/* GOLDEN_UPDATE in the environment writes what is told now; read the difference before keeping it.
 */
static void check_broken(const char *name, size_t length)
{
    struct buffer scene = {0}, golden = {0}, expected = {0}, told = {0};
    buffer_format(&scene, "tests/broken/%.*s.yaml", (int)length, name);
    buffer_format(&golden, "tests/broken/%.*s.problems", (int)length, name);
    describe_problems(scene.bytes, &told);
    if (getenv("GOLDEN_UPDATE"))
        write_whole(golden.bytes, &told);
    read_whole(golden.bytes, &expected);
    if (!told.bytes || strcmp(told.bytes, expected.bytes) != 0)
        fail_msg("%s\ntold:\n%sexpected:\n%s", scene.bytes, told.bytes ? told.bytes : "",
                 expected.bytes);
    buffer_finish(&scene);
    buffer_finish(&golden);
    buffer_finish(&expected);
    buffer_finish(&told);
}

static void test_broken_scenes(void **state)
{
    (void)state;
    DIR *folder = opendir("tests/broken");
    assert_non_null(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *dot = strstr(entry->d_name, ".yaml");
        if (!dot)
            continue;
        check_broken(entry->d_name, (size_t)(dot - entry->d_name));
        count++;
    }
    closedir(folder);
    assert_true(count >= 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_broken_scenes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
