/* SPDX-License-Identifier: MIT */
/* The layers of a stack in words, each between the map that it reads and the map that it gives. */
#include <ctype.h>
#include <math.h>

#include "drawing/views/stack.h"
#include "drawing/words/words.h"

void stack_name(const struct panel *panel, const struct stack *stack, size_t level,
                struct placed *placed)
{
    placed->is_hidden = true;
    if (!levels_is_inner(&stack->levels, level))
        return;
    placed->has_name = true;
    placed->name = levels_name(&stack->levels.level[level], panel->arena);
}

bool stack_is_aside(const struct panel *panel)
{
    const struct stack *stack = panel->subject.state;
    return panel->arrangement > 0 && !stack->is_upright;
}

static struct words look_of(const struct panel *panel)
{
    return words_of(&panel->subject, COLOR_WINDOW_INK, theme_sizes.words.small);
}

/* With spaces that no line breaks at beside digits: "stride 2", "1 left". */
static const char *keep_numbers(const char *text, struct arena *arena)
{
    const char *kept = "";
    size_t start = 0;
    for (size_t i = 1; text[i]; i++) {
        bool is_kept = isdigit((unsigned char)text[i + 1]) ? text[i - 1] != ','
                                                           : isdigit((unsigned char)text[i - 1]);
        if (text[i] != ' ' || !is_kept)
            continue;
        kept = arena_format(arena, "%s%.*s\xc2\xa0", kept, (int)(i - start),
                            text + start); /* U+00A0 */
        start = i + 1;
    }
    return arena_format(arena, "%s%s", kept, text + start);
}

/* "↑ Conv 3 × 3, stride 2", of the layer that gives a level. */
static struct lines lines_of(const struct panel *panel, const struct stack *stack, size_t level,
                             struct arena *arena)
{
    const struct simulation *layer = stack->levels.level[level].below;
    struct words words = look_of(panel);
    const char *arrow =
        stack_is_aside(panel) ? "\xe2\x86\x97" : "\xe2\x86\x91"; /* U+2197, U+2191 */
    const char *text = arena_format(arena, "%s\xc2\xa0%s%s", arrow, layer_words_short(layer, arena),
                                    layer_words_rest(layer, panel->subject.looks.language, arena));
    double widest =
        stack_is_aside(panel) ? theme_sizes.stack.widest_aside : theme_sizes.stack.widest_words;
    return words_break_evenly(&words, arena, keep_numbers(text, arena),
                              widest * words_pt(&panel->subject));
}

static struct point size_of(const struct panel *panel, const struct stack *stack, size_t level)
{
    struct lines lines = lines_of(panel, stack, level, panel->arena);
    return (struct point){lines.width, lines.height};
}

double stack_rise(const struct stack *stack, const struct map *below, const struct map *map)
{
    const struct stack_sizes *sizes = &theme_sizes.stack;
    if (stack->is_upright)
        return sizes->level_gap + (double)(below->rows + map->rows) / 2;
    return (double)below->rows * theme_sizes.oblique.row.y + sizes->elevation -
           (double)map->columns * theme_sizes.oblique.column.y;
}

bool stack_has_room(const struct panel *panel, const struct stack *stack)
{
    double cells = 0, words = 0, line = theme_sizes.words.line * words_pt(&panel->subject);
    struct map below = levels_map(&stack->levels, 0, panel->arena);
    if (!subject_shows(&panel->subject, &panel->subject.looks.show.labels))
        return false;
    for (size_t i = 1; i < stack->levels.count; i++) {
        struct map map = levels_map(&stack->levels, i, panel->arena);
        cells += stack_rise(stack, &below, &map);
        words += line + size_of(panel, stack, i).y;
        below = map;
    }
    return words <= theme_sizes.stack.most_words * cells * panel->expected_cell;
}

struct point stack_layer_size(const struct panel *panel, const struct stack *stack, size_t level)
{
    return panel->tells_layers ? size_of(panel, stack, level) : (struct point){0, 0};
}

/* Where a map's name is beside it, from the top of its core: in its middle, or at its lower right
 * corner. */
static double name_of(const struct stack *stack, const struct map *map)
{
    double rows = (double)map->rows;
    return stack->is_upright ? rows / 2 : rows * theme_sizes.oblique.row.y;
}

/* Beside both maps, on the side of their names. */
static struct length side_of(const struct panel *panel, const struct stack *stack, size_t level,
                             double width)
{
    const double gap = theme_sizes.label.beside * words_pt(&panel->subject);
    double cells = 0;
    if (stack->is_upright)
        return (struct length){fmin(stack->left[level], stack->left[level - 1]), -gap - width};
    for (size_t i = level - 1; i <= level; i++) {
        const struct map *map = &panel->maps[i].map;
        cells = fmax(cells, plane_oblique_size((double)map->rows, (double)map->columns).x / 2);
    }
    return (struct length){cells, gap};
}

void stack_add_layer(struct panel *panel, struct stack *stack, size_t level,
                     const struct length tops[2])
{
    struct point size = stack_layer_size(panel, stack, level);
    if (!panel->tells_layers)
        return;
    double below = tops[0].cells + name_of(stack, &panel->maps[level - 1].map);
    double above = tops[1].cells + name_of(stack, &panel->maps[level].map);
    struct length y = {(below + above) / 2, (tops[0].points + tops[1].points - size.y) / 2};
    stack->words[level] = layout_room(panel->layout, size_in_points(size));
    layout_at(panel->layout, stack->words[level], side_of(panel, stack, level, size.x), y);
}

static void write_lines(const struct lines *lines, struct rectangle at, enum align align, int level,
                        const struct words *words, struct pen *pen)
{
    double line = at.height / (double)lines->count;
    for (size_t i = 0; i < lines->count; i++) {
        double half = runs_whole_width(&lines->of[i]) / 2;
        const double middles[] = {[ALIGN_START] = at.x + half,
                                  [ALIGN_MIDDLE] = at.x + at.width / 2,
                                  [ALIGN_END] = at.x + at.width - half};
        struct point middle = {middles[align], at.y + ((double)i + 0.5) * line};
        struct item_key key = {"layer.name", level, (int)i, -1, NULL};
        words_write_line(words, &lines->of[i], pen, key, middle);
    }
}

void stack_write_layers(const struct panel *panel, const struct stack *stack, struct pen *pen)
{
    struct words words = look_of(panel);
    enum align align = stack->is_upright       ? ALIGN_END
                       : stack_is_aside(panel) ? ALIGN_MIDDLE
                                               : ALIGN_START;
    for (size_t i = 1; panel->tells_layers && i < stack->levels.count; i++) {
        struct lines lines = lines_of(panel, stack, i, pen->arena);
        write_lines(&lines, layout_core(panel->layout, stack->words[i]), align, (int)i, &words,
                    pen);
    }
}
