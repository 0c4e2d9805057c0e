/* SPDX-License-Identifier: MIT */
/*
 * A summary of Keras has a row for each layer: its name, its type, the shape of its output and how
 * many parameters it has. A kernel has as many weights as parameters tell; its stride and padding
 * are those that make the shape. Where several would, the layer is told and what was assumed.
 * Each row becomes a line of the scene language.
 */
#include "keras.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "scene/model.h"

enum { MOST_STRIDE = 64 };

bool keras_is_summary(const char *text)
{
    return strncmp(text, "Model: \"", 8) == 0 || strstr(text, "Param #");
}

/* ---- layers ---- */

bool keras_fail(struct keras_summary *summary, const struct keras_row *row, const char *hint,
                const char *reason)
{
    reader_error(summary->reader, summary->source, hint, "%s (%s): %s", row->name, row->type,
                 reason);
    return false;
}

static void assume(struct keras_summary *summary, const struct keras_row *row)
{
    summary->assumed = summary->assumed
                           ? arena_format(summary->arena, "%s, %s", summary->assumed, row->name)
                           : row->name;
}

void keras_add_line(struct keras_summary *summary, const struct keras_row *row, const char *type,
                    const char *keys)
{
    struct line *line = &summary->lines[summary->line_count];
    *line = (struct line){.type = type,
                          .keys = keys,
                          .wish = row->name,
                          .told = arena_format(summary->arena, "%s (%s)", row->name, row->type),
                          .sources = {summary->from},
                          .source_count = 1};
    summary->from = summary->map = summary->line_count++;
}

/* "Conv2d" of "Conv2D": a type of as many axes. */
static const char *type_of(const struct keras_summary *summary, const struct keras_row *row,
                           const char *word)
{
    return arena_format(summary->arena, "%s%zud", word, row->out.axes);
}

/* Padding and stride of an axis. */
struct fit {
    bool is_same;
    int64_t stride;
};

static int64_t output_of(int64_t input, int64_t kernel, const struct fit *fit, bool is_transposed)
{
    int64_t s = fit->stride;
    if (is_transposed)
        return fit->is_same ? input * s : input * s + (kernel > s ? kernel - s : 0);
    return fit->is_same ? (input + s - 1) / s : (input - kernel) / s + 1;
}

/* How many ways there are to come to the shape with a square kernel; the last is left in out. */
static int count_fits(const struct keras_summary *summary, const struct keras_row *row,
                      int64_t kernel, bool is_transposed, struct fit *out)
{
    int count = 0;
    for (int same = 0; same < 2; same++)
        for (int64_t stride = 1; stride <= MOST_STRIDE; stride++) {
            struct fit fit = {same == 1, stride};
            bool fits = true;
            for (size_t i = 0; i < row->out.axes; i++)
                fits &=
                    (fit.is_same || is_transposed || kernel <= summary->in.size[i]) &&
                    output_of(summary->in.size[i], kernel, &fit, is_transposed) == row->out.size[i];
            bool is_again = count > 0 && kernel == 1 && stride == out->stride;
            if (!fits || is_again)
                continue;
            count++;
            *out = count == 1 ? fit : *out;
        }
    return count;
}

/* The side of a square kernel with so many weights for each pair of channels; 0: there is none. */
static int64_t side_of(double weights, size_t axes)
{
    for (int64_t side = 1; side <= 1 << 10 && weights >= 1; side++) {
        double taps = pow((double)side, (double)axes);
        if (taps >= weights)
            return taps == weights ? side : 0;
    }
    return 0;
}

