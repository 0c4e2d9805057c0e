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
#include <stdlib.h>
#include <string.h>

#include "scene/model.h"

enum { MOST_STRIDE = 64, LONGEST_TYPE = 40, SHOWN = 40 };

/* An output: its axes, outermost first, and its channels. */
struct shape {
    size_t axes;
    int64_t size[MAX_AXES], channels;
};

struct row {
    const char *name, *type; /* in the arena */
    bool is_cut;             /* the type's end is cut off */
    struct shape out;
    double parameters;
};

struct summary {
    struct reader *reader;
    const struct node *source;
    struct arena *arena;
    struct buffer text;
    struct shape in;     /* what the next layer reads; channels 0: not known */
    const char *assumed; /* layers whose window is the usual one, because nothing tells it; NULL */
};

bool keras_is_summary(const char *text)
{
    return strncmp(text, "Model: \"", 8) == 0 || strstr(text, "Param #");
}

/* ---- rows ---- */

/* "(None, 26, 26, 32)", channels last. False: it is no shape of known sizes. */
static bool read_shape(const char *at, struct shape *out, const char **end)
{
    int64_t sizes[1 + MAX_AXES];
    size_t count = 0;
    at += strlen("(None");
    while (*at == ',' && count <= MAX_AXES) {
        char *behind;
        sizes[count++] = strtoll(at + 1, &behind, 10);
        if (behind == at + 1 || sizes[count - 1] < 1 || sizes[count - 1] > INT32_MAX)
            return false;
        at = behind;
    }
    *out = (struct shape){.axes = count > 0 ? count - 1 : 0};
    if (count == 0 || (*at != ')' && *at != ' ')) /* a narrow column may end before it */
        return false;
    memcpy(out->size, sizes, out->axes * sizeof *sizes);
    out->channels = sizes[count - 1];
    *end = at + 1;
    return true;
}

/* "16,010" */
static double read_parameters(const char *at)
{
    double number = 0;
    for (at += strcspn(at, "0123456789"); isdigit((unsigned char)*at) || *at == ','; at++)
        number = *at == ',' ? number : number * 10 + (*at - '0');
    return number;
}

/* "conv2d (Conv2D)   (None, 26, 26, 32)   320"; false: the line is no row. */
static bool read_row(const char *line, struct arena *arena, struct row *out)
{
    const char *shape = strstr(line, "(None"), *open = strchr(line, '('), *end;
    if (!shape || open == shape)
        return false;
    size_t name = (size_t)(open - line), type = 0;
    while (name > 0 && line[name - 1] == ' ')
        name--;
    while (isalnum((unsigned char)open[1 + type]) && type < LONGEST_TYPE)
        type++;
    name -= name > 0 && line[name - 1] == KERAS_CUT;
    out->name = text_printable(arena, line, name, SHOWN);
    out->type = arena_copy_text(arena, open + 1, type);
    out->is_cut = open[1 + type] == KERAS_CUT;
    if (type == 0 || !read_shape(shape, &out->out, &end))
        return false;
    out->parameters = read_parameters(end);
    return true;
}

/* ---- layers ---- */

static bool fail(struct summary *summary, const struct row *row, const char *hint,
                 const char *reason)
{
    reader_error(summary->reader, summary->source, hint, "%s (%s): %s", row->name, row->type,
                 reason);
    return false;
}

static void assume(struct summary *summary, const struct row *row)
{
    summary->assumed = summary->assumed
                           ? arena_format(summary->arena, "%s, %s", summary->assumed, row->name)
                           : row->name;
}

static void add_line(struct summary *summary, const struct row *row, const char *type,
                     const char *keys)
{
    buffer_format(&summary->text, "- {type: %s%s} # %s (%s)\n", type, keys, row->name, row->type);
}

/* "Conv2d" of "Conv2D": a type of as many axes. */
static const char *type_of(const struct summary *summary, const struct row *row, const char *word)
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
static int count_fits(const struct summary *summary, const struct row *row, int64_t kernel,
                      bool is_transposed, struct fit *out)
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
static bool add_convolution(struct summary *summary, const struct row *row, const char *word,
                            bool is_depthwise)
{
    bool is_transposed = strcmp(word, "ConvTranspose") == 0;
    double out = (double)row->out.channels;
    double pairs = out * (is_depthwise ? 1 : (double)summary->in.channels);
    int64_t with_bias = side_of((row->parameters - out) / pairs, row->out.axes);
    int64_t without = side_of(row->parameters / pairs, row->out.axes);
    int64_t kernel = with_bias ? with_bias : without;
    struct fit fit = {false, 1};
    if (!kernel)
        return fail(summary, row, "write it as a map: {type: Conv2d, kernel_size: [1, 3], ...}",
                    "no square kernel has so many parameters");
    int fits = count_fits(summary, row, kernel, is_transposed, &fit);
    if (fits == 0)
        return fail(summary, row, "write it as a map, with dilation or output_padding",
                    "no stride comes to its shape: a summary does not tell dilation");
    if (fits > 1)
        assume(summary, row);
    const char *keys = arena_format(
        summary->arena, ", kernel_size: %" PRId64 ", out_channels: %" PRId64 "%s%s", kernel,
        row->out.channels, fit.is_same && kernel > 1 ? ", padding: same" : "",
        fit.stride > 1 ? arena_format(summary->arena, ", stride: %" PRId64, fit.stride) : "");
    if (is_depthwise)
        keys = arena_format(summary->arena, "%s, groups: %" PRId64, keys, summary->in.channels);
    add_line(summary, row, type_of(summary, row, word),
             with_bias ? arena_format(summary->arena, "%s, bias: 0", keys) : keys);
    return true;
}

