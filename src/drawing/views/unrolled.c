/* SPDX-License-Identifier: MIT */
/* What the cells of an unrolled layer are called, the small maps beside it, and its moment. */
#include "drawing/views/unrolled.h"

#include <math.h>

#include "drawing/list/share.h"

const double unrolled_cell_height = 0.7;

static const double text_scale = 0.84;  /* a cell for texts, to the usual */
static const double symbol_rise = 0.11; /* of a letter with an index, per its own size */
/* Of the small maps, in the usual cells. */
static const double map_gap = 1.1; /* between channels, in their own cells */
static const double least_scale = 0.5, most_scale = 0.9;
static const double most_width = 9,
                    most_wide = 16; /* what all take up, below or beside each other */

enum { IN_ONE_ROW = 4 }; /* channels: more stand in a square */

const char *unrolled_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (!simulation->has_kernel)
        return arena_format(arena, "%s, which has no weights", simulation->type_name);
    return NULL;
}

/* ---- texts ---- */

/* Symbols stand where there are no numbers. */
static struct texts texts_for(const struct panel *panel, enum text_kind kind)
{
    struct subject subject = panel->subject;
    const struct simulation *layer = subject.simulation;
    double cell = text_scale * subject_cells(&subject, 1);
    bool is_known = layer->has_values || (kind == TEXTS_WHOLE_WEIGHTS && layer->has_kernel_values);
    if (subject.looks.show.values == SHOW_DIGITS && !is_known)
        subject.looks.show.values = SHOW_SYMBOLS;
    if (kind == TEXTS_WHOLE_WEIGHTS && subject_divisor(&panel->subject) == 1)
        kind = TEXTS_WEIGHTS;
    return texts_of(&subject, layer, kind, cell, panel->arena);
}

void unrolled_read_texts(const struct panel *panel, struct unrolled_texts *texts)
{
    *texts = (struct unrolled_texts){.input = texts_for(panel, TEXTS_INPUT),
                                     .weights = texts_for(panel, TEXTS_WHOLE_WEIGHTS),
                                     .output = texts_for(panel, TEXTS_OUTPUT)};
    if (panel->subject.simulation->has_bias)
        texts->bias = texts_for(panel, TEXTS_BIAS);
}

/* ---- the moment ---- */

void unrolled_read_moment(struct unrolled_moment *moment, const struct panel *panel,
                          const struct moment_part *part)
{
    const struct subject *subject = &panel->subject;
    enum order order = subject->scene->order.value;
    *moment = (struct unrolled_moment){.panel = panel,
                                       .step = part->step,
                                       .done = part->step + 1,
                                       .progress = part->progress,
                                       .is_question = part->is_question,
                                       .is_by_position = order == ORDER_POSITION};
    if (subject->looks.theme.shows_all_outputs)
        moment->done = simulation_order_count(subject->simulation, order);
}

double unrolled_share(const struct unrolled_moment *moment, size_t step)
{
    if (step == moment->step)
        return 1 - moment->progress;
    return step == moment->step + 1 ? moment->progress : 0;
}

static size_t step_of(const struct unrolled_moment *moment, size_t unit)
{
    const struct simulation *layer = moment->panel->subject.simulation;
    return moment->is_by_position ? unit % (layer->step_count / layer->out_channels) : unit;
}

double unrolled_output_share(const struct unrolled_moment *moment, size_t unit)
{
    return unrolled_share(moment, step_of(moment, unit));
}

bool unrolled_asks(const struct unrolled_moment *moment, size_t unit)
{
    return moment->is_question && step_of(moment, unit) == moment->step;
}

/* ---- small maps ---- */

static int in_a_row(size_t channels)
{
    return channels <= IN_ONE_ROW ? (int)channels : (int)ceil(sqrt((double)channels));
}

/* Rows or columns of all maps of a tensor, in their own cells. */
static double extent_of(size_t channels, double cells, bool is_across)
{
    int across = in_a_row(channels), count = is_across ? across : ((int)channels - 1) / across + 1;
    return count * cells + (count - 1) * map_gap;
}

