/* SPDX-License-Identifier: MIT */
/* One picture for all outputs: made by any thread, given to the encoders in the pictures' order. */
#ifndef CLI_MAKING_H
#define CLI_MAKING_H

#include "files.h"
#include "pages.h"

/* What is to be made. */
struct task {
    const struct plan *plan;
    struct run *runs;  /* borrowed: one for each output of the plan */
    bool shares_pages; /* a step's held picture is its page too */
    struct painter
        *over; /* borrowed: paints pictures with words over them, when their turn comes */
};

/* Pixels that wait for their turn. */
struct kept {
    struct canvas canvas;
    struct raster raster;
    uint32_t *pixels; /* owned; NULL: the raster is the painter's */
    size_t capacity;
};

/* A picture between its making and its turn. A zeroed one is empty. */
struct made_picture {
    bool has_every_picture; /* which kind it is of: of the timeline, or of the pages */
    size_t number;
    struct arena arena;
    struct drawn drawn, page; /* page: the same list, for a whole step */
    bool has_page;
    size_t page_number;
    struct kept kept[MOST_OUTPUTS];
    size_t kept_count;
};

/* Who makes pictures: one thread. */
struct maker {
    struct painter *painter;                     /* borrowed */
    struct encoding_memory memory[MOST_OUTPUTS]; /* of each output's files of one picture */
};

void maker_finish(struct maker *maker);

/* Whether an output's pictures have the words that are spoken. */
bool making_has_words_in_pictures(const struct plan *plan, const struct output *output);
/* Whether any output takes picture `number` of one kind. */
bool making_is_wanted(const struct plan *plan, bool has_every_picture, size_t number);
/* Draws and paints picture->number, and writes the files that are of it alone. is_alone: its turn
 * comes before the painter paints again. */
bool making_make(const struct task *task, struct made_picture *picture, struct maker *maker,
                 bool is_alone, struct error *error);
/* Its turn: gives it to the encoders of the other files. */
bool making_feed(const struct task *task, struct made_picture *picture, struct error *error);
void making_finish(struct made_picture *picture);

#endif
