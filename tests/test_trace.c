/* SPDX-License-Identifier: MIT */
/* The trace's text, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "cli/json.c"
#include "cli/trace.c" /* the program's own files are in no library */
#include "cli/trace_layer.c"
#include "cli/trace_steps.c"
#include "created.h"

static void check_trace(const char *text, struct trace_options options, const char *expected)
{
    struct report report;
    report_init(&report, "test.yaml");
    struct scene *scene = scene_parse(text, strlen(text), "test.yaml", NULL, &report);
    struct simulation *simulation = create_simulation(scene, &report);
    assert_non_null(simulation);
    char *written = NULL;
    size_t length;
    struct error error;
    FILE *out = open_memstream(&written, &length);
    const struct simulation *only = simulation;
    const struct shot shot = shot_of_scene(scene, &only);
    const struct film film = {scene, 1, &shot};
    bool is_written = trace_write(out, &film, NULL, &options, &error);
    fclose(out);
    if (expected)
        assert_string_equal(written, expected);
    assert_int_equal(is_written, expected != NULL);
    if (!is_written)
        assert_int_equal(error.status, STATUS_USAGE);
    free(written);
    simulation_destroy(simulation);
    scene_destroy(scene);
    report_finish(&report);
}

static const struct trace_options everything = {true, 0, SIZE_MAX, true, NULL};

static void a_convolution_tells_its_zeros(void **state)
{
    (void)state;
    check_trace(
        "{title: \"\\\"a\\\\\\t\", input: {values: [[1, 2.5]]}, layer: {type: "
        "ConvTranspose1d, kernel_size: 1, stride: 3, output_padding: 1}, bias: -1}",
        everything,
        "{\"convreel\": 1, \"title\": \"\\\"a\\\\\\u0009\",\n"
        " \"layer\": {\"type\": \"ConvTranspose1d\", \"kernel_size\": [1], \"stride\": [3], "
        "\"padding\": [[0,0]], \"dilation\": [1], \"groups\": 1, \"in_channels\": 1, "
        "\"out_channels\": 1, \"output_padding\": [1], \"padding_mode\": \"zeros\"},\n"
        " \"shapes\": {\"input\": [1,2], \"stretched\": [1,4], \"padded\": [1,5], "
        "\"kernel\": [1,1,1], \"effective_kernel\": [1], \"output\": [1,5]},\n"
        " \"relationship\": 14, \"formula\": \"o' = s(i' - 1) + a + k - 2p = "
        "3*(2 - 1) + 1 + 1 - 2*0 = 5\",\n"
        " \"receptive_field\": {\"size\": [1], \"jump\": [0.3333333333333333], \"start\": [0]}, "
        "\"parameters\": 2, \"multiply_adds\": 2,\n"
        " \"input\": [[1,2.5]],\n \"kernel\": [[[1]]],\n \"bias\": [-1],\n"
        " \"output\": [[0,-1,-1,1.5,-1]],\n"
        " \"steps\": [\n"
        "  {\"step\": 0, \"output\": [0,0], \"result\": 0,\n   \"terms\": ["
        "{\"kernel\": [0,0,0], \"weight\": 1, \"input\": [0,0], \"value\": 1}]},\n"
        "  {\"step\": 1, \"output\": [0,1], \"result\": -1,\n   \"terms\": ["
        "{\"kernel\": [0,0,0], \"weight\": 1, \"input\": null, \"zero\": \"stretch\", "
        "\"value\": 0}]},\n"
        "  {\"step\": 2, \"output\": [0,2], \"result\": -1,\n   \"terms\": ["
        "{\"kernel\": [0,0,0], \"weight\": 1, \"input\": null, \"zero\": \"stretch\", "
        "\"value\": 0}]},\n"
        "  {\"step\": 3, \"output\": [0,3], \"result\": 1.5,\n   \"terms\": ["
        "{\"kernel\": [0,0,0], \"weight\": 1, \"input\": [0,1], \"value\": 2.5}]},\n"
        "  {\"step\": 4, \"output\": [0,4], \"result\": -1,\n   \"terms\": ["
        "{\"kernel\": [0,0,0], \"weight\": 1, \"input\": null, \"zero\": \"extra\", "
        "\"value\": 0}]}]}\n");
}

