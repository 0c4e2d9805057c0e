/* SPDX-License-Identifier: MIT */
/* Random pages: layers in every view, alone and as panels, with long words, notes and indices, in
 * every language and theme, on any canvas and on paper. Include after cmocka.h. */
#ifndef CONVREEL_TESTS_RANDOM_PAGES_H
#define CONVREEL_TESTS_RANDOM_PAGES_H

#include "pages.h"
#include "random_layers.h"

static const char long_title[] =
    "Every number of a map is a sum of products, and which ones they are is what this shows";
static const char long_name[] = "a photograph of a garden in the early morning light";

/* A cell, or a range; a ring alone has no words. */
static void add_note(struct buffer *text, uint64_t *seed, const struct added *added)
{
    static const char *const words[] = {
        "text: here, ", "text: read four times, ",
        "text: this is where the window of the first output unit begins, ",
        "text: \"*x* is $o = 5$\", ", ""};
    static const char *const maps[] = {"input", "output"};
    int map = pick(seed, 0, 1);
    buffer_format(text, "  - {%sat: {%s: [", PICK_OF(seed, words), maps[map]);
    if (added->channels[map] > 1)
        buffer_format(text, "%d, ", pick(seed, 0, added->channels[map] - 1));
    for (int i = 0; i < added->axes; i++)
        buffer_format(text, "%s%s",
                      pick(seed, 0, 3) == 0   ? "0..1"
                      : pick(seed, 0, 1) == 0 ? "0"
                                              : "1",
                      i + 1 < added->axes ? ", " : "]}");
    buffer_format(text, pick(seed, 0, 3) == 0 ? ", steps: 0..3}\n" : "}\n");
}

/* What stands round a layer. */
static void add_words(struct buffer *text, uint64_t *seed, const struct added *added)
{
    static const char *const inputs[] = {"x", long_name, "image"};
    static const char *const outputs[] = {"edges", "all of the edges that a Sobel kernel finds",
                                          "y", "\xe8\xbe\x93\xe5\x87\xba\xe7\x89\xb9\xe5\xbe\x81",
                                          "\xd7\xa4\xd7\x9c\xd7\x98"};
    static const char *const shows[] = {"{indices: true}",
                                        "{values: symbols}",
                                        "{sum: false}",
                                        "{labels: false}",
                                        "{indices: true, values: symbols}",
                                        "{kernel: false}",
                                        "{padding: false}",
                                        "{output: all}",
                                        "{ruler: true}",
                                        "{ruler: true, indices: true}",
                                        "{dimensions: false}",
                                        "{formula: false}",
                                        "{output: question}",
                                        "{output: blank}",
                                        "{values: false}",
                                        "{sizes: false}",
                                        "all",
                                        "none",
                                        "{legend: false, indices: true}"};
    if (pick(seed, 0, 2) == 0)
        buffer_format(text, "names: {input: %s, output: %s%s}\n", PICK_OF(seed, inputs),
                      PICK_OF(seed, outputs), pick(seed, 0, 2) ? "" : ", kernel: a learned filter");
    else if (added->channels[0] == 3)
        buffer_format(text, "names: {input: [red, green, a name of a channel]}\n");
    if (pick(seed, 0, 1) && !strstr(text->bytes, "show: "))
        buffer_format(text, "show: %s\n", PICK_OF(seed, shows));
    int notes = added->axes > 0 && pick(seed, 0, 2) == 0 ? pick(seed, 1, 3) : 0;
    if (notes > 0)
        buffer_format(text, "notes:\n");
    for (int i = 0; i < notes; i++)
        add_note(text, seed, added);
}

static void add_theme(struct buffer *text, uint64_t *seed)
{
    static const char *const changes[] = {"strokes: {thin: 1.5, thick: 4, window: 7}",
                                          "font: {words: 22}",
                                          "font: {values: 5, small: 12}",
                                          "font: {values: 30}",
                                          "sizes: {cell: 60, margin: 2}",
                                          "sizes: {cell: 9}, strokes: {thick: 3, window: 0}",
                                          "font: {figure_height: 1}"};
    buffer_format(text, "theme: ");
    if (pick(seed, 0, 4) == 0)
        buffer_format(text, "{from: %s, %s}\n", pick_theme(seed), PICK_OF(seed, changes));
    else
        buffer_format(text, "%s\n", pick_theme(seed));
}

