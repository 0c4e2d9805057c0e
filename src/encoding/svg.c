/* SPDX-License-Identifier: MIT */
/*
 * SVG, written from the display list itself: an element for each item, named by its key; text as
 * text, or as outlines for a reader without the fonts.
 */
#include "encoding/encoders.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct svg {
    struct sink *sink;         /* borrowed */
    struct painter *painter;   /* borrowed; for outlines */
    char *title, *description; /* owned */
    double pixel_pt;           /* a pixel's side in points */
    bool is_outlined;
};

/* ---- numbers, colours, words ---- */

enum { DECIMALS = 4 }; /* of a point: a hundredth of what can be seen at 2400 dpi */

static void put_number(struct buffer *out, double number)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%.*f", DECIMALS, number);
    while (length > 0 && text[length - 1] == '0')
        length--;
    if (length > 0 && text[length - 1] == '.')
        length--;
    text[length] = '\0';
    buffer_add_text(out, strcmp(text, "-0") == 0 ? "0" : text);
}

static void put_attribute(struct buffer *out, const char *name, double number)
{
    buffer_format(out, " %s=\"", name);
    put_number(out, number);
    buffer_add_text(out, "\"");
}

static void put_color(struct buffer *out, const char *name, struct color color)
{
    if (color.alpha <= 0) {
        buffer_format(out, " %s=\"none\"", name);
        return;
    }
    buffer_format(out, " %s=\"#%02x%02x%02x\"", name, (unsigned)lround(color.red * 255),
                  (unsigned)lround(color.green * 255), (unsigned)lround(color.blue * 255));
    if (color.alpha < 1) {
        buffer_format(out, " %s-opacity=\"", name);
        put_number(out, color.alpha);
        buffer_add_text(out, "\"");
    }
}

/* XML has no place for control characters: they become U+FFFD. */
static void put_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '<')
            buffer_add_text(out, "&lt;");
        else if (byte == '>')
            buffer_add_text(out, "&gt;");
        else if (byte == '&')
            buffer_add_text(out, "&amp;");
        else if (byte == '"')
            buffer_add_text(out, "&quot;");
        else if (byte < 0x20 && byte != '\t' && byte != '\n')
            buffer_add_text(out, "\xef\xbf\xbd");
        else
            buffer_add(out, text, 1);
    }
}

/* "input.unit" of channel 0, row 1, column 2 -> input-unit-0-1-2. */
static void put_id(struct buffer *out, const struct item_key *key)
{
    buffer_add_text(out, " id=\"");
    for (const char *at = key->part; *at; at++)
        buffer_add(out, *at == '.' || *at == ' ' ? "-" : at, 1);
    const int places[] = {key->channel, key->row, key->column};
    for (size_t i = 0; i < 3; i++)
        if (places[i] >= 0)
            buffer_format(out, "-%d", places[i]);
    buffer_add_text(out, "\"");
}

/* ---- items ---- */

static void put_points(struct buffer *out, const char *verb, const struct point *points,
                       size_t count)
{
    buffer_add_text(out, verb);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_text(out, " ");
        put_number(out, points[i].x);
        buffer_add_text(out, " ");
        put_number(out, points[i].y);
    }
}

static void put_path_data(struct buffer *out, const struct path *path)
{
    static const char *const letters[] = {
        [PATH_MOVE] = "M", [PATH_LINE] = "L", [PATH_CURVE] = "C", [PATH_CLOSE] = "Z"};
    static const size_t counts[] = {
        [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};
    const struct point *next = path->points;
    buffer_add_text(out, " d=\"");
    for (size_t i = 0; i < path->verb_count; i++) {
        put_points(out, letters[path->verbs[i]], next, counts[path->verbs[i]]);
        next += counts[path->verbs[i]];
    }
    buffer_add_text(out, "\"");
}

static void put_stroke(struct buffer *out, const struct stroke *stroke)
{
    if (stroke->width <= 0 || stroke->color.alpha <= 0)
        return;
    put_color(out, "stroke", stroke->color);
    put_attribute(out, "stroke-width", stroke->width);
    if (stroke->dash_on > 0) {
        buffer_add_text(out, " stroke-dasharray=\"");
        put_number(out, stroke->dash_on);
        buffer_add_text(out, " ");
        put_number(out, stroke->dash_off);
        buffer_add_text(out, "\"");
    }
    if (stroke->cap == CAP_ROUND)
        buffer_add_text(out, " stroke-linecap=\"round\"");
    if (stroke->join == JOIN_ROUND)
        buffer_add_text(out, " stroke-linejoin=\"round\"");
    else
        buffer_add_text(out, " stroke-miterlimit=\"10\"");
}

static void put_path(struct buffer *out, const struct item *item)
{
    buffer_add_text(out, "<path");
    put_id(out, &item->key);
    put_path_data(out, &item->of.path.path);
    put_color(out, "fill", item->of.path.fill);
    put_stroke(out, &item->of.path.stroke);
    buffer_add_text(out, "/>\n");
}

static void put_outline(struct buffer *out, const struct svg *svg, const struct item *item)
{
    struct arena arena = {0};
    struct path path;
    painter_outline(svg->painter, item, &arena, &path);
    buffer_add_text(out, "<path");
    put_id(out, &item->key);
    buffer_add_text(out, " aria-label=\"");
    put_escaped(out, item->of.text.string);
    buffer_add_text(out, "\"");
    put_path_data(out, &path);
    put_color(out, "fill", item->of.text.color);
    buffer_add_text(out, "/>\n");
    arena_finish(&arena);
}

static void put_text(struct buffer *out, const struct item *item)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "start", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};
    buffer_add_text(out, "<text");
    put_id(out, &item->key);
    put_attribute(out, "x", item->of.text.at.x);
    put_attribute(out, "y", item->of.text.at.y);
    buffer_add_text(out, " font-family=\"");
    put_escaped(out, item->of.text.font.family);
    buffer_add_text(out, "\"");
    put_attribute(out, "font-size", item->of.text.font.size_pt);
    if (item->of.text.font.is_bold)
        buffer_add_text(out, " font-weight=\"bold\"");
    if (item->of.text.font.is_italic)
        buffer_add_text(out, " font-style=\"italic\"");
    buffer_format(out, " text-anchor=\"%s\"", anchors[item->of.text.anchor]);
    put_color(out, "fill", item->of.text.color);
    buffer_add_text(out, " xml:space=\"preserve\">");
    put_escaped(out, item->of.text.string);
    buffer_add_text(out, "</text>\n");
}

