/* SPDX-License-Identifier: MIT */
/* Cuboids of glass: units behind the window, the window, units before it. */
#include "drawing/views/cuboids.h"

#include <math.h>

static const double unit_glass = 0.4;    /* opacity of a unit's faces */
static const double repeat_glass = 0.5;  /* of a repeated unit's, to that */
static const double window_glass = 0.7;  /* of the window's taps */
static const double zero_glass = 0.45;   /* of its taps that read zeros, to that */
static const double kernel_glass = 0.35; /* of the kernel's */
static const double wall_opacity = 0.5;  /* of the walls behind the output */
static const double output_glass = 0.4, now_glass = 0.9;

/* Of a depth's number, from the middle of its edge; in cells. */
static const struct point number_place = {0.25, 0.2};

void cuboids_read(struct cuboids *cuboids, const struct simulation *layer)
{
    for (size_t i = 0; i < MAX_AXES; i++) {
        const struct axis *axis = &layer->axis[i];
        int64_t end = layer->is_sliding ? (axis->output - 1) * axis->move + axis->effective_kernel
                                        : axis->padded;
        cuboids->padded.size[i] = (double)axis->padded;
        cuboids->reach.size[i] = (double)(end > axis->padded ? end : axis->padded);
        cuboids->outputs.size[i] = (double)axis->output;
        cuboids->taps_room.size[i] = (double)axis->kernel;
    }
}

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

/* Cells side by side, all of them there. */
static struct body body_of(const struct pen *pen, const struct body_parts *parts,
                           const int64_t count[MAX_AXES], struct color fill, enum theme_color line)
{
    return (struct body){.parts = parts,
                         .count = {count[0], count[1], count[2]},
                         .pitch = {1, 1, 1},
                         .fill = fill,
                         .line = wire(pen, line, pen->theme->thick_pt)};
}

static double *presence_for(const struct body *body, double value, struct pen *pen)
{
    size_t cells = (size_t)(body->count[0] * body->count[1] * body->count[2]);
    double *presence = arena_allocate(pen->arena, cells, sizeof *presence);
    for (size_t i = 0; i < cells; i++)
        presence[i] = value;
    return presence;
}

/* ---- what rests ---- */

static void draw_walls(const struct cuboids *cuboids, struct pen *pen)
{
    struct stroke faint = pen_dashed(pen, COLOR_ZERO_LINE);
    faint.width = pen->theme->thin_pt;
    solid_trace_walls(pen, &cuboids->input, &cuboids->padded);
    pen_paint(pen, key_once("input.walls"), color_none, faint);
    solid_trace_edges(pen, &cuboids->input, &cuboids->padded);
    pen_paint(pen, key_once("input.room"), color_none, faint);
    faint = pen_dashed(pen, COLOR_OUTPUT_LINE);
    faint.width = pen->theme->thin_pt;
    solid_trace_edges(pen, &cuboids->output, &cuboids->outputs);
    pen_paint(pen, key_once("output.room"), color_none, faint);
    faint.color.alpha *= wall_opacity;
    solid_trace_walls(pen, &cuboids->output, &cuboids->outputs);
    pen_paint(pen, key_once("output.walls"), color_none, faint);
}

static void draw_kernel(const struct panel *panel, const struct cuboids *cuboids, struct pen *pen)
{
    static const struct body_parts parts = {{"kernel.front", "kernel.top", "kernel.right"}, {0}};
    const struct axis *axis = panel->subject.simulation->axis;
    const int64_t count[] = {axis[0].kernel, axis[1].kernel, axis[2].kernel};
    struct body body =
        body_of(pen, &parts, count, glass(pen, COLOR_KERNEL, kernel_glass), COLOR_WINDOW_LINE);
    body.presence = presence_for(&body, 1, pen);
    solid_draw_body(pen, &cuboids->kernel, &body, NULL, SIDE_ANY);
}

