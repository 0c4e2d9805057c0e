/* SPDX-License-Identifier: MIT */
/* The files of a plan and their names. */
#include "plan.h"

#include <string.h>

static const char *clip_path(const char *film, size_t number, struct arena *arena)
{
    static const char *const endings[CLIP_FILES] = {"", "_first.png", "_last.png"};
    const char *ending = endings[number % CLIP_FILES], *own = path_extension(film);
    size_t length = strlen(film) - strlen(own) - (*own ? 1 : 0);
    return *ending ? arena_format(arena, "%.*s%s", (int)length, film, ending) : film;
}

struct path_words plan_words(const struct subject *subject, size_t number)
{
    return (struct path_words){subject->scene->name, subject->scene->theme.name, number};
}

const char *plan_expand(const char *pattern, const struct subject *subject, size_t number,
                        struct arena *arena)
{
    const struct path_words words = plan_words(subject, number);
    return pattern ? path_expand(pattern, &words, arena) : NULL;
}

/* A title that is a file's name may hold any bytes. */
const char *plan_description(struct plan *plan, bool has_times)
{
    const char **kept = &plan->descriptions[has_times];
    if (!*kept) {
        struct buffer text = {0};
        subject_describe(plan->subject, has_times, &text);
        *kept = arena_copy_text(&plan->arena, text.bytes, text.length);
        buffer_finish(&text);
    }
    return *kept;
}

size_t plan_file_count(const struct output *output)
{
    if (output->encoder->has_no_file)
        return 0;
    if (output->clip_count > 0)
        return output->clip_count * CLIP_FILES;
    return output->is_numbered ? output->count : 1;
}

const char *plan_path(const struct output *output, const struct subject *subject, size_t number,
                      struct arena *arena)
{
    if (output->clip_count == 0) /* a part's pictures have the numbers of the whole */
        return plan_expand(output->pattern, subject,
                           number + (output->is_numbered ? output->first : 0), arena);
    const char *film = plan_expand(output->pattern, subject, number / CLIP_FILES, arena);
    return clip_path(film, number, arena);
}
