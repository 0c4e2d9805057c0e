/* SPDX-License-Identifier: MIT */
/* Lays a page out: the views arrange their maps, words ask for their boxes, the cell is solved,
 * everything gets its place, and what never changes is drawn. */
#include "drawing/prepare.h"

#include <math.h>
#include <string.h>

/* Per size of the font of words. */
static const double header_room = 26, sum_room = 30; /* that they may take up at a narrow drawing */
static const double row_gap = 1.2;                   /* between rows of panels */
static const double word_gap = 0.8;                  /* between the names of two maps */
static const double head_gap = 2;                    /* from a head at the left to the drawing */
static const double head_share = 0.28;               /* of the page's width, of such a head */
static const double most_stroke = 2; /* that lines may be thicker, to a cell, than in the theme */
static const double alone = 0.5;     /* of a line's thickness, round cells too small for lines */

static const double points_per_inch = 72;

/* ---- looks ---- */

double prepared_own_scale(const struct drawing *drawing)
{
    return rational_to_double(drawing->scene->output.dpi) / points_per_inch;
}

struct looks looks_of(const struct scene *scene)
{
    return (struct looks){scene->theme, scene->show, &scene->language};
}

const struct element_row prepared_elements[ELEMENTS] = {
    [ELEMENT_RULER] = {"ruler", "the ruler", offsetof(struct scene_show, ruler)},
    [ELEMENT_LEGEND] = {"legend", "the legend", offsetof(struct scene_show, legend)},
    [ELEMENT_SUM] = {"sum", "the sum", offsetof(struct scene_show, sum)},
    [ELEMENT_FORMULA] = {"formula", "the formula", offsetof(struct scene_show, formula)},
    [ELEMENT_DIMENSIONS] = {"dimensions", "the dimensions",
                            offsetof(struct scene_show, dimensions)},
    [ELEMENT_TITLE] = {"title", "the title", offsetof(struct scene_show, title)},
    [ELEMENT_NAMES] = {"labels", "the names", offsetof(struct scene_show, labels)},
};

static void hide(struct looks *looks, enum element element)
{
    const struct given_flag hidden = {.at = {.line = 1}, .value = false};
    memcpy((char *)&looks->show + prepared_elements[element].flag, &hidden, sizeof hidden);
}

/* What a panel alone has stays without the page's title. */
static void hide_elements(const struct prepared *prepared, struct looks *looks)
{
    for (int i = 0; i < ELEMENTS; i++)
        if (prepared->settings.is_gone[i] && !(i == ELEMENT_TITLE && prepared->has_panels))
            hide(looks, (enum element)i);
}

/* The sizes that go with a cell: digits and lines. */
static void fit_theme(struct theme *theme, double cell, const struct settings *settings)
{
    double scale = cell / theme->cell_pt, lines = fmin(1, most_stroke * scale);
    double least_digits_pt = settings->least_digits_pt;
    if (settings->width > 0 && cell * settings->px_per_pt < LEAST_CELL_PX)
        lines = alone; /* no lines between cells */
    theme->cell_pt = cell;
    theme->font[FONT_VALUES].size_pt =
        fmax(theme->font[FONT_VALUES].size_pt * scale,
             fmin(least_digits_pt, theme_sizes.digit.most_height * cell));
    theme->font[FONT_SMALL].size_pt =
        fmax(theme->font[FONT_SMALL].size_pt * scale, least_digits_pt);
    theme->least_digits_pt = least_digits_pt;
    theme->thin_pt *= lines;
    theme->thick_pt *= lines;
    theme->window_pt *= lines;
    theme->dash_on_pt *= lines;
    theme->dash_off_pt *= lines;
    theme->hatch_pt *= lines;
}

static void scale_theme(struct theme *theme, double scale)
{
    double *const lengths[] = {&theme->cell_pt,   &theme->thin_pt,    &theme->thick_pt,
                               &theme->window_pt, &theme->dash_on_pt, &theme->dash_off_pt,
                               &theme->margin_pt, &theme->hatch_pt};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        *lengths[i] *= scale;
    for (size_t i = 0; i < THEME_FONTS; i++)
        theme->font[i].size_pt *= scale;
}

