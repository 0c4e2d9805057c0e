/* SPDX-License-Identifier: MIT */
/* A layer as matrices: what views matrix and im2col share. */
#ifndef CONVREEL_DRAWING_UNROLLED_H
#define CONVREEL_DRAWING_UNROLLED_H

#include "drawing/views/view.h"

/* A cell's height, to its width; a matrix with more rows or columns has no texts. */
extern const double unrolled_cell_height;
enum { MOST_LEGIBLE = 36 };

/* The texts of an unrolled layer's cells. */
struct unrolled_texts {
    struct texts input, weights, output, bias;
};

/* The moment of an unrolled layer. */
struct unrolled_moment {
    const struct panel *panel;
    size_t step, done; /* done: steps whose outputs are there */
    double progress;
    bool is_question, is_by_position;
};

const char *unrolled_obstacle(const struct simulation *simulation, struct arena *arena);
void unrolled_read_texts(const struct panel *panel, struct unrolled_texts *texts);
void unrolled_read_moment(struct unrolled_moment *moment, const struct panel *panel,
                          const struct moment_part *part);
/* How much of the moment is a step's; how much an output unit is current. */
double unrolled_share(const struct unrolled_moment *moment, size_t step);
double unrolled_output_share(const struct unrolled_moment *moment, size_t unit);
bool unrolled_asks(const struct unrolled_moment *moment, size_t unit);

/* Small maps of all channels of a 1-D or 2-D layer, the output below the input or beside it, beside
 * something so many cells high; adds one box. */
box_id unrolled_add_maps(struct panel *panel, double height, bool is_wide);
/* Room for a matrix of cells or of less, with a symbol and its size as its name. */
struct placed *unrolled_add_matrix(struct panel *panel, enum map_role role, const char *part,
                                   size_t rows, size_t columns, struct size cell);
/* "9 × 4", or "9" of one column. */
const char *unrolled_size(const struct panel *panel, size_t rows, size_t columns);
/* The plane of such a matrix, once the layout is solved. */
struct plane unrolled_plane(const struct panel *panel, const struct placed *matrix);
/* What is lit of the small maps. */
void unrolled_draw_maps(const struct panel *panel, const struct moment_part *part, struct pen *pen);
/* Writes a text at a cell. */
void unrolled_write(const struct panel *panel, const struct plane *plane, struct item_key key,
                    const struct cell_text *text, const struct font *font, struct color color,
                    struct pen *pen);
struct color unrolled_faded(struct color color, double share);
struct stroke unrolled_line(const struct pen *pen, enum theme_color color, double width,
                            double share);

#endif
