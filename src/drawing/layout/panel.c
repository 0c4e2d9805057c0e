/* SPDX-License-Identifier: MIT */
/* A panel's maps and signs: in their boxes, with their texts, drawn. */
#include "drawing/layout/panel.h"

#include <math.h>
#include <string.h>

const struct length panel_sign_gap = {2, 0};

static const struct digit_sizes *const sizes = &theme_sizes.digit;

/* ---- adding ---- */

static struct placed *add_placed(struct panel *panel, const struct map *map, box_id box)
{
    panel->maps = arena_grow(panel->arena, panel->maps, panel->map_count, &panel->map_room,
                             sizeof *panel->maps);
    struct placed *placed = &panel->maps[panel->map_count++];
    *placed = (struct placed){.map = *map, .box = box, .named = NO_BOX, .group = NO_BOX};
    placed->map.subject = &panel->subject;
    placed->has_name = true; /* the first of its role */
    for (const struct placed *other = panel->maps; other < placed; other++)
        placed->has_name &= other->map.role != map->role;
    return placed;
}

struct placed *panel_scaled_map(struct panel *panel, const struct map *map, double scale)
{
    return add_placed(panel, map, layout_upright(panel->layout, map->reach, scale));
}

struct placed *panel_map(struct panel *panel, const struct map *map)
{
    return panel_scaled_map(panel, map, 1);
}

struct placed *panel_oblique_map(struct panel *panel, const struct map *map)
{
    return add_placed(panel, map, layout_oblique(panel->layout, map->reach, 1));
}

struct placed *panel_spread_map(struct panel *panel, const struct map *map, double pitch)
{
    return add_placed(panel, map, layout_spread(panel->layout, map->reach, pitch));
}

struct placed *panel_slice(struct panel *panel, const struct map *map, int depth)
{
    struct placed *placed = panel_map(panel, map);
    placed->map.channel = placed->unit_depth = depth;
    placed->has_name = placed->is_slice = true;
    placed->name = arena_format(panel->arena, "z = %d", depth);
    return placed;
}

struct placed *panel_room(struct panel *panel, enum map_role role, struct size size)
{
    const struct map map = {.role = role, .part = "room", .channel = -1};
    struct placed *placed = add_placed(panel, &map, layout_room(panel->layout, size));
    placed->is_hidden = true;
    return placed;
}

struct placed *panel_matrix(struct panel *panel, const struct map *map, struct size size)
{
    return add_placed(panel, map, layout_room(panel->layout, size));
}

/* The least size of signs, points: between maps of many cells too. */
static double least_sign(const struct panel *panel)
{
    return sizes->least_sign * panel->subject.looks.theme.font[FONT_WORDS].size_pt;
}

void panel_sign(struct panel *panel, enum sign sign, box_id box)
{
    layout_least_gap(panel->layout, box, panel_sign_gap.cells * least_sign(panel));
    if (panel->sign_count < MOST_SIGNS)
        panel->signs[panel->sign_count++] = (struct placed_sign){.sign = sign, .box = box};
}

bool panel_divisor(struct panel *panel)
{
    if (subject_divisor(&panel->subject) == 1 || !subject_has_texts(&panel->subject))
        return false;
    panel->divisor = layout_room(panel->layout, (struct size){in_cells(1), in_cells(1)});
    return true;
}

struct point panel_beside(const struct map *map, const struct plane *plane, enum side side,
                          double at, double distance)
{
    const struct area *area = &map->reach;
    bool is_down = side == SIDE_LEFT, is_before = side != SIDE_BELOW;
    struct point out = is_down ? plane->column : plane->row;
    struct point edge =
        is_down ? plane_point(plane, area->row + at, area->column)
                : plane_point(plane, area->row + (is_before ? 0 : area->rows), area->column + at);
    double away = (is_before ? -1 : 1) * distance / plane_length(out);
    return (struct point){edge.x + out.x * away, edge.y + out.y * away};
}

const struct placed *panel_find(const struct panel *panel, enum map_role role, int channel)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->map.role == role && placed->map.units &&
            (channel == -2 || placed->map.channel < 0 || channel < 0 ||
             placed->map.channel == channel))
            return placed;
    }
    return NULL;
}

