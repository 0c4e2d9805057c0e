/* SPDX-License-Identifier: MIT */
/* View stacked: oblique planes, the output above the input, links between them. The kernel is the
 * window, with its weights in its cells. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/view.h"

static const struct stacked_sizes *const sizes = &theme_sizes.stacked;

/* Names stand beside the planes, or above the output's and below the input's; the output is over
 * the input, or at its upper right. */
enum { NAMES_BESIDE, NAMES_AROUND, NAMES };
enum { PLACES = 3, ARRANGEMENTS = PLACES * NAMES };

static int names_of(const struct panel *panel)
{
    return panel->arrangement % NAMES;
}

/* A plane of cells of a point whose front corner is at a point. */
static struct plane plane_from_front(const struct map *map, struct point front)
{
    double rows = (double)map->rows;
    return plane_oblique(1, (struct point){front.x - rows * theme_sizes.oblique.row.x,
                                           front.y - rows * theme_sizes.oblique.row.y});
}

/* How far the output's name reaches to the right of its plane, points. */
static double name_reach(const struct panel *panel)
{
    return names_of(panel) == NAMES_BESIDE ? labels_reach(panel, MAP_OUTPUT) : 0;
}

/* How much higher the output stands, points, so that its name is not on a large input, nor on the
 * input's name. */
static double rise_for_name(const struct panel *panel, const struct map *input,
                            const struct plane *in, const struct map *output,
                            const struct plane *out)
{
    double fall = theme_sizes.oblique.row.y / theme_sizes.oblique.row.x,
           cell = theme_sizes.page.surely * panel->expected_cell;
    struct point name = plane_point(out, (double)output->rows, (double)output->columns);
    struct point top = plane_point(in, 0, (double)input->columns);
    double clear = (top.y + fmax(0, name.x - top.x) * fall - name.y) * cell;
    double needed = words_pt(&panel->subject) *
                    (panel->has_short_names ? theme_sizes.words.line + sizes->name_gap : 1);
    struct point corner = plane_point(in, (double)input->rows, (double)input->columns);
    double apart = (corner.y - name.y) * cell;
    double names =
        words_pt(&panel->subject) * (panel->has_short_names ? 2 : 1) * theme_sizes.words.line;
    return name_reach(panel) > 0 ? fmax(0, fmax(needed - clear, names - apart)) : 0;
}

static void add_plane(struct panel *panel, const struct map *map, const struct plane *plane,
                      double rise)
{
    struct placed *placed = panel_oblique_map(panel, map);
    placed->name_side = names_of(panel) == NAMES_BESIDE ? SIDE_CORNER
                        : map->role == MAP_INPUT        ? SIDE_BELOW
                                                        : SIDE_ABOVE;
    placed->dimensions = map->role == MAP_INPUT ? DIMENSIONS_BELOW : DIMENSIONS_NONE;
    layout_origin_at(panel->layout, placed->box, in_cells(plane->origin.x),
                     (struct length){plane->origin.y, -rise});
}

/* How much higher the output stands, cells, so that no link from a large window to a small output
 * runs over the output's name. */
static double rise_for_links(const struct panel *panel, const struct plane *in,
                             const struct map *output, const struct plane *out)
{
    const struct axis *last = &panel->subject.simulation->axis[1];
    double columns = (double)output->columns;
    double window = (double)((last->output - 1) * last->move + last->effective_kernel);
    struct point name = plane_point(out, (double)output->rows, columns);
    struct point from = plane_point(out, 0, columns), to = plane_point(in, 0, window);
    double steepness = (name.y - from.y) / (name.x - from.x);
    double needed = (to.x - from.x) * steepness - (to.y - from.y);
    return name_reach(panel) > 0 ? fmax(0, needed) : 0;
}

/* The window itself is the kernel: a slab that lies on the input, with its weights in its cells. A
 * scene may ask for a map of its own, and a cell that reads several units has no room for weights.
 */
static bool has_own_kernel(const struct subject *subject)
{
    const struct simulation *layer = subject->simulation;
    bool is_asked = subject->looks.show.kernel.at.line > 0;
    return subject_shows_kernel(subject) &&
           (is_asked || (layer->is_weighted && subject_has_texts(subject)));
}

/* An upright map at the right of the planes. */
static void add_kernel(struct panel *panel)
{
    struct map map = map_of_kernel(panel->subject.simulation, 0, 0, 0);
    panel_map(panel, &map);
}

/* Where the output's front corner is. At the upper right one edge of it is along the input's far
 * edge. */
static struct point output_front(const struct panel *panel, const struct map *input,
                                 const struct plane *in)
{
    int place = panel->arrangement / NAMES;
    if (place == 0)
        return (struct point){sizes->output_shift, -(double)input->rows - sizes->elevation};
    struct point at =
        plane_point(in, sizes->aside[place - 1] * (double)input->rows, (double)input->columns);
    return (struct point){at.x, at.y - sizes->aside_elevation};
}

