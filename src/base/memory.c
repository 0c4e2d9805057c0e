/* SPDX-License-Identifier: MIT */
/* Checked allocation and arenas. The one place that ends the program when memory runs out. */
#include "convreel/base.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK_BYTES = 64 * 1024, /* a picture's list fits in one or two */
    SHORT_TEXT = 128
};

struct arena_block {
    struct arena_block *next;
    size_t used, capacity;
    size_t written; /* bytes from the first on that may not be zero */
    max_align_t bytes[];
};

/* The first thread without memory tells it and ends the program, whatever other threads are in the
 * middle of: nothing but what at_quick_exit was given is cleaned up. */
_Noreturn static void end_without_memory(void)
{
    static atomic_flag is_ending = ATOMIC_FLAG_INIT;
    while (atomic_flag_test_and_set(&is_ending))
        pause();
    fputs("convreel: out of memory\n", stderr);
    quick_exit(STATUS_LIMIT);
}

static size_t checked_product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size)
        end_without_memory();
    return count * size;
}

void *memory_allocate(size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    void *room = calloc(1, bytes ? bytes : 1);
    if (!room)
        end_without_memory();
    return room;
}

void *memory_resize(void *old, size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    void *room = realloc(old, bytes ? bytes : 1);
    if (!room)
        end_without_memory();
    return room;
}

static struct arena_block *add_block(struct arena *arena, size_t bytes)
{
    size_t capacity = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    bool is_large = bytes > BLOCK_BYTES; /* then zeros of the system cost no memory until used */
    size_t room = checked_product(1, sizeof(struct arena_block) + capacity);
    struct arena_block *block = is_large ? calloc(1, room) : malloc(room);
    if (!block)
        end_without_memory();
    *block = (struct arena_block){
        .next = arena->blocks, .capacity = capacity, .written = is_large ? 0 : capacity};
    arena->blocks = block;
    return block;
}

/* Of `bytes`, so many of the first may not be zero. */
static void *take(struct arena *arena, size_t bytes, size_t *stale)
{
    size_t align = _Alignof(max_align_t);
    size_t room = (bytes + align - 1) / align * align;
    struct arena_block *block = arena->blocks;
    if (!block || block->capacity - block->used < room)
        block = add_block(arena, room);
    char *start = (char *)block->bytes + block->used;
    size_t written = block->written > block->used ? block->written - block->used : 0;
    *stale = written < bytes ? written : bytes;
    block->used += room;
    block->written = block->used > block->written ? block->used : block->written;
    return start;
}

void *arena_allocate(struct arena *arena, size_t count, size_t size)
{
    size_t stale;
    void *room = take(arena, checked_product(count, size), &stale);
    return memset(room, 0, stale);
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    size_t stale;
    return take(arena, checked_product(count, size), &stale);
}

void *arena_grow(struct arena *arena, void *things, size_t count, size_t *room, size_t size)
{
    enum { FIRST_ROOM = 16 };
    if (count < *room)
        return things;
    *room = *room > 0 ? checked_product(*room, 2) : FIRST_ROOM;
    void *larger = arena_take(arena, *room, size);
    if (count > 0)
        memcpy(larger, things, count * size);
    return larger;
}

char *arena_copy_text(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_allocate(arena, length + 1, 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

/* Most texts are short: they are printed once. */
char *arena_format(struct arena *arena, const char *format, ...)
{
    char usual[SHORT_TEXT];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(usual, sizeof usual, format, arguments);
    va_end(arguments);
    size_t count = length > 0 ? (size_t)length : 0;
    char *text = arena_allocate(arena, count + 1, 1);
    if (count < sizeof usual)
        memcpy(text, usual, count);
    else
        vsnprintf(text, count + 1, format, again);
    va_end(again);
    return text;
}

/* Several blocks become one, so that what is filled again and again asks for memory no more. */
void arena_reset(struct arena *arena)
{
    size_t capacity = 0;
    if (arena->blocks && arena->blocks->next) {
        for (const struct arena_block *block = arena->blocks; block; block = block->next)
            capacity += block->capacity;
        arena_finish(arena);
        add_block(arena, capacity + capacity / 2); /* the next may be a little larger */
    }
    if (arena->blocks)
        arena->blocks->used = 0;
}

void arena_finish(struct arena *arena)
{
    for (struct arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    arena->blocks = NULL;
}
