/* SPDX-License-Identifier: MIT */
/* A card: words, and pictures. Lines begin with # (a heading), - (an item of a list) or stand
 * between ``` (code); *emphasis* and $formula$ stand within them. Headings and paragraphs are
 * centred, lists and code begin at one left edge, and the whole is centred. */
#include <math.h>
#include <string.h>

#include "convreel/theme_sizes.h"
#include "drawing/words/formula.h"
#include "drawing/words/words.h"

static const struct card_sizes *const sizes = &theme_sizes.card;
static const char code_family[] = "monospace";

enum { MOST_ROWS = 60 };

/* A line on the page: runs from first up to end. */
struct row {
    struct runs runs;
    size_t first, end;
    double size, above; /* of its words; free before it, points */
    double indent;      /* of what follows an item's first line */
    bool begins_left;
    const struct scene_image *image; /* in place of words; NULL: none */
    double width, height;            /* of that, points */
};

struct card {
    const struct subject *subject; /* borrowed */
    struct arena *arena;
    double room, left_width; /* of words; of the widest row that begins left */
    struct row rows[MOST_ROWS];
    size_t count, image_count;
};

/* ---- one line of the text ---- */

struct line {
    struct card *card;
    struct runs runs;
    struct font font;
    double indent;
    bool may_break; /* before the next run */
    double gap;
};

static void add_run(struct line *line, const char *text)
{
    const struct theme *theme = &line->card->subject->looks.theme;
    struct run *run = runs_add(&line->runs, text, &line->font, theme->color[COLOR_INK], line->gap);
    run->may_break = line->may_break;
    line->gap = 0;
    line->may_break = false;
}

/* What stands between two $. */
static const char *add_formula(struct line *line, const char *text)
{
    const char *end = strchr(text, '$');
    size_t length = end ? (size_t)(end - text) : strlen(text), first = line->runs.count;
    formula_add(&line->runs, arena_copy_text(line->card->arena, text, length),
                theme_sizes.header.formula * line->font.size_pt, &line->card->subject->looks.theme);
    if (line->runs.count > first) {
        line->runs.items[first].before = line->gap;
        line->runs.items[first].may_break = line->may_break;
    }
    line->gap = 0;
    line->may_break = false;
    return text + length + (end != NULL);
}

/* Words, each a run, so that a line may end before any of them. */
static void add_words(struct line *line, const char *text)
{
    double space = sizes->space * line->font.size_pt;
    while (*text) {
        if (*text == ' ') {
            line->gap = space;
            line->may_break = true;
            text++;
        } else if (*text == '*') {
            line->font.is_italic = !line->font.is_italic;
            text++;
        } else if (*text == '$') {
            text = add_formula(line, text + 1);
        } else {
            size_t length = strcspn(text, " *$"), piece = characters_unbroken(text);
            piece = piece > 0 && piece < length ? piece : length;
            add_run(line, arena_copy_text(line->card->arena, text, piece));
            text += piece;
            line->may_break = piece < length;
        }
    }
}

static void end_line(struct line *line, double above, bool begins_left)
{
    struct card *card = line->card;
    for (size_t first = 0; first < line->runs.count && card->count < MOST_ROWS;) {
        double indent = first > 0 ? line->indent : 0;
        size_t end = runs_line_end(&line->runs, first, card->room - indent);
        double width = indent + runs_width(&line->runs, first, end);
        card->rows[card->count++] = (struct row){.runs = line->runs,
                                                 .first = first,
                                                 .end = end,
                                                 .size = line->font.size_pt,
                                                 .above = above,
                                                 .indent = indent,
                                                 .begins_left = begins_left};
        if (begins_left)
            card->left_width = fmax(card->left_width, width);
        above = 0;
        first = end;
    }
}

/* ---- the text ---- */

static struct line begin_line(struct card *card, double scale)
{
    struct line line = {.card = card,
                        .runs = {.ruler = card->subject->ruler, .arena = card->arena},
                        .font = card->subject->looks.theme.font[FONT_WORDS]};
    line.font.size_pt *= scale;
    return line;
}

static void add_heading(struct card *card, const char *text, double above)
{
    size_t level = strspn(text, "#");
    struct line line = begin_line(card, level > 1 ? sizes->subheading : sizes->heading);
    line.font.is_bold = true;
    add_words(&line, text + level + strspn(text + level, " "));
    end_line(&line, above, false);
}

