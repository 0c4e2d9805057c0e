/* SPDX-License-Identifier: MIT */
/* Which unit, which zero, stands in a cell of a map. Geometry comes from the axes alone. */
#include "drawing/map/map.h"

#include <math.h>
#include <string.h>

const struct axis *map_axis(const struct simulation *layer, size_t from_last)
{
    return from_last < layer->axes ? &layer->axis[layer->axes - 1 - from_last] : &axis_of_one;
}

static size_t count_units(const struct tensor *units, size_t from_last)
{
    return from_last + 1 < units->rank ? units->size[units->rank - 1 - from_last] : 1;
}

/* How many cells of an axis are the plane's or ever under the window. */
static double reach_of(const struct simulation *layer, const struct axis *axis)
{
    int64_t end = (axis->output - 1) * axis->move + axis->effective_kernel;
    bool hangs_over = layer->is_sliding && end > axis->padded;
    return (double)(hangs_over ? end : axis->padded);
}

static size_t channel_size(const struct tensor *units)
{
    return units->size[0] > 0 ? tensor_count(units) / units->size[0] : 0;
}

bool map_has_moved_taps(const struct simulation *layer)
{
    return layer->has_kernel && layer->is_weighted;
}

/* The grid, what windows reach beside it, and moved taps. */
static struct area input_reach(const struct simulation *layer)
{
    const double tap = theme_sizes.mark.tap;
    double end[2] = {reach_of(layer, map_axis(layer, 1)), reach_of(layer, map_axis(layer, 0))};
    double start[2] = {0, 0}, least[2], greatest[2];
    if (map_has_moved_taps(layer)) {
        simulation_tap_bounds(layer, least, greatest);
        for (int i = 0; i < 2; i++) {
            start[i] = fmin(0, least[i] + 0.5 - tap);
            end[i] = fmax(end[i], greatest[i] + 0.5 + tap);
        }
    }
    return (struct area){start[0], start[1], end[0] - start[0], end[1] - start[1]};
}

struct map map_of_input(const struct simulation *layer, size_t channel, int64_t depth)
{
    const struct axis *height = map_axis(layer, 1), *width = map_axis(layer, 0);
    return (struct map){.role = MAP_INPUT,
                        .part = "input",
                        .channel = layer->in_channels > 1 ? (int)channel : -1,
                        .reader = layer,
                        .depth = depth,
                        .rows = (size_t)height->padded,
                        .columns = (size_t)width->padded,
                        .reach = input_reach(layer),
                        .units = &layer->input,
                        .layer = layer,
                        .kind = TEXTS_INPUT,
                        .first = channel * channel_size(&layer->input)};
}

struct map map_of_units(const struct simulation *layer, size_t channel)
{
    struct map map = map_of_input(layer, channel, 0);
    map.reader = NULL;
    map.rows = count_units(&layer->input, 1);
    map.columns = count_units(&layer->input, 0);
    map.reach = map_grid(&map);
    return map;
}

struct map map_of_output(const struct simulation *layer, size_t channel, int64_t depth)
{
    const struct tensor *units = &layer->output;
    bool is_flat = layer->is_flattened; /* [C][places]: one map, a row a channel */
    struct map map = {.role = MAP_OUTPUT,
                      .part = "output",
                      .channel = layer->out_channels > 1 && !is_flat ? (int)channel : -1,
                      .depth = depth,
                      .rows = is_flat ? units->size[0] : count_units(units, 1),
                      .columns = count_units(units, 0),
                      .units = units,
                      .layer = layer,
                      .kind = TEXTS_OUTPUT,
                      .first = is_flat ? 0 : channel * channel_size(units)};
    map.first += (size_t)depth * map.rows * map.columns;
    map.reach = map_grid(&map);
    return map;
}

size_t map_weights_at(const struct simulation *layer, size_t channel, size_t out)
{
    const struct tensor *kernel = &layer->kernel;
    size_t inputs = layer->in_channels / layer->groups;
    size_t outputs = layer->out_channels / layer->groups;
    size_t first = layer->is_transposed ? channel : out;
    size_t second = layer->is_transposed ? out % outputs : channel % inputs;
    return (first * kernel->size[1] + second) *
           (tensor_count(kernel) / kernel->size[0] / kernel->size[1]);
}

void map_show_weights(struct map *map, size_t channel, size_t out)
{
    const struct simulation *layer = map->layer;
    size_t group = out / (layer->out_channels / layer->groups);
    size_t first = group * (layer->in_channels / layer->groups);
    map->first = map_weights_at(layer, first + channel, out);
}

