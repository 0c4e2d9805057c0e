/* SPDX-License-Identifier: MIT */
/* What check tells of a good scene, for readers. */
#include <string.h>

#include "amounts.h"
#include "check.h"
#include "subtitles.h"

/* "5 x 5 to 3 x 3", with the channels where there are several. */
static void print_sizes(const struct tensor *input, const struct tensor *output, FILE *out)
{
    struct arena arena = {0};
    size_t first = input->size[0] == 1 && output->size[0] == 1 ? 1 : 0;
    fprintf(out, "%s to %s", tensor_sizes(input, first, " x ", &arena),
            tensor_sizes(output, first, " x ", &arena));
    arena_finish(&arena);
}

/* One layer, or a stack from its first input to its last output. */
static void print_layer(const struct simulation *simulation, size_t shown, FILE *out)
{
    size_t all = simulation_order_count(simulation, simulation_order(simulation));
    if (simulation->scene->is_alone) {
        struct arena arena = {0};
        fprintf(out, "no layer, an input of %s",
                tensor_sizes(&simulation->input, simulation->in_channels == 1, " x ", &arena));
        arena_finish(&arena);
        return;
    }
    if (simulation->scene->layer_count > 0)
        fprintf(out, "%zu layer%s, ", simulation->place + 1, text_plural(simulation->place + 1));
    else if (simulation->forward)
        fprintf(out, "gradient of the %s of %s, ",
                simulation->gradient == GRADIENT_INPUT ? "input" : "kernel",
                simulation->forward->type_name);
    else
        fprintf(out, "%s, ", simulation->type_name);
    print_sizes(&simulation_first(simulation)->input, &simulation->output, out);
    if (shown < all)
        fprintf(out, ", %zu of %zu steps", shown, all);
    else
        fprintf(out, ", %zu step%s", all, text_plural(all));
}

static void print_stack(const struct simulation *simulation, FILE *out)
{
    if (simulation->below)
        print_stack(simulation->below, out);
    struct arena arena = {0};
    const char *name = simulation->layer->name;
    fputs("  ", out);
    if (name)
        fprintf(out, "%s: ", text_printable(&arena, name, strlen(name), 40));
    fprintf(out, "%s, ", simulation->type_name);
    struct tensor input = simulation->input;
    for (size_t i = 0; i < simulation->source_count; i++) {
        input.size[0] = simulation_source_channels(simulation, i);
        if (i + 1 < simulation->source_count)
            fprintf(out, "%s%s",
                    tensor_sizes(&input, simulation->output.size[0] == 1, " x ", &arena),
                    i + 2 < simulation->source_count ? ", " : " and ");
    }
    print_sizes(&input, &simulation->output, out);
    fputc('\n', out);
    arena_finish(&arena);
}

/* The layers of a shot that shows so many steps. */
static void print_layers(const struct shot *shot, size_t steps, FILE *out)
{
    for (size_t i = 0; i < shot->part_count; i++) {
        fputs(i ? "; " : " ", out);
        print_layer(shot->simulations[i], steps, out);
    }
    fputc('\n', out);
    for (size_t i = 0; i < shot->part_count; i++)
        if (shot->simulations[i]->scene->layer_count > 0)
            print_stack(shot->simulations[i], out);
}

static void print_shots(const struct subject *subject, FILE *out)
{
    static const char *const decided[] = {[DECIDED_BY_STEPS] = "the time of its steps",
                                          [DECIDED_BY_WORDS] = "the time of its words",
                                          [DECIDED_BY_RECORDING] = "the time of its recording",
                                          [DECIDED_BY_FOR] = "as 'for' says"};
    const struct timeline *timeline = subject->timeline;
    struct arena arena = {0};
    fprintf(out, " %zu shot%s, %zu step%s, %s s\n", subject->shot_count,
            text_plural(subject->shot_count), timeline->step_count,
            text_plural(timeline->step_count), amount_seconds(timeline->length, &arena));
    for (size_t i = 0; i < subject->shot_count; i++) {
        const struct scene_shot *shot = &subject->shots[i].scene->shot;
        struct rational start = timeline_shot_start(timeline, i);
        struct rational end = timeline_shot_start(timeline, i + 1);
        fprintf(out, "  shot %zu", i);
        if (shot->name)
            fprintf(out, ", %s", text_printable(&arena, shot->name, strlen(shot->name), 40));
        fprintf(out, ": starts at %s s, lasts %s s (%s);", amount_seconds(start, &arena),
                amount_seconds(rational_subtract(end, start), &arena),
                decided[timeline->shots[i].decided]);
        if (timeline->shots[i].words.num > 0)
            fprintf(out, " words for %.1f s;", rational_to_double(timeline->shots[i].words));
        if (subject->shots[i].recording.num > 0)
            fprintf(out, " a recording for %.1f s;",
                    rational_to_double(subject->shots[i].recording));
        if (shot->stay.num > 0)
            fputs(" the picture before stays\n", out);
        else if (shot->card)
            fputs(" a card\n", out);
        else if (shot->image.width > 0)
            fprintf(out, " an image, %zu x %zu pixels\n", shot->image.width, shot->image.height);
        else
            print_layers(&subject->shots[i], timeline_shown_steps(timeline, i), out);
    }
    arena_finish(&arena);
}

