/* SPDX-License-Identifier: MIT */
/* The values of the options that are no scene values. */
#include "option_readers.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dialects.h"
#include "table.h"

bool option_help(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->wants_help = true;
    return true;
}

bool option_output(struct options *options, const char *value, struct error *error)
{
    options->output = value;
    return *value || error_set(error, STATUS_USAGE, "-o needs a path");
}

bool option_formats(struct options *options, const char *value, struct error *error)
{
    options->formats = value;
    return *value || error_set(error, STATUS_USAGE, "--format needs a format");
}

bool option_alt(struct options *options, const char *value, struct error *error)
{
    options->alt = value;
    return *value || error_set(error, STATUS_USAGE, "--alt needs a path");
}

bool option_deps(struct options *options, const char *value, struct error *error)
{
    options->deps = value;
    return *value || error_set(error, STATUS_USAGE, "--deps needs a path");
}

bool option_read_whole(const char *option, const char *value, long low, long high, long *out,
                       struct error *error)
{
    char *end;
    errno = 0;
    *out = strtol(value, &end, 10);
    if (errno == 0 && end != value && *end == '\0' && *out >= low && *out <= high)
        return true;
    return error_set(error, STATUS_USAGE, "%s must be a whole number from %ld to %ld, not '%.40s'",
                     option, low, high, value);
}

bool option_jobs(struct options *options, const char *value, struct error *error)
{
    long jobs;
    if (!option_read_whole("-j", value, 1, MOST_JOBS, &jobs, error))
        return false;
    options->jobs = (size_t)jobs;
    return true;
}

bool option_port(struct options *options, const char *value, struct error *error)
{
    long port;
    if (!option_read_whole("--port", value, 1, 65535, &port, error))
        return false;
    options->port = (unsigned)port;
    return true;
}

bool option_open(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->opens_browser = true;
    return true;
}

bool option_no_serve(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->is_unserved = true;
    return true;
}

bool option_crf(struct options *options, const char *value, struct error *error)
{
    long crf;
    if (!option_read_whole("--crf", value, 0, 51, &crf, error))
        return false;
    options->crf = (int)crf;
    return true;
}

/* Which of the words value is; count if none, with an error that lists them. */
static size_t read_word(const char *option, const char *value, const char *const *words,
                        size_t count, struct error *error)
{
    struct buffer known = {0};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            buffer_finish(&known);
            return i;
        }
        buffer_format(&known, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
    }
    error_set(error, STATUS_USAGE, "%s must be %s, not '%.40s'", option, known.bytes, value);
    buffer_finish(&known);
    return count;
}

bool option_pictures(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"steps", "all"};
    size_t word = read_word("--pictures", value, words, 2, error);
    options->pictures = word == 0 ? PICTURES_STEPS : PICTURES_ALL;
    return word < 2;
}

bool option_text(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"text", "outline"};
    size_t word = read_word("--text", value, words, 2, error);
    options->is_text_outlined = word == 1;
    return word < 2;
}

bool option_png(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"fast", "small"};
    size_t word = read_word("--png", value, words, 2, error);
    options->is_png_small = word == 1;
    return word < 2;
}

bool option_animate(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->is_moving = true;
    return true;
}

bool option_strict(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->is_strict = true;
    return true;
}

bool option_quiet(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->is_quiet = true;
    return true;
}

bool option_poster(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->has_poster = true;
    return true;
}

bool option_json(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->is_json = true;
    return true;
}

bool option_check(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->is_compared = true;
    return true;
}

bool option_safe(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->is_safe = true;
    return true;
}

bool option_keep_rights(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->keeps_rights = true;
    return true;
}

bool option_allow_outside(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->may_read_outside = true;
    return true;
}

/* "2e9", "4GiB"; false: no whole number. */
static bool read_amount(const char *text, bool is_bytes, double *out)
{
    static const struct {
        const char *name;
        double size;
    } units[] = {{"KiB", 1024}, {"MiB", 1048576}, {"GiB", 1073741824}};
    char *end;
    bool is_number = *text >= '0' && *text <= '9' && strspn(text, "0123456789.e") > 0 &&
                     text[1] != 'x' && text[1] != 'X';
    *out = is_number ? strtod(text, &end) : 0;
    if (!is_number)
        return false;
    for (size_t i = 0; is_bytes && i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].name) == 0) {
            *out *= units[i].size;
            end += strlen(end);
        }
    return *end == '\0' && *out == floor(*out);
}

static bool tell_unknown_limit(const char *value, size_t length, struct error *error)
{
    const char *names[LIMITS];
    struct arena arena = {0};
    for (size_t i = 0; i < LIMITS; i++)
        names[i] = limit_table[i].name;
    const char *shown = text_printable(&arena, value, length, 40);
    const char *nearest = text_nearest(shown, names, LIMITS);
    error_set(error, STATUS_USAGE, "no limit '%s'; %s%s", shown,
              nearest ? "did you mean " : "see convreel list limits",
              nearest ? arena_format(&arena, "%s?", nearest) : "");
    arena_finish(&arena);
    return false;
}

