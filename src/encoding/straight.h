/* SPDX-License-Identifier: MIT */
/* Cairo's colours are multiplied by alpha; those of most files are not. */
#ifndef ENCODING_STRAIGHT_H
#define ENCODING_STRAIGHT_H

#include <stddef.h>
#include <stdint.h>

/* 0xaarrggbb, not multiplied. */
uint32_t straight_pixel(uint32_t pixel);
/* So many pixels of a row; what is wholly transparent becomes `clear`, 0xrrggbb, without alpha. */
void straight_row(const uint32_t *row, size_t count, uint32_t clear, uint32_t *out);

#endif
