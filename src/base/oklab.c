/* SPDX-License-Identifier: MIT */
/* Colours in OKLab, in which equal distances look equal (Bjorn Ottosson, A perceptual color space
 * for image processing, 2020). */
#include <math.h>

#include "convreel/base.h"

static double to_linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double from_linear(double value)
{
    value = fmin(1, fmax(0, value));
    return value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055;
}

struct oklab oklab_of_color(struct color color)
{
    double r = to_linear(color.red), g = to_linear(color.green), b = to_linear(color.blue);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (struct oklab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

struct color oklab_to_color(struct oklab lab)
{
    double l = lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b;
    double m = lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b;
    double s = lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b;
    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    return (struct color){
        .red = from_linear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        .green = from_linear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        .blue = from_linear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
        .alpha = 1};
}
