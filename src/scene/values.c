/* SPDX-License-Identifier: MIT */
/* Where the numbers of an input, a kernel and a bias come from: given, random, one everywhere. */
#include <math.h>
#include <string.h>

#include "fields.h"
#include "file.h"
#include "key_words.h"

/* ---- the forms that all three share ---- */

/* Of a map whose scene gives it that seed. splitmix64 counts on from its seed: others must lie far
 * apart, or their numbers would be the same ones, some places on. */
static uint64_t seed_of(const struct reader *reader, uint64_t given)
{
    const uint64_t *other = reader->options->seed;
    if (!other)
        return given;
    uint64_t mixed = (*other + 1) * 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return (mixed ^ (mixed >> 31)) + given;
}

void read_random(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct values *values = out;
    if (node->kind != NODE_MAP) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    size_t before = reader->problem_count;
    values->seed = seed_of(reader, 0);
    reader_map(reader, field->path, node);
    if (reader->problem_count != before)
        return;
    values->kind = VALUES_RANDOM;
    if (values->low > values->high)
        reader_error(reader, node, NULL, "low must be at most high: %g is above %g", values->low,
                     values->high);
    bool is_whole = values->low == floor(values->low) && values->high == floor(values->high);
    if (values->decimals == 0 && !is_whole)
        reader_error(reader, node, "add decimals: 1, or as many as low and high have",
                     "low and high must be whole numbers unless decimals is given");
}

void read_fill(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct values *values = out;
    if (reader_number(reader, field, node, &values->fill))
        values->kind = VALUES_FILL;
}

void read_divide(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct values *values = out;
    double divide;
    if (!reader_number(reader, field, node, &divide))
        return;
    if (divide == 0)
        reader_error(reader, node, NULL, "divide must not be 0");
    else
        values->divide = divide;
}

void read_seed(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    int64_t seed;
    if (reader_integer(reader, field, node, &seed))
        *(uint64_t *)out = seed_of(reader, (uint64_t)seed);
}

void read_count(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    int64_t count;
    if (reader_integer(reader, field, node, &count))
        *(size_t *)out = (size_t)count;
}

void read_decimals(struct reader *reader, const struct field *field, const struct node *node,
                   void *out)
{
    int64_t decimals;
    if (reader_integer(reader, field, node, &decimals))
        *(int *)out = (int)decimals;
}

void read_number(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    reader_number(reader, field, node, out);
}

/* Of the forms that exclude each other, the first two that a map gives. */
static size_t find_forms(const struct node *map, const struct node *found[2])
{
    static const char *const forms[] = {"values", "random", "fill", "file"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && count < 2; i++) {
        const struct node *form = node_find(map, forms[i]);
        if (form)
            found[count++] = form;
    }
    return count;
}

/* Reads the map of a source; true: it says where its numbers come from. */
static bool read_source(struct reader *reader, const struct field *field, const struct node *node)
{
    const struct node *forms[2];
    reader_map(reader, field->path, node);
    size_t count = find_forms(node, forms);
    if (count == 2)
        reader_error(reader, forms[1]->key, "keep one of them",
                     "'%s' and '%s' cannot be used together", forms[0]->key->text,
                     forms[1]->key->text);
    return count > 0;
}

/* ---- input ---- */

void read_input_size(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    enum { MOST_SIZES = 2 + MAX_AXES };
    struct values *values = out;
    int64_t size[MOST_SIZES];
    size_t count = 0;
    bool is_read = true;
    if (node->kind != NODE_LIST)
        is_read = reader_integer(reader, field, node, &size[count++]);
    else if (!reader_list(reader, field, node, MOST_SIZES))
        return;
    for (const struct node *item = node->first; item; item = item->next)
        is_read &= reader_integer(reader, field, item, &size[count++]);
    if (!is_read)
        return;
    values->size_at = node->at;
    values->size_count = count;
    for (size_t i = 0; i < count; i++)
        values->size[i] = (size_t)size[i];
}

