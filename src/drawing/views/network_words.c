/* SPDX-License-Identifier: MIT */
/* The words of view network: below each deck its name and its size, between two decks the layer,
 * above each what of it the current unit sees. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "drawing/views/network.h"
#include "drawing/words/layer_words.h"

#define TIMES " \xc3\x97 " /* U+00D7 */

static const struct network_sizes *const sizes = &theme_sizes.network;

enum node_line { NAME, SIZE, LAYER, PARAMETERS, WEIGHTS, PRODUCTS };

/* ---- what they say ---- */

/* "Conv 5 × 5": the type without its axes, which the sizes tell. */
static const char *layer_text(const struct simulation *layer, struct arena *arena)
{
    size_t length = strlen(layer->type_name);
    bool has_axes = length > 2 && strchr("123", layer->type_name[length - 2]) &&
                    layer->type_name[length - 1] == 'd';
    const char *type = arena_copy_text(arena, layer->type_name, has_axes ? length - 2 : length);
    const char *factors = simulation_factors(layer, TIMES, arena);
    if (factors)
        return arena_format(arena, "%s" TIMES "%s", type, factors);
    if (!simulation_takes(layer, "kernel_size"))
        return type;
    return arena_format(arena, "%s %s", type,
                        layer_words_numbers(layer, offsetof(struct axis, kernel), true, arena));
}

static const char *joined(const char *text, const char *more, struct arena *arena)
{
    return text ? arena_format(arena, "%s, %s", text, more) : more;
}

/* "stride 2, groups 4", what is usual left out; NULL: nothing. */
static const char *parameters_text(const struct simulation *layer, const struct catalogue *language,
                                   struct arena *arena)
{
    static const struct {
        enum word word;
        size_t offset;
        const char *key;
    } rows[] = {{WORD_STRIDE, offsetof(struct axis, stride), "stride"},
                {WORD_DILATION, offsetof(struct axis, dilation), "dilation"}};
    const char *text = NULL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (simulation_takes(layer, rows[i].key) && !layer_words_are_all(layer, rows[i].offset, 1))
            text = joined(text,
                          catalogue_phrase(language, rows[i].word,
                                           layer_words_numbers(layer, rows[i].offset, false, arena),
                                           arena),
                          arena);
    if (layer->groups > 1)
        text = joined(text,
                      catalogue_phrase(language, WORD_GROUPS,
                                       arena_format(arena, "%zu", layer->groups), arena),
                      arena);
    return text;
}

static const char *size_text(const struct node *node, size_t axes, struct arena *arena)
{
    if (axes == 1)
        return arena_format(arena, "%zu @ %" PRId64, node->channels, node->units[1]);
    return arena_format(arena, "%zu @ %" PRId64 TIMES "%" PRId64, node->channels, node->units[0],
                        node->units[1]);
}

/* What a node is called: by the scene, else the input and the output by their words. */
static const char *name_text(const struct network *network, size_t i, const struct panel *panel)
{
    const struct node *node = &network->nodes[i];
    bool is_input = i == 0, is_output = i + 1 == network->count;
    enum map_role role = is_input ? MAP_INPUT : MAP_OUTPUT;
    if (node->layer && node->layer->layer->name)
        return node->layer->layer->name;
    if (!is_input && !is_output)
        return NULL;
    const char *given = subject_names(&panel->subject, role)->whole;
    return given ? given : labels_usual_name(&panel->subject, role);
}

/* Sources whose arc the page cannot show, since they stand in another row: "+ enc1". */
static const char *sources_text(const struct network *network, size_t i, const char *text,
                                struct arena *arena)
{
    const struct node *node = &network->nodes[i];
    size_t from;
    for (size_t s = 0; s < node->layer->source_count; s++) {
        if (!network_is_skip(network, i, s, &from) || network->nodes[from].row == node->row)
            continue;
        const struct node *source = &network->nodes[from];
        const char *name = source->line[NAME] ? source->line[NAME] : source->line[SIZE];
        text = joined(text, arena_format(arena, "\xe2\x86\x90 %s", name), arena); /* U+2190 */
    }
    return text;
}

/* In groups of three, as no language reads them wrong. */
static const char *grouped(uint64_t number, struct arena *arena)
{
    static const char *const space = "\xe2\x80\x89"; /* U+2009, a thin space */
    if (number < 10000)
        return arena_format(arena, "%" PRIu64, number);
    const char *text = arena_format(arena, "%03" PRIu64, number % 1000);
    for (number /= 1000; number >= 1000; number /= 1000)
        text = arena_format(arena, "%03" PRIu64 "%s%s", number % 1000, space, text);
    return arena_format(arena, "%" PRIu64 "%s%s", number, space, text);
}

/* What a layer costs; nothing where it is 0. */
static const char *cost_text(const struct subject *subject, enum word word, uint64_t number,
                             struct arena *arena)
{
    bool is_told = subject->looks.show.numbers.value && number > 0;
    return is_told ? catalogue_phrase(subject->looks.language, word, grouped(number, arena), arena)
                   : NULL;
}