static void put_transform(struct buffer *out, struct point shift, double scale)
{
    buffer_add_text(out, " transform=\"translate(");
    put_number(out, shift.x);
    buffer_add_text(out, " ");
    put_number(out, shift.y);
    buffer_add_text(out, ")");
    if (scale != 1) {
        char room[NUMBER_ROOM];
        buffer_format(out, " scale(%s)", number_shortest(room, scale));
    }
    buffer_add_text(out, "\"");
}

static void put_item(struct buffer *out, const struct svg *svg, const struct item *item)
{
    switch (item->kind) {
    case ITEM_PATH:
        put_path(out, item);
        return;
    case ITEM_TEXT:
        if (svg->is_outlined)
            put_outline(out, svg, item);
        else
            put_text(out, item);
        return;
    case ITEM_GROUP_BEGIN:
        buffer_add_text(out, "<g");
        put_id(out, &item->key);
        put_transform(out, item->of.group.shift, item->of.group.scale);
        if (item->of.group.opacity < 1)
            put_attribute(out, "opacity", item->of.group.opacity);
        buffer_add_text(out, ">\n");
        return;
    case ITEM_GROUP_END:
        buffer_add_text(out, "</g>\n");
        return;
    }
}

/* ---- the page ---- */

static void put_head(struct buffer *out, const struct svg *svg, double width, double height)
{
    buffer_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    put_number(out, width);
    buffer_add_text(out, "pt\" height=\"");
    put_number(out, height);
    buffer_add_text(out, "pt\" viewBox=\"0 0 ");
    put_number(out, width);
    buffer_add_text(out, " ");
    put_number(out, height);
    buffer_add_text(out, "\" role=\"img\" aria-labelledby=\"title description\">\n"
                         "<title id=\"title\">");
    put_escaped(out, svg->title);
    buffer_add_text(out, "</title>\n<desc id=\"description\">");
    put_escaped(out, svg->description);
    buffer_add_text(out, "</desc>\n");
}

static void put_page(struct buffer *out, const struct svg *svg, const struct frame *frame)
{
    const struct canvas *canvas = frame->canvas;
    const struct display_list *list = frame->list;
    double unit = svg->pixel_pt, scale = canvas->scale * unit;
    struct point shift = {canvas->x * unit, canvas->y * unit};
    bool is_moved = fabs(scale - 1) > 1e-12 || shift.x != 0 || shift.y != 0;
    double width = page_side(list->width_pt * scale, (double)canvas->width * unit, unit);
    double height = page_side(list->height_pt * scale, (double)canvas->height * unit, unit);
    put_head(out, svg, width, height);
    if (canvas->background.alpha > 0) {
        buffer_add_text(out, "<rect id=\"background\" width=\"100%\" height=\"100%\"");
        put_color(out, "fill", canvas->background);
        buffer_add_text(out, "/>\n");
    }
    if (is_moved) {
        buffer_add_text(out, "<g id=\"page\"");
        put_transform(out, shift, scale);
        buffer_add_text(out, ">\n");
    }
    for (size_t i = 0; i < list->count; i++)
        put_item(out, svg, &list->items[i]);
    buffer_add_text(out, is_moved ? "</g>\n</svg>\n" : "</svg>\n");
}

/* ---- the encoder ---- */

static bool svg_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                     struct error *error)
{
    (void)error;
    struct svg *svg = memory_allocate(1, sizeof *svg);
    struct buffer title = {0}, description = {0};
    buffer_add_text(&title, settings->title ? settings->title : "");
    buffer_add_text(&description, settings->description ? settings->description : "");
    *svg = (struct svg){
        .sink = sink,
        .painter = settings->painter,
        .title = title.bytes,
        .description = description.bytes,
        .pixel_pt = 72 / rational_to_double(settings->dpi),
        .is_outlined = settings->is_text_outlined,
    };
    *state = svg;
    return true;
}

static bool svg_add(void *state, const struct frame *frame, struct error *error)
{
    struct svg *svg = state;
    struct buffer out = {0};
    put_page(&out, svg, frame);
    errno = 0;
    bool is_written = fwrite(out.bytes, 1, out.length, svg->sink->stream) == out.length;
    if (!is_written)
        sink_error(svg->sink, error);
    buffer_finish(&out);
    return is_written;
}

static void svg_abort(void *state)
{
    struct svg *svg = state;
    free(svg->title);
    free(svg->description);
    free(svg);
}

static bool svg_finish(void *state, struct error *error)
{
    (void)error;
    svg_abort(state);
    return true;
}

const struct encoder encoder_svg = {
    .name = "svg",
    .extension = "svg",
    .about = "a drawing for each step, every part with an id",
    .is_one_picture = true,
    .is_alpha_kept = true,
    .is_text = true,
    .open = svg_open,
    .add = svg_add,
    .finish = svg_finish,
    .abort = svg_abort,
};
