/* SPDX-License-Identifier: MIT */
/* A page on its way to the arrangement with the largest cells. */
#ifndef CONVREEL_DRAWING_FIT_H
#define CONVREEL_DRAWING_FIT_H

#include "drawing/prepare.h"

/* A page being chosen. */
struct fitting {
    struct drawing *drawing;
    size_t shot; /* of the film, from 0 */
    struct settings settings;
    double unit;        /* pixels, of what is a pixel where the shorter side has 1080 */
    double words;       /* the size of words there, */
    double words_px;    /* as so many pixels were asked for */
    double cell;        /* pixels; 0: nothing fits */
    double least;       /* cell that is wished, else whatever it takes goes, */
    double legible;     /* else what tells less than the digits, where that makes them legible */
    int arrangements;   /* that the views have, of each */
    bool prefers_first; /* of them, where its digits can be read */
    bool keeps_names;   /* a view tells most by them */
};

/* The ruler stands where it takes no room from the maps, unless the scene asks for it. */
bool fit_is_ruler_asked(const struct drawing *drawing);

/* fit_told.c */
void fit_warn_of_lost_words(const struct fitting *fitting, struct report *report);

/* fit_shots.c: lays out the shots of a film, one after the other, each as it has been arranged, and
 * gives them their cells. Shots in a row with the same maps are arranged alike, with room for what
 * stands beside the maps of any of them, so that the maps stay where they are. A shot whose words
 * would make the others much smaller stands alone, which is told. */
void fit_keep_maps(struct fitting *fittings, size_t count, struct report *report);

#endif
