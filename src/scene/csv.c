/* SPDX-License-Identifier: MIT */
/* Numbers as text: a line a row. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

struct rows {
    struct tensor *tensor; /* with room for all numbers */
    size_t count, line;
    char separator; /* ' ': any run of blanks; '\0': not known yet */
};

static char find_separator(const char *line, size_t length)
{
    static const char separators[] = {';', ',', '\t'};
    for (size_t i = 0; i < sizeof separators; i++)
        if (memchr(line, separators[i], length))
            return separators[i];
    return ' ';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The field without the blanks and quotes round it. */
static void trim(const char **start, const char **end)
{
    while (*start < *end && is_blank(**start))
        ++*start;
    while (*end > *start && is_blank((*end)[-1]))
        --*end;
    if (*end - *start >= 2 && **start == '"' && (*end)[-1] == '"') {
        ++*start;
        --*end;
    }
}

static bool is_number_text(const char *text, size_t length)
{
    size_t count = 0;
    while (count < length && strchr("0123456789+-.eE", text[count]))
        count++;
    return count == length;
}

/* Digits, perhaps with a point: so few that a number holds them and the power of ten exactly, and
 * their quotient is the nearest one. False: to be read with care. */
static bool read_digits(const char *text, size_t length, double *number)
{
    enum { MOST_DIGITS = 15 };
    bool is_negative = length > 0 && *text == '-', has_point = false;
    double value = 0, scale = 1;
    size_t digits = 0;
    for (size_t i = is_negative; i < length; i++) {
        if (text[i] == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9' || ++digits > MOST_DIGITS)
            return false;
        value = value * 10 + (text[i] - '0');
        scale *= has_point ? 10 : 1;
    }
    *number = (is_negative ? -value : value) / scale;
    return digits > 0;
}

static bool add_number(struct rows *rows, double number, struct error *error)
{
    if (rows->count == MOST_VALUES)
        return error_set(error, STATUS_LIMIT, "the file has more than %d numbers",
                         (int)MOST_VALUES);
    rows->tensor->values[rows->count++] = number;
    return true;
}

static bool read_field(struct rows *rows, const char *start, const char *end, size_t column,
                       struct error *error)
{
    enum { LONGEST = 60 };
    char text[LONGEST + 1], *rest;
    trim(&start, &end);
    size_t length = (size_t)(end - start);
    double number;
    if (read_digits(start, length, &number))
        return add_number(rows, number, error);
    if (length == 0)
        return error_set(error, STATUS_SCENE, "line %zu: field %zu is empty", rows->line, column);
    if (memchr(start, '\0', length))
        return error_set(error, STATUS_SCENE, "line %zu: field %zu contains a NUL character",
                         rows->line, column);
    if (length > LONGEST && is_number_text(start, length))
        return error_set(error, STATUS_SCENE, "line %zu: field %zu is longer than %d characters",
                         rows->line, column, LONGEST);
    bool is_plain = length <= LONGEST && is_number_text(start, length);
    length = length <= LONGEST ? length : LONGEST;
    memcpy(text, start, length);
    text[length] = '\0';
    number = is_plain ? strtod(text, &rest) : 0;
    if (!is_plain || *rest != '\0')
        return error_set(error, STATUS_SCENE, "line %zu: field %zu is not a number: %s", rows->line,
                         column, text);
    if (!isfinite(number))
        return error_set(error, STATUS_SCENE, "line %zu: field %zu is too large: %s", rows->line,
                         column, text);
    return add_number(rows, number, error);
}

/* The end of the field that begins at `at`. */
static const char *field_end(const struct rows *rows, const char *at, const char *line_end)
{
    while (at < line_end && (rows->separator == ' ' ? !is_blank(*at) : *at != rows->separator))
        at++;
    return at;
}

/* A line without blanks at its end. */
static bool read_row(struct rows *rows, const char *line, const char *line_end, struct error *error)
{
    struct tensor *tensor = rows->tensor;
    size_t column = 0;
    if (rows->separator == '\0')
        rows->separator = find_separator(line, (size_t)(line_end - line));
    for (const char *at = line;; column++) {
        while (rows->separator == ' ' && at < line_end && is_blank(*at))
            at++;
        const char *end = field_end(rows, at, line_end);
        if (!read_field(rows, at, end, column + 1, error))
            return false;
        if (end == line_end)
            break;
        at = end + 1;
    }
    column++;
    if (tensor->size[0]++ == 0)
        tensor->size[1] = column;
    if (column == tensor->size[1])
        return true;
    return error_set(error, STATUS_SCENE, "line %zu has %zu number%s, but the first row has %zu",
                     rows->line, column, text_plural(column), tensor->size[1]);
}

static bool read_rows(struct rows *rows, const char *text, size_t length, struct error *error)
{
    bool is_read = true;
    for (const char *end = text + length; is_read && text < end;) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        const char *next = newline ? newline + 1 : end;
        rows->line++;
        while (stop > text && is_blank(stop[-1]))
            stop--;
        if (stop > text && *text != '#')
            is_read = read_row(rows, text, stop, error);
        text = next;
    }
    return is_read;
}

/* At least as many as there are numbers, as something parts them; at most MOST_VALUES. */
static size_t count_words(const char *text, size_t length)
{
    size_t count = 0;
    bool was_word = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        bool is_word = c != ',' && c != ';' && c != '\t' && c != ' ' && c != '\n' && c != '\r';
        count += is_word && !was_word;
        was_word = is_word;
    }
    return count < MOST_VALUES ? count : MOST_VALUES;
}

bool csv_has_header(const struct buffer *bytes)
{
    const char *at = bytes->length ? bytes->bytes : "";
    const char *end = at + bytes->length, *newline = memchr(at, '\n', bytes->length);
    while (newline && *at == '#') {
        at = newline + 1;
        newline = memchr(at, '\n', (size_t)(end - at));
    }
    const char *stop = newline ? newline : end;
    bool has_words = false;
    for (; at < stop; at++)
        has_words |= isalpha((unsigned char)*at) && *at != 'e' && *at != 'E';
    return has_words && newline && newline + 1 < end;
}

bool csv_read(const struct buffer *bytes, struct arena *arena, struct tensor *out,
              struct error *error)
{
    static const char mark[] = "\xef\xbb\xbf"; /* UTF-8's byte order mark */
    size_t start = bytes->length >= 3 && memcmp(bytes->bytes, mark, 3) == 0 ? 3 : 0;
    *out = (struct tensor){.rank = 2};
    const char *text = bytes->length ? bytes->bytes + start : "";
    size_t length = bytes->length - start;
    struct rows rows = {.tensor = out};
    out->values = arena_take(arena, count_words(text, length) + 1, sizeof *out->values);
    if (!read_rows(&rows, text, length, error))
        return false;
    return rows.count > 0 || error_set(error, STATUS_SCENE, "the file has no numbers");
}
