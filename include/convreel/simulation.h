/* SPDX-License-Identifier: MIT */
/*
 * simulation: scene -> exact numbers. Sizes, tensors, and step n on demand. Pure.
 *
 * One idea serves every layer: a window's taps on a padded, stretched plane. Along one axis the
 * units of the input stand `stretch` cells apart on a plane of `padded` cells, the first of them
 * at cell `before`; output unit o reads the cells o * move + t * dilation, t = 0 .. kernel - 1.
 *   direct layer:     stretch 1, move s, before p
 *   transposed layer: stretch s, move 1, before d (k - 1) - p, the kernel turned by 180 degrees
 *                     (the guide's equivalent direct convolution, chapter 4)
 * Cells count from 0 at the top, the left, the front. Tensor indices are [channel][axis...].
 */
#ifndef CONVREEL_SIMULATION_H
#define CONVREEL_SIMULATION_H

#include "convreel/base.h"
#include "convreel/scene.h"

/* One axis of a layer; every size in cells. */
struct axis {
    int64_t input;     /* units: i, or i' of a transposed layer */
    int64_t stretch;   /* from one unit to the next: 1, or s of a transposed layer */
    int64_t stretched; /* (input - 1) stretch + 1 */
    int64_t before;    /* cells before the first unit; negative: the plane is cropped */
    int64_t after;     /* cells after the last unit, `extra` not among them; may be negative */
    int64_t extra;     /* the guide's a: zero cells at the end of the plane */
    int64_t padded;    /* stretched + before + after + extra: the plane */
    int64_t kernel, dilation;
    int64_t effective_kernel; /* dilation (kernel - 1) + 1 */
    int64_t move;             /* of the window, from one output unit to the next */
    int64_t output;           /* units */
    int64_t period; /* of circular padding, in cells: input, or output of a transposed layer */
    /* as the layer was given: */
    int64_t stride, padding_before, padding_after, output_padding;
};

extern const struct axis axis_of_one; /* one unit and one tap: the height of a 1-D layer */

/* What a cell of the plane holds. */
enum cell_kind {
    CELL_UNIT,    /* a unit of the input, or a repetition of one (padding modes) */
    CELL_PADDING, /* a padding zero, or another number that padding holds */
    CELL_STRETCH, /* a zero inserted between units */
    CELL_EXTRA,   /* one of the extra rows or columns of a */
    CELL_OVERHANG /* beyond the plane: ceil_mode's window hangs over its end */
};

struct cell {
    enum cell_kind kind;
    bool is_repeated;       /* a padded cell that repeats a unit */
    int64_t unit[MAX_AXES]; /* of CELL_UNIT: which */
};

/* One addend of an output unit (of a max pool: one candidate). */
struct term {
    bool has_kernel;            /* false in a pool */
    bool has_weight;            /* it is weighted, by the kernel or by the layer itself */
    size_t kernel[MAX_RANK];    /* index into the layer's own, unturned kernel */
    double weight;              /* 0 without one; of a deformable layer the kernel's times share */
    double share;               /* of the kernel's weight: 1, bilinear of a deformable layer */
    enum cell_kind kind;        /* CELL_UNIT: reads `input`; otherwise which zero */
    bool is_repeated;           /* reads a padded cell that repeats `input` */
    size_t channel;             /* of the input that it reads, of a zero too */
    size_t input[1 + MAX_AXES]; /* of a unit: [channel][axis...] of the layer's input */
    double value;               /* the input's value there, padding_value, 0 for other zeros */
    int64_t place[MAX_AXES];    /* the cell of the plane that it reads */
    int64_t tap[MAX_AXES];      /* which tap of the window, 0 .. kernel - 1, as laid on the plane */
    bool is_chosen;             /* of a max pool */
};

/* Step n: one output unit. */
struct step {
    size_t number;
    size_t output[1 + MAX_AXES]; /* [channel][axis...] */
    int64_t window[MAX_AXES];    /* first cell of the window on the plane */
    double result;               /* the terms' weight * value summed, plus bias; a pool's result */
    double sum;                  /* of a quantized layer's terms and bias: result follows from it */
    size_t term_count;
    const struct term *terms; /* in the window's reading order, channel by channel; in the arena */
};

