/* SPDX-License-Identifier: MIT */
/* What every room asks about the scene that is drawn. */
#include "drawing/map/subject.h"

#include <math.h>

double subject_edge(const struct subject *subject)
{
    return fmax(subject->looks.theme.window_pt, subject->looks.theme.thick_pt);
}

double subject_cells(const struct subject *subject, double share)
{
    return share * subject->looks.theme.cell_pt;
}

struct lettering subject_lettering(const struct subject *subject, enum theme_font font,
                                   enum theme_color color)
{
    const struct theme *theme = &subject->looks.theme;
    return (struct lettering){.font = theme->font[font], .color = theme->color[color]};
}

struct lettering subject_sign_lettering(const struct subject *subject)
{
    struct lettering lettering = subject_lettering(subject, FONT_VALUES, COLOR_ZERO_INK);
    lettering.font.size_pt =
        fmin(theme_sizes.digit.sign * lettering.font.size_pt, subject_cells(subject, 1));
    return lettering;
}

bool subject_has_texts(const struct subject *subject)
{
    enum show_values values = subject->looks.show.values;
    const struct simulation *bottom = simulation_first(subject->simulation);
    bool has_some = bottom->has_values || simulation_moves_channels(subject->simulation);
    return values == SHOW_SYMBOLS || (has_some && values == SHOW_DIGITS);
}

bool subject_is_legible(const struct subject *subject, const struct font *font)
{
    return font->size_pt >= subject->least_digit_pt;
}

bool subject_shows_kernel(const struct subject *subject)
{
    return subject->simulation->has_kernel && subject->looks.show.kernel.value;
}

const struct map_names *subject_names(const struct subject *subject, enum map_role role)
{
    static const struct map_names none = {.whole = NULL};
    static const enum map_role roles[] = {
        [HOLDS_INPUT] = MAP_INPUT, [HOLDS_KERNEL] = MAP_KERNEL, [HOLDS_OUTPUT] = MAP_OUTPUT};
    enum holding holding = simulation_holds(subject->simulation, role);
    return holding <= HOLDS_OUTPUT ? &subject->scene->names[roles[holding]] : &none;
}

const char *subject_letter(const struct simulation *layer, enum map_role role)
{
    static const char *const letters[] = {[HOLDS_INPUT] = "x",
                                          [HOLDS_KERNEL] = "w",
                                          [HOLDS_OUTPUT] = "y",
                                          [HOLDS_INPUT_GRADIENT] = "dx",
                                          [HOLDS_KERNEL_GRADIENT] = "dw",
                                          [HOLDS_OUTPUT_GRADIENT] = "dy"};
    return letters[simulation_holds(layer, role)];
}

bool subject_shows(const struct subject *subject, const struct given_flag *flag)
{
    return flag->at.line ? flag->value : subject->looks.theme.has_labels;
}

bool subject_numbers_depths(const struct subject *subject)
{
    const struct given_flag *labels = &subject->looks.show.labels;
    return labels->at.line == 0 || labels->value;
}

double subject_divisor(const struct subject *subject)
{
    const struct simulation *simulation = subject->simulation;
    if (!simulation->has_kernel || subject->looks.show.values != SHOW_DIGITS)
        return 1;
    for (size_t i = 1; i < simulation->out_channels; i++)
        if (simulation->kernel_divide[i] != simulation->kernel_divide[0])
            return 1;
    return simulation->kernel_divide[0];
}
