/* SPDX-License-Identifier: MIT */
/* list: the names that scenes and options know. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "convreel/drawing.h"
#include "convreel/encoding.h"
#include "convreel/simulation.h"
#include "names_of.h"
#include "report.h"

static const char *format_name(size_t n)
{
    size_t count;
    const struct encoder *const *encoders = encoding_encoders(&count);
    return n < count ? encoders[n]->name : NULL;
}

static const char *limit_name(size_t n)
{
    return n < LIMITS ? limit_table[n].name : NULL;
}

static const struct name_list lists[] = {
    {"layers", simulation_type_name, {"layer.type", "layers.type"}},
    {"views", drawing_view_at, {"view"}},
    {"themes", scene_theme_name, {"theme", "theme.from"}},
    {"kernels", simulation_kernel_name, {"kernel", "layers.kernel"}},
    {"languages", scene_language_name, {"language"}},
    {"formats", format_name, {"output.format"}},
    {"sizes", scene_size_name, {"output.size"}},
    {"scenes", scene_example_name, {NULL}},
    {"limits", limit_name, {NULL}},
};

enum { LISTS = sizeof lists / sizeof *lists };

const struct name_list *names_list_at(size_t n)
{
    return n < LISTS ? &lists[n] : NULL;
}

const struct name_list *names_of_key(const char *path)
{
    for (size_t i = 0; i < LISTS; i++)
        for (size_t k = 0; k < 2 && lists[i].keys[k]; k++)
            if (strcmp(lists[i].keys[k], path) == 0)
                return &lists[i];
    return NULL;
}

enum status command_list(const struct options *options)
{
    const char *what = options->scene_count > 0 ? options->scenes[0] : NULL, *names[LISTS];
    for (size_t i = 0; i < LISTS; i++) {
        names[i] = lists[i].what;
        if (!what)
            puts(lists[i].what);
        if (!what || strcmp(what, lists[i].what) != 0)
            continue;
        for (size_t n = 0; lists[i].name(n); n++)
            puts(lists[i].name(n));
        return STATUS_DONE;
    }
    return what ? tell_unknown_name("list", what, names, LISTS) : STATUS_DONE;
}
