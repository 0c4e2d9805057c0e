/* SPDX-License-Identifier: MIT */
/* Random pages: layers in every view, alone and as panels, with long words, notes and indices, in
 * every language and theme, on any canvas and on paper. Include after cmocka.h. */
#ifndef CONVREEL_TESTS_RANDOM_PAGES_H
#define CONVREEL_TESTS_RANDOM_PAGES_H

#include "pages.h"

static const char *pick_of(uint64_t *seed, const char *const *all, int count)
{
    return all[pick(seed, 0, count - 1)];
}

#define PICK_OF(seed, all) pick_of(seed, all, (int)(sizeof(all) / sizeof *(all)))

static const char long_title[] =
    "Every number of a map is a sum of products, and which ones they are is what this shows";
static const char long_name[] = "a photograph of a garden in the early morning light";

static void add_map_sizes(struct buffer *text, uint64_t *seed, int channels, int axes, int low,
                          int high)
{
    buffer_format(text, "[");
    if (channels > 1)
        buffer_format(text, "%d, ", channels);
    for (int i = 0; i < axes; i++)
        buffer_format(text, "%d%s", pick(seed, low, high), i + 1 < axes ? ", " : "]");
}

static void add_input(struct buffer *text, uint64_t *seed, int channels, int axes, int low,
                      int high)
{
    static const char *const numbers[] = {"high: 9", "low: -20, high: 20",
                                          "low: -1, high: 1, decimals: 2", "high: 100000"};
    bool has_values = pick(seed, 0, 1);
    buffer_format(text, has_values ? "input: {size: " : "input: ");
    add_map_sizes(text, seed, channels, axes, low, high);
    if (has_values)
        buffer_format(text, ", random: {seed: %d, %s}}", pick(seed, 0, 99), PICK_OF(seed, numbers));
    buffer_format(text, "\n");
}

/* A window of so many axes. */
static void add_window(struct buffer *text, uint64_t *seed, int axes, bool may_dilate)
{
    static const char *const paddings[] = {"0", "1", "same", "full", "0", "half"};
    int kernel = pick(seed, 1, 3), other = pick(seed, 1, 3);
    bool has_two = axes == 2 && pick(seed, 0, 3) == 0;
    buffer_format(text, has_two ? "kernel_size: [%d, %d]" : "kernel_size: %d", kernel, other);
    buffer_format(text, ", padding: %s", PICK_OF(seed, paddings));
    if (may_dilate && pick(seed, 0, 2) == 0)
        buffer_format(text, ", dilation: 2");
    if (pick(seed, 0, 1))
        buffer_format(text, ", stride: %d", pick(seed, 1, 3));
}

static void add_view(struct buffer *text, uint64_t *seed, const char *const *views, int count)
{
    const char *view = pick_of(seed, views, count);
    if (*view)
        buffer_format(text, "view: %s\n", view);
}

#define ADD_VIEW(text, seed, views) \
    add_view(text, seed, views, (int)(sizeof(views) / sizeof *(views)))

static int add_conv(struct buffer *text, uint64_t *seed)
{
    static const char *const views[] = {
        "",       "stacked", "flat",      "heat",        "kernel",
        "matrix", "im2col",  "positions", "subsampling", "transpose"};
    static const char *const modes[] = {"zeros", "reflect", "replicate", "circular"};
    add_input(text, seed, 1, 2, 4, 7);
    buffer_format(text, "layer: {type: Conv2d, ");
    add_window(text, seed, 2, true);
    if (pick(seed, 0, 4) == 0)
        buffer_format(text, ", padding_mode: %s", PICK_OF(seed, modes));
    buffer_format(text, pick(seed, 0, 5) == 0 ? ", flip: true}\n" : "}\n");
    ADD_VIEW(text, seed, views);
    return 2;
}

