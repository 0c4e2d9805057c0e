/* SPDX-License-Identifier: MIT */
/* The words of a page and of its panels: their room, then the words themselves. */
#include <math.h>

#include "drawing/prepare.h"

static const struct page_sizes *const sizes = &theme_sizes.page;

double prepared_words_size(const struct prepared *prepared)
{
    return words_pt(&prepared->panels[0].subject);
}

double prepared_body_room(const struct prepared *prepared)
{
    const struct settings *settings = &prepared->settings;
    if (!settings->arranged.is_head_beside)
        return settings->width;
    return (1 - sizes->head_share) * settings->width -
           sizes->head_gap * prepared_words_size(prepared);
}

unsigned prepared_title_parts(const struct prepared *prepared)
{
    return HEADER_TITLE | (prepared->has_panels ? HEADER_SHARED : HEADER_LAYER);
}

struct panel prepared_frame(const struct prepared *prepared, struct arena *arena)
{
    struct panel frame = prepared->panels[0];
    if (prepared->has_panels)
        frame.subject.scene = prepared->scene;
    if (prepared->settings.is_gone[ELEMENT_TITLE])
        looks_hide(&frame.subject.looks, ELEMENT_TITLE);
    frame.arena = arena;
    return frame;
}

static void give_room(struct prepared *prepared, box_id box, struct point size)
{
    layout_resize(&prepared->layout, box, size_in_points(size));
}

static bool is_same_header(const struct measured_header *a, const struct measured_header *b)
{
    return a->parts == b->parts && a->room == b->room && a->scale == b->scale &&
           a->is_title_gone == b->is_title_gone && a->is_formula_gone == b->is_formula_gone &&
           a->tells_layers == b->tells_layers;
}

static struct point measure_header(struct measured_header *kept, const struct settings *settings,
                                   const struct panel *panel, unsigned parts, double room)
{
    const struct measured_header asked = {.parts = parts,
                                          .room = room,
                                          .scale = settings->scale,
                                          .is_title_gone = settings->is_gone[ELEMENT_TITLE],
                                          .is_formula_gone = settings->is_gone[ELEMENT_FORMULA],
                                          .tells_layers = panel->tells_layers};
    if (!is_same_header(kept, &asked)) {
        *kept = asked;
        kept->size = header_size(panel, parts, room);
    }
    return kept->size;
}

static struct point caption_room(const struct panel *panel, const char *caption, double width)
{
    return caption ? caption_size(panel, caption, width) : (struct point){0, 0};
}

void prepared_size_panel_words(struct prepared *prepared, size_t i, double drawing_width)
{
    struct panel *panel = &prepared->panels[i];
    const struct panel_boxes *boxes = &prepared->boxes[i];
    double size = prepared_words_size(prepared), limit = panel->room;
    double header = fmax(drawing_width, limit > 0 ? fmin(limit, sizes->header_room * size)
                                                  : sizes->header_room * size);
    double sum = fmax(drawing_width,
                      limit > 0 ? fmin(limit, sizes->sum_room * size) : sizes->sum_room * size);
    if (limit > 0 && !prepared->has_panels)
        header = sum = limit;
    const char *caption = prepared->has_panels ? panel->subject.scene->caption : NULL;
    if (prepared->has_panels)
        give_room(
            prepared, boxes->of[ROW_HEADER],
            measure_header(&prepared->headers[i], &prepared->settings, panel, HEADER_OWN, header));
    panel->header_room = header;
    give_room(prepared, boxes->of[ROW_NOTES], notes_size(panel));
    give_room(prepared, boxes->of[ROW_SUM], sum_size(panel, sum));
    give_room(prepared, boxes->of[ROW_CAPTION],
              caption_room(panel, caption, fmax(drawing_width, header)));
}

