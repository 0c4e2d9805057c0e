/* SPDX-License-Identifier: MIT */
/* Which versions of libraries scenes are read with. */
#include "convreel/scene.h"

#include <png.h>
#include <protobuf-c/protobuf-c.h>
#include <yaml.h>

void scene_put_libraries(struct buffer *out)
{
    buffer_format(out, "libyaml: %s\n", yaml_get_version_string());
    buffer_format(out, "libprotobuf-c: %s\n", protobuf_c_version());
    buffer_format(out, "libpng: %s\n", png_get_libpng_ver(NULL));
}
