/* SPDX-License-Identifier: MIT */
/*
 * What a row of a summary of Keras reads, by the names of its last column: "add[0][0], ..." or
 * "['add[0][0]', ...]". A name may be cut off; then the nearest row above that may be meant, and
 * has the due sizes, is taken. Rows that join maps: Add, Concatenate, and Multiply by a gate.
 */
#include "keras.h"

#include <string.h>

#include "model.h"

/* ---- names ---- */

/* A name in the column. */
struct name {
    const char *start;
    size_t length;
    bool is_cut;
};

/* False: there is no more. */
static bool next_name(const char **at, struct name *out)
{
    *at += strspn(*at, " ,'[]");
    size_t length = strcspn(*at, " ,'[]");
    bool is_cut = length > 0 && (*at)[length - 1] == KERAS_CUT;
    *out = (struct name){*at, length - is_cut, is_cut};
    *at += length;
    while (**at == '[') { /* [0][0], which may be cut off, too */
        *at += strcspn(*at, "] ,'");
        *at += **at == ']';
    }
    return length > 0 && !(length == 1 && *out->start == '-');
}

static bool is_called(const struct keras_value *value, const struct name *name)
{
    const char *own = value->row->name;
    size_t length = strlen(own), shorter = length < name->length ? length : name->length;
    if (shorter == 0 || strncmp(own, name->start, shorter) != 0)
        return false;
    return length == name->length ||
           (length < name->length ? value->row->is_name_cut : name->is_cut);
}

static bool is_joined(const char *type)
{
    return strcmp(type, "Add") == 0 || strcmp(type, "Concatenate") == 0 ||
           strcmp(type, "Multiply") == 0;
}

static bool is_alike(const struct keras_shape *a, const struct keras_shape *b)
{
    return a->axes == b->axes && memcmp(a->size, b->size, a->axes * sizeof *a->size) == 0;
}

/* Whether a join may read it besides those that it reads already. */
static bool may_be_read(const struct keras_summary *summary, const struct keras_value *value,
                        const struct keras_row *row)
{
    for (size_t i = 0; i < summary->read_count; i++)
        if (summary->reads[i] == value)
            return false;
    const struct keras_shape *out = &row->out, *in = &value->row->out;
    if (strcmp(row->type, "Add") == 0)
        return is_alike(in, out) && in->channels == out->channels;
    return strcmp(row->type, "Concatenate") != 0 || is_alike(in, out);
}

/* The nearest row above of that name; *count: how many there are. NULL: none. */
static const struct keras_value *find_value(const struct keras_summary *summary,
                                            const struct keras_row *row, const struct name *name,
                                            size_t *count)
{
    const struct keras_value *found = NULL;
    bool is_exact = false;
    *count = 0;
    for (size_t i = summary->value_count; i-- > 0;) {
        const struct keras_value *value = &summary->values[i];
        if (!is_called(value, name) ||
            (name->is_cut && is_joined(row->type) && !may_be_read(summary, value, row)))
            continue;
        bool is_whole = strlen(value->row->name) == name->length && !name->is_cut;
        found = !found || (is_whole && !is_exact) ? value : found;
        is_exact |= is_whole;
        ++*count;
    }
    *count = is_exact ? 1 : *count;
    return found;
}

static bool add_read(struct keras_summary *summary, const struct keras_row *row,
                     const struct name *name)
{
    size_t count;
    const struct keras_value *value = find_value(summary, row, name, &count);
    if (!value || summary->read_count == MAX_SOURCES) {
        const char *shown = text_printable(summary->arena, name->start, name->length, 40);
        return keras_fail(
            summary, row, "paste all that model.summary() prints",
            value ? "it joins too many rows"
                  : arena_format(summary->arena, "it reads '%s', which no row above it is", shown));
    }
    const struct keras_value *last = &summary->values[summary->value_count - 1];
    bool is_next = value == last && !is_joined(row->type);
    if (count > 1 && !is_next)
        summary->guessed = summary->guessed
                               ? arena_format(summary->arena, "%s, %s", summary->guessed, row->name)
                               : row->name;
    summary->reads[summary->read_count++] = value;
    return true;
}

