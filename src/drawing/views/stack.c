/* SPDX-License-Identifier: MIT */
/*
 * View stack: the maps of several layers one above the other, with the receptive field of one
 * output unit traced down to the input. 1-D layers are rows of cells, as in view line; 2-D ones
 * oblique planes.
 */
#include <math.h>

#include "drawing/digits.h"
#include "drawing/shown.h"
#include "drawing/view.h"
#include "drawing/views/line.h"

/* In cells. */
static const double elevation = 0.4;       /* of a plane over the one below */
static const double cell_width = 0.62;     /* that digits may take up */
static const double paths_scale = 0.75;    /* of the font of values */
static const double least_strength = 0.45; /* of the colour of a cell with few paths */

enum { MOST_CELLS = 6000, MOST_DIGITS = 900 };

struct planes {
    const struct scene *scene; /* borrowed, as all pointers */
    const struct theme *theme;
    const struct text_ruler *ruler;
    struct levels levels;
    struct plane plane[MOST_LEVELS];
    size_t step;
};

/* ---- what it can show ---- */

static const char *stack_obstacle(const struct simulation *simulation, struct arena *arena)
{
    struct levels levels;
    if (!simulation->below)
        return arena_format(arena, "a layer alone");
    if (simulation->axes == 1)
        return line_obstacle(simulation, arena);
    for (const struct simulation *at = simulation; at; at = at->below)
        if (at->axes != 2 || at->is_flattened)
            return arena_format(arena, "%s among 2-D layers", at->type_name);
    levels_read(&levels, simulation);
    if (levels_size(&levels) > MOST_CELLS)
        return arena_format(arena, "more than %d cells", MOST_CELLS);
    return NULL;
}

/* ---- layout ---- */

static double rows_of(const struct level *level)
{
    return (double)level->places[0];
}

static double columns_of(const struct level *level)
{
    return (double)level->places[1];
}

/* A plane whose middle is at `at`. */
static struct plane oblique_plane(double cell, const struct level *level, struct point at)
{
    double rows = rows_of(level), columns = columns_of(level);
    return plane_oblique(
        cell,
        (struct point){at.x - cell * (rows * oblique_row.x + columns * oblique_column.x) / 2,
                       at.y - cell * (rows * oblique_row.y + columns * oblique_column.y) / 2});
}

static struct area whole(const struct level *level)
{
    return (struct area){0, 0, rows_of(level), columns_of(level)};
}

static double height_of(const struct level *level)
{
    return rows_of(level) * oblique_row.y - columns_of(level) * oblique_column.y;
}

static void lay_out(struct planes *planes, struct pen *pen)
{
    double cell = planes->theme->cell_pt, margin = planes->theme->margin_pt, y = 0;
    struct box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < planes->levels.count; i++) {
        const struct level *level = &planes->levels.level[i];
        if (i > 0)
            y -= (height_of(level) + height_of(level - 1)) / 2 + elevation;
        planes->plane[i] = oblique_plane(cell, level, (struct point){0, cell * y});
        box = plane_widen(box, &planes->plane[i], whole(level));
    }
    double half = fmax(planes->theme->window_pt, planes->theme->thick_pt) / 2;
    for (size_t i = 0; i < planes->levels.count; i++) {
        planes->plane[i].origin.x += margin + half - box.left;
        planes->plane[i].origin.y += margin + half - box.top;
    }
    pen->list->width_pt = box.right - box.left + 2 * (margin + half);
    pen->list->height_pt = box.bottom - box.top + 2 * (margin + half);
}

