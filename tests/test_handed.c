/* SPDX-License-Identifier: MIT */
/* drawing: a shot that takes over the output of the one before: what moves, from where to where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <math.h>
#include <stdlib.h>

#include <cmocka.h>

#include "drawing_fixture.h"

enum { SHOTS = 2 };

struct made_film {
    struct report report;
    struct scene *scene;
    struct simulation *simulations[SHOTS];
    struct shot shots[SHOTS];
    struct drawing drawings[SHOTS];
    struct film film;
    struct timeline *timeline;
    struct arena arena;
};

static void make_film(struct made_film *made, const char *text)
{
    *made = (struct made_film){0};
    report_init(&made->report, "film.yaml");
    made->scene = scene_parse(text, strlen(text), "film.yaml", NULL, &made->report);
    if (made->report.error_count > 0)
        fail_msg("%s\n%s", text, made->report.problems[0].text);
    assert_true(simulation_create_sizes((const struct scene *const *)made->scene->shots, SHOTS,
                                        made->simulations, &made->report) &&
                simulation_fill(made->simulations, SHOTS, NUMBERS_DRAWN, &made->report));
    for (size_t i = 0; i < SHOTS; i++) {
        const struct simulation *one = made->simulations[i];
        made->shots[i] = shot_of_scene(made->scene->shots[i], &one);
    }
    made->film = (struct film){made->scene, SHOTS, made->shots};
    assert_true(drawing_init_film(made->drawings, &made->film, &ruler, &made->report));
    for (size_t i = 0; i < SHOTS; i++) {
        made->shots[i].builds[0] = drawing_builds(&made->drawings[i], 0);
        made->shots[i].lifts[0] = drawing_lifts(&made->drawings[i], 0);
        made->shots[i].tells_sums[0] = drawing_tells_sums(&made->drawings[i], 0);
    }
    made->timeline = timeline_create(&made->film, &made->report);
    drawing_fit_film(made->drawings, SHOTS, 1920, 1080, &made->report);
}

static void finish_film(struct made_film *made)
{
    timeline_destroy(made->timeline);
    for (size_t i = 0; i < SHOTS; i++) {
        drawing_finish(&made->drawings[i]);
        simulation_destroy(made->simulations[i]);
    }
    scene_destroy(made->scene);
    report_finish(&made->report);
    arena_finish(&made->arena);
}

static struct display_list draw_at(struct made_film *made, size_t n, struct picture *picture)
{
    struct display_list list = {0};
    timeline_picture_at(made->timeline, n, picture);
    drawing_draw_picture(made->drawings, picture, &made->arena, &list);
    return list;
}

static const struct item *find(const struct display_list *list, const char *scope, const char *part,
                               int row, int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && strcmp(item->key.part, part) == 0 &&
            strcmp(item->key.scope, scope) == 0 && item->key.channel <= 0 && item->key.row == row &&
            item->key.column == column)
            return item;
    }
    return NULL;
}

static void check_near(const struct item *item, const struct item *goal, const char *text)
{
    if (!item || !goal)
        fail_msg("%sa text is missing", text);
    if (fabs(item->of.text.at.x - goal->of.text.at.x) > 1e-6 ||
        fabs(item->of.text.at.y - goal->of.text.at.y) > 1e-6)
        fail_msg("%s%s is not at its goal", text, item->of.text.string);
}

static bool has_part(const struct display_list *list, const char *part)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (strcmp(item->key.part, part) == 0 &&
            (item->kind == ITEM_TEXT ||
             (item->kind == ITEM_PATH &&
              (item->of.path.fill.alpha > 0 || item->of.path.stroke.color.alpha > 0))))
            return true;
    }
    return false;
}

/* What the outlines of a part cover: its left, top, right and bottom. */
static void read_box(const struct display_list *list, const char *part, double box[4])
{
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        bool is_left = strcmp(part, "input.units") == 0 && strcmp(item->key.scope, "shot1") != 0;
        if (item->kind != ITEM_PATH || strcmp(item->key.part, part) != 0 || item->key.channel > 0 ||
            is_left)
            continue;
        for (size_t p = 0; p < item->of.path.path.point_count; p++) {
            struct point at = item->of.path.path.points[p];
            box[0] = fmin(box[0], at.x);
            box[1] = fmin(box[1], at.y);
            box[2] = fmax(box[2], at.x);
            box[3] = fmax(box[3], at.y);
        }
    }
}

