/* SPDX-License-Identifier: MIT */
/*
 * scene: YAML text -> struct scene. Reads every key of the scene language, fills in defaults that
 * do not depend on the layer's type, and keeps each value's place in the text. The only stage
 * that reads files.
 *
 * What a layer type makes of its parameters (which it takes, which defaults, whether the
 * arithmetic works out) is the simulation's to say, through the same report.
 *
 * struct scene's `files` is the one list of the files that a scene was made of.
 */
#ifndef CONVREEL_SCENE_H
#define CONVREEL_SCENE_H

#include <sys/types.h>

#include "convreel/base.h"
#include "convreel/catalogue.h"

enum {
    MAX_LAYERS = 500,       /* of a stack */
    MAX_ALL_LAYERS = 50000, /* of all stacks of a film */
    MAX_SOURCES = 64,       /* that one layer joins */
    MAX_PANELS = 12,        /* side by side */
    MAX_SHOTS = 200,        /* of a film */
    MAX_CARD_IMAGES = 4,    /* of a card */
    MAX_AXES = 3,           /* depth, height, width */
    MAX_RANK = 2 + MAX_AXES /* [out][in][axis...] of a kernel */
};

/* ---- values ---- */

/* Numbers as nested lists, outermost first; row-major. */
struct tensor {
    size_t rank;
    size_t size[MAX_RANK];
    double *values; /* owned by whoever owns the struct (a scene's arena, a simulation's) */
};

size_t tensor_count(const struct tensor *tensor); /* product of the sizes; 1 for rank 0 */
/* Where the value of an index stands in reading order. */
size_t tensor_offset(const struct tensor *tensor, const size_t *index);
/* The sizes from dimension `first` on, "3 x 4" where `between` is " x "; the arena's. */
const char *tensor_sizes(const struct tensor *tensor, size_t first, const char *between,
                         struct arena *arena);

enum values_kind {
    VALUES_NONE,   /* not given: cells without digits */
    VALUES_GIVEN,  /* `given`, its rank and sizes as written (a scalar bias has rank 0) */
    VALUES_RANDOM, /* seed, low, high, decimals */
    VALUES_FILL,   /* fill */
    VALUES_NAMED,  /* names: a kernel known by name, or one for each output channel in turn */
    VALUES_OF_SHOT /* of an input: the output of another shot */
};

/* Where an input's, a kernel's or a bias's numbers come from. */
struct values {
    struct position at; /* of the value of `input:`, `kernel:`, `bias:`; line 0: not given */
    enum values_kind kind;
    struct tensor given;
    uint64_t seed;
    double low, high; /* both ends included */
    int decimals;     /* of random numbers; 0: integers */
    double fill;
    const char *const *names; /* as written: which there are is the simulation's to say */
    const struct position *name_places;
    size_t name_count;
    double divide;     /* every number is divided by it; 1 */
    bool is_inherited; /* of a panel or a shot whose layer has another type: it may take none */
    /* input only: */
    size_t size_count;         /* 0: no size given (VALUES_GIVEN: the tensor's own) */
    size_t size[2 + MAX_AXES]; /* as written: one for all axes, one per axis, or with channels
                                * first, and a batch of one before them */
    struct position size_at;
    size_t channels;        /* 0: not given */
    double range[2];        /* of a picture: what black and white stand for */
    bool is_picture;        /* the numbers are its brightness */
    const char *shot;       /* VALUES_OF_SHOT: its name; NULL: the one before */
    const struct scene *of; /* borrowed: the scene of that shot, once all are read */
};

/* ---- layers ---- */

enum { SIZE_KEPT = 0 }; /* of an adaptive pool's output_size: the input's own size */

/* A parameter with one whole number per axis. */
struct per_axis {
    struct position at; /* line 0: not given */
    bool is_list;       /* false: value[0] holds for every axis */
    size_t count;
    int64_t value[MAX_AXES];
};

/* A parameter with one number per axis. */
struct numbers_per_axis {
    struct position at; /* line 0: not given */
    bool is_list;       /* false: value[0] holds for every axis */
    size_t count;
    double value[MAX_AXES];
};

