/* SPDX-License-Identifier: MIT */
/* What a step draws in view line: the units that are there, the receptive field with its links, the
 * digits, or the numbers of paths where a stack has none. */
#include <math.h>

#include "drawing/list/share.h"
#include "drawing/map/digits.h"
#include "drawing/views/line.h"

static const double link_pt = 1.3;         /* at the usual size of a cell */
static const double least_strength = 0.45; /* of the colour of a cell with few paths */
static const double edge_scale = 1.6;      /* how much thinner a field's outline is */
static const double cell_width = 0.8;      /* of a cell, that numbers of paths may take up */
static const double paths_scale = 0.8;     /* of the font of values */

struct moment_of_line {
    const struct panel *panel;
    const struct line *line;
    const struct moment_part *part;
    struct field fields[2];
    struct lit lit[2];
};

/* ---- which ---- */

/* Whether the cells of two fields can slide one into the other: what is seen through padding has no
 * way to go. */
static bool are_alike(const struct levels *levels, const struct field *from, const struct field *to)
{
    for (size_t i = 0; i < levels->count; i++) {
        const struct reach *a = &from->reach[i], *b = &to->reach[i];
        if (a->cell_count != b->cell_count || a->tap_count != b->tap_count ||
            a->cell_count > a->read_count || b->cell_count > b->read_count)
            return false;
        for (size_t c = 0; c < a->cell_count; c++)
            if (a->cells[c].channel != b->cells[c].channel)
                return false;
    }
    return true;
}

/* The step's field; on the way to the next it slides, or both fade where they are unlike. */
static void read_lit(struct moment_of_line *moment, struct arena *arena)
{
    const struct levels *levels = &moment->line->levels;
    const struct moment_part *part = moment->part;
    struct field *fields = moment->fields;
    field_read(&fields[0], levels, part->step, arena);
    moment->lit[0] = (struct lit){.field = &fields[0], .share = 1, .suffix = ""};
    moment->lit[1] = (struct lit){.field = &fields[0], .share = 0, .suffix = ".next"};
    if (part->progress <= 0)
        return;
    field_read(&fields[1], levels, part->step + 1, arena);
    if (are_alike(levels, &fields[0], &fields[1])) {
        moment->lit[0].next = &fields[1];
        moment->lit[0].progress = part->progress;
    } else {
        moment->lit[0].share = 1 - part->progress;
        moment->lit[1] =
            (struct lit){.field = &fields[1], .share = part->progress, .suffix = ".next"};
    }
}

/* A single layer's window is never hidden. */
static bool shows_field(const struct moment_of_line *moment)
{
    return moment->line->levels.count == 2 ||
           moment->panel->subject.looks.show.receptive_field.value;
}

static size_t shown_units(const struct moment_of_line *moment, size_t level)
{
    const struct levels *levels = &moment->line->levels;
    return moment->panel->subject.looks.theme.shows_all_outputs
               ? tensor_count(levels->level[level].units)
               : levels_shown(levels, level, moment->part->step);
}

/* The column of a lit cell, on its way. */
static double lit_place(const struct moment_of_line *moment, const struct lit *lit, size_t level,
                        size_t cell)
{
    const struct line *line = moment->line;
    double here = line_place(line, level, (double)lit->field->reach[level].cells[cell].place[0]);
    if (!lit->next)
        return here;
    double there = line_place(line, level, (double)lit->next->reach[level].cells[cell].place[0]);
    return share_between(here, there, lit->progress);
}

/* What a max pool takes, where there are values to compare. */
static bool is_marked(const struct moment_of_line *moment, const struct reach_cell *cell)
{
    return cell->is_chosen && moment->line->texts[0].of && !moment->part->is_question &&
           moment->panel->subject.looks.show.argmax.value && moment->line->levels.count == 2;
}

/* ---- cells and links ---- */

