/* SPDX-License-Identifier: MIT */
/* The table of views, and which of them shows a scene. */
#include "drawing/views/view.h"

#include <string.h>

static const struct view *const views[] = {
    &view_stacked, /* in the order of the hints */
    &view_flat,    &view_stack,   &view_line,      &view_channels,  &view_volume,      &view_kernel,
    &view_matrix,  &view_im2col,  &view_scatter,   &view_positions, &view_subsampling, &view_heat,
    &view_fold,    &view_network, &view_transpose, &view_products,  &view_cache,
};

enum { VIEWS = sizeof views / sizeof *views };

const char *drawing_view_at(size_t n)
{
    return n < VIEWS ? views[n]->name : NULL;
}

static const struct view *find_view(const char *name)
{
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(views[i]->name, name) == 0)
            return views[i];
    return NULL;
}

/* An order that numbers the steps as the output's does is as good as that. */
static bool follows_order(const struct view *view, const struct simulation *simulation)
{
    enum order order = simulation_order(simulation);
    unsigned orders = view->orders != 0 ? view->orders : 1u << ORDER_OUTPUT;
    if ((order == ORDER_POSITION && simulation->output.size[0] == 1) ||
        (order == ORDER_LAYER && !simulation->below))
        order = ORDER_OUTPUT;
    return (orders >> order & 1u) != 0;
}

/* Why a view cannot show a layer; NULL: it can. */
static const char *obstacle_of(const struct view *view, const struct simulation *simulation,
                               struct arena *arena)
{
    if (simulation_has_branches(simulation) && !view->takes_branches)
        return "branches";
    bool has_columns = false;
    for (const struct simulation *at = simulation; at; at = at->below)
        has_columns |= at->is_input_flat;
    if (has_columns && !view->takes_columns)
        return "columns of blocks, which Fold takes";
    return simulation->below && !view->takes_stacks ? "a stack of layers"
                                                    : view_obstacle(view, simulation, arena);
}

static bool can_show(const struct view *view, const struct simulation *simulation,
                     struct arena *arena)
{
    return obstacle_of(view, simulation, arena) == NULL && follows_order(view, simulation);
}

void drawing_tell_view(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    const char *name = simulation->scene->view.word;
    const struct view *view = name ? find_view(name) : NULL;
    if (view && view->tell && can_show(view, simulation, &arena))
        view->tell(simulation, out);
    arena_finish(&arena);
}

/* So large that its cells would be too small for digits. */
static bool is_large(const struct simulation *simulation)
{
    enum { LARGEST = 16 }; /* side of a plane, cells */
    for (size_t i = 0; i < simulation->axes; i++)
        if (simulation->axis[i].padded > LARGEST || simulation->axis[i].output > LARGEST)
            return true;
    return false;
}

/* The view that shows a layer best. */
static const struct view *usual_view(const struct simulation *simulation, struct arena *arena)
{
    bool has_texts = simulation->has_values || simulation->scene->show.values == SHOW_SYMBOLS;
    if (simulation->below)
        return simulation_is_plain_stack(simulation) ? &view_stack : &view_network;
    if (simulation->is_input_flat)
        return &view_fold;
    if (simulation->scene->order.value == ORDER_INPUT)
        return &view_scatter;
    if (simulation->is_dense && can_show(&view_matrix, simulation, arena))
        return &view_matrix;
    if (simulation->axes == 1)
        return &view_line;
    if (simulation->axes == 3)
        return &view_volume;
    bool has_channels = simulation->in_channels > 1 || simulation->out_channels > 1;
    if (simulation->has_values && is_large(simulation) && !simulation->is_flattened &&
        simulation->scene->show.values == SHOW_DIGITS && can_show(&view_heat, simulation, arena))
        return &view_heat;
    if (has_channels && (!simulation->is_flattened || simulation_moves_channels(simulation)))
        return &view_channels;
    return has_texts ? &view_flat : &view_stacked;
}

/* "this layer has view stacked or flat"; NULL: it has none. */
static const char *list_views(const struct simulation *simulation, bool needs_digits,
                              struct arena *arena)
{
    const char *text = NULL;
    for (size_t i = 0; i < VIEWS; i++) {
        if (!can_show(views[i], simulation, arena) || (views[i]->has_no_digits && needs_digits))
            continue;
        text = text == NULL ? arena_format(arena, "this layer has view %s", views[i]->name)
                            : arena_format(arena, "%s or %s", text, views[i]->name);
    }
    return text;
}

