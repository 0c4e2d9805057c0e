/* SPDX-License-Identifier: MIT */
/* View kernel: the weights alone, a row of slices for each first index, a column for each second.
 */
#include "drawing/cell_text.h"
#include "drawing/view.h"
#include "drawing/views/figure.h"

static const double guide_scale = 0.8; /* the guide's cells are 0.4 cm here */
static const double node = 36 / 2.54;  /* half the box that TeX gives to digits: 0.5 cm */
static const double gap = 1;           /* between slices, in cells */
static const double cell_width = 0.8;  /* that digits may take up */

enum { MOST_SLICES = 100 };

static const char *kernel_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (!simulation->has_kernel || simulation->axes > 2)
        return arena_format(arena, "%s", simulation->type_name);
    if (simulation->kernel.size[0] * simulation->kernel.size[1] > MOST_SLICES)
        return arena_format(arena, "more than %d slices", MOST_SLICES);
    return NULL;
}

struct slices {
    const struct tensor *kernel; /* borrowed */
    size_t rows, columns;        /* of a slice */
    const struct cell_text *texts;
    struct font font;
};

static void draw_slice(const struct figure *figure, struct pen *pen, const struct drawing *drawing,
                       const struct slices *slices, size_t slice)
{
    size_t down = slice / slices->kernel->size[1], right = slice % slices->kernel->size[1];
    struct area area = {(double)down * ((double)slices->rows + gap),
                        (double)right * ((double)slices->columns + gap), (double)slices->rows,
                        (double)slices->columns};
    figure_highlight(figure, pen, (struct item_key){"kernel.cells", (int)slice, -1, -1}, area);
    plane_trace_grid(pen, &figure->plane, area);
    pen_paint(pen, (struct item_key){"kernel.grid", (int)slice, -1, -1}, color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, figure->theme->thick_pt));
    struct lettering lettering = {slices->font, figure->theme->color[COLOR_WINDOW_INK], false};
    size_t count = slices->rows * slices->columns;
    for (size_t i = 0; i < count; i++) {
        size_t row = i / slices->columns, column = i % slices->columns;
        struct item_key key = {"kernel.value", (int)slice, (int)row, (int)column};
        cell_text_write(pen, drawing->ruler, key, &slices->texts[slice * count + i],
                        plane_point(&figure->plane, area.row + (double)row + 0.5,
                                    area.column + (double)column + 0.5),
                        &lettering);
    }
}

/* The boxes round the digits make the guide's page. */
static void make_room(struct figure *figure, struct pen *pen)
{
    if (!figure_is_guide(figure))
        return;
    double more = node - figure->cell / 2 - figure->theme->thick_pt / 2;
    pen->list->width_pt += 2 * more;
    pen->list->height_pt += 2 * more;
    figure->plane.origin.x += more;
    figure->plane.origin.y += more;
}

static void draw_kernel(const struct drawing *drawing, const struct moment_part *part,
                        struct pen *pen)
{
    const struct tensor *kernel = &drawing->simulation->kernel;
    const struct theme *theme = &drawing->scene->theme;
    struct slices slices = {.kernel = kernel, .rows = 1};
    struct figure figure;
    size_t down = kernel->size[0], right = kernel->size[1], count = tensor_count(kernel);
    (void)part;
    slices.columns = kernel->size[kernel->rank - 1];
    if (kernel->rank == 4)
        slices.rows = kernel->size[2];
    figure_begin(&figure, theme, guide_scale, (double)down * ((double)slices.rows + gap) - gap,
                 (double)right * ((double)slices.columns + gap) - gap, pen);
    make_room(&figure, pen);
    const struct cell_source source = {kernel->values, count, slices.rows * slices.columns,
                                       slices.columns, "w",   -1};
    slices.texts = cell_texts_make(pen->arena, &drawing->scene->show, &source);
    slices.font = cell_texts_fit(drawing->ruler,
                                 theme->font[figure_is_guide(&figure) ? FONT_SMALL : FONT_VALUES],
                                 slices.texts, count, cell_width * figure.cell);
    const struct map_place place = {
        .role = MAP_KERNEL,
        .channel = -1,
        .plane = figure.plane,
        .pitch = {1, 1},
        .rows = slices.rows,
        .columns = slices.columns,
        .outline = {0, 0, (double)slices.rows,
                    (double)right * ((double)slices.columns + gap) - gap},
    };
    pen_place_map(pen, &place);
    for (size_t i = 0; i < down * right; i++)
        draw_slice(&figure, pen, drawing, &slices, i);
}

const struct view view_kernel = {
    .name = "kernel", .obstacle = kernel_obstacle, .draw = draw_kernel};
