/* SPDX-License-Identifier: MIT */
/* The rows of the scene language by their keys: which is meant, and whether it may stand there. */
#include <assert.h>
#include <string.h>

#include "fields.h"

const struct field *fields_find(const char *path)
{
    for (size_t i = 0; i < fields_count(); i++) {
        if (strcmp(fields_at(i)->path, path) == 0)
            return fields_at(i);
    }
    return NULL;
}

/* What of a row's path comes below another one; NULL: the row stands elsewhere. Every map of a
 * scene asks every row: no call of the library for each. */
static const char *below(const char *row, const char *path)
{
    bool is_top = !*path;
    while (*path && *row == *path) {
        row++;
        path++;
    }
    if (is_top)
        return row;
    return *path == '\0' && *row == '.' ? row + 1 : NULL;
}

void fields_list(const char *path, struct field_map *map)
{
    map->count = 0;
    for (size_t i = 0; i < fields_count(); i++) {
        const char *key = below(fields_at(i)->path, path);
        if (!key || strchr(key, '.'))
            continue;
        assert(map->count < sizeof map->rows / sizeof *map->rows);
        map->rows[map->count] = fields_at(i);
        map->keys[map->count++] = key;
    }
}

const struct field *fields_find_key(const struct field_map *map, const char *key, size_t length)
{
    for (size_t i = 0; length > 0 && i < map->count; i++) {
        const char *known = map->keys[i];
        if (known[0] == key[0] && strncmp(known, key, length) == 0 && known[length] == '\0')
            return map->rows[i];
    }
    return NULL;
}

bool fields_check_scope(struct reader *reader, const struct node *map, enum scope scope,
                        const char *called)
{
    static const char *const places[] = {[SCOPE_PANEL] = "put it into the panel",
                                         [SCOPE_SHOT] = "put it at the top of the scene",
                                         [SCOPE_FILM] = "put it at the top of the file"};
    size_t before = reader->problem_count;
    for (const struct node *value = map->first; value; value = value->next) {
        const char *key = value->key->kind == NODE_SCALAR ? value->key->text : "";
        const struct field *field = fields_find(key);
        if (!field || field->scope <= scope)
            continue;
        const char *hint =
            field->within ? reader_meant(reader, field->within) : places[field->scope];
        reader_error(reader, value->key, hint, "%s cannot have its own '%s'", called, key);
    }
    return reader->problem_count == before;
}

const char *fields_hint_of_nothing(const struct field *field)
{
    if (field->read == read_background || field->read == read_matte || field->read == read_color)
        return "put a colour in quotes, '#rrggbb': # alone starts a comment";
    if (field->read == read_title)
        return "put a text that starts with # in quotes";
    return NULL;
}
