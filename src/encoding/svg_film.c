/* SPDX-License-Identifier: MIT */
/*
 * One SVG that moves by itself, with style sheets alone: for pages that show it as a picture. All
 * steps lie over each other, and each element is shown in its own; readers that know no animation
 * see the last step.
 */
#include "encoding/encoders.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "page_fonts.h"
#include "svg_keyframes.h"
#include "svg_words.h"

struct svg_film {
    struct sink *sink; /* borrowed */
    struct svg_head head;
    double pixel_pt;              /* a pixel's side in points */
    size_t loop;                  /* times; 0: for ever */
    struct font_subsets *subsets; /* NULL: words are outlines */
    struct buffer fonts;          /* as rules, once all words are known */
    struct page_steps steps;
    bool has_two_themes;
};

/* The file at work. */
struct writing {
    const struct svg_film *film;
    const char *prefix;
    struct svg_keyframes keyframes;
    struct buffer drawing;
    size_t passing; /* elements that are not always shown, or in two trees: many have one key */
};

/* ---- the drawing ---- */

/* An image has a style of its own: a group takes the attributes. */
static void put_element(struct writing *writing, const char *markup, const char *id_end,
                        const char *attributes)
{
    bool is_image = strncmp(markup, "<image", 6) == 0;
    if (is_image)
        buffer_format(&writing->drawing, "<g%s>", attributes);
    page_put_markup(markup, writing->prefix, id_end, is_image ? NULL : attributes,
                    &writing->drawing);
    if (is_image)
        buffer_add_text(&writing->drawing, "</g>\n");
}

static void put_nodes(struct writing *writing, const struct svg_node *node,
                      const struct svg_node *group)
{
    const struct page_steps *steps = &writing->film->steps;
    for (; node; node = node->next) {
        const char *markup = steps->elements.markup.texts[node->token - 1];
        struct buffer names = {0}, attributes = {0};
        char number[32] = "";
        if (steps->has_dark || memchr(node->is_shown, 0, steps->count))
            snprintf(number, sizeof number, "--%zu", ++writing->passing);
        svg_keyframes_find(&writing->keyframes, node, group, writing->prefix, &names);
        buffer_add_text(&attributes,
                        node->is_shown[steps->count - 1] ? "" : " visibility=\"hidden\"");
        if (names.length > 0)
            buffer_format(&attributes, " style=\"animation-name:%s\"", names.bytes);
        put_element(writing, markup, number, attributes.bytes);
        if (page_is_group(markup)) {
            put_nodes(writing, node->child, node);
            buffer_add_text(&writing->drawing, "</g>\n");
        }
        buffer_finish(&names);
        buffer_finish(&attributes);
    }
}

/* All steps in one theme. */
static void put_tree(struct writing *writing, bool is_dark)
{
    const struct page_steps *steps = &writing->film->steps;
    struct arena arena = {0};
    struct svg_node *first = NULL;
    for (size_t n = 0; n < steps->count; n++) {
        const struct page_step *step = &steps->steps[n];
        const struct page_picture *picture =
            is_dark && step->dark.tokens ? &step->dark : &step->light;
        svg_tree_add(&first, &steps->elements, picture, n, steps->count, &arena);
    }
    put_nodes(writing, first, NULL);
    arena_finish(&arena);
}

/* ---- the file ---- */

static struct svg_page page_around(const struct page_steps *steps)
{
    struct svg_page page = {0};
    for (size_t n = 0; n < steps->count; n++) {
        const struct page_step *step = &steps->steps[n];
        page.width = step->width > page.width ? step->width : page.width;
        page.height = step->height > page.height ? step->height : page.height;
    }
    return page;
}

/* Where some steps differ in more than colours, both are there and one is shown. */
static void put_drawings(struct writing *writing)
{
    const char *prefix = writing->prefix;
    if (!writing->film->steps.has_dark) {
        put_tree(writing, false);
        return;
    }
    buffer_format(&writing->drawing,
                  "<style>@media (prefers-color-scheme: dark) {\n"
                  "#%s-light{display:none}\n#%s-dark{display:inline}\n}</style>\n"
                  "<g id=\"%s-light\">\n",
                  prefix, prefix, prefix);
    put_tree(writing, false);
    buffer_format(&writing->drawing, "</g>\n<g id=\"%s-dark\" display=\"none\">\n", prefix);
    put_tree(writing, true);
    buffer_add_text(&writing->drawing, "</g>\n");
}

