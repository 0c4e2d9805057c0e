/* SPDX-License-Identifier: MIT */
/* The keys of `notes`: call-outs. Whether their cells are there is the drawing's to say. */
#include <string.h>

#include "fields.h"
#include "key_words.h"

void read_notes(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    enum { MOST_NOTES = 50 };
    struct scene *scene = out;
    if (node->kind != NODE_LIST) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    if (node->count > MOST_NOTES) {
        reader_error(reader, node, NULL, "more than %d notes", (int)MOST_NOTES);
        return;
    }
    struct note *notes = arena_allocate(&scene->arena, node->count, sizeof *notes);
    scene->notes = notes;
    scene->note_count = 0;
    for (const struct node *item = node->first; item; item = item->next) {
        if (item->kind != NODE_MAP) {
            reader_error(reader, item, "for example {at: {input: [0, 0]}, text: read once}",
                         "a note must be a map of at, text and steps, not %s",
                         node_describe(item, &reader->report->arena));
            continue;
        }
        struct note *note = &notes[scene->note_count];
        *note = (struct note){0};
        reader->item = note;
        reader_map(reader, field->path, item);
        if (!key_is_there(field->path, item, "notes.at"))
            reader_error(reader, item, "for example at: {input: [0, 0]}", "the note has no 'at'");
        if (!key_is_there(field->path, item, "notes.text"))
            reader_error(reader, item, "for example text: read once", "the note has no 'text'");
        bool is_whole = note->text && note->index_count > 0;
        scene->note_count += is_whole; /* whoever goes through them need not ask */
    }
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
        int64_t index;
        if (!reader_integer(reader, field, item, &index))
            return;
        read.index[read.index_count++] = (size_t)index;
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
