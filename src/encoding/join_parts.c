/* SPDX-License-Identifier: MIT */
/* Before parts are joined: whether they are the parts of one film. */
#include "encoding/join_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "encoding/film_formats.h"

/* ---- a file ---- */

void part_file_close(struct part_file *file)
{
    avformat_close_input(&file->format);
    av_packet_free(&file->packet);
}

static bool is_readable(const char *path, struct error *error)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    bool is_there = file && fstat(fileno(file), &about) == 0;
    const char *problem = !is_there                 ? strerror(errno)
                          : S_ISDIR(about.st_mode)  ? "it is a folder"
                          : !S_ISREG(about.st_mode) ? "it is not a regular file"
                                                    : NULL;
    if (file)
        fclose(file); /* only read from: nothing can be lost */
    return !problem || error_set(error, STATUS_FILE, "cannot read %s: %s", path, problem);
}

static AVStream *find_pictures(AVFormatContext *format)
{
    for (unsigned i = 0; i < format->nb_streams; i++)
        if (format->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
            return format->streams[i];
    return NULL;
}

/* Nothing but the file itself is opened, whatever it names. */
static int open_input(AVFormatContext **format, const char *path)
{
    AVDictionary *options = NULL;
    struct arena arena = {0};
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    av_dict_set(&options, "format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm", 0);
    int code = avformat_open_input(format, arena_format(&arena, "file:%s", path), NULL, &options);
    av_dict_free(&options);
    arena_finish(&arena);
    return code;
}

bool part_file_open(struct part_file *file, const char *path, struct error *error)
{
    *file = (struct part_file){.path = path};
    if (!is_readable(path, error))
        return false;
    av_log_set_level(AV_LOG_QUIET);
    int code = open_input(&file->format, path);
    file->pictures = code >= 0 ? find_pictures(file->format) : NULL;
    file->packet = av_packet_alloc();
    if (file->pictures && file->packet)
        return true;
    part_file_close(file);
    return error_set(error, STATUS_FILE,
                     "%s is no part of a film, or broken: it is not read as MP4, MOV or WebM",
                     path);
}

bool part_file_read(struct part_file *file)
{
    do {
        av_packet_unref(file->packet);
        if (av_read_frame(file->format, file->packet) < 0)
            return false;
    } while (file->packet->stream_index != file->pictures->index);
    return (file->packet->flags & AV_PKT_FLAG_CORRUPT) == 0;
}

/* ---- what each says ---- */

static bool read_label(struct joined_part *part, struct error *error)
{
    struct part_file file;
    if (!part_file_open(&file, part->path, error))
        return false;
    bool is_part = film_part_read(file.format->metadata, &part->label);
    if (!is_part)
        error_set(error, STATUS_FILE, "%s is no part of a film: render --part makes them",
                  part->path);
    part->codec = avcodec_parameters_alloc();
    if (!part->codec || avcodec_parameters_copy(part->codec, file.pictures->codecpar) < 0)
        is_part = is_part && error_set(error, STATUS_FILE, "cannot read %s: no memory", part->path);
    part_file_close(&file);
    return is_part;
}

/* ---- whether they belong together ---- */

static bool is_of_film(const struct joined_part *part, const struct joined_part *first,
                       struct error *error)
{
    const struct film_part *own = &part->label.part, *other = &first->label.part;
    if (own->film != other->film || own->all_frames != other->all_frames)
        return error_set(error, STATUS_FILE,
                         "%s is a part of another film than %s: the scene, a file of it or an "
                         "option differs",
                         part->path, first->path);
    if (own->count != other->count)
        return error_set(error, STATUS_FILE, "%s is part %zu of %zu, but %s is part %zu of %zu",
                         part->path, own->number, own->count, first->path, other->number,
                         other->count);
    return true;
}

static bool is_same_time(struct rational a, struct rational b)
{
    return a.num == b.num && a.den == b.den;
}

/* What differs between the pictures of two parts; NULL: nothing. */
static const char *difference(const struct joined_part *a, const struct joined_part *b)
{
    const AVCodecParameters *left = a->codec, *right = b->codec;
    if (strcmp(a->label.format, b->label.format) != 0)
        return "format";
    if (left->width != right->width || left->height != right->height)
        return "size";
    if (!is_same_time(a->label.fps, b->label.fps) ||
        a->label.is_rate_variable != b->label.is_rate_variable)
        return "frame rate";
    if (left->codec_id != right->codec_id || left->codec_tag != right->codec_tag)
        return "codec";
    if (left->format != right->format || left->color_range != right->color_range ||
        left->color_space != right->color_space)
        return "pixel format";
    if (left->extradata_size != right->extradata_size ||
        (left->extradata_size > 0 &&
         memcmp(left->extradata, right->extradata, (size_t)left->extradata_size) != 0))
        return "codec's header (extradata)";
    return NULL;
}

static bool are_of_one_film(const struct joined_parts *all, struct error *error)
{
    const struct joined_part *first = all->parts;
    for (size_t i = 1; i < all->count; i++) {
        if (!is_of_film(&all->parts[i], first, error))
            return false;
        const char *what = difference(&all->parts[i], first);
        if (what)
            return error_set(error, STATUS_FILE,
                             "%s cannot be joined to %s: the %s differs; were both made by the "
                             "same encoder?",
                             all->parts[i].path, first->path, what);
    }
    return true;
}

static int compare_parts(const void *left, const void *right)
{
    const struct joined_part *a = left, *b = right;
    size_t x = a->label.part.number, y = b->label.part.number;
    return x < y ? -1 : x > y;
}

/* "2, 3 and 7", of those between the parts that are there; at most so many. */
static const char *list_missing(const struct joined_parts *all, size_t *count, struct arena *arena)
{
    enum { TOLD = 20 };
    const char *list = "", *last = NULL;
    size_t next = 0;
    *count = 0;
    for (size_t n = 1; n <= all->parts[0].label.part.count; n++) {
        if (next < all->count && all->parts[next].label.part.number == n) {
            next++;
            continue;
        }
        if (++*count > TOLD)
            continue;
        if (last)
            list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", last);
        last = arena_format(arena, "%zu", n);
    }
    if (*count > TOLD)
        return arena_format(arena, "%s, %s and %zu more", list, last, *count - TOLD);
    return *list ? arena_format(arena, "%s and %s", list, last) : last;
}

/* They are in order. */
static bool are_complete(const struct joined_parts *all, struct error *error)
{
    size_t of = all->parts[0].label.part.count, missing;
    for (size_t i = 1; i < all->count; i++)
        if (compare_parts(&all->parts[i - 1], &all->parts[i]) == 0)
            return error_set(error, STATUS_FILE, "%s and %s are both part %zu of %zu",
                             all->parts[i - 1].path, all->parts[i].path,
                             all->parts[i].label.part.number, of);
    struct arena arena = {0};
    const char *list = list_missing(all, &missing, &arena);
    if (missing > 0)
        error_set(error, STATUS_FILE, "of %zu parts %zu %s missing: %s", of, missing,
                  missing == 1 ? "is" : "are", list);
    arena_finish(&arena);
    if (missing > 0)
        return false;
    int64_t next = 0;
    for (size_t i = 0; i < all->count; next = all->parts[i++].label.part.end_frame)
        if (all->parts[i].label.part.first_frame != next)
            return error_set(error, STATUS_FILE, "%s does not begin where the part before ends",
                             all->parts[i].path);
    return true;
}

/* ---- whether each is whole ---- */

static int compare_times(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static void add_time(struct joined_parts *all, int64_t time)
{
    if (all->packet_count == all->packet_room) {
        all->packet_room = all->packet_room ? 2 * all->packet_room : 1024;
        all->times = memory_resize(all->times, all->packet_room, sizeof *all->times);
        all->sorted = memory_resize(all->sorted, all->packet_room, sizeof *all->sorted);
    }
    all->sorted[all->packet_count] = all->times[all->packet_count] = time;
    all->packet_count++;
}

/* From the first frame on, each once, and of a constant rate all. */
static bool has_frames(const struct joined_parts *all, const struct joined_part *part)
{
    const struct film_part *own = &part->label.part;
    const int64_t *sorted = all->sorted + part->first;
    size_t frames = (size_t)(own->end_frame - own->first_frame);
    if (part->count == 0 || sorted[0] != own->first_frame ||
        sorted[part->count - 1] >= own->end_frame ||
        (!part->label.is_rate_variable && part->count != frames))
        return false;
    for (size_t i = 1; i < part->count; i++)
        if (sorted[i] <= sorted[i - 1])
            return false;
    return true;
}

static bool read_times(struct joined_parts *all, struct joined_part *part, struct error *error)
{
    struct part_file file;
    const struct film_label *label = &part->label;
    const AVRational frame = {(int)label->fps.den, (int)label->fps.num};
    size_t most = (size_t)(label->part.end_frame - label->part.first_frame);
    if (!part_file_open(&file, part->path, error))
        return false;
    part->first = all->packet_count;
    bool is_good = true;
    while (is_good && part_file_read(&file)) {
        const AVPacket *packet = file.packet;
        is_good = packet->pts != AV_NOPTS_VALUE && part->count < most &&
                  (part->count > 0 || (packet->flags & AV_PKT_FLAG_KEY));
        if (is_good)
            add_time(all, label->part.first_frame +
                              av_rescale_q(packet->pts, file.pictures->time_base, frame));
        part->count = all->packet_count - part->first;
    }
    part_file_close(&file);
    if (part->count > 0)
        qsort(all->sorted + part->first, part->count, sizeof *all->sorted, compare_times);
    return (is_good && has_frames(all, part)) ||
           error_set(error, STATUS_FILE, "%s is broken: not all of its pictures are there",
                     part->path);
}

/* ---- all ---- */

/* Whether the file to be made has the ending of the parts' format. */
static bool has_ending(const char *format, const char *wanted, struct error *error)
{
    const char *ending = film_format_find(format)->encoder.extension;
    return strcmp(ending, film_format_find(wanted)->encoder.extension) == 0 ||
           error_set(error, STATUS_FILE, "parts of %s cannot become %s: name the film .%s", format,
                     wanted, ending);
}

bool joined_parts_find(struct joined_parts *all, const struct film_parts *parts,
                       struct error *error)
{
    bool is_right = true;
    *all = (struct joined_parts){.count = parts->count};
    all->parts = memory_allocate(parts->count, sizeof *all->parts);
    for (size_t i = 0; i < parts->count && is_right; i++) {
        all->parts[i].path = parts->paths[i];
        is_right = read_label(&all->parts[i], error);
    }
    is_right = is_right && are_of_one_film(all, error);
    is_right = is_right && has_ending(all->parts[0].label.format, parts->format, error);
    if (is_right)
        qsort(all->parts, all->count, sizeof *all->parts, compare_parts);
    is_right = is_right && are_complete(all, error);
    for (size_t i = 0; i < all->count && is_right; i++)
        is_right = read_times(all, &all->parts[i], error);
    if (!is_right)
        joined_parts_finish(all);
    return is_right;
}

void joined_parts_finish(struct joined_parts *all)
{
    for (size_t i = 0; i < all->count; i++)
        avcodec_parameters_free(&all->parts[i].codec);
    free(all->parts);
    free(all->times);
    free(all->sorted);
    *all = (struct joined_parts){0};
}
