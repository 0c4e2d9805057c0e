/* SPDX-License-Identifier: MIT */
/* ONNX's operators that only move units or take some of them: Reshape, Transpose, Slice, Split,
 * Gather. A channel shuffle, a pixel shuffle and a group norm are written by several of them. */
#include "onnx_graph.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char no_list[] = "it makes no list of a map";

/* ---- lists ---- */

/* Numbers of an input or, in old files, of an attribute. */
static struct onnx_sizes listed(struct onnx_call *call, size_t input, const char *name)
{
    const Onnx__Attribute *given = onnx_attribute(call->node, name);
    struct onnx_sizes sizes = onnx_sizes_of(call, input);
    if (!given || given->n_ints > ONNX_MOST_SIZES)
        return sizes;
    double *of = arena_allocate(call->arena, ONNX_MOST_SIZES, sizeof *of);
    for (size_t i = 0; i < given->n_ints; i++)
        of[i] = (double)given->ints[i];
    return (struct onnx_sizes){.count = given->n_ints, .of = of};
}

const char *onnx_convert_depth_to_space(struct onnx_call *call)
{
    double side = (double)onnx_integer(call->node, "blocksize", 1);
    if (!onnx_word_is(call->node, "mode", "CRD", false))
        return "only mode CRD puts units where a PixelShuffle does";
    onnx_set_line(call, "PixelShuffle", onnx_input_of(call, 0)->axes);
    onnx_add_key(call, "upscale_factor", "%.0f", side);
    onnx_set_sizes(call, call->output.size[0] / (side * side), side);
    return NULL;
}

const char *onnx_convert_flatten(struct onnx_call *call)
{
    const struct onnx_value *map = onnx_input_of(call, 0);
    double units = map->size[0];
    call->is_passed = map->is_list;
    if (onnx_integer(call->node, "axis", 1) != 1)
        return "only axis 1 makes a list of a map";
    for (size_t i = 0; i < map->axes; i++)
        units *= map->size[1 + i];
    onnx_set_line(call, "Flatten", 0);
    call->output.is_list = true;
    call->output.size[0] = units;
    return NULL;
}

const char *onnx_convert_squeeze(struct onnx_call *call)
{
    if (!onnx_input_of(call, 0)->is_single)
        return "its map has more than one unit";
    return onnx_convert_flatten(call);
}

/* A list as a map of channels, height and width: a Fold of one block. */
static const char *unflatten(struct onnx_call *call, const struct onnx_sizes *shape)
{
    if (shape->count != 4 || !(shape->of[2] >= 1) || !(shape->of[3] >= 1))
        return "it makes no map of height and width";
    const double units = onnx_input_of(call, 0)->size[0];
    onnx_set_line(call, "Fold", 2);
    onnx_add_key(call, "kernel_size", "[%.0f, %.0f]", shape->of[2], shape->of[3]);
    onnx_add_key(call, "output_size", "[%.0f, %.0f]", shape->of[2], shape->of[3]);
    call->output.size[0] = units / (shape->of[2] * shape->of[3]);
    for (size_t i = 1; i < 3; i++)
        call->output.size[i] = shape->of[1 + i];
    call->output.is_single = shape->of[2] * shape->of[3] == 1;
    return NULL;
}

/* ---- axes that are split and joined ---- */

/* Whether a shape is that of a map: as its Shape gave it, or number by number, where -1 and 0 stand
 * for the number that was there. */
static bool is_shape_of(const struct onnx_sizes *shape, const struct onnx_value *map)
{
    if (shape->is_shape && shape->shape_of == map->layer)
        return true;
    bool is_alike = shape->count == map->axes + 2 && map->axes > 0;
    size_t known = 0;
    for (size_t i = 1; is_alike && i < shape->count; i++) {
        is_alike = !(shape->of[i] > 0) || shape->of[i] == map->size[i - 1];
        known += shape->of[i] > 0 || shape->of[i] == 0;
    }
    return is_alike && known + 1 >= map->axes + 1;
}

static bool is_order(const struct onnx_value *map, const size_t *order, size_t count)
{
    return map->split->count == count &&
           memcmp(map->split->order, order, count * sizeof *order) == 0;
}

