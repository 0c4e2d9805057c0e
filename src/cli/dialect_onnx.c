/* SPDX-License-Identifier: MIT */
/* ONNX's nodes one after the other: each tensor has a name of its own. */
#include <ctype.h>
#include <string.h>

#include "cli/dialects.h"

static size_t name_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '_')
        length++;
    return length;
}

/* Names of one line. */
struct naming {
    const struct simulation *simulation; /* borrowed */
    size_t input_count;                  /* X's so far: the nth is the nth map that it reads */
    struct buffer *out;
};

/* X0 is the network's input, X1 what its first layer gives. */
static size_t number_of_input(struct naming *naming)
{
    const struct simulation *simulation = naming->simulation;
    const struct simulation *source =
        simulation->sources[naming->input_count++ % simulation->source_count].layer;
    return source ? source->place + 1 : 0;
}

/* A tensor's name with a number: X goes in, Y is another layer's X, an unpool takes its pool's
 * indices, and all others are the layer's own. */
static void add_numbered(struct naming *naming, const char *name, size_t length)
{
    const struct simulation *simulation = naming->simulation;
    size_t number = simulation->place;
    bool is_short = length == 1, is_output = is_short && *name == 'Y';
    if (is_short && *name == 'X')
        number = number_of_input(naming);
    else if (is_output)
        number = simulation->place + 1;
    else if (is_short && *name == 'I' && simulation->indices_of)
        number = simulation->indices_of->place;
    buffer_format(naming->out, "%.*s%zu", (int)length, is_output ? "X" : name, number);
}

/* From `from` up to `to`, names numbered. */
static void add_names(struct naming *naming, const char *from, const char *to)
{
    while (from < to) {
        size_t length = name_length(from);
        if (length > 0)
            add_numbered(naming, from, length);
        else
            buffer_add(naming->out, from, 1);
        from += length > 0 ? length : 1;
    }
}

/* Names stand before a line's first equals sign and in its last parentheses. */
void onnx_add_numbered(const struct simulation *simulation, const char *text, struct buffer *out)
{
    while (*text) {
        const char *end = strchr(text, '\n') + 1, *equals = strchr(text, '='), *open = end;
        struct naming naming = {.simulation = simulation, .out = out};
        while (*open != '(')
            open--;
        add_names(&naming, text, equals);
        buffer_add(out, equals, (size_t)(open - equals));
        add_names(&naming, open, end);
        text = end;
    }
}