/* Whether sites for videos take the list of chapters. */
static void print_chapters(const struct tracks *tracks, FILE *out)
{
    const char *flaw = chapters_flaw(tracks);
    if (tracks->chapter_count > 0)
        fprintf(out, "  %zu chapter%s%s%s\n", tracks->chapter_count,
                text_plural(tracks->chapter_count), flaw ? "; video sites ignore them: " : "",
                flaw ? flaw : "");
}

/* How well steps keep to the sound. */
static void print_drift(const struct timeline *timeline, FILE *out)
{
    size_t count;
    double drift = timeline_drift(timeline, &count);
    if (count > 0)
        fprintf(out, "  steps that say when they start: %zu, at most %.3f s late\n", count, drift);
}

static void print_canvas(const struct output *output, FILE *out)
{
    double unit = 72 / rational_to_double(output->settings.dpi);
    double width = (double)output->canvas.width, height = (double)output->canvas.height;
    if (output->encoder->wants_pixels)
        fprintf(out, "%.0f x %.0f pixels", width, height);
    else
        fprintf(out, "%.0f x %.0f points", width * unit, height * unit);
}

static void print_output(const struct output *output, const struct estimate *estimate, FILE *out)
{
    struct arena arena = {0};
    fprintf(out, "  %s: ", output->encoder->name);
    print_canvas(output, out);
    if (output->encoder->is_animation)
        fprintf(out, ", %zu picture%s, %s s", estimate->pages, text_plural(estimate->pages),
                amount_seconds(estimate->length, &arena));
    else if (!output->encoder->is_one_picture)
        fprintf(out, ", %zu page%s", estimate->pages, text_plural(estimate->pages));
    if (output->is_numbered)
        fprintf(out, ", %zu file%s", estimate->files, text_plural(estimate->files));
    if (estimate->bytes > 0)
        fprintf(out, ", about %s", amount_bytes(estimate->bytes, &arena));
    fputc('\n', out);
    arena_finish(&arena);
}

void check_print_text(const struct checked *checked, FILE *out)
{
    const struct subject *subject = &checked->subject;
    struct arena arena = {0};
    const char *name = subject->report.name;
    fprintf(out, "%s:", text_printable(&arena, name, strlen(name), 400));
    if (subject->scene->shot_count > 0) {
        print_shots(subject, out);
        print_chapters(&checked->plan.tracks, out);
        print_drift(checked->subject.timeline, out);
    } else
        print_layers(&subject->shots[0], subject->timeline->step_count, out);
    for (size_t i = 0; i < checked->plan.count; i++)
        print_output(&checked->plan.outputs[i], &checked->estimates[i], out);
    fprintf(out, "  view %s: ", drawing_view_name(&subject->drawings[0]));
    if (checked->cell_px > 0)
        fprintf(out, "the smallest cells are %.0f pixels wide, ", checked->cell_px);
    fprintf(out, "words %.0f pixels high\n", checked->words_px);
    fprintf(out, "  memory: about %s\n", amount_bytes(checked->memory, &arena));
    const char *keys[MOST_LEFT_OUT];
    size_t count = drawing_left_out(&subject->drawings[0], keys);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%s%s", i ? ", " : "  no room for: ", keys[i], i + 1 == count ? "\n" : "");
    arena_finish(&arena);
}
