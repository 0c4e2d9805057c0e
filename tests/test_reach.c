/* SPDX-License-Identifier: MIT */
/* How much of a stack's input a unit sees, against a walk along the terms of every single unit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "created.h"

enum { ROUNDS = 1500, LEAST_RIGHT = 700, MOST_AXIS = 64 };

static int below(int count)
{
    return rand() % count;
}

/* ---- random stacks ---- */

static void add_padded(struct buffer *out, int axes)
{
    static const char *const words[] = {"same", "same_lower", "half", "full", "causal", "valid"};
    if (below(3) == 0) {
        buffer_format(out, ", padding: %s", words[below(6)]);
        return;
    }
    buffer_format(out, ", padding: [");
    for (int i = 0; i < axes; i++)
        buffer_format(out, "%s[%d, %d]", i ? ", " : "", below(4), below(4));
    buffer_format(out, "]");
}

static void add_layer(struct buffer *out, int axes)
{
    static const char *const modes[] = {"zeros", "reflect", "replicate", "circular"};
    int kernel = 1 + below(4), stride = 1 + below(3), dilation = 1 + below(3);
    buffer_format(out, "  - {type: ");
    switch (below(axes == 2 ? 10 : 8)) {
    case 0:
    case 1:
    case 2:
        buffer_format(out, "Conv%dd, kernel_size: %d, stride: %d, dilation: %d, padding_mode: %s",
                      axes, kernel, stride, dilation, modes[below(4)]);
        add_padded(out, axes);
        break;
    case 3:
    case 4:
        buffer_format(
            out, "ConvTranspose%dd, kernel_size: %d, stride: %d, dilation: %d, padding_mode: %s",
            axes, kernel, stride, dilation, below(2) ? "circular" : "zeros");
        add_padded(out, axes);
        break;
    case 5:
        buffer_format(out, "%sPool%dd, kernel_size: %d, ceil_mode: %s", below(2) ? "Max" : "Avg",
                      axes, 1 + below(3), below(2) ? "true" : "false");
        break;
    case 6:
        buffer_format(out, "Adaptive%sPool%dd, output_size: %d", below(2) ? "Max" : "Avg", axes,
                      1 + below(7));
        break;
    case 7:
        buffer_format(out, "Upsample, scale_factor: %s, mode: %s", below(2) ? "2" : "1.5",
                      below(2)    ? "nearest"
                      : axes == 1 ? "linear"
                      : axes == 2 ? "bilinear"
                                  : "trilinear");
        break;
    case 8: /* four channels and back */
        buffer_format(out,
                      "PixelUnshuffle, downscale_factor: 2}\n  - {type: Conv2d, kernel_size: "
                      "%d, out_channels: %d",
                      1 + below(2), 1 + below(2));
        break;
    default:
        buffer_format(out,
                      "Conv2d, kernel_size: %d, out_channels: 4}\n"
                      "  - {type: PixelShuffle, upscale_factor: 2",
                      kernel);
        break;
    }
    buffer_format(out, "}\n");
}

static void add_unpool(struct buffer *out, int axes)
{
    buffer_format(
        out,
        "  - {type: MaxPool%dd, kernel_size: 2}\n  - {type: MaxUnpool%dd, kernel_size: 2}\n"
        "  - {type: Conv%dd, kernel_size: 2}\n",
        axes, axes, axes);
}

/* Every unit of a Linear sees all of its input. */
static void add_dense(struct buffer *out)
{
    buffer_format(out, "  - {type: Flatten}\n");
    for (int i = below(3); i > 0; i--)
        buffer_format(out, "  - {type: Linear, out_channels: %d}\n", 1 + below(3));
    if (below(2))
        buffer_format(out, "  - {type: ReLU}\n");
}

static void random_stack(struct buffer *out)
{
    int axes = 1 + below(2), width = 2 + below(axes == 1 ? 14 : 6), height = 2 + below(5);
    if (axes == 1)
        buffer_format(out, "input: [1, %d]\nlayers:\n", width);
    else
        buffer_format(out, "input: [1, %d, %d]\nlayers:\n", height, width);
    for (int i = 1 + below(4); i > 0; i--)
        add_layer(out, axes);
    if (below(6) == 0)
        add_unpool(out, axes);
    if (below(4) == 0)
        add_dense(out);
}

/* ---- the walk ---- */

/* Which units of a layer's input a unit of its output reads, by its terms. */
static void mark_read(const struct simulation *layer, size_t unit, bool *read, struct arena *arena)
{
    struct step step;
    simulation_step_at(layer, unit, arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        size_t at = 0;
        for (size_t i = 0; i <= layer->axes; i++)
            at = at * layer->input.size[i] + step.terms[t].input[i];
        if (step.terms[t].kind == CELL_UNIT)
            read[at] = true;
    }
}

/* Which units of the stack's input a unit of its last output sees: layer by layer, downwards. */
static bool *walk(const struct simulation *top, size_t unit, struct arena *arena)
{
    bool *seen = arena_allocate(arena, tensor_count(&top->output), sizeof *seen);
    seen[unit] = true;
    for (const struct simulation *layer = top; layer; layer = layer->below) {
        bool *read = arena_allocate(arena, tensor_count(&layer->input), sizeof *read);
        for (size_t n = 0; n < tensor_count(&layer->output); n++)
            if (seen[n])
                mark_read(layer, n, read, arena);
        seen = read;
    }
    return seen;
}

struct most {
    size_t units[MAX_AXES], count;
};

