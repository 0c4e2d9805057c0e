/* SPDX-License-Identifier: MIT */
/* A receptive field on a level of a stack: its cells, the stronger the more paths lead up from
 * them, and on planes the boxes round them; then the texts of the level's cells, or the numbers of
 * those paths. */
#include <math.h>

#include "drawing/map/draw.h"
#include "drawing/map/field.h"
#include "drawing/map/marks.h"

static const struct field_sizes *const sizes = &theme_sizes.field;

enum { STRENGTHS = 32 }; /* of cells too small to be told apart */

/* What a max pool takes, where there are values to compare. */
static bool is_marked(const struct field_lights *lights, const struct glow *glow)
{
    return glow->is_chosen && subject_has_texts(lights->subject) && !lights->part->is_question &&
           lights->part->telling == TELLS_ALL && lights->subject->looks.show.argmax.value;
}

/* Of a single layer it has the colour of what is current; in a stack an outline. */
static bool is_strong(const struct field_lights *lights, const struct glow *glow)
{
    return levels_is_single(lights->levels) && is_marked(lights, glow);
}

static struct area area_of(const struct map *map, const struct glow *glow)
{
    return map_cells_area(map, (struct area){(double)glow->row, glow->column, 1, 1});
}

/* ---- cells ---- */

/* The lines of a pattern grow darker as its ground grows lighter: only the ground tells how many
 * paths there are, and without a hue it has to change more. */
static struct color glow_color(const struct field_lights *lights, double strength, double zero,
                               const struct theme *theme)
{
    double shown = share_between(1, theme_sizes.strength.read_zero, zero);
    struct color color =
        zero >= 1 ? marks_read_zero(theme) : color_faded(theme->color[COLOR_WINDOW], shown);
    if (color.pattern != PATTERN_NONE && !levels_is_single(lights->levels)) {
        color.pattern = PATTERN_NONE;
        color.alpha = strength;
    }
    return color_faded(color, strength);
}

static void draw_glow(const struct field_lights *lights, const struct glow *glow,
                      const struct map *map, struct pen *pen)
{
    double edge = fmax(subject_edge(lights->subject) / sizes->edge_scale, pen->theme->thick_pt);
    bool is_upright = plane_is_upright(&map->plane), strong = is_strong(lights, glow);
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, is_upright ? edge : pen->theme->thin_pt);
    line.color.alpha *= is_upright ? glow->share : fmin(1, glow->strength);
    plane_trace_outline(pen, &map->plane, area_of(map, glow));
    pen_paint(pen, map_cell_key(map_key(map, "lit", pen), glow->row, glow->place),
              strong ? color_faded(pen->theme->color[COLOR_NOW], glow->share)
                     : glow_color(lights, glow->strength, glow->zero, pen->theme),
              line);
}

static int strength_level(const struct glow *glow)
{
    return (int)ceil(glow->strength * STRENGTHS);
}

/* Whether a cell follows another in its row and is as strong. */
static bool is_after(const struct glow *first, const struct glow *second)
{
    return second->row == first->row && second->place == first->place + 1 &&
           strength_level(second) == strength_level(first) && second->is_zero == first->is_zero;
}

/* Those of a strength that read zeros, or that read units. */
static void trace_alike(const struct glows *glows, int level, bool is_zero, const struct map *map,
                        struct pen *pen)
{
    for (size_t i = 0, end; i < glows->count; i = end) {
        const struct glow *glow = &glows->all[i];
        for (end = i + 1; end < glows->count && is_after(&glows->all[end - 1], &glows->all[end]);)
            end++;
        if (strength_level(glow) == level && glow->is_zero == is_zero)
            plane_trace_outline(
                pen, &map->plane,
                (struct area){(double)glow->row, glow->column, 1, (double)(end - i)});
    }
}

/* Cells too small to be told apart, as runs of like strength: a path for each of a few strengths.
 */
static void draw_faint(const struct field_lights *lights, const struct glows *glows,
                       const struct map *map, struct pen *pen)
{
    struct item_key key = map_key(map, "lit", pen);
    bool has_zeros = map_has_zeros(map);
    for (int level = 1; level <= STRENGTHS; level++)
        for (int zero = 0; zero < (has_zeros ? 2 : 1); zero++) {
            trace_alike(glows, level, zero > 0, map, pen);
            pen_paint(pen, map_cell_key(key, level, -1 - zero),
                      glow_color(lights, (double)level / STRENGTHS, zero, pen->theme), stroke_none);
        }
}