/* How much higher the output stands, points, so that the numbers of its rows are not on the input.
 */
static double rise_for_indices(const struct panel *panel)
{
    const struct point row = theme_sizes.oblique.row;
    return indices_room(panel) * hypot(row.x, row.y) / row.x;
}

static void lay_out_stacked(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map input = map_of_input(layer, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    struct plane in = plane_from_front(&input, (struct point){0, 0});
    struct plane out = plane_from_front(&output, output_front(panel, &input, &in));
    out.origin.y -= rise_for_links(panel, &in, &output, &out);
    layout_row(panel->layout, in_cells(sizes->kernel_gap), ALIGN_START);
    layout_free(panel->layout);
    add_plane(panel, &input, &in, 0);
    double rise = rise_for_indices(panel) + rise_for_name(panel, &input, &in, &output, &out);
    add_plane(panel, &output, &out, rise);
    layout_end(panel->layout);
    panel->has_weights_below = !has_own_kernel(&panel->subject);
    if (!panel->has_weights_below)
        add_kernel(panel);
    else if (layer->is_turned && subject_has_texts(&panel->subject))
        panel->legend |= LEGEND_TURNED;
    layout_end(panel->layout);
}

static void draw_links(const struct panel *panel, const struct lights *lights, size_t number,
                       const struct display_list *texts, struct pen *pen)
{
    const struct placed *input = panel_find(panel, MAP_INPUT, -1);
    const struct placed *output = panel_find(panel, MAP_OUTPUT, -1);
    struct area window = lights_window_area(lights, &lights->windows[number]), now;
    double share;
    if (!lights_link_area(lights, number, &output->map, &now, &share))
        return;
    struct point starts[4], ends[4];
    plane_corners(&input->map.plane, window, starts);
    plane_corners(&output->map.plane, now, ends);
    panel_trace_links(panel, texts, starts, ends, pen);
    pen_paint(pen, key_once(number > 0 ? "links.next" : "links"), color_none,
              stroke_faded(pen_solid(pen, COLOR_LINK, pen->theme->thin_pt), share));
}

/* The output's cell to come hides them, as those that are there do: its digits come. */
static void hide_links(const struct map *output, const struct lights *lights, struct pen *pen)
{
    const struct color *color = pen->theme->color;
    struct area area;
    double share;
    if (!output->texts.of || lights->current_count < 2 ||
        !lights_current_area(lights, &lights->currents[1], output, &area, &share) || share <= 0)
        return;
    plane_trace_outline(pen, &output->plane, area);
    pen_paint(pen, map_key(output, "coming", pen),
              color_mix(color[COLOR_BACKGROUND], color[COLOR_OUTPUT],
                        rational_to_double(pen->theme->ground)),
              stroke_none);
}

/* What is written on the input lies over the links, so it is drawn with each step. */
static void draw_rest(const struct panel *panel, struct pen *pen)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct map *map = &panel->maps[i].map;
        if (map->role != MAP_INPUT) {
            map_draw_rest(map, pen);
            continue;
        }
        map_draw_zeros(map, pen);
        map_draw_units(map, SIZE_MAX, pen);
    }
}

/* The links lie over the window and under the output. */
static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct placed *input = panel_find(panel, MAP_INPUT, -1);
    const struct placed *output = panel_find(panel, MAP_OUTPUT, -1);
    map_light_window(&input->map, lights, pen);
    struct display_list texts;
    struct pen writing = pen_aside(pen, pen->arena, &texts);
    if (input->map.texts.of)
        map_write_units(&input->map, lights, COLOR_INPUT_INK, &writing);
    else
        map_write_read(&input->map, lights, &writing);
    struct map kernel = map_of_kernel(lights->layer, 0, 0, 0);
    if (panel->has_weights_below)
        map_write_factors(&input->map, lights, &panel->factors,
                          lights->layer->has_kernel ? &kernel : NULL, &writing);
    map_write_products(&input->map, lights, &writing);
    for (size_t i = 0; i < lights->window_count; i++)
        draw_links(panel, lights, i, &texts, pen);
    pen_add_list(pen, &texts);
    hide_links(&output->map, lights, pen);
    map_draw_outputs(&output->map, lights, pen);
}

const struct view view_stacked = {.name = "stacked",
                                  .lays = true,
                                  .lifts = true,
                                  .needs = NEEDS_TWO_AXES | NEEDS_ONE_CHANNEL,
                                  .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                  .arrangements = ARRANGEMENTS,
                                  .stands_on_input = true,
                                  .builds_up = true,
                                  .has_sum = true,
                                  .lay_out = lay_out_stacked,
                                  .draw_rest = draw_rest,
                                  .draw_step = draw_step};
