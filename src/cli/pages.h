/* SPDX-License-Identifier: MIT */
/* Drawing what a file shows: pages of the steps, or pictures of the timeline. */
#ifndef CLI_PAGES_H
#define CLI_PAGES_H

#include "subject.h"

/* 1, or as many as a sheet has places. */
size_t pages_steps_each(const struct scene *scene);
/* How many pages the steps fill. */
size_t pages_count(const struct subject *subject);
/* Draws page n of them; its picture has the first step's time. */
void pages_draw(const struct subject *subject, size_t n, struct arena *arena,
                struct picture *picture, struct display_list *out);
/* A picture: its time, and what is on it. */
struct drawn {
    struct picture picture;
    struct display_list list;
};
/* Draws picture `number` of the timeline, or of its pages. */
void pages_draw_picture(const struct subject *subject, bool has_every_picture, size_t number,
                        struct arena *arena, struct drawn *out);

#endif
