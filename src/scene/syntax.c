/* SPDX-License-Identifier: MIT */
/* What libyaml refuses, told at the place of the slip and in words that mend it. */
#include "syntax.h"

#include <string.h>

#include "unicode.h"

enum { HINT_SHOWN = 40 }; /* characters of a text that a hint repeats */

struct slip {
    const char *text;
    size_t length;
    struct report *report;
};

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

/* The start of a line counted from 1, and its length. */
static const char *line_at(const struct slip *slip, size_t number, size_t *length)
{
    const char *at = slip->text, *end = at + slip->length;
    for (; at && number > 1; number--) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    const char *stop = at ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    *length = at ? (size_t)((stop ? stop : end) - at) : 0;
    return at;
}

static const char *syntax_hint(const struct slip *slip, const char *problem, struct position at)
{
    if (unicode_byte_at(slip->text, slip->length, at) == '\t')
        return "YAML indents with spaces, never with tabs";
    size_t length;
    const char *line = line_at(slip, at.line, &length);
    for (size_t i = 0; line && i + 2 < length; i++)
        if (memcmp(line + i, "\xe2\x80", 2) == 0 && strchr("\x98\x99\x9c\x9d\x9e", line[i + 2]))
            return "use straight quotes, \" or '";
    if (strstr(problem, "alphabetic or numeric character")) /* of an alias or an anchor */
        return "put a text that starts with * or & in quotes";
    for (size_t i = 0; i < sizeof syntax_hints / sizeof syntax_hints[0]; i++) {
        if (strcmp(problem, syntax_hints[i].problem) == 0)
            return syntax_hints[i].hint;
    }
    return NULL;
}

/* ---- slips that libyaml tells elsewhere, or in other words ---- */

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
static bool report_bare_color(const struct slip *slip, size_t from, size_t last)
{
    enum { LINES_BACK = 50 };
    for (size_t number = last; number > 0 && number + LINES_BACK > last; number--) {
        size_t length;
        const char *line = line_at(slip, number, &length);
        for (size_t at = 0; line && at < length; at++) {
            size_t color = bare_color(line, length, at);
            if (color == 0 || (number < from && !is_inside(line, at)))
                continue;
            struct position place = {.line = number, .column = at + 1};
            const char *hint = arena_format(
                &slip->report->arena, "put the colour in quotes: '%.*s'", (int)color, line + at);
            report_error(slip->report, place, hint, "not YAML: # starts a comment here");
            return true;
        }
    }
    return false;
}

/* A word, a colon and no space, alone on its line: to YAML a text that goes on. */
static bool report_tight_colon(const struct slip *slip, size_t number)
{
    size_t length;
    const char *line = line_at(slip, number, &length);
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
        &slip->report->arena, "write '%.*s: %s'", (int)(colon - start), line + start,
        text_printable(&slip->report->arena, line + colon + 1, length - colon - 1, HINT_SHOWN));
    report_error(slip->report, (struct position){number, colon + 1, NULL}, hint,
                 "not YAML: a colon needs a space after it");
    return true;
}

/* A line such as "input 5". */
static bool report_no_colon(const struct slip *slip, size_t number)
{
    size_t length;
    const char *line = line_at(slip, number, &length);
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
    const char *hint = arena_format(
        &slip->report->arena, "write '%.*s: %s'", (int)(end - start), line + start,
        text_printable(&slip->report->arena, line + end + 1, length - end - 1, HINT_SHOWN));
    report_error(slip->report, (struct position){number, end + 1, NULL}, hint,
                 "not YAML: a colon is missing here");
    return true;
}

/* A dash and no space: to YAML a text. */
static bool report_tight_dash(const struct slip *slip, size_t number)
{
    size_t length, dash = 0;
    const char *line = line_at(slip, number, &length);
    while (line && dash < length && line[dash] == ' ')
        dash++;
    if (!line || dash + 1 >= length || line[dash] != '-' || strchr(" -0123456789.", line[dash + 1]))
        return false;
    report_error(slip->report, (struct position){number, dash + 1, NULL}, "write '- '",
                 "not YAML: a dash needs a space after it");
    return true;
}

static bool report_slip(const struct slip *slip, const yaml_parser_t *parser)
{
    size_t line = parser->problem_mark.line + 1;
    bool is_key = parser->problem && strstr(parser->problem, "mapping values are not allowed");
    bool is_flow = parser->context && strstr(parser->context, "flow");
    if (is_flow && report_bare_color(slip, parser->context_mark.line + 1, line))
        return true;
    if (is_key && report_tight_dash(slip, line))
        return true;
    return is_key && line > 1 &&
           (report_tight_colon(slip, line - 1) || report_no_colon(slip, line - 1));
}

void syntax_report(struct report *report, const struct source *source, const yaml_parser_t *parser)
{
    const struct slip place = {source->text, source->length, report}, *slip = &place;
    if (parser->error == YAML_MEMORY_ERROR) {
        report_status(slip->report, STATUS_LIMIT, (struct position){0}, NULL,
                      "there is not enough memory for the scene");
        return;
    }
    const char *problem = parser->problem ? parser->problem : "not YAML";
    if (parser->error == YAML_READER_ERROR) {
        struct position at = unicode_position(slip->text, slip->length, parser->problem_offset);
        report_error(slip->report, at, "a scene is text in UTF-8 or UTF-16",
                     "the scene is not text: %s (0x%02x)", problem,
                     (unsigned)parser->problem_value);
        return;
    }
    if (report_slip(slip, parser))
        return;
    struct position at = {.line = parser->problem_mark.line + 1,
                          .column = parser->problem_mark.column + 1};
    const char *context = parser->context ? parser->context : "";
    report_error(slip->report, at, syntax_hint(slip, problem, at), "not YAML: %s%s%s", problem,
                 *context ? ", " : "", context);
}
