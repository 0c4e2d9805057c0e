/* SPDX-License-Identifier: MIT */
/* The values of a theme's keys: colours, lengths, fonts. */
#include <stdlib.h>
#include <string.h>

#include "fields.h"

void read_color(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct color *color = out, read;
    if (!reader_color(reader, field, node, &read))
        return;
    read.pattern = color->pattern;
    *color = read;
}

void read_pattern(struct reader *reader, const struct field *field, const struct node *node,
                  void *out)
{
    static const char *const words[] = {[PATTERN_NONE] = "none",
                                        [PATTERN_HATCH] = "hatch",
                                        [PATTERN_BACK_HATCH] = "back_hatch",
                                        [PATTERN_CROSS_HATCH] = "cross_hatch"};
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        ((struct color *)out)->pattern = (enum pattern)choice;
}

void read_scale(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    static const char *const words[] = {"color", "grey"};
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        *(bool *)out = choice == 1;
}

/* ---- lengths ---- */

static const struct {
    const char *name;
    double in_points;
} units[] = {{"pt", 1}, {"TeXpt", 72 / 72.27}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"in", 72}};
enum { UNITS = sizeof units / sizeof *units };

static bool parse_number(const char *text, size_t length, double *out)
{
    char number[32] = "";
    if (length >= sizeof number)
        return false;
    memcpy(number, text, length);
    enum scalar_kind kind = scalar_kind_of_text(number);
    *out = strtod(number, NULL);
    return kind == SCALAR_INTEGER || kind == SCALAR_FLOAT;
}

/* "0.5 cm": a number and a unit, with a blank between or none. */
static bool parse_length(const char *text, double *out)
{
    for (size_t i = 0; i < UNITS; i++) {
        size_t all = strlen(text), unit = strlen(units[i].name);
        if (all <= unit || strcmp(text + all - unit, units[i].name) != 0)
            continue;
        size_t length = all - unit;
        length -= length > 1 && text[length - 1] == ' ';
        if (parse_number(text, length, out)) {
            *out *= units[i].in_points;
            return true;
        }
    }
    return false;
}

static bool read_points(struct reader *reader, const struct field *field, const struct node *node,
                        double *out)
{
    double points = 0;
    enum scalar_kind kind = scalar_kind_of(node);
    if (kind == SCALAR_INTEGER || kind == SCALAR_FLOAT)
        return reader_number(reader, field, node, out);
    if (node->kind != NODE_SCALAR || !parse_length(node->text, &points)) {
        reader_expected(reader, field, node, NULL);
        return false;
    }
    if (!reader_in_range(reader, field, node, points))
        return false;
    *out = points;
    return true;
}

void read_length(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    read_points(reader, field, node, out);
}

void read_margin(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct scene_output *output = out;
    if (!read_points(reader, field, node, &output->margin_pt))
        return;
    output->has_margin = true;
    output->margin_at = node->at;
}

void read_dash(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    double dash = 0, gap = 0, *dash_and_gap = out;
    if (node->kind != NODE_LIST || node->count != 2)
        reader_expected(reader, field, node, NULL);
    else if (read_points(reader, field, node->first, &dash) &&
             read_points(reader, field, node->last, &gap)) {
        dash_and_gap[0] = dash;
        dash_and_gap[1] = gap;
    }
}

/* ---- fonts ---- */

void read_family(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct font *fonts = out;
    bool is_list = node->kind == NODE_LIST;
    if (is_list && node->count != THEME_FONTS) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    const struct node *family = is_list ? node->first : node;
    for (size_t i = 0; i < THEME_FONTS; i++) {
        if (family->kind != NODE_SCALAR || *family->text == '\0') {
            reader_expected(reader, field, family, NULL);
            return;
        }
        if (!reader_is_short(reader, family))
            return;
        fonts[i].family = reader_keep(reader, family->text);
        family = is_list ? family->next : family;
    }
}

void read_figure_height(struct reader *reader, const struct field *field, const struct node *node,
                        void *out)
{
    struct font *fonts = out;
    double height;
    if (!reader_number(reader, field, node, &height))
        return;
    for (size_t i = 0; i < THEME_FONTS; i++)
        fonts[i].figure_height = height;
}

/* ---- the rest ---- */

void read_output_decimals(struct reader *reader, const struct field *field, const struct node *node,
                          void *out)
{
    static const char *const words[] = {"needed"};
    if (node->kind == NODE_SCALAR && scalar_kind_of_text(node->text) == SCALAR_WORD) {
        if (reader_choice(reader, field, node, words, 1) == 0)
            *(int *)out = -1;
    } else {
        read_decimals(reader, field, node, out);
    }
}
