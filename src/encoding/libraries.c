/* SPDX-License-Identifier: MIT */
/* Which versions of libraries files are written with. giflib tells only what this was compiled
 * with. */
#include "convreel/encoding.h"

#include <gif_lib.h>

#include "film_formats.h"

void encoding_put_libraries(struct buffer *out)
{
    buffer_format(out, "giflib: %d.%d.%d\n", GIFLIB_MAJOR, GIFLIB_MINOR, GIFLIB_RELEASE);
    film_loader_put_libraries(out);
}
