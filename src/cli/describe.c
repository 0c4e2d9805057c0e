/* SPDX-License-Identifier: MIT */
/* The alternative text of a whole scene: its title, its panels, its layers, its steps. */
#include "cli/describe.h"
#include "amounts.h"

#include <string.h>

#include "cli/made.h"

/* ---- what the scene says in its own words ---- */

/* A user's words may hold any bytes, and line breaks. */
static const char *one_line(const char *text, struct arena *arena)
{
    char *copy = arena_copy_text(arena, text, strlen(text));
    for (char *at = copy; *at; at++)
        if (*at == '\n')
            *at = ' ';
    return text_printable(arena, copy, strlen(copy), SIZE_MAX);
}

/* The words as a sentence, which a screen reader ends with a pause. */
static const char *sentence(const char *words, struct arena *arena)
{
    const char *text = one_line(text_unmarked(arena, words), arena);
    size_t length = strlen(text);
    bool is_ended = length > 0 && strchr(".!?:", text[length - 1]);
    return is_ended ? text : arena_format(arena, "%s.", text);
}

static void add_names(const struct scene *scene, struct buffer *out, struct arena *arena)
{
    static const char *const usual[] = {
        [MAP_INPUT] = "input", [MAP_KERNEL] = "kernel", [MAP_OUTPUT] = "output"};
    size_t count = 0, told = 0;
    for (size_t i = 0; i < MAP_ROLES; i++)
        count += scene->names[i].whole != NULL;
    for (size_t i = 0; i < MAP_ROLES; i++) {
        if (!scene->names[i].whole)
            continue;
        const char *before = told == 0 ? "The picture calls" : told + 1 == count ? " and" : ",";
        buffer_format(out, "%s the %s \"%s\"", before, usual[i],
                      one_line(scene->names[i].whole, arena));
        told++;
    }
    if (count > 0)
        buffer_add_text(out, ".\n");
}

static const char *note_place(const struct simulation *simulation, const struct note *note,
                              struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < note->index_count; i++) {
        size_t axis = i + 1 + simulation->axes - note->index_count;
        text = arena_format(arena, "%s%s%s %zu", text, i ? ", " : "",
                            describe_axis_name(simulation->axes, axis), note->index[i]);
        if (note->index_last[i] > note->index[i])
            text = arena_format(arena, "%s to %zu", text, note->index_last[i]);
    }
    return text;
}

static void add_note_steps(size_t first, size_t last, struct buffer *out)
{
    if (first == last)
        buffer_format(out, ", in step %zu", first);
    else
        buffer_format(out, ", in steps %zu to %zu", first, last);
}

static void add_entry_steps(const struct scene *scene, const struct simulation *simulation,
                            const struct step_entry *entry, struct buffer *out)
{
    size_t first, last;
    if (timeline_entry_range(scene, simulation, entry, &first, &last))
        add_note_steps(first, last, out);
    else
        buffer_format(out, ", in the other steps");
}

static void add_notes(const struct scene *scene, const struct simulation *simulation,
                      struct buffer *out, struct arena *arena)
{
    static const char *const maps[] = {
        [MAP_INPUT] = "input", [MAP_KERNEL] = "kernel", [MAP_OUTPUT] = "output"};
    for (size_t i = 0; i < scene_note_count(scene); i++) {
        const struct step_entry *entry;
        const struct note *note = scene_note(scene, i, &entry);
        buffer_format(out, "A %s at %s %s", note->text ? "note" : "ring", maps[note->map],
                      note_place(simulation, note, arena));
        if (note->has_steps)
            add_note_steps(note->first_step, note->last_step, out);
        else if (entry)
            add_entry_steps(scene, simulation, entry, out);
        if (note->text)
            buffer_format(out, "%s says: \"%s\"\n", note->has_steps || entry ? "," : "",
                          sentence(note->text, arena));
        else
            buffer_add_text(out, ".\n");
    }
}

static void add_words(const struct scene *scene, const struct simulation *simulation,
                      struct buffer *out, struct arena *arena)
{
    add_names(scene, out, arena);
    if (scene->caption)
        buffer_format(out, "The caption says: \"%s\"\n", sentence(scene->caption, arena));
    add_notes(scene, simulation, out, arena);
}

/* ---- steps ---- */

static bool has_joined(const struct simulation *top)
{
    while (top && !top->is_joined)
        top = top->below;
    return top != NULL;
}

static const char *step_meaning(const struct simulation *simulation, bool is_one)
{
    switch (simulation_order(simulation)) {
    case ORDER_OUTPUT:
        return is_one ? "for the only unit of the output"
                      : "one for each unit of the output in reading order";
    case ORDER_POSITION:
        return is_one ? "for all channels of the only place of the output"
                      : "one for each place of the output, all its channels at once";
    case ORDER_INPUT:
        return is_one ? "for the only unit of the input"
                      : "one for each unit of the input, which adds its share to the output";
    case ORDER_LAYER:
        return is_one ? "for the only unit of the output"
                      : "one for each unit of each layer's output, one layer after the other";
    case ORDER_BACK:
        return is_one ? "for the layer that gives the unit in focus"
               : has_joined(simulation)
                   ? "one for each layer with its activation, from the unit in focus back to the "
                     "input"
                   : "one for each layer, from the unit in focus back to the input";
    }
    return "";
}