static void a_pool_has_no_kernel(void **state)
{
    (void)state;
    struct trace_options second = {true, 1, 1, false, NULL};
    check_trace(
        "{input: {values: [5, 3, 3]}, layer: {type: MaxPool1d, kernel_size: 2, padding: 1}}",
        second,
        "{\"convreel\": 1, \"title\": \"test\",\n"
        " \"layer\": {\"type\": \"MaxPool1d\", \"kernel_size\": [2], \"stride\": [2], "
        "\"padding\": [[1,1]], \"dilation\": [1], \"groups\": 1, \"in_channels\": 1, "
        "\"out_channels\": 1, \"ceil_mode\": false},\n"
        " \"shapes\": {\"input\": [1,3], \"stretched\": [1,3], \"padded\": [1,5], "
        "\"kernel\": null, \"effective_kernel\": [2], \"output\": [1,2]},\n"
        " \"relationship\": null, \"formula\": \"o = floor((i + 2p - k)/s) + 1 = "
        "floor((3 + 2*1 - 2)/2) + 1 = 2\",\n"
        " \"receptive_field\": {\"size\": [2], \"jump\": [2], \"start\": [-1]}, "
        "\"parameters\": 0, \"multiply_adds\": 0,\n"
        " \"steps\": [\n"
        "  {\"step\": 1, \"output\": [0,1], \"result\": 3,\n   \"terms\": ["
        "{\"kernel\": null, \"weight\": null, \"input\": [0,1], \"value\": 3, "
        "\"chosen\": true},\n    "
        "{\"kernel\": null, \"weight\": null, \"input\": [0,2], \"value\": 3}]}]}\n");
}

static void steps_must_be_there(void **state)
{
    (void)state;
    struct trace_options beyond = {true, 3, 3, false, NULL};
    check_trace("{input: 3, layer: {type: Conv1d, kernel_size: 1}}", beyond, NULL);
}

static void a_step_may_be_an_input_unit(void **state)
{
    (void)state;
    check_trace(
        "{order: input, bias: 5, input: {values: [2, 3]}, kernel: {values: [1, -1]},\n"
        " layer: {type: ConvTranspose1d, padding: 1}}",
        (struct trace_options){true, 1, 7, false, NULL},
        "{\"convreel\": 1, \"title\": \"test\",\n"
        " \"layer\": {\"type\": \"ConvTranspose1d\", \"kernel_size\": [2], \"stride\": [1], "
        "\"padding\": [[1,1]], \"dilation\": [1], \"groups\": 1, \"in_channels\": 1, "
        "\"out_channels\": 1, \"output_padding\": [0], \"padding_mode\": \"zeros\"},\n"
        " \"shapes\": {\"input\": [1,2], \"stretched\": [1,2], \"padded\": [1,2], "
        "\"kernel\": [1,1,2], \"effective_kernel\": [2], \"output\": [1,1]},\n"
        " \"relationship\": 11, \"formula\": \"o' = i' + (k - 1) - 2p = i' - (k - 1) = "
        "2 - (2 - 1) = 1\",\n"
        " \"receptive_field\": {\"size\": [2], \"jump\": [1], \"start\": [0]}, "
        "\"parameters\": 3, \"multiply_adds\": 4,\n"
        " \"steps\": [\n"
        "  {\"step\": 1, \"input\": [0,1], \"value\": 3,\n   \"adds\": ["
        "{\"kernel\": [0,0,0], \"weight\": 1, \"output\": [0,0], \"value\": 3}]}]}\n");
    check_trace("{order: input, input: 2, layer: {type: Conv1d, kernel_size: 2}}",
                (struct trace_options){true, 2, 2, false, NULL}, NULL);
}

