/* SPDX-License-Identifier: MIT */
/*
 * View stack: the maps of several layers one above the other, with the receptive field of one
 * output unit traced down to the input. 1-D layers are rows of cells, as in view line; 2-D ones
 * oblique planes.
 */
#include <math.h>

#include "drawing/map/digits.h"
#include "drawing/views/line.h"

/* In cells. */
static const double elevation = 0.4;       /* of a plane over the one below */
static const double cell_width = 0.62;     /* that digits may take up */
static const double paths_scale = 0.75;    /* of the font of values */
static const double least_strength = 0.45; /* of the colour of a cell with few paths */

enum { MOST_CELLS = 300000, MOST_DIGITS = 10000 };

struct planes {
    struct levels levels;
    struct texts texts[MOST_LEVELS];
    struct display_list rests[MOST_LEVELS]; /* what rests of each level lies over those below */
};

/* Planes and the fields of a moment. */
struct moment_of_planes {
    const struct panel *panel;
    const struct planes *planes;
    const struct moment_part *part;
    struct field fields[2];
    double progress; /* of what slides: 0 where the next step is in another map */
};

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

static bool is_line(const struct subject *subject)
{
    return subject->simulation->axes == 1;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    if (is_line(subject))
        return line_prepare(subject, arena);
    struct planes *planes = arena_allocate(arena, 1, sizeof *planes);
    levels_read(&planes->levels, subject->simulation);
    return planes;
}

/* ---- layout ---- */

static struct area whole(const struct level *level)
{
    return (struct area){0, 0, (double)level->places[0], (double)level->places[1]};
}

/* Of a plane, in cells. */
static double height_of(const struct level *level)
{
    return (double)level->places[0] * oblique_row.y - (double)level->places[1] * oblique_column.y;
}

static double width_of(const struct level *level)
{
    return (double)level->places[0] * oblique_row.x + (double)level->places[1] * oblique_column.x;
}

static void add_plane(struct panel *panel, const struct planes *planes, size_t i, double middle)
{
    const struct level *level = &planes->levels.level[i];
    bool is_inner = i > 0 && i + 1 < planes->levels.count;
    const struct map map = {.role = i + 1 == planes->levels.count ? MAP_OUTPUT : MAP_INPUT,
                            .part = "level",
                            .channel = -1,
                            .reader = level->above,
                            .rows = (size_t)level->places[0],
                            .columns = (size_t)level->places[1],
                            .reach = whole(level),
                            .units = is_inner ? NULL : level->units};
    struct placed *placed = panel_oblique_map(panel, &map);
    placed->is_hidden = true;
    placed->name_side = SIDE_CORNER;
    placed->has_name |= is_inner;
    placed->name = is_inner ? levels_name(level, panel->arena) : NULL;
    layout_at(panel->layout, placed->box, in_cells(-width_of(level) / 2),
              in_cells(middle - height_of(level) / 2));
}

static void lay_out_stack(struct panel *panel)
{
    const struct planes *planes = panel->subject.state;
    double y = 0;
    if (is_line(&panel->subject)) {
        line_lay_out(panel);
        return;
    }
    layout_free(panel->layout);
    for (size_t i = 0; i < planes->levels.count; i++) {
        const struct level *level = &planes->levels.level[i];
        if (i > 0)
            y -= (height_of(level) + height_of(level - 1)) / 2 + elevation;
        add_plane(panel, planes, i, y);
    }
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    struct planes *planes = panel->subject.state;
    if (is_line(&panel->subject)) {
        line_settle(panel);
        return;
    }
    for (size_t i = 0; subject_has_texts(&panel->subject) && i < planes->levels.count; i++) {
        const struct level *level = &planes->levels.level[i];
        if (level->channels == 1 && tensor_count(level->units) <= MOST_DIGITS)
            planes->texts[i] = texts_of(&panel->subject, level->above ? level->above : level->below,
                                        level->above ? TEXTS_INPUT : TEXTS_OUTPUT,
                                        subject_cells(&panel->subject, 1), panel->arena);
    }
}

static const struct plane *plane_of(const struct panel *panel, size_t level)
{
    return &panel->maps[level].plane;
}

/* ---- what rests ---- */

static void draw_level_rest(const struct panel *panel, const struct planes *planes, size_t level,
                            struct pen *pen)
{
    bool is_top = level + 1 == planes->levels.count;
    map_trace_grid(plane_of(panel, level), &panel->subject,
                   is_top ? whole(&planes->levels.level[level])
                          : map_shown_area(&panel->maps[level].map, &panel->subject),
                   pen);
    pen_paint(pen, line_key("map.zeros", level, -1, -1), color_none,
              pen_dashed(pen, is_top ? COLOR_OUTPUT_LINE : COLOR_ZERO_LINE));
}

