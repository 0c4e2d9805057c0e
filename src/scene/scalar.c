/* SPDX-License-Identifier: MIT */
/* Scalars of a scene by the core schema of YAML 1.2 (section 10.3.2): what is a number, what is
 * true, and what is but a word, `yes` among them. */
#include "node.h"

#include <stdlib.h>
#include <string.h>

static bool is_among(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0)
            return true;
    }
    return false;
}

/* Behind the digits at text. Not isdigit: no locale. */
static const char *skip_digits(const char *text)
{
    return text + strspn(text, "0123456789");
}

static bool is_integer(const char *text)
{
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'o')) {
        const char *digits = text[1] == 'x' ? "0123456789abcdefABCDEF" : "01234567";
        size_t length = strspn(text + 2, digits);
        return length > 0 && text[2 + length] == '\0';
    }
    text += *text == '+' || *text == '-';
    const char *end = skip_digits(text);
    return end > text && *end == '\0';
}

static bool is_float(const char *text)
{
    text += *text == '+' || *text == '-';
    const char *end = skip_digits(text);
    bool has_digits = end > text;
    if (*end == '.') {
        const char *fraction = end + 1;
        end = skip_digits(fraction);
        has_digits = has_digits || end > fraction;
    }
    if (!has_digits)
        return false;
    if (*end == 'e' || *end == 'E') {
        const char *exponent = end + 1;
        exponent += *exponent == '+' || *exponent == '-';
        end = skip_digits(exponent);
        if (end == exponent)
            return false;
    }
    return *end == '\0';
}

static bool is_not_finite(const char *text)
{
    static const char *const nan[] = {".nan", ".NaN", ".NAN"};
    static const char *const infinity[] = {".inf", ".Inf", ".INF"};
    if (is_among(text, nan, 3))
        return true;
    return is_among(text + (*text == '+' || *text == '-'), infinity, 3);
}

enum scalar_kind scalar_kind_of_text(const char *text)
{
    static const char *const nothing[] = {"", "~", "null", "Null", "NULL"};
    static const char *const flags[] = {"true", "True", "TRUE", "false", "False", "FALSE"};
    if (is_among(text, nothing, 5))
        return SCALAR_NULL;
    if (is_among(text, flags, 6))
        return SCALAR_FLAG;
    if (is_integer(text))
        return SCALAR_INTEGER;
    if (is_float(text))
        return SCALAR_FLOAT;
    return is_not_finite(text) ? SCALAR_NOT_FINITE : SCALAR_WORD;
}

enum scalar_kind scalar_kind_of(const struct node *node)
{
    if (node->kind != NODE_SCALAR || !node->is_plain)
        return SCALAR_WORD;
    return scalar_kind_of_text(node->text);
}

bool scalar_flag(const struct node *node)
{
    return node->text[0] == 't' || node->text[0] == 'T';
}

int64_t scalar_integer(const struct node *node)
{
    const char *text = node->text;
    if (text[0] == '0' && text[1] == 'o')
        return strtoll(text + 2, NULL, 8);
    bool is_hexadecimal = text[0] == '0' && text[1] == 'x';
    return strtoll(text, NULL, is_hexadecimal ? 16 : 10);
}

double scalar_number(const struct node *node)
{
    bool is_decimal = node->text[0] != '0' || (node->text[1] != 'x' && node->text[1] != 'o');
    return is_decimal ? strtod(node->text, NULL) : (double)scalar_integer(node);
}
