/* SPDX-License-Identifier: MIT */
/* Random layers of every kind, in every view that draws them, as the text of a scene. Include after
 * pages.h. */
#ifndef CONVREEL_TESTS_RANDOM_LAYERS_H
#define CONVREEL_TESTS_RANDOM_LAYERS_H

static const char *pick_of(uint64_t *seed, const char *const *all, int count)
{
    return all[pick(seed, 0, count - 1)];
}

#define PICK_OF(seed, all) pick_of(seed, all, (int)(sizeof(all) / sizeof *(all)))

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

/* What notes must know of a layer: the axes of its maps, 0 where they differ, and the channels of
 * its input and its output. */
struct added {
    int axes, channels[2];
};

/* Adds a layer and its view. */
typedef struct added add_function(struct buffer *text, uint64_t *seed);

static struct added add_conv(struct buffer *text, uint64_t *seed)
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
    return (struct added){2, {1, 1}};
}

static struct added add_channels(struct buffer *text, uint64_t *seed)
{
    static const char *const views[] = {"", "channels", "channels", "heat", "im2col", "network"};
    int channels = pick(seed, 2, 6), groups = pick(seed, 0, 3) == 0 ? channels : 1;
    int filters = groups * pick(seed, 1, 3);
    add_input(text, seed, channels, 2, 3, 5);
    buffer_format(text, "layer: {type: Conv2d, ");
    add_window(text, seed, 2, false);
    buffer_format(text, ", groups: %d, out_channels: %d}\n", groups, filters);
    if (pick(seed, 0, 1))
        buffer_format(text, "bias: -2\n");
    if (pick(seed, 0, 3) == 0)
        buffer_format(text, "order: position\n");
    ADD_VIEW(text, seed, views);
    return (struct added){2, {channels, filters}};
}

static struct added add_line(struct buffer *text, uint64_t *seed)
{
    static const char *const views[] = {"",        "",         "matrix", "im2col",
                                        "network", "products", "kernel", "positions"};
    int channels = pick(seed, 1, 2);
    add_input(text, seed, channels, 1, 7, 14);
    buffer_format(text, "layer: {type: Conv1d, ");
    add_window(text, seed, 1, true);
    buffer_format(text, "}\n");
    ADD_VIEW(text, seed, views);
    return (struct added){1, {channels, 1}};
}

static struct added add_transposed(struct buffer *text, uint64_t *seed)
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
    const char *view = PICK_OF(seed, views);
    buffer_format(text, axes == 1 && strstr(view, "transpose") ? "" : "%s", view);
    return (struct added){axes, {1, 1}};
}

/* What an input unit adds to the output. */
static struct added add_scatter(struct buffer *text, uint64_t *seed)
{
    static const char *const shown[] = {"", "show: {overlap: counts}\n",
                                        "show: {overlap: false}\n"};
    int axes = pick(seed, 1, 2);
    add_input(text, seed, 1, axes, 3, 6);
    buffer_format(text, "layer: {type: Conv%dd, ", axes);
    add_window(text, seed, axes, true);
    buffer_format(text, "}\norder: input\n%s", PICK_OF(seed, shown));
    return (struct added){axes, {1, 1}};
}

/* A layer on a stream. */
static struct added add_stream(struct buffer *text, uint64_t *seed)
{
    static const char *const views[] = {"cache", "cache", "products", "line"};
    add_input(text, seed, 1, 1, 6, 14);
    buffer_format(text, "layer: {type: Conv1d, kernel_size: %d, dilation: %d, padding: causal}\n",
                  pick(seed, 2, 4), pick(seed, 1, 2));
    ADD_VIEW(text, seed, views);
    return (struct added){1, {1, 1}};
}

