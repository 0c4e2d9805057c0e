/* SPDX-License-Identifier: MIT */
/* A scene as a page in memory, made in small pieces, so that somebody can be answered between. */
#ifndef CLI_PREVIEW_H
#define CLI_PREVIEW_H

#include "making.h"

struct dark;

/* Zeroed: of no scene. */
struct preview {
    struct options options; /* the call's, with the page as its only output */
    struct subject subject;
    struct plan plan;
    struct error error; /* of the call, the machine; status 0: none */
    const char *path;   /* borrowed */
    struct dark *dark;  /* owned; NULL: none */
    bool has_dark;      /* it has been asked for */
    struct run run;
    struct made_picture picture;
    struct kept_bytes page;
    size_t next;    /* the step that is added next */
    bool is_loaded; /* the scene is right: each of its steps can be drawn */
    bool is_whole;  /* the page is there */
};

/* Reads the scene; what is wrong is in the subject's report and error, and in error. */
enum status preview_load(struct preview *preview, const char *path, const struct options *options);
/* Reads it once more in theme dark, where it follows its reader; the page does so by itself. */
void preview_load_dark(struct preview *preview);
/* Goes on with the page of a scene that is right: opens it, adds a step, or ends it. */
bool preview_advance(struct preview *preview, struct error *error);
/* The picture of the step of that number in the film, or of the last one, as SVG; in both themes
 * if the dark one is loaded. */
bool preview_draw_step(const struct preview *preview, size_t number, struct kept_bytes *out,
                       struct error *error);
void preview_finish(struct preview *preview);

#endif
