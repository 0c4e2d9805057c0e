/* SPDX-License-Identifier: MIT */
/* drawing: the cubes of view volume stand where the units, the taps and the current cell are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lit.h"

enum face { FRONT, TOP, RIGHT, FACES };

/* A cuboid of cells on the page: its front upper left corner, and to the next cell on each axis. */
struct solid_place {
    struct point origin, step[MAX_AXES];
};

struct look {
    struct fixture fixture;
    struct display_list list;
    struct lit lit;
    const char *text; /* the scene */
};

/* From its outline, which begins at that corner, goes back along the top and then to the right. */
static struct solid_place find_solid(const struct look *look, const char *part,
                                     const int sizes[MAX_AXES])
{
    for (size_t i = 0; i < look->list.count; i++) {
        if (!is_part(&look->list.items[i], part))
            continue;
        const struct point *p = look->list.items[i].of.path.path.points;
        double cell = (p[2].x - p[1].x) / sizes[2];
        return (struct solid_place){
            p[0],
            {{(p[1].x - p[0].x) / sizes[0], (p[1].y - p[0].y) / sizes[0]}, {0, cell}, {cell, 0}}};
    }
    fail_msg("no %s", part);
    return (struct solid_place){0};
}

/* The middle of a cube's face. */
static struct point face_middle(const struct solid_place *solid, const int cube[MAX_AXES],
                                enum face face)
{
    static const double within[FACES][MAX_AXES] = {
        [FRONT] = {0, 0.5, 0.5}, [TOP] = {0.5, 0, 0.5}, [RIGHT] = {0.5, 0.5, 1}};
    struct point at = solid->origin;
    for (int i = 0; i < MAX_AXES; i++) {
        at.x += (cube[i] + within[face][i]) * solid->step[i].x;
        at.y += (cube[i] + within[face][i]) * solid->step[i].y;
    }
    return at;
}

/* The faces that are drawn under a name, plain or behind and before something. */
static bool is_face(const struct item *item, const char *body, enum face face)
{
    static const char *const names[] = {"front", "top", "right"};
    char part[60];
    snprintf(part, sizeof part, "%s.%s", body, names[face]);
    size_t length = strlen(part);
    return item->kind == ITEM_PATH && strncmp(item->key.part, part, length) == 0 &&
           (item->key.part[length] == '\0' || strcmp(item->key.part + length, " before") == 0);
}

static bool has_face_at(const struct look *look, const char *body, enum face face, struct point at)
{
    for (size_t i = 0; i < look->list.count; i++) {
        if (!is_face(&look->list.items[i], body, face))
            continue;
        struct rectangle box = path_box(&look->list.items[i].of.path.path);
        if (fabs(box.x + box.width / 2 - at.x) + fabs(box.y + box.height / 2 - at.y) < 0.01)
            return true;
    }
    return false;
}

static size_t count_faces(const struct look *look, const char *body, enum face face)
{
    size_t count = 0;
    for (size_t i = 0; i < look->list.count; i++)
        count += is_face(&look->list.items[i], body, face);
    return count;
}

/* The cubes of a body. */
struct cubes {
    const int (*of)[MAX_AXES];
    size_t count;
};

static bool has_cube(const struct cubes *cubes, int depth, int row, int column)
{
    for (size_t i = 0; i < cubes->count; i++)
        if (cubes->of[i][0] == depth && cubes->of[i][1] == row && cubes->of[i][2] == column)
            return true;
    return false;
}

/* Every face that no cube hides is there, and none is anywhere else; between cubes of which one is
 * paler there may be one. */
static void check_body(const struct look *look, const char *body, const struct solid_place *solid,
                       const struct cubes *cubes)
{
    static const int before[FACES][MAX_AXES] = {
        [FRONT] = {-1, 0, 0}, [TOP] = {0, -1, 0}, [RIGHT] = {0, 0, 1}};
    for (enum face face = FRONT; face < FACES; face++) {
        size_t found = 0;
        for (size_t i = 0; i < cubes->count; i++) {
            const int *cube = cubes->of[i];
            bool is_hidden = has_cube(cubes, cube[0] + before[face][0], cube[1] + before[face][1],
                                      cube[2] + before[face][2]);
            bool is_drawn = has_face_at(look, body, face, face_middle(solid, cube, face));
            found += is_drawn;
            if (!is_drawn && !is_hidden)
                fail_msg("%sstep %zu: no face %d of %s at %d, %d, %d", look->text,
                         look->lit.part.step, face, body, cube[0], cube[1], cube[2]);
        }
        if (count_faces(look, body, face) != found)
            fail_msg("%sstep %zu: %zu faces %d of %s, %zu of them at cubes", look->text,
                     look->lit.part.step, count_faces(look, body, face), face, body, found);
    }
}

