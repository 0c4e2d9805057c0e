/* SPDX-License-Identifier: MIT */
/* The keys of `output`. Which formats there are is the encoding's to say. */
#include "fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- formats ---- */

void read_formats(struct reader *reader, const struct field *field, const struct node *node,
                  void *out)
{
    enum { MOST_FORMATS = 32 };
    struct scene_output *output = out;
    bool is_list = node->kind == NODE_LIST;
    if (is_list && !reader_list(reader, field, node, MOST_FORMATS))
        return;
    size_t count = is_list ? node->count : 1;
    struct arena *arena = &reader->scene->arena;
    const char **formats = arena_allocate(arena, count, sizeof *formats);
    struct position *places = arena_allocate(arena, count, sizeof *places);
    const struct node *item = is_list ? node->first : node;
    for (size_t i = 0; i < count; i++, item = item->next) {
        if (item->kind != NODE_SCALAR || scalar_kind_of(item) != SCALAR_WORD) {
            reader_expected(reader, field, item, NULL);
            return;
        }
        formats[i] = reader_keep(reader, item->text);
        places[i] = item->at;
    }
    output->formats_at = node->at;
    output->formats = formats;
    output->format_places = places;
    output->format_count = count;
}

/* ---- size ---- */

static const char *const size_names[] = {"720p",   "1080p", "1440p",     "4k",
                                         "square", "slide", "slide_4x3", "story"};
static const size_t named_sizes[][2] = {{1280, 720},  {1920, 1080}, {2560, 1440}, {3840, 2160},
                                        {1080, 1080}, {1920, 1080}, {1440, 1080}, {1080, 1920}};
enum { SIZE_NAMES = sizeof size_names / sizeof *size_names };

const char *scene_size_name(size_t n)
{
    return n < SIZE_NAMES ? size_names[n] : NULL;
}

/* Digits of a number below a million; NULL: none. */
static const char *read_digits(const char *text, size_t *out)
{
    size_t length = strspn(text, "0123456789");
    if (length == 0 || length > 6)
        return NULL;
    *out = (size_t)strtoul(text, NULL, 10);
    return text + length;
}

static bool read_pixels(const char *text, size_t *width, size_t *height)
{
    const char *at = read_digits(text, width);
    if (!at || *at != 'x')
        return false;
    at = read_digits(at + 1, height);
    return at && *at == '\0';
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* "88mm", "8.5cm", "300pt", "3in" in points; NULL: none. */
static const char *read_length_of_paper(const char *text, double *points)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = {{"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"pt", 1}, {"in", 72}};
    size_t digits = strspn(text, "0123456789.");
    if (digits == 0 || digits > 12)
        return NULL;
    char *end;
    double number = strtod(text, &end);
    if (end != text + digits)
        return NULL;
    const char *at = skip_blanks(end);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strncmp(at, units[i].unit, 2) != 0)
            continue;
        *points = number * units[i].points;
        return skip_blanks(at + 2);
    }
    return NULL;
}

/* A width, or a width and a height. */
static bool read_paper(const char *text, double *width, double *height)
{
    const char *at = read_length_of_paper(text, width);
    *height = 0;
    if (!at || *at == '\0')
        return at != NULL;
    if (*at != 'x')
        return false;
    at = read_length_of_paper(skip_blanks(at + 1), height);
    return at && *at == '\0';
}

/* From a stamp to a poster. */
static void take_paper(struct reader *reader, const struct field *field, const struct node *node,
                       struct scene_output *output)
{
    enum { LEAST = 36, MOST = 14400 };
    double width, height;
    read_paper(node->text, &width, &height);
    bool is_height = height > 0;
    if (width < LEAST || width > MOST || (is_height && (height < LEAST || height > MOST))) {
        reader_error(reader, node, NULL, "%s must be 36pt to 14400pt (5080mm) a side",
                     reader_subject(reader, field));
        return;
    }
    output->paper_width_pt = width;
    output->paper_height_pt = height;
    output->width = output->height = 0;
    output->size_at = node->at;
}