/* What an input unit adds to one output unit. */
struct addend {
    size_t kernel[MAX_RANK]; /* index into the layer's own, unturned kernel */
    double weight;
    size_t output[1 + MAX_AXES]; /* [channel][axis...] */
    size_t output_number;        /* the same in reading order */
    double value;                /* weight times the unit's value */
};

/* One input unit's stamp: the kernel, weighted, laid into the output. */
struct stamp {
    size_t number;
    size_t input[1 + MAX_AXES]; /* [channel][axis...] */
    double value;               /* the unit's */
    size_t add_count;
    const struct addend *adds; /* by output channel, then in the kernel's reading order; in the
                                * arena */
};

/* How an output unit follows from what its window reads. */
enum reduction {
    REDUCE_NOT, /* one unit, as it is */
    REDUCE_SUM, /* weight times value, summed, plus bias */
    REDUCE_LARGEST,
    REDUCE_MEAN,
    REDUCE_NORM,       /* the window's size times the mean of x^p, to the power 1/p */
    REDUCE_ABOVE_ZERO, /* the larger of it and 0 */
    REDUCE_FUNCTION    /* simulation_function_at */
};

/* Other programs that layers are written for. */
enum dialect_column { DIALECT_PYTORCH, DIALECT_KERAS, DIALECT_ONNX, DIALECTS };

struct simulation;
/* What a type is called. */
struct layer_words {
    const char *called; /* "max pooling" */
    const char *does;   /* "a window slides over the input, and each unit of the output is ..." */
    /* The same where it depends on the layer's parameters. NULL: does. */
    const char *(*does_so)(const struct simulation *simulation);
    /* What the padding of a layer without weights holds; NULL: cells that are never taken. */
    const char *(*filling)(const struct simulation *simulation);
    /* Adds sentences about what only this type has. NULL: nothing. */
    void (*tell)(const struct simulation *simulation, struct buffer *out);
    /* Each adds a layer as the program writes it, as lines with their newlines; gives NULL, or in
     * the arena why it cannot be said. NULL: it has no such layer. */
    const char *(*phrases[DIALECTS])(const struct simulation *simulation, struct buffer *out,
                                     struct arena *arena);
};

/* What a layer reads. */
struct simulation_source {
    const struct simulation *layer; /* borrowed; NULL: the scene's input */
    size_t channel;                 /* where its channels begin in the layer's input */
};

/* A layer of integers: what is taken from them before they are multiplied, and how sums become
 * integers of the output. */
struct quantization {
    double input_zero, kernel_zero, output_zero;
    double low, high;         /* of the output's integers */
    const double *multiplier; /* [out], of sums */
};

/* How a sum becomes an integer of the output. */
struct requantized {
    double scaled, rounded, moved; /* times the multiplier; to a whole number; by the zero point */
    double value;                  /* kept within its type */
};

