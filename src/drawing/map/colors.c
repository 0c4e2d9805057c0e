/* SPDX-License-Identifier: MIT */
/* Maps whose units are colours: cells of a row in one colour are one piece. */
#include <math.h>
#include <string.h>

#include "drawing/map/colormap.h"
#include "drawing/map/draw.h"

static const struct field_sizes *const sizes = &theme_sizes.field;

enum { TABLE_STEPS = 1 << 14 }; /* even: 0 has its own colour on a signed scale */

struct scale map_scale_of(const struct tensor *tensor, bool is_input)
{
    struct scale scale = {.low = INFINITY, .high = -INFINITY, .is_input = is_input};
    size_t count = tensor_count(tensor);
    for (size_t i = 0; tensor->values && i < count; i++) {
        if (!isfinite(tensor->values[i]))
            continue;
        scale.low = fmin(scale.low, tensor->values[i]);
        scale.high = fmax(scale.high, tensor->values[i]);
    }
    if (scale.low > scale.high)
        scale.low = scale.high = 0;
    scale.is_signed = scale.low < 0;
    double most = fmax(fabs(scale.low), fabs(scale.high));
    scale.low = scale.is_signed ? -most : fmin(scale.low, 0);
    scale.high = scale.is_signed ? most : scale.high;
    if (scale.low == scale.high)
        scale.high = scale.low + 1;
    return scale;
}

/* What is infinite has the colour of the scale's end, what is no number has none. */
struct color map_color(const struct scale *scale, const struct subject *subject, double value)
{
    const struct theme *theme = &subject->looks.theme;
    if (isnan(value))
        return color_none;
    double share = (value - scale->low) / (scale->high - scale->low);
    enum colormap map = theme->is_scale_grey ? COLORMAP_PAPER
                        : scale->is_signed   ? COLORMAP_DIVERGING
                        : scale->is_picture  ? COLORMAP_GREY
                                             : COLORMAP_SEQUENTIAL;
    bool is_dark = colormap_lightness(theme->color[COLOR_BACKGROUND]) < 0.5;
    return colormap_at(map, is_dark, share);
}

static struct color color_at(const struct map *map, size_t n)
{
    if (!map->units->values)
        return map->subject->looks.theme.color[map->scale->is_input ? COLOR_INPUT : COLOR_OUTPUT];
    return map_color(map->scale, map->subject, map->units->values[map->first + n]);
}

/* A cross where a unit is no number. */
static void draw_crosses(const struct map *map, size_t shown, struct pen *pen)
{
    bool has_none = map->colors && !map->colors->has_crosses;
    for (size_t n = 0; !has_none && map->units->values && n < shown; n++) {
        double row = (double)(n / map->columns), column = (double)(n % map->columns);
        if (!isnan(map->units->values[map->first + n]))
            continue;
        pen_move_to(pen, plane_point(&map->plane, row, column));
        pen_line_to(pen, plane_point(&map->plane, row + 1, column + 1));
        pen_move_to(pen, plane_point(&map->plane, row, column + 1));
        pen_line_to(pen, plane_point(&map->plane, row + 1, column));
    }
    pen_paint(pen, map_key(map, "nan", pen), color_none,
              pen_solid(pen, COLOR_INK, pen->theme->thin_pt));
}

/* The units from `n` on. A piece reaches a little under what is drawn after it: no seams show
 * between them. */
static void draw_pieces(const struct map *map, size_t n, size_t shown, struct pen *pen)
{
    size_t columns = map->columns;
    double under = sizes->under_pt / plane_length(map->plane.column);
    struct item_key key = map_key(map, "row", pen);
    while (n < shown) {
        size_t row = n / columns, column = n % columns, end = n + 1;
        struct color color = color_at(map, n);
        while (end < shown && end / columns == row && color_is_same(color, color_at(map, end)))
            end++;
        double right = end % columns ? under : 0, below = end + columns <= shown ? under : 0;
        plane_trace_outline(
            pen, &map->plane,
            (struct area){(double)row, (double)column, 1 + below, (double)(end - n) + right});
        pen_paint(pen, map_cell_key(key, (int64_t)row, (int64_t)column), color, stroke_none);
        n = end;
    }
}

static void set_pixel(struct color color, unsigned char *pixel)
{
    pixel[0] = (unsigned char)lround(color.red * 255);
    pixel[1] = (unsigned char)lround(color.green * 255);
    pixel[2] = (unsigned char)lround(color.blue * 255);
    pixel[3] = (unsigned char)lround(color.alpha * 255);
}

