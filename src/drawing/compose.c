/* SPDX-License-Identifier: MIT */
/* From a prepared page and a moment to a display list: what rests, and what the moment draws. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drawing/guide/guide.h"
#include "drawing/prepare.h"

/* ---- the drawing ---- */

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
        if (panel->view)
            builds_check(&subject, panel->view, report);
        glyphs_check(&subject, report);
        is_right = labels_check(&subject, report) && is_right;
        is_right = notes_check(&subject, report) && is_right;
    }
    if (scene->panel_count > 0) {
        struct subject frame = {
            .scene = scene, .simulation = simulations[0], .ruler = ruler, .looks = looks_of(scene)};
        glyphs_check(&frame, report);
    }
    return is_right;
}

static bool is_guide(const struct drawing *drawing)
{
    return drawing->scene->theme.is_page_per_step;
}

static struct settings own_settings(const struct drawing *drawing)
{
    return (struct settings){
        .px_per_pt = prepared_own_scale(drawing),
        .scale = 1,
        .cell_pt = drawing->panels[0].scene->theme.cell_pt,
        .has_short_names = false,
    };
}

static void warn_of_small_digits(const struct drawing *drawing, const struct settings *settings,
                                 struct report *report)
{
    static const char hint[] = "fewer units or a larger size; view heat needs no digits";
    double wanted = settings->least_digits_pt * settings->px_per_pt, smallest = wanted;
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
                       "at %s some digits would be below %d pixels: they are left out", page,
                       LEAST_DIGIT_PX);
    else if (smallest < 0.99 * wanted)
        report_warning(report, at, hint, "at %s some digits are only %.0f %s high", page, smallest,
                       drawing->is_paper ? "points" : "pixels");
    arena_finish(&arena);
}

static void begin_page(struct drawing *drawing)
{
    prepared_finish(drawing->prepared);
    free(drawing->prepared);
    drawing->prepared = memory_allocate(1, sizeof *drawing->prepared);
}

static void place_page(struct drawing *drawing, const struct settings *settings, double cell,
                       struct report *report)
{
    prepared_place(drawing->prepared, drawing, settings, cell);
    drawing->px_per_pt = settings->px_per_pt;
    drawing->words_pt = settings->scale * drawing->scene->theme.font[FONT_WORDS].size_pt;
    if (drawing->width_px > 0)
        warn_of_small_digits(drawing, settings, report);
}

/* Those of theme guide are laid out picture by picture. */
static void fit(struct drawing *shots, size_t count, double width, double height,
                struct report *report)
{
    struct settings *settings = memory_allocate(count, sizeof *settings);
    double *cells = memory_allocate(count, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        settings[i] = own_settings(&shots[i]);
        cells[i] = settings[i].cell_pt;
        if (!is_guide(&shots[i]))
            begin_page(&shots[i]);
        if (!is_guide(&shots[i]) || shots[i].film) {
            shots[i].width_px = width;
            shots[i].height_px = height;
        }
    }
    if (width > 0)
        fit_choose(shots, count, settings, cells, report);
    for (size_t i = 0; i < count; i++) {
        if (is_guide(&shots[i]))
            continue;
        if (width <= 0)
            prepared_measure(shots[i].prepared, &shots[i], &settings[i]);
        place_page(&shots[i], &settings[i], cells[i], report);
    }
    free(settings);
    free(cells);
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
    fit(shots, count, width_pt, follows_height ? fit_tallest * width_pt : height_pt, report);
    if (follows_height)
        share_height(shots, count);
    for (size_t i = 0; i < count; i++)
        shots[i].is_paper = !is_guide(&shots[i]);
}

size_t drawing_left_out(const struct drawing *drawing, const char *keys[MOST_LEFT_OUT])
{
    size_t count = 0;
    for (int i = ELEMENT_RULER + 1; drawing->prepared && i < ELEMENTS; i++)
        if (drawing->prepared->settings.is_gone[i])
            keys[count++] = prepared_elements[i].key;
    return count;
}

bool drawing_tells_sums(const struct drawing *drawing, size_t panel)
{
    const struct view *view = drawing->panels[panel].view;
    return view && view->tells_sums && !is_guide(drawing);
}

bool drawing_lifts(const struct drawing *drawing, size_t panel)
{
    const struct view *view = drawing->panels[panel].view;
    return view && view->lifts && !is_guide(drawing);
}

bool drawing_lays(const struct drawing *drawing, size_t panel)
{
    const struct drawing_panel *shown = &drawing->panels[panel];
    const struct scene_show *show = &shown->scene->show;
    const struct simulation *layer = shown->simulation;
    return shown->view && shown->view->lays && !is_guide(drawing) && layer->has_kernel &&
           layer->has_values && !layer->is_weighted && show->kernel.value &&
           show->values == SHOW_DIGITS;
}

