/* SPDX-License-Identifier: MIT */
/* "2/4 89abcdef mp4 100 200 400 30/1 40/3 constant": a part, its film, its frames, times. */
#include "encoding/film_part.h"

#include <inttypes.h>
#include <string.h>

#include "encoding/film_formats.h"

static const char key[] = "convreel_part";

static const char *const rates[] = {"constant", "variable"};

int film_part_write(const struct encoding_settings *settings, AVDictionary **metadata,
                    AVDictionary **options)
{
    const struct film_part *part = &settings->part;
    struct rational fps = settings->fps, length = settings->length;
    struct buffer line = {0};
    buffer_format(&line, "%zu/%zu %08" PRIx32 " %s", part->number, part->count, part->film,
                  settings->format);
    buffer_format(&line, " %" PRId64 " %" PRId64 " %" PRId64, part->first_frame, part->end_frame,
                  part->all_frames);
    buffer_format(&line, " %" PRId64 "/%" PRId64 " %" PRId64 "/%" PRId64 " %s", fps.num, fps.den,
                  length.num, length.den, rates[settings->is_rate_variable]);
    int code = av_dict_set(metadata, key, line.bytes, 0);
    buffer_finish(&line);
    const AVDictionaryEntry *flags = av_dict_get(*options, "movflags", NULL, 0);
    if (code >= 0 && flags) /* MP4 and MOV know no other names than those of Apple's players */
        code = av_dict_set(options, "movflags", "+use_metadata_tags", AV_DICT_APPEND);
    return code;
}

static bool read_line(const char *line, struct film_label *out)
{
    struct film_part *part = &out->part;
    char rate[16] = "";
    bool is_read = sscanf(line,
                          "%zu/%zu %8" SCNx32 " %7s %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64
                          "/%" SCNd64 " %" SCNd64 "/%" SCNd64 " %15s",
                          &part->number, &part->count, &part->film, out->format, &part->first_frame,
                          &part->end_frame, &part->all_frames, &out->fps.num, &out->fps.den,
                          &out->length.num, &out->length.den, rate) == 12;
    out->is_rate_variable = strcmp(rate, rates[1]) == 0;
    return is_read;
}

static bool is_time(struct rational time)
{
    return time.num > 0 && time.den > 0;
}

bool film_part_read(const AVDictionary *metadata, struct film_label *out)
{
    const AVDictionaryEntry *line = av_dict_get(metadata, key, NULL, 0);
    const struct film_part *part = &out->part;
    *out = (struct film_label){0};
    return line && read_line(line->value, out) && film_format_named(out->format) &&
           part->number > 0 && part->number <= part->count && part->count <= FILM_MOST_PARTS &&
           part->first_frame >= 0 && part->first_frame < part->end_frame &&
           part->end_frame <= part->all_frames && part->all_frames <= INT32_MAX &&
           is_time(out->fps) && out->fps.num <= INT32_MAX && out->fps.den <= INT32_MAX &&
           is_time(out->length);
}
