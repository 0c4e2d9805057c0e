/* SPDX-License-Identifier: MIT */
/* Scenes within a scene: each panel is the scene around it, changed as the panel says, each shot of
 * a film likewise. */
#include "panels.h"

#include <stdio.h>
#include <string.h>

#include "fields.h"
#include "override.h"

/* What is inside a film or a scene. */
struct inside {
    const char *key, *called, *example;
    enum scope scope;
    size_t most;
};

static const struct inside panels_inside = {"panels", "a panel", "for example {layer: {stride: 2}}",
                                            SCOPE_PANEL, MAX_PANELS};
static const struct inside shots_inside = {
    "shots", "a shot", "for example {chapter: Stride, layer: {stride: 2}}", SCOPE_SHOT, MAX_SHOTS};

static bool check_inside(struct reader *reader, const struct inside *inside,
                         const struct node *node)
{
    if (node->kind != NODE_MAP) {
        reader_error(reader, node, inside->example, "%s must be a map of what differs, not %s",
                     inside->called, node_describe(node, &reader->report->arena));
        return false;
    }
    return fields_check_scope(reader, node, inside->scope, inside->called);
}

const struct node *panels_find(const struct node *root)
{
    return root->kind == NODE_MAP ? node_find(root, "panels") : NULL;
}

const struct node *shots_find(const struct node *root)
{
    return root->kind == NODE_MAP ? node_find(root, "shots") : NULL;
}

/* A film's shots while they are merged. */
struct shots {
    const struct node *root, *first, *now; /* the film; the first shot, the one being merged */
    struct shot_tree *trees;
    size_t count;
};

static bool has_name(const struct node *words, const struct node *name)
{
    const struct node *other = words->kind == NODE_MAP ? node_find(words, "name") : NULL;
    return other && other->kind == NODE_SCALAR && name->kind == NODE_SCALAR &&
           strcmp(other->text, name->text) == 0;
}

/* The tree of the earlier shot with that name; NULL: reported, or that shot is. */
static const struct node *find_named(struct reader *reader, const struct shots *shots,
                                     const struct node *name)
{
    const struct node *found = NULL;
    bool is_told = false;
    for (size_t i = 0; i < shots->count; i++)
        if (has_name(shots->trees[i].words, name))
            found = shots->trees[i].scene;
    for (const struct node *shot = shots->first; shot != shots->now; shot = shot->next)
        is_told |= has_name(shot, name);
    if (!found && !is_told)
        reader_error(
            reader, name, "give that shot a name: above this one; a file ends in .yaml or .json",
            "no earlier shot has the name %s", node_describe(name, &reader->report->arena));
    return found;
}

/* ---- scenes in files of their own ---- */

static bool is_path_of_scene(const struct node *name)
{
    static const char *const endings[] = {".yaml", ".yml", ".json"};
    size_t length = name->kind == NODE_SCALAR ? strlen(name->text) : 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcmp(name->text + length - ending, endings[i]) == 0)
            return true;
    }
    return false;
}

/* The tree of a scene's text without what is the film's alone; NULL: reported. */
static const struct node *read_scene_file(struct reader *reader, const struct node *name)
{
    static const char *const of_film[] = {"output", "audio", "length", "language", "shots", NULL};
    struct arena *arena = &reader->report->arena;
    struct buffer bytes = {0};
    struct visit visit;
    struct named_file file = {.beside = reader_folder(reader, name),
                              .within = reader->options->may_read_outside ? NULL : reader->path,
                              .most_bytes = (size_t)report_most(reader->report, LIMIT_SCENE),
                              .limit = LIMIT_SCENE};
    if (!reader_file_beside(reader, name, &file, &bytes)) {
        buffer_finish(&bytes);
        return NULL;
    }
    const struct source *source = reader_enter(reader, file.path, &bytes, &visit);
    const struct node *root = node_read(source->text, source->length, arena, reader->report);
    const struct node *shots = root ? shots_find(root) : NULL;
    if (root && root->kind != NODE_MAP)
        reader_error(reader, root, NULL, "a scene is a map, not %s", node_describe(root, arena));
    if (shots)
        reader_error(reader, shots->key, "name a scene without shots",
                     "a film cannot be a shot of another");
    reader_leave(reader, &visit);
    buffer_finish(&bytes);
    if (!root || root->kind != NODE_MAP || shots)
        return NULL;
    struct node *tree = arena_allocate(arena, 1, sizeof *tree);
    *tree = (struct node){.kind = NODE_MAP, .at = root->at};
    for (const struct node *value = root->first; value; value = value->next)
        if (value->key->kind != NODE_SCALAR || !override_names(value->key->text, of_film))
            node_append_copy(tree, value, arena);
    return tree;
}

