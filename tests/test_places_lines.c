/* SPDX-License-Identifier: MIT */
/* drawing: which cells of views line and stack are read, seen, current, there, asked for; what
 * stands in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "convreel/theme_sizes.h"
#include "places.h"

enum { MOST = 4 };

/* A level from the input up, what the moment's unit sees of it, by naive counting of paths. */
struct seen {
    const struct simulation *above; /* that reads it; NULL: the top */
    const struct tensor *units;
    size_t rows, columns; /* of the plane that is read, of the units at the top */
    double *at;           /* [channel][row][column]: paths from a place up to the unit; owned */
    double *of;           /* [unit]: paths from a unit; owned */
};

struct look {
    struct fixture fixture;
    struct display_list list;
    struct fills fills;
    const struct theme *theme;
    const char *text; /* the scene */
    struct moment_part part;
    size_t levels, top, unit; /* the level that the step fills, and which unit */
    struct seen seen[MOST];
};

static void check_that(const struct look *look, bool is_right, const char *what, size_t level,
                       const double cell[3])
{
    if (!is_right)
        fail_msg("%sstep %zu on its way %g, level %zu: %s: channel %g, row %g, column %g",
                 look->text, look->part.step, look->part.progress, level, what, cell[0], cell[1],
                 cell[2]);
}

/* ---- what is seen ---- */

static void read_levels(struct look *look)
{
    const struct simulation *layers[MOST], *layer = look->fixture.simulation;
    size_t count = 0;
    for (; layer; layer = layer->below)
        layers[count++] = layer;
    look->levels = count + 1;
    for (size_t i = 0; i <= count; i++) {
        struct seen *seen = &look->seen[i];
        seen->above = i < count ? layers[count - 1 - i] : NULL;
        seen->units = i < count ? &seen->above->input : &layers[0]->output;
        const struct tensor *units = seen->units;
        bool is_line = units->rank == 2;
        seen->rows = is_line ? 1 : units->size[1];
        seen->columns = units->size[units->rank - 1];
        if (seen->above) {
            seen->rows = is_line ? 1 : (size_t)seen->above->axis[0].padded;
            seen->columns = (size_t)seen->above->axis[seen->above->axes - 1].padded;
        }
        seen->at = memory_allocate(units->size[0] * seen->rows * seen->columns, sizeof *seen->at);
        seen->of = memory_allocate(tensor_count(units), sizeof *seen->of);
    }
}

static size_t number_in(const struct tensor *tensor, const size_t *index)
{
    size_t number = 0;
    for (size_t i = 0; i < tensor->rank; i++)
        number = number * tensor->size[i] + index[i];
    return number;
}

/* A unit above adds its paths to every place that it reads. */
static void add_paths(struct look *look, size_t level, size_t unit, double paths)
{
    struct seen *seen = &look->seen[level];
    const struct simulation *layer = seen->above;
    struct step step;
    simulation_step_at(layer, unit, &look->fixture.arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        size_t channel = layer->is_pool ? step.output[0] : term->input[0];
        if (layer->has_kernel) {
            size_t inputs = layer->in_channels / layer->groups;
            size_t group = step.output[0] / (layer->out_channels / layer->groups);
            channel = layer->is_transposed ? term->kernel[0] : group * inputs + term->kernel[1];
        }
        size_t row = layer->axes > 1 ? (size_t)term->place[0] : 0;
        size_t column = (size_t)term->place[layer->axes - 1];
        seen->at[(channel * seen->rows + row) * seen->columns + column] += paths;
        if (term->kind == CELL_UNIT)
            seen->of[number_in(seen->units, term->input)] += paths;
    }
}

static void fold_channels(struct seen *seen)
{
    size_t map = seen->rows * seen->columns;
    for (size_t i = map; i < seen->units->size[0] * map; i++) {
        seen->at[i % map] += seen->at[i];
        seen->at[i] = 0;
    }
}