/* One layer with its numbers, finished: later stages read, none writes. */
struct simulation {
    struct arena arena;
    const struct scene *scene;       /* borrowed */
    const struct scene_layer *layer; /* borrowed from the scene */
    const struct simulation
        *source;                /* borrowed: whose output the input is; NULL: the scene's own */
    struct simulation *below;   /* owned: the layer before it in a stack; NULL: none. It reads
                                 * its output, or without one the scene's input, but where
                                 * there are branches */
    size_t place;               /* in the stack, from 0 */
    struct simulation *forward; /* owned: where this one works out a gradient of a layer, that
                                 * layer; else NULL */
    enum gradient_of gradient;  /* then: which */
    const struct simulation_source *sources; /* what it reads: source_count of them, */
    size_t source_count;                     /* one but of Add and Concat */
    bool is_joined; /* a function of each unit, as ReLU, that alone reads the layer below: in steps
                     * of a network, but in order layer, both are one */
    const struct layer_type *type;
    const char *type_name;                   /* "Conv2d" */
    bool is_transposed, is_pool, has_kernel; /* has_kernel: weights, a convolution; is_pool: none */
    enum reduction reduction;
    bool is_weighted;           /* each term has a weight of its own: interpolation; or a share of
                                 * the kernel's: a deformable layer */
    bool is_turned;             /* the window's taps meet the kernel turned by 180 degrees */
    bool is_sliding;            /* every window is alike, `move` cells from the one before */
    bool is_sparse;             /* only active cells are units, and only some outputs exist */
    bool is_dense;              /* Linear: all units are channels of one place */
    bool is_flattened;          /* Unfold: all axes of the output are one, [C][places] */
    bool is_input_flat;         /* Fold: so are those of its input; `input` has them apart */
    size_t axes;                /* 1..MAX_AXES */
    struct axis axis[MAX_AXES]; /* outermost first */
    size_t groups, in_channels, out_channels;
    enum padding_mode padding_mode;
    double padding_value;                    /* of a cell of CELL_PADDING */
    const struct quantization *quantization; /* in the arena; NULL: of numbers, not integers */
    bool ceil_mode, count_include_pad;
    bool has_values; /* the scene gave input values: digits may be drawn */
    bool is_unread;  /* simulation_leave_out */
    bool has_kernel_values;
    bool has_bias;
    bool is_output_zero;  /* the input is not given and nothing is added: no sum needs work */
    struct tensor input;  /* [C][axis...] */
    struct tensor kernel; /* Conv [out][in/groups][axis...], transposed [in][out/groups][axis...] */
    double *kernel_divide; /* [out]: what the weights were divided by, so that 1/16 may be drawn
                            * before whole numbers; NULL without kernel */
    struct tensor bias;    /* [out]; rank 0 without */
    struct tensor output;  /* [C][axis...] */
    bool gives_indices;    /* a max pool whose indices a MaxUnpool above takes */
    const struct simulation *indices_of; /* MaxUnpool: borrowed, that pool */
    void *own;           /* what only its type knows, by its own file; in the arena */
    size_t step_count;   /* units of the output; in other orders simulation_order_count */
    int relationship;    /* the guide's number, 0: none */
    const char *formula; /* "o = ... = 3", as the guide's relationship has it; one per differing
                          * axis, joined by "; " */
    /* The same in one form for all layers of a kind, "o = floor((i + 2p - k)/s) + 1 = ..."; a
     * number put in stands behind its letter, "k:3", the axis behind o where axes differ, "o_h". */
    const char *size_formula;
};

/* Works out the sizes of the layer or the stack of each scene and checks all of them; the tensors'
 * values are NULL. Of a stack the last layer is given, the others are below it. Problems go to the
 * report; what is wrong is NULL then. The scenes must outlive it. */
bool simulation_create_sizes(const struct scene *const *scenes, size_t count,
                             struct simulation **out, struct report *report);

/* Where scenes ask for the picture of a gradient, the layer that works it out takes the place of
 * the scene's own, its `forward`: the transposed layer with the same kernel, or a layer whose input
 * and kernel are the maps that meet. report NULL: where there is no such layer the own one stays;
 * else it is reported, and false. */
bool simulation_turn_back(struct simulation **simulations, size_t count, struct report *report);
/* What the maps of a layer hold: that which works out a gradient has others than a layer's own. */
enum holding {
    HOLDS_INPUT,
    HOLDS_KERNEL,
    HOLDS_OUTPUT,
    HOLDS_INPUT_GRADIENT,
    HOLDS_KERNEL_GRADIENT,
    HOLDS_OUTPUT_GRADIENT
};
enum holding simulation_holds(const struct simulation *simulation, enum map_role role);
/* The sizes of what a map holds, and where its number n stands in that, in reading order: a layer
 * that works out the gradient of a kernel has that map's channels one after the other. */
const struct tensor *simulation_held(const struct simulation *simulation, enum map_role role);
size_t simulation_held_place(const struct simulation *simulation, enum map_role role, size_t n);
/* The first layer of a stack, which reads its input; one layer is its own first. */
const struct simulation *simulation_first(const struct simulation *simulation);
/* The order of the steps: the scene's own, or ORDER_BACK where view network shows a focus. */
enum order simulation_order(const struct simulation *simulation);
/* Whether one layer follows the other, each of one channel or all of one axis: then a network is a
 * stack of maps. */
