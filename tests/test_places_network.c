/* SPDX-License-Identifier: MIT */
/* View network: what a beam shows of the input is the smallest rectangle around all units from
 * which a path leads to the output unit, through all branches, counted one by one; words stand
 * within the page and clear of each other, on every page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "drawing/views/network.h"
#include "drawing/views/view.h"
#include "places.h"

/* A network of one channel: windows, pools and sums of maps that have one size. */
static void random_network(uint64_t *seed, struct buffer *text)
{
    int side = pick(seed, 9, 13), size[8], count = pick(seed, 2, 6);
    buffer_format(text, "input: %d\nview: network\nlayers:\n", side);
    for (int i = 0; i < count; i++) {
        int before = i > 0 ? size[i - 1] : side, kind = pick(seed, 0, 5), other = -1;
        for (int j = 0; j + 1 < i; j++)
            other = size[j] == before ? j : other;
        size[i] = before;
        buffer_format(text, "  - {name: n%d, ", i);
        if (kind == 0 && other >= 0) {
            buffer_format(text, "type: Add, from: [n%d, n%d]}\n", other, i - 1);
        } else if (kind == 1 && before >= 6) {
            buffer_format(text, "type: MaxPool2d, kernel_size: 2}\n");
            size[i] = before / 2;
        } else if (kind == 2 && before >= 5) {
            buffer_format(text, "type: Conv2d, kernel_size: 3, dilation: 2}\n");
            size[i] = before - 4;
        } else if (kind == 3 && before <= 6) {
            buffer_format(text, "type: ConvTranspose2d, kernel_size: 3, stride: 2}\n");
            size[i] = 2 * (before - 1) + 3;
        } else if (kind == 5) {
            buffer_format(text, "type: ReLU}\n");
        } else {
            buffer_format(text, "type: Conv2d, kernel_size: 3, padding: 1}\n");
        }
    }
}

static void check_unit(const struct simulation *top, const struct network *network, size_t unit)
{
    struct reach_box boxes[MOST_LEVELS];
    const struct node *input = &network->nodes[0];
    size_t count = (size_t)(input->units[0] * input->units[1]);
    double *paths = malloc(count * sizeof *paths);
    struct interval seen[2] = {{INT64_MAX, -1}, {INT64_MAX, -1}};
    assert_non_null(paths);
    simulation_paths(top, unit, paths);
    simulation_reach_boxes(top, unit, SIZE_MAX, boxes);
    for (size_t i = 0; i < count; i++) {
        int64_t place[2] = {(int64_t)i / input->units[1], (int64_t)i % input->units[1]};
        for (int axis = 0; paths[i] > 0 && axis < 2; axis++) {
            seen[axis].first = place[axis] < seen[axis].first ? place[axis] : seen[axis].first;
            seen[axis].last = place[axis] > seen[axis].last ? place[axis] : seen[axis].last;
        }
    }
    assert_int_equal(boxes[0].is_seen, seen[0].last >= 0);
    if (boxes[0].is_seen)
        assert_memory_equal(boxes[0].units, seen, sizeof seen);
    free(paths);
}