/* In order layer a step fills the maps one after the other, and sees its own layer alone. */
static void read_seen(struct look *look, size_t step)
{
    bool is_by_layer = look->fixture.scene->order.value == ORDER_LAYER;
    look->top = is_by_layer ? 1 : look->levels - 1;
    look->unit = step;
    while (look->unit >= tensor_count(look->seen[look->top].units))
        look->unit -= tensor_count(look->seen[look->top++].units);
    for (size_t i = 0; i < look->levels; i++) {
        struct seen *seen = &look->seen[i];
        size_t cells = seen->units->size[0] * seen->rows * seen->columns;
        memset(seen->at, 0, cells * sizeof *seen->at);
        memset(seen->of, 0, tensor_count(seen->units) * sizeof *seen->of);
    }
    look->seen[look->top].of[look->unit] = 1;
    for (size_t level = look->top; level-- > (is_by_layer ? look->top - 1 : 0);)
        for (size_t unit = 0; unit < tensor_count(look->seen[level + 1].units); unit++)
            if (look->seen[level + 1].of[unit] > 0)
                add_paths(look, level, unit, look->seen[level + 1].of[unit]);
    for (size_t level = 0; level < look->levels; level++) /* a plane stands for all channels */
        if (look->seen[level].units->rank > 2)
            fold_channels(&look->seen[level]);
}

/* The current unit, counted within its plane or its line. */
static size_t current_of(const struct look *look)
{
    const struct tensor *units = look->seen[look->top].units;
    return units->rank > 2 ? look->unit % (tensor_count(units) / units->size[0]) : look->unit;
}

/* Whether a unit of a level is there; a plane shows the channel that is being filled. */
static bool is_there(const struct look *look, size_t level, size_t unit)
{
    bool is_by_layer = look->fixture.scene->order.value == ORDER_LAYER;
    if (level == 0 || (!is_by_layer && level + 1 < look->levels))
        return true;
    return level < look->top || (level == look->top && unit <= current_of(look));
}

/* ---- where cells are ---- */

static const struct path *find_path(const struct look *look, size_t level)
{
    char part[40];
    snprintf(part, sizeof part, "level%zu.zeros", level);
    if (level == 0)
        snprintf(part, sizeof part, "input.zeros");
    if (level + 1 == look->levels)
        snprintf(part, sizeof part, "output.empty");
    for (size_t i = 0; i < look->list.count; i++)
        if (look->list.items[i].kind == ITEM_PATH && is_part(&look->list.items[i], part))
            return &look->list.items[i].of.path.path;
    fail_msg("%sno %s", look->text, part);
    return NULL;
}

/* The places of a level; a line has a row for each channel. Cells that stand apart are outlines of
 * their own, the first two in the first row, and stand in the middle of their places. */
static struct grid places_of(const struct look *look, size_t level)
{
    const struct seen *seen = &look->seen[level];
    const struct path *path = find_path(look, level);
    bool is_line = seen->units->rank == 2;
    int rows = is_line ? (int)seen->units->size[0] : (int)seen->rows;
    bool is_whole = path->point_count == 4; /* one outline of all */
    if (is_whole || path->verbs[2] == PATH_MOVE)
        return grid_of_path(path, rows, (int)seen->columns);
    const struct point *p = path->points;
    double width = p[1].x - p[0].x, pitch = seen->columns > 1 ? p[4].x - p[0].x : width;
    return (struct grid){{p[3].x - (pitch - width) / 2, p[3].y},
                         {0, p[0].y - p[3].y},
                         {pitch, 0},
                         rows,
                         (int)seen->columns};
}

/* Every output unit stands over the middle of its window. */
static void check_alignment(const struct look *look, size_t level)
{
    const struct simulation *layer = look->seen[level].above;
    const struct axis *axis = &layer->axis[0];
    const struct simulation *next = look->seen[level + 1].above;
    struct grid below = places_of(look, level), above = places_of(look, level + 1);
    for (int64_t o = 0; o < axis->output; o++) {
        double middle = (double)(o * axis->move) + (double)(axis->effective_kernel - 1) / 2;
        double place =
            next ? (double)(next->axis[0].before + o * next->axis[0].stretch) : (double)o;
        const double cell[3] = {0, 0, (double)o};
        struct point from = point_on_page(&below, 0, middle + 0.5);
        struct point to = point_on_page(&above, 0, place + 0.5);
        check_that(look, fabs(from.x - to.x) < 1e-6, "not over its window", level + 1, cell);
    }
}

