/* SPDX-License-Identifier: MIT */
/* PyTorch's own layers that have no type here, which a printed model passes over or ends with. */
#include <ctype.h>
#include <string.h>

#include "convreel/scene.h"

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

void scene_explain_undrawn(const char *name, struct position at, struct report *report)
{
    enum reason reason = undrawn[find_undrawn(name)].reason;
    const char *shown = text_printable(&report->arena, name, strlen(name), 64);
    report_error(report, at, reasons[reason].hint, "'%s' %s", shown, reasons[reason].is);
}
