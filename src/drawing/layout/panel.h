/* SPDX-License-Identifier: MIT */
/*
 * A panel: one scene of a page, as its view has arranged it. The view adds maps and signs to the
 * layout; words ask for their boxes beside them; once the layout is solved, everything has its
 * place and is drawn there: what never changes once, the rest for each moment.
 */
#ifndef CONVREEL_DRAWING_PANEL_H
#define CONVREEL_DRAWING_PANEL_H

#include "drawing/layout/layout.h"
#include "drawing/map/draw.h"

enum { MOST_SIGNS = 64 };

/* Where the arrows of padding, stride and dilation stand beside a map: at its left and above it, or
 * at its left and below it, where other maps are above. */
enum dimension_side { DIMENSIONS_NONE, DIMENSIONS_ABOVE, DIMENSIONS_BELOW };

/* Whether a map is one of several that lie one behind the other. */
enum deck_place { DECK_NONE, DECK_FRONT, DECK_BEHIND };

/* A map in its box. */
struct placed {
    struct map map;
    box_id box;
    bool is_slice;     /* its name tells which, in every theme */
    int unit_depth;    /* of a slice: the depth of its units; -2: it has none */
    double room_above; /* cells that its own name may take up; 0: what it needs */
    box_id group;      /* all maps of its role, that the role's name is of; NO_BOX: its own box */
    bool has_name;     /* its role's, or its own: */
    box_id named;      /* what its name stands beside; NO_BOX: it has none; */
    int attached;      /* where the layout keeps the name's room there */
    const char *name;
    const char *letter,
        *raised;         /* a symbol for it, behind the name, and what is raised behind that */
    const char *size;    /* its own; NULL: its tensor's */
    bool counts_filters; /* it is one of several, which the view tells in each step */
    bool tells_filters;  /* it is all filters: its name says how many */
    enum side name_side; /* above unless the view says otherwise */
    enum dimension_side dimensions;
    bool is_above_more; /* another map of the same columns begins where it ends */
    enum deck_place deck;
    bool is_hidden; /* words and call-outs look for it, but nothing of it is drawn for it */
};

enum sign { SIGN_TIMES, SIGN_CONVOLVES, SIGN_EQUALS, SIGN_ARROW, SIGN_PLUS, SIGN_TO };

/* A sign between a box and the one before it. */
struct placed_sign {
    enum sign sign;
    box_id box;
    const char *scope; /* of its key: several of a kind; NULL: the only one */
};

struct panel;

struct panel {
    struct subject subject;
    double cell_pt;                        /* side of the smallest cell that the view itself draws;
                                            * 0: only maps have cells */
    double expected_cell;                  /* about as large as common cells will be, points */
    const struct sum_numbers *sum_numbers; /* of the sums below it; NULL: it has none */
    struct arena *arena;                   /* borrowed: of what is made once */
    struct layout *layout;                 /* borrowed: the page's */
    int arrangement;                       /* of those that the view offers */
    bool has_joined_names[MAP_ROLES];      /* all channels' names stand at the first map */
    bool has_short_names;                  /* sizes stand below the names */
    bool has_notes;                        /* or a page that is laid out like this one has */
    unsigned legend;                       /* marks that the view itself draws, as bits */
    bool tells_layers;                     /* the view itself writes what each layer is, */
    bool tells_steps;                      /* and draws the products of a sum on their way */
    struct placed *maps;
    size_t map_count, map_room;
    struct placed_sign signs[MOST_SIGNS];
    size_t sign_count;
    box_id divisor;         /* room for 1 over it before the kernel; NO_BOX: none */
    box_id curve;           /* of an elementwise function, between its maps */
    box_id drawing;         /* all that the view has laid out */
    double room;            /* points that the page has for it across; 0: as it likes */
    double header_room;     /* points that its words may be wide */
    struct texts factors;   /* of the kernel, in the window's cells: in their corners, */
    bool has_weights_below; /* or below what the window reads, in place of a map of the kernel */
    const struct dimensions *asked_dimensions; /* the arrows beside its input; NULL: none */
    const struct ruler *asked_ruler;           /* below its input; NULL: none */
    const struct sum *asked_sum;               /* the texts of its sums; NULL: none are shown */
    const struct moment_part *part; /* of a page that is laid out for each step; else NULL */
};

/* ---- what a view lays out ---- */

/* Adds a map, upright or oblique; a pointer that holds until the next is added. */
struct placed *panel_map(struct panel *panel, const struct map *map);
struct placed *panel_oblique_map(struct panel *panel, const struct map *map);
/* An upright map whose columns are `pitch` cells apart. */
struct placed *panel_spread_map(struct panel *panel, const struct map *map, double pitch);
/* An upright map of other cells: so many common ones large. */
struct placed *panel_scaled_map(struct panel *panel, const struct map *map, double scale);
/* A map of a volume at a depth, which is its name. */
struct placed *panel_slice(struct panel *panel, const struct map *map, int depth);
/* Room that the view itself draws a map in: it has a name as a map has. */
struct placed *panel_room(struct panel *panel, enum map_role role, struct size size);
/* A matrix in a room of a size, named as the view says. */
struct placed *panel_matrix(struct panel *panel, const struct map *map, struct size size);
/* A sign between the last box and the one before it. */
void panel_sign(struct panel *panel, enum sign sign, box_id box);
/* Adds room for 1 over the weights' common divisor, where there is one; true then. */
bool panel_divisor(struct panel *panel);
/* The gap between maps that a sign stands in. */
extern const struct length panel_sign_gap;

/* ---- once the layout is solved ---- */

/* Of the weights where the kernel has no map of its own: whole ones where the sum divides them. */
enum text_kind panel_weights(const struct panel *panel);
/* Gives maps their planes and their texts. */
void panel_settle(struct panel *panel);
void panel_draw_rest(const struct panel *panel, struct pen *pen);
void panel_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen);
void panel_draw_signs(const struct panel *panel, struct pen *pen);

/* Adds a straight line to the pen's path, which passes below the names of maps, the signs between
 * them and the texts of cells, which are drawn later. texts: NULL: none. */
void panel_trace_line(const struct panel *panel, const struct display_list *texts,
                      struct point from, struct point to, struct pen *pen);
/* Such a line from each corner of an area to that of another one. */
void panel_trace_links(const struct panel *panel, const struct display_list *texts,
                       const struct point from[4], const struct point to[4], struct pen *pen);

/* A place so far from a side of a map on a plane, at so many cells along the side. */
struct point panel_beside(const struct map *map, const struct plane *plane, enum side side,
                          double at, double distance);
/* The first map of a role and a channel, with its cells; NULL: none. */
const struct placed *panel_find(const struct panel *panel, enum map_role role, int channel);

#endif