/* ---- checks of cells ---- */

static const struct item *text_at(const struct look *look, struct point at)
{
    const struct item *found = NULL;
    for (size_t i = 0; i < look->list.count; i++) {
        const struct item *item = &look->list.items[i];
        struct rectangle box;
        if (item->kind != ITEM_TEXT || item->of.text.color.alpha <= 0 || is_part(item, "sum.total"))
            continue;
        box = text_box(item);
        /* points of decimals stand in line, so that a number may be beside the middle */
        if (fabs(box.x + box.width / 2 - at.x) < 8 && fabs(box.y + box.height / 2 - at.y) < 3)
            found = item;
    }
    return found;
}

static void check_number(const struct look *look, const struct item *item, double expected,
                         size_t level, const double cell[3])
{
    check_that(look, item != NULL, "no text", level, cell);
    check_that(look, tells(item, expected), item->of.text.string, level, cell);
}

/* The unit that stands at a place, the units of a channel counted; SIZE_MAX: none. */
static size_t unit_at(const struct seen *seen, size_t row, size_t column)
{
    size_t units[2], places[2] = {row, column};
    for (int i = 0; i < 2; i++) {
        size_t from_last = 1 - (size_t)i;
        const struct axis *axis = &axis_of_one;
        if (seen->above && from_last < seen->above->axes)
            axis = &seen->above->axis[seen->above->axes - 1 - from_last];
        int64_t at = (int64_t)places[i] - axis->before;
        units[i] = seen->above ? (size_t)(at / axis->stretch) : places[i];
        if (seen->above && (at < 0 || at % axis->stretch != 0 || at / axis->stretch >= axis->input))
            return SIZE_MAX;
    }
    size_t width = seen->units->size[seen->units->rank - 1];
    return units[0] * width + units[1];
}

/* The most paths from a place of a level. */
static double most_paths(const struct seen *seen)
{
    double most = 0;
    for (size_t i = 0; i < seen->units->size[0] * seen->rows * seen->columns; i++)
        most = fmax(most, seen->at[i]);
    return most;
}

/* What a cell of a level is. */
struct place {
    size_t level, number; /* of its unit */
    bool is_unit, is_now, is_there, may_be_chosen, is_crossed;
    double paths;
};

/* What the digits of a cell are written in. */
static enum theme_color ink_of(const struct look *look, const struct place *place)
{
    return place->is_now                      ? COLOR_NOW_INK
           : place->paths > 0                 ? COLOR_INK
           : place->level + 1 == look->levels ? COLOR_OUTPUT_INK
           : place->is_crossed                ? COLOR_ZERO_INK
                                              : COLOR_INPUT_INK;
}

/* Whether a window of the layer above ever reads a unit, counted in its channel. */
static bool is_ever_read(const struct look *look, size_t level, size_t unit)
{
    const struct tensor *units = look->seen[level].units;
    const struct simulation *layer = look->seen[level].above;
    for (size_t i = units->rank - 1; i > 0; unit /= units->size[i--]) {
        const struct axis *axis = &layer->axis[i - 1];
        int64_t place = axis->before + (int64_t)(unit % units->size[i]) * axis->stretch;
        bool is_read = false;
        for (int64_t o = 0; o < axis->output; o++)
            for (int64_t t = 0; t < axis->kernel; t++)
                is_read |= o * axis->move + t * axis->dilation == place;
        if (!is_read)
            return false;
    }
    return true;
}

