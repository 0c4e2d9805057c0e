/* SPDX-License-Identifier: MIT */
/*
 * drawing: the ruler below an input. Of random layers each window on it must lie over the cells
 * that the layer's numbers give it, their count is the size of the output, and what the last one
 * leaves is crossed out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "places.h"

enum { ROUNDS = 150, MOST_TEXT = 600 };

/* An axis by its own numbers. */
struct counted {
    int input, kernel, stride, before, after, dilation, extra;
    int padded, span, move, output, rest;
    bool is_transposed;
};

static void count(struct counted *a)
{
    a->span = a->dilation * (a->kernel - 1) + 1;
    if (a->is_transposed) {
        int first = a->span - 1 - a->before, last = a->span - 1 - a->after;
        a->before = first;
        a->after = last;
        a->padded = (a->input - 1) * a->stride + 1 + first + last + a->extra;
    } else {
        a->padded = a->input + a->before + a->after;
    }
    a->move = a->is_transposed ? 1 : a->stride;
    a->output = (a->padded - a->span) / a->move + 1;
    a->rest = (a->padded - a->span) % a->move;
}

static const struct item *find(const struct display_list *list, const char *part, int down, int row,
                               int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (is_part(item, part) && item->key.channel == down && item->key.row == row &&
            item->key.column == column)
            return item;
    }
    return NULL;
}

/* Where a padded cell of an axis begins on the page, from the middles of the input's units. */
struct scale {
    double first, pitch;
};

static double edge_at(struct scale scale, int cell)
{
    return scale.first + (cell - 0.5) * scale.pitch;
}

static double along(struct point point, int down)
{
    return down ? point.y : point.x;
}

/* Its ends are the first points of its ticks. */
static void check_line(const struct item *item, struct scale scale, int from, int to, int down,
                       const char *text)
{
    const struct point *points = item->of.path.path.points;
    double begin = along(points[0], down), end = along(points[2], down);
    if (fabs(begin - edge_at(scale, from)) > 0.01 || fabs(end - edge_at(scale, to)) > 0.01)
        fail_msg("%s%s is from %g to %g, not from %g to %g", text, item->key.part, begin, end,
                 edge_at(scale, from), edge_at(scale, to));
}

static void check_windows(const struct display_list *list, const struct counted *a,
                          struct scale scale, int down, const char *text)
{
    int seen = 0;
    for (int n = 0; n < a->output; n++) {
        const struct item *window = find(list, "ruler.window", down, -1, n);
        if (!window)
            continue;
        check_line(window, scale, n * a->move, n * a->move + a->span, down, text);
        seen++;
    }
    bool is_cut = seen == 3 && find(list, "ruler.window", down, -1, 0) &&
                  find(list, "ruler.window", down, -1, 1) &&
                  find(list, "ruler.window", down, -1, a->output - 1);
    if (seen != a->output && !is_cut)
        fail_msg("%sthe ruler has %d windows, not %d", text, seen, a->output);
    if (find(list, "ruler.window", down, -1, a->output))
        fail_msg("%sthe ruler has a window too many", text);
}

static void check_parts(const struct display_list *list, const struct counted *a,
                        struct scale scale, int down, const char *text)
{
    int stretched = a->padded - a->before - a->after - a->extra, at = 0, number = 0;
    const int lengths[] = {a->before, stretched, a->after, a->extra};
    for (int i = 0; i < 4; i++) {
        if (lengths[i] == 0)
            continue;
        const struct item *part = find(list, "ruler.part", down, -1, number++);
        if (!part)
            fail_msg("%sthe ruler has too few parts", text);
        else
            check_line(part, scale, at, at + lengths[i], down, text);
        at += lengths[i];
    }
    const struct item *rest = find(list, "ruler.rest", down, -1, -1);
    size_t crosses = rest ? rest->of.path.path.point_count / 4 : 0;
    if ((int)crosses != a->rest)
        fail_msg("%s%zu cells are left over, not %d", text, crosses, a->rest);
}

/* Units alone tell the scale: they are `stretch` cells apart. */
static struct scale scale_of(const struct display_list *list, const struct counted *rows,
                             const struct counted *columns, int down)
{
    const struct counted *a = down ? rows : columns;
    int stretch = a->is_transposed ? a->stride : 1;
    const struct item *first = NULL, *next = NULL;
    const struct counted *other = down ? columns : rows; /* which may be cropped */
    for (int at = 0; !next && at < other->padded; at++) {
        first = find(list, "input.value", -1, down ? a->before : at, down ? at : a->before);
        next = find(list, "input.value", -1, down ? a->before + stretch : at,
                    down ? at : a->before + stretch);
    }
    assert_true(first && next);
    struct point a_middle = first->of.text.at, b_middle = next->of.text.at;
    if (down) { /* the middles of figures, from their baselines */
        a_middle.y -= text_box(first).height / 2;
        b_middle.y -= text_box(next).height / 2;
    }
    double pitch = (along(b_middle, down) - along(a_middle, down)) / stretch;
    return (struct scale){along(a_middle, down) - a->before * pitch, pitch};
}

