/* SPDX-License-Identifier: MIT */
/*
 * What makes a layer type: one row each, found by name. The rows stand in files of their own, a
 * file a kind of layer.
 */
#ifndef SIMULATION_LAYER_TYPE_H
#define SIMULATION_LAYER_TYPE_H

#include "simulation/phrases/phrases.h"

/* Parameters that only some types take. */
enum takes {
    TAKES_WINDOW = 1 << 7, /* kernel_size, stride */
    TAKES_OUTPUT_SIZE = 1 << 8,
    TAKES_SCALE = 1 << 9, /* size, scale_factor */
    TAKES_UPSCALE = 1 << 10,
    TAKES_DOWNSCALE = 1 << 11,
    TAKES_INDICES = 1 << 12,
    TAKES_QUANTIZE = 1 << 22,
    TAKES_SIZE_KEPT = 1 << 20, /* null in output_size */
    TAKES_KERNEL = 1 << 0, /* kernel, bias, groups, in_channels, out_channels, padding_mode, flip */
    TAKES_OUTPUT_PADDING = 1 << 1,
    TAKES_CEIL_MODE = 1 << 2,
    TAKES_COUNT_INCLUDE_PAD = 1 << 3,
    TAKES_NORM_TYPE = 1 << 4,
    TAKES_PADDING = 1 << 5,
    TAKES_DILATION = 1 << 6,
    TAKES_DIVISOR = 1 << 13,
    TAKES_PADDING_VALUE = 1 << 14,
    TAKES_NEGATIVE_SLOPE = 1 << 15,
    TAKES_ALPHA = 1 << 16,
    TAKES_WEIGHTS = 1 << 17, /* kernel, bias, in_channels, out_channels, of a Linear */
    TAKES_ACTIVE = 1 << 19,
    TAKES_OFFSETS = 1 << 21,
    TAKES_GROUPS = 1 << 18, /* of a ChannelShuffle */
    TAKES_SLICE = 1 << 23,  /* start, end */
};

/* A cell that an output unit reads. */
struct read {
    size_t channel;
    int64_t place[MAX_AXES]; /* on the plane */
    int64_t tap[MAX_AXES];   /* which tap of the window it is */
    double weight;           /* of a layer that is weighted */
};

/* All that one output unit reads, in the order in which it is summed. Zeroed: none. */
struct reads {
    struct read *items; /* owned */
    size_t count, capacity;
};

/* A box of cells, read row by row in some channels, one after the other. */
struct box {
    size_t channel, channels; /* the first of them, how many */
    int64_t start[MAX_AXES];  /* the first cell */
    int64_t taps[MAX_AXES];   /* per axis, `dilation` cells apart */
};

void reads_add(struct reads *reads, const struct read *read);
void reads_add_box(struct reads *reads, const struct simulation *simulation, const struct box *box);
void reads_finish(struct reads *reads);

/* A parameter that only this type has. */
struct own_parameter {
    const char *key;                                               /* as the scene has it */
    double (*value)(const struct scene_layer *layer, size_t axis); /* 0: not given */
};

struct layer_type {
    const char *name;
    const struct layer_words *words;
    size_t axes;                                        /* 0: those of its input */
    size_t (*axes_of)(const struct scene_layer *layer); /* as its parameters say; 0: of its input */
    size_t input_axes; /* where they are not as many; their places then are one axis. 0: they are */
    bool is_transposed, is_pool;
    bool is_dense;       /* reads a list of units: channels of one place */
    bool keeps_active;   /* of sparse layers: a submanifold one */
    bool is_join;        /* reads several maps, not one */
    bool moves_channels; /* its units are those of its input, of other channels */
    enum reduction reduction;
    unsigned takes;                  /* enum takes */
    enum padding_mode padding_mode;  /* where the layer does not say it */
    const struct own_parameter *own; /* NULL: none */
    /* Sizes of a type that is no sliding window: fills the axes and out_channels. NULL: it is one.
     */
    bool (*resolve)(struct simulation *simulation, struct report *report);
    /* What it takes over from the layers before it once they have their numbers. NULL: nothing. */
    bool (*take_over)(struct simulation *simulation, struct report *report);
    /* Adds what output unit [channel][axis...] reads. NULL: the window that slides. */
    void (*reads)(const struct simulation *simulation, const size_t *output, struct reads *out);
    /* What a window reads on an axis follows from more than the output's index on it. */
    bool is_mixed;
    /* How the output size of an axis follows, "o = ... = 3", for a type with `resolve`. */
    const char *(*formula)(const struct simulation *simulation, const struct axis *a,
                           struct arena *arena);
    /* Whether a pool's window counts a cell that is no unit (it reads as 0). NULL: never. */
    bool (*counts_zero)(const struct simulation *simulation, enum cell_kind kind);
    /* The result of a type without weights from the values that count, in reading order; *chosen is
     * the one taken, if a max pool takes one. NULL: a convolution, the weighted sum. */
    double (*pool)(const struct simulation *simulation, const double *values, size_t count,
                   size_t *chosen);
    /* Of a type whose units are functions of one unit each: the function, and of REDUCE_FUNCTION
     * its slope. NULL: it is none. */
    double (*function)(const struct simulation *simulation, double x);
    double (*slope)(const struct simulation *simulation, double x);
};

