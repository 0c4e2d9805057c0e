/* SPDX-License-Identifier: MIT */
/* Where the name of a file leads: what it is to the system, however it is called. */
#ifndef CLI_PLACES_H
#define CLI_PLACES_H

#include <sys/types.h>

#include "convreel/base.h"

struct place {
    const char *name; /* borrowed; NULL: standard output */
    bool is_there;
    bool is_null;       /* /dev/null, which takes any number of outputs */
    dev_t device;       /* these two are the file, or the nearest folder above that is there */
    ino_t inode;        /* (both 0: there is none) */
    const char *below;  /* the path from there, "" for a file that is there; in the arena */
    const char *folder; /* the name of that folder; NULL for a file that is there; in the arena */
};

/* name NULL: standard output. Links are followed. */
struct place place_find(const char *name, struct arena *arena);
/* An order in which equal places, and places that differ by case alone, are neighbours. */
int place_compare(const void *left, const void *right);
/* Whether both are the same file, of neighbours in that order. Where only case differs it asks the
 * file system. */
bool place_is_same(const struct place *a, const struct place *b);

#endif
