/* SPDX-License-Identifier: MIT */
/* The steps of a file that holds all of them. */
#ifndef ENCODING_PAGE_STEPS_H
#define ENCODING_PAGE_STEPS_H

#include "convreel/encoding.h"
#include "page_changes.h"
#include "page_elements.h"

struct page_step {
    struct frame_step notes; /* its texts in the arena; midway is NULL */
    size_t first;            /* the step that begins its shot */
    double start, duration, width, height;
    struct page_picture light, dark; /* dark.tokens NULL: the light one serves both */
    struct page_changes changes;     /* on the way to the next step */
    size_t now_count;
    struct rectangle *now; /* where the units stand that it works out */
};

/* Zeroed: none. */
struct page_steps {
    struct painter *painter; /* borrowed: for words as outlines; NULL: they are text */
    struct arena arena;
    struct page_elements elements;
    struct page_step *steps; /* owned */
    size_t count, capacity;
    double length; /* seconds */
    bool has_dark; /* some step has a dark picture of its own */
};

void page_steps_add(struct page_steps *steps, const struct frame *frame, double pixel_pt);
void page_steps_finish(struct page_steps *steps);

#endif
