/* SPDX-License-Identifier: MIT */
/* Which formats a render makes: as the call says, the path, or the scene. */
#include "formats.h"

#include <assert.h>
#include <string.h>

#include "paths.h"
#include "target.h"

static const char *known_formats(struct arena *arena)
{
    size_t count;
    const struct encoder *const *encoders = encoding_encoders(&count);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_format(arena, "%s%s%s", text, i ? ", " : "", encoders[i]->name);
    return text;
}

static const char *nearest_format(const char *word)
{
    size_t count;
    const struct encoder *const *encoders = encoding_encoders(&count);
    const char *names[MOST_OUTPUTS];
    assert(count <= MOST_OUTPUTS);
    for (size_t i = 0; i < count; i++)
        names[i] = encoders[i]->name;
    return text_nearest(word, names, count);
}

static const char *format_hint(const char *word, struct arena *arena)
{
    if (strpbrk(word, ", "))
        return arena_format(arena, "write a list: [%.60s]", word);
    const char *nearest = nearest_format(word), *meant = scene_meant_word("format", word, arena);
    return meant     ? meant
           : nearest ? arena_format(arena, "did you mean '%s'?", nearest)
                     : arena_format(arena, "known: %s", known_formats(arena));
}

static void add_format(struct plan *plan, const struct encoder *encoder)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->outputs[i].encoder == encoder)
            return;
    plan->outputs[plan->count++].encoder = encoder;
}

static bool add_listed(struct plan *plan, const char *list, struct error *error)
{
    char *copy = arena_copy_text(&plan->arena, list, strlen(list)), *rest = NULL;
    for (char *word = strtok_r(copy, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        const struct encoder *encoder = encoding_find(word);
        if (!encoder)
            return error_set(error, STATUS_USAGE, "unknown format '%.40s'; %s", word,
                             format_hint(word, &plan->arena));
        add_format(plan, encoder);
    }
    return plan->count > 0 || error_set(error, STATUS_USAGE, "--format names no format");
}

bool formats_check(struct subject *subject)
{
    const struct scene_output *output = &subject->scene->output;
    struct arena arena = {0};
    bool is_right = true;
    for (size_t i = 0; i < output->format_count; i++) {
        const char *word = output->formats[i];
        if (encoding_find(word))
            continue;
        report_error(&subject->report, output->format_places[i], format_hint(word, &arena),
                     "unknown format '%s'", text_printable(&arena, word, strlen(word), 40));
        is_right = false;
    }
    arena_finish(&arena);
    return is_right;
}

static bool add_of_scene(struct plan *plan, struct subject *subject)
{
    const struct scene_output *output = &subject->scene->output;
    if (!formats_check(subject))
        return false;
    for (size_t i = 0; i < output->format_count; i++)
        add_format(plan, encoding_find(output->formats[i]));
    if (plan->count == 0)
        add_format(plan, encoding_find(subject->scene->output.sheet_columns ? "pdf" : "gif"));
    return true;
}

static bool choose(struct plan *plan, struct subject *subject, const struct options *options,
                   struct error *error)
{
    if (options->formats)
        return add_listed(plan, options->formats, error);
    bool is_standard_output = target_is_standard_output(subject, options);
    if (is_standard_output && subject->is_standard_input) {
        add_format(plan, encoding_find("svg"));
        return true;
    }
    const char *path = options->output;
    if (!path || is_standard_output || target_is_folder(path))
        return add_of_scene(plan, subject);
    const char *extension = path_extension(path);
    const struct encoder *encoder = encoding_find(extension);
    if (encoder) {
        add_format(plan, encoder);
        return true;
    }
    if (*extension)
        return error_set(error, STATUS_USAGE, "no format is named by .%.20s; %s, or say --format",
                         extension, format_hint(extension, &plan->arena));
    return error_set(error, STATUS_USAGE,
                     "%.200s names no format: write %.200s.gif, %.200s/ for a folder, or --format",
                     path, path, path);
}

bool formats_choose(struct plan *plan, struct subject *subject, const struct options *options,
                    struct error *error)
{
    if (!choose(plan, subject, options, error))
        return false;
    for (size_t i = 0; i < plan->count && options->is_moving; i++)
        if (plan->outputs[i].encoder->moving)
            plan->outputs[i].encoder = plan->outputs[i].encoder->moving;
    return true;
}
