/* SPDX-License-Identifier: MIT */
/*
 * An ONNX graph -> a list of layers in the scene language, a line each. Every value that a node
 * reads is a map of a line before it, numbers, or of a node that is not drawn. What keeps sizes has
 * no line: its output is the map that it reads.
 */
#include "onnx_graph.h"

#include <string.h>

#include "lines.h"
#include "model.h"

enum {
    MOST_NODES = MODEL_MOST_LINES,
    MOST_VALUES_NAMED = 1000000, /* far beyond what so many nodes have */
    NAME_SHOWN = 80
};

struct graph {
    struct arena *arena;
    const Onnx__Graph *given;
    bool with_weights;
    struct onnx_value *values;  /* by the hash of their names; a name NULL: free */
    size_t room;                /* a power of two, at least twice the values */
    struct line *lines;         /* line_count of them, at most three for each output */
    struct onnx_layer *numbers; /* of each line */
    bool *is_open, *is_gate;    /* of each line: its keys have no end; it ends in a gate */
    size_t line_count;
    struct onnx_skip *skips;
    size_t skip_count;
    const char *passed;
    bool uses_sizes;
    struct error *error;
};

/* ---- names ---- */

static struct onnx_value *slot_of(const struct graph *graph, const char *name)
{
    size_t at = hash_bytes(hash_start, name, strlen(name)) & (graph->room - 1);
    while (graph->values[at].name && strcmp(graph->values[at].name, name) != 0)
        at = (at + 1) & (graph->room - 1);
    return &graph->values[at];
}

static void keep_value(struct graph *graph, const char *name, struct onnx_value value)
{
    value.name = name;
    if (*name)
        *slot_of(graph, name) = value;
}

static bool make_room(struct graph *graph)
{
    const Onnx__Graph *given = graph->given;
    size_t outputs = given->n_node, count = given->n_input + given->n_initializer;
    for (size_t i = 0; i < given->n_node; i++)
        outputs += given->node[i]->n_output;
    count += outputs;
    if (given->n_node > MOST_NODES || count > MOST_VALUES_NAMED)
        return error_set(graph->error, STATUS_LIMIT, "the model has more than %d nodes or values",
                         given->n_node > MOST_NODES ? MOST_NODES : MOST_VALUES_NAMED);
    graph->room = 2;
    while (graph->room < 2 * count)
        graph->room *= 2;
    graph->values = arena_allocate(graph->arena, graph->room, sizeof *graph->values);
    graph->lines = arena_allocate(graph->arena, 3 * outputs, sizeof *graph->lines);
    graph->numbers = arena_allocate(graph->arena, 3 * outputs, sizeof *graph->numbers);
    graph->is_open = arena_allocate(graph->arena, 3 * outputs, sizeof(bool));
    graph->is_gate = arena_allocate(graph->arena, 3 * outputs, sizeof(bool));
    graph->skips = arena_allocate(graph->arena, 4 * outputs + given->n_input, sizeof *graph->skips);
    return true;
}

/* Without a name its first output's. */
static const char *name_of(const Onnx__Node *node)
{
    return node->name && *node->name ? node->name : node->n_output > 0 ? node->output[0] : "";
}

/* "node 'conv1' (Conv)" */
static const char *called(struct graph *graph, const Onnx__Node *node)
{
    const char *name = name_of(node);
    const char *type = node->op_type ? node->op_type : "";
    return arena_format(graph->arena, "node '%s' (%s)",
                        text_printable(graph->arena, name, strlen(name), NAME_SHOWN),
                        text_printable(graph->arena, type, strlen(type), NAME_SHOWN));
}

/* ---- what the graph begins with ---- */

static void note_skip(struct graph *graph, const char *node, const char *reason)
{
    graph->skips[graph->skip_count++] = (struct onnx_skip){node, reason, 0};
}