void network_name(struct network *network, const struct panel *panel)
{
    struct arena *arena = panel->arena;
    const struct subject *subject = &panel->subject;
    bool has_names = subject_shows(subject, &subject->looks.show.labels);
    bool has_sizes = has_names && subject->looks.show.sizes.value;
    for (size_t i = 0; i < network->count; i++) {
        struct node *node = &network->nodes[i];
        size_t axes = subject->simulation->axes;
        memset(node->line, 0, sizeof node->line);
        node->line[NAME] = has_names ? name_text(network, i, panel) : NULL;
        node->line[SIZE] = has_sizes ? size_text(node, axes, arena) : NULL;
        if (i == 0 || !has_names)
            continue;
        node->line[LAYER] = layer_text(node->layer, arena);
        const char *parameters = parameters_text(node->layer, subject->looks.language, arena);
        node->line[PARAMETERS] = sources_text(network, i, parameters, arena);
        node->line[WEIGHTS] =
            cost_text(subject, WORD_PARAMETERS, simulation_parameters(node->layer), arena);
        node->line[PRODUCTS] =
            cost_text(subject, WORD_MULTIPLY_ADDS, simulation_multiply_adds(node->layer), arena);
    }
}

/* ---- how they look ---- */

static struct words words_in(const struct panel *panel, size_t node, int line)
{
    static const double scale[NODE_LINES] = {1, 0.9, 0.85, 0.75, 0.75, 0.75};
    static const enum theme_color inks[NODE_LINES] = {COLOR_OUTPUT_INK, COLOR_OUTPUT_INK,
                                                      COLOR_WINDOW_INK, COLOR_ZERO_INK,
                                                      COLOR_ZERO_INK,   COLOR_ZERO_INK};
    struct words words = words_of(
        &panel->subject, node == 0 && line < LAYER ? COLOR_INPUT_INK : inks[line], scale[line]);
    words.lettering.font.is_bold = line == NAME;
    return words;
}

static double line_height(const struct panel *panel, int line)
{
    return (line == LAYER ? sizes->chip_line : words_line) * words_pt(&panel->subject);
}

static double width_of(const struct network *network, size_t node, int line,
                       const struct panel *panel)
{
    const char *text = network->nodes[node].line[line];
    struct words words = words_in(panel, node, line);
    return text ? words_width(&words, text) : 0;
}

double network_chip_width(const struct network *network, size_t node, const struct panel *panel)
{
    double pad = 2 * sizes->chip_pad * words_pt(&panel->subject);
    double chip = width_of(network, node, LAYER, panel);
    double width = chip > 0 ? chip + 2 * pad : 0;
    for (int line = PARAMETERS; line < NODE_LINES; line++)
        width = fmax(width, width_of(network, node, line, panel));
    return width;
}

/* A line that no node has takes no room. */
static bool has_line(const struct network *network, int line)
{
    for (size_t i = 0; i < network->count; i++)
        if (network->nodes[i].line[line])
            return true;
    return false;
}

struct point network_words_size(const struct network *network, size_t node,
                                const struct panel *panel)
{
    struct point size = {0, 0};
    size.x = fmax(width_of(network, node, NAME, panel), width_of(network, node, SIZE, panel));
    if (network->nodes[node].lead == NO_BOX)
        size.x = fmax(size.x, network_chip_width(network, node, panel));
    if (node + 1 < network->count && network->nodes[node + 1].lead == NO_BOX)
        size.x = fmax(size.x, network_chip_width(network, node + 1, panel));
    size.x += words_pt(&panel->subject); /* between neighbours */
    for (int line = 0; line < NODE_LINES; line++)
        size.y += has_line(network, line) ? line_height(panel, line) : 0;
    return size;
}

/* ---- writing ---- */

double network_middle(const struct network *network, size_t node, const struct panel *panel)
{
    struct rectangle core = layout_core(panel->layout, network->nodes[node].box);
    return core.x + core.width / 2;
}

/* Half way from the deck before; before a row in the room that is kept there. */
static double chip_middle(const struct network *network, size_t node, const struct panel *panel)
{
    const struct node *at = &network->nodes[node];
    if (at->lead == NO_BOX)
        return (network_middle(network, node - 1, panel) + network_middle(network, node, panel)) /
               2;
    struct rectangle lead = layout_core(panel->layout, at->lead);
    return lead.x + lead.width / 2;
}

