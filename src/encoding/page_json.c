/* SPDX-License-Identifier: MIT */
/*
 * Steps as differences, and elements taken apart: [style, key, place, shape] of a path, [style,
 * key, x, y, words] or [style, key]; styles, keys and shapes are numbers in lists. The page builds
 * them again, and sets words as words.
 */
#include "page_json.h"

#include <stdlib.h>
#include <string.h>

#include "svg_words.h"

/* A JSON string that may stand in a script element: no scene's words can end it. */
static void put_string(struct buffer *out, const char *text)
{
    buffer_add_text(out, "\"");
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buffer_format(out, "\\%c", byte);
        else if (byte == '\n')
            buffer_add_text(out, "\\n");
        else if (byte < 0x20)
            buffer_add_text(out, "\xef\xbf\xbd");
        else if (byte == '<' || byte == '>' || byte == '&')
            buffer_format(out, "\\u%04x", byte);
        else
            buffer_add(out, text, 1);
    }
    buffer_add_text(out, "\"");
}

/* ---- elements ---- */

/* What elements have in common. */
struct common {
    struct interned styles, keys, shapes;
};

/* What an element has of its own; each in the buffer that it is of. */
struct parts {
    struct buffer style, key, place;
};

/* "M1 2l3 4..." -> "1 2", and the number of the shape "l3 4...". */
static void put_path(const char *path, size_t length, struct common *common, struct buffer *out)
{
    size_t place = strcspn(path, "lmcz\"");
    struct buffer shape = {0};
    buffer_add(&shape, path + place, length - place);
    buffer_format(out, ",\"%.*s\",%zu", place > 0 ? (int)place - 1 : 0, path + 1,
                  interned_find(&common->shapes, shape.length > 0 ? shape.bytes : ""));
    buffer_finish(&shape);
}

static bool is_name(const char *name, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(name, other, length) == 0;
}

/* An attribute that begins at `at`; gives where the next one does. */
static const char *take_attribute(const char *at, struct parts *parts, struct common *common)
{
    const char *name = at + 1, *equals = strchr(name, '='), *value = equals + 2,
               *end = strchr(value, '"');
    size_t name_length = (size_t)(equals - name), length = (size_t)(end - value);
    bool is_text = strncmp(parts->style.bytes, "text", 4) == 0;
    if (is_name(name, name_length, "id")) {
        buffer_add(&parts->key, value, length);
    } else if (is_name(name, name_length, "d")) {
        put_path(value, length, common, &parts->place);
    } else if (is_text && (is_name(name, name_length, "x") || is_name(name, name_length, "y"))) {
        buffer_add_text(&parts->place, ",");
        buffer_add(&parts->place, value, length);
    } else {
        buffer_add(&parts->style, at, (size_t)(end + 1 - at));
    }
    return end + 1;
}

/* Text between tags as it was before it was escaped. */
static void put_words(const char *from, struct buffer *out)
{
    static const struct {
        const char *escaped, *plain;
    } signs[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
    struct buffer words = {0};
    buffer_add_text(&words, "");
    while (*from != '<') {
        size_t i = 0;
        while (i < 4 && strncmp(from, signs[i].escaped, strlen(signs[i].escaped)) != 0)
            i++;
        buffer_add(&words, i < 4 ? signs[i].plain : from, 1);
        from += i < 4 ? strlen(signs[i].escaped) : 1;
    }
    put_string(out, words.bytes);
    buffer_finish(&words);
}

static void put_element(const char *element, const char *prefix, struct common *common,
                        struct buffer *out)
{
    struct parts parts = {0};
    struct buffer markup = {0};
    page_put_markup(element, prefix, NULL, NULL, &markup);
    const char *at = markup.bytes + strcspn(markup.bytes, " ");
    buffer_add(&parts.style, markup.bytes + 1, (size_t)(at - markup.bytes - 1));
    while (*at == ' ')
        at = take_attribute(at, &parts, common);
    buffer_format(out, "[%zu,%zu%s", interned_find(&common->styles, parts.style.bytes),
                  interned_find(&common->keys, parts.key.bytes),
                  parts.place.length > 0 ? parts.place.bytes : "");
    if (strncmp(parts.style.bytes, "text", 4) == 0) {
        buffer_add_text(out, ",");
        put_words(at + 1, out);
    }
    buffer_add_text(out, "]");
    buffer_finish(&markup);
    buffer_finish(&parts.style);
    buffer_finish(&parts.key);
    buffer_finish(&parts.place);
}

static void put_list(const char *name, struct interned *list, struct buffer *out)
{
    buffer_format(out, ",\n\"%s\":[\n", name);
    for (size_t i = 0; i < list->count; i++) {
        buffer_add_text(out, i ? ",\n" : "");
        put_string(out, list->texts[i]);
    }
    buffer_add_text(out, "]");
    interned_finish(list);
}

static void put_elements(const struct page_steps *steps, const char *prefix, size_t first,
                         struct buffer *out)
{
    const struct interned *markup = &steps->elements.markup;
    struct common common = {0};
    buffer_add_text(out, "\"elements\":[\n");
    for (size_t i = first; i < markup->count; i++) {
        buffer_add_text(out, i > first ? "," : "");
        put_element(markup->texts[i], prefix, &common, out);
    }
    buffer_add_text(out, "]");
    put_list("styles", &common.styles, out);
    put_list("keys", &common.keys, out);
    put_list("shapes", &common.shapes, out);
}

/* ---- differences ---- */

/* Where each element stands on a picture, plus one; 0: nowhere. Owned. */
static uint32_t *places_of(const struct page_picture *picture, size_t element_count)
{
    uint32_t *places = memory_allocate(element_count + 1, sizeof *places);
    for (size_t i = 0; i < picture->count; i++)
        if (picture->tokens[i])
            places[picture->tokens[i]] = (uint32_t)i + 1;
    return places;
}

/* From `at` on the first element of a picture that stands on the other from `from` on. */
static size_t next_shared(const struct page_picture *picture, size_t at, size_t from,
                          const uint32_t *places)
{
    while (at < picture->count && (!picture->tokens[at] || places[picture->tokens[at]] <= from))
        at++;
    return at;
}

/* Tokens with commas; -n stands for the n that follow one by one. */
static void put_runs(struct buffer *out, const uint32_t *tokens, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && tokens[end] == tokens[end - 1] + 1 && tokens[i] > 0)
            end++;
        size_t rest = end - i - 1;
        buffer_format(out, "%s%u", i ? "," : "", tokens[i]);
        if (rest > 1)
            buffer_format(out, ",-%zu", rest);
        i = rest > 1 ? end : i + 1;
    }
}

