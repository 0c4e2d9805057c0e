/* SPDX-License-Identifier: MIT */
/* Words for the painter: a string is shaped once, at one size. Its extents and its outline are kept
 * with it and scaled to the size that is asked for: nothing in a text depends on its size. */
#include "text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fonts.h"
#include "outline.h"

enum {
    BUCKETS = 1024,
    MOST_RUNS = 8192,   /* then all are forgotten, so that memory does not grow with a film */
    OUTLINE_SCALE = 32, /* Cairo keeps a path in 1/256 units: outlines are exact to 1/8192 unit */
};

/* One string in one font, of any size. */
struct run {
    struct run *next; /* in its bucket */
    struct font font; /* family: the arena's; of any size */
    const char *string;
    struct glyphs glyphs;        /* in the arena */
    struct text_extents extents; /* as the outline: at TEXT_SIZE_PT */
    bool is_outlined;
    struct path outline; /* in the arena, once is_outlined */
    struct mask *masks;  /* owned: of the outline */
};

struct text {
    const char *language; /* the shaper's */
    struct shaper shaper;
    bool is_open; /* since the first word */
    struct fonts fonts[FONT_SOURCES];
    cairo_t *scratch;     /* where outlines are taken */
    struct error failure; /* the first; status 0: none */
    struct arena arena;
    size_t run_count;
    struct run *buckets[BUCKETS];
};

/* The default is the locale's, on which no picture may depend. */
struct text *text_create(void)
{
    struct text *text = memory_allocate(1, sizeof(struct text));
    text_set_language(text, "en");
    return text;
}

void text_set_language(struct text *text, const char *language)
{
    assert(!text->is_open);
    text->shaper.language = hb_language_from_string(language, -1);
    text->language = hb_language_to_string(text->shaper.language);
}

static void open_fonts(struct text *text)
{
    if (text->is_open)
        return;
    text->is_open = true;
    /* Without bounds: Cairo leaves out glyphs more than ten sizes beyond a surface's own. */
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    text->scratch = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_scale(text->scratch, OUTLINE_SCALE, OUTLINE_SCALE);
}

static struct fonts *fonts_of(struct text *text, enum font_source source)
{
    open_fonts(text);
    fonts_open(&text->fonts[source], source);
    return &text->fonts[source];
}

bool text_has_family(struct text *text, const char *families)
{
    bool is_found = false;
    for (int i = 0; i < FONT_SOURCES && !is_found; i++)
        is_found = fonts_have(fonts_of(text, (enum font_source)i), families);
    return is_found;
}

static void forget_runs(struct text *text)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        for (struct run *run = text->buckets[i]; run; run = run->next)
            outline_forget_masks(&run->masks);
        text->buckets[i] = NULL;
    }
    text->run_count = 0;
    arena_reset(&text->arena);
}

void text_destroy(struct text *text)
{
    if (!text)
        return;
    forget_runs(text);
    arena_finish(&text->arena);
    shaper_finish(&text->shaper);
    cairo_destroy(text->scratch);
    for (int i = 0; i < FONT_SOURCES; i++)
        fonts_close(&text->fonts[i]);
    free(text);
}

bool text_check(const struct text *text, struct error *error)
{
    if (text->failure.status)
        *error = text->failure;
    return !text->failure.status;
}

/* ---- runs ---- */

static size_t hash_of(const struct font *font, const char *string)
{
    uint32_t hash = hash_start ^ font->is_bold ^ (uint32_t)font->is_italic << 1;
    hash = hash_bytes(hash, font->family, strlen(font->family));
    return hash_bytes(hash, string, strlen(string)) % BUCKETS;
}

static bool is_run_of(const struct run *run, const struct font *font, const char *string)
{
    return run->font.is_bold == font->is_bold && run->font.is_italic == font->is_italic &&
           strcmp(run->string, string) == 0 && strcmp(run->font.family, font->family) == 0;
}