static void place_maps(const struct planes *planes, struct pen *pen)
{
    for (size_t i = 0; i < planes->levels.count; i++) {
        const struct level *level = &planes->levels.level[i];
        bool is_first = i == 0, is_last = i + 1 == planes->levels.count;
        double row = (double)levels_place(level, 0, 0), column = (double)levels_place(level, 1, 0);
        struct map_place place = {
            .role = is_last ? MAP_OUTPUT : MAP_INPUT,
            .channel = -1,
            .plane = planes->plane[i],
            .pitch = {(double)levels_place(level, 0, 1) - row,
                      (double)levels_place(level, 1, 1) - column},
            .rows = is_first || is_last ? level->units->size[1] : 0,
            .columns = level->units->size[2],
            .outline = {-row, -column, rows_of(level), columns_of(level)},
            .name = is_first || is_last ? NULL : levels_name(level, pen->arena),
        };
        place.plane.origin = plane_point(&planes->plane[i], row, column);
        pen_place_map(pen, &place);
    }
}

/* ---- what rests ---- */

static struct item_key key_of(const char *part, size_t level, int64_t row, int64_t column)
{
    return (struct item_key){part, (int)level, (int)row, (int)column};
}

static void trace_unit(const struct planes *planes, struct pen *pen, size_t level, size_t row,
                       size_t column)
{
    const struct level *map = &planes->levels.level[level];
    plane_trace_outline(pen, &planes->plane[level],
                        (struct area){(double)levels_place(map, 0, (int64_t)row),
                                      (double)levels_place(map, 1, (int64_t)column), 1, 1});
}

static void draw_map(const struct planes *planes, struct pen *pen, size_t level)
{
    const struct level *map = &planes->levels.level[level];
    const struct theme *theme = planes->theme;
    bool is_top = level + 1 == planes->levels.count;
    size_t rows = map->units->size[1], columns = map->units->size[2], shown = rows * columns;
    size_t done = levels_shown(&planes->levels, level, planes->step);
    plane_trace_grid(pen, &planes->plane[level],
                     is_top ? whole(map)
                            : shown_area(map->above, &map->above->axis[0], &map->above->axis[1]));
    pen_paint(pen, key_of("map.zeros", level, -1, -1), color_none,
              pen_dashed(pen, is_top ? COLOR_OUTPUT_LINE : COLOR_ZERO_LINE));
    if (!theme->shows_all_outputs && done < tensor_count(map->units))
        shown = done == 0 ? 0 : (done - 1) % shown + 1;
    for (size_t n = 0; n < shown; n++)
        trace_unit(planes, pen, level, n / columns, n % columns);
    pen_paint(pen, key_of("map.units", level, -1, -1),
              theme->color[is_top ? COLOR_OUTPUT : COLOR_INPUT],
              pen_solid(pen, is_top ? COLOR_OUTPUT_LINE : COLOR_INPUT_LINE, theme->thick_pt));
}

/* ---- the field ---- */

/* Between two steps; a field that sees nothing there has no area. */
static struct area between(struct area from, struct area to, double progress)
{
    if (progress <= 0 || to.rows <= 0)
        return from;
    if (from.rows <= 0)
        return to;
    return area_between(from, to, progress);
}

/* The paths of all channels of a place together. */
static double *sum_paths(const struct planes *planes, const struct field *field, size_t level,
                         struct arena *arena, double *most)
{
    const struct level *map = &planes->levels.level[level];
    size_t columns = (size_t)map->places[1];
    double *paths = arena_allocate(arena, (size_t)map->places[0] * columns, sizeof *paths);
    *most = 0;
    for (size_t i = 0; i < field->reach[level].cell_count; i++) {
        const struct reach_cell *cell = &field->reach[level].cells[i];
        double *sum = &paths[(size_t)cell->place[0] * columns + (size_t)cell->place[1]];
        *sum += cell->paths;
        *most = fmax(*most, *sum);
    }
    return paths;
}

