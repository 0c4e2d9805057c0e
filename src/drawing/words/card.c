/* SPDX-License-Identifier: MIT */
/* A card: words, and pictures. Lines begin with # (a heading), - (an item of a list) or stand
 * between ``` (code); *emphasis* and $formula$ stand within them. Headings and paragraphs are
 * centred, lists and code begin at one left edge, and the whole is centred. */
#include <math.h>
#include <string.h>

#include "drawing/words/words.h"

static const struct card_sizes *const sizes = &theme_sizes.card;
static const char code_family[] = "monospace", bullet[] = "\xe2\x80\xa2"; /* U+2022 */

enum { MOST_ROWS = 60 };

/* A line on the page, or a picture. */
struct row {
    struct runs runs;
    double size, above; /* of its words; free before it, points */
    double indent;      /* of a list's item: room for its bullet */
    bool begins_left, has_bullet;
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

/* ---- the text ---- */

/* The lines of a text, which look as `usual` does. */
static void add_lines(struct card *card, const struct lines *lines, struct row usual)
{
    for (size_t i = 0; i < lines->count && card->count < MOST_ROWS; i++) {
        usual.runs = lines->of[i];
        card->rows[card->count++] = usual;
        if (usual.begins_left)
            card->left_width = fmax(card->left_width, usual.indent + runs_whole_width(&usual.runs));
        usual.above = 0;
        usual.has_bullet = false;
    }
}

static void add_words(struct card *card, const struct words *words, const char *text,
                      struct row usual)
{
    struct lines lines = words_break(words, card->arena, text, card->room - usual.indent);
    usual.size = words->lettering.font.size_pt;
    add_lines(card, &lines, usual);
}

static void add_heading(struct card *card, const char *text, double above)
{
    size_t level = strspn(text, "#");
    struct words words =
        words_of(card->subject, COLOR_INK, level > 1 ? sizes->subheading : sizes->heading);
    words.lettering.font.is_bold = true;
    add_words(card, &words, text + level + strspn(text + level, " "), (struct row){.above = above});
}

static void add_item(struct card *card, const char *text, double above)
{
    struct words words = words_of(card->subject, COLOR_INK, sizes->text);
    double indent = words_width(&words, bullet) + sizes->indent * words.lettering.font.size_pt;
    add_words(
        card, &words, text + strspn(text, " "),
        (struct row){.above = above, .indent = indent, .begins_left = true, .has_bullet = true});
}

/* As it is written. */
static void add_code(struct card *card, const char *text, double above)
{
    struct words words = words_of(card->subject, COLOR_INK, sizes->code);
    struct runs runs = {.ruler = card->subject->ruler, .arena = card->arena};
    words.lettering.font.family = code_family;
    runs_add(&runs, *text ? text : " ", &words.lettering.font, words.lettering.color, 0);
    add_lines(
        card, &(struct lines){.of = &runs, .count = 1},
        (struct row){.above = above, .size = words.lettering.font.size_pt, .begins_left = true});
}

static void add_paragraph(struct card *card, const char *text, double above)
{
    struct words words = words_of(card->subject, COLOR_INK, sizes->text);
    add_words(card, &words, text, (struct row){.above = above});
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
    return (struct point){runs_whole_width(&row->runs), theme_sizes.words.line * row->size};
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

static void draw_bullet(const struct card *card, struct item_key key, struct point left,
                        struct pen *pen)
{
    struct words words = words_of(card->subject, COLOR_INK, sizes->text);
    struct runs runs = {.ruler = card->subject->ruler, .arena = card->arena};
    key.part = "card.bullet";
    runs_add(&runs, bullet, &words.lettering.font, words.lettering.color, 0);
    runs_write_whole(&runs, pen, key, left);
}

static void draw_row(const struct card *card, const struct row *row, struct point left,
                     struct pen *pen)
{
    int number = (int)(row - card->rows);
    struct item_key key = {row->image ? "card.image" : "card", -1, number, -1, NULL};
    if (!row->image) {
        left.y += (theme_sizes.words.line / 2 + theme_sizes.words.middle) * row->size;
        if (row->has_bullet)
            draw_bullet(card, key, (struct point){left.x - row->indent, left.y}, pen);
        runs_write_whole(&row->runs, pen, key, left);
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
        draw_row(&card, row, left, pen);
        y = left.y + size.y;
    }
}