bool drawing_builds(const struct drawing *drawing, size_t panel)
{
    const struct view *view = drawing->panels[panel].view;
    return view && view->builds_up && !is_guide(drawing);
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

/* ---- a moment ---- */

static void draw_panel_step(const struct prepared *prepared, size_t i,
                            const struct moment_part *part, struct pen *pen)
{
    const struct panel *panel = &prepared->panels[i];
    struct lights lights;
    pen->theme = &panel->subject.looks.theme;
    pen->scope = panel->subject.scope;
    if (prepared->views[i]->draw_step) {
        prepared->views[i]->draw_step(panel, part, pen);
        return;
    }
    lights_read(&lights, &panel->subject, part, pen->arena);
    panel_draw_step(panel, &lights, pen);
}

/* What the moment draws on the maps, and the notes and sums that follow it. */
static void draw_step(const struct prepared *prepared, const struct moment *moment, struct pen *pen)
{
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = &prepared->panels[i];
        const struct panel_boxes *boxes = &prepared->boxes[i];
        draw_panel_step(prepared, i, &moment->parts[i], pen);
        laid_draw(panel, &moment->parts[i], pen);
        indices_draw(panel, pen);
        struct rectangle notes = layout_core(&prepared->layout, boxes->notes);
        if (prepared->panel_count == 1 &&
            !prepared->settings.is_head_beside) { /* they may spread */
            notes.x = prepared->edges.x;
            notes.width = prepared->edges.width;
        }
        notes_draw(panel, moment->parts[i].step, &prepared->rest, notes, pen);
        sum_draw(panel, &moment->parts[i], layout_core(&prepared->layout, boxes->sum), pen);
    }
}

static void draw_prepared(const struct prepared *prepared, const struct moment *moment,
                          struct arena *arena, struct display_list *out)
{
    *out = (struct display_list){.width_pt = prepared->width_pt,
                                 .height_pt = prepared->height_pt,
                                 .cell_pt = prepared->cell_pt};
    struct pen pen = {.arena = arena, .list = out};
    if (moment_is_building(moment)) {
        built_draw(prepared, moment, &pen);
        return;
    }
    pen_add_items(&pen, prepared->rest.items, prepared->rest.count);
    draw_step(prepared, moment, &pen);
}

/* Theme guide's pages are laid out picture by picture: each has its own size. */
static struct prepared *prepare_moment(const struct drawing *drawing, const struct moment *moment,
                                       struct arena *arena)
{
    struct prepared *prepared = arena_allocate(arena, 1, sizeof *prepared);
    struct settings settings = own_settings(drawing);
    for (size_t i = 0; i < drawing->panel_count; i++)
        prepared->parts[i] = &moment->parts[i];
    double cell = prepared_measure(prepared, drawing, &settings);
    prepared_place(prepared, drawing, &settings, cell);
    return prepared;
}

static void draw_guide(const struct drawing *drawing, const struct moment *moment,
                       struct arena *arena, struct display_list *out)
{
    struct prepared *prepared = prepare_moment(drawing, moment, arena);
    struct display_list list;
    draw_prepared(prepared, moment, arena, &list);
    display_list_copy(&list, arena, out);
    prepared_finish(prepared);
}

void drawing_draw(const struct drawing *drawing, const struct moment *moment, struct arena *arena,
                  struct display_list *out)
{
    assert(is_guide(drawing) || drawing->prepared);
    if (is_guide(drawing))
        draw_guide(drawing, moment, arena, out);
    else
        draw_prepared(drawing->prepared, moment, arena, out);
}

struct page_place drawing_place_page(const struct drawing *drawing, const struct display_list *list,
                                     size_t width, size_t height)
{
    double w = (double)width, h = (double)height;
    double margin = drawing->scene->theme.margin_pt;
    struct page_place place = {fmin(w / list->width_pt, h / list->height_pt), {0, 0}};
    bool is_whole = drawing->width_px > 0 || is_guide(drawing);
    double room = (1 - fit_margin_above - fit_margin_below) * h;
    if (!is_whole)
        place.scale = fmin(fit_most_width * w / (list->width_pt - 2 * margin),
                           room / (list->height_pt - 2 * margin));
    place.at.x = (w - list->width_pt * place.scale) / 2;
    place.at.y = (h - list->height_pt * place.scale) / 2;
    if (!is_whole)
        place.at.y = fit_margin_above * h - margin * place.scale +
                     fit_above_middle * (room - (list->height_pt - 2 * margin) * place.scale);
    return place;
}

/* ---- sheets ---- */

