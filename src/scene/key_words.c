/* SPDX-License-Identifier: MIT */
/* Which key an unknown one was meant to be: a word of another tool, a key of another map, or one
 * that is mistyped. Only messages depend on it. */
#include "key_words.h"

#include <ctype.h>
#include <string.h>

enum { LONGEST = 64, MOST_PLACES = 4, MOST_KEYS = 300 };

/* ---- comparing ---- */

static void make_bare(const char *text, char bare[LONGEST])
{
    size_t length = 0;
    for (; *text && length + 1 < LONGEST; text++)
        if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
            bare[length++] = (char)tolower((unsigned char)*text);
    bare[length] = '\0';
}

static bool is_same(const char *bare, const char *key)
{
    const char *next = bare;
    for (; *key; key++)
        if (isalnum((unsigned char)*key) && *next++ != tolower((unsigned char)*key))
            return false;
    return *bare && !*next;
}

/* The same but for an s at the end. */
static bool is_plural(const char *bare, const char *key)
{
    char other[LONGEST];
    if (tolower((unsigned char)*key) != *bare)
        return false;
    make_bare(key, other);
    size_t length = strlen(bare), due = strlen(other);
    const char *longer = length > due ? bare : other;
    size_t shorter = length > due ? due : length;
    return length + due == 2 * shorter + 1 && longer[shorter] == 's' &&
           strncmp(bare, other, shorter) == 0;
}

static const char *last_part(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

/* Whether a row stands directly below a map; a stack's layer is a layer. */
static bool is_below(const char *row, const char *map)
{
    size_t length = strlen(map);
    if (length == 0)
        return !strchr(row, '.');
    return strncmp(row, map, length) == 0 && row[length] == '.' && !strchr(row + length + 1, '.');
}

/* The row of a path under the map at hand: of `layers` for one of `layer`, of `bias` for one of
 * `input`, if there is such a key. */
static const struct field *row_in(const char *map, const char *path)
{
    if (is_below(path, map))
        return fields_find(path);
    char moved[LONGEST + LONGEST];
    const char *key = last_part(path);
    size_t length = strlen(map);
    bool is_source = strncmp(path, "input.", 6) == 0 || strncmp(path, "kernel.", 7) == 0;
    bool is_layer = strncmp(path, "layer.", 6) == 0;
    bool is_like = (is_layer && strcmp(map, "layers") == 0) ||
                   (is_source && (strstr(map, "kernel") || strcmp(map, "input") == 0 ||
                                  strstr(map, "bias") || strstr(map, "random")));
    if (!is_like || length + 1 + strlen(key) >= sizeof moved)
        return NULL;
    memcpy(moved, map, length);
    moved[length] = '.';
    memcpy(moved + length + 1, key, strlen(key) + 1);
    return fields_find(moved);
}

/* ---- the ways to a key ---- */

/* A size where a kernel's numbers are due: 3, [3, 3]. */
static bool is_size(const struct node *value)
{
    const struct node *first = value->kind == NODE_LIST ? value->first : value;
    return first && first->kind == NODE_SCALAR && *first->text &&
           strchr("0123456789(", first->text[0]);
}

static const struct field *same_here(const struct field_map *map, const char *bare)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->rows[i]->read && (is_same(bare, map->keys[i]) || is_plural(bare, map->keys[i])))
            return map->rows[i];
    return NULL;
}

static bool is_word(size_t i, const char *bare)
{
    return *other_keys[i].word == *bare && strcmp(other_keys[i].word, bare) == 0;
}

static const struct field *word_here(const char *map, const char *bare)
{
    for (size_t i = 0; i < other_key_count; i++) {
        const struct field *row = is_word(i, bare) ? row_in(map, other_keys[i].path) : NULL;
        if (row && row->read)
            return row;
    }
    return NULL;
}

static const struct field *word_elsewhere(const char *bare)
{
    for (size_t i = 0; i < other_key_count; i++)
        if (is_word(i, bare))
            return fields_find(other_keys[i].path);
    return NULL;
}

/* The nearest key of a map; map NULL: of any. */
static const struct field *nearest_key(const struct field_map *map, const char *key)
{
    const char *keys[MOST_KEYS];
    const struct field *rows[MOST_KEYS];
    size_t count = 0;
    size_t all = map ? map->count : fields_count();
    for (size_t i = 0; i < all && count < MOST_KEYS; i++) {
        const struct field *row = map ? map->rows[i] : fields_at(i);
        if (!row->read)
            continue;
        rows[count] = row;
        keys[count++] = last_part(row->path);
    }
    const char *nearest = text_nearest(key, keys, count);
    for (size_t i = 0; nearest && i < count; i++)
        if (keys[i] == nearest)
            return rows[i];
    return NULL;
}

/* Rows of other maps with this key: those at the top alone if there are any; of a source's keys and
 * a stack's the first. */
static size_t same_elsewhere(const char *bare, const struct field *found[MOST_PLACES])
{
    size_t count = 0;
    for (size_t i = 0; i < fields_count() && count < MOST_PLACES; i++) {
        const struct field *row = fields_at(i);
        if (!row->read || !is_same(bare, last_part(row->path)))
            continue;
        if (!strchr(row->path, '.')) {
            found[0] = row;
            return 1;
        }
        bool is_more = strncmp(row->path, "layers.", 7) == 0 ||
                       strncmp(row->path, "bias.", 5) == 0 || strncmp(row->path, "theme.", 6) == 0;
        if (count == 0 || !is_more)
            found[count++] = row;
    }
    return count;
}

