/* SPDX-License-Identifier: MIT */
/* Where a display list goes on its page. */
#include "svg_page.h"

#include <math.h>

#include "encoding/encoders.h"
#include "svg_rules.h"

struct svg_page svg_page_of(const struct display_list *list, const struct canvas *canvas,
                            double pixel_pt)
{
    struct point size = page_size(list, canvas, pixel_pt);
    return (struct svg_page){
        .list = list,
        .background = canvas->background,
        .width = size.x,
        .height = size.y,
        .scale = canvas->scale * pixel_pt,
        .shift = {canvas->x * pixel_pt, canvas->y * pixel_pt},
    };
}

bool svg_page_is_moved(const struct svg_page *page)
{
    return fabs(page->scale - 1) > 1e-12 || page->shift.x != 0 || page->shift.y != 0;
}

bool svg_page_is_recolored(const struct svg_page *light, const struct svg_page *dark)
{
    return light->width == dark->width && light->height == dark->height &&
           light->scale == dark->scale && light->shift.x == dark->shift.x &&
           light->shift.y == dark->shift.y && svg_is_recolored(light->list, dark->list);
}