/* The drawing of a moment without the words of the page; the top left of its body. */
static struct point draw_body(const struct prepared *prepared, const struct moment *moment,
                              struct arena *arena, struct display_list *list)
{
    struct pen pen = {.arena = arena, .list = list};
    struct rectangle body = layout_whole(&prepared->layout, prepared->body);
    pen_add_items(&pen, prepared->rest.items + prepared->word_count,
                  prepared->rest.count - prepared->word_count);
    draw_step(prepared, moment, &pen);
    return (struct point){body.x, body.y};
}

/* One cell of a sheet. */
static void add_cell(const struct drawing *drawing, const struct moment *moment, const char *name,
                     struct point at, struct pen *pen)
{
    struct display_list list = {0};
    struct point body;
    if (is_guide(drawing)) {
        struct prepared *prepared = prepare_moment(drawing, moment, pen->arena);
        struct display_list borrowed = {0};
        body = draw_body(prepared, moment, pen->arena, &borrowed);
        display_list_copy(&borrowed, pen->arena, &list);
        prepared_finish(prepared);
    } else {
        body = draw_body(drawing->prepared, moment, pen->arena, &list);
    }
    pen_begin_group(pen, key_once(name), (struct point){at.x - body.x, at.y - body.y});
    for (size_t i = 0; i < list.count; i++) {
        struct item item = list.items[i];
        item.key.scope =
            item.key.scope ? arena_format(pen->arena, "%s.%s", name, item.key.scope) : name;
        pen_add_items(pen, &item, 1);
    }
    pen_end_group(pen, key_once(arena_format(pen->arena, "%s.end", name)));
}

static void add_step_caption(const struct panel *panel, size_t step, const char *scope,
                             struct rectangle at, struct pen *pen)
{
    const char *number = arena_format(pen->arena, "%zu", step);
    pen->scope = scope;
    caption_draw(panel, "step",
                 catalogue_phrase(panel->subject.looks.language, WORD_STEP, number, pen->arena), at,
                 pen);
    pen->scope = NULL;
}

static void draw_sheet(const struct drawing *drawing, const struct prepared *prepared,
                       const struct sheet *sheet, struct arena *arena, struct display_list *out)
{
    struct panel frame = prepared_frame(prepared, drawing, arena);
    double margin = frame.subject.looks.theme.margin_pt;
    unsigned parts = prepared_title_parts(prepared);
    struct rectangle body = layout_whole(&prepared->layout, prepared->body);
    double caption = sheet->has_captions ? caption_size(&frame, "0", body.width).y : 0;
    struct point pitch = {body.width + 2 * margin, body.height + caption + 2 * margin};
    double width = (double)sheet->columns * pitch.x, room = width - 2 * margin;
    struct point header = header_size(&frame, parts, room);
    struct point legend = legend_size(&frame, prepared->legend_bits, room);
    const char *text = drawing->scene->caption ? drawing->scene->caption : "";
    struct point below = caption_size(&frame, text, room);
    struct point credit = credit_size(&frame, room);
    double top = header.y, bottom = top + (double)sheet->rows * pitch.y;
    *out = (struct display_list){.width_pt = fmax(width, header.x + 2 * margin),
                                 .height_pt = bottom + legend.y + below.y + credit.y};
    struct pen pen = {.arena = arena, .list = out, .theme = &frame.subject.looks.theme};
    header_draw(&frame, parts, room, (struct point){margin, margin}, &pen);
    for (size_t i = 0; i < sheet->count; i++) {
        struct point at = {(double)(i % sheet->columns) * pitch.x + margin,
                           top + (double)(i / sheet->columns) * pitch.y + margin};
        const char *name = arena_format(arena, "cell%zu", i);
        add_cell(drawing, &sheet->moments[i], name, at, &pen);
        pen.theme = &frame.subject.looks.theme;
        pen.scope = NULL;
        if (sheet->has_captions)
            add_step_caption(&frame, sheet->moments[i].parts[0].step, name,
                             (struct rectangle){at.x, at.y + body.height, body.width, caption},
                             &pen);
    }
    double y = bottom - margin;
    legend_draw(&frame, prepared->legend_bits, (struct rectangle){margin, y, room, legend.y}, &pen);
    caption_draw(&frame, "caption", text, (struct rectangle){margin, y + legend.y, room, below.y},
                 &pen);
    credit_draw(&frame, room,
                (struct point){out->width_pt - margin, y + legend.y + below.y + credit.y}, &pen);
}

void drawing_draw_sheet(const struct drawing *drawing, const struct sheet *sheet,
                        struct arena *arena, struct display_list *out)
{
    if (!is_guide(drawing)) {
        draw_sheet(drawing, drawing->prepared, sheet, arena, out);
        return;
    }
    struct prepared *prepared = prepare_moment(drawing, &sheet->moments[0], arena);
    draw_sheet(drawing, prepared, sheet, arena, out);
    prepared_finish(prepared);
}
