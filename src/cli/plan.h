/* SPDX-License-Identifier: MIT */
/* What a render makes of a scene: formats, patterns, canvases. Settled before the first picture. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "convreel/encoding.h"
#include "subject.h"

struct clip;

enum { MOST_OUTPUTS = 14 }; /* at least one for each format, and a still */

/* One format of one scene: a file, or a file for each picture. */
struct output {
    const struct encoder *encoder;
    const struct subject *subject; /* borrowed: the plan's, or its light one */
    const char *pattern;           /* NULL: standard output */
    bool is_numbered;              /* a file for each picture */
    bool has_every_picture;        /* of the timeline; false: one a step */
    bool is_poster;                /* the still beside a film */
    size_t first, count;           /* which of those; a still has one page only */
    const struct clip *clips;      /* of a film in clips, in the plan's arena */
    size_t clip_count;             /* 0: it is one film */
    size_t *measured;              /* where its size goes, and there is no file; NULL: it is made */
    const struct comparison *comparison; /* who is told of its files, which are not made; or NULL */
    struct kept_bytes *kept; /* where its bytes go, and there is no file; NULL: likewise */
    bool has_own_canvas;     /* each picture has its own size; false: all have picture 0's */
    bool has_two_themes;     /* a file holds the twin's pictures, too */
    struct canvas canvas;    /* picture 0's */
    struct encoding_settings settings;
    const char *description_of_pictures; /* of a file of one picture: without times, which depend
                                          * on the steps that are shown */
    struct probed probed;                /* what the settings' codec is from */
};

/* A text that is written beside the outputs: the description, subtitles, chapters. */
struct side_file {
    const char *path;  /* NULL: standard output */
    const char *about; /* "the description" */
    const char *text;
};

enum { MOST_SIDES = 1 + 4 * MOST_OUTPUTS };

struct plan {
    const struct subject *subject; /* borrowed */
    struct arena arena;            /* of the texts and patterns */
    struct tracks tracks;          /* in the arena */
    const char *title, *description;
    const char *description_of_pictures;
    const char *alt_pattern;            /* where the description goes; NULL: standard output */
    struct side_file sides[MOST_SIDES]; /* what is written beside the outputs, in the arena */
    size_t side_count;
    const char *deps; /* where what the files of a call are made of is told; NULL: nowhere */
    struct output outputs[MOST_OUTPUTS];
    size_t count;
    /* The same scene in the other theme, with the same outputs; borrowed. NULL: each theme has
     * files of its own. */
    const struct plan *twin;
    bool is_dark; /* the darker of the two */
};

/* How many pages the steps fill: one each, or sheets of them. */
size_t plan_page_count(const struct subject *subject);
/* Draws page n of them; its picture has the first step's time. */
void plan_draw_page(const struct subject *subject, size_t n, struct arena *arena,
                    struct picture *picture, struct display_list *out);
/* A picture: its time, and what is on it. */
struct drawn {
    struct picture picture;
    struct display_list list;
};
/* Draws picture `number` of the timeline, or of its pages. */
void plan_draw(const struct subject *subject, bool has_every_picture, size_t number,
               struct arena *arena, struct drawn *out);
/* Settles the outputs of a scene. What the scene itself says wrong goes to its report (false,
 * error stays empty), as do warnings; all else fills error. */
bool plan_make(struct plan *plan, struct subject *subject, const struct options *options,
               struct error *error);
/* Whether the encoders of all outputs work on this machine. The codec that is found makes all of an
 * output's files, and no other. told: one of which a better one is missing; NULL: not wanted. */
bool plan_probe(struct plan *plan, struct probed *told, struct error *error);
size_t plan_file_count(const struct output *output);
/* A pattern's name for file `number` of a subject, in arena; NULL for NULL. */
const char *plan_expand(const char *pattern, const struct subject *subject, size_t number,
                        struct arena *arena);
/* The name of file `number` of an output, in arena; NULL: standard output. */
const char *plan_path(const struct output *output, const struct subject *subject, size_t number,
                      struct arena *arena);

#endif
