/* SPDX-License-Identifier: MIT */
/* The steps of a page, each as its difference from the first of its shot. */
#ifndef ENCODING_PAGE_STEPS_H
#define ENCODING_PAGE_STEPS_H

#include "convreel/encoding.h"
#include "page_changes.h"
#include "page_elements.h"

struct page_step {
    struct frame_step notes; /* its texts in the arena; midway is NULL */
    size_t first;            /* the step that begins its shot */
    double duration, width, height;
    struct page_picture light, dark; /* dark.tokens NULL: the light one serves both */
    struct page_changes changes;     /* on the way to the next step */
    size_t now_count;
    struct rectangle *now; /* where the units stand that it works out */
};

/* Zeroed: none. */
struct page_steps {
    struct arena arena;
    struct page_elements elements;
    struct page_step *steps; /* owned */
    size_t count, capacity;
    bool has_dark; /* some step has a dark picture of its own */
};

/* Adds a frame. markup: where its picture goes as SVG, too; NULL: nowhere. */
void page_steps_add(struct page_steps *steps, const struct frame *frame, double pixel_pt,
                    struct buffer *markup);
/* As JSON, without the elements that the markup of the first step holds: it holds all up to
 * first_element. */
void page_steps_put(const struct page_steps *steps, size_t first_element, struct buffer *out);
void page_steps_finish(struct page_steps *steps);

#endif