enum padding_kind {
    PADDING_NUMBERS,
    PADDING_VALID,
    PADDING_SAME,       /* an odd cell at the end */
    PADDING_SAME_LOWER, /* an odd cell at the start */
    PADDING_HALF,
    PADDING_FULL,
    PADDING_CAUSAL
};

struct padding {
    struct position at; /* line 0: not given, zero */
    enum padding_kind kind;
    bool is_list;
    size_t count;
    int64_t before[MAX_AXES], after[MAX_AXES];
};

enum padding_mode { MODE_ZEROS, MODE_REFLECT, MODE_REPLICATE, MODE_CIRCULAR };

enum upsample_mode {
    UPSAMPLE_NEAREST,
    UPSAMPLE_NEAREST_EXACT,
    UPSAMPLE_LINEAR,
    UPSAMPLE_BILINEAR,
    UPSAMPLE_BICUBIC,
    UPSAMPLE_TRILINEAR
};

extern const char *const upsample_modes[UPSAMPLE_TRILINEAR + 1]; /* as a scene writes them */

/* A number that a layer may give. */
struct given_integer {
    struct position at; /* line 0: not given */
    int64_t value;
};

struct given_number {
    struct position at;
    double value;
};

struct given_flag {
    struct position at;
    bool value;
};

struct given_word {
    struct position at; /* line 0: not given; the word is then the default or NULL */
    const char *word;
};

#define FROM_INPUT SIZE_MAX

/* A layer that another one reads. */
struct layer_source {
    const char *name; /* as written */
    struct position at;
    size_t layer; /* its place in scene->layers; FROM_INPUT: the scene's input */
};

enum integer_type { INTEGER_INT8, INTEGER_UINT8 };

extern const char *const integer_types[INTEGER_UINT8 + 1]; /* as a scene writes them */

struct scales {
    struct position at; /* line 0: not given */
    bool is_list;
    size_t count;
    const double *values;
};

/* How integers stand for numbers: scale * (integer - zero_point). */
struct quantized {
    struct position at; /* line 0: not given */
    struct scales scales;
    struct given_integer zero_point;
    enum integer_type type;
};

/* A layer of integers. */
struct scene_quantize {
    struct position at; /* line 0: not given */
    struct quantized input, kernel, output;
};

/* A layer as written. */
struct scene_layer {
    struct position at; /* of the map */
    const char *type;   /* "Conv2d"; NULL: missing (already reported) */
    struct position type_at;
    struct per_axis kernel_size, stride, dilation, output_padding, output_size;
    struct padding padding;
    struct given_integer groups, in_channels, out_channels;
    struct {
        struct position at;
        enum padding_mode value;
    } padding_mode;
    struct given_number padding_value; /* what padding holds in mode zeros; 0 */
    struct scene_quantize quantize;
    struct given_flag ceil_mode, count_include_pad;
    struct given_integer divisor_override;
    struct given_number norm_type;
    struct per_axis size;                 /* Upsample, in place of scale_factor */
    struct numbers_per_axis scale_factor; /* Upsample */
    struct {
        struct position at; /* line 0: not given */
        enum upsample_mode mode;
    } upsample;
    struct given_flag align_corners;                       /* Upsample */
    struct given_number negative_slope, alpha;             /* LeakyReLU; ELU */
    struct given_integer upscale_factor, downscale_factor; /* PixelShuffle, PixelUnshuffle */
    struct given_integer start, end; /* Slice: its first channel, and the one behind its last */
    struct given_flag flip;          /* the kernel is turned: the signal processor's convolution */
    struct values offsets;           /* of a deformable layer: [taps][2], or [2 taps][axis...] */
    struct values mask;              /* of a deformable layer: [taps], or [taps][axis...] */
    struct values active;            /* of a sparse layer: cells, [n][axes] */
    struct values kernel, bias;
    size_t copies;         /* layers alike that one item of a stack stands for */
    int64_t assumed_units; /* of a layer that a print does not tell: what the Linear after
                              it reads; 0: it is written */
    bool is_unsure;  /* of a print that does not say what this layer reads: what stands before it */
    bool is_pytorch; /* written in PyTorch's words, */
    struct given_flag pytorch_bias; /* which may say whether there is a bias; there is, else */
    const char *name;               /* of a layer in a stack; NULL: none */
    struct position from_at;        /* of a layer in a stack; line 0: not given */
    struct layer_source *sources;   /* what it reads, */
    size_t source_count;            /* so many; 0: the layer before it */
    struct given_word indices;      /* MaxUnpool: its pool's name; word NULL: the nearest before */
};