bool simulation_is_plain_stack(const struct simulation *top);
/* How many layers come before this one on the way from the focus back to the input, a layer and the
 * functions that are joined to it as one; SIZE_MAX: it is not on it. NULL, the input: how many
 * there are in all. */
size_t simulation_way_back(const struct simulation *top, const struct simulation *layer);
/* The number of the unit that a focus names among those of its layer's output, in reading order. An
 * index beyond the output is as the last one. */
size_t simulation_focus_unit(const struct focus *focus, const struct tensor *output);
/* The layer whose unit the scene's focus names, or the last one. */
const struct simulation *simulation_focused(const struct simulation *simulation);
/* Whether lists of names have one for each channel, and the cells of the scene's notes are there.
 */
bool simulation_check_words(const struct simulation *simulation, struct report *report);
/* The layer as the scene gives it. */
const struct simulation *simulation_forward(const struct simulation *simulation);

/* Which numbers are worked out. */
enum simulation_numbers {
    NUMBERS_NONE,  /* none but those that tell whether the scene is right */
    NUMBERS_STEPS, /* all but the last layer's output (output.values stays NULL): each step is
                    * worked out when it is asked for */
    NUMBERS_DRAWN, /* all, for a picture: that of a stack goes without values where they are too
                    * much work */
    NUMBERS_ALL
};

/* Nobody reads the numbers of this one's layers: those of a picture leave them out, but for what
 * others read and what tells whether the scene is right. Its steps then read zeros, and weights are
 * ones. */
void simulation_leave_out(struct simulation *top);
/* Works out the numbers of all of them, if they are within limits together. False: reported. */
bool simulation_fill(struct simulation *const *simulations, size_t count,
                     enum simulation_numbers numbers, struct report *report);
void simulation_destroy(struct simulation *simulation);

/* Step n with all its terms in the arena; n < step_count. Pure. */
void simulation_step_at(const struct simulation *simulation, size_t n, struct arena *arena,
                        struct step *out);
/* What of some builds there is to build in a layer, in their order; how many. */
size_t simulation_builds(const struct simulation *simulation, const struct scene_builds *builds,
                         enum build out[BUILDS]);
/* Whether the layer has something to build. */
bool simulation_can_build(const struct simulation *simulation, enum build build);
/* Whether every kernel is its own turn by 180 degrees; its numbers are known. */
bool simulation_is_own_turn(const struct simulation *simulation);
/* A step as if only its first `count` terms were there, 1 to term_count: what they come to, without
 * the bias until the last one is there. A mean and a norm still count all of the window's cells.
 * The terms are in the arena. */
void simulation_partial_step(const struct simulation *simulation, const struct step *step,
                             size_t count, struct arena *arena, struct step *out);
/* Products of weight and value in the sums of all its steps. */
double simulation_product_count(const struct simulation *simulation);
/* What a term adds to its step's sum. */
double simulation_product(const struct simulation *simulation, const struct term *term);
struct requantized simulation_requantize(const struct quantization *of, double multiplier,
                                         double sum);
/* How many channels source `index` gives. */
size_t simulation_source_channels(const struct simulation *simulation, size_t index);
/* How many steps there are in an order. */
size_t simulation_order_count(const struct simulation *simulation, enum order order);
/* Only number, output, window and result; terms are NULL, and result is 0 without the output. */
void simulation_place_at(const struct simulation *simulation, size_t n, struct step *out);
/* How many units of axis `index` reach its output unit o: every tap of the window on a unit is one.
 */
uint64_t simulation_axis_overlap(const struct simulation *simulation, size_t index, int64_t o);
/* What stands at a cell of the plane, any integer coordinates, one per axis. */
struct cell simulation_cell_at(const struct simulation *simulation, const int64_t *place);
/* Whether a window counts a zero of this kind as a term: a convolution every one but an overhang, a
 * pool as its type does; a max pool none. */
bool simulation_counts_zero(const struct simulation *simulation, enum cell_kind kind);
/* Whether the layer only moves units, from one channel to another too: PixelShuffle, Unfold of
 * several channels. */
bool simulation_moves_channels(const struct simulation *simulation);
/* Whether padding adds nothing to any sum: it is zero, and repeats no unit. */
bool simulation_pads_with_zeros(const struct simulation *simulation);
/* Whether the output of a transposed layer is a ring: what its stamps leave at one end they go on
 * with at the other. */
