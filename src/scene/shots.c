/* SPDX-License-Identifier: MIT */
/* A film: the scenes of its shots, and what holds for all of them. */
#include <string.h>

#include "fields.h"
#include "key_words.h"
#include "load.h"
#include "panels.h"

enum { FILM_WIDTH = 1920, FILM_HEIGHT = 1080 }; /* where it says no size */

static bool has_override(const struct reader *reader, const char *path)
{
    for (size_t i = 0; i < reader->options->override_count; i++)
        if (strcmp(reader->options->overrides[i].path, path) == 0)
            return true;
    return false;
}

/* What holds for the film itself: steps at the top are each shot's. */
static void finish_film(struct reader *reader, const struct node *root)
{
    struct scene_output *output = &reader->scene->output;
    const struct node *map = node_find(root, "output");
    bool has_own = map && map->kind == NODE_MAP && node_find(map, "steps");
    output->has_steps = output->has_steps && (has_own || has_override(reader, "output.steps"));
    if (output->sheet_columns > 0)
        reader_error(reader, map ? map : root, "a sheet shows the steps of a scene without shots",
                     "a film cannot be drawn on a sheet");
    if (output->width == 0 && output->paper_width_pt == 0) {
        output->width = FILM_WIDTH;
        output->height = FILM_HEIGHT;
    }
}

/* A shot's files are those of the film; of its steps it has its own. */
static void set_output(struct scene *shot, const struct scene *film)
{
    struct scene_output own = shot->output;
    shot->output = film->output;
    shot->output.has_steps = own.has_steps;
    shot->output.steps_kind = own.steps_kind;
    shot->output.first_step = own.first_step;
    shot->output.last_step = own.last_step;
    shot->output.steps_at = own.steps_at;
    shot->output.poster_step = (struct given_integer){0};
    for (size_t i = 0; i < shot->panel_count; i++)
        shot->panels[i]->output = shot->output;
}

static bool has_letters(const char *text)
{
    return text && text[strspn(text, " \t\n")] != '\0';
}

bool load_speaks(const struct scene *scene)
{
    bool is_spoken = has_letters(scene->shot.say);
    for (size_t i = 0; i < scene->entry_count; i++)
        is_spoken |= has_letters(scene->entries[i].say);
    return is_spoken;
}

/* A shot in which the last picture of the one before it stays: it would fade into itself. */
static void set_stay(struct reader *reader, struct scene_shot *shot, const struct shot_tree *tree)
{
    if (!tree->is_stay)
        return;
    if (shot->hold.num == 0)
        reader_error(reader, node_find(tree->words, "hold"), "for example hold: 2",
                     "the picture stays for no time");
    shot->stay = shot->hold;
    shot->hold = shot->fade = rational_make(0, 1);
}

/* The shot before number `end` whose output is meant; NULL: reported. */
static const struct scene *find_source(struct reader *reader, const struct scene *film, size_t end,
                                       const struct values *input)
{
    const struct scene *found = NULL;
    for (size_t i = end; i-- > 0 && !found;) {
        const struct scene *shot = film->shots[i];
        bool is_named = input->shot && shot->shot.name && strcmp(shot->shot.name, input->shot) == 0;
        if (is_named || (!input->shot && scene_has_layer(shot)))
            found = shot;
    }
    if (found && scene_has_layer(found) && found->panel_count == 0)
        return found;
    if (found)
        report_error(reader->report, input->at, "name a shot of one layer, or of layers",
                     "the output of %s is not one map", found->panel_count ? "panels" : "a card");
    else if (input->shot)
        report_error(reader->report, input->at, "name one before it",
                     "no shot before this one is called '%s'", input->shot);
    else
        report_error(reader->report, input->at, "for example input: 5",
                     "no shot before this one has an output");
    return NULL;
}

static void link_inputs(struct reader *reader, const struct scene *film)
{
    for (size_t i = 0; i < film->shot_count; i++) {
        struct scene *shot = film->shots[i];
        for (size_t p = 0; p < (shot->panel_count ? shot->panel_count : 1); p++) {
            struct scene *part = shot->panel_count ? shot->panels[p] : shot;
            if (part->input.kind != VALUES_OF_SHOT)
                continue;
            part->input.of = find_source(reader, film, i, &part->input);
            part->is_layer_sound &= part->input.of != NULL;
        }
    }
}

/* Names of shots lead to them. */
static void check_name(struct reader *reader, const struct scene *film, const struct node *words)
{
    const char *name = reader->scene->shot.name;
    for (size_t i = 0; name && i + 1 < film->shot_count; i++)
        if (film->shots[i]->shot.name && strcmp(film->shots[i]->shot.name, name) == 0) {
            reader_error(reader, node_find(words, "name"), "give it a name of its own",
                         "shot %zu is called '%s', too", i, name);
            return;
        }
}

void load_shots(struct reader *reader, const struct node *root)
{
    struct scene *film = reader->scene;
    bool has_words = false;
    size_t count;
    const struct shot_tree *trees = shots_merge(reader, root, &count);
    finish_film(reader, root);
    film->shots = arena_allocate(&film->arena, MAX_SHOTS, sizeof *film->shots);
    reader->is_shot = true;
    for (size_t i = 0; i < count; i++) {
        struct scene *shot = load_create(reader->path);
        reader->scene = film->shots[film->shot_count++] = shot;
        if (!trees[i].is_cut)
            shot->shot.fade = film->shot.fade;
        reader_map(reader, "shots", trees[i].words);
        check_name(reader, film, trees[i].words);
        set_stay(reader, &shot->shot, &trees[i]);
        load_tree(reader, trees[i].scene);
        if (panels_find(trees[i].scene))
            load_panels(reader, trees[i].scene);
        set_output(shot, film);
        sound_start_entries(reader);
        has_words |= load_speaks(shot);
    }
    link_inputs(reader, film);
    has_words = has_words && film->output.subtitles != 0;
    for (size_t i = 0; i < film->shot_count; i++)
        film->shots[i]->output.has_words = has_words;
    film->output.has_words = has_words;
    reader->is_shot = false;
    reader->scene = film;
}