static void put_film(const struct svg_film *film, const struct svg_glides *glides,
                     const char *prefix, struct buffer *out)
{
    const struct page_steps *steps = &film->steps;
    const struct svg_page page = page_around(steps);
    struct writing writing = {.film = film, .prefix = prefix};
    writing.keyframes = (struct svg_keyframes){.steps = steps, .glides = glides};
    for (size_t n = 0; n < steps->count; n++)
        writing.keyframes.length += steps->steps[n].duration;
    put_drawings(&writing);
    svg_put_head(out, &film->head, prefix, &page, film->has_two_themes);
    buffer_add_text(out, "<style>\n");
    buffer_add_text(out, film->fonts.length > 0 ? film->fonts.bytes : "");
    svg_keyframes_put(&writing.keyframes, prefix, film->loop, out);
    buffer_add_text(out, "</style>\n");
    if (steps->elements.rules.texts.count > 0)
        svg_put_rules(&steps->elements.rules, prefix, out);
    buffer_format(out, "<g id=\"%s-film\">\n", prefix);
    buffer_add_text(out, writing.drawing.length > 0 ? writing.drawing.bytes : "");
    buffer_add_text(out, "</g>\n</svg>\n");
    svg_keyframes_finish(&writing.keyframes);
    buffer_finish(&writing.drawing);
}

/* Of the file with an empty prefix. */
static uint32_t hash_of_film(const struct svg_film *film, const struct svg_glides *glides)
{
    struct buffer all = {0};
    put_film(film, glides, "", &all);
    uint32_t hash = hash_bytes(hash_start, all.bytes, all.length);
    buffer_finish(&all);
    return hash;
}

static bool write_film(const struct svg_film *film, struct error *error)
{
    struct svg_glides glides;
    struct buffer out = {0};
    char prefix[16];
    svg_glides_find(&film->steps, &glides);
    snprintf(prefix, sizeof prefix, "c%08" PRIx32, hash_of_film(film, &glides));
    put_film(film, &glides, prefix, &out);
    errno = 0;
    bool is_written = fwrite(out.bytes, 1, out.length, film->sink->stream) == out.length;
    if (!is_written)
        sink_error(film->sink, error);
    svg_glides_finish(&glides);
    buffer_finish(&out);
    return is_written;
}

/* ---- the encoder ---- */

static bool svg_film_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                          struct error *error)
{
    (void)error;
    struct svg_film *film = memory_allocate(1, sizeof *film);
    film->sink = sink;
    film->head = svg_head_of(settings);
    film->pixel_pt = 72 / rational_to_double(settings->dpi);
    film->loop = settings->loop;
    if (settings->is_text_outlined)
        film->steps.painter = settings->painter;
    else
        film->subsets = font_subsets_create(settings->painter);
    *state = film;
    return true;
}

static bool svg_film_add(void *state, const struct frame *frame, struct error *error)
{
    (void)error;
    struct svg_film *film = state;
    page_add_fonts(film->subsets, frame);
    film->has_two_themes |= frame->dark != NULL;
    page_steps_add(&film->steps, frame, film->pixel_pt);
    return true;
}

static void svg_film_abort(void *state)
{
    struct svg_film *film = state;
    svg_head_finish(&film->head);
    font_subsets_destroy(film->subsets);
    buffer_finish(&film->fonts);
    page_steps_finish(&film->steps);
    free(film);
}

static bool svg_film_finish(void *state, struct error *error)
{
    struct svg_film *film = state;
    bool is_made = (!film->subsets || page_put_fonts(film->subsets, &film->fonts, error)) &&
                   write_film(film, error);
    svg_film_abort(film);
    return is_made;
}

const struct encoder encoder_svg_film = {
    .name = "svg",
    .extension = "svg",
    .about = "all steps in one drawing that moves by itself",
    .wants_steps = true,
    .is_alpha_kept = true,
    .is_text = true,
    .has_loop = true,
    .has_outlines = true,
    .holds_two_themes = true,
    .moving = &encoder_svg_film,
    .open = svg_film_open,
    .add = svg_film_add,
    .finish = svg_film_finish,
    .abort = svg_film_abort,
};
