/* SPDX-License-Identifier: MIT */
/* Sheets on paper: a film of two shots, the picture and a card of words, as the pages of a PDF. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "quiz.h"
#include "report.h"
#include "target.h"

enum { MOST_CARD_LINES = 12 };

/* A4. */
static const char head[] = "output: {format: pdf, size: 297mm x 210mm, margin: 12mm}\nshots:\n";

/* A card takes *emphasis* and $formula$ from its lines: here a * is a product's. */
static void add_line(struct buffer *out, const char *text)
{
    buffer_add_text(out, "      - ");
    for (; *text; text++)
        buffer_add_text(out, *text == '*' || *text == '$' ? "\xc2\xb7" : (char[]){*text, '\0'});
    buffer_add_text(out, "\n");
}

static void begin_card(const struct quiz_sheet *sheet, const char *what, struct buffer *out)
{
    buffer_add_text(out, "  - card: |\n");
    buffer_format(out, "      # %s %" PRIu64 "\n", what, sheet->seed);
}

static void add_picture(const struct quiz_sheet *sheet, const char *shown, const char *steps,
                        struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(out, "  - {%s, title: 'Exercise %" PRIu64 "', show: {%s}, steps: %s}\n",
                  quiz_scene_key(sheet, &arena), sheet->seed, shown, steps);
    arena_finish(&arena);
}

/* Whether the picture's empty cells ask it already. */
static bool is_in_picture(const struct quiz_question *question)
{
    return strcmp(question->kind, "value") == 0;
}

static void write_exercise(const struct quiz_sheet *sheet, struct buffer *out)
{
    buffer_add_text(out, head);
    add_picture(sheet, "output: blank, formula: false", "0..0", out);
    begin_card(sheet, "Exercise", out);
    add_line(out, "Work out the output, and write it into its cells.");
    for (size_t i = 0; i < sheet->count; i++)
        if (!is_in_picture(&sheet->questions[i]))
            add_line(out, sheet->questions[i].text);
}

/* Every sum of the output, so many to a card. */
static void add_sums(struct quiz_sheet *sheet, struct buffer *out)
{
    const struct simulation *simulation = sheet->subject.simulations[0];
    if (simulation->below)
        return;
    for (size_t n = 0; n < simulation->step_count; n++) {
        struct step step;
        if (n % MOST_CARD_LINES == 0)
            begin_card(sheet, "Sums of exercise", out);
        simulation_place_at(simulation, n, &step);
        const char *text = "y[";
        for (size_t i = step.output[0] == 0 && simulation->out_channels == 1; i <= simulation->axes;
             i++)
            text = arena_format(&sheet->arena, "%s%zu%s", text, step.output[i],
                                i < simulation->axes ? "," : "]");
        add_line(out, arena_format(&sheet->arena, "%s = %s", text, quiz_sum(sheet, n)));
    }
}

static void write_solution(struct quiz_sheet *sheet, struct buffer *out)
{
    buffer_add_text(out, head);
    add_picture(sheet, "output: all", "last", out);
    begin_card(sheet, "Solution of exercise", out);
    for (size_t i = 0; i < sheet->count; i++) {
        const struct quiz_question *question = &sheet->questions[i];
        if (!is_in_picture(question))
            add_line(out, arena_format(&sheet->arena, "%s %s, because %s", question->text,
                                       question->answer_text, question->worked));
    }
    add_sums(sheet, out);
}

static enum status make_pdf(const struct quiz_sheet *sheet, const struct options *options,
                            const char *ending, const struct buffer *film)
{
    struct arena arena = {0};
    struct options own = *options;
    const char *folder = options->output ? options->output : "output/";
    size_t length = strlen(folder);
    own.command = COMMAND_RENDER;
    own.seed = &sheet->seed;
    own.keeps_rights |= sheet->seed != options->first_seed; /* it gave them up for all */
    own.text = film->bytes;
    own.formats = "pdf";
    own.output =
        arena_format(&arena, "%s%s%%s_%02" PRIu64 "%s.pdf", target_as_it_is(folder, &arena),
                     folder[length - 1] == '/' ? "" : "/", sheet->seed, ending);
    enum status status = command_render(&own);
    arena_finish(&arena);
    return status;
}

/* The folder of options, made. */
static bool make_folder(const struct options *options)
{
    struct arena arena = {0};
    struct error error = {0};
    const char *folder = options->output ? options->output : "output/";
    bool is_made = target_make_folder(arena_format(&arena, "%s/sheet", folder), &error);
    if (!is_made)
        error_print(&error, stderr);
    arena_finish(&arena);
    return is_made;
}

static enum status make_sheet(struct quiz_sheet *sheet, const struct options *options)
{
    struct buffer exercise = {0}, solution = {0};
    if (!make_folder(options))
        return STATUS_FILE;
    write_exercise(sheet, &exercise);
    write_solution(sheet, &solution);
    enum status status = make_pdf(sheet, options, "", &exercise);
    if (status == STATUS_DONE)
        status = make_pdf(sheet, options, "_solution", &solution);
    buffer_finish(&exercise);
    buffer_finish(&solution);
    return status;
}

const struct quiz_format quiz_pdf = {.name = "pdf", .make = make_sheet};
