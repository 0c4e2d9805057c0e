/* SPDX-License-Identifier: MIT */
/* View volume: a 3-D layer as translucent cuboids in which the window travels, and below them the
 * same cells slice by slice, as maps. */
#include <math.h>

#include "drawing/map/field.h"
#include "drawing/views/cuboids.h"
#include "drawing/views/view.h"
#include "drawing/words/words.h"

static const struct volume_sizes *const sizes = &theme_sizes.volume;

/* So many lines of slices, the usual number first, with kernel and output below the input's slices,
 * or all in a row. */
enum { MOST_LINES = 5, ARRANGEMENTS = 2 * MOST_LINES, USUAL_SLICES = 7 /* in a line */ };

static const double most_cells = 1 << 18; /* of a plane: 64 x 64 x 64; more is no picture */

static const char *volume_obstacle(const struct simulation *simulation, struct arena *arena)
{
    double cells = 1;
    for (size_t i = 0; i < simulation->axes; i++)
        cells *= (double)simulation->axis[i].padded;
    if (simulation->below && !simulation->indices_of) /* a MaxUnpool has the layer below */
        return arena_format(arena, "a stack of layers");
    if (simulation->axes != MAX_AXES)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (cells > most_cells)
        return arena_format(arena, "%.0f cells, more than %.0f", cells, most_cells);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    struct cuboids *cuboids = arena_allocate(arena, 1, sizeof *cuboids);
    cuboids_read(cuboids, subject->simulation);
    return cuboids;
}

/* ---- layout ---- */

/* How many cells of a role's cuboid have room. */
static const double *room_of(const struct cuboids *cuboids, enum map_role role)
{
    return role == MAP_INPUT ? cuboids->reach.size : cuboids->of[role].size;
}

/* Of an unpooling the map that the pool before it gives; NULL: the scene's input. */
static const char *inner_name(const struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct level level = {
        .below = layer->below, .units = &layer->input, .channels = layer->input.size[0]};
    return layer->below ? levels_name(&level, panel->arena) : NULL;
}

static void add_cuboids(struct panel *panel, struct cuboids *cuboids, double scale)
{
    static const enum sign signs[] = {[MAP_KERNEL] = SIGN_CONVOLVES, [MAP_OUTPUT] = SIGN_EQUALS};
    layout_row(panel->layout, in_cells(sizes->gap * scale), ALIGN_MIDDLE);
    cuboids->scale = scale;
    for (enum map_role role = MAP_INPUT; role < MAP_ROLES; role++) {
        struct point extent = solid_extent(room_of(cuboids, role));
        if (role == MAP_KERNEL && !cuboids->has_kernel)
            continue;
        struct placed *placed = panel_room(
            panel, role, (struct size){in_cells(scale * extent.x), in_cells(scale * extent.y)});
        placed->name = role == MAP_INPUT ? inner_name(panel) : NULL;
        cuboids->boxes[role] = placed->box;
        if (role != MAP_KERNEL && subject_numbers_depths(&panel->subject)) /* half of a number */
            layout_reach(panel->layout, placed->box,
                         (struct length){scale * extent.x, words_pt(&panel->subject) / 2},
                         in_cells(0));
        if (role != MAP_INPUT && cuboids->has_kernel)
            panel_sign(panel, signs[role], placed->box);
    }
    layout_end(panel->layout);
}

/* What a depth of the plane is: the index of a unit or of its repetition, or which zeros. */
static const char *depth_words(const struct panel *panel, int64_t depth, int *unit_depth)
{
    const struct simulation *layer = panel->subject.simulation;
    const struct axis *axis = layer->axis;
    const struct catalogue *language = panel->subject.looks.language;
    const int64_t place[MAX_AXES] = {depth, axis[1].before, axis[2].before};
    struct cell cell = simulation_cell_at(layer, place);
    *unit_depth = cell.kind == CELL_UNIT && !cell.is_repeated ? (int)cell.unit[0] : -2;
    switch (cell.kind) {
    case CELL_UNIT:
        return arena_format(panel->arena, "z = %lld", (long long)cell.unit[0]);
    case CELL_STRETCH:
        return catalogue_word(language, WORD_STRETCH_SLICE);
    case CELL_EXTRA:
        return catalogue_word(language, WORD_EXTRA_SLICE);
    case CELL_PADDING:
    case CELL_OVERHANG:
        break;
    }
    return catalogue_word(language, WORD_PADDING_SLICE);
}

static bool is_hidden_depth(const struct panel *panel, int64_t depth)
{
    const struct axis *axis = panel->subject.simulation->axis;
    const int64_t place[MAX_AXES] = {depth, axis[1].before, axis[2].before};
    struct cell cell = simulation_cell_at(panel->subject.simulation, place);
    bool is_around = cell.kind == CELL_PADDING || cell.kind == CELL_EXTRA || cell.is_repeated;
    return is_around && !panel->subject.looks.show.padding.value;
}

static int64_t slices_in_line(int64_t count, int64_t lines)
{
    return (count + lines - 1) / lines;
}

