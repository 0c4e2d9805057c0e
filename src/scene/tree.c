/* SPDX-License-Identifier: MIT */
/* From a tree of keys to a struct scene: its defaults, what is given, and what follows from that.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fields.h"
#include "key_words.h"
#include "load.h"
#include "model_file.h"
#include "panels.h"
#include "theme.h"

static const struct position top = {.line = 1, .column = 1};

/* ---- defaults ---- */

/* The file's base name without its extension. */
static const char *name_of(struct arena *arena, const char *path)
{
    if (strcmp(path, "-") == 0)
        return "scene";
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
    return arena_copy_text(arena, base, length);
}

struct scene *load_create(const char *path)
{
    struct scene *scene = memory_allocate(1, sizeof *scene);
    scene->name = name_of(&scene->arena, path);
    values_set_defaults(&scene->input);
    values_set_defaults(&scene->output_gradient);
    layer_set_defaults(&scene->layer);
    show_set_defaults(&scene->show);
    catalogue_set_defaults(&scene->language);
    scene->timeline.step = rational_make(1, 1);
    scene->timeline.ease = EASE_SMOOTH;
    scene->output.dpi = rational_make(150, 1);
    scene->output.fps = rational_make(60, 1);
    scene->output.subtitles = SUBTITLES_FILE | SUBTITLES_EMBEDDED;
    scene->audio.volume = scene->shot.audio.volume = 1;
    scene->audio.start = scene->shot.audio.start = rational_make(0, 1);
    scene->shot.length = scene->shot.hold = scene->shot.fade = rational_make(0, 1);
    return scene;
}

void scene_destroy(struct scene *scene)
{
    if (!scene)
        return;
    for (size_t i = 0; i < scene->panel_count; i++)
        scene_destroy(scene->panels[i]);
    for (size_t i = 0; i < scene->shot_count; i++)
        scene_destroy(scene->shots[i]);
    for (size_t i = 0; i < scene->file_count; i++)
        if (scene->files[i].open >= 0)
            close(scene->files[i].open); /* only read from: nothing can be lost */
    arena_finish(&scene->arena);
    free(scene);
}

/* ---- the tree ---- */

/* A stack's layers have kernels of their own. */
static void check_stack(struct reader *reader, const struct node *root)
{
    static const char *const others[] = {"layer", "kernel", "bias"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct node *other = node_find(root, others[i]);
        if (!other)
            continue;
        reader_error(reader, other, "move it into an item of 'layers'",
                     "'%s' cannot be used with 'layers'", others[i]);
        reader->scene->is_layer_sound = false;
    }
}

static bool has_layer(const struct node *root)
{
    return node_find(root, "layers") || key_is_there("", root, "layer") ||
           key_is_there("", root, "layers");
}

/* Not that of a frame or a film around it. */
static bool has_own_kernel(const struct reader *reader, const struct node *root)
{
    return !reader->is_shot && reader->scene == reader->frame &&
           (key_is_there("", root, "kernel") || key_is_there("", root, "bias"));
}

/* Nobody sees what stands in for its layer. A kernel of the film's top is none of its own. */
static void set_alone(struct scene *scene)
{
    static const char unseen[] = "ReLU";
    scene->is_alone = true;
    scene->layer.type = unseen;
    scene->layer.at = scene->layer.type_at = scene->input.at;
    scene->layer.kernel = scene->layer.bias = (struct values){0};
}

/* A network's file may say what its input is. */
static bool takes_input_of_file(const struct reader *reader, const struct node *root)
{
    return reader->file_input_rank > 0 && !key_is_there("", root, "input");
}

static void take_input_of_file(struct reader *reader, const struct node *root)
{
    struct values *input = &reader->scene->input;
    input->at = input->size_at = node_find(root, "layers")->at;
    input->size_count = reader->file_input_rank;
    memcpy(input->size, reader->file_input, sizeof reader->file_input);
}

/* Some layers of the file hold for its own input alone. */
static void check_input_of_file(struct reader *reader, const struct node *root)
{
    const struct values *input = &reader->scene->input;
    const size_t rank = reader->file_input_rank, *file = reader->file_input;
    if (!reader->file_uses_sizes || rank == 0 || takes_input_of_file(reader, root))
        return;
    struct tensor sizes = {.rank = rank};
    memcpy(sizes.size, file, rank * sizeof *file);
    size_t skipped = rank - input->size_count; /* a channel that is left out */
    if (input->size_count > 0 && skipped < rank &&
        memcmp(input->size, file + skipped, input->size_count * sizeof *file) != 0)
        report_warning(reader->report, input->at, "leave input out",
                       "the file works out sizes for an input of %s",
                       tensor_sizes(&sizes, 0, " x ", &reader->report->arena));
}

/* Whether what should say it could not be read. */
static bool has_bad_file(const struct reader *reader, const struct node *root)
{
    const struct node *layers = root->kind == NODE_MAP ? node_find(root, "layers") : NULL;
    return layers && model_file_is_named(layers) && !reader->scene->is_layer_sound;
}

/* What every scene needs that is not around others. */
static void check_presence(struct reader *reader, const struct node *root)
{
    const struct node start = {.kind = NODE_MAP, .at = root->at.line > 0 ? root->at : top};
    bool has_input = key_is_there("", root, "input") || takes_input_of_file(reader, root) ||
                     has_bad_file(reader, root);
    if (!has_layer(root) && (has_own_kernel(reader, root) || !has_input))
        reader_error(reader, &start, "for example layer: {type: Conv2d, kernel_size: 3}",
                     "the scene has no layer");
    if (!has_input)
        reader_error(reader, &start, "for example input: 5", "the scene has no input");
}

