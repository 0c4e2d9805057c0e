/* SPDX-License-Identifier: MIT */
/* Which channels meet, in view network: a band from the cards that a group of channels is read from
 * to those that it gives, below the decks. Where no layer has groups all channels meet in each, and
 * nothing is drawn. */
#include <math.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

/* How many parts of the channels a layer keeps apart; 0: no band tells what it does. */
static size_t groups_of(const struct node *node)
{
    const struct simulation *layer = node->layer;
    if (!layer || layer->source_count != 1 || layer->is_flattened || layer->is_dense)
        return 0;
    if (layer->has_kernel)
        return layer->groups;
    return layer->is_pool && layer->is_sliding ? layer->in_channels : 0;
}

bool network_has_wires(const struct network *network)
{
    for (size_t i = 1; i < network->count; i++)
        if (network->nodes[i].layer->has_kernel && groups_of(&network->nodes[i]) > 1)
            return true;
    return false;
}

/* The lower left corner of a channel's card. */
static struct point foot_of(const struct node *node, size_t channel)
{
    struct point foot = plane_point(&node->front, (double)node->units[0], 0);
    double share = node->channels > 1 ? (double)channel / (double)(node->channels - 1) : 0;
    return (struct point){foot.x + share * node->shift.x, foot.y + share * node->shift.y};
}

/* From a card's foot to where its bands leave its right side: at its lower end, or so far above it
 * that they fall to the next deck and do not lie on one line. */
static struct point side_of(const struct node *from, const struct node *to)
{
    struct point foot = foot_of(from, 0), end = foot_of(to, 0);
    struct point side = plane_point(&from->front, (double)from->units[0], (double)from->units[1]);
    double top = plane_point(&from->front, 0, (double)from->units[1]).y;
    double fall = sizes->wire_fall * (end.x - side.x - from->shift.x);
    side.y = fmax(top, fmin(side.y, end.y - fall));
    return (struct point){side.x - foot.x, side.y - foot.y};
}

static void trace_band(const struct node *from, const struct node *to, size_t group, size_t groups,
                       struct pen *pen)
{
    size_t read = from->channels / groups, given = to->channels / groups;
    struct point side = side_of(from, to);
    struct point first = foot_of(from, group * read), last = foot_of(from, (group + 1) * read - 1);
    pen_move_to(pen, (struct point){first.x + side.x, first.y + side.y});
    pen_line_to(pen, foot_of(to, group * given));
    pen_line_to(pen, foot_of(to, (group + 1) * given - 1));
    pen_line_to(pen, (struct point){last.x + side.x, last.y + side.y});
    pen_close(pen);
}

/* Of more groups than there is room for, the first two and the last one. */
void network_draw_wires(const struct network *network, size_t i, struct pen *pen)
{
    const struct node *to = &network->nodes[i];
    size_t from, groups = groups_of(to);
    if (groups == 0 || network_is_skip(network, i, 0, &from) || network->nodes[from].row != to->row)
        return;
    struct stroke line = pen_solid(pen, COLOR_LINK, pen->theme->thin_pt);
    line.join = JOIN_ROUND;
    double apart = network->nodes[from].shift.x / (double)groups;
    bool shows_all = groups <= MOST_CARDS && apart >= sizes->wires_apart * line.width;
    for (size_t group = 0; group < groups; group++)
        if (shows_all || group < 2 || group + 1 == groups) {
            trace_band(&network->nodes[from], to, group, groups, pen);
            pen_paint(pen, (struct item_key){"channels", (int)i, (int)group, -1, NULL},
                      color_faded(pen->theme->color[COLOR_LINK], sizes->wires), line);
        }
}