static void trace_pill(struct pen *pen, struct rectangle at)
{
    double r = at.height / 2, k = 0.5523 * r; /* of a quarter circle as a cubic curve */
    double left = at.x + r, right = at.x + at.width - r, bottom = at.y + at.height;
    pen_move_to(pen, (struct point){left, at.y});
    pen_line_to(pen, (struct point){right, at.y});
    pen_curve_to(pen, (struct point){right + k, at.y}, (struct point){right + r, at.y + r - k},
                 (struct point){right + r, at.y + r});
    pen_curve_to(pen, (struct point){right + r, at.y + r + k}, (struct point){right + k, bottom},
                 (struct point){right, bottom});
    pen_line_to(pen, (struct point){left, bottom});
    pen_curve_to(pen, (struct point){left - k, bottom}, (struct point){left - r, at.y + r + k},
                 (struct point){left - r, at.y + r});
    pen_curve_to(pen, (struct point){left - r, at.y + r - k}, (struct point){left - k, at.y},
                 (struct point){left, at.y});
    pen_close(pen);
}

static void write_line(const struct network *network, size_t node, int line, double x, double y,
                       const struct panel *panel, struct pen *pen)
{
    static const char *const parts[] = {"node.name",        "node.size",     "layer.name",
                                        "layer.parameters", "layer.weights", "layer.products"};
    const char *text = network->nodes[node].line[line];
    struct words words = words_in(panel, node, line);
    if (text)
        pen_write(pen, (struct item_key){parts[line], (int)node, -1, -1, NULL}, text,
                  (struct point){x, y}, &words.lettering);
}

/* An arrow from deck to deck at the height of the words, and the layer on it. */
static void draw_chip(const struct network *network, size_t node, double y,
                      const struct panel *panel, struct pen *pen)
{
    const struct theme *theme = &panel->subject.looks.theme;
    const struct node *at = &network->nodes[node];
    double size = words_pt(&panel->subject), x = chip_middle(network, node, panel);
    double width = width_of(network, node, LAYER, panel) + 2 * sizes->chip_pad * size;
    double height = (sizes->chip_line - 0.2) * size, end = network_middle(network, node, panel);
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt);
    double head = 0.3 * size, start = end;
    size_t from;
    for (size_t s = 0; at->lead == NO_BOX && s < at->layer->source_count; s++)
        if (!network_is_skip(network, node, s, &from))
            start = network_middle(network, node - 1, panel);
    if (at->lead != NO_BOX)
        start = x;
    if (start < end) {
        pen_move_to(pen, (struct point){start + head, y});
        pen_line_to(pen, (struct point){end - head, y});
        pen_move_to(pen, (struct point){end - 2 * head, y - head});
        pen_line_to(pen, (struct point){end - head, y});
        pen_line_to(pen, (struct point){end - 2 * head, y + head});
        pen_paint(pen, (struct item_key){"layer.arrow", (int)node, -1, -1, NULL}, color_none, line);
    }
    trace_pill(pen, (struct rectangle){x - width / 2, y - height / 2, width, height});
    pen_paint(pen, (struct item_key){"layer.chip", (int)node, -1, -1, NULL},
              theme->color[at->layer->has_kernel ? COLOR_KERNEL : COLOR_BACKGROUND], line);
    write_line(network, node, LAYER, x, y, panel, pen);
}

void network_write(const struct network *network, const struct panel *panel, struct pen *pen)
{
    for (size_t i = 0; i < network->count; i++) {
        const struct node *node = &network->nodes[i];
        if (node->below < 0)
            continue;
        struct rectangle at = layout_beside(panel->layout, node->box, node->below);
        double y = at.y, x = network_middle(network, i, panel);
        for (int line = 0; line < NODE_LINES; line++) {
            double height = line_height(panel, line), middle = y + height / 2;
            if (!has_line(network, line))
                continue;
            if (line == LAYER && node->line[LAYER])
                draw_chip(network, i, middle, panel, pen);
            else if (line != LAYER)
                write_line(network, i, line,
                           line >= PARAMETERS && i > 0 ? chip_middle(network, i, panel) : x, middle,
                           panel, pen);
            y += height;
        }
    }
}

void network_write_fields(const struct network *network, const struct panel *panel,
                          const struct node_field *fields, size_t top, struct pen *pen)
{
    struct words words = words_in(panel, 1, SIZE);
    for (size_t i = 0; i <= top; i++) {
        const struct node *node = &network->nodes[i];
        const struct node_field *field = &fields[i];
        if (node->above < 0 || !field->is_seen)
            continue;
        struct rectangle at = layout_beside(panel->layout, node->box, node->above);
        const char *text = panel->subject.simulation->axes == 1
                               ? arena_format(pen->arena, "%" PRId64, field->count[1])
                               : arena_format(pen->arena, "%" PRId64 TIMES "%" PRId64,
                                              field->count[0], field->count[1]);
        words.lettering.color =
            panel->subject.looks.theme.color[i == top ? COLOR_OUTPUT_INK : COLOR_WINDOW_INK];
        words.lettering.font.is_bold = true;
        pen_write(pen, (struct item_key){"field.size", (int)i, -1, -1, NULL}, text,
                  (struct point){network_middle(network, i, panel), at.y + at.height / 2},
                  &words.lettering);
    }
}