/* ---- files ---- */

static const char png_magic[] = "\x89PNG\r\n\x1a\n";

/* What a file is, its first bytes say, of text its name. */
static bool read_bytes(const char *path, const struct buffer *bytes,
                       const struct picture_options *picture, struct arena *arena,
                       struct tensor *out, struct error *error)
{
    static const char npy[] = "\x93NUMPY";
    bool is_csv = file_ends_in(path, ".csv"), is_npy = file_starts_with(bytes, npy, sizeof npy - 1);
    const char *other = is_csv ? NULL : file_other_kind(bytes);
    if (other)
        return error_set(error, STATUS_SCENE, "%s is not supported", other);
    bool is_picture = file_starts_with(bytes, png_magic, sizeof png_magic - 1);
    if (is_picture)
        return picture_read(bytes, picture, arena, out, error);
    if (!is_npy && !is_csv)
        return error_set(error, STATUS_SCENE, "the file is not .npy, .csv or .png");
    if (picture->height || picture->channels == 3)
        return error_set(error, STATUS_SCENE,
                         "only a .png takes size and channels: this file has its own");
    return is_npy ? npy_read(bytes, arena, out, error) : csv_read(bytes, arena, out, error);
}

/* The samples of a PNG as its header tells: few bytes may hold many. */
static size_t sample_count(const struct buffer *bytes)
{
    enum { SIZES_AT = 16, SIZES_END = 24, CHANNELS = 4 };
    const unsigned char *at = (const unsigned char *)bytes->bytes;
    uint64_t size[2] = {0};
    for (size_t i = SIZES_AT; i < SIZES_END && bytes->length >= SIZES_END; i++)
        size[(i - SIZES_AT) / 4] = size[(i - SIZES_AT) / 4] << 8 | at[i];
    return file_starts_with(bytes, png_magic, sizeof png_magic - 1) ? size[0] * size[1] * CHANNELS
                                                                    : 0;
}

static void read_file(struct reader *reader, const struct node *node,
                      const struct picture_options *picture, struct values *values)
{
    struct buffer bytes = {0};
    struct error error = {0};
    struct arena *arena = &reader->report->arena;
    if (node->kind != NODE_SCALAR)
        return; /* the row's reader told of a list */
    struct tensor tensor;
    if (!reader_file(reader, node, &bytes) ||
        !reader_count_bytes(reader, node, sample_count(&bytes))) {
        buffer_finish(&bytes);
        return;
    }
    if (read_bytes(node->text, &bytes, picture, &reader->scene->arena, &tensor, &error)) {
        values->kind = VALUES_GIVEN;
        values->given = tensor;
        values->size_count = 0;
        values->channels = 0;
        values->is_picture = file_starts_with(&bytes, png_magic, sizeof png_magic - 1);
    } else if (error.status == STATUS_LIMIT) {
        reader_limit(reader, node, "%s: %s", node_describe(node, arena), error.text);
    } else {
        reader_error(reader, node, file_hint(node->text, &bytes), "%s: %s",
                     node_describe(node, arena), error.text);
    }
    buffer_finish(&bytes);
}

/* The size of a picture: one side for both, or height and width, channels first if they are there.
 */
static bool read_picture_size(struct reader *reader, const struct node *size,
                              const struct values *values, struct picture_options *picture)
{
    size_t count = values->size_count;
    picture->channels = values->channels ? values->channels : count == 3 ? values->size[0] : 1;
    if (count > 0) {
        picture->height = values->size[count == 3 ? 1 : 0];
        picture->width = values->size[count - 1];
    }
    if (count > 3 || (count == 3 && picture->channels != values->size[0])) {
        reader_error(reader, size, NULL, "a picture's size must be [height, width]");
        return false;
    }
    if (picture->channels == 1 || picture->channels == 3)
        return true;
    reader_error(reader, size, "use channels: 1 for brightness, 3 for colour",
                 "a picture can have 1 or 3 channels, not %zu", picture->channels);
    return false;
}

