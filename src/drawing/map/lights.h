/* SPDX-License-Identifier: MIT */
/*
 * What a moment lights: where the window is and what it reads, which outputs are there, the current
 * unit, the unit that a max pool takes. Of one layer, in any number of axes and any order of steps;
 * worked out once a picture. How it is drawn, draw.h knows.
 *
 * A step is an output unit, which gathers what its window on the input reads; or an input unit,
 * which stamps the kernel into the output. The same is lit of both: a stamp is a window on the
 * output, and then its unit of the input is the current one, which slides as its stamp does.
 *
 * A window slides along a row of the maps that it reads. At the end of a row it lifts to its
 * outline, which goes to the next row as a carriage returns, and is set down there. From one map to
 * another nothing slides: what was there fades out, then what comes fades in; so does the current
 * unit always. Cuboids slide everywhere.
 */
#ifndef CONVREEL_DRAWING_LIGHTS_H
#define CONVREEL_DRAWING_LIGHTS_H

#include "drawing/map/map.h"

/* A window on the planes of the input channels first_channel up to, not with, end_channel. */
struct light_window {
    size_t first_channel, end_channel;
    double first[MAX_AXES], size[MAX_AXES]; /* cells; between places while it moves */
    double share;                           /* how much of it is there, 0..1, */
    double edge;                            /* and of its outline */
};

/* A current unit; of steps by position every channel has it. */
struct light_current {
    size_t number; /* of its step */
    size_t channel;
    double cell[MAX_AXES];
    double share;
    double lit; /* 0: an outline alone, its output has yet to be told, to 1 */
};

/* A term of a step that tells its sum. */
struct light_term {
    double way;     /* how far it is from its cell to the sum, 0..1 */
    double shown;   /* how much its product is there, at its cell or on its way */
    double covered; /* how much the product is at its cell in place of the digits */
};

/* The cell that a max pool takes in an input channel. */
struct light_chosen {
    size_t channel;
    int64_t cell[MAX_AXES];
};

struct lights {
    const struct subject *subject; /* borrowed */
    const struct simulation *layer;
    size_t step;
    double progress;
    bool is_question, is_by_position;
    bool stamps;          /* a step is an input unit: places and windows are the output's */
    enum telling telling; /* of the step, and how much of that is over */
    double told;
    double landed;          /* of its sum, as lights_sum_share tells */
    bool has_own_weights;   /* products are of the weights, not of the whole numbers that a divisor
                             * stands before */
    double strength;        /* of all that is lit, as lights_strength tells */
    bool hides_next;        /* the step that it is on its way to has yet to tell its output */
    size_t seen;            /* the step whose numbers are seen: the next one from half way on */
    struct step here, next; /* the places of both */
    int64_t taps[MAX_AXES], apart[MAX_AXES]; /* of the window: how many, and cells to the next */
    struct light_window windows[2];
    struct light_current currents[2];
    size_t window_count, current_count;
    size_t ghost_count; /* places that the window passes over, as far as they are told: */
    double ghost_share;
    size_t chosen_count; /* the cells that a max pool takes, and how much that is told */
    struct light_chosen *chosen;
    double chosen_share;
};

void lights_read(struct lights *lights, const struct subject *subject,
                 const struct moment_part *part, struct arena *arena);

/* The terms of both steps, where the places alone were read: those that read units. */
void lights_read_terms(struct lights *lights, struct arena *arena);

/* How much of a kernel that is laid onto the input has become the window, 0..1. */
double lights_landed(double laid);
/* How much of what a moment lights is there, 0..1: less while the kernel is laid onto the input,
 * and while the window lifts off at a film's end. */
double lights_strength(const struct moment_part *part);
/* How much of a step's sum is there as its total sets out, 0..1: less where it appears with that.
 */
double lights_sum_share(const struct moment_part *part);
/* Where term `term` of `count` is, in a step that tells its sum. */
struct light_term lights_term(enum telling telling, double told, size_t term, size_t count);
/* How much of the total's way to its cell is over, in such a step; 1: it has arrived, */
double lights_flight(enum telling telling, double told);
/* and how much it lights its cell from then on. */
double lights_arrival(enum telling telling, double told);
/* The cell that a term has on a map: of an input that which it reads, of a kernel its weight's;
 * false: it has none there. Maps of 1-D layers have a row for each channel. */
bool lights_term_cell(const struct simulation *layer, const struct step *step, size_t t,
                      const struct map *map, int64_t *row, int64_t *column);
/* The cell of an only output map to which a term's product goes: of a stamp where its tap is, on a
 * ring where that goes on. */
void lights_goal_cell(const struct lights *lights, const struct step *step, size_t term,
                      int64_t *row, int64_t *column);
/* The cell of an output map that a step gives; false: it is of another map, or a matrix's that has
 * no texts. */
bool lights_output_cell(const struct simulation *layer, const struct step *step,
                        const struct map *map, int64_t *row, int64_t *column);
/* How much a product stands at a cell of a map in place of its digits: of the input, or of the
 * kernel that is stamped. */
double lights_covered(const struct lights *lights, const struct map *map, int64_t row,
                      int64_t column);
/* Whether the numbers of the step that is seen are not to be seen yet. */
bool lights_hide_sum(const struct lights *lights);
/* Whether steps fill an output map column by column, all of a column at once. */
bool lights_fills_columns(const struct lights *lights, const struct map *map);
/* How many units of a map of the output are there, the current one among them; or columns. */
size_t lights_shown(const struct lights *lights, const struct map *map);
/* Whether the moment asks for an output unit in place of telling it. */
bool lights_ask(const struct lights *lights, size_t unit);
/* How much the digits of a cell have the ink of a current unit: they change while its edge passes
 * them. */
double lights_current_share(const struct lights *lights, const struct map *map, int64_t row,
                            int64_t column);
/* How much a cell of a map is read, or stamped, 0..1. */
double lights_read_share(const struct lights *lights, const struct map *map, int64_t row,
                         int64_t column);
/* How much of a window is on a map: its own share, and of a slice that the window meets how far. */
double lights_window_share(const struct lights *lights, const struct light_window *window,
                           const struct map *map);
/* The same of its outline. */
double lights_edge_share(const struct lights *lights, const struct light_window *window,
                         const struct map *map);
/* Where it lies on a map's grid. */
struct area lights_window_area(const struct lights *lights, const struct light_window *window);
/* The same and, of a stamp on a ring, where it goes on at the other ends: the first one is where it
 * lies, the others meet the map's units. `out` has room for MOST_PLACES; how many. */
enum { MOST_PLACES = 9 };
size_t lights_window_places(const struct lights *lights, struct area window, const struct map *map,
                            struct area *out);
/* Its taps there, in rows and columns: how many, and cells to the next. */
void lights_grid_taps(const struct lights *lights, int64_t taps[2], int64_t apart[2]);
/* The n-th place on a map's grid that the window passes over and reads nothing. */
struct area lights_ghost_area(const struct lights *lights, size_t n);
/* A current unit on its map; false: it is on another one. share: how much of it. */
bool lights_current_area(const struct lights *lights, const struct light_current *current,
                         const struct map *map, struct area *area, double *share);
/* Where the links of a window end: at its current unit, or between two while the window slides. */
bool lights_link_area(const struct lights *lights, size_t window, const struct map *map,
                      struct area *area, double *share);
/* The cell of an input map that a max pool takes; false: none of this map. */
bool lights_chosen(const struct lights *lights, const struct map *map, int64_t *row,
                   int64_t *column);
/* The output channel that is seen: its filter, its sums. */
size_t lights_seen_channel(const struct lights *lights);

#endif
