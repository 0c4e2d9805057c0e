/* SPDX-License-Identifier: MIT */
/* What a step draws in view channels: the groups, pale but for the current one, the filter of each,
 * and windows through all maps of a group. */
#include <math.h>
#include <string.h>

#include "drawing/views/decks.h"
#include "drawing/words/words.h"

static const struct channels_sizes *const sizes = &theme_sizes.channels;

/* ---- groups and filters ---- */

size_t channels_group_of(const struct channels *channels, size_t output)
{
    return output / channels->output.maps;
}

/* Where there are several groups, those that are not the moment's are pale. */
static double group_opacity(const struct channels *channels, const struct lights *lights,
                            size_t group)
{
    double share = lights->is_by_position || channels->groups == 1;
    if (share < 1 && group == channels_group_of(channels, lights->here.output[0]))
        share += 1 - lights->progress;
    if (share < 1 && group == channels_group_of(channels, lights->next.output[0]))
        share += lights->progress;
    return sizes->veiled + (1 - sizes->veiled) * share;
}

/* The filter that a group shows: the current one, else its last, or its first before its turn. */
static size_t filter_of(const struct channels *channels, size_t seen, size_t group)
{
    size_t first = group * channels->output.maps, last = first + channels->output.maps - 1;
    seen = seen < first ? first : seen;
    return seen < last ? seen : last;
}

/* built: how far it is built up; NULL: it rests. */
static void draw_kernel(const struct panel *panel, size_t channel, size_t filter,
                        const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    size_t number = channels_kernel(channels, channel, filter % channels->filters);
    const struct placed *placed = &panel->maps[channels->first_kernel + number];
    const struct simulation *layer = panel->subject.simulation;
    struct map map = placed->map;
    map.first = map_weights_at(layer, channel, filter);
    if (built)
        map_draw_built(&map, built, pen);
    else
        map_draw_rest(&map, pen);
    if (channels->divisor == 0 || layer->kernel_divide[filter] == 1)
        return;
    size_t first = pen->list->count;
    digits_draw_divisor(
        pen, panel->subject.ruler, layer->kernel_divide[filter],
        plane_point(&placed->map.plane, (double)map.rows / 2, -channels->divisor / 2));
    pen_set_channel(pen, first, number);
}

/* How opaque a filter is: of its group the current one, by position all of them, is strong. */
static double filter_opacity(const struct channels *channels, const struct lights *lights,
                             size_t group, size_t filter)
{
    double p = lights->progress, share = 0;
    share += filter == filter_of(channels, lights->here.output[0], group) ? 1 - p : 0;
    share += filter == filter_of(channels, lights->next.output[0], group) ? p : 0;
    return lights->is_by_position ? 1 : sizes->waiting + (1 - sizes->waiting) * share;
}

static void draw_kernels(const struct panel *panel, const struct lights *lights, size_t group,
                         const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    for (size_t f = 0; f < channels->filters; f++) {
        size_t filter = group * channels->filters + f;
        double opacity = filter_opacity(channels, lights, group, filter);
        pen_begin_fade(pen, key_of("kernels", filter), opacity);
        for (size_t c = group * channels->input.maps; c < (group + 1) * channels->input.maps; c++)
            draw_kernel(panel, c, filter, built, pen);
        pen_end_fade(pen, key_of("kernels.end", filter), opacity);
    }
}

void channels_draw_filter_name(const struct panel *panel, const struct lights *lights,
                               struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    bool is_changing = lights->here.output[0] != lights->next.output[0] && !lights->is_by_position;
    double fade = is_changing ? fabs(1 - 2 * lights->progress) : 1;
    pen_begin_fade(pen, key_of("filter", 0), fade);
    labels_draw_filter(panel, &panel->maps[channels->first_kernel - 1], lights_seen_channel(lights),
                       pen);
    pen_end_fade(pen, key_of("filter.end", 0), fade);
}

/* ---- windows ---- */

/* Through all maps of a group a 1 x 1 window is one pillar: from each window to the next, pale over
 * the units on its way, which it does not read. */
