/* SPDX-License-Identifier: MIT */
/* How large a layer's maps are, in words, and why. */
#include "cli/describe.h"

#include <inttypes.h>
#include <string.h>

static const char *sizes_text(const size_t *size, size_t count, struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_format(arena, "%s%s%zu", text, i ? " by " : "", size[i]);
    return text;
}

/* "is 5 by 5", "has 3 channels of 5 by 5 units". */
static const char *map_text(const struct tensor *map, struct arena *arena)
{
    const char *sizes = sizes_text(map->size + 1, map->rank - 1, arena);
    if (map->size[0] > 1)
        return arena_format(arena, "has %zu channels of %s units", map->size[0], sizes);
    if (map->rank > 2)
        return arena_format(arena, "is %s", sizes);
    return arena_format(arena, "has %s unit%s", sizes, text_plural(map->size[1]));
}

static int64_t padded(const struct axis *a)
{
    return a->padded;
}

static bool is_padded(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (simulation->axis[i].padded != simulation->axis[i].input)
            return true;
    return false;
}

/* Only where the kernel has more than the window's own sizes. */
static void add_kernel(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    const struct tensor *kernel = &simulation->kernel;
    if (!simulation->has_kernel || (kernel->size[0] == 1 && kernel->size[1] == 1))
        return;
    if (simulation->is_dense) {
        buffer_format(out,
                      " The kernel has %zu rows, one for each unit of the output, of %zu weights.",
                      simulation->out_channels, simulation->in_channels);
        return;
    }
    size_t filters = simulation->out_channels, seen = simulation->in_channels / simulation->groups;
    buffer_format(out, " The kernel has %zu filter%s, one for each output channel, of %s weights",
                  filters, text_plural(filters),
                  sizes_text(kernel->size + 2, simulation->axes, arena));
    if (seen == 1)
        buffer_add_text(out,
                        simulation->in_channels == 1 ? "." : " for the one channel that it sees.");
    else
        buffer_format(out, " for each of %zu input channels.", seen);
}

/* Without what follows a comma: which units a window reads is told elsewhere. */
static const char *sizes_of_formula(const char *formula, struct arena *arena)
{
    const char *text = "";
    while (*formula) {
        size_t length = strcspn(formula, ",;");
        text = arena_format(arena, "%s%s%.*s", text, *text ? "; " : "", (int)length, formula);
        formula += strcspn(formula, ";");
        formula += strspn(formula, "; ");
    }
    return text;
}

static void add_formula(const struct simulation *simulation, struct buffer *out)
{
    static const char *const orders[] = {"", "height first, ", "depth first, "};
    struct arena arena = {0};
    bool is_alike = strchr(simulation->formula, ';') == NULL;
    const char *formula = sizes_of_formula(simulation->formula, &arena);
    if (!is_alike)
        buffer_format(out, " The sizes of the output, %sare %s.", orders[simulation->axes - 1],
                      formula);
    else
        buffer_format(out, " The size of the output%s is %s.",
                      simulation->axes > 1 ? " along each axis" : "", formula);
    if (simulation->relationship)
        buffer_format(out, " This is relationship %d of Dumoulin and Visin's guide.",
                      simulation->relationship);
    arena_finish(&arena);
}

/* Units that no window reads, axis by axis: a unit is read where it is on every axis. */
static size_t unread_units(const struct simulation *simulation)
{
    size_t all = 1, read = 1;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        size_t met = 0;
        for (int64_t unit = 0; unit < a->input; unit++) {
            bool is_met = false;
            for (int64_t t = 0; t < a->kernel && !is_met; t++) {
                int64_t start = a->before + unit * a->stretch - t * a->dilation;
                is_met = start >= 0 && start % a->move == 0 && start / a->move < a->output;
            }
            met += is_met;
        }
        all *= (size_t)a->input;
        read *= met;
    }
    return all - read;
}

/* Padding that repeats units would make this another question. */
static void add_unread(const struct simulation *simulation, struct buffer *out)
{
    if (!simulation->is_sliding || simulation->padding_mode != MODE_ZEROS)
        return;
    size_t unread = unread_units(simulation);
    if (unread > 0)
        buffer_format(out, " %zu unit%s of %s %s read by no window.", unread, text_plural(unread),
                      simulation->in_channels == 1 ? "the input" : "each input channel",
                      unread == 1 ? "is" : "are");
}