static void read_size_word(struct reader *reader, const struct field *field,
                           const struct node *node, struct scene_output *output)
{
    int choice = reader_choice(reader, field, node, size_names, SIZE_NAMES);
    if (choice < 0)
        return;
    output->paper_width_pt = 0;
    output->width = named_sizes[choice][0];
    output->height = named_sizes[choice][1];
    output->size_at = node->at;
}

/* False: too large, and reported. */
static bool is_canvas(struct reader *reader, const struct node *node, const char *subject,
                      size_t width, size_t height)
{
    double side = report_most(reader->report, LIMIT_SIDE);
    double most = report_most(reader->report, LIMIT_PIXELS);
    double longest = (double)(width > height ? width : height);
    if (longest > side)
        reader_over(reader, node, LIMIT_SIDE, longest, NULL,
                    "%s must be at most %.0f pixels a side, not %zux%zu", subject, side, width,
                    height);
    else if ((double)width * (double)height > most)
        reader_over(reader, node, LIMIT_PIXELS, (double)width * (double)height, NULL,
                    "%s must be at most %.0f pixels in all, not %zux%zu", subject, most, width,
                    height);
    else
        return true;
    return false;
}

void read_output_size(struct reader *reader, const struct field *field, const struct node *node,
                      void *out)
{
    struct scene_output *output = out;
    size_t width = 0, height = 0;
    double paper[2];
    const char *subject = reader_subject(reader, field);
    if (node->kind == NODE_SCALAR && read_paper(node->text, &paper[0], &paper[1])) {
        take_paper(reader, field, node, output);
    } else if (node->kind != NODE_SCALAR || !read_pixels(node->text, &width, &height)) {
        read_size_word(reader, field, node, output);
    } else if (width < 1 || height < 1) {
        reader_error(reader, node, NULL, "%s must be at least 1x1, not %zux%zu", subject, width,
                     height);
    } else if (is_canvas(reader, node, subject, width, height)) {
        output->paper_width_pt = 0;
        output->width = width;
        output->height = height;
        output->size_at = node->at;
    }
}

void read_sheet(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    enum { MOST_CELLS = 400 };
    struct scene_output *output = out;
    size_t columns = 0, rows = 0;
    if (node->kind != NODE_SCALAR || !read_pixels(node->text, &columns, &rows)) {
        reader_expected(reader, field, node, NULL);
    } else if (columns < 1 || rows < 1 || columns > MOST_CELLS / rows) {
        reader_error(reader, node, NULL, "%s must have 1 to %d steps, not %zu x %zu",
                     reader_subject(reader, field), (int)MOST_CELLS, columns, rows);
    } else {
        output->sheet_columns = columns;
        output->sheet_rows = rows;
    }
}

/* ---- rates ---- */

/* A number from low to high of few decimals, or a fraction such as 30000/1001. */
static bool read_rate(struct reader *reader, const struct field *field, const struct node *node,
                      struct rational *out)
{
    enum { FINEST = 10000 }; /* products with a time in microseconds fit 64 bits */
    struct rational rate;
    bool is_fraction = node->kind == NODE_SCALAR && strchr(node->text, '/');
    double rough;
    if (!is_fraction && !reader_number(reader, field, node, &rough))
        return false;
    if (!rational_read(node->text, &rate)) {
        reader_expected(reader, field, node, NULL);
        return false;
    }
    const char *subject = reader_subject(reader, field);
    struct rational low = rational_make(field->low, 1), high = rational_make(field->high, 1);
    int below = rational_compare(rate, low);
    if (below < 0 || (below == 0 && field->excludes_low) || rational_compare(rate, high) > 0) {
        reader_error(reader, node, NULL, "%s must be %s %d and at most %d, not %s", subject,
                     field->excludes_low ? "above" : "at least", (int)field->low, (int)field->high,
                     node_describe(node, &reader->report->arena));
        return false;
    }
    if (rate.den > FINEST) {
        reader_error(reader, node, NULL, "%s takes at most 4 decimals, or a fraction over %d",
                     subject, (int)FINEST);
        return false;
    }
    *out = rate;
    return true;
}

