/* SPDX-License-Identifier: MIT */
/* The built-in themes, finished, and the reader of `theme`. */
#include "theme.h"

#include <string.h>

#include "color.h"
#include "fields.h"

/* Units of the guide's TeX, in points of 1/72 in. */
#define TEX_PT (72 / 72.27)
#define CM (72 / 2.54)

/* A colour as 0xrrggbb and its opacity, for the tables below: color_make is no constant. */
struct tint {
    unsigned long code;
    double alpha;
};

struct palette {
    struct theme theme; /* all but its colours */
    struct tint tint[THEME_COLORS];
    struct rational move, hold_first, hold_last; /* defaults of the timeline, seconds */
};

/* The guide's figures as its TikZ sources draw them: Solarized on white, Computer Modern. */
static const struct palette guide = {
    .theme = {.name = "guide",
              .font = {[FONT_WORDS] = {"LM Roman 10", 10 * TEX_PT, false, false, 0.644445},
                       [FONT_VALUES] = {"LM Roman 8", 8 * TEX_PT, false, false, 0.644445},
                       [FONT_SMALL] = {"LM Roman 5", 5 * TEX_PT, false, false, 0.644445}},
              .thin_pt = 0.4 * TEX_PT,
              .thick_pt = 0.8 * TEX_PT,
              .dash_on_pt = 3 * TEX_PT,
              .dash_off_pt = 3 * TEX_PT,
              .cell_pt = 0.5 * CM,
              .margin_pt = 10 * TEX_PT,
              .is_page_per_step = true,
              .shows_all_outputs = true,
              .output_decimals = 1},
    .tint = {[COLOR_BACKGROUND] = {0xffffff, 1},
             [COLOR_INK] = {0x000000, 1},
             [COLOR_INPUT] = {0x268bd2, 1},
             [COLOR_INPUT_LINE] = {0x002b36, 1},
             [COLOR_INPUT_INK] = {0x000000, 1},
             [COLOR_INPUT_BEHIND] = {0x6c71c4, 1},
             [COLOR_OUTPUT] = {0x2aa198, 1},
             [COLOR_OUTPUT_LINE] = {0x002b36, 1},
             [COLOR_OUTPUT_INK] = {0x000000, 1},
             [COLOR_ZERO_LINE] = {0x002b36, 1},
             [COLOR_ZERO_INK] = {0x000000, 1},
             [COLOR_WINDOW] = {0x073642, 0.4},
             [COLOR_WINDOW_EDGE] = {0x000000, 0.4},
             [COLOR_WINDOW_LINE] = {0x002b36, 1},
             [COLOR_WINDOW_INK] = {0x000000, 1},
             [COLOR_NOW] = {0x073642, 0.4},
             [COLOR_NOW_LINE] = {0x002b36, 1},
             [COLOR_NOW_INK] = {0x000000, 1},
             [COLOR_LINK] = {0x000000, 1}},
    .move = {0, 1},
    .hold_first = {0, 1},
    .hold_last = {0, 1},
};

/* Light tints for what rests, one strong cell and one heavy outline for what happens now. The
 * window is translucent: the digits under it stay legible. */
#define MODERN_LOOK                                                                       \
    .font = {[FONT_WORDS] = {"Inter", 11, false, false, 0.727},                           \
             [FONT_VALUES] = {"Inter", 13, false, false, 0.727},                          \
             [FONT_SMALL] = {"Inter", 8.5, false, false, 0.727}},                         \
    .thin_pt = 0.6, .thick_pt = 0.8, .window_pt = 2.2, .dash_on_pt = 2, .dash_off_pt = 2, \
    .cell_pt = CM, .margin_pt = 20, .output_decimals = -1, .has_labels = true
#define MODERN_MOTION .move = {7, 20}, .hold_first = {1, 2}, .hold_last = {2, 1}

