/* SPDX-License-Identifier: MIT */
/*
 * drawing: moment -> display list. What is on the page, in points, y down, origin at the page's
 * top left. Pure: no Cairo, no fonts; text is measured through a struct text_ruler.
 */
#ifndef CONVREEL_DRAWING_H
#define CONVREEL_DRAWING_H

#include "convreel/base.h"
#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "convreel/timeline.h"

/* ---- the display list ---- */

enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };
/* How many points a verb takes. */
extern const size_t path_verb_points[];

struct path {
    size_t verb_count, point_count;
    const unsigned char *verbs; /* enum path_verb */
    const struct point *points;
};

enum line_cap { CAP_BUTT, CAP_ROUND };
enum line_join { JOIN_MITER, JOIN_ROUND }; /* mitre limit 10 */

struct stroke {
    struct color color;
    double width;             /* points; 0: no stroke */
    double dash_on, dash_off; /* points; 0: solid; phase 0 at every PATH_MOVE */
    enum line_cap cap;
    enum line_join join;
};

enum text_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* Stable over the film: the same thing has the same key in every picture. No two items of a list
 * share one. */
struct item_key {
    const char *part;         /* what it is: "input.units" */
    int channel, row, column; /* -1: not of a cell */
    const char *scope;        /* which panel's or cell's of a sheet: "panel0"; NULL: the only one */
};

/* Pixels in a rectangle of the page, sharp where they are large. */
struct image {
    size_t width, height;
    const unsigned char *pixels; /* red, green, blue, alpha of each, straight; row by row */
    struct rectangle at;
};

enum item_kind { ITEM_PATH, ITEM_TEXT, ITEM_IMAGE, ITEM_GROUP_BEGIN, ITEM_GROUP_END };

struct item {
    enum item_kind kind;
    struct item_key key;
    union {
        struct {
            struct path path;
            struct color fill; /* alpha 0: none; filled first, then stroked */
            struct stroke stroke;
            bool is_lasting; /* many pictures have it over what changes */
        } path;
        struct {
            const char *string; /* UTF-8, one line */
            struct font font;
            struct color color;
            struct point at; /* on the baseline */
            enum text_anchor anchor;
            bool is_moving; /* glides in some picture; what is not may stand on whole pixels */
        } text;
        struct image image;
        struct {
            struct point shift; /* applied after the scale */
            double scale;
            double opacity; /* of the group as a whole */
        } group;
    } of;
};

struct display_list {
    double width_pt, height_pt; /* the page */
    double cell_pt;             /* side of the smallest cell on it; 0: no map */
    size_t count, capacity;
    struct item *items; /* all in the arena that was given to drawing_draw */
};

bool item_key_is_same(const struct item_key *a, const struct item_key *b);
/* All fields alike, by content. */
bool item_is_same(const struct item *a, const struct item *b);
/* How many items at the start of both lists are the same. */
size_t display_list_common(const struct display_list *a, const struct display_list *b);
/* A deep copy into arena. */
void display_list_copy(const struct display_list *list, struct arena *arena,
                       struct display_list *out);

/* ---- words are measured by whoever has fonts ---- */

struct text_extents {
    double width, ascent, descent; /* points */
};

/* What of a text no font has: how many characters, and the first one's byte. */
struct text_gaps {
    size_t count, first;
};

struct text_ruler {
    struct text_extents (*measure)(void *context, const struct font *font, const char *string);
    /* Of one line. NULL: every font has everything. */
    struct text_gaps (*find_gaps)(void *context, const struct font *font, const char *string);
    void *context;
};

/* ---- drawing a moment ---- */

/* How a scene looks, as fitted to its page; drawing reads looks from nowhere else. */
struct looks {
    struct theme theme;
    struct scene_show show;
    const struct catalogue *language; /* borrowed */
};

/* A scene whose views have agreed to show it, laid out once. */
struct drawing {
    const struct scene *scene;      /* borrowed */
    const struct scene *film;       /* borrowed: what its film's shots share; NULL: no film */
    char scope[24];                 /* of its items' keys in a film: "shot2"; else empty */
    const struct text_ruler *ruler; /* borrowed */
    size_t panel_count;             /* 1 without panels */
    struct drawing_panel *panels;   /* owned: what each shows, and its view */
    struct prepared *prepared;      /* owned: the page; NULL: not laid out yet, or of theme guide,
                                     * which lays out each picture */
    double width_px, height_px;     /* the canvas; 0: the drawing's own size. Of paper, points */
    bool is_paper, follows_height;  /* the page is as high as what is on it */
    double words_pt;                /* size of words on the page */
    double px_per_pt;               /* pixels a point */
};

