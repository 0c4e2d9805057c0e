/* SPDX-License-Identifier: MIT */
/* What the cells of an unrolled layer are called, and the words and signs between its matrices. */
#include "drawing/views/unrolled.h"

#include <math.h>
#include <stdio.h>

#include "drawing/digits.h"
#include "drawing/share.h"

const double unrolled_cell_height = 0.7;

static const double text_width = 0.84; /* of a cell, that a number or symbol may take up */
static const double font_scale = 0.84; /* to the theme's */
/* Per size of the font of words. */
static const double label_rise = 0.95; /* of a label's middle above its matrix */
static const double label_room = 1.6;
static const double raised_scale = 0.7; /* of a T, to the letter it stands beside */
static const double raised_rise = 0.45;
static const double word_space = 0.3;
static const double size_gap = 0.55;    /* between a name and its sizes */
static const double symbol_rise = 0.11; /* of a letter with an index, per its own size */
static const double sign_scale = 1.6;   /* to the font of values */

const char *unrolled_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (!simulation->has_kernel)
        return arena_format(arena, "%s, which has no weights", simulation->type_name);
    return NULL;
}

/* ---- texts ---- */

/* "1,2"; channels come first where there are several. */
static const char *index_text(struct arena *arena, const struct tensor *tensor, size_t channel_axes,
                              size_t offset)
{
    const char *text = NULL;
    size_t first = 0;
    while (first < channel_axes && tensor->size[first] == 1)
        first++;
    for (size_t i = tensor->rank; i-- > first;) {
        size_t index = offset % tensor->size[i];
        offset /= tensor->size[i];
        text =
            text ? arena_format(arena, "%zu,%s", index, text) : arena_format(arena, "%zu", index);
    }
    return text ? text : "";
}

