/* SPDX-License-Identifier: MIT */
/*
 * View line, and view stack of 1-D layers: maps as rows of cells, the input at the bottom, a row
 * for each channel, and links from every unit of the receptive field down to what it reads.
 */
#include "drawing/views/line.h"

#include <math.h>

#include "drawing/marks.h"
#include "drawing/share.h"
#include "drawing/shown.h"
#include "drawing/view.h"

/* Widths are in cells. */
static const double level_gap = 2; /* between maps: room for links */
const double line_kernel_gap = 1.6;
static const double link_pt = 1.3;
static const double least_strength = 0.45; /* of the colour of a cell with few paths */

enum { MOST_CELLS = 4000, MOST_WIDTH = 300, MOST_CHANNELS = 12, MOST_RESTING_LINKS = 600 };

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

/* One place of the plane that a layer reads, or one unit at the top, to cells on the page. */
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

static void lay_out(struct line *line, struct pen *pen)
{
    double cell = line->theme->cell_pt, margin = line->theme->margin_pt;
    double left = INFINITY, right = -INFINITY, row = 0;
    double half = fmax(line->theme->window_pt, line->theme->thick_pt) / 2;
    for (size_t i = 0; i < line->levels.count; i++) {
        left = fmin(left, line_place(line, i, 0));
        right = fmax(right, line_place(line, i, (double)line->levels.level[i].places[0] - 1) + 1);
    }
    for (size_t i = line->levels.count; i-- > 0;) {
        line->row[i] = row;
        row += (double)line->levels.level[i].channels + (i > 0 ? level_gap : 0);
    }
    line->page = (struct plane){.origin = {margin + half - cell * left, margin + half},
                                .column = {cell, 0},
                                .row = {0, cell}};
    line->right = right;
    if (line->has_kernel)
        right += line_kernel_gap + (double)line->levels.level[0].above->axis[0].kernel;
    pen->list->width_pt = cell * (right - left) + 2 * (margin + half);
    pen->list->height_pt = cell * row + 2 * (margin + half);
}

/* ---- what rests ---- */

static struct area cell_area(const struct line *line, size_t level, size_t channel, double column)
{
    return (struct area){line->row[level] + (double)channel, column, 1, 1};
}

static enum theme_color fill_of(const struct line *line, size_t level)
{
    return level == 0 ? COLOR_INPUT : level + 1 < line->levels.count ? COLOR_INPUT : COLOR_OUTPUT;
}

static enum theme_color line_of(const struct line *line, size_t level)
{
    return level + 1 < line->levels.count ? COLOR_INPUT_LINE : COLOR_OUTPUT_LINE;
}

struct item_key line_key(const char *part, size_t level, int64_t row, int64_t column)
{
    return (struct item_key){part, (int)level, (int)row, (int)column};
}

/* The outline of every cell of a kind on the plane that the layer above reads, or its mark. */
static void trace_kind(const struct line *line, struct pen *pen, size_t level, enum cell_kind kind,
                       bool is_mark)
{
    const struct level *map = &line->levels.level[level];
    for (int64_t place = 0; map->above && place < map->places[0]; place++) {
        const int64_t at[MAX_AXES] = {place};
        struct cell cell = simulation_cell_at(map->above, at);
        if (cell.kind != kind || (kind == CELL_UNIT && !cell.is_repeated) ||
            !shown_cell(map->above, &cell))
            continue;
        double column = line_place(line, level, (double)place);
        for (size_t c = 0; c < map->channels; c++)
            marks_trace(pen, &line->page, is_mark ? kind : CELL_PADDING, line->has_texts,
                        (struct point){column, line->row[level] + (double)c});
    }
}

/* Dashed cells; inserted and extra zeros, and cells that repeat a unit, are told from plain
 * padding. */