static const char *join_parts(struct onnx_call *call, const struct onnx_sizes *shape)
{
    static const size_t apart[] = {0, 1, 3, 5, 2, 4}, together[] = {0, 1, 4, 2, 5, 3};
    const struct onnx_value *map = onnx_input_of(call, 0);
    const double *part = map->split->size;
    size_t as_is[ONNX_MOST_PARTS], dealt[ONNX_MOST_PARTS], axes = map->axes;
    for (size_t i = 0; i < ONNX_MOST_PARTS; i++)
        as_is[i] = i, dealt[i] = i == 1 ? 2 : i == 2 ? 1 : i;
    if (is_order(map, as_is, map->split->count) && is_shape_of(shape, map)) {
        call->is_passed = true;
        call->passed.lies = 0;
        return NULL;
    }
    if (shape->count != axes + 2)
        return no_list;
    double groups = part[1] > 0 ? part[1] : map->size[0] / part[2];
    if (is_order(map, dealt, axes + 3) && groups >= 1) {
        onnx_set_line(call, "ChannelShuffle", axes);
        onnx_add_key(call, "groups", "%.0f", groups);
    } else if (axes == 2 && is_order(map, apart, 6) && part[3] > 0 && part[3] == part[5]) {
        onnx_set_line(call, "PixelUnshuffle", axes);
        onnx_add_key(call, "downscale_factor", "%.0f", part[3]);
        onnx_set_sizes(call, map->size[0] * part[3] * part[3], 1 / part[3]);
    } else if (axes == 2 && is_order(map, together, 6) && part[2] > 0 && part[2] == part[3]) {
        onnx_set_line(call, "PixelShuffle", axes);
        onnx_add_key(call, "upscale_factor", "%.0f", part[2]);
        onnx_set_sizes(call, map->size[0] / (part[2] * part[2]), part[2]);
    } else {
        return "it moves units as no layer does";
    }
    call->output.lies = 0;
    return NULL;
}

static const char *split_axes(struct onnx_call *call, const struct onnx_sizes *shape)
{
    struct onnx_value *map = &call->passed;
    struct onnx_split *split = arena_allocate(call->arena, 1, sizeof *split);
    if (shape->count < 3 || shape->count > ONNX_MOST_PARTS || !call->is_read)
        return no_list;
    map->lies = LIES_SPLIT;
    map->split = split;
    split->count = shape->count;
    for (size_t i = 0; i < shape->count; i++) {
        bool is_kept = shape->of[i] == 0 && i > 0 && i < map->axes + 2;
        split->size[i] = is_kept ? map->size[i - 1] : shape->of[i];
        split->order[i] = i;
    }
    call->is_passed = true;
    return NULL;
}

const char *onnx_convert_reshape(struct onnx_call *call)
{
    const struct onnx_value *map = onnx_input_of(call, 0);
    struct onnx_sizes shape = listed(call, 1, "shape");
    if (map->lies & LIES_SPLIT)
        return join_parts(call, &shape);
    if (shape.count == 2)
        return onnx_convert_flatten(call);
    if (map->is_list)
        return unflatten(call, &shape);
    if (is_shape_of(&shape, map)) {
        call->is_passed = true;
        return NULL;
    }
    return split_axes(call, &shape);
}

/* Where each axis comes from. */
static size_t read_order(const struct onnx_call *call, size_t count, size_t *out)
{
    const Onnx__Attribute *given = onnx_attribute(call->node, "perm");
    if (count > ONNX_MOST_PARTS || (given && given->n_ints != count))
        return 0;
    for (size_t i = 0; i < count; i++) {
        out[i] = given ? (size_t)given->ints[i] : count - 1 - i;
        if (out[i] >= count)
            return 0;
    }
    return count;
}

const char *onnx_convert_transpose(struct onnx_call *call)
{
    struct onnx_value *map = &call->passed;
    bool is_split = (map->lies & LIES_SPLIT) != 0;
    size_t order[ONNX_MOST_PARTS], count = is_split ? map->split->count : map->axes + 2;
    bool is_same = true, to_last = true, from_last = true, is_first = true;
    if (map->is_list || map->axes == 0 || read_order(call, count, order) == 0)
        return "it moves axes as no layer does";
    for (size_t i = 0; i < count; i++) {
        is_same &= order[i] == i;
        to_last &= order[i] == (i == 0 ? 0 : i == count - 1 ? 1 : i + 1);
        from_last &= order[i] == (i == 0 ? 0 : i == 1 ? count - 1 : i - 1);
        is_first &= is_split && map->split->order[i] == i;
    }
    call->is_passed = true;
    if (is_same)
        return NULL;
    if (is_split && is_first) {
        struct onnx_split *split = arena_allocate(call->arena, 1, sizeof *split);
        *split = *map->split;
        memcpy(split->order, order, count * sizeof *order);
        map->split = split;
    } else if (map->lies == LIES_LAST && from_last)
        map->lies = 0;
    else if (map->lies == 0 && to_last)
        map->lies = LIES_LAST;
    else
        return "it moves axes as no layer does";
    return NULL;
}

