/* SPDX-License-Identifier: MIT */
/* What a moment lights of a layer, from the terms of its steps alone: no code of drawing is asked.
 * Include after places.h. */
#ifndef CONVREEL_TESTS_LIT_H
#define CONVREEL_TESTS_LIT_H

#include "places.h"

/* A window as a moment has it: boxes of its taps on the planes of some channels. */
struct lit_window {
    bool is_read[64]; /* by channel */
    double first[MAX_AXES], size[MAX_AXES];
    double share;
};

struct lit {
    const struct simulation *layer;
    struct moment_part part;
    bool is_by_position;
    struct step here, next;
    struct step of_group[8]; /* in order position: here, the first output channel of each group; of
                              * a pool each channel */
    struct lit_window windows[2];
    size_t window_count;
    bool returns;       /* the window is on its way to the next row */
    bool *is_ever_read; /* by cell of one plane, in reading order; owned */
};

/* Every axis of three; those that a layer has not are 1 large, the first ones. */
static inline const struct axis *lit_axis(const struct simulation *layer, size_t i)
{
    size_t missing = MAX_AXES - layer->axes;
    return i < missing ? &axis_of_one : &layer->axis[i - missing];
}

static inline int64_t lit_place(const struct simulation *layer, const struct term *term, size_t i)
{
    size_t missing = MAX_AXES - layer->axes;
    return i < missing ? 0 : term->place[i - missing];
}

/* The input channel of a term, of zeros too. */
static inline size_t lit_channel(const struct simulation *layer, const struct step *step,
                                 const struct term *term)
{
    if (!term->has_kernel) /* a zero of a pool has no input */
        return term->kind == CELL_UNIT ? term->input[0]
                                       : step->output[0] * layer->in_channels / layer->out_channels;
    size_t inputs = layer->in_channels / layer->groups;
    size_t outputs = layer->out_channels / layer->groups;
    return layer->is_transposed ? term->kernel[0]
                                : step->output[0] / outputs * inputs + term->kernel[1];
}

static inline void lit_read_window(const struct lit *lit, const struct step *step,
                                   struct lit_window *out)
{
    const struct simulation *layer = lit->layer;
    size_t missing = MAX_AXES - layer->axes;
    *out = (struct lit_window){.share = 1};
    for (size_t t = 0; t < step->term_count; t++)
        out->is_read[lit_channel(layer, step, &step->terms[t])] = true;
    for (size_t c = 0; c < layer->in_channels && lit->is_by_position; c++)
        out->is_read[c] = true;
    for (size_t i = 0; i < MAX_AXES; i++) {
        int64_t first = 0, end = 1;
        for (size_t t = 0; t < step->term_count; t++) {
            int64_t place = lit_place(layer, &step->terms[t], i);
            first = t == 0 || place < first ? place : first;
            end = t == 0 || place >= end ? place + 1 : end;
        }
        if (layer->is_sliding && !layer->is_flattened && i >= missing) {
            first = (int64_t)step->output[1 + i - missing] * lit_axis(layer, i)->move;
            end = first + (lit_axis(layer, i)->kernel - 1) * lit_axis(layer, i)->dilation + 1;
        }
        out->first[i] = (double)first;
        out->size[i] = (double)(end - first);
    }
}

static inline void lit_read_all(struct lit *lit, struct arena *arena)
{
    const struct simulation *layer = lit->layer;
    size_t cells = 1;
    for (size_t i = 0; i < MAX_AXES; i++)
        cells *= (size_t)lit_axis(layer, i)->padded;
    lit->is_ever_read = memory_allocate(cells, sizeof *lit->is_ever_read);
    for (size_t n = 0; n < layer->step_count; n++) {
        struct step step;
        simulation_step_at(layer, n, arena, &step);
        for (size_t t = 0; t < step.term_count; t++) {
            size_t at = 0;
            for (size_t i = 0; i < MAX_AXES; i++)
                at = at * (size_t)lit_axis(layer, i)->padded +
                     (size_t)lit_place(layer, &step.terms[t], i);
            if (at < cells && step.terms[t].kind != CELL_OVERHANG)
                lit->is_ever_read[at] = true;
        }
    }
}

