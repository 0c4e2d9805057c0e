/* SPDX-License-Identifier: MIT */
/* What a layer reads, while it is built up: the padding grows out from under the units, zeros come
 * between them, the window spreads, the kernel turns. Once all is built, maps look as they rest. */
#include <math.h>

#include "drawing/map/draw.h"
#include "drawing/map/marks.h"

static const struct mark_sizes *const sizes = &theme_sizes.mark;

/* Builds of the scene that come before a build; as many as there are: it has none such. */
static size_t builds_before(const struct subject *subject, enum build build, size_t *count)
{
    enum build builds[BUILDS];
    size_t before = 0;
    *count = simulation_builds(subject->simulation, &subject->scene->builds, builds);
    while (before < *count && builds[before] != build)
        before++;
    return before;
}

double subject_built_share(const struct subject *subject, const struct moment_part *part,
                           enum build build)
{
    size_t count, before = builds_before(subject, build, &count);
    return before == count ? 1 : fmin(fmax(part->built - (double)before, 0), 1);
}

/* The last two axes of the plane; a 1-D layer has a row, or one for each channel. */
static struct axis axis_of(const struct map *map, size_t i)
{
    const struct simulation *layer = map->reader;
    if (i > 0 || layer->axes > 1)
        return layer->axis[layer->axes - 2 + i];
    struct axis rows = axis_of_one;
    rows.input = rows.stretched = rows.padded = (int64_t)map->rows;
    return rows;
}

/* ---- the input ---- */

struct site {
    const struct map *map;
    struct area inner; /* what the units and the zeros between them cover */
    double scale;      /* of digits, as of the cells */
};

static void write_cell(const struct site *site, int64_t row, int64_t column, struct point at,
                       double share, struct pen *pen)
{
    const struct map *map = site->map;
    struct map_cell cell = map_cell_at(map, row, column);
    const struct cell_text *text = map->texts.of ? map_text(map, &cell) : NULL;
    struct lettering lettering = {.font = map->texts.font, .is_moving = true};
    lettering.color = color_faded(pen->theme->color[map_cell_ink(&cell, COLOR_INPUT_INK)], share);
    lettering.font.size_pt *= site->scale;
    if (text && share > 0 && subject_is_legible(map->subject, &lettering.font))
        cell_text_write(pen, site->map->subject->ruler,
                        map_cell_key(map_key(map, "value", pen), row, column), text,
                        plane_point(&map->plane, at.y + 0.5, at.x + 0.5), &lettering);
}

