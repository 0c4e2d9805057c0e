/* SPDX-License-Identifier: MIT */
/* The rows of a summary of Keras. A long name, type or shape goes on in the lines below: in a table
 * with frames each column by itself, without frames the type alone; three dots stand for what a
 * column cuts off. */
#include "keras.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS = 4, /* name and type, shape, parameters, what it reads */
    LONGEST_TYPE = 40,
    SHOWN = 40
};

/* A text, and how far it is read. */
struct rows {
    const char *at;
    size_t column; /* where the names of what a row reads begin, without frames; 0: nowhere */
    struct arena *arena;
};

/* ---- the lines of a row ---- */

static const char bar[] = "\xe2\x94\x82"; /* U+2502 */

/* Blanks are taken off both ends, frames are left out, dots are a KERAS_CUT. */
static const char *bare(struct arena *arena, const char *start, size_t length)
{
    static const char dots[] = "\xe2\x80\xa6"; /* U+2026 */
    char *text = arena_copy_text(arena, start, length);
    size_t end = 0;
    for (size_t i = 0; i < length; i++)
        if (strncmp(text + i, dots, strlen(dots)) == 0)
            text[end++] = KERAS_CUT;
        else if ((text[i] & 0x80) == 0) /* frames are no ASCII */
            text[end++] = text[i];
    while (end > 0 && isspace((unsigned char)text[end - 1]))
        end--;
    text[end] = '\0';
    return text + strspn(text, " |");
}

static bool is_framed(const char *line)
{
    return strncmp(line + strspn(line, " "), bar, strlen(bar)) == 0;
}

/* A name goes on without a blank, and so does what stands in brackets. */
static const char *append(struct arena *arena, const char *text, const char *more)
{
    static const char ends[] = {',', ']', KERAS_CUT, '\0'}; /* of a name of several */
    const char *open = strrchr(text, '(');
    bool is_open = open && !strchr(open, ')');
    bool is_next = *more == '(' || (*text && strchr(ends, text[strlen(text) - 1]));
    return arena_format(arena, "%s%s%s", text, *text && is_next && !is_open ? " " : "", more);
}

/* Adds a line's cells to those above them. */
static void add_cells(struct arena *arena, const char *line, size_t length,
                      const char *cells[COLUMNS])
{
    const char *end = line + length, *at = strstr(line, bar);
    for (size_t c = 0; c < COLUMNS && at && at < end; c++) {
        const char *start = at + strlen(bar), *next = strstr(start, bar);
        next = next && next < end ? next : end;
        cells[c] = append(arena, cells[c], bare(arena, start, (size_t)(next - start)));
        at = next < end ? next : NULL;
    }
}

static const char *next_line(const char *line)
{
    line += strcspn(line, "\n");
    return line + (*line == '\n');
}

/* Of a row's first line. */
static bool has_shape(const char *line)
{
    const char *shape = strstr(line, "(None");
    return shape && shape < line + strcspn(line, "\n");
}

static const char *read_framed(struct rows *rows, const char **connected)
{
    const char *cells[COLUMNS] = {"", "", "", ""};
    do {
        add_cells(rows->arena, rows->at, strcspn(rows->at, "\n"), cells);
        rows->at = next_line(rows->at);
    } while (is_framed(rows->at) && !has_shape(rows->at));
    *connected = cells[3];
    return arena_format(rows->arena, "%s  %s  %s", cells[0], cells[1], cells[2]);
}

/* The column of names in a row's lines; a name may go on in the next one. */
static const char *connected_of(const struct rows *rows)
{
    const char *line = rows->at, *text = "";
    do {
        size_t length = strcspn(line, "\n"), end = strlen(text);
        const char *part = length > rows->column
                               ? bare(rows->arena, line + rows->column, length - rows->column)
                               : "";
        bool is_whole = end > 0 && strchr("],", text[end - 1]) != NULL;
        text = arena_format(rows->arena, "%s%s%s", text, is_whole ? " " : "", part);
        line = next_line(line);
    } while (*line && *line != '=' && *line != '_' && !has_shape(line));
    return text;
}

