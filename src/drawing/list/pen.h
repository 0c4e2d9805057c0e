/* SPDX-License-Identifier: MIT */
/* How a view adds to a display list. */
#ifndef CONVREEL_DRAWING_PEN_H
#define CONVREEL_DRAWING_PEN_H

#include "convreel/drawing.h"
#include "convreel/theme_sizes.h"

struct plane {
    struct point origin; /* on the page: the top left corner of row 0, column 0 */
    struct point column; /* from one column to the next */
    struct point row;    /* from one row to the next */
};

/* Cells of a plane; fractions of a cell are places between. */
struct area {
    double row, column, rows, columns;
};

/* A list being drawn, and the path being traced for its next item. */
struct pen {
    struct arena *arena;       /* borrowed: everything drawn stands in it */
    struct display_list *list; /* borrowed */
    const struct theme *theme; /* borrowed */
    unsigned char *verbs;      /* of the path so far */
    struct point *points;
    size_t verb_count, point_count, verb_room, point_room;
    const char *scope; /* of the keys of what is drawn; NULL: none */
};

extern const struct color color_none;   /* no fill */
extern const struct stroke stroke_none; /* no stroke */

/* Key of a thing that a view has once. */
struct item_key key_once(const char *part);
struct item_key key_cell(const char *part, int64_t row, int64_t column);
/* Of a thing that each of several maps, filters or channels has once. */
struct item_key key_of(const char *part, size_t number);

/* Between the sizes of axes. */
#define TIMES " \xc3\x97 " /* U+00D7 */

/* What stands in place of a unit that is not told yet. */
extern const char *const pen_question;

/* Strokes in a theme's colour. */
struct stroke pen_solid(const struct pen *pen, enum theme_color color, double width);
struct stroke pen_dashed(const struct pen *pen, enum theme_color color);

/* Tracing; nothing is drawn before pen_paint. */
void pen_move_to(struct pen *pen, struct point to);
void pen_line_to(struct pen *pen, struct point to);
void pen_curve_to(struct pen *pen, struct point first, struct point second, struct point to);
void pen_close(struct pen *pen);
void pen_rectangle(struct pen *pen, struct rectangle at);
void pen_circle(struct pen *pen, struct point middle, double radius);
/* Adds what was traced as one item, nothing where nothing was; with a patterned fill as three, the
 * fill, its lines and the stroke. */
void pen_paint(struct pen *pen, struct item_key key, struct color fill, struct stroke stroke);

/* Many pictures have the last item, a path, over what changes. */
void pen_set_lasting(struct pen *pen);
/* Gives a channel to the keys of all items from the first on. */
void pen_set_channel(struct pen *pen, size_t first, size_t channel);
/* Items between these two are shifted together. */
void pen_begin_group(struct pen *pen, struct item_key key, struct point shift);
void pen_end_group(struct pen *pen, struct item_key key);
/* The same, as translucent as a whole as opacity says. */
void pen_begin_veil(struct pen *pen, struct item_key key, double opacity);
/* The same where there is something to see of it: what is opaque is no group. */
void pen_begin_fade(struct pen *pen, struct item_key key, double opacity);
void pen_end_fade(struct pen *pen, struct item_key key, double opacity);
/* Adds an image. */
void pen_image(struct pen *pen, struct item_key key, const struct image *image);
/* Adds copies of items that were drawn elsewhere and live as long. */
void pen_add_items(struct pen *pen, const struct item *items, size_t count);
/* A pen like another that draws into a list of its own, empty now; and adding a copy of such a
 * list. */
struct pen pen_aside(const struct pen *pen, struct arena *arena, struct display_list *list);
void pen_add_list(struct pen *pen, const struct display_list *list);

/* How a run of digits or words looks. */
struct lettering {
    struct font font;
    struct color color;
    bool is_moving; /* glides in some picture of the film */
};

/* Adds a run centred on at, digits by the font's figure height. string is borrowed and must
 * stand in the arena or for ever. */
void pen_write(struct pen *pen, struct item_key key, const char *string, struct point at,
               const struct lettering *lettering);

double text_width(const struct text_ruler *ruler, const struct font *font, const char *text);
struct color color_mix(struct color from, struct color to, double share);
/* Of words whose ground turns from light to dark, or back: they turn fast about half way, for on
 * such a ground no mixture of both inks can be read. */
struct color color_turned(struct color from, struct color to, double share);
/* As much of it as share says. */
struct color color_faded(struct color color, double share);
struct stroke stroke_faded(struct stroke stroke, double share);

/* arrow.c: as TikZ draws its `->`, in proportion to the line. Its tip touches `to`. Two items:
 * key's part, and that with ".tip". */
void arrow_draw(struct pen *pen, struct item_key key, struct point from, struct point to,
                struct stroke stroke);
/* How far that tip reaches to each side of a line. */
double arrow_half_width(double line_pt);
/* Traces an open head of two strokes; along: from its middle to its tip. */
void arrow_trace_head(struct pen *pen, struct point tip, struct point along);
/* A straight arrow with such a head, so many points long and twice as wide. */
void arrow_draw_open(struct pen *pen, struct item_key key, struct point from, struct point to,
                     double head, struct stroke stroke);
/* hatch.c: the lines of a pattern within a path, as its nonzero winding says, in the arena. They
 * lie on the page, gap points apart: cells side by side share them. */
struct path hatch_lines(const struct path *path, enum pattern pattern, double gap,
                        struct arena *arena);

#endif