/* Above, below, and at both sides of the inner area. */
static void trace_ring(const struct site *site, struct pen *pen)
{
    struct area all = map_shown_area(site->map), in = site->inner;
    double below = in.row + in.rows, right = in.column + in.columns;
    const struct area pieces[] = {
        {all.row, all.column, in.row - all.row, all.columns},
        {below, all.column, all.row + all.rows - below, all.columns},
        {in.row, all.column, in.rows, in.column - all.column},
        {in.row, right, in.rows, all.column + all.columns - right},
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        if (pieces[i].rows > 0 && pieces[i].columns > 0)
            map_trace_grid(site->map, pieces[i], pen);
}

static bool is_inside(const struct site *site, int64_t row, int64_t column)
{
    return row >= site->inner.row && row < site->inner.row + site->inner.rows &&
           column >= site->inner.column && column < site->inner.column + site->inner.columns;
}

typedef void cell_function(const struct site *site, int64_t row, int64_t column, double share,
                           struct pen *pen);

/* Every cell within the inner area, or every one around it. */
static void for_cells(const struct site *site, bool inside, double share, cell_function *function,
                      struct pen *pen)
{
    for (int64_t row = 0; row < (int64_t)site->map->rows; row++)
        for (int64_t column = 0; column < (int64_t)site->map->columns; column++)
            if (is_inside(site, row, column) == inside)
                function(site, row, column, share, pen);
}

static void write_zero(const struct site *site, int64_t row, int64_t column, double share,
                       struct pen *pen)
{
    struct map_cell cell = map_cell_at(site->map, row, column);
    if (cell.kind != CELL_UNIT || cell.is_repeated)
        write_cell(site, row, column, (struct point){(double)column, (double)row}, share, pen);
}

static void trace_mark(const struct site *site, int64_t row, int64_t column, double share,
                       struct pen *pen)
{
    struct map_cell cell = map_cell_at(site->map, row, column);
    (void)share;
    if (cell.is_shown && (cell.kind == CELL_STRETCH || cell.kind == CELL_EXTRA ||
                          (cell.kind == CELL_UNIT && cell.is_repeated)))
        marks_trace(pen, &site->map->plane, cell.kind, site->map->texts.of != NULL,
                    (struct point){(double)column, (double)row});
}

static struct stroke faded_dashes(const struct pen *pen, double share)
{
    return stroke_faded(pen_dashed(pen, COLOR_ZERO_LINE), share);
}

/* The ring of padding, larger and stronger. */
static void draw_padding(const struct site *site, double share, struct pen *pen)
{
    struct map map = *site->map;
    struct area in = site->inner;
    double least = fmin(in.rows / (double)map.rows, in.columns / (double)map.columns);
    map.plane = plane_shrunk(&site->map->plane, in.row + in.rows / 2, in.column + in.columns / 2,
                             share_between(least, 1, share));
    bool is_repeated = map.reader->padding_mode != MODE_ZEROS;
    const struct site shrunk = {
        &map, in, plane_length(map.plane.column) / plane_length(site->map->plane.column)};
    if (map_has_zeros(&map))
        map_draw_ground(&map, map_shown_area(&map), 1, pen);
    trace_ring(&shrunk, pen);
    pen_paint(pen, map_key(&map, "ring", pen), color_none, faded_dashes(pen, share));
    for_cells(&shrunk, false, share, trace_mark, pen);
    pen_paint(
        pen, map_key(&map, "ring.marks", pen),
        color_faded(is_repeated ? marks_repeated(pen->theme) : pen->theme->color[COLOR_ZERO_LINE],
                    share),
        stroke_none);
    for_cells(&shrunk, false, share, write_zero, pen);
}

/* The zeros between units, stronger. */
static void draw_zeros(const struct site *site, double share, struct pen *pen)
{
    const struct map *map = site->map;
    map_trace_grid(site->map, site->inner, pen);
    pen_paint(pen, map_key(map, "zeros", pen), color_none, faded_dashes(pen, share));
    for_cells(site, true, share, trace_mark, pen);
    pen_paint(pen, map_key(map, "stretch", pen), color_none,
              stroke_faded(pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt), share));
    for_cells(site, true, share, write_zero, pen);
}

/* Where a unit stands while the zeros come between them: from side by side in the middle. */
static struct point unit_place(const struct site *site, const struct map_cell *cell, int64_t row,
                               int64_t column, double share)
{
    const struct axis rows = axis_of(site->map, 0), columns = axis_of(site->map, 1);
    size_t width = (size_t)columns.input, height = (size_t)rows.input;
    double y = (double)(cell->unit / width % height), x = (double)(cell->unit % width);
    y += (double)rows.before + (double)(rows.stretched - rows.input) / 2;
    x += (double)columns.before + (double)(columns.stretched - columns.input) / 2;
    return (struct point){share_between(x, (double)column, share),
                          share_between(y, (double)row, share)};
}

static void trace_unit(const struct site *site, int64_t row, int64_t column, double share,
                       struct pen *pen)
{
    struct map_cell cell = map_cell_at(site->map, row, column);
    if (cell.kind != CELL_UNIT || cell.is_repeated)
        return;
    struct point at = unit_place(site, &cell, row, column, share);
    plane_trace_outline(pen, &site->map->plane, (struct area){at.y, at.x, 1, 1});
}

static void write_unit(const struct site *site, int64_t row, int64_t column, double share,
                       struct pen *pen)
{
    struct map_cell cell = map_cell_at(site->map, row, column);
    if (cell.kind == CELL_UNIT && !cell.is_repeated)
        write_cell(site, row, column, unit_place(site, &cell, row, column, share), 1, pen);
}

static void draw_units(const struct site *site, double share, struct pen *pen)
{
    if (share >= 1) {
        map_draw_units(site->map, SIZE_MAX, pen);
    } else {
        for_cells(site, true, share, trace_unit, pen);
        pen_paint(pen, map_key(site->map, "units", pen), pen->theme->color[COLOR_INPUT],
                  pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt));
    }
    for_cells(site, true, share, write_unit, pen);
}

struct area map_built_area(const struct map *map, const struct moment_part *part)
{
    const struct axis rows = axis_of(map, 0), columns = axis_of(map, 1);
    struct area inner = map_inner_area(map), units = inner;
    double padding = subject_built_share(map->subject, part, BUILD_PADDING);
    units.rows -= (double)(rows.stretched - rows.input);
    units.columns -= (double)(columns.stretched - columns.input);
    units.row += (inner.rows - units.rows) / 2;
    units.column += (inner.columns - units.columns) / 2;
    if (padding > 0)
        return area_between(inner, map_shown_area(map), padding);
    return area_between(units, inner, subject_built_share(map->subject, part, BUILD_STRETCH));
}

