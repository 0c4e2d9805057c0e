/* SPDX-License-Identifier: MIT */
/* table: a row a layer, of sizes, receptive field and costs. */
#include "table.h"

#include <inttypes.h>
#include <string.h>

#include "commands.h"
#include "subject.h"

/* ---- what stands in it ---- */

/* "3", or "3 x 2" where axes differ. */
static const char *sizes_text(const int64_t *numbers, size_t count, struct arena *arena)
{
    bool is_alike = true;
    for (size_t i = 1; i < count; i++)
        is_alike &= numbers[i] == numbers[0];
    const char *text = arena_format(arena, "%" PRId64, numbers[0]);
    for (size_t i = 1; i < count && !is_alike; i++)
        text = arena_format(arena, "%s x %" PRId64, text, numbers[i]);
    return text;
}

static const char *rationals_text(const struct rational *numbers, size_t count, struct arena *arena)
{
    const char *text = "";
    bool is_alike = true;
    for (size_t i = 1; i < count; i++)
        is_alike &= rational_compare(numbers[i], numbers[0]) == 0;
    for (size_t i = 0; i < (is_alike ? 1 : count); i++) {
        char room[NUMBER_ROOM];
        text = arena_format(arena, "%s%s%s", text, i ? " x " : "",
                            number_shortest(room, rational_to_double(numbers[i])));
    }
    return text;
}

static const char *padding_text(const struct simulation *layer, struct arena *arena)
{
    int64_t before[MAX_AXES], after[MAX_AXES];
    bool is_even = true;
    for (size_t i = 0; i < layer->axes; i++) {
        before[i] = layer->axis[i].padding_before;
        after[i] = layer->axis[i].padding_after;
        is_even &= before[i] == after[i];
    }
    const char *text = sizes_text(before, layer->axes, arena);
    return is_even ? text
                   : arena_format(arena, "%s and %s", text, sizes_text(after, layer->axes, arena));
}

static void fill_window(const char **row, const struct simulation *layer, struct arena *arena)
{
    int64_t kernel[MAX_AXES], stride[MAX_AXES], dilation[MAX_AXES];
    for (size_t i = 0; i < layer->axes; i++) {
        kernel[i] = layer->axis[i].kernel;
        stride[i] = layer->axis[i].stride;
        dilation[i] = layer->axis[i].dilation;
    }
    if (simulation_takes(layer, "kernel_size"))
        row[COLUMN_KERNEL] = sizes_text(kernel, layer->axes, arena);
    if (simulation_takes(layer, "stride"))
        row[COLUMN_STRIDE] = sizes_text(stride, layer->axes, arena);
    if (simulation_takes(layer, "padding"))
        row[COLUMN_PADDING] = padding_text(layer, arena);
    if (simulation_takes(layer, "dilation"))
        row[COLUMN_DILATION] = sizes_text(dilation, layer->axes, arena);
}

static void fill_row(const char **row, const struct simulation *layer, const struct sight *sight,
                     struct arena *arena)
{
    for (int i = 0; i < TABLE_COLUMNS; i++)
        row[i] = "";
    if (layer->layer->name)
        row[COLUMN_NAME] =
            text_printable(arena, layer->layer->name, strlen(layer->layer->name), 80);
    row[COLUMN_LAYER] = layer->type_name;
    row[COLUMN_OUTPUT] = tensor_sizes(&layer->output, 0, " x ", arena);
    fill_window(row, layer, arena);
    if (sight->is_known) {
        row[COLUMN_FIELD] = sizes_text(sight->size, sight->axes, arena);
        row[COLUMN_JUMP] = rationals_text(sight->jump, sight->axes, arena);
        row[COLUMN_START] = rationals_text(sight->start, sight->axes, arena);
    }
    row[COLUMN_PARAMETERS] = arena_format(arena, "%" PRIu64, simulation_parameters(layer));
    row[COLUMN_MULTIPLY_ADDS] = arena_format(arena, "%" PRIu64, simulation_multiply_adds(layer));
}

/* The layers in their order, and what they cost together. */
static void read_table(struct table *table, const struct simulation *top)
{
    struct arena *arena = &table->arena;
    uint64_t parameters = 0, products = 0;
    table->count = top->place + 1;
    table->layers = arena_allocate(arena, table->count, sizeof *table->layers);
    table->sights = arena_allocate(arena, table->count, sizeof *table->sights);
    simulation_sights(top, table->sights);
    table->has_total = top->below != NULL;
    table->rows = arena_allocate(arena, table->count + 1, sizeof *table->rows);
    for (const struct simulation *at = top; at; at = at->below) {
        table->layers[at->place] = at;
        fill_row(table->rows[at->place], at, &table->sights[at->place], arena);
        parameters += simulation_parameters(at);
        products += simulation_multiply_adds(at);
    }
    for (int i = 0; i < TABLE_COLUMNS; i++)
        table->rows[table->count][i] = "";
    table->rows[table->count][COLUMN_LAYER] = "all";
    table->rows[table->count][COLUMN_PARAMETERS] = arena_format(arena, "%" PRIu64, parameters);
    table->rows[table->count][COLUMN_MULTIPLY_ADDS] = arena_format(arena, "%" PRIu64, products);
}

/* ---- the command ---- */

static void put_tables(const struct subject *subject, const struct table_format *format)
{
    bool is_first = true;
    for (size_t s = 0; s < subject->shot_count; s++)
        for (size_t i = 0; i < subject->shots[s].part_count; i++) {
            struct table table = {0};
            const struct simulation *top = subject->shots[s].simulations[i];
            if (!scene_has_layer(subject->shots[s].scene) || top->scene->is_alone)
                continue;
            read_table(&table, simulation_forward(top));
            fputs(is_first ? "" : "\n", stdout);
            format->put(&table, stdout);
            arena_finish(&table.arena);
            is_first = false;
        }
}

enum status command_table(const struct options *options)
{
    enum status first = STATUS_DONE;
    const struct table_format *format = options->table ? options->table : table_format_at(0);
    for (size_t i = 0; i < options->scene_count; i++) {
        struct subject subject;
        bool is_good = subject_load_sizes(&subject, options->scenes[i], options);
        subject_print_problems(&subject, stderr);
        if (is_good)
            put_tables(&subject, format);
        first = first == STATUS_DONE ? subject.status : first;
        subject_finish(&subject);
    }
    return first;
}
