/* SPDX-License-Identifier: MIT */
/* Huffman's codes: few bits for what is frequent. */
#ifndef ENCODING_DEFLATE_CODES_H
#define ENCODING_DEFLATE_CODES_H

#include <stddef.h>
#include <stdint.h>

enum { DEFLATE_MOST_SYMBOLS = 288 };

/* Codes of at most so many bits for the symbols 0 to count - 1, of which there are at most 2 to the
 * power of `most`. Those that occur have one; at least two have. lengths: in bits, 0 where there is
 * none. bits: in the order of the file, the first lowest. */
void deflate_codes_make(const uint32_t *occurrences, size_t count, unsigned most, uint8_t *lengths,
                        uint16_t *bits);

#endif