/* [at, how many go, how many come, those that come, ...]: what makes one picture of the other. */
static void put_difference(const struct page_picture *from, const struct page_picture *to,
                           size_t element_count, struct buffer *out)
{
    uint32_t *places = places_of(from, element_count);
    const char *comma = "";
    size_t i = 0, j = 0;
    while (i < from->count || j < to->count) {
        if (i < from->count && j < to->count && from->tokens[i] == to->tokens[j]) {
            i++;
            j++;
            continue;
        }
        size_t to_end = next_shared(to, j, i, places);
        size_t from_end = to_end < to->count ? places[to->tokens[to_end]] - 1 : from->count;
        buffer_format(out, "%s%zu,%zu,%zu%s", comma, i, from_end - i, to_end - j,
                      to_end > j ? "," : "");
        put_runs(out, &to->tokens[j], to_end - j);
        j = to_end;
        i = from_end;
        comma = ",";
    }
    free(places);
}

/* ---- steps ---- */

static void put_text(struct buffer *out, const char *name, const char *text)
{
    if (!text)
        return;
    buffer_format(out, ",\"%s\":", name);
    put_string(out, text);
}

static void put_seconds(struct buffer *out, const char *name, double seconds)
{
    if (seconds <= 0)
        return;
    buffer_format(out, ",\"%s\":", name);
    svg_put_number(out, seconds);
}

static void put_tokens(struct buffer *out, const char *name, const struct page_picture *tokens)
{
    if (tokens->count == 0)
        return;
    buffer_format(out, ",\"%s\":[", name);
    put_runs(out, tokens->tokens, tokens->count);
    buffer_add_text(out, "]");
}

static void put_now(struct buffer *out, const struct page_step *step)
{
    if (step->now_count == 0)
        return;
    buffer_add_text(out, ",\"now\":[");
    for (size_t i = 0; i < step->now_count; i++) {
        const struct rectangle *now = &step->now[i];
        const double sides[] = {now->x, now->y, now->width, now->height};
        for (size_t n = 0; n < 4; n++) {
            buffer_add_text(out, i + n > 0 ? "," : "");
            svg_put_number(out, sides[n]);
        }
    }
    buffer_add_text(out, "]");
}

/* The light picture from that of its shot's first step, the dark one from the light one. */
static void put_picture(const struct page_steps *steps, const struct page_step *step, bool is_dark,
                        struct buffer *out)
{
    static const struct page_picture nothing;
    const struct page_step *first = &steps->steps[step->first];
    const struct page_picture *own = is_dark ? &step->dark : &step->light,
                              *from = is_dark         ? &step->light
                                      : step == first ? &nothing
                                                      : &first->light;
    buffer_format(out, ",\"%s\":[", is_dark ? "dark" : "light");
    put_difference(from, own, steps->elements.markup.count, out);
    buffer_add_text(out, "]");
}

static void put_step(const struct page_steps *steps, const struct page_step *step,
                     struct buffer *out)
{
    const struct frame_step *notes = &step->notes;
    buffer_format(out, "{\"step\":%zu,\"first\":%zu,\"size\":[", notes->step, step->first);
    svg_put_number(out, step->width);
    buffer_add_text(out, ",");
    svg_put_number(out, step->height);
    buffer_add_text(out, "]");
    put_seconds(out, "start", step->start);
    put_seconds(out, "move", notes->move);
    put_seconds(out, "fade", notes->fade);
    buffer_add_text(out, notes->is_stop ? ",\"stop\":1" : "");
    if (notes->repeated > 0)
        buffer_format(out, ",\"repeated\":%zu", notes->repeated);
    put_text(out, "chapter", notes->chapter);
    put_text(out, "say", notes->say);
    put_text(out, "about", notes->description);
    put_now(out, step);
    put_tokens(out, "glides", &step->changes.glides);
    put_tokens(out, "fades", &step->changes.fades);
    put_picture(steps, step, false, out);
    if (step->dark.tokens)
        put_picture(steps, step, true, out);
    buffer_add_text(out, "}");
}

/* The elements of the first step's light picture come first, in its order. */
static size_t count_first(const struct page_steps *steps)
{
    size_t count = 0;
    for (size_t i = 0; steps->count > 0 && i < steps->steps[0].light.count; i++)
        count += steps->steps[0].light.tokens[i] > 0;
    return count;
}

void page_put_json(const struct page_steps *steps, const char *prefix, struct buffer *out)
{
    buffer_add_text(out, "{");
    put_elements(steps, prefix, count_first(steps), out);
    buffer_add_text(out, ",\n\"steps\":[\n");
    for (size_t i = 0; i < steps->count; i++) {
        buffer_add_text(out, i ? ",\n" : "");
        put_step(steps, &steps->steps[i], out);
    }
    buffer_add_text(out, "]");
    put_seconds(out, "length", steps->length);
    buffer_add_text(out, "}");
}
