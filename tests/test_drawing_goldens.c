/* SPDX-License-Identifier: MIT */
/* drawing: display lists of unlike layers against text goldens. GOLDEN_UPDATE=1 writes them
 * anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "drawing_fixture.h"
#include "dump.h"

struct golden {
    const char *name, *scene;
    size_t step;
    double progress;
};

#define VALUES "input: {values: [[3, 3, 2, 1], [0, 0, 1, 3], [3, 1, 2, 2], [2, 0, 0, 2]]}\n"
#define KERNEL "kernel: {values: [[0, 1], [2, -2]]}\n"

static const struct golden goldens[] = {
    {"flat_gradient_input",
     "gradient: input\n" VALUES KERNEL
     "layer: {type: Conv2d, stride: 2}\nshow: {values: symbols}\n",
     9, 0},
    {"flat_gradient_kernel",
     "gradient: kernel\n" VALUES KERNEL "layer: {type: ConvTranspose2d, stride: 2, padding: 1}\n"
     "output_gradient: {random: {seed: 1, low: -2, high: 2}}\nlanguage: de\n",
     2, 0},
    {"channels_gradient_kernel",
     "gradient: kernel\nshow: {values: symbols}\ninput: [2, 3, 3]\n"
     "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\n",
     9, 0},
    {"flat_unfold",
     "input: {values: [[1, 2, 3], [4, 5, 6]]}\nlayer: {type: Unfold, kernel_size: 2, padding: "
     "[0, 1]}\n",
     6, 0.5},
    {"flat_bare",
     "input: {values: [[1, 2], [3, 4]]}\nkernel: {values: [[1, 0], [-1, 2]]}\n"
     "layer: {type: Conv2d, padding: 1}\nshow: {indices: true, kernel: false, padding: false, "
     "output: all}\n",
     4, 0},
    {"stacked_guide", "theme: guide\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n", 2, 0},
    {"stacked_guide_rectangles",
     "theme: guide\ninput: [3, 6]\n"
     "layer: {type: Conv2d, kernel_size: [2, 3], stride: [1, 2], padding: [[0, 1], [2, 0]]}\n",
     4, 0},
    {"stacked_guide_dilated",
     "theme: guide\ninput: 6\nlayer: {type: Conv2d, kernel_size: 2, dilation: [3, 2]}\n", 1, 0},
    {"stacked_guide_transposed",
     "theme: guide\ninput: [2, 3]\nlayer: {type: ConvTranspose2d, kernel_size: 3, stride: 2, "
     "padding: 1, output_padding: [1, 0]}\n",
     7, 0},
    {"stacked_guide_cropped",
     "theme: guide\ninput: 4\n"
     "layer: {type: ConvTranspose2d, kernel_size: 2, stride: 2, padding: 2}\n",
     0, 0},
    {"stacked_guide_overhang",
     "theme: guide\ninput: 4\n"
     "layer: {type: MaxPool2d, kernel_size: 3, stride: 2, ceil_mode: true}\n",
     3, 0},
    {"stacked_guide_moving", "theme: guide\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n", 1,
     0.25},
    {"stacked_light", "input: 4\nlayer: {type: Conv2d, kernel_size: 3, padding: 1}\n", 6, 0},
    {"stacked_light_transposed",
     "input: 2\n"
     "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1, output_padding: 1}\n",
     5, 0.5},
    {"flat_guide", "theme: guide\n" VALUES KERNEL "layer: {type: Conv2d, padding: 1}\n", 6, 0},
    {"flat_guide_last_row", "theme: guide\n" VALUES KERNEL "layer: {type: Conv2d, stride: 2}\n", 3,
     0},
    {"flat_guide_transposed",
     "theme: guide\n" VALUES KERNEL "layer: {type: ConvTranspose2d, stride: 2}\n", 10, 0},
    {"flat_guide_dilated", "theme: guide\n" VALUES KERNEL "layer: {type: Conv2d, dilation: 2}\n", 2,
     0},
    {"flat_guide_without_values",
     "theme: guide\nview: flat\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n", 0, 0},
    {"flat_light", VALUES KERNEL "layer: {type: Conv2d, padding: 1}\n", 6, 0},
    {"flat_light_moving", VALUES KERNEL "layer: {type: Conv2d}\n", 2, 0.75},
    {"flat_symbols",
     "show: {values: symbols}\ninput: [2, 3]\nlayer: {type: ConvTranspose2d, kernel_size: 2}\n", 4,
     0},
    {"flat_divided_uncovered",
     "input: {size: 5, random: {seed: 1}}\nlayer: {type: Conv2d, kernel_size: 2, stride: 3}\n"
     "kernel: gaussian\n",
     1, 0},
    {"flat_max_pool", VALUES "layer: {type: MaxPool2d, kernel_size: 3, stride: 2, padding: 1}\n", 1,
     0.25},
    {"flat_stretched",
     VALUES KERNEL "layer: {type: ConvTranspose2d, stride: 2, "
                   "output_padding: 1}\n",
     3, 0},
    {"stacked_adaptive", "input: [3, 4]\nlayer: {type: AdaptiveAvgPool2d, output_size: 2}\n", 1,
     0.5},
    {"scatter_transposed",
     "order: input\ninput: {values: [[3, 1], [2, 4]]}\n" KERNEL
     "layer: {type: ConvTranspose2d, padding: [0, 1], output_padding: [1, 0], stride: 2}\n",
     3, 0},
    {"scatter_counts",
     "order: input\nshow: {overlap: counts}\ninput: [2, 3]\n"
     "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
     2, 0.25},
    {"scatter_strided",
     "theme: dark\norder: input\nbias: 1\n" VALUES KERNEL "layer: {type: Conv2d, stride: 2}\n", 4,
     0.75},
    {"scatter_line_by_output",
     "view: scatter\ninput: {values: [3, 1, 2]}\nkernel: {values: [1, 2, -1]}\n"
     "layer: {type: ConvTranspose1d, stride: 2}\n",
     2, 0.75},
    {"matrix_guide",
     "theme: guide\nview: matrix\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n", 0, 0},
    {"matrix_guide_line",
     "theme: guide\nview: matrix\ninput: {values: [1, 2, 3]}\nkernel: {values: [1, -2], divide: "
     "4}\n"
     "layer: {type: Conv1d}\n",
     1, 0},
    {"matrix_light_moving",
     "view: matrix\ninput: [3, 4]\nlayer: {type: Conv2d, kernel_size: 2, stride: [1, 2]}\n", 1,
     0.5},
    {"matrix_dark_transposed",
     "theme: dark\nview: matrix\ninput: {values: [[1, 2]]}\nkernel: {values: [[1, 3, -1]]}\n"
     "layer: {type: ConvTranspose2d, stride: [1, 2]}\n",
     3, 0},
    {"matrix_groups",
     "view: matrix\ninput: [2, 2, 2]\nbias: [1, 2]\n"
     "layer: {type: Conv2d, kernel_size: [1, 2], groups: 2, out_channels: 2}\n",
     1, 0.75},
    {"matrix_dots", "view: matrix\ninput: [5, 8]\nkernel: sobel_x\nlayer: {type: Conv2d}\n", 4,
     0.25},
    {"im2col_light",
     "view: im2col\n" VALUES KERNEL "layer: {type: Conv2d, stride: 2, padding: 1}\n", 4, 0},
    {"im2col_channels_by_position",
     "view: im2col\norder: position\ninput: [2, 2, 3]\n"
     "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\n",
     0, 0.5},
    {"im2col_transposed",
     "view: im2col\ninput: [2, 2]\nlayer: {type: ConvTranspose2d, kernel_size: 2, stride: 2}\n", 5,
     0},
    {"im2col_small_cells",
     "theme: dark\nview: im2col\ninput: 7\nlayer: {type: Conv2d, kernel_size: 3, padding: 1}\n", 6,
     0.5},
    {"flat_notes",
     VALUES KERNEL
     "layer: {type: Conv2d, stride: 2}\nnames: {input: photograph}\n"
     "show: {sizes: false}\n"
     "notes: [{at: {output: [1, 1]}, text: never yet, steps: 3},\n"
     "  {at: {kernel: [1, 0]}, text: two words},\n"
     "  {at: {input: [0, 1]}, text: a note that is long enough to wrap, steps: 0..2}]\n",
     2, 0},
    {"stacked_light_notes",
     "input: 2\nlayer: {type: ConvTranspose2d, kernel_size: 2, stride: 2}\n"
     "notes: [{at: {input: [1, 1]}, text: the last unit}]\n",
     0, 0},
    {"line_causal",
     "input: {values: [3, 1, 4, 1, 5]}\nkernel: {values: [1, 0, -2]}\n"
     "layer: {type: Conv1d, padding: causal, dilation: 2}\n",
     2, 0},
    {"line_transposed_moving",
     "input: [4]\nlayer: {type: ConvTranspose1d, kernel_size: 3, stride: 2, padding: 1, "
     "output_padding: 1}\n",
     3, 0.5},
    {"line_channels",
     "theme: dark\ninput: {values: [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]]}\nbias: 1\n"
     "layer: {type: Conv1d, kernel_size: 2, stride: 2, out_channels: 2}\n"
     "kernel: {random: {seed: 2}}\n",
     3, 0},
    {"line_circular",
     "input: {values: [1, 2, 3, 4, 5]}\nlayer: {type: Conv1d, padding: 2, padding_mode: circular}\n"
     "kernel: {values: [1, 0, 2]}\n",
     3, 0},
    {"line_transposed_values",
     "input: {values: [1, 2, 3]}\nkernel: {values: [1, 2, 3]}\nlayer: {type: ConvTranspose1d, "
     "stride: 3, padding: 1, output_padding: 1}\n",
     2, 0},
    {"line_pool", "input: {values: [3, 1, 4, 1, 5]}\nlayer: {type: MaxPool1d, kernel_size: 2}\n", 1,
     0},
    {"stack_by_layer",
     "order: layer\ninput: {values: [1, 2, 3, 4, 5, 6]}\nlayers: [{type: Conv1d, kernel: "
     "{values: [1, 1]}}, {type: MaxPool1d, kernel_size: 2}]\n",
     2, 0},
    {"stack_line",
     "input: [8]\nlayers:\n"
     "  - {type: Conv1d, kernel_size: 2, padding: causal, name: first}\n"
     "  - {type: Conv1d, kernel_size: 2, padding: causal, dilation: 2}\n",
     5, 0.25},
    {"stack_planes",
     "input: 6\nlayers: [{type: Conv2d, kernel_size: 3, dilation: 2}, "
     "{type: Conv2d, kernel_size: 2}]\n",
     0, 0},
    {"stack_unpool",
     "input: {values: [[1, 2], [4, 3]]}\n"
     "layers: [{type: MaxPool2d, kernel_size: 2}, {type: MaxUnpool2d, kernel_size: 2}]\n",
     2, 0},
    {"heat_signed",
     "view: heat\ninput: {values: [[[1, -2], [3, 4]], [[0, 0], [5, -1]]]}\n"
     "layer: {type: Conv2d, padding: 1}\nkernel: {values: [[[[1, 2], [0, -1]], [[1, 0], [0, "
     "1]]]]}\n",
     4, 0.5},
    {"heat_picture",
     "view: heat\ninput: {size: [4, 30], random: {seed: 1, high: 255}}\n"
     "layer: {type: MaxPool2d, kernel_size: 2}\n",
     3, 0},
    {"heat_dark_filters",
     "theme: dark\nview: heat\ninput: {values: [[1, 2, 3], [4, 5, 6]]}\n"
     "layer: {type: Conv2d, kernel_size: 1}\nkernel: [identity, box]\n",
     8, 0},
    {"channels_bias",
     "input: {size: [2, 3, 3], random: {seed: 1}}\nbias: [5, -7, 1]\n"
     "layer: {type: Conv2d, kernel_size: 2, out_channels: 3}\nkernel: {random: {seed: 2}}\n",
     5, 0},
    {"channels_depthwise", "input: [3, 3, 3]\nlayer: {type: Conv2d, kernel_size: 2, groups: 3}\n",
     4, 0.5},
    {"channels_pointwise",
     "order: position\ninput: [2, 2, 3]\nlayer: {type: Conv2d, kernel_size: 1, out_channels: 2}\n",
     4, 0},
    {"channels_pool",
     "theme: dark\ninput: {size: [2, 4, 4], random: {seed: 1}}\n"
     "layer: {type: MaxPool2d, kernel_size: 2}\n",
     5, 0},
    {"positions_guide",
     "theme: guide\nview: positions\ninput: [4, 6]\n"
     "layer: {type: Conv2d, kernel_size: [2, 3], padding: [[1, 0], [0, 0]]}\n",
     3, 0},
    {"positions_light", "view: positions\ninput: 5\nlayer: {type: MaxPool2d, kernel_size: 2}\n", 0,
     0},
    {"subsampling_guide",
     "theme: guide\nview: subsampling\ninput: 4\n"
     "layer: {type: Conv2d, kernel_size: 2, stride: 2}\n",
     0, 0},
    {"subsampling_light",
     "view: subsampling\ninput: [3, 5]\n"
     "layer: {type: Conv2d, kernel_size: 1, stride: [1, 2], padding: 1}\n",
     0, 0},
    {"kernel_slices",
     "view: kernel\ninput: [2, 4, 4]\n"
     "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\nkernel: {random: {seed: 1, low: "
     "-9}}\n",
     0, 0},
    {"channels_guide",
     "theme: guide\ninput: [3, 4, 3]\nlayer: {type: Conv2d, kernel_size: 2, out_channels: 2}\n", 0,
     0},
    {"volume_note",
     "input: [2, 3, 3]\nlayer: {type: MaxPool3d, kernel_size: [1, 2, 2]}\n"
     "notes: [{at: {input: [1, 2, 0]}, text: deep}, {at: {output: [0, 0, 0]}, text: first}]\n",
     0, 0},
    {"flat_print_pool", "theme: print\n" VALUES "layer: {type: AvgPool2d, kernel_size: 2}\n", 1, 0},
    {"flat_dark_pool", "theme: dark\n" VALUES "layer: {type: AvgPool2d, kernel_size: 2}\n", 1, 0},
    {"volume_light",
     "input: {size: [3, 3, 4], random: {seed: 5, low: 0, high: 9}}\n"
     "kernel: {random: {seed: 2, low: -1, high: 1}}\n"
     "layer: {type: Conv3d, kernel_size: [2, 2, 3], padding: [[1, 0], [0, 0], [0, 1]]}\n",
     5, 0},
    {"volume_light_moving", "input: [3, 3, 3]\nlayer: {type: Conv3d, kernel_size: 2}\n", 3, 0.5},
    {"volume_dark_transposed",
     "theme: dark\ninput: [2, 2, 2]\nlayer: {type: ConvTranspose3d, kernel_size: 2, stride: 2, "
     "output_padding: 1}\n",
     9, 0},
    {"volume_light_dilated",
     "input: [4, 3, 5]\nlayer: {type: Conv3d, kernel_size: 2, dilation: [3, 1, 2]}\n", 4, 0},
    {"volume_guide_pool",
     "theme: guide\ninput: {size: [4, 2, 3], random: {seed: 1, low: 0, high: 9}}\n"
     "layer: {type: MaxPool3d, kernel_size: 2, stride: 2, padding: [1, 0, 0], ceil_mode: true}\n",
     2, 0},
};

static bool wants_update(void)
{
    const char *update = getenv("GOLDEN_UPDATE");
    return update != NULL && strcmp(update, "1") == 0;
}

static void check_golden(const struct golden *golden)
{
    struct fixture fixture;
    if (!set_up(&fixture, golden->scene))
        fail_msg("%s: %s", golden->name, fixture.report.problems[0].text);
    struct display_list list = draw(&fixture, golden->step, golden->progress);
    struct buffer drawn = {0}, known = {0};
    display_list_dump(&list, &drawn);
    char path[256];
    snprintf(path, sizeof path, "tests/golden/%s.txt", golden->name);
    if (wants_update()) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(drawn.bytes, 1, drawn.length, file), drawn.length);
        assert_int_equal(fclose(file), 0);
    }
    read_file(path, &known);
    assert_string_equal(drawn.bytes, known.bytes);
    buffer_finish(&drawn);
    buffer_finish(&known);
    tear_down(&fixture);
}

static void test_goldens(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
        check_golden(&goldens[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_goldens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