static int add_channels(struct buffer *text, uint64_t *seed)
{
    static const char *const views[] = {"", "channels", "channels", "heat", "im2col", "network"};
    int channels = pick(seed, 2, 6), groups = pick(seed, 0, 3) == 0 ? channels : 1;
    add_input(text, seed, channels, 2, 3, 5);
    buffer_format(text, "layer: {type: Conv2d, ");
    add_window(text, seed, 2, false);
    buffer_format(text, ", groups: %d, out_channels: %d}\n", groups, groups * pick(seed, 1, 3));
    if (pick(seed, 0, 1))
        buffer_format(text, "bias: -2\n");
    ADD_VIEW(text, seed, views);
    return 2;
}

static int add_line(struct buffer *text, uint64_t *seed)
{
    static const char *const views[] = {"", "", "matrix", "im2col", "network"};
    add_input(text, seed, pick(seed, 1, 2), 1, 7, 14);
    buffer_format(text, "layer: {type: Conv1d, ");
    add_window(text, seed, 1, true);
    buffer_format(text, "}\n");
    ADD_VIEW(text, seed, views);
    return 1;
}

static int add_transposed(struct buffer *text, uint64_t *seed)
{
    static const char *const views[] = {"", "", "order: input\n", "view: transpose\n",
                                        "view: matrix\n"};
    int axes = pick(seed, 1, 2), stride = pick(seed, 1, 3);
    add_input(text, seed, 1, axes, 3, 4);
    buffer_format(text, "layer: {type: ConvTranspose%dd, kernel_size: %d, stride: %d, padding: %d",
                  axes, pick(seed, 2, 4), stride, pick(seed, 0, 1));
    bool is_circular = pick(seed, 0, 3) == 0;
    buffer_format(text, "%s%s}\n", stride > 1 && pick(seed, 0, 2) == 0 ? ", output_padding: 1" : "",
                  is_circular ? ", padding_mode: circular" : "");
    const char *view = is_circular ? "" : PICK_OF(seed, views);
    buffer_format(text, axes == 1 && strstr(view, "transpose") ? "" : "%s", view);
    return axes;
}

static int add_other(struct buffer *text, uint64_t *seed)
{
    static const char *const layers[] = {
        "{type: MaxPool2d, kernel_size: 2, stride: 2}",
        "{type: MaxPool2d, kernel_size: 3, stride: 2, ceil_mode: true}",
        "{type: AvgPool2d, kernel_size: 2, stride: 1}",
        "{type: LPPool2d, kernel_size: 2}",
        "{type: AdaptiveAvgPool2d, output_size: 3}",
        "{type: Upsample, scale_factor: 2}",
        "{type: Upsample, scale_factor: 2, mode: bilinear}",
        "{type: Unfold, kernel_size: 2, stride: 2}",
        "{type: ZeroPad2d, padding: 1}",
        "{type: ReflectionPad2d, padding: [1, 2]}",
        "{type: PixelUnshuffle, downscale_factor: 2}",
        "{type: ReLU}",
        "{type: SparseConv2d, kernel_size: 2, active: [[0, 0]]}",
        "{type: DeformConv2d, kernel_size: 1, offsets: [[0.5, -0.3]]}",
        "{type: LeakyReLU, negative_slope: 0.1}",
        "{type: Conv2d, kernel_size: 2, quantize: {input: {scale: 0.3, zero_point: -7}, "
        "kernel: {scale: 0.017, zero_point: 2}, output: {scale: 0.5, zero_point: -100}}}",
    };
    static const char *const several[] = {
        "[4, 2, 3]\nlayer: {type: PixelShuffle, upscale_factor: 2}",
        "[8, 4]\nlayer: {type: Fold, kernel_size: 2, stride: 2, output_size: 4}",
        "[8, 9]\nlayer: {type: Fold, kernel_size: 2, output_size: 4}",
    };
    if (pick(seed, 0, 4) == 0) {
        buffer_format(text, "input: %s\n", PICK_OF(seed, several));
        return 0; /* other maps than the ones that notes know */
    }
    add_input(text, seed, pick(seed, 0, 2) == 0 ? 2 : 1, 2, 4, 4);
    buffer_format(text, "layer: %s\n", PICK_OF(seed, layers));
    return 2;
}

