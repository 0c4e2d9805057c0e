/* SPDX-License-Identifier: MIT */
/* The reader of `language`: a catalogue of the built-in words, one that stands in the program or a
 * file of the user's, `English: translation` for each. */
#include "convreel/catalogue.h"

#include <assert.h>
#include <string.h>

#include "embedded.h"
#include "fields.h"

enum {
    MOST_BYTES = 1 << 20, /* of a file */
    MOST_LANGUAGES = 64,
    MOST_NAMED = 4 /* words that a warning names */
};

#define ENGLISH(name, english) english,
const char *const catalogue_english[WORD_COUNT] = {CATALOGUE_WORDS(ENGLISH)};
#undef ENGLISH

const char *catalogue_word(const struct catalogue *catalogue, enum word word)
{
    assert(!strchr(catalogue_english[word], '%'));
    return catalogue->words[word];
}

/* The number in place of the first %. */
static const char *fill(const char *text, const char *number, struct arena *arena)
{
    const char *hole = strchr(text, '%');
    assert(hole);
    return arena_format(arena, "%.*s%s%s", (int)(hole - text), text, number, hole + 1);
}

const char *catalogue_phrase(const struct catalogue *catalogue, enum word word, const char *number,
                             struct arena *arena)
{
    return fill(catalogue->words[word], number, arena);
}

const char *catalogue_phrase_of(const struct catalogue *catalogue, enum word word,
                                const char *number, const char *of, struct arena *arena)
{
    return fill(fill(catalogue->words[word], number, arena), of, arena);
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
    struct catalogue read; /* NULL: a word that is not there */
};

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
    enum word word = key->kind == NODE_SCALAR ? find_word(key->text) : WORD_COUNT;
    const char *nearest =
        key->kind == NODE_SCALAR ? text_nearest(key->text, catalogue_english, WORD_COUNT) : NULL;
    if (word == WORD_COUNT)
        reader_error(reader->reader, key, reader_meant(reader->reader, nearest),
                     "%s is not a built-in word",
                     node_describe(key, &reader->reader->report->arena));
    else if (value->kind != NODE_SCALAR || value->text[0] == '\0' || strchr(value->text, '\n'))
        reader_error(reader->reader, value, NULL, "'%s' must be a text on one line", key->text);
    else if (count_holes(value->text) != count_holes(key->text))
        reader_error(reader->reader, value, "% stands for the number",
                     "'%s' needs as many %% as '%s'", value->text, key->text);
    else if (!reader_is_short(reader->reader, value))
        return;
    else if (reader->read.words[word])
        reader_error(reader->reader, key, "keep one of them", "'%s' is given twice", key->text);
    else
        reader->read.words[word] = reader_keep(reader->reader, value->text);
}

/* ---- a catalogue ---- */

static void read_text(struct catalogue_reader *reader, const char *text, size_t length)
{
    static const struct node top = {.kind = NODE_SCALAR, .at = {.line = 1, .column = 1}};
    struct report *report = reader->reader->report;
    size_t before = report->error_count;
    struct arena nodes = {0};
    const struct node *root = node_read(text, length, &nodes, report);
    if (root && root->kind == NODE_MAP)
        for (const struct node *value = root->first; value; value = value->next)
            read_word(reader, value);
    else if (report->error_count == before)
        reader_error(reader->reader, root ? root : &top, "for example input: Eingabe",
                     "a catalogue must be a map of words");
    arena_finish(&nodes);
}

static void tell_missing(const struct catalogue_reader *reader, const struct node *node)
{
    struct report *report = reader->reader->report;
    const char *list = "";
    size_t count = 0;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (reader->read.words[i])
            continue;
        if (count < MOST_NAMED)
            list = arena_format(&report->arena, "%s%s'%s'", list, count ? ", " : "",
                                catalogue_english[i]);
        count++;
    }
    if (count > MOST_NAMED)
        list = arena_format(&report->arena, "%s and %zu more", list, count - MOST_NAMED);
    if (count > 0)
        report_warning(report, node->at, "they stay English", "language %s lacks words for %s",
                       reader->read.name, list);
}

/* ---- where it stands ---- */

/* False: reported. A file that the command line names is looked for as any other of it. */
static bool read_file(struct catalogue_reader *language, const struct node *node)
{
    struct reader *reader = language->reader;
    bool is_option = reader->override != NULL, is_free = reader->options->may_read_outside;
    struct named_file file = {.beside = is_option ? "-" : reader->path,
                              .within = is_option || is_free ? NULL : reader->path,
                              .most_bytes = MOST_BYTES,
                              .limit = LIMITS};
    struct buffer bytes = {0};
    struct visit visit;
    bool is_read = (is_option || reader_may_name(reader, node, "a language")) &&
                   reader_file_beside(reader, node, &file, &bytes);
    if (is_read) {
        const struct source *source = reader_enter(reader, file.path, &bytes, &visit);
        read_text(language, source->text, source->length);
        reader_leave(reader, &visit);
    }
    buffer_finish(&bytes);
    return is_read;
}

static void tell_unknown(struct reader *reader, const struct field *field, const struct node *node)
{
    const char *names[MOST_LANGUAGES] = {"en"};
    const char *list = "the languages are en";
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
    bool is_word = node->kind == NODE_SCALAR;
    struct catalogue_reader language = {.reader = reader};
    const struct embedded_file *embedded =
        is_word ? embedded_find(embedded_catalogues, embedded_catalogues_count, node->text) : NULL;
    bool is_english = is_word && strcmp(node->text, "en") == 0;
    bool is_file = is_word && !is_english && !embedded && embedded_is_path(node->text);
    size_t before = reader->report->error_count;
    if (!is_english && !embedded && !is_file) {
        tell_unknown(reader, field, node);
        return;
    }
    language.read.at = node->at;
    language.read.name = reader_keep(reader, node->text);
    language.read.is_built_in = !is_file;
    if (is_english)
        catalogue_set_defaults(&language.read);
    else if (embedded)
        read_text(&language, embedded->text, embedded->length);
    else if (!read_file(&language, node))
        return;
    if (reader->report->error_count == before) /* else the mistakes say enough */
        tell_missing(&language, node);
    for (size_t i = 0; i < WORD_COUNT; i++)
        if (!language.read.words[i])
            language.read.words[i] = catalogue_english[i];
    *(struct catalogue *)out = language.read;
}
