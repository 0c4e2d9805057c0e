/* SPDX-License-Identifier: MIT */
/*
 * Blocks of published models, whose print does not say how their branches meet: by the names of
 * their classes and of the modules that begin a branch, as torchvision has them.
 */
#include "model_blocks.h"

#include <stdio.h>
#include <string.h>

static const struct model_block blocks[] = {
    {.type = "Sequential"},
    {.type = "ModuleList"},
    {.type = "Conv2dNormActivation"},
    {.type = "Conv3dNormActivation"},
    {.type = "ConvNormActivation"},
    {.type = "ConvBNActivation"},
    {.type = "ConvBNReLU"},
    {.type = "BasicConv2d"},
    {.type = "_DenseBlock"},
    {.type = "_Transition"},
    {.type = "SimpleStemIN"},
    {.type = "AnyStage"},
    {.type = "BottleneckTransform"},
    {.type = "Conv"},
    {.type = "DoubleConv"},
    {.type = "BasicBlock",
     .join = "Add",
     .starts = {"conv1", "downsample", "shortcut"},
     .after = "relu"},
    {.type = "Bottleneck",
     .join = "Add",
     .starts = {"conv1", "downsample", "shortcut"},
     .after = "relu"},
    {.type = "InvertedResidual", .join = "Add", .keeps_size = true, .starts = {"conv", "block"}},
    {.type = "_InvertedResidual", .join = "Add", .keeps_size = true, .starts = {"layers"}},
    {.type = "ResBottleneckBlock", .join = "Add", .starts = {"proj", "f"}, .after = "activation"},
    {.type = "MBConv", .join = "Add", .keeps_size = true, .starts = {"block"}},
    {.type = "FusedMBConv", .join = "Add", .keeps_size = true, .starts = {"block"}},
    {.type = "Fire", .join = "Concat", .starts = {"expand1x1", "expand3x3"}},
    {.type = "Inception", .join = "Concat", .starts = {"branch1", "branch2", "branch3", "branch4"}},
    {.type = "_DenseLayer", .join = "Concat", .starts = {"norm1"}},
    {.type = "SqueezeExcitation", .is_whole = true},
    {.type = "SqueezeExcite", .is_whole = true},
    {.type = "SELayer", .is_whole = true},
    {.type = "SEBlock", .is_whole = true},
    {.type = "SEModule", .is_whole = true},
    {.type = "InceptionAux", .is_whole = true},
};

const struct model_block *model_block_find(const char *type)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (strcmp(blocks[i].type, type) == 0)
            return &blocks[i];
    return NULL;
}

/* Whether a line is the module of that name: "(conv1): ...". */
static bool is_module(const char *line, const char *name)
{
    size_t length = strlen(name);
    return *line == '(' && strncmp(line + 1, name, length) == 0 && line[1 + length] == ')';
}

bool model_block_begins_branch(const struct model_block *block, const char *line)
{
    bool begins = false;
    for (size_t i = 0; i < MODEL_MOST_BRANCHES && block->starts[i]; i++)
        begins |= is_module(line, block->starts[i]);
    return begins;
}

bool model_block_ends_with(const struct model_block *block, const char *line)
{
    return block->after && is_module(line, block->after);
}

void model_branches_note(struct model_branches *branches, const char *line)
{
    const char *conv = strstr(line, "Conv"), *numbers = conv ? strchr(conv, '(') : NULL;
    long in, out;
    if (!numbers || sscanf(numbers, "(%ld, %ld", &in, &out) != 2)
        return;
    branches->in_channels = branches->in_channels ? branches->in_channels : in;
    branches->out_channels = out;
    branches->is_strided |= strstr(numbers, "stride=(1,") == NULL;
}

void model_branches_begin(struct model_branches *branches, size_t here)
{
    if (!branches->has_fork)
        branches->fork = here;
    else if (branches->count < MODEL_MOST_BRANCHES)
        branches->ends[branches->count++] = here;
    branches->has_fork = true;
}

size_t model_branches_join(const struct model_block *block, struct model_branches *branches,
                           size_t here)
{
    bool is_kept = branches->in_channels == branches->out_channels && !branches->is_strided;
    if (!branches->has_fork || (block->keeps_size && !is_kept))
        return 0;
    if (branches->count == 0)
        branches->ends[branches->count++] = branches->fork;
    branches->ends[branches->count++] = here;
    for (size_t i = 0; i < branches->count; i++)
        for (size_t j = 0; j < i; j++)
            if (branches->ends[i] == branches->ends[j])
                return 0;
    return branches->count;
}
