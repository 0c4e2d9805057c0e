/* SPDX-License-Identifier: MIT */
/* NumPy's own format (NEP 1): a line that describes an array as Python would, then its bytes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

/* ---- the header ---- */

struct header {
    char order, kind; /* '<' '>' '|'; 'b' 'i' 'u' 'f' */
    size_t width;     /* bytes a number */
    bool is_fortran;  /* the first axis is the fastest */
    bool has_shape, has_order, has_type;
    struct tensor shape; /* rank and sizes alone */
};

/* The text between two marks, as a cursor. */
struct cursor {
    const char *at, *end;
};

static void skip_blanks(struct cursor *cursor)
{
    while (cursor->at < cursor->end &&
           (*cursor->at == ' ' || *cursor->at == '\t' || *cursor->at == '\n'))
        cursor->at++;
}

static bool take(struct cursor *cursor, char due)
{
    skip_blanks(cursor);
    if (cursor->at == cursor->end || *cursor->at != due)
        return false;
    cursor->at++;
    return true;
}

static bool take_word(struct cursor *cursor, const char *word)
{
    size_t length = strlen(word);
    skip_blanks(cursor);
    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, word, length) != 0)
        return false;
    cursor->at += length;
    return true;
}

/* A quoted text, cut to what room holds. The header holds no NUL. */
static bool take_quoted(struct cursor *cursor, char *room, size_t size)
{
    skip_blanks(cursor);
    char quote = cursor->at < cursor->end ? *cursor->at : '\0';
    if (quote != '\'' && quote != '"')
        return false;
    const char *start = ++cursor->at;
    while (cursor->at < cursor->end && *cursor->at != quote)
        cursor->at++;
    if (cursor->at == cursor->end)
        return false;
    size_t length = (size_t)(cursor->at++ - start);
    length = length < size ? length : size - 1;
    memcpy(room, start, length);
    room[length] = '\0';
    return true;
}

static bool read_shape(struct cursor *cursor, struct header *header, struct error *error)
{
    struct tensor *shape = &header->shape;
    if (!take(cursor, '('))
        return error_set(error, STATUS_SCENE, "the shape is not a tuple");
    for (bool is_next = true; !take(cursor, ')'); is_next = take(cursor, ',')) {
        skip_blanks(cursor);
        size_t size = 0, digits = 0;
        for (; cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9'; digits++) {
            size = size > MOST_VALUES ? size : size * 10 + (size_t)(*cursor->at - '0');
            cursor->at++;
        }
        if (digits == 0 || !is_next)
            return error_set(error, STATUS_SCENE, "the shape is not a tuple of whole numbers");
        if (shape->rank == MAX_RANK)
            return error_set(error, STATUS_SCENE, "the array has more than %d axes", (int)MAX_RANK);
        shape->size[shape->rank++] = size;
        take_word(cursor, "L"); /* as Python 2 wrote them */
    }
    header->has_shape = true;
    return true;
}

static bool read_type(struct cursor *cursor, struct header *header, struct error *error)
{
    char type[16];
    if (!take_quoted(cursor, type, sizeof type))
        return error_set(error, STATUS_SCENE, "the elements are records, not numbers");
    header->order = type[0];
    header->kind = type[0] ? type[1] : '\0';
    bool has_width = header->kind && type[2] > '0' && type[2] <= '9' && type[3] == '\0';
    header->width = has_width ? (size_t)(type[2] - '0') : 0;
    bool is_integer = header->kind == 'i' || header->kind == 'u';
    size_t w = header->width;
    bool is_known = (header->kind == 'b' && w == 1) ||
                    (is_integer && (w == 1 || w == 2 || w == 4 || w == 8)) ||
                    (header->kind == 'f' && (w == 2 || w == 4 || w == 8));
    header->has_type = true;
    if (is_known && memchr("<>|=", header->order, 4))
        return true;
    return error_set(
        error, STATUS_SCENE,
        "the type '%s' is not supported; use bool, int8 to int64, uint8 to uint64, float16 to "
        "float64",
        type);
}

static bool read_entry(struct cursor *cursor, const char *key, struct header *header,
                       struct error *error)
{
    if (strcmp(key, "descr") == 0 && !header->has_type)
        return read_type(cursor, header, error);
    if (strcmp(key, "shape") == 0 && !header->has_shape)
        return read_shape(cursor, header, error);
    if (strcmp(key, "fortran_order") != 0 || header->has_order)
        return error_set(error, STATUS_SCENE, "the header is not NumPy's");
    header->is_fortran = take_word(cursor, "True");
    header->has_order = header->is_fortran || take_word(cursor, "False");
    return true;
}

/* As Python writes it: ASCII, no control characters but blanks. */
static bool is_text(struct cursor cursor)
{
    bool is_text = true;
    for (; is_text && cursor.at < cursor.end; cursor.at++)
        is_text =
            (*cursor.at >= ' ' && *cursor.at <= '~') || *cursor.at == '\n' || *cursor.at == '\t';
    return is_text;
}

