/* SPDX-License-Identifier: MIT */
/* Printing of problems. Whatever comes from a scene is made printable first. */
#include "report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST_SHOWN = 20,
    MOST_NAME = 400,
    MOST_TEXT = 600,
    LINE_BEFORE = 60, /* characters of a long line that are shown before the caret */
    LINE_AFTER = 40
};

static const char bold[] = "\033[1m", red[] = "\033[1;31m", yellow[] = "\033[1;33m",
                  green[] = "\033[32m", plain[] = "\033[0m";

static bool has_colors(FILE *out)
{
    const char *term = getenv("TERM"), *refused = getenv("NO_COLOR");
    return isatty(fileno(out)) && !(refused && *refused) && !(term && strcmp(term, "dumb") == 0);
}

/* ---- the quoted line ---- */

struct line {
    const char *text;
    size_t length;
};

/* Where problems are printed, and the last line that was quoted: they are sorted by place, so the
 * next is looked for from there. */
struct printer {
    FILE *out;
    bool is_colored;
    const char *text, *line; /* borrowed from a source */
    size_t number;
};

static struct line line_at(struct printer *printer, const struct source *source, size_t number)
{
    const char *end = source->text ? source->text + source->length : NULL;
    if (printer->text != source->text || !printer->line || number < printer->number) {
        printer->text = printer->line = source->text;
        printer->number = 1;
    }
    for (; printer->line && printer->number < number; printer->number++) {
        const char *stop = memchr(printer->line, '\n', (size_t)(end - printer->line));
        printer->line = stop ? stop + 1 : NULL;
    }
    const char *at = printer->line;
    if (!at)
        return (struct line){0};
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    size_t length = (size_t)((stop ? stop : end) - at);
    while (length > 0 && at[length - 1] == '\r')
        length--;
    return (struct line){at, length};
}

/* Bytes of the first `count` characters. */
static size_t bytes_of(struct line line, size_t count)
{
    size_t at = 0;
    while (at < line.length && count > 0) {
        at++;
        while (at < line.length && !character_starts(line.text[at]))
            at++;
        count--;
    }
    return at;
}

/* Columns that a character takes: 2 of East Asian wide ones, 0 of combining marks. */
static size_t width_of(const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    unsigned code = at[0];
    if (length == 2)
        code = (at[0] & 0x1fu) << 6 | (at[1] & 0x3fu);
    else if (length == 3)
        code = (at[0] & 0x0fu) << 12 | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);
    else if (length == 4)
        code = (at[0] & 7u) << 18 | (at[1] & 0x3fu) << 12 | (at[2] & 0x3fu) << 6 | (at[3] & 0x3fu);
    if (code >= 0x300 && code < 0x370)
        return 0;
    bool is_wide = (code >= 0x1100 && code < 0x1160) || (code >= 0x2e80 && code < 0xa4d0) ||
                   (code >= 0xac00 && code < 0xd7a4) || (code >= 0xf900 && code < 0xfb00) ||
                   (code >= 0xfe30 && code < 0xfe70) || (code >= 0xff00 && code < 0xff61) ||
                   (code >= 0x1f300 && code < 0x1f650) || (code >= 0x20000 && code < 0x30000);
    return is_wide ? 2 : 1;
}

static size_t columns_of(const char *text)
{
    struct line line = {text, strlen(text)};
    size_t columns = 0;
    while (line.length > 0) {
        size_t step = bytes_of(line, 1);
        columns += width_of(line.text, step);
        line.text += step;
        line.length -= step;
    }
    return columns;
}

/* Printable, with tabs as one blank, so that the caret stands where it should. */
static const char *printable_part(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_copy_text(arena, text, length);
    for (size_t i = 0; i < length; i++)
        if (copy[i] == '\t')
            copy[i] = ' ';
    return text_printable(arena, copy, length, SIZE_MAX);
}

static void print_line(struct printer *printer, const struct source *source, struct position at)
{
    struct line line = line_at(printer, source, at.line);
    if (!line.text)
        return;
    FILE *out = printer->out;
    struct arena arena = {0};
    size_t column = at.column > 0 ? at.column - 1 : 0;
    size_t left_out = column > LINE_BEFORE ? column - LINE_BEFORE : 0;
    size_t first = bytes_of(line, left_out);
    struct line rest = {line.text + first, line.length - first};
    size_t caret = first + bytes_of(rest, column - left_out);
    rest = (struct line){line.text + caret, line.length - caret};
    size_t shown = bytes_of(rest, LINE_AFTER);
    const char *before = printable_part(&arena, line.text + first, caret - first);
    const char *after = printable_part(&arena, rest.text, shown);
    const char *lead = first > 0 ? "..." : "";
    fprintf(out, "    %s%s%s%s\n", lead, before, after, shown < rest.length ? "..." : "");
    fprintf(out, "    %*s%s^%s\n", (int)(strlen(lead) + columns_of(before)), "",
            printer->is_colored ? green : "", printer->is_colored ? plain : "");
    arena_finish(&arena);
}

