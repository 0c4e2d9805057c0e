/* SPDX-License-Identifier: MIT */
/*
 * Random stacks of layers: the number of paths from an input unit to an output unit is the output's
 * change when every weight is 1 and that input unit grows by 1; both in the simulation and as the
 * pictures print it.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "drawing_fixture.h"
#include "rounds.h"

enum { ROUNDS = 400, LEAST_RIGHT = 150, MOST_UNITS = 200 };

static int below(int count)
{
    return rand() % count;
}

/* A stack as text, without its input. */
struct stack {
    char layers[1200];
    int axes, channels, height, width;
    double divisor; /* of all average pools together */
};

static void add_window(struct buffer *out, int axes)
{
    static const char *const modes[] = {"zeros", "reflect", "replicate", "circular"};
    int kernel = 1 + below(3), before = below(3), after = below(3);
    buffer_format(out, "kernel_size: %d, stride: %d, dilation: %d, ", kernel, 1 + below(2),
                  1 + below(2));
    if (below(4) == 0)
        buffer_format(out, "padding: %s, ", below(2) ? "half" : "causal");
    else if (axes == 1)
        buffer_format(out, "padding: [[%d, %d]], ", before, after);
    else
        buffer_format(out, "padding: [[%d, %d], [%d, %d]], ", before, after, below(3), below(2));
    buffer_format(out, "padding_mode: %s", modes[below(4)]);
}

static void add_layer(struct stack *stack, struct buffer *out, int *channels)
{
    int axes = stack->axes, groups = *channels % 2 == 0 && below(2) ? 2 : 1;
    int kind = below(8);
    buffer_format(out, "  - {");
    if (kind == 0) {
        buffer_format(out, "type: AvgPool%dd, kernel_size: 2, stride: %d", axes, 1 + below(2));
        stack->divisor *= axes == 1 ? 2 : 4;
    } else if (kind == 1) {
        buffer_format(out, "type: Upsample, scale_factor: 2");
    } else if (kind == 2) {
        buffer_format(
            out,
            "type: ConvTranspose%dd, kernel_size: %d, stride: 2, padding: %d, padding_mode: %s",
            axes, 1 + below(3), below(2), below(2) ? "circular" : "zeros");
        *channels = 1;
    } else {
        int outs = groups * (1 + below(2));
        buffer_format(out, "type: Conv%dd, groups: %d, out_channels: %d, ", axes, groups, outs);
        add_window(out, axes);
        *channels = outs;
    }
    buffer_format(out, "}\n");
}

static struct stack random_stack(void)
{
    struct stack stack = {.axes = 1 + below(2), .channels = 1 + below(2), .divisor = 1};
    struct buffer out = {0};
    int channels = stack.channels;
    stack.width = 2 + below(stack.axes == 1 ? 8 : 4);
    stack.height = stack.axes == 1 ? 1 : 2 + below(4);
    for (int i = 2 + below(2); i > 0; i--)
        add_layer(&stack, &out, &channels);
    snprintf(stack.layers, sizeof stack.layers, "%s", out.bytes);
    buffer_finish(&out);
    return stack;
}

/* The stack with an input: of no values, or of zeros but for one unit of 1. */
static void write_scene(const struct stack *stack, int one, struct buffer *out)
{
    int count = stack->channels * stack->height * stack->width;
    buffer_format(out, "view: stack\n");
    if (one < 0 && stack->axes == 1)
        buffer_format(out, "input: [%d, %d]\n", stack->channels, stack->width);
    else if (one < 0)
        buffer_format(out, "input: [%d, %d, %d]\n", stack->channels, stack->height, stack->width);
    for (int i = 0; one >= 0 && i < count; i++) {
        int column = i % stack->width, row = i / stack->width % stack->height;
        bool begins_map = column == 0 && row == 0, has_rows = stack->axes == 2;
        buffer_format(out, "%s%s%s%d",
                      i == 0            ? "input: {values: [["
                      : i && begins_map ? "], ["
                                        : "",
                      i && column == 0 && !begins_map ? "], ["
                      : column                        ? ", "
                                                      : "",
                      has_rows && begins_map ? "[" : "", i == one);
        if (has_rows && row + 1 == stack->height && column + 1 == stack->width)
            buffer_format(out, "]");
    }
    buffer_format(out, "%slayers:\n%s", one >= 0 ? "]]}\n" : "", stack->layers);
}

static bool is_right(const struct buffer *scene)
{
    struct report report;
    report_init(&report, "test.yaml");
    struct scene *parsed = scene_parse(scene->bytes, scene->length, "test.yaml", NULL, &report);
    struct simulation *simulation =
        parsed && report.error_count == 0 ? create_simulation(parsed, &report) : NULL;
    bool right = simulation != NULL;
    simulation_destroy(simulation);
    scene_destroy(parsed);
    report_finish(&report);
    return right;
}

/* Every output's change when the input unit grows from 0 to 1; out: the gradients of all. */
static void perturb(const struct stack *stack, int unit, double *out)
{
    struct fixture fixture;
    struct buffer scene = {0};
    write_scene(stack, unit, &scene);
    assert_true(set_up(&fixture, scene.bytes));
    for (size_t n = 0; n < fixture.simulation->step_count; n++)
        out[n] = round(fixture.simulation->output.values[n] * stack->divisor);
    tear_down(&fixture);
    buffer_finish(&scene);
}