/* Numbers depths along the edge that goes back at the bottom, where there is room for it. */
static void number_depths(const struct panel *panel, const struct solid *solid,
                          const struct cuboid *room, bool is_input, struct pen *pen)
{
    const struct axis *axis = &panel->subject.simulation->axis[0];
    struct lettering lettering = subject_lettering(&panel->subject, FONT_SMALL,
                                                   is_input ? COLOR_INPUT_INK : COLOR_OUTPUT_INK);
    lettering.font.size_pt =
        fmax(panel->subject.looks.theme.least_digits_pt,
             fmin(lettering.font.size_pt * solid->cell / subject_cells(&panel->subject, 1),
                  panel->subject.looks.theme.font[FONT_WORDS].size_pt));
    if (!subject_numbers_depths(&panel->subject) ||
        solid_rise(1) * solid->cell < lettering.font.size_pt)
        return;
    for (int64_t depth = 0; depth < (int64_t)room->size[0]; depth++) {
        int64_t beyond = is_input ? depth - axis->before : depth;
        int64_t pitch = is_input ? axis->stretch : 1;
        if (beyond < 0 || beyond % pitch != 0 || (is_input && beyond >= axis->stretched))
            continue;
        struct point at = solid_point(solid, (double)depth + 0.5, room->size[1], room->size[2]);
        at.x += number_place.x * solid->cell;
        at.y += number_place.y * solid->cell;
        pen_write(
            pen,
            (struct item_key){is_input ? "input.depth" : "output.depth", (int)depth, -1, -1, NULL},
            arena_format(pen->arena, "%lld", (long long)(beyond / pitch)), at, &lettering);
    }
}

void cuboids_draw_rest(const struct panel *panel, const struct cuboids *cuboids, struct pen *pen)
{
    draw_walls(cuboids, pen);
    if (cuboids->has_kernel)
        draw_kernel(panel, cuboids, pen);
    number_depths(panel, &cuboids->input, &cuboids->padded, true, pen);
    number_depths(panel, &cuboids->output, &cuboids->outputs, false, pen);
}

/* ---- the window ---- */

/* What the taps of a window read, on the way from one step to the next. */
struct taps {
    double *lit, *unit, *chosen; /* of each tap: a term, of a unit, taken by a pool; 0..1 */
    size_t count;
};

/* Adds a step's terms to the taps, with a weight. */
static void light_taps(const struct lights *lights, size_t number, double share, bool marks_chosen,
                       struct taps *taps, struct pen *pen)
{
    struct step step;
    simulation_step_at(lights->layer, number, pen->arena, &step);
    int64_t first[MAX_AXES] = {INT64_MAX, INT64_MAX, INT64_MAX};
    for (size_t i = 0; i < step.term_count; i++)
        for (size_t a = 0; a < MAX_AXES; a++)
            first[a] = step.terms[i].place[a] < first[a] ? step.terms[i].place[a] : first[a];
    for (size_t i = 0; i < step.term_count; i++) {
        const struct term *term = &step.terms[i];
        size_t at = 0;
        for (size_t a = 0; a < MAX_AXES; a++)
            at = at * (size_t)lights->taps[a] +
                 (size_t)(lights->layer->is_sliding ? term->tap[a] : term->place[a] - first[a]);
        taps->lit[at] += share;
        taps->unit[at] += term->kind == CELL_UNIT ? share : 0;
        taps->chosen[at] += marks_chosen && term->is_chosen ? share : 0;
    }
}

static struct taps read_taps(const struct panel *panel, const struct lights *lights,
                             struct pen *pen)
{
    struct taps taps = {.count = (size_t)(lights->taps[0] * lights->taps[1] * lights->taps[2])};
    bool marks_chosen =
        lights->layer->has_values && !lights->is_question && panel->subject.looks.show.argmax.value;
    taps.lit = arena_allocate(pen->arena, taps.count, sizeof *taps.lit);
    taps.unit = arena_allocate(pen->arena, taps.count, sizeof *taps.unit);
    taps.chosen = arena_allocate(pen->arena, taps.count, sizeof *taps.chosen);
    light_taps(lights, lights->step, 1 - lights->progress, marks_chosen, &taps, pen);
    if (lights->progress > 0)
        light_taps(lights, lights->step + 1, lights->progress, marks_chosen, &taps, pen);
    return taps;
}

static struct cuboid window_of(const struct lights *lights)
{
    struct cuboid window;
    for (size_t i = 0; i < MAX_AXES; i++) {
        window.start[i] = lights->windows[0].first[i];
        window.size[i] = lights->windows[0].size[i];
    }
    return window;
}