static int add_volume(struct buffer *text, uint64_t *seed)
{
    add_input(text, seed, 1, 3, 3, 4);
    buffer_format(text, "layer: {type: %s, ", pick(seed, 0, 2) ? "Conv3d" : "ConvTranspose3d");
    buffer_format(text, "kernel_size: 2, padding: %d, stride: %d}\n", pick(seed, 0, 1),
                  pick(seed, 1, 2));
    return 3;
}

static int add_stack(struct buffer *text, uint64_t *seed)
{
    static const char *const layers[] = {
        "{type: Conv%dd, kernel_size: 3, padding: 1}", "{type: Conv%dd, kernel_size: 3}",
        "{type: MaxPool%dd, kernel_size: 2}", "{type: Conv%dd, kernel_size: 2, padding: same}",
        "{type: ConvTranspose%dd, kernel_size: 2, stride: 2}"};
    static const char *const views[] = {"", "", "", "network"};
    int axes = pick(seed, 1, 2), count = pick(seed, 2, 4);
    add_input(text, seed, 1, axes, 10, 14);
    buffer_format(text, "layers:\n");
    for (int i = 0; i < count; i++) {
        buffer_format(text, "  - ");
        buffer_format(text, PICK_OF(seed, layers), axes);
        buffer_format(text, "\n");
    }
    ADD_VIEW(text, seed, views);
    return axes;
}

static int add_network(struct buffer *text, uint64_t *seed)
{
    int channels = pick(seed, 1, 24), count = pick(seed, 1, 5);
    buffer_format(text, "input: [%d, 16, 16]\nlayers:\n", channels);
    for (int i = 0; i < count; i++) {
        buffer_format(
            text, "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: %d, name: n%d}\n",
            channels, i);
        if (i > 0 && pick(seed, 0, 2) == 0)
            buffer_format(text, "  - {type: %s, from: [n%d, n%d]}\n",
                          i + 1 < count ? "Add" : "Concat", pick(seed, 0, i - 1), i);
    }
    return 2;
}

/* Adds a layer and its view; gives its axes, 0 where no note knows them. */
typedef int add_function(struct buffer *text, uint64_t *seed);

/* The layer that works out a gradient of another one. */
static int add_gradient(struct buffer *text, uint64_t *seed)
{
    static add_function *const layers[] = {add_conv, add_channels, add_line, add_transposed,
                                           add_volume};
    buffer_format(text, "gradient: %s\n", pick(seed, 0, 1) ? "input" : "kernel");
    if (pick(seed, 0, 1))
        buffer_format(text, "output_gradient: {random: {seed: 1, low: -9}}\n");
    return layers[pick(seed, 0, 4)](text, seed);
}

static add_function *const kinds[] = {add_conv,  add_channels, add_line, add_transposed,
                                      add_other, add_gradient, add_conv, add_volume,
                                      add_stack, add_network};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void add_note(struct buffer *text, uint64_t *seed, int axes)
{
    static const char *const words[] = {"here", "read four times",
                                        "this is where the window of the first output unit begins"};
    static const char *const maps[] = {"input", "output"};
    buffer_format(text, "  - {text: %s, at: {%s: [", PICK_OF(seed, words), PICK_OF(seed, maps));
    for (int i = 0; i < axes; i++)
        buffer_format(text, "%d%s", pick(seed, 0, 1), i + 1 < axes ? ", " : "]}}\n");
}

