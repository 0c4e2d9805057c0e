/* SPDX-License-Identifier: MIT */
/* The commands that paint nothing: check, trace and describe. */
#include <inttypes.h>
#include <string.h>

#include "commands.h"
#include "dialects.h"
#include "formats.h"
#include "report.h"
#include "subject.h"
#include "themes.h"
#include "trace.h"

static void print_good(const struct subject *subject)
{
    struct arena arena = {0};
    const char *name = subject->report.name;
    printf("%s:", text_printable(&arena, name, strlen(name), 400));
    for (size_t i = 0; i < subject->simulation_count; i++) {
        const struct simulation *simulation = subject->simulations[i];
        size_t steps = simulation_order_count(simulation, simulation->scene->order.value);
        printf("%s %s, %s to %s, %zu step%s", i ? ";" : "", simulation->type_name,
               tensor_sizes(&simulation->input, 1, " x ", &arena),
               tensor_sizes(&simulation->output, 1, " x ", &arena), steps, steps == 1 ? "" : "s");
    }
    putchar('\n');
    arena_finish(&arena);
}

/* What twins share is told by the first. */
static enum status check_one(const char *path, const struct options *options)
{
    struct subject subject;
    subject_load(&subject, path, options);
    if (subject.scene)
        formats_check(&subject);
    bool is_good = subject_settle_status(&subject);
    if (!is_good || options->theme == 0)
        subject_print_problems(&subject, stderr);
    if (is_good && options->theme == 0)
        print_good(&subject);
    enum status status = subject.status;
    subject_finish(&subject);
    return status;
}

/* Under each theme, up to the first that is not right. */
static enum status check_themes(const char *path, const struct themes *themes)
{
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < themes->count && status == STATUS_DONE; i++)
        status = check_one(path, &themes->options[i]);
    return status;
}

enum status command_check(const struct options *options)
{
    struct themes themes = {0};
    struct error error = {0};
    if (!themes_split(&themes, options, &error))
        error_print(&error, stderr);
    enum status first = error.status;
    for (size_t i = 0; i < options->scene_count && first != STATUS_USAGE; i++) {
        enum status status = check_themes(options->scenes[i], &themes);
        first = first == STATUS_DONE ? status : first;
        if (status == STATUS_USAGE) /* the command line's: it would be told for every scene */
            break;
    }
    themes_finish(&themes);
    return first;
}

/* Of each panel its own. */
static bool print_words(const struct subject *subject, const struct dialect *dialect,
                        struct error *error)
{
    struct buffer words = {0};
    bool is_said = true;
    for (size_t i = 0; i < subject->simulation_count && is_said; i++)
        is_said = dialect_write(dialect, subject->simulations[i], &words, error);
    if (is_said)
        fputs(words.bytes, stdout);
    buffer_finish(&words);
    return is_said;
}

static bool print_numbers(const struct subject *subject, const struct trace_options *what,
                          struct error *error)
{
    const struct simulation *simulations[MAX_PANELS];
    memcpy(simulations, subject->simulations, sizeof simulations);
    return trace_write(stdout, subject->scene, simulations, what, error);
}

enum status command_trace(const struct options *options)
{
    struct subject subject;
    struct error error = {0};
    struct trace_options what = {
        .has_steps = options->has_trace_steps,
        .first_step = options->first_step,
        .last_step = options->last_step,
        .has_tensors = options->has_trace_tensors,
    };
    subject_load_numbers(&subject, options->scenes[0], options);
    subject_print_problems(&subject, stderr);
    enum status status = subject.status;
    bool is_good =
        status != STATUS_DONE || (options->dialect ? print_words(&subject, options->dialect, &error)
                                                   : print_numbers(&subject, &what, &error));
    if (!is_good) {
        error_print(&error, stderr);
        status = error.status;
    }
    subject_finish(&subject);
    return status;
}

static void print_description(const struct subject *subject)
{
    struct buffer text = {0};
    subject_describe(subject, &text);
    fwrite(text.bytes, 1, text.length, stdout);
    buffer_finish(&text);
}

enum status command_describe(const struct options *options)
{
    enum status first = STATUS_DONE;
    bool is_first = true;
    for (size_t i = 0; i < options->scene_count; i++) {
        struct subject subject;
        bool is_good = subject_load_numbers(&subject, options->scenes[i], options);
        subject_print_problems(&subject, stderr);
        if (is_good && !is_first)
            putchar('\n');
        if (is_good)
            print_description(&subject);
        is_first &= !is_good;
        first = first == STATUS_DONE ? subject.status : first;
        subject_finish(&subject);
    }
    return first;
}
