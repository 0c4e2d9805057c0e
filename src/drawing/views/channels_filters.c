/* SPDX-License-Identifier: MIT */
/* The filters of view channels, each with its slices; the current one strong. */
#include <math.h>

#include "drawing/views/channels.h"
#include "drawing/words/words.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

/* The filter that a group shows: the current one, else its last, or its first before its turn. */
static size_t filter_of(const struct pile *filters, size_t seen, size_t group)
{
    size_t first = group * filters->maps, last = first + filters->maps - 1;
    seen = seen < first ? first : seen;
    return seen < last ? seen : last;
}

/* Of its group the current one, by position all of them, is strong. */
static double opacity_of(const struct channels *channels, const struct lights *lights, size_t group,
                         size_t filter)
{
    double p = lights->progress, share = 0, waiting = theme_sizes.channels.waiting;
    share += filter == filter_of(&channels->filters, lights->here.output[0], group) ? 1 - p : 0;
    share += filter == filter_of(&channels->filters, lights->next.output[0], group) ? p : 0;
    return lights->is_by_position ? 1 : waiting + (1 - waiting) * share;
}

static void draw_slice(const struct panel *panel, const struct map *map, size_t filter,
                       const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    double divide = panel->subject.simulation->kernel_divide[filter];
    if (built)
        map_draw_built(map, built, pen);
    else
        map_draw_rest(map, pen);
    if (channels->divisor == 0 || divide == 1)
        return;
    size_t first = pen->list->count;
    digits_draw_divisor(pen, panel->subject.ruler, divide,
                        plane_point(&map->plane, (double)map->rows / 2, -channels->divisor / 2));
    pen_set_channel(pen, first, (size_t)map->channel);
}

/* At the right of a deck. */
static void draw_bias(const struct panel *panel, size_t slot, size_t filter, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct point *corner = &channels->filters.at[slot];
    double left = corner->x + channels->slot.x - sizes->bias_side;
    double middle = corner->y + channels->slot.y / 2;
    static const struct cell_text letter = {.text = "b"};
    struct lettering lettering = subject_lettering(&panel->subject, FONT_VALUES, COLOR_ZERO_INK);
    lettering.font.size_pt =
        fmin(lettering.font.size_pt, subject_cells(&panel->subject, sizes->bias_room));
    pen_write(pen, key_of("bias.plus", filter), "+",
              plane_point(&channels->page, middle, left - sizes->bias_room / 2), &lettering);
    lettering.color = pen->theme->color[COLOR_WINDOW_INK];
    lettering.font.is_italic = !channels->bias.of;
    if (channels->bias.of)
        lettering.font = channels->bias.font;
    channels_draw_addend(
        panel,
        &(struct addend_cell){
            .is_bias = true,
            .channel = filter,
            .area = {middle - sizes->bias_side / 2, left, sizes->bias_side, sizes->bias_side},
            .text = channels->bias.of ? &channels->bias.of[filter] : &letter,
            .lettering = lettering},
        pen);
}

/* For the filters between the second and the last one: where none of them is current, in their
 * place, else above and below it. */
static void draw_filter_dots(const struct panel *panel, size_t seen, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *filters = &channels->filters;
    double x = (double)panel->maps[channels->slices.first].map.columns / 2;
    double top = filters->at[CUT_CARD].y, bottom = top + channels->slot.y;
    if (channels_map_at(filters, CUT_CARD, seen) != NO_MAP) {
        bottom = top;
        top -= sizes->filter_gap;
    }
    channels_draw_dots(panel, plane_point(&channels->page, top, x),
                       plane_point(&channels->page, bottom, x), key_of("filters.dots", 0), pen);
}

/* Its slices; those of a deck are sheets behind the first. */
static void draw_filter(const struct panel *panel, size_t slot, size_t filter,
                        const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *slices = &channels->slices;
    size_t first = filter / channels->filters.maps * slices->cards; /* of its group */
    for (size_t turn = 0; turn < slices->cards; turn++) {
        size_t at = channels->is_deck ? slices->cards - 1 - turn : turn;
        struct card card = {.map = channels_slice(panel, slot, first + at, filter),
                            .slice = (int)at,
                            .is_sheet = channels->is_deck && at > 0};
        if (slices->is_cut && at == CUT_CARD)
            continue;
        if (card.is_sheet)
            channels_draw_card(&card, map_grid(&card.map), 1, 1, pen);
        else
            draw_slice(panel, &card.map, filter, built, pen);
    }
    if (slices->is_cut) {
        struct map second = channels_slice(panel, slot, 1, filter);
        struct map last = channels_slice(panel, slot, slices->cards - 1, filter);
        channels_draw_cut(panel, &second, &last, key_of("filter.dots", filter), pen);
    }
    if (channels->is_deck && panel->subject.simulation->has_bias)
        draw_bias(panel, slot, filter, pen);
}

void channels_draw_filters(const struct panel *panel, const struct lights *lights, size_t group,
                           const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *filters = &channels->filters;
    size_t seen = lights_seen_channel(lights);
    for (size_t slot = 0; slot < filters->cards; slot++) {
        int in_group = channels_map_at(filters, slot, seen);
        if (in_group == NO_MAP)
            continue;
        size_t filter = group * filters->maps + (size_t)in_group;
        double opacity = opacity_of(channels, lights, group, filter);
        pen_begin_fade(pen, key_of("kernels", filter), opacity);
        draw_filter(panel, slot, filter, built, pen);
        pen_end_fade(pen, key_of("kernels.end", filter), opacity);
    }
    if (filters->is_cut)
        draw_filter_dots(panel, seen, pen);
}

void channels_draw_filter_name(const struct panel *panel, const struct lights *lights,
                               struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    bool is_changing = lights->here.output[0] != lights->next.output[0] && !lights->is_by_position;
    double fade = is_changing ? fabs(1 - 2 * lights->progress) : 1;
    pen_begin_fade(pen, key_of("filter", 0), fade);
    labels_draw_filter(panel, &panel->maps[channels->slices.first - 1], lights_seen_channel(lights),
                       pen);
    pen_end_fade(pen, key_of("filter.end", 0), fade);
}
