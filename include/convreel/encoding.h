/* SPDX-License-Identifier: MIT */
/*
 * encoding: pictures -> files. Every format is one const struct encoder, found through a table.
 * Encoders never print; they write to a struct sink, whose final name appears only when all is
 * written.
 */
#ifndef CONVREEL_ENCODING_H
#define CONVREEL_ENCODING_H

#include <stdio.h>

#include "convreel/base.h"
#include "convreel/drawing.h"
#include "convreel/painting.h"

/* ---- a file that is complete once its name exists ---- */

/* Who is told of each file whether it would stay as it is. Threads may call it side by side. */
struct comparison {
    void (*add)(void *context, const char *path, bool is_same);
    void *context;
};

/* Writes beside path under a temporary name. Zeroed: closed. */
struct sink {
    FILE *stream;         /* where the encoder writes; owned */
    char *temporary_path; /* owned; an encoder that must reopen its file reads it */
    char *path;           /* owned; NULL: standard output */
    size_t *measured; /* borrowed; NULL: the file stays. Else its size goes there, and it goes */
    const struct comparison *comparison; /* likewise, compared with what is at path */
};

/* path NULL: standard output, by way of an unnamed temporary file where needs_seek is true. */
bool sink_open(struct sink *sink, const char *path, bool needs_seek, struct error *error);
/* Writes bytes; false: error says why, and the sink is closed, its temporary file gone. */
bool sink_write(struct sink *sink, const void *bytes, size_t length, struct error *error);
/* Bytes in its file so far, without those that wait in memory. */
size_t sink_size(const struct sink *sink);
/* Flushes, syncs if asked, closes, renames. On failure the temporary file is gone. */
bool sink_commit(struct sink *sink, bool is_synced, struct error *error);
/* Bytes in memory, which are the caller's to free once the sink is closed, however that went. */
struct kept_bytes {
    char *bytes; /* NULL: none yet */
    size_t length;
};

bool sink_open_kept(struct sink *sink, struct kept_bytes *kept, struct error *error);
/* A file that only its size is wanted of: sink_commit gives it and removes the file. */
bool sink_open_measured(struct sink *sink, size_t *measured, struct error *error);
/* A file that is only compared with what is at path: sink_commit tells, and removes the new one. */
bool sink_open_compared(struct sink *sink, const char *path, const struct comparison *comparison,
                        struct error *error);
/* The file that writing to path makes or replaces: links are followed, to a file that is not there
 * yet too. The caller's to free; NULL: links without end (errno says so). */
char *sink_target(const char *path);
/* Whether names in a folder that differ by case alone are one file. Tries it out. */
bool sink_folds_case(const char *folder);
void sink_abort(struct sink *sink); /* removes the temporary file; a closed sink: nothing */
/* Removes the temporary files in a folder that killed runs of ours left behind. */
void sink_clean_folder(const char *folder);
/* Removes every temporary file that is open; true: there was one. Safe in a signal handler. */
bool sink_remove_all(void);

/* ---- encoders ---- */

/* A picture as a dark theme has it. */
struct dark_frame {
    const struct display_list *list;
    const struct canvas *canvas;
};

/* What a step is beside its picture, for files in which one goes from step to step. */
struct frame_step {
    size_t step, shot; /* counted through the film */
    double move; /* seconds at its end in which the picture moves to the next one; 0: it jumps */
    double fade; /* seconds at its start in which its shot fades in over the one before; 0: a cut */
    bool is_stop;                      /* where it goes on when somebody says so */
    size_t repeated;                   /* steps up to it that repeat until then; 0: none */
    const struct display_list *midway; /* on its way to the next step; NULL: it does not move */
    const char *chapter;               /* that begins with it, UTF-8, one line; NULL: none */
    const char *say;                   /* what is spoken from it on, UTF-8; NULL: nothing */
    const char *description;           /* what it shows, UTF-8, lines that end in a newline */
};