/* Nothing tells a pool's window: it is as long as its stride, Keras's own default. */
static bool add_pool(struct summary *summary, const struct row *row, const char *word)
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
        add_line(summary, row, type_of(summary, row, word),
                 arena_format(summary->arena, ", kernel_size: %" PRId64 "%s", fits[f].stride,
                              fits[f].is_same ? ", padding: same" : ""));
        return true;
    }
    return fail(summary, row, "write it as a map: {type: MaxPool2d, kernel_size: 3, stride: 2}",
                "a summary does not tell its window");
}

static bool add_upsampling(struct summary *summary, const struct row *row)
{
    const char *list = "";
    for (size_t i = 0; i < row->out.axes; i++)
        list = arena_format(summary->arena, "%s%s%" PRId64, list, i ? ", " : "", row->out.size[i]);
    add_line(summary, row, "Upsample", arena_format(summary->arena, ", size: [%s]", list));
    return true;
}

/* As much before as after: an odd cell could stand at either end. */
static bool add_padding(struct summary *summary, const struct row *row)
{
    const char *list = "";
    for (size_t i = 0; i < row->out.axes; i++) {
        int64_t more = row->out.size[i] - summary->in.size[i];
        if (more < 0 || more % 2 != 0)
            return fail(summary, row,
                        "write it as a map: {type: ZeroPad2d, padding: [[0, 1], ...]}",
                        "a summary does not tell on which side the padding is");
        list = arena_format(summary->arena, "%s%s%" PRId64, list, i ? ", " : "", more / 2);
    }
    assume(summary, row);
    add_line(summary, row, type_of(summary, row, "ZeroPad"),
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
static bool add_plain(struct summary *summary, const struct row *row)
{
    if (strcmp(row->type, "Flatten") == 0) {
        add_line(summary, row, "Flatten", "");
    } else if (strcmp(row->type, "Dense") == 0) {
        bool has_bias =
            row->parameters == (double)row->out.channels * ((double)summary->in.channels + 1);
        add_line(summary, row, "Linear",
                 arena_format(summary->arena, ", out_channels: %" PRId64 "%s", row->out.channels,
                              has_bias ? ", bias: 0" : ""));
    } else {
        return fail(summary, row, "write the layers as a list, joins with from and {type: Add}",
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
static bool add_global(struct summary *summary, const struct row *row, const char *word)
{
    add_line(summary, row, arena_format(summary->arena, "%s%zud", word, summary->in.axes),
             ", output_size: 1");
    if (row->out.axes == 0)
        add_line(summary, row, "Flatten", "");
    return true;
}

/* The only type that begins as one whose end is cut off, of as many axes as its map has. */
static const char *whole_type(const struct summary *summary, const struct row *row)
{
    static const char *const types[] = {
        "BatchNormalization", "LayerNormalization", "GlobalAveragePooling#D", "GlobalMaxPooling#D",
        "AveragePooling#D",   "MaxPooling#D",       "SpatialDropout#D",       "DepthwiseConv#D",
        "Conv#DTranspose",    "ZeroPadding#D",      "UpSampling#D",           "GaussianDropout"};
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

static bool add_row(struct summary *summary, const struct row *row)
{
    if (is_passed(row->type))
        return true;
    if (summary->in.channels == 0)
        return fail(summary, row, "put input: [channels, height, width] before layers",
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
static struct shape input_of(const struct scene *scene)
{
    const struct values *input = &scene->input;
    size_t sizes[2 + MAX_AXES], count = input->size_count;
    bool is_given = input->kind == VALUES_GIVEN;
    memcpy(sizes, is_given ? input->given.size : input->size, sizeof sizes);
    count = is_given ? input->given.rank : count;
    struct shape shape = {.axes = count > 0 ? count - 1 : 0};
    if (count < 2 || count > 1 + MAX_AXES)
        return (struct shape){0};
    shape.channels = (int64_t)sizes[0];
    for (size_t i = 0; i < shape.axes; i++)
        shape.size[i] = (int64_t)sizes[1 + i];
    return shape;
}

static bool add_rows(struct summary *summary)
{
    size_t count = 0;
    for (const char *at = summary->source->text; *at && count <= MODEL_MOST_LINES; count++) {
        struct row row;
        if (!read_row(keras_next_row(&at, summary->arena), summary->arena, &row))
            continue;
        row.type = whole_type(summary, &row);
        if (!add_row(summary, &row))
            return false;
        summary->in = row.out;
    }
    if (summary->text.length > 0)
        return true;
    reader_error(summary->reader, summary->source, "paste all that model.summary() prints",
                 "the summary has no layer with a shape");
    return false;
}

const struct node *keras_lines(struct reader *reader, const struct node *text)
{
    struct report *report = reader->report;
    struct summary summary = {
        .reader = reader, .source = text, .arena = &report->arena, .in = input_of(reader->scene)};
    const struct node *list = NULL;
    if (add_rows(&summary)) {
        struct visit visit;
        if (summary.assumed)
            report_warning(report, text->at, "write other layers as maps in a list",
                           "a summary does not tell windows and padding: the usual ones are drawn "
                           "for %s",
                           summary.assumed);
        const struct source *source =
            reader_enter(reader, "model.summary()", &summary.text, &visit);
        list = node_read(source->text, source->length, &report->arena, report);
        reader_leave(reader, &visit);
    }
    buffer_finish(&summary.text);
    return list;
}