bool simulation_is_ring(const struct simulation *simulation);
/* Whether each input unit stamps into the output once: zeros around it, or a ring. */
bool simulation_can_stamp(const struct simulation *simulation);

/* A cell of the plane that a layer reads, seen from an output unit of a layer above it. */
struct reach_cell {
    size_t channel;
    int64_t place[MAX_AXES]; /* on the plane */
    size_t unit;             /* the unit that it holds or repeats: its number in the layer's input,
                              * in reading order; SIZE_MAX: a zero */
    bool is_repeated;        /* a padding cell that repeats the unit */
    bool is_chosen;          /* by a max pool */
    double paths;            /* up to the output unit. Those of a padding cell that repeats a unit
                              * are among the unit's as well, so the paths of all units are the
                              * gradient of the output unit when every weight is 1 */
};

/* One tap: from a cell of a plane to a cell of the plane above. */
struct reach_tap {
    size_t from, to; /* indices into the cells of both */
};

struct reach {
    size_t cell_count, tap_count;
    size_t read_count;        /* the first cells are read, the others only seen through padding */
    struct reach_cell *cells; /* in the arena */
    struct reach_tap *taps;   /* in the arena: from this plane to the one above */
};

/* Which cells of the layer's input the units of `above`, cells of its output, see. Layer by layer
 * from one unit with one path, this is the receptive field of that unit. Pure. */
void simulation_reach(const struct simulation *layer, const struct reach *above,
                      struct arena *arena, struct reach *out);

/* Units or places of an axis, from the first to the last of them; none: last < first. */
struct interval {
    int64_t first, last;
};

/* What an output unit sees of one map of a network: a box, without the cells in it. */
struct reach_box {
    bool is_seen;
    bool is_followed; /* what its layer reads for that is seen, too */
    struct interval channels, units[MAX_AXES];
    /* Where it is followed: the places on the plane that its layer reads, zeros that it counts
     * among them. */
    struct interval read[MAX_AXES];
};

/* Which of a network's maps a layer gives; NULL, 0: the network's input. */
size_t simulation_map_of(const struct simulation *layer);
/* What unit `unit` of a layer's output sees of all maps below it, through all branches, followed
 * down through so many layers, those joined to another not counted. boxes: of each map, as many as
 * simulation_map_of says and one. */
void simulation_reach_boxes(const struct simulation *layer, size_t unit, size_t layers,
                            struct reach_box *boxes);
/* How many terms lead from the unit in the middle of a stack's output down to its input. */
double simulation_reach_terms(const struct simulation *top);

/* The paths from each unit of the stack's input, in reading order, up to output unit `unit` of its
 * last layer, through all branches: how much the output changes with it when every weight is 1.
 * out: room for the input's units. Returns how many reads were followed. */
size_t simulation_paths(const struct simulation *top, size_t unit, double *out);

/* What each input channel of its group adds to a step of a layer with weights, settled: one number
 * for each of in_channels / groups. The padding is zeros. */
void simulation_addends(const struct simulation *simulation, const struct step *step, double *out);

/* How far an output may be from the exact result of the numbers that were given, as double
 * precision rounds; 0 where nothing is computed. */
double simulation_rounding(const struct simulation *simulation);
/* The number with the fewest decimal places within `rounding` of value, or value itself. */
double simulation_settle(double value, double rounding);
/* The output so, in the arena: 0.3 where 0.1 + 0.2 gave 0.30000000000000004. */
const double *simulation_settled(const struct simulation *simulation, struct arena *arena);

/* A step's equation as it is printed, its numbers rounded or not. */
struct printed_step {
    const struct decimal *values, *weights; /* of each term; weights NULL: none */
    struct decimal bias, divide, result;    /* divide: of the weighted sum, before the bias */
    struct decimal multiplier;              /* of a quantized layer's sum */
};
/* Whether the printed equation is exactly true. */
bool simulation_equation_holds(const struct simulation *simulation, const struct step *step,
                               const struct printed_step *printed);

/* How many units of the stack's input the units of a layer's output see, at most: the largest over
 * all of them. Padding that repeats a unit sees that unit; zeros see nothing. */
