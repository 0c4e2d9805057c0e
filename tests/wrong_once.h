/* SPDX-License-Identifier: MIT */
/* Pages that were printed over once, of those that random_pages.h and random_films.h have made. */
#ifndef CONVREEL_TESTS_WRONG_ONCE_H
#define CONVREEL_TESTS_WRONG_ONCE_H

#include <stddef.h>

static const struct {
    const char *text;
    size_t width, height, step;
    double progress, told; /* told: share of a sum that grows; 0: it is whole */
} wrong_once[] = {
    {"input: [12, 9, 7]\nlayer: {type: Conv2d, kernel_size: 3, out_channels: 8}\n"
     "view: channels\nshow: {indices: true, ruler: true}\n",
     1920, 1080, 3, 0, 0},
    {"input: {size: [6, 5], random: {seed: 12, low: -20, high: 20}}\nview: im2col\n"
     "layer: {type: Conv2d, kernel_size: 1, padding: 1}\nshow: {values: symbols}\n"
     "language: de\n",
     1920, 1080, 4, 0, 0},
    {"input: 4\nlayer: {type: ConvTranspose2d, kernel_size: 2, stride: 2}\nlanguage: de\n"
     "title: Convolution\nshow: {sum: false}\n",
     1280, 720, 4, 0, 0},
    {"input: {size: [5, 3, 5], random: {seed: 90, low: -1, high: 1, decimals: 2}}\n"
     "layer: {type: Conv2d, kernel_size: [1, 2], padding: same, out_channels: 2}\n"
     "gradient: kernel\noutput_gradient: {random: {seed: 1, low: -9}}\nlanguage: pt\n",
     1080, 1080, 8, 0, 0},
    {"input: {size: [5, 3, 5], random: {seed: 64, low: -1, high: 1, decimals: 2}}\n"
     "layer: {type: Conv2d, kernel_size: 3, stride: 2, out_channels: 2}\nview: channels\n"
     "theme: print\nlanguage: pt\ntitle: Convolution\n",
     1080, 1920, 1, 0.3, 0},
    {"input: 4\nlayer: {type: ConvTranspose2d, kernel_size: 2, stride: 3, padding: 1}\n"
     "show: {ruler: true, indices: true}\n",
     1920, 1080, 12, 0, 0},
    {"input: [5, 7]\nlayer: {type: Conv2d, kernel_size: 2, padding: same}\nview: kernel\n"
     "language: pt\n",
     240, 240, 10, 0, 0},
    {"input: 7\nlayer: {type: Conv1d, kernel_size: 1, padding: half, dilation: 2}\n"
     "view: im2col\nshow: {indices: true}\n",
     240, 240, 6, 0, 0},
    {"input: {size: [5, 6], random: {seed: 38, low: -20, high: 20}}\nview: stacked\n"
     "layer: {type: Conv2d, kernel_size: 1, padding: 1, dilation: 2}\n"
     "names: {output: edges, kernel: a learned filter}\n"
     "show: {indices: true, values: symbols}\n",
     1920, 1080, 10, 0, 0},
    {"input: {size: [5, 4], random: {seed: 82, low: -1, high: 1, decimals: 2}}\n"
     "layer: {type: Conv2d, kernel_size: [2, 1], padding: 1, stride: 2}\nview: stacked\n"
     "names: {input: x, output: edges}\nshow: {indices: true, values: symbols}\n"
     "language: de\n",
     1080, 1920, 1, 0, 0},
    {"input: {size: [2, 4, 4], random: {seed: 68, low: -20, high: 20}}\n"
     "layer: {type: AvgPool2d, kernel_size: 2, stride: 1}\ntitle: Convolution\n"
     "names: {input: a photograph of a garden in the early morning light, output: y}\n"
     "show: {ruler: true, indices: true}\nlanguage: fr\n",
     320, 180, 1, 0, 0},
    {"language: zh\ncredit: A lecturer, 2024\ntitle: Every number of a map is a sum of "
     "products, and which ones they are is what this shows\npanels:\n"
     "  - input: [15, 16, 16]\n    layers:\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n0}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n1}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n2}\n"
     "      - {type: Add, from: [n1, n2]}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n3}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n4}\n"
     "  - input: [4, 3]\n    layer: {type: ConvTranspose2d, kernel_size: 3, stride: 3, "
     "padding: 1, padding_mode: circular}\n",
     480, 270, 7, 0, 0},
    {"input: {size: [3, 5, 3], random: {seed: 45, low: -20, high: 20}}\nview: heat\n"
     "layer: {type: Conv2d, kernel_size: 3, padding: half, out_channels: 2}\nbias: -2\n"
     "names: {input: [red, green, a name of a channel]}\nshow: all\nlanguage: fr\n",
     854, 480, 3, 0, 0},
    {"input: {size: [4, 6], random: {seed: 78, high: 100000}}\nlayer: {type: SiLU}\n", 240, 240, 11,
     0, 0},
    {"input: 13\nlayer: {type: Conv1d, kernel_size: 3, padding: causal}\nview: products\n"
     "show: {dimensions: false}\n",
     0, 0, 0, 0, 0},
    {"theme: print\nlanguage: zh\ntitle: Convolution\ninput: [6, 7]\n"
     "layer: {type: Conv2d, kernel_size: [1, 2], padding: half}\n",
     1080, 1080, 10, 0, 0},
    {"theme: dark\nlanguage: zh\ntitle: Convolution\ninput: [4, 4]\n"
     "layer: {type: ConvTranspose2d, kernel_size: 4, stride: 3, padding: 1, "
     "padding_mode: circular}\nshow: {kernel: false}\n",
     1920, 1080, 1, 0, 0},
    {"theme: print\nlanguage: de\ninput: [14]\nview: line\n"
     "layer: {type: Conv1d, kernel_size: 4, dilation: 2, padding: causal}\n"
     "names: {input: image, output: y}\nshow: {output: all}\n",
     1080, 1080, 4, 0, 0},
    {"input: [25, 25]\nlayer: {type: Conv2d, kernel_size: 5, stride: 2}\n"
     "show: {ruler: true}\n",
     600, 1600, 0, 0, 0},
    {"input: {size: 10, random: {seed: 1}}\nview: cache\nlanguage: de\n"
     "layer: {type: Conv1d, kernel_size: 3, padding: causal}\n",
     2168, 612, 3, 0.7, 0},
    {"input: {size: [4, 4], random: {seed: 40, low: -1, high: 1, decimals: 2}}\n"
     "layer: {type: ConvTranspose2d, kernel_size: 2, stride: 3}\nview: transpose\n"
     "show: {values: symbols}\ncredit: A lecturer, 2024\nlanguage: pt\ntheme: print\n"
     "names: {input: a photograph of a garden in the early morning light}\n",
     1080, 1080, 10, 0, 0},
    {"theme: print\nlanguage: fr\ntitle: Convolution\norder: position\nview: heat\n"
     "input: {size: [4, 3, 3], random: {seed: 93, low: -1, high: 1, decimals: 2}}\n"
     "layer: {type: Conv2d, kernel_size: 2, padding: half, stride: 2}\n",
     600, 1600, 12, 0, 0},
    {"gradient: kernel\noutput_gradient: {random: {seed: 1, low: -9}}\ninput: [4, 4]\n"
     "layer: {type: Conv2d, kernel_size: [1, 2]}\nview: transpose\n",
     1920, 1080, 0, 0, 0},
    {"theme: print\nlanguage: es\ntitle: Convolution\ninput: [12, 12]\nlayers:\n"
     "  - {type: ConvTranspose2d, kernel_size: 2, stride: 2}\n"
     "  - {type: Conv2d, kernel_size: 3, padding: 1}\n"
     "  - {type: ConvTranspose2d, kernel_size: 2, stride: 2}\n"
     "  - {type: ConvTranspose2d, kernel_size: 2, stride: 2}\n"
     "notes:\n  - {text: read four times, at: {input: [0, 0..1]}}\n",
     1551, 1752, 9, 0, 0},
    {"input: {size: [57, 9, 7], random: {seed: 62, high: 100000}}\ncredit: A lecturer, 2024\n"
     "layer: {type: ConvTranspose2d, kernel_size: 4, out_channels: 4, stride: 2}\n",
     1080, 1080, 0, 0, 0},
    {"input: {size: [12, 12], random: {seed: 1}}\nview: matrix\n"
     "layer: {type: Conv2d, kernel_size: 9}\nshow: {values: symbols}\n",
     1280, 720, 0, 0, 0},
    {"theme: dark\nlanguage: fr\ninput: {size: [7, 6], random: {seed: 1, high: 100000}}\n"
     "layer: {type: Conv2d, kernel_size: 3, padding: 1, flip: true}\nview: transpose\n",
     380, 570, 4, 0, 0},
    {"input: [3, 4, 4]\ngradient: input\nnotes: [{at: {output: [1, 1, 0..1]}}]\n"
     "layer: {type: Conv2d, kernel_size: 1, padding: 1, out_channels: 3}\n",
     906, 368, 0, 0, 0},
    {"theme: {from: light, sizes: {cell: 9}, strokes: {thick: 3, window: 0}}\n"
     "language: es\ninput: {size: [4, 7], random: {seed: 16, high: 100000}}\n"
     "layer: {type: Conv2d, kernel_size: 3, padding: same}\nview: transpose\n"
     "gradient: kernel\noutput_gradient: {random: {seed: 1, low: -9}}\n",
     249, 0, 4, 0, 0},
    {"language: zh\ninput: [19, 7, 9]\nlayer: {type: AvgPool2d, kernel_size: 2}\n"
     "timeline: {step: 4}\nsteps: [{at: 0, for: 4, say: It begins here.}]\n"
     "caption: Where it comes from\n",
     320, 180, 0, 0, 0},
    {"theme: print\n"
     "language: fr\n"
     "caption: Where it comes from\n"
     "panels:\n"
     "  columns: 2\n"
     "  each:\n"
     "  - input: [2, 16, 16]\n"
     "    layers:\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 2, name: n0}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 2, name: n1}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 2, name: n2}\n"
     "      - {type: Add, from: [n0, n2]}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 2, name: n3}\n"
     "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 2, name: n4}\n"
     "      - {type: Concat, from: [n0, n4]}\n"
     "    caption: a panel of its own\n"
     "  - input: [8]\n"
     "    layer: {type: Conv1d, kernel_size: 2, padding: same, stride: 2}\n"
     "  - input: {size: [3, 3], random: {seed: 53, low: -20, high: 20}}\n"
     "    layer: {type: Conv2d, kernel_size: 3, padding: half, dilation: 2, stride: 2}\n"
     "    show: {overlap: counts}\n",
     854, 480, 5, 0, 0},
    {"input: {size: [7, 6], random: {seed: 73, low: -20, high: 20}}\nview: stacked\n"
     "layer: {type: Conv2d, kernel_size: [1, 3], flip: true}\nshow: {labels: false}\n",
     249, 0, 10, 0.6, 0},
    {"theme: light\nlanguage: de\ntitle: x\ncaption: Every number of a map is a sum of "
     "products\n"
     "input: {size: [34, 7, 6], random: {seed: 60, low: -20, high: 20}}\n"
     "layer: {type: Conv2d, kernel_size: 3, out_channels: 8, stride: 2}\n",
     854, 480, 9, 0, 0.7},
    {"theme: light\nlanguage: es\nview: matrix\n"
     "input: {size: [4], random: {seed: 44, low: -20, high: 20}}\n"
     "layer: {type: ConvTranspose1d, kernel_size: 2, stride: 3, padding: 0}\n"
     "notes:\n  - {text: here, at: {input: [1]}}\n"
     "  - {text: read four times, at: {input: [1]}}\n",
     1080, 1920, 4, 0, 0},
    {"input: [2, 4, 4]\n"
     "layer: {type: DeformConv2d, kernel_size: 1, offsets: [[0.9, -1]]}\n",
     2560, 720, 14, 0, 0},
    {"theme: {from: light, sizes: {cell: 9}, strokes: {thick: 3, window: 0}}\norder: input\n"
     "input: {size: [6], random: {seed: 47, high: 9}}\nshow: {output: question}\n"
     "layer: {type: Conv1d, kernel_size: 2, padding: same, dilation: 2, stride: 3}\n",
     482, 0, 11, 0, 0},
    {"theme: print\nlanguage: zh\ninput: [7, 5]\n"
     "title: Every number of a map is a sum of products, and which ones they are is what this "
     "shows\n"
     "layer: {type: Conv2d, kernel_size: [1, 3], padding: full, dilation: 2}\n"
     "names: {input: image, output: edges, kernel: a learned filter}\n",
     854, 480, 9, 0, 0},
    {"theme: print\ncaption: Where it comes from\npanels:\n"
     "  - {input: [12], view: network, layer: {type: Conv1d, kernel_size: 2, padding: full, "
     "dilation: 2, stride: 3}}\n"
     "  - {input: {size: [2, 4, 4], random: {seed: 20, high: 100000}}, "
     "layer: {type: DeformConv2d, kernel_size: 1, offsets: [[0.5, -0.3]]}}\n",
     1048, 1612, 3, 0, 0},
    {"theme: print\ntitle: Convolution\ncaption: Where it comes from\ninput: [35, 36]\n"
     "layer: {type: Conv2d, kernel_size: 3, padding: 1}\nshow: {ruler: true, indices: true}\n",
     3840, 2160, 1, 0, 0},
    {"theme: print\ninput: [3, 4, 5]\nview: channels\norder: position\n"
     "layer: {type: Conv2d, kernel_size: 1, stride: 2, out_channels: 1}\n"
     "show: {values: symbols}\nnames: {input: [red, green, a name of a channel]}\n",
     0, 0, 1, 0, 0},
};

#endif
