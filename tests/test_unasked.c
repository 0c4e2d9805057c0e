/* SPDX-License-Identifier: MIT */
/* What nobody asks for is not worked out: the memory and the time of a network of real size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

#include "convreel/drawing.h"
#include "convreel/scene.h"
#include "convreel/simulation.h"

/* VGG16's convolutions and pools: 14.7 million weights, 15 thousand million products. */
static void write_vgg(const char *input, struct buffer *out)
{
    static const int blocks[][2] = {{2, 64}, {2, 128}, {3, 256}, {3, 512}, {3, 512}};
    buffer_format(out, "input: %s\nlayers:\n", input);
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
        for (int i = 0; i < blocks[b][0]; i++)
            buffer_format(out, "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: %d}\n",
                          blocks[b][1]);
        buffer_add_text(out, "  - {type: MaxPool2d, kernel_size: 2}\n");
    }
}

static long kilobytes_so_far(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

/* Numbers for a picture of it: neither ones nor zeros that nobody gave take memory, nor does
 * anybody work out sums that no picture could show. */
static void check_vgg(const char *input, size_t warnings)
{
    enum { MOST_KILOBYTES = 100 * 1000, MOST_SECONDS = 1 };
    struct buffer text = {0};
    struct report report;
    struct simulation *simulation = NULL;
    write_vgg(input, &text);
    report_init(&report, "vgg.yaml");
    struct scene *scene = scene_parse(text.bytes, text.length, "vgg.yaml", NULL, &report);
    long before = kilobytes_so_far();
    clock_t start = clock();
    const struct scene *scenes[] = {scene};
    assert_true(simulation_create_sizes(scenes, 1, &simulation, &report));
    assert_true(simulation_fill(&simulation, 1, NUMBERS_DRAWN, &report));
    assert_true(clock() - start < MOST_SECONDS * CLOCKS_PER_SEC);
    assert_true(kilobytes_so_far() - before < MOST_KILOBYTES);
    assert_false(simulation->has_values);
    assert_int_equal(report.count, warnings);
    assert_int_equal(report.error_count, 0);
    assert_true(simulation->below->kernel.values[tensor_count(&simulation->below->kernel) - 1] ==
                1);
    assert_true(simulation->output.values[0] == 0);
    simulation_destroy(simulation);
    scene_destroy(scene);
    report_finish(&report);
    buffer_finish(&text);
}

static void numbers_that_nobody_gave_cost_nothing(void **state)
{
    (void)state;
    check_vgg("[3, 224, 224]", 0);
    check_vgg("{size: [3, 224, 224], random: {seed: 1}}", 1);
}

static struct simulation *fill_network(const char *text, bool is_left_out, struct scene **scene,
                                       struct report *report)
{
    struct simulation *simulation = NULL;
    report_init(report, "network.yaml");
    *scene = scene_parse(text, strlen(text), "network.yaml", NULL, report);
    const struct scene *scenes[] = {*scene};
    assert_true(simulation_create_sizes(scenes, 1, &simulation, report));
    assert_int_equal(drawing_shows_numbers(*scene, simulation), !is_left_out);
    if (is_left_out)
        simulation_leave_out(simulation);
    assert_true(simulation_fill(&simulation, 1, NUMBERS_DRAWN, report));
    return simulation;
}

/* View network draws sizes alone; a plain stack has view stack, which has digits. */
static void numbers_that_no_picture_shows_are_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_left_out, is_there;
    } cases[] = {
        {"input: {values: [[1, 2], [3, 4]]}\nlayers:\n"
         "  - {type: Conv2d, kernel_size: 1, out_channels: 3, bias: 2}\n  - {type: Flatten}\n",
         true, false},
        {"input: {values: [[1, 2], [3, 4]]}\nlayers:\n  - {type: Conv2d, kernel_size: 1}\n"
         "  - {type: MaxPool2d, kernel_size: 2}\n",
         false, true},
        {"input: {values: [[1, 2], [3, 4]]}\nlayers:\n"
         "  - {type: MaxPool2d, kernel_size: 2}\n"
         "  - {type: MaxUnpool2d, kernel_size: 2}\nview: network\n",
         true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene *scene;
        struct report report;
        struct step step;
        struct arena arena = {0};
        struct simulation *top = fill_network(cases[i].text, cases[i].is_left_out, &scene, &report);
        assert_int_equal(report.count, 0);
        for (const struct simulation *at = top; at; at = at->below) {
            assert_int_equal(at->output.values != NULL, cases[i].is_there);
            assert_int_equal(at->input.values != NULL, cases[i].is_there);
            simulation_step_at(at, 0, &arena, &step);
            if (!cases[i].is_there)
                assert_true(step.term_count > 0 && step.result == 0);
        }
        arena_finish(&arena);
        simulation_destroy(top);
        scene_destroy(scene);
        report_finish(&report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_nobody_gave_cost_nothing),
        cmocka_unit_test(numbers_that_no_picture_shows_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
