/* SPDX-License-Identifier: MIT */
/* The title block above a drawing, at its left: title, layer, arithmetic. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "drawing/words/words.h"

static const struct header_sizes *const sizes = &theme_sizes.header;

enum { MOST_LINES = 12, MOST_FORMULA_LINES = 3 };

struct header_line {
    struct runs runs; /* from first up to end */
    size_t first, end;
    double size;
};

struct header {
    const struct subject *subject; /* borrowed */
    struct arena *arena;           /* borrowed */
    struct header_line lines[MOST_LINES];
    size_t count;
    double room; /* for words, points */
};

static struct runs no_runs(const struct header *header)
{
    return (struct runs){.ruler = header->subject->ruler, .arena = header->arena};
}

/* Lines about as long as each other: none with what was left over alone. */
static void add_lines(struct header *header, const struct runs *runs, double size)
{
    double room = runs_even_room(runs, header->room);
    for (size_t first = 0; first < runs->count && header->count < MOST_LINES;) {
        size_t end = runs_line_end(runs, first, room);
        header->lines[header->count++] = (struct header_line){*runs, first, end, size};
        first = end;
    }
}

static void add_broken(struct header *header, const struct words *words, const char *text)
{
    struct lines lines = words_break_evenly(words, header->arena, text, header->room);
    for (size_t i = 0; i < lines.count; i++)
        add_lines(header, &lines.of[i], words->lettering.font.size_pt);
}

/* A run of words whose words may each begin a line. */
static void add_words_of(struct runs *runs, const struct run *run)
{
    double space = runs->ruler->measure(runs->ruler->context, &run->font, " ").width;
    for (const char *at = run->text; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        bool is_first = at == run->text;
        runs_add(runs, arena_copy_text(runs->arena, at, length), &run->font, run->color,
                 is_first ? run->before : space)
            ->may_break = !is_first || run->may_break;
        at += length;
    }
}

/* Phrases stay whole, but those that alone are wider than the page. */
static struct runs with_broken_phrases(const struct header *header, const struct runs *phrases)
{
    struct runs runs = no_runs(header);
    if (runs_widest_piece(phrases) <= header->room)
        return *phrases;
    for (size_t i = 0; i < phrases->count; i++)
        add_words_of(&runs, &phrases->items[i]);
    return runs;
}

static void add_title(struct header *header)
{
    const struct subject *subject = header->subject;
    const struct scene *scene = subject->scene;
    const struct given_flag *given = &subject->looks.show.title;
    struct words words = words_of(subject, COLOR_INK, sizes->title);
    words.lettering.font.is_bold = true;
    if (!subject_shows(subject, given) || !(scene->has_title || given->at.line))
        return;
    add_broken(header, &words, scene->title);
}

static void add_layer(struct header *header, enum layer_part part)
{
    const struct subject *subject = header->subject;
    const struct theme *theme = &subject->looks.theme;
    struct runs runs = no_runs(header);
    struct font font = theme->font[FONT_WORDS];
    enum theme_color color = COLOR_ZERO_INK;
    if (!subject_shows(subject, &subject->looks.show.title))
        return;
    if (part == LAYER_OWN) {
        font.is_bold = true;
        font.size_pt *= sizes->own;
        color = COLOR_INK;
    }
    layer_words_add(&runs, &subject->layers, part, &font, theme->color[color]);
    runs = with_broken_phrases(header, &runs);
    add_lines(header, &runs, font.size_pt);
}

/* ---- the formula ---- */

static const char equals[] = " = ";

/* Where "o = floor((i - k)/s) + 1 = ..." has its second sign, or its end. */
static const char *end_of_letters(const char *formula)
{
    const char *first = strstr(formula, equals);
    const char *second = first ? strstr(first + 1, equals) : NULL;
    return second ? second : formula + strlen(formula);
}

/* Of "o = floor((i - k)/s) + 1 = floor((i:5 - k:3)/s:2) + 1 = o:2" the letters are what stands
 * before the second sign, the numbers o and what follows. */
static const char *piece_of(const char *formula, enum layer_part part, struct arena *arena)
{
    const char *numbers = end_of_letters(formula);
    if (part == LAYER_SHARED)
        return arena_copy_text(arena, formula, (size_t)(numbers - formula));
    return arena_format(arena, "%.*s%s", (int)strcspn(formula, " "), formula, numbers);
}

/* Axes that differ have a formula each. */
static const char *next_formula(const char **rest, struct arena *arena)
{
    size_t length = strcspn(*rest, ";");
    const char *text = arena_copy_text(arena, *rest, length);
    *rest += length;
    *rest += strspn(*rest, "; ");
    return text;
}

/* What all panels have alike of their formulas. */
enum { ALIKE_NONE, ALIKE_LETTERS, ALIKE_ALL };

static bool have_same_letters(const char *a, const char *b, struct arena *arena)
{
    while (*a && *b)
        if (strcmp(piece_of(next_formula(&a, arena), LAYER_SHARED, arena),
                   piece_of(next_formula(&b, arena), LAYER_SHARED, arena)) != 0)
            return false;
    return !*a && !*b;
}

static int formulas_alike(const struct layers *layers, struct arena *arena)
{
    int alike = ALIKE_ALL;
    for (size_t i = 0; i < layers->count; i++) {
        const char *a = layers->of[0]->size_formula, *b = layers->of[i]->size_formula;
        if (layers->of[i]->below)
            return ALIKE_NONE;
        if (strcmp(a, b) != 0 && !have_same_letters(a, b, arena))
            return ALIKE_NONE;
        if (strcmp(a, b) != 0)
            alike = ALIKE_LETTERS;
    }
    return alike;
}

