/* SPDX-License-Identifier: MIT */
/*
 * The module of films: FFmpeg, at a constant frame rate. Frame j shows the picture of time
 * j / fps; a film has round(length * fps) frames, one at least.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <libavutil/pixdesc.h>

#include "encoding/encoders.h"
#include "encoding/film_chapters.h"
#include "encoding/film_codec.h"
#include "encoding/film_file.h"
#include "encoding/film_formats.h"
#include "encoding/film_part.h"
#include "encoding/film_track.h"
#include "encoding/film_words.h"
#include "encoding/join.h"
#include "encoding/straight.h"
#include "encoding/yuv.h"

extern const struct encoder convreel_film;

struct film_state {
    const struct sink *sink; /* borrowed */
    struct film_file file;
    AVFormatContext *format;
    AVCodecContext *codec;
    AVStream *stream;
    struct film_words words;
    struct film_track *track; /* owned: the sound; NULL: none */
    AVFrame *frame;
    AVPacket *packet;
    struct rational fps;
    int64_t first_frame, next_frame, frame_count; /* of the whole film */
    int64_t last_sent, last_length; /* of the frame that the encoder got last, in frames */
    bool is_rate_variable;
    bool is_entry;       /* of a picture that is to come: it was shorter than a frame, or is next */
    uint32_t background; /* 0xaarrggbb, of the row or column that makes the size even */
    uint32_t *straight;  /* owned: the last picture, not multiplied by alpha; NULL: it has none */
    bool has_picture;
    uint64_t known; /* the raster that the frame is of */
};

/* The system's reason is told rather than FFmpeg's. */
static bool fail(const struct film_state *film, struct error *error, int code)
{
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    errno = film->file.reason;
    if (errno)
        return sink_error(film->sink, error);
    av_strerror(code, reason, sizeof reason);
    return error_set(error, STATUS_FILE, "cannot write %s: FFmpeg says: %s",
                     film->sink->path ? film->sink->path : "standard output", reason);
}

static bool film_probe(const struct encoding_settings *settings, struct probed *probed,
                       struct error *error)
{
    AVCodecContext *codec = film_codec_open(settings, probed, error);
    bool is_there = codec != NULL;
    film_codec_close(codec);
    return is_there && film_track_probe(settings, error);
}

/* ---- opening ---- */

static void destroy(struct film_state *film)
{
    film_track_close(film->track);
    film_file_close(film->format);
    avformat_free_context(film->format);
    film_codec_close(film->codec);
    av_frame_free(&film->frame);
    av_packet_free(&film->packet);
    free(film->straight);
    free(film);
}

static int open_frame(struct film_state *film)
{
    film->frame = av_frame_alloc();
    film->packet = av_packet_alloc();
    if (!film->frame || !film->packet)
        return AVERROR(ENOMEM);
    film->frame->format = film->codec->pix_fmt;
    film->frame->width = film->codec->width;
    film->frame->height = film->codec->height;
    film->frame->color_range = film->codec->color_range;
    return av_frame_get_buffer(film->frame, 0);
}

static int write_header(struct film_state *film, const struct encoding_settings *settings)
{
    AVDictionary *options = NULL;
    const struct film_format *format = film_format_find(settings->format);
    film->format->flags |= AVFMT_FLAG_BITEXACT;
    av_dict_set(&film->format->metadata, "title", settings->title, 0);
    av_dict_set(&film->format->metadata, "comment", settings->description, 0);
    int code = av_dict_parse_string(&options, format->options, "=", ":", 0);
    if (code >= 0 && settings->part.count > 0)
        code = film_part_write(settings, &film->format->metadata, &options);
    if (code >= 0) /* once the title is there */
        code = film_add_chapters(film->format, &settings->tracks);
    if (code >= 0)
        code = avformat_write_header(film->format, &options);
    av_dict_free(&options);
    return code;
}