/* Nothing is lit on the way: no window, no current cell, no sum. */
static void check_dark(const struct display_list *list, const char *text)
{
    static const char *const parts[] = {"window.taps", "window.edge", "now.cell",
                                        "now",         "sum.total",   "stamp.value"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (has_part(list, parts[i]))
            fail_msg("%s%s is lit while the output moves", text, parts[i]);
}

/* Every digit of the output is the digit of a unit of the next input, and goes straight there, once
 * what was lit has lifted off. units_alone: the view shows no zeros in its input. */
static void check_film(const char *text, bool units_alone)
{
    struct made_film made;
    make_film(&made, text);
    const struct axis *axis = made.simulations[1]->axis;
    bool steps_inputs = made.scene->shots[0]->order.value == ORDER_INPUT;
    size_t steps =
        steps_inputs ? tensor_count(&made.simulations[0]->input) : made.simulations[0]->step_count;
    size_t first = made.timeline->first_picture[steps], count = 0;
    struct picture picture;
    struct display_list before = {0}; /* the last step without what is lit */
    timeline_picture_at(made.timeline, first - 1, &picture);
    picture.moment.parts[0].lifted = 1;
    drawing_draw_picture(made.drawings, &picture, &made.arena, &before);
    struct display_list start = draw_at(&made, first, &picture);
    for (size_t n = 1; !picture.hands_over; n++) {
        assert_true(n < 5 && picture.moment.shot == 0);
        start = draw_at(&made, ++first, &picture);
    }
    size_t last = first;
    struct display_list end = start;
    for (size_t n = first; picture.hands_over; n++) {
        last = n;
        end = draw_at(&made, n, &picture);
        if (picture.hands_over)
            check_dark(&end, text);
    }
    struct display_list after = end; /* the first picture behind it */
    end = draw_at(&made, last - 1, &picture);
    assert_true(picture.opacity > 0.999);
    double left[4], set_out[4];
    read_box(&before, "output.cells", left);
    read_box(&start, "output.cells", set_out);
    for (int side = 0; side < 4; side++)
        if (!(fabs(left[side] - set_out[side]) < 1e-6))
            fail_msg("%sthe map sets out from elsewhere", text);
    read_box(&end, "output.cells", left); /* it has moved, over the cells of the input */
    read_box(&end, "input.units", set_out);
    for (int side = 0; side < 4; side++)
        if (!(fabs(left[side] - set_out[side]) < 0.1))
            fail_msg("%sthe map does not become the input", text);
    for (int row = 0; row < axis[0].input; row++)
        for (int column = 0; column < axis[1].input; column++, count++) {
            int down = units_alone ? row : (int)(axis[0].before + row * axis[0].stretch);
            int right = units_alone ? column : (int)(axis[1].before + column * axis[1].stretch);
            check_near(find(&start, "shot1", "input.value", down, right),
                       find(&before, "shot0", "output.value", row, column), text);
            check_near(find(&end, "shot1", "input.value", down, right),
                       find(&after, "shot1", "input.value", down, right), text);
        }
    assert_int_equal(count, made.simulations[0]->step_count);
    finish_film(&made);
}

static void an_output_becomes_the_next_input(void **state)
{
    (void)state;
    static const struct {
        const char *layer;
        bool units_alone;
        const char *first;
    } shots[] = {
        {"{type: MaxPool2d, kernel_size: 2}", false,
         "layer: {type: ConvTranspose2d, kernel_size: 2}, view: scatter, order: input"},
        {"{type: MaxPool2d, kernel_size: 2}", false, ""},
        {"{type: Conv2d, kernel_size: 2, padding: 1}", false, ""},
        {"{type: ConvTranspose2d, kernel_size: 2, stride: 2}, view: flat", false, ""},
        {"{type: ConvTranspose2d, kernel_size: 2, stride: 2}, view: scatter, order: input", true,
         ""},
        {"{type: ConvTranspose2d, kernel_size: 2, stride: 2}, view: transpose, order: input", true,
         ""},
        {"{type: Conv2d, kernel_size: 2}, view: transpose", true, ""}};
    for (size_t i = 0; i < sizeof shots / sizeof *shots; i++)
        for (int step = 1; step <= 3; step += 2) { /* too short to tell sums, and long enough */
            char text[600];
            snprintf(text, sizeof text,
                     "input: {size: [4, 5], random: {seed: 3}}\n"
                     "layer: {type: Conv2d, kernel_size: 2}\nkernel: {random: {seed: 4}}\n"
                     "output: {fps: 10, size: 1080p}\ntimeline: {step: %d}\n"
                     "shots:\n- {%s}\n- {input: previous, layer: %s}\n",
                     step, shots[i].first, shots[i].layer);
            check_film(text, shots[i].units_alone);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_output_becomes_the_next_input)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