/* As large as what stands beside them lets them be. */
static double choose_scale(const struct map *input, size_t inputs, const struct map *output,
                           size_t outputs, double height, bool is_wide)
{
    double in[2] = {extent_of(inputs, input->reach.columns, true),
                    extent_of(inputs, input->reach.rows, false)};
    double out[2] = {extent_of(outputs, (double)output->columns, true),
                     extent_of(outputs, (double)output->rows, false)};
    double columns = is_wide ? in[0] + out[0] : fmax(in[0], out[0]);
    double rows = is_wide ? fmax(in[1], out[1]) : in[1] + out[1] + 2 * map_gap;
    double scale = fmin(fmax(height / rows, least_scale), most_scale);
    double most = fmax(height, most_width);
    return fmin(scale, fmin((is_wide ? most_wide : most_width) / columns, most / rows));
}

static void add_channels(struct panel *panel, enum map_role role, size_t channels, double scale)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct length gap = in_cells(map_gap * scale);
    layout_grid(panel->layout, in_a_row(channels), (struct size){gap, gap}, ALIGN_MIDDLE);
    for (size_t c = 0; c < channels; c++) {
        struct map map = role == MAP_INPUT ? map_of_input(layer, c, 0) : map_of_output(layer, c, 0);
        struct placed *placed = panel_scaled_map(panel, &map, scale);
        placed->name_side = SIDE_ABOVE;
        placed->dimensions = role == MAP_INPUT && c == 0 ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
    }
    layout_end(panel->layout);
}

box_id unrolled_add_maps(struct panel *panel, double height, bool is_wide)
{
    const struct simulation *layer = panel->subject.simulation;
    if (layer->axes > 2)
        return NO_BOX;
    struct map input = map_of_input(layer, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    double scale =
        choose_scale(&input, layer->in_channels, &output, layer->out_channels, height, is_wide);
    box_id box = is_wide ? layout_row(panel->layout, in_cells(2), ALIGN_MIDDLE)
                         : layout_column(panel->layout, in_cells(1), ALIGN_MIDDLE);
    add_channels(panel, MAP_INPUT, layer->in_channels, scale);
    add_channels(panel, MAP_OUTPUT, layer->out_channels, scale);
    layout_end(panel->layout);
    return box;
}

void unrolled_draw_maps(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct lights lights;
    if (panel->subject.simulation->axes > 2)
        return;
    lights_read(&lights, &panel->subject, part, pen->arena);
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (!placed->is_hidden && placed->map.role == MAP_INPUT)
            map_draw_window(&placed->map, &placed->plane, &lights, NULL, NULL, pen);
        if (!placed->is_hidden && placed->map.role == MAP_OUTPUT)
            map_draw_outputs(&placed->map, &placed->plane, &lights, pen);
    }
}

/* ---- matrices ---- */

const char *unrolled_size(const struct panel *panel, size_t rows, size_t columns)
{
    return columns > 1 ? arena_format(panel->arena, "%zu \xc3\x97 %zu", rows, columns) /* U+00D7 */
                       : arena_format(panel->arena, "%zu", rows);
}

struct placed *unrolled_add_matrix(struct panel *panel, enum map_role role, const char *part,
                                   size_t rows, size_t columns, struct size cell)
{
    double right = (double)columns, down = (double)rows;
    struct placed *placed = panel_room(
        panel, role,
        (struct size){in_cells(cell.width.cells * right), in_cells(cell.height.cells * down)});
    placed->map.part = part;
    placed->map.rows = rows;
    placed->map.columns = columns;
    placed->has_name = true;
    placed->name_side = SIDE_ABOVE;
    placed->size = unrolled_size(panel, rows, columns);
    return placed;
}

struct plane unrolled_plane(const struct panel *panel, const struct placed *matrix)
{
    struct rectangle at = layout_core(panel->layout, matrix->box);
    return (struct plane){{at.x, at.y},
                          {at.width / (double)matrix->map.columns, 0},
                          {0, at.height / (double)matrix->map.rows}};
}

void unrolled_write(const struct panel *panel, const struct plane *plane, struct item_key key,
                    const struct cell_text *text, const struct font *font, struct color color,
                    struct pen *pen)
{
    struct lettering lettering = {.font = *font, .color = color};
    struct point at = map_middle(plane, key.row, key.column);
    if (text->index)
        at.y -= symbol_rise * font->size_pt;
    cell_text_write(pen, panel->subject.ruler, key, text, at, &lettering);
}

struct color unrolled_faded(struct color color, double share)
{
    color.alpha *= share;
    return color;
}

struct stroke unrolled_line(const struct pen *pen, enum theme_color color, double width,
                            double share)
{
    return (struct stroke){.color = unrolled_faded(pen->theme->color[color], share),
                           .width = width};
}