/* As many channels as networks have: decks of cards. */
static struct added add_decks(struct buffer *text, uint64_t *seed)
{
    static const char *const layers[] = {
        "{type: Conv2d, kernel_size: %d, padding: 1, out_channels: 16}",
        "{type: Conv2d, kernel_size: %d, out_channels: 8, stride: 2}",
        "{type: Conv2d, kernel_size: %d, out_channels: 1}",
        "{type: ConvTranspose2d, kernel_size: %d, out_channels: 4, stride: 2}",
        "{type: AvgPool2d, kernel_size: %d}"};
    static const char *const views[] = {"", "", "channels", "network", "heat"};
    add_input(text, seed, pick(seed, 7, 64), 2, 5, 9);
    buffer_format(text, "layer: ");
    buffer_format(text, PICK_OF(seed, layers), pick(seed, 1, 4));
    buffer_format(text, "\n");
    ADD_VIEW(text, seed, views);
    return (struct added){0, {0}};
}

/* A stem, two ways that meet again, and what follows. */
static struct added add_branches(struct buffer *text, uint64_t *seed)
{
    int axes = pick(seed, 1, 2), channels = pick(seed, 1, 3);
    add_input(text, seed, channels, axes, 6, 10);
    buffer_format(text,
                  "layers:\n"
                  "  - {type: Conv%dd, kernel_size: 3, padding: 1, out_channels: %d, name: stem}\n"
                  "  - {type: Conv%dd, kernel_size: 3, padding: 1, out_channels: %d, name: left}\n"
                  "  - {type: Conv%dd, kernel_size: 1, out_channels: %d, from: stem, name: right}\n"
                  "  - {type: %s, from: [left, right]}\n",
                  axes, channels, axes, channels, axes, channels,
                  pick(seed, 0, 1) ? "Add" : "Concat");
    if (pick(seed, 0, 1))
        buffer_format(text, "  - {type: ReLU}\n");
    if (pick(seed, 0, 2) == 0)
        buffer_format(text, "show: {numbers: true}\n");
    return (struct added){axes, {channels, 0}};
}

/* Beyond digits: as colours, beside a lens. */
static struct added add_large(struct buffer *text, uint64_t *seed)
{
    static const char *const layers[] = {
        "{type: Conv2d, kernel_size: 3, padding: 1}",
        "{type: Conv2d, kernel_size: 5, stride: 2}",
        "{type: Conv2d, kernel_size: 7, stride: 4, padding: 3, out_channels: 2}",
        "{type: MaxPool2d, kernel_size: 2}",
        "{type: AvgPool2d, kernel_size: 3, stride: 2}",
        "{type: Upsample, scale_factor: 2, mode: bilinear}"};
    static const char *const views[] = {"", "", "heat", "flat"};
    int channels = pick(seed, 0, 2) == 0 ? 3 : 1;
    add_input(text, seed, channels, 2, 18, 40);
    buffer_format(text, "layer: %s\n", PICK_OF(seed, layers));
    if (channels == 1)
        ADD_VIEW(text, seed, views);
    return (struct added){0, {0}};
}

/* Each unit by itself: beside a curve. */
static struct added add_curve(struct buffer *text, uint64_t *seed)
{
    static const char *const layers[] = {"ReLU",    "ReLU6", "ELU",  "GELU",
                                         "Sigmoid", "SiLU",  "Mish", "Hardswish"};
    int axes = pick(seed, 1, 2), channels = pick(seed, 0, 2) == 0 ? 2 : 1;
    add_input(text, seed, channels, axes, 3, 9);
    buffer_format(text, "layer: {type: %s}\n", PICK_OF(seed, layers));
    return (struct added){axes, {channels, channels}};
}

static struct added add_alone(struct buffer *text, uint64_t *seed)
{
    int axes = pick(seed, 1, 2);
    add_input(text, seed, 1, axes, 3, 12);
    return (struct added){axes, {1, 1}};
}

