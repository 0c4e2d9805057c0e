/* SPDX-License-Identifier: MIT */
/* PyTorch's layers: which argument is which. */
#include "signatures.h"

#include <string.h>

static const struct signature signatures[] = {
    {"ConvTranspose",
     {"in_channels", "out_channels", "kernel_size", "stride", "padding", "output_padding", "groups",
      "bias", "dilation", "padding_mode"}},
    {"Conv",
     {"in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups",
      "bias", "padding_mode"}},
    {"MaxPool", {"kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"}},
    {"MaxUnpool", {"kernel_size", "stride", "padding"}},
    {"AvgPool",
     {"kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"}},
    {"LPPool", {"norm_type", "kernel_size", "stride", "ceil_mode"}},
    {"AdaptiveMaxPool", {"output_size", "return_indices"}},
    {"AdaptiveAvgPool", {"output_size"}},
    {"Upsample", {"size", "scale_factor", "mode", "align_corners", "recompute_scale_factor"}},
    {"UpsamplingBilinear", {"size", "scale_factor", "mode", "align_corners"}},
    {"UpsamplingNearest", {"size", "scale_factor", "mode"}},
    {"PixelShuffle", {"upscale_factor"}},
    {"PixelUnshuffle", {"downscale_factor"}},
    {"Unflatten", {"dim", "unflattened_size"}},
    {"Unfold", {"kernel_size", "dilation", "padding", "stride"}},
    {"Fold", {"output_size", "kernel_size", "dilation", "padding", "stride"}},
    {"Linear", {"in_features", "out_features", "bias"}},
    {"Flatten", {"start_dim", "end_dim"}},
    {"ChannelShuffle", {"groups"}},
    {"ReLU", {"inplace"}},
    {"LeakyReLU", {"negative_slope", "inplace"}},
    {"ELU", {"alpha", "inplace"}},
    {"SELU", {"inplace"}},
    {"Sigmoid", {NULL}},
    {"Tanh", {NULL}},
    {"Softplus", {"beta", "threshold"}},
    {"GELU", {"approximate"}},
    {"SiLU", {"inplace"}},
    {"Mish", {"inplace"}},
    {"Hardsigmoid", {"inplace"}},
    {"Hardswish", {"inplace"}},
    {"ZeroPad", {"padding"}},
    {"ConstantPad", {"padding", "value"}},
    {"ReflectionPad", {"padding"}},
    {"ReplicationPad", {"padding"}},
    {"CircularPad", {"padding"}},
};

static const struct quiet_argument quiet[] = {
    {"return_indices", NULL},
    {"inplace", NULL},
    {"device", NULL},
    {"dtype", NULL},
    {"recompute_scale_factor", "false"},
    {"start_dim", "1"},
    {"dim", "1"},
    {"end_dim", "-1"},
    {"beta", "1"},
    {"threshold", "20"},
    {"approximate", "none"},
};

const struct signature *signature_find_whole(const char *type)
{
    const struct signature *found = signature_find(type);
    const char *rest = found ? type + strlen(found->type) : "";
    bool has_axes = *rest >= '1' && *rest <= '3' && rest[1] == 'd' && rest[2] == '\0';
    return *rest == '\0' || has_axes ? found : NULL;
}

const struct signature *signature_find(const char *type)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (strncmp(type, signatures[i].type, strlen(signatures[i].type)) == 0)
            return &signatures[i];
    return NULL;
}

size_t signature_length(const struct signature *signature)
{
    size_t count = 0;
    while (count < MOST_ARGUMENTS && signature->arguments[count])
        count++;
    return count;
}

bool signature_has_border(const struct signature *signature)
{
    return strstr(signature->type, "Pad") != NULL;
}

const struct quiet_argument *quiet_argument_find(const char *name)
{
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        if (strcmp(quiet[i].name, name) == 0)
            return &quiet[i];
    return NULL;
}
