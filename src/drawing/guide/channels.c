/* SPDX-License-Identifier: MIT */
/*
 * View channels in theme guide, its figure 1.3: the stack of input maps at the bottom, above it for
 * each output map the slices of its kernel, their sum, and the map that it gives; at the top the
 * stack of these. Everything is measured in cells from the input's lower left corner, y up.
 */
#include "drawing/guide/figure.h"
#include "drawing/guide/guide.h"

#include <math.h>

static const double guide_scale = 0.7; /* the guide's cells are 0.35 cm here */
static const double card = 0.5;        /* from one map of a stack to the next, both ways */
static const double column_gap = 7.5;  /* between the columns of kernels */
static const double to_kernels = 4.5, to_outputs = 6.5, to_top = 7; /* gaps between the levels */
static const double clear = 0.5;                                    /* around stacks, for arrows */
/* Of the sum above the kernels: where its line begins and ends, its sign, where its arrow begins.
 */
static const double sum_from = 1, sum_to = 2.5, sum_sign = 3.5, sum_arrow = 4.5;
/* TeX centres + by its own height, 0.583334, and depth, 0.083334. */
static const double plus_middle = 0.25;

struct guide {
    struct figure figure;
    size_t inputs, outputs;
    double input[2], kernel[2], output[2]; /* height, width in cells */
    double kernels_y, outputs_y, top_y;    /* of the levels */
    double left, height;                   /* of the page */
    int blocks;
};

/* Row and column of the page. */
static struct point place(const struct guide *guide, double x, double y)
{
    return (struct point){x - guide->left, guide->height - y};
}

static void draw_block(struct guide *guide, struct pen *pen, struct point at, const double size[2],
                       enum theme_color fill)
{
    struct point corner = place(guide, at.x, at.y + size[0]);
    struct item_key key = {"block", -1, guide->blocks++, -1, NULL};
    figure_block(&guide->figure, pen, key, (struct area){corner.y, corner.x, size[0], size[1]},
                 guide->figure.theme->color[fill], COLOR_INPUT_LINE);
}

/* The last map of a stack is in front. */
static enum theme_color card_color(size_t index, size_t count)
{
    return index + 1 == count ? COLOR_INPUT : COLOR_INPUT_BEHIND;
}

static double depth_of(size_t count)
{
    return card * (double)(count - 1);
}

static void draw_arrow(struct guide *guide, struct pen *pen, struct point from, struct point to)
{
    figure_arrow(&guide->figure, pen, place(guide, from.x, from.y), place(guide, to.x, to.y),
                 COLOR_LINK);
}

/* Where the column of an output map begins: evenly around the middle, on whole cells. */
static double column_of(const struct guide *guide, size_t out)
{
    double pitch = fmax(guide->kernel[1], guide->output[1]) + column_gap;
    double middle = (guide->input[1] - guide->kernel[1]) / 2;
    return floor(middle + ((double)out - (double)(guide->outputs - 1) / 2) * pitch);
}

static void measure(struct guide *guide)
{
    double in = depth_of(guide->inputs), out = depth_of(guide->outputs);
    guide->kernels_y = guide->input[0] + in + to_kernels;
    guide->outputs_y = guide->kernels_y + guide->kernel[0] + in + to_outputs;
    guide->top_y = guide->outputs_y + guide->output[0] + to_top;
    guide->height = guide->top_y + out + guide->output[0];
    guide->left = fmin(column_of(guide, 0), fmin(0, (guide->input[1] - guide->output[1]) / 2));
}

static double right_edge(const struct guide *guide)
{
    double last = column_of(guide, guide->outputs - 1);
    double kernels = last + guide->kernel[1] + depth_of(guide->inputs);
    double top =
        (guide->input[1] - guide->output[1]) / 2 + guide->output[1] + depth_of(guide->outputs);
    return fmax(fmax(kernels, last + card + guide->output[1]),
                fmax(top, guide->input[1] + depth_of(guide->inputs)));
}

static void draw_blocks(struct guide *guide, struct pen *pen)
{
    for (size_t c = 0; c < guide->inputs; c++)
        draw_block(guide, pen, (struct point){card * (double)c, card * (double)c}, guide->input,
                   card_color(c, guide->inputs));
    for (size_t o = 0; o < guide->outputs; o++) {
        double x = column_of(guide, o);
        for (size_t c = 0; c < guide->inputs; c++)
            draw_block(guide, pen,
                       (struct point){x + card * (double)c, guide->kernels_y + card * (double)c},
                       guide->kernel, card_color(c, guide->inputs));
        draw_block(guide, pen, (struct point){x + card, guide->outputs_y}, guide->output,
                   COLOR_OUTPUT);
    }
    double x = (guide->input[1] - guide->output[1]) / 2;
    for (size_t o = 0; o < guide->outputs; o++)
        draw_block(guide, pen,
                   (struct point){x + card * (double)o, guide->top_y + card * (double)o},
                   guide->output, COLOR_OUTPUT);
}

