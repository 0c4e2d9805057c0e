/* SPDX-License-Identifier: MIT */
/* A drawing from its scene to its end: the views of its panels, its page for a canvas or for paper,
 * and what can move on it. */
#include <math.h>
#include <stdlib.h>

#include "drawing/guide/guide.h"
#include "drawing/prepare.h"
#include "drawing/words/words.h"

static const struct page_sizes *const sizes = &theme_sizes.page;

bool drawing_init(struct drawing *drawing, const struct scene *scene,
                  const struct simulation *const *simulations, const struct text_ruler *ruler,
                  struct report *report)
{
    bool is_right = true;
    *drawing = (struct drawing){.scene = scene,
                                .ruler = ruler,
                                .panel_count = scene->panel_count > 0 ? scene->panel_count : 1};
    drawing->panels = memory_allocate(drawing->panel_count, sizeof *drawing->panels);
    for (size_t i = 0; i < drawing->panel_count; i++) {
        struct drawing_panel *panel = &drawing->panels[i];
        panel->scene = scene->panel_count > 0 ? scene->panels[i] : scene;
        panel->simulation = simulations[i];
        struct subject subject = {.scene = panel->scene,
                                  .simulation = panel->simulation,
                                  .stamps = panel->scene->order.value == ORDER_INPUT,
                                  .ruler = ruler,
                                  .looks = looks_of(panel->scene)};
        panel->view = view_choose(panel->scene, panel->simulation, report);
        is_right = panel->view && is_right;
        if (panel->view && panel->scene->theme.is_page_per_step)
            panel->view = guide_view(panel->view, &subject);
        if (panel->view && panel->view->prepare)
            panel->state = panel->view->prepare(&subject, &panel->arena);
        if (panel->view && panel->view->has_sum)
            panel->sum_numbers =
                sum_numbers_of(&subject, panel->view->adds_channels, &panel->arena);
        panel->told = layer_words_make(panel->simulation, subject.looks.language, &panel->arena);
        if (subject.looks.show.receptive_field.value)
            panel->sight = header_sight(panel->simulation, subject.looks.language, &panel->arena);
        if (panel->view)
            builds_check(&subject, panel->view, report);
        glyphs_check(&subject, report);
        is_right = simulation_check_words(panel->simulation, report) && is_right;
    }
    if (scene->panel_count > 0) {
        struct subject frame = {
            .scene = scene, .simulation = simulations[0], .ruler = ruler, .looks = looks_of(scene)};
        glyphs_check(&frame, report);
    }
    return is_right;
}

static void warn_of_small_digits(const struct drawing *drawing, struct report *report)
{
    const struct settings *settings = &drawing->prepared->settings;
    static const char hint[] = "fewer units or a larger size; view heat needs no digits";
    double wanted = settings->least_digits_pt * settings->px_per_pt, smallest = wanted;
    const char *unit = drawing->is_paper ? "points" : "pixels";
    bool are_gone = false;
    for (size_t i = 0; i < drawing->panel_count; i++) {
        const struct panel *panel = &drawing->prepared->panels[i];
        for (size_t m = 0; m < panel->map_count; m++) {
            const struct map *map = &panel->maps[m].map;
            if (map->texts.of)
                smallest = fmin(smallest, map->texts.font.size_pt * settings->px_per_pt);
            are_gone |= map->texts.are_too_small && !panel->maps[m].is_hidden;
        }
    }
    struct position at = drawing->scene->output.size_at;
    struct arena arena = {0};
    const char *page = fit_page_words(drawing, &arena);
    if (are_gone)
        report_warning(report, at, hint,
                       "at %s some digits would be below %d %s: they are left out", page,
                       drawing->is_paper ? LEAST_DIGIT_PT : LEAST_DIGIT_PX, unit);
    else if (smallest < sizes->legible * wanted)
        report_warning(report, at, hint, "at %s some digits are only %.0f %s high", page, smallest,
                       unit);
    arena_finish(&arena);
}

static void begin_page(struct drawing *drawing)
{
    prepared_finish(drawing->prepared);
    free(drawing->prepared);
    drawing->prepared = memory_allocate(1, sizeof *drawing->prepared);
    prepared_begin(drawing->prepared, drawing);
}

static void place_page(struct drawing *drawing, struct report *report)
{
    const struct settings *settings = &drawing->prepared->settings;
    prepared_place(drawing->prepared);
    drawing->px_per_pt = settings->px_per_pt;
    drawing->words_pt = settings->scale * drawing->scene->theme.font[FONT_WORDS].size_pt;
    for (size_t i = 0; i < drawing->panel_count; i++)
        notes_tell_lost(&drawing->prepared->panels[i], report);
    if (drawing->width_px > 0)
        warn_of_small_digits(drawing, report);
}

