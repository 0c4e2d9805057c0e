/* SPDX-License-Identifier: MIT */
/* Which versions of libraries films are written with. */
#include "encoding/film_module.h"

#include <libavcodec/avcodec.h>
#include <webp/encode.h>

static void put(struct buffer *out)
{
    int webp = WebPGetEncoderVersion();
    buffer_format(out, "ffmpeg: %s\n", av_version_info());
    buffer_format(out, "libwebp: %d.%d.%d\n", webp >> 16, webp >> 8 & 255, webp & 255);
}

const struct film_libraries convreel_film_libraries = {.put = put};