static void test_fields_are_what_paths_lead_from(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int round = 0; round < 60; round++) {
        struct fixture fixture;
        struct buffer text = {0};
        random_network(&seed, &text);
        assert_true(set_up(&fixture, text.bytes));
        const struct simulation *top = fixture.simulation;
        struct subject subject = {.scene = fixture.scene, .simulation = top};
        const struct network *network = view_network.prepare(&subject, &fixture.arena);
        for (const struct simulation *at = top; at; at = at->below)
            for (size_t unit = 0; unit < at->step_count; unit += 1 + at->step_count / 9)
                check_unit(at, network, unit);
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* ---- channels ---- */

/* A band for each group of channels that a layer keeps apart; none where all meet in each layer. */
static void test_bands_are_groups(void **state)
{
    (void)state;
    for (int groups = 1; groups <= 8; groups *= 2) {
        struct fixture fixture;
        struct buffer text = {0};
        buffer_format(&text,
                      "input: [8, 6, 6]\nview: network\nlayers:\n"
                      "  - {type: Conv2d, kernel_size: 3, groups: %d, out_channels: 16}\n"
                      "  - {type: Conv2d, kernel_size: 1, out_channels: 4}\n"
                      "  - {type: MaxPool2d, kernel_size: 2}\n",
                      groups);
        assert_true(set_up(&fixture, text.bytes));
        struct display_list list = draw(&fixture, 0, 0);
        int bands[4] = {0};
        for (size_t i = 0; i < list.count; i++)
            if (is_part(&list.items[i], "channels"))
                bands[list.items[i].key.channel]++;
        assert_int_equal(bands[1], groups > 1 ? groups : 0);
        assert_int_equal(bands[2], groups > 1 ? 1 : 0);
        assert_int_equal(bands[3], groups > 1 ? 4 : 0);
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* A plane of several channels lies on a sheet for each of the others, up to eight in all. */
static void test_sheets_are_channels(void **state)
{
    (void)state;
    for (int channels = 1; channels <= 16; channels *= 2) {
        struct fixture fixture;
        struct buffer text = {0};
        buffer_format(&text,
                      "input: [%d, 6, 6]\nview: stack\nlayers:\n"
                      "  - {type: Conv2d, kernel_size: 3, padding: 1}\n"
                      "  - {type: Conv2d, kernel_size: 3, out_channels: %d}\n",
                      channels, channels);
        assert_true(set_up(&fixture, text.bytes));
        struct display_list list = draw(&fixture, 0, 0);
        int sheets = 0, expected = (channels < 8 ? channels : 8) - 1;
        for (size_t i = 0; i < list.count; i++)
            sheets += strstr(list.items[i].key.part, ".sheet") != NULL;
        assert_int_equal(sheets, 2 * expected);
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* ---- a unit of a layer between ---- */

/* Of a stack of planes: all that the unit in focus sees is lit, down to the input. */
static void test_focus_lights_what_paths_lead_from(void **state)
{
    (void)state;
    uint64_t seed = 31;
    for (int round = 0; round < 30; round++) {
        struct fixture fixture;
        struct buffer text = {0};
        int count = pick(&seed, 2, 4), chosen = pick(&seed, 0, count - 1);
        buffer_format(&text, "input: %d\nview: stack\nlayers:\n", pick(&seed, 16, 20));
        for (int i = 0; i < count; i++)
            buffer_format(&text, "  - {name: n%d, type: Conv2d, kernel_size: %d, dilation: %d}\n",
                          i, pick(&seed, 1, 3), pick(&seed, 1, 2));
        size_t row = (size_t)pick(&seed, 0, 1), column = (size_t)pick(&seed, 0, 1), step = 0;
        buffer_format(&text, "focus: {n%d: [%zu, %zu]}\n", chosen, row, column);
        assert_true(set_up(&fixture, text.bytes));
        const struct simulation *layer = simulation_focused(fixture.simulation);
        size_t columns = (size_t)simulation_first(layer)->axis[1].input, seen = 0;
        size_t unit = row * layer->output.size[2] + column;
        double *paths = malloc(columns * columns * sizeof *paths);
        assert_non_null(paths);
        assert_int_equal(layer->place, chosen);
        simulation_paths(layer, unit, paths);
        for (const struct simulation *at = layer->below; at; at = at->below)
            step += at->step_count;
        struct display_list list = draw(&fixture, step + unit, 0);
        for (size_t i = 0; i < list.count; i++) {
            const struct item_key *key = &list.items[i].key;
            if (!is_part(&list.items[i], "input.lit"))
                continue;
            assert_true(paths[(size_t)key->row * columns + (size_t)key->column] > 0);
            seen++;
        }
        for (size_t i = 0; i < columns * columns; i++)
            seen -= paths[i] > 0;
        assert_int_equal(seen, 0);
        free(paths);
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* ---- from the focus back to the input ---- */

/* Whether a layer has no step of its own: a ReLU that alone reads another layer, but the one in
 * focus. */
static bool is_with_below(const struct simulation *top, const struct simulation *layer)
{
    const struct simulation *below = layer->sources[0].layer;
    size_t readers = 0;
    for (const struct simulation *at = top; at; at = at->below)
        for (size_t i = 0; i < at->source_count; i++)
            readers += at->sources[i].layer == below;
    return strcmp(layer->type_name, "ReLU") == 0 && below && readers == 1 &&
           below != simulation_focused(top);
}

/* Which nodes are seen when the way back has come through so many layers: each time through the
 * last layer that is seen and not yet passed. How many layers it has in all. */
static size_t walk_back(const struct simulation *all, size_t layers, bool *is_seen)
{
    const struct simulation *top = simulation_focused(all);
    const struct simulation *at[MOST_LEVELS] = {NULL};
    bool is_passed[MOST_LEVELS] = {false};
    size_t node = simulation_map_of(top), passed = 0;
    for (const struct simulation *layer = top; layer; layer = layer->below)
        at[simulation_map_of(layer)] = layer;
    for (size_t i = 0; i < MOST_LEVELS; i++)
        is_seen[i] = i == node;
    while (passed < layers) {
        for (node = MOST_LEVELS; node-- > 1 && !(is_seen[node] && !is_passed[node]);)
            continue;
        if (node == 0)
            break;
        is_passed[node] = true;
        passed += !is_with_below(all, at[node]);
        for (size_t i = 0; i < at[node]->source_count; i++)
            is_seen[simulation_map_of(at[node]->sources[i].layer)] = true;
    }
    return passed;
}

static void check_step_back(struct fixture *fixture, size_t step)
{
    const struct simulation *top = fixture->simulation, *focused = simulation_focused(top);
    bool is_seen[MOST_LEVELS];
    size_t shown = 0, beams = 0, passed = walk_back(top, step + 1, is_seen);
    struct display_list list = draw(fixture, step, 0);
    for (size_t i = 0; i < list.count; i++) {
        const struct item_key *key = &list.items[i].key;
        if (is_part(&list.items[i], "node.edge")) {
            assert_true(is_seen[key->channel]);
            shown++;
        }
        beams += is_part(&list.items[i], "beam");
    }
    for (const struct simulation *at = focused; at; at = at->below)
        shown -= is_seen[simulation_map_of(at->below)] && !is_with_below(top, at);
    assert_int_equal(shown, 0);
    assert_int_equal(passed, step + 1);
    assert_true(beams <= passed);
}

static void test_steps_go_back_from_the_focus(void **state)
{
    (void)state;
    uint64_t seed = 71;
    for (int round = 0; round < 40; round++) {
        struct fixture fixture;
        struct buffer text = {0};
        random_network(&seed, &text);
        if (round % 2 == 0)
            buffer_add_text(&text, "focus: last\n");
        else
            buffer_format(&text, "focus: {n%d: last}\n", pick(&seed, 0, 1));
        assert_true(set_up(&fixture, text.bytes));
        const struct simulation *top = fixture.simulation;
        bool is_seen[MOST_LEVELS];
        size_t count = simulation_order_count(top, simulation_order(top));
        assert_int_equal(count, walk_back(top, SIZE_MAX, is_seen));
        assert_true(is_seen[0]);
        for (size_t step = 0; step < count; step++)
            check_step_back(&fixture, step);
        for (const struct simulation *at = top; at; at = at->below)
            if (simulation_way_back(top, at) != SIZE_MAX)
                assert_true(is_seen[simulation_map_of(at)]);
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* ---- words ---- */

static void check_words(const struct display_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        struct rectangle box = item->kind == ITEM_TEXT ? text_box(item) : (struct rectangle){0};
        if (box.x < -0.01 || box.x + box.width > list->width_pt + 0.01 || box.y < 0 ||
            box.y + box.height > list->height_pt)
            fail_msg("%s\n'%s' leaves the page", text, item->of.text.string);
    }
    check_texts_apart(list);
}

static void test_words_stand_clear(void **state)
{
    (void)state;
    static const size_t pages[][2] = {{0, 0}, {1920, 1080}, {480, 270}, {1080, 1920}, {900, 900}};
    uint64_t seed = 3;
    for (int round = 0; round < 40; round++) {
        struct fixture fixture;
        struct buffer text = {0};
        random_network(&seed, &text);
        buffer_format(&text, "title: A network\ntheme: %s\n", pick_theme(&seed));
        assert_true(set_up(&fixture, text.bytes));
        for (size_t p = 0; p < sizeof pages / sizeof *pages; p++) {
            drawing_fit(&fixture.drawing, pages[p][0], pages[p][1], &fixture.report);
            struct display_list list = draw(&fixture, fixture.simulation->step_count / 2, 0);
            check_words(&list, text.bytes);
        }
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* ---- what the header says of a unit ---- */

/* The most rows and columns of the input that any unit of the last map sees. */
static void most_seen(const struct simulation *top, int64_t *most)
{
    struct reach_box boxes[MOST_LEVELS];
    most[0] = most[1] = 0;
    for (size_t unit = 0; unit < top->step_count; unit++) {
        simulation_reach_boxes(top, unit, SIZE_MAX, boxes);
        for (int axis = 0; boxes[0].is_seen && axis < 2; axis++) {
            int64_t count = boxes[0].units[axis].last - boxes[0].units[axis].first + 1;
            most[axis] = count > most[axis] ? count : most[axis];
        }
    }
}

static void test_header_bounds_what_units_see(void **state)
{
    (void)state;
    uint64_t seed = 29;
    int told = 0;
    for (int round = 0; round < 40; round++) {
        struct fixture fixture;
        struct buffer text = {0};
        int64_t most[2];
        random_network(&seed, &text);
        assert_true(set_up(&fixture, text.bytes));
        const struct simulation *top = fixture.simulation;
        struct subject subject = {.scene = fixture.scene, .simulation = top};
        const struct network *network = view_network.prepare(&subject, &fixture.arena);
        most_seen(top, most);
        struct display_list list = draw(&fixture, 0, 0);
        for (size_t i = 0; i < list.count; i++) {
            char name[8];
            int rows, columns;
            if (list.items[i].kind != ITEM_TEXT ||
                sscanf(list.items[i].of.text.string, "one unit of %7s sees at most %d \xc3\x97 %d",
                       name, &rows, &columns) != 3)
                continue;
            assert_string_equal(name, top->layer->name);
            assert_in_range(rows, most[0], network->nodes[0].units[0]);
            assert_in_range(columns, most[1], network->nodes[0].units[1]);
            told++;
        }
        buffer_finish(&text);
        tear_down(&fixture);
    }
    assert_true(told > 20);
}

static const char *text_of(const struct display_list *list, const char *part, int node)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT && list->items[i].key.channel == node &&
            strcmp(list->items[i].key.part, part) == 0)
            return list->items[i].of.text.string;
    return "";
}

/* Nothing where it is 0; a bias counts; digits in groups of three. */
static void test_what_layers_cost(void **state)
{
    (void)state;
    static const char *const costs[][2] = {
        {"", ""},
        {"12\xe2\x80\x89"
         "928 parameters",
         "13\xe2\x80\x89"
         "107\xe2\x80\x89"
         "200 multiply-adds"},
        {"", ""},
        {"129 parameters", "32\xe2\x80\x89"
                           "768 multiply-adds"},
    };
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: network\nshow: {numbers: true}\ninput: [4, 36, 36]\n"
                                 "layers:\n"
                                 "- {type: Conv2d, kernel_size: 5, out_channels: 128, bias: 0}\n"
                                 "- {type: MaxPool2d, kernel_size: 2}\n"
                                 "- {type: Conv2d, kernel_size: 1, out_channels: 1, bias: 0}\n"));
    struct display_list list = draw(&fixture, 0, 0);
    for (int node = 0; node < 4; node++) {
        assert_string_equal(text_of(&list, "layer.weights", node), costs[node][0]);
        assert_string_equal(text_of(&list, "layer.products", node), costs[node][1]);
    }
    tear_down(&fixture);
}

/* Activations are told at the layer that they follow, but one that is read by others too. */
static void test_activations_stand_at_their_layer(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: network\ninput: [4, 36, 36]\nlayers:\n"
                                 "- {name: a, type: Conv2d, kernel_size: 3, stride: 2}\n"
                                 "- {type: ReLU}\n"
                                 "- {type: Sigmoid}\n"
                                 "- {type: Conv2d, kernel_size: 1, name: b}\n"
                                 "- {type: Tanh}\n"
                                 "- {type: Concat, from: [b, a]}\n"
                                 "- {name: last, type: ReLU}\n"));
    struct display_list list = draw(&fixture, 0, 0);
    assert_string_equal(text_of(&list, "layer.parameters", 1), "stride 2");
    assert_string_equal(text_of(&list, "layer.name", 2), "ReLU");
    assert_string_equal(text_of(&list, "layer.parameters", 2), "Sigmoid");
    assert_string_equal(text_of(&list, "layer.name", 4), "Tanh");
    assert_string_equal(text_of(&list, "layer.parameters", 5), "ReLU");
    assert_string_equal(text_of(&list, "node.name", 5), "last");
    tear_down(&fixture);
}

/* A way round for every layer: arcs over arcs, of which each counts those below it. */
static void test_arcs_stay_on_the_page(void **state)
{
    (void)state;
    static const size_t pages[][2] = {{0, 0}, {1920, 1080}, {1080, 1920}};
    struct fixture fixture;
    struct buffer text = {0};
    size_t arcs = 0;
    buffer_format(&text, "input: 8\nview: network\nshow: {labels: false}\nlayers:\n"
                         "  - {name: n0, type: ReLU}\n");
    for (int i = 1; i < 60; i++)
        buffer_format(&text, "  - {name: n%d, type: Add, from: [n%d, input]}\n", i, i - 1);
    assert_true(set_up(&fixture, text.bytes));
    for (size_t p = 0; p < sizeof pages / sizeof *pages; p++) {
        drawing_fit(&fixture.drawing, pages[p][0], pages[p][1], &fixture.report);
        struct display_list list = draw(&fixture, 0, 0);
        for (size_t i = 0; i < list.count; i++) {
            if (!is_part(&list.items[i], "skip"))
                continue;
            struct rectangle box = bounds_of(&list.items[i].of.path.path);
            assert_true(box.x >= 0 && box.x + box.width <= list.width_pt);
            assert_true(box.y >= 0 && box.y + box.height <= list.height_pt);
            arcs++;
        }
    }
    assert_true(arcs > 58);
    buffer_finish(&text);
    tear_down(&fixture);
}

/* A long network has words where sizes change, and fills a page with its rows. */
static void test_long_networks_are_legible(void **state)
{
    (void)state;
    static const char *const told[] = {"3 @ 32 \xc3\x97 32", "8 @ 16 \xc3\x97 16",
                                       "8 @ 8 \xc3\x97 8", "8 @ 8 \xc3\x97 8"};
    struct fixture fixture;
    struct buffer text = {0};
    size_t found = 0, rows = 0;
    double last = 0;
    buffer_format(&text, "input: [3, 32, 32]\nview: network\nlayers:\n");
    for (int i = 0; i < 100; i++)
        buffer_format(&text,
                      i == 30 || i == 60
                          ? "  - {type: MaxPool2d, kernel_size: 2}\n"
                          : "  - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 8}\n");
    assert_true(set_up(&fixture, text.bytes));
    drawing_fit(&fixture.drawing, 1920, 1080, &fixture.report);
    assert_int_equal(fixture.report.count, 0);
    struct display_list list = draw(&fixture, 0, 0);
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        assert_false(is_part(item, "layer.chip"));
        if (is_part(item, "node.size"))
            assert_string_equal(item->of.text.string, told[found++]);
        if (!is_part(item, "deck") || item->key.row != 0)
            continue;
        double y = bounds_of(&item->of.path.path).y;
        rows += fabs(y - last) > list.height_pt / 40;
        last = y;
    }
    assert_int_equal(found, 4);
    assert_string_equal(text_of(&list, "node.name", 0), "input");
    assert_string_equal(text_of(&list, "node.name", 100), "output");
    assert_true(rows > 4);
    buffer_finish(&text);
    tear_down(&fixture);
}

/* ---- branches ---- */

/* Of the front card of a node's deck. */
static struct rectangle card_of(const struct display_list *list, int node)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_part(&list->items[i], "deck") && list->items[i].key.channel == node &&
            list->items[i].key.row == 0)
            return bounds_of(&list->items[i].of.path.path);
    fail();
    return (struct rectangle){0, 0, 0, 0};
}

static struct rectangle trunk_of(const struct display_list *list, const char *part, int node)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_part(&list->items[i], part) && list->items[i].key.channel == node)
            return bounds_of(&list->items[i].of.path.path);
    fail();
    return (struct rectangle){0, 0, 0, 0};
}