/* The first input that is no weight is the scene's. */
static void start_values(struct graph *graph, struct onnx_model *out)
{
    const Onnx__Graph *given = graph->given;
    bool has_input = false;
    for (size_t i = 0; i < given->n_initializer; i++)
        if (given->initializer[i]->name)
            keep_value(graph, given->initializer[i]->name,
                       (struct onnx_value){.kind = VALUE_NUMBERS, .tensor = given->initializer[i]});
    for (size_t i = 0; i < given->n_input; i++) {
        const char *name = given->input[i]->name;
        if (!name || slot_of(graph, name)->name)
            continue;
        struct onnx_value value = {.kind = VALUE_MAP, .layer = FROM_INPUT};
        if (has_input) {
            value = (struct onnx_value){.kind = VALUE_SKIPPED, .skip = graph->skip_count};
            const char *shown = text_printable(graph->arena, name, strlen(name), NAME_SHOWN);
            note_skip(graph, arena_format(graph->arena, "input '%s'", shown),
                      "a scene has one input");
        } else {
            onnx_read_input(given, given->input[i], out, &value);
        }
        has_input = true;
        keep_value(graph, name, value);
    }
}

/* ---- nodes ---- */

static bool collect_inputs(struct graph *graph, struct onnx_call *call)
{
    const Onnx__Node *node = call->node;
    size_t count = node->n_input < ONNX_MOST_INPUTS ? node->n_input : ONNX_MOST_INPUTS;
    for (size_t i = 0; i < count; i++) {
        const char *name = node->input[i];
        call->inputs[call->input_count++] = *slot_of(graph, name);
        if (*name && !slot_of(graph, name)->name)
            return error_set(graph->error, STATUS_SCENE,
                             "%s reads '%s', which nothing before it gives", called(graph, node),
                             text_printable(graph->arena, name, strlen(name), NAME_SHOWN));
    }
    return true;
}

static const struct onnx_value *first_of(const struct onnx_call *call, enum onnx_value_kind kind)
{
    for (size_t i = 0; i < call->input_count; i++)
        if (call->inputs[i].name && call->inputs[i].kind == kind)
            return &call->inputs[i];
    return NULL;
}

/* "conv1" of "/layer1/conv1/Conv". */
static const char *short_name(struct graph *graph, const Onnx__Node *node)
{
    const char *name = name_of(node);
    size_t length = strlen(name), type = strlen(node->op_type);
    if (length > type + 1 && name[length - type - 1] == '/' &&
        strcmp(name + length - type, node->op_type) == 0)
        length -= type + 1;
    size_t start = length;
    while (start > 0 && name[start - 1] != '/')
        start--;
    return text_printable(graph->arena, name + start, length - start, 24);
}

/* Its place. */
static size_t add_line(struct graph *graph, const struct onnx_line *given, const Onnx__Node *node)
{
    struct line *line = &graph->lines[graph->line_count];
    *line = (struct line){.type = given->type,
                          .keys = given->keys,
                          .wish = short_name(graph, node),
                          .told = called(graph, node),
                          .source_count = given->source_count};
    memcpy(line->sources, given->sources, sizeof line->sources);
    graph->numbers[graph->line_count] = given->numbers;
    return graph->line_count++;
}

static void add_lines(struct graph *graph, struct onnx_call *call)
{
    for (size_t i = 0; i < call->before_count; i++) {
        struct onnx_line *next = i + 1 < call->before_count ? &call->before[i + 1] : &call->line;
        next->sources[0] = add_line(graph, &call->before[i], call->node);
    }
    call->output.layer = add_line(graph, &call->line, call->node);
    graph->is_open[call->output.layer] = call->is_open;
    if (!call->is_flattened)
        return;
    const struct onnx_line flatten = {
        .type = "Flatten", .keys = "", .sources = {call->output.layer}, .source_count = 1};
    call->output = (struct onnx_value){
        .kind = VALUE_MAP, .layer = add_line(graph, &flatten, call->node), .is_list = true};
}