struct map map_of_kernel(const struct simulation *layer, size_t channel, size_t out, int64_t depth)
{
    const struct axis *height = map_axis(layer, 1), *width = map_axis(layer, 0);
    struct map map = {.role = MAP_KERNEL,
                      .part = "kernel",
                      .channel = layer->in_channels > 1 ? (int)channel : -1,
                      .depth = depth,
                      .rows = (size_t)height->kernel,
                      .columns = (size_t)width->kernel,
                      .units = &layer->kernel,
                      .layer = layer,
                      .kind = TEXTS_WEIGHTS,
                      .first = layer->has_kernel ? map_weights_at(layer, channel, out) : 0,
                      .is_turned = layer->is_turned};
    int64_t depths = layer->axes > 2 ? layer->axis[0].kernel : 1;
    map.first += (size_t)(layer->is_turned ? depths - 1 - depth : depth) * map.rows * map.columns;
    map.reach = map_grid(&map);
    return map;
}

struct map map_of_role(const struct simulation *layer, enum map_role role, size_t channel,
                       int64_t depth)
{
    return role == MAP_INPUT    ? map_of_input(layer, channel, depth)
           : role == MAP_OUTPUT ? map_of_output(layer, channel, depth)
                                : map_of_kernel(layer, channel, 0, depth);
}

struct map map_of_matrix(const struct simulation *layer, enum map_role role, const char *part,
                         size_t rows, size_t columns)
{
    static const enum text_kind kinds[] = {
        [MAP_INPUT] = TEXTS_INPUT, [MAP_KERNEL] = TEXTS_WEIGHTS, [MAP_OUTPUT] = TEXTS_OUTPUT};
    struct map map = {.role = role,
                      .part = part,
                      .channel = -1,
                      .rows = rows,
                      .columns = columns,
                      .layer = layer,
                      .kind = kinds[role],
                      .is_matrix = true,
                      .terms = TERMS_BESIDE};
    map.reach = map_grid(&map);
    return map;
}

struct area map_grid(const struct map *map)
{
    return (struct area){0, 0, (double)map->rows, (double)map->columns};
}

/* ---- cells ---- */

bool map_is_tapped(const struct axis *axis, int64_t place)
{
    for (int64_t t = 0; t < axis->kernel; t++) {
        int64_t start = place - t * axis->dilation;
        if (start >= 0 && start % axis->move == 0 && start / axis->move < axis->output)
            return true;
    }
    return false;
}

/* Whether windows are alike, so that they may pass over units: those of Unfold are too, although
 * each of its steps reads one unit. */
static bool may_pass_over(const struct simulation *layer)
{
    return layer->is_sliding || layer->is_flattened;
}

static bool is_uncovered(const struct simulation *layer, const int64_t *place)
{
    if (!may_pass_over(layer))
        return false;
    for (size_t i = 0; i < layer->axes; i++)
        if (!map_is_tapped(&layer->axis[i], place[i]))
            return true;
    return false;
}

bool map_has_uncovered(const struct map *map)
{
    const struct simulation *layer = map->reader;
    if (!layer || !may_pass_over(layer) || !map->subject->looks.show.uncovered.value)
        return false;
    if (layer->is_sparse)
        return true;
    for (size_t i = 0; i < layer->axes; i++)
        for (int64_t unit = 0; unit < layer->axis[i].input; unit++) {
            int64_t place = layer->axis[i].before + unit * layer->axis[i].stretch;
            if (place >= 0 && place < layer->axis[i].padded &&
                !map_is_tapped(&layer->axis[i], place))
                return true;
        }
    return false;
}

struct map_cell map_cell_at(const struct map *map, int64_t row, int64_t column)
{
    size_t number = (size_t)row * map->columns + (size_t)column;
    const struct simulation *layer = map->reader;
    if (map->numbers && map->numbers[number] == NO_UNIT)
        return (struct map_cell){
            .kind = CELL_PADDING, .is_shown = true, .is_counted = map->role == MAP_INPUT};
    if (map->numbers)
        number = map->numbers[number];
    if (!layer)
        return (struct map_cell){
            .kind = CELL_UNIT,
            .is_shown = true,
            .is_counted = true,
            .unit = map->first + (map->is_turned ? map->rows * map->columns - 1 - number : number)};
    int64_t place[MAX_AXES] = {column};
    if (layer->axes == 2)
        place[0] = row, place[1] = column;
    if (layer->axes == 3)
        place[0] = map->depth, place[1] = row, place[2] = column;
    struct cell cell = simulation_cell_at(layer, place);
    bool is_around = cell.kind == CELL_PADDING || cell.kind == CELL_EXTRA || cell.is_repeated;
    struct map_cell found = {.kind = cell.kind,
                             .is_repeated = cell.is_repeated,
                             .is_shown = !is_around || map->subject->looks.show.padding.value,
                             .is_counted = cell.kind == CELL_UNIT ||
                                           simulation_counts_zero(layer, cell.kind)};
    if (cell.kind != CELL_UNIT)
        return found;
    if (layer->axes == 1) /* a row for each channel */
        found.unit = (size_t)row;
    for (size_t i = 0; i < layer->axes; i++)
        found.unit = found.unit * (size_t)layer->axis[i].input + (size_t)cell.unit[i];
    found.unit += map->first;
    found.is_inactive =
        layer->is_sparse && !simulation_is_active(layer, found.unit % channel_size(map->units));
    found.is_uncovered = !cell.is_repeated && map->subject->looks.show.uncovered.value &&
                         (found.is_inactive || is_uncovered(layer, place));
    return found;
}

