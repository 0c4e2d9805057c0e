/* SPDX-License-Identifier: MIT */
/*
 * A drawing on a canvas of a given size. Words, lines and margins have one size there, whatever is
 * drawn; of the arrangements that views offer the one with the largest cells is taken. Where the
 * words take too much room they go in a fixed order. Theme guide is only scaled.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawing/fit.h"

static const struct page_sizes *const sizes = &theme_sizes.page;

/* How high digits should be, in pixels. */
static double least_digits(const struct fitting *fitting)
{
    return fitting->drawing->is_paper
               ? sizes->paper_digits
               : fmax(sizes->digits_px * fitting->unit, sizes->smallest_digits_px);
}

/* Of a margin of the scene's own nothing is taken: a line at the edge reaches beyond it by half. */
static double paper_margin(const struct scene *scene, double scale)
{
    const struct theme *theme = &scene->theme;
    return scene->output.has_margin
               ? scene->output.margin_pt + scale * fmax(theme->window_pt, theme->thick_pt) / 2
               : sizes->paper_margin;
}

/* On paper a pixel is a point, and words have their size there; on screens points grow. */
static void set_words(struct fitting *fitting, double words)
{
    struct settings *settings = &fitting->settings;
    const struct drawing *drawing = fitting->drawing;
    double grown = words * fitting->unit / drawing->panels[0].scene->theme.font[FONT_WORDS].size_pt;
    double beside = (1 - sizes->most_width) / 2 * drawing->width_px;
    double above = sizes->margin_above * drawing->height_px;
    double below = drawing->height_px * (drawing->scene->output.has_words ? sizes->margin_subtitles
                                                                          : sizes->margin_below);
    if (drawing->is_paper)
        beside = above = below = paper_margin(drawing->scene, grown);
    fitting->words = words;
    settings->px_per_pt = drawing->is_paper ? 1 : grown;
    settings->scale = drawing->is_paper ? grown : 1;
    settings->width = (drawing->width_px - 2 * beside) / settings->px_per_pt;
    settings->height = (drawing->height_px - above - below) / settings->px_per_pt;
    settings->above = above / settings->px_per_pt;
    settings->least_digits_pt = least_digits(fitting) / settings->px_per_pt;
}

/* Words of so many pixels. On paper they are as large as on a screen of the same shape, but never
 * too small to read. */
static double canvas_words(const struct fitting *fitting, double px)
{
    const struct drawing *drawing = fitting->drawing;
    double side = fmin(drawing->width_px, drawing->height_px);
    if (drawing->is_paper)
        return fmax(sizes->paper_words, sizes->words_px * side / sizes->usual_side) * px /
               sizes->words_px;
    return fmax(px, sizes->smallest_words_px / fitting->unit);
}

/* What the views of all panels together ask for. */
static void read_views(struct fitting *fitting)
{
    const struct drawing *drawing = fitting->drawing;
    for (size_t i = 0; i < drawing->panel_count; i++) {
        const struct drawing_panel *panel = &drawing->panels[i];
        const struct view *view = panel->view;
        int count =
            view->arrangements_of ? view->arrangements_of(panel->state) : view->arrangements;
        fitting->arrangements = count > fitting->arrangements ? count : fitting->arrangements;
        fitting->keeps_names |= view->keeps_names;
        fitting->prefers_first |=
            view->first_tells_most && view->first_tells_most(panel->simulation);
    }
}

/* Of cells whose digits can be read. */
static double legible_cell(const struct fitting *fitting)
{
    return least_digits(fitting) / theme_sizes.digit.most_height;
}

/* The largest cell of the first arrangements of the views that all have so many columns of panels;
 * a last row that is not full must be worth it. */
static void arrange_columns(struct fitting *fitting, int arrangements, size_t columns,
                            bool is_beside)
{
    struct prepared *prepared = fitting->drawing->prepared;
    bool is_even = fitting->drawing->panel_count % columns == 0;
    double least = (is_beside ? sizes->better_beside
                    : is_even ? sizes->better
                              : sizes->better_uneven) *
                   fitting->cell;
    int names = fitting->settings.is_gone[ELEMENT_NAMES] ? 1 : 2; /* long ones, then short ones */
    for (int i = 0; i < names * arrangements; i++) {
        prepared->settings = fitting->settings;
        prepared->settings.arranged =
            (struct arranged){columns, i / names, i % names == 1, is_beside};
        double cell = prepared_measure(&prepared, 1) * fitting->settings.px_per_pt;
        if (cell <= least)
            continue;
        least = sizes->better * cell;
        fitting->cell = cell;
        fitting->settings = prepared->settings;
    }
}

/* Panels are tried in one row, in two and so on, unless the scene says how many are side by side;
 * with the head above the drawing, then on wide pages at its left. */
