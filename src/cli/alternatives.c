/* SPDX-License-Identifier: MIT */
/* The sentences that tell what a key takes, read as its types. */
#include "alternatives.h"

#include <string.h>

bool alternative_begins(struct alternative alternative, const char *with)
{
    size_t length = strlen(with);
    return alternative.length >= length && memcmp(alternative.text, with, length) == 0;
}

bool alternative_is(struct alternative alternative, const char *word)
{
    return alternative.length == strlen(word) && alternative_begins(alternative, word);
}

bool alternative_has(struct alternative alternative, const char *words)
{
    size_t length = strlen(words);
    for (size_t i = 0; i + length <= alternative.length; i++)
        if (memcmp(alternative.text + i, words, length) == 0)
            return true;
    return false;
}

/* A word that stands for itself, such as same_lower or nearest-exact. */
static bool is_word(struct alternative alternative)
{
    for (size_t i = 0; i < alternative.length; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz_-0123456789", alternative.text[i]))
            return false;
    return alternative.length > 0;
}

/* The end of what stands in brackets at a text's start. */
static const char *skip_brackets(const char *at)
{
    size_t depth = 0;
    do {
        depth += *at == '[' || *at == '{';
        depth -= *at == ']' || *at == '}';
        at++;
    } while (depth > 0 && *at);
    return at;
}

/* How much of a text divides two alternatives; 0: nothing does. */
static size_t divider_length(const char *at)
{
    static const char *const dividers[] = {", or ", ", ", " or "};
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++)
        if (strncmp(at, dividers[i], strlen(dividers[i])) == 0)
            return strlen(dividers[i]);
    return 0;
}

static enum alternative_type type_of(struct alternative alternative)
{
    static const struct {
        const char *begin;
        enum alternative_type type;
    } types[] = {
        {"[", TYPE_NONE},           {"a whole number", TYPE_WHOLE}, {"how many times", TYPE_WHOLE},
        {"a step", TYPE_WHOLE},     {"a number", TYPE_NUMBER},      {"a length", TYPE_LENGTH},
        {"two numbers", TYPE_LIST}, {"a list", TYPE_LIST},          {"lists", TYPE_LIST},
        {"the index", TYPE_INDEX},  {"an output unit", TYPE_INDEX}, {"a map", TYPE_MAP},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (alternative_begins(alternative, types[i].begin))
            return types[i].type;
    return is_word(alternative) ? TYPE_WORD : TYPE_TEXT;
}

bool next_alternative(const char **text, struct alternative *alternative)
{
    const char *at = *text;
    if (!*at || *at == ':')
        return false;
    alternative->text = at;
    bool holds = strncmp(at, "a map of ", 9) == 0 || strncmp(at, "a list of ", 10) == 0 ||
                 strncmp(at, "a length", 8) == 0;
    while (*at && *at != ':' &&
           (holds ? strncmp(at, ", or ", 5) != 0 && strncmp(at, ", a ", 4) != 0
                  : divider_length(at) == 0))
        at = *at == '[' || *at == '{' ? skip_brackets(at) : at + 1;
    alternative->length = (size_t)(at - alternative->text);
    static const char example[] = ", for example ";
    if (strncmp(at, example, sizeof example - 1) == 0) {
        at += sizeof example - 1;
        at = *at == '[' || *at == '{' ? skip_brackets(at) : strchr(at, '\0');
    }
    alternative->type = type_of(*alternative);
    *text = at + divider_length(at);
    return true;
}
