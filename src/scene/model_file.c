/* SPDX-License-Identifier: MIT */
/* `layers: {file: model.onnx, weights: true}`: the file's graph as lines of a list, whose problems
 * are told at their places in that text, and what it cannot draw. */
#include "model_file.h"

#include <string.h>

#include "fields.h"
#include "file.h"

enum { SKIPS_TOLD = 5 };

bool model_file_is_named(const struct node *map)
{
    return map->kind == NODE_MAP && node_find(map, "file");
}

/* The map's own keys; false: reported. */
static bool read_keys(struct reader *reader, const struct node *map, bool *with_weights)
{
    size_t before = reader->problem_count;
    for (const struct node *value = map->first; value; value = value->next) {
        const char *key = value->key->kind == NODE_SCALAR ? value->key->text : "";
        const struct field *field = fields_find("layers.weights");
        if (strcmp(key, "weights") == 0)
            read_flag(reader, field, value, with_weights);
        else if (strcmp(key, "file") != 0)
            reader_error(reader, value->key, "beside a file there is only weights",
                         "unknown key %s in 'layers'",
                         node_describe(value->key, &reader->report->arena));
        else if (value->kind != NODE_SCALAR || scalar_kind_of(value) == SCALAR_NULL)
            reader_expected(reader, fields_find("layers.file"), value, NULL);
    }
    return reader->problem_count == before;
}

static void tell_skips(struct reader *reader, const struct node *file,
                       const struct onnx_model *model)
{
    struct report *report = reader->report;
    for (size_t i = 0; i < model->skip_count && i < SKIPS_TOLD; i++) {
        const struct onnx_skip *skip = &model->skips[i];
        const char *more =
            skip->followers == 0 ? ""
            : skip->followers == 1
                ? ", nor is the node that needs it"
                : arena_format(&report->arena, ", nor are the %zu nodes that need it",
                               skip->followers);
        report_warning(report, file->at, NULL, "%s is not drawn%s: %s", skip->node, more,
                       skip->reason);
    }
    if (model->skip_count > SKIPS_TOLD)
        report_warning(report, file->at, NULL, "%zu more nodes are not drawn",
                       model->skip_count - SKIPS_TOLD);
    if (model->passed)
        report_warning(report, file->at, NULL, "not drawn, because they keep every size: %s",
                       model->passed);
}

/* What outlives the messages of the file. */
static void keep(struct reader *reader, struct onnx_model *model)
{
    struct arena *arena = &reader->scene->arena;
    struct onnx_layer *layers = arena_allocate(arena, model->count, sizeof *layers);
    for (size_t i = 0; i < model->count; i++) {
        layers[i] = model->layers[i];
        struct tensor *const tensors[] = {&layers[i].kernel, &layers[i].bias};
        for (size_t t = 0; t < sizeof tensors / sizeof *tensors; t++) {
            size_t count = tensors[t]->values ? tensor_count(tensors[t]) : 0;
            double *values = arena_allocate(arena, count, sizeof *values);
            if (count > 0)
                tensors[t]->values = memcpy(values, tensors[t]->values, count * sizeof *values);
        }
    }
    model->layers = layers;
}

/* Reads the bytes; false: reported. */
static bool read_graph(struct reader *reader, const struct node *file, bool with_weights,
                       struct arena *arena, struct onnx_model *out)
{
    struct buffer bytes = {0};
    struct error error;
    const char *shown = node_describe(file, &reader->report->arena);
    bool is_read = reader_file(reader, file, &bytes);
    bool is_model = is_read && onnx_read(&bytes, with_weights, arena, out, &error);
    buffer_finish(&bytes);
    if (is_read && !is_model && error.status == STATUS_LIMIT)
        reader_limit(reader, file, "%s: %s", shown, error.text);
    else if (is_read && !is_model)
        reader_error(reader, file, "for example what torch.onnx.export writes", "%s: %s", shown,
                     error.text);
    return is_model;
}

const struct node *model_file_lines(struct reader *reader, const struct node *map,
                                    struct onnx_model *out)
{
    struct report *report = reader->report;
    const struct node *file = node_find(map, "file"), *list = NULL;
    bool with_weights = false;
    struct arena arena = {0};
    if (read_keys(reader, map, &with_weights) &&
        read_graph(reader, file, with_weights, &arena, out)) {
        struct visit visit;
        const struct buffer text = {out->text, out->length, out->length};
        const char *name = arena_copy_text(&report->arena, file->text, strlen(file->text));
        tell_skips(reader, file, out);
        reader->file_uses_sizes = out->uses_sizes;
        reader->file_input_rank = out->input_rank;
        memcpy(reader->file_input, out->input, sizeof out->input);
        keep(reader, out);
        const struct source *source = reader_enter(reader, name, &text, &visit);
        list = node_read(source->text, source->length, &report->arena, report);
        reader_leave(reader, &visit);
    }
    arena_finish(&arena);
    return list;
}

void model_file_set_numbers(const struct onnx_model *model, size_t n, struct scene_layer *layer)
{
    const struct onnx_layer *numbers = &model->layers[n];
    struct values *const values[] = {&layer->kernel, &layer->bias};
    const struct tensor *const tensors[] = {&numbers->kernel, &numbers->bias};
    layer->is_pytorch = true; /* the file says whether there is a bias */
    layer->pytorch_bias = (struct given_flag){layer->at, numbers->has_bias};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (!tensors[i]->values)
            continue;
        values[i]->at = layer->at;
        values[i]->kind = VALUES_GIVEN;
        values[i]->given = *tensors[i];
    }
}
