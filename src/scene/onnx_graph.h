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

struct onnx_value {
    const char *name;
    enum onnx_value_kind kind;
    size_t layer;               /* of a map: the line that gives it, or FROM_INPUT */
    size_t axes;                /* of a map; 0: not known, or a list of units */
    bool is_list, is_single;    /* of a map: it has no axes; each axis has one unit */
    const Onnx__Tensor *tensor; /* of numbers */
    enum onnx_form form;
    const Onnx__Tensor *scale, *zero; /* of integers; zero NULL: 0 */
    bool is_rectified;                /* sums: a ReLU follows */
    const char *activation;           /* of a map: its layer, where that is one; NULL: it is none */
    size_t activated;                 /* what that reads */
    size_t count;                     /* of sizes: how many; 0: not known */
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
    struct onnx_value inputs[ONNX_MOST_INPUTS];
    size_t input_count;
    /* Filled in: */
    bool is_passed; /* its output is `passed`, which is its first map unless it says otherwise */
    struct onnx_value passed;
    const struct onnx_value *gate; /* what `passed` is multiplied by, which is not drawn; NULL */
    bool is_open;                  /* the line's keys end when a QuantizeLinear follows, */
    bool is_closing;               /* this one, by the line's keys */
    bool is_constant;              /* its output is `output`, numbers */
    bool is_flattened;             /* a Flatten follows */
    struct onnx_line line;
    struct onnx_value output; /* but for its name and layer */
};

/* What a node becomes; NULL, or why it is not drawn. */
const char *onnx_convert(struct onnx_call *call);

/* The same where its first input is numbers. */
const char *onnx_convert_numbers(struct onnx_call *call);

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
/* One layer that reads the node's first map and has that many axes. */
void onnx_set_line(struct onnx_call *call, const char *type, size_t axes);

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
