/* SPDX-License-Identifier: MIT */
/* The guide's figures within its text: the kernel's values, the positions of a window, and strided
 * layers as subsampled ones. */
#include "drawing/guide/figure.h"
#include "drawing/guide/guide.h"
#include "drawing/guide/texts.h"

/* ---- the kernel ---- */

static const double kernel_scale = 0.8;  /* the guide's cells are 0.4 cm here */
static const double node_pt = 36 / 2.54; /* half the box that TeX gives to digits: 0.5 cm */
static const double slice_gap = 1;       /* between slices, in cells */
static const double cell_width = 0.8;    /* that digits may take up */

/* Rows and columns of the whole figure. */
static struct area kernel_extent(const struct tensor *kernel, double *rows, double *columns)
{
    *rows = kernel->rank == 4 ? (double)kernel->size[2] : 1;
    *columns = (double)kernel->size[kernel->rank - 1];
    return (struct area){0, 0, (double)kernel->size[0] * (*rows + slice_gap) - slice_gap,
                         (double)kernel->size[1] * (*columns + slice_gap) - slice_gap};
}

/* The boxes round the digits make the page. */
static double beyond_cells(const struct panel *panel)
{
    return node_pt - subject_cells(&panel->subject, kernel_scale) / 2 -
           subject_edge(&panel->subject) / 2;
}

static void lay_out_kernel(struct panel *panel)
{
    double rows, columns, more = beyond_cells(panel);
    struct area all = kernel_extent(&panel->subject.simulation->kernel, &rows, &columns);
    layout_room(panel->layout, (struct size){{kernel_scale * all.columns, 2 * more},
                                             {kernel_scale * all.rows, 2 * more}});
}

static void draw_kernel(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct tensor *kernel = &panel->subject.simulation->kernel;
    size_t count = tensor_count(kernel);
    double rows, columns, more = beyond_cells(panel);
    struct figure figure;
    (void)part;
    kernel_extent(kernel, &rows, &columns);
    figure_read(&figure, panel, kernel_scale);
    figure.plane.origin.x += more;
    figure.plane.origin.y += more;
    size_t slice_cells = (size_t)(rows * columns), across = (size_t)columns;
    const struct guide_source source = {kernel->values, count, slice_cells, across, "w", -1};
    const struct cell_text *texts =
        guide_texts_make(pen->arena, &panel->subject.looks.show, &source);
    struct lettering lettering = subject_lettering(&panel->subject, FONT_SMALL, COLOR_WINDOW_INK);
    lettering.font = cell_texts_fit(panel->subject.ruler, lettering.font, texts, count,
                                    cell_width * figure.cell);
    for (size_t slice = 0; slice < count / slice_cells; slice++) {
        size_t down = slice / kernel->size[1], right = slice % kernel->size[1];
        struct area area = {(double)down * (rows + slice_gap),
                            (double)right * (columns + slice_gap), rows, columns};
        figure_highlight(&figure, pen, (struct item_key){"kernel.cells", (int)slice, -1, -1, NULL},
                         area);
        plane_trace_grid(pen, &figure.plane, area);
        pen_paint(pen, (struct item_key){"kernel.grid", (int)slice, -1, -1, NULL}, color_none,
                  pen_solid(pen, COLOR_WINDOW_LINE, figure.theme->thick_pt));
        for (size_t i = 0; i < slice_cells; i++)
            cell_text_write(pen, panel->subject.ruler,
                            (struct item_key){"kernel.value", (int)slice, (int)(i / across),
                                              (int)(i % across), NULL},
                            &texts[slice * slice_cells + i],
                            map_middle(&figure.plane, area.row + (double)(i / across),
                                       area.column + (double)(i % across)),
                            &lettering);
    }
}

const struct view guide_kernel = {.name = "kernel",
                                  .lay_out = lay_out_kernel,
                                  .draw_rest = figure_draw_no_rest,
                                  .draw_moment = draw_kernel};