/* "o = i - k + 1 = i:5 - k:3 + 1 = o:3" without what stands between the second and the last sign;
 * of a formula with commas, whose last part repeats the one before in numbers, without the last. */
static const char *without_numbers(const char *text, struct arena *arena)
{
    const char *comma = strrchr(text, ','), *end = end_of_letters(text);
    if (comma)
        return arena_copy_text(arena, text, (size_t)(comma - text));
    const char *result = *end ? strstr(end + 1, " = o") : NULL;
    return result ? arena_format(arena, "%.*s%s", (int)(end - text), text, result) : text;
}

static struct runs typeset(const struct header *header, const char *text, double size)
{
    struct runs runs = no_runs(header);
    formula_add(&runs, text, size, &header->subject->looks.theme);
    return runs;
}

/* Where a formula needs too many lines its numbers go; where a part of it that has no break is
 * wider than the page, or the whole by little, it is smaller. */
static void add_formula(struct header *header, const char *text)
{
    double size = sizes->formula * words_pt(header->subject);
    struct runs runs = typeset(header, text, size);
    if (runs_line_count(&runs, header->room) > MOST_FORMULA_LINES)
        runs = typeset(header, text = without_numbers(text, header->arena), size);
    double widest = runs_widest_piece(&runs), whole = runs_width(&runs, 0, runs.count);
    if (sizes->squeezed * whole <= header->room)
        widest = whole;
    if (widest > header->room && header->room > 0)
        runs = typeset(header, text, size *= header->room / widest);
    add_lines(header, &runs, size);
}

static void add_formulas(struct header *header, enum layer_part part)
{
    const struct subject *subject = header->subject;
    struct arena *arena = header->arena;
    if (!subject_shows(subject, &subject->looks.show.formula) || subject->simulation->below)
        return;
    int alike = part == LAYER_WHOLE ? ALIKE_NONE : formulas_alike(&header->subject->layers, arena);
    if (alike == (part == LAYER_SHARED ? ALIKE_NONE : ALIKE_ALL))
        return;
    for (const char *rest = subject->simulation->size_formula; *rest;) {
        const char *text = next_formula(&rest, arena);
        add_formula(header, alike == ALIKE_LETTERS ? piece_of(text, part, arena) : text);
    }
}

/* ---- what a unit sees ---- */

/* "18 x 18": so much of the network's input, at most; a window may be larger than that. */
static const char *sight_text(const struct sight *sight, const struct simulation *top,
                              struct arena *arena)
{
    const struct simulation *first = simulation_first(top);
    const char *text = "";
    for (size_t i = 0; i < sight->axes; i++) {
        int64_t all = first->axis[i].input, seen = sight->size[i] < all ? sight->size[i] : all;
        text = arena_format(arena, "%s%s%" PRId64, text, i > 0 ? TIMES : "", seen);
    }
    return text;
}

const char *header_sight(const struct simulation *top, const struct catalogue *language,
                         struct arena *arena)
{
    const struct simulation *layer = simulation_focused(top);
    struct sight sights[MAX_LAYERS];
    if (!top->below)
        return NULL;
    simulation_sights(top, sights);
    while (layer && !sights[layer->place].is_known)
        layer = layer->below;
    if (!layer)
        return NULL;
    const char *name = layer->layer->name ? layer->layer->name : layer->type_name;
    return catalogue_phrase_of(language, WORD_SEES, name,
                               sight_text(&sights[layer->place], top, arena), arena);
}

static void add_sight(struct header *header)
{
    const struct subject *subject = header->subject;
    struct words words = words_of(subject, COLOR_ZERO_INK, 1);
    if (subject->sight && subject->looks.show.receptive_field.value &&
        subject_shows(subject, &subject->looks.show.title))
        add_broken(header, &words, subject->sight);
}

static void read_header(struct header *header, const struct panel *panel, unsigned parts,
                        double room)
{
    static const struct {
        unsigned of_header;
        enum layer_part part;
    } layer_parts[] = {
        {HEADER_LAYER, LAYER_WHOLE}, {HEADER_SHARED, LAYER_SHARED}, {HEADER_OWN, LAYER_OWN}};
    *header = (struct header){.subject = &panel->subject, .arena = panel->arena, .room = room};
    if (parts & HEADER_TITLE)
        add_title(header);
    for (size_t i = 0; i < sizeof layer_parts / sizeof *layer_parts; i++) {
        enum layer_part part = layer_parts[i].part;
        if (!(parts & layer_parts[i].of_header))
            continue;
        if (!panel->tells_layers) {
            add_layer(header, part);
            add_formulas(header, part);
        } else if (part != LAYER_SHARED)
            add_sight(header);
    }
}

struct point header_size(const struct panel *panel, unsigned parts, double room)
{
    struct header header;
    struct point size = {0, 0};
    read_header(&header, panel, parts, room);
    for (size_t i = 0; i < header.count; i++) {
        const struct header_line *line = &header.lines[i];
        size.x = fmax(size.x, runs_width(&line->runs, line->first, line->end));
        size.y += theme_sizes.words.line * line->size;
    }
    if (size.y > 0)
        size.y += sizes->below * words_pt(&panel->subject);
    return size;
}

void header_draw(const struct panel *panel, unsigned parts, double room, struct point at,
                 struct pen *pen)
{
    struct header header;
    read_header(&header, panel, parts, room);
    for (size_t i = 0; i < header.count; i++) {
        const struct header_line *line = &header.lines[i];
        struct point left = {at.x, at.y + (theme_sizes.words.line / 2 + theme_sizes.words.middle) *
                                              line->size};
        runs_write(
            &line->runs, line->first, line->end, pen,
            (struct item_key){parts == HEADER_TITLE ? "title" : "header", -1, (int)i, -1, NULL},
            left);
        at.y += theme_sizes.words.line * line->size;
    }
}
