/* SPDX-License-Identifier: MIT */
/* A line on the terminal while long work goes on; nothing in a pipe. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "convreel/base.h"

struct progress {
    bool is_shown;
    size_t total, done;
    double start, drawn; /* seconds of a clock: when the work began, when the bar was last drawn */
    bool is_drawn;
};

void progress_begin(struct progress *progress, size_t total);
/* One more picture is done; what: the scene's name, bytes: of its files so far. */
void progress_step(struct progress *progress, const char *what, size_t bytes);
/* Clears the line, so that messages start on their own. */
void progress_clear(struct progress *progress);

#endif
