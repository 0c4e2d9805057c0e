/* SPDX-License-Identifier: MIT */
/* The keys of `timeline` and of shots: seconds, read exactly. */
#include "fields.h"

#include <string.h>

enum { TICKS = 1000000 }; /* finest part of a second: products with a frame rate fit 64 bits */

void read_timeline(struct reader *reader, const struct field *field, const struct node *node,
                   void *out)
{
    struct scene_timeline *timeline = out;
    timeline->at = node->at;
    read_map(reader, field, node, out);
}

static bool read_exact(struct reader *reader, const struct field *field, const struct node *node,
                       struct rational *out)
{
    double rough;
    struct rational exact;
    if (!reader_number(reader, field, node, &rough))
        return false;
    bool is_decimal = rational_read(node->text, &exact);
    if (!is_decimal && scalar_kind_of(node) == SCALAR_INTEGER) {
        exact = rational_make(scalar_integer(node), 1); /* 0x10 */
        is_decimal = true;
    }
    if (!is_decimal || TICKS % exact.den != 0) {
        reader_error(reader, node, NULL, "%s takes at most 6 decimals, not %s",
                     reader_subject(reader, field), node_describe(node, &reader->report->arena));
        return false;
    }
    *out = exact;
    return true;
}

void read_seconds(struct reader *reader, const struct field *field, const struct node *node,
                  void *out)
{
    read_exact(reader, field, node, out);
}

/* "5:00", "1:02:03.5": minutes and hours before the seconds; false: it is none. */
static bool read_clock(const char *text, struct rational *out)
{
    struct rational seconds, sixty = rational_make(60, 1);
    int64_t before = 0;
    size_t parts = 0;
    for (const char *colon; (colon = strchr(text, ':')); text = colon + 1, parts++) {
        int64_t number = 0;
        if (colon == text || parts == 2 || colon - text > 4)
            return false;
        for (; text < colon; text++) {
            if (*text < '0' || *text > '9')
                return false;
            number = 10 * number + *text - '0';
        }
        before = 60 * (before + number);
    }
    if (parts == 0 || *text < '0' || *text > '9' || !rational_read(text, &seconds) ||
        rational_compare(seconds, sixty) >= 0)
        return false;
    *out = rational_add(seconds, rational_make(before, 1));
    return TICKS % seconds.den == 0;
}

void read_film_length(struct reader *reader, const struct field *field, const struct node *node,
                      void *out)
{
    struct scene *scene = out;
    bool is_read = false;
    if (node->kind == NODE_SCALAR && strchr(node->text, ':'))
        is_read = read_clock(node->text, &scene->length);
    else if (scalar_kind_of(node) != SCALAR_WORD) {
        if (!read_exact(reader, field, node, &scene->length))
            return;
        is_read = true;
    }
    if (!is_read)
        reader_expected(reader, field, node, NULL);
    else if (reader_in_range(reader, field, node, rational_to_double(scene->length)))
        scene->length_at = node->at;
}

void read_motion(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    static const char *const words[] = {"full", "reduced"};
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        *(bool *)out = choice == 1;
}

void read_builds(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    static const char *const words[] = {[BUILD_PADDING] = "padding",
                                        [BUILD_STRETCH] = "stretch",
                                        [BUILD_DILATION] = "dilation",
                                        [BUILD_FLIP] = "flip"};
    struct scene_builds builds = {0};
    bool is_list = node->kind == NODE_LIST;
    if (is_list && !reader_list(reader, field, node, BUILDS))
        return;
    for (const struct node *item = is_list ? node->first : node; item;
         item = is_list ? item->next : NULL) {
        int choice = reader_choice(reader, field, item, words, BUILDS);
        if (choice < 0)
            return;
        for (size_t i = 0; i < builds.count; i++)
            if (builds.of[i] == (enum build)choice) {
                reader_error(reader, item, "leave it out", "%s is built twice", words[choice]);
                return;
            }
        builds.at[builds.count] = item->at;
        builds.of[builds.count++] = (enum build)choice;
    }
    *(struct scene_builds *)out = builds;
}

void read_pause(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    enum pausing *pause = out;
    if (node->kind == NODE_SCALAR && strcmp(node->text, "loop") == 0)
        *pause = PAUSE_LOOP;
    else if (scalar_kind_of(node) == SCALAR_FLAG)
        *pause = scalar_flag(node) ? PAUSE_AT_END : PAUSE_NOT;
    else
        reader_expected(reader, field, node, NULL);
}

void read_shot_length(struct reader *reader, const struct field *field, const struct node *node,
                      void *out)
{
    struct scene_shot *shot = out;
    if (read_exact(reader, field, node, &shot->length))
        shot->length_at = node->at;
}

void read_transition(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    static const char *const words[] = {"cut", "fade"};
    const struct rational usual = {1, 2};
    if (node->kind == NODE_MAP) {
        *(struct rational *)out = usual;
        read_map(reader, field, node, out);
        return;
    }
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        *(struct rational *)out = choice == 1 ? usual : rational_make(0, 1);
}

void read_step(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct scene_timeline *timeline = out;
    if (read_exact(reader, field, node, &timeline->step))
        timeline->step_at = node->at;
}

void read_move(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct scene_timeline *timeline = out;
    if (read_exact(reader, field, node, &timeline->move))
        timeline->move_at = node->at;
}

void read_ease(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    static const char *const words[] = {"linear", "smooth"};
    struct scene_timeline *timeline = out;
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        timeline->ease = choice == 0 ? EASE_LINEAR : EASE_SMOOTH;
}