static void draw_zeros(const struct line *line, struct pen *pen, size_t level)
{
    for (enum cell_kind kind = CELL_PADDING; kind <= CELL_EXTRA; kind++)
        trace_kind(line, pen, level, kind, false);
    pen_paint(pen, line_key("zeros", level, -1, -1), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    if (line->levels.level[level].above)
        pen->legend |= marks_of_padding(line->levels.level[level].above);
    pen->is_under_digits = line->has_texts;
    trace_kind(line, pen, level, CELL_STRETCH, true);
    pen->legend |= pen->verb_count > 0 ? LEGEND_STRETCH : 0;
    pen_paint(pen, line_key("zeros.stretch", level, -1, -1), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, line->theme->thin_pt));
    trace_kind(line, pen, level, CELL_EXTRA, true);
    pen->legend |= pen->verb_count > 0 ? LEGEND_EXTRA : 0;
    pen_paint(pen, line_key("zeros.extra", level, -1, -1), line->theme->color[COLOR_ZERO_LINE],
              stroke_none);
    trace_kind(line, pen, level, CELL_UNIT, true);
    pen_paint(pen, line_key("zeros.repeats", level, -1, -1), marks_repeated(line->theme),
              pen_dashed(pen, COLOR_ZERO_LINE));
}

/* Units that are there; of the output those up to the step. */
static void draw_units(const struct line *line, struct pen *pen, size_t level)
{
    const struct level *map = &line->levels.level[level];
    bool is_top = level + 1 == line->levels.count;
    size_t width = map->units->size[1], shown = tensor_count(map->units);
    if (!line->theme->shows_all_outputs)
        shown = levels_shown(&line->levels, level, line->step);
    bool may_be_empty = is_top || (level > 0 && line->levels.order == ORDER_LAYER);
    for (size_t n = 0; may_be_empty && n < tensor_count(map->units); n++) {
        double place = (double)levels_place(map, 0, (int64_t)(n % width));
        plane_trace_outline(pen, &line->page,
                            cell_area(line, level, n / width, line_place(line, level, place)));
    }
    pen_paint(pen, line_key("map.empty", level, -1, -1), color_none,
              pen_dashed(pen, line_of(line, level)));
    for (size_t n = 0; n < shown; n++) {
        double place = (double)levels_place(map, 0, (int64_t)(n % width));
        plane_trace_outline(pen, &line->page,
                            cell_area(line, level, n / width, line_place(line, level, place)));
    }
    pen_paint(pen, line_key("map.units", level, -1, -1), line->theme->color[fill_of(line, level)],
              pen_solid(pen, line_of(line, level), line->theme->thick_pt));
}

/* ---- links ---- */

double line_middle(double column)
{
    return column + 0.5;
}

static void trace_link(const struct line *line, struct pen *pen, size_t level, double from,
                       double to)
{
    double upper = line->row[level + 1] + (double)line->levels.level[level + 1].channels;
    pen_move_to(pen, plane_point(&line->page, line->row[level], line_middle(from)));
    pen_line_to(pen, plane_point(&line->page, upper, line_middle(to)));
}

/* Every link of every unit, faintly, where they are few. */
static void draw_resting_links(const struct line *line, struct pen *pen)
{
    for (size_t i = 0; i + 1 < line->levels.count; i++) {
        const struct simulation *layer = line->levels.level[i].above;
        const struct axis *a = &layer->axis[0];
        if (a->output * a->kernel > MOST_RESTING_LINKS || !layer->is_sliding)
            continue;
        for (int64_t o = 0; o < a->output; o++)
            for (int64_t t = 0; t < a->kernel; t++) {
                int64_t place = o * a->move + t * a->dilation;
                double to =
                    line_place(line, i + 1, (double)levels_place(&line->levels.level[i + 1], 0, o));
                if (place < a->padded)
                    trace_link(line, pen, i, line_place(line, i, (double)place), to);
            }
        pen_paint(pen, line_key("links.all", i, -1, -1), color_none,
                  pen_solid(pen, COLOR_ZERO_LINE, line->theme->thin_pt));
    }
}

/* ---- what the step lights ---- */

double line_lit_place(const struct line *line, const struct lit *lit, size_t level, size_t cell)
{
    double here = line_place(line, level, (double)lit->field->reach[level].cells[cell].place[0]);
    if (!lit->next)
        return here;
    double there = line_place(line, level, (double)lit->next->reach[level].cells[cell].place[0]);
    return share_between(here, there, lit->progress);
}

