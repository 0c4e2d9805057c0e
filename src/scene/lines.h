/* SPDX-License-Identifier: MIT */
/* The layers of a network that a file or a summary tells, as lines of a list in the scene
 * language. A line says what it reads where that is not the line before it. */
#ifndef CONVREEL_SCENE_LINES_H
#define CONVREEL_SCENE_LINES_H

#include "convreel/scene.h"

struct line {
    const char *type, *keys; /* "Conv2d"; ", stride: [2, 2]" */
    const char *wish;        /* its name, if others read it and none before it has it */
    const char *told;        /* behind it, as a comment: "node 'conv1' (Conv)" */
    size_t sources[MAX_SOURCES], source_count; /* lines before it, or FROM_INPUT */
    const char *name;                          /* given by lines_write; NULL: none reads it so */
};

/* Leaves out lines that is_out names, where no other one reads them, and those that only they read.
 * kept: of each line that is left, where it stood. How many are left. */
size_t lines_leave_out(struct line *lines, size_t count, bool *is_out, size_t *kept,
                       struct arena *arena);
/* "- {type: ...} # ..." for each line; their names are in the arena. */
void lines_write(struct line *lines, size_t count, struct arena *arena, struct buffer *out);

#endif
