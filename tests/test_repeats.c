/* SPDX-License-Identifier: MIT */
/*
 * drawing: every padded cell that a window reads and that repeats a unit has an arrow from that
 * unit, in every view that shows such cells; no other cell has one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "places.h"

enum { ROUNDS = 90, MOST_TEXT = 400, MOST_PLACES = 64 };

static const struct item *find_value(const struct display_list *list, int channel, int row,
                                     int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && strstr(item->key.part, ".value") &&
            strncmp(item->key.part, "output", 6) != 0 &&
            strncmp(item->key.part, "kernel", 6) != 0 && item->key.channel == channel &&
            item->key.row == row && item->key.column == column)
            return item;
    }
    return NULL;
}

/* Whether a point is on the cell that a text stands in the middle of. */
static bool is_on(struct point at, const struct item *value, double side)
{
    double middle = value->of.text.at.y - text_box(value).height / 2;
    return fabs(at.x - value->of.text.at.x) < side / 2 && fabs(at.y - middle) < side / 2;
}

static void check_arrow(const struct fixture *fixture, const struct display_list *list,
                        const struct term *term, int channel, const char *text)
{
    const struct simulation *layer = fixture->simulation;
    size_t axes = layer->axes;
    int row = axes > 1 ? (int)term->place[0] : (int)term->channel;
    int column = (int)term->place[axes - 1];
    const struct axis *down = &layer->axis[0], *across = &layer->axis[axes - 1];
    int unit_row = axes > 1 ? (int)(down->before + (int64_t)term->input[1] * down->stretch) : row;
    int unit_column = (int)(across->before + (int64_t)term->input[axes] * across->stretch);
    const struct item *from = find_value(list, channel, unit_row, unit_column);
    const struct item *to = find_value(list, channel, row, column);
    if (!from || !to)
        fail_msg("%sno value in row %d, column %d or in row %d, column %d", text, unit_row,
                 unit_column, row, column);
    double side = fmax(fabs(from->of.text.at.x - to->of.text.at.x) / abs(unit_column - column),
                       fabs(from->of.text.at.y - to->of.text.at.y) / abs(unit_row - row));
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (!is_part(item, "repeat") || item->key.channel != channel || item->key.row != row ||
            item->key.column != column)
            continue;
        const struct point *points = item->of.path.path.points;
        if (!is_on(points[0], from, side) || !is_on(points[1], to, side))
            fail_msg("%sthe arrow to row %d, column %d is elsewhere", text, row, column);
        return;
    }
    fail_msg("%srow %d, column %d of channel %d has no arrow", text, row, column, channel);
}

static void check_step(struct fixture *fixture, size_t n, const char *text)
{
    const struct simulation *layer = fixture->simulation;
    struct display_list list = draw(fixture, n, 0);
    struct step step;
    size_t repeated = 0, arrows = 0;
    settle_groups(&list);
    simulation_step_at(layer, n, &fixture->arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        bool has_one = layer->in_channels == 1 || layer->axes == 1;
        if (!step.terms[t].is_repeated)
            continue;
        check_arrow(fixture, &list, &step.terms[t], has_one ? -1 : (int)step.terms[t].channel,
                    text);
        repeated++;
    }
    for (size_t i = 0; i < list.count; i++)
        arrows += is_part(&list.items[i], "repeat");
    if (arrows != repeated)
        fail_msg("%sstep %zu has %zu arrows, not %zu", text, n, arrows, repeated);
}

static void repeated_cells_have_arrows(void **state)
{
    (void)state;
    static const char *const modes[] = {"reflect", "replicate", "circular"};
    uint64_t seed = 11;
    for (int i = 0; i < ROUNDS; i++) {
        char text[MOST_TEXT], size[40];
        struct fixture fixture;
        int axes = pick(&seed, 1, 2), channels = axes > 1 ? pick(&seed, 1, 2) : 1;
        int width = pick(&seed, 4, 6), height = pick(&seed, 4, 6), kernel = pick(&seed, 2, 3);
        if (axes == 1)
            snprintf(size, sizeof size, "[1, %d]", width);
        else
            snprintf(size, sizeof size, "[%d, %d, %d]", channels, height, width);
        const char *mode = modes[pick(&seed, 0, 2)];
        snprintf(text, sizeof text,
                 "input: {size: %s, random: {seed: %d, low: 0, high: 9}}\n"
                 "layer: {type: Conv%dd, kernel_size: %d, padding: %d, padding_mode: %s, "
                 "dilation: %d}\n",
                 size, i, axes, kernel, pick(&seed, 1, 2), mode, pick(&seed, 1, 2));
        if (strcmp(mode, "circular") == 0 && pick(&seed, 0, 1))
            snprintf(text, sizeof text,
                     "input: {size: %s, random: {seed: %d, low: 0, high: 9}}\n"
                     "layer: {type: ConvTranspose%dd, kernel_size: %d, padding: [[0, 1]%s], "
                     "padding_mode: circular, stride: %d}\n",
                     size, i, axes, kernel, axes > 1 ? ", [1, 0]" : "", pick(&seed, 1, 2));
        assert_true(set_up(&fixture, text));
        for (size_t n = 0; n < fixture.simulation->step_count; n += 3)
            check_step(&fixture, n, text);
        tear_down(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(repeated_cells_have_arrows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
