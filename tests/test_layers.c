/* SPDX-License-Identifier: MIT */
/* Layers as scenes write them: the guide's figures and numbers, and what is said of mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "convreel/simulation.h"
#include "created.h"

/* ---- scenes as text ---- */

struct subject {
    struct report report;
    struct scene *scene;
    struct simulation *simulation; /* NULL: the report says why */
};

static void subject_init(struct subject *subject, const char *text)
{
    report_init(&subject->report, "test.yaml");
    subject->scene = scene_parse(text, strlen(text), "test.yaml", NULL, &subject->report);
    subject->simulation = NULL;
    if (subject->scene && subject->scene->is_layer_sound)
        subject->simulation = create_simulation(subject->scene, &subject->report);
}

static void subject_finish(struct subject *subject)
{
    simulation_destroy(subject->simulation);
    scene_destroy(subject->scene);
    report_finish(&subject->report);
}

struct figure {
    const char *text;
    size_t input, output, padded;
    int relationship;
    const char *formula;
};

#define LAYER(input, layer) "{input: " input ", layer: {type: " layer "}}"

/* The guide's figures in its order (a = extra rows), then what the guide leaves out. */
static const struct figure figures[] = {
    {LAYER("4", "Conv2d, kernel_size: 3"), 4, 2, 4, 1, "o = (i - k) + 1 = (4 - 3) + 1 = 2"},
    {LAYER("5", "Conv2d, kernel_size: 4, padding: 2"), 5, 6, 9, 2,
     "o = (i - k) + 2p + 1 = (5 - 4) + 2*2 + 1 = 6"},
    {LAYER("5", "Conv2d, kernel_size: 3, padding: 1"), 5, 5, 7, 3,
     "o = i + 2*floor(k/2) - (k - 1) = i = 5 + 2*floor(3/2) - (3 - 1) = 5"},
    {LAYER("5", "Conv2d, kernel_size: 3, padding: full"), 5, 7, 9, 4,
     "o = i + 2(k - 1) - (k - 1) = i + (k - 1) = 5 + (3 - 1) = 7"},
    {LAYER("5", "Conv2d, kernel_size: 3, stride: 2"), 5, 2, 5, 5,
     "o = floor((i - k)/s) + 1 = floor((5 - 3)/2) + 1 = 2"},
    {LAYER("5", "Conv2d, kernel_size: 3, stride: 2, padding: 1"), 5, 3, 7, 6,
     "o = floor((i + 2p - k)/s) + 1 = floor((5 + 2*1 - 3)/2) + 1 = 3"},
    {LAYER("6", "Conv2d, kernel_size: 3, stride: 2, padding: 1"), 6, 3, 8, 6,
     "o = floor((i + 2p - k)/s) + 1 = floor((6 + 2*1 - 3)/2) + 1 = 3"},
    {LAYER("2", "ConvTranspose2d, kernel_size: 3"), 2, 4, 6, 8,
     "o' = i' + (k - 1) = 2 + (3 - 1) = 4"},
    {LAYER("6", "ConvTranspose2d, kernel_size: 4, padding: 2"), 6, 5, 8, 9,
     "o' = i' + (k - 1) - 2p = 6 + (4 - 1) - 2*2 = 5"},
    {LAYER("5", "ConvTranspose2d, kernel_size: 3, padding: 1"), 5, 5, 7, 10,
     "o' = i' + (k - 1) - 2p = i' = 5 + (3 - 1) - 2*1 = 5"},
    {LAYER("7", "ConvTranspose2d, kernel_size: 3, padding: 2"), 7, 5, 7, 11,
     "o' = i' + (k - 1) - 2p = i' - (k - 1) = 7 - (3 - 1) = 5"},
    {LAYER("2", "ConvTranspose2d, kernel_size: 3, stride: 2"), 2, 5, 7, 12,
     "o' = s(i' - 1) + k = 2*(2 - 1) + 3 = 5"},
    {LAYER("3", "ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1"), 3, 5, 7, 13,
     "o' = s(i' - 1) + k - 2p = 2*(3 - 1) + 3 - 2*1 = 5"},
    {LAYER("3", "ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1, output_padding: 1"), 3, 6,
     8, 14, "o' = s(i' - 1) + a + k - 2p = 2*(3 - 1) + 1 + 3 - 2*1 = 6"},
    {LAYER("7", "Conv2d, kernel_size: 3, dilation: 2"), 7, 3, 7, 15,
     "o = floor((i + 2p - k - (k - 1)(d - 1))/s) + 1 = "
     "floor((7 + 2*0 - 3 - (3 - 1)*(2 - 1))/1) + 1 = 3"},
    {LAYER("5", "AvgPool2d, kernel_size: 3, stride: 1"), 5, 3, 5, 7,
     "o = floor((i - k)/s) + 1 = floor((5 - 3)/1) + 1 = 3"},
    {LAYER("4", "MaxPool2d, kernel_size: 2, padding: 1"), 4, 3, 6, 0,
     "o = floor((i + 2p - k)/s) + 1 = floor((4 + 2*1 - 2)/2) + 1 = 3"},
    {LAYER("3", "ConvTranspose2d, kernel_size: 3, stride: 2, dilation: 2"), 3, 9, 13, 0,
     "o' = s(i' - 1) + a + d(k - 1) + 1 - 2p = 2*(3 - 1) + 0 + 2*(3 - 1) + 1 - 2*0 = 9"},
    {LAYER("5", "ConvTranspose1d, kernel_size: 2, padding: 3"), 5, 0, 0, 0, NULL},
    {LAYER("5", "ConvTranspose1d, kernel_size: 2, padding: 2"), 5, 2, 3, 9,
     "o' = i' + (k - 1) - 2p = 5 + (2 - 1) - 2*2 = 2"},
    {LAYER("4", "ConvTranspose2d, kernel_size: 2, stride: 3, padding: same"), 4, 12, 13, 14,
     "o' = s(i' - 1) + a + k - 2p = 3*(4 - 1) + 1 + 2 - 2*0 = 12"},
    {LAYER("2", "MaxPool2d, kernel_size: 3, stride: 2, ceil_mode: true"), 2, 1, 2, 0, NULL},
    {LAYER("[4, 5]", "Conv2d, kernel_size: 3"), 4, 2, 4, 1,
     "o = (i - k) + 1 = (4 - 3) + 1 = 2; o = (i - k) + 1 = (5 - 3) + 1 = 3"},
};

