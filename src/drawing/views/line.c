/* SPDX-License-Identifier: MIT */
/*
 * View line, and view stack of 1-D layers: maps as rows of cells, the input at the bottom, a row
 * for each channel, and links from every unit of the receptive field down to what it reads.
 */
#include "drawing/views/line.h"

#include <math.h>

#include "drawing/map/marks.h"

/* In cells. */
static const double level_gap = 2; /* between maps: room for links */
static const double kernel_gap = 1.6;

enum { MOST_CELLS = 100000, MOST_WIDTH = 300, MOST_CHANNELS = 12, MOST_RESTING_LINKS = 600 };

const char *line_obstacle(const struct simulation *simulation, struct arena *arena)
{
    struct levels levels;
    for (const struct simulation *at = simulation; at; at = at->below) {
        if (at->axes != 1)
            return arena_format(arena, "a %zu-D layer", at->axes);
        if (at->in_channels > MOST_CHANNELS || at->out_channels > MOST_CHANNELS)
            return arena_format(arena, "more than %d channels", MOST_CHANNELS);
    }
    levels_read(&levels, simulation);
    if (levels_size(&levels) > MOST_CELLS)
        return arena_format(arena, "more than %d cells", MOST_CELLS);
    return NULL;
}

/* ---- places ---- */

/* Whether the window ends where its output is: nothing is read from beyond. */
static bool is_causal(const struct axis *a)
{
    return a->padding_after == 0 && a->padding_before == a->effective_kernel - 1 &&
           a->padding_before > 0;
}

/* Where the map above a layer begins and how far apart its units are, from those of the map below:
 * an output unit stands over the middle of its window, a causal one over its last tap. */
static struct spacing spacing_above(const struct simulation *layer, struct spacing below)
{
    const struct axis *a = &layer->axis[0];
    if (!layer->is_sliding) {
        double pitch = below.pitch * (double)a->input / (double)a->output;
        return (struct spacing){below.start + (pitch - below.pitch) / 2, pitch};
    }
    double cell = below.pitch / (double)a->stretch;
    double middle = (double)(a->effective_kernel - 1) / (is_causal(a) ? 1 : 2);
    return (struct spacing){below.start + cell * (middle - (double)a->before),
                            cell * (double)a->move};
}

double line_place(const struct line *line, size_t level, double place)
{
    const struct level *map = &line->levels.level[level];
    const struct spacing *spacing = &line->spacing[level];
    if (!map->above)
        return spacing->start + spacing->pitch * place;
    const struct axis *a = &map->above->axis[0];
    return spacing->start + spacing->pitch * (place - (double)a->before) / (double)a->stretch;
}

/* The densest map decides: its cells touch, those of the others stand apart. */
static void read_spacing(struct line *line)
{
    double densest = 1;
    line->spacing[0] = (struct spacing){0, 1};
    for (size_t i = 1; i < line->levels.count; i++)
        line->spacing[i] = spacing_above(line->levels.level[i - 1].above, line->spacing[i - 1]);
    for (size_t i = 0; i < line->levels.count; i++) {
        const struct simulation *above = line->levels.level[i].above;
        double stretch = above ? (double)above->axis[0].stretch : 1;
        densest = fmin(densest, line->spacing[i].pitch / stretch);
    }
    for (size_t i = 0; i < line->levels.count; i++) {
        line->spacing[i].start /= densest;
        line->spacing[i].pitch /= densest;
    }
}

void *line_prepare(const struct subject *subject, struct arena *arena)
{
    struct line *line = arena_allocate(arena, 1, sizeof *line);
    double row = 0;
    levels_read(&line->levels, subject->simulation);
    read_spacing(line);
    for (size_t i = line->levels.count; i-- > 0;) {
        line->row[i] = row;
        row += (double)line->levels.level[i].channels + (i > 0 ? level_gap : 0);
    }
    return line;
}

bool line_is_top(const struct line *line, size_t level)
{
    return level + 1 == line->levels.count;
}

/* ---- layout ---- */

