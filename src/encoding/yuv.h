/* SPDX-License-Identifier: MIT */
/* RGB -> Y'CbCr as films have it: BT.709, limited range; 4:2:0, chroma sited left, or deep: 4:4:4
 * in 10 bits of 16. Alpha is from 0 to all bits. */
#ifndef ENCODING_YUV_H
#define ENCODING_YUV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Pixels whose colours are not multiplied by alpha, 0xaarrggbb. */
struct yuv_source {
    size_t width, height, stride; /* pixels */
    const uint32_t *pixels;
    uint32_t background; /* what stands beyond them */
};

struct yuv_planes {
    size_t width, height;    /* both even */
    unsigned char *plane[4]; /* the fourth: alpha; NULL: none */
    int stride[4];           /* bytes */
    bool is_deep;
};

/* Pixels of a row, from the first, which is even, up to, not with, the end. */
struct columns {
    size_t first, end;
};

/* Converts two rows, y and y + 1, y even, where these pixels changed. */
void yuv_convert_rows(const struct yuv_source *source, size_t y, struct columns columns,
                      const struct yuv_planes *out);

#endif