/* In the first fonts that have the family and all characters; but where the family lacks some,
 * those of more folders have no other rules for them. */
static struct glyphs shape(struct text *text, const struct font *font, const char *string)
{
    struct glyphs glyphs = {0};
    bool is_whole = false, has_font = false;
    for (int i = 0; i < FONT_SOURCES && !is_whole; i++) {
        struct fonts *fonts =
            has_font && i < FONTS_OF_SYSTEM ? NULL : fonts_of(text, (enum font_source)i);
        if (!fonts || !fonts->config)
            continue;
        struct faces *faces = fonts_faces(fonts, font, text->language);
        glyphs = shaping_shape(&text->shaper, faces, string, &text->arena);
        has_font = fonts_have_font(faces);
        is_whole = has_font && fonts_suffice(&glyphs, font);
    }
    return glyphs;
}

static struct run *run_of(struct text *text, const struct font *font, const char *string)
{
    size_t bucket = hash_of(font, string);
    for (struct run *run = text->buckets[bucket]; run; run = run->next)
        if (is_run_of(run, font, string))
            return run;
    open_fonts(text);
    if (text->run_count == MOST_RUNS)
        forget_runs(text);
    struct run *run = arena_allocate(&text->arena, 1, sizeof *run);
    run->font = *font;
    run->font.family = arena_copy_text(&text->arena, font->family, strlen(font->family));
    run->string = arena_copy_text(&text->arena, string, strlen(string));
    run->glyphs = shape(text, font, string);
    if (!text->failure.status)
        fonts_check_letters(&run->glyphs, string, &text->failure);
    run->extents = shaping_extents(&run->glyphs);
    run->next = text->buckets[bucket];
    text->buckets[bucket] = run;
    text->run_count++;
    return run;
}

struct text_extents text_measure(struct text *text, const struct font *font, const char *string)
{
    const struct text_extents *extents = &run_of(text, font, string)->extents;
    double scale = font->size_pt / TEXT_SIZE_PT;
    return (struct text_extents){
        extents->width * scale,
        extents->ascent * scale,
        extents->descent * scale,
    };
}

/* The font draws a box in place of a character that no font of the system has. */
struct text_gaps text_find_gaps(struct text *text, const struct font *font, const char *string)
{
    struct text_gaps gaps = {0, SIZE_MAX};
    const struct glyphs *glyphs = &run_of(text, font, string)->glyphs;
    if (text->failure.status)
        return gaps; /* told by text_check */
    for (size_t r = 0; r < glyphs->count; r++) {
        const struct glyph_run *run = &glyphs->runs[r];
        for (size_t i = 0; i < run->count; i++) {
            if (run->glyphs[i].index != 0)
                continue;
            size_t byte = run->glyphs[i].byte;
            gaps.first = byte < gaps.first ? byte : gaps.first;
            gaps.count++;
        }
    }
    return gaps;
}

/* One whose fonts are opened: to measure it, they need not be. */
static struct run *opened_run(struct text *text, const struct font *font, const char *string)
{
    struct run *run = run_of(text, font, string);
    if (!text->failure.status)
        fonts_check_files(&run->glyphs, &text->failure);
    return run;
}

const struct glyphs *text_glyphs(struct text *text, const struct font *font, const char *string)
{
    return &opened_run(text, font, string)->glyphs;
}

/* ---- outlines ---- */

static const struct {
    enum path_verb verb;
    size_t points;
} parts[] = {
    [CAIRO_PATH_MOVE_TO] = {PATH_MOVE, 1},
    [CAIRO_PATH_LINE_TO] = {PATH_LINE, 1},
    [CAIRO_PATH_CURVE_TO] = {PATH_CURVE, 3},
    [CAIRO_PATH_CLOSE_PATH] = {PATH_CLOSE, 0},
};

