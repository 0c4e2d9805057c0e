/* SPDX-License-Identifier: MIT */
/* A 3-D layer of one channel as view volume shows it: oblique cuboids above, slices below. */
#ifndef CONVREEL_DRAWING_VOLUME_H
#define CONVREEL_DRAWING_VOLUME_H

#include "drawing/views/solid.h"

/* Upright maps of a volume, one for each depth, in lines from left to right. */
struct slices {
    struct point origin; /* of the block, its words among it: top left, on the page */
    double cell;
    int64_t count;                  /* 0: not drawn */
    double rows, columns;           /* cells of each */
    double room_rows, room_columns; /* cells that each has room for: a window may hang over */
    double inset;                   /* of a map in its room */
    int64_t per_line;
    double words; /* height of the line of words above each, in cells */
    double pitch; /* from one line to the next, in cells */
};

/* A map's values as texts in one font; no texts: the scene has no values. */
struct map_digits {
    const char *const *texts;
    struct font font;
};

struct volume {
    const struct simulation *simulation; /* borrowed */
    const struct theme *theme;           /* borrowed */
    const struct text_ruler *ruler;      /* borrowed */
    bool has_words; /* which slice is which; false where the scene wants no names */
    size_t step;
    struct cuboid padded;  /* the input's plane */
    struct cuboid reach;   /* the same and all places of the window: ceil_mode's hangs over */
    struct cuboid outputs; /* the output's */
    struct cuboid window;  /* where the window is, between places while it moves */
    struct cuboid now;     /* the current output cell, likewise */
    int64_t taps[MAX_AXES], apart[MAX_AXES]; /* of the window, and from one to the next */
    size_t tap_count;
    double *lit;  /* of each tap of the window, 0..1: whether it is a term of the step */
    double *unit; /* likewise: whether it reads a unit of the input */
    bool marks_chosen;
    double *chosen;                     /* likewise: whether it is the one that a max pool takes */
    struct solid input, kernel, output; /* on the page */
    struct slices input_slices, kernel_slices, output_slices;
    struct point times[2], equals[2]; /* where the signs are: of the cuboids, of the slices */
    bool has_kernel_slices;
    struct map_digits input_digits, kernel_digits, output_digits;
};

/* Everything that follows from the moment, its numbers in the pen's arena. */
void volume_read(struct volume *volume, const struct drawing *drawing,
                 const struct moment_part *part, struct pen *pen);
/* Places everything on the page and sets its size. */
void volume_lay_out(struct volume *volume, struct pen *pen);

double slices_width(const struct slices *slices);
double slices_height(const struct slices *slices);
struct plane slices_plane(const struct slices *slices, int64_t depth);

/* The middle of a cell of a slice, given by its key: depth, row, column. */
struct point slices_middle(const struct slices *slices, struct item_key key);
struct item_key slices_key(const char *part, int64_t depth, int64_t row, int64_t column);

/* The input's depth that stands at a depth of its plane; -1: zeros or repetitions. */
int64_t volume_unit_depth(const struct volume *volume, int64_t depth);
void volume_read_digits(struct volume *volume, struct pen *pen);
/* Writes what stands at a cell of the input's slices. */
void volume_write_cell(const struct volume *volume, struct pen *pen, struct item_key key,
                       struct color ink);

/* What stays: cells, digits and words of the slices; then what the step changes. */
void slices_draw_resting(const struct volume *volume, struct pen *pen);
void slices_draw_step(const struct volume *volume, struct pen *pen);

/* The fill of what a pool takes. */
struct color volume_taken(const struct volume *volume);

#endif