static inline void lit_read(struct lit *lit, const struct simulation *layer, bool is_by_position,
                            struct moment_part part, struct arena *arena)
{
    *lit = (struct lit){.layer = layer, .part = part, .is_by_position = is_by_position};
    assert_true(layer->in_channels <= 64);
    simulation_step_at(layer, part.step, arena, &lit->here);
    simulation_step_at(layer, part.step + (part.progress > 0), arena, &lit->next);
    size_t map = layer->step_count / layer->out_channels;
    size_t groups = layer->has_kernel ? layer->groups : layer->out_channels;
    for (size_t g = 0; g < groups && is_by_position; g++)
        simulation_step_at(layer, part.step + g * (layer->out_channels / groups) * map, arena,
                           &lit->of_group[g]);
    struct lit_window *windows = lit->windows;
    lit_read_window(lit, &lit->here, &windows[0]);
    lit_read_window(lit, &lit->next, &windows[1]);
    lit->window_count = 1;
    bool ends_row = false; /* cuboids slide */
    for (size_t i = 0; i + 1 < layer->axes && layer->axes < 3; i++)
        ends_row |= lit->here.window[i] != lit->next.window[i];
    if (memcmp(windows[0].is_read, windows[1].is_read, sizeof windows[0].is_read) != 0) {
        windows[0].share = fmax(0, 1 - 2 * part.progress);
        windows[1].share = fmax(0, 2 * part.progress - 1);
        lit->window_count = 2;
    }
    lit->returns = ends_row && lit->window_count == 1;
    double way = part.progress;
    if (lit->returns) { /* a fifth of the move to lift it, and to set it down */
        way = fmin(1, fmax(0, (way - 0.2) / 0.6));
        way = way * way * (3 - 2 * way);
        windows[0].share = fmax(0, 1 - fmin(part.progress, 1 - part.progress) / 0.2);
    }
    for (size_t i = 0; i < MAX_AXES && lit->window_count == 1; i++) {
        windows[0].first[i] += way * (windows[1].first[i] - windows[0].first[i]);
        windows[0].size[i] += way * (windows[1].size[i] - windows[0].size[i]);
    }
    lit_read_all(lit, arena);
}

static inline void lit_finish(struct lit *lit)
{
    free(lit->is_ever_read);
}

/* ---- cells of the input's planes ---- */

struct lit_cell {
    enum cell_kind kind;
    bool is_repeated, is_crossed;
    size_t unit; /* in its channel */
};

/* What stands at a place of an axis: a unit, or below 0 the kind of zero. */
static inline int64_t lit_unit(const struct simulation *layer, const struct axis *axis,
                               int64_t place, struct lit_cell *cell)
{
    int64_t at = place - axis->before, last = axis->input - 1;
    int64_t ring = layer->is_transposed ? axis->output : axis->input;
    if (at >= 0 && at <= last * axis->stretch) {
        if (at % axis->stretch != 0 && cell->kind == CELL_UNIT)
            cell->kind = CELL_STRETCH;
        return at / axis->stretch;
    }
    if (layer->padding_mode == MODE_ZEROS) {
        bool is_extra = at > last * axis->stretch && place >= axis->padded - axis->extra;
        cell->kind = is_extra || cell->kind == CELL_EXTRA ? CELL_EXTRA : CELL_PADDING;
        return 0;
    }
    cell->is_repeated = true;
    for (; layer->padding_mode == MODE_CIRCULAR && (at < 0 || at >= ring);)
        at += at < 0 ? ring : -ring;
    if (layer->padding_mode == MODE_CIRCULAR) {
        if (at > last * axis->stretch || at % axis->stretch != 0)
            cell->kind = CELL_PADDING;
        return at / axis->stretch;
    }
    if (layer->padding_mode == MODE_REFLECT)
        return at < 0 ? -at : 2 * last - at;
    return at < 0 ? 0 : last;
}

static inline struct lit_cell lit_cell_at(const struct lit *lit, const int64_t place[MAX_AXES])
{
    struct lit_cell cell = {.kind = CELL_UNIT};
    size_t at = 0;
    for (size_t i = 0; i < MAX_AXES; i++) {
        const struct axis *axis = lit_axis(lit->layer, i);
        cell.unit =
            cell.unit * (size_t)axis->input + (size_t)lit_unit(lit->layer, axis, place[i], &cell);
        at = at * (size_t)axis->padded + (size_t)place[i];
    }
    if (cell.is_repeated && cell.kind == CELL_STRETCH)
        cell.kind = CELL_PADDING;
    cell.is_crossed = cell.kind == CELL_UNIT && !cell.is_repeated && !lit->is_ever_read[at];
    return cell;
}

/* ---- what is read ---- */

/* The term of the step that reads a cell; NULL: none does. */
static inline const struct term *lit_term(const struct lit *lit, size_t channel,
                                          const int64_t place[MAX_AXES])
{
    size_t group = channel / (lit->layer->in_channels / lit->layer->groups);
    if (!lit->layer->has_kernel) /* a pool: each channel its own */
        group = channel;
    const struct step *step = lit->is_by_position ? &lit->of_group[group] : &lit->here;
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        bool is_there = lit_channel(lit->layer, step, term) == channel;
        for (size_t i = 0; i < MAX_AXES; i++)
            is_there = is_there && lit_place(lit->layer, term, i) == place[i];
        if (is_there)
            return term;
    }
    return NULL;
}

