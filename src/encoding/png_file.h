/* SPDX-License-Identifier: MIT */
/* The container that PNG and APNG share: the writer, its failures, what stands before the pixels.
 */
#ifndef ENCODING_PNG_FILE_H
#define ENCODING_PNG_FILE_H

#include <png.h>

#include "convreel/encoding.h"
#include "encoding/png_rows.h"

struct png_file {
    struct sink *sink; /* borrowed */
    struct rational dpi;
    char *title, *description; /* owned */
    png_structp writer;        /* owned, as is info; NULL: none */
    png_infop info;
};

void png_file_init(struct png_file *file, const struct encoding_settings *settings,
                   struct sink *sink);
void png_file_finish(struct png_file *file);
/* A writer for one more picture file. All that is written through it may jump to
 * png_jmpbuf(file->writer), with the system's reason in errno. False: out of memory. */
bool png_file_start(struct png_file *file);
void png_file_end(struct png_file *file);
/* The chunks before the pixels. colors NULL: true colour. May jump. */
void png_file_write_head(struct png_file *file, const struct raster *raster,
                         const struct png_colors *colors, bool is_opaque);

/* A chunk in pieces, as libpng writes them, but with ISA-L's checksum. They may jump. */
struct png_chunk {
    png_structp writer;
    uint32_t checksum;
};

void png_chunk_start(struct png_chunk *chunk, png_structp writer, const char *name, size_t length);
void png_chunk_add(struct png_chunk *chunk, const png_byte *bytes, size_t length);
void png_chunk_end(struct png_chunk *chunk);

#endif
