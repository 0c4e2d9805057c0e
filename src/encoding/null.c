/* SPDX-License-Identifier: MIT */
/* Nothing: pictures are made and thrown away, to see how long that takes. */
#include "encoding/encoders.h"

static bool null_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    (void)settings;
    (void)error;
    *state = sink;
    return true;
}

static bool null_add(void *state, const struct frame *frame, struct error *error)
{
    (void)state;
    (void)frame;
    (void)error;
    return true;
}

static bool null_finish(void *state, struct error *error)
{
    (void)state;
    (void)error;
    return true;
}

static void null_abort(void *state)
{
    (void)state;
}

const struct encoder encoder_null = {
    .name = "null",
    .extension = "null",
    .about = "no file: makes every picture, for measuring the time",
    .wants_pixels = true,
    .is_animation = true,
    .is_alpha_kept = true,
    .has_no_file = true,
    .open = null_open,
    .add = null_add,
    .finish = null_finish,
    .abort = null_abort,
};
