/* SPDX-License-Identifier: MIT */
/* The keys of `notes`: call-outs. Whether their cells are there is the drawing's to say. */
#include <string.h>

#include "fields.h"
#include "key_words.h"

/* The notes of a list, in the arena. */
static const struct note *read_list(struct reader *reader, const struct field *field,
                                    const struct node *node, size_t *count)
{
    enum { MOST_NOTES = 50 };
    *count = 0;
    if (node->kind != NODE_LIST) {
        reader_expected(reader, field, node, NULL);
        return NULL;
    }
    if (node->count > MOST_NOTES) {
        reader_error(reader, node, NULL, "more than %d notes", (int)MOST_NOTES);
        return NULL;
    }
    struct note *notes = arena_allocate(&reader->scene->arena, node->count, sizeof *notes);
    for (const struct node *item = node->first; item; item = item->next) {
        if (item->kind != NODE_MAP) {
            reader_error(reader, item, "for example {at: {input: [0, 0]}, text: read once}",
                         "a note must be a map of at, text and steps, not %s",
                         node_describe(item, &reader->report->arena));
            continue;
        }
        struct note *note = &notes[*count];
        *note = (struct note){0};
        reader->item = note;
        reader_map(reader, "notes", item);
        if (!key_is_there("notes", item, "notes.at"))
            reader_error(reader, item, "for example at: {input: [0, 0]}", "the note has no 'at'");
        *count += note->index_count > 0; /* whoever goes through them need not ask */
    }
    return notes;
}

void read_notes(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct scene *scene = out;
    scene->notes = read_list(reader, field, node, &scene->note_count);
}

void read_entry_notes(struct reader *reader, const struct field *field, const struct node *node,
                      void *out)
{
    struct step_entry *entry = out;
    entry->notes = read_list(reader, field, node, &entry->note_count);
    reader->item = entry;
}

size_t scene_note_count(const struct scene *scene)
{
    size_t count = scene->note_count;
    for (size_t i = 0; i < scene->entry_count; i++)
        count += scene->entries[i].note_count;
    return count;
}

const struct note *scene_note(const struct scene *scene, size_t n, const struct step_entry **entry)
{
    *entry = NULL;
    if (n < scene->note_count)
        return &scene->notes[n];
    n -= scene->note_count;
    *entry = scene->entries;
    for (; n >= (*entry)->note_count; ++*entry)
        n -= (*entry)->note_count;
    return &(*entry)->notes[n];
}

/* A number, or a range of them with both ends included. */
static bool read_indices(struct reader *reader, const struct field *field, const struct node *node,
                         size_t *first, size_t *last)
{
    int64_t index;
    bool is_range = node->kind == NODE_SCALAR && strstr(node->text, "..") != NULL;
    if (is_range && parse_steps(node->text, first, last) && *first <= *last)
        return true;
    if (is_range) {
        reader_error(reader, node, "for example 0..2", "%s must be a range A..B, not '%s'",
                     reader_subject(reader, field), node->text);
        return false;
    }
    if (!reader_integer(reader, field, node, &index))
        return false;
    *first = *last = (size_t)index;
    return true;
}

void read_note_at(struct reader *reader, const struct field *field, const struct node *node,
                  void *out)
{
    static const char *const maps[] = {
        [MAP_INPUT] = "input", [MAP_KERNEL] = "kernel", [MAP_OUTPUT] = "output"};
    struct note *note = out, read = *note;
    if (node->kind != NODE_MAP || node->count != 1) {
        reader_expected(reader, field, node, "for example {input: [0, 0]}");
        return;
    }
    const struct field which = {.path = "at", .takes = "a map of input, kernel or output"};
    int choice = reader_choice(reader, &which, node->first->key, maps, MAP_ROLES);
    if (choice < 0 || !reader_list(reader, field, node->first, 1 + MAX_AXES))
        return;
    read.map = (enum map_role)choice;
    read.at = node->first->at;
    read.index_count = 0;
    for (const struct node *item = node->first->first; item; item = item->next) {
        size_t i = read.index_count;
        if (!read_indices(reader, field, item, &read.index[i], &read.index_last[i]))
            return;
        read.index_count++;
    }
    *note = read;
}

void read_note_steps(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    struct note *note = out;
    if (node->kind != NODE_SCALAR || !parse_steps(node->text, &note->first_step, &note->last_step))
        reader_expected(reader, field, node, NULL);
    else
        note->has_steps = true;
}
