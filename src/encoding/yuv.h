/* SPDX-License-Identifier: MIT */
/* RGB -> Y'CbCr as films have it: BT.709, limited range; 4:2:0, chroma sited left, or deep: 4:4:4
 * in 10 bits of 16. Alpha is from 0 to all bits. */
#ifndef ENCODING_YUV_H
#define ENCODING_YUV_H

#include "convreel/painting.h"

struct yuv_planes {
    size_t width, height;    /* both even */
    unsigned char *plane[4]; /* the fourth: alpha; NULL: none */
    int stride[4];           /* bytes */
    bool is_deep;
};

/* Converts two rows of a raster whose colours are not multiplied by alpha, y and y + 1, y even.
 * Beyond the raster stands `background`, 0xaarrggbb. */
void yuv_convert_rows(const struct raster *raster, size_t y, uint32_t background,
                      const struct yuv_planes *out);

#endif
