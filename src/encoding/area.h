/* SPDX-License-Identifier: MIT */
/* What of a picture is new, for animations that store only that. */
#ifndef ENCODING_AREA_H
#define ENCODING_AREA_H

#include <stddef.h>

struct area {
    size_t x, y, width, height; /* pixels */
};

struct plane {
    const void *bytes;
    size_t stride; /* bytes from one row to the next */
};

/* The smallest area of width x height outside of which both agree; one pixel if they agree
 * everywhere. */
struct area area_find_change(struct plane a, struct plane b, size_t width, size_t height,
                             size_t pixel_bytes);

#endif
