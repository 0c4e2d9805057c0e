/* SPDX-License-Identifier: MIT */
/* Lays a page out: the views arrange their maps, words ask for their boxes, the cell is solved,
 * everything gets its place, and what never changes is drawn. */
#include "drawing/prepare.h"

#include <math.h>
#include <string.h>

static const struct page_sizes *const sizes = &theme_sizes.page;

/* ---- building ---- */

static double longest_side(const struct simulation *simulation)
{
    int64_t side = 1;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *axis = &simulation->axis[i];
        side = axis->input > side ? axis->input : side;
        side = axis->output > side ? axis->output : side;
    }
    return (double)side;
}

size_t prepared_columns(const struct drawing *drawing)
{
    size_t given = (size_t)drawing->scene->panel_columns.value;
    return given > 0 && given < drawing->panel_count ? given : drawing->panel_count;
}

void prepared_begin(struct prepared *prepared, const struct drawing *drawing)
{
    prepared->drawing = drawing;
    prepared->scene = drawing->scene;
    prepared->settings = (struct settings){.px_per_pt = prepared_own_scale(drawing),
                                           .scale = 1,
                                           .cell_pt = drawing->panels[0].scene->theme.cell_pt};
}

/* The smallest digits that can be read on a page, points. */
static double least_digit_pt(const struct drawing *drawing, const struct settings *settings)
{
    if (settings->width <= 0)
        return 0;
    return drawing->is_paper ? LEAST_DIGIT_PT : LEAST_DIGIT_PX / settings->px_per_pt;
}

static void begin_panels(struct prepared *prepared, double expected)
{
    const struct drawing *drawing = prepared->drawing;
    const struct settings *settings = &prepared->settings;
    double longest = 1;
    const struct simulation **layers =
        arena_allocate(&prepared->arena, drawing->panel_count, sizeof *layers);
    const struct phrases **told =
        arena_allocate(&prepared->arena, drawing->panel_count, sizeof *told);
    prepared->panel_count = drawing->panel_count;
    prepared->columns =
        settings->arranged.columns > 0 ? settings->arranged.columns : prepared_columns(drawing);
    prepared->has_panels = drawing->scene->panel_count > 0;
    prepared->scope = drawing->scope[0] ? drawing->scope : NULL;
    for (size_t i = 0; i < drawing->panel_count; i++) {
        layers[i] = drawing->panels[i].simulation;
        told[i] = drawing->panels[i].told;
        longest = fmax(longest, longest_side(layers[i]));
    }
    for (size_t i = 0; i < drawing->panel_count; i++) {
        const struct drawing_panel *shown = &drawing->panels[i];
        struct panel *panel = &prepared->panels[i];
        prepared->views[i] = shown->view;
        *panel = (struct panel){
            .subject = {.scene = shown->scene,
                        .simulation = shown->simulation,
                        .stamps = shown->scene->order.value == ORDER_INPUT,
                        .layers = {layers, told, drawing->panel_count, i},
                        .sight = shown->sight,
                        .ruler = drawing->ruler,
                        .looks = looks_of(shown->scene),
                        .px_per_pt =
                            drawing->is_paper ? prepared_own_scale(drawing) : settings->px_per_pt,
                        .is_fitted = settings->width > 0 && !drawing->is_paper,
                        .least_digit_pt = least_digit_pt(drawing, settings),
                        .largest_side = longest,
                        .state = shown->state},
            .expected_cell = expected,
            .sum_numbers = shown->sum_numbers,
            .arena = &prepared->arena,
            .layout = &prepared->layout,
            .arrangement = settings->arranged.number < shown->view->arrangements
                               ? settings->arranged.number
                               : 0,
            .has_short_names = settings->arranged.has_short_names,
            .has_notes = prepared->has_notes[i],
            .divisor = NO_BOX,
            .part = prepared->parts[i],
        };
        panel->subject.scope = prepared->scope;
        if (prepared->has_panels)
            panel->subject.scope = arena_format(&prepared->arena, "%s%spanel%zu", drawing->scope,
                                                prepared->scope ? "." : "", i);
        looks_scale_theme(&panel->subject.looks.theme, settings->scale);
        looks_hide_elements(prepared, &panel->subject.looks);
    }
}

