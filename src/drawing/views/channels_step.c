/* SPDX-License-Identifier: MIT */
/* What a step draws in view channels: the groups, pale but for the current one, with their filters;
 * the cards of the input with the window through all that it reads, and those of the output. Cards
 * of a deck that are read or written lie on top of it, where they are in it. */
#include "drawing/views/channels.h"

static const struct channels_sizes *const sizes = &theme_sizes.channels;

/* ---- what rests ---- */

/* Between an input map and what follows it, or from all maps to all. */
static void draw_sign(const struct panel *panel, const struct channels *channels, size_t row,
                      struct pen *pen)
{
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    struct lettering lettering = subject_sign_lettering(&panel->subject);
    struct rectangle first = layout_core(panel->layout, panel->maps[0].box);
    struct rectangle core = layout_core(panel->layout, panel->maps[row].box);
    struct point at = layout_between(panel->layout, channels->next);
    at.y = is_moving ? (first.y + core.y + core.height) / 2 : core.y + core.height / 2;
    pen_write(pen, key_of("sign.times", row),
              channels->has_kernel ? "\xe2\x88\x97" : "\xe2\x86\x92", /* U+2217, U+2192 */
              at, &lettering);
}

static void draw_inputs_of(const struct panel *panel, size_t group, const struct moment_part *built,
                           struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct placed *inputs = &panel->maps[channels->input.first];
    size_t count = channels->input.in_group;
    for (size_t c = group * count; c < (group + 1) * count; c++)
        if (built)
            map_draw_built(&inputs[c].map, built, pen);
        else
            map_draw_rest(&inputs[c].map, pen);
}

static void draw_rest_of(const struct panel *panel, size_t group, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    size_t inputs = channels->input.in_group, outputs = channels->output.in_group;
    for (size_t c = group * inputs; c < (group + 1) * inputs; c++)
        if (!is_moving || c + 1 == (group + 1) * inputs)
            draw_sign(panel, channels, c, pen);
    for (size_t o = group * outputs; o < (group + 1) * outputs; o++)
        map_draw_rest(&panel->maps[channels->output.first + o].map, pen);
}

static void draw_cut(const struct panel *panel, const struct pile *pile, struct pen *pen)
{
    if (!pile->is_cut)
        return;
    struct map second = channels_map_on(panel, pile, 1, 1);
    struct map last = channels_map_on(panel, pile, pile->cards - 1, pile->maps - 1);
    channels_draw_cut(panel, &second, &last, key_of("deck.dots", second.role), pen);
}

/* Cards of decks take turns on top; where there are several groups of rows they fade as wholes. */
void channels_draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    if (channels->is_deck) {
        panel_draw_signs(panel, pen);
        draw_cut(panel, &channels->input, pen);
        draw_cut(panel, &channels->output, pen);
    } else if (channels->groups == 1) {
        draw_inputs_of(panel, 0, NULL, pen);
        draw_rest_of(panel, 0, pen);
    }
}

/* ---- groups ---- */

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

/* ---- the input ---- */

/* Of a row with the factors of its slice of the current filter. */
static void draw_window(const struct panel *panel, const struct lights *lights,
                        const struct map *map, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    size_t input = (size_t)map->channel, outputs = channels->output.in_group;
    /* products of several filters would be on one another */
    if (channels->is_deck || !lights->layer->has_kernel || channels->sums_in_row > 1) {
        map_draw_window(map, lights, channels->is_deck ? NULL : &panel->factors, NULL, pen);
        return;
    }
    size_t first = input / channels->input.in_group * outputs, seen = lights_seen_channel(lights);
    size_t filter = seen < first ? first : seen >= first + outputs ? first + outputs - 1 : seen;
    struct map kernel = map_of_kernel(lights->layer, input, filter, 0);
    map_draw_window(map, lights, &panel->factors, &kernel, pen);
}

/* A card of a deck. Padding is part of a sheet: it is paler then. */
static bool draw_input_card(const struct card *card, struct area area, struct pen *pen)
{
    double pale = card->is_on_top ? 1 : theme_sizes.deck.pale;
    double padded = map_has_zeros(&card->map) ? theme_sizes.deck.padded : 1;
    return channels_draw_card(card, area, padded * pale, pale, pen);
}

