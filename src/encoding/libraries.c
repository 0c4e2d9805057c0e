/* SPDX-License-Identifier: MIT */
/* Which versions of libraries files are written with. Two of them tell only what this was compiled
 * with. */
#include "convreel/encoding.h"

#include <gif_lib.h>
#include <isa-l.h>
#include <zlib.h>

#include "film_formats.h"

void encoding_put_libraries(struct buffer *out)
{
    buffer_format(out, "giflib: %d.%d.%d\n", GIFLIB_MAJOR, GIFLIB_MINOR, GIFLIB_RELEASE);
    buffer_format(out, "isa-l: %d.%d.%d\n", ISAL_MAJOR_VERSION, ISAL_MINOR_VERSION,
                  ISAL_PATCH_VERSION);
    buffer_format(out, "zlib: %s\n", zlibVersion());
    film_loader_put_libraries(out);
}
