/* SPDX-License-Identifier: MIT */
/* Chapters of a film that is made, or joined. */
#include "encoding/film_chapters.h"

static int add_chapter(AVFormatContext *format, const struct chapter *chapter, size_t number)
{
    enum { TICKS = 1000 }; /* a second: what WebM keeps */
    const struct rational ticks = {TICKS, 1};
    AVChapter *added = av_mallocz(sizeof *added);
    if (!added)
        return AVERROR(ENOMEM);
    added->id = (int64_t)number + 1;
    added->time_base = (AVRational){1, TICKS};
    added->start = rational_round(rational_multiply(chapter->start, ticks));
    added->end = rational_round(rational_multiply(chapter->end, ticks));
    int code = av_dict_set(&added->metadata, "title", chapter->title, 0);
    int count = (int)format->nb_chapters; /* freed with the format */
    if (code >= 0)
        code = av_dynarray_add_nofree(&format->chapters, &count, added);
    format->nb_chapters = (unsigned)count;
    if (code < 0) {
        av_dict_free(&added->metadata);
        av_free(added);
    }
    return code;
}

int film_add_chapters(AVFormatContext *format, const struct tracks *tracks)
{
    int code = 0;
    for (size_t i = 0; i < tracks->chapter_count && code >= 0; i++)
        code = add_chapter(format, &tracks->chapters[i], i);
    return code;
}
