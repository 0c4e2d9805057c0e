/* SPDX-License-Identifier: MIT */
/* drawing: which cells of maps are read, current, there, crossed out, asked for; what stands in
 * them. Of the views that show a layer's maps: stacked, flat, channels, volume. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lit.h"
#include "rounds.h"

/* Where cells are looked at: off the places that windows can have on their way. */
static const double samples[] = {0.137, 0.513, 0.863};

/* Of a moment at rest three of the nine in a cell are enough. */
static int step_of_samples(double progress)
{
    return progress > 0 ? 1 : 4;
}

struct look {
    struct fixture fixture;
    struct display_list list;
    struct fills fills;
    struct lit lit;
    const struct theme *theme;
    const char *text; /* the scene */
    bool has_texts;   /* its cells have digits */
    int maps;         /* seen */
};

static void check_color(const struct look *look, const char *what, const int place[4],
                        struct point at, struct color expected)
{
    struct color seen = seen_at(&look->fills, at, look->theme->color[COLOR_BACKGROUND]);
    double apart = fabs(seen.red - expected.red) + fabs(seen.green - expected.green) +
                   fabs(seen.blue - expected.blue);
    if (apart > 1e-3)
        fail_msg("%sstep %zu on its way %g: %s cell %d of channel %d, depth %d, row %d has "
                 "#%02x%02x%02x, not #%02x%02x%02x",
                 look->text, look->lit.part.step, look->lit.part.progress, what, place[3], place[0],
                 place[1], place[2], (int)(255 * seen.red + .5), (int)(255 * seen.green + .5),
                 (int)(255 * seen.blue + .5), (int)(255 * expected.red + .5),
                 (int)(255 * expected.green + .5), (int)(255 * expected.blue + .5));
}

static void check_that(const struct look *look, bool is_right, const char *what, const int place[4])
{
    if (!is_right)
        fail_msg("%sstep %zu on its way %g: %s: channel %d, depth %d, row %d, column %d",
                 look->text, look->lit.part.step, look->lit.part.progress, what, place[0], place[1],
                 place[2], place[3]);
}

static void check_text(const struct look *look, const struct item *item, double expected,
                       const char *what, const int place[4])
{
    check_that(look, item != NULL, "no text", place);
    if (!tells(item, expected))
        fail_msg("%sstep %zu: %s of channel %d, depth %d, row %d, column %d is %s, not %g",
                 look->text, look->lit.part.step, what, place[0], place[1], place[2], place[3],
                 item->of.text.string, expected);
}

/* Of a theme with patterns: whether a cell has one, at rest. */
static void check_pattern(const struct look *look, const struct grid *grid, const int place[4],
                          bool expected)
{
    const struct theme *theme = look->theme;
    if (look->lit.part.progress > 0 || theme->color[COLOR_WINDOW].pattern == PATTERN_NONE)
        return;
    struct point middle = point_on_page(grid, place[2] + 0.5, place[3] + 0.5);
    bool is_hatched = is_line_near(&look->list, middle, theme->hatch_pt, theme->color[COLOR_HATCH]);
    check_that(look, is_hatched == expected, "pattern", place);
}

/* ---- the input ---- */

static void check_marks(const struct look *look, const struct grid *grid, const int place[4],
                        const struct lit_cell *cell)
{
    const struct theme *theme = look->theme;
    struct color crosses = theme->color[COLOR_INPUT_LINE], hatches = theme->color[COLOR_ZERO_LINE];
    int crossed = slants_in(&look->list, grid, place + 2, crosses);
    int hatched = slants_in(&look->list, grid, place + 2, hatches);
    check_that(look, (crossed > 0) == cell->is_crossed, "crossed out", place);
    check_that(look, (hatched > 0) == (cell->kind == CELL_STRETCH), "hatched", place);
}

/* Of what is no unit: padding may hold a number. */
static double zero_value(const struct simulation *layer, const struct lit_cell *cell)
{
    const struct given_number *value = &layer->layer->padding_value;
    return cell->kind == CELL_PADDING && value->at.line ? value->value : 0;
}

