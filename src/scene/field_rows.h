/* SPDX-License-Identifier: MIT */
/* How rows of the table of keys are written, and those that several maps of the scene language
 * share: for fields.c. */
#ifndef CONVREEL_SCENE_FIELD_ROWS_H
#define CONVREEL_SCENE_FIELD_ROWS_H

#include "fields.h"

enum {
    MOST = 1000000, /* of any size or parameter: far beyond what can be drawn */
    DAY = 86400,    /* seconds of a hold */
    WIDEST = 1000000000,
    LONGEST_LOOP = 65535 /* GIF counts its loops in 16 bits */
};

#define AT(member) offsetof(struct scene, member)

#define WHOLE "a whole number"
#define PER_AXIS "a whole number, or a list with one per axis"
#define STEPS "a step, a range A..B from 0 with both ends included, last or middle"
#define RANDOM "a map of seed, low, high and decimals"

#define OF_ITEM(type, member) .offset = offsetof(type, member), .is_of_item = true
#define RANGE(least, greatest) .low = (least), .high = (greatest)
#define FIELD(key, what, why, without, ...)                                          \
    {                                                                                \
        .path = key, .takes = what, .meaning = why, .fallback = without, __VA_ARGS__ \
    }

/* The rows that input, kernel and bias share: where their numbers come from. */
#define SOURCE_ROWS(key, member, most_axes)                                                     \
    FIELD(key ".values", "a list of numbers, or lists of them", "the numbers, as nested lists", \
          "none", .read = read_tensor, .offset = AT(member), RANGE(0, most_axes)),              \
        FIELD(key ".random", RANDOM,                                                            \
              "random numbers; the same seed gives the same numbers on every machine", "none",  \
              .read = read_random, .offset = AT(member)),                                       \
        FIELD(key ".random.seed", WHOLE, "which sequence of random numbers", "0",               \
              .read = read_seed, .offset = AT(member.seed), RANGE(0, INT64_MAX)),               \
        FIELD(key ".random.low", "a number", "the least number", "0", .read = read_number,      \
              .offset = AT(member.low), RANGE(-WIDEST, WIDEST)),                                \
        FIELD(key ".random.high", "a number", "the greatest number, itself included", "9",      \
              .read = read_number, .offset = AT(member.high), RANGE(-WIDEST, WIDEST)),          \
        FIELD(key ".random.decimals", WHOLE, "decimals of each number; 0: whole numbers", "0",  \
              .read = read_decimals, .offset = AT(member.decimals), RANGE(0, 6)),               \
        FIELD(key ".fill", "a number", "one number for all cells", "none", .read = read_fill,   \
              .offset = AT(member)),                                                            \
        FIELD(key ".file", "a path", "a file with the numbers: .npy, .csv or .png", "none",     \
              .read = read_path, .offset = AT(member))

/* How the integers of one map of a quantized layer stand for numbers. */
#define QUANTIZED_ROWS(key, member, of)                                                        \
    FIELD(key, "a map of scale, zero_point and dtype", "the integers of the " of, "required",  \
          .read = read_quantized, .offset = AT(layer.quantize.member.at)),                     \
        FIELD(key ".scale", "a number; of the kernel also a list with one per output channel", \
              "what a step from one integer to the next stands for", "required",               \
              .read = read_scales, .offset = AT(layer.quantize.member.scales), RANGE(0, MOST), \
              .excludes_low = true),                                                           \
        FIELD(key ".zero_point", WHOLE, "the integer that stands for 0", "0",                  \
              .read = read_given_integer, .offset = AT(layer.quantize.member.zero_point),      \
              RANGE(-128, 255)),                                                               \
        FIELD(key ".dtype", "int8 or uint8", "the type of the integers", "int8",               \
              .read = read_integer_type, .offset = AT(layer.quantize.member.type))

