/* SPDX-License-Identifier: MIT */
/* What the words of view network say: of each map its name and its size, of each layer its type,
 * its parameters and its costs. */
#include <inttypes.h>
#include <string.h>

#include "drawing/views/network.h"
#include "drawing/words/words.h"

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

size_t network_axes(const struct network *network, size_t node)
{
    const struct simulation *layer = network->nodes[node > 0 ? node : 1].layer;
    return node > 0 && layer->is_flattened ? 1 : layer->axes;
}

/* Of a level the first map says how large all are. */
static const char *size_text(const struct network *network, size_t i, struct arena *arena)
{
    const struct node *node = &network->nodes[i];
    if (network->shows_levels && i > 0 && node->row == node[-1].row)
        return arena_format(arena, "%zu", node->channels);
    if (network_axes(network, i) == 1)
        return arena_format(arena, "%zu @ %" PRId64, node->channels, node->units[1]);
    return arena_format(arena, "%zu @ %" PRId64 TIMES "%" PRId64, node->channels, node->units[0],
                        node->units[1]);
}

/* The levels below a node's own. */
static size_t levels_before(const struct network *network, size_t i)
{
    return i > 0 ? network->nodes[i - 1].level + 1 : 0;
}

/* What a node is called: by the scene, else the input and the output by their words. */
static const char *name_text(const struct network *network, size_t i, const struct panel *panel)
{
    const struct node *node = &network->nodes[i];
    bool is_input = i == 0, is_output = i + 1 == network->count;
    enum map_role role = is_input ? MAP_INPUT : MAP_OUTPUT;
    for (size_t level = levels_before(network, i); level <= node->level; level++)
        if (level > 0 && network->levels.level[level].below->layer->name)
            return network->levels.level[level].below->layer->name;
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
        if (!network_is_skip(network, i, s, &from) || network_has_arc(network, from, i) ||
            network_is_bridge(network, from, i) || network_is_wired(network, from, i))
            continue;
        const struct node *source = &network->nodes[from];
        const char *name =
            source->line[LINE_NAME] ? source->line[LINE_NAME] : source->line[LINE_SIZE];
        text = joined(text, arena_format(arena, "\xe2\x86\x90 %s", name), arena); /* U+2190 */
    }
    return text;
}

/* The functions behind a node's layer: "ReLU". */
static const char *functions_text(const struct network *network, size_t i, const char *text,
                                  struct arena *arena)
{
    const struct node *node = &network->nodes[i];
    for (size_t level = levels_before(network, i) + 1; level <= node->level; level++)
        text = joined(text, layer_words_short(network->levels.level[level].below, arena), arena);
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

static bool is_long(const struct network *network)
{
    return network->count > MOST_TOLD;
}

bool network_is_told(const struct network *network, size_t node)
{
    const struct node *at = &network->nodes[node];
    return !is_long(network) || node == 0 || node + 1 == network->count ||
           memcmp(at->units, at[-1].units, sizeof at->units) != 0;
}

void network_name(struct network *network, const struct panel *panel)
{
    struct arena *arena = panel->arena;
    const struct subject *subject = &panel->subject;
    bool has_names = subject_shows(subject, &subject->looks.show.labels);
    bool has_layers = has_names && subject_shows(subject, &subject->looks.show.dimensions);
    bool has_sizes = has_names && subject->looks.show.sizes.value;
    for (size_t i = 0; i < network->count; i++) {
        struct node *node = &network->nodes[i];
        memset(node->line, 0, sizeof node->line);
        bool is_end = i == 0 || i + 1 == network->count;
        node->line[LINE_NAME] =
            has_names && (is_end || !is_long(network)) ? name_text(network, i, panel) : NULL;
        node->line[LINE_SIZE] =
            has_sizes && network_is_told(network, i) ? size_text(network, i, arena) : NULL;
        if (i == 0 || !has_names || is_long(network))
            continue;
        const char *more =
            has_layers ? parameters_text(node->layer, subject->looks.language, arena) : NULL;
        more = has_layers ? functions_text(network, i, more, arena) : NULL;
        const char *name = has_layers ? layer_words_short(node->layer, arena) : NULL;
        bool is_one = network->is_in_line && network->shows_levels && more; /* rows are many */
        node->line[LINE_LAYER] = is_one ? joined(name, more, arena) : name;
        node->line[LINE_PARAMETERS] = sources_text(network, i, is_one ? NULL : more, arena);
        if (!has_layers)
            continue;
        node->line[LINE_WEIGHTS] =
            cost_text(subject, WORD_PARAMETERS, simulation_parameters(node->layer), arena);
        node->line[LINE_PRODUCTS] =
            cost_text(subject, WORD_MULTIPLY_ADDS, simulation_multiply_adds(node->layer), arena);
    }
}