static void check_input_texts(const struct look *look, const struct grid *grid, const int place[4],
                              const struct lit_cell *cell, const struct term *term)
{
    const struct simulation *layer = look->lit.layer;
    const struct theme *theme = look->theme;
    const struct item *item = text_in_cell(&look->list, grid, place + 2, false);
    size_t map = tensor_count(&layer->input) / layer->in_channels;
    bool is_counted = cell->kind == CELL_UNIT || simulation_counts_zero(layer, cell->kind);
    if (!is_counted) {
        check_that(look, item == NULL, "a zero that is not counted has a text", place);
        return;
    }
    if (!look->has_texts) { /* the zeros that are read are told all the same */
        bool is_told = cell->kind != CELL_UNIT && term;
        check_that(look, look->lit.part.progress > 0 || (item != NULL) == is_told, "zero", place);
        if (item)
            check_text(look, item, zero_value(layer, cell), "zero", place);
        return;
    }
    double value = cell->kind == CELL_UNIT
                       ? layer->input.values[(size_t)place[0] * map + cell->unit]
                       : zero_value(layer, cell);
    check_text(look, item, value, "input", place);
    if (look->lit.part.progress > 0)
        return;
    bool is_unit = cell->kind == CELL_UNIT && !cell->is_repeated && !cell->is_crossed;
    double chosen = lit_chosen(&look->lit, term);
    enum theme_color ink = term && chosen > 0                ? COLOR_NOW_INK
                           : term && cell->kind == CELL_UNIT ? COLOR_INK
                           : is_unit                         ? COLOR_INPUT_INK
                                                             : COLOR_ZERO_INK;
    check_that(look, is_ink(item->of.text.color, theme->color[ink]), "ink", place);
    const struct item *factor = text_in_cell(&look->list, grid, place + 2, true);
    check_that(look, term || !factor, "a factor beside the window", place);
    if (factor)
        check_text(look, factor, term->weight, "factor", place);
}

static void check_input_cell(const struct look *look, const struct grid *grid, const int place[4])
{
    const struct lit *lit = &look->lit;
    const struct theme *theme = look->theme;
    const int64_t at[MAX_AXES] = {place[1], place[2], place[3]};
    struct lit_cell cell = lit_cell_at(lit, at);
    const struct term *term = lit_term(lit, (size_t)place[0], at);
    bool is_on_page = cell.is_repeated && !lit->layer->is_transposed; /* which has no zeros */
    struct color under =
        is_on_page ? theme->color[COLOR_BACKGROUND] : ground_seen(theme, COLOR_INPUT);
    if (cell.kind == CELL_UNIT)
        under = color_under(under, theme->color[COLOR_INPUT], cell.is_repeated ? 0.45 : 1);
    if (cell.is_crossed)
        under = color_under(under, theme->color[COLOR_BACKGROUND], 0.62);
    bool is_counted = cell.kind == CELL_UNIT || simulation_counts_zero(lit->layer, cell.kind);
    int apart = step_of_samples(lit->part.progress);
    for (int i = 0; i < 9 && cell.kind != CELL_EXTRA; i += apart) {
        double row = place[2] + samples[i / 3], column = place[3] + samples[i % 3];
        double share = lit_window_at(lit, (size_t)place[0], place[1], row, column);
        if (lit->part.progress <= 0)
            check_that(look, !is_counted || (share > 0) == (term != NULL), "oracle", place);
        double tint = cell.kind == CELL_UNIT ? 1 : 0.22; /* zeros keep their look */
        struct color over =
            color_under(under, theme->color[COLOR_WINDOW], is_counted ? share * tint : 0);
        over = color_under(over, theme->color[COLOR_NOW], lit_chosen(lit, term));
        check_color(look, "input", place, point_on_page(grid, row, column), over);
    }
    check_pattern(look, grid, place, term && cell.kind == CELL_UNIT);
    check_marks(look, grid, place, &cell);
    check_input_texts(look, grid, place, &cell, term);
}