/* The lowest level's comes first; what rests of the others is kept for each picture to add. */
static void draw_rest(const struct panel *panel, struct pen *pen)
{
    struct planes *planes = panel->subject.state;
    if (is_line(&panel->subject)) {
        line_draw_rest(panel, pen);
        return;
    }
    draw_level_rest(panel, planes, 0, pen);
    for (size_t i = 1; i < planes->levels.count; i++) {
        planes->rests[i] = (struct display_list){0};
        struct pen own = {.arena = panel->arena,
                          .list = &planes->rests[i],
                          .theme = pen->theme,
                          .scope = pen->scope};
        draw_level_rest(panel, planes, i, &own);
    }
}

/* ---- the units that are there ---- */

static void draw_units(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    const struct level *map = &moment->planes->levels.level[level];
    bool is_top = level + 1 == moment->planes->levels.count;
    size_t rows = map->units->size[1], columns = map->units->size[2], shown = rows * columns;
    size_t done = levels_shown(&moment->planes->levels, level, moment->part->step);
    bool has_lines = map_has_lines(plane_of(moment->panel, level), &moment->panel->subject);
    if (!pen->theme->shows_all_outputs && done < tensor_count(map->units))
        shown = done == 0 ? 0 : (done - 1) % shown + 1;
    for (size_t n = 0; n < shown; n++) {
        double row = (double)levels_place(map, 0, (int64_t)(n / columns));
        double column = (double)levels_place(map, 1, (int64_t)(n % columns));
        double width = 1;
        if (!has_lines && shown == rows * columns && n == 0 &&
            (!map->above || map->above->axis[0].stretch == 1)) {
            plane_trace_outline(pen, plane_of(moment->panel, level),
                                (struct area){row, column, (double)rows, (double)columns});
            break;
        }
        plane_trace_outline(pen, plane_of(moment->panel, level),
                            (struct area){row, column, 1, width});
    }
    pen_paint(pen, line_key("map.units", level, -1, -1),
              pen->theme->color[is_top ? COLOR_OUTPUT : COLOR_INPUT],
              pen_solid(pen, is_top ? COLOR_OUTPUT_LINE : COLOR_INPUT_LINE, pen->theme->thick_pt));
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
static double *sum_paths(const struct moment_of_planes *moment, const struct field *field,
                         size_t level, struct arena *arena, double *most)
{
    const struct level *map = &moment->planes->levels.level[level];
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

static void draw_cells(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    const struct level *map = &moment->planes->levels.level[level];
    double progress = moment->progress, most[2] = {0, 0};
    const double *paths[2] = {sum_paths(moment, &moment->fields[0], level, pen->arena, &most[0]),
                              NULL};
    if (level == moment->fields[0].top)
        return;
    paths[1] = progress > 0 ? sum_paths(moment, &moment->fields[1], level, pen->arena, &most[1])
                            : paths[0];
    for (int64_t n = 0; n < map->places[0] * map->places[1]; n++) {
        double strength = 0;
        for (int i = 0; i < 2; i++) {
            double share = i ? progress : 1 - progress;
            if (share > 0 && paths[i][n] > 0)
                strength += share * (least_strength + (1 - least_strength) * paths[i][n] / most[i]);
        }
        if (strength <= 0)
            continue;
        int64_t row = n / map->places[1], column = n % map->places[1];
        struct color fill = pen->theme->color[COLOR_WINDOW];
        struct stroke grid = pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thin_pt);
        fill.alpha *= strength;
        grid.color.alpha *= fmin(1, strength);
        if (!map_has_lines(plane_of(moment->panel, level), &moment->panel->subject))
            grid = stroke_none;
        plane_trace_outline(pen, plane_of(moment->panel, level),
                            (struct area){(double)row, (double)column, 1, 1});
        pen_paint(pen, line_key("field.cell", level, row, column), fill, grid);
    }
}

static void draw_links(const struct moment_of_planes *moment, size_t level,
                       const struct area *lower, const struct area *upper, struct pen *pen)
{
    for (int corner = 0; corner < 4; corner++) {
        double down = corner / 2, right = corner % 2;
        pen_move_to(pen,
                    plane_point(plane_of(moment->panel, level), lower->row + down * lower->rows,
                                lower->column + right * lower->columns));
        pen_line_to(pen,
                    plane_point(plane_of(moment->panel, level + 1), upper->row + down * upper->rows,
                                upper->column + right * upper->columns));
    }
    pen_paint(pen, line_key("links", level, -1, -1), color_none,
              pen_solid(pen, COLOR_LINK, pen->theme->thin_pt));
}

/* Round what is seen through padding, elsewhere on the map. */
static void draw_far_edges(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    struct area *areas;
    size_t count =
        field_far_areas(&moment->fields[0], &moment->planes->levels, level, &areas, pen->arena);
    struct stroke edge = pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&moment->panel->subject));
    edge.color.alpha *= 1 - moment->progress;
    for (size_t i = 0; edge.color.alpha > 0 && i < count; i++) {
        plane_trace_outline(pen, plane_of(moment->panel, level), areas[i]);
        pen_paint(
            pen, line_key("field.edge.far", level, (int64_t)areas[i].row, (int64_t)areas[i].column),
            color_none, edge);
    }
}