static void add_focus(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    const struct focus *focus = &simulation->scene->focus;
    const struct simulation *layer = simulation_focused(simulation);
    const char *name = focus->layer ? one_line(focus->layer, arena) : NULL;
    bool is_back = simulation_order(simulation) == ORDER_BACK;
    const char *begin = is_back ? "The unit in focus is" : "The focus is on";
    if (focus->at.line == 0)
        return;
    if (focus->is_last) {
        buffer_format(out, " %s the last one%s%s.", begin, name ? " of layer " : "",
                      name ? name : "");
        return;
    }
    size_t index[1 + MAX_AXES] = {0};
    for (size_t i = 0; i < focus->index_count; i++)
        index[i + 1 + layer->axes - focus->index_count] = focus->index[i];
    buffer_format(out, name ? " %s that of layer %s, %s." : " %s that of %s %s.", begin,
                  name ? name : "output", describe_place(layer, &layer->output, index, arena));
}

/* Nothing of output.steps: the pictures of a part of the steps are those of all of them. */
static void add_steps(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    size_t count = simulation_order_count(simulation, simulation_order(simulation));
    if (count == 1)
        buffer_format(out, "There is 1 step, %s.", step_meaning(simulation, true));
    else
        buffer_format(out, "There are %zu steps, %s.", count, step_meaning(simulation, false));
    add_focus(simulation, out, arena);
    buffer_add_text(out, "\n");
}

/* ---- layers and panels ---- */

/* What the maps of a layer hold that works out a gradient. */
static const char *roles_of(const struct simulation *simulation)
{
    if (simulation->gradient == GRADIENT_INPUT)
        return "its input is the gradient of the output, its output that of the input";
    return simulation->forward->is_transposed
               ? "its input is the gradient of the output, its kernel the input, its output the "
                 "gradient of the kernel"
               : "its input is the input, its kernel the gradient of the output, its output that "
                 "of the kernel";
}

static void add_layer(const struct simulation *simulation, struct buffer *out)
{
    describe_layer(simulation, out);
    describe_sizes(simulation, out);
    describe_values(simulation, out);
}

/* What the layer reads, where the scene says it. */
static void add_sources(const struct simulation *simulation, struct buffer *out,
                        struct arena *arena)
{
    const struct scene_layer *layer = simulation->layer;
    for (size_t i = 0; i < layer->source_count; i++) {
        const struct layer_source *source = &layer->sources[i];
        bool is_input = source->layer == FROM_INPUT, is_last = i + 1 == layer->source_count;
        const char *before = i == 0 ? "It reads " : is_last ? " and " : ", ";
        buffer_format(out, "%s%s%s", before, is_input ? "the input" : "layer ",
                      is_input ? "" : one_line(source->name, arena));
    }
    if (layer->source_count > 0)
        buffer_add_text(out, ".\n");
}

/* From the first layer on, of so many. */
static void add_stack(const struct simulation *simulation, size_t count, struct buffer *out,
                      struct arena *arena)
{
    if (simulation->below)
        add_stack(simulation->below, count, out, arena);
    const char *name = simulation->layer->name;
    buffer_format(out, "\nLayer %zu of %zu%s%s.\n", simulation->place + 1, count, name ? ", " : "",
                  name ? one_line(name, arena) : "");
    add_sources(simulation, out, arena);
    add_layer(simulation, out);
    if (simulation->below && simulation->place + 1 < count)
        describe_field(simulation, "this layer's output", out);
}

/* What is seen before the first step. */
static void add_builds(const struct simulation *simulation, struct buffer *out)
{
    static const char *const words[BUILDS] = {
        [BUILD_PADDING] = "the padding grows around the input",
        [BUILD_STRETCH] = "zeros come between the units of the input",
        [BUILD_DILATION] = "the taps of the window move apart",
        [BUILD_FLIP] = "the kernel turns by 180 degrees"};
    enum build builds[BUILDS];
    size_t count = simulation_builds(simulation, &simulation->scene->builds, builds);
    for (size_t i = 0; i < count; i++)
        buffer_format(out, "%s%s%s", i == 0 ? "Before the first step " : ", then ",
                      words[builds[i]], i + 1 == count ? ".\n" : "");
}

