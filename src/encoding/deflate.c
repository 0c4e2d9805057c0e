/* SPDX-License-Identifier: MIT */
/* Bytes and repetitions -> blocks of RFC 1951, each with codes that fit it. */
#include "encoding/deflate.h"

#include <string.h>

#include "encoding/deflate_codes.h"

enum {
    ALL_LITERALS = 286, /* bytes, an end and lengths; then come */
    ALL_DISTANCES = 30,
    ALL_SYMBOLS = ALL_LITERALS + ALL_DISTANCES,
    END_OF_BLOCK = 256,
    WHOLE_LENGTH = 285, /* of as many bytes as one repetition has at most: */
    WHOLE = 258,
    MOST_BITS = 12, /* of a code: 15 are allowed, but these let two parts be put at once */
    SYMBOL_BITS = 9,
    COUNT_BITS = 4,
    BYTE = 8
};

/* ---- parts: a symbol, how many bits follow it, and these ---- */

static unsigned symbol_of(uint32_t part)
{
    return part & ((1U << SYMBOL_BITS) - 1);
}

static unsigned extra_count_of(uint32_t part)
{
    return part >> SYMBOL_BITS & ((1U << COUNT_BITS) - 1);
}

static uint32_t extra_of(uint32_t part)
{
    return part >> (SYMBOL_BITS + COUNT_BITS);
}

/* Of a number from 0 on: its highest bit and so many below it make the symbol. */
static uint32_t part_of(size_t number, unsigned kept, unsigned first_symbol)
{
    const uint32_t value = (uint32_t)number;
    unsigned count = 31 - (unsigned)__builtin_clz(value | 1U << kept) - kept;
    uint32_t symbol = first_symbol + (count << kept) + (value >> count);
    uint32_t extra = value & ((1U << count) - 1);
    return symbol | count << SYMBOL_BITS | extra << (SYMBOL_BITS + COUNT_BITS);
}

/* ---- bits ---- */

static void spill(struct deflate *deflate)
{
    buffer_add(deflate->out, (const char *)deflate->chunk, deflate->chunk_length);
    deflate->chunk_length = 0;
}

/* At most 56, the first lowest. */
static void put(struct deflate *deflate, uint64_t bits, unsigned count)
{
    bits = deflate->bits | bits << deflate->bit_count;
    count += deflate->bit_count;
    const unsigned char bytes[] = {bits & 255,       bits >> 8 & 255,  bits >> 16 & 255,
                                   bits >> 24 & 255, bits >> 32 & 255, bits >> 40 & 255,
                                   bits >> 48 & 255, bits >> 56};
    memcpy(deflate->chunk + deflate->chunk_length, bytes, sizeof bytes);
    deflate->chunk_length += count / BYTE;
    deflate->bits = bits >> (count & ~7U);
    deflate->bit_count = count % BYTE;
    if (deflate->chunk_length > sizeof deflate->chunk - sizeof bytes)
        spill(deflate);
}

/* What symbols stand for in the file. */
struct codes {
    uint8_t lengths[ALL_SYMBOLS];
    uint16_t bits[ALL_SYMBOLS];
};

/* Two at once: half the steps. */
static void put_parts(struct deflate *deflate, const struct codes *codes, const uint32_t *parts,
                      size_t part_count)
{
    for (size_t i = 0; i < part_count; i += 2) {
        uint64_t bits = 0;
        unsigned count = 0;
        for (size_t j = i; j < i + 2 && j < part_count; j++) {
            const unsigned symbol = symbol_of(parts[j]);
            bits |= (uint64_t)codes->bits[symbol] << count;
            count += codes->lengths[symbol];
            bits |= (uint64_t)extra_of(parts[j]) << count;
            count += extra_count_of(parts[j]);
        }
        put(deflate, bits, count);
    }
}

/* ---- codes ---- */

enum {
    ALL_LENGTHS = 19, /* of codes, and what repeats them: */
    SAME = 16,
    FEW_ZEROS = 17,
    MANY_ZEROS = 18,
    MOST_LENGTH_BITS = 7
};