static void check_inputs(struct look *look)
{
    const struct simulation *layer = look->lit.layer;
    int depths = (int)lit_axis(layer, 0)->padded;
    int sizes[2] = {(int)lit_axis(layer, 1)->padded, (int)lit_axis(layer, 2)->padded};
    for (int map = 0; map < (int)layer->in_channels * depths; map++) {
        struct grid grid;
        int place[4] = {map / depths, map % depths, 0, 0};
        check_that(look, find_map(&look->list, "input.zeros", map, sizes, &grid), "no map", place);
        look->maps++;
        for (place[2] = 0; place[2] < sizes[0]; place[2]++)
            for (place[3] = 0; place[3] < sizes[1]; place[3]++)
                check_input_cell(look, &grid, place);
    }
}

/* ---- the kernel ---- */

static void check_kernels(struct look *look)
{
    const struct simulation *layer = look->lit.layer;
    const struct step *step = look->lit.part.progress < 0.5 ? &look->lit.here : &look->lit.next;
    int sizes[2] = {(int)lit_axis(layer, 1)->kernel, (int)lit_axis(layer, 2)->kernel};
    size_t missing = MAX_AXES - layer->axes;
    for (size_t t = 0; look->has_texts && layer->has_kernel && t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        struct grid grid;
        int channel = (int)lit_channel(layer, step, term);
        int depth = missing > 0 ? 0 : (int)term->tap[0];
        int place[4] = {channel, depth, missing > 1 ? 0 : (int)term->tap[1 - missing],
                        (int)term->tap[2 - missing]};
        int number = layer->axes > 2 ? depth : channel;
        if (strstr(look->text, "view: channels")) /* filters of a group stand side by side */
            number +=
                (int)(step->output[0] % (layer->out_channels / layer->groups) * layer->in_channels);
        if (!find_map(&look->list, "kernel.cells", number, sizes, &grid))
            continue; /* some views leave it out */
        look->maps++;
        check_text(look, text_in_cell(&look->list, &grid, place + 2, false), term->weight, "kernel",
                   place);
    }
}

/* ---- the output ---- */

static void check_output_cell(const struct look *look, const struct grid *grid, const int place[4])
{
    const struct lit *lit = &look->lit;
    const struct theme *theme = look->theme;
    const struct simulation *layer = lit->layer;
    size_t unit =
        (size_t)(place[1] * grid->rows + place[2]) * (size_t)grid->columns + (size_t)place[3];
    size_t map = layer->is_flattened ? 0 : layer->step_count / layer->out_channels;
    size_t channel = (size_t)place[0];
    bool is_shown = lit_is_shown(lit, channel, unit);
    struct color under = ground_seen(theme, COLOR_OUTPUT);
    under = color_under(under, theme->color[COLOR_OUTPUT], is_shown);
    int apart = step_of_samples(lit->part.progress);
    for (int i = 0; i < 9; i += apart) {
        double row = place[2] + samples[i / 3], column = place[3] + samples[i % 3];
        double share = lit_current_at(lit, channel, place[1], row, column);
        check_color(look, "output", place, point_on_page(grid, row, column),
                    color_under(under, theme->color[COLOR_NOW], share));
    }
    check_pattern(look, grid, place, is_shown);
    const struct item *item = text_in_cell(&look->list, grid, place + 2, false);
    double told = look->has_texts ? lit_told(lit, channel, unit) : 0;
    check_that(look, fabs((item ? item->of.text.color.alpha : 0) - told) < 1e-6,
               item ? item->key.part : "no text", place);
    bool asks = lit_asks(lit, channel, unit);
    if (item)
        check_that(look, asks == (strcmp(item->of.text.string, "?") == 0), "asked", place);
    if (item && !asks)
        check_text(look, item, layer->output.values[channel * map + unit], "output", place);
}

