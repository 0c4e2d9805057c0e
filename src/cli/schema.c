/* SPDX-License-Identifier: MIT */
/*
 * schema: the scene language as a JSON Schema (draft-07), for editors. It is made from the rows
 * that read a scene: `takes`, which ends the sentence "stride must be ...", is its type, too.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "alternatives.h"
#include "commands.h"
#include "convreel/simulation.h"
#include "json.h"
#include "names_of.h"

/* ---- rows ---- */

/* The key of a row that stands directly in a map ("": the scene); NULL: it does not, or not yet. */
static const char *key_in(const struct scene_key *row, const char *map)
{
    size_t length = strlen(map);
    const char *key = row->path;
    if (!row->fallback)
        return NULL;
    if (length > 0 && (strncmp(key, map, length) != 0 || key[length] != '.'))
        return NULL;
    key += length > 0 ? length + 1 : 0;
    return strchr(key, '.') ? NULL : key;
}

static bool has_key(const char *map, const char *key)
{
    struct scene_key row;
    for (size_t i = 0; scene_key_at(i, &row); i++) {
        const char *other = key_in(&row, map);
        if (other && (!key || strcmp(other, key) == 0))
            return true;
    }
    return false;
}

/* Divides the items of a list or the members of an object. */
static void put_comma(bool *is_first)
{
    fputs(*is_first ? "" : ",", stdout);
    *is_first = false;
}

static void put_reference(const char *map, bool is_change)
{
    printf("{\"$ref\":\"#/definitions/%s%s\"}", is_change ? "change." : "", map);
}

/* ---- one alternative ---- */

static void put_number(const struct scene_key *row, const char *type)
{
    printf("{\"type\":\"%s\"", type);
    if (row->low != 0 || row->high != 0)
        printf(",\"%s\":%" PRId64 ",\"maximum\":%" PRId64,
               row->excludes_low ? "exclusiveMinimum" : "minimum", row->low, row->high);
    putchar('}');
}

