/* SPDX-License-Identifier: MIT */
/* What a page had no room for is told. */
#include "drawing/fit.h"

static const struct page_sizes *const sizes = &theme_sizes.page;

static const char *names_of(const bool *is_gone, int first, struct arena *arena)
{
    const char *text = "", *last = NULL;
    for (int i = first; i < ELEMENTS; i++) {
        if (!is_gone[i])
            continue;
        if (last)
            text = arena_format(arena, "%s%s%s", text, *text ? ", " : "", last);
        last = prepared_elements[i].name;
    }
    return *text ? arena_format(arena, "%s and %s", text, last) : last;
}

const char *fit_page_words(const struct drawing *drawing, struct arena *arena)
{
    const double mm = 25.4 / 72;
    double width = drawing->width_px, height = drawing->height_px;
    if (!drawing->is_paper)
        return arena_format(arena, "%.0fx%.0f", width, height);
    if (drawing->follows_height)
        return arena_format(arena, "a width of %.0f mm", width * mm);
    return arena_format(arena, "a page of %.0f x %.0f mm", width * mm, height * mm);
}

void fit_warn_of_lost_words(const struct fitting *fitting, struct report *report)
{
    const struct drawing *drawing = fitting->drawing;
    struct position at = drawing->scene->output.size_at;
    struct arena arena = {0};
    const char *names = names_of(fitting->settings.is_gone,
                                 fit_is_ruler_asked(drawing) ? 0 : ELEMENT_RULER + 1, &arena);
    const char *page = fit_page_words(drawing, &arena);
    double size = fitting->words * fitting->unit;
    bool is_small =
        drawing->is_paper
            ? size < sizes->narrow_words_px / sizes->words_px * sizes->paper_words - 0.01
            : fitting->words < sizes->narrow_words_px;
    if (names)
        report_warning(report, at, "show: {...: false} chooses what goes first",
                       "%s has no room for %s", page, names);
    if (is_small)
        report_warning(report, at, "shorter notes and captions, or a wider page",
                       "at %s words are only %.0f %s high", page, size,
                       drawing->is_paper ? "points" : "pixels");
    arena_finish(&arena);
}
