/* SPDX-License-Identifier: MIT */
/* The lines of view channels: how the addends of a sum come together and go on to the outputs. */
#include "drawing/views/channels.h"

static const struct channels_sizes *const sizes = &theme_sizes.channels;

/* Leaves and arrives level. */
static void trace_link(struct pen *pen, struct point from, struct point to)
{
    double middle = (from.x + to.x) / 2;
    pen_move_to(pen, from);
    pen_curve_to(pen, (struct point){middle, from.y}, (struct point){middle, to.y}, to);
}

static struct stroke link_stroke(const struct pen *pen)
{
    return pen_solid(pen, COLOR_LINK, sizes->link * pen->theme->thick_pt);
}

/* Where the addends of a sum come together, on the page. */
static struct point node_of(const struct channels *channels, size_t group, size_t sum)
{
    double aside = ((double)sum - (double)(channels->sums_in_row - 1) / 2) * sizes->node_pitch;
    if (!channels->has_node)
        aside = channels_sum_aside(channels, sum);
    return plane_point(&channels->page, channels_group_middle(channels, group) + aside,
                       channels->node);
}

void channels_draw_node(const struct panel *panel, const struct channels *channels, size_t group,
                        size_t sum, struct pen *pen)
{
    size_t number = group * channels->sums_in_row + sum;
    double radius = subject_cells(&panel->subject, sizes->node);
    double half = subject_cells(&panel->subject, sizes->node_plus);
    struct point at = node_of(channels, group, sum), to = {at.x - radius, at.y};
    struct stroke stroke = link_stroke(pen);
    for (size_t c = group * channels->input.maps; c < (group + 1) * channels->input.maps; c++)
        trace_link(pen,
                   plane_point(&channels->page,
                               channels_row_middle(channels, c) + channels_sum_aside(channels, sum),
                               1),
                   to);
    if (panel->subject.simulation->has_bias)
        trace_link(pen, plane_point(&channels->page, channels_bias_row(channels, group, sum), 1),
                   to);
    pen_paint(pen, key_of("links.addends", number), color_none, stroke);
    pen_circle(pen, at, radius);
    pen_paint(pen, key_of("node.circle", number), pen->theme->color[COLOR_KERNEL], stroke);
    pen_move_to(pen, (struct point){at.x - half, at.y});
    pen_line_to(pen, (struct point){at.x + half, at.y});
    pen_move_to(pen, (struct point){at.x, at.y - half});
    pen_line_to(pen, (struct point){at.x, at.y + half});
    stroke.color = pen->theme->color[COLOR_WINDOW_INK];
    pen_paint(pen, key_of("node.plus", number), color_none, stroke);
}

static void draw_output_link(const struct panel *panel, const struct channels *channels,
                             const struct placed *output, const struct area *now, double share,
                             struct pen *pen)
{
    double cell = subject_cells(&panel->subject, 1);
    size_t channel = output->map.channel < 0 ? 0 : (size_t)output->map.channel;
    struct stroke stroke = link_stroke(pen);
    size_t sum = channels->sums_in_row > 1 ? channel % channels->sums_in_row : 0;
    struct point from = node_of(channels, channels_group_of(channels, channel), sum);
    struct point tip = plane_point(&output->map.plane, now->row + 0.5, 0);
    stroke.color.alpha *= share;
    from.x += channels->has_node ? sizes->node * cell : 0;
    tip.x -= sizes->arrow_gap * cell;
    trace_link(pen, from, (struct point){tip.x - sizes->arrow * cell, tip.y});
    pen_paint(pen, key_of("links.output", channel), color_none, stroke);
    pen_move_to(pen, tip);
    pen_line_to(pen, (struct point){tip.x - sizes->arrow * cell, tip.y - sizes->arrow_half * cell});
    pen_line_to(pen, (struct point){tip.x - sizes->arrow * cell, tip.y + sizes->arrow_half * cell});
    pen_close(pen);
    pen_paint(pen, key_of("links.arrow", channel), stroke.color, stroke_none);
}

void channels_draw_output_links(const struct panel *panel, const struct channels *channels,
                                const struct lights *lights, struct pen *pen)
{
    for (size_t o = 0; o < lights->layer->out_channels; o++)
        for (size_t i = 0; i < lights->current_count; i++) {
            const struct placed *output = &panel->maps[channels->first_output + o];
            struct area area;
            double share;
            if (lights_current_area(lights, &lights->currents[i], &output->map, &area, &share))
                draw_output_link(panel, channels, output, &area, share, pen);
        }
}
