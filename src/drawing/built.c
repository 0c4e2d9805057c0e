/* SPDX-License-Identifier: MIT */
/* A moment at which a shot is built up: what rests, with its maps drawn piece by piece, and the
 * letter of the formula that counts what is being built. */
#include <math.h>
#include <string.h>

#include "drawing/prepare.h"
#include "drawing/words/words.h"

/* What a build is called; what counts it in formulas, '\0': nothing; why a layer may not have it.
 */
static const struct {
    const char *name;
    char letter;
    const char *missing;
} rows[BUILDS] = {
    [BUILD_PADDING] = {"padding", 'p', "the layer has no padding"},
    [BUILD_STRETCH] = {"stretch", 's', "no zeros are put between the units of its input"},
    [BUILD_DILATION] = {"dilation", 'd', "its window has no dilation"},
    [BUILD_FLIP] = {"flip", '\0', "its kernel is not turned"}};

bool moment_is_building(const struct moment *moment)
{
    bool is_building = false;
    for (size_t i = 0; i < moment->part_count; i++)
        is_building |= moment->parts[i].is_building;
    return is_building;
}

static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether an item that rests is of a map that is drawn piece by piece. A view that draws such a
 * moment itself hides its maps from others. */
static bool is_of_built_map(const struct panel *panel, const struct view *view,
                            const struct item *item)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        size_t length = strlen(placed->map.part);
        if ((view->draw_built || !placed->is_hidden) && map_is_built(&placed->map) &&
            is_same(item->key.scope, panel->subject.scope) &&
            item->key.channel == placed->map.channel &&
            strncmp(item->key.part, placed->map.part, length) == 0 && item->key.part[length] == '.')
            return true;
    }
    return false;
}

/* ---- the letter ---- */

/* Strong while the build is under way. */
static double lit_share(const struct panel *panel, const struct moment_part *part,
                        const char **letter, struct arena *arena)
{
    enum build builds[BUILDS];
    size_t count =
        simulation_builds(panel->subject.simulation, &panel->subject.scene->builds, builds);
    size_t now = (size_t)part->built;
    double share = part->built - (double)now;
    if (now >= count || share <= 0 || rows[builds[now]].letter == '\0')
        return 0;
    *letter = formula_letter(arena, rows[builds[now]].letter);
    return fmin(1, 4 * fmin(share, 1 - share));
}

static void light_letter(const struct item *item, const struct panel *panel, double share,
                         struct pen *pen)
{
    const struct font *font = &item->of.text.font;
    const struct text_ruler *ruler = panel->subject.ruler;
    double width = text_width(ruler, font, item->of.text.string);
    struct item_key key = item->key;
    double size = font->size_pt, half = width / 2 + theme_sizes.formula.lit_aside * size;
    struct point at = item->of.text.at;
    key.part = "header.lit";
    struct plane plane = {{at.x - half, at.y - theme_sizes.formula.lit_up * size},
                          {2 * half, 0},
                          {0, (theme_sizes.formula.lit_up + theme_sizes.formula.lit_down) * size}};
    plane_trace_outline(pen, &plane, (struct area){0, 0, 1, 1});
    pen_paint(pen, key, color_faded(pen->theme->color[COLOR_KERNEL], share), stroke_none);
}

/* ---- words of what is being built ---- */

enum { BUILDS_OF_PLANE = 1u << BUILD_PADDING | 1u << BUILD_STRETCH | 1u << BUILD_DILATION };

/* Which builds are behind words beside the maps, by the beginning of their key's part. */
static const struct {
    const char *part;
    int first_row; /* of its key: above it are the name and the size */
    unsigned builds;
} told[] = {{"label.kernel", 1, 1u << BUILD_FLIP},
            {"label.input", 1, BUILDS_OF_PLANE},
            {"dimension", -1, BUILDS_OF_PLANE},
            {"ruler", -1, BUILDS_OF_PLANE}};