/* ---- looks ---- */

enum theme_font {
    FONT_WORDS,  /* labels, titles */
    FONT_VALUES, /* a map's own digits */
    FONT_SMALL,  /* digits beside others: kernel digits in a window, the guide's outputs */
    THEME_FONTS
};

struct font {
    const char *family;
    double size_pt;
    bool is_bold, is_italic;
    double figure_height; /* of a digit, per 1 pt of size: digits are centred by it */
};

enum theme_color {
    COLOR_BACKGROUND,
    COLOR_INK,   /* words */
    COLOR_INPUT, /* a unit's fill */
    COLOR_INPUT_LINE,
    COLOR_INPUT_INK,
    COLOR_INPUT_BEHIND, /* a map behind another one */
    COLOR_INPUT_NOW,    /* a unit that is being stamped */
    COLOR_INPUT_NOW_INK,
    COLOR_OUTPUT,
    COLOR_OUTPUT_LINE,
    COLOR_OUTPUT_INK,
    COLOR_ZERO_LINE, /* the dashed grid of what is no unit */
    COLOR_ZERO_INK,
    COLOR_KERNEL,      /* weights that rest; their lines and ink are the window's */
    COLOR_WINDOW,      /* over the window's taps */
    COLOR_WINDOW_EDGE, /* around each of them; alpha 0: none */
    COLOR_WINDOW_LINE, /* the grid of the window */
    COLOR_WINDOW_INK,  /* kernel digits in the window */
    COLOR_NOW,         /* over the current output cell */
    COLOR_NOW_LINE,
    COLOR_NOW_INK,
    COLOR_LINK,
    COLOR_HATCH, /* the lines of fills with a pattern */
    THEME_COLORS
};

/* A finished theme: every colour, stroke, size and font that a view draws with. */
struct theme {
    const char *name;
    bool is_usual; /* nobody has named one */
    struct color color[THEME_COLORS];
    struct font font[THEME_FONTS];
    double thin_pt, thick_pt;       /* strokes */
    double window_pt;               /* outline of the window and of the current cell; 0: thick */
    double dash_on_pt, dash_off_pt; /* of COLOR_ZERO_LINE */
    double cell_pt;                 /* a cell's side */
    double margin_pt;               /* around the drawing */
    double least_digits_pt;         /* smaller digits are left out where they only add to others */
    double hatch_pt;                /* from one line of a pattern to the next */
    bool has_labels;                /* beside the maps, unless the scene says otherwise */
    bool is_page_per_step;          /* each page has its own size, as the guide's pages do */
    bool shows_all_outputs;         /* outputs are printed before they are computed, as the guide */
    bool is_scale_grey;             /* values as colours are greys */
    int output_decimals;            /* fixed decimals of outputs, the guide's 1; -1: as needed */
    struct rational move, hold_first, hold_last; /* of the timeline, unless the scene says */
    struct rational products, sum, result; /* what of a step it takes to tell its sum, shares */
    struct rational ground; /* how strong units are where there are none, a share; 0: not at all */
};

/* ---- what stands on and beside the maps ---- */

enum show_values { SHOW_DIGITS, SHOW_SYMBOLS, SHOW_NOTHING };

/* Of stamps (order: input) that reach the same output unit. */
enum overlap {
    OVERLAP_SHADED, /* the more of them, the darker */
    OVERLAP_HIDDEN,
    OVERLAP_COUNTED /* and how many, in place of the values */
};

