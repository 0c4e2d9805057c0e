/* SPDX-License-Identifier: MIT */
/* The layers of a network that a file or a summary tells -> the text of a list. */
#include "lines.h"

#include <string.h>

/* Takes back of what is_out says the lines that others read, and adds those that only such lines
 * read: from the last one on, since none reads a later one. */
static void spread(const struct line *lines, size_t count, bool *is_out, struct arena *arena)
{
    bool *is_read = arena_allocate(arena, count, sizeof *is_read);
    for (size_t i = count; i-- > 0;) {
        const struct line *line = &lines[i];
        is_out[i] = is_out[i] && !is_read[i];
        for (size_t s = 0; s < line->source_count; s++) {
            if (line->sources[s] == FROM_INPUT)
                continue;
            is_read[line->sources[s]] |= !is_out[i];
            is_out[line->sources[s]] |= is_out[i];
        }
    }
}

size_t lines_leave_out(struct line *lines, size_t count, bool *is_out, size_t *kept,
                       struct arena *arena)
{
    spread(lines, count, is_out, arena);
    size_t *place = arena_allocate(arena, count, sizeof *place), left = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_out[i])
            continue;
        place[i] = left;
        kept[left] = i;
        lines[left] = lines[i];
        for (size_t s = 0; s < lines[left].source_count; s++)
            if (lines[left].sources[s] != FROM_INPUT)
                lines[left].sources[s] = place[lines[left].sources[s]];
        left++;
    }
    return left;
}

static bool is_taken(const struct line *lines, size_t count, const char *name)
{
    bool is_taken = strcmp(name, "input") == 0 || !*name;
    for (size_t i = 0; i < count && !is_taken; i++)
        is_taken = lines[i].name && strcmp(lines[i].name, name) == 0;
    return is_taken;
}

static bool has_from(const struct line *line, size_t index)
{
    size_t before = index > 0 ? index - 1 : FROM_INPUT;
    return line->source_count != 1 || line->sources[0] != before;
}

/* Lines that others name. Those of the network are few: a stack has at most MAX_LAYERS. */
static void name_lines(struct line *lines, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count && i <= MAX_LAYERS; i++)
        for (size_t s = 0; has_from(&lines[i], i) && s < lines[i].source_count; s++) {
            struct line *source =
                lines[i].sources[s] == FROM_INPUT ? NULL : &lines[lines[i].sources[s]];
            if (!source || source->name)
                continue;
            const char *name = source->wish, *tried = name;
            for (size_t n = 2; is_taken(lines, count, tried); n++)
                tried = arena_format(arena, "%s %zu", *name ? name : "layer", n);
            source->name = tried;
        }
}

/* In double quotes, as YAML and JSON have them. */
static void add_quoted(struct buffer *out, const char *text)
{
    buffer_add_text(out, "\"");
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buffer_add_text(out, "\\");
        buffer_add(out, text, 1);
    }
    buffer_add_text(out, "\"");
}

static void write_line(const struct line *lines, size_t index, struct buffer *out)
{
    const struct line *line = &lines[index];
    buffer_add_text(out, "- {");
    if (line->name) {
        buffer_add_text(out, "name: ");
        add_quoted(out, line->name);
        buffer_add_text(out, ", ");
    }
    for (size_t s = 0; has_from(line, index) && s < line->source_count; s++) {
        const char *name = line->sources[s] == FROM_INPUT ? "input" : lines[line->sources[s]].name;
        buffer_add_text(out, s ? ", " : "from: [");
        add_quoted(out, name ? name : "");
    }
    buffer_format(out, "%stype: %s%s} # %s\n", has_from(line, index) ? "], " : "", line->type,
                  line->keys, line->told);
}

void lines_write(struct line *lines, size_t count, struct arena *arena, struct buffer *out)
{
    name_lines(lines, count, arena);
    for (size_t i = 0; i < count; i++)
        write_line(lines, i, out);
}
