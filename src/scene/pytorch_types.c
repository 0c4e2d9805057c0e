/* SPDX-License-Identifier: MIT */
/* Names of classes in a PyTorch print that stand for a layer: those that wrap one, and classes of
 * their own that print what a convolution prints. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "fields.h"
#include "signatures.h"

/* "LazyConv2d", "ParametrizedConv2d" */
static const char *unwrapped(const char *word)
{
    static const char *const wrappings[] = {"Lazy", "Parametrized"};
    for (size_t i = 0; i < sizeof wrappings / sizeof *wrappings; i++) {
        size_t length = strlen(wrappings[i]);
        if (strncmp(word, wrappings[i], length) == 0 && signature_find_whole(word + length))
            return word + length;
    }
    return word;
}

/* How many axes a convolution of these arguments has, "(3, 64, kernel_size=(3, 3, 3), ...)"; 0:
 * they are no convolution's. */
static size_t axes_of_convolution(const char *arguments)
{
    long in, out;
    int end = 0;
    if (sscanf(arguments, "(%ld, %ld, kernel_size=(%n", &in, &out, &end) != 2 || end == 0)
        return 0;
    size_t axes = 0, length = strcspn(arguments + end, ")");
    for (const char *at = arguments + end; at < arguments + end + length; at++)
        axes += isdigit((unsigned char)*at) && !isdigit((unsigned char)at[-1]);
    return axes <= MAX_AXES ? axes : 0;
}

static void tell_once(struct report *report, struct position at, const char *text)
{
    for (size_t i = 0; i < report->count; i++)
        if (strcmp(report->problems[i].text, text) == 0)
            return;
    report_warning(report, at, NULL, "%s", text);
}

const char *pytorch_type(struct reader *reader, const char *word, const char *arguments,
                         struct position at)
{
    struct arena *arena = &reader->report->arena;
    word = unwrapped(word);
    size_t axes = signature_find_whole(word) ? 0 : axes_of_convolution(arguments);
    if (axes == 0)
        return word;
    bool is_transposed = strstr(word, "Transpose") || strstr(arguments, "output_padding=");
    const char *type = arena_format(arena, "Conv%s%zud", is_transposed ? "Transpose" : "", axes);
    if (text_nearest(word, &type, 1)) /* mistyped */
        return word;
    tell_once(
        reader->report, at,
        arena_format(arena, "'%.40s' is taken for a %s, whose arguments it prints", word, type));
    return type;
}