static void draw_lit_links(const struct line *line, struct pen *pen, const struct lit *lit)
{
    struct color color = line->theme->color[COLOR_LINK];
    color.alpha *= lit->share;
    for (size_t i = 0; i + 1 < line->levels.count; i++) {
        for (size_t t = 0; t < lit->field->reach[i].tap_count; t++) {
            const struct reach_tap *tap = &lit->field->reach[i].taps[t];
            const struct reach_cell *from = &lit->field->reach[i].cells[tap->from];
            if (from->channel == 0 || line->levels.level[i].channels == 1)
                trace_link(line, pen, i, line_lit_place(line, lit, i, tap->from),
                           line_lit_place(line, lit, i + 1, tap->to));
        }
        pen_paint(pen, line_key(arena_format(pen->arena, "links%s", lit->suffix), i, -1, -1),
                  color_none, (struct stroke){.color = color, .width = link_pt});
    }
}

static double most_paths(const struct field *field, size_t level)
{
    double most = 1;
    for (size_t i = 0; i < field->reach[level].cell_count; i++)
        most = fmax(most, field->reach[level].cells[i].paths);
    return most;
}

/* What a max pool takes, where there are values to compare. */
bool line_is_marked(const struct line *line, const struct reach_cell *cell)
{
    return cell->is_chosen && line->has_texts && !line->is_question && line->show->argmax.value &&
           line->levels.count == 2;
}

static void draw_lit_level(const struct line *line, struct pen *pen, const struct lit *lit,
                           size_t level)
{
    const struct field *field = lit->field;
    bool is_top = level == field->top;
    double most = most_paths(field, level);
    for (size_t i = 0; i < field->reach[level].cell_count; i++) {
        const struct reach_cell *cell = &field->reach[level].cells[i];
        double strength = most > 1 ? least_strength + (1 - least_strength) * cell->paths / most : 1;
        bool is_strong = is_top || line_is_marked(line, cell);
        struct color fill = line->theme->color[is_strong ? COLOR_NOW : COLOR_WINDOW];
        fill.alpha *= lit->share * (is_strong ? 1 : strength);
        struct stroke edge = {
            .color = line->theme->color[is_top ? COLOR_NOW_LINE : COLOR_WINDOW_LINE],
            .width = fmax(line->theme->window_pt / (is_top ? 1 : 1.6), line->theme->thick_pt)};
        edge.color.alpha *= lit->share;
        plane_trace_outline(
            pen, &line->page,
            cell_area(line, level, cell->channel, line_lit_place(line, lit, level, i)));
        pen_paint(pen,
                  line_key(arena_format(pen->arena, "lit%s", lit->suffix), level, 0, (int64_t)i),
                  fill, edge);
    }
}

/* ---- the view ---- */

static void place_maps(const struct line *line, struct pen *pen)
{
    for (size_t i = 0; i < line->levels.count; i++) {
        const struct level *map = &line->levels.level[i];
        bool is_inner = i > 0 && i + 1 < line->levels.count;
        double first = (double)levels_place(map, 0, 0), next = (double)levels_place(map, 0, 1);
        double start = line_place(line, i, first), left = line_place(line, i, 0);
        double right = line_place(line, i, (double)map->places[0] - 1) + 1;
        struct map_place place = {
            .role = i + 1 < line->levels.count ? MAP_INPUT : MAP_OUTPUT,
            .channel = -1,
            .plane = line->page,
            .pitch = {1, line_place(line, i, next) - start},
            .rows = is_inner ? 0 : map->channels,
            .columns = map->units->size[1],
            .outline = {0, left - start, (double)map->channels, right - left},
            .side = SIDE_LEFT,
            .dimensions = line->levels.count == 2 && i == 0 ? DIMENSIONS_BELOW : DIMENSIONS_NONE,
            .name = is_inner ? levels_name(map, pen->arena) : NULL,
        };
        place.plane.origin = plane_point(&line->page, line->row[i], start);
        pen_place_map(pen, &place);
    }
}

/* Whether the cells of two fields can slide one into the other: what is seen through padding has no
 * way to go. */
