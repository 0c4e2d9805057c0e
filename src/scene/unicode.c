/* SPDX-License-Identifier: MIT */
/* The first step of reading a scene: its bytes as UTF-8, so that every later message can quote
 * them. libyaml would decode UTF-16 too, but keeps what it decoded to itself. */
#include "unicode.h"

#include <string.h>

static void add_character(struct buffer *buffer, uint32_t c)
{
    char bytes[4];
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    bytes[0] = (char)(lead[length] | c);
    buffer_add(buffer, bytes, length);
}

static uint32_t unit_at(const unsigned char *bytes, bool is_big)
{
    return is_big ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

static bool is_high_surrogate(uint32_t unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low_surrogate(uint32_t unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

static void decode_utf16(const unsigned char *bytes, size_t length, bool is_big, struct buffer *out)
{
    enum { REPLACEMENT = 0xfffd };
    size_t i = 0;
    while (length - i >= 2) {
        uint32_t unit = unit_at(bytes + i, is_big);
        uint32_t next = length - i >= 4 ? unit_at(bytes + i + 2, is_big) : 0;
        i += 2;
        if (is_high_surrogate(unit) && is_low_surrogate(next)) {
            add_character(out, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
            i += 2;
        } else {
            bool is_alone = is_high_surrogate(unit) || is_low_surrogate(unit);
            add_character(out, is_alone ? REPLACEMENT : unit);
        }
    }
    if (i < length)
        add_character(out, REPLACEMENT);
}

const char *unicode_decode(const char *bytes, size_t length, struct arena *arena,
                           size_t *out_length)
{
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        *out_length = length - 3;
        return arena_copy_text(arena, bytes + 3, length - 3);
    }
    bool is_big = length >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0;
    bool is_little = length >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0;
    if (!is_big && !is_little) {
        *out_length = length;
        return arena_copy_text(arena, bytes, length);
    }
    struct buffer buffer = {0};
    decode_utf16((const unsigned char *)bytes + 2, length - 2, is_big, &buffer);
    *out_length = buffer.length;
    const char *text = arena_copy_text(arena, buffer.length ? buffer.bytes : "", buffer.length);
    buffer_finish(&buffer);
    return text;
}

struct position unicode_position(const char *text, size_t length, size_t offset)
{
    struct position at = {.line = 1, .column = 1};
    for (size_t i = 0; i < offset && i < length; i++) {
        if (text[i] == '\n') {
            at.line++;
            at.column = 1;
        } else if (character_starts(text[i])) {
            at.column++;
        }
    }
    return at;
}

char unicode_byte_at(const char *text, size_t length, struct position at)
{
    size_t i = 0;
    for (size_t line = 1; line < at.line && i < length; i++)
        line += text[i] == '\n';
    for (size_t column = 1; i < length; i++) {
        if (character_starts(text[i]) && column++ == at.column)
            return text[i];
    }
    return '\0';
}
