/* SPDX-License-Identifier: MIT */
/*
 * The built-in words that are drawn, in the language of a scene. One list makes the enum and the
 * English; catalogues/NAME.yaml has the same list in another language, and so may a user's file.
 */
#ifndef CONVREEL_CATALOGUE_H
#define CONVREEL_CATALOGUE_H

#include "convreel/base.h"

/* % is where a number goes, two at most; a translation has them too. */
#define CATALOGUE_WORDS(WORD)                                          \
    /* names of maps */                                                \
    WORD(WORD_INPUT, "input")                                          \
    WORD(WORD_KERNEL, "kernel")                                        \
    WORD(WORD_OUTPUT, "output")                                        \
    WORD(WORD_WINDOWS, "windows")                                      \
    WORD(WORD_WEIGHTS, "weights")                                      \
    WORD(WORD_CACHE, "cache")                                          \
    WORD(WORD_INPUT_GRADIENT, "input gradient dX")                     \
    WORD(WORD_KERNEL_GRADIENT, "kernel gradient dW")                   \
    WORD(WORD_OUTPUT_GRADIENT, "output gradient dY")                   \
    /* and below them */                                               \
    WORD(WORD_FILTER, "filter % of %")                                 \
    WORD(WORD_FILTERS, "% filters")                                    \
    WORD(WORD_STRETCHED, "stretched to %")                             \
    WORD(WORD_PADDED, "padded to %")                                   \
    WORD(WORD_TURNED, "turned by 180\xc2\xb0")                         \
    /* a layer in words */                                             \
    WORD(WORD_GRADIENT_OF_INPUT, "Gradient of the input")              \
    WORD(WORD_GRADIENT_OF_KERNEL, "Gradient of the kernel")            \
    WORD(WORD_KERNEL_SIZE, "kernel %")                                 \
    WORD(WORD_STRIDE, "stride %")                                      \
    WORD(WORD_PADDING, "padding %")                                    \
    WORD(WORD_REFLECT_PADDING, "reflect padding %")                    \
    WORD(WORD_REPLICATE_PADDING, "replicate padding %")                \
    WORD(WORD_CIRCULAR_PADDING, "circular padding %")                  \
    WORD(WORD_ABOVE, "% above")                                        \
    WORD(WORD_BELOW, "% below")                                        \
    WORD(WORD_LEFT, "% left")                                          \
    WORD(WORD_RIGHT, "% right")                                        \
    WORD(WORD_FRONT, "% in front")                                     \
    WORD(WORD_BEHIND, "% behind")                                      \
    WORD(WORD_PADDING_VALUE, "padding value %")                        \
    WORD(WORD_TRANSPOSED_PADDING, "padding p\xe2\x80\xb2 = %")         \
    WORD(WORD_OUTPUT_PADDING, "output padding %")                      \
    WORD(WORD_DILATION, "dilation %")                                  \
    WORD(WORD_GROUPS, "groups %")                                      \
    WORD(WORD_CHANNELS, "channels %")                                  \
    WORD(WORD_CEIL_MODE, "ceil mode")                                  \
    WORD(WORD_DIVISOR, "divisor %")                                    \
    WORD(WORD_NORM, "norm %")                                          \
    WORD(WORD_MODE, "mode %")                                          \
    WORD(WORD_ALIGNED, "aligned corners")                              \
    WORD(WORD_SCALE, "scale %")                                        \
    WORD(WORD_FACTOR, "factor %")                                      \
    WORD(WORD_SLOPE, "negative slope %")                               \
    WORD(WORD_ALPHA, "alpha %")                                        \
    WORD(WORD_FLIPPED_KERNEL, "flipped kernel")                        \
    /* and what a unit sees of a network's input */                    \
    WORD(WORD_SEES, "one unit of % sees at most % units of the input") \
    /* and what its layers cost */                                     \
    WORD(WORD_PARAMETERS, "% parameters")                              \
    WORD(WORD_MULTIPLY_ADDS, "% multiply-adds")                        \
    /* what patterns mean */                                           \
    WORD(WORD_ZERO_PADDING, "zero padding")                            \
    WORD(WORD_FILLED_PADDING, "padding with a number")                 \
    WORD(WORD_IGNORED_PADDING, "padding, left out")                    \
    WORD(WORD_REPEATED_PADDING, "padding that repeats units")          \
    WORD(WORD_STRETCH, "zero between units")                           \
    WORD(WORD_EXTRA, "output padding")                                 \
    WORD(WORD_UNCOVERED, "cell that no window reads")                  \
    WORD(WORD_INACTIVE, "inactive cell")                               \
    WORD(WORD_CROPPED, "cropped by padding")                           \
    /* cells behind the last window */                                 \
    WORD(WORD_LEFT_OVER, "% left over")                                \
    /* what a slice of a volume is */                                  \
    WORD(WORD_PADDING_SLICE, "padding")                                \
    WORD(WORD_STRETCH_SLICE, "inserted")                               \
    WORD(WORD_EXTRA_SLICE, "extra")                                    \
    /* below the pictures of a sheet */                                \
    WORD(WORD_STEP, "step %")

#define CATALOGUE_NAME(name, english) name,
enum word { CATALOGUE_WORDS(CATALOGUE_NAME) WORD_COUNT };
#undef CATALOGUE_NAME

/* A finished one has every word: what a language lacks is English. */
struct catalogue {
    struct position at; /* of the value of `language:`; line 0: not given */
    const char *name;   /* "en", "de"; of a user's file its path */
    bool is_built_in;   /* name is that of a language */
    const char *words[WORD_COUNT];
};

extern const char *const catalogue_english[WORD_COUNT];

/* A word without a number. */
const char *catalogue_word(const struct catalogue *catalogue, enum word word);
/* One with a number, and one with two, in the arena. */
const char *catalogue_phrase(const struct catalogue *catalogue, enum word word, const char *number,
                             struct arena *arena);
const char *catalogue_phrase_of(const struct catalogue *catalogue, enum word word,
                                const char *number, const char *of, struct arena *arena);

#endif
