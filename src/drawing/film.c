/* SPDX-License-Identifier: MIT */
/* Pictures of a film: its shots on one page, one over the other while they fade. */
#include <math.h>
#include <stdio.h>

#include "drawing/handed.h"
#include "drawing/prepare.h"

bool drawing_init_film(struct drawing *shots, const struct film *film,
                       const struct text_ruler *ruler, struct report *report)
{
    bool is_right = true;
    for (size_t i = 0; i < film->shot_count; i++) {
        const struct shot *shot = &film->shots[i];
        is_right =
            drawing_init(&shots[i], shot->scene, shot->simulations, ruler, report) && is_right;
        if (shot->scene == film->scene)
            continue;
        shots[i].film = film->scene;
        snprintf(shots[i].scope, sizeof shots[i].scope, "shot%zu", i);
    }
    return is_right;
}

/* ---- pictures ---- */

static struct color background_of(const struct scene *scene)
{
    return scene->output.has_background ? scene->output.background
                                        : scene->theme.color[COLOR_BACKGROUND];
}

static void add_background(const struct drawing *drawing, struct pen *pen)
{
    const struct display_list *page = pen->list;
    pen_rectangle(pen, (struct rectangle){0, 0, page->width_pt, page->height_pt});
    pen_paint(pen, key_once("background"), background_of(drawing->scene), stroke_none);
}

/* The page of all pictures: points are as large as in the film's first drawing. */
static struct display_list film_page(const struct drawing *first)
{
    double px_per_pt = first->px_per_pt > 0 ? first->px_per_pt : 1;
    return (struct display_list){.width_pt = first->width_px / px_per_pt,
                                 .height_pt = first->height_px / px_per_pt};
}

/* That of a scene alone. */
static struct display_list scene_page(const struct drawing *drawing)
{
    return (struct display_list){.width_pt = drawing->prepared->width_pt,
                                 .height_pt = drawing->prepared->height_pt};
}

static bool fills_page(const struct display_list *list, const struct display_list *page)
{
    return list->width_pt == page->width_pt && list->height_pt == page->height_pt;
}

/* Puts a shot's own page on the film's: as large as it can be, in the middle. */
static void add_page(const struct display_list *list, struct pen *pen)
{
    const struct display_list *page = pen->list;
    double scale = fmin(page->width_pt / list->width_pt, page->height_pt / list->height_pt);
    struct item begin = {.kind = ITEM_GROUP_BEGIN, .key = key_once("page")};
    bool fits = fills_page(list, page);
    begin.key.scope = pen->scope;
    begin.of.group.scale = scale;
    begin.of.group.opacity = 1;
    begin.of.group.shift = (struct point){(page->width_pt - scale * list->width_pt) / 2,
                                          (page->height_pt - scale * list->height_pt) / 2};
    if (!fits)
        pen_add_items(pen, &begin, 1);
    pen_add_items(pen, list->items, list->count);
    if (!fits)
        pen_end_group(pen, key_once("page.end"));
    pen->list->cell_pt = scale * list->cell_pt;
}

/* Of a step that fades in over one of the same shot: keys differ. */
static void scope_next(struct display_list *list, struct arena *arena)
{
    for (size_t i = 0; i < list->count; i++) {
        const char **scope = &list->items[i].key.scope;
        *scope = *scope ? arena_format(arena, "next.%s", *scope) : "next";
    }
}

/* One shot's moment on the film's page. */
static void add_shot(const struct drawing *drawing, const struct moment *moment, double opacity,
                     bool has_background, struct pen *pen)
{
    struct display_list list;
    bool is_again = pen->list->count > 0 && pen->scope == drawing->scope;
    drawing_draw(drawing, moment, pen->arena, &list);
    if (is_again)
        scope_next(&list, pen->arena);
    pen->scope = drawing->scope;
    pen_begin_fade(pen, key_once("fade"), opacity);
    if (has_background)
        add_background(drawing, pen);
    add_page(&list, pen);
    pen_end_fade(pen, key_once("fade.end"), opacity);
}

/* A shot that takes over the output of the one before; false: their pages differ. */
static bool add_handing(const struct drawing *shots, const struct picture *picture, struct pen *pen)
{
    const struct drawing *from = &shots[picture->under.shot], *to = &shots[picture->moment.shot];
    struct display_list lists[2];
    if (!color_is_same(background_of(from->scene), background_of(to->scene)) ||
        prepared_is_guide(to) || prepared_is_guide(from))
        return false;
    drawing_draw(from, &picture->under, pen->arena, &lists[0]);
    drawing_draw(to, &picture->moment, pen->arena, &lists[1]);
    if (!fills_page(&lists[0], pen->list) || !fills_page(&lists[1], pen->list))
        return false;
    const struct placed *input = panel_find(&to->prepared->panels[0], MAP_INPUT, -1);
    const struct handing handing = {.from = &lists[0],
                                    .to = &lists[1],
                                    .from_scope = from->scope,
                                    .to_scope = to->scope,
                                    .reader = input ? input->map.reader : NULL,
                                    .share = picture->opacity};
    if (!color_is_same(background_of(to->scene), background_of(to->film)))
        add_background(to, pen);
    handed_draw(&handing, pen);
    pen->list->cell_pt = lists[1].cell_pt;
    return true;
}

void drawing_draw_picture(const struct drawing *shots, const struct picture *picture,
                          struct arena *arena, struct display_list *out)
{
    const struct drawing *drawing = &shots[picture->moment.shot];
    bool is_fading = picture->opacity < 1;
    if (!drawing->film && (!is_fading || prepared_is_guide(drawing))) {
        drawing_draw(drawing, &picture->moment, arena, out);
        return;
    }
    struct color background = background_of(drawing->film ? drawing->film : drawing->scene);
    bool is_opaque = background.alpha == 1;
    struct pen pen = {.arena = arena, .list = out, .theme = &drawing->scene->theme};
    *out = drawing->film ? film_page(&shots[0]) : scene_page(drawing);
    if (picture->hands_over && add_handing(shots, picture, &pen))
        return;
    if (is_fading) {
        const struct drawing *under = &shots[picture->under.shot];
        add_shot(under, &picture->under, is_opaque ? 1 : 1 - picture->opacity,
                 !color_is_same(background_of(under->scene), background), &pen);
    }
    add_shot(drawing, &picture->moment, picture->opacity,
             (is_fading && is_opaque) || !color_is_same(background_of(drawing->scene), background),
             &pen);
}
