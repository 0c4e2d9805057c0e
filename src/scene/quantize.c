/* SPDX-License-Identifier: MIT */
/* `quantize`: how the integers of a layer stand for numbers. */
#include "fields.h"

enum { MOST_SCALES = 1 << 16 };

void read_quantized(struct reader *reader, const struct field *field, const struct node *node,
                    void *out)
{
    *(struct position *)out = node->at;
    read_map(reader, field, node, NULL);
}

void read_scales(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    bool is_list = node->kind == NODE_LIST, is_read = true;
    if (is_list && !reader_list(reader, field, node, MOST_SCALES))
        return;
    struct scales read = {.at = node->at, .is_list = is_list};
    size_t count = is_list ? node->count : 1;
    double *values = arena_allocate(&reader->scene->arena, count, sizeof *values);
    for (const struct node *item = is_list ? node->first : node; item;
         item = is_list ? item->next : NULL)
        is_read &= reader_number(reader, field, item, &values[read.count++]);
    read.values = values;
    if (is_read)
        *(struct scales *)out = read;
}

const char *const integer_types[] = {[INTEGER_INT8] = "int8", [INTEGER_UINT8] = "uint8"};

void read_integer_type(struct reader *reader, const struct field *field, const struct node *node,
                       void *out)
{
    int choice = reader_choice(reader, field, node, integer_types,
                               sizeof integer_types / sizeof *integer_types);
    if (choice >= 0)
        *(enum integer_type *)out = (enum integer_type)choice;
}
