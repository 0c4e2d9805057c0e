/* SPDX-License-Identifier: MIT */
/*
 * A page to click through: one HTML file with its fonts, its script and all steps. The frame is
 * page/frame.html, in which each {{name}} is replaced. The page asks for nothing beyond itself, and
 * its policy forbids it to.
 */
#include "page.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "encoding/encoders.h"
#include "film_formats.h"
#include "page_fonts.h"
#include "page_json.h"
#include "svg_words.h"

#define PREFIX "s" /* of ids: the page has one picture */

struct html {
    struct sink *sink; /* borrowed */
    struct arena arena;
    const char *title, *description, *language; /* in the arena */
    double pixel_pt;                            /* a pixel's side in points */
    struct color paper;                         /* below a transparent picture */
    struct font_subsets *subsets;
    struct buffer fonts;             /* as rules, once all words are known */
    struct encoding_settings sounds; /* of the film; its tracks are borrowed */
    struct buffer sound;             /* a WebM file; empty: it is silent */
    struct page_steps steps;
    bool has_two_themes;
};

/* ---- what goes into the frame ---- */

static void put_file(const char *name, struct buffer *out)
{
    const struct embedded_file *file = embedded_find(embedded_page, embedded_page_count, name);
    buffer_add(out, file->text, file->length);
}

static void put_title(const struct html *html, struct buffer *out)
{
    svg_put_escaped(out, html->title);
}

static void put_language(const struct html *html, struct buffer *out)
{
    svg_put_escaped(out, html->language);
}

static void put_description(const struct html *html, struct buffer *out)
{
    svg_put_escaped(out, html->description);
}

static void put_about(const struct html *html, struct buffer *out)
{
    const char *about = html->steps.count > 0 ? html->steps.steps[0].notes.description : NULL;
    svg_put_escaped(out, about ? about : "");
}

static void put_fonts(const struct html *html, struct buffer *out)
{
    buffer_add(out, html->fonts.bytes, html->fonts.length);
}

static void put_look(const struct html *html, struct buffer *out)
{
    (void)html;
    put_file("look", out);
}

/* Ink of a light theme on dark surroundings could not be read. */
static void put_paper(const struct html *html, struct buffer *out)
{
    buffer_add_text(out, "#stage > svg { background: ");
    svg_put_color_name(out, html->paper);
    buffer_add_text(out, "; }\n");
    if (html->has_two_themes)
        buffer_add_text(out, "@media (prefers-color-scheme: dark) { #stage > svg { background: "
                             "none; } }\n");
}

static void put_view(const struct html *html, struct buffer *out)
{
    if (html->steps.count == 0)
        return;
    buffer_add_text(out, "0 0 ");
    svg_put_number(out, html->steps.steps[0].width);
    buffer_add_text(out, " ");
    svg_put_number(out, html->steps.steps[0].height);
}

static void put_rules(const struct html *html, struct buffer *out)
{
    if (html->steps.elements.rules.texts.count > 0)
        svg_put_rules(&html->steps.elements.rules, PREFIX, out);
}

static void put_picture(const struct html *html, struct buffer *out)
{
    const struct page_picture *first = &html->steps.steps[0].light;
    for (size_t i = 0; i < first->count && html->steps.count > 0; i++)
        if (first->tokens[i])
            page_put_markup(html->steps.elements.markup.texts[first->tokens[i] - 1], PREFIX, NULL,
                            NULL, out);
        else
            buffer_add_text(out, "</g>\n");
}

static void put_sound(const struct html *html, struct buffer *out)
{
    if (html->sound.length == 0)
        return;
    buffer_add_text(out, "<audio id=\"sound\" preload=\"auto\" src=\"data:audio/webm;base64,");
    svg_put_base64(out, (const unsigned char *)html->sound.bytes, html->sound.length);
    buffer_add_text(out, "\"></audio>\n");
}

static void put_film(const struct html *html, struct buffer *out)
{
    page_put_json(&html->steps, PREFIX, out);
}

static void put_script(const struct html *html, struct buffer *out)
{
    (void)html;
    put_file("script", out);
}

static const struct {
    const char *name;
    void (*put)(const struct html *html, struct buffer *out);
} pieces[] = {
    {"title", put_title},     {"language", put_language}, {"description", put_description},
    {"about", put_about},     {"fonts", put_fonts},       {"look", put_look},
    {"paper", put_paper},     {"view", put_view},         {"rules", put_rules},
    {"picture", put_picture}, {"sound", put_sound},       {"film", put_film},
    {"script", put_script},
};

static void put_piece(const struct html *html, const char *name, struct buffer *out)
{
    size_t i = 0;
    while (strncmp(name, pieces[i].name, strlen(pieces[i].name)) != 0 ||
           name[strlen(pieces[i].name)] != '}')
        i++;
    pieces[i].put(html, out);
}

static void put_frame(const struct html *html, struct buffer *out)
{
    const struct embedded_file *frame = embedded_find(embedded_page, embedded_page_count, "frame");
    const char *at = frame->text, *end = at + frame->length;
    while (at < end) {
        if (end - at < 2 || at[0] != '{' || at[1] != '{') {
            buffer_add(out, at++, 1);
            continue;
        }
        put_piece(html, at + 2, out);
        at = (const char *)memchr(at, '}', (size_t)(end - at)) + 2;
    }
}

/* ---- the encoder ---- */

static const char *copy(struct arena *arena, const char *text)
{
    const char *from = text ? text : "";
    return arena_copy_text(arena, from, strlen(from));
}

static bool html_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    (void)error;
    struct html *html = memory_allocate(1, sizeof *html);
    html->sink = sink;
    html->title = copy(&html->arena, settings->title);
    html->description = copy(&html->arena, settings->description);
    html->language = copy(&html->arena, settings->language);
    html->pixel_pt = 72 / rational_to_double(settings->dpi);
    html->paper = settings->matte;
    html->sounds =
        (struct encoding_settings){.length = settings->length, .tracks = settings->tracks};
    html->steps.elements.rules.holds_looks = true;
    html->subsets = font_subsets_create(settings->painter);
    *state = html;
    return true;
}

static bool html_add(void *state, const struct frame *frame, struct error *error)
{
    (void)error;
    struct html *html = state;
    page_add_fonts(html->subsets, frame);
    html->has_two_themes |= frame->dark != NULL;
    page_steps_add(&html->steps, frame, html->pixel_pt);
    return true;
}

static void html_abort(void *state)
{
    struct html *html = state;
    font_subsets_destroy(html->subsets);
    page_steps_finish(&html->steps);
    buffer_finish(&html->fonts);
    buffer_finish(&html->sound);
    arena_finish(&html->arena);
    free(html);
}

static bool html_finish(void *state, struct error *error)
{
    struct html *html = state;
    struct buffer out = {0};
    bool is_made = page_put_fonts(html->subsets, &html->fonts, error) &&
                   (html->sounds.tracks.sound_count == 0 ||
                    film_loader_encode_sound(&html->sounds, &html->sound, error));
    if (is_made)
        put_frame(html, &out);
    errno = 0;
    if (is_made && fwrite(out.bytes, 1, out.length, html->sink->stream) != out.length)
        is_made = sink_error(html->sink, error);
    buffer_finish(&out);
    html_abort(html);
    return is_made;
}

const struct encoder encoder_html = {
    .name = "html",
    .extension = "html",
    .about = "a page to click through, step by step",
    .wants_steps = true,
    .is_alpha_kept = true,
    .is_text = true,
    .holds_two_themes = true,
    .follows_reader = true,
    .open = html_open,
    .add = html_add,
    .finish = html_finish,
    .abort = html_abort,
};