static void arrange_panels(struct fitting *fitting, int arrangements)
{
    const struct drawing *drawing = fitting->drawing;
    const bool *is_gone = fitting->settings.is_gone;
    bool has_head = !is_gone[ELEMENT_TITLE] || !is_gone[ELEMENT_FORMULA];
    bool may_stand_beside = has_head && !drawing->follows_height &&
                            drawing->width_px > sizes->wide * drawing->height_px;
    bool is_given = drawing->scene->panel_columns.value > 0;
    size_t count = drawing->panel_count, tried = 0;
    fitting->cell = 0;
    for (size_t rows = 1; rows <= (is_given ? 1 : count); rows++) {
        size_t columns = is_given ? prepared_columns(drawing) : (count + rows - 1) / rows;
        for (int beside = 0; columns != tried && beside <= may_stand_beside; beside++)
            arrange_columns(fitting, arrangements, columns, beside);
        tried = columns;
    }
}

/* The largest cell of all arrangements, in pixels; sets which. */
static void arrange(struct fitting *fitting)
{
    if (fitting->prefers_first) {
        arrange_panels(fitting, 1);
        if (fitting->cell >= legible_cell(fitting))
            return;
    }
    arrange_panels(fitting, fitting->arrangements);
}

/* ---- what goes when there is no room ---- */

/* How large the maps should be: not much smaller than without words. */
static void find_wish(struct fitting *fitting)
{
    struct fitting bare = *fitting;
    for (int i = 0; i < ELEMENTS; i++)
        bare.settings.is_gone[i] = true;
    set_words(&bare, sizes->no_words_px);
    arrange(&bare);
    double legible = legible_cell(fitting);
    bool can_be = fitting->drawing->panels[0].simulation->has_values && legible <= bare.cell;
    fitting->least = bare.cell * (fitting->drawing->panel_count > 1 ? sizes->least_share_of_panels
                                                                    : sizes->least_share);
    fitting->legible = can_be ? fmax(legible, fitting->least) : fitting->least;
}

/* In proportion to words, as they usually are. */
static double small_cell(const struct fitting *fitting)
{
    double unit = fitting->drawing->is_paper ? sizes->paper_words / sizes->words_px : fitting->unit;
    return fmax(sizes->small_px * unit, sizes->least_small_px);
}

/* Elements up to one, in their order, until the maps are as large as wished. */
static void leave_out(struct fitting *fitting, int end)
{
    arrange(fitting);
    for (int i = 0; i < end; i++) {
        double least = i < ELEMENT_TITLE ? fitting->legible : fitting->least;
        if (fitting->keeps_names && i >= ELEMENT_DIMENSIONS)
            least = i < ELEMENT_TITLE ? small_cell(fitting) : sizes->speck_px;
        if (fitting->cell >= least)
            return;
        fitting->settings.is_gone[i] = true;
        arrange(fitting);
    }
}

/* Words become smaller than they should be, down to a size, until cells are large enough. */
static void squeeze_words(struct fitting *fitting, double cell, double words)
{
    while (fitting->cell < cell && fitting->words > words) {
        set_words(fitting, fmax(words, sizes->smaller_words * fitting->words));
        arrange(fitting);
    }
}

/* Words become smaller, down to a size, until cells are large enough, where that makes cells so
 * much larger. Names may be arranged anew only where they are several steps smaller. */
static void trade_words(struct fitting *fitting, double least_px, double gain, double enough)
{
    for (double px = fitting->words_px - sizes->words_step_px;
         px >= least_px && fitting->cell < enough; px -= sizes->words_step_px) {
        struct fitting with = *fitting;
        set_words(&with, canvas_words(&with, px));
        arrange(&with);
        if (with.cell >= gain * fitting->cell)
            *fitting = with;
        else if (!fitting->keeps_names)
            return;
    }
}

/* Words become a little smaller before any go; names stay as small ones. */
static void keep_names(struct fitting *fitting)
{
    double cell = small_cell(fitting);
    struct fitting near = *fitting;
    trade_words(&near, sizes->near_words_px, sizes->much, INFINITY);
    if (near.cell >= cell) {
        *fitting = near;
        return;
    }
    leave_out(fitting, ELEMENT_TITLE);
    squeeze_words(fitting, cell, canvas_words(fitting, sizes->kept_words_px));
}

/* How much smaller cells may be with an element that comes back. */
static double share_kept(const struct fitting *fitting, int element, double with)
{
    bool is_alone = fitting->drawing->panel_count == 1;
    if (element != ELEMENT_RULER)
        return sizes->kept;
    return is_alone && with >= sizes->large_px * fitting->unit ? sizes->kept_large
                                                               : sizes->kept_ruler;
}

/* Whether a page could have an element; the maps of the last arrangement tell. */
static bool has_place(const struct drawing *drawing, int element)
{
    bool is_found = element != ELEMENT_RULER;
    for (size_t i = 0; i < drawing->panel_count && !is_found; i++)
        is_found = ruler_has_place(&drawing->prepared->panels[i]);
    return is_found;
}

/* What takes no room from the maps comes back, the last to go first. What has no place on a page is
 * not gone from it: other shots keep it. */