/* So many equal lengths as a part, or as many of them as one takes; returns these. */
static size_t take_equal(unsigned length, size_t times, bool is_first, uint32_t *part)
{
    enum { LEAST = 3, MOST_SAME = 6, MANY = 11, MOST_ZEROS = 138 };
    size_t most = length == 0 ? MOST_ZEROS : MOST_SAME, taken = times < most ? times : most;
    *part = length;
    if ((length > 0 && is_first) || times < LEAST)
        return 1;
    bool are_many = length == 0 && taken >= MANY;
    unsigned symbol = length > 0 ? SAME : are_many ? MANY_ZEROS : FEW_ZEROS;
    unsigned bits = length > 0 ? 2 : are_many ? 7 : 3;
    uint32_t extra = (uint32_t)taken - (are_many ? MANY : LEAST);
    *part = symbol | bits << SYMBOL_BITS | extra << (SYMBOL_BITS + COUNT_BITS);
    return taken;
}

static size_t list_lengths(const uint8_t *lengths, uint32_t *parts)
{
    size_t count = 0;
    for (size_t i = 0; i < ALL_SYMBOLS;) {
        size_t end = i, first = i;
        while (end < ALL_SYMBOLS && lengths[end] == lengths[i])
            end++;
        while (i < end)
            i += take_equal(lengths[i], end - i, i == first, &parts[count++]);
    }
    return count;
}

static void put_codes(struct deflate *deflate, const struct codes *codes)
{
    static const unsigned char order[ALL_LENGTHS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                     11, 4,  12, 3, 13, 2, 14, 1, 15};
    enum { WITH_CODES = 2 };
    uint32_t parts[ALL_SYMBOLS], occurrences[ALL_LENGTHS] = {0};
    struct codes own;
    size_t count = list_lengths(codes->lengths, parts);
    for (size_t i = 0; i < count; i++)
        occurrences[symbol_of(parts[i])]++;
    deflate_codes_make(occurrences, ALL_LENGTHS, MOST_LENGTH_BITS, own.lengths, own.bits);
    put(deflate, WITH_CODES << 1, 3);
    put(deflate, ALL_LITERALS - END_OF_BLOCK - 1, 5);
    put(deflate, ALL_DISTANCES - 1, 5);
    put(deflate, ALL_LENGTHS - 4, 4);
    for (size_t i = 0; i < ALL_LENGTHS; i++)
        put(deflate, own.lengths[order[i]], 3);
    put_parts(deflate, &own, parts, count);
}

/* ---- blocks ---- */

static void end_block(struct deflate *deflate)
{
    uint32_t occurrences[ALL_SYMBOLS] = {0};
    struct codes codes;
    deflate->parts[deflate->part_count++] = END_OF_BLOCK;
    for (size_t i = 0; i < deflate->part_count; i++)
        occurrences[symbol_of(deflate->parts[i])]++;
    deflate_codes_make(occurrences, ALL_LITERALS, MOST_BITS, codes.lengths, codes.bits);
    deflate_codes_make(occurrences + ALL_LITERALS, ALL_DISTANCES, MOST_BITS,
                       codes.lengths + ALL_LITERALS, codes.bits + ALL_LITERALS);
    put_codes(deflate, &codes);
    put_parts(deflate, &codes, deflate->parts, deflate->part_count);
    deflate->part_count = 0;
}

/* For so many parts and an end. */
static uint32_t *make_room(struct deflate *deflate, size_t count)
{
    if (deflate->part_count + count >= DEFLATE_BLOCK)
        end_block(deflate);
    return deflate->parts + deflate->part_count;
}

void deflate_add(struct deflate *deflate, uint32_t bytes, size_t count)
{
    uint32_t *parts = make_room(deflate, 4);
    for (int i = 0; i < 4; i++)
        parts[i] = bytes >> BYTE * i & 255;
    deflate->part_count += count;
}

void deflate_repeat(struct deflate *deflate, size_t length, size_t distance)
{
    const uint32_t back = part_of(distance - 1, 1, ALL_LITERALS);
    while (length > 0) {
        uint32_t *parts = make_room(deflate, 2);
        /* The rest has to be long enough for another. */
        size_t most = length < WHOLE + DEFLATE_LEAST ? WHOLE - DEFLATE_LEAST : WHOLE;
        size_t taken = length <= WHOLE ? length : most;
        parts[0] =
            taken == WHOLE ? WHOLE_LENGTH : part_of(taken - DEFLATE_LEAST, 2, END_OF_BLOCK + 1);
        parts[1] = back;
        deflate->part_count += 2;
        length -= taken;
    }
}

void deflate_end(struct deflate *deflate)
{
    end_block(deflate);
    put(deflate, 0, 3); /* a stored block of no bytes */
    put(deflate, 0, (BYTE - deflate->bit_count) % BYTE);
    put(deflate, 0xffff0000, 4 * BYTE);
    spill(deflate);
}
