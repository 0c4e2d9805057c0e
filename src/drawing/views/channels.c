/* SPDX-License-Identifier: MIT */
/* View channels: 2-D layers of several input and output maps. */
#include "drawing/views/channels.h"

#include <math.h>

#include "drawing/shown.h"
#include "drawing/view.h"
#include "drawing/views/channels_guide.h"

static const double veiled = 0.45;         /* opacity of groups that are not the current one */
static const double pillar_opacity = 0.45; /* of a 1 x 1 window's pillar, to the window's colour */

static const char *channels_obstacle(const struct simulation *simulation, struct arena *arena)
{
    size_t in = simulation->in_channels, out = simulation->out_channels;
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    bool is_moving = simulation_moves_channels(simulation);
    if (simulation->is_flattened && !is_moving)
        return arena_format(arena, "%s, whose output has no height and width",
                            simulation->type_name);
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (is_moving && out > 1 && simulation->scene->order.value == ORDER_POSITION)
        return arena_format(arena, "%s in order position: its channels read different places",
                            simulation->type_name);
    size_t out_maps = simulation->is_flattened ? 1 : out;
    size_t most = is_moving ? MOST_MOVED_CHANNELS : MOST_CHANNELS;
    if (in > most || out_maps > most)
        return arena_format(arena, "more than %zu channels, and this layer has %zu in and %zu out",
                            most, in, out);
    if (is_moving && tensor_count(&simulation->input) + simulation->step_count > MOST_MOVED_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_MOVED_UNITS);
    return NULL;
}

/* ---- from the moment to what is seen ---- */

bool channels_is_current(const struct channels *channels, size_t output)
{
    return channels->is_position || output == channels->seen;
}

size_t channels_group_seen(const struct channels *channels)
{
    return channels->seen / channels->outputs;
}

/* The output map of a step. */
static size_t map_of(const struct simulation *simulation, const struct step *step)
{
    return simulation->is_flattened ? 0 : step->output[0];
}

/* The input map that a step reads, where it reads but one unit; SIZE_MAX: it reads all. */
static size_t map_read(const struct simulation *simulation, size_t n, struct arena *arena)
{
    struct step step;
    if (!simulation_moves_channels(simulation))
        return SIZE_MAX;
    simulation_step_at(simulation, n, arena, &step);
    bool is_unit = step.term_count > 0 && step.terms[0].kind == CELL_UNIT;
    return is_unit ? step.terms[0].input[0] /* else a zero that Unfold reads */
                   : step.output[0] * simulation->in_channels / simulation->out_channels;
}

/* How much of the moment is a group's. */
static double group_share(const struct channels *channels, size_t group)
{
    double share = 0;
    if (channels->is_position)
        return 1;
    if (group == channels->here / channels->outputs)
        share += 1 - channels->progress;
    if (group == channels->next / channels->outputs)
        share += channels->progress;
    return share;
}

static bool do_groups_change(const struct channels *channels)
{
    return channels->is_jumping ||
           channels->here / channels->outputs != channels->next / channels->outputs;
}

/* The current cell does not glide from one map to another, nor the window between groups: what was
 * is seen for the first half, then what comes. */
static void rest(struct channels *channels, const struct drawing *drawing,
                 const struct moment_part *part)
{
    struct moment_part still = *part;
    struct maps maps, *moving = &channels->upright.maps;
    still.step += part->progress >= 0.5;
    still.progress = 0;
    maps_read(&maps, drawing, &still);
    moving->now = maps.now;
    if (!do_groups_change(channels))
        return;
    moving->window = maps.window;
    for (int i = 0; i < 2; i++)
        moving->taps[i] = maps.taps[i];
}

static void read_channels(struct channels *channels, const struct drawing *drawing,
                          const struct moment_part *part, struct arena *arena)
{
    const struct simulation *simulation = drawing->simulation;
    struct step here, next;
    *channels = (struct channels){.simulation = simulation,
                                  .theme = &drawing->scene->theme,
                                  .progress = part->progress,
                                  .is_position = drawing->scene->order.value == ORDER_POSITION,
                                  .fade = 1};
    bool is_moving = simulation_moves_channels(simulation);
    channels->groups = simulation->has_kernel ? simulation->groups
                       : is_moving            ? 1
                                              : simulation->in_channels;
    channels->output_maps = simulation->is_flattened ? 1 : simulation->out_channels;
    channels->inputs = simulation->in_channels / channels->groups;
    channels->outputs = channels->output_maps / channels->groups;
    channels->input_columns = channels->output_columns = 1;
    if (simulation->shuffle > 0) /* in squares, as they lie among each other in the larger map */
        *(channels->inputs > channels->outputs ? &channels->input_columns
                                               : &channels->output_columns) =
            (size_t)simulation->shuffle;
    simulation_place_at(simulation, part->step, &here);
    next = here;
    if (part->progress > 0)
        simulation_place_at(simulation, part->step + 1, &next);
    channels->here = map_of(simulation, &here);
    channels->next = map_of(simulation, &next);
    channels->seen = part->progress < 0.5 ? channels->here : channels->next;
    size_t read_here = map_read(simulation, here.number, arena);
    size_t read_next = map_read(simulation, next.number, arena);
    channels->read = part->progress < 0.5 ? read_here : read_next;
    channels->is_jumping = read_here != read_next;
    upright_read(&channels->upright, drawing, part, arena);
    if (channels->here != channels->next || channels->is_jumping) {
        channels->fade = fabs(1 - 2 * part->progress);
        rest(channels, drawing, part);
    }
    channels_read_sums(channels, part, arena);
    channels_lay_out(channels);
}

