/* SPDX-License-Identifier: MIT */
/*
 * SVG, written from the display list itself. Ids begin with a number that follows from the file's
 * bytes: many figures can stand in one HTML page. One that is drawn in two themes follows the
 * reader's setting.
 */
#include "encoding/encoders.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "svg_items.h"
#include "svg_page.h"
#include "svg_words.h"

struct svg {
    struct sink *sink;       /* borrowed */
    struct painter *painter; /* borrowed; for outlines */
    struct svg_head words;   /* owned */
    double pixel_pt;         /* a pixel's side in points */
    bool is_outlined;
};

/* ---- the drawing ---- */

/* dark: what differs in nothing but colours. */
static void put_drawing(const struct svg_pen *pen, const struct svg_page *page,
                        const struct svg_page *dark)
{
    bool is_moved = svg_page_is_moved(page);
    svg_put_background(pen, page->background, dark->background);
    if (is_moved)
        svg_begin_group(pen, "page", page->shift, page->scale);
    for (size_t i = 0; i < page->list->count; i++)
        svg_put_item(pen, &page->list->items[i], &dark->list->items[i]);
    if (is_moved)
        svg_end_group(pen);
}

/* Two drawings of unlike shape, one of which is shown. */
static void put_twins(const struct svg_pen *pen, const struct svg_page *light,
                      const struct svg_page *dark)
{
    char name[32];
    struct svg_pen dark_pen = *pen;
    dark_pen.prefix = name;
    snprintf(name, sizeof name, "%s-dark", pen->prefix);
    buffer_format(pen->out,
                  "<style>@media (prefers-color-scheme: dark) {\n"
                  "#%s-all{display:none}\n#%s-all{display:inline}\n}</style>\n",
                  pen->prefix, name);
    buffer_format(pen->out, "<g id=\"%s-all\">\n", pen->prefix);
    put_drawing(pen, light, light);
    buffer_format(pen->out, "</g>\n<g id=\"%s-all\" display=\"none\">\n", name);
    put_drawing(&dark_pen, dark, dark);
    svg_end_group(pen);
}

/* ---- the page ---- */

/* A page that holds both, each in its middle. */
static struct svg_page around(struct svg_page *light, struct svg_page *dark)
{
    struct svg_page all = *light, *const pages[] = {light, dark};
    all.width = fmax(light->width, dark->width);
    all.height = fmax(light->height, dark->height);
    for (size_t i = 0; i < 2; i++) {
        pages[i]->shift.x += (all.width - pages[i]->width) / 2;
        pages[i]->shift.y += (all.height - pages[i]->height) / 2;
    }
    return all;
}

static void put_two(struct buffer *out, const struct svg *svg, const struct svg_pen *pen,
                    struct svg_page light, struct svg_page dark)
{
    struct buffer drawing = {0};
    struct svg_rules rules = {0};
    struct svg_pen own = *pen;
    own.out = &drawing;
    if (svg_page_is_recolored(&light, &dark)) {
        own.rules = &rules;
        put_drawing(&own, &light, &dark);
        svg_put_head(out, &svg->words, pen->prefix, &light, true);
        svg_put_rules(&rules, pen->prefix, out);
    } else {
        struct svg_page all = around(&light, &dark);
        svg_put_head(out, &svg->words, pen->prefix, &all, true);
        put_twins(&own, &light, &dark);
    }
    buffer_add(out, drawing.bytes, drawing.length);
    buffer_finish(&drawing);
    svg_rules_finish(&rules);
}

static void put_page(struct buffer *out, const struct svg *svg, const struct frame *frame,
                     const char *prefix)
{
    const struct svg_pen pen = {
        .out = out, .prefix = prefix, .painter = svg->is_outlined ? svg->painter : NULL};
    struct svg_page page = svg_page_of(frame->list, frame->canvas, svg->pixel_pt);
    if (frame->dark) {
        put_two(out, svg, &pen, page,
                svg_page_of(frame->dark->list, frame->dark->canvas, svg->pixel_pt));
    } else {
        svg_put_head(out, &svg->words, prefix, &page, false);
        put_drawing(&pen, &page, &page);
    }
    buffer_add_text(out, "</svg>\n");
}

/* Of the page with an empty prefix. */
static uint32_t hash_of_page(const struct svg *svg, const struct frame *frame)
{
    struct buffer page = {0};
    put_page(&page, svg, frame, "");
    uint32_t hash = hash_bytes(hash_start, page.bytes, page.length);
    buffer_finish(&page);
    return hash;
}

/* ---- the encoder ---- */

static bool svg_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                     struct error *error)
{
    (void)error;
    struct svg *svg = memory_allocate(1, sizeof *svg);
    *svg = (struct svg){
        .sink = sink,
        .painter = settings->painter,
        .words = svg_head_of(settings),
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
    char prefix[16];
    snprintf(prefix, sizeof prefix, "c%08" PRIx32, hash_of_page(svg, frame));
    put_page(&out, svg, frame, prefix);
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
    svg_head_finish(&svg->words);
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
    .has_outlines = true,
    .holds_two_themes = true,
    .moving = &encoder_svg_film,
    .open = svg_open,
    .add = svg_add,
    .finish = svg_finish,
    .abort = svg_abort,
};