/* The rows of a layer, alone or in a stack. */
#define LAYER_ROWS(key)                                                                            \
    FIELD(key ".type", "the name of a layer, for example Conv2d",                                  \
          "the layer type, by its name in PyTorch", "required", .read = read_type,                 \
          .offset = AT(layer)),                                                                    \
        FIELD(key ".kernel_size", PER_AXIS, "size of the window",                                  \
              "the size of kernel.values; of a kernel by name 3; else required",                   \
              .read = read_per_axis, .offset = AT(layer.kernel_size), RANGE(1, MOST)),             \
        FIELD(key ".stride", PER_AXIS, "cells from one position of the window to the next",        \
              "1; of a pool: kernel_size", .read = read_per_axis, .offset = AT(layer.stride),      \
              RANGE(1, MOST)),                                                                     \
        FIELD(key ".padding",                                                                      \
              "a whole number, a list with one per axis, a list of [before, after], or valid, "    \
              "same, "                                                                             \
              "same_lower, half, full or causal",                                                  \
              "cells that are added around the input; below 0 a ZeroPad or a ConstantPad takes "   \
              "cells off",                                                                         \
              "0", .read = read_padding, .offset = AT(layer.padding), RANGE(-MOST, MOST)),         \
        FIELD(key ".dilation", PER_AXIS, "cells from one tap of the kernel to the next", "1",      \
              .read = read_per_axis, .offset = AT(layer.dilation), RANGE(1, MOST)),                \
        FIELD(key ".groups", WHOLE,                                                                \
              "groups of channels; an output channel reads the input channels of its own group",   \
              "1", .read = read_given_integer, .offset = AT(layer.groups), RANGE(1, MOST)),        \
        FIELD(key ".out_channels", WHOLE, "channels of the output",                                \
              "the channels of kernel.values, else groups", .read = read_given_integer,            \
              .offset = AT(layer.out_channels), RANGE(1, MOST)),                                   \
        FIELD(key ".in_channels", WHOLE,                                                           \
              "channels of the input; a check only: it must agree with the input",                 \
              "the channels of the input", .read = read_given_integer,                             \
              .offset = AT(layer.in_channels), RANGE(1, MOST)),                                    \
        FIELD(key ".padding_mode", "zeros, reflect, replicate or circular",                        \
              "what the padding holds; circular: the output of a transposed layer is a ring",      \
              "zeros", .read = read_padding_mode, .offset = AT(layer)),                            \
        FIELD(key ".padding_value", "a number",                                                    \
              "what a padding cell of a convolution or a ConstantPad holds, such as the zero "     \
              "point of integers",                                                                 \
              "0", .read = read_given_number, .offset = AT(layer.padding_value),                   \
              RANGE(-WIDEST, WIDEST)),                                                             \
        FIELD(key ".quantize", "a map of input, kernel and output",                                \
              "a convolution of integers, as QLinearConv of ONNX", "none: of numbers",             \
              .read = read_quantized, .offset = AT(layer.quantize.at)),                            \
        QUANTIZED_ROWS(key ".quantize.input", input, "input"),                                     \
        QUANTIZED_ROWS(key ".quantize.kernel", kernel, "kernel"),                                  \
        QUANTIZED_ROWS(key ".quantize.output", output, "output"),                                  \
        FIELD(key ".output_padding", PER_AXIS,                                                     \
              "rows and columns that a transposed layer adds at the end (a in the guide)", "0",    \
              .read = read_per_axis, .offset = AT(layer.output_padding), RANGE(0, MOST)),          \
        FIELD(key ".output_size", PER_AXIS,                                                        \
              "size of the output: of an adaptive pool, where null keeps the size of the input, "  \
              "of a Fold, of a MaxUnpool, or of a transposed layer in place of output_padding",    \
              "from the other parameters; of an adaptive pool and a Fold: required",               \
              .read = read_per_axis, .offset = AT(layer.output_size), RANGE(1, MOST),              \
              .takes_null = true),                                                                 \
        FIELD(key ".ceil_mode", "true or false",                                                   \
              "a pool rounds the output size up: its last window may pass the end of the input",   \
              "false", .read = read_given_flag, .offset = AT(layer.ceil_mode)),                    \
        FIELD(key ".count_include_pad", "true or false",                                           \
              "an average pool counts padding cells in its divisor", "true",                       \
              .read = read_given_flag, .offset = AT(layer.count_include_pad)),                     \
        FIELD(key ".divisor_override", WHOLE,                                                      \
              "number by which an average pool in 2-D or 3-D divides its sums",                    \
              "the number of cells that count", .read = read_given_integer,                        \
              .offset = AT(layer.divisor_override), RANGE(1, MOST)),                               \
        FIELD(key ".norm_type", "a number", "p of an LPPool: (|x1|^p + |x2|^p + ...)^(1/p)", "2",  \
              .read = read_given_number, .offset = AT(layer.norm_type), RANGE(0, MOST),            \
              .excludes_low = true),                                                               \
        FIELD(key ".size", PER_AXIS,                                                               \
              "size of the output of an Upsample, in place of scale_factor", "from scale_factor",  \
              .read = read_per_axis, .offset = AT(layer.size), RANGE(1, MOST)),                    \
        FIELD(key ".scale_factor", "a number, or a list with one per axis",                        \
              "how many times larger the output of an Upsample is", "from size",                   \
              .read = read_numbers_per_axis, .offset = AT(layer.scale_factor), RANGE(0, MOST),     \
              .excludes_low = true),                                                               \
        FIELD(key ".mode", "nearest, nearest-exact, linear, bilinear, bicubic or trilinear",       \
              "how an Upsample makes units: a copy of the nearest one, or a weighted sum",         \
              "nearest", .read = read_upsample_mode, .offset = AT(layer)),                         \
        FIELD(key ".align_corners", "true or false",                                               \
              "the outermost units of input and output of an Upsample lie on one another, not "    \
              "their edges",                                                                       \
              "false", .read = read_given_flag, .offset = AT(layer.align_corners)),                \
        FIELD(key ".upscale_factor", WHOLE, "factor of a PixelShuffle", "required",                \
              .read = read_given_integer, .offset = AT(layer.upscale_factor), RANGE(1, MOST)),     \
        FIELD(key ".downscale_factor", WHOLE, "factor of a PixelUnshuffle", "required",            \
              .read = read_given_integer, .offset = AT(layer.downscale_factor), RANGE(1, MOST)),   \
        FIELD(key ".start", "a whole number", "first channel of a Slice; below 0: from the end",   \
              "0", .read = read_given_integer, .offset = AT(layer.start), RANGE(-MOST, MOST)),     \
        FIELD(key ".end", "a whole number",                                                        \
              "the channel behind the last of a Slice; below 0: from the end",                     \
              "that behind the input's last", .read = read_given_integer, .offset = AT(layer.end), \
              RANGE(-MOST, MOST)),                                                                 \
        FIELD(key ".offsets", "a list of [dy, dx] for each tap, or of a map for each of them",     \
              "how far each tap of a DeformConv2d is moved, in cells", "required",                 \
              .read = read_active, .offset = AT(layer.offsets), RANGE(0, 3)),                      \
        FIELD(key ".mask", "a list of numbers, one for each tap, or of a map for each of them",    \
              "how much each tap of a DeformConv2d counts: a factor of its weight", "1",           \
              .read = read_active, .offset = AT(layer.mask), RANGE(0, 3)),                         \
        FIELD(key ".active", "a list of cells, for example [[0, 1], [2, 3]]",                      \
              "the cells of the input that a sparse layer reads",                                  \
              "those that are not 0, or the outputs of a sparse layer before it",                  \
              .read = read_active, .offset = AT(layer.active), RANGE(0, 2)),                       \
        FIELD(key ".negative_slope", "a number", "slope of a LeakyReLU below 0", "0.01",           \
              .read = read_given_number, .offset = AT(layer.negative_slope),                       \
              RANGE(-WIDEST, WIDEST)),                                                             \
        FIELD(key ".alpha", "a number", "factor of an ELU below 0: alpha (exp(x) - 1)", "1",       \
              .read = read_given_number, .offset = AT(layer.alpha), RANGE(-WIDEST, WIDEST)),       \
        FIELD(key ".flip", "true or false",                                                        \
              "turns the kernel by 180 degrees: convolution as in signal processing, in place of " \
              "cross-correlation",                                                                 \
              "false", .read = read_given_flag, .offset = AT(layer.flip))

