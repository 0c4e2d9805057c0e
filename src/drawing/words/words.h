/* SPDX-License-Identifier: MIT */
/* Words on a page: each asks for its box before the layout is solved, and draws into it then. */
#ifndef CONVREEL_DRAWING_WORDS_H
#define CONVREEL_DRAWING_WORDS_H

#include "drawing/layout/panel.h"
#include "drawing/list/runs.h"

/* ---- lines ---- */

/* Words of one look. */
struct words {
    const struct text_ruler *ruler; /* borrowed, */
    const struct theme *theme;      /* like this */
    struct lettering lettering;
};

/* The size of the font of words. */
double words_pt(const struct subject *subject);
/* Words in that font, scaled. */
struct words words_of(const struct subject *subject, enum theme_color ink, double scale);
double words_width(const struct words *words, const char *text);

/* A text in lines, in the arena. */
struct lines {
    struct runs *of;
    size_t count;
    double width, height; /* points */
};

/* Breaks a text where its lines would be wider, but not within a word (of Chinese a character) or a
 * formula; with its marks, see text_marked. */
struct lines words_break(const struct words *words, struct arena *arena, const char *text,
                         double width);
/* In no more lines, about as long as each other. */
struct lines words_break_evenly(const struct words *words, struct arena *arena, const char *text,
                                double width);
void words_write_line(const struct words *words, const struct runs *line, struct pen *pen,
                      struct item_key key, struct point middle);
/* Writes lines centred; middle: of the first line. */
void words_write(const struct words *words, const struct lines *lines, struct pen *pen,
                 const char *part, struct point middle);

/* ---- beside maps: after the view has laid out its maps, outwards in this order ---- */

/* The numbers of rows and columns. */
/* What they take beside a map, points; 0: none are shown. */
double indices_room(const struct panel *panel);
void indices_ask(struct panel *panel);
void indices_draw(const struct panel *panel, struct pen *pen);
/* How the size of the output follows from the input's, below the input. */
void ruler_ask(struct panel *panel);
void ruler_draw(const struct panel *panel, struct pen *pen);
/* The brackets of the step's window. */
void ruler_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen);
/* Whether the panel's maps and its layer can have one, shown or not. */
bool ruler_has_place(const struct panel *panel);
/* Whether it tells the padding of an axis. */
bool ruler_tells(const struct panel *panel, bool is_down);
/* How much further than its box the words of an oblique map's ruler reach below it, points. */
double ruler_beyond(const struct panel *panel);
/* Whether it tells the stride of the columns. */
bool ruler_tells_stride(const struct panel *panel);
/* Arrows of padding, stride and dilation. */
void dimensions_ask(struct panel *panel);
void dimensions_draw(const struct panel *panel, struct pen *pen);
/* What a map is called where the scene has no name for it. */
const char *labels_usual_name(const struct subject *subject, enum map_role role);
/* Names with their sizes. */
void labels_ask(struct panel *panel);
void labels_draw(const struct panel *panel, struct pen *pen);
/* "filter 2 of 16" over a map that counts filters; filter: from 0. */
void labels_draw_filter(const struct panel *panel, const struct placed *placed, size_t filter,
                        struct pen *pen);
/* How far a role's name reaches, gap included; 0 where there are no names. */
double labels_reach(const struct panel *panel, enum map_role role);
/* The size of a map's own name, with what stands below it; 0 where it has none. */
struct point labels_size(const struct panel *panel, const struct placed *placed);

/* The colours of a scale beside maps: its least size; drawn as high as the place. */
struct point scale_bar_size(const struct panel *panel, const struct scale *scale);
void scale_bar_draw(const struct panel *panel, const struct scale *scale, struct rectangle at,
                    struct pen *pen);

/* ---- the curve of an elementwise function, between its maps ---- */

bool curve_is_asked(const struct subject *subject);
box_id curve_add(struct panel *panel);
void curve_draw(const struct panel *panel, struct pen *pen);
/* The unit of the moment. */
void curve_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen);

/* ---- above and below a drawing: their sizes in points, width and height ---- */

enum header_part {
    HEADER_TITLE = 1 << 0,
    HEADER_LAYER = 1 << 1,  /* the layer in words, and its formula; */
    HEADER_SHARED = 1 << 2, /* of panels what all have alike, */
    HEADER_OWN = 1 << 3     /* and what differs */
};

/* room: how wide lines may become. The height includes what is free below the header. */
/* What a unit of a network sees of its input: of the layer in focus, or the last one below it whose
 * units see a part of it that its arithmetic tells; NULL: none. In the arena. */
