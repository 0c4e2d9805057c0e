/* SPDX-License-Identifier: MIT */
/* View scatter: a layer by what its input units add. Each stamps the kernel, weighted, into the
 * output; the input, the kernel as it is stamped, and the output stand side by side. Where steps
 * are output units, all stamps that reach the step's unit are lit. */
#include "drawing/views/scatter.h"

#include <math.h>

#include "drawing/shown.h"
#include "drawing/view.h"

enum { MOST_PRODUCTS = 4000000 }; /* each picture adds up all stamps */

/* Widths are in cells. */
static const double gap = 2;          /* between the maps: room for a sign */
static const double sign_scale = 1.6; /* to the font of values */
static const double cell_width = 0.9; /* that digits may take up */
static const double corner_width = 0.7;
static const double corner[2] = {0.8, 0.93}; /* row where small digits are centred, column where
                                              * they end */
static const double digits_width = 0.4;      /* of a cell, roughly */
static const double room = 0.12;             /* that a cell's own go up to make for them */
static const double arrow_length = 0.9, arrow_head = 0.16;

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (!simulation->has_kernel)
        return arena_format(arena, "%s, which has no weights", simulation->type_name);
    if (simulation->padding_mode != MODE_ZEROS)
        return arena_format(arena, "padding that repeats units");
    if (simulation->axes > 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (simulation->in_channels != 1 || simulation->out_channels != 1)
        return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                            simulation->in_channels, simulation->out_channels);
    size_t weights = tensor_count(&simulation->kernel);
    if (tensor_count(&simulation->input) > MOST_PRODUCTS / weights)
        return arena_format(arena, "stamps of more than %d numbers in all", MOST_PRODUCTS);
    return NULL;
}

/* ---- cells ---- */

int64_t scatter_row(size_t number, int64_t columns)
{
    return (int64_t)number / columns;
}

int64_t scatter_column(size_t number, int64_t columns)
{
    return (int64_t)number % columns;
}

struct area scatter_slide(const struct scatter *scatter, int64_t columns)
{
    size_t next = scatter->step + (scatter->progress > 0);
    double row = (double)scatter_row(scatter->step, columns);
    double column = (double)scatter_column(scatter->step, columns);
    return (struct area){
        row + scatter->progress * ((double)scatter_row(next, columns) - row),
        column + scatter->progress * ((double)scatter_column(next, columns) - column), 1, 1};
}

/* Digits change their ink while the cell's edge passes them. */
double scatter_ink_share(double covered)
{
    double share = (covered - 0.5) / digits_width + 0.5;
    return fmin(fmax(share, 0), 1);
}

struct point scatter_middle(const struct plane *plane, int64_t row, int64_t column, double raised)
{
    return plane_point(plane, (double)row + 0.5 - room * raised, (double)column + 0.5);
}

struct point scatter_corner(const struct scatter *scatter, struct point cell,
                            const struct font *font, const char *text)
{
    double width = scatter->ruler->measure(scatter->ruler->context, font, text).width;
    return (struct point){cell.x + corner[1] * scatter->theme->cell_pt - width / 2,
                          cell.y + corner[0] * scatter->theme->cell_pt};
}

struct font scatter_fit(const struct scatter *scatter, enum theme_font font,
                        const char *const *texts, size_t count)
{
    double width = font == FONT_SMALL ? corner_width : cell_width;
    return digits_fit(scatter->ruler, scatter->theme->font[font], texts, count,
                      width * scatter->theme->cell_pt);
}

/* ---- what the step lights ---- */

static bool is_stamped(const struct scatter *scatter, const struct axis *axis, int64_t unit,
                       int64_t tap)
{
    int64_t place;
    return simulation_stamp_place(scatter->simulation, axis, unit, tap, &place);
}

struct light {
    double *units, *taps;
    size_t *weights;
};

/* An input unit lights the taps that its stamp has, cropped ones too. */
static void light_stamp(const struct scatter *scatter, size_t unit, double share, double *taps)
{
    const struct axis *height = scatter->height, *width = scatter->width;
    int64_t row = scatter_row(unit, width->input), column = scatter_column(unit, width->input);
    for (int64_t i = 0; i < height->kernel; i++)
        for (int64_t j = 0; j < width->kernel; j++)
            if (is_stamped(scatter, height, row, i) && is_stamped(scatter, width, column, j))
                taps[i * width->kernel + j] += share;
}

/* An output unit lights the units that it reads and their weights. */

