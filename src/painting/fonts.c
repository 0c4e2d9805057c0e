/* SPDX-License-Identifier: MIT */
/*
 * Fonts for text.c. Fontconfig reads dozens of files to find out what stands in for a missing
 * font; a family that is installed needs none of them. And it compares all that are there with what
 * is asked for. So configurations of our own come first, of few families and then of all in the
 * usual folders, and the machine's is read for what these cannot serve.
 */
#include "fonts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What stands in for a sign that a family lacks: as the machine's rules have it, then what is
 * installed with the program. Named in the configuration too. */
static const char *const stand_ins[] = {"DejaVu Sans", "Latin Modern Math"};

/* The folders in fontconfig's own order, then those of Latin Modern on Debian. One that is not
 * there costs nothing. */
static const char folders[] =
    "<fontconfig>"
    "<dir>/usr/share/fonts</dir>"
    "<dir>/usr/local/share/fonts</dir>"
    "<dir prefix='xdg'>fonts</dir>"
    "<dir>~/.fonts</dir>"
    "<dir>/usr/share/texmf/fonts/opentype/public/lm</dir>"
    "<dir>/usr/share/texmf/fonts/opentype/public/lm-math</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir>"
    "<cachedir>/usr/lib/fontconfig/cache</cachedir>"
    "<cachedir prefix='xdg'>fontconfig</cachedir>"
    "<match><edit name='family' mode='append_last'>"
    "<string>DejaVu Sans</string><string>Latin Modern Math</string></edit></match>"
    "</fontconfig>";

/* What is accepted stays, whatever is rejected. */
static const char own_families[] =
    "<fontconfig><selectfont><rejectfont><pattern></pattern></rejectfont><acceptfont>"
    "<pattern><patelt name='family'><string>Inter</string></patelt></pattern>"
    "<pattern><patelt name='family'><string>LM Roman 10</string></patelt></pattern>"
    "<pattern><patelt name='family'><string>LM Roman 8</string></patelt></pattern>"
    "<pattern><patelt name='family'><string>LM Roman 5</string></patelt></pattern>"
    "<pattern><patelt name='family'><string>DejaVu Sans</string></patelt></pattern>"
    "<pattern><patelt name='family'><string>Latin Modern Math</string></patelt></pattern>"
    "</acceptfont></selectfont></fontconfig>";

static const char scalable_fonts[] =
    "<fontconfig><selectfont><rejectfont><pattern><patelt name='scalable'><bool>false</bool>"
    "</patelt></pattern></rejectfont></selectfont></fontconfig>";

/* ---- opening ---- */

static bool is_there(const char *folder, const char *file)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s", folder, file);
    bool is_found = access(path.bytes, F_OK) == 0;
    buffer_finish(&path);
    return is_found;
}

/* Whether somebody has told fontconfig more than packages do. */
static bool is_configured(void)
{
    static const char *const variables[] = {"FONTCONFIG_FILE", "FONTCONFIG_PATH",
                                            "FONTCONFIG_SYSROOT"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        if (getenv(variables[i]))
            return true;
    const char *home = getenv("HOME"), *settings = getenv("XDG_CONFIG_HOME");
    return is_there("/etc/fonts", "local.conf") || (settings && is_there(settings, "fontconfig")) ||
           (home && (is_there(home, ".config/fontconfig") || is_there(home, ".fonts.conf") ||
                     is_there(home, ".fonts.conf.d")));
}

static bool read_configuration(FcConfig *config, const char *text)
{
    return FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcFalse);
}

/* NULL: there is none. */
static FcConfig *make(const char *selection)
{
    FcConfig *config = FcConfigCreate();
    if (!config)
        return NULL;
    if (read_configuration(config, folders) && read_configuration(config, selection) &&
        FcConfigBuildFonts(config))
        return config;
    FcConfigDestroy(config);
    return NULL;
}

static FcConfig *make_own(void)
{
    return is_configured() ? NULL : make(own_families);
}

static FcConfig *make_folders(void)
{
    return is_configured() ? NULL : make(scalable_fonts);
}

/* Where the machine's configuration cannot be read, which fontconfig tells, ours must do. */
static FcConfig *make_system(void)
{
    FcConfig *system = FcInitLoadConfigAndFonts();
    return system ? system : make(scalable_fonts);
}

/* Fontconfig keeps some kilobytes of each configuration that is destroyed, so the process makes
 * each once. */
static struct configuration {
    FcConfig *(*make)(void);
    bool is_made;
    FcConfig *config; /* NULL: not made yet, or there is none */
} configurations[] = {
    [FONTS_OWN] = {.make = make_own},
    [FONTS_OF_FOLDERS] = {.make = make_folders},
    [FONTS_OF_SYSTEM] = {.make = make_system},
};

static pthread_mutex_t configuration_lock = PTHREAD_MUTEX_INITIALIZER;

static FcConfig *share(struct configuration *once)
{
    pthread_mutex_lock(&configuration_lock);
    if (!once->is_made)
        once->config = once->make();
    once->is_made = true;
    FcConfig *shared = once->config ? FcConfigReference(once->config) : NULL;
    pthread_mutex_unlock(&configuration_lock);
    return shared;
}