/* For hints. */
static const char *views_that_can(const struct simulation *simulation, struct arena *arena)
{
    const char *text = list_views(simulation, false, arena);
    return text != NULL ? text : "its numbers are there: convreel trace";
}

/* The view that the scene names; NULL and an error where there is no such view. */
static const struct view *named_view(const struct scene *scene, const struct simulation *simulation,
                                     struct report *report)
{
    const struct given_word *given = &scene->view;
    enum status status = given->at.line > 0 ? STATUS_SCENE : STATUS_USAGE; /* an option's word */
    const char *word =
        text_printable(&report->arena, given->word, strlen(given->word), NUMBER_ROOM);
    const struct view *view = find_view(given->word);
    if (view == NULL) {
        const char *names[VIEWS];
        for (size_t i = 0; i < VIEWS; i++)
            names[i] = views[i]->name;
        const char *nearest = text_nearest(given->word, names, VIEWS);
        const char *meant = scene_meant_word("view", given->word, &report->arena);
        const char *hint = meant ? meant
                           : nearest != NULL
                               ? arena_format(&report->arena, "did you mean '%s'?", nearest)
                               : views_that_can(simulation, &report->arena);
        report_status(report, status, given->at, hint, "unknown view '%s'", word);
        return NULL;
    }
    const char *obstacle = obstacle_of(view, simulation, &report->arena);
    if (obstacle == NULL)
        return view;
    report_status(report, status, given->at, views_that_can(simulation, &report->arena),
                  "view %s cannot show %s", word, obstacle);
    return NULL;
}

static bool check_order(const struct view *view, const struct simulation *simulation,
                        struct report *report)
{
    static const char *const words[] = {[ORDER_OUTPUT] = "output",
                                        [ORDER_POSITION] = "position",
                                        [ORDER_INPUT] = "input",
                                        [ORDER_LAYER] = "layer",
                                        [ORDER_BACK] = "back"};
    const struct given_order *order = &simulation->scene->order;
    if (follows_order(view, simulation))
        return true;
    report_error(report, order->at, views_that_can(simulation, &report->arena),
                 "view %s does not follow order %s", view->name,
                 words[simulation_order(simulation)]);
    return false;
}

/* Of a scene that names no view: the usual one, else the first that can show the layer. */
static const struct view *any_view(const struct simulation *simulation, struct report *report)
{
    const struct view *usual = usual_view(simulation, &report->arena);
    if (can_show(usual, simulation, &report->arena))
        return usual;
    if (usual == &view_channels && can_show(&view_network, simulation, &report->arena))
        return &view_network; /* of any number of channels */
    for (size_t i = 0; i < VIEWS; i++)
        if (can_show(views[i], simulation, &report->arena))
            return views[i];
    const char *obstacle = obstacle_of(usual, simulation, &report->arena);
    report_error(report, simulation->layer->at, "its numbers are there: convreel trace",
                 "no view can show %s", obstacle != NULL ? obstacle : "this layer in this order");
    return NULL;
}

/* Says so where the scene asks for digits or symbols that the picture will not have. */
static void check_digits(const struct view *view, const struct scene *scene,
                         const struct simulation *simulation, struct report *report)
{
    const struct scene_show *show = &scene->show;
    bool needs_values = show->values == SHOW_DIGITS && !simulation->has_values &&
                        !simulation->below && !simulation_moves_channels(simulation);
    if (show->values_at.line == 0 || show->values == SHOW_NOTHING)
        return;
    if (needs_values)
        report_warning(report, show->values_at, "give input values, or show: {values: symbols}",
                       "no values are given, so show.values has no effect");
    else if (view->has_no_digits)
        report_warning(report, show->values_at, list_views(simulation, true, &report->arena),
                       "view %s draws no digits, so show.values has no effect", view->name);
}

const struct view *view_choose(const struct scene *scene, const struct simulation *simulation,
                               struct report *report)
{
    if (!scene_has_layer(scene))
        return scene->shot.card ? &view_card : &view_image;
    if (scene->is_alone)
        return &view_alone;
    const struct view *view = scene->view.word == NULL ? any_view(simulation, report)
                                                       : named_view(scene, simulation, report);
    if (view)
        check_digits(view, scene, simulation, report);
    return view && (!scene->view.word || check_order(view, simulation, report)) ? view : NULL;
}

bool drawing_shows_numbers(const struct scene *scene, const struct simulation *network)
{
    struct report ignored;
    report_init(&ignored, "");
    const struct view *view = view_choose(scene, network, &ignored);
    report_finish(&ignored);
    return !view || !view->reads_no_numbers;
}
