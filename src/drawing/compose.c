/* SPDX-License-Identifier: MIT */
/* From a prepared page and a moment to a display list: what rests, and what the moment draws. */
#include <assert.h>
#include <math.h>

#include "drawing/prepare.h"

static const struct page_sizes *const sizes = &theme_sizes.page;

static void draw_panel_step(const struct panel *panel, const struct view *view,
                            const struct moment_part *part, struct pen *pen)
{
    struct lights lights;
    pen->theme = &panel->subject.looks.theme;
    pen->scope = panel->subject.scope;
    if (view->is_still)
        return;
    if (view->draw_moment) {
        view->draw_moment(panel, part, pen);
        return;
    }
    lights_read(&lights, &panel->subject, part, pen->arena);
    if (view->draw_step)
        view->draw_step(panel, &lights, pen);
    else
        panel_draw_step(panel, &lights, pen);
}

void compose_draw_step(const struct prepared *prepared, const struct moment *moment,
                       struct pen *pen)
{
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = prepared_panel_of_picture(prepared, i, pen->arena);
        const struct panel_boxes *boxes = &prepared->boxes[i];
        draw_panel_step(panel, prepared->views[i], &moment->parts[i], pen);
        ruler_draw_step(panel, &moment->parts[i], pen);
        indices_draw(panel, pen);
        laid_draw(panel, &moment->parts[i], pen);
        struct rectangle notes = layout_core(&prepared->layout, boxes->of[ROW_NOTES]);
        if (prepared->panel_count == 1 &&
            !prepared->settings.arranged.is_head_beside) { /* they may spread */
            struct rectangle body = layout_whole(&prepared->layout, prepared->body);
            notes.x = body.x;
            notes.width = body.width;
        }
        notes_draw(panel, moment->parts[i].step, &prepared->rest, notes, pen);
        sum_draw(panel, &moment->parts[i], layout_core(&prepared->layout, boxes->of[ROW_SUM]), pen);
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
    compose_draw_step(prepared, moment, &pen);
}

/* Theme guide's page of a moment. */
static struct prepared *prepare_page(const struct drawing *drawing, const struct moment *moment,
                                     struct arena *arena)
{
    struct prepared *prepared = arena_allocate(arena, 1, sizeof *prepared);
    prepared_begin(prepared, drawing);
    for (size_t i = 0; i < drawing->panel_count; i++)
        prepared->parts[i] = &moment->parts[i];
    prepared_measure(&prepared, 1);
    prepared_place(prepared);
    return prepared;
}

struct prepared *compose_begin(const struct drawing *drawing, const struct moment *moment,
                               struct arena *arena)
{
    assert(prepared_is_guide(drawing) || drawing->prepared);
    return prepared_is_guide(drawing) ? prepare_page(drawing, moment, arena) : drawing->prepared;
}

void compose_end(const struct drawing *drawing, struct prepared *prepared, struct arena *arena,
                 struct display_list *list)
{
    struct display_list borrowed = *list;
    if (!prepared_is_guide(drawing))
        return;
    display_list_copy(&borrowed, arena, list);
    prepared_finish(prepared);
}

void drawing_draw(const struct drawing *drawing, const struct moment *moment, struct arena *arena,
                  struct display_list *out)
{
    struct prepared *prepared = compose_begin(drawing, moment, arena);
    draw_prepared(prepared, moment, arena, out);
    compose_end(drawing, prepared, arena, out);
}

struct page_place drawing_place_page(const struct drawing *drawing, const struct display_list *list,
                                     size_t width, size_t height)
{
    double w = (double)width, h = (double)height;
    double margin = drawing->scene->theme.margin_pt;
    struct page_place place = {fmin(w / list->width_pt, h / list->height_pt), {0, 0}};
    bool is_whole = drawing->width_px > 0 || prepared_is_guide(drawing);
    double room = (1 - sizes->margin_above - sizes->margin_below) * h;
    if (!is_whole)
        place.scale = fmin(sizes->most_width * w / (list->width_pt - 2 * margin),
                           room / (list->height_pt - 2 * margin));
    place.at.x = (w - list->width_pt * place.scale) / 2;
    place.at.y = (h - list->height_pt * place.scale) / 2;
    if (!is_whole)
        place.at.y = sizes->margin_above * h - margin * place.scale +
                     sizes->above_middle * (room - (list->height_pt - 2 * margin) * place.scale);
    return place;
}
