/* SPDX-License-Identifier: MIT */
/* How colours look to different eyes, for the tests of themes. Colours are sRGB; white is D65. */
#ifndef CONVREEL_TESTS_COLORIMETRY_H
#define CONVREEL_TESTS_COLORIMETRY_H

#include <math.h>

#include "convreel/base.h"

struct lab {
    double l, a, b;
};

static inline double to_linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* What an opaque colour becomes under one of some opacity, as painted: in sRGB as it is. */
static inline struct color color_over(struct color top, struct color bottom)
{
    double rest = 1 - top.alpha;
    return (struct color){.red = top.red * top.alpha + bottom.red * rest,
                          .green = top.green * top.alpha + bottom.green * rest,
                          .blue = top.blue * top.alpha + bottom.blue * rest,
                          .alpha = 1};
}

/* WCAG 2.1, "relative luminance" and "contrast ratio". */
static inline double luminance(struct color color)
{
    return 0.2126 * to_linear(color.red) + 0.7152 * to_linear(color.green) +
           0.0722 * to_linear(color.blue);
}

static inline double contrast(struct color a, struct color b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

/* ---- eyes ---- */

enum eyes { EYES_USUAL, EYES_PROTANOPIA, EYES_DEUTERANOPIA, EYES_TRITANOPIA, EYES };

/* Machado, Oliveira, Fernandes, A Physiologically-based Model for Simulation of Color Vision
 * Deficiency, IEEE TVCG 15(6), 2009, severity 1.0: of linear sRGB. */
static const double machado[EYES][3][3] = {
    [EYES_USUAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [EYES_PROTANOPIA] = {{0.152286, 1.052583, -0.204868},
                         {0.114503, 0.786281, 0.099216},
                         {-0.003882, -0.048116, 1.051998}},
    [EYES_DEUTERANOPIA] = {{0.367322, 0.860646, -0.227968},
                           {0.280085, 0.672501, 0.047413},
                           {-0.011820, 0.042940, 0.968881}},
    [EYES_TRITANOPIA] = {{1.255528, -0.076749, -0.178779},
                         {-0.078411, 0.930809, 0.147602},
                         {0.004733, 0.691367, 0.303900}},
};

static inline double lab_root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (t * 24389 / 27 + 16) / 116;
}

static inline double within_unit(double value)
{
    return fmin(1, fmax(0, value));
}

/* CIELAB of what such eyes make of a colour. */
static inline struct lab lab_seen(struct color color, enum eyes eyes)
{
    const double rgb[3] = {to_linear(color.red), to_linear(color.green), to_linear(color.blue)};
    double seen[3];
    for (int i = 0; i < 3; i++) {
        const double *row = machado[eyes][i];
        seen[i] = within_unit(row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]);
    }
    double x = 0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2];
    double y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2];
    double z = 0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2];
    double fx = lab_root(x / 0.95047), fy = lab_root(y), fz = lab_root(z / 1.08883);
    return (struct lab){116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

/* ---- CIEDE2000 ---- */

static const double degree = 0.017453292519943295;

static inline double hue_of(double a, double b)
{
    double hue = a == 0 && b == 0 ? 0 : atan2(b, a) / degree;
    return hue < 0 ? hue + 360 : hue;
}

static inline double seventh_share(double chroma)
{
    double power = pow(chroma, 7);
    return sqrt(power / (power + 6103515625.0)); /* 25^7 */
}

/* Signed, from -180 to 180; 0 where a colour is grey. */
static inline double hue_turn(double from, double to, bool has_grey)
{
    double turn = has_grey ? 0 : to - from;
    return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
}

static inline double hue_mean(double one, double other, bool has_grey)
{
    double sum = one + other;
    if (has_grey)
        return sum;
    if (fabs(one - other) <= 180)
        return sum / 2;
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

/* Sharma, Wu, Dalal, The CIEDE2000 Color-Difference Formula, Color Research and Application 30(1),
 * 2005; kL = kC = kH = 1. */
static inline double ciede2000(struct lab one, struct lab other)
{
    double mean_chroma = (hypot(one.a, one.b) + hypot(other.a, other.b)) / 2;
    double stretch = 1 + 0.5 * (1 - seventh_share(mean_chroma));
    double a1 = stretch * one.a, a2 = stretch * other.a;
    double c1 = hypot(a1, one.b), c2 = hypot(a2, other.b);
    double h1 = hue_of(a1, one.b), h2 = hue_of(a2, other.b);
    bool has_grey = c1 * c2 == 0;
    double dl = other.l - one.l, dc = c2 - c1;
    double dh = 2 * sqrt(c1 * c2) * sin(hue_turn(h1, h2, has_grey) / 2 * degree);
    double l = (one.l + other.l) / 2, c = (c1 + c2) / 2, h = hue_mean(h1, h2, has_grey);
    double t = 1 - 0.17 * cos((h - 30) * degree) + 0.24 * cos(2 * h * degree) +
               0.32 * cos((3 * h + 6) * degree) - 0.20 * cos((4 * h - 63) * degree);
    double sl = 1 + 0.015 * (l - 50) * (l - 50) / sqrt(20 + (l - 50) * (l - 50));
    double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    double turn = 30 * exp(-((h - 275) / 25) * ((h - 275) / 25));
    double rt = -sin(2 * turn * degree) * 2 * seventh_share(c);
    double kl = dl / sl, kc = dc / sc, kh = dh / sh;
    return sqrt(kl * kl + kc * kc + kh * kh + rt * kc * kh);
}

#endif
