/* SPDX-License-Identifier: MIT */
/* View matrix in theme guide: a matrix as TeX's pmatrix sets it, columns as wide as their widest
 * entry, baselines 12 pt apart, parentheses as high as all rows. */
#include <math.h>
#include <string.h>

#include "drawing/guide/figure.h"
#include "drawing/guide/guide.h"

/* TeX's points, in those of the page. */
#define TEX_PT (72 / 72.27)

/* figure_height 0: what is written stands on the baseline. */
static const struct font letter_font = {"Latin Modern Math", 10 * TEX_PT, false, false, 0};
static const struct font number_font = {"LM Roman 10", 10 * TEX_PT, false, false, 0};
static const struct font index_font = {"LM Roman 7", 7 * TEX_PT, false, false, 0};
static const char letter[] = "\xf0\x9d\x91\xa4"; /* U+1D464, the slanted w of formulas */

static const double baseline_skip = 12 * TEX_PT;
static const double strut_height = 8.4 * TEX_PT; /* of a row above its baseline */
static const double column_gap = 10 * TEX_PT;    /* twice \arraycolsep */
static const double index_drop = 1.5 * TEX_PT;   /* of an index's baseline */
static const double script_space = 0.5 * TEX_PT; /* after an index */
/* As Computer Modern's metrics have them, by size: Latin Modern's are cut to thousandths. */
static const double letter_width = 0.715913;
static const double index_digit_width = 0.569446;
static const double comma_width = 0.3393; /* of the slanted letters */
static const double divisor_width = 1;    /* in the theme's cells */

/* Parentheses by rows, with their side bearings: from three rows on they grow by their stem. */
static const double paren_widths[] = {4.58 * TEX_PT, 7.36 * TEX_PT, 8.75 * TEX_PT};
/* The upper and the lower half of a left one as CMEX10 has them: the inside of the stem, the tip,
 * the outside. Curves, x of its width in units, y from the end in hundredths of TeX's points; what
 * is between their ends is straight. */
static const double paren_unit = TEX_PT / 100;
static const double paren_width = 875;
static const double paren_half = 17.95 * TEX_PT;
static const double paren_gap = 0.01; /* from the ends of the rows */
/* The guide's pictures have 150 pixels to the inch, and parentheses, being letters, stand on whole
 * ones. Ours are paths, which no renderer moves. */
static const double guide_pixel = 72.0 / 150;
static const struct point paren_hooks[2][22] = {
    {{402, 1795}, {404, 1094}, {485, 512},  {835, 23},  {842, 14},  {842, 12},
     {842, 10},   {842, 0},    {835, 0},    {819, 0},   {803, 0},   {801, 0},
     {799, 2},    {795, 5},    {668, 151},  {567, 352}, {435, 616}, {352, 919},
     {315, 1283}, {312, 1314}, {291, 1522}, {291, 1759}},
    {{402, 1795}, {403, 1041}, {503, 485},  {836, 23},  {842, 14},  {842, 12},
     {842, 10},   {842, 0},    {835, 0},    {819, 0},   {803, 0},   {802, 1},
     {800, 2},    {796, 4},    {792, 9},    {777, 27},  {610, 233}, {499, 467},
     {431, 689},  {400, 790},  {291, 1148}, {291, 1759}}};

enum {
    HOOK_POINTS = sizeof *paren_hooks / sizeof **paren_hooks,
    PAREN_WIDTHS = sizeof paren_widths / sizeof *paren_widths
};

struct equation {
    const struct panel *panel;            /* borrowed */
    const struct matrix_entries *entries; /* borrowed */
    const struct cell_text *texts;        /* of the weights */
    double *widths;                       /* of the columns */
    double paren, height;
    struct point corner; /* of the left parenthesis */
};

/* ---- entries ---- */

static double width_of(const struct equation *equation, const struct font *font, const char *text)
{
    const struct text_ruler *ruler = equation->panel->subject.ruler;
    return text_width(ruler, font, text);
}

/* The number at the start of an index such as "1,2", in the arena. */
static const char *first_number(struct arena *arena, const char *index)
{
    return arena_copy_text(arena, index, strcspn(index, ","));
}

static const char *after_number(const char *index)
{
    const char *comma = strchr(index, ',');
    return comma ? comma + 1 : NULL;
}

