/* SPDX-License-Identifier: MIT */
/* Frames as steps. */
#include "page_steps.h"

#include <stdlib.h>
#include <string.h>

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
    step->start = rational_to_double(frame->start);
    step->duration = rational_to_double(frame->duration);
    steps->length = rational_to_double(rational_add(frame->start, frame->duration));
}

static void add_pictures(struct page_steps *steps, const struct svg_page *light,
                         const struct svg_page *dark, struct page_step *step)
{
    bool are_pairs = dark && svg_page_has_pairs(light, dark);
    bool is_one = !dark || svg_page_is_recolored(light, dark);
    const struct page_twins twins = {light, are_pairs ? dark : light, steps->painter};
    const struct page_twins dark_twins = {are_pairs ? light : dark, dark, steps->painter};
    page_elements_add(&steps->elements, &twins, false, &steps->arena, &step->light);
    if (is_one)
        return;
    page_elements_add(&steps->elements, &dark_twins, true, &steps->arena, &step->dark);
    steps->has_dark = true;
}

void page_steps_add(struct page_steps *steps, const struct frame *frame, double pixel_pt)
{
    struct page_step *step = new_step(steps);
    const struct svg_page light = svg_page_of(frame->list, frame->canvas, pixel_pt);
    struct svg_page dark;
    if (frame->dark)
        dark = svg_page_of(frame->dark->list, frame->dark->canvas, pixel_pt);
    copy_notes(steps, frame, step);
    step->width = light.width;
    step->height = light.height;
    add_pictures(steps, &light, frame->dark ? &dark : NULL, step);
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
