/* SPDX-License-Identifier: MIT */
/* Files that a scene names: where they may lie, and how their bytes become numbers. */
#ifndef CONVREEL_SCENE_FILE_H
#define CONVREEL_SCENE_FILE_H

#include "convreel/scene.h"

enum { MOST_VALUES = 16 << 20 }; /* of one tensor: 128 MiB of doubles */

/* A tensor's product of sizes, checked against MOST_VALUES. */
bool file_check_count(const struct tensor *tensor, struct error *error);

/* file_kinds.c */
bool file_starts_with(const struct buffer *bytes, const char *magic, size_t length);
bool file_ends_in(const char *text, const char *end); /* in any case */
/* "a JPEG picture", for a file of a kind that is known, but not read; NULL: it is none. */
const char *file_other_kind(const struct buffer *bytes);
/* What to do about a file that cannot be read; NULL: nothing known. */
const char *file_hint(const char *path, const struct buffer *bytes);

/* What a picture becomes. */
struct picture_options {
    size_t height, width; /* 0: the picture's own */
    size_t channels;      /* 1 or 3 */
    double low, high;     /* what black and white stand for */
};

/* A number of `width` bytes; kind as NumPy has it: 'b' bool, 'i', 'u' integers, 'f' floats. */
double file_number(char kind, size_t width, bool is_big_endian, const unsigned char *bytes);

/* Each fills out from a whole file's bytes, its numbers in arena; false: error says why, without
 * the file's name. */

/* NumPy's .npy, versions 1 to 3: booleans, integers and floats in both byte orders, either order of
 * the axes. */
bool npy_read(const struct buffer *bytes, struct arena *arena, struct tensor *out,
              struct error *error);
/* A line a row; fields by commas, semicolons or blanks, whichever the first row has; lines that
 * begin with # and empty ones say nothing. [rows][columns]. */
bool csv_read(const struct buffer *bytes, struct arena *arena, struct tensor *out,
              struct error *error);
/* Whether the first row is words: names of columns. */
bool csv_has_header(const struct buffer *bytes);
/* A PNG's samples as they are stored, over white: cropped round the centre to the shape asked for,
 * averaged over boxes of it. [channels][rows][columns], without channels when there is one. One
 * channel is the luma of Rec. 709. */
bool picture_read(const struct buffer *bytes, const struct picture_options *options,
                  struct arena *arena, struct tensor *out, struct error *error);

/* The same picture as pixels of 8 bits a sample. */
bool picture_pixels(const struct buffer *bytes, struct arena *arena, struct scene_image *out,
                    struct error *error);

#endif
