/* SPDX-License-Identifier: MIT */
/* Two pictures, compared row by row. */
#include "encoding/area.h"

#include <string.h>

enum { EIGHT = 8 }; /* bytes, compared together */

struct area area_find_change(struct plane a, struct plane b, size_t width, size_t height,
                             size_t pixel_bytes)
{
    size_t bytes = width * pixel_bytes, left = bytes, right = 0, top = height, bottom = 0;
    for (size_t y = 0; y < height; y++) {
        const unsigned char *row = (const unsigned char *)a.bytes + y * a.stride;
        const unsigned char *other = (const unsigned char *)b.bytes + y * b.stride;
        if (memcmp(row, other, bytes) == 0)
            continue;
        size_t first = 0, end = bytes;
        while (first + EIGHT < left && memcmp(row + first, other + first, EIGHT) == 0)
            first += EIGHT;
        while (first < left && row[first] == other[first])
            first++;
        while (end > right + EIGHT && memcmp(row + end - EIGHT, other + end - EIGHT, EIGHT) == 0)
            end -= EIGHT;
        while (end > right && row[end - 1] == other[end - 1])
            end--;
        left = first;
        right = end;
        top = y < top ? y : top;
        bottom = y;
    }
    if (top == height)
        return (struct area){0, 0, 1, 1};
    size_t x = left / pixel_bytes, last = (right - 1) / pixel_bytes;
    return (struct area){x, top, last - x + 1, bottom - top + 1};
}