/* The maps of a layer that words name. */
enum map_role { MAP_INPUT, MAP_KERNEL, MAP_OUTPUT, MAP_ROLES };

/* Other words for the label of a map. */
struct map_names {
    const char *whole;       /* NULL: the usual; of a list all of it, joined */
    const char *const *each; /* a list: one for each channel, */
    size_t count;            /* so many; 0: no list */
    struct position at;      /* of the list */
};

/* A call-out to a cell. */
struct note {
    struct position at; /* of the cell's index in the text */
    enum map_role map;
    size_t index_count;              /* axes, or one more with the channel first */
    size_t index[1 + MAX_AXES];      /* units; of the kernel its own rows and columns */
    size_t index_last[1 + MAX_AXES]; /* of a range; else the same */
    const char *text;                /* NULL: a ring alone */
    bool has_steps;
    size_t first_step, last_step; /* when it is there; both included */
};

/* When the units of the output appear. */
enum reveal {
    REVEAL_COMPUTED, /* as they are computed */
    REVEAL_ALL,      /* from the first picture on */
    REVEAL_QUESTION, /* as they are computed, the current one as "?" for half of its step */
    REVEAL_BLANK     /* never: all cells are there and empty, to be filled in by hand */
};

struct scene_show {
    /* Words around the maps; the theme's has_labels where they are not given. */
    struct given_flag title, labels, legend, formula, sum, dimensions, ruler;
    struct given_flag indices; /* row and column numbers; false where it is not given */
    struct given_flag sizes;   /* beside the maps' names; true where it is not given */
    struct given_flag numbers; /* what each layer of a network costs; false likewise */
    /* Parts of the drawing; true where they are not given. */
    struct given_flag kernel, padding, uncovered, argmax, scale, receptive_field;
    enum overlap overlap;
    enum reveal reveal;
    struct position reveal_at; /* line 0: not given */
    enum show_values values;
    struct position values_at; /* line 0: not given */
    int digits;                /* fixed decimals of every number; -1: as many as needed */
};

/* ---- the scene ---- */

/* A regular file that was opened for reading: the scene itself, numbers, a picture, a theme, a
 * catalogue. */
struct scene_file {
    const char *path; /* as it was opened; NULL: standard input */
    dev_t device;     /* these two are the file, whatever its names */
    ino_t inode;
    int open; /* owned: a recording, which is read later; -1: closed again */
};

/* Words that the user wrote to be drawn. */
struct scene_text {
    const char *key;  /* "caption", "notes.text" */
    const char *text; /* the same pointer as where it is used */
    struct position at;
};

/* What a step is. */
enum order {
    ORDER_OUTPUT,   /* one output unit */
    ORDER_POSITION, /* all output channels of a place */
    ORDER_INPUT,    /* one input unit, and what it adds to which outputs */
    ORDER_LAYER,    /* of a stack: one unit of one layer's output, one layer after the other */
    ORDER_BACK /* of view network with a focus, no word: a layer, from that unit to the input */
};

/* Which gradient the picture shows in place of the output. */
enum gradient_of { GRADIENT_NONE, GRADIENT_INPUT, GRADIENT_KERNEL };

struct given_gradient {
    struct position at; /* line 0: not given */
    enum gradient_of value;
};

struct given_order {
    struct position at; /* line 0: not given */
    enum order value;
};

/* An output unit that a still shows, of the last layer or of one by its name. */
struct focus {
    struct position at; /* line 0: not given */
    const char *layer;  /* NULL: the last */
    struct position layer_at;
    bool is_last;
    size_t index_count; /* axes, or one more with the channel first */
    size_t index[1 + MAX_AXES];
    struct position index_at[1 + MAX_AXES];
};

/* Which steps an entry of a list of steps names. */
enum entry_kind {
    ENTRY_STEPS, /* first to last */
    ENTRY_UNIT,  /* of the output, as a focus names it */
    ENTRY_LAYER, /* all steps of a layer, in order layer */
    ENTRY_LAST,
    ENTRY_REST /* all that no other entry names */
};