/* For keys whose value says what they are. */
static const char *value_hint(const char *map, const char *bare, const struct node *value)
{
    static const char *const paths[] = {"file", "path", "filename", "name", "folder"};
    for (size_t i = 0; strcmp(map, "output") == 0 && i < sizeof paths / sizeof *paths; i++)
        if (strcmp(bare, paths[i]) == 0)
            return "give the path with -o; the kind of file is 'format'";
    static const char *const sources[] = {"input",   "inputs", "source",
                                          "sources", "bottom", "inbound"};
    for (size_t i = 0; strcmp(map, "layers") == 0 && i < sizeof sources / sizeof *sources; i++)
        if (strcmp(bare, sources[i]) == 0)
            return "did you mean 'from'? Without it a layer reads the one before";
    if (strcmp(map, "layer") == 0 && strcmp(bare, "from") == 0)
        return "leave it out: it belongs to an item of 'layers'";
    if (strcmp(bare, "bias") == 0 && scalar_kind_of(value) == SCALAR_FLAG)
        return scalar_flag(value) ? "give numbers, for example bias: 0 at the top of the scene"
                                  : "leave it out: without 'bias' there is none";
    return NULL;
}

void key_find_meant(const char *map, const struct node *value, struct meant_key *meant)
{
    char bare[LONGEST];
    struct field_map here;
    const char *key = value->key->text;
    make_bare(key, bare);
    fields_list(map, &here);
    *meant = (struct meant_key){.count = 1};
    meant->hint = value_hint(map, bare, value);
    if (meant->hint) {
        meant->count = 0;
        return;
    }
    bool is_kernel = strcmp(bare, "kernel") == 0 && !is_size(value);
    if ((meant->row[0] = same_here(&here, bare)) ||
        (!is_kernel && (meant->row[0] = word_here(map, bare)))) {
        meant->is_here = true;
        return;
    }
    meant->hint = needless_hint(bare);
    if (meant->hint) {
        meant->count = 0;
        return;
    }
    meant->count = same_elsewhere(bare, meant->row);
    meant->is_same = meant->count > 0;
    if (meant->is_same)
        return;
    meant->row[0] = nearest_key(&here, key);
    meant->is_here = meant->row[0] != NULL;
    if (!meant->is_here)
        meant->row[0] = word_elsewhere(bare);
    if (meant->row[0] && strcmp(meant->row[0]->path, map) == 0) {
        *meant = (struct meant_key){.hint = "leave it out: its keys belong directly in this map"};
        return;
    }
    if (!meant->row[0])
        meant->row[0] = nearest_key(NULL, key);
    meant->count = meant->row[0] != NULL;
}

/* ---- what to say ---- */

static const char *place_of(const struct field *row, struct arena *arena)
{
    int length = (int)(last_part(row->path) - row->path);
    return length ? arena_format(arena, "in '%.*s'", length - 1, row->path)
                  : "at the top of the scene";
}

const char *key_meant_hint(const struct meant_key *meant, struct arena *arena)
{
    if (meant->count == 0)
        return meant->hint;
    const char *key = last_part(meant->row[0]->path);
    if (meant->is_here)
        return arena_format(arena, "did you mean '%s'?", key);
    if (!meant->is_same)
        return arena_format(arena, "did you mean '%s' %s?", key, place_of(meant->row[0], arena));
    const char *places = "";
    for (size_t i = 0; i < meant->count; i++)
        places = arena_format(arena, "%s%s%s", places,
                              i == 0                  ? ""
                              : i + 1 == meant->count ? " or "
                                                      : ", ",
                              place_of(meant->row[i], arena));
    return arena_format(arena, "'%s' belongs %s", key, places);
}

/* ---- is it there ---- */

static bool is_at(const char *row, const char *path)
{
    size_t length = strlen(path);
    return strncmp(row, path, length) == 0 && (row[length] == '\0' || row[length] == '.');
}

static bool is_meant_at(const char *map, const struct node *value, const char *path)
{
    struct meant_key meant;
    key_find_meant(map, value, &meant);
    for (size_t i = 0; i < meant.count; i++)
        if (is_at(meant.row[i]->path, path))
            return true;
    return false;
}

bool key_is_there(const char *map, const struct node *tree, const char *path)
{
    enum { MOST_UNKNOWN = 100 }; /* more are no slips */
    size_t unknown = 0;
    struct field_map here;
    if (is_below(path, map) && node_find(tree, last_part(path)))
        return true;
    fields_list(map, &here);
    for (const struct node *value = tree->first; value; value = value->next) {
        if (value->key->kind != NODE_SCALAR)
            continue;
        const char *key = value->key->text;
        const struct field *row = fields_find_key(&here, key, strlen(key));
        bool is_inside = row && !*map && value->kind == NODE_MAP;
        if (is_inside && key_is_there(row->path, value, path))
            return true;
        if (!row && unknown++ < MOST_UNKNOWN && is_meant_at(map, value, path))
            return true;
    }
    return false;
}
