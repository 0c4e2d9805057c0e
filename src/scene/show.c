/* SPDX-License-Identifier: MIT */
/* What stands on and beside the maps: the readers of `show`. */
#include "fields.h"

#include <string.h>

void show_set_defaults(struct scene_show *show)
{
    show->digits = -1;
    show->sizes.value = true;
    show->kernel.value = show->padding.value = show->uncovered.value = show->argmax.value = true;
    show->scale.value = show->receptive_field.value = true;
}

void read_overlap(struct reader *reader, const struct field *field, const struct node *node,
                  void *out)
{
    enum overlap *overlap = out;
    bool is_counted = node->kind == NODE_SCALAR && strcmp(node->text, "counts") == 0;
    if (is_counted)
        *overlap = OVERLAP_COUNTED;
    else if (scalar_kind_of(node) == SCALAR_FLAG)
        *overlap = scalar_flag(node) ? OVERLAP_SHADED : OVERLAP_HIDDEN;
    else
        reader_expected(reader, field, node, NULL);
}

void read_show_values(struct reader *reader, const struct field *field, const struct node *node,
                      void *out)
{
    static const char *const words[] = {"true", "symbols", "false"};
    static const enum show_values values[] = {SHOW_DIGITS, SHOW_SYMBOLS, SHOW_NOTHING};
    struct scene_show *show = out;
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice < 0)
        return;
    show->values = values[choice];
    show->values_at = node->at;
}

void read_reveal(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    static const char *const words[] = {"computed", "all", "question"};
    struct scene_show *show = out;
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice < 0)
        return;
    show->reveal = (enum reveal)choice;
    show->reveal_at = node->at;
}
