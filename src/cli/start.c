/* SPDX-License-Identifier: MIT */
/* new: a scene to start from. */
#include <stdio.h>

#include "commands.h"
#include "convreel/scene.h"
#include "report.h"

enum { MOST_EXAMPLES = 200 };

static const char start[] =
    "# What is convolved: n units a side, or their values.\n"
    "input: {values: [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], "
    "[2, 0, 0, 0, 1]]}\n"
    "\n"
    "# The layer, in PyTorch's words; convreel list layers names them all.\n"
    "layer: {type: Conv2d, stride: 2, padding: 1}\n"
    "\n"
    "# Its weights; a name such as sobel_x works too: convreel list kernels.\n"
    "kernel: {values: [[0, 1, 2], [2, 2, 0], [0, 1, 2]]}\n"
    "\n"
    "title: Padding and stride\n"
    "# view: stacked        # another picture: convreel list views\n"
    "# theme: dark          # convreel list themes\n"
    "# steps: last          # one step alone, or a range: 0..3\n"
    "# output: {size: 1080p, format: [mp4, pdf]}\n";

enum status command_new(const struct options *options)
{
    const char *name = options->scene_count > 0 ? options->scenes[0] : NULL;
    const char *names[MOST_EXAMPLES];
    size_t length = sizeof start - 1, count = 0;
    const char *text = name ? scene_example(name, &length) : start;
    if (text) {
        fwrite(text, 1, length, stdout);
        return STATUS_DONE;
    }
    for (; count < MOST_EXAMPLES && scene_example_name(count); count++)
        names[count] = scene_example_name(count);
    return tell_unknown_name("scene", name, names, count);
}