static double index_width(const char *index)
{
    double width = script_space;
    for (; index; index = after_number(index)) {
        width += index_digit_width * index_font.size_pt * (double)strcspn(index, ",");
        width += after_number(index) ? comma_width * index_font.size_pt : 0;
    }
    return width;
}

static double entry_width(const struct equation *equation, const struct cell_text *text)
{
    if (!text->index)
        return width_of(equation, &number_font, text->text);
    return letter_width * letter_font.size_pt + index_width(text->index);
}

static void write_run(const struct equation *equation, struct pen *pen, struct item_key key,
                      const char *text, struct point left, const struct font *font)
{
    const struct lettering lettering = {
        .font = *font, .color = equation->panel->subject.looks.theme.color[COLOR_INK]};
    double width = width_of(equation, font, text);
    pen_write(pen, key, text, (struct point){left.x + width / 2, left.y}, &lettering);
}

/* Number by number: TeX takes the commas between them from another font. */
static void write_index(const struct equation *equation, struct pen *pen, struct item_key key,
                        const char *index, struct point left)
{
    for (int i = 0; index; i++, index = after_number(index)) {
        const char *number = first_number(pen->arena, index);
        key.part = arena_format(pen->arena, "matrix.index%d", i);
        write_run(equation, pen, key, number, left, &index_font);
        left.x += index_digit_width * index_font.size_pt * (double)strlen(number);
        if (!after_number(index))
            break;
        key.part = arena_format(pen->arena, "matrix.comma%d", i);
        write_run(equation, pen, key, ",", left, &index_font);
        left.x += comma_width * index_font.size_pt;
    }
}

static void write_entry(const struct equation *equation, struct pen *pen, struct item_key key,
                        const struct cell_text *text, struct point middle)
{
    struct point left = {middle.x - entry_width(equation, text) / 2, middle.y};
    if (!text->index) {
        write_run(equation, pen, key, text->text, left, &number_font);
        return;
    }
    write_run(equation, pen, key, letter, left, &letter_font);
    left.x += letter_width * letter_font.size_pt;
    left.y += index_drop;
    write_index(equation, pen, key, text->index, left);
}

static void write_row(const struct equation *equation, struct pen *pen, size_t row)
{
    static const struct cell_text zero = {.text = "0"};
    const struct matrix_entries *all = equation->entries;
    const struct matrix_entry *next = all->entries + all->starts[row];
    const struct matrix_entry *end = all->entries + all->starts[row + 1];
    struct point at = {equation->corner.x + equation->paren,
                       equation->corner.y + strut_height + (double)row * baseline_skip};
    for (size_t column = 0; column < all->columns; column++) {
        const struct cell_text *text = &zero;
        if (next < end && next->column == column) {
            text = &equation->texts[next->kernel];
            next++;
        }
        struct point middle = {at.x + equation->widths[column] / 2, at.y};
        write_entry(equation, pen, key_cell("matrix.entry", (int64_t)row, (int64_t)column), text,
                    middle);
        at.x += equation->widths[column] + column_gap;
    }
}

/* ---- parentheses ---- */

/* A point of a hook on the page: of the lower end where is_low. A right parenthesis is a left one
 * that is turned, its corner is the right one. */
static struct point hook_point(const struct equation *equation, size_t i, struct point corner,
                               bool is_low, bool is_right)
{
    double scale = fmin(1, equation->height / 2 / paren_half);
    const struct point *hook = &paren_hooks[is_low != is_right][i];
    double x = hook->x / paren_width * equation->paren,
           y = paren_gap + hook->y * paren_unit * scale;
    return (struct point){corner.x + (is_right ? -x : x),
                          corner.y + (is_low ? equation->height - y : y)};
}

static void draw_paren(const struct equation *equation, struct pen *pen, const char *part,
                       double left, bool is_right)
{
    double right = is_right ? equation->paren : 0;
    struct point corner = {round(left / guide_pixel) * guide_pixel + right, equation->corner.y};
    pen_move_to(pen, hook_point(equation, 0, corner, false, is_right));
    for (size_t i = 1; i + 2 < HOOK_POINTS; i += 3)
        pen_curve_to(pen, hook_point(equation, i, corner, false, is_right),
                     hook_point(equation, i + 1, corner, false, is_right),
                     hook_point(equation, i + 2, corner, false, is_right));
    pen_line_to(pen, hook_point(equation, HOOK_POINTS - 1, corner, true, is_right));
    for (size_t i = HOOK_POINTS - 1; i >= 3; i -= 3)
        pen_curve_to(pen, hook_point(equation, i - 1, corner, true, is_right),
                     hook_point(equation, i - 2, corner, true, is_right),
                     hook_point(equation, i - 3, corner, true, is_right));
    pen_close(pen);
    pen_paint(pen, key_once(part), equation->panel->subject.looks.theme.color[COLOR_INK],
              stroke_none);
}

