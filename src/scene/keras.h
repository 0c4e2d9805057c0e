/* SPDX-License-Identifier: MIT */
/* What Keras's model.summary() prints, in place of the list of layers. */
#ifndef CONVREEL_SCENE_KERAS_H
#define CONVREEL_SCENE_KERAS_H

#include "lines.h"
#include "reader.h"

/* Stands where a row is cut off: no letter of a name. */
enum { KERAS_CUT = '~' };

/* An output: its axes, outermost first, and its channels. */
struct keras_shape {
    size_t axes;
    int64_t size[MAX_AXES], channels; /* channels 0: not known */
};

struct keras_row {
    const char *name, *type;  /* in the arena */
    bool is_name_cut, is_cut; /* the name's end, the type's end is cut off */
    struct keras_shape out;
    double parameters;
    const char *connected; /* the names of the rows that it reads; "": that before it */
};

/* What rows above give. */
struct keras_value {
    const struct keras_row *row;
    size_t line, map; /* that gives it, or FROM_INPUT; map: before it became a list */
};

struct keras_summary {
    struct reader *reader;
    const struct node *source;
    struct arena *arena;
    struct keras_value *values; /* of each row so far */
    struct line *lines;
    bool *is_gate; /* of each line: it is left out where no other reads it */
    size_t value_count, line_count;
    const struct keras_value *reads[MAX_SOURCES]; /* of the row at hand */
    size_t read_count;
    struct keras_shape in; /* what the row at hand reads first, */
    size_t from, map;      /* and the line of that */
    const char *assumed; /* layers whose window is the usual one, because nothing tells it; NULL */
    const char *guessed; /* layers that read what may be another row, of a name cut off; NULL */
};

/* Whether a text is such a summary. */
bool keras_is_summary(const char *text);
/* Its rows as layers, as far as shapes and numbers of parameters tell what they are; NULL:
 * reported. */
const struct node *keras_lines(struct reader *reader, const struct node *text);

/* keras_rows.c: the rows of the text, in the arena; how many there are. */
size_t keras_read_rows(const char *text, struct arena *arena, struct keras_row **out);

/* keras_links.c: what a row reads; false: reported. */
bool keras_link(struct keras_summary *summary, const struct keras_row *row);
/* A row that joins maps; false: reported. *is_join: it is one. */
bool keras_add_join(struct keras_summary *summary, const struct keras_row *row, bool *is_join);

/* keras.c */
bool keras_fail(struct keras_summary *summary, const struct keras_row *row, const char *hint,
                const char *reason);
void keras_add_line(struct keras_summary *summary, const struct keras_row *row, const char *type,
                    const char *keys);

#endif