/* From the input: to the first column from its left, to the last from its right, else from above.
 */
static void draw_input_arrows(struct guide *guide, struct pen *pen)
{
    double in = depth_of(guide->inputs), half = guide->input[0] / 2;
    for (size_t o = 0; o < guide->outputs; o++) {
        double x = column_of(guide, o), y = guide->kernels_y - clear;
        bool is_first = o == 0 && guide->outputs > 1;
        bool is_last = o + 1 == guide->outputs && guide->outputs > 1;
        struct point from = {(guide->input[1] + 1) / 2, guide->input[0] + in + clear};
        struct point to = {x + (guide->kernel[1] + 1) / 2, y};
        if (is_first)
            from = (struct point){-clear, half};
        if (is_last)
            from = (struct point){guide->input[1] + in + clear, half + in + clear};
        if (is_first || is_last)
            to.x = x + guide->kernel[1] / 2;
        draw_arrow(guide, pen, from, to);
    }
}

static void draw_sums(struct guide *guide, struct pen *pen)
{
    const struct theme *theme = guide->figure.theme;
    struct lettering sign = {theme->font[FONT_WORDS], theme->color[COLOR_INK], false};
    double top = guide->kernels_y + guide->kernel[0] + depth_of(guide->inputs);
    for (size_t o = 0; o < guide->outputs; o++) {
        double x = column_of(guide, o) + (guide->kernel[1] + 1) / 2;
        struct point from = place(guide, x, top + sum_from), to = place(guide, x, top + sum_to);
        struct point at = place(guide, x, top + sum_sign);
        pen_move_to(pen, plane_point(&guide->figure.plane, from.y, from.x));
        pen_line_to(pen, plane_point(&guide->figure.plane, to.y, to.x));
        pen_paint(pen, (struct item_key){"sum.line", (int)o, -1, -1, NULL}, color_none,
                  pen_solid(pen, COLOR_LINK, theme->thick_pt));
        draw_arrow(guide, pen, (struct point){x, top + sum_arrow},
                   (struct point){x, guide->outputs_y - clear});
        struct point middle = plane_point(&guide->figure.plane, at.y, at.x);
        middle.y -= (sign.font.figure_height / 2 - plus_middle) * sign.font.size_pt;
        pen_write(pen, (struct item_key){"sum.plus", (int)o, -1, -1, NULL}, "+", middle, &sign);
    }
}

static void draw_output_arrows(struct guide *guide, struct pen *pen)
{
    double top = (guide->input[1] - guide->output[1]) / 2 + 1;
    for (size_t o = 0; o < guide->outputs; o++)
        draw_arrow(guide, pen,
                   (struct point){column_of(guide, o) + (guide->kernel[1] + 1) / 2,
                                  guide->outputs_y + guide->output[0] + clear},
                   (struct point){top + card * (double)o, guide->top_y - clear});
}

static struct guide read_guide(const struct panel *panel)
{
    const struct simulation *simulation = panel->subject.simulation;
    struct guide guide = {.inputs = simulation->in_channels, .outputs = simulation->out_channels};
    for (size_t i = 0; i < 2; i++) {
        guide.input[i] = (double)simulation->axis[i].input;
        guide.kernel[i] = (double)simulation->axis[i].kernel;
        guide.output[i] = (double)simulation->axis[i].output;
    }
    measure(&guide);
    return guide;
}

static void lay_out(struct panel *panel)
{
    struct guide guide = read_guide(panel);
    figure_add(panel, guide_scale, guide.height, right_edge(&guide) - guide.left);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct guide guide = read_guide(panel);
    (void)part;
    figure_read(&guide.figure, panel, guide_scale);
    draw_blocks(&guide, pen);
    draw_input_arrows(&guide, pen);
    draw_sums(&guide, pen);
    draw_output_arrows(&guide, pen);
}

const struct view guide_channels = {.name = "channels",
                                    .has_sum = true,
                                    .lay_out = lay_out,
                                    .draw_rest = figure_draw_no_rest,
                                    .draw_moment = draw_step};
