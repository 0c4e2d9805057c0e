/* SPDX-License-Identifier: MIT */
/*
 * Parts of a film -> the film. Packets are copied as they are; only their times are those of the
 * whole. What is beside the pictures, words and chapters and sound, is the first part's.
 */
#include "encoding/join.h"

#include <errno.h>
#include <stdlib.h>

#include "encoding/encoders.h"
#include "encoding/film_chapters.h"
#include "encoding/film_file.h"
#include "encoding/film_formats.h"
#include "encoding/film_track.h"
#include "encoding/join_parts.h"

struct joining {
    const struct sink *sink; /* borrowed */
    struct joined_parts all;
    struct part_file beside; /* the first part once more, for what is beside its pictures */
    bool has_beside;         /* its packet is the next one */
    int *streams;            /* owned: which of the film's each stream of it is; -1: none */
    struct film_file file;
    AVFormatContext *film;
    AVRational frame; /* seconds */
};

/* That of the parts: several write files with one ending. */
static const struct film_format *find_format(const struct joining *joining)
{
    return film_format_find(joining->all.parts[0].label.format);
}

/* As films that are made: the system's reason is told rather than FFmpeg's. */
static bool check(const struct joining *joining, int code, struct error *error)
{
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    if (code >= 0 && joining->file.reason == 0)
        return true;
    errno = joining->file.reason;
    if (errno)
        return sink_error(joining->sink, error);
    av_strerror(code, reason, sizeof reason);
    return error_set(error, STATUS_FILE, "cannot write %s: FFmpeg says: %s",
                     joining->sink->path ? joining->sink->path : "standard output", reason);
}

/* ---- what is beside the pictures ---- */

/* A stretch without words is an empty packet, which the muxer makes itself. */
static bool is_wanted(const struct joining *joining, const AVPacket *packet)
{
    const AVStream *stream = joining->beside.format->streams[packet->stream_index];
    bool is_empty = stream->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT && packet->size <= 2;
    return joining->streams[packet->stream_index] >= 0 && !is_empty;
}

static void read_beside(struct joining *joining)
{
    AVPacket *packet = joining->beside.packet;
    do {
        av_packet_unref(packet);
        joining->has_beside = av_read_frame(joining->beside.format, packet) >= 0;
    } while (joining->has_beside && !is_wanted(joining, packet));
}

/* How much later than its times are read a packet is written. */
static int64_t find_delay_of_sound(const struct joining *joining, const AVStream *from)
{
    const AVCodecParameters *sound = from->codecpar;
    if (sound->codec_type != AVMEDIA_TYPE_AUDIO || !find_format(joining)->has_sound_delay)
        return 0;
    return av_rescale_q(sound->initial_padding, (AVRational){1, sound->sample_rate},
                        from->time_base);
}

/* Of the film, in the time base of a stream of it. */
static int64_t find_end(const struct joining *joining, int stream)
{
    struct rational length = joining->all.parts[0].label.length;
    return av_rescale_q(length.num, (AVRational){1, (int)length.den},
                        joining->film->streams[stream]->time_base);
}

/* What begins before a frame. */
static int write_beside(struct joining *joining, int64_t frame)
{
    AVPacket *packet = joining->beside.packet;
    int code = 0;
    while (code >= 0 && joining->has_beside) {
        const AVStream *from = joining->beside.format->streams[packet->stream_index];
        if (av_compare_ts(packet->dts, from->time_base, frame, joining->frame) >= 0)
            break;
        packet->stream_index = joining->streams[packet->stream_index];
        int64_t delay = find_delay_of_sound(joining, from);
        packet->pts += delay;
        packet->dts += delay;
        av_packet_rescale_ts(packet, from->time_base,
                             joining->film->streams[packet->stream_index]->time_base);
        if (delay > 0)
            film_track_end(packet, find_end(joining, packet->stream_index));
        packet->pos = -1;
        code = av_interleaved_write_frame(joining->film, packet);
        read_beside(joining);
    }
    return code;
}

/* ---- opening ---- */

/* A stream of the film as that of a part. */
static AVStream *add_stream(struct joining *joining, const AVStream *from)
{
    AVStream *stream = avformat_new_stream(joining->film, NULL);
    if (!stream || avcodec_parameters_copy(stream->codecpar, from->codecpar) < 0 ||
        av_dict_copy(&stream->metadata, from->metadata, 0) < 0)
        return NULL;
    stream->time_base = from->time_base;
    stream->disposition = from->disposition;
    return stream;
}

static int add_streams(struct joining *joining)
{
    const AVFormatContext *from = joining->beside.format;
    AVStream *pictures = add_stream(joining, joining->beside.pictures);
    if (!pictures)
        return AVERROR(ENOMEM);
    pictures->time_base = joining->frame;
    if (!joining->all.parts[0].label.is_rate_variable)
        pictures->avg_frame_rate = av_inv_q(joining->frame);
    joining->streams = memory_allocate(from->nb_streams, sizeof *joining->streams);
    for (unsigned i = 0; i < from->nb_streams; i++) {
        enum AVMediaType type = from->streams[i]->codecpar->codec_type;
        joining->streams[i] = -1;
        if (type != AVMEDIA_TYPE_AUDIO && type != AVMEDIA_TYPE_SUBTITLE)
            continue;
        AVStream *stream = add_stream(joining, from->streams[i]);
        if (!stream)
            return AVERROR(ENOMEM);
        joining->streams[i] = stream->index;
    }
    return 0;
}