/* A map of each depth, in lines. */
static box_id add_slices(struct panel *panel, enum map_role role, int64_t count, int64_t lines)
{
    box_id grid = layout_grid(panel->layout, (int)slices_in_line(count, lines),
                              (struct size){in_cells(sizes->slice_gap), in_cells(sizes->line_gap)},
                              ALIGN_MIDDLE);
    for (int64_t depth = 0; depth < count; depth++) {
        struct map map = map_of_role(panel->subject.simulation, role, 0, depth);
        if (role == MAP_INPUT && is_hidden_depth(panel, depth))
            continue;
        struct placed *placed = panel_slice(panel, &map, (int)depth);
        if (role == MAP_INPUT)
            placed->name = depth_words(panel, depth, &placed->unit_depth);
    }
    layout_end(panel->layout);
    return grid;
}

/* The input's, the kernel's, which may not be there, and the output's. */
static void add_all_slices(struct panel *panel, const struct cuboids *cuboids, int64_t lines,
                           bool is_below)
{
    const struct axis *axis = panel->subject.simulation->axis;
    if (is_below)
        add_slices(panel, MAP_INPUT, axis->padded, lines);
    layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    if (is_below)
        layout_room(panel->layout, (struct size){{0, 0}, {0, 0}}); /* before the sign */
    else
        add_slices(panel, MAP_INPUT, axis->padded, lines);
    if (cuboids->has_kernel_slices)
        panel_sign(panel, SIGN_CONVOLVES, add_slices(panel, MAP_KERNEL, axis->kernel, lines));
    box_id outputs = add_slices(panel, MAP_OUTPUT, axis->output, lines);
    if (cuboids->has_kernel_slices)
        panel_sign(panel, SIGN_EQUALS, outputs);
    layout_end(panel->layout);
}

/* The cuboids are as wide as the slices, within reason. */
static double cuboid_scale(const struct cuboids *cuboids, int64_t lines, bool is_below)
{
    double slices = 0, others = -sizes->gap, wide = 0;
    for (enum map_role role = MAP_INPUT; role < MAP_ROLES; role++) {
        const double *size = room_of(cuboids, role);
        int64_t count = slices_in_line((int64_t)size[0], lines);
        double width = (double)count * (size[2] + sizes->slice_gap) - sizes->slice_gap;
        if (role != MAP_KERNEL || cuboids->has_kernel)
            wide += solid_extent(size).x + (role == MAP_INPUT ? 0 : sizes->gap);
        if (role == MAP_INPUT)
            slices = width;
        else if (role != MAP_KERNEL || cuboids->has_kernel_slices)
            others += sizes->gap + width;
    }
    slices = is_below ? fmax(slices, others) : slices + sizes->gap + others;
    return fmin(fmax(slices / wide, sizes->smallest), sizes->largest);
}

static void lay_out_volume(struct panel *panel)
{
    struct cuboids *cuboids = panel->subject.state;
    cuboids->has_kernel = subject_shows_kernel(&panel->subject);
    cuboids->has_kernel_slices = cuboids->has_kernel && subject_has_texts(&panel->subject);
    bool is_below = panel->arrangement % 2 == 0 && cuboids->has_kernel_slices;
    const struct axis *axis = panel->subject.simulation->axis;
    int64_t usual = (axis->padded + (is_below ? 0 : axis->output)) / (USUAL_SLICES + 1);
    int64_t lines = (panel->arrangement / 2 + usual) % MOST_LINES + 1;
    layout_column(panel->layout, in_cells(sizes->block_gap), ALIGN_MIDDLE);
    add_cuboids(panel, cuboids, cuboid_scale(cuboids, lines, is_below));
    add_all_slices(panel, cuboids, lines, is_below);
    layout_end(panel->layout);
}

/* Where the cuboids have their front top left corners. */
static void settle(struct panel *panel)
{
    struct cuboids *cuboids = panel->subject.state;
    double cell = subject_cells(&panel->subject, cuboids->scale);
    for (enum map_role role = MAP_INPUT; role < MAP_ROLES; role++) {
        if (role == MAP_KERNEL && !cuboids->has_kernel)
            continue;
        struct rectangle at = layout_core(panel->layout, cuboids->boxes[role]);
        double rise = solid_rise(room_of(cuboids, role)[0]) * cell;
        cuboids->solids[role] = (struct solid){{at.x, at.y + rise}, cell};
    }
}

/* ---- drawing ---- */

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    cuboids_draw_rest(panel, panel->subject.state, pen);
    panel_draw_rest(panel, pen);
}

static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    cuboids_draw_step(panel, panel->subject.state, lights, pen);
    panel_draw_step(panel, lights, pen);
}

const struct view view_volume = {.name = "volume",
                                 .needs = NEEDS_ONE_CHANNEL,
                                 .obstacle = volume_obstacle,
                                 .takes_stacks = true,
                                 .has_sum = true,
                                 .tells_sums = ORDERS_OF_OUTPUTS,
                                 .lifts = true,
                                 .prepare = prepare,
                                 .arrangements = ARRANGEMENTS,
                                 .lay_out = lay_out_volume,
                                 .settle = settle,
                                 .draw_rest = draw_rest,
                                 .draw_step = draw_step};
