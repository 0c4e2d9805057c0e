/* SPDX-License-Identifier: MIT */
/* How problems of a scene are told, and the plain kinds of values that many keys share. */
#include "reader.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "color.h"
#include "hints.h"
#include "unicode.h"

enum {
    WORD_SHOWN = 40 /* characters of a word quoted in a hint */
};

const char *reader_subject(const struct reader *reader, const struct field *field)
{
    if (reader->override)
        return reader->override->option;
    const char *dot = strrchr(field->path, '.');
    return dot ? dot + 1 : field->path;
}

static void add_problem(struct reader *reader, enum status status, const struct node *node,
                        const char *hint, const char *format, va_list arguments)
{
    if (node->kind == NODE_REFUSED || ++reader->problem_count > MAX_PROBLEMS)
        return;
    bool is_option = reader->override != NULL;
    struct position at = node->at;
    if (is_option)
        at = (struct position){0};
    if (is_option && status == STATUS_SCENE)
        status = STATUS_USAGE;
    report_add(reader->report, PROBLEM_ERROR, status, at, hint, format, arguments);
}

void reader_error(struct reader *reader, const struct node *node, const char *hint,
                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(reader, STATUS_SCENE, node, hint, format, arguments);
    va_end(arguments);
}

void reader_limit(struct reader *reader, const struct node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(reader, STATUS_LIMIT, node, NULL, format, arguments);
    va_end(arguments);
}

void reader_over(struct reader *reader, const struct node *node, enum limit limit, double found,
                 const char *change, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(reader, STATUS_LIMIT, node,
                limit_hint(limit, found, change, &reader->report->arena), format, arguments);
    va_end(arguments);
}

void reader_expected(struct reader *reader, const struct field *field, const struct node *node,
                     const char *hint)
{
    const char *subject = reader_subject(reader, field);
    const char *meant = hint_of_value(&reader->report->arena, field, node);
    hint = meant ? meant : hint;
    if (scalar_kind_of(node) == SCALAR_NULL)
        reader_error(reader, node, NULL, "%s has no value: it must be %s", subject, field->takes);
    else
        reader_error(reader, node, hint, "%s must be %s, not %s", subject, field->takes,
                     node_describe(node, &reader->report->arena));
}

/* ---- numbers ---- */

/* For a number that would have been right without its quotes or its point. */
static const char *number_hint(struct reader *reader, const struct node *node)
{
    enum { GREATEST_WRITTEN = 1000000000 }; /* beyond it a hint would but repeat nonsense */
    if (node->kind != NODE_SCALAR)
        return NULL;
    enum scalar_kind bare = scalar_kind_of_text(node->text);
    bool is_number = bare == SCALAR_INTEGER || bare == SCALAR_FLOAT;
    if (is_number && !node->is_plain)
        return arena_format(&reader->report->arena, "drop the quotes: %.*s", WORD_SHOWN,
                            node->text);
    double value = is_number ? scalar_number(node) : GREATEST_WRITTEN;
    if (value == floor(value) && fabs(value) < GREATEST_WRITTEN)
        return arena_format(&reader->report->arena, "write %.0f", value);
    return NULL;
}

bool reader_in_range(struct reader *reader, const struct field *field, const struct node *node,
                     double value)
{
    if (field->low == 0 && field->high == 0)
        return true;
    const char *subject = reader_subject(reader, field);
    struct arena *arena = &reader->report->arena;
    bool is_low = field->excludes_low ? value <= (double)field->low : value < (double)field->low;
    if (is_low)
        reader_error(reader, node, hint_of_value(arena, field, node),
                     "%s must be %s %" PRId64 ", not %s", subject,
                     field->excludes_low ? "above" : "at least", field->low,
                     node_describe(node, arena));
    else if (value > (double)field->high)
        reader_error(reader, node, hint_of_value(arena, field, node),
                     "%s must be at most %" PRId64 ", not %s", subject, field->high,
                     node_describe(node, arena));
    else
        return true;
    return false;
}

bool reader_integer(struct reader *reader, const struct field *field, const struct node *node,
                    int64_t *out)
{
    if (scalar_kind_of(node) != SCALAR_INTEGER) {
        reader_expected(reader, field, node, number_hint(reader, node));
        return false;
    }
    if (!reader_in_range(reader, field, node, (double)scalar_integer(node)))
        return false;
    *out = scalar_integer(node);
    return true;
}

bool reader_number(struct reader *reader, const struct field *field, const struct node *node,
                   double *out)
{
    enum scalar_kind kind = scalar_kind_of(node);
    if (kind != SCALAR_INTEGER && kind != SCALAR_FLOAT) {
        reader_expected(reader, field, node, number_hint(reader, node));
        return false;
    }
    double value = scalar_number(node);
    if (!isfinite(value)) {
        reader_error(reader, node, NULL, "%s is too large for a number",
                     node_describe(node, &reader->report->arena));
        return false;
    }
    if (!reader_in_range(reader, field, node, value))
        return false;
    *out = value;
    return true;
}

/* ---- colours, words and lists ---- */

bool reader_color(struct reader *reader, const struct field *field, const struct node *node,
                  struct color *out)
{
    if (node->kind == NODE_SCALAR && color_read(node->text, out))
        return true;
    const char *nearest = node->kind == NODE_SCALAR ? color_nearest(node->text) : NULL;
    reader_expected(reader, field, node, reader_meant(reader, nearest));
    return false;
}

int reader_choice(struct reader *reader, const struct field *field, const struct node *node,
                  const char *const *words, size_t count)
{
    const char *nearest = NULL;
    for (size_t i = 0; node->kind == NODE_SCALAR && i < count; i++) {
        if (strcmp(node->text, words[i]) == 0)
            return (int)i;
    }
    if (node->kind == NODE_SCALAR)
        nearest = text_nearest(node->text, words, count);
    reader_expected(reader, field, node, reader_meant(reader, nearest));
    return -1;
}

const char *reader_meant(struct reader *reader, const char *word)
{
    return word ? arena_format(&reader->report->arena, "did you mean '%s'?", word) : NULL;
}

bool reader_list(struct reader *reader, const struct field *field, const struct node *node,
                 size_t most)
{
    if (node->kind != NODE_LIST) {
        reader_expected(reader, field, node, NULL);
        return false;
    }
    if (node->count >= 1 && node->count <= most)
        return true;
    const char *subject = reader_subject(reader, field);
    bool is_numbers = node->first && scalar_kind_of(node->first) == SCALAR_INTEGER;
    if (node->count == 0)
        reader_error(reader, node, NULL, "%s is an empty list", subject);
    else
        reader_error(reader, node, hint_of_value(&reader->report->arena, field, node),
                     "%s takes at most %zu %s, not %zu", subject, most,
                     is_numbers ? "numbers" : "items", node->count);
    return false;
}

bool reader_is_short(struct reader *reader, const struct node *node)
{
    size_t count = character_count(node->text, strlen(node->text));
    double most = report_most(reader->report, LIMIT_CHARACTERS);
    if ((double)count <= most)
        return true;
    reader_over(reader, node, LIMIT_CHARACTERS, (double)count, "write less",
                "this text has %zu characters, the limit is %.0f", count, most);
    return false;
}

const char *reader_keep(struct reader *reader, const char *text)
{
    return arena_copy_text(&reader->scene->arena, text, strlen(text));
}
