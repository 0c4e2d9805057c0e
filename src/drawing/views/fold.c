/* SPDX-License-Identifier: MIT */
/* View fold: the columns that a Fold takes as one matrix, and the maps that they are laid back on.
 * A step lights a unit, what is added up in it, and the blocks of those columns. */
#include <math.h>

#include "drawing/views/view.h"

enum { MOST_MAPS = 16, ROWS = 4 /* of maps, before another column of them begins */ };

enum { BESIDE, BELOW, ARRANGEMENTS }; /* the output */

static const char *fold_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (!simulation->is_input_flat)
        return arena_format(arena, "%s", simulation->type_name);
    if (simulation->out_channels > MOST_MAPS)
        return arena_format(arena, "more than %d maps", MOST_MAPS);
    return NULL;
}

/* A row for each tap of each output channel, a column for each block. */
static struct map columns_of(const struct simulation *layer)
{
    struct map map = {.role = MAP_INPUT,
                      .part = "input",
                      .channel = -1,
                      .rows = layer->in_channels,
                      .columns = tensor_count(&layer->input) / layer->in_channels,
                      .units = &layer->input,
                      .layer = layer,
                      .kind = TEXTS_INPUT};
    map.reach = map_grid(&map);
    return map;
}

static void lay_out_fold(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map input = columns_of(layer);
    struct layout *layout = panel->layout;
    size_t columns = (layer->out_channels + ROWS - 1) / ROWS;
    if (panel->arrangement == BELOW)
        layout_column(layout, in_cells(1), ALIGN_MIDDLE);
    else
        layout_row(layout, panel_sign_gap, ALIGN_MIDDLE);
    panel_map(panel, &input)->name_side = panel->arrangement == BELOW ? SIDE_ABOVE : SIDE_BELOW;
    box_id maps =
        layout_grid(layout, (int)columns, (struct size){in_cells(1), in_cells(1)}, ALIGN_MIDDLE);
    for (size_t channel = 0; channel < layer->out_channels; channel++) {
        struct map output = map_of_output(layer, channel, 0);
        struct placed *placed = panel_map(panel, &output);
        placed->group = maps;
    }
    layout_end(layout);
    if (panel->arrangement != BELOW)
        panel_sign(panel, SIGN_ARROW, maps);
    layout_end(layout);
}

/* ---- a moment ---- */

/* A step, and how much of it is there. */
struct told {
    struct step step;
    double share;
    const char *scope; /* of its keys' parts */
};

/* The cells of the columns that are added up: how much of each is lit grows. */
static void add_read(const struct map *map, const struct told *told, double *shares)
{
    size_t columns = map->units->size[2];
    for (size_t t = 0; t < told->step.term_count; t++) {
        const struct term *term = &told->step.terms[t];
        if (term->kind == CELL_UNIT)
            shares[term->input[0] * map->columns + term->input[1] * columns + term->input[2]] +=
                told->share;
    }
}

/* What of a block is on the output along an axis: its first unit and how many. */
static void block_on(const struct axis *axis, size_t block, double *first, double *count)
{
    double start = (double)block * (double)axis->stride - (double)axis->padding_before;
    double end = fmin(start + (double)axis->effective_kernel, (double)axis->output);
    *first = fmax(0, start);
    *count = end - *first;
}

/* Where the columns that are read lie on the output: outlines of their blocks. */
static void draw_blocks(const struct panel *panel, const struct told *told, struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct placed *output = panel_find(panel, MAP_OUTPUT, (int)told->step.output[0]);
    for (size_t t = 0; t < told->step.term_count; t++) {
        const struct term *term = &told->step.terms[t];
        struct area area;
        if (term->kind != CELL_UNIT)
            continue;
        block_on(&layer->axis[0], term->input[1], &area.row, &area.rows);
        block_on(&layer->axis[1], term->input[2], &area.column, &area.columns);
        plane_trace_outline(pen, &output->map.plane, area);
    }
    pen_paint(pen, key_once(arena_format(pen->arena, "blocks%s", told->scope)), color_none,
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, panel->subject.looks.theme.thick_pt),
                           told->share));
}

static void draw_fold_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    double p = lights->progress;
    struct told told[] = {{.share = share_leaving(p), .scope = ""},
                          {.share = share_coming(p), .scope = ".next"}};
    for (size_t i = 0; i < 2; i++)
        told[i].share *= lights->strength;
    told[0].step = lights->here;
    told[1].step = lights->next;
    const struct map *input = &panel->maps[0].map;
    double *shares = arena_allocate(pen->arena, input->rows * input->columns, sizeof *shares);
    for (size_t i = 0; i < 2; i++)
        if (told[i].share > 0)
            add_read(input, &told[i], shares);
    map_light_units(input, lights, shares, pen);
    for (size_t i = 1; i < panel->map_count; i++)
        map_draw_outputs(&panel->maps[i].map, lights, pen);
    for (size_t i = 0; i < 2; i++)
        if (told[i].share > 0)
            draw_blocks(panel, &told[i], pen);
}

const struct view view_fold = {.name = "fold",
                               .obstacle = fold_obstacle,
                               .takes_columns = true,
                               .has_sum = true,
                               .lifts = true,
                               .arrangements = ARRANGEMENTS,
                               .lay_out = lay_out_fold,
                               .draw_step = draw_fold_step};