/* How many places there are on each axis, and in all. */
static void measure(const struct tensor *input, const bool *seen, struct most *most)
{
    bool on_axis[MAX_AXES][MOST_AXIS] = {{false}};
    size_t count = 0;
    for (size_t n = 0; n < tensor_count(input); n++) {
        size_t rest = n;
        count += seen[n];
        for (size_t i = input->rank - 1; i-- > 0; rest /= input->size[1 + i])
            on_axis[i][rest % input->size[1 + i]] |= seen[n];
    }
    most->count = count > most->count ? count : most->count;
    for (size_t i = 0; i + 1 < input->rank; i++) {
        size_t places = 0;
        for (size_t place = 0; place < input->size[1 + i]; place++)
            places += on_axis[i][place];
        most->units[i] = places > most->units[i] ? places : most->units[i];
    }
}

/* The box that a unit sees is the smallest one round what the walk finds. */
static void check_box(const struct simulation *top, size_t unit, const struct tensor *input,
                      const bool *seen, const char *scene)
{
    struct reach_box boxes[1 + MAX_LAYERS];
    struct interval units[MAX_AXES];
    bool is_any = false, is_right = true;
    for (size_t i = 0; i < MAX_AXES; i++)
        units[i] = (struct interval){INT64_MAX, INT64_MIN};
    for (size_t n = 0; n < tensor_count(input); n++) {
        size_t rest = n;
        is_any |= seen[n];
        for (size_t i = input->rank - 1; seen[n] && i-- > 0; rest /= input->size[1 + i]) {
            int64_t place = (int64_t)(rest % input->size[1 + i]);
            units[i].first = place < units[i].first ? place : units[i].first;
            units[i].last = place > units[i].last ? place : units[i].last;
        }
    }
    simulation_reach_boxes(top, unit, SIZE_MAX, boxes);
    for (size_t i = 0; is_any && i + 1 < input->rank; i++)
        is_right &=
            boxes[0].units[i].first == units[i].first && boxes[0].units[i].last == units[i].last;
    if (boxes[0].is_seen != is_any || !is_right)
        fail_msg("%sunit %zu sees %d: %d to %d, %d to %d; not %d: %d to %d, %d to %d", scene, unit,
                 boxes[0].is_seen, (int)boxes[0].units[0].first, (int)boxes[0].units[0].last,
                 (int)boxes[0].units[1].first, (int)boxes[0].units[1].last, is_any,
                 (int)units[0].first, (int)units[0].last, (int)units[1].first, (int)units[1].last);
}

static void check(const struct simulation *top, const char *scene)
{
    const struct simulation *bottom = top;
    while (bottom->below)
        bottom = bottom->below;
    struct most most = {{0}, 0};
    for (size_t n = 0; n < top->step_count; n++) {
        struct arena arena = {0};
        const bool *seen = walk(top, n, &arena);
        measure(&bottom->input, seen, &most);
        check_box(top, n, &bottom->input, seen, scene);
        arena_finish(&arena);
    }
    struct reach_size reach;
    simulation_reach_size(top, &reach);
    bool is_right = reach.is_known;
    if (!reach.is_box)
        is_right &= reach.count == most.count;
    for (size_t i = 0; reach.is_box && i < top->axes; i++)
        is_right &= (size_t)reach.units[i] == most.units[i];
    if (!is_right)
        fail_msg("%sbox %d: %d by %d or %d, not %zu by %zu or %zu", scene, reach.is_box,
                 (int)reach.units[0], (int)reach.units[1], (int)reach.count, most.units[0],
                 most.units[1], most.count);
}

static void sizes_are_those_of_a_walk(void **state)
{
    (void)state;
    int right = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct buffer text = {0};
        struct report report;
        random_stack(&text);
        report_init(&report, "random.yaml");
        struct scene *scene = scene_parse(text.bytes, text.length, "random.yaml", NULL, &report);
        struct simulation *top = report.error_count == 0 ? create_simulation(scene, &report) : NULL;
        if (top && tensor_count(&top->output) * tensor_count(&top->input) < 3000) {
            check(top, text.bytes);
            right++;
        }
        simulation_destroy(top);
        scene_destroy(scene);
        report_finish(&report);
        buffer_finish(&text);
    }
    assert_true(right >= LEAST_RIGHT);
}

/* Branches that join in their channels, again and again: each unit sees many through many. */
static void what_would_take_long_is_not_known(void **state)
{
    (void)state;
    static const char text[] =
        "input: {size: 16, channels: 4}\n"
        "layers:\n"
        "- {name: a, type: Conv2d, kernel_size: 3, padding: same, out_channels: 8}\n"
        "- {name: b, type: Concat, from: [input, a]}\n"
        "- {name: c, type: Conv2d, kernel_size: 3, padding: same, out_channels: 8}\n"
        "- {name: d, type: Concat, from: [b, c]}\n"
        "- {name: e, type: Conv2d, kernel_size: 5, padding: same, out_channels: 8}\n";
    struct report report;
    struct reach_size top_size, lower_size;
    report_init(&report, "long.yaml");
    struct scene *scene = scene_parse(text, strlen(text), "long.yaml", NULL, &report);
    struct simulation *top = create_simulation(scene, &report);
    assert_non_null(top);
    simulation_reach_size(top, &top_size);
    simulation_reach_size(top->below->below->below, &lower_size);
    assert_false(top_size.is_known);
    assert_true(lower_size.is_known);
    assert_int_equal(lower_size.count, 3 * 3 * 4);
    simulation_destroy(top);
    scene_destroy(scene);
    report_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sizes_are_those_of_a_walk),
                                       cmocka_unit_test(what_would_take_long_is_not_known)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
