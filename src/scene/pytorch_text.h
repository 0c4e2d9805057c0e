/* SPDX-License-Identifier: MIT */
/* The text of a layer as PyTorch prints it, read from left to right into nodes. */
#ifndef CONVREEL_SCENE_PYTORCH_TEXT_H
#define CONVREEL_SCENE_PYTORCH_TEXT_H

#include "reader.h"

enum { MOST_WRITTEN = 64 }; /* in one call or list: more are no layer */

struct call {
    struct reader *reader;
    const struct node *source; /* the whole text, for places */
    const char *at;
    struct arena *arena; /* of the nodes */
    const char *counted; /* columns are known up to here: places are asked for nearly in order */
    size_t column;
};

/* Reports a mistake at a place of the text; false. */
bool call_fail(struct call *call, const char *at, const char *text);
void call_skip_blanks(struct call *call);
/* Passes a character, and blanks before it; false: another one stands there. */
bool call_take(struct call *call, char due);
/* A word at the cursor; NULL: there is none. */
const char *call_take_word(struct call *call);
/* A number, a word, a text, or a tuple or list of them. NULL: reported. */
struct node *call_take_value(struct call *call);
struct node *call_add_node(struct call *call, enum node_kind kind, const char *at);

#endif
