/* SPDX-License-Identifier: MIT */
/* What the ruler of an axis tells: padding and input, windows and how far they are apart. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "drawing/words/ruler.h"

static const struct ruler_sizes *const sizes = &theme_sizes.ruler;

static const double near = 0.94; /* of the cells that are expected */

enum { CUT_LANES = 3 }; /* of the first two windows and the last */

/* ---- texts ---- */

/* In the colour of the map that it counts. */
static struct runs formula_of(const struct ruler *ruler, const char *formula, enum theme_color ink)
{
    const struct subject *subject = &ruler->panel->subject;
    struct runs runs = {.ruler = subject->ruler, .arena = ruler->panel->arena};
    formula_add(&runs, formula, ruler->size, &subject->looks.theme);
    for (size_t i = 0; i < runs.count; i++)
        runs.items[i].color = subject->looks.theme.color[ink];
    return runs;
}

static struct runs count_of(const struct ruler *ruler, int64_t number)
{
    const struct subject *subject = &ruler->panel->subject;
    struct runs runs = {.ruler = subject->ruler, .arena = ruler->panel->arena};
    struct font font = subject->looks.theme.font[FONT_WORDS];
    font.size_pt = ruler->size;
    runs_add(&runs, arena_format(ruler->panel->arena, "%" PRId64, number), &font,
             subject->looks.theme.color[COLOR_OUTPUT_INK], 0);
    return runs;
}

/* The first of the texts that is no wider than there is room; none where all are. */
static struct runs fitting(struct runs first, struct runs second, double room)
{
    if (runs_whole_width(&first) <= room)
        return first;
    if (runs_whole_width(&second) > room)
        second.count = 0;
    return second;
}

double ruler_cell_along(const struct ruler *ruler, bool is_down)
{
    const struct panel *panel = ruler->panel;
    struct plane plane =
        layout_plane_of(panel->layout, panel->maps[ruler->map].box, panel->expected_cell);
    return plane_length(is_down ? plane.row : plane.column);
}

/* ---- what an axis has ---- */

static void add_part(struct ruler_axis *axis, double from, int64_t length, const char *formula)
{
    bool is_input = formula[0] == 'i';
    if (length <= 0)
        return;
    struct ruler_part part = {.number = (int64_t)(axis->part_count - axis->window_count),
                              .lane = axis->lanes,
                              .from = from,
                              .to = from + (double)length,
                              .color = is_input ? COLOR_INPUT_LINE : COLOR_ZERO_INK,
                              .text_at = from + (double)length / 2};
    part.text = formula_of(axis->ruler, formula, is_input ? COLOR_INPUT_INK : COLOR_INK);
    axis->widest = fmax(axis->widest, runs_whole_width(&part.text));
    axis->parts[axis->part_count++] = part;
}

/* "p = 1", and of sides that differ which of them. */
static const char *padding_text(const struct ruler *ruler, const struct axis *a, bool is_before)
{
    bool is_transposed = ruler->panel->subject.simulation->is_transposed;
    const char *which = a->before == a->after ? "" : is_before ? "0" : "1";
    return arena_format(ruler->panel->arena, "p%s%s = %" PRId64, is_transposed ? "'" : "", which,
                        is_before ? a->before : a->after);
}

/* Of a transposed layer the units lie apart. */
static void add_parts(struct ruler_axis *axis)
{
    const struct axis *a = axis->axis;
    struct arena *arena = axis->ruler->panel->arena;
    bool is_transposed = axis->ruler->panel->subject.simulation->is_transposed;
    add_part(axis, 0, a->before, padding_text(axis->ruler, a, true));
    add_part(axis, (double)a->before, a->stretched,
             arena_format(arena, "i%s = %" PRId64, is_transposed ? "'" : "", a->input));
    struct ruler_part *input = &axis->parts[axis->part_count - 1];
    input->pitch = a->stretch > 1 ? (double)a->stretch : 0;
    double end = (double)(a->before + a->stretched);
    add_part(axis, end, a->after, padding_text(axis->ruler, a, false));
    add_part(axis, end + (double)a->after, a->extra, arena_format(arena, "a = %" PRId64, a->extra));
}

/* Whether the words of two parts are on each other, with room to spare. */
static bool parts_meet(const struct ruler_axis *axis, size_t a, size_t b)
{
    double cell = near * axis->ruler->panel->expected_cell, gap = sizes->gap * axis->ruler->size;
    struct bounds one = ruler_text_box(axis, &axis->parts[a], cell);
    struct bounds other = ruler_text_box(axis, &axis->parts[b], cell);
    one.left -= gap;
    one.right += gap;
    return axis->parts[a].text.count > 0 && axis->parts[b].text.count > 0 &&
           bounds_meet(&one, &other);
}

