/* SPDX-License-Identifier: MIT */
/* A node of an ONNX graph as a layer of the scene language. */
#ifndef CONVREEL_SCENE_ONNX_GRAPH_H
#define CONVREEL_SCENE_ONNX_GRAPH_H

#include "onnx.h"
#include "onnx_file.h"

enum onnx_value_kind {
    VALUE_MISSING, /* an input that a node leaves out */
    VALUE_MAP,     /* of the network's input or a layer's output */
    VALUE_NUMBERS, /* constant: weights, sizes */
    VALUE_SIZES,   /* sizes of a map, which are not known */
    VALUE_SKIPPED  /* of a node that is not drawn */
};

/* What stands for a value where numbers are asked for. */
enum onnx_form {
    FORM_ITSELF,
    FORM_INTEGERS,    /* integers, as a QuantizeLinear gives them */
    FORM_DEQUANTIZED, /* the integers that a DequantizeLinear read */
    FORM_SUMS         /* what a layer of integers gives once a QuantizeLinear follows */
};

/* How the axes of a map lie where they are not batch, channels, and its own. */
enum onnx_lies {
    LIES_LAST = 1 << 0,  /* its channels are last */
    LIES_PLANE = 1 << 1, /* its only channel has no axis */
    LIES_MEAN = 1 << 2,  /* it is one number for all channels of each place */
    LIES_SPLIT = 1 << 3  /* a Reshape gave it other axes, as `split` has them */
};

enum { ONNX_MOST_PARTS = MAX_RANK + 2, ONNX_MOST_SIZES = 64 };

/* The axes of a map that are split, until a Reshape joins them. */
struct onnx_split {
    size_t count, order[ONNX_MOST_PARTS]; /* where each was before a Transpose */
    double size[ONNX_MOST_PARTS];         /* before it; -1 or NAN: not known */
};

/* A few whole numbers that follow from sizes of maps; NAN: not known. */
struct onnx_sizes {
    size_t count; /* 0: none is known */
    size_t rows;  /* of a matrix; 0: it is none */
    bool is_float;
    double *of;
    bool is_shape; /* all sizes of a map, that of this layer */
    size_t shape_of;
};

struct onnx_value {
    const char *name;
    enum onnx_value_kind kind;
    size_t layer;              /* of a map: the line that gives it, or FROM_INPUT */
    size_t axes;               /* of a map; 0: not known, or a list of units */
    double size[1 + MAX_AXES]; /* of a map: channels, and units of each axis; 0: not known */
    unsigned lies;             /* of a map: enum onnx_lies */
    bool may_take_bias;        /* a matrix made it, which an Add may follow */
    const struct onnx_split *split;
    bool is_list, is_single;    /* of a map: it has no axes; each axis has one unit */
    const Onnx__Tensor *tensor; /* of numbers */
    enum onnx_form form;
    const Onnx__Tensor *scale, *zero; /* of integers; zero NULL: 0 */
    bool is_rectified;                /* sums: a ReLU follows */
    const char *activation;           /* of a map: its layer, where that is one; NULL: it is none */
    size_t activated;                 /* what that reads */
    struct onnx_sizes sizes;          /* of sizes */
    size_t skip;                      /* of a node that is not drawn: its place among those */
};

/* A line of the text. */
struct onnx_line {
    const char *type, *keys; /* "Conv2d"; ", stride: [2, 2]" */
    size_t sources[MAX_SOURCES], source_count;
    struct onnx_layer numbers;
};

enum { ONNX_MOST_INPUTS = MAX_SOURCES }; /* of a node that is looked at */

/* A node with its inputs, and what becomes of it. */
struct onnx_call {
    struct arena *arena;
    const Onnx__Node *node;
    bool with_weights;
    bool uses_sizes; /* filled in: it asks how large a map is */
    bool is_read;    /* another node reads its first output */
    size_t part;     /* which of its outputs is asked for, where each is a layer */
    struct onnx_value inputs[ONNX_MOST_INPUTS];
    size_t input_count;
    /* Filled in: */
    bool is_passed; /* its output is `passed`, which is its first map unless it says otherwise */
    struct onnx_value passed;
    const struct onnx_value *gate;    /* what `passed` is multiplied by, which is not drawn; NULL */
    bool is_open;                     /* the line's keys end when a QuantizeLinear follows, */
    bool is_closing;                  /* this one, by the line's keys */
    bool is_constant;                 /* its output is `output`, numbers */
    bool is_flattened;                /* a Flatten follows */
    bool is_bias;                     /* it adds the bias of the layer that is passed */
    struct onnx_line before[2], line; /* one after the other; the last one */
    size_t before_count;
    struct onnx_value output; /* but for its name and layer */
};

