/* SPDX-License-Identifier: MIT */
/* How tables of layers are printed. */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "json.h"
#include "table.h"

/* Columns as people, and as programs name them. */
static const struct {
    const char *head, *key;
    bool is_number; /* it ends at the right */
} columns[TABLE_COLUMNS] = {
    [COLUMN_NAME] = {"name", "name", false},
    [COLUMN_LAYER] = {"layer", "layer", false},
    [COLUMN_OUTPUT] = {"output", "output", false},
    [COLUMN_KERNEL] = {"kernel", "kernel_size", false},
    [COLUMN_STRIDE] = {"stride", "stride", false},
    [COLUMN_PADDING] = {"padding", "padding", false},
    [COLUMN_DILATION] = {"dilation", "dilation", false},
    [COLUMN_FIELD] = {"field", "receptive_field", true},
    [COLUMN_JUMP] = {"jump", "jump", true},
    [COLUMN_START] = {"start", "start", true},
    [COLUMN_PARAMETERS] = {"parameters", "parameters", true},
    [COLUMN_MULTIPLY_ADDS] = {"multiply-adds", "multiply_adds", true},
};

/* A column in which nothing stands is left out. */
static bool is_shown(const struct table *table, int column)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i][column][0])
            return true;
    return false;
}

static size_t row_count(const struct table *table)
{
    return table->count + table->has_total;
}

/* ---- the formats ---- */

static void put_padded(FILE *out, const char *text, size_t width, bool at_right)
{
    size_t count = character_count(text, strlen(text)), spare = width > count ? width - count : 0;
    fprintf(out, "%*s%s%*s", at_right ? (int)spare : 0, "", text, at_right ? 0 : (int)spare, "");
}

static size_t width_of(const struct table *table, int column)
{
    size_t width = character_count(columns[column].head, strlen(columns[column].head));
    for (size_t i = 0; i < row_count(table); i++) {
        size_t own = character_count(table->rows[i][column], strlen(table->rows[i][column]));
        width = own > width ? own : width;
    }
    return width;
}

/* row: -1: the heads. */
static const char *cell_of(const struct table *table, long row, int column)
{
    return row < 0 ? columns[column].head : table->rows[row][column];
}

static void put_aligned(const struct table *table, bool is_markdown, FILE *out)
{
    for (long row = -1; row < (long)row_count(table); row++) {
        const char *between = is_markdown ? "| " : "";
        for (int i = 0; i < TABLE_COLUMNS; i++) {
            if (!is_shown(table, i))
                continue;
            fputs(between, out);
            put_padded(out, cell_of(table, row, i), width_of(table, i), columns[i].is_number);
            between = is_markdown ? " | " : "  ";
        }
        fputs(is_markdown ? " |\n" : "\n", out);
        for (int i = 0; i < TABLE_COLUMNS && is_markdown && row < 0; i++)
            if (is_shown(table, i))
                fputs(columns[i].is_number ? "|---:" : "|---", out);
        if (is_markdown && row < 0)
            fputs("|\n", out);
    }
}

static void put_text(const struct table *table, FILE *out)
{
    put_aligned(table, false, out);
}

static void put_markdown(const struct table *table, FILE *out)
{
    put_aligned(table, true, out);
}

static void put_latex_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        bool is_times = strncmp(text, " x ", 3) == 0;
        if (is_times) {
            fputs(" $\\times$ ", out);
            text += 2;
        } else if (*text == '-' && text[1] >= '0' && text[1] <= '9') {
            fputs("$-$", out);
        } else {
            if (strchr("_&%$#{}", *text))
                fputc('\\', out);
            fputc(*text, out);
        }
    }
}

/* For the package booktabs. */
static void put_latex(const struct table *table, FILE *out)
{
    fputs("\\begin{tabular}{", out);
    for (int i = 0; i < TABLE_COLUMNS; i++)
        if (is_shown(table, i))
            fputc(columns[i].is_number ? 'r' : 'l', out);
    fputs("}\n\\toprule\n", out);
    for (long row = -1; row < (long)row_count(table); row++) {
        const char *between = "";
        if (row == (long)table->count)
            fputs("\\midrule\n", out);
        for (int i = 0; i < TABLE_COLUMNS; i++) {
            if (!is_shown(table, i))
                continue;
            fputs(between, out);
            put_latex_text(out, cell_of(table, row, i));
            between = " & ";
        }
        fputs(row < 0 ? " \\\\\n\\midrule\n" : " \\\\\n", out);
    }
    fputs("\\bottomrule\n\\end{tabular}\n", out);
}