static void check_outputs(struct look *look)
{
    const struct simulation *layer = look->lit.layer;
    int depths = layer->axes > 2 ? (int)layer->output.size[1] : 1, sizes[2];
    int channels = layer->is_flattened ? 1 : (int)layer->out_channels;
    lit_output_sizes(layer, sizes);
    for (int map = 0; map < channels * depths; map++) {
        struct grid grid;
        int place[4] = {map / depths, map % depths, 0, 0};
        check_that(look, find_map(&look->list, "output.empty", map, sizes, &grid), "no output map",
                   place);
        look->maps++;
        for (place[2] = 0; place[2] < sizes[0]; place[2]++)
            for (place[3] = 0; place[3] < sizes[1]; place[3]++)
                check_output_cell(look, &grid, place);
    }
}

/* ---- scenes ---- */

/* groups 0: one channel. Of a circle a border may be taken off that is no wider than the window
 * reaches. */
static void pick_transposed(uint64_t *seed, int axes, int groups, char *room, size_t size)
{
    int k = pick(seed, 1, axes > 2 ? 2 : 3), p = pick(seed, 0, 1), d = pick(seed, 1, 2);
    int extra = pick(seed, 0, 1);
    bool is_circular = pick(seed, 0, 1) && d * (k - 1) + extra >= 2 * p;
    snprintf(room, size,
             "type: ConvTranspose%dd, kernel_size: %d, stride: 2, padding: %d, dilation: %d, "
             "output_padding: %d, groups: %d, out_channels: %d, padding_mode: %s",
             axes, k, p, d, extra, groups > 0 ? groups : 1,
             groups > 0 ? groups * pick(seed, 1, 2) : 1, is_circular ? "circular" : "zeros");
}

static const char *pick_layer(uint64_t *seed, int axes, bool is_single, char *room, size_t size)
{
    static const char *const modes[] = {"zeros", "zeros, padding_value: -7", "reflect", "replicate",
                                        "circular"};
    int kind = pick(seed, 0, is_single && axes == 2 ? 7 : 6),
        groups = is_single ? 1 : pick(seed, 1, 2);
    int k = pick(seed, 1, axes > 2 ? 2 : 3), p = pick(seed, 0, 1);
    if (kind <= 2)
        snprintf(room, size,
                 "type: Conv%dd, kernel_size: %d, stride: %d, padding: %d, dilation: %d, "
                 "groups: %d, out_channels: %d, padding_mode: %s",
                 axes, k, pick(seed, 1, 3), p, pick(seed, 1, 2), groups,
                 is_single ? 1 : groups * pick(seed, 1, 2), modes[pick(seed, 0, 4)]);
    else if (kind == 3)
        pick_transposed(seed, axes, is_single ? 0 : groups, room, size);
    else if (kind == 4)
        snprintf(room, size,
                 "type: MaxPool%dd, kernel_size: 2, stride: %d, padding: %d, ceil_mode: %s", axes,
                 pick(seed, 1, 3), p, pick(seed, 0, 1) ? "true" : "false");
    else if (kind == 5)
        snprintf(room, size,
                 "type: AvgPool%dd, kernel_size: 2, stride: %d, padding: %d, ceil_mode: %s, "
                 "count_include_pad: %s",
                 axes, pick(seed, 1, 3), p, pick(seed, 0, 1) ? "true" : "false",
                 pick(seed, 0, 1) ? "true" : "false");
    else if (kind == 6)
        snprintf(room, size, "type: Adaptive%sPool%dd, output_size: %d",
                 pick(seed, 0, 1) ? "Avg" : "Max", axes, pick(seed, 1, 4));
    else
        snprintf(room, size, "type: Unfold, kernel_size: 2, stride: %d, padding: %d, dilation: %d",
                 pick(seed, 1, 2), p, pick(seed, 1, 2));
    return room;
}