static struct added add_other(struct buffer *text, uint64_t *seed)
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
        "{type: Linear, out_channels: 3}",
        "{type: Flatten}",
        "{type: MaxPool2d, kernel_size: 3, stride: 1, padding: 1}",
        "{type: CircularPad2d, padding: 1}",
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
        "[6, 3, 3]\nlayer: {type: ChannelShuffle, groups: 2}",
        "[6, 3, 3]\nlayer: {type: Slice, start: 2, end: -1}",
        "4\nlayers: [{type: MaxPool2d, kernel_size: 2}, {type: MaxUnpool2d, kernel_size: 2}]",
        "{size: 4, random: {seed: 5}}\nlayers: [{type: MaxPool2d, kernel_size: 2}, "
        "{type: MaxUnpool2d, kernel_size: 2}]",
        "{size: [4, 4, 4], random: {seed: 5}}\nlayer: {type: MaxPool3d, kernel_size: 2}",
        "[2, 6]\nlayer: {type: Linear, out_channels: 4}",
    };
    if (pick(seed, 0, 4) == 0) {
        buffer_format(text, "input: %s\n", PICK_OF(seed, several));
        return (struct added){0, {0}}; /* other maps than the ones that notes know */
    }
    int channels = pick(seed, 0, 2) == 0 ? 2 : 1;
    add_input(text, seed, channels, 2, 4, 4);
    buffer_format(text, "layer: %s\n", PICK_OF(seed, layers));
    return (struct added){2, {channels, channels}};
}

static struct added add_volume(struct buffer *text, uint64_t *seed)
{
    add_input(text, seed, 1, 3, 3, 4);
    buffer_format(text, "layer: {type: %s, ", pick(seed, 0, 2) ? "Conv3d" : "ConvTranspose3d");
    buffer_format(text, "kernel_size: 2, padding: %d, stride: %d}\n", pick(seed, 0, 1),
                  pick(seed, 1, 2));
    return (struct added){3, {1, 1}};
}

static struct added add_stack(struct buffer *text, uint64_t *seed)
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
    if (pick(seed, 0, 3) == 0)
        buffer_format(text, "order: layer\n");
    ADD_VIEW(text, seed, views);
    return (struct added){axes, {1, 1}};
}

static struct added add_network(struct buffer *text, uint64_t *seed)
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
    return (struct added){2, {channels, 0}};
}

/* An encoder of so many levels and its decoder, which joins what the encoder had of each size. */
static void add_encoder(struct buffer *text, uint64_t *seed)
{
    int levels = pick(seed, 1, 5), more = pick(seed, 0, 1);
    buffer_format(text, "input: [%d, 64, 32]\nlayers:\n", pick(seed, 1, 3));
    for (int i = 0; i < levels; i++) {
        for (int j = 0; j <= more; j++)
            buffer_format(text,
                          "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: %d%s%d}\n",
                          4 << i, j < more ? ", name: before" : ", name: down", i);
        buffer_format(text, "  - {type: MaxPool2d, kernel_size: 2}\n");
    }
    buffer_format(text, "  - {type: Conv2d, kernel_size: 3, padding: 1}\n");
    for (int i = levels; i-- > 0;)
        buffer_format(text,
                      "  - {name: up%d, type: ConvTranspose2d, kernel_size: 2, stride: 2, "
                      "out_channels: %d}\n  - {type: Concat, from: [up%d, down%d]}\n",
                      i, 4 << i, i, i);
}

/* A block of branches of one to three layers. */
static void add_block(struct buffer *text, uint64_t *seed)
{
    int branches = pick(seed, 2, 5);
    buffer_format(text, "input: [16, 28, 28]\nlayers:\n");
    for (int b = 0; b < branches; b++)
        for (int count = pick(seed, 1, 3), i = 0; i < count; i++)
            buffer_format(text,
                          "  - {name: %s%d, type: Conv2d, kernel_size: 3, padding: 1, "
                          "out_channels: %d%s}\n",
                          i + 1 == count ? "branch"
                          : i > 0        ? "second"
                                         : "first",
                          b, pick(seed, 1, 200), i == 0 ? ", from: input" : "");
    buffer_format(text, "  - {name: all, type: Concat, from: [");
    for (int b = 0; b < branches; b++)
        buffer_format(text, "%sbranch%d", b > 0 ? ", " : "", b);
    buffer_format(text, "]}\n");
}

