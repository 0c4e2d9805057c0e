/* SPDX-License-Identifier: MIT */
/* Where the window, the current output and both maps of a layer are, on whatever planes a view laid
 * out. Geometry comes from the axes alone, for any sizes. */
#include "drawing/maps.h"
#include "drawing/share.h"

#include <assert.h>

const char *maps_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (simulation->is_flattened && simulation->in_channels == 1)
        return NULL;
    if (simulation->in_channels != 1 || simulation->out_channels != 1)
        return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                            simulation->in_channels, simulation->out_channels);
    return NULL;
}

/* ---- from the moment to areas ---- */

/* What a step reads, where windows are not alike: the box round its terms. */
static struct area box_of_terms(const struct simulation *simulation, size_t n)
{
    struct arena arena = {0};
    struct step step;
    struct area box = {0};
    simulation_step_at(simulation, n, &arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        double row = (double)step.terms[t].place[0], column = (double)step.terms[t].place[1];
        if (t == 0)
            box = (struct area){row, column, 1, 1};
        box.rows = row - box.row + 1;
        box.columns = column - box.column + 1 > box.columns ? column - box.column + 1 : box.columns;
    }
    arena_finish(&arena);
    return box;
}

static void read_window(struct maps *maps, const struct step *here, const struct step *next,
                        double progress)
{
    if (maps->is_sliding) {
        maps->window = (struct area){
            share_between((double)here->window[0], (double)next->window[0], progress),
            share_between((double)here->window[1], (double)next->window[1], progress),
            (double)maps->height->effective_kernel, (double)maps->width->effective_kernel};
        maps->taps[0] = maps->height->kernel;
        maps->taps[1] = maps->width->kernel;
        maps->apart[0] = maps->height->dilation;
        maps->apart[1] = maps->width->dilation;
        return;
    }
    struct area from = box_of_terms(maps->simulation, here->number);
    struct area to = box_of_terms(maps->simulation, next->number);
    maps->window = area_between(from, to, progress);
    maps->taps[0] = (int64_t)(maps->window.rows + 0.999);
    maps->taps[1] = (int64_t)(maps->window.columns + 0.999);
    maps->apart[0] = maps->apart[1] = 1;
}

/* Row and column of a step's unit in the output. */
static void cell_of(const struct maps *maps, const struct step *step, double cell[2])
{
    bool is_matrix = maps->simulation->is_flattened;
    cell[0] = (double)(is_matrix ? step->number / maps->columns : step->output[1]);
    cell[1] = (double)(is_matrix ? step->number % maps->columns : step->output[2]);
}

static void read_places(struct maps *maps, const struct moment_part *part)
{
    struct step here, next;
    simulation_place_at(maps->simulation, part->step, &here);
    next = here;
    if (part->progress > 0)
        simulation_place_at(maps->simulation, part->step + 1, &next);
    double progress = part->progress;
    read_window(maps, &here, &next, progress);
    double from[2], to[2];
    cell_of(maps, &here, from);
    cell_of(maps, &next, to);
    maps->now = (struct area){share_between(from[0], to[0], progress),
                              share_between(from[1], to[1], progress), 1, 1};
}

/* How many cells of an axis are the plane's or ever under the window. */
static double reach_of(const struct simulation *simulation, const struct axis *axis)
{
    if (!simulation->is_sliding)
        return (double)axis->padded;
    int64_t end = (axis->output - 1) * axis->move + axis->effective_kernel;
    return (double)(end > axis->padded ? end : axis->padded);
}

void maps_read(struct maps *maps, const struct drawing *drawing, const struct moment_part *part)
{
    const struct simulation *simulation = drawing->simulation;
    assert(simulation->axes == 2);
    const struct axis *height = &simulation->axis[0], *width = &simulation->axis[1];
    *maps = (struct maps){
        .simulation = simulation,
        .theme = &drawing->scene->theme,
        .height = height,
        .width = width,
        .step = part->step,
        .computed = part->step + 1,
        .has_now = true,
        .progress = part->progress,
        .is_question = part->is_question,
        .padded = {0, 0, (double)height->padded, (double)width->padded},
        .reach = {0, 0, reach_of(simulation, height), reach_of(simulation, width)},
        .rows = (size_t)height->output,
        .columns = (size_t)width->output,
        .is_sliding = simulation->is_sliding && !simulation->is_flattened,
    };
    if (simulation->is_flattened) {
        maps->rows = simulation->out_channels;
        maps->columns = simulation->step_count / simulation->out_channels;
    }
    maps->outputs = (struct area){0, 0, (double)maps->rows, (double)maps->columns};
    read_places(maps, part);
}

bool maps_mirror_guide(const struct maps *maps)
{
    return maps->theme->is_page_per_step;
}

/* ---- the page ---- */

double maps_thickest_line(const struct theme *theme)
{
    return theme->window_pt > theme->thick_pt ? theme->window_pt : theme->thick_pt;
}

struct box maps_extent(const struct maps *maps)
{
    struct box box = box_around(maps->input.origin);
    box = plane_widen(box, &maps->input, maps->reach);
    box = plane_widen(box, &maps->output, maps->outputs);
    double half = maps_thickest_line(maps->theme) / 2;
    return (struct box){box.left - half, box.top - half, box.right + half, box.bottom + half};
}

static void shift_plane(struct plane *plane, double x, double y)
{
    plane->origin.x += x;
    plane->origin.y += y;
}

void maps_set_page(struct maps *maps, struct box box, struct pen *pen)
{
    double margin = maps->theme->margin_pt;
    double x = margin - box.left, y = margin - box.top;
    shift_plane(&maps->input, x, y);
    shift_plane(&maps->output, x, y);
    shift_plane(&maps->kernel, x, y);
    pen->list->width_pt = box.right - box.left + 2 * margin;
    pen->list->height_pt = box.bottom - box.top + 2 * margin;
}

static struct plane from_unit(const struct plane *plane, const struct axis *height,
                              const struct axis *width)
{
    struct plane moved = *plane;
    moved.origin = plane_point(plane, (double)height->before, (double)width->before);
    return moved;
}

void maps_place_input(const struct maps *maps, int channel, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    const struct map_place place = {
        .role = MAP_INPUT,
        .channel = channel,
        .plane = from_unit(&maps->input, height, width),
        .pitch = {(double)height->stretch, (double)width->stretch},
        .rows = (size_t)height->input,
        .columns = (size_t)width->input,
        .outline = {-(double)height->before, -(double)width->before, maps->reach.rows,
                    maps->reach.columns},
        .side = maps->side,
        .dimensions = maps->dimensions,
    };
    pen_place_map(pen, &place);
}

void maps_place_output(const struct maps *maps, int channel, struct pen *pen)
{
    const struct map_place place = {
        .role = MAP_OUTPUT,
        .channel = channel,
        .plane = maps->output,
        .pitch = {1, 1},
        .rows = maps->rows,
        .columns = maps->columns,
        .outline = maps->outputs,
        .side = maps->side,
    };
    pen_place_map(pen, &place);
}