static void add_level(struct panel *panel, struct line *line, size_t level)
{
    const struct level *shown = &line->levels.level[level];
    bool is_inner = level > 0 && !line_is_top(line, level);
    double left = line_place(line, level, 0);
    double right = line_place(line, level, (double)shown->places[0] - 1) + 1;
    struct map map = {.role = line_is_top(line, level) ? MAP_OUTPUT : MAP_INPUT,
                      .part = "level",
                      .channel = -1,
                      .rows = shown->channels,
                      .columns = shown->units->size[1],
                      .reader = shown->above,
                      .units = is_inner ? NULL : shown->units,
                      .unit_pitch = line->spacing[level].pitch,
                      .first_column = line_place(line, level, (double)levels_place(shown, 0, 0)),
                      .reach = {0, left, (double)shown->channels, right - left}};
    line->map[level] = panel->map_count;
    struct placed *placed = panel_map(panel, &map);
    placed->name_side = SIDE_LEFT;
    placed->dimensions = line->levels.count == 2 && level == 0 ? DIMENSIONS_BELOW : DIMENSIONS_NONE;
    placed->is_hidden = true;
    placed->has_name |= is_inner;
    placed->name = is_inner ? levels_name(shown, panel->arena) : NULL;
    layout_at(panel->layout, placed->box, in_cells(left), in_cells(line->row[level]));
}

/* A row for each channel that an output channel reads. */
static void add_kernel(struct panel *panel, struct line *line, double right)
{
    const struct simulation *layer = panel->subject.simulation;
    line->kernel = panel->map_count;
    for (size_t c = 0; c < layer->in_channels / layer->groups; c++) {
        struct map map = map_of_kernel(layer, c, 0, 0);
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = SIDE_ABOVE;
        placed->is_hidden = true;
        placed->is_above_more = c + 1 < layer->in_channels / layer->groups;
        layout_at(panel->layout, placed->box, in_cells(right + kernel_gap),
                  in_cells(line->row[0] + (double)c));
    }
}

void line_lay_out(struct panel *panel)
{
    struct line *line = panel->subject.state;
    double right = 0;
    line->kernel = SIZE_MAX;
    layout_free(panel->layout);
    for (size_t i = 0; i < line->levels.count; i++) {
        add_level(panel, line, i);
        right = fmax(right, line_place(line, i, (double)line->levels.level[i].places[0] - 1) + 1);
    }
    if (!panel->subject.simulation->below && subject_shows_kernel(&panel->subject))
        add_kernel(panel, line, right);
    layout_end(panel->layout);
}

void line_settle(struct panel *panel)
{
    struct line *line = panel->subject.state;
    double cell = subject_cells(&panel->subject, 1);
    if (!subject_has_texts(&panel->subject))
        return;
    for (size_t i = 0; i < line->levels.count; i++) {
        const struct level *level = &line->levels.level[i];
        line->texts[i] = texts_of(&panel->subject, level->above ? level->above : level->below,
                                  level->above ? TEXTS_INPUT : TEXTS_OUTPUT, cell, panel->arena);
    }
}

/* ---- what rests ---- */

const struct plane *line_plane(const struct panel *panel, size_t level)
{
    const struct line *line = panel->subject.state;
    return &panel->maps[line->map[level]].plane;
}

struct item_key line_key(const char *part, size_t level, int64_t row, int64_t column)
{
    return (struct item_key){part, (int)level, (int)row, (int)column, NULL};
}

/* The outline of every cell of a kind on the plane that the layer above reads, or its mark. */
static void trace_kind(const struct panel *panel, size_t level, enum cell_kind kind, bool is_mark,
                       struct pen *pen)
{
    const struct line *line = panel->subject.state;
    const struct level *map = &line->levels.level[level];
    bool under_digits = line->texts[level].of != NULL;
    for (int64_t place = 0; map->above && place < map->places[0]; place++) {
        const int64_t at[MAX_AXES] = {place};
        struct cell cell = simulation_cell_at(map->above, at);
        bool is_around = cell.kind == CELL_PADDING || cell.kind == CELL_EXTRA || cell.is_repeated;
        if (cell.kind != kind || (kind == CELL_UNIT && !cell.is_repeated) ||
            (is_around && !panel->subject.looks.show.padding.value))
            continue;
        for (size_t c = 0; c < map->channels; c++)
            marks_trace(pen, line_plane(panel, level), is_mark ? kind : CELL_PADDING, under_digits,
                        (struct point){line_place(line, level, (double)place), (double)c});
    }
}

