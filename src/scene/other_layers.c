/* SPDX-License-Identifier: MIT */
/* Layers that have no type here: names of other tools for a type that exists, and PyTorch's own
 * layers that no picture shows. Only messages depend on them. */
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

/* What no picture shows; and what a printed model passes over or ends with though a scene may have
 * it. A name is whole or, with a *, the start of one. */
enum reason {
    KEEPS_SIZES,
    ACTIVATES,
    MAKES_LIST,
    MAKES_MAP,
    DRAWN,
    ENDS_PRINT,
    HOLDS_LAYERS,
    PADS,
    IS_LINEAR,
    NO_MAP,
    RANDOM_WINDOWS
};

static const struct {
    const char *name;
    enum reason reason;
} undrawn[] = {
    {"BatchNorm*", KEEPS_SIZES},
    {"LazyBatchNorm*", KEEPS_SIZES},
    {"SyncBatchNorm", KEEPS_SIZES},
    {"FrozenBatchNorm*", KEEPS_SIZES},
    {"BatchNormalization", KEEPS_SIZES},
    {"InstanceNorm*", KEEPS_SIZES},
    {"LayerNorm*", KEEPS_SIZES},
    {"RMSNorm", KEEPS_SIZES},
    {"GroupNorm*", KEEPS_SIZES},
    {"GRN", KEEPS_SIZES},
    {"LocalResponseNorm", KEEPS_SIZES},
    {"CrossMapLRN2d", KEEPS_SIZES},
    {"LRN", KEEPS_SIZES},
    {"Normalize", KEEPS_SIZES},
    {"Dropout*", KEEPS_SIZES},
    {"SpatialDropout*", KEEPS_SIZES},
    {"AlphaDropout", KEEPS_SIZES},
    {"FeatureAlphaDropout", KEEPS_SIZES},
    {"DropPath", KEEPS_SIZES},
    {"LayerScale*", KEEPS_SIZES},
    {"StochasticDepth", KEEPS_SIZES},
    {"SqueezeExcit*", KEEPS_SIZES},
    {"SELayer", KEEPS_SIZES},
    {"SEBlock", KEEPS_SIZES},
    {"SEModule", KEEPS_SIZES},
    {"Identity", KEEPS_SIZES},
    {"Activation", KEEPS_SIZES},
    {"ReLU", DRAWN},
    {"ReLU6", ACTIVATES},
    {"LeakyReLU", ACTIVATES},
    {"PReLU", KEEPS_SIZES},
    {"RReLU", KEEPS_SIZES},
    {"ELU", ACTIVATES},
    {"CELU", KEEPS_SIZES},
    {"SELU", ACTIVATES},
    {"GELU", ACTIVATES},
    {"SiLU", ACTIVATES},
    {"Swish", ACTIVATES},
    {"Mish", ACTIVATES},
    {"Sigmoid", ACTIVATES},
    {"LogSigmoid", KEEPS_SIZES},
    {"Tanh", ACTIVATES},
    {"Tanhshrink", KEEPS_SIZES},
    {"Hardswish", ACTIVATES},
    {"Hardsigmoid", ACTIVATES},
    {"Hardtanh", KEEPS_SIZES},
    {"Hardshrink", KEEPS_SIZES},
    {"Softshrink", KEEPS_SIZES},
    {"Softplus", ACTIVATES},
    {"Softsign", KEEPS_SIZES},
    {"Threshold", KEEPS_SIZES},
    {"Softmax*", KEEPS_SIZES},
    {"Softmin", KEEPS_SIZES},
    {"LogSoftmax", KEEPS_SIZES},
    {"ChannelShuffle", ACTIVATES},
    {"Sequential", HOLDS_LAYERS},
    {"ModuleList", HOLDS_LAYERS},
    {"ModuleDict", HOLDS_LAYERS},
    {"Conv2dNormActivation", HOLDS_LAYERS},
    {"Conv3dNormActivation", HOLDS_LAYERS},
    {"ConvNormActivation", HOLDS_LAYERS},
    {"ConvBNReLU", HOLDS_LAYERS},
    {"ConvBNActivation", HOLDS_LAYERS},
    {"BasicConv2d", HOLDS_LAYERS},
    {"BasicBlock", HOLDS_LAYERS},
    {"Bottleneck", HOLDS_LAYERS},
    {"ResidualBlock", HOLDS_LAYERS},
    {"ResBottleneckBlock", HOLDS_LAYERS},
    {"InvertedResidual", HOLDS_LAYERS},
    {"SqueezeExcitation", HOLDS_LAYERS},
    {"Inception*", HOLDS_LAYERS},
    {"_DenseBlock", HOLDS_LAYERS},
    {"_DenseLayer", HOLDS_LAYERS},
    {"_Transition", HOLDS_LAYERS},
    {"Fire", HOLDS_LAYERS},
    {"MBConv", HOLDS_LAYERS},
    {"FusedMBConv", HOLDS_LAYERS},
    {"CNBlock", HOLDS_LAYERS},
    {"AnyStage", HOLDS_LAYERS},
    {"SimpleStemIN", HOLDS_LAYERS},
    {"ASPP*", HOLDS_LAYERS},
    {"FCNHead", HOLDS_LAYERS},
    {"DeepLabHead", HOLDS_LAYERS},
    {"IntermediateLayerGetter", HOLDS_LAYERS},
    {"ZeroPadding*", PADS},
    {"Pad", PADS},
    {"Padding", PADS},
    {"Linear", MAKES_LIST},
    {"LazyLinear", MAKES_LIST},
    {"Unflatten", MAKES_MAP},
    {"Fold", MAKES_MAP},
    {"NonDynamicallyQuantizableLinear", ENDS_PRINT},
    {"Bilinear", IS_LINEAR},
    {"Dense", ENDS_PRINT},
    {"FullyConnected", ENDS_PRINT},
    {"InnerProduct", ENDS_PRINT},
    {"Gemm", ENDS_PRINT},
    {"MatMul", ENDS_PRINT},
    {"FC", ENDS_PRINT},
    {"Flatten", MAKES_LIST},
    {"Reshape", NO_MAP},
    {"View", NO_MAP},
    {"Squeeze", NO_MAP},
    {"Permute", NO_MAP},
    {"Embedding*", NO_MAP},
    {"RNN*", NO_MAP},
    {"LSTM*", NO_MAP},
    {"GRU*", NO_MAP},
    {"ConvLSTM*", NO_MAP},
    {"MultiheadAttention", NO_MAP},
    {"MultiHeadAttention", NO_MAP},
    {"Attention", NO_MAP},
    {"Transformer*", NO_MAP},
    {"MultiScaleRoIAlign", NO_MAP},
    {"RoIAlign", NO_MAP},
    {"RoIPool", NO_MAP},
    {"AnchorGenerator", NO_MAP},
    {"DefaultBoxGenerator", NO_MAP},
    {"CorrBlock", NO_MAP},
    {"AdaptiveLogSoftmaxWithLoss", NO_MAP},
    {"FractionalMaxPool*", RANDOM_WINDOWS},
    {"CosineSimilarity", NO_MAP},
    {"PairwiseDistance", NO_MAP},
    {"CrossEntropyLoss", NO_MAP},
    {"MSELoss", NO_MAP},
};