/* The letter alone, without what it is. */
static void shorten(struct ruler_part *part)
{
    for (size_t i = 0; i < part->text.count; i++)
        if (strcmp(part->text.items[i].text, "=") == 0)
            part->text.count = i;
}

/* Where there is no room beside each other, letters stand alone, or the narrower part has none. */
static void settle_texts(struct ruler_axis *axis)
{
    for (int round = 0; round < 2; round++)
        for (size_t i = axis->window_count; i < axis->part_count; i++)
            for (size_t j = i + 1; j < axis->part_count; j++) {
                struct ruler_part *a = &axis->parts[i], *b = &axis->parts[j];
                bool is_wider = b->to - b->from > a->to - a->from;
                if (!parts_meet(axis, i, j))
                    continue;
                if (round == 0) {
                    shorten(a);
                    shorten(b);
                } else {
                    (is_wider ? a : b)->text.count = 0;
                }
            }
    axis->widest = 0;
    for (size_t i = axis->window_count; i < axis->part_count; i++)
        axis->widest = fmax(axis->widest, runs_whole_width(&axis->parts[i].text));
}

/* Windows that touch are as long as they are apart: the first one says both. */
static struct runs touching_text(const struct ruler_axis *axis)
{
    const struct axis *a = axis->axis;
    struct runs text = formula_of(
        axis->ruler, arena_format(axis->ruler->panel->arena, "k = s = %" PRId64, a->kernel),
        COLOR_WINDOW_INK);
    for (size_t i = 0; i < text.count; i++)
        if (strcmp(text.items[i].text, "s") == 0)
            text.items[i].color = axis->ruler->panel->subject.looks.theme.color[COLOR_INK];
    return text;
}

/* The free length of a window's line, points. */
static double room_on(const struct ruler_axis *axis, double cells)
{
    return cells * ruler_cell_along(axis->ruler, false) - 2 * sizes->gap * axis->ruler->size;
}

bool ruler_tells_both(const struct ruler_axis *axis)
{
    const struct axis *a = axis->axis;
    bool is_touching = a->dilation == 1 && a->kernel > 1 && a->move == a->kernel;
    struct runs text = touching_text(axis);
    return is_touching && !axis->is_down && a->output > 1 &&
           runs_whole_width(&text) <= room_on(axis, (double)a->kernel);
}

/* The first says how long a window is, the last how many there are. Lanes side by side have room
 * for numbers alone. */
static struct runs window_text(const struct ruler_axis *axis, int64_t number, double room)
{
    const struct axis *a = axis->axis;
    struct arena *arena = axis->ruler->panel->arena;
    const char *prime = axis->ruler->panel->subject.simulation->is_transposed ? "'" : "";
    struct runs count = count_of(axis->ruler, number + 1), whole = count;
    if (number == 0 && ruler_tells_both(axis))
        whole = touching_text(axis);
    else if (number == 0 && !axis->is_down)
        whole = formula_of(axis->ruler, arena_format(arena, "k = %" PRId64, a->kernel),
                           COLOR_WINDOW_INK);
    else if (number + 1 == a->output && !axis->is_down)
        whole = formula_of(axis->ruler, arena_format(arena, "o%s = %" PRId64, prime, a->output),
                           COLOR_OUTPUT_INK);
    return fitting(whole, count, room);
}

/* Of a dilated window the text stands between its first two taps. */
static struct ruler_part window_part(const struct ruler_axis *axis, int64_t number, int lane)
{
    const struct axis *a = axis->axis;
    bool is_dilated = a->dilation > 1 && a->kernel > 1;
    double from = (double)(number * a->move), length = (double)a->effective_kernel;
    double free = is_dilated ? (double)(a->dilation - 1) : length;
    double room = axis->is_down ? sizes->lane_beside * axis->ruler->size : room_on(axis, free);
    double height = theme_sizes.words.line * axis->ruler->size; /* within the line's ends */
    if (axis->is_down && free * ruler_cell_along(axis->ruler, true) < height)
        room = 0;
    return (struct ruler_part){.number = number,
                               .lane = lane,
                               .from = from,
                               .to = from + length,
                               .pitch = is_dilated ? (double)a->dilation : 0,
                               .color = COLOR_WINDOW_LINE,
                               .text = window_text(axis, number, room),
                               .text_at = is_dilated ? from + 1 + free / 2 : from + length / 2};
}