static void read_input_file(struct reader *reader, const struct node *file, const struct node *size)
{
    struct values *values = &reader->scene->input;
    struct picture_options picture = {.low = values->range[0], .high = values->range[1]};
    if (read_picture_size(reader, size ? size : file, values, &picture))
        read_file(reader, file, &picture, values);
}

void read_path(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    (void)out; /* read once the whole map is known */
    if (node->kind != NODE_SCALAR)
        reader_expected(reader, field, node, NULL);
}

void read_range(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct values *values = out;
    double range[2];
    if (node->kind != NODE_LIST || node->count != 2) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    if (reader_number(reader, field, node->first, &range[0]) &&
        reader_number(reader, field, node->last, &range[1]))
        memcpy(values->range, range, sizeof range);
}

static void read_input_map(struct reader *reader, const struct field *field,
                           const struct node *node)
{
    read_source(reader, field, node);
    const struct node *given = node_find(node, "values");
    const struct node *size = node_find(node, "size"), *channels = node_find(node, "channels");
    const struct node *file = node_find(node, "file");
    bool is_named = file && scalar_kind_of(file) != SCALAR_NULL;
    if (is_named)
        read_input_file(reader, file, size);
    else if (!file && node_find(node, "range"))
        reader_error(reader, node_find(node, "range")->key, NULL, "'range' needs a 'file'");
    if (given && size)
        reader_error(reader, size->key, "leave 'size' out: the values have a size",
                     "'values' and 'size' cannot be used together");
    if (given && channels)
        reader_error(reader, channels->key, "leave 'channels' out: the values have channels",
                     "'values' and 'channels' cannot be used together");
    bool is_meant = key_is_there(field->path, node, "input.size") ||
                    key_is_there(field->path, node, "input.values") ||
                    key_is_there(field->path, node, "input.file");
    if (!given && !size && !file && !is_meant)
        reader_error(reader, node, "for example size: [5, 5]", "the input has no size");
}

static bool is_nested(const struct node *node)
{
    return node->kind == NODE_LIST && node->first && node->first->kind == NODE_LIST;
}

/* The output of a shot before this one: which, is known when all are read. */
static bool read_output_of_shot(struct reader *reader, const struct node *node,
                                struct values *values)
{
    const struct node *shot = node->kind == NODE_MAP ? node_find(node, "shot") : NULL;
    bool is_previous = node->kind == NODE_SCALAR && strcmp(node->text, "previous") == 0;
    if (!is_previous && !shot)
        return false;
    if (!reader->is_shot)
        reader_error(reader, node, "for example input: 5",
                     "only a shot of a film has one before it");
    values->kind = VALUES_OF_SHOT;
    values->shot = is_previous ? NULL : values->shot;
    return true;
}

void read_input(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct values *values = out;
    values->at = node->at;
    if (node->kind == NODE_MAP && node_find(node, "shot"))
        reader_map(reader, field->path, node);
    if (read_output_of_shot(reader, node, values))
        return;
    if (node->kind == NODE_MAP)
        read_input_map(reader, field, node);
    else if (is_nested(node))
        reader_error(reader, node, "write input: {values: [[...], ...]}",
                     "the input's numbers belong in 'values'");
    else
        read_input_size(reader, field, node, out);
}

/* ---- kernel, bias and output_gradient ---- */

bool values_read_map(struct reader *reader, const struct field *field, const struct node *node,
                     struct values *values)
{
    static const struct picture_options plain = {.channels = 1, .high = 255};
    bool is_there = read_source(reader, field, node);
    const struct node *file = node_find(node, "file");
    if (file && scalar_kind_of(file) != SCALAR_NULL)
        read_file(reader, file, &plain, values);
    static const char *const forms[] = {"values", "random", "fill", "file"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !is_there; i++)
        is_there =
            key_is_there(field->path, node,
                         arena_format(&reader->report->arena, "%s.%s", field->path, forms[i]));
    return is_there;
}