/* ---- settling ---- */

/* Texts of one tensor in cells of one size are made once. */
static struct texts find_texts(const struct panel *panel, const struct placed *placed)
{
    double cell = plane_length(placed->map.plane.column);
    for (const struct placed *other = panel->maps; other < placed; other++)
        if (other->map.units == placed->map.units && other->map.kind == placed->map.kind &&
            plane_length(other->map.plane.column) == cell)
            return other->map.texts;
    return texts_of(&panel->subject, placed->map.layer, placed->map.kind, cell, panel->arena);
}

static struct plane matrix_plane(const struct panel *panel, const struct placed *placed)
{
    struct rectangle at = layout_core(panel->layout, placed->box);
    return (struct plane){{at.x, at.y},
                          {at.width / (double)placed->map.columns, 0},
                          {0, at.height / (double)placed->map.rows}};
}

/* Those of the scene's kernel, or those that the layer itself has at each place; none where the
 * kernel beside the input has them. */
static struct texts weights_of(const struct panel *panel, double cell, size_t *count)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct placed *kernel = panel_find(panel, MAP_KERNEL, -2);
    *count = tensor_count(&layer->kernel);
    if (layer->is_weighted && !layer->has_kernel) { /* with a kernel there are too many */
        *count = layer->step_count / layer->out_channels * simulation_taps(layer);
        return texts_of_own_weights(&panel->subject, layer, cell, panel->arena);
    }
    if (layer->is_weighted || (kernel && panel->subject.looks.show.values == SHOW_SYMBOLS))
        return (struct texts){.of = NULL};
    return kernel && kernel->map.texts.of
               ? kernel->map.texts
               : texts_of(&panel->subject, layer, panel_weights(panel), cell, panel->arena);
}

/* Of an input whose terms are told on it. What the window reads rises where its weight is below it.
 */
static void settle_factors(struct panel *panel)
{
    const struct placed *found = panel_find(panel, MAP_INPUT, -2);
    const struct simulation *layer = panel->subject.simulation;
    if ((!layer->has_kernel && !layer->is_weighted) || !found || !found->map.texts.of ||
        found->map.is_matrix || found->map.terms == TERMS_BESIDE)
        return;
    double cell = plane_length(found->map.plane.column);
    size_t count;
    struct texts weights = weights_of(panel, cell, &count);
    if (weights.of)
        panel->factors =
            panel->has_weights_below
                ? texts_of_factors_below(&panel->subject, &weights, count, cell, panel->arena)
                : texts_of_factors(&panel->subject, &weights, count, cell, panel->arena);
    if (panel->factors.of && panel->has_weights_below)
        panel->maps[found - panel->maps].map.texts.rise = sizes->read_rise * cell;
}

enum text_kind panel_weights(const struct panel *panel)
{
    bool is_whole = panel->has_weights_below && panel->asked_sum;
    return is_whole ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS;
}

void panel_settle(struct panel *panel)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        struct placed *placed = &panel->maps[i];
        placed->map.plane = placed->map.is_matrix ? matrix_plane(panel, placed)
                                                  : layout_plane(panel->layout, placed->box);
        if (placed->map.is_matrix && placed->map.layer)
            placed->map.texts = texts_of_matrix(&placed->map, panel->arena);
        else if (placed->map.layer && !placed->map.scale)
            placed->map.texts = find_texts(panel, placed);
        else if (placed->map.reader)
            placed->map.texts.padding =
                text_of_padding(&panel->subject, placed->map.reader, panel->arena);
        if (placed->map.scale && placed->map.role == MAP_OUTPUT)
            placed->map.colors = map_colors_of(&placed->map, panel->arena);
    }
    settle_factors(panel);
}

/* ---- signs ---- */

static const struct {
    const char *part, *text; /* text NULL: an arrow of strokes */
} signs[] = {
    [SIGN_TIMES] = {"sign.times", "\xc3\x97"},         /* U+00D7 */
    [SIGN_CONVOLVES] = {"sign.times", "\xe2\x88\x97"}, /* U+2217 */
    [SIGN_EQUALS] = {"sign.equals", "="},
    [SIGN_ARROW] = {"sign.arrow", "\xe2\x86\x92"}, /* U+2192 */
    [SIGN_PLUS] = {"sign.plus", "+"},
    [SIGN_TO] = {"sign.to", NULL},
};