static bool are_alike(const struct counted *a, const struct counted *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* The bracket of a step's window is lit, where it is there, and no other one. */
static void check_lit(struct fixture *fixture, const struct counted axes[2], int step, int down,
                      const char *text)
{
    struct display_list list = draw(fixture, (size_t)step, 0);
    settle_groups(&list);
    int number = down ? step / axes[1].output : step % axes[1].output;
    size_t seen = 0;
    for (size_t i = 0; i < list.count; i++)
        seen += is_part(&list.items[i], "ruler.now") && list.items[i].key.channel == down;
    const struct item *window = find(&list, "ruler.window", down, -1, number);
    const struct item *lit = find(&list, "ruler.now", down, -1, number);
    if (seen != (window != NULL) || (lit != NULL) != (window != NULL))
        fail_msg("%sstep %d of axis %d lights %zu windows", text, step, down, seen);
    if (!window)
        return;
    struct rectangle a = path_box(&window->of.path.path), b = path_box(&lit->of.path.path);
    assert_true(fabs(a.x - b.x) + fabs(a.y - b.y) + fabs(a.width - b.width) < 0.01);
}

static void check_scene(const char *text, struct counted axes[2])
{
    struct fixture fixture;
    assert_true(set_up(&fixture, text));
    struct display_list list = draw(&fixture, 0, 0);
    settle_groups(&list);
    count(&axes[0]);
    count(&axes[1]);
    for (int down = 0; down < 2; down++) {
        const struct counted *a = &axes[down ? 0 : 1];
        bool is_plain = a->kernel == 1 && a->stride == 1 && a->padded == a->input;
        bool is_told = !is_plain && a->before >= 0 && a->after >= 0 &&
                       (!down || !are_alike(&axes[0], &axes[1]));
        if (is_told != (find(&list, "ruler.part", down, -1, 0) != NULL))
            fail_msg("%sthe ruler of axis %d is %s", text, down, is_told ? "missing" : "too many");
        if (!is_told)
            continue;
        struct scale scale = scale_of(&list, &axes[0], &axes[1], down);
        check_windows(&list, a, scale, down, text);
        check_parts(&list, a, scale, down, text);
        int steps = axes[0].output * axes[1].output;
        check_lit(&fixture, axes, steps - 1, down, text);
        check_lit(&fixture, axes, steps / 2, down, text);
    }
    tear_down(&fixture);
}

static void random_axis(uint64_t *seed, bool is_transposed, struct counted *a)
{
    *a = (struct counted){.input = pick(seed, 2, is_transposed ? 3 : 9),
                          .kernel = pick(seed, 1, 3),
                          .stride = pick(seed, 1, 3),
                          .before = pick(seed, 0, 1),
                          .dilation = pick(seed, 1, 2),
                          .is_transposed = is_transposed};
    a->after = is_transposed ? a->before : pick(seed, 0, 1);
    while ((is_transposed ? (a->input - 1) * a->stride + 1 - 2 * a->before
                          : a->input + a->before + a->after - 2 * a->dilation * (a->kernel - 1)) +
               a->dilation * (a->kernel - 1) <
           1)
        a->input++;
}

static void rulers_are_right(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int i = 0; i < ROUNDS; i++) {
        char text[MOST_TEXT];
        struct counted a[2];
        bool is_transposed = pick(&seed, 0, 2) == 0;
        random_axis(&seed, is_transposed, &a[0]);
        random_axis(&seed, is_transposed, &a[1]);
        if (pick(&seed, 0, 1))
            a[0] = a[1];
        char padding[80];
        snprintf(padding, sizeof padding, is_transposed ? "[%d, %d]" : "[[%d, %d], [%d, %d]]",
                 a[0].before, is_transposed ? a[1].before : a[0].after, a[1].before, a[1].after);
        snprintf(text, sizeof text,
                 "view: flat\nshow: {ruler: true}\n"
                 "input: {size: [%d, %d], random: {seed: %d, low: 0, high: 9}}\n"
                 "layer: {type: %s, kernel_size: [%d, %d], stride: [%d, %d], padding: %s, "
                 "dilation: [%d, %d]}\n",
                 a[0].input, a[1].input, i, is_transposed ? "ConvTranspose2d" : "Conv2d",
                 a[0].kernel, a[1].kernel, a[0].stride, a[1].stride, padding, a[0].dilation,
                 a[1].dilation);
        check_scene(text, a);
    }
}

/* What it says, word by word. */
static void check_texts(const char *scene, const char *expected)
{
    struct fixture fixture;
    char told[MOST_TEXT] = "";
    assert_true(set_up(&fixture, scene));
    struct display_list list = draw(&fixture, 0, 0);
    const char *last = NULL;
    int row = -1;
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        if (item->kind != ITEM_TEXT || strncmp(item->key.part, "ruler.", 6) != 0)
            continue;
        bool is_new = !last || strcmp(last, item->key.part) != 0 || row != item->key.row;
        size_t length = strlen(told);
        snprintf(told + length, sizeof told - length, "%s%s", is_new && last ? " | " : "",
                 item->of.text.string);
        last = item->key.part;
        row = item->key.row;
    }
    tear_down(&fixture);
    assert_string_equal(told, expected);
}

static void rulers_speak(void **state)
{
    (void)state;
    check_texts("view: flat\nshow: {ruler: true, legend: false}\nlanguage: de\n"
                "input: {size: 6, fill: 1}\n"
                "layer: {type: Conv2d, kernel_size: 3, stride: 2}\n",
                "\xf0\x9d\x91\x98=3 | \xf0\x9d\x91\x9c=2 | \xf0\x9d\x91\x96=6 | "
                "\xf0\x9d\x91\xa0=2 | Rest 1");
    check_texts("view: flat\nshow: {ruler: false}\ninput: {size: 6, fill: 1}\n"
                "layer: {type: Conv2d, kernel_size: 3, stride: 2}\n",
                "");
    check_texts("theme: guide\ninput: 5\nlayer: {type: Conv2d, kernel_size: 3}\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rulers_are_right),
        cmocka_unit_test(rulers_speak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
