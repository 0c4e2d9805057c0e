/* SPDX-License-Identifier: MIT */
/* Oblique cuboids of translucent cells. The front is upright, depth goes up to the right. */
#include "drawing/views/solid.h"

static const struct volume_sizes *const sizes = &theme_sizes.volume;

struct point solid_point(const struct solid *solid, double depth, double row, double column)
{
    return (struct point){solid->origin.x + solid->cell * (column + depth * sizes->along_depth.x),
                          solid->origin.y + solid->cell * (row + depth * sizes->along_depth.y)};
}

struct point solid_extent(const double *size)
{
    return (struct point){size[2] + size[0] * sizes->along_depth.x, size[1] + solid_rise(size[0])};
}

double solid_rise(double depths)
{
    return -depths * sizes->along_depth.y;
}

/* ---- wires ---- */

/* A corner of a cuboid: 4 is at the end of its depth, 2 of its rows, 1 of its columns. */
static struct point corner_of(const struct solid *solid, const struct cuboid *piece, int corner)
{
    return solid_point(solid, piece->start[0] + (corner >> 2 & 1) * piece->size[0],
                       piece->start[1] + (corner >> 1 & 1) * piece->size[1],
                       piece->start[2] + (corner & 1) * piece->size[2]);
}

/* Traces a line from corner to corner: "045". */
static void trace_corners(struct pen *pen, const struct solid *solid, const struct cuboid *piece,
                          const char *corners)
{
    pen_move_to(pen, corner_of(solid, piece, corners[0] - '0'));
    for (int i = 1; corners[i]; i++)
        pen_line_to(pen, corner_of(solid, piece, corners[i] - '0'));
}

void solid_trace_walls(struct pen *pen, const struct solid *solid, const struct cuboid *room)
{
    const double cell = solid->cell;
    const struct point right = {cell, 0}, down = {0, cell};
    const struct point deep = {cell * sizes->along_depth.x, cell * sizes->along_depth.y};
    const struct area back = {0, 0, room->size[1], room->size[2]};
    const struct area bottom = {0, 0, room->size[0], room->size[2]};
    const struct area left = {0, 0, room->size[1], room->size[0]};
    struct plane wall = {.origin = corner_of(solid, room, 4), .column = right, .row = down};
    plane_trace_grid(pen, &wall, back);
    wall = (struct plane){corner_of(solid, room, 2), right, deep};
    plane_trace_grid(pen, &wall, bottom);
    wall = (struct plane){corner_of(solid, room, 0), deep, down};
    plane_trace_grid(pen, &wall, left);
}

void solid_trace_edges(struct pen *pen, const struct solid *solid, const struct cuboid *piece)
{
    trace_corners(pen, solid, piece, "045732");
    pen_close(pen);
    trace_corners(pen, solid, piece, "013");
    trace_corners(pen, solid, piece, "15");
}

void solid_trace_hidden_edges(struct pen *pen, const struct solid *solid,
                              const struct cuboid *piece)
{
    trace_corners(pen, solid, piece, "64");
    trace_corners(pen, solid, piece, "62");
    trace_corners(pen, solid, piece, "67");
}

/* ---- faces ---- */

static struct cuboid face_of(const struct cuboid *cell, enum face face)
{
    struct cuboid flat = *cell;
    if (face == FACE_RIGHT)
        flat.start[face] += flat.size[face];
    flat.size[face] = 0;
    return flat;
}

/* How much of a face is drawn after a cuboid: it is nearer by a cell or more along some axis. What
 * is neither nearer nor farther is the cuboid's own and drawn first. */
static double share_before(const struct cuboid *flat, const struct cuboid *around)
{
    const double gap[] = {around->start[0] - (flat->start[0] + flat->size[0]),
                          around->start[1] - (flat->start[1] + flat->size[1]),
                          flat->start[2] - (around->start[2] + around->size[2])};
    double share = 0;
    for (size_t i = 0; i < MAX_AXES; i++)
        share = gap[i] > share ? gap[i] : share;
    return share < 1 ? share : 1;
}

