/* SPDX-License-Identifier: MIT */
/*
 * A drawing on a canvas of a given size. Words, lines and margins have one size there, whatever is
 * drawn; the maps are as large as leaves room for them. Where the words take too much of it they go
 * in a fixed order. Theme guide is only scaled.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "drawing/fit.h"
#include "drawing/words/words.h"

/* Shares of the canvas. */
static const double most_width = 0.85; /* of the drawing, */
static const double margin_above = 0.075;
static const double subtitles = 0.12; /* free at the bottom */
const double fit_above_middle = 0.45; /* of what is free, above the drawing */
static const double paper_margin = 3; /* points */
static const double tallest = 1.5;    /* of its width, where the height follows */
/* On a canvas whose shorter side has 1080 pixels, likewise on others. */
static const double usual_side = 1080;
static const double words_px = 30, narrow_words_px = 27; /* the second before any of them go */
static const double smallest_words_px = 11;              /* on any canvas, if it can be */
static const double no_words_px = 1;
static const double digits_px = 18, smallest_digits_px = 9; /* likewise */
/* Digits, of a cell's side. */
static const double most_value = 0.62;
static const double most_stroke = 2;    /* that lines may be thicker than in the theme */
static const double least_share = 0.45; /* of the size that the maps would have without words */

/* Bisection: from points of 1/50 to 200 pixels. */
static const double smallest_scale = 0.02, largest_scale = 200;
enum { ROUNDS = 14 };

/* ---- sizes ---- */

/* On paper, in points. */
static const double paper_words = 9, paper_digits = 5;

static double unit_of(const struct drawing *drawing)
{
    if (drawing->is_paper)
        return 1;
    return fmin(drawing->width_px, drawing->height_px) / usual_side;
}

/* How high digits should be, in pixels. */
static double least_digits(const struct drawing *drawing)
{
    return drawing->is_paper ? paper_digits
                             : fmax(digits_px * unit_of(drawing), smallest_digits_px);
}

/* The theme with words, lines and margins as they are to be where a point has so many pixels. */
static struct theme fitted_theme(const struct drawing *drawing, const struct theme *theme,
                                 double scale)
{
    struct theme fitted = *theme;
    double unit = unit_of(drawing);
    double words = drawing->words_px * unit / scale;
    double factor = words / theme->font[FONT_WORDS].size_pt, lines = fmin(factor, most_stroke);
    double digits = least_digits(drawing) / scale;
    fitted.font[FONT_WORDS].size_pt = words;
    fitted.font[FONT_VALUES].size_pt =
        fmax(theme->font[FONT_VALUES].size_pt, fmin(digits, most_value * theme->cell_pt));
    fitted.font[FONT_SMALL].size_pt = fmax(theme->font[FONT_SMALL].size_pt, digits);
    fitted.least_digits_pt = digits;
    fitted.margin_pt *= factor;
    fitted.thin_pt *= lines;
    fitted.thick_pt *= lines;
    fitted.window_pt *= lines;
    fitted.dash_on_pt *= lines;
    fitted.dash_off_pt *= lines;
    fitted.hatch_pt *= lines;
    return fitted;
}

/* Shares of the canvas: what the drawing may have, what is free above and below it. */
static double width_share(const struct drawing *drawing)
{
    return drawing->is_paper ? 1 - 2 * paper_margin / drawing->width_px : most_width;
}

static double above_share(const struct drawing *drawing)
{
    return drawing->is_paper ? paper_margin / drawing->height_px : margin_above;
}

static double below_share(const struct drawing *drawing)
{
    return drawing->is_paper ? paper_margin / drawing->height_px : subtitles;
}

/* Every part's scene is a copy by now. */
static void set_scale(struct drawing *drawing, double scale)
{
    drawing->scale = scale;
    drawing->fitted->theme = fitted_theme(drawing, drawing->usual_theme, scale);
    for (size_t i = 0; i < drawing->panel_count; i++) {
        struct drawing *panel = &drawing->panels[i];
        panel->fitted->theme = fitted_theme(drawing, panel->usual_theme, scale);
        panel->words_room_pt =
            width_share(drawing) * drawing->width_px / scale / (double)drawing->panel_count -
            2 * panel->scene->theme.margin_pt;
    }
}

/* ---- the page ---- */

double fit_page_width(const struct drawing *drawing)
{
    if (drawing->width_px <= 0)
        return 0;
    return width_share(drawing) * drawing->width_px / drawing->scale +
           2 * drawing->scene->theme.margin_pt;
}

static double most_height(const struct drawing *drawing)
{
    double share = 1 - above_share(drawing) - below_share(drawing);
    return share * drawing->height_px / drawing->scale;
}

