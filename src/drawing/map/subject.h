/* SPDX-License-Identifier: MIT */
/* What a drawing is of: one scene's numbers, and how they look, as fitted to the page. */
#ifndef CONVREEL_DRAWING_SUBJECT_H
#define CONVREEL_DRAWING_SUBJECT_H

#include "drawing/list/pen.h"

/* Where digits and grids end: below so many pixels. */
enum { LEAST_DIGIT_PX = 8, LEAST_DIGIT_PT = 3, LEAST_CELL_PX = 4 }; /* pt: on paper */

struct phrases; /* a layer and those below it in words */

/* The layers of all panels of a page, borrowed, and in words; own: which is a subject's. */
struct layers {
    const struct simulation *const *of;
    const struct phrases *const *told;
    size_t count, own;
};

struct subject {
    const struct scene *scene;           /* borrowed, as all pointers */
    const struct simulation *simulation; /* of a network the last layer's */
    bool stamps;                         /* steps are input units, which stamp into the output */
    struct layers layers;
    const char *sight; /* what a unit of a network sees, in words; NULL: it is not told */
    const struct text_ruler *ruler;
    struct looks looks;
    const char *scope;     /* of its items' keys: "panel0."; NULL: none */
    double px_per_pt;      /* of the canvas; of a drawing of its own size, those of the usual dpi */
    bool is_fitted;        /* to a canvas: its pixels are all that will be seen */
    double least_digit_pt; /* no digit is smaller; 0: of a drawing of its own size any */
    double largest_side;   /* units of the longest axis, of panels in all of them */
    void *state;           /* what the view has prepared, in the rest's arena; NULL: nothing */
};

/* The stroke that the window and the current cell have everywhere, points: no thinner than others.
 */
double subject_edge(const struct subject *subject);
/* Points of a share of a cell. */
double subject_cells(const struct subject *subject, double share);
struct lettering subject_lettering(const struct subject *subject, enum theme_font font,
                                   enum theme_color color);
/* Of signs between maps, no larger than a cell. */
struct lettering subject_sign_lettering(const struct subject *subject);
/* Whether cells hold digits or symbols. */
bool subject_has_texts(const struct subject *subject);
/* Whether digits of a font can be read; to a drawing of its own size one may come nearer. */
bool subject_is_legible(const struct subject *subject, const struct font *font);
/* Whether the kernel has a map of its own: the layer has one and the scene does not hide it. */
bool subject_shows_kernel(const struct subject *subject);
/* The scene's own names of what a map holds, if it has any. */
const struct map_names *subject_names(const struct subject *subject, enum map_role role);
/* "x" of the input, "w" of the kernel, "y" of the output, "dx" of the input's gradient. */
const char *subject_letter(const struct simulation *layer, enum map_role role);
/* Whether words are there: as the scene says, else as the theme does. */
bool subject_shows(const struct subject *subject, const struct given_flag *flag);
/* Whether slices and depths tell which they are: in every theme, unless the scene wants no names.
 */
bool subject_numbers_depths(const struct subject *subject);
/* What all weights of the layer were divided by before digits are drawn, 1 where that differs. */
double subject_divisor(const struct subject *subject);

#endif
