/* SPDX-License-Identifier: MIT */
/* Names that other tools have for a type that exists here. Only hints depend on them. */
#include <ctype.h>
#include <string.h>

#include "convreel/scene.h"

enum { LONGEST = 64 };

/* A name without its case, marks and dimensions is a `word`; %s takes the dimensions. */
static const struct {
    const char *word, *type; /* of this language */
    const char *hint;        /* what else to write; NULL: nothing */
} names[] = {
    {"conv", "Conv%s", NULL},
    {"convolution", "Conv%s", NULL},
    {"convolutional", "Conv%s", NULL},
    {"conv2", "Conv2d", NULL},
    {"crosscorrelation", "Conv%s", NULL},
    {"lazyconv", "Conv%s", NULL},
    {"quantconv", "Conv%s", NULL},
    {"causalconv", "Conv%s", "padding: causal"},
    {"dilatedconv", "Conv%s", "dilation: 2"},
    {"atrousconv", "Conv%s", "dilation: 2"},
    {"atrousconvolution", "Conv%s", "dilation: 2"},
    {"stridedconv", "Conv%s", "stride: 2"},
    {"groupedconv", "Conv%s", "groups: 2"},
    {"groupconv", "Conv%s", "groups: 2"},
    {"pointwiseconv", "Conv%s", "kernel_size: 1"},
    {"depthwiseconv", "Conv%s", "groups: as many as the input has channels"},
    {"depthwise", "Conv%s", "groups: as many as the input has channels"},
    {"separableconv", "Conv%s",
     "groups: as many as channels, and a second one with kernel_size: 1"},
    {"depthwiseseparableconv", "Conv%s",
     "groups: as many as channels, and a second one with kernel_size: 1"},
    {"convtranspose", "ConvTranspose%s", NULL},
    {"convtransposed", "ConvTranspose%s", NULL},
    {"transposeconv", "ConvTranspose%s", NULL},
    {"transposedconv", "ConvTranspose%s", NULL},
    {"transposedconvolution", "ConvTranspose%s", NULL},
    {"convolutiontranspose", "ConvTranspose%s", NULL},
    {"transpose", "ConvTranspose%s", NULL},
    {"transposed", "ConvTranspose%s", NULL},
    {"lazyconvtranspose", "ConvTranspose%s", NULL},
    {"deconv", "ConvTranspose%s", NULL},
    {"deconvolution", "ConvTranspose%s", NULL},
    {"deconvolutional", "ConvTranspose%s", NULL},
    {"upconv", "ConvTranspose%s", NULL},
    {"upconvolution", "ConvTranspose%s", NULL},
    {"fractionallystridedconv", "ConvTranspose%s", NULL},
    {"fractionalconv", "ConvTranspose%s", NULL},
    {"backwardconv", "ConvTranspose%s", NULL},
    {"maxpool", "MaxPool%s", NULL},
    {"maxpooling", "MaxPool%s", NULL},
    {"pool", "MaxPool%s", NULL},
    {"pooling", "MaxPool%s", NULL},
    {"subsampling", "MaxPool%s", NULL},
    {"max", "MaxPool%s", NULL},
    {"lastlevelmaxpool", "MaxPool%s", "kernel_size: 1, stride: 2"},
    {"unpool", "MaxUnpool%s", NULL},
    {"unpooling", "MaxUnpool%s", NULL},
    {"maxunpool", "MaxUnpool%s", NULL},
    {"maxunpooling", "MaxUnpool%s", NULL},
    {"avgpool", "AvgPool%s", NULL},
    {"avgpooling", "AvgPool%s", NULL},
    {"averagepool", "AvgPool%s", NULL},
    {"averagepooling", "AvgPool%s", NULL},
    {"meanpool", "AvgPool%s", NULL},
    {"meanpooling", "AvgPool%s", NULL},
    {"sumpool", "AvgPool%s", NULL},
    {"lppool", "LPPool%s", NULL},
    {"lppooling", "LPPool%s", NULL},
    {"l2pool", "LPPool%s", "norm_type: 2"},
    {"powerpool", "LPPool%s", NULL},
    {"globalavgpool", "AdaptiveAvgPool%s", "output_size: 1"},
    {"globalavgpooling", "AdaptiveAvgPool%s", "output_size: 1"},
    {"globalaveragepool", "AdaptiveAvgPool%s", "output_size: 1"},
    {"globalaveragepooling", "AdaptiveAvgPool%s", "output_size: 1"},
    {"gap", "AdaptiveAvgPool%s", "output_size: 1"},
    {"globalpool", "AdaptiveAvgPool%s", "output_size: 1"},
    {"globalmaxpool", "AdaptiveMaxPool%s", "output_size: 1"},
    {"globalmaxpooling", "AdaptiveMaxPool%s", "output_size: 1"},
    {"adaptivepool", "AdaptiveAvgPool%s", NULL},
    {"adaptiveavgpool", "AdaptiveAvgPool%s", NULL},
    {"adaptiveaveragepool", "AdaptiveAvgPool%s", NULL},
    {"adaptiveaveragepooling", "AdaptiveAvgPool%s", NULL},
    {"adaptivemaxpool", "AdaptiveMaxPool%s", NULL},
    {"adaptivemaxpooling", "AdaptiveMaxPool%s", NULL},
    {"upsample", "Upsample", "scale_factor: 2"},
    {"upsampling", "Upsample", "scale_factor: 2"},
    {"resize", "Upsample", "scale_factor: 2"},
    {"resizenearest", "Upsample", "scale_factor: 2"},
    {"interpolate", "Upsample", "scale_factor: 2"},
    {"interpolation", "Upsample", "scale_factor: 2"},
    {"nearestneighbor", "Upsample", "scale_factor: 2"},
    {"unpoolnearest", "Upsample", "scale_factor: 2"},
    {"upsamplingbilinear", "Upsample", "scale_factor: 2, mode: bilinear, align_corners: true"},
    {"bilinearupsampling", "Upsample", "scale_factor: 2, mode: bilinear"},
    {"bilinear", "Upsample", "scale_factor: 2, mode: bilinear"},
    {"bicubic", "Upsample", "scale_factor: 2, mode: bicubic"},
    {"depthtospace", "PixelShuffle", "upscale_factor: 2"},
    {"subpixel", "PixelShuffle", "upscale_factor: 2"},
    {"subpixelconv", "PixelShuffle", "upscale_factor: 2"},
    {"spacetodepth", "PixelUnshuffle", "downscale_factor: 2"},
    {"im2col", "Unfold", NULL},
    {"extractpatches", "Unfold", NULL},
    {"extractimagepatches", "Unfold", NULL},
    {"pixelshuffle", "PixelShuffle", NULL},
    {"pixelunshuffle", "PixelUnshuffle", NULL},
    {"unfold", "Unfold", NULL},
    {"col2im", "Fold", NULL},
    {"fold", "Fold", NULL},
    {"relu", "ReLU", NULL},
    {"rectifier", "ReLU", NULL},
    {"linear", "Linear", "out_channels: 10"},
    {"lazylinear", "Linear", "out_channels: 10"},
    {"dense", "Linear", "out_channels: 10"},
    {"fullyconnected", "Linear", "out_channels: 10"},
    {"innerproduct", "Linear", "out_channels: 10"},
    {"gemm", "Linear", "out_channels: 10"},
    {"matmul", "Linear", "out_channels: 10"},
    {"fc", "Linear", "out_channels: 10"},
    {"flatten", "Flatten", NULL},
    {"channelshuffle", "ChannelShuffle", "groups: 2"},
    {"narrow", "Slice", "start: 0, end: 2"},
    {"split", "Slice", "start: 0, end: 2"},
    {"chunk", "Slice", "start: 0, end: 2"},
    {"leakyrelu", "LeakyReLU", NULL},
    {"relu6", "ReLU6", NULL},
    {"elu", "ELU", NULL},
    {"selu", "SELU", NULL},
    {"sigmoid", "Sigmoid", NULL},
    {"logistic", "Sigmoid", NULL},
    {"tanh", "Tanh", NULL},
    {"softplus", "Softplus", NULL},
    {"gelu", "GELU", NULL},
    {"silu", "SiLU", NULL},
    {"swish", "SiLU", NULL},
    {"mish", "Mish", NULL},
    {"hardsigmoid", "Hardsigmoid", NULL},
    {"hardswish", "Hardswish", NULL},
    {"hardsilu", "Hardswish", NULL},
};

