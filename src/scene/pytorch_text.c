/* SPDX-License-Identifier: MIT */
/* The words, numbers and tuples of a layer as PyTorch prints it, each a node at its place. */
#include "pytorch_text.h"

#include <ctype.h>
#include <string.h>

#include "fields.h"

static struct position place_of(struct call *call, const char *at)
{
    if (at < call->counted) {
        call->counted = call->source->text;
        call->column = node_text_start(call->source).column;
    }
    for (; call->counted < at; call->counted++)
        call->column += character_starts(*call->counted); /* columns count characters */
    return (struct position){call->source->at.line, call->column, call->source->at.file};
}

bool call_fail(struct call *call, const char *at, const char *text)
{
    const struct node here = {.kind = NODE_SCALAR, .at = place_of(call, at)};
    bool is_cut = *at == '\0' && call->source->is_plain; /* YAML ends a text at a comma or a # */
    reader_error(call->reader, &here,
                 is_cut ? "put the whole line in quotes: \"Conv2d(1, 1, kernel_size=(3, 3))\""
                        : "for example Conv2d(1, 1, kernel_size=(3, 3))",
                 "%s", text);
    return false;
}

void call_skip_blanks(struct call *call)
{
    while (isspace((unsigned char)*call->at))
        call->at++;
}

bool call_take(struct call *call, char due)
{
    call_skip_blanks(call);
    if (*call->at != due)
        return false;
    call->at++;
    return true;
}

static bool is_word_part(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

const char *call_take_word(struct call *call)
{
    call_skip_blanks(call);
    const char *start = call->at;
    while (is_word_part(*call->at))
        call->at++;
    size_t length = (size_t)(call->at - start);
    return length > 0 ? arena_copy_text(call->arena, start, length) : NULL;
}

struct node *call_add_node(struct call *call, enum node_kind kind, const char *at)
{
    struct node *node = arena_allocate(call->arena, 1, sizeof *node);
    node->kind = kind;
    node->is_plain = true;
    node->at = place_of(call, at);
    node->text = "";
    return node;
}

/* Python's words for what YAML calls otherwise. */
static const char *as_yaml(const char *word)
{
    return strcmp(word, "True") == 0    ? "true"
           : strcmp(word, "False") == 0 ? "false"
           : strcmp(word, "None") == 0  ? "null"
                                        : word;
}

static struct node *take_quoted(struct call *call, const char *start)
{
    char quote = *call->at++;
    const char *first = call->at;
    while (*call->at && *call->at != quote)
        call->at++;
    struct node *node = call_add_node(call, NODE_SCALAR, start);
    node->is_plain = false;
    node->text = arena_copy_text(call->arena, first, (size_t)(call->at - first));
    if (*call->at)
        call->at++;
    return node;
}

static struct node *take_scalar(struct call *call)
{
    const char *start = call->at;
    if (*start == '\'' || *start == '"')
        return take_quoted(call, start);
    while (is_word_part(*call->at) || (*call->at && strchr("+-.", *call->at)))
        call->at++;
    if (call->at == start)
        return NULL;
    struct node *node = call_add_node(call, NODE_SCALAR, start);
    node->text = as_yaml(arena_copy_text(call->arena, start, (size_t)(call->at - start)));
    return node;
}

struct node *call_take_value(struct call *call)
{
    call_skip_blanks(call);
    const char *start = call->at;
    bool is_tuple = call_take(call, '(');
    if (!is_tuple && !call_take(call, '[')) {
        struct node *node = take_scalar(call);
        if (!node)
            call_fail(call, start, "expected a value");
        return node;
    }
    struct node *list = call_add_node(call, NODE_LIST, start);
    while (!call_take(call, is_tuple ? ')' : ']')) {
        call_skip_blanks(call);
        struct node *item = take_scalar(call);
        bool goes_on = item && list->count < MOST_WRITTEN;
        if (!goes_on || (!call_take(call, ',') && *call->at != (is_tuple ? ')' : ']'))) {
            call_fail(call, call->at, "expected a list of numbers");
            return NULL;
        }
        node_append(list, item);
    }
    return list;
}