static const struct palette light = {
    .theme = {.name = "light", MODERN_LOOK},
    .tint = {[COLOR_BACKGROUND] = {0xffffff, 1},
             [COLOR_INK] = {0x14202b, 1},
             [COLOR_INPUT] = {0xd7e6f4, 1},
             [COLOR_INPUT_LINE] = {0x6f9cc4, 1},
             [COLOR_INPUT_INK] = {0x0f4c81, 1},
             [COLOR_INPUT_BEHIND] = {0xe6def5, 1},
             [COLOR_OUTPUT] = {0xcfece3, 1},
             [COLOR_OUTPUT_LINE] = {0x4fae92, 1},
             [COLOR_OUTPUT_INK] = {0x00694e, 1},
             [COLOR_ZERO_LINE] = {0xb9c3cc, 1},
             [COLOR_ZERO_INK] = {0x66737f, 1},
             [COLOR_WINDOW] = {0xffa800, 0.35},
             [COLOR_WINDOW_EDGE] = {0xd98a00, 0},
             [COLOR_WINDOW_LINE] = {0xd98a00, 1},
             [COLOR_WINDOW_INK] = {0x8a5000, 1},
             [COLOR_NOW] = {0x00795a, 1},
             [COLOR_NOW_LINE] = {0x00694e, 1},
             [COLOR_NOW_INK] = {0xffffff, 1},
             [COLOR_LINK] = {0xd98a00, 1}},
    MODERN_MOTION,
};

static const struct palette dark = {
    .theme = {.name = "dark", MODERN_LOOK},
    .tint = {[COLOR_BACKGROUND] = {0x10161d, 1},
             [COLOR_INK] = {0xeef2f5, 1},
             [COLOR_INPUT] = {0x1c3a56, 1},
             [COLOR_INPUT_LINE] = {0x5b91c2, 1},
             [COLOR_INPUT_INK] = {0xa9d0f5, 1},
             [COLOR_INPUT_BEHIND] = {0x2d2a55, 1},
             [COLOR_OUTPUT] = {0x12453a, 1},
             [COLOR_OUTPUT_LINE] = {0x46b596, 1},
             [COLOR_OUTPUT_INK] = {0x8be0c6, 1},
             [COLOR_ZERO_LINE] = {0x46535f, 1},
             [COLOR_ZERO_INK] = {0x97a5b2, 1},
             [COLOR_WINDOW] = {0xf0a834, 0.35},
             [COLOR_WINDOW_EDGE] = {0xf0a834, 0},
             [COLOR_WINDOW_LINE] = {0xf0a834, 1},
             [COLOR_WINDOW_INK] = {0xffc869, 1},
             [COLOR_NOW] = {0x2fc79b, 1},
             [COLOR_NOW_LINE] = {0x8be0c6, 1},
             [COLOR_NOW_INK] = {0x06231b, 1},
             [COLOR_LINK] = {0xf0a834, 1}},
    MODERN_MOTION,
};

static const struct palette *const palettes[] = {&light, &dark, &guide};
enum { PALETTES = sizeof palettes / sizeof *palettes };

static struct theme finish_theme(const struct palette *palette)
{
    struct theme theme = palette->theme;
    for (size_t i = 0; i < THEME_COLORS; i++) {
        theme.color[i] = color_make(palette->tint[i].code);
        theme.color[i].alpha = palette->tint[i].alpha;
    }
    return theme;
}

static bool is_path(const char *word)
{
    size_t length = strlen(word);
    return strchr(word, '/') || (length > 5 && strcmp(word + length - 5, ".yaml") == 0);
}

void read_theme(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    static const char *const words[] = {"light", "dark", "guide", "print"};
    if (node->kind == NODE_SCALAR && is_path(node->text)) {
        reader_not_yet(reader, node, "a theme from a file");
        return;
    }
    if (node->kind == NODE_MAP) {
        reader_not_yet(reader, node, "a theme made from another");
        return;
    }
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= PALETTES)
        reader_not_yet(reader, node, "theme print");
    else if (choice >= 0)
        *(struct theme *)out = finish_theme(palettes[choice]);
}

static void fill_time(struct rational *time, struct rational usual)
{
    if (!rational_is_exact(*time))
        *time = usual;
}

void theme_fill_defaults(struct scene *scene)
{
    const struct palette *palette = &light;
    if (!scene->theme.name)
        scene->theme = finish_theme(palette);
    for (size_t i = 0; i < PALETTES; i++) {
        if (strcmp(palettes[i]->theme.name, scene->theme.name) == 0)
            palette = palettes[i];
    }
    fill_time(&scene->timeline.move, palette->move);
    fill_time(&scene->timeline.hold_first, palette->hold_first);
    fill_time(&scene->timeline.hold_last, palette->hold_last);
}
