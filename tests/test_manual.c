/* SPDX-License-Identifier: MIT */
/* The tables of the manual are printed from the rows that the program reads by. Each stands between
 * two lines of a document: <!-- keys: MAP... --> or <!-- layer types -->, and <!-- end -->. With
 * GOLDEN_UPDATE in the environment the documents are written; without it they must be the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene/fields.h"
#include "simulation/layer_type.h"

enum { MOST_MAPS = 8, MOST_ROWS = 1000, LONGEST = 200 };

static const char *const manuals[] = {"docs/scene.md", "docs/themes.md"};
static const char keys_mark[] = "<!-- keys: ", types_mark[] = "<!-- layer types -->\n",
                  meanings_mark[] = "<!-- layer meanings -->\n", end_mark[] = "<!-- end -->\n";

static bool is_printed[MOST_ROWS]; /* by index of the row, over all documents */

/* ---- rows ---- */

static bool is_same(const struct field *a, const struct field *b)
{
    return strcmp(a->takes, b->takes) == 0 && strcmp(a->meaning, b->meaning) == 0 &&
           strcmp(a->fallback, b->fallback) == 0;
}

/* The key of a row that stands directly below a map; NULL: it does not. The scene is `top`. */
static const char *key_below(const char *path, const char *map)
{
    size_t length = strlen(map);
    if (strcmp(map, "top") != 0) {
        if (strncmp(path, map, length) != 0 || path[length] != '.')
            return NULL;
        path += length + 1;
    }
    return strchr(path, '.') ? NULL : path;
}

static const struct field *find_below(const char *map, const char *key)
{
    for (size_t i = 0; i < fields_count(); i++) {
        const char *other = key_below(fields_at(i)->path, map);
        if (other && fields_at(i)->read && strcmp(other, key) == 0)
            return fields_at(i);
    }
    return NULL;
}

static void mark_printed(const struct field *field)
{
    for (size_t i = 0; i < fields_count(); i++) {
        if (fields_at(i) != field)
            continue;
        if (is_printed[i])
            fail_msg("two tables have the key %s", field->path);
        is_printed[i] = true;
    }
}

/* ---- a table of keys ---- */

struct line {
    const struct field *rows[MOST_MAPS]; /* alike but for their map */
    const char *key;
    size_t count;
};

struct table {
    char names[MOST_MAPS][LONGEST]; /* of the maps whose keys it has */
    size_t map_count;
    struct line lines[MOST_ROWS];
    size_t line_count;
};

static bool has_row(const struct table *table, const struct field *field)
{
    for (size_t i = 0; i < table->line_count; i++)
        for (size_t j = 0; j < table->lines[i].count; j++)
            if (table->lines[i].rows[j] == field)
                return true;
    return false;
}

static void add_line(struct table *table, const char *key, const struct field *field)
{
    struct line *line = &table->lines[table->line_count++];
    *line = (struct line){.key = key};
    for (size_t m = 0; m < table->map_count; m++) {
        const struct field *other = find_below(table->names[m], key);
        if (!other || !is_same(field, other))
            continue;
        line->rows[line->count++] = other;
        mark_printed(other);
    }
}

static void fill_table(struct table *table)
{
    for (size_t m = 0; m < table->map_count; m++) {
        size_t before = table->line_count;
        for (size_t i = 0; i < fields_count(); i++) {
            const struct field *field = fields_at(i);
            const char *key = key_below(field->path, table->names[m]);
            if (key && field->read && !has_row(table, field))
                add_line(table, key, field);
        }
        if (m == 0 && table->line_count == before)
            fail_msg("no row stands below '%s'", table->names[m]);
    }
}

static void add_cell(struct buffer *out, const char *text)
{
    buffer_add_text(out, "| ");
    for (; *text; text++)
        buffer_format(out, "%s%c", *text == '|' ? "\\" : "", *text);
    buffer_add_text(out, " ");
}

/* The key alone if all maps of the table have it. */
static void add_key_cell(struct buffer *out, const struct table *table, const struct line *line)
{
    bool is_of_all = line->count == table->map_count;
    buffer_add_text(out, "| ");
    for (size_t i = 0; i < (is_of_all ? 1 : line->count); i++)
        buffer_format(out, "%s`%s`", i ? ", " : "", is_of_all ? line->key : line->rows[i]->path);
    buffer_add_text(out, " ");
}

