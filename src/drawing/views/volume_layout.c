/* SPDX-License-Identifier: MIT */
/* Where view volume puts its cuboids and slices: the cuboids in one line above; the slices below
 * them in as many lines as make the cells largest on a wide page. */
#include "drawing/views/volume.h"

#include <math.h>
#include <stdio.h>

#include "drawing/shown.h"

/* Widths are in cells of the slices, or of the cuboids for what is between these. */
static const double gap = 2;                       /* between maps: room for a sign */
static const double slice_gap = 0.7;               /* between slices of one map */
static const double block_gap = 1.1;               /* between lines of maps */
static const double words_share = 1.9;             /* line of words to their font's size */
static const double words_gap = 0.4;               /* between words of neighbours, likewise */
static const double wide_page = 16. / 9;           /* the page that is filled best */
static const int64_t most_lines = 16;              /* that slices are broken into */
static const double largest = 1.7, smallest = 0.9; /* a cuboid's cell, to a slice's */

/* How the slices are broken into lines. */
struct plan {
    bool is_joined;      /* input, kernel and output stand side by side */
    int64_t input_lines; /* of the input's slices */
    int64_t other_lines; /* of the kernel's and the output's */
};

/* ---- slices ---- */

static int64_t line_count(const struct slices *slices)
{
    return slices->count == 0 ? 0 : (slices->count + slices->per_line - 1) / slices->per_line;
}

double slices_width(const struct slices *slices)
{
    if (slices->count == 0)
        return 0;
    return slices->cell *
           ((double)slices->per_line * (slices->room_columns + slice_gap) - slice_gap);
}

double slices_height(const struct slices *slices)
{
    if (slices->count == 0)
        return 0;
    return slices->cell *
           ((double)(line_count(slices) - 1) * slices->pitch + slices->words + slices->room_rows);
}

struct plane slices_plane(const struct slices *slices, int64_t depth)
{
    int64_t line = depth / slices->per_line, place = depth % slices->per_line;
    double down = (double)line * slices->pitch + slices->words;
    double right = (double)place * (slices->room_columns + slice_gap) + slices->inset;
    return (struct plane){
        .origin = {slices->origin.x + slices->cell * right, slices->origin.y + slices->cell * down},
        .column = {slices->cell, 0},
        .row = {0, slices->cell}};
}

/* Words may be wider than a map: then they make its room. */
static struct slices make_slices(const struct volume *volume, const double *size,
                                 const double *room)
{
    const struct theme *theme = volume->theme;
    const struct font *font = &theme->font[FONT_WORDS];
    char text[NUMBER_ROOM];
    snprintf(text, sizeof text, "z = %.0f", size[0] - 1);
    double words = volume->ruler->measure(volume->ruler->context, font, text).width;
    double columns = fmax(room[2], (words + words_gap * font->size_pt) / theme->cell_pt);
    if (!volume->has_words)
        columns = room[2];
    return (struct slices){.cell = theme->cell_pt,
                           .count = (int64_t)size[0],
                           .rows = size[1],
                           .columns = size[2],
                           .room_rows = room[1],
                           .room_columns = columns,
                           .inset = (columns - room[2]) / 2,
                           .per_line = 1,
                           .words = volume->has_words ? words_share * font->size_pt / theme->cell_pt
                                                      : 0};
}

static void break_lines(struct slices *slices, int64_t lines)
{
    slices->pitch = slices->words + slices->room_rows + slice_gap;
    if (lines > slices->count)
        lines = slices->count;
    if (lines > 0)
        slices->per_line = (slices->count + lines - 1) / lines;
}

/* Lines that stand side by side are as far apart as the farther. */
static void align_lines(struct slices *slices, struct slices *others)
{
    if (line_count(slices) != line_count(others))
        return;
    slices->pitch = others->pitch = fmax(slices->pitch, others->pitch);
}

static void apply_plan(struct volume *volume, const struct plan *plan)
{
    break_lines(&volume->input_slices, plan->input_lines);
    break_lines(&volume->kernel_slices, plan->other_lines);
    break_lines(&volume->output_slices, plan->other_lines);
    if (plan->is_joined)
        align_lines(&volume->input_slices, &volume->output_slices);
    align_lines(&volume->output_slices, &volume->kernel_slices);
}

/* ---- sizes ---- */

struct extent {
    double width, height;
};

/* Kernel and output side by side; a kernel has the signs before and after it. */
static struct extent others_extent(const struct volume *volume)
{
    double between = gap * volume->theme->cell_pt;
    double kernel = slices_height(&volume->kernel_slices);
    double output = slices_height(&volume->output_slices);
    double signs = volume->has_kernel_slices ? 2 * between : 0;
    return (struct extent){slices_width(&volume->kernel_slices) +
                               slices_width(&volume->output_slices) + signs,
                           fmax(kernel, output)};
}

static struct extent slices_extent(const struct volume *volume, const struct plan *plan)
{
    struct extent others = others_extent(volume);
    double width = slices_width(&volume->input_slices);
    double height = slices_height(&volume->input_slices);
    double cell = volume->theme->cell_pt;
    if (!plan->is_joined)
        return (struct extent){fmax(width, others.width),
                               height + block_gap * cell + others.height};
    double between = volume->has_kernel_slices ? 0 : gap * cell;
    return (struct extent){width + between + others.width, fmax(height, others.height)};
}

static void kernel_size(const struct volume *volume, double *size)
{
    for (size_t i = 0; i < MAX_AXES; i++)
        size[i] = shown_kernel(volume->simulation) ? (double)volume->simulation->axis[i].kernel : 0;
}

