/* SPDX-License-Identifier: MIT */
/* `layers`: a stack, or a network with branches, whose layers read others by name. */
#include "fields.h"
#include "keras.h"
#include "model.h"
#include "model_file.h"

#include <string.h>

/* ---- items ---- */

static bool is_plain_text(const struct node *node)
{
    return node && node->kind == NODE_SCALAR && node->is_plain;
}

/* A printed line without quotes in a list in brackets: [Conv2d(1, 1, 3), ReLU()]. Its last part;
 * NULL: the item is whole. */
static const struct node *find_cut_end(const struct node *item)
{
    bool is_cut = is_plain_text(item) && strchr(item->text, '(') && !strchr(item->text, ')');
    for (const struct node *part = item->next; is_cut && is_plain_text(part); part = part->next) {
        if (strchr(part->text, ')'))
            return part;
        if (strchr(part->text, '('))
            return NULL; /* a group's first line */
    }
    return NULL;
}

static void check_name(struct reader *reader, struct scene_layer *layer, const struct node *item)
{
    const struct scene *scene = reader->scene;
    const struct node *name = layer->name ? node_find(item, "name") : NULL;
    if (!name)
        return;
    if (strcmp(layer->name, "input") == 0)
        reader_error(reader, name, "choose another name",
                     "'input' is the name of the scene's input");
    for (size_t i = 0; i < scene->layer_count; i++)
        if (scene->layers[i].name && strcmp(scene->layers[i].name, layer->name) == 0)
            reader_error(reader, name, "choose another name", "layer %zu already has this name", i);
}

/* ---- from ---- */

static const char *shown(struct reader *reader, const char *name)
{
    return text_printable(&reader->report->arena, name, strlen(name), 40);
}

/* Whether the name stands in the list already; told. */
static bool is_repeated(struct reader *reader, const struct scene_layer *layer,
                        const struct node *item)
{
    for (size_t i = 0; i < layer->source_count; i++) {
        if (strcmp(layer->sources[i].name, item->text) != 0)
            continue;
        reader_error(reader, item, "leave it out", "from names '%s' twice",
                     shown(reader, item->text));
        return true;
    }
    return false;
}

/* Which layers they are is known when all names are. */
void read_from(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct scene_layer *layer = out;
    bool is_list = node->kind == NODE_LIST;
    if (is_list && !reader_list(reader, field, node, MAX_SOURCES))
        return;
    size_t count = is_list ? node->count : 1;
    struct layer_source *sources = arena_allocate(&reader->scene->arena, count, sizeof *sources);
    layer->from_at = node->at;
    layer->sources = sources;
    layer->source_count = 0;
    for (const struct node *item = is_list ? node->first : node; item;
         item = is_list ? item->next : NULL) {
        if (item->kind != NODE_SCALAR)
            reader_expected(reader, field, item, NULL);
        else if (!is_repeated(reader, layer, item))
            sources[layer->source_count++] =
                (struct layer_source){reader_keep(reader, item->text), item->at, FROM_INPUT};
    }
}

