/* SPDX-License-Identifier: MIT */
/* What a value that cannot be read was meant to be: a word of another tool, a size as people write
 * it, a text where a map is due. Only messages depend on it. */
#include "hints.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHOWN = 40 };

/* ---- numbers ---- */

/* The whole numbers of a text such as 3x3, (3, 3) or 3, 3; their count, 0: it is something else. */
size_t hint_find_numbers(const char *text, int64_t numbers[MOST_HINT_NUMBERS])
{
    size_t count = 0;
    while (*text) {
        size_t digits = strspn(text, "0123456789");
        size_t marks = digits ? 0 : strspn(text, " ()[]x*X,;\xc3\x97");
        if (strncmp(text, "by ", 3) == 0)
            marks = 3;
        if (digits == 0 && marks == 0)
            return 0;
        if (digits > 9 || (digits > 0 && count == MOST_HINT_NUMBERS))
            return 0;
        if (digits > 0)
            numbers[count++] = strtoll(text, NULL, 10);
        text += digits + marks;
    }
    return count;
}

static size_t numbers_of_list(const struct node *list, int64_t numbers[MOST_HINT_NUMBERS])
{
    size_t count = 0;
    for (const struct node *item = list->first; item; item = item->next) {
        if (scalar_kind_of(item) != SCALAR_INTEGER || count == MOST_HINT_NUMBERS)
            return 0;
        numbers[count++] = scalar_integer(item);
    }
    return count;
}

/* The keys of {3, 3}. */
static size_t numbers_of_keys(const struct node *map, int64_t numbers[MOST_HINT_NUMBERS])
{
    size_t count = 0;
    for (const struct node *value = map->first; value; value = value->next) {
        bool is_number = scalar_kind_of(value->key) == SCALAR_INTEGER;
        if (!is_number || scalar_kind_of(value) != SCALAR_NULL || count == MOST_HINT_NUMBERS)
            return 0;
        numbers[count++] = scalar_integer(value->key);
    }
    return count;
}

static size_t numbers_of(const struct node *node, int64_t numbers[MOST_HINT_NUMBERS])
{
    if (node->kind == NODE_MAP && numbers_of_keys(node, numbers))
        return node->count;
    if (node->kind == NODE_SCALAR)
        return hint_find_numbers(node->text, numbers);
    bool is_nested = node->kind == NODE_LIST && node->count == 1 && node->first->kind == NODE_LIST;
    return numbers_of_list(is_nested ? node->first : node, numbers);
}

const char *hint_join_numbers(struct arena *arena, const int64_t *numbers, size_t count,
                              const char *between)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_format(arena, "%s%s%" PRId64, text, i ? between : "", numbers[i]);
    return text;
}

/* A size in pixels or a sheet: 4x3. */
static bool is_by(const struct field *field)
{
    return field->read == read_output_size || field->read == read_sheet;
}

static bool is_list_of_sizes(const struct field *field)
{
    return field->read == read_per_axis || field->read == read_padding ||
           field->read == read_numbers_per_axis || field->read == read_input ||
           field->read == read_input_size || field->read == read_focus;
}

/* 1, 2, 3 or 1 2; 3 4 where numbers in brackets are due. */
static const char *rows_hint(struct arena *arena, const struct node *node)
{
    const char *text = "", *at = node->text;
    size_t rows = 0;
    if (node->kind != NODE_SCALAR || !strchr("0123456789", at[0]) || !strpbrk(at, " ,;"))
        return NULL;
    for (; *at; rows++) {
        size_t length = strcspn(at, ";");
        int64_t numbers[MOST_HINT_NUMBERS];
        size_t count = hint_find_numbers(arena_copy_text(arena, at, length), numbers);
        if (count == 0)
            return "write each row in brackets: [[1, 2], [3, 4]]";
        text = arena_format(arena, "%s%s[%s]", text, rows ? ", " : "",
                            hint_join_numbers(arena, numbers, count, ", "));
        at += length + (at[length] == ';');
    }
    return arena_format(arena, rows > 1 ? "write [%s]" : "write %s", text);
}

static const char *numbers_hint(struct arena *arena, const struct field *field,
                                const struct node *node)
{
    int64_t numbers[MOST_HINT_NUMBERS];
    if (!field->read || field->read == read_tensor) /* of a single value there is no row */
        return rows_hint(arena, node);
    size_t count = numbers_of(node, numbers);
    if (count == 1 && field->read == read_sheet)
        return arena_format(arena, "write %" PRId64 "x1", numbers[0]);
    if (count == 2 && is_by(field))
        return arena_format(arena, "write %s", hint_join_numbers(arena, numbers, count, "x"));
    if (count == 2 && (field->read == read_steps || field->read == read_note_steps))
        return arena_format(arena, "write %s", hint_join_numbers(arena, numbers, count, ".."));
    bool is_nhwc = node->kind == NODE_LIST && count == 4 && numbers[0] == 1 && numbers[3] == 1;
    if (is_nhwc && field->read == read_per_axis) /* TensorFlow's, with batch and channels */
        return arena_format(arena, "write [%s]", hint_join_numbers(arena, numbers + 1, 2, ", "));
    if (count == 4 && node->kind == NODE_LIST && field->read == read_padding)
        return arena_format(arena, "write [[%s], [%s]]", hint_join_numbers(arena, numbers, 2, ", "),
                            hint_join_numbers(arena, numbers + 2, 2, ", "));
    if (count == 2 && strstr(field->path, "random") && node->kind == NODE_LIST)
        return arena_format(arena, "write {low: %s}",
                            hint_join_numbers(arena, numbers, count, ", high: "));
    if (count > 1 && is_list_of_sizes(field))
        return arena_format(arena, "write [%s]", hint_join_numbers(arena, numbers, count, ", "));
    return count == 1 && node->kind == NODE_LIST ? arena_format(arena, "write %" PRId64, numbers[0])
                                                 : NULL;
}