/* The paths of every unit of the stack's input up to an output unit. */
static void count_paths(const struct simulation *top, size_t unit, double *paths)
{
    struct arena arena = {0};
    struct reach_cell cell = {.unit = unit, .paths = 1};
    struct reach above = {.cell_count = 1, .read_count = 1, .cells = &cell}, reach = above;
    for (const struct simulation *at = top; at; at = at->below, above = reach)
        simulation_reach(at, &above, &arena, &reach);
    for (size_t i = 0; i < reach.cell_count; i++)
        if (reach.cells[i].unit != SIZE_MAX && !reach.cells[i].is_repeated)
            paths[reach.cells[i].unit] += reach.cells[i].paths;
    arena_finish(&arena);
}

/* What the picture prints on the input's units: of each in 1-D, of all channels' in 2-D. */
static void read_printed(const struct display_list *list, const struct simulation *bottom,
                         double *printed)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        const struct item_key *key = &item->key;
        if (item->kind != ITEM_TEXT || strcmp(key->part, "input.paths") != 0)
            continue;
        const int64_t place[MAX_AXES] = {bottom->axes == 1 ? key->column : key->row, key->column};
        struct cell cell = simulation_cell_at(bottom, place);
        assert_int_equal(cell.kind, CELL_UNIT); /* a zero leads nowhere */
        if (cell.is_repeated)
            continue;
        int64_t at = bottom->axes == 1 ? key->row * bottom->axis[0].input + cell.unit[0]
                                       : cell.unit[0] * bottom->axis[1].input + cell.unit[1];
        printed[at] += atof(item->of.text.string);
    }
}

static void check_unit(const struct stack *stack, struct fixture *fixture, size_t unit,
                       double *const *gradients)
{
    int map = stack->height * stack->width, count = stack->channels * map;
    double paths[MOST_UNITS] = {0}, printed[MOST_UNITS] = {0}, expected[MOST_UNITS] = {0};
    const struct simulation *bottom = fixture->simulation;
    while (bottom->below)
        bottom = bottom->below;
    count_paths(fixture->simulation, unit, paths);
    struct display_list list = draw(fixture, unit, 0);
    read_printed(&list, bottom, printed);
    for (int i = 0; i < count; i++) {
        if (paths[i] != gradients[i][unit])
            fail_msg("%s%d x %d x %d, output %zu, input %d: %g paths instead of %g", stack->layers,
                     stack->channels, stack->height, stack->width, unit, i, paths[i],
                     gradients[i][unit]);
        expected[stack->axes == 1 ? i : i % map] += gradients[i][unit];
    }
    for (int i = 0; i < (stack->axes == 1 ? count : map); i++)
        if (printed[i] != expected[i])
            fail_msg("%s%d x %d x %d, output %zu, input %d: %g printed instead of %g",
                     stack->layers, stack->channels, stack->height, stack->width, unit, i,
                     printed[i], expected[i]);
}

static void check_stack(const struct stack *stack, const struct buffer *scene)
{
    struct fixture fixture;
    double *gradients[MOST_UNITS];
    int count = stack->channels * stack->height * stack->width;
    assert_true(count <= MOST_UNITS && set_up(&fixture, scene->bytes));
    size_t outputs = fixture.simulation->step_count;
    for (int i = 0; i < count; i++) {
        gradients[i] = memory_allocate(outputs, sizeof **gradients);
        perturb(stack, i, gradients[i]);
    }
    for (int i = 0; i < 6; i++)
        check_unit(stack, &fixture, (size_t)below((int)outputs), gradients);
    for (int i = 0; i < count; i++)
        free(gradients[i]);
    tear_down(&fixture);
}

static void paths_are_the_gradient(void **state)
{
    (void)state;
    int right = 0;
    for (int round = 0; round < rounds(ROUNDS); round++) {
        struct stack stack = random_stack();
        struct buffer scene = {0};
        write_scene(&stack, -1, &scene);
        if (is_right(&scene)) {
            check_stack(&stack, &scene);
            right++;
        }
        buffer_finish(&scene);
    }
    assert_true(right >= rounds(LEAST_RIGHT));
}

/* The numbers on one row of the input, its padding among them: "1 3 2 1 . . . 1 2 1". */
static void a_padding_cell_shows_what_goes_through_it(void **state)
{
    (void)state;
    static const char *const expected = "1321...121";
    struct fixture fixture;
    assert_true(set_up(&fixture, "input: [1, 8]\n"
                                 "layers:\n"
                                 "  - {type: Conv1d, kernel_size: 3, padding: 1, "
                                 "padding_mode: circular}\n"
                                 "  - {type: Conv1d, kernel_size: 3, padding: 1, "
                                 "padding_mode: circular}\n"));
    struct display_list list = draw(&fixture, 0, 0);
    char row[] = "..........";
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        if (strcmp(item->key.part, "input.paths") == 0)
            row[item->key.column] = item->of.text.string[0];
    }
    assert_string_equal(row, expected);
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_the_gradient),
        cmocka_unit_test(a_padding_cell_shows_what_goes_through_it),
    };
    srand(1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