/* ---- the page ---- */

static void read_widths(struct equation *equation, struct arena *arena)
{
    const struct matrix_entries *all = equation->entries;
    equation->widths = arena_allocate(arena, all->columns, sizeof *equation->widths);
    for (size_t column = 0; column < all->columns; column++)
        equation->widths[column] = width_of(equation, &number_font, "0");
    for (size_t i = 0; i < all->starts[all->rows]; i++) {
        const struct matrix_entry *entry = &all->entries[i];
        double width = entry_width(equation, &equation->texts[entry->kernel]);
        equation->widths[entry->column] = fmax(equation->widths[entry->column], width);
    }
}

/* Numbers over a divisor that is drawn before them, or symbols where there are none. */
static const struct cell_text *read_texts(const struct panel *panel, struct arena *arena)
{
    const struct simulation *layer = panel->subject.simulation;
    struct subject subject = panel->subject;
    if (!layer->has_values && !layer->has_kernel_values)
        subject.looks.show.values = SHOW_SYMBOLS;
    return texts_of(&subject, layer,
                    subject_divisor(&subject) != 1 ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS,
                    subject_cells(&subject, 1), arena)
        .of;
}

static struct equation read_equation(const struct panel *panel, struct arena *arena)
{
    const struct matrix_entries *entries = panel->subject.state;
    struct equation equation = {
        .panel = panel,
        .entries = entries,
        .texts = read_texts(panel, arena),
        .paren = paren_widths[entries->rows < PAREN_WIDTHS ? entries->rows - 1 : PAREN_WIDTHS - 1],
        .height = (double)entries->rows * baseline_skip};
    read_widths(&equation, arena);
    return equation;
}

static double width_of_matrix(const struct equation *equation)
{
    size_t columns = equation->entries->columns;
    double width = (double)(columns - 1) * column_gap + 2 * equation->paren;
    for (size_t column = 0; column < columns; column++)
        width += equation->widths[column];
    return width;
}

static double room_before(const struct panel *panel)
{
    return subject_divisor(&panel->subject) != 1 ? subject_cells(&panel->subject, divisor_width)
                                                 : 0;
}

/* The page is as large as the matrix: without the lines that maps have at their edges. */
static void lay_out(struct panel *panel)
{
    struct equation equation = read_equation(panel, panel->arena);
    double line = subject_edge(&panel->subject);
    layout_room(panel->layout,
                (struct size){in_points(room_before(panel) + width_of_matrix(&equation) - line),
                              in_points(equation.height - line)});
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct equation equation = read_equation(panel, pen->arena);
    struct rectangle at = layout_core(panel->layout, panel->drawing);
    double half = subject_edge(&panel->subject) / 2, before = room_before(panel);
    (void)part;
    equation.corner = (struct point){at.x - half + before, at.y - half};
    if (before > 0)
        digits_draw_divisor(pen, panel->subject.ruler, subject_divisor(&panel->subject),
                            (struct point){equation.corner.x - before / 2,
                                           equation.corner.y + equation.height / 2});
    draw_paren(&equation, pen, "matrix.left", equation.corner.x, false);
    draw_paren(&equation, pen, "matrix.right",
               equation.corner.x + width_of_matrix(&equation) - equation.paren, true);
    for (size_t row = 0; row < equation.entries->rows; row++)
        write_row(&equation, pen, row);
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    struct matrix_entries *entries = arena_allocate(arena, 1, sizeof *entries);
    simulation_read_entries(entries, subject->simulation, arena);
    return entries;
}

const struct view guide_matrix = {.name = "matrix",
                                  .has_sum = true,
                                  .prepare = prepare,
                                  .lay_out = lay_out,
                                  .draw_rest = figure_draw_no_rest,
                                  .draw_moment = draw_step};
