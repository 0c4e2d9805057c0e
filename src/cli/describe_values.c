/* SPDX-License-Identifier: MIT */
/* A layer's numbers in words: rows of values where there are few, sums. */
#include "cli/describe.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One of a layer's tensors, and the words for it. */
struct map {
    const struct simulation *simulation;
    const struct tensor *tensor;
    const char *called; /* "input" */
    const char *leading[MAX_RANK];
    double divisor; /* the values are listed times it */
};

static double sum_of(const struct map *map, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += map->tensor->values[i];
    return sum;
}

static bool are_alike(const struct map *map, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (map->tensor->values[i] != map->tensor->values[0])
            return false;
    return true;
}

/* ---- rows ---- */

/* "Channel 0, row 1: " of row n; an axis that counts one thing only goes without saying, unless
 * it is the rows themselves. */
static void add_row_name(const struct map *map, size_t n, struct buffer *out, struct arena *arena)
{
    const struct tensor *tensor = map->tensor;
    const char *name = "";
    for (size_t i = tensor->rank - 1; i-- > 0;) {
        size_t index = n % tensor->size[i];
        n /= tensor->size[i];
        if (tensor->size[i] == 1 && strcmp(map->leading[i], "row") != 0)
            continue;
        name = arena_format(arena, "%s %zu%s%s", map->leading[i], index, *name ? ", " : "", name);
    }
    if (*name)
        buffer_format(out, "%c%s: ", toupper((unsigned char)name[0]), name + 1);
}

static void add_rows(const struct map *map, size_t count, struct buffer *out, struct arena *arena)
{
    size_t length = map->tensor->size[map->tensor->rank - 1];
    for (size_t row = 0; row < count / length; row++) {
        const double *values = map->tensor->values + row * length;
        add_row_name(map, row, out, arena);
        for (size_t i = 0; i < length; i++)
            buffer_format(out, "%s%s", i ? ", " : "",
                          describe_number(map->simulation, values[i] * map->divisor, arena));
        buffer_add_text(out, ".\n");
    }
}

/* Of many values their range. */
static void add_range(const struct map *map, size_t count, struct buffer *out, struct arena *arena)
{
    const double *values = map->tensor->values;
    double low = values[0], high = values[0];
    for (size_t i = 1; i < count; i++) {
        low = fmin(low, values[i]);
        high = fmax(high, values[i]);
    }
    buffer_format(out, "The %zu values of the %s run from %s to %s and add up to %s.\n", count,
                  map->called, describe_number(map->simulation, low, arena),
                  describe_number(map->simulation, high, arena),
                  describe_number(map->simulation, sum_of(map, count), arena));
}

static void add_map(const struct map *map, struct buffer *out)
{
    struct arena arena = {0};
    size_t count = tensor_count(map->tensor);
    const char *first = describe_number(map->simulation, map->tensor->values[0], &arena);
    const char *sum = describe_number(map->simulation, sum_of(map, count), &arena);
    if (count == 1)
        buffer_format(out, "The only value of the %s is %s.\n", map->called, first);
    else if (are_alike(map, count))
        buffer_format(out, "The %zu values of the %s are all %s and add up to %s.\n", count,
                      map->called, first, sum);
    else if (count > MOST_LISTENED)
        add_range(map, count, out, &arena);
    else {
        buffer_format(out, "The %zu values of the %s add up to %s", count, map->called, sum);
        if (map->divisor != 1)
            buffer_format(out, "; here each stands times %s",
                          describe_number(map->simulation, map->divisor, &arena));
        buffer_add_text(out, ":\n");
        add_rows(map, count, out, &arena);
    }
    arena_finish(&arena);
}

/* Of the input or the output. */
static void add_feature_map(const struct simulation *simulation, const struct tensor *tensor,
                            const char *called, struct buffer *out)
{
    struct map map = {simulation, tensor, called, {0}, 1};
    bool is_matrix = tensor->rank == 2 && simulation->axes > 1;
    for (size_t i = 0; i < tensor->rank; i++)
        map.leading[i] = is_matrix ? "row" : describe_axis_name(simulation->axes, i);
    add_map(&map, out);
}

static void add_kernel(const struct simulation *simulation, struct buffer *out)
{
    struct map map = {simulation, &simulation->kernel, "kernel", {"filter", "channel"}, 1};
    if (simulation->is_transposed) {
        map.leading[0] = "input channel";
        map.leading[1] = "output channel";
    }
    for (size_t i = 0; i < simulation->axes; i++)
        map.leading[2 + i] = describe_axis_name(simulation->axes, 1 + i);
    const double *divide = simulation->kernel_divide;
    bool is_common = divide != NULL;
    for (size_t i = 1; is_common && i < simulation->out_channels; i++)
        is_common = divide[i] == divide[0];
    if (is_common)
        map.divisor = divide[0];
    add_map(&map, out);
}

static void add_bias(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    const struct tensor *bias = &simulation->bias;
    size_t count = simulation->out_channels;
    if (count > MOST_LISTENED)
        return;
    buffer_format(out, count == 1 ? "The bias is" : "The biases of the output channels are");
    for (size_t i = 0; i < count; i++)
        buffer_format(out, "%s%s", i ? ", " : " ",
                      describe_number(simulation, bias->values[i], arena));
    buffer_add_text(out, ".\n");
}

static void add_all(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    struct tensor input = simulation_input_as_given(simulation);
    if (!simulation->below && simulation->has_values)
        add_feature_map(simulation, &input, "input", out);
    if (simulation->scene->is_alone)
        return;
    if (simulation->has_kernel)
        add_kernel(simulation, out);
    if (simulation->has_bias)
        add_bias(simulation, out, arena);
    if (simulation->scene->show.reveal == REVEAL_BLANK)
        buffer_add_text(out, "The cells of the output are empty.\n");
    if (!simulation->has_values || simulation->scene->show.reveal == REVEAL_BLANK)
        return;
    struct tensor results = simulation->output;
    results.values = (double *)simulation_settled(simulation, arena); /* only read */
    add_feature_map(simulation, &results, "output", out);
    describe_steps(simulation, out);
}

void describe_values(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    bool is_numeric = simulation->has_values || simulation->has_kernel_values;
    switch (simulation->scene->show.values) {
    case SHOW_DIGITS:
        if (is_numeric)
            add_all(simulation, out, &arena);
        else
            buffer_add_text(out, "No values are given.\n");
        break;
    case SHOW_SYMBOLS:
        buffer_add_text(out, "The cells hold symbols with their indices in place of numbers: x for "
                             "the input, w for the kernel, y for the output.\n");
        break;
    case SHOW_NOTHING:
        buffer_add_text(out, "The values are not shown.\n");
        break;
    }
    arena_finish(&arena);
}