static void note_passed(struct graph *graph, const char *type)
{
    size_t length = strlen(type);
    for (const char *at = graph->passed; at && (at = strstr(at, type)); at += length)
        if ((at == graph->passed || at[-1] == ' ') && (at[length] == ',' || !at[length]))
            return;
    graph->passed =
        graph->passed ? arena_format(graph->arena, "%s, %s", graph->passed, type) : type;
}

static bool is_type(const struct onnx_call *call, const char *type)
{
    return strcmp(call->node->op_type ? call->node->op_type : "", type) == 0;
}

/* The map that it passes on. */
static struct onnx_value pass_over(struct graph *graph, const struct onnx_call *call)
{
    struct line *line = call->is_closing ? &graph->lines[call->passed.layer] : NULL;
    if (line) {
        line->keys = arena_format(graph->arena, "%s%s", line->keys, call->line.keys);
        graph->is_open[call->passed.layer] = false;
    }
    if (call->is_bias) {
        graph->numbers[call->passed.layer].has_bias = true;
        return call->passed;
    }
    if (!call->gate) {
        const struct onnx_value *map = first_of(call, VALUE_MAP); /* or a part of a layer: */
        bool is_moved = call->passed.lies != map->lies || call->passed.split != map->split;
        if (!is_moved)
            note_passed(graph, call->node->op_type);
        return call->passed;
    }
    note_skip(graph, called(graph, call->node),
              "it keeps every size; what makes its gate is left out, too");
    if (call->gate->layer != FROM_INPUT)
        graph->is_gate[call->gate->layer] = true;
    return call->passed;
}

/* The first map, but of those that are no mean over channels. */
static const struct onnx_value *first_map(const struct onnx_call *call)
{
    const struct onnx_value *map = first_of(call, VALUE_MAP);
    for (size_t i = 0; map && (map->lies & LIES_MEAN) && i < call->input_count; i++)
        if (call->inputs[i].kind == VALUE_MAP && !(call->inputs[i].lies & LIES_MEAN))
            return &call->inputs[i];
    return map;
}

/* What the node's output holds that is asked for. */
static struct onnx_value take_node(struct graph *graph, struct onnx_call *call)
{
    const struct onnx_value *skipped = first_of(call, VALUE_SKIPPED);
    const struct onnx_value *map = first_map(call), *number = first_of(call, VALUE_NUMBERS);
    bool is_constant = is_type(call, "Constant");
    struct onnx_value sizes;
    if (!skipped && onnx_take_sizes(call, &sizes))
        return sizes;
    if (skipped) {
        graph->skips[skipped->skip].followers++;
        return *skipped;
    }
    if (!map && number &&
        !graph->with_weights) /* sizes of weights that are unpacked: as they are */
        return *number;
    bool is_of_numbers = !map && call->input_count > 0 && number == &call->inputs[0];
    bool is_drawn_first =
        is_constant || (call->input_count > 0 && map && call->inputs[0].kind == VALUE_MAP);
    bool is_join = map && call->input_count > 1;
    call->passed = map ? *map : (struct onnx_value){0};
    const char *problem = is_drawn_first || is_join ? onnx_convert(call)
                          : is_of_numbers           ? onnx_convert_numbers(call)
                                                    : "it reads no map";
    if (!problem && call->is_closing && !graph->is_open[call->passed.layer])
        problem = "another node quantizes the same map";
    if (problem) {
        note_skip(graph, called(graph, call->node), problem);
        return (struct onnx_value){.kind = VALUE_SKIPPED, .skip = graph->skip_count - 1};
    }
    if (call->is_constant)
        return call->output;
    if (call->is_passed)
        return pass_over(graph, call);
    if (call->gate && call->gate->layer != FROM_INPUT)
        graph->is_gate[call->gate->layer] = true;
    add_lines(graph, call);
    return call->output;
}