struct reach_size {
    bool is_known;           /* false: it would take too long */
    bool is_box;             /* so many on each axis, alike in all channels that are seen */
    int64_t units[MAX_AXES]; /* of a box */
    uint64_t count;          /* of no box: in all channels together */
};

void simulation_reach_size(const struct simulation *top, struct reach_size *out);

/* What a unit of a layer's output sees of the network's input, on each axis, padding included; in
 * units of the input, fractions behind a layer that makes maps larger. */
struct sight {
    bool is_known; /* false: a layer mixes its axes, or branches see steps of unlike lengths */
    size_t axes;
    struct rational extent[MAX_AXES]; /* exact: a fraction where it ends within a unit */
    int64_t size[MAX_AXES];           /* so many units, at most */
    struct rational jump[MAX_AXES];   /* from one output to the next */
    struct rational start[MAX_AXES];  /* the first that output 0 sees; below 0: in the padding */
};

/* How many cells a window has; how many terms its sum has, of all channels that it reads. Where
 * windows are not alike, the most. */
size_t simulation_taps(const struct simulation *simulation);
size_t simulation_terms(const struct simulation *simulation);

/* The names of layer types and of kernels, in the order of their tables; NULL behind the last. */
const char *simulation_type_name(size_t n);
const char *simulation_kernel_name(size_t n);
/* Whether a layer of the nth type may have a key; true of a key that is not the layers' own. */
bool simulation_type_takes(size_t n, const char *key);

/* Of all layers of a network; out: as many as there are, by their places. */
void simulation_sights(const struct simulation *top, struct sight *out);
/* Weights and biases. */
uint64_t simulation_parameters(const struct simulation *simulation);
/* Products of weights, those with padding zeros too; of a layer without weights 0. */
uint64_t simulation_multiply_adds(const struct simulation *simulation);

/* The same output by another way, for a layer with weights: every input unit stamps the kernel,
 * weighted, into the output (the guide's chapter 4; a direct layer's stamps are its windows seen
 * from below). Stamp n < tensor_count(input): input unit n in reading order, for a layer that can
 * stamp. Pure. All stamps' addends and the bias are the output. */
void simulation_stamp_at(const struct simulation *simulation, size_t n, struct arena *arena,
                         struct stamp *out);
/* Where tap t of an input unit's stamp falls on an axis, taps counted as the stamp lies on the
 * output: tap t holds the kernel's t, or where !is_turned its kernel - 1 - t. Below 0 and from
 * `output` on it is cropped, or goes on at the other end of a ring. False: nowhere, the stride of a
 * direct layer passes over it. */
bool simulation_stamp_place(const struct simulation *simulation, const struct axis *axis,
                            int64_t unit, int64_t tap, int64_t *place);
/* Stamp n read as a step, of a layer of one channel in and out: the terms are its taps as they lie
 * on the output, with their weights and the unit's value. Places and the window count the output's
 * units; what is cropped is of CELL_OVERHANG. `output` is the input unit's index. Pure. */
void simulation_stamp_step(const struct simulation *simulation, size_t n, struct arena *arena,
                           struct step *out);
/* Where such a place is on a ring: 0 to output - 1; elsewhere the place itself. */
int64_t simulation_stamp_home(const struct simulation *simulation, const struct axis *axis,
                              int64_t place);
/* So many units of the output lie between two taps of a stamp that are neighbours there. */
int64_t simulation_stamp_pitch(const struct simulation *simulation, const struct axis *axis);
/* The layer that takes the same links the other way, with the same weights and no bias, from the
 * output to a map of the input's size; for a sliding layer with weights that pads with zeros or
 * around a ring. In the arena; it borrows the layer's kernel. */
const struct simulation *simulation_transpose(const struct simulation *layer, struct arena *arena);

/* A layer with weights as matrices: as one sparse matrix, a row for each output unit, a column for
 * each input unit; and as two dense ones, all windows and all weights. */

/* A place where the matrix has a weight. */
struct matrix_entry {
    size_t row, column;
    size_t kernel; /* the weight's place in the kernel, in reading order */
    double weight;
};

