/* SPDX-License-Identifier: MIT */
/* From a moment to cells. The one place that knows which they are. */
#include "drawing/map/lights.h"

#include <math.h>

static const struct motion_sizes *const sizes = &theme_sizes.motion;

/* ---- windows ---- */

/* Which input channels a step reads. */
static void read_channels(const struct simulation *layer, const struct step *step,
                          struct light_window *window)
{
    size_t inputs = layer->in_channels / layer->groups;
    size_t outputs = layer->out_channels / layer->groups;
    if (layer->has_kernel) {
        window->first_channel = step->output[0] / outputs * inputs;
        window->end_channel = window->first_channel + inputs;
        return;
    }
    window->first_channel = layer->in_channels;
    for (size_t t = 0; t < step->term_count; t++) {
        size_t channel = step->terms[t].input[0];
        if (step->terms[t].kind != CELL_UNIT)
            continue;
        window->first_channel = channel < window->first_channel ? channel : window->first_channel;
        window->end_channel = channel >= window->end_channel ? channel + 1 : window->end_channel;
    }
    if (window->end_channel == 0) { /* zeros alone */
        window->first_channel = step->output[0] * layer->in_channels / layer->out_channels;
        window->end_channel = window->first_channel + 1;
    }
}

/* Of Unfold a step by position is a column: what a whole window holds. */
static bool reads_columns(const struct lights *lights)
{
    return lights->layer->is_flattened && lights->is_by_position;
}

/* Whether its window has the layer's size. */
static bool is_whole(const struct lights *lights)
{
    return !lights->stamps &&
           ((lights->layer->is_sliding && !lights->layer->is_flattened) || reads_columns(lights));
}

/* A window that slides has its layer's size; others go round what they read, if it is anything. */
static void read_window(const struct lights *lights, const struct step *step,
                        struct light_window *window)
{
    const struct simulation *layer = lights->layer;
    double share = step->term_count > 0 || is_whole(lights) ? 1 : 0;
    *window = (struct light_window){.share = share, .edge = share};
    read_channels(layer, step, window);
    for (size_t i = 0; i < layer->axes; i++) {
        int64_t first = step->window[i];
        if (reads_columns(lights))
            first = (int64_t)step->output[1 + i] * layer->axis[i].move;
        int64_t end = first + layer->axis[i].effective_kernel;
        for (size_t t = 0; t < step->term_count && !is_whole(lights); t++) {
            int64_t place = step->terms[t].place[i];
            first = t == 0 || place < first ? place : first;
            end = t == 0 || place >= end ? place + 1 : end;
        }
        window->first[i] = (double)first;
        window->size[i] = (double)(end - first);
    }
}

static bool read_alike(const struct light_window *a, const struct light_window *b)
{
    return a->first_channel == b->first_channel && a->end_channel == b->end_channel &&
           a->share == b->share;
}

/* At the end of a row the window would cross places that are no steps. Cuboids slide. */
static bool ends_row(const struct lights *lights)
{
    const struct simulation *layer = lights->layer;
    const struct step *here = &lights->here, *next = &lights->next;
    bool ends = false;
    for (size_t i = 0; i + 1 < layer->axes && layer->axes < MAX_AXES; i++)
        ends |= lights->stamps ? here->output[1 + i] != next->output[1 + i]
                               : here->window[i] != next->window[i];
    return ends;
}

/* At the end of a row a window is lifted, its outline goes back, it is set down. */
struct light_return {
    double share; /* of what is not its outline, 0..1 */
    double way;   /* how far it is back */
};

static struct light_return read_return(const struct subject *subject, double progress)
{
    double move = rational_to_double(subject->scene->timeline.move);
    double share =
        move > 0 ? fmin(sizes->returning, sizes->longest_return / move) : sizes->returning;
    double lift = (1 - share) / 2, way = (progress - lift) / share;
    return (struct light_return){.share = fmax(0, 1 - fmin(progress, 1 - progress) / lift),
                                 .way = share_smooth(fmin(fmax(way, 0), 1))};
}

static struct light_window returning_window(const struct lights *lights,
                                            const struct light_window *here,
                                            const struct light_window *next)
{
    struct light_window window = *here;
    struct light_return back = read_return(lights->subject, lights->progress);
    window.share *= back.share;
    for (size_t i = 0; i < lights->layer->axes; i++) {
        window.first[i] = share_between(here->first[i], next->first[i], back.way);
        window.size[i] = share_between(here->size[i], next->size[i], back.way);
    }
    return window;
}

