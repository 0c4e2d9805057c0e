/* SPDX-License-Identifier: MIT */
/* Our own substitution: a user's text is never a format of C. */
#include "paths.h"

#include <string.h>

enum { WIDEST_NUMBER = 9 };

/* The part of a pattern that begins with %: its kind (the letter; 0: none that we know), its
 * length and the number's width. */
struct part {
    char kind;
    size_t length;
    int width;
};

static struct part read_part(const char *text)
{
    struct part part = {.length = 1};
    if (text[1] == '0' && text[2] >= '1' && text[2] <= '0' + WIDEST_NUMBER) {
        part.width = text[2] - '0';
        part.length = 3;
    }
    char letter = text[part.length];
    bool is_known = letter == 'd' || (part.width == 0 && letter && strchr("st%", letter));
    part.kind = is_known ? letter : '\0';
    part.length += is_known;
    return part;
}

bool path_check(const char *pattern, struct error *error)
{
    size_t numbers = 0;
    for (const char *at = strchr(pattern, '%'); at; at = strchr(at, '%')) {
        struct part part = read_part(at);
        if (part.kind == '\0')
            return error_set(error, STATUS_USAGE,
                             "'%.*s' in the path is not known: %%s is the scene's name, %%02d a "
                             "number, %%t the theme, %%%% a percent sign",
                             (int)part.length + 1, at);
        numbers += part.kind == 'd';
        at += part.length;
    }
    return numbers <= 1 ||
           error_set(error, STATUS_USAGE, "a path can have one number, not %zu", numbers);
}

bool path_has(const char *pattern, char kind)
{
    for (const char *at = strchr(pattern, '%'); at; at = strchr(at, '%')) {
        struct part part = read_part(at);
        if (part.kind == kind)
            return true;
        at += part.length;
    }
    return false;
}

const char *path_expand(const char *pattern, const struct path_words *words, struct arena *arena)
{
    struct buffer out = {0};
    buffer_add_text(&out, "");
    for (const char *at = pattern; *at;) {
        if (*at != '%') {
            buffer_add(&out, at++, 1);
            continue;
        }
        struct part part = read_part(at);
        if (part.kind == 's')
            buffer_add_text(&out, words->scene);
        else if (part.kind == 't')
            buffer_add_text(&out, words->theme);
        else if (part.kind == 'd')
            buffer_format(&out, "%0*zu", part.width, words->number);
        else
            buffer_add_text(&out, "%");
        at += part.length;
    }
    const char *path = arena_copy_text(arena, out.bytes, out.length);
    buffer_finish(&out);
    return path;
}

bool path_stays(const char *pattern, const struct path_words *words, struct error *error)
{
    struct arena arena = {0};
    bool stays = true;
    for (const char *at = pattern; stays && *at; at += strspn(at, "/")) {
        size_t length = strcspn(at, "/");
        const char *part = arena_copy_text(&arena, at, length);
        const char *name = path_expand(part, words, &arena);
        bool is_literal = strcmp(part, name) == 0;
        if (strchr(name, '/') || (!is_literal && strcmp(name, "..") == 0))
            stays = error_set(error, STATUS_USAGE,
                              "'%.40s' in the path would be '%.40s', which leads to another folder",
                              part, name);
        at += length;
    }
    arena_finish(&arena);
    return stays;
}

const char *path_extension(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    return dot && dot > (slash ? slash + 1 : path) ? dot + 1 : "";
}