/* What a text of some kinds looks like, as a regular expression. */
static const char *pattern_of(struct alternative alternative)
{
    static const char paper[] = "^[0-9.]+ *(mm|cm|in|pt)", path[] = "[./]";
    static const struct {
        const char *begin, *pattern;
    } patterns[] = {
        {"a range", "^[0-9]+(\\.\\.[0-9]+)?$"},
        {"the line", "\\("},
        {"a theme's file", path},
        {"the path", path},
        {"WIDTHxHEIGHT in pixels", "^[0-9]+x[0-9]+$"},
        {"WIDTHxHEIGHT in mm", paper},
        {"a width", paper},
        {"COLUMNSxROWS", "^[0-9]+x[0-9]+$"},
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (alternative_begins(alternative, patterns[i].begin))
            return patterns[i].pattern;
    return NULL;
}

static void put_names(const struct name_list *names)
{
    fputs("{\"enum\":[", stdout);
    for (size_t n = 0; names->name(n); n++) {
        fputs(n ? "," : "", stdout);
        json_string(stdout, names->name(n));
    }
    fputs("]}", stdout);
}

/* A name or a number, and its opacity. */
static void put_color(bool may_be_none)
{
    fputs("{\"type\":\"string\",\"pattern\":\"^(", stdout);
    for (size_t n = may_be_none ? 0 : 1; scene_color_name(n); n++)
        printf("%s|", scene_color_name(n));
    fputs("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8}))( [0-9.]+%)?$\"}", stdout);
}

static void put_text(const struct scene_key *row, struct alternative alternative)
{
    bool is_name = alternative_begins(alternative, "the name") ||
                   alternative_begins(alternative, "a name") ||
                   alternative_begins(alternative, "a word");
    const struct name_list *names = is_name ? names_of_key(row->path) : NULL;
    const char *pattern = pattern_of(alternative);
    if (alternative_is(alternative, "a colour")) {
        put_color(strstr(row->takes, "none") != NULL);
    } else if (names) {
        put_names(names);
    } else if (pattern) {
        fputs("{\"type\":\"string\",\"pattern\":", stdout);
        json_string(stdout, pattern);
        putchar('}');
    } else {
        fputs(alternative_begins(alternative, "a text")
                  ? "{\"type\":[\"string\",\"number\",\"boolean\"]}"
                  : "{\"type\":\"string\"}",
              stdout);
    }
}

static void put_word(struct alternative alternative)
{
    bool is_flag = alternative_is(alternative, "true") || alternative_is(alternative, "false");
    printf(is_flag ? "{\"const\":%.*s}" : "{\"const\":\"%.*s\"}", (int)alternative.length,
           alternative.text);
}

/* Any of the words that a key takes alone, too; any other text, if it takes some. */
static void put_words(const char *takes)
{
    struct alternative word;
    bool is_first = true;
    fputs("{\"anyOf\":[", stdout);
    while (next_alternative(&takes, &word)) {
        if (word.type != TYPE_WORD && word.type != TYPE_TEXT)
            continue;
        fputs(is_first ? "" : ",", stdout);
        if (word.type == TYPE_WORD)
            put_word(word);
        else
            fputs("{\"type\":\"string\"}", stdout);
        is_first = false;
    }
    fputs("]}", stdout);
}

static void put_list(const struct scene_key *row, struct alternative alternative)
{
    fputs("{\"type\":\"array\",\"items\":", stdout);
    if (alternative_is(alternative, "a list of them"))
        put_words(row->takes);
    else if (alternative_has(alternative, "what differs"))
        put_reference(strcmp(row->path, "shots") == 0 ? "shot" : "panel", true);
    else if (alternative_has(alternative, "lines"))
        printf("{\"anyOf\":[{\"$ref\":\"#/definitions/%s\"},{\"type\":\"string\"}]}", row->path);
    else if (!has_key(row->path, NULL) || strstr(row->takes, "a map"))
        fputs("{\"not\":{\"type\":\"object\"}}", stdout);
    else
        put_reference(row->path, false);
    putchar('}');
}

static void put_key(const struct scene_key *row, const char *key, bool is_change);

/* What stands in place of a list of maps: a map of some keys of its own. */
static void put_map_of(const struct scene_key *map, struct alternative alternative, bool is_change)
{
    struct scene_key row;
    bool is_first = true;
    fputs("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{", stdout);
    for (size_t i = 0; scene_key_at(i, &row); i++) {
        const char *key = key_in(&row, map->path);
        if (!key || !alternative_has(alternative, key))
            continue;
        put_comma(&is_first);
        put_key(&row, key, is_change);
    }
    fputs("}}", stdout);
}

static void put_alternative(const struct scene_key *row, struct alternative alternative,
                            bool is_change);

/* A map whose keys are names of the scene's own: each has a value that stands without one, too. */
static void put_named(const struct scene_key *row)
{
    const char *takes = row->takes;
    struct alternative alternative;
    bool is_first = true;
    fputs("{\"type\":\"object\",\"additionalProperties\":{\"anyOf\":[", stdout);
    while (next_alternative(&takes, &alternative)) {
        if (alternative.type == TYPE_MAP)
            continue;
        put_comma(&is_first);
        put_alternative(row, alternative, false);
    }
    fputs(is_first ? "true]}}" : "]}}", stdout);
}

static void put_alternative(const struct scene_key *row, struct alternative alternative,
                            bool is_change)
{
    switch (alternative.type) {
    case TYPE_NONE:
        fputs("false", stdout);
        break;
    case TYPE_WHOLE:
        put_number(row, "integer");
        break;
    case TYPE_NUMBER:
        put_number(row, "number");
        break;
    case TYPE_LENGTH:
        put_number(row, "number");
        fputs(",{\"type\":\"string\"}", stdout);
        break;
    case TYPE_TEXT:
        put_text(row, alternative);
        break;
    case TYPE_INDEX:
        fputs("{\"type\":\"array\",\"items\":", stdout);
        put_number(row, "integer");
        putchar('}');
        break;
    case TYPE_LIST:
        put_list(row, alternative);
        break;
    case TYPE_MAP:
        if (has_key(row->path, "type") && alternative_begins(alternative, "a map of"))
            put_map_of(row, alternative, is_change);
        else if (has_key(row->path, NULL))
            put_reference(row->path, is_change);
        else
            put_named(row);
        break;
    case TYPE_WORD:
        put_word(alternative);
        break;
    }
}

/* ---- maps ---- */

/* A map of the language. In what differs from another scene null takes a default back, and nothing
 * is required. */
struct map {
    const char *name, *path; /* path "": a scene */
    const char *beside;      /* whose keys stand there, too; NULL: nobody's */
    enum scope scope;        /* the widest scope of its keys */
    bool is_change;
};

/* "stride":{"description":"...","anyOf":[...]} */
static void put_key(const struct scene_key *row, const char *key, bool is_change)
{
    const char *text = row->takes;
    struct alternative alternative;
    struct arena arena = {0};
    bool is_first = true;
    json_string(stdout, key);
    fputs(":{\"description\":", stdout);
    json_string(stdout, arena_format(&arena, "%s: %s. Default: %s.", row->meaning, row->takes,
                                     row->fallback));
    arena_finish(&arena);
    fputs(",\"anyOf\":[", stdout);
    while (next_alternative(&text, &alternative)) {
        put_comma(&is_first);
        put_alternative(row, alternative, is_change);
    }
    fputs(is_change ? ",{\"type\":\"null\"}]}" : "]}", stdout);
}

static void put_keys(const struct map *map, const char *path, bool *is_first)
{
    struct scene_key row;
    for (size_t i = 0; scene_key_at(i, &row); i++) {
        const char *key = key_in(&row, path);
        if (!key || (!*path && row.scope > map->scope))
            continue;
        put_comma(is_first);
        put_key(&row, key, map->is_change);
    }
}

static bool is_taken_by_all(const char *key)
{
    bool is_taken = true;
    for (size_t n = 0; simulation_type_name(n); n++)
        is_taken &= simulation_type_takes(n, key);
    return is_taken;
}

/* What a map cannot do without. The scene, its layer and its panels may have it from elsewhere. */
static void put_required(const struct map *map)
{
    struct scene_key row;
    bool is_first = true;
    fputs(",\"required\":[", stdout);
    for (size_t i = 0; scene_key_at(i, &row); i++) {
        const char *key = key_in(&row, map->path);
        if (!key || strcmp(row.fallback, "required") != 0 || !is_taken_by_all(key))
            continue;
        put_comma(&is_first);
        json_string(stdout, key);
    }
    putchar(']');
}

/* The keys that a layer of each type does not take. */
static void put_layer_types(const struct map *map)
{
    struct scene_key row;
    fputs(",\"allOf\":[", stdout);
    for (size_t n = 0; simulation_type_name(n); n++) {
        bool is_first = true;
        printf("%s{\"if\":{\"properties\":{\"type\":{\"const\":\"%s\"}},\"required\":[\"type\"]},"
               "\"then\":{\"properties\":{",
               n ? "," : "", simulation_type_name(n));
        for (size_t i = 0; scene_key_at(i, &row); i++) {
            const char *key = key_in(&row, map->path);
            if (!key || simulation_type_takes(n, key))
                continue;
            put_comma(&is_first);
            printf("\"%s\":false", key);
        }
        fputs("}}}", stdout);
    }
    putchar(']');
}

static void put_map(const struct map *map)
{
    bool is_first = true;
    fputs("\"type\":\"object\",\"additionalProperties\":false,\"properties\":{", stdout);
    put_keys(map, map->path, &is_first);
    if (map->beside)
        put_keys(map, map->beside, &is_first);
    putchar('}');
    if (has_key("", map->path) && strcmp(map->path, "layer") != 0 && !map->is_change)
        put_required(map);
    if (has_key(map->path, "type"))
        put_layer_types(map);
}

static void put_definition(const struct map *map)
{
    printf("\"%s%s\":{", map->is_change ? "change." : "", map->name);
    put_map(map);
    fputs("}", stdout);
}

enum status command_schema(const struct options *options)
{
    const struct map scene = {"scene", "", NULL, SCOPE_FILM, false};
    const struct map panel = {"panel", "", NULL, SCOPE_PANEL, true};
    const struct map shot = {"shot", "", "shots", SCOPE_SHOT, true};
    struct scene_key row;
    (void)options;
    fputs("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"A convreel "
          "scene\",",
          stdout);
    put_map(&scene);
    fputs(",\"definitions\":{", stdout);
    put_definition(&panel);
    putchar(',');
    put_definition(&shot);
    for (size_t i = 0; scene_key_at(i, &row); i++) {
        if (!has_key(row.path, NULL))
            continue;
        const struct map plain = {row.path, row.path, NULL, SCOPE_FILM, false};
        const struct map change = {row.path, row.path, NULL, SCOPE_FILM, true};
        putchar(',');
        put_definition(&plain);
        putchar(',');
        put_definition(&change);
    }
    puts("}}");
    return STATUS_DONE;
}