static void light_terms(const struct scatter *scatter, size_t output, double share,
                        struct arena *arena, const struct light *light)
{
    const struct simulation *simulation = scatter->simulation;
    struct step step;
    simulation_step_at(simulation, output, arena, &step);
    for (size_t i = 0; i < step.term_count; i++) {
        const struct term *term = &step.terms[i];
        size_t unit = 0, tap = 0, weight = 0;
        for (size_t axis = 0; axis < simulation->axes; axis++) {
            size_t kernel = (size_t)simulation->axis[axis].kernel, index = term->kernel[2 + axis];
            unit = unit * (size_t)simulation->axis[axis].input + term->input[1 + axis];
            weight = weight * kernel + index;
            tap = tap * kernel + (simulation->is_turned ? index : kernel - 1 - index);
        }
        if (term->kind != CELL_UNIT)
            continue;
        light->units[unit] += share;
        light->taps[tap] += share;
        if (share >= 0.5)
            light->weights[unit] = weight;
    }
}

static void read_light(struct scatter *scatter, struct arena *arena)
{
    const struct simulation *simulation = scatter->simulation;
    size_t units = tensor_count(&simulation->input), taps = tensor_count(&simulation->kernel);
    struct light light = {arena_allocate(arena, units, sizeof(double)),
                          arena_allocate(arena, taps, sizeof(double)),
                          arena_allocate(arena, units, sizeof(size_t))};
    for (size_t i = 0; i < units; i++)
        light.weights[i] = NOT_READ;
    for (size_t ahead = 0; ahead <= (scatter->progress > 0); ahead++) {
        double share = ahead > 0 ? scatter->progress : 1 - scatter->progress;
        if (scatter->follows_output)
            light_terms(scatter, scatter->step + ahead, share, arena, &light);
        else
            light_stamp(scatter, scatter->step + ahead, share, light.taps);
    }
    scatter->unit_share = light.units;
    scatter->unit_weight = light.weights;
    scatter->tap_share = light.taps;
}

/* ---- layout ---- */

/* Widens a run of cells along an axis to all that stamps reach. */
static void widen_to_stamps(const struct scatter *scatter, const struct axis *axis, double *start,
                            double *length)
{
    int64_t first = 0, end = axis->output, place;
    for (int64_t unit = 0; unit < axis->input; unit++)
        for (int64_t tap = 0; tap < axis->kernel; tap++) {
            if (!simulation_stamp_place(scatter->simulation, axis, unit, tap, &place))
                continue;
            first = place < first ? place : first;
            end = place >= end ? place + 1 : end;
        }
    *start = (double)first;
    *length = (double)(end - first);
}

static void read_scatter(struct scatter *scatter, const struct drawing *drawing,
                         const struct moment_part *part)
{
    const struct simulation *simulation = drawing->simulation;
    const struct axis *width = &simulation->axis[simulation->axes - 1];
    const struct axis *height = simulation->axes > 1 ? &simulation->axis[0] : &axis_of_one;
    *scatter = (struct scatter){
        .simulation = simulation,
        .theme = &drawing->scene->theme,
        .ruler = drawing->ruler,
        .height = height,
        .width = width,
        .overlap = drawing->scene->show.overlap,
        .follows_output = drawing->scene->order.value != ORDER_INPUT,
        .step = part->step,
        .progress = part->progress,
        .inputs = {0, 0, (double)height->input, (double)width->input},
        .weights = {0, 0, (double)height->kernel, (double)width->kernel},
        .outputs = {0, 0, (double)height->output, (double)width->output},
    };
    widen_to_stamps(scatter, height, &scatter->reach.row, &scatter->reach.rows);
    widen_to_stamps(scatter, width, &scatter->reach.column, &scatter->reach.columns);
}

static double tallest(const struct scatter *scatter)
{
    return fmax(fmax(scatter->inputs.rows, scatter->weights.rows), scatter->reach.rows);
}

/* Puts the area's left edge at a column of the page, in the middle of its height. */
static struct plane place_plane(const struct scatter *scatter, const struct area *area,
                                double column)
{
    double cell = scatter->theme->cell_pt, row = (tallest(scatter) - area->rows) / 2;
    double margin = scatter->theme->margin_pt + scatter->theme->window_pt / 2;
    return (struct plane){
        .origin = {margin + cell * (column - area->column), margin + cell * (row - area->row)},
        .column = {cell, 0},
        .row = {0, cell}};
}