/* Of the line of cuboids, in their cells. */
static struct extent cuboids_extent(const struct volume *volume)
{
    double size[MAX_AXES];
    kernel_size(volume, size);
    struct point input = solid_extent(volume->reach.size);
    struct point kernel = solid_extent(size), output = solid_extent(volume->outputs.size);
    double gaps = shown_kernel(volume->simulation) ? 2 * gap : gap;
    return (struct extent){input.x + kernel.x + output.x + gaps,
                           fmax(input.y, fmax(kernel.y, output.y))};
}

/* The cuboids are as wide as the slices, within reason. */
static double cuboid_cell(const struct volume *volume, double width)
{
    double cell = volume->theme->cell_pt, fitting = width / cuboids_extent(volume).width;
    return fmin(fmax(fitting, smallest * cell), largest * cell);
}

static struct extent page_extent(struct volume *volume, const struct plan *plan)
{
    apply_plan(volume, plan);
    struct extent slices = slices_extent(volume, plan), cuboids = cuboids_extent(volume);
    double cell = cuboid_cell(volume, slices.width);
    return (struct extent){fmax(slices.width, cell * cuboids.width),
                           cell * cuboids.height + block_gap * volume->theme->cell_pt +
                               slices.height};
}

/* The plan whose cells are largest on a wide page. */
static struct plan choose_plan(struct volume *volume)
{
    struct plan best = {false, 1, 1};
    double lowest = INFINITY;
    for (int is_joined = 0; is_joined < 2; is_joined++)
        for (int64_t input = 1; input <= most_lines; input++)
            for (int64_t other = 1; other <= most_lines; other++) {
                struct plan plan = {is_joined == 1, input, other};
                struct extent page = page_extent(volume, &plan);
                double needed = fmax(page.width, page.height * wide_page);
                if (needed < lowest) {
                    lowest = needed;
                    best = plan;
                }
            }
    return best;
}

/* ---- places ---- */

/* Centres a cuboid on a line at y, from x on; returns where it ends. */
static double place_cuboid(struct solid *solid, struct point at, double cell, const double *size)
{
    struct point extent = solid_extent(size);
    *solid = (struct solid){.origin = {at.x, at.y + cell * (solid_rise(size[0]) - extent.y / 2)},
                            .cell = cell};
    return at.x + cell * extent.x;
}

static void place_cuboids(struct volume *volume, double page_width, double cell)
{
    struct extent line = cuboids_extent(volume);
    double size[MAX_AXES], margin = volume->theme->margin_pt, between = gap * cell;
    kernel_size(volume, size);
    struct point at = {margin + (page_width - cell * line.width) / 2,
                       margin + cell * line.height / 2};
    at.x = place_cuboid(&volume->input, at, cell, volume->reach.size) + between;
    if (shown_kernel(volume->simulation)) {
        volume->times[0] = (struct point){at.x - between / 2, at.y};
        at.x = place_cuboid(&volume->kernel, at, cell, size) + between;
        volume->equals[0] = (struct point){at.x - between / 2, at.y};
    }
    place_cuboid(&volume->output, at, cell, volume->outputs.size);
}

/* Centres slices on a line at y, from x on; returns where they end. */
static double place_block(struct slices *slices, struct point at)
{
    slices->origin = (struct point){at.x, at.y - slices_height(slices) / 2};
    return at.x + slices_width(slices);
}

/* Kernel and output on a line; at is where the sign before them has its room. */
static void place_others(struct volume *volume, struct point at)
{
    double between = gap * volume->theme->cell_pt;
    double words = volume->input_slices.words * volume->theme->cell_pt / 2;
    if (volume->has_kernel_slices) {
        volume->times[1] = (struct point){at.x + between / 2, at.y + words};
        at.x = place_block(&volume->kernel_slices, (struct point){at.x + between, at.y}) + between;
        volume->equals[1] = (struct point){at.x - between / 2, at.y + words};
    }
    place_block(&volume->output_slices, at);
}

static void place_slices(struct volume *volume, const struct plan *plan, double page_width,
                         double top)
{
    struct extent all = slices_extent(volume, plan), others = others_extent(volume);
    double margin = volume->theme->margin_pt, cell = volume->theme->cell_pt;
    double input_height = slices_height(&volume->input_slices);
    struct point at = {margin + (page_width - all.width) / 2, top + all.height / 2};
    if (plan->is_joined) {
        at.x = place_block(&volume->input_slices, at);
        at.x += volume->has_kernel_slices ? 0 : gap * cell;
        place_others(volume, at);
        return;
    }
    at = (struct point){margin + (page_width - slices_width(&volume->input_slices)) / 2,
                        top + input_height / 2};
    place_block(&volume->input_slices, at);
    at = (struct point){margin + (page_width - others.width) / 2,
                        top + input_height + block_gap * cell + others.height / 2};
    place_others(volume, at);
}

void volume_lay_out(struct volume *volume, struct pen *pen)
{
    double size[MAX_AXES], margin = volume->theme->margin_pt;
    kernel_size(volume, size);
    volume->has_kernel_slices = shown_kernel(volume->simulation) && volume->simulation->has_values;
    volume->input_slices = make_slices(volume, volume->padded.size, volume->reach.size);
    volume->output_slices = make_slices(volume, volume->outputs.size, volume->outputs.size);
    if (volume->has_kernel_slices)
        volume->kernel_slices = make_slices(volume, size, size);

    struct plan plan = choose_plan(volume);
    struct extent page = page_extent(volume, &plan);
    double cell = cuboid_cell(volume, slices_extent(volume, &plan).width);
    place_cuboids(volume, page.width, cell);
    double above = cell * cuboids_extent(volume).height + block_gap * volume->theme->cell_pt;
    place_slices(volume, &plan, page.width, margin + above);
    pen->list->width_pt = page.width + 2 * margin;
    pen->list->height_pt = page.height + 2 * margin;
}