enum { ACTIVATIONS = 12 };

extern const struct layer_type layer_conv[MAX_AXES];
extern const struct layer_type layer_conv_transpose[MAX_AXES];
extern const struct layer_type layer_max_pool[MAX_AXES];
extern const struct layer_type layer_max_unpool[MAX_AXES];
extern const struct layer_type layer_avg_pool[MAX_AXES];
extern const struct layer_type layer_lp_pool[2];
extern const struct layer_type layer_adaptive_avg_pool[MAX_AXES];
extern const struct layer_type layer_adaptive_max_pool[MAX_AXES];
extern const struct layer_type layer_upsample;
extern const struct layer_type layer_pixel_shuffle;
extern const struct layer_type layer_pixel_unshuffle;
extern const struct layer_type layer_unfold;
extern const struct layer_type layer_fold;
extern const struct layer_type layer_deform_conv;
extern const struct layer_type layer_sparse[MAX_AXES];
extern const struct layer_type layer_submanifold[MAX_AXES];
extern const struct layer_type layer_linear;
extern const struct layer_type layer_flatten;
extern const struct layer_type layer_channel_shuffle;
extern const struct layer_type layer_slice;
extern const struct layer_type layer_relu;
extern const struct layer_type layer_activation[ACTIVATIONS];
extern const struct layer_type layer_zero_pad[MAX_AXES];
extern const struct layer_type layer_constant_pad[MAX_AXES];
extern const struct layer_type layer_reflection_pad[MAX_AXES];
extern const struct layer_type layer_replication_pad[MAX_AXES];
extern const struct layer_type layer_circular_pad[MAX_AXES];
extern const struct layer_type layer_add;
extern const struct layer_type layer_concat;

/* The number that padding holds. */
extern const struct own_parameter own_padding_value;

/* Results that several types share. */
double pool_largest(const struct simulation *simulation, const double *values, size_t count,
                    size_t *chosen);
double pool_mean(const struct simulation *simulation, const double *values, size_t count,
                 size_t *chosen);
double pool_sum(const struct simulation *simulation, const double *values, size_t count,
                size_t *chosen);
/* The only value, 0 without one. */
double pool_only(const struct simulation *simulation, const double *values, size_t count,
                 size_t *chosen);
/* By which the sum of a mean's `count` values is divided. */
double mean_divisor(const struct simulation *simulation, size_t count);
/* How much a norm of `count` values grows with one of them. */
double norm_slope(const struct simulation *simulation, double value, size_t count, double norm);
/* Of types that copy a padding zero as they copy units. */
bool counts_padding_cells(const struct simulation *simulation, enum cell_kind kind);
const char *filling_zeros(const struct simulation *simulation);
/* An output unit reads the input unit at its own place; its plane is the input. */
void same_reads(const struct simulation *simulation, const size_t *output, struct reads *out);
bool resolve_plain(struct simulation *simulation, struct report *report);
/* A plane that is the input itself, its output units one each, `output` of them. */
void axis_set_plain(struct axis *a, int64_t output);
/* All axes so, each output unit at the place of its input unit. */
void axes_set_plain(struct simulation *simulation);
/* "o = i = 5" */
const char *formula_same(const struct simulation *simulation, const struct axis *a,
                         struct arena *arena);

/* Every type in the order of the manual; NULL beyond the last. */
const struct layer_type *layer_type_at(size_t index);
/* The type of that name; NULL after a report at `at`. */
const struct layer_type *layer_type_find(const char *name, struct position at,
                                         struct report *report);

#endif
