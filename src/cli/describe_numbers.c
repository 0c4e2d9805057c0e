/* SPDX-License-Identifier: MIT */
/* A number in words: as the scene's digits say, else with as many as are worth reading. */
#include "cli/describe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *describe_number(const struct simulation *simulation, double value, struct arena *arena)
{
    const int figures = 6, figures_of_large = 12;
    const double large = 1e5;
    char text[NUMBER_ROOM];
    int digits = simulation->scene->show.digits;
    if (isnan(value))
        return "not a number";
    if (isinf(value))
        return value < 0 ? "minus infinity" : "infinity";
    struct decimal exact = decimal_of(value);
    if (digits >= 0)
        return decimal_text(exact, exact.exponent < 0 ? digits : 0, arena);
    int kept = fabs(value) >= large ? figures_of_large : figures;
    struct decimal rounded = decimal_round(exact, kept - 1 - decimal_magnitude(exact));
    int places = rounded.exponent < 0 ? -rounded.exponent : 0;
    number_shortest(text, strtod(decimal_text(rounded, places, arena), NULL));
    return arena_copy_text(arena, text, strlen(text));
}