void read_dpi(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct scene_output *output = out;
    if (!read_rate(reader, field, node, &output->dpi))
        return;
    output->has_dpi = true;
    output->dpi_at = node->at;
}

void read_fps(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct scene_output *output = out;
    if (!read_rate(reader, field, node, &output->fps))
        return;
    output->has_fps = true;
    output->fps_at = node->at;
}

/* ---- steps, background, loop ---- */

bool parse_steps(const char *text, size_t *first, size_t *last)
{
    const char *at = read_digits(text, first);
    if (at && *at == '\0') {
        *last = *first;
        return true;
    }
    if (!at || strncmp(at, "..", 2) != 0)
        return false;
    at = read_digits(at + 2, last);
    return at && *at == '\0';
}

/* last or middle; 0: neither. */
static enum steps_kind steps_word(const struct node *node)
{
    const char *text = node->kind == NODE_SCALAR ? node->text : "";
    return strcmp(text, "last") == 0 ? STEPS_LAST : strcmp(text, "middle") == 0 ? STEPS_MIDDLE : 0;
}

void read_steps(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct scene_output *output = out;
    size_t first = 0, last = 0;
    if (node->kind == NODE_LIST && strcmp(field->path, "steps") == 0) {
        read_step_entries(reader, field, node, reader->scene);
        return;
    }
    output->steps_kind = steps_word(node);
    if (output->steps_kind) {
        output->has_steps = true;
        output->steps_at = node->at;
    } else if (node->kind != NODE_SCALAR || !parse_steps(node->text, &first, &last)) {
        reader_expected(reader, field, node, NULL);
    } else if (first > last) {
        const char *hint =
            arena_format(&reader->report->arena, "did you mean %zu..%zu?", last, first);
        reader_error(reader, node, hint, "%s runs backwards: %s", reader_subject(reader, field),
                     node->text);
    } else {
        output->has_steps = true;
        output->first_step = first;
        output->last_step = last;
        output->steps_at = node->at;
    }
}

void read_poster_shot(struct reader *reader, const struct field *field, const struct node *node,
                      void *out)
{
    struct scene_output *output = out;
    output->poster_shot_at = node->at;
    read_spoken(reader, field, node, &output->poster_shot);
}

void read_subtitles(struct reader *reader, const struct field *field, const struct node *node,
                    void *out)
{
    static const char *const words[] = {"file", "embed", "burn", "none"};
    static const unsigned bits[] = {SUBTITLES_FILE, SUBTITLES_EMBEDDED, SUBTITLES_BURNED, 0};
    enum { CHOICES = sizeof words / sizeof *words };
    unsigned read = 0;
    bool is_list = node->kind == NODE_LIST;
    if (is_list && !reader_list(reader, field, node, CHOICES))
        return;
    for (const struct node *item = is_list ? node->first : node; item;
         item = is_list ? item->next : NULL) {
        int choice = reader_choice(reader, field, item, words, CHOICES);
        if (choice < 0)
            return;
        read |= bits[choice];
    }
    *(unsigned *)out = read;
}

void read_background(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    struct scene_output *output = out;
    output->has_background |= reader_color(reader, field, node, &output->background);
}

void read_matte(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct scene_output *output = out;
    struct color matte;
    if (!reader_color(reader, field, node, &matte))
        return;
    if (matte.alpha < 1) {
        reader_error(reader, node, NULL, "%s must be opaque, not %s", reader_subject(reader, field),
                     node->text);
        return;
    }
    output->matte = matte;
    output->has_matte = true;
}

void read_loop(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    static const char *const words[] = {"forever"};
    struct scene_output *output = out;
    int64_t times;
    if (node->kind == NODE_SCALAR && scalar_kind_of_text(node->text) == SCALAR_WORD) {
        if (reader_choice(reader, field, node, words, 1) == 0)
            output->loop = 0;
    } else if (reader_integer(reader, field, node, &times)) {
        output->loop = (size_t)times;
    }
}
