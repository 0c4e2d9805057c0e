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

struct point ruler_place(const struct ruler_axis *axis, const struct plane *plane, double at,
                         double distance)
{
    return panel_beside(&ruler_map(axis)->map, plane, axis->is_down ? SIDE_LEFT : SIDE_BELOW, at,
                        distance);
}

bool ruler_is_window(const struct ruler_axis *axis, const struct ruler_part *part)
{
    return part->lane < axis->lanes;
}

/* Of an oblique map's line the words are further out where they are wide, and beside its ticks. */
struct point ruler_text_place(const struct ruler_axis *axis, const struct plane *plane,
                              const struct ruler_part *part)
{
    double half = runs_whole_width(&part->text) / 2, away = sizes->below * axis->ruler->size;
    double gap = sizes->gap * axis->ruler->size;
    struct point along = axis->is_down ? plane->row : plane->column;
    struct point at =
        ruler_place(axis, plane, part->text_at, ruler_lane_distance(axis, part->lane));
    if (ruler_is_window(axis, part)) {
        double shift = part->text_shift / plane_length(along);
        return (struct point){at.x + along.x * shift, at.y + along.y * shift};
    }
    if (!plane_is_upright(plane))
        return (struct point){at.x + (axis->is_down ? -1 : 1) *
                                         (half + gap + sizes->tick * axis->ruler->size),
                              at.y + away / 2};
    if (axis->is_down)
        return (struct point){at.x - 2 * gap - half, at.y};
    return (struct point){at.x, at.y + away};
}

struct point ruler_rest_place(const struct ruler_axis *axis, const struct plane *plane)
{
    double half = runs_whole_width(&axis->rest_text) / 2;
    struct point end = ruler_place(axis, plane, (double)axis->axis->padded,
                                   ruler_lane_distance(axis, axis->lanes));
    return (struct point){end.x - half,
                          end.y + (sizes->below + theme_sizes.words.line) * axis->ruler->size};
}

/* How far the words of an oblique map's line reach beyond it, the way its rows go, points. */
static double words_beyond(const struct ruler_axis *axis, const struct plane *plane)
{
    double most = 0, turn = plane->column.x * plane->row.y - plane->column.y * plane->row.x;
    for (size_t i = axis->window_count; i < axis->part_count; i++) {
        const struct ruler_part *part = &axis->parts[i];
        struct point on =
            ruler_place(axis, plane, part->text_at, ruler_lane_distance(axis, axis->lanes));
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
    double line = ruler_lane_distance(axis, axis->lanes) - axis->before, size = axis->ruler->size;
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
    return box_around(axis, part, ruler_text_place(axis, &plane, part),
                      ruler_is_window(axis, part) ? theme_sizes.words.middle : sizes->after);
}

/* Of "1 left over"; false: it is not told. */
static bool rest_box(const struct ruler_axis *axis, double cell, struct bounds *out)
{
    struct plane plane = ruler_plane(axis, cell);
    struct ruler_part rest = {.text = axis->rest_text};
    *out = box_around(axis, &rest, ruler_rest_place(axis, &plane), theme_sizes.words.middle);
    return axis->rest_text.count > 0 && plane_is_upright(&plane);
}

/* The n-th of what reaches out, seen from the map's corner, where cells are so many points large:
 * both ends of each lane, the words of the parts, and what they leave; false: there are no more. */
static bool piece_at(const struct ruler_axis *axis, size_t n, double cell, struct bounds *out)
{
    const struct axis *a = axis->axis;
    size_t ends = 2 * ((size_t)axis->lanes + 1);
    if (n >= ends + axis->part_count)
        return n == ends + axis->part_count && rest_box(axis, cell, out);
    if (n >= ends) {
        *out = ruler_text_box(axis, &axis->parts[n - ends], cell);
        return true;
    }
    struct plane plane = ruler_plane(axis, cell);
    double windows = (double)((a->output - 1) * a->move + a->effective_kernel);
    struct point at = ruler_place(axis, &plane, n % 2 == 0 ? 0 : fmax(windows, (double)a->padded),
                                  ruler_lane_distance(axis, (int)(n / 2)));
    double room = sizes->tick * axis->ruler->size;
    *out = (struct bounds){at.x - room, at.y - room, at.x + room, at.y + room};
    return true;
}

/* How far it reaches to the right of an oblique map, and below its front, points. */
static struct point reach_beyond(const struct ruler_axis *axis)
{
    double cell = axis->ruler->panel->expected_cell;
    const struct area *area = &ruler_map(axis)->map.reach;
    struct plane plane = ruler_plane(axis, cell);
    struct point corner = plane_point(&plane, area->row + area->rows, area->column + area->columns);
    struct point front = plane_point(&plane, area->row + area->rows, area->column), most = {0, 0};
    struct bounds piece;
    for (size_t n = 0; piece_at(axis, n, cell, &piece); n++)
        most = (struct point){fmax(most.x, piece.right - corner.x),
                              fmax(most.y, piece.bottom - front.y)};
    return most;
}

void ruler_take_room(const struct ruler_axis *axis)
{
    const double tiny = 1e-6; /* of a plane without cells, which still has directions */
    struct layout *layout = axis->ruler->panel->layout;
    const struct placed *placed = ruler_map(axis);
    struct bounds without, with;
    for (size_t n = 0; piece_at(axis, n, tiny, &without) && piece_at(axis, n, 1, &with); n++)
        layout_reach_box(layout, placed->box, without, with);
    layout_take(layout, placed->box, axis->is_down ? SIDE_LEFT : SIDE_BELOW, depth_of(axis));
    struct plane plane = ruler_plane(axis, 1);
    if (plane_is_upright(&plane))
        return;
    if (!axis->is_down && placed->name_side == SIDE_CORNER)
        layout_take(layout, placed->box, SIDE_CORNER, reach_beyond(axis).x);
    if (axis->is_down && placed->name_side == SIDE_BELOW)
        layout_take(layout, placed->box, SIDE_BELOW,
                    fmax(0, reach_beyond(axis).y - layout_taken(layout, placed->box, SIDE_BELOW)));
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