/* Lines that only make gates, and those whose sums nothing quantizes. */
static void leave_out_lines(struct graph *graph)
{
    size_t count = graph->line_count, *kept = arena_allocate(graph->arena, count, sizeof *kept);
    bool *is_out = arena_allocate(graph->arena, count, sizeof *is_out);
    for (size_t i = 0; i < count; i++)
        is_out[i] = graph->is_gate[i] || graph->is_open[i];
    for (size_t i = 0; i < count; i++)
        if (graph->is_open[i])
            note_skip(graph, graph->lines[i].told, "nothing quantizes its sums");
    graph->line_count = lines_leave_out(graph->lines, count, is_out, kept, graph->arena);
    for (size_t i = 0; i < graph->line_count; i++)
        graph->numbers[i] = graph->numbers[kept[i]];
}

static bool is_read(const Onnx__Graph *given, const Onnx__Node *node, size_t from)
{
    for (size_t i = from; node->n_output > 0 && i < given->n_node; i++)
        for (size_t k = 0; k < given->node[i]->n_input; k++)
            if (strcmp(given->node[i]->input[k], node->output[0]) == 0)
                return true;
    return false;
}

/* One output of a node; false: error. */
static bool take_output(struct graph *graph, size_t place, size_t part, struct onnx_value *out)
{
    const Onnx__Node *node = graph->given->node[place];
    struct onnx_call call = {.arena = graph->arena,
                             .node = node,
                             .with_weights = graph->with_weights,
                             .part = part,
                             .is_read = is_read(graph->given, node, place + 1),
                             .line = {.keys = ""}};
    if (!collect_inputs(graph, &call))
        return false;
    if (part > 0 && !onnx_gives_parts(&call)) {
        if (out->kind == VALUE_MAP) {
            const char *called_so =
                arena_format(graph->arena, "output %zu of %s", part, called(graph, node));
            *out = (struct onnx_value){.kind = VALUE_SKIPPED, .skip = graph->skip_count};
            note_skip(graph, called_so, "only the first output is drawn");
        }
        return true;
    }
    *out = take_node(graph, &call);
    graph->uses_sizes |= call.uses_sizes;
    return true;
}

static bool take_nodes(struct graph *graph)
{
    const Onnx__Graph *given = graph->given;
    for (size_t i = 0; i < given->n_node; i++) {
        struct onnx_value value = {0};
        for (size_t o = 0; o < given->node[i]->n_output; o++) {
            if (!take_output(graph, i, o, &value))
                return false;
            keep_value(graph, given->node[i]->output[o], value);
        }
        if (given->node[i]->n_output == 0 && !take_output(graph, i, 0, &value))
            return false;
    }
    leave_out_lines(graph);
    if (graph->line_count > 0)
        return true;
    const struct onnx_skip *first = graph->skip_count > 0 ? graph->skips : NULL;
    return error_set(graph->error, STATUS_SCENE, "it has no layer that can be drawn%s%s%s%s",
                     first ? "; " : "", first ? first->node : "", first ? ": " : "",
                     first ? first->reason : "");
}

/* ---- the text ---- */

static void write_text(struct graph *graph, struct onnx_model *out)
{
    struct buffer text = {0};
    lines_write(graph->lines, graph->line_count, graph->arena, &text);
    out->text = arena_copy_text(graph->arena, text.bytes, text.length);
    out->length = text.length;
    out->layers = graph->numbers;
    out->count = graph->line_count;
    buffer_finish(&text);
}

bool onnx_read(const struct buffer *bytes, bool with_weights, struct arena *arena,
               struct onnx_model *out, struct error *error)
{
    *out = (struct onnx_model){0};
    const Onnx__Model *model = onnx_file_unpack(bytes, arena, error);
    if (!model)
        return false;
    struct graph graph = {
        .arena = arena, .given = model->graph, .with_weights = with_weights, .error = error};
    if (!make_room(&graph))
        return false;
    start_values(&graph, out);
    if (!take_nodes(&graph))
        return false;
    write_text(&graph, out);
    out->passed = graph.passed;
    out->uses_sizes = graph.uses_sizes;
    out->skips = graph.skips;
    out->skip_count = graph.skip_count;
    return true;
}
