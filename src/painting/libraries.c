/* SPDX-License-Identifier: MIT */
/* Which versions of libraries pictures are painted with. */
#include "convreel/painting.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <fribidi.h>
#include <harfbuzz/hb.h>

void painting_put_libraries(struct buffer *out)
{
    int fonts = FcGetVersion();
    buffer_format(out, "cairo: %s\n", cairo_version_string());
    buffer_format(out, "fribidi: %s\n", FRIBIDI_VERSION);
    buffer_format(out, "harfbuzz: %s\n", hb_version_string());
    buffer_format(out, "fontconfig: %d.%d.%d\n", fonts / 10000, fonts / 100 % 100, fonts % 100);
}
