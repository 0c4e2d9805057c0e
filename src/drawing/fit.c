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

static double usual_words_pt(const struct drawing *drawing)
{
    return drawing->panels[0].scene->theme.font[FONT_WORDS].size_pt;
}

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
    double grown = words * fitting->unit / usual_words_pt(drawing);
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

static int arrangement_count(const struct drawing *drawing)
{
    int most = 1;
    for (size_t i = 0; i < drawing->panel_count; i++) {
        const struct drawing_panel *panel = &drawing->panels[i];
        int count = panel->view->arrangements_of ? panel->view->arrangements_of(panel->state)
                                                 : panel->view->arrangements;
        most = count > most ? count : most;
    }
    return most;
}

/* Of cells whose digits can be read. */
static double legible_cell(const struct fitting *fitting)
{
    return least_digits(fitting) / theme_sizes.digit.most_height;
}

/* The largest cell of the arrangements that all have so many columns of panels; a last row that is
 * not full must be worth it. */
static void arrange_columns(struct fitting *fitting, size_t columns, bool is_beside)
{
    const struct drawing *drawing = fitting->drawing;
    bool is_even = drawing->panel_count % columns == 0;
    double least = (is_beside ? sizes->better_beside
                    : is_even ? sizes->better
                              : sizes->better_uneven) *
                   fitting->cell;
    struct settings trial = fitting->settings;
    const struct page_draft page = {drawing->prepared, drawing, &trial};
    trial.columns = columns;
    trial.is_head_beside = is_beside;
    int names = trial.is_gone[ELEMENT_NAMES] ? 1 : 2; /* long ones, then short ones */
    for (int i = 0; i < names * fitting->arrangements; i++) {
        trial.arrangement = i / names;
        trial.has_short_names = i % names == 1;
        double cell = prepared_measure(&page, 1) * trial.px_per_pt;
        if (cell <= least)
            continue;
        least = sizes->better * cell;
        fitting->cell = cell;
        fitting->settings = trial;
    }
}

/* With the head above the drawing, then on wide pages at its left. */
static void arrange_heads(struct fitting *fitting, size_t columns)
{
    const struct drawing *drawing = fitting->drawing;
    const bool *is_gone = fitting->settings.is_gone;
    bool has_head = !is_gone[ELEMENT_TITLE] || !is_gone[ELEMENT_FORMULA];
    bool is_wide = drawing->width_px > sizes->wide * drawing->height_px;
    arrange_columns(fitting, columns, false);
    if (is_wide && has_head && !drawing->follows_height)
        arrange_columns(fitting, columns, true);
}

/* Panels are tried in one row, in two and so on, unless the scene says how many are side by side.
 */
static void arrange_panels(struct fitting *fitting, int arrangements)
{
    size_t count = fitting->drawing->panel_count, tried = 0;
    fitting->cell = 0;
    fitting->arrangements = arrangements;
    if (fitting->drawing->scene->panel_columns.value > 0) {
        arrange_heads(fitting, prepared_columns(fitting->drawing));
        return;
    }
    for (size_t rows = 1; rows <= count; rows++) {
        size_t columns = (count + rows - 1) / rows;
        if (columns != tried)
            arrange_heads(fitting, columns);
        tried = columns;
    }
}

static bool prefers_first(const struct drawing *drawing)
{
    bool prefers = false;
    for (size_t i = 0; i < drawing->panel_count; i++) {
        const struct drawing_panel *panel = &drawing->panels[i];
        prefers |=
            panel->view->first_tells_most && panel->view->first_tells_most(panel->simulation);
    }
    return prefers;
}

/* The largest cell of all arrangements, in pixels; sets which. */
static void arrange(struct fitting *fitting)
{
    if (prefers_first(fitting->drawing)) {
        arrange_panels(fitting, 1);
        if (fitting->cell >= legible_cell(fitting))
            return;
    }
    arrange_panels(fitting, arrangement_count(fitting->drawing));
}

/* ---- what goes when there is no room ---- */

/* How large the maps should be: not much smaller than without words. */
struct wish {
    double least;   /* else whatever it takes goes, */
    double legible; /* else what tells less than the digits goes, where that makes them legible */
};

static struct wish find_wish(const struct fitting *fitting)
{
    struct fitting bare = *fitting;
    for (int i = 0; i < ELEMENTS; i++)
        bare.settings.is_gone[i] = true;
    set_words(&bare, sizes->no_words_px);
    arrange(&bare);
    double legible = legible_cell(fitting),
           least = bare.cell * (fitting->drawing->panel_count > 1 ? sizes->least_share_of_panels
                                                                  : sizes->least_share);
    bool can_be = fitting->drawing->panels[0].simulation->has_values && legible <= bare.cell;
    return (struct wish){least, can_be ? fmax(legible, least) : least};
}

/* A view may tell most by its names. */
static bool keeps_names(const struct drawing *drawing)
{
    bool keeps = false;
    for (size_t i = 0; i < drawing->panel_count; i++)
        keeps |= drawing->panels[i].view->keeps_names;
    return keeps;
}

