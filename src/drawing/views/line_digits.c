/* SPDX-License-Identifier: MIT */
/* The digits of view line: values of units and zeros, numbers of paths, and the kernel beside the
 * maps. */
#include <math.h>

#include "drawing/digits.h"
#include "drawing/share.h"
#include "drawing/shown.h"
#include "drawing/views/line.h"

static const double cell_width = 0.8;  /* of a cell, that digits may take up */
static const double paths_scale = 0.8; /* of the font of values */

/* ---- values ---- */

void line_read_texts(struct line *line, struct arena *arena)
{
    for (size_t i = 0; i < line->levels.count; i++) {
        const struct tensor *units = line->levels.level[i].units;
        size_t count = tensor_count(units);
        bool is_top = i + 1 == line->levels.count;
        const struct cell_source source = {levels_values(&line->levels.level[i], arena),
                                           count,
                                           units->size[1],
                                           units->size[1],
                                           is_top   ? "y"
                                           : i == 0 ? "x"
                                                    : "h",
                                           is_top ? line->theme->output_decimals : -1};
        line->texts[i] = cell_texts_make(arena, line->show, &source);
        line->fonts[i] = cell_texts_fit(line->ruler, line->theme->font[FONT_VALUES], line->texts[i],
                                        count, cell_width * line->theme->cell_pt);
    }
}

static double lit_share(const struct lit *lit, const struct line *line, size_t level,
                        size_t channel, double column)
{
    double share = 0;
    for (size_t i = 0; i < lit->field->reach[level].cell_count; i++) {
        if (lit->field->reach[level].cells[i].channel != channel)
            continue;
        share += share_covered(line_lit_place(line, lit, level, i), column) * lit->share;
    }
    return share < 1 ? share : 1;
}

static void write_at(const struct line *line, struct pen *pen, struct item_key key,
                     const struct cell_text *text, size_t level, size_t channel, double column,
                     struct color color)
{
    struct lettering lettering = {.font = line->fonts[level], .color = color};
    struct point at =
        plane_point(&line->page, line->row[level] + (double)channel + 0.5, line_middle(column));
    cell_text_write(pen, line->ruler, key, text, at, &lettering);
}

/* The ink of a unit under the field. */
static enum theme_color lit_ink(const struct line *line, const struct lit *lit, size_t level,
                                size_t n)
{
    const struct level *map = &line->levels.level[level];
    size_t width = map->units->size[1];
    if (level == lit->field->top)
        return COLOR_NOW_INK;
    for (size_t i = 0; i < lit->field->reach[level].cell_count; i++) {
        const struct reach_cell *cell = &lit->field->reach[level].cells[i];
        if (cell->channel == n / width &&
            cell->place[0] == levels_place(map, 0, (int64_t)(n % width)) &&
            line_is_marked(line, cell))
            return COLOR_NOW_INK;
    }
    return COLOR_INK;
}

void line_draw_digits(const struct line *line, struct pen *pen, const struct lit lit[2],
                      size_t level)
{
    const struct level *map = &line->levels.level[level];
    const struct theme *theme = line->theme;
    bool is_top = level + 1 == line->levels.count;
    size_t width = map->units->size[1], shown = tensor_count(map->units);
    if (!theme->shows_all_outputs)
        shown = levels_shown(&line->levels, level, line->step);
    struct turn turn = levels_turn(&line->levels, line->step);
    struct color resting = theme->color[is_top ? COLOR_OUTPUT_INK : COLOR_INPUT_INK];
    for (size_t n = 0; n < shown; n++) {
        double column = line_place(line, level, (double)levels_place(map, 0, (int64_t)(n % width)));
        double share = lit_share(&lit[0], line, level, n / width, column) +
                       lit_share(&lit[1], line, level, n / width, column);
        write_at(
            line, pen, line_key("value", level, (int64_t)(n / width), (int64_t)(n % width)),
            cell_text_or_question(&line->texts[level][n],
                                  line->is_question && level == turn.level && n == turn.unit),
            level, n / width, column,
            color_mix(resting, theme->color[lit_ink(line, lit, level, n)], share < 1 ? share : 1));
    }
}

/* The zeros that count are told as such. */
void line_draw_zero_digits(const struct line *line, struct pen *pen, size_t level)
{
    static const struct cell_text zero = {.text = "0"};
    const struct level *map = &line->levels.level[level];
    for (int64_t place = 0; map->above && place < map->places[0]; place++) {
        const int64_t at[MAX_AXES] = {place};
        struct cell cell = simulation_cell_at(map->above, at);
        bool is_told = cell.kind == CELL_UNIT ? cell.is_repeated
                                              : simulation_counts_zero(map->above, cell.kind);
        if (!is_told || !shown_cell(map->above, &cell))
            continue;
        for (size_t c = 0; c < map->channels; c++) {
            const struct cell_text *text =
                cell.kind == CELL_UNIT
                    ? &line->texts[level][c * map->units->size[1] + (size_t)cell.unit[0]]
                    : &zero;
            write_at(line, pen, line_key("zero.value", level, (int64_t)c, place), text, level, c,
                     line_place(line, level, (double)place), line->theme->color[COLOR_ZERO_INK]);
        }
    }
}

/* How many paths lead from a unit, or through a padding cell that repeats one, up to the output
 * unit: what equal dilations leave out shows. */
