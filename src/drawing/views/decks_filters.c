/* SPDX-License-Identifier: MIT */
/* Filters as decks, the current one strong. */
#include <math.h>

#include "drawing/views/decks.h"
#include "drawing/words/words.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

struct point decks_corner(const struct decks *decks, size_t slot)
{
    return (struct point){(double)(slot % decks->columns) * (decks->slot_width + decks->column_gap),
                          (double)(slot / decks->columns) * (decks->slot_height + decks->row_gap)};
}

static struct plane plane_of(const struct panel *panel, size_t slot)
{
    const struct channels *channels = panel->subject.state;
    const struct decks *decks = &channels->decks;
    struct plane plane = panel->maps[channels->first_kernel].map.plane;
    struct point corner = decks_corner(decks, slot);
    plane.origin = plane_point(&plane, corner.y, corner.x);
    return plane;
}

/* How strong a filter is. */
static double strength_of(const struct lights *lights, size_t filter)
{
    size_t here = lights->here.output[0], next = lights->next.output[0];
    if (lights->is_by_position || (filter == here && filter == next))
        return 1;
    if (filter == here)
        return share_leaving(lights->progress);
    return filter == next ? share_coming(lights->progress) : 0;
}

static void draw_bias(const struct panel *panel, const struct plane *front, size_t filter,
                      double strength, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct theme *theme = pen->theme;
    double rows = (double)panel->maps[channels->first_kernel].map.rows;
    double columns = (double)panel->maps[channels->first_kernel].map.columns;
    double left = columns + channels->decks.filter.depth + sizes->bias_room;
    struct area area = {(rows - channels->decks.filter.depth - sizes->bias_side) / 2, left,
                        sizes->bias_side, sizes->bias_side};
    struct lettering lettering = subject_lettering(&panel->subject, FONT_VALUES, COLOR_ZERO_INK);
    struct point plus =
        plane_point(front, area.row + sizes->bias_side / 2, left - sizes->bias_room / 2);
    struct color grey =
        color_mix(theme->color[COLOR_BACKGROUND], theme->color[COLOR_ZERO_LINE], sizes->grey);
    pen_write(pen, key_of("bias.plus", filter), "+", plus, &lettering);
    plane_trace_outline(pen, front, area);
    pen_paint(pen, key_of("bias.cell", filter),
              color_mix(grey, theme->color[COLOR_KERNEL], strength),
              (struct stroke){.color = color_mix(theme->color[COLOR_ZERO_LINE],
                                                 theme->color[COLOR_WINDOW_LINE], strength),
                              .width = theme->thick_pt});
    struct point middle =
        plane_point(front, area.row + sizes->bias_side / 2, left + sizes->bias_side / 2);
    lettering.color =
        color_mix(theme->color[COLOR_ZERO_INK], theme->color[COLOR_WINDOW_INK], strength);
    if (channels->bias.of) {
        lettering.font = channels->bias.font;
        cell_text_write(pen, panel->subject.ruler, key_of("bias.value", filter),
                        &channels->bias.of[filter], middle, &lettering);
        return;
    }
    lettering.font.is_italic = true;
    pen_write(pen, key_of("bias.letter", filter), "b", middle, &lettering);
}

/* For the cards of a filter that are not drawn. */
static void draw_depth_dots(const struct panel *panel, const struct plane *front, size_t filter,
                            struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct deck *deck = &channels->decks.filter;
    const struct map *map = &panel->maps[channels->first_kernel].map;
    double cell = subject_cells(&panel->subject, 1), close = 2 * sizes->dot;
    double near = deck_shift(deck, 1), far = deck_shift(deck, deck->cards - 1);
    double rows = (double)map->rows + close, columns = (double)map->columns + close;
    decks_draw_dots(plane_point(front, rows - near, columns + near),
                    plane_point(front, rows - far, columns + far), key_of("filter.dots", filter),
                    sizes->dot * cell, pen);
}

/* For the filters between the second and the last one: where none of them is current, in their
 * place, else above and below it. */
static void draw_filter_dots(const struct panel *panel, size_t seen, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct decks *decks = &channels->decks;
    double cell = subject_cells(&panel->subject, 1);
    struct point place = decks_corner(decks, CUT_CARD);
    double x = place.x + (double)panel->maps[channels->first_kernel].map.columns / 2;
    double top = place.y, bottom = place.y + decks->slot_height;
    if (deck_map_at(&decks->filters, CUT_CARD, seen) != NO_MAP) {
        bottom = top;
        top -= decks->row_gap;
    }
    decks_draw_dots(plane_point(&decks->page, top, x), plane_point(&decks->page, bottom, x),
                    key_of("filters.dots", 0), sizes->dot * cell, pen);
}

static void draw_filter(const struct panel *panel, size_t slot, size_t filter, double strength,
                        struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct simulation *layer = panel->subject.simulation;
    const struct theme *theme = pen->theme;
    const struct deck *deck = &channels->decks.filter;
    struct plane front = plane_of(panel, slot);
    struct map map = panel->maps[channels->first_kernel].map;
    struct color grey =
        color_mix(theme->color[COLOR_BACKGROUND], theme->color[COLOR_ZERO_LINE], sizes->grey);
    struct color fill = color_mix(grey, theme->color[COLOR_KERNEL], strength);
    struct stroke line = {.color = color_mix(theme->color[COLOR_ZERO_LINE],
                                             theme->color[COLOR_WINDOW_LINE], strength),
                          .width = theme->thick_pt};
    for (size_t card = deck->cards; card-- > 0;) {
        struct item_key key = {"filter.card", (int)filter, (int)card, -1, NULL};
        double shift = deck_shift(deck, card);
        map.plane = front;
        map.plane.origin = plane_point(&front, -shift, shift);
        if (deck->is_cut && card == CUT_CARD)
            continue;
        if (card > 0)
            plane_trace_outline(pen, &map.plane, map_grid(&map));
        else
            map_trace_block(&map, map_grid(&map), pen);
        pen_paint(pen, key, fill, line);
    }
    map.channel = (int)filter;
    map.part = "filter";
    map_show_weights(&map, 0, filter);
    if (map.texts.of && strength > 0) {
        pen_begin_veil(pen, key_of("filter.digits", filter), strength);
        map_write_units(&map, NULL, COLOR_WINDOW_INK, pen);
        pen_end_group(pen, key_of("filter.digits.end", filter));
    }
    if (deck->is_cut)
        draw_depth_dots(panel, &front, filter, pen);
    if (layer->has_bias)
        draw_bias(panel, &front, filter, strength, pen);
}

/* Which filter the name tells, and which of a cut grid stands between. */
void decks_draw_filters(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct deck *filters = &channels->decks.filters;
    size_t seen = lights_seen_channel(lights);
    for (size_t slot = 0; slot < filters->cards; slot++) {
        int filter = deck_map_at(filters, slot, seen);
        if (filter != NO_MAP)
            draw_filter(panel, slot, (size_t)filter, strength_of(lights, (size_t)filter), pen);
    }
    if (filters->is_cut)
        draw_filter_dots(panel, seen, pen);
    channels_draw_filter_name(panel, lights, pen);
}
