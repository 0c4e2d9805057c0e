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

/* Everything around the maps at once. */
static void show_all(struct scene_show *show, struct position at, bool value)
{
    struct given_flag *const flags[] = {
        &show->title,      &show->labels, &show->legend,  &show->formula, &show->sum,
        &show->dimensions, &show->ruler,  &show->indices, &show->sizes,   &show->scale,
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        *flags[i] = (struct given_flag){.at = at, .value = value};
}

void read_show(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    const char *word = node->kind == NODE_SCALAR ? node->text : "";
    bool is_all = strcmp(word, "all") == 0;
    if (is_all || strcmp(word, "none") == 0)
        show_all(out, node->at, is_all);
    else
        read_map(reader, field, node, NULL);
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
    static const char *const words[] = {"computed", "all", "question", "blank"};
    struct scene_show *show = out;
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice < 0)
        return;
    show->reveal = (enum reveal)choice;
    show->reveal_at = node->at;
}
