/* SPDX-License-Identifier: MIT */
/* The reader of `language`: a catalogue of the built-in words, one that stands in the program or a
 * file of the user's, `English: translation` for each. */
#include "convreel/catalogue.h"

#include <assert.h>
#include <string.h>

#include "embedded.h"
#include "fields.h"
#include "unicode.h"

enum {
    MOST_BYTES = 1 << 20, /* of a file */
    MOST_LANGUAGES = 64,
    MOST_NAMED = 4, /* words that a warning names */
    NAME_SHOWN = 80
};

#define ENGLISH(name, english) english,
const char *const catalogue_english[WORD_COUNT] = {CATALOGUE_WORDS(ENGLISH)};
#undef ENGLISH

const char *catalogue_word(const struct catalogue *catalogue, enum word word)
{
    assert(!strchr(catalogue_english[word], '%'));
    return catalogue->words[word];
}

const char *catalogue_phrase(const struct catalogue *catalogue, enum word word, const char *number,
                             struct arena *arena)
{
    const char *text = catalogue->words[word], *hole = strchr(text, '%');
    assert(hole);
    return arena_format(arena, "%.*s%s%s", (int)(hole - text), text, number, hole + 1);
}

void catalogue_set_defaults(struct catalogue *catalogue)
{
    catalogue->name = "en";
    catalogue->is_built_in = true;
    memcpy(catalogue->words, catalogue_english, sizeof catalogue->words);
}

/* ---- one word ---- */

struct catalogue_reader {
    struct reader *reader;
    const struct node *node; /* of `language`, where problems are told */
    struct catalogue read;   /* NULL: a word that is not there */
};

/* A problem at its place in the catalogue. */
static void tell(struct catalogue_reader *reader, struct position at, const char *hint,
                 const char *text)
{
    struct arena *arena = &reader->reader->report->arena;
    const char *name = reader->read.name;
    reader_error(reader->reader, reader->node, hint, "%s:%zu:%zu: %s",
                 text_printable(arena, name, strlen(name), NAME_SHOWN), at.line, at.column, text);
}

static size_t count_holes(const char *text)
{
    size_t count = 0;
    for (const char *at = strchr(text, '%'); at; at = strchr(at + 1, '%'))
        count++;
    return count;
}

static enum word find_word(const char *english)
{
    enum word word = 0;
    while (word < WORD_COUNT && strcmp(catalogue_english[word], english) != 0)
        word++;
    return word;
}

static void read_word(struct catalogue_reader *reader, const struct node *value)
{
    const struct node *key = value->key;
    struct arena *arena = &reader->reader->report->arena;
    enum word word = key->kind == NODE_SCALAR ? find_word(key->text) : WORD_COUNT;
    const char *nearest =
        key->kind == NODE_SCALAR ? text_nearest(key->text, catalogue_english, WORD_COUNT) : NULL;
    if (word == WORD_COUNT) {
        tell(reader, key->at, reader_meant(reader->reader, nearest),
             arena_format(arena, "%s is no built-in word", node_describe(key, arena)));
        return;
    }
    if (value->kind != NODE_SCALAR || value->text[0] == '\0' || strchr(value->text, '\n'))
        tell(reader, value->at, NULL,
             arena_format(arena, "'%s' must be words on one line", key->text));
    else if (count_holes(value->text) != count_holes(key->text))
        tell(reader, value->at, "% stands for the number",
             arena_format(arena, "'%s' must have as many %% as '%s'", value->text, key->text));
    else if (reader->read.words[word])
        tell(reader, key->at, "keep one of them",
             arena_format(arena, "'%s' is there twice", key->text));
    else
        reader->read.words[word] = reader_keep(reader->reader, value->text);
}

/* ---- a catalogue ---- */

static void read_tree(struct catalogue_reader *reader, const struct node *root)
{
    static const struct position top = {1, 1};
    if (!root || root->kind != NODE_MAP) {
        tell(reader, root ? root->at : top, "for example input: Eingabe",
             "a catalogue is a map of words");
        return;
    }
    for (const struct node *value = root->first; value; value = value->next)
        read_word(reader, value);
}

