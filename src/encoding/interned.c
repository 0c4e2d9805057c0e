/* SPDX-License-Identifier: MIT */
/* A hash table of texts. */
#include "interned.h"

#include <stdlib.h>
#include <string.h>

/* The text's slot, or the free one where it goes. */
static uint32_t *slot_of(const struct interned *interned, const char *text)
{
    size_t at = hash_bytes(hash_start, text, strlen(text)) % interned->slot_count;
    while (interned->slots[at] && strcmp(interned->texts[interned->slots[at] - 1], text) != 0)
        at = (at + 1) % interned->slot_count;
    return &interned->slots[at];
}

/* At most half of the slots are taken. */
static void grow(struct interned *interned)
{
    interned->capacity = interned->capacity ? 2 * interned->capacity : 256;
    interned->texts = memory_resize(interned->texts, interned->capacity, sizeof *interned->texts);
    free(interned->slots);
    interned->slot_count = 2 * interned->capacity;
    interned->slots = memory_allocate(interned->slot_count, sizeof *interned->slots);
    for (size_t i = 0; i < interned->count; i++)
        *slot_of(interned, interned->texts[i]) = (uint32_t)i + 1;
}

size_t interned_find(struct interned *interned, const char *text)
{
    if (interned->count == interned->capacity)
        grow(interned);
    uint32_t *slot = slot_of(interned, text);
    if (*slot)
        return *slot - 1;
    interned->texts[interned->count] = arena_copy_text(&interned->arena, text, strlen(text));
    *slot = (uint32_t)++interned->count;
    return interned->count - 1;
}

void interned_finish(struct interned *interned)
{
    arena_finish(&interned->arena);
    free(interned->texts);
    free(interned->slots);
    *interned = (struct interned){0};
}