/* Endings of names that change nothing. */
static const char *const endings[] = {"layer", "block", "op"};

/* A name's letters and digits in lower case, without "nn." and the like, and its dimensions. */
struct bare_name {
    char word[LONGEST];
    char dimensions[3]; /* "2d" */
};

static void take_dimensions(struct bare_name *bare)
{
    for (char *at = bare->word; at[0] && at[1]; at++) {
        if (at[0] < '1' || at[0] > '3' || at[1] != 'd')
            continue;
        memcpy(bare->dimensions, at, 2);
        memmove(at, at + 2, strlen(at + 2) + 1);
        return;
    }
}

static void make_bare(const char *name, struct bare_name *bare)
{
    *bare = (struct bare_name){.dimensions = "2d"};
    const char *dot = strrchr(name, '.');
    size_t length = 0;
    for (const char *c = dot ? dot + 1 : name; *c && length + 1 < LONGEST; c++)
        if (isalnum((unsigned char)*c))
            bare->word[length++] = (char)tolower((unsigned char)*c);
    take_dimensions(bare);
    length = strlen(bare->word);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcmp(bare->word + length - ending, endings[i]) == 0)
            bare->word[length - ending] = '\0';
    }
}

/* The place of the nearest name, of any tool; COUNT: none. */
static size_t find_name(const struct bare_name *bare)
{
    enum { COUNT = sizeof names / sizeof *names };
    const char *words[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        words[i] = names[i].word;
    const char *nearest = text_nearest(bare->word, words, COUNT);
    size_t found = 0;
    while (found < COUNT && (!nearest || strcmp(words[found], nearest) != 0))
        found++;
    return found;
}

const char *scene_meant_type(const char *name, const char **hint, struct arena *arena)
{
    struct bare_name bare;
    make_bare(name, &bare);
    size_t found = find_name(&bare);
    if (found == sizeof names / sizeof *names)
        return NULL;
    const char *type = names[found].type, *percent = strchr(type, '%');
    *hint = names[found].hint;
    return percent ? arena_format(arena, "%.*s%s", (int)(percent - type), type, bare.dimensions)
                   : type;
}
