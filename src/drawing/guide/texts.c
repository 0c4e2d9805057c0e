/* SPDX-License-Identifier: MIT */
/* The texts of theme guide's maps, which are as large as its figures are. */
#include "drawing/guide/texts.h"

/* "1,2", or "0,1,2" where there are several maps. */
static const char *index_text(struct arena *arena, const struct guide_source *source, size_t i)
{
    size_t row = i % source->map / source->columns, column = i % source->columns;
    if (source->count == source->map)
        return arena_format(arena, "%zu,%zu", row, column);
    return arena_format(arena, "%zu,%zu,%zu", i / source->map, row, column);
}

const struct cell_text *guide_texts_make(struct arena *arena, const struct scene_show *show,
                                         const struct guide_source *source)
{
    struct cell_text *texts = arena_allocate(arena, source->count, sizeof *texts);
    if (show->values == SHOW_SYMBOLS) {
        for (size_t i = 0; i < source->count; i++)
            texts[i] =
                (struct cell_text){.text = source->letter, .index = index_text(arena, source, i)};
        return texts;
    }
    int decimals = digits_asked(show, source->values, source->count, source->decimals);
    const char *const *digits = digits_of(arena, source->values, source->count, decimals);
    for (size_t i = 0; i < source->count; i++)
        texts[i].text = digits[i];
    return texts;
}