static void draw_cells(const struct planes *planes, struct pen *pen, size_t level,
                       const struct field fields[2], double progress)
{
    const struct level *map = &planes->levels.level[level];
    bool is_top = level == fields[0].top;
    double most[2] = {0, 0};
    const double *paths[2] = {sum_paths(planes, &fields[0], level, pen->arena, &most[0]), NULL};
    paths[1] = progress > 0 ? sum_paths(planes, &fields[1], level, pen->arena, &most[1]) : paths[0];
    for (int64_t n = 0; !is_top && n < map->places[0] * map->places[1]; n++) {
        double strength = 0;
        for (int i = 0; i < 2; i++) {
            double share = i ? progress : 1 - progress;
            if (share > 0 && paths[i][n] > 0)
                strength += share * (least_strength + (1 - least_strength) * paths[i][n] / most[i]);
        }
        if (strength <= 0)
            continue;
        struct color fill = planes->theme->color[COLOR_WINDOW];
        fill.alpha *= strength;
        int64_t row = n / map->places[1], column = n % map->places[1];
        plane_trace_outline(pen, &planes->plane[level],
                            (struct area){(double)row, (double)column, 1, 1});
        struct stroke grid = pen_solid(pen, COLOR_WINDOW_LINE, planes->theme->thin_pt);
        grid.color.alpha *= fmin(1, strength);
        pen_paint(pen, key_of("field.cell", level, row, column), fill, grid);
    }
}

static void draw_links(const struct planes *planes, struct pen *pen, size_t level,
                       const struct area *lower, const struct area *upper)
{
    for (int corner = 0; corner < 4; corner++) {
        double down = corner / 2, right = corner % 2;
        pen_move_to(pen, plane_point(&planes->plane[level], lower->row + down * lower->rows,
                                     lower->column + right * lower->columns));
        pen_line_to(pen, plane_point(&planes->plane[level + 1], upper->row + down * upper->rows,
                                     upper->column + right * upper->columns));
    }
    pen_paint(pen, key_of("links", level, -1, -1), color_none,
              pen_solid(pen, COLOR_LINK, planes->theme->thin_pt));
}

/* Round what is seen through padding, elsewhere on the map. */
static void draw_far_edges(const struct planes *planes, struct pen *pen, size_t level,
                           const struct field *field, double share)
{
    struct area *areas;
    size_t count = field_far_areas(field, &planes->levels, level, &areas, pen->arena);
    struct stroke edge =
        pen_solid(pen, COLOR_WINDOW_LINE, fmax(planes->theme->window_pt, planes->theme->thick_pt));
    edge.color.alpha *= share;
    for (size_t i = 0; share > 0 && i < count; i++) {
        plane_trace_outline(pen, &planes->plane[level], areas[i]);
        pen_paint(pen,
                  key_of("field.edge.far", level, (int64_t)areas[i].row, (int64_t)areas[i].column),
                  color_none, edge);
    }
}

static void draw_edge(const struct planes *planes, struct pen *pen, size_t level,
                      const struct area *area)
{
    const struct theme *theme = planes->theme;
    bool is_top = level == levels_turn(&planes->levels, planes->step).level;
    double width = fmax(theme->window_pt, theme->thick_pt);
    plane_trace_outline(pen, &planes->plane[level], *area);
    pen_paint(pen, key_of("field.edge", level, -1, -1),
              is_top ? theme->color[COLOR_NOW] : color_none,
              pen_solid(pen, is_top ? COLOR_NOW_LINE : COLOR_WINDOW_LINE, width));
}

/* What max pools take, where there are values to compare. */
static void draw_chosen(const struct planes *planes, struct pen *pen, size_t level,
                        const struct field *field)
{
    for (size_t i = 0; i < field->reach[level].cell_count; i++) {
        const struct reach_cell *cell = &field->reach[level].cells[i];
        if (cell->is_chosen)
            plane_trace_outline(
                pen, &planes->plane[level],
                (struct area){(double)cell->place[0], (double)cell->place[1], 1, 1});
    }
    pen_paint(
        pen, key_of("chosen", level, -1, -1), color_none,
        pen_solid(pen, COLOR_NOW_LINE, fmax(planes->theme->window_pt, planes->theme->thick_pt)));
}

/* ---- digits ---- */