static size_t find_layer(const struct scene *scene, const char *name)
{
    for (size_t i = 0; i < scene->layer_count; i++)
        if (scene->layers[i].name && strcmp(scene->layers[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

static void report_unknown(struct reader *reader, size_t index, const struct layer_source *source)
{
    const struct scene *scene = reader->scene;
    const char *names[MAX_LAYERS + 1] = {"input"};
    size_t count = 1;
    for (size_t i = 0; i < index; i++)
        if (scene->layers[i].name)
            names[count++] = scene->layers[i].name;
    const char *nearest = text_nearest(source->name, names, count);
    const char *hint = reader_meant(reader, nearest);
    report_error(reader->report, source->at,
                 hint ? hint : "name a layer before it, or input: {name: a, type: ...} has a name",
                 "no layer is called '%s'", shown(reader, source->name));
}

/* A layer reads only what comes before it, so there are no circles. */
static bool link_source(struct reader *reader, size_t index, struct layer_source *source)
{
    struct report *report = reader->report;
    if (strcmp(source->name, "input") == 0)
        return true;
    source->layer = find_layer(reader->scene, source->name);
    if (source->layer < index)
        return true;
    if (source->layer == SIZE_MAX)
        report_unknown(reader, index, source);
    else if (source->layer == index)
        report_error(report, source->at, "name a layer before it, or input",
                     "layer '%s' cannot read itself", shown(reader, source->name));
    else
        report_error(report, source->at, "put it before this layer",
                     "layer '%s' comes later: a layer reads only those before it",
                     shown(reader, source->name));
    return false;
}

static bool link_layers(struct reader *reader)
{
    const struct scene *scene = reader->scene;
    bool is_right = true;
    for (size_t i = 0; i < scene->layer_count; i++)
        for (size_t s = 0; s < scene->layers[i].source_count; s++)
            is_right &= link_source(reader, i, &scene->layers[i].sources[s]);
    return is_right;
}

static void mark_read(const struct scene *scene, size_t index, bool *is_read)
{
    const struct scene_layer *layer = &scene->layers[index];
    if (layer->source_count == 0 && index > 0)
        is_read[index - 1] = true;
    for (size_t s = 0; s < layer->source_count; s++)
        if (layer->sources[s].layer != FROM_INPUT)
            is_read[layer->sources[s].layer] = true;
}

static void warn_of_unread(struct reader *reader)
{
    const struct scene *scene = reader->scene;
    bool is_read[MAX_LAYERS] = {false};
    for (size_t i = 0; i < scene->layer_count; i++)
        mark_read(scene, i, is_read);
    for (size_t i = 0; i + 1 < scene->layer_count; i++) {
        const struct scene_layer *layer = &scene->layers[i];
        if (is_read[i])
            continue;
        const char *name =
            layer->name ? arena_format(&reader->report->arena, " '%s'", shown(reader, layer->name))
                        : "";
        report_warning(reader->report, layer->at,
                       "name it in a later layer's from, or leave it out",
                       "no layer reads the output of layer %zu%s", i, name);
    }
}

/* ---- all of them ---- */

/* The layers that are read so far, in the scene's arena. */
struct stack {
    struct scene_layer *layers;
    size_t room;
};

static void make_room(struct scene *scene, struct stack *stack, size_t count)
{
    enum { FIRST = 16 };
    if (count <= stack->room)
        return;
    while (stack->room < count)
        stack->room = stack->room ? 2 * stack->room : FIRST;
    struct scene_layer *grown = arena_allocate(&scene->arena, stack->room, sizeof *stack->layers);
    if (scene->layer_count > 0)
        memcpy(grown, stack->layers, scene->layer_count * sizeof *grown);
    scene->layers = stack->layers = grown;
}

/* An item is read by the rows of a layer into scene->layer. */
static void read_item(struct reader *reader, const struct field *field, const struct node *item)
{
    struct field part = *fields_find("layer");
    layer_set_defaults(&reader->scene->layer);
    part.path = field->path;
    read_layer(reader, &part, item, &reader->scene->layer);
    check_name(reader, &reader->scene->layer, item);
}

/* Puts copies of a layer into their places. False: there is no room. */
static bool add_layers(struct reader *reader, const struct scene_layer *layer,
                       const struct node *item, struct stack *stack)
{
    struct scene *scene = reader->scene;
    const struct node here = {.kind = NODE_SCALAR, .at = node_text_start(item)};
    size_t count = layer->copies;
    if (count > MAX_LAYERS - scene->layer_count) {
        reader_error(reader, &here, NULL, "the stack has more than %d layers", MAX_LAYERS);
        return false;
    }
    if (count > MAX_ALL_LAYERS - reader->layer_count) {
        reader_error(reader, &here, NULL, "all stacks together have more than %d layers",
                     MAX_ALL_LAYERS);
        return false;
    }
    reader->layer_count += count;
    make_room(scene, stack, scene->layer_count + count);
    for (size_t i = 0; i < count; i++)
        stack->layers[scene->layer_count++] = *layer;
    return true;
}

/* "2d" of the last type that says how many axes it has. */
static const char *dimensions_of(const struct scene *scene)
{
    const struct scene_layer *layers = scene->layers;
    for (size_t i = scene->layer_count; i-- > 0;) {
        size_t length = layers[i].type ? strlen(layers[i].type) : 0;
        if (length > 2 && layers[i].type[length - 1] == 'd' &&
            strchr("123", layers[i].type[length - 2]))
            return layers[i].type + length - 2;
    }
    return "2d";
}

/* What a print does not tell before a Linear, if it reads a map: its sizes will say. */
static bool assume_list(struct reader *reader, const struct node *item, struct stack *stack)
{
    struct scene *scene = reader->scene;
    const struct scene_layer *linear = &scene->layer;
    if (linear->in_channels.at.line == 0)
        return true;
    struct scene_layer layer;
    layer_set_defaults(&layer);
    layer.at = layer.type_at = linear->at;
    layer.assumed_units = linear->in_channels.value;
    struct scene_layer pool = layer;
    layer.type = "Flatten";
    pool.type = arena_format(&scene->arena, "AdaptiveAvgPool%s", dimensions_of(scene));
    pool.output_size = (struct per_axis){.at = linear->at, .count = 1, .value = {1}};
    return add_layers(reader, &pool, item, stack) && add_layers(reader, &layer, item, stack);
}

/* What a printed model's items become. */
struct printed {
    const struct model_item *items;   /* NULL: no printed model */
    size_t *layers_before;            /* layers that stand before each item */
    const char *path[MAX_LAYERS];     /* of each layer */
    const struct model_item *pending; /* of an item that is passed over: what the next one reads */
};

/* A layer that others read by the path of its module. */
static const char *name_read(struct reader *reader, const struct printed *printed, size_t layer,
                             struct stack *stack)
{
    const char *path = printed->path[layer];
    if (strcmp(path, "input") == 0)
        path = "input module";
    if (!stack->layers[layer].name)
        stack->layers[layer].name = reader_keep(reader, path);
    return stack->layers[layer].name;
}

/* Lets layer `first`, of item n, read what the item reads. */
static void link_item(struct reader *reader, struct printed *printed, size_t n, size_t first,
                      struct stack *stack)
{
    const struct model_item *item = &printed->items[n];
    for (size_t i = first; i < reader->scene->layer_count; i++) {
        printed->path[i] = item->path;
        stack->layers[i].is_unsure = item->is_unsure;
    }
    item = item->source_count == 0 && printed->pending ? printed->pending : item;
    printed->pending = NULL;
    struct scene_layer *layer = &stack->layers[first];
    if (item->source_count == 0 || first == reader->scene->layer_count)
        return;
    struct layer_source *sources =
        arena_allocate(&reader->scene->arena, item->source_count, sizeof *sources);
    for (size_t i = 0; i < item->source_count; i++) {
        size_t before = printed->layers_before[item->sources[i]];
        sources[i] = (struct layer_source){
            before > 0 ? name_read(reader, printed, before - 1, stack) : "input", layer->at,
            FROM_INPUT};
    }
    layer->from_at = layer->at;
    layer->sources = sources;
    layer->source_count = item->source_count;
}

/* An item into its place, before it what may make a list of a map. False: there is no room. */
static bool read_into(struct reader *reader, const struct field *field, const struct node *item,
                      bool takes_map, struct stack *stack)
{
    read_item(reader, field, item);
    return (!takes_map || assume_list(reader, item, stack)) &&
           add_layers(reader, &reader->scene->layer, item, stack);
}

/* Every layer of a list. */
static void read_items(struct reader *reader, const struct field *field, const struct node *list,
                       const struct model_item *items, struct stack *stack)
{
    struct model_passes passes = {0};
    struct printed printed = {.items = items};
    size_t n = 0;
    if (items)
        printed.layers_before =
            arena_allocate(&reader->report->arena, list->count + 1, sizeof(size_t));
    for (const struct node *item = list->first; item && !passes.end; item = item->next, n++) {
        size_t first = reader->scene->layer_count;
        if (items)
            printed.layers_before[n] = first;
        if (model_passes_over(&passes, reader, item)) {
            passes.parameters += items ? items[n].parameters : 0;
            if (items && items[n].source_count > 0)
                printed.pending = &items[n];
            continue;
        }
        const struct node *end = find_cut_end(item);
        if (end)
            reader_error(reader, item,
                         "put each line in quotes: \"Conv2d(1, 1, kernel_size=(3, 3))\"",
                         "this list cuts the line at its commas");
        else if (!read_into(reader, field, item, passes.takes_map, stack))
            return;
        if (items)
            link_item(reader, &printed, n, first, stack);
        item = end ? end : item;
    }
    model_tell_passes(&passes, reader);
}

/* Every layer of a file. */
static void read_file_items(struct reader *reader, const struct field *field,
                            const struct node *map, struct stack *stack)
{
    struct onnx_model model;
    struct scene *scene = reader->scene;
    const struct node *list = model_file_lines(reader, map, &model);
    for (const struct node *item = list ? list->first : NULL; item; item = item->next) {
        size_t n = scene->layer_count;
        if (!read_into(reader, field, item, false, stack))
            return;
        model_file_set_numbers(&model, n, &stack->layers[n]);
        scene->layer = stack->layers[n];
    }
}

void read_layers(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct scene *scene = out;
    size_t before = reader->problem_count;
    bool is_model = node->kind == NODE_SCALAR && strchr(node->text, '(');
    bool is_file = model_file_is_named(node);
    const struct model_item *items = NULL;
    if (is_model)
        node = keras_is_summary(node->text) ? keras_lines(reader, node)
                                            : model_lines(reader, node, &items);
    if (!node ||
        (!is_file && !reader_list(reader, field, node, is_model ? MODEL_MOST_LINES : MAX_LAYERS)))
        return;
    struct stack stack = {0};
    scene->layers = NULL;
    if (is_file)
        read_file_items(reader, field, node, &stack);
    else
        read_items(reader, field, node, items, &stack);
    if (scene->layer_count == 0 && reader->problem_count == before)
        reader_error(reader, node, "for example layers: [{type: Conv2d, kernel_size: 3}]",
                     "no layer of this network can be drawn");
    bool is_linked = link_layers(reader);
    scene->is_layer_sound = scene->is_layer_sound && is_linked;
    if (is_linked && reader->problem_count == before)
        warn_of_unread(reader);
}

void read_of_file(struct reader *reader, const struct field *field, const struct node *node,
                  void *out)
{
    (void)out;
    reader_error(reader, node->key ? node->key : node, "write layers: {file: model.onnx}",
                 "'%s' belongs in 'layers' itself, not in a layer", reader_subject(reader, field));
}
