/* SPDX-License-Identifier: MIT */
/* The rows of a summary of Keras. A long name, type or shape goes on in the lines below: in a table
 * with frames each column by itself, without frames the type alone; three dots stand for what a
 * column cuts off. */
#include "keras.h"

#include <ctype.h>
#include <string.h>

enum { COLUMNS = 3 /* name and type, shape, parameters: what is read */ };

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

/* What stands in brackets goes on without a blank. */
static const char *append(struct arena *arena, const char *text, const char *more)
{
    const char *open = strrchr(text, '(');
    bool is_open = open && !strchr(open, ')');
    return arena_format(arena, "%s%s%s", text, *text && *more && !is_open ? " " : "", more);
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

static const char *read_framed(const char **text, struct arena *arena)
{
    const char *cells[COLUMNS] = {"", "", ""};
    do {
        add_cells(arena, *text, strcspn(*text, "\n"), cells);
        *text = next_line(*text);
    } while (is_framed(*text) && !has_shape(*text));
    return arena_format(arena, "%s  %s  %s", cells[0], cells[1], cells[2]);
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

const char *keras_next_row(const char **text, struct arena *arena)
{
    if (is_framed(*text))
        return read_framed(text, arena);
    const char *line = bare(arena, *text, strcspn(*text, "\n"));
    *text = next_line(*text);
    const char *shape = strstr(line, "(None");
    const char *rest = end_of_type(line, shape, bare(arena, *text, strcspn(*text, "\n")), arena);
    if (!rest)
        return line;
    const char *name = bare(arena, line, (size_t)(shape - line));
    size_t length = strlen(name);
    bool is_list = length > 0 && name[length - 1] == '['; /* [(None, 32, 32, 3)] */
    return arena_format(arena, "%s  %s", append(arena, bare(arena, name, length - is_list), rest),
                        shape);
}
