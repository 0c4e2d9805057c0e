/* SPDX-License-Identifier: MIT */
/* Lines as PyTorch prints them of torchvision's models: what is read has the sizes that PyTorch
 * gives, what is not drawn is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "created.h"

static const struct {
    const char *input, *line, *output;
    size_t layers;
} read_lines[] = {
    {"3, 32, 32", "Conv2d(3, 64, kernel_size=(11, 11), stride=(4, 4), padding=(2, 2))", "64 7 7",
     1},
    {"3, 8, 8", "(0): Conv2d(3, 6, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)",
     "6 8 8", 1},
    {"3, 8, 8", "(conv1): Conv2d(3, 6, kernel_size=(3, 3), stride=(1, 1), padding=same)", "6 8 8",
     1},
    {"3, 8, 8",
     "Conv2d(3, 6, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), "
     "padding_mode=circular),",
     "6 8 8", 1},
    {"6, 8, 8", "Conv2d(6, 6, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), groups=6)",
     "6 4 4", 1},
    {"4, 8, 8",
     "Conv2d(4, 2, kernel_size=(3, 3), stride=(1, 1), padding=(12, 12), "
     "dilation=(12, 12), bias=False)",
     "2 8 8", 1},
    {"2, 4, 8, 8", "Conv3d(2, 3, kernel_size=(1, 3, 3), stride=(1, 2, 2), padding=(0, 1, 1))",
     "3 4 4 4", 1},
    {"6, 8", "(0-5): 6 x Conv1d(6, 6, kernel_size=(3,), stride=(1,), padding=(1,))", "6 8", 6},
    {"4, 7, 7",
     "ConvTranspose2d(4, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), "
     "output_padding=(1, 1), bias=False)",
     "2 14 14", 1},
    {"4, 7, 7", "(conv5_mask): ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(2, 2))", "2 14 14",
     1},
    {"4, 9, 9", "MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=True)",
     "4 4 4", 1},
    {"4, 8, 8", "MaxPool2d((2, 2), stride=(2, 2), return_indices=True)", "4 4 4", 1},
    {"4, 9, 9", "MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)",
     "4 5 5", 1},
    {"4, 8, 8", "AvgPool2d(kernel_size=2, stride=2, padding=0)", "4 4 4", 1},
    {"4, 9, 7", "AdaptiveAvgPool2d(output_size=(1, 1))", "4 1 1", 1},
    {"4, 9, 7", "(avgpool): AdaptiveAvgPool2d(output_size=1)", "4 1 1", 1},
    {"4, 9, 7", "AdaptiveAvgPool2d((None, 1))", "4 9 1", 1},
    {"4, 9, 7", "AdaptiveMaxPool2d(output_size=(5, None))", "4 5 7", 1},
    {"2, 4, 9, 7", "AdaptiveAvgPool3d(output_size=(None, 1, 1))", "2 4 1 1", 1},
    {"4, 6, 6", "UpsamplingNearest2d(scale_factor=2.0, mode='nearest')", "4 12 12", 1},
    {"4, 6, 6", "UpsamplingNearest2d(size=(7, 9), mode='nearest')", "4 7 9", 1},
    {"4, 6, 6", "Upsample(scale_factor=(2.0, 3.0), mode='nearest')", "4 12 18", 1},
    {"4, 6, 7", "Upsample(scale_factor=(2.5, 1.3), mode='nearest')", "4 15 9", 1},
    {"4, 6, 6", "(up): Upsample(size=(8, 5), mode='nearest')", "4 8 5", 1},
    {"8, 4, 4", "PixelShuffle(upscale_factor=2)", "2 8 8", 1},
    {"2, 8, 8", "PixelUnshuffle(downscale_factor=2)", "8 4 4", 1},
    {"2, 5, 5", "Unfold(kernel_size=(3, 3), dilation=1, padding=0, stride=1)", "18 9", 1},
    {"2, 8, 8", "LPPool2d(norm_type=2, kernel_size=2, stride=None, ceil_mode=False)", "2 4 4", 1},
    {"2, 8, 8", "torch.nn.ReLU(inplace=True)", "2 8 8", 1},
};

static void check_line(const char *input, const char *line, const char *output, size_t layers)
{
    struct report report;
    char text[400], sizes[100] = "";
    int length = snprintf(text, sizeof text, "input: [%s]\nlayers:\n  - \"%s\"\n", input, line);
    report_init(&report, "printed.yaml");
    struct scene *scene = scene_parse(text, (size_t)length, "printed.yaml", NULL, &report);
    struct simulation *simulation = create_simulation(scene, &report);
    if (!simulation)
        fail_msg("%s: %s", line, report.problems[0].text);
    for (size_t i = 0; i < simulation->output.rank; i++)
        snprintf(sizes + strlen(sizes), sizeof sizes - strlen(sizes), "%s%zu", i ? " " : "",
                 simulation->output.size[i]);
    if (strcmp(sizes, output) != 0 || scene->layer_count != layers || report.count != 0)
        fail_msg("%s: %s, not %s", line, sizes, output);
    simulation_destroy(simulation);
    scene_destroy(scene);
    report_finish(&report);
}

static void lines_are_read_with_their_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof read_lines / sizeof *read_lines; i++)
        check_line(read_lines[i].input, read_lines[i].line, read_lines[i].output,
                   read_lines[i].layers);
}

/* A type that is drawn must never be told to be none. */
static void drawn_types_are_not_named_undrawn(void **state)
{
    (void)state;
    static const char *const types[] = {
        "Conv1d",
        "Conv2d",
        "Conv3d",
        "ConvTranspose2d",
        "MaxPool2d",
        "MaxUnpool2d",
        "AvgPool2d",
        "LPPool2d",
        "AdaptiveAvgPool2d",
        "AdaptiveMaxPool2d",
        "Upsample",
        "PixelShuffle",
        "PixelUnshuffle",
        "Unfold",
        "ReLU",
        "Fold",
        "Add",
        "Concat",
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        assert_false(scene_is_undrawn_type(types[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_are_read_with_their_sizes),
                                       cmocka_unit_test(drawn_types_are_not_named_undrawn)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
