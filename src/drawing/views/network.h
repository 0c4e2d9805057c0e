/* SPDX-License-Identifier: MIT */
/* What the files of view network share. Its nodes are the maps of a network: the input, and what
 * each layer gives, in the order of the scene. A layer that is joined to the one below it, as a
 * ReLU, has no node of its own: theirs is one. */
#ifndef CONVREEL_DRAWING_NETWORK_H
#define CONVREEL_DRAWING_NETWORK_H

#include "drawing/map/field.h"
#include "drawing/words/words.h"

enum {
    MOST_STANDS = 12, /* arrangements */
    MOST_CARDS = 16,
    MOST_TOLD = 40 /* nodes of a network that is not long */
};

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

struct node {
    const struct simulation *layer; /* that gives it, before its functions; NULL: the input */
    size_t level;                   /* of its map, behind its functions */
    size_t channels;
    int64_t units[2];             /* rows and columns */
    double height, width;         /* of a card, in cells */
    double depth;                 /* of its deck, to the right, in cells */
    size_t cards;                 /* that are drawn */
    size_t column;                /* from the input on; branches are side by side */
    size_t page_row, row;         /* row: also of branches that stand one below the other */
    bool is_up;                   /* of levels: behind the lowest one */
    size_t fork, join;            /* of its branch; join is 0: of none */
    bool has_trunk;               /* a branch, or several, come to it from a trunk */
    box_id box, lead, tail;       /* lead: room for the words of its layer alone; tail: for the
                                   * line to the next row; or NO_BOX */
    int above, below;             /* where the layout keeps the rooms of its words; -1: none */
    const char *line[NODE_LINES]; /* enum node_line; NULL: none */
    struct plane front;           /* its first card, once placed: to the next unit */
    struct point shift;           /* to the last card */
};

struct network {
    struct levels levels;
    size_t count;          /* of nodes */
    size_t rows;           /* of nodes, once laid out */
    double *row_heights;   /* of each row, cells */
    bool has_branches;     /* layers read others than the one before */
    bool has_levels;       /* an encoder and its decoder: maps can stand in levels, */
    bool shows_levels;     /* and do; */
    bool is_folded;        /* the way up at the right of the way down, not below it */
    size_t lowest;         /* row of the smallest maps */
    box_id lanes;          /* not folded: room for skips between rows */
    bool has_names_beside; /* the sizes, to be less high; */
    bool is_in_line;       /* both stand between the layers */
    struct node nodes[MOST_LEVELS];
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

/* Where words stand: on lines below the cards, a map's name beside its size, both on the line of
 * the layers. */
enum way { WAY_BELOW, WAY_BESIDE, WAY_IN_LINE, WAYS };

/* An arrangement. */
struct stand {
    size_t rows; /* 0: in levels */
    enum way way;
    bool is_folded;
};

/* network.c */
void network_add_node(struct panel *panel, struct network *network, size_t i);
/* Behind the last node of a row: room for the line to the next row. */
void network_add_tail(struct panel *panel, struct network *network, size_t i);

/* network_stands.c: how many there are for a struct network, and each of them. */
int network_stands(const void *state);
struct stand network_stand(const struct network *network, int arrangement);

/* network_nodes.c: a struct network in the arena. */
void *network_read(const struct subject *subject, struct arena *arena);

/* network_place.c */
/* The height that cards of a row take up. */
double network_cards_height(const struct network *network, size_t row);
void network_place_cards(struct panel *panel);

/* network_arcs.c */
/* Whether a node's layer reads another one than the node before: number i of its sources. */
bool network_is_skip(const struct network *network, size_t node, size_t source, size_t *from);
/* Whether an arc can: over nodes of its own row alone. */
bool network_has_arc(const struct network *network, size_t from, size_t to);
struct arcs network_arcs(const struct network *network, size_t row, struct arena *arena);
/* Where a skip begins or ends over a deck; how it ends there and is painted. */
struct point network_top_of(const struct node *node);
void network_paint_skip(const struct panel *panel, size_t from, size_t to, struct pen *pen);
void network_draw_arcs(const struct network *network, const struct panel *panel, struct pen *pen);

/* network_branches.c */
/* Whether a node's layer reads what another node is. */
bool network_reads(const struct network *network, size_t node, size_t other);
/* Sets fork, join, has_trunk and column. */
void network_find_branches(struct network *network);
/* Behind the last node of the branch that a node stands in. */
size_t network_branch_end(const struct network *network, size_t node);
/* Sets page_row and row, for so many rows of the page. One begins before a node or before branches,
 * which end in the row of their join. */
void network_assign_rows(struct network *network, size_t rows);
/* How many nodes the longest branch has, of those that begin at a node. */
size_t network_branch_columns(const struct network *network, size_t node);
/* Whether a trunk leads from a node to another one. */
bool network_is_wired(const struct network *network, size_t from, size_t to);

/* network_levels.c: where maps become smaller and then larger again, and skips join maps of a size,
 * those that follow one another in a size stand in a row of the page. */
/* Sets has_levels; levels have no branches. */
void network_find_levels(struct network *network);
/* Sets row, page_row and is_up. */
bool network_assign_levels(struct network *network);
/* Whether a skip leads from one row to another one, over those between, and whether any begins or
 * ends in a row. */
bool network_is_bridge(const struct network *network, size_t from, size_t to);
bool network_has_bridges(const struct network *network, size_t row);
void network_add_levels(struct panel *panel, struct network *network);
void network_draw_bridges(const struct network *network, const struct panel *panel,
                          struct pen *pen);

/* network_wires.c: below the decks, which channels of the one before a node meet in the node's. */
bool network_has_wires(const struct network *network);
void network_draw_wires(const struct network *network, size_t node, struct pen *pen);

/* network_texts.c: finds what all lines say. */
/* How many axes a node's map has. */
size_t network_axes(const struct network *network, size_t node);
/* Whether a node has words: in a long network those whose maps have another size than the one
 * before, and both ends. */
bool network_is_told(const struct network *network, size_t node);
void network_name(struct network *network, const struct panel *panel);

/* network_words.c */
/* Room for a node's words, points. */
struct point network_words_size(const struct network *network, size_t node,
                                const struct panel *panel);
double network_chip_width(const struct network *network, size_t node, const struct panel *panel);
/* Where a line from or to a trunk at x meets a node, or the words of its layer. */
struct point network_port(const struct network *network, size_t node, double x,
                          const struct panel *panel);
void network_write(const struct network *network, const struct panel *panel, struct pen *pen);

/* network_fields.c: how much of each deck the current unit sees. */
void network_write_fields(const struct network *network, const struct panel *panel,
                          const struct field_lights *lights, struct pen *pen);

/* network_draw.c: decks and beams, from the right. */
void network_draw(const struct network *network, const struct panel *panel,
                  const struct field_lights *lights, struct pen *pen);

/* network_trunks.c */
void network_draw_trunks(const struct network *network, const struct panel *panel, struct pen *pen);

#endif