/* ---- parts ---- */

/* The layers that take a part of a map, one after the other: each of them if it is needed. */
struct part {
    double start[1 + MAX_AXES], end[1 + MAX_AXES]; /* as Python counts; INFINITY: to the end */
    double step[1 + MAX_AXES];
};

static void take_channels(struct onnx_call *call, const struct part *part, double channels)
{
    onnx_set_line(call, "Slice", onnx_input_of(call, 0)->axes);
    if (part->start[0] != 0)
        onnx_add_key(call, "start", "%.0f", part->start[0]);
    if (isfinite(part->end[0]))
        onnx_add_key(call, "end", "%.0f", part->end[0]);
    call->output.size[0] = channels > 0 ? channels : 0;
}

/* How many channels; 0: not known. */
static double count_taken(const struct part *part, double channels)
{
    double start = part->start[0] + (part->start[0] < 0 ? channels : 0);
    double end = fmin(channels, part->end[0] + (part->end[0] < 0 ? channels : 0));
    return channels > 0 || (part->start[0] >= 0 && part->end[0] >= 0 && isfinite(part->end[0]))
               ? (channels > 0 ? end : part->end[0]) - start
               : 0;
}

/* What is taken off before and behind an axis; false: that depends on sizes that are not known. */
static bool read_crop(const struct part *part, size_t axis, double size, double crop[2])
{
    double start = part->start[axis], end = part->end[axis];
    bool needs_size = start < 0 || (end >= 0 && isfinite(end));
    crop[0] = start < 0 ? fmax(0, start + size) : start;
    crop[1] = end < 0 ? -end : isfinite(end) ? fmax(0, size - end) : 0;
    return size > 0 || !needs_size;
}

static const char *take_area(struct onnx_call *call, const struct part *part, size_t axes)
{
    const char *crops = "", *steps = "";
    const struct onnx_value *map = onnx_input_of(call, 0);
    bool is_cropped = false, is_stepped = false;
    double size[MAX_AXES];
    for (size_t i = 0; i < axes; i++) {
        double crop[2];
        call->uses_sizes |= isfinite(part->end[1 + i]) && part->end[1 + i] >= 0;
        if (!read_crop(part, 1 + i, map->size[1 + i], crop))
            return "its ends depend on sizes that are not known";
        is_cropped |= crop[0] > 0 || crop[1] > 0;
        is_stepped |= part->step[1 + i] > 1;
        crops = arena_format(call->arena, "%s%s[%.0f, %.0f]", crops, i ? ", " : "", 0 - crop[0],
                             0 - crop[1]);
        steps = arena_format(call->arena, "%s%s%.0f", steps, i ? ", " : "", part->step[1 + i]);
        size[i] = map->size[1 + i] > 0
                      ? ceil((map->size[1 + i] - crop[0] - crop[1]) / part->step[1 + i])
                      : 0;
    }
    if (is_cropped) {
        onnx_set_line(call, arena_format(call->arena, "ZeroPad%zud", axes), axes);
        onnx_add_key(call, "padding", "[%s]", crops);
    }
    if (is_stepped) {
        onnx_set_line(call, arena_format(call->arena, "MaxPool%zud", axes), axes);
        onnx_add_key(call, "kernel_size", "1");
        onnx_add_key(call, "stride", "[%s]", steps);
    }
    memcpy(call->output.size + 1, size, axes * sizeof *size);
    return NULL;
}