static void draw_pillar(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct light_window *window = &lights->windows[0];
    if (!lights->layer->has_kernel || lights->taps[0] * lights->taps[1] != 1 || window->share < 1)
        return;
    size_t first = window->first_channel, last = window->end_channel - 1;
    struct area area = lights_window_area(lights, window);
    const struct plane *top = &panel->maps[first].map.plane,
                       *last_plane = &panel->maps[last].map.plane;
    double pitch =
        (last_plane->origin.y - top->origin.y) / top->row.y / fmax(1, (double)(last - first));
    for (size_t c = first; c < last; c++)
        plane_trace_outline(pen, &panel->maps[c].map.plane,
                            (struct area){area.row + 1, area.column, pitch - 1, 1});
    pen_paint(pen, key_of("pillar", first),
              color_faded(pen->theme->color[COLOR_WINDOW], sizes->pillar), stroke_none);
    for (size_t c = first; c < last; c++)
        for (int side = 0; side < 2; side++) {
            const struct plane *plane = &panel->maps[c].map.plane;
            pen_move_to(pen, plane_point(plane, area.row + 1, area.column + side));
            pen_line_to(pen, plane_point(plane, area.row + pitch, area.column + side));
        }
    pen_paint(pen, key_of("pillar.sides", first), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
}

static void draw_windows(const struct panel *panel, const struct channels *channels,
                         const struct lights *lights, struct pen *pen)
{
    size_t seen = lights_seen_channel(lights);
    draw_pillar(panel, lights, pen);
    for (size_t c = 0; c < lights->layer->in_channels; c++) {
        struct map kernel = {0};
        bool has_one = lights->layer->has_kernel && channels->sums_in_row == 1;
        if (has_one) /* products of several filters would be on one another */
            kernel = map_of_kernel(lights->layer, c,
                                   filter_of(channels, seen, c / channels->input.maps), 0);
        map_draw_window(&panel->maps[c].map, lights, &panel->factors, has_one ? &kernel : NULL,
                        pen);
    }
}

void channels_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    if (channels->is_deck) {
        decks_draw_step(panel, lights, pen);
        return;
    }
    for (size_t group = 0; group < channels->groups; group++) {
        if (channels->groups > 1) {
            pen_begin_veil(pen, key_of("group", group), group_opacity(channels, lights, group));
            pen_add_list(pen, &channels->rests[group]);
        }
        if (channels->has_kernel)
            draw_kernels(panel, lights, group, NULL, pen);
        if (channels->groups > 1)
            pen_end_group(pen, key_of("group.end", group));
    }
    if (channels->has_kernel)
        channels_draw_filter_name(panel, lights, pen);
    draw_windows(panel, channels, lights, pen);
    if (lights->layer->has_kernel)
        channels_draw_sums(panel, channels, lights, pen);
    for (size_t o = 0; o < channels->output_maps; o++) {
        const struct placed *placed = &panel->maps[channels->first_output + o];
        map_draw_outputs(&placed->map, lights, pen);
    }
    if (lights->layer->has_kernel)
        channels_draw_output_links(panel, channels, lights, pen);
}

/* ---- before the first step ---- */

/* What rests of a group, but for the maps that it reads. */
static void draw_group_outputs(const struct channels *channels, size_t group, struct pen *pen)
{
    static const char input[] = "input.";
    const struct display_list *rest = &channels->rests[group];
    for (size_t i = 0; i < rest->count; i++)
        if (strncmp(rest->items[i].key.part, input, sizeof input - 1) != 0)
            pen_add_items(pen, &rest->items[i], 1);
}

void channels_draw_built(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct moment_part nothing_lit = {.telling = TELLS_PRODUCTS, .lifted = 1};
    struct lights lights;
    lights_read(&lights, &panel->subject, &nothing_lit, pen->arena);
    if (channels->is_deck) {
        decks_draw_built(panel, part, &lights, pen);
        return;
    }
    for (size_t group = 0; group < channels->groups; group++) {
        if (channels->groups > 1) {
            pen_begin_veil(pen, key_of("group", group), group_opacity(channels, &lights, group));
            draw_group_outputs(channels, group, pen);
        }
        for (size_t c = group * channels->input.maps; c < (group + 1) * channels->input.maps; c++)
            map_draw_built(&panel->maps[c].map, part, pen);
        if (channels->has_kernel)
            draw_kernels(panel, &lights, group, part, pen);
        if (channels->groups > 1)
            pen_end_group(pen, key_of("group.end", group));
    }
    if (channels->has_kernel)
        channels_draw_filter_name(panel, &lights, pen);
    if (lights.layer->has_kernel)
        channels_draw_sums(panel, channels, &lights, pen);
}
