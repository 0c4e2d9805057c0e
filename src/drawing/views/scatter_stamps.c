/* SPDX-License-Identifier: MIT */
/* What the stamps of view scatter add up to, and where they lie, on the way from one to the next.
 */
#include <math.h>

#include "drawing/views/scatter.h"

/* ---- what the stamps add up to ---- */

/* Rounds numbers as they are printed, finds the ends of their range and their decimals. */
static int settle_numbers(const struct subject *subject, double *values, size_t count,
                          double ends[2])
{
    double rounding = simulation_rounding(subject->simulation);
    for (size_t i = 0; i < count; i++) {
        values[i] = simulation_settle(values[i], rounding);
        ends[0] = fmin(ends[0], values[i]);
        ends[1] = fmax(ends[1], values[i]);
    }
    return digits_asked(&subject->looks.show, values, count, digits_decimals(values, count));
}

/* The texts of finished units, as in every other view. */
static const char *const *result_texts(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    const double *results = simulation_settled(layer, arena);
    return digits_of(arena, results, layer->step_count,
                     digits_asked(&subject->looks.show, results, layer->step_count,
                                  subject->looks.theme.output_decimals));
}

void scatter_read_tally(struct tally *tally, const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    tally->start = layer->has_bias ? layer->bias.values[0] : 0;
    entries_read(&tally->entries, layer, arena);
    const size_t *starts = tally->entries.starts;
    size_t count = starts[tally->entries.rows];
    double *sums = arena_allocate(arena, count + 1, sizeof *sums);
    double *adds = arena_allocate(arena, count + 1, sizeof *adds);
    for (size_t unit = 0; unit < tally->entries.rows; unit++) {
        size_t reached = starts[unit + 1] - starts[unit];
        double sum = tally->start;
        for (size_t i = starts[unit]; i < starts[unit + 1]; i++) {
            const struct entry *entry = &tally->entries.entries[i];
            adds[i] = entry->weight * layer->input.values[entry->column];
            sums[i] = sum += adds[i];
        }
        tally->most = reached > tally->most ? reached : tally->most;
    }
    sums[count] = tally->start; /* and an addend of 0 */
    tally->sum_decimals = settle_numbers(subject, sums, count + 1, tally->sum_ends);
    tally->add_decimals = settle_numbers(subject, adds, count + 1, tally->add_ends);
    tally->start = sums[count];
    tally->sums = sums;
    tally->adds = adds;
    if (layer->has_values)
        tally->results = result_texts(subject, arena);
}

/* ---- where stamps lie ---- */

struct taps scatter_taps(const struct simulation *layer, const struct axis *axis, int64_t unit,
                         struct arena *arena)
{
    struct taps taps = {0, arena_allocate(arena, (size_t)axis->kernel, sizeof *taps.all)};
    int64_t place;
    for (int64_t tap = 0; tap < axis->kernel; tap++)
        if (simulation_stamp_place(layer, axis, unit, tap, &place))
            taps.all[taps.count++] =
                (struct tap){layer->is_turned ? tap : axis->kernel - 1 - tap, place};
    return taps;
}

/* A tap's span. A direct layer's stamp that falls between places has none: its middle. */
static struct span span_of(const struct taps *taps, size_t tap, const struct axis *axis,
                           int64_t unit)
{
    double reach = (double)(axis->effective_kernel - 1) / 2;
    if (taps->count == 0)
        return (struct span){
            ((double)(unit + axis->padding_before) - reach) / (double)axis->stride + 0.5, 0};
    return (struct span){(double)taps->all[tap < taps->count ? tap : taps->count - 1].place, 1};
}

static struct spans lay_axis(const struct scatter_moment *moment, const struct axis *axis,
                             int64_t from, int64_t to, struct arena *arena)
{
    struct taps here = scatter_taps(moment->layer, axis, from, arena);
    struct taps next = scatter_taps(moment->layer, axis, to, arena);
    struct spans spans = {.count = here.count > next.count ? here.count : next.count,
                          .nearer = moment->progress > 0.5 ? next : here};
    spans.all = arena_allocate(arena, spans.count, sizeof *spans.all);
    for (size_t i = 0; i < spans.count; i++) {
        struct span a = span_of(&here, i, axis, from), b = span_of(&next, i, axis, to);
        spans.all[i] = (struct span){share_between(a.at, b.at, moment->way),
                                     share_between(a.size, b.size, moment->way)};
    }
    return spans;
}

struct laid_stamp scatter_lay_stamp(const struct scatter_moment *moment, size_t from, size_t to,
                                    struct arena *arena)
{
    struct area a = scatter_cell(moment->input, from), b = scatter_cell(moment->input, to);
    return (struct laid_stamp){
        lay_axis(moment, moment->scatter->height, (int64_t)a.row, (int64_t)b.row, arena),
        lay_axis(moment, moment->scatter->width, (int64_t)a.column, (int64_t)b.column, arena)};
}

/* ---- a moment ---- */

/* How many stamps have reached a unit: all of them, where steps are output units. Where all stamps
 * that reach the step's unit are lit, they show themselves how they overlap. */