/* ---- problems ---- */

static int by_place(const void *left, const void *right)
{
    const struct problem *a = *(const struct problem *const *)left;
    const struct problem *b = *(const struct problem *const *)right;
    const char *a_name = a->file ? a->file->name : "", *b_name = b->file ? b->file->name : "";
    int order = strcmp(a_name, b_name); /* the scene itself first */
    if (order != 0)
        return order;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.column != b->at.column)
        return a->at.column < b->at.column ? -1 : 1;
    return a < b ? -1 : a > b; /* as they were found */
}

static void print_problem(struct printer *printer, const struct report *report,
                          const struct problem *problem)
{
    FILE *out = printer->out;
    bool is_colored = printer->is_colored;
    struct arena arena = {0};
    const struct source scene = {report->name, report->source, report->source_length};
    const struct source *source = problem->file ? problem->file : &scene;
    bool is_error = problem->kind == PROBLEM_ERROR;
    bool is_option = is_error && problem->status == STATUS_USAGE; /* no scene's fault */
    const char *name = is_option
                           ? "convreel"
                           : text_printable(&arena, source->name, strlen(source->name), MOST_NAME);
    const char *text = text_printable(&arena, problem->text, strlen(problem->text), MOST_TEXT);
    fprintf(out, "%s%s:", is_colored ? bold : "", name);
    if (problem->at.line > 0)
        fprintf(out, "%zu:%zu:", problem->at.line, problem->at.column);
    if (is_option)
        fprintf(out, "%s %s\n", is_colored ? plain : "", text);
    else
        fprintf(out, " %s%s:%s %s\n", is_colored ? (is_error ? red : yellow) : "",
                is_error ? "error" : "warning", is_colored ? plain : "", text);
    if (problem->at.line > 0)
        print_line(printer, source, problem->at);
    if (problem->hint)
        fprintf(out, "  hint: %s\n",
                text_printable(&arena, problem->hint, strlen(problem->hint), MOST_TEXT));
    arena_finish(&arena);
}

const struct problem **report_sort(const struct report *report)
{
    const struct problem **sorted = memory_allocate(report->count + 1, sizeof *sorted);
    for (size_t i = 0; i < report->count; i++)
        sorted[i] = &report->problems[i];
    qsort(sorted, report->count, sizeof *sorted, by_place);
    return sorted;
}

void report_print(const struct report *report, FILE *out)
{
    if (report->count == 0)
        return;
    const struct problem **sorted = report_sort(report);
    struct printer printer = {.out = out, .is_colored = has_colors(out)};
    size_t shown = report->count < MOST_SHOWN ? report->count : MOST_SHOWN;
    for (size_t i = 0; i < shown; i++)
        print_problem(&printer, report, sorted[i]);
    if (shown < report->count) {
        struct arena arena = {0};
        fprintf(out, "%s: and %zu more\n",
                text_printable(&arena, report->name, strlen(report->name), MOST_NAME),
                report->count - shown);
        arena_finish(&arena);
    }
    free(sorted);
}

void error_print(const struct error *error, FILE *out)
{
    struct arena arena = {0};
    fprintf(out, "convreel: %s\n",
            text_printable(&arena, error->text, strlen(error->text), MOST_TEXT));
    arena_finish(&arena);
}

enum status report_status_of(const struct report *report)
{
    static const enum status order[] = {STATUS_USAGE, STATUS_SCENE, STATUS_FILE, STATUS_LIMIT};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t j = 0; j < report->count; j++)
            if (report->problems[j].kind == PROBLEM_ERROR && report->problems[j].status == order[i])
                return order[i];
    return STATUS_DONE;
}

enum status tell_unknown_name(const char *what, const char *name, const char *const *names,
                              size_t count)
{
    struct error error;
    struct arena arena = {0};
    const char *shown = text_printable(&arena, name, strlen(name), 40);
    const char *nearest = text_nearest(shown, names, count);
    if (nearest)
        error_set(&error, STATUS_USAGE, "no %s '%s'; did you mean %s?", what, shown, nearest);
    else
        error_set(&error, STATUS_USAGE, "no %s '%s'; see convreel list", what, shown);
    error_print(&error, stderr);
    arena_finish(&arena);
    return STATUS_USAGE;
}