static const char *meaning_of(const struct field *field)
{
    return field->meaning;
}

static const char *values_of(const struct field *field)
{
    return field->takes;
}

static const char *fallback_of(const struct field *field)
{
    return field->fallback;
}

struct column {
    const char *title;
    const char *(*text_of)(const struct field *field);
    const char *common; /* what most rows have: told once above the table; NULL: no such text */
    bool is_left_out;   /* all rows have it */
};

static size_t count_text(const struct table *table, const struct column *column, const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < table->line_count; i++)
        count += strcmp(column->text_of(table->lines[i].rows[0]), text) == 0;
    return count;
}

static void find_common(const struct table *table, struct column *column)
{
    enum { LEAST = 4 }; /* rows that are worth a sentence */
    for (size_t i = 0; i < table->line_count && !column->common; i++) {
        const char *text = column->text_of(table->lines[i].rows[0]);
        size_t count = count_text(table, column, text);
        if (count < LEAST || count * 2 <= table->line_count)
            continue;
        column->common = text;
        column->is_left_out = count == table->line_count;
    }
}

static void print_common(struct buffer *out, const struct column *column, const char *of_each,
                         const char *of_others)
{
    if (column->common)
        buffer_format(out, "%s: %s.\n\n", column->is_left_out ? of_each : of_others,
                      column->common);
}

static void print_row(struct buffer *out, const struct field *field, const struct column *columns,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = columns[i].text_of(field);
        bool is_common = columns[i].common && strcmp(columns[i].common, text) == 0;
        if (!columns[i].is_left_out)
            add_cell(out, is_common ? "" : text);
    }
    buffer_add_text(out, "|\n");
}

static void print_table(struct buffer *out, const struct table *table)
{
    enum { COLUMNS = 3 };
    struct column columns[COLUMNS] = {
        {.title = "meaning", .text_of = meaning_of},
        {.title = "values", .text_of = values_of},
        {.title = "default", .text_of = fallback_of},
    };
    find_common(table, &columns[1]);
    find_common(table, &columns[2]);
    print_common(out, &columns[1], "Values of each key", "Values, where the table names none");
    print_common(out, &columns[2], "Default of each key", "Default, where the table names none");
    const char *rule = "|---|";
    buffer_add_text(out, "| key ");
    for (size_t i = 0; i < COLUMNS; i++)
        if (!columns[i].is_left_out)
            add_cell(out, columns[i].title);
    buffer_format(out, "|\n%s", rule);
    for (size_t i = 0; i < COLUMNS; i++)
        buffer_add_text(out, columns[i].is_left_out ? "" : rule + 1);
    buffer_add_text(out, "\n");
    for (size_t i = 0; i < table->line_count; i++) {
        add_key_cell(out, table, &table->lines[i]);
        print_row(out, table->lines[i].rows[0], columns, COLUMNS);
    }
}

/* maps: "layer layers -->..." */
static void add_keys(struct buffer *out, const char *maps)
{
    static struct table table;
    table = (struct table){0};
    int length;
    while (table.map_count < MOST_MAPS &&
           sscanf(maps, " %199[a-z_.]%n", table.names[table.map_count], &length) == 1) {
        maps += length;
        table.map_count++;
    }
    fill_table(&table);
    print_table(out, &table);
}

/* ---- the table of layer types ---- */

static bool takes_key(const struct layer_type *type, const char *key)
{
    return simulation_takes(&(struct simulation){.type = type}, key);
}

static bool is_taken_by_all(const char *key)
{
    for (size_t i = 0; layer_type_at(i); i++)
        if (!takes_key(layer_type_at(i), key))
            return false;
    return true;
}

static void add_type_keys(struct buffer *out, const struct layer_type *type)
{
    for (size_t i = 0; i < fields_count(); i++) {
        const char *key = key_below(fields_at(i)->path, "layers");
        if (key && takes_key(type, key) && !is_taken_by_all(key))
            buffer_format(out, " `%s`", key);
    }
}