/* Alone in their lanes the first and the last one have free room beside them. */
static void move_text_aside(const struct ruler_axis *axis, struct ruler_part *part)
{
    bool is_first = part->number == 0;
    double gap = 2 * sizes->gap * axis->ruler->size;
    part->text = window_text(axis, part->number, INFINITY);
    part->text_at = is_first ? part->to : part->from;
    part->text_shift = (is_first ? 1 : -1) * (gap + runs_whole_width(&part->text) / 2);
}

static void add_window(struct ruler_axis *axis, int64_t number, int lane)
{
    struct ruler_part part = window_part(axis, number, lane);
    bool is_end = number == 0 || number + 1 == axis->axis->output;
    if (part.pitch > 0 && is_end && axis->lanes > 1 && !axis->is_down)
        move_text_aside(axis, &part);
    axis->parts[axis->part_count++] = part;
    axis->window_count = axis->part_count;
}

/* Of two numbers on slanted lanes that are on each other one goes; the first and the last one stay.
 */
static void settle_counts(struct ruler_axis *axis)
{
    double cell = near * axis->ruler->panel->expected_cell;
    for (size_t i = axis->window_count; i-- > 1;)
        for (size_t j = 0; j < i; j++) {
            struct ruler_part *a = &axis->parts[i], *b = &axis->parts[j];
            struct bounds one = ruler_text_box(axis, a, cell);
            struct bounds other = ruler_text_box(axis, b, cell);
            if (a->text.count > 0 && b->text.count > 0 && bounds_meet(&one, &other))
                (j == 0 ? a : b)->text.count = 0;
        }
}

/* Windows that overlap stand in lanes of their own; so do those whose taps lie apart. */
static void add_windows(struct ruler_axis *axis)
{
    const struct axis *a = axis->axis;
    int64_t lanes = (a->effective_kernel + a->move - 1) / a->move;
    bool is_dilated = a->dilation > 1 && a->kernel > 1;
    bool is_cut = a->output > CUT_LANES &&
                  (lanes > MOST_RULER_LANES || a->output > MOST_RULER_WINDOWS || is_dilated);
    lanes = is_dilated || lanes > a->output ? a->output : lanes;
    axis->lanes = (int)(is_cut ? CUT_LANES : lanes);
    for (int64_t n = 0; !is_cut && n < a->output; n++)
        add_window(axis, n, (int)(n % lanes));
    if (!is_cut)
        return;
    add_window(axis, 0, 0);
    add_window(axis, 1, 1);
    add_window(axis, a->output - 1, CUT_LANES - 1);
}

/* From the first window's start to the second's, in the second's lane, which is free there. */
static void add_stride(struct ruler_axis *axis)
{
    const struct axis *a = axis->axis;
    if (a->move == 1 || axis->lanes == 1 || axis->is_down ||
        axis->parts[1].text_shift != 0) /* its own text is there */
        return;
    struct ruler_part part = {
        .lane = 1, .to = (double)a->move, .color = COLOR_ZERO_INK, .text_at = (double)a->move / 2};
    part.text = formula_of(
        axis->ruler, arena_format(axis->ruler->panel->arena, "s = %" PRId64, a->move), COLOR_INK);
    double room =
        part.to * ruler_cell_along(axis->ruler, false) - 4 * sizes->gap * axis->ruler->size;
    axis->tells_stride = runs_whole_width(&part.text) <= room;
    axis->stride = part;
}

void ruler_add_axis(struct ruler *ruler, const struct axis *a, bool is_down)
{
    const struct subject *subject = &ruler->panel->subject;
    struct ruler_axis *axis = &ruler->axes[ruler->axis_count++];
    *axis = (struct ruler_axis){.ruler = ruler, .is_down = is_down, .axis = a};
    add_windows(axis);
    add_parts(axis);
    add_stride(axis);
    int64_t covered = (a->output - 1) * a->move + a->effective_kernel;
    axis->rest = a->padded > covered ? a->padded - covered : 0;
    if (axis->rest == 0 || is_down)
        return;
    struct words words = words_of(subject, COLOR_ZERO_INK, theme_sizes.words.small);
    axis->rest_text = (struct runs){.ruler = subject->ruler, .arena = ruler->panel->arena};
    runs_add(&axis->rest_text,
             catalogue_phrase(subject->looks.language, WORD_LEFT_OVER,
                              arena_format(ruler->panel->arena, "%" PRId64, axis->rest),
                              ruler->panel->arena),
             &words.lettering.font, words.lettering.color, 0);
}

void ruler_settle(struct ruler_axis *axis)
{
    settle_texts(axis);
    settle_counts(axis);
}
