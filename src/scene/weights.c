/* SPDX-License-Identifier: MIT */
/* The numbers of a kernel, a bias and an output gradient: a kernel may be a name, a bias a number.
 */
#include "fields.h"

/* A name, or a list of them. */
static void read_kernel_names(struct reader *reader, const struct field *field,
                              const struct node *node, struct values *values)
{
    enum { MOST_NAMES = 64 };
    bool is_list = node->kind == NODE_LIST;
    if (is_list && !reader_list(reader, field, node, MOST_NAMES))
        return;
    size_t count = is_list ? node->count : 1;
    const char **names = arena_allocate(&reader->scene->arena, count, sizeof *names);
    struct position *places = arena_allocate(&reader->scene->arena, count, sizeof *places);
    const struct node *item = is_list ? node->first : node;
    for (size_t i = 0; i < count; i++, item = item->next) {
        if (item->kind != NODE_SCALAR || scalar_kind_of(item) != SCALAR_WORD) {
            reader_error(reader, item, "a size belongs in 'layer', for example kernel_size: 3",
                         "kernel must be %s, not %s", field->takes,
                         node_describe(item, &reader->report->arena));
            return;
        }
        names[i] = reader_keep(reader, item->text);
        places[i] = item->at;
    }
    values->kind = VALUES_NAMED;
    values->names = names;
    values->name_places = places;
    values->name_count = count;
}

/* Numbers where names are due: they belong into values. */
static bool is_numbers(const struct node *list)
{
    const struct node *item = list->first;
    return list->kind == NODE_LIST && item &&
           (item->kind == NODE_LIST || scalar_kind_of(item) != SCALAR_WORD);
}

void read_kernel(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct values *values = out;
    values->at = node->at;
    values->is_inherited = node->is_inherited;
    if (is_numbers(node))
        reader_error(reader, node, "write kernel: {values: [[...], ...]}",
                     "the kernel's numbers belong in 'values'");
    else if (node->kind != NODE_MAP)
        read_kernel_names(reader, field, node, values);
    else if (!values_read_map(reader, field, node, values))
        reader_error(reader, node, "for example values: [[0, 1], [1, 0]]",
                     "the kernel has no values, random, fill or file");
}

static void read_bias_number(struct reader *reader, const struct field *field,
                             const struct node *node, struct values *values)
{
    double *value = arena_allocate(&reader->scene->arena, 1, sizeof *value);
    if (!reader_number(reader, field, node, value))
        return;
    values->kind = VALUES_GIVEN;
    values->given = (struct tensor){.rank = 0, .values = value};
}

void read_bias(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct values *values = out;
    values->at = node->at;
    values->is_inherited = node->is_inherited;
    if (node->kind == NODE_SCALAR)
        read_bias_number(reader, field, node, values);
    else if (node->kind == NODE_LIST)
        read_tensor(reader, fields_find("bias.values"), node, values);
    else if (!values_read_map(reader, field, node, values))
        reader_error(reader, node, "for example values: [0, 1]",
                     "the bias has no values, random, fill or file");
}

void read_output_gradient(struct reader *reader, const struct field *field, const struct node *node,
                          void *out)
{
    struct values *values = out;
    values->at = node->at;
    if (node->kind == NODE_LIST)
        reader_error(reader, node, "write output_gradient: {values: [[...], ...]}",
                     "the numbers of output_gradient belong in 'values'");
    else if (node->kind != NODE_MAP)
        reader_expected(reader, field, node, "for example output_gradient: {fill: 1}");
    else if (!values_read_map(reader, field, node, values))
        reader_error(reader, node, "for example values: [[0, 1], [1, 0]]",
                     "output_gradient has no values, random, fill or file");
}
