/* SPDX-License-Identifier: MIT */
/* Numbers, texts and tensors as JSON. */
#include "json.h"

#include <math.h>

void json_number(FILE *out, double number)
{
    char room[NUMBER_ROOM];
    fputs(isfinite(number) ? number_shortest(room, number) : "null", out);
}

/* A title from a file's name may hold any bytes. */
void json_string(FILE *out, const char *text)
{
    enum { LONGEST_CHARACTER = 4 };
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        size_t length = character_valid_length((const char *)at, LONGEST_CHARACTER);
        unsigned code = length > 0 ? character_code((const char *)at) : 0xfffd;
        if (*at == '"' || *at == '\\')
            fprintf(out, "\\%c", *at);
        else if (length == 0 || character_is_control(code))
            fprintf(out, "\\u%04x", code);
        else
            fwrite(at, 1, length, out);
        at += length ? length : 1;
    }
    fputc('"', out);
}

void json_sizes(FILE *out, const size_t *size, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%zu", i ? "," : "[", size[i]);
    fputc(']', out);
}

static void put_levels(FILE *out, const struct tensor *tensor, size_t level, const double **next)
{
    fputc('[', out);
    for (size_t i = 0; i < tensor->size[level]; i++) {
        if (i > 0)
            fputc(',', out);
        if (level + 1 < tensor->rank)
            put_levels(out, tensor, level + 1, next);
        else
            json_number(out, *(*next)++);
    }
    fputc(']', out);
}

void json_tensor(FILE *out, const char *name, const struct tensor *tensor, bool is_there)
{
    fputs(",\n ", out);
    json_member(out, name, tensor, is_there);
}

void json_member(FILE *out, const char *name, const struct tensor *tensor, bool is_there)
{
    const double *next = tensor->values;
    fprintf(out, "\"%s\": ", name);
    if (is_there)
        put_levels(out, tensor, 0, &next);
    else
        fputs("null", out);
}
