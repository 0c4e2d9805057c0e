/* SPDX-License-Identifier: MIT */
/* ONNX's nodes one after the other: each tensor has a name of its own. */
#include <ctype.h>
#include <string.h>

#include "cli/dialects.h"

static size_t place_in_stack(const struct simulation *simulation)
{
    size_t place = 0;
    for (; simulation->below; simulation = simulation->below)
        place++;
    return place;
}

static size_t name_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '_')
        length++;
    return length;
}

/* A tensor's name with the number of its layer: X goes in, Y is the next layer's X, and an unpool
 * takes its pool's indices. */
static void add_numbered(const struct simulation *simulation, const char *name, size_t length,
                         struct buffer *out)
{
    size_t number = place_in_stack(simulation);
    bool is_output = length == 1 && *name == 'Y', is_index = length == 1 && *name == 'I';
    if (is_index && simulation->indices_of)
        number = place_in_stack(simulation->indices_of);
    buffer_format(out, "%.*s%zu", (int)length, is_output ? "X" : name, number + is_output);
}

/* From `from` up to `to`, names numbered. */
static void add_names(const struct simulation *simulation, const char *from, const char *to,
                      struct buffer *out)
{
    while (from < to) {
        size_t length = name_length(from);
        if (length > 0)
            add_numbered(simulation, from, length, out);
        else
            buffer_add(out, from, 1);
        from += length > 0 ? length : 1;
    }
}

/* Names stand before a line's first equals sign and in its last parentheses. */
void onnx_add_numbered(const struct simulation *simulation, const char *text, struct buffer *out)
{
    while (*text) {
        const char *end = strchr(text, '\n') + 1, *equals = strchr(text, '='), *open = end;
        while (*open != '(')
            open--;
        add_names(simulation, text, equals, out);
        buffer_add(out, equals, (size_t)(open - equals));
        add_names(simulation, open, end, out);
        text = end;
    }
}