/* ---- building ---- */

static double words_size(const struct prepared *prepared)
{
    return prepared->panels[0].subject.looks.theme.font[FONT_WORDS].size_pt;
}

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

static void begin_panels(struct prepared *prepared, const struct drawing *drawing,
                         const struct settings *settings, double expected)
{
    double longest = 1;
    const struct simulation **layers =
        arena_allocate(&prepared->arena, drawing->panel_count, sizeof *layers);
    prepared->panel_count = drawing->panel_count;
    prepared->columns = settings->columns > 0 ? settings->columns : prepared_columns(drawing);
    prepared->has_panels = drawing->scene->panel_count > 0;
    prepared->scope = drawing->scope[0] ? drawing->scope : NULL;
    for (size_t i = 0; i < drawing->panel_count; i++) {
        layers[i] = drawing->panels[i].simulation;
        longest = fmax(longest, longest_side(layers[i]));
    }
    for (size_t i = 0; i < drawing->panel_count; i++) {
        const struct drawing_panel *shown = &drawing->panels[i];
        struct panel *panel = &prepared->panels[i];
        prepared->views[i] = shown->view;
        *panel = (struct panel){
            .subject = {.scene = shown->scene,
                        .simulation = shown->simulation,
                        .layers = {layers, drawing->panel_count},
                        .ruler = drawing->ruler,
                        .looks = looks_of(shown->scene),
                        .px_per_pt =
                            drawing->is_paper ? prepared_own_scale(drawing) : settings->px_per_pt,
                        .is_fitted = settings->width > 0 && !drawing->is_paper,
                        .largest_side = longest,
                        .state = shown->state},
            .expected_cell = expected,
            .sum_numbers = shown->sum_numbers,
            .arena = &prepared->arena,
            .layout = &prepared->layout,
            .arrangement =
                settings->arrangement < shown->view->arrangements ? settings->arrangement : 0,
            .has_short_names = settings->has_short_names,
            .divisor = NO_BOX,
            .part = prepared->parts[i],
        };
        panel->subject.scope = prepared->scope;
        if (prepared->has_panels)
            panel->subject.scope = arena_format(&prepared->arena, "%s%spanel%zu", drawing->scope,
                                                prepared->scope ? "." : "", i);
        scale_theme(&panel->subject.looks.theme, settings->scale);
        hide_elements(prepared, &panel->subject.looks);
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
    if (prepared->views[i]->stands_on_input)
        layout_sink(panel->layout, panel->drawing);
    indices_ask(panel);
    ruler_ask(panel);
    dimensions_ask(panel);
    labels_ask(panel);
    prepared->legend_bits |= panel->legend;
    for (size_t m = 0; m < panel->map_count; m++)
        prepared->legend_bits |= map_legend(&panel->maps[m].map, &panel->subject);
}

enum panel_row { ROW_HEADER, ROW_DRAWING, ROW_NOTES, ROW_SUM, ROW_CAPTION, PANEL_ROWS };

/* What one panel has in a row. */
static void add_panel_box(struct prepared *prepared, enum panel_row row, size_t i)
{
    struct layout *layout = &prepared->layout;
    struct panel_boxes *boxes = &prepared->boxes[i];
    switch (row) {
    case ROW_HEADER:
        boxes->header = add_room(layout);
        layout_align(layout, boxes->header, ALIGN_START);
        break;
    case ROW_DRAWING:
        add_drawing(prepared, i);
        break;
    case ROW_NOTES:
        boxes->notes = add_room(layout);
        break;
    case ROW_SUM:
        boxes->sum = add_room(layout);
        break;
    case ROW_CAPTION:
        boxes->caption = add_room(layout);
        break;
    case PANEL_ROWS:
        break;
    }
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
            layout_room(layout, (struct size){{0, 0}, in_points(row_gap * words_size(prepared))});
        for (int row = 0; row < PANEL_ROWS; row++)
            for (size_t i = first; i < first + columns; i++)
                if (i < count)
                    add_panel_box(prepared, (enum panel_row)row, i);
                else
                    add_room(layout);
    }
    layout_end(layout);
}

