/* SPDX-License-Identifier: MIT */
/* A scene's text -> tree of nodes: libyaml's events, with what a scene never needs (anchors, tags,
 * several documents) refused and every size limited. */
#include "node.h"

#include <string.h>

#include <yaml.h>

#include "unicode.h"

enum {
    HINT_SHOWN = 40,     /* characters of a text that a hint repeats */
    MAX_DEPTH = 64,      /* the language itself needs 10: shots, panels, layers, a 5-fold list */
    MAX_NODES = 4000000, /* about 100 bytes each; larger maps belong in a file of their own */
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

static struct position position_of(yaml_mark_t mark)
{
    return (struct position){.line = mark.line + 1, .column = mark.column + 1};
}

/* ---- syntax errors ---- */

/* libyaml's own words on the left, from its scanner.c and parser.c. */
static const struct {
    const char *problem, *hint;
} syntax_hints[] = {
    {"did not find expected key",
     "the keys of one map start in the same column, as do the dashes of one list"},
    {"did not find expected '-' indicator", "the dashes of one list start in the same column"},
    {"did not find expected ',' or ']'", "a list is written [1, 2, 3]: is a , or a ] missing?"},
    {"did not find expected ',' or '}'", "a map is written {a: 1, b: 2}: is a , or a } missing?"},
    {"could not find expected ':'", "a key is followed by a colon and a space"},
    {"mapping values are not allowed in this context",
     "put a text that contains a colon in quotes, and each key on its own line"},
    {"found unexpected end of stream", "a quote is never closed"},
    {"found character that cannot start any token",
     "put a text that starts with this character in quotes"},
};

static const char *syntax_hint(const struct builder *builder, const char *problem,
                               struct position at)
{
    if (unicode_byte_at(builder->text, builder->length, at) == '\t')
        return "YAML indents with spaces, never with tabs";
    for (size_t i = 0; i < sizeof syntax_hints / sizeof syntax_hints[0]; i++) {
        if (strcmp(problem, syntax_hints[i].problem) == 0)
            return syntax_hints[i].hint;
    }
    return NULL;
}

/* ---- slips that libyaml tells elsewhere, or in other words ---- */

/* The start of a line counted from 1, and its length. */
static const char *line_at(const struct builder *builder, size_t number, size_t *length)
{
    const char *at = builder->text, *end = at + builder->length;
    for (; at && number > 1; number--) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    const char *stop = at ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    *length = at ? (size_t)((stop ? stop : end) - at) : 0;
    return at;
}

/* A colour without quotes after a colon, a comma or a bracket: to YAML a comment. Its length. */
static size_t bare_color(const char *line, size_t length, size_t at)
{
    size_t before = at;
    while (before > 0 && line[before - 1] == ' ')
        before--;
    size_t end = at + 1;
    while (end < length && strchr("0123456789abcdefABCDEF", line[end]))
        end++;
    bool is_value = before > 0 && before < at && strchr(":,[", line[before - 1]);
    bool is_color = line[at] == '#' && (end - at == 4 || end - at == 7 || end - at == 9);
    return is_value && is_color ? end - at : 0;
}

/* Whether a line has a brace or a bracket before that place that it does not close there. */
static bool is_inside(const char *line, size_t at)
{
    int open = 0;
    for (size_t i = 0; i < at; i++)
        open += strchr("{[", line[i]) ? 1 : strchr("}]", line[i]) ? -1 : 0;
    return open > 0;
}

/* On the last lines up to that one. from: where the map or list around begins, if it is known. */
static bool report_bare_color(struct builder *builder, size_t from, size_t last)
{
    enum { LINES_BACK = 50 };
    for (size_t number = last; number > 0 && number + LINES_BACK > last; number--) {
        size_t length;
        const char *line = line_at(builder, number, &length);
        for (size_t at = 0; line && at < length; at++) {
            size_t color = bare_color(line, length, at);
            if (color == 0 || (number < from && !is_inside(line, at)))
                continue;
            struct position place = {number, at + 1};
            const char *hint = arena_format(builder->arena, "put the colour in quotes: '%.*s'",
                                            (int)color, line + at);
            report_error(builder->report, place, hint, "not YAML: # starts a comment here");
            return true;
        }
    }
    return false;
}

/* A word, a colon and no space, alone on its line: to YAML a text that goes on. */
static bool report_tight_colon(struct builder *builder, size_t number)
{
    size_t length;
    const char *line = line_at(builder, number, &length);
    size_t start = 0;
    while (line && start < length && (line[start] == ' ' || line[start] == '-'))
        start++;
    size_t colon = start;
    while (line && colon < length &&
           ((line[colon] >= 'a' && line[colon] <= 'z') || line[colon] == '_'))
        colon++;
    bool is_tight = colon > start && colon + 1 < length && line[colon] == ':' &&
                    !strchr(" /\r", line[colon + 1]);
    if (!is_tight)
        return false;
    const char *hint = arena_format(
        builder->arena, "write '%.*s: %s'", (int)(colon - start), line + start,
        text_printable(builder->arena, line + colon + 1, length - colon - 1, HINT_SHOWN));
    report_error(builder->report, (struct position){number, colon + 1}, hint,
                 "not YAML: a colon needs a space after it");
    return true;
}

/* A line such as "input 5". */
static bool report_no_colon(struct builder *builder, size_t number)
{
    size_t length;
    const char *line = line_at(builder, number, &length);
    size_t start = 0;
    while (line && start < length && line[start] == ' ')
        start++;
    size_t end = start;
    while (line && end < length && ((line[end] >= 'a' && line[end] <= 'z') || line[end] == '_'))
        end++;
    bool is_pair = end > start && end + 1 < length && line[end] == ' ' &&
                   !memchr(line, ':', length) && !memchr(line + end + 1, ' ', length - end - 1);
    if (!is_pair)
        return false;
    const char *hint =
        arena_format(builder->arena, "write '%.*s: %s'", (int)(end - start), line + start,
                     text_printable(builder->arena, line + end + 1, length - end - 1, HINT_SHOWN));
    report_error(builder->report, (struct position){number, end + 1}, hint,
                 "not YAML: a colon is missing here");
    return true;
}

static bool report_slip(struct builder *builder, const yaml_parser_t *parser)
{
    size_t line = parser->problem_mark.line + 1;
    bool is_key = parser->problem && strstr(parser->problem, "mapping values are not allowed");
    bool is_flow = parser->context && strstr(parser->context, "flow");
    if (is_flow && report_bare_color(builder, parser->context_mark.line + 1, line))
        return true;
    return is_key && line > 1 &&
           (report_tight_colon(builder, line - 1) || report_no_colon(builder, line - 1));
}

static void report_syntax(struct builder *builder, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        report_status(builder->report, STATUS_LIMIT, (struct position){0}, NULL,
                      "there is not enough memory for the scene");
        return;
    }
    const char *problem = parser->problem ? parser->problem : "not YAML";
    if (parser->error == YAML_READER_ERROR) {
        struct position at =
            unicode_position(builder->text, builder->length, parser->problem_offset);
        report_error(builder->report, at, "a scene is text in UTF-8 or UTF-16",
                     "the scene is not text: %s (0x%02x)", problem,
                     (unsigned)parser->problem_value);
        return;
    }
    if (report_slip(builder, parser))
        return;
    struct position at = position_of(parser->problem_mark);
    const char *context = parser->context ? parser->context : "";
    report_error(builder->report, at, syntax_hint(builder, problem, at), "not YAML: %s%s%s",
                 problem, *context ? ", " : "", context);
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
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    parent->count++;
}