static void take_back(struct fitting *fitting)
{
    for (int i = ELEMENTS; i-- > 0;) {
        struct fitting with = *fitting;
        fitting->settings.is_gone[i] &= has_place(fitting->drawing, i);
        if (!fitting->settings.is_gone[i] ||
            (i == ELEMENT_FORMULA && fitting->settings.is_gone[ELEMENT_TITLE])) /* one block */
            continue;
        with.settings.is_gone[i] = false;
        arrange(&with);
        if (with.cell >= share_kept(fitting, i, with.cell) * fitting->cell)
            *fitting = with;
    }
}

bool fit_is_ruler_asked(const struct drawing *drawing)
{
    const struct given_flag *ruler = &drawing->scene->show.ruler;
    return ruler->at.line > 0 && ruler->value;
}

/* Of the upright maps' own cells, per common cell; those of the last arrangement tell. */
static double smallest_scale(const struct drawing *drawing)
{
    double smallest = 1;
    for (size_t i = 0; i < drawing->panel_count; i++) {
        const struct panel *panel = &drawing->prepared->panels[i];
        for (size_t m = 0; m < panel->map_count; m++) {
            const struct placed *placed = &panel->maps[m];
            struct plane plane = layout_plane_of(panel->layout, placed->box, 1);
            if (!placed->map.is_matrix && plane_is_upright(&plane))
                smallest = fmin(smallest, plane.column.x);
        }
    }
    return smallest;
}

/* How large cells are meant to be, pixels: those that have digits, and those of several panels,
 * which stand beside each other's words; 0: of any size. Names are meant to be large. */
static double meant_cell(const struct fitting *fitting)
{
    const struct drawing_panel *first = &fitting->drawing->panels[0];
    size_t panels = fitting->drawing->panel_count, last = MEANT_PANELS;
    bool is_meant = first->simulation->has_values
                        ? smallest_scale(fitting->drawing) * fitting->cell >= legible_cell(fitting)
                        : panels > 1;
    if (fitting->keeps_names)
        return INFINITY;
    return is_meant && !first->view->has_no_digits
               ? sizes->meant_px[(panels < last ? panels : last) - 1] * fitting->unit
               : 0;
}

/* Words become smaller, then fewer, then too small: notes and captions must stay. */
static void choose_words(struct fitting *fitting)
{
    find_wish(fitting);
    fitting->settings.is_gone[ELEMENT_RULER] = !fit_is_ruler_asked(fitting->drawing);
    fitting->words_px = sizes->words_px + sizes->words_step_px;
    do {
        fitting->words_px -= sizes->words_step_px;
        set_words(fitting, canvas_words(fitting, fitting->words_px));
        arrange(fitting);
    } while (fitting->cell < fitting->legible && fitting->words_px > sizes->narrow_words_px);
    if (fitting->cell >= fitting->legible) {
        trade_words(fitting, sizes->narrow_words_px,
                    fitting->keeps_names ? sizes->much : sizes->worth, meant_cell(fitting));
    } else {
        if (fitting->keeps_names)
            keep_names(fitting);
        leave_out(fitting, ELEMENTS);
        if (!fitting->keeps_names || fitting->settings.is_gone[ELEMENT_NAMES])
            squeeze_words(fitting, sizes->enough * fitting->least,
                          sizes->no_words_px / fitting->unit);
    }
    take_back(fitting);
}

/* The same words and the same elements in all shots: the least of each. Who asks for a ruler has it
 * where there is room, whatever the others have. */
static void agree(struct fitting *fittings, size_t count)
{
    struct fitting least = fittings[0];
    for (size_t i = 1; i < count; i++) {
        least.words = fmin(least.words, fittings[i].words);
        for (int e = 0; e < ELEMENTS; e++)
            least.settings.is_gone[e] |= fittings[i].settings.is_gone[e];
    }
    for (size_t i = 0; i < count; i++) {
        bool *is_gone = fittings[i].settings.is_gone;
        bool has_ruler = fit_is_ruler_asked(fittings[i].drawing) && !is_gone[ELEMENT_RULER];
        memcpy(is_gone, least.settings.is_gone, sizeof least.settings.is_gone);
        is_gone[ELEMENT_RULER] &= !has_ruler;
        set_words(&fittings[i], least.words);
        arrange(&fittings[i]);
    }
}

void fit_choose(struct drawing *shots, size_t count, struct report *report)
{
    struct fitting *fittings = memory_allocate(count, sizeof *fittings);
    size_t fitted = 0;
    for (size_t i = 0; i < count; i++) {
        double side = fmin(shots[i].width_px, shots[i].height_px);
        if (!shots[i].prepared) /* theme guide's */
            continue;
        fittings[fitted] = (struct fitting){
            .drawing = &shots[i],
            .shot = i,
            .arrangements = 1,
            .unit = shots[i].is_paper ? 1 : side / sizes->usual_side,
        };
        read_views(&fittings[fitted]);
        choose_words(&fittings[fitted++]);
    }
    if (fitted > 1)
        agree(fittings, fitted);
    if (fitted > 0)
        fit_warn_of_lost_words(&fittings[0], report);
    fit_keep_maps(fittings, fitted, report);
    free(fittings);
}
