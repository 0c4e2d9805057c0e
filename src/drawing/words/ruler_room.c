/* SPDX-License-Identifier: MIT */
/* Where the lines and words of a ruler stand beside its map, and the room that they take up. */
#include <math.h>

#include "drawing/words/ruler.h"

static const struct ruler_sizes *const sizes = &theme_sizes.ruler;

const struct placed *ruler_map(const struct ruler_axis *axis)
{
    return &axis->ruler->panel->maps[axis->ruler->map];
}

struct plane ruler_plane(const struct ruler_axis *axis, double cell)
{
    return layout_plane_of(axis->ruler->panel->layout, ruler_map(axis)->box, cell);
}

double ruler_lane_distance(const struct ruler_axis *axis, int lane)
{
    double pitch = axis->is_down ? sizes->lane_beside : sizes->lane;
    double first = axis->is_down ? sizes->lane_beside / 2 : sizes->distance; /* half a number */
    return axis->before + axis->slant + (first + lane * pitch) * axis->ruler->size +
           lane * axis->slant / 2;
}

double ruler_line_distance(const struct ruler_axis *axis)
{
    return ruler_lane_distance(axis, axis->lanes);
}

struct point ruler_place(const struct ruler_axis *axis, const struct plane *plane, double at,
                         double distance)
{
    return panel_beside(&ruler_map(axis)->map, plane, axis->is_down ? SIDE_LEFT : SIDE_BELOW, at,
                        distance);
}

/* Of an oblique map's line the words are further out where they are wide. */
struct point ruler_text_place(const struct ruler_axis *axis, const struct plane *plane,
                              const struct ruler_part *part)
{
    double half = runs_whole_width(&part->text) / 2, away = sizes->below * axis->ruler->size;
    struct point at = ruler_place(axis, plane, part->text_at, ruler_line_distance(axis));
    if (!plane_is_upright(plane))
        return (struct point){at.x + (axis->is_down ? -1 : 1) *
                                         (half + sizes->gap * axis->ruler->size),
                              at.y + away / 2};
    if (axis->is_down)
        return (struct point){at.x - sizes->gap * 2 * axis->ruler->size - half, at.y};
    return (struct point){at.x, at.y + away};
}

struct point ruler_text_on(const struct ruler_axis *axis, const struct plane *plane,
                           const struct ruler_part *part, double distance)
{
    struct point at = ruler_place(axis, plane, part->text_at, distance);
    struct point along = axis->is_down ? plane->row : plane->column;
    double shift = part->text_shift / plane_length(along);
    return (struct point){at.x + along.x * shift, at.y + along.y * shift};
}

struct point ruler_rest_place(const struct ruler_axis *axis, const struct plane *plane)
{
    double half = runs_whole_width(&axis->rest_text) / 2;
    struct point end =
        ruler_place(axis, plane, (double)axis->axis->padded, ruler_line_distance(axis));
    return (struct point){end.x - half,
                          end.y + (sizes->below + theme_sizes.words.line) * axis->ruler->size};
}

/* How far the words of an oblique map's line reach beyond it, the way its rows go, points. */
static double words_beyond(const struct ruler_axis *axis, const struct plane *plane)
{
    double most = 0, turn = plane->column.x * plane->row.y - plane->column.y * plane->row.x;
    for (size_t i = 0; i < axis->part_count; i++) {
        const struct ruler_part *part = &axis->parts[i];
        struct point on = ruler_place(axis, plane, part->text_at, ruler_line_distance(axis));
        struct bounds box = ruler_text_box(axis, part, 1);
        double rows =
            ((box.bottom - on.y) * plane->column.x - (box.right - on.x) * plane->column.y) / turn;
        if (part->text.count > 0)
            most = fmax(most, rows * plane_length(plane->row));
    }
    return most;
}

/* From a map's edge to the end of all, points. */
static double depth_of(const struct ruler_axis *axis)
{
    double line = ruler_line_distance(axis) - axis->before, size = axis->ruler->size;
    if (axis->is_down)
        return line + 2 * sizes->gap * size + axis->widest;
    struct plane plane = ruler_plane(axis, 1);
    double lines =
        axis->rest_text.count > 0 && plane_is_upright(&plane) ? theme_sizes.words.line : 0;
    return line + (sizes->below + sizes->after + lines) * size;
}

