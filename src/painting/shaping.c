/* SPDX-License-Identifier: MIT */
/*
 * A line from string to glyphs, for text.c: FriBidi says which way its characters are read,
 * fontconfig which fonts have them, and HarfBuzz places the glyphs of each stretch that has one
 * direction, one script and one font.
 */
#include "shaping.h"

#include <string.h>

#include <fribidi.h>

struct character {
    size_t byte; /* of the string */
    hb_script_t script;
    struct face *face;
    FriBidiLevel level; /* odd: read from right to left */
};

/* A line, and behind its last character where it ends. */
struct line {
    const char *string;
    struct character *characters;
    size_t count;
    bool is_broken; /* memory ran out */
};

void shaper_finish(struct shaper *shaper)
{
    hb_buffer_destroy(shaper->buffer);
    arena_finish(&shaper->arena);
    *shaper = (struct shaper){0};
}

/* ---- stretches ---- */

static bool is_script(hb_script_t script)
{
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED;
}

/* What belongs to no script takes that of what is before it, at the start of what follows. */
static void spread_scripts(struct line *line)
{
    size_t first = 0;
    while (first < line->count && !is_script(line->characters[first].script))
        first++;
    hb_script_t script = first < line->count ? line->characters[first].script : HB_SCRIPT_COMMON;
    for (size_t i = 0; i < line->count; i++) {
        struct character *character = &line->characters[i];
        script = is_script(character->script) ? character->script : script;
        character->script = script;
    }
}

/* Whether nothing is drawn for it, so that any font does. */
static bool is_blank(unsigned code)
{
    switch ((int)hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL:
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
    case HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR:
        return true;
    default:
        return false;
    }
}

/* A blank between two words of one font is that font's, any other one the first's. */
static void choose_faces(struct line *line, struct faces *faces)
{
    struct face *next = faces->first, *last = faces->first;
    for (size_t i = line->count; i-- > 0;) {
        unsigned code = character_code(line->string + line->characters[i].byte);
        struct face *found = is_blank(code) ? next : faces_with(faces, code);
        next = found ? found : faces->first;
        line->characters[i].face = next;
    }
    for (size_t i = 0; i < line->count; i++) {
        struct character *character = &line->characters[i];
        if (character->face != last && is_blank(character_code(line->string + character->byte)))
            character->face = faces->first;
        last = character->face;
    }
}

/* No character below is read from right to left, nor is a mark that says so. */
static const unsigned first_from_right = 0x590;

/* False: memory ran out. */
static bool find_levels(struct line *line, struct arena *arena)
{
    size_t count = line->count;
    FriBidiChar *codes = arena_allocate(arena, count, sizeof *codes), greatest = 0;
    for (size_t i = 0; i < count; i++) {
        codes[i] = character_code(line->string + line->characters[i].byte);
        greatest = codes[i] > greatest ? codes[i] : greatest;
    }
    if (greatest < first_from_right)
        return true;
    FriBidiCharType *types = arena_allocate(arena, count, sizeof *types);
    FriBidiBracketType *brackets = arena_allocate(arena, count, sizeof *brackets);
    FriBidiLevel *levels = arena_allocate(arena, count, sizeof *levels);
    FriBidiParType base = FRIBIDI_PAR_WLTR;
    fribidi_get_bidi_types(codes, (int)count, types);
    fribidi_get_bracket_types(codes, (int)count, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, (int)count, &base, levels) == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        line->characters[i].level = levels[i];
    return true;
}

static struct line read_line(const char *string, struct faces *faces, struct arena *arena)
{
    size_t count = character_count(string, strlen(string)), byte = 0;
    struct line line = {
        .string = string,
        .characters = arena_allocate(arena, count + 1, sizeof *line.characters),
        .count = count,
    };
    for (size_t i = 0; i < count; i++) {
        line.characters[i].byte = byte;
        line.characters[i].script =
            hb_unicode_script(hb_unicode_funcs_get_default(), character_code(string + byte));
        byte += character_length(string + byte);
    }
    line.characters[count].byte = byte;
    spread_scripts(&line);
    choose_faces(&line, faces);
    line.is_broken = !find_levels(&line, arena);
    return line;
}

static size_t end_of_stretch(const struct line *line, size_t start)
{
    const struct character *first = &line->characters[start];
    size_t end = start + 1;
    while (end < line->count && line->characters[end].level == first->level &&
           line->characters[end].script == first->script &&
           line->characters[end].face == first->face)
        end++;
    return end;
}

/* ---- glyphs ---- */

static void copy_glyphs(hb_buffer_t *buffer, struct glyph_run *run, struct arena *arena)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    run->glyphs = arena_allocate(arena, count, sizeof *run->glyphs);
    run->count = count;
    for (unsigned i = 0; i < count; i++)
        run->glyphs[i] = (struct shaped_glyph){
            .index = infos[i].codepoint,
            .byte = infos[i].cluster,
            .advance = positions[i].x_advance,
            .x = positions[i].x_offset,
            .y = positions[i].y_offset,
        };
}

static struct glyph_run shape(struct shaper *shaper, const struct line *line, size_t start,
                              size_t end, struct arena *arena)
{
    const struct character *first = &line->characters[start];
    struct glyph_run run = {
        .face = first->face,
        .start = first->byte,
        .end = line->characters[end].byte,
        .is_backward = first->level % 2 != 0,
    };
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
    hb_buffer_set_direction(buffer, run.is_backward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, first->script);
    hb_buffer_set_language(buffer, shaper->language);
    hb_buffer_add_utf8(buffer, line->string, -1, (unsigned)run.start, (int)(run.end - run.start));
    hb_shape(run.face->font, buffer, run.face->features, run.face->feature_count);
    copy_glyphs(buffer, &run, arena);
    return run;
}