bool option_limit(struct options *options, const char *value, struct error *error)
{
    size_t length = strcspn(value, "=");
    enum limit limit = limit_named(value, length);
    if (limit == LIMITS)
        return tell_unknown_limit(value, length, error);
    const struct limit_row *row = &limit_table[limit];
    double *most = &options->limits.most[limit];
    if (value[length] == '=' && read_amount(value + length + 1, row->is_bytes, most) &&
        *most >= 1 && *most <= row->greatest)
        return true;
    return error_set(error, STATUS_USAGE, "--limit %s must be %s from 1 to %.0f, not '%.40s'",
                     row->name, row->is_bytes ? "a size such as 64MiB, in bytes" : "a whole number",
                     row->greatest, value[length] ? value + length + 1 : "");
}

bool option_preset(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"ultrafast", "superfast", "veryfast", "faster",  "fast",
                                        "medium",    "slow",      "slower",   "veryslow"};
    enum { COUNT = sizeof words / sizeof *words };
    options->preset = value;
    return read_word("--preset", value, words, COUNT, error) < COUNT;
}

bool option_rate(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"constant", "variable"};
    size_t word = read_word("--rate", value, words, 2, error);
    options->is_rate_variable = word == 1;
    return word < 2;
}

/* What --preset and --crf say wins over it, wherever they stand. */
bool option_quality(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"draft", "good", "best"};
    static const struct {
        const char *preset;
        int crf;
    } qualities[] = {{"ultrafast", 28}, {"veryfast", 18}, {"slow", 14}};
    size_t word = read_word("--quality", value, words, 3, error);
    if (word >= 3)
        return false;
    options->usual_preset = qualities[word].preset;
    options->usual_crf = qualities[word].crf;
    return true;
}

bool option_dialect(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"pytorch", "keras", "onnx"};
    options->dialect = dialect_named(value);
    return read_word("--as", value, words, 3, error) < 3;
}

bool option_table(struct options *options, const char *value, struct error *error)
{
    const char *words[TABLE_FORMATS];
    for (size_t i = 0; i < TABLE_FORMATS; i++)
        words[i] = table_format_at(i)->name;
    options->table = table_format_at(read_word("--format", value, words, TABLE_FORMATS, error));
    return options->table != NULL;
}

bool option_tensors(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"all", "none"};
    size_t word = read_word("--tensors", value, words, 2, error);
    options->has_trace_tensors = word == 0;
    return word < 2;
}

/* Digits only, so that neither signs nor blanks pass. */
static bool read_count(const char **text, size_t *out)
{
    const char *at = *text;
    for (*out = 0; *at >= '0' && *at <= '9'; at++) {
        if (*out > (SIZE_MAX - 9) / 10)
            return false;
        *out = *out * 10 + (size_t)(*at - '0');
    }
    bool has_digits = at > *text;
    *text = at;
    return has_digits;
}

bool option_seeds(struct options *options, const char *value, struct error *error)
{
    enum { MOST_SHEETS = 1000 };
    const char *at = value;
    size_t first, last;
    bool is_range = read_count(&at, &first);
    last = first;
    if (is_range && strncmp(at, "..", 2) == 0) {
        at += 2;
        is_range = read_count(&at, &last);
    }
    options->first_seed = first;
    options->last_seed = last;
    if (is_range && *at == '\0' && first <= last && last - first < MOST_SHEETS)
        return true;
    return error_set(error, STATUS_USAGE,
                     "--seeds must be a number or A..B with A up to B, %d at most, not '%.40s'",
                     (int)MOST_SHEETS, value);
}

bool option_quiz(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"pdf", "gift", "moodle"};
    options->quiz = value;
    return read_word("--as", value, words, 3, error) < 3;
}

bool option_trace_steps(struct options *options, const char *value, struct error *error)
{
    options->has_trace_steps = strcmp(value, "none") != 0;
    options->first_step = 0;
    options->last_step = SIZE_MAX;
    if (strcmp(value, "none") == 0 || strcmp(value, "all") == 0)
        return true;
    const char *at = value;
    bool is_range = read_count(&at, &options->first_step);
    options->last_step = options->first_step;
    if (is_range && strncmp(at, "..", 2) == 0) {
        at += 2;
        is_range = read_count(&at, &options->last_step);
    }
    if (is_range && *at == '\0' && options->first_step <= options->last_step)
        return true;
    return error_set(error, STATUS_USAGE,
                     "--steps must be all, none or A..B with A up to B, not '%.40s'", value);
}
