/* SPDX-License-Identifier: MIT */
/* What a render makes of a scene: formats, patterns, canvases, and the names of its files. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "convreel/encoding.h"
#include "paths.h"
#include "subject.h"

enum { MOST_OUTPUTS = 14 }; /* at least one for each format, and a still */

/* Of a film that waits for clicks: pictures first up to end of the timeline. */
struct clip {
    size_t first, end;
    struct rational start, length; /* seconds */
    struct tracks tracks;          /* what of the film's goes on beside it */
};

/* The files of a clip: the film, its first and its last picture. */
enum { CLIP_FILES = 3 };

/* One format of one scene: a file, or a file for each picture. */
struct output {
    const struct encoder *encoder;
    const struct subject *subject;     /* borrowed: the plan's, or its light one */
    const char *pattern;               /* NULL: standard output */
    bool is_numbered;                  /* a file for each picture */
    bool has_every_picture;            /* of the timeline; false: one a step */
    bool is_poster;                    /* the still beside a film */
    size_t first, count;               /* which of those; a still has one page only */
    const struct clip *clips;          /* of a film in clips, in the plan's arena */
    size_t clip_count;                 /* 0: it is one film */
    const char *description_of_stills; /* then: of the first and the last picture of each */
    size_t *measured; /* where its size goes, and there is no file; NULL: it is made */
    const struct comparison *comparison; /* who is told of its files, which are not made; or NULL */
    struct kept_bytes *kept; /* where its bytes go, and there is no file; NULL: likewise */
    bool has_own_canvas;     /* each picture has its own size; false: all have picture 0's */
    bool has_two_themes;     /* a file holds the twin's pictures, too */
    struct canvas canvas;    /* picture 0's */
    struct encoding_settings settings;
    struct probed probed; /* what the settings' codec is from */
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
    const char *title;
    const char *descriptions[2];        /* as plan_description has them; NULL: not asked for yet */
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

/* The scene in words. Of a file of one picture without times: they depend on the steps that are
 * shown. */
const char *plan_description(struct plan *plan, bool has_times);
size_t plan_file_count(const struct output *output);
/* What patterns are filled with. */
struct path_words plan_words(const struct subject *subject, size_t number);
/* A pattern's name for file `number` of a subject, in arena; NULL for NULL. */
const char *plan_expand(const char *pattern, const struct subject *subject, size_t number,
                        struct arena *arena);
/* The name of file `number` of an output, in arena; NULL: standard output. */
const char *plan_path(const struct output *output, const struct subject *subject, size_t number,
                      struct arena *arena);

#endif