static void read_text(struct catalogue_reader *reader, const char *text, size_t length)
{
    struct report report;
    struct arena nodes = {0};
    report_init(&report, reader->read.name);
    const struct node *root = node_read(text, length, &nodes, &report);
    for (size_t i = 0; i < report.count; i++)
        tell(reader, report.problems[i].at, report.problems[i].hint, report.problems[i].text);
    if (report.error_count == 0)
        read_tree(reader, root);
    arena_finish(&nodes);
    report_finish(&report);
}

/* Fills in what is not there, and tells it: of a catalogue with mistakes those say enough. */
static void complete(struct catalogue_reader *reader, bool is_right)
{
    struct report *report = reader->reader->report;
    const char *list = "";
    size_t count = 0;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (reader->read.words[i])
            continue;
        reader->read.words[i] = catalogue_english[i];
        if (count < MOST_NAMED)
            list = arena_format(&report->arena, "%s%s'%s'", list, count ? ", " : "",
                                catalogue_english[i]);
        count++;
    }
    if (count > MOST_NAMED)
        list = arena_format(&report->arena, "%s and %zu more", list, count - MOST_NAMED);
    if (count > 0 && is_right)
        report_warning(report, reader->node->at, "they stay English",
                       "language %s lacks words for %s", reader->read.name, list);
}

/* ---- where it stands ---- */

static const struct embedded_file *find_embedded(const char *name)
{
    for (size_t i = 0; i < embedded_catalogues_count; i++)
        if (strcmp(embedded_catalogues[i].name, name) == 0)
            return &embedded_catalogues[i];
    return NULL;
}

static bool is_path(const char *word)
{
    size_t length = strlen(word);
    return strchr(word, '/') || (length > 5 && strcmp(word + length - 5, ".yaml") == 0);
}

/* False: reported. */
static bool read_file(struct catalogue_reader *reader)
{
    struct report *report = reader->reader->report;
    struct buffer bytes = {0};
    bool is_read = reader_file(reader->reader, reader->node, &bytes);
    if (is_read && bytes.length > MOST_BYTES) {
        reader_limit(reader->reader, reader->node, "a catalogue has at most %d bytes", MOST_BYTES);
        is_read = false;
    }
    if (is_read) {
        size_t length;
        const char *text =
            unicode_decode(bytes.bytes ? bytes.bytes : "", bytes.length, &report->arena, &length);
        read_text(reader, text, length);
    }
    buffer_finish(&bytes);
    return is_read;
}

static void tell_unknown(struct reader *reader, const struct field *field, const struct node *node)
{
    const char *names[MOST_LANGUAGES] = {"en"};
    const char *list = "there are en";
    size_t count = 1;
    for (size_t i = 0; i < embedded_catalogues_count && count < MOST_LANGUAGES; i++) {
        names[count++] = embedded_catalogues[i].name;
        list = arena_format(&reader->report->arena, "%s, %s", list, embedded_catalogues[i].name);
    }
    const char *nearest = node->kind == NODE_SCALAR ? text_nearest(node->text, names, count) : NULL;
    reader_expected(reader, field, node, nearest ? reader_meant(reader, nearest) : list);
}

void read_language(struct reader *reader, const struct field *field, const struct node *node,
                   void *out)
{
    struct catalogue_reader language = {.reader = reader, .node = node};
    const struct embedded_file *embedded =
        node->kind == NODE_SCALAR ? find_embedded(node->text) : NULL;
    bool is_english = node->kind == NODE_SCALAR && strcmp(node->text, "en") == 0;
    bool is_file = node->kind == NODE_SCALAR && !is_english && !embedded && is_path(node->text);
    if (!is_english && !embedded && !is_file) {
        tell_unknown(reader, field, node);
        return;
    }
    size_t before = reader->problem_count;
    language.read.at = node->at;
    language.read.name = reader_keep(reader, node->text);
    language.read.is_built_in = !is_file;
    if (is_english)
        catalogue_set_defaults(&language.read);
    else if (embedded)
        read_text(&language, embedded->text, embedded->length);
    else if (!read_file(&language))
        return;
    complete(&language, reader->problem_count == before);
    *(struct catalogue *)out = language.read;
}