static void add_types(struct buffer *out)
{
    buffer_add_text(out, "| type | its keys |\n|---|---|\n");
    struct buffer keys = {0}, next = {0};
    for (size_t i = 0; layer_type_at(i); i++) {
        next.length = 0;
        buffer_add_text(&next, "");
        add_type_keys(&next, layer_type_at(i));
        bool is_like_last = i > 0 && strcmp(keys.bytes, next.bytes) == 0;
        if (i > 0)
            buffer_format(out, is_like_last ? "," : " |%s |\n", keys.bytes);
        buffer_format(out, "%s `%s`", is_like_last ? "" : "|", layer_type_at(i)->name);
        struct buffer last = keys;
        keys = next;
        next = last;
    }
    buffer_format(out, " |%s |\n", keys.bytes);
    buffer_finish(&keys);
    buffer_finish(&next);
}

/* What each type computes; those that are called alike share a row. */
static void add_meanings(struct buffer *out)
{
    buffer_add_text(out, "| type | what it computes |\n|---|---|\n");
    for (size_t i = 0; layer_type_at(i); i++) {
        const struct layer_words *words = layer_type_at(i)->words;
        bool is_first = i == 0 || layer_type_at(i - 1)->words != words;
        buffer_format(out, "%s`%s`", is_first ? "| " : ", ", layer_type_at(i)->name);
        if (layer_type_at(i + 1) && layer_type_at(i + 1)->words == words)
            continue;
        buffer_format(out, " | %s%s%s |\n", words->called, words->does ? ": " : "",
                      words->does ? words->does : "");
    }
}

/* ---- documents ---- */

static void read_whole(const char *path, struct buffer *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is missing", path);
    char chunk[4096];
    for (size_t count; (count = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_add(out, chunk, count);
    fclose(file);
}

static void write_whole(const char *path, const struct buffer *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text->bytes, 1, text->length, file), text->length);
    assert_int_equal(fclose(file), 0);
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static const char *next_line(const char *text)
{
    return text + strcspn(text, "\n") + 1;
}

/* A document with its tables as they ought to be. */
static void fill_in(const char *text, struct buffer *out)
{
    while (*text) {
        const char *line = text;
        text = next_line(line);
        buffer_add(out, line, (size_t)(text - line));
        bool is_keys = starts_with(line, keys_mark);
        bool is_meanings = starts_with(line, meanings_mark);
        if (!is_keys && !is_meanings && !starts_with(line, types_mark))
            continue;
        buffer_add_text(out, "\n");
        if (is_keys)
            add_keys(out, line + strlen(keys_mark));
        else if (is_meanings)
            add_meanings(out);
        else
            add_types(out);
        buffer_add_text(out, "\n");
        text = strstr(text, end_mark);
        if (!text)
            fail_msg("a table has no end: %.60s", line);
    }
}

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof manuals / sizeof *manuals; i++) {
        struct buffer is = {0}, ought = {0};
        read_whole(manuals[i], &is);
        fill_in(is.bytes, &ought);
        if (getenv("GOLDEN_UPDATE"))
            write_whole(manuals[i], &ought);
        else if (strcmp(is.bytes, ought.bytes) != 0)
            fail_msg("%s has other tables than the program: make golden-update", manuals[i]);
        buffer_finish(&is);
        buffer_finish(&ought);
    }
    assert_true(fields_count() <= MOST_ROWS);
    for (size_t i = 0; i < fields_count(); i++) {
        const char *path = fields_at(i)->path, *dot = strrchr(path, '.');
        if (fields_at(i)->read && !is_printed[i])
            fail_msg("no table has the key %s: add <!-- keys: %.*s --> to docs/scene.md", path,
                     dot ? (int)(dot - path) : 3, dot ? path : "top");
    }
}

static void test_every_row_tells_its_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < fields_count(); i++) {
        const struct field *field = fields_at(i);
        if (!field->takes || !*field->takes || !field->meaning || !*field->meaning)
            fail_msg("%s has no meaning or no values", field->path);
        if (field->read && (!field->fallback || !*field->fallback))
            fail_msg("%s has no default", field->path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_row_tells_its_key),
                                       cmocka_unit_test(test_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
