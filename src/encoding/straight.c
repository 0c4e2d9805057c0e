/* SPDX-License-Identifier: MIT */
#include "encoding/straight.h"

uint32_t straight_pixel(uint32_t pixel)
{
    uint32_t alpha = pixel >> 24, out = alpha << 24;
    if (alpha == 0 || alpha == 255)
        return pixel;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t part = ((pixel >> shift & 255) * 255 + alpha / 2) / alpha;
        out |= (part > 255 ? 255 : part) << shift;
    }
    return out;
}

void straight_row(const uint32_t *row, size_t count, uint32_t clear, uint32_t *out)
{
    for (size_t x = 0; x < count; x++)
        out[x] = row[x] >> 24 == 0 ? clear & 0xffffff : straight_pixel(row[x]);
}
