/* SPDX-License-Identifier: MIT */
/* RGB -> Y'CbCr as films have it: BT.709, limited range, 4:2:0, chroma sited left. */
#ifndef ENCODING_YUV_H
#define ENCODING_YUV_H

#include "convreel/painting.h"

struct yuv_planes {
    size_t width, height; /* both even */
    unsigned char *plane[3];
    int stride[3];
};

/* Converts two rows of an opaque raster, y and y + 1, y even. Beyond the raster stands
 * `background`, 0xrrggbb. */
void yuv_convert_rows(const struct raster *raster, size_t y, uint32_t background,
                      const struct yuv_planes *out);

#endif
