/* SPDX-License-Identifier: MIT */
/* The maps' names with their sizes: above or below an upright map, beside the lower right corner of
 * an oblique one. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "drawing/words/words.h"

static const struct label_sizes *const sizes = &theme_sizes.label;

static const enum word usual_names[] = {[HOLDS_INPUT] = WORD_INPUT,
                                        [HOLDS_KERNEL] = WORD_KERNEL,
                                        [HOLDS_OUTPUT] = WORD_OUTPUT,
                                        [HOLDS_INPUT_GRADIENT] = WORD_INPUT_GRADIENT,
                                        [HOLDS_KERNEL_GRADIENT] = WORD_KERNEL_GRADIENT,
                                        [HOLDS_OUTPUT_GRADIENT] = WORD_OUTPUT_GRADIENT};
static const char *const parts[] = {
    [MAP_INPUT] = "label.input", [MAP_KERNEL] = "label.kernel", [MAP_OUTPUT] = "label.output"};
static const enum theme_color inks[] = {[MAP_INPUT] = COLOR_INPUT_INK,
                                        [MAP_KERNEL] = COLOR_WINDOW_INK,
                                        [MAP_OUTPUT] = COLOR_OUTPUT_INK};

enum { MOST_REMARKS = 2 };

/* A map's name, strong, and its size: on one line or below it. Below them what was done to it. */
struct label {
    struct runs name, size;
    bool has_two_lines;
    const char *remarks[MOST_REMARKS];
    size_t remark_count;
    struct words remark_words;
};

/* "2 × 5 × 5" of what a map holds in place of its own tensor; the channels of a kernel are two. */
static const char *held_size_text(const struct simulation *simulation, enum map_role role,
                                  struct arena *arena)
{
    const struct tensor *held = simulation_held(simulation, role);
    size_t channel_axes = held->rank - simulation->axes, channels = 1;
    for (size_t i = 0; i < channel_axes; i++)
        channels *= held->size[i];
    return tensor_sizes(held, channels > 1 ? 0 : channel_axes, TIMES, arena);
}

/* "5 × 5", with the channels first where there are several; of a kernel those that it reads. */
static const char *size_text(const struct simulation *simulation, enum map_role role,
                             struct arena *arena)
{
    /* of layers of volumes the last one stands alone */
    while (role == MAP_INPUT && simulation->below && simulation->axes < MAX_AXES)
        simulation = simulation->below;
    if (simulation->forward && simulation_holds(simulation, role) != HOLDS_KERNEL)
        return held_size_text(simulation, role, arena);
    struct tensor tensor = role == MAP_INPUT    ? simulation_input_as_given(simulation)
                           : role == MAP_OUTPUT ? simulation->output
                                                : simulation->kernel;
    size_t first = role == MAP_KERNEL ? 2 : tensor.size[0] > 1 ? 0 : 1;
    const char *text = tensor_sizes(&tensor, first, TIMES, arena);
    size_t inputs = simulation->in_channels / simulation->groups;
    if (role == MAP_KERNEL && inputs > 1)
        text = arena_format(arena, "%zu" TIMES "%s", inputs, text);
    return text;
}

/* A pool whose gradient is worked out has weights and no kernel. */
const char *labels_usual_name(const struct subject *subject, enum map_role role)
{
    const struct simulation *layer = subject->simulation;
    bool is_of_pool = role == MAP_KERNEL && layer->forward && layer->forward->is_pool;
    return catalogue_word(subject->looks.language,
                          is_of_pool ? WORD_WEIGHTS : usual_names[simulation_holds(layer, role)]);
}

/* The name of a map of one channel where the scene gives each its own; NULL: it has none. */
static const char *channel_name(const struct panel *panel, const struct placed *placed)
{
    const struct map_names *names = subject_names(&panel->subject, placed->map.role);
    bool has_one = !placed->name && !placed->letter && placed->map.channel >= 0 &&
                   (size_t)placed->map.channel < names->count &&
                   !panel->has_joined_names[placed->map.role];
    return has_one ? names->each[placed->map.channel] : NULL;
}

static struct runs no_runs(const struct panel *panel)
{
    return (struct runs){.ruler = panel->subject.ruler, .arena = panel->arena};
}

/* A symbol with its size: "windows X  9 × 4". */
static void add_symbol(struct label *label, const struct panel *panel, const struct placed *placed)
{
    const struct theme *theme = &panel->subject.looks.theme;
    struct font font = theme->font[FONT_WORDS], italic = font, raised = font;
    struct color ink = theme->color[inks[placed->map.role]];
    italic.is_italic = true;
    raised.size_pt *= sizes->raised;
    if (placed->name)
        runs_add(&label->name, placed->name, &font, ink, 0);
    runs_add(&label->name, placed->letter, &italic, ink,
             placed->name ? sizes->space * font.size_pt : 0);
    if (placed->raised)
        runs_add(&label->name, placed->raised, &raised, ink, 0)->drop = -sizes->rise * font.size_pt;
    if (panel->subject.looks.show.sizes.value)
        runs_add(&label->size, placed->size, &font, ink, 0);
}