static void put_csv_cell(FILE *out, const char *text)
{
    if (!strpbrk(text, ",\"\n")) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text; text++)
        fputs(*text == '"' ? "\"\"" : (char[]){*text, '\0'}, out);
    fputc('"', out);
}

/* The layers alone: whoever reads it adds up. */
static void put_csv(const struct table *table, FILE *out)
{
    for (long row = -1; row < (long)table->count; row++) {
        for (int i = 0; i < TABLE_COLUMNS; i++) {
            fputs(i ? "," : "", out);
            put_csv_cell(out, row < 0 ? columns[i].key : table->rows[row][i]);
        }
        fputc('\n', out);
    }
}

static void put_json_text(FILE *out, const char *key, const char *text)
{
    fprintf(out, "\"%s\": ", key);
    if (text)
        json_string(out, text);
    else
        fputs("null", out);
}

/* The number of each axis that stands so far into it. */
static void put_json_axes(FILE *out, const char *key, const struct simulation *layer, size_t offset)
{
    fprintf(out, ", \"%s\": ", key);
    if (!simulation_takes(layer, key)) {
        fputs("null", out);
        return;
    }
    for (size_t i = 0; i < layer->axes; i++) {
        int64_t number;
        memcpy(&number, (const char *)&layer->axis[i] + offset, sizeof number);
        fprintf(out, "%s%" PRId64, i ? ", " : "[", number);
    }
    fputs("]", out);
}

static void put_json_sight(FILE *out, const char *key, const struct rational *numbers, size_t count)
{
    fprintf(out, ", \"%s\": %s", key, count ? "[" : "null");
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", out);
        json_number(out, rational_to_double(numbers[i]));
    }
    fputs(count ? "]" : "", out);
}

static void put_json_row(FILE *out, const struct simulation *layer, const struct sight *sight)
{
    size_t known = sight->is_known ? sight->axes : 0;
    put_json_text(out, "name", layer->layer->name);
    fputs(", ", out);
    put_json_text(out, "layer", layer->type_name);
    fputs(", \"output\": ", out);
    json_sizes(out, layer->output.size, layer->output.rank);
    put_json_axes(out, "kernel_size", layer, offsetof(struct axis, kernel));
    put_json_axes(out, "stride", layer, offsetof(struct axis, stride));
    put_json_axes(out, "padding", layer, offsetof(struct axis, padding_before));
    put_json_axes(out, "dilation", layer, offsetof(struct axis, dilation));
    fputs(", \"receptive_field\": ", out);
    if (known == 0)
        fputs("null", out);
    for (size_t i = 0; i < known; i++)
        fprintf(out, "%s%" PRId64 "%s", i ? ", " : "[", sight->size[i], i + 1 == known ? "]" : "");
    put_json_sight(out, "jump", sight->jump, known);
    put_json_sight(out, "start", sight->start, known);
    fprintf(out, ", \"parameters\": %" PRIu64 ", \"multiply_adds\": %" PRIu64,
            simulation_parameters(layer), simulation_multiply_adds(layer));
}

static void put_json(const struct table *table, FILE *out)
{
    for (size_t row = 0; row < table->count; row++) {
        fputs(row ? ",\n {" : "[{", out);
        put_json_row(out, table->layers[row], &table->sights[row]);
        fputs("}", out);
    }
    fputs("]\n", out);
}

static const struct table_format formats[TABLE_FORMATS] = {{"text", put_text},
                                                           {"markdown", put_markdown},
                                                           {"latex", put_latex},
                                                           {"csv", put_csv},
                                                           {"json", put_json}};

const struct table_format *table_format_at(size_t number)
{
    return number < TABLE_FORMATS ? &formats[number] : NULL;
}