static void draw_units(const struct moment_of_line *moment, size_t level, struct pen *pen)
{
    const struct line *line = moment->line;
    const struct level *map = &line->levels.level[level];
    bool is_top = line_is_top(line, level);
    size_t width = map->units->size[1], shown = shown_units(moment, level);
    for (size_t n = 0; n < shown; n++) {
        double place = (double)levels_place(map, 0, (int64_t)(n % width));
        plane_trace_outline(
            pen, line_plane(moment->panel, level),
            (struct area){(double)(n / width), line_place(line, level, place), 1, 1});
    }
    pen_paint(pen, line_key("map.units", level, -1, -1),
              pen->theme->color[is_top ? COLOR_OUTPUT : COLOR_INPUT],
              pen_solid(pen, is_top ? COLOR_OUTPUT_LINE : COLOR_INPUT_LINE, pen->theme->thick_pt));
}

static void draw_links(const struct moment_of_line *moment, const struct lit *lit, struct pen *pen)
{
    const struct line *line = moment->line;
    struct color color = pen->theme->color[COLOR_LINK];
    color.alpha *= lit->share;
    for (size_t i = 0; i + 1 < line->levels.count; i++) {
        const struct level *upper = &line->levels.level[i + 1];
        for (size_t t = 0; t < lit->field->reach[i].tap_count; t++) {
            const struct reach_tap *tap = &lit->field->reach[i].taps[t];
            const struct reach_cell *from = &lit->field->reach[i].cells[tap->from];
            if (from->channel != 0 && line->levels.level[i].channels != 1)
                continue;
            pen_move_to(pen, plane_point(line_plane(moment->panel, i), 0,
                                         lit_place(moment, lit, i, tap->from) + 0.5));
            pen_line_to(pen, plane_point(line_plane(moment->panel, i + 1), (double)upper->channels,
                                         lit_place(moment, lit, i + 1, tap->to) + 0.5));
        }
        pen_paint(pen, line_key(arena_format(pen->arena, "links%s", lit->suffix), i, -1, -1),
                  color_none, (struct stroke){.color = color, .width = link_pt});
    }
}

static double most_paths(const struct reach *reach)
{
    double most = 1;
    for (size_t i = 0; i < reach->cell_count; i++)
        most = fmax(most, reach->cells[i].paths);
    return most;
}

static void draw_lit_level(const struct moment_of_line *moment, const struct lit *lit, size_t level,
                           struct pen *pen)
{
    const struct reach *reach = &lit->field->reach[level];
    bool is_top = level == lit->field->top;
    double most = most_paths(reach), edge = subject_edge(&moment->panel->subject);
    const char *part = arena_format(pen->arena, "lit%s", lit->suffix);
    for (size_t i = 0; i < reach->cell_count; i++) {
        const struct reach_cell *cell = &reach->cells[i];
        double strength = most > 1 ? share_between(least_strength, 1, cell->paths / most) : 1;
        bool is_strong = is_top || is_marked(moment, cell);
        struct color fill = pen->theme->color[is_strong ? COLOR_NOW : COLOR_WINDOW];
        struct stroke line =
            pen_solid(pen, is_top ? COLOR_NOW_LINE : COLOR_WINDOW_LINE,
                      fmax(edge / (is_top ? 1 : edge_scale), pen->theme->thick_pt));
        fill.alpha *= lit->share * (is_strong ? 1 : strength);
        line.color.alpha *= lit->share;
        plane_trace_outline(
            pen, line_plane(moment->panel, level),
            (struct area){(double)cell->channel, lit_place(moment, lit, level, i), 1, 1});
        pen_paint(pen, line_key(part, level, 0, (int64_t)i), fill, line);
    }
}

