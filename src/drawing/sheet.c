/* SPDX-License-Identifier: MIT */
/* A sheet: the drawing at several steps side by side, with the words of the page once. */
#include <math.h>

#include "drawing/prepare.h"

/* The drawing of a moment without the words of the page; the top left of its body. */
static struct point draw_body(const struct prepared *prepared, const struct moment *moment,
                              struct arena *arena, struct display_list *list)
{
    struct pen pen = {.arena = arena, .list = list};
    struct rectangle body = layout_whole(&prepared->layout, prepared->body);
    pen_add_items(&pen, prepared->rest.items + prepared->word_count,
                  prepared->rest.count - prepared->word_count);
    compose_draw_step(prepared, moment, &pen);
    return (struct point){body.x, body.y};
}

/* One cell of a sheet. */
static void add_cell(const struct drawing *drawing, const struct moment *moment, const char *name,
                     struct point at, struct pen *pen)
{
    struct display_list list = {0};
    struct prepared *prepared = compose_begin(drawing, moment, pen->arena);
    struct point body = draw_body(prepared, moment, pen->arena, &list);
    compose_end(drawing, prepared, pen->arena, &list);
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
    struct panel frame = prepared_frame(prepared, arena);
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
    double words = fmax(fmax(header.x, legend.x), fmax(below.x, credit.x));
    *out = (struct display_list){.width_pt = fmax(width, words + 2 * margin),
                                 .height_pt = bottom + legend.y + below.y + credit.y};
    double left = (out->width_pt - width) / 2;
    struct pen pen = {.arena = arena, .list = out, .theme = &frame.subject.looks.theme};
    header_draw(&frame, parts, room, (struct point){margin, margin}, &pen);
    for (size_t i = 0; i < sheet->count; i++) {
        struct point at = {left + (double)(i % sheet->columns) * pitch.x + margin,
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
    struct rectangle at = {left + margin, bottom - margin, room, legend.y};
    legend_draw(&frame, prepared->legend_bits, at, &pen);
    at.y += legend.y;
    at.height = below.y;
    caption_draw(&frame, "caption", text, at, &pen);
    credit_draw(&frame, room, (struct point){out->width_pt - margin, at.y + below.y + credit.y},
                &pen);
}

void drawing_draw_sheet(const struct drawing *drawing, const struct sheet *sheet,
                        struct arena *arena, struct display_list *out)
{
    struct prepared *prepared = compose_begin(drawing, &sheet->moments[0], arena);
    draw_sheet(drawing, prepared, sheet, arena, out);
    compose_end(drawing, prepared, arena, out);
}