static const char *take_part(struct onnx_call *call, const struct part *part)
{
    const struct onnx_value *map = onnx_input_of(call, 0);
    double channels = map->size[0], taken = count_taken(part, channels);
    bool is_whole =
        part->start[0] == 0 && (isinf(part->end[0]) || (channels > 0 && part->end[0] >= channels));
    if (part->step[0] != 1)
        return "it takes channels that do not lie together";
    if (!is_whole)
        take_channels(call, part, taken);
    const char *problem = take_area(call, part, map->axes);
    if (!problem)
        call->is_passed = !call->line.type;
    return problem;
}

static struct part whole_part(void)
{
    struct part part;
    for (size_t i = 0; i <= MAX_AXES; i++)
        part.start[i] = 0, part.end[i] = INFINITY, part.step[i] = 1;
    return part;
}

const char *onnx_convert_slice(struct onnx_call *call)
{
    enum { STARTS = 1, ENDS, AXES, STEPS };
    const double far = 1e9; /* no end of any map */
    struct onnx_sizes starts = listed(call, STARTS, "starts"), ends = listed(call, ENDS, "ends"),
                      axes = listed(call, AXES, "axes"), steps = onnx_sizes_of(call, STEPS);
    struct part part = whole_part();
    size_t map_axes = onnx_input_of(call, 0)->axes;
    if (map_axes == 0)
        return "it takes a part of what is no map";
    if (starts.count == 0 || ends.count != starts.count ||
        (axes.count != 0 && axes.count != starts.count))
        return "its starts and ends are not known";
    for (size_t i = 0; i < starts.count; i++) {
        double at = axes.count ? axes.of[i] : (double)i;
        double step = steps.count == starts.count ? steps.of[i] : 1;
        at += at < 0 ? (double)map_axes + 2 : 0;
        if (!isfinite(starts.of[i]) || isnan(ends.of[i]) || !(step >= 1) || !(at >= 0) ||
            at > (double)map_axes + 1)
            return "its starts and ends are not known";
        if (at < 1 && (starts.of[i] != 0 || ends.of[i] < far))
            return "it takes a part of the batch";
        if (at < 1)
            continue;
        part.start[(size_t)at - 1] = starts.of[i];
        part.end[(size_t)at - 1] = ends.of[i] > far ? INFINITY : ends.of[i];
        part.step[(size_t)at - 1] = step;
    }
    return take_part(call, &part);
}

const char *onnx_convert_split(struct onnx_call *call)
{
    const struct onnx_value *map = onnx_input_of(call, 0);
    int64_t axis = onnx_integer(call->node, "axis", 0);
    struct onnx_sizes sizes = listed(call, 1, "split");
    struct part part = whole_part();
    size_t count = call->node->n_output;
    if (map->axes == 0 || (axis != 1 && axis != -(int64_t)map->axes - 1))
        return "it splits another axis than the channels";
    if (sizes.count != count && !(map->size[0] > 0))
        return "its sizes are not known";
    double each = ceil(map->size[0] / (double)count), start = (double)call->part * each;
    for (size_t i = 0; sizes.count == count && i <= call->part; i++)
        start = i == 0 ? 0 : start + sizes.of[i - 1];
    part.start[0] = start;
    part.end[0] = start + (sizes.count == count ? sizes.of[call->part] : each);
    return isnan(part.end[0]) ? "its sizes are not known" : take_part(call, &part);
}

/* One channel: its axis goes, until an Unsqueeze puts it back. */
const char *onnx_convert_gather(struct onnx_call *call)
{
    struct onnx_sizes which = onnx_sizes_of(call, 1);
    struct part part = whole_part();
    if (onnx_input_of(call, 0)->axes == 0 || onnx_integer(call->node, "axis", 0) != 1 ||
        which.count != 1 || isnan(which.of[0]))
        return "it takes other units than one channel";
    part.start[0] = which.of[0];
    part.end[0] = which.of[0] == -1 ? INFINITY : which.of[0] + 1;
    const char *problem = take_part(call, &part);
    if (!problem && onnx_tensor_is_number(onnx_input_of(call, 1)->tensor)) {
        call->output.lies |= LIES_PLANE;
        call->passed.lies |= LIES_PLANE;
    }
    return problem;
}

const char *onnx_convert_unsqueeze(struct onnx_call *call)
{
    struct onnx_sizes axes = listed(call, 1, "axes");
    if (call->passed.lies != LIES_PLANE || axes.count != 1 || axes.of[0] != 1)
        return "it adds an axis";
    call->is_passed = true;
    call->passed.lies = 0;
    return NULL;
}