/* A convolution: parameters tell its kernel and whether it has a bias, the shapes the rest. */
static bool add_convolution(struct keras_summary *summary, const struct keras_row *row,
                            const char *word, bool is_depthwise)
{
    bool is_transposed = strcmp(word, "ConvTranspose") == 0;
    double out = (double)row->out.channels;
    double pairs = out * (is_depthwise ? 1 : (double)summary->in.channels);
    int64_t with_bias = side_of((row->parameters - out) / pairs, row->out.axes);
    int64_t without = side_of(row->parameters / pairs, row->out.axes);
    int64_t kernel = with_bias ? with_bias : without;
    struct fit fit = {false, 1};
    if (!kernel)
        return keras_fail(summary, row,
                          "write it as a map: {type: Conv2d, kernel_size: [1, 3], ...}",
                          "no square kernel has so many parameters");
    int fits = count_fits(summary, row, kernel, is_transposed, &fit);
    if (fits == 0)
        return keras_fail(summary, row, "write it as a map, with dilation or output_padding",
                          "no stride comes to its shape: a summary does not tell dilation");
    if (fits > 1)
        assume(summary, row);
    const char *keys = arena_format(
        summary->arena, ", kernel_size: %" PRId64 ", out_channels: %" PRId64 "%s%s", kernel,
        row->out.channels, fit.is_same && kernel > 1 ? ", padding: same" : "",
        fit.stride > 1 ? arena_format(summary->arena, ", stride: %" PRId64, fit.stride) : "");
    if (is_depthwise)
        keys = arena_format(summary->arena, "%s, groups: %" PRId64, keys, summary->in.channels);
    keras_add_line(summary, row, type_of(summary, row, word),
                   with_bias ? arena_format(summary->arena, "%s, bias: 0", keys) : keys);
    return true;
}

/* Nothing tells a pool's window: it is as long as its stride, Keras's own default. */
static bool add_pool(struct keras_summary *summary, const struct keras_row *row, const char *word)
{
    int64_t in = summary->in.size[0], out = row->out.size[0], stride = in / out;
    struct fit fits[] = {{false, stride}, {true, (in + out - 1) / out}};
    for (size_t f = 0; f < sizeof fits / sizeof *fits; f++) {
        bool is_right = fits[f].stride > 1;
        for (size_t i = 0; i < row->out.axes && is_right; i++)
            is_right =
                output_of(summary->in.size[i], fits[f].stride, &fits[f], false) == row->out.size[i];
        if (!is_right)
            continue;
        assume(summary, row);
        keras_add_line(summary, row, type_of(summary, row, word),
                       arena_format(summary->arena, ", kernel_size: %" PRId64 "%s", fits[f].stride,
                                    fits[f].is_same ? ", padding: same" : ""));
        return true;
    }
    return keras_fail(summary, row,
                      "write it as a map: {type: MaxPool2d, kernel_size: 3, stride: 2}",
                      "a summary does not tell its window");
}

static bool add_upsampling(struct keras_summary *summary, const struct keras_row *row)
{
    const char *list = "";
    for (size_t i = 0; i < row->out.axes; i++)
        list = arena_format(summary->arena, "%s%s%" PRId64, list, i ? ", " : "", row->out.size[i]);
    keras_add_line(summary, row, "Upsample", arena_format(summary->arena, ", size: [%s]", list));
    return true;
}

/* As much before as after: an odd cell could stand at either end. */
static bool add_padding(struct keras_summary *summary, const struct keras_row *row)
{
    const char *list = "";
    for (size_t i = 0; i < row->out.axes; i++) {
        int64_t more = row->out.size[i] - summary->in.size[i];
        if (more < 0 || more % 2 != 0)
            return keras_fail(summary, row,
                              "write it as a map: {type: ZeroPad2d, padding: [[0, 1], ...]}",
                              "a summary does not tell on which side the padding is");
        list = arena_format(summary->arena, "%s%s%" PRId64, list, i ? ", " : "", more / 2);
    }
    assume(summary, row);
    keras_add_line(summary, row, type_of(summary, row, "ZeroPad"),
                   arena_format(summary->arena, ", padding: [%s]", list));
    return true;
}

/* Whether a type is a word of ours, in which # stands for a digit. */
static bool is_one_of(const char *type, const char *word)
{
    for (; *type && *word; type++, word++)
        if (*word == '#' ? !isdigit((unsigned char)*type) : *word != *type)
            return false;
    return *type == *word;
}