/* A scene has one input. */
static bool check_input(struct keras_summary *summary, const struct keras_row *row)
{
    for (size_t i = 0; i < summary->value_count; i++)
        if (strcmp(summary->values[i].row->type, row->type) == 0)
            return keras_fail(summary, row, "write the layers as maps in a list",
                              "a scene has one input");
    return true;
}

bool keras_link(struct keras_summary *summary, const struct keras_row *row)
{
    const char *at = row->connected;
    struct name name;
    summary->read_count = 0;
    while (next_name(&at, &name))
        if (!add_read(summary, row, &name))
            return false;
    if (summary->read_count == 0)
        summary->reads[summary->read_count++] = &summary->values[summary->value_count - 1];
    const struct keras_value *first = summary->reads[0];
    bool is_input = strcmp(row->type, "InputLayer") == 0;
    if (is_input && !check_input(summary, row))
        return false;
    summary->in = is_input ? row->out : first->row->out;
    summary->from = is_input ? FROM_INPUT : first->line;
    summary->map = is_input ? FROM_INPUT : first->map;
    return true;
}

/* ---- joins ---- */

static bool add_sources(struct keras_summary *summary, const struct keras_row *row,
                        const char *type)
{
    keras_add_line(summary, row, type, "");
    struct line *line = &summary->lines[summary->line_count - 1];
    line->source_count = 0;
    for (size_t i = 0; i < summary->read_count; i++) {
        for (size_t s = 0; s < line->source_count; s++)
            if (line->sources[s] == summary->reads[i]->line)
                return keras_fail(summary, row, "write the layers as maps in a list",
                                  "it joins a map with itself");
        line->sources[line->source_count++] = summary->reads[i]->line;
    }
    return true;
}

static bool add_concatenation(struct keras_summary *summary, const struct keras_row *row)
{
    int64_t channels = 0;
    for (size_t i = 0; i < summary->read_count; i++)
        channels += summary->reads[i]->row->out.channels;
    if (channels != row->out.channels)
        return keras_fail(summary, row, "write the layers as maps in a list",
                          "it joins maps along another axis than their channels");
    return add_sources(summary, row, "Concat");
}

static int64_t count_places(const struct keras_shape *shape)
{
    int64_t count = 1;
    for (size_t i = 0; i < shape->axes; i++)
        count *= shape->size[i];
    return count;
}

/* A map times one number for each of its channels keeps its size: what makes those is left out. */
static bool pass_gate(struct keras_summary *summary, const struct keras_row *row)
{
    const struct keras_value *map = summary->reads[0], *gate = summary->reads[1];
    if (count_places(&map->row->out) < count_places(&gate->row->out)) {
        map = gate;
        gate = summary->reads[0];
    }
    if (count_places(&gate->row->out) != 1 || !is_alike(&map->row->out, &row->out))
        return keras_fail(summary, row, "write the layers as maps in a list",
                          "there is no layer that joins maps so");
    summary->from = map->line;
    summary->map = map->map;
    if (gate->line != FROM_INPUT)
        summary->is_gate[gate->line] = true;
    return true;
}

/* Channels of a single place, as a list or as maps: whichever layers gave them first. */
static bool pass_reshape(struct keras_summary *summary, const struct keras_row *row)
{
    if (count_places(&row->out) != 1 || count_places(&summary->in) != 1 ||
        row->out.channels != summary->in.channels || row->out.axes == 0)
        return keras_fail(summary, row, "write the layers as maps in a list",
                          "there is no layer that orders units so");
    if (summary->from != summary->map)
        summary->is_gate[summary->from] = true; /* a Flatten, if nothing else reads it */
    summary->from = summary->map;
    return true;
}

bool keras_add_join(struct keras_summary *summary, const struct keras_row *row, bool *is_join)
{
    bool is_reshape = strcmp(row->type, "Reshape") == 0;
    *is_join = is_reshape || (is_joined(row->type) && summary->read_count > 1);
    if (is_reshape)
        return pass_reshape(summary, row);
    if (!*is_join)
        return true;
    if (strcmp(row->type, "Add") == 0)
        return add_sources(summary, row, "Add");
    if (strcmp(row->type, "Concatenate") == 0)
        return add_concatenation(summary, row);
    if (summary->read_count == 2)
        return pass_gate(summary, row);
    return keras_fail(summary, row, "write the layers as maps in a list",
                      "there is no layer that joins maps so");
}
