/* SPDX-License-Identifier: MIT */
/* Numbers on the way: what is between two of them, and how much a cell covers another. */
#ifndef CONVREEL_DRAWING_SHARE_H
#define CONVREEL_DRAWING_SHARE_H

#include <stddef.h>

#include <stdint.h>

/* share: 0 is from, 1 is to. */
double share_between(double from, double to, double share);
/* How much a cell that begins at `place` covers the one at `index`: 1 at it, 0 a cell away. */
double share_covered(double place, double index);
/* The same of a window's taps, so many and so many cells apart, the first of them at `start`. */
double share_tapped(double start, int64_t taps, int64_t apart, double index);
/* Of what fades from one place to another: gone by half way, there at the end. */
double share_leaving(double progress);
double share_coming(double progress);
/* Slow at both ends. */
double share_smooth(double progress);
/* Of `turns` things that happen one after the other, the turn-th: how much of it is over. Each
 * lasts for `length` turns, so that several are under way at once. */
double share_of_turn(double progress, size_t turn, size_t turns, double length);

#endif
