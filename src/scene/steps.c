/* SPDX-License-Identifier: MIT */
/* A list of steps: how long some of them last, and what is said there. Whether the steps that an
 * entry names are there is the timeline's to say. */
#include <string.h>

#include "fields.h"
#include "key_words.h"

void read_step_entries(struct reader *reader, const struct field *field, const struct node *node,
                       void *out)
{
    enum { MOST_ENTRIES = 1000 };
    struct scene *scene = out;
    bool is_of_numbers = node->first && node->first->kind == NODE_SCALAR;
    if (is_of_numbers) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    if (node->count > MOST_ENTRIES) {
        reader_error(reader, node, NULL, "more than %d entries", (int)MOST_ENTRIES);
        return;
    }
    struct step_entry *entries = arena_allocate(&scene->arena, node->count, sizeof *entries);
    scene->entries = entries;
    scene->entry_count = 0;
    for (const struct node *item = node->first; item; item = item->next) {
        if (item->kind != NODE_MAP) {
            reader_error(reader, item, "for example {at: 0, for: 2}, or steps: 0..3 without a list",
                         "an entry of steps must be a map, not %s",
                         node_describe(item, &reader->report->arena));
            continue;
        }
        struct step_entry *entry = &entries[scene->entry_count];
        *entry = (struct step_entry){.at = item->at};
        reader->item = entry;
        reader_map(reader, field->path, item);
        bool is_whole = key_is_there(field->path, item, "steps.at");
        if (!is_whole)
            reader_error(reader, item, "for example at: 0", "the entry has no 'at'");
        const struct node *length = node_find(item, "for");
        if (length && node_find(item, "each"))
            reader_error(reader, length->key, "keep one of them",
                         "'for' is the time of all these steps, 'each' that of one");
        scene->entry_count += is_whole; /* whoever goes through them need not ask */
    }
}

void read_entry_at(struct reader *reader, const struct field *field, const struct node *node,
                   void *out)
{
    struct step_entry *entry = out;
    entry->at = node->at;
    if (node->kind == NODE_LIST || node->kind == NODE_MAP) {
        entry->kind = ENTRY_UNIT;
        read_focus(reader, field, node, &entry->unit);
        return;
    }
    if (node->kind != NODE_SCALAR) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    if (strcmp(node->text, "last") == 0) {
        entry->kind = ENTRY_LAST;
    } else if (strcmp(node->text, "rest") == 0) {
        entry->kind = ENTRY_REST;
    } else if (!parse_steps(node->text, &entry->first, &entry->last)) {
        entry->kind = ENTRY_LAYER;
        entry->layer = reader_keep(reader, node->text);
    } else if (entry->first > entry->last) {
        const char *hint = arena_format(&reader->report->arena, "did you mean %zu..%zu?",
                                        entry->last, entry->first);
        reader_error(reader, node, hint, "%s runs backwards: %s", reader_subject(reader, field),
                     node->text);
    }
}
