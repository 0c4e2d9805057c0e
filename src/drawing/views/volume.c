/* SPDX-License-Identifier: MIT */
/* View volume: a 3-D layer as translucent cuboids in which the window travels, and below them the
 * same cells slice by slice. */
#include "drawing/views/volume.h"

#include "drawing/shown.h"
#include "drawing/view.h"

#include <math.h>

static const double sign_scale = 1.6;    /* of * and =, to the font of values */
static const double unit_glass = 0.4;    /* opacity of a unit's faces */
static const double repeat_glass = 0.5;  /* of a repeated unit's, to that */
static const double window_glass = 0.7;  /* of the window's taps */
static const double zero_glass = 0.45;   /* of its taps that read zeros, to that */
static const double kernel_glass = 0.35; /* of the kernel's */
static const double wall_opacity = 0.5;  /* of the walls behind the output */
static const double output_glass = 0.4, now_glass = 0.9;

/* Of a depth's number, from the middle of its edge; in cells. */
static const struct point number_place = {0.25, 0.2};

static const double most_cells = 1 << 18; /* of a plane: 64 x 64 x 64; more is no picture */

static double cell_count(const struct simulation *simulation)
{
    double count = 1;
    for (size_t i = 0; i < simulation->axes; i++)
        count *= (double)simulation->axis[i].padded;
    return count;
}

static const char *volume_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (simulation->axes != MAX_AXES)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (simulation->in_channels != 1 || simulation->out_channels != 1)
        return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                            simulation->in_channels, simulation->out_channels);
    if (cell_count(simulation) > most_cells)
        return arena_format(arena, "%.0f cells, more than %.0f", cell_count(simulation),
                            most_cells);
    return NULL;
}

/* ---- the cuboids ---- */

static struct stroke wire(const struct pen *pen, enum theme_color color, double width)
{
    struct stroke stroke = pen_solid(pen, color, width);
    stroke.cap = CAP_ROUND;
    stroke.join = JOIN_ROUND;
    return stroke;
}

/* A theme's colour as glass. */
static struct color glass(const struct pen *pen, enum theme_color color, double opacity)
{
    struct color tint = pen->theme->color[color];
    tint.alpha = opacity;
    return tint;
}

static void draw_walls(const struct volume *volume, struct pen *pen)
{
    struct stroke faint = pen_dashed(pen, COLOR_ZERO_LINE);
    faint.width = volume->theme->thin_pt;
    solid_trace_walls(pen, &volume->input, &volume->padded);
    pen_paint(pen, key_once("input.walls"), color_none, faint);
    solid_trace_edges(pen, &volume->input, &volume->padded);
    pen_paint(pen, key_once("input.room"), color_none, faint);
    faint = pen_dashed(pen, COLOR_OUTPUT_LINE);
    faint.width = volume->theme->thin_pt;
    solid_trace_edges(pen, &volume->output, &volume->outputs);
    pen_paint(pen, key_once("output.room"), color_none, faint);
    faint.color.alpha *= wall_opacity;
    solid_trace_walls(pen, &volume->output, &volume->outputs);
    pen_paint(pen, key_once("output.walls"), color_none, faint);
}

static double *filled(struct pen *pen, const int64_t *count)
{
    size_t cells = (size_t)(count[0] * count[1] * count[2]);
    double *presence = arena_allocate(pen->arena, cells, sizeof *presence);
    for (size_t i = 0; i < cells; i++)
        presence[i] = 1;
    return presence;
}

static void draw_kernel(const struct volume *volume, struct pen *pen)
{
    static const struct body_parts parts = {{"kernel.front", "kernel.top", "kernel.right"}, {0}};
    const struct axis *axis = volume->simulation->axis;
    if (!shown_kernel(volume->simulation))
        return;
    struct body body = {.parts = &parts,
                        .count = {axis[0].kernel, axis[1].kernel, axis[2].kernel},
                        .pitch = {1, 1, 1},
                        .fill = glass(pen, COLOR_KERNEL, kernel_glass),
                        .line = wire(pen, COLOR_WINDOW_LINE, volume->theme->thick_pt)};
    body.presence = filled(pen, body.count);
    solid_draw_body(pen, &volume->kernel, &body, NULL, SIDE_ANY);
}

static const double *unit_presence(const struct volume *volume, struct pen *pen,
                                   const int64_t *count)
{
    double *presence =
        arena_allocate(pen->arena, (size_t)(count[0] * count[1] * count[2]), sizeof *presence);
    double *next = presence;
    for (int64_t depth = 0; depth < count[0]; depth++)
        for (int64_t row = 0; row < count[1]; row++)
            for (int64_t column = 0; column < count[2]; column++) {
                const int64_t place[MAX_AXES] = {depth, row, column};
                struct cell cell = simulation_cell_at(volume->simulation, place);
                if (cell.kind == CELL_UNIT)
                    *next = cell.is_repeated ? repeat_glass : 1;
                next++;
            }
    return presence;
}

