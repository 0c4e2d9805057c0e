/* SPDX-License-Identifier: MIT */
/* Exact rationals in 64 bits; what does not fit is marked by den == 0 and spreads. */
#include "convreel/base.h"

#include <assert.h>

__extension__ typedef __int128 wide; /* products of 64-bit numbers */

static const struct rational not_exact = {0, 0};

static uint64_t divisor_of(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* As soon as both fit in 64 bits, which is nearly always: a division of more is ten times as long.
 */
static wide greatest_divisor(wide a, wide b)
{
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b != 0 && (a > UINT64_MAX || b > UINT64_MAX)) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return b == 0 ? a : (wide)divisor_of((uint64_t)a, (uint64_t)b);
}

static bool is_narrow(wide number)
{
    return number <= INT64_MAX && number >= -INT64_MAX;
}

static struct rational reduce(wide num, wide den)
{
    if (den == 0)
        return not_exact;
    if (den < 0) {
        num = -num;
        den = -den;
    }
    if (is_narrow(num) && is_narrow(den)) {
        uint64_t size = (uint64_t)(num < 0 ? -num : num);
        int64_t divisor = (int64_t)divisor_of((uint64_t)den, size);
        return (struct rational){(int64_t)num / divisor, (int64_t)den / divisor};
    }
    wide divisor = greatest_divisor(num, den);
    num /= divisor;
    den /= divisor;
    return is_narrow(num) && is_narrow(den) ? (struct rational){(int64_t)num, (int64_t)den}
                                            : not_exact;
}

static bool are_exact(struct rational a, struct rational b)
{
    return a.den != 0 && b.den != 0;
}

struct rational rational_make(int64_t num, int64_t den)
{
    return reduce(num, den);
}

bool rational_is_exact(struct rational a)
{
    return a.den != 0;
}

/* Over the common denominator, so that the sum's parts stay within 127 bits. */
static struct rational add_scaled(struct rational a, struct rational b, int sign)
{
    if (!are_exact(a, b))
        return not_exact;
    if (a.den == b.den)
        return reduce((wide)a.num + (wide)sign * b.num, a.den);
    wide divisor = greatest_divisor(a.den, b.den);
    wide left = (wide)a.num * (b.den / divisor), right = (wide)b.num * (a.den / divisor);
    if (a.den / divisor > INT64_MAX / 2 || b.den / divisor > INT64_MAX / 2)
        return not_exact;
    return reduce(left + sign * right, (wide)a.den * (b.den / divisor));
}

struct rational rational_add(struct rational a, struct rational b)
{
    return add_scaled(a, b, 1);
}

struct rational rational_subtract(struct rational a, struct rational b)
{
    return add_scaled(a, b, -1);
}

struct rational rational_multiply(struct rational a, struct rational b)
{
    return are_exact(a, b) ? reduce((wide)a.num * b.num, (wide)a.den * b.den) : not_exact;
}

struct rational rational_divide(struct rational a, struct rational b)
{
    return are_exact(a, b) ? reduce((wide)a.num * b.den, (wide)a.den * b.num) : not_exact;
}

int rational_compare(struct rational a, struct rational b)
{
    assert(are_exact(a, b));
    wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;
    return left < right ? -1 : left > right;
}

int64_t rational_floor(struct rational a)
{
    assert(a.den != 0);
    return a.num / a.den - (a.num % a.den < 0);
}

int64_t rational_ceil(struct rational a)
{
    assert(a.den != 0);
    return a.num / a.den + (a.num % a.den > 0);
}

int64_t rational_round(struct rational a)
{
    assert(a.den != 0);
    int64_t whole = rational_floor(a);
    wide rest = (wide)a.num - (wide)whole * a.den;
    return whole + (2 * rest >= a.den);
}

double rational_to_double(struct rational a)
{
    assert(a.den != 0);
    return (double)a.num / (double)a.den;
}

/* Digits with an optional point; how many stood behind it is added to *decimals. */
static bool read_digits(const char **text, wide *number, int *decimals)
{
    const char *at = *text;
    bool has_digit = false, has_point = false;
    for (*number = 0; (*at >= '0' && *at <= '9') || (*at == '.' && !has_point); at++) {
        if (*at == '.') {
            has_point = true;
            continue;
        }
        has_digit = true;
        *decimals += has_point;
        *number = *number * 10 + (*at - '0');
        if (*number > INT64_MAX)
            return false;
    }
    *text = at;
    return has_digit;
}

static bool read_exponent(const char **text, int *exponent)
{
    const char *at = *text;
    if (*at != 'e' && *at != 'E')
        return true;
    at++;
    int sign = *at == '-' ? -1 : 1;
    if (*at == '-' || *at == '+')
        at++;
    if (*at < '0' || *at > '9')
        return false;
    int value = 0;
    for (; *at >= '0' && *at <= '9' && value < 100; at++)
        value = value * 10 + (*at - '0');
    *exponent += sign * value;
    *text = at;
    return true;
}

static bool read_decimal(const char **text, struct rational *out)
{
    int sign = **text == '-' ? -1 : 1, decimals = 0, exponent = 0;
    if (**text == '-' || **text == '+')
        (*text)++;
    wide number;
    if (!read_digits(text, &number, &decimals) || !read_exponent(text, &exponent))
        return false;
    struct rational ten = {10, 1};
    *out = reduce(sign * number, 1);
    for (exponent -= decimals; exponent < 0 && out->num != 0 && out->den != 0; exponent++)
        *out = rational_divide(*out, ten);
    for (; exponent > 0 && out->num != 0 && out->den != 0; exponent--)
        *out = rational_multiply(*out, ten);
    return out->den != 0;
}

bool rational_read(const char *text, struct rational *out)
{
    struct rational above, below = {1, 1};
    if (!read_decimal(&text, &above))
        return false;
    if (*text == '/') {
        text++;
        if (!read_decimal(&text, &below))
            return false;
    }
    *out = rational_divide(above, below);
    return *text == '\0' && out->den != 0;
}