/* On one line above or below the map where that is no wider than the map. */
static void join_remarks(struct label *label, const struct panel *panel,
                         const struct placed *placed)
{
    bool is_beside = placed->name_side == SIDE_LEFT || placed->name_side == SIDE_CORNER;
    const char *joined = arena_format(panel->arena, "%s, %s", label->remarks[0], label->remarks[1]);
    double width = theme_sizes.page.surely * (double)placed->map.columns * panel->expected_cell;
    if (is_beside || words_width(&label->remark_words, joined) > width)
        return;
    label->remarks[0] = joined;
    label->remark_count = 1;
}

/* What the cells of a map have been through, unlike the tensor that its name tells. */
static void add_remarks(struct label *label, const struct panel *panel, const struct placed *placed)
{
    const struct map *map = &placed->map;
    const struct subject *subject = &panel->subject;
    const struct catalogue *language = subject->looks.language;
    struct arena *arena = panel->arena;
    if (!subject_shows(subject, &subject->looks.show.dimensions))
        return;
    label->remark_words = words_of(subject, COLOR_ZERO_INK, theme_sizes.words.small);
    if (map->role == MAP_KERNEL && map->is_turned && subject_has_texts(subject))
        label->remarks[label->remark_count++] = catalogue_word(language, WORD_TURNED);
    if (map->role != MAP_INPUT || !map->reader ||
        layer_words_are_all(map->reader, offsetof(struct axis, stretch), 1))
        return;
    const char *stretched =
        layer_words_numbers(map->reader, offsetof(struct axis, stretched), true, arena);
    const char *padded =
        layer_words_numbers(map->reader, offsetof(struct axis, padded), true, arena);
    label->remarks[label->remark_count++] =
        catalogue_phrase(language, WORD_STRETCHED, stretched, arena);
    if (!subject->looks.show.padding.value || strcmp(stretched, padded) == 0)
        return;
    label->remarks[label->remark_count++] = catalogue_phrase(language, WORD_PADDED, padded, arena);
    join_remarks(label, panel, placed);
}

/* filter: of a map that counts them, from 0. */
static struct label label_of(const struct panel *panel, const struct placed *placed, size_t filter)
{
    enum map_role role = placed->map.role;
    const struct subject *subject = &panel->subject;
    const struct theme *theme = &subject->looks.theme;
    struct font font = theme->font[FONT_WORDS];
    const char *of_channel = channel_name(panel, placed);
    const char *given = of_channel ? of_channel : subject_names(subject, role)->whole;
    struct label label = {
        .name = no_runs(panel), .size = no_runs(panel), .has_two_lines = panel->has_short_names};
    if (placed->letter) {
        add_symbol(&label, panel, placed);
        return label;
    }
    struct color ink = theme->color[inks[role]];
    if (placed->name) {
        runs_add(&label.name, placed->name, &font,
                 placed->is_slice ? ink : theme->color[COLOR_ZERO_INK], 0);
        return label;
    }
    if (subject->looks.show.sizes.value && !of_channel)
        runs_add(&label.size,
                 placed->size ? placed->size : size_text(subject->simulation, role, panel->arena),
                 &font, ink, 0);
    font.is_bold = true;
    const char *usual = labels_usual_name(subject, role);
    bool has_filters = simulation_holds(subject->simulation, role) == HOLDS_KERNEL;
    if (has_filters && (placed->counts_filters || placed->tells_filters)) {
        const char *all = arena_format(panel->arena, "%zu", subject->simulation->out_channels);
        const char *one = arena_format(panel->arena, "%zu", filter + 1);
        usual =
            placed->counts_filters
                ? catalogue_phrase_of(subject->looks.language, WORD_FILTER, one, all, panel->arena)
                : catalogue_phrase(subject->looks.language, WORD_FILTERS, all, panel->arena);
    }
    runs_add(&label.name, given ? given : usual, &font, ink, 0);
    bool is_row = placed->name_side == SIDE_LEFT && subject->simulation->below;
    if (!is_row) /* the rows of a stack are too near */
        add_remarks(&label, panel, placed);
    return label;
}

static struct point size_of(const struct label *label, double size)
{
    double name = runs_whole_width(&label->name);
    double rest = runs_whole_width(&label->size);
    bool has_two = label->has_two_lines && label->size.count > 0;
    struct point all = {name + (rest > 0 ? sizes->size_gap * size + rest : 0),
                        theme_sizes.words.line * size};
    if (has_two)
        all = (struct point){fmax(name, rest), 2 * theme_sizes.words.line * size};
    for (size_t i = 0; i < label->remark_count; i++) {
        all.x = fmax(all.x, words_width(&label->remark_words, label->remarks[i]));
        all.y += theme_sizes.words.line * theme_sizes.words.small * size;
    }
    return all;
}

static bool are_shown(const struct panel *panel)
{
    return subject_shows(&panel->subject, &panel->subject.looks.show.labels);
}

