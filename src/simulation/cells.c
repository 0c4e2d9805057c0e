/* SPDX-License-Identifier: MIT */
/* What stands at a place of one axis of the plane: a unit, one that the padding repeats, a zero. */
#include "simulation/resolve.h"

static int64_t repeated_unit(const struct axis *a, enum padding_mode mode, int64_t unit)
{
    switch (mode) {
    case MODE_ZEROS:
        break;
    case MODE_REPLICATE:
        return unit < 0 ? 0 : a->input - 1;
    case MODE_REFLECT:
        return unit < 0 ? -unit : 2 * (a->input - 1) - unit;
    case MODE_CIRCULAR:
        return (unit % a->period + a->period) % a->period;
    }
    return unit;
}

/* Of a transposed layer: what stamps leave at one end they go on with at the other, so that its
 * units and the zeros between and beyond them repeat with its outputs. */
static enum cell_kind ring_cell_at(const struct axis *a, int64_t offset, int64_t *unit,
                                   bool *is_repeated)
{
    int64_t place = repeated_unit(a, MODE_CIRCULAR, offset);
    if (place >= a->stretched)
        return CELL_PADDING;
    *unit = place / a->stretch;
    *is_repeated = true;
    return place % a->stretch == 0 ? CELL_UNIT : CELL_STRETCH;
}

enum cell_kind axis_cell_at(const struct axis *a, enum padding_mode mode, int64_t place,
                            int64_t *unit, bool *is_repeated)
{
    int64_t offset = place - a->before;
    if (place < 0 || place >= a->padded)
        return CELL_OVERHANG;
    if (offset >= 0 && offset < a->stretched) {
        *unit = offset / a->stretch;
        return offset % a->stretch == 0 ? CELL_UNIT : CELL_STRETCH;
    }
    bool is_ring = a->period != a->input || a->stretch > 1 || a->extra > 0;
    if (mode == MODE_CIRCULAR && is_ring)
        return ring_cell_at(a, offset, unit, is_repeated);
    if (place >= a->padded - a->extra)
        return CELL_EXTRA;
    if (mode == MODE_ZEROS)
        return CELL_PADDING;
    *unit = repeated_unit(a, mode, offset);
    *is_repeated = true;
    return CELL_UNIT;
}

enum cell_kind cell_kind_farther(enum cell_kind a, enum cell_kind b)
{
    static const int distance[] = {
        [CELL_UNIT] = 0,  [CELL_STRETCH] = 1,  [CELL_PADDING] = 2,
        [CELL_EXTRA] = 3, [CELL_OVERHANG] = 4,
    };
    return distance[a] > distance[b] ? a : b;
}