static box_id add_room(struct layout *layout)
{
    return layout_room(layout, (struct size){{0, 0}, {0, 0}});
}

static void add_drawing(struct prepared *prepared, size_t i)
{
    struct panel *panel = &prepared->panels[i];
    panel->drawing = prepared->layout.count;
    prepared->views[i]->lay_out(panel);
    prepared_line_up_drawing(prepared, i);
    prepared->legend_bits |= panel->legend;
    for (size_t m = 0; m < panel->map_count; m++)
        prepared->legend_bits |= map_legend(&panel->maps[m].map);
}

/* What one panel has in a row. */
static void add_panel_box(struct prepared *prepared, enum panel_row row, size_t i)
{
    if (row == ROW_DRAWING) {
        add_drawing(prepared, i);
        return;
    }
    box_id box = prepared->boxes[i].of[row] = add_room(&prepared->layout);
    if (row == ROW_HEADER)
        layout_align(&prepared->layout, box, ALIGN_START);
}

/* Panels in a grid. Each row of them has a row for each kind of words, so that those are on one
 * line in all of its panels. */
static void add_body(struct prepared *prepared)
{
    struct layout *layout = &prepared->layout;
    double margin = prepared->panels[0].subject.looks.theme.margin_pt;
    size_t count = prepared->panel_count, columns = prepared->columns;
    prepared->body = layout_grid(layout, (int)columns,
                                 (struct size){in_points(2 * margin), in_points(0)}, ALIGN_MIDDLE);
    for (size_t first = 0; first < count; first += columns) {
        for (size_t i = 0; first > 0 && i < columns; i++)
            layout_room(
                layout,
                (struct size){{0, 0}, in_points(sizes->row_gap * prepared_words_size(prepared))});
        for (int row = 0; row < PANEL_ROWS; row++)
            for (size_t i = first; i < first + columns; i++)
                if (i < count)
                    add_panel_box(prepared, (enum panel_row)row, i);
                else
                    add_room(layout);
    }
    layout_end(layout);
}

static double share_of_panels(const struct prepared *prepared)
{
    double count = (double)prepared->columns;
    double gap = 2 * prepared->panels[0].subject.looks.theme.margin_pt;
    double room = prepared_body_room(prepared);
    return room > 0 ? (room - (count - 1) * gap) / count : 0;
}

/* The title with the legend: at its right, or below it where both are beside the drawing. */
static void add_head(struct prepared *prepared, bool is_beside)
{
    struct layout *layout = &prepared->layout;
    box_id head = is_beside ? layout_column(layout, in_points(0), ALIGN_START)
                            : layout_row(layout, in_points(0), ALIGN_START);
    prepared->title = add_room(layout);
    prepared->legend_beside = add_room(layout);
    layout_end(layout);
    layout_align(layout, head, ALIGN_START);
}

static void build(struct prepared *prepared, double expected)
{
    const struct settings *settings = &prepared->settings;
    struct layout *layout = &prepared->layout;
    prepared->legend_bits = 0;
    arena_reset(&prepared->arena);
    begin_panels(prepared, expected);
    for (size_t i = 0; i < prepared->panel_count; i++)
        prepared->panels[i].room = share_of_panels(prepared);
    layout_begin(layout, &prepared->arena, sizes->word_gap * prepared_words_size(prepared));
    prepared->page =
        settings->arranged.is_head_beside
            ? layout_row(layout, in_points(sizes->head_gap * prepared_words_size(prepared)),
                         ALIGN_START)
            : layout_column(layout, in_points(0), ALIGN_MIDDLE);
    add_head(prepared, settings->arranged.is_head_beside);
    prepared->column = prepared->page;
    if (settings->arranged.is_head_beside)
        prepared->column = layout_column(layout, in_points(0), ALIGN_MIDDLE);
    prepared->spare = add_room(layout);
    add_body(prepared);
    prepared->legend = add_room(layout);
    prepared->caption = add_room(layout);
    prepared->credit = add_room(layout);
    layout_align(layout, prepared->credit, ALIGN_END);
    layout_end(layout);
    if (settings->arranged.is_head_beside)
        layout_end(layout);
}