static void turn(struct glyph_run *runs, FriBidiLevel *levels, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct glyph_run run = runs[i];
        FriBidiLevel level = levels[i];
        runs[i] = runs[count - 1 - i];
        levels[i] = levels[count - 1 - i];
        runs[count - 1 - i] = run;
        levels[count - 1 - i] = level;
    }
}

/* From each level down to the first that is odd, what has at least that is turned around: rule L2
 * of Unicode's bidirectional algorithm. */
static void order(struct glyphs *glyphs, FriBidiLevel *levels)
{
    FriBidiLevel most = 0;
    for (size_t i = 0; i < glyphs->count; i++)
        most = levels[i] > most ? levels[i] : most;
    for (; most > 0; most--)
        for (size_t start = 0, end; start < glyphs->count; start = end + 1) {
            for (end = start; end < glyphs->count && levels[end] >= most; end++)
                ;
            turn(&glyphs->runs[start], &levels[start], end - start);
        }
}

struct glyphs shaping_shape(struct shaper *shaper, struct faces *faces, const char *string,
                            struct arena *arena)
{
    struct glyphs glyphs = {0};
    if (!faces->first)
        return glyphs;
    if (!shaper->buffer)
        shaper->buffer = hb_buffer_create();
    arena_reset(&shaper->arena);
    const struct line line = read_line(string, faces, &shaper->arena);
    FriBidiLevel *levels = arena_allocate(&shaper->arena, line.count, sizeof *levels);
    size_t count = 0;
    for (size_t at = 0; at < line.count; at = end_of_stretch(&line, at))
        count++;
    glyphs.runs = arena_allocate(arena, count, sizeof *glyphs.runs);
    for (size_t at = 0, end; at < line.count; at = end) {
        end = end_of_stretch(&line, at);
        levels[glyphs.count] = line.characters[at].level;
        glyphs.runs[glyphs.count++] = shape(shaper, &line, at, end, arena);
        glyphs.is_broken |= !hb_buffer_allocation_successful(shaper->buffer);
    }
    glyphs.is_broken |= line.is_broken;
    order(&glyphs, levels);
    return glyphs;
}

/* ---- lines ---- */

static double points(int units)
{
    return (double)units / FACE_UNITS_PER_PT;
}

static int width_of(const struct glyph_run *run)
{
    int width = 0;
    for (size_t i = 0; i < run->count; i++)
        width += run->glyphs[i].advance;
    return width;
}

struct text_extents shaping_extents(const struct glyphs *glyphs)
{
    int width = 0, top = 0, bottom = 0;
    for (size_t i = 0; i < glyphs->count; i++) {
        hb_font_extents_t extents;
        hb_font_get_h_extents(glyphs->runs[i].face->font, &extents);
        width += width_of(&glyphs->runs[i]);
        top = extents.ascender > top ? extents.ascender : top;
        bottom = extents.descender < bottom ? extents.descender : bottom;
    }
    return (struct text_extents){points(width), points(top), -points(bottom)};
}

/* In the arena. x: where the run begins. */
static cairo_glyph_t *place(const struct glyph_run *run, int x, struct arena *arena)
{
    cairo_glyph_t *placed = arena_allocate(arena, run->count, sizeof *placed);
    for (size_t i = 0; i < run->count; i++) {
        const struct shaped_glyph *glyph = &run->glyphs[i];
        placed[i] = (cairo_glyph_t){glyph->index, points(x + glyph->x), -points(glyph->y)};
        x += glyph->advance;
    }
    return placed;
}

void shaping_add_path(const struct glyphs *glyphs, cairo_t *cairo)
{
    struct arena arena = {0};
    int x = 0;
    for (size_t i = 0; i < glyphs->count; i++) {
        const struct glyph_run *run = &glyphs->runs[i];
        cairo_set_scaled_font(cairo, face_scaled(run->face));
        cairo_glyph_path(cairo, place(run, x, &arena), (int)run->count);
        x += width_of(run);
    }
    arena_finish(&arena);
}

/* Which bytes each of the glyphs stands for, in the order in which they are read. Returns how many
 * there are. */
static size_t make_clusters(const struct glyph_run *run, cairo_text_cluster_t *clusters)
{
    size_t count = 0, start = run->start;
    for (size_t i = 0; i < run->count; i++) {
        size_t last = run->is_backward ? 0 : run->count - 1;
        size_t at = run->is_backward ? run->count - 1 - i : i;
        size_t next = at == last ? run->end : run->glyphs[run->is_backward ? at - 1 : at + 1].byte;
        clusters[count].num_glyphs++;
        if (next == run->glyphs[at].byte)
            continue;
        clusters[count++].num_bytes = (int)(next - start);
        start = next;
    }
    return count;
}

static void show_run(const struct glyph_run *run, int x, const char *string, cairo_t *cairo)
{
    struct arena arena = {0};
    cairo_text_cluster_t *clusters = arena_allocate(&arena, run->count, sizeof *clusters);
    size_t count = make_clusters(run, clusters);
    cairo_set_scaled_font(cairo, face_scaled(run->face));
    cairo_show_text_glyphs(cairo, string + run->start, (int)(run->end - run->start),
                           place(run, x, &arena), (int)run->count, clusters, (int)count,
                           run->is_backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    arena_finish(&arena);
}

void shaping_show(const struct glyphs *glyphs, const char *string, cairo_t *cairo)
{
    int x = 0;
    for (size_t i = 0; i < glyphs->count; i++) {
        if (glyphs->runs[i].count > 0)
            show_run(&glyphs->runs[i], x, string, cairo);
        x += width_of(&glyphs->runs[i]);
    }
}