/* A..B as people write it: 0-3, 0:3, 0 to 3. */
static const char *range_hint(struct arena *arena, const struct field *field,
                              const struct node *node)
{
    static const char *const between[] = {"-", ":", "...", "..", "to", "\xe2\x80\x93", "/"};
    if (field->read != read_steps && field->read != read_note_steps)
        return NULL;
    char *rest;
    long first = strtol(node->text, &rest, 10);
    bool is_number = rest > node->text;
    for (size_t i = 0; is_number && i < sizeof between / sizeof *between; i++) {
        const char *at = rest + strspn(rest, " ");
        size_t length = strlen(between[i]);
        if (strncmp(at, between[i], length) != 0)
            continue;
        at += length;
        char *end;
        long last = strtol(at, &end, 10);
        if (end > at && *end == '\0' && first >= 0 && last >= 0)
            return arena_format(arena, "write %ld..%ld", first, last);
    }
    return NULL;
}

/* 2s, 30 fps, 1,5. */
static const char *unit_hint(struct arena *arena, const struct field *field,
                             const struct node *node)
{
    bool is_number =
        strstr(field->takes, "number") != NULL && scalar_kind_of_text(node->text) == SCALAR_WORD;
    size_t digits = strspn(node->text, "0123456789");
    size_t length = digits;
    const char *rest = node->text + digits;
    if (is_number && digits > 0 && *rest == ',' && rest[1] &&
        !rest[1 + strspn(rest + 1, "0123456789")])
        return arena_format(arena, "write %.*s.%.20s", (int)digits, node->text, rest + 1);
    if (*rest == '.')
        length += 1 + strspn(rest + 1, "0123456789");
    rest = node->text + length;
    const char *letters = rest + strspn(rest, " ");
    bool is_unit = isalpha((unsigned char)*letters) || *letters == '%';
    if (!is_number || digits == 0 || !is_unit || length > SHOWN || strlen(letters) > 10)
        return NULL;
    if (strcmp(letters, "ms") == 0)
        return arena_format(arena, "write %g", strtod(node->text, NULL) / 1000);
    return arena_format(arena, "write %.*s", (int)length, node->text);
}

/* ---- flags, colours ---- */

/* For what was a flag in YAML 1.1, or would have been one without its quotes. */
static const char *flag_hint(const struct field *field, const struct node *node)
{
    static const char *const flags[] = {"yes", "y", "true",  "on",  "1", "show",
                                        "no",  "n", "false", "off", "0", "none"};
    enum { WORDS = sizeof flags / sizeof *flags };
    if (field->read != read_given_flag && field->read != read_flag && field->read != read_overlap &&
        field->read != read_show_values)
        return NULL;
    for (size_t i = 0; i < WORDS; i++)
        if (strcasecmp(node->text, flags[i]) == 0)
            return i < WORDS / 2 ? "write true" : "write false";
    if (strcmp(field->path, "show.title") == 0)
        return "write true; the text belongs in 'title' at the top of the scene";
    if (strcmp(field->path, "show.labels") == 0)
        return "write true; other words belong in 'names'";
    return NULL;
}

static const char *color_hint(struct arena *arena, const struct field *field,
                              const struct node *node)
{
    bool is_color = field->read == read_background || field->read == read_matte ||
                    field->read == read_color || field->read == read_pattern;
    int64_t rgb[MOST_HINT_NUMBERS];
    if (node->kind == NODE_LIST)
        return is_color && numbers_of_list(node, rgb) == 3
                   ? arena_format(arena, "write '#%02x%02x%02x'", (unsigned)rgb[0] & 255u,
                                  (unsigned)rgb[1] & 255u, (unsigned)rgb[2] & 255u)
                   : NULL;
    size_t skip = strncmp(node->text, "0x", 2) == 0 ? 2 : 0;
    size_t length = strspn(node->text + skip, "0123456789abcdefABCDEF");
    bool is_whole = node->text[skip + length] == '\0';
    if (is_color && is_whole && (length == 3 || length == 6 || length == 8))
        return arena_format(arena, "write '#%s'", node->text + skip);
    if (is_color && strncasecmp(node->text, "rgb", 3) == 0)
        return "write it as '#rrggbb', two hexadecimal digits for red, green and blue";
    return NULL;
}

const char *hint_of_value(struct arena *arena, const struct field *field, const struct node *node)
{
    const char *dot = strrchr(field->path, '.'), *key = dot ? dot + 1 : field->path;
    const char *hint = hint_of_map(arena, field, node);
    if (!hint && node->kind == NODE_LIST)
        hint = color_hint(arena, field, node);
    if (!hint)
        hint = numbers_hint(arena, field, node);
    if (hint || node->kind != NODE_SCALAR)
        return hint;
    const char *const hints[] = {
        scene_meant_word(key, node->text, arena),
        flag_hint(field, node),
        color_hint(arena, field, node),
        range_hint(arena, field, node),
        unit_hint(arena, field, node),
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (hints[i])
            return hints[i];
    static const char *const nothings[] = {"None", "all", "none", "default", "auto", "nil", "NULL"};
    for (size_t i = 0; i < sizeof nothings / sizeof *nothings; i++)
        if (strcmp(node->text, nothings[i]) == 0)
            return "leave it out";
    return NULL;
}
