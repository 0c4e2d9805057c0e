/* SPDX-License-Identifier: MIT */
/* The messages of an ONNX file, and what their tensors and attributes hold. */
#ifndef CONVREEL_SCENE_ONNX_FILE_H
#define CONVREEL_SCENE_ONNX_FILE_H

#include "convreel/scene.h"

#include "scene/onnx.pb-c.h"

/* In the arena; NULL: error. */
const Onnx__Model *onnx_file_unpack(const struct buffer *bytes, struct arena *arena,
                                    struct error *error);

/* The sizes of a tensor, at most MAX_RANK of them; false: it has more, or one that is none. */
bool onnx_tensor_sizes(const Onnx__Tensor *tensor, struct tensor *out);
/* Whether its numbers are whole by their type; whether it is a single one, without an axis. */
bool onnx_tensor_is_whole(const Onnx__Tensor *tensor);
bool onnx_tensor_is_number(const Onnx__Tensor *tensor);
/* Its numbers too, in the arena. NULL, or why not: "its weights are in another file". */
const char *onnx_tensor_read(const Onnx__Tensor *tensor, struct arena *arena, struct tensor *out);

/* An attribute by its name; NULL: none. */
const Onnx__Attribute *onnx_attribute(const Onnx__Node *node, const char *name);
int64_t onnx_integer(const Onnx__Node *node, const char *name, int64_t fallback);
double onnx_number(const Onnx__Node *node, const char *name, double fallback);
/* Whether a word is what the node says, or what it says nothing of. */
bool onnx_word_is(const Onnx__Node *node, const char *name, const char *word, bool is_fallback);

#endif