/* How wide the page is below its head, or at the right of it; 0: as it likes. */
static double body_room(const struct prepared *prepared)
{
    const struct settings *settings = &prepared->settings;
    if (!settings->is_head_beside)
        return settings->width;
    return (1 - head_share) * settings->width - head_gap * words_size(prepared);
}

static double share_of_panels(const struct prepared *prepared)
{
    double count = (double)prepared->columns;
    double gap = 2 * prepared->panels[0].subject.looks.theme.margin_pt;
    double room = body_room(prepared);
    return room > 0 ? (room - (count - 1) * gap) / count : 0;
}

static void build(struct prepared *prepared, const struct drawing *drawing,
                  const struct settings *settings, double expected)
{
    struct layout *layout = &prepared->layout;
    prepared->legend_bits = 0;
    prepared->settings = *settings;
    arena_reset(&prepared->arena);
    begin_panels(prepared, drawing, settings, expected);
    for (size_t i = 0; i < prepared->panel_count; i++)
        prepared->panels[i].room = share_of_panels(prepared);
    layout_begin(layout, &prepared->arena, word_gap * words_size(prepared));
    prepared->page =
        settings->is_head_beside
            ? layout_row(layout, in_points(head_gap * words_size(prepared)), ALIGN_START)
            : layout_column(layout, in_points(0), ALIGN_MIDDLE);
    prepared->title = add_room(layout);
    layout_align(layout, prepared->title, ALIGN_START);
    prepared->column = prepared->page;
    if (settings->is_head_beside)
        prepared->column = layout_column(layout, in_points(0), ALIGN_MIDDLE);
    prepared->spare = add_room(layout);
    add_body(prepared);
    prepared->legend = add_room(layout);
    prepared->caption = add_room(layout);
    prepared->credit = add_room(layout);
    layout_align(layout, prepared->credit, ALIGN_END);
    layout_end(layout);
    if (settings->is_head_beside)
        layout_end(layout);
}

/* ---- words ---- */

static bool has_panels(const struct prepared *prepared)
{
    return prepared->has_panels;
}

unsigned prepared_title_parts(const struct prepared *prepared)
{
    return HEADER_TITLE | (has_panels(prepared) ? HEADER_SHARED : HEADER_LAYER);
}

struct panel prepared_frame(const struct prepared *prepared, const struct drawing *drawing,
                            struct arena *arena)
{
    struct panel frame = prepared->panels[0];
    if (has_panels(prepared))
        frame.subject.scene = drawing->scene;
    if (prepared->settings.is_gone[ELEMENT_TITLE])
        hide(&frame.subject.looks, ELEMENT_TITLE);
    frame.arena = arena;
    return frame;
}

static struct size size_in_points(struct point size)
{
    return (struct size){in_points(size.x), in_points(size.y)};
}

static void size_panel_words(struct prepared *prepared, size_t i, double drawing_width)
{
    struct panel *panel = &prepared->panels[i];
    struct layout *layout = &prepared->layout;
    const struct panel_boxes *boxes = &prepared->boxes[i];
    double size = words_size(prepared), limit = panel->room;
    double header =
        fmax(drawing_width, limit > 0 ? fmin(limit, header_room * size) : header_room * size);
    double sum = fmax(drawing_width, limit > 0 ? fmin(limit, sum_room * size) : sum_room * size);
    if (limit > 0 && !has_panels(prepared))
        header = sum = limit;
    if (has_panels(prepared))
        layout_resize(layout, boxes->header,
                      size_in_points(header_size(panel, HEADER_OWN, header)));
    panel->header_room = header;
    layout_resize(layout, boxes->notes, size_in_points(notes_size(panel)));
    struct point sum_box = sum_size(panel, sum);
    layout_resize(layout, boxes->sum, size_in_points(sum_box));
    if (has_panels(prepared) && panel->subject.scene->caption)
        layout_resize(layout, boxes->caption,
                      size_in_points(caption_size(panel, panel->subject.scene->caption,
                                                  fmax(drawing_width, header))));
}