enum { MOST_GHOSTS = 3 }; /* of longer strides nobody sees them */

/* It comes as the window does, and is still there when that has left it. */
static double ghost_share(double progress)
{
    double left = 2 * progress - 1;
    return 1 - (left < 0 ? left * left : left * left * left * left);
}

/* The places that a stride leaves out, in the middle of the move; none where the window goes back
 * to the first place of a row. */
static void add_ghosts(struct lights *lights)
{
    const struct simulation *layer = lights->layer;
    size_t last = layer->axes - 1;
    int64_t move = layer->axis[last].move;
    if (lights->next.window[last] - lights->here.window[last] != move)
        return;
    if (!layer->is_sliding || !is_whole(lights) || layer->axes == MAX_AXES || move < 2 ||
        move > MOST_GHOSTS + 1)
        return;
    lights->ghost_count = (size_t)move - 1;
    lights->ghost_share = ghost_share(lights->progress);
}

static void add_windows(struct lights *lights)
{
    struct light_window here, next;
    read_window(lights, &lights->here, &here);
    read_window(lights, &lights->next, &next);
    if (lights->is_by_position) {
        here.first_channel = next.first_channel = 0;
        here.end_channel = next.end_channel = lights->layer->in_channels;
    }
    if (!read_alike(&here, &next)) {
        here.share = here.edge = here.share * share_leaving(lights->progress);
        next.share = next.edge = next.share * share_coming(lights->progress);
        lights->windows[lights->window_count++] = here;
        lights->windows[lights->window_count++] = next;
        return;
    }
    if (ends_row(lights)) {
        lights->windows[lights->window_count++] = returning_window(lights, &here, &next);
        return;
    }
    for (size_t i = 0; i < lights->layer->axes; i++) {
        here.first[i] = share_between(here.first[i], next.first[i], lights->progress);
        here.size[i] = share_between(here.size[i], next.size[i], lights->progress);
    }
    lights->windows[lights->window_count++] = here;
    if (lights->progress > 0)
        add_ghosts(lights);
}

/* All that is lit, as strong as the moment has it. */
static void weaken(struct lights *lights)
{
    for (size_t i = 0; i < lights->window_count; i++) {
        lights->windows[i].share *= lights->strength;
        lights->windows[i].edge *= lights->strength;
    }
    for (size_t i = 0; i < lights->current_count; i++)
        lights->currents[i].share *= lights->strength;
    lights->chosen_share *= lights->strength;
}

static void read_taps(struct lights *lights)
{
    const struct simulation *layer = lights->layer;
    for (size_t i = 0; i < layer->axes; i++) {
        double size = 0;
        for (size_t w = 0; w < lights->window_count; w++)
            size = fmax(size, lights->windows[w].size[i]);
        lights->apart[i] = lights->stamps     ? simulation_stamp_pitch(layer, &layer->axis[i])
                           : is_whole(lights) ? layer->axis[i].dilation
                                              : 1;
        lights->taps[i] = ((int64_t)ceil(size - 1e-9) + lights->apart[i] - 1) / lights->apart[i];
    }
}

/* ---- current units ---- */

/* A flattened output is one map: [C][places]. */
static struct light_current current_of(const struct lights *lights, const struct step *step)
{
    const struct simulation *layer = lights->layer;
    struct light_current current = {
        .number = step->number, .channel = step->output[0], .share = 1, .lit = 1};
    for (size_t i = 0; i < layer->axes; i++)
        current.cell[i] = (double)step->output[1 + i];
    if (layer->is_flattened) {
        size_t places = tensor_count(&layer->output) / layer->out_channels;
        current = (struct light_current){.number = step->number, .share = 1, .lit = 1};
        current.cell[layer->axes - 1] = (double)(step->number % places);
        if (layer->axes > 1)
            current.cell[layer->axes - 2] = (double)(step->number / places);
    }
    return current;
}

