/* SPDX-License-Identifier: MIT */
/* A page as it is laid out: its panels, the boxes of its words, and what never changes of it. */
#ifndef CONVREEL_DRAWING_PREPARE_H
#define CONVREEL_DRAWING_PREPARE_H

#include "drawing/views/view.h"

/* What a panel shows, as the scene has it. */
struct drawing_panel {
    const struct scene *scene;           /* borrowed */
    const struct simulation *simulation; /* borrowed */
    const struct view *view;
    void *state;                           /* of the view, */
    const struct sum_numbers *sum_numbers; /* and of its sums; NULL: it has none; */
    const struct phrases *told;            /* its layers in words, */
    const char *sight;                     /* and what their units see; NULL: nothing */
    struct arena arena;                    /* in here */
};

/* Parts of the drawing that go when there is no room, in the order in which they go. */
enum element {
    ELEMENT_RULER,
    ELEMENT_LEGEND,
    ELEMENT_SUM,
    ELEMENT_FORMULA,
    ELEMENT_DIMENSIONS,
    ELEMENT_TITLE,
    ELEMENT_NAMES,
    ELEMENTS
};

/* Each of them: its key of `show`, what warnings call it, and where its flag stands in the show. */
struct element_row {
    const char *key, *name;
    size_t flag;
};
extern const struct element_row prepared_elements[ELEMENTS];

/* How all on a page is arranged: pages that are, have their maps in the same places. */
struct arranged {
    size_t columns;       /* of panels; 0: all in one row */
    int number;           /* of those that views offer */
    bool has_short_names; /* sizes stand below names */
    bool is_head_beside;  /* title and layer stand at the left of the drawing, not above it */
};

/* How a page is to be laid out. */
struct settings {
    double px_per_pt;       /* points are so large; of paper 1 */
    double scale;           /* of the theme's sizes: 1, but on paper */
    double cell_pt;         /* of the drawing's own size; 0: as large as fits */
    double width, height;   /* room for everything, points; 0: as it likes */
    double above;           /* free above it, points */
    double least_digits_pt; /* smaller digits grow as far as their cells let them */
    bool is_gone[ELEMENTS];
    struct arranged arranged;
};

/* The boxes of a panel's words. */
enum panel_row { ROW_HEADER, ROW_DRAWING, ROW_NOTES, ROW_SUM, ROW_CAPTION, PANEL_ROWS };

struct panel_boxes {
    box_id of[PANEL_ROWS]; /* one in each row; the drawing's is the panel's own */
};

/* How large a header is, and what that depends on: few of the pages that are tried differ in it. */
struct measured_header {
    unsigned parts; /* 0: none is measured yet */
    double room, scale;
    bool is_title_gone, is_formula_gone, tells_layers;
    struct point size;
};

struct prepared {
    const struct drawing *drawing; /* borrowed while it is laid out, */
    const struct scene *scene;     /* and its scene */
    struct arena arena;
    struct layout layout;
    struct panel panels[MAX_PANELS];
    struct panel_boxes boxes[MAX_PANELS];
    const struct view *views[MAX_PANELS];
    const struct moment_part *parts[MAX_PANELS]; /* of a page that is laid out for one picture */
    struct settings settings;
    struct measured_header headers[MAX_PANELS + 1]; /* the panels' and the page's, measured last */
    size_t panel_count, columns;                    /* columns of panels */
    bool has_notes[MAX_PANELS];                     /* a panel, or that of a page laid out alike */
    bool has_panels;   /* the scene has: even a single one has its own header */
    const char *scope; /* of the keys of the page's words; NULL: none */
    box_id page, title, column, spare, body, legend, caption, credit;
    box_id legend_beside;   /* its room with the title */
    double room;            /* of words across the page, points */
    bool is_head_too_large; /* at the left of a drawing: a word of it, or all of it */
    unsigned legend_bits;
    double width_pt, height_pt; /* the page */
    double cell;                /* common cells, as they were measured last */
    double cell_pt;             /* the smallest map's */
    struct display_list rest;   /* what never changes: */
    size_t word_count;          /* first the words of the page, then those beside maps, then maps */
};