static void draw_arrow(const struct panel *panel, struct item_key key, struct point middle,
                       struct pen *pen)
{
    double cell = subject_cells(&panel->subject, 1), tip = middle.x + sizes->arrow / 2 * cell;
    arrow_draw_open(pen, key, (struct point){tip - sizes->arrow * cell, middle.y},
                    (struct point){tip, middle.y}, sizes->arrow_head * cell,
                    pen_solid(pen, COLOR_ZERO_INK, 2 * panel->subject.looks.theme.thick_pt));
}

static void draw_divisor(const struct panel *panel, struct pen *pen)
{
    struct rectangle at = layout_core(panel->layout, panel->divisor);
    digits_draw_divisor(
        pen, panel->subject.ruler, subject_divisor(&panel->subject),
        (struct point){at.x + at.width / 2 - subject_cells(&panel->subject, sizes->divisor_gap),
                       at.y + at.height / 2});
}

static struct lettering sign_lettering(const struct panel *panel)
{
    struct lettering lettering = subject_sign_lettering(&panel->subject);
    lettering.font.size_pt = fmax(lettering.font.size_pt, least_sign(panel));
    return lettering;
}

void panel_draw_signs(const struct panel *panel, struct pen *pen)
{
    struct lettering lettering = sign_lettering(panel);
    for (size_t i = 0; i < panel->sign_count; i++) {
        const struct placed_sign *placed = &panel->signs[i];
        struct point middle = layout_between(panel->layout, placed->box);
        struct item_key key = {signs[placed->sign].part, (int)i, -1, -1, NULL};
        if (signs[placed->sign].text)
            pen_write(pen, key, signs[placed->sign].text, middle, &lettering);
        else
            draw_arrow(panel, key, middle, pen);
    }
    if (panel->divisor != NO_BOX)
        draw_divisor(panel, pen);
}

/* ---- drawing ---- */

/* Where a line from a to b enters a box and leaves it, as shares of it; false: it passes by. */
static bool find_crossing(struct rectangle box, struct point a, struct point b, double *enter,
                          double *leave)
{
    const double starts[] = {a.x - box.x, a.y - box.y}, ways[] = {b.x - a.x, b.y - a.y};
    const double sides[] = {box.width, box.height};
    *enter = 0;
    *leave = 1;
    for (int axis = 0; axis < 2; axis++) {
        double low = -starts[axis], high = sides[axis] - starts[axis];
        if (ways[axis] == 0 && (low >= 0 || high <= 0))
            return false;
        if (ways[axis] == 0)
            continue;
        *enter = fmax(*enter, fmin(low / ways[axis], high / ways[axis]));
        *leave = fmin(*leave, fmax(low / ways[axis], high / ways[axis]));
    }
    return *enter < *leave;
}

/* Of a map's name, without what lines of words keep free above and below them. */
static struct rectangle name_box(const struct panel *panel, const struct placed *placed)
{
    struct rectangle box = layout_beside(panel->layout, placed->named, placed->attached);
    double size = panel->subject.looks.theme.font[FONT_WORDS].size_pt;
    double free = (theme_sizes.words.line - 1) / 2 * size;
    return (struct rectangle){box.x, box.y + free, box.width, box.height - 2 * free};
}

/* Whether a text can meet a line: no letter is wider than its size, or higher. */
static bool is_near(const struct item *item, const struct point line[2])
{
    double high = item->of.text.font.size_pt;
    double wide = high * (double)strlen(item->of.text.string);
    struct point at = item->of.text.at;
    return at.x + wide > fmin(line[0].x, line[1].x) && at.x - wide < fmax(line[0].x, line[1].x) &&
           at.y + high > fmin(line[0].y, line[1].y) && at.y - 2 * high < fmax(line[0].y, line[1].y);
}