/* What a shot differs from: the scene at the top, that of an earlier shot, or a file's, which
 * differs from the top in its turn. NULL: reported. */
static const struct node *find_base(struct reader *reader, const struct shots *shots,
                                    const struct node *name)
{
    if (!name)
        return shots->root;
    if (!is_path_of_scene(name))
        return find_named(reader, shots, name);
    const struct node *file = read_scene_file(reader, name);
    return file ? override_merge(shots->root, file, &reader->report->arena, SCOPE_SHOT) : NULL;
}

/* The shot's tree. A file's title is the shot's, unless it has its own. */
static const struct node *merge_shot(struct reader *reader, const struct node *base,
                                     const struct node *scene, bool is_of_file)
{
    struct arena *arena = &reader->report->arena;
    const struct node *tree = override_merge(base, scene, arena, SCOPE_SHOT);
    const struct node *title = is_of_file ? node_find(base, "title") : NULL;
    if (!title || node_find(scene, "title"))
        return tree;
    struct node *titled = arena_allocate(arena, 1, sizeof *titled);
    *titled = *tree;
    node_append_copy(titled, title, arena);
    return titled;
}

/* The list that holds panels or shots, or that its map has as `each`; false: reported. */
static bool find_list(struct reader *reader, const struct node *root, const struct inside *inside,
                      const struct node **list)
{
    const struct field *field = fields_find(inside->key);
    *list = node_find(root, inside->key);
    if (inside->scope == SCOPE_PANEL && (*list)->kind == NODE_MAP) {
        const struct node *map = *list;
        field = fields_find("panels.each");
        *list = node_find(map, "each");
        if (!*list) {
            reader_error(reader, map, "write a list, or {columns: 2, each: [...]}",
                         "panels need a list of what differs");
            return false;
        }
    }
    return reader_list(reader, field, *list, inside->most);
}

const struct node **panels_merge(struct reader *reader, const struct node *root, size_t *count)
{
    const struct node *list;
    *count = 0;
    if (!find_list(reader, root, &panels_inside, &list))
        return NULL;
    struct arena *arena = &reader->report->arena;
    const struct node **merged = arena_allocate(arena, list->count, sizeof *merged);
    for (const struct node *panel = list->first; panel; panel = panel->next)
        if (panel->kind != NODE_REFUSED && check_inside(reader, &panels_inside, panel))
            merged[(*count)++] = override_merge(root, panel, arena, SCOPE_PANEL);
    return merged;
}

static bool is_shot_word(const struct node *key)
{
    char path[64];
    int length = key->kind == NODE_SCALAR ? snprintf(path, sizeof path, "shots.%s", key->text) : -1;
    return length > 0 && (size_t)length < sizeof path && fields_find(path);
}

/* The part of a shot that is its scene's, or the part that is the film's: null is as if left out.
 */
static const struct node *part_of_shot(const struct node *shot, bool has_words, struct arena *arena)
{
    struct node *part = arena_allocate(arena, 1, sizeof *part);
    *part = (struct node){.kind = NODE_MAP, .at = shot->at};
    for (const struct node *value = shot->first; value; value = value->next)
        if (is_shot_word(value->key) == has_words && !(has_words && override_takes_back(value)))
            node_append_copy(part, value, arena);
    return part;
}

/* ---- cards and images ---- */

/* What they have instead of a layer of their own, so that they have one step: nobody sees it. */
static const char blank[] = "input: 1\nlayer: {type: ReLU}\n";

/* Words or a picture alone; NULL: neither. */
static const struct node *find_card(const struct node *words)
{
    const struct node *card = node_find(words, "card");
    return card ? card : node_find(words, "image");
}