/* In proportion to words, as they usually are. */
static double small_cell(const struct fitting *fitting)
{
    double unit = fitting->drawing->is_paper ? sizes->paper_words / sizes->words_px : fitting->unit;
    return fmax(sizes->small_px * unit, sizes->least_small_px);
}

/* Elements up to one, in their order, until the maps are as large as wished. */
static void leave_out(struct fitting *fitting, struct wish wish, int end)
{
    bool keeps = keeps_names(fitting->drawing);
    arrange(fitting);
    for (int i = 0; i < end; i++) {
        double least = i < ELEMENT_TITLE ? wish.legible : wish.least;
        if (keeps && i >= ELEMENT_DIMENSIONS)
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

/* Words become smaller, down to a size, where that makes cells much larger. */
static void trade_words(struct fitting *fitting, double px, double least_px)
{
    for (px -= sizes->words_step_px; px >= least_px; px -= sizes->words_step_px) {
        struct fitting with = *fitting;
        set_words(&with, canvas_words(&with, px));
        arrange(&with);
        if (with.cell >= sizes->much * fitting->cell)
            *fitting = with;
    }
}

/* Words become a little smaller before any go; names stay as small ones. */
static void keep_names(struct fitting *fitting, struct wish wish)
{
    double cell = small_cell(fitting);
    struct fitting near = *fitting;
    trade_words(&near, sizes->narrow_words_px, sizes->near_words_px);
    if (near.cell >= cell) {
        *fitting = near;
        return;
    }
    leave_out(fitting, wish, ELEMENT_TITLE);
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

/* How large cells are meant to be on a page, pixels. */
static double meant_cell(const struct fitting *fitting)
{
    size_t panels = fitting->drawing->panel_count, last = MEANT_PANELS;
    return sizes->meant_px[(panels < last ? panels : last) - 1] * fitting->unit;
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

/* Whether cells are meant to be of some size: those that have digits, and those of several panels,
 * which stand beside each other's words. */
static bool is_meant(const struct fitting *fitting)
{
    const struct drawing_panel *first = &fitting->drawing->panels[0];
    bool has_digits = first->simulation->has_values &&
                      smallest_scale(fitting->drawing) * fitting->cell >= legible_cell(fitting);
    bool is_one_of_several = !first->simulation->has_values && fitting->drawing->panel_count > 1;
    return (has_digits || is_one_of_several) && !first->view->has_no_digits &&
           !first->view->keeps_names;
}

/* Where they are smaller, words become smaller as long as each step is worth it. */
static void shrink_words(struct fitting *fitting, double px)
{
    bool may_shrink = is_meant(fitting);
    while (may_shrink && fitting->cell < meant_cell(fitting) && px > sizes->narrow_words_px) {
        struct fitting with = *fitting;
        px -= sizes->words_step_px;
        set_words(&with, canvas_words(&with, px));
        arrange(&with);
        if (with.cell < sizes->worth * fitting->cell)
            return;
        *fitting = with;
    }
}

/* Words become smaller, then fewer, then too small: notes and captions must stay. */
static void choose_words(struct fitting *fitting)
{
    struct wish wish = find_wish(fitting);
    fitting->settings.is_gone[ELEMENT_RULER] = !fit_is_ruler_asked(fitting->drawing);
    double least_words = sizes->no_words_px / fitting->unit;
    for (double px = sizes->words_px; px >= sizes->narrow_words_px; px -= sizes->words_step_px) {
        set_words(fitting, canvas_words(fitting, px));
        arrange(fitting);
        if (fitting->cell >= wish.legible) {
            shrink_words(fitting, px);
            if (keeps_names(fitting->drawing))
                trade_words(fitting, px, sizes->narrow_words_px);
            take_back(fitting);
            return;
        }
    }
    if (keeps_names(fitting->drawing))
        keep_names(fitting, wish);
    leave_out(fitting, wish, ELEMENTS);
    if (!keeps_names(fitting->drawing) || fitting->settings.is_gone[ELEMENT_NAMES])
        squeeze_words(fitting, sizes->enough * wish.least, least_words);
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

void fit_choose(struct drawing *shots, size_t count, struct settings *settings, double *cells,
                struct report *report)
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
            .unit = shots[i].is_paper ? 1 : side / sizes->usual_side,
        };
        choose_words(&fittings[fitted++]);
    }
    if (fitted > 1)
        agree(fittings, fitted);
    if (fitted > 0)
        fit_warn_of_lost_words(&fittings[0], report);
    fit_keep_maps(fittings, fitted, report);
    for (size_t i = 0; i < fitted; i++) {
        size_t shot = fittings[i].shot;
        settings[shot] = fittings[i].settings;
        cells[shot] = fittings[i].cell_pt;
        if (cells[shot] <= 0)
            cells[shot] = 1 / settings[shot].px_per_pt;
    }
    free(fittings);
}
