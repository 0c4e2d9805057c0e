/* SPDX-License-Identifier: MIT */
/* Which key an unknown one was meant to be. */
#ifndef CONVREEL_SCENE_KEY_WORDS_H
#define CONVREEL_SCENE_KEY_WORDS_H

#include "fields.h"

/* other_keys.c: a word, without marks and capitals, for a row of the table. Of several rows the one
 * of the map at hand counts, else the first. */
struct other_key {
    const char *word, *path;
};

extern const struct other_key other_keys[];
extern const size_t other_key_count;
/* What to do about an argument of another tool that needs no key here; NULL: it is none. */
const char *needless_hint(const char *bare);

struct meant_key {
    const struct field *row[4]; /* the likely rows; count of them */
    size_t count;
    bool is_here;     /* row[0] is a key of the map at hand */
    bool is_same;     /* the key is right, but belongs elsewhere */
    const char *hint; /* without a row: what to do; NULL: nothing known */
};

/* What the unknown key of a value in the map at that path ("": the scene's top) was meant to be. */
void key_find_meant(const char *map, const struct node *value, struct meant_key *meant);
/* "did you mean 'stride'?", "'labels' belongs in 'show'"; in the arena; NULL: nothing known. */
const char *key_meant_hint(const struct meant_key *meant, struct arena *arena);
/* Whether a map, or a map in the scene's top, has the key at that path, one below it, or one that
 * was meant to be it: what is told already needs no second error. */
bool key_is_there(const char *map, const struct node *tree, const char *path);

#endif