const struct cell_text *map_zero_text(const struct map *map, enum cell_kind kind)
{
    static const struct cell_text zero = {.text = "0"};
    return kind == CELL_PADDING && map->texts.padding.text ? &map->texts.padding : &zero;
}

const struct cell_text *map_text(const struct map *map, const struct map_cell *cell)
{
    if (!map->texts.of || !cell->is_shown || !cell->is_counted || cell->is_inactive)
        return NULL;
    return cell->kind == CELL_UNIT ? &map->texts.of[cell->unit] : map_zero_text(map, cell->kind);
}

struct area map_first_unit(const struct map *map, double pitch[2])
{
    pitch[0] = pitch[1] = map->is_turned ? -1 : 1;
    if (map->is_turned)
        return (struct area){(double)map->rows - 1, (double)map->columns - 1, 1, 1};
    if (!map->reader)
        return (struct area){0, 0, 1, 1};
    const struct axis *height = map_axis(map->reader, 1);
    const struct axis *width = map_axis(map->reader, 0);
    pitch[0] = (double)height->stretch;
    pitch[1] = (double)width->stretch;
    return (struct area){(double)height->before, (double)width->before, 1, 1};
}

void map_unit_counts(const struct map *map, size_t *rows, size_t *columns)
{
    *rows = map->reader && map->reader->axes > 1 ? count_units(map->units, 1) : map->rows;
    *columns = map->reader ? count_units(map->units, 0) : map->columns;
}

enum theme_color map_cell_ink(const struct map_cell *cell, enum theme_color ink)
{
    bool is_unit = cell->kind == CELL_UNIT && !cell->is_repeated && !cell->is_uncovered;
    return is_unit ? ink : COLOR_ZERO_INK;
}

/* ---- areas ---- */

struct area map_cells_area(const struct map *map, struct area cells)
{
    double free = map->cell_width > 0 ? 1 - map->cell_width : 0;
    return (struct area){cells.row, cells.column + free / 2, cells.rows, cells.columns - free};
}

/* A cropped plane has negative padding, and nothing is around it. */
static void inner_of(const struct axis *axis, double *first, double *count)
{
    int64_t from = axis->before > 0 ? axis->before : 0, end = axis->before + axis->stretched;
    *first = (double)from;
    *count = (double)((end < axis->padded ? end : axis->padded) - from);
}

struct area map_inner_area(const struct map *map)
{
    struct area area = map_grid(map);
    if (map->reader->axes > 1) /* else a row for each channel */
        inner_of(map_axis(map->reader, 1), &area.row, &area.rows);
    inner_of(map_axis(map->reader, 0), &area.column, &area.columns);
    return area;
}

struct area map_shown_area(const struct map *map)
{
    bool has_padding = !map->reader || map->subject->looks.show.padding.value;
    return has_padding ? map_grid(map) : map_inner_area(map);
}

struct point map_middle(const struct plane *plane, double row, double column)
{
    return plane_point(plane, row + 0.5, column + 0.5);
}

void map_write(const struct map *map, struct item_key key, const struct cell_text *text,
               const struct lettering *lettering, struct pen *pen)
{
    struct point at = map_middle(&map->plane, key.row, key.column);
    if (map->is_matrix && text->index)
        at.y -= theme_sizes.matrix.symbol_rise * map->texts.font.size_pt;
    cell_text_write(pen, map->subject->ruler, key, text, at, lettering);
}

/* ---- keys ---- */

struct item_key map_key(const struct map *map, const char *what, struct pen *pen)
{
    size_t part = strlen(map->part), rest = strlen(what);
    char *text = arena_allocate(pen->arena, part + rest + 2, 1);
    memcpy(text, map->part, part); /* printing it would be most of the cost of small pictures */
    text[part] = '.';
    memcpy(text + part + 1, what, rest);
    return (struct item_key){text, map->channel, -1, -1, NULL};
}

struct item_key map_cell_key(struct item_key key, int64_t row, int64_t column)
{
    key.row = (int)row;
    key.column = (int)column;
    return key;
}

double map_cell_px(const struct map *map)
{
    double side = fmin(plane_length(map->plane.column), plane_length(map->plane.row));
    return side * map->subject->px_per_pt;
}

bool map_has_lines(const struct map *map)
{
    return !map->is_one_shape && map_cell_px(map) >= LEAST_CELL_PX;
}