/* The colours of a scale from low to high: each costs a hundred times as much as to look it up. */
static unsigned char *make_table(const struct map *map, struct arena *arena)
{
    const struct scale *scale = map->scale;
    unsigned char *table = arena_allocate(arena, TABLE_STEPS + 1, 4);
    for (size_t i = 0; i <= TABLE_STEPS; i++) {
        double share = (double)i / TABLE_STEPS;
        set_pixel(map_color(scale, map->subject, scale->low + share * (scale->high - scale->low)),
                  table + 4 * i);
    }
    return table;
}

static void set_pixels(const struct map *map, size_t count, unsigned char *pixels)
{
    const struct scale *scale = map->scale;
    struct arena scratch = {0};
    const double *values = map->units->values;
    const unsigned char *table = values && count > TABLE_STEPS ? make_table(map, &scratch) : NULL;
    for (size_t n = 0; n < count; n++) {
        if (!table || isnan(values[map->first + n])) {
            set_pixel(color_at(map, n), pixels + 4 * n);
            continue;
        }
        double share = (values[map->first + n] - scale->low) / (scale->high - scale->low);
        size_t step = (size_t)(fmin(1, fmax(0, share)) * TABLE_STEPS + 0.5);
        memcpy(pixels + 4 * n, table + 4 * step, 4);
    }
    arena_finish(&scratch);
}

/* One image of all units, a pixel each. */
static void draw_image(const struct map *map, size_t shown, struct pen *pen)
{
    struct image image = {.width = map->columns, .height = map->rows};
    bool is_whole = shown == map->columns * map->rows;
    image.pixels = map->colors ? map->colors->pixels : NULL;
    if (!image.pixels || !is_whole) {
        unsigned char *pixels = arena_allocate(pen->arena, map->columns * map->rows, 4);
        if (image.pixels)
            memcpy(pixels, image.pixels, 4 * shown);
        else
            set_pixels(map, shown, pixels);
        image.pixels = pixels;
    }
    image.at = (struct rectangle){map->plane.origin.x, map->plane.origin.y,
                                  map->plane.column.x * (double)map->columns,
                                  map->plane.row.y * (double)map->rows};
    pen_image(pen, map_key(map, "image", pen), &image);
}

/* ---- once a shot ---- */

static bool has_crosses(const struct map *map, size_t units)
{
    for (size_t n = 0; map->units->values && n < units; n++)
        if (isnan(map->units->values[map->first + n]))
            return true;
    return false;
}

static void make_pieces(const struct map *map, struct map_colors *colors, struct arena *arena)
{
    struct pen pen = {.arena = arena,
                      .list = &colors->pieces,
                      .theme = &map->subject->looks.theme,
                      .scope = map->subject->scope};
    size_t units = map->rows * map->columns, row = 0;
    colors->first_piece = arena_allocate(arena, map->rows + 1, sizeof *colors->first_piece);
    draw_pieces(map, 0, units, &pen);
    for (size_t i = 0; i < colors->pieces.count; i++)
        while (row <= (size_t)colors->pieces.items[i].key.row)
            colors->first_piece[row++] = i;
}

const struct map_colors *map_colors_of(const struct map *map, struct arena *arena)
{
    struct map_colors *colors = arena_allocate(arena, 1, sizeof *colors);
    size_t units = map->rows * map->columns;
    colors->has_crosses = has_crosses(map, units);
    if (map_has_lines(map)) {
        make_pieces(map, colors, arena);
    } else {
        unsigned char *pixels = arena_allocate(arena, units, 4);
        set_pixels(map, units, pixels);
        colors->pixels = pixels;
    }
    return colors;
}

/* A piece is as it was made where the row below it is whole. */
static void draw_made_pieces(const struct map *map, size_t shown, struct pen *pen)
{
    size_t rows = shown / map->columns, made = map->colors && rows > 1 ? rows - 1 : 0;
    if (made > 0)
        pen_add_items(pen, map->colors->pieces.items, map->colors->first_piece[made]);
    draw_pieces(map, made * map->columns, shown, pen);
}

void map_draw_colors(const struct map *map, size_t shown, struct pen *pen)
{
    size_t units = map->rows * map->columns;
    shown = shown < units ? shown : units;
    if (shown > 0 && map_has_lines(map))
        draw_made_pieces(map, shown, pen);
    else if (shown > 0)
        draw_image(map, shown, pen);
    draw_crosses(map, shown, pen);
    if (plane_length(map->plane.column) >= sizes->least_lined_pt)
        plane_trace_grid(pen, &map->plane, map_grid(map));
    else
        plane_trace_outline(pen, &map->plane, map_grid(map));
    pen_paint(pen, map_key(map, "grid", pen), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, map->subject->looks.theme.thin_pt));
}
