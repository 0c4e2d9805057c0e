/* SPDX-License-Identifier: MIT */
/* Between the command line and the runs: a list of themes becomes a run for each, and two runs that
 * write the same files become one. */
#include "themes.h"

#include <string.h>

/* The number of the override; how many there are: none is a theme. */
static size_t theme_of(const struct options *options)
{
    size_t i = 0;
    while (i < options->override_count && strcmp(options->overrides[i].path, "theme") != 0)
        i++;
    return i;
}

bool themes_split(struct themes *themes, const struct options *options, struct error *error)
{
    themes->options[0] = *options;
    themes->count = 1;
    size_t named = theme_of(options);
    if (named == options->override_count)
        return true;
    const char *at = options->overrides[named].value;
    for (themes->count = 0; at; themes->count++) {
        if (themes->count == MOST_THEMES)
            return error_set(error, STATUS_USAGE, "--theme takes %d themes at most", MOST_THEMES);
        size_t length = strcspn(at, ",");
        struct options *run = &themes->options[themes->count];
        *run = *options;
        run->theme = themes->count;
        run->overrides[named].value = arena_copy_text(&themes->arena, at, length);
        at = at[length] ? at + length + 1 : NULL;
    }
    for (size_t i = 0; i < themes->count; i++)
        themes->options[i].theme_count = themes->count;
    return true;
}

/* ---- two themes in one file ---- */

static bool is_dark(const struct plan *plan)
{
    const struct color *color = &plan->subject->scene->theme.color[COLOR_BACKGROUND];
    return 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue < 0.5;
}

bool themes_share_files(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (!plan->outputs[i].has_two_themes)
            return false;
    return true;
}

static bool refuse_pair(const struct plan *first, const struct plan *second, const char *why,
                        struct error *error)
{
    return error_set(error, STATUS_USAGE,
                     "one file cannot hold the themes %s and %s: %s; %%t in the path makes a file "
                     "for each",
                     first->subject->scene->theme.name, second->subject->scene->theme.name, why);
}

bool themes_join(struct plan *first, const struct plan *second, struct error *error)
{
    if (is_dark(first) == is_dark(second))
        return refuse_pair(first, second, is_dark(first) ? "both are dark" : "both are light",
                           error);
    for (size_t i = 0; i < first->count; i++)
        if (first->outputs[i].count != second->outputs[i].count)
            return refuse_pair(first, second, "their pictures are not at the same times", error);
    first->twin = second;
    first->is_dark = is_dark(first);
    return true;
}

/* ---- a theme that nobody has named ---- */

static bool names_nothing(const struct scene *scene)
{
    bool is_open = scene->theme.is_usual && !scene->output.has_background;
    for (size_t i = 0; i < scene->panel_count; i++)
        is_open &= scene->panels[i]->theme.is_usual;
    for (size_t i = 0; i < scene->shot_count; i++)
        is_open &= names_nothing(scene->shots[i]);
    return is_open;
}

bool themes_are_open(const struct plan *plan)
{
    bool is_asked = false;
    for (size_t i = 0; i < plan->count; i++)
        is_asked |= plan->outputs[i].encoder->follows_reader;
    return is_asked && names_nothing(plan->subject->scene);
}

bool themes_darken(const struct options *options, struct options *dark)
{
    *dark = *options;
    if (dark->override_count == MOST_OVERRIDES)
        return false;
    dark->overrides[dark->override_count++] =
        (struct scene_override){.path = "theme", .value = "dark", .option = "--theme"};
    return true;
}

void themes_follow(struct plan *plan, const struct plan *dark)
{
    plan->twin = dark;
    for (size_t i = 0; i < plan->count; i++)
        plan->outputs[i].has_two_themes = plan->outputs[i].encoder->follows_reader;
}

void themes_finish(struct themes *themes)
{
    arena_finish(&themes->arena);
}