/* Of a layer that joins maps. */
static void add_inputs(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    struct tensor input = simulation->input;
    size_t count = simulation->source_count;
    bool are_alike = true;
    const char *channels = "";
    for (size_t i = count; i-- > 0;) {
        input.size[0] = simulation_source_channels(simulation, i);
        are_alike &= input.size[0] == simulation_source_channels(simulation, 0);
        channels = arena_format(arena, "%zu%s%s", input.size[0],
                                i + 1 == count   ? ""
                                : i + 2 == count ? " and "
                                                 : ", ",
                                channels);
    }
    if (are_alike)
        buffer_format(out, "Each of its %zu inputs %s", count, map_text(&input, arena));
    else
        buffer_format(out, "Its inputs have %s channels of %s units", channels,
                      sizes_text(input.size + 1, input.rank - 1, arena));
}

void describe_sizes(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    struct tensor input = simulation_input_as_given(simulation);
    if (simulation->is_input_flat)
        buffer_format(out, "The input has %zu row%s and %zu column%s", input.size[0],
                      text_plural(input.size[0]), input.size[1],
                      input.size[1] == 1 ? ", one block" : "s, one a block");
    else if (simulation->is_dense)
        buffer_format(out, "The input has %zu units", simulation->in_channels);
    else if (simulation->source_count > 1)
        add_inputs(simulation, out, &arena);
    else
        buffer_format(out, "The input %s", map_text(&input, &arena));
    if (is_padded(simulation) && !simulation->is_transposed)
        buffer_format(out, ", with its padding %s", describe_by(simulation, padded, &arena));
    if (simulation->is_flattened && simulation->output.size[1] == 1 &&
        !simulation_takes(simulation, "kernel_size"))
        buffer_format(out, "; the output has %zu units, one below the other.",
                      simulation->output.size[0]);
    else if (simulation->is_flattened)
        buffer_format(out, "; the output has %zu rows and %zu column%s.",
                      simulation->output.size[0], simulation->output.size[1],
                      simulation->output.size[1] == 1 ? ", for one window" : "s, one a window");
    else if (simulation->is_dense)
        buffer_format(out, "; the output has %zu units.", simulation->out_channels);
    else
        buffer_format(out, "; the output %s.", map_text(&simulation->output, &arena));
    add_kernel(simulation, out, &arena);
    add_formula(simulation, out);
    add_unread(simulation, out);
    buffer_add_text(out, "\n");
    arena_finish(&arena);
}

static const char *box_text(const int64_t *size, size_t axes, struct arena *arena)
{
    size_t sizes[MAX_AXES];
    for (size_t i = 0; i < axes; i++)
        sizes[i] = (size_t)size[i];
    return sizes_text(sizes, axes, arena);
}

void describe_field(const struct simulation *simulation, const char *of, struct buffer *out)
{
    const struct simulation *bottom = simulation_first(simulation);
    struct reach_size reach;
    simulation_reach_size(simulation, &reach);
    if (!reach.is_known)
        return;
    struct arena arena = {0};
    struct sight *sights = arena_allocate(&arena, simulation->place + 1, sizeof *sights);
    const struct sight *sight = &sights[simulation->place];
    bool has_gaps = false, has_channels = bottom->in_channels > 1;
    size_t axes = simulation->axes;
    simulation_sights(simulation, sights);
    for (size_t i = 0; reach.is_box && sight->is_known && i < axes; i++)
        has_gaps |= sight->size[i] > reach.units[i];
    if (!reach.is_box)
        buffer_format(out, "A unit of %s sees at most %" PRIu64 " unit%s of the first input", of,
                      reach.count, text_plural(reach.count));
    else
        buffer_format(out, "A unit of %s sees at most %s %s%s of the first input", of,
                      box_text(reach.units, axes, &arena), has_channels ? "place" : "unit",
                      axes == 1 ? text_plural(reach.units[0]) : "s");
    if (has_gaps)
        buffer_format(out, "; its receptive field, with gaps and padding, is %s",
                      box_text(sight->size, axes, &arena));
    buffer_add_text(out, ".\n");
    arena_finish(&arena);
}
