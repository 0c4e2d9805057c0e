/* SPDX-License-Identifier: MIT */
/* How large a page of a vector format is. */
#include "encoding/encoders.h"

#include <math.h>

/* All in pixels. */
static double page_side(double exact, double own, double whole)
{
    if (exact > 0)
        return exact;
    return fabs(own - whole) < 1 ? own : whole;
}

struct point page_size(const struct display_list *list, const struct canvas *canvas,
                       double pixel_pt)
{
    double width = page_side(canvas->page.x, list->width_pt * canvas->scale, (double)canvas->width);
    double height =
        page_side(canvas->page.y, list->height_pt * canvas->scale, (double)canvas->height);
    return (struct point){width * pixel_pt, height * pixel_pt};
}