/* How a film goes over into a shot. */
#define TRANSITION_ROWS(key, without, where)                                       \
    FIELD(key, "cut, fade, or a map, for example {fade: 0.8}",                     \
          "how the film goes over into a shot", without, .read = read_transition,  \
          .offset = AT(shot.fade), .scope = (where)),                              \
        FIELD(key ".fade", "a number of seconds",                                  \
              "how long a fade lasts; at most a third of what "                    \
              "the first step holds",                                              \
              "0.5", .read = read_seconds, .offset = AT(shot.fade), RANGE(0, DAY), \
              .scope = (where))

/* A recording: of a film, or of a shot. */
#define AUDIO_ROWS(key, member, what, begins, where)                                              \
    FIELD(key, "a path, or a map, for example {file: voice.wav, volume: 0.8}", what, "none",      \
          .read = read_audio, .offset = AT(member), .scope = (where)),                            \
        FIELD(key ".file", "a path", "the sound: WAV, FLAC, MP3 or Ogg", "required",              \
              .read = read_audio_file, .offset = AT(member), .scope = (where)),                   \
        FIELD(key ".volume", "a number", "how loud it is, as a factor", "1", .read = read_number, \
              .offset = AT(member.volume), RANGE(0, 10), .scope = (where)),                       \
        FIELD(key ".at", "a number of seconds", begins, "0", .read = read_seconds,                \
              .offset = AT(member.start), RANGE(0, DAY), .scope = (where))

#endif