/* Of the paths where there are no values: the gridding of equal dilations shows. */
static void draw_paths(const struct planes *planes, struct pen *pen, size_t level,
                       const struct field *field, double share)
{
    const struct level *map = &planes->levels.level[level];
    double most;
    const double *paths = sum_paths(planes, field, level, pen->arena, &most);
    struct lettering lettering = {.font = planes->theme->font[FONT_VALUES],
                                  .color = planes->theme->color[COLOR_INK]};
    lettering.font.size_pt *= paths_scale;
    lettering.color.alpha *= share;
    const char *widest = arena_format(pen->arena, "%.0f", most);
    lettering.font =
        digits_fit(planes->ruler, lettering.font, &widest, 1, cell_width * planes->theme->cell_pt);
    if (lettering.font.size_pt < planes->theme->least_digits_pt)
        return;
    for (int64_t n = 0; n < map->places[0] * map->places[1]; n++) {
        int64_t row = n / map->places[1], column = n % map->places[1];
        const int64_t place[MAX_AXES] = {row, column};
        if (paths[n] <= 0 || simulation_cell_at(map->above, place).kind != CELL_UNIT)
            continue;
        pen_write(pen, key_of(share == 1 ? "paths" : "paths.fading", level, row, column),
                  arena_format(pen->arena, "%.0f", paths[n]),
                  plane_point(&planes->plane[level], (double)row + 0.5, (double)column + 0.5),
                  &lettering);
    }
}

/* Of cells that repeat units, and of zeros that count: as in view line. */
static void draw_padding_values(const struct planes *planes, struct pen *pen, size_t level,
                                const struct cell_text *texts, const struct font *font)
{
    static const struct cell_text zero = {.text = "0"};
    const struct level *map = &planes->levels.level[level];
    struct lettering lettering = {.font = *font, .color = planes->theme->color[COLOR_ZERO_INK]};
    for (int64_t n = 0; map->above && n < map->places[0] * map->places[1]; n++) {
        const int64_t place[MAX_AXES] = {n / map->places[1], n % map->places[1]};
        struct cell cell = simulation_cell_at(map->above, place);
        bool is_told = cell.kind == CELL_UNIT ? cell.is_repeated
                                              : simulation_counts_zero(map->above, cell.kind);
        if (!is_told || !shown_cell(map->above, &cell))
            continue;
        size_t unit = (size_t)(cell.unit[0] * map->above->axis[1].input + cell.unit[1]);
        cell_text_write(
            pen, planes->ruler, key_of("zero.value", level, place[0], place[1]),
            cell.kind == CELL_UNIT ? &texts[unit] : &zero,
            plane_point(&planes->plane[level], (double)place[0] + 0.5, (double)place[1] + 0.5),
            &lettering);
    }
}

static void draw_values(const struct planes *planes, struct pen *pen, size_t level)
{
    const struct level *map = &planes->levels.level[level];
    const struct theme *theme = planes->theme;
    bool is_top = level + 1 == planes->levels.count;
    size_t columns = map->units->size[2], count = tensor_count(map->units);
    if (map->channels > 1 || count > MOST_DIGITS)
        return;
    const struct cell_source source = {levels_values(map, pen->arena),
                                       count,
                                       count,
                                       columns,
                                       is_top ? "y" : level == 0 ? "x" : "h",
                                       is_top ? theme->output_decimals : -1};
    const struct cell_text *texts = cell_texts_make(pen->arena, &planes->scene->show, &source);
    struct lettering lettering = {.color = theme->color[COLOR_INK]};
    lettering.font = cell_texts_fit(planes->ruler, theme->font[FONT_VALUES], texts, count,
                                    cell_width * theme->cell_pt);
    struct turn turn = levels_turn(&planes->levels, planes->step);
    size_t shown =
        theme->shows_all_outputs ? count : levels_shown(&planes->levels, level, planes->step);
    draw_padding_values(planes, pen, level, texts, &lettering.font);
    for (size_t n = 0; n < shown; n++) {
        double row = (double)levels_place(map, 0, (int64_t)(n / columns));
        double column = (double)levels_place(map, 1, (int64_t)(n % columns));
        bool is_now = level == turn.level && n == turn.unit;
        lettering.color = theme->color[is_now   ? COLOR_NOW_INK
                                       : is_top ? COLOR_OUTPUT_INK
                                                : COLOR_INPUT_INK];
        cell_text_write(pen, planes->ruler,
                        key_of("value", level, (int64_t)(n / columns), (int64_t)(n % columns)),
                        cell_text_or_question(&texts[n], is_now && pen->part->is_question),
                        plane_point(&planes->plane[level], row + 0.5, column + 0.5), &lettering);
    }
}