static const struct {
    const char *is, *hint;
} reasons[] = {
    [KEEPS_SIZES] = {"keeps every size and is not drawn", "leave this layer out"},
    [ACTIVATES] = {"is passed over in a printed model", "write {type: ReLU}"}, /* never told */
    [MAKES_LIST] = {"makes a list", "write {type: Linear}"},                   /* never told */
    [MAKES_MAP] = {"makes a map", "write {type: Fold}"},                       /* never told */
    [DRAWN] = {"is drawn", "write {type: ReLU}"},                              /* never told */
    [ENDS_PRINT] = {"ends a printed model", "write {type: Linear}"},           /* never told */
    [HOLDS_LAYERS] = {"is a group of layers",
                      "leave this line out, and write its layers one by one"},
    [PADS] = {"is not drawn alone", "put padding: 1 into the next layer"},
    [IS_LINEAR] = {"is not drawn: its output is no feature map",
                   "leave this layer out, or write a Conv2d whose kernel is as large as the map"},
    [NO_MAP] = {"is not drawn: its output is no feature map", "leave this layer out"},
    [RANDOM_WINDOWS] = {"is not supported: its windows are random",
                        "for example {type: AdaptiveMaxPool2d, output_size: 2}"},
};

/* Whether a name is the pattern's, in any case, with any marks between its letters. */
static bool is_undrawn(const char *name, const char *pattern)
{
    static const char marks[] = "_- ";
    for (name += strspn(name, marks), pattern += strspn(pattern, marks); *name && *pattern;
         name += 1 + strspn(name + 1, marks), pattern += 1 + strspn(pattern + 1, marks)) {
        if (*pattern == '*')
            return true;
        if (tolower((unsigned char)*name) != tolower((unsigned char)*pattern))
            return false;
    }
    return *name == '\0' && (*pattern == '\0' || *pattern == '*');
}

static int find_undrawn(const char *name)
{
    for (size_t i = 0; i < sizeof undrawn / sizeof *undrawn; i++)
        if (is_undrawn(name, undrawn[i].name))
            return (int)i;
    return -1;
}

enum passing scene_passing_of_type(const char *name, bool is_empty)
{
    int found = find_undrawn(name);
    if (found < 0)
        return PASS_NOT;
    switch (undrawn[found].reason) {
    case KEEPS_SIZES:
    case ACTIVATES:
        return PASS_OVER;
    case MAKES_LIST:
        return PASS_LIST;
    case MAKES_MAP:
        return PASS_MAP;
    case DRAWN:
        return PASS_EITHER;
    case ENDS_PRINT:
    case IS_LINEAR:
    case NO_MAP:
        return PASS_END;
    case HOLDS_LAYERS:
        return is_empty ? PASS_SILENTLY : PASS_NOT;
    case PADS:
    case RANDOM_WINDOWS:
        break;
    }
    return PASS_NOT;
}

bool scene_is_undrawn_type(const char *name)
{
    int found = find_undrawn(name);
    if (found < 0)
        return false;
    enum reason reason = undrawn[found].reason;
    return reason != ACTIVATES && reason != ENDS_PRINT && reason != MAKES_LIST &&
           reason != MAKES_MAP && reason != DRAWN;
}

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

void scene_explain_undrawn(const char *name, struct position at, struct report *report)
{
    enum reason reason = undrawn[find_undrawn(name)].reason;
    const char *shown = text_printable(&report->arena, name, strlen(name), LONGEST);
    report_error(report, at, reasons[reason].hint, "'%s' %s", shown, reasons[reason].is);
}