static void size_page_words(struct prepared *prepared, const struct drawing *drawing,
                            const struct settings *settings, double width)
{
    struct panel frame = prepared_frame(prepared, drawing, &prepared->arena);
    struct layout *layout = &prepared->layout;
    double least = header_room * words_size(prepared), below = body_room(prepared);
    double room = settings->width > 0 ? settings->width : fmax(width, least);
    if (settings->is_head_beside)
        room *= head_share;
    struct point title = header_size(&frame, prepared_title_parts(prepared), room);
    prepared->room = room;
    prepared->is_head_too_wide = settings->is_head_beside && title.x > room;
    if (settings->width > 0)
        title.x = room;
    if (below > 0)
        layout_resize(layout, prepared->spare, (struct size){in_points(below), in_points(0)});
    else
        below = fmax(width, title.x);
    layout_resize(layout, prepared->title, size_in_points(title));
    layout_resize(layout, prepared->legend,
                  size_in_points(legend_size(&frame, prepared->legend_bits, below)));
    if (drawing->scene->caption)
        layout_resize(layout, prepared->caption,
                      size_in_points(caption_size(&frame, drawing->scene->caption, below)));
    layout_resize(layout, prepared->credit, size_in_points(credit_size(&frame, below)));
}

static double width_at(struct prepared *prepared, box_id box, double cell)
{
    struct length width = layout_width(&prepared->layout, box, cell);
    return width.cells * cell + width.points;
}

/* Words beside maps are arranged for cells as large as is expected. */
static double measure_for(struct prepared *prepared, const struct drawing *drawing,
                          const struct settings *settings, double expected)
{
    const double largest = 1e6;
    bool is_own = settings->cell_pt > 0;
    build(prepared, drawing, settings, expected);
    for (size_t i = 0; i < prepared->panel_count; i++)
        size_panel_words(prepared, i,
                         is_own ? width_at(prepared, prepared->panels[i].drawing, settings->cell_pt)
                                : 0);
    size_page_words(prepared, drawing, settings,
                    is_own ? width_at(prepared, prepared->body, settings->cell_pt)
                           : settings->width);
    if (is_own)
        return settings->cell_pt;
    if (prepared->is_head_too_wide)
        return 0;
    return layout_solve(&prepared->layout, prepared->page, settings->width, settings->height,
                        largest);
}

double prepared_measure(struct prepared *prepared, const struct drawing *drawing,
                        const struct settings *settings)
{
    enum { MOST_ROUNDS = 8 };
    const double near = 0.97;
    double expected = settings->scale * drawing->panels[0].scene->theme.cell_pt;
    double cell = measure_for(prepared, drawing, settings, expected);
    for (int i = 0; i < MOST_ROUNDS && cell > 0 && cell < near * expected; i++) {
        expected = cell;
        cell = measure_for(prepared, drawing, settings, expected);
    }
    return cell;
}

/* ---- placing ---- */

/* On a canvas the drawing stands a little above the middle of what is free below the title. */
static void spread(struct prepared *prepared, const struct settings *settings, double cell)
{
    struct length height = layout_height(&prepared->layout, prepared->column, cell);
    double spare = settings->height - height.points - height.cells * cell;
    double share = settings->is_head_beside ? 0.5 : fit_above_middle;
    if (settings->height > 0 && spare > 0)
        layout_resize(&prepared->layout, prepared->spare,
                      (struct size){in_points(body_room(prepared)), in_points(share * spare)});
}

static void fit_looks(struct prepared *prepared, const struct settings *settings, double cell)
{
    for (size_t i = 0; i < prepared->panel_count; i++)
        fit_theme(&prepared->panels[i].subject.looks.theme, cell, settings);
}

static struct pen pen_for(struct prepared *prepared, const struct panel *panel)
{
    return (struct pen){.arena = &prepared->arena,
                        .list = &prepared->rest,
                        .theme = &panel->subject.looks.theme,
                        .scope = panel->subject.scope};
}