/* ---- maps ---- */

struct item_key channels_key(const char *part, size_t group)
{
    struct item_key key = key_once(part);
    key.channel = (int)group;
    return key;
}

/* Other groups are pale. */
static void begin_group(const struct channels *channels, struct pen *pen, const char *part,
                        size_t group)
{
    pen_begin_veil(pen, channels_key(part, group),
                   veiled + (1 - veiled) * group_share(channels, group));
}

/* The filter that a group shows: the current one, else its last, or its first before its turn. */
static size_t filter_of(const struct channels *channels, size_t group)
{
    size_t first = group * channels->outputs, last = first + channels->outputs - 1;
    size_t seen = channels->seen < first ? first : channels->seen;
    return seen < last ? seen : last;
}

static void draw_kernels(struct channels *channels, struct pen *pen, size_t group)
{
    struct upright *upright = &channels->upright;
    bool is_turning = group == channels_group_seen(channels) && !do_groups_change(channels);
    pen_begin_veil(pen, channels_key("kernels", group), is_turning ? channels->fade : 1);
    for (size_t c = group * channels->inputs; c < (group + 1) * channels->inputs; c++) {
        size_t first = pen->list->count;
        channels_choose(channels, c, filter_of(channels, group));
        upright_draw_kernel(upright, pen);
        if (upright_has_divisor(upright))
            upright_draw_divisor(upright, pen,
                                 plane_point(&channels->page, channels_row_middle(channels, c),
                                             channels->divisor_column));
        pen_set_channel(pen, first, c);
    }
    pen_end_group(pen, channels_key("kernels.end", group));
}

static void draw_sign(const struct channels *channels, struct pen *pen, double row)
{
    bool has_kernel = shown_kernel(channels->simulation);
    upright_draw_sign(&channels->upright, pen, "sign.times",
                      has_kernel ? "\xe2\x88\x97" : "\xe2\x86\x92", /* U+2217, U+2192 */
                      plane_point(&channels->page, row, channels->sign_column));
}

static void draw_inputs(struct channels *channels, struct pen *pen, size_t group)
{
    bool is_moving = simulation_moves_channels(channels->simulation);
    begin_group(channels, pen, "inputs", group);
    for (size_t c = group * channels->inputs; c < (group + 1) * channels->inputs; c++) {
        size_t first = pen->list->count;
        channels_choose(channels, c, filter_of(channels, group));
        upright_draw_input(&channels->upright, pen);
        if (!is_moving)
            draw_sign(channels, pen, channels_row_middle(channels, c));
        pen_set_channel(pen, first, c);
    }
    if (is_moving) /* from all maps to all */
        draw_sign(channels, pen, channels_group_middle(channels, group));
    if (shown_kernel(channels->simulation))
        draw_kernels(channels, pen, group);
    pen_end_group(pen, channels_key("inputs.end", group));
}

static void draw_outputs(struct channels *channels, struct pen *pen, size_t group)
{
    begin_group(channels, pen, "outputs", group);
    for (size_t o = group * channels->outputs; o < (group + 1) * channels->outputs; o++) {
        size_t first = pen->list->count;
        channels_choose(channels, group * channels->inputs, o);
        channels->upright.maps.has_now = false; /* it comes last, with its digits */
        maps_draw_empty_outputs(&channels->upright.maps, pen);
        maps_draw_outputs(&channels->upright.maps, pen);
        upright_draw_output_digits(&channels->upright, pen);
        pen_set_channel(pen, first, o);
    }
    pen_end_group(pen, channels_key("outputs.end", group));
}

/* ---- what is read and made now ---- */

/* Through all maps of a group a 1 x 1 window is one pillar: from each window to the next, pale over
 * the units on its way, which it does not read. */
