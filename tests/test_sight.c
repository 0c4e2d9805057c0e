/* SPDX-License-Identifier: MIT */
/* Receptive fields by arithmetic against those that a walk down through every term finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "convreel/simulation.h"

enum { INPUT = 120, MOST_LAYERS = 4 };

static uint32_t seed = 3;

static int pick(int count)
{
    seed = seed * 1664525 + 1013904223;
    return (int)(seed >> 16) % count;
}

/* The units of the network's input that a unit of a layer's output comes from. */
static void mark(const struct simulation *layer, size_t unit, bool *seen)
{
    struct arena arena = {0};
    struct step step;
    simulation_step_at(layer, unit, &arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        if (term->kind != CELL_UNIT)
            continue;
        if (layer->below)
            mark(layer->below, term->input[1], seen);
        else
            seen[term->input[1]] = true;
    }
    arena_finish(&arena);
}

struct extent {
    int first, last; /* -1: nothing */
};

static struct extent extent_of(const struct simulation *top, size_t unit)
{
    bool seen[INPUT] = {false};
    struct extent extent = {-1, -1};
    mark(top, unit, seen);
    for (int i = 0; i < INPUT; i++) {
        if (seen[i] && extent.first < 0)
            extent.first = i;
        extent.last = seen[i] ? i : extent.last;
    }
    return extent;
}

static void check(const char *text, bool has_transposed)
{
    struct report report;
    struct sight sights[MOST_LAYERS];
    report_init(&report, "net.yaml");
    struct scene *scene = scene_parse(text, strlen(text), "net.yaml", NULL, &report);
    struct simulation *top = scene ? simulation_create(scene, &report) : NULL;
    if (!top)
        fail_msg("%s%s", text, report.problems[0].text);
    simulation_sights(top, sights);
    const struct sight *sight = &sights[top->place];
    double size = (double)sight->size[0], jump = rational_to_double(sight->jump[0]);
    double start = rational_to_double(sight->start[0]);
    bool is_reached = false;
    for (size_t n = 0; n < top->step_count; n++) {
        struct extent extent = extent_of(top, n);
        double first = start + (double)n * jump, last = first + size - 1;
        bool is_inside = first >= 0 && last <= INPUT - 1;
        if (extent.first < 0)
            continue;
        if (extent.last - extent.first + 1 > size)
            fail_msg("%sunit %zu sees %d to %d, more than %g", text, n, extent.first, extent.last,
                     size);
        is_reached |= extent.last - extent.first + 1 == (int)size;
        if (!has_transposed && is_inside &&
            (extent.first != (int)first || extent.last != (int)last))
            fail_msg("%sunit %zu sees %d to %d, not %g to %g", text, n, extent.first, extent.last,
                     first, last);
    }
    if (!is_reached && !has_transposed)
        fail_msg("%sno unit sees %g", text, size);
    simulation_destroy(top);
    scene_destroy(scene);
    report_finish(&report);
}

static void fields_of_random_chains(void **state)
{
    (void)state;
    for (int round = 0; round < 120; round++) {
        char text[800] = "input: 120\nlayers:\n";
        bool has_transposed = false;
        int count = 1 + pick(MOST_LAYERS - 1);
        for (int i = 0; i < count; i++) {
            size_t length = strlen(text);
            int which = pick(4), kernel = 1 + pick(4), stride = 1 + pick(2);
            if (which == 3) {
                snprintf(text + length, sizeof text - length,
                         "- {type: ConvTranspose1d, kernel_size: %d, stride: %d, padding: %d}\n",
                         kernel + 1, stride, pick(2));
                has_transposed = true;
            } else if (which == 2) {
                snprintf(text + length, sizeof text - length,
                         "- {type: MaxPool1d, kernel_size: %d, stride: %d}\n", kernel, stride);
            } else {
                snprintf(
                    text + length, sizeof text - length,
                    "- {type: Conv1d, kernel_size: %d, stride: %d, padding: %d, dilation: %d}\n",
                    kernel, stride, pick(4), 1 + pick(2));
            }
        }
        check(text, has_transposed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_of_random_chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