static void add_currents(struct lights *lights)
{
    struct light_current here = current_of(lights, &lights->here);
    struct light_current next = current_of(lights, &lights->next);
    here.lit = lights_arrival(lights->telling, lights->told);
    next.lit = !lights->hides_next;
    bool is_elsewhere = here.channel != next.channel && !lights->is_by_position;
    for (size_t i = 0; i < lights->layer->axes; i++)
        is_elsewhere |= here.cell[i] != next.cell[i];
    if (lights->stamps) {
        here.lit = next.lit = 1;
        is_elsewhere = ends_row(lights);
    }
    if (is_elsewhere) { /* it never slides over outputs that are there */
        here.share = share_leaving(lights->progress);
        next.share = share_coming(lights->progress);
        lights->currents[lights->current_count++] = here;
        lights->currents[lights->current_count++] = next;
        return;
    }
    for (size_t i = 0; i < lights->layer->axes; i++)
        here.cell[i] = share_between(here.cell[i], next.cell[i], lights->progress);
    lights->currents[lights->current_count++] = here;
}

/* ---- the chosen unit ---- */

static void add_chosen(struct lights *lights, const struct step *step)
{
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        if (!term->is_chosen)
            continue;
        struct light_chosen *chosen = &lights->chosen[lights->chosen_count++];
        chosen->channel = term->input[0];
        for (size_t i = 0; i < lights->layer->axes; i++)
            chosen->cell[i] = term->place[i];
        return;
    }
}

/* On its way the window has taken nothing yet; it lets go of what it took as it sets out, so that
 * it never slides over that. Of steps by position every channel takes a unit. */
static void read_chosen(struct lights *lights, struct arena *arena)
{
    const struct simulation *layer = lights->layer;
    if (!subject_has_texts(lights->subject) || lights->progress >= 0.5 || lights->is_question ||
        lights->telling != TELLS_ALL || !layer->has_values || layer->reduction != REDUCE_LARGEST ||
        !lights->subject->looks.show.argmax.value)
        return;
    size_t places = tensor_count(&layer->output) / layer->out_channels;
    size_t count = lights->is_by_position ? layer->out_channels : 1;
    lights->chosen = arena_allocate(arena, count, sizeof *lights->chosen);
    add_chosen(lights, &lights->here);
    for (size_t channel = 1; channel < count; channel++) {
        struct step step;
        simulation_step_at(layer, lights->step + channel * places, arena, &step);
        add_chosen(lights, &step);
    }
    lights->chosen_share = lights->window_count == 1 && ends_row(lights)
                               ? lights->windows[0].share
                               : fmax(0, 1 - lights->progress / sizes->letting_go);
}

/* Terms are asked for where places do not tell everything. */
static void read_step(const struct lights *lights, size_t step, struct arena *arena,
                      struct step *out)
{
    const struct simulation *layer = lights->layer;
    if (lights->stamps)
        simulation_stamp_step(layer, step, arena, out);
    else if (layer->has_kernel && layer->is_sliding && lights->telling == TELLS_ALL)
        simulation_place_at(layer, step, out);
    else
        simulation_step_at(layer, step, arena, out);
}

void lights_read(struct lights *lights, const struct subject *subject,
                 const struct moment_part *part, struct arena *arena)
{
    *lights = (struct lights){.subject = subject,
                              .layer = subject->simulation,
                              .step = part->step,
                              .seen = part->step + (part->progress >= 0.5),
                              .progress = part->progress,
                              .is_question = part->is_question,
                              .telling = part->telling,
                              .told = part->told,
                              .landed = lights_sum_share(part),
                              .strength = lights_strength(part),
                              .hides_next = part->tells_next,
                              .stamps = subject->stamps,
                              .has_own_weights = subject->stamps,
                              .is_by_position = subject->scene->order.value == ORDER_POSITION};
    read_step(lights, part->step, arena, &lights->here);
    lights->next = lights->here;
    if (part->progress > 0)
        read_step(lights, part->step + 1, arena, &lights->next);
    add_windows(lights);
    read_taps(lights);
    add_currents(lights);
    read_chosen(lights, arena);
    weaken(lights);
}

static void read_units(const struct lights *lights, struct arena *arena, struct step *step)
{
    struct step all;
    simulation_step_at(lights->layer, step->number, arena, &all);
    struct term *terms = arena_allocate(arena, all.term_count, sizeof *terms);
    step->term_count = 0;
    step->terms = terms;
    for (size_t t = 0; t < all.term_count; t++)
        if (all.terms[t].kind == CELL_UNIT)
            terms[step->term_count++] = all.terms[t];
}

void lights_read_terms(struct lights *lights, struct arena *arena)
{
    if (lights->stamps)
        return;
    read_units(lights, arena, &lights->here);
    read_units(lights, arena, &lights->next);
}