/* How a picture reaches the encoder. */
struct frame {
    size_t number;                   /* within this file, from 0 */
    struct rational start, duration; /* seconds */
    const struct raster *raster;     /* for wants_pixels */
    const struct display_list *list; /* for the others */
    const struct canvas *canvas;
    const struct dark_frame *dark; /* for holds_two_themes; NULL: one theme */
    const struct frame_step *step; /* for wants_steps; NULL: the picture is no step */
    bool is_entry;                 /* players jump to it: for is_constant_rate */
};

/* Paints picture `number` of the file for the encoder's own use (a palette's samples). The raster
 * holds until the next call. */
struct frame_source {
    bool (*paint)(void *context, size_t number, struct raster *out, struct error *error);
    void *context;
    size_t count;
};

/* A part of a film that a player can jump to; it lasts until the next one. */
struct chapter {
    struct rational start, end; /* seconds */
    const char *title;          /* UTF-8, one line */
};

/* Words that are shown below a film while they are spoken. */
struct subtitle {
    struct rational start, end; /* seconds */
    const char *text;           /* UTF-8, one line or two */
};

/* A sound file that is heard. */
struct sound {
    const char *path;      /* for messages */
    int file;              /* open for reading; borrowed */
    double volume;         /* 1: as it was recorded */
    struct rational start; /* seconds */
    bool is_music;         /* repeated to the film's end, where it fades out; softer under words */
};

/* When words are spoken, seconds. */
struct spoken {
    struct rational start, end;
};

/* What goes on beside a film's pictures. Times of chapters and subtitles are the file's, those of
 * sounds and of spoken words the film's. */
struct tracks {
    const struct sound *sounds;
    size_t sound_count;
    const struct spoken *spoken; /* in the order of time */
    size_t spoken_count;
    struct rational from, length; /* seconds: where in the film the file begins; the film's */
    const struct chapter *chapters;
    size_t chapter_count;
    const struct subtitle *subtitles;
    size_t subtitle_count;
    bool has_subtitles_inside; /* in the film's file */
};

/* A film's share of a film, made on a machine of its own. It has no words, chapters or sound, but
 * for the first, which has those of the whole film. */
struct film_part {
    size_t number, count; /* from 1; count 0: the film is whole */
    uint32_t film;        /* a hash of what the whole film is made of */
    /* Its frames; the encoder gets the pictures from first_frame / fps on, with their times in the
     * whole film. */
    int64_t first_frame, end_frame, all_frames;
};

enum { FILM_MOST_PARTS = 100000 }; /* of a frame each an hour has about as many */

/* Parts that are joined; names and paths are borrowed. */
struct film_parts {
    const char *format; /* the encoder's name */
    const char *const *paths;
    size_t count;
};

/* What an encoder keeps from one file of a sequence to the next. Zeroed: nothing yet. */
struct encoding_memory {
    void *data; /* owned: the encoder's */
    void (*destroy)(void *data);
};
void encoding_forget(struct encoding_memory *memory);

/* What all encoders may need to know; each reads what it wants. */
struct encoding_settings {
    const char *format;      /* the encoder's name: of films, which row of their table */
    const char *title;       /* UTF-8, one line */
    const char *description; /* what the pictures show, UTF-8, lines that end in a newline */
    const char *language;    /* of the words, "de" */
    size_t width, height;    /* pixels, of the first picture */
    struct rational dpi;
    struct rational fps, length; /* films: of the whole */
    struct film_part part;       /* films */
    size_t loop;                 /* times; 0: for ever */
    struct color background;     /* alpha 0: transparent */
    struct color matte;          /* GIF: opaque, what a half-transparent pixel lies on */
    const char *codec;           /* of films: the one that a probe found; NULL: the first */
    const char *preset;          /* of the film encoder; NULL: veryfast */
    int crf;                     /* -1: 18 */
    bool is_rate_variable;       /* films: a held picture is stored once */
    bool is_text_outlined;       /* SVG: text as outlines */
    bool is_png_small;           /* PNG, APNG: fewer bytes, in more time */
    struct painter *painter;     /* borrowed; PDF and outlined SVG */
    /* borrowed: of the files before, whose rasters are of the same painter; NULL: none */
    struct encoding_memory *memory;
    struct tracks tracks;       /* films: of the whole, in its first part alone; borrowed */
    struct frame_source source; /* GIF: samples for the palette */
};