static struct place place_of(const struct look *look, size_t level, const double cell[3])
{
    const struct seen *seen = &look->seen[level];
    size_t channel = (size_t)cell[0], row = (size_t)cell[1], column = (size_t)cell[2];
    size_t unit = unit_at(seen, row, column);
    size_t map = tensor_count(seen->units) / seen->units->size[0];
    struct place place = {.level = level, .is_unit = unit != SIZE_MAX};
    place.number = place.is_unit ? channel * map + unit : 0;
    place.is_now = place.is_unit && level == look->top && place.number == current_of(look);
    place.is_there = place.is_unit && is_there(look, level, place.number);
    place.is_crossed = place.is_unit && seen->above && !is_ever_read(look, level, unit);
    if (level < look->top)
        place.paths = seen->at[(channel * seen->rows + row) * seen->columns + column];
    place.may_be_chosen =
        place.paths > 0 && look->levels == 2 && look->seen[0].above->reduction == REDUCE_LARGEST;
    return place;
}

/* Its colours, off its middle, where extra zeros have dots. */
static void check_paint(const struct look *look, const struct place *place, const double cell[3],
                        struct point at)
{
    const struct theme *theme = look->theme;
    size_t level = place->level;
    bool is_top = level + 1 == look->levels;
    struct color fill = theme->color[is_top ? COLOR_OUTPUT : COLOR_INPUT];
    if (!is_ink(fill, theme->color[COLOR_WINDOW]) && look->part.progress <= 0.5)
        check_that(look, (paint_at(&look->fills, at, fill) > 0.99) == place->is_there, "there",
                   level, cell);
    bool is_strong = paint_at(&look->fills, at, theme->color[COLOR_NOW]) > 0.99;
    check_that(look, is_strong == place->is_now || place->may_be_chosen, "current", level, cell);
    if (is_top || (is_strong && place->may_be_chosen))
        return;
    bool is_white = is_ink(theme->color[COLOR_WINDOW], theme->color[COLOR_BACKGROUND]);
    if (is_white && place->is_crossed) /* a white veil */
        return;
    struct color window = theme->color[COLOR_WINDOW];
    if (!place->is_unit) { /* a zero keeps its look */
        window.pattern = PATTERN_NONE;
        window.alpha *= theme_sizes.strength.read_zero;
    }
    if (window.pattern != PATTERN_NONE && look->levels > 2) /* the whole ground tells it */
        window.alpha = 1;
    double strength = paint_at(&look->fills, at, window);
    check_that(look, (strength > 1e-3) == (place->paths > 0), "seen", level, cell);
    bool has_most = place->paths == most_paths(&look->seen[level]); /* the fewer, the paler */
    check_that(look, place->paths <= 0 || (strength > 0.999) == has_most, "strength", level, cell);
}

static void check_digits(const struct look *look, const struct place *place, const double cell[3],
                         struct point middle)
{
    const struct seen *seen = &look->seen[place->level];
    const struct item *text = text_at(look, middle);
    bool has_values = look->fixture.simulation->has_values;
    if (has_values && seen->units->rank > 2 && seen->units->size[0] > 1)
        return; /* of several channels a plane has no digits */
    if (place->is_now && look->part.is_question && has_values) {
        check_that(look, text && strcmp(text->of.text.string, "?") == 0, "asked", place->level,
                   cell);
        return;
    }
    bool has_paths = !has_values && place->is_unit && look->levels > 2;
    double expected = has_paths ? place->paths : 0;
    if (place->is_there && has_values)
        expected = seen->units->values[place->number];
    if (text || (place->is_there && (has_values || (has_paths && place->paths > 0))))
        check_number(look, text, expected, place->level, cell);
    if (!place->is_there || !has_values || place->may_be_chosen)
        return;
    struct color ink = look->theme->color[ink_of(look, place)];
    check_that(look, is_ink(text->of.text.color, ink), "ink", place->level, cell);
}

/* What a map's units are crossed out for is told once all of them are there. */
static bool is_complete(const struct look *look, size_t level)
{
    return is_there(look, level, tensor_count(look->seen[level].units) - 1);
}

