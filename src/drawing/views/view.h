/* SPDX-License-Identifier: MIT */
/* What every view is: a name, what it can show, which maps it puts in which boxes. A new view is
 * one file with one of these and a row in views.c. What a view leaves out is done as for every map.
 */
#ifndef CONVREEL_DRAWING_VIEW_H
#define CONVREEL_DRAWING_VIEW_H

#include "drawing/words/words.h"

/* Steps that give outputs. */
#define ORDERS_OF_OUTPUTS (1u << ORDER_OUTPUT | 1u << ORDER_POSITION)

/* What a layer must have so that a view can show it. */
enum need {
    NEEDS_TWO_AXES = 1 << 0,
    NEEDS_SIGNAL = 1 << 1, /* one axis, over which one kernel slides */
    NEEDS_WEIGHTS = 1 << 2,
    NEEDS_ONE_KERNEL = 1 << 3,   /* not other weights at each place */
    NEEDS_REAL_NUMBERS = 1 << 4, /* no quantization */
    NEEDS_ONE_CHANNEL = 1 << 5,  /* in and out; the columns of an Unfold are one */
    NEEDS_ZEROS = 1 << 6,        /* as padding, */
    NEEDS_ZEROS_OR_RING = 1 << 7 /* or a ring that the kernel goes round once at most */
};

struct view {
    const char *name;
    unsigned needs; /* of enum need */
    /* What else in this layer it cannot show ("3 channels in"), in the arena; NULL: it can. No
     * function: nothing else. */
    const char *(*obstacle)(const struct simulation *simulation, struct arena *arena);
    /* Adds what stands where, as drawing_tell_view. NULL: each map by itself. */
    void (*tell)(const struct simulation *simulation, struct buffer *out);
    bool has_sum;          /* a step's sum may stand below it */
    bool lays;             /* its kernel can be seen on its way onto the input */
    bool lifts;            /* its maps can be seen without a window */
    bool builds_up;        /* its maps can be built up before the first step */
    bool adds_channels;    /* that sum is of what each input channel adds */
    bool keeps_names;      /* names and sizes are half of what it tells: they stay on any page */
    bool takes_branches;   /* shows networks whose layers read others than the one before */
    bool takes_columns;    /* shows a layer whose input is a matrix of columns */
    bool stands_on_input;  /* it is the first map: inputs of panels stand on one line */
    bool reads_no_numbers; /* it draws sizes alone */
    bool is_still;         /* steps draw nothing */
    bool takes_stacks;     /* shows several layers */
    bool has_no_digits;    /* its cells are empty, whatever show.values says */
    unsigned orders;       /* 1 << enum order for each that it can follow; 0: output alone */
    unsigned tells_sums;   /* the same of those in which it can show how sums come about */
    /* What does not depend on the page, once a shot: in the arena, as the subject's state. NULL:
     * nothing. */
    void *(*prepare)(const struct subject *subject, struct arena *arena);
    /* How many arrangements lay_out knows; panel->arrangement says which it is to make. 0: one. */
    int arrangements;
    /* How many of them differ for what it prepared; NULL: all. */
    int (*arrangements_of)(const void *state);
    /* Whether it is the first one wherever its digits can be read; NULL: never. */
    bool (*first_tells_most)(const struct simulation *simulation);
    void (*lay_out)(struct panel *panel);
    /* Once maps have their planes and texts; NULL: nothing more is needed. */
    void (*settle)(struct panel *panel);
    /* What never changes; NULL: the maps and signs. */
    void (*draw_rest)(const struct panel *panel, struct pen *pen);
    /* What a moment lights, NULL: on the maps; or what it is, for views that light other things. */
    void (*draw_step)(const struct panel *panel, const struct lights *lights, struct pen *pen);
    void (*draw_moment)(const struct panel *panel, const struct moment_part *part, struct pen *pen);
    /* A moment at which maps are built up: these, and what rests in no list of draw_rest. NULL: the
     * input's and the kernel's maps. */
    void (*draw_built)(const struct panel *panel, const struct moment_part *part, struct pen *pen);
};

extern const struct view view_card;
extern const struct view view_image; /* of shots, in no table, */
extern const struct view view_alone; /* and of scenes without a layer */
extern const struct view view_stacked;
extern const struct view view_flat;
extern const struct view view_volume;
extern const struct view view_scatter;
extern const struct view view_line;
extern const struct view view_stack;
extern const struct view view_transpose;
extern const struct view view_heat;
extern const struct view view_channels;
extern const struct view view_kernel;
extern const struct view view_positions;
extern const struct view view_subsampling;
extern const struct view view_matrix;
extern const struct view view_im2col;
extern const struct view view_products;
extern const struct view view_cache;
extern const struct view view_fold;
extern const struct view view_network;

/* The view that shows a scene's layer: the one that it names, else the best; NULL and an error
 * where there is none. */
const struct view *view_choose(const struct scene *scene, const struct simulation *simulation,
                               struct report *report);

/* Why a view cannot show a layer; NULL: it can. */
const char *view_obstacle(const struct view *view, const struct simulation *simulation,
                          struct arena *arena);

#endif
