/* SPDX-License-Identifier: MIT */
/* From a scene's path to its page as bytes: what render does for a page, step by step. */
#include "preview.h"

#include <stdlib.h>

#include "dark.h"
#include "estimate.h"
#include "planning.h"

/* ---- the page ---- */

static struct task task_of(struct preview *preview)
{
    return (struct task){.plan = &preview->plan, .runs = &preview->run};
}

static bool open_page(struct preview *preview, struct error *error)
{
    struct output *output = &preview->plan.outputs[0];
    output->kept = &preview->page;
    preview->run = (struct run){
        .output = output, .subject = &preview->subject, .painter = preview->subject.painter};
    return run_open(&preview->run, 0, NULL, &output->canvas, error);
}

enum status preview_load(struct preview *preview, const char *path, const struct options *options)
{
    *preview = (struct preview){.options = *options};
    preview->options.formats = "html";
    preview->options.output = "-";
    struct subject *subject = &preview->subject;
    bool is_planned = subject_load(subject, path, &preview->options) &&
                      planning_make(&preview->plan, subject, &preview->options, &preview->error);
    if (is_planned)
        estimate_warn(&preview->plan, &subject->report);
    preview->path = path;
    preview->is_loaded = subject_settle_status(subject) && is_planned;
    return preview->error.status ? preview->error.status : subject->status;
}

void preview_load_dark(struct preview *preview)
{
    struct error unread = {0}; /* a change of the file, which is looked at next */
    if (!preview->has_dark)
        preview->dark = dark_load(&preview->plan, preview->path, &preview->options, &unread);
    preview->has_dark = true;
}

bool preview_advance(struct preview *preview, struct error *error)
{
    const struct task task = task_of(preview);
    const struct output *output = &preview->plan.outputs[0];
    struct maker maker = {.painter = preview->subject.painter};
    if (!preview->run.output) {
        preview_load_dark(preview);
        return open_page(preview, error);
    }
    if (preview->next == output->count) {
        preview->is_whole = run_close(&preview->run, error);
        making_finish(&preview->picture);
        return preview->is_whole;
    }
    preview->picture.number = output->first + preview->next++;
    return making_make(&task, &preview->picture, &maker, true, error) &&
           making_feed(&task, &preview->picture, error);
}

/* ---- a step alone ---- */

static size_t page_of_step(const struct preview *preview, size_t number)
{
    const struct timeline *timeline = preview->subject.timeline;
    size_t last = preview->plan.outputs[0].count - 1, n = 0;
    while (n < last && timeline_step_number(timeline, n) < number)
        n++;
    return n;
}

/* Makes the plan of a picture in place of the page. */
static void plan_page(const struct plan *plan, size_t number, struct kept_bytes *out,
                      struct plan *alone)
{
    *alone = *plan;
    struct output *output = &alone->outputs[0];
    output->encoder = encoding_find("svg");
    output->settings.format = output->encoder->name;
    output->kept = out;
    output->first = number;
    output->count = 1;
}

bool preview_draw_step(const struct preview *preview, size_t number, struct kept_bytes *out,
                       struct error *error)
{
    size_t page = page_of_step(preview, number);
    struct plan *plan = memory_allocate(2, sizeof *plan), *twin = plan + 1; /* large for a stack */
    plan_page(&preview->plan, page, out, plan);
    if (plan->twin) {
        plan_page(plan->twin, page, out, twin);
        plan->twin = twin;
    }
    struct run run = {.output = &plan->outputs[0],
                      .subject = &preview->subject,
                      .painter = preview->subject.painter};
    const struct task task = {.plan = plan, .runs = &run};
    struct made_picture picture = {.number = page};
    struct maker maker = {.painter = run.painter};
    bool is_drawn = run_open(&run, 0, NULL, &run.output->canvas, error) &&
                    making_make(&task, &picture, &maker, true, error) &&
                    making_feed(&task, &picture, error) && run_close(&run, error);
    run_abort(&run);
    making_finish(&picture);
    free(plan);
    return is_drawn;
}

void preview_finish(struct preview *preview)
{
    run_abort(&preview->run);
    making_finish(&preview->picture);
    free(preview->page.bytes);
    arena_finish(&preview->plan.arena);
    subject_finish(&preview->subject);
    dark_finish(preview->dark);
    *preview = (struct preview){0};
}
