/* SPDX-License-Identifier: MIT */
/* Fonts that a file brings along: of each font that words were laid out in, the characters that
 * stand there. HarfBuzz cuts them down. */
#include <stdlib.h>
#include <string.h>

#include <harfbuzz/hb-subset.h>

#include "convreel/painting.h"
#include "painter.h"
#include "text.h"

/* A font's file, for words that ask for a family in a style. */
struct cut_face {
    struct font_subset subset;
    const char *file; /* in the arena */
    int index;        /* of the font in its file */
    hb_set_t *characters;
    hb_blob_t *blob; /* once it is made */
};

struct font_subsets {
    struct painter *painter; /* borrowed */
    struct arena arena;
    struct cut_face *faces; /* owned */
    size_t count, capacity;
    struct font_subset *made; /* owned */
};

struct font_subsets *font_subsets_create(struct painter *painter)
{
    struct font_subsets *subsets = memory_allocate(1, sizeof *subsets);
    subsets->painter = painter;
    return subsets;
}

void font_subsets_destroy(struct font_subsets *subsets)
{
    if (!subsets)
        return;
    for (size_t i = 0; i < subsets->count; i++) {
        hb_set_destroy(subsets->faces[i].characters);
        hb_blob_destroy(subsets->faces[i].blob);
    }
    arena_finish(&subsets->arena);
    free(subsets->faces);
    free(subsets->made);
    free(subsets);
}

/* ---- which characters ---- */

/* Of a list of families the first: by that the words are asked for. */
static size_t family_length(const char *families)
{
    return strcspn(families, ",");
}

static bool is_face_of(const struct cut_face *face, const char *file, int index,
                       const struct font *font)
{
    const struct font_subset *subset = &face->subset;
    return face->index == index && subset->is_bold == font->is_bold &&
           subset->is_italic == font->is_italic &&
           strlen(subset->family) == family_length(font->family) &&
           strncmp(subset->family, font->family, strlen(subset->family)) == 0 &&
           strcmp(face->file, file) == 0;
}

static struct cut_face *face_of(struct font_subsets *subsets, const char *file, int index,
                                const struct font *font)
{
    for (size_t i = 0; i < subsets->count; i++)
        if (is_face_of(&subsets->faces[i], file, index, font))
            return &subsets->faces[i];
    if (subsets->count == subsets->capacity) {
        subsets->capacity = subsets->capacity ? 2 * subsets->capacity : 8;
        subsets->faces = memory_resize(subsets->faces, subsets->capacity, sizeof *subsets->faces);
    }
    struct cut_face *face = &subsets->faces[subsets->count++];
    *face = (struct cut_face){
        .subset = {.family =
                       arena_copy_text(&subsets->arena, font->family, family_length(font->family)),
                   .is_bold = font->is_bold,
                   .is_italic = font->is_italic},
        .file = arena_copy_text(&subsets->arena, file, strlen(file)),
        .index = index,
        .characters = hb_set_create(),
    };
    return face;
}

static void add_run(struct font_subsets *subsets, const struct item *item,
                    const struct glyph_run *run)
{
    FcChar8 *file;
    int index = 0;
    if (FcPatternGetString(run->face->pattern, FC_FILE, 0, &file) != FcResultMatch)
        return;
    FcPatternGetInteger(run->face->pattern, FC_INDEX, 0, &index);
    const struct cut_face *face = face_of(subsets, (const char *)file, index, &item->of.text.font);
    const char *string = item->of.text.string;
    for (size_t at = run->start; at < run->end; at += character_length(string + at))
        hb_set_add(face->characters, character_code(string + at));
}

void font_subsets_add(struct font_subsets *subsets, const struct item *text)
{
    struct text *words = painter_text(subsets->painter);
    const struct glyphs *glyphs = text_glyphs(words, &text->of.text.font, text->of.text.string);
    for (size_t i = 0; i < glyphs->count; i++)
        add_run(subsets, text, &glyphs->runs[i]);
}

/* ---- cutting ---- */

/* Nothing that needs a grid of pixels, and no tables that only setters of formulas read. */
static hb_subset_input_t *create_input(const struct cut_face *face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_set(hb_subset_input_unicode_set(input), face->characters);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG),
               HB_TAG('M', 'A', 'T', 'H'));
    return input;
}

static hb_blob_t *cut(const struct cut_face *face)
{
    hb_blob_t *whole = hb_blob_create_from_file_or_fail(face->file), *part = NULL;
    hb_subset_input_t *input = create_input(face);
    if (whole && input) {
        hb_face_t *font = hb_face_create(whole, (unsigned)face->index & 0xffff);
        hb_face_t *subset = hb_subset_or_fail(font, input);
        if (subset)
            part = hb_face_reference_blob(subset);
        hb_face_destroy(subset);
        hb_face_destroy(font);
    }
    hb_subset_input_destroy(input);
    hb_blob_destroy(whole);
    return part;
}

static bool make_face(struct cut_face *face, struct arena *arena, struct error *error)
{
    unsigned length;
    size_t count = hb_set_get_population(face->characters), at = 0;
    uint32_t *characters = arena_allocate(arena, count, sizeof *characters);
    hb_codepoint_t character = HB_SET_VALUE_INVALID;
    while (hb_set_next(face->characters, &character))
        characters[at++] = character;
    face->blob = cut(face);
    if (!face->blob)
        return error_set(error, STATUS_FILE, "cannot take characters from the font %s", face->file);
    face->subset.bytes = (const unsigned char *)hb_blob_get_data(face->blob, &length);
    face->subset.length = length;
    face->subset.characters = characters;
    face->subset.character_count = count;
    return true;
}

bool font_subsets_make(struct font_subsets *subsets, const struct font_subset **out, size_t *count,
                       struct error *error)
{
    free(subsets->made);
    subsets->made = memory_allocate(subsets->count, sizeof *subsets->made);
    for (size_t i = 0; i < subsets->count; i++) {
        struct cut_face *face = &subsets->faces[i];
        if (!face->blob && !make_face(face, &subsets->arena, error))
            return false;
        subsets->made[i] = face->subset;
    }
    *out = subsets->made;
    *count = subsets->count;
    return true;
}