/* Where a talk waits for a click. */
enum pausing {
    PAUSE_NOT,
    PAUSE_AT_END, /* when it is over; where a question is asked, before the answer */
    PAUSE_LOOP    /* it is repeated until a click */
};

/* What a list of steps says of some of them. */
struct step_entry {
    struct position at; /* of what it names */
    enum entry_kind kind;
    size_t first, last;
    struct focus unit;
    const char *layer;
    struct rational length, each; /* seconds of all of it, of each step; 0: not given */
    bool is_skipped;
    const char *say;       /* NULL: nothing */
    struct rational start; /* seconds from the shot's start: not before it; den 0: not given */
    enum pausing pause;
    const struct note *notes; /* note_count of them, of these steps */
    size_t note_count;
};

enum ease { EASE_LINEAR, EASE_SMOOTH };

struct scene_timeline { /* seconds, exact */
    struct rational step, move, hold_first, hold_last;
    struct rational words; /* characters a second that are spoken; 0: as the language has it */
    enum ease ease;
    bool is_motion_reduced; /* a step fades into the next where the window would slide */
    struct position at, step_at, move_at; /* line 0: not given */
};

/* How panels of unlike step counts go on together. */
enum sync {
    SYNC_STEPS,   /* the shorter holds its last picture */
    SYNC_FRACTION /* all are equally far on */
};

/* Which steps are shown. */
enum steps_kind { STEPS_RANGE, STEPS_LAST, STEPS_MIDDLE };

/* Where the words of a film go, as bits. */
enum subtitles { SUBTITLES_FILE = 1, SUBTITLES_EMBEDDED = 2, SUBTITLES_BURNED = 4 };

struct scene_output {
    unsigned subtitles;
    bool has_words; /* something is spoken: pictures leave room for subtitles */
    struct position formats_at;
    size_t format_count;
    const char *const *formats; /* as written; NULL-free; 0: none given */
    const struct position *format_places;
    size_t width, height;                   /* pixels; 0: the drawing's own size at dpi */
    double paper_width_pt, paper_height_pt; /* a size on paper: width 0: none; height 0: follows */
    struct rational dpi, fps;
    struct position size_at, dpi_at, fps_at;
    bool has_dpi, has_fps; /* the scene or an option says them */
    bool has_margin;       /* else it is the theme's */
    double margin_pt;      /* around all ink */
    struct position margin_at;
    bool has_steps;
    enum steps_kind steps_kind;
    size_t first_step, last_step; /* of a range, both included */
    struct position steps_at;
    struct given_integer poster_step; /* the step that a still shows, */
    const char *poster_shot;          /* of the film's shot of that name; NULL: of all steps */
    struct position poster_shot_at;
    bool has_background;
    struct color background;          /* alpha 0: none */
    bool has_matte;                   /* else it is the theme's background */
    struct color matte;               /* opaque; what a format without alpha lies on */
    size_t loop;                      /* times; 0: for ever */
    size_t sheet_columns, sheet_rows; /* steps side by side on a page; 0: a page a step */
    struct given_flag captions;       /* of the steps on a sheet */
};

/* A picture that is shown as it is. */
struct scene_image {
    size_t width, height;        /* 0: there is none */
    const unsigned char *pixels; /* red, green, blue, alpha of each, straight; row by row */
};

/* A recording that is heard with a film or a shot. How long it is, is for others to find out. */
struct scene_audio {
    struct position at;      /* of the file's name; line 0: there is none */
    const char *path;        /* of a regular file, links followed */
    int file;                /* the same, open for reading; borrowed from the scene's files */
    double volume;           /* 1: as it was recorded */
    struct rational start;   /* seconds after the film or the shot begins */
    struct position cues_at; /* line 0: not given */
    const struct rational
        *cues;        /* of a shot: seconds of the recording, cue_count of them; the nth */
    size_t cue_count; /* starts the nth entry of steps, unless that says when itself */
};