/* How much of an axis's place is under the taps of a window: of the depth a share, else 0 or 1. */
static inline double lit_tapped(const struct lit *lit, const struct lit_window *window, size_t i,
                                double at, bool is_share)
{
    const struct axis *axis = lit_axis(lit->layer, i);
    bool is_sliding = lit->layer->is_sliding && !lit->layer->is_flattened;
    double all = 0, apart = is_sliding ? (double)axis->dilation : 1;
    double count = is_sliding ? (double)axis->kernel : ceil(window->size[i] - 1e-9);
    for (double t = 0; t < count; t++) {
        double first = window->first[i] + t * apart;
        double end = fmin(first + 1, window->first[i] + window->size[i]);
        if (is_share)
            all += fmax(0, 1 - fabs(first - at));
        else
            all += at >= first && at < end;
    }
    return fmin(1, all);
}

/* How much of the window lies on a point of a channel's plane: depth, row, column. */
static inline double lit_window_at(const struct lit *lit, size_t channel, int64_t depth, double row,
                                   double column)
{
    double all = 0;
    for (size_t w = 0; w < lit->window_count; w++) {
        const struct lit_window *window = &lit->windows[w];
        if (window->is_read[channel])
            all += window->share * lit_tapped(lit, window, 0, (double)depth, true) *
                   lit_tapped(lit, window, 1, row, false) *
                   lit_tapped(lit, window, 2, column, false);
    }
    return all;
}

/* How much the moment tells of the cell as the one that a max pool takes. */
static inline double lit_chosen(const struct lit *lit, const struct term *term)
{
    double letting_go = 0.15;
    bool is_told = lit->part.progress < 0.5 && !lit->part.is_question;
    double share =
        lit->returns ? lit->windows[0].share : fmax(0, 1 - lit->part.progress / letting_go);
    return term && term->is_chosen && is_told ? share : 0;
}

/* ---- outputs ---- */

/* Units of one output map of two axes. */
static inline void lit_output_sizes(const struct simulation *layer, int sizes[2])
{
    const struct tensor *output = &layer->output;
    sizes[0] = layer->is_flattened ? (int)output->size[0]
               : layer->axes > 1   ? (int)output->size[output->rank - 2]
                                   : 1;
    sizes[1] = (int)output->size[output->rank - 1];
}

/* How much of the current cell lies on a point of an output map. */
static inline double lit_current_at(const struct lit *lit, size_t channel, int64_t depth,
                                    double row, double column)
{
    int sizes[2];
    lit_output_sizes(lit->layer, sizes);
    int area = sizes[0] * sizes[1];
    int depths = lit->layer->axes > 2 ? (int)lit->layer->output.size[1] : 1;
    double cells[2][4]; /* channel, depth, row, column of both steps */
    for (int i = 0; i < 2; i++) {
        int n = (int)(i == 0 ? lit->here.number : lit->next.number);
        cells[i][0] = n / (area * depths);
        cells[i][1] = n / area % depths;
        cells[i][2] = n % area / sizes[1];
        cells[i][3] = n % sizes[1];
    }
    double t = lit->part.progress, share = 1, at[4];
    bool is_fading = cells[0][0] != cells[1][0] && !lit->is_by_position;
    for (int i = 1; i < 4; i++)
        is_fading |= cells[0][i] != cells[1][i];
    for (int i = 0; i < 4; i++)
        at[i] = is_fading ? cells[t >= 0.5][i] : cells[0][i] + t * (cells[1][i] - cells[0][i]);
    if (is_fading)
        share = fabs(1 - 2 * t);
    if (!lit->is_by_position && at[0] != (double)channel)
        return 0;
    share *= fmax(0, 1 - fabs(at[1] - (double)depth));
    return row >= at[2] && row < at[2] + 1 && column >= at[3] && column < at[3] + 1 ? share : 0;
}

/* The step of an output unit; unit: in its channel. */
static inline size_t lit_step_of(const struct lit *lit, size_t channel, size_t unit)
{
    size_t map = lit->layer->step_count / lit->layer->out_channels;
    return lit->is_by_position || lit->layer->is_flattened ? unit : channel * map + unit;
}

/* Whether the unit is there. */
static inline bool lit_is_shown(const struct lit *lit, size_t channel, size_t unit)
{
    return lit_step_of(lit, channel, unit) <= lit->part.step;
}

/* How much of its digits is there: those of the step to come come with their cell. */
static inline double lit_told(const struct lit *lit, size_t channel, size_t unit)
{
    size_t step = lit_step_of(lit, channel, unit);
    return step <= lit->part.step       ? 1
           : step == lit->part.step + 1 ? fmax(0, 2 * lit->part.progress - 1)
                                        : 0;
}

/* Whether the moment asks for it. */
static inline bool lit_asks(const struct lit *lit, size_t channel, size_t unit)
{
    return lit->part.is_question && lit_step_of(lit, channel, unit) == lit->part.step;
}

#endif
