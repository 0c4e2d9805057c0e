/* SPDX-License-Identifier: MIT */
/* Cuboids of glass: units behind the window, the window, units before it. */
#include "drawing/views/cuboids.h"

#include <math.h>

static const struct volume_sizes *const sizes = &theme_sizes.volume;
static const struct strengths *const strengths = &theme_sizes.strength;

void cuboids_read(struct cuboids *cuboids, const struct simulation *layer)
{
    for (size_t i = 0; i < MAX_AXES; i++) {
        const struct axis *axis = &layer->axis[i];
        int64_t end = layer->is_sliding ? (axis->output - 1) * axis->move + axis->effective_kernel
                                        : axis->padded;
        cuboids->of[MAP_INPUT].size[i] = (double)axis->padded;
        cuboids->of[MAP_KERNEL].size[i] = (double)axis->kernel;
        cuboids->of[MAP_OUTPUT].size[i] = (double)axis->output;
        cuboids->reach.size[i] = (double)(end > axis->padded ? end : axis->padded);
    }
}

static struct stroke wire(const struct pen *pen, enum theme_color color, double width)
{
    struct stroke stroke = pen_solid(pen, color, width);
    stroke.cap = CAP_ROUND;
    stroke.join = JOIN_ROUND;
    return stroke;
}

/* Cells side by side, as many as a cuboid has, of a theme's colour as glass; none are there yet. */
static struct body body_of(struct pen *pen, const char *part, const double *size,
                           enum theme_color color, double opacity, enum theme_color line)
{
    struct body body = {.part = part,
                        .pitch = {1, 1, 1},
                        .fill = pen->theme->color[color],
                        .line = wire(pen, line, pen->theme->thick_pt)};
    body.fill.alpha = opacity;
    for (size_t i = 0; i < MAX_AXES; i++)
        body.count[i] = (int64_t)size[i];
    body.presence = arena_allocate(pen->arena, solid_cell_count(&body), sizeof *body.presence);
    return body;
}

/* The first cells are there. */
static void fill_body(struct body *body, size_t count)
{
    for (size_t i = 0; i < count && i < solid_cell_count(body); i++)
        body->presence[i] = 1;
}

/* ---- what rests ---- */

static void draw_walls(const struct cuboids *cuboids, struct pen *pen)
{
    const struct solid *input = &cuboids->solids[MAP_INPUT], *output = &cuboids->solids[MAP_OUTPUT];
    struct stroke faint = pen_dashed(pen, COLOR_ZERO_LINE);
    faint.width = pen->theme->thin_pt;
    solid_trace_walls(pen, input, &cuboids->of[MAP_INPUT]);
    pen_paint(pen, key_once("input.walls"), color_none, faint);
    solid_trace_edges(pen, input, &cuboids->of[MAP_INPUT]);
    pen_paint(pen, key_once("input.room"), color_none, faint);
    faint.color = pen->theme->color[COLOR_OUTPUT_LINE];
    solid_trace_edges(pen, output, &cuboids->of[MAP_OUTPUT]);
    pen_paint(pen, key_once("output.room"), color_none, faint);
    solid_trace_walls(pen, output, &cuboids->of[MAP_OUTPUT]);
    pen_paint(pen, key_once("output.walls"), color_none, stroke_faded(faint, strengths->wall));
}

static void draw_kernel(const struct cuboids *cuboids, struct pen *pen)
{
    struct body body = body_of(pen, "kernel", cuboids->of[MAP_KERNEL].size, COLOR_KERNEL,
                               strengths->kernel, COLOR_WINDOW_LINE);
    fill_body(&body, SIZE_MAX);
    solid_draw_body(pen, &cuboids->solids[MAP_KERNEL], &body, NULL, SIDE_ANY);
}