static void read_root(struct reader *reader, const struct node *root)
{
    bool is_empty = scalar_kind_of(root) == SCALAR_NULL;
    bool is_around = panels_find(root) || shots_find(root);
    reader->file_input_rank = 0;
    reader->file_uses_sizes = false;
    if (root->kind == NODE_MAP)
        reader_map(reader, "", root);
    else if (!is_empty)
        reader_error(reader, root, "for example input: 5", "a scene must be a map of keys, not %s",
                     node_describe(root, &reader->report->arena));
    if ((root->kind == NODE_MAP || is_empty) && !is_around)
        check_presence(reader, root);
    const struct node *transition = root->kind == NODE_MAP ? node_find(root, "transition") : NULL;
    if (transition && !shots_find(root))
        reader_error(reader, transition->key, "shots: [{...}, {...}] makes a film",
                     "'transition' has no shots to go over to");
    if (node_find(root, "layers"))
        check_stack(reader, root);
    else if (node_find(root, "input") && !has_layer(root) && !has_own_kernel(reader, root))
        set_alone(reader->scene);
    else if (!node_find(root, "layer"))
        reader->scene->is_layer_sound = false;
    check_input_of_file(reader, root);
    if (takes_input_of_file(reader, root))
        take_input_of_file(reader, root);
    else if (!node_find(root, "input"))
        reader->scene->is_layer_sound = false;
}

/* The steps of a film, which are counted through all its shots. */
static const char film_steps[] = "output.steps";

static void apply_override(struct reader *reader, const struct scene_override *override)
{
    const struct field *field = fields_find(override->path);
    assert(field && field->read);
    struct node node = {.kind = NODE_SCALAR, .is_plain = true, .text = override->value};
    reader->override = override;
    field->read(reader, field, &node, (char *)reader->scene + field->offset);
    reader->override = NULL;
}

/* Whether a view can show all that is written of a place at once. */
static bool has_columns(const char *view)
{
    static const char *const views[] = {"stacked", "flat", "channels", "im2col"};
    bool is_there = view == NULL;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        is_there |= view && strcmp(view, views[i]) == 0;
    return is_there;
}

/* In view transpose a step is a unit of the smaller map, which a transposed layer has as its input.
 * Of Unfold a step is a column: a whole window. Units of all layers have steps where one of them is
 * in focus. */
static void set_usual_order(struct scene *scene)
{
    static const char name[] = "ConvTranspose";
    const char *type = scene->layer.type, *view = scene->view.word;
    if (scene->order.at.line == 0 && type && strcmp(type, "Unfold") == 0 && has_columns(view))
        scene->order.value = ORDER_POSITION;
    if (scene->order.at.line == 0 && view && strcmp(view, "transpose") == 0 && type &&
        strncmp(type, name, strlen(name)) == 0)
        scene->order.value = ORDER_INPUT;
    if (scene->order.at.line == 0 && scene->focus.layer)
        scene->order.value = ORDER_LAYER;
}

/* Of a blank exercise: what would tell an output, and the dark cell that nobody can write into. */
static void hide_outputs(struct scene *scene)
{
    struct scene_show *show = &scene->show;
    struct given_flag *const telling[] = {&show->sum, &show->argmax, &show->scale};
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        *telling[i] = (struct given_flag){show->reveal_at, false};
    scene->theme.color[COLOR_NOW] = scene->theme.color[COLOR_OUTPUT];
}

/* Reads a tree into the reader's scene and completes it. */
void load_tree(struct reader *reader, const struct node *root)
{
    struct scene *scene = reader->scene;
    scene->is_layer_sound = root && reader->is_tree_whole;
    if (root)
        read_root(reader, root);
    for (size_t i = 0; i < reader->options->override_count; i++)
        if (!reader->is_shot || strcmp(reader->options->overrides[i].path, film_steps) != 0)
            apply_override(reader, &reader->options->overrides[i]);
    set_usual_order(scene);
    theme_fill_defaults(reader);
    if (scene->show.reveal_at.line > 0)
        scene->theme.shows_all_outputs =
            scene->show.reveal == REVEAL_ALL || scene->show.reveal == REVEAL_BLANK;
    if (scene->show.reveal == REVEAL_BLANK)
        hide_outputs(scene);
    scene->has_title = scene->title != NULL;
    if (!scene->title)
        scene->title = scene->name;
}

/* Pages of theme guide have sizes of their own, so that it cannot stand beside another theme. */
static void check_panel_theme(struct reader *reader, const struct node *tree,
                              const struct scene *frame)
{
    if (reader->scene->theme.is_page_per_step == frame->theme.is_page_per_step)
        return;
    const struct node *theme = node_find(tree, "theme");
    reader_error(reader, theme ? theme : tree, "put it at the top of the scene",
                 "theme guide holds for all panels or for none");
}

/* A panel's own times and files are those of the scene around it. */
void load_panels(struct reader *reader, const struct node *root)
{
    struct scene *frame = reader->scene;
    size_t count;
    const struct node **trees = panels_merge(reader, root, &count);
    frame->panels = arena_allocate(&frame->arena, MAX_PANELS, sizeof *frame->panels);
    for (size_t i = 0; i < count; i++) {
        reader->scene = load_create(reader->path);
        frame->panels[frame->panel_count++] = reader->scene;
        load_tree(reader, trees[i]);
        check_panel_theme(reader, trees[i], frame);
        reader->scene->timeline = frame->timeline;
        reader->scene->output = frame->output;
        reader->scene->title = frame->title;
    }
    reader->scene = frame;
}
