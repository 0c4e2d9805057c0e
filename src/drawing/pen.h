/* SPDX-License-Identifier: MIT */
/* How a view adds to a display list. */
#ifndef CONVREEL_DRAWING_PEN_H
#define CONVREEL_DRAWING_PEN_H

#include "convreel/drawing.h"

struct plane {
    struct point origin; /* on the page: the top left corner of row 0, column 0 */
    struct point column; /* from one column to the next */
    struct point row;    /* from one row to the next */
};

/* Cells of a plane; fractions of a cell are places between. */
struct area {
    double row, column, rows, columns;
};

/* Where a map's name stands. */
enum label_side { SIDE_ABOVE, SIDE_LEFT, SIDE_BELOW };

/* Where the arrows of stride and the like stand beside a map: nowhere; at its left and above it; at
 * its left and below, where other maps are above. */
enum dimension_side { DIMENSIONS_NONE, DIMENSIONS_ABOVE, DIMENSIONS_BELOW };

/* What patterns of cells mean. */
enum legend_entry {
    LEGEND_PADDING = 1 << 0,
    LEGEND_IGNORED = 1 << 1,  /* padding that a pool leaves out */
    LEGEND_REPEATED = 1 << 2, /* padding that repeats units */
    LEGEND_STRETCH = 1 << 3,
    LEGEND_EXTRA = 1 << 4,
    LEGEND_UNCOVERED = 1 << 5
};

/* Where a map stands on the page: words and call-outs look for it. */
struct map_place {
    enum map_role role;
    int channel;          /* -1: the only one */
    struct plane plane;   /* cell 0, 0 is the first unit, */
    double pitch[2];      /* so many rows and columns from one to the next */
    size_t rows, columns; /* units; of a 1-D map one row */
    struct area outline;  /* in cells of the plane: what the map's name stands beside */
    enum label_side side; /* where its name stands; ignored by oblique maps */
    enum dimension_side dimensions;
    double taken_left_pt, taken_above_pt, taken_below_pt; /* what already stands beside it */
    const char *name; /* its own; NULL: its role's, with its size */
};

enum { MOST_PLACES = 64 };

/* A list being drawn, and the path being traced for its next item. */
struct pen {
    struct arena *arena;       /* borrowed: everything drawn stands in it */
    struct display_list *list; /* borrowed */
    const struct theme *theme; /* borrowed */
    unsigned char *verbs;      /* of the path so far */
    struct point *points;
    size_t verb_count, point_count, verb_room, point_room;
    const struct moment_part *part; /* borrowed: the moment */
    struct map_place *places;       /* in the arena, MOST_PLACES of them; NULL: nobody asks */
    size_t place_count;
    unsigned legend;      /* enum legend_entry: what was drawn, */
    bool is_under_digits; /* its patterns as they are under digits */
};

extern const struct color color_none;   /* no fill */
extern const struct stroke stroke_none; /* no stroke */

/* Key of a thing that a view has once. */
struct item_key key_once(const char *part);
struct item_key key_cell(const char *part, int64_t row, int64_t column);

/* Whether the moment asks for an output unit, by its number in reading order: its digits are a
 * question mark then. */
bool pen_asks(const struct pen *pen, size_t unit);
extern const char *const pen_question;

/* Strokes in a theme's colour. */
struct stroke pen_solid(const struct pen *pen, enum theme_color color, double width);
struct stroke pen_dashed(const struct pen *pen, enum theme_color color);

/* Tells where a map is; beyond MOST_PLACES it has no name. */
void pen_place_map(struct pen *pen, const struct map_place *place);

/* Tells that cells of such a side are on the page. */
void pen_tell_cell(struct pen *pen, double side_pt);

/* Tracing; nothing is drawn before pen_paint. */
void pen_move_to(struct pen *pen, struct point to);
void pen_line_to(struct pen *pen, struct point to);
void pen_curve_to(struct pen *pen, struct point first, struct point second, struct point to);
void pen_close(struct pen *pen);
void pen_circle(struct pen *pen, struct point middle, double radius);
/* Adds what was traced as one item, nothing where nothing was; with a patterned fill as three, the
 * fill, its lines and the stroke. */
void pen_paint(struct pen *pen, struct item_key key, struct color fill, struct stroke stroke);

/* Gives a channel to the keys of all items from the first on. */
void pen_set_channel(struct pen *pen, size_t first, size_t channel);
/* Items between these two are shifted together. */
void pen_begin_group(struct pen *pen, struct item_key key, struct point shift);
void pen_end_group(struct pen *pen, struct item_key key);
/* The same, as translucent as a whole as opacity says. */
void pen_begin_veil(struct pen *pen, struct item_key key, double opacity);
/* Moves the items from the first on to the list's beginning, which a painter can keep as a picture:
 * for what never changes and lies on nothing else. */
void pen_lead(struct pen *pen, size_t first);
/* Adds a copy of an item that was drawn elsewhere in the same arena. */
void pen_add_item(struct pen *pen, const struct item *item);

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

struct color color_mix(struct color from, struct color to, double share);

#endif