/* What stands round a layer. */
static void add_words(struct buffer *text, uint64_t *seed, int axes)
{
    static const char *const inputs[] = {"x", long_name, "image"};
    static const char *const outputs[] = {"edges", "all of the edges that a Sobel kernel finds",
                                          "y"};
    static const char *const shows[] = {"indices: true",
                                        "values: symbols",
                                        "sum: false",
                                        "labels: false",
                                        "indices: true, values: symbols",
                                        "kernel: false",
                                        "padding: false",
                                        "output: all",
                                        "ruler: true",
                                        "ruler: true, indices: true",
                                        "dimensions: false",
                                        "formula: false"};
    if (pick(seed, 0, 2) == 0)
        buffer_format(text, "names: {input: %s, output: %s%s}\n", PICK_OF(seed, inputs),
                      PICK_OF(seed, outputs), pick(seed, 0, 2) ? "" : ", kernel: a learned filter");
    if (pick(seed, 0, 1))
        buffer_format(text, "show: {%s}\n", PICK_OF(seed, shows));
    int notes = axes > 0 && pick(seed, 0, 2) == 0 ? pick(seed, 1, 3) : 0;
    if (notes > 0)
        buffer_format(text, "notes:\n");
    for (int i = 0; i < notes; i++)
        add_note(text, seed, axes);
}

static void add_scene_words(struct buffer *text, uint64_t *seed)
{
    static const char *const languages[] = {"en", "de", "es", "fr", "pt", "zh"};
    buffer_format(text, "theme: %s\nlanguage: %s\n", pick_theme(seed), PICK_OF(seed, languages));
    if (pick(seed, 0, 2))
        buffer_format(text, "title: %s\n", pick(seed, 0, 3) ? "Convolution" : long_title);
    if (pick(seed, 0, 2) == 0)
        buffer_format(text, "caption: %s\n", pick(seed, 0, 2) ? "Where it comes from" : long_title);
    if (pick(seed, 0, 3) == 0)
        buffer_format(text, "credit: A lecturer, 2024\n");
}

static void add_panels(struct buffer *text, uint64_t *seed)
{
    int count = pick(seed, 2, 4);
    buffer_format(text, "panels:\n");
    for (int i = 0; i < count; i++) {
        struct buffer panel = {0};
        int axes = kinds[pick(seed, 0, KINDS - 1)](&panel, seed);
        if (pick(seed, 0, 3) == 0)
            buffer_format(&panel, "caption: a panel of its own\n");
        if (pick(seed, 0, 3) == 0)
            add_words(&panel, seed, axes);
        char *line = strtok(panel.bytes, "\n");
        for (int n = 0; line; line = strtok(NULL, "\n"))
            if (strncmp(line, "order", 5) != 0) /* a panel has none of its own */
                buffer_format(text, n++ == 0 ? "  - %s\n" : "    %s\n", line);
        buffer_finish(&panel);
    }
}

static void pick_canvas(uint64_t *seed, struct page *page)
{
    static const size_t canvases[][2] = {{1920, 1080}, {1920, 1080}, {480, 270},   {0, 0},
                                         {1080, 1080}, {1080, 1920}, {3840, 2160}, {640, 480},
                                         {320, 180},   {240, 240},   {2560, 720},  {1280, 720}};
    size_t n = (size_t)pick(seed, 0, 11), paper_width = pick(seed, 0, 1) ? 249 : 482;
    page->is_paper = pick(seed, 0, 5) == 0;
    page->width = page->is_paper ? paper_width : canvases[n][0];
    page->height = page->is_paper ? (pick(seed, 0, 1) ? 0 : 300) : canvases[n][1];
}

/* Writes the scene of a seed and picks what it is drawn on; the text is the page's. */
static inline void pick_page(uint64_t *seed, struct buffer *text, struct page *page)
{
    add_scene_words(text, seed);
    if (pick(seed, 0, 5) == 0) {
        add_panels(text, seed);
    } else {
        int axes = kinds[pick(seed, 0, KINDS - 1)](text, seed);
        add_words(text, seed, axes);
    }
    *page = (struct page){.text = text->bytes};
    pick_canvas(seed, page);
}

#endif
