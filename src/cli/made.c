/* SPDX-License-Identifier: MIT */
/* After the last picture: the files that are there now, in words. */
#include "made.h"

#include <inttypes.h>
#include <string.h>

#include "amounts.h"
#include "clips.h"

static const char *shown(const char *path, struct arena *arena)
{
    return text_printable(arena, path, strlen(path), 400);
}

/* The first and the last file of a sequence. */
static void tell_sequence(const struct plan *plan, const struct output *output, struct arena *arena,
                          struct buffer *out)
{
    const char *first = plan_path(output, plan->subject, 0, arena);
    const char *last = plan_path(output, plan->subject, output->count - 1, arena);
    buffer_format(out, "wrote %s", shown(first, arena));
    if (output->count > 1)
        buffer_format(out, " to %s", shown(last, arena));
    buffer_format(out, ", %zu file%s\n", output->count, text_plural(output->count));
}

static void tell_file(const struct plan *plan, const struct output *output, struct arena *arena,
                      struct buffer *out)
{
    const struct timeline *timeline = output->subject->timeline;
    bool is_sheet = plan->subject->scene->output.sheet_columns > 0;
    size_t steps = timeline->step_count;
    buffer_format(out, "wrote %s", shown(plan_path(output, plan->subject, 0, arena), arena));
    const struct film_part *part = &output->settings.part;
    if (part->count > 0)
        buffer_format(out, ", part %zu of %zu, frames %" PRId64 " to %" PRId64 " of %" PRId64,
                      part->number, part->count, part->first_frame, part->end_frame - 1,
                      part->all_frames);
    else if (output->encoder->is_animation || output->encoder->wants_steps)
        buffer_format(out, ", %zu step%s, %s s", steps, text_plural(steps),
                      amount_seconds(timeline->length, arena));
    else if (!output->encoder->is_one_picture)
        buffer_format(out, ", %zu page%s", output->count, text_plural(output->count));
    else if (!is_sheet && timeline->all_steps > 1)
        buffer_format(out, ", step %zu", timeline_step_number(timeline, output->first));
    buffer_add_text(out, "\n");
}

static void tell_clips(const struct plan *plan, const struct output *output, struct arena *arena,
                       struct buffer *out)
{
    size_t last = (output->clip_count - 1) * CLIP_FILES;
    buffer_format(out, "wrote %s to %s, %zu clips, with the first and last picture of each, %s s\n",
                  shown(plan_path(output, plan->subject, 0, arena), arena),
                  shown(plan_path(output, plan->subject, last, arena), arena), output->clip_count,
                  amount_seconds(output->subject->timeline->length, arena));
}

void made_tell(const struct plan *plan, struct buffer *out)
{
    struct arena arena = {0};
    for (size_t i = 0; i < plan->count; i++) {
        const struct output *output = &plan->outputs[i];
        if (output->clip_count > 0)
            tell_clips(plan, output, &arena, out);
        else if (output->is_numbered)
            tell_sequence(plan, output, &arena, out);
        else if (output->pattern && !output->encoder->has_no_file)
            tell_file(plan, output, &arena, out);
    }
    for (size_t i = 0; i < plan->side_count; i++)
        if (plan->sides[i].path)
            buffer_format(out, "wrote %s, %s\n", shown(plan->sides[i].path, &arena),
                          plan->sides[i].about);
    arena_finish(&arena);
}
