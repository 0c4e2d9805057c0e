/* SPDX-License-Identifier: MIT */
/* Errors: one line about the world outside, or a report of every problem in a scene's text. */
#include "convreel/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool error_set(struct error *error, enum status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return false;
}

void report_init(struct report *report, const char *name)
{
    *report = (struct report){0};
    report->name = arena_copy_text(&report->arena, name, strlen(name));
}

void report_finish(struct report *report)
{
    arena_finish(&report->arena);
    free(report->problems);
    *report = (struct report){0};
}

static char *format_in(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t room = length > 0 ? (size_t)length + 1 : 1;
    char *text = arena_allocate(arena, room, 1);
    vsnprintf(text, room, format, arguments);
    return text;
}

static bool is_same_file(const struct source *a, const struct source *b)
{
    return a == b || (a && b && strcmp(a->name, b->name) == 0);
}

/* Where a place is. */
static const struct source *file_of(const struct report *report, struct position at)
{
    return at.file ? at.file : report->file;
}

static bool is_known(const struct report *report, struct position at, const char *text)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        if (problem->at.line == at.line && problem->at.column == at.column &&
            is_same_file(problem->file, file_of(report, at)) && strcmp(problem->text, text) == 0)
            return true;
    }
    return false;
}

void report_add(struct report *report, enum problem_kind kind, enum status status,
                struct position at, const char *hint, const char *format, va_list arguments)
{
    const char *text = format_in(&report->arena, format, arguments);
    if (is_known(report, at, text))
        return;
    if (report->count == report->capacity) {
        report->capacity = report->capacity ? 2 * report->capacity : 8;
        report->problems =
            memory_resize(report->problems, report->capacity, sizeof *report->problems);
    }
    if (kind == PROBLEM_WARNING && report->is_strict) {
        kind = PROBLEM_ERROR;
        status = STATUS_SCENE;
    }
    report->problems[report->count++] = (struct problem){
        .kind = kind,
        .status = status,
        .at = at,
        .text = text,
        .hint = hint ? arena_copy_text(&report->arena, hint, strlen(hint)) : NULL,
        .file = file_of(report, at),
    };
    report->error_count += kind == PROBLEM_ERROR;
}

void report_error(struct report *report, struct position at, const char *hint, const char *format,
                  ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_add(report, PROBLEM_ERROR, STATUS_SCENE, at, hint, format, arguments);
    va_end(arguments);
}

void report_warning(struct report *report, struct position at, const char *hint, const char *format,
                    ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_add(report, PROBLEM_WARNING, STATUS_DONE, at, hint, format, arguments);
    va_end(arguments);
}

void report_status(struct report *report, enum status status, struct position at, const char *hint,
                   const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_add(report, PROBLEM_ERROR, status, at, hint, format, arguments);
    va_end(arguments);
}
