/* SPDX-License-Identifier: MIT */
/* Two pictures, compared row by row. */
#include "encoding/area.h"

#include <string.h>

struct area area_find_change(struct plane a, struct plane b, size_t width, size_t height,
                             size_t pixel_bytes)
{
    size_t left = width, right = 0, top = height, bottom = 0, bytes = width * pixel_bytes;
    for (size_t y = 0; y < height; y++) {
        const unsigned char *row = (const unsigned char *)a.bytes + y * a.stride;
        const unsigned char *other = (const unsigned char *)b.bytes + y * b.stride;
        if (memcmp(row, other, bytes) == 0)
            continue;
        size_t first = 0, last = bytes - 1;
        while (row[first] == other[first])
            first++;
        while (row[last] == other[last])
            last--;
        left = first / pixel_bytes < left ? first / pixel_bytes : left;
        right = last / pixel_bytes > right ? last / pixel_bytes : right;
        top = y < top ? y : top;
        bottom = y;
    }
    if (top == height)
        return (struct area){0, 0, 1, 1};
    return (struct area){left, top, right - left + 1, bottom - top + 1};
}