static size_t cell_index(const struct body *body, const int64_t *at)
{
    return (size_t)((at[0] * body->count[1] + at[1]) * body->count[2] + at[2]);
}

/* Whether the next cell of the body towards the viewer covers a cell's face: a paler one does
 * not. */
static bool is_covered(const struct body *body, const int64_t *at, enum face face)
{
    int64_t next[MAX_AXES] = {at[0], at[1], at[2]};
    next[face] += face == FACE_RIGHT ? 1 : -1;
    if (body->pitch[face] != 1 || next[face] < 0 || next[face] >= body->count[face])
        return false;
    return body->presence[cell_index(body, next)] >= body->presence[cell_index(body, at)];
}

/* What is drawn of a body in one go. */
struct pass {
    const struct solid *solid;
    const struct body *body;
    const struct cuboid *around; /* NULL for SIDE_ANY */
    enum body_side side;
    const char *parts[FACES]; /* of the faces' keys */
};

static double opacity_of(const struct pass *pass, const int64_t *at, const struct cuboid *flat,
                         enum face face)
{
    double opacity = pass->body->presence[cell_index(pass->body, at)];
    if (opacity <= 0 || is_covered(pass->body, at, face))
        return 0;
    if (pass->side == SIDE_ANY)
        return opacity;
    double before = share_before(flat, pass->around);
    return opacity * (pass->side == SIDE_BEFORE ? before : 1 - before);
}

static struct color fill_of(const struct body *body, const int64_t *at, enum face face)
{
    struct color shaded = body->line.color;
    shaded.alpha = body->fill.alpha;
    struct color fill = color_mix(body->fill, shaded, theme_sizes.strength.shade[face]);
    return body->accent ? color_mix(fill, body->strong, body->accent[cell_index(body, at)]) : fill;
}

static void draw_cell(struct pen *pen, const struct pass *pass, const int64_t *at)
{
    static const char *const corners[FACES] = {
        [FACE_FRONT] = "0132", [FACE_TOP] = "0154", [FACE_RIGHT] = "0462"};
    const struct body *body = pass->body;
    struct cuboid cell = {.size = {1, 1, 1}};
    for (size_t i = 0; i < MAX_AXES; i++)
        cell.start[i] = body->start[i] + (double)(at[i] * body->pitch[i]);
    for (enum face face = FACE_FRONT; face < FACES; face++) {
        struct cuboid flat = face_of(&cell, face);
        double opacity = opacity_of(pass, at, &flat, face);
        if (opacity <= 0)
            continue;
        trace_corners(pen, pass->solid, &flat, corners[face]);
        pen_close(pen);
        pen_paint(pen,
                  (struct item_key){pass->parts[face], (int)at[0], (int)at[1], (int)at[2], NULL},
                  color_faded(fill_of(body, at, face), opacity), stroke_faded(body->line, opacity));
    }
}

size_t solid_cell_count(const struct body *body)
{
    return (size_t)(body->count[0] * body->count[1] * body->count[2]);
}

void solid_draw_body(struct pen *pen, const struct solid *solid, const struct body *body,
                     const struct cuboid *around, enum body_side side)
{
    static const char *const faces[FACES] = {"front", "top", "right"};
    struct pass pass = {solid, body, around, side, {NULL}};
    int64_t at[MAX_AXES];
    for (int face = 0; face < FACES; face++)
        pass.parts[face] = arena_format(pen->arena, "%s.%s%s", body->part, faces[face],
                                        side == SIDE_BEFORE ? " before" : "");
    for (at[0] = body->count[0] - 1; at[0] >= 0; at[0]--)
        for (at[1] = body->count[1] - 1; at[1] >= 0; at[1]--)
            for (at[2] = 0; at[2] < body->count[2]; at[2]++)
                draw_cell(pen, &pass, at);
}