/* Taps that read zeros are paler. */
static const double *tap_presence(const struct volume *volume, struct pen *pen)
{
    double *presence = arena_allocate(pen->arena, volume->tap_count, sizeof *presence);
    for (size_t i = 0; i < volume->tap_count; i++)
        presence[i] = volume->unit[i] + (volume->lit[i] - volume->unit[i]) * zero_glass;
    return presence;
}

static void draw_window(const struct volume *volume, struct pen *pen)
{
    static const struct body_parts parts = {{"window.front", "window.top", "window.right"}, {0}};
    struct body body = {.parts = &parts,
                        .presence = tap_presence(volume, pen),
                        .accent = volume->chosen,
                        .fill = glass(pen, COLOR_WINDOW, window_glass),
                        .strong = volume_taken(volume),
                        .line = wire(pen, COLOR_WINDOW_LINE, volume->theme->thick_pt)};
    for (size_t i = 0; i < MAX_AXES; i++) {
        body.count[i] = volume->taps[i];
        body.start[i] = volume->window.start[i];
        body.pitch[i] = volume->apart[i];
    }
    double edge = volume->theme->window_pt > 0 ? volume->theme->window_pt : volume->theme->thick_pt;
    solid_trace_hidden_edges(pen, &volume->input, &volume->window);
    pen_paint(pen, key_once("window.hidden"), color_none,
              wire(pen, COLOR_WINDOW_LINE, volume->theme->thin_pt));
    solid_draw_body(pen, &volume->input, &body, NULL, SIDE_ANY);
    solid_trace_edges(pen, &volume->input, &volume->window);
    pen_paint(pen, key_once("window.edge"), color_none, wire(pen, COLOR_WINDOW_LINE, edge));
}

/* Units behind the window, the window, units before it: back to front. */
static void draw_input(const struct volume *volume, struct pen *pen)
{
    static const struct body_parts parts = {
        {"input.front", "input.top", "input.right"},
        {"input.front before", "input.top before", "input.right before"}};
    const struct axis *axis = volume->simulation->axis;
    struct body body = {.parts = &parts,
                        .count = {axis[0].padded, axis[1].padded, axis[2].padded},
                        .pitch = {1, 1, 1},
                        .fill = glass(pen, COLOR_INPUT, unit_glass),
                        .line = wire(pen, COLOR_INPUT_LINE, volume->theme->thick_pt)};
    body.presence = unit_presence(volume, pen, body.count);
    solid_draw_body(pen, &volume->input, &body, &volume->window, SIDE_BEHIND);
    draw_window(volume, pen);
    solid_draw_body(pen, &volume->input, &body, &volume->window, SIDE_BEFORE);
}

static void draw_now(const struct volume *volume, struct pen *pen)
{
    static const struct body_parts parts = {{"now.front", "now.top", "now.right"}, {0}};
    static const double present[] = {1};
    const double *start = volume->now.start;
    struct body body = {.parts = &parts,
                        .count = {1, 1, 1},
                        .pitch = {1, 1, 1},
                        .start = {start[0], start[1], start[2]},
                        .presence = present,
                        .fill = glass(pen, COLOR_NOW, now_glass),
                        .line = wire(pen, COLOR_NOW_LINE, volume->theme->thick_pt)};
    solid_draw_body(pen, &volume->output, &body, NULL, SIDE_ANY);
}

static void draw_output(const struct volume *volume, struct pen *pen)
{
    static const struct body_parts parts = {
        {"output.front", "output.top", "output.right"},
        {"output.front before", "output.top before", "output.right before"}};
    const struct axis *axis = volume->simulation->axis;
    struct body body = {.parts = &parts,
                        .count = {axis[0].output, axis[1].output, axis[2].output},
                        .pitch = {1, 1, 1},
                        .fill = glass(pen, COLOR_OUTPUT, output_glass),
                        .line = wire(pen, COLOR_OUTPUT_LINE, volume->theme->thick_pt)};
    size_t count = volume->simulation->step_count;
    size_t shown = volume->theme->shows_all_outputs ? count : volume->step + 1;
    double *presence = arena_allocate(pen->arena, count, sizeof *presence);
    for (size_t i = 0; i < shown; i++)
        presence[i] = 1;
    body.presence = presence;
    solid_draw_body(pen, &volume->output, &body, &volume->now, SIDE_BEHIND);
    draw_now(volume, pen);
    solid_draw_body(pen, &volume->output, &body, &volume->now, SIDE_BEFORE);
}

/* ---- words ---- */