/* Taps that read zeros are paler. */
static void draw_window(const struct panel *panel, const struct cuboids *cuboids,
                        const struct lights *lights, const struct cuboid *window, struct pen *pen)
{
    static const struct body_parts parts = {{"window.front", "window.top", "window.right"}, {0}};
    struct taps taps = read_taps(panel, lights, pen);
    struct body body = body_of(pen, &parts, lights->taps, glass(pen, COLOR_WINDOW, window_glass),
                               COLOR_WINDOW_LINE);
    double *presence = arena_allocate(pen->arena, taps.count, sizeof *presence);
    for (size_t i = 0; i < taps.count; i++)
        presence[i] = taps.unit[i] + (taps.lit[i] - taps.unit[i]) * zero_glass;
    body.presence = presence;
    body.accent = taps.chosen;
    body.strong = pen->theme->color[COLOR_NOW];
    for (size_t i = 0; i < MAX_AXES; i++) {
        body.start[i] = window->start[i];
        body.pitch[i] = lights->apart[i];
    }
    solid_trace_hidden_edges(pen, &cuboids->input, window);
    pen_paint(pen, key_once("window.hidden"), color_none,
              wire(pen, COLOR_WINDOW_LINE, pen->theme->thin_pt));
    solid_draw_body(pen, &cuboids->input, &body, NULL, SIDE_ANY);
    solid_trace_edges(pen, &cuboids->input, window);
    pen_paint(pen, key_once("window.cuboid"), color_none,
              wire(pen, COLOR_WINDOW_LINE, subject_edge(&panel->subject)));
}

static void draw_input(const struct panel *panel, const struct cuboids *cuboids,
                       const struct lights *lights, struct pen *pen)
{
    static const struct body_parts parts = {
        {"input.front", "input.top", "input.right"},
        {"input.front before", "input.top before", "input.right before"}};
    const struct axis *axis = panel->subject.simulation->axis;
    const int64_t count[] = {axis[0].padded, axis[1].padded, axis[2].padded};
    struct body body =
        body_of(pen, &parts, count, glass(pen, COLOR_INPUT, unit_glass), COLOR_INPUT_LINE);
    double *presence = presence_for(&body, 0, pen), *next = presence;
    for (int64_t depth = 0; depth < count[0]; depth++)
        for (int64_t row = 0; row < count[1]; row++)
            for (int64_t column = 0; column < count[2]; column++, next++) {
                const int64_t place[MAX_AXES] = {depth, row, column};
                struct cell cell = simulation_cell_at(panel->subject.simulation, place);
                if (cell.kind == CELL_UNIT)
                    *next = cell.is_repeated ? repeat_glass : 1;
            }
    body.presence = presence;
    struct cuboid window = window_of(lights);
    solid_draw_body(pen, &cuboids->input, &body, &window, SIDE_BEHIND);
    draw_window(panel, cuboids, lights, &window, pen);
    solid_draw_body(pen, &cuboids->input, &body, &window, SIDE_BEFORE);
}

/* ---- the output ---- */

static void draw_now(const struct cuboids *cuboids, const struct cuboid *now, struct pen *pen)
{
    static const struct body_parts parts = {{"now.front", "now.top", "now.right"}, {0}};
    static const double present[] = {1};
    const int64_t one[] = {1, 1, 1};
    struct body body = body_of(pen, &parts, one, glass(pen, COLOR_NOW, now_glass), COLOR_NOW_LINE);
    body.presence = present;
    for (size_t i = 0; i < MAX_AXES; i++)
        body.start[i] = now->start[i];
    solid_draw_body(pen, &cuboids->output, &body, NULL, SIDE_ANY);
}

static void draw_output(const struct panel *panel, const struct cuboids *cuboids,
                        const struct lights *lights, struct pen *pen)
{
    static const struct body_parts parts = {
        {"output.front", "output.top", "output.right"},
        {"output.front before", "output.top before", "output.right before"}};
    const struct axis *axis = panel->subject.simulation->axis;
    const int64_t count[] = {axis[0].output, axis[1].output, axis[2].output};
    struct body body =
        body_of(pen, &parts, count, glass(pen, COLOR_OUTPUT, output_glass), COLOR_OUTPUT_LINE);
    double *presence = presence_for(&body, 0, pen);
    size_t all = (size_t)(count[0] * count[1] * count[2]);
    size_t shown = pen->theme->shows_all_outputs ? all : lights->step + 1;
    for (size_t i = 0; i < shown && i < all; i++)
        presence[i] = 1;
    body.presence = presence;
    struct cuboid now = {.size = {1, 1, 1}};
    for (size_t i = 0; i < MAX_AXES; i++)
        now.start[i] = lights->currents[0].cell[i];
    solid_draw_body(pen, &cuboids->output, &body, &now, SIDE_BEHIND);
    draw_now(cuboids, &now, pen);
    solid_draw_body(pen, &cuboids->output, &body, &now, SIDE_BEFORE);
}

void cuboids_draw_step(const struct panel *panel, const struct cuboids *cuboids,
                       const struct lights *lights, struct pen *pen)
{
    draw_input(panel, cuboids, lights, pen);
    draw_output(panel, cuboids, lights, pen);
}
