/* SPDX-License-Identifier: MIT */
/* info: what this program is made of, what it finds on this machine, and what its limits are. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "convreel/encoding.h"
#include "convreel/painting.h"
#include "rights.h"

static void tell_libraries(void)
{
    struct buffer text = {0};
    scene_put_libraries(&text);
    painting_put_libraries(&text);
    encoding_put_libraries(&text);
    fputs(text.bytes, stdout);
    buffer_finish(&text);
}

/* Which library's encoder makes a film, or why none does. */
static void tell_encoder(const struct encoder *encoder)
{
    const struct encoding_settings settings = {.format = encoder->name,
                                               .width = 64,
                                               .height = 64,
                                               .fps = rational_make(25, 1),
                                               .length = rational_make(1, 1),
                                               .crf = -1};
    struct probed probed = {.codec = ""};
    struct error error;
    bool is_there = encoder->probe(&settings, &probed, &error);
    printf("%s: %s\n", encoder->name, is_there ? probed.codec : error.text);
}

static void tell_limits(void)
{
    struct arena arena = {0};
    for (size_t i = 0; i < LIMITS; i++)
        printf("limit %s: %s, with --safe %s: %s\n", limit_table[i].name,
               limit_in_words((enum limit)i, limit_table[i].usual, &arena),
               limit_in_words((enum limit)i, limit_table[i].safe, &arena), limit_table[i].about);
    arena_finish(&arena);
}

/* The families that were told so far, in lines. */
struct fonts_told {
    struct painter *painter;
    struct arena arena;
    const char *told;
};

/* A family, and what stands in for it. */
static void tell_family(struct fonts_told *fonts, const char *families)
{
    const char *line = arena_format(&fonts->arena, "\n%s\n", families);
    const struct item word = {.kind = ITEM_TEXT,
                              .of.text = {.string = "1", .font = {.family = families}}};
    if (strstr(fonts->told, line))
        return;
    printf("font %s: %s%s\n", families,
           painter_has_family(fonts->painter, families) ? "" : "missing; in its place ",
           painter_family_of(fonts->painter, &word, &fonts->arena));
    fonts->told = arena_format(&fonts->arena, "%s%s", fonts->told, line);
}

static void tell_theme(struct fonts_told *fonts, const char *name)
{
    static const char smallest[] = "input: 1";
    const struct scene_override theme = {"theme", name, "--theme"};
    const struct scene_options options = {.overrides = &theme, .override_count = 1};
    struct report report;
    report_init(&report, "info");
    struct scene *scene = scene_parse(smallest, sizeof smallest - 1, "info", &options, &report);
    for (size_t i = 0; i < THEME_FONTS; i++)
        tell_family(fonts, scene->theme.font[i].family);
    scene_destroy(scene);
    report_finish(&report);
}

static void tell_fonts(void)
{
    struct fonts_told fonts = {.painter = painter_create(), .told = ""};
    for (size_t n = 0; scene_theme_name(n); n++)
        tell_theme(&fonts, scene_theme_name(n));
    tell_family(&fonts, drawing_formula_family);
    arena_finish(&fonts.arena);
    painter_destroy(fonts.painter);
}

enum status command_info(const struct options *options)
{
    size_t count;
    const struct encoder *const *encoders = encoding_encoders(&count);
    (void)options;
    puts("convreel " CONVREEL_VERSION);
    tell_libraries();
    for (size_t i = 0; i < count; i++)
        if (encoders[i]->probe)
            tell_encoder(encoders[i]);
    tell_fonts();
    printf("rights: given up by %s, unless --keep-rights is given\n", rights_names());
    tell_limits();
    return STATUS_DONE;
}
