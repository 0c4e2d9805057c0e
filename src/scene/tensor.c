/* SPDX-License-Identifier: MIT */
/* Nested lists of numbers -> tensor. The first list of each depth says how long all of that depth
 * are; one that differs is told where it stands. */
#include "fields.h"
#include "file.h"

#include <assert.h>

struct tensor_reader {
    struct reader *reader;
    const struct field *field;
    struct tensor *tensor;
    size_t next; /* the value to be filled */
    bool is_whole;
};

size_t tensor_count(const struct tensor *tensor)
{
    size_t count = 1;
    for (size_t i = 0; i < tensor->rank; i++)
        count *= tensor->size[i];
    return count;
}

size_t tensor_offset(const struct tensor *tensor, const size_t *index)
{
    size_t at = 0;
    for (size_t i = 0; i < tensor->rank; i++)
        at = at * tensor->size[i] + index[i];
    return at;
}

const char *tensor_sizes(const struct tensor *tensor, size_t first, const char *between,
                         struct arena *arena)
{
    const char *text = "";
    for (size_t i = first; i < tensor->rank; i++)
        text = arena_format(arena, "%s%s%zu", text, i > first ? between : "", tensor->size[i]);
    return text;
}

/* Rank and sizes along the first items. */
static bool measure(struct tensor_reader *state, const struct node *node)
{
    struct reader *reader = state->reader;
    struct tensor *tensor = state->tensor;
    for (; node->kind == NODE_LIST; node = node->first) {
        if (tensor->rank == (size_t)state->field->high) {
            reader_error(reader, node, NULL, "%s are nested deeper than %zu lists",
                         reader_subject(reader, state->field), tensor->rank);
            return false;
        }
        if (node->count == 0) {
            reader_error(reader, node, NULL, "an empty list has no values");
            return false;
        }
        tensor->size[tensor->rank++] = node->count;
    }
    return true;
}

static void read_one(struct tensor_reader *state, const struct node *node)
{
    double value = 0;
    enum scalar_kind kind = scalar_kind_of(node);
    const struct field number = {.path = "a value", .takes = "a number"};
    if (node->kind != NODE_SCALAR || kind == SCALAR_NULL) {
        reader_error(state->reader, node, NULL, "ragged values: expected a number, not %s",
                     node_describe(node, &state->reader->report->arena));
        state->is_whole = false;
    } else if (!reader_number(state->reader, &number, node, &value)) {
        state->is_whole = false;
    }
    assert(state->next < tensor_count(state->tensor) || !state->is_whole);
    if (state->is_whole)
        state->tensor->values[state->next++] = value;
}

/* depth: how many lists stand around the node. Recursion ends at MAX_RANK. */
static void read_nested(struct tensor_reader *state, const struct node *node, size_t depth)
{
    if (depth == state->tensor->rank) {
        read_one(state, node);
        return;
    }
    size_t due = state->tensor->size[depth];
    if (node->kind != NODE_LIST) {
        reader_error(state->reader, node, NULL, "ragged values: expected a list of %zu, not %s",
                     due, node_describe(node, &state->reader->report->arena));
        state->is_whole = false;
        return;
    }
    if (node->count != due) {
        reader_error(state->reader, node, NULL,
                     "ragged values: this list has %zu item%s, but the first one has %zu",
                     node->count, text_plural(node->count), due);
        state->is_whole = false;
    }
    for (const struct node *item = node->first; item; item = item->next)
        read_nested(state, item, depth + 1);
}

/* Room for as many numbers as the sizes say; a ragged list may promise far more than it holds, but
 * the product of sizes on the way to one leaf is bounded here before anything is allocated. */
static bool allocate(struct tensor_reader *state, const struct node *node)
{
    struct tensor *tensor = state->tensor;
    size_t count = 1;
    for (size_t i = 0; i < tensor->rank; i++) {
        if (tensor->size[i] > MOST_VALUES / count) {
            reader_limit(state->reader, node, "more than %d values", (int)MOST_VALUES);
            return false;
        }
        count *= tensor->size[i];
    }
    tensor->values = arena_allocate(&state->reader->scene->arena, count, sizeof *tensor->values);
    return true;
}

void read_tensor(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct values *values = out;
    if (node->kind != NODE_LIST) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    struct tensor tensor = {0};
    struct tensor_reader state = {reader, field, &tensor, 0, true};
    if (!measure(&state, node) || !allocate(&state, node))
        return;
    read_nested(&state, node, 0);
    if (!state.is_whole)
        return;
    values->kind = VALUES_GIVEN;
    values->given = tensor;
}
