/* SPDX-License-Identifier: MIT */
/* What is spoken in a film, as subtitles; and its chapters, as text. */
#ifndef CLI_SUBTITLES_H
#define CLI_SUBTITLES_H

#include "convreel/encoding.h"
#include "convreel/timeline.h"

/* The film's words in pieces of at most two lines, broken where a sentence, a clause or a word
 * ends; each lasts its share of the words' time. In the arena. */
struct subtitle *subtitles_of(const struct timeline *timeline, size_t *count, struct arena *arena);

/* The text of a file, in the arena. */
const char *subtitles_webvtt(const struct tracks *tracks, struct arena *arena);
const char *subtitles_srt(const struct tracks *tracks, struct arena *arena);
const char *chapters_webvtt(const struct tracks *tracks, struct arena *arena);
/* "0:00 Padding": as video sites read it from a description. */
const char *chapters_list(const struct tracks *tracks, struct arena *arena);

/* Why sites for videos ignore the list of chapters; NULL: they do not. */
const char *chapters_flaw(const struct tracks *tracks);

#endif