/* Round what is seen through windows, then what is seen elsewhere through padding. */
void field_draw_boxes(const struct field_lights *lights, size_t level, int step, struct color fill,
                      const struct map *map, struct pen *pen)
{
    struct stroke edge = pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(lights->subject));
    double share = lights->levels->has_boxes ? field_box_share(lights, level, step)
                                             : field_share(lights, step);
    const char *next = step ? ".next" : "";
    struct area *boxes;
    size_t count = field_boxes(lights, level, step, &boxes, pen->arena);
    if (count == 0 || share <= 0)
        return;
    plane_trace_outline(pen, &map->plane, boxes[0]);
    pen_paint(pen, map_key(map, arena_format(pen->arena, "edge%s", next), pen),
              color_faded(fill, share), stroke_faded(edge, share));
    for (size_t i = 1; i < count; i++)
        plane_trace_outline(pen, &map->plane, boxes[i]);
    pen_paint(pen, map_key(map, arena_format(pen->arena, "edge.far%s", next), pen), color_none,
              stroke_faded(edge, share));
}

/* On its way the window has taken nothing yet. */
static void draw_chosen(const struct field_lights *lights, const struct glows *glows,
                        const struct map *map, struct pen *pen)
{
    for (size_t i = 0; lights->progress <= 0 && i < glows->count; i++)
        if (is_marked(lights, &glows->all[i]) && !is_strong(lights, &glows->all[i]))
            plane_trace_outline(pen, &map->plane, area_of(map, &glows->all[i]));
    pen_paint(pen, map_key(map, "chosen", pen), color_none,
              stroke_faded(pen_solid(pen, COLOR_NOW_LINE, subject_edge(lights->subject)),
                           lights->strength));
}

/* The current unit; of a network on its way its outline moves alone. */
void field_draw_currents(const struct field_lights *lights, size_t level, const struct map *map,
                         struct pen *pen)
{
    struct area area[2], outline;
    double share[2];
    size_t count = field_currents(lights, level, area, share);
    bool is_moving = field_outline(lights, level, &outline);
    for (size_t i = 0; i < count; i++) {
        struct item_key key = map_key(map, i ? "now.next" : "now", pen);
        struct area cell = map_cells_area(map, area[i]);
        if (share[i] <= 0)
            continue;
        if (!is_moving) {
            map_draw_lit_cell(lights->subject, &map->plane, cell,
                              (struct lit){share[i], field_lit(lights, (int)i)}, key, pen);
            continue;
        }
        plane_trace_outline(pen, &map->plane, cell);
        pen_paint(pen, key, color_faded(pen->theme->color[COLOR_NOW], share[i]), stroke_none);
    }
    if (!is_moving)
        return;
    plane_trace_outline(pen, &map->plane, map_cells_area(map, outline));
    pen_paint(pen, map_key(map, "now.edge", pen), color_none,
              pen_solid(pen, COLOR_NOW_LINE, subject_edge(lights->subject)));
}

void field_draw(const struct field_lights *lights, size_t level, const struct map *map,
                struct pen *pen)
{
    struct glows glows = field_glows(lights, level, pen->arena);
    struct color fill = lights->levels->has_boxes
                            ? color_faded(pen->theme->color[COLOR_WINDOW], sizes->box_strength)
                            : color_none;
    if (!plane_is_upright(&map->plane) && !map_has_lines(map))
        draw_faint(lights, &glows, map, pen);
    else
        for (size_t i = 0; i < glows.count; i++)
            draw_glow(lights, &glows.all[i], map, pen);
    bool has_boxes = !plane_is_upright(&map->plane) && field_is_shown(lights, level);
    const size_t tops[] = {lights->here.top, lights->next.top};
    for (int step = 0; has_boxes && step < 2; step++)
        if (level != tops[step])
            field_draw_boxes(lights, level, step, fill, map, pen);
    draw_chosen(lights, &glows, map, pen);
    field_draw_currents(lights, level, map, pen);
}

/* ---- texts ---- */

/* How much of a map's cells is seen, by place; negative: it is chosen. */
static double *seen_shares(const struct glows *glows, const struct field_lights *lights,
                           const struct map *map, struct arena *arena)
{
    double *shares = arena_allocate(arena, map->rows * map->columns + 1, sizeof *shares);
    for (size_t i = 0; i < glows->count; i++) {
        const struct glow *glow = &glows->all[i];
        double first = floor(glow->column), beyond = glow->column - first;
        double *share = &shares[(size_t)glow->row * map->columns + (size_t)first];
        share[0] += glow->share * (1 - beyond);
        share[1] += glow->share * beyond;
        if (is_strong(lights, glow))
            shares[(size_t)glow->row * map->columns + (size_t)glow->place] *= -1;
    }
    return shares;
}