static bool are_alike(const struct levels *levels, const struct field *from, const struct field *to)
{
    for (size_t i = 0; i < levels->count; i++) {
        const struct reach *a = &from->reach[i], *b = &to->reach[i];
        if (a->cell_count != b->cell_count || a->tap_count != b->tap_count ||
            a->cell_count > a->read_count || b->cell_count > b->read_count)
            return false;
        for (size_t c = 0; c < a->cell_count; c++)
            if (a->cells[c].channel != b->cells[c].channel)
                return false;
    }
    return true;
}

/* The step's field; on the way to the next it slides, or both fade where they are unlike. */
static void read_lit(const struct line *line, const struct moment_part *part, struct field here[2],
                     struct lit lit[2], struct arena *arena)
{
    field_read(&here[0], &line->levels, part->step, arena);
    lit[0] = (struct lit){.field = &here[0], .share = 1, .suffix = ""};
    lit[1] = (struct lit){.field = &here[0], .share = 0, .suffix = ".next"};
    if (part->progress <= 0)
        return;
    field_read(&here[1], &line->levels, part->step + 1, arena);
    if (are_alike(&line->levels, &here[0], &here[1])) {
        lit[0].next = &here[1];
        lit[0].progress = part->progress;
    } else {
        lit[0].share = 1 - part->progress;
        lit[1] = (struct lit){.field = &here[1], .share = part->progress, .suffix = ".next"};
    }
}

static void draw_resting(const struct line *line, struct pen *pen)
{
    draw_resting_links(line, pen);
    for (size_t i = 0; i < line->levels.count; i++) {
        draw_zeros(line, pen, i);
        draw_units(line, pen, i);
    }
}

/* A single layer's window is never hidden. */
static bool shows_field(const struct line *line)
{
    return line->levels.count == 2 || line->show->receptive_field.value;
}

static void draw_lit(const struct line *line, struct pen *pen, const struct lit lit[2])
{
    for (size_t s = 0; s < 2; s++)
        if (lit[s].share > 0 && shows_field(line))
            draw_lit_links(line, pen, &lit[s]);
    for (size_t s = 0; s < 2; s++)
        for (size_t i = shows_field(line) ? 0 : line->levels.count - 1;
             lit[s].share > 0 && i < line->levels.count; i++)
            draw_lit_level(line, pen, &lit[s], i);
}

/* Values, or numbers of paths where a stack has none. */
static void draw_texts(const struct line *line, struct pen *pen, const struct lit lit[2])
{
    for (size_t i = 0; line->has_texts && i < line->levels.count; i++) {
        line_draw_digits(line, pen, lit, i);
        line_draw_zero_digits(line, pen, i);
    }
    bool is_counted = !line->has_texts && line->show->values == SHOW_DIGITS &&
                      line->levels.count > 2 && shows_field(line);
    for (size_t s = 0; is_counted && s < 2; s++)
        if (lit[s].share > 0)
            line_draw_paths(line, pen, &lit[s]);
}

void line_draw(const struct drawing *drawing, const struct moment_part *part, struct pen *pen)
{
    struct line line = {.scene = drawing->scene,
                        .theme = &drawing->scene->theme,
                        .ruler = drawing->ruler,
                        .show = &drawing->scene->show,
                        .step = part->step,
                        .is_question = part->is_question};
    struct field fields[2];
    struct lit lit[2];
    const struct simulation *top = drawing->simulation;
    line.has_texts =
        line.show->values == SHOW_SYMBOLS || (top->has_values && line.show->values == SHOW_DIGITS);
    line.has_kernel = !top->below && shown_kernel(top);
    levels_read(&line.levels, top);
    read_spacing(&line);
    lay_out(&line, pen);
    place_maps(&line, pen);
    read_lit(&line, part, fields, lit, pen->arena);
    if (line.has_texts)
        line_read_texts(&line, pen->arena);

    draw_resting(&line, pen);
    if (line.has_kernel)
        line_draw_kernel(&line, pen, fields[0].reach[line.levels.count - 1].cells[0].channel);
    draw_lit(&line, pen, lit);
    draw_texts(&line, pen, lit);
}

static const char *single_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    return line_obstacle(simulation, arena);
}

const struct view view_line = {
    .name = "line", .obstacle = single_obstacle, .has_sum = true, .draw = line_draw};