/* Its marks, in the grid's cell. */
static void check_marks(const struct look *look, const struct place *place, const double cell[3],
                        const struct grid *grid)
{
    bool is_line = look->seen[0].units->rank == 2;
    const int at[2] = {(int)cell[is_line ? 0 : 1], (int)cell[2]};
    int crosses = slants_in(&look->list, grid, at, look->theme->color[COLOR_INPUT_LINE]);
    check_that(look, (crosses > 0) == (place->is_crossed && is_complete(look, place->level)),
               "crossed out", place->level, cell);
}

static void check_level(const struct look *look, size_t level)
{
    const struct seen *seen = &look->seen[level];
    bool is_line = seen->units->rank == 2;
    const struct grid grid = places_of(look, level);
    double cell[3], channels = is_line ? (double)seen->units->size[0] : 1;
    double side = hypot(grid.row.x, grid.row.y);
    for (cell[0] = 0; cell[0] < channels; cell[0]++)
        for (cell[1] = 0; cell[1] < (double)seen->rows; cell[1]++)
            for (cell[2] = 0; cell[2] < (double)seen->columns; cell[2]++) {
                struct point at = point_on_page(&grid, cell[is_line ? 0 : 1] + 0.5, cell[2] + 0.5);
                struct place place = place_of(look, level, cell);
                check_paint(look, &place, cell,
                            (struct point){at.x + 0.13 * side, at.y + 0.11 * side});
                if (look->part.progress <= 0.5)
                    check_marks(look, &place, cell, &grid);
                if (look->part.progress <= 0)
                    check_digits(look, &place, cell, at);
            }
}

/* Whether it is written before the kernel. */
static bool has_divisor(const struct look *look, double divisor)
{
    bool is_found = false;
    for (size_t i = 0; i < look->list.count; i++) {
        const struct item *item = &look->list.items[i];
        is_found |= is_part(item, "divisor.number") && item->kind == ITEM_TEXT &&
                    strtod(item->of.text.string, NULL) == divisor;
    }
    return is_found;
}

/* The weights of the current output channel, in a row for each input channel that it reads; whole
 * ones over their divisor. */
static void check_kernel(struct look *look)
{
    const struct simulation *layer = look->fixture.simulation;
    double divisor = layer->has_values ? layer->kernel_divide[0] : 1;
    if (divisor != 1 && !has_divisor(look, divisor))
        fail_msg("%sno divisor", look->text);
    int sizes[2] = {1, (int)layer->axis[layer->axes - 1].kernel};
    struct step step;
    simulation_step_at(layer, look->part.step, &look->fixture.arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        size_t channel = layer->is_transposed ? term->kernel[0] : term->kernel[1];
        const double place[3] = {(double)channel, 0, (double)term->tap[0]};
        const int cell[2] = {0, (int)term->tap[0]};
        struct grid grid = {0};
        check_that(look, find_map(&look->list, "kernel.cells", (int)channel, sizes, &grid),
                   "no kernel", 0, place);
        check_number(look, text_in_cell(&look->list, &grid, cell, false), term->weight * divisor, 0,
                     place);
    }
}

/* At the very beginning of its way a picture lights what it lights at rest, at the very end what
 * the next step does. */
static void check_moment(struct look *look, struct moment_part part)
{
    look->part = part;
    look->theme = &look->fixture.scene->theme;
    look->list = draw_part(&look->fixture, part);
    look->fills = fills_of(&look->list, &look->fixture.arena);
    read_seen(look, part.step + (part.progress > 0.5));
    for (size_t level = 0; level < look->levels; level++) {
        check_level(look, level);
        if (look->seen[0].units->rank == 2 && level + 1 < look->levels)
            check_alignment(look, level);
    }
    if (look->fixture.simulation->has_kernel_values && part.progress <= 0)
        check_kernel(look);
}

static void finish_look(struct look *look)
{
    for (size_t i = 0; i < look->levels; i++) {
        free(look->seen[i].at);
        free(look->seen[i].of);
    }
    tear_down(&look->fixture);
}

typedef void scene_maker(uint64_t *seed, char *text, size_t room);

