/* SPDX-License-Identifier: MIT */
/*
 * ONNX files (https://onnx.ai): their graph as a list of layers in the scene language. A pure
 * function of the bytes; whoever calls it reads the text by the rows of `layers`.
 */
#ifndef CONVREEL_SCENE_ONNX_H
#define CONVREEL_SCENE_ONNX_H

#include "convreel/scene.h"

/* What a line of the text cannot say. */
struct onnx_layer {
    bool has_bias;
    struct tensor kernel, bias; /* values NULL: not asked for, or there are none */
};

/* A node that is not drawn, though other nodes need it. */
struct onnx_skip {
    const char *node;   /* "node 'gate' (Mul)" */
    const char *reason; /* "it multiplies maps"; NULL: there is no such layer */
    size_t followers;   /* nodes that are left out with it */
};

struct onnx_model {
    char *text; /* a line "- {type: ...} # node 'conv1'" for each layer; ends in a newline */
    size_t length;
    const struct onnx_layer *layers;
    size_t count;
    const char *passed; /* operators that keep every size: "BatchNormalization, Relu"; NULL: none */
    const struct onnx_skip *skips;
    size_t skip_count;
    bool uses_sizes; /* some numbers of the text follow from the sizes of the input: */
    size_t input_rank, input[1 + MAX_AXES]; /* without the batch; rank 0: the file does not say */
};

/* Fills out, all of it in the arena. with_weights: kernels and biases, too; then what keeps sizes
 * but changes numbers is a layer, or is not drawn. False: error says why, without the file's name;
 * STATUS_LIMIT: it is too large. */
bool onnx_read(const struct buffer *bytes, bool with_weights, struct arena *arena,
               struct onnx_model *out, struct error *error);

#endif