static void draw_inputs(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *pile = &channels->input;
    size_t seen = lights->progress < 0.5 ? 0 : lights->window_count - 1;
    const struct light_window *window = &lights->windows[seen];
    struct turns turns = {pile, channels_card_of(pile, window->first_channel),
                          channels_card_of(pile, window->end_channel - 1) + 1,
                          window->first_channel, 0};
    if (!channels->is_deck)
        channels_draw_pillar(panel, lights, pen);
    for (struct card card; channels_next_card(panel, &turns, &card);) {
        if (channels->is_deck) {
            if (!draw_input_card(&card, map_grid(&card.map), pen))
                continue;
            map_draw_rest(&card.map, pen);
            channels_draw_prisms(panel, lights, &card.map, &turns, pen);
        }
        draw_window(panel, lights, &card.map, pen);
    }
}

/* ---- the output ---- */

/* A sheet of which some units are there is as strong as they are many. */
static double output_strength(const struct map *map, const struct lights *lights)
{
    double units = (double)(map->rows * map->columns);
    double share = (double)lights_shown(lights, map) / units;
    bool has_more = lights->progress >= 0.5 && lights->is_by_position && share < 1;
    return share + (has_more ? 1 / units : 0);
}

static void draw_outputs(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *pile = &channels->output;
    size_t seen = lights_seen_channel(lights), on_top = channels_card_of(pile, seen);
    struct turns turns = {pile, on_top, on_top + 1, seen, 0};
    if (lights->is_by_position)
        turns.first = 0, turns.end = pile->cards;
    for (struct card card; channels_next_card(panel, &turns, &card);) {
        if (channels->is_deck) {
            double strength = output_strength(&card.map, lights);
            if (!channels_draw_card(&card, map_grid(&card.map), strength, 1, pen))
                continue;
            map_draw_rest(&card.map, pen);
            channels_draw_prisms(panel, lights, &card.map, &turns, pen);
        }
        map_draw_outputs(&card.map, lights, pen);
    }
}

/* ---- all ---- */

/* The cards of a deck grow with what they hold. */
static void draw_built_deck(const struct panel *panel, const struct moment_part *built,
                            struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    struct turns turns = {&channels->input, 0, 1, 0, 0};
    for (struct card card; channels_next_card(panel, &turns, &card);)
        if (draw_input_card(&card, map_built_area(&card.map, built), pen))
            map_draw_built(&card.map, built, pen);
}

/* built: how far it is built up; NULL: it rests. */
static void draw_group(const struct panel *panel, const struct lights *lights, size_t group,
                       const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    if (channels->is_deck && built)
        draw_built_deck(panel, built, pen);
    else if (!channels->is_deck && (built || channels->groups > 1))
        draw_inputs_of(panel, group, built, pen);
    if (!channels->is_deck && channels->groups > 1)
        draw_rest_of(panel, group, pen);
    if (channels->has_kernel)
        channels_draw_filters(panel, lights, group, built, pen);
}

static void draw_groups(const struct panel *panel, const struct lights *lights,
                        const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    size_t count = channels->is_deck ? 1 : channels->groups;
    for (size_t group = 0; group < count; group++) {
        if (count > 1)
            pen_begin_veil(pen, key_of("group", group), group_opacity(channels, lights, group));
        draw_group(panel, lights, group, built, pen);
        if (count > 1)
            pen_end_group(pen, key_of("group.end", group));
    }
    if (channels->has_kernel)
        channels_draw_filter_name(panel, lights, pen);
}

void channels_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    bool has_sums = lights->layer->has_kernel && !channels->is_deck;
    draw_groups(panel, lights, NULL, pen);
    draw_inputs(panel, lights, pen);
    if (has_sums)
        channels_draw_sums(panel, lights, pen);
    draw_outputs(panel, lights, pen);
    if (has_sums || channels->has_kernel)
        channels_draw_links(panel, lights, pen);
}

void channels_draw_built(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct moment_part nothing_lit = {.telling = TELLS_PRODUCTS, .lifted = 1};
    struct lights lights;
    lights_read(&lights, &panel->subject, &nothing_lit, pen->arena);
    draw_groups(panel, &lights, part, pen);
    if (channels->is_deck)
        draw_outputs(panel, &lights, pen);
    else if (lights.layer->has_kernel)
        channels_draw_sums(panel, &lights, pen);
}
