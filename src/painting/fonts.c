/* SPDX-License-Identifier: MIT */
/*
 * Fonts for text.c. Fontconfig reads dozens of files to find out what stands in for a missing
 * font; a family that is installed needs none of them. And for each font Pango has it sort all that
 * are there. So configurations of our own come first, of few families and then of all in the usual
 * folders, and the machine's is read for what these cannot serve.
 */
#include "fonts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

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

/* Every option that would move a glyph to a pixel is off: a text has one width at every scale. */
static void make_context(struct fonts *fonts, PangoLanguage *language)
{
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (fonts->config != FcConfigGetCurrent()) /* Pango would list all families for nothing */
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), fonts->config);
    fonts->context = pango_font_map_create_context(map);
    g_object_unref(map); /* the context's */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(fonts->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    pango_context_set_language(fonts->context, language);
}

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
static FcConfig *make(const char *selection, bool is_current)
{
    FcConfig *config = FcConfigCreate();
    if (!config)
        return NULL;
    if (read_configuration(config, folders) && read_configuration(config, selection) &&
        FcConfigBuildFonts(config) && (!is_current || FcConfigSetCurrent(config)))
        return config;
    FcConfigDestroy(config);
    return NULL;
}

/* Pango initialises fontconfig with the current configuration: reading the machine's for that would
 * be in vain. */
static FcConfig *make_own(void)
{
    return is_configured() ? NULL : make(own_families, true);
}

static FcConfig *make_folders(void)
{
    return is_configured() ? NULL : make(scalable_fonts, false);
}

/* Where the machine's configuration cannot be read, which fontconfig tells, ours must do: Pango
 * ends the program if there is none. */
static FcConfig *make_system(void)
{
    FcConfig *system = is_configured() ? FcConfigReference(NULL) : FcInitLoadConfigAndFonts();
    return system ? system : make(scalable_fonts, true);
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

void fonts_open(struct fonts *fonts, enum font_source source, PangoLanguage *language)
{
    if (fonts->is_asked)
        return;
    fonts->is_asked = true;
    fonts->config = share(&configurations[source]);
    if (fonts->config || source == FONTS_OF_SYSTEM)
        make_context(fonts, language);
}

void fonts_close(struct fonts *fonts)
{
    if (fonts->context)
        g_object_unref(fonts->context);
    if (fonts->config)
        FcConfigDestroy(fonts->config);
    *fonts = (struct fonts){0};
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

static const FcPattern *pattern_of(PangoFont *font)
{
    return pango_fc_font_get_pattern(PANGO_FC_FONT(font));
}

/* Pango takes another font without a word where the family is not there. */
bool fonts_have_font(PangoContext *context, const struct font *font)
{
    PangoFont *first =
        pango_context_load_font(context, pango_context_get_font_description(context));
    bool is_found = first && is_of_family(pattern_of(first), font->family);
    if (first)
        g_object_unref(first);
    return is_found;
}

static bool is_known(const FcPattern *pattern, const struct font *font)
{
    bool is_found = is_of_family(pattern, font->family);
    for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
        is_found |= is_of_family(pattern, stand_ins[i]);
    return is_found && has_style(pattern, font);
}

bool fonts_suffice(const GSList *glyphs, const struct font *font)
{
    for (const GSList *at = glyphs; at; at = at->next) {
        const PangoGlyphItem *run = at->data;
        PangoFont *chosen = run->item->analysis.font;
        if (!chosen || !is_known(pattern_of(chosen), font))
            return false;
        for (int i = 0; i < run->glyphs->num_glyphs; i++)
            if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
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

static bool lacks_letters(const PangoGlyphItem *run, const char *string)
{
    const char *start = string + run->item->offset;
    for (int i = 0; i < run->glyphs->num_glyphs; i++)
        if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG &&
            is_common(start[run->glyphs->log_clusters[i]]))
            return true;
    return false;
}

static cairo_status_t font_status(PangoFont *font)
{
    cairo_scaled_font_t *scaled =
        font ? pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)) : NULL;
    return scaled ? cairo_scaled_font_status(scaled) : CAIRO_STATUS_NO_MEMORY;
}

bool fonts_check_letters(const GSList *glyphs, const char *string, struct error *error)
{
    if (*string && !glyphs)
        return error_set(error, STATUS_FILE, "cannot draw words: memory ran out");
    for (const GSList *at = glyphs; at; at = at->next)
        if (lacks_letters(at->data, string))
            return error_set(error, STATUS_FILE,
                             "cannot draw words: no font with letters is installed; install Inter "
                             "and Latin Modern (Debian: fonts-inter, fonts-lmodern)");
    return true;
}

bool fonts_check_files(const GSList *glyphs, struct error *error)
{
    for (const GSList *at = glyphs; at; at = at->next) {
        const PangoGlyphItem *run = at->data;
        cairo_status_t status = font_status(run->item->analysis.font);
        if (status)
            return error_set(error, STATUS_FILE, "cannot draw words: a font cannot be read: %s",
                             cairo_status_to_string(status));
    }
    return true;
}