static void add_scene(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    const struct scene *scene = simulation->scene;
    if (scene->layer_count > 0) {
        size_t count = simulation->place + 1;
        bool has_branches = simulation_has_branches(simulation), is_one = count == 1;
        buffer_format(out, "A %s of %zu layer%s%s.\n", has_branches ? "network" : "stack", count,
                      is_one ? "" : "s",
                      has_branches ? ", with branches"
                      : is_one     ? ""
                                   : ", each taking what the one before gives");
        describe_field(simulation, "the last output", out);
        add_steps(simulation, out, arena);
        add_words(scene, simulation, out, arena);
        add_stack(simulation, count, out, arena);
        return;
    }
    if (simulation->forward)
        buffer_format(out, "The gradient of the %s of %s, worked out by another layer: %s.\n",
                      simulation->gradient == GRADIENT_INPUT ? "input" : "kernel",
                      simulation->forward->type_name, roles_of(simulation));
    if (scene->is_alone) {
        buffer_format(
            out, "An input of %s, and no layer.\n",
            tensor_sizes(&simulation->input, simulation->in_channels == 1, " by ", arena));
    } else {
        describe_layer(simulation, out);
        describe_sizes(simulation, out);
        drawing_tell_view(simulation, out);
        add_builds(simulation, out);
        add_steps(simulation, out, arena);
    }
    add_words(scene, simulation, out, arena);
    describe_values(simulation, out);
}

/* What is spoken in a shot, and when. */
static void add_spoken(const struct timeline *timeline, size_t shot, struct buffer *out,
                       struct arena *arena)
{
    for (size_t i = 0; timeline && i < timeline->cue_count; i++) {
        const struct cue *cue = &timeline->cues[i];
        if (cue->shot == shot)
            buffer_format(out, "Spoken at %s s: \"%s\"\n", amount_seconds(cue->start, arena),
                          sentence(cue->text, arena));
    }
}

/* Line by line, as it stands. */
static void add_card(const struct scene *scene, struct buffer *out, struct arena *arena)
{
    buffer_add_text(out, "A card:\n");
    for (const char *rest = scene->shot.card; *rest;) {
        size_t length = strcspn(rest, "\n");
        buffer_format(out, "  %s\n", text_printable(arena, rest, length, SIZE_MAX));
        rest += length + (rest[length] == '\n');
    }
}

static void add_shot(const struct shot *shot, struct buffer *out, struct arena *arena)
{
    const struct scene *scene = shot->scene;
    if (scene->input.kind == VALUES_OF_SHOT && scene_has_layer(scene))
        buffer_add_text(out, "The input is the output of an earlier shot.\n");
    if (scene->shot.card) {
        add_card(scene, out, arena);
    } else if (!scene_has_layer(scene)) {
        buffer_format(out, "A picture of %zu by %zu pixels.\n", scene->shot.image.width,
                      scene->shot.image.height);
    } else if (scene->panel_count > 0) {
        buffer_format(out, "%zu panel%s side by side.\n", scene->panel_count,
                      text_plural(scene->panel_count));
        if (scene->caption)
            buffer_format(out, "The caption says: \"%s\"\n", sentence(scene->caption, arena));
    } else {
        add_scene(shot->simulations[0], out, arena);
    }
    if (scene->credit)
        buffer_format(out, "The credit says: \"%s\"\n", sentence(scene->credit, arena));
    for (size_t i = 0; i < scene->panel_count; i++) {
        buffer_format(out, "\nPanel %zu of %zu.\n", i + 1, scene->panel_count);
        add_scene(shot->simulations[i], out, arena);
    }
}

void describe_moment(const struct shot *shot, const struct moment *moment, struct buffer *out)
{
    if (!scene_has_layer(shot->scene))
        return;
    for (size_t i = 0; i < moment->part_count; i++) {
        if (shot->simulations[i]->scene->is_alone)
            continue;
        if (moment->part_count > 1)
            buffer_format(out, "Panel %zu: ", i + 1);
        enum reveal reveal = shot->simulations[i]->scene->show.reveal;
        describe_step(shot->simulations[i], moment->parts[i].step,
                      moment->parts[i].is_question || reveal == REVEAL_BLANK, out);
    }
}

/* "Shot 2 of 4, 5.6 s to 9 s, chapter "Padding"." */
static void add_heading(const struct film *film, const struct timeline *timeline, size_t i,
                        struct buffer *out, struct arena *arena)
{
    const char *chapter = film->shots[i].scene->shot.chapter;
    buffer_format(out, "\nShot %zu of %zu", i + 1, film->shot_count);
    if (timeline)
        buffer_format(out, ", %s s to %s s",
                      amount_seconds(timeline_shot_start(timeline, i), arena),
                      amount_seconds(timeline_shot_start(timeline, i + 1), arena));
    if (chapter)
        buffer_format(out, ", chapter \"%s\"", one_line(chapter, arena));
    buffer_add_text(out, ".\n");
}

void describe_film(const struct film *film, const struct timeline *timeline, struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(out, "%s\n", sentence(film->scene->title, &arena));
    buffer_add_text(out, "Rows, columns, channels and steps are counted from 0.\n");
    if (film->scene->shot_count > 0)
        buffer_format(out, "A film of %zu shot%s.\n", film->shot_count,
                      text_plural(film->shot_count));
    for (size_t i = 0; i < film->shot_count; i++) {
        if (film->scene->shot_count > 0)
            add_heading(film, timeline, i, out, &arena);
        add_shot(&film->shots[i], out, &arena);
        add_spoken(timeline, i, out, &arena);
    }
    arena_finish(&arena);
}