/* ---- the view ---- */

static void draw_texts(const struct planes *planes, struct pen *pen, size_t level,
                       const struct field *field, double progress)
{
    const struct scene_show *show = &planes->scene->show;
    bool has_values = planes->levels.level[0].above->has_values || show->values == SHOW_SYMBOLS;
    if (has_values && show->values != SHOW_NOTHING)
        draw_values(planes, pen, level);
    else if (show->values == SHOW_DIGITS && show->receptive_field.value &&
             level + 1 < planes->levels.count && progress < 0.5)
        draw_paths(planes, pen, level, field, 1 - 2 * progress);
}

/* From the input up, so that what is nearer covers what is below it; a level's texts stand over
 * the links that rise from it. */
static void draw_levels(const struct planes *planes, struct pen *pen, const struct field fields[2],
                        double progress)
{
    const struct scene_show *show = &planes->scene->show;
    bool has_values = planes->levels.level[0].above->has_values || show->values == SHOW_SYMBOLS;
    struct area below = {0};
    for (size_t i = 0; i < planes->levels.count; i++) {
        struct area from = field_window(&fields[0], &planes->levels, i, pen->arena), area = from;
        if (progress > 0)
            area =
                between(from, field_window(&fields[1], &planes->levels, i, pen->arena), progress);
        bool is_lit = show->receptive_field.value || i == fields[0].top;
        if (i > 0 && below.rows > 0 && area.rows > 0)
            draw_links(planes, pen, i - 1, &below, &area);
        if (i > 0)
            draw_texts(planes, pen, i - 1, &fields[0], progress);
        draw_map(planes, pen, i);
        if (is_lit)
            draw_cells(planes, pen, i, fields, progress);
        if (is_lit && area.rows > 0)
            draw_edge(planes, pen, i, &area);
        if (is_lit)
            draw_far_edges(planes, pen, i, &fields[0], 1 - progress);
        if (has_values && show->argmax.value && progress <= 0 && !pen->part->is_question)
            draw_chosen(planes, pen, i, &fields[0]);
        below = is_lit ? area : (struct area){0};
    }
    draw_texts(planes, pen, planes->levels.count - 1, &fields[0], progress);
}

static void draw_stack(const struct drawing *drawing, const struct moment_part *part,
                       struct pen *pen)
{
    struct planes planes = {.scene = drawing->scene,
                            .theme = &drawing->scene->theme,
                            .ruler = drawing->ruler,
                            .step = part->step};
    struct field fields[2];
    if (drawing->simulation->axes == 1) {
        line_draw(drawing, part, pen);
        return;
    }
    levels_read(&planes.levels, drawing->simulation);
    lay_out(&planes, pen);
    place_maps(&planes, pen);
    field_read(&fields[0], &planes.levels, part->step, pen->arena);
    if (part->progress > 0)
        field_read(&fields[1], &planes.levels, part->step + 1, pen->arena);
    bool slides = part->progress > 0 && fields[1].top == fields[0].top; /* not into another map */
    draw_levels(&planes, pen, fields, slides ? part->progress : 0);
}

const struct view view_stack = {.name = "stack",
                                .obstacle = stack_obstacle,
                                .draw = draw_stack,
                                .orders = 1u << ORDER_OUTPUT | 1u << ORDER_LAYER};
