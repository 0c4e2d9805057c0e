/* SPDX-License-Identifier: MIT */
/* What a file is, by its first bytes and its name, and what to do about one that cannot be read. */
#include <string.h>
#include <strings.h>

#include "file.h"

bool file_starts_with(const struct buffer *bytes, const char *magic, size_t length)
{
    return bytes->length >= length && memcmp(bytes->bytes, magic, length) == 0;
}

bool file_ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), due = strlen(end);
    return length >= due && strcasecmp(text + length - due, end) == 0;
}

/* Files that are known, but not read, by their first bytes. */
static const struct {
    const char *magic;
    size_t length;
    const char *name, *hint;
} other_kinds[] = {
    {"\xff\xd8\xff", 3, "a JPEG picture", "convert it to .png"},
    {"GIF8", 4, "a GIF picture", "convert it to .png"},
    {"BM", 2, "a BMP picture", "convert it to .png"},
    {"RIFF", 4, "a WebP picture", "convert it to .png"},
    {"II*\0", 4, "a TIFF picture", "convert it to .png"},
    {"MM\0*", 4, "a TIFF picture", "convert it to .png"},
    {"<svg", 4, "an SVG picture", "convert it to .png"},
    {"%PDF", 4, "a PDF file", "convert it to .png"},
    {"PK\3\4", 4, "an archive such as .npz", "save one array with numpy.save as .npy"},
    {"\x80\2", 2, "a pickled file", "save one array with numpy.save as .npy"},
    {"\x89HDF", 4, "an HDF5 file", "save one array with numpy.save as .npy"},
    {"MATLAB", 6, "a MATLAB file", "save one array with numpy.save as .npy"},
};

enum { OTHER_KINDS = sizeof other_kinds / sizeof *other_kinds };

static size_t find_other_kind(const struct buffer *bytes)
{
    size_t i = 0;
    while (i < OTHER_KINDS && !file_starts_with(bytes, other_kinds[i].magic, other_kinds[i].length))
        i++;
    return i;
}

const char *file_other_kind(const struct buffer *bytes)
{
    size_t kind = find_other_kind(bytes);
    return kind < OTHER_KINDS ? other_kinds[kind].name : NULL;
}

const char *file_hint(const char *path, const struct buffer *bytes)
{
    if (file_ends_in(path, ".csv"))
        return csv_has_header(bytes) ? "drop the first line: it is not a row of numbers" : NULL;
    size_t kind = find_other_kind(bytes);
    if (kind < OTHER_KINDS)
        return other_kinds[kind].hint;
    return file_ends_in(path, ".txt") || file_ends_in(path, ".tsv") || file_ends_in(path, ".dat")
               ? "give a file of numbers the ending .csv"
               : NULL;
}
