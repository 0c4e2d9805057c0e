/* SPDX-License-Identifier: MIT */
/* Characters of UTF-8 that was checked when it was read. */
#ifndef CONVREEL_DRAWING_CHARACTERS_H
#define CONVREEL_DRAWING_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>

unsigned character_code(const char *text);
size_t character_length(const char *text); /* bytes; text is not at its end */
/* Chinese, Japanese or Korean, with the punctuation that goes with them. */
bool character_is_east_asian(unsigned code);
/* Bytes up to where a line may break next: before a blank or a line's end, and between characters
 * of scripts that write no blanks, but not before a full stop nor after an opening bracket. */
size_t characters_unbroken(const char *text);

#endif