/* ---- measuring ---- */

static double width_at(struct prepared *prepared, box_id box, double cell)
{
    struct length width = layout_width(&prepared->layout, box, cell);
    return width.cells * cell + width.points;
}

static void size_words(struct prepared *prepared)
{
    const struct settings *settings = &prepared->settings;
    bool is_own = settings->cell_pt > 0;
    for (size_t i = 0; i < prepared->panel_count; i++)
        prepared_size_panel_words(
            prepared, i,
            is_own ? width_at(prepared, prepared->panels[i].drawing, settings->cell_pt) : 0);
    prepared_size_page_words(
        prepared, is_own ? width_at(prepared, prepared->body, settings->cell_pt) : settings->width);
}

static void join(struct prepared *const *pages, size_t count, double expected)
{
    struct layout **layouts = arena_allocate(&pages[0]->arena, count, sizeof *layouts);
    for (size_t n = 0; n < count; n++)
        layouts[n] = &pages[n]->layout;
    layout_join(layouts, count, expected);
}

/* What stands beside maps, from the nearest outwards: each begins where that of all pages ends. */
static void ask_words(struct prepared *const *pages, size_t count, double expected)
{
    static void (*const asks[])(struct panel *) = {indices_ask, ruler_ask, dimensions_ask,
                                                   labels_ask};
    for (size_t a = 0; a < sizeof asks / sizeof *asks; a++) {
        for (size_t n = 0; n < count && asks[a] == labels_ask; n++)
            prepared_line_up_names(pages[n]);
        for (size_t n = 0; n < count; n++)
            for (size_t i = 0; i < pages[n]->panel_count; i++)
                asks[a](&pages[n]->panels[i]);
        join(pages, count, expected);
    }
}

/* A page without notes of its own is laid out as those with notes. */
static void share_notes(struct prepared *const *pages, size_t count)
{
    for (size_t i = 0; i < pages[0]->drawing->panel_count; i++) {
        bool has_notes = false;
        for (size_t n = 0; n < count; n++)
            has_notes |= scene_note_count(pages[n]->drawing->panels[i].scene) > 0;
        for (size_t n = 0; n < count; n++)
            pages[n]->has_notes[i] = has_notes;
    }
}

/* Words beside maps are arranged for cells as large as is expected. */
static double measure_for(struct prepared *const *pages, size_t count, double expected)
{
    const double largest = 1e6;
    double cell = largest;
    for (size_t n = 0; n < count; n++)
        build(pages[n], expected);
    ask_words(pages, count, expected);
    for (size_t n = 0; n < count; n++)
        size_words(pages[n]);
    join(pages, count, expected);
    for (size_t n = 0; n < count; n++) {
        struct prepared *prepared = pages[n];
        const struct settings *settings = &prepared->settings;
        if (settings->cell_pt > 0)
            cell = fmin(cell, settings->cell_pt);
        else if (prepared->is_head_too_large)
            cell = 0;
        else
            cell = fmin(cell, layout_solve(&prepared->layout, prepared->page, settings->width,
                                           settings->height, largest));
    }
    return cell;
}

double prepared_measure(struct prepared *const *pages, size_t count)
{
    enum { MOST_ROUNDS = 8 };
    double expected = pages[0]->settings.scale * pages[0]->drawing->panels[0].scene->theme.cell_pt;
    share_notes(pages, count);
    double cell = measure_for(pages, count, expected);
    for (int i = 0; i < MOST_ROUNDS && cell > 0 && cell < sizes->expected * expected; i++) {
        expected = cell;
        cell = measure_for(pages, count, expected);
    }
    for (size_t n = 0; n < count; n++)
        pages[n]->cell = cell;
    return cell;
}

