/* SPDX-License-Identifier: MIT */
/* The table of layer types. */
#include "simulation/layer_type.h"

#include <string.h>

static const struct layer_type *const types[] = {
    &layer_conv[0],           &layer_conv[1],           &layer_conv[2],
    &layer_conv_transpose[0], &layer_conv_transpose[1], &layer_conv_transpose[2],
    &layer_max_pool[0],       &layer_max_pool[1],       &layer_max_pool[2],
    &layer_avg_pool[0],       &layer_avg_pool[1],       &layer_avg_pool[2],
    &layer_lp_pool[0],        &layer_lp_pool[1],
};

enum { TYPES = sizeof types / sizeof *types };

/* Known words of the scene language that no file implements yet. */
static const char *const later[] = {
    "MaxUnpool1d",
    "MaxUnpool2d",
    "MaxUnpool3d",
    "AdaptiveAvgPool1d",
    "AdaptiveAvgPool2d",
    "AdaptiveAvgPool3d",
    "AdaptiveMaxPool1d",
    "AdaptiveMaxPool2d",
    "AdaptiveMaxPool3d",
    "Upsample",
    "PixelShuffle",
    "PixelUnshuffle",
    "Unfold",
    "ReLU",
};

const char *const *simulation_layer_names(size_t *count)
{
    /* Spelled out, so that the table of names is a constant too; a test compares the two. */
    static const char *const names[TYPES] = {
        "Conv1d",          "Conv2d",    "Conv3d",    "ConvTranspose1d", "ConvTranspose2d",
        "ConvTranspose3d", "MaxPool1d", "MaxPool2d", "MaxPool3d",       "AvgPool1d",
        "AvgPool2d",       "AvgPool3d", "LPPool1d",  "LPPool2d",
    };
    *count = TYPES;
    return names;
}

static const struct layer_type *find(const char *name)
{
    for (size_t i = 0; i < TYPES; i++)
        if (strcmp(types[i]->name, name) == 0)
            return types[i];
    return NULL;
}

const struct layer_type *layer_type_find(const char *name, struct position at,
                                         struct report *report)
{
    const struct layer_type *type = find(name);
    if (type)
        return type;
    struct arena arena = {0};
    const char *shown = text_printable(&arena, name, strlen(name), 40);
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        if (strcmp(later[i], name) == 0) {
            report_error(report, at, NULL, "layer type %s is not there yet", shown);
            arena_finish(&arena);
            return NULL;
        }
    }
    size_t count;
    const char *const *names = simulation_layer_names(&count);
    const char *nearest = text_nearest(name, names, count);
    const char *hint = nearest ? arena_format(&arena, "did you mean %s?", nearest)
                               : "known: Conv1d to 3d, ConvTranspose1d to 3d, MaxPool1d to 3d, "
                                 "AvgPool1d to 3d, LPPool1d, LPPool2d";
    report_error(report, at, hint, "unknown layer type '%s'", shown);
    arena_finish(&arena);
    return NULL;
}
