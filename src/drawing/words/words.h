/* SPDX-License-Identifier: MIT */
/* Words beside a drawing: names of maps, call-outs, captions. */
#ifndef CONVREEL_DRAWING_WORDS_H
#define CONVREEL_DRAWING_WORDS_H

#include "drawing/plane.h"

/* A run of words and how it looks. */
struct words {
    const struct text_ruler *ruler; /* borrowed */
    struct lettering lettering;
};

double words_width(const struct words *words, const char *text);
/* As many of the words at text as fit the width, at least one (of Chinese a character), in the
 * arena; sets where the rest begins. */
const char *words_take_line(const struct words *words, struct arena *arena, const char *text,
                            double width, const char **rest);
/* Baseline to baseline, of several lines, per size of their font. */
extern const double words_line;

/* Moves everything that was drawn, and where the maps are. */
void words_shift(struct pen *pen, double x, double y);
/* Widens the page for a box: to the left and above by shifting what is there. */
void words_make_room(struct pen *pen, struct box box);
/* How wide lines of words may become on a page: at least so wide, per size of the words. */
double words_room(const struct drawing *drawing, double page_width, double least);
/* Makes the page at least so wide, with what was drawn in its middle. */
void words_widen(struct pen *pen, double width);

/* Whether the scene has something around the maps: as it says, else as its theme does. */
bool words_shown(const struct drawing *drawing, const struct given_flag *flag);

/* Adds the numbers of the maps' rows and columns. Before what stands further out. */
void indices_draw(const struct drawing *drawing, struct pen *pen);
/* Whether lists of names have one for each channel. */
bool labels_check(const struct drawing *drawing, struct report *report);
/* Adds names of the maps with their sizes, and makes room for them. */
void labels_draw(const struct drawing *drawing, struct pen *pen);
/* How far a name reaches from the corner of an oblique map; 0 where there are no names. */
double labels_reach(const struct drawing *drawing, enum map_role role, struct arena *arena);
/* Adds arrows that tell the padding, stride and dilation of the input maps that have them, and
 * makes room for them. After the labels. */
void dimensions_draw(const struct drawing *drawing, struct pen *pen);
/* Adds the current step's sum, and makes the room that any step's needs. */
void sum_draw(const struct drawing *drawing, const struct moment_part *part, struct pen *pen);
/* Adds what the patterns of the drawing's cells mean, below it. */
void legend_draw(const struct drawing *drawing, struct pen *pen);

/* Makes what room the credit needs beyond what is free: below everything else. */
void credit_make_room(const struct drawing *drawing, struct pen *pen);
/* Adds it in the page's lower right corner, once the page has its size. */
void credit_draw(const struct drawing *drawing, struct pen *pen);

/* The title block: what stands above the drawing at its left margin. */
enum header_part {
    HEADER_TITLE = 1,
    HEADER_LAYER = 2 /* the layer in words, and its formula */
};

/* Of the parts that the scene shows on a page so wide, what is free below them included. */
double header_height(const struct drawing *drawing, unsigned parts, double page_width,
                     struct arena *arena);
/* Makes the page wide enough for them. */
void header_widen(const struct drawing *drawing, unsigned parts, struct pen *pen);
/* Adds them, and makes room for them, so high; the page is wide enough. */
void header_draw(const struct drawing *drawing, unsigned parts, double height, struct pen *pen);

/* Warns of characters in the scene's own words that no font has. */
void glyphs_check(const struct drawing *drawing, struct report *report);
/* Adds the scene's notes that are there at a step, and makes room for all of them. */
void notes_draw(const struct drawing *drawing, size_t step, struct pen *pen);
/* Whether the cells of the scene's notes are there. */
bool notes_check(const struct drawing *drawing, struct report *report);

#endif