/* With the title where there is room, else below the drawing. Returns its size with the title. */
static struct point size_legend(struct prepared *prepared, const struct panel *frame,
                                struct point title, double below)
{
    bool is_under_title = prepared->settings.arranged.is_head_beside;
    double gap = sizes->head_gap * prepared_words_size(prepared);
    double room = is_under_title                 ? prepared->room
                  : prepared->settings.width > 0 ? prepared->room - title.x - gap
                                                 : 0;
    struct point size = legend_size(frame, prepared->legend_bits, room);
    bool is_beside = size.x <= room && (is_under_title || size.y <= title.y);
    if (is_beside)
        prepared->legend = prepared->legend_beside;
    else
        size = legend_size(frame, prepared->legend_bits, below);
    give_room(prepared, prepared->legend, size);
    return is_beside ? size : (struct point){0, 0};
}

void prepared_size_page_words(struct prepared *prepared, double width)
{
    const struct settings *settings = &prepared->settings;
    struct panel frame = prepared_frame(prepared, &prepared->arena);
    struct layout *layout = &prepared->layout;
    double least = sizes->header_room * prepared_words_size(prepared),
           below = prepared_body_room(prepared);
    double room = settings->width > 0 ? settings->width : fmax(width, least);
    if (settings->arranged.is_head_beside)
        room *= sizes->head_share;
    struct point title = measure_header(&prepared->headers[MAX_PANELS], settings, &frame,
                                        prepared_title_parts(prepared), room);
    prepared->room = room;
    prepared->is_head_too_large = settings->arranged.is_head_beside &&
                                  (title.x > room || title.y > sizes->most_head * settings->height);
    if (below > 0)
        layout_resize(layout, prepared->spare, (struct size){in_points(below), in_points(0)});
    else
        below = fmax(width, title.x);
    struct point legend = size_legend(prepared, &frame, title, below);
    if (settings->width > 0)
        title.x = settings->arranged.is_head_beside ? room : room - legend.x;
    give_room(prepared, prepared->title, title);
    give_room(prepared, prepared->caption, caption_room(&frame, prepared->scene->caption, below));
    give_room(prepared, prepared->credit, credit_size(&frame, below));
}

struct pen prepared_pen(struct prepared *prepared, const struct panel *panel)
{
    return (struct pen){.arena = &prepared->arena,
                        .list = &prepared->rest,
                        .theme = &panel->subject.looks.theme,
                        .scope = panel->subject.scope};
}

/* At the right of the title its first row is on the title's first line. */
static struct rectangle legend_place(const struct prepared *prepared)
{
    struct rectangle place = layout_core(&prepared->layout, prepared->legend);
    if (prepared->legend == prepared->legend_beside && !prepared->settings.arranged.is_head_beside)
        place.y -= theme_sizes.legend.above * prepared_words_size(prepared);
    return place;
}

void prepared_draw_words(struct prepared *prepared)
{
    struct panel frame = prepared_frame(prepared, &prepared->arena);
    struct layout *layout = &prepared->layout;
    struct pen pen = prepared_pen(prepared, &frame);
    struct rectangle title = layout_core(layout, prepared->title);
    pen.scope = prepared->scope;
    header_draw(&frame, prepared_title_parts(prepared), prepared->room,
                (struct point){title.x, title.y}, &pen);
    legend_draw(&frame, prepared->legend_bits, legend_place(prepared), &pen);
    if (prepared->scene->caption)
        caption_draw(&frame, "caption", prepared->scene->caption,
                     layout_core(layout, prepared->caption), &pen);
    struct rectangle credit = layout_core(layout, prepared->credit);
    credit_draw(&frame, fmax(credit.width, 1),
                (struct point){credit.x + credit.width, credit.y + credit.height}, &pen);
    prepared->word_count = prepared->rest.count;
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = &prepared->panels[i];
        const struct panel_boxes *boxes = &prepared->boxes[i];
        struct rectangle header = layout_core(layout, boxes->of[ROW_HEADER]);
        pen = prepared_pen(prepared, panel);
        if (prepared->has_panels)
            header_draw(panel, HEADER_OWN, panel->header_room, (struct point){header.x, header.y},
                        &pen);
        labels_draw(panel, &pen);
        ruler_draw(panel, &pen);
        dimensions_draw(panel, &pen);
        if (prepared->has_panels && panel->subject.scene->caption)
            caption_draw(panel, "caption", panel->subject.scene->caption,
                         layout_core(layout, boxes->of[ROW_CAPTION]), &pen);
    }
}
