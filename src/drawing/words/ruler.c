/* SPDX-License-Identifier: MIT */
/* Which input map has a ruler: below it, and at its left where the rows have other sizes than the
 * columns. */
#include "drawing/words/ruler.h"

#include <math.h>

static const struct ruler_sizes *const sizes = &theme_sizes.ruler;

/* Whether a window slides on an axis at all, and nothing of the plane is cropped or hidden. */
static bool has_windows(const struct subject *subject, const struct axis *a)
{
    bool is_plain = a->kernel == 1 && a->stride == 1 && a->padded == a->input;
    bool is_cropped = a->before < 0 || a->after < 0;
    bool is_padded = a->before > 0 || a->after > 0 || a->extra > 0;
    bool is_hidden = is_padded && !subject->looks.show.padding.value;
    return a->output > 0 && !is_plain && !is_cropped && !is_hidden;
}

static bool are_alike(const struct axis *a, const struct axis *b)
{
    return a->input == b->input && a->stretch == b->stretch && a->before == b->before &&
           a->after == b->after && a->extra == b->extra && a->kernel == b->kernel &&
           a->dilation == b->dilation && a->move == b->move;
}

/* The map with arrows; of those that have them above the last, which is the lowest. */
static size_t find_map(const struct panel *panel)
{
    size_t map = 0;
    while (map < panel->map_count && panel->maps[map].dimensions == DIMENSIONS_NONE)
        map++;
    if (map == panel->map_count || panel->maps[map].dimensions != DIMENSIONS_ABOVE)
        return map;
    for (size_t i = map + 1; i < panel->map_count; i++)
        if (panel->maps[i].map.role == MAP_INPUT && panel->maps[i].map.units &&
            !panel->maps[i].is_hidden)
            map = i;
    return map;
}

static bool is_asked(const struct subject *subject)
{
    const struct given_flag *flag = &subject->looks.show.ruler;
    bool is_usual = flag->at.line == 0;
    return subject_shows(subject, flag) && (!is_usual || subject->is_fitted);
}

bool ruler_has_place(const struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    return find_map(panel) < panel->map_count && !layer->forward &&
           simulation_takes(layer, "kernel_size") && layer->axes <= 2;
}

/* Texts on a slanted line come nearer to the lines beside it by half of their width. */
static double slant_of(const struct ruler_axis *axis)
{
    double widest = 0;
    struct plane plane = ruler_plane(axis, 1);
    struct point along = axis->is_down ? plane.row : plane.column;
    for (size_t i = 0; i < axis->window_count; i++)
        widest = fmax(widest, runs_whole_width(&axis->parts[i].text));
    return plane_is_upright(&plane) ? 0 : fabs(along.y) / plane_length(along) * widest / 2;
}

void ruler_ask(struct panel *panel)
{
    const struct subject *subject = &panel->subject;
    size_t map = find_map(panel);
    panel->asked_ruler = NULL;
    if (!ruler_has_place(panel) || !is_asked(subject))
        return;
    const struct simulation *layer = subject->simulation;
    const struct axis *across = &layer->axis[layer->axes - 1];
    const struct axis *down = layer->axes > 1 ? &layer->axis[layer->axes - 2] : NULL;
    struct ruler *ruler = arena_allocate(panel->arena, 1, sizeof *ruler);
    *ruler = (struct ruler){.panel = panel, .map = map, .size = sizes->scale * words_pt(subject)};
    if (subject->is_fitted && ruler_cell_along(ruler, false) * subject->px_per_pt < sizes->least_px)
        return;
    if (has_windows(subject, across))
        ruler_add_axis(ruler, across, false);
    if (down && !are_alike(across, down) && has_windows(subject, down))
        ruler_add_axis(ruler, down, true);
    for (size_t i = 0; i < ruler->axis_count; i++) {
        struct ruler_axis *axis = &ruler->axes[i];
        axis->before = layout_taken(panel->layout, panel->maps[map].box,
                                    axis->is_down ? SIDE_LEFT : SIDE_BELOW);
        axis->slant = slant_of(axis);
        ruler_settle(axis);
        ruler_take_room(axis);
    }
    if (ruler->axis_count > 0)
        panel->asked_ruler = ruler;
}

bool ruler_tells_stride(const struct panel *panel)
{
    const struct ruler *ruler = panel->asked_ruler;
    return ruler && !ruler->axes[0].is_down &&
           (ruler->axes[0].tells_stride || ruler_tells_both(&ruler->axes[0]));
}

bool ruler_tells(const struct panel *panel, bool is_down)
{
    const struct ruler *ruler = panel->asked_ruler;
    if (!ruler)
        return false;
    bool is_alone = ruler->axis_count == 1 && !ruler->axes[0].is_down;
    for (size_t i = 0; i < ruler->axis_count; i++)
        if (ruler->axes[i].is_down == is_down)
            return true;
    return is_alone; /* both axes are alike */
}