/* Whether a type keeps every size: it has no line. */
static bool is_passed(const char *type)
{
    return strcmp(type, "InputLayer") == 0 || is_one_of(type, "SpatialDropout#D") ||
           strcmp(type, "ReLU") == 0 || strcmp(type, "Rescaling") == 0 ||
           strcmp(type, "Normalization") == 0 || scene_passing_of_type(type, false) == PASS_OVER;
}

/* Layers whose row tells nothing but their output. */
static bool add_plain(struct keras_summary *summary, const struct keras_row *row)
{
    if (strcmp(row->type, "Flatten") == 0) {
        keras_add_line(summary, row, "Flatten", "");
    } else if (strcmp(row->type, "Dense") == 0) {
        bool has_bias =
            row->parameters == (double)row->out.channels * ((double)summary->in.channels + 1);
        keras_add_line(summary, row, "Linear",
                       arena_format(summary->arena, ", out_channels: %" PRId64 "%s",
                                    row->out.channels, has_bias ? ", bias: 0" : ""));
    } else {
        return keras_fail(summary, row, "write the layers as maps in a list",
                          "a summary does not tell what this layer is");
    }
    return true;
}

/* Keras's types, # for the number of axes. */
static const struct {
    const char *keras, *word;
    bool is_depthwise, is_pool;
} windows[] = {
    {"Conv#D", "Conv", false, false},
    {"Conv#DTranspose", "ConvTranspose", false, false},
    {"DepthwiseConv#D", "Conv", true, false},
    {"MaxPooling#D", "MaxPool", false, true},
    {"AveragePooling#D", "AvgPool", false, true},
};

/* A global pool, whose output is a list. */
static bool add_global(struct keras_summary *summary, const struct keras_row *row, const char *word)
{
    keras_add_line(summary, row, arena_format(summary->arena, "%s%zud", word, summary->in.axes),
                   ", output_size: 1");
    size_t map = summary->from;
    if (row->out.axes == 0)
        keras_add_line(summary, row, "Flatten", "");
    summary->map = map;
    return true;
}

/* The only type that begins as one whose end is cut off, of as many axes as its map has. */
static const char *whole_type(const struct keras_summary *summary, const struct keras_row *row)
{
    static const char *const types[] = {
        "BatchNormalization", "LayerNormalization", "GlobalAveragePooling#D", "GlobalMaxPooling#D",
        "AveragePooling#D",   "MaxPooling#D",       "SpatialDropout#D",       "DepthwiseConv#D",
        "Conv#DTranspose",    "ZeroPadding#D",      "UpSampling#D",           "GaussianDropout",
        "Concatenate"};
    const char *found = row->type;
    size_t count = 0;
    for (size_t i = 0; i < sizeof types / sizeof *types && row->is_cut; i++) {
        const char *number = strchr(types[i], '#');
        size_t front = number ? (size_t)(number - types[i]) : strlen(types[i]);
        const char *whole = number ? arena_format(summary->arena, "%.*s%zu%s", (int)front, types[i],
                                                  summary->in.axes, number + 1)
                                   : types[i];
        bool is_alike = strncmp(whole, row->type, strlen(row->type)) == 0;
        count += is_alike;
        found = is_alike ? whole : found;
    }
    return count == 1 ? found : row->type;
}

static bool add_row(struct keras_summary *summary, const struct keras_row *row)
{
    if (is_passed(row->type))
        return true;
    if (summary->in.channels == 0)
        return keras_fail(summary, row, "put input: [channels, height, width] before layers",
                          "what the first layer reads is not known");
    if (is_one_of(row->type, "GlobalAveragePooling#D"))
        return add_global(summary, row, "AdaptiveAvgPool");
    if (is_one_of(row->type, "GlobalMaxPooling#D"))
        return add_global(summary, row, "AdaptiveMaxPool");
    bool has_axes = row->out.axes > 0 && row->out.axes == summary->in.axes;
    for (size_t i = 0; has_axes && i < sizeof windows / sizeof *windows; i++)
        if (is_one_of(row->type, windows[i].keras))
            return windows[i].is_pool
                       ? add_pool(summary, row, windows[i].word)
                       : add_convolution(summary, row, windows[i].word, windows[i].is_depthwise);
    if (has_axes && is_one_of(row->type, "UpSampling#D"))
        return add_upsampling(summary, row);
    if (has_axes && is_one_of(row->type, "ZeroPadding#D"))
        return add_padding(summary, row);
    return add_plain(summary, row);
}