/* Of a text in a cell, with what is free around it; one with no ink has none. */
static bool find_text(const struct panel *panel, const struct item *item,
                      const struct point line[2], struct rectangle *box)
{
    const struct font *font = &item->of.text.font;
    if (item->kind != ITEM_TEXT || item->of.text.color.alpha <= 0 || !is_near(item, line))
        return false;
    double free = sizes->line_gap * font->size_pt;
    double width = text_width(panel->subject.ruler, font, item->of.text.string);
    double height = font->figure_height * font->size_pt;
    *box =
        (struct rectangle){item->of.text.at.x - width / 2 - free,
                           item->of.text.at.y - height - free, width + 2 * free, height + 2 * free};
    return true;
}

/* The n-th of the names of maps, the signs between them and the texts in cells; false: it is not
 * written. */
static bool find_writing(const struct panel *panel, const struct display_list *texts, size_t n,
                         const struct point line[2], struct rectangle *box)
{
    size_t first_text = panel->map_count + panel->sign_count;
    if (n >= first_text)
        return find_text(panel, &texts->items[n - first_text], line, box);
    if (n < panel->map_count) {
        const struct placed *placed = &panel->maps[n];
        if (placed->named != NO_BOX)
            *box = name_box(panel, placed);
        return placed->named != NO_BOX;
    }
    const struct placed_sign *placed = &panel->signs[n - panel->map_count];
    double size = sign_lettering(panel).font.size_pt;
    struct point middle = layout_between(panel->layout, placed->box);
    *box = (struct rectangle){middle.x - size / 2, middle.y - size / 2, size, size};
    return signs[placed->sign].text != NULL;
}

/* Past what is written, from the n-th on. */
static void trace_past(const struct panel *panel, const struct display_list *texts, size_t n,
                       struct point from, struct point to, struct pen *pen)
{
    const struct point line[] = {from, to};
    for (; n < panel->map_count + panel->sign_count + texts->count; n++) {
        struct rectangle box;
        double enter, leave;
        if (!find_writing(panel, texts, n, line, &box) ||
            !find_crossing(box, from, to, &enter, &leave))
            continue;
        if (enter > 0)
            trace_past(panel, texts, n + 1, from, point_between(from, to, enter), pen);
        if (leave < 1)
            trace_past(panel, texts, n + 1, point_between(from, to, leave), to, pen);
        return;
    }
    pen_move_to(pen, from);
    pen_line_to(pen, to);
}

void panel_trace_line(const struct panel *panel, const struct display_list *texts,
                      struct point from, struct point to, struct pen *pen)
{
    static const struct display_list no_texts;
    trace_past(panel, texts ? texts : &no_texts, 0, from, to, pen);
}

void panel_trace_links(const struct panel *panel, const struct display_list *texts,
                       const struct point from[4], const struct point to[4], struct pen *pen)
{
    for (int corner = 0; corner < 4; corner++)
        panel_trace_line(panel, texts, from[corner], to[corner], pen);
}

void panel_draw_rest(const struct panel *panel, struct pen *pen)
{
    panel_draw_signs(panel, pen);
    for (size_t i = 0; i < panel->map_count; i++)
        if (!panel->maps[i].is_hidden)
            map_draw_rest(&panel->maps[i].map, pen);
}

/* The taps of a 3-D kernel lie on several slices. */
static void draw_window(const struct panel *panel, const struct map *map,
                        const struct lights *lights, struct pen *pen)
{
    const struct simulation *layer = lights->layer;
    struct map kernel = map_of_kernel(layer, map->channel < 0 ? 0 : (size_t)map->channel,
                                      lights_seen_channel(lights), 0);
    if (layer->axes <= 2) {
        map_draw_window(map, lights, &panel->factors, layer->has_kernel ? &kernel : NULL, pen);
        return;
    }
    map_draw_window(map, lights, NULL, NULL, pen);
    for (int64_t tap = 0; layer->has_kernel && tap < layer->axis[0].kernel; tap++) {
        kernel = map_of_kernel(layer, 0, 0, tap);
        map_write_factors(map, lights, &panel->factors, &kernel, pen);
    }
}

void panel_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->is_hidden || placed->map.role != MAP_INPUT || placed->map.is_matrix)
            continue;
        draw_window(panel, &placed->map, lights, pen);
    }
    for (size_t i = 0; i < panel->map_count; i++)
        if (!panel->maps[i].is_hidden && panel->maps[i].map.role == MAP_OUTPUT)
            map_draw_outputs(&panel->maps[i].map, lights, pen);
}
