/* SPDX-License-Identifier: MIT */
/* What check tells of a scene, for programs: an object on a line of its own. */
#include <stdlib.h>

#include "check.h"
#include "json.h"
#include "report.h"

static void put_text(FILE *out, const char *name, const char *text)
{
    fprintf(out, ", \"%s\": ", name);
    if (text)
        json_string(out, text);
    else
        fputs("null", out);
}

static void put_number(FILE *out, const char *name, double number)
{
    fprintf(out, ", \"%s\": ", name);
    json_number(out, number);
}

static void put_count(FILE *out, const char *name, size_t count)
{
    fprintf(out, ", \"%s\": %zu", name, count);
}

/* To three digits behind the point: more would be a guess. */
static double rounded(double number)
{
    return (double)(int64_t)(number * 1000 + 0.5) / 1000;
}

/* ---- problems ---- */

static void put_problem(const struct report *report, const struct problem *problem, FILE *out)
{
    fprintf(out, "{\"severity\": \"%s\"", problem->kind == PROBLEM_ERROR ? "error" : "warning");
    put_text(out, "file", problem->file ? problem->file->name : report->name);
    if (problem->at.line > 0) {
        put_count(out, "line", problem->at.line);
        put_count(out, "column", problem->at.column);
    }
    put_text(out, "message", problem->text);
    put_text(out, "hint", problem->hint);
    fputs("}", out);
}

static void put_error(const struct error *error, const char *file, FILE *out)
{
    fputs("{\"severity\": \"error\"", out);
    put_text(out, "file", file);
    put_text(out, "message", error->text);
    put_text(out, "hint", NULL);
    fputs("}", out);
}

static void put_problems(const struct checked *checked, FILE *out)
{
    const struct report *report = &checked->subject.report;
    const struct error *errors[] = {&checked->subject.error, &checked->error};
    const struct problem **sorted = report_sort(report);
    const char *between = "";
    fputs(", \"problems\": [", out);
    for (size_t i = 0; i < report->count; i++, between = ", ") {
        fputs(between, out);
        put_problem(report, sorted[i], out);
    }
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (errors[i]->status == STATUS_DONE)
            continue;
        fputs(between, out);
        put_error(errors[i], report->name, out);
        between = ", ";
    }
    fputs("]", out);
    free(sorted);
}

/* ---- what a render would make ---- */

static void put_stack(const struct simulation *simulation, size_t panel, const char *between,
                      FILE *out)
{
    if (simulation->below) {
        put_stack(simulation->below, panel, between, out);
        between = ", ";
    }
    fprintf(out, "%s{\"panel\": %zu", between, panel);
    put_text(out, "name", simulation->layer->name);
    put_text(out, "type", simulation->scene->is_alone ? NULL : simulation->type_name);
    fputs(", \"input\": ", out);
    json_sizes(out, simulation->input.size, simulation->input.rank);
    fputs(", \"output\": ", out);
    json_sizes(out, simulation->output.size, simulation->output.rank);
    if (simulation->scene->gradient.value != GRADIENT_NONE)
        put_text(out, "gradient",
                 simulation->scene->gradient.value == GRADIENT_INPUT ? "input" : "kernel");
    fputs("}", out);
}

static void put_layers(const struct subject *subject, FILE *out)
{
    fputs(", \"layers\": [", out);
    for (size_t s = 0; s < subject->shot_count; s++)
        for (size_t i = 0; i < subject->shots[s].part_count; i++)
            put_stack(simulation_forward(subject->shots[s].simulations[i]), i,
                      s + i > 0 ? ", " : "", out);
    fputs("]", out);
}

static void put_output(const struct output *output, const struct estimate *estimate, FILE *out)
{
    bool is_pixels = output->encoder->wants_pixels;
    double unit = is_pixels ? 1 : 72 / rational_to_double(output->settings.dpi);
    fputs("{\"format\": ", out);
    json_string(out, output->encoder->name);
    put_number(out, "width", rounded((double)output->canvas.width * unit));
    put_number(out, "height", rounded((double)output->canvas.height * unit));
    put_text(out, "unit", is_pixels ? "px" : "pt");
    put_count(out, "files", estimate->files);
    put_count(out, output->encoder->is_animation ? "pictures" : "pages", estimate->pages);
    if (output->encoder->is_animation)
        put_number(out, "seconds", rounded(rational_to_double(estimate->length)));
    if (estimate->bytes > 0)
        put_number(out, "bytes", (double)(int64_t)(estimate->bytes + 0.5));
    fputs("}", out);
}

static void put_formats(const struct checked *checked, FILE *out)
{
    fputs(", \"formats\": [", out);
    for (size_t i = 0; i < checked->plan.count; i++) {
        fputs(i ? ", " : "", out);
        put_output(&checked->plan.outputs[i], &checked->estimates[i], out);
    }
    fputs("]", out);
}

static void put_left_out(const struct drawing *drawing, FILE *out)
{
    const char *keys[MOST_LEFT_OUT];
    size_t count = drawing_left_out(drawing, keys);
    fputs(", \"left_out\": [", out);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", out);
        json_string(out, keys[i]);
    }
    fputs("]", out);
}

static void put_made(const struct checked *checked, FILE *out)
{
    const struct subject *subject = &checked->subject;
    const struct timeline *timeline = subject->timeline;
    const struct canvas *canvas = &checked->plan.outputs[0].canvas;
    put_text(out, "view", drawing_view_name(&subject->drawings[0]));
    fprintf(out, ", \"canvas\": {\"width\": %zu, \"height\": %zu}", canvas->width, canvas->height);
    put_count(out, "steps", timeline->step_count);
    put_count(out, "pictures", timeline->picture_count);
    put_number(out, "seconds", rounded(rational_to_double(timeline->length)));
    put_number(out, "cell_px", rounded(checked->cell_px));
    put_number(out, "words_px", rounded(checked->words_px));
    put_number(out, "memory", (double)(int64_t)checked->memory);
    put_left_out(&subject->drawings[0], out);
    put_layers(subject, out);
    put_formats(checked, out);
}

void check_print_json(const struct checked *checked, FILE *out)
{
    const struct subject *subject = &checked->subject;
    fputs("{\"file\": ", out);
    json_string(out, subject->report.name);
    fprintf(out, ", \"status\": %d", (int)checked->status);
    if (subject->scene)
        put_text(out, "theme", subject->scene->theme.name);
    put_problems(checked, out);
    if (checked->is_planned)
        put_made(checked, out);
    fputs("}\n", out);
}
