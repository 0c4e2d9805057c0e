/* SPDX-License-Identifier: MIT */
/* Upright maps of one input and one output channel at a time, with digits or symbols in their
 * cells: what view flat and the rows of view channels have in common. */
#ifndef CONVREEL_DRAWING_UPRIGHT_H
#define CONVREEL_DRAWING_UPRIGHT_H

#include "drawing/cell_text.h"
#include "drawing/maps.h"

/* The cells' texts of a tensor, alike over all its channels. */
struct map_texts {
    const struct cell_text *texts;
    size_t count; /* of one channel, or of one slice of the kernel */
    struct font font;
};

struct upright {
    struct maps maps;
    const struct text_ruler *ruler; /* borrowed */
    const struct scene_show *show;  /* borrowed */
    bool has_texts;                 /* in the cells */
    size_t in_channel, out_channel; /* which of the layer's are drawn */
    struct map_texts inputs, weights, outputs;
};

/* Reads the moment; the channels are 0 and 0. */
void upright_read(struct upright *upright, const struct drawing *drawing,
                  const struct moment_part *part, struct arena *arena);
/* A plane of square cells whose first stands at row and column, in cells. */
struct plane upright_plane(const struct upright *upright, double row, double column);
/* The kernel as an area of cells; no columns where there is none. */
struct area upright_kernel(const struct upright *upright);
/* Whether the weights are whole numbers over a common divisor, which then stands before them. */
bool upright_has_divisor(const struct upright *upright);
struct lettering upright_lettering(const struct upright *upright, enum theme_font font,
                                   enum theme_color color);

/* The input's cells and all that never changes in them; then, over the window, what is read. */
void upright_draw_input(const struct upright *upright, struct pen *pen);
void upright_draw_window(const struct upright *upright, struct pen *pen);
/* The kernel's cells on maps.kernel. */
void upright_draw_kernel(const struct upright *upright, struct pen *pen);
/* Tells the pen where the kernel is: its own cells, though it lies turned. */
void upright_place_kernel(const struct upright *upright, int channel, struct pen *pen);
/* 1 over the divisor, centred in a box of width cells on maps.input. */
void upright_draw_divisor(const struct upright *upright, struct pen *pen, struct point at);
/* Outputs that are computed, the current one strong. */
void upright_draw_output_digits(const struct upright *upright, struct pen *pen);
/* A sign between maps: part is its key. */
void upright_draw_sign(const struct upright *upright, struct pen *pen, const char *part,
                       const char *sign, struct point at);

#endif