static struct node *add_node(struct builder *builder, enum node_kind kind, yaml_mark_t mark)
{
    struct node *node = arena_allocate(builder->arena, 1, sizeof *node);
    node->kind = kind;
    node->at = position_of(mark);
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
        report_error(builder->report, position_of(event->start_mark), hint, "%s", text);
}

static void refuse_properties(struct builder *builder, const yaml_event_t *event,
                              const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        refuse(builder, event, "write the value in full where it is needed",
               "anchors (&) are not supported");
    if (tag)
        refuse(builder, event, "leave it out: values are read by their form",
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
    if (builder->depth == MAX_DEPTH) {
        report_status(builder->report, STATUS_LIMIT, position_of(event->start_mark), NULL,
                      "lists and maps are nested more than %d levels deep", MAX_DEPTH);
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
    report_error(builder->report, position_of(event->start_mark),
                 "put each scene into its own file",
                 "a file contains one scene, but a second one starts here");
    return false;
}

/* False: reported. */
static bool check_amounts(struct builder *builder, const yaml_event_t *event)
{
    const struct node *parent = builder->depth > 0 ? builder->open[builder->depth - 1] : NULL;
    struct position at = position_of(event->start_mark);
    bool is_full_map = parent && parent->kind == NODE_MAP && parent->count >= MAX_KEYS;
    if (builder->node_count >= MAX_NODES)
        report_status(builder->report, STATUS_LIMIT, at, "put large tensors into files",
                      "the scene has more than %d values", MAX_NODES);
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
            report_syntax(builder, parser);
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

const struct node *node_find(const struct node *map, const char *key)
{
    if (map->kind != NODE_MAP)
        return NULL;
    for (const struct node *child = map->first; child; child = child->next) {
        if (child->key->kind == NODE_SCALAR && strcmp(child->key->text, key) == 0)
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
