/* SPDX-License-Identifier: MIT */
/* Single characters of UTF-8: their bytes, their codes, and where lines may break beside them. */
#include "convreel/base.h"

#include <string.h>

bool character_starts(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t character_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += character_starts(text[i]);
    return count;
}

unsigned character_code(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t more = at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : at[0] >= 0xc0 ? 1 : 0;
    unsigned code = more == 0 ? at[0] : at[0] & (0x3fu >> more);
    for (size_t i = 1; i <= more && at[i]; i++)
        code = code << 6 | (at[i] & 0x3fu);
    return code;
}

size_t character_length(const char *text)
{
    size_t length = 1;
    while (text[length] && !character_starts(text[length]))
        length++;
    return length;
}

size_t character_valid_length(const char *bytes, size_t length)
{
    const unsigned char *text = (const unsigned char *)bytes;
    size_t more = text[0] < 0x80   ? 0
                  : text[0] < 0xc2 ? 9
                  : text[0] < 0xe0 ? 1
                  : text[0] < 0xf0 ? 2
                  : text[0] < 0xf5 ? 3
                                   : 9;
    if (more >= length)
        return 0;
    for (size_t i = 1; i <= more; i++)
        if (character_starts(bytes[i]))
            return 0;
    bool is_overlong = (text[0] == 0xe0 && text[1] < 0xa0) || (text[0] == 0xf0 && text[1] < 0x90);
    bool is_surrogate = text[0] == 0xed && text[1] >= 0xa0;
    bool is_beyond = text[0] == 0xf4 && text[1] >= 0x90;
    return is_overlong || is_surrogate || is_beyond ? 0 : more + 1;
}

bool character_is_control(unsigned code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
           code == 0xfeff;
}

bool character_is_east_asian(unsigned code)
{
    return (code >= 0x1100 && code < 0x1200) || (code >= 0x2e80 && code < 0xd7b0) ||
           (code >= 0xf900 && code < 0xfb00) || (code >= 0xff00 && code < 0xfff0) ||
           (code >= 0x20000 && code < 0x40000);
}

static bool is_one_of(unsigned code, const unsigned *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i] == code)
            return true;
    return false;
}

bool character_closes(unsigned code)
{
    static const unsigned closing[] = {'.',    ',',    ';',    ':',    '!',    '?',    ')',
                                       ']',    '}',    '%',    0xbb,   0x2019, 0x201d, 0x2026,
                                       0x3001, 0x3002, 0x3005, 0x3009, 0x300b, 0x300d, 0x300f,
                                       0x3011, 0x3015, 0x30fc, 0xff01, 0xff05, 0xff09, 0xff0c,
                                       0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d};
    return is_one_of(code, closing, sizeof closing / sizeof *closing);
}

bool character_opens(unsigned code)
{
    static const unsigned opening[] = {'(',    '[',    '{',    0x2018, 0x201c, 0x3008, 0x300a,
                                       0x300c, 0x300e, 0x3010, 0x3014, 0xff08, 0xff3b, 0xff5b};
    return is_one_of(code, opening, sizeof opening / sizeof *opening);
}

/* Korean is written with blanks. */
static bool is_without_blanks(unsigned code)
{
    bool is_hangul = (code >= 0x1100 && code < 0x1200) || (code >= 0xac00 && code < 0xd7b0);
    return character_is_east_asian(code) && !is_hangul;
}

static bool may_break(unsigned before, unsigned after)
{
    return (is_without_blanks(before) || is_without_blanks(after)) && !character_opens(before) &&
           !character_closes(after);
}

size_t characters_unbroken(const char *text)
{
    size_t length = 0;
    while (text[length] && !strchr(" \n", text[length])) {
        unsigned before = character_code(text + length);
        length += character_length(text + length);
        if (text[length] && may_break(before, character_code(text + length)))
            break;
    }
    return length;
}

bool characters_break_at(const char *text, size_t at)
{
    size_t before = at;
    if (at == 0 || !text[at] || !character_starts(text[at]))
        return false;
    do
        before--;
    while (before > 0 && !character_starts(text[before]));
    return may_break(character_code(text + before), character_code(text + at));
}