/* Maps that the window does not read are pale, and no others. */
static void check_veils(const struct look *look)
{
    const struct simulation *layer = look->lit.layer;
    for (int c = 0; c < (int)layer->in_channels && look->lit.part.progress <= 0; c++) {
        double opacity = opacity_of(&look->list, "input.units", layer->in_channels > 1 ? c : -1);
        const int place[4] = {c, -1, -1, -1};
        bool is_veiled = opacity > 0 && opacity < 1;
        check_that(look, is_veiled == !look->lit.windows[0].is_read[c], "veil", place);
    }
}

static double middle_of(const struct item *item)
{
    struct rectangle box = path_box(&item->of.path.path);
    return box.y + box.height / 2;
}

/* Where the middle of a channel's input is; beyond the last one far below. */
static double input_middle(const struct look *look, size_t channel)
{
    const struct simulation *layer = look->lit.layer;
    int sizes[2] = {(int)lit_axis(layer, 1)->padded, (int)lit_axis(layer, 2)->padded};
    struct grid grid;
    if (channel >= layer->in_channels)
        return INFINITY;
    assert_true(find_map(&look->list, "input.zeros", (int)channel, sizes, &grid));
    return point_on_page(&grid, sizes[0] / 2.0, 0).y;
}

/* A partial sum stands beside its input: by position those of all filters round its middle, so
 * that they add up to nothing above or below it. The bias stands below those of its group. */
static void check_addends(const struct look *look)
{
    const struct simulation *layer = look->lit.layer;
    size_t inputs = layer->in_channels / layer->groups, out = look->lit.here.output[0];
    size_t end = (out / (layer->out_channels / layer->groups) + 1) * inputs;
    double aside[8] = {0};
    for (size_t i = 0; i < look->list.count && look->lit.part.progress <= 0; i++) {
        const struct item *item = &look->list.items[i];
        const int place[4] = {item->key.channel, -1, -1, -1};
        if (is_part(item, "partial.cell"))
            aside[(size_t)item->key.channel % layer->in_channels] +=
                middle_of(item) -
                input_middle(look, (size_t)item->key.channel % layer->in_channels);
        if (is_part(item, "bias.cell") && !look->lit.is_by_position)
            check_that(look,
                       middle_of(item) > input_middle(look, end - 1) &&
                           middle_of(item) < input_middle(look, end),
                       "bias", place);
        if (is_part(item, "bias.value"))
            check_that(
                look,
                tells(item, layer->bias.values[look->lit.is_by_position ? place[0] : (int)out]),
                "bias's value", place);
    }
    for (int c = 0; c < (int)layer->in_channels; c++) {
        const int place[4] = {c, -1, -1, -1};
        check_that(look, fabs(aside[c]) < 0.01, "partial sums", place);
    }
}

/* A window of 1 x 1 goes on between the maps of its channels, over cells that it does not read. */
static void drop_pillars(struct display_list *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (strncmp(list->items[i].key.part, "pillar", 6) != 0)
            list->items[count++] = list->items[i];
    list->count = count;
}

static void check_moment(struct look *look, struct moment_part part)
{
    const struct fixture *fixture = &look->fixture;
    bool is_by_position = fixture->scene->order.value == ORDER_POSITION;
    look->theme = &fixture->scene->theme;
    look->has_texts = strstr(look->text, "random:") != NULL;
    look->list = draw_part(&look->fixture, part);
    lit_read(&look->lit, fixture->simulation, is_by_position, part, &look->fixture.arena);
    drop_pillars(&look->list);
    look->fills = fills_of(&look->list, &look->fixture.arena);
    if (strstr(look->text, "view: channels")) {
        check_veils(look);
        check_addends(look);
    }
    check_inputs(look);
    check_kernels(look);
    check_outputs(look);
    lit_finish(&look->lit);
}

typedef void scene_maker(uint64_t *seed, char *text, size_t room);

