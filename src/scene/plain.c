/* SPDX-License-Identifier: MIT */
/* The keys at the top of a scene that need no more than a line or two. */
#include "fields.h"
#include "file.h"

#include <string.h>

/* Whoever has fonts asks whether they have all its characters. */
static void add_text(struct scene *scene, const struct scene_text *text)
{
    if (scene->text_count == scene->text_room) {
        size_t room = scene->text_room ? 2 * scene->text_room : 8;
        struct scene_text *texts = arena_allocate(&scene->arena, room, sizeof *texts);
        for (size_t i = 0; i < scene->text_count; i++)
            texts[i] = scene->texts[i];
        scene->texts = texts;
        scene->text_room = room;
    }
    scene->texts[scene->text_count++] = *text;
}

/* A text that is not drawn. */
void read_spoken(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    if (node->kind != NODE_SCALAR)
        reader_expected(reader, field, node, NULL);
    else if (reader_is_short(reader, node))
        *(const char **)out = reader_keep(reader, node->text);
}

void read_title(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    const char *text = NULL;
    read_spoken(reader, field, node, &text);
    if (!text)
        return;
    *(const char **)out = text;
    add_text(reader->scene, &(struct scene_text){field->path, text, node->at});
}

/* "![a photograph](photo.png)": what stands in the brackets is for who cannot see it. */
static void read_card_image(struct reader *reader, const struct node *card, const char *line,
                            size_t length)
{
    struct scene_shot *shot = &reader->scene->shot;
    const char *open = memchr(line, '(', length), *close = open ? memchr(open, ')', length) : NULL;
    struct buffer bytes = {0};
    struct error error;
    if (!close || close >= line + length) {
        reader_error(reader, card, "for example ![](photo.png)", "a picture in a card has no path");
        return;
    }
    if (shot->card_image_count == MAX_CARD_IMAGES) {
        reader_error(reader, card, "make two cards of it", "a card has at most %d pictures",
                     MAX_CARD_IMAGES);
        return;
    }
    struct node path = {.kind = NODE_SCALAR, .at = card->at};
    path.text = arena_copy_text(&reader->scene->arena, open + 1, (size_t)(close - open - 1));
    if (reader_file(reader, &path, &bytes) &&
        !picture_pixels(&bytes, &reader->scene->arena, &shot->card_images[shot->card_image_count++],
                        &error))
        reader_error(reader, card, "a picture in a card is a .png", "%s: %s", path.text,
                     error.text);
    buffer_finish(&bytes);
}

void read_card(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    read_title(reader, field, node, out);
    bool is_code = false;
    for (const char *rest = node->kind == NODE_SCALAR ? node->text : ""; *rest;) {
        size_t length = strcspn(rest, "\n");
        is_code ^= strncmp(rest, "```", 3) == 0;
        if (!is_code && strncmp(rest, "![", 2) == 0)
            read_card_image(reader, node, rest, length);
        rest += length + (rest[length] == '\n');
    }
}

void read_image(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct buffer bytes = {0};
    struct error error;
    if (node->kind != NODE_SCALAR)
        reader_expected(reader, field, node, NULL);
    else if (reader_file(reader, node, &bytes) &&
             !picture_pixels(&bytes, &reader->scene->arena, out, &error))
        reader_error(reader, node, "an image is a .png", "%s", error.text);
    buffer_finish(&bytes);
}

void read_names(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    enum { MOST_NAMES = 64 };
    struct map_names *names = out;
    *names = (struct map_names){.at = node->at};
    if (node->kind != NODE_LIST) {
        read_title(reader, field, node, &names->whole);
        return;
    }
    if (!reader_list(reader, field, node, MOST_NAMES))
        return;
    struct arena *arena = &reader->scene->arena;
    const char **each = arena_allocate(arena, node->count, sizeof *each);
    for (const struct node *item = node->first; item; item = item->next) {
        const char **name = &each[names->count];
        read_title(reader, field, item, name);
        if (!*name)
            return;
        names->whole = names->count++ ? arena_format(arena, "%s, %s", names->whole, *name) : *name;
    }
    names->each = each;
}

/* Which views there are is the drawing's to say. */
void read_view(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    if (scalar_kind_of(node) != SCALAR_WORD || node->kind != NODE_SCALAR) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    struct given_word *word = out;
    *word = (struct given_word){.at = node->at, .word = reader_keep(reader, node->text)};
}

void read_order(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    static const char *const words[] = {[ORDER_OUTPUT] = "output",
                                        [ORDER_POSITION] = "position",
                                        [ORDER_INPUT] = "input",
                                        [ORDER_LAYER] = "layer"};
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        *(struct given_order *)out = (struct given_order){node->at, (enum order)choice};
}

void read_gradient(struct reader *reader, const struct field *field, const struct node *node,
                   void *out)
{
    static const char *const words[] = {"input", "kernel"};
    static const enum gradient_of meant[] = {GRADIENT_INPUT, GRADIENT_KERNEL};
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        *(struct given_gradient *)out = (struct given_gradient){node->at, meant[choice]};
}

/* Whoever reads the whole tree reads them. */
void read_panels(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    (void)reader;
    (void)field;
    (void)node;
    (void)out;
}

/* A list, or a map of the list and its columns. */
void read_panel_grid(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    (void)out;
    if (node->kind == NODE_MAP)
        reader_map(reader, field->path, node);
}

static bool read_index(struct reader *reader, const struct field *field, const struct node *node,
                       struct focus *out)
{
    if (!reader_list(reader, field, node, 1 + MAX_AXES))
        return false;
    bool is_read = true;
    for (const struct node *item = node->first; item; item = item->next) {
        int64_t index = 0;
        is_read &= reader_integer(reader, field, item, &index);
        out->index_at[out->index_count] = item->at;
        out->index[out->index_count++] = (size_t)index;
    }
    return is_read;
}

void read_focus(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct focus *focus = out;
    struct focus read = {.at = node->at};
    const struct node *unit = node;
    if (node->kind == NODE_MAP) {
        unit = node->first;
        if (node->count != 1 || unit->key->kind != NODE_SCALAR) {
            reader_error(reader, node, "for example {conv1: [0, 0]}",
                         "%s needs the name of one layer and a unit of its output",
                         reader_subject(reader, field));
            return;
        }
        read.layer = reader_keep(reader, unit->key->text);
        read.layer_at = unit->key->at;
    }
    read.is_last = unit->kind == NODE_SCALAR && strcmp(unit->text, "last") == 0;
    if (read.is_last || read_index(reader, field, unit, &read))
        *focus = read;
}

void read_sync(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    static const char *const words[] = {[SYNC_STEPS] = "steps", [SYNC_FRACTION] = "fraction"};
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        *(enum sync *)out = (enum sync)choice;
}

void read_map(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    (void)out;
    if (node->kind == NODE_MAP)
        reader_map(reader, field->path, node);
    else
        reader_expected(reader, field, node, NULL);
}

bool scene_has_layer(const struct scene *scene)
{
    return !scene->shot.card && scene->shot.image.width == 0;
}