/* What the graph begins with; onnx_input.c. */
void onnx_read_input(const Onnx__Graph *graph, const Onnx__Value *input, struct onnx_model *out,
                     struct onnx_value *value);

/* What a node becomes; NULL, or why it is not drawn. */
const char *onnx_convert(struct onnx_call *call);

/* The same where its first input is numbers. */
const char *onnx_convert_numbers(struct onnx_call *call);

/* Whether each output of a node is a layer of its own. */
bool onnx_gives_parts(const struct onnx_call *call);

/* The numbers of an input that are known, or those that a node works out from sizes: false: it does
 * not; onnx_sizes.c. */
struct onnx_sizes onnx_sizes_of(struct onnx_call *call, size_t input);
bool onnx_take_sizes(struct onnx_call *call, struct onnx_value *out);

/* The operators that move units; onnx_moves.c. */
const char *onnx_convert_depth_to_space(struct onnx_call *call);
const char *onnx_convert_flatten(struct onnx_call *call);
const char *onnx_convert_squeeze(struct onnx_call *call);
const char *onnx_convert_reshape(struct onnx_call *call);
const char *onnx_convert_transpose(struct onnx_call *call);
const char *onnx_convert_slice(struct onnx_call *call);
const char *onnx_convert_split(struct onnx_call *call);
const char *onnx_convert_gather(struct onnx_call *call);
const char *onnx_convert_unsqueeze(struct onnx_call *call);

/* The operators with windows; onnx_windows.c. Each gives NULL, or why it is not drawn. */
const char *onnx_convert_conv(struct onnx_call *call);
const char *onnx_convert_conv_transpose(struct onnx_call *call);
/* A convolution by that name, whose kernel and bias stand in those inputs. */
const char *onnx_convert_weighted(struct onnx_call *call, const char *name, size_t kernel,
                                  size_t bias);
const char *onnx_convert_gemm(struct onnx_call *call);
const char *onnx_convert_matmul(struct onnx_call *call);
const char *onnx_convert_max_pool(struct onnx_call *call);
const char *onnx_convert_average_pool(struct onnx_call *call);
const char *onnx_convert_lp_pool(struct onnx_call *call);
const char *onnx_convert_global_average(struct onnx_call *call);
const char *onnx_convert_global_max(struct onnx_call *call);
const char *onnx_convert_mean(struct onnx_call *call);
const char *onnx_convert_pad(struct onnx_call *call);
const char *onnx_convert_resize(struct onnx_call *call);

/* The activations; onnx_activations.c. */
const char *onnx_convert_leaky_relu(struct onnx_call *call);
const char *onnx_convert_elu(struct onnx_call *call);
const char *onnx_convert_hard_sigmoid(struct onnx_call *call);
const char *onnx_convert_clip(struct onnx_call *call);
const char *onnx_convert_activation(struct onnx_call *call);
/* What keeps every size and changes numbers. */
const char *onnx_pass(struct onnx_call *call);
/* A map times its own activation, where that is a layer; false: it is none. */
bool onnx_convert_own_gate(struct onnx_call *call);

/* The operators on integers; onnx_quantize.c. */
const char *onnx_convert_qlinear_conv(struct onnx_call *call);
const char *onnx_convert_quantize(struct onnx_call *call);
const char *onnx_convert_dequantize(struct onnx_call *call);
/* A convolution whose kernel or input is dequantized. */
const char *onnx_convert_dequantized_conv(struct onnx_call *call);

/* onnx_keys.c */

const struct onnx_value *onnx_input_of(const struct onnx_call *call, size_t n);
/* One layer that reads the node's first map, or the layer that was set before, and has that many
 * axes; its sizes are those of that map. */
void onnx_set_line(struct onnx_call *call, const char *type, size_t axes);
/* Its output has so many channels, and as many times the units of each axis. */
void onnx_set_sizes(struct onnx_call *call, double channels, double factor);
/* The units of each axis that a window of so many taps leaves. */
void onnx_set_window(struct onnx_call *call, const double *kernel, bool is_transposed);

/* Adds ", key: " and what the format makes. */
void onnx_add_key(struct onnx_call *call, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds a list of one number for each axis where one is not the usual one; false: the attribute has
 * not as many. */
bool onnx_add_list(struct onnx_call *call, const char *attribute, const char *key, size_t axes,
                   int64_t usual);
/* The same for pads or auto_pad. */
bool onnx_add_padding(struct onnx_call *call, size_t axes);
/* The numbers of an input that is constant, at most `most` of them; how many, or 0. */
size_t onnx_numbers_of(struct onnx_call *call, size_t input, double *out, size_t most);

#endif