static int open_format(struct film_state *film, const struct encoding_settings *settings)
{
    const char *container = film_format_find(settings->format)->container;
    int code = avformat_alloc_output_context2(&film->format, NULL, container, NULL);
    if (code < 0)
        return code;
    film->stream = avformat_new_stream(film->format, NULL);
    if (!film->stream || !film_file_open(&film->file, film->sink, film->format))
        return AVERROR(ENOMEM);
    code = avcodec_parameters_from_context(film->stream->codecpar, film->codec);
    film->stream->time_base = film->codec->time_base;
    if (!settings->is_rate_variable)
        film->stream->avg_frame_rate = film->codec->framerate;
    return code >= 0 ? film_words_open(&film->words, settings, film->format) : code;
}

/* A failure of the file may leave the muxer content. */
static bool check(const struct film_state *film, int code, struct error *error)
{
    return (code >= 0 && film->file.reason == 0) || fail(film, error, code);
}

static bool open_all(struct film_state *film, const struct encoding_settings *settings,
                     struct error *error)
{
    film->codec = film_codec_open(settings, NULL, error);
    return film->codec && check(film, open_frame(film), error) &&
           check(film, open_format(film, settings), error) &&
           film_track_open(&film->track, settings, film->format, FILM_BIT_RATE, error) &&
           check(film, write_header(film, settings), error);
}

/* 0xaarrggbb */
static uint32_t to_pixel(struct color color, uint32_t alpha)
{
    return alpha << 24 | (uint32_t)(color.red * 255 + 0.5) << 16 |
           (uint32_t)(color.green * 255 + 0.5) << 8 | (uint32_t)(color.blue * 255 + 0.5);
}

static bool film_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    if (!sink->temporary_path)
        return error_set(error, STATUS_FILE, "a film cannot be written to a pipe or a device");
    struct film_state *film = memory_allocate(1, sizeof *film);
    film->sink = sink;
    film->fps = settings->fps;
    film->is_rate_variable = settings->is_rate_variable;
    film->frame_count = rational_round(rational_multiply(settings->length, settings->fps));
    if (settings->part.count > 0) {
        film->first_frame = film->next_frame = settings->part.first_frame;
        if (film->frame_count > settings->part.end_frame)
            film->frame_count = settings->part.end_frame;
    }
    /* a film shorter than a frame has one: without any, encoders make files that nobody plays */
    if (film->frame_count <= film->first_frame)
        film->frame_count = film->first_frame + 1;
    bool has_alpha = settings->background.alpha < 1;
    size_t pixels = settings->width * settings->height;
    film->background =
        has_alpha ? to_pixel(settings->matte, 0) : to_pixel(settings->background, 255);
    film->straight = has_alpha ? memory_allocate(pixels, sizeof *film->straight) : NULL;
    if (open_all(film, settings, error)) {
        *state = film;
        return true;
    }
    destroy(film);
    return false;
}

/* ---- frames ---- */

/* The one place where packets leave the encoder. frame NULL: the end. */
static bool encode(struct film_state *film, const AVFrame *frame, struct error *error)
{
    int code = avcodec_send_frame(film->codec, frame);
    while (code >= 0) {
        code = avcodec_receive_packet(film->codec, film->packet);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return check(film, 0, error);
        if (code < 0)
            break;
        bool is_last = film->packet->pts == film->last_sent;
        film->packet->duration = is_last ? film->last_length : 1;
        av_packet_rescale_ts(film->packet, film->codec->time_base, film->stream->time_base);
        film->packet->stream_index = film->stream->index;
        code = av_interleaved_write_frame(film->format, film->packet);
    }
    return fail(film, error, code);
}

/* The file has pictures, words and sound in the order of time. */
static bool write_beside(struct film_state *film, int64_t frame, struct error *error)
{
    struct rational until = rational_divide(rational_make(frame, 1), film->fps);
    int code = film_words_write(&film->words, until);
    return check(film, code, error) && (film_track_write(film->track, until, &code, error) ||
                                        (!error->status && check(film, code, error)));
}

