/* SPDX-License-Identifier: MIT */
/* A scene's text -> tree of nodes: libyaml's events, with what a scene never needs (anchors, tags,
 * several documents) refused and every size limited. */
#include "node.h"

#include <string.h>

#include <yaml.h>

#include "convreel/limits.h"
#include "syntax.h"
#include "unicode.h"

enum {
    MAX_DEPTH = 256,     /* the language itself needs 10: shots, panels, layers, a 5-fold list */
    MAX_KEYS = 200,      /* of one map, which are compared with each other; the largest has 60 */
    MAX_ALL_KEYS = 50000 /* 12 panels of 100 layers with every key have 36,000 */
};

struct builder {
    struct arena *arena;
    struct report *report;
    const char *text;
    size_t length;
    struct node *root;
    struct node *open[MAX_DEPTH]; /* the lists and maps around the next node, outermost first */
    struct node *key[MAX_DEPTH];  /* of an open map: the key that waits for its value */
    size_t depth, node_count, key_count, document_count, refusal_count;
};

static struct position position_of(const struct builder *builder, yaml_mark_t mark)
{
    return (struct position){mark.line + 1, mark.column + 1, builder->report->file};
}

void node_append(struct node *parent, struct node *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

void node_append_copy(struct node *parent, const struct node *child, struct arena *arena)
{
    struct node *copy = arena_allocate(arena, 1, sizeof *copy);
    *copy = *child;
    copy->next = NULL;
    node_append(parent, copy);
}

/* ---- building ---- */

/* Puts a finished or just opened node where it belongs; the stack tells. */
static void place_node(struct builder *builder, struct node *node)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    struct node *parent = builder->open[builder->depth - 1];
    struct node **key = &builder->key[builder->depth - 1];
    if (parent->kind == NODE_MAP && !*key) {
        *key = node;
        builder->key_count++;
        return;
    }
    node->key = *key;
    *key = NULL;
    node_append(parent, node);
}

static struct node *add_node(struct builder *builder, enum node_kind kind, yaml_mark_t mark)
{
    struct node *node = arena_allocate(builder->arena, 1, sizeof *node);
    node->kind = kind;
    node->at = position_of(builder, mark);
    place_node(builder, node);
    builder->node_count++;
    return node;
}

/* A scene is text for people: what only programs write is refused, the first times aloud. */
static void refuse(struct builder *builder, const yaml_event_t *event, const char *hint,
                   const char *text)
{
    enum { MOST_REFUSALS = 100 };
    if (builder->refusal_count++ < MOST_REFUSALS)
        report_error(builder->report, position_of(builder, event->start_mark), hint, "%s", text);
}

static void refuse_properties(struct builder *builder, const yaml_event_t *event,
                              const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        refuse(builder, event,
               "write the value in full where it is needed, or put a text that starts with & in "
               "quotes",
               "anchors (&) are not supported");
    if (tag)
        refuse(builder, event, "leave it out, or put a text that starts with ! in quotes",
               "tags (!) are not supported");
}

static void add_scalar(struct builder *builder, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    refuse_properties(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
    struct node *node = add_node(builder, NODE_SCALAR, event->start_mark);
    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = arena_copy_text(builder->arena, value, length);
    if (length == 0 && (event->data.scalar.anchor || event->data.scalar.tag))
        node->kind = NODE_REFUSED; /* the rest of a text that was meant as one */
    if (memchr(value, '\0', length)) {
        refuse(builder, event, NULL, "a text cannot contain a NUL character");
        node->kind = NODE_REFUSED;
    }
}

static void add_alias(struct builder *builder, const yaml_event_t *event)
{
    struct node *node = add_node(builder, NODE_REFUSED, event->start_mark);
    node->text = "";
    refuse(builder, event, "write the value in full where it is needed",
           "aliases (*) are not supported");
}

static bool open_node(struct builder *builder, enum node_kind kind, const yaml_event_t *event)
{
    bool is_list = kind == NODE_LIST;
    refuse_properties(builder, event,
                      is_list ? event->data.sequence_start.anchor
                              : event->data.mapping_start.anchor,
                      is_list ? event->data.sequence_start.tag : event->data.mapping_start.tag);
    double most = report_most(builder->report, LIMIT_NESTING);
    if ((double)builder->depth >= most) {
        report_over(builder->report, LIMIT_NESTING, 0, position_of(builder, event->start_mark),
                    NULL, "lists and maps are nested more than %.0f levels deep", most);
        return false;
    }
    struct node *node = add_node(builder, kind, event->start_mark);
    builder->open[builder->depth] = node;
    builder->key[builder->depth++] = NULL;
    return true;
}

static bool start_document(struct builder *builder, const yaml_event_t *event)
{
    if (++builder->document_count == 1)
        return true;
    report_error(builder->report, position_of(builder, event->start_mark),
                 "put each scene into its own file",
                 "a file contains one scene, but a second one starts here");
    return false;
}

/* False: reported. */
static bool check_amounts(struct builder *builder, const yaml_event_t *event)
{
    const struct node *parent = builder->depth > 0 ? builder->open[builder->depth - 1] : NULL;
    struct position at = position_of(builder, event->start_mark);
    bool is_full_map = parent && parent->kind == NODE_MAP && parent->count >= MAX_KEYS;
    double most = report_most(builder->report, LIMIT_VALUES);
    if ((double)builder->node_count >= most)
        report_over(builder->report, LIMIT_VALUES, 0, at, "put large tensors into files",
                    "the scene has more than %.0f values", most);
    else if (builder->key_count > MAX_ALL_KEYS)
        report_status(builder->report, STATUS_LIMIT, at, NULL, "the scene has more than %d keys",
                      MAX_ALL_KEYS);
    else if (is_full_map && event->type != YAML_MAPPING_END_EVENT)
        report_error(builder->report, at, NULL, "this map has more than %d keys", MAX_KEYS);
    else
        return true;
    return false;
}

/* False: nothing more is to be read. */
static bool take_event(struct builder *builder, const yaml_event_t *event)
{
    if (!check_amounts(builder, event))
        return false;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(builder, event);
    case YAML_SCALAR_EVENT:
        add_scalar(builder, event);
        return true;
    case YAML_ALIAS_EVENT:
        add_alias(builder, event);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        return open_node(builder, NODE_LIST, event);
    case YAML_MAPPING_START_EVENT:
        return open_node(builder, NODE_MAP, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return true;
    case YAML_STREAM_END_EVENT:
        return false;
    }
    return false;
}

/* False: a syntax error. */
static bool read_events(struct builder *builder, yaml_parser_t *parser)
{
    bool goes_on = true;
    while (goes_on) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            const struct source source = {.text = builder->text, .length = builder->length};
            syntax_report(builder->report, &source, parser);
            return false;
        }
        goes_on = take_event(builder, &event);
        yaml_event_delete(&event);
    }
    return true;
}