/* A classifier, and an encoder with its decoder: maps of many sizes, names, skips. */
static struct added add_deep(struct buffer *text, uint64_t *seed)
{
    static const char *const starts[] = {
        "input: [1, 28, 28]\nlayers:\n"
        "  - {type: Conv2d, kernel_size: 5, out_channels: 6}\n"
        "  - {type: MaxPool2d, kernel_size: 2}\n"
        "  - {type: Conv2d, kernel_size: 5, out_channels: 16}\n"
        "  - {type: MaxPool2d, kernel_size: 2}\n"
        "  - {type: Flatten}\n  - {type: Linear, out_channels: 120}\n"
        "  - {type: Linear, out_channels: 10, name: ten classes of handwritten digits}\n",
        "input: [3, 32, 32]\nlayers:\n"
        "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 8, name: fine}\n"
        "  - {type: MaxPool2d, kernel_size: 2}\n"
        "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 16, name: coarse}\n"
        "  - {type: MaxPool2d, kernel_size: 2}\n"
        "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 32}\n"
        "  - {type: ConvTranspose2d, kernel_size: 2, stride: 2, out_channels: 16, name: up}\n"
        "  - {type: Concat, from: [coarse, up]}\n"
        "  - {type: ConvTranspose2d, kernel_size: 2, stride: 2, out_channels: 8, name: up more}\n"
        "  - {type: Concat, from: [fine, up more]}\n"
        "  - {type: Conv2d, kernel_size: 1, out_channels: 2}\n",
        "input: [64, 14, 14]\nlayers:\n"
        "  - {type: Conv2d, kernel_size: 1, out_channels: 16, name: narrow, from: input}\n"
        "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 32, from: narrow, name: a}\n"
        "  - {type: Conv2d, kernel_size: 5, padding: 2, out_channels: 8, from: narrow, name: b}\n"
        "  - {type: MaxPool2d, kernel_size: 3, stride: 1, padding: 1, from: input, name: c}\n"
        "  - {type: Concat, from: [a, b, c]}\n  - {type: ReLU}\n"
        "  - {type: Upsample, scale_factor: 2}\n"};
    static const char *const ends[] = {
        "", "", "order: layer\n", "order: output\n", "show: {numbers: true}\n", "focus: last\n"};
    switch (pick(seed, 0, 3)) {
    case 0:
        add_encoder(text, seed);
        break;
    case 1:
        add_block(text, seed);
        break;
    default:
        buffer_format(text, "%s", PICK_OF(seed, starts));
        break;
    }
    buffer_format(text, "%s", PICK_OF(seed, ends));
    return (struct added){0, {0}};
}

/* The layer that works out a gradient of another one. */
static struct added add_gradient(struct buffer *text, uint64_t *seed)
{
    static add_function *const layers[] = {add_conv, add_channels, add_line, add_transposed,
                                           add_volume};
    buffer_format(text, "gradient: %s\n", pick(seed, 0, 1) ? "input" : "kernel");
    if (pick(seed, 0, 1))
        buffer_format(text, "output_gradient: {random: {seed: 1, low: -9}}\n");
    return layers[pick(seed, 0, 4)](text, seed);
}

static add_function *const kinds[] = {
    add_conv,   add_channels, add_line,  add_transposed, add_other, add_gradient,
    add_conv,   add_volume,   add_stack, add_network,    add_deep,  add_scatter,
    add_stream, add_large,    add_curve, add_alone,      add_decks, add_branches};
enum { KINDS = sizeof kinds / sizeof *kinds };

#endif