/* Cairo adds a move after every close; one that nothing is drawn from is left out. */
static bool is_idle_move(const cairo_path_t *from, int at)
{
    int next = at + from->data[at].header.length;
    return from->data[at].header.type == CAIRO_PATH_MOVE_TO &&
           (next >= from->num_data || from->data[next].header.type == CAIRO_PATH_MOVE_TO);
}

static void copy_outline(const cairo_path_t *from, struct arena *arena, struct path *out)
{
    size_t room = (size_t)from->num_data;
    unsigned char *verbs = arena_allocate(arena, room, sizeof *verbs);
    struct point *points = arena_allocate(arena, room, sizeof *points);
    *out = (struct path){.verbs = verbs, .points = points};
    for (int i = 0; i < from->num_data; i += from->data[i].header.length) {
        const cairo_path_data_t *data = &from->data[i];
        if (is_idle_move(from, i))
            continue;
        verbs[out->verb_count++] = (unsigned char)parts[data->header.type].verb;
        for (size_t p = 1; p <= parts[data->header.type].points; p++)
            points[out->point_count++] = (struct point){data[p].point.x, data[p].point.y};
    }
}

static void note_status(struct text *text, cairo_status_t status)
{
    if (status && !text->failure.status)
        error_set(&text->failure, STATUS_FILE, "cannot draw words: %s",
                  cairo_status_to_string(status));
}

static bool has_ink(const struct face *face, uint32_t index)
{
    hb_glyph_extents_t ink;
    return hb_font_get_glyph_extents(face->font, index, &ink) && ink.width != 0 && ink.height != 0;
}

/* Whether the glyph has an outline, if it has ink. Without memory FreeType's may be empty: then
 * Cairo says nothing, and a letter would be missing. */
static bool is_outlined(cairo_t *scratch, struct face *face, uint32_t index)
{
    const cairo_glyph_t one = {.index = index};
    double left, top, right, bottom;
    cairo_set_scaled_font(scratch, face_scaled(face));
    cairo_new_path(scratch);
    cairo_glyph_path(scratch, &one, 1);
    cairo_path_extents(scratch, &left, &top, &right, &bottom);
    return (right > left && bottom > top) || !has_ink(face, index);
}

static cairo_status_t check_glyphs(const struct text *text, const struct glyphs *glyphs)
{
    for (size_t r = 0; r < glyphs->count; r++) {
        const struct glyph_run *run = &glyphs->runs[r];
        for (size_t i = 0; i < run->count; i++)
            if (!is_outlined(text->scratch, run->face, run->glyphs[i].index))
                return CAIRO_STATUS_NO_MEMORY;
    }
    return cairo_status(text->scratch);
}

static struct run *outlined_run(struct text *text, const struct font *font, const char *string)
{
    struct run *run = run_of(text, font, string);
    if (run->is_outlined)
        return run;
    run = opened_run(text, font, string);
    cairo_new_path(text->scratch);
    shaping_add_path(&run->glyphs, text->scratch);
    cairo_path_t *path = cairo_copy_path(text->scratch);
    copy_outline(path, &text->arena, &run->outline);
    note_status(text, path->status ? path->status : check_glyphs(text, &run->glyphs));
    cairo_path_destroy(path);
    run->is_outlined = true;
    return run;
}

const struct path *text_outline(struct text *text, const struct font *font, const char *string)
{
    return &outlined_run(text, font, string)->outline;
}

const struct mask *text_mask(struct text *text, const struct font *font, const char *string,
                             double scale)
{
    struct run *run = outlined_run(text, font, string);
    return outline_mask(&run->masks, &run->outline, scale);
}

struct point text_origin(struct text *text, const struct item *item)
{
    static const double shares[] = {
        [ANCHOR_START] = 0,
        [ANCHOR_MIDDLE] = 0.5,
        [ANCHOR_END] = 1,
    };
    struct point at = item->of.text.at;
    if (item->of.text.anchor != ANCHOR_START) {
        double width = text_measure(text, &item->of.text.font, item->of.text.string).width;
        at.x -= shares[item->of.text.anchor] * width;
    }
    return at;
}
