/* SPDX-License-Identifier: MIT */
/* Marks in a user's words: *emphasis* and $formulas$. A mark counts where it has a partner, so that
 * words with a star or a price stay as they are. */
#include <string.h>

#include "convreel/base.h"

/* \* and \$ while pairs are sought. */
enum { LITERAL_STAR = '\x03', LITERAL_DOLLAR = '\x04' };

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\0';
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool may_open(const char *text, const char *at)
{
    return !is_blank(at[1]) && at[1] != *at && (at == text || !is_word(at[-1]));
}

/* The mark that may close what opens at a place, formulas left out; NULL: none. */
static char *find_end(char *at)
{
    for (char *end = at + 1; *end; end++) {
        if (*end == MARK_FORMULA)
            end = strchr(end + 1, MARK_FORMULA);
        else if (*end == *at && end > at + 1 && !is_blank(end[-1]) && !is_word(end[1]))
            return end;
    }
    return NULL;
}

/* What follows a mark without a partner has none either. */
static void find_pairs(char *text, char sign, char mark)
{
    for (char *at = text; *at; at++) {
        if (*at == MARK_FORMULA) {
            at = strchr(at + 1, MARK_FORMULA);
        } else if (*at == sign && may_open(text, at)) {
            char *end = find_end(at);
            if (!end)
                return;
            *at = *end = mark;
            at = end;
        }
    }
}

/* Without the characters that are marks; escaped ones put aside. */
static char *copy_unescaped(struct arena *arena, const char *text)
{
    char *copy = arena_allocate(arena, strlen(text) + 1, 1), *to = copy;
    for (const char *at = text; *at; at++) {
        bool is_escaped = *at == '\\' && (at[1] == '*' || at[1] == '$');
        if (is_escaped)
            *to++ = *++at == '*' ? LITERAL_STAR : LITERAL_DOLLAR;
        else if (*at < MARK_EMPHASIS || *at > LITERAL_DOLLAR)
            *to++ = *at;
    }
    return copy;
}

const char *text_marked(struct arena *arena, const char *text)
{
    char *copy = copy_unescaped(arena, text);
    find_pairs(copy, '$', MARK_FORMULA);
    find_pairs(copy, '*', MARK_EMPHASIS);
    for (char *at = copy; *at; at++)
        *at = *at == LITERAL_STAR ? '*' : *at == LITERAL_DOLLAR ? '$' : *at;
    return copy;
}

const char *text_unmarked(struct arena *arena, const char *text)
{
    const char *marked = text_marked(arena, text);
    char *plain = arena_allocate(arena, strlen(marked) + 1, 1), *to = plain;
    for (; *marked; marked++)
        if (*marked != MARK_EMPHASIS && *marked != MARK_FORMULA)
            *to++ = *marked;
    return plain;
}
