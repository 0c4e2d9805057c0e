/* SPDX-License-Identifier: MIT */
/* A sum as lines of text: as many of its terms as fit, where each stands, and where it goes. */
#include "drawing/words/sum_lines.h"

#include "drawing/words/words.h"

static const struct sum_sizes *const sizes = &theme_sizes.sum;

enum { MOST_TERMS = 48 }; /* that are written out */

static struct runs runs_of(const struct sum *sum, const struct step *step, size_t shown,
                           const char *question, struct arena *arena)
{
    struct runs runs = {.ruler = sum->panel->subject.ruler, .arena = arena};
    sum_add(&runs, sum->simulation, step, sum->numbers, &sum->style, shown, question);
    return runs;
}

/* Of sums by channel. */
size_t sum_addends(const struct simulation *layer)
{
    return layer->in_channels / layer->groups;
}

struct runs sum_fitting_runs(const struct sum *sum, const struct step *step, const char *question,
                             struct arena *arena)
{
    size_t count = sum->numbers->is_by_channel ? sum_addends(sum->simulation) : step->term_count;
    size_t shown = count < MOST_TERMS ? count : MOST_TERMS;
    for (; shown > 1; shown--) {
        struct runs runs = runs_of(sum, step, shown, question, arena);
        if (runs_line_count(&runs, sum->room) <= (size_t)sum->lines)
            return runs;
        if (shown == count)
            shown--; /* to leave out one term saves nothing */
    }
    return runs_of(sum, step, shown, question, arena);
}

struct point *sum_draw_lines(const struct sum *sum, const struct runs *runs, double share,
                             struct rectangle at, struct pen *pen)
{
    double size = sum->style.font.size_pt, y = at.y + sizes->above * size / sizes->scale;
    struct point *at_run = arena_allocate(pen->arena, runs->count, sizeof *at_run);
    int line = 0;
    for (size_t i = 0; i < runs->count; i++)
        runs->items[i].color = color_faded(runs->items[i].color, share);
    for (size_t first = 0; first < runs->count; line++) {
        size_t end = runs_line_end(runs, first, sum->room);
        double width = runs_width(runs, first, end);
        struct point left = {at.x + (at.width - width) / 2,
                             y + ((double)line + 0.5) * theme_sizes.words.line * size +
                                 theme_sizes.words.middle * size};
        runs_write(runs, first, end, pen, (struct item_key){"sum", -1, line, -1, NULL}, left);
        for (size_t i = first; i < end; i++) {
            double before = runs_width(runs, first, i + 1);
            at_run[i] = (struct point){left.x + before - runs->items[i].width / 2, left.y};
        }
        first = end;
    }
    return at_run;
}

bool sum_find_output(const struct panel *panel, const struct step *step, struct point *at)
{
    for (size_t i = panel->map_count; i-- > 0;) { /* matrices stand behind the maps beside them */
        const struct placed *placed = &panel->maps[i];
        int64_t row, column;
        if (placed->map.subject->simulation != panel->subject.simulation) /* of a layer beside it */
            continue;
        if (placed->map.role != MAP_OUTPUT || (!placed->map.units && !placed->map.is_matrix) ||
            !lights_output_cell(panel->subject.simulation, step, &placed->map, &row, &column))
            continue;
        *at = map_middle(&placed->map.plane, (double)row, (double)column);
        return true;
    }
    return false;
}

const char *sum_total(const struct sum *sum, const struct step *step)
{
    return sum->numbers->texts.outputs[tensor_offset(&sum->simulation->output, step->output)];
}