static void check_rounds(scene_maker *make, int count, uint64_t seed)
{
    for (int round = 0; round < count; round++) {
        char text[700];
        struct look look = {.text = text};
        make(&seed, text, sizeof text);
        if (!set_up(&look.fixture, text))
            fail_msg("%s%s", text, look.fixture.report.problems[0].text);
        read_levels(&look);
        size_t last =
            simulation_order_count(look.fixture.simulation, look.fixture.scene->order.value) - 1;
        size_t some = (size_t)pick(&seed, 0, last > 0 ? (int)last - 1 : 0);
        check_moment(&look, (struct moment_part){.step = some});
        check_moment(&look, (struct moment_part){.step = last, .is_question = true});
        const struct tensor *top = look.seen[look.levels - 1].units;
        size_t first_map = tensor_count(top) / top->size[0]; /* its last unit ends a channel */
        check_moment(&look, (struct moment_part){.step = first_map - 1});
        if (last > 0) {
            check_moment(&look, (struct moment_part){.step = some, .progress = 1e-7});
            check_moment(&look, (struct moment_part){.step = some, .progress = 1 - 1e-7});
        }
        finish_look(&look);
    }
}

static const char *pick_values(uint64_t *seed)
{
    return pick(seed, 0, 1) ? ", random: {seed: 3, low: -20, high: 20}" : "";
}

static void make_line(uint64_t *seed, char *text, size_t room)
{
    static const char *const types[] = {"Conv1d", "ConvTranspose1d", "MaxPool1d", "AvgPool1d"};
    int type = pick(seed, 0, 3), channels = pick(seed, 1, 3), k = pick(seed, 2, 4);
    const char *theme = pick_theme(seed), *values = pick_values(seed);
    snprintf(text, room,
             "theme: %s\nview: line\ninput: {size: [%d, %d]%s}\n"
             "layer: {type: %s, kernel_size: %d, stride: %d, padding: %d%s}\n",
             theme, channels, pick(seed, 8, 14), values, types[type], k, pick(seed, 1, 3),
             pick(seed, 0, 1),
             type > 1           ? ", ceil_mode: false"
             : pick(seed, 0, 1) ? ", dilation: 2, out_channels: 2"
                                : "");
    if (type < 2)
        strcat(text, pick(seed, 0, 2) > 0
                         ? "kernel: {random: {seed: 4, low: -9, high: 9}}\n"
                         : "kernel: {random: {seed: 4, low: -9, high: 9}, divide: 3}\n");
}

static void units_on_lines(void **state)
{
    (void)state;
    check_rounds(make_line, 100, 7);
}

/* No two axes are alike. */
static void make_stack(uint64_t *seed, char *text, size_t room)
{
    static const char *const layers[2][4] = {
        {"Conv1d, kernel_size: 2, dilation: 2", "MaxPool1d, kernel_size: 2, stride: 2",
         "Conv1d, kernel_size: 3, padding: 1", "ConvTranspose1d, kernel_size: 2, stride: 2"},
        {"Conv2d, kernel_size: [2, 3], dilation: [2, 1]",
         "MaxPool2d, kernel_size: [1, 2], stride: [1, 2]",
         "Conv2d, kernel_size: [1, 3], padding: [0, 1], out_channels: 2",
         "ConvTranspose2d, kernel_size: [3, 2], stride: [1, 2]"}};
    int axes = pick(seed, 1, 2);
    const char *first = layers[axes - 1][pick(seed, 0, 3)];
    const char *second = layers[axes - 1][pick(seed, 0, 2)];
    const char *theme = pick_theme(seed), *order = pick(seed, 0, 1) ? "output" : "layer";
    snprintf(text, room,
             "theme: %s\norder: %s\nview: stack\ninput: {size: [%d%s]%s}\n"
             "layers: [{type: %s}, {type: %s}]\n",
             theme, order, pick(seed, 6, 8), axes == 2 ? ", 7" : "", pick_values(seed), first,
             second);
}

static void units_of_stacks(void **state)
{
    (void)state;
    check_rounds(make_stack, 60, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_on_lines),
        cmocka_unit_test(units_of_stacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