/* ---- the text ---- */

/* What the scene says of its input, if it does so before its layers. */
static struct keras_shape input_of(const struct scene *scene)
{
    const struct values *input = &scene->input;
    size_t sizes[2 + MAX_AXES], count = input->size_count;
    bool is_given = input->kind == VALUES_GIVEN;
    memcpy(sizes, is_given ? input->given.size : input->size, sizeof sizes);
    count = is_given ? input->given.rank : count;
    struct keras_shape shape = {.axes = count > 0 ? count - 1 : 0};
    if (count < 2 || count > 1 + MAX_AXES)
        return (struct keras_shape){0};
    shape.channels = (int64_t)sizes[0];
    for (size_t i = 0; i < shape.axes; i++)
        shape.size[i] = (int64_t)sizes[1 + i];
    return shape;
}

static void note_input(struct keras_summary *summary)
{
    static const struct keras_row input = {.name = "", .type = "", .connected = ""};
    struct keras_row *row = arena_allocate(summary->arena, 1, sizeof *row);
    *row = input;
    row->out = input_of(summary->reader->scene);
    summary->values[summary->value_count++] =
        (struct keras_value){.row = row, .line = FROM_INPUT, .map = FROM_INPUT};
}

static bool add_rows(struct keras_summary *summary, struct keras_row *rows, size_t count)
{
    note_input(summary);
    for (size_t i = 0; i < count && i <= MODEL_MOST_LINES; i++) {
        bool is_join = false;
        if (!keras_link(summary, &rows[i]))
            return false;
        rows[i].type = whole_type(summary, &rows[i]);
        if (!keras_add_join(summary, &rows[i], &is_join) ||
            (!is_join && !add_row(summary, &rows[i])))
            return false;
        summary->values[summary->value_count++] =
            (struct keras_value){.row = &rows[i], .line = summary->from, .map = summary->map};
    }
    if (summary->line_count > 0)
        return true;
    reader_error(summary->reader, summary->source, "paste all that model.summary() prints",
                 "the summary has no layer with a shape");
    return false;
}

static void tell(const struct keras_summary *summary)
{
    struct report *report = summary->reader->report;
    if (summary->assumed)
        report_warning(report, summary->source->at, "write other layers as maps in a list",
                       "a summary does not tell windows and padding: the usual ones are drawn "
                       "for %s",
                       summary->assumed);
    if (summary->guessed)
        report_warning(report, summary->source->at,
                       "print it wider: model.summary(line_length=200)",
                       "names are cut off: the nearest row above that may be meant is read by %s",
                       summary->guessed);
}

const struct node *keras_lines(struct reader *reader, const struct node *text)
{
    struct report *report = reader->report;
    struct keras_row *rows;
    size_t count = keras_read_rows(text->text, &report->arena, &rows);
    struct keras_summary summary = {.reader = reader, .source = text, .arena = &report->arena};
    summary.values = arena_allocate(&report->arena, count + 1, sizeof *summary.values);
    summary.lines = arena_allocate(&report->arena, 2 * count, sizeof *summary.lines);
    summary.is_gate = arena_allocate(&report->arena, 2 * count, sizeof *summary.is_gate);
    size_t *kept = arena_allocate(&report->arena, 2 * count, sizeof *kept);
    const struct node *list = NULL;
    if (add_rows(&summary, rows, count)) {
        struct visit visit;
        struct buffer lines = {0};
        tell(&summary);
        size_t left = lines_leave_out(summary.lines, summary.line_count, summary.is_gate, kept,
                                      &report->arena);
        lines_write(summary.lines, left, &report->arena, &lines);
        const struct source *source = reader_enter(reader, "model.summary()", &lines, &visit);
        list = node_read(source->text, source->length, &report->arena, report);
        reader_leave(reader, &visit);
        buffer_finish(&lines);
    }
    return list;
}