static void draw_edge(const struct moment_of_planes *moment, size_t level, const struct area *area,
                      struct pen *pen)
{
    struct item_key key = line_key("field.edge", level, -1, -1);
    if (level == moment->fields[0].top) {
        map_draw_current_cell(&moment->panel->subject, plane_of(moment->panel, level), *area, 1,
                              key, pen);
        return;
    }
    plane_trace_outline(pen, plane_of(moment->panel, level), *area);
    pen_paint(pen, key, color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&moment->panel->subject)));
}

/* What max pools take, where there are values to compare. */
static void draw_chosen(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    const struct subject *subject = &moment->panel->subject;
    const struct reach *reach = &moment->fields[0].reach[level];
    if (!subject_has_texts(subject) || !subject->looks.show.argmax.value || moment->progress > 0 ||
        moment->part->is_question)
        return;
    for (size_t i = 0; i < reach->cell_count; i++)
        if (reach->cells[i].is_chosen)
            plane_trace_outline(pen, plane_of(moment->panel, level),
                                (struct area){(double)reach->cells[i].place[0],
                                              (double)reach->cells[i].place[1], 1, 1});
    pen_paint(pen, line_key("chosen", level, -1, -1), color_none,
              pen_solid(pen, COLOR_NOW_LINE, subject_edge(subject)));
}

/* ---- digits ---- */

/* Of the paths where there are no values: the gridding of equal dilations shows. */
static void write_paths(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    const struct subject *subject = &moment->panel->subject;
    const struct level *map = &moment->planes->levels.level[level];
    double most, share = 1 - 2 * moment->progress;
    const double *paths = sum_paths(moment, &moment->fields[0], level, pen->arena, &most);
    const char *widest = arena_format(pen->arena, "%.0f", most);
    struct lettering lettering = subject_lettering(subject, FONT_VALUES, COLOR_INK);
    lettering.font.size_pt *= paths_scale;
    lettering.color.alpha *= share;
    lettering.font =
        digits_fit(subject->ruler, lettering.font, &widest, 1, subject_cells(subject, cell_width));
    if (share <= 0 || !subject_is_legible(subject, &lettering.font))
        return;
    for (int64_t n = 0; n < map->places[0] * map->places[1]; n++) {
        int64_t row = n / map->places[1], column = n % map->places[1];
        const int64_t place[MAX_AXES] = {row, column};
        if (paths[n] <= 0 || simulation_cell_at(map->above, place).kind != CELL_UNIT)
            continue;
        pen_write(pen, line_key(share == 1 ? "paths" : "paths.fading", level, row, column),
                  arena_format(pen->arena, "%.0f", paths[n]),
                  map_middle(plane_of(moment->panel, level), (double)row, (double)column),
                  &lettering);
    }
}

/* Of cells that repeat units, and of zeros that count. */
static void write_padding(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    static const struct cell_text zero = {.text = "0"};
    const struct level *map = &moment->planes->levels.level[level];
    const struct texts *texts = &moment->planes->texts[level];
    const struct subject *subject = &moment->panel->subject;
    struct lettering lettering = {.font = texts->font, .color = pen->theme->color[COLOR_ZERO_INK]};
    for (int64_t n = 0; map->above && n < map->places[0] * map->places[1]; n++) {
        int64_t row = n / map->places[1], column = n % map->places[1];
        struct map_cell cell = map_cell_at(&moment->panel->maps[level].map, subject, row, column);
        bool is_unit = cell.kind == CELL_UNIT;
        if (!cell.is_shown || (is_unit ? !cell.is_repeated : !cell.is_counted))
            continue;
        cell_text_write(pen, subject->ruler, line_key("zero.value", level, row, column),
                        is_unit ? &texts->of[cell.unit] : &zero,
                        map_middle(plane_of(moment->panel, level), (double)row, (double)column),
                        &lettering);
    }
}

