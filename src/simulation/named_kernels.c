/* SPDX-License-Identifier: MIT */
/* Kernels known by name, as they lie on the input (cross-correlation). */
#include <inttypes.h>
#include <string.h>

#include "simulation/resolve.h"

struct named_kernel {
    const char *name;
    /* The weight at an index of a kernel of these sizes. NULL: `matrix`, for two axes. */
    double (*weight)(const int64_t *index, const int64_t *size, size_t axes);
    bool is_mean; /* divided by the sum of its weights */
    double matrix[NAMED_KERNEL_SIZE][NAMED_KERNEL_SIZE];
};

static double identity_weight(const int64_t *index, const int64_t *size, size_t axes)
{
    for (size_t i = 0; i < axes; i++)
        if (index[i] != (size[i] - 1) / 2)
            return 0;
    return 1;
}

static double box_weight(const int64_t *index, const int64_t *size, size_t axes)
{
    (void)index;
    (void)size;
    (void)axes;
    return 1;
}

/* Binomial coefficients along every axis: 1 2 1, 1 4 6 4 1. */
static double gaussian_weight(const int64_t *index, const int64_t *size, size_t axes)
{
    double weight = 1;
    for (size_t i = 0; i < axes; i++)
        for (int64_t n = 0; n < index[i]; n++)
            weight = weight * (double)(size[i] - 1 - n) / (double)(n + 1);
    return weight;
}

static const struct named_kernel kernels[] = {
    {.name = "identity", .weight = identity_weight},
    {.name = "box", .weight = box_weight, .is_mean = true},
    {.name = "gaussian", .weight = gaussian_weight, .is_mean = true},
    {.name = "sobel_x", .matrix = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}},
    {.name = "sobel_y", .matrix = {{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}}},
    {.name = "laplacian", .matrix = {{0, 1, 0}, {1, -4, 1}, {0, 1, 0}}},
    {.name = "sharpen", .matrix = {{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}}},
    {.name = "emboss", .matrix = {{-2, -1, 0}, {-1, 1, 1}, {0, 1, 2}}},
};

enum { KERNELS = sizeof kernels / sizeof *kernels };

const char *simulation_kernel_name(size_t n)
{
    return n < KERNELS ? kernels[n].name : NULL;
}

static const struct named_kernel *find(const char *name)
{
    for (size_t i = 0; i < KERNELS; i++)
        if (strcmp(kernels[i].name, name) == 0)
            return &kernels[i];
    return NULL;
}

static bool report_unknown(const char *name, struct position at, struct report *report)
{
    const char *names[KERNELS], *hint = "known:";
    for (size_t i = 0; i < KERNELS; i++) {
        names[i] = kernels[i].name;
        hint = arena_format(&report->arena, "%s%s %s", hint, i ? "," : "", names[i]);
    }
    const char *nearest = text_nearest(name, names, KERNELS);
    const char *word = scene_meant_word("kernel", name, &report->arena);
    if (nearest)
        hint = arena_format(&report->arena, "did you mean '%s'?", nearest);
    hint = word ? word : hint;
    const char *shown = text_printable(&report->arena, name, strlen(name), 40);
    report_error(report, at, hint, "unknown kernel '%s'", shown);
    return false;
}

static bool check_size(const struct simulation *simulation, const struct named_kernel *kernel,
                       struct position at, struct report *report)
{
    bool fits = simulation->axes == 2;
    for (size_t i = 0; i < simulation->axes; i++)
        fits = fits && simulation->axis[i].kernel == NAMED_KERNEL_SIZE;
    if (kernel->weight || fits)
        return true;
    if (simulation->axes != 2)
        report_error(report, at, "identity, box and gaussian have any size",
                     "kernel %s is 3 x 3, but %s has %zu ax%s", kernel->name, simulation->type_name,
                     simulation->axes, simulation->axes == 1 ? "is" : "es");
    else
        report_error(report, at, "identity, box and gaussian have any size",
                     "kernel %s is 3 x 3, but kernel_size is %" PRId64 " x %" PRId64, kernel->name,
                     simulation->axis[0].kernel, simulation->axis[1].kernel);
    return false;
}

bool named_kernels_check(const struct simulation *simulation, struct report *report)
{
    const struct values *given = &simulation->layer->kernel;
    bool is_right = true;
    for (size_t i = 0; i < given->name_count; i++) {
        const struct named_kernel *kernel = find(given->names[i]);
        is_right &= kernel ? check_size(simulation, kernel, given->name_places[i], report)
                           : report_unknown(given->names[i], given->name_places[i], report);
    }
    if (simulation->out_channels % given->name_count == 0)
        return is_right;
    report_error(report, given->at, NULL,
                 "%zu kernels cannot be shared evenly by %zu output channel%s", given->name_count,
                 simulation->out_channels, text_plural(simulation->out_channels));
    return false;
}

/* One map of weights; gives what they are to be divided by. */
static double fill_map(const struct simulation *simulation, const struct named_kernel *kernel,
                       double *weights)
{
    int64_t index[MAX_AXES] = {0}, size[MAX_AXES];
    double sum = 0;
    for (size_t i = 0; i < simulation->axes; i++)
        size[i] = simulation->axis[i].kernel;
    do {
        double weight = kernel->weight ? kernel->weight(index, size, simulation->axes)
                                       : kernel->matrix[index[0]][index[1]];
        *weights++ = weight;
        sum += weight;
    } while (walk_next(index, size, simulation->axes));
    return kernel->is_mean ? sum : 1;
}

/* [out][in/groups] of a direct layer, [in][out/groups] of a transposed one. */
static size_t out_channel_of(const struct simulation *simulation, size_t map)
{
    if (!simulation->is_transposed)
        return map / simulation->kernel.size[1];
    size_t per_group = simulation->kernel.size[1];
    size_t group = map / per_group / (simulation->in_channels / simulation->groups);
    return group * per_group + map % per_group;
}

void named_kernels_fill(struct simulation *simulation)
{
    const struct values *given = &simulation->layer->kernel;
    const struct tensor *tensor = &simulation->kernel;
    size_t maps = tensor->size[0] * tensor->size[1], size = tensor_count(tensor) / maps;
    for (size_t map = 0; map < maps; map++) {
        size_t channel = out_channel_of(simulation, map);
        double *weights = tensor->values + map * size;
        double divide =
            fill_map(simulation, find(given->names[channel % given->name_count]), weights);
        simulation->kernel_divide[channel] = divide;
        for (size_t i = 0; i < size; i++)
            weights[i] /= divide;
    }
}