static void check_rounds(scene_maker *make, int count, uint64_t seed)
{
    int maps = 0;
    for (int round = 0; round < count; round++) {
        static const double moving[] = {0.3, 0.45, 0.5, 0.7};
        char text[700];
        struct look look = {.text = text};
        make(&seed, text, sizeof text);
        if (!set_up(&look.fixture, text))
            fail_msg("%s%s", text, look.fixture.report.problems[0].text);
        int last =
            (int)simulation_order_count(look.fixture.simulation, look.fixture.scene->order.value) -
            1;
        check_moment(&look, (struct moment_part){.step = (size_t)pick(&seed, 0, last)});
        check_moment(&look, (struct moment_part){.step = (size_t)last, .is_question = true});
        if (last > 0)
            check_moment(&look, (struct moment_part){.step = (size_t)pick(&seed, 0, last - 1),
                                                     .progress = moving[pick(&seed, 0, 3)]});
        maps += look.maps;
        tear_down(&look.fixture);
    }
    assert_true(maps > 4 * count);
}

static void make_pair(uint64_t *seed, char *text, size_t room)
{
    char layer[300];
    const char *theme = pick_theme(seed), *view = pick(seed, 0, 1) ? "stacked" : "flat";
    int rows = pick(seed, 5, 7), columns = pick(seed, 5, 7);
    pick_layer(seed, 2, true, layer, sizeof layer);
    bool is_flat = strcmp(view, "flat") == 0;
    bool has_values =
        is_flat || strstr(layer, "MaxPool") || pick(seed, 0, 1); /* else none is taken */
    snprintf(text, room,
             "theme: %s\nview: %s\norder: output\nshow: {kernel: true%s}\n"
             "input: {size: [%d, %d]%s}\nlayer: {%s}\n",
             theme, view, has_values ? ", values: true" : "", rows, columns,
             has_values ? ", random: {seed: 7, low: -20, high: 20}" : "", layer);
    if (has_values && strstr(layer, "Conv"))
        strcat(text, "kernel: {random: {seed: 4, low: -9, high: 9}}\n");
}

static void pairs_of_maps(void **state)
{
    (void)state;
    check_rounds(make_pair, rounds(150), 3);
}

static void make_channels(uint64_t *seed, char *text, size_t room)
{
    char layer[300];
    const char *theme = pick_theme(seed), *order = pick(seed, 0, 1) ? "output" : "position";
    int rows = pick(seed, 5, 6), columns = pick(seed, 5, 6), channels = 2 * pick(seed, 1, 2);
    snprintf(text, room,
             "theme: %s\nview: channels\norder: %s\nshow: {kernel: true, values: true}\n"
             "input: {size: [%d, %d, %d], random: {seed: %d, low: -20, high: 20}}\n"
             "layer: {%s}\n",
             theme, order, channels, rows, columns, pick(seed, 1, 99),
             pick_layer(seed, 2, false, layer, sizeof layer));
    if (strstr(layer, "Conv"))
        strcat(text, "kernel: {random: {seed: 4, low: -9, high: 9}}\n"
                     "bias: {random: {seed: 5, low: -9, high: 9}}\n");
}

static void maps_of_channels(void **state)
{
    (void)state;
    check_rounds(make_channels, rounds(80), 11);
}

static void make_volume(uint64_t *seed, char *text, size_t room)
{
    char layer[300];
    snprintf(text, room,
             "theme: %s\nshow: {kernel: true, values: true}\n"
             "input: {size: [%d, %d, %d], random: {seed: %d, low: -20, high: 20}}\n"
             "layer: {%s}\n",
             pick_theme(seed), pick(seed, 4, 5), pick(seed, 4, 5), pick(seed, 4, 5),
             pick(seed, 1, 99), pick_layer(seed, 3, true, layer, sizeof layer));
    if (strstr(layer, "Conv"))
        strcat(text, "kernel: {random: {seed: 4, low: -9, high: 9}}\n");
}

static void slices_of_volumes(void **state)
{
    (void)state;
    check_rounds(make_volume, rounds(30), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_of_maps),
        cmocka_unit_test(maps_of_channels),
        cmocka_unit_test(slices_of_volumes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