/* Branches of some layers each, all from the input, that one layer joins. */
static void random_branches(uint64_t *seed, struct buffer *text, int *lengths, int branches)
{
    buffer_format(text, "input: 9\nview: network\nlayers:\n");
    for (int b = 0; b < branches; b++)
        for (int i = 0; i < (lengths[b] = lengths[b] ? lengths[b] : pick(seed, 1, 3)); i++)
            buffer_format(text, "  - {name: b%d_%d, type: Conv2d, kernel_size: 3, padding: 1%s}\n",
                          b, i, i == 0 && b > 0 ? ", from: input" : "");
    buffer_format(text, "  - {name: sum, type: Add, from: [");
    for (int b = 0; b < branches; b++)
        buffer_format(text, "%sb%d_%d", b > 0 ? ", " : "", b, lengths[b] - 1);
    buffer_format(text, "]}\n");
}

static void check_branches(const struct display_list *list, const int *lengths, int branches)
{
    int node = 1, count = 1;
    for (int b = 0; b < branches; b++)
        count += lengths[b];
    struct rectangle fork = card_of(list, 0), join = card_of(list, count), before = {0, 0, 0, 0};
    struct rectangle from = trunk_of(list, "trunk.fork", 0);
    struct rectangle to = trunk_of(list, "trunk.join", count);
    struct rectangle top = card_of(list, 1);
    for (int b = 0; b < branches; b++)
        for (int i = 0; i < lengths[b]; i++, node++) {
            struct rectangle card = card_of(list, node);
            assert_true(i > 0 || b == 0 || card.y > before.y + before.height);
            assert_true(i == 0 || (card.x > before.x + before.width && card.y == before.y));
            assert_true(i > 0 || fabs(card.x - top.x) < 1e-6);
            assert_true(card.x > from.x && card.x + card.width < to.x + to.width);
            before = card;
        }
    assert_true(fork.x < from.x + from.width && to.x < join.x);
    assert_true(from.height > before.y - top.y - 1e-6 && to.height > before.y - top.y - 1e-6);
    assert_true(fork.y > top.y && fork.y < before.y && join.y > top.y && join.y < before.y);
}