static void draw_level_paths(const struct line *line, struct pen *pen, const struct lit *lit,
                             size_t level)
{
    const struct reach *reach = &lit->field->reach[level];
    double most = 0;
    for (size_t i = 0; i < reach->cell_count; i++)
        most = fmax(most, reach->cells[i].paths);
    const char *widest = arena_format(pen->arena, "%.0f", most);
    const char *part = arena_format(pen->arena, "paths%s", lit->suffix);
    struct lettering lettering = {.font = line->theme->font[FONT_VALUES],
                                  .color = line->theme->color[COLOR_INK],
                                  .is_moving = line->scene->timeline.move.num > 0};
    lettering.color.alpha *= lit->share;
    lettering.font.size_pt *= paths_scale;
    lettering.font =
        digits_fit(line->ruler, lettering.font, &widest, 1, cell_width * line->theme->cell_pt);
    if (lettering.font.size_pt < line->theme->least_digits_pt)
        return;
    for (size_t i = 0; i < reach->cell_count; i++) {
        const struct reach_cell *cell = &reach->cells[i];
        if (cell->unit == SIZE_MAX)
            continue;
        pen_write(pen, line_key(part, level, (int64_t)cell->channel, cell->place[0]),
                  arena_format(pen->arena, "%.0f", cell->paths),
                  plane_point(&line->page, line->row[level] + (double)cell->channel + 0.5,
                              line_middle(line_lit_place(line, lit, level, i))),
                  &lettering);
    }
}

void line_draw_paths(const struct line *line, struct pen *pen, const struct lit *lit)
{
    for (size_t level = 0; level + 1 < line->levels.count; level++)
        draw_level_paths(line, pen, lit, level);
}

/* ---- the kernel ---- */

/* Which weights of a single layer an output channel reads, and where they stand. */
struct weights {
    const struct simulation *layer;
    size_t taps, per_group, group, out_channel;
    struct area area; /* on the page, in cells */
};

static struct weights read_weights(const struct line *line, size_t out_channel)
{
    const struct simulation *layer = line->levels.level[0].above;
    struct weights weights = {.layer = layer,
                              .taps = (size_t)layer->axis[0].kernel,
                              .per_group = layer->in_channels / layer->groups,
                              .group = out_channel / (layer->out_channels / layer->groups),
                              .out_channel = out_channel};
    weights.area = (struct area){line->row[0] + (double)(weights.group * weights.per_group),
                                 line->right + line_kernel_gap, (double)weights.per_group,
                                 (double)weights.taps};
    return weights;
}

/* The number of a weight in the kernel, from its place as it lies on the input. */
static size_t weight_at(const struct weights *weights, size_t channel, size_t tap)
{
    const struct simulation *layer = weights->layer;
    size_t first = weights->out_channel, second = channel;
    if (layer->is_transposed) {
        first = weights->group * weights->per_group + channel;
        second = weights->out_channel % (layer->out_channels / layer->groups);
    }
    size_t own_tap = layer->is_turned ? weights->taps - 1 - tap : tap;
    return (first * layer->kernel.size[1] + second) * weights->taps + own_tap;
}

/* Its tap 0 is at the right where it lies turned. */
static void place_kernel(const struct line *line, struct pen *pen, const struct weights *weights)
{
    const struct area *area = &weights->area;
    bool is_turned = weights->layer->is_turned;
    struct map_place place = {
        .role = MAP_KERNEL,
        .channel = -1,
        .plane = line->page,
        .pitch = {1, is_turned ? -1 : 1},
        .rows = 1,
        .columns = weights->taps,
        .outline = {0, is_turned ? 1 - area->columns : 0, area->rows, area->columns}};
    double start = area->column + (is_turned ? area->columns - 1 : 0);
    place.plane.origin = plane_point(&line->page, area->row, start);
    pen_place_map(pen, &place);
}

static void write_weights(const struct line *line, struct pen *pen, const struct weights *weights)
{
    const struct tensor *kernel = &weights->layer->kernel;
    size_t count = tensor_count(kernel), taps = weights->taps;
    const struct cell_source source = {kernel->values, count, taps, taps, "w", -1};
    const struct cell_text *texts = cell_texts_make(pen->arena, line->show, &source);
    struct lettering lettering = {.color = line->theme->color[COLOR_WINDOW_INK]};
    lettering.font = cell_texts_fit(line->ruler, line->theme->font[FONT_VALUES], texts, count,
                                    cell_width * line->theme->cell_pt);
    for (size_t c = 0; c < weights->per_group; c++)
        for (size_t t = 0; t < taps; t++) {
            struct point at = plane_point(&line->page, weights->area.row + (double)c + 0.5,
                                          weights->area.column + (double)t + 0.5);
            cell_text_write(pen, line->ruler, key_cell("kernel.value", (int64_t)c, (int64_t)t),
                            &texts[weight_at(weights, c, t)], at, &lettering);
        }
}

/* A row for each channel that the output channel reads. */
void line_draw_kernel(const struct line *line, struct pen *pen, size_t out_channel)
{
    struct weights weights = read_weights(line, out_channel);
    plane_trace_block(pen, &line->page, weights.area);
    pen_paint(pen, key_once("kernel.cells"), line->theme->color[COLOR_KERNEL],
              pen_solid(pen, COLOR_WINDOW_LINE, line->theme->thick_pt));
    place_kernel(line, pen, &weights);
    if (line->has_texts)
        write_weights(line, pen, &weights);
}
