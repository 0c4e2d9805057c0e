/* SPDX-License-Identifier: MIT */
/* Questions for learning platforms: GIFT, and Moodle's XML. A category holds one kind of question
 * of all sheets, so that a test takes one of it at random for each student. */
#include <inttypes.h>
#include <string.h>

#include "describe.h"
#include "dialects.h"
#include "quiz.h"

/* ---- numbers as HTML tables ---- */

/* "kernel 1, 0": the plane's indices on the axes around it, where there are several. */
static const char *plane_name(const struct tensor *tensor, size_t planar, size_t plane,
                              const char *name, struct arena *arena)
{
    size_t around = 1;
    const char *indices = "";
    for (size_t i = 0; i + planar < tensor->rank; i++)
        around *= tensor->size[i];
    for (size_t i = 0, rest = around; around > 1 && i + planar < tensor->rank; i++) {
        rest /= tensor->size[i];
        indices = arena_format(arena, "%s%s%zu", indices, i ? ", " : " ", plane / rest);
        plane %= rest;
    }
    return arena_format(arena, "%s%s", name, indices);
}

/* A tensor's planes, one below the other. */
static void add_planes(const struct simulation *simulation, const struct tensor *tensor,
                       size_t planar, const char *name, struct buffer *out)
{
    size_t rows = planar > 1 ? tensor->size[tensor->rank - 2] : 1;
    size_t columns = tensor->size[tensor->rank - 1], all = tensor_count(tensor);
    for (size_t at = 0, plane = 0; at < all; at += rows * columns, plane++) {
        struct arena names = {0};
        buffer_format(out, "<p>%s:</p>", plane_name(tensor, planar, plane, name, &names));
        arena_finish(&names);
        buffer_add_text(out, "<table border=\"1\">");
        for (size_t i = 0; i < rows * columns; i++) {
            struct arena arena = {0};
            buffer_format(out, "%s<td>%s</td>%s", i % columns ? "" : "<tr>",
                          describe_number(simulation, tensor->values[at + i], &arena),
                          (i + 1) % columns ? "" : "</tr>");
            arena_finish(&arena);
        }
        buffer_add_text(out, "</table>");
    }
}

static void add_escaped(const char *text, struct buffer *out)
{
    for (; *text; text++) {
        const char *entity = *text == '<'   ? "&lt;"
                             : *text == '>' ? "&gt;"
                             : *text == '&' ? "&amp;"
                                            : NULL;
        if (entity)
            buffer_add_text(out, entity);
        else
            buffer_add(out, text, 1);
    }
}

/* The layers as PyTorch prints them; in words where it has no such layer. */
static void add_layers(const struct quiz_sheet *sheet, struct buffer *out)
{
    const struct simulation *top = sheet->subject.simulations[0];
    struct buffer words = {0};
    struct error error = {0};
    if (!dialect_write(dialect_named("pytorch"), top, &words, &error)) {
        words.length = 0;
        describe_layer(top, &words);
    }
    buffer_add_text(out, "<pre>");
    add_escaped(words.bytes, out);
    buffer_add_text(out, "</pre>");
    buffer_finish(&words);
}

/* A question with all that its answer needs. */
static void add_html(const struct quiz_sheet *sheet, const struct quiz_question *question,
                     struct buffer *out)
{
    const struct simulation *top = sheet->subject.simulations[0];
    size_t planar = top->axes > 1 ? 2 : 1;
    add_layers(sheet, out);
    if (question->needs_numbers) {
        add_planes(top, &top->input, planar, "input", out);
        if (top->has_kernel)
            add_planes(top, &top->kernel, planar, "kernel", out);
        if (top->has_bias)
            add_planes(top, &top->bias, 1, "bias", out);
    }
    buffer_add_text(out, "<p>");
    add_escaped(question->text, out);
    buffer_add_text(out, "</p>");
}

/* "convreel, pool, 07, value 2" */
static const char *name_of(const struct quiz_sheet *sheet, size_t number, struct arena *arena)
{
    return arena_format(arena, "%s, %02" PRIu64 ", %s %zu", sheet->name, sheet->seed,
                        sheet->questions[number].kind, number + 1);
}

/* ---- GIFT ---- */

static void add_gift_text(const char *text, struct buffer *out)
{
    for (; *text; text++) {
        if (*text == '\n')
            buffer_add_text(out, "\\n");
        else
            buffer_format(out, strchr("~=#{}:\\", *text) ? "\\%c" : "%c", *text);
    }
}

static void begin_gift(const struct quiz_sheet *first, struct buffer *out)
{
    buffer_format(out, "// convreel quiz of %s\n", first->name);
}

static void add_gift(const struct quiz_sheet *sheet, struct buffer *out)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct quiz_question *question = &sheet->questions[i];
        struct arena arena = {0};
        struct buffer html = {0};
        add_html(sheet, question, &html);
        buffer_add_text(out, "\n$CATEGORY: $course$/");
        buffer_format(out, "%s/%s\n\n::", sheet->name, question->kind);
        add_gift_text(name_of(sheet, i, &arena), out);
        buffer_add_text(out, "::[html]");
        add_gift_text(html.bytes, out);
        char answer[NUMBER_ROOM];
        number_shortest(answer, question->answer);
        buffer_format(out, "{#%s:%g####", answer, question->tolerance);
        add_gift_text(question->worked, out);
        buffer_add_text(out, "}\n");
        buffer_finish(&html);
        arena_finish(&arena);
    }
}

static void end_nothing(struct buffer *out)
{
    (void)out;
}

/* ---- Moodle's XML ---- */

static void add_category(const char *name, const char *kind, struct buffer *out)
{
    buffer_add_text(out, "<question type=\"category\"><category><text>$course$/");
    add_escaped(name, out);
    buffer_format(out, "/%s</text></category></question>\n", kind);
}

static void begin_moodle(const struct quiz_sheet *first, struct buffer *out)
{
    (void)first;
    buffer_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
}

static void add_moodle_text(const char *element, const char *text, struct buffer *out)
{
    buffer_format(out, "  <%s format=\"html\"><text>", element);
    add_escaped(text, out);
    buffer_format(out, "</text></%s>\n", element);
}

static void add_moodle(const struct quiz_sheet *sheet, struct buffer *out)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct quiz_question *question = &sheet->questions[i];
        struct arena arena = {0};
        struct buffer html = {0};
        add_html(sheet, question, &html);
        add_category(sheet->name, question->kind, out);
        buffer_add_text(out, "<question type=\"numerical\">\n  <name><text>");
        add_escaped(name_of(sheet, i, &arena), out);
        buffer_add_text(out, "</text></name>\n");
        add_moodle_text("questiontext", html.bytes, out);
        add_moodle_text("generalfeedback", question->worked, out);
        char answer[NUMBER_ROOM];
        number_shortest(answer, question->answer);
        buffer_format(out,
                      "  <answer fraction=\"100\"><text>%s</text><tolerance>%g</tolerance>"
                      "<feedback><text></text></feedback></answer>\n</question>\n",
                      answer, question->tolerance);
        buffer_finish(&html);
        arena_finish(&arena);
    }
}

static void end_moodle(struct buffer *out)
{
    buffer_add_text(out, "</quiz>\n");
}

const struct quiz_format quiz_gift = {
    .name = "gift", .extension = "gift", .begin = begin_gift, .add = add_gift, .end = end_nothing};
const struct quiz_format quiz_moodle = {.name = "moodle",
                                        .extension = "xml",
                                        .begin = begin_moodle,
                                        .add = add_moodle,
                                        .end = end_moodle};
