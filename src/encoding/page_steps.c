/* SPDX-License-Identifier: MIT */
/* Frames as steps of a page, and these as JSON. */
#include "page_steps.h"

#include <stdlib.h>
#include <string.h>

#include "svg_words.h"

/* ---- adding ---- */

static const char *copy(struct arena *arena, const char *text)
{
    return text ? arena_copy_text(arena, text, strlen(text)) : NULL;
}

static struct page_step *new_step(struct page_steps *steps)
{
    if (steps->count == steps->capacity) {
        steps->capacity = steps->capacity ? 2 * steps->capacity : 64;
        steps->steps = memory_resize(steps->steps, steps->capacity, sizeof *steps->steps);
    }
    struct page_step *step = &steps->steps[steps->count++];
    *step = (struct page_step){0};
    return step;
}

/* A picture that is no step counts as one. */
static void copy_notes(struct page_steps *steps, const struct frame *frame, struct page_step *step)
{
    size_t number = steps->count - 1;
    struct frame_step *notes = &step->notes;
    *notes = frame->step ? *frame->step : (struct frame_step){.step = number, .is_stop = true};
    notes->midway = NULL;
    notes->chapter = copy(&steps->arena, notes->chapter);
    notes->say = copy(&steps->arena, notes->say);
    notes->description = copy(&steps->arena, notes->description);
    bool is_first = number == 0 || step[-1].notes.shot != notes->shot;
    step->first = is_first ? number : step[-1].first;
    step->duration = rational_to_double(frame->duration);
}

static void add_pictures(struct page_steps *steps, const struct svg_page *light,
                         const struct svg_page *dark, struct buffer *markup, struct page_step *step)
{
    bool is_one = !dark || svg_page_is_recolored(light, dark);
    page_elements_add(&steps->elements, light, dark && is_one ? dark : light, &steps->arena, markup,
                      &step->light);
    if (is_one)
        return;
    page_elements_add(&steps->elements, dark, dark, &steps->arena, NULL, &step->dark);
    steps->has_dark = true;
}

void page_steps_add(struct page_steps *steps, const struct frame *frame, double pixel_pt,
                    struct buffer *markup)
{
    struct page_step *step = new_step(steps);
    const struct svg_page light = svg_page_of(frame->list, frame->canvas, pixel_pt);
    struct svg_page dark;
    if (frame->dark)
        dark = svg_page_of(frame->dark->list, frame->dark->canvas, pixel_pt);
    copy_notes(steps, frame, step);
    step->width = light.width;
    step->height = light.height;
    add_pictures(steps, &light, frame->dark ? &dark : NULL, markup, step);
    step->now_count = page_find_now(&light, &steps->arena, &step->now);
    size_t before = (light.background.alpha > 0 || (frame->dark && dark.background.alpha > 0)) +
                    svg_page_is_moved(&light);
    if (frame->step && frame->step->midway)
        page_changes_find(frame->list, frame->step->midway, step->light.tokens + before,
                          &steps->arena, &step->changes);
}

void page_steps_finish(struct page_steps *steps)
{
    arena_finish(&steps->arena);
    page_elements_finish(&steps->elements);
    free(steps->steps);
    *steps = (struct page_steps){0};
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
        buffer_format(out, "%s%zu,%zu,%zu", comma, i, from_end - i, to_end - j);
        for (; j < to_end; j++)
            buffer_format(out, ",%u", to->tokens[j]);
        i = from_end;
        comma = ",";
    }
    free(places);
}

/* ---- JSON ---- */

static void put_text(struct buffer *out, const char *name, const char *text)
{
    if (!text)
        return;
    buffer_format(out, ",\"%s\":", name);
    page_put_string(out, text);
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
    for (size_t i = 0; i < tokens->count; i++)
        buffer_format(out, "%s%u", i ? "," : "", tokens->tokens[i]);
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

static void put_picture(const struct page_steps *steps, const struct page_step *step, bool is_dark,
                        struct buffer *out)
{
    static const struct page_picture nothing;
    const struct page_step *first = &steps->steps[step->first];
    const struct page_picture *own = is_dark ? &step->dark : &step->light;
    const struct page_picture *from = is_dark && first->dark.tokens ? &first->dark : &first->light;
    buffer_format(out, ",\"%s\":[", is_dark ? "dark" : "light");
    put_difference(step == first ? &nothing : from, own, steps->elements.elements.count, out);
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
    put_seconds(out, "time", step->duration);
    put_seconds(out, "move", notes->move);
    put_seconds(out, "fade", notes->fade);
    buffer_add_text(out, notes->is_stop ? ",\"stop\":1" : "");
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

void page_steps_put(const struct page_steps *steps, size_t first_element, struct buffer *out)
{
    buffer_add_text(out, "{\"styles\":[\n");
    page_put_strings(out, &steps->elements.styles, 0);
    buffer_add_text(out, "],\n\"elements\":[\n");
    page_put_strings(out, &steps->elements.elements, first_element);
    buffer_add_text(out, "],\n\"steps\":[\n");
    for (size_t i = 0; i < steps->count; i++) {
        buffer_add_text(out, i ? ",\n" : "");
        put_step(steps, &steps->steps[i], out);
    }
    buffer_add_text(out, "]}");
}