/* Dashed cells; inserted and extra zeros, and cells that repeat a unit, are told from plain
 * padding. */
static void draw_zeros(const struct panel *panel, size_t level, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    for (enum cell_kind kind = CELL_PADDING; kind <= CELL_EXTRA; kind++)
        trace_kind(panel, level, kind, false, pen);
    pen_paint(pen, line_key("zeros", level, -1, -1), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    trace_kind(panel, level, CELL_STRETCH, true, pen);
    pen_paint(pen, line_key("zeros.stretch", level, -1, -1), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, theme->thin_pt));
    trace_kind(panel, level, CELL_EXTRA, true, pen);
    pen_paint(pen, line_key("zeros.extra", level, -1, -1), theme->color[COLOR_ZERO_LINE],
              stroke_none);
    trace_kind(panel, level, CELL_UNIT, true, pen);
    pen_paint(pen, line_key("zeros.repeats", level, -1, -1), marks_repeated(theme),
              pen_dashed(pen, COLOR_ZERO_LINE));
}

/* Every link of every unit, faintly, where they are few. */
static void draw_resting_links(const struct panel *panel, struct pen *pen)
{
    const struct line *line = panel->subject.state;
    for (size_t i = 0; i + 1 < line->levels.count; i++) {
        const struct level *upper = &line->levels.level[i + 1];
        const struct simulation *layer = line->levels.level[i].above;
        const struct axis *a = &layer->axis[0];
        if (a->output * a->kernel > MOST_RESTING_LINKS || !layer->is_sliding)
            continue;
        for (int64_t o = 0; o < a->output; o++)
            for (int64_t t = 0; t < a->kernel; t++) {
                int64_t place = o * a->move + t * a->dilation;
                double to = line_place(line, i + 1, (double)levels_place(upper, 0, o));
                if (place >= a->padded)
                    continue;
                pen_move_to(pen, plane_point(line_plane(panel, i), 0,
                                             line_place(line, i, (double)place) + 0.5));
                pen_line_to(
                    pen, plane_point(line_plane(panel, i + 1), (double)upper->channels, to + 0.5));
            }
        pen_paint(pen, line_key("links.all", i, -1, -1), color_none,
                  pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt));
    }
}

static void draw_empty(const struct panel *panel, size_t level, struct pen *pen)
{
    const struct line *line = panel->subject.state;
    const struct level *map = &line->levels.level[level];
    size_t width = map->units->size[1];
    bool may_be_empty =
        line_is_top(line, level) || (level > 0 && line->levels.order == ORDER_LAYER);
    for (size_t n = 0; may_be_empty && n < tensor_count(map->units); n++) {
        double place = (double)levels_place(map, 0, (int64_t)(n % width));
        plane_trace_outline(
            pen, line_plane(panel, level),
            (struct area){(double)(n / width), line_place(line, level, place), 1, 1});
    }
    pen_paint(pen, line_key("map.empty", level, -1, -1), color_none,
              pen_dashed(pen, line_is_top(line, level) ? COLOR_OUTPUT_LINE : COLOR_INPUT_LINE));
}

void line_draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct line *line = panel->subject.state;
    draw_resting_links(panel, pen);
    for (size_t i = 0; i < line->levels.count; i++) {
        draw_zeros(panel, i, pen);
        draw_empty(panel, i, pen);
    }
}

static const char *single_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    return line_obstacle(simulation, arena);
}

const struct view view_line = {.name = "line",
                               .obstacle = single_obstacle,
                               .has_sum = true,
                               .prepare = line_prepare,
                               .lay_out = line_lay_out,
                               .settle = line_settle,
                               .draw_rest = line_draw_rest,
                               .draw_step = line_draw_step};
