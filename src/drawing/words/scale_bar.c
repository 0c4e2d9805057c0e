/* SPDX-License-Identifier: MIT */
/* The colours of a scale from high to low, with the numbers of its ends. */
#include <math.h>

#include "drawing/words/words.h"

static const struct bar_sizes *const sizes = &theme_sizes.bar;

enum { BAR_STEPS = 64, TICKS = 3 };

/* Its ends, and 0 between them where it is signed. */
static void read_ticks(const struct panel *panel, const struct scale *scale, const char **texts)
{
    const struct subject *subject = &panel->subject;
    const double ticks[TICKS] = {scale->high, scale->is_signed ? 0 : scale->low, scale->low};
    const char *const *digits =
        digits_of(panel->arena, ticks, TICKS, digits_asked(&subject->looks.show, ticks, TICKS, -1));
    for (int i = 0; i < TICKS; i++)
        texts[i] = ticks[i] == 0 ? "0" : digits[i];
}

/* Of a size that goes with words, not with cells: its room is measured before those are known. */
static struct lettering lettering_of(const struct panel *panel)
{
    const struct theme *theme = &panel->subject.scene->theme;
    struct lettering lettering = subject_lettering(&panel->subject, FONT_SMALL, COLOR_OUTPUT_INK);
    lettering.font.size_pt = words_pt(&panel->subject) * theme->font[FONT_SMALL].size_pt /
                             theme->font[FONT_WORDS].size_pt;
    return lettering;
}

struct point scale_bar_size(const struct panel *panel, const struct scale *scale)
{
    const struct lettering lettering = lettering_of(panel);
    const char *texts[TICKS];
    double widest = 0;
    read_ticks(panel, scale, texts);
    for (int i = 0; i < TICKS; i++)
        widest = fmax(widest, text_width(panel->subject.ruler, &lettering.font, texts[i]));
    return (struct point){sizes->width_pt + sizes->tick_gap_pt + widest,
                          sizes->least_height * sizes->width_pt};
}

static void write_ticks(const struct panel *panel, const struct scale *scale, struct rectangle at,
                        struct pen *pen)
{
    struct lettering lettering = lettering_of(panel);
    double half = lettering.font.figure_height * lettering.font.size_pt / 2;
    const double y[] = {at.y + half, at.y + at.height / 2, at.y + at.height - half};
    const char *texts[TICKS];
    read_ticks(panel, scale, texts);
    for (int i = 0; i < TICKS; i++) {
        double width = text_width(panel->subject.ruler, &lettering.font, texts[i]);
        if (i != 1 || scale->is_signed)
            pen_write(pen, (struct item_key){"scale.value", -1, i, -1, NULL}, texts[i],
                      (struct point){at.x + sizes->width_pt + sizes->tick_gap_pt + width / 2, y[i]},
                      &lettering);
    }
}

/* Each step reaches under the next one. */
void scale_bar_draw(const struct panel *panel, const struct scale *scale, struct rectangle at,
                    struct pen *pen)
{
    struct plane plane = {{at.x, at.y}, {sizes->width_pt, 0}, {0, at.height / BAR_STEPS}};
    for (int i = 0; i < BAR_STEPS; i++) {
        double share = 1 - (i + 0.5) / BAR_STEPS;
        plane_trace_outline(pen, &plane,
                            (struct area){i, 0, i + 1 < BAR_STEPS ? 1 + sizes->overlap : 1, 1});
        pen_paint(pen, (struct item_key){"scale.step", -1, i, -1, NULL},
                  map_color(scale, &panel->subject, share_between(scale->low, scale->high, share)),
                  stroke_none);
    }
    plane_trace_outline(pen, &plane, (struct area){0, 0, BAR_STEPS, 1});
    pen_paint(pen, key_once("scale.edge"), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt));
    write_ticks(panel, scale, at, pen);
}