static bool is_named(const struct panel *panel, const struct placed *placed)
{
    return placed->has_name &&
           (placed->is_slice ? subject_numbers_depths(&panel->subject) : are_shown(panel));
}

double labels_reach(const struct panel *panel, enum map_role role)
{
    double size = words_pt(&panel->subject);
    if (!are_shown(panel))
        return 0;
    const struct placed any = {.map = {.role = role, .channel = -1}};
    struct label label = label_of(panel, &any, 0);
    return sizes->beside * size + size_of(&label, size).x;
}

/* What a map's name stands beside. */
static box_id named_box(const struct panel *panel, const struct placed *placed)
{
    return placed->group == NO_BOX || channel_name(panel, placed) ? placed->box : placed->group;
}

struct point labels_size(const struct panel *panel, const struct placed *placed)
{
    if (!is_named(panel, placed))
        return (struct point){0, 0};
    struct label label = label_of(panel, placed, 0);
    return size_of(&label, words_pt(&panel->subject));
}

/* Where a map has no room for its own name among the others, the names of its role are joined. */
static void join_names(struct panel *panel)
{
    double needed =
        (theme_sizes.words.line + sizes->above) * words_pt(&panel->subject) + indices_room(panel);
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->room_above > 0 && placed->room_above * panel->expected_cell < needed)
            panel->has_joined_names[placed->map.role] = true;
    }
    for (size_t i = 0; i < panel->map_count; i++)
        panel->maps[i].has_name |= channel_name(panel, &panel->maps[i]) != NULL;
}

void labels_ask(struct panel *panel)
{
    double size = words_pt(&panel->subject);
    join_names(panel);
    const double gaps[SIDES] = {[SIDE_ABOVE] = sizes->above,
                                [SIDE_BELOW] = sizes->below,
                                [SIDE_LEFT] = sizes->beside,
                                [SIDE_CORNER] = sizes->beside};
    for (size_t i = 0; i < panel->map_count; i++) {
        struct placed *placed = &panel->maps[i];
        if (!is_named(panel, placed))
            continue;
        size_t last = panel->subject.simulation->out_channels - 1; /* the widest number */
        struct label label = label_of(panel, placed, last);
        placed->named = named_box(panel, placed);
        placed->attached = layout_attach(panel->layout, placed->named, placed->name_side,
                                         size_of(&label, size), gaps[placed->name_side] * size);
    }
}

/* Of an oblique map the lines begin below each other, of others they are centred. */
static void write_label(const struct label *label, struct rectangle at, bool is_centred,
                        struct item_key key, double size, struct pen *pen)
{
    double name = runs_whole_width(&label->name);
    double rest = runs_whole_width(&label->size);
    double line = theme_sizes.words.line * size,
           base = at.y + line / 2 + theme_sizes.words.middle * size;
    bool has_two = label->has_two_lines && label->size.count > 0;
    double first = has_two || rest == 0 ? name : name + sizes->size_gap * size + rest;
    bool begins_left = !is_centred && !has_two;
    double left = begins_left ? at.x : at.x + (at.width - first) / 2;
    runs_write_whole(&label->name, pen, key, (struct point){left, base});
    key.row = 0;
    struct point after = {left + name + sizes->size_gap * size, base};
    if (has_two)
        after = (struct point){at.x + (at.width - rest) / 2, base + line};
    runs_write_whole(&label->size, pen, key, after);
    double y = at.y + (has_two ? 2 : 1) * line;
    for (size_t i = 0; i < label->remark_count; i++) {
        double width = words_width(&label->remark_words, label->remarks[i]);
        struct point middle = {begins_left ? at.x + width / 2 : at.x + at.width / 2,
                               y + ((double)i + 0.5) * line * theme_sizes.words.small};
        key.row = 1 + (int)i;
        pen_write(pen, key, label->remarks[i], middle, &label->remark_words.lettering);
    }
}

static void draw_label(const struct panel *panel, const struct placed *placed, size_t filter,
                       struct pen *pen)
{
    size_t number = (size_t)(placed - panel->maps);
    struct label label = label_of(panel, placed, filter);
    bool is_own = placed->name || placed->letter || channel_name(panel, placed);
    struct item_key key = {parts[placed->map.role], is_own ? (int)number : -1, -1, -1, NULL};
    write_label(&label, layout_beside(panel->layout, placed->named, placed->attached),
                placed->name_side != SIDE_CORNER && placed->name_side != SIDE_LEFT, key,
                words_pt(&panel->subject), pen);
}

void labels_draw(const struct panel *panel, struct pen *pen)
{
    for (size_t i = 0; i < panel->map_count; i++)
        if (is_named(panel, &panel->maps[i]) && !panel->maps[i].counts_filters)
            draw_label(panel, &panel->maps[i], 0, pen);
}

void labels_draw_filter(const struct panel *panel, const struct placed *placed, size_t filter,
                        struct pen *pen)
{
    if (placed->counts_filters && is_named(panel, placed))
        draw_label(panel, placed, filter, pen);
}
