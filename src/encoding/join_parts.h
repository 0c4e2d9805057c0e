/* SPDX-License-Identifier: MIT */
/* The parts of a film as files, for joining them. */
#ifndef ENCODING_JOIN_PARTS_H
#define ENCODING_JOIN_PARTS_H

#include <libavformat/avformat.h>

#include "encoding/film_part.h"

/* An open file. */
struct part_file {
    const char *path; /* borrowed */
    AVFormatContext *format;
    AVStream *pictures; /* borrowed from the format */
    AVPacket *packet;
};

struct joined_part {
    const char *path; /* borrowed */
    struct film_label label;
    AVCodecParameters *codec; /* owned; of the pictures */
    size_t first, count;      /* its packets among those of all */
};

/* All parts in their order, and the times of their packets: in frames of the whole film, in the
 * order in which the files have them, and sorted. A zeroed one is empty. */
struct joined_parts {
    struct joined_part *parts; /* owned */
    size_t count;
    int64_t *times, *sorted; /* owned */
    size_t packet_count, packet_room;
};

/* Opens a file of films. False: it cannot be read, or is none. */
bool part_file_open(struct part_file *file, const char *path, struct error *error);
/* The next packet of its pictures. False: there is none left, or the file is broken. */
bool part_file_read(struct part_file *file);
void part_file_close(struct part_file *file);

/* Looks at all parts: whether all of one film are there, each once, and whole. On failure nothing
 * is left. */
bool joined_parts_find(struct joined_parts *all, const struct film_parts *parts,
                       struct error *error);
void joined_parts_finish(struct joined_parts *all);

#endif