/* Whether a line begins at an offset, by YAML's line breaks. */
static bool starts_line(const char *text, size_t offset)
{
    static const char *const breaks[] = {"\n", "\r", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"};
    bool is_start = offset == 0;
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        size_t size = strlen(breaks[i]);
        is_start |= offset >= size && memcmp(text + offset - size, breaks[i], size) == 0;
    }
    return is_start;
}

/* libyaml compares each %TAG line with all before it, so none may reach it. */
static bool refuse_tag_lines(const struct builder *builder)
{
    static const char word[] = "%TAG";
    const char *at = builder->text, *end = at + builder->length;
    for (; (at = memchr(at, '%', (size_t)(end - at))); at++) {
        size_t offset = (size_t)(at - builder->text);
        if ((size_t)(end - at) < strlen(word) || memcmp(at, word, strlen(word)) != 0 ||
            !starts_line(builder->text, offset))
            continue;
        report_error(builder->report, unicode_position(builder->text, builder->length, offset),
                     "leave it out: values are read by their form",
                     "tags (%%TAG) are not supported");
        return true;
    }
    return false;
}

struct node *node_read(const char *text, size_t length, struct arena *arena, struct report *report)
{
    struct builder builder = {.arena = arena, .report = report, .text = text, .length = length};
    if (refuse_tag_lines(&builder))
        return NULL;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        report_status(report, STATUS_LIMIT, (struct position){0}, NULL,
                      "there is not enough memory for the scene");
        return NULL;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    bool is_whole = read_events(&builder, &parser) && builder.depth == 0;
    yaml_parser_delete(&parser);
    return is_whole ? builder.root : NULL;
}

/* ---- looking ---- */

struct position node_text_start(const struct node *node)
{
    bool is_quoted = node->kind == NODE_SCALAR && !node->is_plain;
    return (struct position){node->at.line, node->at.column + is_quoted, node->at.file};
}

const struct node *node_find(const struct node *map, const char *key)
{
    if (map->kind != NODE_MAP)
        return NULL;
    for (const struct node *child = map->first; child; child = child->next) {
        if (child->key->kind == NODE_SCALAR && *child->key->text == *key &&
            strcmp(child->key->text, key) == 0)
            return child;
    }
    return NULL;
}

const char *node_describe(const struct node *node, struct arena *arena)
{
    enum { SHOWN = 40 }; /* characters: enough to know a value again */
    switch (node->kind) {
    case NODE_LIST:
        return "a list";
    case NODE_MAP:
        return "a map";
    case NODE_REFUSED:
        return "this";
    case NODE_SCALAR:
        break;
    }
    size_t length = strlen(node->text);
    const char *text = length ? text_printable(arena, node->text, length, SHOWN) : "";
    enum scalar_kind bare = scalar_kind_of_text(node->text);
    if (!node->is_plain && bare != SCALAR_WORD)
        return arena_format(arena, "the text \"%s\"", text);
    if (bare == SCALAR_WORD)
        return arena_format(arena, "'%s'", text);
    return bare == SCALAR_NULL ? "nothing" : text;
}
