/* SPDX-License-Identifier: MIT */
/*
 * What the readers of single keys share: rows of the field table, problems told in one manner, and
 * the plain kinds of values. A reader gets a node and writes what it means through `out`, the
 * row's place in struct scene; what it cannot read it reports and leaves `out` alone.
 */
#ifndef CONVREEL_SCENE_READER_H
#define CONVREEL_SCENE_READER_H

#include "convreel/limits.h"
#include "convreel/scene.h"

#include "node.h"

enum {
    MAX_PROBLEMS = 1000 /* a megabyte of nonsense needs no longer report */
};

struct reader {
    struct scene *scene;
    struct scene *frame; /* keeps the list of files: the scene itself, or what holds the panels */
    struct report *report;
    const char *path; /* of the scene; "-": standard input */
    const struct scene_options *options;
    const struct scene_override *override; /* whose value is read; NULL: the scene's own */
    size_t bytes_read;                     /* of all files that the scene names */
    size_t layer_count;                    /* of all stacks */
    size_t problem_count;                  /* reported so far, repeated ones too */
    void *item;           /* of a list of maps, such as notes: the one that is being read */
    bool file_uses_sizes; /* a network's file holds for that input alone: */
    size_t file_input_rank, file_input[1 + MAX_AXES]; /* the input of a network's file; rank 0: it
                                                       * does not say, or there is none */
    bool is_shot;                                     /* of a film, or a panel in one */
    bool is_tree_whole; /* no value was refused before its key was known */
};

/* One key of the scene language. */
struct field {
    const char *path;     /* "layer.stride" */
    const char *takes;    /* its values: ends the sentence "stride must be ..." */
    const char *meaning;  /* for the manual, like the next one */
    const char *fallback; /* what holds where the scene does not give it; NULL: not there yet */
    /* NULL: known, but not there yet. */
    void (*read)(struct reader *reader, const struct field *field, const struct node *node,
                 void *out);
    size_t offset;     /* of what it fills, in struct scene, */
    bool is_of_item;   /* or in the item of its list */
    int64_t low, high; /* of its numbers; both 0: any */
    bool excludes_low;
    bool takes_null;    /* an item of its list may be null */
    bool is_layer_part; /* a problem in it leaves the layer unsound */
    enum scope scope;
    const char *within; /* the key that says the same in a smaller scope; NULL: none */
};

/* What messages call a field: its key, or the option that stands over it. */
const char *reader_subject(const struct reader *reader, const struct field *field);

/* An error at a node. hint may be NULL. */
void reader_error(struct reader *reader, const struct node *node, const char *hint,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same with STATUS_LIMIT. */
void reader_limit(struct reader *reader, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with the option that would allow what was found; change: as limit_hint takes it. */
void reader_over(struct reader *reader, const struct node *node, enum limit limit, double found,
                 const char *change, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* "stride must be a whole number, not 2.5". hint may be NULL. */
void reader_expected(struct reader *reader, const struct field *field, const struct node *node,
                     const char *hint);
/* The hint "did you mean 'stride'?"; NULL for NULL. */
const char *reader_meant(struct reader *reader, const char *word);

/* A whole number, or any, from field->low to field->high; false: reported. */
bool reader_integer(struct reader *reader, const struct field *field, const struct node *node,
                    int64_t *out);
bool reader_number(struct reader *reader, const struct field *field, const struct node *node,
                   double *out);
/* Whether a node's value is from field->low to field->high; false: reported. */
bool reader_in_range(struct reader *reader, const struct field *field, const struct node *node,
                     double value);
/* A colour by name or number; false: reported, out is as it was. */
bool reader_color(struct reader *reader, const struct field *field, const struct node *node,
                  struct color *out);
/* Which of the words stands there; -1: none, reported with the nearest. */
int reader_choice(struct reader *reader, const struct field *field, const struct node *node,
                  const char *const *words, size_t count);
/* A list of 1 to most things; false: reported. */
bool reader_list(struct reader *reader, const struct field *field, const struct node *node,
                 size_t most);

/* A file that another one names. */
struct named_file {
    const char *beside; /* borrowed: the other one, from whose folder it is looked for */
    const char *within; /* borrowed: the one in whose folder it must lie; NULL: anywhere */
    size_t most_bytes;
    enum limit limit; /* which that is; LIMITS: none that an option changes */
    /* Filled in, in the report's arena: as looked for, and without links; the folder it must lie
     * in, without links, or NULL. */
    const char *path, *full, *folder;
};

/* Opens a regular file for reading; -1: problem says why not. */
int reader_open(const char *path, const char **problem);
/* Whether a file of that kind may be read: not with --safe, which is reported. what: "a theme". */
bool reader_may_name(struct reader *reader, const struct node *node, const char *what);
/* Adds to what the scene's files need in all; false: reported, it is too much. */
bool reader_count_bytes(struct reader *reader, const struct node *node, size_t count);
/* The bytes of a regular file, into out even where it fails; false: reported. */
bool reader_file_beside(struct reader *reader, const struct node *node, struct named_file *file,
                        struct buffer *out);
/* The file beside which one lies that a node names: the one in which the node stands. */
const char *reader_folder(const struct reader *reader, const struct node *node);
/* Opens a regular file that is read later, for the scene, which owns it; path: its name without
 * links, in the scene's arena. -1: reported. */
int reader_keep_open(struct reader *reader, const struct node *node, const char **path);
/* The same for a file of numbers that the scene names, of at most 256 MiB. */
bool reader_file(struct reader *reader, const struct node *node, struct buffer *out);

/* Adds an open file to the list of those that the scene is made of; its row there. NULL: it is no
 * regular file. */
struct scene_file *reader_keep_file(struct scene *frame, const char *path, int open_file);

/* What was being read before a file that it names. */
struct visit {
    const struct source *outer;
    const struct scene_override *override;
};

/* A named file's text, in the report's arena: until the visit ends problems are told at their
 * places in it, under that name. */
const struct source *reader_enter(struct reader *reader, const char *name,
                                  const struct buffer *bytes, struct visit *visit);
void reader_leave(struct reader *reader, const struct visit *visit);
/* Whether a text that is drawn, or names a font, is short enough; false: reported. */
bool reader_is_short(struct reader *reader, const struct node *node);
/* A node's text in the scene's arena. */
const char *reader_keep(struct reader *reader, const char *text);

/* Reads every key of a map by the rows below path ("": the scene's top); node may be anything. */
void reader_map(struct reader *reader, const char *path, const struct node *node);

#endif
