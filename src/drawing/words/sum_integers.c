/* SPDX-License-Identifier: MIT */
/* What a quantized layer's sum has more than others: "round((...)·0.0625) + 3". */
#include <math.h>
#include <string.h>

#include "drawing/words/sum.h"

enum { MULTIPLIER_ROOM = 8, MULTIPLIER_DIGITS = 5 };

static const char times[] = "\xc2\xb7"; /* U+00B7 */
static const char minus[] = "\xe2\x88\x92";

const char *sum_multiplier(const struct simulation *simulation, size_t channel, struct arena *arena)
{
    double multiplier = simulation->quantization->multiplier[channel];
    char room[NUMBER_ROOM];
    const char *exact = number_shortest(room, multiplier);
    return strlen(exact) <= MULTIPLIER_ROOM
               ? arena_format(arena, "%s", exact)
               : arena_format(arena, "%.*g", MULTIPLIER_DIGITS, multiplier);
}

const char *sum_offset(double zero, struct arena *arena)
{
    char room[NUMBER_ROOM];
    if (zero == 0)
        return "";
    return arena_format(arena, "%s%s", zero < 0 ? "+" : minus, number_shortest(room, fabs(zero)));
}

void sum_integer_brackets(const struct simulation *simulation, const struct step *step,
                          struct arena *arena, const char **before, const char **after)
{
    const struct quantization *of = simulation->quantization;
    size_t channel = step->output[0];
    char room[NUMBER_ROOM];
    *before = *after = NULL;
    if (!of)
        return;
    bool is_kept =
        step->result != simulation_requantize(of, of->multiplier[channel], step->sum).moved;
    const char *moved = number_shortest(room, fabs(of->output_zero));
    moved = of->output_zero == 0
                ? ""
                : arena_format(arena, " %s %s", of->output_zero < 0 ? minus : "+", moved);
    *before = is_kept ? "saturate(round((" : "round((";
    *after = arena_format(arena, ")%s%s)%s%s", times, sum_multiplier(simulation, channel, arena),
                          moved, is_kept ? ")" : "");
}