/* Gives the encoder the picture at next_frame. */
static bool send_frame(struct film_state *film, struct error *error)
{
    film->last_sent = film->frame->pts = film->next_frame - film->first_frame;
    film->frame->pict_type = film->is_entry ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    film->is_entry = false;
    return write_beside(film, film->next_frame + film->last_length, error) &&
           encode(film, film->frame, error);
}

/* The picture lasts until then. */
static bool send_frames(struct film_state *film, int64_t until, struct error *error)
{
    while (film->next_frame < until) {
        film->last_length = film->is_rate_variable ? until - film->next_frame : 1;
        if (!send_frame(film, error))
            return false;
        film->next_frame += film->last_length;
    }
    return true;
}

/* Of two rows: those pixels. */
static void convert_rows(struct film_state *film, const struct raster *raster, size_t y,
                         struct columns columns, const struct yuv_planes *planes)
{
    size_t end = columns.end < raster->width ? columns.end : raster->width;
    for (size_t row = y; film->straight && row < y + 2 && row < raster->height; row++)
        straight_row(raster->pixels + row * raster->stride + columns.first, end - columns.first,
                     film->background, film->straight + row * raster->width + columns.first);
    const uint32_t *pixels = film->straight ? film->straight : raster->pixels;
    const struct yuv_source source = {raster->width, raster->height,
                                      film->straight ? raster->width : raster->stride, pixels,
                                      film->background};
    yuv_convert_rows(&source, y, columns, planes);
}

static bool convert(struct film_state *film, const struct raster *raster, struct error *error)
{
    /* the encoder may still be looking at the last picture */
    int code = av_frame_make_writable(film->frame);
    if (code < 0)
        return fail(film, error, code);
    struct yuv_planes planes = {
        .width = (size_t)film->codec->width,
        .height = (size_t)film->codec->height,
        .is_deep = av_pix_fmt_desc_get(film->codec->pix_fmt)->comp[0].depth > 8,
    };
    for (size_t i = 0; i < 4; i++) {
        planes.plane[i] = film->frame->data[i];
        planes.stride[i] = film->frame->linesize[i];
    }
    bool follows = film->has_picture && raster->base != 0 && raster->base == film->known;
    for (size_t y = 0; y < planes.height; y += 2) {
        if (!follows)
            convert_rows(film, raster, y, (struct columns){0, planes.width}, &planes);
        for (size_t x = 0, end;
             follows && tile_set_next(&raster->changed, y, raster->width, &x, &end); x = end)
            convert_rows(film, raster, y, (struct columns){x, end}, &planes);
    }
    film->has_picture = true;
    film->known = raster->number;
    return true;
}

static bool film_add(void *state, const struct frame *frame, struct error *error)
{
    struct film_state *film = state;
    struct rational end = rational_add(frame->start, frame->duration);
    int64_t until = rational_ceil(rational_multiply(end, film->fps));
    until = until < film->frame_count ? until : film->frame_count;
    film->is_entry |= frame->is_entry;
    if (until <= film->next_frame && film->has_picture)
        return true; /* shorter than a frame, and no frame's time falls on it */
    return convert(film, frame->raster, error) && send_frames(film, until, error);
}

static bool film_finish(void *state, struct error *error)
{
    struct film_state *film = state;
    int code;
    bool is_written =
        send_frames(film, film->frame_count, error) && encode(film, NULL, error) &&
        check(film, film_words_write(&film->words, rational_make(INT32_MAX, 1)), error) &&
        (film_track_finish(film->track, &code, error) ||
         (!error->status && check(film, code, error)));
    if (is_written) {
        code = av_write_trailer(film->format);
        avio_flush(film->format->pb);
        is_written = check(film, code, error);
    }
    destroy(film);
    return is_written;
}

static void film_abort(void *state)
{
    destroy(state);
}

const struct encoder convreel_film = {
    .name = "film",
    .probe = film_probe,
    .open = film_open,
    .add = film_add,
    .finish = film_finish,
    .abort = film_abort,
    .join = film_join,
};
