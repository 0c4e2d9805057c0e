/* SPDX-License-Identifier: MIT */
/* Options that no output of a call can use are mistakes: they are told, not ignored. */
#include "effects.h"

static unsigned effects_of_encoder(const struct encoder *encoder)
{
    return (encoder->is_animation ? EFFECT_MOTION : EFFECT_PAGES) |
           (encoder->has_loop ? EFFECT_LOOP : 0) | (encoder->has_outlines ? EFFECT_TEXT : 0) |
           (encoder->has_small ? EFFECT_SMALL : 0) | (encoder->moving ? EFFECT_MOVING : 0) |
           (encoder->has_quality ? EFFECT_QUALITY : 0) |
           (encoder->is_constant_rate ? EFFECT_RATE : 0) |
           (!encoder->is_alpha_kept || encoder->is_alpha_hard ? EFFECT_MATTE : 0);
}

static unsigned effects_of_output(const struct output *output, const struct scene *scene)
{
    unsigned shown = output->has_every_picture ? EFFECT_MOTION : EFFECT_PAGES;
    bool is_in_pixels = output->encoder->wants_pixels && scene->output.width > 0;
    return (effects_of_encoder(output->encoder) & ~(EFFECT_MOTION | EFFECT_PAGES)) | shown |
           (is_in_pixels ? 0 : EFFECT_DPI);
}

unsigned effects_of_plan(const struct plan *plan)
{
    unsigned effects = 0;
    for (size_t i = 0; i < plan->count; i++)
        effects |= effects_of_output(&plan->outputs[i], plan->subject->scene);
    return effects;
}

/* The formats that have an effect: "gif, mp4". */
static const char *formats_with(unsigned effect, struct arena *arena)
{
    size_t count;
    const struct encoder *const *encoders = encoding_encoders(&count);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        if (effects_of_encoder(encoders[i]) & effect)
            text = arena_format(arena, "%s%s%s", text, *text ? ", " : "", encoders[i]->name);
    return text;
}

bool effects_check(const struct options *options, unsigned effects, struct error *error)
{
    unsigned wanted;
    const char *option = options_without_effect(options, effects, &wanted);
    if (!option)
        return true;
    struct arena arena = {0};
    const char *formats = formats_with(wanted, &arena);
    if (*formats)
        error_set(error, STATUS_USAGE, "%s has no effect here: it is for %s", option, formats);
    else
        error_set(error, STATUS_USAGE, "%s has no effect here: the size is given in pixels",
                  option);
    arena_finish(&arena);
    return false;
}
