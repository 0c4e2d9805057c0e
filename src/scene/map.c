/* SPDX-License-Identifier: MIT */
/* Maps of a scene: each key to its row of the field table; unknown ones with the nearest known. */
#include "reader.h"

#include <assert.h>
#include <string.h>

#include "fields.h"
#include "key_words.h"

enum { KEY_SHOWN = 40 };

/* A map of the scene that is read, and the keys that the language has there. */
struct level {
    const char *path;
    struct field_map map;
};

static const char *join_keys(struct arena *arena, const struct field_map *map)
{
    struct buffer buffer = {0};
    for (size_t i = 0; i < map->count; i++)
        if (map->rows[i]->read)
            buffer_format(&buffer, "%s%s", buffer.length ? ", " : "", map->keys[i]);
    const char *text = arena_copy_text(arena, buffer.bytes ? buffer.bytes : "", buffer.length);
    buffer_finish(&buffer);
    return text;
}

/* For a key that took its value, or a part of one, with it: type:Conv2d, kernel_size=3, and the
 * second number of kernel_size: 3, 3 in a map in braces. NULL: it is none. */
static const char *torn_hint(struct arena *arena, const struct field_map *map,
                             const struct node *value)
{
    const char *key = value->key->text;
    size_t length = strcspn(key, ":= ");
    const char *rest = key + length + strspn(key + length, ":= ");
    bool is_alone = scalar_kind_of(value) == SCALAR_NULL;
    bool is_key = fields_find_key(map, key, length);
    if (is_key && key[length] == ':' && !*rest)
        return arena_format(arena, "write %.*s", (int)length + 1, key);
    if (is_key && key[length] == ':')
        return arena_format(arena, "a colon needs a space after it: %.*s: %.*s", (int)length, key,
                            KEY_SHOWN, rest);
    if (is_alone && is_key)
        return arena_format(arena, "write %.*s: %.*s", (int)length, key, KEY_SHOWN, rest);
    if (is_alone && scalar_kind_of(value->key) == SCALAR_INTEGER)
        return "write a list in brackets, for example [3, 3]";
    return NULL;
}

static void unknown_key(struct reader *reader, const struct level *level, const struct node *value)
{
    struct arena *arena = &reader->report->arena;
    const struct node *key = value->key;
    struct meant_key meant = {0};
    if (reader->problem_count >= MAX_PROBLEMS) { /* nobody reads a hint any more */
        reader->problem_count++;
        reader->scene->is_layer_sound = false;
        return;
    }
    const char *hint = torn_hint(arena, &level->map, value);
    if (!hint) {
        key_find_meant(level->path, value, &meant);
        hint = key_meant_hint(&meant, arena);
    }
    if (!hint)
        hint = arena_format(arena, "the keys are %s", join_keys(arena, &level->map));
    if (meant.is_here && meant.row[0]->is_layer_part)
        reader->scene->is_layer_sound = false;
    reader_error(reader, key, hint, *level->path ? "unknown key %s in '%s'" : "unknown key %s",
                 node_describe(key, arena), level->path);
}

static void read_entry(struct reader *reader, const struct level *level, const struct node *value)
{
    const struct node *key = value->key;
    if (key->kind != NODE_SCALAR) {
        reader_error(reader, key, NULL, "a key must be a word, not %s",
                     node_describe(key, &reader->report->arena));
        return;
    }
    const struct field *field = fields_find_key(&level->map, key->text, strlen(key->text));
    if (!field) {
        unknown_key(reader, level, value);
        return;
    }
    size_t before = reader->problem_count;
    if (value->kind == NODE_REFUSED || value->is_taken_back)
        return;
    if (scalar_kind_of(value) == SCALAR_NULL)
        reader_error(reader, key, fields_hint_of_nothing(field), "%s has no value: it must be %s",
                     key->text, field->takes);
    else
        field->read(reader, field, value,
                    (char *)(field->is_of_item ? reader->item : reader->scene) + field->offset);
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

static void repeated_key(struct reader *reader, const struct level *level, const struct node *key)
{
    const struct field *field = fields_find_key(&level->map, key->text, strlen(key->text));
    if (field && field->is_layer_part)
        reader->scene->is_layer_sound = false;
    reader_error(reader, key, "keep one of them",
                 *level->path ? "duplicate key %s in '%s'" : "duplicate key %s",
                 node_describe(key, &reader->report->arena), level->path);
}

/* YAML tears kernel_size: (3, 3) in braces into a value "(3" and a key "3)": the last part, or NULL
 * where a value is whole. */
static const struct node *find_torn_end(const struct node *value)
{
    if (value->kind != NODE_SCALAR || !value->is_plain || value->text[0] != '(' ||
        strchr(value->text, ')'))
        return NULL;
    for (const struct node *part = value->next; part; part = part->next) {
        bool is_part = part->key->kind == NODE_SCALAR && scalar_kind_of(part) == SCALAR_NULL;
        if (!is_part || strchr(part->key->text, ')'))
            return is_part ? part : NULL;
    }
    return NULL;
}

/* Reads a value as it was meant, and is told as one. */
static void read_torn(struct reader *reader, const struct level *level, const struct node *value,
                      const struct node *end)
{
    struct node whole = *value;
    for (const struct node *part = value; part != end;) {
        part = part->next;
        whole.text = arena_format(&reader->report->arena, "%s, %s", whole.text, part->key->text);
    }
    read_entry(reader, level, &whole);
}

void reader_map(struct reader *reader, const char *path, const struct node *node)
{
    assert(node->kind == NODE_MAP);
    struct level level = {.path = path};
    fields_list(path, &level.map);
    for (const struct node *value = node->first; value; value = value->next) {
        const struct node *end = find_torn_end(value);
        if (is_repeated(node, value))
            repeated_key(reader, &level, value->key);
        else if (end)
            read_torn(reader, &level, value, end);
        else
            read_entry(reader, &level, value);
        value = end ? end : value;
    }
}
