/* SPDX-License-Identifier: MIT */
/* Fonts for shaping.c: fontconfig says which, HarfBuzz measures them, Cairo opens those that are
 * painted. */
#include "faces.h"

#include <string.h>

#include <cairo-ft.h>

/* Every option that would move a glyph to a pixel is off: a text has one width at every scale. */
static cairo_font_options_t *create_options(void)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    return options;
}

/* ---- which ---- */

static void add_families(FcPattern *pattern, const char *families)
{
    struct buffer family = {0};
    for (const char *at = families; *at; at += *at == ',') {
        size_t length = strcspn(at, ",");
        family.length = 0;
        buffer_add(&family, at, length);
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family.bytes);
        at += length;
    }
    buffer_finish(&family);
}

/* NULL: memory ran out. */
static FcPattern *ask(FcConfig *config, const struct font *font, const char *language)
{
    FcPattern *pattern = FcPatternBuild(
        NULL, FC_WEIGHT, FcTypeDouble, (double)(font->is_bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR),
        FC_SLANT, FcTypeInteger, font->is_italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN, FC_WIDTH,
        FcTypeDouble, (double)FC_WIDTH_NORMAL, FC_VARIABLE, FcTypeBool, (FcBool)FcDontCare, FC_LANG,
        FcTypeString, language, FC_PIXEL_SIZE, FcTypeDouble, (double)TEXT_SIZE_PT,
        (const char *)NULL);
    if (!pattern)
        return NULL;
    add_families(pattern, font->family);
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    cairo_font_options_t *options = create_options();
    cairo_ft_font_options_substitute(options, pattern);
    cairo_font_options_destroy(options);
    FcDefaultSubstitute(pattern);
    return pattern;
}

/* ---- opening ---- */

static void read_features(struct face *face, struct arena *arena)
{
    FcChar8 *text;
    int count = 0;
    while (FcPatternGetString(face->pattern, FC_FONT_FEATURES, count, &text) == FcResultMatch)
        count++;
    face->features = arena_allocate(arena, (size_t)count, sizeof *face->features);
    for (int i = 0; i < count; i++) {
        FcPatternGetString(face->pattern, FC_FONT_FEATURES, i, &text);
        face->feature_count += hb_feature_from_string((const char *)text, -1,
                                                      &face->features[face->feature_count]) != 0;
    }
}

/* Of a font that varies: its named style, or what the pattern says. */
static void set_variations(const struct face *face, int index, struct arena *arena)
{
    FcChar8 *text;
    if (index >> 16)
        hb_font_set_var_named_instance(face->font, (unsigned)(index >> 16) - 1);
    if (FcPatternGetString(face->pattern, FC_FONT_VARIATIONS, 0, &text) != FcResultMatch)
        return;
    const char *at = (const char *)text;
    hb_variation_t *variations = arena_allocate(arena, strlen(at) + 1, sizeof *variations);
    unsigned count = 0;
    for (; *at; at += *at == ',') {
        size_t length = strcspn(at, ",");
        count += hb_variation_from_string(at, (int)length, &variations[count]) != 0;
        at += length;
    }
    hb_font_set_variations(face->font, variations, count);
}

/* A file that cannot be read is a font without characters. pattern: the face's from now on. */
static struct face *open_face(FcPattern *pattern, struct arena *arena)
{
    FcChar8 *file = NULL;
    int index = 0, scale = TEXT_SIZE_PT * FACE_UNITS_PER_PT;
    FcPatternGetString(pattern, FC_FILE, 0, &file);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    struct face *face = arena_allocate(arena, 1, sizeof *face);
    face->pattern = pattern;
    hb_blob_t *blob = hb_blob_create_from_file(file ? (const char *)file : "");
    hb_face_t *whole = hb_face_create(blob, (unsigned)index & 0xffff);
    face->font = hb_font_create(whole);
    hb_face_destroy(whole);
    hb_blob_destroy(blob);
    hb_font_set_scale(face->font, scale, scale);
    set_variations(face, index, arena);
    read_features(face, arena);
    return face;
}

static void close_face(struct face *face)
{
    if (!face)
        return;
    cairo_scaled_font_destroy(face->scaled);
    hb_font_destroy(face->font);
    FcPatternDestroy(face->pattern);
}

struct faces *faces_open(FcConfig *config, const struct font *font, const char *language,
                         struct arena *arena)
{
    FcResult result;
    struct faces *faces = arena_allocate(arena, 1, sizeof *faces);
    *faces = (struct faces){.asked = *font, .config = config, .arena = arena};
    faces->asked.family = arena_copy_text(arena, font->family, strlen(font->family));
    faces->pattern = ask(config, font, language);
    FcPattern *match = faces->pattern ? FcFontMatch(config, faces->pattern, &result) : NULL;
    faces->first = match ? open_face(match, arena) : NULL;
    return faces;
}

void faces_close(struct faces *faces)
{
    close_face(faces->first);
    for (int i = 0; faces->others && i < faces->others->nfont; i++)
        close_face(faces->opened[i]);
    if (faces->others)
        FcFontSetDestroy(faces->others);
    if (faces->pattern)
        FcPatternDestroy(faces->pattern);
}

/* ---- of a character ---- */

static bool has_character(const FcPattern *pattern, unsigned character)
{
    FcCharSet *characters;
    return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch &&
           FcCharSetHasChar(characters, character);
}

static void find_others(struct faces *faces)
{
    FcResult result;
    faces->others = FcFontSort(faces->config, faces->pattern, FcTrue, NULL, &result);
    size_t count = faces->others ? (size_t)faces->others->nfont : 0;
    faces->opened = arena_allocate(faces->arena, count, sizeof *faces->opened);
}

static struct face *other(struct faces *faces, int i)
{
    FcPattern *prepared = faces->opened[i] ? NULL
                                           : FcFontRenderPrepare(faces->config, faces->pattern,
                                                                 faces->others->fonts[i]);
    if (prepared)
        faces->opened[i] = open_face(prepared, faces->arena);
    return faces->opened[i];
}

struct face *faces_with(struct faces *faces, unsigned character)
{
    if (!faces->first || has_character(faces->first->pattern, character))
        return faces->first;
    if (!faces->others)
        find_others(faces);
    for (int i = 0; faces->others && i < faces->others->nfont; i++)
        if (has_character(faces->others->fonts[i], character))
            return other(faces, i);
    return NULL;
}

/* ---- for Cairo ---- */

/* The machine's rules slant a font that has no slanted one beside it. */
static cairo_matrix_t matrix_of(const FcPattern *pattern)
{
    FcMatrix *slanted;
    cairo_matrix_t matrix;
    cairo_matrix_init_identity(&matrix);
    if (FcPatternGetMatrix(pattern, FC_MATRIX, 0, &slanted) == FcResultMatch)
        cairo_matrix_init(&matrix, slanted->xx, -slanted->yx, -slanted->xy, slanted->yy, 0, 0);
    cairo_matrix_scale(&matrix, TEXT_SIZE_PT, TEXT_SIZE_PT);
    return matrix;
}

cairo_scaled_font_t *face_scaled(struct face *face)
{
    if (face->scaled)
        return face->scaled;
    cairo_matrix_t matrix = matrix_of(face->pattern), page;
    cairo_matrix_init_identity(&page);
    cairo_font_face_t *opened = cairo_ft_font_face_create_for_pattern(face->pattern);
    cairo_font_options_t *options = create_options();
    face->scaled = cairo_scaled_font_create(opened, &matrix, &page, options);
    cairo_font_options_destroy(options);
    cairo_font_face_destroy(opened);
    return face->scaled;
}