/* ---- placing ---- */

/* On a canvas the drawing stands a little above the middle of what is free below the title. */
static void spread(struct prepared *prepared, double cell)
{
    const struct settings *settings = &prepared->settings;
    struct length height = layout_height(&prepared->layout, prepared->column, cell);
    double spare = settings->height - height.points - height.cells * cell;
    double share = settings->arranged.is_head_beside ? sizes->middle : sizes->above_middle;
    if (settings->height > 0 && spare > 0)
        layout_resize(
            &prepared->layout, prepared->spare,
            (struct size){in_points(prepared_body_room(prepared)), in_points(share * spare)});
}

static void draw_rests(struct prepared *prepared)
{
    prepared->rest = (struct display_list){0};
    prepared_draw_words(prepared);
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = &prepared->panels[i];
        struct pen pen = prepared_pen(prepared, panel);
        if (prepared->views[i]->draw_rest)
            prepared->views[i]->draw_rest(panel, &pen);
        else
            panel_draw_rest(panel, &pen);
    }
}

/* The smaller of two sides; 0: there is none. */
static double smaller_side(double a, double b)
{
    return a > 0 && b > 0 ? fmin(a, b) : fmax(a, b);
}

/* A cuboid's room has none; those of matrices are as their places let them be. */
static double smallest_cell(const struct prepared *prepared)
{
    double smallest = 0;
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = &prepared->panels[i];
        smallest = smaller_side(smallest, panel->cell_pt);
        for (size_t m = 0; m < panel->map_count; m++)
            if (!panel->maps[m].map.is_matrix)
                smallest = smaller_side(smallest, plane_length(panel->maps[m].map.plane.column));
    }
    return smallest;
}

void prepared_place(struct prepared *prepared)
{
    const struct drawing *drawing = prepared->drawing;
    const struct settings *settings = &prepared->settings;
    struct layout *layout = &prepared->layout;
    double cell = prepared->cell > 0 ? prepared->cell : 1 / settings->px_per_pt;
    if (!drawing->follows_height)
        spread(prepared, cell);
    for (size_t i = 0; i < prepared->panel_count; i++)
        looks_fit_theme(&prepared->panels[i].subject.looks.theme, cell, settings);
    const struct theme *theme = &prepared->panels[0].subject.looks.theme;
    double line = subject_edge(&prepared->panels[0].subject) / 2;
    double edge = theme->is_page_per_step ? theme->margin_pt + line : fmax(theme->margin_pt, line);
    struct point at = {edge, edge};
    if (settings->width > 0) {
        prepared->width_pt = drawing->width_px / settings->px_per_pt;
        prepared->height_pt = drawing->height_px / settings->px_per_pt;
        at = (struct point){(prepared->width_pt - settings->width) / 2, settings->above};
    }
    layout_place(layout, prepared->page, cell, at);
    const struct rectangle whole = layout_whole(layout, prepared->page);
    if (drawing->follows_height)
        prepared->height_pt = whole.height + 2 * settings->above;
    if (settings->width <= 0) {
        prepared->width_pt = whole.width + 2 * edge;
        prepared->height_pt = whole.height + 2 * edge;
    }
    for (size_t i = 0; i < prepared->panel_count; i++) {
        panel_settle(&prepared->panels[i]);
        if (prepared->views[i]->settle)
            prepared->views[i]->settle(&prepared->panels[i]);
    }
    prepared->cell_pt = smallest_cell(prepared);
    draw_rests(prepared);
}

void prepared_finish(struct prepared *prepared)
{
    if (prepared)
        arena_finish(&prepared->arena);
}

const struct panel *prepared_panel_of_picture(const struct prepared *prepared, size_t i,
                                              struct arena *arena)
{
    struct panel *panel = arena_allocate(arena, 1, sizeof *panel);
    *panel = prepared->panels[i];
    panel->arena = arena;
    return panel;
}
