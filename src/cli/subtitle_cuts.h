/* SPDX-License-Identifier: MIT */
/* Where words are cut into subtitles and lines. */
#ifndef CLI_SUBTITLE_CUTS_H
#define CLI_SUBTITLE_CUTS_H

#include "convreel/base.h"

/* Bytes of a text that are one subtitle. A space between two belongs to neither. */
struct subtitle_piece {
    size_t start, end;
    size_t line; /* where its first line ends; 0: it has one */
};

/* A text of one line in pieces of at most two lines of 42 columns, which last 1 to 7 seconds if so
 * many characters are spoken in one: there is one at least, if there is a text. In the arena. */
struct subtitle_piece *subtitle_cut(const char *text, double speed, size_t *count,
                                    struct arena *arena);
/* The lines of a piece; a word that is cut has a hyphen. In the arena. */
const char *subtitle_lines(const char *text, const struct subtitle_piece *piece,
                           struct arena *arena);

#endif