/* Digits as large as those of the slices would be in cells of this size. */
static struct lettering depth_lettering(const struct panel *panel, const struct solid *solid,
                                        enum theme_color ink)
{
    const struct theme *theme = &panel->subject.looks.theme;
    struct lettering lettering = subject_lettering(&panel->subject, FONT_SMALL, ink);
    double size = lettering.font.size_pt * solid->cell / theme->cell_pt;
    lettering.font.size_pt =
        fmax(theme->least_digits_pt, fmin(size, theme->font[FONT_WORDS].size_pt));
    return lettering;
}

/* Numbers units along the edge that goes back at the bottom, where there is room for it. */
static void number_depths(const struct panel *panel, const struct cuboids *cuboids,
                          enum map_role role, struct pen *pen)
{
    const struct axis *axis = &panel->subject.simulation->axis[0];
    const struct solid *solid = &cuboids->solids[role];
    const double *size = cuboids->of[role].size;
    bool is_input = role == MAP_INPUT;
    struct lettering lettering =
        depth_lettering(panel, solid, is_input ? COLOR_INPUT_INK : COLOR_OUTPUT_INK);
    int64_t first = is_input ? axis->before : 0, pitch = is_input ? axis->stretch : 1;
    int64_t count = is_input ? axis->input : axis->output;
    if (!subject_numbers_depths(&panel->subject) ||
        solid_rise(1) * solid->cell < lettering.font.size_pt)
        return;
    for (int64_t unit = 0; unit < count; unit++) {
        int64_t depth = first + unit * pitch;
        struct point at = solid_point(solid, (double)depth + 0.5, size[1], size[2]);
        at.x += sizes->number.x * solid->cell;
        at.y += sizes->number.y * solid->cell;
        if (depth >= 0 && depth < (int64_t)size[0])
            pen_write(pen,
                      (struct item_key){is_input ? "input.depth" : "output.depth", (int)depth, -1,
                                        -1, NULL},
                      arena_format(pen->arena, "%lld", (long long)unit), at, &lettering);
    }
}

void cuboids_draw_rest(const struct panel *panel, const struct cuboids *cuboids, struct pen *pen)
{
    draw_walls(cuboids, pen);
    if (cuboids->has_kernel)
        draw_kernel(cuboids, pen);
    number_depths(panel, cuboids, MAP_INPUT, pen);
    number_depths(panel, cuboids, MAP_OUTPUT, pen);
}

/* ---- the window ---- */

/* Adds a step's terms to the taps of the window's body, with a weight: those that read zeros are
 * paler. chosen: of each tap, how far a pool takes it; NULL: that is not told. */
static void light_taps(const struct lights *lights, size_t number, double share, struct body *taps,
                       double *chosen, struct pen *pen)
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
            at = at * (size_t)taps->count[a] +
                 (size_t)(lights->layer->is_sliding ? term->tap[a] : term->place[a] - first[a]);
        taps->presence[at] += share * (term->kind == CELL_UNIT ? 1 : strengths->zero);
        if (chosen && term->is_chosen)
            chosen[at] += share;
    }
}

static struct body window_body(const struct panel *panel, const struct lights *lights,
                               struct pen *pen)
{
    const double taps[] = {(double)lights->taps[0], (double)lights->taps[1],
                           (double)lights->taps[2]};
    struct body body =
        body_of(pen, "window", taps, COLOR_WINDOW, strengths->window, COLOR_WINDOW_LINE);
    double *chosen = NULL;
    if (lights->layer->has_values && !lights->is_question && lights->telling == TELLS_ALL &&
        panel->subject.looks.show.argmax.value)
        chosen = arena_allocate(pen->arena, solid_cell_count(&body), sizeof *chosen);
    light_taps(lights, lights->step, 1 - lights->progress, &body, chosen, pen);
    if (lights->progress > 0)
        light_taps(lights, lights->step + 1, lights->progress, &body, chosen, pen);
    body.accent = chosen;
    body.strong = pen->theme->color[COLOR_NOW];
    for (size_t i = 0; i < MAX_AXES; i++) {
        body.start[i] = lights->windows[0].first[i];
        body.pitch[i] = lights->apart[i];
    }
    return body;
}