/* Those of theme guide are laid out picture by picture. */
static void fit(struct drawing *shots, size_t count, double width, double height,
                struct report *report)
{
    for (size_t i = 0; i < count; i++) {
        if (!prepared_is_guide(&shots[i]))
            begin_page(&shots[i]);
        if (!prepared_is_guide(&shots[i]) || shots[i].film) {
            shots[i].width_px = width;
            shots[i].height_px = height;
        }
    }
    if (width > 0)
        fit_choose(shots, count, report);
    for (size_t i = 0; i < count; i++) {
        if (prepared_is_guide(&shots[i]))
            continue;
        if (width <= 0)
            prepared_measure(&shots[i].prepared, 1);
        place_page(&shots[i], report);
    }
}

void drawing_fit_film(struct drawing *shots, size_t count, size_t width, size_t height,
                      struct report *report)
{
    for (size_t i = 0; i < count; i++)
        shots[i].is_paper = shots[i].follows_height = false;
    fit(shots, count, (double)width, (double)height, report);
}

void drawing_fit(struct drawing *drawing, size_t width, size_t height, struct report *report)
{
    drawing_fit_film(drawing, 1, width, height, report);
}

/* The pages of a film have one height. */
static void share_height(struct drawing *shots, size_t count)
{
    double highest = 0;
    for (size_t i = 0; i < count; i++)
        if (shots[i].prepared)
            highest = fmax(highest, shots[i].prepared->height_pt);
    for (size_t i = 0; i < count && highest > 0; i++)
        shots[i].height_px = highest;
}

void drawing_fit_paper(struct drawing *shots, size_t count, double width_pt, double height_pt,
                       struct report *report)
{
    bool follows_height = height_pt <= 0;
    for (size_t i = 0; i < count; i++) {
        shots[i].is_paper = true;
        shots[i].follows_height = follows_height;
    }
    fit(shots, count, width_pt, follows_height ? sizes->tallest * width_pt : height_pt, report);
    if (follows_height)
        share_height(shots, count);
    for (size_t i = 0; i < count; i++)
        shots[i].is_paper = !prepared_is_guide(&shots[i]);
}

size_t drawing_left_out(const struct drawing *drawing, const char *keys[MOST_LEFT_OUT])
{
    size_t count = 0;
    for (int i = ELEMENT_RULER + 1; drawing->prepared && i < ELEMENTS; i++)
        if (drawing->prepared->settings.is_gone[i])
            keys[count++] = prepared_elements[i].key;
    return count;
}

/* The view that moves between steps; NULL: none, theme guide's pictures stand still. */
static const struct view *moving_view(const struct drawing *drawing, size_t panel)
{
    return prepared_is_guide(drawing) ? NULL : drawing->panels[panel].view;
}

bool drawing_tells_sums(const struct drawing *drawing, size_t panel)
{
    const struct view *view = moving_view(drawing, panel);
    return view && (view->tells_sums >> drawing->panels[panel].scene->order.value & 1u) != 0;
}

bool drawing_lifts(const struct drawing *drawing, size_t panel)
{
    const struct view *view = moving_view(drawing, panel);
    return view && view->lifts;
}

bool drawing_lays(const struct drawing *drawing, size_t panel)
{
    const struct view *view = moving_view(drawing, panel);
    const struct scene_show *show = &drawing->panels[panel].scene->show;
    const struct simulation *layer = drawing->panels[panel].simulation;
    return view && view->lays && layer->has_kernel && layer->has_values && !layer->is_weighted &&
           show->kernel.value && show->values == SHOW_DIGITS;
}

bool drawing_builds(const struct drawing *drawing, size_t panel)
{
    const struct view *view = moving_view(drawing, panel);
    return view && view->builds_up &&
           drawing->panels[panel].scene->order.value != ORDER_INPUT; /* which reads no window */
}

/* The plane, the window and the output. A stack's view counts its own; the output of an Unfold is
 * not drawn whole. */
static double count_of(const struct simulation *simulation)
{
    double plane = (double)simulation->in_channels, window = 1;
    double output = (double)simulation->out_channels;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        plane *= (double)a->padded;
        window *= (double)a->kernel;
        output *= (double)a->output;
    }
    return plane + window + (simulation->is_flattened ? 0 : output);
}

double drawing_cell_count(const struct simulation *const *simulations, size_t count)
{
    double cells = 0;
    for (size_t i = 0; i < count; i++)
        if (!simulations[i]->below)
            cells += count_of(simulations[i]);
    return cells;
}

const char *drawing_view_name(const struct drawing *drawing)
{
    return drawing->panels[0].view->name;
}

void drawing_finish(struct drawing *drawing)
{
    for (size_t i = 0; drawing->panels && i < drawing->panel_count; i++)
        arena_finish(&drawing->panels[i].arena);
    prepared_finish(drawing->prepared);
    free(drawing->prepared);
    free(drawing->panels);
    *drawing = (struct drawing){0};
}