static void draw_lit(const struct moment_of_line *moment, struct pen *pen)
{
    size_t count = moment->line->levels.count;
    for (size_t s = 0; s < 2; s++)
        if (moment->lit[s].share > 0 && shows_field(moment))
            draw_links(moment, &moment->lit[s], pen);
    for (size_t s = 0; s < 2; s++)
        for (size_t i = shows_field(moment) ? 0 : count - 1; moment->lit[s].share > 0 && i < count;
             i++)
            draw_lit_level(moment, &moment->lit[s], i, pen);
}

/* ---- digits ---- */

static double lit_share(const struct moment_of_line *moment, size_t level, size_t channel,
                        double column)
{
    double share = 0;
    for (size_t s = 0; s < 2; s++) {
        const struct lit *lit = &moment->lit[s];
        const struct reach *reach = &lit->field->reach[level];
        for (size_t i = 0; lit->share > 0 && i < reach->cell_count; i++)
            if (reach->cells[i].channel == channel)
                share += share_covered(lit_place(moment, lit, level, i), column) * lit->share;
    }
    return share < 1 ? share : 1;
}

/* The ink of a unit under the field. */
static enum theme_color lit_ink(const struct moment_of_line *moment, size_t level, size_t n)
{
    const struct level *map = &moment->line->levels.level[level];
    const struct reach *reach = &moment->fields[0].reach[level];
    size_t width = map->units->size[1];
    if (level == moment->fields[0].top)
        return COLOR_NOW_INK;
    for (size_t i = 0; i < reach->cell_count; i++) {
        const struct reach_cell *cell = &reach->cells[i];
        if (cell->channel == n / width &&
            cell->place[0] == levels_place(map, 0, (int64_t)(n % width)) && is_marked(moment, cell))
            return COLOR_NOW_INK;
    }
    return COLOR_INK;
}

static void write_at(const struct moment_of_line *moment, struct item_key key,
                     const struct cell_text *text, size_t channel, double column,
                     struct color color, struct pen *pen)
{
    size_t level = (size_t)key.channel;
    struct lettering lettering = {.font = moment->line->texts[level].font, .color = color};
    cell_text_write(pen, moment->panel->subject.ruler, key, text,
                    map_middle(line_plane(moment->panel, level), (double)channel, column),
                    &lettering);
}

static void write_units(const struct moment_of_line *moment, size_t level, struct pen *pen)
{
    const struct line *line = moment->line;
    const struct level *map = &line->levels.level[level];
    const struct theme *theme = pen->theme;
    struct turn turn = levels_turn(&line->levels, moment->part->step);
    struct color resting =
        theme->color[line_is_top(line, level) ? COLOR_OUTPUT_INK : COLOR_INPUT_INK];
    size_t width = map->units->size[1], shown = shown_units(moment, level);
    for (size_t n = 0; n < shown; n++) {
        double column = line_place(line, level, (double)levels_place(map, 0, (int64_t)(n % width)));
        double share = lit_share(moment, level, n / width, column);
        bool asks = moment->part->is_question && level == turn.level && n == turn.unit;
        write_at(moment, line_key("value", level, (int64_t)(n / width), (int64_t)(n % width)),
                 cell_text_or_question(&line->texts[level].of[n], asks), n / width, column,
                 color_mix(resting, theme->color[lit_ink(moment, level, n)], share), pen);
    }
}

/* The zeros that count are told as such. */
static void write_zeros(const struct moment_of_line *moment, size_t level, struct pen *pen)
{
    static const struct cell_text zero = {.text = "0"};
    const struct line *line = moment->line;
    const struct level *map = &line->levels.level[level];
    bool shows_padding = moment->panel->subject.looks.show.padding.value;
    for (int64_t place = 0; map->above && place < map->places[0]; place++) {
        const int64_t at[MAX_AXES] = {place};
        struct cell cell = simulation_cell_at(map->above, at);
        bool is_told = cell.kind == CELL_UNIT ? cell.is_repeated
                                              : simulation_counts_zero(map->above, cell.kind);
        if (!is_told || (cell.kind != CELL_STRETCH && !shows_padding))
            continue;
        for (size_t c = 0; c < map->channels; c++) {
            const struct cell_text *text =
                cell.kind == CELL_UNIT
                    ? &line->texts[level].of[c * map->units->size[1] + (size_t)cell.unit[0]]
                    : &zero;
            write_at(moment, line_key("zero.value", level, (int64_t)c, place), text, c,
                     line_place(line, level, (double)place), pen->theme->color[COLOR_ZERO_INK],
                     pen);
        }
    }
}