/* Numbers depths along the edge that goes back at the bottom, where there is room for it. */
static void number_depths(const struct volume *volume, struct pen *pen, const struct solid *solid,
                          const struct cuboid *room, struct item_key key)
{
    bool is_input = solid == &volume->input;
    struct lettering lettering = {
        .font = volume->theme->font[FONT_SMALL],
        .color = volume->theme->color[is_input ? COLOR_INPUT_INK : COLOR_OUTPUT_INK]};
    lettering.font.size_pt = fmin(lettering.font.size_pt * solid->cell / volume->theme->cell_pt,
                                  volume->theme->font[FONT_WORDS].size_pt);
    if (!volume->has_words || solid_rise(1) * solid->cell < lettering.font.size_pt)
        return;
    for (int64_t depth = 0; depth < (int64_t)room->size[0]; depth++) {
        int64_t number = is_input ? volume_unit_depth(volume, depth) : depth;
        if (number < 0)
            continue;
        struct point at = solid_point(solid, (double)depth + 0.5, room->size[1], room->size[2]);
        at.x += number_place.x * solid->cell;
        at.y += number_place.y * solid->cell;
        key.channel = (int)depth;
        pen_write(pen, key, arena_format(pen->arena, "%lld", (long long)number), at, &lettering);
    }
}

/* ---- the view ---- */

static void draw_signs(const struct volume *volume, struct pen *pen)
{
    static const char *const parts[2][2] = {{"sign.times", "sign.equals"},
                                            {"slices.times", "slices.equals"}};
    struct lettering lettering = {.font = volume->theme->font[FONT_VALUES],
                                  .color = volume->theme->color[COLOR_ZERO_INK]};
    int lines = !shown_kernel(volume->simulation) ? 0 : volume->has_kernel_slices ? 2 : 1;
    for (int i = 0; i < lines; i++) {
        double scale = i == 0 ? volume->input.cell / volume->theme->cell_pt : 1;
        lettering.font.size_pt = volume->theme->font[FONT_VALUES].size_pt * sign_scale * scale;
        pen_write(pen, key_once(parts[i][0]), "\xe2\x88\x97", volume->times[i],
                  &lettering); /* U+2217 */
        pen_write(pen, key_once(parts[i][1]), "=", volume->equals[i], &lettering);
    }
}

/* A cuboid's box, for its name; no cell of it can be told from outside. */
static void place_cuboid(struct pen *pen, enum map_role role, const struct solid *solid,
                         const double *size)
{
    struct point extent = solid_extent(size), origin = solid->origin;
    double cell = solid->cell;
    struct map_place place = {
        .role = role,
        .channel = -1,
        .plane = {.origin = {origin.x, origin.y - solid_rise(size[0]) * cell},
                  .column = {cell, 0},
                  .row = {0, cell}},
        .outline = {0, 0, extent.y, extent.x},
    };
    pen_place_map(pen, &place);
}

/* A map of each depth: a note's cell is in one of them. */
static void place_slices(const struct volume *volume, struct pen *pen, enum map_role role,
                         const struct slices *slices)
{
    const struct axis *axis = volume->simulation->axis;
    bool is_input = role == MAP_INPUT;
    for (int64_t depth = 0; depth < slices->count; depth++) {
        int64_t unit = is_input ? volume_unit_depth(volume, depth) : depth;
        struct plane plane = slices_plane(slices, depth);
        struct map_place place = {.role = role, .channel = (int)unit, .pitch = {1, 1}};
        if (unit < 0)
            continue;
        for (size_t i = 0; is_input && i < 2; i++)
            place.pitch[i] = (double)axis[1 + i].stretch;
        if (is_input)
            plane.origin = plane_point(&plane, (double)axis[1].before, (double)axis[2].before);
        place.plane = plane;
        place.rows = (size_t)slices->rows;
        place.columns = (size_t)slices->columns;
        pen_place_map(pen, &place);
    }
}

static void place_cuboids(const struct volume *volume, struct pen *pen)
{
    double size[MAX_AXES];
    place_cuboid(pen, MAP_INPUT, &volume->input, volume->reach.size);
    place_cuboid(pen, MAP_OUTPUT, &volume->output, volume->outputs.size);
    for (size_t i = 0; i < MAX_AXES; i++)
        size[i] = (double)volume->simulation->axis[i].kernel;
    if (shown_kernel(volume->simulation))
        place_cuboid(pen, MAP_KERNEL, &volume->kernel, size);
    place_slices(volume, pen, MAP_INPUT, &volume->input_slices);
    place_slices(volume, pen, MAP_OUTPUT, &volume->output_slices);
    if (volume->has_kernel_slices && !volume->simulation->is_turned)
        place_slices(volume, pen, MAP_KERNEL, &volume->kernel_slices);
}

static void draw_volume(const struct drawing *drawing, const struct moment_part *part,
                        struct pen *pen)
{
    struct volume volume;
    volume_read(&volume, drawing, part, pen);
    volume_lay_out(&volume, pen);
    place_cuboids(&volume, pen);

    draw_signs(&volume, pen);
    draw_walls(&volume, pen);
    draw_kernel(&volume, pen);
    number_depths(&volume, pen, &volume.input, &volume.padded, key_once("input.depth"));
    number_depths(&volume, pen, &volume.output, &volume.outputs, key_once("output.depth"));
    slices_draw_resting(&volume, pen);
    draw_input(&volume, pen);
    draw_output(&volume, pen);
    slices_draw_step(&volume, pen);
}

const struct view view_volume = {
    .name = "volume", .obstacle = volume_obstacle, .has_sum = true, .draw = draw_volume};