static void write_values(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    const struct level *map = &moment->planes->levels.level[level];
    const struct texts *texts = &moment->planes->texts[level];
    const struct theme *theme = pen->theme;
    bool is_top = level + 1 == moment->planes->levels.count;
    size_t columns = map->units->size[2], count = tensor_count(map->units);
    struct lettering lettering = {.font = texts->font};
    struct turn turn = levels_turn(&moment->planes->levels, moment->part->step);
    size_t shown = theme->shows_all_outputs
                       ? count
                       : levels_shown(&moment->planes->levels, level, moment->part->step);
    for (size_t n = 0; n < shown; n++) {
        double row = (double)levels_place(map, 0, (int64_t)(n / columns));
        double column = (double)levels_place(map, 1, (int64_t)(n % columns));
        bool is_now = level == turn.level && n == turn.unit;
        lettering.color = theme->color[is_now   ? COLOR_NOW_INK
                                       : is_top ? COLOR_OUTPUT_INK
                                                : COLOR_INPUT_INK];
        cell_text_write(pen, moment->panel->subject.ruler,
                        line_key("value", level, (int64_t)(n / columns), (int64_t)(n % columns)),
                        cell_text_or_question(&texts->of[n], is_now && moment->part->is_question),
                        map_middle(plane_of(moment->panel, level), row, column), &lettering);
    }
}

static void write_texts(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    const struct subject *subject = &moment->panel->subject;
    if (moment->planes->texts[level].of) {
        write_padding(moment, level, pen);
        write_values(moment, level, pen);
    }
    if (!subject_has_texts(subject) && subject->looks.show.values == SHOW_DIGITS &&
        subject->looks.show.receptive_field.value && level + 1 < moment->planes->levels.count)
        write_paths(moment, level, pen);
}

/* ---- a level ---- */

static struct area field_area(const struct moment_of_planes *moment, size_t level,
                              struct arena *arena)
{
    struct area from = field_window(&moment->fields[0], &moment->planes->levels, level, arena);
    if (moment->progress <= 0)
        return from;
    return between(from, field_window(&moment->fields[1], &moment->planes->levels, level, arena),
                   moment->progress);
}

static bool is_lit(const struct moment_of_planes *moment, size_t level)
{
    return moment->panel->subject.looks.show.receptive_field.value ||
           level == moment->fields[0].top;
}

/* A level's texts stand over the links that rise from it. */
static void draw_level(const struct moment_of_planes *moment, size_t level, struct pen *pen)
{
    struct area area = field_area(moment, level, pen->arena);
    const struct display_list *rest = &moment->planes->rests[level];
    pen_add_items(pen, rest->items, rest->count);
    draw_units(moment, level, pen);
    if (is_lit(moment, level)) {
        draw_cells(moment, level, pen);
        if (area.rows > 0)
            draw_edge(moment, level, &area, pen);
        draw_far_edges(moment, level, pen);
    }
    draw_chosen(moment, level, pen);
    if (level + 1 < moment->planes->levels.count) {
        struct area above = field_area(moment, level + 1, pen->arena);
        if (is_lit(moment, level) && area.rows > 0 && above.rows > 0)
            draw_links(moment, level, &area, &above, pen);
    }
    write_texts(moment, level, pen);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct moment_of_planes moment = {.panel = panel, .planes = panel->subject.state, .part = part};
    if (is_line(&panel->subject)) {
        line_draw_step(panel, part, pen);
        return;
    }
    field_read(&moment.fields[0], &moment.planes->levels, part->step, pen->arena);
    if (part->progress > 0) {
        field_read(&moment.fields[1], &moment.planes->levels, part->step + 1, pen->arena);
        if (moment.fields[1].top == moment.fields[0].top) /* not into another map */
            moment.progress = part->progress;
    }
    for (size_t i = 0; i < moment.planes->levels.count; i++)
        draw_level(&moment, i, pen);
}

const struct view view_stack = {.name = "stack",
                                .obstacle = stack_obstacle,
                                .orders = 1u << ORDER_OUTPUT | 1u << ORDER_LAYER,
                                .prepare = prepare,
                                .lay_out = lay_out_stack,
                                .settle = settle,
                                .draw_rest = draw_rest,
                                .draw_step = draw_step};
