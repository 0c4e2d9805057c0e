/* SPDX-License-Identifier: MIT */
/* Words of users: which known one was meant, and how to show them safely. */
#include "convreel/base.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_WORD = 64 }; /* longer words are no typo of a known one */

/* Optimal string alignment: insertions, deletions, changes and swaps of neighbours. It stops where
 * more than most is sure: a row has no less than the one above, or than the next above and a swap.
 */
static size_t edit_distance(const char *a, const char *b, size_t most)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    size_t columns = strlen(b), least_above, least_here = 0;
    for (size_t j = 0; j <= columns; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
        row[0] = i;
        least_above = least_here;
        least_here = i;
        for (size_t j = 1; j <= columns; j++) {
            int x = tolower((unsigned char)a[i - 1]), y = tolower((unsigned char)b[j - 1]);
            row[j] =
                count_smaller(count_smaller(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == tolower((unsigned char)b[j - 2]) &&
                y == tolower((unsigned char)a[i - 2]))
                row[j] = count_smaller(row[j], before[j - 2] + 1);
            least_here = count_smaller(least_here, row[j]);
        }
        if (least_here > most && least_above + 1 > most)
            return most + 1;
    }
    return row[columns];
}

/* The letters that a word has, a bit each. */
static uint64_t letters_of(const char *word)
{
    uint64_t letters = 0;
    for (; *word; word++)
        letters |= (uint64_t)1 << (tolower((unsigned char)*word) % 64);
    return letters;
}

/* An edit takes away at most one letter and brings at most one. */
static size_t least_distance(uint64_t a, uint64_t b)
{
    int gone = __builtin_popcountll(a & ~b), come = __builtin_popcountll(b & ~a);
    return (size_t)(gone > come ? gone : come);
}

/* How many letters two words begin with in common. */
static size_t common_start(const char *a, const char *b)
{
    size_t count = 0;
    while (a[count] && tolower((unsigned char)a[count]) == tolower((unsigned char)b[count]))
        count++;
    return count;
}

/* Of words that share most of their start with it, the one that shares most; NULL: none. */
static const char *nearest_start(const char *word, const char *const *known, size_t count)
{
    enum { LEAST = 4, PERCENT = 60 };
    const char *nearest = NULL;
    size_t most = strlen(word) * PERCENT / 100;
    most = most < LEAST ? LEAST - 1 : most;
    for (size_t i = 0; i < count; i++) {
        size_t common = common_start(word, known[i]);
        if (common <= most)
            continue;
        nearest = known[i];
        most = common;
    }
    return nearest;
}

const char *text_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

const char *text_nearest(const char *word, const char *const *known, size_t count)
{
    size_t length = strlen(word);
    if (length == 0 || length > LONGEST_WORD)
        return NULL;
    size_t limit = length / 3 > 1 ? length / 3 : 1;
    const char *nearest = NULL;
    uint64_t letters = letters_of(word);
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(known[i]), apart = other > length ? other - length : length - other;
        if (other > LONGEST_WORD || apart > limit ||
            least_distance(letters, letters_of(known[i])) > limit)
            continue;
        size_t distance = edit_distance(word, known[i], limit);
        if (distance <= limit) {
            nearest = known[i];
            if (distance == 0)
                break;
            limit = distance - 1;
        }
    }
    return nearest ? nearest : nearest_start(word, known, count);
}

const char *text_printable(struct arena *arena, const char *text, size_t length, size_t limit)
{
    const unsigned char *bytes = (const unsigned char *)text;
    struct buffer out = {0};
    for (size_t at = 0, shown = 0; at < length; shown++) {
        if (shown == limit) {
            buffer_add_text(&out, "...");
            break;
        }
        size_t step = character_valid_length(text + at, length - at);
        if (step == 0) {
            buffer_format(&out, "\\x%02x", bytes[at]);
            step = 1;
        } else if (character_is_control(character_code(text + at))) {
            for (size_t i = 0; i < step; i++)
                buffer_format(&out, "\\x%02x", bytes[at + i]);
        } else {
            buffer_add(&out, text + at, step);
        }
        at += step;
    }
    char *copy = arena_copy_text(arena, out.bytes, out.length);
    buffer_finish(&out);
    return copy;
}

uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * 16777619u;
    return hash;
}