struct matrix_entries {
    size_t rows, columns;
    const struct matrix_entry *entries; /* row by row, by columns */
    const size_t *starts;               /* of each row in entries, and where the last ends */
};

#define NO_UNIT SIZE_MAX /* in place of a unit's or a weight's number: none */

/* All entries, in the arena. */
void simulation_read_entries(struct matrix_entries *entries, const struct simulation *layer,
                             struct arena *arena);
/* Which weight each place of the sparse matrix has, row by row; NO_UNIT: none. */
const size_t *simulation_entry_numbers(const struct matrix_entries *entries, struct arena *arena);
/* Which input unit each term of each output place reads, a row for each term. */
const size_t *simulation_window_units(const struct simulation *layer, struct arena *arena);
/* Which weight each term has, a row for each output channel. */
const size_t *simulation_window_weights(const struct simulation *layer, struct arena *arena);

/* The way back: gradients of the sum of output times output gradient, of the tensors' sizes. */
struct gradient {
    struct tensor output; /* what comes back to the layer */
    struct tensor input;  /* with the axes that it was given */
    struct tensor kernel; /* values NULL: it has none */
    struct tensor bias;   /* likewise */
};

struct gradients {
    struct tensor input;           /* of the network's input, through all branches */
    const struct gradient *layers; /* of each layer, by its place */
};

/* Whether the scene asks for gradients. */
bool simulation_has_gradient(const struct simulation *top);
/* Of the last layer's output the scene gives the gradient, or it is ones; the others follow by the
 * chain rule. All inputs and kernels must be filled. The numbers are in the arena. Pure. */
void simulation_gradients(const struct simulation *top, struct arena *arena, struct gradients *out);

/* The input with the axes that it was given: those of Fold are [C kh kw][places]. Its values are
 * borrowed. */
struct tensor simulation_input_as_given(const struct simulation *simulation);
/* What the layer's type is called. */
const struct layer_words *simulation_words(const struct simulation *simulation);
/* Whether any layer of the stack reads something else than the layer before it. */
bool simulation_has_branches(const struct simulation *simulation);
/* Whether the layer's type takes a parameter, by its key in the scene: "ceil_mode". */
bool simulation_takes(const struct simulation *simulation, const char *key);
/* What number i of an index with `count` numbers counts: "rows"; the channel may stand first. */
const char *simulation_index_name(size_t axes, size_t count, size_t i);
/* A parameter that only the layer's type has, by its key, along an axis: the divisor_override of an
 * average, the norm_type of an LPPool, factors. 0: it has none such, or it is not given. */
double simulation_own(const struct simulation *simulation, const char *key, size_t axis);
int64_t simulation_own_integer(const struct simulation *simulation, const char *key);
const char *simulation_own_key(const struct simulation *simulation); /* NULL: it has none */
/* Of a sparse layer with its numbers: whether a place of the input is active, whether there is an
 * output at a place, both counted in reading order. Of other layers true. */
bool simulation_is_active(const struct simulation *simulation, size_t place);
bool simulation_has_output(const struct simulation *simulation, size_t place);
/* Of a deformable layer: the place on the plane that a tap of an output unit reads, between cells.
 */
void simulation_tap_place(const struct simulation *simulation, const size_t *output,
                          const int64_t *tap, double *place);
/* The least and the greatest place of all its taps: rows, columns. */
void simulation_tap_bounds(const struct simulation *simulation, double least[2],
                           double greatest[2]);
/* How much that tap counts: its mask, 1 without one. */
double simulation_tap_share(const struct simulation *simulation, const size_t *output,
                            const int64_t *tap);
/* Whether each output unit is a function of one input unit, ReLU's too; the function. */
bool simulation_is_function(const struct simulation *simulation);
double simulation_function_at(const struct simulation *simulation, double x);
/* The side of the squares that a PixelShuffle or PixelUnshuffle moves; 0: of another type. */
int64_t simulation_shuffle(const struct simulation *simulation);
/* An Upsample's factors, "2" where all axes have the same, else "2 x 3" where `between` is " x ";
 * NULL: its sizes are given. In the arena. */
const char *simulation_factors(const struct simulation *simulation, const char *between,
                               struct arena *arena);

#endif