static struct rational in_ms(int64_t time, AVRational base)
{
    enum { MS = 1000 };
    return rational_make(av_rescale_q(time, base, (AVRational){1, MS}), MS);
}

/* Files do not all say when a chapter ends: where the next one begins. */
static int copy_chapters(struct joining *joining)
{
    const AVFormatContext *from = joining->beside.format;
    struct arena arena = {0};
    struct chapter *chapters = arena_allocate(&arena, from->nb_chapters + 1, sizeof *chapters);
    for (unsigned i = 0; i < from->nb_chapters; i++) {
        const AVChapter *chapter = from->chapters[i];
        const AVDictionaryEntry *title = av_dict_get(chapter->metadata, "title", NULL, 0);
        struct rational start = in_ms(chapter->start, chapter->time_base);
        if (i > 0)
            chapters[i - 1].end = start;
        chapters[i] =
            (struct chapter){start, joining->all.parts[0].label.length, title ? title->value : ""};
    }
    const struct tracks tracks = {.chapters = chapters, .chapter_count = from->nb_chapters};
    int code = film_add_chapters(joining->film, &tracks);
    arena_finish(&arena);
    return code;
}

static int write_header(struct joining *joining)
{
    static const char *const kept[] = {"title", "comment"};
    AVDictionary *options = NULL;
    const char *container = find_format(joining)->options;
    joining->film->flags |= AVFMT_FLAG_BITEXACT;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const AVDictionaryEntry *text =
            av_dict_get(joining->beside.format->metadata, kept[i], NULL, 0);
        if (text)
            av_dict_set(&joining->film->metadata, kept[i], text->value, 0);
    }
    int code = av_dict_parse_string(&options, container, "=", ":", 0);
    if (code >= 0)
        code = avformat_write_header(joining->film, &options);
    av_dict_free(&options);
    return code;
}

static int open_film(struct joining *joining)
{
    const char *container = find_format(joining)->container;
    int code = avformat_alloc_output_context2(&joining->film, NULL, container, NULL);
    if (code >= 0 && !film_file_open(&joining->file, joining->sink, joining->film))
        code = AVERROR(ENOMEM);
    if (code >= 0)
        code = add_streams(joining);
    if (code >= 0)
        code = copy_chapters(joining);
    return code >= 0 ? write_header(joining) : code;
}

/* ---- pictures ---- */

/* How many packets a picture may come before its turn: decoders get it so much earlier. */
static size_t find_delay(const struct joined_parts *all)
{
    size_t delay = 0;
    for (size_t p = 0; p < all->count; p++) {
        const struct joined_part *part = &all->parts[p];
        const int64_t *times = all->times + part->first, *sorted = all->sorted + part->first;
        for (size_t i = 0; i < part->count; i++)
            while (delay < i && sorted[i - delay] > times[i])
                delay++;
    }
    return delay;
}

/* Packet i of all: the times at which decoders get packets are those of the pictures, in order. */
static int write_packet(struct joining *joining, AVPacket *packet, size_t i, size_t delay)
{
    const struct joined_parts *all = &joining->all;
    int64_t time = all->times[i], last = all->sorted[all->packet_count - 1];
    AVStream *stream = joining->film->streams[0];
    packet->pts = time;
    packet->dts = i >= delay ? all->sorted[i - delay] : (int64_t)i - (int64_t)delay;
    packet->duration = time == last ? all->parts[0].label.part.all_frames - last : 1;
    packet->stream_index = stream->index;
    packet->pos = -1;
    av_packet_rescale_ts(packet, joining->frame, stream->time_base);
    int code = write_beside(joining, time + 1);
    return code >= 0 ? av_interleaved_write_frame(joining->film, packet) : code;
}

static bool copy_part(struct joining *joining, const struct joined_part *part, size_t delay,
                      struct error *error)
{
    struct part_file file;
    if (!part_file_open(&file, part->path, error))
        return false;
    bool is_good = true;
    for (size_t i = 0; i < part->count && is_good; i++) {
        is_good = part_file_read(&file) ||
                  error_set(error, STATUS_FILE, "%s has changed while it was read", part->path);
        is_good = is_good &&
                  check(joining, write_packet(joining, file.packet, part->first + i, delay), error);
    }
    part_file_close(&file);
    return is_good;
}

static bool copy_all(struct joining *joining, struct error *error)
{
    size_t delay = find_delay(&joining->all);
    for (size_t i = 0; i < joining->all.count; i++)
        if (!copy_part(joining, &joining->all.parts[i], delay, error))
            return false;
    int code = write_beside(joining, INT32_MAX);
    if (code >= 0)
        code = av_write_trailer(joining->film);
    avio_flush(joining->film->pb);
    return check(joining, code, error);
}

bool film_join(const struct film_parts *parts, struct sink *sink, struct error *error)
{
    struct joining joining = {.sink = sink};
    if (!sink->temporary_path)
        return error_set(error, STATUS_FILE, "a film cannot be written to a pipe or a device");
    if (!joined_parts_find(&joining.all, parts, error))
        return false;
    const struct joined_part *first = joining.all.parts;
    joining.frame = (AVRational){(int)first->label.fps.den, (int)first->label.fps.num};
    bool is_joined = part_file_open(&joining.beside, first->path, error);
    if (is_joined) {
        is_joined = check(&joining, open_film(&joining), error);
        if (is_joined) {
            read_beside(&joining);
            is_joined = copy_all(&joining, error);
        }
        part_file_close(&joining.beside);
    }
    film_file_close(joining.film);
    avformat_free_context(joining.film);
    free(joining.streams);
    joined_parts_finish(&joining.all);
    return is_joined;
}
