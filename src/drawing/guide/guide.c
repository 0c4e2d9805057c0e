/* SPDX-License-Identifier: MIT */
/* Which of the guide's figures a view is. */
#include "drawing/guide/guide.h"

#include "drawing/views/matrices.h"

static bool is_any(const struct subject *subject)
{
    (void)subject;
    return true;
}

/* One unit a step: the guide has no figure of Unfold's columns. */
static bool is_unit(const struct subject *subject)
{
    return !subject->simulation->is_flattened || subject->scene->order.value != ORDER_POSITION;
}

static bool has_kernel(const struct subject *subject)
{
    return subject->simulation->has_kernel;
}

/* A matrix that can be set in type. */
static bool is_legible(const struct subject *subject)
{
    return subject->looks.show.values != SHOW_NOTHING &&
           subject->simulation->step_count <= MOST_LEGIBLE &&
           tensor_count(&subject->simulation->input) <= MOST_LEGIBLE;
}

static const struct {
    const struct view *view, *guide;
    bool (*is_drawn)(const struct subject *subject);
} figures[] = {
    {&view_stacked, &guide_stacked, is_unit},        {&view_flat, &guide_flat, is_unit},
    {&view_kernel, &guide_kernel, is_any},           {&view_positions, &guide_positions, is_any},
    {&view_subsampling, &guide_subsampling, is_any}, {&view_channels, &guide_channels, has_kernel},
    {&view_matrix, &guide_matrix, is_legible},
};

const struct view *guide_view(const struct view *view, const struct subject *subject)
{
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (figures[i].view == view && figures[i].is_drawn(subject))
            return figures[i].guide;
    return view;
}