/* looks.c */
/* A scene's looks before they are fitted. */
struct looks looks_of(const struct scene *scene);
void looks_hide(struct looks *looks, enum element element);
/* What has no room; what a panel alone has stays without the page's title. */
void looks_hide_elements(const struct prepared *prepared, struct looks *looks);
void looks_scale_theme(struct theme *theme, double scale);
/* The sizes that go with a cell: digits and lines. */
void looks_fit_theme(struct theme *theme, double cell, const struct settings *settings);
/* Pixels a point where the scene's dpi says how many. */
double prepared_own_scale(const struct drawing *drawing);
/* Whether each page has its own size, laid out picture by picture. */
bool prepared_is_guide(const struct drawing *drawing);

/* prepare.c */
/* A panel as one picture may draw it: what that makes is in the picture's arena, for others may be
 * drawn at the same time. */
const struct panel *prepared_panel_of_picture(const struct prepared *prepared, size_t i,
                                              struct arena *arena);
/* How many panels are side by side unless settings say so: as the scene says, else all. */
size_t prepared_columns(const struct drawing *drawing);
/* Begins a page of the drawing's own size. */
void prepared_begin(struct prepared *prepared, const struct drawing *drawing);
/* Lays out everything as its settings say and solves the cell: in points; 0: nothing fits. Nothing
 * is placed yet. Of several pages, with settings of one arrangement, each has room for what stands
 * beside the maps of the others, so that the same maps are where they are on all of them. */
double prepared_measure(struct prepared *const *pages, size_t count);
/* Places it with that cell on a page of its own size, or of a size with the drawing in its place;
 * draws what rests. */
void prepared_place(struct prepared *prepared);
void prepared_finish(struct prepared *prepared);
/* line_up.c */
/* How a panel's drawing, once it is laid out, stands in a row of panels. */
void prepared_line_up_drawing(struct prepared *prepared, size_t i);
/* Before names ask for their room, once all that stands nearer to maps has asked. */
void prepared_line_up_names(struct prepared *prepared);
/* page_words.c */
/* Of the font of words, points. */
double prepared_words_size(const struct prepared *prepared);
/* How wide the page is below its head, or at the right of it; 0: as it likes. */
double prepared_body_room(const struct prepared *prepared);
/* Whose words are the whole scene's: of panels the frame around them. What it measures is in arena.
 */
struct panel prepared_frame(const struct prepared *prepared, struct arena *arena);
/* What of the header stands at the top of the page: each panel tells what differs itself. */
unsigned prepared_title_parts(const struct prepared *prepared);
/* Gives the boxes of a panel's and of the page's words their sizes. */
void prepared_size_panel_words(struct prepared *prepared, size_t i, double drawing_width);
void prepared_size_page_words(struct prepared *prepared, double width);
/* For what rests on a panel. */
struct pen prepared_pen(struct prepared *prepared, const struct panel *panel);
void prepared_draw_words(struct prepared *prepared);

/* built.c: a moment at which the page is built up; all of its panels are at once. */
bool moment_is_building(const struct moment *moment);
void built_draw(const struct prepared *prepared, const struct moment *moment, struct pen *pen);
/* Warns of builds that a scene asks for and its layer or view does not have. */
void builds_check(const struct subject *subject, const struct view *view, struct report *report);

/* laid.c: kernels on their way onto the input, at the moments at which they are. */
void laid_draw(const struct panel *panel, const struct moment_part *part, struct pen *pen);

/* fit.c: settings of pages for the canvas of a film's shots, with words of one size and the same
 * elements; each is measured with them. */
void fit_choose(struct drawing *shots, size_t count, struct report *report);
/* What has no room: "1920x1080", "a page of 88 x 60 mm". */
const char *fit_page_words(const struct drawing *drawing, struct arena *arena);

/* compose.c: a moment on a prepared page. */
/* What the moment draws on the maps, and the notes and sums that follow it. */
void compose_draw_step(const struct prepared *prepared, const struct moment *moment,
                       struct pen *pen);
/* The page that shows a moment: theme guide's are laid out picture by picture, each in its own
 * size. Ends when a list is drawn on it, which then has all that it needs in the arena. */
struct prepared *compose_begin(const struct drawing *drawing, const struct moment *moment,
                               struct arena *arena);
void compose_end(const struct drawing *drawing, struct prepared *prepared, struct arena *arena,
                 struct display_list *list);

#endif
