/* SPDX-License-Identifier: MIT */
/* A layer unrolled into matrices: what views matrix and im2col have in common. */
#ifndef CONVREEL_DRAWING_UNROLLED_H
#define CONVREEL_DRAWING_UNROLLED_H

#include "drawing/cell_text.h"
#include "drawing/plane.h"

struct unrolled {
    const struct simulation *simulation; /* borrowed */
    const struct theme *theme;           /* borrowed */
    const struct text_ruler *ruler;      /* borrowed */
    const struct scene_show *show;       /* borrowed */
    size_t done;                         /* steps whose outputs are there */
    size_t step;
    double progress; /* on the way to the next step */
    /* Of each tensor's cells in reading order: digits where the scene has values, symbols where it
     * has not. NULL: nothing is to be written. */
    const struct cell_text *texts[MAP_ROLES];
    const struct cell_text *bias; /* of the output's channels; NULL: nothing or no bias */
    bool by_position;             /* a step is a place of the output in all channels */
    double divide;                /* the weights' texts are of so many times the weights; 1 */
};

/* What neither view can show; NULL: nothing. */
const char *unrolled_obstacle(const struct simulation *simulation, struct arena *arena);
void unrolled_read(struct unrolled *unrolled, const struct drawing *drawing,
                   const struct moment_part *part, struct arena *arena);

/* Fonts for cells that are as wide as the theme's. */
struct font unrolled_fit_font(const struct unrolled *unrolled, const struct cell_text *texts,
                              size_t count);
void unrolled_fit_fonts(const struct unrolled *unrolled, struct font fonts[MAP_ROLES]);
extern const double unrolled_cell_height; /* of such cells, to their width */

/* How much a step is the current one: they share while one moves on to the next. */
double unrolled_share(const struct unrolled *unrolled, size_t step);
/* The same of an output unit, by its place in reading order. */
double unrolled_output_share(const struct unrolled *unrolled, size_t unit);
/* A place between the current step's and the next's. */
double unrolled_between(const struct unrolled *unrolled, double here, double next);
struct color color_fade(struct color color, double share);
/* A stroke in a theme's colour, faded. */
struct stroke unrolled_line(const struct unrolled *unrolled, enum theme_color color, double width,
                            double share);

/* Centres a cell's text on at, by what the eye takes for its middle. */
void unrolled_write(const struct unrolled *unrolled, struct pen *pen, struct item_key key,
                    const struct cell_text *text, struct point at,
                    const struct lettering *lettering);

/* A matrix's name with its sizes: "windows X  9 × 4". */
struct matrix_label {
    const char *part;     /* of the item's key */
    const char *words;    /* before the name; NULL: none */
    const char *name;     /* slanted */
    const char *raised;   /* a T beside it; NULL: none */
    size_t rows, columns; /* no columns: it is one column, and rows say enough */
    enum theme_color color;
};

double unrolled_label_width(const struct unrolled *unrolled, const struct matrix_label *label);
/* Above a thing whose top middle is at. */
void unrolled_draw_label(const struct unrolled *unrolled, struct pen *pen,
                         const struct matrix_label *label, struct point at);
/* The room that it takes above; 0: the scene has no labels. */
double unrolled_label_room(const struct unrolled *unrolled);
/* Between matrices: part is its key. */
void unrolled_draw_sign(const struct unrolled *unrolled, struct pen *pen, const char *part,
                        const char *sign, struct point at);
/* 1 over the divisor; nothing where it is 1. */
void unrolled_draw_divisor(const struct unrolled *unrolled, struct pen *pen, struct point at);

#endif
