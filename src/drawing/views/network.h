/* SPDX-License-Identifier: MIT */
/* What the files of view network share. Its nodes are the maps of a network: the input, and what
 * each layer gives, in the order of the scene. */
#ifndef CONVREEL_DRAWING_NETWORK_H
#define CONVREEL_DRAWING_NETWORK_H

#include "drawing/words/words.h"

enum { MOST_NODES = 1 + MAX_LAYERS, MOST_CARDS = 16 };

#define TIMES " \xc3\x97 " /* U+00D7 */

/* Of a node's words, from above: of its map, then of its layer. */
enum node_line {
    LINE_NAME,
    LINE_SIZE,
    LINE_LAYER,
    LINE_PARAMETERS,
    LINE_WEIGHTS,
    LINE_PRODUCTS,
    NODE_LINES
};

/* Rows and columns of units, of a 1-D map one row: what of a map an output unit sees. */
struct node_field {
    bool is_seen;
    bool is_followed; /* what its layer reads for that is seen, too */
    int64_t first[2], count[2];
};

struct node {
    const struct simulation *layer; /* that gives it; NULL: the input */
    size_t channels;
    int64_t units[2];     /* rows and columns */
    double height, width; /* of a card, in cells */
    double depth;         /* of its deck, to the right, in cells */
    size_t cards;         /* that are drawn */
    size_t row;           /* of the page */
    box_id box, lead;     /* lead: room for the words of the layer before a row; or NO_BOX */
    int above, below;     /* where the layout keeps the rooms of its words; -1: none */
    const char *line[NODE_LINES]; /* enum node_line; NULL: none */
    struct plane front;           /* its first card, once placed: to the next unit */
    struct point shift;           /* to the last card */
};

struct network {
    size_t count;
    struct node nodes[MOST_NODES];
};

/* A skip within a row of the page; level: how many arcs lie under it, one below the other. */
struct arc {
    size_t from, to, level;
};

struct arcs {
    struct arc *of; /* in the arena */
    size_t count;
    double more, height; /* cells: from one level to the next; of all of them over the decks */
};

/* Which node a layer's output is; 0: the input. */
size_t network_node_of(const struct simulation *layer);
/* Whether a node's layer reads another one than the node before: number i of its sources. */
bool network_is_skip(const struct network *network, size_t node, size_t source, size_t *from);

/* network_arcs.c */
struct arcs network_arcs(const struct network *network, size_t row, struct arena *arena);
void network_draw_arcs(const struct network *network, const struct panel *panel, struct pen *pen);

/* network_field.c: what unit `unit` of node `top` sees of each node, followed through so many
 * layers. */
void network_fields(const struct network *network, size_t top, size_t unit, size_t layers,
                    struct node_field *fields);
bool network_is_same_field(const struct node_field *a, const struct node_field *b);

/* What a step lights: what its unit, of node `top`, sees of each node. */
struct sight_of_step {
    struct node_field fields[MOST_NODES];
    size_t top;
    double share, kept; /* how much of it is there; of what the other step sees, too */
    const struct sight_of_step *other; /* the next step's or the one before; NULL: there is none */
    const char *scope;                 /* of its keys' parts */
};

/* network_texts.c: finds what all lines say. */
void network_name(struct network *network, const struct panel *panel);

/* network_words.c */
/* Room for a node's words, points. */
struct point network_words_size(const struct network *network, size_t node,
                                const struct panel *panel);
double network_chip_width(const struct network *network, size_t node, const struct panel *panel);
void network_write(const struct network *network, const struct panel *panel, struct pen *pen);
void network_write_fields(const struct network *network, const struct panel *panel,
                          const struct sight_of_step *sight, struct pen *pen);

/* network_draw.c */
/* Decks and beams, from the right; sights: of the moment's step, and of the next one while that
 * comes. progress: how far the outline of the unit is on its way there. */
void network_draw(const struct network *network, const struct panel *panel,
                  const struct sight_of_step *sights, size_t count, double progress,
                  struct pen *pen);

#endif
