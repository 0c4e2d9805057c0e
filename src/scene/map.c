/* SPDX-License-Identifier: MIT */
/* Maps of a scene: each key to its row of the field table; unknown ones with the nearest known. */
#include "reader.h"

#include <assert.h>
#include <string.h>

#include "fields.h"

enum {
    MAX_KEYS = 200, /* of the language in one map */
    KEY_SHOWN = 40
};

/* What the map at path is called in a sentence. */
static const char *map_name(const char *path)
{
    return *path ? path : "a scene";
}

/* The last part of a row's path, if the row stands directly below path; else NULL. */
static const char *key_below(const struct field *field, const char *path)
{
    size_t length = strlen(path);
    const char *key = field->path;
    if (length > 0) {
        if (strncmp(key, path, length) != 0 || key[length] != '.')
            return NULL;
        key += length + 1;
    }
    return strchr(key, '.') ? NULL : key;
}

static const struct field *find_below(const char *path, const char *key, size_t length)
{
    for (size_t i = 0; i < fields_count(); i++) {
        const char *known = key_below(fields_at(i), path);
        if (known && strlen(known) == length && memcmp(known, key, length) == 0)
            return fields_at(i);
    }
    return NULL;
}

/* The keys below path, or only those that are there already; at most MAX_KEYS of them. */
static size_t list_keys(const char *path, bool only_read, const char **keys)
{
    size_t found = 0;
    for (size_t i = 0; i < fields_count(); i++) {
        const char *key = key_below(fields_at(i), path);
        if (key && found < MAX_KEYS && (fields_at(i)->read || !only_read))
            keys[found++] = key;
    }
    return found;
}

/* Where a key that is unknown here does stand; NULL: nowhere. */
static const struct field *find_elsewhere(const char *key)
{
    for (size_t i = 0; i < fields_count(); i++) {
        const char *path = fields_at(i)->path, *dot = strrchr(path, '.');
        if (strcmp(dot ? dot + 1 : path, key) == 0)
            return fields_at(i);
    }
    return NULL;
}

static const char *join_keys(struct arena *arena, const char *path)
{
    const char *keys[MAX_KEYS];
    size_t count = list_keys(path, true, keys);
    struct buffer buffer = {0};
    for (size_t i = 0; i < count; i++)
        buffer_format(&buffer, "%s%s", i ? ", " : "", keys[i]);
    const char *text = arena_copy_text(arena, buffer.bytes ? buffer.bytes : "", buffer.length);
    buffer_finish(&buffer);
    return text;
}

static const char *elsewhere_hint(struct arena *arena, const struct field *field)
{
    const char *dot = strrchr(field->path, '.');
    if (!dot)
        return arena_format(arena, "'%s' stands at the top of a scene", field->path);
    int length = (int)(dot - field->path);
    return arena_format(arena, "'%s' stands in '%.*s'", dot + 1, length, field->path);
}

static void unknown_key(struct reader *reader, const char *path, const struct node *key)
{
    struct arena *arena = &reader->report->arena;
    const char *keys[MAX_KEYS];
    size_t count = list_keys(path, false, keys);
    const char *nearest = text_nearest(key->text, keys, count);
    const struct field *elsewhere = find_elsewhere(key->text);
    size_t before_colon = strcspn(key->text, ":");
    const char *hint;
    if (key->text[before_colon] == ':' && find_below(path, key->text, before_colon))
        hint = "a colon needs a space after it";
    else if (nearest)
        hint = reader_meant(reader, nearest);
    else if (elsewhere)
        hint = elsewhere_hint(arena, elsewhere);
    else
        hint = arena_format(arena, "its keys are %s", join_keys(arena, path));
    if (nearest && find_below(path, nearest, strlen(nearest))->is_layer_part)
        reader->scene->is_layer_sound = false;
    reader_error(reader, key, hint, "%s has no key %s", map_name(path), node_describe(key, arena));
}

static void read_entry(struct reader *reader, const char *path, const struct node *value)
{
    const struct node *key = value->key;
    if (key->kind != NODE_SCALAR) {
        reader_error(reader, key, NULL, "a key must be a word, not %s",
                     node_describe(key, &reader->report->arena));
        return;
    }
    const struct field *field = find_below(path, key->text, strlen(key->text));
    if (!field) {
        unknown_key(reader, path, key);
        return;
    }
    size_t before = reader->problem_count;
    if (value->kind == NODE_REFUSED)
        return;
    if (!field->read)
        reader_not_yet(reader, key, reader_subject(reader, field));
    else if (scalar_kind_of(value) == SCALAR_NULL)
        reader_error(reader, key, fields_hint_of_nothing(field), "%s has no value: it must be %s",
                     key->text, field->takes);
    else
        field->read(reader, field, value, (char *)reader->scene + field->offset);
    if (field->is_layer_part && reader->problem_count != before)
        reader->scene->is_layer_sound = false;
}

static bool is_repeated(const struct node *map, const struct node *value)
{
    if (value->key->kind != NODE_SCALAR)
        return false;
    const struct node *first = node_find(map, value->key->text);
    return first != value;
}

static void repeated_key(struct reader *reader, const char *path, const struct node *key)
{
    const struct field *field = find_below(path, key->text, strlen(key->text));
    if (field && field->is_layer_part)
        reader->scene->is_layer_sound = false;
    reader_error(reader, key, "keep one of them", "%s has the key %s twice", map_name(path),
                 node_describe(key, &reader->report->arena));
}

void reader_map(struct reader *reader, const char *path, const struct node *node)
{
    assert(node->kind == NODE_MAP);
    for (const struct node *value = node->first; value; value = value->next) {
        if (is_repeated(node, value))
            repeated_key(reader, path, value->key);
        else
            read_entry(reader, path, value);
    }
}
