/* SPDX-License-Identifier: MIT */
/* list: the names that scenes and options know; info: what this program is made of. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "convreel/drawing.h"
#include "convreel/encoding.h"
#include "convreel/simulation.h"
#include "names_of.h"
#include "report.h"
#include "rights.h"

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

/* Which library's encoder makes a film, or why none does. */
static void tell_encoder(const struct encoder *encoder)
{
    const struct encoding_settings settings = {.format = encoder->name,
                                               .width = 64,
                                               .height = 64,
                                               .fps = rational_make(25, 1),
                                               .length = rational_make(1, 1),
                                               .crf = -1};
    struct probed probed = {.codec = ""};
    struct error error;
    bool is_there = encoder->probe(&settings, &probed, &error);
    printf("%s: %s\n", encoder->name, is_there ? probed.codec : error.text);
}

static void tell_limits(void)
{
    struct arena arena = {0};
    for (size_t i = 0; i < LIMITS; i++)
        printf("limit %s: %s, with --safe %s: %s\n", limit_table[i].name,
               limit_in_words((enum limit)i, limit_table[i].usual, &arena),
               limit_in_words((enum limit)i, limit_table[i].safe, &arena), limit_table[i].about);
    arena_finish(&arena);
}

enum status command_info(const struct options *options)
{
    size_t count;
    const struct encoder *const *encoders = encoding_encoders(&count);
    (void)options;
    puts("convreel " CONVREEL_VERSION);
    for (size_t i = 0; i < count; i++)
        if (encoders[i]->probe)
            tell_encoder(encoders[i]);
    printf("rights: given up by %s, unless --keep-rights is given\n", rights_names());
    tell_limits();
    return STATUS_DONE;
}