/* The family of formulas, in all themes. */
extern const char drawing_formula_family[];
/* The names of views; NULL behind the last. */
const char *drawing_view_at(size_t n);
/* Adds what stands where in the picture of a layer, a sentence or two and a newline; nothing where
 * its scene names no view, or one that shows only maps. */
void drawing_tell_view(const struct simulation *simulation, struct buffer *out);

/* How many cells the maps of some layers have together. */
double drawing_cell_count(const struct simulation *const *simulations, size_t count);
/* Whether the picture of a network shows numbers of its layers; these need not be there yet. */
bool drawing_shows_numbers(const struct scene *scene, const struct simulation *network);
/* Chooses each panel's view (the scene's, or the default for its layer) and asks it whether it can
 * show this layer; if not, the report gets why and which views can. simulations: one for each
 * panel. Warns of words that the ruler's fonts do not have. */
bool drawing_init(struct drawing *drawing, const struct scene *scene,
                  const struct simulation *const *simulations, const struct text_ruler *ruler,
                  struct report *report);
/* The same for each shot of a film: shots has room for them. */
bool drawing_init_film(struct drawing *shots, const struct film *film,
                       const struct text_ruler *ruler, struct report *report);
/* Lays out the page: on a canvas of so many pixels, which the drawing fills, or at 0 x 0 of the
 * drawing's own size. Once, before anything is drawn. On a canvas words and lines have one size;
 * the drawing takes up 85 % of its width or all of its height between narrow margins; panels stand
 * in as many rows as leave them the largest cells. Warns of words that have no room. Theme guide
 * keeps its own pages. */
void drawing_fit(struct drawing *drawing, size_t width, size_t height, struct report *report);
/* The same for the shots of a film: words of one size, and the same elements in all of them. */
void drawing_fit_film(struct drawing *shots, size_t count, size_t width, size_t height,
                      struct report *report);
/* The same for a page of paper: the drawing fills it up to a narrow margin, words have at least 9
 * points where there is room. height 0: as high as the drawing, of a film as its highest shot.
 * Lists are in points of the page. */
void drawing_fit_paper(struct drawing *shots, size_t count, double width_pt, double height_pt,
                       struct report *report);
/* The keys of `show` whose words a fitted drawing has no room for. */
enum { MOST_LEFT_OUT = 8 };
size_t drawing_left_out(const struct drawing *drawing, const char *keys[MOST_LEFT_OUT]);
/* Whether a panel's view can show how each step's sum comes about. */
bool drawing_tells_sums(const struct drawing *drawing, size_t panel);
/* Whether it shows maps without a window, at the end of a film. */
bool drawing_lifts(const struct drawing *drawing, size_t panel);
/* Whether it shows the kernel on its way onto the input, before the first step. */
bool drawing_lays(const struct drawing *drawing, size_t panel);
/* Whether it can show how what a layer reads is built up. */
bool drawing_builds(const struct drawing *drawing, size_t panel);
/* The name of the view that was chosen; of panels, of the first. */
const char *drawing_view_name(const struct drawing *drawing);
/* How a page goes on a canvas: a fitted one covers it, those of theme guide as much of it as they
 * can; a sheet stands where a fitted drawing would. */
struct page_place {
    double scale;    /* pixels a point */
    struct point at; /* its top left corner, pixels */
};
struct page_place drawing_place_page(const struct drawing *drawing, const struct display_list *list,
                                     size_t width, size_t height);
void drawing_finish(struct drawing *drawing); /* a zeroed one: nothing */
/* Draws into arena; what never changes stays the drawing's. Pure: the same moment gives the same
 * list. */
void drawing_draw(const struct drawing *drawing, const struct moment *moment, struct arena *arena,
                  struct display_list *out);

/* A picture of a film whose shots are drawn on one canvas: a shot, or while it fades in the shot
 * over the one before. A shot with a background of its own brings it. */
void drawing_draw_picture(const struct drawing *shots, const struct picture *picture,
                          struct arena *arena, struct display_list *out);

/* Adds words to a drawing's list, at the bottom of its page: lines, with newlines between. */
void drawing_add_subtitle(const struct drawing *drawing, const char *text, struct arena *arena,
                          struct display_list *list);

/* Moments side by side on one page, in rows. */
struct sheet {
    size_t columns, rows;         /* of the whole page, which may hold fewer */
    const struct moment *moments; /* count of them, borrowed */
    size_t count;
    bool has_captions; /* which step each is */
};

void drawing_draw_sheet(const struct drawing *drawing, const struct sheet *sheet,
                        struct arena *arena, struct display_list *out);

#endif