/* How much of an item is there: as much as of the last build that it tells of. */
static double told_share(const struct panel *panel, const struct moment_part *part,
                         const struct item *item)
{
    double share = 1;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        for (int build = 0; build < BUILDS; build++)
            if ((told[i].builds >> build & 1) != 0 && item->key.row >= told[i].first_row &&
                strncmp(item->key.part, told[i].part, strlen(told[i].part)) == 0 &&
                is_same(item->key.scope, panel->subject.scope))
                share = fmin(share, subject_built_share(&panel->subject, part, (enum build)build));
    return share;
}

/* ---- the page ---- */

static void draw_rest_item(const struct item *item, size_t number, double share, struct pen *pen)
{
    struct item_key begin = {"built", -1, (int)number, -1, NULL}, end = begin;
    end.part = "built.end";
    if (share <= 0)
        return;
    pen_begin_fade(pen, begin, share);
    pen_add_items(pen, item, 1);
    pen_end_fade(pen, end, share);
}

static void draw_rest(const struct prepared *prepared, const struct moment *moment, struct pen *pen)
{
    const char *letter = NULL;
    double share = lit_share(&prepared->panels[0], &moment->parts[0], &letter, pen->arena);
    for (size_t n = 0; n < prepared->rest.count; n++) {
        const struct item *item = &prepared->rest.items[n];
        double there = 1;
        for (size_t i = 0; i < prepared->panel_count && there > 0; i++)
            if (moment->parts[i].is_building)
                there =
                    is_of_built_map(&prepared->panels[i], prepared->views[i], item)
                        ? 0
                        : fmin(there, told_share(&prepared->panels[i], &moment->parts[i], item));
        if (share > 0 && item->kind == ITEM_TEXT && strcmp(item->key.part, "header") == 0 &&
            strcmp(item->of.text.string, letter) == 0)
            light_letter(item, &prepared->panels[0], share, pen);
        draw_rest_item(item, n, there, pen);
    }
}

static void draw_maps(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    for (size_t m = 0; m < panel->map_count; m++) {
        const struct placed *placed = &panel->maps[m];
        if (!placed->is_hidden && map_is_built(&placed->map))
            map_draw_built(&placed->map, part, pen);
    }
}

void built_draw(const struct prepared *prepared, const struct moment *moment, struct pen *pen)
{
    pen->theme = &prepared->panels[0].subject.looks.theme;
    draw_rest(prepared, moment, pen);
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = prepared_panel_of_picture(prepared, i, pen->arena);
        const struct moment_part *part = &moment->parts[i];
        pen->theme = &panel->subject.looks.theme;
        pen->scope = panel->subject.scope;
        if (!part->is_building)
            continue;
        if (prepared->views[i]->draw_built)
            prepared->views[i]->draw_built(panel, part, pen);
        else
            draw_maps(panel, part, pen);
    }
}

/* ---- what can be built ---- */

void builds_check(const struct subject *subject, const struct view *view, struct report *report)
{
    const struct scene_builds *builds = &subject->scene->builds;
    const struct simulation *layer = subject->simulation;
    for (size_t i = 0; i < builds->count; i++) {
        enum build build = builds->of[i];
        if (layer->below || !view->builds_up || subject->stamps)
            report_warning(report, builds->at[i],
                           "views that build up: flat, stacked, line, channels, transpose",
                           "view %s does not show how %s is built up", view->name,
                           rows[build].name);
        else if (!simulation_can_build(layer, build))
            report_warning(report, builds->at[i], "leave it out of 'build'",
                           "there is no %s to build up: %s", rows[build].name, rows[build].missing);
        else if (build == BUILD_FLIP && layer->has_kernel_values && simulation_is_own_turn(layer))
            report_warning(report, builds->at[i], NULL,
                           "the kernel is its own turn by 180 degrees: nobody sees it turn");
    }
}