/* Of the kernel and the room behind it; 0 where it is hidden. */
static double kernel_width(const struct scatter *scatter)
{
    return shown_kernel(scatter->simulation) ? scatter->weights.columns + gap : 0;
}

static void lay_out(struct scatter *scatter, struct pen *pen)
{
    double kernel = scatter->inputs.columns + gap, output = kernel + kernel_width(scatter);
    double cell = scatter->theme->cell_pt;
    double around = 2 * scatter->theme->margin_pt + scatter->theme->window_pt;
    scatter->input = place_plane(scatter, &scatter->inputs, 0);
    scatter->kernel = place_plane(scatter, &scatter->weights, kernel);
    scatter->output = place_plane(scatter, &scatter->reach, output);
    pen->list->width_pt = cell * (output + scatter->reach.columns) + around;
    pen->list->height_pt = cell * tallest(scatter) + around;
}

static void place_map(struct pen *pen, enum map_role role, const struct plane *plane,
                      const struct area *units, const struct area *outline)
{
    struct map_place place = {.role = role, .channel = -1, .plane = *plane, .pitch = {1, 1}};
    place.rows = (size_t)units->rows;
    place.columns = (size_t)units->columns;
    place.outline = *outline;
    pen_place_map(pen, &place);
}

/* A direct layer's kernel is stamped turned. */
static void place_maps(const struct scatter *scatter, struct pen *pen)
{
    struct plane kernel = scatter->kernel;
    struct area outline = scatter->weights;
    place_map(pen, MAP_INPUT, &scatter->input, &scatter->inputs, &scatter->inputs);
    place_map(pen, MAP_OUTPUT, &scatter->output, &scatter->outputs, &scatter->reach);
    if (!shown_kernel(scatter->simulation))
        return;
    place_map(pen, MAP_KERNEL, &kernel, &scatter->weights, &outline);
    if (scatter->simulation->is_turned || pen->place_count == 0)
        return;
    struct map_place *turned = &pen->places[pen->place_count - 1];
    turned->plane.origin = plane_point(&kernel, outline.rows - 1, outline.columns - 1);
    turned->pitch[0] = turned->pitch[1] = -1;
    turned->outline.row = 1 - outline.rows;
    turned->outline.column = 1 - outline.columns;
}

/* ---- signs ---- */

static void draw_signs(const struct scatter *scatter, struct pen *pen)
{
    const struct theme *theme = scatter->theme;
    const struct plane *plane = &scatter->input;
    double middle = scatter->inputs.rows / 2, times = scatter->inputs.columns + gap / 2;
    struct lettering sign = {theme->font[FONT_VALUES], theme->color[COLOR_ZERO_INK], false};
    sign.font.size_pt *= sign_scale;
    if (shown_kernel(scatter->simulation))
        pen_write(pen, key_once("sign.times"), "\xc3\x97", plane_point(plane, middle, times),
                  &sign);
    double tip = times + kernel_width(scatter) + arrow_length / 2;
    pen_move_to(pen, plane_point(plane, middle, tip - arrow_length));
    pen_line_to(pen, plane_point(plane, middle, tip));
    pen_move_to(pen, plane_point(plane, middle - arrow_head, tip - arrow_head));
    pen_line_to(pen, plane_point(plane, middle, tip));
    pen_line_to(pen, plane_point(plane, middle + arrow_head, tip - arrow_head));
    struct stroke line = pen_solid(pen, COLOR_ZERO_INK, 2 * theme->thick_pt);
    line.join = JOIN_ROUND;
    line.cap = CAP_ROUND;
    pen_paint(pen, key_once("sign.to"), color_none, line);
}

/* ---- the view ---- */

static void draw_scatter(const struct drawing *drawing, const struct moment_part *part,
                         struct pen *pen)
{
    struct scatter scatter;
    read_scatter(&scatter, drawing, part);
    read_light(&scatter, pen->arena);
    scatter_read_tally(&scatter, pen->arena);
    lay_out(&scatter, pen);
    place_maps(&scatter, pen);

    draw_signs(&scatter, pen);
    scatter_draw_units(&scatter, pen);
    scatter_draw_empty(&scatter, pen);
    scatter_draw_lit(&scatter, pen);
    scatter_draw_outputs(&scatter, pen);
}

const struct view view_scatter = {.name = "scatter",
                                  .obstacle = obstacle,
                                  .draw = draw_scatter,
                                  .orders = 1u << ORDER_OUTPUT | 1u << ORDER_INPUT};