/* Where the type ends in the line below; NULL: it ends in this one. */
static const char *end_of_type(const char *line, const char *shape, const char *below,
                               struct arena *arena)
{
    const char *open = strchr(line, '('), *close = open ? strchr(open, ')') : NULL;
    bool is_open = shape && open && (open == shape || !close || close > shape);
    if (!is_open || strstr(below, "(None") || !strchr(below, ')'))
        return NULL;
    return arena_copy_text(arena, below, strcspn(below, ")") + 1);
}

/* The next row in one line without frames. */
static const char *next_row(struct rows *rows, const char **connected)
{
    struct arena *arena = rows->arena;
    *connected = "";
    if (is_framed(rows->at))
        return read_framed(rows, connected);
    const char *line = bare(arena, rows->at, strcspn(rows->at, "\n"));
    const char *shape = strstr(line, "(None");
    if (shape && rows->column > 0)
        *connected = connected_of(rows);
    rows->at = next_line(rows->at);
    const char *below = bare(arena, rows->at, strcspn(rows->at, "\n"));
    const char *rest = end_of_type(line, shape, below, arena);
    if (!rest)
        return line;
    const char *name = bare(arena, line, (size_t)(shape - line));
    size_t length = strlen(name);
    bool is_list = length > 0 && name[length - 1] == '['; /* [(None, 32, 32, 3)] */
    return arena_format(arena, "%s  %s", append(arena, bare(arena, name, length - is_list), rest),
                        shape);
}

/* ---- what a row tells ---- */

/* "(None, 26, 26, 32)", channels last. False: it is no shape of known sizes. */
static bool read_shape(const char *at, struct keras_shape *out, const char **end)
{
    int64_t sizes[1 + MAX_AXES];
    size_t count = 0;
    at += strlen("(None");
    while (*at == ',' && count <= MAX_AXES) {
        char *behind;
        sizes[count++] = strtoll(at + 1, &behind, 10);
        if (behind == at + 1 || sizes[count - 1] < 1 || sizes[count - 1] > INT32_MAX)
            return false;
        at = behind;
    }
    *out = (struct keras_shape){.axes = count > 0 ? count - 1 : 0};
    if (count == 0 || (*at != ')' && *at != ' ')) /* a narrow column may end before it */
        return false;
    memcpy(out->size, sizes, out->axes * sizeof *sizes);
    out->channels = sizes[count - 1];
    *end = at + 1;
    return true;
}

/* "16,010" */
static double read_parameters(const char *at)
{
    double number = 0;
    for (at += strcspn(at, "0123456789"); isdigit((unsigned char)*at) || *at == ','; at++)
        number = *at == ',' ? number : number * 10 + (*at - '0');
    return number;
}

/* "conv2d (Conv2D)   (None, 26, 26, 32)   320"; false: it is no row. */
static bool read_row(const char *line, struct arena *arena, struct keras_row *out)
{
    const char *shape = strstr(line, "(None"), *open = strchr(line, '('), *end;
    if (!shape || open == shape)
        return false;
    size_t name = (size_t)(open - line), type = 0;
    while (name > 0 && line[name - 1] == ' ')
        name--;
    while (isalnum((unsigned char)open[1 + type]) && type < LONGEST_TYPE)
        type++;
    out->is_name_cut = name > 0 && line[name - 1] == KERAS_CUT;
    name -= out->is_name_cut;
    out->name = text_printable(arena, line, name, SHOWN);
    out->type = arena_copy_text(arena, open + 1, type);
    out->is_cut = open[1 + type] == KERAS_CUT;
    if (type == 0 || !read_shape(shape, &out->out, &end))
        return false;
    out->parameters = read_parameters(end);
    return true;
}

/* Of a table without frames. */
static size_t find_column(const char *text)
{
    const char *head = strstr(text, "Connected to"), *start = head;
    while (start && start > text && start[-1] != '\n')
        start--;
    return head ? (size_t)(head - start) : 0;
}

static size_t count_shapes(const char *text)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, "(None")); at++)
        count++;
    return count;
}

size_t keras_read_rows(const char *text, struct arena *arena, struct keras_row **out)
{
    struct rows rows = {text, find_column(text), arena};
    size_t count = 0;
    *out = arena_allocate(arena, count_shapes(text), sizeof **out);
    while (*rows.at) {
        const char *connected, *line = next_row(&rows, &connected);
        struct keras_row row = {0};
        if (!read_row(line, arena, &row))
            continue;
        row.connected = connected;
        (*out)[count++] = row;
    }
    return count;
}
