/* SPDX-License-Identifier: MIT */
/* PNG: a file is one picture, with the colours that it needs. */
#include <setjmp.h>
#include <stdlib.h>

#include "encoding/encoders.h"
#include "encoding/png_bands.h"
#include "encoding/png_file.h"

struct png {
    struct png_file file;
    bool is_opaque;                 /* known before the first pixel is looked at */
    struct encoding_memory *memory; /* borrowed: the bands; NULL: of this file alone, */
    struct encoding_memory own;     /* owned: there */
};

/* All that may jump out; what it allocates is in the arena or libpng's own. */
static bool write_picture(struct png *png, const struct raster *raster, struct arena *arena)
{
    struct png_file *file = &png->file;
    if (setjmp(png_jmpbuf(file->writer)))
        return false;
    struct png_colors *colors = arena_allocate(arena, 1, sizeof *colors);
    bool is_opaque = png_colors_find(raster, png->is_opaque, colors);
    bool has_palette = colors->count <= PNG_MOST_COLORS;
    const struct png_rows rows = {
        .raster = raster,
        .colors = has_palette ? colors : NULL,
        .channels = has_palette ? 1
                    : is_opaque ? 3
                                : 4,
    };
    png_file_write_head(file, raster, rows.colors, is_opaque);
    png_bands_pack(png->memory->data, &rows);
    png_bands_write(png->memory->data, file->writer, NULL);
    png_write_chunk(file->writer, (png_const_bytep) "IEND", NULL, 0);
    return true;
}

static void destroy_bands(void *bands)
{
    png_bands_destroy(bands);
}

static bool png_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                     struct error *error)
{
    (void)error;
    struct png *png = memory_allocate(1, sizeof *png);
    png_file_init(&png->file, settings, sink);
    png->is_opaque = settings->background.alpha >= 1;
    png->memory = settings->memory ? settings->memory : &png->own;
    if (!png->memory->data)
        *png->memory =
            (struct encoding_memory){png_bands_create(settings->is_png_small), destroy_bands};
    *state = png;
    return true;
}

static bool png_add(void *state, const struct frame *frame, struct error *error)
{
    struct png *png = state;
    struct arena arena = {0};
    bool is_written = png_file_start(&png->file) && write_picture(png, frame->raster, &arena);
    arena_finish(&arena);
    png_file_end(&png->file);
    return is_written || sink_error(png->file.sink, error);
}

static void png_abort(void *state)
{
    struct png *png = state;
    png_file_finish(&png->file);
    encoding_forget(&png->own);
    free(png);
}

static bool png_finish(void *state, struct error *error)
{
    (void)error;
    png_abort(state);
    return true;
}

const struct encoder encoder_png = {
    .name = "png",
    .extension = "png",
    .about = "a picture for each step, at --dpi",
    .wants_pixels = true,
    .growth = 1.2,
    .is_one_picture = true,
    .is_alpha_kept = true,
    .has_small = true,
    .open = png_open,
    .add = png_add,
    .finish = png_finish,
    .abort = png_abort,
};