static void check_window(const struct look *look, const struct solid_place *solid)
{
    enum { MOST_TAPS = 64 };
    int taps[MOST_TAPS][MAX_AXES];
    const struct step *step = &look->lit.here;
    assert_true(step->term_count <= MOST_TAPS);
    for (size_t t = 0; t < step->term_count; t++)
        for (int i = 0; i < MAX_AXES; i++)
            taps[t][i] = (int)step->terms[t].place[i];
    struct cubes cubes = {(const int(*)[MAX_AXES])taps, step->term_count};
    check_body(look, "window", solid, &cubes);
}

static void check_outputs(const struct look *look, const struct solid_place *solid)
{
    const struct tensor *output = &look->fixture.simulation->output;
    const size_t *at = look->lit.here.output;
    const int now[1][MAX_AXES] = {{(int)at[1], (int)at[2], (int)at[3]}};
    struct cubes current = {now, 1};
    check_body(look, "now", solid, &current);
    enum { MOST_UNITS = 512 };
    int units[MOST_UNITS][MAX_AXES];
    struct cubes there = {(const int(*)[MAX_AXES])units, look->lit.part.step + 1};
    assert_true(there.count <= MOST_UNITS);
    for (size_t n = 0; n < there.count; n++) {
        units[n][0] = (int)(n / output->size[3] / output->size[2]);
        units[n][1] = (int)(n / output->size[3] % output->size[2]);
        units[n][2] = (int)(n % output->size[3]);
    }
    check_body(look, "output", solid, &there);
}

static void make_scene(uint64_t *seed, char *text, size_t room)
{
    static const char *const types[] = {"Conv3d", "ConvTranspose3d", "MaxPool3d", "AvgPool3d"};
    int type = pick(seed, 0, 3);
    const char *dilation = type < 3 && pick(seed, 0, 1) ? ", dilation: [1, 2, 1]" : "";
    const char *theme = pick_theme(seed);
    snprintf(
        text, room,
        "theme: %s\ninput: {size: [%d, %d, %d], random: {seed: %d, low: -9, high: 9}}\n"
        "layer: {type: %s, kernel_size: [%d, 2, %d], stride: [1, %d, 2], padding: [%d, 0, %d]%s}\n",
        theme, pick(seed, 3, 4), pick(seed, 3, 4), pick(seed, 3, 5), pick(seed, 1, 99), types[type],
        pick(seed, 2, 3), pick(seed, 2, 3), pick(seed, 1, 2), pick(seed, 0, 1), pick(seed, 0, 1),
        dilation);
}

static void cubes_stand_where_units_are(void **state)
{
    (void)state;
    uint64_t seed = 61;
    for (int round = 0; round < 40; round++) {
        char text[500];
        struct look look = {.text = text};
        make_scene(&seed, text, sizeof text);
        assert_true(set_up(&look.fixture, text));
        const struct simulation *layer = look.fixture.simulation;
        struct moment_part part = {.step = (size_t)pick(&seed, 0, (int)layer->step_count - 1)};
        int planes[MAX_AXES], outputs[MAX_AXES];
        for (int i = 0; i < MAX_AXES; i++) {
            planes[i] = (int)layer->axis[i].padded;
            outputs[i] = (int)layer->axis[i].output;
        }
        look.list = draw_part(&look.fixture, part);
        lit_read(&look.lit, layer, false, part, &look.fixture.arena);
        struct solid_place input = find_solid(&look, "input.room", planes);
        struct solid_place output = find_solid(&look, "output.room", outputs);
        check_window(&look, &input);
        check_outputs(&look, &output);
        lit_finish(&look.lit);
        tear_down(&look.fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cubes_stand_where_units_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