static void check_figure(const struct figure *figure)
{
    struct subject subject;
    subject_init(&subject, figure->text);
    if (figure->output == 0) {
        assert_null(subject.simulation);
    } else {
        if (!subject.simulation)
            fail_msg("%s: %s", figure->text, subject.report.problems[0].text);
        const struct axis *axis = &subject.simulation->axis[0];
        assert_int_equal(axis->input, figure->input);
        assert_int_equal(axis->padded, figure->padded);
        assert_int_equal(axis->output, figure->output);
        assert_int_equal(subject.simulation->relationship, figure->relationship);
        if (figure->formula)
            assert_string_equal(subject.simulation->formula, figure->formula);
    }
    subject_finish(&subject);
}

static void figures_have_the_guides_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        check_figure(&figures[i]);
}

#define GUIDE_INPUT                                                        \
    "input: {values: [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], " \
    "[2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]}\n"
#define GUIDE_KERNEL "kernel: {values: [[0, 1, 2], [2, 2, 0], [0, 1, 2]]}\n"

static void check_values(const char *text, const double *expected, size_t count)
{
    struct subject subject;
    subject_init(&subject, text);
    assert_non_null(subject.simulation);
    assert_int_equal(subject.simulation->step_count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(fabs(subject.simulation->output.values[i] - expected[i]) < 1e-12);
    subject_finish(&subject);
}

static void numbers_are_the_guides(void **state)
{
    (void)state;
    const double plain[] = {12, 12, 17, 10, 17, 19, 9, 6, 14};
    const double strided[] = {6, 17, 3, 8, 17, 13, 6, 4, 4};
    const double largest[] = {3, 3, 3, 3, 3, 3, 3, 2, 3};
    const double mean[] = {15 / 9., 15 / 9., 15 / 9., 1,      11 / 9.,
                           16 / 9., 10 / 9., 7 / 9.,  12 / 9.};
    check_values(GUIDE_INPUT GUIDE_KERNEL "layer: {type: Conv2d}", plain, 9);
    check_values(GUIDE_INPUT GUIDE_KERNEL "layer: {type: Conv2d, stride: 2, padding: 1}", strided,
                 9);
    check_values(GUIDE_INPUT "layer: {type: MaxPool2d, kernel_size: 3, stride: 1}", largest, 9);
    check_values(GUIDE_INPUT "layer: {type: AvgPool2d, kernel_size: 3, stride: 1}", mean, 9);
}

/* ---- kernels as written, random numbers ---- */

static void kernels_may_leave_out_channels(void **state)
{
    (void)state;
    const double both[] = {3, 4, 6, 8}, sum[] = {11}, point[] = {50, 110};
    check_values("input: {values: [1, 2]}\nkernel: {values: [[3], [4]]}\n"
                 "layer: {type: Conv1d, kernel_size: 1}",
                 (const double[]){3, 6, 4, 8}, 4);
    check_values("input: {values: [1, 2]}\nkernel: {values: [[3, 4]]}\n"
                 "layer: {type: ConvTranspose1d, stride: 2}",
                 both, 4);
    check_values("input: {values: [[1], [2]]}\nkernel: {values: [[3], [4]]}\n"
                 "layer: {type: Conv1d}",
                 sum, 1);
    check_values("input: {values: [[[10]], [[20]]]}\nkernel: {values: [[1, 2], [3, 4]]}\n"
                 "layer: {type: Conv2d, kernel_size: 1}",
                 point, 2);
}

static void random_numbers_are_splitmix64(void **state)
{
    (void)state;
    /* splitmix64 of seed 0 begins e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f */
    const double expected[] = {(double)(UINT64_C(0xe220a8397b1dcdaf) % 10),
                               (double)(UINT64_C(0x6e789e6aa1b965f4) % 10),
                               (double)(UINT64_C(0x06c45d188009454f) % 10)};
    struct subject subject;
    subject_init(&subject, "input: {size: 3, random: {seed: 0, low: 0, high: 9}}\n"
                           "layer: {type: Conv1d, kernel_size: 1}");
    assert_non_null(subject.simulation);
    for (size_t i = 0; i < 3; i++)
        assert_true(subject.simulation->input.values[i] == expected[i]);
    subject_finish(&subject);
}

static void a_scene_without_values_has_zeros_and_ones(void **state)
{
    (void)state;
    struct subject subject;
    subject_init(&subject, LAYER("[2, 3, 3]", "Conv2d, kernel_size: 2, out_channels: 3"));
    const struct simulation *simulation = subject.simulation;
    assert_non_null(simulation);
    assert_false(simulation->has_values || simulation->has_kernel_values || simulation->has_bias);
    assert_int_equal(tensor_count(&simulation->kernel), 3 * 2 * 2 * 2);
    assert_true(simulation->input.values[0] == 0 && simulation->kernel.values[0] == 1);
    assert_int_equal(simulation->step_count, 3 * 2 * 2);
    subject_finish(&subject);
}

/* ---- what is said of wrong layers ---- */

struct mistake {
    const char *text;
    size_t column; /* all on line 1 */
    const char *problem, *hint;
};

static const struct mistake mistakes[] = {
    {LAYER("5", "Conv2d, kernel_size: 9, padding: 1"), 47,
     "kernel_size 9 does not fit: the padded input is 7 (1 + 5 + 1)",
     "padding: 2 makes the padded input 9, or make the kernel smaller"},
    {LAYER("[5, 4]", "Conv2d, kernel_size: 5"), 52,
     "kernel_size 5 does not fit in width: the padded input is 4",
     "padding: 1 makes the padded input 6, or make the kernel smaller"},
    {LAYER("5", "Conv1d, kernel_size: 3, dilation: 4"), 47,
     "kernel_size 3 with dilation 4 spans 4*(3 - 1) + 1 = 9 cells and does not fit: the padded "
     "input is 5",
     "padding: 2 makes the padded input 9, or make the kernel smaller"},
    {LAYER("5", "Conv2d, kernel_size: [1, 2, 3]"), 47,
     "kernel_size has 3 numbers, but Conv2d has 2 axes", NULL},
    {LAYER("5", "Conv1d, kernel_size: 3, padding: [1, 2]"), 59,
     "padding has 2 numbers, but Conv1d has 1 axis", "for before and after write [[1, 2]]"},
    {LAYER("[1, 2, 3, 4, 5]", "Conv2d, kernel_size: 1"), 9,
     "the input has 5 sizes, but Conv2d takes 2, or 3 with channels first", NULL},
    {LAYER("[2, 3, 8, 8]", "Conv2d, kernel_size: 3"), 9,
     "the input has a batch of 2: Conv2d takes one example",
     "write [3, 8, 8]: a scene shows one example"},
    {LAYER("[3, 5, 5]", "Conv2d, kernel_size: 3, groups: 2"), 66,
     "groups 2 does not divide the input's 3 channels", NULL},
    {LAYER("[2, 5, 5]", "Conv2d, kernel_size: 3, in_channels: 3"), 71,
     "in_channels is 3, but the input has 2", "leave it out: it follows from the input"},
    {LAYER("[2, 5, 5]", "Conv2d, kernel_size: 3, groups: 2, out_channels: 3"), 66,
     "groups 2 does not divide the 3 output channels", NULL},
    {LAYER("3", "Conv2d, kernel_size: 3, padding: 3, padding_mode: reflect"), 59,
     "reflect padding 3 does not fit: the input is 3, so at most 2", NULL},
    {LAYER("3", "Conv2d, kernel_size: 3, padding: 4, padding_mode: circular"), 59,
     "circular padding 4 does not fit: the input is 3, so at most 3", NULL},
    {LAYER("3", "ConvTranspose2d, kernel_size: 3, stride: 2, output_padding: 2"), 86,
     "output_padding 2 must be less than the larger of stride and dilation, which is 2", NULL},
    {LAYER("3", "ConvTranspose2d, kernel_size: 3, stride: 2, output_size: [7, 9]"), 83,
     "output_size 9 in width is not possible: this layer gives 7 to 8, with output_padding 0 to 1",
     NULL},
    {LAYER("16", "ConvTranspose2d, kernel_size: 3, stride: 2, output_size: [32, 32]"), 84,
     "output_size 32 is not possible: this layer gives 33 to 34, with output_padding 0 to 1",
     "padding: [[0, 1], [0, 1]] gives 32 x 32"},
    {LAYER("3", "ConvTranspose2d, kernel_size: 3, padding: 4"), 68,
     "padding removes the whole output: 1*(3 - 1) + 0 + 3 - 4 - 4 = -3", NULL},
    {LAYER("3", "ConvTranspose1d, kernel_size: 1, stride: 3, padding: same, output_padding: 1"),
     101, "padding: same needs output_padding 2, not 1: the window spans 1 cells, the stride is 3",
     "leave output_padding out"},
    {LAYER("3", "ConvTranspose2d, kernel_size: 3, padding_mode: reflect"), 73,
     "a transposed layer pads with zeros, or around a ring", "use padding_mode: zeros or circular"},
    {LAYER("3", "ConvTranspose1d, kernel_size: 2, padding: 1, padding_mode: circular"), 68,
     "circular padding does not fit: the stretched input is 3, the output only 2",
     "padding of at most 1 on both sides together"},
    {LAYER("5", "MaxPool2d, kernel_size: 2, padding: 2"), 62,
     "the window of output 0 covers padding only, so there is nothing to pool",
     "make the padding smaller or the kernel larger"},
    {LAYER("5", "MaxPool2d, kernel_size: 2, groups: 2"), 61, "MaxPool2d does not take groups",
     "leave it out"},
    {LAYER("5", "Conv2d, kernel_size: 2, ceil_mode: true"), 61, "Conv2d does not take ceil_mode",
     "leave it out"},
    {LAYER("5", "MaxPool2d"), 19, "MaxPool2d needs kernel_size", "for example kernel_size: 3"},
    {LAYER("5", "conv2d, kernel_size: 3"), 26, "unknown layer type 'conv2d'",
     "did you mean 'Conv2d'?"},
    {LAYER("5", "Blur, kernel_size: 3"), 26, "unknown layer type 'Blur'",
     "known: Conv, ConvTranspose, MaxPool, MaxUnpool, AvgPool, AdaptiveAvgPool, AdaptiveMaxPool, "
     "ZeroPad, ConstantPad, ReflectionPad, ReplicationPad, CircularPad, SparseConv, SubMConv with "
     "1d, "
     "2d, 3d; LPPool1d, "
     "LPPool2d, Upsample, PixelShuffle, PixelUnshuffle, Unfold, Fold, DeformConv2d, Linear, "
     "Flatten, ChannelShuffle, Slice, ReLU, LeakyReLU, ReLU6, ELU, SELU, Sigmoid, Tanh, Softplus, "
     "GELU, "
     "SiLU, Mish, Hardsigmoid, "
     "Hardswish, Add, Concat"},
    {LAYER("[4, 4]", "Fold, kernel_size: 2"), 24, "Fold needs output_size",
     "for example output_size: [4, 5]"},
    {LAYER("[4, 4]", "Fold, kernel_size: 2, output_size: [3, 4]"), 66,
     "the input has 4 columns, but output_size has room for 2 x 3 = 6 blocks",
     "give an input of [4, 6], or another output_size"},
    {LAYER("[7, 4]", "Fold, kernel_size: 2, output_size: 3"), 50,
     "the input has 7 rows, which is no multiple of a block's 4 cells",
     "4 rows are the blocks of 1 channel"},
    {LAYER("[4, 4]", "Fold, kernel_size: 5, output_size: 3, padding: [0, 1]"), 66,
     "a block of 5 does not fit into output_size 3 in height, 3 with its padding",
     "make the kernel smaller"},
    {LAYER("[4, 4]", "Fold, kernel_size: 2, output_size: 3, padding: same"), 78,
     "the padding of a Fold must be given in numbers", "for example padding: 1"},
    {LAYER("[4, 2, 2]", "Fold, kernel_size: 2, output_size: 3"), 9,
     "the input has a batch of 4: Fold takes one example",
     "write [2, 2]: a scene shows one example"},
    {LAYER("5", "ReLU, kernel_size: 2"), 45, "ReLU does not take kernel_size", "leave it out"},
    {LAYER("5", "AdaptiveAvgPool2d"), 19, "AdaptiveAvgPool2d needs output_size",
     "for example output_size: 2"},
    {LAYER("5", "Upsample"), 19, "Upsample needs scale_factor or size",
     "for example scale_factor: 2"},
    {LAYER("[3, 4, 4]", "PixelShuffle, upscale_factor: 2"), 64,
     "upscale_factor 2 needs a multiple of 2*2 = 4 channels, the input has 3", NULL},
    {LAYER("5", "PixelUnshuffle, downscale_factor: 2"), 60,
     "downscale_factor 2 does not divide the input's 5 in height", NULL},
    {LAYER("5", "MaxUnpool2d"), 19, "MaxUnpool2d needs kernel_size", "for example kernel_size: 3"},
    {LAYER("[3, 9000, 9000]", "Conv2d, kernel_size: 3, out_channels: 64"), 33,
     "the layer is too large: all tensors so far have 5424715984 numbers, the limit is 100000000",
     "use a smaller input or kernel, fewer channels or fewer layers; "
     "--limit numbers=5500000000 allows it"},
    {LAYER("1000000", "ConvTranspose3d, kernel_size: 1000000, stride: 1000000"), 25,
     "the layer is too large: one sum has 1000000000000000000 terms, the limit is 4194304",
     "use a smaller input or kernel, fewer channels or fewer layers"},
    {"{input: 100000, layers: [{type: ConvTranspose1d, kernel_size: 1, stride: 1000000}, "
     "{type: ConvTranspose1d, kernel_size: 1, stride: 1000000}]}",
     84,
     "the layer is too large: one tensor has 99999000000000000 numbers, the limit is "
     "1000000000000",
     "use a smaller input or kernel, fewer channels or fewer layers"},
    {"{input: 3, layer: {type: Conv1d, kernel_size: 2}, kernel: {values: [1, 2, 3]}}", 47,
     "kernel_size is 2, but the kernel's values have 3",
     "leave kernel_size out: it follows from the values"},
    {"{input: 3, layer: {type: Conv1d}, kernel: {values: [[[1, 2], [3, 4]]]}}", 43,
     "the kernel's values have 2 input channels, but the input has 1 in 1 group",
     "give values of 1 x 1 x 2"},
    {"{input: 3, layer: {type: Conv2d}, kernel: {values: [1, 2, 3]}}", 43,
     "the kernel's values are nested 1 deep, but Conv2d needs a depth of 2, or 4 with "
     "[out][in/groups] first",
     NULL},
    {"{input: 3, layer: {type: Conv1d, kernel_size: 1, out_channels: 2}, bias: [1, 2, 3]}", 74,
     "bias needs one number for each of the 2 output channels",
     "one number is used for all channels"},
    {"{input: 3, layer: {type: Conv1d, out_channels: 2}, kernel: {values: [1, 2]}}", 48,
     "out_channels is 2, but the kernel's values have 1", NULL},
    {"{input: {values: [1, 2]}, layer: {type: Conv3d, kernel_size: 1}}", 9,
     "the input's values are nested 1 deep, but Conv3d needs a depth of 3, or 4 with channels "
     "first",
     NULL},
};

static void check_mistake(const struct mistake *mistake)
{
    struct subject subject;
    subject_init(&subject, mistake->text);
    assert_null(subject.simulation);
    assert_int_equal(subject.report.error_count, 1);
    const struct problem *problem = &subject.report.problems[0];
    assert_string_equal(problem->text, mistake->problem);
    assert_int_equal(problem->at.line, 1);
    assert_int_equal(problem->at.column, mistake->column);
    if (mistake->hint)
        assert_string_equal(problem->hint, mistake->hint);
    else
        assert_null(problem->hint);
    subject_finish(&subject);
}

static void mistakes_show_their_arithmetic(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
        check_mistake(&mistakes[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_have_the_guides_sizes),
        cmocka_unit_test(numbers_are_the_guides),
        cmocka_unit_test(kernels_may_leave_out_channels),
        cmocka_unit_test(random_numbers_are_splitmix64),
        cmocka_unit_test(a_scene_without_values_has_zeros_and_ones),
        cmocka_unit_test(mistakes_show_their_arithmetic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
