/* SPDX-License-Identifier: MIT */
/* After the last picture: the rules for make's include. */
#include "deps.h"

#include <string.h>

/* Names as make reads them: blanks, comments, patterns and wildcards are none. */
static void add_name(const char *name, struct buffer *out)
{
    for (const char *at = name; *at; at++) {
        size_t slashes = strspn(at, "\\");
        if (slashes > 0 && (at[slashes] == ' ' || at[slashes] == '#')) {
            for (size_t i = 0; i < slashes; i++)
                buffer_add_text(out, "\\\\");
            at += slashes;
        }
        if (*at == '$')
            buffer_add_text(out, "$");
        else if (strchr(" \t#:%*?[]", *at))
            buffer_add_text(out, "\\");
        buffer_add(out, at, 1);
    }
}

static void add_target(const char *name, struct buffer *out)
{
    if (name && out->length > 0 && out->bytes[out->length - 1] != '\n')
        buffer_add_text(out, " ");
    if (name)
        add_name(name, out);
}

static void add_targets(const struct plan *plan, struct arena *arena, struct buffer *out)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct output *output = &plan->outputs[i];
        size_t files = plan_file_count(output);
        for (size_t n = 0; n < files; n++)
            add_target(plan_path(output, plan->subject, n, arena), out);
    }
    for (size_t i = 0; i < plan->side_count; i++)
        add_target(plan->sides[i].path, out);
}

static void add_inputs(const struct scene *scene, struct buffer *out)
{
    for (size_t i = 0; i < scene->file_count; i++) {
        if (!scene->files[i].path)
            continue;
        buffer_add_text(out, " ");
        add_name(scene->files[i].path, out);
    }
}

/* The scene itself is what the call names: it should be missed. */
static void add_phony(const struct scene *scene, struct buffer *out)
{
    for (size_t i = 1; i < scene->file_count; i++) {
        if (!scene->files[i].path)
            continue;
        add_name(scene->files[i].path, out);
        buffer_add_text(out, ":\n");
    }
}

void deps_add(const struct plan *plan, struct buffer *out)
{
    struct arena arena = {0};
    size_t before = out->length;
    add_targets(plan, &arena, out);
    arena_finish(&arena);
    if (out->length == before)
        return;
    const struct scene *twin = plan->twin ? plan->twin->subject->scene : NULL;
    buffer_add_text(out, ":");
    add_inputs(plan->subject->scene, out);
    if (twin)
        add_inputs(twin, out);
    buffer_add_text(out, "\n");
    add_phony(plan->subject->scene, out);
    if (twin)
        add_phony(twin, out);
}