static void draw_input(const struct map *map, const struct moment_part *part, struct pen *pen)
{
    const struct site site = {map, map_inner_area(map), 1};
    double padding = subject_built_share(map->subject, part, BUILD_PADDING);
    double stretch = subject_built_share(map->subject, part, BUILD_STRETCH);
    if (padding > 0)
        draw_padding(&site, padding, pen);
    else if (map_has_zeros(map))
        map_draw_ground(map, site.inner, stretch, pen);
    if (stretch > 0)
        draw_zeros(&site, stretch, pen);
    draw_units(&site, stretch, pen);
}

/* ---- the window, and the kernel ---- */

/* Its taps move apart, where the first step reads. */
static void draw_spread(const struct map *map, const struct moment_part *part, struct pen *pen)
{
    struct lights lights;
    double share = subject_built_share(map->subject, part, BUILD_DILATION);
    size_t count, before = builds_before(map->subject, BUILD_DILATION, &count);
    if (before == count || part->built <= (double)before)
        return;
    lights_read(&lights, map->subject, part, pen->arena);
    struct area area = lights_window_area(&lights, &lights.windows[0]);
    int64_t taps[2], spread[2];
    lights_grid_taps(&lights, taps, spread);
    if (lights.layer->axes == 1) /* a row for each channel */
        taps[0] = (int64_t)map->rows;
    double apart[2] = {share_between(1, (double)spread[0], share),
                       share_between(1, (double)spread[1], share)};
    if (lights_window_share(&lights, &lights.windows[0], map) <= 0)
        return;
    for (int64_t row = 0; row < taps[0]; row++)
        for (int64_t column = 0; column < taps[1]; column++)
            plane_trace_outline(pen, &map->plane,
                                (struct area){area.row + (double)row * apart[0],
                                              area.column + (double)column * apart[1], 1, 1});
    pen_paint(pen, map_key(map, "spread.taps", pen), pen->theme->color[COLOR_WINDOW],
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
    area.rows = (double)(taps[0] - 1) * apart[0] + 1;
    area.columns = (double)(taps[1] - 1) * apart[1] + 1;
    plane_trace_outline(pen, &map->plane, area);
    pen_paint(pen, map_key(map, "spread.edge", pen), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(map->subject)));
}

/* From as it is given to as it lies; its first weight's corner is marked. */
static void draw_kernel(const struct map *map, const struct moment_part *part, struct pen *pen)
{
    static const double pi = 3.14159265358979323846;
    double rows = (double)map->rows, columns = (double)map->columns;
    double left = 1 - share_smooth(fmin(1, subject_built_share(map->subject, part, BUILD_FLIP) /
                                               theme_sizes.motion.turned));
    double across = fabs(cos(pi * left)), along = fabs(sin(pi * left));
    double scale = fmin(rows / (rows * across + columns * along),
                        columns / (columns * across + rows * along)); /* it stays in its room */
    struct map smaller = *map;
    smaller.plane = plane_turned(&map->plane, rows / 2, columns / 2, pi * left);
    smaller.plane = plane_shrunk(&smaller.plane, rows / 2, columns / 2, scale);
    smaller.texts.font.size_pt *= scale;
    if (!subject_is_legible(map->subject, &smaller.texts.font))
        smaller.texts.of = NULL;
    map_draw_rest(left > 0 ? &smaller : map, pen);
    if (!map->is_turned || !simulation_can_build(map->layer, BUILD_FLIP))
        return;
    pen_move_to(pen, plane_point(&smaller.plane, rows, columns));
    pen_line_to(pen, plane_point(&smaller.plane, rows - sizes->kernel_corner, columns));
    pen_line_to(pen, plane_point(&smaller.plane, rows, columns - sizes->kernel_corner));
    pen_close(pen);
    pen_paint(pen, map_key(map, "corner", pen), pen->theme->color[COLOR_WINDOW_LINE], stroke_none);
}

bool map_is_built(const struct map *map)
{
    return (map->role == MAP_INPUT || map->role == MAP_KERNEL) && map->units && !map->scale &&
           map_has_lines(map) && map->cell_width == 0;
}

void map_draw_built(const struct map *map, const struct moment_part *part, struct pen *pen)
{
    if (!map_is_built(map)) {
        map_draw_rest(map, pen);
    } else if (map->role == MAP_KERNEL) {
        draw_kernel(map, part, pen);
    } else {
        draw_input(map, part, pen);
        draw_spread(map, part, pen);
    }
}
