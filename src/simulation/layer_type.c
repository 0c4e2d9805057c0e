/* SPDX-License-Identifier: MIT */
/* The table of layer types. */
#include "simulation/layer_type.h"

#include <string.h>

static const struct layer_type *const types[] = {
    &layer_conv[0],
    &layer_conv[1],
    &layer_conv[2],
    &layer_conv_transpose[0],
    &layer_conv_transpose[1],
    &layer_conv_transpose[2],
    &layer_max_pool[0],
    &layer_max_pool[1],
    &layer_max_pool[2],
    &layer_max_unpool[0],
    &layer_max_unpool[1],
    &layer_max_unpool[2],
    &layer_avg_pool[0],
    &layer_avg_pool[1],
    &layer_avg_pool[2],
    &layer_lp_pool[0],
    &layer_lp_pool[1],
    &layer_adaptive_avg_pool[0],
    &layer_adaptive_avg_pool[1],
    &layer_adaptive_avg_pool[2],
    &layer_adaptive_max_pool[0],
    &layer_adaptive_max_pool[1],
    &layer_adaptive_max_pool[2],
    &layer_zero_pad[0],
    &layer_zero_pad[1],
    &layer_zero_pad[2],
    &layer_constant_pad[0],
    &layer_constant_pad[1],
    &layer_constant_pad[2],
    &layer_reflection_pad[0],
    &layer_reflection_pad[1],
    &layer_reflection_pad[2],
    &layer_replication_pad[0],
    &layer_replication_pad[1],
    &layer_replication_pad[2],
    &layer_circular_pad[0],
    &layer_circular_pad[1],
    &layer_circular_pad[2],
    &layer_upsample,
    &layer_pixel_shuffle,
    &layer_pixel_unshuffle,
    &layer_unfold,
    &layer_fold,
    &layer_deform_conv,
    &layer_sparse[0],
    &layer_sparse[1],
    &layer_sparse[2],
    &layer_submanifold[0],
    &layer_submanifold[1],
    &layer_submanifold[2],
    &layer_linear,
    &layer_flatten,
    &layer_channel_shuffle,
    &layer_slice,
    &layer_relu,
    &layer_activation[0],
    &layer_activation[1],
    &layer_activation[2],
    &layer_activation[3],
    &layer_activation[4],
    &layer_activation[5],
    &layer_activation[6],
    &layer_activation[7],
    &layer_activation[8],
    &layer_activation[9],
    &layer_activation[10],
    &layer_activation[11],
    &layer_add,
    &layer_concat,
};

const char *simulation_type_name(size_t n)
{
    return n < sizeof types / sizeof *types ? types[n]->name : NULL;
}

enum { TYPES = sizeof types / sizeof *types };

const struct layer_type *layer_type_at(size_t index)
{
    return index < TYPES ? types[index] : NULL;
}

static const struct layer_type *find(const char *name)
{
    for (size_t i = 0; i < TYPES; i++)
        if (strcmp(types[i]->name, name) == 0)
            return types[i];
    return NULL;
}

/* Whether a type is the first of three that differ in their axes only: Conv1d, 2d, 3d. */
static bool begins_family(size_t i)
{
    size_t length = strlen(types[i]->name);
    return i + 2 < TYPES && types[i]->name[length - 1] == 'd' &&
           strncmp(types[i]->name, types[i + 1]->name, length - 2) == 0 &&
           strncmp(types[i]->name, types[i + 2]->name, length - 2) == 0;
}

/* "Conv, MaxPool with 1d, 2d, 3d; Upsample, ReLU" */
static const char *list_types(struct arena *arena)
{
    const char *families = "", *others = "";
    for (size_t i = 0; i < TYPES; i++) {
        const char *name = types[i]->name;
        if (!begins_family(i)) {
            others = arena_format(arena, "%s%s%s", others, *others ? ", " : "", name);
            continue;
        }
        families = arena_format(arena, "%s%s%.*s", families, *families ? ", " : "",
                                (int)strlen(name) - 2, name);
        i += 2;
    }
    return arena_format(arena, "%s with 1d, 2d, 3d; %s", families, others);
}

static const char *unknown_type_hint(const char *name, struct arena *arena)
{
    const char *also = NULL, *meant = scene_meant_type(name, &also, arena);
    if (meant && find(meant) && also)
        return arena_format(arena, "did you mean '%s' with %s?", meant, also);
    if (meant && find(meant))
        return arena_format(arena, "did you mean '%s'?", meant);
    const char *names[TYPES];
    for (size_t i = 0; i < TYPES; i++)
        names[i] = types[i]->name;
    const char *nearest = text_nearest(name, names, TYPES);
    return nearest ? arena_format(arena, "did you mean '%s'?", nearest)
                   : arena_format(arena, "known: %s", list_types(arena));
}

const struct layer_type *layer_type_find(const char *name, struct position at,
                                         struct report *report)
{
    const struct layer_type *type = find(name);
    if (type)
        return type;
    if (scene_is_undrawn_type(name)) {
        scene_explain_undrawn(name, at, report);
        return NULL;
    }
    struct arena *arena = &report->arena;
    report_error(report, at, unknown_type_hint(name, arena), "unknown layer type '%s'",
                 text_printable(arena, name, strlen(name), 40));
    return NULL;
}
