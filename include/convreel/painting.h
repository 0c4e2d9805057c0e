/* SPDX-License-Identifier: MIT */
/*
 * painting: display list -> pixels or pages. The one stage that knows Cairo and fonts.
 */
#ifndef CONVREEL_PAINTING_H
#define CONVREEL_PAINTING_H

#include "convreel/base.h"
#include "convreel/drawing.h"

enum { STRIP_ROWS = 8, MOST_ROWS = 32768, STRIP_TILES = 64 };

/* Tiles of a picture: STRIP_ROWS rows high and so many pixels wide that a strip of rows has at most
 * STRIP_TILES. */
struct tile_set {
    size_t columns;                          /* pixels, an even number */
    uint64_t strips[MOST_ROWS / STRIP_ROWS]; /* a bit for each tile, the leftmost is 1 */
};

/* Whether a tile of the rows from first up to, not with, the end is in it. */
bool tile_set_has_rows(const struct tile_set *set, size_t first, size_t end);
/* The next pixels of a row that are in it: from *from on at the call, from there up to, not with,
 * *end afterwards. Returns whether there are any. */
bool tile_set_next(const struct tile_set *set, size_t row, size_t width, size_t *from, size_t *end);

/* Pixels as Cairo keeps them: 32 bits, native order, alpha on top, premultiplied. */
struct raster {
    size_t width, height;
    size_t stride; /* pixels from one row to the next */
    const uint32_t *pixels;
    uint64_t number; /* no other raster of this run has it */
    uint64_t base; /* the raster that has the same pixels but for the tiles of `changed`; 0: none */
    struct tile_set changed;
};

/* Where a list goes on its surface. */
struct canvas {
    size_t width, height;    /* pixels */
    double scale;            /* pixels for each point */
    double x, y;             /* pixels: where the page's top left goes */
    struct point page;       /* its exact size, pixels, for pages; 0: the list's own, or as above */
    struct color background; /* alpha 0: transparent */
};

/* Whether a list is painted alike on both. */
bool canvas_is_same(const struct canvas *a, const struct canvas *b);

/* Keeps fonts and the last surface. Not to be shared between threads: one painter each. But its
 * ruler and painter_check may be used by several threads while none does anything else with it. */
struct painter;

/* Adds a line for each library of this stage, "cairo: 1.16.0". */
void painting_put_libraries(struct buffer *out);

struct painter *painter_create(void);
void painter_destroy(struct painter *painter);
/* What language the words are in, "de"; before the first is measured. English otherwise. */
void painter_set_language(struct painter *painter, const char *language);
const struct text_ruler *painter_ruler(struct painter *painter);
/* Whether a font family is installed; of several, with commas, at least one. Words in a family that
 * is not are drawn in another. Family names of style sheets such as sans-serif are not families. */
bool painter_has_family(struct painter *painter, const char *families);
/* The family that a text item's first words are drawn in; in the arena. */
const char *painter_family_of(struct painter *painter, const struct item *text,
                              struct arena *arena);
/* Whether all words that were measured, outlined or painted so far are whole. They are not where no
 * font is installed or a library could not get memory: then error says so (STATUS_FILE). Painting
 * fails by itself for that reason. */
bool painter_check(struct painter *painter, struct error *error);

/*
 * Paints the whole canvas. The raster belongs to the painter and holds until its next call.
 * What the list shares with the last one on an equal canvas is not painted again where nothing
 * else lies around it; the pixels are the same either way. Text is filled as outlines: what moves
 * at sub-pixel places, so that it neither jitters nor changes weight; the rest from a whole pixel
 * on.
 */
bool painter_paint(struct painter *painter, const struct display_list *list,
                   const struct canvas *canvas, struct raster *out, struct error *error);

/* The room that a list's ink takes up, in pixels of so many a point from the list's top left; all
 * 0: it has none. as_pixels: words stand where painter_paint puts them, else where a PDF has them.
 */
struct ink {
    double left, top, right, bottom;
};
void ink_unite(struct ink *ink, struct ink other);
struct ink painter_ink(struct painter *painter, const struct display_list *list, double scale,
                       bool as_pixels);

/* The outline of a text item, placed, in points, in the arena: for SVG without fonts. */
void painter_outline(struct painter *painter, const struct item *text, struct arena *arena,
                     struct path *out);

/* ---- fonts that a file brings along ---- */

/* A font of its own file, cut down to some characters. */
struct font_subset {
    const char *family; /* that words ask for; the font may stand in for it */
    bool is_bold, is_italic;
    const uint32_t *characters; /* in order */
    size_t character_count;
    const unsigned char *bytes; /* OpenType */
    size_t length;
};

struct font_subsets;

/* painter: borrowed; it lays the words out. */
struct font_subsets *font_subsets_create(struct painter *painter);
/* Of a text item. */
void font_subsets_add(struct font_subsets *subsets, const struct item *text);
/* All fonts of the words so far, in the order in which they were met; out holds until the next
 * call. Fails where a font cannot be read or cut (STATUS_FILE). */
bool font_subsets_make(struct font_subsets *subsets, const struct font_subset **out, size_t *count,
                       struct error *error);
void font_subsets_destroy(struct font_subsets *subsets); /* NULL: nothing */

/* ---- PDF ---- */

struct document;

struct document_sink {
    bool (*write)(void *context, const void *bytes, size_t length);
    void *context;
};

/* Pages with text as text in embedded subset fonts and reproducible metadata. */
struct document *document_create(struct painter *painter, struct document_sink sink,
                                 const char *title, const char *subject);
/* width_pt x height_pt is the page; the list is scaled and shifted as canvas says, its pixels
 * read as points and its background painted unless transparent. */
bool document_add_page(struct document *document, const struct display_list *list, double width_pt,
                       double height_pt, const struct canvas *canvas, struct error *error);
/* Writes the end and destroys it, also on failure. */
bool document_finish(struct document *document, struct error *error);
void document_abort(struct document *document); /* NULL: nothing */

#endif