double fit_height(const struct drawing *drawing)
{
    return drawing->width_px <= 0 || drawing->follows_height ? 0 : most_height(drawing);
}

struct point fit_page_margin(const struct drawing *drawing)
{
    double own = drawing->scene->theme.margin_pt;
    if (drawing->width_px <= 0)
        return (struct point){own, own};
    return (struct point){(1 - width_share(drawing)) / 2 * drawing->width_px / drawing->scale,
                          below_share(drawing) * drawing->height_px / drawing->scale};
}

void fit_set_page(const struct drawing *drawing, struct pen *pen)
{
    double margin = drawing->scene->theme.margin_pt;
    double width = drawing->width_px / drawing->scale, height = drawing->height_px / drawing->scale;
    if (drawing->width_px <= 0)
        return;
    double above = above_share(drawing) * height - margin;
    if (drawing->follows_height)
        height = pen->list->height_pt + 2 * above;
    words_shift(pen, (width - pen->list->width_pt) / 2, above);
    pen->list->width_pt = width;
    pen->list->height_pt = height;
}

/* ---- whether everything has room ---- */

static void draw_first(const struct drawing *drawing, struct arena *arena, struct display_list *out)
{
    struct moment moment = {.part_count = drawing->panel_count > 0 ? drawing->panel_count : 1};
    for (size_t i = 0; i < moment.part_count; i++) {
        const struct drawing *part = drawing->panel_count > 0 ? &drawing->panels[i] : drawing;
        moment.parts[i] =
            (struct moment_part){.simulation = part->simulation, .scene = part->scene};
    }
    drawing_draw_unplaced(drawing, &moment, arena, out);
}

static bool fits(struct drawing *drawing, double scale)
{
    const double rounding = 1e-6;
    struct arena arena = {0};
    struct display_list list;
    set_scale(drawing, scale);
    draw_first(drawing, &arena, &list);
    bool is_inside =
        list.width_pt <= fit_page_width(drawing) + rounding &&
        list.height_pt - 2 * drawing->scene->theme.margin_pt <= most_height(drawing) + rounding;
    arena_finish(&arena);
    return is_inside;
}

