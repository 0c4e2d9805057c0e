/* SPDX-License-Identifier: MIT */
/* A page on its way to the arrangement with the largest cells. */
#ifndef CONVREEL_DRAWING_FIT_H
#define CONVREEL_DRAWING_FIT_H

#include "drawing/prepare.h"

/* A page being chosen. */
struct fitting {
    struct drawing *drawing;
    struct settings settings;
    double unit;      /* pixels, of what is a pixel where the shorter side has 1080 */
    double words;     /* the size of words there */
    double cell;      /* pixels; 0: nothing fits */
    double most_cell; /* points: as in other shots */
    int arrangements; /* of each view, that are tried */
};

/* The largest cell of all arrangements, in pixels; sets which. */
void fit_arrange(struct fitting *fitting);
/* The cell of the arrangement that it has, in points. */
double fit_measure(const struct fitting *fitting);
/* fit_shots.c: shots one after the other with the same maps are arranged alike, and have words of
 * one height around them, so that the maps stay where they are; unless they would be much smaller
 * for it. fittings: of the shots of a film, one after the other. */
void fit_keep_maps(struct fitting *fittings, size_t count);

#endif