/* Their own looks, and those of the top, are the only keys of a scene that they take. */
static bool is_look(const struct node *key)
{
    static const char *const looks[] = {"theme", "language", "timeline", "credit", NULL};
    return key->kind == NODE_SCALAR && override_names(key->text, looks);
}

static const struct node *blank_scene(struct reader *reader, const struct node *root)
{
    struct arena *arena = &reader->report->arena;
    const struct node *base = node_read(blank, strlen(blank), arena, reader->report);
    struct node *tree = arena_allocate(arena, 1, sizeof *tree);
    *tree = (struct node){.kind = NODE_MAP, .at = root->at};
    for (const struct node *value = base->first; value; value = value->next)
        node_append_copy(tree, value, arena);
    for (const struct node *value = root->first; value; value = value->next)
        if (is_look(value->key))
            node_append_copy(tree, value, arena);
    return tree;
}

static bool check_card(struct reader *reader, const struct node *card, const struct node *scene)
{
    bool is_good = true;
    for (const struct node *value = scene->first; value; value = value->next)
        if (value->key->kind == NODE_SCALAR && !is_look(value->key)) {
            reader_error(reader, value->key, "give it a shot of its own, before or after this one",
                         "%s has no %s",
                         strcmp(card->key->text, "card") == 0 ? "a card" : "an image",
                         node_describe(value->key, &reader->report->arena));
            is_good = false;
        }
    return is_good;
}

/* ---- a picture that stays ---- */

static bool is_stay(const struct node *scene, const struct node *words)
{
    return !scene->first && node_find(words, "hold") && !node_find(words, "scene") &&
           !find_card(words);
}

/* The shot before, with these words; reported where there is none. */
static void stay_on(struct reader *reader, struct shots *shots, const struct node *words)
{
    struct arena *arena = &reader->report->arena;
    const struct shot_tree *before = shots->count > 0 ? &shots->trees[shots->count - 1] : NULL;
    if (!before) {
        reader_error(reader, words, "give the shot a layer, or put it after another one",
                     "there is no picture before this one that could stay");
        return;
    }
    struct node *all = arena_allocate(arena, 1, sizeof *all);
    *all = (struct node){.kind = NODE_MAP, .at = words->at};
    for (const struct node *value = words->first; value; value = value->next)
        node_append_copy(all, value, arena);
    if (find_card(before->words))
        node_append_copy(all, find_card(before->words), arena);
    shots->trees[shots->count++] =
        (struct shot_tree){.scene = before->scene, .words = all, .is_stay = true};
}

static void merge_now(struct reader *reader, struct shots *shots)
{
    struct arena *arena = &reader->report->arena;
    const struct node *shot = shots->now;
    bool is_map = shot->kind == NODE_MAP;
    const struct node *scene = is_map ? part_of_shot(shot, false, arena) : shot;
    if (!check_inside(reader, &shots_inside, scene))
        return;
    const struct node *words = part_of_shot(shot, true, arena), *name = node_find(words, "scene");
    if (is_stay(scene, words)) {
        stay_on(reader, shots, words);
        return;
    }
    const struct node *card = find_card(words), *image = node_find(words, "image");
    if (card && image && card != image) {
        reader_error(reader, image->key, "give it a shot of its own", "a card has no image");
        return;
    }
    if (card && !check_card(reader, card, scene))
        return;
    const struct node *base =
        card ? blank_scene(reader, shots->root) : find_base(reader, shots, name);
    bool is_of_file = !card && name && is_path_of_scene(name);
    const struct node *transition = node_find(shot, "transition");
    if (base)
        shots->trees[shots->count++] =
            (struct shot_tree){.scene = merge_shot(reader, base, scene, is_of_file),
                               .words = words,
                               .is_cut = transition && override_takes_back(transition)};
}

const struct shot_tree *shots_merge(struct reader *reader, const struct node *root, size_t *count)
{
    const struct node *list;
    *count = 0;
    if (!find_list(reader, root, &shots_inside, &list))
        return NULL;
    struct shots shots = {.root = root, .first = list->first};
    shots.trees = arena_allocate(&reader->report->arena, list->count, sizeof *shots.trees);
    for (shots.now = list->first; shots.now; shots.now = shots.now->next)
        if (shots.now->kind != NODE_REFUSED)
            merge_now(reader, &shots);
    *count = shots.count;
    return shots.trees;
}
