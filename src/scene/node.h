/* SPDX-License-Identifier: MIT */
/*
 * A scene's text as a tree: what YAML says, before anything is known about the keys. Lives in the
 * arena it was read into.
 */
#ifndef CONVREEL_SCENE_NODE_H
#define CONVREEL_SCENE_NODE_H

#include "convreel/base.h"

enum node_kind {
    NODE_SCALAR,
    NODE_LIST,
    NODE_MAP,
    NODE_REFUSED /* an alias or the like: already reported, to be passed over in silence */
};

struct node {
    enum node_kind kind;
    bool is_plain;      /* of a scalar: written without quotes */
    bool is_inherited;  /* of a child of the root: what is written for a layer of another type */
    bool is_taken_back; /* of a key of a panel or a shot: null, where nothing else is given */
    struct position at;
    const char *text;  /* of a scalar; holds no NUL */
    size_t count;      /* of a list or a map: children */
    struct node *key;  /* of a child of a map: its key, any kind of node */
    struct node *next; /* the same parent's next child */
    struct node *first, *last;
};

/*
 * Reads UTF-8 text without byte order mark, one document. Problems go to the report; NULL after one
 * that leaves no tree worth looking at (a syntax error, a limit, no document at all).
 */
struct node *node_read(const char *text, size_t length, struct arena *arena, struct report *report);
/* Makes a node a list's or map's last child. */
void node_append(struct node *parent, struct node *child);
/* Makes a copy so, in the arena. */
void node_append_copy(struct node *parent, const struct node *child, struct arena *arena);
/* Where a node's text begins: of quotes, what is in them. */
struct position node_text_start(const struct node *node);
/* The value of a key, the first if there are several; NULL: none. */
const struct node *node_find(const struct node *map, const char *key);
/* What a node is, to end "must be ..., not": 2.5, 'word', the text "3", a list. In the arena. */
const char *node_describe(const struct node *node, struct arena *arena);

/* ---- scalars, by the core schema of YAML 1.2 ---- */

enum scalar_kind {
    SCALAR_NULL,
    SCALAR_FLAG,
    SCALAR_INTEGER,
    SCALAR_FLOAT,
    SCALAR_NOT_FINITE, /* .inf, .nan */
    SCALAR_WORD        /* any other, and whatever stands in quotes */
};

enum scalar_kind scalar_kind_of(const struct node *node); /* SCALAR_WORD of what is no scalar */
/* What an unquoted text would be. */
enum scalar_kind scalar_kind_of_text(const char *text);
bool scalar_flag(const struct node *node);       /* of a SCALAR_FLAG */
int64_t scalar_integer(const struct node *node); /* of a SCALAR_INTEGER; too large: the nearest */
double scalar_number(const struct node *node);   /* of either number; may overflow to infinity */

#endif