static void gradients_follow_the_tensors(void **state)
{
    (void)state;
    const struct trace_options tensors = {false, 0, SIZE_MAX, true, NULL},
                               none = {false, 0, 0, false, NULL};
    static const char text[] =
        "{gradient: kernel, output_gradient: {values: [1, 10]}, bias: 5,\n"
        " input: {values: [2, 3, 4]}, kernel: {values: [1, -1]}, layer: {type: Conv1d}}";
    static const char head[] =
        "{\"convreel\": 1, \"title\": \"test\",\n"
        " \"layer\": {\"type\": \"Conv1d\", \"kernel_size\": [2], \"stride\": [1], "
        "\"padding\": [[0,0]], \"dilation\": [1], \"groups\": 1, \"in_channels\": 1, "
        "\"out_channels\": 1, \"padding_mode\": \"zeros\"},\n"
        " \"shapes\": {\"input\": [1,3], \"stretched\": [1,3], \"padded\": [1,3], "
        "\"kernel\": [1,1,2], \"effective_kernel\": [2], \"output\": [1,2]},\n"
        " \"relationship\": 1, \"formula\": \"o = (i - k) + 1 = (3 - 2) + 1 = 2\",\n"
        " \"receptive_field\": {\"size\": [2], \"jump\": [1], \"start\": [0]}, "
        "\"parameters\": 3, \"multiply_adds\": 4";
    char expected[1200];
    snprintf(expected, sizeof expected, "%s%s", head,
             ",\n \"input\": [[2,3,4]],\n \"kernel\": [[[1,-1]]],\n \"bias\": [5],\n"
             " \"output\": [[4,4]],\n \"output_gradient\": [[1,10]],\n"
             " \"gradient\": {\"input\": [[1,9,-10]], \"kernel\": [[[32,43]]], \"bias\": [11]},\n"
             " \"steps\": []}\n");
    check_trace(text, tensors, expected);
    snprintf(expected, sizeof expected, "%s,\n \"steps\": []}\n", head);
    check_trace(text, none, expected);
}

/* The trace of a random layer in an order, owned by the caller. */
static char *trace_in_order(const char *order, const int *numbers)
{
    char text[400], *written = NULL;
    size_t length;
    struct error error;
    struct report report;
    snprintf(text, sizeof text,
             "order: %s\ninput: {size: [2, %d, %d], random: {seed: %d}}\n"
             "layer: {type: Conv2d, kernel_size: %d, stride: %d, padding: 1, out_channels: %d}\n"
             "kernel: {random: {seed: 1, low: -9}}\n",
             order, 2 + numbers[0] % 3, 2 + numbers[1] % 3, numbers[2], 1 + numbers[3] % 3,
             1 + numbers[4] % 2, 1 + numbers[5] % 3);
    report_init(&report, "test.yaml");
    struct scene *scene = scene_parse(text, strlen(text), "test.yaml", NULL, &report);
    struct simulation *simulation = create_simulation(scene, &report);
    assert_non_null(simulation);
    FILE *out = open_memstream(&written, &length);
    const struct simulation *only = simulation;
    const struct trace_options steps = {true, 0, SIZE_MAX, false, NULL};
    const struct shot shot = shot_of_scene(scene, &only);
    const struct film film = {scene, 1, &shot};
    assert_true(trace_write(out, &film, NULL, &steps, &error));
    fclose(out);
    simulation_destroy(simulation);
    scene_destroy(scene);
    report_finish(&report);
    return written;
}

/* From "output" to the end of the terms; NULL: there is none. */
static const char *unit_text(const char *from, size_t *length)
{
    const char *start = strstr(from, "\"output\": ");
    if (start)
        *length = (size_t)(strstr(start, "}]") - start);
    return start;
}

static void positions_hold_the_steps_of_the_outputs(void **state)
{
    (void)state;
    for (int round = 0; round < 50; round++) {
        int numbers[6];
        for (int i = 0; i < 6; i++)
            numbers[i] = rand();
        char *outputs = trace_in_order("output", numbers);
        char *positions = trace_in_order("position", numbers);
        const char *steps = strstr(outputs, "\"steps\""), *places = strstr(positions, "\"steps\"");
        size_t length, units = 0;
        for (const char *at = steps; (at = unit_text(at, &length)); at += length, units++) {
            char *end = outputs + (at - outputs) + length;
            *end = '\0';
            assert_non_null(strstr(places, at));
            *end = '}';
        }
        for (const char *at = places; (at = unit_text(at, &length)); at += length)
            units--;
        assert_int_equal(units, 0);
        free(outputs);
        free(positions);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradients_follow_the_tensors),
        cmocka_unit_test(a_step_may_be_an_input_unit),
        cmocka_unit_test(positions_hold_the_steps_of_the_outputs),
        cmocka_unit_test(a_convolution_tells_its_zeros),
        cmocka_unit_test(a_pool_has_no_kernel),
        cmocka_unit_test(steps_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
