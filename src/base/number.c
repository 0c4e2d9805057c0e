/* SPDX-License-Identifier: MIT */
/* Numbers as text. The program never calls setlocale, so the decimal point is a point. */
#include "convreel/base.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *number_shortest(char room[NUMBER_ROOM], double number)
{
    assert(isfinite(number));
    if (number == 0)
        number = 0; /* no -0 */
    if (fabs(number) < 1e15 && number == floor(number)) {
        snprintf(room, NUMBER_ROOM, "%.0f", number);
        return room;
    }
    /* A decimal of up to 15 digits survives a normal double and back, so %.15g finds any. */
    for (int digits = fabs(number) < DBL_MIN ? 1 : DBL_DIG; digits <= DBL_DECIMAL_DIG; digits++) {
        snprintf(room, NUMBER_ROOM, "%.*g", digits, number);
        if (strtod(room, NULL) == number)
            break;
    }
    return room;
}
