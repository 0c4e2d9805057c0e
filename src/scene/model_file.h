/* SPDX-License-Identifier: MIT */
/* `layers: {file: model.onnx}`: a network that stands in a file. */
#ifndef CONVREEL_SCENE_MODEL_FILE_H
#define CONVREEL_SCENE_MODEL_FILE_H

#include "onnx.h"
#include "reader.h"

/* Whether a map names a file in place of layers. */
bool model_file_is_named(const struct node *map);
/* The file's layers as a list at their own places; NULL: reported. out: what lines cannot say, its
 * numbers in the scene's arena. */
const struct node *model_file_lines(struct reader *reader, const struct node *map,
                                    struct onnx_model *out);
/* Puts that into the layer that was read of line n. */
void model_file_set_numbers(const struct onnx_model *model, size_t n, struct scene_layer *layer);

#endif