static struct color ink_of(const struct map *map, const struct map_cell *cell, double share,
                           double current, const struct color *color)
{
    bool is_zero = cell->kind != CELL_UNIT && !cell->is_repeated;
    enum theme_color unit = map->role == MAP_OUTPUT ? COLOR_OUTPUT_INK : COLOR_INPUT_INK;
    struct color resting = color[map_cell_ink(cell, unit)];
    struct color seen = color[share < 0 ? COLOR_NOW_INK : is_zero ? COLOR_ZERO_INK : COLOR_INK];
    return color_turned(color_mix(resting, seen, fmin(fabs(share), 1)), color[COLOR_NOW_INK],
                        fmin(current, 1));
}

static void write_cells(const struct field_lights *lights, size_t level, const struct map *map,
                        struct pen *pen)
{
    const struct glows glows = field_glows(lights, level, pen->arena);
    const double *shares = seen_shares(&glows, lights, map, pen->arena);
    size_t shown = field_shown(lights, level);
    struct item_key key = map_key(map, "value", pen);
    struct lettering lettering = {.font = map->texts.font};
    struct area area[2];
    double share[2], current;
    size_t currents = field_currents(lights, level, area, share);
    if (lights->subject->looks.theme.shows_all_outputs)
        shown = SIZE_MAX;
    for (size_t n = 0; n < map->rows * map->columns; n++) {
        int64_t row = (int64_t)(n / map->columns), column = (int64_t)(n % map->columns);
        struct map_cell cell = map_cell_at(map, row, column);
        const struct cell_text *text = map_text(map, &cell);
        if (!text)
            continue;
        current = 0;
        for (size_t i = 0; i < currents; i++)
            current += share[i] * field_lit(lights, (int)i) *
                       area_covered(&area[i], (double)row, (double)column);
        bool comes = cell.kind == CELL_UNIT && cell.unit >= shown; /* with its cell, if at all */
        bool asks = (comes && lights->subject->looks.show.reveal == REVEAL_QUESTION) ||
                    (lights->part->is_question && level == lights->here.top &&
                     cell.kind == CELL_UNIT && cell.unit == lights->here.unit && !cell.is_repeated);
        lettering.color = comes ? color_faded(pen->theme->color[COLOR_NOW_INK], fmin(current, 1))
                                : ink_of(map, &cell, shares[n], current, pen->theme->color);
        if (lettering.color.alpha <= 0)
            continue;
        if (lights->told && level == 0)
            lettering.color =
                color_faded(lettering.color, 1 - lights_covered(lights->told, map, row, column));
        map_write(map, map_cell_key(key, row, column), cell_text_or_question(text, asks),
                  &lettering, pen);
    }
}

/* How many paths lead up from a unit, or through a padding cell that repeats one: what equal
 * dilations leave out shows. Numbers that do not slide give way to the next ones half way. */
static void write_paths(const struct field_lights *lights, const struct glows *glows, int step,
                        const struct map *map, struct pen *pen)
{
    const struct subject *subject = lights->subject;
    bool is_upright = plane_is_upright(&map->plane);
    struct lettering lettering = subject_lettering(subject, FONT_VALUES, COLOR_INK);
    const char *widest = arena_format(pen->arena, "%.0f", glows->most[step]);
    struct item_key key = map_key(map, step ? "paths.next" : "paths", pen);
    lettering.is_moving = lights->is_sliding && subject->scene->timeline.move.num > 0;
    if (!lights->is_sliding)
        lettering.color.alpha *= fmax(0, (step ? -1 : 1) * (1 - 2 * lights->progress));
    lettering.font.size_pt *= is_upright ? sizes->upright_paths.size : sizes->oblique_paths.size;
    lettering.font = digits_fit(subject->ruler, lettering.font, &widest, 1,
                                subject_cells(subject, is_upright ? sizes->upright_paths.width
                                                                  : sizes->oblique_paths.width));
    if (lettering.color.alpha <= 0 || !subject_is_legible(subject, &lettering.font))
        return;
    for (size_t i = 0; i < glows->count; i++) {
        const struct glow *glow = &glows->all[i];
        if (glow->paths[step] > 0 && !glow->is_zero)
            pen_write(pen, map_cell_key(key, glow->row, glow->place),
                      arena_format(pen->arena, "%.0f", glow->paths[step]),
                      map_middle(&map->plane, (double)glow->row, glow->column), &lettering);
    }
}

void field_write(const struct field_lights *lights, size_t level, const struct map *map,
                 struct pen *pen)
{
    const struct subject *subject = lights->subject;
    if (map->texts.of)
        write_cells(lights, level, map, pen);
    if (lights->told && level == 0)
        map_write_products(map, lights->told, pen);
    if (subject_has_texts(subject) || subject->looks.show.values != SHOW_DIGITS ||
        levels_is_single(lights->levels) || level + 1 == lights->levels->count)
        return;
    struct glows glows = field_glows(lights, level, pen->arena);
    for (int step = 0; step < (lights->is_sliding ? 1 : 2); step++)
        write_paths(lights, &glows, step, map, pen);
}