static void add_item(struct card *card, const char *text, double above)
{
    struct line line = begin_line(card, sizes->text);
    add_run(&line, "\xe2\x80\xa2"); /* U+2022 */
    line.gap = 2 * sizes->space * line.font.size_pt;
    line.indent = runs_width(&line.runs, 0, 1) + line.gap;
    add_words(&line, text + strspn(text, " "));
    end_line(&line, above, true);
}

static void add_code(struct card *card, const char *text, double above)
{
    struct line line = begin_line(card, sizes->code);
    line.font.family = code_family;
    add_run(&line, *text ? text : " ");
    end_line(&line, above, true);
}

static void add_paragraph(struct card *card, const char *text, double above)
{
    struct line line = begin_line(card, sizes->text);
    add_words(&line, text);
    end_line(&line, above, false);
}

/* The next of the card's pictures, as high as some lines, or as wide as there is room. */
static void add_image(struct card *card, double above)
{
    const struct scene_shot *shot = &card->subject->scene->shot;
    if (card->image_count == shot->card_image_count || card->count == MOST_ROWS)
        return;
    const struct scene_image *image = &shot->card_images[card->image_count++];
    double height = sizes->image * words_pt(card->subject);
    double width = height * (double)image->width / (double)image->height;
    double scale = fmin(1, card->room / width);
    card->rows[card->count++] = (struct row){
        .above = above, .image = image, .width = scale * width, .height = scale * height};
}

static struct card read_card(const struct panel *panel, double room, struct arena *arena)
{
    struct card card = {.subject = &panel->subject, .arena = arena, .room = room};
    double size = words_pt(&panel->subject), gap = sizes->between * size, above = 0;
    bool is_code = false;
    for (const char *rest = panel->subject.scene->shot.card; *rest;) {
        size_t length = strcspn(rest, "\n");
        const char *text = arena_copy_text(arena, rest, length);
        rest += length + (rest[length] == '\n');
        if (strncmp(text, "```", 3) == 0)
            is_code = !is_code;
        else if (is_code)
            add_code(&card, text, above);
        else if (strncmp(text, "![", 2) == 0)
            add_image(&card, above);
        else if (*text == '#')
            add_heading(&card, text, above);
        else if (strncmp(text, "- ", 2) == 0)
            add_item(&card, text + 2, above);
        else
            add_paragraph(&card, text, above);
        bool is_space =
            *text == '\0' || strncmp(text, "```", 3) == 0 || strncmp(text, "![", 2) == 0;
        if (card.count > 0)
            above = is_space || *text == '#' ? gap : 0;
    }
    return card;
}

/* ---- its place ---- */

static struct point row_size(const struct row *row)
{
    if (row->image)
        return (struct point){row->width, row->height};
    return (struct point){runs_width(&row->runs, row->first, row->end),
                          theme_sizes.words.line * row->size};
}

struct point card_size(const struct panel *panel, double room)
{
    struct card card = read_card(panel, room, panel->arena);
    struct point size = {card.left_width, 0};
    for (size_t i = 0; i < card.count; i++) {
        const struct row *row = &card.rows[i];
        size.x = fmax(size.x, row_size(row).x);
        size.y += row->above + row_size(row).y;
    }
    return size;
}

static void draw_row(const struct row *row, int number, struct point left, struct pen *pen)
{
    struct item_key key = {row->image ? "card.image" : "card", -1, number, -1, NULL};
    if (!row->image) {
        left.y += (theme_sizes.words.line / 2 + theme_sizes.words.middle) * row->size;
        runs_write(&row->runs, row->first, row->end, pen, key, left);
        return;
    }
    const struct image image = {row->image->width,
                                row->image->height,
                                row->image->pixels,
                                {left.x, left.y, row->width, row->height}};
    pen_image(pen, key, &image);
}

void card_draw(const struct panel *panel, double room, struct rectangle at, struct pen *pen)
{
    struct card card = read_card(panel, room, pen->arena);
    double y = at.y;
    for (size_t i = 0; i < card.count; i++) {
        const struct row *row = &card.rows[i];
        struct point size = row_size(row);
        double width = row->begins_left ? card.left_width : size.x;
        struct point left = {at.x + (at.width - width) / 2 + row->indent, y + row->above};
        draw_row(row, (int)i, left, pen);
        y = left.y + size.y;
    }
}
