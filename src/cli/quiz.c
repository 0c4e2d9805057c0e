/* SPDX-License-Identifier: MIT */
/* The quiz command: seed by seed, from a scene to its sheets. */
#include "quiz.h"

#include <inttypes.h>
#include <string.h>

#include "commands.h"
#include "convreel/encoding.h"
#include "places.h"
#include "report.h"
#include "target.h"

/* name: NULL where none was given. */
static const struct quiz_format *find_format(const char *name)
{
    static const struct quiz_format *const formats[] = {&quiz_pdf, &quiz_gift, &quiz_moodle};
    size_t i = 0;
    while (name && strcmp(formats[i]->name, name) != 0)
        i++;
    return formats[i];
}

/* ---- what a quiz is made of ---- */

static bool is_random(const struct scene *scene)
{
    bool is_random =
        scene->input.kind == VALUES_RANDOM || scene->layer.kernel.kind == VALUES_RANDOM;
    for (size_t i = 0; i < scene->layer_count; i++)
        is_random |= scene->layers[i].kernel.kind == VALUES_RANDOM;
    return is_random;
}

/* Whether it is one scene of random numbers; false: reported. */
static bool check(struct subject *subject)
{
    const struct scene *scene = subject->scene;
    struct report *report = &subject->report;
    const struct position none = {0};
    if (scene->shot_count > 0 || scene->panel_count > 0)
        report_error(report, none, "take one of its scenes into a file of its own",
                     "a quiz is made from one scene, not from shots or panels");
    else if (!is_random(scene))
        report_error(report, scene->input.at,
                     "for example input: {size: 5, random: {seed: 1, low: 0, high: 5}}",
                     "a quiz needs random numbers, which differ from sheet to sheet");
    else if (tensor_count(&subject->simulations[0]->input) > MOST_QUIZ_UNITS)
        report_status(report, STATUS_LIMIT, scene->input.at, "use a smaller input",
                      "%zu units are too many to work with by hand, the limit is %d",
                      tensor_count(&subject->simulations[0]->input), (int)MOST_QUIZ_UNITS);
    return subject_settle_status(subject);
}

/* ---- sheets ---- */

/* False: the sheet's subject says why, and has told it. */
static bool open_sheet(struct quiz_sheet *sheet, uint64_t seed, const struct options *options)
{
    struct options own = *options;
    *sheet = (struct quiz_sheet){.seed = seed, .path = options->scenes[0]};
    own.seed = &sheet->seed;
    bool is_good =
        subject_load_numbers(&sheet->subject, sheet->path, &own) && check(&sheet->subject);
    subject_print_problems(&sheet->subject, stderr);
    if (!is_good)
        return false;
    sheet->name = sheet->subject.scene->name;
    if (!quiz_ask(sheet, &own))
        sheet->subject.status = STATUS_FILE;
    return sheet->subject.status == STATUS_DONE;
}

static void close_sheet(struct quiz_sheet *sheet)
{
    arena_finish(&sheet->arena);
    subject_finish(&sheet->subject);
}

/* Warnings are those of the first. */
static enum status make_sheets(const struct quiz_format *format, const struct options *options,
                               struct buffer *out)
{
    enum status status = STATUS_DONE;
    for (uint64_t seed = options->first_seed; status == STATUS_DONE && seed <= options->last_seed;
         seed++) {
        struct quiz_sheet sheet;
        bool is_open = open_sheet(&sheet, seed, options);
        status = sheet.subject.status;
        if (is_open && format->make)
            status = format->make(&sheet, options);
        if (is_open && format->add) {
            if (seed == options->first_seed)
                format->begin(&sheet, out);
            format->add(&sheet, out);
        }
        close_sheet(&sheet);
    }
    return status;
}

/* ---- the one file ---- */

static const char *choose_path(const struct quiz_format *format, const struct options *options,
                               struct arena *arena)
{
    const char *path = options->output ? options->output : "output/";
    if (!target_is_folder(path))
        return target_or_standard_output(path);
    const char *scene = options->scenes[0], *slash = strrchr(scene, '/');
    const char *base = slash ? slash + 1 : scene, *dot = strrchr(base, '.');
    size_t length = strlen(path);
    return arena_format(arena, "%s%s%.*s.%s", path, path[length - 1] == '/' ? "" : "/",
                        dot ? (int)(dot - base) : (int)strlen(base), base, format->extension);
}

static bool write_file(const char *path, const struct buffer *text, struct error *error)
{
    struct sink sink;
    if (path && !target_make_folder(path, error))
        return false;
    if (path)
        target_clean_beside(path);
    if (!sink_open(&sink, path, false, error))
        return false;
    return sink_write(&sink, text->bytes, text->length, error) && sink_commit(&sink, true, error);
}

/* Of a scene that its questions would replace nothing would be left. */
static bool refuse_scene(const char *path, const struct options *options, struct error *error)
{
    struct arena arena = {0};
    bool is_free = true;
    if (path) {
        const struct place output = place_find(path, &arena);
        const struct place scene = place_find(options->scenes[0], &arena);
        is_free = !place_is_same(&output, &scene) ||
                  error_set(error, STATUS_USAGE, "the output %s would replace the scene", path);
    }
    arena_finish(&arena);
    return is_free;
}

static enum status make_file(const struct quiz_format *format, const struct options *options)
{
    struct arena arena = {0};
    struct buffer text = {0};
    struct error error = {0};
    const char *path = choose_path(format, options, &arena);
    if (!refuse_scene(path, options, &error))
        error_print(&error, stderr);
    enum status status = error.status ? error.status : make_sheets(format, options, &text);
    if (status == STATUS_DONE) {
        format->end(&text);
        if (!write_file(path, &text, &error)) {
            error_print(&error, stderr);
            status = error.status;
        } else if (path && !options->is_quiet) {
            uint64_t count = options->last_seed - options->first_seed + 1;
            fprintf(stderr, "wrote %s, %" PRIu64 " sheet%s\n",
                    text_printable(&arena, path, strlen(path), 400), count, text_plural(count));
        }
    }
    buffer_finish(&text);
    arena_finish(&arena);
    return status;
}

static bool check_options(const struct quiz_format *format, const struct options *options,
                          struct error *error)
{
    if (strcmp(options->scenes[0], "-") == 0)
        return error_set(error, STATUS_USAGE, "quiz needs a scene's file, not standard input");
    if (format->extension || !options->output || target_is_folder(options->output))
        return true;
    return error_set(error, STATUS_USAGE, "quiz makes many files of %s: -o must be a folder/",
                     format->name);
}

enum status command_quiz(const struct options *options)
{
    const struct quiz_format *format = find_format(options->quiz);
    struct error error = {0};
    if (!check_options(format, options, &error)) {
        error_print(&error, stderr);
        return error.status;
    }
    return format->extension ? make_file(format, options) : make_sheets(format, options, NULL);
}