/* The largest scale at which everything fits: the maps grow with it, words do not. 0: none. */
static double find_scale(struct drawing *drawing)
{
    double low = smallest_scale, high = largest_scale;
    if (!fits(drawing, low))
        return 0;
    for (int i = 0; i < ROUNDS; i++) {
        double middle = sqrt(low * high);
        if (fits(drawing, middle))
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- what goes when there is no room ---- */

struct element {
    const char *name;
    const char *key; /* of show */
    size_t flag;     /* where in the scene's show */
};

#define FLAG(word) #word, offsetof(struct scene_show, word)

/* In the order in which they go. */
enum { LEGEND, SUM, FORMULA, DIMENSIONS, TITLE, NAMES, ELEMENTS };

static const struct element elements[ELEMENTS] = {
    [LEGEND] = {"the legend", FLAG(legend)},    [SUM] = {"the sum", FLAG(sum)},
    [FORMULA] = {"the formula", FLAG(formula)}, [DIMENSIONS] = {"the dimensions", FLAG(dimensions)},
    [TITLE] = {"the title", FLAG(title)},       [NAMES] = {"the names", FLAG(labels)},
};

static struct given_flag *flag_of(struct scene *scene, const struct element *element)
{
    return (struct given_flag *)((char *)&scene->show + element->flag);
}

/* Hides some of them, and gives the others back what the scene says of them. */
static void hide(struct drawing *drawing, const struct scene *scene, const bool *is_gone)
{
    const struct given_flag hidden = {.at = {.line = 1}, .value = false};
    drawing->fitted->show = scene->show;
    for (size_t i = 0; i < ELEMENTS; i++)
        if (is_gone[i])
            *flag_of(drawing->fitted, &elements[i]) = hidden;
    for (size_t i = 0; i < drawing->panel_count; i++)
        hide(&drawing->panels[i], scene->panels[i], is_gone);
}

static const char *names_of(const bool *is_gone, struct arena *arena)
{
    const char *text = "", *last = NULL;
    for (size_t i = 0; i < ELEMENTS; i++) {
        if (!is_gone[i])
            continue;
        if (last)
            text = arena_format(arena, "%s%s%s", text, *text ? ", " : "", last);
        last = elements[i].name;
    }
    return *text ? arena_format(arena, "%s and %s", text, last) : last;
}

/* How large the maps should be: not much smaller than without words. */
struct wish {
    double least;   /* else whatever it takes goes, */
    double legible; /* else what tells less than the digits goes, where that makes them legible */
};

static struct wish wish_of(const struct drawing *drawing, double bare)
{
    const struct theme *theme = &drawing->scene->theme;
    double legible = least_digits(drawing) / (most_value * theme->cell_pt);
    double least = least_share * bare;
    bool can_be = drawing->simulation->has_values && legible <= bare;
    return (struct wish){least, can_be ? fmax(legible, least) : least};
}

static double scale_without(struct drawing *drawing, const struct scene *scene, const bool *is_gone)
{
    hide(drawing, scene, is_gone);
    return find_scale(drawing);
}

/* In their order, until the maps are as large as wished. */
static double leave_out(struct drawing *drawing, const struct scene *scene, struct wish wish,
                        bool *is_gone)
{
    double scale = scale_without(drawing, scene, is_gone);
    for (size_t i = 0; i < ELEMENTS && scale < (i < TITLE ? wish.legible : wish.least); i++) {
        is_gone[i] = true;
        scale = scale_without(drawing, scene, is_gone);
    }
    return scale;
}

/* What takes no room from the maps comes back, the last to go first. */
static double take_back(struct drawing *drawing, const struct scene *scene, bool *is_gone)
{
    const double least_kept = 0.99;
    double scale = scale_without(drawing, scene, is_gone);
    for (size_t i = ELEMENTS; i-- > 0;) {
        if (!is_gone[i] || (i == FORMULA && is_gone[TITLE])) /* they are one block */
            continue;
        is_gone[i] = false;
        double with = scale_without(drawing, scene, is_gone);
        is_gone[i] = with < least_kept * scale;
        scale = is_gone[i] ? scale : with;
    }
    hide(drawing, scene, is_gone);
    return scale;
}

/* As large as on a screen of the same shape, but never too small to read. */
static double paper_words_pt(const struct drawing *drawing)
{
    double side = fmin(drawing->width_px, drawing->height_px);
    return fmax(paper_words, words_px * side / usual_side);
}

/* Words become smaller, then fewer, then too small: notes and captions must stay. */
static void choose_scale(struct drawing *drawing, const struct scene *scene, bool *is_gone)
{
    const bool all[ELEMENTS] = {true, true, true, true, true, true};
    const double less = 0.87, least_kept = 0.7;
    double unit = unit_of(drawing), least = smallest_words_px / unit;
    double usual = drawing->is_paper ? paper_words_pt(drawing) : fmax(words_px, least);
    double narrow = usual * narrow_words_px / words_px;
    drawing->words_px = no_words_px;
    struct wish wish = wish_of(drawing, scale_without(drawing, scene, all));
    drawing->words_px = usual;
    double scale = scale_without(drawing, scene, is_gone);
    if (scale < wish.legible) {
        drawing->words_px = drawing->is_paper ? narrow : fmax(narrow_words_px, least);
        scale = leave_out(drawing, scene, wish, is_gone);
        while (scale < least_kept * wish.least && drawing->words_px * unit > no_words_px) {
            drawing->words_px *= less;
            scale = find_scale(drawing);
        }
        scale = take_back(drawing, scene, is_gone);
    }
    set_scale(drawing, scale > 0 ? scale : smallest_scale);
}

/* What has no room: "1920x1080", "a page of 88 mm". */
static const char *page_words(const struct drawing *drawing, struct arena *arena)
{
    const double mm = 25.4 / 72;
    double width = drawing->width_px, height = drawing->height_px;
    if (!drawing->is_paper)
        return arena_format(arena, "%.0fx%.0f", width, height);
    if (drawing->follows_height)
        return arena_format(arena, "a width of %.0f mm", width * mm);
    return arena_format(arena, "a page of %.0f x %.0f mm", width * mm, height * mm);
}

static void warn_of_lost_words(const struct drawing *drawing, const struct scene *scene,
                               const bool *is_gone, struct report *report)
{
    struct arena arena = {0};
    const char *names = names_of(is_gone, &arena), *page = page_words(drawing, &arena);
    double size = drawing->words_px * unit_of(drawing);
    bool is_small = drawing->is_paper ? size < narrow_words_px / words_px * paper_words - 0.01
                                      : drawing->words_px < narrow_words_px;
    if (names)
        report_warning(report, scene->output.size_at, "show: {...: false} chooses what goes first",
                       "%s has no room for %s", page, names);
    if (is_small)
        report_warning(report, scene->output.size_at, "shorter notes and captions, or a wider page",
                       "at %s words are only %.0f %s high", page, size,
                       drawing->is_paper ? "points" : "pixels");
    arena_finish(&arena);
}

/* ---- fitting ---- */

static void take_scene(struct drawing *drawing)
{
    drawing->fitted = memory_allocate(1, sizeof *drawing->fitted);
    *drawing->fitted = *drawing->scene;
    drawing->usual_theme = &drawing->scene->theme;
    drawing->scene = drawing->fitted;
}

/* Whatever was left of the least size for digits. */
static void warn_of_small_digits(const struct drawing *drawing, const struct scene *scene,
                                 struct report *report)
{
    double smallest = least_digits(drawing);
    struct arena arena = {0};
    struct display_list list;
    draw_first(drawing, &arena, &list);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == ITEM_TEXT && list.items[i].of.text.font.figure_height > 0)
            smallest = fmin(smallest, list.items[i].of.text.font.size_pt * drawing->scale);
    if (smallest < 0.99 * least_digits(drawing))
        report_warning(report, scene->output.size_at,
                       "fewer units or a larger size; view heat needs no digits",
                       "at %s some digits are only %.0f %s high", page_words(drawing, &arena),
                       smallest, drawing->is_paper ? "points" : "pixels");
    arena_finish(&arena);
}

static void fit(struct drawing *drawing, double width, double height, struct report *report)
{
    const struct scene *scene = drawing->scene;
    drawing->width_px = width;
    drawing->height_px = height;
    take_scene(drawing);
    for (size_t i = 0; i < drawing->panel_count; i++)
        take_scene(&drawing->panels[i]);
    bool is_gone[ELEMENTS] = {false};
    choose_scale(drawing, scene, is_gone);
    for (size_t i = 0; i < ELEMENTS; i++)
        drawing->left_out |= is_gone[i] ? 1u << i : 0;
    warn_of_lost_words(drawing, scene, is_gone, report);
    warn_of_small_digits(drawing, scene, report);
}

void drawing_fit(struct drawing *drawing, size_t width, size_t height, struct report *report)
{
    if (!drawing->scene->theme.is_page_per_step)
        fit(drawing, (double)width, (double)height, report);
}

static void scale_theme(struct theme *theme, double scale)
{
    double *const lengths[] = {&theme->cell_pt,   &theme->thin_pt,         &theme->thick_pt,
                               &theme->window_pt, &theme->dash_on_pt,      &theme->dash_off_pt,
                               &theme->margin_pt, &theme->least_digits_pt, &theme->hatch_pt};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        *lengths[i] *= scale;
    for (size_t i = 0; i < THEME_FONTS; i++)
        theme->font[i].size_pt *= scale;
}

void drawing_fit_paper(struct drawing *drawing, double width_pt, double height_pt,
                       struct report *report)
{
    if (drawing->scene->theme.is_page_per_step)
        return;
    drawing->is_paper = true;
    drawing->follows_height = height_pt <= 0;
    fit(drawing, width_pt, drawing->follows_height ? tallest * width_pt : height_pt, report);
    double scale = drawing->scale;
    scale_theme(&drawing->fitted->theme, scale);
    for (size_t i = 0; i < drawing->panel_count; i++) {
        scale_theme(&drawing->panels[i].fitted->theme, scale);
        drawing->panels[i].words_room_pt *= scale;
    }
    drawing->scale = 1;
}

struct page_place drawing_place_page(const struct drawing *drawing, const struct display_list *list,
                                     size_t width, size_t height)
{
    double w = (double)width, h = (double)height, margin = drawing->scene->theme.margin_pt;
    struct page_place place = {fmin(w / list->width_pt, h / list->height_pt), {0, 0}};
    bool is_whole = drawing->fitted || drawing->scene->theme.is_page_per_step;
    double room = (1 - margin_above - subtitles) * h;
    if (!is_whole)
        place.scale = fmin(most_width * w / (list->width_pt - 2 * margin),
                           room / (list->height_pt - 2 * margin));
    place.at.x = (w - list->width_pt * place.scale) / 2;
    place.at.y = (h - list->height_pt * place.scale) / 2;
    if (!is_whole)
        place.at.y = margin_above * h - margin * place.scale +
                     fit_above_middle * (room - (list->height_pt - 2 * margin) * place.scale);
    return place;
}

size_t drawing_left_out(const struct drawing *drawing, const char *keys[MOST_LEFT_OUT])
{
    static_assert((int)ELEMENTS <= (int)MOST_LEFT_OUT, "room for every element");
    size_t count = 0;
    for (size_t i = 0; i < ELEMENTS; i++)
        if (drawing->left_out & 1u << i)
            keys[count++] = elements[i].key;
    return count;
}