static void add_scene_words(struct buffer *text, uint64_t *seed)
{
    static const char *const languages[] = {"en", "de", "es", "fr", "pt", "zh"};
    static const char *const titles[] = {"Convolution", "Convolution", long_title,
                                         "\xd7\xa7\xd7\x95\xd7\xa0\xd7\x91\xd7\x95"
                                         "\xd7\x9c\xd7\x95\xd7\xa6\xd7\x99\xd7\x94",
                                         "\xe5\x8d\xb7\xe7\xa7\xaf\xe7\xbd\x91\xe7\xbb\x9c"};
    add_theme(text, seed);
    buffer_format(text, "language: %s\n", PICK_OF(seed, languages));
    if (pick(seed, 0, 2))
        buffer_format(text, "title: %s\n", PICK_OF(seed, titles));
    if (pick(seed, 0, 2) == 0)
        buffer_format(text, "caption: %s\n", pick(seed, 0, 2) ? "Where it comes from" : long_title);
    if (pick(seed, 0, 3) == 0)
        buffer_format(text, "credit: A lecturer, 2024\n");
    if (pick(seed, 0, 5) == 0)
        buffer_format(text, "steps: [{at: 0, say: It begins here.}]\n");
}

/* The lines of a scene as an item of a list, but for a key; the scene is gone then. */
static void add_item(struct buffer *text, struct buffer *scene, const char *left_out)
{
    char *rest, *line = strtok_r(scene->bytes, "\n", &rest);
    for (int n = 0; line; line = strtok_r(NULL, "\n", &rest))
        if (!left_out || strncmp(line, left_out, strlen(left_out)) != 0)
            buffer_format(text, n++ == 0 ? "  - %s\n" : "    %s\n", line);
    buffer_finish(scene);
}

static void add_panels(struct buffer *text, uint64_t *seed)
{
    int count = pick(seed, 2, 4), columns = pick(seed, 0, 4) == 0 ? pick(seed, 1, count) : 0;
    buffer_format(text, "panels:\n");
    if (columns > 0)
        buffer_format(text, "  columns: %d\n  each:\n", columns);
    for (int i = 0; i < count; i++) {
        struct buffer panel = {0};
        struct added added = kinds[pick(seed, 0, KINDS - 1)](&panel, seed);
        if (pick(seed, 0, 3) == 0)
            buffer_format(&panel, "caption: a panel of its own\n");
        if (pick(seed, 0, 3) == 0)
            add_words(&panel, seed, &added);
        add_item(text, &panel, "order"); /* a panel has none of its own */
    }
}

static void pick_canvas(uint64_t *seed, struct page *page)
{
    static const size_t canvases[][2] = {{1920, 1080}, {1920, 1080}, {480, 270},   {0, 0},
                                         {1080, 1080}, {1080, 1920}, {3840, 2160}, {640, 480},
                                         {320, 180},   {240, 240},   {2560, 720},  {1280, 720},
                                         {600, 1600},  {854, 480}};
    size_t n = (size_t)pick(seed, 0, 13), paper_width = pick(seed, 0, 1) ? 249 : 482;
    bool is_any = pick(seed, 0, 5) == 0; /* of any width and height */
    page->is_paper = pick(seed, 0, 5) == 0;
    page->width = page->is_paper ? paper_width : canvases[n][0];
    page->height = page->is_paper ? (pick(seed, 0, 1) ? 0 : 300) : canvases[n][1];
    if (is_any && (page->is_paper || page->height > 0))
        page->width = (size_t)pick(seed, 160, page->is_paper ? 600 : 2400);
    if (is_any && page->height > 0)
        page->height = (size_t)pick(seed, 160, page->is_paper ? 600 : 2000);
}

/* Writes the scene of a seed and picks what it is drawn on; the text is the page's. */
static inline void pick_page(uint64_t *seed, struct buffer *text, struct page *page)
{
    add_scene_words(text, seed);
    if (pick(seed, 0, 5) == 0) {
        add_panels(text, seed);
    } else {
        struct added added = kinds[pick(seed, 0, KINDS - 1)](text, seed);
        add_words(text, seed, &added);
    }
    *page = (struct page){.text = text->bytes};
    pick_canvas(seed, page);
}

#endif
