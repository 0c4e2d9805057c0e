/* SPDX-License-Identifier: MIT */
/* Where the words get their fonts from. */
#ifndef PAINTING_FONTS_H
#define PAINTING_FONTS_H

#include <pango/pango.h>

#include "convreel/base.h"
#include "convreel/drawing.h"

/* A set of fonts, and what Pango needs to shape text in them. Zeroed: not open. */
struct fonts {
    PangoContext *context; /* owned; NULL: not open */
    void *config;          /* owned: an FcConfig */
};

/*
 * Opens the fonts in the usual folders, without the rules of the machine: in a tenth of the time.
 * Not open afterwards where these rules must be kept, since somebody has changed them by
 * FONTCONFIG_FILE and its kin or in a file of their own; nor where memory runs out.
 */
void fonts_open_plain(struct fonts *fonts, PangoLanguage *language);
/* Opens the fonts of the machine's own configuration, with its rules. */
void fonts_open_system(struct fonts *fonts, PangoLanguage *language);
void fonts_close(struct fonts *fonts); /* also if it is not open */

/* Whether one of the families, a name or several with commas, is there. Names that only the
 * machine's rules know, such as sans-serif, are not. */
bool fonts_have(const struct fonts *fonts, const char *families);

/* Whether plain fonts serve as well as the machine's rules would for a text that was shaped last in
 * their context: the family is there in the style that is asked for, and it or a stand-in of ours
 * has every character. */
bool fonts_suffice(PangoContext *context, const GSList *glyphs, const struct font *font);

/* Whether the fonts have all letters of a text; else error says what is missing. */
bool fonts_check_letters(const GSList *glyphs, const char *string, struct error *error);
/* Whether Cairo can read them. It opens their files for that. */
bool fonts_check_files(const GSList *glyphs, struct error *error);

#endif