/* How many paths lead from a unit, or through a padding cell that repeats one, up to the output
 * unit: what equal dilations leave out shows. */
static void write_paths(const struct moment_of_line *moment, const struct lit *lit, size_t level,
                        struct pen *pen)
{
    const struct subject *subject = &moment->panel->subject;
    const struct reach *reach = &lit->field->reach[level];
    const char *widest = arena_format(pen->arena, "%.0f", most_paths(reach));
    const char *part = arena_format(pen->arena, "paths%s", lit->suffix);
    struct lettering lettering = subject_lettering(subject, FONT_VALUES, COLOR_INK);
    lettering.is_moving = subject->scene->timeline.move.num > 0;
    lettering.color.alpha *= lit->share;
    lettering.font.size_pt *= paths_scale;
    lettering.font =
        digits_fit(subject->ruler, lettering.font, &widest, 1, subject_cells(subject, cell_width));
    if (!subject_is_legible(subject, &lettering.font))
        return;
    for (size_t i = 0; i < reach->cell_count; i++) {
        const struct reach_cell *cell = &reach->cells[i];
        if (cell->unit == SIZE_MAX)
            continue;
        pen_write(pen, line_key(part, level, (int64_t)cell->channel, cell->place[0]),
                  arena_format(pen->arena, "%.0f", cell->paths),
                  map_middle(line_plane(moment->panel, level), (double)cell->channel,
                             lit_place(moment, lit, level, i)),
                  &lettering);
    }
}

/* Values, or numbers of paths where a stack has none. */
static void draw_texts(const struct moment_of_line *moment, struct pen *pen)
{
    const struct subject *subject = &moment->panel->subject;
    size_t count = moment->line->levels.count;
    for (size_t i = 0; i < count; i++)
        if (moment->line->texts[i].of) {
            write_units(moment, i, pen);
            write_zeros(moment, i, pen);
        }
    bool is_counted = !subject_has_texts(subject) && subject->looks.show.values == SHOW_DIGITS &&
                      count > 2 && shows_field(moment);
    for (size_t s = 0; is_counted && s < 2; s++)
        for (size_t i = 0; moment->lit[s].share > 0 && i + 1 < count; i++)
            write_paths(moment, &moment->lit[s], i, pen);
}

/* ---- the kernel ---- */

/* The weights of the output channel that is current. */
static void draw_kernel(const struct moment_of_line *moment, struct pen *pen)
{
    const struct panel *panel = moment->panel;
    const struct simulation *layer = panel->subject.simulation;
    size_t inputs = layer->in_channels / layer->groups;
    size_t out = moment->fields[0].reach[moment->fields[0].top].cells[0].channel;
    size_t group = out / (layer->out_channels / layer->groups);
    for (size_t c = 0; c < inputs; c++) {
        const struct placed *placed = &panel->maps[moment->line->kernel + c];
        struct map map = placed->map;
        map.first = map_weights_at(layer, group * inputs + c, out);
        map_draw_rest(&map, &placed->plane, &panel->subject, pen);
    }
}

void line_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct moment_of_line moment = {.panel = panel, .line = panel->subject.state, .part = part};
    read_lit(&moment, pen->arena);
    for (size_t i = 0; i < moment.line->levels.count; i++)
        draw_units(&moment, i, pen);
    if (moment.line->kernel != SIZE_MAX)
        draw_kernel(&moment, pen);
    draw_lit(&moment, pen);
    draw_texts(&moment, pen);
}