static void draw_pillar(struct channels *channels, struct pen *pen)
{
    const struct maps *maps = &channels->upright.maps;
    size_t first = channels_group_seen(channels) * channels->inputs;
    size_t last = first + channels->inputs - 1;
    if (!channels->simulation->has_kernel || maps->taps[0] * maps->taps[1] != 1)
        return;
    struct color color = channels->theme->color[COLOR_WINDOW];
    color.alpha *= pillar_opacity;
    double pitch = channels_row_middle(channels, first + 1) - channels_row_middle(channels, first);
    for (size_t c = first; c < last; c++) {
        channels_choose(channels, c, channels->seen);
        double start = maps->window.row + 1;
        plane_trace_outline(pen, &maps->input,
                            (struct area){start, maps->window.column, pitch - 1, 1});
    }
    pen_paint(pen, channels_key("pillar", channels_group_seen(channels)), color, stroke_none);
    for (size_t c = first; c < last; c++) {
        channels_choose(channels, c, channels->seen);
        for (int side = 0; side < 2; side++) {
            double start = maps->window.row + 1, column = maps->window.column + side;
            pen_move_to(pen, plane_point(&maps->input, start, column));
            pen_line_to(pen, plane_point(&maps->input, start + pitch - 1, column));
        }
    }
    pen_paint(pen, channels_key("pillar.sides", channels_group_seen(channels)), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, channels->theme->thick_pt));
}

static void draw_windows(struct channels *channels, struct pen *pen)
{
    size_t first_input = channels_group_seen(channels) * channels->inputs;
    pen_begin_veil(pen, channels_key("windows", channels_group_seen(channels)),
                   do_groups_change(channels) ? channels->fade : 1);
    draw_pillar(channels, pen);
    for (size_t c = first_input; c < first_input + channels->inputs; c++) {
        size_t first = pen->list->count;
        if (channels->read != SIZE_MAX && channels->read != c)
            continue;
        channels_choose(channels, c, channels->seen);
        upright_draw_window(&channels->upright, pen);
        pen_set_channel(pen, first, c);
    }
    if (channels->simulation->has_kernel)
        channels_draw_sums(channels, pen);
    pen_end_group(pen, channels_key("windows.end", channels_group_seen(channels)));
}

/* The result that was there before the cell moves on, in ink as far as the cell has left it. */
static void draw_now_digits(const struct channels *channels, struct pen *pen)
{
    const struct upright *upright = &channels->upright;
    const struct maps *maps = &upright->maps;
    size_t columns = maps->columns;
    bool is_next = !channels->is_position &&
                   channels->seen != channels->here; /* its result comes with its step */
    if (!upright->has_texts || is_next)
        return;
    size_t place = maps->step % (maps->rows * columns);
    double row = (double)(place / columns), column = (double)(place % columns);
    struct lettering lettering = {.font = upright->outputs.font};
    lettering.color =
        color_mix(maps->theme->color[COLOR_OUTPUT_INK], maps->theme->color[COLOR_NOW_INK],
                  area_covered(&maps->now, row, column));
    cell_text_write(pen, upright->ruler, key_once("now.value"),
                    &upright->outputs.texts[upright->out_channel * upright->outputs.count + place],
                    plane_point(&maps->output, row + 0.5, column + 0.5), &lettering);
}

static void draw_now(struct channels *channels, struct pen *pen)
{
    const struct simulation *simulation = channels->simulation;
    pen_begin_veil(pen, key_once("now"), channels->fade);
    for (size_t o = 0; o < channels->output_maps; o++) {
        if (!channels_is_current(channels, o))
            continue;
        size_t first = pen->list->count;
        channels->seen = o;
        channels_choose(channels, o / channels->outputs * channels->inputs, o);
        maps_draw_now(&channels->upright.maps, pen);
        draw_now_digits(channels, pen);
        if (simulation->has_kernel)
            channels_draw_output_link(channels, pen);
        pen_set_channel(pen, first, o);
    }
    pen_end_group(pen, key_once("now.end"));
}

/* ---- the view ---- */

static void draw_channels(const struct drawing *drawing, const struct moment_part *part,
                          struct pen *pen)
{
    struct channels channels;
    if (drawing->scene->theme.is_page_per_step && drawing->simulation->has_kernel) {
        channels_guide_draw(drawing, pen);
        return;
    }
    read_channels(&channels, drawing, part, pen->arena);
    double cell = channels.theme->cell_pt;
    pen->list->width_pt = channels.width * cell + 2 * channels.page.origin.x;
    pen->list->height_pt = channels.height * cell + 2 * channels.page.origin.y;
    channels_place_maps(&channels, pen);
    for (size_t g = 0; g < channels.groups; g++)
        draw_inputs(&channels, pen, g);
    for (size_t g = 0; g < channels.groups; g++)
        draw_outputs(&channels, pen, g);
    if (!channels.is_position)
        draw_windows(&channels, pen);
    for (size_t g = 0; channels.is_position && g < channels.groups; g++) {
        channels.seen = g * channels.outputs;
        draw_windows(&channels, pen);
    }
    draw_now(&channels, pen);
}

const struct view view_channels = {.name = "channels",
                                   .obstacle = channels_obstacle,
                                   .has_sum = true,
                                   .draw = draw_channels,
                                   .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION};