static struct reached reached_at(const struct scatter_moment *moment, size_t unit)
{
    const struct tally *tally = &moment->scatter->tally;
    const struct entry *entries = tally->entries.entries;
    enum overlap overlap = moment->panel->subject.looks.show.overlap;
    bool is_plain =
        overlap == OVERLAP_HIDDEN || (overlap == OVERLAP_SHADED && moment->follows_output);
    size_t low = tally->entries.starts[unit], high = tally->entries.starts[unit + 1];
    struct reached reached = {.total = high - low};
    if (moment->follows_output && unit <= moment->step)
        reached.count = unit < moment->step ? reached.total : moment->gathered;
    while (!moment->follows_output && low < high) {
        size_t middle = low + (high - low) / 2;
        if (entries[middle].column <= moment->step)
            low = middle + 1;
        else
            high = middle;
    }
    if (!moment->follows_output)
        reached.count = low - tally->entries.starts[unit] - moment->is_awaited[unit];
    bool is_told = moment->telling != TELLS_ALL && unit == moment->step;
    reached.is_filled =
        moment->follows_output && !is_told ? unit <= moment->step : reached.count > 0;
    if (!is_plain && reached.count > 1)
        reached.shade = (double)(reached.count - 1) / (double)(tally->most - 1);
    return reached;
}

struct area scatter_cell(const struct placed *placed, size_t number)
{
    return (struct area){(double)(number / placed->map.columns),
                         (double)(number % placed->map.columns), 1, 1};
}

struct item_key scatter_key(const char *part, struct area cell)
{
    return key_cell(part, (int64_t)cell.row, (int64_t)cell.column);
}

/* An input unit lights the taps that its stamp has, cropped ones too. */
static void light_stamp(struct scatter_moment *moment, size_t unit, double share,
                        struct arena *arena)
{
    const struct scatter *scatter = moment->scatter;
    struct area cell = scatter_cell(moment->input, unit);
    struct taps rows = scatter_taps(moment->layer, scatter->height, (int64_t)cell.row, arena);
    struct taps columns = scatter_taps(moment->layer, scatter->width, (int64_t)cell.column, arena);
    for (size_t i = 0; i < rows.count; i++)
        for (size_t j = 0; j < columns.count; j++)
            moment
                ->tap_share[rows.all[i].kernel * scatter->width->kernel + columns.all[j].kernel] +=
                share;
}

/* An output unit lights the units that it reads and their weights. */
static void light_terms(struct scatter_moment *moment, size_t output, double share)
{
    const struct entries *entries = &moment->scatter->tally.entries;
    for (size_t i = entries->starts[output]; i < entries->starts[output + 1]; i++) {
        const struct entry *entry = &entries->entries[i];
        moment->unit_share[entry->column] += share;
        moment->tap_share[entry->kernel] += share;
        if (share >= 0.5)
            moment->unit_weight[entry->column] = entry->kernel;
    }
}

/* The input unit goes with its stamp, but neither goes back over what is there. */
static void place_current(struct scatter_moment *moment)
{
    const struct placed *followed = moment->follows_output ? moment->output : moment->input;
    struct area here = scatter_cell(followed, moment->step);
    struct area next = scatter_cell(followed, moment->next);
    double p = moment->progress;
    bool jumps = moment->follows_output || here.row != next.row;
    struct light_return back = {1, p};
    if (here.row != next.row)
        back = lights_return(&moment->panel->subject, p);
    moment->way = back.way;
    moment->set_down = back.share;
    moment->current = jumps ? (p < 0.5 ? here : next) : area_between(here, next, p);
    moment->current_lit =
        p < 0.5 ? lights_arrival(moment->telling, moment->told) : !moment->hides_next;
    moment->current_share = moment->strength * (jumps ? share_leaving(p) + share_coming(p) : 1);
}

struct scatter_moment scatter_read_moment(const struct panel *panel, const struct moment_part *part,
                                          struct arena *arena)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t units = tensor_count(&layer->input), taps = tensor_count(&layer->kernel);
    struct scatter_moment moment = {
        .panel = panel,
        .scatter = panel->subject.state,
        .layer = layer,
        .input = panel_find(panel, MAP_INPUT, -1),
        .kernel = panel_find(panel, MAP_KERNEL, -1),
        .output = panel_find(panel, MAP_OUTPUT, -1),
        .step = part->step,
        .next = part->step + (part->progress > 0),
        .progress = part->progress,
        .strength = lights_strength(part),
        .is_question = part->is_question,
        .telling = part->telling,
        .told = part->told,
        .hides_next = part->tells_next,
        .follows_output = panel->subject.scene->order.value != ORDER_INPUT,
        .has_counts = panel->subject.looks.show.overlap == OVERLAP_COUNTED,
        .reached = arena_allocate(arena, layer->step_count, sizeof(struct reached)),
        .unit_share = arena_allocate(arena, units, sizeof(double)),
        .unit_weight = arena_allocate(arena, units, sizeof(size_t)),
        .tap_share = arena_allocate(arena, taps, sizeof(double))};
    place_current(&moment);
    for (size_t i = 0; i < units; i++)
        moment.unit_weight[i] = NOT_READ;
    if (!moment.follows_output)
        moment.stamp = scatter_lay_stamp(&moment, moment.step, moment.next, arena);
    scatter_read_told(&moment, arena);
    for (size_t i = 0; i < layer->step_count; i++)
        moment.reached[i] = reached_at(&moment, i);
    for (size_t n = moment.step; n <= moment.next; n++) {
        double share = moment.strength * (n > moment.step ? moment.progress : 1 - moment.progress);
        if (moment.follows_output)
            light_terms(&moment, n, share);
        else
            light_stamp(&moment, n, share, arena);
    }
    return moment;
}