/* What a layer reads can be built up before its first step: padding grows around the input, zeros
 * are pushed in between its units, the window spreads, the kernel turns. */
enum build { BUILD_PADDING, BUILD_STRETCH, BUILD_DILATION, BUILD_FLIP, BUILDS };

struct scene_builds {
    size_t count;
    enum build of[BUILDS]; /* in their order, each once */
    struct position at[BUILDS];
};

/* What a shot of a film says beside its scene. */
struct scene_shot {
    const char *name;    /* by which others find it; NULL: none */
    const char *chapter; /* the one that begins with it; NULL: none */
    const char *card;    /* its words, where it has no layer; NULL: it has none */
    struct scene_image image;
    struct scene_image card_images[MAX_CARD_IMAGES]; /* of the card's lines ![...](path), in turn */
    size_t card_image_count;
    const char *say; /* what is spoken from its beginning on; NULL: nothing */
    struct scene_audio audio;
    struct rational length; /* seconds of all its steps; 0: as long as they are */
    struct position length_at;
    struct rational hold; /* seconds that the last picture stays longer */
    enum pausing pause;
    struct rational stay; /* seconds that the picture before it stays; 0: it has its own */
    struct rational fade; /* seconds from the shot before into it; 0: a cut */
};

struct scene {
    struct arena arena;
    const char *name;  /* the file's base name without extension; "scene" for standard input */
    const char *title; /* default: name */
    bool has_title;    /* the scene gives it */
    struct values input;
    struct given_gradient gradient;
    struct values output_gradient;    /* what comes back to the output; none: ones */
    struct scene_layer layer;         /* the only one; of a stack the last */
    const struct scene_layer *layers; /* of a stack, the first to the last */
    size_t layer_count;               /* 0: no stack */
    bool is_alone;          /* it has no layer: its input is all that it shows; `layer` is a ReLU */
    bool is_layer_sound;    /* layer, input, kernel and bias were read without a problem */
    struct given_word view; /* word NULL: the drawing chooses */
    struct given_order order;
    struct focus focus;
    struct scene_show show;
    struct theme theme;
    struct catalogue language; /* of the words that are not the user's; finished */
    const char *caption;       /* below the picture; NULL: none */
    const char *credit;        /* in the lower right corner; NULL: none */
    struct map_names names[MAP_ROLES];
    const struct note *notes; /* note_count of them */
    size_t note_count;
    struct scene_text *texts; /* all of them: text_count, in text_room */
    size_t text_count, text_room;
    struct step_entry *entries; /* of a list of steps: entry_count of them */
    size_t entry_count;
    struct scene_timeline timeline;
    struct scene_builds builds;
    struct scene_output output;
    struct scene **panels; /* owned: whole scenes side by side, this one is their frame only */
    size_t panel_count;    /* 0: this one alone */
    struct given_integer panel_columns;
    enum sync sync;
    struct scene **shots;     /* owned: of a film, whose defaults this one is */
    size_t shot_count;        /* 0: no film */
    struct scene_audio audio; /* music under the whole film */
    struct rational length;   /* seconds that the film is to last; 0: as long as it does */
    struct position length_at;
    struct scene_shot shot;
    struct scene_file
        *files; /* read for it and its panels, each once, itself first; a panel's: 0 */
    size_t file_count, file_room;
    uint32_t read_hash; /* of all bytes that were read for it, whatever their files are called */
};

/* Whether a shot shows a layer; else it is a card or an image. */
bool scene_has_layer(const struct scene *scene);

/* The notes of a scene, then those of its entries of steps. entry: of which it is; NULL: of none.
 */
size_t scene_note_count(const struct scene *scene);
const struct note *scene_note(const struct scene *scene, size_t n, const struct step_entry **entry);

/* Adds a line for each library of this stage, "libyaml: 0.2.5". */
void scene_put_libraries(struct buffer *out);

/* The names that stand in the program: of themes, languages, sizes and scenes to start from; NULL
 * behind the last. */
