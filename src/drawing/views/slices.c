/* SPDX-License-Identifier: MIT */
/* The lines of slices and the size of cuboids that go together best on a page. */
#include "drawing/views/cuboids.h"

#include <math.h>

static const struct volume_sizes *const sizes = &theme_sizes.volume;

enum { MOST_LINES = 16 };

/* Cells. */
struct extent {
    double width, height;
};

/* Slices of a size in so many lines. */
static struct extent block_extent(const double *size, int64_t lines)
{
    int64_t count = (int64_t)size[0], per_line = (count + lines - 1) / lines;
    int64_t used = (count + per_line - 1) / per_line;
    return (struct extent){(double)per_line * (size[2] + sizes->slice_gap) - sizes->slice_gap,
                           (double)used * (size[1] + sizes->name_height + sizes->line_gap) -
                               sizes->line_gap};
}

/* All slices: the input's, the kernel's, the output's. */
static struct extent slices_extent(const struct cuboids *cuboids, const struct slice_lines *lines)
{
    struct extent input = block_extent(cuboids->reach.size, lines->input);
    struct extent others = block_extent(cuboids->of[MAP_OUTPUT].size, lines->others);
    if (cuboids->has_kernel_slices) {
        struct extent kernel = block_extent(cuboids->of[MAP_KERNEL].size, lines->others);
        others.width += sizes->gap + kernel.width;
        others.height = fmax(others.height, kernel.height);
    }
    if (lines->are_below)
        return (struct extent){fmax(input.width, others.width),
                               input.height + sizes->block_gap + others.height};
    return (struct extent){input.width + sizes->gap + others.width,
                           fmax(input.height, others.height)};
}

static struct extent cuboids_extent(const struct cuboids *cuboids)
{
    struct point input = solid_extent(cuboids->reach.size);
    struct point output = solid_extent(cuboids->of[MAP_OUTPUT].size), kernel = {0, 0};
    if (cuboids->has_kernel)
        kernel = solid_extent(cuboids->of[MAP_KERNEL].size);
    return (struct extent){input.x + kernel.x + output.x +
                               (cuboids->has_kernel ? 2 : 1) * sizes->gap,
                           fmax(input.y, fmax(kernel.y, output.y))};
}

/* The cuboids are as wide as the slices, within reason. */
static double cuboid_scale(const struct cuboids *cuboids, const struct extent *slices)
{
    return fmin(fmax(slices->width / cuboids_extent(cuboids).width, sizes->smallest),
                sizes->largest);
}

void slices_choose_lines(const struct cuboids *cuboids, double aspect, struct slice_lines *lines)
{
    double lowest = INFINITY;
    struct extent above = cuboids_extent(cuboids);
    struct slice_lines trial = *lines;
    for (trial.input = 1; trial.input <= MOST_LINES; trial.input++)
        for (trial.others = 1; trial.others <= MOST_LINES; trial.others++) {
            struct extent slices = slices_extent(cuboids, &trial);
            trial.scale = cuboid_scale(cuboids, &slices);
            double width = fmax(slices.width, trial.scale * above.width);
            double height = slices.height + sizes->block_gap + trial.scale * above.height;
            double needed = fmax(width, height * aspect);
            if (needed >= lowest)
                continue;
            lowest = needed;
            *lines = trial;
        }
}
