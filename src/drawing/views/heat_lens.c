/* SPDX-License-Identifier: MIT */
/* The lens of view heat: maps there are too large for digits, so that what the window reads is
 * drawn once more, in cells that hold them. */
#include <math.h>

#include "drawing/views/heat.h"
#include "drawing/words/words.h"

static const struct digit_sizes *const sizes = &theme_sizes.digit;

enum { MOST_TAPS = 7 }; /* on an axis */

box_id heat_grid(struct panel *panel, size_t count, bool may_spread, double gap)
{
    const struct heat *heat = panel->subject.state;
    int columns = !may_spread       ? 1
                  : heat->is_square ? (int)ceil(sqrt((double)count))
                  : heat->is_column ? (int)count
                                    : 1;
    return layout_grid(panel->layout, columns, (struct size){in_cells(gap), in_cells(gap)},
                       ALIGN_MIDDLE);
}

bool lens_is_there(const struct subject *subject)
{
    const struct simulation *layer = subject->simulation;
    return layer->has_values && subject->looks.show.values == SHOW_DIGITS && layer->is_sliding &&
           layer->axis[0].kernel <= MOST_TAPS && layer->axis[1].kernel <= MOST_TAPS &&
           layer->axis[0].stretch == 1 && layer->axis[1].stretch == 1;
}

int lens_decimals(const struct subject *subject)
{
    const struct tensor *input = &subject->simulation->input;
    size_t count = tensor_count(input);
    int asked = digits_asked(&subject->looks.show, input->values, count, -1);
    return asked < 0 ? digits_decimals(input->values, count) : asked;
}

static size_t inputs_read(const struct simulation *layer)
{
    return layer->has_kernel ? layer->in_channels / layer->groups : 1;
}

void lens_add(struct panel *panel, struct lens *lens, double gap)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct axis *axis = layer->axis;
    struct size size = {in_cells((double)axis[1].kernel), in_cells((double)axis[0].kernel)};
    struct map map =
        map_of_matrix(layer, MAP_INPUT, "lens", (size_t)axis[0].kernel, (size_t)axis[1].kernel);
    map.layer = NULL; /* its texts are a moment's */
    map.terms = TERMS_AT_TAPS;
    lens->first = panel->map_count;
    heat_grid(panel, inputs_read(layer), false, gap);
    for (lens->count = 0; lens->count < inputs_read(layer); lens->count++) {
        map.channel = (int)lens->count;
        struct placed *placed = panel_matrix(panel, &map, size);
        placed->is_hidden = true;
        placed->name = ""; /* the maps have it */
    }
    layout_end(panel->layout);
}

/* Digits leave room for the longest number of the map, and for weights. */
void lens_settle(struct panel *panel, struct heat *heat)
{
    struct lens *lens = &heat->lens;
    const struct subject *subject = &panel->subject;
    const struct placed *kernel = panel_find(panel, MAP_KERNEL, -2);
    struct placed *grids = &panel->maps[lens->first];
    lens->factors.of = NULL;
    if (lens->count == 0)
        return;
    double cell = plane_length(grids[0].map.plane.row);
    const double ends[] = {heat->input.low, heat->input.high};
    const char *const *digits = digits_of(panel->arena, ends, 2, lens->decimals);
    struct cell_text widest[2] = {{.text = digits[0]}, {.text = digits[1]}};
    struct font font = subject->looks.theme.font[FONT_VALUES];
    font.size_pt = fmin(font.size_pt, sizes->most_height * cell);
    font = cell_texts_fit(subject->ruler, font, widest, 2, sizes->most_width * cell);
    struct cell_text *texts =
        arena_allocate(panel->arena, grids[0].map.rows * grids[0].map.columns, sizeof *texts);
    if (!subject_is_legible(subject, &font))
        return;
    for (size_t i = 0; i < lens->count; i++)
        grids[i].map.texts = (struct texts){.of = texts, .font = font};
    if (kernel)
        lens->factors =
            texts_of_factors(subject, &kernel->map.texts,
                             tensor_count(&subject->simulation->kernel), cell, panel->arena);
}