void fonts_open(struct fonts *fonts, enum font_source source)
{
    if (fonts->is_asked)
        return;
    fonts->is_asked = true;
    fonts->config = share(&configurations[source]);
}

void fonts_close(struct fonts *fonts)
{
    for (struct faces *faces = fonts->faces; faces; faces = faces->next)
        faces_close(faces);
    arena_finish(&fonts->arena);
    if (fonts->config)
        FcConfigDestroy(fonts->config);
    *fonts = (struct fonts){0};
}

static bool is_asked(const struct faces *faces, const struct font *font)
{
    return faces->asked.is_bold == font->is_bold && faces->asked.is_italic == font->is_italic &&
           strcmp(faces->asked.family, font->family) == 0;
}

struct faces *fonts_faces(struct fonts *fonts, const struct font *font, const char *language)
{
    for (struct faces *faces = fonts->faces; faces; faces = faces->next)
        if (is_asked(faces, font))
            return faces;
    struct faces *faces = faces_open(fonts->config, font, language, &fonts->arena);
    faces->next = fonts->faces;
    fonts->faces = faces;
    return faces;
}

/* ---- families ---- */

static bool has_family(FcConfig *config, const char *name, size_t length)
{
    struct buffer family = {0};
    buffer_add(&family, name, length);
    FcPattern *pattern =
        FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family.bytes, (const char *)NULL);
    FcObjectSet *nothing = FcObjectSetCreate();
    FcFontSet *found = pattern && nothing ? FcFontList(config, pattern, nothing) : NULL;
    bool is_found = found && found->nfont > 0;
    if (found)
        FcFontSetDestroy(found);
    if (nothing)
        FcObjectSetDestroy(nothing);
    if (pattern)
        FcPatternDestroy(pattern);
    buffer_finish(&family);
    return is_found;
}

bool fonts_have(const struct fonts *fonts, const char *families)
{
    for (const char *name = families; *name;) {
        name += strspn(name, " ,");
        size_t length = strcspn(name, ",");
        if (length > 0 && fonts->config && has_family(fonts->config, name, length))
            return true;
        name += length;
    }
    return false;
}

static bool is_of_family(const FcPattern *pattern, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0)
            return true;
    return false;
}

/* The machine's rules make a bold or a slanted font from one that is not. */
static bool has_style(const FcPattern *pattern, const struct font *font)
{
    int weight = FC_WEIGHT_REGULAR, slant = FC_SLANT_ROMAN;
    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    return (!font->is_bold || weight > FC_WEIGHT_MEDIUM) &&
           (!font->is_italic || slant != FC_SLANT_ROMAN);
}

bool fonts_have_font(const struct faces *faces)
{
    return faces->first && is_of_family(faces->first->pattern, faces->asked.family);
}

static bool is_known(const FcPattern *pattern, const struct font *font)
{
    bool is_found = is_of_family(pattern, font->family);
    for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
        is_found |= is_of_family(pattern, stand_ins[i]);
    return is_found && has_style(pattern, font);
}

bool fonts_suffice(const struct glyphs *glyphs, const struct font *font)
{
    for (size_t r = 0; r < glyphs->count; r++) {
        const struct glyph_run *run = &glyphs->runs[r];
        if (!is_known(run->face->pattern, font))
            return false;
        for (size_t i = 0; i < run->count; i++)
            if (run->glyphs[i].index == 0)
                return false;
    }
    return true;
}

/* ---- what cannot be drawn ---- */

/* Any text needs these; a sign that is rarer may be missing. */
static bool is_common(char letter)
{
    return letter > ' ' && letter <= '~';
}

static bool lacks_letters(const struct glyph_run *run, const char *string)
{
    for (size_t i = 0; i < run->count; i++)
        if (run->glyphs[i].index == 0 && is_common(string[run->glyphs[i].byte]))
            return true;
    return false;
}

bool fonts_check_letters(const struct glyphs *glyphs, const char *string, struct error *error)
{
    if (glyphs->is_broken)
        return error_set(error, STATUS_FILE, "cannot draw words: memory ran out");
    bool is_lacking = *string && glyphs->count == 0;
    for (size_t i = 0; i < glyphs->count; i++)
        is_lacking |= lacks_letters(&glyphs->runs[i], string);
    return !is_lacking ||
           error_set(error, STATUS_FILE,
                     "cannot draw words: no font with letters is installed; install Inter and "
                     "Latin Modern (Debian: fonts-inter, fonts-lmodern)");
}

bool fonts_check_files(const struct glyphs *glyphs, struct error *error)
{
    for (size_t i = 0; i < glyphs->count; i++) {
        cairo_status_t status = cairo_scaled_font_status(face_scaled(glyphs->runs[i].face));
        if (status)
            return error_set(error, STATUS_FILE, "cannot draw words: a font cannot be read: %s",
                             cairo_status_to_string(status));
    }
    return true;
}