static const struct cell_text *symbols_of(struct arena *arena, const struct tensor *tensor,
                                          const char *letter, size_t channel_axes)
{
    size_t count = tensor_count(tensor);
    struct cell_text *texts = arena_allocate(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = (struct cell_text){letter, index_text(arena, tensor, channel_axes, i)};
    return texts;
}

/* A tensor with its texts. */
struct part {
    const struct tensor *tensor;
    const double *values; /* as they are printed, but for the factor */
    const char *letter;
    size_t channel_axes;
    bool has_numbers;
    double factor;
    int decimals; /* where the scene does not say */
    const struct cell_text **texts;
};

static const struct cell_text *numbers_of(const struct part *part, const struct scene_show *show,
                                          struct arena *arena)
{
    const double fine = 1e9; /* what dividing and multiplying leaves over is less than 1 of these */
    size_t count = tensor_count(part->tensor);
    double *values = arena_allocate(arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        double value = part->values[i] * part->factor;
        bool is_rest = part->factor != 1 && fabs(value) < fine / 1e3;
        values[i] = is_rest ? round(value * fine) / fine : value;
    }
    const char *const *digits =
        digits_of(arena, values, count, digits_asked(show, values, count, part->decimals));
    struct cell_text *texts = arena_allocate(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i].text = digits[i];
    return texts;
}

/* What all weights were divided by, if it was the same. */
static double common_divisor(const struct simulation *simulation)
{
    for (size_t i = 1; i < simulation->out_channels; i++)
        if (simulation->kernel_divide[i] != simulation->kernel_divide[0])
            return 1;
    return simulation->kernel_divide[0];
}

static void read_texts(struct unrolled *unrolled, struct arena *arena)
{
    const struct simulation *simulation = unrolled->simulation;
    bool has_values = simulation->has_values;
    const double *results = has_values ? simulation_settled(simulation, arena) : NULL;
    const struct part parts[] = {
        {&simulation->input, simulation->input.values, "x", 1, has_values, 1, -1,
         &unrolled->texts[MAP_INPUT]},
        {&simulation->kernel, simulation->kernel.values, "w", 2,
         has_values || simulation->has_kernel_values, unrolled->divide, -1,
         &unrolled->texts[MAP_KERNEL]},
        {&simulation->output, results, "y", 1, has_values, 1, unrolled->theme->output_decimals,
         &unrolled->texts[MAP_OUTPUT]},
        {&simulation->bias, simulation->bias.values, "b", 0, has_values, 1, -1, &unrolled->bias},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct part *part = &parts[i];
        if (part->texts == &unrolled->bias && !simulation->has_bias)
            continue;
        bool has_numbers = unrolled->show->values != SHOW_SYMBOLS && part->has_numbers;
        *part->texts = has_numbers
                           ? numbers_of(part, unrolled->show, arena)
                           : symbols_of(arena, part->tensor, part->letter, part->channel_axes);
    }
}

void unrolled_read(struct unrolled *unrolled, const struct drawing *drawing,
                   const struct moment_part *part, struct arena *arena)
{
    *unrolled = (struct unrolled){
        .simulation = drawing->simulation,
        .theme = &drawing->scene->theme,
        .ruler = drawing->ruler,
        .show = &drawing->scene->show,
        .step = part->step,
        .done = drawing->scene->theme.shows_all_outputs
                    ? simulation_order_count(drawing->simulation, drawing->scene->order.value)
                    : part->step + 1,
        .progress = part->progress,
        .by_position = drawing->scene->order.value == ORDER_POSITION,
        .divide = 1,
    };
    if (unrolled->show->values == SHOW_NOTHING)
        return;
    if (unrolled->show->values == SHOW_DIGITS)
        unrolled->divide = common_divisor(drawing->simulation);
    read_texts(unrolled, arena);
}

struct font unrolled_fit_font(const struct unrolled *unrolled, const struct cell_text *texts,
                              size_t count)
{
    struct font font = unrolled->theme->font[FONT_VALUES];
    font.size_pt *= font_scale;
    if (!texts)
        return font;
    return cell_texts_fit(unrolled->ruler, font, texts, count,
                          text_width * unrolled->theme->cell_pt);
}

void unrolled_fit_fonts(const struct unrolled *unrolled, struct font fonts[MAP_ROLES])
{
    const struct simulation *simulation = unrolled->simulation;
    const struct tensor *tensors[] = {[MAP_INPUT] = &simulation->input,
                                      [MAP_KERNEL] = &simulation->kernel,
                                      [MAP_OUTPUT] = &simulation->output};
    for (int role = 0; role < MAP_ROLES; role++)
        fonts[role] =
            unrolled_fit_font(unrolled, unrolled->texts[role], tensor_count(tensors[role]));
}

/* ---- the moment ---- */

double unrolled_share(const struct unrolled *unrolled, size_t step)
{
    if (step == unrolled->step)
        return 1 - unrolled->progress;
    return step == unrolled->step + 1 ? unrolled->progress : 0;
}

double unrolled_output_share(const struct unrolled *unrolled, size_t unit)
{
    const struct simulation *simulation = unrolled->simulation;
    size_t places = simulation->step_count / simulation->out_channels;
    return unrolled_share(unrolled, unrolled->by_position ? unit % places : unit);
}

double unrolled_between(const struct unrolled *unrolled, double here, double next)
{
    return share_between(here, next, unrolled->progress);
}

struct color color_fade(struct color color, double share)
{
    color.alpha *= share;
    return color;
}

struct stroke unrolled_line(const struct unrolled *unrolled, enum theme_color color, double width,
                            double share)
{
    return (struct stroke){.color = color_fade(unrolled->theme->color[color], share),
                           .width = width};
}

/* ---- words and signs ---- */

void unrolled_write(const struct unrolled *unrolled, struct pen *pen, struct item_key key,
                    const struct cell_text *text, struct point at,
                    const struct lettering *lettering)
{
    if (text->index)
        at.y -= symbol_rise * lettering->font.size_pt;
    cell_text_write(pen, unrolled->ruler, key, text, at, lettering);
}

static bool has_labels(const struct unrolled *unrolled)
{
    const struct given_flag *labels = &unrolled->show->labels;
    return labels->at.line ? labels->value : unrolled->theme->has_labels;
}

double unrolled_label_room(const struct unrolled *unrolled)
{
    return has_labels(unrolled) ? label_room * unrolled->theme->font[FONT_WORDS].size_pt : 0;
}

static double width_of(const struct unrolled *unrolled, const struct font *font, const char *text)
{
    return unrolled->ruler->measure(unrolled->ruler->context, font, text).width;
}

/* Writes a run from left on and gives where it ends. */
static double write_run(const struct unrolled *unrolled, struct pen *pen, struct item_key key,
                        const char *text, struct point left, const struct lettering *lettering)
{
    double width = unrolled->ruler->measure(unrolled->ruler->context, &lettering->font, text).width;
    pen_write(pen, key, text, (struct point){left.x + width / 2, left.y}, lettering);
    return left.x + width;
}

/* A label's runs of words. */
struct label_runs {
    struct lettering words, name, raised;
    const char *lead;
    char size[2 * NUMBER_ROOM];
    double gap, space; /* before the size, the name */
};

static struct label_runs runs_of(const struct unrolled *unrolled, const struct matrix_label *label)
{
    const struct theme *theme = unrolled->theme;
    struct lettering words = {.font = theme->font[FONT_WORDS], .color = theme->color[label->color]};
    struct label_runs runs = {.words = words, .name = words, .raised = words};
    runs.name.font.is_italic = true;
    runs.lead = label->words ? label->words : "";
    runs.raised.font.size_pt *= raised_scale;
    runs.gap = size_gap * words.font.size_pt;
    runs.space = label->words ? word_space * words.font.size_pt : 0;
    if (label->columns > 0)
        snprintf(runs.size, sizeof runs.size, "%zu \xc3\x97 %zu", label->rows, label->columns);
    else
        snprintf(runs.size, sizeof runs.size, "%zu", label->rows);
    return runs;
}

double unrolled_label_width(const struct unrolled *unrolled, const struct matrix_label *label)
{
    struct label_runs runs = runs_of(unrolled, label);
    if (!has_labels(unrolled))
        return 0;
    double width = width_of(unrolled, &runs.words.font, runs.lead) + runs.space +
                   width_of(unrolled, &runs.name.font, label->name);
    if (label->raised)
        width += width_of(unrolled, &runs.raised.font, label->raised);
    if (unrolled->show->sizes.value)
        width += runs.gap + width_of(unrolled, &runs.words.font, runs.size);
    return width;
}

void unrolled_draw_label(const struct unrolled *unrolled, struct pen *pen,
                         const struct matrix_label *label, struct point at)
{
    if (!has_labels(unrolled))
        return;
    struct label_runs runs = runs_of(unrolled, label);
    double size = runs.words.font.size_pt;
    struct point run = {at.x - unrolled_label_width(unrolled, label) / 2, at.y - label_rise * size};
    if (label->words)
        run.x = runs.space + write_run(unrolled, pen,
                                       key_once(arena_format(pen->arena, "%s.words", label->part)),
                                       label->words, run, &runs.words);
    run.x = write_run(unrolled, pen, key_once(label->part), label->name, run, &runs.name);
    if (label->raised)
        run.x = write_run(
            unrolled, pen, key_once(arena_format(pen->arena, "%s.raised", label->part)),
            label->raised, (struct point){run.x, run.y - raised_rise * size}, &runs.raised);
    if (unrolled->show->sizes.value)
        write_run(unrolled, pen, key_once(arena_format(pen->arena, "%s.size", label->part)),
                  arena_format(pen->arena, "%s", runs.size),
                  (struct point){run.x + runs.gap, run.y}, &runs.words);
}

void unrolled_draw_sign(const struct unrolled *unrolled, struct pen *pen, const char *part,
                        const char *sign, struct point at)
{
    struct lettering lettering = {.font = unrolled->theme->font[FONT_VALUES],
                                  .color = unrolled->theme->color[COLOR_ZERO_INK]};
    lettering.font.size_pt *= sign_scale;
    pen_write(pen, key_once(part), sign, at, &lettering);
}

void unrolled_draw_divisor(const struct unrolled *unrolled, struct pen *pen, struct point at)
{
    if (unrolled->divide != 1)
        digits_draw_divisor(pen, unrolled->ruler, unrolled->divide, at);
}