/* They stand one below the other, between a trunk from their fork and one to their join. */
static void test_branches_stand_in_rows(void **state)
{
    (void)state;
    static const size_t pages[][2] = {{0, 0}, {1920, 1080}, {1080, 1080}};
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct fixture fixture;
        struct buffer text = {0};
        uint64_t random = seed;
        int lengths[4] = {0}, branches = pick(&random, 2, 4);
        random_branches(&random, &text, lengths, branches);
        assert_true(set_up(&fixture, text.bytes));
        const size_t *page = pages[seed % 3];
        drawing_fit(&fixture.drawing, page[0], page[1], &fixture.report);
        struct display_list list = draw(&fixture, 0, 0);
        for (size_t i = 0; i < list.count; i++)
            assert_false(is_part(&list.items[i], "skip"));
        check_branches(&list, lengths, branches);
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* ---- levels ---- */

/* An encoder of so many levels and its decoder, which takes what the encoder had of a size. */
static void add_levels(struct buffer *text, int levels)
{
    buffer_format(text, "input: [2, 64, 64]\nview: network\nlayers:\n");
    for (int i = 0; i < levels; i++)
        buffer_format(text,
                      "  - {name: e%d, type: Conv2d, kernel_size: 3, padding: 1, out_channels: 4}\n"
                      "  - {type: MaxPool2d, kernel_size: 2}\n",
                      i);
    buffer_format(text, "  - {type: Conv2d, kernel_size: 3, padding: 1}\n");
    for (int i = levels; i-- > 0;)
        buffer_format(text,
                      "  - {name: u%d, type: ConvTranspose2d, kernel_size: 2, stride: 2}\n"
                      "  - {type: Concat, from: [e%d, u%d]}\n",
                      i, i, i);
    buffer_format(text, "  - {type: Conv2d, kernel_size: 1}\n");
}

static void check_levels(const struct display_list *list, int levels, bool is_wide)
{
    struct rectangle below = {0, 0, 0, 0};
    for (int i = levels; i-- > 0;) {
        int start = 1 + 2 * i, end = 3 + 2 * levels + 2 * (levels - 1 - i);
        struct rectangle from = card_of(list, start), to = card_of(list, end);
        struct rectangle skip = trunk_of(list, "skip", end);
        double middle = skip.x + skip.width / 2;
        assert_true(skip.y < from.y && skip.y < to.y + 1e-6);
        assert_true(skip.x >= 0 && skip.x + skip.width <= list->width_pt);
        assert_true(!is_wide || (fabs(from.y - to.y) < 1e-6 && from.x < middle && to.x > middle));
        assert_true(is_wide || levels > 3 || from.y + from.height < to.y);
        assert_true(i + 1 == levels || from.y + from.height < below.y);
        below = from;
    }
}

/* Maps of a size stand side by side, on high pages below one another, and a line leads from what is
 * read to what reads it. */
static void test_skips_join_levels(void **state)
{
    (void)state;
    static const size_t pages[][2] = {{1920, 1080}, {1080, 1920}, {640, 360}};
    for (int levels = 2; levels <= 5; levels++)
        for (size_t p = 0; p < sizeof pages / sizeof *pages; p++) {
            struct fixture fixture;
            struct buffer text = {0};
            add_levels(&text, levels);
            assert_true(set_up(&fixture, text.bytes));
            drawing_fit(&fixture.drawing, pages[p][0], pages[p][1], &fixture.report);
            struct display_list list = draw(&fixture, 0, 0);
            check_levels(&list, levels, pages[p][0] > pages[p][1]);
            for (size_t i = 0; i < list.count; i++)
                assert_false(is_part(&list.items[i], "layer.parameters") &&
                             strstr(list.items[i].of.text.string, "\xe2\x86\x90"));
            buffer_finish(&text);
            tear_down(&fixture);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_are_what_paths_lead_from),
        cmocka_unit_test(test_bands_are_groups),
        cmocka_unit_test(test_sheets_are_channels),
        cmocka_unit_test(test_focus_lights_what_paths_lead_from),
        cmocka_unit_test(test_steps_go_back_from_the_focus),
        cmocka_unit_test(test_words_stand_clear),
        cmocka_unit_test(test_header_bounds_what_units_see),
        cmocka_unit_test(test_what_layers_cost),
        cmocka_unit_test(test_activations_stand_at_their_layer),
        cmocka_unit_test(test_arcs_stay_on_the_page),
        cmocka_unit_test(test_long_networks_are_legible),
        cmocka_unit_test(test_branches_stand_in_rows),
        cmocka_unit_test(test_skips_join_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