/* ---- positions ---- */

static const double scale = 0.7; /* the guide's cells are 0.35 cm here and below */

static const struct axis *axes_of(const struct panel *panel)
{
    return panel->subject.simulation->axis;
}

static void lay_out_positions(struct panel *panel)
{
    figure_add(panel, scale, (double)axes_of(panel)[0].padded, (double)axes_of(panel)[1].padded);
}

/* The window at the step, between places while it moves. */
static struct area window_of(const struct panel *panel, const struct moment_part *part,
                             struct arena *arena)
{
    struct lights lights;
    lights_read(&lights, &panel->subject, part, arena);
    return lights_window_area(&lights, &lights.windows[0]);
}

static void draw_padded_input(const struct panel *panel, const struct figure *figure,
                              struct pen *pen)
{
    const struct axis *height = &axes_of(panel)[0], *width = &axes_of(panel)[1];
    const struct area units = {(double)height->before, (double)width->before, (double)height->input,
                               (double)width->input};
    if (height->padded > height->input || width->padded > width->input) {
        plane_trace_grid(pen, &figure->plane,
                         (struct area){0, 0, (double)height->padded, (double)width->padded});
        pen_paint(pen, key_once("input.zeros"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    }
    plane_trace_outline(pen, &figure->plane, units);
    pen_paint(pen, key_once("input.units"), figure->theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, figure->theme->thin_pt));
    plane_trace_grid(pen, &figure->plane, units);
    pen_paint(pen, key_once("input.grid"), color_none,
              pen_solid(pen, COLOR_INPUT_LINE, figure->theme->thick_pt));
}

static void draw_positions(const struct panel *panel, const struct moment_part *part,
                           struct pen *pen)
{
    const struct axis *height = &axes_of(panel)[0], *width = &axes_of(panel)[1];
    struct area window = window_of(panel, part, pen->arena);
    const struct point origin = {0, 0};
    struct figure figure;
    figure_read(&figure, panel, scale);
    draw_padded_input(panel, &figure, pen);
    figure_highlight(&figure, pen, key_once("window"), window);
    plane_trace_grid(pen, &figure.plane, window);
    pen_paint(pen, key_once("window.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, figure.theme->thick_pt));
    figure_steps(&figure, pen, width, height, origin, false, width->move, width->output > 2);
    figure_steps(&figure, pen, height, width, origin, true, height->move, height->output > 2);
}

const struct view guide_positions = {.name = "positions",
                                     .lay_out = lay_out_positions,
                                     .draw_rest = figure_draw_no_rest,
                                     .draw_moment = draw_positions};

/* ---- subsampling ---- */

/* In cells. */
static const double gap = 2, wide_gap = 3; /* between maps, between the two ways */
static const double arrow_gap = 0.25;      /* from a map to the arrow beside it */

struct subsampling {
    struct figure figure;
    const struct axis *height, *width; /* borrowed */
    double rows;                       /* of the page */
    int maps;                          /* drawn so far, for their keys */
};

/* Positions of the window with unit stride. */
static double all_positions(const struct axis *a)
{
    return (double)(a->padded - a->effective_kernel + 1);
}

static void lay_out_subsampling(struct panel *panel)
{
    const struct axis *height = &axes_of(panel)[0], *width = &axes_of(panel)[1];
    figure_add(panel, scale, (double)height->padded,
               2 * (double)width->padded + 3 * gap + wide_gap + 2 * (double)width->output +
                   all_positions(width));
}

/* A map in the middle of the page's height, from a column on; gives its first cell. */
static struct point draw_output(struct subsampling *view, struct pen *pen, double column,
                                double rows, double columns)
{
    struct area area = {(view->rows - rows) / 2, column, rows, columns};
    struct item_key key = {"output.block", -1, view->maps++, -1, NULL};
    figure_block(&view->figure, pen, key, area, view->figure.theme->color[COLOR_OUTPUT],
                 COLOR_OUTPUT_LINE);
    return (struct point){column, area.row};
}

/* The padded input with its window and the window's way; gives where the map ends. */
static double draw_input(struct subsampling *view, struct pen *pen, double column,
                         const int64_t move[2])
{
    const struct axis *height = view->height, *width = view->width;
    double rows = (double)height->padded, columns = (double)width->padded;
    struct point at = {column, (view->rows - rows) / 2};
    if (height->padded > height->input || width->padded > width->input) {
        plane_trace_grid(pen, &view->figure.plane, (struct area){at.y, at.x, rows, columns});
        pen_paint(pen, (struct item_key){"input.zeros", -1, view->maps, -1, NULL}, color_none,
                  pen_dashed(pen, COLOR_ZERO_LINE));
    }
    struct area units = {at.y + (double)height->before, at.x + (double)width->before,
                         (double)height->input, (double)width->input};
    struct item_key key = {"input.block", -1, view->maps++, -1, NULL};
    figure_block(&view->figure, pen, key, units, view->figure.theme->color[COLOR_INPUT],
                 COLOR_INPUT_LINE);
    key.part = "window";
    figure_highlight(&view->figure, pen, key,
                     (struct area){at.y, at.x, (double)height->effective_kernel,
                                   (double)width->effective_kernel});
    figure_steps(&view->figure, pen, width, height, at, false, move[1], true);
    figure_steps(&view->figure, pen, height, width, at, true, move[0], true);
    return column + columns;
}

static void draw_arrow(struct subsampling *view, struct pen *pen, double from)
{
    double row = view->rows / 2;
    figure_arrow(&view->figure, pen, (struct point){from + arrow_gap, row},
                 (struct point){from + gap - arrow_gap, row}, COLOR_WINDOW_LINE);
}

/* Crosses out what the stride passes over, from the bottom up. */
static void draw_crosses(const struct subsampling *view, struct pen *pen, struct point at)
{
    const struct plane *plane = &view->figure.plane;
    int64_t rows = (int64_t)all_positions(view->height),
            columns = (int64_t)all_positions(view->width);
    for (int64_t row = rows; row-- > 0;)
        for (int64_t column = 0; column < columns; column++) {
            double top = at.y + (double)row, left = at.x + (double)column;
            if (row % view->height->move == 0 && column % view->width->move == 0)
                continue;
            pen_move_to(pen, plane_point(plane, top + 1, left));
            pen_line_to(pen, plane_point(plane, top, left + 1));
            pen_line_to(pen, plane_point(plane, top + 1, left + 1));
            pen_line_to(pen, plane_point(plane, top, left));
        }
    pen_paint(pen, key_once("output.crosses"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, view->figure.theme->thin_pt));
}

static void draw_subsampling(const struct panel *panel, const struct moment_part *part,
                             struct pen *pen)
{
    struct subsampling view = {.height = &axes_of(panel)[0], .width = &axes_of(panel)[1]};
    const struct axis *height = view.height, *width = view.width;
    double rows = (double)height->output, output = (double)width->output;
    const int64_t strides[2] = {height->move, width->move}, ones[2] = {1, 1};
    (void)part;
    view.rows = (double)height->padded;
    figure_read(&view.figure, panel, scale);
    double end = draw_input(&view, pen, 0, strides);
    draw_arrow(&view, pen, end);
    draw_output(&view, pen, end + gap, rows, output);
    end = draw_input(&view, pen, end + gap + output + wide_gap, ones);
    draw_arrow(&view, pen, end);
    struct point at =
        draw_output(&view, pen, end + gap, all_positions(height), all_positions(width));
    draw_crosses(&view, pen, at);
    end += gap + all_positions(width);
    draw_arrow(&view, pen, end);
    draw_output(&view, pen, end + gap, rows, output);
}

const struct view guide_subsampling = {.name = "subsampling",
                                       .lay_out = lay_out_subsampling,
                                       .draw_rest = figure_draw_no_rest,
                                       .draw_moment = draw_subsampling};