static bool read_header(struct cursor cursor, struct header *header, struct error *error)
{
    char key[20];
    *header = (struct header){0};
    bool is_map = is_text(cursor) && take(&cursor, '{');
    for (bool is_next = true; is_map && !take(&cursor, '}'); is_next = take(&cursor, ',')) {
        if (!is_next || !take_quoted(&cursor, key, sizeof key) || !take(&cursor, ':'))
            return error_set(error, STATUS_SCENE, "the header is not NumPy's");
        if (!read_entry(&cursor, key, header, error))
            return false;
    }
    skip_blanks(&cursor);
    if (cursor.at < cursor.end || !header->has_type || !header->has_shape || !header->has_order)
        return error_set(error, STATUS_SCENE, "the header is not NumPy's");
    return true;
}

/* ---- numbers ---- */

/* IEEE 754's binary16. */
static double half_to_double(uint64_t bits)
{
    enum { FRACTION_BITS = 10, EXPONENT_BIAS = 15, EXPONENT_ALL = 31 };
    int exponent = (int)(bits >> FRACTION_BITS & EXPONENT_ALL);
    double fraction = (double)(bits & 0x3ff) / (1 << FRACTION_BITS), value;
    if (exponent == EXPONENT_ALL)
        value = fraction > 0 ? NAN : INFINITY;
    else if (exponent == 0)
        value = ldexp(fraction, 1 - EXPONENT_BIAS);
    else
        value = ldexp(1 + fraction, exponent - EXPONENT_BIAS);
    return bits >> 15 & 1 ? -value : value;
}

double file_number(char kind, size_t width, bool is_big_endian, const unsigned char *bytes)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < width; i++)
        bits = bits << 8 | bytes[is_big_endian ? i : width - 1 - i];
    if (kind == 'b')
        return bits != 0;
    if (kind == 'u')
        return (double)bits;
    if (kind == 'i') {
        uint64_t sign = UINT64_C(1) << (8 * width - 1);
        return bits & sign ? -(double)(~(bits | ~(sign | (sign - 1))) + 1) : (double)bits;
    }
    if (width == 2)
        return half_to_double(bits);
    if (width == 4) {
        uint32_t narrow = (uint32_t)bits;
        float value;
        memcpy(&value, &narrow, sizeof value);
        return value;
    }
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Where the element at a row-major offset stands in the file. */
static size_t place_of(const struct header *header, size_t offset)
{
    const struct tensor *shape = &header->shape;
    if (!header->is_fortran)
        return offset;
    size_t index[MAX_RANK] = {0}, place = 0;
    for (size_t i = shape->rank; i-- > 0;) {
        index[i] = offset % shape->size[i];
        offset /= shape->size[i];
    }
    for (size_t i = shape->rank; i-- > 0;)
        place = place * shape->size[i] + index[i];
    return place;
}

bool file_check_count(const struct tensor *tensor, struct error *error)
{
    size_t count = 1;
    for (size_t i = 0; i < tensor->rank; i++) {
        if (tensor->size[i] == 0)
            return error_set(error, STATUS_SCENE, "the file has no numbers");
        if (tensor->size[i] > MOST_VALUES / count)
            return error_set(error, STATUS_LIMIT, "the file has more than %d numbers",
                             (int)MOST_VALUES);
        count *= tensor->size[i];
    }
    return true;
}

bool npy_read(const struct buffer *bytes, struct arena *arena, struct tensor *out,
              struct error *error)
{
    enum { MAGIC = 6, VERSION_1 = 10, LATER = 12 }; /* where the header's text begins */
    const unsigned char *at = (const unsigned char *)bytes->bytes;
    size_t start = bytes->length > MAGIC && at[MAGIC] > 1 ? LATER : VERSION_1, length = 0;
    if (bytes->length < start)
        return error_set(error, STATUS_SCENE, "the file ends within its header");
    if (at[MAGIC] < 1 || at[MAGIC] > 3)
        return error_set(error, STATUS_SCENE, "version %d of the format is not supported",
                         at[MAGIC]);
    for (size_t i = start; i-- > MAGIC + 2;)
        length = length << 8 | at[i];
    if (length > bytes->length - start)
        return error_set(error, STATUS_SCENE, "the file ends within its header");
    struct cursor cursor = {bytes->bytes + start, bytes->bytes + start + length};
    struct header header;
    if (!read_header(cursor, &header, error) || !file_check_count(&header.shape, error))
        return false;
    size_t count = tensor_count(&header.shape), due = count * header.width;
    size_t there = bytes->length - start - length;
    if (there < due)
        return error_set(error, STATUS_SCENE, "the file ends after %zu of its %zu numbers",
                         there / header.width, count);
    *out = header.shape;
    out->values = arena_allocate(arena, count, sizeof *out->values);
    for (size_t i = 0; i < count; i++)
        out->values[i] = file_number(header.kind, header.width, header.order == '>',
                                     at + start + length + place_of(&header, i) * header.width);
    return true;
}
