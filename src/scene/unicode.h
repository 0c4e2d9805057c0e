/* SPDX-License-Identifier: MIT */
/* The bytes of a scene file as UTF-8, and places in them. */
#ifndef CONVREEL_SCENE_UNICODE_H
#define CONVREEL_SCENE_UNICODE_H

#include "convreel/base.h"

/* Text as UTF-8 without byte order mark, in the arena; UTF-16 is told by its mark. Broken UTF-8 is
 * left as it is, broken UTF-16 becomes U+FFFD. */
const char *unicode_decode(const char *bytes, size_t length, struct arena *arena,
                           size_t *out_length);
/* Where the byte at offset stands. */
struct position unicode_position(const char *text, size_t length, size_t offset);
/* The byte at a place, '\0' beyond the text. */
char unicode_byte_at(const char *text, size_t length, struct position at);

#endif