const char *header_sight(const struct simulation *top, const struct catalogue *language,
                         struct arena *arena);
struct point header_size(const struct panel *panel, unsigned parts, double room);
void header_draw(const struct panel *panel, unsigned parts, double room, struct point at,
                 struct pen *pen);
/* The numbers of a layer's sums, in the arena; NULL: it shows none. adds_channels: a sum is of what
 * each input channel adds. */
const struct sum_numbers *sum_numbers_of(const struct subject *subject, bool adds_channels,
                                         struct arena *arena);
/* The current sum: as wide as the room, as high as any step's sum. */
struct point sum_size(struct panel *panel, double room);
void sum_draw(const struct panel *panel, const struct moment_part *part, struct rectangle at,
              struct pen *pen);
/* The products of a sum that is told on their way to the output's cells: of a view without sums. */
void sum_draw_flights(const struct panel *panel, const struct lights *lights,
                      const struct map *output, struct pen *pen);
/* What patterns mean; legend: their bits. */
struct point legend_size(const struct panel *panel, unsigned legend, double room);
void legend_draw(const struct panel *panel, unsigned legend, struct rectangle at, struct pen *pen);
/* Call-outs to cells: a ring, a line, words below the drawing. rest: what is on the page in every
 * step, which the lines go round. */
struct point notes_size(const struct panel *panel);
/* Warns of notes whose cells the view has not placed. */
void notes_tell_lost(const struct panel *panel, struct report *report);
void notes_draw(const struct panel *panel, size_t step, const struct display_list *rest,
                struct rectangle at, struct pen *pen);
/* A text in centred lines. part: of its keys. */
struct point caption_size(const struct panel *panel, const char *text, double room);
void caption_draw(const struct panel *panel, const char *part, const char *text,
                  struct rectangle at, struct pen *pen);
/* Small words for the lower right corner, in lines as wide as the room. */
struct point credit_size(const struct panel *panel, double room);
void credit_draw(const struct panel *panel, double room, struct point end, struct pen *pen);

/* A shot's card, in lines as wide as the room. */
struct point card_size(const struct panel *panel, double room);
void card_draw(const struct panel *panel, double room, struct rectangle at, struct pen *pen);

/* ---- checks ---- */

/* Warns of characters in the scene's own words that no font has. */
void glyphs_check(const struct subject *subject, struct report *report);

/* ---- formula.c ---- */

/* Adds one formula such as "o_h = floor((i - k)/s) + 1 = floor((i:5 - k:3)/s:2) + 1 = o:2": letters
 * slanted, a letter's number in the letter's place, i, k and o in the colours of their maps, floor
 * and ceil as brackets, indices low, real signs. A line may break before an equals sign and after a
 * comma. */
void formula_add(struct runs *runs, const char *formula, double size, const struct theme *theme);

/* How a letter stands in them, in the arena. */
const char *formula_letter(struct arena *arena, char letter);

/* ---- layer_words.c ---- */

/* A layer and those below it, each told in phrases; in the arena. */
const struct phrases *layer_words_make(const struct simulation *layer,
                                       const struct catalogue *language, struct arena *arena);
/* A number that each axis has, by where it stands in struct axis: "2", or "2 × 1" where axes
 * differ; is_whole: "3 × 3" too. In the arena. */
const char *layer_words_numbers(const struct simulation *simulation, size_t offset, bool is_whole,
                                struct arena *arena);
/* Whether it is that value on every axis. */
bool layer_words_are_all(const struct simulation *simulation, size_t offset, int64_t value);
/* Its type and the size of its kernel, and, each after a comma, what else of it is not usual: "Conv
 * 5 × 5" and ", stride 2, padding 1". In the arena. */
const char *layer_words_short(const struct simulation *layer, struct arena *arena);
const char *layer_words_rest(const struct simulation *layer, const struct catalogue *language,
                             struct arena *arena);
/* What of a layer is told: all of it, what all panels have alike, or what they have not. */
enum layer_part { LAYER_WHOLE, LAYER_SHARED, LAYER_OWN };

/* Adds that part of its type and its parameters, a run each: those that are not the usual ones, of
 * panels also usual ones where they differ. Networks share nothing. A line may break between runs,
 * of a network between layers. */
void layer_words_add(struct runs *runs, const struct layers *layers, enum layer_part part,
                     const struct font *font, struct color color);

#endif
