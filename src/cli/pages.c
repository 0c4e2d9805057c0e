/* SPDX-License-Identifier: MIT */
/* Drawing what a file shows: pages of the steps, or pictures of the timeline. */
#include "pages.h"

size_t pages_steps_each(const struct scene *scene)
{
    return scene->output.sheet_columns > 0 ? scene->output.sheet_columns * scene->output.sheet_rows
                                           : 1;
}

size_t pages_count(const struct subject *subject)
{
    size_t a_page = pages_steps_each(subject->scene);
    return (subject->timeline->step_count + a_page - 1) / a_page;
}

/* A sheet that all steps leave half empty is cut to what they fill. */
static void draw_sheet(const struct subject *subject, size_t first, struct arena *arena,
                       struct display_list *out)
{
    const struct scene_output *output = &subject->scene->output;
    size_t all = subject->timeline->step_count, columns = count_smaller(output->sheet_columns, all);
    size_t count = count_smaller(pages_steps_each(subject->scene), all - first);
    struct moment *moments = arena_allocate(arena, count, sizeof *moments);
    for (size_t i = 0; i < count; i++) {
        struct picture picture;
        timeline_still_at(subject->timeline, first + i, &picture);
        moments[i] = picture.moment;
    }
    const struct sheet sheet = {
        .columns = columns,
        .rows = count_smaller(output->sheet_rows, (all + columns - 1) / columns),
        .moments = moments,
        .count = count,
        .has_captions = output->captions.value,
    };
    drawing_draw_sheet(subject->drawings, &sheet, arena, out);
}

void pages_draw(const struct subject *subject, size_t n, struct arena *arena,
                struct picture *picture, struct display_list *out)
{
    size_t first = n * pages_steps_each(subject->scene);
    timeline_still_at(subject->timeline, first, picture);
    if (subject->scene->output.sheet_columns > 0)
        draw_sheet(subject, first, arena, out);
    else
        drawing_draw_picture(subject->drawings, picture, arena, out);
}

void pages_draw_picture(const struct subject *subject, bool has_every_picture, size_t number,
                        struct arena *arena, struct drawn *out)
{
    if (!has_every_picture) {
        pages_draw(subject, number, arena, &out->picture, &out->list);
        return;
    }
    timeline_picture_at(subject->timeline, number, &out->picture);
    drawing_draw_picture(subject->drawings, &out->picture, arena, &out->list);
}