/* What a probe found: which of a library's encoders makes the file. */
struct probed {
    char codec[64];
    char missing[64]; /* a better one that is not there, for the user to read; empty: none */
};

struct encoder {
    const char *name;      /* "png", as in --format */
    const char *extension; /* "png" */
    const char *about;     /* half a line for --help */
    bool wants_pixels;     /* false: display lists */
    bool wants_steps;      /* what a step is beside its picture */
    bool is_animation;     /* every picture of the timeline by default; false: one a step */
    bool is_one_picture;   /* a file holds a single picture */
    bool is_alpha_kept;    /* can be transparent */
    bool is_text;          /* a terminal may show it */
    bool has_no_file;      /* pictures go nowhere, whatever the path */
    bool holds_two_themes; /* a light and a dark one, of which the reader's setting shows one */
    bool follows_reader;   /* it does so where nobody has named a theme */
    bool is_alpha_hard;    /* a pixel is transparent or opaque, nothing between */
    bool has_loop;         /* takes settings.loop, */
    bool has_outlines;     /* is_text_outlined, */
    bool has_small;        /* is_png_small, */
    bool has_quality;      /* preset and crf */
    bool needs_seek;       /* must seek or reopen its file */
    /* A file grows with its pictures' side to this power, about; 0: it does not follow from one
     * whose pictures are smaller. */
    double growth;
    /* What a file takes, bytes: for each pixel of its pictures' edges, of the first picture, and
     * for each picture. 0: that follows from no display list. */
    struct packing {
        double edge, pixel, picture;
    } packing;
    int least_cs;                /* pictures that last less are left out, centiseconds */
    double memory, pixel_memory; /* bytes that it needs, and more for each pixel of a picture */
    int key_pictures;            /* one at least of so many is packed whole; 0: only the first */
    bool is_constant_rate;       /* a frame every 1 / fps, whether anything moves or not */
    /* At most so many pixels wide, and so many pictures a second, where neither is said; 0: as
     * others. */
    size_t light_width, light_fps;
    const struct encoder *moving; /* the same format as a file that moves, or itself; NULL: none */
    /* Whether it can work on this machine, before anything is rendered. NULL: always. What it
     * finds goes into the settings of all files. */
    bool (*probe)(const struct encoding_settings *settings, struct probed *probed,
                  struct error *error);
    /* Starts a file. On failure nothing is left to abort. */
    bool (*open)(void **state, const struct encoding_settings *settings, struct sink *sink,
                 struct error *error);
    bool (*add)(void *state, const struct frame *frame, struct error *error);
    /* Writes the end. It can fail; the state is gone either way. */
    bool (*finish)(void *state, struct error *error);
    void (*abort)(void *state); /* cannot fail; the state is gone */
    /* Writes a film of all its parts without packing their pictures again. NULL: it is no film in
     * parts. */
    bool (*join)(const struct film_parts *parts, struct sink *sink, struct error *error);
};

/* How long a sound file is, seconds, exactly: it is read to its end, but not beyond `most` seconds,
 * of which it then has more. file: open for reading, wherever it stands. False: error says why it
 * cannot be heard, with STATUS_SCENE where the file is to blame. */
bool encoding_measure_sound(int file, double most, struct rational *length, struct error *error);

/* Adds a line for each library of this stage, "giflib: 5.2.1"; of films where their module is. */
void encoding_put_libraries(struct buffer *out);

const struct encoder *const *encoding_encoders(size_t *count);
const struct encoder *encoding_find(const char *name); /* NULL: none */

#endif