/* up: half of its height, per size of its words. */
static struct bounds box_around(const struct ruler_axis *axis, const struct ruler_part *part,
                                struct point middle, double up)
{
    double half = runs_whole_width(&part->text) / 2;
    up *= axis->ruler->size;
    return (struct bounds){middle.x - half, middle.y - up, middle.x + half, middle.y + up};
}

struct bounds ruler_text_box(const struct ruler_axis *axis, const struct ruler_part *part,
                             double cell)
{
    struct plane plane = ruler_plane(axis, cell);
    return box_around(axis, part, ruler_text_place(axis, &plane, part), sizes->after);
}

struct bounds ruler_count_box(const struct ruler_axis *axis, const struct ruler_window *window,
                              double cell)
{
    struct plane plane = ruler_plane(axis, cell);
    double distance = ruler_lane_distance(axis, window->lane);
    return box_around(axis, &window->part, ruler_text_on(axis, &plane, &window->part, distance),
                      theme_sizes.words.middle);
}

static struct bounds joined(struct bounds a, struct bounds b)
{
    return (struct bounds){fmin(a.left, b.left), fmin(a.top, b.top), fmax(a.right, b.right),
                           fmax(a.bottom, b.bottom)};
}

/* How far it reaches, seen from the map's corner, where cells are so many points large. */
static struct bounds bounds_of(const struct ruler_axis *axis, double cell)
{
    struct plane plane = ruler_plane(axis, cell);
    struct bounds all = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    double end =
        (double)((axis->axis->output - 1) * axis->axis->move + axis->axis->effective_kernel);
    end = fmax(end, (double)axis->axis->padded);
    const double ends[2] = {0, end};
    for (int i = 0; i < 2; i++)
        for (int lane = 0; lane <= axis->lanes; lane++) {
            struct point at = ruler_place(axis, &plane, ends[i], ruler_lane_distance(axis, lane));
            double room = sizes->tick * axis->ruler->size;
            all = joined(all, (struct bounds){at.x - room, at.y - room, at.x + room, at.y + room});
        }
    for (size_t i = 0; i < axis->part_count; i++)
        if (axis->parts[i].text.count > 0)
            all = joined(all, ruler_text_box(axis, &axis->parts[i], cell));
    return all;
}

/* How far it reaches to the right of an oblique map, points. */
static double beyond_corner(const struct ruler_axis *axis)
{
    double cell = axis->ruler->panel->expected_cell;
    const struct placed *placed = ruler_map(axis);
    struct plane plane = ruler_plane(axis, cell);
    const struct area *area = &placed->map.reach;
    struct point corner = plane_point(&plane, area->row + area->rows, area->column + area->columns);
    return fmax(0, bounds_of(axis, cell).right - corner.x);
}

/* How far it reaches below an oblique map, points. */
static double below_front(const struct ruler_axis *axis)
{
    double cell = axis->ruler->panel->expected_cell;
    const struct area *area = &ruler_map(axis)->map.reach;
    struct plane plane = ruler_plane(axis, cell);
    struct point front = plane_point(&plane, area->row + area->rows, area->column);
    return bounds_of(axis, cell).bottom - front.y;
}

void ruler_take_room(const struct ruler_axis *axis)
{
    const double tiny = 1e-6; /* of a plane without cells, which still has directions */
    struct layout *layout = axis->ruler->panel->layout;
    const struct placed *placed = ruler_map(axis);
    layout_reach_box(layout, placed->box, bounds_of(axis, tiny), bounds_of(axis, 1));
    layout_take(layout, placed->box, axis->is_down ? SIDE_LEFT : SIDE_BELOW, depth_of(axis));
    struct plane plane = ruler_plane(axis, 1);
    if (plane_is_upright(&plane))
        return;
    if (!axis->is_down && placed->name_side == SIDE_CORNER)
        layout_take(layout, placed->box, SIDE_CORNER, beyond_corner(axis));
    if (axis->is_down && placed->name_side == SIDE_BELOW)
        layout_take(layout, placed->box, SIDE_BELOW,
                    fmax(0, below_front(axis) - layout_taken(layout, placed->box, SIDE_BELOW)));
}

double ruler_beyond(const struct panel *panel)
{
    const struct ruler *ruler = panel->asked_ruler;
    if (!ruler || ruler->axes[0].is_down)
        return 0;
    struct plane plane = ruler_plane(&ruler->axes[0], 1);
    double usual = (sizes->below + sizes->after) * ruler->size;
    return plane_is_upright(&plane) ? 0 : fmax(0, words_beyond(&ruler->axes[0], &plane) - usual);
}