const char *scene_theme_name(size_t n);
const char *scene_language_name(size_t n);
const char *scene_size_name(size_t n);
const char *scene_example_name(size_t n);
/* The text of such a scene, length bytes; NULL: there is none of that name. */
const char *scene_example(const char *name, size_t *length);

/* The innermost place where a key may stand: it may stand in what is around it, too. */
enum scope {
    SCOPE_PANEL,
    SCOPE_SHOT, /* of all its panels; of a scene without shots its top */
    SCOPE_FILM  /* of all its shots; the top of the file */
};

/* What the scene language says of a key. */
struct scene_key {
    const char *path;     /* "layer.stride" */
    const char *takes;    /* its values: ends the sentence "stride must be ..." */
    const char *meaning;  /* for readers, like the next one */
    const char *fallback; /* what holds where the scene does not give it; NULL: not there yet */
    int64_t low, high;    /* of its numbers; both 0: any */
    bool excludes_low;
    enum scope scope;
};

/* Every key, a map's own before those in it; false: there are not so many. */
bool scene_key_at(size_t n, struct scene_key *out);
/* The nth colour with a name, none first; NULL: there are no more. */
const char *scene_color_name(size_t n);

/* A command-line option that stands over a scene's own value: read by the same rows. */
struct scene_override {
    const char *path;   /* "theme", "output.size" */
    const char *value;  /* as typed, a YAML scalar */
    const char *option; /* "--theme", for messages: a bad value is STATUS_USAGE at line 0 */
};

/* What the command line says of reading. A zeroed struct is what is usual. */
struct scene_options {
    const struct scene_override *overrides;
    size_t override_count;
    bool may_read_outside; /* files that a scene names may lie outside its folder */
    /* Borrowed: other random numbers, of which each map still has its own; NULL: the scene's. */
    const uint64_t *seed;
    /* The scene is a stranger's: it names files by relative paths, and no theme, language or
     * recording by its file. */
    bool is_safe;
};

/*
 * Reads and checks the scene at path ("-": standard input). Problems in its text go to the
 * report, all of them; the result is then NULL, or a scene with what could be read (look at
 * report->error_count). A file that cannot be read fills error instead and gives NULL. Files
 * that the scene names are looked for from the folder of path. options NULL: the usual.
 */
struct scene *scene_load(const char *path, const struct scene_options *options,
                         struct report *report, struct error *error);
/* The same for text in memory; path names it in the scene and is not opened. */
struct scene *scene_parse(const char *text, size_t length, const char *path,
                          const struct scene_options *options, struct report *report);
void scene_destroy(struct scene *scene); /* NULL: nothing */

/* ---- words of other tools, for messages ---- */

/* "did you mean 'png'?" for a value of key "format" or "view" that is none here; in the arena;
 * NULL: nothing known. */
const char *scene_meant_word(const char *key, const char *word, struct arena *arena);

/* Whether a name is a known layer's that no picture shows, such as Linear or BatchNorm2d. */
bool scene_is_undrawn_type(const char *name);
/* What a printed network does without such a layer. */
enum passing {
    PASS_NOT,      /* it has a picture, or must be told */
    PASS_LIST,     /* it has a picture, of a list of units */
    PASS_MAP,      /* it has a picture, and makes a map of a list */
    PASS_EITHER,   /* it has a picture, of a list or of maps as what it reads */
    PASS_SILENTLY, /* it does nothing */
    PASS_OVER,     /* it keeps every size */
    PASS_END       /* its output is no feature map */
};

/* is_empty: it is printed without arguments and layers of its own. */
enum passing scene_passing_of_type(const char *name, bool is_empty);
/* Reports why such a layer is not drawn, and what to do. */
void scene_explain_undrawn(const char *name, struct position at, struct report *report);
/* The type that a name of another tool, or a mistyped one, stands for: "Conv2d" for "Conv2D"; NULL:
 * none. *hint: what else to write, or NULL. */
const char *scene_meant_type(const char *name, const char **hint, struct arena *arena);

#endif