static void draw_window(const struct panel *panel, const struct solid *solid,
                        const struct lights *lights, const struct cuboid *window, struct pen *pen)
{
    struct body body = window_body(panel, lights, pen);
    double share = lights->windows[0].share;
    for (size_t i = 0; i < solid_cell_count(&body); i++)
        body.presence[i] *= share;
    solid_trace_hidden_edges(pen, solid, window);
    pen_paint(pen, key_once("window.hidden"), color_none,
              stroke_faded(wire(pen, COLOR_WINDOW_LINE, pen->theme->thin_pt), share));
    solid_draw_body(pen, solid, &body, NULL, SIDE_ANY);
    solid_trace_edges(pen, solid, window);
    pen_paint(pen, key_once("window.cuboid"), color_none,
              stroke_faded(wire(pen, COLOR_WINDOW_LINE, subject_edge(&panel->subject)), share));
}

static void draw_input(const struct panel *panel, const struct cuboids *cuboids,
                       const struct lights *lights, struct pen *pen)
{
    const struct solid *solid = &cuboids->solids[MAP_INPUT];
    struct body body = body_of(pen, "input", cuboids->of[MAP_INPUT].size, COLOR_INPUT,
                               strengths->unit, COLOR_INPUT_LINE);
    for (size_t i = 0; i < solid_cell_count(&body); i++) {
        int64_t number = (int64_t)i, rows = body.count[1], columns = body.count[2];
        const int64_t place[] = {number / columns / rows, number / columns % rows,
                                 number % columns};
        struct cell cell = simulation_cell_at(panel->subject.simulation, place);
        if (cell.kind == CELL_UNIT)
            body.presence[i] = cell.is_repeated ? strengths->repeated_unit : 1;
    }
    struct cuboid window;
    for (size_t i = 0; i < MAX_AXES; i++) {
        window.start[i] = lights->windows[0].first[i];
        window.size[i] = lights->windows[0].size[i];
    }
    solid_draw_body(pen, solid, &body, &window, SIDE_BEHIND);
    draw_window(panel, solid, lights, &window, pen);
    solid_draw_body(pen, solid, &body, &window, SIDE_BEFORE);
}

/* ---- the output ---- */

static void draw_output(const struct cuboids *cuboids, const struct lights *lights, struct pen *pen)
{
    const struct solid *solid = &cuboids->solids[MAP_OUTPUT];
    struct body body = body_of(pen, "output", cuboids->of[MAP_OUTPUT].size, COLOR_OUTPUT,
                               strengths->output, COLOR_OUTPUT_LINE);
    struct cuboid now = {.size = {1, 1, 1}};
    struct body current = body_of(pen, "now", now.size, COLOR_NOW, strengths->now, COLOR_NOW_LINE);
    const struct light_current *seen =
        &lights->currents[lights->progress < 0.5 ? 0 : lights->current_count - 1];
    size_t done = lights->step + (lights_arrival(lights->telling, lights->told) > 0);
    fill_body(&body, pen->theme->shows_all_outputs ? SIZE_MAX : done);
    current.presence[0] = seen->share * seen->lit;
    for (size_t i = 0; i < MAX_AXES; i++)
        now.start[i] = current.start[i] = seen->cell[i];
    solid_draw_body(pen, solid, &body, &now, SIDE_BEHIND);
    solid_draw_body(pen, solid, &current, NULL, SIDE_ANY);
    solid_draw_body(pen, solid, &body, &now, SIDE_BEFORE);
}

void cuboids_draw_step(const struct panel *panel, const struct cuboids *cuboids,
                       const struct lights *lights, struct pen *pen)
{
    draw_input(panel, cuboids, lights, pen);
    draw_output(cuboids, lights, pen);
}