static void draw_words(struct prepared *prepared, const struct drawing *drawing)
{
    struct panel frame = prepared_frame(prepared, drawing, &prepared->arena);
    struct layout *layout = &prepared->layout;
    struct pen pen = pen_for(prepared, &frame);
    struct rectangle title = layout_core(layout, prepared->title);
    pen.scope = prepared->scope;
    header_draw(&frame, prepared_title_parts(prepared), prepared->room,
                (struct point){title.x, title.y}, &pen);
    legend_draw(&frame, prepared->legend_bits, layout_core(layout, prepared->legend), &pen);
    if (drawing->scene->caption)
        caption_draw(&frame, "caption", drawing->scene->caption,
                     layout_core(layout, prepared->caption), &pen);
    struct rectangle credit = layout_core(layout, prepared->credit);
    credit_draw(&frame, fmax(credit.width, 1),
                (struct point){credit.x + credit.width, credit.y + credit.height}, &pen);
    prepared->word_count = prepared->rest.count;
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = &prepared->panels[i];
        const struct panel_boxes *boxes = &prepared->boxes[i];
        struct rectangle header = layout_core(layout, boxes->header);
        pen = pen_for(prepared, panel);
        if (has_panels(prepared))
            header_draw(panel, HEADER_OWN, panel->header_room, (struct point){header.x, header.y},
                        &pen);
        labels_draw(panel, &pen);
        ruler_draw(panel, &pen);
        dimensions_draw(panel, &pen);
        if (has_panels(prepared) && panel->subject.scene->caption)
            caption_draw(panel, "caption", panel->subject.scene->caption,
                         layout_core(layout, boxes->caption), &pen);
    }
}

static void draw_rests(struct prepared *prepared, const struct drawing *drawing)
{
    prepared->rest = (struct display_list){0};
    draw_words(prepared, drawing);
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = &prepared->panels[i];
        struct pen pen = pen_for(prepared, panel);
        if (prepared->views[i]->draw_rest)
            prepared->views[i]->draw_rest(panel, &pen);
        else
            panel_draw_rest(panel, &pen);
    }
}

/* Of a map the side of a cell, of a matrix in a room the shorter one. */
static double cell_of(const struct prepared *prepared, const struct placed *placed)
{
    struct rectangle core = layout_core(&prepared->layout, placed->box);
    double side = plane_length(placed->plane.column);
    if (side > 0 || placed->map.rows == 0)
        return side;
    return fmin(core.width / (double)placed->map.columns, core.height / (double)placed->map.rows);
}

/* The smaller of two sides; 0: there is none. */
static double smaller_side(double a, double b)
{
    return a > 0 && b > 0 ? fmin(a, b) : fmax(a, b);
}

/* A cuboid's room has none. */
static double smallest_cell(const struct prepared *prepared)
{
    double smallest = 0;
    for (size_t i = 0; i < prepared->panel_count; i++) {
        const struct panel *panel = &prepared->panels[i];
        smallest = smaller_side(smallest, panel->cell_pt);
        for (size_t m = 0; m < panel->map_count; m++)
            smallest = smaller_side(smallest, cell_of(prepared, &panel->maps[m]));
    }
    return smallest;
}

void prepared_place(struct prepared *prepared, const struct drawing *drawing,
                    const struct settings *settings, double cell)
{
    struct layout *layout = &prepared->layout;
    if (!drawing->follows_height)
        spread(prepared, settings, cell);
    fit_looks(prepared, settings, cell);
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
    prepared->edges = layout_whole(layout, prepared->page);
    if (drawing->follows_height)
        prepared->height_pt = prepared->edges.height + 2 * settings->above;
    if (settings->width <= 0) {
        prepared->width_pt = prepared->edges.width + 2 * edge;
        prepared->height_pt = prepared->edges.height + 2 * edge;
    }
    for (size_t i = 0; i < prepared->panel_count; i++) {
        panel_settle(&prepared->panels[i]);
        if (prepared->views[i]->settle)
            prepared->views[i]->settle(&prepared->panels[i]);
    }
    prepared->cell_pt = smallest_cell(prepared);
    draw_rests(prepared, drawing);
}

void prepared_finish(struct prepared *prepared)
{
    if (prepared)
        arena_finish(&prepared->arena);
}
